//! Everything that a virtual lock remembers: plain data, kept in a file when asked.

use super::fault::Faults;
use super::models::{Dice, Model};
use super::quirks::Quirk;
use crate::model::settings::{PassageEntry, Switches};
use crate::model::{
    Address, AesKey, CardRecord, DeviceInfo, Digits, Feature, Features, FingerprintNumber, FingerprintRecord,
    LockMinute, LockSecond, LockVersion, LogRecord, PasscodeRecord, Raw, SecretNumber,
};
use crate::random::{Random as _, SeededRandom};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, VecDeque};

/// The word that tells a virtual lock's file from other JSON.
const FORMAT: &str = "relatch-virtual-lock";
/// The version of the file that this program writes.
const VERSION: u64 = 1;
/// The log keeps this many records; older ones are forgotten.
const LOG_LENGTH: usize = 2_000;

/// A virtual lock's memory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct State {
    /// Its address.
    pub address: Address,
    /// Which of the models it is.
    pub model: Model,
    /// The name that it advertises.
    pub name: Raw,
    /// The version fields of its frames.
    pub version: LockVersion,
    /// What it can do.
    pub features: Features,
    /// What it tells of itself.
    pub device: DeviceInfo,
    /// Battery, percent.
    pub battery: u8,
    /// Its clock against the world's, in seconds: its local time minus UTC.
    pub clock_offset_s: i64,
    /// Who owns it; nobody in setting mode.
    pub owner: Option<Owner>,
    /// The owner's passcode on the keypad.
    pub admin_passcode: Option<Digits>,
    /// The delete passcode as it was written (44).
    pub delete_passcode: Raw,
    /// The codes, in the order of the list.
    pub codes: Vec<Code>,
    /// Entries of the code list that no client knows, behind the known ones.
    pub odd_codes: Vec<Raw>,
    /// Codes that the account's algorithm made and nobody typed yet: they open the door, and are not in the list.
    pub unused_codes: Vec<PasscodeRecord>,
    /// The cards, in the order of the list.
    pub cards: Vec<Card>,
    /// The fingerprints, in the order of the list.
    pub fingerprints: Vec<Finger>,
    /// The numbers whose template is in the sensor, listed or not.
    pub templates: BTreeSet<FingerprintNumber>,
    /// The settings.
    pub settings: SettingValues,
    /// Times in which the door stays open.
    pub passage: Vec<PassageEntry>,
    /// The seeds of generated codes.
    pub seeds: Seeds,
    /// When codes were last deleted all at once.
    pub last_mass_deletion: Option<LockMinute>,
    /// What happened.
    pub log: Log,
    /// How much fits.
    pub capacity: Capacity,
    /// The bolt is open.
    pub unlocked: bool,
    /// When it locks itself, in UTC milliseconds.
    pub locks_at_ms: Option<i64>,
    /// Somebody touched the keypad just now: until then, in UTC milliseconds.
    pub touched_until_ms: i64,
    /// A lock that does not advertise always is awake until then, in UTC milliseconds.
    pub awake_until_ms: i64,
    /// It sleeps until somebody touches the keypad.
    pub asleep: bool,
    /// Another phone or a gateway holds it until then, in UTC milliseconds.
    pub held_until_ms: i64,
    /// The reset button was held; the keypad waits for `000#` until then, in UTC milliseconds.
    pub reset_armed_until_ms: Option<i64>,
    /// How it differs from the plain lock.
    pub quirks: BTreeSet<Quirk>,
    /// Failures by script.
    pub faults: Faults,
    /// Where its random numbers continue.
    pub random: u64,
}

/// The owner, as the pairing made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Owner {
    /// The key of the pairing.
    #[serde(with = "key_as_text")]
    pub aes_key: AesKey,
    /// `adminPs`.
    pub admin_secret: SecretNumber,
    /// `unlockKey`.
    pub unlock_key: SecretNumber,
    /// Raised by "revoke all keys".
    pub lock_flag_pos: u32,
    /// The account number of the first check, where the lock insists on it.
    pub uid: Option<u32>,
    /// 57 came.
    pub finished: bool,
    /// When a pairing that is not finished last went on, in UTC milliseconds.
    pub since_ms: i64,
}

/// A code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Code {
    /// The record of the list.
    pub record: PasscodeRecord,
    /// How often it still opens, for codes that count.
    pub uses_left: Option<u8>,
}

/// A card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Card {
    /// The record of the list.
    pub record: CardRecord,
    /// Its weekly schedule, which is in no list.
    pub schedule: Vec<Weekly>,
}

/// A fingerprint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Finger {
    /// The record of the list.
    pub record: FingerprintRecord,
    /// Its weekly schedule, which is in no list.
    pub schedule: Vec<Weekly>,
}

/// One weekday of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekly {
    /// 1 to 7 for Monday to Sunday.
    pub day: u8,
    /// Hour and minute.
    pub start: [u8; 2],
    /// Hour and minute.
    pub end: [u8; 2],
}

/// The settings of section 7 of the protocol's commands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingValues {
    /// Seconds until it locks itself; 0 off.
    pub auto_lock: u16,
    /// The least seconds that it takes.
    pub auto_lock_min: u16,
    /// The most seconds that it takes.
    pub auto_lock_max: u16,
    /// Whether the door sensor locks, on locks with one.
    pub sensor_locks: u8,
    /// Sound on or off.
    pub sound: u8,
    /// 1 to 5.
    pub volume: u8,
    /// The maker's number.
    pub language: u8,
    /// Opening from afar.
    pub remote_unlock: u8,
    /// Showing a typed code.
    pub show_passcode: u8,
    /// Seconds of light.
    pub lamp: u16,
    /// Frozen: neither codes nor apps open.
    pub freeze: u8,
    /// 0 to 3.
    pub sensitivity: u8,
    /// The switches.
    pub switches: Switches,
}

