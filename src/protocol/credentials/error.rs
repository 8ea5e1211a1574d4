//! Why a key was not taken.

use super::KeyForm;
use crate::model::Address;
use std::fmt;

/// Why a key was not taken, a variant per cause that a caller treats differently. No message shows a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// More than [`super::LARGEST`] bytes.
    #[error("failed to read key: the file is larger than 1 MiB; choose the file that holds only the key")]
    TooLarge,
    /// More than [`super::MOST_KEYS`] keys.
    #[error("failed to read key: the file holds more than 1,000 keys; choose one with fewer")]
    TooMany,
    /// None of the forms.
    #[error(
        "failed to read key: this is no key file; give a lock file of the JavaScript SDK, a virtual key (eKey) as JSON, or a lockData text"
    )]
    Foreign,
    /// JSON that is cut off or changed.
    #[error("failed to read key: the JSON is broken at line {line}, column {column}; copy the whole file again")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A lockData text that is cut off or changed.
    #[error("failed to read key: the lockData text was cut or changed; copy it again in full")]
    LockData,
    /// A member is missing or cannot be what it should be.
    #[error("failed to read key: {member} of {} is missing or malformed; get the key again from where it came", OrUnknown(*.address))]
    Damaged {
        /// The lock, where it could be read.
        address: Option<Address>,
        /// The member.
        member: &'static str,
    },
    /// A file of Relatch whose secrets are not the ones that were written.
    #[error("failed to read key: the key of {address} was changed after Relatch wrote it; take a copy that is whole")]
    Changed {
        /// The lock.
        address: Address,
    },
    /// A file of a later Relatch.
    #[error("failed to read key: it was written by a later Relatch (form {version}); update Relatch")]
    Newer {
        /// The form's version.
        version: u32,
    },
    /// Keys of several locks, and none was chosen.
    #[error("failed to read key: it holds keys of several locks ({}); say which one", Listed(.0))]
    Several(Vec<Address>),
    /// Two different owner's keys of one lock.
    #[error("failed to read key: it holds two different keys of {0}; remove the older one")]
    TwoKeys(Address),
    /// No key of the lock that was chosen.
    #[error("failed to read key: it holds no key of {wanted}, only of {}; choose that lock's key file", Listed(.there))]
    NoneFor {
        /// The lock that was chosen.
        wanted: Address,
        /// The locks that it has keys of.
        there: Vec<Address>,
    },
    /// A key that cannot act as the owner.
    #[error("failed to read key: the key of {address} is not the owner's: {reason}; ask the lock's owner for theirs")]
    Guest {
        /// The lock.
        address: Address,
        /// How it was told.
        reason: GuestReason,
    },
    /// An admin secret of 0, which some clients store when a pairing breaks off (protocol, quirks 2 \[B\]).
    #[error(
        "failed to read key: it holds only a placeholder for {address}, its pairing did not finish; pair the lock again"
    )]
    Placeholder {
        /// The lock.
        address: Address,
    },
    /// A key of another lock than the one in reach.
    #[error("failed to use key: it belongs to {key}, this lock is {lock}; choose this lock's key")]
    OtherLock {
        /// The key's lock.
        key: Address,
        /// The lock in reach.
        lock: Address,
    },
    /// The lock in reach is of another kind than the key says.
    #[error(
        "failed to use key: it says {field} {key}, the lock {address} says {lock}; the lock may have been replaced or updated, get its key anew"
    )]
    OtherKind {
        /// The lock.
        address: Address,
        /// What differs.
        field: &'static str,
        /// What the key says.
        key: u8,
        /// What the lock says.
        lock: u8,
    },
    /// A file that Relatch reads but does not write.
    #[error("failed to write key: the file is {0} of a shape that Relatch only reads; choose another file")]
    ReadOnly(KeyForm),
}

/// How a key was told from an owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestReason {
    /// `userType` says so.
    UserType,
    /// It has no admin secret.
    NoAdminSecret,
    /// Its `keyStatus` is another than "received and normal".
    Status(u32),
}

impl fmt::Display for GuestReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UserType => f.write_str("the account lists it as a guest's"),
            Self::NoAdminSecret => f.write_str("it has no owner's secret"),
            Self::Status(status) => write!(f, "it is frozen, deleted or not accepted (status {status})"),
        }
    }
}

struct OrUnknown(Option<Address>);

impl fmt::Display for OrUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(address) => address.fmt(f),
            None => f.write_str("a lock without address"),
        }
    }
}

/// Addresses in a row; the first ten of many.
struct Listed<'a>(&'a [Address]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 10;
        for (index, address) in self.0.iter().take(MOST).enumerate() {
            write!(f, "{}{address}", if index == 0 { "" } else { ", " })?;
        }
        match self.0.len().checked_sub(MOST) {
            Some(more @ 1..) => write!(f, " and {more} more"),
            _ => Ok(()),
        }
    }
}
