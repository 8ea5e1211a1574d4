//! The seeds of generated codes: 31 and 32 (protocol, commands 3.4; 31 \[A\], 32 \[B\]). Owner's rights, or during pairing.
//!
//! ```text
//! 31 write  req: [0] year % 100  [1..61] ten years in a row, 6 bytes each: upper 12 bits code, lower 36 bits secret
//!           rep: empty or battery
//! 32 read   req: empty, perhaps encrypted
//!           rep: [0] battery  [1..7] this year's 6 bytes  [7..12] time of the last mass deletion, year 0 none
//! ```

use super::{Ack, Body, Command, DecodeError, refuse};
use crate::model::contents::CurrentSeed;
use crate::model::{LockMinute, Raw, Seed};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// How many years 31 writes.
pub const YEARS: usize = 10;
/// The largest `code` of a seed.
pub const MAX_CODE: u16 = 0x0fff;
const SECRET_BITS: u32 = 36;

/// 31. Sending it to a lock in use kills every generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteSeeds {
    /// The first of the ten years, 2000 to 2099.
    pub first_year: u16,
    /// One a year.
    pub seeds: [SeedValue; YEARS],
}

/// A seed as numbers: 12 bits and 36 bits.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SeedValue {
    /// 12 bits.
    pub code: u16,
    /// 36 bits; clients use a permutation of the ten digits.
    pub secret: u64,
}

impl std::fmt::Debug for SeedValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SeedValue(hidden)")
    }
}

impl SeedValue {
    fn encode(&self) -> [u8; 6] {
        let packed = u64::from(self.code & MAX_CODE) << SECRET_BITS | self.secret & ((1 << SECRET_BITS) - 1);
        let [_, _, bytes @ ..] = packed.to_be_bytes();
        bytes
    }

    fn decode([a, b, c, d, e, f]: [u8; 6]) -> Self {
        let packed = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        // Twelve bits remain after the shift.
        let code = u16::try_from(packed >> SECRET_BITS).unwrap_or(MAX_CODE);
        Self {
            code,
            secret: packed & ((1 << SECRET_BITS) - 1),
        }
    }

    /// The seed of a key's or snapshot's text form; `None` where the secret is no number of 36 bits.
    pub fn from_seed(seed: &Seed) -> Option<Self> {
        let secret = seed
            .secret
            .parse::<u64>()
            .ok()
            .filter(|secret| secret >> SECRET_BITS == 0)?;
        (seed.code <= MAX_CODE).then_some(Self {
            code: seed.code,
            secret,
        })
    }

    /// The text form, ten digits.
    pub fn to_seed(&self, year: u16) -> Seed {
        Seed {
            year,
            code: self.code,
            secret: format!("{:010}", self.secret),
        }
    }
}

impl Command for WriteSeeds {
    const OPCODE: u8 = 0x31;
    type Reply = Ack;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let year = u8::try_from(self.first_year % 100).unwrap_or_default();
        Zeroizing::new(
            std::iter::once(year)
                .chain(self.seeds.iter().flat_map(SeedValue::encode))
                .collect(),
        )
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        let first_year = match cursor.u8()? {
            year @ 0..=99 => 2000 + u16::from(year),
            year => return refuse("year", year),
        };
        let mut seeds: [SeedValue; YEARS] = Default::default();
        for seed in &mut seeds {
            *seed = SeedValue::decode(cursor.array()?);
        }
        Ok(Self { first_year, seeds })
    }

    fn meaning(&self) -> Value {
        let seeds = (self.first_year..)
            .zip(&self.seeds)
            .map(|(year, seed)| json!(seed.to_seed(year)));
        json!({ "first_year": self.first_year, "seeds": seeds.collect::<Vec<_>>() })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

empty_requests! {
    /// 32.
    ReadSeed = 0x32, SeedReply, repeatable true;
}

/// The body of 32.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedReply {
    /// Battery, percent.
    pub battery: u8,
    /// This year's.
    pub seed: SeedValue,
    /// When codes were last deleted all at once.
    pub last_delete: LockMinute,
    /// Bytes behind it.
    pub tail: Raw,
}

impl SeedReply {
    /// The part that a snapshot keeps.
    pub fn current(&self) -> CurrentSeed {
        CurrentSeed {
            seed: Seed {
                year: 0,
                code: self.seed.code,
                secret: self.seed.secret.to_string(),
            },
            last_delete: self.last_delete,
        }
    }
}

impl Body for SeedReply {
    fn encode(&self) -> Vec<u8> {
        [
            &[self.battery],
            self.seed.encode().as_slice(),
            &self.last_delete.0,
            self.tail.as_slice(),
        ]
        .concat()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        Ok(Self {
            battery: cursor.u8()?,
            seed: SeedValue::decode(cursor.array()?),
            last_delete: LockMinute(cursor.array()?),
            tail: cursor.rest().into(),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "battery": self.battery, "code": self.seed.code, "secret": self.seed.secret.to_string(), "last_delete": self.last_delete })
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }
}
