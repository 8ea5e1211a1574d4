package org.relatch.app

import android.content.SharedPreferences
import androidx.annotation.StringRes
import androidx.core.content.edit
import org.relatch.core.DemoLock
import org.relatch.core.DemoModel

/** What goes wrong in a demonstration, by the core's names for it. */
enum class DemoFault(
    @param:StringRes val words: Int,
    val scripts: List<String> = emptyList(),
    /** Whether this phone's own Bluetooth counts, with its permissions, though a virtual lock needs none. */
    val usesRadio: Boolean = false,
) {
    NONE(R.string.fault_none),

    // One loss is mended without a word, a dozen in a row is told.
    DROP(R.string.fault_drop, listOf("drop-after@12", "lose-reply@140") + (60..71).map { "drop-before@$it" }),
    ASLEEP(R.string.fault_asleep, listOf("asleep@20", "asleep@120")),
    REFUSE(R.string.fault_refuse, listOf("refuse@25", "refuse@130")),
    BATTERY(R.string.fault_battery, listOf("battery-low@30")),
    HELD(R.string.fault_held, listOf("held@15")),
    RADIO(R.string.fault_radio, usesRadio = true),
}

/** A demonstration, kept over the end of the process. */
data class Demo(
    val fault: DemoFault = DemoFault.NONE,
    /** How long the virtual lock takes for a request: long enough to see that something runs. */
    val paceMs: Int = 40,
    /** What goes wrong, by the core's names. Of it nothing is kept: the next process has what belongs to [fault]. */
    val scripts: List<String> = fault.scripts,
) {
    fun lock(fresh: Boolean): DemoLock =
        DemoLock(DemoModel.FULL, faults = scripts, paceMs = paceMs.toUInt(), fresh = fresh)

    companion object {
        private const val FAULT = "demo"
        private const val PACE = "demo-pace"

        fun read(from: SharedPreferences): Demo? {
            val fault = from.getString(FAULT, null) ?: return null
            return Demo(DemoFault.entries.firstOrNull { it.name == fault } ?: DemoFault.NONE, from.getInt(PACE, 0))
        }

        /** On the disk before the core begins, so that a demonstration never goes on as the real thing. */
        fun write(
            demo: Demo?,
            to: SharedPreferences,
        ) = to.edit(commit = true) {
            if (demo == null) remove(FAULT) else putString(FAULT, demo.fault.name).putInt(PACE, demo.paceMs)
        }
    }
}
