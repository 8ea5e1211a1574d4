package org.relatch

import org.relatch.core.Action
import org.relatch.core.ButtonName
import org.relatch.core.Choice
import org.relatch.core.DoorAnswer
import org.relatch.core.DoorDeed
import org.relatch.core.Entry
import org.relatch.core.Field
import org.relatch.core.Hidden
import org.relatch.core.PlatformEvent
import org.relatch.core.PlatformRequest
import org.relatch.core.Scene
import org.relatch.core.Screen
import org.relatch.core.ScreenBody

/** An owner who always goes on, and knows no more than the screens say, in whatever language. */
internal class Owner(
    private val isByHand: Boolean = false,
) {
    /** The recovery key, in groups, as it was written down. */
    var recovery: List<String> = emptyList()
        private set

    /** The codes that were typed at the door, because a screen showed them for that. */
    val typed = mutableSetOf<String>()

    /** Goes on until [isThere]. */
    fun goOn(
        app: App,
        from: Screen,
        isThere: (Screen) -> Boolean,
    ): Screen {
        var screen = from
        repeat(MOST_STEPS) {
            if (isThere(screen)) return screen
            screen = answer(app, screen)
        }
        throw AssertionError("no end in sight at $screen")
    }

    /** Answers a screen, and waits for the next. */
    fun answer(
        app: App,
        screen: Screen,
    ): Screen =
        when (val request = screen.request) {
            is PlatformRequest.Identify -> {
                check(request.reason.isNotEmpty())
                app.tell(screen, PlatformEvent.Identified(true))
            }

            is PlatformRequest.Permission, is PlatformRequest.BluetoothOn -> {
                throw AssertionError("a virtual lock needs no $request")
            }

            is PlatformRequest.PickKey,
            is PlatformRequest.PickCopy,
            is PlatformRequest.Share,
            is PlatformRequest.ScanQr,
            is PlatformRequest.KeepAwake,
            null,
            -> {
                val action = action(app, screen)
                if (action is Action.Tick) app.tick(screen, action) else app.act(screen, action)
            }
        }

    /** What to do on a screen. What is to be done at the door is done here. */
    fun action(
        app: App,
        screen: Screen,
    ): Action =
        when (val body = screen.body) {
            is ScreenBody.Choices -> {
                choose(wanted(body.choices))
            }

            is ScreenBody.Form -> {
                Action.Submit(body.fields.map { entry(screen, it) })
            }

            is ScreenBody.Checklist -> {
                val open = body.checks.firstOrNull { it.required && !it.ticked }
                open?.let { Action.Tick(it.id, on = true) } ?: onward(screen)
            }

            is ScreenBody.Code -> {
                recovery = body.code.groups.map { it.shown }
                press(ButtonName.NEXT)
            }

            is ScreenBody.Proof -> {
                val code = checkNotNull(body.proof.code).shown
                typed += code
                app.core.platformEvent(PlatformEvent.AtDoor(DoorDeed.Type(Hidden("$code#"))))
                app.await { it.door?.answer == DoorAnswer.OPENED && it.door?.open == true }
                press(ButtonName.NEXT)
            }

            is ScreenBody.Instructions -> {
                if (screen.scene == Scene.HOLD_BUTTON) resetByHand(app)
                onward(screen)
            }

            is ScreenBody.Text,
            is ScreenBody.Progress,
            is ScreenBody.Items,
            is ScreenBody.Plan,
            is ScreenBody.Report,
            -> {
                onward(screen)
            }
        }

    private fun resetByHand(app: App) {
        val keys = DoorDeed.Type(Hidden("000#"))
        for (deed in listOf(DoorDeed.HoldReset, keys, DoorDeed.Touch)) {
            app.core.platformEvent(PlatformEvent.AtDoor(deed))
        }
        app.await { it.door?.owned == false }
    }

    private fun entry(
        screen: Screen,
        field: Field,
    ): Entry {
        val text =
            when (field.id) {
                "key" -> "demo".also { check(it in screen.door?.hint.orEmpty()) { "nobody says what to type" } }
                "typed" -> checkNotNull(screen.lines.mapNotNull(::numberIn).lastOrNull()).toString()
                else -> recovery[checkNotNull(numberIn(field.label)) - 1]
            }
        return Entry(field.id, Hidden(text))
    }

    private fun wanted(choices: List<Choice>): String {
        val ids = listOf("journey-1", "begin-same-lock", "text", if (isByHand) "by-hand" else "over-the-air", "here")
        return ids.firstOrNull { id -> choices.any { it.id == id && it.enabled } }
            ?: throw AssertionError("nothing to choose of $choices")
    }

    private fun onward(screen: Screen): Action {
        val ways = listOf(ButtonName.NEXT, ButtonName.RETRY, ButtonName.ERASE)
        val way = ways.firstOrNull(screen::offers)
        return press(way ?: throw AssertionError("no way on from $screen: ${screen.problem} ${screen.actions}"))
    }

    private companion object {
        /** More than the longest way has. */
        const val MOST_STEPS = 300
    }
}

/** The last number in a text, in whatever digits. */
private fun numberIn(text: String): Int? =
    Regex("\\p{Nd}+")
        .findAll(text)
        .lastOrNull()
        ?.value
        ?.toInt()
