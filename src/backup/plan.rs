//! The plan: what a restore will add, change, skip and refuse on a target, item by item, and why. Looking changes nothing.

use super::item::{ItemId, ItemKind, Label};
use super::loss::{self, Obstacle, Terms};
use super::rehearsal::{PasscodeWay, Rehearsal, TrialKind, Way};
use super::setting::{SettingName, SettingValue};
use super::snapshot::{ScheduleDay, Snapshot};
use crate::model::{
    CardNumber, CardRecord, CodeText, Contents, Digits, FingerprintRecord, LockMinute, PasscodeKind, PasscodeRecord,
    Raw, Reading, Until,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Also codes and cards that are over.
    pub with_expired: bool,
    /// Also one-time codes.
    pub with_one_time: bool,
    /// What happens where the target has the same number with another validity.
    pub conflict: Conflict,
    /// Leave the owner's passcode of the target as it is.
    pub keep_owner_passcode: bool,
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
    /// 03/05 for a code, 05/05 for a card: only the validity changes.
    ModifyValidity,
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
}

/// Makes the plan of a restore.
pub fn plan(snapshot: &Snapshot, target: &Target<'_>, choice: &Choice) -> Plan {
    let planner = Planner::new(snapshot, target, choice);
    let mut items = planner.settings();
    items.push(planner.owner_passcode());
    items.extend(planner.codes());
    items.extend(planner.cards());
    items.extend(planner.fingerprints());
    let features = &target.present.features;
    let lacks = |bit: &u32| !features.bits().contains(bit);
    let only = choice.only.as_deref().unwrap_or(&[]);
    let unmatched = only
        .iter()
        .filter(|selector| !items.iter().any(|item| selector.selects(&item.label)));
    Plan {
        is_same_lock: planner.is_same_lock,
        lacking_features: snapshot.lock.features.bits().into_iter().filter(lacks).collect(),
        unmatched: unmatched.cloned().collect(),
        items,
    }
}

struct Planner<'a> {
    snapshot: &'a Snapshot,
    target: &'a Target<'a>,
    choice: &'a Choice,
    terms: Terms<'a>,
    obstacles: BTreeMap<ItemId, Obstacle>,
    is_same_lock: bool,
}

impl<'a> Planner<'a> {
    fn new(snapshot: &'a Snapshot, target: &'a Target<'a>, choice: &'a Choice) -> Self {
        let address = target.present.address;
        let rehearsal = target.rehearsal.filter(|rehearsal| rehearsal.address == address);
        let mut terms = Terms::new(snapshot, &target.present.features, target.now, rehearsal);
        let present = target.present.admin_passcode.value().cloned().flatten();
        if choice.keep_owner_passcode || terms.owner_passcode.is_none() {
            terms.owner_passcode = present;
        }
        Self {
            snapshot,
            target,
            choice,
            obstacles: loss::obstacles(snapshot, &terms),
            terms,
            is_same_lock: snapshot.lock.address == address,
        }
    }

    fn is_chosen(&self, label: &Label) -> bool {
        let only = self.choice.only.as_ref();
        only.is_none_or(|only| only.iter().any(|selector| selector.selects(label)))
    }

    fn is_explicit(&self, label: &Label) -> bool {
        let only = self.choice.only.as_ref();
        only.is_some_and(|only| only.iter().any(|selector| selector.is_explicit(label)))
    }

    /// Whether the owner wants an item in spite of this obstacle, which then is none.
    fn is_wanted_anyway(&self, label: &Label, obstacle: &Obstacle) -> bool {
        match obstacle {
            Obstacle::OneTime => self.choice.with_one_time || self.is_explicit(label),
            Obstacle::Expired => self.choice.with_expired || self.is_explicit(label),
            _ => false,
        }
    }

    fn settings(&self) -> Vec<PlanItem> {
        let saved = self.snapshot.settings.to_settings();
        let saved = SettingName::ALL.into_iter().map(|name| (name, name.reading(&saved)));
        saved
            .filter_map(|(name, saved)| match saved {
                Reading::NotOffered => None,
                Reading::Refused { code } => Some(item(
                    setting_label(name),
                    Item::UnknownSetting(name),
                    Action::Refuse,
                    Reason::Obstacle(Obstacle::SettingUnread { code }),
                )),
                Reading::Value { value, .. } => Some(self.setting(name, &value)),
            })
            .collect()
    }

