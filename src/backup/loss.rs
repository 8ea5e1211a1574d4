//! What cannot be carried over, and why: one answer for the review before the reset, the plan, and the comparison afterwards (S3).

use super::entry::CodeEntry;
use super::inventory::Thing;
use super::item::{ItemId, ItemKind, Label};
use super::rehearsal::{NotTried, Rehearsal, TrialKind, TrialResult};
use super::setting::SettingName;
use super::snapshot::Snapshot;
use crate::model::{CodeText, Digits, Feature, Features, ListedPasscode, LockMinute, PasscodeKind, Reading, Validity};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// The conditions under which a restore takes place.
#[derive(Clone, Debug)]
pub struct Terms<'a> {
    /// What the target can do.
    pub features: &'a Features,
    /// The time by the target's clock once it is set: true local time without daylight saving.
    pub now: LockMinute,
    /// What a rehearsal on this very target showed.
    pub rehearsal: Option<&'a Rehearsal>,
    /// The owner's passcode that the target will have: a code equal to it is refused (error 14).
    pub owner_passcode: Option<Digits>,
}

impl<'a> Terms<'a> {
    /// The terms of a restore onto a lock with these features, with the snapshot's own owner's passcode.
    pub fn new(
        snapshot: &'a Snapshot,
        features: &'a Features,
        now: LockMinute,
        rehearsal: Option<&'a Rehearsal>,
    ) -> Self {
        Self {
            features,
            now,
            rehearsal,
            owner_passcode: snapshot.owner_passcode().cloned(),
        }
    }

    /// The terms of a restore onto the lock that the snapshot is of.
    pub fn of_own_lock(snapshot: &'a Snapshot, now: LockMinute, rehearsal: Option<&'a Rehearsal>) -> Self {
        Self::new(snapshot, &snapshot.lock.features, now, rehearsal)
    }
}

