//! What an account knows of a lock, put into a saved copy of that lock (cloud 5 and 10.1 \[C\]).
//!
//! The lock's word counts: no code, card or time that the lock told is changed. From the account come names, weekly schedules,
//! generated codes that nobody typed yet, and what hangs on the lock. Each item is marked by where it is known from; where both
//! say something else about one item, that is listed and kept beside the lock's word: the owner may choose it for the restore.

use crate::account::accessory::{Accessory, AccessoryKind};
use crate::account::card::{CloudCard, CloudFingerprint};
use crate::account::page::Whole;
use crate::account::passcode::{CloudCode, CloudKind, CloudPasscode, ItemStatus};
use crate::account::people::OtherKey;
use crate::account::span::{Schedule, Span};
use crate::backup::Snapshot;
use crate::backup::account_word::AccountWord;
use crate::backup::entry::{CodeEntry, ScheduleDay};
use crate::backup::inventory::Thing;
use crate::backup::item::{About, ItemId, Provenance};
pub use crate::backup::remark::{AccountList, Remark, What};
use crate::model::{CodeText, ListedPasscode, PasscodeRecord, Raw, Until, Validity};
use serde::Serialize;

/// What was read of one lock in an account; `None` or absent: not read, which is not the same as none.
#[derive(Clone, Debug, Default)]
pub struct AccountLists {
    /// When it was read, in milliseconds since 1970 UTC by the server's clock.
    pub read_ms: i64,
    /// The lock's offset from UTC as the account knows it, in milliseconds.
    pub offset_ms: Option<i64>,
    /// The codes.
    pub codes: Option<Whole<CloudPasscode>>,
    /// The cards.
    pub cards: Option<Whole<CloudCard>>,
    /// The fingerprints.
    pub fingerprints: Option<Whole<CloudFingerprint>>,
    /// What hangs on the lock.
    pub accessories: Vec<Accessory>,
    /// Other people's keys.
    pub people: Vec<OtherKey>,
    /// The lists that could not be read.
    pub not_read: Vec<AccountList>,
    /// How many calls it cost.
    pub calls: u32,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// How many codes, cards and fingerprints the lock and the account both know.
    pub both: usize,
    /// How many only the lock knows: added without a network.
    pub only_lock: usize,
    /// The codes that only the account knows and that were put in: nobody typed them yet.
    pub only_account: Vec<ItemId>,
    /// What the account says and the copy does not hold, or not like this.
    pub remarks: Vec<Remark>,
    /// The account's offset from UTC and the one that the copy was made with, in milliseconds, where they differ: times of codes
    /// from the account are taken by the account's.
    pub offsets: Option<[i64; 2]>,
    /// The lists that could not be read.
    pub not_read: Vec<AccountList>,
}

/// Puts what the account knows into the copy. Names that the copy has stay.
pub fn merge(snapshot: &mut Snapshot, lists: &AccountLists) -> Merged {
    let copy_offset = snapshot.clock.offset_ms;
    let offset_ms = lists.offset_ms.unwrap_or(copy_offset);
    let mut merged = Merged {
        offsets: (offset_ms != copy_offset).then_some([offset_ms, copy_offset]),
        not_read: lists.not_read.clone(),
        ..Merged::default()
    };
    if let Some(codes) = &lists.codes {
        merge_codes(snapshot, codes, offset_ms, lists.read_ms, &mut merged);
    }
    if let Some(cards) = &lists.cards {
        merge_cards(snapshot, cards, offset_ms, &mut merged);
    }
    if let Some(fingerprints) = &lists.fingerprints {
        merge_fingerprints(snapshot, fingerprints, &mut merged);
    }
    add_inventory(snapshot, lists);
    let codes = snapshot.codes.iter().map(|entry| entry.about.from);
    let cards = snapshot.cards.iter().map(|entry| entry.about.from);
    let fingerprints = snapshot.fingerprints.iter().map(|entry| entry.about.from);
    for from in codes.chain(cards).chain(fingerprints) {
        merged.both += usize::from(from == Provenance::Both);
        merged.only_lock += usize::from(from == Provenance::Lock);
    }
    merged
}

/// Marks an item as known to both.
fn mark(about: &mut About, name: Option<&String>, sender: Option<&String>) {
    if about.from == Provenance::Lock {
        about.from = Provenance::Both;
    }
    about.name = about.name.take().or_else(|| name.cloned());
    about.sender = sender.cloned();
}

fn remark(id: Option<&ItemId>, name: Option<&String>, what: What) -> Remark {
    Remark {
        id: id.cloned(),
        name: name.cloned(),
        what,
    }
}

