package org.relatch.app

import android.content.ClipData
import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.net.Uri
import android.provider.MediaStore
import androidx.core.content.FileProvider
import com.google.zxing.BarcodeFormat
import com.google.zxing.Binarizer
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.LuminanceSource
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.GlobalHistogramBinarizer
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import java.io.File

/** The most bytes and points that a picture may have; no phone's camera makes more. */
private const val LARGEST = 64L shl 20
private const val MOST_POINTS = 120_000_000L

/** The longest side that is looked at: a code that fills a third of the picture has some twenty points for each of its squares. */
private const val LONGEST_SIDE = 2_048

/** A code to scan, off a picture that the phone's camera app takes. The app itself has no camera, and keeps no picture. */
class Camera(
    private val context: Context,
) {
    private val folder = File(context.cacheDir, "scan")
    private val picture = File(folder, "code.jpg")

    /** Whether this phone has a camera app. */
    val canScan: Boolean get() = intent().resolveActivity(context.packageManager) != null

    /** Removes the picture, if there is one. */
    fun clear() {
        folder.deleteRecursively()
    }

    /** What starts the camera app, which may write this one picture until it is [read]. */
    fun take(): Intent? =
        attempt {
            clear()
            folder.mkdirs()
            val place = place()
            val intent = intent().putExtra(MediaStore.EXTRA_OUTPUT, place)
            intent.clipData = ClipData.newRawUri("", place)
            intent.addFlags(ACCESS)
        }

    /** The text of the code in the picture, if it has one that can be read. The picture is gone afterwards, whatever is in it. */
    fun read(): String? =
        try {
            attempt { context.revokeUriPermission(place(), ACCESS) }
            attempt { codeIn(picture) }
        } finally {
            clear()
        }

    private fun intent() = Intent(MediaStore.ACTION_IMAGE_CAPTURE)

    private fun place(): Uri = FileProvider.getUriForFile(context, "${context.packageName}.files", picture)

    private companion object {
        const val ACCESS = Intent.FLAG_GRANT_READ_URI_PERMISSION or Intent.FLAG_GRANT_WRITE_URI_PERMISSION
    }
}

private fun codeIn(picture: File): String? {
    if (picture.length() !in 1..LARGEST) return null
    val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
    picture.decode(size)
    val (width, height) = size.outWidth to size.outHeight
    if (width < 1 || height < 1 || width.toLong() * height > MOST_POINTS) return null
    val step = generateSequence(1) { it * 2 }.first { maxOf(width, height) / it <= LONGEST_SIDE }
    // Smaller, the stripes of a photographed screen run into each other, and the squares of the code stay.
    return sequenceOf(step, step * 2).firstNotNullOfOrNull { every ->
        picture.decode(BitmapFactory.Options().apply { inSampleSize = every })?.let(::codeIn)
    }
}

private fun File.decode(how: BitmapFactory.Options): Bitmap? =
    inputStream().buffered().use { BitmapFactory.decodeStream(it, null, how) }

private fun codeIn(bitmap: Bitmap): String? {
    val points = IntArray(bitmap.width * bitmap.height)
    bitmap.getPixels(points, 0, bitmap.width, 0, 0, bitmap.width, bitmap.height)
    val light = RGBLuminanceSource(bitmap.width, bitmap.height, points)
    bitmap.recycle()
    return sequenceOf<(LuminanceSource) -> Binarizer>(::HybridBinarizer, ::GlobalHistogramBinarizer)
        .firstNotNullOfOrNull { codeIn(BinaryBitmap(it(light))) }
}

private fun codeIn(picture: BinaryBitmap): String? {
    val hints =
        mapOf(
            DecodeHintType.TRY_HARDER to true,
            DecodeHintType.POSSIBLE_FORMATS to listOf(BarcodeFormat.QR_CODE),
        )
    return try {
        QRCodeReader().decode(picture, hints).text
    } catch (_: ReaderException) {
        null
    } catch (_: RuntimeException) {
        // The reader was made for pictures that mean well.
        null
    }
}
