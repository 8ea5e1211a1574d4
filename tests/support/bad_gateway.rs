//! Gateways that lie, stall, close, send too much, or are none at all; and deadlines that a test can wait for.
#![allow(dead_code, reason = "each test uses a part of it")]

use relatch::transport::gateway::message::{FromClient, FromGateway};
use relatch::transport::gateway::{Credentials, Deadlines};
use relatch::virtual_gateway::Session;
use relatch::virtual_lock::{Hooks, SharedLock, Shown};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;
use tungstenite::Message;

/// As long as anything may take here before it is called endless.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Short ones, as nothing is far away here.
pub(crate) const DEADLINES: Deadlines = Deadlines {
    reach: Duration::from_millis(400),
    answer: Duration::from_millis(300),
    written: Duration::from_millis(200),
    close: Duration::from_millis(200),
    settle: Duration::ZERO,
};

pub(crate) fn shown(lock: &SharedLock) -> Shown {
    Shown {
        lock: lock.clone(),
        hooks: Hooks::default(),
    }
}

/// What a bad gateway does instead of what an honest one says.
pub(crate) enum Deed {
    Say(FromGateway),
    Raw(String),
    Close,
}

pub(crate) type Tamper = Box<dyn FnMut(Option<&FromClient>, Vec<FromGateway>) -> Vec<Deed> + Send>;

/// A gateway that would be honest, were it not for `tamper`, which is asked about the greeting (`None`), about each message, and
/// then about what comes unasked (`None` again).
pub(crate) fn tampered(lock: &SharedLock, mut tamper: Tamper) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let shown = shown(lock);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            let Ok(mut socket) = tungstenite::accept(stream) else {
                continue;
            };
            socket
                .get_ref()
                .set_read_timeout(Some(Duration::from_millis(5)))
                .unwrap();
            let mut session = Session::new(shown.clone(), Credentials::default(), [7; 16]);
            let mut deeds = tamper(None, vec![session.greeting()]);
            'socket: loop {
                for deed in deeds.drain(..) {
                    let sent = match deed {
                        Deed::Say(message) => socket.send(Message::text(message.encode())),
                        Deed::Raw(text) => socket.send(Message::text(text)),
                        Deed::Close => break 'socket,
                    };
                    if sent.is_err() {
                        break 'socket;
                    }
                }
                match socket.read() {
                    Ok(Message::Text(text)) => {
                        let message = FromClient::decode(text.as_str()).expect("our own client writes messages");
                        let told = session.hear(message.clone());
                        deeds = tamper(Some(&message), told);
                    }
                    Ok(_) => {}
                    Err(tungstenite::Error::Io(error))
                        if matches!(
                            error.kind(),
                            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                        ) =>
                    {
                        let (told, _) = session.poll();
                        deeds = tamper(None, told);
                    }
                    Err(_) => break,
                }
            }
        }
    });
    address
}

pub(crate) fn honest(told: Vec<FromGateway>) -> Vec<Deed> {
    told.into_iter().map(Deed::Say).collect()
}

/// A gateway that plays this at the TCP level, once for each connection.
pub(crate) fn raw(mut play: impl FnMut(TcpStream) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || listener.incoming().flatten().for_each(&mut play));
    address
}
