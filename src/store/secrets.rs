//! The device's secure store: identities and the owner's new keys are kept there (S10).
//!
//! | system | store | lasts |
//! |---|---|---|
//! | macOS | Keychain | yes |
//! | Windows | Credential Manager | yes |
//! | Linux with a desktop | Secret Service (GNOME Keyring, `KWallet`, …) | yes |
//! | Linux without | the kernel's keyring | until the machine restarts, or some days without use |
//! | Android, iOS | none yet: [`SecretsError::NoStore`] | |
//!
//! There is no fallback into this process's memory: if the store does not work, opening it fails.

use keyring_core::api::CredentialPersistence;
use keyring_core::{CredentialStore, Entry, Error};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// Secrets by name.
pub trait Secrets: fmt::Debug + Send + Sync {
    /// Keeps a secret of at least one byte under a name, in place of what was there. On success it was read back and compared.
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError>;

    /// The secret of that name, or `None`.
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError>;

    /// Removes the secret of that name and makes sure that it is gone. Nothing happens if there is none.
    fn remove(&self, name: &str) -> Result<(), SecretsError>;

    /// Whether what is kept survives a restart of the machine. If not, the owner must be told, and a snapshot needs another
    /// recipient.
    fn lasting(&self) -> bool;
}

/// Why the secure store does not do what is asked. Names are told, secrets never.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// This device has no secure store that this program can use.
    #[error("failed to open secure store: there is none: {source}")]
    NoStore {
        /// In the system's words.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// There is one, but it is locked or does not let this program in.
    #[error("failed to reach secret {name}: the secure store is locked or refuses: {source}")]
    Locked {
        /// The secret's name.
        name: String,
        /// In the system's words.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It failed.
    #[error("failed to reach secret {name}: the secure store failed: {source}")]
    Failed {
        /// The secret's name.
        name: String,
        /// In the system's words.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The name or the secret is not of a form that the store takes.
    #[error("failed to keep secret {name}: the secure store does not take its form")]
    Refused {
        /// The secret's name.
        name: String,
    },
    /// It does not give back what it was given, or still has what was removed.
    #[error("failed to keep secret {name}: the secure store does not give back what it was given")]
    Unreliable {
        /// The secret's name.
        name: String,
    },
}

/// The store of the system this program runs on.
#[derive(Debug)]
pub struct KeyringSecrets {
    store: Arc<CredentialStore>,
}

impl KeyringSecrets {
    /// Opens the system's store and tries it with a random entry.
    ///
    /// # Errors
    /// Whatever is wrong with it: there is nothing to fall back to (S10).
    pub fn open() -> Result<Self, SecretsError> {
        Self::proven(system_store()?)
    }

    /// Opens the kernel's keyring, which [`KeyringSecrets::open`] takes where no desktop offers a store, and tries it.
    #[cfg(target_os = "linux")]
    pub fn open_kernel() -> Result<Self, SecretsError> {
        Self::proven(kernel_store()?)
    }

    /// Any store, after it was tried.
    fn proven(store: Arc<CredentialStore>) -> Result<Self, SecretsError> {
        let secrets = Self { store };
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| SecretsError::NoStore { source: error.into() })?;
        let name = format!("probe-{:032x}", u128::from_le_bytes(random));
        secrets.put(&name, &random)?;
        secrets.remove(&name)?;
        Ok(secrets)
    }

    fn entry(&self, name: &str) -> Result<Entry, SecretsError> {
        Entry::new_in_store(&self.store, SERVICE, name).map_err(|error| sort(name, error))
    }
}

impl Secrets for KeyringSecrets {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        if secret.is_empty() {
            return Err(SecretsError::Refused { name: name.to_owned() });
        }
        self.entry(name)?
            .set_secret(secret)
            .map_err(|error| sort(name, error))?;
        match self.read(name)? {
            Some(kept) if *kept == secret => Ok(()),
            _ => Err(SecretsError::Unreliable { name: name.to_owned() }),
        }
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        match self.entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(sort(name, error)),
        }
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => {}
            Err(error) => return Err(sort(name, error)),
        }
        // The kernel's keyring may find a removed key for some milliseconds more.
        for _ in 0..REMOVAL_LOOKS {
            if self.read(name)?.is_none() {
                return Ok(());
            }
            std::thread::sleep(REMOVAL_WAIT);
        }
        Err(SecretsError::Unreliable { name: name.to_owned() })
    }

    fn lasting(&self) -> bool {
        matches!(self.store.persistence(), CredentialPersistence::UntilDelete)
    }
}

