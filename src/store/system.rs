//! The real file system.

use super::error::{StoreError, Verb};
use super::files::{Entry, FileLock, Files, OpenFile, folder_of};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The real file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemFiles;

impl Files for SystemFiles {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
        let fail = |error| StoreError::from_io(Verb::Read, path, error);
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(fail)?;
        file.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(fail)?;
        if bytes.len() as u64 > limit {
            return Err(StoreError::TooLarge {
                verb: Verb::Read,
                path: path.to_path_buf(),
                limit,
            });
        }
        Ok(bytes)
    }

    fn entry(&self, path: &Path) -> Result<Option<Entry>, StoreError> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Some(Entry::Folder)),
            Ok(found) => Ok(Some(Entry::File(found.len()))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::from_io(Verb::Read, path, error)),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let fail = |error| StoreError::from_io(Verb::List, folder, error);
        let entries = fs::read_dir(folder).map_err(fail)?;
        let mut names = entries
            .map(|entry| Ok(PathBuf::from(entry?.file_name())))
            .collect::<Result<Vec<_>, _>>()
            .map_err(fail)?;
        names.sort();
        Ok(names)
    }

    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
        let file = private(OpenOptions::new().append(true).create_new(true)).open(path);
        let file = file.map_err(|error| StoreError::from_io(Verb::Create, path, error))?;
        Ok(Box::new(SystemFile {
            file,
            path: path.to_path_buf(),
            new: true,
        }))
    }

    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
        let file = OpenOptions::new().append(true).open(path);
        let file = file.map_err(|error| StoreError::from_io(Verb::Open, path, error))?;
        Ok(Box::new(SystemFile {
            file,
            path: path.to_path_buf(),
            new: false,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        fs::rename(from, to).map_err(|error| StoreError::from_io(Verb::Rename, to, error))
    }

    fn link_new(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        fs::hard_link(from, to).map_err(|error| StoreError::from_io(Verb::Rename, to, error))
    }

    fn remove(&self, path: &Path) -> Result<(), StoreError> {
        fs::remove_file(path).map_err(|error| StoreError::from_io(Verb::Remove, path, error))
    }

    fn create_folder(&self, path: &Path) -> Result<(), StoreError> {
        if path.is_dir() {
            return Ok(());
        }
        // What was created is synced from the top down, so that no name hangs below one that a power cut takes away.
        let parent = folder_of(path);
        if parent != path {
            self.create_folder(parent)?;
        }
        match private_folder().create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            Err(error) => Err(StoreError::from_io(Verb::Create, path, error)),
            Ok(()) => self.sync_folder(parent),
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        match File::open(folder).and_then(|open| open.sync_all()) {
            // Some network file systems have no such call; there is nothing better to do on them.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            done => done.map_err(|error| StoreError::from_io(Verb::Sync, folder, error)),
        }
    }

    /// Windows has no call for this: the file system's own journal keeps the names.
    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> Result<(), StoreError> {
        Ok(())
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn FileLock>, StoreError> {
        let file = private(OpenOptions::new().write(true).create(true).truncate(false)).open(path);
        let file = file.map_err(|error| StoreError::from_io(Verb::Lock, path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Box::new(SystemLock { _file: file })),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy {
                verb: Verb::Lock,
                path: path.to_path_buf(),
            }),
            Err(TryLockError::Error(error)) => Err(StoreError::from_io(Verb::Lock, path, error)),
        }
    }
}

#[derive(Debug)]
struct SystemFile {
    file: File,
    path: PathBuf,
    /// Whether it was created here: then rights and owner must reach the disk too, not only content and length.
    new: bool,
}

impl OpenFile for SystemFile {
    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file
            .write_all(bytes)
            .map_err(|error| StoreError::from_io(Verb::Write, &self.path, error))
    }

    fn cut(&mut self, length: u64) -> Result<(), StoreError> {
        self.file
            .set_len(length)
            .map_err(|error| StoreError::from_io(Verb::Cut, &self.path, error))
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        let done = if self.new {
            self.file.sync_all()
        } else {
            self.file.sync_data()
        };
        done.map_err(|error| StoreError::from_io(Verb::Sync, &self.path, error))
    }
}

/// The system releases the lock when the file is closed.
#[derive(Debug)]
struct SystemLock {
    _file: File,
}

impl FileLock for SystemLock {}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &OpenOptions {
    options
}

#[cfg(unix)]
fn private_folder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

#[cfg(not(unix))]
fn private_folder() -> fs::DirBuilder {
    fs::DirBuilder::new()
}

#[cfg(test)]
mod tests {
    use super::super::files::{make_durable, write_atomic, write_new_atomic};
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        SystemFiles
            .list(folder)
            .unwrap()
            .iter()
            .map(|name| name.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn s6_a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_atomic(&SystemFiles, &path, b"one").unwrap();
        write_atomic(&SystemFiles, &path, b"two").unwrap();
        make_durable(&SystemFiles, &path).unwrap();
        assert_eq!(SystemFiles.read(&path, 3).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["a"]);
        assert_eq!(SystemFiles.entry(&path).unwrap(), Some(Entry::File(3)));
    }

    #[test]
    fn a_new_file_never_replaces_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_new_atomic(&SystemFiles, &path, b"one").unwrap();
        let again = write_new_atomic(&SystemFiles, &path, b"two");
        assert!(matches!(again, Err(StoreError::AlreadyExists { .. })));
        assert_eq!(SystemFiles.read(&path, 100).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("x/y");
        SystemFiles.create_folder(&inner).unwrap();
        SystemFiles.create_folder(&inner).unwrap();
        let path = inner.join("a");
        write_atomic(&SystemFiles, &path, b"secret").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn each_cause_has_its_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write_atomic(&SystemFiles, &at("file"), b"1234").unwrap();
        assert!(matches!(
            SystemFiles.read(&at("none"), 9),
            Err(StoreError::NotFound { .. })
        ));
        assert!(matches!(
            SystemFiles.read(&at("file"), 3),
            Err(StoreError::TooLarge { limit: 3, .. })
        ));
        assert!(matches!(
            SystemFiles.read(folder.path(), 3),
            Err(StoreError::IsFolder { .. })
        ));
        assert!(matches!(
            SystemFiles.read(&at("file/x"), 3),
            Err(StoreError::NotAFolder { .. })
        ));
        assert!(matches!(
            write_atomic(&SystemFiles, folder.path(), b""),
            Err(StoreError::IsFolder { .. })
        ));
        assert!(matches!(
            write_atomic(&SystemFiles, &at("no/file"), b""),
            Err(StoreError::NotFound { .. })
        ));
        assert!(matches!(
            SystemFiles.create_folder(&at("file")),
            Err(StoreError::AlreadyExists { .. })
        ));
        let error = SystemFiles.read(Path::new("/none/such"), 1).unwrap_err();
        assert_eq!(error.to_string(), "failed to read /none/such: it does not exist");
    }

    #[test]
    fn one_holder_of_a_lock_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let guard = SystemFiles.lock(&path).unwrap();
        assert!(matches!(SystemFiles.lock(&path), Err(StoreError::Busy { .. })));
        drop(guard);
        SystemFiles.lock(&path).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_as_such() {
        let mut full = SystemFiles.open_append(Path::new("/dev/full")).unwrap();
        assert!(matches!(full.write(b"x"), Err(StoreError::NoSpace { .. })));
    }
}
