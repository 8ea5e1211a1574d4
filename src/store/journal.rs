//! A small append-only log that survives a power cut at any moment.
//!
//! ```text
//! [0..4]  "LKJ1"
//! then records, each:
//! [0..4]  length of the body, u32 little endian, 1 to MAX_RECORD
//! [4..8]  CRC-32 (as in zip) of: length (4 bytes as above), body, number of the record from 0 (u64 little endian)
//! [8..]   body
//! ```
//!
//! An append is one write and one sync; it is done when both are. A write that a power cut interrupted can therefore only stand
//! at the end: that torn tail is cut when the journal is opened. A bad record with good ones behind it, or a bad end longer
//! than one record, is damage: such a file is refused and left untouched (S8); [`examine`] still reads what can be read.
//! (A damaged *last* record cannot be told from a torn one.)
//!
//! One process at a time: an open journal holds a lock on `<name>.lock`.

use super::error::{Damage, StoreError, Verb};
use super::files::{
    Entry, FileLock, Files, OpenFile, folder_of, remove_durably, temporary_of, write_atomic, write_new_atomic,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest body of a record, in bytes.
pub const MAX_RECORD: usize = 64 * 1024;

/// The longest journal, in bytes. Who comes near it calls [`Journal::rewrite`].
pub const MAX_JOURNAL: u64 = 16 * 1024 * 1024;

/// How the name of a journal's file ends.
const SUFFIX: &str = ".journal";
const HEADER: &[u8; 4] = b"LKJ1";
const FRAME: usize = 8;
static CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    files: Arc<dyn Files>,
    path: PathBuf,
    /// `None` after a failed write or sync: what the disk holds is not known until the journal is opened again.
    file: Option<Box<dyn OpenFile>>,
    next: u64,
    length: u64,
    _lock: Box<dyn FileLock>,
}

impl Journal {
    /// Opens the journal, or creates an empty one, and returns its records, oldest first. What is returned survives a power cut,
    /// even if the process that wrote it was killed before it could sync.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if another process has it open; [`StoreError::Damaged`] if it is not a whole journal.
    pub fn open(files: Arc<dyn Files>, path: &Path) -> Result<(Self, Vec<Vec<u8>>), StoreError> {
        let lock = files.lock(&lock_path(path))?;
        if files.entry(path)?.is_none() {
            write_new_atomic(&*files, path, HEADER)?;
        }
        let found = examine(&*files, path)?;
        if let Tail::Damaged { damage, .. } = found.tail {
            return Err(StoreError::Damaged {
                path: path.to_path_buf(),
                damage,
            });
        }
        let mut file = files.open_append(path)?;
        if let Tail::Torn { bytes } = found.tail {
            tracing::warn!(bytes, "cut the torn end of a journal");
            file.cut(found.length)?;
        }
        file.sync()?;
        files.sync_folder(folder_of(path))?;
        let journal = Self {
            files,
            path: path.to_path_buf(),
            file: Some(file),
            next: found.records.len() as u64,
            length: found.length,
            _lock: lock,
        };
        Ok((journal, found.records))
    }

    /// As [`Journal::open`], but a damaged journal is kept aside, under a name that ends in `.damaged`, and one with everything that can
    /// be read of it takes its place. One of another version is left alone.
    ///
    /// # Errors
    /// As for [`Journal::open`]; [`StoreError::Damaged`] only for one of another version.
    pub fn open_readable(files: Arc<dyn Files>, path: &Path) -> Result<(Self, Vec<Vec<u8>>), StoreError> {
        match Self::open(Arc::clone(&files), path) {
            Err(StoreError::Damaged {
                damage: Damage::NotAJournal | Damage::Record { .. },
                ..
            }) => {
                tracing::warn!("a damaged journal is set aside");
                let bytes = files.read(path, MAX_JOURNAL)?;
                write_atomic(&*files, &damaged_beside(path), &bytes)?;
                let readable = decode(&bytes).readable();
                let journal = Self::anew(files, path, &readable)?;
                Ok((journal, readable))
            }
            opened => opened,
        }
    }

    /// Adds a record of 1 to [`MAX_RECORD`] bytes. On success it survives a power cut.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] if the record or the journal would be too long (nothing was written). After any other error the
    /// journal is closed: each further call returns [`StoreError::Closed`] until it is opened again.
    pub fn append(&mut self, body: &[u8]) -> Result<(), StoreError> {
        let record = self.encode(self.next, body)?;
        let length = self.length + record.len() as u64;
        if length > MAX_JOURNAL {
            return Err(self.too_large(MAX_JOURNAL));
        }
        // Taken out, and put back only when all went well.
        let mut file = self.file.take().ok_or_else(|| self.closed())?;
        file.write(&record)?;
        file.sync()?;
        self.file = Some(file);
        self.length = length;
        self.next += 1;
        Ok(())
    }

    /// Replaces all records by these, in one step: after a power cut there are the old ones or the new ones.
    ///
    /// # Errors
    /// As for [`Journal::append`].
    pub fn rewrite(&mut self, records: &[Vec<u8>]) -> Result<(), StoreError> {
        if self.file.is_none() {
            return Err(self.closed());
        }
        self.write_all(records)
    }

