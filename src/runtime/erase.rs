//! Erasing a saved copy: behind a proof or an accepted list, the key first, then the file, with a receipt (style S2).

use super::clock::Clock;
use super::copies;
use super::error::RuntimeError;
use super::records::{CopyRecord, Records, Store};
use super::vault::{Vault, recipients_of};
use crate::backup::erase::{Erasure, Receipt};
use crate::backup::item::{FileDigest, Label, Moment};
use crate::backup::verify::{self, Accepted, ErasePermit, RestoreProof};
use crate::model::{LockMinute, LockSecond};
use crate::store::{StoreError, remove_durably};
use std::path::Path;

/// Asks the owner.
pub trait EraseConsent {
    /// Shows everything that no lock is known to hold, and takes what the owner accepts to lose.
    fn accept(&mut self, items: &[Label]) -> Accepted;
}

/// Erases a saved copy. A run that was stopped goes on where it stopped.
pub fn erase(
    store: &Store,
    vault: &Vault<'_>,
    clock: &dyn Clock,
    path: &Path,
    consent: &mut dyn EraseConsent,
) -> Result<Receipt, RuntimeError> {
    let files = store.files();
    let sealed = match files.read(path, copies::MAX_FILE) {
        Ok(sealed) => sealed,
        Err(StoreError::NotFound { verb, path }) => {
            return finish_without_file(store, clock, &path)?
                .ok_or(RuntimeError::Store(StoreError::NotFound { verb, path }));
        }
        Err(error) => return Err(error.into()),
    };
    let digest = FileDigest::of(&sealed);
    let mut records = store.copy(digest)?;
    let (permit, own_key) = match begun(&records) {
        Some(Begun { proof, own_key, .. }) => (verify::erase_permit(&proof, digest)?, own_key),
        None => (
            permit(store, vault, clock, path, &mut records, consent)?,
            vault.has_own_key(digest)?,
        ),
    };
    let proof = RestoreProof {
        digest,
        address: permit.address(),
        at: clock.now().moment,
        missing: permit.missing().to_vec(),
    };
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let others = recipients_of(&sealed).saturating_sub(usize::from(own_key));
    records.append(CopyRecord::EraseStarted {
        proof,
        path: full,
        own_key,
        others,
    })?;
    vault.forget(digest)?;
    let key = own_key.then(|| clock.now().moment);
    remove_durably(files, path)?;
    let file = clock.now().moment;
    records.conclude(CopyRecord::Erased { at: file })?;
    let name = file_name(path);
    Ok(Receipt::new(
        permit,
        Erasure {
            key,
            file,
            name,
            other_recipients: others,
        },
    ))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn permit(
    store: &Store,
    vault: &Vault<'_>,
    clock: &dyn Clock,
    path: &Path,
    records: &mut Records<CopyRecord>,
    consent: &mut dyn EraseConsent,
) -> Result<ErasePermit, RuntimeError> {
    let proof = records.iter().rev().find_map(|record| match record {
        CopyRecord::Proved { proof } => Some(proof.clone()),
        _ => None,
    });
    let opened = copies::open_known(store, vault, path, records)?;
    if let Some(proof) = proof {
        return Ok(verify::erase_permit(&proof, opened.digest())?);
    }
    let now = clock
        .now()
        .lock_time()
        .map_or(LockMinute::OPEN_START, LockSecond::minute);
    let accepted = consent.accept(&verify::unproved_items(opened.snapshot(), now));
    Ok(verify::erase_permit_unproved(&opened.reopened, now, &accepted)?)
}

/// An erasing that was begun, and whose key may be gone already.
struct Begun {
    proof: RestoreProof,
    own_key: bool,
    others: usize,
}

fn begun(records: &Records<CopyRecord>) -> Option<Begun> {
    records.iter().rev().find_map(|record| match record {
        CopyRecord::EraseStarted {
            proof, own_key, others, ..
        } => Some(Begun {
            proof: proof.clone(),
            own_key: *own_key,
            others: *others,
        }),
        _ => None,
    })
}

/// When an earlier run erased a copy, and how many other keys open it, if one did.
pub fn erased_before(store: &Store, digest: FileDigest) -> Result<Option<(Moment, usize)>, StoreError> {
    let records = store.copy(digest)?;
    let at = records.iter().rev().find_map(|record| match record {
        CopyRecord::Erased { at } => Some(*at),
        _ => None,
    });
    Ok(at.map(|at| (at, begun(&records).map_or(0, |begun| begun.others))))
}

/// The receipt of an erasing that was stopped after the file was gone, if there is one for this path.
fn finish_without_file(store: &Store, clock: &dyn Clock, path: &Path) -> Result<Option<Receipt>, RuntimeError> {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for mut records in store.copies()? {
        let is_of_this = records
            .iter()
            .any(|record| matches!(record, CopyRecord::EraseStarted { path, .. } if *path == full));
        let ended = records.iter().any(|record| matches!(record, CopyRecord::Erased { .. }));
        if let (true, false, Some(begun)) = (is_of_this, ended, begun(&records)) {
            let Begun { proof, own_key, others } = begun;
            let file = clock.now().moment;
            records.conclude(CopyRecord::Erased { at: file })?;
            let permit = verify::erase_permit(&proof, proof.digest)?;
            // The key went right after the intent was written down.
            let key = own_key.then_some(proof.at);
            let name = file_name(path);
            return Ok(Some(Receipt::new(
                permit,
                Erasure {
                    key,
                    file,
                    name,
                    other_recipients: others,
                },
            )));
        }
    }
    Ok(None)
}
