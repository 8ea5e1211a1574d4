package org.relatch

import org.relatch.core.Action
import org.relatch.core.AppConfig
import org.relatch.core.AppMode
import org.relatch.core.DoorDeed
import org.relatch.core.Hidden
import org.relatch.core.HttpReply
import org.relatch.core.PlatformEvent

/**
 * This text with the replacement character U+FFFD for each half of a surrogate pair that stands alone. The core takes Unicode
 * only, and the generated code throws at such a half. [Relatch] does this with every text that it is given.
 */
public fun String.wellFormed(): String {
    val first = indices.firstOrNull(::isHalf) ?: return this
    val clean = StringBuilder(this)
    for (index in first..lastIndex) {
        if (isHalf(index)) clean[index] = REPLACEMENT
    }
    return clean.toString()
}

private const val REPLACEMENT = '\uFFFD'

private fun String.isHalf(index: Int): Boolean =
    when {
        this[index].isHighSurrogate() -> index == lastIndex || !this[index + 1].isLowSurrogate()
        this[index].isLowSurrogate() -> index == 0 || !this[index - 1].isHighSurrogate()
        else -> false
    }

internal fun AppConfig.wellFormed(): AppConfig =
    copy(
        // Another name would be another folder. None is told on the screen.
        folder = folder.takeIf { it.wellFormed() == it }.orEmpty(),
        language = language.wellFormed(),
        zone = zone.copy(id = zone.id.wellFormed()),
        account =
            account?.run {
                copy(clientId = clientId.wellFormed(), tokenServer = tokenServer.wellFormed())
            },
        mode =
            when (val mode = mode) {
                is AppMode.Real -> mode
                is AppMode.Demo -> mode.copy(lock = mode.lock.copy(faults = mode.lock.faults.map(String::wellFormed)))
            },
    )

internal fun HttpReply.wellFormed(): HttpReply = copy(date = date?.wellFormed(), retryAfter = retryAfter?.wellFormed())

internal fun Action.wellFormed(): Action =
    when (this) {
        is Action.Press -> {
            this
        }

        is Action.Choose -> {
            copy(id = id.wellFormed())
        }

        is Action.Tick -> {
            copy(id = id.wellFormed())
        }

        is Action.Submit -> {
            copy(
                entries = entries.map { it.copy(field = it.field.wellFormed(), text = it.text.wellFormed()) },
            )
        }

        is Action.Search -> {
            copy(text = text.wellFormed())
        }
    }

internal fun PlatformEvent.wellFormed(): PlatformEvent =
    when (this) {
        is PlatformEvent.Picked -> copy(name = name.wellFormed())

        is PlatformEvent.Scanned -> copy(text = text.wellFormed())

        is PlatformEvent.SetLanguage -> copy(tag = tag.wellFormed())

        is PlatformEvent.SetZone -> copy(zone = zone.copy(id = zone.id.wellFormed()))

        is PlatformEvent.AtDoor -> copy(deed = deed.wellFormed())

        is PlatformEvent.Radio,
        is PlatformEvent.PowerSaving,
        is PlatformEvent.NotPicked,
        is PlatformEvent.Identified,
        is PlatformEvent.Shared,
        is PlatformEvent.SetLogLevel,
        -> this
    }

private fun DoorDeed.wellFormed(): DoorDeed =
    when (this) {
        is DoorDeed.Type -> copy(keys = keys.wellFormed())
        is DoorDeed.Touch, is DoorDeed.HoldReset, is DoorDeed.ChangeBatteries -> this
    }

private fun Hidden.wellFormed(): Hidden = copy(text = text.wellFormed())
