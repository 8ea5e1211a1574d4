//! What the lock is and can do: 01 and 90 (protocol, commands 1 and 4 \[A\]). No rights needed.
//!
//! ```text
//! 01 features     req: empty        rep: [0] battery  [1..] groups of 4 bytes, lowest group first, each big endian
//! 90 device info  req: [0] kind     rep: value, and one byte at the end that is not value
//! ```

use super::{Body, Command, DecodeError, plaintext};
use crate::model::{Features, Raw, hex};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

empty_requests! {
    /// 01.
    ReadFeatures = 0x01, FeaturesReply, repeatable true;
}

/// The body of 01.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeaturesReply {
    /// Battery, percent.
    pub battery: u8,
    /// What the lock can do.
    pub features: Features,
    /// Up to three bytes that fill no group.
    pub tail: Raw,
}

impl Body for FeaturesReply {
    fn encode(&self) -> Vec<u8> {
        let groups = self.features.0.iter().flat_map(|group| group.to_be_bytes());
        std::iter::once(self.battery)
            .chain(groups)
            .chain(self.tail.as_slice().iter().copied())
            .collect()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let battery = cursor.u8()?;
        let (groups, tail) = cursor.rest().as_chunks::<4>();
        if groups.is_empty() {
            return Err(DecodeError::Truncated);
        }
        let features = Features(groups.iter().map(|group| u32::from_be_bytes(*group)).collect());
        Ok(Self {
            battery,
            features,
            tail: tail.into(),
        })
    }

    fn meaning(&self) -> Value {
        let low = self.features.0.first();
        json!({ "battery": self.battery, "feature_hex": self.features.to_text(), "special_value": low, "bits": self.features.bits() })
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }
}

/// What 90 can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InfoKind {
    /// 1, text.
    Model,
    /// 2, text.
    Hardware,
    /// 3, text.
    Firmware,
    /// 4, text.
    Manufactured,
    /// 5, address.
    Address,
    /// 6, date6.
    Clock,
    /// 12, how many digit keys the keypad has.
    DigitKeys,
    /// 7 to 10: narrow-band radio; and others.
    Other(u8),
}

impl InfoKind {
    /// The number on the wire.
    pub fn number(self) -> u8 {
        match self {
            Self::Model => 1,
            Self::Hardware => 2,
            Self::Firmware => 3,
            Self::Manufactured => 4,
            Self::Address => 5,
            Self::Clock => 6,
            Self::DigitKeys => 12,
            Self::Other(number) => number,
        }
    }

    /// The kind of a number.
    pub fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Model,
            2 => Self::Hardware,
            3 => Self::Firmware,
            4 => Self::Manufactured,
            5 => Self::Address,
            6 => Self::Clock,
            12 => Self::DigitKeys,
            number => Self::Other(number),
        }
    }
}

/// 90.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadInfo {
    /// What is asked for.
    pub kind: InfoKind,
}

impl Command for ReadInfo {
    const OPCODE: u8 = 0x90;
    type Reply = Info;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[&[self.kind.number()]])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            kind: InfoKind::from_number(Cursor::new(bytes).u8()?),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "info_type": self.kind.number() })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// The body of 90, whose kind it does not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// The value.
    pub value: Raw,
    /// The byte behind it.
    pub last: u8,
}

impl Info {
    /// The value as text: printable, at most 64 characters; what a lock sends beyond that is not shown to people.
    pub fn text(&self) -> Option<String> {
        let text = std::str::from_utf8(self.value.as_slice())
            .ok()?
            .trim_matches(['\0', ' ']);
        let fits = !text.is_empty() && text.chars().count() <= 64 && !text.chars().any(char::is_control);
        fits.then(|| text.to_owned())
    }
}

impl Body for Info {
    fn encode(&self) -> Vec<u8> {
        [self.value.as_slice(), &[self.last]].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let (last, value) = body.split_last().ok_or(DecodeError::Truncated)?;
        Ok(Self {
            value: value.into(),
            last: *last,
        })
    }

    fn meaning(&self) -> Value {
        let bytes = hex::to_text(self.value.as_slice());
        match self.text() {
            Some(text) => json!({ "value": text, "value_hex": bytes }),
            None => json!({ "value": bytes, "value_hex": bytes }),
        }
    }
}
