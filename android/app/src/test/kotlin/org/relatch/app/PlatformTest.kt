package org.relatch.app

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.BLUETOOTH_CONNECT
import android.Manifest.permission.BLUETOOTH_SCAN
import android.Manifest.permission.WAKE_LOCK
import android.bluetooth.BluetoothAdapter
import android.content.ClipData
import android.content.ClipboardManager
import android.content.ComponentName
import android.content.Intent
import android.content.IntentSender
import android.content.pm.PackageManager
import android.content.pm.PackageManager.FEATURE_BLUETOOTH_LE
import android.content.pm.PackageManager.PERMISSION_DENIED
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.LocationManager
import android.net.Uri
import android.os.Build
import android.os.Looper
import android.os.PowerManager
import android.provider.Settings
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.activity.BackEventCompat
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsFocused
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.core.content.IntentCompat
import androidx.core.content.edit
import androidx.core.graphics.Insets
import androidx.core.view.ViewCompat
import androidx.core.view.WindowInsetsCompat
import androidx.core.view.children
import androidx.lifecycle.Lifecycle
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.relatch.app.ui.Feeling
import org.relatch.app.ui.PAGE
import org.relatch.app.ui.STANDING
import org.relatch.core.ButtonName
import org.relatch.core.Danger
import org.relatch.core.DoorProof
import org.relatch.core.Field
import org.relatch.core.FieldKind
import org.relatch.core.Offer
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Problem
import org.relatch.core.RadioState
import org.relatch.core.Retry
import org.relatch.core.Scene
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.Secret
import org.relatch.core.ShareWays
import org.relatch.core.SharedFile
import org.relatch.core.StageName
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.time.Duration

