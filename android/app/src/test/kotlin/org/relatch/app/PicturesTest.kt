package org.relatch.app

import android.graphics.Bitmap
import android.os.Build
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onRoot
import androidx.test.core.app.ActivityScenario
import org.junit.After
import org.junit.Assume.assumeTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.relatch.core.Screen
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** Every screen of the journey, in every look that matters, is drawn as it was when somebody looked at it. */
@RunWith(RobolectricTestRunner::class)
class PicturesTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val phone by lazy { Phone(rule) }

    @Before
    fun fonts() = assumeTrue("the system's fonts change between versions", Build.VERSION.SDK_INT == 35)

    @After
    fun stop() = phone.close()

    @Test
    fun light() = compare("light", "en-w360dp-h720dp-hdpi")

    @Test
    fun dark() = compare("dark", "en-w360dp-h720dp-night-hdpi", SOME)

    @Test
    fun largeText() = compare("large-text", "en-w360dp-h720dp-hdpi", SOME, fontScale = 2f)

    @Test
    fun rightToLeft() = compare("right-to-left", "ar-ldrtl-w360dp-h720dp-hdpi", SOME)

    @Test
    fun smallPhone() = compare("small-phone", "de-w320dp-h480dp-hdpi", SOME)

    @Test
    fun tablet() = compare("tablet", "en-w800dp-h1280dp-mdpi", SOME)

    @Test
    fun landscape() = compare("landscape", "en-w720dp-h360dp-land-hdpi", SOME)

    @Test
    fun account() = compare("light", "en-w360dp-h720dp-hdpi", walk = Phone::accountWalk)

    @Test
    fun demonstration() {
        RuntimeEnvironment.setQualifiers("+en-w360dp-h720dp-hdpi")
        phone.open()
        phone.shell.usesPhonesColours = false
        phone.press(R.string.door)
        val atDoor = differenceOf("demonstration/door", rule.onRoot().captureToImage().asAndroidBitmap())
        phone.press(R.string.door)
        // Without a core: what the real thing begins with, on a phone that has all that it takes.
        val home = phone.screen.copy(door = null)
        phone.shell.end()
        phone.shell.showAsReal(home)
        rule.waitForIdle()
        val real = differenceOf("demonstration/offered", rule.onRoot().captureToImage().asAndroidBitmap())
        phone.press(R.string.demo)
        val faults = differenceOf("demonstration/faults", rule.onNode(isDialog()).captureToImage().asAndroidBitmap())
        assertNone(listOfNotNull(atDoor, real, faults))
    }

    private fun compare(
        look: String,
        qualifiers: String,
        names: Set<String>? = null,
        fontScale: Float = 1f,
        walk: Phone.() -> Map<String, Screen> = Phone::walk,
    ) {
        RuntimeEnvironment.setQualifiers("+$qualifiers")
        val screens = phone.walk().filterKeys { names == null || it in names }
        phone.shell.usesPhonesColours = false
        RuntimeEnvironment.setFontScale(fontScale)
        phone.scenario.close()
        phone.scenario = ActivityScenario.launch(MainActivity::class.java)
        assertNone(screens.mapNotNull { (name, screen) -> differenceOf("$look/$name", draw(screen)) })
    }

    private fun draw(screen: Screen): Bitmap {
        phone.shell.show(screen)
        rule.waitForIdle()
        return rule.onRoot().captureToImage().asAndroidBitmap()
    }

    private companion object {
        /** One of each kind of body, and those that frighten most. */
        val SOME =
            setOf(
                "home-choices0",
                "key-form",
                "review-items",
                "recovery-key-code",
                "ready-checklist",
                "ready-form",
                "plan-plan",
                "proof-proof",
                "import-progress",
                "backup-problem",
                "report-report",
            )
    }
}
