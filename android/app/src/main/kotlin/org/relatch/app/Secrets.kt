package org.relatch.app

import org.relatch.core.FieldKind
import org.relatch.core.Screen
import org.relatch.core.ScreenBody

private val SECRETS = setOf(FieldKind.SECRET, FieldKind.PASTE, FieldKind.PASSWORD)

/** Whether something on it opens a door or a saved copy, so that no picture may be made of it. */
fun Screen.holdsSecret(): Boolean =
    when (val body = body) {
        is ScreenBody.Code -> true

        is ScreenBody.Proof -> body.proof.code != null

        is ScreenBody.Items -> body.table.revealed

        is ScreenBody.Form -> body.fields.any { it.kind in SECRETS }

        is ScreenBody.Text,
        is ScreenBody.Choices,
        is ScreenBody.Checklist,
        is ScreenBody.Instructions,
        is ScreenBody.Progress,
        is ScreenBody.Plan,
        is ScreenBody.Report,
        -> false
    }
