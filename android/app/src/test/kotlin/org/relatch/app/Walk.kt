package org.relatch.app

import android.content.Intent
import android.net.Uri
import org.relatch.core.ButtonName
import org.relatch.core.CodeEntry
import org.relatch.core.Danger
import org.relatch.core.Hidden
import org.relatch.core.ItemRow
import org.relatch.core.PlatformRequest
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.Secret
import org.relatch.core.StageName
import org.relatch.core.WorkProgress
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.File

/** The screens of one whole journey, each kind once, by a name, with nothing in them that is another one tomorrow. */
fun Phone.walk(): Map<String, Screen> = once("walk") { seen -> walkInto(seen) }

/** The screens that only an owner with an account sees: on the way to the key, and at the end. */
fun Phone.accountWalk(): Map<String, Screen> =
    once("account") { seen ->
        Owner(this, hasAccount = true).goOn(
            seen = {
                val isLate = it.stage == StageName.REPORT && it.body !is ScreenBody.Report
                val isOfAccount = it.stage == StageName.KEY || isLate
                if (isOfAccount) seen["account-${seen.size + 1}-${it.pictureName()}"] = it.frozen()
            },
        ) { it.isReceipt() }
    }

/** What an owner hopes not to see, or sees only while something runs: the lock is asleep, is lost, is stopped, is reset by hand. */
fun Phone.moments(): Map<String, Screen> =
    once("moments") { seen ->
        allowBluetooth()
        val copy = runs(seen)
        goesWrong(seen)
        seen["scan-form"] = scans(copy)
    }

/** What runs, and what becomes of it when it is stopped. Gives the saved copy. */
private fun Phone.runs(seen: MutableMap<String, Screen>): ByteArray {
    val owner = Owner(this)
    shell.demonstrate(Demo(paceMs = 1_000))
    owner.act(owner.goOn { it.stage == StageName.KEY && it.body is ScreenBody.Form })
    // For an instant it says something else first; then it connects, for long.
    val connecting = lastRunning(StageName.FIND).frozen()
    seen["find-progress"] = connecting

    shell.demonstrate(Demo(DemoFault.RADIO, paceMs = 40))
    owner.act(owner.goOn { it.stage == StageName.BACKUP })
    await("that it runs") { screen.isRunning(StageName.BACKUP) }
    press(ButtonName.CANCEL)
    seen["backup-stopped"] = settled().frozen()

    owner.goOn { it.offers(ButtonName.SHARE_COPY) }
    press(ButtonName.SHARE_COPY)
    await("the question which way") { shell.offered != null }
    seen["share"] = screen.frozen()
    val copy = File(checkNotNull(shell.offered).path).readBytes()
    press(android.R.string.cancel)
    await("the screen again") { screen.request == null }

    val ways = owner.goOn { it.stage == StageName.READY && it.body is ScreenBody.Choices }
    press((ways.body as ScreenBody.Choices).choices.first { it.id == "by-hand" }.label)
    after(ways)
    val byHand = owner.goOn { it.body is ScreenBody.Instructions }
    seen["reset-instructions"] = byHand.frozen()
    press(ButtonName.BACK)
    after(byHand)
    owner.act(owner.goOn { it.stage == StageName.READY && it.body is ScreenBody.Form })
    // It connects first here, too; how far it is when one looks, nobody knows.
    await("the reset") { screen.isRunning(StageName.RESET) }
    seen["reset-progress"] = screen.frozen().copy(body = connecting.body)

    owner.goOn { it.isLastProof() }
    press(ButtonName.NEXT)
    await("that something is put back") {
        screen.isRunning(StageName.IMPORT) && screen.progress().total != null
    }
    seen["import-progress"] = screen.frozen()
    bluetooth(on = false)
    await("that Bluetooth is off") { screen.problem != null }
    seen["import-problem"] = screen.frozen()
    bluetooth(on = true)
    return copy
}

/** The lock falls asleep, at once and while it is saved; and its battery is low. */
private fun Phone.goesWrong(seen: MutableMap<String, Screen>) {
    val owner = Owner(this)
    shell.demonstrate(Demo(DemoFault.NONE, paceMs = 0, listOf("asleep@1")))
    val problem = owner.goOn { it.problem != null }
    seen["find-problem"] = problem.frozen()
    // Nobody touches it, and it is looked for anew.
    press(ButtonName.BACK)
    after(problem)
    seen["find-instructions"] = owner.goOn { it.stage == StageName.FIND }.frozen()
    shell.demonstrate(Demo(DemoFault.NONE, paceMs = 0, listOf("asleep@20")))
    seen["backup-problem"] = owner.goOn { it.problem != null }.frozen()
    shell.demonstrate(Demo(DemoFault.BATTERY, paceMs = 0))
    seen["ready-problem"] = owner.goOn { it.stage == StageName.READY && it.problem != null }.frozen()
}

