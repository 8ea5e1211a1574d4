//! A small world for the journey: one saved copy, and every way in which a job can end there.

use crate::backup::compare::Held;
use crate::backup::diff;
use crate::backup::fixture;
use crate::backup::item::{FileDigest, ItemKind, Label, Moment};
use crate::backup::loss::{self, Terms};
use crate::backup::plan::{self, Capacity, Choice, Target};
use crate::backup::snapshot::Snapshot;
use crate::journey::effect::{
    AccountLock, HeardLock, Job, KeyRole, LockRights, News, NotTold, OldEntry, Outcome, Planned, ReportData, Review,
    Told,
};
use crate::journey::facts::{AccountRef, CopyFacts, LockFacts};
use crate::journey::message::Hidden;
use crate::journey::recover::Standing;
use crate::journey::trouble::Trouble;
use crate::model::{Address, Contents, Reach, Trend};
use std::sync::LazyLock;

pub(super) const RECOVERY: &str = "AGE-SECRET-KEY-1ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF";

/// One of each kind is enough for the journey, and quick.
pub(super) fn contents() -> Contents {
    let mut contents = fixture::contents();
    contents.passcodes.items.truncate(1);
    if let Some(cards) = &mut contents.cards {
        cards.items.truncate(1);
    }
    if let Some(fingerprints) = &mut contents.fingerprints {
        fingerprints.items.truncate(1);
    }
    contents
}

pub(super) fn snapshot() -> Snapshot {
    static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| fixture::snapshot_of(&contents()));
    SNAPSHOT.clone()
}

pub(super) fn address() -> Address {
    snapshot().lock.address
}

pub(super) fn lock(battery: Option<u8>) -> LockFacts {
    LockFacts {
        address: address(),
        name: "Hall".to_owned(),
        model: Some("full".to_owned()),
        firmware: Some("1.0".to_owned()),
        battery,
        features: snapshot().lock.features,
    }
}

pub(super) fn account() -> AccountRef {
    AccountRef {
        username: "owner@example.org".to_owned(),
        region: "eu".to_owned(),
    }
}

pub(super) fn copy() -> CopyFacts {
    let snapshot = snapshot();
    let count = |length: usize| u32::try_from(length).unwrap();
    CopyFacts {
        path: "copies/hall.relatch".into(),
        digest: FileDigest([7; 32]),
        made: fixture::CREATED,
        lock: lock(Some(80)),
        codes: count(snapshot.codes.len()),
        cards: count(snapshot.cards.len()),
        fingerprints: count(snapshot.fingerprints.len()),
        reset_button: true,
        made_here: true,
        account: None,
    }
}

pub(super) fn review() -> Review {
    static REVIEW: LazyLock<Review> = LazyLock::new(|| {
        let snapshot = snapshot();
        let rehearsal = Some(fixture::rehearsal_of(&snapshot));
        let terms = Terms::of_own_lock(&snapshot, fixture::NOW, rehearsal.as_ref());
        Review {
            losses: loss::losses(&snapshot, &terms),
            rehearsal,
            now: fixture::NOW,
            snapshot,
        }
    });
    REVIEW.clone()
}

fn planned() -> Planned {
    static PLANNED: LazyLock<Planned> = LazyLock::new(|| {
        let snapshot = snapshot();
        let present = fixture::empty();
        let target = Target {
            present: &present,
            now: fixture::NOW,
            rehearsal: None,
            capacity: Capacity::default(),
        };
        Planned {
            plan: plan::plan(&snapshot, &target, &Choice::default()),
            now: fixture::NOW,
            snapshot,
        }
    });
    PLANNED.clone()
}

fn report(proved: bool) -> ReportData {
    static REPORTS: LazyLock<[ReportData; 2]> = LazyLock::new(|| {
        [false, true].map(|proved| {
            let snapshot = snapshot();
            let present = if proved { contents() } else { fixture::empty() };
            let terms = Terms::of_own_lock(&snapshot, fixture::NOW, None);
            let diff = diff::diff(&snapshot, &Held::of_contents(&present), &terms);
            ReportData {
                diff,
                snapshot,
                written: 5,
                failed: Vec::new(),
                proved,
                at: Moment(0),
            }
        })
    });
    REPORTS[usize::from(proved)].clone()
}

