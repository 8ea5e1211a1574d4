package org.relatch.app.ui

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.platform.LocalView
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.LayoutDirection
import org.relatch.app.R
import org.relatch.app.ShareWay
import org.relatch.app.Shell
import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.SharedFile
import org.relatch.core.StageName

/**
 * The whole window. [act] is told what a person did, and on which screen; [share] what is done with a file that is given away, and
 * [scan] that a code shall be scanned.
 */
@Composable
fun App(
    shell: Shell,
    act: (Screen, Action) -> Unit,
    share: (SharedFile, ShareWay) -> Unit,
    scan: () -> Unit,
) {
    RelatchTheme(shell.usesPhonesColours) {
        val screen = shell.screen
        if (screen == null) {
            Box(Modifier.fillMaxSize().background(MaterialTheme.colorScheme.background))
            return@RelatchTheme
        }
        val direction = if (screen.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr
        CompositionLocalProvider(LocalLayoutDirection provides direction) {
            Shown(shell, screen, { act(screen, it) }, scan)
            shell.offered?.let { ShareDialog(it) { way -> share(it, way) } }
        }
    }
}

@Composable
private fun Shown(
    shell: Shell,
    screen: Screen,
    act: (Action) -> Unit,
    scan: () -> Unit,
) {
    var isChoosingDemo by rememberSaveable { mutableStateOf(false) }
    var isAtDoor by rememberSaveable { mutableStateOf(false) }
    wayBack(screen)?.let { BackHandler(!isChoosingDemo) { act(Action.Press(it)) } }
    Felt(screen)

    val above = mutableListOf<@Composable () -> Unit>()
    screen.door?.takeIf { isAtDoor }?.let {
        above +=
            { DoorPanel(it, shell.isInFront) { deed -> shell.tell(PlatformEvent.AtDoor(deed)) } }
    }
    shell.waiting?.let { above += { WaitingNote(it.name, shell::putAway) } }
    val unreadable = if (shell.isFileUnreadable) stringResource(R.string.file_unreadable) else null
    unreadable?.let { above += { ShortNote(it) } }
    val isBeginning = screen.stage == StageName.HOME && screen.body !is ScreenBody.Progress
    val below = mutableListOf<@Composable () -> Unit>()
    val noCode = if (shell.isCodeMissing) stringResource(R.string.scan_none) else null
    if (screen.request is PlatformRequest.ScanQr && shell.camera.canScan) {
        noCode?.let { below += { ShortNote(it) } }
        below += { ScanOffer(scan) }
    }
    if (shell.demo == null && isBeginning) below += { DemoOffer { isChoosingDemo = true } }

    ScreenView(
        screen,
        Hand(act, shell.drafts, shell::type, isCovered = !shell.isInFront, shell.tries),
        news = screen.problem?.let { "${it.what} ${it.advice}" } ?: unreadable ?: noCode ?: screen.announce,
        top = { if (shell.demo != null) DemoBar(isAtDoor, { isAtDoor = it }) { shell.demonstrate(null) } },
        above,
        below,
    )
    if (isChoosingDemo) {
        DemoDialog({ isChoosingDemo = false }) {
            isChoosingDemo = false
            shell.demonstrate(it)
        }
    }
}

/** What the phone's own way back presses, if anything is offered that leads back. */
fun wayBack(screen: Screen): ButtonName? {
    val offered = screen.actions.map { it.button }
    return listOf(ButtonName.BACK, ButtonName.LEAVE).firstOrNull { it in offered }
}

/** A problem, a warning and a good end can be felt, each in its own way. */
@Composable
private fun Felt(screen: Screen) {
    val view = LocalView.current
    val feeling = feelingOf(screen)
    val first = remember { mutableStateOf(true) }
    LaunchedEffect(feeling, screen.stage) {
        // What was there already, before a rotation, is not felt again.
        if (!first.value && feeling != null) view.performHapticFeedback(feeling.constant)
        first.value = false
    }
}
