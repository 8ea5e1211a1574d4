//! The proof at the door: a throw-away code is written, typed by a person, found in the lock's log, and removed.
//!
//! It stands in the lock's journal before it is written, as the items of a rehearsal do: whatever a crash leaves is removed at the
//! next contact.

use super::clock::offset_to_keep;
use super::copies;
use super::error::RuntimeError;
use super::records::LockRecord;
use super::rehearse;
use super::restore;
use super::tools::Tools;
use crate::backup::rehearsal::{self, Trial, TrialItem, TrialResult};
use crate::lock::contact::Contact;
use crate::lock::read::ReadOptions;
use crate::model::{Digits, LogRecord, OwnerKey, PasscodeRecord};
use crate::protocol::LockError;
use crate::protocol::cursor::Cursor;
use std::path::Path;

/// Opened by a code (protocol, commands 8).
const OPENED_BY_CODE: u8 = 4;

/// Writes the code. An earlier one is removed first.
pub async fn begin(tools: &mut Tools<'_>, copy: &Path, key: &OwnerKey) -> Result<Digits, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    let mut records = tools.store.lock(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let work = async {
        contact.log_in(tools.progress).await?;
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await?;
        let present = contact
            .read_contents(ReadOptions::FOR_REHEARSAL, tools.progress)
            .await?;
        let shown = present.clock.value().copied();
        restore::keep_clock(&mut contact, opened.snapshot(), &present.features, shown, tools.clock).await?;
        let now = tools.clock.now();
        let now = now
            .lock_time_at(offset_to_keep(&opened.snapshot().clock, &now))?
            .minute();
        let trial = rehearsal::door_trial(opened.snapshot(), &present, now, tools.random)?;
        let trial = trial.ok_or(RuntimeError::DoorCode(None))?;
        records.append(LockRecord::TrialsStarted {
            trials: vec![trial.clone()],
        })?;
        match rehearse::write(&mut contact, &trial, tools.progress).await? {
            Ok(_) => {}
            Err(TrialResult::Refused { tried }) => {
                let code = tried.last().map_or(LockError::Undefined.code(), |refusal| refusal.code);
                return Err(RuntimeError::DoorCode(Some(LockError::from_code(code))));
            }
            Err(TrialResult::NotTried { .. }) => return Err(RuntimeError::DoorCode(Some(LockError::Full))),
            Err(TrialResult::Works { .. } | TrialResult::Differs { .. } | TrialResult::NotRemoved { .. }) => {}
        }
        match &trial.item {
            TrialItem::Code(record) => record.current.digits().ok_or(RuntimeError::DoorCode(None)),
            TrialItem::Card(_) => Err(RuntimeError::DoorCode(None)),
        }
    };
    let result = work.await;
    contact.close().await;
    result
}

/// Whether the lock's log shows that the code opened the door. If not, what may have kept it from opening is mended, so that it opens
/// when it is typed once more: a clock that was stopped meanwhile, or a code that the lock took and does not have.
pub async fn check(tools: &mut Tools<'_>, copy: &Path, key: &OwnerKey) -> Result<bool, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    let records = tools.store.lock(key.address)?;
    let trials = rehearse::open_trials(records.as_slice());
    let codes: Vec<&PasscodeRecord> = trials.iter().filter_map(code_of).collect();
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let work = async {
        contact.log_in(tools.progress).await?;
        // What got lost on the way counts as read for the lock, so then all of it is read.
        let log = match contact.read_unread_log(tools.progress).await {
            Err(error) if error.is_uncertain() && !error.is_cancelled() => contact.read_log(tools.progress).await,
            result => result,
        };
        let is_seen = log?.items.iter().any(|record| is_opened_by(record, &codes));
        if !is_seen {
            let features = contact.read_features().await?;
            let shown = contact.read_clock(&features).await?.value().copied();
            restore::keep_clock(&mut contact, opened.snapshot(), &features, shown, tools.clock).await?;
            let listing = contact.read_passcodes(tools.progress).await?;
            let is_there = |trial: &&Trial| {
                let mut listed = listing.items.iter().filter_map(|listed| listed.known());
                code_of(trial).is_none_or(|code| listed.any(|listed| listed.current == code.current))
            };
            for trial in trials.iter().filter(|trial| !is_there(trial)) {
                // Whether the lock has it now, the next look into its log tells.
                let _refused = rehearse::write(&mut contact, trial, tools.progress).await?;
            }
        }
        Ok::<_, RuntimeError>(is_seen)
    };
    let result = work.await;
    contact.close().await;
    result
}

fn code_of(trial: &Trial) -> Option<&PasscodeRecord> {
    match &trial.item {
        TrialItem::Code(record) => Some(record),
        TrialItem::Card(_) => None,
    }
}

fn is_opened_by(record: &LogRecord, codes: &[&PasscodeRecord]) -> bool {
    let typed = Cursor::new(record.tail.as_slice()).prefixed().unwrap_or_default();
    record.kind == OPENED_BY_CODE && codes.iter().any(|code| code.current.0 == typed)
}

/// Removes the code.
pub async fn end(tools: &mut Tools<'_>, key: &OwnerKey) -> Result<(), RuntimeError> {
    let mut records = tools.store.lock(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let work = async {
        contact.log_in(tools.progress).await?;
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await
    };
    let result = work.await;
    contact.close().await;
    result?;
    if rehearse::open_trials(records.as_slice()).is_empty() {
        Ok(())
    } else {
        Err(RuntimeError::DoorCode(None))
    }
}
