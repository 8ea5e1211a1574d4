//! What an account knows of a lock, put into a saved copy of that lock (cloud 5 and 10.1 \[C\]).
//!
//! The lock's word counts: no code, card or time that the lock told is changed. From the account come names, weekly schedules,
//! generated codes that nobody typed yet, and what hangs on the lock. Each item is marked by where it is known from; where both
//! say something else about one item, that is listed and kept beside the lock's word: the owner may choose it for the restore.

use super::clock::offset_then;
use super::telling;
use crate::account::accessory::{Accessory, AccessoryKind};
use crate::account::card::{CloudCard, CloudFingerprint};
use crate::account::page::Whole;
use crate::account::passcode::{CloudCode, CloudKind, CloudPasscode, ItemStatus};
use crate::account::people::OtherKey;
use crate::account::setting::{PassageMode, PassageTime};
use crate::account::span::{Schedule, Span};
use crate::backup::Snapshot;
use crate::backup::account_word::AccountWord;
use crate::backup::entry::{CodeEntry, ScheduleDay};
use crate::backup::inventory::Thing;
use crate::backup::item::{About, ItemId, Provenance};
pub use crate::backup::remark::{AccountList, Remark, What};
use crate::model::{
    CodeText, ListedPasscode, Listing, LockMinute, LogRecord, PasscodeKind, PasscodeRecord, Raw, Until, Validity,
};
use crate::protocol::command::log::tail_meaning;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    /// When the door stays open; `None` also where the lock cannot.
    pub passage: Option<PassageMode>,
    /// Items of these lists that were not understood, with their names where they have one; those of codes, cards and fingerprints stand
    /// in their own lists.
    pub odd: Vec<(AccountList, Option<String>)>,
    /// The lists that could not be read.
    pub not_read: Vec<AccountList>,
    /// The lists that kept changing while they were read: what came in any reading is there, and something may be missing.
    pub kept_changing: Vec<AccountList>,
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
    /// The account's offset from UTC and the one that the lock's clock ran at, in milliseconds, where they differ: times of codes
    /// from the account are taken by the account's.
    pub offsets: Option<[i64; 2]>,
    /// The lists that could not be read.
    pub not_read: Vec<AccountList>,
    /// The lists that kept changing while they were read: something may be missing.
    pub kept_changing: Vec<AccountList>,
}

/// Puts what the account knows into the copy. Names that the copy has stay.
pub fn merge(snapshot: &mut Snapshot, lists: &AccountLists) -> Merged {
    // The lock's clock decides when a code opens. That the phone counts in another zone, or in summer time, changes nothing about it.
    let lock_offset = offset_then(&snapshot.clock);
    let offset_ms = lists.offset_ms.unwrap_or(lock_offset);
    let mut merged = Merged {
        offsets: (offset_ms != lock_offset).then_some([offset_ms, lock_offset]),
        not_read: lists.not_read.clone(),
        kept_changing: lists.kept_changing.clone(),
        ..Merged::default()
    };
    if let Some(codes) = &lists.codes {
        merge_codes(snapshot, codes, offset_ms, lists.read_ms, &mut merged);
    }
    if let Some(cards) = &lists.cards {
        merge_cards(snapshot, cards, offset_ms, lists.read_ms, &mut merged);
    }
    if let Some(fingerprints) = &lists.fingerprints {
        merge_fingerprints(snapshot, fingerprints, lists.read_ms, &mut merged);
    }
    let odd = lists.odd.iter().map(|(list, name)| Remark {
        id: None,
        name: name.clone(),
        list: Some(*list),
        what: What::NotUnderstood,
    });
    merged.remarks.extend(odd);
    if passage_differs(snapshot, lists) {
        merged.remarks.push(of_list(AccountList::Passage, What::OtherTimes));
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
        list: None,
        what,
    }
}

fn of_list(list: AccountList, what: What) -> Remark {
    Remark {
        list: Some(list),
        ..remark(None, None, what)
    }
}

