package org.relatch.app

import android.graphics.Bitmap
import android.os.Build
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.text.TextLayoutResult
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
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
    fun everyControlHasANameAndIsLargeEnough() = onEveryScreen { name -> check(name, ::nameAndSize) }

    @Test
    fun noTextIsCutOffAtTwiceItsSize() = onEveryScreen(fontScale = 2f) { name -> check(name, ::wholeText) }

    @Test
    fun textStandsOutFromItsGround() = onEveryScreen { standsOut(it) }

    @Test
    fun textStandsOutFromItsGroundInTheDark() = onEveryScreen("+night") { standsOut(it) }

    @Test
    fun textStandsOutFromItsGroundInThePhonesColours() {
        assumeTrue("earlier ones have none", Build.VERSION.SDK_INT >= Build.VERSION_CODES.S)
        onEveryScreen(usesPhonesColours = true) { standsOut(it) }
    }

    /** The measure itself, where it is known what it has to find. */
    @Test
    fun whatDoesNotStandOutIsFound() {
        phone.open()
        val page = Bitmap.createBitmap(100, 40, Bitmap.Config.ARGB_8888)
        for ((colour, contrast) in mapOf(0xFF000000 to 21f, 0xFF767676 to 4.54f, 0xFF888888 to 3.54f)) {
            page.eraseColor(android.graphics.Color.WHITE)
            for (x in 20 until 60) page.setPixel(x, 20, colour.toInt())
            assertEquals(contrast, page.contrastIn(Rect(10f, 10f, 90f, 30f)), 0.01f)
        }
    }

    private fun onEveryScreen(
        look: String = "",
        fontScale: Float = 1f,
        usesPhonesColours: Boolean = false,
        wrongOn: (String) -> List<String>,
    ) {
        RuntimeEnvironment.setQualifiers("+de-w360dp-h720dp-hdpi")
        val screens = phone.everyScreen()
        if (look.isNotEmpty()) RuntimeEnvironment.setQualifiers(look)
        RuntimeEnvironment.setFontScale(fontScale)
        phone.openToShow()
        phone.shell.usesPhonesColours = usesPhonesColours
        val wrong = linkedSetOf<String>()
        for ((name, screen) in screens) {
            phone.shell.show(screen)
            rule.waitForIdle()
            wrong += wrongOn(name)
        }
        phone.eachQuestion(screens) { wrong += wrongOn(it) }
        assertEquals(wrong.joinToString("\n"), 0, wrong.size)
    }

    /** Whether what is written can be told from what it is written on, by the picture of it. */
    private fun standsOut(name: String): List<String> =
        eachScreenful {
            val front = rule.front()
            // Before Android 9 a test cannot see what lies over a screen.
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P && rule.isAsked()) return@eachScreenful emptyList()
            val picture = front.captureToImage().asAndroidBitmap()
            val all = front.fetchSemanticsNode()
            all.texts().mapNotNull { node ->
                val contrast = picture.contrastIn(node.boundsInRoot.translate(-all.boundsInRoot.topLeft))
                val seen = { save("contrast/$name", picture) }
                if (contrast < LEAST_CONTRAST) "$name: $contrast of ${node.words()}, as ${seen()} shows" else null
            }
        }

    /** Looks at each part of a screen. */
    private fun check(
        name: String,
        what: (SemanticsNode) -> String?,
    ): List<String> =
        eachScreenful {
            val everything = SemanticsMatcher("everything") { true }
            rule
                .onAllNodes(everything)
                .fetchSemanticsNodes()
                .mapNotNull(what)
                .map { "$name: $it" }
        }

    /** Looks at all of the page, a screenful after the other. */
    private fun eachScreenful(wrong: () -> List<String>): List<String> {
        val found = mutableListOf<String>()
        var seen = 0
        do {
            found += wrong()
            seen++
        } while (!rule.isAsked() && scroll(seen * 2))
        return found
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
        val words = node.words()
        val touch = node.touchBoundsInRoot
        val least = with(node.layoutInfo.density) { 48f * density }
        return when {
            words.none(String::isNotBlank) -> {
                "a control without a name: ${node.config}"
            }

            // It would be said in place of what is typed.
            SemanticsActions.SetText in node.config && SemanticsProperties.ContentDescription in node.config -> {
                "$words hides what is typed"
            }

            node.isWhole() && min(touch.height, touch.width) < least -> {
                "$words is ${touch.width} by ${touch.height}"
            }

            else -> {
                null
            }
        }
    }

    /** What is cut off, and does not become whole when it is pressed. */
    private fun wholeText(node: SemanticsNode): String? {
        val cut = node.layout()?.takeIf { it.isCut() } ?: return null
        val words = cut.layoutInput.text.text
        val more = node.config.getOrNull(SemanticsActions.Expand)?.action ?: return "cut off: $words"
        rule.runOnUiThread { more() }
        val open = rule.onNode(hasText(words) and SemanticsMatcher.keyIsDefined(SemanticsActions.Collapse))
        val whole = open.fetchSemanticsNode()
        rule.runOnUiThread { whole.config[SemanticsActions.Collapse].action?.invoke() }
        return if (whole.layout()?.isCut() == false) null else "cut off though open: $words"
    }

    private fun SemanticsNode.layout(): TextLayoutResult? {
        val results = mutableListOf<TextLayoutResult>()
        config
            .getOrNull(SemanticsActions.GetTextLayoutResult)
            ?.action
            ?.invoke(results)
        return results.firstOrNull()
    }

    private fun TextLayoutResult.isCut(): Boolean =
        didOverflowHeight ||
            (0 until lineCount).any { isLineEllipsized(it) || getLineRight(it) - getLineLeft(it) > size.width + 1f }

    private companion object {
        const val LEAST_CONTRAST = 4.5f
    }
}

private fun SemanticsNode.words(): List<String> =
    config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
        config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()

/** What is half behind a bar now is whole after the next scroll. */
private fun SemanticsNode.isWhole() = boundsInRoot.height >= size.height && boundsInRoot.width >= size.width

/** Everything below it that is written, or drawn in place of words. What is only spoken is too small to be seen. */
private fun SemanticsNode.texts(): List<SemanticsNode> {
    val isSeen = isWhole() && size.width >= 4 && size.height >= 4
    val own = if (children.isEmpty() && isSeen && words().any(String::isNotBlank)) listOf(this) else emptyList()
    return own + children.flatMap { it.texts() }
}

/** The ground is the colour that most of it has; the letters are what differs most from that. */
private fun Bitmap.contrastIn(where: Rect): Float {
    val (left, top) = max(where.left.toInt(), 0) to max(where.top.toInt(), 0)
    val (right, bottom) = min(where.right.toInt(), width) to min(where.bottom.toInt(), height)
    val all = IntArray((right - left) * (bottom - top))
    getPixels(all, 0, right - left, left, top, right - left, bottom - top)
    val colours = all.groupBy { it }.mapValues { it.value.size }
    val ground = Color(colours.maxBy { it.value }.key)
    return colours.keys.maxOf { contrast(Color(it), ground) }
}

private fun contrast(
    one: Color,
    other: Color,
): Float = (max(one.luminance(), other.luminance()) + 0.05f) / (min(one.luminance(), other.luminance()) + 0.05f)
