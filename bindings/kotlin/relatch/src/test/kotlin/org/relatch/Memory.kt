package org.relatch

import com.sun.jna.Library
import com.sun.jna.Native
import com.sun.jna.Structure
import java.lang.management.ManagementFactory
import javax.management.ObjectName
import kotlin.io.path.Path
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText

/**
 * What this process holds.
 *
 * @property heap bytes of live objects on the heap
 * @property outside bytes that the C library has given out to others than the JVM, to Rust above all; 0 where it does not tell
 * @property values how many values of the border live: screens and their parts, buffers of the library
 */
internal data class Memory(
    val heap: Long,
    val outside: Long,
    val values: Long,
) {
    companion object {
        /** After everything was collected that can be. */
        fun now(): Memory {
            val table = liveObjects()
            val ours = table.filterKeys { it.startsWith("org.relatch.core.") && !it.contains("FfiConverter") }
            return Memory(
                heap = table.values.sumOf { it.bytes },
                outside = givenOut(),
                values = ours.values.sumOf { it.count },
            )
        }

        /** How many threads of the core run, by their names; 0 where there is no way to know. */
        fun threadsOfCore(): Int {
            val tasks = Path("/proc/self/task")
            if (!tasks.exists()) return 0
            // One may end while it is looked at.
            val names =
                tasks.listDirectoryEntries().map {
                    runCatching {
                        it
                            .resolve(
                                "comm",
                            ).readText()
                    }.getOrDefault("")
                }
            return names.count { it.startsWith("relatch-") }
        }

        /** The live objects of each class. Asking for them collects the others. */
        private fun liveObjects(): Map<String, Objects> {
            val row = Regex("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*")
            return asked("gcClassHistogram")
                .lines()
                .mapNotNull(row::matchEntire)
                .map { it.destructured }
                .associate { (count, bytes, name) -> name to Objects(count.toLong(), bytes.toLong()) }
        }

        /** All but the JVM's own, which comes and goes with its compiler by more than a leak would take. */
        private fun givenOut(): Long =
            try {
                val own = Regex("malloc=(\\d+)KB").findAll(asked("vmNativeMemory")).sumOf { it.groupValues[1].toLong() }
                check(own > 0) { "the JVM must be started with -XX:NativeMemoryTracking=summary" }
                val told = libc.mallinfo2()
                told.uordblks + told.hblkhd - own * 1024
            } catch (_: UnsatisfiedLinkError) {
                0
            }

        /** What the JVM tells about itself. */
        private fun asked(what: String): String {
            val command = ObjectName("com.sun.management:type=DiagnosticCommand")
            val signature = arrayOf(Array<String>::class.java.name)
            val server = ManagementFactory.getPlatformMBeanServer()
            return server.invoke(command, what, arrayOf(emptyArray<String>()), signature) as String
        }

        private val libc: LibC by lazy { Native.load("c", LibC::class.java) }
    }

    private class Objects(
        val count: Long,
        val bytes: Long,
    )
}

/** Of the C library of GNU. */
internal interface LibC : Library {
    fun mallinfo2(): MallInfo
}

/** What `malloc` has given out. */
@Suppress("SpellCheckingInspection")
@Structure.FieldOrder(
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost",
)
internal class MallInfo :
    Structure(),
    Structure.ByValue {
    @JvmField var arena: Long = 0

    @JvmField var ordblks: Long = 0

    @JvmField var smblks: Long = 0

    @JvmField var hblks: Long = 0

    /** Bytes in blocks of their own. */
    @JvmField var hblkhd: Long = 0

    @JvmField var usmblks: Long = 0

    @JvmField var fsmblks: Long = 0

    /** Bytes given out. */
    @JvmField var uordblks: Long = 0

    @JvmField var fordblks: Long = 0

    @JvmField var keepcost: Long = 0
}
