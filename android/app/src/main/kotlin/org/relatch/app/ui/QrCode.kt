package org.relatch.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel
import com.google.zxing.qrcode.encoder.Encoder

/** A QR code: black on white in the dark, too, or few cameras read it. */
@Composable
fun QrCode(
    text: String,
    spoken: String,
) {
    val matrix = remember(text) { Encoder.encode(text, ErrorCorrectionLevel.M).matrix }
    Canvas(
        Modifier
            .sizeIn(maxWidth = 260.dp, maxHeight = 260.dp)
            .aspectRatio(1f)
            .background(Color.White)
            .padding(20.dp)
            .semantics {
                contentDescription = spoken
                role = Role.Image
            },
    ) {
        val side = size.width / matrix.width
        for (y in 0 until matrix.height) {
            for (x in 0 until matrix.width) {
                // A little over the edge, or hairlines show between the squares.
                if (matrix[x, y].toInt() ==
                    1
                ) {
                    drawRect(Color.Black, Offset(x * side, y * side), Size(side + 0.5f, side + 0.5f))
                }
            }
        }
    }
}
