package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.PlatformEvent
import org.relatch.core.Screen
import org.relatch.core.StageName
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.io.path.Path
import kotlin.io.path.readLines

/** Text in all languages. */
class LanguageTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun everyLanguageArrivesWhole() {
        val languages =
            mapOf(
                "en-GB" to "en",
                "de-AT" to "de",
                "es_MX" to "es",
                "fr" to "fr",
                "zh_Hans_CN" to "zh-Hans",
                "ar-EG" to "ar",
            )
        for ((tag, language) in languages) {
            val screens = ConcurrentLinkedQueue<Screen>()
            val app = App(demo(folder.resolve(language)).copy(language = tag), screens::add)
            val home = app.settled()
            assertEquals(language, home.language)
            val promise = words(language).getValue("home-promise")
            assertTrue(promise in home.lines, "$promise is not in ${home.lines}")
            Owner().goOn(app, home) { it.title == words(language)["receipt-title"] }
            app.end()
            for (screen in screens) {
                assertEquals(language == "ar", screen.rightToLeft)
                for (text in textsIn(screen)) {
                    assertTrue('\uFFFD' !in text && text.wellFormed() == text, "not whole: $text")
                }
            }
            val letters = screens.joinToString("") { it.title }.filter(Char::isLetter)
            val own = letters.count { Character.UnicodeScript.of(it.code) == scriptOf(language) }
            assertTrue(own > letters.length * 0.9, "$own of ${letters.length} letters are of $language")
        }
    }

    @Test
    fun theLanguageChangesWhileTheAppRuns() {
        val app = App(demo(folder))
        val home = app.settled()
        val said = mutableSetOf(home.lines)
        for (language in listOf("de", "es", "fr", "zh-Hans", "ar", "en")) {
            app.core.platformEvent(PlatformEvent.SetLanguage(language))
            val screen = app.await { it.language == language }
            assertEquals(home.revision to StageName.HOME, screen.revision to screen.stage)
            assertEquals(language != "en", said.add(screen.lines))
        }
        app.end()
    }

    private fun scriptOf(language: String): Character.UnicodeScript =
        when (language) {
            "ar" -> Character.UnicodeScript.ARABIC
            "zh-Hans" -> Character.UnicodeScript.HAN
            else -> Character.UnicodeScript.LATIN
        }

    /** The messages of one line that take no values, as the translators wrote them. */
    private fun words(language: String): Map<String, String> =
        Path("../../../locales/$language.ftl")
            .readLines()
            .mapNotNull { Regex("([a-z-]+) = ([^{]+)").matchEntire(it) }
            .associate { it.groupValues[1] to it.groupValues[2] }
}
