//! Any client of HTTP, as bytes on a connection.

use super::{World, code, sign_in_form, signed};
use relatch::virtual_cloud::server::Server;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Longer than anything here takes; a server that says nothing fails a test and does not hold it up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A served world, and what every call of its owner begins with.
struct Served {
    server: Server,
    lock: i64,
    signed: String,
}

fn serve() -> Served {
    let mut world = World::new();
    let access = world.sign_in(super::OWNER);
    let signed = signed(&access, world.now_ms);
    let entry = world.cloud.state_mut().entry_mut(world.lock).unwrap();
    let codes = vec![code(1, "112358", "Anna", 1), code(2, "271828", "Ben", 2)];
    entry.lists.insert("codes".to_owned(), codes);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let cloud = Arc::new(Mutex::new(world.cloud));
    let server = Server::start(address, cloud, "eu", None, Box::new(|_, _| {})).unwrap();
    Served {
        server,
        lock: world.lock,
        signed,
    }
}

impl Served {
    fn connect(&self) -> Client {
        let stream = TcpStream::connect(self.server.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Client {
            stream,
            buffer: Vec::new(),
        }
    }

    /// Sends a request on a connection of its own.
    fn send(&self, request: &str) -> Reply {
        let mut client = self.connect();
        client.write(request);
        client.reply(false)
    }

    /// The values of a list of codes.
    fn codes(&self) -> String {
        format!("{}&lockId={}", self.signed, self.lock)
    }
}

struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    fn is_closing(&self) -> bool {
        self.head.contains("\r\nConnection: close\r\n")
    }
}

impl Client {
    fn write(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).unwrap();
    }

    fn read(&mut self) -> usize {
        let mut piece = [0; 4096];
        let count = self.stream.read(&mut piece).unwrap();
        self.buffer.extend_from_slice(&piece[..count]);
        count
    }

    /// The next answer. `is_head`: it has no body, whatever length it tells.
    fn reply(&mut self, is_head: bool) -> Reply {
        let end = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            assert!(
                self.read() > 0,
                "no answer: {:?}",
                String::from_utf8_lossy(&self.buffer)
            );
        };
        let head = String::from_utf8(self.buffer.drain(..end).collect()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head
            .split("Content-Length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next());
        let length = if is_head {
            0
        } else {
            length.map_or(0, |length| length.parse().unwrap())
        };
        while self.buffer.len() < length {
            assert!(self.read() > 0, "the body is cut off");
        }
        let body = String::from_utf8(self.buffer.drain(..length).collect()).unwrap();
        Reply { status, head, body }
    }

    /// Whether the server has ended the connection.
    fn is_ended(&mut self) -> bool {
        self.buffer.is_empty() && self.read() == 0
    }
}

fn post(path: &str, form: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
}

const CODES: &str = "/v3/lock/listKeyboardPwd";

