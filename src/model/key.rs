//! The owner's key: what makes a phone the lock's owner.

use super::{Address, AesKey, Digits, Features, LockVersion, SecretNumber};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that is needed to act as a lock's owner (protocol, credentials).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerKey {
    /// The lock that it belongs to.
    pub address: Address,
    /// The key of the pairing.
    pub aes_key: AesKey,
    /// `adminPs`, the secret that 41 checks.
    pub admin_secret: SecretNumber,
    /// `unlockKey`, which answers the lock's challenge.
    pub unlock_key: SecretNumber,
    /// `lockFlagPos`, 24 bits: raised by "revoke all keys".
    pub lock_flag_pos: u32,
    /// The account's number, 0 where the key has none.
    pub uid: u32,
    /// The lock's version fields, where the key has them.
    pub version: Option<LockVersion>,
    /// The lock's offset from UTC in milliseconds, where the key has it.
    pub raw_offset_ms: Option<i64>,
    /// The owner's passcode on the keypad, where the key has it.
    pub admin_passcode: Option<Digits>,
    /// The seeds of generated codes, where the key has them.
    pub seeds: Vec<Seed>,
    /// What the lock can do, where the key has it.
    pub features: Option<Features>,
    /// The name that the owner gave, where the key has it.
    pub name: Option<String>,
    /// The name that the lock advertises, for instance `S202F_332211`, where the key has it.
    pub advertised_name: Option<String>,
    /// How far the pairing that made this key came.
    pub pairing: Pairing,
}

/// How far the pairing that made a key came, as far as the key's file knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pairing {
    /// The lock was told the secrets, perhaps: the reply was never seen.
    Pending,
    /// The lock has taken the secrets but the pairing was not finished; it may fall back to setting mode.
    Unfinished,
    /// The pairing is complete, or was made by somebody else.
    #[default]
    Finished,
}

/// One year of the numbers that generated codes are computed from (protocol, commands 3.4 \[A\]).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// The year; 0 where it is not told.
    pub year: u16,
    /// 12 bits.
    pub code: u16,
    /// Up to ten decimal digits, of 36 bits.
    pub secret: String,
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seed({}, hidden)", self.year)
    }
}
