package org.relatch.app.ui

import android.os.Build
import android.view.HapticFeedbackConstants
import org.relatch.core.Screen
import org.relatch.core.ScreenBody

/** What a hand feels of a screen. */
enum class Feeling {
    DONE,
    WARNING,
    ERROR,
    ;

    val constant: Int
        get() =
            when {
                this == WARNING -> HapticFeedbackConstants.LONG_PRESS
                Build.VERSION.SDK_INT < Build.VERSION_CODES.R -> HapticFeedbackConstants.VIRTUAL_KEY
                this == DONE -> HapticFeedbackConstants.CONFIRM
                else -> HapticFeedbackConstants.REJECT
            }
}

fun feelingOf(screen: Screen): Feeling? {
    val report = (screen.body as? ScreenBody.Report)?.report
    return when {
        screen.problem != null -> Feeling.ERROR
        screen.warning != null -> Feeling.WARNING
        report?.proved == true -> Feeling.DONE
        else -> null
    }
}
