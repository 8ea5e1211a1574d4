package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Test

/** Text with halves of surrogate pairs. */
class WellFormedTest {
    @Test
    fun halvesOfPairsAreReplacedAndNothingElse() {
        for (whole in listOf("", "x", "🔑", "a🔑b🔑", "\u0000\uFFFF\uFFFD", "مفتاح", "钥匙")) {
            assertSame(whole, whole.wellFormed())
        }
        val (high, low) = "🔑".toList()
        val cleaned =
            mapOf(
                "$high" to "\uFFFD",
                "$low" to "\uFFFD",
                "$low$high" to "\uFFFD\uFFFD",
                "$high$high$low" to "\uFFFD🔑",
                "$high$low$low" to "🔑\uFFFD",
                "a${high}b" to "a\uFFFDb",
                "🔑$high" to "🔑\uFFFD",
            )
        for ((text, clean) in cleaned) assertEquals(clean, text.wellFormed())
    }
}