/// What a job can give, first of all the best.
#[expect(clippy::too_many_lines, reason = "one table: each job, what it can give")]
pub(super) fn gives(job: &Job) -> Vec<News> {
    match job {
        Job::TakeKey { address: asked, .. } => {
            let key = News::Key {
                address: address(),
                name: "Hall".to_owned(),
            };
            let several = News::Keys(vec![(address(), "Hall".to_owned())]);
            if asked.is_some() { vec![key] } else { vec![key, several] }
        }
        Job::Listen { .. } => {
            let heard = |setting_mode, served, (reach, trend)| HeardLock {
                address: address(),
                name: None,
                reach,
                trend,
                battery: Some(80),
                setting_mode,
                served,
            };
            vec![
                News::Heard(vec![heard(false, true, (Reach::Near, Trend::Steady))]),
                News::Heard(vec![heard(false, true, (Reach::Weak, Trend::Nearer))]),
                News::Heard(vec![heard(false, true, (Reach::Weak, Trend::Away))]),
                News::Heard(vec![heard(false, true, (Reach::Far, Trend::Away))]),
                News::Heard(vec![heard(true, true, (Reach::Near, Trend::Steady))]),
                News::Heard(vec![heard(false, false, (Reach::Near, Trend::Steady))]),
                News::Heard(Vec::new()),
            ]
        }
        Job::CheckLock { role: KeyRole::Old } => [Some(80), Some(10), None]
            .map(|battery| News::Lock(Box::new(lock(battery))))
            .into(),
        Job::CheckLock { role: KeyRole::New } | Job::Pair { .. } => vec![News::Lock(Box::new(lock(Some(80))))],
        Job::Backup { .. } => vec![News::Copy(Box::new(copy()))],
        Job::OpenCopy { .. } => {
            let foreign = CopyFacts {
                made_here: false,
                ..copy()
            };
            vec![News::Copy(Box::new(foreign))]
        }
        Job::LoadReview => vec![News::Review(Box::new(review()))],
        Job::LoadRecoveryKey => vec![News::RecoveryKey {
            key: Hidden::from(RECOVERY),
            asked: [1, 4],
        }],
        Job::Rehearse => vec![News::Rehearsed(Box::new(review()))],
        Job::Reset { .. } | Job::AskLock => Standing::ALL.map(News::Standing).into(),
        Job::SetClock => vec![News::Clock {
            drift_s: Some(3_600),
            set: true,
        }],
        Job::LoadPlan { .. } => vec![News::Plan(Box::new(planned()))],
        Job::BeginDoorProof => vec![News::DoorCode(Hidden::from("483920"))],
        Job::CheckDoorProof => vec![News::Seen(true), News::Seen(false)],
        Job::ListAccounts => vec![News::Accounts {
            accounts: vec![account()],
            regions: vec!["eu".to_owned(), "cn".to_owned()],
        }],
        Job::SignIn { .. } | Job::ReadAccount { .. } => {
            let lock = |rights, key: &str| AccountLock {
                address: address(),
                name: "Hall".to_owned(),
                rights,
                is_older: false,
                key: Hidden::from(key),
            };
            vec![
                News::AccountLocks(vec![lock(LockRights::Owner, "a key"), lock(LockRights::ReAdded, "")]),
                News::AccountLocks(vec![lock(LockRights::Guest, "")]),
                News::AccountLocks(Vec::new()),
            ]
        }
        Job::AwaitEntry { .. } => vec![News::Key {
            address: address(),
            name: "Hall".to_owned(),
        }],
        Job::Register { .. } => [false, true].map(|doubt| News::Registered { doubt }).into(),
        Job::TellAccount { .. } => vec![
            News::Told(Told {
                told: 7,
                known: 1,
                ..Told::default()
            }),
            News::Told(Told {
                not_tellable: 2,
                refused: 1,
                left: vec![(Label::new("card-1".into(), ItemKind::Card, None), NotTold::Refused)],
                stopped: Some(Trouble::AccountMonth),
                ..Told::default()
            }),
        ],
        Job::RemoveOldEntry { .. } => [OldEntry::Gone, OldEntry::Same, OldEntry::Kept]
            .map(News::OldEntry)
            .into(),
        Job::ForgetRecoveryKey | Job::EndDoorProof | Job::ClearTarget => vec![News::Done],
        Job::Import { .. } => [true, false]
            .map(|proved| News::Imported(Box::new(report(proved))))
            .into(),
        Job::LoadReport => [true, false]
            .map(|proved| News::Report(Box::new(report(proved))))
            .into(),
        Job::Write { .. } => vec![News::File {
            name: "report.html".to_owned(),
            path: "report.html".to_owned(),
            media_type: "text/html".to_owned(),
        }],
        Job::Erase { .. } => vec![News::Erased {
            other_recipients: 1,
            at: Moment(0),
        }],
    }
}

/// The failures of a job that the journey treats differently, and one that it does not.
fn troubles(job: &Job) -> Vec<Trouble> {
    let own: &[Trouble] = match job {
        Job::Reset { .. } => &[
            Trouble::LockChanged,
            Trouble::CopyOutdated,
            Trouble::MoreLost,
            Trouble::NotRehearsed,
            Trouble::BatteryLow,
            Trouble::BatteryUnknown,
            Trouble::ResetButtonOff,
            Trouble::ResetUnseen,
        ],
        Job::Rehearse => &[Trouble::LockChanged],
        Job::OpenCopy { .. } => &[Trouble::CopyLocked, Trouble::RecoveryKeyWrong],
        Job::Erase { .. } => &[Trouble::MoreLost],
        Job::Backup { account: Some(_), .. } => &[Trouble::AccountUnreachable],
        Job::SignIn { .. } => &[Trouble::AccountPassword, Trouble::AccountRegion],
        Job::ReadAccount { .. } | Job::TellAccount { .. } => &[Trouble::AccountSignedOut],
        Job::AwaitEntry { .. } => &[Trouble::AccountNotYet],
        Job::Register { .. } | Job::RemoveOldEntry { .. } => &[Trouble::AccountRefused, Trouble::AccountSignedOut],
        _ => &[],
    };
    let of_radio: &[Trouble] = if job.needs_radio() {
        &[
            Trouble::KeyRefused,
            Trouble::KeySilent,
            Trouble::NoOwner,
            Trouble::RadioOff,
        ]
    } else {
        &[]
    };
    [own, of_radio, &[Trouble::PhoneFull]].concat()
}

/// Every way in which a job can end.
pub(super) fn ends(job: &Job) -> Vec<Outcome> {
    let gave = gives(job).into_iter().map(Outcome::Gave);
    let failed = troubles(job).into_iter().map(|trouble| Outcome::Failed {
        trouble,
        losses: Vec::new(),
    });
    gave.chain(failed).chain([Outcome::Cancelled]).collect()
}
