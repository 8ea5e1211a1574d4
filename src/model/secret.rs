//! Values that must not be seen: they hide in `Debug`, and wipe themselves when dropped.

use super::hex;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The AES-128 key of one pairing of a lock.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct AesKey(pub [u8; 16]);

impl fmt::Debug for AesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AesKey(hidden)")
    }
}

/// A number that proves ownership: the admin secret (`adminPs`), the unlock key, a challenge or its answer.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretNumber(pub u32);

impl fmt::Debug for SecretNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretNumber(hidden)")
    }
}

/// A text that must not be seen: an account's token, a password's hash, key data.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretText(String);

impl SecretText {
    /// The text. Shows the secret: only to whom it is meant for.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(hidden)")
    }
}

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for SecretText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Bytes kept as the lock sent them, understood or not. They may hold codes, so `Debug` tells only how many there are.
/// Serialised as hexadecimal text.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Raw(pub Vec<u8>);

impl Raw {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes as hexadecimal text.
    pub fn to_text(&self) -> String {
        hex::to_text(&self.0)
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raw({} bytes)", self.0.len())
    }
}

impl From<&[u8]> for Raw {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Raw {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// A text that should be hexadecimal and is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read bytes: expected hexadecimal digits, two a byte")]
pub struct HexError;

impl TryFrom<String> for Raw {
    type Error = HexError;

    fn try_from(text: String) -> Result<Self, HexError> {
        hex::from_text(&text).map(Self).ok_or(HexError)
    }
}

impl From<Raw> for String {
    fn from(raw: Raw) -> Self {
        raw.to_text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s9_debug_of_a_secret_shows_none_of_it() {
        let shown = format!(
            "{:?} {:?} {:?} {:?}",
            AesKey([0xab; 16]),
            SecretNumber(651_361_403),
            SecretText::from("token"),
            Raw(vec![0x31; 6])
        );
        assert_eq!(
            shown,
            "AesKey(hidden) SecretNumber(hidden) SecretText(hidden) Raw(6 bytes)"
        );
    }
}
