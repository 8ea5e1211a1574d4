//! Files in memory, for tests and demos.
//!
//! [`MemoryFiles`] keeps apart what a process sees and what the disk is sure to hold, and fails on purpose: give it a
//! [`Fault`] at any operation, then look at the image that a [`Loss`] leaves. Enumerating all operations, and a few losses
//! for each, is a complete test of what a power cut or a kill can do.

use super::error::{StoreError, Verb};
use super::files::{Entry, FileLock, Files, OpenFile, folder_of};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files in memory. A clone is the same disk, seen by the same process.
#[derive(Clone, Default)]
pub struct MemoryFiles {
    disk: Arc<Mutex<Disk>>,
}

/// What happens at an operation and at all later ones until [`MemoryFiles::clear_fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The power is off: every operation, reading too, returns an error.
    PowerOff,
    /// The process is killed: the operation unwinds with [`Killed`] as its payload. What is called while that
    /// unwinds gets an error.
    Killed,
    /// The disk is full: creating, linking and writing return [`StoreError::NoSpace`].
    NoSpace,
    /// Every change is refused with [`StoreError::Denied`].
    Denied,
}

/// What unwinds the stack of a killed process, without a message; catch it with [`std::panic::catch_unwind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Killed;

/// What a power cut takes of the changes that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing: the disk happened to write all of it.
    Nothing,
    /// Everything that was not synced.
    Everything,
    /// A part chosen by this seed: each unsynced change is lost or kept on its own; a write may also be kept in part,
    /// or as zeros.
    Some(u64),
}

impl MemoryFiles {
    /// An empty disk.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty disk on which a file can have only one name, as on FAT and some phones.
    pub fn without_links() -> Self {
        let new = Self::default();
        new.disk().no_links = true;
        new
    }

    /// How many changes (not reads) have been asked for so far, those that failed included.
    pub fn operations(&self) -> usize {
        self.disk().operations
    }

    /// Lets `fault` happen at change number `operation` (as [`MemoryFiles::operations`] counts) and at all later ones.
    pub fn fault_at(&self, operation: usize, fault: Fault) {
        let mut disk = self.disk();
        disk.fault = Some((operation, fault));
        disk.dead = false;
    }

    /// No fault any more. After [`Fault::Killed`] this is the machine going on, with the next process. Locks are free again.
    pub fn clear_fault(&self) {
        let mut disk = self.disk();
        disk.fault = None;
        disk.dead = false;
        disk.locks.clear();
    }

    /// What is on the disk after a power cut now, as a disk of its own: all synced, powered, unlocked.
    #[must_use]
    pub fn after_power_cut(&self, loss: Loss) -> Self {
        let image = self.disk().after_power_cut(loss);
        Self {
            disk: Arc::new(Mutex::new(image)),
        }
    }

    /// The same disk as it is now, what is not synced included, on its own from here on: without faults, unlocked.
    #[must_use]
    pub fn fork(&self) -> Self {
        let image = self.disk().fork();
        Self {
            disk: Arc::new(Mutex::new(image)),
        }
    }

    /// All files with their content as a process sees them, for comparing and for looking for secrets.
    pub fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let disk = self.disk();
        let file = |(path, node): (&PathBuf, &Node)| match node {
            Node::File(number) => Some((path.clone(), disk.inodes.get(number)?.seen.clone())),
            Node::Folder => None,
        };
        disk.seen.iter().filter_map(file).collect()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a change and lets the fault happen that stands at it.
    fn change(&self, verb: Verb, path: &Path) -> Result<MutexGuard<'_, Disk>, StoreError> {
        let mut disk = self.disk();
        disk.alive(verb, path)?;
        let number = disk.operations;
        disk.operations += 1;
        let full = matches!(verb, Verb::Create | Verb::Write | Verb::Rename);
        match disk.fault {
            Some((at, fault)) if number >= at => match fault {
                Fault::PowerOff => {
                    disk.dead = true;
                    disk.alive(verb, path)?;
                }
                Fault::Killed => {
                    disk.dead = true;
                    drop(disk);
                    std::panic::resume_unwind(Box::new(Killed));
                }
                Fault::NoSpace if full => {
                    return Err(StoreError::NoSpace {
                        verb,
                        path: path.to_path_buf(),
                    });
                }
                Fault::NoSpace => {}
                Fault::Denied => {
                    return Err(StoreError::Denied {
                        verb,
                        path: path.to_path_buf(),
                    });
                }
            },
            _ => {}
        }
        Ok(disk)
    }

    fn open(&self, number: u64, path: &Path) -> Box<dyn OpenFile> {
        Box::new(MemoryFile {
            files: self.clone(),
            number,
            path: path.to_path_buf(),
        })
    }
}

