//! A lock's contents for tests: every kind of code, two widths of cards, a fingerprint, settings.

use super::format;
use super::item::{Moment, PairingId};
use super::rehearsal::{Outcome, PasscodeWay, Rehearsal, TrialKind, TrialResult, Way, kinds};
use super::seal::Identity;
use super::snapshot::{Meta, Snapshot};
use super::verify::{Accepted, Reopened, ResetCase, ResetPermit, ResetWay, reset_permit};
use super::{Extra, Terms, loss};
use crate::model::contents::CurrentSeed;
use crate::model::settings::{AutoLock, PassageEntry, Sound, Switches};
use crate::model::{
    AesKey, CardNumber, CardRecord, CodeText, Contents, DeviceInfo, Digits, EndMark, Features, FingerprintNumber,
    FingerprintRecord, ListedPasscode, Listing, LockMinute, LockVersion, PasscodeKind, PasscodeRecord, Raw, Reading,
    Seed, Settings, Until, Validity,
};

/// The time of these tests.
pub(crate) const NOW: LockMinute = LockMinute([26, 11, 24, 10, 0]);
/// When the snapshots of these tests were made.
pub(crate) const CREATED: Moment = Moment(1_795_510_800_000);
/// The features of a lock that has everything.
pub(crate) const FULL: [u8; 19] = [0, 1, 2, 4, 7, 11, 12, 14, 15, 18, 22, 25, 28, 29, 34, 36, 40, 43, 52];

pub(crate) fn minute(text: &str) -> LockMinute {
    text.parse().unwrap()
}

pub(crate) fn code(kind: PasscodeKind, digits: &str, start: &str, until: Until) -> PasscodeRecord {
    let current = CodeText::from(&Digits::new(digits).unwrap());
    PasscodeRecord {
        kind,
        original: current.clone(),
        current,
        start: minute(start),
        until,
        tail: Raw::default(),
    }
}

pub(crate) fn permanent(digits: &str) -> PasscodeRecord {
    code(PasscodeKind::Permanent, digits, "2020-01-01T00:00", Until::Open)
}

pub(crate) fn timed(digits: &str, start: &str, end: &str) -> PasscodeRecord {
    code(PasscodeKind::Period, digits, start, Until::End(minute(end)))
}

pub(crate) fn card(decimal: &str) -> CardRecord {
    CardRecord {
        number: CardNumber::from_decimal(decimal).unwrap(),
        validity: Validity::ALWAYS,
    }
}

pub(crate) fn listing<T>(items: Vec<T>) -> Listing<T> {
    let pages = u32::try_from(items.len()).unwrap().max(1);
    let end = EndMark::LastPage;
    Listing { items, pages, end }
}

fn value<T>(value: T, raw: &[u8]) -> Reading<T> {
    let raw = raw.into();
    Reading::Value { value, raw }
}

/// The codes of [`contents`]: nine, of which the permanent ones, the timed one, the future one and the cyclic one come back.
pub(crate) fn codes() -> Vec<ListedPasscode> {
    let mut changed = permanent("739201");
    changed.original = CodeText(b"739200".to_vec());
    let known = [
        timed("482915", "2026-11-01T00:00", "2026-12-31T23:59"),
        permanent("615243"),
        changed,
        timed("902817", "2027-01-01T08:00", "2027-01-08T12:00"),
        timed("271845", "2024-05-01T00:00", "2024-06-01T00:00"),
        code(
            PasscodeKind::Count,
            "337712",
            "2026-11-24T09:00",
            Until::End(minute("2026-11-24T15:00")),
        ),
        code(PasscodeKind::Cyclic, "558390", "2026-01-01T08:00", Until::Cycle(0x0b02)),
        timed("123456", "2000-01-01T00:00", "2099-12-31T23:59"),
    ];
    let odd = ListedPasscode::Odd(Raw(vec![9, 4, 0x38, 0x38, 0x31, 0x31]));
    known.into_iter().map(ListedPasscode::Known).chain([odd]).collect()
}

/// What a lock that has everything holds.
pub(crate) fn contents() -> Contents {
    let mut wide = card("9876543210123");
    wide.validity.end = minute("2027-06-30T12:00");
    let fingerprint = FingerprintRecord {
        number: FingerprintNumber([0, 0, 0, 0, 1, 7]),
        validity: Validity::ALWAYS,
    };
    let mut changed = empty();
    changed.passcodes = listing(codes());
    changed.cards = Some(listing(vec![card("1723612378"), wide, card("40404040")]));
    changed.fingerprints = Some(listing(vec![fingerprint]));
    changed.settings.auto_lock = value(auto_lock(30), &[80, 1, 0, 30, 0, 5, 3, 132]);
    changed.admin_passcode = value(Some(Digits::new("8642097").unwrap()), &[80, 7]);
    changed
}

fn auto_lock(seconds: u16) -> AutoLock {
    AutoLock {
        seconds,
        min: 5,
        max: 900,
        rest: Raw::default(),
    }
}

