//! Times in which the door stays open: 66 (protocol, commands 7.1 \[A\]). Owner's rights, bit 22.
//!
//! ```text
//! 01 list    req: sequence u8, first 0      rep: battery, 01, next u8 (ff end), entries
//! 02 add     req: entry                     rep: battery, 02
//! 03 delete  req: entry                     rep: battery, 03
//! 04 clear   req: nothing                   rep: battery, 04
//! entry: kind (1 weekly, 2 monthly), day, month, start hour, minute, end hour, minute
//! ```

use super::{Body, Command, DecodeError, plaintext, refuse};
use crate::model::Raw;
use crate::model::settings::PassageEntry;
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// The sequence that means "nothing follows".
pub const LAST: u8 = 0xff;
const ENTRY: usize = 7;

/// 66.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManagePassage {
    /// 01.
    List {
        /// 0 first, then the `next` of the page before.
        sequence: u8,
    },
    /// 02.
    Add(PassageEntry),
    /// 03.
    Delete(PassageEntry),
    /// 04.
    ClearAll,
}

impl ManagePassage {
    /// 01.
    pub const LIST: u8 = 1;
    /// 02.
    pub const ADD: u8 = 2;
    /// 03.
    pub const DELETE: u8 = 3;
    /// 04.
    pub const CLEAR_ALL: u8 = 4;

    fn code_of_operation(&self) -> u8 {
        match self {
            Self::List { .. } => Self::LIST,
            Self::Add(_) => Self::ADD,
            Self::Delete(_) => Self::DELETE,
            Self::ClearAll => Self::CLEAR_ALL,
        }
    }
}

impl Command for ManagePassage {
    const OPCODE: u8 = 0x66;
    type Reply = PassageReply;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let operation = [self.code_of_operation()];
        match self {
            Self::List { sequence } => plaintext(&[&operation, &[*sequence]]),
            Self::Add(entry) | Self::Delete(entry) => plaintext(&[&operation, &encode_entry(*entry)]),
            Self::ClearAll => plaintext(&[&operation]),
        }
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        match cursor.u8()? {
            Self::LIST => Ok(Self::List { sequence: cursor.u8()? }),
            Self::ADD => Ok(Self::Add(decode_entry(cursor.array()?))),
            Self::DELETE => Ok(Self::Delete(decode_entry(cursor.array()?))),
            Self::CLEAR_ALL => Ok(Self::ClearAll),
            other => refuse("operation", other),
        }
    }

    fn meaning(&self) -> Value {
        let op = self.code_of_operation();
        match self {
            Self::List { sequence } => json!({ "op": op, "sequence": sequence }),
            Self::Add(entry) | Self::Delete(entry) => {
                let mut meaning = entry_meaning(entry);
                if let Value::Object(fields) = &mut meaning {
                    fields.insert("op".to_owned(), json!(op));
                }
                meaning
            }
            Self::ClearAll => json!({ "op": op }),
        }
    }

    fn operation(&self) -> Option<u8> {
        Some(self.code_of_operation())
    }

    fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Add(_))
    }
}

/// The body of 66.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageReply {
    /// Battery, percent.
    pub battery: u8,
    /// What was done.
    pub result: PassageResult,
}

/// What a reply to 66 says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageResult {
    /// 01: a page.
    Page {
        /// The sequence of the page that follows, ff for none.
        next: u8,
        /// The entries.
        entries: Vec<PassageEntry>,
        /// Bytes that fill no entry.
        odd: Raw,
    },
    /// 02, 03, 04 and others: done.
    Done {
        /// Which operation.
        operation: u8,
        /// Bytes behind it.
        tail: Raw,
    },
}

impl Body for PassageReply {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![self.battery];
        match &self.result {
            PassageResult::Page { next, entries, odd } => {
                bytes.extend_from_slice(&[ManagePassage::LIST, *next]);
                entries.iter().for_each(|entry| bytes.extend(encode_entry(*entry)));
                bytes.extend_from_slice(odd.as_slice());
            }
            PassageResult::Done { operation, tail } => {
                bytes.push(*operation);
                bytes.extend_from_slice(tail.as_slice());
            }
        }
        bytes
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let battery = cursor.u8()?;
        let result = match cursor.u8()? {
            ManagePassage::LIST => {
                let next = cursor.u8()?;
                let (entries, odd) = cursor.rest().as_chunks::<ENTRY>();
                PassageResult::Page {
                    next,
                    entries: entries.iter().copied().map(decode_entry).collect(),
                    odd: odd.into(),
                }
            }
            operation => PassageResult::Done {
                operation,
                tail: cursor.rest().into(),
            },
        };
        Ok(Self { battery, result })
    }

    fn meaning(&self) -> Value {
        match &self.result {
            PassageResult::Page { next, entries, .. } => {
                let next = if *next == LAST { -1 } else { i16::from(*next) };
                let entries: Vec<_> = entries.iter().map(entry_meaning).collect();
                json!({ "battery": self.battery, "op": ManagePassage::LIST, "next": next, "entries": entries })
            }
            PassageResult::Done { operation, .. } => json!({ "battery": self.battery, "op": operation }),
        }
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }

    fn operation_of(body: &[u8]) -> Option<u8> {
        body.get(1).copied()
    }
}

fn encode_entry(entry: PassageEntry) -> [u8; ENTRY] {
    let PassageEntry {
        kind,
        day,
        month,
        start: [start_hour, start_minute],
        end: [end_hour, end_minute],
    } = entry;
    [kind, day, month, start_hour, start_minute, end_hour, end_minute]
}

fn decode_entry([kind, day, month, start_hour, start_minute, end_hour, end_minute]: [u8; ENTRY]) -> PassageEntry {
    PassageEntry {
        kind,
        day,
        month,
        start: [start_hour, start_minute],
        end: [end_hour, end_minute],
    }
}

fn entry_meaning(entry: &PassageEntry) -> Value {
    let time = |[hour, minute]: [u8; 2]| format!("{hour:02}{minute:02}");
    json!({
        "type": entry.kind, "week_or_day": entry.day, "month": entry.month, "start": time(entry.start), "end": time(entry.end),
    })
}
