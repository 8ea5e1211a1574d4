//! The rehearsal (S11): throw-away items that show, before anything is destroyed, by which operation this very lock takes
//! back each kind of item.
//!
//! Here is what needs no lock: which items to try, what the result means, and how to find what a crash left behind. Throw-away
//! items are random, collide with nothing, and lie in the future, so that they never open the door.

use super::compare::Held;
use super::item::{Extra, Moment, PairingId};
use super::snapshot::Snapshot;
use crate::model::{
    Address, CardNumber, CardRecord, CodeText, Contents, Digits, Feature, ListedPasscode, LockMinute, PasscodeKind,
    PasscodeRecord, Raw, Until, Validity,
};
use crate::random::{Random, RandomError};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// By which operation a code is written (protocol, commands 3.2 and 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasscodeWay {
    /// 03/06: the official way to put a code back.
    Recover,
    /// 03/02.
    Add,
    /// 03/02 as a timed code without an end, in place of a permanent one.
    AddAsPeriod,
}

impl PasscodeWay {
    /// The ways to try for a kind, in this order. One-time codes are never recovered (what 03/06 makes of them is not
    /// known), cyclic ones cannot be added.
    pub fn of_kind(kind: PasscodeKind) -> &'static [Self] {
        match kind {
            PasscodeKind::Permanent => &[Self::Recover, Self::Add, Self::AddAsPeriod],
            PasscodeKind::Period => &[Self::Recover, Self::Add],
            PasscodeKind::Count => &[Self::Add],
            PasscodeKind::Cyclic => &[Self::Recover],
        }
    }

    /// The record that the lock lists after `record` was written this way.
    #[must_use]
    pub fn written(self, record: &PasscodeRecord) -> PasscodeRecord {
        let mut written = record.clone();
        if self == Self::AddAsPeriod {
            written.kind = PasscodeKind::Period;
            written.until = Until::End(LockMinute::OPEN_END);
        }
        written
    }
}

/// By which operation an item is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Way {
    /// A code.
    Passcode(PasscodeWay),
    /// 05/02 with a number: a card that nobody has to present.
    CardByNumber,
}

impl Way {
    /// The word that snapshots use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passcode(PasscodeWay::Recover) => "recover",
            Self::Passcode(PasscodeWay::Add) => "add",
            Self::Passcode(PasscodeWay::AddAsPeriod) => "add-as-period",
            Self::CardByNumber => "card-by-number",
        }
    }
}

impl From<Way> for &'static str {
    fn from(way: Way) -> Self {
        way.word()
    }
}

/// A word that names nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read rehearsal: unknown word")]
pub struct WordError;

impl TryFrom<String> for Way {
    type Error = WordError;

    fn try_from(text: String) -> Result<Self, WordError> {
        let codes = [PasscodeWay::Recover, PasscodeWay::Add, PasscodeWay::AddAsPeriod].map(Self::Passcode);
        let mut all = codes.into_iter().chain([Self::CardByNumber]);
        all.find(|way| way.word() == text).ok_or(WordError)
    }
}

/// A kind of item that a lock takes or refuses as a whole: a kind of code, or a width of card number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum TrialKind {
    /// Codes of a kind.
    Code(PasscodeKind),
    /// Cards with numbers of four bytes.
    CardFour,
    /// Cards with numbers of eight bytes.
    CardEight,
}

impl TrialKind {
    /// Every kind, in the order of a rehearsal.
    pub const ALL: [Self; 6] = [
        Self::Code(PasscodeKind::Permanent),
        Self::Code(PasscodeKind::Period),
        Self::Code(PasscodeKind::Cyclic),
        Self::Code(PasscodeKind::Count),
        Self::CardFour,
        Self::CardEight,
    ];

    /// The kind of a card.
    pub fn of_card(number: &CardNumber) -> Self {
        if number.as_bytes().len() == 4 {
            Self::CardFour
        } else {
            Self::CardEight
        }
    }

    /// The word that snapshots use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code(PasscodeKind::Permanent) => "code-permanent",
            Self::Code(PasscodeKind::Count) => "code-one-time",
            Self::Code(PasscodeKind::Period) => "code-timed",
            Self::Code(PasscodeKind::Cyclic) => "code-cyclic",
            Self::CardFour => "card-4-bytes",
            Self::CardEight => "card-8-bytes",
        }
    }

    /// The ways to try, in this order.
    pub fn ways(self) -> Vec<Way> {
        match self {
            Self::Code(kind) => PasscodeWay::of_kind(kind).iter().copied().map(Way::Passcode).collect(),
            Self::CardFour | Self::CardEight => vec![Way::CardByNumber],
        }
    }
}

