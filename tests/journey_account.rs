//! The guided way with the owner's account, over a virtual cloud: the key is taken from it, what only it knows is saved and put back, and
//! the lock is in it again in the end, by Relatch or by the lock's own app. Whatever the cloud does, the lock is never held up; and
//! wherever the app is killed, the way comes to the same end.
#![cfg(test)]

mod support;

use relatch::account::client::{Cancelled, Pump};
use relatch::account::error::Unreachable;
use relatch::account::reply::RawReply;
use relatch::account::{Application, Region};
use relatch::https::{HttpsPump, Trust};
use relatch::journey::event::PlatformEvent;
use relatch::journey::facts::{Entry, Facts, ImportState, JourneyId};
use relatch::journey::message::{Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Screen, StageName};
use relatch::model::date::utc_time;
use relatch::model::{CardRecord, DeviceInfo, LockMinute, PasscodeKind, PasscodeRecord, Until, Validity};
use relatch::protocol::credentials::{self, Owner, lock_data};
use relatch::runtime::InlineDriver;
use relatch::runtime::engine::CloudAccess;
use relatch::runtime::registration::make_lock_data;
use relatch::store::Secrets as _;
use relatch::transport::Cancel;
use relatch::virtual_cloud::certificate::{Certificate, DAY_MS};
use relatch::virtual_cloud::server::Server;
use relatch::virtual_cloud::switch::{KnownLock, OwnKeyData, Switches};
use relatch::virtual_cloud::{Fault, State, VirtualCloud, VirtualPump};
use relatch::virtual_lock::Model;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use support::OFFSET_MS;
use support::phone::{Phone, brief, is_receipt, press, save_key};

const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";
const SECRET: &str = "5ec2e75ec2e75ec2e75ec2e75ec2e750";
const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "synthetic password";
/// A code that the account made and nobody typed yet.
const NEVER_TYPED: &str = "73195028";

/// The call that tells the account of a code.
const ADD_CODE: &str = "/v3/keyboardPwd/add";

/// A cloud, and what happens to its calls.
#[derive(Clone)]
struct Sky {
    cloud: Arc<Mutex<VirtualCloud>>,
    now_ms: i64,
    /// After so many more calls the app dies: before the call is sent, or with its answer on the way.
    dies_after: Arc<Mutex<Option<(u32, bool)>>>,
    /// How many calls were sent.
    calls: Arc<AtomicU32>,
    /// Whether there is no network.
    is_down: Arc<Mutex<bool>>,
    /// The call after whose answer the owner presses Stop.
    stopped_at: Arc<Mutex<Option<&'static str>>>,
}

/// What the app leaves behind that dies in the middle of a call.
struct Died;

struct Meddled {
    cancel: Cancel,
    inner: VirtualPump,
    sky: Sky,
}

impl Pump for Meddled {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        if *self.sky.is_down.lock().unwrap() {
            return Err(Unreachable::NoNetwork);
        }
        let dies = {
            let mut left = self.sky.dies_after.lock().unwrap();
            let dies = left.filter(|(left, _)| *left == 0).map(|(_, with_answer)| with_answer);
            *left = left.and_then(|(left, with_answer)| left.checked_sub(1).map(|left| (left, with_answer)));
            dies
        };
        if dies == Some(false) {
            std::panic::resume_unwind(Box::new(Died));
        }
        self.sky.calls.fetch_add(1, Ordering::SeqCst);
        let reply = self.inner.post(url, body, deadline_ms);
        if self
            .sky
            .stopped_at
            .lock()
            .unwrap()
            .is_some_and(|path| url.ends_with(path))
        {
            self.cancel.ask();
        }
        if dies == Some(true) {
            std::panic::resume_unwind(Box::new(Died));
        }
        reply
    }

    fn now_ms(&self) -> i64 {
        self.inner.now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        self.inner.wait(ms)
    }
}

impl Sky {
    /// A cloud whose owner has the phone's lock, with names for everything on it and one code that nobody typed yet.
    fn of(phone: &Phone) -> Self {
        let now_ms = phone.world.clock.utc_ms();
        let owner = owner_of(&phone.key_text());
        let mut state = State::empty(ID, SECRET, "eu");
        let account = state.add_account(OWNER, PASSWORD, "eu");
        let data = make_lock_data(&owner, 7, now_ms.unsigned_abs());
        let lock = state.add_lock(account, Some("Hall"), data.reveal(), now_ms).unwrap();
        let held = phone.world.lock.lock();
        let codes: Vec<PasscodeRecord> = held.state().codes.iter().map(|code| code.record.clone()).collect();
        let cards: Vec<CardRecord> = held.state().cards.iter().map(|card| card.record.clone()).collect();
        drop(held);
        let mut listed: Vec<Value> = (1..).zip(&codes).map(|(id, code)| code_item(lock, id, code)).collect();
        listed.push(
            json!({ "keyboardPwdId": 999, "lockId": lock, "keyboardPwd": NEVER_TYPED, "keyboardPwdName": "Guests",
            "keyboardPwdType": 2, "startDate": now_ms - 60_000, "endDate": 0, "isCustom": 0, "status": 1 }),
        );
        let entry = state.entry_mut(lock).unwrap();
        entry.lists.insert("codes".to_owned(), listed);
        let cards = (1..).zip(&cards).map(|(id, card): (i64, _)| {
            json!({ "cardId": id, "lockId": lock, "cardNumber": card.number.decimal(), "cardName": format!("Fob {id}"),
                "cardType": 1, "startDate": 0, "endDate": 0, "status": 1 })
        });
        entry.lists.insert("cards".to_owned(), cards.collect());
        Self {
            cloud: Arc::new(Mutex::new(VirtualCloud::new(state))),
            now_ms,
            dies_after: Arc::default(),
            calls: Arc::default(),
            is_down: Arc::default(),
            stopped_at: Arc::default(),
        }
    }

