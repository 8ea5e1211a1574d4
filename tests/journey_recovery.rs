//! The table of `docs/journey.md`, each cell on a lock: the app is stopped in the middle of each act that may be half done, the lock is
//! put into each state that it can be in when the app is started again, and the way goes on as the table says, to the end. Opening
//! the journey repeats nothing.
#![cfg(test)]

mod support;

use relatch::journey::message::Message;
use relatch::journey::recover::{Intent, Next, Standing, recover};
use relatch::journey::screen::{Screen, StageName};
use relatch::model::{DeviceInfo, OwnerKey};
use relatch::protocol::Command as _;
use relatch::protocol::command::pairing::{AddAdmin, Reset};
use relatch::protocol::command::passcode::ManagePasscode;
use relatch::protocol::credentials::sdk;
use relatch::store::Secrets as _;
use relatch::virtual_lock::radio::{Event, Hooks};
use relatch::virtual_lock::state::State;
use relatch::virtual_lock::{Killed, Model};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use support::phone::{Phone, Picks, RESET_SEQUENCE, brief, choose, is_receipt, on_to};
use support::witness::{items, lock_records, open_trials};

/// Where the app is stopped: on which screen, and at which request of what follows; `None`: on the screen itself.
fn stop(intent: Intent) -> (StageName, &'static str, Option<u8>) {
    match intent {
        Intent::Rehearse => (StageName::Rehearsal, "rehearsal-why", Some(ManagePasscode::OPCODE)),
        Intent::Reset => (StageName::Ready, "typed-air", Some(Reset::OPCODE)),
        Intent::ResetByHand => (StageName::Reset, "buttons-proved", None),
        Intent::Pair => (StageName::ReAdd, "re-add-why", Some(AddAdmin::OPCODE)),
        Intent::DoorProof => (StageName::Proof, "door-type", None),
        Intent::Import => (StageName::Proof, "door-seen", Some(ManagePasscode::OPCODE)),
    }
}

/// A phone on which the app was stopped, and its lock as it was when everything began.
fn stopped(intent: Intent) -> (Phone, State) {
    let mut phone = Phone::with(Model::Cards, 4, 1);
    if intent == Intent::ResetByHand {
        phone.picks = Picks {
            reset: "by-hand",
            ..Picks::default()
        };
    }
    let original = phone.world.lock.lock().state().clone();
    let (stage, line, opcode) = stop(intent);
    let mut driver = phone.start();
    let is_there =
        |screen: &Screen<Message>| screen.stage == stage && screen.lines.first().is_some_and(|first| first.id == line);
    for _ in 0..60 {
        let screen = driver.screen();
        if is_there(&screen) {
            break;
        }
        let action = phone.next(&screen);
        driver.act(action);
    }
    assert!(is_there(&driver.screen()), "{}", brief(&driver.screen()));
    let Some(opcode) = opcode else {
        return (phone.fork(), original);
    };
    // The same screen again, under a hook that stops the app there.
    let action = phone.next(&driver.screen());
    drop(driver);
    phone.world.hooks = Hooks {
        on_event: Some(Arc::new(move |event| {
            if matches!(event, Event::Request { opcode: this, .. } if this == opcode) {
                resume_unwind(Box::new(Killed));
            }
        })),
        ..Hooks::default()
    };
    let mut driver = phone.start();
    let result = catch_unwind(AssertUnwindSafe(|| {
        driver.act(choose("journey-1"));
        for _ in 0..10 {
            if is_there(&driver.screen()) {
                driver.act(action.clone());
            }
            let action = phone.next(&driver.screen());
            driver.act(action);
        }
    }));
    assert!(
        result.is_err_and(|payload| payload.is::<Killed>()),
        "{}",
        brief(&driver.screen())
    );
    drop(driver);
    phone.world.hooks = Hooks::default();
    (phone, original)
}

/// Puts the lock into a state.
fn put(phone: &Phone, original: &State, standing: Standing) {
    let has_new_key = phone.secrets.read("journey-1-new").unwrap().is_some();
    let mut lock = phone.world.lock.lock();
    match standing {
        Standing::NotHeard => lock.state_mut().asleep = true,
        Standing::OldKeyWorks => {
            // It was never reset: everything is on it.
            let random = lock.state().random;
            *lock.state_mut() = State {
                random,
                ..original.clone()
            };
        }
        Standing::NewKeyWorks if has_new_key && lock.state().owner.is_some() => {}
        Standing::NoOwner | Standing::NewKeyWorks | Standing::NoKeyWorks => {
            lock.press_reset();
            lock.type_code(RESET_SEQUENCE);
            assert!(lock.state().owner.is_none());
        }
    }
    if standing == Standing::NewKeyWorks && lock.state().owner.is_none() {
        let key = lock.pair();
        phone.secrets.put("journey-1-new", text(&key).as_bytes()).unwrap();
    }
    if standing == Standing::NoKeyWorks {
        let key = lock.pair();
        phone.own_keys.lock().unwrap().push(text(&key));
    }
}

