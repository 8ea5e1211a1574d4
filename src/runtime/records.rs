//! What is remembered between two runs: a journal for each lock, each saved copy and each journey (style S4).
//!
//! ```text
//! <folder>/lock-AABBCC112233.journal       throw-away items of a rehearsal, intents and outcomes of a reset
//! <folder>/copy-<digest>.journal           the ledger of a restore, and its proof
//! <folder>/journey-3.journal               where a journey is; the newest readable state counts
//! <folder>/ended.journal                   what is left of journeys that are over
//! ```
//!
//! Each record is one JSON object; a long one stands there in parts (`series.rs`). A record that this version does not
//! know is kept and passed over. A journal that got long is written anew with what of it still counts (`records/shorten.rs`).

mod shorten;

use super::series::{self, Joined, Joiner};
use crate::backup::item::{FileDigest, ItemId, Moment, PairingId};
use crate::backup::ledger::Line;
use crate::backup::rehearsal::{Rehearsal, Trial};
use crate::backup::verify::RestoreProof;
use crate::journey::State;
use crate::journey::facts::JourneyId;
use crate::model::Address;
use crate::store::journal::{self, Tail};
use crate::store::{Damage, Files, Journal, StoreError};
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
    sets_aside: bool,
}

/// A kind of record.
pub trait Record: Clone + Serialize + DeserializeOwned {
    /// The records that still count, in order: whoever reads them comes to the same as from all.
    fn essence(records: &[Self]) -> Vec<Self>;
}

const ENDED: &str = "ended.journal";

/// A journal that is longer than this when it is opened, in bytes, is written anew with what still counts. What one run adds is far
/// below the longest journal.
const LONGEST: u64 = 512 * 1024;

impl Store {
    /// A store in a folder, which is made when the first journal is.
    pub fn open(files: Arc<dyn Files>, folder: PathBuf) -> Self {
        Self {
            files,
            folder,
            sets_aside: false,
        }
    }

    /// From here on a damaged journal stops nothing: it is kept aside, under a name that ends in `.damaged`, and what can be read of
    /// it goes on. For people who have no other way on; else a damaged journal is refused and left untouched.
    #[must_use]
    pub fn setting_damaged_aside(mut self) -> Self {
        self.sets_aside = true;
        self
    }

    /// The file operations that everything goes through.
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// The same, to be kept by what outlives a call.
    pub(super) fn shared_files(&self) -> Arc<dyn Files> {
        Arc::clone(&self.files)
    }

    /// What is left of journeys that are over, to add to it.
    pub(super) fn ended(&self) -> Result<Records<EndedRecord>, StoreError> {
        self.records(ENDED)
    }

