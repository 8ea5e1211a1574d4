package org.relatch.app

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.relatch.core.ButtonName
import org.relatch.core.PlatformRequest
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** The guided way, pressed through the real views, in every language. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class JourneyTest(
    private val language: String,
) {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val phone by lazy { Phone(rule) }

    @After
    fun stop() = phone.close()

    @Test
    fun theWholeJourneyIsWalked() {
        RuntimeEnvironment.setQualifiers("+$language")
        val home = phone.open()
        assertEquals(StageName.HOME, home.stage)
        assertEquals(
            language.removePrefix("b+").substringBefore('+').substringBefore('-'),
            home.language.substringBefore('-'),
        )
        val owner = Owner(phone)
        val report = owner.goOn { it.stage == StageName.REPORT }
        assertTrue((report.body as ScreenBody.Report).report.proved)
        val receipt = owner.goOn { it.isReceipt() }
        phone.press(ButtonName.SHARE_KEY)
        owner.answer(phone.after(receipt))
        phone.await("a file to keep") { phone.screen.request is PlatformRequest.Share }
        owner.answer(phone.screen)
        assertTrue("aesKey" in phone.saved.last().decodeToString())
        val last = phone.settled()
        phone.press(ButtonName.LEAVE)
        assertEquals(StageName.HOME, phone.after(last).stage)
    }

    @Test
    fun theKeyIsTakenFromTheAccountAndTheLockIsInItAgain() {
        RuntimeEnvironment.setQualifiers("+$language")
        phone.open()
        val titles = linkedSetOf<String>()
        val owner = Owner(phone, hasAccount = true)
        val report = owner.goOn { it.stage == StageName.REPORT && it.body is ScreenBody.Report }
        assertTrue((report.body as ScreenBody.Report).report.proved)
        owner.goOn(seen = { if (it.stage == StageName.REPORT) titles += it.title }) { it.isReceipt() }
        assertEquals("the report, and what became of the account", 2, titles.size)
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun languages() =
            LANGUAGES
                .filter {
                    it in System.getProperty("languages", LANGUAGES.joinToString())
                }.map { arrayOf(it) }

        /** `-Dlanguages=en` runs one. */
        private val LANGUAGES = listOf("en", "de", "es", "fr", "b+zh+Hans", "ar-ldrtl")
    }
}
