//! The guided way with the owner's account, over a virtual cloud: the key is taken from it, what only it knows is saved and put back, and
//! the lock is in it again in the end, by Relatch or by the lock's own app. Whatever the cloud does, the lock is never held up; and
//! wherever the app is killed, the way comes to the same end.
#![cfg(test)]

mod register;
mod sky;
#[path = "../support/mod.rs"]
mod support;

use relatch::account::Application;
use relatch::account::client::Pump;
use relatch::https::{HttpsPump, Trust};
use relatch::journey::event::PlatformEvent;
use relatch::journey::facts::{Entry, Facts, ImportState, JourneyId};
use relatch::journey::message::{Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Screen, StageName};
use relatch::model::date::utc_time;
use relatch::model::{CardRecord, LockMinute, PasscodeKind, PasscodeRecord, Until};
use relatch::protocol::credentials::lock_data;
use relatch::runtime::InlineDriver;
use relatch::runtime::engine::CloudAccess;
use relatch::virtual_cloud::Fault;
use relatch::virtual_cloud::certificate::{Certificate, DAY_MS};
use relatch::virtual_cloud::server::Server;
use relatch::virtual_cloud::switch::{OwnKeyData, Switches};
use relatch::virtual_lock::Model;
use serde_json::json;
use sky::*;
use std::net::{Ipv4Addr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use support::phone::{Phone, brief, is_receipt, press, save_key};

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

/// The end of each code that has one: on the lock, and as the account was told it.
fn ends_told(phone: &Phone, sky: &Sky) -> Vec<(LockMinute, i64)> {
    let lock = phone.world.lock.lock();
    let listed = sky.listed("codes");
    let ends = listed.iter().filter_map(|code| {
        let mut stored = lock.state().codes.iter();
        let digits = code["keyboardPwd"].as_str().unwrap();
        let record = &stored
            .find(|stored| stored.record.current.reveal() == digits)
            .unwrap()
            .record;
        match (record.kind, record.until) {
            (PasscodeKind::Period, Until::End(end)) if !end.is_open_end() => {
                Some((end, code["endDate"].as_i64().unwrap()))
            }
            _ => None,
        }
    });
    ends.collect()
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
    let set = phone.world.lock.lock().state().clock_offset_s;
    assert_eq!(set, offset_s, "the clock was set by it");
    let data = sky.cloud.lock().unwrap().state().entries[0].lock_data.clone();
    let (_, told) = lock_data::decode(&data).unwrap();
    assert_eq!(told.reveal()["timezoneRawOffset"], offset_s * 1000);
    let told = ends_told(&phone, &sky);
    assert!(!told.is_empty());
    for (end, told) in told {
        assert_eq!(told, utc_time(end, offset_s * 1000).unwrap());
        assert_ne!(told, utc_time(end, offset_s * 1000 - 2 * HOUR).unwrap());
    }
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
    let told = ends_told(&phone, &sky);
    assert!(!told.is_empty());
    for (end, told) in told {
        assert_eq!(told, utc_time(end, believed).unwrap());
    }
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
    assert_eq!((facts.import, facts.entry), (ImportState::Proved, Entry::NotMade));
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

type Turn = fn(&mut Switches);

/// What the specification leaves open, and one way in which the cloud may decide it.
const TURNS: [(&str, Turn); 18] = [
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

/// Goes on to the receipt; what the account refuses is left for later.
fn go_on_in_spite_of_refusals(phone: &mut Phone, sky: &Sky, driver: &mut InlineDriver<'_>, what: &str) -> Facts {
    let mut facts = None;
    for _ in 0..200 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            return facts.unwrap();
        }
        let is_refused = screen.problem.is_some() && screen.title.id == "register-title";
        let action = match is_refused {
            true if screen.offers(&press(Button::Skip)) => press(Button::Skip),
            true => press(Button::Next),
            false => next(phone, sky, &screen),
        };
        driver.act(action);
        facts = driver.engine().facts(JourneyId(1)).cloned().or(facts);
    }
    panic!("{what}: no end in sight at {}", brief(&driver.screen()));
}

/// Everything is back on the lock, the lock is its owner's, and the account has no second entry with the lock's key.
fn is_well(phone: &Phone, sky: &Sky, facts: &Facts, what: &str) {
    assert_eq!(facts.import, ImportState::Proved, "{what}");
    assert!(is_on_the_lock(phone, NEVER_TYPED), "{what}");
    let new = new_owner(phone);
    let lock = phone.world.lock.lock();
    assert_eq!(lock.state().owner.as_ref().unwrap().aes_key, new.key.aes_key, "{what}");
    drop(lock);
    let ours = sky.entries(&new).into_iter().filter(|is_ours| *is_ours).count();
    assert!(ours <= 1, "{what}: {ours} entries");
}

#[test]
fn every_open_point_of_the_specification_either_way_leads_to_the_same_lock() {
    for (point, turn) in TURNS {
        for re_add in ["here", "own-app"] {
            let what = format!("{point}, {re_add}");
            let (mut phone, sky) = phone_with_account(Model::Full, 5, 3);
            phone.picks.re_add = re_add;
            sky.change(|state| turn(&mut state.switches));
            let mut driver = phone.start();
            let facts = go_on_in_spite_of_refusals(&mut phone, &sky, &mut driver, &what);
            is_well(&phone, &sky, &facts, &what);
        }
    }
}

/// And so it is where the app dies with the answer to any call on the way.
fn every_open_point_and_killed_at_every_call(re_add: &'static str) {
    let mut kills = 0;
    for (point, turn) in TURNS {
        for at in 0.. {
            let what = format!("{point}, {re_add}, killed at call {at}");
            let (mut phone, sky) = phone_with_account(Model::Keypad, 2, 0);
            phone.picks.re_add = re_add;
            sky.change(|state| turn(&mut state.switches));
            *sky.dies_after.lock().unwrap() = Some((at, true));
            let mut driver = phone.start();
            let died = catch_unwind(AssertUnwindSafe(|| {
                go_on_in_spite_of_refusals(&mut phone, &sky, &mut driver, &what)
            }));
            let Err(payload) = died else {
                assert!(at > 10, "{what}: so few calls");
                break;
            };
            assert!(payload.is::<Died>(), "{what}: {}", brief(&driver.screen()));
            kills += 1;
            drop(driver);
            let mut driver = phone.start();
            let facts = go_on_in_spite_of_refusals(&mut phone, &sky, &mut driver, &what);
            is_well(&phone, &sky, &facts, &what);
        }
    }
    println!("{re_add}: killed {kills} times, with {} open points", TURNS.len());
}

#[test]
fn s4_every_open_point_and_killed_at_every_call_where_relatch_adds_the_lock() {
    every_open_point_and_killed_at_every_call("here");
}

#[test]
fn s4_every_open_point_and_killed_at_every_call_where_its_own_app_adds_the_lock() {
    every_open_point_and_killed_at_every_call("own-app");
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