/// Whether lock and account both tell when the door stays open, and not the same. An account that nobody told says that it never does.
fn passage_differs(snapshot: &Snapshot, lists: &AccountLists) -> bool {
    let by_day = |times: &[PassageTime]| times.iter().flat_map(PassageTime::by_day).collect::<BTreeSet<_>>();
    let lock = snapshot.settings.passage.reading.value();
    let lock = lock.and_then(|entries| telling::passage_times(entries));
    let account = lists.passage.as_ref().filter(|mode| mode.is_on);
    lock.zip(account)
        .is_some_and(|(lock, account)| by_day(&lock) != by_day(&account.entries))
}

/// Whether the account says of an item that the lock has that it should not be there.
fn is_marked_gone(status: Option<ItemStatus>) -> bool {
    matches!(
        status,
        Some(ItemStatus::Invalid | ItemStatus::Deleting | ItemStatus::DeleteFailed)
    )
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
    merged.remarks.extend(
        codes
            .odd
            .iter()
            .map(|_| of_list(AccountList::Codes, What::NotUnderstood)),
    );
    for code in codes.items.iter().map(|item| &item.value) {
        if code.code.digits().is_none() {
            let unnamed = of_list(AccountList::Codes, What::NotUnderstood);
            merged.remarks.push(Remark {
                name: code.name.clone(),
                ..unnamed
            });
        }
    }
    let listed = each_once(codes, now_ms);
    let places = join(&snapshot.codes, &listed);
    for (code, at) in listed.into_iter().zip(places) {
        match at.and_then(|at| snapshot.codes.get_mut(at)) {
            Some(entry) => {
                mark(&mut entry.about, code.name.as_ref(), code.sender.as_ref());
                // A code that is over is "invalid" to the account as well, and opens nothing.
                if is_marked_gone(code.status) && !has_ended(code.span, now_ms) {
                    let name = entry.about.name.as_ref();
                    merged.remarks.push(remark(Some(&entry.id), name, What::StillOnLock));
                }
                merged.remarks.extend(contradiction(entry, code, offset_ms));
            }
            None => match new_record(code, snapshot.log.as_ref(), offset_ms, now_ms) {
                Ok(record) => {
                    let id = ItemId::numbered("code", snapshot.codes.len() + 1);
                    if record.kind == PasscodeKind::Count {
                        let name = code.name.as_ref();
                        merged.remarks.push(remark(Some(&id), name, What::OneTime));
                    }
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
                    let unnamed = of_list(AccountList::Codes, what);
                    merged.remarks.push(Remark {
                        name: code.name.clone(),
                        ..unnamed
                    });
                }
            },
        }
    }
}

fn has_ended(span: Span, now_ms: i64) -> bool {
    !span.is_endless() && span.end_ms < now_ms
}

/// The codes in their order, of equal digits one: what is valid before what is not, then what is not over, then the newest.
fn each_once(codes: &Whole<CloudPasscode>, now_ms: i64) -> Vec<&CloudPasscode> {
    let rank = |code: &CloudPasscode| {
        let is_valid = code.status.is_none_or(ItemStatus::allows_restore);
        let made_ms = code.made_ms.unwrap_or(code.span.start_ms);
        (!is_valid, has_ended(code.span, now_ms), Reverse((made_ms, code.id)))
    };
    let mut best: BTreeMap<&str, &CloudPasscode> = BTreeMap::new();
    let listed = codes.items.iter().map(|item| &item.value);
    let listed: Vec<(&str, &CloudPasscode)> = listed
        .filter_map(|code| Some((code.code.digits()?.as_str(), code)))
        .collect();
    for (digits, code) in &listed {
        let kept = best.entry(digits).or_insert(code);
        if rank(code) < rank(kept) {
            *kept = code;
        }
    }
    let is_best = |(digits, code): &(&str, &CloudPasscode)| best.get(digits).is_some_and(|kept| kept.id == code.id);
    let mut taken = BTreeSet::new();
    listed
        .into_iter()
        .filter(is_best)
        .filter(|(digits, _)| taken.insert(*digits))
        .map(|(_, code)| code)
        .collect()
}