    /// What is left of journeys that are over, as of now.
    pub(super) fn ended_history(&self) -> Result<Vec<EndedRecord>, StoreError> {
        self.history(ENDED)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is remembered of a lock, to add to it. Busy while somebody else has it open.
    pub fn lock(&self, address: Address) -> Result<Records<LockRecord>, StoreError> {
        self.records(&lock_name(address))
    }

    /// What is remembered of a lock, as of now. Never busy.
    pub fn lock_history(&self, address: Address) -> Result<Vec<LockRecord>, StoreError> {
        self.history(&lock_name(address))
    }

    /// What is remembered of a saved copy, to add to it. Busy while somebody else has it open.
    pub fn copy(&self, digest: FileDigest) -> Result<Records<CopyRecord>, StoreError> {
        self.records(&copy_name(digest))
    }

    /// Whether a saved copy was made, or proved equal to its lock, by this store.
    pub fn knows_copy(&self, digest: FileDigest) -> Result<bool, StoreError> {
        Ok(self.history(&copy_name(digest))?.iter().any(CopyRecord::is_made))
    }

    /// What is remembered of every saved copy, except where that is damaged.
    pub fn copies(&self) -> Result<Vec<Records<CopyRecord>>, StoreError> {
        if self.files.entry(&self.folder)?.is_none() {
            return Ok(Vec::new());
        }
        let names = self.files.list(&self.folder)?.into_iter();
        let names = names.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
        let mut copies = Vec::new();
        for name in names.filter(|name| is_copy_name(name)) {
            match self.records(&name) {
                Ok(records) => copies.push(records),
                // One that cannot be read must not stand in the way of the others.
                Err(error @ StoreError::Damaged { .. }) => tracing::warn!(%error, "passed over a copy's journal"),
                Err(error) => return Err(error),
            }
        }
        Ok(copies)
    }

    fn records<T: Record>(&self, name: &str) -> Result<Records<T>, StoreError> {
        self.files.create_folder(&self.folder)?;
        let (files, path) = (Arc::clone(&self.files), self.folder.join(name));
        let (mut journal, entries) = if self.sets_aside {
            Journal::open_readable(files, &path)?
        } else {
            Journal::open(files, &path)?
        };
        let (mut known, is_all) = known_of(&entries);
        if journal.length() > LONGEST && is_all {
            let essence = T::essence(&known);
            let bodies = bodies_of(&essence);
            let length: usize = bodies.iter().map(Vec::len).sum();
            // Where almost everything still counts, nothing is gained.
            if length as u64 <= journal.length() / 2 {
                journal.rewrite(&bodies)?;
                known = essence;
            }
        }
        Ok(Records {
            known,
            is_all,
            journal,
            kind: PhantomData,
        })
    }

    fn history<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, StoreError> {
        let path = self.folder.join(name);
        if self.files.entry(&path)?.is_none() {
            return Ok(Vec::new());
        }
        let found = journal::examine(&*self.files, &path)?;
        match found.tail {
            Tail::Damaged { damage, .. } if !self.sets_aside || damage == Damage::OtherVersion => {
                Err(StoreError::Damaged { path, damage })
            }
            Tail::Whole | Tail::Torn { .. } | Tail::Damaged { .. } => Ok(known(&found.readable())),
        }
    }
}

/// The entries that hold a record. A record holds text, numbers and lists only, which always serialise.
fn entries_of<T: Serialize>(record: &T) -> Vec<Vec<u8>> {
    let text = serde_json::to_string(record).unwrap_or_default();
    series::split(text).into_iter().map(String::into_bytes).collect()
}

fn bodies_of<T: Serialize>(records: &[T]) -> Vec<Vec<u8>> {
    records.iter().flat_map(entries_of).collect()
}

/// The records that this version knows among the entries of a journal, oldest first.
pub(super) fn known<T: DeserializeOwned>(entries: &[Vec<u8>]) -> Vec<T> {
    known_of(entries).0
}

/// The same, and whether these are all.
fn known_of<T: DeserializeOwned>(entries: &[Vec<u8>]) -> (Vec<T>, bool) {
    let mut series = Joiner::default();
    let mut is_all = true;
    let records = entries.iter().filter_map(|entry| {
        let error = match serde_json::from_slice(entry) {
            Ok(record) => {
                series.cut();
                return Some(record);
            }
            Err(error) => error,
        };
        let error = match series.add(entry) {
            Joined::Open => return None,
            Joined::Whole(text) => match serde_json::from_str(&text) {
                Ok(record) => return Some(record),
                Err(error) => error,
            },
            Joined::Foreign => error,
        };
        tracing::warn!(line = error.line(), "a journal holds a record of another version");
        is_all = false;
        None
    });
    (records.collect(), is_all)
}

fn lock_name(address: Address) -> String {
    format!("lock-{}.journal", address.to_string().replace(':', ""))
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
    /// Whether no record is of another version.
    is_all: bool,
    journal: Journal,
    kind: PhantomData<T>,
}

impl<T: Serialize> Records<T> {
    /// The records that this version knows.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.known.iter()
    }

    /// The same, as they are.
    pub fn as_slice(&self) -> &[T] {
        &self.known
    }

    /// Adds a record of any length. It is durable when this returns. After an error it is there as a whole or not at all.
    ///
    /// # Errors
    /// As for [`Journal::append`]; of the length, only that of the whole journal matters.
    pub fn append(&mut self, record: T) -> Result<(), StoreError> {
        for entry in entries_of(&record) {
            self.journal.append(&entry)?;
        }
        self.known.push(record);
        Ok(())
    }
}

impl<T: Record> Records<T> {
    /// Adds the record after which others do not count any more, and leaves those out, in one step. It is durable when this returns.
    /// Next to records of another version nothing is left out.
    ///
    /// # Errors
    /// As for [`Records::append`] and [`Journal::rewrite`].
    pub fn conclude(&mut self, record: T) -> Result<(), StoreError> {
        if !self.is_all {
            return self.append(record);
        }
        self.known.push(record);
        let essence = T::essence(&self.known);
        let written = self.journal.rewrite(&bodies_of(&essence));
        match written {
            Ok(()) => self.known = essence,
            Err(_) => drop(self.known.pop()),
        }
        written
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
        /// How many other keys open it, which only the file tells.
        #[serde(default)]
        others: usize,
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

/// What happens to a journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum JourneyRecord {
    /// It stands here.
    State {
        /// Where.
        state: Box<State>,
    },
}

/// What is left of a journey that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum EndedRecord {
    /// Its saved copy was erased.
    Erased {
        /// Which journey.
        journey: JourneyId,
        /// The lock's name.
        lock: String,
        /// The saved copy.
        copy: Option<FileDigest>,
        /// When it was put away.
        at: Moment,
    },
    /// It ended without a saved copy.
    Abandoned {
        /// Which journey.
        journey: JourneyId,
        /// When it was put away.
        at: Moment,
    },
}

