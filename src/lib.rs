//! Relatch: reset a smart lock without losing what is programmed into it.
//!
//! Imports point left only:
//!
//! ```text
//! model <- protocol (bytes <-> values) <- lock (a session over a Link) <- runtime (the procedures)
//! model <- backup (snapshot, seal, verify, plan)                       <- runtime
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | what a lock is and holds, as plain values |

pub mod model;
