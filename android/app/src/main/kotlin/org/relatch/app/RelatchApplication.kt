package org.relatch.app

import android.app.Application

/** Holds the one [Shell] of the process, so that it outlives every activity. */
class RelatchApplication : Application() {
    val shell: Shell by lazy { Shell(this) }
}
