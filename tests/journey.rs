//! The whole journey through the engine, over a virtual lock, without a screen, a radio or a clock that waits.
#![cfg(test)]

mod support;

use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::facts::{ImportState, JourneyId};
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, StageName};
use relatch::runtime::engine::Driver;
use relatch::runtime::engine::threads::Opened;
use relatch::store::{Files as _, StoreError};
use relatch::virtual_lock::Model;
use std::path::Path;
use std::sync::Arc;
use support::phone::{Phone, check_end, choose, go, is_receipt, on_to, press, save_key, settled, submit};

#[test]
fn the_threads_of_an_app_go_the_same_way_and_end_when_told_to() {
    let mut phone = Phone::with(Model::Keypad, 8, 0);
    let radio = phone.radio();
    let (sender, screens) = std::sync::mpsc::channel();
    let words: relatch::runtime::engine::inline::SharedWords = Arc::new(|message: &Message| message.id.to_owned());
    let observer = Box::new(move |screen| drop(sender.send(screen)));
    let (parts, mut radio) = (phone.parts(), Some(radio));
    let open = Box::new(move || {
        let radio = Box::new(radio.take().unwrap());
        let parts = parts.clone();
        Ok(Opened {
            parts,
            radio,
            hold: None,
        })
    });
    let driver = Driver::start(open, words, observer).unwrap();
    assert!(settled(&screens).body == Body::Text, "nothing can be done yet");
    for _ in 0..100 {
        let screen = settled(&screens);
        if is_receipt(&screen) {
            driver.act(screen.revision, Action::Press(Button::Leave));
            assert_eq!(settled(&screens).stage, StageName::Home);
            driver.close();
            phone.start();
            return;
        }
        assert_eq!(screen.problem, None);
        driver.act(screen.revision, phone.next(&screen));
    }
    panic!("no end in sight at {:#?}", driver.screen());
}

#[test]
fn a_lock_is_saved_reset_added_again_and_gets_everything_back() {
    for model in [Model::Keypad, Model::Full] {
        let mut phone = Phone::with(model, 8, 4);
        let before = phone.world.fork();
        let (stages, facts) = go(&mut phone, |_| false);
        assert_eq!(
            stages,
            [
                StageName::Home,
                StageName::Key,
                StageName::Find,
                StageName::Backup,
                StageName::Review,
                StageName::RecoveryKey,
                StageName::Rehearsal,
                StageName::Ready,
                StageName::ReAdd,
                StageName::Clock,
                StageName::Plan,
                StageName::Proof,
                StageName::Report,
                StageName::Erase,
            ]
        );
        assert_eq!(facts.door, Some(true));
        check_end(&phone, &before, &facts);
    }
}

#[test]
fn s4_the_program_may_be_started_anew_anywhere() {
    let mut phone = Phone::with(Model::Full, 8, 4);
    let before = phone.world.fork();
    // The proof at the door begins anew with each start, so that every second step is left alone.
    let (_, facts) = go(&mut phone, |step| step % 3 == 2);
    check_end(&phone, &before, &facts);
}

#[test]
fn a_lock_is_reset_by_hand_behind_the_same_proof() {
    let mut phone = Phone::with(Model::Keypad, 8, 0);
    let before = phone.world.fork();
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Ready);
    while driver.screen().title.id != "buttons-title" {
        let screen = driver.screen();
        assert_eq!(screen.problem, None, "{screen:#?}");
        let by_hand = matches!(screen.body, Body::Choices { .. }).then(|| choose("by-hand"));
        let action = by_hand.unwrap_or_else(|| phone.next(&screen));
        driver.act(action);
    }
    driver.act(press(Button::Next));
    let screen = driver.screen();
    assert_eq!(screen.problem.unwrap().code, "not-reset", "nobody pressed it yet");
    // The program is started anew while the owner stands at the lock.
    drop(driver);
    phone.world.lock.lock().press_reset();
    phone.world.lock.lock().type_code("000#");
    driver = phone.start();
    driver.act(choose("journey-1"));
    assert_eq!(driver.screen().stage, StageName::ReAdd);
    on_to(&mut phone, &mut driver, StageName::Erase);
    let facts = driver.engine().facts(JourneyId(1)).cloned().unwrap();
    driver.act(press(Button::Erase));
    assert!(is_receipt(&driver.screen()));
    save_key(&mut driver);
    driver.act(press(Button::Leave));
    check_end(&phone, &before, &facts);
}

