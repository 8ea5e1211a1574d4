//! From the bytes of a reply to an object, or to what is wrong (cloud 1).
//!
//! HTTP status 200 stands for errors too; a body with an `errcode` other than 0 is one \[A\]. The body decides, not its declared
//! type. HTML instead of JSON is a network's sign-in page or a maintenance page, never a wrong password \[B\].

use super::error::{Breakage, CallError, Refused};
use super::field::{Malformed, Members, whole};
use crate::protocol::credentials::SecretJson;
use serde_json::Value;
use std::fmt;
use zeroize::Zeroizing;

/// The most bytes of a reply's body \[C\].
pub const LARGEST: usize = 8 * 1024 * 1024;

/// A reply as it came.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawReply {
    /// The HTTP status.
    pub status: u16,
    /// The header `Date`: the server's time.
    pub date: Option<String>,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The body, decoded from any transfer encoding.
    pub body: Vec<u8>,
}

impl RawReply {
    /// The server's time in milliseconds since 1970, from the header `Date`; the reply itself has no time \[A\].
    pub fn server_time_ms(&self) -> Option<i64> {
        let text = self.date.as_deref()?.trim();
        let time = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(time.timestamp().as_millisecond())
    }

    /// The object that the reply holds.
    ///
    /// # Errors
    /// What is wrong with it, or what the server refuses.
    pub fn object(&self) -> Result<Object, CallError> {
        if self.status == 429 {
            let wait = self.retry_after.as_deref().map(str::trim);
            return Err(CallError::TooFrequent {
                wait_s: wait.and_then(|text| text.parse().ok()),
            });
        }
        let body = self.body.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&self.body);
        let body = body.trim_ascii();
        let is_success = (200..300).contains(&self.status);
        if body.len() > LARGEST {
            return Err(CallError::Broken(Breakage::TooMuch));
        }
        let parsed = parse(body);
        match (parsed, body.first()) {
            (Ok(json), _) if json.reveal().is_object() => self.judged(json, is_success),
            _ if self.status == 404 => Err(CallError::NoSuchCall),
            _ if self.status >= 500 && self.status != 511 => Err(CallError::Broken(Breakage::Status(self.status))),
            _ if !is_success => Err(CallError::NotTheServer { status: self.status }),
            (_, None) => Err(CallError::Broken(Breakage::Empty)),
            (Ok(_), _) => Err(CallError::Broken(Breakage::NoObject)),
            (Err(_), Some(b'{' | b'[')) => Err(CallError::Broken(Breakage::CutOff)),
            (Err(_), Some(_)) => Err(CallError::NotTheServer { status: self.status }),
        }
    }

    fn judged(&self, json: SecretJson, is_success: bool) -> Result<Object, CallError> {
        let object = Object(json);
        let members = object.members();
        match members.any("errcode").map(whole) {
            Some(None) => return Err(CallError::Broken(Breakage::Member("errcode"))),
            Some(Some(0)) | None => {}
            Some(Some(code)) => {
                let detail = members.name(&["description", "errmsg"]);
                return Err(CallError::Refused(Refused::new(code, detail)));
            }
        }
        // The form in which other sign-in servers refuse \[C\].
        if members.any("errcode").is_none()
            && members.any("access_token").is_none()
            && members.text("error").is_some_and(|error| error == "invalid_grant")
        {
            return Err(CallError::Refused(Refused::new(10_011, None)));
        }
        match self.status {
            _ if is_success => Ok(object),
            404 => Err(CallError::NoSuchCall),
            status => Err(CallError::Broken(Breakage::Status(status))),
        }
    }
}

/// The JSON of a body. What is no text inside a string, as half a character in a name, spoils that string alone.
fn parse(body: &[u8]) -> Result<SecretJson, serde_json::Error> {
    let parsed = serde_json::from_slice::<Value>(body).map(SecretJson::new);
    match (parsed, body.first()) {
        (Err(error), Some(b'{')) => serde_json::from_str::<Value>(&mended(body))
            .map(SecretJson::new)
            .map_err(|_| error),
        (parsed, _) => parsed,
    }
}

/// A body in which every byte that is no UTF-8 and every half of a surrogate pair is the replacement character.
fn mended(body: &[u8]) -> Zeroizing<String> {
    let text = Zeroizing::new(String::from_utf8_lossy(body).into_owned());
    let mut mended = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\\') {
        let (plain, escape) = rest.split_at(at);
        mended.push_str(plain);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                mended.push(char::REPLACEMENT_CHARACTER);
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            // The backslash and what it stands before, which may be another one.
            _ => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (whole, after) = escape.split_at(length);
        mended.push_str(whole);
        rest = after;
    }
    mended.push_str(rest);
    mended
}

