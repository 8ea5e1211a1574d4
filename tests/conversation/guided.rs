//! The whole way, guided: for each model of lock, each way to reset it and each way to add it again; onto a replacement, and onto
//! another model.

use crate::support::phone::{Phone, Picks, check_end};
use crate::support::{local_now, spec};
use crate::talk::{Seen, Talk};
use relatch::journey::event::PlatformEvent;
use relatch::journey::facts::{Facts, ImportState};
use relatch::journey::message::{Arg, Message};
use relatch::journey::screen::{Body, Button, Screen, StageName};
use relatch::virtual_lock::{Model, SharedLock, Spec, VirtualLock};

/// A lock that was reset is added again in its own app, and Relatch takes the new key.
pub(crate) fn adds_it_in_its_own_app(talk: &mut Talk) {
    let mut new_key = String::new();
    talk.at_the_door("the lock is added in its own app", |lock| {
        new_key = key_text(lock);
    });
    talk.press(Button::Next);
    talk.choose("text");
    talk.types("the new key", &new_key);
}

/// Becomes the owner of a lock, and gives the key as a text.
pub(crate) fn key_text(lock: &mut VirtualLock) -> String {
    let key = lock.pair();
    relatch::protocol::credentials::sdk::write(&key, &relatch::model::DeviceInfo::default())
        .as_str()
        .to_owned()
}

/// Presses the button inside, and types what the lock asks for.
pub(crate) fn resets_it_by_hand(lock: &mut VirtualLock) {
    lock.press_reset();
    lock.type_code("000#");
}

/// Hands the key of a lock that Relatch added to the owner, where nobody else has it: only then the journey is over.
pub(crate) fn saves_the_key(talk: &mut Talk) {
    if talk.screen().lines.iter().any(|line| line.id == "erase-key") {
        talk.press(Button::ShareKey);
        talk.platform("was recognised", PlatformEvent::Identified(true));
        talk.platform("kept the key", PlatformEvent::Shared(true));
    }
}

/// Goes on to the receipt and closes the journey. A copy that is not proved is erased by the owner's word.
pub(crate) fn goes_on_to_the_end(talk: &mut Talk) -> Facts {
    talk.goes_on_to("erase-title");
    let facts = talk.facts();
    talk.press(Button::Erase);
    if facts.import != ImportState::Proved {
        talk.types_the_number();
    }
    talk.sees("receipt-title", None);
    saves_the_key(talk);
    talk.press(Button::Leave);
    assert_eq!(talk.screen().stage, StageName::Home);
    facts
}

fn same_lock(seen: &Seen, model: Model, reset: &'static str, re_add: &'static str) -> Seen {
    let mut phone = Phone::with(model, 8, 4);
    phone.picks = Picks {
        reset,
        re_add,
        ..Picks::default()
    };
    let before = phone.world.fork();
    let name = format!("same-lock-{model}-{reset}-{re_add}");
    let about = format!("A lock ({model}) is saved, reset {reset}, added again ({re_add}), and gets everything back.");
    let mut talk = Talk::after(seen, &name, &about, phone);
    if reset == "by-hand" {
        talk.goes_on_to("buttons-title");
        talk.at_the_door("the button is held until the lock asks for 000#", resets_it_by_hand);
    }
    talk.goes_on_to("re-add-title");
    if re_add == "own-app" {
        talk.goes_on();
        adds_it_in_its_own_app(&mut talk);
    }
    talk.goes_on_to("plan-title");
    let planned = planned(&talk.screen());
    talk.goes_on_to("report-title");
    assert_eq!(written(&talk.screen()), planned, "{name}: as many as were said");
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends()
}

/// How many items the plan says will be put back.
fn planned(screen: &Screen<Message>) -> u64 {
    match &screen.body {
        Body::Plan(plan) => count(plan.counts.first()),
        other => panic!("no plan: {other:?}"),
    }
}

