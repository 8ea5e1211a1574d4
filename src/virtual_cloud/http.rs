//! Requests of HTTP/1.1 and 1.0, one behind another on a connection, and their answers (RFC 9112).
//!
//! `httparse`, which `ureq` reads answers with, reads heads and the sizes of chunks. What belongs to a request, where it ends and when it
//! is too much is decided here: a request that does not say so in one way is refused and the connection closed, since what follows
//! it could be anything.

use super::Answer;
use httparse::{EMPTY_HEADER, Header, Status};
use std::fmt::Write as _;
use std::io::{self, Read, Write};

/// The most bytes of a request's head, and of the lines behind a body in chunks.
pub(super) const LARGEST_HEAD: usize = 16 * 1024;
/// The most bytes of a request's body, in chunks or not.
pub(super) const LARGEST_BODY: usize = 1024 * 1024;
/// The most lines of a head.
const MOST_LINES: usize = 100;
/// The most bytes of the line in front of a chunk.
const LONGEST_CHUNK_LINE: usize = 1024;

/// What a request asks to be done with its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// GET and POST: a call is the same by either; the values may stand in the address, in the body or in both.
    Call,
    /// HEAD: the same without the body of its answer.
    Head,
    /// Any other.
    Other,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Its method.
    pub(super) method: Method,
    /// The path that it goes to, without a query.
    pub(super) path: String,
    /// The values of the query and, behind them, those of the body: where both name one, the later one counts.
    pub(super) form: Vec<u8>,
    /// Whether the connection goes on behind its answer.
    pub(super) goes_on: bool,
}

