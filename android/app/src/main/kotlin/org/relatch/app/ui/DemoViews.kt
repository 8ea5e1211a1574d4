package org.relatch.app.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import org.relatch.app.Demo
import org.relatch.app.DemoFault
import org.relatch.app.R
import org.relatch.core.DoorAnswer
import org.relatch.core.DoorDeed
import org.relatch.core.DoorView
import org.relatch.core.Hidden

/** Says on every screen of a demonstration that it is one, and leads to its door and to its end. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun DemoBar(
    isAtDoor: Boolean,
    goToDoor: (Boolean) -> Unit,
    end: () -> Unit,
) = Surface(
    color = MaterialTheme.colorScheme.inverseSurface,
    contentColor = MaterialTheme.colorScheme.inverseOnSurface,
) {
    FlowRow(
        Modifier.fillMaxWidth().padding(start = 20.dp, end = 8.dp),
        Arrangement.SpaceBetween,
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        Text(
            stringResource(R.string.demo),
            Modifier.padding(vertical = 10.dp),
            style = MaterialTheme.typography.titleMedium,
        )
        Row {
            BarButton(stringResource(R.string.door), isAtDoor) { goToDoor(!isAtDoor) }
            BarButton(stringResource(R.string.demo_end), false, end)
        }
    }
}

@Composable
private fun BarButton(
    words: String,
    isOn: Boolean,
    press: () -> Unit,
) = TextButton(
    press,
    Modifier.heightIn(min = 48.dp).background(
        if (isOn) {
            MaterialTheme.colorScheme.inverseOnSurface.copy(
                alpha = 0.18f,
            )
        } else {
            MaterialTheme.colorScheme.inverseSurface
        },
        MaterialTheme.shapes.small,
    ),
) { Text(words, color = MaterialTheme.colorScheme.inverseOnSurface, style = MaterialTheme.typography.bodyMedium) }

@Composable
fun DemoOffer(open: () -> Unit) =
    OutlinedButton(open, Modifier.fillMaxWidth().heightIn(min = 52.dp)) { Text(stringResource(R.string.demo)) }

@Composable
fun DemoDialog(
    dismiss: () -> Unit,
    begin: (Demo) -> Unit,
) {
    var chosen by rememberSaveable { mutableStateOf(DemoFault.NONE) }
    AlertDialog(
        onDismissRequest = dismiss,
        title = { Text(stringResource(R.string.demo)) },
        text = {
            Column(Modifier.verticalScroll(rememberScrollState()).selectableGroup()) {
                Text(
                    stringResource(R.string.demo_detail),
                    Modifier.padding(bottom = 8.dp),
                    style = MaterialTheme.typography.bodyLarge,
                )
                for (fault in DemoFault.entries) {
                    Row(
                        Modifier
                            .fillMaxWidth()
                            .heightIn(
                                min = 48.dp,
                            ).selectable(fault == chosen, role = Role.RadioButton) { chosen = fault },
                        Arrangement.spacedBy(12.dp),
                        Alignment.CenterVertically,
                    ) {
                        RadioButton(fault == chosen, null)
                        Text(stringResource(fault.words), style = MaterialTheme.typography.bodyLarge)
                    }
                }
            }
        },
        confirmButton = { TextButton({ begin(Demo(chosen)) }) { Text(stringResource(R.string.demo_begin)) } },
        dismissButton = { TextButton(dismiss) { Text(stringResource(android.R.string.cancel)) } },
    )
}

/** The door of the demonstration: what a person does there, and what its lock answers. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun DoorPanel(
    door: DoorView,
    isInFront: Boolean,
    act: (DoorDeed) -> Unit,
) = Surface(Modifier.fillMaxWidth(), MaterialTheme.shapes.medium, MaterialTheme.colorScheme.surfaceContainerHigh) {
    var keys by remember { mutableStateOf("") }
    Column(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp), Alignment.CenterHorizontally) {
        door.hint?.let { Text(it, style = MaterialTheme.typography.bodyLarge) }
        val state = stringResource(if (door.open) R.string.door_open else R.string.door_closed)
        val answer =
            door.answer?.let {
                stringResource(
                    if (it.isTaken()) R.string.door_taken else R.string.door_not_taken,
                )
            }
        Column(Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }) {
            Text(state, style = MaterialTheme.typography.titleMedium)
            answer?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
        }
        Text(if (isInFront) keys.ifEmpty { " " } else "", style = MaterialTheme.typography.headlineMedium)
        // A keypad runs from left to right in every country.
        CompositionLocalProvider(LocalLayoutDirection provides LayoutDirection.Ltr) {
            for (row in KEYS) {
                Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp)) {
                    for (key in row) {
                        Key(key, Modifier.weight(1f)) {
                            keys =
                                when (key) {
                                    ERASE -> keys.dropLast(1)
                                    ENTER -> "".also { act(DoorDeed.Type(Hidden(keys + ENTER))) }
                                    else -> (keys + key).takeLast(MOST_KEYS)
                                }
                        }
                    }
                }
            }
        }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            OutlinedButton({ act(DoorDeed.Touch) }) { Text(stringResource(R.string.door_touch)) }
            OutlinedButton({ act(DoorDeed.HoldReset) }) { Text(stringResource(R.string.door_hold)) }
            if (door.lowBattery) {
                OutlinedButton({ act(DoorDeed.ChangeBatteries) }) { Text(stringResource(R.string.door_batteries)) }
            }
        }
    }
}

@Composable
private fun Key(
    key: String,
    modifier: Modifier,
    press: () -> Unit,
) {
    val erase = stringResource(R.string.erase_key)
    val spoken = if (key == ERASE) Modifier.semantics { contentDescription = erase } else Modifier
    FilledTonalButton(press, modifier.then(spoken).heightIn(min = 52.dp), shape = MaterialTheme.shapes.small) {
        if (key == ERASE) {
            Icon(Icons.Erase, null, Modifier.size(22.dp))
        } else {
            Text(key, style = MaterialTheme.typography.titleMedium.copy(textDirection = TextDirection.Ltr))
        }
    }
}

private fun DoorAnswer.isTaken() =
    when (this) {
        DoorAnswer.LIT, DoorAnswer.OPENED, DoorAnswer.FORGOT, DoorAnswer.WAITS_FOR_SEQUENCE -> true

        DoorAnswer.WRONG,
        DoorAnswer.EXPIRED,
        DoorAnswer.NOT_YET,
        DoorAnswer.USED_UP,
        DoorAnswer.FROZEN,
        DoorAnswer.BUTTON_OFF,
        -> false
    }

private const val ENTER = "#"
private const val ERASE = "⌫"
private const val MOST_KEYS = 16
private val KEYS =
    listOf(listOf("1", "2", "3"), listOf("4", "5", "6"), listOf("7", "8", "9"), listOf(ERASE, "0", ENTER))
