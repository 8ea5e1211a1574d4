//! The procedures: each carries one piece of the journey out on a real or virtual lock, and can be stopped anywhere and
//! run again.
//!
//! | file | what it does |
//! |---|---|
//! | [`backup`] | two reads, seal, write, open again, compare |
//! | [`rehearse`] | the way back, tried on the owner's own lock with throw-away items |
//! | [`reset`] | proof, rehearsal, and only then the reset |
//! | [`pair`] | the lock's new owner; the key is kept before the lock has it |
//! | [`restore`] | plan, write item by item, read back, compare |
//! | [`door`] | a throw-away code, typed at the door and found in the log |
//! | [`clear`] | every code and card removed, to begin a restore anew |
//! | [`erase`] | the key first, then the file, with a receipt |
//! | [`engine`] | every journey of a store: what to show, and what to do next |
//! | [`records`] | what is remembered between two runs, in journals |
//! | [`account_copy`], [`merge`] | what an account knows of a lock, read and put into its saved copy |
//! | [`registration`] | the lock's entry in the account after a reset: found, made, the old one removed |
//! | [`telling`] | which codes and cards are on a re-added lock, told to the account |
//! | [`accounts`] | sign-ins of the owner's accounts, in the secure store |
//! | [`vault`] | the keys that open snapshots |
//! | [`sealed_secrets`] | secrets as sealed files, where there is no secure store |
//! | [`clock`] | what time it is, as an argument |

pub mod account_copy;
pub mod accounts;
pub mod backup;
pub mod clear;
pub mod clock;
pub mod copies;
pub mod door;
pub mod engine;
pub mod erase;
pub mod error;
pub mod merge;
pub mod pair;
pub mod records;
pub mod registration;
pub mod rehearse;
pub mod reset;
pub mod restore;
pub mod sealed_secrets;
mod series;
pub mod telling;
pub mod tools;
pub mod vault;

pub use clock::{Clock, Now, SystemClock};
pub use engine::{Engine, InlineDriver};
pub use error::RuntimeError;
pub use records::Store;
pub use sealed_secrets::SealedSecrets;
pub use tools::Tools;
pub use vault::Vault;
