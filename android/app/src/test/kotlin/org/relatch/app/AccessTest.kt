package org.relatch.app

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.text.TextLayoutResult
import androidx.test.core.app.ActivityScenario
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.relatch.app.ui.DARK
import org.relatch.app.ui.LIGHT
import org.relatch.app.ui.PAGE
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import kotlin.math.max
import kotlin.math.min

/** What people need who see little, hear the screen read, or press with a trembling finger. */
@RunWith(RobolectricTestRunner::class)
class AccessTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val phone by lazy { Phone(rule) }

    @After
    fun stop() = phone.close()

    @Test
    fun everyControlHasANameAndIsLargeEnough() = onEveryScreen(1f) { check(it, ::nameAndSize) }

    @Test
    fun noTextIsCutOffAtTwiceItsSize() = onEveryScreen(2f) { check(it, ::wholeText) }

    @Test
    fun textStandsOutFromItsGround() {
        for ((name, colours) in mapOf("light" to LIGHT, "dark" to DARK)) {
            for ((text, ground) in colours.pairs()) {
                val contrast = contrast(text, ground)
                assertTrue("$name: $contrast of $text on $ground", contrast >= 4.5f)
            }
        }
    }

    private fun onEveryScreen(
        fontScale: Float,
        look: (String) -> List<String>,
    ) {
        RuntimeEnvironment.setQualifiers("+de-w360dp-h720dp-mdpi")
        val screens = phone.walk()
        RuntimeEnvironment.setFontScale(fontScale)
        phone.scenario.close()
        phone.scenario = ActivityScenario.launch(MainActivity::class.java)
        val wrong = mutableSetOf<String>()
        for ((name, screen) in screens) {
            phone.shell.show(screen)
            rule.waitForIdle()
            wrong += look(name)
        }
        assertEquals(wrong.joinToString("\n"), 0, wrong.size)
    }

    /** Looks at all of the page, a screenful after the other. */
    private fun check(
        name: String,
        what: (SemanticsNode) -> String?,
    ): List<String> {
        val wrong = mutableListOf<String>()
        var seen = 0
        val everything = SemanticsMatcher("everything") { true }
        do {
            val nodes = rule.onAllNodes(everything).fetchSemanticsNodes()
            wrong += nodes.mapNotNull(what).map { "$name: $it" }
            seen++
        } while (scroll(seen * 2))
        return wrong
    }

    private fun scroll(to: Int): Boolean =
        try {
            rule.onNodeWithTag(PAGE).performScrollToIndex(to)
            rule.waitForIdle()
            true
        } catch (_: IllegalArgumentException) {
            false
        }

    private fun nameAndSize(node: SemanticsNode): String? {
        val isControl = SemanticsActions.OnClick in node.config || SemanticsActions.SetText in node.config
        if (!isControl) return null
        val words =
            node.config
                .getOrNull(SemanticsProperties.Text)
                .orEmpty()
                .map { it.text } +
                node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val touch = node.touchBoundsInRoot
        val least = with(node.layoutInfo.density) { 48f * density }
        // What is half behind a bar now is whole after the next scroll.
        val isWhole = node.boundsInRoot.height >= node.size.height && node.boundsInRoot.width >= node.size.width
        return when {
            words.none(String::isNotBlank) -> "a control without a name: ${node.config}"
            isWhole && (touch.height < least || touch.width < least) -> "$words is ${touch.width} by ${touch.height}"
            else -> null
        }
    }

    private fun wholeText(node: SemanticsNode): String? {
        val results = mutableListOf<TextLayoutResult>()
        node.config
            .getOrNull(SemanticsActions.GetTextLayoutResult)
            ?.action
            ?.invoke(results)
        val cut = results.firstOrNull { it.isCut() } ?: return null
        return "cut off: ${cut.layoutInput.text.text}"
    }

    private fun TextLayoutResult.isCut(): Boolean =
        didOverflowHeight ||
            (0 until lineCount).any { isLineEllipsized(it) || getLineRight(it) - getLineLeft(it) > size.width + 1f }

    private fun ColorScheme.pairs(): List<Pair<Color, Color>> =
        listOf(
            onPrimary to primary,
            onPrimaryContainer to primaryContainer,
            onSecondaryContainer to secondaryContainer,
            onTertiary to tertiary,
            onTertiaryContainer to tertiaryContainer,
            onError to error,
            onErrorContainer to errorContainer,
            onSurface to surface,
            onSurface to surfaceContainer,
            onSurface to surfaceContainerHighest,
            onSurfaceVariant to surface,
            onSurfaceVariant to surfaceContainer,
            onSurfaceVariant to surfaceContainerHigh,
            primary to surface,
            primary to surfaceContainerLow,
            error to surface,
            tertiary to surfaceContainer,
            inverseOnSurface to inverseSurface,
        )

    private fun contrast(
        one: Color,
        other: Color,
    ): Float = (max(one.luminance(), other.luminance()) + 0.05f) / (min(one.luminance(), other.luminance()) + 0.05f)
}
