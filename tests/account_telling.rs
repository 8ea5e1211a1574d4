//! Rules: what is on a re-added lock is told to its owner's account once; a card that only looks like another one turned round is told
//! like any other; what the account lists without a name gets the owner's; and passage mode is told in the newer form, in the older one
//! only where that has room for it and the newer one is not there.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

mod support;

use relatch::account::client::{Cancelled, Client, NotKept, Pump, TokenKeeper};
use relatch::account::error::Unreachable;
use relatch::account::lock::LockId;
use relatch::account::reply::RawReply;
use relatch::account::request::decode_form;
use relatch::account::token::{Token, derive_password_hash};
use relatch::account::{Application, Region};
use relatch::backup::Snapshot;
use relatch::backup::item::ItemId;
use relatch::lock::contact::Contact;
use relatch::lock::read::ReadOptions;
use relatch::model::settings::PassageEntry;
use relatch::model::{CardNumber, Contents, DeviceInfo};
use relatch::protocol::credentials::{KeyValidity, Owner};
use relatch::runtime::registration::make_lock_data;
use relatch::runtime::telling::{Place, Told, items, tell};
use relatch::virtual_cloud::{State, VirtualCloud, VirtualPump};
use relatch::virtual_lock::Model;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use support::{OFFSET_MS, START_MS, World, key_file, spec};

const ID: &str = "00000000000000000000000000000001";
const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "synthetic password";
const NEWER: &str = "/v3/lock/configurePassageMode";
const OLDER: &str = "/v3/lock/configPassageMode";

struct Nowhere;

impl TokenKeeper for Nowhere {
    fn keep(&mut self, _: &Token) -> Result<(), NotKept> {
        Ok(())
    }
}

/// What was sent: path and form.
type Sent = Vec<(String, Vec<(String, String)>)>;

/// Notes what is sent, and answers some paths itself.
struct Noted<'a> {
    inner: VirtualPump,
    sent: &'a mut Sent,
    instead: &'a dyn Fn(&str) -> Option<RawReply>,
}

impl Pump for Noted<'_> {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        let path = url.find("/v3/").and_then(|at| url.get(at..)).unwrap_or_default();
        self.sent.push((path.to_owned(), decode_form(body.as_bytes()).unwrap()));
        match (self.instead)(path) {
            Some(reply) => Ok(reply),
            None => self.inner.post(url, body, deadline_ms),
        }
    }

    fn now_ms(&self) -> i64 {
        self.inner.now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        self.inner.wait(ms)
    }
}

fn reply(status: u16, body: &str) -> RawReply {
    RawReply {
        status,
        body: body.into(),
        ..RawReply::default()
    }
}

/// A lock, what it lists, the copy of it, and an account that has it and lists nothing of it yet.
struct Scene {
    present: Contents,
    snapshot: Snapshot,
    cloud: Arc<Mutex<VirtualCloud>>,
    lock: i64,
}

fn scene(mut world: World) -> Scene {
    let snapshot = world.backup().unwrap().snapshot;
    let key = world.key(key_file());
    let read_key = key.clone();
    let present = world.run(|tools| {
        pollster::block_on(async {
            let mut contact = Contact::new(&mut *tools.radio, read_key);
            contact.read_contents(ReadOptions::FOR_COPY, tools.progress).await
        })
    });
    let owner = Owner {
        key,
        validity: KeyValidity::default(),
        device: DeviceInfo::default(),
        battery: None,
        not_understood: Vec::new(),
    };
    let mut state = State::empty(ID, ID, "eu");
    let uid = state.add_account(OWNER, PASSWORD, "eu");
    let data = make_lock_data(&owner, 1, START_MS.unsigned_abs());
    let lock = state.add_lock(uid, Some("Hall"), data.reveal(), START_MS).unwrap();
    Scene {
        present: present.unwrap(),
        snapshot,
        cloud: Arc::new(Mutex::new(VirtualCloud::new(state))),
        lock,
    }
}

impl Scene {
    fn list(&self, kind: &str, listed: Vec<Value>) {
        let mut cloud = self.cloud.lock().unwrap();
        let entry = cloud.state_mut().entry_mut(self.lock).unwrap();
        entry.lists.insert(kind.to_owned(), listed);
    }

    fn listed(&self, kind: &str) -> Vec<Value> {
        let mut cloud = self.cloud.lock().unwrap();
        let lists = &cloud.state_mut().entry_mut(self.lock).unwrap().lists;
        lists.get(kind).cloned().unwrap_or_default()
    }

