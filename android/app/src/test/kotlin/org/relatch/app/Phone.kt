package org.relatch.app

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.BLUETOOTH_CONNECT
import android.Manifest.permission.BLUETOOTH_SCAN
import android.app.Activity
import android.app.KeyguardManager
import android.bluetooth.BluetoothAdapter
import android.bluetooth.BluetoothManager
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager.FEATURE_BLUETOOTH_LE
import android.net.Uri
import android.os.Looper
import android.provider.MediaStore
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextReplacement
import androidx.core.content.FileProvider
import androidx.test.core.app.ActivityScenario
import org.relatch.app.ui.PAGE
import org.relatch.core.ButtonName
import org.relatch.core.Offer
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream

/** A phone with the app on it, as a person's fingers and eyes know it. Nothing here sleeps; everything that is awaited has a deadline. */
class Phone(
    private val rule: ComposeTestRule,
) {
    val app: RelatchApplication get() = RuntimeEnvironment.getApplication() as RelatchApplication
    val shell: Shell get() = app.shell
    lateinit var scenario: ActivityScenario<MainActivity>

    /** What was saved to places that the owner chose. */
    val saved: MutableList<ByteArray> = mutableListOf()

    val screen: Screen get() = checkNotNull(shell.screen)

    val activity: MainActivity
        get() {
            var found: MainActivity? = null
            scenario.onActivity { found = it }
            return checkNotNull(found)
        }

    private var wasOpen = false

    /** Opens the app, in a demonstration whose lock takes no time; anew, if it was open before. */
    fun open(
        demo: Demo = Demo(paceMs = 0),
        intent: Intent? = null,
    ): Screen {
        forgetFolders()
        Demo.write(demo, app.getSharedPreferences("shell", Context.MODE_PRIVATE))
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(true)
        if (wasOpen) shell.demonstrate(demo)
        wasOpen = true
        scenario =
            if (intent == null) ActivityScenario.launch(MainActivity::class.java) else ActivityScenario.launch(intent)
        return settled()
    }

    /** Each test has a phone of its own, and the provider of files remembers the folders of the one before. */
    private fun forgetFolders() {
        val known = FileProvider::class.java.getDeclaredField("sCache")
        known.isAccessible = true
        (known.get(null) as MutableMap<*, *>).clear()
    }

    fun close() {
        shell.end()
        if (::scenario.isInitialized) scenario.close()
    }

    /** Installs a camera app. */
    fun addCameraApp() {
        val manager = shadowOf(app.packageManager)
        val name = ComponentName("org.example.camera", "org.example.camera.Take")
        manager.addActivityIfNotPresent(name)
        val filter = IntentFilter(MediaStore.ACTION_IMAGE_CAPTURE).apply { addCategory(Intent.CATEGORY_DEFAULT) }
        manager.addIntentFilterForActivity(name, filter)
    }

    /** Switches the phone's Bluetooth. */
    fun bluetooth(on: Boolean) {
        val adapter = checkNotNull(app.getSystemService(BluetoothManager::class.java)?.adapter)
        shadowOf(adapter).setState(if (on) BluetoothAdapter.STATE_ON else BluetoothAdapter.STATE_OFF)
        app.sendBroadcast(Intent(BluetoothAdapter.ACTION_STATE_CHANGED))
    }

    /** Gives the app all that looking for locks takes. */
    fun allowBluetooth() {
        shadowOf(app).grantPermissions(BLUETOOTH_SCAN, BLUETOOTH_CONNECT, ACCESS_FINE_LOCATION)
        shadowOf(app.packageManager).setSystemFeature(FEATURE_BLUETOOTH_LE, true)
        bluetooth(on = true)
    }

    /** Opens the app, to be shown screens that no core made just now, in its own colours. */
    fun openToShow() {
        addCameraApp()
        open()
        shell.end()
        shell.usesPhonesColours = false
    }

    /** The process dies and begins anew: nothing is left but what was written. */
    fun dieAndBeginAnew(): Screen {
        shell.begin(fresh = false)
        await("the first screen") { shell.screen != null }
        return settled()
    }

    fun await(
        what: String,
        isThere: () -> Boolean,
    ) {
        val deadline = System.nanoTime() + PATIENCE_NS
        while (!isThere()) {
            check(
                System.nanoTime() < deadline,
            ) { "never: $what; this is shown: ${shell.screen?.run { "$this $problem $body $request" }}" }
            shadowOf(Looper.getMainLooper()).idle()
            // What a screen asks the platform for is served once it is drawn.
            rule.waitForIdle()
        }
        rule.waitForIdle()
    }

    fun settled(): Screen {
        var settled: Screen? = null
        await("something to do") {
            rule.waitForIdle()
            settled = shell.screen?.takeIf { it.isSettled() }
            settled != null
        }
        return checkNotNull(settled)
    }

    /** Waits for what follows [on]. */
    fun after(on: Screen): Screen {
        await("what follows $on") { screen.revision != on.revision && screen.isSettled() }
        return screen
    }

    fun press(button: ButtonName) {
        val offer = screen.actions.first { it.button == button }
        press(offer.label)
        if (offer.confirm != null) confirm(offer)
    }

    private fun confirm(offer: Offer) {
        rule.waitForIdle()
        rule
            .onAllNodes(
                hasText(offer.label) and hasClickAction() and hasAnyAncestor(isDialog()),
            ).onFirst()
            .performClick()
        rule.waitForIdle()
    }

    fun press(words: Int) = press(app.getString(words))

    fun press(words: String) {
        bring(hasText(words) and hasClickAction()).performClick()
        rule.waitForIdle()
    }

    fun type(
        field: String,
        text: String,
    ) {
        bring(hasTestTag(field)).performTextReplacement(text)
        rule.waitForIdle()
    }

    fun sees(words: String): Boolean =
        rule.onAllNodes(hasText(words, substring = true)).fetchSemanticsNodes().isNotEmpty()

    /** What is in the page is scrolled to; what stands above or below it is always there. */
    fun bring(what: SemanticsMatcher) =
        what.let {
            val fixed = it and !hasAnyAncestor(hasTestTag(PAGE))
            if (rule.onAllNodes(fixed).fetchSemanticsNodes().isNotEmpty()) {
                rule.onAllNodes(fixed).onFirst()
            } else {
                rule.onNodeWithTag(PAGE).performScrollToNode(it)
                rule.onAllNodes(it).onFirst()
            }
        }

    /** The newest thing of this kind that the app started for an answer, and was not answered yet. */
    fun asked(action: String): Intent {
        var intent: Intent? = null
        await("a question of the system: $action") {
            generateSequence { shadowOf(activity).nextStartedActivityForResult }
                .filter { it.intent.action == action }
                .forEach { intent = it.intent }
            intent != null
        }
        return checkNotNull(intent)
    }

    fun answer(
        intent: Intent,
        passed: Boolean,
        data: Uri? = null,
    ) {
        val code = if (passed) Activity.RESULT_OK else Activity.RESULT_CANCELED
        shadowOf(activity).receiveResult(intent, code, data?.let { Intent().setData(it) })
        rule.waitForIdle()
    }

    /** Gives a place for what is to be saved. */
    fun savePlace(): Uri {
        val uri = Uri.parse("content://place/${saved.size}")
        val stream =
            object : ByteArrayOutputStream() {
                override fun close() {
                    val bytes = toByteArray()
                    saved += bytes
                    shadowOf(app.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(bytes) }
                }
            }
        shadowOf(app.contentResolver).registerOutputStreamSupplier(uri) { stream }
        return uri
    }

    private companion object {
        const val PATIENCE_NS = 20_000_000_000
    }
}

/** Whether something can be done on it. */
fun Screen.isSettled(): Boolean {
    val isOpening = stage == StageName.HOME && body is ScreenBody.Text && problem == null
    return body !is ScreenBody.Progress && !isOpening
}

fun Screen.offers(button: ButtonName): Boolean = actions.any { it.button == button }

/** Whether the proof was seen: the only way on is the import. */
fun Screen.isLastProof(): Boolean = stage == StageName.PROOF && body is ScreenBody.Text && !offers(ButtonName.SKIP)

/** Whether everything is over: the copy is erased. */
fun Screen.isReceipt(): Boolean = stage == StageName.ERASE && offers(ButtonName.SHARE_KEY)
