//! The owner's passcode on the keypad, and the delete passcode: 53, 65, 44 (protocol, commands 1). Owner's rights.
//!
//! ```text
//! 53 set          req: one byte 00..09 a digit, no length [A]   rep: empty or battery
//! 65 read         req: empty [A]                                rep: [0] battery  [1] length  [2..] ASCII digits
//! 44 set delete   req: 10 bytes, filled with ff [B]             rep: empty
//! ```

use super::{Ack, Body, Command, DecodeError, refuse};
use crate::model::{CodeText, Digits, Raw};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// 53.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAdminPasscode {
    /// The new passcode.
    pub passcode: Digits,
}

impl Command for SetAdminPasscode {
    const OPCODE: u8 = 0x53;
    type Reply = Ack;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(
            self.passcode
                .as_str()
                .bytes()
                .map(|digit| digit.wrapping_sub(b'0'))
                .collect(),
        )
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let text: Zeroizing<String> = Zeroizing::new(
            bytes
                .iter()
                .map(|digit| char::from(digit.saturating_add(b'0')))
                .collect(),
        );
        match Digits::new(&text) {
            Ok(passcode) => Ok(Self { passcode }),
            Err(_) => refuse("length of the passcode", u32::try_from(bytes.len()).unwrap_or(u32::MAX)),
        }
    }

    fn meaning(&self) -> Value {
        json!({ "passcode": self.passcode.as_str() })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

empty_requests! {
    /// 65.
    ReadAdminPasscode = 0x65, AdminPasscode, repeatable true;
}

/// The body of 65.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminPasscode {
    /// Battery, percent.
    pub battery: u8,
    /// The digits; empty when there is none.
    pub passcode: CodeText,
    /// Bytes behind it.
    pub tail: Raw,
}

impl Body for AdminPasscode {
    fn encode(&self) -> Vec<u8> {
        let length = u8::try_from(self.passcode.0.len()).unwrap_or(u8::MAX);
        [
            &[self.battery, length],
            self.passcode.0.as_slice(),
            self.tail.as_slice(),
        ]
        .concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        Ok(Self {
            battery: cursor.u8()?,
            passcode: CodeText(cursor.prefixed()?.to_vec()),
            tail: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "battery": self.battery, "passcode": self.passcode.reveal() })
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }
}

/// 44: the code that deletes others, on old locks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetDeletePasscode {
    /// Up to ten digits as bytes 00..09 or ASCII; which of both no source shows, so they stay raw.
    pub passcode: Raw,
}

impl Command for SetDeletePasscode {
    const OPCODE: u8 = 0x44;
    type Reply = Ack;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let filled = self
            .passcode
            .as_slice()
            .iter()
            .copied()
            .chain(std::iter::repeat(0xff))
            .take(10);
        Zeroizing::new(filled.collect())
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let end = bytes.iter().position(|byte| *byte == 0xff).unwrap_or(bytes.len());
        Ok(Self {
            passcode: bytes.get(..end.min(10)).unwrap_or_default().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "passcode": self.passcode.to_text() })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}
