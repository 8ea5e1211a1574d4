//! How few exchanges each step can do with, derived from what the lock holds and from the layouts of the protocol, not from
//! what the program does.
//!
//! An exchange is a request and its reply. Each takes as many connection events as its pieces need; nobody can send while
//! the other does, so no two share one. Counted as necessary, because a safety rule of this project demands them:
//!
//! * backup: everything that can be restored is read twice, and the two readings are compared (S1);
//! * rehearsal: lists are read before (a throw-away item must not collide), after writing, and after removing (S11);
//! * reset: everything is read before the first write (a lock that differs from the copy is not written to), the rehearsal is
//!   held, and everything is read once more for the proof (S1, S11);
//! * restore: everything is read before (it may be the second run, S7) and after.
//!
//! How many records a page has is up to the lock; the virtual lock gives as many as fit, of passage times and of cards of
//! eight bytes one.

use relatch::model::{CardRecord, Feature, LockMinute, LogRecord, PasscodeKind, PasscodeRecord, Until, Validity};
use relatch::virtual_lock::State;
use relatch::virtual_lock::radio::Timing;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Bytes of a frame beside its data: header 12, checksum 1, end 2.
const FRAME: usize = 15;
/// The cipher's block; there is always at least one byte of padding.
const BLOCK: usize = 16;
/// Bytes of a piece.
const PIECE: usize = 20;
/// The longest plaintext of a frame: 7 blocks of data but for one byte of padding.
const PLAINTEXT: usize = 111;
/// Echo and status before a reply's body.
const REPLY: usize = 2;
/// A request or reply of one block, whatever it says.
const SHORT: usize = 1;

/// The least that a step needs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Bound {
    /// Connections.
    pub(crate) connections: u64,
    /// Exchanges of each command.
    pub(crate) exchanges: BTreeMap<u8, u64>,
    /// Connection events.
    pub(crate) intervals: u64,
}

impl Bound {
    /// A step of one connection with an owner's session: 41 and 30.
    fn session() -> Self {
        Self::connection().and([0x41, 0x30])
    }

    fn connection() -> Self {
        Self {
            connections: 1,
            ..Self::default()
        }
    }

    /// And an exchange of each of these commands, whose request and reply fit into one connection event each.
    fn and(self, commands: impl IntoIterator<Item = u8>) -> Self {
        let one = |bound: Self, command| bound.exchange(command, SHORT, SHORT);
        commands.into_iter().fold(self, one)
    }

    /// And so many of one command.
    fn times(self, count: usize, command: u8) -> Self {
        self.and(std::iter::repeat_n(command, count))
    }

    /// And an exchange of plaintexts of these lengths.
    fn exchange(mut self, command: u8, request: usize, reply: usize) -> Self {
        *self.exchanges.entry(command).or_default() += 1;
        self.intervals += events(request) + events(reply);
        self
    }

    /// And a list in pages whose replies have these lengths.
    fn pages(self, command: u8, replies: &[usize]) -> Self {
        replies
            .iter()
            .fold(self, |bound, reply| bound.exchange(command, 3, *reply))
    }

    /// How long it takes on a link of this timing.
    pub(crate) fn time(&self, timing: Timing) -> Duration {
        let times = |each: Duration, count: u64| each * u32::try_from(count).unwrap_or(u32::MAX);
        times(timing.connect, self.connections) + times(timing.interval, self.intervals)
    }
}

/// The connection events that a plaintext takes, at the usual number of pieces in one.
fn events(plaintext: usize) -> u64 {
    let data = (plaintext / BLOCK + 1) * BLOCK;
    let pieces = (FRAME + data).div_ceil(PIECE);
    let packets = usize::try_from(Timing::BLUETOOTH.packets).unwrap_or(1);
    pieces.div_ceil(packets) as u64
}

/// What the lock is: 01, 90 of four kinds.
const IDENTITY: [u8; 5] = [0x01, 0x90, 0x90, 0x90, 0x90];

/// What the lock is, 34, everything that can be restored twice, the seed (32) once.
pub(crate) fn backup(lock: &State) -> Bound {
    let bound = Bound::session().and(IDENTITY).and([0x34, 0x32]);
    held(held(bound, lock), lock)
}

/// 01, 34, the owner's passcode, codes and cards three times, each throw-away item written and removed.
pub(crate) fn rehearsal(lock: &State, now: LockMinute) -> Bound {
    let bound = owner_passcode(Bound::session().and([0x01, 0x34]), lock);
    let bound = trials(tokens(bound, lock), lock, now);
    tokens(bound, lock)
}

/// What the lock is, everything, 52: behind a rehearsal that was held before.
pub(crate) fn reset_after_rehearsal(lock: &State) -> Bound {
    held(Bound::session().and(IDENTITY), lock).and([0x52])
}

