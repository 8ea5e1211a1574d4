package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.ButtonName
import org.relatch.core.DemoModel
import org.relatch.core.PlatformEvent
import org.relatch.core.RelatchApp
import org.relatch.core.Screen
import org.relatch.core.StageName
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/** The core, its observer or the app fails, or ends at a bad moment. */
class FailureTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun aPanicInsideIsAFaultOnTheScreenAndTheJourneyGoesOn() {
        val faults = listOf("phone-dies@12", "phone-dies@60", "phone-dies@120", "no-such@1", "\u0000")
        val app = App(demo(folder, DemoModel.CARDS) { it.copy(faults = faults) })
        var told = 0
        val owner = Owner()
        owner.goOn(app, app.settled()) { screen ->
            if (screen.problem?.code == "fault") {
                told++
                assertTrue(screen.offers(ButtonName.RETRY), "$screen ${screen.actions}")
            }
            screen.isReceipt()
        }
        assertEquals(3, told)
        assertTrue("a fault of the demonstration is left out" in app.core.diagnostics())
        app.end()
    }

    @Test
    fun anObserverThatThrowsGetsAScreenThatSaysSo() {
        val throws = { screen: Screen ->
            check(screen.stage != StageName.REVIEW || screen.problem != null) { "this exception is a part of the test" }
        }
        val owner = Owner()
        val app = App(Bare(demo(folder), throws))
        val fault = owner.goOn(app, app.settled()) { it.problem != null }
        assertEquals("fault", fault.problem?.code)
        assertTrue(fault.offers(ButtonName.RETRY))
        app.end()
        // The journal knows nothing of it.
        val next = App(demo(folder))
        val review = next.act(next.settled(), choose("journey-1"))
        assertEquals(StageName.REVIEW, review.stage)
        assertNull(review.problem)
        owner.goOn(next, review, Screen::isReceipt)
        next.end()
    }

    @Test
    fun aLogThatThrowsIsGivenNoMoreAndHarmsNothing() {
        for (failure in listOf(
            IllegalStateException("a part of the test"),
            NotImplementedError("a part of the test"),
        )) {
            val calls = AtomicInteger()
            val app =
                App(
                    Layered(demo(folder.resolve(failure.javaClass.simpleName))) {
                        calls.incrementAndGet()
                        throw failure
                    },
                )
            val plan = Owner().goOn(app, app.settled()) { it.stage == StageName.PLAN }
            assertNull(plan.problem)
            app.end()
            assertEquals(1, calls.get())
        }
    }

    @Test
    fun closingDuringWorkEndsQuietlyAndTheNextGoesOn() {
        val told = ConcurrentLinkedQueue<Screen>()
        val slow = App(demo(folder) { it.copy(paceMs = 5u) }, told::add)
        val owner = Owner()
        val plan = owner.goOn(slow, slow.settled()) { it.stage == StageName.PLAN }
        slow.core.send(plan.revision, press(ButtonName.NEXT))
        val working = slow.await { it.stage != StageName.PLAN }
        slow.end()
        assertTrue(told.none { it.problem != null }, "an end is no problem")
        assertTrue(slow.screen.revision >= working.revision)
        val next = App(demo(folder))
        owner.goOn(next, next.settled(), Screen::isReceipt)
        next.end()
    }

    @Test
    fun closingTwiceAndUsingAfterwardsDoesNoHarm() {
        val relatch = Relatch(demo(folder)) {}
        val last = relatch.screen.value
        val users = List(4) { thread { repeat(100) { relatch.use(last) } } }
        val closers = List(2) { thread { relatch.close() } }
        // A call that is under way is carried out; none may be when the rest is looked at.
        (users + closers).forEach(Thread::join)
        relatch.close()
        val kept = relatch.screen.value
        relatch.use(kept)
        assertEquals("", relatch.diagnostics())
        assertEquals(kept, relatch.screen.value)
        awaitUntil("the observer is let go of") { observersHeld() == 0 }

        // From inside the observer's call, too, and without the layer.
        val ended = CountDownLatch(1)
        val slot = ArrayList<RelatchApp>()
        val ready = CountDownLatch(1)
        val observer =
            Observer {
                ready.await()
                slot.single().run {
                    shutDown()
                    shutDown()
                    send(0u, press(ButtonName.NEXT))
                    assertTrue(diagnostics().isNotEmpty())
                    close()
                    close()
                }
                ended.countDown()
            }
        slot += RelatchApp(demo(folder), observer)
        ready.countDown()
        assertTrue(ended.await(PATIENCE.inWholeSeconds, TimeUnit.SECONDS))
        awaitUntil("the observer is let go of") { observersHeld() == 0 }
    }

    private fun Relatch.use(screen: Screen) {
        send(screen, choose("begin-same-lock"))
        platformEvent(PlatformEvent.SetLanguage("de"))
        diagnostics()
    }

    @Test
    fun aSlowObserverGetsTheNewestScreen() {
        val told = ConcurrentLinkedQueue<Screen>()
        val entered = CountDownLatch(1)
        val leave = CountDownLatch(1)
        val slow =
            Bare(demo(folder)) { screen ->
                told += screen
                entered.countDown()
                leave.await()
            }
        assertTrue(entered.await(PATIENCE.inWholeSeconds, TimeUnit.SECONDS))
        // While the observer stands still the core goes on, through several screens.
        val app = App(slow)
        val owner = Owner()
        var newest = slow.newest()
        val revisions = mutableSetOf<UInt>()
        awaitUntil("the plan is there") {
            newest = slow.newest()
            if (newest.isSettled() && newest.stage != StageName.REVIEW && revisions.add(newest.revision)) {
                slow.send(newest.revision, owner.action(app, newest))
            }
            newest.stage == StageName.REVIEW && newest.isSettled()
        }
        assertTrue(revisions.size > 4)
        assertEquals(1, told.size)
        leave.countDown()
        app.await { it == newest }
        assertTrue(told.size <= 3, "only the newest counts: $told")
        app.end()
    }
}
