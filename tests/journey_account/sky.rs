//! A phone whose owner has an account, the cloud that it is in, and what such a person does.

use crate::support::OFFSET_MS;
use crate::support::phone::{Phone, brief, is_receipt, press};
use relatch::account::client::{Cancelled, Pump};
use relatch::account::error::Unreachable;
use relatch::account::reply::RawReply;
use relatch::account::{Application, Region};
use relatch::journey::facts::{Facts, JourneyId};
use relatch::journey::message::{Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Screen};
use relatch::model::date::utc_time;
use relatch::model::{CardRecord, DeviceInfo, LockMinute, PasscodeKind, PasscodeRecord, Validity};
use relatch::protocol::credentials::{self, Owner};
use relatch::runtime::InlineDriver;
use relatch::runtime::engine::CloudAccess;
use relatch::runtime::registration::make_lock_data;
use relatch::store::Secrets as _;
use relatch::transport::Cancel;
use relatch::virtual_cloud::{State, VirtualCloud, VirtualPump};
use relatch::virtual_lock::Model;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

pub(crate) const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";
pub(crate) const SECRET: &str = "5ec2e75ec2e75ec2e75ec2e75ec2e750";
pub(crate) const OWNER: &str = "owner@example.org";
pub(crate) const PASSWORD: &str = "synthetic password";
/// A code that the account made and nobody typed yet.
pub(crate) const NEVER_TYPED: &str = "73195028";

/// The call that tells the account of a code.
pub(crate) const ADD_CODE: &str = "/v3/keyboardPwd/add";

/// A cloud, and what happens to its calls.
#[derive(Clone)]
pub(crate) struct Sky {
    pub(crate) cloud: Arc<Mutex<VirtualCloud>>,
    pub(crate) now_ms: i64,
    /// After so many more calls the app dies: before the call is sent, or with its answer on the way.
    pub(crate) dies_after: Arc<Mutex<Option<(u32, bool)>>>,
    /// How many calls were sent.
    pub(crate) calls: Arc<AtomicU32>,
    /// Whether there is no network.
    pub(crate) is_down: Arc<Mutex<bool>>,
    /// The call after whose answer the owner presses Stop.
    pub(crate) stopped_at: Arc<Mutex<Option<&'static str>>>,
}

/// What the app leaves behind that dies in the middle of a call.
pub(crate) struct Died;

pub(crate) struct Meddled {
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
    pub(crate) fn of(phone: &Phone) -> Self {
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
    pub(crate) fn agrees_with(&self, phone: &Phone) {
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

    pub(crate) fn access(&self) -> CloudAccess {
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

    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        change(self.cloud.lock().unwrap().state_mut());
    }

    pub(crate) fn sent(&self, path: &str) -> usize {
        let cloud = self.cloud.lock().unwrap();
        cloud.log().iter().filter(|sent| *sent == path).count()
    }

    /// The entries of the lock: their numbers, and whether they hold this key.
    pub(crate) fn entries(&self, owner: &Owner) -> Vec<bool> {
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
    pub(crate) fn listed(&self, kind: &str) -> Vec<Value> {
        let cloud = self.cloud.lock().unwrap();
        let newest = cloud.state().entries.iter().max_by_key(|entry| entry.lock_id).unwrap();
        newest.lists.get(kind).cloned().unwrap_or_default()
    }
}

pub(crate) fn code_item(lock: i64, id: i64, code: &PasscodeRecord) -> Value {
    let kind = match code.kind {
        PasscodeKind::Count => 1,
        PasscodeKind::Permanent => 2,
        PasscodeKind::Period => 3,
        PasscodeKind::Cyclic => 5,
    };
    json!({ "keyboardPwdId": id, "lockId": lock, "keyboardPwd": code.current.reveal(), "keyboardPwdName": format!("Code {id}"),
        "keyboardPwdType": kind, "startDate": 0, "endDate": 0, "isCustom": 1, "status": 1 })
}

pub(crate) fn owner_of(text: &str) -> Owner {
    credentials::select(credentials::parse(text.as_bytes()).unwrap(), None).unwrap()
}

pub(crate) fn new_owner(phone: &Phone) -> Owner {
    let text = phone.secrets.read("journey-1-new").unwrap().unwrap();
    owner_of(std::str::from_utf8(&text).unwrap())
}

pub(crate) fn phone_with_account(model: Model, codes: u16, cards: u16) -> (Phone, Sky) {
    let mut phone = Phone::with(model, codes, cards);
    let sky = Sky::of(&phone);
    phone.cloud = Some(sky.access());
    (phone, sky)
}

/// What a person does next, who has an account.
pub(crate) fn next(phone: &mut Phone, sky: &Sky, screen: &Screen<Message>) -> Action {
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
pub(crate) fn add_in_own_app(phone: &Phone, sky: &Sky) {
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
pub(crate) fn go_on(phone: &mut Phone, sky: &Sky, driver: &mut InlineDriver<'_>) -> Facts {
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

pub(crate) fn is_on_the_lock(phone: &Phone, digits: &str) -> bool {
    let lock = phone.world.lock.lock();
    let mut codes = lock.state().codes.iter();
    codes.any(|there| there.record.current.reveal() == digits)
}
