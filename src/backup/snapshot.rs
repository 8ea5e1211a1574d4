//! The snapshot: what was read from a lock, with the lock's own bytes beside what they mean.
//!
//! `docs/backup-format.md` describes its JSON form, field by field. Fields that this version does not know are kept in
//! [`Extra`], so that a file of a later minor version survives being rewritten.

use super::compare::{self, Cause, Held};
use super::item::{About, Extra, ItemId, Moment, PairingId, Provenance};
use super::rehearsal::{Rehearsal, Trial};
use super::setting::SettingName;
use crate::model::contents::CurrentSeed;
use crate::model::settings::{AutoLock, PassageEntry, Sound, Switches};
use crate::model::{
    Address, CardNumber, CardRecord, CodeText, Contents, DeviceInfo, Digits, EndMark, Features, FingerprintNumber,
    FingerprintRecord, ListedPasscode, Listing, LockMinute, LockSecond, LockVersion, LogRecord, PasscodeKind,
    PasscodeRecord, Raw, Reading, Settings, Until, Validity,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Everything that a snapshot holds. Made by [`Snapshot::from_reads`], written and read by [`super::format`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// When it was made.
    pub created: Moment,
    /// The program that made it, and its version.
    pub program: String,
    /// Which lock.
    pub lock: LockIdentity,
    /// Which pairing of this lock: each reset and re-adding begins another.
    pub pairing: PairingId,
    /// The lock's clock against the phone's.
    pub clock: ClockComparison,
    /// Battery, percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub battery: Option<u8>,
    /// The codes, in the lock's order.
    pub codes: Vec<CodeEntry>,
    /// The cards, in the lock's order.
    pub cards: Vec<CardEntry>,
    /// The fingerprints: numbers, never templates.
    pub fingerprints: Vec<FingerprintEntry>,
    /// How both readings went.
    pub reads: Reads,
    /// The settings.
    pub settings: SavedSettings,
    /// The owner's passcode on the keypad.
    #[serde(default, skip_serializing_if = "Saved::is_absent")]
    pub owner_passcode: Saved<OwnerPasscode>,
    /// This year's seed of the generated codes.
    #[serde(default, skip_serializing_if = "Saved::is_absent")]
    pub seed: Saved<CurrentSeed>,
    /// The operation log, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Listing<LogRecord>>,
    /// What the rehearsal of the way back showed, once there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<Rehearsal>,
    /// Other things that belong to the lock and must be paired again: remotes, keypads, sensors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inventory: Vec<InventoryEntry>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the caller knows about a backup beside what the lock said.
#[derive(Clone, Debug)]
pub struct Meta {
    /// When it is made.
    pub created: Moment,
    /// The program and its version, for instance `relatch 0.1.0`.
    pub program: String,
    /// The lock's name, where the owner gave one.
    pub name: Option<String>,
    /// The pairing under which it was read.
    pub pairing: PairingId,
    /// The phone's clock at the moment when the lock's was read in the second reading.
    pub phone_clock: Moment,
    /// The zone that the lock's clock follows, an IANA name.
    pub zone: String,
    /// The lock's offset from UTC in milliseconds, without daylight saving.
    pub offset_ms: i64,
    /// Throw-away items of a rehearsal that may still be on the lock: not the owner's, so not in the snapshot.
    pub leftovers: Vec<Trial>,
}

/// Why two readings are no backup. It names kinds and positions in the lock's list, never a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to make a snapshot: incomplete because {}", compare::sentence(.causes))]
pub struct Disagreement {
    /// What differs, at least one.
    pub causes: Vec<Cause>,
}

impl Snapshot {
    /// The snapshot of two readings of a lock that agree.
    ///
    /// Every list of a [`Contents`] ended with an end mark, else it would not exist. Both readings must hold the same codes,
    /// cards, fingerprints, settings and owner's passcode, in any order. Battery, clock, seed and log may move between them;
    /// they are taken from the second reading.
    ///
    /// # Errors
    /// [`Disagreement`] with everything that differs.
    pub fn from_reads(first: &Contents, second: &Contents, meta: Meta) -> Result<Self, Disagreement> {
        let (first, second) = (
            &super::rehearsal::without_trials(first, &meta.leftovers),
            &super::rehearsal::without_trials(second, &meta.leftovers),
        );
        let causes = compare::reading_causes(first, second);
        if causes.is_empty() {
            Ok(Self::from_agreeing(first, second, meta))
        } else {
            Err(Disagreement { causes })
        }
    }

    fn from_agreeing(first: &Contents, second: &Contents, meta: Meta) -> Self {
        Self {
            created: meta.created,
            program: meta.program,
            lock: LockIdentity {
                address: second.address,
                name: meta.name,
                device: second.device.clone(),
                version: second.version,
                features: second.features.clone(),
                extra: Extra::default(),
            },
            pairing: meta.pairing,
            clock: ClockComparison {
                lock: Saved::from(second.clock.clone()),
                phone: meta.phone_clock,
                zone: meta.zone,
                offset_ms: meta.offset_ms,
                extra: Extra::default(),
            },
            battery: second.battery,
            codes: entries("code", &second.passcodes.items, |id, listed| CodeEntry {
                id,
                listed: listed.clone(),
                about: About::from_lock(),
            }),
            cards: entries("card", listed(second.cards.as_ref()), |id, record| CardEntry {
                id,
                record: record.clone(),
                schedule: None,
                about: About::from_lock(),
            }),
            fingerprints: entries("fingerprint", listed(second.fingerprints.as_ref()), |id, record| {
                FingerprintEntry {
                    id,
                    record: record.clone(),
                    schedule: None,
                    about: About::from_lock(),
                }
            }),
            reads: Reads {
                codes: ListReads::of(&first.passcodes, &second.passcodes),
                cards: both(first.cards.as_ref(), second.cards.as_ref()),
                fingerprints: both(first.fingerprints.as_ref(), second.fingerprints.as_ref()),
                extra: Extra::default(),
            },
            settings: SavedSettings::from(&second.settings),
            owner_passcode: Saved::from(map(&second.admin_passcode, |digits| OwnerPasscode(digits.clone()))),
            seed: Saved::from(second.seed.clone()),
            log: second.log.clone().or_else(|| first.log.clone()),
            rehearsal: None,
            inventory: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// The owner's passcode, where the lock told one.
    pub fn owner_passcode(&self) -> Option<&Digits> {
        self.owner_passcode.reading.value().and_then(|code| code.0.as_ref())
    }

    /// Which kinds it holds and how many of each, as a view that [`super::diff`] and [`super::verify`] compare.
    pub fn held(&self) -> Held<'_> {
        Held::of_snapshot(self)
    }

    /// Gives an item the owner's own name; `None` takes it away. False when there is no such item.
    pub fn set_name(&mut self, id: &ItemId, name: Option<String>) -> bool {
        let found = self.about_mut(id).map(|about| about.name = name);
        found.is_some()
    }

    /// Gives an item the owner's own note; `None` takes it away. False when there is no such item.
    pub fn set_note(&mut self, id: &ItemId, note: Option<String>) -> bool {
        let found = self.about_mut(id).map(|about| about.note = note);
        found.is_some()
    }

    fn about_mut(&mut self, id: &ItemId) -> Option<&mut About> {
        let codes = self.codes.iter_mut().map(|entry| (&entry.id, &mut entry.about));
        let cards = self.cards.iter_mut().map(|entry| (&entry.id, &mut entry.about));
        let fingerprints = self.fingerprints.iter_mut().map(|entry| (&entry.id, &mut entry.about));
        let mut all = codes.chain(cards).chain(fingerprints);
        all.find(|(its, _)| *its == id).map(|(_, about)| about)
    }

    /// Every id, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &ItemId> {
        let codes = self.codes.iter().map(|entry| &entry.id);
        let cards = self.cards.iter().map(|entry| &entry.id);
        codes
            .chain(cards)
            .chain(self.fingerprints.iter().map(|entry| &entry.id))
    }
}

fn listed<T>(listing: Option<&Listing<T>>) -> &[T] {
    listing.map_or(&[], |listing| &listing.items)
}

fn both<T>(first: Option<&Listing<T>>, second: Option<&Listing<T>>) -> Option<ListReads> {
    Some(ListReads::of(first?, second?))
}

fn entries<T, E>(kind: &str, items: &[T], make: impl Fn(ItemId, &T) -> E) -> Vec<E> {
    let numbered = (1_usize..).zip(items);
    numbered
        .map(|(number, item)| make(ItemId::numbered(kind, number), item))
        .collect()
}

/// The same reading of another value.
fn map<T, U>(reading: &Reading<T>, change: impl FnOnce(&T) -> U) -> Reading<U> {
    match reading {
        Reading::NotOffered => Reading::NotOffered,
        Reading::Refused { code } => Reading::Refused { code: *code },
        Reading::Value { value, raw } => Reading::Value {
            value: change(value),
            raw: raw.clone(),
        },
    }
}

/// Which lock a snapshot is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockIdentity {
    /// The Bluetooth address that it advertises.
    pub address: Address,
    /// The owner's name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Model, hardware, firmware, date of manufacture.
    #[serde(flatten)]
    pub device: DeviceInfo,
    /// The version fields of its frames.
    pub version: LockVersion,
    /// What it can do.
    pub features: Features,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The lock's clock against the phone's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClockComparison {
    /// What the lock's clock said.
    #[serde(default, skip_serializing_if = "Saved::is_absent")]
    pub lock: Saved<LockSecond>,
    /// What the phone's clock said at that moment.
    pub phone: Moment,
    /// The zone that the lock's clock follows, an IANA name.
    pub zone: String,
    /// The lock's offset from UTC in milliseconds, without daylight saving.
    pub offset_ms: i64,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ClockComparison {
    /// By how many seconds the lock's clock is ahead of the phone's; negative when it is behind. `None` when the lock has no
    /// clock or holds no date.
    pub fn drift_seconds(&self) -> Option<i64> {
        let lock = self.lock.reading.value()?.civil()?;
        let phone = crate::model::date::lock_time(self.phone.0, self.offset_ms)
            .ok()?
            .civil()?;
        Some(lock.duration_since(phone).as_secs())
    }
}

/// Something that belongs to the lock and must be paired again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InventoryEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What it is: `face`, `remote`, `keypad`, `door-sensor`, `gateway`.
    pub kind: String,
    /// Where it is known from, name, note.
    #[serde(flatten)]
    pub about: About,
}

/// How both readings of each list went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reads {
    /// The codes.
    pub codes: ListReads,
    /// The cards; absent where the lock has no reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<ListReads>,
    /// The fingerprints; absent where the lock has no sensor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprints: Option<ListReads>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How both readings of one list went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListReads {
    /// How many records each reading gave; equal, else there were no snapshot.
    pub count: u32,
    /// How many replies each reading took.
    pub pages: [u32; 2],
    /// How each reading's list ended.
    pub ends: [EndMark; 2],
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ListReads {
    fn of<T>(first: &Listing<T>, second: &Listing<T>) -> Self {
        Self {
            count: u32::try_from(second.items.len()).unwrap_or(u32::MAX),
            pages: [first.pages, second.pages],
            ends: [first.end, second.end],
            extra: Extra::default(),
        }
    }
}

/// A saved reading. In JSON `{"value":…,"raw":"…"}`, `{"refused":code}`, or left out where the lock was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "SavedForm<T>",
    into = "SavedForm<T>",
    bound(serialize = "T: Clone + Serialize", deserialize = "T: Deserialize<'de>")
)]
pub struct Saved<T> {
    /// What the lock said.
    pub reading: Reading<T>,
    /// Fields of a later version.
    pub extra: Extra,
}

