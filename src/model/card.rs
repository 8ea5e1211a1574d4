//! Cards and fobs: the number is the whole credential (protocol, ten facts 2 \[A\]).

use super::date::Validity;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A card's number in the width and byte order in which the lock returned it.
///
/// Shown as a decimal number, big endian. Serialised as hexadecimal text of 8 or 16 digits, which keeps the width.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(try_from = "super::Raw", into = "super::Raw")]
pub struct CardNumber(Bytes);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize, ZeroizeOnDrop)]
enum Bytes {
    Four([u8; 4]),
    Eight([u8; 8]),
}

/// Bytes that are neither four nor eight, or a text that is no decimal number of 64 bits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read card number: expected 4 or 8 bytes, or a decimal number below 2^64")]
pub struct CardNumberError;

impl CardNumber {
    /// A card of four bytes.
    pub fn four(bytes: [u8; 4]) -> Self {
        Self(Bytes::Four(bytes))
    }

    /// A card of eight bytes.
    pub fn eight(bytes: [u8; 8]) -> Self {
        Self(Bytes::Eight(bytes))
    }

    /// A card from the four or eight bytes that a lock sent.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CardNumberError> {
        if let Ok(four) = bytes.try_into() {
            return Ok(Self::four(four));
        }
        bytes.try_into().map(Self::eight).map_err(|_| CardNumberError)
    }

    /// A card from the decimal text that an account or a person gives: at most ten digits and below 2^32 mean four bytes,
    /// anything else eight (protocol, commands 5 \[B\]).
    pub fn from_decimal(text: &str) -> Result<Self, CardNumberError> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CardNumberError);
        }
        let number: u64 = text.parse().map_err(|_| CardNumberError)?;
        match u32::try_from(number) {
            Ok(number) if text.len() <= 10 => Ok(Self::four(number.to_be_bytes())),
            _ => Ok(Self::eight(number.to_be_bytes())),
        }
    }

    /// The bytes as the lock sends them: four or eight.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Bytes::Four(bytes) => bytes,
            Bytes::Eight(bytes) => bytes,
        }
    }

    /// The number in decimal, as a person reads it. This shows the credential: only where a person asked for it.
    pub fn decimal(&self) -> String {
        match self.0 {
            Bytes::Four(bytes) => u32::from_be_bytes(bytes).to_string(),
            Bytes::Eight(bytes) => u64::from_be_bytes(bytes).to_string(),
        }
    }

    /// The same card as a reader of the other byte order shows it.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut card = self.clone();
        match &mut card.0 {
            Bytes::Four(bytes) => bytes.reverse(),
            Bytes::Eight(bytes) => bytes.reverse(),
        }
        card
    }

    /// Whether both are the same card, in either byte order.
    pub fn is_same_card(&self, other: &Self) -> bool {
        self == other || *self == other.reversed()
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardNumber({} bytes)", self.as_bytes().len())
    }
}

impl TryFrom<super::Raw> for CardNumber {
    type Error = CardNumberError;

    fn try_from(raw: super::Raw) -> Result<Self, CardNumberError> {
        Self::from_bytes(raw.as_slice())
    }
}

impl From<CardNumber> for super::Raw {
    fn from(card: CardNumber) -> Self {
        super::Raw::from(card.as_bytes())
    }
}

/// A card as the lock lists it. Weekly schedules are not in the list (protocol, ten facts 6 \[A\]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRecord {
    /// The credential.
    pub number: CardNumber,
    /// When it opens the door.
    pub validity: Validity,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_of_a_decimal_number_follows_the_official_rule() {
        let width = |text: &str| CardNumber::from_decimal(text).unwrap().as_bytes().len();
        assert_eq!(width("4294967295"), 4);
        assert_eq!(width("4294967296"), 8);
        assert_eq!(width("00000000001"), 8, "eleven digits");
        assert!(CardNumber::from_decimal("18446744073709551616").is_err());
        assert!(CardNumber::from_decimal("+1").is_err());
    }

    #[test]
    fn a_card_equals_itself_in_the_other_byte_order() {
        let card = CardNumber::from_decimal("1723612378").unwrap();
        assert!(card.is_same_card(&card.reversed()));
        assert!(!card.is_same_card(&CardNumber::from_decimal("1723612379").unwrap()));
        assert_eq!(format!("{card:?}"), "CardNumber(4 bytes)");
    }
}
