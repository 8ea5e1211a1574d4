//! What is remembered between two runs: a journal for each lock and one for each saved copy (style S4).
//!
//! ```text
//! <folder>/lock-AABBCC112233.journal       throw-away items of a rehearsal, intents and outcomes of a reset
//! <folder>/copy-<digest>.journal           the ledger of a restore, and its proof
//! ```
//!
//! Each record is one JSON object. A record that this version does not know is kept and passed over.

use crate::backup::item::{FileDigest, ItemId, Moment, PairingId};
use crate::backup::ledger::Line;
use crate::backup::rehearsal::{Rehearsal, Trial};
use crate::backup::verify::RestoreProof;
use crate::model::Address;
use crate::store::{Files, Journal, StoreError};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where journals are.
#[derive(Clone, Debug)]
pub struct Store {
    files: Arc<dyn Files>,
    folder: PathBuf,
}

impl Store {
    /// A store in a folder, which is made when the first journal is.
    pub fn open(files: Arc<dyn Files>, folder: PathBuf) -> Self {
        Self { files, folder }
    }

    /// The file operations that everything goes through.
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is remembered of a lock. Busy while another process has it open.
    pub fn lock(&self, address: Address) -> Result<Records<LockRecord>, StoreError> {
        let name: String = address
            .to_string()
            .chars()
            .filter(|character| *character != ':')
            .collect();
        self.records(&format!("lock-{name}.journal"))
    }

    /// What is remembered of a saved copy. Busy while another process has it open.
    pub fn copy(&self, digest: FileDigest) -> Result<Records<CopyRecord>, StoreError> {
        self.records(&copy_name(digest))
    }

    /// Whether a saved copy was made, or proved equal to its lock, by this store.
    pub fn knows_copy(&self, digest: FileDigest) -> Result<bool, StoreError> {
        if self.files.entry(&self.folder.join(copy_name(digest)))?.is_none() {
            return Ok(false);
        }
        let records = self.copy(digest)?;
        Ok(records.iter().any(CopyRecord::is_made))
    }

    /// What is remembered of every saved copy.
    pub fn copies(&self) -> Result<Vec<Records<CopyRecord>>, StoreError> {
        if self.files.entry(&self.folder)?.is_none() {
            return Ok(Vec::new());
        }
        let names = self.files.list(&self.folder)?.into_iter();
        let names = names.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
        names
            .filter(|name| is_copy_name(name))
            .map(|name| self.records(&name))
            .collect()
    }

    fn records<T: DeserializeOwned + Serialize>(&self, name: &str) -> Result<Records<T>, StoreError> {
        self.files.create_folder(&self.folder)?;
        let (journal, bodies) = Journal::open(Arc::clone(&self.files), &self.folder.join(name))?;
        let known = bodies.iter().filter_map(|body| match serde_json::from_slice(body) {
            Ok(record) => Some(record),
            Err(error) => {
                tracing::warn!(line = error.line(), "a journal holds a record of another version");
                None
            }
        });
        Ok(Records {
            known: known.collect(),
            journal,
            kind: PhantomData,
        })
    }
}

fn copy_name(digest: FileDigest) -> String {
    let digits = digest.to_string();
    format!("copy-{}.journal", digits.get(..16).unwrap_or(&digits))
}

fn is_copy_name(name: &str) -> bool {
    let path = Path::new(name);
    name.starts_with("copy-") && path.extension().is_some_and(|extension| extension == "journal")
}

/// The records of one journal, oldest first.
#[derive(Debug)]
pub struct Records<T> {
    known: Vec<T>,
    journal: Journal,
    kind: PhantomData<T>,
}

impl<T: Serialize> Records<T> {
    /// The records that this version knows.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.known.iter()
    }

    /// Adds a record. It is durable when this returns.
    pub fn append(&mut self, record: T) -> Result<(), StoreError> {
        // A record holds text, numbers and lists only, which always serialise.
        let body = serde_json::to_vec(&record).unwrap_or_default();
        self.journal.append(&body)?;
        self.known.push(record);
        Ok(())
    }
}

/// What happens to a lock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum LockRecord {
    /// These throw-away items are about to be written.
    TrialsStarted {
        /// They.
        trials: Vec<Trial>,
    },
    /// No throw-away item is left on the lock: that was read from it.
    TrialsCleared,
    /// The way back was tried.
    Rehearsed {
        /// From which saved copy.
        copy: FileDigest,
        /// In which pairing.
        pairing: PairingId,
        /// How it went.
        rehearsal: Rehearsal,
    },
    /// A reset is about to be sent.
    ResetStarted {
        /// Behind which saved copy.
        copy: FileDigest,
        /// In which pairing.
        pairing: PairingId,
        /// When.
        at: Moment,
    },
    /// What became of it, as the lock showed it.
    ResetEnded {
        /// Whether the lock has no owner now.
        done: bool,
        /// When.
        at: Moment,
    },
}

/// What happens to a saved copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum CopyRecord {
    /// It was made here, opened again and found equal to the lock.
    Made {
        /// When.
        at: Moment,
    },
    /// A restore begins or goes on.
    RestoreStarted {
        /// Onto which lock.
        lock: Address,
        /// In which pairing.
        pairing: PairingId,
    },
    /// Something happened to an item.
    Item {
        /// What.
        #[serde(flatten)]
        line: Line,
    },
    /// The lock was read back and compared.
    ReadBack {
        /// Which lock.
        lock: Address,
        /// In which pairing.
        pairing: PairingId,
        /// When.
        at: Moment,
        /// What is missing or differs, by id and name; empty when everything restorable is back.
        missing: Vec<ItemId>,
    },
    /// Everything restorable was read back equal.
    Proved {
        /// The proof that lets it be erased.
        proof: RestoreProof,
    },
    /// Its key and its file are about to be destroyed.
    EraseStarted {
        /// What stands behind it.
        proof: RestoreProof,
        /// The file.
        path: PathBuf,
        /// Whether this device has a key of its own for it.
        own_key: bool,
    },
    /// Its key and its file are gone.
    Erased {
        /// When.
        at: Moment,
    },
}

impl CopyRecord {
    /// Whether it says that the copy was made here.
    pub fn is_made(&self) -> bool {
        matches!(self, Self::Made { .. })
    }
}
