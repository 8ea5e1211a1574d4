//! An account for demonstrations: one lock, by the key of a virtual one, with names for what is on it.

use super::VirtualCloud;
use super::pump::VirtualPump;
use super::state::State;
use crate::account::client::Pump;
use crate::account::{Application, Region};
use crate::model::{CardRecord, PasscodeKind, PasscodeRecord};
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

/// A cloud with the account [`DEMO`], which owns the lock of this key and has names for its codes and cards. `now_ms`: the time there.
pub fn cloud(owner: &Owner, codes: &[PasscodeRecord], cards: &[CardRecord], now_ms: i64) -> VirtualCloud {
    let mut state = State::empty(CLIENT_ID, CLIENT_SECRET, &Region::Europe.to_string());
    let account = state.add_account(DEMO, DEMO, &Region::Europe.to_string());
    let text = ekey::write(owner, 0x5d, now_ms.unsigned_abs()).reveal().to_string();
    let data = lock_data::encode(owner.key.address, text.as_bytes());
    if let Some(lock) = state.add_lock(account, Some(LOCK), &data, now_ms)
        && let Some(entry) = state.entry_mut(lock)
    {
        let names = || NAMES.iter().cycle();
        let codes = (1..).zip(codes).zip(names());
        let codes = codes.map(|((number, code), name)| code_item(lock, number, code, name));
        entry.lists.insert("codes".to_owned(), codes.collect());
        let cards = (1..).zip(cards).zip(names());
        let cards = cards.map(|((number, card), name)| {
            json!({ "cardId": 2_000_000 + number, "lockId": lock, "cardNumber": card.number.decimal(), "cardName": name,
                "cardType": 1, "startDate": 0, "endDate": 0, "status": 1, "createDate": now_ms })
        });
        entry.lists.insert("cards".to_owned(), cards.collect());
    }
    VirtualCloud::new(state)
}

fn code_item(lock: i64, number: i64, code: &PasscodeRecord, name: &str) -> Value {
    // The cloud's numbers of the kinds (cloud 4); times stay the lock's word.
    let kind = match code.kind {
        PasscodeKind::Count => 1,
        PasscodeKind::Permanent => 2,
        PasscodeKind::Period => 3,
        PasscodeKind::Cyclic => 5,
    };
    json!({ "keyboardPwdId": 1_000_000 + number, "lockId": lock, "keyboardPwd": code.current.reveal(), "keyboardPwdName": name,
        "keyboardPwdType": kind, "startDate": 0, "endDate": 0, "isCustom": 1, "status": 1 })
}

/// The application that the cloud knows. `None` never happens: both texts are of the right form.
pub fn application() -> Option<Application> {
    Application::new(CLIENT_ID, CLIENT_SECRET).ok()
}

/// What carries calls to it, without a network.
pub fn pump(cloud: &Arc<Mutex<VirtualCloud>>, now_ms: i64) -> Box<dyn Pump> {
    Box::new(VirtualPump::new(Arc::clone(cloud), now_ms))
}
