//! Settings with one value each: 36, 62, 37, 59, 67, 61, 80, 68 (protocol, commands 7). Owner's rights.
//!
//! ```text
//! read  req: 01          rep: battery, 01, value
//! write req: 02 value    rep: battery, 02
//!
//! 36 auto-lock      read: current u16, min u16, max u16, [door sensor]; seconds   write: seconds u16; 0 off   [A]
//! 62 sound          read: on u8, [volume 1..5, language]   write: on, or with bit 43: 01 volume language, 0 leaves [A] / [B]
//! 37 remote unlock  on u8 [A]
//! 59 show passcode  shown u8 [A] request, [B] reply
//! 67 lamp           seconds u16 [B]
//! 61 freeze         u8 [B]
//! 80 sensitivity    0 off, 1 low, 2 middle, 3 high [B]
//! 68 switches       items u32, values u32; write: items u32, values u32 [A] / [B]
//! ```

use super::{Body, Command, DecodeError, refuse};
use crate::model::Raw;
use crate::model::settings::{AutoLock, Sound, Switches};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use std::fmt::Debug;
use std::marker::PhantomData;
use zeroize::Zeroizing;

/// The operation that reads.
pub const READ: u8 = 1;
/// The operation that writes.
pub const WRITE: u8 = 2;

/// One setting: which command, and how its value stands in a reply and in a write.
pub trait Setting: Debug {
    /// The command byte.
    const OPCODE: u8;
    /// What it is set to.
    type Value: Clone + Debug + PartialEq;

    /// A value's bytes as the lock tells it.
    fn encode_told(value: &Self::Value) -> Vec<u8>;
    /// The inverse of [`Setting::encode_told`].
    fn decode_told(cursor: &mut Cursor<'_>) -> Result<Self::Value, DecodeError>;
    /// A value's bytes as a client writes it.
    fn encode_written(value: &Self::Value) -> Vec<u8>;
    /// What a written value's bytes ask for, given what the lock has now.
    fn decode_written(cursor: &mut Cursor<'_>) -> Result<Self::Value, DecodeError>;
    /// What the value says.
    fn meaning(value: &Self::Value) -> Value;
}

/// Reads or writes a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Access<S: Setting> {
    /// 01.
    Read,
    /// 02.
    Write(S::Value),
}

/// The body of a setting's reply.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingReply<S: Setting> {
    /// Battery, percent.
    pub battery: u8,
    /// The value after a read, nothing after a write.
    pub value: Option<S::Value>,
    /// Bytes behind it.
    pub tail: Raw,
    setting: PhantomData<S>,
}

impl<S: Setting> SettingReply<S> {
    /// The reply to a read.
    pub fn read(battery: u8, value: S::Value) -> Self {
        Self {
            battery,
            value: Some(value),
            tail: Raw::default(),
            setting: PhantomData,
        }
    }

    /// The reply to a write.
    pub fn written(battery: u8) -> Self {
        Self {
            battery,
            value: None,
            tail: Raw::default(),
            setting: PhantomData,
        }
    }
}

