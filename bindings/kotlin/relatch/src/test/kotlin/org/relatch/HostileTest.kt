package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.Action
import org.relatch.core.AppMode
import org.relatch.core.ButtonName
import org.relatch.core.DoorDeed
import org.relatch.core.Entry
import org.relatch.core.Hidden
import org.relatch.core.HiddenBytes
import org.relatch.core.PhoneZone
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.createDirectory
import kotlin.io.path.deleteIfExists
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeText

/** What an app, a person or a phone may give that nobody expects. */
class HostileTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun badTextsPathsAndSizesAreProblemsAndNeverACrash() {
        badFolders()
        val app = App(demo(folder).copy(language = "\uD800${"\u0000".repeat(1 shl 16)}"))
        val home = app.settled()
        assertEquals("en", home.language)
        val huge = "🔑\u0000".repeat(1 shl 18)
        for (text in listOf(huge, "\uD83D", "\uDD11x", "x\uDD11\uD83D", "\u0000", "\u202E", "{}", "[", "null", "")) {
            say(app, home, text)
        }
        app.core.platformEvent(PlatformEvent.Picked("big", HiddenBytes(ByteArray(64 shl 20))))
        app.core.send(home.revision, Action.Submit(List(100_000) { Entry("$it", Hidden("x")) }))
        val key = app.act(home, choose("begin-same-lock"))
        assertEquals(StageName.KEY, key.stage)
        for ((text, problem) in listOf(huge to "file-too-large", "\u0000\uD83D" to "key-unreadable")) {
            val form = if (app.screen.body is ScreenBody.Form) app.screen else app.act(app.screen, choose("text"))
            val refused = app.act(form, Action.Submit(listOf(Entry("key", Hidden(text)))))
            assertEquals(problem, refused.problem?.code)
        }
        val picking = app.act(app.screen, choose("file"))
        assertEquals(PlatformRequest.PickKey, picking.request)
        val tooLarge = HiddenBytes(ByteArray(2 shl 20) { -1 })
        val refused = app.tell(picking, PlatformEvent.Picked("../../\u0000\uD83D", tooLarge))
        assertEquals("file-too-large", refused.problem?.code)
        app.end()
    }

    private fun badFolders() {
        val file = folder.resolve("file").apply { writeText("x") }
        val bad =
            listOf(
                "",
                "relative",
                "/a\u0000b",
                "/proc/none",
                "/x".repeat(1 shl 19),
                "$file/y",
                "$folder/\uD83D",
                "/\u202E\u0000",
            )
        for (path in bad) {
            for (mode in listOf(AppMode.Real, demo(folder).mode)) {
                val app = App(demo(folder).copy(folder = path, mode = mode))
                val screen = app.settled()
                assertTellsAProblem(screen)
                assertTellsAProblem(app.act(screen, press(ButtonName.RETRY)))
                app.end()
            }
        }
        assertEquals(listOf(file), Files.list(folder).use { it.toList() })
    }

    private fun assertTellsAProblem(screen: Screen) {
        val problem = checkNotNull(screen.problem) { "$screen" }
        assertTrue(problem.what.isNotBlank() && problem.advice.isNotBlank())
        assertTrue(screen.offers(ButtonName.RETRY))
    }

    /** Says a text in every way there is. Nothing of it is asked for. */
    private fun say(
        app: App,
        on: Screen,
        text: String,
    ) {
        val secret = Hidden(text)
        val actions =
            listOf(
                choose(text),
                Action.Tick(text, on = true),
                Action.Search(text),
                Action.Submit(List(3) { Entry(text, secret) }),
            )
        val events =
            listOf(
                PlatformEvent.SetLanguage(text),
                PlatformEvent.SetZone(PhoneZone(text, Int.MIN_VALUE)),
                PlatformEvent.Scanned(secret),
                PlatformEvent.AtDoor(DoorDeed.Type(secret)),
                PlatformEvent.Picked(text, HiddenBytes(text.encodeToByteArray())),
            )
        actions.forEach { app.core.send(on.revision, it) }
        events.forEach(app.core::platformEvent)
    }

    @Test
    fun tenThousandActionsInASecondAreSurvived() {
        val app = App(demo(folder))
        val home = app.settled()
        val begin = choose("begin-same-lock")
        val nothing = choose("no such thing")
        repeat(5_000) {
            app.core.send(home.revision + it.toUInt(), begin)
            app.core.send(home.revision, nothing)
        }
        // It still listens, and to the newest.
        app.core.platformEvent(PlatformEvent.SetLanguage("de"))
        val screen = app.await { it.language == "de" && it.isSettled() }
        assertTrue(screen.stage == StageName.HOME || screen.stage == StageName.KEY, "$screen")
        assertNull(screen.problem)
        app.end()
    }

    @Test
    @EnabledOnOs(OS.LINUX, OS.MAC)
    fun aFolderWithoutRightsIsAProblemThatCanBeTriedAgain() {
        val inner = folder.resolve("inner").createDirectory()
        inner.setPosixFilePermissions(PosixFilePermissions.fromString("---------"))
        if (Files.isReadable(inner)) {
            // This user may do everything: a file where a folder should be is what is left to be refused.
            inner.resolve("demo").writeText("x")
        }
        val app = App(demo(inner))
        val screen = app.settled()
        assertTellsAProblem(screen)
        val still = app.act(screen, press(ButtonName.RETRY))
        assertTellsAProblem(still)
        inner.setPosixFilePermissions(PosixFilePermissions.fromString("rwx------"))
        inner.resolve("demo").deleteIfExists()
        val home = app.act(still, press(ButtonName.RETRY))
        assertEquals(StageName.HOME, home.stage)
        assertNull(home.problem)
        assertTrue(home.choices().isNotEmpty())
        app.end()
    }
}
