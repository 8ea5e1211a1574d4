//! `relatch decode`: what captured bytes say.

use crate::args::DecodeArgs;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use relatch::model::{AesKey, hex};
use relatch::protocol::advert::{Advert, LockAdvert};
use relatch::protocol::command::{AnyRequest, command_name, reply_meaning};
use relatch::protocol::frame::{self, Checksum, Frame};
use relatch::protocol::reply::Reply;
use relatch::protocol::{cipher, command::Command as _};
use serde_json::{Map, Value, json};
use std::io::BufRead as _;

/// Decodes every input; `-` reads one from each line of standard input.
pub(super) fn run(args: &DecodeArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let key = args.key.as_deref().map(parse_key).transpose()?;
    let (mut good, mut bad) = (0_u32, 0_u32);
    let mut one = |input: &str, tools: &mut Tools| -> Result<(), Failure> {
        let decoded = match bytes_of(input).and_then(|bytes| decode(&bytes, args.advert, key.as_ref())) {
            Ok(decoded) => {
                good += 1;
                decoded
            }
            Err(why) => {
                bad += 1;
                json!({ "error": why })
            }
        };
        tools.output.result(&decoded, &text(&decoded))
    };
    for input in &args.hex {
        if input != "-" {
            one(input, tools)?;
            continue;
        }
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|error| {
                Failure::new(
                    Exit::Failed,
                    format!("failed to read standard input: {error}"),
                    "Give lines of hexadecimal digits.",
                )
            })?;
            if !line.trim().is_empty() {
                one(&line, tools)?;
            }
        }
    }
    Ok(match (good, bad) {
        (_, 0) => Exit::Done,
        (0, _) => Exit::Failed,
        _ => Exit::Partly,
    })
}

fn parse_key(text: &str) -> Result<AesKey, Failure> {
    let bytes = bytes_of(text).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.map(AesKey).ok_or_else(|| {
        Failure::usage(
            "the key is not 32 hexadecimal digits",
            "Give --key the lock's AES key: 16 bytes, two digits each. `relatch keys show FILE` says whether a file has one.",
        )
    })
}

/// The bytes of digits with blanks, colons, commas or dashes between them, as other tools print them.
fn bytes_of(text: &str) -> Result<Vec<u8>, String> {
    let digits: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, ':' | '-' | ','))
        .collect();
    let digits = digits.strip_prefix("0x").unwrap_or(&digits);
    match hex::from_text(digits) {
        Some(bytes) if !bytes.is_empty() => Ok(bytes),
        _ => Err("failed to read bytes: expected hexadecimal digits, two a byte".to_owned()),
    }
}

fn decode(bytes: &[u8], advert: bool, key: Option<&AesKey>) -> Result<Value, String> {
    if advert {
        let advert = Advert::decode(bytes).map_err(|error| error.to_string())?;
        Ok(json!({ "direction": "lock_to_client", "meaning": advert_meaning(&advert) }))
    } else {
        let (frame, checksum) = Frame::decode(bytes).map_err(|error| error.to_string())?;
        Ok(frame_meaning(&frame, checksum, key))
    }
}

fn advert_meaning(advert: &Advert) -> Value {
    match advert {
        Advert::Lock(lock) => lock_meaning(lock),
        // One member that names the kind.
        other => json!({ "kind": other }),
    }
}

/// What a lock's advertisement says, with what follows from it.
pub(super) fn lock_meaning(lock: &LockAdvert) -> Value {
    let mut meaning = serde_json::to_value(lock).unwrap_or_default();
    let derived = [
        ("kind", json!("lock")),
        ("lock_type", json!(lock.lock_type())),
        ("park_status", json!(lock.park_status())),
        ("support", json!(lock.support())),
    ];
    if let Some(members) = meaning.as_object_mut() {
        members.extend(derived.map(|(name, value)| (name.to_owned(), value)));
    }
    meaning
}

