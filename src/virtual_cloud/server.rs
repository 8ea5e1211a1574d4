//! The cloud behind a port of this machine: HTTP/1.1, plain or encrypted, a thread a connection.

use super::certificate::Certificate;
use super::http::{Connection, Method, Request, Stop};
use super::{Answer, VirtualCloud};
use crate::account::error::Unreachable;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long what a client still sends is read behind the last answer.
const FAREWELL: Duration = Duration::from_secs(2);

/// What is told after each call, with the path that was called.
pub type OnCall = Box<dyn Fn(&VirtualCloud, &str) + Send + Sync>;

/// A cloud that listens until it is dropped.
pub struct Server {
    inner: Arc<Inner>,
    address: SocketAddr,
}

struct Inner {
    cloud: Arc<Mutex<VirtualCloud>>,
    region: String,
    tls: Option<Arc<ServerConfig>>,
    on_call: OnCall,
    is_stopped: AtomicBool,
    connections: AtomicU32,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({})", self.address)
    }
}

/// Why a cloud does not listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port cannot be had.
    #[error("failed to listen at {address}: {source}")]
    Port {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// No encryption on this machine, or a certificate that fits no key.
    #[error("failed to listen with encryption: {0}")]
    Encryption(String),
}

impl From<Unreachable> for ServeError {
    fn from(error: Unreachable) -> Self {
        Self::Encryption(error.to_string())
    }
}

impl Server {
    /// Listens at an address of this machine, as the host of `region`. Port 0: any free one. `certificate`: with encryption.
    pub fn start(
        address: SocketAddr,
        cloud: Arc<Mutex<VirtualCloud>>,
        region: &str,
        certificate: Option<&Certificate>,
        on_call: OnCall,
    ) -> Result<Self, ServeError> {
        let tls = certificate.map(config_of).transpose()?;
        let port = |source| ServeError::Port { address, source };
        let listener = TcpListener::bind(address).map_err(port)?;
        let address = listener.local_addr().map_err(port)?;
        let inner = Arc::new(Inner {
            cloud,
            region: region.to_owned(),
            tls,
            on_call,
            is_stopped: AtomicBool::new(false),
            connections: AtomicU32::new(0),
        });
        let shared = Arc::clone(&inner);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.is_stopped.load(Ordering::SeqCst) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&shared);
                // A client that breaks off is its own business.
                std::thread::spawn(move || drop(shared.serve(stream)));
            }
        });
        Ok(Self { inner, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections came.
    pub fn connections(&self) -> u32 {
        self.inner.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.inner.is_stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it notices.
        drop(TcpStream::connect_timeout(&self.address, Duration::from_secs(1)));
    }
}

fn config_of(certificate: &Certificate) -> Result<Arc<ServerConfig>, ServeError> {
    let failed = |error: rustls::Error| ServeError::Encryption(error.to_string());
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(certificate.key.clone()));
    let chain = vec![CertificateDer::from(certificate.der.clone())];
    let config = ServerConfig::builder_with_provider(crate::https::crypto_provider()?)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(failed)?;
    Ok(Arc::new(config))
}

impl Inner {
    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let port = stream.try_clone()?;
        let served = match &self.tls {
            None => self.serve_stream(stream).map(drop),
            Some(config) => {
                let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
                self.serve_stream(StreamOwned::new(connection, stream))
                    .and_then(|mut stream| {
                        stream.conn.send_close_notify();
                        stream.flush()
                    })
            }
        };
        served.and_then(|()| end(port))
    }

    /// Answers requests until the connection is to end.
    fn serve_stream<S: Read + Write>(&self, stream: S) -> io::Result<S> {
        let mut connection = Connection::new(stream);
        loop {
            let (answer, method, goes_on) = match connection.request() {
                Ok(None) => break,
                Ok(Some(request)) => (self.answer(&request), request.method, request.goes_on),
                Err(Stop::Refused(status)) => (Answer::page(status, now_ms()), Method::Call, false),
                Err(Stop::Broken(error)) => return Err(error),
            };
            std::thread::sleep(Duration::from_millis(answer.delay_ms));
            if answer.is_lost {
                break;
            }
            connection.answer(&answer, method, goes_on)?;
            if !goes_on {
                break;
            }
        }
        Ok(connection.into_stream())
    }

    fn answer(&self, request: &Request) -> Answer {
        if request.method == Method::Other {
            return Answer::page(405, now_ms());
        }
        let mut cloud = self.cloud.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = cloud.answer(&self.region, &request.path, &request.form, now_ms());
        (self.on_call)(&cloud, &request.path);
        answer
    }
}

/// Ends a connection so that its last answer arrives: what the client has sent meanwhile is read, as a system that has bytes left takes back
/// what is still on the way. A client that sends without an end is left after a while.
fn end(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(FAREWELL))?;
    let mut piece = [0; 8192];
    let until = Instant::now() + FAREWELL;
    while stream.read(&mut piece)? > 0 && Instant::now() < until {}
    Ok(())
}

/// This machine's time, in milliseconds since 1970 UTC.
fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}
