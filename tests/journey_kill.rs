//! Rule: the app may be stopped at any moment of the guided way, and started again the way goes on to the same end. Enumerated, not
//! sampled: at every event of the link (each frame in either direction among them), at every operation of the files, with what
//! was not synced kept, lost or torn, and before and after every operation of the secure store.
//!
//! The world is kept at each screen of the undisturbed way. A stop between two screens begins in the kept world of the first one,
//! with a new start of the app, and is followed by another start, until the second screen is there. Where the world is then as it
//! was on the undisturbed way, what follows is the undisturbed way; where anything differs, and at every [`TO_THE_END`]th stop in
//! any case, the way is gone to its end.
//!
//! At every stop: a lock without an owner only behind a saved copy that opens and holds everything (S1), no owner's key lost
//! (S5). At every reset that is sent: its intent is written down, the way back was tried, nothing is left of that (S4, S11), and
//! there is no second one. At the end: everything restorable is on the lock, nothing twice (S7), nothing is left on the
//! phone, and nobody was asked anything twice.
#![cfg(test)]

mod support;

use relatch::journey::message::Message;
use relatch::journey::screen::{Body, Button, Choice, Screen, StageName};
use relatch::model::{PasscodeKind, Until};
use relatch::runtime::InlineDriver;
use relatch::store::StoreError;
use relatch::store::memory::{Fault, Loss};
use relatch::virtual_lock::radio::Hooks;
use relatch::virtual_lock::{Model, SharedLock, Spec, VirtualLock};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use support::phone::{Phone, Picks, brief, is_receipt, press, save_key};
use support::watched::{Point, Watch};
use support::witness::{check_instructions, check_stopped, items, lock_records, open_trials, shape, witness};

/// Every stop of this number goes to the end, whatever the world looks like at the next screen.
const TO_THE_END: u64 = 50;

/// After every stop of this number the way back from it is stopped everywhere, too.
const TWICE: u64 = 500;

/// A way through.
struct Way {
    name: &'static str,
    start: fn() -> Phone,
}

/// A screen of the undisturbed way, and the world at it.
struct Mark {
    screen: Seen,
    phone: Phone,
    shape: String,
}

/// What tells one screen of a way from another.
type Seen = (String, String, usize, bool);

fn seen(screen: &Screen<Message>) -> Seen {
    let kind = match &screen.body {
        Body::Choices { choices } => format!("choices {}", choices[0].id),
        other => format!("{:?}", std::mem::discriminant(other)),
    };
    let ticked = match &screen.body {
        Body::Checklist { checks } => checks.iter().filter(|check| check.ticked).count(),
        _ => 0,
    };
    let lines: Vec<&str> = screen.lines.iter().map(|line| line.id).collect();
    let title = format!("{:?} {} {lines:?}", screen.stage, screen.title.id);
    (title, kind, ticked, screen.problem.is_some())
}

/// What a person is asked on a screen, where the answer counts for good. How to reset, and the number that is typed before it, are
/// asked before every reset that is sent.
fn questions(screen: &Screen<Message>) -> Vec<String> {
    match &screen.body {
        Body::Checklist { checks } if screen.stage == StageName::Ready => {
            let open = checks.iter().filter(|check| check.required && !check.ticked);
            open.map(|check| check.id.clone()).collect()
        }
        Body::Form { .. } if screen.stage != StageName::Ready => vec![format!("{:?}", screen.stage)],
        Body::Items(_) if screen.title.id == "losses-title" => vec!["losses".to_owned()],
        _ => Vec::new(),
    }
}

/// The first screen after the journey is over: nothing is left to go on with.
fn is_end(phone: &Phone, screen: &Screen<Message>) -> bool {
    let is_journey = |choice: &Choice<Message>| choice.id.starts_with("journey-");
    let Body::Choices { choices } = &screen.body else {
        return false;
    };
    screen.stage == StageName::Home && !choices.iter().any(is_journey) && phone.recovery.is_some()
}

