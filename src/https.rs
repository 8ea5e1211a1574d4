//! The one place that opens a connection to the internet: carries the account's calls over HTTPS, and nothing else. On Android the
//! platform's own carries them in its stead (`ffi::internet`).
//!
//! `ureq` speaks HTTP, `rustls` encrypts with the ciphers of `graviola`, and whom to trust is the system's own store's to say
//! (docs/adr/0008). It follows no redirection, since a form holds secrets; keeps to a deadline and to [`reply::LARGEST`] bytes; and
//! leaves the address and the form out of every error and log. A proxy that the environment names is used, but not for this very
//! machine.

use crate::account::client::{Cancelled, Pump};
use crate::account::error::Unreachable;
use crate::account::reply::{self, RawReply};
use rustls::crypto::CryptoProvider;
use std::fmt;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::http::HeaderMap;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, Transport};

/// The most time for finding and reaching the server.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);
/// How long a connection is kept for the next call: less than servers do, so that a call does not go into a closing one.
const IDLE: Duration = Duration::from_secs(4);
/// How often a wait looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(50);

/// What every call says of itself.
pub(crate) const HEADERS: [(&str, &str); 4] = [
    ("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
    ("accept", "application/json"),
    // A reply is small, and nothing here unpacks one. Android's own library would ask for a packed one by itself.
    ("accept-encoding", "identity"),
    ("user-agent", concat!("relatch/", env!("CARGO_PKG_VERSION"))),
];

/// Whose word counts on whether the server is the right one.
#[derive(Clone, Debug)]
pub enum Trust {
    /// The system's: its store of certificates, and on Android and iOS its own judgement.
    System,
    /// These certificates' (DER) alone: for a virtual cloud.
    Only(Vec<Vec<u8>>),
}

/// Carries calls over HTTPS.
pub struct HttpsPump {
    agent: ureq::Agent,
    /// Whether a connection is being made, or the last attempt at one failed.
    is_connecting: Arc<AtomicBool>,
    is_cancelled: Box<dyn Fn() -> bool + Send>,
}

impl fmt::Debug for HttpsPump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpsPump")
    }
}

impl HttpsPump {
    /// A pump. Nothing is sent before it is asked to. `is_cancelled` is looked at while it waits.
    ///
    /// # Errors
    /// [`Unreachable::NoCipher`] where the processor lacks what the cipher needs.
    pub fn new(trust: Trust, is_cancelled: impl Fn() -> bool + Send + 'static) -> Result<Self, Unreachable> {
        let roots = match trust {
            Trust::System => RootCerts::PlatformVerifier,
            Trust::Only(roots) => roots
                .iter()
                .map(|der| Certificate::from_der(der).to_owned())
                .collect::<Vec<_>>()
                .into(),
        };
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(crypto_provider()?)
            .root_certs(roots)
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .max_idle_age(IDLE)
            .build();
        let is_connecting = Arc::new(AtomicBool::new(false));
        let connector = WatchedConnector {
            inner: DefaultConnector::new(),
            is_connecting: Arc::clone(&is_connecting),
        };
        Ok(Self {
            agent: ureq::Agent::with_parts(config, connector, DefaultResolver::default()),
            is_connecting,
            is_cancelled: Box::new(is_cancelled),
        })
    }

    fn exchange(&self, url: &str, body: &str, deadline: Duration) -> Result<RawReply, ureq::Error> {
        let request = HEADERS.iter().fold(self.agent.post(url), |request, (name, value)| {
            request.header(*name, *value)
        });
        let mut config = request.config().timeout_global(Some(deadline));
        if leads_to_this_machine(url) {
            config = config.proxy(None);
        }
        let mut response = config.build().send(body)?;
        let header = |headers: &HeaderMap, name: &str| {
            let value = headers.get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let headers = response.headers();
        let (date, retry_after) = (header(headers, "date"), header(headers, "retry-after"));
        let status = response.status().as_u16();
        // One more than is taken, so that a reply of just that size still is one.
        let limit = u64::try_from(reply::LARGEST).unwrap_or(u64::MAX);
        let body = response.body_mut().with_config().limit(limit).read_to_vec()?;
        Ok(RawReply {
            status,
            date,
            retry_after,
            body,
        })
    }
}

impl Pump for HttpsPump {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        // A connection that was kept is not made anew.
        self.is_connecting.store(false, Ordering::Relaxed);
        self.exchange(url, body, Duration::from_millis(deadline_ms))
            .map_err(|error| {
                let why = sort(&error, self.is_connecting.load(Ordering::Relaxed));
                tracing::debug!(?why, "the account's server did not answer");
                why
            })
    }