/** What only the platform can do, and what it must not. */
@RunWith(RobolectricTestRunner::class)
class PlatformTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val phone by lazy { Phone(rule) }
    private val owner by lazy { Owner(phone) }
    private val before12 = Build.VERSION.SDK_INT < Build.VERSION_CODES.S

    /** Before Android 12 it is the permission for the place that is missing, and is called so. */
    private val refused = if (before12) RadioState.PLACE_NOT_ALLOWED else RadioState.REFUSED

    @After
    fun stop() = phone.close()

    @Test
    fun aShellBuiltAnewInTheMiddleOfAnImportGoesOnWhereItWas() {
        phone.open(Demo(paceMs = 30))
        untilTheImportRuns()
        val home = phone.dieAndBeginAnew()
        assertEquals("a shell begins at home", StageName.HOME, home.stage)
        assertTrue((owner.goOn { it.stage == StageName.REPORT }.body as ScreenBody.Report).report.proved)
    }

    @Test
    fun theFirstScreenIsThere() {
        var fastest = Duration.ofMinutes(1)
        repeat(5) {
            val begin = System.nanoTime()
            val home = phone.open()
            assertTrue(phone.sees((home.body as ScreenBody.Choices).choices.first().label))
            fastest = minOf(fastest, Duration.ofNanos(System.nanoTime() - begin))
            phone.close()
        }
        println("figure: ${fastest.toMillis()} ms from the start to the first screen")
        assertTrue("$fastest", fastest < Duration.ofSeconds(2))
    }

    @Test
    fun aRotationInTheMiddleOfAnImportChangesNothing() {
        phone.open(Demo(paceMs = 30))
        untilTheImportRuns()
        assertTrue("the screen stays on", phone.windowHas(FLAG_KEEP_SCREEN_ON))
        repeat(3) {
            RuntimeEnvironment.setQualifiers(if (it % 2 == 0) "+land" else "+port")
            phone.scenario.recreate()
        }
        assertTrue((owner.goOn { it.stage == StageName.REPORT }.body as ScreenBody.Report).report.proved)
        assertFalse("the screen may go dark again", phone.windowHas(FLAG_KEEP_SCREEN_ON))
    }

    @Test
    fun whatWasTypedOutlivesARotation() {
        phone.open()
        owner.goOn { it.body is ScreenBody.Form }
        phone.type("key", "half of a key")
        phone.scenario.recreate()
        assertTrue(phone.sees("half of a key"))
    }

    @Test
    fun whatWasTypedDoesNotReachTheNextForm() {
        phone.open()
        val form = owner.goOn { it.body is ScreenBody.Form }
        phone.type("key", "half of a key")
        assertTrue(phone.sees("half of a key"))
        phone.press(ButtonName.BACK)
        val back = phone.after(form)
        phone.press((back.body as ScreenBody.Choices).choices.first { it.id == "text" }.label)
        assertEquals(form.body, phone.after(back).body)
        assertFalse(phone.sees("half of a key"))
        phone.type("key", "half of a key")
        phone.shell.begin(fresh = false)
        phone.await("the first screen") { phone.shell.screen != null }
        owner.goOn { it.body is ScreenBody.Form }
        assertFalse(phone.sees("half of a key"))
    }

    @Test
    fun anotherFormBeginsEmpty() {
        val home = phone.open()
        phone.shell.end()
        for (label in listOf("How many codes?", "How many fobs?")) {
            phone.shell.show(home.copy(body = ScreenBody.Form(listOf(Field("typed", label, FieldKind.DIGITS)))))
            rule.waitForIdle()
            assertTrue(phone.sees(label))
            assertFalse(label, phone.sees("12"))
            phone.type("typed", "12")
            assertTrue(phone.sees("12"))
        }
    }

    @Test
    fun aDoubleTapActsOnce() {
        val home = phone.open()
        val label = (home.body as ScreenBody.Choices).choices.first().label
        phone.press(label)
        phone.shell.act(
            home,
            org.relatch.core.Action
                .Choose("begin-same-lock"),
        )
        val key = phone.after(home)
        assertEquals(StageName.KEY, key.stage)
        phone.press(ButtonName.LEAVE)
        val again = phone.after(key)
        assertEquals(1, (again.body as ScreenBody.Choices).choices.count { it.id.startsWith("journey-") })
    }

    @Test
    fun anActionOfAnOlderScreenDoesNothing() {
        val home = phone.open()
        owner.answer(home)
        val key = phone.screen
        phone.shell.act(
            home,
            org.relatch.core.Action
                .Choose("begin-entrust"),
        )
        phone.shell.tell(
            org.relatch.core.PlatformEvent
                .SetLanguage("de"),
        )
        phone.await("German") { phone.screen.language == "de" }
        assertEquals(key.revision to key.stage, phone.screen.revision to phone.screen.stage)
    }

    @Test
    fun thePhonesWayBackIsTheScreens() {
        phone.open()
        val form = owner.goOn { it.body is ScreenBody.Form }
        phone.activity.onBackPressedDispatcher.onBackPressed()
        assertTrue(phone.after(form).body is ScreenBody.Choices)
    }

    @Test
    fun aBackGestureLeadsWhereTheScreensOwnWayBackLeads() {
        val manifest = File(System.getProperty("relatch.sources") ?: ".", "src/main/AndroidManifest.xml").readText()
        assertTrue("android:enableOnBackInvokedCallback=\"true\"" in manifest)
        phone.open()
        val back = phone.activity.onBackPressedDispatcher
        assertFalse("at home it leaves the app, as everywhere", back.hasEnabledCallbacks())
        val form = owner.goOn { it.body is ScreenBody.Form }
        assertTrue(back.hasEnabledCallbacks())
        val finger = BackEventCompat(0f, 300f, 0.4f, BackEventCompat.EDGE_LEFT)
        back.dispatchOnBackStarted(finger)
        back.dispatchOnBackProgressed(finger)
        back.dispatchOnBackCancelled()
        rule.waitForIdle()
        assertEquals("only tried", form.revision, phone.screen.revision)
        back.dispatchOnBackStarted(finger)
        back.onBackPressed()
        val gone = phone.after(form)
        phone.press((gone.body as ScreenBody.Choices).choices.first { it.id == "text" }.label)
        val again = phone.after(gone)
        phone.press(ButtonName.BACK)
        assertEquals(phone.after(again).body, gone.body)
    }

    @Test
    fun aPermissionIsAskedForWhenSomethingWasPressed() {
        val problem = refusedPermission()
        assertEquals(if (before12) "place-not-permitted" else "radio-not-permitted", problem.problem?.code)
        val asked = checkNotNull(shadowOf(phone.activity).lastRequestedPermission).requestedPermissions.toList()
        assertEquals(if (before12) listOf(ACCESS_FINE_LOCATION) else listOf(BLUETOOTH_SCAN, BLUETOOTH_CONNECT), asked)
    }

    @Test
    fun aPermissionThatWasRefusedOnceIsAskedForAgain() {
        refusedPermission()
        answerPermission(granted = false, mayAskAgain = true)
        assertEquals(refused, phone.shell.radio.state)
        assertNull("nobody is led away from the app", phone.startedSettings())
        retry()
    }

    @Test
    fun aPermissionThatWasRefusedForEverLeadsToTheSettings() {
        refusedPermission()
        answerPermission(granted = false, mayAskAgain = false)
        assertNull("the first time it may have been a mistake", phone.startedSettings())
        retry()
        answerPermission(granted = false, mayAskAgain = false)
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, phone.startedSettings())
    }

    @Test
    fun aPermissionThatIsGrantedLaterLetsTheJourneyGoOn() {
        refusedPermission()
        answerPermission(granted = false, mayAskAgain = true)
        phone.allowBluetooth()
        phone.scenario.moveToState(Lifecycle.State.STARTED)
        phone.scenario.moveToState(Lifecycle.State.RESUMED)
        assertEquals(RadioState.READY, phone.shell.radio.state)
        phone.await("no problem any more") { phone.screen.problem == null }
        assertTrue((owner.goOn { it.stage == StageName.REPORT }.body as ScreenBody.Report).report.proved)
    }

    @Test
    fun bluetoothSwitchedOffBeforeTheImportIsToldAndGoneOnFrom() {
        phone.allowBluetooth()
        phone.open(Demo(DemoFault.RADIO, paceMs = 0))
        owner.goOn { it.isLastProof() }
        phone.bluetooth(on = false)
        phone.press(ButtonName.NEXT)
        phone.await("that Bluetooth is off") { phone.screen.problem?.code == "radio-off" }
        assertTrue("what is on the lock is said", phone.screen.standing != null)
        phone.answer(phone.asked(BluetoothAdapter.ACTION_REQUEST_ENABLE), passed = true)
        phone.bluetooth(on = true)
        phone.await("no problem any more") { phone.screen.problem == null }
        assertTrue((owner.goOn { it.stage == StageName.REPORT }.body as ScreenBody.Report).report.proved)
    }

    @Test
    fun bluetoothSwitchedOffDuringTheImportDoesNoHarm() {
        phone.allowBluetooth()
        phone.open(Demo(DemoFault.RADIO, paceMs = 30))
        untilTheImportRuns()
        phone.bluetooth(on = false)
        phone.await("that Bluetooth is off") { phone.screen.problem?.code == "radio-off" }
        assertEquals("in the middle", StageName.IMPORT, phone.screen.stage)
        assertTrue("what is on the lock is said", phone.screen.standing != null)
        phone.answer(phone.asked(BluetoothAdapter.ACTION_REQUEST_ENABLE), passed = true)
        phone.bluetooth(on = true)
        phone.await("no problem any more") { phone.screen.problem == null }
        assertTrue((owner.goOn { it.stage == StageName.REPORT }.body as ScreenBody.Report).report.proved)
    }

    /** Each has a way out of its own, so that none may be taken for another. */
    @Test
    fun theStatesOfTheRadioAreToldApart() {
        shadowOf(phone.app.packageManager).setSystemFeature(FEATURE_BLUETOOTH_LE, true)
        phone.bluetooth(on = true)
        val radio = Radio(phone.app, phone.preferences())
        assertEquals(if (before12) RadioState.PLACE_NOT_ALLOWED else RadioState.NOT_ASKED, radio.state)
        radio.hasAsked = true
        assertEquals(refused, radio.state)
        phone.bluetooth(on = false)
        assertEquals("one thing after the other", refused, radio.state)
        phone.allowBluetooth()
        assertEquals(RadioState.READY, radio.state)
        phone.bluetooth(on = false)
        assertEquals(RadioState.OFF, radio.state)
        shadowOf(phone.app.packageManager).setSystemFeature(FEATURE_BLUETOOTH_LE, false)
        assertEquals(RadioState.UNSUPPORTED, radio.state)
    }

    @Test
    fun aPhoneWithoutBluetoothIsTold() {
        phone.allowBluetooth()
        shadowOf(phone.app.packageManager).setSystemFeature(FEATURE_BLUETOOTH_LE, false)
        assertEquals(RadioState.UNSUPPORTED, Radio(phone.app, phone.preferences()).state)
    }

    @Test
    fun before12ThePlaceHasToBeSwitchedOn() {
        assumeTrue(before12)
        phone.allowBluetooth()
        place(on = false)
        assertEquals(RadioState.PLACE_OFF, Radio(phone.app, phone.preferences()).state)
        phone.open(Demo(DemoFault.RADIO, paceMs = 0))
        assertEquals("place-off", owner.goOn { it.problem != null }.problem?.code)
        val settings = phone.asked(Settings.ACTION_LOCATION_SOURCE_SETTINGS)
        place(on = true)
        phone.answer(settings, passed = false)
        phone.await("no problem any more") { phone.screen.problem == null }
    }

    /** Whoever saves the battery is told so where the lock is not heard, and only there. */
    @Test
    fun aPhoneThatSavesItsBatteryIsTold() {
        phone.allowBluetooth()
        phone.open()
        phone.shell.demonstrate(Demo(DemoFault.RADIO, paceMs = 0, listOf("asleep@1")))
        assertEquals("not-in-reach", owner.goOn { it.problem != null }.problem?.code)
        val lines = phone.screen.lines
        saveBattery(on = true)
        phone.await("one line more") { phone.screen.lines.size == lines.size + 1 }
        assertTrue(phone.sees((phone.screen.lines - lines.toSet()).single()))
        saveBattery(on = false)
        phone.await("the lines of before") { phone.screen.lines == lines }
    }

    @Test
    fun aDemonstrationNeedsNoBluetooth() {
        phone.bluetooth(on = false)
        phone.open()
        assertEquals(StageName.REVIEW, owner.goOn { it.stage == StageName.REVIEW }.stage)
    }

    @Test
    fun aFileOpenedFromOutsideIsTakenInPlaceOfAsking() {
        val uri = Uri.parse("content://mail/7")
        shadowOf(
            phone.app.contentResolver,
        ).registerInputStreamSupplier(uri) { ByteArrayInputStream("no copy".toByteArray()) }
        val intent = Intent(phone.app, MainActivity::class.java).setAction(Intent.ACTION_VIEW).setData(uri)
        phone.open(intent = intent)
        phone.await("the journey that begins with a copy") { phone.screen.offers(ButtonName.NEXT) }
        phone.press(ButtonName.NEXT)
        phone.await("what is wrong with the file") { phone.screen.problem != null }
        assertNull(phone.shell.waiting)
    }

    @Test
    fun aFileOpenedFromOutsideIsNoAnswerToTheQuestionForTheKey() {
        phone.open()
        val key = owner.goOn { it.stage == StageName.KEY }
        opened()
        phone.await("that it waits") { phone.shell.waiting != null }
        phone.press((key.body as ScreenBody.Choices).choices.first { it.id == "file" }.label)
        phone.answer(phone.asked(Intent.ACTION_OPEN_DOCUMENT), passed = false)
        phone.await("the question again") { phone.screen.request == null }
        assertTrue("it waits still", phone.sees(phone.app.getString(R.string.file_ready, "7")))
    }

    @Test
    fun aFileOpenedFromOutsideCanBePutAway() {
        phone.open()
        opened()
        phone.await("the journey that begins with a copy") { phone.screen.offers(ButtonName.NEXT) }
        phone.bring(hasContentDescription(phone.app.getString(R.string.file_put_away))).performClick()
        rule.waitForIdle()
        assertFalse(phone.sees(phone.app.getString(R.string.file_ready, "7")))
        assertNull(phone.shell.waiting)
        phone.press(ButtonName.NEXT)
        phone.asked(Intent.ACTION_OPEN_DOCUMENT)
    }

    @Test
    fun whoLeavesTheJourneyOfAnOpenedFileIsNotLedBack() {
        phone.open()
        opened()
        phone.await("the journey that begins with a copy") { phone.screen.offers(ButtonName.NEXT) }
        val begun = phone.screen
        phone.press(ButtonName.LEAVE)
        assertEquals(StageName.HOME, phone.after(begun).stage)
        phone.shell.tell(PlatformEvent.SetLanguage("de"))
        phone.await("German") { phone.screen.language == "de" }
        assertEquals(StageName.HOME, phone.screen.stage)
        // Opened again it is wanted again.
        opened()
        phone.await("another journey") { phone.screen.stage != StageName.HOME }
    }

    @Test
    fun aFileFromOutsideThatCannotBeReadIsSaid() {
        val words = phone.app.getString(R.string.file_unreadable)
        val uri = Uri.parse("content://mail/broken")
        shadowOf(phone.app.contentResolver).registerInputStreamSupplier(uri) { throw IOException("gone") }
        phone.open(intent = Intent(phone.app, MainActivity::class.java).setAction(Intent.ACTION_VIEW).setData(uri))
        phone.await("that it cannot be read") { phone.shell.isFileUnreadable }
        assertTrue(phone.sees(words))
        assertTrue("and spoken", isNews(words))
        assertNull(phone.shell.waiting)
        val key = owner.goOn { it.stage == StageName.KEY }
        assertFalse("until something else is done", phone.sees(words))
        phone.press((key.body as ScreenBody.Choices).choices.first { it.id == "file" }.label)
        phone.answer(phone.asked(Intent.ACTION_OPEN_DOCUMENT), passed = true, uri)
        phone.await("that it cannot be read") { phone.shell.isFileUnreadable }
        assertTrue("a picked one as well", phone.sees(words))
        assertFalse(
            "files of this app are not opened for another",
            isFromOutside(Uri.parse("file:///data/data/org.relatch.app/x")),
        )
    }

    @Test
    fun aPickedFileThatIsNotTakenLeadsBack() {
        phone.open()
        val key = owner.goOn { it.stage == StageName.KEY }
        phone.press((key.body as ScreenBody.Choices).choices.first { it.id == "file" }.label)
        phone.answer(phone.asked(Intent.ACTION_OPEN_DOCUMENT), passed = false)
        phone.await("the question again") {
            phone.screen.body is ScreenBody.Choices &&
                phone.screen.stage == StageName.KEY
        }
    }

    @Test
    fun aPickedFileReachesTheCore() {
        phone.open()
        val key = owner.goOn { it.stage == StageName.KEY }
        phone.press((key.body as ScreenBody.Choices).choices.first { it.id == "file" }.label)
        val uri = Uri.parse("content://files/key.txt")
        shadowOf(phone.app.contentResolver).registerInputStreamSupplier(uri) {
            ByteArrayInputStream("no key".toByteArray())
        }
        phone.answer(phone.asked(Intent.ACTION_OPEN_DOCUMENT), passed = true, uri)
        phone.await("what is wrong with it") { phone.screen.problem?.code == "key-unreadable" }
    }

    @Test
    fun aFileThatIsNotSavedIsNotTakenForSaved() {
        phone.open()
        val file = offeredCopy()
        val review = phone.screen.stage
        phone.press(checkNotNull(file.ways).save)
        phone.answer(phone.asked(Intent.ACTION_CREATE_DOCUMENT), passed = false)
        phone.await("the screen again") { phone.screen.request == null }
        assertEquals(review to 0, phone.screen.stage to phone.saved.size)
        // And what is there is compared with what was given.
        val place = phone.savePlace()
        assertTrue(phone.app.handOver(File(file.path), place))
        val half = phone.savePlace()
        shadowOf(phone.app.contentResolver).registerInputStreamSupplier(half) {
            ByteArrayInputStream(phone.saved.last().copyOf(9))
        }
        shadowOf(phone.app.contentResolver).registerOutputStreamSupplier(half) { ByteArrayOutputStream() }
        assertFalse(phone.app.handOver(File(file.path), half))
    }

    @Test
    fun aKeyThatDidNotArriveIsNotTakenForSaved() {
        phone.open()
        val nowhere = Uri.parse("content://place/nowhere")
        shadowOf(phone.app.contentResolver).registerOutputStreamSupplier(nowhere) { throw IOException("full") }
        val seen =
            listOf(null, nowhere, phone.savePlace()).map { place ->
                val asked = askedForKey()
                phone.answer(asked, passed = place != null, place)
                phone.await("the receipt again") { phone.screen.request == null }
                phone.screen.lines
            }
        assertEquals("neither arrived", seen[0], seen[1])
        assertNotEquals("this one did", seen[0], seen[2])
    }

    @Test
    fun aFileIsSavedOrSentAsItsOwnerSays() {
        phone.open()
        val file = offeredCopy()
        val whole = File(file.path).readBytes()
        phone.press(checkNotNull(file.ways).save)
        assertNull("the question is answered", phone.shell.offered)
        phone.answer(phone.asked(Intent.ACTION_CREATE_DOCUMENT), passed = true, phone.savePlace())
        phone.await("that it is saved") { phone.screen.request == null }
        assertArrayEquals(whole, phone.saved.last())

        phone.press(checkNotNull(offeredCopy().ways).send)
        val chooser = phone.asked(Intent.ACTION_CHOOSER)
        val send = checkNotNull(IntentCompat.getParcelableExtra(chooser, Intent.EXTRA_INTENT, Intent::class.java))
        val uri = checkNotNull(IntentCompat.getParcelableExtra(send, Intent.EXTRA_STREAM, Uri::class.java))
        assertEquals(Intent.ACTION_SEND to file.mediaType, send.action to send.type)
        assertTrue("only who was chosen may read it", send.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
        assertEquals("and nobody may write", 0, send.flags and Intent.FLAG_GRANT_WRITE_URI_PERMISSION)
        assertEquals(uri, send.clipData?.getItemAt(0)?.uri)
        assertEquals("content://org.relatch.app.files/outgoing/${file.name}", Uri.decode(uri.toString()))
        assertArrayEquals(whole, outgoing().single().readBytes())
        choose(chooser)
        phone.await("the screen again") { phone.screen.request == null }
        assertTrue(phone.screen.offers(ButtonName.SHARE_COPY))
    }

    @Test
    fun whoWantsNeitherWayGivesNothingAway() {
        phone.open()
        val file = offeredCopy()
        phone.scenario.recreate()
        assertTrue("the question outlives a rotation", phone.sees(checkNotNull(file.ways).send))
        phone.press(android.R.string.cancel)
        phone.await("the screen again") { phone.screen.request == null && phone.shell.offered == null }
        assertTrue(outgoing().isEmpty() && phone.saved.isEmpty())
        assertNull("the system asks nothing", shadowOf(phone.activity).nextStartedActivity)
    }

    /** The owner's key stands for any file here, as only of it the core shows whether it was given away. */
    @Test
    fun aFileIsSentWhenAnAppWasChosenForItAndNotBefore() {
        phone.open()
        val seen =
            listOf(false, true).map { isChosen ->
                askedForKey()
                val file = (phone.screen.request as PlatformRequest.Share).file
                val ways = ShareWays("save it", "send it")
                phone.shell.show(
                    phone.screen.copy(
                        revision = phone.screen.revision + 1u,
                        request = PlatformRequest.Share(file.copy(ways = ways)),
                    ),
                )
                phone.await("the question") { phone.shell.offered != null }
                phone.press(ways.send)
                val chooser = phone.asked(Intent.ACTION_CHOOSER)
                assertTrue("nothing is told before", phone.screen.request is PlatformRequest.Share)
                if (isChosen) choose(chooser)
                phone.answer(chooser, passed = false)
                shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(2))
                phone.await("the receipt again") { phone.screen.request == null }
                phone.screen.lines
            }
        assertNotEquals(seen[0], seen[1])
        // Late news, or news of a choice that nobody asked for.
        phone.shell.sent()
        assertEquals(seen[1], phone.screen.lines)
    }

    @Test
    fun whatOpensADoorIsNeverOfferedToAnotherApp() {
        phone.open()
        owner.goOn { it.offers(ButtonName.SHEET) }
        phone.press(ButtonName.SHEET)
        phone.answer(phone.asked(Owner.CONFIRM), passed = true)
        val question = phone.asked(Intent.ACTION_CREATE_DOCUMENT)
        assertNull(phone.shell.offered)
        phone.answer(question, passed = false)
        phone.await("the screen again") { phone.screen.request == null }
        askedForKey()
        assertNull(phone.shell.offered)
        assertTrue(outgoing().isEmpty())
        // Nor where something else asks for it.
        assertNull(runBlocking { phone.shell.sending() })
        assertTrue(outgoing().isEmpty())
    }

    @Test
    fun aSentFileStaysNoLongerThanTheNextStart() {
        File(outbox(), "of the last time.relatch").also { it.parentFile?.mkdirs() }.writeText("sealed")
        phone.open()
        assertTrue(outgoing().isEmpty())
        repeat(2) {
            phone.press(checkNotNull(offeredCopy().ways).send)
            choose(phone.asked(Intent.ACTION_CHOOSER))
            phone.await("the screen again") { phone.screen.request == null }
        }
        assertEquals("nor than the next one", 1, outgoing().size)
    }

    @Test
    fun aSecretIsShownHiddenAndGoneWhenTheAppLeavesTheFront() {
        phone.open()
        owner.goOn { it.offers(ButtonName.REVEAL) }
        assertFalse("masked codes may be in a picture", phone.windowHas(FLAG_SECURE))
        reveal()
        val code = firstCode()
        assertTrue(code.all(Char::isDigit))
        assertTrue("shown codes may not", phone.windowHas(FLAG_SECURE))

        phone.press(ButtonName.HIDE)
        phone.await("dots") { !items().revealed }
        assertFalse(firstCode().any(Char::isDigit))

        reveal()
        phone.scenario.moveToState(Lifecycle.State.STARTED)
        assertFalse(phone.shell.isInFront)
        phone.scenario.moveToState(Lifecycle.State.CREATED)
        phone.await("dots") { !items().revealed }
        phone.scenario.moveToState(Lifecycle.State.RESUMED)
        assertFalse(firstCode().any(Char::isDigit))
    }

    @Test
    fun aSecretIsNotShownToWhoIsNotTheOwner() {
        phone.open()
        val masked = owner.goOn { it.offers(ButtonName.REVEAL) }
        phone.press(ButtonName.REVEAL)
        phone.answer(phone.asked(Owner.CONFIRM), passed = false)
        phone.await("that nobody was recognised") { phone.screen.problem?.code == "not-identified" }
        assertEquals(masked.stage, phone.screen.stage)
        assertFalse(items().revealed)
    }

    @Test
    fun nothingIsSeenInTheListOfRecentApps() {
        phone.open()
        var secrets = 0
        owner.goOn(seen = {
            val form = (it.body as? ScreenBody.Form)?.fields.orEmpty()
            val code = (it.body as? ScreenBody.Proof)?.proof?.code
            val isSecret = it.body is ScreenBody.Code || code != null || form.any { field -> field.id == "key" }
            if (isSecret) {
                assertTrue("$it", phone.windowHas(FLAG_SECURE))
                secrets++
            }
        }) { it.stage == StageName.PROOF && it.body is ScreenBody.Proof }
        assertTrue(secrets > 2)
        val spoken = checkNotNull((phone.screen.body as ScreenBody.Proof).proof.code).spoken
        assertTrue(hears(spoken))
        // What a pause of the window says; views cannot be looked at in one.
        phone.shell.isInFront = false
        rule.waitForIdle()
        assertFalse(hears(spoken))
    }

    @Test
    fun theSystemIsAskedOnceForEachRevision() {
        phone.open()
        owner.goOn { it.offers(ButtonName.REVEAL) }
        phone.press(ButtonName.REVEAL)
        phone.asked(Owner.CONFIRM)
        repeat(2) {
            phone.scenario.recreate()
            rule.waitForIdle()
            assertNull(shadowOf(phone.activity).nextStartedActivityForResult)
        }
        phone.shell.tell(PlatformEvent.Identified(false))
        phone.await("that nobody was recognised") { phone.screen.problem?.code == "not-identified" }
    }

    @Test
    fun theSystemAsksOnlyWhoJustDidSomething() {
        val home = phone.open()
        phone.shell.end()
        val retry = Offer(ButtonName.RETRY, "Try again", Danger.HARMLESS, null)

        fun ask(step: UInt): Any? {
            phone.shell.show(
                home.copy(
                    revision = home.revision + step,
                    stage = StageName.FIND,
                    body = ScreenBody.Text,
                    actions = listOf(retry),
                    request = PlatformRequest.Permission,
                ),
            )
            rule.waitForIdle()
            return shadowOf(phone.activity).lastRequestedPermission
        }
        assertNull(ask(1u))
        phone.press(ButtonName.RETRY)
        val first = shadowOf(phone.activity).lastRequestedPermission
        assertTrue(first != null)
        answerPermission(granted = false, mayAskAgain = true)
        assertTrue("that press was answered", ask(2u) === first)
        phone.press(ButtonName.RETRY)
        assertTrue(shadowOf(phone.activity).lastRequestedPermission !== first)
    }

    @Test
    fun aCodeIsCoveredWhileTheSystemAsks() {
        val home = phone.open()
        phone.shell.end()
        val code = Secret("482915", "4 8 2 9 1 5")
        phone.shell.show(
            home.copy(
                revision = home.revision + 1u,
                stage = StageName.PROOF,
                title = "At the door",
                body = ScreenBody.Proof(DoorProof(code, emptyList())),
                request = PlatformRequest.Identify("Why"),
            ),
        )
        phone.asked(Owner.CONFIRM)
        assertTrue(hears(code.spoken))
        phone.shell.isInFront = false
        rule.waitForIdle()
        assertTrue(phone.sees("At the door"))
        assertFalse(hears(code.spoken))
    }

    @Test
    fun whatWasNotPastedStaysOnTheClipboard() {
        phone.open()
        val form = owner.goOn { it.body is ScreenBody.Form }
        val clipboard = checkNotNull(phone.app.getSystemService(ClipboardManager::class.java))
        clipboard.setPrimaryClip(ClipData.newPlainText("", "a telephone number"))
        owner.answer(form)
        assertEquals("a telephone number", clipboard.primaryClip?.getItemAt(0)?.text)
    }

    /** By the window alone, which the system shows only in front: nothing here could keep a phone awake that lies in a pocket. */
    @Test
    fun theScreenStaysOnOnlyWhileTheAppIsInFront() {
        phone.open(Demo(paceMs = 30))
        untilTheImportRuns()
        assertTrue(phone.windowHas(FLAG_KEEP_SCREEN_ON))
        val info = phone.app.packageManager.getPackageInfo(phone.app.packageName, PackageManager.GET_PERMISSIONS)
        assertFalse(WAKE_LOCK in info.requestedPermissions.orEmpty())
        phone.settled()
        assertFalse(phone.windowHas(FLAG_KEEP_SCREEN_ON))
    }

    @Test
    fun theFolderOfTheCoreIsInNoBackup() {
        phone.open()
        owner.goOn { it.stage == StageName.REVIEW }
        assertTrue(File(phone.app.noBackupFilesDir, "demo").list().orEmpty().isNotEmpty())
        assertEquals(
            emptyList<File>(),
            phone.app.filesDir
                .listFiles()
                .orEmpty()
                .toList(),
        )
    }

    @Test
    fun whatIsFeltAndTold() {
        phone.open()
        val felt = mutableSetOf<Int>()
        owner.goOn(seen = { felt += felt() }) { it.stage == StageName.REPORT }
        assertEquals(Feeling.DONE.constant, felt())
        assertTrue("before what cannot be undone", Feeling.WARNING.constant in felt)
        val title = phone.screen.title
        rule.onNode(SemanticsMatcher.expectValue(SemanticsProperties.PaneTitle, title)).assertExists()
        val report = phone.screen
        phone.shell.end()
        phone.shell.show(report.copy(problem = Problem("x", "It broke.", "Try again.", Retry.NOW)))
        rule.waitForIdle()
        assertEquals(Feeling.ERROR.constant, felt())
        assertTrue(isNews("It broke. Try again."))
        phone.shell.show(report.copy(announce = "A quarter is done."))
        rule.waitForIdle()
        assertTrue(isNews("A quarter is done."))
    }

    @Test
    fun whatWentWrongIsLedTo() {
        RuntimeEnvironment.setFontScale(2f)
        phone.open()
        val form = owner.goOn { it.stage == StageName.READY && it.body is ScreenBody.Form }
        repeat(2) {
            phone.type("typed", "12345$it")
            phone.press(ButtonName.SUBMIT)
            phone.await("what is wrong") { phone.screen.problem != null }
            val problem = checkNotNull(phone.screen.problem)
            rule.onNode(hasText(problem.what)).assertIsDisplayed()
            assertTrue(isNews("${problem.what} ${problem.advice}"))
        }
        assertEquals("the same form", form.title, phone.screen.title)
    }

    @Test
    fun whatIsOnTheLockStaysInSight() {
        for (look in listOf("+w360dp-h720dp" to 2f, "+w720dp-h360dp-land" to 1f)) {
            RuntimeEnvironment.setQualifiers(look.first)
            RuntimeEnvironment.setFontScale(look.second)
            phone.open()
            val words = checkNotNull(owner.goOn { it.stage == StageName.READY }.standing)
            phone.bring(hasText(phone.screen.position))
            rule.onNode(hasTestTag(STANDING) and hasText(words), useUnmergedTree = true).assertIsDisplayed()
            phone.close()
        }
    }

    @Test
    fun overAKeyboardThePageHasTheRoomAndTheFieldKeepsItsCursor() {
        assumeTrue("earlier ones tell of no keyboard", Build.VERSION.SDK_INT >= Build.VERSION_CODES.R)
        phone.open()
        owner.goOn { it.body is ScreenBody.Form }
        phone.bring(hasTestTag("key")).performClick()
        val submit =
            hasText(
                phone.screen.actions
                    .first { it.button == ButtonName.SUBMIT }
                    .label,
            ) and hasClickAction()
        val inPage = submit and hasAnyAncestor(hasTestTag(PAGE))
        rule.onNode(inPage).assertDoesNotExist()
        keyboard(380)
        rule.onNodeWithTag(PAGE).performScrollToNode(submit)
        rule.onNode(inPage).assertIsDisplayed()
        phone.bring(hasTestTag("key")).assertIsFocused()
        keyboard(0)
        rule.onNode(inPage).assertDoesNotExist()
    }

    @Test
    fun aPastedKeyIsTakenOffTheClipboard() {
        phone.open()
        val form = owner.goOn { it.body is ScreenBody.Form }
        val clipboard = checkNotNull(phone.app.getSystemService(ClipboardManager::class.java))
        clipboard.setPrimaryClip(ClipData.newPlainText("", " demo "))
        phone.type("key", "demo".padEnd(8))
        phone.press(ButtonName.SUBMIT)
        phone.after(form)
        assertTrue(
            clipboard.primaryClip
                ?.getItemAt(0)
                ?.text
                .isNullOrEmpty(),
        )
    }

    /** Each look at the clipboard is told by the system: it is nobody's business where nothing was pasted. */
    @Test
    fun whereNothingWasPastedTheClipboardIsNotLookedAt() {
        phone.open()
        val form = owner.goOn { it.body is ScreenBody.Form }
        val clipboard = checkNotNull(phone.app.getSystemService(ClipboardManager::class.java))
        clipboard.setPrimaryClip(ClipData.newPlainText("", "demo"))
        for (letters in 1..4) phone.type("key", "demo".take(letters))
        phone.press(ButtonName.SUBMIT)
        phone.after(form)
        assertEquals("demo", clipboard.primaryClip?.getItemAt(0)?.text)
        assertEquals(listOf(1, 8, 9, 0), listOf("ab", "a12345678", "987654321", "a").map { it.lettersAddedTo("a") })
        assertEquals("in place of others", 3, "abXYZef".lettersAddedTo("abcdef"))
    }

    @Test
    fun aDemonstrationSaysOnEveryScreenThatItIsOne() {
        phone.open()
        var screens = 0
        owner.goOn(seen = {
            assertTrue("$it", phone.sees(phone.app.getString(R.string.demo)))
            screens++
        }) { it.isReceipt() }
        assertTrue(screens > 20)
    }

    @Test
    fun aDemonstrationOutlivesTheProcessAndEnds() {
        val home = phone.open()
        phone.shell.end()
        Demo.write(null, phone.preferences())
        phone.shell.showAsReal(home.copy(door = null))
        rule.waitForIdle()
        phone.press(R.string.demo)
        rule.onNode(hasText(phone.app.getString(R.string.fault_battery)) and hasClickAction()).performClick()
        rule.onNode(hasText(phone.app.getString(R.string.demo_begin)) and hasClickAction()).performClick()
        phone.settled()
        assertEquals(Demo(DemoFault.BATTERY), phone.shell.demo)
        assertEquals("what the next process begins with", Demo(DemoFault.BATTERY), Demo.read(phone.preferences()))
        phone.dieAndBeginAnew()
        assertTrue(phone.sees(phone.app.getString(R.string.demo)))
        phone.press(R.string.demo_end)
        assertNull(phone.shell.demo)
        assertNull(Demo.read(phone.preferences()))
        // What cannot be read is a demonstration still, never the real thing.
        phone.preferences().edit(commit = true) { putString("demo", "of another version") }
        assertEquals(DemoFault.NONE, Demo.read(phone.preferences())?.fault)
    }

    @Test
    fun everyFaultOfTheDemonstrationIsToldAndEndsWithAProof() {
        phone.open()
        var problems = 0
        // With a weak battery there is no reset, as there should be.
        for (fault in DemoFault.entries.filter { it.scripts.isNotEmpty() && it != DemoFault.BATTERY }) {
            phone.shell.demonstrate(Demo(fault, paceMs = 0))
            val report = owner.goOn(seen = { if (it.problem != null) problems++ }) { it.stage == StageName.REPORT }
            assertTrue("$fault", (report.body as ScreenBody.Report).report.proved)
        }
        assertTrue("some are told, and some are mended without a word", problems > 0)
    }

    @Test
    fun aWeakBatteryLeadsToNoResetUntilNewOnesAreIn() {
        phone.open()
        phone.shell.demonstrate(Demo(DemoFault.BATTERY, paceMs = 0))
        val screen = owner.goOn { it.stage == StageName.READY && it.problem != null }
        assertTrue("what is on the lock is said", screen.standing != null)
        phone.press(R.string.door)
        phone.press(R.string.door_batteries)
        phone.await("new batteries") { phone.screen.door?.lowBattery == false }
        val changed = phone.screen
        phone.press(ButtonName.RETRY)
        assertNull(phone.after(changed).problem)
    }

    @Test
    fun aResetByHandEndsWithAProof() {
        phone.open()
        var drawn = 0
        val end =
            Owner(phone, isByHand = true).goOn(seen = {
                for (scene in Scene.entries) {
                    val isDrawn = rule.onAllNodes(hasTestTag(scene.name)).fetchSemanticsNodes().isNotEmpty()
                    if (isDrawn) assertEquals("$it", scene, it.scene)
                    if (isDrawn && scene == Scene.HOLD_BUTTON) drawn++
                }
            }) { it.stage == StageName.REPORT }
        assertTrue((end.body as ScreenBody.Report).report.proved)
        assertEquals(1, drawn)
    }

    private fun untilTheImportRuns(): Screen {
        owner.goOn { it.isLastProof() }
        phone.press(ButtonName.NEXT)
        phone.await("the import") { phone.screen.stage == StageName.IMPORT && phone.screen.body is ScreenBody.Progress }
        return phone.screen
    }

    private fun refusedPermission(): Screen {
        phone.bluetooth(on = true)
        shadowOf(phone.app.packageManager).setSystemFeature(FEATURE_BLUETOOTH_LE, true)
        phone.open(Demo(DemoFault.RADIO, paceMs = 0))
        assertNull("nothing is asked at the start", shadowOf(phone.activity).lastRequestedPermission)
        return owner.goOn { it.problem != null }
    }

    /** Presses "try again" and waits until the system is asked again. */
    private fun retry() {
        val before = shadowOf(phone.activity).lastRequestedPermission
        phone.press(ButtonName.RETRY)
        phone.await("another question") { shadowOf(phone.activity).lastRequestedPermission !== before }
    }

    private fun answerPermission(
        granted: Boolean,
        mayAskAgain: Boolean,
    ) {
        val asked = checkNotNull(shadowOf(phone.activity).lastRequestedPermission)
        for (name in asked.requestedPermissions) {
            shadowOf(phone.app.packageManager).setShouldShowRequestPermissionRationale(name, mayAskAgain)
        }
        val results =
            IntArray(asked.requestedPermissions.size) { if (granted) PERMISSION_GRANTED else PERMISSION_DENIED }
        @Suppress("DEPRECATION")
        phone.activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, results)
        rule.waitForIdle()
    }

    /** Another app opens a file with this one. */
    private fun opened() {
        val uri = Uri.parse("content://mail/7")
        shadowOf(phone.app.contentResolver).registerInputStreamSupplier(uri) {
            ByteArrayInputStream("a copy".toByteArray())
        }
        phone.shell.opened(uri)
    }

    private fun place(on: Boolean) {
        shadowOf(phone.app.getSystemService(LocationManager::class.java)).setLocationEnabled(on)
        phone.app.sendBroadcast(Intent(LocationManager.MODE_CHANGED_ACTION))
    }

    private fun saveBattery(on: Boolean) {
        shadowOf(phone.app.getSystemService(PowerManager::class.java)).setIsPowerSaveMode(on)
        phone.app.sendBroadcast(Intent(PowerManager.ACTION_POWER_SAVE_MODE_CHANGED))
    }

    /** A keyboard that takes [dp] of the window. */
    private fun keyboard(dp: Int) {
        val content = checkNotNull(phone.activity.findViewById<ViewGroup>(android.R.id.content)).getChildAt(0)
        val px = (dp * content.resources.displayMetrics.density).toInt()
        val insets = WindowInsetsCompat.Builder().setInsets(WindowInsetsCompat.Type.ime(), Insets.of(0, 0, 0, px))
        rule.runOnUiThread { ViewCompat.dispatchApplyWindowInsets(content, insets.build()) }
        rule.waitForIdle()
    }

    private fun reveal() {
        phone.press(ButtonName.REVEAL)
        phone.answer(phone.asked(Owner.CONFIRM), passed = true)
        phone.await("codes") { items().revealed }
    }

    /** Goes on until the copy can be given away, and asks for that. */
    private fun offeredCopy(): SharedFile {
        if (!phone.screen.offers(ButtonName.SHARE_COPY)) owner.goOn { it.offers(ButtonName.SHARE_COPY) }
        phone.press(ButtonName.SHARE_COPY)
        phone.await("the question which way") { phone.shell.offered != null }
        return checkNotNull(phone.shell.offered)
    }

    /** Goes on to the end, and asks for the owner's key. */
    private fun askedForKey(): Intent {
        owner.goOn { it.isReceipt() }
        phone.press(ButtonName.SHARE_KEY)
        phone.answer(phone.asked(Owner.CONFIRM), passed = true)
        return phone.asked(Intent.ACTION_CREATE_DOCUMENT)
    }

    /** The system tells, as it does, that an app was chosen. */
    private fun choose(chooser: Intent) {
        val key = Intent.EXTRA_CHOSEN_COMPONENT_INTENT_SENDER
        val told = checkNotNull(IntentCompat.getParcelableExtra(chooser, key, IntentSender::class.java))
        val app = ComponentName("org.example.mail", "org.example.mail.Write")
        told.sendIntent(phone.app, 0, Intent().putExtra(Intent.EXTRA_CHOSEN_COMPONENT, app), null, null)
        shadowOf(Looper.getMainLooper()).idle()
    }

    /** Whether a screen reader says it by itself. */
    private fun isNews(words: String): Boolean {
        val spoken = SemanticsMatcher.expectValue(SemanticsProperties.LiveRegion, LiveRegionMode.Polite)
        return rule.onAllNodes(spoken and hasContentDescription(words)).fetchSemanticsNodes().size == 1
    }

    private fun hears(words: String) = rule.onAllNodes(hasContentDescription(words)).fetchSemanticsNodes().isNotEmpty()

    /** What the hand felt last. */
    private fun felt(): Int =
        phone.activity.window.decorView
            .felt()

    private fun View.felt(): Int {
        val children = (this as? ViewGroup)?.children.orEmpty()
        return children.fold(
            shadowOf(this).lastHapticFeedbackPerformed(),
        ) { found, child -> maxOf(found, child.felt()) }
    }

    private fun outbox() = File(phone.app.cacheDir, "outgoing")

    private fun outgoing() = outbox().listFiles().orEmpty().toList()

    private fun items() = (phone.screen.body as ScreenBody.Items).table

    private fun firstCode() = checkNotNull(items().rows.firstNotNullOf { it.value }).shown
}

private fun Phone.preferences() = app.getSharedPreferences("shell", android.content.Context.MODE_PRIVATE)

private fun Phone.windowHas(flag: Int) = activity.window.attributes.flags and flag != 0

private fun Phone.startedSettings(): String? =
    generateSequence { shadowOf(activity).nextStartedActivity }
        .lastOrNull {
            it.action ==
                Settings.ACTION_APPLICATION_DETAILS_SETTINGS
        }?.action
