//! The rehearsal on the owner's own lock (style S11): throw-away items are written by the operations that a restore would
//! use, read back, compared and removed.
//!
//! What is about to be written stands in the lock's journal first, so that whatever a crash leaves is found and removed at the
//! next contact.

use super::copies;
use super::error::RuntimeError;
use super::records::{LockRecord, Records};
use super::tools::Tools;
use crate::backup::item::FileDigest;
use crate::backup::item::PairingId;
use crate::backup::rehearsal::{
    self, NotTried, Outcome, PasscodeWay, Refusal, Rehearsal, Trial, TrialItem, TrialResult, Way,
};
use crate::backup::snapshot::Snapshot;
use crate::lock::contact::{Contact, ContactError};
use crate::lock::progress::{Progress, Report, Work};
use crate::lock::read::ReadOptions;
use crate::model::{CardRecord, Contents, LockMinute, OwnerKey, PasscodeRecord, Until};
use crate::protocol::LockError;
use crate::random::Random;
use std::path::Path;

/// How often an item whose effect is not known is written after the list showed that it is not there.
const TRIES: u32 = 3;

/// What a rehearsal gave.
#[derive(Debug)]
pub struct RehearsalReport {
    /// The result, also remembered in the lock's journal.
    pub rehearsal: Rehearsal,
    /// The saved copy that it was held for.
    pub snapshot: Snapshot,
}

/// Holds a rehearsal for a saved copy.
pub async fn rehearse(tools: &mut Tools<'_>, copy: &Path, key: &OwnerKey) -> Result<RehearsalReport, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    copies::check_lock(opened.snapshot(), key)?;
    let mut records = tools.store.lock(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let result = async {
        clean_up(&mut contact, &mut records, tools.progress).await?;
        let present = contact
            .read_contents(ReadOptions::FOR_REHEARSAL, tools.progress)
            .await?;
        let now = tools.clock.now();
        let stage = Stage {
            snapshot: opened.snapshot(),
            present: &present,
            options: ReadOptions::FOR_REHEARSAL,
            now: now.lock_time()?.minute(),
        };
        let held = hold(&mut contact, &mut records, stage, tools.random, tools.progress).await?;
        Ok(held
            .conclude(&mut records, opened.digest(), tools.clock.now().moment)?
            .0)
    };
    let result = result.await;
    contact.close().await;
    result.map(|rehearsal| RehearsalReport {
        rehearsal,
        snapshot: opened.reopened.into_snapshot(),
    })
}

/// What a rehearsal starts from.
pub(super) struct Stage<'a> {
    pub(super) snapshot: &'a Snapshot,
    /// What is on the lock, and how it was read.
    pub(super) present: &'a Contents,
    pub(super) options: ReadOptions,
    pub(super) now: LockMinute,
}

/// A rehearsal that was held.
pub(super) struct Held {
    outcomes: Vec<Outcome>,
    address: crate::model::Address,
    pairing: PairingId,
    /// What the lock holds now.
    after: Contents,
}

impl Held {
    /// Remembers the result. Gives what the lock holds after it, too.
    pub(super) fn conclude(
        self,
        records: &mut Records<LockRecord>,
        copy: FileDigest,
        ended: crate::backup::item::Moment,
    ) -> Result<(Rehearsal, Contents), RuntimeError> {
        let Self {
            outcomes,
            address,
            pairing,
            after,
        } = self;
        let rehearsal = Rehearsal {
            address,
            pairing: pairing.clone(),
            ended,
            outcomes,
            extra: crate::backup::item::Extra::default(),
        };
        records.append(LockRecord::Rehearsed {
            copy,
            pairing,
            rehearsal: rehearsal.clone(),
        })?;
        Ok((rehearsal, after))
    }
}

