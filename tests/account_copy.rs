//! Rules: what an account knows is put into a saved copy without changing what the lock said; each item is marked by where it is
//! known from; contradictions are told and nothing is decided; generated codes that nobody typed yet come back after a reset with
//! the same digits; what cannot is said by name; and it costs the fewest calls.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

mod support;

use relatch::account::client::{AccountError, Cancelled, Client, NotKept, Pump, TokenKeeper};
use relatch::account::error::Unreachable;
use relatch::account::lock::{KeyEntry, Rights};
use relatch::account::reply::RawReply;
use relatch::account::token::{Token, derive_password_hash};
use relatch::account::{Application, Region, call};
use relatch::backup::Snapshot;
use relatch::backup::entry::CodeEntry;
use relatch::backup::item::{ItemId, Provenance};
use relatch::backup::remark::Remark;
use relatch::model::settings::PassageEntry;
use relatch::model::{CodeText, Digits, Features, LockMinute, OwnerKey, PasscodeKind, Until};
use relatch::protocol::credentials::{KeyValidity, Owner, ekey, lock_data};
use relatch::runtime::account_copy::{Nothing, read_lists, read_of};
use relatch::runtime::backup::BackupRequest;
use relatch::runtime::merge::{AccountList, AccountLists, What};
use relatch::runtime::registration::read_all_keys;
use relatch::virtual_cloud::{State, VirtualCloud, VirtualPump};
use relatch::virtual_lock::{Model, Typed};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use support::{OFFSET_MS, START_MS, World, key_file, spec};

const HOUR: i64 = 3_600_000;
const ID: &str = "00000000000000000000000000000001";
const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "synthetic password";

struct Nowhere;

impl TokenKeeper for Nowhere {
    fn keep(&mut self, _: &Token) -> Result<(), NotKept> {
        Ok(())
    }
}

/// A cloud that knows the lock of `world`: every code and card of it, named, and with the items of `more` in front.
fn cloud(world: &World, more: &[(&str, Vec<Value>)]) -> Arc<Mutex<VirtualCloud>> {
    let mut state = State::empty(ID, ID, "eu");
    let uid = state.add_account(OWNER, PASSWORD, "eu");
    let owner = Owner {
        key: world.key(key_file()),
        validity: KeyValidity::default(),
        device: relatch::model::DeviceInfo::default(),
        battery: None,
        not_understood: Vec::new(),
    };
    let mut owner = owner;
    owner.key.features = Some(Features(world.lock.lock().state().features.0.clone()));
    owner.key.raw_offset_ms = Some(OFFSET_MS);
    let inner = ekey::write(&owner, 1, START_MS.unsigned_abs());
    let data = lock_data::encode(owner.key.address, inner.reveal().to_string().as_bytes());
    let lock = state.add_lock(uid, Some("Hall"), &data, START_MS).unwrap();
    let entry = state.entry_mut(lock).unwrap();
    let ms = |minute: LockMinute| {
        let since = minute
            .civil()
            .unwrap()
            .duration_since(jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0));
        i64::try_from(since.as_millis()).unwrap() - OFFSET_MS
    };
    let mut lists: Vec<(&str, Vec<Value>)> = more.to_vec();
    let shown = world.lock.lock();
    let codes = (1..).zip(&shown.state().codes).map(|(n, code)| {
        let kind = match code.record.kind {
            PasscodeKind::Permanent => 2,
            PasscodeKind::Count => 1,
            PasscodeKind::Period => 3,
            PasscodeKind::Cyclic => 6,
        };
        let end = match code.record.until {
            Until::End(end) => ms(end),
            Until::Open | Until::Cycle(_) => 0,
        };
        json!({ "keyboardPwdId": n, "keyboardPwd": code.record.current.reveal(), "keyboardPwdName": format!("Code {n}"),
            "keyboardPwdType": kind, "startDate": ms(code.record.start), "endDate": end, "status": 1 })
    });
    lists.push(("codes", codes.collect()));
    let cards = (1..).zip(&shown.state().cards).map(|(n, card)| {
        let validity = card.record.validity;
        let [start, end] = if validity.is_always() {
            [0, 0]
        } else {
            [ms(validity.start), ms(validity.end)]
        };
        json!({ "cardId": n, "cardNumber": card.record.number.decimal(), "cardName": format!("Fob {n}"), "cardType": 1,
            "startDate": start, "endDate": end, "status": 1 })
    });
    lists.push(("cards", cards.collect()));
    for (name, items) in lists {
        entry.lists.entry(name.to_owned()).or_default().extend(items);
    }
    Arc::new(Mutex::new(VirtualCloud::new(state)))
}

