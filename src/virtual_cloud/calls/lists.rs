//! Lists: what of them is asked for, in which order, in pages (cloud 1, 3 to 8).

use super::{Answered, Given, PARAMETER};
use crate::account::field::{unpacked, whole};
use crate::virtual_cloud::state::State;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;

/// A list of an entry.
#[derive(Clone, Copy)]
pub(super) struct List {
    path: &'static str,
    /// Its name in the state.
    name: &'static str,
    kind: Kind,
    is_paged: bool,
}

/// How the items of a list are named.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// Their names, the first that is there.
    names: &'static [&'static str],
    /// What else a search looks into \[C\].
    searched: &'static [&'static str],
    id: &'static str,
}

const fn kind(names: &'static [&'static str], searched: &'static [&'static str], id: &'static str) -> Kind {
    Kind { names, searched, id }
}

const fn list(path: &'static str, name: &'static str, kind: Kind, is_paged: bool) -> List {
    List {
        path,
        name,
        kind,
        is_paged,
    }
}

pub(super) const LOCKS: Kind = kind(&["lockAlias", "lockName"], &[], "lockId");
pub(super) const KEYS: Kind = kind(&["lockAlias", "lockName"], &[], "keyId");
const CODES: Kind = kind(&["keyboardPwdName"], &["keyboardPwd"], "keyboardPwdId");
const CARDS: Kind = kind(&["cardName"], &["cardNumber"], "cardId");
const FINGERPRINTS: Kind = kind(&["fingerprintName"], &["fingerprintNumber"], "fingerprintId");
const FACES: Kind = kind(&["name"], &["faceNumber"], "faceId");
const PALM_VEINS: Kind = kind(&["name"], &["number"], "id");
const QR_CODES: Kind = kind(&["name"], &["qrCodeNumber"], "qrCodeId");
const PEOPLE: Kind = kind(&["keyName"], &["username"], "keyId");
const RECORDS: Kind = kind(&["username"], &["keyboardPwd"], "recordId");
const REMOTES: Kind = kind(&["name"], &[], "remoteId");
const KEYPADS: Kind = kind(&["wirelessKeypadName"], &[], "wirelessKeypadId");
const GATEWAYS: Kind = kind(&["gatewayName"], &[], "gatewayId");

const LISTS: &[List] = &[
    list("/v3/lock/listKeyboardPwd", "codes", CODES, true),
    list("/v3/identityCard/list", "cards", CARDS, true),
    list("/v3/fingerprint/list", "fingerprints", FINGERPRINTS, true),
    list("/v3/face/list", "faces", FACES, true),
    list("/v3/palmVein/list", "palm-veins", PALM_VEINS, true),
    list("/v3/qrCode/list", "qr-codes", QR_CODES, true),
    list("/v3/lock/listKey", "people", PEOPLE, true),
    list("/v3/lockRecord/list", "records", RECORDS, true),
    list("/v3/lockRecord/listForExport", "records", RECORDS, false),
    list("/v3/remote/listByLock", "remotes", REMOTES, false),
    list("/v3/wirelessKeypad/listByLock", "keypads", KEYPADS, false),
    list("/v3/gateway/listByLock", "gateways", GATEWAYS, false),
];

/// The list that a path gives, where it is one of an entry.
pub(super) fn at(path: &str) -> Option<List> {
    LISTS.iter().find(|list| list.path == path).copied()
}

impl State {
    pub(super) fn list_call(&mut self, uid: i64, list: List, given: &Given) -> Answered {
        let person = match given.text("uid") {
            None | Some("") => None,
            Some(_) => {
                let uid = given.int("uid")?;
                let account = self.accounts.iter().find(|account| account.uid == uid);
                Some(account.map(|account| account.username.clone()).unwrap_or_default())
            }
        };
        let entry = self.administered(uid, given.int("lockId")?)?;
        let mut items = entry.list(list.name).to_vec();
        match list.name {
            "people" => {
                if let Some(right) = given.some_int("keyRight")? {
                    items.retain(|item| number(item, "keyRight").unwrap_or_default() == right);
                }
            }
            "records" => {
                let (start, end) = (given.int_or("startDate", 0)?, given.int_or("endDate", 0)?);
                let kind = given.some_int("recordType")?;
                items.retain(|item| {
                    let at = number(item, "lockDate").unwrap_or_default();
                    let is_of_person = person.as_ref().is_none_or(|name| text(item, "username") == *name);
                    let is_of_kind = kind.is_none_or(|kind| number(item, "recordType") == Some(kind));
                    at >= start && (end == 0 || at <= end) && is_of_person && is_of_kind
                });
            }
            _ => {}
        }
        if !list.is_paged {
            self.as_told_elsewhere(list.name, &mut items);
            return Ok(json!({ "list": items }));
        }
        let mut items = chosen(items, list.kind, given)?;
        self.as_told_elsewhere(list.name, &mut items);
        self.page(&items, given, false)
    }

