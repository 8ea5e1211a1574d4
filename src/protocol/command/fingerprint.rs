//! Fingerprints: 06 (protocol, commands 6). Owner's rights. Templates cannot be read.
//!
//! ```text
//! 06 list       req: sequence u16                     rep: battery, 06, next u16, records of number[6], start, end   [A]
//! 02 enrol      req: nothing                          rep: battery, 02, then 02 [total] entered; 03 [cur total] progress;
//!                                                          01 number[6] done [A]; 04 ready for a template [B]
//! 02 by number  req: number[6], start, end            [B]
//! 03 delete     req: number[6]                        rep: battery, 03
//! 04 clear all  req: nothing                          rep: battery, 04
//! 05 modify     req: number[6], start, end            rep: battery, 05
//! ```

use super::session::read_validity;
use super::{Body, Command, DecodeError, plaintext, refuse};
use crate::model::{FingerprintNumber, FingerprintRecord, Raw, Validity};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// A number and two dates.
const RECORD: usize = 16;

/// 06.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManageFingerprint {
    /// 06.
    List {
        /// 0 first, then the `next` of the page before.
        sequence: u16,
    },
    /// 02 without a number: waits for fingers.
    Enrol,
    /// 02 with a number whose template is still in the sensor.
    Add(FingerprintRecord),
    /// 03.
    Delete(FingerprintNumber),
    /// 04.
    ClearAll,
    /// 05.
    Modify(FingerprintRecord),
}

impl ManageFingerprint {
    /// 06.
    pub const LIST: u8 = 6;
    /// 02.
    pub const ADD: u8 = 2;
    /// 03.
    pub const DELETE: u8 = 3;
    /// 04.
    pub const CLEAR_ALL: u8 = 4;
    /// 05.
    pub const MODIFY: u8 = 5;

    fn code_of_operation(&self) -> u8 {
        match self {
            Self::List { .. } => Self::LIST,
            Self::Enrol | Self::Add(_) => Self::ADD,
            Self::Delete(_) => Self::DELETE,
            Self::ClearAll => Self::CLEAR_ALL,
            Self::Modify(_) => Self::MODIFY,
        }
    }
}

impl Command for ManageFingerprint {
    const OPCODE: u8 = 0x06;
    type Reply = FingerprintReply;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let operation = [self.code_of_operation()];
        match self {
            Self::List { sequence } => plaintext(&[&operation, &sequence.to_be_bytes()]),
            Self::Enrol | Self::ClearAll => plaintext(&[&operation]),
            Self::Add(record) | Self::Modify(record) => plaintext(&[&operation, &encode_record(record)]),
            Self::Delete(number) => plaintext(&[&operation, &number.0]),
        }
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        match cursor.u8()? {
            Self::LIST => Ok(Self::List {
                sequence: cursor.u16()?,
            }),
            Self::ADD if cursor.is_empty() => Ok(Self::Enrol),
            Self::ADD => decode_record(&mut cursor).map(Self::Add),
            Self::DELETE => Ok(Self::Delete(FingerprintNumber(cursor.array()?))),
            Self::CLEAR_ALL => Ok(Self::ClearAll),
            Self::MODIFY => decode_record(&mut cursor).map(Self::Modify),
            other => refuse("operation", other),
        }
    }

    fn meaning(&self) -> Value {
        let op = self.code_of_operation();
        match self {
            Self::List { sequence } => json!({ "op": op, "sequence": sequence }),
            Self::Enrol | Self::ClearAll => json!({ "op": op }),
            Self::Add(FingerprintRecord {
                number,
                validity: Validity { start, end },
            })
            | Self::Modify(FingerprintRecord {
                number,
                validity: Validity { start, end },
            }) => {
                json!({ "op": op, "fp": number.decimal(), "start": start, "end": end })
            }
            Self::Delete(number) => json!({ "op": op, "fp": number.decimal() }),
        }
    }

    fn operation(&self) -> Option<u8> {
        Some(self.code_of_operation())
    }

    fn is_repeatable(&self) -> bool {
        matches!(self, Self::List { .. })
    }
}

/// The body of 06.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerprintReply {
    /// Battery, percent.
    pub battery: u8,
    /// What was done.
    pub result: FingerprintResult,
}

/// What a reply to 06 says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FingerprintResult {
    /// 06: a page.
    Page {
        /// The sequence of the page that follows, ffff for none.
        next: u16,
        /// The records.
        fingerprints: Vec<FingerprintRecord>,
        /// Bytes that fill no record. A page with such bytes is not complete.
        odd: Raw,
    },
    /// 02: how enrolling stands.
    Enrol(EnrolStep),
    /// 03, 04, 05 and others: done.
    Done {
        /// Which operation.
        operation: u8,
        /// Bytes behind it.
        tail: Raw,
    },
}