/// The number in `\uXXXX` at the beginning of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

impl fmt::Debug for RawReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawReply(HTTP {}, {} bytes)", self.status, self.body.len())
    }
}

/// The JSON object of a reply that is no error. It may hold codes and keys: it hides itself and wipes itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Object(SecretJson);

impl Object {
    /// An object from a value, where it is one.
    pub fn from_json(json: SecretJson) -> Option<Self> {
        json.reveal().is_object().then(|| Self(json))
    }

    /// Its members.
    pub fn members(&self) -> Members<'_> {
        static NONE: std::sync::LazyLock<serde_json::Map<String, Value>> =
            std::sync::LazyLock::new(serde_json::Map::new);
        Members::of(self.0.reveal()).unwrap_or_else(|| Members::new(&NONE))
    }

    /// The object as it came, unknown members included.
    pub fn raw(&self) -> &SecretJson {
        &self.0
    }
}

impl From<Malformed> for CallError {
    fn from(Malformed(member): Malformed) -> Self {
        Self::Broken(Breakage::Member(member))
    }
}

/// That a write was done: no error number, or 0. An empty object says nothing, so it is no yes.
pub fn done(object: &Object) -> Result<(), CallError> {
    object
        .members()
        .needed_int("errcode")
        .map(|_| ())
        .map_err(CallError::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &str) -> RawReply {
        RawReply {
            status,
            body: body.into(),
            ..RawReply::default()
        }
    }

    #[test]
    fn a_page_of_a_network_is_told_from_a_broken_server() {
        let html = "<html>";
        assert_eq!(reply(200, html).object(), Err(CallError::NotTheServer { status: 200 }));
        assert_eq!(reply(302, "").object(), Err(CallError::NotTheServer { status: 302 }));
        assert_eq!(reply(511, html).object(), Err(CallError::NotTheServer { status: 511 }));
        assert_eq!(reply(503, html).object(), Err(CallError::Broken(Breakage::Status(503))));
        assert_eq!(reply(404, "{}").object(), Err(CallError::NoSuchCall));
        assert_eq!(
            reply(500, "{\"a\":1}").object(),
            Err(CallError::Broken(Breakage::Status(500)))
        );
        assert_eq!(reply(200, "[1]").object(), Err(CallError::Broken(Breakage::NoObject)));
        assert_eq!(
            reply(500, "{\"errcode\":90000}").object().unwrap_err().cause(),
            Some(crate::account::error::Cause::Internal)
        );
    }

    #[test]
    fn half_a_character_in_a_name_spoils_that_name_alone() {
        let object = |body: &[u8]| {
            let reply = RawReply {
                status: 200,
                body: body.to_vec(),
                ..RawReply::default()
            };
            reply.object().unwrap()
        };
        for (name, read) in [
            (&br"a\ud83d"[..], "a\u{fffd}"),
            (br"\ud83d\ud83d\udc08", "\u{fffd}\u{1f408}"),
            (br"\udc08\\ud83d", "\u{fffd}\\ud83d"),
            (b"Zo\xeb", "Zo\u{fffd}"),
            (b"\xff\\\"\\u00eb", "\u{fffd}\"\u{eb}"),
        ] {
            let body = [br#"{"name":""#, name, br#"","list":[{"id":7}]}"#].concat();
            let object = object(&body);
            assert_eq!(object.members().text("name").as_deref(), Some(read));
            assert_eq!(object.members().list("list").unwrap().unwrap().len(), 1);
        }
        assert!(
            reply(200, r#"{"name":"\ud83d"#).object().is_err(),
            "cut off stays cut off"
        );
    }

    #[test]
    fn json_that_is_nested_too_deep_is_refused() {
        let deep = format!("{}{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
        assert_eq!(reply(200, &deep).object(), Err(CallError::Broken(Breakage::CutOff)));
    }

    #[test]
    fn the_server_s_time_is_read_from_the_header_of_http() {
        let at = |date: &str| RawReply {
            date: Some(date.to_owned()),
            ..RawReply::default()
        };
        assert_eq!(
            at("Mon, 15 Jun 2026 10:00:00 GMT").server_time_ms(),
            Some(1_781_517_600_000)
        );
        assert_eq!(at("yesterday").server_time_ms(), None);
    }
}