/// Ten years of seeds, from the first year on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seeds {
    /// The first year.
    pub first_year: u16,
    /// Code of 12 bits and secret of 36 bits, one a year.
    pub values: Vec<(u16, u64)>,
}

/// The operation log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Log {
    /// The records, oldest first, each with its number.
    pub records: VecDeque<LogRecord>,
    /// The number of the next record.
    pub next: u16,
    /// The number from which on nothing was read.
    pub unread_from: u16,
}

/// How many items of each kind fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// Codes.
    pub codes: u16,
    /// Cards.
    pub cards: u16,
    /// Fingerprints.
    pub fingerprints: u16,
}

/// Why a virtual lock's file is not one. Nothing of what it holds is shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// Not JSON, or a lock with a field missing, wrong or unknown.
    #[error("failed to read virtual lock: the file is damaged at line {line}, column {column}")]
    Damaged {
        /// Counted from 1; 0 where it is not known.
        line: usize,
        /// Counted from 1; 0 where it is not known.
        column: usize,
    },
    /// JSON of another kind.
    #[error("failed to read virtual lock: the file is something else")]
    Foreign,
    /// Written by a newer program.
    #[error("failed to read virtual lock: its version is {0}, this program knows {VERSION}")]
    Newer(u64),
}

#[derive(Deserialize)]
struct Outside {
    format: String,
    version: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<S> {
    format: String,
    version: u64,
    lock: S,
}

impl State {
    /// The state's file. It holds the lock's key and codes.
    pub fn to_json(&self) -> Vec<u8> {
        let file = File {
            format: FORMAT.to_owned(),
            version: VERSION,
            lock: self,
        };
        // Plain data with text keys always becomes JSON.
        let mut json = serde_json::to_vec_pretty(&file).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The state of its file.
    pub fn from_json(json: &[u8]) -> Result<Self, StateError> {
        let damaged = |error: serde_json::Error| StateError::Damaged {
            line: error.line(),
            column: error.column(),
        };
        let outside: Outside = serde_json::from_slice(json).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => StateError::Foreign,
            _ => damaged(error),
        })?;
        match outside {
            Outside { format, .. } if format != FORMAT => Err(StateError::Foreign),
            Outside { version, .. } if version > VERSION => Err(StateError::Newer(version)),
            _ => serde_json::from_slice::<File<Self>>(json)
                .map(|file| file.lock)
                .map_err(damaged),
        }
    }

    /// The name that it advertises, as text.
    pub fn advertised_name(&self) -> String {
        String::from_utf8_lossy(self.name.as_slice()).into_owned()
    }

    /// Its local time when the world's is `utc_ms`.
    pub fn local_time(&self, utc_ms: i64) -> LockSecond {
        let offset_ms = self.clock_offset_s.saturating_mul(1_000);
        // Beyond the year 2255 the lock's counter is full.
        crate::model::date::lock_time(utc_ms, offset_ms).unwrap_or(LockSecond([255, 12, 31, 23, 59, 59]))
    }

    /// Whether it has a feature.
    pub fn has(&self, feature: Feature) -> bool {
        self.features.has(feature)
    }

    /// Whether a quirk is on.
    pub fn is(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    /// Writes a record to the log.
    pub(super) fn record(&mut self, kind: u8, utc_ms: i64, tail: &[u8]) {
        let record = LogRecord {
            number: Some(self.log.next),
            kind,
            time: self.local_time(utc_ms),
            battery: self.battery,
            tail: tail.into(),
        };
        // The last number before ffff, which means "the end" on the link: the log starts again.
        if self.log.next >= 0xfffe {
            self.log = Log::default();
        }
        self.log.next += 1;
        self.log.records.push_back(record);
        while self.log.records.len() > LOG_LENGTH {
            self.log.records.pop_front();
        }
    }

    /// Draws random bytes: the same for the same state.
    pub(super) fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut random = SeededRandom::new(self.random);
        let (mut next, mut bytes) = ([0; 8], [0; N]);
        // A seeded generator never fails.
        let _ = random.fill(&mut next).and_then(|()| random.fill(&mut bytes));
        self.random = u64::from_be_bytes(next);
        bytes
    }

    /// Forgets everything that a reset erases (protocol, flows 4): keys, codes, cards, fingerprints, schedules, settings, log.
    pub(super) fn erase(&mut self) {
        self.owner = None;
        self.admin_passcode = None;
        self.delete_passcode = Raw::default();
        self.codes.clear();
        self.odd_codes.clear();
        self.unused_codes.clear();
        self.cards.clear();
        self.fingerprints.clear();
        self.templates.clear();
        self.settings = SettingValues::factory(&self.features);
        self.passage.clear();
        self.last_mass_deletion = None;
        self.log = Log::default();
        self.locks_at_ms = None;
        self.reset_armed_until_ms = None;
        self.name = super::models::default_name(self.model, self.address);
        // Generated codes of before are dead, whether new seeds are written or not.
        let seed = u64::from_be_bytes(self.draw());
        self.seeds = Dice::new(seed).seeds(self.seeds.first_year);
    }
}

impl std::fmt::Debug for Seeds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seeds({}, hidden)", self.first_year)
    }
}

/// A key as hexadecimal text.
mod key_as_text {
    use crate::model::{AesKey, hex};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use zeroize::Zeroizing;

    pub(super) fn serialize<S: Serializer>(key: &AesKey, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(hex::to_text(&key.0)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AesKey, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        let bytes = hex::from_text(&text).and_then(|bytes| bytes.try_into().ok());
        bytes
            .map(AesKey)
            .ok_or_else(|| D::Error::custom("a key has 32 hexadecimal digits"))
    }
}
