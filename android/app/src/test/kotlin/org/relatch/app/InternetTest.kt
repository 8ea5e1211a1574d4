package org.relatch.app

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.relatch.core.AccountConfig
import org.relatch.core.Hidden
import org.relatch.core.HttpHeader
import org.relatch.core.HttpPost
import org.relatch.core.HttpReply
import org.relatch.core.InternetException
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLSocketFactory
import kotlin.concurrent.thread

/** The calls of the owner's account, over real encryption to a server on this machine. */
class InternetTest {
    @get:Rule
    val encryption = JavasOwnEncryption()

    /** It trusts whom the machine trusts. */
    private val systems: SSLSocketFactory
        get() = SSLContext.getInstance("TLS").apply { init(null, null, null) }.socketFactory

    @Test
    fun aFormIsSentOnceWithItsHeadersAndTheAnswerComesWhole() {
        val sent = "HTTP/1.1 200 OK\r\nDate: Mon, 15 Jun 2026 10:00:00 GMT\r\nContent-Length: 7\r\n\r\n{\"a\":1}"
        TlsServer { it.say(sent) }.use { server ->
            val reply = server.post()
            assertEquals(200, reply.status.toInt())
            assertEquals("Mon, 15 Jun 2026 10:00:00 GMT", reply.date)
            assertNull(reply.retryAfter)
            assertEquals("{\"a\":1}", String(reply.body.bytes))
            val request = server.received.single()
            assertTrue(request, request.startsWith("POST /oauth2/token HTTP/1.1\r\n"))
            for (header in HEADERS) assertTrue(request, "${header.name}: ${header.value}\r\n" in request)
            assertTrue(request, request.endsWith("\r\n\r\n$FORM"))
        }
    }

    @Test
    fun anAnswerIsOneWhateverItsStatus() {
        for (status in listOf(204, 400, 401, 404, 429, 500, 503)) {
            val body = if (status == 204) "" else "{\"errcode\":1}"
            val more = "Retry-After: 7\r\nWWW-Authenticate: Basic realm=x\r\n"
            val sent = "HTTP/1.1 $status x\r\n${more}Content-Length: ${body.length}\r\n\r\n$body"
            TlsServer { it.say(sent) }.use { server ->
                val reply = server.post()
                assertEquals(status, reply.status.toInt())
                // Java keeps the answer to itself where a name and a password are wanted.
                if (status != 401) {
                    assertEquals(body, String(reply.body.bytes))
                    assertEquals("7", reply.retryAfter)
                }
                assertEquals(1, server.connections)
            }
        }
    }

    @Test
    fun aRedirectionIsNotFollowed() {
        TlsServer { it.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }.use { other ->
            for (status in listOf(301, 302, 303, 307, 308)) {
                val sent = "HTTP/1.1 $status x\r\nLocation: ${other.url}\r\nContent-Length: 0\r\n\r\n"
                TlsServer { it.say(sent) }.use { assertEquals(status, it.post().status.toInt()) }
            }
            assertEquals(0, other.connections)
        }
    }

    @Test
    fun aServerThatDoesNotProveWhoItIsGetsNothing() {
        val answer: TlsServer.(OutputStream) -> Unit = { it.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }
        TlsServer(answer = answer).use { server ->
            TlsServer(answer = answer).use { other ->
                for (encryption in listOf(systems, other.trusted)) {
                    server.fails<InternetException.Untrusted>(encryption)
                }
            }
            assertEquals(emptyList<String>(), server.received.filter { FORM in it })
        }
        TlsServer("DNS:other.example.org", answer).use { server ->
            // Java tells another name by an error that has no kind of its own, once Robolectric has been in the process.
            val error = assertThrows(InternetException::class.java) { server.post() }
            assertTrue("$error", error is InternetException.Untrusted || error is InternetException.NoNetwork)
            assertEquals("another's certificate", emptyList<String>(), server.received.filter { FORM in it })
        }
    }

    @Test
    fun anAddressWithoutEncryptionIsRefused() {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { plain ->
            for (scheme in listOf("http", "HTTP", "ftp", "nothing")) {
                fails<InternetException.Untrusted> { internet().post(post("$scheme://127.0.0.1:${plain.localPort}/x")) }
            }
            fails<InternetException.Untrusted> { internet().post(post("no address")) }
            plain.soTimeout = 1
            assertThrows("nobody connected", java.net.SocketTimeoutException::class.java) { plain.accept() }
        }
    }

