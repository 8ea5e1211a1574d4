package org.relatch.app

import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Color
import android.net.Uri
import android.provider.MediaStore
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.core.content.IntentCompat
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel
import com.google.zxing.qrcode.encoder.Encoder
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.relatch.core.ButtonName
import org.relatch.core.Field
import org.relatch.core.FieldKind
import org.relatch.core.PlatformRequest
import org.relatch.core.ScreenBody
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.nio.ByteBuffer
import java.util.zip.CRC32

/** A code that is read off a picture of the phone's own camera app. */
@RunWith(RobolectricTestRunner::class)
class ScanTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val phone by lazy { Phone(rule) }
    private val owner by lazy { Owner(phone) }
    private val folder get() = File(phone.app.cacheDir, "scan")
    private val picture get() = File(folder, "code.jpg")

    @After
    fun stop() = phone.close()

    @Test
    fun aKeyOnAnotherPhonesScreenOpensTheCopy() {
        phone.addCameraApp()
        phone.open()
        owner.goOn { it.offers(ButtonName.SHARE_COPY) }
        phone.press(ButtonName.SHARE_COPY)
        phone.await("the question which way") { phone.shell.offered != null }
        val copy = File(checkNotNull(phone.shell.offered).path).readBytes()
        phone.press(android.R.string.cancel)
        phone.await("the screen again") { phone.screen.request == null }
        val code = owner.goOn { it.body is ScreenBody.Code }.body as ScreenBody.Code
        val key = checkNotNull(code.code.qr).text

        // Another phone: nothing is left here of the one that made the copy.
        phone.shell.demonstrate(Demo(paceMs = 0))
        phone.await("the first screen") { phone.shell.screen != null }
        val home = phone.settled().body as ScreenBody.Choices
        phone.press(home.choices.first { it.id == "begin-from-copy" }.label)
        phone.await("the question for the file") { phone.screen.offers(ButtonName.NEXT) }
        phone.press(ButtonName.NEXT)
        val uri = Uri.parse("content://mail/9")
        shadowOf(phone.app.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(copy) }
        phone.answer(phone.asked(Intent.ACTION_OPEN_DOCUMENT), passed = true, uri)
        phone.await("the question for its key") { phone.screen.request is PlatformRequest.ScanQr }

        // The key of something else is not taken.
        scan(drawn("AGE-SECRET-KEY-1"))
        phone.await("that it is another key") { phone.screen.problem != null }
        scan(drawn(key))
        phone.await("the opened copy") { phone.screen.request == null && phone.screen.isSettled() }
        assertNull(phone.screen.problem)
        assertFalse(phone.screen.body is ScreenBody.Form)
    }

    @Test
    fun aCodeIsScannedOnlyWhenSomebodyWantsThat() {
        phone.addCameraApp()
        open()
        assertNull("nothing begins by itself", shadowOf(phone.activity).nextStartedActivity)
        phone.press(R.string.scan)
        val asked = phone.asked(MediaStore.ACTION_IMAGE_CAPTURE)
        val place = IntentCompat.getParcelableExtra(asked, MediaStore.EXTRA_OUTPUT, Uri::class.java)
        assertEquals("content://org.relatch.app.files/scan/code.jpg", place.toString())
        assertEquals(place, asked.clipData?.getItemAt(0)?.uri)
        phone.answer(asked, passed = false)
        phone.scenario.recreate()
        assertNull("one picture is enough", shadowOf(phone.activity).nextStartedActivityForResult)
    }

    @Test
    fun aPhoneWithoutACameraAppOffersNoScan() {
        open()
        assertFalse(phone.sees(phone.app.getString(R.string.scan)))
        rule.onNode(hasTestTag("recovery")).assertExists()
    }

    @Test
    fun aPictureWithoutACodeIsSaidToHaveNone() {
        phone.addCameraApp()
        open()
        val words = phone.app.getString(R.string.scan_none)
        val empty = Bitmap.createBitmap(900, 1_200, Bitmap.Config.ARGB_8888).also { it.eraseColor(Color.WHITE) }
        for (bytes in listOf(empty.bytes(), "no picture".toByteArray(), ByteArray(0), enormous())) {
            assertFalse(phone.sees(words))
            scan(bytes)
            phone.await("that there is none") { phone.shell.isCodeMissing }
            assertTrue(phone.sees(words))
            assertFalse("no picture stays", folder.exists())
            phone.press(R.string.scan)
            phone.answer(phone.asked(MediaStore.ACTION_IMAGE_CAPTURE), passed = false)
            phone.await("nothing to say") { !phone.shell.isCodeMissing }
        }
    }

    @Test
    fun aPictureThatIsNotWantedIsGoneToo() {
        phone.addCameraApp()
        File(folder, "code.jpg").also { it.parentFile?.mkdirs() }.writeText("of the time before")
        open()
        assertFalse("the process had died", folder.exists())
        phone.press(R.string.scan)
        val asked = phone.asked(MediaStore.ACTION_IMAGE_CAPTURE)
        picture.writeBytes(drawn("a key"))
        phone.answer(asked, passed = false)
        phone.await("no picture") { !folder.exists() }
        assertFalse(phone.shell.isCodeMissing)
    }

    @Test
    fun aCodeIsReadOffALargePictureAsWell() {
        phone.open()
        val camera = Camera(phone.app)
        for (points in listOf(4, 90)) {
            assertNotNull(camera.take())
            picture.writeBytes(drawn("AGE-SECRET-KEY-OF-NOBODY", points))
            assertEquals("AGE-SECRET-KEY-OF-NOBODY", camera.read())
            assertFalse(folder.exists())
        }
        assertNull("and none is read twice", camera.read())
    }

    /** The form that asks for the key of a copy from another phone. */
    private fun open() {
        val home = phone.open()
        phone.shell.end()
        val field = Field("recovery", "Recovery key", FieldKind.SECRET)
        phone.shell.show(home.copy(body = ScreenBody.Form(listOf(field)), request = PlatformRequest.ScanQr))
        rule.waitForIdle()
    }

    private fun scan(bytes: ByteArray) {
        phone.press(R.string.scan)
        val asked = phone.asked(MediaStore.ACTION_IMAGE_CAPTURE)
        picture.writeBytes(bytes)
        phone.answer(asked, passed = true)
    }
}

