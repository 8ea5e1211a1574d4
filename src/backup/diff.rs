//! Comparison after a restore: what of a snapshot is on a lock, field by field.
//!
//! What a restore is allowed to change does not count (protocol, flows 6.6): the original of a code is its current one, a
//! permanent code may come back as a timed one without an end, the order, the byte order of a card.

use super::compare::Held;
use super::item::{ItemId, ItemKind, Label};
use super::loss::{self, Loss, Obstacle, Terms};
use super::plan::{Item, Plan, PlanItem, Reason, either_order, means_the_same_code};
use super::setting::{SettingName, SettingValue};
use super::snapshot::Snapshot;
use crate::model::{CardNumber, CardRecord, CodeText, Contents, Feature, ListedPasscode, PasscodeRecord, Reading};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How a lock, or another snapshot, differs from a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Restorable items that are not there.
    pub missing: Vec<Entry>,
    /// Codes and cards that are there and not in the snapshot.
    pub extra: Vec<Entry>,
    /// Items that are there in another form.
    pub different: Vec<Difference>,
    /// Items that are not there and cannot be: no restore brings them back.
    pub not_restorable: Vec<Loss>,
}

/// An item that stands on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which item; on the lock's side the id counts its list, for instance `present-code-3`.
    pub label: Label,
    /// What it is.
    pub item: Item,
}

/// An item that stands on both sides and is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which item.
    pub label: Label,
    /// In what it differs, at least one.
    pub fields: Vec<FieldDifference>,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldDifference {
    /// Its name.
    pub field: String,
    /// In the snapshot; null where it is secret.
    pub saved: Value,
    /// On the lock; null where it is secret.
    pub present: Value,
}

impl Diff {
    /// Whether everything restorable is there, and nothing else.
    pub fn is_equal(&self) -> bool {
        self.is_restored() && self.extra.is_empty()
    }

    /// Whether everything restorable is there.
    pub fn is_restored(&self) -> bool {
        self.missing.is_empty() && self.different.is_empty()
    }

    /// What of the snapshot is missing or different: the list that an owner would have to accept (S2).
    pub fn open(&self) -> impl Iterator<Item = &Label> {
        let missing = self.missing.iter().map(|entry| &entry.label);
        missing.chain(self.different.iter().map(|difference| &difference.label))
    }

    /// The difference as JSON. Codes and card numbers only with `reveal`.
    pub fn to_json(&self, reveal: bool) -> Value {
        let entries = |entries: &[Entry]| entries.iter().map(|entry| entry.to_json(reveal)).collect::<Vec<_>>();
        let different = self.different.iter().map(|difference| {
            let mut json = label_json(&difference.label);
            json.insert("fields".to_owned(), json!(difference.fields));
            Value::Object(json)
        });
        json!({
            "equal": self.is_equal(),
            "missing": entries(&self.missing),
            "extra": entries(&self.extra),
            "different": different.collect::<Vec<_>>(),
            "notRestorable": self.not_restorable,
        })
    }

    /// The difference as lines to print, without codes.
    pub fn lines(&self) -> Vec<String> {
        let missing = self.missing.iter().map(|entry| format!("missing   {}", entry.label));
        let extra = self.extra.iter().map(|entry| format!("extra     {}", entry.label));
        let different = self.different.iter().map(|difference| {
            let fields = difference
                .fields
                .iter()
                .map(|field| match (&field.saved, &field.present) {
                    (Value::Null, Value::Null) => field.field.clone(),
                    (saved, present) => format!("{} {saved} became {present}", field.field),
                });
            let fields: Vec<String> = fields.collect();
            format!("different {}: {}", difference.label, fields.join(", "))
        });
        let lost = self.not_restorable.iter().map(|loss| format!("not back  {loss}"));
        missing.chain(extra).chain(different).chain(lost).collect()
    }
}

impl Entry {
    fn to_json(&self, reveal: bool) -> Value {
        let mut json = label_json(&self.label);
        let fields = self.item.fields(reveal);
        json.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Value::Object(json)
    }
}

