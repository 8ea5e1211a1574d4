//! Exact comparison: two readings of a lock with each other, or a snapshot with a reading. What a restore may change on the
//! way is [`super::diff`]'s business; here every byte counts, only the order does not.

use super::entry::{card_bytes, fingerprint_bytes, passcode_bytes};
use super::setting::{self, SettingName};
use super::snapshot::Snapshot;
use crate::model::{
    CardRecord, Contents, Digits, Feature, FingerprintRecord, ListedPasscode, Listing, Raw, Reading, Settings,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A list of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// The codes.
    Codes,
    /// The cards.
    Cards,
    /// The fingerprints.
    Fingerprints,
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Codes => "codes",
            Self::Cards => "cards",
            Self::Fingerprints => "fingerprints",
        })
    }
}

/// One thing in which two sides that should be equal are not. It names positions in a list, counted from 1, never a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Cause {
    /// They are of different locks, or of a lock whose model, versions or features changed in between.
    Lock,
    /// The lock claims to have this list, and it was not read.
    Unread {
        /// Which.
        list: List,
    },
    /// The lock claims to have this setting, and it was not asked for.
    UnreadSetting {
        /// Which.
        name: SettingName,
    },
    /// Records of a list stand on one side only.
    List {
        /// Which.
        list: List,
        /// Positions of the records that only the first side has.
        only_first: Vec<usize>,
        /// Positions of the records that only the second side has.
        only_second: Vec<usize>,
    },
    /// A setting reads differently.
    Setting {
        /// Which.
        name: SettingName,
    },
    /// The owner's passcode reads differently.
    OwnerPasscode,
}

impl Cause {
    /// The cause in words; `first` and `second` name the sides, for instance "in the saved copy" and "on the lock".
    pub fn words(&self, first: &str, second: &str) -> String {
        match self {
            Self::Lock => "it is not the same lock, or its model, versions or features changed".to_owned(),
            Self::Unread { list } => format!("the list of {list} was not read"),
            Self::UnreadSetting { name } => format!("the setting {} was not read", name.word()),
            Self::List {
                list,
                only_first,
                only_second,
            } => {
                let sides = [(only_first, first), (only_second, second)].into_iter();
                let sides = sides.filter(|(positions, _)| !positions.is_empty());
                let sides: Vec<String> = sides.map(|(positions, side)| positions_on(positions, side)).collect();
                format!("the {list} differ: {}", sides.join(", "))
            }
            Self::Setting { name } => format!("the setting {} differs", name.word()),
            Self::OwnerPasscode => "the owner's passcode differs".to_owned(),
        }
    }
}

/// How many records stand only on one side, and the first of their numbers.
fn positions_on(positions: &[usize], side: &str) -> String {
    const SHOWN: usize = 8;
    let numbers: Vec<String> = positions.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if positions.len() > SHOWN { ", …" } else { "" };
    format!("{} only {side} (number {}{more})", positions.len(), numbers.join(", "))
}

/// All causes between two readings, in one sentence.
pub(super) fn reading_sentence(causes: &[Cause]) -> String {
    sentence(causes, "in the first reading", "in the second reading")
}

/// All causes between a snapshot and a lock, in one sentence.
pub(super) fn file_sentence(causes: &[Cause]) -> String {
    sentence(causes, "in the saved copy", "on the lock")
}

fn sentence(causes: &[Cause], first: &str, second: &str) -> String {
    let causes: Vec<String> = causes.iter().map(|cause| cause.words(first, second)).collect();
    causes.join("; ")
}

/// What a snapshot or a reading of a lock holds, as one shape for both.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    /// The codes.
    pub codes: Vec<&'a ListedPasscode>,
    /// The cards.
    pub cards: Vec<&'a CardRecord>,
    /// The fingerprints.
    pub fingerprints: Vec<&'a FingerprintRecord>,
    /// The settings.
    pub settings: Settings,
    /// The owner's passcode.
    pub owner_passcode: Reading<Option<Digits>>,
}

impl<'a> Held<'a> {
    /// Everything in a snapshot.
    pub fn of_snapshot(snapshot: &'a Snapshot) -> Self {
        Self {
            codes: snapshot.codes.iter().map(|entry| &entry.listed).collect(),
            cards: snapshot.cards.iter().map(|entry| &entry.record).collect(),
            fingerprints: snapshot.fingerprints.iter().map(|entry| &entry.record).collect(),
            settings: snapshot.settings.to_settings(),
            owner_passcode: match &snapshot.owner_passcode.reading {
                Reading::NotOffered => Reading::NotOffered,
                Reading::Refused { code } => Reading::Refused { code: *code },
                Reading::Value { value, raw } => Reading::Value {
                    value: value.0.clone(),
                    raw: raw.clone(),
                },
            },
        }
    }

    /// Everything in a snapshot that the lock itself listed.
    pub fn of_lock_part(snapshot: &'a Snapshot) -> Self {
        let mut held = Self::of_snapshot(snapshot);
        let codes = snapshot.codes.iter().filter(|entry| entry.about.from.is_from_lock());
        let cards = snapshot.cards.iter().filter(|entry| entry.about.from.is_from_lock());
        let fingerprints = snapshot
            .fingerprints
            .iter()
            .filter(|entry| entry.about.from.is_from_lock());
        held.codes = codes.map(|entry| &entry.listed).collect();
        held.cards = cards.map(|entry| &entry.record).collect();
        held.fingerprints = fingerprints.map(|entry| &entry.record).collect();
        held
    }

