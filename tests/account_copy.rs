//! Rules: what an account knows is put into a saved copy without changing what the lock said; each item is marked by where it is
//! known from; contradictions are told and nothing is decided; generated codes that nobody typed yet come back after a reset with
//! the same digits; what cannot is said by name; and it costs the fewest calls.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

mod support;

use relatch::account::client::{AccountError, Client, NotKept, TokenKeeper};
use relatch::account::lock::KeyEntry;
use relatch::account::token::{Token, derive_password_hash};
use relatch::account::{Application, Region, call};
use relatch::backup::item::{ItemId, Provenance};
use relatch::model::{Features, LockMinute, PasscodeKind, Until};
use relatch::protocol::credentials::{KeyValidity, Owner, ekey, lock_data};
use relatch::runtime::account_copy::read_lists;
use relatch::runtime::merge::{AccountList, AccountLists, What};
use relatch::virtual_cloud::{State, VirtualCloud, VirtualPump};
use relatch::virtual_lock::{Model, Typed};
use serde_json::{Value, json};
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
    arm("month-used-up@/v3/lock/listKeyboardPwd");
    assert!(
        matches!(read(&cloud), Err(AccountError::Call(_))),
        "no further call would work"
    );
}

#[test]
fn a_copy_costs_the_fewest_calls() {
    let world = World::with(&spec(Model::Cards, 250, 250));
    let (lists, calls) = read(&cloud(&world, &[])).unwrap();
    assert_eq!(lists.codes.unwrap().items.len(), 250);
    assert_eq!(lists.cards.unwrap().items.len(), 250);
    // Sign-in, keys, details, twice two pages, gateways, other people's keys; the model has no fingerprints.
    assert_eq!((calls, lists.not_read), (9, Vec::new()));
}
