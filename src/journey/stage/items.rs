//! Items of a saved copy in words: what each is, when it works, and what happens to it.

use super::super::message::{Arg, Hidden, Message, say};
use super::super::screen::{Fate, ItemRow, ItemTable, PlanRow, Secret};
use super::super::trouble::Trouble;
use crate::backup::entry::{CardEntry, CodeEntry, FingerprintEntry};
use crate::backup::inventory::Thing;
use crate::backup::item::{ItemId, ItemKind, Label};
use crate::backup::loss::{self, Loss, Obstacle};
use crate::backup::plan::{Action, Hint, PlanItem, Reason};
use crate::backup::rehearsal::{NotTried, Rehearsal, TrialKind, TrialResult};
use crate::backup::setting::SettingName;
use crate::backup::snapshot::Snapshot;
use crate::model::{LockMinute, PasscodeKind, PasscodeRecord, Until, Validity};
use std::collections::BTreeMap;

/// Dots, always as many, so that not even the length is told.
const MASK: &str = "••••";

/// Digits, shown or masked.
pub(super) fn secret(digits: &str, revealed: bool) -> Secret<Message> {
    if revealed {
        Secret {
            shown: Hidden::from(digits),
            spoken: say!("spoken-digits", digits = Hidden(spaced(digits))),
        }
    } else {
        Secret {
            shown: Hidden::from(MASK),
            spoken: say!("spoken-hidden"),
        }
    }
}

/// One character at a time, so that a screen reader does not make a number of it.
pub(super) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(character);
    }
    spaced
}

/// Every code, fob and fingerprint of a copy that matches a search.
pub(crate) fn table(
    snapshot: &Snapshot,
    losses: &[Loss],
    now: LockMinute,
    search: &str,
    revealed: bool,
) -> ItemTable<Message> {
    let mut lost: BTreeMap<&ItemId, Vec<&Obstacle>> = BTreeMap::new();
    for loss in losses {
        lost.entry(&loss.label.id).or_default().push(&loss.obstacle);
    }
    let lost = |id: &ItemId| lost.get(id).map(Vec::as_slice).unwrap_or_default();
    let codes = snapshot
        .codes
        .iter()
        .map(|entry| code_row(entry, now, revealed, lost(&entry.id)));
    let cards = snapshot
        .cards
        .iter()
        .map(|entry| card_row(entry, revealed, lost(&entry.id)));
    let fingers = snapshot
        .fingerprints
        .iter()
        .map(|entry| finger_row(entry, lost(&entry.id)));
    let rows = codes.chain(cards).chain(fingers);
    ItemTable {
        counts: counts(snapshot),
        rows: rows.filter(|row| matches(&row.id, &row.label, search)).collect(),
        search: search.to_owned(),
        revealed,
    }
}

/// How many there are of each kind.
pub(super) fn counts(snapshot: &Snapshot) -> Vec<Message> {
    vec![
        say!("count-codes", count = snapshot.codes.len()),
        say!("count-fobs", count = snapshot.cards.len()),
        say!("count-fingers", count = snapshot.fingerprints.len()),
    ]
}

fn code_row(entry: &CodeEntry, now: LockMinute, revealed: bool, lost: &[&Obstacle]) -> ItemRow<Message> {
    let known = entry.listed.known();
    let mut notes: Vec<Message> = lost.iter().map(|obstacle| obstacle_words(obstacle)).collect();
    let is_lost = !notes.is_empty();
    if known.is_some_and(|record| record.validity().is_future(now)) {
        notes.push(say!("hint-not-yet"));
    }
    ItemRow {
        id: entry.id.0.clone(),
        label: label_words(&Label::new(
            entry.id.clone(),
            loss::code_kind(&entry.listed),
            entry.about.name.clone(),
        )),
        value: known.map(|record| secret(&record.current.reveal(), revealed)),
        when: known.map(code_when),
        notes,
        lost: is_lost,
    }
}

fn card_row(entry: &CardEntry, revealed: bool, lost: &[&Obstacle]) -> ItemRow<Message> {
    let notes: Vec<Message> = lost.iter().map(|obstacle| obstacle_words(obstacle)).collect();
    ItemRow {
        id: entry.id.0.clone(),
        label: label_words(&Label::new(entry.id.clone(), ItemKind::Card, entry.about.name.clone())),
        value: Some(secret(&entry.record.number.decimal(), revealed)),
        when: Some(when(entry.record.validity)),
        lost: !notes.is_empty(),
        notes,
    }
}