    fn setting(&self, name: SettingName, saved: &SettingValue) -> PlanItem {
        let present = name.reading(&self.target.present.settings);
        let wanted = saved.fitted_to(present.value());
        let label = setting_label(name);
        let obstacle = wanted.obstacle(self.terms.features, &present);
        let is_equal = present.value().is_some_and(|present| wanted.means_the_same(present));
        let (action, reason) = if is_equal {
            (Action::Skip, Reason::AlreadyThere)
        } else if let Some(obstacle) = obstacle {
            (Action::Refuse, Reason::Obstacle(obstacle))
        } else if !self.is_chosen(&label) {
            (Action::Skip, Reason::NotChosen)
        } else {
            let ways = vec![ChangeWay::Write];
            (Action::Change { ways }, Reason::OtherValue)
        };
        let mut hints = Vec::new();
        match present.value() {
            Some(present) => {
                let parts = saved.fields_lacking_in(present);
                if !parts.is_empty() {
                    hints.push(Hint::PartsLacking { parts });
                }
            }
            None if action.is_written() => hints.push(Hint::PresentUnknown),
            None => {}
        }
        PlanItem {
            hints,
            ..item(label, Item::Setting(wanted), action, reason)
        }
    }

    fn owner_passcode(&self) -> PlanItem {
        let label = Label::new(ItemId::owner_passcode(), ItemKind::OwnerPasscode, None);
        let saved = self.snapshot.owner_passcode().cloned();
        let present = &self.target.present.admin_passcode;
        let is_equal = saved.is_some() && present.value() == Some(&saved);
        let is_code = saved.as_ref().is_some_and(|saved| {
            let mut codes = self.present_codes();
            codes.any(|code| code.current == saved.into())
        });
        let refuse = |obstacle| (Action::Refuse, Reason::Obstacle(obstacle));
        let (action, reason) = if !self.terms.features.has(crate::model::Feature::Passcodes) {
            refuse(Obstacle::NoKeypad)
        } else if is_equal {
            (Action::Skip, Reason::AlreadyThere)
        } else if saved.is_none() {
            refuse(Obstacle::OwnerPasscodeUnread)
        } else if self.choice.keep_owner_passcode || !self.is_chosen(&label) {
            (Action::Skip, Reason::NotChosen)
        } else if is_code {
            refuse(Obstacle::OwnerPasscodeIsCode)
        } else {
            let ways = vec![ChangeWay::Write];
            (Action::Change { ways }, Reason::OtherValue)
        };
        let is_unknown = action.is_written() && present.value().is_none();
        PlanItem {
            hints: is_unknown.then_some(Hint::PresentUnknown).into_iter().collect(),
            ..item(label, Item::OwnerPasscode(saved), action, reason)
        }
    }

    fn present_codes(&self) -> impl Iterator<Item = &PasscodeRecord> {
        let items = self.target.present.passcodes.items.iter();
        items.filter_map(|listed| listed.known())
    }

    fn codes(&self) -> Vec<PlanItem> {
        let present: BTreeMap<&CodeText, &PasscodeRecord> =
            self.present_codes().map(|record| (&record.current, record)).collect();
        let mut room = Room::new(self.target.capacity.codes, self.target.present.passcodes.items.len());
        let mut written = BTreeSet::new();
        let mut items = Vec::new();
        for entry in loss::by_importance(self.snapshot, self.terms.now) {
            let label = Label::new(
                entry.id.clone(),
                loss::code_kind(&entry.listed),
                entry.about.name.clone(),
            );
            let record = match &entry.listed {
                crate::model::ListedPasscode::Known(record) => record,
                crate::model::ListedPasscode::Odd(raw) => {
                    let reason = Reason::Obstacle(Obstacle::Odd);
                    items.push(item(label, Item::OddCode(raw.clone()), Action::Refuse, reason));
                    continue;
                }
            };
            let (action, reason) = self.code_action(&label, record, present.get(&record.current).copied());
            let (action, reason) = match action {
                // Two codes that the owner chose in spite of an obstacle may be the same; the second cannot be added.
                _ if action.is_written() && !written.insert(record.current.clone()) => {
                    let of = self.first_with(&record.current, &entry.id);
                    (Action::Refuse, Reason::Obstacle(Obstacle::Doubled { of }))
                }
                Action::Add { .. } if !room.take() => (Action::Refuse, Reason::NoRoom),
                action => (action, reason),
            };
            let hints = self.code_hints(record, &action);
            let mut wanted = record.clone();
            wanted.original = wanted.current.clone();
            wanted.tail = Raw::default();
            items.push(PlanItem {
                hints,
                ..item(label, Item::Code(wanted), action, reason)
            });
        }
        items
    }

