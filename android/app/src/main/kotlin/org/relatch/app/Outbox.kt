package org.relatch.app

import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.ClipData
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import androidx.core.content.FileProvider
import org.relatch.core.SharedFile
import java.io.File

/** What the owner does with a file that the core gives away. */
enum class ShareWay {
    SAVE,
    SEND,
    NEITHER,
}

/** Files on their way into other apps: one at a time, as a copy that only the app may read that was chosen for it. */
class Outbox(
    private val context: Context,
) {
    private val folder = File(context.cacheDir, "outgoing")

    /** Removes what was there for an app before. Another app that has not read it by now does so no more. */
    fun clear() {
        folder.deleteRecursively()
    }

    /** A copy of [file] that can be given to another app, under the core's name for it. */
    fun put(file: SharedFile): Uri? =
        attempt {
            clear()
            val copy = File(folder, File(file.name).name)
            File(file.path).copyTo(copy)
            FileProvider.getUriForFile(context, "${context.packageName}.files", copy)
        }

    /** The system's question which app shall have it. It tells [ChosenReceiver] that one was chosen, and never whether a file arrived. */
    fun chooser(
        file: SharedFile,
        uri: Uri,
    ): Intent {
        val send = Intent(Intent.ACTION_SEND).setType(file.mediaType).putExtra(Intent.EXTRA_STREAM, uri)
        send.clipData = ClipData.newRawUri(file.name, uri)
        send.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        // The system writes the chosen app into it.
        val mutable = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) PendingIntent.FLAG_MUTABLE else 0
        val told =
            PendingIntent.getBroadcast(
                context,
                0,
                Intent(context, ChosenReceiver::class.java),
                PendingIntent.FLAG_UPDATE_CURRENT or mutable,
            )
        // This app takes such files, too.
        val itself = arrayOf(ComponentName(context, MainActivity::class.java))
        return Intent
            .createChooser(send, null)
            // By this name every Android tells it; its newest own way would tell it in another form.
            .putExtra(Intent.EXTRA_CHOSEN_COMPONENT_INTENT_SENDER, told.intentSender)
            .putExtra(Intent.EXTRA_EXCLUDE_COMPONENTS, itself)
    }
}

/** Is told by the system which app was chosen. A process that waits for no such thing is not begun by it. */
class ChosenReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        @Suppress("DEPRECATION")
        val chosen = intent.extras?.get(Intent.EXTRA_CHOSEN_COMPONENT)
        if (chosen != null) (context.applicationContext as? RelatchApplication)?.runningShell?.sent()
    }
}