/// How many items the report says were written.
fn written(screen: &Screen<Message>) -> u64 {
    match &screen.body {
        Body::Report(report) => count(report.lines.first()),
        other => panic!("no report: {other:?}"),
    }
}

fn count(message: Option<&Message>) -> u64 {
    match message.and_then(|message| message.args.first()) {
        Some((_, Arg::Count(count))) => *count,
        other => panic!("no count: {other:?}"),
    }
}

#[test]
fn the_same_lock_of_each_model_by_each_way() {
    let mut seen = Seen::default();
    for model in [Model::Full, Model::Cards, Model::Keypad] {
        for reset in ["over-the-air", "by-hand"] {
            for re_add in ["here", "own-app"] {
                seen = same_lock(&seen, model, reset, re_add);
            }
        }
    }
}

/// A second lock, new and without an owner.
pub(crate) fn another_lock(phone: &mut Phone, model: Model) -> SharedLock {
    let spec = Spec {
        seed: 99,
        ..Spec::empty(model, local_now())
    };
    let lock = SharedLock::new(VirtualLock::new(&spec, phone.world.clock.clone()));
    phone.world.others.push(lock.clone());
    lock
}

#[test]
fn onto_a_replacement_of_each_model() {
    let mut seen = Seen::default();
    for (from, to) in [
        (Model::Full, Model::Full),
        (Model::Cards, Model::Cards),
        (Model::Keypad, Model::Keypad),
        (Model::Full, Model::Keypad),
        (Model::Keypad, Model::Full),
        (Model::Full, Model::Cards),
    ] {
        let mut phone = Phone::with(from, 6, 3);
        phone.picks.begin = "begin-other-lock";
        let target = another_lock(&mut phone, to);
        let name = format!("replacement-{from}-{to}");
        let about = format!("Everything on a lock ({from}) goes onto a new one ({to}); the old one stays as it is.");
        let mut talk = Talk::after(&seen, &name, &about, phone);
        talk.goes_on_to("target-title");
        talk.choose("here");
        talk.choose_at(0);
        talk.goes_to_the_other_door();
        let facts = goes_on_to_the_end(&mut talk);
        assert_eq!(facts.target.unwrap().address, target.lock().state().address);
        // What the other model cannot take was not said to be lost when the copy was saved: its owner's word is needed.
        let takes_all = from == to || from == Model::Keypad;
        assert_eq!(facts.import == ImportState::Proved, takes_all, "{name}");
        let old = talk.phone.world.others[0].lock().state().clone();
        assert!(
            old.owner.is_some() && old.codes.len() >= 6,
            "the old lock stays as it is"
        );
        assert!(!target.lock().state().codes.is_empty());
        seen = talk.ends();
    }
}

#[test]
fn from_lock_to_lock_with_the_key_of_both() {
    let mut phone = Phone::with(Model::Full, 6, 3);
    phone.picks.begin = "begin-other-lock";
    let target = SharedLock::new(VirtualLock::new(
        &Spec {
            seed: 99,
            ..spec(Model::Full, 3, 2)
        },
        phone.world.clock.clone(),
    ));
    phone.world.others.push(target.clone());
    let key = key_text(&mut target.lock());
    let before = target.lock().state().clone();
    let about = "Everything on a lock goes onto a second one that has codes and fobs of its own, and an owner's key.";
    let mut talk = Talk::new("lock-to-lock", about, phone);
    talk.quietly(|talk| talk.goes_on_to("target-title"));
    talk.choose("key");
    talk.choose("text");
    talk.types("the key of the second lock", &key);
    talk.goes_to_the_other_door();
    let facts = goes_on_to_the_end(&mut talk);
    assert_eq!(facts.import, ImportState::Proved);
    assert_eq!(facts.target.unwrap().address, before.address);
    let after = target.lock().state().clone();
    for code in &before.codes {
        assert!(after.codes.contains(code), "what was there stays");
    }
    assert!(after.cards.len() > before.cards.len());
    talk.ends();
}
