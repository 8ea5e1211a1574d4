package org.relatch.app.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** The signs of the app, as lines on 24 by 24. */
object Icons {
    val Back: ImageVector = icon("Back", "M15 5 L8 12 L15 19", isMirrored = true)
    val Onward: ImageVector = icon("Onward", "M9 5 L16 12 L9 19", isMirrored = true)
    val More: ImageVector = icon("More", "M5 9 L12 16 L19 9")
    val Less: ImageVector = icon("Less", "M5 15 L12 8 L19 15")
    val Close: ImageVector = icon("Close", "M6 6 L18 18 M18 6 L6 18")
    val Done: ImageVector = icon("Done", "M12 3 A9 9 0 1 1 11.9 3 Z M8 12.5 L11 15.5 L16.5 9.5")
    val Open: ImageVector = icon("Open", "M12 3 A9 9 0 1 1 11.9 3 Z")
    val Warning: ImageVector = icon("Warning", "M12 4 L21 19.5 H3 Z M12 10 V14 M12 16.7 V16.9")
    val Problem: ImageVector =
        icon("Problem", "M8.5 3.5 H15.5 L20.5 8.5 V15.5 L15.5 20.5 H8.5 L3.5 15.5 V8.5 Z M12 8 V12.8 M12 15.8 V16")
    val Lock: ImageVector = icon("Lock", "M5 11 H19 V20 H5 Z M8 11 V8 A4 4 0 0 1 16 8 V11 M12 14.5 V16.5")
    val Search: ImageVector = icon("Search", "M10.5 4.5 A6 6 0 1 1 10.4 4.5 Z M15 15 L20 20")
    val File: ImageVector = icon("File", "M6 3.5 H14 L18.5 8 V20.5 H6 Z M14 3.5 V8 H18.5")
    val Erase: ImageVector =
        icon("Erase", "M9 5.5 H21 V18.5 H9 L3 12 Z M12 9.5 L17 14.5 M17 9.5 L12 14.5", isMirrored = true)

    private fun icon(
        name: String,
        path: String,
        isMirrored: Boolean = false,
    ): ImageVector =
        ImageVector
            .Builder(name, 24.dp, 24.dp, 24f, 24f, autoMirror = isMirrored)
            .addPath(
                addPathNodes(path),
                stroke = SolidColor(Color.Black),
                strokeLineWidth = 2f,
                strokeLineCap = StrokeCap.Round,
                strokeLineJoin = StrokeJoin.Round,
            ).build()
}