/// Goes on as a person does, until a screen.
fn walk(phone: &mut Phone, driver: &mut InlineDriver<'_>, until: &dyn Fn(&Phone, &Screen<Message>) -> bool, at: &str) {
    for _ in 0..80 {
        let screen = driver.screen();
        if until(phone, &screen) {
            return;
        }
        check_instructions(phone, driver, at);
        let asked = questions(&screen);
        let again = asked.iter().find(|question| phone.answered.contains(*question));
        assert_eq!(again, None, "{at}: asked again on {}", brief(&screen));
        if !is_receipt(&screen) {
            driver.act(phone.next(&screen));
        } else if screen.lines.iter().any(|line| line.id == "erase-key") {
            save_key(driver);
        } else {
            driver.act(press(Button::Leave));
        }
        let after = driver.screen();
        let open = questions(&after);
        let is_taken = |question: &String| after.problem.is_none() && !open.contains(question);
        phone.answered.extend(asked.into_iter().filter(is_taken));
    }
    panic!("{at}: no end in sight at {}", brief(&driver.screen()));
}

/// The undisturbed way, screen by screen.
fn undisturbed(way: &Way) -> Vec<Mark> {
    let mut phone = with_witness((way.start)());
    let mut marks: Vec<Mark> = Vec::new();
    let mut driver = phone.start();
    loop {
        let screen = driver.screen();
        assert_eq!(screen.problem, None, "{}", brief(&screen));
        let is_last = is_end(&phone, &screen);
        let mark = Mark {
            screen: seen(&screen),
            phone: phone.fork(),
            shape: shape(&phone),
        };
        assert!(
            marks.iter().all(|other| other.screen != mark.screen) || is_last,
            "twice: {screen:#?}"
        );
        marks.push(mark);
        if is_last {
            return marks;
        }
        let this = seen(&screen);
        walk(
            &mut phone,
            &mut driver,
            &move |_, screen| seen(screen) != this,
            way.name,
        );
    }
}

/// Lets a witness look at each event of the link.
fn with_witness(mut phone: Phone) -> Phone {
    phone.world.hooks = Hooks {
        on_event: Some(witness(&phone)),
        ..Hooks::default()
    };
    phone
}

/// Starts the app and goes on until the screen of a mark, or the end.
fn go_on(phone: &mut Phone, until: Option<&Mark>, at: &str) {
    let mut driver = phone.start();
    let is_there = |phone: &Phone, screen: &Screen<Message>| {
        is_end(phone, screen) || until.is_some_and(|mark| mark.screen == seen(screen))
    };
    walk(phone, &mut driver, &is_there, at);
}

/// What a stop leaves: the process was killed, or the power failed and what was not synced was lost, or a part of it.
fn images(stopped: &Phone, seed: u64) -> Vec<(Option<Loss>, Phone)> {
    let seen = stopped.world.files.contents();
    let mut images = vec![(None, stopped.clone(), seen)];
    for loss in [Loss::Everything, Loss::Some(seed)] {
        let mut image = stopped.fork();
        image.world.files = stopped.world.files.after_power_cut(loss);
        let seen = image.world.files.contents();
        if images.iter().all(|(_, _, other)| *other != seen) {
            images.push((Some(loss), image, seen));
        }
    }
    images.into_iter().map(|(loss, image, _)| (loss, image)).collect()
}

/// The phone at each point between the start of the app and the screen of a mark.
fn stops(phone: &Phone, to: &Mark, at: &str) -> Vec<(Point, Phone)> {
    let mut phone = phone.fork();
    let found = Arc::new(Mutex::new(Vec::new()));
    let (stopped, kept) = (phone.clone(), found.clone());
    phone.watch = Watch::new(move |point| kept.lock().unwrap().push((point, stopped.fork())));
    go_on(&mut with_witness(phone), Some(to), at);
    std::mem::take(&mut found.lock().unwrap())
}

/// Every stop of one way.
struct Stops<'a> {
    marks: &'a [Mark],
    points: BTreeMap<Point, u64>,
    all: u64,
    twice: u64,
    to_the_end: u64,
}

