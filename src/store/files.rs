//! The primitive file operations, and whole files written atomically on top of them (S6).
//!
//! Each operation of [`Files`] is one step that the machine can stop before or after; nothing in this program touches
//! a file in another way. What a power cut may take back: bytes written but not synced, and names (of created, renamed or
//! removed files) as long as their folder was not synced.

use super::error::{StoreError, Verb};
use std::fmt;
use std::path::{Path, PathBuf};

/// The file operations. All files are created readable by their owner only.
pub trait Files: fmt::Debug + Send + Sync {
    /// The whole content of a file of at most `limit` bytes; [`StoreError::TooLarge`] if there is more.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError>;

    /// What stands at `path`, or `None`.
    fn entry(&self, path: &Path) -> Result<Option<Entry>, StoreError>;

    /// The names in a folder, sorted.
    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError>;

    /// Creates an empty file; [`StoreError::AlreadyExists`] if anything stands there.
    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError>;

    /// Opens an existing file to write at its end.
    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError>;

    /// Gives the file `from` the name `to` in the same folder. A file of that name is replaced, in one step.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError>;

    /// Gives the file `from` the second name `to` in the same folder; [`StoreError::AlreadyExists`] if anything stands there,
    /// [`StoreError::Unsupported`] where a file can have only one name.
    fn link_new(&self, from: &Path, to: &Path) -> Result<(), StoreError>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> Result<(), StoreError>;

    /// Creates a folder and what is missing above it; nothing happens if it is there.
    fn create_folder(&self, path: &Path) -> Result<(), StoreError>;

    /// Makes the names in a folder survive a power cut.
    fn sync_folder(&self, folder: &Path) -> Result<(), StoreError>;

    /// Locks `path`, a file that serves for nothing else, against other processes without waiting. It is created if missing
    /// and unlocked when the guard is dropped or the process ends. [`StoreError::Busy`] if another process holds it.
    fn lock(&self, path: &Path) -> Result<Box<dyn FileLock>, StoreError>;
}

/// A file open for writing at its end. Dropping it closes it without syncing.
pub trait OpenFile: fmt::Debug + Send {
    /// Writes all bytes at the end. After an error any part of them may be there.
    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError>;

    /// Keeps the first `length` bytes only.
    fn cut(&mut self, length: u64) -> Result<(), StoreError>;

    /// Makes the content survive a power cut. After an error it must not be tried again on this open file.
    fn sync(&mut self) -> Result<(), StoreError>;
}

/// Holds a lock between processes until it is dropped.
pub trait FileLock: fmt::Debug + Send {}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file of so many bytes.
    File(u64),
    /// A folder.
    Folder,
}

/// Writes a whole file: beside it under a temporary name, synced, renamed, folder synced (S6).
///
/// After a power cut or a kill at any moment the path holds the old content (or nothing, as before) or the new one, whole. What an
/// interrupted run left beside it is removed by the next run. On success the content survives a power cut.
pub fn write_atomic(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if let Some(Entry::Folder) = files.entry(path)? {
        return Err(StoreError::IsFolder {
            verb: Verb::Write,
            path: path.to_path_buf(),
        });
    }
    let temporary = write_beside(files, path, bytes)?;
    files
        .rename(&temporary, path)
        .inspect_err(|_| give_up(files, &temporary))?;
    files.sync_folder(folder_of(path))
}

/// Writes a whole file as [`write_atomic`] does, but never replaces one: [`StoreError::AlreadyExists`] if anything stands there.
///
/// The name appears in one step that fails when it is taken, so two processes cannot overwrite each other either. Where the
/// file system knows no second names (FAT, some phones), the name is taken with an empty file first, which is then
/// replaced; an empty file that an interrupted run left there is taken over.
pub fn write_new_atomic(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if let Some(Entry::Folder | Entry::File(1..)) = files.entry(path)? {
        return Err(StoreError::AlreadyExists {
            verb: Verb::Create,
            path: path.to_path_buf(),
        });
    }
    let temporary = write_beside(files, path, bytes)?;
    let published = match files.link_new(&temporary, path) {
        Ok(()) => {
            give_up(files, &temporary);
            Ok(())
        }
        Err(StoreError::Unsupported { .. } | StoreError::Denied { .. }) => {
            reserve(files, path).and_then(|()| files.rename(&temporary, path))
        }
        Err(other) => Err(other),
    };
    published.inspect_err(|_| give_up(files, &temporary))?;
    files.sync_folder(folder_of(path))
}

