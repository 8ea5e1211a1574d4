package org.relatch.app

import android.app.Application

/** Holds the one [Shell] of the process, so that it outlives every activity. */
class RelatchApplication : Application() {
    private val made = lazy { Shell(this) }

    val shell: Shell by made

    /** The same, if anything needed it yet. */
    val runningShell: Shell? get() = if (made.isInitialized()) shell else null
}
