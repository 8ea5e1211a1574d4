package org.relatch.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.Checkbox
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.dp
import org.relatch.app.R
import org.relatch.core.Action
import org.relatch.core.Check
import org.relatch.core.Choice
import org.relatch.core.CodeEntry
import org.relatch.core.DoorProof
import org.relatch.core.Fate
import org.relatch.core.Field
import org.relatch.core.FieldKind
import org.relatch.core.ItemRow
import org.relatch.core.PlanRow
import org.relatch.core.ReportBody
import org.relatch.core.Screen
import org.relatch.core.ScreenBody
import org.relatch.core.Secret
import org.relatch.core.StageName
import org.relatch.core.WorkProgress

/** One renderer for each kind of body; a new kind does not compile until it has one. */
fun LazyListScope.body(
    screen: Screen,
    hand: Hand,
) = when (val body = screen.body) {
    is ScreenBody.Text -> {
        Unit
    }

    is ScreenBody.Choices -> {
        items(
            body.choices.size,
        ) { ChoiceCard(body.choices[it], isFirst = it == 0 && screen.stage == StageName.HOME, hand) }
    }

    is ScreenBody.Checklist -> {
        items(body.checks.size) { CheckRow(body.checks[it], hand) }
    }

    is ScreenBody.Form -> {
        items(body.fields.size) { FieldRow(body.fields[it], hand) }
    }

    is ScreenBody.Progress -> {
        item { ProgressView(body.progress) }
    }

    is ScreenBody.Items -> {
        counts(body.table.counts)
        item { SearchField(body.table.search, hand) }
        items(body.table.rows.size) { ItemCard(body.table.rows[it], hand.isCovered) }
    }

    is ScreenBody.Plan -> {
        counts(body.table.counts)
        items(body.table.options.size) { CheckRow(body.table.options[it], hand) }
        item { SearchField(body.table.search, hand) }
        items(body.table.rows.size) { PlanCard(body.table.rows[it], hand) }
    }

    is ScreenBody.Code -> {
        item { CodeView(body.code, hand.isCovered) }
    }

    is ScreenBody.Proof -> {
        item { ProofView(body.proof, hand.isCovered) }
    }

    is ScreenBody.Report -> {
        report(body.report, hand)
    }
}

private fun LazyListScope.counts(counts: List<String>) =
    items(counts.size) {
        Text(counts[it], style = MaterialTheme.typography.titleMedium)
    }

@Composable
private fun ChoiceCard(
    choice: Choice,
    isFirst: Boolean,
    hand: Hand,
) {
    val colours =
        if (isFirst) {
            CardDefaults.cardColors(
                MaterialTheme.colorScheme.primaryContainer,
                MaterialTheme.colorScheme.onPrimaryContainer,
            )
        } else {
            CardDefaults.cardColors(MaterialTheme.colorScheme.surfaceContainer)
        }
    Card({
        hand.act(Action.Choose(choice.id))
    }, Modifier.fillMaxWidth(), choice.enabled, MaterialTheme.shapes.medium, colours) {
        Row(Modifier.padding(18.dp).heightIn(min = 28.dp), Arrangement.spacedBy(12.dp), Alignment.CenterVertically) {
            Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) {
                Text(choice.label, style = MaterialTheme.typography.titleMedium)
                choice.detail?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
            }
            if (choice.enabled) Icon(Icons.Onward, null, Modifier.size(22.dp))
        }
    }
}

@Composable
private fun CheckRow(
    check: Check,
    hand: Hand,
) = TickRow(check.ticked, true, { hand.act(Action.Tick(check.id, it)) }) {
    Text(check.label, style = MaterialTheme.typography.bodyLarge)
    check.detail?.let {
        Text(it, color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun TickRow(
    ticked: Boolean,
    enabled: Boolean,
    tick: (Boolean) -> Unit,
    content: @Composable () -> Unit,
) = Surface(shape = MaterialTheme.shapes.medium, color = MaterialTheme.colorScheme.surfaceContainer) {
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = 56.dp)
            .toggleable(ticked, enabled, Role.Checkbox, onValueChange = tick)
            .padding(16.dp, 14.dp),
        Arrangement.spacedBy(14.dp),
        Alignment.CenterVertically,
    ) {
        Checkbox(ticked, null, enabled = enabled)
        Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) { content() }
    }
}

