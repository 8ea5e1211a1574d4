//! Reads what an account knows of one lock, for a saved copy of it (cloud 10.1): the fewest calls that the interface allows.

use super::merge::AccountLists;
use crate::account::accessory::{self, Accessory, Face, Gateway, Keypad, PalmVein, Remote};
use crate::account::client::{AccountError, Client};
use crate::account::lock::{KeyEntry, LockDetail};
use crate::account::page::{Item, Whole};
use crate::account::people::OtherKey;
use crate::account::{Request, call};
use crate::backup::remark::AccountList;
use crate::model::{Feature, Features};

/// Reads the lists of the lock of a key. `features`: what the lock is said to have; what it does not have is not asked for;
/// `None`: everything is.
///
/// # Errors
/// What keeps every further call from working: signed out, no network, limits. A single list that fails is named in
/// [`AccountLists::not_read`].
pub fn read_lists(
    client: &mut Client<'_>,
    key: &KeyEntry,
    features: Option<&Features>,
    now_ms: i64,
) -> Result<AccountLists, AccountError> {
    let lock = key.lock.lock_id;
    let has = |feature| features.is_none_or(|features| features.has(feature));
    let before = client.calls();
    let mut lists = AccountLists {
        offset_ms: key.lock.offset_ms,
        ..AccountLists::default()
    };
    let mut reader = Reader {
        client,
        not_read: Vec::new(),
    };
    if let Some(object) = reader.tried(AccountList::Details, |client| client.send(&call::lock_detail(lock)))?
        && let Ok(detail) = LockDetail::decode(&object)
    {
        lists.offset_ms = detail.lock.offset_ms.or(lists.offset_ms);
    }
    lists.codes = reader.list(AccountList::Codes, &call::passcodes(lock))?;
    if has(Feature::Cards) {
        lists.cards = reader.list(AccountList::Cards, &call::cards(lock))?;
    }
    if has(Feature::Fingerprints) {
        lists.fingerprints = reader.list(AccountList::Fingerprints, &call::fingerprints(lock))?;
    }
    if has(Feature::Face) {
        lists
            .accessories
            .extend(reader.things::<Face>(AccountList::Faces, &call::faces(lock))?);
    }
    if has(Feature::PalmVein) {
        lists
            .accessories
            .extend(reader.things::<PalmVein>(AccountList::PalmVeins, &call::palm_veins(lock))?);
    }
    if has(Feature::KeyFob) {
        lists
            .accessories
            .extend(reader.things::<Remote>(AccountList::Remotes, &call::remotes(lock))?);
    }
    if has(Feature::WirelessKeypad) {
        lists
            .accessories
            .extend(reader.things::<Keypad>(AccountList::Keypads, &call::keypads(lock))?);
    }
    if has(Feature::DoorSensor) || has(Feature::WirelessDoorSensor) {
        let sensor = reader.tried(AccountList::DoorSensor, |client| client.send(&call::door_sensor(lock)))?;
        let sensor = sensor.and_then(|object| accessory::decode_door_sensor(&object).ok());
        lists.accessories.extend(sensor.map(|(sensor, _)| sensor));
    }
    lists
        .accessories
        .extend(reader.things::<Gateway>(AccountList::Gateways, &call::gateways(lock))?);
    let people = reader.list::<OtherKey>(AccountList::People, &call::other_keys(lock))?;
    lists.people = people
        .into_iter()
        .flat_map(|whole| whole.items)
        .map(|item| item.value)
        .collect();
    lists.not_read = reader.not_read;
    lists.calls = client.calls().saturating_sub(before);
    lists.read_ms = now_ms.saturating_add(client.server_ahead_ms());
    Ok(lists)
}

struct Reader<'a, 'b> {
    client: &'a mut Client<'b>,
    not_read: Vec<AccountList>,
}

impl Reader<'_, '_> {
    /// What a call gives; `None` where this call alone fails, which is noted.
    fn tried<T>(
        &mut self,
        what: AccountList,
        act: impl FnOnce(&mut Client<'_>) -> Result<T, AccountError>,
    ) -> Result<Option<T>, AccountError> {
        match act(self.client) {
            Ok(value) => Ok(Some(value)),
            Err(AccountError::Call(error)) if !error.ends_every_call() => {
                self.not_read.push(what);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn list<T: Item + Clone>(
        &mut self,
        what: AccountList,
        request: &Request,
    ) -> Result<Option<Whole<T>>, AccountError> {
        self.tried(what, |client| client.optional_list(request))
    }

    fn things<T: Item + Clone + Into<Accessory>>(
        &mut self,
        what: AccountList,
        request: &Request,
    ) -> Result<Vec<Accessory>, AccountError> {
        let whole = self.list::<T>(what, request)?;
        Ok(whole
            .into_iter()
            .flat_map(|whole| whole.items)
            .map(|item| item.value.into())
            .collect())
    }
}