/** Another phone, to which the copy came. */
private fun Phone.scans(copy: ByteArray): Screen {
    addCameraApp()
    shell.demonstrate(Demo(paceMs = 0))
    press((settled().body as ScreenBody.Choices).choices.first { it.id == "begin-from-copy" }.label)
    await("the question for the file") { screen.offers(ButtonName.NEXT) }
    press(ButtonName.NEXT)
    val uri = Uri.parse("content://mail/9")
    shadowOf(app.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(copy) }
    answer(asked(Intent.ACTION_OPEN_DOCUMENT), passed = true, uri)
    await("the question for its key") { screen.request is PlatformRequest.ScanQr }
    return screen.frozen()
}

/** All of them. */
fun Phone.everyScreen(): Map<String, Screen> = walk() + accountWalk() + moments()

/** The questions that lie over a screen, one after the other, each by a name, and what is open on one. Only what is shown last is left. */
fun Phone.eachQuestion(
    screens: Map<String, Screen>,
    seen: (String) -> Unit,
) {
    val oneWay = screens.getValue("erase-text5")
    shell.show(oneWay)
    await("the end of it") { sees(oneWay.title) }
    press(oneWay.actions.first { it.danger == Danger.ONE_WAY && it.confirm != null }.label)
    seen("question-erase")
    press(android.R.string.cancel)

    val home = screens.getValue("home-choices0")
    shell.show(home)
    await("home") { sees(home.title) }
    press(R.string.door)
    seen("door")
    press(R.string.door)

    shell.showAsReal(home.copy(door = null))
    await("the offer of a demonstration") { shell.demo == null }
    seen("home-real")
    press(R.string.demo)
    seen("question-demonstration")
}

private fun Phone.walkInto(seen: MutableMap<String, Screen>) {
    Owner(this).goOn(seen = { seen.putIfAbsent(it.pictureName(), it.frozen()) }) { it.isReceipt() }
}

/** The last screen of [stage] on which something ran. */
private fun Phone.lastRunning(stage: StageName): Screen {
    var last: Screen? = null
    await("the end of what runs: $stage") {
        last = screen.takeIf { it.isRunning(stage) } ?: last
        last != null && screen.isSettled()
    }
    return checkNotNull(last)
}

private fun Screen.isRunning(stage: StageName) = this.stage == stage && body is ScreenBody.Progress

private fun Screen.progress() = (body as ScreenBody.Progress).progress

private val walked = mutableMapOf<String, Map<String, Screen>>()

/** Walks it in this language, if no test did so before. */
private fun Phone.once(
    name: String,
    walk: (MutableMap<String, Screen>) -> Unit,
): Map<String, Screen> =
    walked.getOrPut("$name in ${app.resources.configuration.locales[0]}") {
        open()
        linkedMapOf<String, Screen>().also(walk).also { close() }
    }

private fun Screen.pictureName(): String {
    val ways = if (body is ScreenBody.Text || body is ScreenBody.Choices) actions.count().toString() else ""
    return "${stage.name.lowercase().replace('_', '-')}-${body.javaClass.simpleName.lowercase()}$ways"
}

/** Keys are random, and what has expired is another thing each year. */
private fun Screen.frozen(): Screen =
    copy(
        request = request.frozen(),
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

                is ScreenBody.Progress -> {
                    body.copy(progress = body.progress.frozen())
                }

                is ScreenBody.Text,
                is ScreenBody.Choices,
                is ScreenBody.Checklist,
                is ScreenBody.Instructions,
                -> {
                    body
                }
            },
    )

private fun PlatformRequest?.frozen() =
    if (this is PlatformRequest.Share) copy(file = file.copy(name = file.name.withoutNumbers())) else this

/** How far it is depends on when one looks. */
private fun WorkProgress.frozen() = if (total == null) copy(done = 0u) else copy(done = 9u, total = 24u, left = null)

private fun List<ItemRow>.frozen(): List<ItemRow> =
    mapIndexed {
        index,
        row,
        ->
        row.copy(notes = if (row.lost) row.notes.take(0) else emptyList(), lost = index == 1)
    }.take(3)

private fun String.withoutNumbers() = replace(Regex("\\p{Nd}+"), "8")