@Composable
private fun FieldRow(
    field: Field,
    hand: Hand,
) = Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(6.dp)) {
    Text(field.label, Modifier.clearAndSetSemantics { }, style = MaterialTheme.typography.titleMedium)
    val keyboard =
        when (field.kind) {
            FieldKind.WORDS -> {
                KeyboardOptions.Default
            }

            FieldKind.DIGITS -> {
                KeyboardOptions(keyboardType = KeyboardType.Number)
            }

            FieldKind.PASTE, FieldKind.SECRET, FieldKind.PASSWORD -> {
                KeyboardOptions(
                    autoCorrectEnabled = false,
                    keyboardType = KeyboardType.Password,
                )
            }
        }
    OutlinedTextField(
        hand.drafts[field.id].orEmpty(),
        { hand.drafts[field.id] = it },
        Modifier.fillMaxWidth().testTag(field.id).semantics { contentDescription = field.label },
        keyboardOptions = keyboard,
        singleLine = field.kind != FieldKind.PASTE,
        minLines = if (field.kind == FieldKind.PASTE) 3 else 1,
        maxLines = if (field.kind == FieldKind.PASTE) 6 else 1,
        visualTransformation =
            if (field.kind == FieldKind.SECRET || field.kind == FieldKind.PASSWORD) {
                PasswordVisualTransformation()
            } else {
                VisualTransformation.None
            },
    )
}

@Composable
private fun ProgressView(progress: WorkProgress) =
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(12.dp)) {
        Text(progress.label, style = MaterialTheme.typography.titleMedium)
        val total = progress.total?.takeIf { it > 0u }
        val size = Modifier.fillMaxWidth().heightIn(min = 10.dp)
        if (total == null) {
            LinearProgressIndicator(size)
        } else {
            LinearProgressIndicator({ progress.done.toFloat() / total.toFloat() }, size, drawStopIndicator = {})
            Text("${progress.done} / $total", style = MaterialTheme.typography.bodyLarge)
        }
        progress.left?.let {
            Text(it, color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.bodyMedium)
        }
    }

@Composable
private fun SearchField(
    searched: String,
    hand: Hand,
) {
    var text by rememberSaveable { mutableStateOf(searched) }
    val words = stringResource(R.string.search)
    OutlinedTextField(
        text,
        {
            text = it
            hand.act(Action.Search(it))
        },
        Modifier.fillMaxWidth().testTag("search").semantics { contentDescription = words },
        placeholder = { Text(words) },
        leadingIcon = { Icon(Icons.Search, null) },
        singleLine = true,
    )
}

@Composable
private fun ItemCard(
    row: ItemRow,
    isCovered: Boolean,
) = Surface(Modifier.fillMaxWidth(), MaterialTheme.shapes.medium, MaterialTheme.colorScheme.surfaceContainer) {
    Row(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp)) {
        if (row.lost) Icon(Icons.Warning, null, Modifier.size(24.dp), MaterialTheme.colorScheme.tertiary)
        Column(Modifier.weight(1f), Arrangement.spacedBy(3.dp)) {
            Text(row.label, style = MaterialTheme.typography.titleMedium)
            row.value?.let { SecretText(it, isCovered, MaterialTheme.typography.bodyLarge) }
            row.validity?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
            for (note in row.notes) {
                Text(
                    note,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                    style = MaterialTheme.typography.bodyMedium,
                )
            }
        }
    }
}

@Composable
private fun PlanCard(
    row: PlanRow,
    hand: Hand,
) = TickRow(row.ticked, row.enabled, { hand.act(Action.Tick(row.id, it)) }) {
    Text(row.label, style = MaterialTheme.typography.titleMedium)
    val (colour, onColour) = fateColours(row.fate)
    Surface(shape = MaterialTheme.shapes.small, color = colour, contentColor = onColour) {
        Text(row.word, Modifier.padding(8.dp, 3.dp), style = MaterialTheme.typography.bodyMedium)
    }
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    Text(row.reason, color = quiet, style = MaterialTheme.typography.bodyMedium)
    for (note in row.notes) Text(note, color = quiet, style = MaterialTheme.typography.bodyMedium)
}