    fn write_all(&mut self, records: &[Vec<u8>]) -> Result<(), StoreError> {
        let mut bytes = HEADER.to_vec();
        for (number, body) in (0..).zip(records) {
            bytes.extend(self.encode(number, body)?);
        }
        if bytes.len() as u64 > MAX_JOURNAL {
            return Err(self.too_large(MAX_JOURNAL));
        }
        drop(self.file.take());
        write_atomic(&*self.files, &self.path, &bytes)?;
        self.file = Some(self.files.open_append(&self.path)?);
        self.next = records.len() as u64;
        self.length = bytes.len() as u64;
        Ok(())
    }

    /// How long it is, in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Writes a journal with these records in place of whatever stands there, in one step, and opens it.
    ///
    /// # Errors
    /// As for [`Journal::open`] and [`Journal::append`].
    pub fn anew(files: Arc<dyn Files>, path: &Path, records: &[Vec<u8>]) -> Result<Self, StoreError> {
        let lock = files.lock(&lock_path(path))?;
        let mut journal = Self {
            files,
            path: path.to_path_buf(),
            file: None,
            next: 0,
            length: 0,
            _lock: lock,
        };
        journal.write_all(records)?;
        Ok(journal)
    }

    /// Removes it for good. After a power cut it is there whole, or gone.
    pub fn remove(self) -> Result<(), StoreError> {
        let Self {
            files,
            path,
            file,
            _lock: lock,
            ..
        } = self;
        drop(file);
        remove_durably(&*files, &path)?;
        drop(lock);
        match files.remove(&lock_path(&path)) {
            Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    }

    fn encode(&self, number: u64, body: &[u8]) -> Result<Vec<u8>, StoreError> {
        if body.is_empty() {
            return Err(StoreError::EmptyRecord {
                path: self.path.clone(),
            });
        }
        encode(number, body).ok_or_else(|| self.too_large(MAX_RECORD as u64))
    }

    fn too_large(&self, limit: u64) -> StoreError {
        StoreError::TooLarge {
            verb: Verb::Write,
            path: self.path.clone(),
            limit,
        }
    }

    fn closed(&self) -> StoreError {
        StoreError::Closed {
            verb: Verb::Write,
            path: self.path.clone(),
        }
    }
}

/// Where [`Journal::open_readable`] keeps a damaged journal.
pub fn damaged_beside(path: &Path) -> PathBuf {
    path.with_extension("damaged")
}

/// What a journal holds, as far as it can be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Examined {
    /// The good records from the start on, oldest first.
    pub records: Vec<Vec<u8>>,
    /// How many bytes these and the header take.
    pub length: u64,
    /// What follows them.
    pub tail: Tail,
}

impl Examined {
    /// Every good record, oldest first, those behind damage included.
    pub fn readable(self) -> Vec<Vec<u8>> {
        let mut records = self.records;
        if let Tail::Damaged { beyond, .. } = self.tail {
            records.extend(beyond.into_iter().map(|(_, body)| body));
        }
        records
    }
}

/// What follows the good records of a journal.
#[derive(Clone, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Whole,
    /// A write that was interrupted.
    Torn {
        /// How long it is.
        bytes: u64,
    },
    /// Something that an interrupted write cannot have left.
    Damaged {
        /// What is wrong.
        damage: Damage,
        /// Good records behind the damage, with their numbers, as far as any were found.
        beyond: Vec<(u64, Vec<u8>)>,
    },
}

/// Bodies are nobody's business: only their number is told.
impl std::fmt::Debug for Examined {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Examined")
            .field("records", &self.records.len())
            .field("length", &self.length)
            .field("tail", &self.tail)
            .finish()
    }
}

impl std::fmt::Debug for Tail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole => f.write_str("Whole"),
            Self::Torn { bytes } => write!(f, "Torn({bytes} bytes)"),
            Self::Damaged { damage, beyond } => write!(f, "Damaged({damage}; {} records beyond)", beyond.len()),
        }
    }
}

/// Reads what can be read of a journal, without locking or changing it.
pub fn examine(files: &dyn Files, path: &Path) -> Result<Examined, StoreError> {
    if let Some(Entry::Folder) = files.entry(path)? {
        return Err(StoreError::IsFolder {
            verb: Verb::Read,
            path: path.to_path_buf(),
        });
    }
    Ok(decode(&files.read(path, MAX_JOURNAL)?))
}