/// Why an item does not come back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Obstacle {
    /// A record that nobody understands.
    Odd,
    /// A code that is not 4 to 9 digits.
    NotDigits,
    /// A one-time code that is listed has usually been used; restored it would open again.
    OneTime,
    /// Its last minute lies before now.
    Expired,
    /// The target has no keypad.
    NoKeypad,
    /// The target has no card reader.
    NoCardReader,
    /// The target cannot take cyclic codes back.
    NoCyclic,
    /// The target has no clock, the lock of the snapshot has one.
    NoClock,
    /// Another item of the snapshot has the same number, and a lock takes each only once.
    Doubled {
        /// The item that comes back in its place.
        of: ItemId,
    },
    /// It is also the owner's passcode, which opens the door anyway; a lock refuses it as an ordinary code.
    IsOwnerPasscode,
    /// In the rehearsal the lock refused this kind of item.
    Refused {
        /// The error code of the last way tried.
        code: u8,
    },
    /// In the rehearsal the lock said yes to this kind of item and did not list it as written.
    Unreliable,
    /// Templates stay in the sensor: enrol again.
    Fingerprint,
    /// Faces stay in the sensor: enrol again.
    Face,
    /// The target cannot take weekly schedules.
    ScheduleUnsupported,
    /// Weekly schedules cannot be read from a lock; where a card has one, it will open at all times.
    SchedulesUnread,
    /// The lock did not say how the setting stands.
    SettingUnread {
        /// The lock's error code.
        code: u8,
    },
    /// The target does not have this setting.
    SettingLacking,
    /// The target does not take this value.
    SettingOutOfRange,
    /// A frozen lock refuses everything else, so freezing is left to the owner, at the end.
    FreezeIsTheOwners,
    /// The owner's passcode could not be read: there will be another.
    OwnerPasscodeUnread,
    /// The owner's passcode is also an ordinary code of the target, which a lock refuses.
    OwnerPasscodeIsCode,
    /// Codes that the account made and nobody typed yet: the lock does not list them, and they die with its seeds.
    UnusedGenerated,
    /// A code for certain days that the account made and nobody typed yet, or one whose digits are not certain: no lock can be told it.
    NeverTyped,
    /// It must be paired again.
    PairAgain,
    /// It must be enrolled again.
    EnrolAgain,
    /// It must be made again.
    MakeAgain,
    /// Somebody must be invited again.
    InviteAgain,
    /// Phone keys of other people: invite them again.
    PhoneKeys,
    /// The operation log, which was not saved.
    Log,
    /// The lock's own network settings.
    Network,
    /// Remotes, keypads, sensors: pair them again.
    Accessory,
    /// Not rehearsed: whether the lock takes this kind of item back is not known before the reset.
    NotRehearsed {
        /// Why.
        cause: NotTried,
    },
    /// The rehearsal's throw-away item is still on the lock.
    NotRemoved {
        /// The lock's error code.
        code: u8,
    },
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Odd => "the lock lists a record that is not understood; it stays in the saved copy",
            Self::NotDigits => "it is not 4 to 9 digits, and no lock takes it",
            Self::OneTime => "one-time code: once it is listed it has usually been used",
            Self::Expired => "expired",
            Self::NoKeypad => "this lock has no keypad",
            Self::NoCardReader => "this lock has no card reader",
            Self::NoCyclic => "this lock cannot take cyclic codes back",
            Self::NoClock => "this lock has no clock",
            Self::Doubled { of } => return write!(f, "same number as {of}"),
            Self::IsOwnerPasscode => "same as the owner's passcode, which opens the door anyway",
            Self::Refused { code } => {
                return write!(f, "in the rehearsal the lock refused this kind (error {code:02x})");
            }
            Self::Unreliable => "in the rehearsal the lock did not list this kind as it was written",
            Self::Fingerprint => "fingerprints cannot leave the lock: enrol the finger again",
            Self::Face => "faces cannot leave the lock: enrol them again",
            Self::ScheduleUnsupported => "this lock cannot take its weekly schedule",
            Self::SchedulesUnread => {
                "weekly schedules of cards cannot be read from a lock: such a card will open at all times"
            }
            Self::SettingUnread { code } => return write!(f, "the lock did not tell this setting (error {code:02x})"),
            Self::SettingLacking => "this lock does not have this setting",
            Self::SettingOutOfRange => "this lock does not take this value",
            Self::FreezeIsTheOwners => "a frozen lock refuses everything else: freeze it again yourself, at the end",
            Self::OwnerPasscodeUnread => "the owner's passcode could not be read: there will be another",
            Self::OwnerPasscodeIsCode => "the owner's passcode is an ordinary code of this lock",
            Self::UnusedGenerated => "codes that the account made and nobody typed yet: the lock does not list them",
            Self::NeverTyped => "the account made it and nobody typed it yet; no lock can be told it: make a new one",
            Self::PairAgain => "pair it again",
            Self::EnrolAgain => "enrol it again",
            Self::MakeAgain => "make a new one",
            Self::InviteAgain => "invite them again",
            Self::PhoneKeys => "phone keys of other people: invite them again",
            Self::Log => "the lock's log",
            Self::Network => "the lock's network settings",
            Self::Accessory => "remotes, keypads, sensors: pair them again",
            Self::NotRehearsed { cause: NotTried::Full } => "could not be rehearsed: the lock is full",
            Self::NotRehearsed {
                cause: NotTried::NoFreeNumber,
            } => "could not be rehearsed: every number is taken",
            Self::NotRemoved { code } => {
                return write!(
                    f,
                    "the throw-away item of the rehearsal could not be removed (error {code:02x})"
                );
            }
        };
        f.write_str(text)
    }
}

/// Something that will not come back, or that is not sure to, said before the reset by name and number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Loss {
    /// Which item. Its id is what the owner's acceptance names.
    #[serde(flatten)]
    pub label: Label,
    /// Why.
    #[serde(flatten)]
    pub obstacle: Obstacle,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.obstacle)
    }
}

/// Everything that does not come back under these terms, in the order of the file, then of the whole lock. Empty only when
/// there is nothing to say.
pub fn losses(snapshot: &Snapshot, terms: &Terms<'_>) -> Vec<Loss> {
    let obstacles = obstacles(snapshot, terms);
    let mut losses = Vec::new();
    let mut push = |label: Label, obstacle: Obstacle| losses.push(Loss { label, obstacle });
    for label in labels(snapshot) {
        if let Some(obstacle) = obstacles.get(&label.id) {
            push(label, obstacle.clone());
        }
    }
    for (label, obstacle) in schedule_losses(snapshot, terms) {
        push(label, obstacle);
    }
    for (label, obstacle) in setting_losses(snapshot, terms) {
        push(label, obstacle);
    }
    for (label, thing) in snapshot.things() {
        push(label, thing.obstacle());
    }
    for (word, obstacle) in general_losses(snapshot, terms) {
        let id = ItemId(format!("general-{word}"));
        push(Label::new(id, ItemKind::General, None), obstacle);
    }
    for (kind, obstacle) in rehearsal_losses(snapshot, terms) {
        let id = ItemId(format!("rehearsal-{}", kind.word()));
        push(Label::new(id, ItemKind::General, None), obstacle);
    }
    losses
}