/// Writes, reads back, removes, and reads everything again.
pub(super) async fn hold(
    contact: &mut Contact<'_>,
    records: &mut Records<LockRecord>,
    stage: Stage<'_>,
    random: &mut dyn Random,
    progress: &mut dyn Progress,
) -> Result<Held, RuntimeError> {
    let now = later(stage.now, stage.present);
    let (trials, impossible) = rehearsal::trials(stage.snapshot, stage.present, now, false, random)?;
    records.append(LockRecord::TrialsStarted { trials: trials.clone() })?;
    let total = u32::try_from(trials.len() * 2).ok();
    let mut done = 0;
    let mut step = |progress: &mut dyn Progress| {
        progress.report(Report {
            work: Work::Rehearsing,
            done,
            total,
        });
        done += 1;
    };

    let mut written = Vec::new();
    for trial in &trials {
        step(progress);
        written.push(write(contact, trial, progress).await?);
    }
    let listed = Lists::read(contact, &trials, progress).await?;
    let mut outcomes = Vec::new();
    for (trial, written) in trials.iter().zip(written) {
        step(progress);
        let mut result = match written {
            Ok(way) if listed.shows(trial, way) => TrialResult::Works { way },
            Ok(way) => TrialResult::Differs { way },
            Err(refused) => refused,
        };
        if let Some(code) = remove(contact, trial, &listed, progress).await?
            && let TrialResult::Works { way } = result
        {
            result = TrialResult::NotRemoved { way, code: code.code() };
        }
        outcomes.push(Outcome {
            kind: trial.kind,
            result,
        });
    }
    let after = contact.read_again(stage.present, stage.options, progress).await?;
    let left = rehearsal::leftovers(&trials, &after);
    for outcome in &mut outcomes {
        if let TrialResult::Works { way } = outcome.result
            && left.iter().any(|trial| trial.kind == outcome.kind)
        {
            outcome.result = TrialResult::NotRemoved {
                way,
                code: LockError::Unspecified.code(),
            };
        }
    }
    if left.is_empty() {
        records.append(LockRecord::TrialsCleared)?;
    }
    let no_number = TrialResult::NotTried {
        why: NotTried::NoFreeNumber,
    };
    outcomes.extend(impossible.into_iter().map(|kind| Outcome {
        kind,
        result: no_number.clone(),
    }));
    let pairing = PairingId::of_key(&contact.key().aes_key);
    Ok(Held {
        outcomes,
        address: contact.address(),
        pairing,
        after,
    })
}

/// The later one of now and the lock's own clock, so that "in the future" is true for both.
fn later(now: LockMinute, present: &Contents) -> LockMinute {
    present
        .clock
        .value()
        .filter(|clock| clock.civil().is_some())
        .map_or(now, |clock| clock.minute().max(now))
}

/// Writes one item by the first way that the lock takes.
pub(super) async fn write(
    contact: &mut Contact<'_>,
    trial: &Trial,
    progress: &mut dyn Progress,
) -> Result<Result<Way, TrialResult>, RuntimeError> {
    let mut tried = Vec::new();
    for way in trial.ways() {
        match write_by(contact, trial, way, progress).await? {
            Ok(()) => return Ok(Ok(way)),
            Err(LockError::Full) => return Ok(Err(TrialResult::NotTried { why: NotTried::Full })),
            Err(error) => tried.push(Refusal {
                way,
                code: error.code(),
            }),
        }
    }
    Ok(Err(TrialResult::Refused { tried }))
}

/// Writes by one way. Where the effect is not known, the list tells: there already, or to be written again.
async fn write_by(
    contact: &mut Contact<'_>,
    trial: &Trial,
    way: Way,
    progress: &mut dyn Progress,
) -> Result<Result<(), LockError>, RuntimeError> {
    let mut tries = 0;
    loop {
        tries += 1;
        let result = match (&trial.item, way) {
            (TrialItem::Code(record), Way::Passcode(way)) => write_code(contact, record, way).await,
            (TrialItem::Card(card), _) => write_card(contact, card).await,
            // The ways of a code are those of codes; a pair that cannot be is refused like an unknown command.
            (TrialItem::Code(_), Way::CardByNumber) => return Ok(Err(LockError::UnknownCommand)),
        };
        match result {
            Ok(()) => return Ok(Ok(())),
            Err(error) if error.is_uncertain() && !error.is_cancelled() && tries < TRIES => {
                if Lists::read(contact, std::slice::from_ref(trial), progress)
                    .await?
                    .holds(trial)
                {
                    return Ok(Ok(()));
                }
            }
            Err(error) => match error.refusal() {
                Some(refusal) => return Ok(Err(refusal)),
                None => return Err(error.into()),
            },
        }
    }
}

