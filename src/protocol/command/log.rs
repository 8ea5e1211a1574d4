//! The operation log: 25 (protocol, commands 8 \[A\]). Owner's rights in practice.
//!
//! ```text
//! req: sequence u16; ffff: all that were not read since last time
//! rep: [0..2] total u16, the bytes behind it; 0: end   [2..4] next u16
//!      records: [0] bytes behind this one  [1] kind  [2..8] date6  [8] battery  [9..] tail
//! ```
//!
//! One record a page is usual; its number is next - 1.

use super::{Body, Command, DecodeError, plaintext};
use crate::model::{Address, LockMinute, LockSecond, LogRecord, Raw};
use crate::protocol::cursor::Cursor;
use crate::protocol::pager;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// 25.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLog {
    /// From which record, or ffff.
    pub sequence: u16,
}

/// The sequence that asks for what was not read yet.
pub const UNREAD: u16 = 0xffff;

impl Command for ReadLog {
    const OPCODE: u8 = 0x25;
    type Reply = LogPage;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[&self.sequence.to_be_bytes()])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            sequence: Cursor::new(bytes).u16()?,
        })
    }

    fn meaning(&self) -> Value {
        json!({ "sequence": self.sequence })
    }

    /// Asking for what was not read marks it as read, so the same records would not come twice.
    fn is_repeatable(&self) -> bool {
        self.sequence != UNREAD
    }
}

/// The body of 25.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPage {
    /// The sequence of the page that follows, ffff for none; `None` where the total is 0.
    pub next: Option<u16>,
    /// The records, oldest first.
    pub records: Vec<LogEntry>,
}

/// A record, or the bytes behind its length byte where it is too short to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEntry {
    /// A record.
    Record(LogRecord),
    /// Fewer bytes than kind, time and battery need.
    Odd(Raw),
}

impl Body for LogPage {
    fn encode(&self) -> Vec<u8> {
        let Some(next) = self.next else { return vec![0, 0] };
        let records: Vec<u8> = self.records.iter().flat_map(encode_entry).collect();
        let total = u16::try_from(records.len() + 2).unwrap_or(u16::MAX);
        [total.to_be_bytes().as_slice(), &next.to_be_bytes(), &records].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let total = usize::from(cursor.u16()?);
        if total == 0 {
            return Ok(Self {
                next: None,
                records: Vec::new(),
            });
        }
        let mut page = Cursor::new(cursor.take(total)?);
        let next = page.u16()?;
        let mut records = Vec::new();
        while !page.is_empty() {
            records.push(decode_entry(page.prefixed()?));
        }
        number(&mut records, next);
        Ok(Self {
            next: Some(next),
            records,
        })
    }

    fn meaning(&self) -> Value {
        let records: Vec<_> = self.records.iter().map(entry_meaning).collect();
        let mut meaning = json!({ "next": self.next, "records": records });
        // A page of one record is the usual one; its fields stand beside `next` too, where scripts look for them.
        if let (Value::Object(fields), [Value::Object(only)]) = (&mut meaning, records.as_slice()) {
            fields.extend(only.clone());
        }
        meaning
    }
}

/// The last record of a page has the number before `next`. On a page that ends the log no number is told.
fn number(records: &mut [LogEntry], next: u16) {
    if next == pager::LAST {
        return;
    }
    let numbers = (0..next).rev();
    for (entry, number) in records.iter_mut().rev().zip(numbers) {
        if let LogEntry::Record(record) = entry {
            record.number = Some(number);
        }
    }
}

fn encode_entry(entry: &LogEntry) -> Vec<u8> {
    let bytes = match entry {
        LogEntry::Record(record) => [
            &[record.kind],
            record.time.0.as_slice(),
            &[record.battery],
            record.tail.as_slice(),
        ]
        .concat(),
        LogEntry::Odd(raw) => raw.as_slice().to_vec(),
    };
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    std::iter::once(length)
        .chain(bytes.into_iter().take(length.into()))
        .collect()
}

fn decode_entry(bytes: &[u8]) -> LogEntry {
    decode_record(bytes).map_or_else(|_| LogEntry::Odd(bytes.into()), LogEntry::Record)
}

fn decode_record(bytes: &[u8]) -> Result<LogRecord, DecodeError> {
    let mut cursor = Cursor::new(bytes);
    let (kind, time, battery) = (cursor.u8()?, LockSecond(cursor.array()?), cursor.u8()?);
    Ok(LogRecord {
        number: None,
        kind,
        time,
        battery,
        tail: cursor.rest().into(),
    })
}

fn entry_meaning(entry: &LogEntry) -> Value {
    let record = match entry {
        LogEntry::Record(record) => record,
        LogEntry::Odd(raw) => return json!({ "raw": raw.to_text() }),
    };
    let mut meaning = Map::from_iter([
        ("type".to_owned(), json!(record.kind)),
        ("what".to_owned(), json!(kind_text(record.kind))),
        ("time".to_owned(), json!(record.time)),
        ("battery".to_owned(), json!(record.battery)),
    ]);
    if let Some(number) = record.number {
        meaning.insert("record_number".to_owned(), json!(number));
    }
    meaning.extend(tail_meaning(record));
    Value::Object(meaning)
}

