//! Saved copies as files: opened from storage, decrypted, decoded, and held against the lock that is to be changed.

use super::error::RuntimeError;
use super::records::{CopyRecord, Records, Store};
use super::vault::Vault;
use crate::backup::format::{self, Trust};
use crate::backup::item::{FileDigest, ItemId, PairingId};
use crate::backup::seal::{self, Identity};
use crate::backup::snapshot::Snapshot;
use crate::backup::verify::Reopened;
use crate::model::OwnerKey;
use crate::store::{Entry, Files, StoreError, write_new_atomic};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The program's name and version, as it stands in every copy.
pub const PROGRAM: &str = concat!("relatch ", env!("CARGO_PKG_VERSION"));

/// The most bytes of a sealed file.
/// The sealed form adds its header and some bytes per piece.
pub(super) const MAX_FILE: u64 = seal::MAX_PLAIN as u64 + (1 << 20);

/// A saved copy that was opened from storage.
#[derive(Debug)]
pub struct Opened {
    /// The proof that the file is good.
    pub reopened: Reopened,
    /// Whether it was made with a key at hand, or by this store.
    pub trust: Trust,
}

impl Opened {
    /// What is in it.
    pub fn snapshot(&self) -> &Snapshot {
        self.reopened.snapshot()
    }

    /// What a restore is to aim at where the owner takes an account's word for these items.
    #[must_use]
    pub fn with_account_words(mut self, ids: &BTreeSet<ItemId>) -> Self {
        self.reopened = self.reopened.with_account_words(ids);
        self
    }

    /// Which file it is.
    pub fn digest(&self) -> FileDigest {
        self.reopened.digest()
    }
}

/// Opens a saved copy. A copy that this store made counts as made here, even if it was sealed for others only.
pub fn open(store: &Store, vault: &Vault<'_>, path: &Path) -> Result<Opened, RuntimeError> {
    let mut opened = open_file(store, vault, path)?;
    if opened.trust == Trust::Foreign && store.knows_copy(opened.digest())? {
        opened.trust = Trust::MadeHere;
    }
    Ok(opened)
}

/// As [`open`], while the journal of the copy is open already.
pub(super) fn open_known(
    store: &Store,
    vault: &Vault<'_>,
    path: &Path,
    records: &Records<CopyRecord>,
) -> Result<Opened, RuntimeError> {
    let mut opened = open_file(store, vault, path)?;
    if records.iter().any(CopyRecord::is_made) {
        opened.trust = Trust::MadeHere;
    }
    Ok(opened)
}

fn open_file(store: &Store, vault: &Vault<'_>, path: &Path) -> Result<Opened, RuntimeError> {
    let sealed = store.files().read(path, MAX_FILE)?;
    open_bytes(path, &sealed, &vault.identities_for(FileDigest::of(&sealed))?)
}

/// Opens a file's bytes, as storage gave them, with the given keys.
pub(super) fn open_bytes(path: &Path, sealed: &[u8], identities: &[Identity]) -> Result<Opened, RuntimeError> {
    let reopened = Reopened::open(sealed, identities);
    let reopened = reopened.map_err(|source| RuntimeError::Copy {
        path: path.to_owned(),
        source,
    })?;
    let trust = reopened.trust();
    Ok(Opened { reopened, trust })
}

/// The plaintext of a copy, signed.
pub(super) fn encode(snapshot: &Snapshot, key: &seal::MacKey) -> Result<zeroize::Zeroizing<Vec<u8>>, RuntimeError> {
    format::encode(snapshot, Some(|bytes: &[u8]| seal::mac(key, bytes))).map_err(RuntimeError::Compose)
}

/// Refuses a copy of another lock, or of an earlier pairing of this one.
pub(super) fn check_lock(snapshot: &Snapshot, key: &OwnerKey) -> Result<(), RuntimeError> {
    if snapshot.lock.address != key.address {
        return Err(RuntimeError::OtherLock {
            copy: snapshot.lock.address,
            key: key.address,
        });
    }
    if snapshot.pairing != PairingId::of_key(&key.aes_key) {
        return Err(RuntimeError::OtherPairing { lock: key.address });
    }
    Ok(())
}

/// Refuses a place for a file that is a folder, before a lock is read for minutes.
pub(super) fn check_place(files: &dyn Files, path: &Path) -> Result<(), RuntimeError> {
    match files.entry(path)? {
        Some(Entry::Folder) => Err(StoreError::IsFolder {
            verb: crate::store::Verb::Write,
            path: path.to_owned(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// Puts what is in a file beside it, under the next free number, before it is replaced.
pub(super) fn keep_beside(files: &dyn Files, out: &Path, limit: u64) -> Result<Option<PathBuf>, RuntimeError> {
    if files.entry(out)?.is_none() {
        return Ok(None);
    }
    let bytes = files.read(out, limit)?;
    for number in 1.. {
        let beside = numbered(out, number);
        match files.entry(&beside)? {
            None => {
                write_new_atomic(files, &beside, &bytes)?;
                return Ok(Some(beside));
            }
            // A killed run may have put it there already.
            Some(Entry::File { .. }) if files.read(&beside, limit)? == bytes => return Ok(Some(beside)),
            Some(_) => {}
        }
    }
    Ok(None)
}

/// `hall.relatch` as `hall.1.relatch`.
fn numbered(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}.{number}.{}", extension.to_string_lossy()),
        None => format!("{stem}.{number}"),
    };
    path.with_file_name(name)
}