fn text(key: &OwnerKey) -> String {
    sdk::write(key, &DeviceInfo::default()).to_string()
}

/// What is on the screen where a cell of the table says how the way goes on.
fn expected(next: Next, intent: Intent) -> (StageName, &'static str, Option<&'static str>, Option<&'static str>) {
    let asking = match intent {
        Intent::Rehearse => StageName::Rehearsal,
        Intent::Reset | Intent::ResetByHand => StageName::Reset,
        Intent::Pair => StageName::ReAdd,
        Intent::DoorProof => StageName::Proof,
        Intent::Import => StageName::Import,
    };
    match next {
        Next::RehearseAgain => (StageName::Rehearsal, "rehearsal-title", Some("rehearsal-held"), None),
        Next::ReadyAgain => (StageName::Ready, "ready-title", Some("ready-why"), None),
        Next::WaitForButton => (StageName::Reset, "buttons-title", Some("buttons-proved"), None),
        Next::ReAdd => (StageName::ReAdd, "re-add-title", Some("re-add-why"), None),
        Next::Clock => (StageName::Clock, "clock-title", Some("clock-was-right"), None),
        Next::DoorAgain => (StageName::Proof, "door-title", Some("door-why"), None),
        Next::ImportGoesOn => (StageName::Import, "import-title", Some("import-half"), None),
        Next::AskForKey => (StageName::ReAdd, "no-key-title", None, Some("no-key-works")),
        Next::AskAgain => (asking, "recover-title", Some("recover-why"), Some("not-in-reach")),
    }
}

fn cell(stopped: &Phone, original: &State, intent: Intent, standing: Standing) {
    let at = format!("{} and {}", intent.word(), standing.word());
    let mut phone = stopped.fork();
    put(&phone, original, standing);
    let one_way = Arc::new(AtomicU32::new(0));
    let seen = one_way.clone();
    phone.world.hooks.on_event = Some(Arc::new(move |event| {
        if matches!(
            event,
            Event::Request {
                opcode: Reset::OPCODE | AddAdmin::OPCODE,
                ..
            }
        ) {
            seen.fetch_add(1, Ordering::SeqCst);
        }
    }));
    let mut driver = phone.start();
    driver.act(choose("journey-1"));
    let screen = driver.screen();
    let found = (
        screen.stage,
        screen.title.id,
        screen.lines.first().map(|line| line.id),
        screen.problem.as_ref().map(|problem| problem.code.as_str()),
    );
    assert_eq!(
        found,
        expected(recover(intent, standing), intent),
        "{at}: {}",
        brief(&screen)
    );
    assert_eq!(one_way.load(Ordering::SeqCst), 0, "{at}: an act was repeated");

    // And on to the end, where the lock holds what the copy holds.
    phone.world.lock.lock().state_mut().asleep = false;
    for _ in 0..80 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            let lock = phone.world.lock.lock().state().clone();
            assert_eq!(items(&lock), items(&END), "{at}");
            assert!(lock.owner.is_some_and(|owner| owner.finished), "{at}");
            assert_eq!(open_trials(&lock_records(&phone.world.files, lock.address)), 0, "{at}");
            return;
        }
        let action = phone.next(&screen);
        driver.act(action);
    }
    panic!("{at}: no end in sight at {}", brief(&driver.screen()));
}

/// The lock after a way that nothing disturbed.
static END: LazyLock<State> = LazyLock::new(|| {
    let mut phone = Phone::with(Model::Cards, 4, 1);
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Erase);
    phone.world.lock.lock().state().clone()
});

#[test]
fn s4_each_open_intent_is_answered_by_each_state_of_the_lock_and_the_way_comes_to_its_end() {
    for intent in Intent::ALL {
        let (stopped, original) = stopped(intent);
        for standing in Standing::ALL {
            cell(&stopped, &original, intent, standing);
        }
    }
}