    @Test
    fun whoeverDripsIsNotWaitedForLongerThanTheDeadline() {
        val drips =
            mapOf(
                "nothing" to "",
                "the head" to "HTTP/1.1 200 OK\r\nX: ",
                "the body" to "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
                "pieces" to "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            )
        for ((what, head) in drips) {
            val server =
                TlsServer {
                    it.say(head)
                    if (what == "nothing") hold()
                    // Much more often than any time limit of a single read.
                    while (true) {
                        it.say(if (what == "pieces") "1\r\nx\r\n" else "x")
                        Thread.yield()
                    }
                }
            server.use {
                val began = System.nanoTime()
                it.fails<InternetException.TimedOut>(deadlineMs = 300u, largest = Int.MAX_VALUE.toUInt())
                assertTrue(what, (System.nanoTime() - began) / 1_000_000 in 200..10_000)
            }
        }
    }

    @Test
    fun aLargerAnswerThanThereMayBeIsNotReadToItsEnd() {
        for (head in listOf("Content-Length: 1000000\r\n", "Connection: close\r\n")) {
            TlsServer {
                it.say("HTTP/1.1 200 OK\r\n$head\r\n")
                repeat(1_000) { _ -> it.write(ByteArray(1_000)) }
            }.use { it.fails<InternetException.TooLarge>(largest = 999_999u) }
        }
        TlsServer {
            it.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            it.write(ByteArray(1_000))
        }.use { assertArrayEquals(ByteArray(1_000), it.post(largest = 1_000u).body.bytes) }
    }

    @Test
    fun aConnectionThatBreaksOffIsOne() {
        val beginnings =
            listOf(
                "",
                "220 mail ready\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"list\":[",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"list\":[",
            )
        for (beginning in beginnings) {
            TlsServer { it.say(beginning) }.use {
                it.fails<InternetException.CutOff>()
                assertEquals("sent once: $beginning", 1, it.received.count { form -> FORM in form })
            }
        }
    }

    @Test
    fun withoutAServerThereIsNoNetwork() {
        val free = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
        fails<InternetException.NoNetwork> { internet().post(post("https://127.0.0.1:$free/x")) }
        fails<InternetException.NoNetwork> { internet().post(post("https://nowhere.invalid/x")) }
    }

    @Test
    fun whoeverNeverEncryptsIsNotWaitedForAndGetsNothing() {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
            var got = ""
            val reader =
                thread { silent.accept().use { got = String(it.inputStream.readAllBytes(), Charsets.ISO_8859_1) } }
            fails<InternetException.NoNetwork> {
                internet().post(post("https://127.0.0.1:${silent.localPort}/x", connectMs = 300u))
            }
            reader.join()
            assertFalse("only the beginning of encryption", got.isEmpty() || FORM in got)
        }
    }

    @Test
    fun halfOfAVendorsApplicationIsForTheCoreToJudge() {
        assertNull(vendorsAccount("", ""))
        assertEquals(AccountConfig("id", ""), vendorsAccount("id", ""))
        assertNull("none is in the repository", vendorsAccount().takeIf { BuildConfig.ACCOUNT_CLIENT_ID.isEmpty() })
    }

    private fun internet(encryption: SSLSocketFactory = systems) =
        PhoneInternet(encryption) { System.nanoTime() / 1_000_000 }

    private fun post(
        url: String,
        connectMs: UInt = 10_000u,
        deadlineMs: UInt = 20_000u,
        largest: UInt = 8_388_608u,
    ) = HttpPost(url, HEADERS, Hidden(FORM), connectMs, deadlineMs, largest)

    private fun TlsServer.post(largest: UInt = 8_388_608u): HttpReply =
        internet(trusted).post(post(url, largest = largest))

    private inline fun <reified T : InternetException> TlsServer.fails(
        encryption: SSLSocketFactory = trusted,
        deadlineMs: UInt = 20_000u,
        largest: UInt = 8_388_608u,
    ) = fails<T> { internet(encryption).post(post(url, deadlineMs = deadlineMs, largest = largest)) }

    /** And says nothing of the call, neither itself nor by a cause. */
    private inline fun <reified T : InternetException> fails(crossinline act: () -> Unit) {
        val error = assertThrows(T::class.java) { act() }
        assertNull(error.cause)
        assertFalse(error.toString(), "127.0.0.1" in error.toString() || "secret" in error.toString())
    }

    private fun OutputStream.say(text: String) {
        write(text.toByteArray())
        flush()
    }

    private companion object {
        const val FORM = "username=owner&password=secret"
        val HEADERS =
            listOf(
                HttpHeader("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                HttpHeader("user-agent", "relatch/0"),
            )
    }
}