/// Signs in and reads what the account knows. The number of calls comes back, too: with sign-in and keys.
fn read(cloud: &Arc<Mutex<VirtualCloud>>) -> Result<(AccountLists, u32), AccountError> {
    let (mut pump, mut keeper) = (VirtualPump::new(Arc::clone(cloud), START_MS), Nowhere);
    let application = Application::new(ID, ID).unwrap();
    let mut client = Client::new(&mut pump, &mut keeper, Region::Europe, application, None);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD))?;
    let keys = client.list::<KeyEntry>(&call::keys())?;
    let key = &keys.items[0].value;
    let lists = read_lists(&mut client, key, key.lock.features.as_ref(), START_MS)?;
    Ok((lists, client.calls()))
}

/// A code that the account made and nobody typed.
fn generated(id: i64, digits: &str, kind: i64, name: &str, [start, end]: [i64; 2]) -> Value {
    json!({ "keyboardPwdId": id, "keyboardPwd": digits, "keyboardPwdName": name, "keyboardPwdType": kind, "senderUsername": "owner@example.org", "startDate": start,
        "endDate": end, "isCustom": 0, "status": 1 })
}

#[test]
fn codes_that_nobody_typed_come_back_after_the_reset_with_the_same_digits() {
    let mut world = World::with(&spec(Model::Full, 6, 3));
    let until = START_MS + 30 * 24 * HOUR;
    let more = vec![
        generated(101, "90817263", 2, "Neighbour", [START_MS - HOUR, 0]),
        generated(102, "33910027", 3, "Builder", [START_MS, until]),
        generated(103, "48474645", 5, "Weekend", [START_MS, until]),
        generated(104, "77777123", 2, "Too late", [START_MS - 25 * HOUR, 0]),
        generated(105, "40820324", 4, "Erase", [START_MS, 0]),
        json!({ "keyboardPwdId": 106, "keyboardPwd": "55512340", "keyboardPwdName": "Failed", "keyboardPwdType": 2,
            "startDate": START_MS, "endDate": 0, "isCustom": 0, "status": 5 }),
        json!({ "keyboardPwdId": 107, "keyboardPwd": "246802", "keyboardPwdName": "Chosen", "keyboardPwdType": 2,
            "startDate": START_MS, "endDate": 0, "isCustom": 1, "status": 1 }),
        json!({ "keyboardPwdId": 108, "keyboardPwd": 12_345_678, "keyboardPwdName": "As a number", "keyboardPwdType": 2,
            "startDate": START_MS, "endDate": 0, "isCustom": 0 }),
    ];
    let (lists, calls) = read(&cloud(&world, &[("codes", more)])).unwrap();
    assert_eq!(calls, 2 + lists.calls);
    world.account = Some(lists);
    let report = world.backup().unwrap();
    let merged = report.merged.unwrap();
    assert_eq!(merged.only_account, [ItemId::from("code-7"), ItemId::from("code-8")]);
    assert_eq!((merged.both, merged.offsets), (9, None));
    let said: Vec<(Option<&str>, What)> = merged
        .remarks
        .iter()
        .map(|remark| (remark.name.as_deref(), remark.what))
        .collect();
    for (name, what) in [
        ("Weekend", What::CyclicNeverTyped),
        ("Too late", What::Dead),
        ("Erase", What::Erases),
        ("Failed", What::Invalid),
        ("Chosen", What::NotOnLock),
        ("As a number", What::Doubtful),
    ] {
        assert!(said.contains(&(Some(name), what)), "{name}: {said:?}");
    }
    assert_eq!(said.len(), 6, "{said:?}");
    let snapshot = &report.snapshot;
    assert_eq!(snapshot.codes[6].about.from, Provenance::Account);
    assert_eq!(snapshot.codes[6].about.sender.as_deref(), Some("owner@example.org"));
    assert_eq!(snapshot.codes[0].about.name.as_deref(), Some("Code 1"));
    assert!(
        snapshot
            .cards
            .iter()
            .all(|card| card.about.from == Provenance::Both && card.schedule == Some(Vec::new()))
    );
    world.rehearse().unwrap();
    world.reset().unwrap();
    world.pair().unwrap();
    assert!(world.restore().unwrap().is_complete());
    let lock = world.lock.lock();
    let has = |digits: &str| {
        lock.state()
            .codes
            .iter()
            .any(|code| code.record.current.reveal() == digits)
    };
    assert!(has("90817263") && has("33910027"));
    assert!(!has("48474645") && !has("77777123") && !has("40820324") && !has("246802"));
    drop(lock);
    assert!(matches!(world.lock.lock().type_code("90817263#"), Typed::Opened));
}

