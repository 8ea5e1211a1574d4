//! Everything that may go wrong at one stage, and how it goes on.

use crate::guided::{goes_on_to_the_end, key_text, resets_it_by_hand};
use crate::support::phone::{Phone, check_end};
use crate::support::{key_file, spec};
use crate::talk::Talk;
use crate::weather::{RadioMood, StoreMood};
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::facts::ImportState;
use relatch::journey::screen::{Body, Button};
use relatch::model::{PasscodeKind, PasscodeRecord};
use relatch::store::Files as _;
use relatch::virtual_lock::radio::Hooks;
use relatch::virtual_lock::state::Capacity;
use relatch::virtual_lock::{Event, Model, SharedLock, Spec, VirtualLock};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A conversation that is written down from a screen on.
fn from(title: &str, name: &str, about: &str, phone: Phone) -> Talk {
    let mut talk = Talk::new(name, about, phone);
    talk.quietly(|talk| talk.goes_on_to(title));
    talk
}

/// Whenever the lock has handled this command, something happens to it.
fn after(phone: &mut Phone, wanted: u8, what: impl Fn(&mut VirtualLock) + Send + Sync + 'static) {
    let lock = phone.world.lock.clone();
    let is_wanted = AtomicBool::new(false);
    phone.world.hooks = Hooks {
        on_event: Some(Arc::new(move |event| match event {
            Event::Request { opcode, .. } => is_wanted.store(opcode == wanted, Ordering::SeqCst),
            Event::Handled { .. } if is_wanted.load(Ordering::SeqCst) => what(&mut lock.lock()),
            Event::Scan | Event::Connected | Event::Handled { .. } | Event::Reply { .. } | Event::Waiting => {}
        })),
        ..Hooks::default()
    };
}

/// The text of the owner's key.
fn owner_key(talk: &Talk) -> String {
    String::from_utf8(talk.phone.world.files.read(key_file(), 1 << 20).unwrap()).unwrap()
}

/// Somebody adds a code in another app.
fn adds_a_code(lock: &mut VirtualLock) {
    let codes = &mut lock.state_mut().codes;
    let mut code = codes[0].clone();
    let digits = relatch::model::Digits::try_from("902731".to_owned()).unwrap();
    code.record = PasscodeRecord {
        current: (&digits).into(),
        ..code.record
    };
    codes.push(code);
}

#[test]
fn keys_of_every_kind() {
    let mut talk = from(
        "key-title",
        "keys",
        "Keys that are none, are damaged, are a guest's or of several locks.",
        Phone::with(Model::Keypad, 2, 0),
    );
    let key = owner_key(&talk);
    talk.choose("file");
    talk.platform("picks no file", PlatformEvent::NotPicked);
    let tried = |talk: &mut Talk, what: &str, text: &str, problem: &str| {
        talk.choose("text");
        talk.types(what, text);
        talk.sees("key-title", Some(problem));
    };
    tried(&mut talk, "a shopping list", "milk, eggs", "key-unreadable");
    tried(&mut talk, "half of the key", &key[..key.len() / 2], "key-damaged");
    talk.choose("text");
    talk.press(Button::Back);
    let other = Spec {
        seed: 7,
        ..spec(Model::Keypad, 0, 0)
    };
    let other = key_text(&mut VirtualLock::new(&other, talk.phone.world.clock.clone()));
    let both = format!(
        "[{},{}]",
        key.trim().trim_start_matches('[').trim_end_matches(']'),
        other.trim().trim_start_matches('[').trim_end_matches(']')
    );
    talk.choose("text");
    talk.types("the keys of two locks", &both);
    talk.press(Button::Back);
    talk.choose("text");
    talk.types("the keys of two locks", &both);
    let address = talk.phone.world.address();
    talk.choose(&address.to_string());
    talk.sees("find-met-title", None);
    talk.ends();
}