impl EndedRecord {
    /// Which journey.
    pub fn journey(&self) -> JourneyId {
        match self {
            Self::Erased { journey, .. } | Self::Abandoned { journey, .. } => *journey,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::{Fault, Loss, MemoryFiles};

    const DIGEST: FileDigest = FileDigest([7; 32]);
    const AT: Moment = Moment(1_795_510_800_000);

    fn records(files: &MemoryFiles) -> Records<CopyRecord> {
        let store = Store::open(Arc::new(files.clone()), PathBuf::from("journals"));
        store.copy(DIGEST).unwrap()
    }

    fn all(files: &MemoryFiles) -> Vec<CopyRecord> {
        records(files).iter().cloned().collect()
    }

    fn many() -> Vec<ItemId> {
        (1..=10_000).map(|number| ItemId::numbered("code", number)).collect()
    }

    fn read_back() -> CopyRecord {
        CopyRecord::ReadBack {
            lock: Address([1, 2, 3, 4, 5, 6]),
            pairing: PairingId("0011223344556677".to_owned()),
            at: AT,
            missing: many(),
        }
    }

    #[test]
    fn s4_ten_thousand_missing_items_are_remembered() {
        let proof = RestoreProof {
            digest: DIGEST,
            address: Address([1, 2, 3, 4, 5, 6]),
            at: AT,
            missing: many(),
        };
        let written = [
            CopyRecord::Made { at: AT },
            read_back(),
            CopyRecord::Proved { proof: proof.clone() },
            CopyRecord::EraseStarted {
                proof,
                path: PathBuf::from("hall.relatch"),
                own_key: true,
                others: 1,
            },
            CopyRecord::Erased { at: AT },
        ];
        let files = MemoryFiles::new();
        let mut open = records(&files);
        for record in &written {
            open.append(record.clone()).unwrap();
        }
        drop(open);
        assert_eq!(all(&files), written);
    }

    #[test]
    fn s4_a_read_back_that_was_cut_anywhere_is_whole_or_not_there_and_the_next_one_counts() {
        let made = CopyRecord::Made { at: AT };
        let (mut torn, mut confirmed) = (0, false);
        for cut in 0.. {
            let files = MemoryFiles::new();
            let mut open = records(&files);
            open.append(made.clone()).unwrap();
            files.fault_at(files.operations() + cut, Fault::PowerOff);
            confirmed |= open.append(read_back()).is_ok();
            for loss in [Loss::Nothing, Loss::Everything, Loss::Some(cut as u64)] {
                let image = files.after_power_cut(loss);
                let found = all(&image);
                if confirmed || found.len() > 1 {
                    assert_eq!(found, [made.clone(), read_back()], "cut at {cut}");
                } else {
                    assert_eq!(found, std::slice::from_ref(&made), "cut at {cut}");
                    torn += 1;
                }
                records(&image).append(read_back()).unwrap();
                assert_eq!(all(&image), [found, vec![read_back()]].concat(), "cut at {cut}");
            }
            if confirmed {
                break;
            }
        }
        assert!(torn > 10, "{torn}");
    }

    #[test]
    fn s4_a_series_that_was_cut_ends_where_another_record_begins() {
        let entries = series::split(serde_json::to_string(&read_back()).unwrap());
        assert!(entries.len() > 2);
        let made = serde_json::to_string(&CopyRecord::Made { at: AT }).unwrap();
        for at in 1..entries.len() {
            let mut entries = entries.clone();
            entries.insert(at, made.clone());
            let entries: Vec<Vec<u8>> = entries.into_iter().map(String::into_bytes).collect();
            assert_eq!(known::<CopyRecord>(&entries), [CopyRecord::Made { at: AT }]);
        }
    }

    #[test]
    fn a_journal_from_before_there_were_parts_stays_readable() {
        let old = br#"{"record":"read-back","lock":"01:02:03:04:05:06","pairing":"0011223344556677","at":"2026-11-24T09:00:00.000Z","missing":["code-1","card-2"]}"#;
        let known = known::<CopyRecord>(&[b"{\"record\":\"of-another-version\"}".to_vec(), old.to_vec()]);
        assert_eq!(known.len(), 1);
        assert_eq!(serde_json::to_vec(&known[0]).unwrap(), old);
    }
}