#[test]
fn the_lock_s_word_counts_and_contradictions_are_told() {
    let mut world = World::with(&spec(Model::Full, 6, 3));
    let cloud = cloud(&world, &[]);
    {
        let mut cloud = cloud.lock().unwrap();
        let lock = cloud.state().entries[0].lock_id;
        let entry = cloud.state_mut().entry_mut(lock).unwrap();
        for code in entry.lists.get_mut("codes").unwrap() {
            match code["keyboardPwdType"].as_i64().unwrap() {
                3 => code["endDate"] = json!(code["endDate"].as_i64().unwrap() + HOUR),
                2 => code["keyboardPwdType"] = json!(1),
                _ => {}
            }
        }
        entry.lists.get_mut("cards").unwrap()[0]["endDate"] = json!(START_MS);
        entry.facts.insert("timezoneRawOffset".to_owned(), json!(2 * HOUR));
    }
    let before = world.backup().unwrap().snapshot;
    world.account = Some(read(&cloud).unwrap().0);
    let report = world.backup().unwrap();
    let merged = report.merged.unwrap();
    assert_eq!(merged.offsets, Some([2 * HOUR, OFFSET_MS]));
    let count = |what| merged.remarks.iter().filter(|remark| remark.what == what).count();
    assert!(
        count(What::OtherKind) > 0 && count(What::OtherTimes) > 1,
        "{:?}",
        merged.remarks
    );
    for (one, other) in before.codes.iter().zip(&report.snapshot.codes) {
        assert_eq!((&one.id, &one.listed), (&other.id, &other.listed));
    }
    for (one, other) in before.cards.iter().zip(&report.snapshot.cards) {
        assert_eq!(one.record, other.record);
    }
    let shown = format!("{merged:?} {}", serde_json::to_string(&merged).unwrap());
    for code in &report.snapshot.codes {
        let digits = code.listed.known().unwrap().current.reveal();
        assert!(!shown.contains(&digits), "a code is shown");
    }
}

#[test]
fn account_and_lock_are_compared_and_a_phone_in_another_zone_is_no_alarm() {
    // The lock's clock runs an hour ahead of the phone's zone, as where the phone is on winter time again.
    for (account, alarm) in [
        (OFFSET_MS + HOUR, None),
        (OFFSET_MS, Some([OFFSET_MS, OFFSET_MS + HOUR])),
        // A broken server: no offset of any place.
        (i64::MIN, None),
    ] {
        let mut world = World::with(&spec(Model::Keypad, 3, 0));
        world.lock.lock().state_mut().clock_offset_s += 3_600;
        let cloud = cloud(&world, &[]);
        {
            let mut cloud = cloud.lock().unwrap();
            let lock = cloud.state().entries[0].lock_id;
            let entry = cloud.state_mut().entry_mut(lock).unwrap();
            entry.facts.insert("timezoneRawOffset".to_owned(), json!(account));
        }
        world.account = Some(read(&cloud).unwrap().0);
        assert_eq!(world.backup().unwrap().merged.unwrap().offsets, alarm, "{account}");
    }
}

#[test]
fn schedules_and_the_inventory_come_from_the_account() {
    let mut world = World::with(&spec(Model::Full, 2, 3));
    let cloud = cloud(
        &world,
        &[
            ("gateways", vec![json!({ "gatewayId": 1, "gatewayName": "G2" })]),
            (
                "people",
                vec![json!({ "keyId": 1, "username": "guest@example.org", "keyName": "Guest", "keyStatus": "110401" })],
            ),
        ],
    );
    {
        let mut cloud = cloud.lock().unwrap();
        let lock = cloud.state().entries[0].lock_id;
        let card = &mut cloud
            .state_mut()
            .entry_mut(lock)
            .unwrap()
            .lists
            .get_mut("cards")
            .unwrap()[0];
        card["cardType"] = json!(4);
        card["cyclicConfig"] = json!([{ "weekDay": 1, "startTime": 480, "endTime": 1080 }]);
    }
    world.account = Some(read(&cloud).unwrap().0);
    let snapshot = world.backup().unwrap().snapshot;
    assert_eq!(snapshot.cards[0].schedule.as_ref().unwrap()[0].start_minute, 480);
    let kinds: Vec<&str> = snapshot.inventory.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["gateway", "person"]);
    assert_eq!(snapshot.inventory[1].about.note.as_deref(), Some("guest@example.org"));
}