#[test]
fn the_lock_is_not_heard() {
    let phone = Phone::with(Model::Keypad, 2, 0);
    let about = "The lock sleeps; then it is heard from too far away, then weakly; then it falls asleep in the middle.";
    let mut talk = from("key-title", "not-heard", about, phone);
    talk.at_the_door("the lock sleeps", |lock| lock.state_mut().asleep = true);
    talk.choose("text");
    talk.goes_on();
    talk.sees("find-title", Some("not-in-reach"));
    talk.at_the_door("the keypad is touched", VirtualLock::touch);
    talk.sky.set_rssi(&[-99]);
    talk.press(Button::Retry);
    talk.sees("find-title", None);
    talk.press(Button::Skip);
    talk.sees("find-met-title", None);
    // With another key the same door: what was here before has not gone away.
    talk.press(Button::Back);
    talk.choose("text");
    talk.at_the_door("the lock sleeps again", |lock| lock.state_mut().asleep = true);
    talk.goes_on();
    talk.sees("find-title", Some("not-in-reach"));
    talk.at_the_door("the keypad is touched", VirtualLock::touch);
    talk.sky.set_rssi(&[-93, -92, -91, -86, -86, -86]);
    talk.press(Button::Retry);
    talk.sees("find-met-title", None);
    talk.press(Button::Next);
    talk.at_the_door("the lock falls asleep in the middle", |lock| {
        lock.arm("asleep@9".parse().unwrap());
    });
    talk.press(Button::Next);
    talk.press(Button::Retry);
    talk.at_the_door("the keypad is touched", VirtualLock::touch);
    talk.press(Button::Retry);
    talk.sees("review-title", None);
    talk.ends();
}

#[test]
fn the_phone_saves_its_battery() {
    let about = "The lock is not heard, and the phone tells that it saves its battery, and later that it does not.";
    let mut talk = from("key-title", "saves-battery", about, Phone::with(Model::Keypad, 2, 0));
    talk.at_the_door("the lock sleeps", |lock| lock.state_mut().asleep = true);
    talk.choose("text");
    talk.goes_on();
    let says = |talk: &Talk| talk.screen().lines.iter().any(|line| line.id == "phone-saves-power");
    let guesses = |talk: &Talk| format!("{:?}", talk.screen().body).contains("find-hint-saver");
    assert!(
        !says(&talk) && guesses(&talk),
        "unknown: it is one of the things to look at"
    );
    talk.platform("the phone saves its battery", PlatformEvent::PowerSaving(true));
    assert!(says(&talk) && !guesses(&talk), "known: it is said");
    talk.platform("the phone saves no more", PlatformEvent::PowerSaving(false));
    assert!(!says(&talk) && !guesses(&talk), "known: it is nothing to look at");
    talk.ends();
}

#[test]
fn bluetooth_is_off_forbidden_missing_or_busy() {
    let about = "The phone's Bluetooth is off, not allowed, refused, missing, failing, busy; each is told apart.";
    let mut talk = from("key-title", "bluetooth", about, Phone::with(Model::Keypad, 2, 0));
    talk.platform("Bluetooth is switched off", PlatformEvent::Radio(RadioState::Off));
    talk.choose("text");
    talk.goes_on();
    talk.sees("find-title", Some("radio-off"));
    talk.platform(
        "Bluetooth may not be used yet",
        PlatformEvent::Radio(RadioState::NotAsked),
    );
    talk.press(Button::Retry);
    talk.sees("find-title", Some("radio-not-permitted"));
    talk.platform(
        "Bluetooth is refused for good",
        PlatformEvent::Radio(RadioState::Refused),
    );
    talk.press(Button::Retry);
    let missing = PlatformEvent::Radio(RadioState::Unsupported);
    talk.platform("Bluetooth is missing", missing);
    talk.press(Button::Retry);
    talk.sees("find-title", Some("no-radio"));
    talk.platform("Bluetooth is on and allowed", PlatformEvent::Radio(RadioState::Ready));
    talk.sees("find-met-title", None);
    for mood in RadioMood::ALL {
        talk.press(Button::Back);
        talk.sky.set(Some(mood));
        talk.choose("text");
        talk.goes_on();
        assert!(talk.screen().problem.is_some(), "{mood:?}: {:#?}", talk.screen());
        talk.sky.set(None);
        talk.press(Button::Retry);
        talk.sees("find-met-title", None);
    }
    talk.ends();
}

#[test]
fn the_secure_store_fails() {
    let about = "There is no secure store, it is locked, it fails: nothing begins, and each is told.";
    let mut talk = from("key-title", "secure-store", about, Phone::with(Model::Keypad, 2, 0));
    for mood in StoreMood::ALL {
        talk.moody.set(Some(mood));
        talk.choose("text");
        talk.goes_on();
        assert!(talk.screen().problem.is_some(), "{mood:?}: {:#?}", talk.screen());
    }
    talk.moody.set(None);
    talk.choose("text");
    talk.goes_on();
    talk.sees("find-met-title", None);
    talk.ends();
}

