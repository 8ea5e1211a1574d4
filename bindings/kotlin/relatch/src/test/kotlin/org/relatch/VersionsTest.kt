package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import kotlin.io.path.Path
import kotlin.io.path.readText

/** The two builds: Gradle's has never run where these tests run, so that its text is compared. */
class VersionsTest {
    private val poms = listOf("pom.xml", "core/pom.xml", "relatch/pom.xml").map { Path("..", it).readText() }
    private val catalog = Path("../gradle/libs.versions.toml").readText()
    private val scripts = listOf("core", "relatch").map { Path("..", it, "build.gradle.kts").readText() }

    @Test
    fun mavenAndGradleNameTheSameVersions() {
        val properties = pairs(poms.first(), """<([a-z.]+)\.version>([^<$]+)</""")
        val versions = pairs(catalog, """(?m)^([a-z]+) = "([^"]+)"$""")
        assertTrue(properties.size > 3)
        assertEquals(properties - "ktlint", versions - "jvm")
        assertEquals(property("jvm.target"), versions["jvm"])
    }

    @Test
    fun mavenAndGradleNameTheSameDependencies() {
        val managed = poms.first().substringAfter("<dependencyManagement>").substringBefore("</dependencyManagement>")
        val named = pairs(catalog, """module = "([^:"]+):([^"]+)"""")
        // Gradle finds the variant for the JVM by itself, and wants the launcher of tests named.
        assertEquals(
            pairs(managed, "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+?)(?:-jvm)?<") - "org.relatch",
            named - "org.junit.platform",
        )
        for ((pom, script) in poms.drop(1).zip(scripts)) {
            val dependencies = pom.substringAfter("<dependencies>").substringBefore("</dependencies>")
            val used = Regex("<artifactId>(jna|kotlinx-[a-z-]+|junit-[a-z]+|relatch-core)</").findAll(dependencies)
            assertTrue(used.any())
            for (name in used.map { it.groupValues[1].removeSuffix("-jvm") }.toSet()) {
                assertTrue(name in script || name.replace('-', '.') in script, "$name is not in $script")
            }
        }
    }

    @Test
    fun theVersionIsThatOfTheCore() {
        val core = Regex("""\[workspace\.package]\s*version = "([^"]+)"""").find(Path("../../../Cargo.toml").readText())
        val expected = checkNotNull(core).groupValues[1]
        for (pom in poms) assertEquals(expected, Regex("<version>([^<]+)<").find(pom)?.groupValues?.get(1))
        assertTrue("version = \"$expected\"" in Path("../build.gradle.kts").readText())
    }

    private fun property(name: String): String? = Regex("<$name>([^<]+)<").find(poms.first())?.groupValues?.get(1)

    private fun pairs(
        text: String,
        pattern: String,
    ): Map<String, String> = Regex(pattern).findAll(text).associate { it.groupValues[1] to it.groupValues[2] }
}