#[test]
fn a_list_that_cannot_be_read_is_named_and_is_not_none() {
    let world = World::with(&spec(Model::Full, 2, 3));
    let cloud = cloud(&world, &[]);
    let arm = |script: &str| cloud.lock().unwrap().state_mut().arm(script.parse().unwrap());
    arm("parameter@/v3/identityCard/list");
    arm("not-found@/v3/lock/listKey");
    let (lists, _) = read(&cloud).unwrap();
    assert!(lists.codes.is_some() && lists.cards.is_none());
    // The lock is made for a door sensor and the account refuses to tell of one: that may be none, and may be a failure.
    assert_eq!(
        lists.not_read,
        [AccountList::Cards, AccountList::DoorSensor, AccountList::People]
    );
    // Two forms of one question count as one list.
    arm("not-found@/v3/lock/getPassageModeConfiguration");
    assert!(!read(&cloud).unwrap().0.not_read.contains(&AccountList::Passage));
    arm("parameter@/v3/lock/getPassageModeConfig");
    assert!(read(&cloud).unwrap().0.not_read.contains(&AccountList::Passage));
    arm("month-used-up@/v3/lock/listKeyboardPwd");
    assert!(
        matches!(read(&cloud), Err(AccountError::Call(_))),
        "no further call would work"
    );
}

/// Answers some paths itself.
struct Meddled<'a> {
    inner: VirtualPump,
    instead: &'a dyn Fn(&str) -> Option<Result<Value, Unreachable>>,
}

impl Pump for Meddled<'_> {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        match (self.instead)(url) {
            None => self.inner.post(url, body, deadline_ms),
            Some(Err(error)) => Err(error),
            Some(Ok(Value::String(text))) => Ok(answer(text)),
            Some(Ok(value)) => Ok(answer(value.to_string())),
        }
    }

    fn now_ms(&self) -> i64 {
        self.inner.now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        self.inner.wait(ms)
    }
}

fn answer(text: String) -> RawReply {
    RawReply {
        status: 200,
        body: text.into_bytes(),
        ..RawReply::default()
    }
}

/// Reads what the account knows for a copy with this key; some paths are answered by somebody else. With the number of calls.
fn read_with(
    cloud: &Arc<Mutex<VirtualCloud>>,
    key: &OwnerKey,
    instead: &dyn Fn(&str) -> Option<Result<Value, Unreachable>>,
) -> (Result<Result<AccountLists, Nothing>, AccountError>, u32) {
    let mut pump = Meddled {
        inner: VirtualPump::new(Arc::clone(cloud), START_MS),
        instead,
    };
    let (mut keeper, application) = (Nowhere, Application::new(ID, ID).unwrap());
    let mut client = Client::new(&mut pump, &mut keeper, Region::Europe, application, None);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
    let lists = read_of(&mut client, key, START_MS);
    (lists, client.calls() - 1)
}