/// What the lock is, 34, everything, a rehearsal with the reading in between, everything again, 52.
pub(crate) fn reset(lock: &State, now: LockMinute) -> Bound {
    let bound = held(Bound::session().and(IDENTITY).and([0x34]), lock);
    held(trials(bound, lock, now), lock).and([0x52])
}

/// 45, 19, 56, 43, what the lock is, 65 and, as it is empty after a reset, 53, then 31 and 57.
pub(crate) fn pairing(lock: &State) -> Bound {
    let bound = owner_passcode(Bound::connection().and([0x45, 0x19, 0x56, 0x43]), lock);
    // The year, and ten seeds of six bytes.
    bound.and(IDENTITY).and([0x53]).exchange(0x31, 61, SHORT).and([0x57])
}

/// 01, 43 and 34 to see it, everything before and after, and a write for each item that is not there.
/// The items stand on the lock in the order of their importance, as in `after`.
pub(crate) fn restore(saved: &State, present: &State, after: &State, now: LockMinute) -> Bound {
    let bound = held(Bound::session().and([0x01, 0x43, 0x34]), present);
    let codes = saved.codes.iter().filter(|code| is_restored(&code.record, now));
    let cards = saved.cards.iter().filter(|card| is_open(card.record.validity, now));
    let bound = bound.times(codes.count(), 0x03).times(cards.count(), 0x05);
    held(settings_to_write(bound, saved, present), after)
}

/// 01 and everything once.
pub(crate) fn diff(lock: &State) -> Bound {
    held(Bound::session().and([0x01]), lock)
}

/// What the lock is.
pub(crate) fn check_lock() -> Bound {
    Bound::session().and(IDENTITY)
}

/// 34 to show how far it was off, 43, 34 to see that it was set.
pub(crate) fn clock() -> Bound {
    Bound::session().and([0x34, 0x43, 0x34])
}

/// 01 and everything once: what the plan is made from.
pub(crate) fn plan(lock: &State) -> Bound {
    diff(lock)
}

/// 01, 34 as the code works for two hours only, codes, cards and the owner's passcode, none of which it may be, and the code.
pub(crate) fn begin_door_proof(lock: &State) -> Bound {
    owner_passcode(tokens(Bound::session().and([0x01, 0x34]), lock), lock).and([0x03])
}

/// The records that nobody has read yet, one a page, and the end.
pub(crate) fn check_door_proof(lock: &State) -> Bound {
    let unread = |record: &&LogRecord| record.number >= Some(lock.log.unread_from);
    let records = lock.log.records.iter().filter(unread).map(log_length);
    let bound = records.fold(Bound::session(), |bound, reply| bound.exchange(0x25, 2, reply));
    bound.exchange(0x25, SHORT, SHORT)
}

/// The codes, so that nothing but the throw-away code is removed; that; and the codes, to see that it is gone.
pub(crate) fn end_door_proof(before: &State, after: &State) -> Bound {
    let bound = codes(Bound::session(), before).and([0x03]);
    codes(bound, after)
}

/// Everything that can be restored or is compared.
fn held(bound: Bound, lock: &State) -> Bound {
    let bound = settings(tokens(bound, lock), lock);
    let bound = if lock.features.has(Feature::Fingerprints) {
        let fingers = lock.fingerprints.iter().map(|_| 16);
        bound.pages(0x06, &pages(REPLY + 4, fingers))
    } else {
        bound
    };
    owner_passcode(bound, lock)
}

fn owner_passcode(bound: Bound, lock: &State) -> Bound {
    bound.times(usize::from(lock.features.has(Feature::ReadAdminPasscode)), 0x65)
}

/// 07 and 05/01.
fn tokens(bound: Bound, lock: &State) -> Bound {
    let bound = codes(bound, lock);
    if lock.features.has(Feature::Cards) {
        bound.pages(0x05, &card_pages(lock))
    } else {
        bound
    }
}

/// 07.
fn codes(bound: Bound, lock: &State) -> Bound {
    let codes = lock.codes.iter().map(|code| code_length(&code.record));
    bound.pages(0x07, &pages(REPLY + 4, codes))
}

/// Length, kind, twice length and digits, start, end or cycle.
fn code_length(record: &PasscodeRecord) -> usize {
    let until = match record.until {
        Until::Open => 0,
        Until::End(_) => 5,
        Until::Cycle(_) => 2,
    };
    1 + 1 + (1 + record.current.0.len()) + (1 + record.original.0.len()) + 5 + until + record.tail.as_slice().len()
}

/// The replies of a list: as many records as fit, in their order. An empty list is one page.
fn pages(head: usize, records: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut pages = vec![head];
    for record in records {
        match pages.last_mut() {
            Some(page) if *page + record <= PLAINTEXT => *page += record,
            _ => pages.push(head + record),
        }
    }
    pages
}

/// Echo, status, total, next, and the record: its length, kind, time, battery and tail.
fn log_length(record: &LogRecord) -> usize {
    REPLY + 4 + 1 + 1 + 6 + 1 + record.tail.as_slice().len()
}

