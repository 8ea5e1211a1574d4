//! The settings that a lock answers and, where it can, takes back (protocol, commands 7).

use super::contents::Reading;
use super::secret::Raw;
use serde::{Deserialize, Serialize};

/// Every setting that Relatch reads, each with the bytes that it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// 36: seconds until the lock locks itself.
    pub auto_lock: Reading<AutoLock>,
    /// 62: sound.
    pub sound: Reading<Sound>,
    /// 37: opening from afar.
    pub remote_unlock: Reading<u8>,
    /// 59: whether a typed code is shown on the lock's screen.
    pub show_passcode: Reading<u8>,
    /// 66: times in which the door stays open.
    pub passage: Reading<Vec<PassageEntry>>,
    /// 67: seconds of light.
    pub lamp: Reading<u16>,
    /// 61: frozen or not.
    pub freeze: Reading<u8>,
    /// 80: 0 off, 1 low, 2 middle, 3 high.
    pub sensitivity: Reading<u8>,
    /// 68: a bit field of switches.
    pub switches: Reading<Switches>,
}

/// 36: automatic locking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutoLock {
    /// Seconds until it locks; 0 is off.
    pub seconds: u16,
    /// The least that the lock takes, in seconds.
    pub min: u16,
    /// The most that the lock takes, in seconds.
    pub max: u16,
    /// Bytes behind these, for instance whether the door sensor locks.
    #[serde(default, skip_serializing_if = "Raw::is_empty")]
    pub rest: Raw,
}

/// 62: sound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sound {
    /// 1 on, 0 off.
    pub on: u8,
    /// 1 to 5, where the lock has a volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<u8>,
    /// The maker's number of the language, where the lock speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<u8>,
    /// Bytes behind these.
    #[serde(default, skip_serializing_if = "Raw::is_empty")]
    pub rest: Raw,
}

/// 66: one time span in which the door stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PassageEntry {
    /// 1 weekly, 2 monthly.
    pub kind: u8,
    /// Weekly: 1 to 7 for Monday to Sunday, 0 every day. Monthly: 1 to 31.
    pub day: u8,
    /// The month, 0 where none is meant.
    pub month: u8,
    /// Hour and minute of the start.
    pub start: [u8; 2],
    /// Hour and minute of the end; 0:00 to 0:00 is all day.
    pub end: [u8; 2],
}

/// 68: which switches a lock has, and how they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switches {
    /// A bit for each switch that the lock has.
    pub items: u32,
    /// How they stand.
    pub values: u32,
}

impl Switches {
    /// The bit of the tamper alert.
    pub const TAMPER_ALERT: u32 = 0x01;
    /// The bit of the reset button: 1 when it works.
    pub const RESET_BUTTON: u32 = 0x02;
    /// The bit of the privacy lock.
    pub const PRIVACY_LOCK: u32 = 0x04;
    /// The bit of the direction of opening: 1 left, 0 right.
    pub const UNLOCK_DIRECTION: u32 = 0x10;
    /// The bit of passage mode opening by itself.
    pub const PASSAGE_OPENS: u32 = 0x20;
    /// The bit of Wi-Fi power saving: 0 when it saves.
    pub const WIFI_POWER: u32 = 0x80;

    /// Whether the reset button works: it has no such switch, or the switch is on.
    pub fn reset_button_works(self) -> bool {
        self.items & Self::RESET_BUTTON == 0 || self.values & Self::RESET_BUTTON != 0
    }
}