/// Under this name the system shows the entries to its owner.
const SERVICE: &str = "relatch";

const REMOVAL_LOOKS: u32 = 100;
const REMOVAL_WAIT: Duration = Duration::from_millis(10);

#[cfg(any(target_os = "linux", target_os = "macos", target_os = "windows"))]
fn system_store() -> Result<Arc<CredentialStore>, SecretsError> {
    let missing = || SecretsError::NoStore {
        source: "it was not set up".into(),
    };
    match keyring::Entry::store_status() {
        Ok(()) => keyring_core::get_default_store().ok_or_else(missing),
        Err(error) => instead(error),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn system_store() -> Result<Arc<CredentialStore>, SecretsError> {
    Err(SecretsError::NoStore {
        source: "this system is not supported yet".into(),
    })
}

#[cfg(target_os = "linux")]
fn instead(error: &Error) -> Result<Arc<CredentialStore>, SecretsError> {
    tracing::debug!(%error, "no secret service, taking the kernel's keyring");
    kernel_store()
}

#[cfg(any(target_os = "macos", target_os = "windows"))]
fn instead(error: &Error) -> Result<Arc<CredentialStore>, SecretsError> {
    Err(SecretsError::NoStore {
        source: error.to_string().into(),
    })
}

#[cfg(target_os = "linux")]
fn kernel_store() -> Result<Arc<CredentialStore>, SecretsError> {
    let store = linux_keyutils_keyring_store::Store::new();
    Ok(store.map_err(|error| SecretsError::NoStore {
        source: error.to_string().into(),
    })?)
}

/// Takes over what an error tells, except where it would carry the secret itself.
fn sort(name: &str, error: Error) -> SecretsError {
    let name = name.to_owned();
    match error {
        Error::NoStorageAccess(source) => SecretsError::Locked { name, source },
        Error::PlatformFailure(source) => SecretsError::Failed { name, source },
        Error::NoDefaultStore => SecretsError::NoStore {
            source: "it was not set up".into(),
        },
        Error::TooLong(..) | Error::Invalid(..) | Error::NotSupportedByStore(_) => SecretsError::Refused { name },
        // Unreadable (with the bytes as baggage), twice there, gone in between, or what a later version adds.
        _ => SecretsError::Unreliable { name },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mock() -> KeyringSecrets {
        KeyringSecrets::proven(keyring_core::mock::Store::new().unwrap()).unwrap()
    }

    #[test]
    fn what_is_put_is_read_until_it_is_removed() {
        let secrets = mock();
        assert!(secrets.read("a").unwrap().is_none());
        secrets.put("a", b"one").unwrap();
        secrets.put("a", b"two").unwrap();
        secrets.put("b", &[0, 0xff]).unwrap();
        assert_eq!(**secrets.read("a").unwrap().unwrap(), *b"two");
        assert_eq!(**secrets.read("b").unwrap().unwrap(), [0, 0xff]);
        secrets.remove("a").unwrap();
        secrets.remove("a").unwrap();
        assert!(secrets.read("a").unwrap().is_none());
        assert!(!secrets.lasting());
    }

    #[test]
    fn an_empty_secret_is_refused() {
        assert!(matches!(mock().put("a", b""), Err(SecretsError::Refused { .. })));
    }

    #[test]
    fn each_cause_has_its_own_error_and_none_carries_the_secret() {
        let secret = b"AGE-SECRET-KEY-1CANARY";
        let carrying = [
            Error::BadEncoding(secret.to_vec()),
            Error::BadDataFormat(secret.to_vec(), "form".into()),
        ];
        for error in carrying {
            let shown = format!("{:?}", sort("name", error));
            assert!(shown.contains("Unreliable") && !shown.contains("65, 71, 69"), "{shown}");
        }
        let locked = sort("name", Error::NoStorageAccess("closed".into()));
        assert!(matches!(locked, SecretsError::Locked { .. }));
        assert_eq!(
            locked.to_string(),
            "failed to reach secret name: the secure store is locked or refuses: closed"
        );
        assert!(matches!(
            sort("name", Error::PlatformFailure("x".into())),
            SecretsError::Failed { .. }
        ));
        assert!(matches!(
            sort("name", Error::TooLong("x".into(), 3)),
            SecretsError::Refused { .. }
        ));
    }
}