    /// The account tells the very times that the lock has.
    fn agrees_with(&self, phone: &Phone) {
        let lock = phone.world.lock.lock();
        let codes = lock.state().codes.iter().map(|code| code.record.validity());
        let cards = lock.state().cards.iter().map(|card| card.record.validity);
        let validities: [Vec<Validity>; 2] = [codes.collect(), cards.collect()];
        let told = |minute: LockMinute, is_open: bool| if is_open { Some(0) } else { utc_time(minute, OFFSET_MS) };
        self.change(|state| {
            let entry = state.entries.first_mut().unwrap();
            for (name, validities) in ["codes", "cards"].into_iter().zip(validities) {
                for (item, Validity { start, end }) in entry.lists.get_mut(name).unwrap().iter_mut().zip(validities) {
                    item["startDate"] = json!(told(start, start.is_open_start()).unwrap_or_default());
                    item["endDate"] = json!(told(end, end.is_open_end()).unwrap_or_default());
                }
            }
        });
    }

    fn access(&self) -> CloudAccess {
        let sky = self.clone();
        CloudAccess {
            application: Application::new(ID, SECRET).unwrap(),
            regions: vec![Region::Europe, Region::China],
            pump: Arc::new(move |cancel| {
                Ok(Box::new(Meddled {
                    cancel,
                    inner: VirtualPump::new(sky.cloud.clone(), sky.now_ms),
                    sky: sky.clone(),
                }))
            }),
        }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(self.cloud.lock().unwrap().state_mut());
    }

    fn sent(&self, path: &str) -> usize {
        let cloud = self.cloud.lock().unwrap();
        cloud.log().iter().filter(|sent| *sent == path).count()
    }

    /// The entries of the lock: their numbers, and whether they hold this key.
    fn entries(&self, owner: &Owner) -> Vec<bool> {
        let cloud = self.cloud.lock().unwrap();
        let entries = cloud.state().entries.iter();
        entries
            .filter(|entry| entry.address == owner.key.address)
            .map(|entry| {
                let found = credentials::parse(entry.lock_data.as_bytes()).unwrap();
                let theirs = credentials::select(found, None).unwrap().key;
                theirs.aes_key == owner.key.aes_key && theirs.admin_secret == owner.key.admin_secret
            })
            .collect()
    }

    /// Everything that the cloud lists of the newest entry.
    fn listed(&self, kind: &str) -> Vec<Value> {
        let cloud = self.cloud.lock().unwrap();
        let newest = cloud.state().entries.iter().max_by_key(|entry| entry.lock_id).unwrap();
        newest.lists.get(kind).cloned().unwrap_or_default()
    }
}

fn code_item(lock: i64, id: i64, code: &PasscodeRecord) -> Value {
    let kind = match code.kind {
        PasscodeKind::Count => 1,
        PasscodeKind::Permanent => 2,
        PasscodeKind::Period => 3,
        PasscodeKind::Cyclic => 5,
    };
    json!({ "keyboardPwdId": id, "lockId": lock, "keyboardPwd": code.current.reveal(), "keyboardPwdName": format!("Code {id}"),
        "keyboardPwdType": kind, "startDate": 0, "endDate": 0, "isCustom": 1, "status": 1 })
}

fn owner_of(text: &str) -> Owner {
    credentials::select(credentials::parse(text.as_bytes()).unwrap(), None).unwrap()
}

fn new_owner(phone: &Phone) -> Owner {
    let text = phone.secrets.read("journey-1-new").unwrap().unwrap();
    owner_of(std::str::from_utf8(&text).unwrap())
}

fn phone_with_account(model: Model, codes: u16, cards: u16) -> (Phone, Sky) {
    let mut phone = Phone::with(model, codes, cards);
    let sky = Sky::of(&phone);
    phone.cloud = Some(sky.access());
    (phone, sky)
}

/// What a person does next, who has an account.
fn next(phone: &mut Phone, sky: &Sky, screen: &Screen<Message>) -> Action {
    let choose = |id: &str| Action::Choose(id.to_owned());
    match &screen.body {
        Body::Choices { choices } => {
            let offers = |id: &str| choices.iter().any(|choice| choice.id == id && choice.enabled);
            match screen.title.id {
                "key-title" => choose("account"),
                // One that is signed in, else the right region.
                "account-title" if offers("0") => choose("0"),
                "account-title" => {
                    let regions = choices.iter().filter(|choice| choice.id.starts_with("region:"));
                    choose(&regions.min_by_key(|choice| choice.id != "region:eu").unwrap().id)
                }
                "account-locks-title" => choose("0"),
                _ => phone.next(screen),
            }
        }
        Body::Form { fields } if fields.iter().any(|field| field.id == "password") => {
            let text = |id: &str, text: &str| (id.to_owned(), Hidden::from(text));
            Action::Submit(vec![text("name", OWNER), text("password", PASSWORD)])
        }
        Body::Text if screen.title.id == "own-app-title" => {
            add_in_own_app(phone, sky);
            press(Button::Next)
        }
        Body::Text if screen.title.id == "register-title" => {
            let old = press(Button::Erase);
            if screen.offers(&old) { old } else { phone.next(screen) }
        }
        _ => phone.next(screen),
    }
}