/// Makes a file that another run may have left unsynced survive a power cut. Call it before something irreversible relies
/// on a file that this run has not written itself.
pub fn make_durable(files: &dyn Files, path: &Path) -> Result<(), StoreError> {
    files.open_append(path)?.sync()?;
    files.sync_folder(folder_of(path))
}

/// Removes a file and what interrupted runs left beside it, so that a power cut does not bring it back. Nothing happens if
/// nothing is there.
pub fn remove_durably(files: &dyn Files, path: &Path) -> Result<(), StoreError> {
    remove_leftovers(files, path)?;
    match files.remove(path) {
        Ok(()) | Err(StoreError::NotFound { .. }) => files.sync_folder(folder_of(path)),
        Err(other) => Err(other),
    }
}

/// Removes what interrupted runs left in a folder beside files whose name `is_ours`. A folder that is not there holds nothing.
///
/// Nobody may be writing such a file meanwhile: what is half written would be taken away.
pub fn remove_temporaries(files: &dyn Files, folder: &Path, is_ours: impl Fn(&str) -> bool) -> Result<(), StoreError> {
    if files.entry(folder)?.is_none() {
        return Ok(());
    }
    for name in files.list(folder)? {
        if temporary_of(&name).is_some_and(&is_ours) {
            files.remove(&folder.join(name))?;
        }
    }
    Ok(())
}

/// The folder that holds `path`.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Takes a name that nobody has, or that an interrupted run took and left empty.
fn reserve(files: &dyn Files, path: &Path) -> Result<(), StoreError> {
    match files.create_new(path) {
        Ok(_) => Ok(()),
        Err(taken @ StoreError::AlreadyExists { .. }) => match files.entry(path)? {
            Some(Entry::File(0)) => Ok(()),
            _ => Err(taken),
        },
        Err(other) => Err(other),
    }
}

/// Writes and syncs the bytes under a name beside `path`, and removes what earlier runs left there.
///
/// The name is a new one each time: a leftover may be a second name of a finished file and must not be written into, and
/// two processes must not rename each other's half-written files.
fn write_beside(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    let name = file_name(path)?;
    if let Err(error) = remove_leftovers(files, path) {
        // A folder that may be written but not listed, for example. The leftover only takes space.
        tracing::debug!(%error, "left a temporary file");
    }
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|error| StoreError::Io {
        verb: Verb::Create,
        path: path.to_path_buf(),
        source: std::io::Error::other(error),
    })?;
    let temporary = path.with_file_name(format!(".{name}.{:016x}{TEMPORARY_SUFFIX}", u64::from_le_bytes(random)));
    let mut file = files.create_new(&temporary)?;
    file.write(bytes)
        .and_then(|()| file.sync())
        .inspect_err(|_| give_up(files, &temporary))?;
    Ok(temporary)
}

fn remove_leftovers(files: &dyn Files, path: &Path) -> Result<(), StoreError> {
    let this = file_name(path)?;
    remove_temporaries(files, folder_of(path), |name| name == this)
}

/// Removes a temporary file after an error. If that fails too, the next run does it.
fn give_up(files: &dyn Files, temporary: &Path) {
    if let Err(error) = files.remove(temporary) {
        tracing::debug!(%error, "left a temporary file");
    }
}

const TEMPORARY_SUFFIX: &str = ".tmp";

fn file_name(path: &Path) -> Result<String, StoreError> {
    let name = path.file_name().ok_or_else(|| StoreError::IsFolder {
        verb: Verb::Write,
        path: path.to_path_buf(),
    })?;
    Ok(name.to_string_lossy().into_owned())
}

