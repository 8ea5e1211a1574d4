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
use super::files::{Entry, FileLock, Files, OpenFile, folder_of, remove_durably, write_atomic, write_new_atomic};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest body of a record, in bytes.
pub const MAX_RECORD: usize = 64 * 1024;

/// The longest journal, in bytes. Who comes near it calls [`Journal::rewrite`].
pub const MAX_JOURNAL: u64 = 16 * 1024 * 1024;

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

/// Total: any bytes give an answer.
fn decode(bytes: &[u8]) -> Examined {
    let Some(mut rest) = bytes.strip_prefix(HEADER) else {
        // The header arrives with the name, in one step: an interrupted write cannot have left less of it.
        let other = bytes.starts_with(b"LKJ") && bytes.len() >= HEADER.len();
        let damage = if other {
            Damage::OtherVersion
        } else {
            Damage::NotAJournal
        };
        return Examined {
            records: Vec::new(),
            length: 0,
            tail: Tail::Damaged {
                damage,
                beyond: Vec::new(),
            },
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
mod tests {
    use super::super::memory::{Fault, Loss, MemoryFiles};
    use super::*;
    use proptest::prelude::*;

    fn path() -> &'static Path {
        Path::new("box/journal")
    }

    fn disk() -> MemoryFiles {
        let files = MemoryFiles::new();
        files.create_folder(Path::new("box")).unwrap();
        files
    }

    fn open(files: &MemoryFiles) -> Result<(Journal, Vec<Vec<u8>>), StoreError> {
        Journal::open(Arc::new(files.clone()), path())
    }

    /// Body of record `number`: lengths differ, and zeros occur, as lost writes show up as zeros.
    fn body(number: u64) -> Vec<u8> {
        let length = 1 + (number * 37) % 90;
        (0..length)
            .map(|at| if at % 5 == 0 { 0 } else { (number + at).to_le_bytes()[0] })
            .collect()
    }

    fn bodies(numbers: std::ops::Range<u64>) -> Vec<Vec<u8>> {
        numbers.map(body).collect()
    }

    fn bytes_of(records: &[Vec<u8>]) -> Vec<u8> {
        let numbered = (0..).zip(records).map(|(number, body)| encode(number, body).unwrap());
        [HEADER.to_vec()].into_iter().chain(numbered).flatten().collect()
    }

    const APPENDS: u64 = 12;

    /// Runs the program that the power-cut tests stop: open, append up to [`APPENDS`], and a rewrite in the middle that
    /// drops the first three. Returns how many appends and rewrites were confirmed.
    fn program(files: &MemoryFiles, from: u64) -> (u64, bool) {
        let mut appended = from;
        let Ok((mut journal, _)) = open(files) else {
            return (appended, false);
        };
        while appended < APPENDS {
            if appended == 6 {
                let kept = bodies(3..6);
                if journal.rewrite(&kept).is_err() {
                    return (appended, false);
                }
            }
            if journal.append(&body(appended)).is_err() {
                return (appended, appended >= 6);
            }
            appended += 1;
        }
        (appended, true)
    }

    /// What a journal may hold after `appended` appends were confirmed and `rewritten` tells of the rewrite at 6.
    fn allowed(found: &[Vec<u8>], appended: u64, rewritten: bool) -> bool {
        let with_one_more = [appended, appended + 1];
        with_one_more.iter().any(|&end| {
            let old = !rewritten && end <= 6 && found == bodies(0..end);
            let new = end >= 6 && found == bodies(3..end);
            old || new
        })
    }

    fn losses() -> impl Iterator<Item = Loss> {
        [Loss::Nothing, Loss::Everything]
            .into_iter()
            .chain((0..12).map(Loss::Some))
    }

    /// Cuts the power at every operation, and again at every operation of the recovery. Returns the number of images checked.
    fn every_cut(check: impl Fn(&MemoryFiles, u64, bool)) -> usize {
        let mut images = 0;
        for cut in 0.. {
            let files = disk();
            files.fault_at(files.operations() + cut, Fault::PowerOff);
            let (appended, rewritten) = program(&files, 0);
            for image in losses().map(|loss| files.after_power_cut(loss)) {
                images += 1;
                check(&image, appended, rewritten);
                for second in 0.. {
                    let again = image.after_power_cut(Loss::Nothing);
                    again.fault_at(second, Fault::PowerOff);
                    let recovered = open(&again).is_ok();
                    for loss in [
                        Loss::Nothing,
                        Loss::Everything,
                        Loss::Some(second as u64),
                        Loss::Some(!(second as u64)),
                    ] {
                        images += 1;
                        check(&again.after_power_cut(loss), appended, rewritten);
                    }
                    if recovered {
                        break;
                    }
                }
            }
            if appended == APPENDS {
                return images;
            }
        }
        unreachable!("the program ends");
    }

    fn check(image: &MemoryFiles, appended: u64, rewritten: bool) {
        let image = &image.after_power_cut(Loss::Nothing);
        let (mut journal, found) = open(image).unwrap();
        assert!(
            allowed(&found, appended, rewritten),
            "{appended} appended, rewritten: {rewritten}, found {}",
            found.len()
        );
        journal.append(b"goes on").unwrap();
        drop(journal);
        assert_eq!(open(image).unwrap().1.last().unwrap(), b"goes on");
    }

    #[test]
    fn s4_a_power_cut_anywhere_loses_no_confirmed_record() {
        let images = every_cut(check);
        println!("journal: {images} images");
        assert!(images > 5_000);
    }

    /// Files whose syncs of a kind do nothing: the controls that show what the power-cut test is worth.
    #[derive(Debug)]
    struct Unsynced {
        files: MemoryFiles,
        content: bool,
    }

    #[derive(Debug)]
    struct UnsyncedFile(Box<dyn OpenFile>);

    impl OpenFile for UnsyncedFile {
        fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
            self.0.write(bytes)
        }
        fn cut(&mut self, length: u64) -> Result<(), StoreError> {
            self.0.cut(length)
        }
        fn sync(&mut self) -> Result<(), StoreError> {
            Ok(())
        }
    }

    impl Unsynced {
        fn wrap(&self, file: Box<dyn OpenFile>) -> Box<dyn OpenFile> {
            if self.content {
                Box::new(UnsyncedFile(file))
            } else {
                file
            }
        }
    }

    impl Files for Unsynced {
        fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
            self.files.read(path, limit)
        }
        fn entry(&self, path: &Path) -> Result<Option<Entry>, StoreError> {
            self.files.entry(path)
        }
        fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
            self.files.list(folder)
        }
        fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
            Ok(self.wrap(self.files.create_new(path)?))
        }
        fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
            Ok(self.wrap(self.files.open_append(path)?))
        }
        fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
            self.files.rename(from, to)
        }
        fn link_new(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
            self.files.link_new(from, to)
        }
        fn remove(&self, path: &Path) -> Result<(), StoreError> {
            self.files.remove(path)
        }
        fn create_folder(&self, path: &Path) -> Result<(), StoreError> {
            self.files.create_folder(path)
        }
        fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
            if self.content {
                self.files.sync_folder(folder)
            } else {
                Ok(())
            }
        }
        fn lock(&self, path: &Path) -> Result<Box<dyn FileLock>, StoreError> {
            self.files.lock(path)
        }
    }

    #[test]
    fn s4_the_power_cut_test_fails_without_the_syncs() {
        for content in [true, false] {
            let files = disk();
            let unsynced = Arc::new(Unsynced {
                files: files.clone(),
                content,
            });
            let (mut journal, _) = Journal::open(unsynced, path()).unwrap();
            journal.append(&body(0)).unwrap();
            let mut bad = losses().filter(|loss| {
                let image = files.after_power_cut(*loss);
                !open(&image).is_ok_and(|(_, found)| allowed(&found, 1, false))
            });
            assert!(bad.next().is_some(), "content: {content}");
        }
    }

    #[test]
    fn s4_what_an_opened_journal_tells_survives_a_power_cut_even_if_its_writer_was_killed_before_the_sync() {
        for cut in 0.. {
            let files = disk();
            files.fault_at(files.operations() + cut, Fault::Killed);
            let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| program(&files, 0)));
            files.clear_fault();
            let told = open(&files).unwrap().1;
            let after = open(&files.after_power_cut(Loss::Everything)).unwrap().1;
            assert_eq!(told, after, "killed at {cut}");
            if run.is_ok() {
                return;
            }
        }
    }

    #[test]
    fn s4_after_a_failed_write_or_sync_the_journal_is_closed_until_opened_again() {
        for at in [0, 1] {
            let files = disk();
            let (mut journal, _) = open(&files).unwrap();
            journal.append(&body(0)).unwrap();
            files.fault_at(files.operations() + at, Fault::Denied);
            journal.append(&body(1)).unwrap_err();
            files.clear_fault();
            assert!(matches!(journal.append(&body(1)), Err(StoreError::Closed { .. })));
            assert!(matches!(journal.rewrite(&[]), Err(StoreError::Closed { .. })));
            drop(journal);
            let (mut journal, found) = open(&files).unwrap();
            assert!(allowed(&found, 1, false));
            journal.append(&body(2)).unwrap();
        }
    }

    #[test]
    fn s8_a_bad_record_before_good_ones_is_damage_and_the_file_stays_untouched() {
        let whole = bytes_of(&bodies(0..6));
        let last = whole.len() - FRAME - body(5).len();
        for at in 0..last {
            for flip in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= flip;
                let files = disk();
                files.create_new(path()).unwrap().write(&bytes).unwrap();
                assert!(matches!(open(&files), Err(StoreError::Damaged { .. })), "byte {at}");
                assert_eq!(files.contents()[path()], bytes);
                let Examined { records, tail, .. } = examine(&files, path()).unwrap();
                assert_eq!(records, bodies(0..records.len() as u64));
                let Tail::Damaged { damage, beyond } = tail else {
                    panic!("byte {at}")
                };
                if at < 4 {
                    assert!(matches!(damage, Damage::NotAJournal | Damage::OtherVersion));
                } else {
                    let number = records.len() as u64;
                    assert_eq!(damage, Damage::Record { number });
                    assert_eq!(
                        beyond,
                        (number + 1..6).map(|number| (number, body(number))).collect::<Vec<_>>()
                    );
                }
            }
        }
    }

    #[test]
    fn several_damaged_records_in_a_row_are_damage_too() {
        let mut bytes = bytes_of(&bodies(0..30));
        bytes[200..900].fill(0);
        let Tail::Damaged { beyond, .. } = decode(&bytes).tail else {
            panic!()
        };
        assert_eq!(beyond.last().unwrap().0, 29);
    }

    #[test]
    fn a_torn_end_is_cut_at_every_length() {
        let whole = bytes_of(&bodies(0..4));
        let kept = bytes_of(&bodies(0..3)).len();
        for length in kept..whole.len() {
            let files = disk();
            files.create_new(path()).unwrap().write(&whole[..length]).unwrap();
            let (journal, found) = open(&files).unwrap();
            assert_eq!(found, bodies(0..3));
            drop(journal);
            assert_eq!(files.contents()[path()].len(), kept);
        }
    }

    #[test]
    fn a_bad_end_longer_than_one_record_is_damage() {
        let mut bytes = bytes_of(&bodies(0..2));
        bytes.extend(vec![0xff; FRAME + MAX_RECORD + 1]);
        assert!(matches!(
            decode(&bytes).tail,
            Tail::Damaged {
                damage: Damage::Record { number: 2 },
                ..
            }
        ));
    }

    #[test]
    fn s8_foreign_and_newer_files_are_refused_untouched() {
        let cases = [
            (&b""[..], Damage::NotAJournal),
            (b"LKJ", Damage::NotAJournal),
            (b"LKJ2xx", Damage::OtherVersion),
            (b"{}", Damage::NotAJournal),
        ];
        for (content, expected) in cases {
            let files = disk();
            files.create_new(path()).unwrap().write(content).unwrap();
            let error = open(&files).unwrap_err();
            assert!(matches!(error, StoreError::Damaged { damage, .. } if damage == expected));
            assert_eq!(files.contents()[path()], content);
        }
        let files = disk();
        files.create_folder(path()).unwrap();
        assert!(matches!(open(&files), Err(StoreError::IsFolder { .. })));
    }

    #[test]
    fn records_are_bounded_and_a_refused_one_leaves_the_journal_open() {
        let files = disk();
        let (mut journal, _) = open(&files).unwrap();
        assert!(matches!(journal.append(&[]), Err(StoreError::EmptyRecord { .. })));
        assert!(matches!(
            journal.append(&vec![1; MAX_RECORD + 1]),
            Err(StoreError::TooLarge { .. })
        ));
        journal.append(&vec![1; MAX_RECORD]).unwrap();
        while journal.length + (FRAME + MAX_RECORD) as u64 <= MAX_JOURNAL {
            journal.append(&vec![1; MAX_RECORD]).unwrap();
        }
        assert!(matches!(
            journal.append(&vec![1; MAX_RECORD]),
            Err(StoreError::TooLarge { .. })
        ));
        journal.rewrite(&[]).unwrap();
        journal.append(b"x").unwrap();
        drop(journal);
        assert_eq!(open(&files).unwrap().1, [b"x".to_vec()]);
    }

    #[test]
    fn one_process_at_a_time() {
        let files = disk();
        let first = open(&files).unwrap();
        assert!(matches!(open(&files), Err(StoreError::Busy { .. })));
        drop(first);
        open(&files).unwrap();
    }

    #[test]
    fn s9_debug_tells_no_record() {
        let files = disk();
        let (mut journal, _) = open(&files).unwrap();
        journal.append(b"8642097531").unwrap();
        let shown = format!("{journal:?} {:?} {files:?}", examine(&files, path()).unwrap());
        assert!(!shown.contains("8642097531") && !shown.contains("56, 54, 52"));
    }

    #[test]
    fn it_works_on_a_real_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let files: Arc<dyn Files> = Arc::new(super::super::SystemFiles);
        let (mut journal, found) = Journal::open(files.clone(), &path).unwrap();
        assert!(found.is_empty());
        journal.append(b"one").unwrap();
        journal.rewrite(&[b"two".to_vec()]).unwrap();
        journal.append(b"three").unwrap();
        drop(journal);
        assert_eq!(
            Journal::open(files, &path).unwrap().1,
            [b"two".to_vec(), b"three".to_vec()]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_answer(bytes: Vec<u8>) {
            decode(&bytes);
            decode(&[&HEADER[..], &bytes].concat());
        }

        #[test]
        fn bytes_that_look_like_records_give_an_answer(words in proptest::collection::vec(0u32..4, 0..1200)) {
            let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
            decode(&[&HEADER[..], &bytes].concat());
        }

        #[test]
        fn what_is_written_is_read(records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..300), 0..20)) {
            let read = decode(&bytes_of(&records));
            prop_assert_eq!(&read.tail, &Tail::Whole);
            prop_assert_eq!(read.records, records);
        }
    }
}