    /// Everything in a reading of a lock.
    pub fn of_contents(contents: &'a Contents) -> Self {
        Self {
            codes: contents.passcodes.items.iter().collect(),
            cards: items(contents.cards.as_ref()),
            fingerprints: items(contents.fingerprints.as_ref()),
            settings: contents.settings.clone(),
            owner_passcode: contents.admin_passcode.clone(),
        }
    }
}

fn items<T>(listing: Option<&Listing<T>>) -> Vec<&T> {
    listing.map_or_else(Vec::new, |listing| listing.items.iter().collect())
}

/// In what two readings of one lock differ; empty when they agree.
pub(super) fn reading_causes(first: &Contents, second: &Contents) -> Vec<Cause> {
    let mut causes = Vec::new();
    if (first.address, first.version, &first.features, &first.device)
        != (second.address, second.version, &second.features, &second.device)
    {
        causes.push(Cause::Lock);
    }
    for contents in [first, second] {
        causes.extend(unread(contents));
    }
    causes.extend(held_causes(&Held::of_contents(first), &Held::of_contents(second)));
    causes.dedup();
    causes
}

/// The lists and settings that the lock claims to have and that were not read.
pub(super) fn unread(contents: &Contents) -> Vec<Cause> {
    let has = |feature| contents.features.has(feature);
    let cards = (has(Feature::Cards) && contents.cards.is_none()).then_some(List::Cards);
    let fingerprints = (has(Feature::Fingerprints) && contents.fingerprints.is_none()).then_some(List::Fingerprints);
    let lists = cards.into_iter().chain(fingerprints).map(|list| Cause::Unread { list });
    let is_unread = |name: &SettingName| {
        name.is_offered(&contents.features) && matches!(name.reading(&contents.settings), Reading::NotOffered)
    };
    let settings = SettingName::ALL.into_iter().filter(is_unread);
    lists
        .chain(settings.map(|name| Cause::UnreadSetting { name }))
        .collect()
}

/// In what both sides differ; empty when they hold the same.
pub(super) fn held_causes(first: &Held<'_>, second: &Held<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    let mut compare = |list, first: Vec<Raw>, second: Vec<Raw>| {
        let (only_first, only_second) = one_sided(first, second);
        if !only_first.is_empty() || !only_second.is_empty() {
            causes.push(Cause::List {
                list,
                only_first,
                only_second,
            });
        }
    };
    let codes = |held: &Held<'_>| held.codes.iter().map(|listed| listed_key(listed)).collect();
    compare(List::Codes, codes(first), codes(second));
    let cards = |held: &Held<'_>| held.cards.iter().map(|card| Raw(card_bytes(card))).collect();
    compare(List::Cards, cards(first), cards(second));
    let fingers = |held: &Held<'_>| {
        let records = held.fingerprints.iter();
        records.map(|record| Raw(fingerprint_bytes(record))).collect()
    };
    compare(List::Fingerprints, fingers(first), fingers(second));
    let settings = setting::differing(&first.settings, &second.settings);
    causes.extend(settings.into_iter().map(|name| Cause::Setting { name }));
    if !is_same_reading(&first.owner_passcode, &second.owner_passcode) {
        causes.push(Cause::OwnerPasscode);
    }
    causes
}

/// Equal in what they say; the bytes beside begin with the battery, which moves.
fn is_same_reading<T: PartialEq>(first: &Reading<T>, second: &Reading<T>) -> bool {
    match (first, second) {
        (Reading::NotOffered, Reading::NotOffered) => true,
        (Reading::Value { value: first, .. }, Reading::Value { value: second, .. }) => first == second,
        (Reading::Refused { code: first }, Reading::Refused { code: second }) => first == second,
        (Reading::NotOffered | Reading::Value { .. } | Reading::Refused { .. }, _) => false,
    }
}

/// The record's bytes, with a mark that tells odd records apart.
fn listed_key(listed: &ListedPasscode) -> Raw {
    match listed {
        ListedPasscode::Known(record) => Raw([&[1], passcode_bytes(record).as_slice()].concat()),
        ListedPasscode::Odd(raw) => Raw([&[0], raw.as_slice()].concat()),
    }
}

/// Positions, counted from 1, of what stands on one side only; equal records count as often as they stand there.
fn one_sided(first: Vec<Raw>, second: Vec<Raw>) -> (Vec<usize>, Vec<usize>) {
    let mut by_key: BTreeMap<Raw, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (position, key) in (1..).zip(first) {
        by_key.entry(key).or_default().0.push(position);
    }
    for (position, key) in (1..).zip(second) {
        by_key.entry(key).or_default().1.push(position);
    }
    let (mut only_first, mut only_second) = (Vec::new(), Vec::new());
    for (firsts, seconds) in by_key.into_values() {
        let common = firsts.len().min(seconds.len());
        only_first.extend(firsts.into_iter().skip(common));
        only_second.extend(seconds.into_iter().skip(common));
    }
    only_first.sort_unstable();
    only_second.sort_unstable();
    (only_first, only_second)
}
