//! The plan: what a restore will add, change, skip and refuse on a target, item by item, and why. Looking changes nothing.

mod planner;
mod print;

use super::entry::ScheduleDay;
use super::item::{ItemId, ItemKind, Label};
use super::loss::Obstacle;
use super::rehearsal::{PasscodeWay, Rehearsal, Way};
use super::setting::{SettingName, SettingValue};
use super::snapshot::Snapshot;
use crate::model::{
    CardNumber, CardRecord, Contents, Digits, FingerprintRecord, LockMinute, PasscodeKind, PasscodeRecord, Raw, Until,
};
use planner::Planner;
pub use planner::is_weak;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// The lock that a snapshot is restored to.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    /// What is on it now.
    pub present: &'a Contents,
    /// The time by its clock once it is set: true local time without daylight saving.
    pub now: LockMinute,
    /// What a rehearsal showed. Counts only when it was held on this lock.
    pub rehearsal: Option<&'a Rehearsal>,
    /// For how much it has room, where that is known.
    pub capacity: Capacity,
}

/// For how many items a lock has room; `None` where that is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    /// Codes.
    pub codes: Option<usize>,
    /// Cards.
    pub cards: Option<usize>,
}

/// What the owner chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Only these items; `None`: all.
    pub only: Option<Vec<Selector>>,
    /// Not these items, whatever else is chosen.
    pub left_out: BTreeSet<ItemId>,
    /// Also codes and cards that are over.
    pub with_expired: bool,
    /// Also one-time codes.
    pub with_one_time: bool,
    /// What happens where the target has the same number with another validity.
    pub conflict: Conflict,
    /// Leave the owner's passcode of the target as it is.
    pub keep_owner_passcode: bool,
    /// For these items the account's word counts and not the lock's ([`super::verify::Reopened::with_account_words`]).
    pub account_words: BTreeSet<ItemId>,
}

/// What happens to an item of the target that has the same number and another validity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conflict {
    /// It stays.
    #[default]
    KeepTarget,
    /// The snapshot's takes its place.
    Replace,
}

/// Which items are chosen: a kind, an id, or the owner's name. Read from text by [`Selector::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// All codes.
    Codes,
    /// Codes of a kind.
    Kind(PasscodeKind),
    /// All cards.
    Cards,
    /// All settings.
    Settings,
    /// The owner's passcode.
    OwnerPasscode,
    /// The item with this id or name.
    Item(String),
}

impl Selector {
    /// `codes`, `permanent`, `timed`, `one-time`, `cyclic`, `cards`, `settings`, `owner-passcode`; anything else is an id or a
    /// name.
    pub fn parse(text: &str) -> Self {
        match text {
            "codes" => Self::Codes,
            "cards" | "fobs" => Self::Cards,
            "settings" => Self::Settings,
            "owner-passcode" => Self::OwnerPasscode,
            _ => PasscodeKind::ALL
                .into_iter()
                .find(|kind| kind.word() == text)
                .map_or_else(|| Self::Item(text.to_owned()), Self::Kind),
        }
    }

    fn selects(&self, label: &Label) -> bool {
        match self {
            Self::Codes => matches!(label.kind, ItemKind::Code(_) | ItemKind::OddCode),
            Self::Kind(kind) => label.kind == ItemKind::Code(*kind),
            Self::Cards => label.kind == ItemKind::Card,
            Self::Settings => label.kind == ItemKind::Setting,
            Self::OwnerPasscode => label.kind == ItemKind::OwnerPasscode,
            Self::Item(text) => {
                let name = label.name.as_ref().map(|name| name.to_lowercase());
                label.id.0 == *text || name == Some(text.to_lowercase())
            }
        }
    }

    /// Whether an item was meant by itself, not by a group that it belongs to.
    fn is_explicit(&self, label: &Label) -> bool {
        let is_one_time = *self == Self::Kind(PasscodeKind::Count);
        (matches!(self, Self::Item(_)) || is_one_time) && self.selects(label)
    }
}

/// What a restore will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Whether the target is the lock that the snapshot is of.
    pub is_same_lock: bool,
    /// The items in the order in which they are written.
    pub items: Vec<PlanItem>,
    /// Features of the snapshot's lock that the target lacks, by bit number.
    pub lacking_features: Vec<u32>,
    /// Selectors that select nothing.
    pub unmatched: Vec<Selector>,
    /// Items for which an account's word was chosen, and that have none.
    pub wordless: Vec<ItemId>,
}

/// What happens to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanItem {
    /// Which item, without its number.
    pub label: Label,
    /// What it is.
    pub item: Item,
    /// What happens to it.
    pub action: Action,
    /// Why.
    pub reason: Reason,
    /// What the owner may want to know; nothing is changed because of it.
    pub hints: Vec<Hint>,
}

/// What is restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A setting, fitted to the target.
    Setting(SettingValue),
    /// A setting that was not told.
    UnknownSetting(SettingName),
    /// The owner's passcode; `None` when it is not known.
    OwnerPasscode(Option<Digits>),
    /// A code as it is written: the current digits in both places, without a tail.
    Code(PasscodeRecord),
    /// A record that is not understood.
    OddCode(Raw),
    /// A card, and its weekly schedule where one is known and the target takes it.
    Card {
        /// Number and validity.
        record: CardRecord,
        /// The weekdays on which it opens; empty: always.
        schedule: Vec<ScheduleDay>,
    },
    /// A fingerprint, to be enrolled again.
    Fingerprint(FingerprintRecord),
}

