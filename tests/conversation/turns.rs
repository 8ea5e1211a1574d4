//! Everything that a way may turn into.

use crate::guided::{another_lock, goes_on_to_the_end, key_text, resets_it_by_hand, saves_the_key};
use crate::support::phone::{Phone, check_end};
use crate::support::{OFFSET_MS, World, key_file};
use crate::talk::Talk;
use base64::Engine as _;
use relatch::backup::seal::Identity;
use relatch::journey::event::PlatformEvent;
use relatch::journey::message::{Arg, Hidden};
use relatch::journey::screen::{Button, Request};
use relatch::store::Files as _;
use relatch::virtual_lock::{Model, SharedLock, Spec, Timing, VirtualLock};
use std::str::FromStr as _;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

fn picked(bytes: &[u8]) -> PlatformEvent {
    PlatformEvent::Picked {
        name: "hall.relatch".to_owned(),
        content: Hidden(base64::engine::general_purpose::STANDARD.encode(bytes)),
    }
}

/// A phone that saved a copy and showed its recovery key: the file, the key, and the phone.
fn saved_elsewhere(model: Model) -> (Vec<u8>, String, Phone) {
    let mut talk = Talk::quiet(Phone::with(model, 6, 3));
    talk.goes_on_to("rehearsal-title");
    let path = talk.facts().copy.unwrap().path;
    let sealed = talk.phone.world.files.read(&path, 1 << 24).unwrap();
    let recovery = talk.phone.recovery.clone().unwrap();
    (sealed, recovery, talk.into_phone())
}

#[test]
fn a_copy_is_brought_from_another_phone() {
    let (sealed, recovery, _) = saved_elsewhere(Model::Full);
    let mut phone = Phone::with(Model::Full, 0, 0);
    phone.picks.begin = "begin-from-copy";
    phone.world.lock = another_lock(&mut phone, Model::Full);
    phone.world.others.clear();
    let about = "A file that another phone saved goes onto a new lock, with its recovery key.";
    let mut talk = Talk::new("from-copy", about, phone);
    talk.goes_on();
    talk.press(Button::Next);
    talk.platform("picks no file", PlatformEvent::NotPicked);
    talk.press(Button::Next);
    talk.platform("picks a holiday picture", picked(b"JFIF"));
    talk.sees("bring-title", Some("copy-foreign"));
    talk.press(Button::Next);
    talk.platform("picks the copy", picked(&sealed));
    talk.sees("bring-locked-title", None);
    talk.types("the recovery key of another copy", &Identity::generate().secret_text());
    talk.sees("bring-locked-title", Some("recovery-key-wrong"));
    let qr = Hidden(recovery.clone());
    talk.platform("scans the recovery key", PlatformEvent::Scanned(qr));
    talk.sees("review-title", None);
    talk.goes_on_to("target-title");
    talk.choose("here");
    talk.choose_at(0);
    goes_on_to_the_end(&mut talk);
    talk.ends();
}

#[test]
fn a_copy_that_was_brought_is_damaged() {
    let (mut sealed, recovery, _) = saved_elsewhere(Model::Keypad);
    *sealed.last_mut().unwrap() ^= 1;
    let mut phone = Phone::with(Model::Keypad, 0, 0);
    phone.picks.begin = "begin-from-copy";
    let about = "The file that was brought is damaged; then nothing is touched, and the owner ends it.";
    let mut talk = Talk::new("from-damaged-copy", about, phone);
    talk.quietly(|talk| talk.goes_on_to("bring-title"));
    talk.press(Button::Next);
    talk.platform("picks the copy", picked(&sealed));
    talk.types("the recovery key", &recovery);
    talk.sees("bring-title", Some("copy-damaged"));
    talk.press(Button::Abandon);
    talk.press(Button::Leave);
    talk.ends();
}

#[test]
fn a_copy_is_entrusted_to_a_helper() {
    let helper = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    let helper = Identity::from_str(helper).unwrap();
    let mut phone = Phone::with(Model::Keypad, 6, 0);
    phone.picks.begin = "begin-entrust";
    let about = "A copy is sealed for a helper too, given away, and erased here; the lock stays as it is.";
    let mut talk = Talk::new("entrusted", about, phone);
    talk.goes_on_to("backup-title");
    talk.types("something else", "my helper is called Ann");
    talk.sees("backup-title", Some("helper-key-wrong"));
    talk.types("the helper's public key", &helper.recipient().to_string());
    talk.goes_on_to("erase-title");
    talk.press(Button::ShareCopy);
    let Some(Request::Share(shared)) = talk.screen().request else {
        panic!("nothing to share: {:#?}", talk.screen());
    };
    let sealed = talk.phone.world.files.read(shared.path.as_ref(), 1 << 24).unwrap();
    assert!(relatch::backup::seal::open(&sealed, &[helper]).is_ok());
    talk.platform("gave it away", PlatformEvent::Shared(true));
    talk.press(Button::Erase);
    talk.types_the_number();
    talk.sees("receipt-title", None);
    talk.press(Button::Leave);
    talk.ends();
}