impl<T> Saved<T> {
    /// Whether there is nothing to write down.
    pub fn is_absent(&self) -> bool {
        matches!(self.reading, Reading::NotOffered) && self.extra.is_empty()
    }
}

impl<T> Default for Saved<T> {
    fn default() -> Self {
        Self {
            reading: Reading::NotOffered,
            extra: Extra::default(),
        }
    }
}

impl<T> From<Reading<T>> for Saved<T> {
    fn from(reading: Reading<T>) -> Self {
        Self {
            reading,
            extra: Extra::default(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct SavedForm<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    value: Option<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<u8>,
    #[serde(flatten)]
    extra: Extra,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> TryFrom<SavedForm<T>> for Saved<T> {
    type Error = EntryError;

    fn try_from(form: SavedForm<T>) -> Result<Self, EntryError> {
        let reading = match (form.value, form.refused) {
            (Some(value), None) => Reading::Value {
                value,
                raw: form.raw.unwrap_or_default(),
            },
            (None, Some(code)) => Reading::Refused { code },
            (None, None) => Reading::NotOffered,
            (Some(_), Some(_)) => return Err(EntryError::ValueAndRefused),
        };
        Ok(Self {
            reading,
            extra: form.extra,
        })
    }
}

impl<T> From<Saved<T>> for SavedForm<T> {
    fn from(saved: Saved<T>) -> Self {
        let (value, raw, refused) = match saved.reading {
            Reading::NotOffered => (None, None, None),
            Reading::Value { value, raw } => (Some(value), Some(raw), None),
            Reading::Refused { code } => (None, None, Some(code)),
        };
        Self {
            value,
            raw,
            refused,
            extra: saved.extra,
        }
    }
}

/// The owner's passcode; `None` when the lock has none. In JSON its digits, or an empty text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnerPasscode(pub Option<Digits>);

impl TryFrom<String> for OwnerPasscode {
    type Error = crate::model::passcode::DigitsError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() {
            Ok(Self(None))
        } else {
            Digits::try_from(text).map(|digits| Self(Some(digits)))
        }
    }
}

impl From<OwnerPasscode> for String {
    fn from(code: OwnerPasscode) -> Self {
        code.0.map(Self::from).unwrap_or_default()
    }
}

/// The settings, each as the lock said it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SavedSettings {
    /// Seconds until the lock locks itself.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub auto_lock: Saved<AutoLock>,
    /// Sound.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub sound: Saved<Sound>,
    /// Opening from afar.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub remote_unlock: Saved<u8>,
    /// Whether a typed code is shown.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub show_passcode: Saved<u8>,
    /// Times in which the door stays open.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub passage: Saved<Vec<PassageEntry>>,
    /// Seconds of light.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub lamp: Saved<u16>,
    /// Frozen or not.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub freeze: Saved<u8>,
    /// 0 off, 1 low, 2 middle, 3 high.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub sensitivity: Saved<u8>,
    /// Switches.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub switches: Saved<Switches>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl From<&Settings> for SavedSettings {
    fn from(settings: &Settings) -> Self {
        Self {
            auto_lock: settings.auto_lock.clone().into(),
            sound: settings.sound.clone().into(),
            remote_unlock: settings.remote_unlock.clone().into(),
            show_passcode: settings.show_passcode.clone().into(),
            passage: settings.passage.clone().into(),
            lamp: settings.lamp.clone().into(),
            freeze: settings.freeze.clone().into(),
            sensitivity: settings.sensitivity.clone().into(),
            switches: settings.switches.clone().into(),
            extra: Extra::default(),
        }
    }
}

impl SavedSettings {
    /// The settings as a reading of a lock gives them.
    pub fn to_settings(&self) -> Settings {
        Settings {
            auto_lock: self.auto_lock.reading.clone(),
            sound: self.sound.reading.clone(),
            remote_unlock: self.remote_unlock.reading.clone(),
            show_passcode: self.show_passcode.reading.clone(),
            passage: self.passage.reading.clone(),
            lamp: self.lamp.reading.clone(),
            freeze: self.freeze.reading.clone(),
            sensitivity: self.sensitivity.reading.clone(),
            switches: self.switches.reading.clone(),
        }
    }

    /// Which settings were saved with a value.
    pub fn saved(&self) -> Vec<SettingName> {
        let settings = self.to_settings();
        let has = |name: &SettingName| name.reading(&settings).value().is_some();
        SettingName::ALL.into_iter().filter(has).collect()
    }
}

/// A code. In JSON one flat object; an odd one has only its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CodeForm", into = "CodeForm")]
pub struct CodeEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What the lock listed.
    pub listed: ListedPasscode,
    /// Where it is known from, name, note.
    pub about: About,
}

/// A card or fob. In JSON one flat object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CardForm", into = "CardForm")]
pub struct CardEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What the lock listed.
    pub record: CardRecord,
    /// Its weekly schedule, which only an account knows; `None`: not known.
    pub schedule: Option<Vec<ScheduleDay>>,
    /// Where it is known from, name, note.
    pub about: About,
}

