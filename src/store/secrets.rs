//! Secrets that outlive this process: identities and the owner's new keys (S10). What keeps them is said in
//! [`KeyringSecrets`](super::KeyringSecrets) and [`MemorySecrets`](super::MemorySecrets).

use std::fmt;
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
