//! What was read from a lock, kept so that only its owner can read it and nothing of it is lost; and the gates before anything
//! is destroyed.
//!
//! Pure: bytes, times and random numbers come in as arguments.
//!
//! | module | what it is |
//! |---|---|
//! | [`snapshot`] | what is saved, from two readings that agree |
//! | [`entry`], [`saved`] | its items; its readings of single things |
//! | [`mod@format`] | its text form, versions, and whether this device made it |
//! | [`seal`] | the sealed file: who can read it, and whether this device made it |
//! | [`loss`] | what cannot be carried over, and why (S3) |
//! | [`rehearsal`] | throw-away items that show the way back before it matters (S11) |
//! | [`verify`] | the permits: no reset without one (S1), no erasing without one (S2) |
//! | [`plan`] | what a restore does to a target, item by item |
//! | [`ledger`] | how far a restore has come |
//! | [`diff`] | whether everything is back, field by field |
//! | [`erase`] | the receipt |
//! | [`inventory`] | what hangs on the lock and must be paired, enrolled, invited or made again |
//! | [`remark`], [`account_word`] | what an account says of the items, and where the owner may take its word |
//! | [`compare`], [`setting`], [`item`] | exact comparison; the settings one by one; ids, kinds, moments |

pub mod account_word;
pub mod compare;
pub mod diff;
pub mod entry;
pub mod erase;
#[cfg(test)]
pub(crate) mod fixture;
pub mod format;
pub mod inventory;
pub mod item;
pub mod ledger;
pub mod loss;
pub mod plan;
pub mod rehearsal;
pub mod remark;
pub mod saved;
pub mod seal;
pub mod setting;
pub mod snapshot;
pub mod verify;

pub use diff::Diff;
pub use item::{Extra, FileDigest, ItemId, Moment, PairingId};
pub use loss::{Loss, Obstacle, Terms};
pub use plan::{Choice, Plan, Target};
pub use rehearsal::{Rehearsal, Trial};
pub use snapshot::{Meta, Snapshot};
pub use verify::{ErasePermit, Reopened, ResetPermit};