/// Which of the lock's codes each is, each for one at most: by the present digits and the kind, by the present digits, and only then by
/// the first digits, as a code that the lock has under other digits now must not take the place of one that is there.
fn join(entries: &[CodeEntry], listed: &[&CloudPasscode]) -> Vec<Option<usize>> {
    let mut places = vec![None; listed.len()];
    let mut taken = vec![false; entries.len()];
    for (by_first, by_kind) in [(false, true), (false, false), (true, true), (true, false)] {
        for (place, code) in places.iter_mut().zip(listed).filter(|(place, _)| place.is_none()) {
            let Some(text) = code.code.digits().map(CodeText::from) else {
                continue;
            };
            let is_it = |record: &PasscodeRecord| {
                let digits = if by_first { &record.original } else { &record.current };
                *digits == text && (!by_kind || code.kind.in_lock() == Some(record.kind))
            };
            let mut free = entries
                .iter()
                .zip(&mut taken)
                .enumerate()
                .filter(|(_, (_, taken))| !**taken);
            if let Some((at, (_, taken))) = free.find(|(_, (entry, _))| entry.listed.known().is_some_and(is_it)) {
                *taken = true;
                *place = Some(at);
            }
        }
    }
    places
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
fn new_record(
    code: &CloudPasscode,
    log: Option<&Listing<LogRecord>>,
    offset_ms: i64,
    now_ms: i64,
) -> Result<PasscodeRecord, What> {
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
    if code.kind == CloudKind::OneTime && log.is_some_and(|log| was_used(log, &text, validity.start)) {
        return Err(What::UsedUp);
    }
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

/// Whether the log tells that the door was opened by these digits since then (protocol, commands 8).
fn was_used(log: &Listing<LogRecord>, digits: &CodeText, since: LockMinute) -> bool {
    const OPENED_BY_CODE: u8 = 4;
    log.items.iter().any(|record| {
        record.kind == OPENED_BY_CODE
            && record.time.minute() >= since
            && tail_meaning(record).get("password").and_then(|text| text.as_str()) == Some(&digits.reveal())
    })
}

fn merge_cards(snapshot: &mut Snapshot, cards: &Whole<CloudCard>, offset_ms: i64, now_ms: i64, merged: &mut Merged) {
    merged.remarks.extend(
        cards
            .odd
            .iter()
            .map(|_| of_list(AccountList::Cards, What::NotUnderstood)),
    );
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
            let unnamed = of_list(AccountList::Cards, what);
            merged.remarks.push(Remark {
                name: card.name.clone(),
                ..unnamed
            });
            continue;
        };
        mark(&mut entry.about, card.name.as_ref(), card.sender.as_ref());
        if is_marked_gone(card.status) && !has_ended(card.span, now_ms) {
            let name = entry.about.name.as_ref();
            merged.remarks.push(remark(Some(&entry.id), name, What::StillOnLock));
        }
        entry.schedule = entry.schedule.take().or_else(|| days(&card.schedule));
        if differs(entry.record.validity, card.span, offset_ms) {
            entry.account = card.span.in_lock_time(offset_ms).map(AccountWord::of_card);
            merged
                .remarks
                .push(remark(Some(&entry.id), entry.about.name.as_ref(), What::OtherTimes));
        }
    }
}

fn merge_fingerprints(snapshot: &mut Snapshot, prints: &Whole<CloudFingerprint>, now_ms: i64, merged: &mut Merged) {
    merged.remarks.extend(
        prints
            .odd
            .iter()
            .map(|_| of_list(AccountList::Fingerprints, What::NotUnderstood)),
    );
    for print in prints.items.iter().map(|item| &item.value) {
        let number = print.number.map(|number| number.to_string());
        let mut entries = snapshot.fingerprints.iter_mut();
        let Some(entry) = entries.find(|entry| Some(entry.record.number.decimal()) == number) else {
            let unnamed = of_list(AccountList::Fingerprints, What::NotOnLock);
            merged.remarks.push(Remark {
                name: print.name.clone(),
                ..unnamed
            });
            continue;
        };
        mark(&mut entry.about, print.name.as_ref(), None);
        if is_marked_gone(print.status) && !has_ended(print.span, now_ms) {
            let name = entry.about.name.as_ref();
            merged.remarks.push(remark(Some(&entry.id), name, What::StillOnLock));
        }
        entry.schedule = entry.schedule.take().or_else(|| days(&print.schedule));
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