fn finger_row(entry: &FingerprintEntry, lost: &[&Obstacle]) -> ItemRow<Message> {
    let notes: Vec<Message> = lost.iter().map(|obstacle| obstacle_words(obstacle)).collect();
    ItemRow {
        id: entry.id.0.clone(),
        label: label_words(&Label::new(
            entry.id.clone(),
            ItemKind::Fingerprint,
            entry.about.name.clone(),
        )),
        value: None,
        when: Some(when(entry.record.validity)),
        lost: !notes.is_empty(),
        notes,
    }
}

/// A loss as a row: by name and number, and why.
pub(super) fn loss_row(loss: &Loss) -> ItemRow<Message> {
    ItemRow {
        id: loss.label.id.0.clone(),
        label: label_words(&loss.label),
        value: None,
        when: None,
        notes: vec![obstacle_words(&loss.obstacle)],
        lost: true,
    }
}

/// An item that is missing, as a row.
pub(super) fn missing_row(label: &Label, note: Message) -> ItemRow<Message> {
    ItemRow {
        id: label.id.0.clone(),
        label: label_words(label),
        value: None,
        when: None,
        notes: vec![note],
        lost: true,
    }
}

/// An item of a plan as a row.
pub(super) fn plan_row(item: &PlanItem, ticked: bool) -> PlanRow<Message> {
    let (fate, word) = match item.action {
        Action::Add { .. } => (Fate::Add, say!("fate-add")),
        Action::Change { .. } => (Fate::Change, say!("fate-change")),
        Action::Skip => (Fate::Skip, say!("fate-skip")),
        Action::Refuse => (Fate::Refuse, say!("fate-refuse")),
    };
    PlanRow {
        id: item.label.id.0.clone(),
        label: label_words(&item.label),
        fate,
        word,
        reason: reason_words(&item.reason),
        notes: item.hints.iter().map(hint_words).collect(),
        ticked: ticked && item.action.is_written(),
        enabled: item.action.is_written() || item.reason == Reason::NotChosen,
    }
}

/// Whether an item matches a search: by its number or its name.
pub(super) fn matches(id: &str, label: &Message, search: &str) -> bool {
    let search = search.trim().to_lowercase();
    let named = |(_, arg): &(&str, Arg)| matches!(arg, Arg::Text(text) if text.to_lowercase().contains(&search));
    search.is_empty() || id.to_lowercase().contains(&search) || label.args.iter().any(named)
}

/// What an item is called: its kind and number, and the owner's name for it.
pub(super) fn label_words(label: &Label) -> Message {
    if let ItemKind::Setting = label.kind {
        let of_id = |name: &SettingName| ItemId::setting(*name) == label.id;
        return SettingName::ALL
            .into_iter()
            .find(of_id)
            .map_or_else(|| say!("item-general"), setting_words);
    }
    let number = label.id.0.rsplit('-').next().unwrap_or_default().to_owned();
    match (&label.name, label.kind) {
        (Some(name), ItemKind::Code(_) | ItemKind::OddCode) => {
            say!("item-code-named", number = number, name = name.clone())
        }
        (None, ItemKind::Code(_) | ItemKind::OddCode) => say!("item-code", number = number),
        (Some(name), ItemKind::Card) => say!("item-fob-named", number = number, name = name.clone()),
        (None, ItemKind::Card) => say!("item-fob", number = number),
        (Some(name), ItemKind::Fingerprint) => say!("item-finger-named", number = number, name = name.clone()),
        (None, ItemKind::Fingerprint) => say!("item-finger", number = number),
        (Some(name), ItemKind::Thing(thing)) => {
            say!(
                "item-thing-named",
                thing = thing_words(thing),
                number = number,
                name = name.clone()
            )
        }
        (None, ItemKind::Thing(thing)) => say!("item-thing", thing = thing_words(thing), number = number),
        (_, ItemKind::OwnerPasscode) => say!("item-owner-code"),
        (_, ItemKind::General | ItemKind::Setting) => {
            trial_of(&label.id).map_or_else(|| say!("item-general"), trial_words)
        }
    }
}

/// The kind of item that something about the trial run is about.
fn trial_of(id: &ItemId) -> Option<TrialKind> {
    let word = id.0.strip_prefix("rehearsal-")?;
    TrialKind::ALL.into_iter().find(|kind| kind.word() == word)
}

