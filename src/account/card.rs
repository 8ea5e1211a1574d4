//! Cards and fingerprints as the account lists them (cloud 5).

use super::error::CallError;
use super::field::{Malformed, Members};
use super::lock::CardId;
use super::page::Item;
use super::passcode::ItemStatus;
use super::reply::Object;
use super::span::{Schedule, Span};
use crate::model::CardNumber;

/// A card or fob \[A\].
#[derive(Clone, Debug, PartialEq)]
pub struct CloudCard {
    /// Its entry.
    pub id: CardId,
    /// The number, in the width that its decimal text tells.
    pub number: CardNumber,
    /// Its name.
    pub name: Option<String>,
    /// From when until when.
    pub span: Span,
    /// Its weekly schedule, which the lock does not list.
    pub schedule: Schedule,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_ms: Option<i64>,
    /// Who made it.
    pub sender: Option<String>,
    /// How it stands; `None`: not told.
    pub status: Option<ItemStatus>,
}

impl Item for CloudCard {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        let number = members.text("cardNumber").ok_or(Malformed("cardNumber"))?;
        Ok(Self {
            id: CardId(members.needed_int("cardId")?),
            number: CardNumber::from_decimal(number.trim()).map_err(|_| Malformed("cardNumber"))?,
            // A name that is the number would show the number wherever names are shown.
            name: members.name(&["cardName"]).filter(|name| !name.contains(number.trim())),
            span: Span::read_exact(members)?,
            schedule: Schedule::read(members, &["cardType"]),
            made_ms: members.told_int(&["createDate"]),
            sender: members.name(&["senderUsername"]),
            status: ItemStatus::read(members),
        })
    }

    fn id(&self) -> i64 {
        self.id.0
    }
}

/// A fingerprint: a name and a schedule for the list of fingers to enrol again \[A\].
#[derive(Clone, Debug, PartialEq)]
pub struct CloudFingerprint {
    /// Its entry.
    pub id: i64,
    /// The sensor's number, decimal.
    pub number: Option<u64>,
    /// Its name.
    pub name: Option<String>,
    /// From when until when.
    pub span: Span,
    /// Its weekly schedule.
    pub schedule: Schedule,
    /// How it stands; `None`: not told.
    pub status: Option<ItemStatus>,
}

impl Item for CloudFingerprint {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            id: members.needed_int("fingerprintId")?,
            number: members
                .text("fingerprintNumber")
                .and_then(|text| text.trim().parse().ok()),
            name: members.name(&["fingerprintName"]),
            span: Span::read_exact(members)?,
            schedule: Schedule::read(members, &["fingerprintType"]),
            status: ItemStatus::read(members),
        })
    }

    fn id(&self) -> i64 {
        self.id
    }
}

/// The entry that `/v3/identityCard/add` made \[A\].
pub fn decode_added(object: &Object) -> Result<CardId, CallError> {
    Ok(CardId(object.members().needed_int("cardId")?))
}