/// Removes what interrupted runs left beside the journals in a folder. A journal that another process has open is left alone.
pub fn remove_unfinished(files: &dyn Files, folder: &Path) -> Result<(), StoreError> {
    for name in files.list(folder)? {
        let Some(journal) = temporary_of(&name).filter(|file| file.ends_with(SUFFIX)) else {
            continue;
        };
        match files.lock(&lock_path(&folder.join(journal))) {
            Ok(_lock) => files.remove(&folder.join(&name))?,
            Err(StoreError::Busy { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Total: any bytes give an answer.
fn decode(bytes: &[u8]) -> Examined {
    let Some(mut rest) = bytes.strip_prefix(HEADER) else {
        // The header arrives with the name, in one step: an interrupted write cannot have left less of it. Perhaps its bytes are
        // damaged, and what follows is good.
        let behind = bytes.get(HEADER.len()..).unwrap_or_default();
        let mut search = Search { tries: MAX_TRIES };
        let beyond = search.good_records(behind, 0);
        let other = bytes.starts_with(b"LKJ") && !behind.is_empty() && beyond.is_empty();
        let damage = if other {
            Damage::OtherVersion
        } else {
            Damage::NotAJournal
        };
        return Examined {
            records: Vec::new(),
            length: 0,
            tail: Tail::Damaged { damage, beyond },
        };
    };
    let mut records = Vec::new();
    while let Some(found) = record(rest) {
        if checksum(unnumbered(found.length, found.body), records.len() as u64) != found.checksum {
            break;
        }
        records.push(found.body.to_vec());
        rest = found.rest;
    }
    let number = records.len() as u64;
    let length = (bytes.len() - rest.len()) as u64;
    let tail = if rest.is_empty() {
        Tail::Whole
    } else {
        tail(rest, number)
    };
    Examined { records, length, tail }
}

/// Judges bytes that do not begin with record number `damaged`.
fn tail(bytes: &[u8], damaged: u64) -> Tail {
    let mut search = Search { tries: MAX_TRIES };
    let beyond = search.good_records(bytes, damaged + 1);
    if bytes.len() <= FRAME + MAX_RECORD && beyond.is_empty() && search.tries > 0 {
        Tail::Torn {
            bytes: bytes.len() as u64,
        }
    } else {
        Tail::Damaged {
            damage: Damage::Record { number: damaged },
            beyond,
        }
    }
}

/// Bounds the search for records behind damage: bytes made to look like many records must not take all day.
const MAX_TRIES: u64 = 500_000;

struct Search {
    tries: u64,
}

impl Search {
    /// Good records anywhere in `bytes`. A record counts only under a number that fits behind the damage.
    fn good_records(&mut self, bytes: &[u8], mut lowest: u64) -> Vec<(u64, Vec<u8>)> {
        let mut beyond = Vec::new();
        let mut rest = bytes;
        let mut skipped = 0;
        while let Some((_, next)) = rest.split_first() {
            // The shortest record takes 9 bytes, so no more than this can lie in what was skipped.
            let highest = lowest + skipped / (FRAME as u64 + 1);
            if let Some((number, found)) =
                record(rest).and_then(|found| Some((self.number(&found, lowest, highest)?, found)))
            {
                beyond.push((number, found.body.to_vec()));
                (rest, lowest, skipped) = (found.rest, number + 1, 0);
            } else {
                (rest, skipped) = (next, skipped + 1);
            }
        }
        beyond
    }

    fn number(&mut self, found: &Found<'_>, lowest: u64, highest: u64) -> Option<u64> {
        let unnumbered = unnumbered(found.length, found.body);
        (lowest..=highest).find(|number| {
            let more = self.tries > 0;
            self.tries = self.tries.saturating_sub(1);
            more && checksum(unnumbered.clone(), *number) == found.checksum
        })
    }
}

/// What has the shape of a record; whether it is one, its checksum tells.
#[derive(Clone, Copy)]
struct Found<'a> {
    length: [u8; 4],
    checksum: u32,
    body: &'a [u8],
    rest: &'a [u8],
}

fn record(bytes: &[u8]) -> Option<Found<'_>> {
    let (length, bytes) = bytes.split_first_chunk::<4>()?;
    let (checksum, bytes) = bytes.split_first_chunk::<4>()?;
    let bounded = usize::try_from(u32::from_le_bytes(*length))
        .ok()
        .filter(|length| (1..=MAX_RECORD).contains(length))?;
    let (body, rest) = bytes.split_at_checked(bounded)?;
    Some(Found {
        length: *length,
        checksum: u32::from_le_bytes(*checksum),
        body,
        rest,
    })
}

fn encode(number: u64, body: &[u8]) -> Option<Vec<u8>> {
    if body.is_empty() || body.len() > MAX_RECORD {
        return None;
    }
    let length = u32::try_from(body.len()).ok()?.to_le_bytes();
    Some(
        [
            &length[..],
            &checksum(unnumbered(length, body), number).to_le_bytes(),
            body,
        ]
        .concat(),
    )
}

/// The checksum so far: the number comes last, so that several can be tried without reading the body again.
fn unnumbered(length: [u8; 4], body: &[u8]) -> crc::Digest<'static, u32> {
    let mut digest = CRC.digest();
    digest.update(&length);
    digest.update(body);
    digest
}

fn checksum(mut unnumbered: crc::Digest<'static, u32>, number: u64) -> u32 {
    unnumbered.update(&number.to_le_bytes());
    unnumbered.finalize()
}

fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

#[cfg(test)]
mod tests;
