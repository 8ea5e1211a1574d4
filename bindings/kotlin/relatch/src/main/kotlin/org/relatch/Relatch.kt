package org.relatch

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import org.relatch.core.Action
import org.relatch.core.AppConfig
import org.relatch.core.AppObserver
import org.relatch.core.HttpPost
import org.relatch.core.Internet
import org.relatch.core.InternetException
import org.relatch.core.LogLine
import org.relatch.core.PlatformEvent
import org.relatch.core.RelatchApp
import org.relatch.core.Screen

/**
 * The app's core, as a shell in Kotlin holds it: the newest [screen] to draw, and two ways to tell what happened.
 *
 * Nothing here waits, and nothing throws, closed or not: what goes wrong is a `problem` on the screen. Everything may be called
 * from any thread. Make one for each folder, keep it for as long as the app lives, and [close] it at the end.
 *
 * @param config what a shell says once. A folder that cannot be a path, because it holds half of a surrogate pair, is told on
 *   the screen as every other bad folder is.
 * @param internet the platform's own way to the internet, by which an owner's account is then reached; on Android there is no other. It is
 *   called from threads of the core. What it throws beside an [InternetException], errors included, is a connection that broke off.
 * @param log is given each line of the log, for the platform's own: they hold no secret. It is called from a thread of the
 *   core and should return soon. Once it has thrown, it is given no more.
 * @throws UnsatisfiedLinkError where the library `relatch_core` is not there, which is a mistake of the app's package.
 */
public class Relatch(
    config: AppConfig,
    internet: Internet? = null,
    log: (LogLine) -> Unit,
) : AutoCloseable {
    private val newest = Newest(log)
    private val app = RelatchApp(config.wellFormed(), newest, internet?.let(::Guarded))

    /**
     * What to show, always the newest. It is set from a thread of the core; collect it on the main thread. Who collects slowly
     * gets fewer screens. After [close] it stays as it is.
     */
    public val screen: StateFlow<Screen> = newest.begin(app.screen())

    /**
     * A person did something on [screen]. If another is shown by now, or it does not offer this, nothing happens: a double tap
     * needs no care.
     */
    public fun send(
        screen: Screen,
        action: Action,
    ) {
        send(screen.revision, action)
    }

    /** A person did something on the screen of this [revision], where only that was kept. */
    public fun send(
        revision: UInt,
        action: Action,
    ) {
        unlessClosed { app.send(revision, action.wellFormed()) }
    }

    /** The platform answered the `request` of a screen, or changed by itself. */
    public fun platformEvent(event: PlatformEvent) {
        unlessClosed { app.platformEvent(event.wellFormed()) }
    }

    /**
     * What support needs to know, as JSON that a person may read before it is given away; it holds no secret. Empty after
     * [close].
     */
    public fun diagnostics(): String = unlessClosed { app.diagnostics() }.orEmpty()

    /**
     * Ends the core and returns at once: what runs stops in the background as soon as the lock's state is known. A new one for
     * the same folder waits for that by itself. A second time does nothing.
     */
    override fun close() {
        app.close()
    }

    /** The generated object throws exactly this once it is closed, also when that happens on another thread meanwhile. */
    private inline fun <T> unlessClosed(call: () -> T): T? =
        try {
            call()
        } catch (_: IllegalStateException) {
            null
        }
}

/** Keeps the newest screen. The core calls it from one thread, perhaps before its constructor has returned. */
private class Newest(
    private val log: (LogLine) -> Unit,
) : AppObserver {
    private var early: Screen? = null
    private var screens: MutableStateFlow<Screen>? = null
    private var hasCaughtUp = false

    /** From now on there is a flow. It begins with what the core told already, else with the [first] that it was asked for. */
    fun begin(first: Screen): StateFlow<Screen> =
        synchronized(this) {
            hasCaughtUp = early != null
            MutableStateFlow(early ?: first).also { screens = it }
        }

    override fun onScreen(screen: Screen) {
        val screens = synchronized(this) { screens.also { if (it == null) early = screen } } ?: return
        // What the core was asked for may be newer than what it tells next: the flow never goes back.
        val isBehind = !hasCaughtUp && (screen.revision - screens.value.revision).toInt() < 0
        if (!isBehind) {
            hasCaughtUp = true
            screens.value = screen
        }
    }

    override fun onLog(line: LogLine) {
        try {
            log(line)
        } catch (error: Error) {
            // The generated code hands an exception to the core and lets an error go by unseen.
            throw IllegalStateException("the app's log failed", error)
        }
    }
}

/** An error of the app's would go by the generated code unseen, and the core would find no answer where one has to be. */
private class Guarded(
    private val internet: Internet,
) : Internet {
    override fun post(post: HttpPost) =
        try {
            internet.post(post).wellFormed()
        } catch (_: Error) {
            throw InternetException.CutOff()
        }
}
