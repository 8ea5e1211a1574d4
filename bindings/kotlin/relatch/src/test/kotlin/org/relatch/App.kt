package org.relatch

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.relatch.core.Action
import org.relatch.core.AppConfig
import org.relatch.core.ButtonName
import org.relatch.core.Check
import org.relatch.core.Choice
import org.relatch.core.FfiConverterTypeAppObserver
import org.relatch.core.PlatformEvent
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.StageName
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/** Longer than anything here takes on a busy machine. */
internal val PATIENCE: Duration = 20.seconds

/** An app that runs, as its user sees it. Nothing here sleeps: it waits for a screen, and not for ever. */
internal class App(
    val core: Core,
    onScreen: (Screen) -> Unit = {},
) : AutoCloseable {
    constructor(config: AppConfig, onScreen: (Screen) -> Unit = {}) : this(Layered(config), onScreen)

    private val othersHeld = observersHeld() - 1

    /** Unconfined: on the core's own thread, inside its call, so that no screen is left out. */
    private val watching = CoroutineScope(Dispatchers.Unconfined).apply { launch { core.screen.collect(onScreen) } }

    /** What is on the screen now. */
    val screen: Screen get() = core.screen.value

    /** The next screen that is [wanted], perhaps the present one. */
    fun await(wanted: (Screen) -> Boolean): Screen =
        runBlocking { withTimeoutOrNull(PATIENCE) { core.screen.first(wanted) } }
            ?: throw AssertionError("silence, while this is shown: $screen ${screen.problem} ${screen.body}")

    /** The next screen on which something can be done. */
    fun settled(): Screen = await(Screen::isSettled)

    /** Does something and waits for what follows. */
    fun act(
        on: Screen,
        action: Action,
    ): Screen {
        core.send(on.revision, action)
        return after(on)
    }

    /** Ticks something and waits until it is ticked; what is offered stays the same. */
    fun tick(
        on: Screen,
        tick: Action.Tick,
    ): Screen {
        core.send(on.revision, tick)
        return await { screen -> screen.checks().any { it.id == tick.id && it.ticked == tick.on } }
    }

    /** Tells something and waits for what follows. */
    fun tell(
        on: Screen,
        event: PlatformEvent,
    ): Screen {
        core.platformEvent(event)
        return after(on)
    }

    private fun after(screen: Screen): Screen = await { it.revision != screen.revision && it.isSettled() }

    override fun close() {
        core.close()
        watching.cancel()
    }

    /** Ends it, and waits until the core lets go of its observer. */
    fun end() {
        close()
        awaitUntil("the observer is let go of") { observersHeld() <= othersHeld }
    }
}

/** Whether something can be done on it. */
internal fun Screen.isSettled(): Boolean = body !is ScreenBody.Progress && !isOpening()

/** Whether the core is still at opening its folder and keys. */
internal fun Screen.isOpening(): Boolean = stage == StageName.HOME && body is ScreenBody.Text && problem == null

/** Whether everything is over: the copy is erased. */
internal fun Screen.isReceipt(): Boolean = title == "Erased"

internal fun Screen.checks(): List<Check> = (body as? ScreenBody.Checklist)?.checks.orEmpty()

internal fun Screen.choices(): List<Choice> = (body as? ScreenBody.Choices)?.choices.orEmpty()

internal fun Screen.offers(button: ButtonName): Boolean = actions.any { it.button == button }

internal fun press(button: ButtonName): Action = Action.Press(button)

internal fun choose(id: String): Action = Action.Choose(id)

/** Waits until [isThere], for what no screen tells. */
internal fun awaitUntil(
    what: String,
    isThere: () -> Boolean,
) {
    val start = TimeSource.Monotonic.markNow()
    while (!isThere()) {
        check(start.elapsedNow() < PATIENCE) { "never: $what" }
        Thread.yield()
    }
}

/** How many observers the library holds. What counts them is not for apps, so that its name is asked for. */
internal fun observersHeld(): Int {
    val map = FfiConverterTypeAppObserver.javaClass.methods.single { it.name.startsWith("getHandleMap") }
    val handles = map.invoke(FfiConverterTypeAppObserver)
    return handles.javaClass.getMethod("getSize").invoke(handles) as Int
}

/** Every text in a value that crossed the border, wherever it stands in it. */
internal fun textsIn(value: Any?): List<String> =
    when {
        value is String -> {
            listOf(value)
        }

        value is Iterable<*> -> {
            value.flatMap(::textsIn)
        }

        value == null || value is Enum<*> || value.javaClass.packageName != Screen::class.java.packageName -> {
            emptyList()
        }

        else -> {
            value.javaClass.declaredFields.filterNot { it.type.name.endsWith("Companion") }.flatMap { field ->
                field.isAccessible = true
                if (field.type == value.javaClass) emptyList() else textsIn(field.get(value))
            }
        }
    }
