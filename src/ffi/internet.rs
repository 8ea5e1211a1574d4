//! The account's calls over the platform's own HTTPS, where the shell hands that over: on Android nothing else can judge certificates
//! (docs/adr/0008). What to send, how long to wait and how much to read is said here; the shell knows no rule. What it answers is
//! believed no more than what a stranger's server sends.

use super::hidden::{Hidden, HiddenBytes};
use crate::account::Application;
use crate::account::client::{Cancelled, Pump};
use crate::account::error::Unreachable;
use crate::account::reply::{self, RawReply};
use crate::https;
use crate::runtime::engine::CloudAccess;
use crate::transport::Stop as _;
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

/// How much longer than the deadline the shell is waited for, as it keeps to the deadline by itself.
const GRACE: Duration = Duration::from_secs(2);
/// The longest header that means something, in bytes: a date takes 29, a number of seconds fewer.
const LONGEST_HEADER: usize = 64;

/// The platform's own way to the internet. A shell whose system does not let the core judge certificates (Android) implements it;
/// elsewhere the core has a way of its own.
///
/// Nothing is asked of it before a person has asked for their account. Calls come from threads of the core, one after the other.
#[uniffi::export(with_foreign)]
pub trait Internet: Send + Sync {
    /// Sends a form by POST over HTTPS and waits for the whole answer, whatever its status. It follows no redirection, sends the form
    /// once, caches nothing, asks nobody, and writes neither address, form nor answer into a log or an error.
    ///
    /// # Errors
    /// Why no answer came. Any other failure counts as a connection that broke off.
    fn post(&self, post: HttpPost) -> Result<HttpReply, InternetError>;
}

/// What is to be sent. It prints as its name alone, as the form opens an account.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct HttpPost {
    /// Where to: `https://…`. Any other is to be refused.
    pub url: String,
    /// The headers.
    pub headers: Vec<HttpHeader>,
    /// The body, which is ASCII.
    pub form: Hidden,
    /// The most time for finding and reaching the server, in milliseconds.
    pub connect_ms: u32,
    /// The most time for everything together, in milliseconds.
    pub deadline_ms: u32,
    /// The most bytes of the answer's body; a larger one is `TooLarge`.
    pub largest: u32,
}

/// A header of what is sent.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HttpHeader {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What came back. It prints as its name alone, as it may hold keys.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct HttpReply {
    /// The HTTP status.
    pub status: u16,
    /// The header `Date`, as it is.
    pub date: Option<String>,
    /// The header `Retry-After`, as it is.
    pub retry_after: Option<String>,
    /// The body, decoded from any transfer encoding.
    pub body: HiddenBytes,
}

macro_rules! prints_its_name {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}

prints_its_name!(HttpPost, HttpReply);

/// Why no answer came. The first two say that nothing of the form was sent, so that nothing can have been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum InternetError {
    /// There is no way to the server. Nothing was sent.
    #[error("no network")]
    NoNetwork,
    /// The server did not prove that it is the one, or the address is none of HTTPS. Nothing was sent.
    #[error("untrusted")]
    Untrusted,
    /// The time was over.
    #[error("timed out")]
    TimedOut,
    /// The connection broke, or what came is no answer.
    #[error("cut off")]
    CutOff,
    /// The answer is larger than it may be.
    #[error("too large")]
    TooLarge,
}

/// What a shell throws beside these. Its words are dropped: they may quote what was sent.
impl From<uniffi::UnexpectedUniFFICallbackError> for InternetError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::CutOff
    }
}

impl From<InternetError> for Unreachable {
    fn from(error: InternetError) -> Self {
        match error {
            InternetError::NoNetwork => Self::NoNetwork,
            InternetError::Untrusted => Self::Untrusted,
            InternetError::TimedOut => Self::TimedOut,
            InternetError::CutOff => Self::CutOff,
            InternetError::TooLarge => Self::TooLarge,
        }
    }
}