#[test]
fn a_copy_goes_to_another_phone_and_onto_another_lock_with_its_recovery_key() {
    use base64::Engine as _;
    use relatch::journey::screen::Request;
    use relatch::virtual_lock::{SharedLock, Spec, VirtualLock};
    let mut phone = Phone::with(Model::Full, 6, 3);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Rehearsal);
    let path = driver.engine().facts(JourneyId(1)).unwrap().copy.clone().unwrap().path;
    let sealed = phone.world.files.read(&path, 1 << 24).unwrap();
    let recovery = phone.recovery.clone().unwrap();

    let mut other = Phone::with(Model::Full, 0, 0);
    let mut spec = Spec::empty(Model::Full, support::local_now());
    spec.seed = 99;
    other.world.lock = SharedLock::new(VirtualLock::new(&spec, other.world.clock.clone()));
    let mut driver = other.start();
    driver.act(choose("begin-from-copy"));
    driver.act(press(Button::Next));
    assert_eq!(driver.screen().request, Some(Request::PickCopy));
    driver.platform(PlatformEvent::Picked {
        name: "hall.relatch".to_owned(),
        content: Hidden(base64::engine::general_purpose::STANDARD.encode(&sealed)),
    });
    assert_eq!(driver.screen().title.id, "bring-locked-title");
    let wrong = relatch::backup::seal::Identity::generate();
    driver.act(submit(&wrong.secret_text(), &driver.screen()));
    assert_eq!(driver.screen().problem.unwrap().code, "recovery-key-wrong");
    driver.act(submit(&recovery.to_lowercase(), &driver.screen()));
    let screen = driver.screen();
    assert_eq!(screen.stage, StageName::Review);
    assert!(screen.warning.is_some(), "it was not made here");
    on_to(&mut other, &mut driver, StageName::ReAdd);
    driver.act(choose("here"));
    let Body::Choices { choices } = driver.screen().body else {
        panic!("no choices: {:#?}", driver.screen());
    };
    driver.act(choose(&choices[0].id));
    on_to(&mut other, &mut driver, StageName::Report);
    let facts = driver.engine().facts(JourneyId(1)).unwrap();
    assert_eq!(facts.import, ImportState::Proved);
    assert_eq!(
        other.world.lock.lock().state().cards.len(),
        phone.world.lock.lock().state().cards.len()
    );
}

#[test]
fn a_copy_that_was_brought_twice_outlives_the_end_of_one_journey() {
    use base64::Engine as _;
    let mut phone = Phone::with(Model::Keypad, 4, 0);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Rehearsal);
    let path = driver.engine().facts(JourneyId(1)).unwrap().copy.clone().unwrap().path;
    let sealed = phone.world.files.read(&path, 1 << 24).unwrap();
    let content = base64::engine::general_purpose::STANDARD.encode(&sealed);
    let recovery = phone.recovery.clone().unwrap();

    let mut other = Phone::with(Model::Keypad, 0, 0);
    other.picks.re_add = "key";
    other.own_keys.lock().unwrap().push(other.key_text());
    let mut driver = other.start();
    for _ in 0..2 {
        driver.act(choose("begin-from-copy"));
        driver.act(press(Button::Next));
        driver.platform(PlatformEvent::Picked {
            name: "hall.relatch".to_owned(),
            content: Hidden(content.clone()),
        });
        if driver.screen().stage != StageName::Review {
            driver.act(submit(&recovery, &driver.screen()));
        }
        assert_eq!(driver.screen().stage, StageName::Review);
        driver.act(press(Button::Leave));
    }
    driver.act(choose("journey-1"));
    on_to(&mut other, &mut driver, StageName::Erase);
    driver.act(press(Button::Erase));
    assert!(is_receipt(&driver.screen()));
    let lines = driver.screen().lines;
    assert!(
        lines.iter().any(|line| line.id == "receipt-others"),
        "keys that still open the other one"
    );
    driver.act(press(Button::Leave));
    driver.act(choose("journey-2"));
    on_to(&mut other, &mut driver, StageName::Erase);
    driver.act(press(Button::Erase));
    driver.act(press(Button::Leave));
    assert!(other.secrets.names().iter().all(|name| !name.starts_with("snapshot-")));
    assert!(
        other
            .world
            .files
            .contents()
            .keys()
            .all(|path| !path.to_string_lossy().contains(".relatch"))
    );
}