/// What the tail says, by kind; an unknown layout gives its bytes as `raw`. Shows codes and cards.
pub fn tail_meaning(record: &LogRecord) -> Map<String, Value> {
    let tail = record.tail.as_slice();
    let known = decode_tail(record.kind, tail).unwrap_or_default();
    match (known.is_empty(), tail.is_empty()) {
        (true, false) => Map::from_iter([("raw".to_owned(), json!(record.tail.to_text()))]),
        _ => known,
    }
}

fn decode_tail(kind: u8, tail: &[u8]) -> Result<Map<String, Value>, DecodeError> {
    let mut cursor = Cursor::new(tail);
    let mut fields = Map::new();
    let mut add = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    let text = |bytes: &[u8]| json!(crate::model::CodeText(bytes.to_vec()).reveal());
    match kind {
        1 | 26 | 28 | 41 | 52 | 75 | 76 | 77 => {
            add("uid", json!(cursor.u32()?));
            add("record_id", json!(cursor.u32()?));
        }
        37 => {
            add("uid", json!(cursor.u32()?));
            add("record_id", json!(cursor.u32()?));
            add("key_id", json!(cursor.u8()?));
        }
        4 | 5 | 6 | 9 | 10 | 11 | 12 | 13 | 34 | 38 | 78 | 92 => {
            add("password", text(cursor.prefixed()?));
            if !cursor.is_empty() {
                add("new_password", text(cursor.prefixed()?));
            }
        }
        7 => add("password", text(cursor.prefixed()?)),
        8 => {
            add("delete_date", json!(LockMinute(cursor.array()?)));
            if !cursor.is_empty() {
                add("password", text(cursor.prefixed()?));
            }
        }
        15 | 17 | 18 | 25 | 35 | 39 | 51 | 74 | 80 | 91 => {
            if let Ok(card) = crate::model::CardNumber::from_bytes(cursor.rest()) {
                add("card", json!(card.decimal()));
            }
        }
        19 => add("mac", json!(Address::from_reversed(cursor.array()?))),
        20..=23 | 33 | 40 => {
            add("fp", json!(crate::model::FingerprintNumber(cursor.array()?).decimal()));
            if !cursor.is_empty() {
                add("password", text(cursor.prefixed()?));
            }
        }
        30 | 31 => add("accessory_battery", json!(cursor.u8()?)),
        55 => {
            add("mac", json!(Address::from_reversed(cursor.array()?)));
            add("key_id", json!(cursor.u8()?));
            add("accessory_battery", json!(cursor.u8()?));
        }
        56 => {
            add("mac", json!(Address::from_reversed(cursor.array()?)));
            add("accessory_battery", json!(cursor.u8()?));
        }
        57 | 58 => add("value", json!(cursor.u16()?)),
        67..=72 | 81 | 83..=89 => add("id", json!(crate::model::hex::to_text(&cursor.array::<6>()?))),
        93 => {
            add("password", text(cursor.prefixed()?));
            add("start", json!(LockMinute(cursor.array()?)));
            add("end", json!(LockMinute(cursor.array()?)));
        }
        94..=100 => add("mac", json!(Address::from_reversed(cursor.array()?))),
        _ => {}
    }
    Ok(fields)
}

/// What a kind of record means, in words; `None` for kinds without a known meaning.
pub fn kind_text(kind: u8) -> Option<&'static str> {
    Some(match kind {
        1 => "opened by an app",
        4 => "opened by a code",
        5 => "code changed",
        6 => "code deleted",
        7 => "wrong code",
        8 => "all codes deleted",
        9 => "code pushed out by another",
        10 => "opened by a code that deletes others",
        11 => "code has expired",
        12 => "memory full",
        13 => "code on the block list",
        14 => "restarted by power",
        15 => "card added",
        16 => "all cards deleted",
        17 => "opened by a card",
        18 => "card deleted",
        19 => "opened by a wristband",
        20 => "opened by a fingerprint",
        21 => "fingerprint added",
        22 => "fingerprint refused",
        23 => "fingerprint deleted",
        24 => "all fingerprints deleted",
        25 => "card refused",
        26 => "locked by an app or gateway",
        27 => "opened by a mechanical key",
        28 => "opened by a gateway",
        29 => "forced open",
        30 => "door closed",
        31 => "door opened",
        32 => "opened from inside",
        33 => "locked by a fingerprint",
        34 => "locked by a code",
        35 => "locked by a card",
        36 => "locked by a mechanical key",
        37 => "remote control",
        38 => "code refused, double-locked inside",
        39 => "card refused, double-locked inside",
        40 => "fingerprint refused, double-locked inside",
        41 => "app refused, double-locked inside",
        51 => "card on the block list",
        52 => "dead-locked by an app",
        55 => "key fob",
        56 => "wireless keypad",
        57 => "QR code accepted",
        58 => "QR code refused",
        _ => return None,
    })
}