/// The account, reached by the shell's own way.
pub(super) fn access(application: Application, internet: &Arc<dyn Internet>) -> CloudAccess {
    let internet = Arc::clone(internet);
    CloudAccess::over(
        application,
        Arc::new(move |cancel| {
            Ok(Box::new(InternetPump {
                internet: Arc::clone(&internet),
                is_cancelled: Box::new(move || cancel.is_asked()),
            }) as Box<dyn Pump>)
        }),
    )
}

/// Carries calls by the shell.
struct InternetPump {
    internet: Arc<dyn Internet>,
    is_cancelled: Box<dyn Fn() -> bool + Send>,
}

impl InternetPump {
    /// On a thread of its own, so that a shell that never returns holds up nothing but itself, and one that panics is a broken connection.
    fn exchange(&self, post: HttpPost) -> Result<HttpReply, Unreachable> {
        let most = Duration::from_millis(post.deadline_ms.into()).saturating_add(GRACE);
        let (sender, answer) = channel();
        let internet = Arc::clone(&self.internet);
        let run = move || {
            // Who waited may have gone.
            let _ = sender.send(internet.post(post));
        };
        let started = Builder::new().name("relatch-internet".to_owned()).spawn(run);
        started.map_err(|_| Unreachable::NoNetwork)?;
        match answer.recv_timeout(most) {
            Ok(result) => Ok(result?),
            Err(RecvTimeoutError::Timeout) => Err(Unreachable::TimedOut),
            Err(RecvTimeoutError::Disconnected) => Err(Unreachable::CutOff),
        }
    }
}

impl Pump for InternetPump {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        let answer = post(url, body, deadline_ms)
            .and_then(|post| self.exchange(post))
            .and_then(judged);
        answer.inspect_err(|why| tracing::debug!(?why, "the account's server did not answer"))
    }

    fn now_ms(&self) -> i64 {
        https::machine_now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        https::wait_unless(&*self.is_cancelled, ms)
    }
}

