//! Weekly schedules of cards, fingerprints and key fobs: 70 (protocol, commands 5, \[A\] for requests). Owner's rights, bit 34.
//!
//! ```text
//! 01 query  req: user type, length, user; no client uses it
//! 02 add    req: user type, length, user, 01, weekday 1..7, 00, start hour and minute, end hour and minute, 00 00 00 00
//! 04 clear  req: user type, length, user; error 1f means there was none
//! rep: battery, operation
//! ```

use super::{Command, DecodeError, Done, plaintext, refuse};
use crate::model::{CardNumber, FingerprintNumber, Raw};
use crate::protocol::cursor::Cursor;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// Whose schedule it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScheduleOwner {
    /// Type 1.
    Fingerprint(FingerprintNumber),
    /// Type 2.
    Card(CardNumber),
    /// Type 3, six bytes.
    KeyFob([u8; 6]),
}

/// One weekday of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekday {
    /// 1 to 7 for Monday to Sunday.
    pub day: u8,
    /// Hour and minute.
    pub start: [u8; 2],
    /// Hour and minute.
    pub end: [u8; 2],
}

/// 70.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManageSchedule {
    /// 01. The layout of its reply is unknown.
    Query(ScheduleOwner),
    /// 02.
    Add(ScheduleOwner, Weekday),
    /// 04.
    Clear(ScheduleOwner),
}

impl ScheduleOwner {
    fn encode(&self) -> Vec<u8> {
        let (kind, user): (u8, &[u8]) = match self {
            Self::Fingerprint(number) => (1, &number.0),
            Self::Card(number) => (2, number.as_bytes()),
            Self::KeyFob(bytes) => (3, bytes),
        };
        // Six or eight bytes.
        [&[kind, u8::try_from(user.len()).unwrap_or_default()], user].concat()
    }

    fn decode(cursor: &mut Cursor<'_>) -> Result<Self, DecodeError> {
        let kind = cursor.u8()?;
        let user = cursor.prefixed()?;
        let length = u32::try_from(user.len()).unwrap_or(u32::MAX);
        let owner = match kind {
            1 => FingerprintNumber::try_from(Raw::from(user)).ok().map(Self::Fingerprint),
            2 => CardNumber::from_bytes(user).ok().map(Self::Card),
            3 => user.try_into().ok().map(Self::KeyFob),
            other => return refuse("user type", other),
        };
        owner.map_or_else(|| refuse("length of the user", length), Ok)
    }

    fn meaning(&self) -> Map<String, Value> {
        let (kind, name, text) = match self {
            Self::Fingerprint(number) => (1, "fp", number.decimal()),
            Self::Card(number) => (2, "card", number.decimal()),
            Self::KeyFob(bytes) => (3, "fob", crate::model::hex::to_text(bytes)),
        };
        Map::from_iter([("user_type".to_owned(), json!(kind)), (name.to_owned(), json!(text))])
    }
}

impl ManageSchedule {
    /// 01.
    pub const QUERY: u8 = 1;
    /// 02.
    pub const ADD: u8 = 2;
    /// 04.
    pub const CLEAR: u8 = 4;

    fn code_of_operation(&self) -> u8 {
        match self {
            Self::Query(_) => Self::QUERY,
            Self::Add(..) => Self::ADD,
            Self::Clear(_) => Self::CLEAR,
        }
    }
}

impl Command for ManageSchedule {
    const OPCODE: u8 = 0x70;
    type Reply = Done;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let operation = [self.code_of_operation()];
        match self {
            Self::Query(owner) | Self::Clear(owner) => plaintext(&[&operation, &owner.encode()]),
            Self::Add(owner, Weekday { day, start, end }) => {
                plaintext(&[&operation, &owner.encode(), &[1, *day, 0], start, end, &[0; 4]])
            }
        }
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        let operation = cursor.u8()?;
        let owner = ScheduleOwner::decode(&mut cursor)?;
        match operation {
            Self::QUERY => Ok(Self::Query(owner)),
            Self::ADD => {
                let [_, day, _] = cursor.array()?;
                Ok(Self::Add(
                    owner,
                    Weekday {
                        day,
                        start: cursor.array()?,
                        end: cursor.array()?,
                    },
                ))
            }
            Self::CLEAR => Ok(Self::Clear(owner)),
            other => refuse("operation", other),
        }
    }

    fn meaning(&self) -> Value {
        let (Self::Query(owner) | Self::Add(owner, _) | Self::Clear(owner)) = self;
        let mut meaning = owner.meaning();
        meaning.insert("op".to_owned(), json!(self.code_of_operation()));
        if let Self::Add(_, Weekday { day, start, end }) = self {
            let minutes = |[hour, minute]: [u8; 2]| u16::from(hour) * 60 + u16::from(minute);
            meaning.insert("week_day".to_owned(), json!(day));
            meaning.insert("start_min".to_owned(), json!(minutes(*start)));
            meaning.insert("end_min".to_owned(), json!(minutes(*end)));
        }
        Value::Object(meaning)
    }

    fn operation(&self) -> Option<u8> {
        Some(self.code_of_operation())
    }

    fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Add(..))
    }
}