    fn now_ms(&self) -> i64 {
        machine_now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        wait_unless(&*self.is_cancelled, ms)
    }
}

/// This machine's time in milliseconds since 1970 UTC.
pub(crate) fn machine_now_ms() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}

/// Lets time pass, and looks often whether it is still wanted.
pub(crate) fn wait_unless(is_cancelled: &dyn Fn() -> bool, ms: u64) -> Result<(), Cancelled> {
    let mut left = Duration::from_millis(ms);
    loop {
        if is_cancelled() {
            return Err(Cancelled);
        }
        if left.is_zero() {
            return Ok(());
        }
        let nap = left.min(LOOK);
        std::thread::sleep(nap);
        left = left.saturating_sub(nap);
    }
}

fn leads_to_this_machine(url: &str) -> bool {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    let base = url.get(..end).unwrap_or(url);
    crate::account::region::BaseUrl::new(base).is_ok_and(|base| base.is_this_machine())
}

/// The ciphers: no C in them, so a build needs no C compiler; they do need a processor of the last ten years.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(crate) fn crypto_provider() -> Result<Arc<CryptoProvider>, Unreachable> {
    if graviola::util::is_cpu_supported() {
        Ok(Arc::new(rustls_graviola::default_provider()))
    } else {
        Err(Unreachable::NoCipher)
    }
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(crate) fn crypto_provider() -> Result<Arc<CryptoProvider>, Unreachable> {
    Err(Unreachable::NoCipher)
}

/// The usual connector, which notes whether it came to an end: until then nothing of a request was sent.
#[derive(Debug)]
struct WatchedConnector {
    inner: DefaultConnector,
    is_connecting: Arc<AtomicBool>,
}

impl Connector for WatchedConnector {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, ureq::Error> {
        self.is_connecting.store(true, Ordering::Relaxed);
        let transport = self.inner.connect(details, chained)?;
        self.is_connecting.store(false, Ordering::Relaxed);
        Ok(transport)
    }
}

/// What an error means to who called. Before the request was sent nothing can have arrived; where that is not sure, it may have.
fn sort(error: &ureq::Error, is_connecting: bool) -> Unreachable {
    use ureq::{Error, Timeout};
    match error {
        Error::HostNotFound | Error::ConnectionFailed | Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            Unreachable::NoNetwork
        }
        Error::Timeout(_) => Unreachable::TimedOut,
        Error::BodyExceedsLimit(_) => Unreachable::TooLarge,
        Error::Tls(_) | Error::Rustls(_) => Unreachable::Untrusted,
        Error::Io(error) if is_of_encryption(error) => Unreachable::Untrusted,
        Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::NetworkUnreachable
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
                if is_connecting =>
            {
                Unreachable::NoNetwork
            }
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Unreachable::TimedOut,
            _ => Unreachable::CutOff,
        },
        _ => Unreachable::CutOff,
    }
}

/// Whether it is the encryption that failed, and not the connection below it.
fn is_of_encryption(error: &std::io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<rustls::Error>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;
    use std::net::TcpListener;

    #[test]
    fn a_network_that_is_lost_after_the_connection_was_made_says_nothing_about_what_arrived() {
        for kind in [
            ErrorKind::NetworkUnreachable,
            ErrorKind::HostUnreachable,
            ErrorKind::NetworkDown,
            ErrorKind::ConnectionRefused,
            ErrorKind::AddrNotAvailable,
        ] {
            let error = ureq::Error::Io(kind.into());
            assert_eq!(sort(&error, true), Unreachable::NoNetwork, "{kind}");
            assert!(sort(&error, false).may_have_arrived(), "{kind}");
        }
    }

    #[test]
    fn it_is_known_whether_a_connection_was_made() {
        let mut pump = HttpsPump::new(Trust::Only(Vec::new()), || false).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut client, _) = listener.accept().unwrap();
            // The beginning of the request, and then the connection is gone with its listener.
            client.read_exact(&mut [0; 4]).unwrap();
        });
        let url = format!("http://{address}/oauth2/token");
        let lost = pump.post(&url, "a=b", 5_000).unwrap_err();
        server.join().unwrap();
        assert!(lost.may_have_arrived(), "{lost:?}");
        assert!(!pump.is_connecting.load(Ordering::Relaxed));
        assert_eq!(pump.post(&url, "a=b", 5_000), Err(Unreachable::NoNetwork));
        assert!(pump.is_connecting.load(Ordering::Relaxed));
    }
}
