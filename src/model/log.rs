//! The lock's operation log (protocol, commands 8).

use super::date::LockSecond;
use super::secret::Raw;
use serde::{Deserialize, Serialize};

/// One record of the log. The tail may hold codes and card numbers, so it hides in `Debug`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRecord {
    /// Its number in the lock, counted from 0, where the page told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// What happened; see the table of the protocol.
    pub kind: u8,
    /// When, in lock time.
    pub time: LockSecond,
    /// Battery, percent.
    pub battery: u8,
    /// What the kind adds: who, which code or card.
    #[serde(default, skip_serializing_if = "Raw::is_empty")]
    pub tail: Raw,
}
