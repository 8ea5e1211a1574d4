//! Secrets in memory, for tests and demos.

use super::secrets::{Secrets, SecretsError};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

type Kept = BTreeMap<String, Zeroizing<Vec<u8>>>;

/// Secrets in memory. A clone is the same store; it survives a power cut of [`super::MemoryFiles`], as a real one does.
#[derive(Clone, Default)]
pub struct MemorySecrets {
    kept: Arc<Mutex<Kept>>,
    locked: Arc<AtomicBool>,
}

impl MemorySecrets {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on everything fails with [`SecretsError::Locked`], or works again.
    pub fn set_locked(&self, locked: bool) {
        self.locked.store(locked, Ordering::SeqCst);
    }

    /// The names of all secrets, sorted.
    pub fn names(&self) -> Vec<String> {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .keys()
            .cloned()
            .collect()
    }

    fn opened(&self, name: &str) -> Result<MutexGuard<'_, Kept>, SecretsError> {
        if self.locked.load(Ordering::SeqCst) {
            return Err(SecretsError::Locked {
                name: name.to_owned(),
                source: "locked by a test".into(),
            });
        }
        Ok(self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for MemorySecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemorySecrets")
            .field("names", &self.names())
            .finish_non_exhaustive()
    }
}

impl Secrets for MemorySecrets {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        if secret.is_empty() {
            return Err(SecretsError::Refused { name: name.to_owned() });
        }
        self.opened(name)?
            .insert(name.to_owned(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        Ok(self.opened(name)?.get(name).cloned())
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.opened(name)?.remove(name);
        Ok(())
    }

    /// Says yes, so that what is tested or shown is the usual case.
    fn lasting(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_kept_by_name_and_a_locked_store_says_so() {
        let secrets = MemorySecrets::new();
        secrets.put("a", b"one").unwrap();
        assert_eq!(**secrets.clone().read("a").unwrap().unwrap(), *b"one");
        secrets.set_locked(true);
        assert!(matches!(secrets.read("a"), Err(SecretsError::Locked { .. })));
        secrets.set_locked(false);
        secrets.remove("a").unwrap();
        assert!(secrets.names().is_empty() && secrets.read("a").unwrap().is_none());
        assert!(matches!(secrets.put("a", b""), Err(SecretsError::Refused { .. })));
    }
}
