package org.relatch.app

import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.net.Uri
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File

/** What the app asks of a phone, and what both builds say of it. */
@RunWith(RobolectricTestRunner::class)
class ManifestTest {
    private val app get() = RuntimeEnvironment.getApplication()
    private val sources = File(System.getProperty("relatch.sources") ?: ".")

    @Test
    fun onlyBluetoothAndTheInternetAreAskedFor() {
        val asked =
            app.packageManager
                .getPackageInfo(
                    app.packageName,
                    PackageManager.GET_PERMISSIONS,
                ).requestedPermissions
                .orEmpty()
        val ours =
            asked
                .filterNot {
                    it.startsWith(
                        app.packageName,
                    )
                }.map { it.removePrefix("android.permission.") }
                .toSet()
        val known =
            setOf(
                "BLUETOOTH_SCAN",
                "BLUETOOTH_CONNECT",
                "BLUETOOTH",
                "BLUETOOTH_ADMIN",
                "ACCESS_COARSE_LOCATION",
                "ACCESS_FINE_LOCATION",
                "INTERNET",
            )
        assertEquals("nothing beside", emptySet<String>(), ours - known)
        assertTrue("for the owner's account", "INTERNET" in ours)
        val manifest = File(sources, "src/main/AndroidManifest.xml").readText()
        assertTrue("neverForLocation" in manifest)
        assertEquals(
            "what only old phones need is asked on those only",
            4,
            Regex("maxSdkVersion=\"30\"").findAll(manifest).count(),
        )
    }

    @Test
    fun nothingLeavesThePhoneByItself() {
        val flags = app.applicationInfo.flags
        assertEquals("no backup", 0, flags and ApplicationInfo.FLAG_ALLOW_BACKUP)
        assertEquals("no clear text", 0, flags and ApplicationInfo.FLAG_USES_CLEARTEXT_TRAFFIC)
        val rules = File(sources, "src/main/res/xml/data_extraction_rules.xml").readText()
        for (place in listOf("root", "file", "database", "sharedpref", "external")) {
            assertEquals(
                "$place, neither to a cloud nor to another phone",
                2,
                Regex("exclude domain=\"$place\"").findAll(rules).count(),
            )
        }
    }

    @Test
    fun noOtherAppIsLetInButIntoTheOneFileThatIsGivenToIt() {
        val inside = PackageManager.GET_PROVIDERS or PackageManager.GET_RECEIVERS
        val info = app.packageManager.getPackageInfo(app.packageName, inside)
        assertEquals(
            emptyList<String>(),
            info.providers
                .orEmpty()
                .filter { it.exported }
                .map { it.name },
        )
        assertFalse(
            info.receivers
                .orEmpty()
                .single { it.name == ChosenReceiver::class.java.name }
                .exported,
        )
        assertTrue(
            info.providers
                .orEmpty()
                .single { it.authority == "${app.packageName}.files" }
                .grantUriPermissions,
        )
        val paths = File(sources, "src/main/res/xml/file_paths.xml").readText()
        val open =
            Regex(
                "<(\\S*path)\\s+name=\"(\\S+)\"\\s+path=\"(\\S+)\"",
            ).findAll(paths).map { it.groupValues.drop(1) }
        val ours = listOf("outgoing", "scan").map { listOf("cache-path", it, "$it/") }
        assertEquals(ours, open.toList())
    }

    @Test
    fun aSavedCopyIsOpenedWithTheApp() {
        val view =
            Intent(
                Intent.ACTION_VIEW,
            ).setDataAndType(Uri.parse("content://mail/hall-3.relatch"), "application/octet-stream")
        val sent = Intent(Intent.ACTION_SEND).setType("application/age")
        for (intent in listOf(view, sent)) {
            intent.addCategory(Intent.CATEGORY_DEFAULT)
            assertEquals(1, app.packageManager.queryIntentActivities(intent, 0).size)
        }
    }

    @Test
    fun theVersionsOfBothBuildsAreTheSame() {
        val catalogue =
            Regex("(?m)^([A-Za-z0-9]+) = \"([^\"]+)\"$")
                .findAll(File(sources, "../gradle/libs.versions.toml").readText())
                .associate { it.groupValues[1] to it.groupValues[2] }
        val pom = File(sources, "../maven/pom.xml").readText()
        val names = mapOf("jvm" to "jvm.target", "minSdk" to "android.minSdk", "targetSdk" to "android.targetSdk")
        assertTrue(catalogue.size > 10)
        for ((name, version) in catalogue) {
            val property = names[name] ?: "$name.version"
            val there = Regex("<${Regex.escape(property)}>([^<]+)<").find(pom)?.groupValues?.get(1)
            assertEquals("$property in maven/pom.xml", version, there)
        }
        val bindings = File(sources, "../../bindings/kotlin/gradle/libs.versions.toml").readText()
        for (name in listOf("kotlin", "coroutines", "jna", "jvm")) {
            assertTrue("$name of the core's package", "$name = \"${catalogue[name]}\"" in bindings)
        }
    }

    @Test
    fun everyWordOfTheShellIsInEveryLanguage() {
        val folders =
            File(
                sources,
                "src/main/res",
            ).listFiles().orEmpty().map { File(it, "strings.xml") }.filter(File::exists)
        val words = folders.associate { file -> file.parentFile?.name to names(file) }
        assertEquals(6, words.size)
        for ((folder, there) in words) assertEquals("$folder", words["values"], there)
    }

    private fun names(file: File) =
        file
            .readLines()
            .filterNot {
                "translatable" in it
            }.mapNotNull { Regex("name=\"([a-z_]+)\"").find(it)?.groupValues?.get(1) }
            .toSet()
}