#[test]
fn the_report_and_the_sheet_are_made_from_what_is_remembered() {
    use relatch::journey::screen::Request;
    let mut phone = Phone::with(Model::Full, 6, 3);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Report);
    let shown = driver.screen();
    drop(driver);
    driver = phone.start();
    driver.act(choose("journey-1"));
    assert_eq!(driver.screen().body, shown.body, "without the lock");
    driver.act(press(Button::ShareReport));
    let Some(Request::Share(shared)) = driver.screen().request else {
        panic!("nothing to share: {:#?}", driver.screen());
    };
    assert!(shared.ways.is_some(), "no code is in the report");
    let report = phone.world.files.read(Path::new(&shared.path), 1 << 24).unwrap();
    driver.platform(PlatformEvent::Shared(true));
    driver.act(press(Button::Sheet));
    driver.platform(PlatformEvent::Identified(true));
    let Some(Request::Share(shared)) = driver.screen().request else {
        panic!("nothing to share: {:#?}", driver.screen());
    };
    assert!(shared.ways.is_none(), "all codes in clear go to no other app");
    let sheet = phone.world.files.read(Path::new(&shared.path), 1 << 24).unwrap();
    let lock = phone.world.lock.lock();
    for code in &lock.state().codes {
        let digits = code.record.current.reveal();
        let is_in = |page: &[u8]| String::from_utf8_lossy(page).contains(&digits);
        assert!(is_in(&sheet) && !is_in(&report));
    }
    drop(lock);
    drop(driver);
    drop(phone.start());
    assert!(
        !phone
            .world
            .files
            .contents()
            .keys()
            .any(|path| path.ends_with(&shared.name)),
        "gone with the next start"
    );
}

#[test]
fn s5_the_key_of_a_lock_that_was_added_again_here_is_offered_until_it_was_saved_elsewhere() {
    use relatch::journey::screen::Request;
    let mut phone = Phone::with(Model::Full, 2, 1);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Erase);
    while !is_receipt(&driver.screen()) {
        let action = phone.next(&driver.screen());
        driver.act(action);
    }
    driver.act(press(Button::Leave));
    drop(driver);
    let mut driver = phone.start();
    driver.act(choose("journey-1"));
    let receipt = driver.screen();
    assert!(is_receipt(&receipt) && receipt.lines.iter().any(|line| line.id == "erase-key"));

    driver.act(press(Button::ShareKey));
    driver.platform(PlatformEvent::Identified(false));
    assert!(driver.screen().request.is_none() && driver.screen().problem.is_some());
    driver.act(press(Button::ShareKey));
    driver.platform(PlatformEvent::Identified(true));
    let Some(Request::Share(shared)) = driver.screen().request else {
        panic!("nothing to share: {:#?}", driver.screen());
    };
    assert!(shared.ways.is_none(), "the key never goes by the channel of the copy");
    let file = phone.world.files.read(Path::new(&shared.path), 1 << 20).unwrap();
    let found = relatch::protocol::credentials::parse(&file).unwrap();
    let key = relatch::protocol::credentials::select(found, None).unwrap().key;
    assert_eq!(key.address, phone.world.lock.lock().state().address);
    assert_eq!(
        Some(&key.aes_key),
        phone
            .world
            .lock
            .lock()
            .state()
            .owner
            .as_ref()
            .map(|owner| &owner.aes_key)
    );
    driver.platform(PlatformEvent::Shared(true));
    assert!(!driver.screen().lines.iter().any(|line| line.id == "erase-key"));
    driver.act(press(Button::Leave));
    assert!(!driver.screen().offers(&choose("journey-1")), "it is over");
}

#[test]
fn s9_what_support_is_given_names_nobody_and_opens_nothing() {
    let mut phone = Phone::with(Model::Full, 6, 3);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Report);
    let text = serde_json::to_string(&driver.engine().diagnostics()).unwrap();
    assert!(
        text.contains("\"stage\":\"report\"") && text.contains("\"reset\""),
        "{text}"
    );
    let lock = phone.world.lock.lock();
    let state = lock.state();
    let mut hidden: Vec<String> = state.codes.iter().map(|code| code.record.current.reveal()).collect();
    hidden.extend(state.cards.iter().map(|card| card.record.number.decimal()));
    hidden.push(state.address.to_string());
    hidden.extend(
        phone
            .world
            .files
            .contents()
            .keys()
            .map(|path| path.display().to_string()),
    );
    hidden.push(driver.engine().facts(JourneyId(1)).unwrap().lock_name());
    for secret in hidden.iter().filter(|secret| secret.len() >= 4) {
        assert!(!text.contains(secret.as_str()), "{text}");
    }
}

#[test]
fn s2_a_copy_that_was_never_put_back_is_erased_only_after_its_items_are_counted() {
    let mut phone = Phone::with(Model::Full, 6, 3);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Review);
    driver.act(press(Button::Erase));
    driver.act(press(Button::Erase));
    driver.act(submit("1", &driver.screen()));
    assert_eq!(driver.screen().problem.unwrap().code, "typed-wrong");
    // More than codes, fobs and fingerprints: what a restore would bring back of settings and the owner's code, too.
    let lines = driver.screen().lines;
    let said = lines.iter().flat_map(|line| &line.args);
    let number = said.filter_map(|(name, arg)| match arg {
        Arg::Text(text) if *name == "number" => Some(text.clone()),
        _ => None,
    });
    let number: Vec<String> = number.collect();
    let number = number.first().unwrap();
    assert!(number.parse::<u32>().unwrap() > 12, "{number}");
    driver.act(submit(number, &driver.screen()));
    assert!(is_receipt(&driver.screen()), "{:#?}", driver.screen());
}

