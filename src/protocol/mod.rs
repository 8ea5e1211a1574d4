//! The lock's protocol: bytes to values and back, pure and total.
//!
//! | file | what it turns into what |
//! |---|---|
//! | [`advert`] | an advertisement into a lock's address and state |
//! | [`frame`] | bytes on the link into a frame: header, command, data, checksum |
//! | [`reassembler`] | pieces of 20 bytes into whole frames |
//! | [`cipher`] | a frame's data into plaintext |
//! | [`crc`] | the checksum with its one changed table entry |
//! | [`reply`] | a lock's plaintext into an echo, a status and a body |
//! | [`command`] | plaintext into commands and replies, a file a family, all four directions |
//! | [`credentials`] | key files of every form into owner's keys |
//! | [`error`] | the lock's error codes |
//! | [`pager`] | when a list that comes page by page is at its end |
//!
//! Every decoder takes any bytes and gives a value or a typed error; none panics, none allocates more than the bytes
//! that it was given.

pub mod advert;
pub mod cipher;
pub mod command;
pub mod crc;
pub mod credentials;
pub mod cursor;
pub mod error;
pub mod frame;
pub mod pager;
pub mod reassembler;
pub mod reply;

pub use command::{Body, Command, DecodeError};
pub use error::LockError;
pub use frame::{Checksum, Frame};
