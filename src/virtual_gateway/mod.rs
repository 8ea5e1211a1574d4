//! A gateway in software with a virtual lock in its reach: other people's programs talk to the lock through it, as they would
//! through a small device beside a door (protocol, gateway).
//!
//! | file | what it is |
//! |---|---|
//! | `session` | what one client is answered: values in, values out, no socket |
//! | `server` | the port, and a thread for each client |
//!
//! Strict in what is sent, tolerant in what is accepted. Time is real here: the caller lets the lock's world follow it.

mod server;
mod session;

pub use server::{Server, Settings};
pub use session::Session;