fn post(url: &str, form: &str, deadline_ms: u64) -> Result<HttpPost, Unreachable> {
    if !url.starts_with("https://") {
        return Err(Unreachable::Untrusted);
    }
    let deadline_ms = u32::try_from(deadline_ms).unwrap_or(u32::MAX);
    let connect_ms = u32::try_from(https::CONNECT.as_millis()).unwrap_or(u32::MAX);
    let header = |(name, value): (&str, &str)| HttpHeader {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    Ok(HttpPost {
        url: url.to_owned(),
        headers: https::HEADERS.into_iter().map(header).collect(),
        form: Hidden { text: form.to_owned() },
        connect_ms: connect_ms.min(deadline_ms),
        deadline_ms,
        largest: u32::try_from(reply::LARGEST).unwrap_or(u32::MAX),
    })
}

/// What the shell says came back, where it can be an answer.
fn judged(reply: HttpReply) -> Result<RawReply, Unreachable> {
    if !(100..600).contains(&reply.status) {
        return Err(Unreachable::CutOff);
    }
    if reply.body.bytes.len() > reply::LARGEST {
        return Err(Unreachable::TooLarge);
    }
    let header = |value: Option<String>| value.filter(|value| value.len() <= LONGEST_HEADER);
    Ok(RawReply {
        status: reply.status,
        date: header(reply.date),
        retry_after: header(reply.retry_after),
        body: reply.body.bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::call;
    use crate::account::client::{AccountError, Client, NotKept, TokenKeeper};
    use crate::account::error::CallError;
    use crate::account::region::BaseUrl;
    use crate::account::token::{Token, derive_password_hash};
    use crate::transport::Cancel;
    use crate::virtual_cloud::{State, VirtualCloud};
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU32, Ordering};

    type Answer = dyn Fn(HttpPost) -> Result<HttpReply, InternetError> + Send + Sync;

    /// A shell that answers as a test wants, and counts.
    struct Shell {
        answer: Box<Answer>,
        calls: AtomicU32,
    }

    impl Internet for Shell {
        fn post(&self, post: HttpPost) -> Result<HttpReply, InternetError> {
            self.calls.fetch_add(1, Ordering::SeqCst);
            (self.answer)(post)
        }
    }

    fn shell(
        answer: impl Fn(HttpPost) -> Result<HttpReply, InternetError> + Send + Sync + 'static,
    ) -> Arc<dyn Internet> {
        Arc::new(Shell {
            answer: Box::new(answer),
            calls: AtomicU32::new(0),
        })
    }

    fn pump(internet: &Arc<dyn Internet>, cancel: Cancel) -> Box<dyn Pump> {
        (access(application(), internet).pump)(cancel).unwrap()
    }

    fn application() -> Application {
        Application::with_server(ID, BaseUrl::new("https://vendor.example.org").unwrap()).unwrap()
    }

    const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";
    const URL: &str = "https://api.example.org/v3/key/list";

    fn reply(status: u16, body: &[u8]) -> HttpReply {
        HttpReply {
            status,
            date: None,
            retry_after: None,
            body: HiddenBytes { bytes: body.to_vec() },
        }
    }

    fn posted(
        answer: impl Fn(HttpPost) -> Result<HttpReply, InternetError> + Send + Sync + 'static,
    ) -> Result<RawReply, Unreachable> {
        pump(&shell(answer), Cancel::default()).post(URL, "a=b", 1_000)
    }

    #[test]
    fn the_shell_is_told_what_to_send_and_for_how_long() {
        let seen = Arc::new(Mutex::new(None));
        let kept = Arc::clone(&seen);
        let internet = shell(move |post| {
            *kept.lock().unwrap() = Some(post);
            Ok(reply(200, b"{}"))
        });
        let mut pump = pump(&internet, Cancel::default());
        pump.post(URL, "a=b", 15_000).unwrap();
        let post = seen.lock().unwrap().take().unwrap();
        let header = |name: &str| post.headers.iter().find(|header| header.name == name).unwrap();
        assert_eq!((post.url.as_str(), post.form.text.as_str()), (URL, "a=b"));
        assert_eq!(
            (post.connect_ms, post.deadline_ms, post.largest),
            (10_000, 15_000, 8 << 20)
        );
        assert_eq!(
            header("user-agent").value,
            concat!("relatch/", env!("CARGO_PKG_VERSION"))
        );
        assert_eq!(
            header("content-type").value,
            "application/x-www-form-urlencoded; charset=utf-8"
        );
        assert_eq!(header("accept").value, "application/json");
        assert_eq!(header("accept-encoding").value, "identity");
        pump.post(URL, "a=b", 300).unwrap();
        let post = seen.lock().unwrap().take().unwrap();
        assert_eq!((post.connect_ms, post.deadline_ms), (300, 300));
    }

    #[test]
    fn an_address_without_encryption_never_gets_to_the_shell() {
        let shell = Arc::new(Shell {
            answer: Box::new(|_| Ok(reply(200, b"{}"))),
            calls: AtomicU32::new(0),
        });
        let mut pump = pump(&(Arc::clone(&shell) as Arc<dyn Internet>), Cancel::default());
        for url in ["http://127.0.0.1:80/x", "HTTP://a", "", "file:///etc/passwd"] {
            assert_eq!(pump.post(url, "a=b", 1_000), Err(Unreachable::Untrusted));
        }
        assert_eq!(shell.calls.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn what_a_shell_answers_that_no_server_can_have_said_is_no_answer() {
        for status in [0, 1, 99, 600, u16::MAX] {
            assert_eq!(
                posted(move |_| Ok(reply(status, b"{}"))),
                Err(Unreachable::CutOff),
                "{status}"
            );
        }
        let large = |bytes: usize| posted(move |_| Ok(reply(200, &vec![b' '; bytes])));
        assert_eq!(large(reply::LARGEST + 1), Err(Unreachable::TooLarge));
        assert_eq!(large(reply::LARGEST).unwrap().body.len(), reply::LARGEST);
        let odd = posted(|_| {
            Ok(HttpReply {
                date: Some("Mon, 15 Jun 2026 10:00:00 GMT".repeat(40_000)),
                retry_after: Some("9".repeat(1 << 20)),
                ..reply(429, b"")
            })
        })
        .unwrap();
        assert_eq!((odd.server_time_ms(), odd.retry_after.clone()), (None, None));
        assert_eq!(odd.object(), Err(CallError::TooFrequent { wait_s: None }));
        let dated = posted(|_| {
            Ok(HttpReply {
                date: Some("Mon, 15 Jun 2026 10:00:00 GMT".to_owned()),
                retry_after: Some("-1".to_owned()),
                ..reply(302, b"<html>")
            })
        })
        .unwrap();
        assert_eq!(dated.server_time_ms(), Some(1_781_517_600_000));
        assert_eq!(dated.object(), Err(CallError::NotTheServer { status: 302 }));
    }

    #[test]
    fn whatever_a_shell_throws_is_a_server_that_did_not_answer() {
        for (thrown, told) in [
            (InternetError::NoNetwork, Unreachable::NoNetwork),
            (InternetError::Untrusted, Unreachable::Untrusted),
            (InternetError::TimedOut, Unreachable::TimedOut),
            (InternetError::CutOff, Unreachable::CutOff),
            (InternetError::TooLarge, Unreachable::TooLarge),
            (
                uniffi::UnexpectedUniFFICallbackError::new("form: a=b").into(),
                Unreachable::CutOff,
            ),
        ] {
            assert_eq!(posted(move |_| Err(thrown)), Err(told));
        }
        assert_eq!(
            posted(|_| std::panic::resume_unwind(Box::new(()))),
            Err(Unreachable::CutOff)
        );
    }

    #[test]
    fn a_shell_that_never_returns_is_not_waited_for() {
        let (hold, held) = channel::<()>();
        let held = Mutex::new(held);
        let late = shell(move |_| {
            // Until the test is over.
            let _ = held.lock().unwrap().recv();
            Ok(reply(200, b"{}"))
        });
        assert_eq!(
            pump(&late, Cancel::default()).post(URL, "a=b", 0),
            Err(Unreachable::TimedOut)
        );
        drop(hold);
    }

    #[test]
    fn a_wait_ends_when_it_is_not_wanted_any_more() {
        let cancel = Cancel::default();
        let mut pump = pump(&shell(|_| Ok(reply(200, b"{}"))), cancel.clone());
        assert_eq!(pump.wait(0), Ok(()));
        cancel.ask();
        assert_eq!(pump.wait(u64::MAX), Err(Cancelled));
    }

    #[test]
    fn s9_neither_form_nor_answer_prints() {
        let post = post(URL, "password=secret", 1).unwrap();
        let reply = reply(200, b"secret");
        for printed in [format!("{post:?} {post}"), format!("{reply:?} {reply}")] {
            assert!(!printed.contains("secret") && !printed.contains("example"), "{printed}");
        }
    }

    #[derive(Default)]
    struct Kept(Option<Token>);

    impl TokenKeeper for Kept {
        fn keep(&mut self, token: &Token) -> Result<(), NotKept> {
            self.0 = Some(token.clone());
            Ok(())
        }
    }

    #[test]
    fn an_owner_signs_in_through_the_shell_and_a_wrong_password_is_told_as_one() {
        let mut state = State::empty(ID, "5ec2e75ec2e75ec2e75ec2e75ec2e750", "eu");
        state.add_account("owner@example.org", "right", "eu");
        state.switches.adds_secret = true;
        let cloud = Mutex::new(VirtualCloud::new(state));
        let internet = shell(move |post| {
            let path = post.url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap();
            let mut cloud = cloud.lock().unwrap();
            let answer = cloud.answer("eu", &path, post.form.text.as_bytes(), https::machine_now_ms());
            Ok(reply(answer.status, &answer.body))
        });
        let mut pump = pump(&internet, Cancel::default());
        let mut kept = Kept::default();
        let region = "https://api.example.org".parse().unwrap();
        let mut client = Client::new(&mut *pump, &mut kept, region, application(), None);
        let wrong = client.sign_in("owner@example.org", &derive_password_hash("wrong"));
        assert!(
            matches!(wrong, Err(AccountError::Call(CallError::Refused(_)))),
            "{wrong:?}"
        );
        client
            .sign_in("owner@example.org", &derive_password_hash("right"))
            .unwrap();
        client.list::<crate::account::lock::KeyEntry>(&call::keys()).unwrap();
        assert!(kept.0.is_some());
    }
}
