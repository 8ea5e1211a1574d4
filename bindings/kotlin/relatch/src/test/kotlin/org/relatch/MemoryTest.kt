package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.PlatformEvent
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger

/** What is left behind. */
class MemoryTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun tenThousandScreensLeaveNothingBehind() {
        val told = AtomicInteger()
        val app = App(demo(folder)) { told.incrementAndGet() }
        app.settled()
        // What grows once: compiled code, caches.
        app.tellScreens(2_000)
        val before = Memory.now()
        told.set(0)
        app.tellScreens(10_000)
        assertTrue(told.get() >= 10_000, "$told screens were told")
        val after = Memory.now()
        println("10,000 screens: before $before, after $after")
        // One screen is some 2 KiB on the heap and 1 KiB outside it: left behind, they would be 20 MB and 10 MB.
        assertTrue(after.heap - before.heap < 2 * MIB, "the heap grew: $before, $after")
        assertTrue(after.outside - before.outside < 5 * MIB, "memory outside the heap grew: $before, $after")
        assertTrue(after.values < before.values + 50, "values are held: $before, $after")
        app.end()
        repeat(20) {
            val next = App(demo(folder))
            next.settled()
            next.end()
        }
        assertEquals(0, observersHeld())
        awaitUntil("all threads of the core have ended") { Memory.threadsOfCore() == 0 }
        assertTrue(Memory.now().values < before.values + 50)
    }

    private fun App.tellScreens(many: Int) {
        for (number in 1..many) {
            val language = if (number % 2 == 0) "en" else "de"
            core.platformEvent(PlatformEvent.SetLanguage(language))
            await { it.language == language }
        }
    }

    private companion object {
        const val MIB = 1 shl 20
    }
}