#[test]
fn one_list_that_fails_in_whatever_way_does_not_throw_the_others_away() {
    let world = World::with(&spec(Model::Full, 2, 3));
    let (cloud, key) = (cloud(&world, &[]), world.key(key_file()));
    let fails: [(&str, Result<Value, Unreachable>); 6] = [
        ("time-out", Err(Unreachable::TimedOut)),
        ("cut off", Err(Unreachable::CutOff)),
        ("too large", Err(Unreachable::TooLarge)),
        ("another's page", Ok(json!("<html>"))),
        ("half an answer", Ok(json!("{\"list\":["))),
        ("not to be decoded", Ok(json!({ "list": 7, "passageMode": 9 }))),
    ];
    let lists = [
        ("/v3/lock/detail", AccountList::Details),
        ("/v3/lock/listKeyboardPwd", AccountList::Codes),
        ("/v3/identityCard/list", AccountList::Cards),
        ("/v3/fingerprint/list", AccountList::Fingerprints),
        ("/v3/doorSensor/query", AccountList::DoorSensor),
        ("/v3/gateway/listByLock", AccountList::Gateways),
        ("/v3/lock/listKey", AccountList::People),
        ("/v3/lock/getPassageModeConfiguration", AccountList::Passage),
    ];
    let sensor = json!({ "doorSensorId": 1 });
    for (path, list) in lists {
        for (what, fail) in &fails {
            let instead = |url: &str| match url {
                _ if url.ends_with(path) => Some(fail.clone()),
                _ if url.ends_with("/v3/doorSensor/query") => Some(Ok(sensor.clone())),
                _ => None,
            };
            let lists = read_with(&cloud, &key, &instead).0.unwrap().unwrap();
            assert_eq!(lists.not_read, [list], "{path}: {what}");
            assert_eq!(lists.codes.is_some(), list != AccountList::Codes, "{path}: {what}");
        }
    }
    // Two in a row end it, two apart do not, and what keeps every call from working ends it at once.
    let ends = |paths: &[&str], error: Unreachable| {
        let instead = |url: &str| {
            let is_it = paths.iter().any(|path| url.ends_with(path));
            is_it.then_some(Err(error))
        };
        read_with(&cloud, &key, &instead).0.is_err()
    };
    let timed_out = Unreachable::TimedOut;
    assert!(ends(&["/v3/lock/listKeyboardPwd", "/v3/identityCard/list"], timed_out));
    assert!(!ends(&["/v3/lock/listKeyboardPwd", "/v3/fingerprint/list"], timed_out));
    assert!(ends(&["/v3/identityCard/list"], Unreachable::NoNetwork));
    assert!(ends(&["/v3/identityCard/list"], Unreachable::Untrusted));
}

#[test]
fn a_door_sensor_that_the_lock_does_not_support_is_none() {
    let world = World::with(&spec(Model::Full, 2, 3));
    let (cloud, key) = (cloud(&world, &[]), world.key(key_file()));
    let instead = |url: &str| {
        let is_it = url.ends_with("/v3/doorSensor/query");
        is_it.then(|| Ok(json!({ "errcode": -4043, "errmsg": "" })))
    };
    let lists = read_with(&cloud, &key, &instead).0.unwrap().unwrap();
    assert_eq!((lists.not_read, lists.accessories), (Vec::new(), Vec::new()));
}

#[test]
fn an_account_that_may_not_save_the_lock_is_asked_for_nothing_more() {
    let world = World::with(&spec(Model::Keypad, 2, 0));
    let (cloud, key) = (cloud(&world, &[]), world.key(key_file()));
    let data = cloud.lock().unwrap().state().entries[0].lock_data.clone();
    let entry = |status: &str, user: &str| {
        json!({ "list": [{ "keyId": 1, "lockId": 1, "lockMac": key.address, "lockData": data, "userType": user,
            "keyStatus": status }], "pageNo": 1, "pageSize": 1000, "pages": 1, "total": 1 })
    };
    for (status, user, rights) in [
        ("110401", "110302", Rights::Guest),
        ("110405", "110301", Rights::Frozen),
        ("110402", "110301", Rights::Pending),
        ("110410", "110301", Rights::ReAdded),
    ] {
        let instead = |url: &str| url.ends_with("/v3/key/list").then(|| Ok(entry(status, user)));
        let (lists, calls) = read_with(&cloud, &key, &instead);
        assert_eq!(lists.unwrap().unwrap_err(), Nothing::Rights(rights));
        assert_eq!(calls, 1);
    }
    let nothing = json!({ "list": [], "total": 0 });
    let instead = |url: &str| url.ends_with("/v3/key/list").then(|| Ok(nothing.clone()));
    let (lists, _) = read_with(&cloud, &key, &instead);
    assert_eq!(lists.unwrap().unwrap_err(), Nothing::NoKey);
}

#[test]
fn of_two_entries_the_one_that_holds_the_key_in_use_is_read() {
    let world = World::with(&spec(Model::Keypad, 3, 0));
    let (cloud, key) = (cloud(&world, &[]), world.key(key_file()));
    let right = cloud.lock().unwrap().state().entries[0].lock_id;
    // A newer entry of the same lock, with another key, and one whose key data is damaged.
    for spoil in [false, true] {
        let mut owner = Owner {
            key: key.clone(),
            validity: KeyValidity::default(),
            device: relatch::model::DeviceInfo::default(),
            battery: None,
            not_understood: Vec::new(),
        };
        owner.key.unlock_key = relatch::model::SecretNumber(7);
        let inner = ekey::write(&owner, 1, START_MS.unsigned_abs()).reveal().to_string();
        let data = lock_data::encode(key.address, inner.as_bytes());
        let mut cloud = cloud.lock().unwrap();
        let uid = cloud.state().accounts[0].uid;
        let state = cloud.state_mut();
        let lock = state.add_lock(uid, None, &data, START_MS).unwrap();
        if spoil {
            state.entry_mut(lock).unwrap().lock_data = "AAAA".repeat(20);
        }
    }
    let lists = read_with(&cloud, &key, &|_| None).0.unwrap().unwrap();
    assert_eq!(lists.codes.unwrap().items.len(), 3, "those of {right}");
}

