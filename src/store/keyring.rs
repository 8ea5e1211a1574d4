//! The device's secure store (S10). What each system is told about an entry, and why, stands in `docs/secure-store.md`.
//!
//! | system | store | lasts |
//! |---|---|---|
//! | Android | the app's preferences, encrypted by a key that never leaves the Android Keystore | yes |
//! | iOS | Keychain, readable after the first unlock, on this device only | yes |
//! | macOS | Keychain of the login | yes |
//! | Windows | Credential Manager, on this machine only | yes |
//! | Linux with a desktop | Secret Service (GNOME Keyring, `KWallet`, …) | yes |
//! | Linux without | the kernel's keyring | until the machine restarts, or some days without use |
//!
//! There is no fallback into this process's memory: if the store does not work, opening it fails. It can be opened again later.

use super::secrets::{Secrets, SecretsError};
use keyring_core::api::CredentialPersistence;
use keyring_core::{CredentialStore, Entry, Error};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

#[cfg_attr(target_os = "android", path = "keyring/android.rs")]
#[cfg_attr(target_os = "ios", path = "keyring/ios.rs")]
#[cfg_attr(target_os = "linux", path = "keyring/linux.rs")]
#[cfg_attr(target_os = "macos", path = "keyring/macos.rs")]
#[cfg_attr(target_os = "windows", path = "keyring/windows.rs")]
#[cfg_attr(
    not(any(
        target_os = "android",
        target_os = "ios",
        target_os = "linux",
        target_os = "macos",
        target_os = "windows"
    )),
    path = "keyring/none.rs"
)]
mod system;

// What calls Java is tested on this machine's own Java.
#[cfg(all(test, target_os = "linux"))]
#[path = "keyring/android.rs"]
mod android;

/// The store of the system this program runs on. What is kept must be text: `KWallet` takes nothing else.
#[derive(Debug)]
pub struct KeyringSecrets {
    system: System,
}

impl KeyringSecrets {
    /// Opens the system's store and tries it with a random entry: made, replaced, read back, removed.
    ///
    /// # Errors
    /// Whatever is wrong with it: there is nothing to fall back to (S10).
    pub fn open() -> Result<Self, SecretsError> {
        Self::proven(system::open()?)
    }

    /// Opens the kernel's keyring, which [`KeyringSecrets::open`] takes where no desktop offers a store, and tries it.
    #[cfg(target_os = "linux")]
    pub fn open_kernel() -> Result<Self, SecretsError> {
        Self::proven(system::open_kernel()?)
    }

    /// Any store, after it was tried.
    fn proven(system: System) -> Result<Self, SecretsError> {
        let secrets = Self { system };
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| SecretsError::NoStore { source: error.into() })?;
        let text = format!("{:032x}", u128::from_le_bytes(random));
        let name = format!("probe-{text}");
        // A store may take an entry and not let it be replaced, and a lock's new key may have to be.
        let tried = secrets
            .put(&name, b"first")
            .and_then(|()| secrets.put(&name, text.as_bytes()));
        // In any case: what a failed try left would stay for ever.
        let removed = secrets.remove(&name);
        tried.and(removed)?;
        Ok(secrets)
    }

    fn entry(&self, name: &str) -> Result<Entry, SecretsError> {
        let rules: HashMap<_, _> = self.system.rules.iter().copied().collect();
        let entry = self.system.store.build(SERVICE, name, Some(&rules));
        entry.map_err(|error| self.sort(name, error))
    }

    /// Takes over what an error tells, except where it would carry the secret itself.
    fn sort(&self, name: &str, error: Error) -> SecretsError {
        let name = name.to_owned();
        match error {
            Error::NoStorageAccess(source) => SecretsError::Locked { name, source },
            Error::PlatformFailure(source) if (self.system.is_locked)(&*source) => {
                SecretsError::Locked { name, source }
            }
            Error::PlatformFailure(source) => SecretsError::Failed { name, source },
            Error::NoDefaultStore => SecretsError::NoStore {
                source: "it was not set up".into(),
            },
            Error::TooLong(..) | Error::Invalid(..) | Error::NotSupportedByStore(_) => SecretsError::Refused { name },
            // Unreadable (with the bytes as baggage), twice there, gone in between, or what a later version adds.
            _ => SecretsError::Unreliable { name },
        }
    }
}

impl Secrets for KeyringSecrets {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        if secret.is_empty() {
            return Err(SecretsError::Refused { name: name.to_owned() });
        }
        let put = self.entry(name)?.set_secret(secret);
        put.and_then(|()| (self.system.settle)())
            .map_err(|error| self.sort(name, error))?;
        match self.read(name)? {
            Some(kept) if *kept == secret => Ok(()),
            _ => Err(SecretsError::Unreliable { name: name.to_owned() }),
        }
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        match self.entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(self.sort(name, error)),
        }
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        let removed = match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => (self.system.settle)(),
            failed => failed,
        };
        removed.map_err(|error| self.sort(name, error))?;
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
        matches!(self.system.store.persistence(), CredentialPersistence::UntilDelete)
    }
}

