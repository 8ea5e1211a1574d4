package org.relatch.app

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.util.Log
import androidx.annotation.VisibleForTesting
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateMapOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import io.crates.keyring.Keyring
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.relatch.Relatch
import org.relatch.core.AccountConfig
import org.relatch.core.Action
import org.relatch.core.AppConfig
import org.relatch.core.AppMode
import org.relatch.core.ButtonName
import org.relatch.core.Hidden
import org.relatch.core.HiddenBytes
import org.relatch.core.Internet
import org.relatch.core.LogLevel
import org.relatch.core.LogLine
import org.relatch.core.PhoneZone
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.SharedFile
import org.relatch.core.StageName
import java.io.File
import java.util.TimeZone

/** A file that was opened from outside and waits until the journey asks for one. */
class WaitingFile(
    val name: String,
    val content: ByteArray,
) {
    /** Whether a journey was begun with it: who leaves that is not led back. */
    var isOffered: Boolean = false
}

/**
 * The core of the process and what the platform adds to it. Used on the main thread only. It knows nothing of locks and of the order of
 * steps: what it does follows from the [Screen].
 */
class Shell(
    private val context: Context,
    private val internet: Internet = PhoneInternet(),
) {
    private val scope = MainScope()
    private val kept = context.getSharedPreferences("shell", Context.MODE_PRIVATE)
    private var core: Relatch? = null
    private var watching: Job? = null
    private var served: UInt? = null
    private var hasActed = false
    private val outbox = Outbox(context)

    val camera: Camera = Camera(context)

    /** What is being given away, until it is known what became of it. It outlives a rotation. */
    private var given: SharedFile? = null
    private var isSending = false

    val radio: Radio = Radio(context, kept)

    /** What to show, once the core has said it. */
    var screen: Screen? by mutableStateOf(null)
        private set

    /** The demonstration that runs, if this is one. */
    var demo: Demo? by mutableStateOf(Demo.read(kept))
        private set

    /** Whether the app is in front: nothing secret is drawn while it is not. */
    var isInFront: Boolean by mutableStateOf(true)

    /** Whether the app has the colours of the phone rather than its own. */
    var usesPhonesColours: Boolean by mutableStateOf(true)

    /** A file that was opened from outside. */
    var waiting: WaitingFile? by mutableStateOf(null)
        private set

    /** Whether the file that was opened or picked last cannot be read, until its owner does something else. */
    var isFileUnreadable: Boolean by mutableStateOf(false)
        private set

    /** A file that the owner is asked about: whether to save it, or to send it with another app. */
    var offered: SharedFile? by mutableStateOf(null)
        private set

    /** Whether a picture was taken in which no code can be read. */
    var isCodeMissing: Boolean by mutableStateOf(false)
        private set

    /** How often a person tried again, or handed in a form again: then the platform is asked again, and what is wrong is shown again. */
    var tries: Int by mutableIntStateOf(0)
        private set

    /** What is typed into the fields of this screen. It outlives a rotation, and never reaches a disk. */
    val drafts: MutableMap<String, String> = mutableStateMapOf()
    private var hasPasted = false

    init {
        outbox.clear()
        camera.clear()
        radio.watch(::tellRadio)
        begin(fresh = false)
    }

    /** A person did something on [on]. */
    fun act(
        on: Screen,
        action: Action,
    ) {
        hasActed = true
        isFileUnreadable = false
        if (action == Action.Press(ButtonName.RETRY)) {
            // Where nothing has changed the revision stays, and so does what the screen asks for.
            served = null
            tries++
        }
        if (action is Action.Submit) tries++
        core?.send(on, action)
    }

    /** Keeps what is typed into a field. Nobody types as many letters at once as a key has: those were pasted. */
    fun type(
        field: String,
        text: String,
    ) {
        if (text.lettersAddedTo(drafts[field].orEmpty()) >= LEAST_PASTED) hasPasted = true
        drafts[field] = text
    }

    /** Whether something was pasted into this form since this was asked last. */
    fun takePasted(): Boolean = hasPasted.also { hasPasted = false }

    private fun forgetTyped() {
        drafts.clear()
        hasPasted = false
    }

    fun tell(event: PlatformEvent) {
        core?.platformEvent(event)
    }

    fun tellRadio() {
        if (demo?.fault?.usesRadio == false) return
        tell(PlatformEvent.PowerSaving(radio.savesPower))
        tell(PlatformEvent.Radio(radio.state))
    }

    /** The platform's request of the newest screen, once for each revision. A dialog of the system opens only for who just did something. */
    fun takeRequest(): PlatformRequest? {
        val screen = screen ?: return null
        val request = screen.request
        if (request == null || served == screen.revision) return null
        val opensDialog = request is PlatformRequest.Permission || request is PlatformRequest.BluetoothOn
        if (opensDialog && !hasActed) return null
        served = screen.revision
        if (opensDialog) hasActed = false
        return request
    }

    /** The person's language and zone may have changed while the app was away. */
    fun tellSurroundings() {
        tell(PlatformEvent.SetLanguage(language()))
        tell(PlatformEvent.SetZone(zone()))
        tellRadio()
    }

    /** Begins a demonstration or ends it. The journeys of the real lock and of the virtual one never meet: they have a folder each. */
    fun demonstrate(demo: Demo?) {
        Demo.write(demo, kept)
        this.demo = demo
        begin(fresh = true)
    }

    /** The app left the front: what the core shows only because somebody asked for it is hidden again. */
    fun hideSecrets() {
        val screen = screen ?: return
        if (screen.actions.any { it.button == ButtonName.HIDE }) core?.send(screen, Action.Press(ButtonName.HIDE))
    }

    /** A file was opened from outside. Where a journey can begin with it, it does. */
    fun opened(uri: Uri) {
        scope.launch {
            val content = withContext(Dispatchers.IO) { if (isFromOutside(uri)) context.read(uri) else null }
            isFileUnreadable = content == null
            if (content != null) waiting = WaitingFile(context.nameOf(uri), content)
            offerWaiting()
        }
    }

    /** The waiting file shall not be used. */
    fun putAway() {
        waiting = null
    }

    /** Gives the waiting file, if there is one, in place of asking for a saved copy. */
    fun giveWaiting(): Boolean {
        val file = waiting ?: return false
        waiting = null
        tell(PlatformEvent.Picked(file.name, HiddenBytes(file.content)))
        return true
    }

    fun picked(uri: Uri?) {
        scope.launch {
            val content = uri?.let { withContext(Dispatchers.IO) { context.read(it) } }
            isFileUnreadable = uri != null && content == null
            tell(
                if (uri == null ||
                    content == null
                ) {
                    PlatformEvent.NotPicked
                } else {
                    PlatformEvent.Picked(context.nameOf(uri), HiddenBytes(content))
                },
            )
        }
    }

    /** A file is to be given away: where the core knows two ways, its owner says which. True: it is to be saved. */
    fun share(file: SharedFile): Boolean {
        given = file
        offered = file.takeIf { it.ways != null }
        return offered == null
    }

    /** The owner said which way, or neither. */
    fun answered() {
        offered = null
    }

    /** The system's question for an app that takes what is given away, where that can be asked. */
    suspend fun sending(): Intent? {
        val file = given?.takeIf { it.ways != null } ?: return null
        val uri = withContext(Dispatchers.IO) { outbox.put(file) } ?: return null
        isSending = true
        return outbox.chooser(file, uri)
    }

    /** An app was chosen. Whether it takes the file, and whether that arrives anywhere, nobody tells. */
    fun sent() {
        if (isSending) gave(true)
    }

    /** The system's question for an app is over. Which one was chosen may be told a moment later. */
    fun sendingEnded() {
        val file = given
        scope.launch {
            delay(LATEST_NEWS_MS)
            if (isSending && given === file) gave(false)
        }
    }

    /** A place was chosen for what is given away, or none. */
    fun handedOver(to: Uri?) {
        val file = given
        scope.launch {
            val done = to != null && withContext(Dispatchers.IO) { if (file == null) discarded(to) else hand(file, to) }
            gave(done)
        }
    }

    /** Nothing of it was given away. */
    fun keptBack() = gave(false)

    private fun gave(done: Boolean) {
        given = null
        isSending = false
        tell(PlatformEvent.Shared(done))
    }

    private fun hand(
        file: SharedFile,
        to: Uri,
    ) = context.handOver(File(file.path), to)

    /** The process that wanted to write there is gone. */
    private fun discarded(place: Uri): Boolean {
        context.discard(place)
        return false
    }

    /** The camera app is done, with a picture or without one. */
    fun scanned(isTaken: Boolean) {
        scope.launch {
            val text =
                withContext(Dispatchers.IO) {
                    val found = camera.read()
                    found.takeIf { isTaken }
                }
            isCodeMissing = isTaken && text == null
            if (text != null) tell(PlatformEvent.Scanned(Hidden(text)))
        }
    }

    /** Ends the core. Its journal is what the next one goes on from. */
    fun end() {
        watching?.cancel()
        core?.close()
        core = null
    }

    internal fun begin(fresh: Boolean) {
        end()
        screen = null
        forgetTyped()
        served = null
        given = null
        offered = null
        isSending = false
        val demo = demo
        val mode = if (demo == null) AppMode.Real else AppMode.Demo(demo.lock(fresh))
        if (demo == null) handContextOver()
        val folder = File(context.noBackupFilesDir, if (demo == null) "relatch" else "demo")
        val config = AppConfig(folder.path, language(), zone(), LogLevel.INFO, mode, vendorsAccount())
        val core = Relatch(config, internet, ::log)
        this.core = core
        tellRadio()
        watching = scope.launch { core.screen.collect(::show) }
    }

    /** For pictures of what no test could wait for. */
    @VisibleForTesting
    internal fun showAsReal(newest: Screen) {
        demo = null
        show(newest)
    }

    internal fun show(newest: Screen) {
        if (screen?.isSameForm(newest) != true) forgetTyped()
        if (newest.request !is PlatformRequest.Share) offered = null
        if (newest.request !is PlatformRequest.ScanQr) isCodeMissing = false
        screen = newest
        offerWaiting()
    }

    private fun offerWaiting() {
        val screen = screen ?: return
        val file = waiting?.takeIf { !it.isOffered } ?: return
        val choices = (screen.body as? ScreenBody.Choices)?.choices.orEmpty()
        if (screen.stage == StageName.HOME && choices.any { it.id == FROM_COPY && it.enabled }) {
            file.isOffered = true
            act(screen, Action.Choose(FROM_COPY))
        }
    }

    private fun handContextOver() {
        try {
            Keyring.initializeNdkContext(context)
        } catch (error: LinkageError) {
            // The core says on the screen that there is no secure store, and begins nothing.
            Log.e(TAG, "the library has no way to the secure store", error)
        }
    }

    private fun log(line: LogLine) {
        val priority =
            if (line.level == LogLevel.ERROR) {
                Log.ERROR
            } else if (line.level == LogLevel.WARN) {
                Log.WARN
            } else {
                Log.INFO
            }
        Log.println(priority, TAG, line.text)
    }

    private fun language() =
        context.resources.configuration.locales[0]
            .toLanguageTag()

    private fun zone() =
        TimeZone.getDefault().let { PhoneZone(it.id, it.getOffset(System.currentTimeMillis()) / 1_000) }

    private companion object {
        const val TAG = "Relatch"

        /** How long after its end the system's question for an app may still tell which was chosen. */
        const val LATEST_NEWS_MS = 1_000L
        const val FROM_COPY = "begin-from-copy"

        /** How many letters at once were pasted, and not typed. */
        const val LEAST_PASTED = 8
    }
}

/**
 * The vendor's application with the lock maker's cloud, where this build was given one; half of one is told in the core's log. Its secret is on
 * the vendor's server.
 */
internal fun vendorsAccount(
    clientId: String = BuildConfig.ACCOUNT_CLIENT_ID,
    tokenServer: String = BuildConfig.ACCOUNT_TOKEN_SERVER,
): AccountConfig? = if (clientId.isEmpty() && tokenServer.isEmpty()) null else AccountConfig(clientId, tokenServer)

/** How many letters one change put in between those that stayed. */
internal fun String.lettersAddedTo(before: String): Int {
    val ahead = commonPrefixWith(before).length
    val behind = drop(ahead).commonSuffixWith(before.drop(ahead)).length
    return length - ahead - behind
}

private fun Screen.isSameForm(other: Screen): Boolean = stage == other.stage && fields() == other.fields()

private fun Screen.fields() = (body as? ScreenBody.Form)?.fields