impl fmt::Debug for MemoryFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let disk = self.disk();
        f.debug_struct("MemoryFiles")
            .field("names", &disk.seen.keys())
            .field("operations", &disk.operations)
            .finish()
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
        let disk = self.disk();
        disk.alive(Verb::Read, path)?;
        let (_, inode) = disk.file(Verb::Read, path)?;
        if inode.seen.len() as u64 > limit {
            return Err(StoreError::TooLarge {
                verb: Verb::Read,
                path: path.to_path_buf(),
                limit,
            });
        }
        Ok(inode.seen.clone())
    }

    fn entry(&self, path: &Path) -> Result<Option<Entry>, StoreError> {
        let disk = self.disk();
        disk.alive(Verb::Read, path)?;
        Ok(match disk.node(path) {
            Some(Node::Folder) => Some(Entry::Folder),
            Some(Node::File(_)) => Some(Entry::File(disk.file(Verb::Read, path)?.1.seen.len() as u64)),
            None => None,
        })
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let disk = self.disk();
        disk.alive(Verb::List, folder)?;
        disk.folder(Verb::List, folder)?;
        let folder = plain(folder);
        let inside = disk.seen.keys().filter(|path| path.parent() == Some(&folder));
        Ok(inside.filter_map(|path| path.file_name()).map(PathBuf::from).collect())
    }

    fn create_new(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
        let mut disk = self.change(Verb::Create, path)?;
        disk.free(Verb::Create, path)?;
        let number = disk.next;
        disk.next += 1;
        disk.inodes.insert(number, Inode::default());
        disk.names(NameChange::Put(plain(path), Node::File(number)));
        Ok(self.open(number, path))
    }

    fn open_append(&self, path: &Path) -> Result<Box<dyn OpenFile>, StoreError> {
        let disk = self.disk();
        disk.alive(Verb::Open, path)?;
        let (number, _) = disk.file(Verb::Open, path)?;
        Ok(self.open(number, path))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let mut disk = self.change(Verb::Rename, to)?;
        let (number, _) = disk.file(Verb::Rename, from)?;
        if let Some(Node::Folder) = disk.node(to) {
            return Err(StoreError::IsFolder {
                verb: Verb::Rename,
                path: to.to_path_buf(),
            });
        }
        disk.folder(Verb::Rename, folder_of(to))?;
        disk.names(NameChange::Move(plain(from), plain(to), Node::File(number)));
        Ok(())
    }

    fn link_new(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let mut disk = self.change(Verb::Rename, to)?;
        if disk.no_links {
            return Err(StoreError::Unsupported {
                verb: Verb::Rename,
                path: to.to_path_buf(),
            });
        }
        let (number, _) = disk.file(Verb::Rename, from)?;
        disk.free(Verb::Rename, to)?;
        disk.names(NameChange::Put(plain(to), Node::File(number)));
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), StoreError> {
        let mut disk = self.change(Verb::Remove, path)?;
        disk.file(Verb::Remove, path)?;
        disk.names(NameChange::Remove(plain(path)));
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> Result<(), StoreError> {
        if let Some(Entry::Folder) = self.entry(path)? {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.create_folder(parent)?;
        }
        let mut disk = self.change(Verb::Create, path)?;
        disk.free(Verb::Create, path)?;
        disk.names(NameChange::Put(plain(path), Node::Folder));
        drop(disk);
        self.sync_folder(folder_of(path))
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        let mut disk = self.change(Verb::Sync, folder)?;
        disk.folder(Verb::Sync, folder)?;
        let folder = plain(folder);
        let (synced, waiting) = std::mem::take(&mut disk.waiting)
            .into_iter()
            .partition(|change| change.is_in(&folder));
        disk.waiting = waiting;
        let synced: Vec<NameChange> = synced;
        for change in &synced {
            change.apply(&mut disk.sure);
        }
        Ok(())
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn FileLock>, StoreError> {
        let mut disk = self.disk();
        disk.alive(Verb::Lock, path)?;
        disk.folder(Verb::Lock, folder_of(path))?;
        if !disk.locks.insert(plain(path)) {
            return Err(StoreError::Busy {
                verb: Verb::Lock,
                path: path.to_path_buf(),
            });
        }
        Ok(Box::new(MemoryLock {
            files: self.clone(),
            path: plain(path),
        }))
    }
}

#[derive(Debug)]
struct MemoryFile {
    files: MemoryFiles,
    number: u64,
    path: PathBuf,
}

impl MemoryFile {
    fn change(&self, verb: Verb, act: impl FnOnce(&mut Inode)) -> Result<(), StoreError> {
        let mut disk = self.files.change(verb, &self.path)?;
        let inode = disk.inodes.get_mut(&self.number);
        act(inode.ok_or_else(|| StoreError::NotFound {
            verb,
            path: self.path.clone(),
        })?);
        Ok(())
    }
}

impl OpenFile for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.change(Verb::Write, |inode| {
            let change = ByteChange::Write(inode.seen.len(), bytes.to_vec());
            change.apply(&mut inode.seen);
            inode.waiting.push(change);
        })
    }

    fn cut(&mut self, length: u64) -> Result<(), StoreError> {
        self.change(Verb::Cut, |inode| {
            let change = ByteChange::Cut(usize::try_from(length).unwrap_or(usize::MAX));
            change.apply(&mut inode.seen);
            inode.waiting.push(change);
        })
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        self.change(Verb::Sync, |inode| {
            // Only what is new: a journal is synced after each of its records.
            for change in inode.waiting.drain(..) {
                change.apply(&mut inode.sure);
            }
        })
    }
}

