//! Reads what an account knows of one lock, for a saved copy of it (cloud 10.1): the fewest calls that the interface allows.

use super::merge::AccountLists;
use crate::account::accessory::{self, Accessory, Face, Gateway, Keypad, PalmVein, Remote};
use crate::account::client::{AccountError, Client, tried};
use crate::account::error::Cause;
use crate::account::lock::{KeyEntry, LockDetail, LockId, Rights, entries_of};
use crate::account::page::{Item, Whole};
use crate::account::people::OtherKey;
use crate::account::setting::PassageMode;
use crate::account::{Request, call};
use crate::backup::remark::AccountList;
use crate::model::{Feature, Features, OwnerKey};
use crate::runtime::registration;

/// Why an account gives nothing to a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// It has no key of this lock.
    NoKey,
    /// What it may do with the lock is too little, or nothing.
    Rights(Rights),
}

/// Reads what the account knows of the lock of a key: of several entries the one that holds this very key, else the one to take first.
///
/// # Errors
/// As [`read_lists`]. Inside: why there is nothing to read; no list was asked for then.
pub fn read_of(
    client: &mut Client<'_>,
    key: &OwnerKey,
    now_ms: i64,
) -> Result<Result<AccountLists, Nothing>, AccountError> {
    let keys = registration::read_keys(client)?;
    let entries = entries_of(&keys, key.address);
    let held = entries.iter().find(|entry| entry.holds(key));
    let Some(entry) = held.or(entries.first()) else {
        return Ok(Err(Nothing::NoKey));
    };
    match entry.rights() {
        Rights::Owner | Rights::AuthorisedAdmin => {}
        rights => return Ok(Err(Nothing::Rights(rights))),
    }
    read_lists(client, entry, entry.lock.features.as_ref(), now_ms).map(Ok)
}

/// Reads the lists of the lock of a key. `features`: what the lock is said to have; what it does not have is not asked for;
/// `None`: everything is.
///
/// # Errors
/// What keeps every further call from working: signed out, no network, limits, or two answers in a row that did not come or made no
/// sense. A single list that fails is named in [`AccountLists::not_read`].
pub fn read_lists(
    client: &mut Client<'_>,
    key: &KeyEntry,
    features: Option<&Features>,
    now_ms: i64,
) -> Result<AccountLists, AccountError> {
    let lock = key.lock.lock_id;
    let has = |feature| features.is_none_or(|features| features.has(feature));
    let before = client.calls();
    let lists = AccountLists {
        offset_ms: key.lock.offset_ms,
        ..AccountLists::default()
    };
    let mut reader = Reader {
        client,
        lists,
        lost_in_a_row: 0,
    };
    let detail = reader.tried(AccountList::Details, |client| {
        Ok(LockDetail::decode(&client.send(&call::lock_detail(lock))?)?)
    })?;
    let told_ms = detail.and_then(|detail| detail.lock.offset_ms);
    reader.lists.offset_ms = told_ms.or(reader.lists.offset_ms);
    reader.lists.codes = reader.list(AccountList::Codes, &call::passcodes(lock))?;
    if has(Feature::Cards) {
        reader.lists.cards = reader.list(AccountList::Cards, &call::cards(lock))?;
    }
    if has(Feature::Fingerprints) {
        reader.lists.fingerprints = reader.list(AccountList::Fingerprints, &call::fingerprints(lock))?;
    }
    if has(Feature::Face) {
        reader.things::<Face>(AccountList::Faces, &call::faces(lock))?;
    }
    if has(Feature::PalmVein) {
        reader.things::<PalmVein>(AccountList::PalmVeins, &call::palm_veins(lock))?;
    }
    if has(Feature::KeyFob) {
        reader.things::<Remote>(AccountList::Remotes, &call::remotes(lock))?;
    }
    if has(Feature::WirelessKeypad) {
        reader.things::<Keypad>(AccountList::Keypads, &call::keypads(lock))?;
    }
    if has(Feature::DoorSensor) || has(Feature::WirelessDoorSensor) {
        let sensor = reader.tried(AccountList::DoorSensor, |client| door_sensor(client, lock))?;
        reader.lists.accessories.extend(sensor.flatten());
    }
    reader.things::<Gateway>(AccountList::Gateways, &call::gateways(lock))?;
    if let Some(people) = reader.list::<OtherKey>(AccountList::People, &call::other_keys(lock))? {
        reader.lists.people = reader.known(AccountList::People, people);
    }
    let passage = reader.tried(AccountList::Passage, |client| passage_mode(client, lock))?;
    reader.lists.passage = passage.flatten();
    let Reader { client, mut lists, .. } = reader;
    lists.calls = client.calls().saturating_sub(before);
    lists.read_ms = now_ms.saturating_add(client.server_ahead_ms());
    Ok(lists)
}

