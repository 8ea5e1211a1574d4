//! Fingerprints: a number and a validity. The template stays in the sensor (protocol, ten facts 7 \[A\]).

use super::date::Validity;
use serde::{Deserialize, Serialize};

/// The number under which the sensor keeps a template: six bytes, big endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "super::Raw", into = "super::Raw")]
pub struct FingerprintNumber(pub [u8; 6]);

impl FingerprintNumber {
    /// The number in decimal, as the account shows it.
    pub fn decimal(self) -> String {
        let [a, b, c, d, e, f] = self.0;
        u64::from_be_bytes([0, 0, a, b, c, d, e, f]).to_string()
    }
}

/// Bytes that are not six.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read fingerprint number: expected 6 bytes")]
pub struct FingerprintNumberError;

impl TryFrom<super::Raw> for FingerprintNumber {
    type Error = FingerprintNumberError;

    fn try_from(raw: super::Raw) -> Result<Self, FingerprintNumberError> {
        raw.as_slice().try_into().map(Self).map_err(|_| FingerprintNumberError)
    }
}

impl From<FingerprintNumber> for super::Raw {
    fn from(number: FingerprintNumber) -> Self {
        super::Raw::from(number.0.as_slice())
    }
}

/// A fingerprint as the lock lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FingerprintRecord {
    /// The number in the sensor.
    pub number: FingerprintNumber,
    /// When it opens the door.
    pub validity: Validity,
}
