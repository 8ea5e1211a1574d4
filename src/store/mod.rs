//! What must outlive this process: files that are never half written, a small journal, and secrets.
//!
//! | module | what it is |
//! |---|---|
//! | [`error`] | why a file could not be read or kept |
//! | [`files`] | the primitive file operations, and whole files written atomically on top of them (S6) |
//! | [`system`] | the real file system |
//! | [`journal`] | a small append-only log that survives a power cut at any moment |
//! | [`secrets`] | secrets by name: the trait |
//! | [`keyring`] | the phone's or desktop's secure store (S10) |
//! | [`memory`] | files in memory, for tests and demos; its power can be cut at any operation |
//! | [`memory_secrets`] | secrets in memory, likewise |
//!
//! Everything goes through the traits [`Files`] and [`Secrets`], so that a test can stop the machine at each operation.

pub mod error;
pub mod files;
pub mod journal;
pub mod keyring;
pub mod memory;
pub mod memory_secrets;
pub mod secrets;
pub mod system;

pub use error::{Damage, StoreError, Verb};
pub use files::{
    Entry, FileLock, Files, OpenFile, make_durable, remove_durably, remove_temporaries, write_atomic, write_new_atomic,
};
pub use journal::Journal;
pub use keyring::KeyringSecrets;
pub use memory::MemoryFiles;
pub use memory_secrets::MemorySecrets;
pub use secrets::{Secrets, SecretsError};
pub use system::SystemFiles;