    /// The more important code with the same digits.
    fn first_with(&self, current: &CodeText, other_than: &ItemId) -> ItemId {
        let codes = loss::by_importance(self.snapshot, self.terms.now).into_iter();
        let mut same = codes.filter(|entry| {
            entry.id != *other_than && entry.listed.known().is_some_and(|record| record.current == *current)
        });
        same.next().map_or_else(|| other_than.clone(), |entry| entry.id.clone())
    }

    fn code_action(
        &self,
        label: &Label,
        record: &PasscodeRecord,
        present: Option<&PasscodeRecord>,
    ) -> (Action, Reason) {
        if present.is_some_and(|present| means_the_same_code(record, present)) {
            return (Action::Skip, Reason::AlreadyThere);
        }
        if let Some((action, reason)) = self.left_out(label) {
            return (action, reason);
        }
        let ways = self.passcode_ways(record.kind);
        match present {
            None => {
                let ways = ways.into_iter().map(Way::Passcode).collect();
                (Action::Add { ways }, Reason::Missing)
            }
            Some(_) if self.choice.conflict == Conflict::KeepTarget => (Action::Skip, Reason::TargetKept),
            Some(present) => {
                let delete = ChangeWay::DeleteThenAdd {
                    present: present.clone(),
                    ways,
                };
                let is_modifiable = record.kind == PasscodeKind::Period && present.kind == PasscodeKind::Period;
                let modify = is_modifiable.then_some(ChangeWay::ModifyValidity);
                let ways = modify.into_iter().chain([delete]).collect();
                (Action::Change { ways }, Reason::Replaced)
            }
        }
    }

    /// Why an item is not written, whatever the target has; `None` when it is to be.
    fn left_out(&self, label: &Label) -> Option<(Action, Reason)> {
        if !self.is_chosen(label) {
            return Some((Action::Skip, Reason::NotChosen));
        }
        let obstacle = self.obstacles.get(&label.id)?;
        if self.is_wanted_anyway(label, obstacle) {
            return None;
        }
        let action = match obstacle {
            Obstacle::OneTime | Obstacle::Expired | Obstacle::Doubled { .. } | Obstacle::IsOwnerPasscode => {
                Action::Skip
            }
            _ => Action::Refuse,
        };
        Some((action, Reason::Obstacle(obstacle.clone())))
    }

    /// The ways for a kind; the one that the rehearsal showed to work comes first.
    fn passcode_ways(&self, kind: PasscodeKind) -> Vec<PasscodeWay> {
        let mut ways = PasscodeWay::of_kind(kind).to_vec();
        let rehearsed = self
            .terms
            .rehearsal
            .and_then(|rehearsal| rehearsal.way(TrialKind::Code(kind)));
        if let Some(Way::Passcode(works)) = rehearsed {
            ways.sort_by_key(|way| *way != works);
        }
        ways
    }

    fn code_hints(&self, record: &PasscodeRecord, action: &Action) -> Vec<Hint> {
        let validity = record.validity();
        let is_written = action.is_written();
        let has_bounds = record.kind != PasscodeKind::Permanent;
        let hints = [
            (is_weak(&record.current), Hint::Weak),
            (record.current != record.original, Hint::WasChanged),
            (validity.is_future(self.terms.now), Hint::NotYetValid),
            (is_written && validity.is_over(self.terms.now), Hint::Over),
            (is_written && record.kind == PasscodeKind::Count, Hint::OpensAgain),
            (
                is_written && has_bounds && self.terms.features.has(crate::model::Feature::NoClock),
                Hint::NoClock,
            ),
        ];
        let said = hints.into_iter().filter(|(is_so, _)| *is_so);
        said.map(|(_, hint)| hint).collect()
    }

