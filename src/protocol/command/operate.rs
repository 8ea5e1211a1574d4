//! Moving the bolt and asking how it stands: 47, 58, 69, 4c, 14 (protocol, commands 2).
//!
//! ```text
//! 47 unlock, 58 lock [A], 69 dead lock, 4c lock of V2 [B]
//!    req: [0..4] (challenge + unlockKey) mod 2^32  [4..8] record id u32, unix seconds; right after 41 or 55, without 30
//!    rep: [0] battery, and perhaps [1..5] uid u32  [5..9] record id u32  [9..15] date6
//! 14 state   req: vendor text; no rights
//!    rep: [0] battery  [1] 0 locked, 1 unlocked  [2..] door sensor or flag, maybe more
//!    push, short: the same; long: the 15 bytes of the replies above, announcing an operation
//! ```

use super::{Body, Command, DecodeError, plaintext};
use crate::model::{LockSecond, Raw, SecretNumber};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// 47, 58, 69 or 4c.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveBolt<const OPCODE: u8> {
    /// The answer to the challenge, see [`super::session::answer`].
    pub sum: SecretNumber,
    /// Unix seconds now.
    pub record_id: u32,
}

/// 47.
pub type Unlock = MoveBolt<0x47>;
/// 58.
pub type Lock = MoveBolt<0x58>;
/// 69: locked so that only a mechanical key opens.
pub type DeadLock = MoveBolt<0x69>;
/// 4c.
pub type LockV2 = MoveBolt<0x4c>;

impl<const OPERATION: u8> Command for MoveBolt<OPERATION> {
    const OPCODE: u8 = OPERATION;
    type Reply = Moved;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[&self.sum.0.to_be_bytes(), &self.record_id.to_be_bytes()])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        Ok(Self {
            sum: SecretNumber(cursor.u32()?),
            record_id: cursor.u32()?,
        })
    }

    fn meaning(&self) -> Value {
        json!({ "sum": self.sum.0, "unix_seconds": self.record_id })
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// What a lock tells of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Battery, percent.
    pub battery: u8,
    /// Who, with which record, and when; some locks tell only the battery.
    pub record: Option<MoveRecord>,
    /// Bytes behind it.
    pub tail: Raw,
}

/// Who did an operation, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRecord {
    /// The account's number.
    pub uid: u32,
    /// The number that the client gave.
    pub record_id: u32,
    /// The lock's time.
    pub time: LockSecond,
}

impl MoveRecord {
    const LENGTH: usize = 14;

    fn encode(&self) -> Vec<u8> {
        [
            self.uid.to_be_bytes().as_slice(),
            &self.record_id.to_be_bytes(),
            &self.time.0,
        ]
        .concat()
    }

    fn decode(cursor: &mut Cursor<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            uid: cursor.u32()?,
            record_id: cursor.u32()?,
            time: LockSecond(cursor.array()?),
        })
    }
}

impl Body for Moved {
    fn encode(&self) -> Vec<u8> {
        let record = self.record.as_ref().map(MoveRecord::encode).unwrap_or_default();
        [&[self.battery], record.as_slice(), self.tail.as_slice()].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let battery = cursor.u8()?;
        let record = if cursor.len() >= MoveRecord::LENGTH {
            Some(MoveRecord::decode(&mut cursor)?)
        } else {
            None
        };
        Ok(Self {
            battery,
            record,
            tail: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        match &self.record {
            Some(MoveRecord { uid, record_id, time }) => {
                json!({ "battery": self.battery, "uid": uid, "record_id": record_id, "time": time })
            }
            None => json!({ "battery": self.battery }),
        }
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }
}

/// 14: asks how the bolt stands; changes nothing and keeps the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadState {
    /// [`super::pairing::VENDOR`].
    pub vendor: Raw,
}

impl Command for ReadState {
    const OPCODE: u8 = 0x14;
    type Reply = State;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[self.vendor.as_slice()])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self { vendor: bytes.into() })
    }

    fn meaning(&self) -> Value {
        json!({})
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// The body of 14.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Battery, percent.
    pub battery: u8,
    /// 0 locked, 1 unlocked.
    pub state: u8,
    /// The door sensor or a flag, where the lock tells it, and more.
    pub rest: Raw,
}

/// A push that echoes 14: how the bolt stands, or an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Push {
    /// The short form.
    State(State),
    /// The long form.
    Operation(Moved),
}

impl Push {
    /// The push of its body: the long form has 15 bytes.
    pub fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        if body.len() > MoveRecord::LENGTH {
            Moved::decode(body).map(Self::Operation)
        } else {
            State::decode(body).map(Self::State)
        }
    }

    /// The bytes.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::State(state) => state.encode(),
            Self::Operation(moved) => moved.encode(),
        }
    }

    /// What it says.
    pub fn meaning(&self) -> Value {
        match self {
            Self::State(state) => state.meaning(),
            Self::Operation(moved) => moved.meaning(),
        }
    }
}

impl Body for State {
    fn encode(&self) -> Vec<u8> {
        [&[self.battery, self.state], self.rest.as_slice()].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        Ok(Self {
            battery: cursor.u8()?,
            state: cursor.u8()?,
            rest: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "battery": self.battery, "state": self.state })
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }
}