impl Stops<'_> {
    /// Stops at every point between the start of the app and a mark; `before` is what was stopped already.
    fn stop(&mut self, phone: &Phone, to: &Mark, before: &str) {
        for (number, (point, stopped)) in (1..).zip(stops(phone, to, before)) {
            *self.points.entry(point).or_default() += 1;
            for (loss, image) in images(&stopped, self.all) {
                let at = format!("{before}, stopped at point {number}, {point:?}, {loss:?}");
                self.all += 1;
                if before.contains("stopped") {
                    self.twice += 1;
                } else if self.all.is_multiple_of(TWICE) {
                    self.stop(&image, to, &at);
                }
                self.follow(image, to, &at);
            }
        }
    }

    fn follow(&mut self, stopped: Phone, to: &Mark, at: &str) {
        let [first, .., last] = self.marks else {
            panic!("no way")
        };
        check_stopped(&stopped, first.phone.world.lock.lock().state(), at);
        let mut phone = with_witness(stopped);
        go_on(&mut phone, Some(to), at);
        if self.all.is_multiple_of(TO_THE_END) || shape(&phone) != to.shape {
            self.to_the_end += 1;
            go_on(&mut phone, None, at);
            check_end(&phone, last, first, at);
        }
    }
}

fn every_stop(way: &Way) {
    let marks = undisturbed(way);
    let (first, last) = (marks.first().unwrap(), marks.last().unwrap());
    check_end(&last.phone, last, first, "undisturbed");
    let mut stops = Stops {
        marks: &marks,
        points: BTreeMap::new(),
        all: 0,
        twice: 0,
        to_the_end: 0,
    };
    for pair in marks.windows(2) {
        let [from, to] = pair else { continue };
        let at = format!("{}, from {:?} to {:?}", way.name, from.screen, to.screen);
        stops.stop(&from.phone, to, &at);
    }
    let of = |point| stops.points.get(&point).copied().unwrap_or_default();
    println!(
        "{}: {} stops between {} screens, at {} events of the link, {} operations of files and {} before or after one of the secure \
         store, with each disk that a kill or a power cut leaves there; {} of them on the way back from an earlier stop; {} were \
         followed to the end",
        way.name,
        stops.all,
        marks.len(),
        of(Point::Link),
        of(Point::File),
        of(Point::Secret),
        stops.twice,
        stops.to_the_end,
    );
}

/// The disk is full at each write, and at all later ones until the screen says so and the owner makes room.
fn every_full_disk(way: &Way) {
    let marks = undisturbed(way);
    let (first, last) = (marks.first().unwrap(), marks.last().unwrap());
    let (mut all, mut told, mut to_the_end) = (0, 0, 0);
    for pair in marks.windows(2) {
        let [from, to] = pair else { continue };
        for number in 0.. {
            let at = format!("{}, from {:?}, full at operation {number}", way.name, from.screen);
            let mut phone = with_witness(from.phone.fork());
            let files = phone.world.files.clone();
            let full_at = files.operations() + number;
            files.fault_at(full_at, Fault::NoSpace);
            let (was_told, was_full) = with_a_full_disk(&mut phone, to, full_at, &at);
            if !was_full {
                break;
            }
            // What was answered while nothing could be written down counts for nothing.
            phone.answered.clone_from(&from.phone.answered);
            all += 1;
            told += u64::from(was_told);
            check_stopped(&phone, first.phone.world.lock.lock().state(), &at);
            go_on(&mut phone, Some(to), &at);
            if all % TO_THE_END == 0 || shape(&phone) != to.shape {
                to_the_end += 1;
                go_on(&mut phone, None, &at);
                check_end(&phone, last, first, &at);
            }
        }
    }
    println!(
        "{}: the disk was full at {all} operations, of which {told} were told on a screen; {to_the_end} ways were followed to the end",
        way.name
    );
    assert!(told > 50);
}

/// Whether the full disk was told, and whether it was met at all.
fn with_a_full_disk(phone: &mut Phone, to: &Mark, full_at: usize, at: &str) -> (bool, bool) {
    let files = phone.world.files.clone();
    let told = Cell::new(false);
    match phone.try_start() {
        Ok(mut driver) => {
            let make_room = |phone: &Phone, screen: &Screen<Message>| {
                if screen
                    .problem
                    .as_ref()
                    .is_some_and(|problem| problem.code == "phone-full")
                {
                    told.set(true);
                    files.clear_fault();
                }
                is_end(phone, screen) || to.screen == seen(screen)
            };
            walk(phone, &mut driver, &make_room, at);
        }
        Err(error) => {
            assert!(matches!(error, StoreError::NoSpace { .. }), "{at}: {error}");
            told.set(true);
        }
    }
    files.clear_fault();
    (told.get(), files.operations() > full_at)
}

