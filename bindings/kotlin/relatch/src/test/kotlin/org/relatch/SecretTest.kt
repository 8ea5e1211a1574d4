package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.DemoModel
import org.relatch.core.DoorDeed
import org.relatch.core.Entry
import org.relatch.core.Hidden
import org.relatch.core.HiddenBytes
import org.relatch.core.LogLine
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.io.path.readText

/** Codes, numbers and keys: S9 of the safety rules, as an app sees it. */
class SecretTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun aSecretIsOnlyOnTheScreenThatShowsIt() {
        val screens = ConcurrentLinkedQueue<Screen>()
        val app = App(demo(folder, DemoModel.FULL), screens::add)
        val owner = Owner()
        val first = app.settled()
        val codes = codesOfLock()
        assertTrue(codes.size >= 8, "$codes")
        val review = owner.goOn(app, first) { it.stage == StageName.REVIEW && it.isSettled() }

        val refused = app.tell(app.act(review, press(ButtonName.REVEAL)), PlatformEvent.Identified(false))
        assertEquals("not-identified", refused.problem?.code)
        // Nobody asked for this.
        app.core.platformEvent(PlatformEvent.Identified(true))
        val asking = app.act(refused, press(ButtonName.REVEAL))
        assertTrue(asking.request is PlatformRequest.Identify)
        assertEquals(emptyList<Screen>(), screens.filter { it.tellsAnyOf(codes) })

        val revealed = app.tell(asking, PlatformEvent.Identified(true))
        val table = (revealed.body as ScreenBody.Items).table
        assertTrue(table.revealed)
        val shown = table.rows.mapNotNull { it.value?.shown }
        assertEquals(emptySet<String>(), codes - shown.toSet())
        assertPrintsNoneOf(codes, revealed)
        val hidden = app.act(revealed, press(ButtonName.HIDE))
        assertTrue(!hidden.tellsAnyOf(codes))

        owner.goOn(app, hidden, Screen::isReceipt)
        app.end()
        val recovery = owner.recovery.toSet()
        assertTrue(recovery.size > 4 && owner.typed.isNotEmpty())
        for (screen in screens) {
            val mayTellCodes = screen.body is ScreenBody.Proof || screen.revision == revealed.revision
            assertTrue(mayTellCodes || !screen.tellsAnyOf(codes), "$screen tells a code")
            assertTrue(screen.body is ScreenBody.Code || !screen.tellsAnyOf(recovery), "$screen tells the recovery key")
            assertPrintsNoneOf(codes + recovery + owner.typed, screen)
        }
        assertPrintsNothingThatAPersonTypes()
    }

    private fun Screen.tellsAnyOf(secrets: Set<String>): Boolean =
        textsIn(this).any { text -> secrets.any { it in text || it.spelledOut() in text } }

    /** As a screen reader is told it. */
    private fun String.spelledOut(): String = toList().joinToString(" ")

    /** Neither the screen nor any part of it that somebody may print. */
    private fun assertPrintsNoneOf(
        secrets: Set<String>,
        screen: Screen,
    ) {
        val printed = "$screen ${screen.body} ${screen.lines} ${screen.problem} ${screen.actions} ${screen.request}"
        assertTrue(secrets.none { it in printed }, "a secret is in $printed")
    }

    private fun assertPrintsNothingThatAPersonTypes() {
        val typed = Hidden("845612")
        val values =
            listOf(Action.Submit(listOf(Entry("key", typed))), DoorDeed.Type(typed), PlatformEvent.Scanned(typed))
        for (value in values + PlatformEvent.AtDoor(DoorDeed.Type(typed))) {
            assertTrue("845612" !in "$value" && "hidden" in "$value", "$value")
        }
        val picked = "${PlatformEvent.Picked("owner.key", HiddenBytes("845612".encodeToByteArray()))}"
        assertTrue("845612".encodeToByteArray().joinToString(", ") !in picked && "hidden" in picked, picked)
    }

    @Test
    fun nothingSecretIsLoggedOrTold() {
        val lines = ConcurrentLinkedQueue<LogLine>()
        val faults = listOf("drop-after@20", "garbage@50", "lose-reply@80", "refuse@110")
        val config = demo(folder, DemoModel.FULL) { it.copy(faults = faults) }
        val app = App(Layered(config, log = lines::add))
        val owner = Owner()
        val secrets = mutableSetOf<String>()
        val receipt =
            owner.goOn(app, app.settled()) { screen ->
                secrets += codesOfLock()
                screen.isReceipt()
            }
        secrets += owner.typed + owner.recovery + file("owner.key") + file("secrets.key")
        secrets +=
            Regex("\"(?:aesKey|adminPasscode)\": \"([^\"]+)\"").findAll(file("lock.json")).map { it.groupValues[1] }
        secrets += Regex("\"(?:adminSecret|unlockKey)\": (\\d+)").findAll(file("lock.json")).map { it.groupValues[1] }
        assertTrue(secrets.size > 20)
        val told = app.core.diagnostics()
        for (part in listOf("\"demonstration\"", "\"version\"", "journeys", "stage=report", receipt.position)) {
            assertTrue(part in told, "$part is not in $told")
        }
        val logged = lines.joinToString("\n") { it.text }
        for (part in listOf("journey=1", "step=backup", "step=import", "outcome=done", "stage=report")) {
            assertTrue(part in logged, "$part is not in $logged")
        }
        for (secret in secrets) {
            assertTrue(secret !in told && secret !in logged, "a secret is told")
        }
        app.end()
    }

    private fun file(name: String): String = folder.resolve("demo").resolve(name).readText()

    /** The codes and the numbers of fobs that the virtual lock has now. Shorter ones could be in any text. */
    private fun codesOfLock(): Set<String> {
        val lock = file("lock.json")
        val codes = Regex("\"current\": \"(\\d+)\"").findAll(lock).map { it.groupValues[1] }
        val fobs = Regex("\"number\": \"([0-9A-Fa-f]{8}|[0-9A-Fa-f]{16})\"").findAll(lock)
        return (codes + fobs.map { it.groupValues[1].toULong(radix = 16).toString() }).filter { it.length >= 6 }.toSet()
    }
}