/// Whether two validities are for different times.
fn differs(lock: Validity, account: Span, offset_ms: i64) -> bool {
    account
        .in_lock_time(offset_ms)
        .is_none_or(|account| !lock.means_the_same(account))
}

fn merge_codes(
    snapshot: &mut Snapshot,
    codes: &Whole<CloudPasscode>,
    offset_ms: i64,
    now_ms: i64,
    merged: &mut Merged,
) {
    merged
        .remarks
        .extend(codes.odd.iter().map(|_| remark(None, None, What::NotUnderstood)));
    let mut listed: Vec<&CloudPasscode> = codes.items.iter().map(|item| &item.value).collect();
    // Of equal digits the one that is valid counts.
    listed.sort_by_key(|code| !code.status.is_none_or(ItemStatus::allows_restore));
    let mut seen = Vec::new();
    for code in listed {
        let Some(digits) = code.code.digits() else {
            merged
                .remarks
                .push(remark(None, code.name.as_ref(), What::NotUnderstood));
            continue;
        };
        if seen.contains(&digits) {
            continue;
        }
        seen.push(digits);
        let text = CodeText::from(digits);
        let is_it = |entry: &CodeEntry, by_first: bool| {
            let record = entry.listed.known();
            record.is_some_and(|record| {
                if by_first {
                    record.original == text
                } else {
                    record.current == text
                }
            })
        };
        // By the present digits, else by the first ones.
        let at = [false, true].into_iter().find_map(|by_first| {
            let mut entries = snapshot.codes.iter();
            entries.position(|entry| is_it(entry, by_first))
        });
        match at.and_then(|at| snapshot.codes.get_mut(at)) {
            Some(entry) => {
                mark(&mut entry.about, code.name.as_ref(), code.sender.as_ref());
                merged.remarks.extend(contradiction(entry, code, offset_ms));
            }
            None => match new_record(code, offset_ms, now_ms) {
                Ok(record) => {
                    let id = ItemId::numbered("code", snapshot.codes.len() + 1);
                    merged.only_account.push(id.clone());
                    snapshot.codes.push(CodeEntry {
                        id,
                        listed: ListedPasscode::Known(record),
                        account: None,
                        about: About {
                            sender: code.sender.clone(),
                            ..from_account(code.name.clone(), None)
                        },
                    });
                }
                Err(what) => {
                    // It would open the door until the reset, so that its loss is for the owner to accept by name.
                    if matches!(what, What::CyclicNeverTyped | What::Doubtful) {
                        snapshot.add_thing(Thing::UnusedCode, from_account(code.name.clone(), None));
                    }
                    merged.remarks.push(remark(None, code.name.as_ref(), what));
                }
            },
        }
    }
}

/// What lock and account do not agree on. Where the account's word could be put back, it is kept beside the lock's.
fn contradiction(entry: &mut CodeEntry, code: &CloudPasscode, offset_ms: i64) -> Option<Remark> {
    let record = entry.listed.known()?;
    let what = if code.kind.in_lock() != Some(record.kind) {
        What::OtherKind
    } else if let (CloudKind::Period, Until::End(end)) = (code.kind, record.until) {
        let start = record.start;
        differs(Validity { start, end }, code.span, offset_ms).then_some(What::OtherTimes)?
    } else {
        return None;
    };
    let validity = code.span.in_lock_time(offset_ms);
    let word = code.kind.in_lock().zip(validity);
    entry.account = word.and_then(|(kind, validity)| AccountWord::of_code(kind, validity));
    Some(remark(Some(&entry.id), entry.about.name.as_ref(), what))
}

/// The record of a code that the lock does not list, where it is still to be typed for the first time; else why it is not taken.
fn new_record(code: &CloudPasscode, offset_ms: i64, now_ms: i64) -> Result<PasscodeRecord, What> {
    match (code.kind, &code.code) {
        (CloudKind::Erase, _) => return Err(What::Erases),
        (CloudKind::Unknown(_), _) | (_, CloudCode::Odd(_)) => return Err(What::NotUnderstood),
        _ if !code.status.is_none_or(ItemStatus::allows_restore) => return Err(What::Invalid),
        _ if code.is_custom == Some(true) => return Err(What::NotOnLock),
        _ if !code.may_still_be_typed_first(now_ms) => return Err(What::Dead),
        (CloudKind::Cyclic(_), _) => return Err(What::CyclicNeverTyped),
        (_, CloudCode::Doubtful(_)) => return Err(What::Doubtful),
        (CloudKind::OneTime | CloudKind::Permanent | CloudKind::Period, CloudCode::Sure(_)) => {}
    }
    let kind = code.kind.in_lock().ok_or(What::NotUnderstood)?;
    let text = code.code.digits().map(CodeText::from).ok_or(What::NotUnderstood)?;
    let span = match (code.kind, code.kind.first_use_ms()) {
        // A one-time code has no end of its own but the hours in which it may be used.
        (CloudKind::OneTime, Some(hours)) => Span {
            end_ms: code.span.start_ms.saturating_add(hours),
            ..code.span
        },
        _ => code.span,
    };
    let validity = span.in_lock_time(offset_ms).ok_or(What::NotUnderstood)?;
    Ok(PasscodeRecord {
        kind,
        current: text.clone(),
        original: text,
        start: validity.start,
        until: match code.kind {
            CloudKind::Permanent => Until::Open,
            _ => Until::End(validity.end),
        },
        tail: Raw::default(),
    })
}

