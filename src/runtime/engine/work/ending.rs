//! The end of a journey's saved copy, and with it of everything that this phone made of it.

use super::{Given, Worked, Worker};
use crate::backup::FileDigest;
use crate::backup::erase::Caveat;
use crate::backup::item::{ItemId, Moment};
use crate::backup::verify::Accepted;
use crate::journey::effect::News;
use crate::journey::facts::{CopyFacts, JourneyId};
use crate::runtime::engine::{files, keys};
use crate::runtime::error::RuntimeError;
use crate::runtime::records::Store;
use crate::runtime::vault::{Vault, recipients_of};
use crate::runtime::{copies, erase};
use crate::store::{Secrets, StoreError, remove_durably};
use std::collections::BTreeSet;
use std::path::Path;

/// Destroys every copy that a journey has, the key first, whose owner knows that they go.
pub(in crate::runtime::engine) fn forget_copies(
    store: &Store,
    secrets: &dyn Secrets,
    journey: JourneyId,
) -> Result<(), RuntimeError> {
    for path in files::copies_of(store, journey)? {
        let digest = FileDigest::of(&store.files().read(&path, copies::MAX_FILE)?);
        if files::twin(store, journey, digest)?.is_none() {
            Vault::of_store(secrets, Vec::new()).forget(digest)?;
        }
        remove_durably(store.files(), &path)?;
    }
    Ok(())
}

impl Worker<'_> {
    /// The key first, then the file. A run that was stopped goes on where it stopped.
    pub(super) fn erase(&self, accepted: &BTreeSet<ItemId>) -> Worked {
        let store = self.place.store;
        let copy = self.copy()?;
        let (at, others) = match files::twin(store, self.journey, copy.digest)? {
            Some(twin) => self.leave_to_twin(copy, &twin)?,
            None => self.erase_last(copy, accepted)?,
        };
        // Earlier ones, that this one took the place of.
        forget_copies(store, self.place.secrets, self.journey)?;
        remove_durably(store.files(), &files::report_path(store, self.journey))?;
        files::remove_documents(store);
        keys::forget_recovery(self.place.secrets, self.journey)?;
        Ok(News::Erased {
            other_recipients: u32::try_from(others).unwrap_or(u32::MAX),
            at,
        })
    }

    fn vault(&self) -> Vault<'_> {
        Vault::of_store(self.place.secrets, Vec::new())
    }

    /// Another journey goes on with the same file, and needs its key: only this one of the two goes, and every key still opens the
    /// other.
    fn leave_to_twin(&self, copy: &CopyFacts, twin: &Path) -> Worked<(Moment, usize)> {
        let files = self.place.store.files();
        let sealed = files.read(twin, copies::MAX_FILE)?;
        remove_durably(files, &copy.path)?;
        Ok((self.place.clock.now().moment, recipients_of(&sealed)))
    }

    fn erase_last(&self, copy: &CopyFacts, accepted: &BTreeSet<ItemId>) -> Worked<(Moment, usize)> {
        let (store, clock) = (self.place.store, self.place.clock);
        let mut consent = Given {
            accepted: Accepted {
                ids: accepted.clone(),
                ..Accepted::default()
            },
            has_recovery_key: true,
        };
        match erase::erase(store, &self.vault(), clock, &copy.path, &mut consent) {
            Ok(receipt) => {
                let others = receipt.caveats.iter().find_map(|caveat| match caveat {
                    Caveat::OtherRecipients { count } => Some(*count),
                    Caveat::FlashMemory | Caveat::CopiesElsewhere => None,
                });
                Ok((receipt.file_removed, others.unwrap_or(0)))
            }
            Err(error @ RuntimeError::Store(StoreError::NotFound { .. })) => {
                Ok(erase::erased_before(store, copy.digest)?.ok_or(error)?)
            }
            Err(error) => Err(error.into()),
        }
    }
}