/// The door sensor; `None`: the lock has none.
fn door_sensor(client: &mut Client<'_>, lock: LockId) -> Result<Option<Accessory>, AccountError> {
    match tried(client.send(&call::door_sensor(lock)))? {
        Ok(object) => Ok(Some(accessory::decode_door_sensor(&object)?.0)),
        Err(error) if error.cause() == Some(Cause::NotSupported) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// When the door stays open, by the newer call, else by the older one \[B\]; `None`: the lock cannot.
fn passage_mode(client: &mut Client<'_>, lock: LockId) -> Result<Option<PassageMode>, AccountError> {
    let newer = tried(client.send(&call::passage_mode(lock)))?;
    let object = match newer {
        Err(error) if error.says_not_here() => tried(client.send(&call::passage_mode_older(lock)))?,
        answer => answer,
    };
    match object {
        Ok(object) => Ok(Some(PassageMode::decode(&object)?)),
        Err(error) if error.cause() == Some(Cause::NotSupported) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// How many answers in a row may be lost before nothing more is asked.
const MOST_LOST: u32 = 2;

struct Reader<'a, 'b> {
    client: &'a mut Client<'b>,
    lists: AccountLists,
    /// How many answers in a row did not come, or made no sense.
    lost_in_a_row: u32,
}

impl Reader<'_, '_> {
    /// What a call gives; `None` where this call alone fails, which is noted.
    fn tried<T>(
        &mut self,
        what: AccountList,
        act: impl FnOnce(&mut Client<'_>) -> Result<T, AccountError>,
    ) -> Result<Option<T>, AccountError> {
        let error = match act(self.client) {
            Ok(value) => {
                self.lost_in_a_row = 0;
                return Ok(Some(value));
            }
            Err(AccountError::Call(error)) => error,
            Err(error) => return Err(error),
        };
        let is_lost = error.is_lost();
        self.lost_in_a_row = if is_lost { self.lost_in_a_row + 1 } else { 0 };
        if self.lost_in_a_row >= MOST_LOST || !is_lost && error.ends_every_call() {
            return Err(error.into());
        }
        tracing::info!(%what, %error, "a list of the account could not be read");
        self.lists.not_read.push(what);
        Ok(None)
    }

    fn list<T: Item + Clone>(
        &mut self,
        what: AccountList,
        request: &Request,
    ) -> Result<Option<Whole<T>>, AccountError> {
        let whole = self.tried(what, |client| client.optional_list(request))?;
        if whole.as_ref().is_some_and(|whole| whole.is_union) {
            self.lists.kept_changing.push(what);
        }
        Ok(whole)
    }

    /// The items that were understood; the others are noted.
    fn known<T>(&mut self, what: AccountList, whole: Whole<T>) -> Vec<T> {
        const NAMES: &[&str] = &["keyName", "name", "faceName", "wirelessKeypadName", "gatewayName"];
        let odd = whole.odd.iter().map(|odd| (what, odd.name(NAMES)));
        self.lists.odd.extend(odd);
        whole.items.into_iter().map(|item| item.value).collect()
    }

    fn things<T: Item + Clone + Into<Accessory>>(
        &mut self,
        what: AccountList,
        request: &Request,
    ) -> Result<(), AccountError> {
        if let Some(whole) = self.list::<T>(what, request)? {
            let things = self.known(what, whole).into_iter().map(Into::into);
            self.lists.accessories.extend(things);
        }
        Ok(())
    }
}
