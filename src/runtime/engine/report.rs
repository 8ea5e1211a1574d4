//! What a restore gave, remembered for later: what was read from the lock last, sealed for the saved copy's own key, so that it
//! lives exactly as long as the copy can be opened.

use crate::backup::item::{ItemId, ItemKind, Label, Moment};
use crate::backup::ledger::{FailCause, ItemState};
use crate::backup::loss;
use crate::backup::seal;
use crate::backup::snapshot::Snapshot;
use crate::backup::verify::ReopenError;
use crate::journey::effect::{Failed, ReportData};
use crate::journey::facts::JourneyId;
use crate::model::{Contents, LockMinute};
use crate::runtime::copies::{self, Opened};
use crate::runtime::engine::files;
use crate::runtime::error::RuntimeError;
use crate::runtime::records::Store;
use crate::runtime::restore::{self, RestoreReport};
use crate::runtime::vault::{Vault, VaultError};
use crate::store::write_atomic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

#[derive(Serialize, Deserialize)]
struct Remembered {
    present: Contents,
    now: LockMinute,
    written: u32,
    failed: Vec<(ItemId, Option<FailCause>)>,
    proved: bool,
    at: Moment,
    /// The items that went by the account's word.
    #[serde(default)]
    account_words: BTreeSet<ItemId>,
}

impl Remembered {
    /// The difference is made anew: it is a plain function of both sides. `snapshot`: what the restore aimed at.
    fn data(self, snapshot: Snapshot) -> ReportData {
        let diff = restore::against(&snapshot, &self.present, self.now);
        let failed = self.failed.iter().map(|(id, cause)| Failed {
            label: label(&snapshot, id),
            cause: *cause,
        });
        let failed = failed.collect();
        ReportData {
            diff,
            written: self.written,
            failed,
            proved: self.proved,
            at: self.at,
            snapshot,
        }
    }
}

fn label(snapshot: &Snapshot, id: &ItemId) -> Label {
    let known = loss::labels(snapshot).into_iter().find(|label| label.id == *id);
    known.unwrap_or_else(|| {
        let kind = if *id == ItemId::owner_passcode() {
            ItemKind::OwnerPasscode
        } else if id.0.starts_with("setting-") {
            ItemKind::Setting
        } else {
            ItemKind::General
        };
        Label::new(id.clone(), kind, None)
    })
}

/// Remembers what a restore gave, and gives it on.
pub(super) fn remember(
    store: &Store,
    vault: &Vault<'_>,
    journey: JourneyId,
    opened: &Opened,
    report: RestoreReport,
    account_words: BTreeSet<ItemId>,
) -> Result<ReportData, RuntimeError> {
    use crate::backup::diff::ReadBack;
    let is_failed = |result: &ReadBack| matches!(result, ReadBack::Differs | ReadBack::Missing);
    let failed = report.read_back.iter().filter(|(_, result)| is_failed(result));
    let cause = |id: &ItemId| match report.ledger.state(id) {
        Some(ItemState::Failed { cause }) => Some(*cause),
        _ => None,
    };
    let remembered = Remembered {
        failed: failed.map(|(id, _)| (id.clone(), cause(id))).collect(),
        present: report.present,
        now: report.now,
        written: report.written,
        proved: report.proved,
        at: report.at,
        account_words,
    };
    // A vault over the secure store has the copy's key, else the copy could not have been opened.
    if let Some(identity) = vault.identities_for(opened.digest())?.first() {
        // What a lock told always serialises.
        let plain = Zeroizing::new(serde_json::to_vec(&remembered).unwrap_or_default());
        let sealed = seal::seal(&plain, &[identity.recipient()]).map_err(VaultError::from)?;
        write_atomic(store.files(), &files::report_path(store, journey), &sealed)?;
    }
    Ok(remembered.data(report.snapshot))
}

/// What the lock held when it was read last, and the copy.
pub(super) fn present(
    store: &Store,
    vault: &Vault<'_>,
    journey: JourneyId,
    opened: Opened,
) -> Result<(Contents, Snapshot), RuntimeError> {
    let remembered = remembered(store, vault, journey, &opened)?;
    let aim = opened.with_account_words(&remembered.account_words);
    Ok((remembered.present, aim.reopened.into_snapshot()))
}

/// What was remembered.
pub(super) fn load(
    store: &Store,
    vault: &Vault<'_>,
    journey: JourneyId,
    opened: Opened,
) -> Result<ReportData, RuntimeError> {
    let remembered = remembered(store, vault, journey, &opened)?;
    let aim = opened.with_account_words(&remembered.account_words);
    Ok(remembered.data(aim.reopened.into_snapshot()))
}

fn remembered(
    store: &Store,
    vault: &Vault<'_>,
    journey: JourneyId,
    opened: &Opened,
) -> Result<Remembered, RuntimeError> {
    let path = files::report_path(store, journey);
    let sealed = store.files().read(&path, copies::MAX_FILE)?;
    let identities = vault.identities_for(opened.digest())?;
    let damaged = |source: ReopenError| RuntimeError::Copy {
        path: path.clone(),
        source,
    };
    let plain = seal::open(&sealed, &identities).map_err(|error| damaged(error.into()))?;
    serde_json::from_slice(&plain).map_err(|_| damaged(seal::OpenError::Damaged.into()))
}
