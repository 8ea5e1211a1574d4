//! The cloud behind a port of this machine: HTTP/1.1, plain or encrypted, a thread a connection.

use super::certificate::Certificate;
use super::{Answer, VirtualCloud};
use crate::account::error::Unreachable;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The most bytes of a request's head.
const LARGEST_HEAD: usize = 16 * 1024;
/// The most bytes of a request's body.
const LARGEST_BODY: usize = 1024 * 1024;
/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

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
        match &self.tls {
            None => self.serve_stream(stream),
            Some(config) => {
                let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
                self.serve_stream(StreamOwned::new(connection, stream))
            }
        }
    }

    fn serve_stream(&self, mut stream: impl Read + Write) -> io::Result<()> {
        let mut buffer = Vec::new();
        while let Some((path, body)) = read_request(&mut stream, &mut buffer)? {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let now_ms = i64::try_from(now.as_millis()).unwrap_or(i64::MAX);
            let answer = {
                let mut cloud = self.cloud.lock().unwrap_or_else(PoisonError::into_inner);
                let answer = cloud.answer(&self.region, &path, &body, now_ms);
                (self.on_call)(&cloud, &path);
                answer
            };
            std::thread::sleep(Duration::from_millis(answer.delay_ms));
            if answer.is_lost {
                return Ok(());
            }
            stream.write_all(&bytes_of(&answer))?;
            stream.flush()?;
        }
        Ok(())
    }
}

/// The next request: its path and body. `None` at the end of the connection.
fn read_request(stream: &mut impl Read, buffer: &mut Vec<u8>) -> io::Result<Option<(String, Vec<u8>)>> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let head_end = loop {
        if let Some(at) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if buffer.len() > LARGEST_HEAD {
            return Err(wrong("the head is too long"));
        }
        if read_more(stream, buffer)? == 0 {
            return Ok(None);
        }
    };
    let head = buffer.get(..head_end).and_then(|head| std::str::from_utf8(head).ok());
    let head = head.ok_or_else(|| wrong("the head is no text"))?;
    let mut lines = head.split("\r\n");
    let path = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default().to_owned();
    let length = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())
    });
    let length: usize = length.flatten().unwrap_or(0);
    if length > LARGEST_BODY {
        return Err(wrong("the body is too long"));
    }
    let body_start = head_end + 4;
    while buffer.len() < body_start + length {
        if read_more(stream, buffer)? == 0 {
            return Ok(None);
        }
    }
    let rest = buffer.split_off(body_start + length);
    let body = buffer.split_off(body_start);
    *buffer = rest;
    Ok(Some((path, body)))
}

fn read_more(stream: &mut impl Read, buffer: &mut Vec<u8>) -> io::Result<usize> {
    let mut piece = [0; 8192];
    let count = stream.read(&mut piece)?;
    buffer.extend(piece.iter().take(count));
    Ok(count)
}

fn bytes_of(answer: &Answer) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {} virtual\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
        answer.status,
        answer.content_type,
        answer.body.len()
    );
    let date = jiff::Timestamp::from_millisecond(answer.date_ms).ok();
    let date = date.and_then(|moment| {
        jiff::fmt::rfc2822::DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&moment)
            .ok()
    });
    // Writing into a text cannot fail.
    if let Some(date) = date {
        let _ = write!(head, "Date: {date}\r\n");
    }
    if let Some(seconds) = answer.retry_after_s {
        let _ = write!(head, "Retry-After: {seconds}\r\n");
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    bytes.extend(&answer.body);
    bytes
}
