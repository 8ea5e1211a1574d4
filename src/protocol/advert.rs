//! What a lock says of itself before anybody connects (protocol, frames 1 \[A\]).
//!
//! Manufacturer data, counted from the company id, whose two bytes are part of it:
//!
//! ```text
//! first two bytes 05 03:  [0] type 5  [1] version 3  [2] scene  [3] flags  [4] battery  ..  [last 6] address, reversed
//! any other not special:  [4] type    [5] version    [7] scene  [8] flags  [9] battery  ..  [last 6] address, reversed [B]
//! ```

use super::cursor::Cursor;
use crate::model::Address;
use serde::{Deserialize, Serialize};

/// The service that every lock lists.
pub const SERVICE: u16 = 0x1910;
/// The least manufacturer data of a lock, company id included.
pub const SHORTEST: usize = 15;

/// The flag bits.
const UNLOCKED: u8 = 0x01;
const NEW_EVENTS: u8 = 0x02;
const SETTING_MODE: u8 = 0x04;
const TOUCHED: u8 = 0x08;
const PARKED: u8 = 0x10;

/// An advertisement that was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advert {
    /// A lock.
    Lock(LockAdvert),
    /// A lock or plug whose boot loader runs: it cannot be operated.
    BootLoader,
    /// A gateway whose boot loader runs.
    GatewayBootLoader,
    /// A wristband.
    Wristband,
}

/// A lock's advertisement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockAdvert {
    /// Protocol type; 5 for the locks that Relatch can serve.
    pub protocol_type: u8,
    /// Protocol version; 3 for the locks that Relatch can serve.
    pub protocol_version: u8,
    /// What it is built into.
    pub scene: u8,
    /// The lock's address.
    pub mac: Address,
    /// Battery, percent.
    pub battery: u8,
    /// The bolt is open.
    pub unlocked: bool,
    /// There are log records that were not read.
    pub new_events: bool,
    /// It has no owner and waits for pairing. The only sign of a lock that can be paired.
    pub setting_mode: bool,
    /// Somebody touched the keypad just now.
    pub touch: bool,
    /// A car stands over it: parking locks.
    pub parked: bool,
}

/// Which protocol a lock speaks (protocol, frames 1, the last table \[A\]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LockType {
    /// 5/3: what Relatch serves.
    V3,
    /// 5/3 of scene 7.
    #[serde(rename = "V3_CAR")]
    V3Car,
    /// 5/4.
    V2SPlus,
    /// 5/1.
    V2S,
    /// 10/1.
    Car,
    /// 11/1.
    Mobile,
    /// 3.
    V2,
    /// Anything else.
    Unknown,
}

/// Bytes that are no advertisement of these locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdvertError {
    /// Fewer than [`SHORTEST`] bytes.
    #[error("failed to read advertisement: {0} bytes of manufacturer data, a lock sends at least 15")]
    TooShort(usize),
    /// A type below 5: an old lock, which has no flags.
    #[error("failed to read advertisement: an old lock, protocol type {0}")]
    OldLock(u8),
}

/// Why a lock that was recognised is not served, or only in part (feature row 69).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// Served.
    Full,
    /// It speaks another protocol.
    OtherProtocol,
    /// Made for a use that Relatch was never tried with: refused.
    OtherUse,
    /// It may be tried; nobody has shown that it behaves as a door's lock does.
    Untried,
}

impl Advert {
    /// The advertisement of manufacturer data that begins with the two bytes of the company id.
    pub fn decode(data: &[u8]) -> Result<Self, AdvertError> {
        let too_short = AdvertError::TooShort(data.len());
        if data.len() < SHORTEST {
            return Err(too_short);
        }
        match data {
            [0x12, 0x19, ..] | [0xff, 0xff, ..] => return Ok(Self::BootLoader),
            [0x13, 0x19, ..] => return Ok(Self::GatewayBootLoader),
            [0x34, 0x12, ..] => return Ok(Self::Wristband),
            _ => {}
        }
        let at = |index: usize| data.get(index).copied().ok_or(too_short);
        let [kind, version, scene, flags, battery] = match data {
            [0x05, 0x03, ..] => [0, 1, 2, 3, 4],
            _ => [4, 5, 7, 8, 9],
        };
        let protocol_type = at(kind)?;
        if protocol_type < 5 {
            return Err(AdvertError::OldLock(protocol_type));
        }
        let flags = at(flags)?;
        let mac = *data.last_chunk::<6>().ok_or(too_short)?;
        Ok(Self::Lock(LockAdvert {
            protocol_type,
            protocol_version: at(version)?,
            scene: at(scene)?,
            mac: Address::from_reversed(mac),
            battery: at(battery)?,
            unlocked: flags & UNLOCKED != 0,
            new_events: flags & NEW_EVENTS != 0,
            setting_mode: flags & SETTING_MODE != 0,
            touch: flags & TOUCHED != 0,
            parked: flags & PARKED != 0,
        }))
    }
}

