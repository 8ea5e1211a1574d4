//! An account for demonstrations: one lock, by the key of a virtual one, with names for what is on it.

use super::VirtualCloud;
use super::pump::VirtualPump;
use super::state::State;
use crate::account::client::Pump;
use crate::account::{Application, Region};
use crate::model::date::utc_time;
use crate::model::{CardRecord, LockMinute, PasscodeKind, PasscodeRecord, Validity};
use crate::protocol::credentials::{Owner, ekey, lock_data};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// The name of the account, and its password.
pub const DEMO: &str = "demo";
/// What the lock is called there.
const LOCK: &str = "Front door";
const CLIENT_ID: &str = "de305d54de305d54de305d54de305d54";
const CLIENT_SECRET: &str = "5ec0e75ec0e75ec0e75ec0e75ec0e750";
/// Names for codes and fobs, in turn.
const NAMES: [&str; 6] = ["Anna", "Ben", "Cleaning", "Dana", "Emil", "Guests"];

/// A code that the account made and nobody typed yet; digits that no virtual lock draws at random.
const NEVER_TYPED: &str = "70815024";
/// One for certain days, which no lock can be told.
const CYCLIC: &str = "70815036";
const HOUR_MS: i64 = 3_600_000;

/// A cloud with the account [`DEMO`], which owns the lock of this key and has names for its codes and cards, and what only an account
/// knows: codes that nobody typed yet, somebody else's key, a gateway, and another end of one timed code than the lock has. `now_ms`: the
/// time there; `offset_ms`: the lock's offset from UTC.
pub fn cloud(
    owner: &Owner,
    codes: &[PasscodeRecord],
    cards: &[CardRecord],
    now_ms: i64,
    offset_ms: i64,
) -> VirtualCloud {
    let mut state = State::empty(CLIENT_ID, CLIENT_SECRET, &Region::Europe.to_string());
    let account = state.add_account(DEMO, DEMO, &Region::Europe.to_string());
    let text = ekey::write(owner, 0x5d, now_ms.unsigned_abs()).reveal().to_string();
    let data = lock_data::encode(owner.key.address, text.as_bytes());
    if let Some(lock) = state.add_lock(account, Some(LOCK), &data, now_ms)
        && let Some(entry) = state.entry_mut(lock)
    {
        let names = || NAMES.iter().cycle();
        let timed = codes.iter().position(|code| code.kind == PasscodeKind::Period);
        let codes = (1..).zip(codes).zip(names());
        let codes = codes.map(|((number, code), name)| code_item(lock, number, code, name, offset_ms));
        let mut codes: Vec<Value> = codes.collect();
        if let Some(end) = timed.and_then(|at| codes.get_mut(at)?.get_mut("endDate"))
            && let Some(told) = end.as_i64().filter(|end| *end > 0)
        {
            *end = json!(told + HOUR_MS);
        }
        codes.extend([(NEVER_TYPED, "Weekend", 2), (CYCLIC, "Choir, Mondays", 7)].map(|(digits, name, kind)| {
            json!({ "keyboardPwdId": 3_000_000 + kind, "lockId": lock, "keyboardPwd": digits, "keyboardPwdName": name,
                "keyboardPwdType": kind, "startDate": now_ms, "endDate": 0, "isCustom": 0, "status": 1 })
        }));
        entry.lists.insert("codes".to_owned(), codes);
        let cards = (1..).zip(cards).zip(names());
        let cards = cards.map(|((number, card), name)| {
            json!({ "cardId": 2_000_000 + number, "lockId": lock, "cardNumber": card.number.decimal(), "cardName": name,
                "cardType": 1, "startDate": told(card.validity.start, offset_ms), "endDate": told(card.validity.end, offset_ms), "status": 1, "createDate": now_ms })
        });
        entry.lists.insert("cards".to_owned(), cards.collect());
        let sensor = json!({ "doorSensorId": 6_000_000, "name": "Front door" });
        entry.facts.insert("doorSensor".to_owned(), sensor);
        let gateway = json!({ "gatewayId": 4_000_000, "gatewayName": "Hall" });
        entry.lists.insert("gateways".to_owned(), vec![gateway]);
        let person = json!({ "keyId": 5_000_000, "lockId": lock, "username": "demo-neighbour", "keyName": "Neighbour", "keyStatus": "110401" });
        entry.lists.insert("people".to_owned(), vec![person]);
    }
    VirtualCloud::new(state)
}

/// A minute of the lock as the account tells it: 0 where there is no bound, or none that a calendar knows.
fn told(minute: LockMinute, offset_ms: i64) -> i64 {
    if minute.is_open_start() || minute.is_open_end() {
        return 0;
    }
    utc_time(minute, offset_ms).unwrap_or_default()
}

fn code_item(lock: i64, number: i64, code: &PasscodeRecord, name: &str, offset_ms: i64) -> Value {
    // The cloud's numbers of the kinds (cloud 4).
    let kind = match code.kind {
        PasscodeKind::Count => 1,
        PasscodeKind::Permanent => 2,
        PasscodeKind::Period => 3,
        PasscodeKind::Cyclic => 5,
    };
    let Validity { start, end } = code.validity();
    json!({ "keyboardPwdId": 1_000_000 + number, "lockId": lock, "keyboardPwd": code.current.reveal(), "keyboardPwdName": name,
        "keyboardPwdType": kind, "startDate": told(start, offset_ms), "endDate": told(end, offset_ms), "isCustom": 1, "status": 1 })
}

/// The application that the cloud knows. `None` never happens: both texts are of the right form.
pub fn application() -> Option<Application> {
    Application::new(CLIENT_ID, CLIENT_SECRET).ok()
}

/// What carries calls to it, without a network.
pub fn pump(cloud: &Arc<Mutex<VirtualCloud>>, now_ms: i64) -> Box<dyn Pump> {
    Box::new(VirtualPump::new(Arc::clone(cloud), now_ms))
}
