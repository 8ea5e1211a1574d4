//! Secrets as sealed files in a folder, for a command line without a secure store: whoever holds the identity opens them.
//!
//! ```text
//! <folder>/<name in hexadecimal>.age    the secret, sealed for the identity
//! ```

use crate::backup::seal::{self, Identity};
use crate::model::hex;
use crate::store::{Entry, Files, Secrets, SecretsError, StoreError, remove_durably, write_atomic};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The longest name of a secret, in bytes: its file's name is twice as long.
const LONGEST_NAME: usize = 100;
/// The most bytes of a sealed secret.
const LARGEST: u64 = 1 << 21;

/// Secrets in a folder, each sealed for one identity.
pub struct SealedSecrets {
    files: Arc<dyn Files>,
    folder: PathBuf,
    identity: Identity,
}

impl SealedSecrets {
    /// Secrets in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// [`SecretsError::NoStore`] where the folder cannot be made.
    pub fn open(files: Arc<dyn Files>, folder: PathBuf, identity: Identity) -> Result<Self, SecretsError> {
        files
            .create_folder(&folder)
            .map_err(|error| SecretsError::NoStore { source: error.into() })?;
        Ok(Self {
            files,
            folder,
            identity,
        })
    }

    fn path(&self, name: &str) -> Result<PathBuf, SecretsError> {
        if name.is_empty() || name.len() > LONGEST_NAME {
            return Err(SecretsError::Refused { name: name.to_owned() });
        }
        Ok(self.folder.join(format!("{}.age", hex::to_text(name.as_bytes()))))
    }
}

fn failed(name: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> SecretsError {
    SecretsError::Failed {
        name: name.to_owned(),
        source: source.into(),
    }
}

impl Secrets for SealedSecrets {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        if secret.is_empty() {
            return Err(SecretsError::Refused { name: name.to_owned() });
        }
        let path = self.path(name)?;
        let sealed = seal::seal(secret, &[self.identity.recipient()]).map_err(|error| failed(name, error))?;
        write_atomic(&*self.files, &path, &sealed).map_err(|error| failed(name, error))?;
        match self.read(name)? {
            Some(kept) if *kept == secret => Ok(()),
            _ => Err(SecretsError::Unreliable { name: name.to_owned() }),
        }
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        let sealed = match self.files.read(&self.path(name)?, LARGEST) {
            Ok(sealed) => sealed,
            Err(StoreError::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(failed(name, error)),
        };
        match seal::open(&sealed, std::slice::from_ref(&self.identity)) {
            Ok(secret) => Ok(Some(secret)),
            Err(seal::OpenError::NoMatch) => Err(SecretsError::Locked {
                name: name.to_owned(),
                source: seal::OpenError::NoMatch.into(),
            }),
            Err(error) => Err(failed(name, error)),
        }
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        let path = self.path(name)?;
        remove_durably(&*self.files, &path).map_err(|error| failed(name, error))?;
        match self.files.entry(&path) {
            Ok(None) => Ok(()),
            Ok(Some(Entry::File(_) | Entry::Folder)) => Err(SecretsError::Unreliable { name: name.to_owned() }),
            Err(error) => Err(failed(name, error)),
        }
    }

    fn lasting(&self) -> bool {
        true
    }
}

impl fmt::Debug for SealedSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedSecrets")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryFiles;
    use crate::store::memory::Loss;

    fn secrets(files: &MemoryFiles, identity: &Identity) -> SealedSecrets {
        SealedSecrets::open(Arc::new(files.clone()), "secrets".into(), identity.clone()).unwrap()
    }

    #[test]
    fn a_secret_survives_a_power_cut_and_lies_nowhere_in_clear() {
        let (files, identity) = (MemoryFiles::new(), Identity::generate());
        let sealed = secrets(&files, &identity);
        assert!(sealed.read("journey-1-old").unwrap().is_none());
        sealed.put("journey-1-old", b"CANARY-one").unwrap();
        sealed.put("journey-1-old", b"CANARY-two").unwrap();
        let files = files.after_power_cut(Loss::Everything);
        let sealed = secrets(&files, &identity);
        assert_eq!(**sealed.read("journey-1-old").unwrap().unwrap(), *b"CANARY-two");
        for content in files.contents().values() {
            assert!(!content.windows(6).any(|window| window == b"CANARY"));
        }
        sealed.remove("journey-1-old").unwrap();
        sealed.remove("journey-1-old").unwrap();
        assert!(sealed.read("journey-1-old").unwrap().is_none());
    }

    #[test]
    fn another_identity_opens_nothing_and_odd_names_stay_in_the_folder() {
        let (files, identity) = (MemoryFiles::new(), Identity::generate());
        let sealed = secrets(&files, &identity);
        sealed.put("../x", b"secret").unwrap();
        assert!(files.contents().keys().all(|path| path.starts_with("secrets")));
        let other = secrets(&files, &Identity::generate());
        assert!(matches!(other.read("../x"), Err(SecretsError::Locked { .. })));
        assert!(matches!(sealed.put("", b"x"), Err(SecretsError::Refused { .. })));
        assert!(matches!(sealed.put("x", b""), Err(SecretsError::Refused { .. })));
    }
}
