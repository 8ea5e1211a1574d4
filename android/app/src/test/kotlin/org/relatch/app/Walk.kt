package org.relatch.app

import org.relatch.core.ButtonName
import org.relatch.core.CodeEntry
import org.relatch.core.Hidden
import org.relatch.core.ItemRow
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.Secret
import org.relatch.core.StageName
import org.relatch.core.WorkProgress

/** The screens of one whole journey, each kind once, by a name, with nothing in them that is another one tomorrow. */
fun Phone.walk(): Map<String, Screen> {
    val seen = linkedMapOf<String, Screen>()
    open()
    Owner(this).goOn(seen = { seen.putIfAbsent(it.pictureName(), it.frozen()) }) { it.isReceipt() }
    seen.values.firstOrNull { it.stage == StageName.REHEARSAL }?.let { seen["import-progress"] = it.running() }
    seen.values.firstOrNull { it.stage == StageName.BACKUP }?.let { seen["backup-problem"] = it.failed() }
    shell.end()
    return seen
}

/** The screens that only an owner with an account sees: on the way to the key, and at the end. */
fun Phone.accountWalk(): Map<String, Screen> {
    val seen = linkedMapOf<String, Screen>()
    open()
    Owner(this, hasAccount = true).goOn(
        seen = {
            val isLate = it.stage == StageName.REPORT && it.body !is ScreenBody.Report
            val isOfAccount = it.stage == StageName.KEY || isLate
            if (isOfAccount) seen["account-${seen.size + 1}-${it.pictureName()}"] = it.frozen()
        },
    ) { it.isReceipt() }
    shell.end()
    return seen
}

private fun Screen.pictureName(): String {
    val ways = if (body is ScreenBody.Text || body is ScreenBody.Choices) actions.count().toString() else ""
    return "${stage.name.lowercase().replace('_', '-')}-${body.javaClass.simpleName.lowercase()}$ways"
}

/** What runs is too quick to be seen, so that its screen is put together of others. */
private fun Screen.running() =
    copy(
        body =
            ScreenBody.Progress(
                WorkProgress(label = lines.first(), done = 9u, total = 24u, left = null, deadlineS = null),
            ),
        lines = emptyList(),
        actions = actions.takeLast(1).map { it.copy(button = ButtonName.CANCEL) },
    )

private fun Screen.failed() =
    copy(
        problem =
            org.relatch.core.Problem(
                "link-lost",
                "The connection to the lock broke.",
                "Stay within an arm’s length of the lock, touch its keypad, and try again.",
                org.relatch.core.Retry.NOW,
            ),
    )

/** Keys are random, and what has expired is another thing each year. */
private fun Screen.frozen(): Screen =
    copy(
        lines = lines.map { if (stage == StageName.FIND) it else it.withoutNumbers() },
        body =
            when (val body = body) {
                is ScreenBody.Items -> {
                    body.copy(table = body.table.copy(rows = body.table.rows.frozen()))
                }

                is ScreenBody.Plan -> {
                    val rows =
                        body.table.rows
                            .takeLast(3)
                            .map { it.copy(notes = emptyList(), reason = body.table.rows[0].reason) }
                    body.copy(
                        table = body.table.copy(counts = body.table.counts.map { it.withoutNumbers() }, rows = rows),
                    )
                }

                is ScreenBody.Code -> {
                    val groups = body.code.groups.map { Secret("AGE7QX", "A G E 7 Q X") }
                    ScreenBody.Code(CodeEntry(groups, Hidden("AGE-SECRET-KEY-OF-NOBODY")))
                }

                is ScreenBody.Proof -> {
                    body.copy(proof = body.proof.copy(code = Secret("482915", "4 8 2 9 1 5")))
                }

                is ScreenBody.Report -> {
                    val report = body.report
                    val lines = report.lines.map { it.withoutNumbers() }
                    body.copy(report = report.copy(lines = lines, missing = report.missing.frozen()))
                }

                is ScreenBody.Form -> {
                    body.copy(fields = body.fields.map { it.copy(label = it.label.withoutNumbers()) })
                }

                is ScreenBody.Text,
                is ScreenBody.Choices,
                is ScreenBody.Checklist,
                is ScreenBody.Progress,
                -> {
                    body
                }
            },
    )

private fun List<ItemRow>.frozen(): List<ItemRow> =
    mapIndexed {
        index,
        row,
        ->
        row.copy(notes = if (row.lost) row.notes.take(0) else emptyList(), lost = index == 1)
    }.take(3)

private fun String.withoutNumbers() = replace(Regex("\\p{Nd}+"), "8")
