package org.relatch.app.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.ime
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.withFrameNanos
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.collapse
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.expand
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.relatch.app.R
import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.Problem
import org.relatch.core.Screen
import org.relatch.core.StepState

/** What a screen needs of its surroundings. */
class Hand(
    val act: (Action) -> Unit,
    /** What is typed into fields, by their id. */
    val drafts: Map<String, String>,
    /** Something is typed into a field. */
    val type: (field: String, text: String) -> Unit,
    /** Whether secrets are hidden, as somebody else may be looking. */
    val isCovered: Boolean,
    /** How often a person tried again: what is wrong still is then news. */
    val tries: Int,
)

/** The page that scrolls, for tests. */
const val PAGE = "page"

/** What is on the lock, for tests. */
const val STANDING = "standing"

/** Wider lines are hard to read. */
private val WIDEST = 620.dp

/** Of a lower window, what stands above and below the page would leave too little for it. */
private val LOWEST_ROOMY = 500.dp

/**
 * Draws a screen of the core: on top where the person is and what is on the lock, below what to do next. Between them all that is said. On a
 * small window, over a keyboard, or with large letters, everything scrolls but what is on the lock. [news] is what a screen reader says by
 * itself when it changes.
 */
@Composable
fun ScreenView(
    screen: Screen,
    hand: Hand,
    news: String?,
    top: @Composable () -> Unit,
    above: List<@Composable () -> Unit>,
    below: List<@Composable () -> Unit>,
) {
    val isRoomy = isRoomy()
    val order = OfferOrder(screen.actions)
    Scaffold(
        Modifier.semantics { paneTitle = screen.title }.imePadding(),
        topBar = {
            Column(
                Modifier.windowInsetsPadding(
                    WindowInsets.safeDrawing.only(WindowInsetsSides.Top + WindowInsetsSides.Horizontal),
                ),
            ) {
                News(news)
                top()
                if (isRoomy) Head(screen, hand, 20.dp, isPinned = true) else screen.standing?.let { StandingLine(it) }
            }
        },
        bottomBar = { if (isRoomy) order.main?.let { Foot { Main(it, screen, hand) } } },
        contentWindowInsets = WindowInsets.safeDrawing,
    ) { insets ->
        val list = key(screen.stage, screen.title) { rememberLazyListState() }
        BringProblem(screen.problem, hand.tries, list, at = if (isRoomy) 1 else 2)
        // Nothing lies under the bars, where it could be neither seen nor pressed.
        Box(Modifier.padding(insets).consumeWindowInsets(insets).fillMaxSize(), Alignment.TopCenter) {
            LazyColumn(
                Modifier.widthIn(max = WIDEST).fillMaxSize().testTag(PAGE),
                list,
                PaddingValues(20.dp, 8.dp, 20.dp, 20.dp),
                verticalArrangement = Arrangement.spacedBy(16.dp),
            ) {
                if (!isRoomy) one("head") { Head(screen, hand, 0.dp, isPinned = false) }
                said(screen)
                each("above", above.size) { above[it]() }
                body(screen, hand)
                each("below", below.size) { below[it]() }
                if (!isRoomy) order.main?.let { one("main") { Main(it, screen, hand) } }
                each("other", order.others.size) { Other(order.others[it], screen, hand) }
                one("position") { Position(screen.position) }
            }
        }
    }
}

/** Whether there is room for more than the page. */
@Composable
private fun isRoomy(): Boolean {
    val configuration = LocalConfiguration.current
    val density = LocalDensity.current
    val keyboard = WindowInsets.ime
    val isHigh by remember(configuration, density, keyboard) {
        derivedStateOf {
            val covered = with(density) { keyboard.getBottom(density).toDp() }
            configuration.screenHeightDp.dp - covered >= LOWEST_ROOMY
        }
    }
    return isHigh && configuration.fontScale <= 1.3f
}

/** What is wrong comes into sight when it is news: a person may be at the end of a long page. */
@Composable
private fun BringProblem(
    problem: Problem?,
    tries: Int,
    list: LazyListState,
    at: Int,
) = LaunchedEffect(list, problem, tries) {
    if (problem == null) return@LaunchedEffect
    // What is new has its place with the next frame.
    withFrameNanos { }
    val layout = list.layoutInfo
    val shown = layout.visibleItemsInfo.firstOrNull { it.index == at }
    val isInSight = shown != null && shown.offset >= 0 && shown.offset + shown.size <= layout.viewportEndOffset
    if (!isInSight) list.scrollToItem(at)
}

/** Each has a name, so that it stays itself, with its cursor, when the parts around it come and go. */
internal fun LazyListScope.one(
    name: String,
    content: @Composable () -> Unit,
) = item(name) { content() }

internal fun LazyListScope.each(
    name: String,
    count: Int,
    content: @Composable (Int) -> Unit,
) = items(count, { "$name-$it" }) { content(it) }