impl LockAdvert {
    /// The manufacturer data of a 5/3 lock, company id included: what a virtual lock advertises.
    pub fn encode(&self) -> Vec<u8> {
        let flag = |on: bool, bit: u8| if on { bit } else { 0 };
        let flags = flag(self.unlocked, UNLOCKED)
            | flag(self.new_events, NEW_EVENTS)
            | flag(self.setting_mode, SETTING_MODE)
            | flag(self.touch, TOUCHED)
            | flag(self.parked, PARKED);
        let mut data = vec![
            self.protocol_type,
            self.protocol_version,
            self.scene,
            flags,
            self.battery,
            0,
            0,
            0,
            0,
        ];
        data.extend_from_slice(&self.mac.reversed());
        data
    }

    /// Which protocol it speaks.
    pub fn lock_type(&self) -> LockType {
        match (self.protocol_type, self.protocol_version, self.scene) {
            (5, 3, 7) => LockType::V3Car,
            (5, 3, _) => LockType::V3,
            (5, 4, _) => LockType::V2SPlus,
            (5, 1, _) => LockType::V2S,
            (10, 1, _) => LockType::Car,
            (11, 1, _) => LockType::Mobile,
            (3, _, _) => LockType::V2,
            _ => LockType::Unknown,
        }
    }

    /// For parking locks: 3 both, 2 unlocked, 1 parked, 0 none (protocol, frames 1 \[B\]).
    pub fn park_status(&self) -> u8 {
        match (self.unlocked, self.parked) {
            (true, true) => 3,
            (true, false) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }

    /// Whether Relatch serves this kind of lock.
    pub fn support(&self) -> Support {
        Support::of(self.protocol_type, self.protocol_version, self.scene)
    }
}

impl Support {
    /// Whether Relatch serves a lock with these fields, in its advertisement or in its frames.
    pub fn of(protocol_type: u8, protocol_version: u8, scene: u8) -> Self {
        use crate::model::Scene;
        if (protocol_type, protocol_version) != (5, 3) {
            return Self::OtherProtocol;
        }
        match Scene::from_number(scene) {
            Scene::Door | Scene::GlassDoor => Self::Full,
            Scene::Safe | Scene::Padlock | Scene::Bicycle | Scene::Unknown => Self::Untried,
            Scene::Car | Scene::Remote | Scene::Lift | Scene::PowerSaver => Self::OtherUse,
        }
    }

    /// Whether it is served at all.
    pub fn is_served(self) -> bool {
        matches!(self, Self::Full | Self::Untried)
    }
}

impl std::fmt::Display for Support {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Full => "served",
            Self::OtherProtocol => "it speaks another protocol",
            Self::OtherUse => "it is no door's lock but a car's, lift's, power saver's or remote control's",
            Self::Untried => "locks of its kind were never tried",
        })
    }
}

/// The name that a lock advertises by default: model and the last three address bytes, reversed (frames 1 \[A\]).
pub fn default_name(model: &str, address: Address) -> String {
    let [a, b, c, ..] = address.reversed();
    format!("{model}_{a:02x}{b:02x}{c:02x}")
}

/// Whether a name belongs to an old V2S lock (frames 1 \[B\]).
pub fn is_old_lock_name(name: &str) -> bool {
    name.starts_with("LOCK_")
}

/// Whether a name says that the boot loader runs (frames 1 \[B\]).
pub fn is_boot_loader_name(name: &str) -> bool {
    name == "ScienerDfu"
}

/// Manufacturer data from the company id and the rest, as Bluetooth libraries split it.
pub fn join(company: u16, rest: &[u8]) -> Vec<u8> {
    [&company.to_le_bytes(), rest].concat()
}

/// The company id and the rest of manufacturer data, as Bluetooth libraries want it. `None` below two bytes.
pub fn split(data: &[u8]) -> Option<(u16, &[u8])> {
    let mut cursor = Cursor::new(data);
    cursor
        .array()
        .ok()
        .map(|company| (u16::from_le_bytes(company), cursor.rest()))
}