/// A label for every code, card and fingerprint of a snapshot, in the order of the file.
pub fn labels(snapshot: &Snapshot) -> Vec<Label> {
    let codes = snapshot
        .codes
        .iter()
        .map(|entry| Label::new(entry.id.clone(), code_kind(&entry.listed), entry.about.name.clone()));
    let cards = snapshot
        .cards
        .iter()
        .map(|entry| Label::new(entry.id.clone(), ItemKind::Card, entry.about.name.clone()));
    let fingerprints = snapshot
        .fingerprints
        .iter()
        .map(|entry| Label::new(entry.id.clone(), ItemKind::Fingerprint, entry.about.name.clone()));
    codes.chain(cards).chain(fingerprints).collect()
}

/// The kind of a listed code.
pub fn code_kind(listed: &ListedPasscode) -> ItemKind {
    listed
        .known()
        .map_or(ItemKind::OddCode, |record| ItemKind::Code(record.kind))
}

/// How important a code is: permanent ones first, then timed ones that are valid now, future ones, cyclic ones, one-time ones,
/// and what is over or not understood.
pub fn importance(listed: &ListedPasscode, now: LockMinute) -> u8 {
    let Some(record) = listed.known() else { return 6 };
    let validity = record.validity();
    match record.kind {
        _ if validity.is_over(now) => 5,
        PasscodeKind::Permanent => 0,
        PasscodeKind::Period if super::plan::is_permanent(record) => 0,
        PasscodeKind::Period if !validity.is_future(now) => 1,
        PasscodeKind::Period => 2,
        PasscodeKind::Cyclic => 3,
        PasscodeKind::Count => 4,
    }
}

/// The codes in the order of [`importance`], equal ones in the order of the file.
pub fn by_importance(snapshot: &Snapshot, now: LockMinute) -> Vec<&CodeEntry> {
    let mut codes: Vec<&CodeEntry> = snapshot.codes.iter().collect();
    codes.sort_by_key(|entry| importance(&entry.listed, now));
    codes
}

/// Why codes, cards and fingerprints do not come back under these terms; those that do are not in it.
pub fn obstacles(snapshot: &Snapshot, terms: &Terms<'_>) -> BTreeMap<ItemId, Obstacle> {
    let mut obstacles = BTreeMap::new();
    let mut codes: BTreeMap<CodeText, ItemId> = BTreeMap::new();
    for entry in by_importance(snapshot, terms.now) {
        let obstacle = code_obstacle(&entry.listed, &snapshot.lock.features, terms);
        let obstacle = obstacle.or_else(|| {
            let current = entry.listed.known()?.current.clone();
            let of = codes.get(&current).cloned();
            if of.is_none() {
                codes.insert(current, entry.id.clone());
            }
            of.map(|of| Obstacle::Doubled { of })
        });
        if let Some(obstacle) = obstacle {
            obstacles.insert(entry.id.clone(), obstacle);
        }
    }
    let mut cards = BTreeMap::new();
    for entry in &snapshot.cards {
        let record = &entry.record;
        let obstacle = card_obstacle(TrialKind::of_card(&record.number), record.validity, terms);
        let obstacle = obstacle.or_else(|| {
            let key = record.number.clone().min(record.number.reversed());
            let of = cards.get(&key).cloned();
            if of.is_none() {
                cards.insert(key, entry.id.clone());
            }
            of.map(|of| Obstacle::Doubled { of })
        });
        if let Some(obstacle) = obstacle {
            obstacles.insert(entry.id.clone(), obstacle);
        }
    }
    for entry in &snapshot.fingerprints {
        obstacles.insert(entry.id.clone(), Obstacle::Fingerprint);
    }
    obstacles
}