/// The lock's own app pairs the lock and registers it, as it does for itself.
fn add_in_own_app(phone: &Phone, sky: &Sky) {
    let mut lock = phone.world.lock.lock();
    if lock.state().owner.is_some() {
        return;
    }
    let key = lock.pair();
    let owner = Owner {
        key,
        device: DeviceInfo::default(),
        ..owner_of(&phone.key_text())
    };
    let data = make_lock_data(&owner, 9, sky.now_ms.unsigned_abs());
    sky.change(|state| {
        let account = state.accounts[0].uid;
        state
            .add_lock(account, Some("Hall"), data.reveal(), sky.now_ms)
            .unwrap();
    });
}

/// Goes on to the receipt. Gives what the journey knew in the end.
fn go_on(phone: &mut Phone, sky: &Sky, driver: &mut InlineDriver<'_>) -> Facts {
    let mut facts = None;
    for _ in 0..300 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            return facts.unwrap();
        }
        let action = match &screen.problem {
            // Signed out: the password is typed again.
            Some(_) if screen.offers(&press(Button::Retry)) => press(Button::Retry),
            _ => next(phone, sky, &screen),
        };
        driver.act(action);
        facts = driver.engine().facts(JourneyId(1)).cloned().or(facts);
    }
    panic!("no end in sight at {}", brief(&driver.screen()));
}

fn is_on_the_lock(phone: &Phone, digits: &str) -> bool {
    let lock = phone.world.lock.lock();
    let mut codes = lock.state().codes.iter();
    codes.any(|there| there.record.current.reveal() == digits)
}

#[test]
fn row_7_12_15_77_the_key_comes_from_the_account_and_the_lock_is_in_it_again() {
    let (mut phone, sky) = phone_with_account(Model::Full, 6, 4);
    let before = sky.entries(&owner_of(&phone.key_text()));
    assert_eq!(before, [true]);
    assert!(!is_on_the_lock(&phone, NEVER_TYPED));
    let mut driver = phone.start();
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!(facts.import, ImportState::Proved);
    assert_eq!(
        facts.account.as_ref().map(|account| account.region.as_str()),
        Some("eu")
    );
    let gave = facts.copy.as_ref().and_then(|copy| copy.account.as_ref()).unwrap();
    assert_eq!(gave.only_account, 1, "{gave:?}");
    // Row 12: a code that nobody typed is on the lock, with the same digits.
    assert!(is_on_the_lock(&phone, NEVER_TYPED));
    // Row 77: one entry, with the lock's new key; the old one is gone.
    let new = new_owner(&phone);
    assert_eq!(sky.entries(&new), [true]);
    assert_eq!((sky.sent("/v3/lock/initialize"), sky.sent("/v3/lock/delete")), (1, 1));
    // It was told all that a registration must hold (cloud 3).
    let data = sky.cloud.lock().unwrap().state().entries[0].lock_data.clone();
    let (_, told) = lock_data::decode(&data).unwrap();
    let account = sky.cloud.lock().unwrap().state().accounts[0].uid;
    assert_eq!(told.reveal()["uid"], account);
    assert_eq!(
        told.reveal()["lockName"],
        phone.world.lock.lock().state().advertised_name()
    );
    assert_eq!(told.reveal()["lockAlias"], "Hall");
    for known in [
        "electricQuantity",
        "modelNum",
        "hardwareRevision",
        "firmwareRevision",
        "specialValue",
        "pwdInfo",
    ] {
        assert!(!told.reveal()[known].is_null(), "{known} is missing");
    }
    // And what was put back is in it by its names.
    let cards = sky.listed("cards");
    assert_eq!(cards.len(), 4);
    assert!(
        cards
            .iter()
            .all(|card| card["cardName"].as_str().unwrap().starts_with("Fob ")),
        "{cards:?}"
    );
    let codes = sky.listed("codes");
    assert!(
        codes
            .iter()
            .any(|code| code["keyboardPwd"] == NEVER_TYPED && code["keyboardPwdName"] == "Guests")
    );
    save_key(&mut driver);
}

#[test]
fn registered_and_told_by_the_offset_that_the_locks_clock_runs_at() {
    const HOUR: i64 = 3_600_000;
    let (mut phone, sky) = phone_with_account(Model::Keypad, 14, 0);
    // The lock runs two hours ahead of the phone's zone.
    let offset_s = {
        let mut lock = phone.world.lock.lock();
        lock.state_mut().clock_offset_s += 2 * 3_600;
        lock.state().clock_offset_s
    };
    let mut driver = phone.start();
    go_on(&mut phone, &sky, &mut driver);
    let lock = phone.world.lock.lock();
    assert_eq!(lock.state().clock_offset_s, offset_s, "the clock was set by it");
    let data = sky.cloud.lock().unwrap().state().entries[0].lock_data.clone();
    let (_, told) = lock_data::decode(&data).unwrap();
    assert_eq!(told.reveal()["timezoneRawOffset"], offset_s * 1000);
    let mut timed = 0;
    for code in sky.listed("codes") {
        let digits = code["keyboardPwd"].as_str().unwrap().to_owned();
        let mut stored = lock.state().codes.iter();
        let record = &stored
            .find(|stored| stored.record.current.reveal() == digits)
            .unwrap()
            .record;
        if let (PasscodeKind::Period, Until::End(end)) = (record.kind, record.until)
            && !end.is_open_end()
        {
            assert_eq!(code["endDate"], utc_time(end, offset_s * 1000).unwrap());
            assert_ne!(code["endDate"], utc_time(end, offset_s * 1000 - 2 * HOUR).unwrap());
            timed += 1;
        }
    }
    assert!(timed > 0);
}

