package org.relatch.app

import android.app.KeyguardManager
import android.bluetooth.BluetoothAdapter
import android.content.ActivityNotFoundException
import android.content.ClipboardManager
import android.content.Intent
import android.content.Intent.EXTRA_STREAM
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContracts.OpenDocument
import androidx.activity.result.contract.ActivityResultContracts.RequestMultiplePermissions
import androidx.activity.result.contract.ActivityResultContracts.StartActivityForResult
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.SideEffect
import androidx.core.content.IntentCompat
import androidx.lifecycle.lifecycleScope
import kotlinx.coroutines.launch
import org.relatch.app.ui.App
import org.relatch.core.Action
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Screen
import org.relatch.core.SharedFile

/** The window: draws the shell's screen, and does once what a screen asks the platform for. */
class MainActivity : ComponentActivity() {
    private val shell get() = (application as RelatchApplication).shell
    private var couldBeAsked = false

    private val permission = registerForActivityResult(RequestMultiplePermissions()) { answered() }
    private val bluetooth = registerForActivityResult(StartActivityForResult()) { shell.tellRadio() }
    private val identity =
        registerForActivityResult(StartActivityForResult()) {
            shell.tell(PlatformEvent.Identified(it.resultCode == RESULT_OK))
        }
    private val picker = registerForActivityResult(OpenDocument()) { shell.picked(it) }
    private val place =
        registerForActivityResult(StartActivityForResult()) {
            shell.handedOver(it.data?.data)
        }
    private val camera =
        registerForActivityResult(StartActivityForResult()) { shell.scanned(it.resultCode == RESULT_OK) }
    private val sending = registerForActivityResult(StartActivityForResult()) { shell.sendingEnded() }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        shell.tellSurroundings()
        if (savedInstanceState == null) open(intent)
        setContent {
            val screen = shell.screen
            SideEffect { adapt(screen) }
            LaunchedEffect(screen?.revision, screen?.request, shell.tries) { shell.takeRequest()?.let(::serve) }
            App(shell, ::act, ::share, ::scan)
        }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        open(intent)
    }

    override fun onResume() {
        super.onResume()
        shell.isInFront = true
        shell.tellRadio()
    }

    override fun onPause() {
        shell.isInFront = false
        super.onPause()
    }

    override fun onStop() {
        if (!isChangingConfigurations) shell.hideSecrets()
        super.onStop()
    }

    private fun open(intent: Intent) {
        val sent = IntentCompat.getParcelableExtra(intent, EXTRA_STREAM, Uri::class.java)
        (intent.data ?: sent)?.let(shell::opened)
    }

    private fun act(
        on: Screen,
        action: Action,
    ) {
        if (action is Action.Submit && shell.takePasted()) forgetPasted(action)
        shell.act(on, action)
    }

    /** What the window has to be for this screen. */
    private fun adapt(screen: Screen?) {
        // No picture of a secret, neither by hand nor in the list of recent apps.
        window.set(FLAG_SECURE, screen?.holdsSecret() == true)
        window.set(FLAG_KEEP_SCREEN_ON, screen?.request is PlatformRequest.KeepAwake)
    }

    private fun serve(request: PlatformRequest) {
        when (request) {
            is PlatformRequest.Permission -> askPermission()

            is PlatformRequest.BluetoothOn -> bluetooth.start(Intent(BluetoothAdapter.ACTION_REQUEST_ENABLE))

            is PlatformRequest.PickKey -> pick()

            is PlatformRequest.PickCopy -> if (!shell.giveWaiting()) pick()

            is PlatformRequest.Share -> if (shell.share(request.file)) place(request.file)

            is PlatformRequest.Identify -> identify(request.reason)

            // The screen offers the camera app and has a field for the text.
            is PlatformRequest.ScanQr -> Unit

            // For as long as the screen is shown, see [adapt].
            is PlatformRequest.KeepAwake -> Unit
        }
    }

    private fun askPermission() {
        val missing = shell.radio.missing
        if (missing.isEmpty()) {
            if (shell.radio.needsLocationOn) {
                bluetooth.start(
                    Intent(Settings.ACTION_LOCATION_SOURCE_SETTINGS),
                )
            } else {
                shell.tellRadio()
            }
            return
        }
        couldBeAsked = !shell.radio.hasAsked || missing.any(::shouldShowRequestPermissionRationale)
        permission.launch(shell.radio.permissions.toTypedArray())
    }

    private fun answered() {
        val missing = shell.radio.missing
        // The system showed no question, because it was told to ask never again: only its settings help.
        val isForGood = !couldBeAsked && missing.isNotEmpty() && missing.none(::shouldShowRequestPermissionRationale)
        shell.radio.hasAsked = true
        shell.tellRadio()
        if (isForGood) {
            bluetooth.start(
                Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", packageName, null)),
            )
        }
    }

    private fun pick() {
        try {
            picker.launch(arrayOf("*/*"))
        } catch (_: ActivityNotFoundException) {
            shell.tell(PlatformEvent.NotPicked)
        }
    }

    private fun share(
        file: SharedFile,
        way: ShareWay,
    ) {
        shell.answered()
        when (way) {
            ShareWay.SAVE -> place(file)
            ShareWay.SEND -> lifecycleScope.launch { send() }
            ShareWay.NEITHER -> shell.keptBack()
        }
    }

    private fun scan() {
        shell.camera.take()?.let { camera.start(it) { shell.scanned(false) } }
    }

    private suspend fun send() {
        val chooser = shell.sending()
        if (chooser == null) shell.keptBack() else sending.start(chooser) { shell.keptBack() }
    }

    private fun place(file: SharedFile) {
        val intent = Intent(Intent.ACTION_CREATE_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE)
        place.start(
            intent.setType(file.mediaType).putExtra(Intent.EXTRA_TITLE, file.name),
        ) { shell.keptBack() }
    }

    /** The system asks for face, finger or what unlocks the phone. Where nothing unlocks it, anybody could be its owner. */
    private fun identify(reason: String) {
        // The one way that works from Android 8 to the newest, with the face and finger that it has.
        @Suppress("DEPRECATION")
        val intent =
            getSystemService(KeyguardManager::class.java)?.createConfirmDeviceCredentialIntent(reason, null)
        if (intent == null) shell.tell(PlatformEvent.Identified(false)) else identity.start(intent)
    }

    /** A key that was pasted must not stay where every app can read it. The system tells of each look at the clipboard. */
    private fun forgetPasted(submit: Action.Submit) {
        val clipboard = getSystemService(ClipboardManager::class.java) ?: return
        val pasted =
            clipboard.primaryClip
                ?.takeIf { it.itemCount > 0 }
                ?.getItemAt(0)
                ?.text
                ?.toString()
                .orEmpty()
        if (pasted.isNotBlank() && submit.entries.any { it.text.text.trim() == pasted.trim() }) {
            if (Build.VERSION.SDK_INT >=
                Build.VERSION_CODES.P
            ) {
                clipboard.clearPrimaryClip()
            } else {
                clipboard.setPrimaryClip(NOTHING)
            }
        }
    }

    private companion object {
        val NOTHING = android.content.ClipData.newPlainText("", "")
    }
}

/** Starts it, or does [otherwise] where this phone has nothing that could: then nothing changes. */
private fun ActivityResultLauncher<Intent>.start(
    intent: Intent,
    otherwise: () -> Unit = {},
) {
    try {
        launch(intent)
    } catch (_: ActivityNotFoundException) {
        otherwise()
    } catch (_: SecurityException) {
        otherwise()
    }
}

private fun android.view.Window.set(
    flag: Int,
    on: Boolean,
) = if (on) addFlags(flag) else clearFlags(flag)
