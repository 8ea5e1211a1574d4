package org.relatch.app.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.relatch.app.R
import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.Screen
import org.relatch.core.StepState

/** What a screen needs of its surroundings. */
class Hand(
    val act: (Action) -> Unit,
    /** What is typed into fields, by their id. */
    val drafts: MutableMap<String, String>,
    /** Whether secrets are hidden, as somebody else may be looking. */
    val isCovered: Boolean,
)

/** The page that scrolls, for tests. */
const val PAGE = "page"

/** Wider lines are hard to read. */
private val WIDEST = 620.dp

/**
 * Draws a screen of the core: on top where the person is and what is on the lock, below what to do next. Between them all that is said. On a
 * small window, or with large letters, everything scrolls.
 */
@Composable
fun ScreenView(
    screen: Screen,
    hand: Hand,
    top: @Composable () -> Unit,
    above: List<@Composable () -> Unit>,
    below: List<@Composable () -> Unit>,
) {
    val configuration = LocalConfiguration.current
    val isRoomy = configuration.screenHeightDp >= 440 && configuration.fontScale <= 1.3f
    val order = OfferOrder(screen.actions)
    Scaffold(
        Modifier.semantics { paneTitle = screen.title }.imePadding(),
        topBar = {
            Column(
                Modifier.windowInsetsPadding(
                    WindowInsets.safeDrawing.only(WindowInsetsSides.Top + WindowInsetsSides.Horizontal),
                ),
            ) {
                top()
                if (isRoomy) Head(screen, hand, 20.dp)
            }
        },
        bottomBar = { if (isRoomy) order.main?.let { Foot { Main(it, screen, hand) } } },
        contentWindowInsets = WindowInsets.safeDrawing,
    ) { insets ->
        val list = key(screen.stage, screen.title) { rememberLazyListState() }
        // Nothing lies under the bars, where it could be neither seen nor pressed.
        Box(Modifier.padding(insets).consumeWindowInsets(insets).fillMaxSize(), Alignment.TopCenter) {
            LazyColumn(
                Modifier.widthIn(max = WIDEST).fillMaxSize().testTag(PAGE),
                list,
                PaddingValues(20.dp, 8.dp, 20.dp, 20.dp),
                verticalArrangement = Arrangement.spacedBy(16.dp),
            ) {
                if (!isRoomy) item { Head(screen, hand, 0.dp) }
                said(screen)
                items(above.size) { above[it]() }
                body(screen, hand)
                if (!isRoomy) order.main?.let { item { Main(it, screen, hand) } }
                items(order.others.size) { Other(order.others[it], screen, hand) }
                items(below.size) { below[it]() }
                item { Position(screen.position) }
            }
        }
    }
}

/** What is said above the body: the most important first. */
private fun LazyListScope.said(screen: Screen) {
    item { Text(screen.title, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium) }
    screen.problem?.let { problem ->
        item {
            Note(
                Icons.Problem,
                MaterialTheme.colorScheme.errorContainer,
                MaterialTheme.colorScheme.onErrorContainer,
                isAnnounced = true,
            ) {
                Text(problem.what, style = MaterialTheme.typography.titleMedium)
                Text(problem.advice, style = MaterialTheme.typography.bodyLarge)
            }
        }
    }
    drawingFor(screen)?.let { drawing -> item { DoorDrawing(drawing) } }
    items(screen.lines.size) { Text(screen.lines[it], style = MaterialTheme.typography.bodyLarge) }
    screen.warning?.let { warning ->
        item {
            Note(
                Icons.Warning,
                MaterialTheme.colorScheme.tertiaryContainer,
                MaterialTheme.colorScheme.onTertiaryContainer,
            ) {
                Text(warning, style = MaterialTheme.typography.bodyLarge)
            }
        }
    }
}

/** The way back, where the person is, and what is on the lock. */
@Composable
private fun Head(
    screen: Screen,
    hand: Hand,
    margin: Dp,
) {
    Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
        Column(Modifier.widthIn(max = WIDEST).fillMaxWidth().padding(horizontal = margin)) {
            Announcement(screen.announce)
            val back = screen.actions.firstOrNull { it.button == ButtonName.BACK }
            if (back != null) {
                Pressable(back, hand) { press ->
                    // Its arrow stands at the edge of the text below it.
                    TextButton(
                        press,
                        Modifier.heightIn(min = 48.dp),
                        contentPadding = PaddingValues(0.dp, 8.dp, 12.dp, 8.dp),
                    ) {
                        Icon(Icons.Back, null, Modifier.size(22.dp))
                        Text(back.label, Modifier.padding(start = 6.dp))
                    }
                }
            }
            Steps(screen)
            screen.standing?.let { Standing(it) }
        }
    }
}