#[test]
fn in_the_own_apps_way_it_is_told_by_what_the_account_believes() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 14, 0);
    phone.picks.re_add = "own-app";
    let believed = 7_200_000;
    let mut driver = phone.start();
    for _ in 0..300 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            break;
        }
        let action = next(&mut phone, &sky, &screen);
        driver.act(action);
        sky.change(|state| {
            let entry = state.entries.iter_mut().max_by_key(|entry| entry.lock_id).unwrap();
            entry.facts.insert("timezoneRawOffset".to_owned(), json!(believed));
        });
    }
    let lock = phone.world.lock.lock();
    let mut timed = 0;
    for code in sky.listed("codes") {
        let digits = code["keyboardPwd"].as_str().unwrap().to_owned();
        let mut stored = lock.state().codes.iter();
        let record = &stored
            .find(|stored| stored.record.current.reveal() == digits)
            .unwrap()
            .record;
        if let (PasscodeKind::Period, Until::End(end)) = (record.kind, record.until)
            && !end.is_open_end()
        {
            assert_eq!(code["endDate"], utc_time(end, believed).unwrap());
            timed += 1;
        }
    }
    assert!(timed > 0);
}

#[test]
fn row_34_the_locks_own_app_adds_it_and_the_new_key_is_taken_from_the_account() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 5, 0);
    phone.picks.re_add = "own-app";
    let mut driver = phone.start();
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!(facts.import, ImportState::Proved);
    assert!(!facts.paired_here);
    assert_eq!(sky.sent("/v3/lock/initialize"), 0, "the app did that");
    assert_eq!(sky.entries(&new_owner(&phone)), [true]);
}

#[test]
fn nothing_is_sent_before_the_owner_asked_for_it() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 3, 0);
    let calls = || sky.calls.load(Ordering::SeqCst);
    let mut driver = phone.start();
    for _ in 0..20 {
        let screen = driver.screen();
        if matches!(&screen.body, Body::Form { fields } if fields.iter().any(|field| field.id == "password")) {
            assert_eq!(calls(), 0, "before the password was handed in");
            let action = next(&mut phone, &sky, &screen);
            driver.act(action);
            assert_eq!(calls(), 2, "the sign-in, and the list of locks");
            return;
        }
        assert_eq!(calls(), 0, "{}", brief(&screen));
        let action = next(&mut phone, &sky, &screen);
        driver.act(action);
    }
    panic!("never asked to sign in");
}

#[test]
fn whatever_is_wrong_with_the_account_is_told_apart_and_the_way_goes_on() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 3, 0);
    let mut driver = phone.start();
    let to_form = |phone: &mut Phone, driver: &mut InlineDriver<'_>| {
        for _ in 0..20 {
            let screen = driver.screen();
            if matches!(&screen.body, Body::Form { fields } if fields.len() == 2) {
                return;
            }
            let action = next(phone, &sky, &screen);
            driver.act(action);
        }
        panic!("no form at {}", brief(&driver.screen()));
    };
    let sign_in = |driver: &mut InlineDriver<'_>, password: &str| {
        let text = |id: &str, text: &str| (id.to_owned(), Hidden::from(text));
        driver.act(Action::Submit(vec![text("name", OWNER), text("password", password)]));
        driver.screen().problem.map(|problem| problem.code)
    };
    to_form(&mut phone, &mut driver);
    assert_eq!(sign_in(&mut driver, "wrong").as_deref(), Some("account-password"));
    *sky.is_down.lock().unwrap() = true;
    assert_eq!(sign_in(&mut driver, PASSWORD).as_deref(), Some("account-unreachable"));
    *sky.is_down.lock().unwrap() = false;
    for fault in Fault::ALL {
        sky.change(|state| state.faults = vec![format!("{}@/oauth2/token", fault.name()).parse().unwrap()]);
        let said = sign_in(&mut driver, PASSWORD);
        sky.change(|state| state.faults.clear());
        let expected = match fault {
            Fault::Html => Some("account-foreign"),
            Fault::TooFrequent | Fault::Http429 => Some("account-busy"),
            Fault::MonthUsedUp => Some("account-month"),
            Fault::Slow | Fault::Lost | Fault::Dropped => Some("account-unreachable"),
            Fault::NotFound | Fault::Empty | Fault::CutOff | Fault::Internal => Some("account-broken"),
            _ => None,
        };
        if let Some(expected) = expected {
            assert_eq!(said.as_deref(), Some(expected), "{fault:?}");
        }
        assert!(
            said.as_ref().is_none_or(|code| code.starts_with("account-")),
            "{fault:?}: {said:?}"
        );
        if said.is_none() {
            // It did not matter to this call: signed in. Back to the question.
            driver.act(press(Button::Back));
            driver.act(Action::Choose("region:eu".to_owned()));
        }
    }
    assert_eq!(sign_in(&mut driver, PASSWORD), None);
    // The account goes down while the copy is made: nothing is saved half, and the owner may do without it.
    for _ in 0..20 {
        if driver.screen().title.id == "backup-title" {
            break;
        }
        let action = next(&mut phone, &sky, &driver.screen());
        driver.act(action);
    }
    *sky.is_down.lock().unwrap() = true;
    driver.act(press(Button::Next));
    let screen = driver.screen();
    assert_eq!(
        screen.problem.as_ref().map(|problem| problem.code.as_str()),
        Some("account-unreachable")
    );
    assert!(driver.engine().facts(JourneyId(1)).unwrap().copy.is_none());
    driver.act(press(Button::Skip));
    let facts = driver.engine().facts(JourneyId(1)).unwrap();
    assert!(facts.copy.as_ref().is_some_and(|copy| copy.account.is_none()));
    // Without a network the lock gets everything back all the same; only its entry has to wait.
    for _ in 0..200 {
        let screen = driver.screen();
        if screen.title.id == "register-title" {
            break;
        }
        let action = next(&mut phone, &sky, &screen);
        driver.act(action);
    }
    driver.act(press(Button::Next));
    let screen = driver.screen();
    assert_eq!(
        screen.problem.as_ref().map(|problem| problem.code.as_str()),
        Some("account-unreachable")
    );
    driver.act(press(Button::Skip));
    assert_eq!(driver.screen().stage, StageName::Erase);
    let facts = driver.engine().facts(JourneyId(1)).unwrap();
    assert_eq!((facts.import, facts.entry), (ImportState::Proved, Entry::Settled));
}