fn thing_words(thing: Thing) -> Message {
    match thing {
        Thing::Face => say!("thing-face"),
        Thing::PalmVein => say!("thing-palm"),
        Thing::Remote => say!("thing-remote"),
        Thing::Keypad => say!("thing-keypad"),
        Thing::DoorSensor => say!("thing-door-sensor"),
        Thing::Gateway => say!("thing-gateway"),
        Thing::QrCode => say!("thing-qr-code"),
        Thing::Person => say!("thing-person"),
        Thing::UnusedCode => say!("thing-unused-code"),
    }
}

/// What cannot come back and is none of the items: why, and for what kind of item.
pub(super) fn general_words(loss: &Loss) -> Message {
    let why = obstacle_words(&loss.obstacle);
    match (trial_of(&loss.label.id), loss.label.kind) {
        (Some(kind), _) => say!("general-kind", kind = trial_words(kind), why = why),
        (None, ItemKind::Thing(_)) => say!("general-kind", kind = label_words(&loss.label), why = why),
        (None, _) => why,
    }
}

fn setting_words(name: SettingName) -> Message {
    match name {
        SettingName::AutoLock => say!("setting-auto-lock"),
        SettingName::Sound => say!("setting-sound"),
        SettingName::RemoteUnlock => say!("setting-remote-unlock"),
        SettingName::ShowPasscode => say!("setting-show-code"),
        SettingName::Passage => say!("setting-passage"),
        SettingName::Lamp => say!("setting-lamp"),
        SettingName::Freeze => say!("setting-freeze"),
        SettingName::Sensitivity => say!("setting-sensitivity"),
        SettingName::Switches => say!("setting-switches"),
    }
}

/// When a code works.
fn code_when(record: &PasscodeRecord) -> Message {
    match (record.kind, record.until) {
        (PasscodeKind::Count, _) => say!("when-once"),
        (PasscodeKind::Cyclic, _) | (_, Until::Cycle(_)) => say!("when-cyclic"),
        (PasscodeKind::Permanent | PasscodeKind::Period, Until::Open | Until::End(_)) => when(record.validity()),
    }
}

/// Where account and lock do not agree and the owner may choose: which item, what it is called, when it opens by the lock, and by the
/// account.
pub(super) fn contradictions(snapshot: &Snapshot) -> Vec<(&ItemId, Message, Message, Message)> {
    let codes = snapshot.codes.iter().filter_map(|entry| {
        let label = Label::new(
            entry.id.clone(),
            loss::code_kind(&entry.listed),
            entry.about.name.clone(),
        );
        let lock = entry.listed.known().map(code_when)?;
        Some((&entry.id, label_words(&label), lock, when(entry.account?.validity())))
    });
    let cards = snapshot.cards.iter().filter_map(|entry| {
        let label = Label::new(entry.id.clone(), ItemKind::Card, entry.about.name.clone());
        let lock = when(entry.record.validity);
        Some((&entry.id, label_words(&label), lock, when(entry.account?.validity())))
    });
    codes.chain(cards).collect()
}

fn when(validity: Validity) -> Message {
    match (validity.start.is_open_start(), validity.end.is_open_end()) {
        (true, true) => say!("when-always"),
        (false, true) => say!("when-from", start = validity.start),
        (true, false) => say!("when-until", end = validity.end),
        (false, false) => say!("when-between", start = validity.start, end = validity.end),
    }
}

