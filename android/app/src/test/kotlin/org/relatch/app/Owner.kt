package org.relatch.app

import android.content.Intent
import org.relatch.core.ButtonName
import org.relatch.core.Choice
import org.relatch.core.DoorAnswer
import org.relatch.core.Field
import org.relatch.core.PlatformRequest
import org.relatch.core.Scene
import org.relatch.core.Screen
import org.relatch.core.ScreenBody

/** An owner who always goes on, and knows no more than the screens say, in whatever language. Everything is pressed on the views. */
class Owner(
    private val phone: Phone,
    private val hasAccount: Boolean = false,
    private val isByHand: Boolean = false,
) {
    private var recovery: List<String> = emptyList()

    fun goOn(
        seen: (Screen) -> Unit = {},
        isThere: (Screen) -> Boolean,
    ): Screen {
        repeat(MOST_STEPS) {
            val screen = phone.settled()
            seen(screen)
            if (isThere(screen)) return screen
            answer(screen)
        }
        throw AssertionError("no end in sight at ${phone.screen}")
    }

    /** Does what a screen asks for, and waits for the next. */
    fun answer(screen: Screen) {
        if (screen.problem != null) touch()
        when (val request = screen.request) {
            is PlatformRequest.Identify -> {
                phone.answer(phone.asked(CONFIRM), passed = true)
            }

            is PlatformRequest.Share -> {
                request.file.ways?.let { phone.press(it.save) }
                phone.answer(
                    phone.asked(Intent.ACTION_CREATE_DOCUMENT),
                    passed = true,
                    phone.savePlace(),
                )
            }

            is PlatformRequest.Permission, is PlatformRequest.BluetoothOn -> {
                throw AssertionError(
                    "a virtual lock needs no $request",
                )
            }

            is PlatformRequest.PickKey,
            is PlatformRequest.PickCopy,
            is PlatformRequest.ScanQr,
            is PlatformRequest.KeepAwake,
            null,
            -> {
                if (!act(
                        screen,
                    )
                ) {
                    return
                }
            }
        }
        phone.after(screen)
    }

    /** Does it, and waits for nothing. Whether another screen follows. */
    fun act(screen: Screen): Boolean {
        when (val body = screen.body) {
            is ScreenBody.Choices -> {
                phone.press(wanted(body.choices).label)
            }

            is ScreenBody.Form -> {
                for (field in body.fields) phone.type(field.id, textFor(screen, field))
                phone.press(ButtonName.SUBMIT)
            }

            is ScreenBody.Checklist -> {
                val open = body.checks.firstOrNull { it.required && !it.ticked }
                if (open != null) {
                    phone.press(open.label)
                    phone.await("${open.id} is ticked") { phone.ticked(open.id) }
                    return false
                }
                onward(screen)
            }

            is ScreenBody.Code -> {
                recovery = body.code.groups.map { it.shown }
                phone.press(ButtonName.NEXT)
            }

            is ScreenBody.Proof -> {
                typeAtDoor(checkNotNull(body.proof.code).shown)
                phone.press(ButtonName.NEXT)
            }

            is ScreenBody.Instructions -> {
                if (screen.scene == Scene.HOLD_BUTTON) resetByHand()
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
        return true
    }

    /** What most advice begins with. */
    private fun touch() {
        phone.press(R.string.door)
        phone.press(R.string.door_touch)
        phone.press(R.string.door)
    }

    /** On the inside of the demonstration's door, as the screen says. */
    private fun resetByHand() {
        phone.press(R.string.door)
        phone.press(R.string.door_hold)
        for (key in "000#") phone.press(key.toString())
        phone.await("the lock forgot") { phone.screen.door?.answer == DoorAnswer.FORGOT }
        phone.press(R.string.door_touch)
        phone.press(R.string.door)
    }

    /** On the keypad of the demonstration's door. */
    private fun typeAtDoor(code: String) {
        phone.press(R.string.door)
        for (key in "$code#") phone.press(key.toString())
        phone.await("the door is open") { phone.screen.door?.answer == DoorAnswer.OPENED }
        phone.press(R.string.door)
    }

    private fun textFor(
        screen: Screen,
        field: Field,
    ): String =
        when (field.id) {
            "key", "name", "password" -> wordOf(screen)
            "typed" -> checkNotNull(screen.lines.mapNotNull(::numberIn).lastOrNull()).toString()
            else -> recovery[checkNotNull(numberIn(field.label)) - 1]
        }

    /** The demonstration's own word, which the screen says. */
    private fun wordOf(screen: Screen): String =
        "demo".also { check(it in screen.door?.hint.orEmpty()) { "nobody says what to type" } }

    private fun wanted(choices: List<Choice>): Choice {
        val way = if (hasAccount) listOf("account", "region:eu", "0") else listOf("text")
        val reset = if (isByHand) "by-hand" else "over-the-air"
        val ids = listOf("journey-1", "begin-same-lock") + way + listOf(reset, "here")
        return ids.firstNotNullOfOrNull { id -> choices.firstOrNull { it.id == id && it.enabled } }
            ?: throw AssertionError("nothing to choose of $choices")
    }

    private fun onward(screen: Screen) {
        val ways = listOf(ButtonName.NEXT, ButtonName.RETRY, ButtonName.ERASE)
        phone.press(
            ways.firstOrNull(screen::offers)
                ?: throw AssertionError("no way on from $screen: ${screen.problem} ${screen.actions}"),
        )
    }

    companion object {
        /** The system's question who holds the phone. */
        const val CONFIRM = "android.app.action.CONFIRM_DEVICE_CREDENTIAL"
        private const val MOST_STEPS = 300
    }
}

fun Phone.ticked(id: String): Boolean =
    (screen.body as? ScreenBody.Checklist)?.checks.orEmpty().any {
        it.id == id &&
            it.ticked
    }

/** The last number in a text, in whatever digits. */
private fun numberIn(text: String): Int? =
    Regex("\\p{Nd}+")
        .findAll(text)
        .lastOrNull()
        ?.value
        ?.toInt()