/// Seven cards of four bytes, or one of eight: a page does not tell how wide its cards are.
fn card_pages(lock: &State) -> Vec<usize> {
    let is_wide = |record: &CardRecord| record.number.as_bytes().len() > 4;
    let mut replies = Vec::new();
    let mut run = 0;
    let end_run = |run: &mut usize, replies: &mut Vec<usize>| {
        if *run > 0 {
            replies.extend(pages(REPLY + 4, std::iter::repeat_n(14, *run)));
        }
        *run = 0;
    };
    for card in &lock.cards {
        if is_wide(&card.record) {
            end_run(&mut run, &mut replies);
            replies.push(REPLY + 4 + 18);
        } else {
            run += 1;
        }
    }
    end_run(&mut run, &mut replies);
    if replies.is_empty() {
        replies.push(REPLY + 4);
    }
    replies
}

/// The settings of one exchange, by the feature that the lock has, with their command.
const SINGLE: [(Feature, u8); 7] = [
    (Feature::AutoLock, 0x36),
    (Feature::Sound, 0x62),
    (Feature::RemoteUnlock, 0x37),
    (Feature::ShowPasscode, 0x59),
    (Feature::Lamp, 0x67),
    (Feature::Freeze, 0x61),
    (Feature::Sensitivity, 0x80),
];

/// Each setting whose feature the lock has; 66 one entry a page.
fn settings(bound: Bound, lock: &State) -> Bound {
    let has = |feature| lock.features.has(feature);
    let switches = [
        Feature::TamperAlert,
        Feature::ResetButton,
        Feature::PrivacyLock,
        Feature::UnlockDirection,
        Feature::PassageOpens,
    ];
    let single = SINGLE.into_iter().filter(|(feature, _)| has(*feature));
    let bound = bound.and(single.map(|(_, command)| command));
    let bound = bound.times(usize::from(switches.into_iter().any(has)), 0x68);
    if has(Feature::Passage) {
        bound.times(lock.passage.len().max(1), 0x66)
    } else {
        bound
    }
}

/// The settings in which two states differ, each a write; a passage time each a write; the owner's passcode.
fn settings_to_write(bound: Bound, saved: &State, present: &State) -> Bound {
    let (old, new) = (&saved.settings, &present.settings);
    let differ = [
        (old.auto_lock, old.sensor_locks) != (new.auto_lock, new.sensor_locks),
        (old.sound, old.volume) != (new.sound, new.volume),
        old.remote_unlock != new.remote_unlock,
        old.show_passcode != new.show_passcode,
        old.lamp != new.lamp,
        old.freeze != new.freeze,
        old.sensitivity != new.sensitivity,
    ];
    let singles = SINGLE.into_iter().zip(differ);
    let written = singles.filter(|((feature, _), differs)| *differs && saved.features.has(*feature));
    let bound = bound.and(written.map(|((_, command), _)| command));
    let bound = bound.times(usize::from(old.switches != new.switches), 0x68);
    let bound = bound.times(usize::from(saved.admin_passcode != present.admin_passcode), 0x53);
    let passage = match saved.passage == present.passage {
        true => 0,
        // What is there is cleared first.
        false => saved.passage.len() + usize::from(!present.passage.is_empty()),
    };
    bound.times(passage, 0x66)
}

/// A throw-away item of each kind that a restore would write: written, listed, removed.
fn trials(bound: Bound, lock: &State, now: LockMinute) -> Bound {
    let codes = lock.codes.iter().filter(|code| is_restored(&code.record, now));
    let code_kinds: BTreeSet<u8> = codes.map(|code| code.record.kind.to_lock()).collect();
    let cards = lock.cards.iter().filter(|card| is_open(card.record.validity, now));
    let widths: BTreeSet<usize> = cards.map(|card| card.record.number.as_bytes().len()).collect();
    // The reading in between, with the items at the end of their lists, as long as the first of their kind.
    let mut with_trials = lock.clone();
    for kind in &code_kinds {
        let first = lock.codes.iter().find(|code| code.record.kind.to_lock() == *kind);
        with_trials.codes.extend(first.cloned());
    }
    for width in &widths {
        let first = lock
            .cards
            .iter()
            .find(|card| card.record.number.as_bytes().len() == *width);
        with_trials.cards.extend(first.cloned());
    }
    let bound = tokens(bound, &with_trials);
    bound.times(2 * code_kinds.len(), 0x03).times(2 * widths.len(), 0x05)
}

/// One-time codes need the owner's word, what is over is left out.
fn is_restored(record: &PasscodeRecord, now: LockMinute) -> bool {
    record.kind != PasscodeKind::Count && is_open(record.validity(), now)
}

fn is_open(validity: Validity, now: LockMinute) -> bool {
    !validity.is_over(now)
}
