//! Why a file could not be read or kept: one variant per cause that a caller treats differently.

use std::fmt;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a file operation failed. Paths are named, contents never.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is there.
    #[error("failed to {verb} {}: it does not exist", path.display())]
    NotFound {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// The system does not let us: rights, or a read-only file system.
    #[error("failed to {verb} {}: permission denied", path.display())]
    Denied {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// The disk, or the owner's share of it, is full.
    #[error("failed to {verb} {}: no space left", path.display())]
    NoSpace {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// A folder stands where a file is meant.
    #[error("failed to {verb} {}: it is a folder", path.display())]
    IsFolder {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// A file stands where a folder is meant.
    #[error("failed to {verb} {}: a part of its path is not a folder", path.display())]
    NotAFolder {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// It is there already and must not be overwritten.
    #[error("failed to {verb} {}: it exists already", path.display())]
    AlreadyExists {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// Another process holds it.
    #[error("failed to {verb} {}: another process is using it", path.display())]
    Busy {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// It holds more than a reader is prepared to take, or a writer to write.
    #[error("failed to {verb} {}: it is larger than {limit} bytes", path.display())]
    TooLarge {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
        /// The bound, in bytes.
        limit: u64,
    },
    /// What is there is not what this program writes. It was left untouched.
    #[error("failed to read {}: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        damage: Damage,
    },
    /// An earlier write or sync of this open file failed, so nobody knows what the disk holds. Open it again.
    #[error("failed to {verb} {}: an earlier write failed, open it again", path.display())]
    Closed {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// A record of a journal holds at least one byte.
    #[error("failed to write {}: an empty record says nothing", path.display())]
    EmptyRecord {
        /// The journal.
        path: PathBuf,
    },
    /// This file system cannot do that (for example, hard links).
    #[error("failed to {verb} {}: the file system does not support it", path.display())]
    Unsupported {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
    },
    /// Any other failure, as the system tells it.
    #[error("failed to {verb} {}: {source}", path.display())]
    Io {
        /// What was tried.
        verb: Verb,
        /// On what.
        path: PathBuf,
        /// The system's own words.
        source: Error,
    },
}

impl StoreError {
    /// Sorts a failure of the system into the causes that callers treat differently.
    pub fn from_io(verb: Verb, path: &Path, source: Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            ErrorKind::NotFound => Self::NotFound { verb, path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied { verb, path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoSpace { verb, path },
            ErrorKind::IsADirectory => Self::IsFolder { verb, path },
            ErrorKind::NotADirectory => Self::NotAFolder { verb, path },
            ErrorKind::AlreadyExists => Self::AlreadyExists { verb, path },
            ErrorKind::WouldBlock | ErrorKind::ResourceBusy => Self::Busy { verb, path },
            ErrorKind::FileTooLarge => Self::TooLarge {
                verb,
                path,
                limit: u64::from(u32::MAX),
            },
            ErrorKind::Unsupported => Self::Unsupported { verb, path },
            _ => Self::Io { verb, path, source },
        }
    }
}

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Reading a file or asking what is there.
    Read,
    /// Listing a folder.
    List,
    /// Creating a file or folder.
    Create,
    /// Opening a file for more.
    Open,
    /// Writing.
    Write,
    /// Cutting a file to a length.
    Cut,
    /// Making sure that it is on the disk.
    Sync,
    /// Renaming, or giving a second name.
    Rename,
    /// Removing.
    Remove,
    /// Locking against other processes.
    Lock,
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::List => "list",
            Self::Create => "create",
            Self::Open => "open",
            Self::Write => "write",
            Self::Cut => "cut",
            Self::Sync => "sync",
            Self::Rename => "rename",
            Self::Remove => "remove",
            Self::Lock => "lock",
        })
    }
}

/// In what way a file is not what this program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It does not begin as a journal does.
    #[error("it is not a journal")]
    NotAJournal,
    /// It begins as a journal of another version.
    #[error("it is a journal of another version")]
    OtherVersion,
    /// A record in the middle is damaged: good ones follow, so this is no write that a power cut interrupted.
    #[error("record {number} is damaged, and it is not the last one")]
    Record {
        /// Number of the first damaged record, from 0.
        number: u64,
    },
}