fn merge_cards(snapshot: &mut Snapshot, cards: &Whole<CloudCard>, offset_ms: i64, merged: &mut Merged) {
    merged
        .remarks
        .extend(cards.odd.iter().map(|_| remark(None, None, What::NotUnderstood)));
    let numbers: Vec<_> = cards.items.iter().map(|item| item.value.number.clone()).collect();
    for card in cards.items.iter().map(|item| &item.value) {
        let exact = snapshot
            .cards
            .iter()
            .position(|entry| entry.record.number == card.number);
        // Turned round only where the turned one is no card of its own.
        let turned = card.number.reversed();
        let at = exact.or_else(|| {
            let at = snapshot.cards.iter().position(|entry| entry.record.number == turned);
            at.filter(|_| !numbers.contains(&turned))
        });
        let Some(entry) = at.and_then(|at| snapshot.cards.get_mut(at)) else {
            let is_valid = card.status.is_none_or(ItemStatus::allows_restore);
            let what = if is_valid { What::NotOnLock } else { What::Invalid };
            merged.remarks.push(remark(None, card.name.as_ref(), what));
            continue;
        };
        mark(&mut entry.about, card.name.as_ref(), card.sender.as_ref());
        entry.schedule = entry.schedule.take().or_else(|| days(&card.schedule));
        if differs(entry.record.validity, card.span, offset_ms) {
            entry.account = card.span.in_lock_time(offset_ms).map(AccountWord::of_card);
            merged
                .remarks
                .push(remark(Some(&entry.id), entry.about.name.as_ref(), What::OtherTimes));
        }
    }
}

fn merge_fingerprints(snapshot: &mut Snapshot, prints: &Whole<CloudFingerprint>, merged: &mut Merged) {
    merged
        .remarks
        .extend(prints.odd.iter().map(|_| remark(None, None, What::NotUnderstood)));
    for print in prints.items.iter().map(|item| &item.value) {
        let number = print.number.map(|number| number.to_string());
        let mut entries = snapshot.fingerprints.iter_mut();
        match entries.find(|entry| Some(entry.record.number.decimal()) == number) {
            Some(entry) => {
                mark(&mut entry.about, print.name.as_ref(), None);
                entry.schedule = entry.schedule.take().or_else(|| days(&print.schedule));
            }
            None => merged.remarks.push(remark(None, print.name.as_ref(), What::NotOnLock)),
        }
    }
}

/// The days of a schedule; `None` where the account does not tell them, empty where there is none.
fn days(schedule: &Schedule) -> Option<Vec<ScheduleDay>> {
    match schedule {
        Schedule::Unknown => None,
        Schedule::None => Some(Vec::new()),
        Schedule::Weekly(slots) => Some(
            slots
                .iter()
                .map(|slot| ScheduleDay {
                    week_day: slot.week_day,
                    start_minute: slot.start_time,
                    end_minute: slot.end_time,
                })
                .collect(),
        ),
    }
}

/// What must be paired, enrolled or invited again.
fn add_inventory(snapshot: &mut Snapshot, lists: &AccountLists) {
    for accessory in &lists.accessories {
        let thing = match accessory.kind {
            AccessoryKind::Face => Thing::Face,
            AccessoryKind::PalmVein => Thing::PalmVein,
            AccessoryKind::Remote => Thing::Remote,
            AccessoryKind::Keypad => Thing::Keypad,
            AccessoryKind::DoorSensor => Thing::DoorSensor,
            AccessoryKind::Gateway => Thing::Gateway,
            AccessoryKind::QrCode => Thing::QrCode,
        };
        snapshot.add_thing(thing, from_account(accessory.name.clone(), None));
    }
    for person in &lists.people {
        let username = person.username.reveal().to_owned();
        snapshot.add_thing(Thing::Person, from_account(person.name.clone(), Some(username)));
    }
}

fn from_account(name: Option<String>, note: Option<String>) -> About {
    About {
        from: Provenance::Account,
        name,
        note,
        ..About::from_lock()
    }
}