impl<S: Setting> Command for Access<S> {
    const OPCODE: u8 = S::OPCODE;
    type Reply = SettingReply<S>;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(match self {
            Self::Read => vec![READ],
            Self::Write(value) => [&[WRITE], S::encode_written(value).as_slice()].concat(),
        })
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        match cursor.u8()? {
            READ => Ok(Self::Read),
            WRITE => S::decode_written(&mut cursor).map(Self::Write),
            other => refuse("operation", other),
        }
    }

    fn meaning(&self) -> Value {
        match self {
            Self::Read => json!({ "op": READ }),
            Self::Write(value) => with_field(S::meaning(value), "op", json!(WRITE)),
        }
    }

    fn operation(&self) -> Option<u8> {
        Some(match self {
            Self::Read => READ,
            Self::Write(_) => WRITE,
        })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

impl<S: Setting> Body for SettingReply<S> {
    fn encode(&self) -> Vec<u8> {
        let (operation, value) = match &self.value {
            Some(value) => (READ, S::encode_told(value)),
            None => (WRITE, Vec::new()),
        };
        [&[self.battery, operation], value.as_slice(), self.tail.as_slice()].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let battery = cursor.u8()?;
        let value = match cursor.u8()? {
            READ => Some(S::decode_told(&mut cursor)?),
            WRITE => None,
            other => return refuse("operation", other),
        };
        Ok(Self {
            battery,
            value,
            tail: cursor.rest().into(),
            setting: PhantomData,
        })
    }

    fn meaning(&self) -> Value {
        let meaning = self.value.as_ref().map_or_else(|| json!({}), S::meaning);
        with_field(meaning, "battery", json!(self.battery))
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }

    fn operation_of(body: &[u8]) -> Option<u8> {
        body.get(1).copied()
    }
}

fn with_field(mut meaning: Value, name: &str, value: Value) -> Value {
    if let Value::Object(fields) = &mut meaning {
        fields.insert(name.to_owned(), value);
    }
    meaning
}

macro_rules! byte_settings {
    ($($(#[$doc:meta])* $name:ident = $opcode:literal, $field:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name;

        impl Setting for $name {
            const OPCODE: u8 = $opcode;
            type Value = u8;

            fn encode_told(value: &u8) -> Vec<u8> {
                vec![*value]
            }

            fn decode_told(cursor: &mut Cursor<'_>) -> Result<u8, DecodeError> {
                cursor.u8()
            }

            fn encode_written(value: &u8) -> Vec<u8> {
                vec![*value]
            }

            fn decode_written(cursor: &mut Cursor<'_>) -> Result<u8, DecodeError> {
                cursor.u8()
            }

            fn meaning(value: &u8) -> Value {
                json!({ $field: value })
            }
        }
    )*};
}

byte_settings! {
    /// 37: 1 on, 0 off.
    RemoteUnlock = 0x37, "on";
    /// 59: 1 shown, 0 hidden.
    ShowPasscode = 0x59, "shown";
    /// 61.
    Freeze = 0x61, "value";
    /// 80: 0 off, 1 low, 2 middle, 3 high.
    Sensitivity = 0x80, "value";
}

/// 67: seconds of light.
#[derive(Clone, Debug, PartialEq)]
pub struct Lamp;

impl Setting for Lamp {
    const OPCODE: u8 = 0x67;
    type Value = u16;

    fn encode_told(value: &u16) -> Vec<u8> {
        value.to_be_bytes().to_vec()
    }

    fn decode_told(cursor: &mut Cursor<'_>) -> Result<u16, DecodeError> {
        cursor.u16()
    }

    fn encode_written(value: &u16) -> Vec<u8> {
        value.to_be_bytes().to_vec()
    }

    fn decode_written(cursor: &mut Cursor<'_>) -> Result<u16, DecodeError> {
        cursor.u16()
    }

    fn meaning(value: &u16) -> Value {
        json!({ "seconds": value })
    }
}

/// 36. A write carries the seconds and, where the lock told it, the byte of the door sensor.
#[derive(Clone, Debug, PartialEq)]
pub struct AutoLockTime;

impl Setting for AutoLockTime {
    const OPCODE: u8 = 0x36;
    type Value = AutoLock;

    fn encode_told(value: &AutoLock) -> Vec<u8> {
        let AutoLock {
            seconds,
            min,
            max,
            rest,
        } = value;
        [
            seconds.to_be_bytes().as_slice(),
            &min.to_be_bytes(),
            &max.to_be_bytes(),
            rest.as_slice(),
        ]
        .concat()
    }

    fn decode_told(cursor: &mut Cursor<'_>) -> Result<AutoLock, DecodeError> {
        let seconds = cursor.u16()?;
        // Clients read only the first field; a lock that tells no range is taken to have none.
        let (min, max) = if cursor.len() >= 4 {
            (cursor.u16()?, cursor.u16()?)
        } else {
            (0, u16::MAX - 1)
        };
        Ok(AutoLock {
            seconds,
            min,
            max,
            rest: cursor.rest().into(),
        })
    }

    fn encode_written(value: &AutoLock) -> Vec<u8> {
        value
            .seconds
            .to_be_bytes()
            .into_iter()
            .chain(value.rest.as_slice().first().copied())
            .collect()
    }

    fn decode_written(cursor: &mut Cursor<'_>) -> Result<AutoLock, DecodeError> {
        Ok(AutoLock {
            seconds: cursor.u16()?,
            min: 0,
            max: u16::MAX - 1,
            rest: cursor.rest().into(),
        })
    }

    fn meaning(value: &AutoLock) -> Value {
        json!({ "seconds": value.seconds, "min": value.min, "max": value.max })
    }
}

/// 62.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundSwitch;

impl SoundSwitch {
    fn encode(value: &Sound) -> Vec<u8> {
        let Sound {
            on,
            volume,
            language,
            rest,
        } = value;
        let fields = std::iter::once(*on).chain(*volume).chain(*language);
        fields.chain(rest.as_slice().iter().copied()).collect()
    }

    fn decode(cursor: &mut Cursor<'_>) -> Result<Sound, DecodeError> {
        let on = cursor.u8()?;
        let (volume, language) = (cursor.u8().ok(), cursor.u8().ok());
        Ok(Sound {
            on,
            volume,
            language,
            rest: cursor.rest().into(),
        })
    }
}

impl Setting for SoundSwitch {
    const OPCODE: u8 = 0x62;
    type Value = Sound;

    fn encode_told(value: &Sound) -> Vec<u8> {
        Self::encode(value)
    }

    fn decode_told(cursor: &mut Cursor<'_>) -> Result<Sound, DecodeError> {
        Self::decode(cursor)
    }

    /// With a volume, a write is `on volume language`, a language that is not told being 0, which leaves it.
    fn encode_written(value: &Sound) -> Vec<u8> {
        match value.volume {
            Some(volume) => vec![value.on, volume, value.language.unwrap_or(0)],
            None => vec![value.on],
        }
    }

    fn decode_written(cursor: &mut Cursor<'_>) -> Result<Sound, DecodeError> {
        Self::decode(cursor)
    }

    fn meaning(value: &Sound) -> Value {
        let Sound {
            on, volume, language, ..
        } = value;
        json!({ "on": on, "volume": volume, "language": language })
    }
}

/// 68. Read, change, write both back (commands 7.2 \[B\]).
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchField;

impl Setting for SwitchField {
    const OPCODE: u8 = 0x68;
    type Value = Switches;

    fn encode_told(value: &Switches) -> Vec<u8> {
        [value.items.to_be_bytes(), value.values.to_be_bytes()].concat()
    }

    fn decode_told(cursor: &mut Cursor<'_>) -> Result<Switches, DecodeError> {
        Ok(Switches {
            items: cursor.u32()?,
            values: cursor.u32()?,
        })
    }

    fn encode_written(value: &Switches) -> Vec<u8> {
        Self::encode_told(value)
    }

    fn decode_written(cursor: &mut Cursor<'_>) -> Result<Switches, DecodeError> {
        Self::decode_told(cursor)
    }

    fn meaning(value: &Switches) -> Value {
        json!({ "items": value.items, "values": value.values, "item_mask": value.items, "value_mask": value.values })
    }
}