#[test]
fn a_helper_opens_what_was_entrusted_with_their_own_key() {
    let helper = relatch::backup::seal::Identity::generate();
    let mut phone = Phone::with(Model::Keypad, 6, 0);
    let mut driver = phone.start();
    driver.act(choose("begin-entrust"));
    on_to(&mut phone, &mut driver, StageName::Backup);
    driver.act(submit("no key", &driver.screen()));
    assert_eq!(driver.screen().problem.unwrap().code, "helper-key-wrong");
    driver.act(submit(&helper.recipient().to_string(), &driver.screen()));
    assert_eq!(driver.screen().stage, StageName::Review);
    let path = driver.engine().facts(JourneyId(1)).unwrap().copy.clone().unwrap().path;
    let sealed = phone.world.files.read(&path, 1 << 24).unwrap();
    assert!(relatch::backup::seal::open(&sealed, &[helper]).is_ok());
}

#[test]
fn a_damaged_journal_stops_no_other_journey() {
    let mut phone = Phone::with(Model::Keypad, 2, 0);
    let mut driver = phone.start();
    for _ in 0..2 {
        driver.act(choose("begin-same-lock"));
        driver.act(press(Button::Leave));
    }
    drop(driver);
    let path = Path::new("state/journey-1.journal");
    relatch::store::write_atomic(&phone.world.files, path, b"no journal").unwrap();
    let mut driver = phone.start();
    let screen = driver.screen();
    assert_eq!(screen.problem.as_ref().unwrap().code, "notes-damaged");
    assert!(screen.offers(&choose("journey-2")) && !screen.offers(&choose("journey-1")));
    driver.act(choose("begin-same-lock"));
    assert_eq!(driver.engine().shown(), Some(JourneyId(3)), "no number is used twice");
}

#[test]
fn a_store_belongs_to_one_engine_at_a_time() {
    let mut phone = Phone::with(Model::Keypad, 2, 0);
    let first = phone.start();
    assert!(matches!(phone.try_start(), Err(StoreError::Busy { .. })));
    drop(first);
    phone.start();
}

#[test]
fn without_bluetooth_nothing_begins_and_the_screen_asks_for_it() {
    use relatch::journey::screen::Request;
    let mut phone = Phone::with(Model::Keypad, 2, 0);
    let mut driver = phone.start();
    driver.platform(PlatformEvent::Radio(RadioState::Off));
    for _ in 0..3 {
        let action = phone.next(&driver.screen());
        driver.act(action);
    }
    let screen = driver.screen();
    assert_eq!(screen.stage, StageName::Find);
    assert_eq!(screen.request, Some(Request::BluetoothOn));
    driver.platform(PlatformEvent::Radio(RadioState::Ready));
    assert_eq!(driver.screen().title.id, "find-met-title");
}

#[test]
fn s4_where_nothing_can_be_written_down_nothing_begins() {
    use relatch::store::memory::Fault;
    let mut phone = Phone::with(Model::Keypad, 2, 0);
    let mut driver = phone.start();
    while driver.screen().stage != StageName::Backup {
        let action = phone.next(&driver.screen());
        driver.act(action);
    }
    let connections = || phone.world.counters.last().unwrap().counts().connections;
    let before = connections();
    phone
        .world
        .files
        .fault_at(phone.world.files.operations() + 1, Fault::NoSpace);
    driver.act(Action::Press(Button::Next));
    let screen = driver.screen();
    assert_eq!(screen.problem.unwrap().code, "phone-full");
    assert_eq!(connections(), before, "the lock was left alone");
    phone.world.files.clear_fault();
    driver.act(Action::Press(Button::Retry));
    assert_eq!(driver.screen().stage, StageName::Review);
}

#[test]
fn a_second_tap_and_a_tap_on_an_old_screen_change_nothing() {
    let mut phone = Phone::with(Model::Keypad, 2, 0);
    let mut driver = phone.start();
    let home = driver.screen().revision;
    let begin = Action::Choose("begin-same-lock".to_owned());
    driver.act_on(home, begin.clone());
    driver.act_on(home, begin);
    driver.act(Action::Press(Button::Leave));
    let Body::Choices { choices } = driver.screen().body else {
        panic!("no choices");
    };
    let journeys = choices.iter().filter(|choice| choice.id.starts_with("journey-"));
    assert_eq!(journeys.count(), 1);
}