    fn tell(&self, instead: &dyn Fn(&str) -> Option<RawReply>) -> (Told, Sent) {
        let mut sent = Vec::new();
        let mut pump = Noted {
            inner: VirtualPump::new(Arc::clone(&self.cloud), START_MS),
            sent: &mut sent,
            instead,
        };
        let (mut keeper, application) = (Nowhere, Application::new(ID, ID).unwrap());
        let mut client = Client::new(&mut pump, &mut keeper, Region::Europe, application, None);
        client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
        let place = Place {
            lock: LockId(self.lock),
            before: None,
            offset_ms: OFFSET_MS,
        };
        let items = items(&self.present, &self.snapshot);
        let told = tell(&mut client, place, &items, &mut |_, _| Ok(())).unwrap();
        (told, sent)
    }
}

fn form<'a>(sent: &'a Sent, path: &str) -> Option<&'a [(String, String)]> {
    let found = sent.iter().find(|(to, _)| to == path);
    found.map(|(_, form)| form.as_slice())
}

fn value<'a>(form: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = form.iter().find(|(member, _)| member == name);
    found.map(|(_, value)| value.as_str())
}

fn time(day: u8, start: [u8; 2], end: [u8; 2]) -> PassageEntry {
    PassageEntry {
        kind: 1,
        day,
        month: 0,
        start,
        end,
    }
}

fn with_passage(times: Vec<PassageEntry>) -> Scene {
    let world = World::with(&spec(Model::Full, 0, 0));
    world.lock.lock().state_mut().passage = times;
    scene(world)
}

#[test]
fn passage_mode_is_told_in_the_newer_form() {
    let scene = with_passage(vec![time(1, [8, 0], [9, 30]), time(6, [0, 0], [0, 0])]);
    let (told, sent) = scene.tell(&|_| None);
    assert_eq!((told.refused, told.stopped), (Vec::new(), None));
    assert_eq!(form(&sent, OLDER), None);
    let form = form(&sent, NEWER).unwrap();
    assert_eq!(value(form, "passageMode"), Some("1"));
    let times: Value = serde_json::from_str(value(form, "cyclicConfig").unwrap()).unwrap();
    let wanted = json!([{ "isAllDay": 2, "startTime": 480, "endTime": 570, "weekDays": [1] }, { "isAllDay": 1, "weekDays": [6] }]);
    assert_eq!(times, wanted);
}

#[test]
fn passage_mode_is_told_in_the_older_form_where_the_newer_is_not_there_and_one_time_is_all() {
    let refusals = [
        reply(404, "<html>"),
        reply(200, "{\"errcode\":-3,\"errmsg\":\"\"}"),
        reply(200, "{\"errcode\":-4043,\"errmsg\":\"\"}"),
    ];
    for refusal in refusals {
        let instead = |path: &str| (path == NEWER).then(|| refusal.clone());
        let scene = with_passage(vec![time(1, [8, 0], [9, 30]), time(2, [8, 0], [9, 30])]);
        let (told, sent) = scene.tell(&instead);
        assert_eq!((told.refused, told.stopped), (Vec::new(), None));
        let older = form(&sent, OLDER).unwrap();
        let wanted = [
            ("passageMode", Some("1")),
            ("isAllDay", Some("2")),
            ("startDate", Some("480")),
            ("endDate", Some("570")),
            ("weekDays", Some("[1,2]")),
            ("type", Some("1")),
            ("cyclicConfig", None),
        ];
        for (name, wanted) in wanted {
            assert_eq!(value(older, name), wanted, "{name}");
        }
        let all_day = with_passage(vec![time(0, [0, 0], [0, 0])]).tell(&instead).1;
        let older = form(&all_day, OLDER).unwrap();
        assert_eq!(
            ["isAllDay", "startDate", "weekDays"].map(|name| value(older, name)),
            [Some("1"), None, Some("[1,2,3,4,5,6,7]")]
        );
        let never = with_passage(Vec::new()).tell(&instead).1;
        assert_eq!(value(form(&never, OLDER).unwrap(), "passageMode"), Some("2"));
        // Half of the times would be wrong.
        let (told, sent) = with_passage(vec![time(1, [8, 0], [9, 0]), time(1, [10, 0], [11, 0])]).tell(&instead);
        assert_eq!(form(&sent, OLDER), None);
        let refused: Vec<&str> = told.refused.iter().map(|label| label.id.0.as_str()).collect();
        assert_eq!(refused, ["setting-passage"]);
    }
}