fn label_json(label: &Label) -> Map<String, Value> {
    match json!(label) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// What of `snapshot` is on the lock or in the snapshot that `present` shows, under the terms of a restore onto it.
pub fn diff(snapshot: &Snapshot, present: &Held<'_>, terms: &Terms<'_>) -> Diff {
    let obstacles = loss::obstacles(snapshot, terms);
    let mut diff = Diff::default();
    diff.codes(snapshot, present, &obstacles);
    diff.cards(snapshot, present, &obstacles);
    diff.fingerprints(snapshot, present);
    diff.settings(snapshot, present, terms);
    diff.owner_passcode(snapshot, present, terms);
    diff
}

/// The positions of a list by a key, taken one by one.
struct Pool<K>(BTreeMap<K, Vec<usize>>);

impl<K: Ord> Pool<K> {
    fn new(keys: impl Iterator<Item = K>) -> Self {
        let mut pool: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (position, key) in keys.enumerate() {
            pool.entry(key).or_default().push(position);
        }
        Self(pool)
    }

    /// Takes the first position of `key` that `fits`.
    fn take(&mut self, key: &K, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let positions = self.0.get_mut(key)?;
        let index = positions.iter().position(|position| fits(*position))?;
        Some(positions.remove(index))
    }

    fn left(self) -> BTreeSet<usize> {
        self.0.into_values().flatten().collect()
    }
}

impl Diff {
    fn codes(&mut self, snapshot: &Snapshot, present: &Held<'_>, obstacles: &BTreeMap<ItemId, Obstacle>) {
        let key = |listed: &ListedPasscode| match listed {
            ListedPasscode::Known(record) => (true, record.current.clone()),
            ListedPasscode::Odd(raw) => (false, CodeText(raw.0.clone())),
        };
        let at = |position: usize| present.codes.get(position).copied();
        let mut pool = Pool::new(present.codes.iter().map(|listed| key(listed)));
        // All that are the same are taken first, so that a differing one never takes another's place.
        let unmatched: Vec<_> = snapshot
            .codes
            .iter()
            .filter(|entry| {
                let is_same = |position| at(position).is_some_and(|listed| is_same_listed(&entry.listed, listed));
                pool.take(&key(&entry.listed), is_same).is_none()
            })
            .collect();
        for entry in unmatched {
            let kind = loss::code_kind(&entry.listed);
            let label = Label::new(entry.id.clone(), kind, entry.about.name.clone());
            if let Some(obstacle) = obstacles.get(&entry.id) {
                let obstacle = obstacle.clone();
                self.not_restorable.push(Loss { label, obstacle });
                continue;
            }
            let other = pool.take(&key(&entry.listed), |_| true).and_then(at);
            match (entry.listed.known(), other.and_then(ListedPasscode::known)) {
                (Some(saved), Some(present)) => self.different.push(Difference {
                    label,
                    fields: code_fields(saved, present),
                }),
                _ => self.missing.push(Entry {
                    label,
                    item: code_item(&entry.listed),
                }),
            }
        }
        for position in pool.left() {
            if let Some(listed) = at(position) {
                let id = ItemId::numbered("present-code", position + 1);
                self.extra.push(Entry {
                    label: Label::new(id, loss::code_kind(listed), None),
                    item: code_item(listed),
                });
            }
        }
    }

    fn cards(&mut self, snapshot: &Snapshot, present: &Held<'_>, obstacles: &BTreeMap<ItemId, Obstacle>) {
        let at = |position: usize| present.cards.get(position).copied();
        let mut pool: Pool<CardNumber> = Pool::new(present.cards.iter().map(|card| either_order(&card.number)));
        let unmatched: Vec<_> = snapshot
            .cards
            .iter()
            .filter(|entry| {
                let validity = entry.record.validity;
                let is_same = |position| at(position).is_some_and(|card| card.validity.means_the_same(validity));
                pool.take(&either_order(&entry.record.number), is_same).is_none()
            })
            .collect();
        for entry in unmatched {
            let label = Label::new(entry.id.clone(), ItemKind::Card, entry.about.name.clone());
            if let Some(obstacle) = obstacles.get(&entry.id) {
                let obstacle = obstacle.clone();
                self.not_restorable.push(Loss { label, obstacle });
                continue;
            }
            match pool.take(&either_order(&entry.record.number), |_| true).and_then(at) {
                Some(present) => self.different.push(Difference {
                    label,
                    fields: validity_fields(entry.record.validity, present.validity),
                }),
                None => self.missing.push(Entry {
                    label,
                    item: card_item(&entry.record),
                }),
            }
        }
        for position in pool.left() {
            if let Some(card) = at(position) {
                let id = ItemId::numbered("present-card", position + 1);
                self.extra.push(Entry {
                    label: Label::new(id, ItemKind::Card, None),
                    item: card_item(card),
                });
            }
        }
    }

    /// Fingers that were enrolled again have other numbers, so fingerprints that only the lock has are no difference.
    fn fingerprints(&mut self, snapshot: &Snapshot, present: &Held<'_>) {
        for entry in &snapshot.fingerprints {
            if !present.fingerprints.contains(&&entry.record) {
                self.not_restorable.push(Loss {
                    label: Label::new(entry.id.clone(), ItemKind::Fingerprint, entry.about.name.clone()),
                    obstacle: Obstacle::Fingerprint,
                });
            }
        }
    }

    fn settings(&mut self, snapshot: &Snapshot, present: &Held<'_>, terms: &Terms<'_>) {
        let saved = snapshot.settings.to_settings();
        for name in SettingName::ALL {
            let Reading::Value { value: saved, .. } = name.reading(&saved) else {
                continue;
            };
            let label = Label::new(ItemId::setting(name), ItemKind::Setting, None);
            let reading = name.reading(&present.settings);
            match (
                setting_fields(&saved, &reading),
                saved.obstacle(terms.features, &reading),
            ) {
                (Some(fields), _) if fields.is_empty() => {
                    // What there is is equal; a part that this lock does not have at all is a loss all the same.
                    let lacks = |present: &SettingValue| !saved.fields_lacking_in(present).is_empty();
                    if reading.value().is_some_and(lacks) {
                        let obstacle = Obstacle::SettingLacking;
                        self.not_restorable.push(Loss { label, obstacle });
                    }
                }
                (_, Some(obstacle)) => self.not_restorable.push(Loss { label, obstacle }),
                (Some(fields), None) => self.different.push(Difference { label, fields }),
                (None, None) => self.missing.push(Entry {
                    label,
                    item: Item::Setting(saved),
                }),
            }
        }
    }

    fn owner_passcode(&mut self, snapshot: &Snapshot, present: &Held<'_>, terms: &Terms<'_>) {
        let Some(saved) = snapshot.owner_passcode() else { return };
        let label = Label::new(ItemId::owner_passcode(), ItemKind::OwnerPasscode, None);
        match &present.owner_passcode {
            Reading::Value { value: Some(now), .. } if now == saved => {}
            Reading::Value { value: Some(_), .. } => self.different.push(Difference {
                label,
                fields: vec![FieldDifference {
                    field: "digits".to_owned(),
                    saved: Value::Null,
                    present: Value::Null,
                }],
            }),
            _ if !terms.features.has(Feature::Passcodes) => self.not_restorable.push(Loss {
                label,
                obstacle: Obstacle::NoKeypad,
            }),
            Reading::NotOffered | Reading::Refused { .. } | Reading::Value { value: None, .. } => {
                self.missing.push(Entry {
                    label,
                    item: Item::OwnerPasscode(Some(saved.clone())),
                });
            }
        }
    }
}

fn is_same_listed(saved: &ListedPasscode, present: &ListedPasscode) -> bool {
    match (saved, present) {
        (ListedPasscode::Known(saved), ListedPasscode::Known(present)) => means_the_same_code(saved, present),
        (ListedPasscode::Odd(saved), ListedPasscode::Odd(present)) => saved == present,
        (ListedPasscode::Known(_) | ListedPasscode::Odd(_), _) => false,
    }
}

fn code_item(listed: &ListedPasscode) -> Item {
    match listed {
        ListedPasscode::Known(record) => Item::Code(record.clone()),
        ListedPasscode::Odd(raw) => Item::OddCode(raw.clone()),
    }
}

fn card_item(record: &CardRecord) -> Item {
    let record = record.clone();
    let schedule = Vec::new();
    Item::Card { record, schedule }
}

fn code_fields(saved: &PasscodeRecord, present: &PasscodeRecord) -> Vec<FieldDifference> {
    let mut fields = Vec::new();
    let mut push = |field: &str, saved: Value, present: Value| {
        if saved != present {
            let field = field.to_owned();
            fields.push(FieldDifference { field, saved, present });
        }
    };
    push("kind", json!(saved.kind), json!(present.kind));
    push("start", json!(saved.start), json!(present.start));
    push("until", json!(saved.until), json!(present.until));
    fields
}

fn validity_fields(saved: crate::model::Validity, present: crate::model::Validity) -> Vec<FieldDifference> {
    let ends = [("start", saved.start, present.start), ("end", saved.end, present.end)];
    let differing = ends.into_iter().filter(|(_, saved, present)| saved != present);
    differing
        .map(|(field, saved, present)| FieldDifference {
            field: field.to_owned(),
            saved: json!(saved),
            present: json!(present),
        })
        .collect()
}

/// In what a setting differs from what the lock says now; `None` when the lock does not say.
fn setting_fields(saved: &SettingValue, present: &Reading<SettingValue>) -> Option<Vec<FieldDifference>> {
    let differing = saved.differing_fields(present.value()?).into_iter();
    Some(
        differing
            .map(|(field, saved, present)| FieldDifference { field, saved, present })
            .collect(),
    )
}

/// What a reading after the restore shows of one item of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadBack {
    /// It is there as planned.
    Equal,
    /// It is not there.
    Missing,
    /// It is there in another form.
    Differs,
    /// The plan left it out.
    NotPlanned,
}

