package org.relatch.app.ui

import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.Checkbox
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.vector.ImageVector
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
        each("choice", body.choices.size) {
            ChoiceCard(body.choices[it], isFirst = it == 0 && screen.stage == StageName.HOME, hand)
        }
    }

    is ScreenBody.Checklist -> {
        each("check", body.checks.size) { CheckRow(body.checks[it], hand) }
    }

    is ScreenBody.Instructions -> {
        each("instruction", body.instructions.size) { Instruction(it + 1, body.instructions[it]) }
    }

    is ScreenBody.Form -> {
        each("field", body.fields.size) { FieldRow(body.fields[it], hand) }
    }

    is ScreenBody.Progress -> {
        one("progress") { ProgressView(body.progress) }
    }

    is ScreenBody.Items -> {
        counts(body.table.counts)
        one("search") { SearchField(body.table.search, hand) }
        each("row", body.table.rows.size) { ItemCard(body.table.rows[it], hand.isCovered) }
    }

    is ScreenBody.Plan -> {
        counts(body.table.counts)
        each("option", body.table.options.size) { CheckRow(body.table.options[it], hand) }
        one("search") { SearchField(body.table.search, hand) }
        each("row", body.table.rows.size) { PlanCard(body.table.rows[it], hand) }
    }

    is ScreenBody.Code -> {
        one("code") { CodeView(body.code, hand.isCovered) }
    }

    is ScreenBody.Proof -> {
        one("proof") { ProofView(body.proof, hand.isCovered) }
    }

    is ScreenBody.Report -> {
        report(body.report, hand)
    }
}

private fun LazyListScope.counts(counts: List<String>) =
    each("count", counts.size) {
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
            // What cannot be chosen has to be read all the same: it says why.
            CardDefaults.cardColors(
                MaterialTheme.colorScheme.surfaceContainer,
                MaterialTheme.colorScheme.onSurface,
                MaterialTheme.colorScheme.surfaceContainerLow,
                MaterialTheme.colorScheme.onSurfaceVariant,
            )
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

/** One thing to do with the hands, in its turn. Nobody ticks it. */
@Composable
private fun Instruction(
    number: Int,
    words: String,
) = Row(
    Modifier.fillMaxWidth().semantics(mergeDescendants = true) { },
    Arrangement.spacedBy(14.dp),
) {
    Surface(shape = CircleShape, color = MaterialTheme.colorScheme.primaryContainer) {
        Box(Modifier.defaultMinSize(32.dp, 32.dp).padding(4.dp, 2.dp), Alignment.Center) {
            Text("$number", style = MaterialTheme.typography.titleMedium)
        }
    }
    Text(words, Modifier.weight(1f).padding(top = 3.dp), style = MaterialTheme.typography.bodyLarge)
}

@Composable
private fun FieldRow(
    field: Field,
    hand: Hand,
) = key(field) {
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
    LabelledField(
        field.id,
        field.label,
        hand.drafts[field.id].orEmpty(),
        { hand.type(field.id, it) },
        keyboard,
        lines = if (field.kind == FieldKind.PASTE) 3..6 else 1..1,
        transformation =
            if (field.kind == FieldKind.SECRET || field.kind == FieldKind.PASSWORD) {
                PasswordVisualTransformation()
            } else {
                VisualTransformation.None
            },
    )
}

/** A field whose label stands above it, whole, and belongs to it: a screen reader says both that and what is typed. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun LabelledField(
    tag: String,
    label: String,
    text: String,
    change: (String) -> Unit,
    keyboard: KeyboardOptions = KeyboardOptions.Default,
    lines: IntRange = 1..1,
    transformation: VisualTransformation = VisualTransformation.None,
    sign: ImageVector? = null,
) {
    val touched = remember { MutableInteractionSource() }
    val isSingle = lines.last == 1
    BasicTextField(
        text,
        change,
        Modifier.fillMaxWidth().testTag(tag),
        textStyle = MaterialTheme.typography.bodyLarge.copy(color = MaterialTheme.colorScheme.onSurface),
        keyboardOptions = keyboard,
        singleLine = isSingle,
        minLines = lines.first,
        maxLines = lines.last,
        visualTransformation = transformation,
        interactionSource = touched,
        cursorBrush = SolidColor(MaterialTheme.colorScheme.primary),
    ) { inner ->
        Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(6.dp)) {
            Text(label, style = MaterialTheme.typography.titleMedium)
            OutlinedTextFieldDefaults.DecorationBox(
                text,
                { Box(Modifier.fillMaxWidth()) { inner() } },
                enabled = true,
                singleLine = isSingle,
                visualTransformation = transformation,
                interactionSource = touched,
                leadingIcon = sign?.let { { Icon(it, null) } },
            )
        }
    }
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
    LabelledField(
        "search",
        stringResource(R.string.search),
        text,
        {
            text = it
            hand.act(Action.Search(it))
        },
        sign = Icons.Search,
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
    one("report") {
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
    each("missing", report.missing.size) { ItemCard(report.missing[it], hand.isCovered) }
    each("to-do", report.toDo.size) { CheckRow(report.toDo[it], hand) }
}