@Composable
private fun fateColours(fate: Fate): Pair<Color, Color> =
    MaterialTheme.colorScheme.run {
        when (fate) {
            Fate.ADD -> primaryContainer to onPrimaryContainer
            Fate.CHANGE -> secondaryContainer to onSecondaryContainer
            Fate.SKIP -> surfaceContainerHighest to onSurface
            Fate.REFUSE -> errorContainer to onErrorContainer
        }
    }

/** A secret: dots while covered, and spoken digit by digit, as the core says it. */
@Composable
private fun SecretText(
    secret: Secret,
    isCovered: Boolean,
    style: TextStyle,
) {
    val shown = if (isCovered) DOTS else secret.shown
    val spoken = if (isCovered) DOTS else secret.spoken
    // Digits and keys run from left to right in every language.
    val look = style.copy(fontFamily = FontFamily.Monospace, textDirection = TextDirection.Ltr)
    Text(shown, Modifier.clearAndSetSemantics { contentDescription = spoken }, style = look)
}

private const val DOTS = "••••"

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun CodeView(
    code: CodeEntry,
    isCovered: Boolean,
) = Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(16.dp), Alignment.CenterHorizontally) {
    FlowRow(Modifier.fillMaxWidth(), Arrangement.spacedBy(10.dp), Arrangement.spacedBy(10.dp)) {
        code.groups.forEachIndexed { index, group ->
            Surface(shape = MaterialTheme.shapes.small, color = MaterialTheme.colorScheme.surfaceContainerHigh) {
                Row(Modifier.padding(12.dp, 10.dp), Arrangement.spacedBy(10.dp), Alignment.CenterVertically) {
                    Text(
                        "${index + 1}",
                        color = MaterialTheme.colorScheme.onSurfaceVariant,
                        style = MaterialTheme.typography.bodyMedium,
                    )
                    SecretText(group, isCovered, MaterialTheme.typography.titleMedium)
                }
            }
        }
    }
    code.qr?.let { if (!isCovered) QrCode(it.text, stringResource(R.string.qr)) }
}

@Composable
private fun ProofView(
    proof: DoorProof,
    isCovered: Boolean,
) = Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(14.dp)) {
    proof.code?.let {
        Surface(Modifier.fillMaxWidth(), MaterialTheme.shapes.medium, MaterialTheme.colorScheme.primaryContainer) {
            Row(
                Modifier.padding(20.dp),
                Arrangement.Center,
            ) { SecretText(it, isCovered, MaterialTheme.typography.displaySmall) }
        }
    }
    for (check in proof.checks) Seen(check)
}

/** Something that was seen, or not yet. Nobody ticks it. */
@Composable
private fun Seen(check: Check) =
    Row(
        Modifier.heightIn(min = 32.dp).semantics(mergeDescendants = true) {
        },
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Icon(
            if (check.ticked) Icons.Done else Icons.Open,
            null,
            Modifier.size(24.dp),
            MaterialTheme.colorScheme.primary,
        )
        Column {
            Text(check.label, style = MaterialTheme.typography.bodyLarge)
            check.detail?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
        }
    }

private fun LazyListScope.report(
    report: ReportBody,
    hand: Hand,
) {
    item {
        val colours = MaterialTheme.colorScheme
        val sign = if (report.proved) Icons.Done else Icons.Warning
        val (colour, onColour) =
            if (report.proved) {
                colours.primaryContainer to colours.onPrimaryContainer
            } else {
                colours.tertiaryContainer to colours.onTertiaryContainer
            }
        Note(
            sign,
            colour,
            onColour,
        ) { for (line in report.lines) Text(line, style = MaterialTheme.typography.bodyLarge) }
    }
    items(report.missing.size) { ItemCard(report.missing[it], hand.isCovered) }
    items(report.toDo.size) { CheckRow(report.toDo[it], hand) }
}
