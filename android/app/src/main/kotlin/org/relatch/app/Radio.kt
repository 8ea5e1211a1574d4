package org.relatch.app

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.BLUETOOTH_CONNECT
import android.Manifest.permission.BLUETOOTH_SCAN
import android.bluetooth.BluetoothAdapter
import android.bluetooth.BluetoothManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.SharedPreferences
import android.content.pm.PackageManager.FEATURE_BLUETOOTH_LE
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.LocationManager
import android.os.Build
import android.os.PowerManager
import androidx.core.content.edit
import androidx.core.location.LocationManagerCompat
import org.relatch.core.RadioState

/** The phone's Bluetooth, as the core is told of it. Airplane mode is Bluetooth off, unless it was switched on again in it. */
class Radio(
    private val context: Context,
    private val kept: SharedPreferences,
) {
    /** What looking for locks takes: from Android 12 on two permissions of its own, before that the one for the place. */
    val permissions: List<String> =
        if (BEFORE_12) listOf(ACCESS_FINE_LOCATION) else listOf(BLUETOOTH_SCAN, BLUETOOTH_CONNECT)

    val missing: List<String> get() = permissions.filter { context.checkSelfPermission(it) != PERMISSION_GRANTED }

    /** Whether a person was asked for the permissions before. */
    var hasAsked: Boolean
        get() = kept.getBoolean(ASKED, false)
        set(value) = kept.edit { putBoolean(ASKED, value) }

    /** Before Android 12 a phone finds nothing while its place is switched off. */
    val needsLocationOn: Boolean
        get() {
            val manager = context.getSystemService(LocationManager::class.java)
            return BEFORE_12 && manager != null && !LocationManagerCompat.isLocationEnabled(manager)
        }

    /** Whether the phone saves its battery, and may listen too seldom. */
    val savesPower: Boolean get() = context.getSystemService(PowerManager::class.java)?.isPowerSaveMode == true

    val state: RadioState
        get() {
            val adapter = context.getSystemService(BluetoothManager::class.java)?.adapter
            return when {
                adapter == null ||
                    !context.packageManager.hasSystemFeature(
                        FEATURE_BLUETOOTH_LE,
                    )
                -> RadioState.UNSUPPORTED

                missing.isNotEmpty() && BEFORE_12 -> RadioState.PLACE_NOT_ALLOWED

                missing.isNotEmpty() -> if (hasAsked) RadioState.REFUSED else RadioState.NOT_ASKED

                adapter.state != BluetoothAdapter.STATE_ON -> RadioState.OFF

                needsLocationOn -> RadioState.PLACE_OFF

                else -> RadioState.READY
            }
        }

    /** Calls [changed] whenever the system says that one of these is switched, for as long as the process lives. */
    fun watch(changed: () -> Unit) {
        val filter = IntentFilter(BluetoothAdapter.ACTION_STATE_CHANGED)
        filter.addAction(LocationManager.MODE_CHANGED_ACTION)
        filter.addAction(PowerManager.ACTION_POWER_SAVE_MODE_CHANGED)
        val receiver =
            object : BroadcastReceiver() {
                override fun onReceive(
                    context: Context,
                    intent: Intent,
                ) = changed()
            }
        // Only the system may send these.
        context.registerReceiver(receiver, filter)
    }

    private companion object {
        const val ASKED = "asked"
        val BEFORE_12 = Build.VERSION.SDK_INT < Build.VERSION_CODES.S
    }
}