/// The name of the file that a temporary one was to become.
pub(super) fn temporary_of(name: &Path) -> Option<&str> {
    let (file, middle) = name
        .to_str()?
        .strip_prefix('.')?
        .strip_suffix(TEMPORARY_SUFFIX)?
        .rsplit_once('.')?;
    let is_ours = middle.len() == 16 && middle.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_ours.then_some(file)
}

#[cfg(test)]
mod tests {
    use super::super::memory::{Fault, Killed, Loss, MemoryFiles};
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    const PATH: &str = "box/file";
    const LOSSES: u64 = 16;

    type Write = fn(&dyn Files, &Path, &[u8]) -> Result<(), StoreError>;

    fn path() -> &'static Path {
        Path::new(PATH)
    }

    fn disk(links: bool) -> MemoryFiles {
        let files = if links {
            MemoryFiles::new()
        } else {
            MemoryFiles::without_links()
        };
        files.create_folder(Path::new("box")).unwrap();
        files
    }

    fn images(files: &MemoryFiles) -> impl Iterator<Item = MemoryFiles> {
        let seeded = (0..LOSSES).map(Loss::Some);
        [Loss::Nothing, Loss::Everything]
            .into_iter()
            .chain(seeded)
            .map(|loss| files.after_power_cut(loss))
    }

    fn content(files: &MemoryFiles) -> Option<Vec<u8>> {
        files.contents().remove(path())
    }

    /// Cuts the power at each operation of `write`, and again at each operation of the run after it. Returns the images seen.
    fn every_cut(write: Write, files: fn() -> MemoryFiles, allowed: fn(Option<&[u8]>) -> bool) -> usize {
        let mut seen = 0;
        for cut in 0.. {
            let first = files();
            let start = first.operations();
            first.fault_at(start + cut, Fault::PowerOff);
            let done = write(&first, path(), b"new").is_ok();
            for image in images(&first) {
                seen += 1;
                let found = content(&image);
                assert!(allowed(found.as_deref()), "cut {cut}: {found:?}");
                assert!(
                    !done || found.as_deref() == Some(b"new"),
                    "cut {cut}: success was reported, {found:?} is there"
                );
                for second_cut in 0.. {
                    let again = image.after_power_cut(Loss::Nothing);
                    again.fault_at(second_cut, Fault::PowerOff);
                    let settled = match write(&again, path(), b"new") {
                        Ok(()) => true,
                        Err(StoreError::AlreadyExists { .. }) => found.as_deref() == Some(b"new"),
                        Err(_) => false,
                    };
                    for last in [Loss::Nothing, Loss::Everything, Loss::Some(second_cut as u64)] {
                        seen += 1;
                        let found = content(&again.after_power_cut(last));
                        assert!(allowed(found.as_deref()), "cuts {cut}, {second_cut}: {found:?}");
                    }
                    if settled {
                        break;
                    }
                }
            }
            if done {
                return seen;
            }
        }
        unreachable!("a write ends");
    }

    fn with_old_file() -> MemoryFiles {
        let files = disk(true);
        write_atomic(&files, path(), b"old").unwrap();
        files
    }

    fn whole(found: Option<&[u8]>) -> bool {
        matches!(found, Some(b"old" | b"new"))
    }

    #[test]
    fn s6_a_power_cut_leaves_the_old_or_the_new_file() {
        let seen = every_cut(write_atomic, with_old_file, whole);
        println!("replacing: {seen} images");
        assert!(seen > 300);
    }

    #[test]
    fn s6_a_power_cut_leaves_no_file_or_a_whole_new_one() {
        let seen = every_cut(
            write_new_atomic,
            || disk(true),
            |found| matches!(found, None | Some(b"new")),
        );
        println!("new, with links: {seen} images");
        let seen = every_cut(
            write_new_atomic,
            || disk(false),
            |found| matches!(found, None | Some(b"" | b"new")),
        );
        println!("new, without links: {seen} images");
    }

    #[test]
    fn s6_the_test_fails_when_the_content_is_not_synced() {
        fn unsynced(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
            let temporary = path.with_file_name(".t");
            files.create_new(&temporary)?.write(bytes)?;
            files.rename(&temporary, path)?;
            files.sync_folder(folder_of(path))
        }
        assert!(catch_unwind(|| every_cut(unsynced, with_old_file, whole)).is_err());
    }

    #[test]
    fn s6_the_test_fails_when_the_folder_is_not_synced() {
        fn unsynced(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
            let temporary = write_beside(files, path, bytes)?;
            files.rename(&temporary, path)
        }
        assert!(catch_unwind(|| every_cut(unsynced, with_old_file, whole)).is_err());
    }

    #[test]
    fn s6_a_killed_process_leaves_the_old_or_the_new_file_and_the_next_run_cleans_up() {
        for cut in 0.. {
            let files = with_old_file();
            files.fault_at(files.operations() + cut, Fault::Killed);
            let run = catch_unwind(AssertUnwindSafe(|| write_atomic(&files, path(), b"new")));
            let killed = run.as_ref().is_err_and(|payload| payload.is::<Killed>());
            assert!(killed || matches!(run, Ok(Ok(()))));
            files.clear_fault();
            assert!(whole(content(&files).as_deref()));
            write_atomic(&files, path(), b"next").unwrap();
            assert_eq!(
                files.contents().into_iter().collect::<Vec<_>>(),
                [(PATH.into(), b"next".to_vec())]
            );
            if !killed {
                return;
            }
        }
    }

    #[test]
    fn a_leftover_that_is_a_second_name_of_a_finished_file_is_not_written_into() {
        let files = disk(true);
        // Stopped between taking the name and removing the temporary one: both name the same file.
        files.fault_at(files.operations() + 4, Fault::PowerOff);
        write_new_atomic(&files, path(), b"first").unwrap_err();
        files.clear_fault();
        assert_eq!(files.contents().len(), 2);
        assert!(matches!(
            write_new_atomic(&files, path(), b"second"),
            Err(StoreError::AlreadyExists { .. })
        ));
        assert_eq!(content(&files).unwrap(), b"first");
        remove_durably(&files, path()).unwrap();
        assert_eq!(files.contents().len(), 0);
        remove_durably(&files, path()).unwrap();
    }

    #[test]
    fn an_existing_file_is_never_replaced_by_a_new_one() {
        for links in [true, false] {
            let files = disk(links);
            write_new_atomic(&files, path(), b"first").unwrap();
            assert!(matches!(
                write_new_atomic(&files, path(), b"second"),
                Err(StoreError::AlreadyExists { .. })
            ));
            // Even if the name is taken at the last moment.
            let temporary = write_beside(&files, path(), b"second").unwrap();
            assert!(files.link_new(&temporary, path()).is_err());
            assert!(matches!(reserve(&files, path()), Err(StoreError::AlreadyExists { .. })));
            assert_eq!(content(&files).unwrap(), b"first");
        }
    }

    #[test]
    fn a_full_disk_or_refused_folder_leaves_the_old_file_and_nothing_beside_it() {
        for fault in [Fault::NoSpace, Fault::Denied] {
            for at in 0..6 {
                let files = with_old_file();
                files.fault_at(files.operations() + at, fault);
                let run = write_atomic(&files, path(), b"new");
                files.clear_fault();
                let found = content(&files).unwrap();
                assert!(if run.is_ok() {
                    found == b"new"
                } else {
                    whole(Some(&found))
                });
                if fault == Fault::NoSpace {
                    assert_eq!(files.contents().len(), 1, "at {at}");
                }
            }
        }
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_refused_untouched() {
        let files = disk(true);
        assert!(matches!(
            write_atomic(&files, Path::new("box"), b"x"),
            Err(StoreError::IsFolder { .. })
        ));
        assert!(matches!(
            write_new_atomic(&files, Path::new("box"), b"x"),
            Err(StoreError::AlreadyExists { .. })
        ));
        assert!(files.contents().is_empty());
    }

    #[test]
    fn what_a_killed_run_left_is_durable_after_make_durable() {
        let files = disk(true);
        let mut file = files.create_new(path()).unwrap();
        file.write(b"new").unwrap();
        assert_eq!(content(&files.after_power_cut(Loss::Everything)), None);
        make_durable(&files, path()).unwrap();
        assert_eq!(content(&files.after_power_cut(Loss::Everything)).unwrap(), b"new");
    }
}
