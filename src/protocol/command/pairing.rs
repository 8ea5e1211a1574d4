//! Becoming the owner, ending that, and the lock's name: 19, 56, 57, 52, 4e (protocol, commands 1 \[A\], flows 3 and 4).
//!
//! ```text
//! 19 AES key        req: vendor text, default key                                      rep: key[16], default key, frame command 19
//! 56 add admin      req: [0..4] admin secret u32  [4..8] unlock key u32  [8..] vendor   rep: vendor
//! 57 finished       req: empty                                                         rep: empty or battery
//! 52 reset          req: empty; owner                                                  rep: nothing at all, or battery
//! 4e set lock name  req: text; owner [B]                                               rep: empty
//! ```

use super::{Ack, Body, Command, DecodeError, plaintext};
use crate::model::{AesKey, Raw, SecretNumber, hex};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// The vendor text of the common brand.
pub const VENDOR: &[u8] = b"SCIENER";

/// 19: asks the lock in setting mode to make a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeAesKey {
    /// [`VENDOR`] for the common brand; the lock refuses another with 1d.
    pub vendor: Raw,
}

impl Command for MakeAesKey {
    const OPCODE: u8 = 0x19;
    type Reply = NewAesKey;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[self.vendor.as_slice()])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self { vendor: bytes.into() })
    }

    fn meaning(&self) -> Value {
        json!({ "vendor": String::from_utf8_lossy(self.vendor.as_slice()) })
    }

    /// A second 19 makes another key; the last one counts (quirks 2 \[C\]).
    fn is_repeatable(&self) -> bool {
        true
    }
}

/// The body of 19.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAesKey(pub AesKey);

impl Body for NewAesKey {
    fn encode(&self) -> Vec<u8> {
        self.0.0.to_vec()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self(AesKey(Cursor::new(body).array()?)))
    }

    fn meaning(&self) -> Value {
        json!({ "aes_key": hex::to_text(&self.0.0) })
    }
}

/// 56: gives the lock its owner's secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddAdmin {
    /// `adminPs`, any u32.
    pub admin_secret: SecretNumber,
    /// `unlockKey`, any u32.
    pub unlock_key: SecretNumber,
    /// As in 19.
    pub vendor: Raw,
}

impl Command for AddAdmin {
    const OPCODE: u8 = 0x56;
    type Reply = Vendor;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[
            &self.admin_secret.0.to_be_bytes(),
            &self.unlock_key.0.to_be_bytes(),
            self.vendor.as_slice(),
        ])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        Ok(Self {
            admin_secret: SecretNumber(cursor.u32()?),
            unlock_key: SecretNumber(cursor.u32()?),
            vendor: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "admin_ps": self.admin_secret.0, "unlock_key": self.unlock_key.0 })
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// The body of 56: anything but the vendor text is a failure (commands 1 \[B\]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vendor(pub Raw);

impl Body for Vendor {
    fn encode(&self) -> Vec<u8> {
        self.0.as_slice().to_vec()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self(body.into()))
    }

    fn meaning(&self) -> Value {
        json!({ "vendor": String::from_utf8_lossy(self.0.as_slice()) })
    }
}

empty_requests! {
    /// 57: ends the pairing.
    FinishPairing = 0x57, Ack, repeatable true;
    /// 52: forgets everything. The session sends it only against a permit.
    Reset = 0x52, Ack, repeatable false;
}

/// 4e: the name that the lock advertises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetName {
    /// UTF-8 text.
    pub name: Raw,
}

impl Command for SetName {
    const OPCODE: u8 = 0x4e;
    type Reply = Ack;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[self.name.as_slice()])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self { name: bytes.into() })
    }

    fn meaning(&self) -> Value {
        json!({ "name": String::from_utf8_lossy(self.name.as_slice()) })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}
