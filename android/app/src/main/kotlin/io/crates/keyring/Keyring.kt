package io.crates.keyring

import android.content.Context

/** The way by which the core's secure store gets the app's context. The library exports the function under exactly this name. */
class Keyring {
    companion object {
        init {
            System.loadLibrary("relatch_core")
        }

        external fun initializeNdkContext(context: Context)
    }
}
