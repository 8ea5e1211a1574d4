//! The lock's clock: 43 and 34 (protocol, commands 1 \[A\], flows 8).
//!
//! ```text
//! 43 set   req: [0..6] date6, the lock's local time; a user's or the owner's rights   rep: empty or battery
//! 34 read  req: empty; no rights, or inside a session where that fails                rep: [0..6] date6
//! ```

use super::{Ack, Body, Command, DecodeError, plaintext};
use crate::model::{LockSecond, Raw};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// 43.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetClock {
    /// The lock's local time.
    pub time: LockSecond,
}

impl Command for SetClock {
    const OPCODE: u8 = 0x43;
    type Reply = Ack;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[&self.time.0])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            time: LockSecond(Cursor::new(bytes).array()?),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "local_time": self.time })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

empty_requests! {
    /// 34.
    ReadClock = 0x34, Clock, repeatable true;
}

/// The body of 34.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The lock's local time.
    pub time: LockSecond,
    /// Bytes behind it.
    pub tail: Raw,
}

impl Body for Clock {
    fn encode(&self) -> Vec<u8> {
        [self.time.0.as_slice(), self.tail.as_slice()].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        Ok(Self {
            time: LockSecond(cursor.array()?),
            tail: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "time": self.time })
    }
}