#[test]
fn key_data_that_the_list_leaves_out_are_asked_for_once() {
    let world = World::with(&spec(Model::Keypad, 3, 0));
    let (cloud, key) = (cloud(&world, &[]), world.key(key_file()));
    let listed = {
        let mut pump = VirtualPump::new(Arc::clone(&cloud), START_MS);
        let (mut keeper, application) = (Nowhere, Application::new(ID, ID).unwrap());
        let mut client = Client::new(&mut pump, &mut keeper, Region::Europe, application, None);
        client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
        let mut json = client.send(&call::keys()).unwrap().raw().reveal().clone();
        json["list"][0].as_object_mut().unwrap().remove("lockData").unwrap();
        json
    };
    let asked = std::cell::Cell::new(0);
    let instead = |url: &str| {
        asked.set(asked.get() + i32::from(url.ends_with("/v3/key/get")));
        url.ends_with("/v3/key/list").then(|| Ok(listed.clone()))
    };
    let mut pump = Meddled {
        inner: VirtualPump::new(Arc::clone(&cloud), START_MS),
        instead: &instead,
    };
    let (mut keeper, application) = (Nowhere, Application::new(ID, ID).unwrap());
    let mut client = Client::new(&mut pump, &mut keeper, Region::Europe, application, None);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
    let keys = read_all_keys(&mut client).unwrap();
    assert_eq!(asked.get(), 1);
    assert!(keys.entries[0].holds(&key));
}

#[test]
fn what_is_not_understood_or_kept_changing_is_said() {
    let mut world = World::with(&spec(Model::Full, 2, 3));
    let people = vec![json!({ "keyId": 1, "keyName": "Guest without an account" })];
    let gateways = vec![json!({ "gatewayName": "G2" }), json!({ "gatewayId": 2 })];
    let cloud = cloud(&world, &[("people", people), ("gateways", gateways)]);
    let script = "list-changes@/v3/identityCard/list".parse().unwrap();
    let cards: Vec<Value> = (0..250)
        .map(|n| json!({ "cardId": 1000 + n, "cardNumber": (3_000_000_000_i64 + n).to_string(), "cardType": 1 }))
        .collect();
    {
        let mut cloud = cloud.lock().unwrap();
        let lock = cloud.state().entries[0].lock_id;
        let lists = &mut cloud.state_mut().entry_mut(lock).unwrap().lists;
        lists.get_mut("cards").unwrap().extend(cards);
        cloud.state_mut().arm(script);
    }
    world.account = Some(read(&cloud).unwrap().0);
    let merged = world.backup().unwrap().merged.unwrap();
    assert_eq!(merged.kept_changing, [AccountList::Cards]);
    for (list, name) in [
        (AccountList::People, "Guest without an account"),
        (AccountList::Gateways, "G2"),
    ] {
        let is_said = merged.remarks.iter().any(|remark| {
            remark.what == What::NotUnderstood && remark.list == Some(list) && remark.name.as_deref() == Some(name)
        });
        assert!(is_said, "{list}: {:?}", merged.remarks);
    }
}

/// The copy's entry for the lock's code of these present digits.
fn entry_of<'a>(snapshot: &'a Snapshot, digits: &str) -> &'a CodeEntry {
    let mut codes = snapshot.codes.iter();
    codes
        .find(|entry| {
            entry
                .listed
                .known()
                .is_some_and(|record| record.current.reveal() == digits)
        })
        .unwrap()
}

