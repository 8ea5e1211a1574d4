package org.relatch.app

import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** The Java half of the core's Bluetooth: its native half looks classes up by name, and nothing else does. */
@RunWith(RobolectricTestRunner::class)
class BluetoothClassesTest {
    /** The names in the native half's own source, which lies beside the Java half's. */
    private fun lookedUp(): Set<String> {
        val java = System.getProperty("btleplug.java")
        assumeTrue("only where the core's sources are at hand", java != null)
        val native = generateSequence(File(java!!)) { it.parentFile }.first { it.name == "droidplug" }
        val name = Regex("\"((?:com[./]nonpolynomial|io[./]github[./]gedgygedgy)[./][A-Za-z0-9_./$]+)\"")
        val sources = native.walk().filter { it.extension == "rs" }
        return sources
            .flatMap { source -> name.findAll(source.readText()).map { it.groupValues[1].replace('/', '.') } }
            .toSet()
    }

    @Test
    fun everyClassThatTheCoreLooksUpIsInTheApp() {
        val names = lookedUp()
        assertTrue("only $names", names.size >= 10)
        names.forEach { Class.forName(it, false, javaClass.classLoader) }
    }

    @Test
    fun everyClassThatTheCoreLooksUpKeepsItsName() {
        val rules = File(System.getProperty("relatch.sources") ?: ".", "proguard-rules.pro").readText()
        val kept = Regex("-keep class ([a-z.]+)\\.\\*\\* \\{ \\*; }").findAll(rules).map { it.groupValues[1] + "." }
        lookedUp().forEach { name -> assertTrue(name, kept.any(name::startsWith)) }
    }
}