/// A fingerprint: a line of the list of fingers to enrol again. In JSON one flat object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FingerprintForm", into = "FingerprintForm")]
pub struct FingerprintEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What the lock listed.
    pub record: FingerprintRecord,
    /// Its weekly schedule, which only an account knows; `None`: not known.
    pub schedule: Option<Vec<ScheduleDay>>,
    /// Where it is known from, name, note.
    pub about: About,
}

/// One weekday on which a card or fingerprint opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleDay {
    /// 1 to 7, Monday to Sunday.
    pub week_day: u8,
    /// Minutes of the day from which on it opens.
    pub start_minute: u16,
    /// Minutes of the day until which it opens.
    pub end_minute: u16,
}

/// An item of a snapshot that contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A reading cannot be both.
    #[error("a reading has a value and was refused")]
    ValueAndRefused,
    /// A code has neither its meaning nor its bytes, or an end that its kind does not have.
    #[error("a code lacks a part, or has one that its kind does not have")]
    Incomplete,
    /// The bytes say something else than the meaning beside them.
    #[error("an item's bytes do not say what stands beside them")]
    RawDiffers,
    /// A number that does not fit its width.
    #[error("a number does not fit its width")]
    Number,
}

#[derive(Serialize, Deserialize)]
struct CodeForm {
    id: ItemId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<PasscodeKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<CodeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<CodeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<LockMinute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<LockMinute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<u16>,
    #[serde(default, skip_serializing_if = "Raw::is_empty")]
    tail: Raw,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(flatten)]
    about: About,
}