#[test]
fn row_12_where_they_differ_the_locks_word_counts_unless_the_owner_says_otherwise() {
    let (mut phone, sky) = phone_with_account(Model::Full, 8, 4);
    let cards: Vec<CardRecord> = {
        let lock = phone.world.lock.lock();
        lock.state().cards.iter().map(|card| card.record.clone()).collect()
    };
    let endless = cards.iter().position(|card| card.validity.end.is_open_end()).unwrap();
    // The account knows another end of one fob, and says of every timed code that it is for ever.
    sky.change(|state| {
        let entry = state.entries.first_mut().unwrap();
        entry.lists.get_mut("cards").unwrap()[endless]["endDate"] = json!(sky.now_ms + 3_600_000);
    });
    let before: Vec<PasscodeRecord> = {
        let lock = phone.world.lock.lock();
        lock.state().codes.iter().map(|code| code.record.clone()).collect()
    };
    let timed = before.iter().filter(|code| code.kind == PasscodeKind::Period);
    let [chosen, kept, ..] = timed.collect::<Vec<_>>()[..] else {
        panic!("two timed codes are needed");
    };
    let mut driver = phone.start();
    let options = |screen: &Screen<Message>| match &screen.body {
        Body::Plan(table) => table.options.clone(),
        _ => Vec::new(),
    };
    for _ in 0..300 {
        if !options(&driver.screen()).is_empty() {
            break;
        }
        let action = next(&mut phone, &sky, &driver.screen());
        driver.act(action);
    }
    let at = |code: &PasscodeRecord| before.iter().position(|other| other == code).unwrap() + 1;
    let code = format!("account-word-code-{}", at(chosen));
    let card = format!("account-word-card-{}", endless + 1);
    for id in [&code, &card] {
        let offered = options(&driver.screen());
        let offer = offered.iter().find(|option| option.id == *id).unwrap();
        assert!(
            !offer.ticked && offer.detail.is_some(),
            "the lock's word counts: {offer:?}"
        );
        driver.act(Action::Tick {
            id: id.clone(),
            on: true,
        });
        let offered = options(&driver.screen());
        assert!(offered.iter().any(|option| option.id == *id && option.ticked));
    }
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!(facts.import, ImportState::Proved, "what was aimed at is what is proved");
    let lock = phone.world.lock.lock();
    let there = |code: &PasscodeRecord| {
        let mut codes = lock.state().codes.iter();
        let there = codes.find(|there| there.record.current == code.current);
        there.unwrap().record.validity()
    };
    assert!(there(chosen).end.is_open_end());
    assert!(there(kept).means_the_same(kept.validity()));
    let there = |card: &CardRecord| {
        let mut cards = lock.state().cards.iter();
        let there = cards.find(|there| there.record.number.is_same_card(&card.number));
        there.unwrap().record.validity
    };
    for (index, card) in cards.iter().enumerate() {
        let is_as_it_was = there(card).means_the_same(card.validity);
        assert_eq!(is_as_it_was, index != endless, "fob {index}");
    }
}

/// Every call of the whole way, real encryption, one machine.
#[test]
fn the_whole_way_goes_over_real_encryption_and_a_wrong_certificate_is_refused() {
    let mut phone = Phone::with(Model::Keypad, 4, 0);
    let sky = Sky::of(&phone);
    let today = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
    let [right, wrong] = [(); 2].map(|()| Certificate::make("127.0.0.1", today - DAY_MS, today + DAY_MS).unwrap());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let server = Server::start(address, Arc::clone(&sky.cloud), "eu", Some(&right), Box::new(|_, _| {})).unwrap();
    let trusted = Arc::new(Mutex::new(wrong.der));
    let trust = Arc::clone(&trusted);
    phone.cloud = Some(CloudAccess {
        application: Application::new(ID, SECRET).unwrap(),
        regions: vec![format!("https://{}", server.address()).parse().unwrap()],
        pump: Arc::new(move |_| {
            let pump = HttpsPump::new(Trust::Only(vec![trust.lock().unwrap().clone()]), || false)?;
            Ok(Box::new(pump) as Box<dyn Pump>)
        }),
    });
    let mut driver = phone.start();
    for _ in 0..20 {
        if matches!(driver.screen().body, Body::Form { .. }) {
            break;
        }
        assert_eq!(server.connections(), 0, "nothing is opened before the owner asked");
        let action = next(&mut phone, &sky, &driver.screen());
        driver.act(action);
    }
    let sign_in = next(&mut phone, &sky, &driver.screen());
    driver.act(sign_in);
    let problem = driver.screen().problem.map(|problem| problem.code);
    assert_eq!(problem.as_deref(), Some("account-untrusted"));
    assert!(sky.cloud.lock().unwrap().log().is_empty(), "the password was not sent");
    *trusted.lock().unwrap() = right.der;
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!((facts.import, facts.entry), (ImportState::Proved, Entry::Settled));
    assert_eq!(sky.entries(&new_owner(&phone)), [true]);
    assert!(!sky.cloud.lock().unwrap().log().is_empty() && server.connections() > 1);
}