@Composable
private fun Steps(screen: Screen) {
    val now = screen.steps.indexOfFirst { it.state == StepState.NOW }
    if (now < 0) return
    val words = stringResource(R.string.steps, now + 1, screen.steps.size)
    val label = screen.steps[now].label
    Column(Modifier.padding(vertical = 6.dp).clearAndSetSemantics { contentDescription = "$words: $label" }) {
        Row(Modifier.fillMaxWidth().height(6.dp), Arrangement.spacedBy(3.dp)) {
            for (step in screen.steps) {
                val colour =
                    when (step.state) {
                        StepState.DONE, StepState.NOW -> MaterialTheme.colorScheme.primary
                        StepState.AHEAD -> MaterialTheme.colorScheme.outlineVariant
                    }
                val height = if (step.state == StepState.NOW) 6.dp else 3.dp
                Box(
                    Modifier
                        .weight(1f)
                        .height(height)
                        .align(Alignment.CenterVertically)
                        .background(colour, RoundedCornerShape(3.dp)),
                )
            }
        }
        Text(
            "$words: $label",
            Modifier.padding(top = 4.dp),
            MaterialTheme.colorScheme.onSurfaceVariant,
            style = MaterialTheme.typography.bodyMedium,
        )
    }
}

/** What is on the lock now: always in sight. */
@Composable
private fun Standing(words: String) {
    Surface(
        Modifier.fillMaxWidth().padding(vertical = 4.dp),
        MaterialTheme.shapes.small,
        MaterialTheme.colorScheme.secondaryContainer,
    ) {
        Row(
            Modifier.padding(horizontal = 12.dp, vertical = 8.dp),
            Arrangement.spacedBy(10.dp),
            Alignment.CenterVertically,
        ) {
            Icon(Icons.Lock, null, Modifier.size(20.dp))
            Text(words, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** Something to be careful about: told apart by its sign and its words, not by its colour alone. */
@Composable
fun Note(
    sign: ImageVector,
    colour: Color,
    onColour: Color,
    isAnnounced: Boolean = false,
    content: @Composable () -> Unit,
) {
    val spoken = if (isAnnounced) Modifier.semantics { liveRegion = LiveRegionMode.Polite } else Modifier
    Surface(spoken.fillMaxWidth(), MaterialTheme.shapes.medium, colour, onColour) {
        Row(Modifier.padding(16.dp), Arrangement.spacedBy(14.dp)) {
            Icon(sign, null, Modifier.size(26.dp))
            Column(Modifier.weight(1f), Arrangement.spacedBy(6.dp)) { content() }
        }
    }
}

/** Spoken when its words change, which the core does at most at each quarter. */
@Composable
private fun Announcement(words: String?) {
    if (words == null) return
    Box(
        Modifier.size(1.dp).clearAndSetSemantics {
            liveRegion = LiveRegionMode.Polite
            contentDescription = words
        },
    )
}

@Composable
private fun Foot(content: @Composable () -> Unit) {
    Surface(color = MaterialTheme.colorScheme.surfaceContainerLow, shadowElevation = 6.dp) {
        val insets = WindowInsets.safeDrawing.only(WindowInsetsSides.Bottom + WindowInsetsSides.Horizontal)
        Box(
            Modifier.fillMaxWidth().windowInsetsPadding(insets).padding(horizontal = 20.dp, vertical = 12.dp),
            Alignment.Center,
        ) {
            Box(Modifier.widthIn(max = WIDEST - 40.dp)) { content() }
        }
    }
}

/** Six letters that a person can read out on the phone. */
@Composable
private fun Position(code: String) {
    Text(
        code,
        Modifier.padding(top = 8.dp).semantics { contentDescription = code.toList().joinToString(" ") },
        MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.labelSmall,
    )
}

@Composable
fun ScanOffer(scan: () -> Unit) =
    OutlinedButton(scan, Modifier.fillMaxWidth().heightIn(min = 52.dp)) { Text(stringResource(R.string.scan)) }

@Composable
fun NoCodeNote() =
    Note(
        Icons.Warning,
        MaterialTheme.colorScheme.tertiaryContainer,
        MaterialTheme.colorScheme.onTertiaryContainer,
        isAnnounced = true,
    ) { Text(stringResource(R.string.scan_none), style = MaterialTheme.typography.bodyLarge) }

@Composable
fun WaitingNote(name: String) {
    Note(Icons.File, MaterialTheme.colorScheme.secondaryContainer, MaterialTheme.colorScheme.onSecondaryContainer) {
        Text(stringResource(R.string.file_ready, name), style = MaterialTheme.typography.bodyLarge)
    }
}