#[test]
fn values_count_in_the_address_as_well_as_in_the_body() {
    let served = serve();
    let form = served.codes();
    let get = served.send(&format!("GET {CODES}?{form} HTTP/1.1\r\nHost: x\r\n\r\n"));
    assert_eq!((get.status, &get.json()["total"]), (200, &json!(2)));
    let absolute = format!("GET http://cloud.example.org:80{CODES}?{form} HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(served.send(&absolute).json()["total"], 2);
    let bare = served.send("GET HTTPS://cloud.example.org HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(bare.status, 404);
    let sign_in = format!(
        "GET /oauth2/token?{} HTTP/1.1\r\nHost: x\r\n\r\n",
        sign_in_form(super::OWNER)
    );
    assert!(served.send(&sign_in).json()["access_token"].is_string());
    // The body has the last word.
    let both = post(&format!("{CODES}?lockId=7&pageSize=1"), &form);
    let both = served.send(&both).json();
    assert_eq!((&both["total"], &both["pageSize"]), (&json!(2), &json!(1)));
    let other = post(&format!("{CODES}?{form}"), "lockId=7");
    assert_eq!(served.send(&other).json()["errcode"], -1003);
}

#[test]
fn only_the_methods_of_calls_are_taken() {
    let served = serve();
    let mut client = served.connect();
    let form = served.codes();
    client.write(&format!("HEAD {CODES}?{form} HTTP/1.1\r\nHost: x\r\n\r\n"));
    let head = client.reply(true);
    assert!(
        head.status == 200 && !head.head.contains("Content-Length: 0\r\n"),
        "{head:?}"
    );
    for method in ["PUT", "DELETE", "OPTIONS", "get"] {
        client.write(&post(CODES, &form).replacen("POST", method, 1));
        let reply = client.reply(false);
        assert_eq!(reply.status, 405, "{method}");
        assert!(reply.head.contains("\r\nAllow: GET, HEAD, POST\r\n"), "{reply:?}");
    }
    client.write(&post(CODES, &form));
    assert_eq!(client.reply(false).json()["total"], 2, "the connection goes on");
}

#[test]
fn a_body_in_chunks_is_read_and_the_next_request_behind_it() {
    let served = serve();
    let form = served.codes();
    let (first, second) = form.split_at(7);
    for (more, goes_on) in [("", true), ("Content-Length: 3\r\n", false)] {
        let mut client = served.connect();
        let chunked = format!(
            "POST {CODES} HTTP/1.1\r\nHost: x\r\n{more}Transfer-Encoding: Chunked\r\n\r\n7;x=\"y\"\r\n{first}\r\n{:X}\r\n{second}\r\n0\r\nTrailer: z\r\n\r\n",
            second.len()
        );
        client.write(&chunked);
        if goes_on {
            client.write(&post(CODES, &form));
        }
        let reply = client.reply(false);
        assert_eq!((&reply.json()["total"], reply.is_closing()), (&json!(2), !goes_on));
        if goes_on {
            assert_eq!(client.reply(false).json()["total"], 2);
        } else {
            assert!(client.is_ended());
        }
    }
    // Byte by byte, as a slow line may bring it.
    let mut client = served.connect();
    for byte in post(CODES, &form).split_inclusive(|_| true) {
        client.write(byte);
    }
    assert_eq!(client.reply(false).json()["total"], 2);
}

#[test]
fn what_is_not_said_in_one_way_is_refused_and_ends_the_connection() {
    let served = serve();
    let head = format!("POST {CODES} HTTP/1.1\r\nHost: x\r\n");
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
    for bad in [
        "nonsense\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\0\r\n\r\n".to_owned(),
        format!("POST {CODES} HTTP/3.0\r\n\r\n"),
        format!("{head}a b: c\r\n\r\n"),
        format!("{head}Content-Length: x\r\n\r\n"),
        format!("{head}Content-Length: -1\r\n\r\n"),
        format!("{head}Content-Length: +1\r\n\r\na"),
        format!("{head}Content-Length:\r\n\r\n"),
        format!("{head}Content-Length: 1, 1\r\n\r\na"),
        format!("{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        format!("{head}Content-Length: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        format!("{head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        format!("{head}Transfer-Encoding: identity\r\n\r\n"),
        format!("POST {CODES} HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        format!("{chunked}x\r\n\r\n"),
        format!("{chunked}\r\n\r\n"),
        format!("{chunked}-1\r\n\r\n"),
        format!("{chunked}2\r\nabc\r\n0\r\n\r\n"),
        format!("{chunked}0;a\nb\r\n\r\n"),
        format!("{chunked}11111111111111111\r\n\r\n"),
        format!("{chunked}1;{}", "x".repeat(2000)),
    ] {
        let mut client = served.connect();
        client.write(&bad);
        client.write(&post(CODES, &served.codes()));
        let reply = client.reply(false);
        assert!(reply.status == 400 && reply.is_closing(), "{bad:?}: {reply:?}");
        assert!(client.is_ended(), "{bad:?}");
    }
    // The end comes too early.
    for cut in [
        format!("{head}Content-Length: 9\r\n\r\nabc"),
        format!("{chunked}5\r\nab"),
        head,
    ] {
        let mut client = served.connect();
        client.write(&cut);
        client.stream.shutdown(Shutdown::Write).unwrap();
        assert_eq!(client.reply(false).status, 400, "{cut:?}");
    }
}

#[test]
fn what_is_too_much_is_answered_before_the_connection_ends() {
    let served = serve();
    let large = "x".repeat(3 * 1024 * 1024);
    let head = format!("POST {CODES} HTTP/1.1\r\nHost: x\r\n");
    for (status, request) in [
        (413, format!("{head}Content-Length: {}\r\n\r\n{large}", large.len())),
        (413, format!("{head}Content-Length: 99999999999999999999999\r\n\r\n")),
        (
            413,
            format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{large}", large.len()),
        ),
        (
            413,
            format!("{head}Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n"),
        ),
        (431, format!("{head}Long: {large}\r\n\r\n")),
        (431, format!("{head}{}\r\n", "A: b\r\n".repeat(200))),
        (431, format!("GET /?{large} HTTP/1.1\r\n\r\n")),
        (
            431,
            format!("{head}Transfer-Encoding: chunked\r\n\r\n0\r\nLong: {large}\r\n\r\n"),
        ),
    ] {
        let mut client = served.connect();
        client.write(&request);
        let reply = client.reply(false);
        assert_eq!(reply.status, status, "{}", &request[..80]);
        assert!(reply.is_closing() && client.is_ended(), "{status}");
    }
}

#[test]
fn a_client_that_asks_first_is_told_to_go_on() {
    let served = serve();
    let form = served.codes();
    let head = |length: usize, what: &str| {
        format!("POST {CODES} HTTP/1.1\r\nHost: x\r\nExpect: {what}\r\nContent-Length: {length}\r\n\r\n")
    };
    let mut client = served.connect();
    client.write(&head(form.len(), "100-Continue"));
    assert_eq!(client.reply(false).status, 100);
    client.write(&form);
    assert_eq!(client.reply(false).json()["total"], 2);
    // Without a body there is nothing to ask for, and one that is too large is not wanted.
    client.write(&head(0, "100-continue"));
    assert_eq!(client.reply(false).status, 200);
    client.write(&head(2_000_000, "100-continue"));
    assert_eq!(client.reply(false).status, 413);
    assert_eq!(served.send(&head(0, "200-ok")).status, 417);
}

#[test]
fn a_connection_lasts_as_long_as_its_client_wants() {
    let served = serve();
    let form = served.codes();
    for (version, line, goes_on) in [
        ("1.1", "", true),
        ("1.1", "Connection: keep-alive\r\n", true),
        ("1.1", "Connection: close\r\n", false),
        ("1.1", "connection: TE, Close\r\n", false),
        ("1.0", "", false),
        ("1.0", "Connection: Keep-Alive\r\n", true),
        ("1.0", "Connection: close\r\n", false),
    ] {
        let request = post(CODES, &form).replacen("HTTP/1.1\r\n", &format!("HTTP/{version}\r\n{line}"), 1);
        let mut client = served.connect();
        client.write(&request);
        let reply = client.reply(false);
        assert_eq!((reply.status, reply.is_closing()), (200, !goes_on), "{version} {line}");
        if goes_on {
            client.write(&request);
            assert_eq!(client.reply(false).status, 200);
        } else {
            assert!(client.is_ended(), "{version} {line}");
        }
    }
}
