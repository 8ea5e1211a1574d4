//! Codes: 07 and 03 (protocol, commands 3). Owner's rights.
//!
//! ```text
//! 07 list  req: [0..2] sequence u16, first 0 [A]
//!          rep: [0..2] total u16, the bytes behind it; 0: the list is at its end and nothing follows
//!               [2..4] next u16, ffff last page; then records
//!          record: [0] bytes behind this one  [1] kind 1 permanent, 2 count, 3 period, 4 cyclic
//!                  current length and digits, original length and digits, start date5
//!                  kinds 2 and 3: end date5; kind 4: cycle u16; unknown tail
//! 03 manage  rep: [0] battery  [1] operation
//!    01 clear all
//!    02 add      kind, length, code, start date5, [end date5 for kinds 2 and 3] [A]
//!    03 delete   kind, length, code; the current code [A]
//!    05 modify   kind, old length, old, new length, new, [start date5, end date5] [A]; new length 0: validity only [B]
//!    06 recover  kind, original length, original, current length, current, start date5, [kind 3: end date5; 4: cycle u16] [B]
//! ```

use super::{Body, Command, DecodeError, Done, plaintext, refuse};
use crate::model::{CodeText, ListedPasscode, LockMinute, PasscodeKind, PasscodeRecord, Raw, Until, Validity};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// 07.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPasscodes {
    /// 0 first, then the `next` of the page before.
    pub sequence: u16,
}

impl Command for ListPasscodes {
    const OPCODE: u8 = 0x07;
    type Reply = PasscodePage;

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

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// The body of 07.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasscodePage {
    /// The sequence of the page that follows, ffff for none; `None` where the total is 0.
    pub next: Option<u16>,
    /// The records.
    pub codes: Vec<ListedPasscode>,
}

impl PasscodePage {
    /// The page behind the last record.
    pub fn end() -> Self {
        Self {
            next: None,
            codes: Vec::new(),
        }
    }
}

impl Body for PasscodePage {
    fn encode(&self) -> Vec<u8> {
        let Some(next) = self.next else { return vec![0, 0] };
        let records: Vec<u8> = self.codes.iter().flat_map(encode_listed).collect();
        let total = u16::try_from(records.len() + 2).unwrap_or(u16::MAX);
        [total.to_be_bytes().as_slice(), &next.to_be_bytes(), &records].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let total = usize::from(cursor.u16()?);
        if total == 0 {
            return Ok(Self::end());
        }
        let mut page = Cursor::new(cursor.take(total)?);
        let next = Some(page.u16()?);
        let mut codes = Vec::new();
        while !page.is_empty() {
            codes.push(decode_listed(page.prefixed()?));
        }
        Ok(Self { next, codes })
    }

    fn meaning(&self) -> Value {
        let next = self
            .next
            .filter(|next| *next != crate::protocol::pager::LAST)
            .map_or(-1, i32::from);
        json!({ "next": next, "codes": self.codes.iter().map(listed_meaning).collect::<Vec<_>>() })
    }
}

/// A list record with its length byte.
fn encode_listed(listed: &ListedPasscode) -> Vec<u8> {
    let record = match listed {
        ListedPasscode::Known(record) => encode_record(record),
        ListedPasscode::Odd(raw) => raw.as_slice().to_vec(),
    };
    let length = u8::try_from(record.len()).unwrap_or(u8::MAX);
    std::iter::once(length)
        .chain(record.into_iter().take(length.into()))
        .collect()
}

/// The record of the bytes behind its length byte. Unknown kinds, and lengths that do not fit, keep the bytes.
fn decode_listed(record: &[u8]) -> ListedPasscode {
    decode_record(record).map_or_else(|_| ListedPasscode::Odd(record.into()), ListedPasscode::Known)
}

/// A record's bytes behind its length byte: what a snapshot keeps as raw.
pub fn encode_record(record: &PasscodeRecord) -> Vec<u8> {
    let mut bytes = vec![record.kind.to_lock()];
    push_prefixed(&mut bytes, &record.current.0);
    push_prefixed(&mut bytes, &record.original.0);
    bytes.extend_from_slice(&record.start.0);
    push_until(&mut bytes, record.until);
    bytes.extend_from_slice(record.tail.as_slice());
    bytes
}

