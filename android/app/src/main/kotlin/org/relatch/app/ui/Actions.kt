package org.relatch.app.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.Danger
import org.relatch.core.Entry
import org.relatch.core.Hidden
import org.relatch.core.Offer
import org.relatch.core.Screen
import org.relatch.core.ScreenBody

/** Which offer is the large button: the first that leads on. The others are smaller, and the way back has its own place on top. */
class OfferOrder(
    offers: List<Offer>,
) {
    val main: Offer? = offers.firstOrNull { it.button in ONWARD }
    val others: List<Offer> = offers.filter { it !== main && it.button != ButtonName.BACK }

    private companion object {
        val ONWARD =
            setOf(
                ButtonName.NEXT,
                ButtonName.RETRY,
                ButtonName.SUBMIT,
                ButtonName.ERASE,
                ButtonName.CANCEL,
                ButtonName.START_OVER,
            )
    }
}

@Composable
fun Main(
    offer: Offer,
    screen: Screen,
    hand: Hand,
) = Pressable(offer, hand, screen) { press ->
    val size = Modifier.fillMaxWidth().heightIn(min = 56.dp)
    when {
        // To stop what runs is not what the screen is about.
        offer.button == ButtonName.CANCEL -> OutlinedButton(press, size) { Label(offer) }

        else -> Button(press, size, colors = filled(offer.danger)) { Label(offer) }
    }
}

@Composable
fun Other(
    offer: Offer,
    screen: Screen,
    hand: Hand,
) = Pressable(offer, hand, screen) { press ->
    val size = Modifier.fillMaxWidth().heightIn(min = 52.dp)
    val isAside = offer.button in setOf(ButtonName.LEAVE, ButtonName.ABANDON)
    val content =
        if (offer.danger ==
            Danger.ONE_WAY
        ) {
            MaterialTheme.colorScheme.error
        } else {
            MaterialTheme.colorScheme.primary
        }
    if (isAside) {
        TextButton(press, size, colors = ButtonDefaults.textButtonColors(contentColor = content)) { Label(offer) }
    } else {
        OutlinedButton(
            press,
            size,
            colors = ButtonDefaults.outlinedButtonColors(contentColor = content),
        ) { Label(offer) }
    }
}

/** The danger is seen by colour and sign, and said by the words of the question that follows. */
@Composable
private fun filled(danger: Danger) =
    when (danger) {
        Danger.HARMLESS -> {
            ButtonDefaults.buttonColors()
        }

        Danger.CAREFUL -> {
            ButtonDefaults.buttonColors(
                MaterialTheme.colorScheme.tertiary,
                MaterialTheme.colorScheme.onTertiary,
            )
        }

        Danger.ONE_WAY -> {
            ButtonDefaults.buttonColors(
                MaterialTheme.colorScheme.error,
                MaterialTheme.colorScheme.onError,
            )
        }
    }

@Composable
private fun Label(offer: Offer) {
    val sign =
        when (offer.danger) {
            Danger.HARMLESS -> null
            Danger.CAREFUL -> Icons.Warning.takeIf { offer.button !in setOf(ButtonName.LEAVE, ButtonName.ABANDON) }
            Danger.ONE_WAY -> Icons.Problem
        }
    sign?.let { Icon(it, null, Modifier.padding(end = 8.dp).size(20.dp)) }
    Text(offer.label, textAlign = TextAlign.Center)
}

/** What is pressed is asked first where the core wants that. The question goes away with the screen that it belongs to. */
@Composable
fun Pressable(
    offer: Offer,
    hand: Hand,
    screen: Screen? = null,
    button: @Composable (() -> Unit) -> Unit,
) {
    var isAsking by remember(offer) { mutableStateOf(false) }
    val press = { hand.act(actionFor(offer, screen, hand)) }
    Box { button { if (offer.confirm == null) press() else isAsking = true } }
    val question = offer.confirm
    if (isAsking && question != null) {
        val colours =
            ButtonDefaults.textButtonColors(
                contentColor =
                    if (offer.danger ==
                        Danger.ONE_WAY
                    ) {
                        MaterialTheme.colorScheme.error
                    } else {
                        MaterialTheme.colorScheme.primary
                    },
            )
        AlertDialog(
            onDismissRequest = { isAsking = false },
            confirmButton = {
                TextButton({
                    isAsking = false
                    press()
                }, colors = colours) { Text(offer.label) }
            },
            dismissButton = { TextButton({ isAsking = false }) { Text(stringResource(android.R.string.cancel)) } },
            text = { Text(question, style = MaterialTheme.typography.bodyLarge) },
        )
    }
}

private fun actionFor(
    offer: Offer,
    screen: Screen?,
    hand: Hand,
): Action {
    val form = screen?.body as? ScreenBody.Form
    if (offer.button != ButtonName.SUBMIT || form == null) return Action.Press(offer.button)
    return Action.Submit(form.fields.map { Entry(it.id, Hidden(hand.drafts[it.id].orEmpty())) })
}
