//! A conversation with one lock over a [`crate::transport::Link`].
//!
//! | file | what it does |
//! |---|---|
//! | [`channel`] | one exchange: a request out, its own reply back, everything else aside |
//! | [`contact`] | finds, connects, logs in, and does so again when the link is lost |
//! | [`read`] | reads everything that a backup keeps |
//! | [`mod@write`] | the operations that put it back |
//! | [`pair`] | becomes the owner of a lock in setting mode |
//! | [`reset`] | makes a lock forget everything, against a permit |
//! | [`presence`] | what a lock is now: in setting mode, ours, somebody else's, not in reach |
//!
//! A command whose effect is not known (the link was lost before the reply) is never sent again blindly: the error says
//! so ([`ContactError::is_uncertain`]), and the caller reads back what the lock has.

pub mod channel;
pub mod contact;
pub mod pair;
pub mod presence;
pub mod progress;
pub mod read;
pub mod reset;
pub mod write;

pub use channel::ExchangeError;
pub use contact::{Contact, ContactError};
pub use presence::Presence;
pub use progress::{Progress, Report, Work};
