package org.relatch.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.rotate
import androidx.compose.ui.graphics.drawscope.scale
import androidx.compose.ui.graphics.drawscope.translate
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import org.relatch.core.Scene

/** What there is to do at the door. A picture beside the words, which say it all: a screen reader needs none. */
@Composable
fun DoorDrawing(scene: Scene) {
    val ink = MaterialTheme.colorScheme.onSurfaceVariant
    val accent = MaterialTheme.colorScheme.primary
    val paper = MaterialTheme.colorScheme.surfaceContainerLowest
    Surface(
        Modifier.fillMaxWidth().testTag(scene.name),
        MaterialTheme.shapes.medium,
        MaterialTheme.colorScheme.surfaceContainer,
    ) {
        Canvas(Modifier.fillMaxWidth().height(148.dp)) {
            val unit = size.height / 120f
            translate((size.width - 200f * unit) / 2f, 0f) {
                scale(unit, unit, Offset.Zero) {
                    Pen(this, ink, accent, paper).run {
                        when (scene) {
                            Scene.TOUCH_KEYPAD -> touchKeypad()
                            Scene.TYPE_CODE -> typeCode()
                            Scene.OPEN_DOOR -> openDoor()
                            Scene.HOLD_BUTTON -> holdButton()
                            Scene.CHANGE_BATTERIES -> changeBatteries()
                        }
                    }
                }
            }
        }
    }
}

/** Draws on 200 by 120. */
private class Pen(
    private val scope: DrawScope,
    private val ink: Color,
    private val accent: Color,
    private val paper: Color,
) {
    fun touchKeypad() {
        plate(70f, lit = -1)
        hand(98f, 58f)
        waves(98f, 52f)
    }

    fun typeCode() {
        plate(70f, lit = 4)
        hand(98f, 62f)
        // The bolt, moving.
        box(132f, 52f, 34f, 16f, 3f, paper)
        arrow(140f, 60f, 160f)
    }

    fun openDoor() {
        // The frame, and the door standing open in it.
        box(58f, 10f, 60f, 104f, 3f, paper)
        val door = path("M118 10 L160 22 V112 L118 114 Z")
        fill(door, paper)
        line(door)
        scope.drawCircle(accent, 4f, Offset(151f, 68f))
        // Somebody inside.
        scope.drawCircle(accent, 8f, Offset(88f, 56f))
        fill(path("M72 106 V88 A16 16 0 0 1 104 88 V106 Z"), accent)
    }

    fun holdButton() {
        // The inner side of the lock, its cover lifted off the batteries.
        box(62f, 8f, 46f, 104f, 10f, paper)
        scope.rotate(14f, Offset(132f, 40f)) { box(122f, 14f, 40f, 56f, 8f, paper) }
        for (row in 0..1) box(70f, 16f + row * 16f, 30f, 11f, 4f, Color.Transparent)
        scope.drawCircle(accent, 6f, Offset(85f, 66f))
        waves(85f, 66f)
        hand(85f, 70f)
    }

    fun changeBatteries() {
        // The inner side of the lock, its cover off, and a new battery on its way into the middle.
        box(40f, 8f, 46f, 104f, 10f, paper)
        box(46f, 14f, 34f, 62f, 5f, Color.Transparent)
        for (row in listOf(0, 2)) battery(50f, 20f + row * 18f, ink)
        arrow(112f, 45f, 94f)
        battery(120f, 38f, accent)
        scope.rotate(14f, Offset(150f, 90f)) { box(118f, 72f, 56f, 34f, 8f, paper) }
    }

    private fun battery(
        x: Float,
        y: Float,
        colour: Color,
    ) {
        scope.drawRoundRect(paper, Offset(x, y), Size(23f, 14f), CornerRadius(3f))
        scope.drawRoundRect(colour, Offset(x, y), Size(23f, 14f), CornerRadius(3f), STROKE)
        scope.drawLine(colour, Offset(x + 26.5f, y + 4.5f), Offset(x + 26.5f, y + 9.5f), 2.4f, StrokeCap.Round)
    }

    private fun plate(
        x: Float,
        lit: Int,
    ) {
        box(x, 8f, 56f, 104f, 12f, paper)
        for (key in 0..11) {
            val at = Offset(x + 12f + (key % 3) * 16f, 24f + (key / 3) * 19f)
            scope.drawCircle(if (key == lit) accent else ink, if (key == lit) 6f else 3.4f, at)
        }
        scope.drawLine(ink, Offset(x + 18f, 102f), Offset(x + 38f, 102f), 2.4f, StrokeCap.Round)
    }

    /** A hand whose finger points at x, y. */
    private fun hand(
        x: Float,
        y: Float,
    ) = scope.translate(x, y) {
        val shape =
            path(
                "M-5 2 A5 5 0 0 1 5 2 V20 L18 23 A8 8 0 0 1 24 32 L20 48 H-3 L-17 32 A4.5 4.5 0 0 1 -10 26 L-5 30 Z",
            )
        drawPath(shape, paper)
        drawPath(shape, ink, style = STROKE)
    }

    private fun waves(
        x: Float,
        y: Float,
    ) {
        for (radius in listOf(12f, 19f)) {
            scope.drawArc(
                accent,
                200f,
                140f,
                false,
                Offset(x - radius, y - radius),
                Size(2 * radius, 2 * radius),
                style = STROKE,
            )
        }
    }

    private fun arrow(
        from: Float,
        y: Float,
        to: Float,
    ) {
        scope.drawLine(accent, Offset(from, y), Offset(to, y), 3f, StrokeCap.Round)
        val back = if (to > from) to - 5 else to + 5
        scope.drawPath(path("M$back ${y - 5} L$to $y L$back ${y + 5}"), accent, style = STROKE)
    }

    private fun box(
        x: Float,
        y: Float,
        width: Float,
        height: Float,
        radius: Float,
        inside: Color,
    ) {
        scope.drawRoundRect(inside, Offset(x, y), Size(width, height), CornerRadius(radius))
        scope.drawRoundRect(ink, Offset(x, y), Size(width, height), CornerRadius(radius), STROKE)
    }

    private fun fill(
        path: Path,
        colour: Color,
    ) = scope.drawPath(path, colour)

    private fun line(path: Path) = scope.drawPath(path, ink, style = STROKE)

    private fun path(data: String): Path =
        androidx.compose.ui.graphics.vector
            .PathParser()
            .parsePathString(data)
            .toPath()

    private companion object {
        val STROKE = Stroke(2.4f, cap = StrokeCap.Round, join = StrokeJoin.Round)
    }
}