impl fmt::Display for TrialKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Code(PasscodeKind::Permanent) => "permanent codes",
            Self::Code(PasscodeKind::Count) => "one-time codes",
            Self::Code(PasscodeKind::Period) => "timed codes",
            Self::Code(PasscodeKind::Cyclic) => "cyclic codes",
            Self::CardFour => "cards with short numbers",
            Self::CardEight => "cards with long numbers",
        })
    }
}

impl From<TrialKind> for &'static str {
    fn from(kind: TrialKind) -> Self {
        kind.word()
    }
}

impl TryFrom<String> for TrialKind {
    type Error = WordError;

    fn try_from(text: String) -> Result<Self, WordError> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or(WordError)
    }
}

/// What a rehearsal showed. Stands in the snapshot, and behind the permit to reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// The lock that it was held on.
    pub address: Address,
    /// The pairing under which it was held.
    pub pairing: PairingId,
    /// When it ended.
    pub ended: Moment,
    /// One result for each kind that was asked for.
    pub outcomes: Vec<Outcome>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Rehearsal {
    /// What it showed for a kind; `None` when the kind was not asked for.
    pub fn result(&self, kind: TrialKind) -> Option<&TrialResult> {
        let mut outcomes = self.outcomes.iter();
        outcomes
            .find(|outcome| outcome.kind == kind)
            .map(|outcome| &outcome.result)
    }

    /// Which way this lock takes a kind; `None` when that is not known.
    pub fn way(&self, kind: TrialKind) -> Option<Way> {
        match self.result(kind)? {
            TrialResult::Works { way } | TrialResult::NotRemoved { way, .. } => Some(*way),
            TrialResult::Refused { .. } | TrialResult::Differs { .. } | TrialResult::NotTried { .. } => None,
        }
    }
}

/// What a rehearsal showed for one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The kind.
    pub kind: TrialKind,
    /// What it showed.
    #[serde(flatten)]
    pub result: TrialResult,
}

/// How the throw-away item of one kind fared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum TrialResult {
    /// Written, read back equal, removed.
    Works {
        /// By which operation.
        way: Way,
    },
    /// Refused by every way.
    Refused {
        /// Each way, in the order tried, with the lock's error code.
        tried: Vec<Refusal>,
    },
    /// The lock said yes and listed nothing, or something else.
    Differs {
        /// By which operation.
        way: Way,
    },
    /// Written and read back equal, but the lock did not remove it.
    NotRemoved {
        /// By which operation.
        way: Way,
        /// The lock's error code.
        code: u8,
    },
    /// Not tried.
    NotTried {
        /// Why.
        why: NotTried,
    },
}

/// A way that a lock refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The operation.
    pub way: Way,
    /// The lock's error code.
    pub code: u8,
}

/// Why a kind could not be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotTried {
    /// The lock has no room for one item more (error 16).
    Full,
    /// Every number of this length is taken.
    NoFreeNumber,
}

/// One throw-away item. Serialised into the journal before it is written to the lock, so that it is found again after
/// a crash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// What it stands for.
    pub kind: TrialKind,
    /// What is written.
    pub item: TrialItem,
}

impl Trial {
    /// The operations to try, in this order.
    pub fn ways(&self) -> Vec<Way> {
        self.kind.ways()
    }

    /// Whether a listed code is this throw-away item, whatever the lock made of its kind.
    pub fn is_code(&self, listed: &PasscodeRecord) -> bool {
        matches!(&self.item, TrialItem::Code(code) if code.current == listed.current && code.start == listed.start)
    }

    /// Whether a listed card is this throw-away item.
    pub fn is_card(&self, listed: &CardRecord) -> bool {
        matches!(&self.item, TrialItem::Card(card)
            if card.number.is_same_card(&listed.number) && card.validity.start == listed.validity.start)
    }
}

/// What a throw-away item is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrialItem {
    /// A code.
    Code(PasscodeRecord),
    /// A card.
    Card(CardRecord),
}

/// The kinds that a restore of this snapshot would write: of every code and card that has no obstacle on its own lock, and
/// of one-time codes only where they are chosen.
pub fn kinds(snapshot: &Snapshot, now: LockMinute, with_one_time: bool) -> Vec<TrialKind> {
    let terms = super::loss::Terms::of_own_lock(snapshot, now, None);
    let obstacles = super::loss::obstacles(snapshot, &terms);
    let mut kinds = BTreeSet::new();
    for entry in &snapshot.codes {
        let Some(record) = entry.listed.known() else { continue };
        let obstacle = obstacles.get(&entry.id);
        let is_chosen = with_one_time && obstacle == Some(&super::loss::Obstacle::OneTime);
        if obstacle.is_none() || is_chosen {
            kinds.insert(TrialKind::Code(record.kind));
        }
    }
    for entry in &snapshot.cards {
        if !obstacles.contains_key(&entry.id) {
            kinds.insert(TrialKind::of_card(&entry.record.number));
        }
    }
    TrialKind::ALL.into_iter().filter(|kind| kinds.contains(kind)).collect()
}

