//! A radio that a gateway lends over a WebSocket (protocol, gateway): a lock in reach of a small device near the door is reached
//! from a desk. The gateway knows nothing of locks; it carries scanning, connecting and GATT.
//!
//! | file | what it is |
//! |---|---|
//! | [`message`] | the messages of both sides as values: encode and decode |
//! | [`login`] | the challenge and its answer |
//! | [`place`] | where a gateway is: `ws://user:password@host:2846/noble?lock=AA:BB:CC:11:22:33` |
//! | `socket` | one WebSocket connection: bounded messages, deadlines |
//! | `client` | the [`crate::transport::Radio`] over it |
//!
//! A gateway need not be trusted: what it sends is bounded in size and number, every wait has a deadline, what it says of another
//! peripheral is left aside, and the lock's own frames are checked above as over any other link.

mod client;
pub mod login;
pub mod message;
pub mod place;
mod socket;

pub use client::{Deadlines, GatewayRadio};
pub use login::{Credentials, DEFAULT_KEY};
pub use place::{Place, PlaceError};