/// Why no request comes any more.
#[derive(Debug)]
pub(super) enum Stop {
    /// A request cannot be taken: answered with this status, then the connection ends.
    Refused(u16),
    /// The connection broke.
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

const BAD: Stop = Stop::Refused(400);
const BODY_TOO_LARGE: Stop = Stop::Refused(413);
const NO_SUCH_EXPECTATION: Stop = Stop::Refused(417);
const HEAD_TOO_LARGE: Stop = Stop::Refused(431);

/// A connection, with what came of it and was not read yet.
#[derive(Debug)]
pub(super) struct Connection<S> {
    stream: S,
    buffer: Vec<u8>,
}

impl<S: Read + Write> Connection<S> {
    pub(super) fn new(stream: S) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
        }
    }

    /// The next request. `None` where the client has ended the connection.
    pub(super) fn request(&mut self) -> Result<Option<Request>, Stop> {
        let Some(head) = self.head()? else { return Ok(None) };
        if head.awaits_permission && head.body != Body::Sized(0) && self.buffer.is_empty() {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
            self.stream.flush()?;
        }
        let body = match head.body {
            Body::Sized(length) => self.take(length)?,
            Body::Chunks => self.chunks()?,
        };
        let mut request = head.request;
        if !request.form.is_empty() && !body.is_empty() {
            request.form.push(b'&');
        }
        request.form.extend(body);
        Ok(Some(request))
    }

    /// Sends an answer. `goes_on`: whether the connection does.
    pub(super) fn answer(&mut self, answer: &Answer, method: Method, goes_on: bool) -> io::Result<()> {
        let mut bytes = head_of(answer, method, goes_on).into_bytes();
        if method != Method::Head {
            bytes.extend(&answer.body);
        }
        self.stream.write_all(&bytes)?;
        self.stream.flush()
    }

    /// What the connection goes over, to end it.
    pub(super) fn into_stream(self) -> S {
        self.stream
    }

    fn head(&mut self) -> Result<Option<Head>, Stop> {
        loop {
            if let Some((head, length)) = Head::read(&self.buffer)? {
                self.buffer.drain(..length);
                return Ok(Some(head));
            }
            if self.buffer.len() > LARGEST_HEAD {
                return Err(HEAD_TOO_LARGE);
            }
            match self.more()? {
                0 if self.buffer.is_empty() => return Ok(None),
                0 => return Err(BAD),
                _ => {}
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<Vec<u8>, Stop> {
        while self.buffer.len() < length {
            self.more_needed()?;
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Stop> {
        let mut body = Vec::new();
        loop {
            let length = usize::try_from(self.chunk_length()?).map_err(|_| BODY_TOO_LARGE)?;
            if length > LARGEST_BODY - body.len() {
                return Err(BODY_TOO_LARGE);
            }
            if length == 0 {
                self.pass_trailer()?;
                return Ok(body);
            }
            body.extend(self.take(length)?);
            if self.take(2)? != b"\r\n" {
                return Err(BAD);
            }
        }
    }

    fn chunk_length(&mut self) -> Result<u64, Stop> {
        loop {
            match httparse::parse_chunk_size(&self.buffer).map_err(|_| BAD)? {
                Status::Complete((used, length)) => {
                    let line = self.take(used)?;
                    // The crate takes no digit at all for 0, and a lone line feed for a part of what may follow the digits.
                    let has_digits = line.first().is_some_and(u8::is_ascii_hexdigit);
                    let is_one_line = line.iter().position(|byte| *byte == b'\n') == Some(line.len() - 1);
                    return if has_digits && is_one_line {
                        Ok(length)
                    } else {
                        Err(BAD)
                    };
                }
                Status::Partial if self.buffer.len() > LONGEST_CHUNK_LINE => return Err(BAD),
                Status::Partial => self.more_needed()?,
            }
        }
    }

    /// Passes over the lines behind the last chunk.
    fn pass_trailer(&mut self) -> Result<(), Stop> {
        loop {
            let mut lines = [EMPTY_HEADER; MOST_LINES];
            match httparse::parse_headers(&self.buffer, &mut lines) {
                Ok(Status::Complete((used, _))) if used <= LARGEST_HEAD => {
                    self.buffer.drain(..used);
                    return Ok(());
                }
                Ok(Status::Partial) if self.buffer.len() <= LARGEST_HEAD => {}
                Ok(_) | Err(httparse::Error::TooManyHeaders) => return Err(HEAD_TOO_LARGE),
                Err(_) => return Err(BAD),
            }
            self.more_needed()?;
        }
    }

    fn more_needed(&mut self) -> Result<(), Stop> {
        if self.more()? == 0 { Err(BAD) } else { Ok(()) }
    }

    fn more(&mut self) -> io::Result<usize> {
        let mut piece = [0; 8192];
        let count = self.stream.read(&mut piece)?;
        self.buffer.extend(piece.iter().take(count));
        Ok(count)
    }
}

/// The head of a request: the request without the values of its body, and how that comes.
struct Head {
    request: Request,
    body: Body,
    /// It waits to be told that its body is wanted.
    awaits_permission: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Sized(usize),
    Chunks,
}

impl Head {
    /// The head at the beginning of these bytes, and its length; `None` where they end before it does.
    fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, Stop> {
        let mut lines = [EMPTY_HEADER; MOST_LINES];
        let mut parsed = httparse::Request::new(&mut lines);
        let length = match parsed.parse(bytes) {
            Ok(Status::Partial) => return Ok(None),
            Ok(Status::Complete(length)) if length <= LARGEST_HEAD => length,
            Ok(Status::Complete(_)) | Err(httparse::Error::TooManyHeaders) => return Err(HEAD_TOO_LARGE),
            Err(_) => return Err(BAD),
        };
        let method = match parsed.method {
            Some("GET" | "POST") => Method::Call,
            Some("HEAD") => Method::Head,
            _ => Method::Other,
        };
        let is_old = parsed.version != Some(1);
        let lines = Lines(parsed.headers);
        let (body, is_plain) = lines.body(is_old)?;
        let awaits_permission = match lines.only("expect")? {
            None => false,
            Some(expectation) if expectation.eq_ignore_ascii_case(b"100-continue") => !is_old,
            Some(_) => return Err(NO_SUCH_EXPECTATION),
        };
        let asks = |option| lines.has_word("connection", option);
        let goes_on = is_plain && !asks("close") && (!is_old || asks("keep-alive"));
        let (path, query) = parts_of(parsed.path.unwrap_or_default());
        let request = Request {
            method,
            path: path.to_owned(),
            form: query.as_bytes().to_vec(),
            goes_on,
        };
        let head = Self {
            request,
            body,
            awaits_permission,
        };
        Ok(Some((head, length)))
    }
}

/// The path and the query of a target: `/path?query`, or with scheme and host in front, as for a proxy.
fn parts_of(target: &str) -> (&str, &str) {
    let behind_host = target.split_once("://").filter(|(scheme, _)| {
        let schemes = ["http", "https"];
        schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known))
    });
    let local = behind_host.map_or(target, |(_, rest)| {
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        rest.get(end..).unwrap_or_default()
    });
    match local.split_once('?').unwrap_or((local, "")) {
        ("", query) => ("/", query),
        parts => parts,
    }
}

/// The lines of a head.
#[derive(Clone, Copy)]
struct Lines<'a>(&'a [Header<'a>]);

impl<'a> Lines<'a> {
    fn of(self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        let lines = self.0.iter().filter(move |line| line.name.eq_ignore_ascii_case(name));
        lines.map(|line| line.value.trim_ascii())
    }

    /// The value of a name that may stand once.
    fn only(self, name: &str) -> Result<Option<&'a [u8]>, Stop> {
        let mut values = self.of(name);
        let value = values.next();
        if values.next().is_some() { Err(BAD) } else { Ok(value) }
    }

    /// Whether a list of words has this one.
    fn has_word(self, name: &str, word: &str) -> bool {
        let mut words = self.of(name).flat_map(|value| value.split(|byte| *byte == b','));
        words.any(|other| other.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
    }

    /// How the body comes, and whether that is said in one way only: where both are given, chunks count, and the connection ends behind
    /// the answer (RFC 9112, 6.1).
    fn body(self, is_old: bool) -> Result<(Body, bool), Stop> {
        let length = self.only("content-length")?.map(length_of).transpose()?;
        match self.only("transfer-encoding")? {
            None => Ok((Body::Sized(length.unwrap_or_default()), true)),
            Some(coding) if coding.eq_ignore_ascii_case(b"chunked") && !is_old => Ok((Body::Chunks, length.is_none())),
            Some(_) => Err(BAD),
        }
    }
}

/// The length that a head tells, in digits and nothing else.
fn length_of(text: &[u8]) -> Result<usize, Stop> {
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return Err(BAD);
    }
    let length = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    length.filter(|length| *length <= LARGEST_BODY).ok_or(BODY_TOO_LARGE)
}

/// The head of an answer.
fn head_of(answer: &Answer, method: Method, goes_on: bool) -> String {
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
        answer.status,
        reason(answer.status),
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
    if method == Method::Other {
        head.push_str("Allow: GET, HEAD, POST\r\n");
    }
    // Said in either case, as clients of 1.0 take silence for an end and those of 1.1 for the contrary.
    head.push_str(if goes_on {
        "Connection: keep-alive\r\n\r\n"
    } else {
        "Connection: close\r\n\r\n"
    });
    head
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        417 => "Expectation Failed",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        502 => "Bad Gateway",
        _ => "",
    }
}
