//! One WebSocket connection to a gateway. Every wait ends at a deadline, also where bytes come one by one, and no message is larger
//! than a gateway's can be.

use super::message::{FromClient, FromGateway};
use super::place::Place;
use crate::transport::GatewayFailure;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};
use tungstenite::client::IntoClientRequest as _;
use tungstenite::handshake::HandshakeError;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

/// The largest message that is read, in bytes: a list of a peripheral's characteristics has a few thousand.
const LARGEST: usize = 64 * 1024;
/// How many addresses of a host are tried.
const MOST_ADDRESSES: usize = 4;

/// A connection.
pub(super) struct Socket(WebSocket<Timed>);

impl Socket {
    /// Connects, until the deadline.
    pub(super) fn open(place: &Place, deadline: Instant) -> Result<Self, GatewayFailure> {
        let stream = connect(place, deadline).map_err(GatewayFailure::Unreachable)?;
        let stream = Timed { stream, deadline };
        let request = place.url().into_client_request().map_err(|_| GatewayFailure::Foreign)?;
        let config = WebSocketConfig::default()
            .read_buffer_size(LARGEST)
            .write_buffer_size(0)
            .max_write_buffer_size(4 * LARGEST)
            .max_message_size(Some(LARGEST))
            .max_frame_size(Some(LARGEST));
        let mut shaken = tungstenite::client::client_with_config(request, stream, Some(config));
        loop {
            match shaken {
                Ok((socket, _)) => return Ok(Self(socket)),
                Err(HandshakeError::Interrupted(rest)) if Instant::now() < deadline => shaken = rest.handshake(),
                Err(HandshakeError::Interrupted(_)) => return Err(GatewayFailure::Silent),
                Err(HandshakeError::Failure(_)) => return Err(GatewayFailure::Foreign),
            }
        }
    }

    /// Sends a message, until the deadline.
    pub(super) fn send(&mut self, message: &FromClient, deadline: Instant) -> Result<(), GatewayFailure> {
        self.0.get_mut().deadline = deadline;
        self.0
            .send(Message::text(message.encode()))
            .map_err(|_| GatewayFailure::Silent)
    }

    /// The next message that is understood. `None`: none came until the deadline.
    pub(super) fn next(&mut self, deadline: Instant) -> Result<Option<FromGateway>, GatewayFailure> {
        self.0.get_mut().deadline = deadline;
        loop {
            let text = match self.0.read() {
                Ok(Message::Text(text)) => text.as_str().to_owned(),
                // As some programs send their text.
                Ok(Message::Binary(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
                Ok(Message::Close(_)) => return Err(GatewayFailure::Silent),
                Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => String::new(),
                Err(tungstenite::Error::Io(error)) if is_pause(&error) => return Ok(None),
                Err(_) => return Err(GatewayFailure::Silent),
            };
            if let Some(message) = FromGateway::decode(&text) {
                return Ok(Some(message));
            }
            if Instant::now() >= deadline {
                return Ok(None);
            }
        }
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn connect(place: &Place, deadline: Instant) -> io::Result<TcpStream> {
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "no such host");
    for address in (place.host.as_str(), place.port)
        .to_socket_addrs()?
        .take(MOST_ADDRESSES)
    {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match TcpStream::connect_timeout(&address, left) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// A stream on which nothing waits longer than until a deadline.
struct Timed {
    stream: TcpStream,
    deadline: Instant,
}

impl Timed {
    /// What is left; an error that means "later" where nothing is.
    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        Ok(left)
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