/// The same lock as [`contents`], freshly re-added.
pub(crate) fn empty() -> Contents {
    let seed = CurrentSeed {
        seed: Seed {
            year: 0,
            code: 17,
            secret: "0123456789".to_owned(),
        },
        last_delete: LockMinute::OPEN_START,
    };
    Contents {
        address: "AA:BB:CC:11:22:33".parse().unwrap(),
        version: LockVersion {
            group: 11,
            org: 1,
            ..LockVersion::CLIENT
        },
        features: Features::from_bits(FULL),
        device: DeviceInfo {
            model: Some("SN206_PV53".to_owned()),
            hardware: Some("1.3".to_owned()),
            firmware: Some("6.2.18.210607".to_owned()),
            manufactured: Some("20210607".to_owned()),
        },
        battery: Some(80),
        clock: value("2026-11-24T10:00:59".parse().unwrap(), &[26, 11, 24, 10, 0, 59]),
        passcodes: listing(Vec::new()),
        cards: Some(listing(Vec::new())),
        fingerprints: Some(listing(Vec::new())),
        settings: settings(),
        admin_passcode: value(Some(Digits::new("1100223").unwrap()), &[80, 7]),
        seed: value(seed, &[80]),
        log: None,
    }
}

fn settings() -> Settings {
    Settings {
        auto_lock: value(auto_lock(5), &[80, 1, 0, 5, 0, 5, 3, 132]),
        sound: value(
            Sound {
                on: 1,
                volume: Some(3),
                language: Some(2),
                rest: Raw::default(),
            },
            &[80, 1, 1, 3, 2],
        ),
        remote_unlock: value(0, &[80, 1, 0]),
        show_passcode: Reading::NotOffered,
        passage: value(
            vec![PassageEntry {
                kind: 1,
                day: 1,
                month: 0,
                start: [8, 0],
                end: [9, 30],
            }],
            &[1, 1, 0, 8, 0, 9, 30],
        ),
        lamp: value(20, &[80, 1, 0, 20]),
        freeze: value(0, &[80, 1, 0]),
        sensitivity: Reading::Refused { code: 0x1b },
        switches: value(
            Switches {
                items: 0x13,
                values: 0x03,
            },
            &[80, 1],
        ),
    }
}

pub(crate) fn pairing() -> PairingId {
    PairingId::of_key(&AesKey([7; 16]))
}

pub(crate) fn meta() -> Meta {
    Meta {
        created: CREATED,
        program: "relatch 0.1.0".to_owned(),
        name: Some("Hall".to_owned()),
        pairing: pairing(),
        phone_clock: CREATED,
        zone: "Europe/Berlin".to_owned(),
        offset_ms: 3_600_000,
        leftovers: Vec::new(),
    }
}

/// The snapshot of [`contents`].
pub(crate) fn snapshot() -> Snapshot {
    snapshot_of(&contents())
}

pub(crate) fn snapshot_of(contents: &Contents) -> Snapshot {
    Snapshot::from_reads(contents, contents, meta()).unwrap()
}

/// A rehearsal in which everything works as hoped.
pub(crate) fn rehearsal_of(snapshot: &Snapshot) -> Rehearsal {
    let outcomes = kinds(snapshot, NOW, false).into_iter().map(|kind| Outcome {
        kind,
        result: TrialResult::Works {
            way: match kind {
                TrialKind::Code(_) => Way::Passcode(PasscodeWay::Recover),
                TrialKind::CardFour | TrialKind::CardEight => Way::CardByNumber,
            },
        },
    });
    Rehearsal {
        address: snapshot.lock.address,
        pairing: snapshot.pairing.clone(),
        ended: CREATED,
        outcomes: outcomes.collect(),
        extra: Extra::default(),
    }
}

/// A snapshot sealed and read back.
pub(crate) fn reopened(snapshot: &Snapshot) -> Reopened {
    let identity = Identity::generate();
    let sealed = format::encode_sealed(snapshot, &identity, &[identity.recipient()]).unwrap();
    Reopened::open(&sealed, &[identity]).unwrap()
}

/// A permit to reset the lock that holds `contents`, made the only way there is: read twice, sealed, re-opened, rehearsed,
/// everything accepted. Tests of the lock's reset use it.
pub(crate) fn proved_permit(contents: &Contents, way: ResetWay) -> ResetPermit {
    let snapshot = snapshot_of(contents);
    let rehearsal = rehearsal_of(&snapshot);
    let losses = loss::losses(&snapshot, &Terms::of_own_lock(&snapshot, NOW, Some(&rehearsal)));
    reset_permit(&ResetCase {
        reopened: &reopened(&snapshot),
        second: contents,
        address: contents.address,
        pairing: &snapshot.pairing,
        rehearsal: Some(&rehearsal),
        leftovers: &[],
        now: NOW,
        way,
        accepted: &Accepted::all(&losses),
    })
    .unwrap()
}