#[derive(Debug)]
struct MemoryLock {
    files: MemoryFiles,
    path: PathBuf,
}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        self.files.disk().locks.remove(&self.path);
    }
}

impl FileLock for MemoryLock {}

#[derive(Default)]
struct Disk {
    /// The names as a process sees them; the folders above the first name need not exist (`/` and the current one do).
    seen: BTreeMap<PathBuf, Node>,
    /// The names that a power cut leaves for sure.
    sure: BTreeMap<PathBuf, Node>,
    /// The changes that lie between the two, in order.
    waiting: Vec<NameChange>,
    inodes: BTreeMap<u64, Inode>,
    next: u64,
    locks: BTreeSet<PathBuf>,
    no_links: bool,
    operations: usize,
    fault: Option<(usize, Fault)>,
    dead: bool,
}

impl Disk {
    fn alive(&self, verb: Verb, path: &Path) -> Result<(), StoreError> {
        if !self.dead {
            return Ok(());
        }
        Err(StoreError::Io {
            verb,
            path: path.to_path_buf(),
            source: io::Error::other("the power is off"),
        })
    }

    fn node(&self, path: &Path) -> Option<Node> {
        let path = plain(path);
        if path.as_os_str().is_empty() || path == Path::new("/") {
            Some(Node::Folder)
        } else {
            self.seen.get(&path).copied()
        }
    }

