//! Saving a copy: two reads that agree, sealed, written, opened again from storage, and compared.

use super::copies::{self, Opened};
use super::error::RuntimeError;
use super::merge::{AccountLists, Merged, merge};
use super::records::CopyRecord;
use super::rehearse;
use super::tools::Tools;
use crate::backup::item::PairingId;
use crate::backup::item::{FileDigest, ItemId};
use crate::backup::snapshot::{Meta, Snapshot};
use crate::lock::contact::Contact;
use crate::lock::read::ReadOptions;
use crate::model::OwnerKey;
use crate::store::{Files, write_atomic};
use std::path::{Path, PathBuf};

/// What is to be saved.
#[derive(Debug)]
pub struct BackupRequest {
    /// The owner's key.
    pub key: OwnerKey,
    /// The file to write.
    pub out: PathBuf,
    /// Save the operation log too.
    pub log: bool,
    /// The owner's own names for items, by id. Names of the copy that is in `out` already are taken over by themselves.
    pub names: Vec<(ItemId, String)>,
    /// What the owner's account knows of the lock, where it was asked.
    pub account: Option<AccountLists>,
}

/// What was saved.
#[derive(Debug)]
pub struct BackupReport {
    /// The file.
    pub path: PathBuf,
    /// Which file it is.
    pub digest: FileDigest,
    /// What is in it.
    pub snapshot: Snapshot,
    /// Where the copy is now that was in this file before.
    pub previous: Option<PathBuf>,
    /// Whether it can still be opened after this machine was restarted.
    pub lasts: bool,
    /// Ids that were to be named and that the lock does not hold.
    pub unnamed: Vec<ItemId>,
    /// What came of the account's lists, where there are some.
    pub merged: Option<Merged>,
}

/// Saves a copy of a lock. A copy that is there already under the name is kept beside it (feature row 25).
pub async fn backup(tools: &mut Tools<'_>, request: &BackupRequest) -> Result<BackupReport, RuntimeError> {
    let BackupRequest {
        key,
        out,
        log,
        names,
        account,
    } = request;
    let files = tools.store.files();
    copies::check_place(files, out)?;
    let mut records = tools.store.lock(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let read = async {
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await?;
        // The lock's clock is read a moment after the login; the phone's is taken here, to compare both.
        contact.log_in(tools.progress).await?;
        let phone = tools.clock.now();
        let options = ReadOptions {
            log: *log,
            ..ReadOptions::FOR_COPY
        };
        let first = contact.read_contents(options, tools.progress).await?;
        let second = contact.read_again(&first, options, tools.progress).await?;
        Ok::<_, RuntimeError>((first, second, phone))
    };
    let read = read.await;
    contact.close().await;
    let (first, second, phone) = read?;
    let meta = Meta {
        created: tools.clock.now().moment,
        program: copies::PROGRAM.to_owned(),
        name: key.name.clone(),
        pairing: PairingId::of_key(&key.aes_key),
        phone_clock: phone.moment,
        zone: phone.zone,
        offset_ms: phone.offset_ms,
        leftovers: rehearse::open_trials(records.as_slice()),
    };
    let mut snapshot = Snapshot::from_reads(&first, &second, meta)?;
    let unnamed = names
        .iter()
        .filter(|(id, name)| !snapshot.set_name(id, Some(name.clone())));
    let unnamed = unnamed.map(|(id, _)| id.clone()).collect();
    let merged = account.as_ref().map(|lists| merge(&mut snapshot, lists));
    // A copy that cannot be opened here, or is of another lock, has no names for this one.
    if let Ok(earlier) = copies::open(tools.store, tools.vault, out)
        && earlier.snapshot().lock.address == snapshot.lock.address
    {
        snapshot.carry_names(earlier.snapshot());
    }
    let sealed = tools.vault.seal(|key| copies::encode(&snapshot, key))?;
    let previous = copies::keep_beside(files, out, copies::MAX_FILE)?;
    write_atomic(files, out, &sealed.bytes)?;
    let opened = reopen(files, out, sealed.digest, sealed.identity)?;
    if *opened.snapshot() != snapshot {
        return Err(RuntimeError::NotAsWritten { path: out.clone() });
    }
    tools.store.copy(sealed.digest)?.append(CopyRecord::Made {
        at: tools.clock.now().moment,
    })?;
    let lasts = tools.vault.lasts();
    Ok(BackupReport {
        path: out.clone(),
        digest: sealed.digest,
        snapshot: opened.reopened.into_snapshot(),
        previous,
        lasts,
        unnamed,
        merged,
    })
}

/// Opens what was written from storage, with the one key that it was sealed with.
fn reopen(
    files: &dyn Files,
    path: &Path,
    digest: FileDigest,
    identity: crate::backup::seal::Identity,
) -> Result<Opened, RuntimeError> {
    let bytes = files.read(path, copies::MAX_FILE)?;
    if FileDigest::of(&bytes) != digest {
        return Err(RuntimeError::NotAsWritten { path: path.to_owned() });
    }
    copies::open_bytes(path, &bytes, &[identity])
}