/// A phone in the middle of the import: it was stopped.
fn half(talk: &mut Talk) {
    talk.quietly(|talk| talk.goes_on_to("door-title"));
    talk.press(Button::Skip);
}

#[test]
fn half_an_import_goes_on() {
    let mut phone = Phone::with(Model::Full, 8, 4);
    phone.world.timing = Timing::BLUETOOTH;
    let before = phone.world.fork();
    let about =
        "The owner stops the import, looks at the plan, and goes on. Each word of a screen reader stands here too.";
    let mut talk = Talk::new("half-an-import", about, phone);
    talk.listens_to_progress();
    talk.will_stop("work-restoring", 4);
    half(&mut talk);
    talk.sees("import-title", None);
    talk.press(Button::Back);
    talk.press(Button::Next);
    talk.press(Button::Skip);
    talk.press(Button::Next);
    talk.sees("report-title", None);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn half_an_import_is_cleared_and_starts_over() {
    let phone = Phone::with(Model::Full, 8, 4);
    let before = phone.world.fork();
    let about = "The owner stops the import, empties the lock, and puts everything back from the start.";
    let mut talk = Talk::new("clear-and-start-over", about, phone);
    talk.will_stop("work-restoring", 4);
    half(&mut talk);
    talk.press(Button::StartOver);
    talk.sees("plan-title", None);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

/// The offsets from UTC at which moments are shown.
fn offsets(talk: &Talk) -> Vec<i64> {
    let lines = talk.screen().lines;
    let args = lines.iter().flat_map(|line| &line.args);
    args.filter_map(|(_, arg)| match arg {
        Arg::Moment(_, offset_ms) => Some(*offset_ms),
        _ => None,
    })
    .collect()
}

#[test]
fn a_copy_that_was_kept_expires() {
    let phone = Phone::with(Model::Keypad, 4, 0);
    let about = "After a proved restore the copy is kept for 30 days. Then the first screen reminds of it.";
    let mut talk = Talk::new("expiry", about, phone);
    talk.quietly(|talk| talk.goes_on_to("erase-title"));
    talk.press(Button::Keep);
    assert_eq!(offsets(&talk), [OFFSET_MS], "in the phone's own zone");
    talk.press(Button::Leave);
    talk.passes("29 days pass", DAY * 29);
    talk.restarts();
    talk.passes("two more days pass", DAY * 2);
    talk.restarts();
    talk.choose("journey-1");
    assert_eq!(talk.screen().lines[1].id, "kept-over");
    talk.press(Button::Keep);
    talk.press(Button::Leave);
    talk.passes("30 days pass", DAY * 30);
    talk.restarts();
    talk.choose("journey-1");
    talk.press(Button::Erase);
    talk.press(Button::Erase);
    talk.sees("receipt-title", None);
    assert_eq!(offsets(&talk), [OFFSET_MS]);
    saves_the_key(&mut talk);
    talk.press(Button::Leave);
    talk.ends();
}

#[test]
fn somebody_reset_the_lock_before_it_was_to_be() {
    let phone = Phone::with(Model::Cards, 6, 3);
    let before = phone.world.fork();
    let about = "The copy is saved, and then somebody resets the lock. The way back goes on from there.";
    let mut talk = Talk::new("reset-meanwhile", about, phone);
    talk.quietly(|talk| talk.goes_on_to("rehearsal-title"));
    talk.at_the_door("somebody resets the lock", resets_it_by_hand);
    talk.press(Button::Next);
    talk.sees("re-add-title", None);
    let facts = goes_on_to_the_end(&mut talk);
    check_end(&talk.phone, &before, &facts);
    talk.ends();
}

#[test]
fn somebody_reset_the_lock_before_anything_was_saved() {
    let phone = Phone::with(Model::Cards, 6, 3);
    let about = "Somebody reset the lock before a copy was saved: there is nothing to put back, and that is said.";
    let mut talk = Talk::new("reset-too-early", about, phone);
    talk.quietly(|talk| talk.goes_on_to("key-title"));
    talk.at_the_door("somebody resets the lock", resets_it_by_hand);
    talk.choose("text");
    talk.goes_on();
    talk.sees("find-title", Some("no-owner"));
    talk.press(Button::Retry);
    talk.press(Button::Back);
    talk.press(Button::Abandon);
    talk.press(Button::Leave);
    talk.ends();
}

#[test]
fn somebody_reset_the_lock_in_the_middle_of_the_import() {
    let phone = Phone::with(Model::Full, 6, 3);
    let before = phone.world.fork();
    let about =
        "While codes are put back somebody resets the lock. It is asked what it is, added again, and gets everything.";
    let mut talk = Talk::new("reset-in-the-import", about, phone);
    talk.quietly(|talk| talk.goes_on_to("door-title"));
    talk.at_the_door("somebody will reset the lock in the middle", |lock| {
        lock.arm("reset-by-hand@0x03#3".parse().unwrap());
    });
    talk.press(Button::Skip);
    talk.sees("re-add-title", None);
    goes_on_to_the_end(&mut talk);
    assert_eq!(talk.phone.secrets.names(), ["journey-1-new"]);
    let cards = |world: &World| world.lock.lock().state().cards.len();
    assert_eq!(cards(&talk.phone.world), cards(&before));
    talk.ends();
}

#[test]
fn the_key_is_from_before_a_reset() {
    let phone = Phone::with(Model::Keypad, 4, 0);
    let about = "The key that the owner has is worthless, as the lock was added again since. The right key helps.";
    let mut talk = Talk::new("worthless-key", about, phone);
    talk.quietly(|talk| talk.goes_on_to("key-title"));
    let mut new_key = String::new();
    talk.at_the_door("the lock is reset and added again in its own app", |lock| {
        resets_it_by_hand(lock);
        new_key = key_text(lock);
    });
    talk.choose("text");
    talk.goes_on();
    talk.sees("find-title", Some("key-silent"));
    talk.press(Button::Back);
    talk.choose("text");
    talk.types("the new key", &new_key);
    talk.sees("find-met-title", None);
    talk.ends();
}

#[test]
fn the_key_becomes_worthless_on_the_way() {
    let phone = Phone::with(Model::Cards, 6, 3);
    let before = phone.world.fork();
    let about =
        "The copy is saved; then the lock is reset and added in its own app. Relatch asks for the new key and goes on.";
    let mut talk = Talk::new("key-becomes-worthless", about, phone);
    talk.quietly(|talk| talk.goes_on_to("rehearsal-title"));
    talk.at_the_door("somebody resets the lock", resets_it_by_hand);
    let mut new_key = String::new();
    talk.at_the_door("and adds it in its own app", |lock| new_key = key_text(lock));
    talk.press(Button::Next);
    talk.sees("no-key-title", Some("no-key-works"));
    talk.press(Button::Retry);
    talk.press(Button::Next);
    talk.choose("text");
    let old_key = talk.phone.world.files.read(key_file(), 1 << 20).unwrap();
    talk.types("the old key once more", std::str::from_utf8(&old_key).unwrap());
    talk.sees("re-add-title", Some("key-silent"));
    talk.press(Button::Next);
    talk.choose("text");
    talk.types("the new key", &new_key);
    goes_on_to_the_end(&mut talk);
    assert_eq!(talk.phone.secrets.names(), ["journey-1-new"]);
    let cards = |world: &World| world.lock.lock().state().cards.len();
    assert_eq!(cards(&talk.phone.world), cards(&before));
    talk.ends();
}

#[test]
fn two_locks_side_by_side() {
    let mut phone = Phone::with(Model::Cards, 6, 3);
    let other = Spec {
        seed: 99,
        ..crate::support::spec(Model::Keypad, 4, 0)
    };
    let other = SharedLock::new(VirtualLock::new(&other, phone.world.clock.clone()));
    let other_key = key_text(&mut other.lock());
    phone.world.others.push(other.clone());
    let before = [&phone.world.lock, &other].map(|lock| lock.lock().state().clone());
    let about = "Two locks, a journey each: the owner goes to and fro between them, and both come to their end.";
    let mut talk = Talk::new("two-locks", about, phone);
    talk.quietly(|talk| talk.goes_on_to("rehearsal-title"));
    talk.press(Button::Leave);
    talk.choose("begin-same-lock");
    talk.choose("text");
    talk.types("the key of the second lock", &other_key);
    talk.quietly(|talk| talk.goes_on_to("recovery-title"));
    talk.press(Button::Leave);
    talk.choose("journey-1");
    talk.quietly(|talk| talk.goes_on_to("erase-title"));
    talk.goes_on_to("receipt-title");
    saves_the_key(&mut talk);
    talk.press(Button::Leave);
    talk.choose("journey-2");
    talk.goes_to_the_other_door();
    talk.quietly(|talk| {
        goes_on_to_the_end(talk);
    });
    assert_eq!(talk.phone.secrets.names(), ["journey-1-new", "journey-2-new"]);
    for (before, now) in before.iter().zip([&talk.phone.world.others[0], &other]) {
        let now = now.lock().state().clone();
        assert!(now.owner.is_some() && now.owner != before.owner);
        assert_eq!(now.cards.len(), before.cards.len());
        assert!(now.codes.len() > 2);
    }
    talk.ends();
}
