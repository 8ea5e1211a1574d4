package org.relatch.app

import org.junit.rules.ExternalResource
import java.io.File
import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.security.KeyStore
import java.security.Provider
import java.security.Security
import java.util.Collections
import java.util.concurrent.CountDownLatch
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLServerSocket
import javax.net.ssl.SSLSocketFactory
import javax.net.ssl.TrustManagerFactory
import kotlin.concurrent.thread

/** A server with real encryption on this very machine, whose key is made by Java's keytool. It answers each connection as [answer] says. */
class TlsServer(
    name: String = "IP:127.0.0.1",
    private val answer: TlsServer.(OutputStream) -> Unit,
) : AutoCloseable {
    private val keys = keysFor(name)
    private val socket =
        context(keys).serverSocketFactory.createServerSocket(0, 1, InetAddress.getLoopbackAddress()) as SSLServerSocket
    private val isOver = CountDownLatch(1)

    /** What was sent, a text for each connection that came to that. */
    val received: MutableList<String> = Collections.synchronizedList(mutableListOf())

    /** How many connected, whatever came of it. */
    @Volatile
    var connections: Int = 0
        private set

    val url: String get() = "https://127.0.0.1:${socket.localPort}/oauth2/token"

    /** Encryption that takes this server for the right one. */
    val trusted: SSLSocketFactory get() = context(keys).socketFactory

    init {
        thread(isDaemon = true) {
            while (true) {
                val connection =
                    try {
                        socket.accept()
                    } catch (_: Exception) {
                        break
                    }
                connections++
                try {
                    connection.use {
                        received += it.inputStream.readRequest()
                        answer(this, it.outputStream)
                    }
                } catch (_: Exception) {
                    // The other side may go at any time.
                }
            }
        }
    }

    /** Until the test is over. */
    fun hold() = isOver.await()

    override fun close() {
        isOver.countDown()
        socket.close()
    }

    private fun InputStream.readRequest(): String {
        val head = StringBuilder()
        while (!head.endsWith("\r\n\r\n")) {
            val byte = read()
            if (byte < 0) break
            head.append(byte.toChar())
        }
        val length =
            Regex("(?i)content-length: (\\d+)")
                .find(head)
                ?.groupValues
                ?.get(1)
                ?.toInt() ?: 0
        return head.toString() + String(readNBytes(length))
    }

    private fun context(keys: KeyStore) =
        SSLContext.getInstance("TLS").apply {
            val own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
            own.init(keys, PASSWORD.toCharArray())
            val trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
            trust.init(keys)
            init(own.keyManagers, trust.trustManagers, null)
        }

    private fun keysFor(name: String): KeyStore {
        val file = File.createTempFile("keys", ".p12").apply { delete() }
        val keytool = File(System.getProperty("java.home"), "bin/keytool").path
        val command =
            "$keytool -genkeypair -alias server -keyalg EC -dname CN=server -validity 2 -storetype PKCS12 -storepass $PASSWORD"
        val made =
            ProcessBuilder(command.split(' ') + listOf("-ext", "san=$name", "-keystore", file.path))
                .redirectErrorStream(true)
                .start()
        val told = made.inputStream.reader().readText()
        check(made.waitFor() == 0) { told }
        // As one that is trusted, too: an entry with a key is none.
        return KeyStore.getInstance("PKCS12").apply {
            file.inputStream().use { load(it, PASSWORD.toCharArray()) }
            setCertificateEntry("trusted", getCertificate("server"))
            file.delete()
        }
    }

    private companion object {
        const val PASSWORD = "nobody"
    }
}

/**
 * Java's own encryption alone: Robolectric leaves others in the process, by which Java's HTTP cannot be ended while it begins, and which Java's
 * own falls over.
 */
class JavasOwnEncryption : ExternalResource() {
    private var others: List<IndexedValue<Provider>> = emptyList()

    override fun before() {
        others = Security.getProviders().withIndex().filter { it.value.name in setOf("BC", "Conscrypt") }
        for (other in others) Security.removeProvider(other.value.name)
    }

    override fun after() {
        for (other in others) Security.insertProviderAt(other.value, other.index + 1)
    }
}