/// One throw-away item for each of [`kinds`], and the kinds for which every number is taken.
///
/// `now` is the later one of the lock's clock and the true local time, so that "in the future" is true for both.
pub fn trials(
    snapshot: &Snapshot,
    present: &Contents,
    now: LockMinute,
    with_one_time: bool,
    random: &mut dyn Random,
) -> Result<(Vec<Trial>, Vec<TrialKind>), RandomError> {
    let mut taken = Taken::of(snapshot, present);
    let (mut trials, mut impossible) = (Vec::new(), Vec::new());
    for kind in kinds(snapshot, now, with_one_time) {
        let item = match kind {
            TrialKind::Code(kind) => trial_code(snapshot, kind, now, &mut taken, random)?.map(TrialItem::Code),
            TrialKind::CardFour => trial_card(&mut [0; 4], now, &mut taken, random)?.map(TrialItem::Card),
            TrialKind::CardEight => trial_card(&mut [0; 8], now, &mut taken, random)?.map(TrialItem::Card),
        };
        match item {
            Some(item) => trials.push(Trial { kind, item }),
            None => impossible.push(kind),
        }
    }
    Ok((trials, impossible))
}

/// How many digits the code for the proof at the door has.
const DOOR_DIGITS: usize = 6;

/// A throw-away code for the proof at the door: random, not easy to guess, equal to nothing in the snapshot or on the lock, and
/// valid now, for two hours at most. `None` when there is none.
///
/// `now` is the time by the lock's clock.
pub fn door_trial(
    snapshot: &Snapshot,
    present: &Contents,
    now: LockMinute,
    random: &mut dyn Random,
) -> Result<Option<Trial>, RandomError> {
    let mut taken = Taken::of(snapshot, present);
    let current = loop {
        match free_code(DOOR_DIGITS, &mut taken, random)? {
            Some(code) if super::plan::is_weak(&code) => {}
            Some(code) => break code,
            None => return Ok(None),
        }
    };
    let hours = match present.features.has(Feature::NoClock) {
        true => None,
        false => two_hours(now),
    };
    let (kind, start, until) = match hours {
        Some(Validity { start, end }) => (PasscodeKind::Period, start, Until::End(end)),
        None => (PasscodeKind::Permanent, LockMinute::OPEN_START, Until::Open),
    };
    Ok(Some(Trial {
        kind: TrialKind::Code(kind),
        item: TrialItem::Code(PasscodeRecord {
            kind,
            original: current.clone(),
            current,
            start,
            until,
            tail: Raw::default(),
        }),
    }))
}

/// From the beginning of this hour on, as the official app's timed codes have it. `None` where the time is none.
fn two_hours(now: LockMinute) -> Option<Validity> {
    let LockMinute([year, month, day, hour, _]) = now;
    let start = LockMinute([year, month, day, hour, 0]);
    let end = start.civil()?.checked_add(jiff::Span::new().hours(2)).ok()?;
    let end = LockMinute::from_civil(end).ok()?;
    Some(Validity { start, end })
}

/// Codes and cards that a throw-away item must not be.
struct Taken {
    codes: BTreeSet<CodeText>,
    cards: BTreeSet<CardNumber>,
}

impl Taken {
    fn of(snapshot: &Snapshot, present: &Contents) -> Self {
        let (saved, present) = (snapshot.held(), Held::of_contents(present));
        let mut taken = Self {
            codes: BTreeSet::new(),
            cards: BTreeSet::new(),
        };
        for held in [&saved, &present] {
            for record in held.codes.iter().filter_map(|listed| listed.known()) {
                taken.codes.insert(record.current.clone());
                taken.codes.insert(record.original.clone());
            }
            if let Some(Some(digits)) = held.owner_passcode.value() {
                taken.codes.insert(digits.into());
            }
            for card in &held.cards {
                taken.cards.insert(card.number.clone());
                taken.cards.insert(card.number.reversed());
            }
        }
        taken
    }
}

