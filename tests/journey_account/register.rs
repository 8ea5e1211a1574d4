//! After the restore: the lock back in the account, and the account told.

use crate::sky::*;
use crate::support::phone::{Phone, brief, is_receipt, press};
use relatch::journey::facts::Entry;
use relatch::journey::message::Message;
use relatch::journey::screen::{Action, Body, Button, Screen, StageName};
use relatch::model::PasscodeKind;
use relatch::runtime::InlineDriver;
use relatch::runtime::accounts::Accounts;
use relatch::virtual_cloud::switch::KnownLock;
use relatch::virtual_lock::Model;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

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

/// Goes on until a screen of bringing the lock back into the account is there.
fn go_to_register(phone: &mut Phone, sky: &Sky, driver: &mut InlineDriver<'_>) {
    for _ in 0..300 {
        let screen = driver.screen();
        if screen.title.id == "register-title" {
            return;
        }
        driver.act(next(phone, sky, &screen));
    }
    panic!("the account never comes into it: {}", brief(&driver.screen()));
}

fn says(screen: &Screen<Message>, id: &str) -> bool {
    screen.lines.iter().any(|line| line.id == id)
}

fn problem(screen: &Screen<Message>) -> Option<&str> {
    screen.problem.as_ref().map(|problem| problem.code.as_str())
}

#[test]
fn an_owner_who_came_with_a_key_file_can_bring_the_lock_into_an_account_all_the_same() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 5, 0);
    let mut driver = phone.start();
    // By the file: nothing of an account is known.
    while !driver.screen().offers(&press(Button::Account)) {
        let action = phone.next(&driver.screen());
        driver.act(action);
    }
    assert_eq!(sky.sent("/oauth2/token"), 0);
    driver.act(press(Button::Account));
    assert_eq!(driver.screen().title.id, "account-sign-in-title");
    driver.act(press(Button::Back));
    assert_eq!(driver.screen().title.id, "report-title");
    driver.act(press(Button::Account));
    driver.act(Action::Choose("region:eu".to_owned()));
    let action = next(&mut phone, &sky, &driver.screen());
    driver.act(action);
    assert!(
        says(&driver.screen(), "register-account"),
        "{}",
        brief(&driver.screen())
    );
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!(facts.entry, Entry::Settled);
    assert_eq!(
        sky.entries(&new_owner(&phone)),
        [true],
        "the old entry is gone, the new one holds the new key"
    );
    all_codes_are_listed_once(&phone, &sky);
}

#[test]
fn not_now_is_no_answer_for_ever() {
    let (mut phone, sky) = phone_with_account(Model::Keypad, 4, 0);
    let mut driver = phone.start();
    go_to_register(&mut phone, &sky, &mut driver);
    driver.act(press(Button::Skip));
    let screen = driver.screen();
    assert_eq!(screen.stage, StageName::Erase);
    assert!(says(&screen, "erase-not-in-account"));
    driver.act(press(Button::Back));
    let screen = driver.screen();
    let Body::Report(report) = &screen.body else {
        panic!("{}", brief(&screen))
    };
    assert!(report.to_do.iter().any(|check| check.id == "account"));
    driver.act(press(Button::Next));
    assert_eq!(driver.screen().title.id, "register-title");
    go_on(&mut phone, &sky, &mut driver);
    assert_eq!(sky.entries(&new_owner(&phone)), [true]);
}

#[test]
fn a_sign_in_that_ended_is_asked_for_where_it_is_needed() {
    for at in ["register", "tell", "remove"] {
        let (mut phone, sky) = phone_with_account(Model::Keypad, 4, 0);
        let mut driver = phone.start();
        go_to_register(&mut phone, &sky, &mut driver);
        let presses = match at {
            "register" => 0,
            "tell" => 1,
            _ => 2,
        };
        for _ in 0..presses {
            driver.act(press(Button::Next));
        }
        sign_out(&phone);
        driver.act(press(if at == "remove" { Button::Erase } else { Button::Next }));
        let screen = driver.screen();
        assert_eq!(problem(&screen), Some("account-signed-out"), "{at}: {}", brief(&screen));
        assert!(matches!(screen.body, Body::Form { .. }), "{at}");
        let facts = go_on(&mut phone, &sky, &mut driver);
        assert_eq!(facts.entry, Entry::Settled, "{at}");
        assert_eq!(sky.entries(&new_owner(&phone)), [true], "{at}");
        all_codes_are_listed_once(&phone, &sky);
    }
}

/// The sign-in is gone from the phone.
fn sign_out(phone: &Phone) {
    let accounts = Accounts::new(&phone.secrets);
    for name in accounts.list().unwrap() {
        accounts.forget(&name).unwrap();
    }
}

#[test]
fn what_the_account_refuses_is_named_and_what_it_was_not_asked_keeps_the_old_entry() {
    // Codes of four to six digits are too short for it.
    let (mut phone, sky) = phone_with_account(Model::Keypad, 6, 0);
    sky.change(|state| state.switches.shortest_code = 9);
    let mut driver = phone.start();
    go_to_register(&mut phone, &sky, &mut driver);
    driver.act(press(Button::Next));
    driver.act(press(Button::Next));
    let screen = driver.screen();
    let refused = screen
        .lines
        .iter()
        .filter(|line| line.id == "register-item-refused")
        .count();
    assert!(refused > 0 && says(&screen, "register-refused"), "{}", brief(&screen));
    assert!(screen.offers(&press(Button::Erase)) && screen.offers(&press(Button::Retry)));

    // The month's calls end in the middle: nothing goes, and it is gone on with later.
    let (mut phone, sky) = phone_with_account(Model::Keypad, 6, 0);
    let mut driver = phone.start();
    go_to_register(&mut phone, &sky, &mut driver);
    driver.act(press(Button::Next));
    sky.change(|state| state.faults.push(format!("month-used-up@{ADD_CODE}").parse().unwrap()));
    driver.act(press(Button::Next));
    let screen = driver.screen();
    assert_eq!(problem(&screen), Some("account-month"), "{}", brief(&screen));
    assert!(!screen.offers(&press(Button::Erase)) && !screen.offers(&press(Button::Next)));
    driver.act(press(Button::Skip));
    assert!(says(&driver.screen(), "erase-not-in-account"));
    driver.act(press(Button::Back));
    sky.change(|state| state.faults.clear());
    let facts = go_on(&mut phone, &sky, &mut driver);
    assert_eq!(facts.entry, Entry::Settled);
    assert_eq!(sky.sent("/v3/lock/delete"), 1);
    all_codes_are_listed_once(&phone, &sky);
}