/// The end: as on the undisturbed way, and nothing left.
fn check_end(phone: &Phone, last: &Mark, first: &Mark, at: &str) {
    let target = |phone: &Phone| phone.target().lock().state().clone();
    let (now, then) = (target(phone), target(&last.phone));
    assert_eq!(items(&now), items(&then), "{at}");
    assert!(
        now.owner.as_ref().is_some_and(|owner| owner.finished),
        "{at}: the re-adding was never finished"
    );
    if !phone.world.others.is_empty() {
        let lock = |phone: &Phone| phone.world.lock.lock().state().clone();
        assert_eq!(
            items(&lock(phone)),
            items(&lock(&first.phone)),
            "{at}: the first lock is as it was"
        );
    }
    assert_eq!(phone.resets(), last.phone.resets(), "{at}: resets that were sent");
    assert_eq!(open_trials(&lock_records(&phone.world.files, now.address)), 0, "{at}");
    // Pages for the owner go with the next start.
    let mut phone = phone.fork();
    drop(phone.start());
    let left: Vec<_> = phone.world.files.contents().into_keys().collect();
    for gone in [".relatch", ".tmp", "journey-", "report-", "documents"] {
        assert!(
            !left.iter().any(|path| path.to_string_lossy().contains(gone)),
            "{at}: {gone} in {left:?}"
        );
    }
    // The key of a copy is kept before the copy is written; where that was never done, the key opens nothing.
    let names = phone
        .secrets
        .names()
        .into_iter()
        .filter(|name| !name.starts_with("snapshot-"));
    let names: Vec<String> = names.collect();
    assert!(
        matches!(names.as_slice(), [name] if name.ends_with("-new")),
        "{at}: {names:?}"
    );
}

/// A lock with one item of each kind.
fn small(model: Model, picks: Picks) -> Phone {
    let phone = Phone {
        picks,
        ..Phone::with(model, 4, 1)
    };
    let mut lock = phone.world.lock.lock();
    let state = lock.state_mut();
    if model == Model::Full {
        state.codes[2].record.kind = PasscodeKind::Cyclic;
        state.codes[2].record.until = Until::Cycle(0x0101);
    }
    state.passage.truncate(1);
    state.fingerprints.truncate(1);
    drop(lock);
    phone
}

#[test]
fn s4_a_stop_anywhere_on_the_way_over_the_air() {
    every_stop(&Way {
        name: "the same lock, over the air",
        start: || small(Model::Full, Picks::default()),
    });
}

#[test]
fn s4_a_full_disk_anywhere_on_the_way_over_the_air() {
    every_full_disk(&Way {
        name: "the same lock, over the air",
        start: || small(Model::Cards, Picks::default()),
    });
}

#[test]
fn s4_a_stop_anywhere_on_the_way_by_hand() {
    every_stop(&Way {
        name: "the same lock, by hand",
        start: || {
            small(
                Model::Keypad,
                Picks {
                    reset: "by-hand",
                    ..Picks::default()
                },
            )
        },
    });
}

#[test]
fn s4_a_stop_anywhere_on_the_way_with_the_locks_own_app() {
    every_stop(&Way {
        name: "the same lock, re-added in its own app",
        start: || {
            small(
                Model::Cards,
                Picks {
                    re_add: "own-app",
                    ..Picks::default()
                },
            )
        },
    });
}

#[test]
fn s4_a_stop_anywhere_on_the_way_to_another_lock() {
    every_stop(&Way {
        name: "another lock",
        start: || {
            let mut phone = small(
                Model::Cards,
                Picks {
                    begin: "begin-other-lock",
                    ..Picks::default()
                },
            );
            let spec = Spec {
                seed: 99,
                ..Spec::empty(Model::Cards, support::local_now())
            };
            let other = VirtualLock::new(&spec, phone.world.clock.clone());
            phone.world.others.push(SharedLock::new(other));
            phone
        },
    });
}
