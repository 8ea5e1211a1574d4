//! How the plan is made.

use super::{Action, ChangeWay, Choice, Conflict, Hint, Item, Plan, PlanItem, Reason, Target};
use super::{either_order, means_the_same_code};
use crate::backup::entry::{CardEntry, CodeEntry};
use crate::backup::item::{ItemId, ItemKind, Label};
use crate::backup::loss::{self, Obstacle, Terms};
use crate::backup::rehearsal::{PasscodeWay, TrialKind, Way};
use crate::backup::setting::{SettingName, SettingValue};
use crate::backup::snapshot::Snapshot;
use crate::model::{
    CardNumber, CardRecord, CodeText, Feature, FingerprintRecord, ListedPasscode, PasscodeKind, PasscodeRecord, Raw,
    Reading,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a plan is made from, and what follows from that for all items.
pub(super) struct Planner<'a> {
    snapshot: &'a Snapshot,
    target: &'a Target<'a>,
    choice: &'a Choice,
    terms: Terms<'a>,
    obstacles: BTreeMap<ItemId, Obstacle>,
    is_same_lock: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, target: &'a Target<'a>, choice: &'a Choice) -> Self {
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

    /// The items in the order of execution. The owner's passcode comes before all codes, because a lock refuses it once it
    /// stands among them.
    pub(super) fn plan(&self) -> Plan {
        let mut items = self.settings();
        items.push(self.owner_passcode());
        items.extend(self.codes());
        items.extend(self.cards());
        items.extend(self.fingerprints());
        let present = self.terms.features.bits();
        let saved = self.snapshot.lock.features.bits().into_iter();
        let only = self.choice.only.as_deref().unwrap_or(&[]);
        let unmatched = only
            .iter()
            .filter(|selector| !items.iter().any(|item| selector.selects(&item.label)));
        let is_wordless = |id: &&ItemId| self.snapshot.contradicted().all(|(its, _)| its != *id);
        Plan {
            wordless: self.choice.account_words.iter().filter(is_wordless).cloned().collect(),
            is_same_lock: self.is_same_lock,
            lacking_features: saved.filter(|bit| !present.contains(bit)).collect(),
            unmatched: unmatched.cloned().collect(),
            items,
        }
    }

    fn is_chosen(&self, label: &Label) -> bool {
        let only = self.choice.only.as_ref();
        let is_left_out = self.choice.left_out.contains(&label.id);
        !is_left_out && only.is_none_or(|only| only.iter().any(|selector| selector.selects(label)))
    }

    fn is_explicit(&self, label: &Label) -> bool {
        let only = self.choice.only.as_ref();
        only.is_some_and(|only| only.iter().any(|selector| selector.is_explicit(label)))
    }

    /// Whether the owner wants an item in spite of this obstacle, which then is none.
    fn is_wanted_anyway(&self, label: &Label, obstacle: &Obstacle) -> bool {
        let is_one_time = label.kind == ItemKind::Code(PasscodeKind::Count);
        let by_choice = match obstacle {
            Obstacle::OneTime => self.choice.with_one_time,
            Obstacle::Expired => self.choice.with_expired && (self.choice.with_one_time || !is_one_time),
            _ => return false,
        };
        by_choice || self.is_explicit(label)
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
        let (action, reason) = if !self.terms.features.has(Feature::Passcodes) {
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
        loss::by_importance(self.snapshot, self.terms.now)
            .into_iter()
            .map(|entry| self.code(entry, &present, &mut written, &mut room))
            .collect()
    }

    fn code<'b>(
        &self,
        entry: &'b CodeEntry,
        present: &BTreeMap<&CodeText, &PasscodeRecord>,
        written: &mut BTreeSet<&'b CodeText>,
        room: &mut Room,
    ) -> PlanItem {
        let kind = loss::code_kind(&entry.listed);
        let label = Label::new(entry.id.clone(), kind, entry.about.name.clone());
        let record = match &entry.listed {
            ListedPasscode::Known(record) => record,
            ListedPasscode::Odd(raw) => {
                let reason = Reason::Obstacle(Obstacle::Odd);
                return item(label, Item::OddCode(raw.clone()), Action::Refuse, reason);
            }
        };
        let there = present.get(&record.current).copied();
        let (action, reason) = match self.code_action(&label, record, there) {
            // Two codes that were chosen in spite of an obstacle may be the same; the second cannot be written.
            (action, _) if action.is_written() && !written.insert(&record.current) => {
                let of = self.first_with(&record.current, &entry.id);
                (Action::Skip, Reason::Obstacle(Obstacle::Doubled { of }))
            }
            (Action::Add { .. }, _) if !room.take() => (Action::Refuse, Reason::NoRoom),
            decided => decided,
        };
        let mut wanted = record.clone();
        wanted.original = wanted.current.clone();
        wanted.tail = Raw::default();
        PlanItem {
            hints: self.code_hints(record, &action),
            ..item(label, Item::Code(wanted), action, reason)
        }
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
                is_written && has_bounds && self.terms.features.has(Feature::NoClock),
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
        let mut cards: Vec<&CardEntry> = self.snapshot.cards.iter().collect();
        cards.sort_by_key(|entry| {
            let validity = entry.record.validity;
            (validity.is_over(self.terms.now), validity.is_future(self.terms.now))
        });
        cards
            .into_iter()
            .map(|entry| self.card(entry, &by_number, &mut room))
            .collect()
    }

    fn card(&self, entry: &CardEntry, present: &BTreeMap<CardNumber, &CardRecord>, room: &mut Room) -> PlanItem {
        let label = Label::new(entry.id.clone(), ItemKind::Card, entry.about.name.clone());
        let there = present.get(&either_order(&entry.record.number)).copied();
        let takes_schedules = self.terms.features.has(Feature::CyclicCards);
        let schedule = entry.schedule.clone().unwrap_or_default();
        let (schedule, lost) = if takes_schedules {
            (schedule, false)
        } else {
            (Vec::new(), !schedule.is_empty())
        };
        let (action, reason) = match self.card_action(&label, &entry.record, there) {
            (Action::Add { .. }, _) if !room.take() => (Action::Refuse, Reason::NoRoom),
            (Action::Skip, Reason::AlreadyThere) if !schedule.is_empty() && self.is_chosen(&label) => {
                let ways = vec![ChangeWay::WriteSchedule];
                (Action::Change { ways }, Reason::ScheduleUnread)
            }
            decided => decided,
        };
        let validity = entry.record.validity;
        let is_written = action.is_written();
        let hints = [
            (validity.is_future(self.terms.now), Hint::NotYetValid),
            (is_written && validity.is_over(self.terms.now), Hint::Over),
            (lost, Hint::ScheduleLost),
            (is_written && !schedule.is_empty(), Hint::ScheduleUnproved),
        ];
        let said = hints.into_iter().filter(|(is_so, _)| *is_so);
        let record = entry.record.clone();
        PlanItem {
            hints: said.map(|(_, hint)| hint).collect(),
            ..item(label, Item::Card { record, schedule }, action, reason)
        }
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

/// Whether a code is easy to guess: one digit repeated, or digits in a row up or down.
pub fn is_weak(code: &CodeText) -> bool {
    let steps: BTreeSet<i16> = code
        .0
        .array_windows()
        .map(|[first, second]| i16::from(*second) - i16::from(*first))
        .collect();
    steps.len() == 1 && steps.iter().all(|step| step.abs() <= 1)
}
