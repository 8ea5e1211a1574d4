//! Why a procedure failed: one variant for each cause that a caller treats differently.

use super::vault::VaultError;
use crate::backup::format::FormatError;
use crate::backup::snapshot::Disagreement;
use crate::backup::verify::{NotProved, ReopenError};
use crate::lock::contact::ContactError;
use crate::lock::pair::PairError;
use crate::lock::reset::ResetError;
use crate::model::Address;
use crate::model::date::DateError;
use crate::protocol::LockError;
use crate::protocol::credentials::KeyError;
use crate::random::RandomError;
use crate::store::StoreError;
use crate::transport::RadioError;
use std::path::PathBuf;

/// Why a procedure failed. The message says what the lock is now wherever that is not "as it was".
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The lock could not be reached, or refused.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// The radio failed.
    #[error(transparent)]
    Radio(#[from] RadioError),
    /// A file or journal failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A key that seals or opens is missing or does not fit.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// An owner's key could not be read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is a key in the file where the new one should go, and the lock does not show that it is worth nothing.
    #[error("failed to pair: {} holds a key of this lock, and the lock is not in setting mode", path.display())]
    KeyThere {
        /// The file.
        path: PathBuf,
    },
    /// Pairing failed; the message says what the lock is now.
    #[error(transparent)]
    Pair(#[from] PairError),
    /// The reset failed; the message says what the lock is now.
    #[error(transparent)]
    Reset(#[from] ResetError),
    /// The two readings do not agree, so there is no saved copy.
    #[error(transparent)]
    Disagreement(#[from] Disagreement),
    /// A saved copy is damaged, foreign, or newer. The file is untouched.
    #[error("{source}: {}", path.display())]
    Copy {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ReopenError,
    },
    /// The file does not hold what was written into it.
    #[error("failed to verify saved copy: {} does not hold what was written into it", path.display())]
    NotAsWritten {
        /// The file.
        path: PathBuf,
    },
    /// The saved copy could not be put into its form.
    #[error("failed to write saved copy: {0}")]
    Compose(#[source] FormatError),
    /// The proof that a reset or erasing needs could not be made. Nothing was changed.
    #[error(transparent)]
    NotProved(#[from] NotProved),
    /// The saved copy is of another lock.
    #[error("failed to use saved copy: it is of {copy}, the key is for {key}")]
    OtherLock {
        /// The copy's lock.
        copy: Address,
        /// The key's lock.
        key: Address,
    },
    /// The saved copy is of the same lock under another key.
    #[error("failed to use saved copy: it was made before {lock} was reset or paired anew, save a new one")]
    OtherPairing {
        /// The lock.
        lock: Address,
    },
    /// The saved copy was made by somebody else, and nobody said that it may be used.
    #[error(
        "failed to restore: the saved copy was not made here, so its codes may be somebody else's; look at it first"
    )]
    Foreign,
    /// The saved copy can only be opened until the machine restarts.
    #[error(
        "failed to reset, the lock is as it was: after a restart of this machine nothing could open the saved copy"
    )]
    WouldBeLost,
    /// The lock's clock could not be set right, so no code was written.
    #[error("failed to set the lock's clock: it shows {shown} instead of {wanted}, nothing was restored")]
    Clock {
        /// What it shows.
        shown: String,
        /// What it should show.
        wanted: String,
    },
    /// The lock said that it removed everything, and still lists items.
    #[error("failed to clear {lock}: it still lists {left} codes and cards")]
    NotCleared {
        /// The lock.
        lock: Address,
        /// How many items.
        left: usize,
    },
    /// The lock does not take, or does not remove, the throw-away code for the proof at the door.
    #[error("failed to prove at the door: {}", refused(*.0))]
    DoorCode(Option<LockError>),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// A time that a lock cannot hold.
    #[error(transparent)]
    Date(#[from] DateError),
}

fn refused(error: Option<LockError>) -> String {
    error.map_or_else(
        || "the throw-away code is still on the lock, or there is no free one".to_owned(),
        |error| format!("the lock refuses the throw-away code: {error}"),
    )
}

impl RuntimeError {
    /// Whether the person cancelled.
    pub fn is_cancelled(&self) -> bool {
        use crate::lock::channel::ExchangeError;
        use crate::transport::LinkError;
        let exchange = |error: &ExchangeError| {
            matches!(
                error,
                ExchangeError::Link {
                    source: LinkError::Cancelled,
                    ..
                }
            )
        };
        match self {
            Self::Contact(error) | Self::Reset(ResetError::Contact(error)) | Self::Pair(PairError::After(error)) => {
                error.is_cancelled()
            }
            Self::Pair(PairError::Before(error) | PairError::Unsure(error) | PairError::Refused(error)) => {
                exchange(error)
            }
            Self::Radio(error) | Self::Pair(PairError::Radio(error)) | Self::Reset(ResetError::Unseen(error)) => {
                matches!(error, RadioError::Cancelled)
            }
            _ => false,
        }
    }
}
