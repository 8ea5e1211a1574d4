package org.relatch

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.relatch.core.AccountConfig
import org.relatch.core.Action
import org.relatch.core.AppMode
import org.relatch.core.Entry
import org.relatch.core.Hidden
import org.relatch.core.HiddenBytes
import org.relatch.core.HttpPost
import org.relatch.core.HttpReply
import org.relatch.core.Internet
import org.relatch.core.InternetException
import org.relatch.core.ScreenBody
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue

/** The app's own way to the internet, as the core uses it for an owner's account. */
class InternetTest {
    @TempDir
    private lateinit var folder: Path

    @Test
    fun nothingIsSentBeforeTheOwnerAsksForItAndWhateverComesBackIsTold() {
        val posts = ConcurrentLinkedQueue<HttpPost>()
        val internet =
            object : Internet {
                override fun post(post: HttpPost): HttpReply {
                    posts += post
                    if (posts.size == 1) throw NotImplementedError("a part of the test, which says $PASSWORD")
                    val refused = HiddenBytes("{\"errcode\":10007,\"errmsg\":\"$PASSWORD\"}".toByteArray())
                    return HttpReply(200u, "yesterday \uD83D", "\uDE00", refused)
                }
            }
        val account = AccountConfig("c11e47".repeat(6).take(32), "https://vendor.example.org")
        val app = App(Layered(demo(folder).copy(mode = AppMode.Real, account = account), internet))
        val home = app.settled()
        assumeTrue(home.problem == null, "this machine has no secure store")
        val key = app.act(home, choose("begin-same-lock"))
        val regions = app.act(key, choose("account"))
        val form = app.act(regions, choose("region:eu"))
        assertTrue(form.body is ScreenBody.Form, "$form")
        assertEquals(0, posts.size)
        val typed = listOf("name" to "owner@example.org", "password" to PASSWORD)
        val told = app.act(form, Action.Submit(typed.map { Entry(it.first, Hidden(it.second)) }))
        assertEquals("account-password", told.problem?.code)
        assertEquals(List(2) { "https://vendor.example.org/oauth2/token" }, posts.map(HttpPost::url))
        assertTrue(posts.all { "owner" in it.form.text && PASSWORD !in it.form.text }, "its hash is sent")
        for (told in listOf("${posts.first()}", app.core.diagnostics())) {
            assertFalse(PASSWORD in told || "example" in told, told)
        }
        app.end()
        assertEquals("HttpPost", "${posts.first()}")
    }

    @Test
    fun whatIsThrownHidesWhatWasSent() {
        val errors =
            listOf(
                InternetException.NoNetwork(),
                InternetException.Untrusted(),
                InternetException.TimedOut(),
                InternetException.CutOff(),
                InternetException.TooLarge(),
            )
        for (error in errors) assertEquals("", error.message)
    }

    private companion object {
        const val PASSWORD = "a synthetic password"
    }
}
