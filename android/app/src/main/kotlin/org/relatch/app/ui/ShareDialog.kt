package org.relatch.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.relatch.app.ShareWay
import org.relatch.core.SharedFile

/** Asks whether a file is saved or goes straight into another app, where the core knows both ways. */
@Composable
fun ShareDialog(
    file: SharedFile,
    choose: (ShareWay) -> Unit,
) {
    val ways = file.ways ?: return
    AlertDialog(
        onDismissRequest = { choose(ShareWay.NEITHER) },
        title = { Text(file.name) },
        text = {
            Column(Modifier.verticalScroll(rememberScrollState()), Arrangement.spacedBy(12.dp)) {
                Way(ways.save) { choose(ShareWay.SAVE) }
                Way(ways.send) { choose(ShareWay.SEND) }
            }
        },
        confirmButton = {
            TextButton({ choose(ShareWay.NEITHER) }) { Text(stringResource(android.R.string.cancel)) }
        },
    )
}

@Composable
private fun Way(
    words: String,
    choose: () -> Unit,
) = OutlinedButton(choose, Modifier.fillMaxWidth().heightIn(min = 52.dp)) {
    Text(words, textAlign = TextAlign.Center)
}