/// What happens to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is written: by these ways, in this order.
    Add {
        /// At least one.
        ways: Vec<Way>,
    },
    /// The target has the same number with another validity, or another value of a setting: it is replaced.
    Change {
        /// How: each way tried in this order.
        ways: Vec<ChangeWay>,
    },
    /// It is left as it is.
    Skip,
    /// It cannot be written.
    Refuse,
}

impl Action {
    /// The word that JSON and lists use: `add`, `change`, `skip`, `refuse`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Add { .. } => "add",
            Self::Change { .. } => "change",
            Self::Skip => "skip",
            Self::Refuse => "refuse",
        }
    }

    /// Whether something is written to the lock.
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Add { .. } | Self::Change { .. })
    }
}

/// How something on the target is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeWay {
    /// A setting's or the owner's passcode's own write.
    Write,
    /// 03/05 for a code, 05/05 for a card: only the validity changes. A card's weekly schedule is written as well.
    ModifyValidity,
    /// 70: a card's weekly schedule is cleared and written; the card stays.
    WriteSchedule,
    /// The code that is there is deleted (03/03 with its own kind), then the new one is written.
    DeleteThenAdd {
        /// What is there.
        present: PasscodeRecord,
        /// Ways to write the new one, in this order.
        ways: Vec<PasscodeWay>,
    },
}

/// Why an item is treated as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// The target does not have it.
    Missing,
    /// The target has the same one.
    AlreadyThere,
    /// The target has another value.
    OtherValue,
    /// The target has the same number with another validity, and is kept.
    TargetKept,
    /// The target has the same number with another validity, and the owner wants it replaced.
    Replaced,
    /// The card is there; whether it has its weekly schedule cannot be read, so that is written again.
    ScheduleUnread,
    /// It was not chosen.
    NotChosen,
    /// The target has no room for it.
    NoRoom,
    /// It cannot be carried over.
    #[serde(untagged)]
    Obstacle(Obstacle),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "not on the lock",
            Self::AlreadyThere => "already there",
            Self::OtherValue => "the lock has another value",
            Self::TargetKept => "the lock has this number with another validity, which is kept",
            Self::Replaced => "the lock has this number with another validity, which is replaced",
            Self::ScheduleUnread => "already there; its weekly schedule cannot be read and is written again",
            Self::NotChosen => "not chosen",
            Self::NoRoom => "no room on the lock",
            Self::Obstacle(obstacle) => return obstacle.fmt(f),
        })
    }
}

/// What the owner may want to know about an item. Never a reason to change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "hint", rename_all = "kebab-case")]
pub enum Hint {
    /// Easy to guess: one digit repeated, or digits in a row.
    Weak,
    /// It was changed after it was made; what opens the door now is written.
    WasChanged,
    /// It does not open yet.
    NotYetValid,
    /// It is over, and restored because it was chosen.
    Over,
    /// It may have been used already; restored it opens once more.
    OpensAgain,
    /// The lock has no clock; how it treats a validity is not known.
    NoClock,
    /// The lock did not tell its present value.
    PresentUnknown,
    /// Parts of the setting that this lock does not have.
    PartsLacking {
        /// Their names.
        parts: Vec<String>,
    },
    /// It has a weekly schedule on the old lock that the new one cannot take.
    ScheduleLost,
    /// Its weekly schedule is written, and cannot be read back.
    ScheduleUnproved,
}

/// Makes the plan of a restore.
pub fn plan(snapshot: &Snapshot, target: &Target<'_>, choice: &Choice) -> Plan {
    Planner::new(snapshot, target, choice).plan()
}

impl Plan {
    /// The items that are written to the lock, in order.
    pub fn written(&self) -> impl Iterator<Item = &PlanItem> {
        self.items.iter().filter(|item| item.action.is_written())
    }

    /// How many items are added, changed, skipped and refused.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for item in &self.items {
            match item.action {
                Action::Add { .. } => counts.add += 1,
                Action::Change { .. } => counts.change += 1,
                Action::Skip => counts.skip += 1,
                Action::Refuse => counts.refuse += 1,
            }
        }
        counts
    }
}

/// How many items each action has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Written.
    pub add: usize,
    /// Replaced.
    pub change: usize,
    /// Left as they are.
    pub skip: usize,
    /// Not possible.
    pub refuse: usize,
}

/// A card's number as a key that is the same for both byte orders.
pub(super) fn either_order(number: &CardNumber) -> CardNumber {
    number.clone().min(number.reversed())
}

/// Whether two codes open the door in the same way at the same times: same digits now, and the same kind and validity, a
/// permanent code and a timed one without an end being the same (protocol, flows 6.6).
pub fn means_the_same_code(first: &PasscodeRecord, second: &PasscodeRecord) -> bool {
    if first.current != second.current {
        return false;
    }
    let is_same_kind = first.kind == second.kind || is_permanent(first) && is_permanent(second);
    let is_same_cycle = match (first.until, second.until) {
        (Until::Cycle(first), Until::Cycle(second)) => first == second,
        (Until::Cycle(_), _) | (_, Until::Cycle(_)) => false,
        (Until::Open | Until::End(_), Until::Open | Until::End(_)) => true,
    };
    is_same_kind && is_same_cycle && first.validity().means_the_same(second.validity())
}

/// Whether a code is permanent by kind, or timed without an end, as the official app makes permanent ones.
pub fn is_permanent(record: &PasscodeRecord) -> bool {
    match record.kind {
        PasscodeKind::Permanent => true,
        PasscodeKind::Period => record.validity().end.is_open_end(),
        PasscodeKind::Count | PasscodeKind::Cyclic => false,
    }
}

#[cfg(test)]
mod tests;