/** What is said above the body: the most important first. */
private fun LazyListScope.said(screen: Screen) {
    one("title") {
        Text(screen.title, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
    }
    screen.problem?.let { problem ->
        one("problem") {
            Note(
                Icons.Problem,
                MaterialTheme.colorScheme.errorContainer,
                MaterialTheme.colorScheme.onErrorContainer,
            ) {
                Text(problem.what, style = MaterialTheme.typography.titleMedium)
                Text(problem.advice, style = MaterialTheme.typography.bodyLarge)
            }
        }
    }
    screen.scene?.let { one("scene") { DoorDrawing(it) } }
    each("line", screen.lines.size) { Text(screen.lines[it], style = MaterialTheme.typography.bodyLarge) }
    screen.warning?.let { warning ->
        one("warning") {
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
    isPinned: Boolean,
) {
    Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
        Column(Modifier.widthIn(max = WIDEST).fillMaxWidth().padding(horizontal = margin)) {
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
            if (isPinned) screen.standing?.let { Standing(it) }
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
private fun Standing(words: String) =
    StandingFrame {
        Icon(Icons.Lock, null, Modifier.size(20.dp))
        Text(words, Modifier.testTag(STANDING), style = MaterialTheme.typography.bodyMedium)
    }

/** The same where there is little room: one line, and the rest when it is pressed. */
@Composable
private fun StandingLine(words: String) {
    var isLong by remember(words) { mutableStateOf(false) }
    var isOpen by remember(words) { mutableStateOf(false) }
    val turn = {
        isOpen = !isOpen
        true
    }
    val pressed =
        Modifier.heightIn(min = 48.dp).clickable(role = Role.Button) { turn() }.semantics {
            if (isOpen) collapse(action = turn) else expand(action = turn)
        }
    Box(Modifier.fillMaxWidth(), Alignment.Center) {
        Box(Modifier.widthIn(max = WIDEST).padding(horizontal = 20.dp)) {
            StandingFrame(if (isLong) pressed else Modifier) {
                Icon(Icons.Lock, null, Modifier.size(20.dp))
                Text(
                    words,
                    Modifier.weight(1f).testTag(STANDING),
                    overflow = TextOverflow.Ellipsis,
                    maxLines = if (isOpen) Int.MAX_VALUE else 1,
                    onTextLayout = { if (it.hasVisualOverflow) isLong = true },
                    style = MaterialTheme.typography.bodyMedium,
                )
                if (isLong) Icon(if (isOpen) Icons.Less else Icons.More, null, Modifier.size(20.dp))
            }
        }
    }
}

@Composable
private fun StandingFrame(
    modifier: Modifier = Modifier,
    content: @Composable RowScope.() -> Unit,
) = Surface(
    Modifier.fillMaxWidth().padding(vertical = 4.dp),
    MaterialTheme.shapes.small,
    MaterialTheme.colorScheme.secondaryContainer,
) {
    Row(
        modifier.padding(horizontal = 12.dp, vertical = 8.dp),
        Arrangement.spacedBy(10.dp),
        Alignment.CenterVertically,
        content,
    )
}

/** Something to be careful about: told apart by its sign and its words, not by its colour alone. */
@Composable
fun Note(
    sign: ImageVector,
    colour: Color,
    onColour: Color,
    end: @Composable () -> Unit = {},
    content: @Composable () -> Unit,
) {
    Surface(Modifier.fillMaxWidth(), MaterialTheme.shapes.medium, colour, onColour) {
        Row(Modifier.padding(16.dp), Arrangement.spacedBy(14.dp)) {
            Icon(sign, null, Modifier.size(26.dp))
            Column(Modifier.weight(1f), Arrangement.spacedBy(6.dp)) { content() }
            end()
        }
    }
}

/** Spoken when its words change. It is there without words, too: what comes and goes as a whole is not spoken. */
@Composable
private fun News(words: String?) =
    Box(
        Modifier.size(1.dp).clearAndSetSemantics {
            liveRegion = LiveRegionMode.Polite
            contentDescription = words.orEmpty()
        },
    )

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

/** Something did not work that the core knows nothing of. */
@Composable
fun ShortNote(words: String) =
    Note(
        Icons.Warning,
        MaterialTheme.colorScheme.tertiaryContainer,
        MaterialTheme.colorScheme.onTertiaryContainer,
    ) { Text(words, style = MaterialTheme.typography.bodyLarge) }

@Composable
fun WaitingNote(
    name: String,
    putAway: () -> Unit,
) {
    Note(
        Icons.File,
        MaterialTheme.colorScheme.secondaryContainer,
        MaterialTheme.colorScheme.onSecondaryContainer,
        end = { IconButton(putAway) { Icon(Icons.Close, stringResource(R.string.file_put_away)) } },
    ) {
        Text(stringResource(R.string.file_ready, name), style = MaterialTheme.typography.bodyLarge)
    }
}