    /// Gives items the names and forms that the documentation has for them elsewhere (cloud 11, point 14).
    fn as_told_elsewhere(&self, list: &str, items: &mut [Value]) {
        let names: &[(&str, &str)] = match list {
            "faces" if self.switches.faces_as_in_example => &[("name", "faceName"), ("type", "faceType")],
            "palm-veins" if self.switches.accessories_by_pattern => &[
                ("id", "palmVeinId"),
                ("name", "palmVeinName"),
                ("type", "palmVeinType"),
                ("number", "palmVeinNumber"),
            ],
            "remotes" if self.switches.accessories_by_pattern => &[
                ("name", "remoteName"),
                ("type", "remoteType"),
                ("number", "remoteNumber"),
                ("mac", "remoteMac"),
            ],
            _ => &[],
        };
        let is_one_object = self.switches.schedules_as_object && matches!(list, "faces" | "palm-veins" | "remotes");
        for members in items.iter_mut().filter_map(Value::as_object_mut) {
            for (from, to) in names {
                if let Some(value) = members.remove(*from) {
                    members.insert((*to).to_owned(), value);
                }
            }
            if let Some(schedule) = members.get_mut("cyclicConfig").filter(|_| is_one_object) {
                let object = unpacked(schedule).and_then(|slots| as_one_object(&slots));
                *schedule = object.unwrap_or_else(|| schedule.take());
            }
        }
    }

    /// A page of a list, in the size that the cloud allows.
    pub(super) fn page(&self, items: &[Value], given: &Given, is_keys: bool) -> Answered {
        let [of_items, of_keys] = self.switches.largest_page;
        let largest = if is_keys { of_keys } else { of_items };
        let number = usize::try_from(given.int_or("pageNo", 1)?)
            .map_err(|_| PARAMETER)?
            .max(1);
        let size = usize::try_from(given.int_or("pageSize", 20)?).map_err(|_| PARAMETER)?;
        let size = size.clamp(1, largest.max(1));
        let list: Vec<&Value> = items
            .iter()
            .skip((number - 1).saturating_mul(size))
            .take(size)
            .collect();
        Ok(
            json!({ "list": list, "pageNo": number, "pageSize": size, "pages": items.len().div_ceil(size), "total": items.len() }),
        )
    }
}

/// The items that are searched for, in the order that is asked for: 0 by name, 1 newest first, 2 by name backwards; else as they stand.
pub(super) fn chosen(mut items: Vec<Value>, kind: Kind, given: &Given) -> Result<Vec<Value>, i64> {
    let name = |item: &Value| {
        let mut names = kind.names.iter().map(|name| text(item, name));
        names.find(|name| !name.is_empty()).unwrap_or_default().to_lowercase()
    };
    if let Some(wanted) = given.text("searchStr").map(str::to_lowercase) {
        items.retain(|item| {
            let mut others = kind.searched.iter().map(|name| text(item, name).to_lowercase());
            name(item).contains(&wanted) || others.any(|text| text.contains(&wanted))
        });
    }
    let id = |item: &Value| number(item, kind.id).unwrap_or_default();
    let made = |item: &Value| {
        let mut dates = ["sendDate", "createDate", "date", "lockDate"].into_iter();
        dates.find_map(|name| number(item, name)).unwrap_or_default()
    };
    match given.some_int("orderBy")? {
        Some(0) => items.sort_by_cached_key(|item| (name(item), id(item))),
        Some(1) => items.sort_by_cached_key(|item| Reverse((made(item), id(item)))),
        Some(2) => items.sort_by_cached_key(|item| Reverse((name(item), id(item)))),
        _ => {}
    }
    Ok(items)
}

/// Keeps the locks or keys whose name has the `lockAlias` that is asked for, and which are in that group.
pub(super) fn retain_locks(items: &mut Vec<Value>, given: &Given) -> Result<(), i64> {
    if let Some(alias) = given.text("lockAlias").map(str::to_lowercase) {
        items.retain(|item| text(item, "lockAlias").to_lowercase().contains(&alias));
    }
    if let Some(group) = given.some_int("groupId")? {
        items.retain(|item| number(item, "groupId") == Some(group));
    }
    Ok(())
}

fn number(item: &Value, name: &str) -> Option<i64> {
    item.get(name).and_then(whole)
}

/// A text, also a number.
fn text(item: &Value, name: &str) -> String {
    match item.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A schedule in the form of the example of faces: the times of the first day, and all days.
fn as_one_object(slots: &Value) -> Option<Value> {
    let slots = slots.as_array()?;
    let first = slots.first()?.as_object()?;
    let days: Vec<&Value> = slots.iter().filter_map(|slot| slot.get("weekDay")).collect();
    let mut object = Map::new();
    for name in ["startTime", "endTime"] {
        object.insert(name.to_owned(), first.get(name)?.clone());
    }
    object.insert("weekDay".to_owned(), json!(days));
    Some(Value::Object(object))
}
