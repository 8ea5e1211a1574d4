//! The snapshot: what was read from a lock, with the lock's own bytes beside what they mean.
//!
//! `docs/backup-format.md` describes its JSON form, field by field. Fields that this version does not know are kept in
//! [`Extra`], so that a file of a later minor version survives being rewritten.

use super::compare::{self, Cause, Held};
use super::entry::{CardEntry, CodeEntry, FingerprintEntry};
use super::inventory::InventoryEntry;
use super::item::{About, Extra, ItemId, Moment, PairingId};
use super::rehearsal::{Rehearsal, Trial, without_trials};
use super::saved::{OwnerPasscode, Saved, SavedSettings};
use crate::model::contents::CurrentSeed;
use crate::model::{
    Address, Contents, DeviceInfo, Digits, EndMark, Features, Listing, LockSecond, LockVersion, LogRecord, Reading,
};
use serde::{Deserialize, Serialize};

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
    /// What hangs on the lock and must be paired, enrolled, invited or made again.
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
#[error("failed to make a snapshot: incomplete because {}", compare::reading_sentence(.causes))]
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
        let first = without_trials(first, &meta.leftovers);
        let second = without_trials(second, &meta.leftovers);
        let causes = compare::reading_causes(&first, &second);
        if causes.is_empty() {
            Ok(Self::from_agreeing(&first, &second, meta))
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
                account: None,
                about: About::from_lock(),
            }),
            cards: entries("card", listed(second.cards.as_ref()), |id, record| CardEntry {
                id,
                record: record.clone(),
                account: None,
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

    /// Takes over the names and notes of an earlier snapshot of the same lock, for every code, card and fingerprint that both hold
    /// and that has none yet here.
    pub fn carry_names(&mut self, earlier: &Self) {
        let is_same_code = |one: &CodeEntry, other: &CodeEntry| match (one.listed.known(), other.listed.known()) {
            (Some(one), Some(other)) => one.current == other.current,
            _ => one.listed == other.listed,
        };
        for code in &mut self.codes {
            let named = earlier.codes.iter().find(|other| is_same_code(code, other));
            code.about.carry_from(named.map(|named| &named.about));
        }
        for card in &mut self.cards {
            let named = earlier
                .cards
                .iter()
                .find(|other| card.record.number.is_same_card(&other.record.number));
            card.about.carry_from(named.map(|named| &named.about));
        }
        for finger in &mut self.fingerprints {
            let named = earlier
                .fingerprints
                .iter()
                .find(|other| finger.record.number == other.record.number);
            finger.about.carry_from(named.map(|named| &named.about));
        }
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{CREATED, codes, contents, meta, snapshot};
    use super::*;
    use crate::model::LockMinute;
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
        type Change = fn(&mut Contents);
        let first = contents();
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
            ("the setting lamp differs", |second| {
                second.settings.lamp = Reading::Refused { code: 2 };
            }),
            ("the setting sound was not read", |second| {
                second.settings.sound = Reading::NotOffered;
            }),
            ("the owner's passcode differs", |second| {
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
