package org.relatch.app

import android.os.SystemClock
import org.relatch.core.HiddenBytes
import org.relatch.core.HttpPost
import org.relatch.core.HttpReply
import org.relatch.core.Internet
import org.relatch.core.InternetException
import java.io.ByteArrayOutputStream
import java.io.InputStream
import java.net.URL
import java.util.concurrent.ScheduledThreadPoolExecutor
import java.util.concurrent.TimeUnit.MILLISECONDS
import javax.net.ssl.HttpsURLConnection
import javax.net.ssl.SSLException
import javax.net.ssl.SSLSocketFactory

/**
 * The phone's own HTTPS, for the calls of the owner's account: whom to trust is Android's to say. Nothing of a call is logged, and no error
 * holds what another error said, as that may quote the address or the form.
 *
 * @param encryption in place of the phone's own, for tests.
 * @param now milliseconds that go on while the phone sleeps.
 */
class PhoneInternet(
    private val encryption: SSLSocketFactory? = null,
    private val now: () -> Long = SystemClock::elapsedRealtime,
) : Internet {
    override fun post(post: HttpPost): HttpReply {
        val began = now()
        val end = began + post.deadlineMs.toLong()
        val connection = connectionFor(post)
        try {
            connection.within(post.connectMs.toLong()) { connect(connection, began + post.connectMs.toLong()) }
            return connection.within(end - now()) { exchange(connection, post, end) }
        } finally {
            connection.disconnect()
        }
    }

    private fun connectionFor(post: HttpPost): HttpsURLConnection {
        val connection =
            try {
                URL(post.url).openConnection() as? HttpsURLConnection
            } catch (_: Exception) {
                null
            } ?: throw InternetException.Untrusted()
        encryption?.let { connection.sslSocketFactory = it }
        connection.requestMethod = "POST"
        connection.instanceFollowRedirects = false
        connection.useCaches = false
        connection.doOutput = true
        // Of a known length it is sent once, whatever happens; else Java may send it again by itself.
        connection.setFixedLengthStreamingMode(post.form.text.length)
        connection.connectTimeout = post.connectMs.toInt()
        connection.readTimeout = post.deadlineMs.toInt()
        for (header in post.headers) connection.setRequestProperty(header.name, header.value)
        return connection
    }

    /** Up to the end of this nothing of the form is sent. */
    private fun connect(
        connection: HttpsURLConnection,
        end: Long,
    ) = try {
        connection.connect()
    } catch (error: Exception) {
        throw if (error is SSLException && now() < end) InternetException.Untrusted() else InternetException.NoNetwork()
    }

    private fun exchange(
        connection: HttpsURLConnection,
        post: HttpPost,
        end: Long,
    ): HttpReply =
        try {
            val form = post.form.text.toByteArray(Charsets.US_ASCII)
            connection.outputStream.use { it.write(form) }
            form.fill(0)
            val status = connection.responseCode
            val stream = if (status < FIRST_ERROR) connection.inputStream else connection.errorStream
            val body = stream?.use { it.readWithin(end, post.largest.toInt()) }
            // Some Java takes a connection that was ended, or broke off, for the end of the answer.
            if (now() >= end) throw InternetException.TimedOut()
            val isCut = body != null && connection.contentLengthLong > body.size
            if (status < 0 || isCut) throw InternetException.CutOff()
            HttpReply(
                status.toUShort(),
                connection.getHeaderField("Date"),
                connection.getHeaderField("Retry-After"),
                HiddenBytes(body ?: ByteArray(0)),
            )
        } catch (error: InternetException) {
            throw error
        } catch (_: Exception) {
            throw if (now() < end) InternetException.CutOff() else InternetException.TimedOut()
        }

    private fun InputStream.readWithin(
        end: Long,
        largest: Int,
    ): ByteArray {
        val body = ByteArrayOutputStream()
        val piece = ByteArray(PIECE)
        while (true) {
            val read = read(piece)
            if (read < 0) return body.toByteArray()
            body.write(piece, 0, read)
            if (body.size() > largest) throw InternetException.TooLarge()
            if (now() >= end) throw InternetException.TimedOut()
        }
    }

    private companion object {
        const val FIRST_ERROR = 400
        const val PIECE = 16 * 1024

        /** Ends what takes too long: a time limit of Java's own counts anew with each byte. */
        val watch =
            ScheduledThreadPoolExecutor(1) { Thread(it, "relatch-deadline").apply { isDaemon = true } }.apply {
                removeOnCancelPolicy = true
                setKeepAliveTime(1_000, MILLISECONDS)
                allowCoreThreadTimeOut(true)
            }

        inline fun <T> HttpsURLConnection.within(
            ms: Long,
            act: () -> T,
        ): T {
            val ending = watch.schedule(::disconnect, ms, MILLISECONDS)
            try {
                return act()
            } finally {
                ending.cancel(false)
            }
        }
    }
}
