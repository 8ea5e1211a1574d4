//! The port, and a thread for each client.

use super::session::Session;
use crate::random::{Random as _, SystemRandom};
use crate::transport::gateway::Credentials;
use crate::transport::gateway::message::{FromClient, FromGateway};
use crate::virtual_lock::Shown;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tungstenite::handshake::HandshakeError;
use tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tungstenite::http::StatusCode;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

/// The path (protocol, gateway).
const PATH: &str = "/noble";
/// The most clients at a time.
const MOST_CLIENTS: u32 = 16;
/// The largest message that is read, in bytes.
const LARGEST: usize = 64 * 1024;
/// How long a client may take for the handshake, and to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// With what a gateway is served.
pub struct Settings {
    /// The lock in its reach.
    pub shown: Shown,
    /// Who is let in.
    pub credentials: Credentials,
    /// Lets the lock's world follow the real time. Called often.
    pub keep_time: Box<dyn Fn() + Send + Sync>,
}

/// A gateway that listens. It ends when it is dropped.
pub struct Server {
    inner: Arc<Inner>,
    address: SocketAddr,
}

struct Inner {
    settings: Settings,
    is_stopped: AtomicBool,
    clients: AtomicU32,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({})", self.address)
    }
}

impl Server {
    /// Listens. Port 0: any free one.
    ///
    /// # Errors
    /// Where the port cannot be had.
    pub fn start(address: impl ToSocketAddrs, settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let inner = Arc::new(Inner {
            settings,
            is_stopped: AtomicBool::new(false),
            clients: AtomicU32::new(0),
        });
        let shared = Arc::clone(&inner);
        std::thread::Builder::new()
            .name("relatch-gateway".to_owned())
            .spawn(move || listen(&listener, &shared))?;
        Ok(Self { inner, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many clients are connected.
    pub fn clients(&self) -> u32 {
        self.inner.clients.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.inner.is_stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it notices.
        drop(TcpStream::connect_timeout(&self.address, Duration::from_secs(1)));
    }
}

fn listen(listener: &TcpListener, inner: &Arc<Inner>) {
    for stream in listener.incoming().flatten() {
        if inner.is_stopped.load(Ordering::SeqCst) {
            return;
        }
        if inner.clients.fetch_add(1, Ordering::SeqCst) >= MOST_CLIENTS {
            inner.clients.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let shared = Arc::clone(inner);
        let serve = move || {
            let served = shared.serve(stream);
            shared.clients.fetch_sub(1, Ordering::SeqCst);
            // A client that breaks off is its own business.
            if let Err(error) = served {
                tracing::debug!(%error, "a client of the gateway is gone");
            }
        };
        if std::thread::Builder::new()
            .name("relatch-client".to_owned())
            .spawn(serve)
            .is_err()
        {
            inner.clients.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl Inner {
    fn serve(&self, stream: TcpStream) -> Result<(), tungstenite::Error> {
        let mut socket = shake_hands(stream)?;
        let mut challenge = [0; 16];
        SystemRandom
            .fill(&mut challenge)
            .map_err(|error| io::Error::other(error.to_string()))?;
        let settings = &self.settings;
        let mut session = Session::new(settings.shown.clone(), settings.credentials.clone(), challenge);
        say(&mut socket, &[session.greeting()])?;
        while !self.is_stopped.load(Ordering::SeqCst) {
            (settings.keep_time)();
            let (told, wait) = session.poll();
            say(&mut socket, &told)?;
            let wait = wait.max(Duration::from_millis(1));
            socket.get_ref().set_read_timeout(Some(wait))?;
            let text = match socket.read() {
                Ok(Message::Text(text)) => text.as_str().to_owned(),
                // As some programs send their text.
                Ok(Message::Binary(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
                Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => continue,
                Ok(Message::Close(_)) => return Ok(()),
                Err(tungstenite::Error::Io(error)) if is_pause(&error) => continue,
                Err(error) => return Err(error),
            };
            if let Some(message) = FromClient::decode(&text) {
                (settings.keep_time)();
                let told = session.hear(message);
                say(&mut socket, &told)?;
            }
        }
        // Its end is said, and nobody waits whether it was heard.
        let _ = socket.close(None);
        Ok(())
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn shake_hands(stream: TcpStream) -> Result<WebSocket<TcpStream>, tungstenite::Error> {
    let deadline = Instant::now() + PATIENCE;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let config = WebSocketConfig::default()
        .read_buffer_size(LARGEST)
        .write_buffer_size(0)
        .max_write_buffer_size(16 * LARGEST)
        .max_message_size(Some(LARGEST))
        .max_frame_size(Some(LARGEST));
    let mut shaken = tungstenite::accept_hdr_with_config(stream, check_path, Some(config));
    loop {
        match shaken {
            Ok(socket) => return Ok(socket),
            Err(HandshakeError::Interrupted(rest)) if Instant::now() < deadline => shaken = rest.handshake(),
            Err(HandshakeError::Interrupted(_)) => return Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            Err(HandshakeError::Failure(error)) => return Err(error),
        }
    }
}

#[expect(clippy::result_large_err, reason = "the crate's own form of a callback")]
fn check_path(request: &Request, response: Response) -> Result<Response, ErrorResponse> {
    if request.uri().path().trim_end_matches('/') == PATH {
        return Ok(response);
    }
    let mut refused = ErrorResponse::new(Some(format!("the gateway is at {PATH}\n")));
    *refused.status_mut() = StatusCode::NOT_FOUND;
    Err(refused)
}

fn say(socket: &mut WebSocket<TcpStream>, messages: &[FromGateway]) -> Result<(), tungstenite::Error> {
    for message in messages {
        socket.send(Message::text(message.encode()))?;
    }
    Ok(())
}
