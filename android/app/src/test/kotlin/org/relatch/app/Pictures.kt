package org.relatch.app

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onRoot
import org.junit.Assert.assertTrue
import java.io.File

private val shots = File(System.getProperty("relatch.shots") ?: "build/shots")
private val pictures = File(System.getProperty("relatch.sources") ?: ".", "src/test/pictures")

/** Writes it where a person can look at it. */
fun save(
    name: String,
    drawn: Bitmap,
): File = write(drawn, File(shots, "$name.png"))

/**
 * How it differs from the picture that is kept, or nothing. Fonts and drawing come with Robolectric, so that a picture depends on its
 * version and on Android's, not on the machine, and every pixel counts. `-Dpictures=record` writes them anew.
 */
fun differenceOf(
    name: String,
    drawn: Bitmap,
): String? {
    val file = File(pictures, "$name.png")
    if (System.getProperty("pictures") == "record") write(drawn, file)
    if (!file.exists()) return "$name: there is no picture of it"
    val kept = file.readBytes().let { BitmapFactory.decodeByteArray(it, 0, it.size) }
    val same = kept.width == drawn.width && kept.height == drawn.height && kept.pixels().contentEquals(drawn.pixels())
    return if (same) null else "$name differs; it is drawn now as ${save(name, drawn)}"
}

/** Whether a question lies over the screen. */
fun ComposeTestRule.isAsked(): Boolean = onAllNodes(isDialog()).fetchSemanticsNodes().isNotEmpty()

/** The screen, or the question that lies over it. */
fun ComposeTestRule.front(): SemanticsNodeInteraction =
    if (isAsked()) onNode(isDialog(), useUnmergedTree = true) else onRoot(useUnmergedTree = true)

fun assertNone(differences: List<String>) = assertTrue(differences.joinToString("\n"), differences.isEmpty())

fun Bitmap.pixels(): IntArray = IntArray(width * height).also { getPixels(it, 0, width, 0, 0, width, height) }

private fun write(
    picture: Bitmap,
    file: File,
): File {
    file.parentFile?.mkdirs()
    file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
    return file
}
