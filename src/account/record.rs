//! The operation log as the account keeps it: six months, and gone with the lock's entry (cloud 8).

use super::field::{Malformed, Members};
use super::page::Item;
use crate::model::SecretText;

/// One record \[A\]. The last member but two may be a code or a card's number.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudRecord {
    /// Its entry; larger than 32 bits.
    pub id: i64,
    /// 4 code, 7 card, 8 fingerprint, 55 remote, -4 QR code, -5 face, and others.
    pub kind: i64,
    /// The lock's own number of it.
    pub kind_of_lock: Option<i64>,
    /// Whether it opened; `None`: not told.
    pub is_success: Option<bool>,
    /// The name of who or what it was.
    pub name: Option<String>,
    /// The code or card's number.
    pub credential: Option<SecretText>,
    /// When, in milliseconds since 1970 UTC.
    pub lock_ms: Option<i64>,
    /// When the cloud learned of it.
    pub server_ms: Option<i64>,
}

impl Item for CloudRecord {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            id: members.needed_int("recordId")?,
            kind: members.needed_int("recordType")?,
            kind_of_lock: members.told_int(&["recordTypeFromLock"]),
            is_success: members.told_int(&["success"]).map(|value| value == 1),
            name: members.name(&["username"]),
            credential: members.text("keyboardPwd").map(SecretText::from),
            lock_ms: members.told_int(&["lockDate"]),
            server_ms: members.told_int(&["serverDate"]),
        })
    }

    fn id(&self) -> i64 {
        self.id
    }
}