/// Goes on to where the account may be told, and has what the old entry has come over from there.
fn go_to_telling_at_once(phone: &mut Phone, sky: &Sky, driver: &mut InlineDriver<'_>) {
    for _ in 0..300 {
        let screen = driver.screen();
        if screen.title.id == "register-title" && matches!(screen.body, Body::Checklist { .. }) {
            driver.act(Action::Tick {
                id: "at-once".to_owned(),
                on: true,
            });
            return;
        }
        let action = next(phone, sky, &screen);
        driver.act(action);
    }
    panic!("the account is never told");
}

/// Every code of the lock is listed once, by its name in the copy.
fn all_codes_are_listed_once(phone: &Phone, sky: &Sky) {
    let listed = sky.listed("codes");
    let lock = phone.world.lock.lock();
    for code in &lock.state().codes {
        let digits = code.record.current.reveal();
        let is_it = |item: &&Value| item["keyboardPwd"].as_str() == Some(digits.as_str());
        assert_eq!(listed.iter().filter(is_it).count(), 1, "{:?}", code.record.kind);
    }
}

#[test]
fn row_77_what_the_old_entry_has_comes_over_in_one_call_where_the_owner_wants_it() {
    for fault in [None, Some("lost@/v3/lock/importSuccess")] {
        let (mut phone, sky) = phone_with_account(Model::Keypad, 40, 0);
        sky.change(|state| {
            let person =
                json!({ "keyId": 7, "username": "guest@example.org", "keyName": "Guest", "keyStatus": "110401" });
            let entry = state.entries.first_mut().unwrap();
            entry.lists.insert("people".to_owned(), vec![person]);
        });
        let mut driver = phone.start();
        go_to_telling_at_once(&mut phone, &sky, &mut driver);
        sky.change(|state| state.faults = fault.into_iter().map(|script| script.parse().unwrap()).collect());
        driver.act(press(Button::Next));
        assert_eq!(sky.sent("/v3/lock/importSuccess"), 1, "{fault:?}");
        all_codes_are_listed_once(&phone, &sky);
        // What the lock has otherwise than the old entry is told by itself.
        assert!(sky.sent(ADD_CODE) < 20, "{} calls", sky.sent(ADD_CODE));
        assert_eq!(sky.listed("people").len(), 1, "which is why the owner is asked");
        let facts = go_on(&mut phone, &sky, &mut driver);
        assert_eq!(facts.entry, Entry::Settled);
    }
}

#[test]
fn the_bulk_way_costs_twelve_calls_for_250_codes_and_250_fobs() {
    let (mut phone, sky) = phone_with_account(Model::Cards, 250, 250);
    sky.agrees_with(&phone);
    let mut driver = phone.start();
    go_to_telling_at_once(&mut phone, &sky, &mut driver);
    let before = sky.calls.load(Ordering::SeqCst);
    driver.act(press(Button::Next));
    let calls = sky.calls.load(Ordering::SeqCst) - before;
    // Which entries there are, twice; both lists before, empty, and after, two pages each; the pair itself; two settings.
    assert_eq!(calls, 12);
    assert_eq!(sky.sent(ADD_CODE), 0);
    all_codes_are_listed_once(&phone, &sky);
}

#[test]
fn where_the_old_entry_gives_nothing_everything_is_told_one_by_one() {
    for fault in [
        "parameter@/v3/lock/getImportData",
        "internal@/v3/lock/getImportData",
        "parameter@/v3/lock/importSuccess",
        "html@/v3/lock/importSuccess",
    ] {
        let (mut phone, sky) = phone_with_account(Model::Keypad, 5, 0);
        let mut driver = phone.start();
        go_to_telling_at_once(&mut phone, &sky, &mut driver);
        sky.change(|state| state.faults = vec![fault.parse().unwrap()]);
        driver.act(press(Button::Next));
        sky.change(|state| state.faults.clear());
        let facts = go_on(&mut phone, &sky, &mut driver);
        assert_eq!(facts.entry, Entry::Settled, "{fault}");
        let untellable = |digits: &str| {
            let lock = phone.world.lock.lock();
            let mut codes = lock.state().codes.iter();
            codes.any(|code| {
                let is_it = code.record.current.reveal() == digits;
                is_it && matches!(code.record.kind, PasscodeKind::Count | PasscodeKind::Cyclic)
            })
        };
        let listed = sky.listed("codes");
        let lock_codes: Vec<String> = {
            let lock = phone.world.lock.lock();
            lock.state()
                .codes
                .iter()
                .map(|code| code.record.current.reveal())
                .collect()
        };
        for digits in lock_codes.iter().filter(|digits| !untellable(digits)) {
            let is_it = |item: &&Value| item["keyboardPwd"].as_str() == Some(digits.as_str());
            assert_eq!(listed.iter().filter(is_it).count(), 1, "{fault}");
        }
    }
}

