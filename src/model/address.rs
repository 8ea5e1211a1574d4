//! The Bluetooth address that a lock advertises.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A lock's Bluetooth address, highest byte first, as in its text form `AA:BB:CC:11:22:33`.
///
/// It identifies the lock everywhere, because phones hide or change the identifiers of their own (protocol, frames 1 \[A\]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(pub [u8; 6]);

/// A text that is not six two-digit hexadecimal bytes joined with colons.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read address: expected a form like AA:BB:CC:11:22:33")]
pub struct AddressError;

impl Address {
    /// The address of bytes as a lock sends them, lowest byte first.
    pub fn from_reversed(bytes: [u8; 6]) -> Self {
        let mut bytes = bytes;
        bytes.reverse();
        Self(bytes)
    }

    /// The bytes as a lock sends them, lowest byte first.
    pub fn reversed(self) -> [u8; 6] {
        Self::from_reversed(self.0).0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02X}:{b:02X}:{c:02X}:{d:02X}:{e:02X}:{g:02X}")
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let mut bytes = [0; 6];
        let mut parts = text.trim().split(':');
        for byte in &mut bytes {
            let part = parts.next().filter(|part| part.len() == 2).ok_or(AddressError)?;
            match super::hex::from_text(part).as_deref() {
                Some([value]) => *byte = *value,
                _ => return Err(AddressError),
            }
        }
        if parts.next().is_some() {
            Err(AddressError)
        } else {
            Ok(Self(bytes))
        }
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_from_its_text_and_its_reversed_bytes() {
        let address: Address = "aa:BB:cc:11:22:33".parse().unwrap();
        assert_eq!(address.to_string(), "AA:BB:CC:11:22:33");
        assert_eq!(Address::from_reversed(address.reversed()), address);
        for bad in [
            "",
            "AA:BB:CC:11:22",
            "AA:BB:CC:11:22:33:44",
            "AA-BB-CC-11-22-33",
            "A:BB:CC:11:22:33",
            "+A:BB:CC:11:22:33",
        ] {
            assert_eq!(bad.parse::<Address>(), Err(AddressError), "{bad}");
        }
    }
}
