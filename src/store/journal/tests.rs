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

#[test]
fn what_a_stopped_run_left_beside_journals_is_removed_unless_one_is_open() {
    let files = Arc::new(MemoryFiles::new());
    let folder = Path::new("box");
    files.create_folder(folder).unwrap();
    let left = |name: &str| folder.join(format!(".{name}.0123456789abcdef.tmp"));
    for name in ["one.journal", "two.journal", "file"] {
        files.create_new(&left(name)).unwrap();
    }
    let (open, _) = Journal::open(files.clone(), &folder.join("two.journal")).unwrap();
    files.create_new(&left("two.journal")).unwrap();
    remove_unfinished(&*files, folder).unwrap();
    let seen = files.contents();
    assert!(!seen.contains_key(&left("one.journal")) && seen.contains_key(&left("two.journal")));
    assert!(seen.contains_key(&left("file")), "nobody said whose it is");
    drop(open);
    remove_unfinished(&*files, folder).unwrap();
    assert!(!files.contents().contains_key(&left("two.journal")));
}