    fn cards(&self) -> Vec<PlanItem> {
        let listing = self.target.present.cards.as_ref();
        let present: &[CardRecord] = listing.map_or(&[], |listing| &listing.items);
        let by_number: BTreeMap<CardNumber, &CardRecord> =
            present.iter().map(|card| (either_order(&card.number), card)).collect();
        let mut room = Room::new(self.target.capacity.cards, present.len());
        let takes_schedules = self.terms.features.has(crate::model::Feature::CyclicCards);
        let mut cards: Vec<_> = self.snapshot.cards.iter().collect();
        cards.sort_by_key(|entry| {
            let validity = entry.record.validity;
            (validity.is_over(self.terms.now), validity.is_future(self.terms.now))
        });
        let mut items = Vec::new();
        for entry in cards {
            let label = Label::new(entry.id.clone(), ItemKind::Card, entry.about.name.clone());
            let there = by_number.get(&either_order(&entry.record.number)).copied();
            let (action, reason) = match self.card_action(&label, &entry.record, there) {
                (Action::Add { .. }, _) if !room.take() => (Action::Refuse, Reason::NoRoom),
                decided => decided,
            };
            let schedule = entry.schedule.clone().unwrap_or_default();
            let validity = entry.record.validity;
            let hints = [
                (validity.is_future(self.terms.now), Hint::NotYetValid),
                (action.is_written() && validity.is_over(self.terms.now), Hint::Over),
                (!schedule.is_empty() && !takes_schedules, Hint::ScheduleLost),
            ];
            let said = hints.into_iter().filter(|(is_so, _)| *is_so);
            let card = Item::Card {
                record: entry.record.clone(),
                schedule: if takes_schedules { schedule } else { Vec::new() },
            };
            items.push(PlanItem {
                hints: said.map(|(_, hint)| hint).collect(),
                ..item(label, card, action, reason)
            });
        }
        items
    }

    fn card_action(&self, label: &Label, record: &CardRecord, present: Option<&CardRecord>) -> (Action, Reason) {
        if present.is_some_and(|present| present.validity.means_the_same(record.validity)) {
            return (Action::Skip, Reason::AlreadyThere);
        }
        if let Some((action, reason)) = self.left_out(label) {
            return (action, reason);
        }
        match (present, self.choice.conflict) {
            (None, _) => {
                let ways = vec![Way::CardByNumber];
                (Action::Add { ways }, Reason::Missing)
            }
            (Some(_), Conflict::KeepTarget) => (Action::Skip, Reason::TargetKept),
            (Some(_), Conflict::Replace) => {
                let ways = vec![ChangeWay::ModifyValidity];
                (Action::Change { ways }, Reason::Replaced)
            }
        }
    }

    fn fingerprints(&self) -> Vec<PlanItem> {
        let present = self.target.present.fingerprints.as_ref();
        let is_there = |record: &FingerprintRecord| present.is_some_and(|present| present.items.contains(record));
        let entries = self.snapshot.fingerprints.iter();
        entries
            .map(|entry| {
                let label = Label::new(entry.id.clone(), ItemKind::Fingerprint, entry.about.name.clone());
                let (action, reason) = if is_there(&entry.record) {
                    (Action::Skip, Reason::AlreadyThere)
                } else {
                    (Action::Refuse, Reason::Obstacle(Obstacle::Fingerprint))
                };
                item(label, Item::Fingerprint(entry.record.clone()), action, reason)
            })
            .collect()
    }
}

fn setting_label(name: SettingName) -> Label {
    Label::new(ItemId::setting(name), ItemKind::Setting, None)
}

fn item(label: Label, item: Item, action: Action, reason: Reason) -> PlanItem {
    PlanItem {
        label,
        item,
        action,
        reason,
        hints: Vec::new(),
    }
}

/// How much room is left.
struct Room(Option<usize>);

impl Room {
    fn new(capacity: Option<usize>, used: usize) -> Self {
        Self(capacity.map(|capacity| capacity.saturating_sub(used)))
    }

    /// Takes room for one item; false when there is none.
    fn take(&mut self) -> bool {
        match &mut self.0 {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }
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
    let without_end = |record: &PasscodeRecord| match record.kind {
        PasscodeKind::Permanent => true,
        PasscodeKind::Period => record.validity().end.is_open_end(),
        PasscodeKind::Count | PasscodeKind::Cyclic => false,
    };
    let is_same_kind = first.kind == second.kind || without_end(first) && without_end(second);
    let is_same_cycle = match (first.until, second.until) {
        (Until::Cycle(first), Until::Cycle(second)) => first == second,
        (Until::Cycle(_), _) | (_, Until::Cycle(_)) => false,
        (Until::Open | Until::End(_), Until::Open | Until::End(_)) => true,
    };
    is_same_kind && is_same_cycle && first.validity().means_the_same(second.validity())
}

/// Whether a code is easy to guess: one digit repeated, or digits in a row up or down.
fn is_weak(code: &CodeText) -> bool {
    let steps: BTreeSet<i16> = code
        .0
        .array_windows()
        .map(|[first, second]| i16::from(*second) - i16::from(*first))
        .collect();
    steps.len() == 1 && steps.iter().all(|step| step.abs() <= 1)
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

    /// The plan as JSON. Codes and card numbers only with `reveal`.
    pub fn to_json(&self, reveal: bool) -> Value {
        let unmatched: Vec<String> = self.unmatched.iter().map(ToString::to_string).collect();
        json!({
            "sameLock": self.is_same_lock,
            "counts": self.counts(),
            "lackingFeatures": self.lacking_features,
            "unmatched": unmatched,
            "items": self.items.iter().map(|item| item.to_json(reveal)).collect::<Vec<_>>(),
        })
    }

    /// The plan as lines to print. Codes and card numbers only with `reveal`.
    pub fn lines(&self, reveal: bool) -> Vec<String> {
        self.items.iter().map(|item| item.line(reveal)).collect()
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

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Codes => "codes",
            Self::Kind(kind) => kind.word(),
            Self::Cards => "cards",
            Self::Settings => "settings",
            Self::OwnerPasscode => "owner-passcode",
            Self::Item(text) => text,
        })
    }
}