#[test]
fn nothing_comes_from_the_old_entry_unasked_and_the_settings_are_told() {
    for model in [Model::Cards, Model::Full] {
        let (mut phone, sky) = phone_with_account(model, 3, 2);
        let mut driver = phone.start();
        let facts = go_on(&mut phone, &sky, &mut driver);
        assert_eq!(facts.entry, Entry::Settled);
        assert_eq!(
            (sky.sent("/v3/lock/getImportData"), sky.sent("/v3/lock/importSuccess")),
            (0, 0)
        );
        let told = {
            let cloud = sky.cloud.lock().unwrap();
            let newest = cloud.state().entries.iter().max_by_key(|entry| entry.lock_id).unwrap();
            newest.facts.clone()
        };
        let lock = phone.world.lock.lock();
        let state = lock.state();
        assert_eq!(told["autoLockTime"], json!(state.settings.auto_lock));
        assert_eq!(told["lockAlias"], "Hall");
        let passage = told.get("passage");
        if state.passage.iter().any(|time| time.kind == 2) {
            // Times of a month are none that an account has, and half of the times would be wrong.
            assert_eq!(passage, None);
            continue;
        }
        let passage = passage.unwrap();
        assert_eq!(passage["passageMode"], if state.passage.is_empty() { 2 } else { 1 });
        let times = passage["cyclicConfig"].as_array().unwrap();
        assert_eq!(times.len(), state.passage.len());
        for (time, told) in state.passage.iter().zip(times) {
            let minutes = |[hour, minute]: [u8; 2]| i64::from(hour) * 60 + i64::from(minute);
            assert_eq!(told["weekDays"], json!([time.day]));
            assert_eq!(
                [&told["startTime"], &told["endTime"]],
                [&json!(minutes(time.start)), &json!(minutes(time.end))]
            );
        }
    }
}

#[test]
fn telling_stops_between_two_calls_and_goes_on_where_it_was() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 5, 0);
    let mut driver = phone.start();
    *sky.stopped_at.lock().unwrap() = Some(ADD_CODE);
    for _ in 0..300 {
        if sky.sent(ADD_CODE) > 0 {
            break;
        }
        let action = next(&mut phone, &sky, &driver.screen());
        driver.act(action);
    }
    assert_eq!(sky.sent(ADD_CODE), 1, "nothing is sent after Stop");
    assert_eq!(driver.screen().title.id, "register-title");
    *sky.stopped_at.lock().unwrap() = None;
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!(facts.entry, Entry::Settled);
    // What the account made itself is on the lock, too, and every code is told once.
    let mut told: Vec<String> = sky
        .listed("codes")
        .iter()
        .map(|code| code["keyboardPwd"].to_string())
        .collect();
    let all = told.len();
    told.sort_unstable();
    told.dedup();
    assert_eq!((told.len(), sky.sent(ADD_CODE)), (all, all));
}

#[test]
fn every_answer_of_the_cloud_to_a_known_lock_leaves_the_lock_its_owners() {
    for known in [
        KnownLock::NewAndOldIsMarked,
        KnownLock::NewAndOldStays,
        KnownLock::SameEntry,
        KnownLock::Refused,
    ] {
        let (mut phone, sky) = phone_with_account(Model::Keypad, 4, 0);
        sky.change(|state| state.switches.known_lock = known);
        let mut driver = phone.start();
        for _ in 0..200 {
            let screen = driver.screen();
            if is_receipt(&screen) {
                break;
            }
            let is_refused = screen.problem.is_some() && screen.title.id == "register-title";
            let action = if is_refused {
                press(Button::Skip)
            } else {
                next(&mut phone, &sky, &screen)
            };
            driver.act(action);
        }
        assert!(is_receipt(&driver.screen()), "{known:?}: {}", brief(&driver.screen()));
        let new = new_owner(&phone);
        let lock = phone.world.lock.lock();
        let owner = lock.state().owner.as_ref().unwrap();
        assert_eq!(owner.aes_key, new.key.aes_key, "{known:?}");
        // Never two entries with the new key, and never none where the cloud took it.
        let ours = sky.entries(&new).into_iter().filter(|is_ours| *is_ours).count();
        assert!(ours <= 1, "{known:?}");
    }
}

/// Whatever the specification leaves open, and however the cloud decides it: everything is back on the lock, the lock is its owner's, and
/// the account has no second entry with the lock's key.
#[test]
fn every_open_point_of_the_specification_either_way_leads_to_the_same_lock() {
    type Turn = fn(&mut Switches);
    let turns: [(&str, Turn); 18] = [
        ("1: no key data of ours", |switches| {
            switches.own_key_data = OwnKeyData::Refused;
        }),
        ("2: other people's locks", |switches| {
            switches.refuses_others_locks = false;
        }),
        ("3: imports", |switches| switches.imports_from_reset = false),
        ("4: names of lists", |switches| switches.import_names_of_example = true),
        ("5: cycles", |switches| switches.tells_cycle_type = false),
        ("6: encrypted passwords", |switches| switches.knows_password_key = true),
        ("8: 10003", |switches| switches.ended_is_10003 = true),
        ("9: long codes", |switches| switches.shortest_code = 7),
        ("10: small pages", |switches| switches.largest_page = [2, 1]),
        ("11: the lock's numbers", |switches| {
            switches.upload_in_lock_numbers = true;
        }),
        ("12: summer time", |switches| switches.offset_moves_by_ms = 3_600_000),
        ("13: admins", |switches| switches.admins_get_secret = false),
        ("14: faces", |switches| switches.faces_as_in_example = true),
        ("15: earlier sign-ins end", |switches| {
            switches.sign_in_ends_earlier = true;
        }),
        ("16: keys in details", |switches| switches.detail_tells_keys = true),
        ("17: names must differ", |switches| switches.names_must_differ = true),
        ("18: Wi-Fi", |switches| switches.wifi_needs_set_up = true),
        ("the wrong region", |switches| switches.wrong_region_is_10007 = true),
    ];
    for (what, turn) in turns {
        for re_add in ["here", "own-app"] {
            let (mut phone, sky) = phone_with_account(Model::Full, 5, 3);
            phone.picks.re_add = re_add;
            sky.change(|state| turn(&mut state.switches));
            let mut driver = phone.start();
            let mut facts = None;
            for _ in 0..200 {
                let screen = driver.screen();
                if is_receipt(&screen) {
                    break;
                }
                let is_refused = screen.problem.is_some() && screen.title.id == "register-title";
                let action = match is_refused {
                    true if screen.offers(&press(Button::Skip)) => press(Button::Skip),
                    true => press(Button::Next),
                    false => next(&mut phone, &sky, &screen),
                };
                driver.act(action);
                facts = driver.engine().facts(JourneyId(1)).cloned().or(facts);
            }
            assert!(
                is_receipt(&driver.screen()),
                "{what}, {re_add}: {}",
                brief(&driver.screen())
            );
            assert_eq!(facts.unwrap().import, ImportState::Proved, "{what}, {re_add}");
            assert!(is_on_the_lock(&phone, NEVER_TYPED), "{what}, {re_add}");
            let new = new_owner(&phone);
            let lock = phone.world.lock.lock();
            assert_eq!(
                lock.state().owner.as_ref().unwrap().aes_key,
                new.key.aes_key,
                "{what}, {re_add}"
            );
            drop(lock);
            let ours = sky.entries(&new).into_iter().filter(|is_ours| *is_ours).count();
            assert!(ours <= 1, "{what}, {re_add}: {ours} entries");
        }
    }
}