/// Why a code does not come back, as far as it alone tells.
pub fn code_obstacle(listed: &ListedPasscode, source: &Features, terms: &Terms<'_>) -> Option<Obstacle> {
    let Some(record) = listed.known() else {
        return Some(Obstacle::Odd);
    };
    let Some(digits) = record.current.digits() else {
        return Some(Obstacle::NotDigits);
    };
    let lacks_clock = terms.features.has(Feature::NoClock) && !source.has(Feature::NoClock);
    if !terms.features.has(Feature::Passcodes) {
        Some(Obstacle::NoKeypad)
    } else if record.validity().is_over(terms.now) {
        Some(Obstacle::Expired)
    } else if record.kind == PasscodeKind::Count {
        Some(Obstacle::OneTime)
    } else if record.kind == PasscodeKind::Cyclic && !terms.features.has(Feature::CyclicRecover) {
        Some(Obstacle::NoCyclic)
    } else if lacks_clock && record.kind != PasscodeKind::Permanent {
        Some(Obstacle::NoClock)
    } else if terms.owner_passcode.as_ref() == Some(&digits) {
        Some(Obstacle::IsOwnerPasscode)
    } else {
        rehearsal_obstacle(TrialKind::Code(record.kind), terms)
    }
}

fn card_obstacle(kind: TrialKind, validity: Validity, terms: &Terms<'_>) -> Option<Obstacle> {
    if !terms.features.has(Feature::Cards) {
        Some(Obstacle::NoCardReader)
    } else if validity.is_over(terms.now) {
        Some(Obstacle::Expired)
    } else {
        rehearsal_obstacle(kind, terms)
    }
}

/// What the rehearsal has against a kind.
pub(super) fn rehearsal_obstacle(kind: TrialKind, terms: &Terms<'_>) -> Option<Obstacle> {
    match terms.rehearsal?.result(kind)? {
        TrialResult::Refused { tried } => Some(Obstacle::Refused {
            code: tried.last().map_or(0, |refusal| refusal.code),
        }),
        TrialResult::Differs { .. } => Some(Obstacle::Unreliable),
        TrialResult::Works { .. } | TrialResult::NotRemoved { .. } | TrialResult::NotTried { .. } => None,
    }
}

fn schedule_losses(snapshot: &Snapshot, terms: &Terms<'_>) -> Vec<(Label, Obstacle)> {
    if terms.features.has(Feature::CyclicCards) {
        return Vec::new();
    }
    let with_schedule = snapshot
        .cards
        .iter()
        .filter(|entry| entry.schedule.as_ref().is_some_and(|days| !days.is_empty()));
    with_schedule
        .map(|entry| {
            let id = ItemId(format!("schedule-{}", entry.id));
            let label = Label::new(id, ItemKind::Card, entry.about.name.clone());
            (label, Obstacle::ScheduleUnsupported)
        })
        .collect()
}

/// Why saved settings, and the owner's passcode, do not come back. Ranges are not known before the target was read; the plan
/// tells them.
fn setting_losses(snapshot: &Snapshot, terms: &Terms<'_>) -> Vec<(Label, Obstacle)> {
    let settings = snapshot.settings.to_settings();
    let mut losses = Vec::new();
    for name in SettingName::ALL {
        let obstacle = match name.reading(&settings) {
            Reading::NotOffered => None,
            Reading::Refused { code } => Some(Obstacle::SettingUnread { code }),
            Reading::Value { value, .. } => value.obstacle(terms.features, &Reading::NotOffered),
        };
        if let Some(obstacle) = obstacle {
            losses.push((Label::new(ItemId::setting(name), ItemKind::Setting, None), obstacle));
        }
    }
    if terms.features.has(Feature::Passcodes) && snapshot.owner_passcode.reading.value().is_none() {
        let label = Label::new(ItemId::owner_passcode(), ItemKind::OwnerPasscode, None);
        losses.push((label, Obstacle::OwnerPasscodeUnread));
    }
    losses
}

