package org.relatch

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import org.relatch.core.Action
import org.relatch.core.AppConfig
import org.relatch.core.AppMode
import org.relatch.core.AppObserver
import org.relatch.core.DemoLock
import org.relatch.core.DemoModel
import org.relatch.core.Internet
import org.relatch.core.LogLevel
import org.relatch.core.LogLine
import org.relatch.core.PhoneZone
import org.relatch.core.PlatformEvent
import org.relatch.core.RelatchApp
import org.relatch.core.Screen
import java.nio.file.Path
import java.util.concurrent.CountDownLatch

/** A core as tests use it: through [Relatch] or without it. */
internal interface Core : AutoCloseable {
    val screen: StateFlow<Screen>

    fun send(
        revision: UInt,
        action: Action,
    )

    fun platformEvent(event: PlatformEvent)

    fun diagnostics(): String
}

/** As an app has it. */
internal class Layered(
    config: AppConfig,
    internet: Internet? = null,
    log: (LogLine) -> Unit = {},
) : Core {
    private val relatch = Relatch(config, internet, log)
    override val screen get() = relatch.screen

    override fun send(
        revision: UInt,
        action: Action,
    ) = relatch.send(revision, action)

    override fun platformEvent(event: PlatformEvent) = relatch.platformEvent(event)

    override fun diagnostics() = relatch.diagnostics()

    override fun close() = relatch.close()
}

/** The generated object alone, with an observer of the test's own: [onScreen] is called inside the core's call. */
internal class Bare(
    config: AppConfig,
    private val onScreen: (Screen) -> Unit,
) : Core {
    private val hasBegun = CountDownLatch(1)
    private val app =
        RelatchApp(
            config,
            Observer {
                hasBegun.await()
                onScreen(it)
                screen.value = it
            },
        )
    override val screen: MutableStateFlow<Screen> = MutableStateFlow(app.screen())

    init {
        hasBegun.countDown()
    }

    /** The newest screen, as the core tells it when it is asked. */
    fun newest(): Screen = app.screen()

    override fun send(
        revision: UInt,
        action: Action,
    ) = app.send(revision, action)

    override fun platformEvent(event: PlatformEvent) = app.platformEvent(event)

    override fun diagnostics() = app.diagnostics()

    override fun close() = app.close()
}

/** Hands screens on, and leaves the log alone. */
internal class Observer(
    private val onScreen: (Screen) -> Unit,
) : AppObserver {
    override fun onScreen(screen: Screen) = onScreen.invoke(screen)

    override fun onLog(line: LogLine) = Unit
}

/** A demonstration in [folder]. It is the same one each time, and its lock takes no time. */
internal fun demo(
    folder: Path,
    model: DemoModel = DemoModel.KEYPAD,
    change: (DemoLock) -> DemoLock = { it },
): AppConfig =
    AppConfig(
        folder = folder.toString(),
        language = "en-GB",
        zone = PhoneZone("Europe/Berlin", 3_600),
        logLevel = LogLevel.TRACE,
        mode = AppMode.Demo(change(DemoLock(model, codes = 8u, cards = 4u, fingerprints = 2u, seed = 7uL))),
    )