/// 7: accounts of the lock's own app may not sign in through an application: said as what it may be, and the key file works.
#[test]
fn an_account_that_may_not_sign_in_here_leaves_the_other_ways() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 3, 0);
    sky.change(|state| state.switches.refuses_app_accounts = true);
    let mut driver = phone.start();
    for _ in 0..10 {
        if driver.screen().problem.is_some() {
            break;
        }
        let action = next(&mut phone, &sky, &driver.screen());
        driver.act(action);
    }
    let problem = driver.screen().problem.map(|problem| problem.code);
    assert_eq!(problem.as_deref(), Some("account-password"));
    while driver.screen().title.id != "key-title" {
        driver.act(press(Button::Back));
    }
    driver.act(Action::Choose("text".to_owned()));
    let action = phone.next(&driver.screen());
    driver.act(action);
    assert_eq!(driver.screen().title.id, "find-met-title");
    assert_eq!(driver.engine().facts(JourneyId(1)).unwrap().account, None);
}

/// The app dies at every call of the account, before it is sent and with its answer on the way, for both ways of adding the lock again.
#[test]
fn s4_killed_at_every_call_the_way_comes_to_the_same_end() {
    for re_add in ["here", "own-app"] {
        let mut at = 0;
        loop {
            let mut reached = false;
            for with_answer in [false, true] {
                let (mut phone, sky) = phone_with_account(Model::Keypad, 3, 0);
                phone.picks.re_add = re_add;
                *sky.dies_after.lock().unwrap() = Some((at, with_answer));
                let mut driver = phone.start();
                let died = catch_unwind(AssertUnwindSafe(|| go_on(&mut phone, &sky, &mut driver)));
                let what = format!(
                    "{re_add}, call {at}, its answer {}",
                    if with_answer { "lost" } else { "never asked" }
                );
                let facts = match died {
                    Ok(facts) => facts,
                    Err(payload) => {
                        assert!(payload.is::<Died>(), "{what}: {}", brief(&driver.screen()));
                        reached = true;
                        drop(driver);
                        driver = phone.start();
                        go_on(&mut phone, &sky, &mut driver)
                    }
                };
                assert_eq!(facts.import, ImportState::Proved, "{what}");
                assert!(is_on_the_lock(&phone, NEVER_TYPED), "{what}");
                assert_eq!(sky.entries(&new_owner(&phone)), [true], "{what}");
                let codes = sky.listed("codes");
                let mut digits: Vec<&str> = codes.iter().map(|code| code["keyboardPwd"].as_str().unwrap()).collect();
                let count = digits.len();
                digits.sort_unstable();
                digits.dedup();
                assert_eq!(digits.len(), count, "{what}: a code was told twice");
                drop(driver);
            }
            if !reached {
                break;
            }
            at += 1;
        }
        assert!(at > 12, "{re_add}: only {at} calls");
    }
}

/// Whatever is kept outside of the secure store holds neither password nor token nor client secret nor key data.
#[test]
fn s9_no_secret_of_the_account_is_in_files_or_diagnostics() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 3, 0);
    let mut driver = phone.start();
    let mut seen = 0;
    for _ in 0..300 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            break;
        }
        let mut secrets = vec![PASSWORD.to_owned(), SECRET.to_owned()];
        secrets.extend(
            sky.cloud
                .lock()
                .unwrap()
                .state()
                .tokens
                .iter()
                .flat_map(|token| [token.access.clone(), token.renewal.clone()]),
        );
        secrets.extend(
            sky.cloud
                .lock()
                .unwrap()
                .state()
                .entries
                .iter()
                .map(|entry| entry.lock_data.clone()),
        );
        let diagnostics = format!("{:?}", driver.engine().diagnostics());
        let facts = format!("{:?}", driver.engine().facts(JourneyId(1)));
        for secret in &secrets {
            assert!(
                !diagnostics.contains(secret) && !facts.contains(secret),
                "{}",
                brief(&screen)
            );
            for (path, bytes) in phone.world.files.contents() {
                let path: &std::path::Path = path.as_ref();
                let is_sent_by_us = path.to_string_lossy().contains("hall.key");
                let holds = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
                assert!(is_sent_by_us || !holds, "{} at {}", path.display(), brief(&screen));
                seen += 1;
            }
        }
        assert!(!facts.contains(OWNER), "the name hides itself");
        let action = next(&mut phone, &sky, &screen);
        driver.act(action);
    }
    assert!(is_receipt(&driver.screen()) && seen > 100);
    driver.platform(PlatformEvent::NotPicked);
}