/** As the app draws a code, with [points] for each of its squares. */
private fun drawn(
    text: String,
    points: Int = 8,
): ByteArray {
    val matrix = Encoder.encode(text, ErrorCorrectionLevel.M).matrix
    val side = (matrix.width + 8) * points
    val row = IntArray(side)
    val picture = Bitmap.createBitmap(side, side, Bitmap.Config.ARGB_8888)
    for (y in 0 until side) {
        for (x in 0 until side) {
            val (column, line) = x / points - 4 to y / points - 4
            val isInside = column in 0 until matrix.width && line in 0 until matrix.height
            row[x] = if (isInside && matrix[column, line].toInt() == 1) Color.BLACK else Color.WHITE
        }
        picture.setPixels(row, 0, side, 0, y, side, 1)
    }
    return picture.bytes()
}

private fun Bitmap.bytes(): ByteArray =
    ByteArrayOutputStream().also { compress(Bitmap.CompressFormat.PNG, 100, it) }.toByteArray()

/** A small file that says it is a picture of ten thousand million points. */
private fun enormous(): ByteArray {
    val bytes = Bitmap.createBitmap(4, 4, Bitmap.Config.ARGB_8888).bytes()
    val header = ByteBuffer.wrap(bytes)
    header.putInt(16, 100_000).putInt(20, 100_000)
    header.putInt(29, CRC32().apply { update(bytes, 12, 17) }.value.toInt())
    return bytes
}
