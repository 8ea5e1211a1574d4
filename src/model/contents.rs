//! Everything that was read from one lock.

use super::{
    Address, CardRecord, DeviceInfo, Digits, Features, FingerprintRecord, ListedPasscode, LockMinute, LockSecond,
    LockVersion, LogRecord, Raw, Seed, Settings,
};
use serde::{Deserialize, Serialize};

/// Everything that one reading of a lock gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The lock's address.
    pub address: Address,
    /// The version fields of the lock's own frames.
    pub version: LockVersion,
    /// What the lock can do.
    pub features: Features,
    /// Model and revisions.
    pub device: DeviceInfo,
    /// Battery, percent, from the last reply that told it.
    pub battery: Option<u8>,
    /// What the lock's clock said.
    pub clock: Reading<LockSecond>,
    /// The codes.
    pub passcodes: Listing<ListedPasscode>,
    /// The cards; `None` where the lock has no reader.
    pub cards: Option<Listing<CardRecord>>,
    /// The fingerprints; `None` where the lock has no sensor.
    pub fingerprints: Option<Listing<FingerprintRecord>>,
    /// The settings.
    pub settings: Settings,
    /// The owner's passcode on the keypad; `None` inside when the lock has none.
    pub admin_passcode: Reading<Option<Digits>>,
    /// This year's seed of the generated codes.
    pub seed: Reading<CurrentSeed>,
    /// The operation log, where it was asked for.
    pub log: Option<Listing<LogRecord>>,
}

/// A list that was read page by page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing<T> {
    /// The records, in the lock's order.
    pub items: Vec<T>,
    /// How many replies it took.
    pub pages: u32,
    /// How the list ended.
    pub end: EndMark,
}

/// How a list said that nothing follows (protocol, commands 3.1 and 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndMark {
    /// A total of 0.
    EmptyPage,
    /// A next sequence of ffff.
    LastPage,
    /// A next sequence of 0, which some locks send at the end.
    ZeroNext,
}

/// One thing that a lock was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading<T> {
    /// The lock does not claim to have it, so it was not asked.
    #[default]
    NotOffered,
    /// What it is, and the bytes of the reply behind echo and status.
    Value {
        /// What the bytes mean.
        value: T,
        /// The bytes.
        raw: Raw,
    },
    /// The lock refused, with this error code.
    Refused {
        /// The code; see the table of the protocol.
        code: u8,
    },
}

impl<T> Reading<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value { value, .. } => Some(value),
            Self::NotOffered | Self::Refused { .. } => None,
        }
    }
}

/// 32: what the lock tells of its seeds (protocol, commands 3.4 \[B\]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrentSeed {
    /// The seed of the current year; its year is the lock's, so it is not in the reply.
    pub seed: Seed,
    /// When codes were last deleted all at once; year 2000: never.
    pub last_delete: LockMinute,
}