/// What belongs to the whole lock. Words are parts of ids.
fn general_losses(snapshot: &Snapshot, terms: &Terms<'_>) -> Vec<(&'static str, Obstacle)> {
    let source = &snapshot.lock.features;
    let any = |features: &[Feature]| features.iter().any(|feature| source.has(*feature));
    // What the account told by name is not told once more in general.
    let has_named = |wanted: Thing| snapshot.things().any(|(_, thing)| thing == wanted);
    let accessories = [
        (Feature::KeyFob, Thing::Remote),
        (Feature::WirelessKeypad, Thing::Keypad),
        (Feature::WirelessDoorSensor, Thing::DoorSensor),
        (Feature::GatewayUnlock, Thing::Gateway),
    ];
    let has_unnamed = |(feature, thing): (Feature, Thing)| source.has(feature) && !has_named(thing);
    let is_merged = snapshot.codes.iter().any(|entry| !is_only_lock(entry));
    let has_schedules = source.has(Feature::CyclicCards)
        && terms.features.has(Feature::Cards)
        && snapshot.cards.iter().any(|entry| entry.schedule.is_none());
    let all = [
        (
            "unused-codes",
            source.has(Feature::Passcodes) && !is_merged,
            Obstacle::UnusedGenerated,
        ),
        ("schedules", has_schedules, Obstacle::SchedulesUnread),
        ("phone-keys", !has_named(Thing::Person), Obstacle::PhoneKeys),
        ("log", snapshot.log.is_none(), Obstacle::Log),
        (
            "faces",
            any(&[Feature::Face]) && !has_named(Thing::Face),
            Obstacle::Face,
        ),
        ("network", any(&[Feature::Wifi, Feature::NbIot]), Obstacle::Network),
        (
            "accessories",
            accessories.into_iter().any(has_unnamed),
            Obstacle::Accessory,
        ),
    ];
    let said = all.into_iter().filter(|(_, is_so, _)| *is_so);
    said.map(|(word, _, obstacle)| (word, obstacle)).collect()
}

fn is_only_lock(entry: &CodeEntry) -> bool {
    entry.about.from == super::item::Provenance::Lock
}