/// The inverse of [`encode_record`].
pub fn decode_record(bytes: &[u8]) -> Result<PasscodeRecord, DecodeError> {
    let mut cursor = Cursor::new(bytes);
    let kind = read_kind(&mut cursor)?;
    let current = CodeText(cursor.prefixed()?.to_vec());
    let original = CodeText(cursor.prefixed()?.to_vec());
    let start = LockMinute(cursor.array()?);
    let until = match kind {
        PasscodeKind::Permanent => Until::Open,
        PasscodeKind::Count | PasscodeKind::Period => Until::End(LockMinute(cursor.array()?)),
        PasscodeKind::Cyclic => Until::Cycle(cursor.u16()?),
    };
    Ok(PasscodeRecord {
        kind,
        current,
        original,
        start,
        until,
        tail: cursor.rest().into(),
    })
}

fn listed_meaning(listed: &ListedPasscode) -> Value {
    let record = match listed {
        ListedPasscode::Known(record) => record,
        ListedPasscode::Odd(raw) => return json!({ "raw": raw.to_text() }),
    };
    let mut meaning = json!({
        "type": record.kind.to_lock(), "kind": record.kind.word(),
        "current": record.current.reveal(), "original": record.original.reveal(), "start": record.start,
    });
    add_until(&mut meaning, record.until);
    meaning
}

fn add_until(meaning: &mut Value, until: Until) {
    if let Value::Object(fields) = meaning {
        match until {
            Until::Open => None,
            Until::End(end) => fields.insert("end".to_owned(), json!(end)),
            Until::Cycle(cycle) => fields.insert("cycle_type".to_owned(), json!(cycle)),
        };
    }
}

/// 03.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManagePasscode {
    /// 01: removes every code.
    ClearAll,
    /// 02: adds a code.
    Add {
        /// Its kind.
        kind: PasscodeKind,
        /// Its digits.
        code: CodeText,
        /// The first minute.
        start: LockMinute,
        /// The last minute; needed for count and period, absent for permanent.
        end: Option<LockMinute>,
    },
    /// 03: removes a code.
    Delete {
        /// Its kind.
        kind: PasscodeKind,
        /// Its current digits.
        code: CodeText,
    },
    /// 05: changes a code.
    Modify {
        /// Its kind.
        kind: PasscodeKind,
        /// Its current digits.
        old: CodeText,
        /// The new digits; `None` leaves them.
        new: Option<CodeText>,
        /// The new validity; `None` leaves it.
        validity: Option<Validity>,
    },
    /// 06: puts a code back.
    Recover {
        /// Its kind.
        kind: PasscodeKind,
        /// What it was when it was first made.
        original: CodeText,
        /// What opens the door.
        current: CodeText,
        /// The first minute.
        start: LockMinute,
        /// Period: the end; cyclic: the cycle; others nothing.
        until: Until,
    },
}

impl ManagePasscode {
    /// 01.
    pub const CLEAR_ALL: u8 = 1;
    /// 02.
    pub const ADD: u8 = 2;
    /// 03.
    pub const DELETE: u8 = 3;
    /// 05.
    pub const MODIFY: u8 = 5;
    /// 06.
    pub const RECOVER: u8 = 6;
}