impl TryFrom<CodeForm> for CodeEntry {
    type Error = EntryError;

    fn try_from(form: CodeForm) -> Result<Self, EntryError> {
        let raw = form.raw;
        let listed = match (form.kind, form.code, form.start) {
            (None, None, None) => ListedPasscode::Odd(raw.ok_or(EntryError::Incomplete)?),
            (Some(kind), Some(current), Some(start)) => {
                let until = match (kind, form.end, form.cycle) {
                    (PasscodeKind::Permanent, None, None) => Until::Open,
                    (PasscodeKind::Count | PasscodeKind::Period, Some(end), None) => Until::End(end),
                    (PasscodeKind::Cyclic, None, Some(cycle)) => Until::Cycle(cycle),
                    _ => return Err(EntryError::Incomplete),
                };
                let record = PasscodeRecord {
                    kind,
                    original: form.original.unwrap_or_else(|| current.clone()),
                    current,
                    start,
                    until,
                    tail: form.tail,
                };
                agrees(raw.as_ref(), &passcode_bytes(&record))?;
                ListedPasscode::Known(record)
            }
            _ => return Err(EntryError::Incomplete),
        };
        Ok(Self {
            id: form.id,
            listed,
            about: form.about,
        })
    }
}

impl From<CodeEntry> for CodeForm {
    fn from(entry: CodeEntry) -> Self {
        let mut form = Self {
            id: entry.id,
            kind: None,
            code: None,
            original: None,
            start: None,
            end: None,
            cycle: None,
            tail: Raw::default(),
            raw: None,
            about: entry.about,
        };
        match entry.listed {
            ListedPasscode::Odd(raw) => form.raw = Some(raw),
            ListedPasscode::Known(record) => {
                form.raw = form.about.from.has_bytes().then(|| Raw(passcode_bytes(&record)));
                form.kind = Some(record.kind);
                form.code = Some(record.current);
                form.original = Some(record.original);
                form.start = Some(record.start);
                match record.until {
                    Until::Open => {}
                    Until::End(end) => form.end = Some(end),
                    Until::Cycle(cycle) => form.cycle = Some(cycle),
                }
                form.tail = record.tail;
            }
        }
        form
    }
}

