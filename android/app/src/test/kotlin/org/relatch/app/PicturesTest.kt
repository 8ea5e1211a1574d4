package org.relatch.app

import android.graphics.Bitmap
import android.os.Build
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.relatch.core.Scene
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
    fun dark() = compare("dark", "en-w360dp-h720dp-night-mdpi")

    @Test
    fun largeText() = compare("large-text", "en-w360dp-h720dp-mdpi", fontScale = 2f)

    @Test
    fun rightToLeft() = compare("right-to-left", "ar-ldrtl-w360dp-h720dp-mdpi")

    @Test
    fun smallPhone() = compare("small-phone", "de-w320dp-h480dp-mdpi")

    @Test
    fun tablet() = compare("tablet", "en-w800dp-h1280dp-mdpi")

    @Test
    fun landscape() = compare("landscape", "en-w720dp-h360dp-land-mdpi")

    private fun compare(
        look: String,
        qualifiers: String,
        fontScale: Float = 1f,
    ) {
        RuntimeEnvironment.setQualifiers("+$qualifiers")
        val screens = phone.everyScreen()
        assertEquals(Scene.entries.toSet(), screens.values.mapNotNull { it.scene }.toSet())
        RuntimeEnvironment.setFontScale(fontScale)
        phone.openToShow()
        val differences = mutableListOf<String>()
        for ((name, screen) in screens) {
            phone.shell.show(screen)
            rule.waitForIdle()
            differences += listOfNotNull(differenceOf("$look/$name", drawn()))
        }
        var count = screens.size
        phone.eachQuestion(screens) {
            differences += listOfNotNull(differenceOf("$look/$it", drawn()))
            count++
        }
        println("figure: $count pictures compared in $look")
        assertNone(differences)
    }

    private fun drawn(): Bitmap = rule.front().captureToImage().asAndroidBitmap()
}