#[test]
fn a_card_that_is_another_one_turned_round_is_told_like_any_other() {
    let world = World::with(&spec(Model::Cards, 0, 2));
    let [one, turned] = {
        let mut lock = world.lock.lock();
        let cards = &mut lock.state_mut().cards;
        let one = CardNumber::from_decimal("3661413478").unwrap();
        let turned = one.reversed();
        cards[0].record.number = one.clone();
        cards[1].record.number = turned.clone();
        [one, turned]
    };
    let scene = scene(world);
    let item = |number: &CardNumber| {
        json!({ "cardId": 1, "lockId": scene.lock, "cardNumber": number.decimal(), "cardName": "Mine", "cardType": 1,
            "startDate": 0, "endDate": 0, "status": 1 })
    };
    scene.list("cards", vec![item(&one)]);
    let (told, _) = scene.tell(&|_| None);
    assert_eq!((told.known, told.refused), (1, Vec::new()));
    let numbers: Vec<Value> = scene
        .listed("cards")
        .iter()
        .map(|card| card["cardNumber"].clone())
        .collect();
    assert!(
        numbers.len() == 2 && numbers.contains(&json!(turned.decimal())),
        "{numbers:?}"
    );
}

#[test]
fn a_card_that_the_account_writes_turned_round_is_not_told_again() {
    let world = World::with(&spec(Model::Cards, 0, 1));
    let number = CardNumber::from_decimal("3661413478").unwrap();
    world.lock.lock().state_mut().cards[0].record.number = number.clone();
    let scene = scene(world);
    let item = json!({ "cardId": 1, "lockId": scene.lock, "cardNumber": number.reversed().decimal(), "cardName": "Mine",
        "cardType": 1, "startDate": 0, "endDate": 0, "status": 1 });
    scene.list("cards", vec![item]);
    let (told, _) = scene.tell(&|_| None);
    assert_eq!((told.known, scene.listed("cards").len()), (1, 1));
}

#[test]
fn what_the_account_lists_without_a_name_gets_the_owners_and_a_name_of_its_own_stays() {
    let mut world = World::with(&spec(Model::Cards, 2, 2));
    let named = [
        ("code-1", "Anna"),
        ("code-2", "Bert"),
        ("card-1", "Red fob"),
        ("card-2", "Blue fob"),
    ];
    world.names = named.map(|(id, name)| (ItemId::from(id), name.to_owned())).to_vec();
    let scene = scene(world);
    let codes = scene.present.passcodes.items.iter().filter_map(|listed| listed.known());
    let codes = (1..).zip(codes).map(|(id, record)| {
        let digits = record.current.reveal();
        // The lock's own app writes the digits where there is no name.
        let name = if id == 1 { digits.clone() } else { "Cousin".to_owned() };
        json!({ "keyboardPwdId": id, "lockId": scene.lock, "keyboardPwd": digits, "keyboardPwdName": name,
            "keyboardPwdType": 2, "startDate": 0, "endDate": 0, "isCustom": 1, "status": 1 })
    });
    let codes = codes.collect();
    scene.list("codes", codes);
    let cards = scene.present.cards.as_ref().unwrap().items.iter();
    let cards = (1..).zip(cards).map(|(id, record): (i64, _)| {
        json!({ "cardId": id, "lockId": scene.lock, "cardNumber": record.number.decimal(), "cardType": 1, "startDate": 0,
            "endDate": 0, "status": 1 })
    });
    let cards = cards.collect();
    scene.list("cards", cards);
    let (told, sent) = scene.tell(&|_| None);
    assert_eq!((told.known, told.stopped), (4, None));
    let names = |kind: &str, member: &str| -> Vec<Value> {
        scene.listed(kind).iter().map(|item| item[member].clone()).collect()
    };
    assert_eq!(names("codes", "keyboardPwdName"), [json!("Anna"), json!("Cousin")]);
    assert_eq!(names("cards", "cardName"), [json!("Red fob"), json!("Blue fob")]);
    // Only the name is sent: neither digits nor times.
    let renamed = form(&sent, "/v3/keyboardPwd/change").unwrap();
    for other in ["newKeyboardPwd", "startDate", "endDate", "changeType"] {
        assert_eq!(value(renamed, other), None);
    }
    assert_eq!(
        scene
            .tell(&|_| None)
            .1
            .iter()
            .filter(|(path, _)| path.ends_with("/change"))
            .count(),
        0
    );
    // A name that is refused changes nothing else.
    scene.list("cards", Vec::new());
    let refused = |path: &str| {
        path.ends_with("/rename")
            .then(|| reply(200, "{\"errcode\":-1021,\"errmsg\":\"\"}"))
    };
    assert_eq!(scene.tell(&refused).0.stopped, None);
}