    fn file(&self, verb: Verb, path: &Path) -> Result<(u64, &Inode), StoreError> {
        let missing = || StoreError::NotFound {
            verb,
            path: path.to_path_buf(),
        };
        match self.node(path) {
            Some(Node::File(number)) => Ok((number, self.inodes.get(&number).ok_or_else(missing)?)),
            Some(Node::Folder) => Err(StoreError::IsFolder {
                verb,
                path: path.to_path_buf(),
            }),
            None => Err(missing()),
        }
    }

    fn folder(&self, verb: Verb, folder: &Path) -> Result<(), StoreError> {
        match self.node(folder) {
            Some(Node::Folder) => Ok(()),
            Some(Node::File(_)) => Err(StoreError::NotAFolder {
                verb,
                path: folder.to_path_buf(),
            }),
            None => Err(StoreError::NotFound {
                verb,
                path: folder.to_path_buf(),
            }),
        }
    }

    fn free(&self, verb: Verb, path: &Path) -> Result<(), StoreError> {
        self.folder(verb, folder_of(path))?;
        match self.node(path) {
            Some(_) => Err(StoreError::AlreadyExists {
                verb,
                path: path.to_path_buf(),
            }),
            None => Ok(()),
        }
    }

    fn names(&mut self, change: NameChange) {
        change.apply(&mut self.seen);
        self.waiting.push(change);
    }

    fn fork(&self) -> Self {
        Self {
            seen: self.seen.clone(),
            sure: self.sure.clone(),
            waiting: self.waiting.clone(),
            inodes: self.inodes.clone(),
            next: self.next,
            no_links: self.no_links,
            operations: self.operations,
            ..Self::default()
        }
    }

    fn after_power_cut(&self, loss: Loss) -> Self {
        let mut dice = Dice::new(loss);
        let mut names = self.sure.clone();
        self.waiting
            .iter()
            .filter(|_| dice.keeps())
            .for_each(|change| change.apply(&mut names));
        let inodes = self.inodes.iter().map(|(number, inode)| {
            let mut bytes = inode.sure.clone();
            inode
                .waiting
                .iter()
                .filter_map(|change| dice.what_is_left(change))
                .for_each(|left| left.apply(&mut bytes));
            (
                *number,
                Inode {
                    seen: bytes.clone(),
                    sure: bytes,
                    waiting: Vec::new(),
                },
            )
        });
        Self {
            inodes: inodes.collect(),
            seen: names.clone(),
            sure: names,
            next: self.next,
            no_links: self.no_links,
            ..Self::default()
        }
    }
}

#[derive(Clone, Copy)]
enum Node {
    File(u64),
    Folder,
}

#[derive(Clone, Default)]
struct Inode {
    seen: Vec<u8>,
    sure: Vec<u8>,
    waiting: Vec<ByteChange>,
}

#[derive(Clone)]
enum NameChange {
    Put(PathBuf, Node),
    Move(PathBuf, PathBuf, Node),
    Remove(PathBuf),
}

impl NameChange {
    fn is_in(&self, folder: &Path) -> bool {
        let (Self::Put(path, _) | Self::Move(_, path, _) | Self::Remove(path)) = self;
        path.parent() == Some(folder)
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Put(path, node) => drop(names.insert(path.clone(), *node)),
            Self::Remove(path) => drop(names.remove(path)),
            Self::Move(from, to, node) => {
                names.remove(from);
                names.insert(to.clone(), *node);
            }
        }
    }
}

#[derive(Clone)]
enum ByteChange {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl ByteChange {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Cut(length) => content.truncate(*length),
            Self::Write(at, bytes) => {
                // Where an earlier write was lost, the file system shows zeros. What stands behind stays.
                let end = at + bytes.len();
                content.resize(content.len().max(end), 0);
                content.splice(*at..end, bytes.iter().copied());
            }
        }
    }
}

/// Decides what a power cut takes: always the same for the same seed.
struct Dice {
    loss: Loss,
    state: u64,
}

impl Dice {
    fn new(loss: Loss) -> Self {
        let seed = if let Loss::Some(seed) = loss { seed } else { 0 };
        Self {
            loss,
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        }
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % sides.max(1)
    }