impl Command for ManagePasscode {
    const OPCODE: u8 = 0x03;
    type Reply = Done;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(vec![self.code_of_operation()]);
        match self {
            Self::ClearAll => {}
            Self::Add { kind, code, start, end } => {
                bytes.push(kind.to_lock());
                push_prefixed(&mut bytes, &code.0);
                bytes.extend_from_slice(&start.0);
                end.iter().for_each(|end| bytes.extend_from_slice(&end.0));
            }
            Self::Delete { kind, code } => {
                bytes.push(kind.to_lock());
                push_prefixed(&mut bytes, &code.0);
            }
            Self::Modify {
                kind,
                old,
                new,
                validity,
            } => {
                bytes.push(kind.to_lock());
                push_prefixed(&mut bytes, &old.0);
                push_prefixed(&mut bytes, new.as_ref().map(|new| new.0.as_slice()).unwrap_or_default());
                if let Some(Validity { start, end }) = validity {
                    bytes.extend_from_slice(&start.0);
                    bytes.extend_from_slice(&end.0);
                }
            }
            Self::Recover {
                kind,
                original,
                current,
                start,
                until,
            } => {
                bytes.push(kind.to_lock());
                push_prefixed(&mut bytes, &original.0);
                push_prefixed(&mut bytes, &current.0);
                bytes.extend_from_slice(&start.0);
                push_until(&mut bytes, *until);
            }
        }
        bytes
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        match cursor.u8()? {
            Self::CLEAR_ALL => Ok(Self::ClearAll),
            Self::ADD => {
                let (kind, code) = (read_kind(&mut cursor)?, read_code(&mut cursor)?);
                let start = LockMinute(cursor.array()?);
                let end = match kind {
                    PasscodeKind::Count | PasscodeKind::Period => Some(LockMinute(cursor.array()?)),
                    PasscodeKind::Permanent | PasscodeKind::Cyclic => None,
                };
                Ok(Self::Add { kind, code, start, end })
            }
            Self::DELETE => Ok(Self::Delete {
                kind: read_kind(&mut cursor)?,
                code: read_code(&mut cursor)?,
            }),
            Self::MODIFY => {
                let (kind, old, new) = (
                    read_kind(&mut cursor)?,
                    read_code(&mut cursor)?,
                    read_code(&mut cursor)?,
                );
                let new = (!new.0.is_empty()).then_some(new);
                let validity = if cursor.is_empty() {
                    None
                } else {
                    Some(super::session::read_validity(&mut cursor)?)
                };
                Ok(Self::Modify {
                    kind,
                    old,
                    new,
                    validity,
                })
            }
            Self::RECOVER => {
                let kind = read_kind(&mut cursor)?;
                let (original, current) = (read_code(&mut cursor)?, read_code(&mut cursor)?);
                let start = LockMinute(cursor.array()?);
                let until = match kind {
                    PasscodeKind::Permanent | PasscodeKind::Count => Until::Open,
                    PasscodeKind::Period => Until::End(LockMinute(cursor.array()?)),
                    PasscodeKind::Cyclic => Until::Cycle(cursor.u16()?),
                };
                Ok(Self::Recover {
                    kind,
                    original,
                    current,
                    start,
                    until,
                })
            }
            other => refuse("operation", other),
        }
    }

    fn meaning(&self) -> Value {
        let op = self.code_of_operation();
        match self {
            Self::ClearAll => json!({ "op": op }),
            Self::Add { kind, code, start, end } => {
                let mut meaning = json!({ "op": op, "type": kind.to_lock(), "kind": kind.word(), "code": code.reveal(), "start": start });
                end.iter().for_each(|end| add_until(&mut meaning, Until::End(*end)));
                meaning
            }
            Self::Delete { kind, code } => {
                json!({ "op": op, "type": kind.to_lock(), "kind": kind.word(), "code": code.reveal() })
            }
            Self::Modify {
                kind,
                old,
                new,
                validity,
            } => {
                let new = new.as_ref().map(CodeText::reveal).unwrap_or_default();
                let mut meaning =
                    json!({ "op": op, "type": kind.to_lock(), "kind": kind.word(), "old": old.reveal(), "new": new });
                if let (Value::Object(fields), Some(Validity { start, end })) = (&mut meaning, validity) {
                    fields.insert("start".to_owned(), json!(start));
                    fields.insert("end".to_owned(), json!(end));
                }
                meaning
            }
            Self::Recover {
                kind,
                original,
                current,
                start,
                until,
            } => {
                let mut meaning = json!({
                    "op": op, "type": kind.to_lock(), "kind": kind.word(),
                    "original": original.reveal(), "current": current.reveal(), "start": start,
                });
                add_until(&mut meaning, *until);
                meaning
            }
        }
    }

    fn operation(&self) -> Option<u8> {
        Some(self.code_of_operation())
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

impl ManagePasscode {
    fn code_of_operation(&self) -> u8 {
        match self {
            Self::ClearAll => Self::CLEAR_ALL,
            Self::Add { .. } => Self::ADD,
            Self::Delete { .. } => Self::DELETE,
            Self::Modify { .. } => Self::MODIFY,
            Self::Recover { .. } => Self::RECOVER,
        }
    }
}

fn read_kind(cursor: &mut Cursor<'_>) -> Result<PasscodeKind, DecodeError> {
    let number = cursor.u8()?;
    PasscodeKind::from_lock(number).map_or_else(|| refuse("kind of code", number), Ok)
}

fn read_code(cursor: &mut Cursor<'_>) -> Result<CodeText, DecodeError> {
    cursor.prefixed().map(|code| CodeText(code.to_vec()))
}

/// Codes have at most 9 digits; longer ones exist only in records that are kept raw, so nothing is cut here in practice.
fn push_prefixed(bytes: &mut Vec<u8>, text: &[u8]) {
    let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
    bytes.push(length);
    bytes.extend(text.iter().take(length.into()));
}

fn push_until(bytes: &mut Vec<u8>, until: Until) {
    match until {
        Until::Open => {}
        Until::End(end) => bytes.extend_from_slice(&end.0),
        Until::Cycle(cycle) => bytes.extend_from_slice(&cycle.to_be_bytes()),
    }
}

/// The raw bytes of a listed code, behind its length byte.
pub fn raw_of(listed: &ListedPasscode) -> Raw {
    match listed {
        ListedPasscode::Known(record) => encode_record(record).into(),
        ListedPasscode::Odd(raw) => raw.clone(),
    }
}