#[test]
fn a_code_that_was_changed_does_not_swallow_the_one_that_has_its_first_digits_now() {
    let mut world = World::with(&spec(Model::Keypad, 2, 0));
    let cloud = cloud(&world, &[]);
    {
        // The lock: one code that was changed from 111222 to 333444, one that is 111222 now.
        let mut lock = world.lock.lock();
        let codes = &mut lock.state_mut().codes;
        let text = |digits: &str| CodeText::from(&Digits::new(digits).unwrap());
        for (code, [first, present]) in codes.iter_mut().zip([["111222", "333444"], ["555666", "111222"]]) {
            code.record.kind = PasscodeKind::Permanent;
            code.record.until = Until::Open;
            (code.record.original, code.record.current) = (text(first), text(present));
        }
    }
    {
        // The account: told of neither change. What it has by first digits must not take the place of what the lock has now.
        let mut cloud = cloud.lock().unwrap();
        let lock = cloud.state().entries[0].lock_id;
        let item = |id: i64, digits: &str, name: &str| {
            json!({ "keyboardPwdId": id, "keyboardPwd": digits, "keyboardPwdName": name, "keyboardPwdType": 2,
                "startDate": 0, "endDate": 0, "isCustom": 1, "status": 1 })
        };
        let items = vec![
            item(1, "555666", "By its first digits"),
            item(2, "111222", "By its present digits"),
            item(3, "333444", "Changed"),
        ];
        cloud
            .state_mut()
            .entry_mut(lock)
            .unwrap()
            .lists
            .insert("codes".to_owned(), items);
    }
    world.account = Some(read(&cloud).unwrap().0);
    let report = world.backup().unwrap();
    let name = |digits| entry_of(&report.snapshot, digits).about.name.clone().unwrap();
    assert_eq!(name("111222"), "By its present digits");
    assert_eq!(name("333444"), "Changed");
    // Each of the lock's is one of the account's: the third is none of them.
    let remarks = &report.merged.unwrap().remarks;
    let is_said =
        |remark: &Remark| remark.what == What::NotOnLock && remark.name.as_deref() == Some("By its first digits");
    assert!(remarks.iter().any(is_said), "{remarks:?}");
}

#[test]
fn of_equal_digits_the_valid_then_the_present_then_the_newest_counts() {
    let mut world = World::with(&spec(Model::Keypad, 1, 0));
    let digits = {
        let mut lock = world.lock.lock();
        let record = &mut lock.state_mut().codes[0].record;
        (record.kind, record.until) = (PasscodeKind::Permanent, Until::Open);
        record.current.reveal()
    };
    let item = |id: i64, kind: i64, end: i64, status: i64, made: i64, name: &str| {
        json!({ "keyboardPwdId": id, "keyboardPwd": digits, "keyboardPwdName": name, "keyboardPwdType": kind,
            "startDate": 0, "endDate": end, "isCustom": 1, "status": status, "sendDate": made })
    };
    let all = [
        item(1, 2, 0, 2, 900, "Invalid"),
        item(2, 3, START_MS - HOUR, 1, 800, "Over"),
        item(3, 2, 0, 1, 100, "Old"),
        item(4, 2, 0, 1, 700, "New"),
    ];
    for (items, wanted) in [(&all[..], "New"), (&all[..3], "Old"), (&all[..2], "Over")] {
        for backwards in [false, true] {
            let cloud = cloud(&world, &[]);
            let mut items = items.to_vec();
            if backwards {
                items.reverse();
            }
            let mut held = cloud.lock().unwrap();
            let lock = held.state().entries[0].lock_id;
            held.state_mut()
                .entry_mut(lock)
                .unwrap()
                .lists
                .insert("codes".to_owned(), items);
            drop(held);
            world.account = Some(read(&cloud).unwrap().0);
            let snapshot = world.backup().unwrap().snapshot;
            assert_eq!(entry_of(&snapshot, &digits).about.name.as_deref(), Some(wanted));
        }
    }
}

