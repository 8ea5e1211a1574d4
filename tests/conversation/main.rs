//! Conversations between an owner and the app, from the first question to the receipt: what the owner does, what the app does, and
//! every screen, in English in `snapshots/` and checked in every language. Read those files as an owner who is afraid to lose
//! what is on the lock.
//!
//! `INSTA_UPDATE=always cargo test --test conversation` writes them anew. A screen that stands in an earlier conversation of the
//! same test is named, not repeated.
//!
//! | file | what is inside |
//! |---|---|
//! | `guided` | the whole way, for each model of lock, each way to reset it and each way to add it again; replacements |
//! | `turns` | everything that a way may turn into: half an import, a key that became worthless, two locks side by side, … |
//! | `snags` | everything that may go wrong at one stage, and how it goes on |
//! | `account` | the whole way with the owner's account |
//! | `faults` | each fault at each stage: told in words, and gone on from |
//! | `talk`, `page` | a conversation, and a screen as text |
//! | `languages` | every screen in every language |
//! | `weather` | a radio and a secure store with moods |
#![cfg(test)]

mod account;
mod faults;
mod guided;
mod languages;
mod page;
mod snags;
#[path = "../support/mod.rs"]
mod support;
mod talk;
mod turns;
mod weather;
