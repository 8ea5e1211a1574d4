//! The owner's account in the lock maker's cloud, as plain values: requests that can be sent, replies that were understood, and
//! what an error asks for. Nothing here opens a connection.
//!
//! | file | what it is |
//! |---|---|
//! | [`region`] | where the cloud is: the owner chooses, nothing switches by itself |
//! | [`request`] | a request before it is sent: path, form, and whether it may be repeated |
//! | [`call`] | every call that Relatch makes |
//! | [`reply`] | from the bytes of a reply to an object, or to what is wrong |
//! | [`error`] | what is wrong, and what to do: by the number, never by a text |
//! | [`field`] | reading members that may be missing, null, or a number as text |
//! | [`page`] | lists in pages that may change while they are read |
//! | [`client`] | sends calls through a [`client::Pump`]: renewal, clock, repeats, pages |
//! | [`token`] | what a sign-in gives |
//! | [`lock`] | locks and keys: rights, key data, which of several entries counts |
//! | [`passcode`], [`card`], [`accessory`] | what the account lists of a lock |
//! | [`span`] | from when until when: the account's moments in the lock's time |
//! | [`setting`], [`people`], [`record`], [`transfer`] | passage mode; other people's keys; the log; the import pair |
//!
//! Facts are from the cloud's specification and carry its marks: **\[A\]** the documentation and a client agree, **\[B\]** one of
//! them, **\[C\]** inferred. Nothing was tried against the real cloud. Replies are hostile input: bounded in bytes
//! ([`reply::LARGEST`]), pages and items ([`page`]), and any bytes give a value or a typed error.

pub mod accessory;
pub mod call;
pub mod card;
pub mod client;
pub mod error;
pub mod field;
pub mod lock;
pub mod page;
pub mod passcode;
pub mod people;
pub mod record;
pub mod region;
pub mod reply;
pub mod request;
pub mod setting;
pub mod span;
pub mod token;
pub mod transfer;

pub use client::Client;
pub use error::CallError;
pub use region::Region;
pub use request::{Application, Request};