#[test]
fn what_the_lock_has_and_the_account_marks_as_gone_is_said_with_its_id() {
    let mut world = World::with(&spec(Model::Full, 3, 3));
    let finger = world.lock.lock().state().fingerprints[0].record.number.decimal();
    let finger = json!({ "fingerprintId": 1, "fingerprintNumber": finger, "startDate": 0 });
    let cloud = cloud(&world, &[("fingerprints", vec![finger])]);
    {
        let mut cloud = cloud.lock().unwrap();
        let lock = cloud.state().entries[0].lock_id;
        let lists = &mut cloud.state_mut().entry_mut(lock).unwrap().lists;
        for (list, at, status) in [
            ("codes", 0, 9),
            ("codes", 1, 8),
            ("cards", 0, 2),
            ("cards", 1, 9),
            ("fingerprints", 0, 8),
        ] {
            let item = &mut lists.get_mut(list).unwrap()[at];
            (item["status"], item["endDate"]) = (json!(status), json!(0));
        }
        // It is over, and so the account calls it invalid: nothing to say.
        let over = &mut lists.get_mut("codes").unwrap()[2];
        (over["status"], over["endDate"]) = (json!(2), json!(START_MS - HOUR));
    }
    world.account = Some(read(&cloud).unwrap().0);
    let merged = world.backup().unwrap().merged.unwrap();
    let still = merged.remarks.iter().filter(|remark| remark.what == What::StillOnLock);
    let ids: BTreeSet<&str> = still.map(|remark| remark.id.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(
        ids,
        BTreeSet::from(["code-1", "code-2", "card-1", "card-2", "fingerprint-1"])
    );
}

#[test]
fn a_one_time_code_is_promised_only_where_it_comes_back() {
    let mut world = World::with(&spec(Model::Keypad, 1, 0));
    let used = {
        // Somebody typed it: the lock wrote that down and forgot the code.
        let mut lock = world.lock.lock();
        let mut code = lock.state().codes[0].clone();
        let text = CodeText::from(&Digits::new("48121623").unwrap());
        (code.record.current, code.record.original) = (text.clone(), text);
        (code.record.kind, code.record.until) = (PasscodeKind::Permanent, Until::Open);
        code.record.start = LockMinute::OPEN_START;
        lock.state_mut().codes.push(code);
        assert!(matches!(lock.type_code("48121623#"), Typed::Opened));
        lock.state_mut().codes.pop();
        generated(101, "48121623", 1, "Used", [START_MS - HOUR, 0])
    };
    let fresh = generated(102, "15092837", 1, "Fresh", [START_MS - HOUR, 0]);
    world.account = Some(read(&cloud(&world, &[("codes", vec![used, fresh])])).unwrap().0);
    let request = BackupRequest {
        key: world.key(key_file()),
        out: support::copy().to_owned(),
        log: true,
        names: Vec::new(),
        account: world.account.clone(),
    };
    let report = world
        .run(|tools| pollster::block_on(relatch::runtime::backup::backup(tools, &request)))
        .unwrap();
    let merged = report.merged.unwrap();
    let said: Vec<(Option<&str>, What)> = merged
        .remarks
        .iter()
        .map(|remark| (remark.name.as_deref(), remark.what))
        .collect();
    // The newest comes first, as the cloud lists them.
    assert_eq!(said, [(Some("Fresh"), What::OneTime), (Some("Used"), What::UsedUp)]);
    assert_eq!(merged.only_account.len(), 1);
}

#[test]
fn other_times_of_passage_mode_are_said() {
    for (days, is_said) in [(json!([1]), true), (json!([2]), false)] {
        let mut world = World::with(&spec(Model::Full, 1, 1));
        world.lock.lock().state_mut().passage = vec![PassageEntry {
            kind: 1,
            day: 2,
            month: 0,
            start: [8, 0],
            end: [9, 30],
        }];
        let cloud = cloud(&world, &[]);
        let instead = |url: &str| {
            let is_it = url.ends_with("/v3/lock/getPassageModeConfiguration");
            is_it.then(|| {
                Ok(json!({ "passageMode": 1, "autoUnlock": 2,
                    "cyclicConfig": [{ "isAllDay": 2, "startTime": 480, "endTime": 570, "weekDays": days }] }))
            })
        };
        let lists = read_with(&cloud, &world.key(key_file()), &instead).0.unwrap();
        world.account = Some(lists.unwrap());
        let merged = world.backup().unwrap().merged.unwrap();
        let of_passage = |remark: &Remark| remark.list == Some(AccountList::Passage);
        assert_eq!(merged.remarks.iter().any(of_passage), is_said, "{:?}", merged.remarks);
    }
}

#[test]
fn a_copy_costs_the_fewest_calls() {
    let world = World::with(&spec(Model::Cards, 250, 250));
    let (lists, calls) = read(&cloud(&world, &[])).unwrap();
    assert_eq!(lists.codes.unwrap().items.len(), 250);
    assert_eq!(lists.cards.unwrap().items.len(), 250);
    // Sign-in, keys, details, twice two pages, gateways, other people's keys, passage mode; the model has no fingerprints.
    assert_eq!((calls, lists.not_read), (10, Vec::new()));
}
