package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.DemoModel
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.RadioState
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import org.relatch.core.StepState
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.concurrent.thread
import kotlin.io.path.Path
import kotlin.io.path.readText

/** The guided way, as a shell walks it. */
class JourneyTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun theWholeJourneyIsWalkedForEveryModel() {
        for (model in DemoModel.entries) {
            val app = App(demo(folder.resolve(model.name), model))
            app.core.platformEvent(PlatformEvent.Radio(RadioState.READY))
            val owner = Owner()
            val first = app.settled()
            assertEquals(StageName.HOME, first.stage)
            val report = owner.goOn(app, first) { it.stage == StageName.REPORT }
            val body = report.body as ScreenBody.Report
            assertTrue(body.report.proved, "${body.report}")
            assertTrue(report.steps.any { it.state == StepState.DONE })
            val receipt = saveKey(app, owner.goOn(app, report, Screen::isReceipt))
            val home = app.act(receipt, press(ButtonName.LEAVE))
            assertEquals(StageName.HOME, home.stage)
            assertFalse(home.choices().any { it.id == "journey-1" }, "the journey is over")
            app.end()
        }
    }

    /** At the receipt: takes the new key of the lock, as only then the journey is over. */
    private fun saveKey(
        app: App,
        receipt: Screen,
    ): Screen {
        val asking = app.act(receipt, press(ButtonName.SHARE_KEY))
        assertTrue(asking.request is PlatformRequest.Identify)
        val refused = app.tell(asking, PlatformEvent.Identified(false))
        assertEquals("not-identified", refused.problem?.code)
        val again = app.act(refused, press(ButtonName.SHARE_KEY))
        assertTrue(again.request is PlatformRequest.Identify)
        app.core.platformEvent(PlatformEvent.Identified(true))
        val sharing = app.await { it.request is PlatformRequest.Share }
        val revisions = listOf(receipt, asking, refused, again, sharing).map { it.revision }
        assertEquals(revisions.distinct().sorted(), revisions, "a shell asks once for each revision")
        val file = (sharing.request as PlatformRequest.Share).file
        assertEquals("application/json", file.mediaType)
        assertTrue("aesKey" in Path(file.path).readText())
        return app.tell(sharing, PlatformEvent.Shared(true))
    }

    @Test
    fun everyScreenArrivesAndHasATitleAndAWayOn() {
        val screens = ConcurrentLinkedQueue<Screen>()
        val app = App(demo(folder, DemoModel.FULL), screens::add)
        Owner(isByHand = true).goOn(app, app.settled(), Screen::isReceipt)
        app.end()
        for (screen in screens) {
            assertTrue(screen.title.isNotBlank(), "$screen has no title")
            assertTrue(screen.hasAWayOn(), "$screen leads nowhere: ${screen.body} ${screen.actions}")
            assertTrue(screen.actions.all { it.label.isNotBlank() }, "a button of $screen has no words")
            assertNotNull(screen.door, "a demonstration has a door")
        }
        assertEquals(StageName.entries.toSet(), screens.map { it.stage }.toSet())
        val kinds = ScreenBody::class.java.declaredClasses.filter(ScreenBody::class.java::isAssignableFrom)
        assertEquals(kinds.map { it.simpleName }.toSet(), screens.map { it.body.javaClass.simpleName }.toSet())
    }

    private fun Screen.hasAWayOn(): Boolean =
        isOpening() || body is ScreenBody.Progress || actions.isNotEmpty() || choices().any { it.enabled }

    @Test
    fun aDoubleTapActsOnce() {
        val app = App(demo(folder))
        val home = app.settled()
        val fingers = List(8) { thread { repeat(5) { app.core.send(home.revision, choose("begin-same-lock")) } } }
        fingers.forEach(Thread::join)
        val key = app.await { it.stage == StageName.KEY && it.isSettled() }
        val again = app.act(key, press(ButtonName.LEAVE))
        assertEquals(1, again.choices().count { it.id.startsWith("journey-") })
        app.end()
    }

    @Test
    fun anActionOfAnOlderScreenDoesNothing() {
        val app = App(demo(folder))
        val home = app.settled()
        val key = app.act(home, choose("begin-same-lock"))
        assertEquals(StageName.KEY, key.stage)
        for (old in listOf(home.revision, key.revision + 1u, 0u, UInt.MAX_VALUE)) {
            app.core.send(old, press(ButtonName.LEAVE))
            app.core.send(old, press(ButtonName.ABANDON))
        }
        // Nor does what this one does not offer.
        app.core.send(key.revision, press(ButtonName.ERASE))
        app.core.send(key.revision, choose("journey-99"))
        app.core.send(key.revision, Action.Tick("text", on = true))
        app.core.send(key.revision, Action.Search("x"))
        app.core.send(key.revision, Action.Submit(emptyList()))
        // Told behind all that, and seen: all that was listened to before.
        app.core.platformEvent(PlatformEvent.SetLanguage("de"))
        val still = app.await { it.language == "de" }
        assertEquals(key.revision to key.stage, still.revision to still.stage)
        app.end()
    }

    @Test
    fun aShellBuiltAnewInTheMiddleGoesOnWhereItWas() {
        val owner = Owner()
        var app = App(demo(folder, DemoModel.FULL))
        var screen = app.settled()
        var steps = 0
        var restarts = 0
        while (!screen.isReceipt()) {
            assertTrue(steps++ < 300, "no end in sight at $screen")
            // Where something was begun it takes two steps to be there again, so that not every step is left alone.
            if (steps % 3 == 0) {
                val before = screen
                // Nobody waits for the old one to come to its end.
                app.close()
                app = App(demo(folder, DemoModel.FULL))
                screen = app.settled()
                assertEquals(StageName.HOME, screen.stage, "a shell begins at home")
                if (before.stage != StageName.HOME) assertTrue(screen.choices().any { it.id == "journey-1" })
                restarts++
            }
            screen = owner.answer(app, screen)
        }
        assertTrue(restarts > 10)
        app.end()
    }
}