#[test]
fn the_lock_changes_while_it_is_saved() {
    let mut phone = Phone::with(Model::Keypad, 4, 0);
    // The first reading of the codes is over when the clock is read for the first time.
    let lists = AtomicU32::new(0);
    after(&mut phone, 0x07, move |lock| {
        if lists.fetch_add(1, Ordering::SeqCst) == 0 {
            adds_a_code(lock);
        }
    });
    let about = "Somebody adds a code between the two readings: the copy is not taken. The next time it agrees.";
    let mut talk = from("backup-title", "readings-disagree", about, phone);
    talk.press(Button::Next);
    talk.sees("backup-title", Some("readings-disagree"));
    talk.press(Button::Retry);
    talk.sees("review-title", None);
    talk.ends();
}

#[test]
fn the_lock_changed_since_it_was_saved() {
    let phone = Phone::with(Model::Cards, 4, 2);
    let about = "Somebody adds a code after the copy was saved. The reset is not sent; a new copy is saved.";
    let mut talk = from("typed-title", "lock-changed", about, phone);
    talk.at_the_door("somebody adds a code in another app", adds_a_code);
    talk.goes_on();
    talk.sees("backup-title", Some("lock-changed"));
    talk.goes_on();
    talk.sees("review-title", None);
    let before = talk.phone.world.fork();
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn codes_are_shown_only_to_who_holds_the_phone() {
    let about = "Codes are hidden until the phone knew its owner; the list is searched; the copy is given away.";
    let mut talk = from("review-title", "review", about, Phone::with(Model::Full, 4, 2));
    talk.press(Button::Reveal);
    talk.platform("was not recognised", PlatformEvent::Identified(false));
    talk.press(Button::Reveal);
    talk.platform("was recognised", PlatformEvent::Identified(true));
    talk.searches("fob");
    talk.searches("nothing of the kind");
    talk.searches("");
    talk.press(Button::Hide);
    talk.press(Button::ShareCopy);
    talk.platform("gave it away", PlatformEvent::Shared(true));
    talk.press(Button::Erase);
    talk.press(Button::Back);
    talk.sees("review-title", None);
    talk.ends();
}

#[test]
fn the_recovery_key_is_typed_wrongly() {
    let about = "What is typed is not on the paper: the key is shown again.";
    let mut talk = from(
        "recovery-title",
        "recovery-key",
        about,
        Phone::with(Model::Keypad, 2, 0),
    );
    talk.press(Button::Next);
    talk.types("something else", "ABCDEF");
    talk.sees("recovery-title", Some("typed-wrong"));
    talk.press(Button::Back);
    talk.goes_on();
    talk.goes_on();
    talk.sees("rehearsal-title", None);
    talk.press(Button::Back);
    talk.press(Button::Next);
    talk.press(Button::Next);
    talk.sees("rehearsal-title", None);
    talk.ends();
}

#[test]
fn the_lock_refuses_codes_in_the_trial_run() {
    let phone = Phone::with(Model::Full, 8, 2);
    let about = "In the trial run the lock refuses codes: what would be lost is said by name before the reset.";
    let mut talk = from("rehearsal-title", "refused", about, phone);
    talk.at_the_door("the lock will refuse new codes", |lock| {
        for number in 1..8 {
            lock.arm(format!("refuse@0x03#{number}").parse().unwrap());
        }
    });
    talk.goes_on_to("losses-title");
    talk.goes_on_to("typed-title");
    talk.ends();
}

#[test]
fn the_lock_is_full() {
    let mut phone = Phone::with(Model::Full, 0, 0);
    let full = Spec {
        capacity: Some(Capacity {
            codes: 5,
            cards: 3,
            fingerprints: 3,
        }),
        ..spec(Model::Full, 5, 3)
    };
    phone.world = crate::support::World::with(&full);
    let before = phone.world.fork();
    let about =
        "The lock is full to the last place, so nothing can be tried on it; all the same everything comes back.";
    let mut talk = from("rehearsal-title", "full", about, phone);
    talk.goes_on_to("losses-title");
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn the_battery_is_low() {
    let phone = Phone::with(Model::Keypad, 2, 0);
    phone.world.lock.lock().state_mut().battery = 12;
    let about = "The battery is too low for a reset: there is no way on but new ones.";
    let mut talk = from("ready-title", "battery", about, phone);
    talk.sees("ready-title", Some("battery-low"));
    talk.press(Button::Retry);
    talk.sees("ready-title", Some("battery-low"));
    talk.at_the_door("new batteries are put in", |lock| lock.state_mut().battery = 97);
    talk.press(Button::Retry);
    talk.sees("ready-title", None);
    talk.ends();
}

#[test]
fn what_is_asked_before_the_reset() {
    let phone = Phone::with(Model::Full, 2, 1);
    phone.world.lock.lock().state_mut().settings.switches.values = 0;
    let about = "The last questions, forth and back; the reset button is switched off; the wrong number is typed.";
    let mut talk = from("losses-title", "before-the-reset", about, phone);
    talk.press(Button::Back);
    talk.press(Button::Next);
    talk.press(Button::Next);
    talk.press(Button::Next);
    talk.tick("door-open", true);
    talk.tick("door-open", false);
    talk.goes_on_to("typed-title");
    talk.types("another number", "99");
    talk.sees("typed-title", Some("typed-wrong"));
    talk.press(Button::Back);
    talk.press(Button::Back);
    talk.press(Button::Back);
    talk.ends();
}

#[test]
fn nobody_saw_what_became_of_the_reset() {
    let mut phone = Phone::with(Model::Keypad, 4, 0);
    let before = phone.world.fork();
    let about = "The lock is reset, and falls asleep before it says so; it is asked until it answers.";
    after(&mut phone, 0x52, |lock| lock.state_mut().asleep = true);
    let mut talk = from("typed-title", "reset-unseen", about, phone);
    talk.goes_on();
    talk.sees("reset-title", Some("reset-unseen"));
    talk.press(Button::Retry);
    talk.at_the_door("somebody touches the keypad", VirtualLock::touch);
    talk.press(Button::Retry);
    talk.sees("re-add-title", None);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn the_reset_is_refused() {
    let phone = Phone::with(Model::Keypad, 4, 0);
    let before = phone.world.fork();
    let about = "The lock says that it was reset, and was not; and then the battery falls.";
    let mut talk = from("typed-title", "reset-refused", about, phone);
    talk.at_the_door("the lock will lie", |lock| {
        lock.arm("claim-success@0x52".parse().unwrap());
    });
    talk.goes_on();
    talk.sees("ready-title", Some("not-reset"));
    talk.quietly(|talk| {
        talk.press(Button::Next);
        talk.choose("over-the-air");
    });
    talk.at_the_door("the battery falls", |lock| lock.state_mut().battery = 5);
    talk.goes_on();
    talk.sees("ready-title", Some("battery-low"));
    talk.at_the_door("new batteries are put in", |lock| lock.state_mut().battery = 97);
    talk.press(Button::Retry);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn the_button_was_not_pressed_yet() {
    let mut phone = Phone::with(Model::Cards, 4, 2);
    phone.picks.reset = "by-hand";
    let before = phone.world.fork();
    let about = "The owner says that it is reset, and it is not; goes back; and the app is killed at the lock.";
    let mut talk = from("buttons-title", "button-not-pressed", about, phone);
    talk.press(Button::Next);
    talk.sees("buttons-title", Some("not-reset"));
    talk.press(Button::Back);
    talk.quietly(|talk| talk.goes_on_to("buttons-title"));
    talk.restarts();
    talk.choose("journey-1");
    talk.sees("buttons-title", None);
    talk.at_the_door("the button is held", resets_it_by_hand);
    talk.press(Button::Next);
    talk.sees("re-add-title", None);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn the_app_is_killed_at_each_act_that_cannot_be_undone() {
    let phone = Phone::with(Model::Keypad, 4, 0);
    let before = phone.world.fork();
    let about =
        "The phone dies in the trial run, in the reset, while the lock is added, at the door and in the import.";
    let mut talk = from("rehearsal-title", "killed", about, phone);
    let dies = |talk: &mut Talk, at: &str| {
        talk.at_the_door("the phone will die", |lock| lock.arm(at.parse().unwrap()));
        talk.dies();
        talk.at_the_door("the lock falls asleep", |lock| lock.state_mut().asleep = true);
        talk.choose("journey-1");
        talk.press(Button::Retry);
        talk.at_the_door("the keypad is touched", VirtualLock::touch);
        talk.press(Button::Retry);
    };
    dies(&mut talk, "phone-dies@8");
    talk.quietly(|talk| talk.goes_on_to("typed-title"));
    dies(&mut talk, "phone-dies@0x52");
    talk.sees("re-add-title", None);
    dies(&mut talk, "phone-dies@3");
    talk.quietly(|talk| talk.goes_on_to("door-title"));
    dies(&mut talk, "phone-dies@5");
    talk.sees("door-title", None);
    talk.goes_on();
    talk.goes_on();
    talk.sees("door-title", None);
    dies(&mut talk, "phone-dies@0x03#2");
    talk.sees("import-title", None);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn the_door_code_is_not_seen() {
    let phone = Phone::with(Model::Keypad, 4, 0);
    let about = "The owner says that the code was typed, and it was not; then leaves it.";
    let mut talk = from("door-title", "door", about, phone);
    talk.press(Button::Next);
    talk.press(Button::Next);
    talk.sees("door-title", Some("not-seen-at-door"));
    talk.press(Button::Skip);
    talk.sees("door-title", None);
    talk.press(Button::Next);
    talk.sees("report-title", None);
    talk.ends();
}

#[test]
fn the_owner_chooses_what_is_put_back() {
    let mut phone = Phone::with(Model::Full, 8, 3);
    phone.picks.begin = "begin-other-lock";
    let target = SharedLock::new(VirtualLock::new(
        &Spec {
            seed: 99,
            ..spec(Model::Full, 2, 1)
        },
        phone.world.clock.clone(),
    ));
    let key = key_text(&mut target.lock());
    {
        // The same number with other dates.
        let source = phone.world.lock.lock().state().codes.clone();
        let timed = source
            .iter()
            .find(|code| code.record.kind == PasscodeKind::Period)
            .unwrap();
        let mut there = timed.clone();
        there.record.kind = PasscodeKind::Permanent;
        there.record.until = relatch::model::Until::Open;
        target.lock().state_mut().codes.push(there);
    }
    phone.world.others.push(target);
    let about = "The plan: search, leave out, conflicts, one-time codes and those that have expired.";
    let mut talk = from("target-title", "plan", about, phone);
    talk.quietly(|talk| {
        talk.choose("key");
        talk.choose("text");
        talk.types("the key of the second lock", &key);
        talk.goes_to_the_other_door();
        talk.goes_on_to("plan-title");
    });
    for option in [
        "option-expired",
        "option-one-time",
        "option-replace",
        "option-owner-code",
    ] {
        talk.tick(option, true);
    }
    let Body::Plan(plan) = talk.screen().body else {
        panic!("no plan: {:#?}", talk.screen());
    };
    let row = plan.rows.iter().find(|row| row.enabled && row.ticked).unwrap();
    talk.tick(&row.id, false);
    talk.searches("fob");
    talk.searches("");
    talk.press(Button::Retry);
    talk.goes_on_to("report-title");
    talk.ends();
}

#[test]
fn the_lock_fills_up_in_the_import() {
    let phone = Phone::with(Model::Full, 8, 4);
    let about = "In the import the lock says that it is full: what is missing is told by name, and tried again.";
    let mut talk = from("door-title", "import-full", about, phone);
    talk.at_the_door("the lock will be full", |lock| lock.arm("full@0x03#4".parse().unwrap()));
    talk.press(Button::Skip);
    talk.sees("report-title", None);
    assert_eq!(talk.facts().import, ImportState::Partial);
    talk.press(Button::ShareReport);
    talk.platform("gave it away", PlatformEvent::Shared(true));
    talk.press(Button::Sheet);
    talk.platform("was not recognised", PlatformEvent::Identified(false));
    talk.press(Button::Sheet);
    talk.platform("was recognised", PlatformEvent::Identified(true));
    talk.platform("did not give it away", PlatformEvent::Shared(false));
    talk.tick("try-code", true);
    talk.press(Button::Next);
    talk.sees("erase-title", None);
    talk.press(Button::Back);
    talk.at_the_door("there is room again", |lock| lock.state_mut().faults.clear());
    talk.press(Button::Retry);
    goes_on_to_the_end(&mut talk);
    talk.ends();
}

#[test]
fn the_note_of_a_journey_is_damaged() {
    let mut phone = Phone::with(Model::Keypad, 2, 0);
    let mut talk = Talk::quiet(phone);
    talk.goes_on_to("key-title");
    phone = talk.into_phone();
    let path = std::path::Path::new("state/journey-1.journal");
    relatch::store::write_atomic(&phone.world.files, path, b"no journal").unwrap();
    let about = "What the app wrote down of a journey is damaged: the first screen says so.";
    Talk::new("damaged-note", about, phone).ends();
}