#[derive(Serialize, Deserialize)]
struct CardForm {
    id: ItemId,
    number: Zeroizing<String>,
    width: u8,
    start: LockMinute,
    end: LockMinute,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schedule: Option<Vec<ScheduleDay>>,
    #[serde(flatten)]
    about: About,
}

impl TryFrom<CardForm> for CardEntry {
    type Error = EntryError;

    fn try_from(form: CardForm) -> Result<Self, EntryError> {
        let number: u64 = form.number.parse().map_err(|_| EntryError::Number)?;
        let number = match form.width {
            4 => CardNumber::four(u32::try_from(number).map_err(|_| EntryError::Number)?.to_be_bytes()),
            8 => CardNumber::eight(number.to_be_bytes()),
            _ => return Err(EntryError::Number),
        };
        let (start, end) = (form.start, form.end);
        let validity = Validity { start, end };
        let record = CardRecord { number, validity };
        agrees(form.raw.as_ref(), &card_bytes(&record))?;
        Ok(Self {
            id: form.id,
            record,
            schedule: form.schedule,
            about: form.about,
        })
    }
}

impl From<CardEntry> for CardForm {
    fn from(entry: CardEntry) -> Self {
        let CardEntry {
            id,
            record,
            schedule,
            about,
        } = entry;
        Self {
            id,
            raw: about.from.has_bytes().then(|| Raw(card_bytes(&record))),
            number: Zeroizing::new(record.number.decimal()),
            width: if record.number.as_bytes().len() == 4 { 4 } else { 8 },
            start: record.validity.start,
            end: record.validity.end,
            schedule,
            about,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct FingerprintForm {
    id: ItemId,
    number: String,
    start: LockMinute,
    end: LockMinute,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schedule: Option<Vec<ScheduleDay>>,
    #[serde(flatten)]
    about: About,
}

impl TryFrom<FingerprintForm> for FingerprintEntry {
    type Error = EntryError;

    fn try_from(form: FingerprintForm) -> Result<Self, EntryError> {
        let number: u64 = form.number.parse().map_err(|_| EntryError::Number)?;
        let [0, 0, number @ ..] = number.to_be_bytes() else {
            return Err(EntryError::Number);
        };
        let (start, end) = (form.start, form.end);
        let record = FingerprintRecord {
            number: FingerprintNumber(number),
            validity: Validity { start, end },
        };
        agrees(form.raw.as_ref(), &fingerprint_bytes(&record))?;
        Ok(Self {
            id: form.id,
            record,
            schedule: form.schedule,
            about: form.about,
        })
    }
}

impl From<FingerprintEntry> for FingerprintForm {
    fn from(entry: FingerprintEntry) -> Self {
        let FingerprintEntry {
            id,
            record,
            schedule,
            about,
        } = entry;
        Self {
            id,
            raw: about.from.has_bytes().then(|| Raw(fingerprint_bytes(&record))),
            number: record.number.decimal(),
            start: record.validity.start,
            end: record.validity.end,
            schedule,
            about,
        }
    }
}

fn agrees(raw: Option<&Raw>, bytes: &[u8]) -> Result<(), EntryError> {
    if raw.is_none_or(|raw| raw.as_slice() == bytes) {
        Ok(())
    } else {
        Err(EntryError::RawDiffers)
    }
}

/// A code's record as the lock lists it, behind its length byte: the `raw` of a snapshot. The layout has its home in the
/// protocol; a test holds both together.
pub(super) fn passcode_bytes(record: &PasscodeRecord) -> Vec<u8> {
    let mut bytes = vec![record.kind.to_lock()];
    for code in [&record.current, &record.original] {
        bytes.push(u8::try_from(code.0.len()).unwrap_or(u8::MAX));
        bytes.extend_from_slice(&code.0);
    }
    bytes.extend_from_slice(&record.start.0);
    match record.until {
        Until::Open => {}
        Until::End(end) => bytes.extend_from_slice(&end.0),
        Until::Cycle(cycle) => bytes.extend_from_slice(&cycle.to_be_bytes()),
    }
    bytes.extend_from_slice(record.tail.as_slice());
    bytes
}

/// A card's record as the lock lists it.
pub(super) fn card_bytes(record: &CardRecord) -> Vec<u8> {
    let Validity { start, end } = record.validity;
    [record.number.as_bytes(), &start.0, &end.0].concat()
}

/// A fingerprint's record as the lock lists it.
pub(super) fn fingerprint_bytes(record: &FingerprintRecord) -> Vec<u8> {
    let Validity { start, end } = record.validity;
    [record.number.0.as_slice(), &start.0, &end.0].concat()
}

/// Whether an item came over the lock's radio, so that a second reading must show it, too.
pub(super) fn is_from_lock(about: &About) -> bool {
    matches!(about.from, Provenance::Lock | Provenance::Both)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{CREATED, codes, contents, meta, snapshot};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_agrees_becomes_a_snapshot_with_ids_counts_and_end_marks() {
        let snapshot = snapshot();
        assert_eq!(snapshot.codes.len(), 9);
        assert_eq!(snapshot.codes[2].id, ItemId::from("code-3"));
        assert_eq!(snapshot.cards[1].id, ItemId::from("card-2"));
        let ends = [EndMark::LastPage; 2];
        assert_eq!((snapshot.reads.codes.count, snapshot.reads.codes.ends), (9, ends));
        assert_eq!(snapshot.owner_passcode().unwrap().as_str(), "8642097");
        assert_eq!(snapshot.clock.drift_seconds(), Some(59 - CREATED.0 / 1000 % 60));
    }

    #[test]
    fn a_lock_that_says_something_else_the_second_time_is_no_snapshot_and_the_reason_shows_no_code() {
        let first = contents();
        type Change = fn(&mut Contents);
        let changes: [(&str, Change); 9] = [
            ("the codes differ", |second| drop(second.passcodes.items.remove(1))),
            ("the codes differ", |second| {
                second.passcodes.items.push(codes().remove(0));
            }),
            ("the cards differ", |second| {
                second.cards.as_mut().unwrap().items[0].validity.end = LockMinute([30, 1, 1, 0, 0]);
            }),
            ("the fingerprints differ", |second| {
                second.fingerprints.as_mut().unwrap().items.clear();
            }),
            ("the setting lamp read differently", |second| {
                second.settings.lamp = Reading::Refused { code: 2 };
            }),
            ("the setting sound was not read", |second| {
                second.settings.sound = Reading::NotOffered;
            }),
            ("the owner's passcode read differently", |second| {
                second.admin_passcode = Reading::NotOffered;
            }),
            ("not the same lock", |second| second.address.0[5] ^= 1),
            ("the list of cards was not read", |second| second.cards = None),
        ];
        for (words, change) in changes {
            let mut second = first.clone();
            change(&mut second);
            let error = Snapshot::from_reads(&first, &second, meta()).unwrap_err().to_string();
            assert!(error.contains("incomplete because") && error.contains(words), "{error}");
            assert!(!error.contains("615243") && !error.contains("8642097"), "{error}");
        }
    }

    #[test]
    fn battery_clock_log_and_the_bytes_that_hold_the_battery_may_move() {
        let mut second = contents();
        second.battery = Some(79);
        second.clock = Reading::NotOffered;
        second.passcodes.pages = 30;
        if let Reading::Value { raw, .. } = &mut second.settings.lamp {
            raw.0[0] = 79;
        }
        let snapshot = Snapshot::from_reads(&contents(), &second, meta()).unwrap();
        assert_eq!(snapshot.battery, Some(79));
        assert_eq!(snapshot.reads.codes.pages, [9, 30]);
    }

    proptest! {
        #[test]
        fn reading_in_another_order_makes_no_difference(
            codes in Just(codes()).prop_shuffle(),
            turn in 0_usize..3,
        ) {
            let mut second = contents();
            second.passcodes.items = codes;
            second.cards.as_mut().unwrap().items.rotate_left(turn);
            prop_assert!(Snapshot::from_reads(&contents(), &second, meta()).is_ok());
            second.passcodes.items.pop();
            prop_assert!(Snapshot::from_reads(&contents(), &second, meta()).is_err());
        }
    }

    #[test]
    fn the_bytes_beside_a_record_are_those_of_the_protocol() {
        use crate::protocol::command;
        for listed in codes() {
            if let ListedPasscode::Known(record) = listed {
                assert_eq!(passcode_bytes(&record), command::passcode::encode_record(&record));
            }
        }
        let contents = contents();
        for card in contents.cards.unwrap().items {
            assert_eq!(card_bytes(&card), command::card::encode_record(&card));
        }
        for fingerprint in contents.fingerprints.unwrap().items {
            assert_eq!(
                fingerprint_bytes(&fingerprint),
                command::fingerprint::encode_record(&fingerprint)
            );
        }
    }

    #[test]
    fn s9_debug_of_a_snapshot_shows_no_credential() {
        let mut snapshot = snapshot();
        let unknown = serde_json::json!("secret-of-tomorrow");
        snapshot.extra.0.insert("new".to_owned(), unknown);
        let shown = format!("{snapshot:?}");
        for secret in [
            "615243",
            "8642097",
            "1723612378",
            "0123456789",
            "secret-of-tomorrow",
            "3631353234",
        ] {
            assert!(!shown.contains(secret), "{secret}");
        }
    }
}