/// What a reading after the restore shows, for every item of the plan, in its order.
pub fn readback(plan: &Plan, contents: &Contents) -> Vec<(ItemId, ReadBack)> {
    let held = Held::of_contents(contents);
    let codes = held.codes.iter().filter_map(|listed| listed.known());
    let mut by_code: BTreeMap<&CodeText, Vec<&PasscodeRecord>> = BTreeMap::new();
    for code in codes {
        by_code.entry(&code.current).or_default().push(code);
    }
    let mut by_card: BTreeMap<CardNumber, Vec<&CardRecord>> = BTreeMap::new();
    for card in held.cards.iter().copied() {
        by_card.entry(either_order(&card.number)).or_default().push(card);
    }
    let found = |is_there: bool, is_equal: bool| match (is_there, is_equal) {
        (_, true) => ReadBack::Equal,
        (true, false) => ReadBack::Differs,
        (false, false) => ReadBack::Missing,
    };
    let compare = |item: &PlanItem| match &item.item {
        _ if !item.action.is_written() && item.reason != Reason::AlreadyThere => ReadBack::NotPlanned,
        Item::Setting(value) => match value.name().reading(&contents.settings).value() {
            Some(present) => found(true, value.means_the_same(present)),
            None => ReadBack::Missing,
        },
        Item::OwnerPasscode(digits) => match contents.admin_passcode.value() {
            Some(present) => found(present.is_some(), present == digits),
            None => ReadBack::Missing,
        },
        Item::Code(record) => {
            let there = by_code.get(&record.current).map_or(&[][..], Vec::as_slice);
            let is_equal = there.iter().any(|present| means_the_same_code(record, present));
            found(!there.is_empty(), is_equal)
        }
        Item::Card { record, .. } => {
            let there = by_card
                .get(&either_order(&record.number))
                .map_or(&[][..], Vec::as_slice);
            let is_equal = there
                .iter()
                .any(|present| present.validity.means_the_same(record.validity));
            found(!there.is_empty(), is_equal)
        }
        Item::Fingerprint(record) => found(false, held.fingerprints.contains(&record)),
        Item::UnknownSetting(_) | Item::OddCode(_) => ReadBack::NotPlanned,
    };
    plan.items
        .iter()
        .map(|item| (item.label.id.clone(), compare(item)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOW, card, contents, empty, minute, permanent, snapshot, timed};
    use super::*;
    use crate::model::{CardNumber, Features, LockMinute};

    fn diff_with(present: &Contents) -> Diff {
        let snapshot = snapshot();
        let terms = Terms::new(&snapshot, &present.features, NOW, None);
        diff(&snapshot, &Held::of_contents(present), &terms)
    }

    fn ids<'a>(labels: impl Iterator<Item = &'a Label>) -> String {
        let ids: Vec<&str> = labels.map(|label| label.id.0.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn a_snapshot_equals_itself_and_the_lock_that_it_was_made_from() {
        let snapshot = snapshot();
        let terms = Terms::of_own_lock(&snapshot, NOW, None);
        for diff in [diff(&snapshot, &snapshot.held(), &terms), diff_with(&contents())] {
            assert_eq!(diff, Diff::default());
            assert!(diff.is_equal() && diff.lines().is_empty());
        }
    }

    #[test]
    fn row_47_what_a_restore_may_change_is_no_difference() {
        let mut present = contents();
        present.passcodes.items.reverse();
        for listed in &mut present.passcodes.items {
            if let ListedPasscode::Known(record) = listed {
                record.original = record.current.clone();
                if *record == permanent("615243") {
                    *record = timed("615243", "2020-01-01T00:00", "2099-11-30T00:00");
                }
            }
        }
        for card in &mut present.cards.as_mut().unwrap().items {
            card.number = card.number.reversed();
        }
        assert!(diff_with(&present).is_equal());
    }

    #[test]
    fn what_cannot_come_back_is_listed_apart_and_is_no_difference() {
        let mut present = contents();
        present.passcodes.items.retain(|listed| {
            let gone = ["271845", "337712"];
            listed
                .known()
                .is_some_and(|record| !gone.contains(&record.current.reveal().as_str()))
        });
        present.fingerprints.as_mut().unwrap().items.clear();
        let diff = diff_with(&present);
        assert!(diff.is_equal());
        let lost = diff.not_restorable.iter().map(|loss| &loss.label);
        assert_eq!(ids(lost), "code-5 code-6 code-9 fingerprint-1");
    }

    #[test]
    fn missing_extra_and_different_are_told_field_by_field() {
        let mut present = contents();
        let codes = &mut present.passcodes.items;
        codes[0] = ListedPasscode::Known(timed("482915", "2026-11-01T00:00", "2026-12-30T23:59"));
        codes[1] = ListedPasscode::Known(permanent("111222"));
        let cards = &mut present.cards.as_mut().unwrap().items;
        cards[0].validity.start = LockMinute([26, 1, 1, 0, 0]);
        cards.pop();
        cards.push(card("7"));
        if let Reading::Value { value, .. } = &mut present.settings.switches {
            value.values ^= 0x10;
        }
        present.settings.lamp = Reading::Refused { code: 2 };
        present.admin_passcode = empty().admin_passcode;
        let diff = diff_with(&present);
        assert!(!diff.is_restored());
        assert_eq!(
            ids(diff.missing.iter().map(|entry| &entry.label)),
            "code-2 card-3 setting-lamp"
        );
        assert_eq!(
            ids(diff.extra.iter().map(|entry| &entry.label)),
            "present-code-2 present-card-3"
        );
        let different = diff.different.iter().map(|difference| &difference.label);
        assert_eq!(ids(different), "code-1 card-1 setting-switches owner-passcode");
        let fields: Vec<&str> = diff
            .different
            .iter()
            .flat_map(|difference| &difference.fields)
            .map(|field| field.field.as_str())
            .collect();
        assert_eq!(fields, ["until", "start", "switches.unlock-direction", "digits"]);
        assert_eq!(
            ids(diff.open()),
            "code-2 card-3 setting-lamp code-1 card-1 setting-switches owner-passcode"
        );
    }

    #[test]
    fn only_something_extra_is_restored_but_not_equal() {
        let mut present = contents();
        present.passcodes.items.push(ListedPasscode::Known(permanent("111222")));
        let diff = diff_with(&present);
        assert!(diff.is_restored() && !diff.is_equal());
    }

    #[test]
    fn a_code_twice_on_the_lock_is_not_enough_for_two() {
        let mut present = contents();
        present.passcodes.items[2] = present.passcodes.items[1].clone();
        let diff = diff_with(&present);
        assert_eq!(ids(diff.missing.iter().map(|entry| &entry.label)), "code-3");
        assert_eq!(ids(diff.extra.iter().map(|entry| &entry.label)), "present-code-3");
    }

    #[test]
    fn another_cycle_is_a_difference() {
        let mut present = contents();
        if let ListedPasscode::Known(record) = &mut present.passcodes.items[6] {
            record.until = crate::model::Until::Cycle(1);
        }
        assert_eq!(diff_with(&present).different.len(), 1);
    }

    #[test]
    fn a_lock_of_another_model_lacks_what_it_cannot_take() {
        let mut present = empty();
        present.features = Features::from_bits([0]);
        present.cards = None;
        present.settings = crate::model::Settings::default();
        let diff = diff_with(&present);
        let lost = ids(diff.not_restorable.iter().map(|loss| &loss.label));
        assert!(
            lost.contains("code-7") && lost.contains("card-1") && lost.contains("setting-auto-lock"),
            "{lost}"
        );
        assert!(!ids(diff.open()).contains("setting"));
    }

    #[test]
    fn a_switch_that_the_lock_does_not_have_is_not_back() {
        let mut present = contents();
        if let Reading::Value { value, .. } = &mut present.settings.switches {
            value.items &= !crate::model::settings::Switches::RESET_BUTTON;
        }
        let diff = diff_with(&present);
        assert_eq!(
            ids(diff.not_restorable.iter().map(|loss| &loss.label)),
            "setting-switches"
        );
    }

    #[test]
    fn json_has_the_four_keys_of_the_command_line_and_hides_numbers() {
        let json = diff_with(&empty()).to_json(false);
        assert_eq!(json["equal"], false);
        for key in ["missing", "extra", "different"] {
            assert!(json[key].is_array(), "{key}");
        }
        let shown = format!(
            "{json} {:?} {}",
            diff_with(&empty()),
            diff_with(&empty()).lines().join(" ")
        );
        for secret in ["615243", "1723612378", "8642097", "1100223"] {
            assert!(!shown.contains(secret), "{secret}");
        }
        assert!(diff_with(&empty()).to_json(true).to_string().contains("615243"));
    }

    #[test]
    fn a_readback_tells_equal_missing_and_different_apart() {
        let present = empty();
        let target = super::super::Target {
            present: &present,
            now: NOW,
            rehearsal: None,
            capacity: super::super::plan::Capacity::default(),
        };
        let plan = super::super::plan::plan(&snapshot(), &target, &super::super::Choice::default());
        let result = |contents: &Contents, id: &str| {
            let readback = readback(&plan, contents);
            readback.into_iter().find(|(its, _)| its.0 == id).unwrap().1
        };
        let mut after = contents();
        assert!(
            readback(&plan, &after)
                .iter()
                .all(|(_, result)| matches!(result, ReadBack::Equal | ReadBack::NotPlanned))
        );
        assert_eq!(result(&after, "code-5"), ReadBack::NotPlanned);
        after.passcodes.items[0] = ListedPasscode::Known(timed("482915", "2026-11-01T00:00", "2026-12-30T23:59"));
        after.passcodes.items.remove(1);
        let cards = &mut after.cards.as_mut().unwrap().items;
        cards[0].validity.end = minute("2027-01-01T00:00");
        cards[1].number = CardNumber::eight([1; 8]);
        after.settings.auto_lock = empty().settings.auto_lock;
        after.admin_passcode = Reading::Refused { code: 2 };
        let expected = [
            ("code-1", ReadBack::Differs),
            ("code-2", ReadBack::Missing),
            ("code-3", ReadBack::Equal),
            ("card-1", ReadBack::Differs),
            ("card-2", ReadBack::Missing),
            ("card-3", ReadBack::Equal),
            ("setting-auto-lock", ReadBack::Differs),
            ("setting-lamp", ReadBack::Equal),
            ("owner-passcode", ReadBack::Missing),
        ];
        for (id, expected) in expected {
            assert_eq!(result(&after, id), expected, "{id}");
        }
    }
}