/// A step of enrolling a finger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolStep {
    /// 01: done, under this number.
    Done(FingerprintNumber),
    /// 02: waiting for the finger, this many times where it is told.
    Entered(Option<u8>),
    /// 03: so many touches of so many, where it is told.
    Progress(Raw),
    /// 04 and others.
    Other {
        /// The status byte.
        status: u8,
        /// Bytes behind it.
        tail: Raw,
    },
}

impl Body for FingerprintReply {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![self.battery];
        match &self.result {
            FingerprintResult::Page {
                next,
                fingerprints,
                odd,
            } => {
                bytes.push(ManageFingerprint::LIST);
                bytes.extend_from_slice(&next.to_be_bytes());
                fingerprints
                    .iter()
                    .for_each(|record| bytes.extend(encode_record(record)));
                bytes.extend_from_slice(odd.as_slice());
            }
            FingerprintResult::Enrol(step) => {
                bytes.push(ManageFingerprint::ADD);
                match step {
                    EnrolStep::Done(number) => bytes.extend(std::iter::once(1).chain(number.0)),
                    EnrolStep::Entered(total) => bytes.extend(std::iter::once(2).chain(*total)),
                    EnrolStep::Progress(counts) => bytes.extend([&[3], counts.as_slice()].concat()),
                    EnrolStep::Other { status, tail } => bytes.extend([&[*status], tail.as_slice()].concat()),
                }
            }
            FingerprintResult::Done { operation, tail } => {
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
            ManageFingerprint::LIST => {
                let next = cursor.u16()?;
                let (records, odd) = cursor.rest().as_chunks::<RECORD>();
                let records = records.iter().map(|record| decode_record(&mut Cursor::new(record)));
                FingerprintResult::Page {
                    next,
                    fingerprints: records.collect::<Result<_, _>>()?,
                    odd: odd.into(),
                }
            }
            ManageFingerprint::ADD if !cursor.is_empty() => {
                FingerprintResult::Enrol(match (cursor.u8()?, cursor.rest()) {
                    (1, [a, b, c, d, e, f]) => EnrolStep::Done(FingerprintNumber([*a, *b, *c, *d, *e, *f])),
                    (2, []) => EnrolStep::Entered(None),
                    (2, [total]) => EnrolStep::Entered(Some(*total)),
                    (3, counts) => EnrolStep::Progress(counts.into()),
                    (status, tail) => EnrolStep::Other {
                        status,
                        tail: tail.into(),
                    },
                })
            }
            operation => FingerprintResult::Done {
                operation,
                tail: cursor.rest().into(),
            },
        };
        Ok(Self { battery, result })
    }

    fn meaning(&self) -> Value {
        let battery = self.battery;
        match &self.result {
            FingerprintResult::Page {
                next,
                fingerprints,
                odd,
            } => {
                let next = if *next == crate::protocol::pager::LAST {
                    -1
                } else {
                    i32::from(*next)
                };
                let records = fingerprints.iter().map(
                    |FingerprintRecord {
                         number,
                         validity: Validity { start, end },
                     }| { json!({ "fp": number.decimal(), "start": start, "end": end }) },
                );
                let op = ManageFingerprint::LIST;
                let mut meaning =
                    json!({ "battery": battery, "op": op, "next": next, "fingerprints": records.collect::<Vec<_>>() });
                if let (Value::Object(fields), false) = (&mut meaning, odd.is_empty()) {
                    fields.insert("raw".to_owned(), json!(odd.to_text()));
                }
                meaning
            }
            FingerprintResult::Enrol(step) => {
                let op = ManageFingerprint::ADD;
                match step {
                    EnrolStep::Done(number) => {
                        json!({ "battery": battery, "op": op, "add_status": 1, "fp": number.decimal() })
                    }
                    EnrolStep::Entered(total) => {
                        json!({ "battery": battery, "op": op, "add_status": 2, "total": total })
                    }
                    EnrolStep::Progress(counts) => {
                        let count = |index: usize| counts.as_slice().get(index);
                        json!({ "battery": battery, "op": op, "add_status": 3, "current": count(0), "total": count(1) })
                    }
                    EnrolStep::Other { status, tail } => {
                        json!({ "battery": battery, "op": op, "add_status": status, "raw": tail.to_text() })
                    }
                }
            }
            FingerprintResult::Done { operation, .. } => json!({ "battery": battery, "op": operation }),
        }
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }

    fn operation_of(body: &[u8]) -> Option<u8> {
        body.get(1).copied()
    }
}

/// A record's bytes.
pub fn encode_record(record: &FingerprintRecord) -> Vec<u8> {
    let Validity { start, end } = record.validity;
    [record.number.0.as_slice(), &start.0, &end.0].concat()
}

fn decode_record(cursor: &mut Cursor<'_>) -> Result<FingerprintRecord, DecodeError> {
    Ok(FingerprintRecord {
        number: FingerprintNumber(cursor.array()?),
        validity: read_validity(cursor)?,
    })
}