/// Why an item cannot come back.
pub(super) fn obstacle_words(obstacle: &Obstacle) -> Message {
    match obstacle {
        Obstacle::Odd => say!("obstacle-odd"),
        Obstacle::NotDigits => say!("obstacle-not-digits"),
        Obstacle::OneTime => say!("obstacle-one-time"),
        Obstacle::Expired => say!("obstacle-expired"),
        Obstacle::NoKeypad => say!("obstacle-no-keypad"),
        Obstacle::NoCardReader => say!("obstacle-no-reader"),
        Obstacle::NoCyclic => say!("obstacle-no-cyclic"),
        Obstacle::NoClock => say!("obstacle-no-clock"),
        Obstacle::Doubled { of } => say!("obstacle-doubled", of = of.0.clone()),
        Obstacle::IsOwnerPasscode => say!("obstacle-is-owner-code"),
        Obstacle::Refused { code } => say!("obstacle-refused", why = refusal(*code)),
        Obstacle::Unreliable => say!("obstacle-unreliable"),
        Obstacle::Fingerprint => say!("obstacle-finger"),
        Obstacle::Face => say!("obstacle-face"),
        Obstacle::ScheduleUnsupported => say!("obstacle-schedule-unsupported"),
        Obstacle::SchedulesUnread => say!("obstacle-schedules-unread"),
        Obstacle::SettingUnread { code } => say!("obstacle-setting-unread", why = refusal(*code)),
        Obstacle::SettingLacking => say!("obstacle-setting-lacking"),
        Obstacle::SettingOutOfRange => say!("obstacle-setting-range"),
        Obstacle::FreezeIsTheOwners => say!("obstacle-freeze"),
        Obstacle::OwnerPasscodeUnread => say!("obstacle-owner-code-unread"),
        Obstacle::OwnerPasscodeIsCode => say!("obstacle-owner-code-is-code"),
        Obstacle::UnusedGenerated => say!("obstacle-unused-generated"),
        Obstacle::NeverTyped => say!("obstacle-never-typed"),
        Obstacle::PairAgain => say!("obstacle-pair-again"),
        Obstacle::EnrolAgain => say!("obstacle-enrol-again"),
        Obstacle::MakeAgain => say!("obstacle-make-again"),
        Obstacle::InviteAgain => say!("obstacle-invite-again"),
        Obstacle::PhoneKeys => say!("obstacle-phone-keys"),
        Obstacle::Log => say!("obstacle-log"),
        Obstacle::Network => say!("obstacle-network"),
        Obstacle::Accessory => say!("obstacle-accessory"),
        Obstacle::NotRehearsed { cause: NotTried::Full } => say!("obstacle-not-rehearsed-full"),
        Obstacle::NotRehearsed {
            cause: NotTried::NoFreeNumber,
        } => say!("obstacle-not-rehearsed-number"),
        Obstacle::NotRemoved { code } => say!("obstacle-not-removed", why = refusal(*code)),
    }
}

/// What the lock meant by an error code.
pub(super) fn refusal(code: u8) -> Message {
    Trouble::Lock(code).problem().what
}

fn reason_words(reason: &Reason) -> Message {
    match reason {
        Reason::Missing => say!("reason-missing"),
        Reason::AlreadyThere => say!("reason-there"),
        Reason::OtherValue => say!("reason-other-value"),
        Reason::TargetKept => say!("reason-target-kept"),
        Reason::Replaced => say!("reason-replaced"),
        Reason::ScheduleUnread => say!("reason-schedule-unread"),
        Reason::NotChosen => say!("reason-not-chosen"),
        Reason::NoRoom => say!("reason-no-room"),
        Reason::Obstacle(obstacle) => obstacle_words(obstacle),
    }
}

fn hint_words(hint: &Hint) -> Message {
    match hint {
        Hint::Weak => say!("hint-weak"),
        Hint::WasChanged => say!("hint-was-changed"),
        Hint::NotYetValid => say!("hint-not-yet"),
        Hint::Over => say!("hint-over"),
        Hint::OpensAgain => say!("hint-opens-again"),
        Hint::NoClock => say!("hint-no-clock"),
        Hint::PresentUnknown => say!("hint-present-unknown"),
        Hint::PartsLacking { .. } => say!("hint-parts-lacking"),
        Hint::ScheduleLost => say!("hint-schedule-lost"),
        Hint::ScheduleUnproved => say!("hint-schedule-unproved"),
    }
}

/// What a rehearsal showed, a sentence for each kind.
pub(super) fn rehearsal_lines(rehearsal: &Rehearsal) -> Vec<Message> {
    let lines = rehearsal.outcomes.iter().map(|outcome| {
        let kind = trial_words(outcome.kind);
        match &outcome.result {
            TrialResult::Works { .. } => say!("trial-works", kind = kind),
            TrialResult::Refused { .. } => say!("trial-refused", kind = kind),
            TrialResult::Differs { .. } => say!("trial-differs", kind = kind),
            TrialResult::NotRemoved { .. } => say!("trial-not-removed", kind = kind),
            TrialResult::NotTried { .. } => say!("trial-not-tried", kind = kind),
        }
    });
    lines.collect()
}

fn trial_words(kind: TrialKind) -> Message {
    match kind {
        TrialKind::Code(PasscodeKind::Permanent) => say!("kind-permanent"),
        TrialKind::Code(PasscodeKind::Count) => say!("kind-one-time"),
        TrialKind::Code(PasscodeKind::Period) => say!("kind-timed"),
        TrialKind::Code(PasscodeKind::Cyclic) => say!("kind-cyclic"),
        TrialKind::CardFour => say!("kind-fob"),
        TrialKind::CardEight => say!("kind-long-fob"),
    }
}