/// Kinds of which the rehearsal could not show everything. Kinds that were refused are told item by item.
fn rehearsal_losses(snapshot: &Snapshot, terms: &Terms<'_>) -> Vec<(TrialKind, Obstacle)> {
    let Some(rehearsal) = terms.rehearsal else {
        return Vec::new();
    };
    let kinds = super::rehearsal::kinds(snapshot, terms.now, true);
    let outcomes = rehearsal
        .outcomes
        .iter()
        .filter(|outcome| kinds.contains(&outcome.kind));
    outcomes
        .filter_map(|outcome| match outcome.result {
            TrialResult::NotTried { why } => Some((outcome.kind, Obstacle::NotRehearsed { cause: why })),
            TrialResult::NotRemoved { code, .. } => Some((outcome.kind, Obstacle::NotRemoved { code })),
            TrialResult::Works { .. } | TrialResult::Refused { .. } | TrialResult::Differs { .. } => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOW, contents, rehearsal_of, snapshot, snapshot_of};
    use super::super::item::{About, Provenance};
    use super::*;
    use crate::model::Reading;

    fn said(snapshot: &Snapshot) -> Vec<String> {
        let losses = losses(snapshot, &Terms::of_own_lock(snapshot, NOW, None));
        losses.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn s3_what_cannot_come_back_is_said_by_name_and_number() {
        let mut snapshot = snapshot();
        snapshot.set_name(&"fingerprint-1".into(), Some("Right thumb".to_owned()));
        let expected = [
            "code-5 (timed): expired",
            "code-6 (one-time): one-time code: once it is listed it has usually been used",
            "code-9: the lock lists a record that is not understood; it stays in the saved copy",
            "fingerprint-1 \"Right thumb\": fingerprints cannot leave the lock: enrol the finger again",
            "setting-sensitivity: the lock did not tell this setting (error 1b)",
            "general-unused-codes: codes that the account made and nobody typed yet: the lock does not list them",
            "general-schedules: weekly schedules of cards cannot be read from a lock: such a card will open at all times",
            "general-phone-keys: phone keys of other people: invite them again",
            "general-log: the lock's log",
        ];
        assert_eq!(said(&snapshot), expected);
    }

    #[test]
    fn what_an_account_tells_is_no_loss() {
        let mut snapshot = snapshot();
        snapshot.codes[1].about = About {
            from: Provenance::Both,
            ..About::from_lock()
        };
        for card in &mut snapshot.cards {
            card.schedule = Some(Vec::new());
        }
        snapshot.log = Some(crate::backup::fixture::listing(Vec::new()));
        let said = said(&snapshot).join(" ");
        for word in ["unused-codes", "schedules", "general-log"] {
            assert!(!said.contains(word), "{word}");
        }
    }

    #[test]
    fn an_owners_passcode_that_was_not_told_is_said() {
        let mut silent = contents();
        silent.admin_passcode = Reading::Refused { code: 2 };
        let expected = "owner-passcode: the owner's passcode could not be read: there will be another";
        assert!(said(&snapshot_of(&silent)).contains(&expected.to_owned()));
    }

    #[test]
    fn a_lock_with_more_than_codes_has_more_to_be_done_by_hand() {
        let mut more = contents();
        let bits = more.features.bits().into_iter().map(|bit| u8::try_from(bit).unwrap());
        let extra = [Feature::Face, Feature::Wifi, Feature::KeyFob].map(Feature::bit);
        more.features = Features::from_bits(bits.chain(extra));
        let said = said(&snapshot_of(&more)).join(" ");
        for word in ["general-faces", "general-network", "general-accessories"] {
            assert!(said.contains(word), "{word}");
        }
    }

    #[test]
    fn s3_what_an_account_tells_by_name_is_lost_by_name() {
        let mut full = contents();
        let bits = full.features.bits().into_iter().map(|bit| u8::try_from(bit).unwrap());
        let extra = [Feature::KeyFob, Feature::GatewayUnlock].map(Feature::bit);
        full.features = Features::from_bits(bits.chain(extra));
        let mut snapshot = snapshot_of(&full);
        let about = |name: &str| About {
            from: Provenance::Account,
            name: Some(name.to_owned()),
            ..About::from_lock()
        };
        snapshot.add_thing(Thing::Person, about("Nanny"));
        snapshot.add_thing(Thing::Person, about("Neighbour"));
        snapshot.add_thing(Thing::Gateway, about("Cellar"));
        snapshot.add_thing(Thing::UnusedCode, about("Cleaner"));
        let said = said(&snapshot);
        for line in [
            "person-1 \"Nanny\": invite them again",
            "person-2 \"Neighbour\": invite them again",
            "gateway-1 \"Cellar\": pair it again",
            "unused-code-1 \"Cleaner\": the account made it and nobody typed it yet; no lock can be told it: make a new one",
            // No remote was named, and the lock may have one.
            "general-accessories: remotes, keypads, sensors: pair them again",
        ] {
            assert!(said.iter().any(|other| other == line), "{line}: {said:?}");
        }
        assert!(!said.iter().any(|line| line.starts_with("general-phone-keys")));
    }

    #[test]
    fn a_kind_that_only_a_later_version_knows_is_kept_and_not_said() {
        let mut snapshot = snapshot();
        let before = said(&snapshot);
        snapshot.add_thing(Thing::Remote, About::from_lock());
        snapshot.inventory[0].kind = "chip-in-the-paw".to_owned();
        assert_eq!(said(&snapshot), before);
        let json = serde_json::to_value(&snapshot).unwrap();
        assert_eq!(json["inventory"][0]["kind"], "chip-in-the-paw");
    }

    #[test]
    fn a_card_that_stands_twice_in_two_byte_orders_comes_back_once() {
        let mut doubled = contents();
        let cards = &mut doubled.cards.as_mut().unwrap().items;
        let mut again = cards[0].clone();
        again.number = again.number.reversed();
        cards.push(again);
        let snapshot = snapshot_of(&doubled);
        let obstacles = obstacles(&snapshot, &Terms::of_own_lock(&snapshot, NOW, None));
        let of = "card-1".into();
        assert_eq!(obstacles.get(&"card-4".into()), Some(&Obstacle::Doubled { of }));
    }

    #[test]
    fn no_obstacle_without_words() {
        let snapshot = snapshot();
        let rehearsal = rehearsal_of(&snapshot);
        let terms = Terms::of_own_lock(&snapshot, NOW, Some(&rehearsal));
        let losses = losses(&snapshot, &terms);
        assert!(
            losses
                .iter()
                .all(|loss| loss.to_string().len() > loss.label.id.0.len() + 4)
        );
        let json = serde_json::to_value(&losses[0]).unwrap();
        let expected = serde_json::json!({ "id": "code-5", "kind": "timed", "reason": "expired" });
        assert_eq!(json, expected);
    }
}