/// A system's store, and what must be known to use it.
#[derive(Debug)]
struct System {
    store: Arc<CredentialStore>,
    /// Who may read an entry, and when: given for each entry, in the words of the store's crate.
    rules: &'static [(&'static str, &'static str)],
    /// Brings to the disk what was put or removed, where the store's crate does not see to that.
    settle: fn() -> Result<(), Error>,
    /// Whether a failure means that the owner has to unlock something.
    is_locked: fn(&(dyn std::error::Error + Send + Sync + 'static)) -> bool,
}

impl System {
    /// A store of which nothing particular is to be known.
    fn plain(store: Arc<CredentialStore>) -> Self {
        Self {
            store,
            rules: &[],
            settle: || Ok(()),
            is_locked: |_| false,
        }
    }
}

fn no_store(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> SecretsError {
    SecretsError::NoStore { source: source.into() }
}

/// Under this name the system shows the entries to its owner.
const SERVICE: &str = "relatch";

const REMOVAL_LOOKS: u32 = 100;
const REMOVAL_WAIT: Duration = Duration::from_millis(10);

#[cfg(test)]
mod tests {
    use super::*;

    fn mock() -> System {
        System::plain(keyring_core::mock::Store::new().unwrap())
    }

    fn sort(error: Error) -> SecretsError {
        KeyringSecrets { system: mock() }.sort("name", error)
    }

    #[test]
    fn what_is_put_is_read_until_it_is_removed() {
        let secrets = KeyringSecrets::proven(mock()).unwrap();
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
        let secrets = KeyringSecrets::proven(mock()).unwrap();
        assert!(matches!(secrets.put("a", b""), Err(SecretsError::Refused { .. })));
    }

    #[test]
    fn s5_what_did_not_reach_the_disk_is_neither_kept_nor_gone() {
        let secrets = KeyringSecrets {
            system: System {
                settle: || Err(Error::PlatformFailure("no room".into())),
                ..mock()
            },
        };
        assert!(matches!(secrets.put("a", b"one"), Err(SecretsError::Failed { .. })));
        assert!(matches!(secrets.remove("a"), Err(SecretsError::Failed { .. })));
    }

    #[test]
    fn s10_a_store_that_does_not_reach_the_disk_is_not_opened() {
        let opened = KeyringSecrets::proven(System {
            settle: || Err(Error::PlatformFailure("no room".into())),
            ..mock()
        });
        assert!(matches!(opened, Err(SecretsError::Failed { .. })));
    }

    #[test]
    fn s10_a_store_that_does_not_let_an_entry_be_replaced_is_not_opened() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static CHANGES: AtomicUsize = AtomicUsize::new(0);
        let opened = KeyringSecrets::proven(System {
            settle: || match CHANGES.fetch_add(1, Ordering::Relaxed) {
                1 => Err(Error::NotSupportedByStore("it is there".into())),
                _ => Ok(()),
            },
            ..mock()
        });
        assert!(matches!(opened, Err(SecretsError::Refused { .. })), "{opened:?}");
    }

    #[test]
    fn s10_a_store_that_does_not_know_its_rules_is_not_opened() {
        let opened = KeyringSecrets::proven(System {
            rules: &[("no-such-rule", "x")],
            ..mock()
        });
        assert!(matches!(opened, Err(SecretsError::Refused { .. })), "{opened:?}");
    }

    #[test]
    fn each_cause_has_its_own_error_and_none_carries_the_secret() {
        let secret = b"AGE-SECRET-KEY-1CANARY";
        let carrying = [
            Error::BadEncoding(secret.to_vec()),
            Error::BadDataFormat(secret.to_vec(), "form".into()),
        ];
        for error in carrying {
            let shown = format!("{:?}", sort(error));
            assert!(shown.contains("Unreliable") && !shown.contains("65, 71, 69"), "{shown}");
        }
        let locked = sort(Error::NoStorageAccess("closed".into()));
        assert!(matches!(locked, SecretsError::Locked { .. }));
        assert_eq!(
            locked.to_string(),
            "failed to reach secret name: the secure store is locked or refuses: closed"
        );
        assert!(matches!(
            sort(Error::PlatformFailure("x".into())),
            SecretsError::Failed { .. }
        ));
        assert!(matches!(
            sort(Error::TooLong("x".into(), 3)),
            SecretsError::Refused { .. }
        ));
    }

    #[test]
    fn a_system_may_say_which_failures_mean_locked() {
        let secrets = KeyringSecrets {
            system: System {
                is_locked: |error| error.to_string() == "not before the first unlock",
                ..mock()
            },
        };
        let sort = |cause: &str| secrets.sort("a", Error::PlatformFailure(cause.into()));
        assert!(matches!(
            sort("not before the first unlock"),
            SecretsError::Locked { .. }
        ));
        assert!(matches!(sort("broken"), SecretsError::Failed { .. }));
    }
}
