//! Relatch: reset a smart lock without losing what is programmed into it.
//!
//! Imports point left only:
//!
//! ```text
//! model <- protocol (bytes <-> values) <- lock (a session over a Link) <- runtime (the procedures)
//! model <- backup (snapshot, seal, verify, plan) <- journey <- words    <- runtime
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | what a lock is and holds, as plain values |
//! | [`protocol`] | the lock's bytes and what they mean, both sides of every command |
//! | [`lock`] | a conversation with one lock |
//! | [`transport`] | the traits over which bytes reach a lock |
//! | [`account`] | the calls of the lock maker's cloud as values: what an owner's account knows of a lock |
//! | [`https`] | the one place that opens a connection to the internet, for the account |
//! | [`backup`] | what was read from a lock, sealed and proven |
//! | [`journey`] | the guided way through all of it: a pure state machine and its screens |
//! | [`words`] | its screens put into six languages |
//! | [`runtime`] | the procedures: backup, rehearsal, reset, pairing, restore, erasing |
//! | [`store`] | files that are never half written, a small journal, secrets |
//! | [`random`] | randomness as an argument |
//! | `ffi` | the border to Kotlin and Swift, where the feature of that name is on |
//! | [`virtual_cloud`] | the lock maker's cloud in software, with open points as switches and wrong answers |
//! | `virtual_gateway` | a gateway in software that lends the radio to a virtual lock, where the feature `gateway` is on |
//! | `virtual_peripheral` | a virtual lock over the air by BlueZ, where the feature `peripheral` is on |
//! | [`virtual_lock`] | a complete lock in software, with quirks and faults |

pub mod account;
pub mod backup;
#[cfg(feature = "ffi")]
pub mod ffi;
pub mod https;
pub mod journey;
pub mod lock;
pub mod model;
pub mod protocol;
pub mod random;
pub mod runtime;
pub mod store;
pub mod transport;
pub mod virtual_cloud;
#[cfg(feature = "gateway")]
pub mod virtual_gateway;
pub mod virtual_lock;
#[cfg(all(feature = "peripheral", target_os = "linux"))]
pub mod virtual_peripheral;
pub mod words;

#[cfg(feature = "ffi")]
uniffi::setup_scaffolding!();
