//! The commands, a file a family: request encode and decode, reply encode and decode stand side by side.
//!
//! [`Command`] is a request's type; its [`Command::Reply`] is the body of a success. A lock decodes requests and encodes
//! bodies, a client the other way round; the vectors of independent implementations pin each direction.

/// Requests that carry nothing: a type, its command byte, its reply, and whether sending it twice changes nothing.
macro_rules! empty_requests {
    ($($(#[$doc:meta])* $name:ident = $opcode:literal, $reply:ty, repeatable $repeatable:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name;

        impl $crate::protocol::Command for $name {
            const OPCODE: u8 = $opcode;
            type Reply = $reply;

            fn encode(&self) -> zeroize::Zeroizing<Vec<u8>> {
                zeroize::Zeroizing::default()
            }

            fn decode(_: &[u8]) -> Result<Self, $crate::protocol::DecodeError> {
                Ok(Self)
            }

            fn meaning(&self) -> serde_json::Value {
                serde_json::json!({})
            }

            fn is_repeatable(&self) -> bool {
                $repeatable
            }
        }
    )*};
}

pub mod admin_passcode;
pub mod card;
pub mod clock;
pub mod cyclic;
pub mod features;
pub mod fingerprint;
pub mod log;
pub mod operate;
pub mod pairing;
pub mod passage;
pub mod passcode;
pub mod seeds;
pub mod session;
pub mod setting;

mod any;

pub use any::{AnyRequest, command_name, reply_meaning};

use super::cursor::Cursor;
use crate::model::Raw;
use serde_json::{Value, json};
use std::fmt::Debug;
use zeroize::Zeroizing;

/// Bytes that do not have the layout they should have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// It ends too early.
    #[error("failed to read message: it is cut off")]
    Truncated,
    /// A field has a value that it cannot have.
    #[error("failed to read message: {field} is {value}")]
    Value {
        /// Which field.
        field: &'static str,
        /// What it was; never a code or a card number.
        value: u32,
    },
    /// A text that is not UTF-8.
    #[error("failed to read message: {field} is no text")]
    Text {
        /// Which field.
        field: &'static str,
    },
    /// A reply to another operation of the same command.
    #[error("failed to read message: it answers another operation")]
    OtherOperation,
}

/// A request to the lock.
pub trait Command: Sized + Debug {
    /// The frame's command byte, echoed by the reply.
    const OPCODE: u8;
    /// What a success carries.
    type Reply: Body;

    /// The plaintext.
    fn encode(&self) -> Zeroizing<Vec<u8>>;

    /// The request of its plaintext; longer tails than known are ignored, as locks do.
    fn decode(plaintext: &[u8]) -> Result<Self, DecodeError>;

    /// What it says, for people and scripts. Shows codes and keys: only where a person asked for it.
    fn meaning(&self) -> Value;

    /// The operation byte, for commands of several operations.
    fn operation(&self) -> Option<u8> {
        None
    }

    /// Whether sending it a second time changes nothing, so that a damaged reply may be asked for again.
    fn is_repeatable(&self) -> bool;
}

/// The body of a success, behind echo and status.
pub trait Body: Sized + Debug {
    /// The bytes.
    fn encode(&self) -> Vec<u8>;

    /// The body of its bytes.
    fn decode(body: &[u8]) -> Result<Self, DecodeError>;

    /// What it says, for people and scripts. Shows codes and keys: only where a person asked for it.
    fn meaning(&self) -> Value;

    /// The battery in percent, where the body tells it.
    fn battery(&self) -> Option<u8> {
        None
    }

    /// The operation that a body of a command of several operations answers.
    fn operation_of(body: &[u8]) -> Option<u8> {
        let _ = body;
        None
    }
}

/// A body that says no more than "done": empty, or the battery. Bytes behind it are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ack {
    /// Battery, percent, where it was told.
    pub battery: Option<u8>,
    /// Bytes behind it.
    pub tail: Raw,
}

impl Ack {
    /// A body that tells the battery.
    pub fn with_battery(battery: u8) -> Self {
        Self {
            battery: Some(battery),
            tail: Raw::default(),
        }
    }
}

impl Body for Ack {
    fn encode(&self) -> Vec<u8> {
        self.battery.iter().chain(self.tail.as_slice()).copied().collect()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        Ok(Self {
            battery: cursor.u8().ok(),
            tail: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "battery": self.battery })
    }

    fn battery(&self) -> Option<u8> {
        self.battery
    }
}

/// A body of a command of several operations that says "done": battery and the operation. Bytes behind it are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Battery, percent.
    pub battery: u8,
    /// The operation that was done.
    pub operation: u8,
    /// Bytes behind it.
    pub tail: Raw,
}

impl Done {
    /// A body without bytes behind it.
    pub fn new(battery: u8, operation: u8) -> Self {
        Self {
            battery,
            operation,
            tail: Raw::default(),
        }
    }
}

impl Body for Done {
    fn encode(&self) -> Vec<u8> {
        [&[self.battery, self.operation], self.tail.as_slice()].concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        Ok(Self {
            battery: cursor.u8()?,
            operation: cursor.u8()?,
            tail: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "battery": self.battery, "op": self.operation })
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }

    fn operation_of(body: &[u8]) -> Option<u8> {
        body.get(1).copied()
    }
}

/// Refuses a value that a field cannot have.
fn refuse<T>(field: &'static str, value: impl Into<u32>) -> Result<T, DecodeError> {
    Err(DecodeError::Value {
        field,
        value: value.into(),
    })
}

/// Plaintext in a buffer that wipes itself.
fn plaintext(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(parts.concat())
}
