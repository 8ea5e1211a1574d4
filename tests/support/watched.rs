//! Files and secrets that tell of each operation before and after it: the points at which an app can be stopped.

use relatch::store::{Entry, FileLock, Files, MemoryFiles, MemorySecrets, OpenFile, Secrets, SecretsError, StoreError};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What is about to be done, or was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Point {
    /// An event of the link.
    Link,
    /// Before a change of the files; after it is before the next.
    File,
    /// Before or after an operation of the secure store.
    Secret,
}

/// Is told of each point.
#[derive(Clone, Default)]
pub(crate) struct Watch(Option<Arc<dyn Fn(Point) + Send + Sync>>);

impl Watch {
    pub(crate) fn new(tell: impl Fn(Point) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    pub(crate) fn tell(&self, point: Point) {
        self.0.iter().for_each(|tell| tell(point));
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// Files in memory that tell of each change.
#[derive(Debug)]
pub(crate) struct WatchedFiles {
    pub(crate) files: MemoryFiles,
    pub(crate) watch: Watch,
}

impl WatchedFiles {
    fn change(&self) -> &MemoryFiles {
        self.watch.tell(Point::File);
        &self.files
    }

    fn open(&self, file: Box<dyn OpenFile>) -> Box<dyn OpenFile> {
        let watch = self.watch.clone();
        Box::new(WatchedFile { file, watch })
    }
}

impl Files for WatchedFiles {
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
        Ok(self.open(self.change().create_new(path)?))
    }

    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
        Ok(self.open(self.files.open_append(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        self.change().rename(from, to)
    }

    fn link_new(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        self.change().link_new(from, to)
    }

    fn remove(&self, path: &Path) -> Result<(), StoreError> {
        self.change().remove(path)
    }

    fn create_folder(&self, path: &Path) -> Result<(), StoreError> {
        match self.files.entry(path)? {
            Some(Entry::Folder) => Ok(()),
            _ => self.change().create_folder(path),
        }
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        self.change().sync_folder(folder)
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn FileLock>, StoreError> {
        self.files.lock(path)
    }
}

#[derive(Debug)]
struct WatchedFile {
    file: Box<dyn OpenFile>,
    watch: Watch,
}

impl OpenFile for WatchedFile {
    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.watch.tell(Point::File);
        self.file.write(bytes)
    }

    fn cut(&mut self, length: u64) -> Result<(), StoreError> {
        self.watch.tell(Point::File);
        self.file.cut(length)
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        self.watch.tell(Point::File);
        self.file.sync()
    }
}

/// Secrets in memory that tell of each operation.
#[derive(Debug)]
pub(crate) struct WatchedSecrets {
    pub(crate) secrets: MemorySecrets,
    pub(crate) watch: Watch,
}

impl WatchedSecrets {
    fn within<T>(&self, operation: impl FnOnce(&MemorySecrets) -> T) -> T {
        self.watch.tell(Point::Secret);
        let result = operation(&self.secrets);
        self.watch.tell(Point::Secret);
        result
    }
}

impl Secrets for WatchedSecrets {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        self.within(|secrets| secrets.put(name, secret))
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        self.within(|secrets| secrets.read(name))
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.within(|secrets| secrets.remove(name))
    }

    fn lasting(&self) -> bool {
        self.secrets.lasting()
    }
}