/// Writes a code by a way: what the restore uses.
pub(super) async fn write_code(
    contact: &mut Contact<'_>,
    record: &PasscodeRecord,
    way: PasscodeWay,
) -> Result<(), ContactError> {
    let written = way.written(record);
    // A plan offers no way for a code that is not 4 to 9 digits.
    let Some(code) = written.current.digits() else {
        return Err(unwritable());
    };
    let end = match written.until {
        Until::End(end) => Some(end),
        Until::Open | Until::Cycle(_) => None,
    };
    match way {
        PasscodeWay::Recover => {
            contact
                .recover_passcode(written.kind, &code, written.start, written.until)
                .await
        }
        PasscodeWay::Add | PasscodeWay::AddAsPeriod => {
            contact.add_passcode(written.kind, &code, written.start, end).await
        }
    }
}

/// Writes a card by its number: what the restore uses.
pub(super) async fn write_card(contact: &mut Contact<'_>, card: &CardRecord) -> Result<(), ContactError> {
    contact.add_card(card.clone()).await
}

/// The error of a code that no lock takes, as the lock would give it.
pub(super) fn unwritable() -> ContactError {
    use crate::protocol::Command as _;
    let opcode = crate::protocol::command::passcode::ManagePasscode::OPCODE;
    ContactError::Exchange(crate::lock::ExchangeError::Refused {
        opcode,
        error: LockError::PasscodeLength,
    })
}

/// Removes an item wherever the list shows it. The lock's refusal, if it refuses.
async fn remove(
    contact: &mut Contact<'_>,
    trial: &Trial,
    listed: &Lists,
    progress: &mut dyn Progress,
) -> Result<Option<LockError>, RuntimeError> {
    let mut tries = 0;
    let mut listed = listed.clone();
    while listed.holds(trial) {
        tries += 1;
        let result = match &trial.item {
            TrialItem::Code(_) => {
                let Some(record) = listed.codes.iter().find(|record| trial.is_code(record)) else {
                    break;
                };
                contact.delete_passcode(record.kind, record.current.clone()).await
            }
            TrialItem::Card(_) => {
                let Some(card) = listed.cards.iter().find(|card| trial.is_card(card)) else {
                    break;
                };
                contact.delete_card(card.number.clone()).await
            }
        };
        match result {
            Ok(()) => return Ok(None),
            Err(error) if error.is_uncertain() && !error.is_cancelled() && tries < TRIES => {
                listed = Lists::read(contact, std::slice::from_ref(trial), progress).await?;
            }
            Err(error) => match error.refusal() {
                Some(LockError::PasscodeMissing | LockError::CardMissing) => return Ok(None),
                Some(refusal) => return Ok(Some(refusal)),
                None => return Err(error.into()),
            },
        }
    }
    Ok(None)
}

/// The lists that hold the kinds of some throw-away items.
#[derive(Clone, Default)]
struct Lists {
    codes: Vec<PasscodeRecord>,
    cards: Vec<CardRecord>,
}

impl Lists {
    async fn read(
        contact: &mut Contact<'_>,
        trials: &[Trial],
        progress: &mut dyn Progress,
    ) -> Result<Self, ContactError> {
        let mut lists = Self::default();
        if trials.iter().any(|trial| matches!(trial.item, TrialItem::Code(_))) {
            let listing = contact.read_passcodes(progress).await?;
            lists.codes = listing
                .items
                .iter()
                .filter_map(|listed| listed.known().cloned())
                .collect();
        }
        if trials.iter().any(|trial| matches!(trial.item, TrialItem::Card(_))) {
            lists.cards = contact.read_cards(progress).await?.items;
        }
        Ok(lists)
    }

