package org.relatch.app

import android.content.ContentResolver
import android.content.Context
import android.net.Uri
import android.provider.DocumentsContract
import android.provider.OpenableColumns
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.InputStream

/** The most bytes that are read of a file from outside: more than the core takes, so that it is the core who says so. */
private const val LARGEST = 64 shl 20

/** A file from outside, whole. Other apps give it, so whatever goes wrong there is nothing but "not read". */
fun Context.read(uri: Uri): ByteArray? =
    attempt { contentResolver.openInputStream(uri)?.use { it.readAtMost(LARGEST) } }

/** The name that a file from outside goes by. */
fun Context.nameOf(uri: Uri): String {
    val columns = arrayOf(OpenableColumns.DISPLAY_NAME)
    val told =
        attempt {
            contentResolver
                .query(
                    uri,
                    columns,
                    null,
                    null,
                    null,
                )?.use { if (it.moveToFirst()) it.getString(0) else null }
        }
    return told ?: uri.lastPathSegment.orEmpty()
}

/** Writes [file] to where its owner wanted it, and reads it back: only what is there equal counts as handed over. */
fun Context.handOver(
    file: File,
    to: Uri,
): Boolean {
    val done =
        attempt {
            val bytes = file.readBytes()
            contentResolver.openOutputStream(to, "wt")?.use { it.write(bytes) }
            read(to)?.contentEquals(bytes)
        }
    // Nothing half may lie there under the name of something whole.
    if (done != true) discard(to)
    return done == true
}

/** Removes what the system made for a file that nobody writes any more. */
fun Context.discard(uri: Uri) {
    attempt { DocumentsContract.deleteDocument(contentResolver, uri) }
}

/** Whether it may be opened at all: of this app's own files another app must not make one to read. */
fun isFromOutside(uri: Uri): Boolean = uri.scheme == ContentResolver.SCHEME_CONTENT

internal fun <T> attempt(what: () -> T): T? =
    try {
        what()
    } catch (_: IOException) {
        null
    } catch (_: RuntimeException) {
        // A provider of another app may throw what it wants through the system.
        null
    }

private fun InputStream.readAtMost(limit: Int): ByteArray {
    val all = ByteArrayOutputStream()
    val piece = ByteArray(DEFAULT_BUFFER_SIZE)
    while (all.size() < limit) {
        val count = read(piece, 0, minOf(piece.size, limit - all.size()))
        if (count < 0) break
        all.write(piece, 0, count)
    }
    return all.toByteArray()
}
