package org.relatch

import com.sun.jna.Native
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.DemoModel
import org.relatch.core.PlatformEvent
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.Path
import kotlin.io.path.createTempDirectory
import kotlin.io.path.readLines
import kotlin.time.Duration
import kotlin.time.TimeSource
import kotlin.time.measureTime

/**
 * The figures of docs/performance.md; no test, so that it runs only when it is named:
 *
 *     cargo build --release -p relatch-core
 *     mvn -f bindings/kotlin/pom.xml test -Dtest=Figures -Dsurefire.failIfNoSpecifiedTests=false \
 *         -Drelatch.library="$PWD/target/release"
 */
class Figures {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun figures() {
        val starts = List(STARTS) { start() }
        val marks = listOf("JNA", "first screen", "first screen that can be acted on", "first screen, a second time")
        for ((index, what) in marks.withIndex()) {
            val times = starts.map { it[index] }.sorted()
            tell("from start to $what: median ${times[times.size / 2]} ms, ${times.first()} to ${times.last()} ms")
        }
        val small = Bare(demo(folder.resolve("small"))) {}
        measure("home", small, App(small).settled())
        small.close()
        val big = Bare(demo(folder.resolve("big")) { it.copy(codes = ITEMS.toUShort()) }) {}
        val app = App(big)
        val review = Owner().goOn(app, app.settled()) { it.stage == StageName.REVIEW && it.isSettled() }
        val rows = (review.body as ScreenBody.Items).table.rows.size
        measure("review of $rows items", big, review)
        app.end()
        val told = App(demo(folder.resolve("told"), DemoModel.KEYPAD))
        told.settled()
        told.tellScreens(WARM_UP)
        val before = Memory.now()
        val residentBefore = resident()
        val time = measureTime { told.tellScreens(SCREENS) }
        tell("told to the observer, home, from event to StateFlow: ${time.each()}")
        tell("$SCREENS screens told: before $before, $residentBefore; after ${Memory.now()}, ${resident()}")
        told.end()
    }

    /** Asks for a screen again and again. */
    private fun measure(
        what: String,
        core: Bare,
        screen: Screen,
    ) {
        repeat(WARM_UP) { core.newest() }
        val before = Memory.now()
        val residentBefore = resident()
        val time = measureTime { repeat(SCREENS) { core.newest() } }
        val characters = textsIn(screen).sumOf { it.length }
        tell("one screen, $what, $characters characters: ${time.each()}")
        tell("  $SCREENS of them: before $before, $residentBefore; after ${Memory.now()}, ${resident()}")
    }

    private fun App.tellScreens(many: Int) {
        for (number in 1..many) {
            val language = if (number % 2 == 0) "en" else "de"
            core.platformEvent(PlatformEvent.SetLanguage(language))
            await { it.language == language }
        }
    }

    private fun Duration.each(): String = "${inWholeNanoseconds / SCREENS / 1_000.0} us"

    /** A process of its own, as only the first time loads the library: what [main] tells. */
    private fun start(): List<Double> {
        val java = Path(System.getProperty("java.home"), "bin", "java").toString()
        val library = "-Djna.library.path=${System.getProperty("jna.library.path")}"
        val command = listOf(java, library, "-cp", System.getProperty("java.class.path"), "org.relatch.FiguresKt")
        val process = ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val told = process.inputStream.bufferedReader().readText()
        check(process.waitFor(PATIENCE.inWholeSeconds, TimeUnit.SECONDS))
        return told.trim().split(' ').map(String::toDouble)
    }

    /** Memory of the process that is in the machine, in words. */
    private fun resident(): String = Path("/proc/self/status").readLines().first { it.startsWith("VmRSS") }

    private fun tell(line: String) {
        System.err.println("FIGURE $line")
    }

    private companion object {
        const val STARTS = 11
        const val ITEMS = 250
        const val WARM_UP = 3_000
        const val SCREENS = 10_000
    }
}

/** Starts a demonstration in a new folder, and tells how many milliseconds it took to its first screens. */
fun main() {
    val config = demo(createTempDirectory("relatch"))
    val start = TimeSource.Monotonic.markNow()
    check(Native.POINTER_SIZE > 0)
    val jna = start.elapsedNow()
    val relatch = Relatch(config) {}
    val first = start.elapsedNow()
    runBlocking { relatch.screen.first(Screen::isSettled) }
    val settled = start.elapsedNow()
    val again = measureTime { Relatch(config) {}.close() }
    println(listOf(jna, first, settled, again).joinToString(" ") { "${it.inWholeMicroseconds / 1_000.0}" })
    relatch.close()
    Path(config.folder).toFile().deleteRecursively()
}