    /// Whether an item is there, as it is or as the lock made it.
    fn holds(&self, trial: &Trial) -> bool {
        match &trial.item {
            TrialItem::Code(_) => self.codes.iter().any(|record| trial.is_code(record)),
            TrialItem::Card(_) => self.cards.iter().any(|card| trial.is_card(card)),
        }
    }

    /// Whether an item is there exactly as it was written.
    fn shows(&self, trial: &Trial, way: Way) -> bool {
        match (&trial.item, way) {
            (TrialItem::Code(record), Way::Passcode(way)) => {
                let expected = way.written(record);
                self.codes.iter().any(|listed| {
                    (listed.kind, &listed.current, listed.start, listed.until)
                        == (expected.kind, &expected.current, expected.start, expected.until)
                })
            }
            (TrialItem::Card(card), _) => self
                .cards
                .iter()
                .any(|listed| listed.number.is_same_card(&card.number) && listed.validity == card.validity),
            (TrialItem::Code(_), Way::CardByNumber) => false,
        }
    }
}

/// Removes what an earlier rehearsal left on the lock, if anything: at every contact, before anything else.
pub(super) async fn clean_up(
    contact: &mut Contact<'_>,
    records: &mut Records<LockRecord>,
    progress: &mut dyn Progress,
) -> Result<(), RuntimeError> {
    let open: Vec<Trial> = open_trials(records.as_slice());
    if open.is_empty() {
        return Ok(());
    }
    tracing::info!(count = open.len(), "removing what an earlier rehearsal left");
    let listed = Lists::read(contact, &open, progress).await?;
    let mut refused = false;
    for trial in &open {
        refused |= remove(contact, trial, &listed, progress).await?.is_some();
    }
    let left = Lists::read(contact, &open, progress).await?;
    if !refused && !open.iter().any(|trial| left.holds(trial)) {
        records.append(LockRecord::TrialsCleared)?;
    }
    Ok(())
}

/// The throw-away items that may still be on the lock.
pub(super) fn open_trials(records: &[LockRecord]) -> Vec<Trial> {
    let mut open = Vec::new();
    for record in records {
        match record {
            LockRecord::TrialsStarted { trials } => open.extend(trials.iter().cloned()),
            LockRecord::TrialsCleared => open.clear(),
            LockRecord::Rehearsed { .. } | LockRecord::ResetStarted { .. } | LockRecord::ResetEnded { .. } => {}
        }
    }
    open
}

/// What the newest rehearsal for a saved copy in a pairing showed.
pub(super) fn remembered(records: &[LockRecord], of: FileDigest, within: &PairingId) -> Option<Rehearsal> {
    records.iter().rev().find_map(|record| match record {
        LockRecord::Rehearsed {
            copy,
            pairing,
            rehearsal,
        } if *copy == of && pairing == within => Some(rehearsal.clone()),
        LockRecord::Rehearsed { .. }
        | LockRecord::TrialsStarted { .. }
        | LockRecord::TrialsCleared
        | LockRecord::ResetStarted { .. }
        | LockRecord::ResetEnded { .. } => None,
    })
}

/// What the newest rehearsal of a lock showed to work, under any pairing: what a lock takes does not change with its owner. What
/// it refused then is left out: after a reset trying again costs nothing, and the read-back tells.
pub(super) fn known_ways(records: &[LockRecord], snapshot: &Snapshot) -> Option<Rehearsal> {
    let newest = records.iter().rev().find_map(|record| match record {
        LockRecord::Rehearsed { rehearsal, .. } => Some(rehearsal.clone()),
        _ => None,
    });
    let mut rehearsal = newest.or_else(|| snapshot.rehearsal.clone())?;
    rehearsal.outcomes.retain(|outcome| {
        matches!(
            outcome.result,
            TrialResult::Works { .. } | TrialResult::NotRemoved { .. }
        )
    });
    Some(rehearsal)
}