    fn keeps(&mut self) -> bool {
        match self.loss {
            Loss::Nothing => true,
            Loss::Everything => false,
            Loss::Some(_) => self.roll(2) == 0,
        }
    }

    fn what_is_left(&mut self, change: &ByteChange) -> Option<ByteChange> {
        if !self.keeps() {
            return None;
        }
        match change {
            ByteChange::Write(at, bytes) if matches!(self.loss, Loss::Some(_)) => {
                let kept = self.roll(bytes.len() + 1);
                Some(match self.roll(4) {
                    0 => ByteChange::Write(*at, bytes.iter().copied().take(kept).collect()),
                    1 => ByteChange::Write(*at, vec![0; bytes.len()]),
                    _ => change.clone(),
                })
            }
            whole => Some(whole.clone()),
        }
    }
}

/// The path without `.` components, so that `a`, `./a` and `a/.` are the same.
fn plain(path: &Path) -> PathBuf {
    path.components()
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{MemorySecrets, Secrets as _};

    #[test]
    fn a_folder_sync_makes_names_sure_and_a_file_sync_content() {
        let files = MemoryFiles::new();
        let mut file = files.create_new(Path::new("./a")).unwrap();
        file.write(b"one").unwrap();
        assert!(files.after_power_cut(Loss::Everything).contents().is_empty());
        files.sync_folder(Path::new(".")).unwrap();
        assert_eq!(files.after_power_cut(Loss::Everything).contents()[Path::new("a")], b"");
        file.sync().unwrap();
        file.write(b"two").unwrap();
        assert_eq!(
            files.after_power_cut(Loss::Everything).contents()[Path::new("a")],
            b"one"
        );
        assert_eq!(
            files.after_power_cut(Loss::Nothing).contents()[Path::new("a")],
            b"onetwo"
        );
        let seen: BTreeSet<Vec<u8>> = (0..200)
            .map(|seed| files.after_power_cut(Loss::Some(seed)).contents()[Path::new("a")].clone())
            .collect();
        for possible in [&b"one"[..], b"onet", b"onetw", b"onetwo", b"one\0\0\0"] {
            assert!(seen.contains(possible), "{possible:?}");
        }
    }

    #[test]
    fn a_fork_keeps_what_is_not_synced_unsynced_and_goes_its_own_way() {
        let files = MemoryFiles::new();
        let path = Path::new("a");
        let mut file = files.create_new(path).unwrap();
        file.write(b"one").unwrap();
        files.fault_at(0, Fault::PowerOff);
        let fork = files.fork();
        fork.open_append(path).unwrap().write(b"two").unwrap();
        assert_eq!(fork.contents()[path], b"onetwo");
        assert_eq!(files.contents()[path], b"one");
        assert!(fork.after_power_cut(Loss::Everything).contents().is_empty());
    }

    #[test]
    fn a_fault_hits_its_operation_and_all_later_ones() {
        let files = MemoryFiles::new();
        files.fault_at(1, Fault::PowerOff);
        let mut file = files.create_new(Path::new("a")).unwrap();
        file.write(b"x").unwrap_err();
        files.read(Path::new("a"), 9).unwrap_err();
        files.clear_fault();
        assert_eq!(files.read(Path::new("a"), 9).unwrap(), b"");
        files.fault_at(files.operations(), Fault::NoSpace);
        assert!(matches!(file.write(b"x"), Err(StoreError::NoSpace { .. })));
        files.remove(Path::new("a")).unwrap();
    }

    #[test]
    fn s9_debug_shows_no_content() {
        let (files, secrets) = (MemoryFiles::new(), MemorySecrets::new());
        files.create_new(Path::new("a")).unwrap().write(b"CANARY").unwrap();
        secrets.put("name", b"CANARY").unwrap();
        let shown = format!("{files:?} {secrets:?}");
        assert!(shown.contains("name") && !shown.contains("CANARY") && !shown.contains("67, 65"));
    }
}