impl PlanItem {
    /// The item as JSON: kind, id, name, action, reason, hints, times; the number only with `reveal`.
    pub fn to_json(&self, reveal: bool) -> Value {
        let mut json = json!({
            "id": self.label.id,
            "kind": self.label.kind,
            "action": self.action.word(),
            "because": self.reason.to_string(),
        });
        let mut set = |name: &str, value: Value| {
            if let Some(fields) = json.as_object_mut() {
                fields.insert(name.to_owned(), value);
            }
        };
        if let Value::Object(reason) = json!(self.reason) {
            reason.into_iter().for_each(|(name, value)| set(&name, value));
        }
        if let Some(name) = &self.label.name {
            set("name", json!(name));
        }
        if !self.hints.is_empty() {
            set("hints", json!(self.hints));
        }
        let ways: Vec<&str> = match &self.action {
            Action::Add { ways } => ways.iter().map(|way| way.word()).collect(),
            Action::Change { ways } => ways.iter().map(ChangeWay::word).collect(),
            Action::Skip | Action::Refuse => Vec::new(),
        };
        if !ways.is_empty() {
            set("ways", json!(ways));
        }
        for (name, value) in self.item.fields(reveal) {
            set(name, value);
        }
        json
    }

    /// The item as one line to print.
    pub fn line(&self, reveal: bool) -> String {
        let shown: Vec<String> = self
            .item
            .fields(reveal)
            .into_iter()
            .filter(|(name, _)| ["code", "number", "start", "end"].contains(name))
            .map(|(name, value)| format!("{name} {}", value.as_str().unwrap_or_default()))
            .collect();
        let shown = if shown.is_empty() {
            String::new()
        } else {
            format!(" [{}]", shown.join(", "))
        };
        format!("{:7} {}{shown}: {}", self.action.word(), self.label, self.reason)
    }
}

impl ChangeWay {
    fn word(&self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::ModifyValidity => "modify",
            Self::DeleteThenAdd { .. } => "delete-then-add",
        }
    }
}

impl Item {
    /// What JSON says of it; the number only with `reveal`. Times are absent where there is no bound.
    pub(super) fn fields(&self, reveal: bool) -> Vec<(&'static str, Value)> {
        let mut fields = Vec::new();
        match self {
            Self::Setting(value) => {
                let values: serde_json::Map<String, Value> = value.fields().into_iter().collect();
                fields.push(("value", Value::Object(values)));
            }
            Self::UnknownSetting(_) | Self::OddCode(_) => {}
            Self::OwnerPasscode(digits) => {
                if let Some(digits) = digits.as_ref().filter(|_| reveal) {
                    fields.push(("code", json!(digits.as_str())));
                }
            }
            Self::Code(record) => {
                if reveal {
                    fields.push(("code", json!(record.current.reveal())));
                }
                fields.extend(bounds(record.validity()));
                if let Until::Cycle(cycle) = record.until {
                    fields.push(("cycle", json!(cycle)));
                }
            }
            Self::Card { record, schedule } => {
                if reveal {
                    fields.push(("number", json!(record.number.decimal())));
                }
                fields.extend(bounds(record.validity));
                if !schedule.is_empty() {
                    fields.push(("schedule", json!(schedule)));
                }
            }
            Self::Fingerprint(record) => {
                fields.push(("number", json!(record.number.decimal())));
                fields.extend(bounds(record.validity));
            }
        }
        fields
    }
}

/// Both ends of a validity, where they are bounds.
pub(super) fn bounds(validity: crate::model::Validity) -> impl Iterator<Item = (&'static str, Value)> {
    let start = (!validity.start.is_open_start()).then(|| ("start", json!(validity.start)));
    let end = (!validity.end.is_open_end()).then(|| ("end", json!(validity.end)));
    start.into_iter().chain(end)
}