fn frame_meaning(frame: &Frame, checksum: Checksum, key: Option<&AesKey>) -> Value {
    let data = frame.data.as_slice();
    let plaintext = plaintext_of(frame, key);
    let from_lock = is_from_lock(frame, plaintext.as_deref());
    let mut facts = Map::new();
    let mut fact = |name: &str, value: Value| facts.insert(name.to_owned(), value);
    fact(
        "direction",
        json!(if from_lock { "lock_to_client" } else { "client_to_lock" }),
    );
    let command = match plaintext.as_deref() {
        Some([echo, ..]) if from_lock => *echo,
        _ => frame.command,
    };
    fact("command", json!(format!("{command:02x}")));
    fact(
        "command_name",
        json!(if command == frame::REPLY {
            "answer"
        } else {
            command_name(command)
        }),
    );
    fact("frame_command", json!(format!("{:02x}", frame.command)));
    fact("encrypted", json!(!data.is_empty() && is_cipher_text(data)));
    fact("pushed", json!(frame.encrypt == frame::PUSHED));
    fact("version", json!(frame.version));
    fact(
        "crc",
        json!(match checksum {
            Checksum::Lock => "lock",
            Checksum::Plain => "plain",
            Checksum::Bad => "bad",
        }),
    );
    match plaintext {
        None => {
            fact("plaintext", Value::Null);
            fact("meaning", Value::Null);
            fact("data", json!(frame.data));
            fact(
                "note",
                json!("the data is encrypted with another key; give the lock's with --key"),
            );
        }
        Some(plaintext) => {
            fact("plaintext", json!(hex::to_text(&plaintext)));
            match meaning_of(frame, from_lock, &plaintext) {
                Ok(meaning) => fact("meaning", meaning),
                Err(why) => {
                    fact("meaning", Value::Null);
                    fact("note", json!(why))
                }
            };
        }
    }
    Value::Object(facts)
}

fn is_cipher_text(data: &[u8]) -> bool {
    data.len().is_multiple_of(16)
}

/// The plaintext, with the given key or the one from before a pairing, whichever fits.
fn plaintext_of(frame: &Frame, key: Option<&AesKey>) -> Option<Vec<u8>> {
    let data = frame.data.as_slice();
    if !is_cipher_text(data) {
        // No cipher text has this length, so it was sent in the clear.
        return Some(data.to_vec());
    }
    let default = cipher::default_key();
    let is_first = matches!(
        frame.command,
        relatch::protocol::command::pairing::MakeAesKey::OPCODE
            | relatch::protocol::command::session::Handshake::OPCODE
    );
    let keys = match key {
        None => vec![&default],
        Some(key) if is_first => vec![&default, key],
        Some(key) => vec![key, &default],
    };
    keys.into_iter()
        .filter_map(|key| cipher::decrypt(key, data).ok())
        .map(|plaintext| plaintext.to_vec())
        .next()
}

/// Answers have a command byte of their own; only that which gives the key has its request's, and begins with an echo.
fn is_from_lock(frame: &Frame, plaintext: Option<&[u8]>) -> bool {
    const MAKE_KEY: u8 = relatch::protocol::command::pairing::MakeAesKey::OPCODE;
    frame.command == frame::REPLY
        || frame.encrypt == frame::PUSHED
        || frame.command == MAKE_KEY && matches!(plaintext, Some([MAKE_KEY, 0 | 1, ..]))
}

fn meaning_of(frame: &Frame, from_lock: bool, plaintext: &[u8]) -> Result<Value, String> {
    if !from_lock {
        let request = AnyRequest::decode(frame.command, plaintext).map_err(|error| error.to_string())?;
        return Ok(request.meaning());
    }
    if plaintext.is_empty() {
        return Ok(json!({ "success": true, "empty": true }));
    }
    let reply = Reply::decode(plaintext).map_err(|error| error.to_string())?;
    reply_meaning(&reply, frame.encrypt == frame::PUSHED).map_err(|error| error.to_string())
}

/// The same for people.
fn text(decoded: &Value) -> String {
    if let Some(error) = decoded.get("error") {
        return plain(error);
    }
    let mut lines = Vec::new();
    let field = |name: &str| decoded.get(name).map(plain).unwrap_or_default();
    if decoded.get("command").is_some() {
        let direction = match decoded.get("direction").and_then(Value::as_str) {
            Some("lock_to_client") => "lock to client",
            _ => "client to lock",
        };
        lines.push(format!(
            "{direction}, {} ({}), checksum {}",
            field("command"),
            field("command_name"),
            field("crc")
        ));
    }
    if let Some(note) = decoded.get("note") {
        lines.push(format!("  note: {}", plain(note)));
    }
    if let Some(plaintext) = decoded.get("plaintext").and_then(Value::as_str) {
        lines.push(format!("  plaintext: {plaintext}"));
    }
    if let Some(Value::Object(members)) = decoded.get("meaning") {
        lines.extend(
            members
                .iter()
                .map(|(name, value)| format!("  {name}: {}", plain(value))),
        );
    }
    lines.join("\n")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