/// A free code of a length that the snapshot's codes of this kind have. `None` when there is none.
fn trial_code(
    snapshot: &Snapshot,
    kind: PasscodeKind,
    now: LockMinute,
    taken: &mut Taken,
    random: &mut dyn Random,
) -> Result<Option<PasscodeRecord>, RandomError> {
    let records = snapshot.codes.iter().filter_map(|entry| entry.listed.known());
    let model = records
        .filter(|record| record.kind == kind)
        .find_map(|record| Some((record.current.digits()?, record.until)));
    let Some((digits, until)) = model else { return Ok(None) };
    let Some(current) = free_code(digits.as_str().len(), taken, random)? else {
        return Ok(None);
    };
    let Validity { start, end } = future(now);
    let until = match until {
        Until::Open => Until::Open,
        Until::End(_) => Until::End(end),
        Until::Cycle(cycle) => Until::Cycle(cycle),
    };
    Ok(Some(PasscodeRecord {
        kind,
        original: current.clone(),
        current,
        start,
        until,
        tail: Raw::default(),
    }))
}

/// A random code of `length` digits that is not taken: from a random one on upwards, so that a free one is found where there is one.
fn free_code(length: usize, taken: &mut Taken, random: &mut dyn Random) -> Result<Option<CodeText>, RandomError> {
    let all = u32::try_from(length)
        .ok()
        .and_then(|length| 10_u32.checked_pow(length))
        .unwrap_or(0);
    let first = random.below(all)?;
    for step in 0..all {
        let number = (u64::from(first) + u64::from(step)) % u64::from(all);
        let code = Digits::new(&format!("{number:0length$}")).map(|digits| CodeText::from(&digits));
        match code {
            Ok(code) if taken.codes.insert(code.clone()) => return Ok(Some(code)),
            Ok(_) => {}
            Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

/// A random card of the buffer's width that is not taken.
fn trial_card(
    buffer: &mut [u8],
    now: LockMinute,
    taken: &mut Taken,
    random: &mut dyn Random,
) -> Result<Option<CardRecord>, RandomError> {
    // There are 2^32 numbers of the shorter width and at most some thousand cards: a second draw is already rare.
    for _ in 0..1_000 {
        random.fill(buffer)?;
        // Locks pad with zeros and ones: not a number that a card has.
        let is_padding = buffer.iter().all(|byte| *byte == 0) || buffer.ends_with(&[0xff; 4]);
        let Ok(number) = CardNumber::from_bytes(buffer) else {
            continue;
        };
        let is_free = !taken.cards.contains(&number) && !taken.cards.contains(&number.reversed());
        if is_free && !is_padding {
            taken.cards.insert(number.clone());
            let validity = future(now);
            return Ok(Some(CardRecord { number, validity }));
        }
    }
    Ok(None)
}

/// How many years ahead throw-away items lie: far beyond any error of a clock that a restore would accept.
const YEARS_AHEAD: u8 = 5;

/// An hour some years ahead, on a whole hour, as the official app's timed codes have it. Never in the year that means "no end".
fn future(now: LockMinute) -> Validity {
    let LockMinute([year, month, day, ..]) = now;
    let year = year.saturating_add(YEARS_AHEAD).min(98);
    let (month, day) = (month.clamp(1, 12), day.clamp(1, 28));
    Validity {
        start: LockMinute([year, month, day, 10, 0]),
        end: LockMinute([year, month, day, 11, 0]),
    }
}

/// The throw-away items that are still on the lock, to be removed at the next contact.
pub fn leftovers<'a>(trials: &'a [Trial], present: &Contents) -> Vec<&'a Trial> {
    let held = Held::of_contents(present);
    let is_left = |trial: &&Trial| {
        let mut codes = held.codes.iter().filter_map(|listed| listed.known());
        codes.any(|code| trial.is_code(code)) || held.cards.iter().any(|card| trial.is_card(card))
    };
    trials.iter().filter(is_left).collect()
}

/// The reading without throw-away items, which are not the owner's.
pub fn without_trials<'a>(contents: &'a Contents, trials: &[Trial]) -> Cow<'a, Contents> {
    if trials.is_empty() {
        return Cow::Borrowed(contents);
    }
    let mut contents = contents.clone();
    let is_trial = |listed: &ListedPasscode| {
        let known = listed.known();
        known.is_some_and(|code| trials.iter().any(|trial| trial.is_code(code)))
    };
    contents.passcodes.items.retain(|listed| !is_trial(listed));
    if let Some(cards) = &mut contents.cards {
        let is_trial = |card: &CardRecord| trials.iter().any(|trial| trial.is_card(card));
        cards.items.retain(|card| !is_trial(card));
    }
    Cow::Owned(contents)
}

#[cfg(test)]
mod tests;
