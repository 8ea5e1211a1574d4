//! Other people's keys: all of them die with a reset, so they are the list of whom to invite again (cloud 7).
//!
//! User names are personal data: they are sealed with the saved copy and stand in no log.

use super::error::CallError;
use super::field::{Malformed, Members};
use super::lock::KeyId;
use super::page::Item;
use super::reply::Object;
use super::span::{Span, week_days};
use crate::model::SecretText;

/// A key of somebody else (`/v3/lock/listKey` \[A\], the weekly fields \[B\]).
#[derive(Clone, Debug, PartialEq)]
pub struct OtherKey {
    /// Its entry.
    pub key_id: KeyId,
    /// Whose account it is in.
    pub username: SecretText,
    /// Its name, which the owner gave.
    pub name: Option<String>,
    /// How it stands: 110401 normal, 110402 pending, 110405 frozen, 110408 deleted, 110410 reset.
    pub status: Option<i64>,
    /// From when until when.
    pub span: Span,
    /// Whether it is an authorised admin's.
    pub is_admin: bool,
    /// Whether it may open from afar; `None`: not told.
    pub from_afar: Option<bool>,
    /// The days of a weekly key, 1 to 7 for Monday to Sunday.
    pub week_days: Option<Vec<u8>>,
}

impl OtherKey {
    /// Whether it opens once \[A\].
    pub fn is_one_time(&self) -> bool {
        self.span.end_ms == 1
    }
}

impl Item for OtherKey {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        let username = members.text("username").ok_or(Malformed("username"))?;
        Ok(Self {
            key_id: KeyId(members.needed_int("keyId")?),
            username: SecretText::from(username),
            name: members.name(&["keyName"]),
            status: members.told_int(&["keyStatus"]),
            span: Span::read(members),
            is_admin: members.told_int(&["keyRight"]) == Some(1),
            from_afar: members.switch("remoteEnable"),
            week_days: members.any("weekDays").and_then(week_days),
        })
    }

    fn id(&self) -> i64 {
        self.key_id.0
    }
}

/// The key that `/v3/key/send` made \[A\].
pub fn decode_sent(object: &Object) -> Result<KeyId, CallError> {
    Ok(KeyId(object.members().needed_int("keyId")?))
}
