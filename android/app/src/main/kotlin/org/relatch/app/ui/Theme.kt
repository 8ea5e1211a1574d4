package org.relatch.app.ui

import android.os.Build
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.dynamicDarkColorScheme
import androidx.compose.material3.dynamicLightColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** [usesPhonesColours]: whether they are those that the person chose for the phone, where it has such (Android 12). */
@Composable
fun RelatchTheme(
    usesPhonesColours: Boolean,
    content: @Composable () -> Unit,
) {
    MaterialTheme(
        colours(usesPhonesColours, isSystemInDarkTheme()),
        shapes = SHAPES,
        typography = TYPE,
        content = content,
    )
}

@Composable
private fun colours(
    usesPhonesColours: Boolean,
    dark: Boolean,
): ColorScheme =
    when {
        usesPhonesColours && Build.VERSION.SDK_INT >= Build.VERSION_CODES.S -> {
            val context = LocalContext.current
            if (dark) dynamicDarkColorScheme(context) else dynamicLightColorScheme(context)
        }

        dark -> {
            DARK
        }

        else -> {
            LIGHT
        }
    }

private val SHAPES =
    Shapes(small = RoundedCornerShape(10.dp), medium = RoundedCornerShape(16.dp), large = RoundedCornerShape(24.dp))

private val TYPE =
    Typography().run {
        copy(
            headlineMedium =
                headlineMedium.copy(
                    hyphens = Hyphens.Auto,
                    fontSize = 27.sp,
                    lineHeight = 33.sp,
                    fontWeight = FontWeight.SemiBold,
                ),
            titleMedium =
                titleMedium.copy(
                    hyphens = Hyphens.Auto,
                    fontSize = 17.sp,
                    lineHeight = 23.sp,
                    fontWeight = FontWeight.SemiBold,
                ),
            bodyLarge =
                bodyLarge.copy(
                    hyphens = Hyphens.Auto,
                    fontSize = 17.sp,
                    lineHeight = 25.sp,
                    letterSpacing = 0.1.sp,
                ),
            bodyMedium = bodyMedium.copy(hyphens = Hyphens.Auto, fontSize = 15.sp, lineHeight = 21.sp),
            labelLarge = labelLarge.copy(hyphens = Hyphens.Auto, fontSize = 17.sp, lineHeight = 22.sp),
        )
    }

// Water under a bridge: calm, and nothing like the red of what cannot be undone. Amber is for care.
private val LIGHT =
    lightColorScheme(
        primary = Color(0xFF0B5468),
        onPrimary = Color.White,
        primaryContainer = Color(0xFFC7E7F1),
        onPrimaryContainer = Color(0xFF00212B),
        secondary = Color(0xFF43616B),
        onSecondary = Color.White,
        secondaryContainer = Color(0xFFD6E7ED),
        onSecondaryContainer = Color(0xFF0C1E25),
        tertiary = Color(0xFF6F5100),
        onTertiary = Color.White,
        tertiaryContainer = Color(0xFFFFE4A8),
        onTertiaryContainer = Color(0xFF251A00),
        error = Color(0xFFA3201D),
        onError = Color.White,
        errorContainer = Color(0xFFFFDBD6),
        onErrorContainer = Color(0xFF410003),
        background = Color(0xFFF6FAFB),
        onBackground = Color(0xFF161D1F),
        surface = Color(0xFFF6FAFB),
        onSurface = Color(0xFF161D1F),
        surfaceVariant = Color(0xFFDBE4E8),
        onSurfaceVariant = Color(0xFF3D474B),
        surfaceContainerLowest = Color.White,
        surfaceContainerLow = Color(0xFFEFF5F6),
        surfaceContainer = Color(0xFFE8F0F2),
        surfaceContainerHigh = Color(0xFFE1EAED),
        surfaceContainerHighest = Color(0xFFDBE4E8),
        outline = Color(0xFF6C777B),
        outlineVariant = Color(0xFFBDC8CC),
    )

private val DARK =
    darkColorScheme(
        primary = Color(0xFF8BD1E8),
        onPrimary = Color(0xFF003543),
        primaryContainer = Color(0xFF0D4C5E),
        onPrimaryContainer = Color(0xFFC7E7F1),
        secondary = Color(0xFFB2CAD4),
        onSecondary = Color(0xFF1D333B),
        secondaryContainer = Color(0xFF2C444D),
        onSecondaryContainer = Color(0xFFD6E7ED),
        tertiary = Color(0xFFF2C14B),
        onTertiary = Color(0xFF3D2E00),
        tertiaryContainer = Color(0xFF4E3B00),
        onTertiaryContainer = Color(0xFFFFE4A8),
        error = Color(0xFFFFB4AB),
        onError = Color(0xFF690006),
        errorContainer = Color(0xFF7D1416),
        onErrorContainer = Color(0xFFFFDBD6),
        background = Color(0xFF0E1517),
        onBackground = Color(0xFFDDE4E6),
        surface = Color(0xFF0E1517),
        onSurface = Color(0xFFDDE4E6),
        surfaceVariant = Color(0xFF3F484C),
        onSurfaceVariant = Color(0xFFC2CCD0),
        surfaceContainerLowest = Color(0xFF090F11),
        surfaceContainerLow = Color(0xFF151D1F),
        surfaceContainer = Color(0xFF1A2224),
        surfaceContainerHigh = Color(0xFF242C2F),
        surfaceContainerHighest = Color(0xFF2F373A),
        outline = Color(0xFF8B9599),
        outlineVariant = Color(0xFF3F484C),
    )
