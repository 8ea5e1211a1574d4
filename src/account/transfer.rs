//! The import pair: codes and cards of one entry, to be written into another lock and then reported by their numbers (cloud 6
//! \[B\], documentation only; no client uses it).

use super::card::CloudCard;
use super::error::{Breakage, CallError};
use super::field::{Malformed, Members};
use super::page::{Item, Listed, MOST_ITEMS, OddItem};
use super::passcode::CloudPasscode;
use super::reply::Object;
use crate::protocol::credentials::SecretJson;

/// What `/v3/lock/getImportData` gives. The ids are those of the source entry.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportData {
    /// How many keys of other people it would bring along.
    pub keys: i64,
    /// How many codes it counts.
    pub codes: i64,
    /// How many cards it counts.
    pub cards: i64,
    /// The codes.
    pub code_list: Vec<Listed<CloudPasscode>>,
    /// The cards.
    pub card_list: Vec<Listed<CloudCard>>,
    /// Items that were not understood.
    pub odd: Vec<OddItem>,
}

impl ImportData {
    /// The data of a reply; the counts must be there, the lists may be missing.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        let mut odd = Vec::new();
        Ok(Self {
            keys: members.needed_int("keyNum")?,
            codes: members.needed_int("keyboardPwdNum")?,
            cards: members.needed_int("cardNum")?,
            code_list: list(members, "keyboardPwdList", &mut odd)?,
            card_list: list(members, "identityCardList", &mut odd)?,
            odd,
        })
    }
}

fn list<T: Item>(
    members: Members<'_>,
    name: &'static str,
    odd: &mut Vec<OddItem>,
) -> Result<Vec<Listed<T>>, CallError> {
    let list = members.list(name)?.unwrap_or_default();
    if list.len() > MOST_ITEMS {
        return Err(CallError::Broken(Breakage::TooMuch));
    }
    let mut items = Vec::with_capacity(list.len());
    for value in list {
        let read = Members::of(&value).ok_or(Malformed(name)).and_then(T::read);
        let raw = SecretJson::new(value);
        match read {
            Ok(value) => items.push(Listed { value, raw }),
            Err(why) => odd.push(OddItem { why, raw }),
        }
    }
    Ok(items)
}
