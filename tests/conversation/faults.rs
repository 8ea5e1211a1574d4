//! Each fault of the lock, of the radio and of the secure store, at each stage: what follows is success, or a screen that says what
//! happened, what is on the lock now and what to do, with something to press that leads on. Then the fault is gone, and the way
//! goes on to its proved end.

use crate::guided::{another_lock, key_text, resets_it_by_hand};
use crate::support::World;
use crate::support::phone::{Phone, Picks};
use crate::talk::Talk;
use crate::weather::{RadioMood, StoreMood};
use relatch::backup::verify::ResetWay;
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::facts::ImportState;
use relatch::journey::message::Message;
use relatch::journey::screen::{Action, Body, Button, Request, Screen, StageName};
use relatch::virtual_lock::fault::At;
use relatch::virtual_lock::{Fault, Killed, Model, Script};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

/// An owner who always goes on, whatever comes.
#[derive(Clone, Default)]
struct Owner {
    /// The key of the lock since it was added in its own app.
    new_key: Option<String>,
    /// Goes round by the battery, by the plan and by half an import.
    is_curious: bool,
    was_round: BTreeSet<&'static str>,
}

/// What was found on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Everything is back, and the copy is erased.
    Proved,
    /// Somebody reset the lock before anything was saved: that is said, and nothing can be done about it.
    NothingSaved,
}

impl Owner {
    /// Does the next thing.
    fn goes_on(&mut self, talk: &mut Talk) {
        let screen = talk.screen();
        match &screen.request {
            Some(Request::Identify { .. }) => return talk.platform("", PlatformEvent::Identified(true)),
            Some(Request::Share(_)) => return talk.platform("", PlatformEvent::Shared(true)),
            Some(Request::BluetoothOn | Request::Permission) => {
                return talk.platform("", PlatformEvent::Radio(RadioState::Ready));
            }
            Some(Request::PickKey | Request::PickCopy | Request::ScanQr | Request::KeepAwake) | None => {}
        }
        if self.goes_round(talk, &screen) {
            return;
        }
        match (&screen.body, screen.title.id) {
            (_, "own-app-title") => {
                let mut lock = talk.phone.world.lock.lock();
                if lock.state().owner.is_none() {
                    self.new_key = Some(key_text(&mut lock));
                }
                drop(lock);
                talk.press(Button::Next);
            }
            (_, "buttons-title") => {
                let mut lock = talk.phone.world.lock.lock();
                if lock.state().owner.is_some() {
                    resets_it_by_hand(&mut lock);
                }
                drop(lock);
                talk.press(Button::Next);
            }
            (Body::Choices { choices }, _) if choices.iter().any(|choice| choice.id == "text") => talk.choose("text"),
            (Body::Choices { choices }, "target-title") if choices.iter().all(|choice| choice.id != "here") => {
                let is_here = talk.phone.world.address().to_string() == choices[0].id;
                talk.choose_at(0);
                if !is_here {
                    talk.goes_to_the_other_door();
                }
            }
            (Body::Choices { .. }, "target-title") => talk.choose("here"),
            (Body::Form { .. }, _) if screen.stage == StageName::ReAdd => {
                let key = self.new_key.clone().unwrap_or_default();
                talk.types("the new key", &key);
            }
            (Body::Form { .. }, _) if screen.stage == StageName::Erase => talk.types_the_number(),
            (Body::Text | Body::Items(_) | Body::Plan(_) | Body::Report(_), _) => match way_on(&screen) {
                Some(button) => talk.press(button),
                None => panic!("no way on from {screen:#?}"),
            },
            (Body::Checklist { .. } | Body::Instructions { .. }, _) if offers(&screen, Button::Retry) => {
                talk.press(Button::Retry);
            }
            (Body::Progress(_), _) => panic!("nothing runs on {screen:#?}"),
            (
                Body::Checklist { .. }
                | Body::Instructions { .. }
                | Body::Choices { .. }
                | Body::Form { .. }
                | Body::Code(_)
                | Body::Proof(_),
                _,
            ) => {
                talk.goes_on();
            }
        }
    }

    /// Things that an owner may do and need not, once each.
    fn goes_round(&mut self, talk: &mut Talk, screen: &Screen<Message>) -> bool {
        let round = match screen.title.id {
            "plan-title" => Button::Retry,
            "import-title" => Button::StartOver,
            // The last word before the import: it will be stopped in the middle.
            "door-title" if !offers(screen, Button::Skip) => Button::Next,
            _ => return false,
        };
        if !self.is_curious || !offers(screen, round) || !self.was_round.insert(screen.title.id) {
            return false;
        }
        if round == Button::Next {
            talk.will_stop("work-restoring", 2);
        }
        talk.press(round);
        true
    }

    /// Goes on to the end.
    fn goes_to_the_end(&mut self, talk: &mut Talk, at: &str) -> End {
        for _ in 0..150 {
            let screen = talk.screen();
            if screen.title.id == "receipt-title" {
                return End::Proved;
            }
            if screen
                .problem
                .as_ref()
                .is_some_and(|problem| problem.code == "no-owner")
                && talk.facts().copy.is_none()
            {
                told(&screen, at);
                return End::NothingSaved;
            }
            if screen.title.id == "erase-title" && !matches!(screen.body, Body::Form { .. }) {
                assert_eq!(talk.facts().import, ImportState::Proved, "{at}");
            }
            self.goes_on(talk);
        }
        panic!("{at}: no end in sight at {:#?}", talk.screen());
    }
}

fn offers(screen: &Screen<Message>, button: Button) -> bool {
    screen.offers(&Action::Press(button))
}

/// What a person presses who wants to go on: once more where something is missing or failed.
fn way_on(screen: &Screen<Message>) -> Option<Button> {
    let again_first = screen.problem.is_some() || matches!(screen.body, Body::Report(_));
    let order = if again_first {
        [Button::Retry, Button::Next, Button::Erase, Button::Back]
    } else {
        [Button::Next, Button::Erase, Button::Retry, Button::Back]
    };
    order.into_iter().find(|button| offers(screen, *button))
}

/// A problem says what happened, what is on the lock and what to do, and something leads on.
fn told(screen: &Screen<Message>, at: &str) {
    let english = crate::languages::english(screen);
    let Some(problem) = &english.problem else {
        panic!("{at}: no problem on {screen:#?}");
    };
    for text in [Some(&problem.what), Some(&problem.advice), english.standing.as_ref()] {
        assert!(text.is_some_and(|text| text.len() > 15), "{at}: {screen:#?}");
    }
    let leads_on = |offer: &relatch::journey::screen::Offer<Message>| offer.button != Button::Leave;
    let asks = matches!(screen.body, Body::Choices { .. } | Body::Form { .. });
    assert!(screen.actions.iter().any(leads_on) || asks, "{at}: {screen:#?}");
}

/// A step of an undisturbed way: the phone before it, what is on its screen, and how often the lock is asked in it.
struct Place {
    phone: Phone,
    owner: Owner,
    screen: Screen<Message>,
    requests: u64,
    /// What is done in it.
    jobs: Vec<String>,
}

/// An undisturbed way.
struct Way {
    name: &'static str,
    places: Vec<Place>,
    /// What is on the lock in the end.
    end: Held,
}

/// What is on a lock, in no order.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    codes: BTreeSet<String>,
    cards: BTreeSet<String>,
    settings: String,
    owner_code: String,
}

fn held(world: &World) -> Held {
    let lock = world.lock.lock();
    let state = lock.state();
    Held {
        codes: state
            .codes
            .iter()
            .map(|code| format!("{} {:?}", code.record.current.reveal(), code.record))
            .collect(),
        cards: state
            .cards
            .iter()
            .map(|card| format!("{} {:?}", card.record.number.decimal(), card.record.validity))
            .collect(),
        settings: format!("{:?} {:?}", state.settings, state.passage),
        owner_code: state
            .admin_passcode
            .as_ref()
            .map(|code| code.as_str().to_owned())
            .unwrap_or_default(),
    }
}

fn walk(name: &'static str, phone: Phone, mut owner: Owner) -> Way {
    let mut talk = Talk::quiet(phone);
    let mut places = Vec::new();
    loop {
        let screen = talk.screen();
        if screen.title.id == "receipt-title" {
            break;
        }
        let before = (talk.phone.fork(), owner.clone(), requests(&talk));
        owner.goes_on(&mut talk);
        let (phone, owner, asked) = before;
        places.push(Place {
            jobs: talk.take_jobs(),
            requests: requests(&talk) - asked,
            phone,
            owner,
            screen,
        });
    }
    Way {
        name,
        places,
        end: held(&talk.phone.world),
    }
}

fn requests(talk: &Talk) -> u64 {
    talk.phone.world.counters.last().unwrap().counts().requests
}

impl Place {
    /// The app on that phone, on that screen.
    fn reach(&self) -> (Talk, Owner) {
        let mut talk = Talk::quiet(self.phone.fork());
        let mut owner = self.owner.clone();
        if self.screen.stage == StageName::Home {
            return (talk, owner);
        }
        talk.choose("journey-1");
        for _ in 0..20 {
            let screen = talk.screen();
            if screen.title.id == self.screen.title.id && screen.has_same_offers(&self.screen) {
                return (talk, owner);
            }
            owner.goes_on(&mut talk);
        }
        panic!("{} never came again, but {:#?}", self.name(), talk.screen());
    }

    fn name(&self) -> String {
        format!("{} ({:?})", self.screen.stage.word(), self.screen.title.id)
    }
}

/// What a person does when something went wrong: wakes the lock, changes its batteries, waits.
fn mend(talk: &Talk, battery: u8) {
    talk.phone.world.clock.advance(Duration::from_mins(2));
    let mut lock = talk.phone.world.lock.lock();
    lock.state_mut().faults.clear();
    lock.state_mut().battery = battery;
    lock.touch();
}

/// What became of the faults, counted.
#[derive(Default)]
struct Tally {
    overcome: u32,
    told: u32,
    died: u32,
    too_early: u32,
    /// Which problems were told at which stage.
    problems: BTreeMap<(&'static str, String), BTreeSet<String>>,
}

impl Tally {
    fn note(&mut self, screen: &Screen<Message>, by: &str, at: &str) {
        let Some(problem) = &screen.problem else {
            self.overcome += 1;
            return;
        };
        told(screen, at);
        self.told += 1;
        let place = (screen.stage.word(), problem.code.clone());
        self.problems.entry(place).or_default().insert(by.to_owned());
    }

    fn end(&mut self, end: End, talk: &Talk, way: &Way, at: &str) {
        match end {
            End::NothingSaved => self.too_early += 1,
            End::Proved => assert_eq!(held(&talk.phone.world), way.end, "{at}"),
        }
    }
}

/// Every fault of the lock at the first, a middle and the last request of a step.
fn every_fault(way: &Way, faults: &[Fault], tally: &mut Tally) {
    for place in way.places.iter().filter(|place| place.requests > 0) {
        let battery = place.phone.world.lock.lock().state().battery;
        let last = u32::try_from(place.requests).unwrap();
        let numbers = BTreeSet::from([1, last.div_ceil(2), last]);
        for (fault, number) in faults
            .iter()
            .flat_map(|fault| numbers.iter().map(move |number| (*fault, *number)))
        {
            let at = format!("{}, {}, {fault}@{number} of {last}", way.name, place.name());
            let (mut talk, mut owner) = place.reach();
            talk.phone.world.lock.lock().arm(Script {
                fault,
                at: At::Request(number),
            });
            let before = talk.phone.world.clock.elapsed();
            let result = catch_unwind(AssertUnwindSafe(|| owner.goes_on(&mut talk)));
            let took = talk.phone.world.clock.elapsed().saturating_sub(before);
            assert!(took < Duration::from_mins(10), "{at}: took {took:?}");
            match result {
                Ok(()) => tally.note(&talk.screen(), fault.name(), &at),
                Err(payload) if payload.is::<Killed>() => {
                    tally.died += 1;
                    talk.restarts();
                    talk.choose("journey-1");
                }
                Err(payload) => resume_unwind(payload),
            }
            mend(&talk, battery);
            let end = owner.goes_to_the_end(&mut talk, &at);
            if end == End::NothingSaved {
                assert_eq!(fault, Fault::ResetByHand, "{at}");
            }
            tally.end(end, &talk, way, &at);
        }
    }
}

fn small(model: Model) -> Phone {
    Phone::with(model, 3, 1)
}

fn over_the_air() -> Way {
    let owner = Owner::default();
    walk("over the air", small(Model::Cards), owner)
}

fn by_hand() -> Way {
    let mut phone = small(Model::Full);
    phone.picks = Picks {
        reset: "by-hand",
        re_add: "own-app",
        ..Picks::default()
    };
    let owner = Owner {
        is_curious: true,
        ..Owner::default()
    };
    walk("by hand", phone, owner)
}

fn onto_another() -> Way {
    let mut phone = small(Model::Cards);
    phone.picks.begin = "begin-other-lock";
    another_lock(&mut phone, Model::Cards);
    walk("onto another lock", phone, Owner::default())
}

/// All ways; each stage stands in the first that has it.
fn ways() -> Vec<Way> {
    let mut known = BTreeSet::new();
    let mut ways = vec![over_the_air(), by_hand(), onto_another()];
    for way in &mut ways {
        let mut here = BTreeSet::new();
        way.places.retain(|place| {
            let name = (place.name(), place.jobs.clone());
            here.insert(name.clone());
            !known.contains(&name)
        });
        known.append(&mut here);
    }
    ways
}

/// Whether a fault is one of the way between phone and lock; else the lock itself behaves oddly.
fn is_of_the_way(fault: Fault) -> bool {
    match fault {
        Fault::DropBefore
        | Fault::DropAfter
        | Fault::DropAfterReply
        | Fault::LoseRequest
        | Fault::LoseReply
        | Fault::DelayReply
        | Fault::SplitOddly
        | Fault::CorruptReply
        | Fault::CorruptAlways
        | Fault::RepeatReply
        | Fault::PhoneDies
        | Fault::Held => true,
        Fault::Full
        | Fault::Refuse
        | Fault::ClaimSuccess
        | Fault::WrongClock
        | Fault::Asleep
        | Fault::ResetByHand
        | Fault::BatteryLow
        | Fault::Garbage
        | Fault::Silent
        | Fault::PushStorm
        | Fault::EndlessList => false,
    }
}

/// Two tests, as they take long and can run at the same time.
fn every_fault_that(is_wanted: impl Fn(Fault) -> bool, what: &str) {
    let mut tally = Tally::default();
    let faults: Vec<Fault> = Fault::ALL.iter().copied().filter(|fault| is_wanted(*fault)).collect();
    for way in ways() {
        every_fault(&way, &faults, &mut tally);
    }
    tally.print(what);
}

#[test]
fn every_fault_of_the_connection_at_every_stage_is_told_and_gone_on_from() {
    every_fault_that(is_of_the_way, "faults of the connection");
}

#[test]
fn every_fault_of_the_lock_at_every_stage_is_told_and_gone_on_from() {
    every_fault_that(|fault| !is_of_the_way(fault), "faults of the lock");
}

/// What a phone may say of its Bluetooth.
const RADIO_STATES: [RadioState; 4] = [
    RadioState::Off,
    RadioState::NotAsked,
    RadioState::Refused,
    RadioState::Unsupported,
];

#[test]
fn every_mood_of_the_radio_at_every_stage_is_told_and_gone_on_from() {
    let mut tally = Tally::default();
    for way in ways() {
        for place in way.places.iter().filter(|place| place.requests > 0) {
            for mood in RadioMood::ALL {
                let at = format!("{}, {}, the radio is {mood:?}", way.name, place.name());
                let (mut talk, mut owner) = place.reach();
                talk.sky.set(Some(mood));
                owner.goes_on(&mut talk);
                tally.note(&talk.screen(), &format!("{mood:?}"), &at);
                talk.sky.set(None);
                let end = owner.goes_to_the_end(&mut talk, &at);
                tally.end(end, &talk, &way, &at);
            }
            for state in RADIO_STATES {
                let at = format!("{}, {}, the phone says {state:?}", way.name, place.name());
                let (mut talk, mut owner) = place.reach();
                talk.platform("", PlatformEvent::Radio(state));
                let asked = requests(&talk);
                owner.goes_on(&mut talk);
                assert_eq!(requests(&talk), asked, "{at}");
                let screen = talk.screen();
                assert!(screen.problem.is_some(), "{at}: {screen:#?}");
                tally.note(&screen, &format!("{state:?}"), &at);
                // Then it is there, and what was begun goes on by itself, but for a reset: that takes the owner's word.
                talk.platform("", PlatformEvent::Radio(RadioState::Ready));
                let is_reset = screen.stage == StageName::Reset && talk.facts().way == Some(ResetWay::OverTheAir);
                assert_eq!(requests(&talk) > asked, !is_reset, "{at}: {:#?}", talk.screen());
                let end = owner.goes_to_the_end(&mut talk, &at);
                tally.end(end, &talk, &way, &at);
            }
        }
    }
    tally.print("moods of the radio");
}

#[test]
fn s10_every_mood_of_the_secure_store_at_every_stage_is_told_and_gone_on_from() {
    let mut tally = Tally::default();
    for way in ways() {
        for place in &way.places {
            for mood in StoreMood::ALL {
                let at = format!("{}, {}, the secure store is {mood:?}", way.name, place.name());
                let (mut talk, mut owner) = place.reach();
                talk.moody.set(Some(mood));
                owner.goes_on(&mut talk);
                tally.note(&talk.screen(), &format!("{mood:?}"), &at);
                talk.moody.set(None);
                let end = owner.goes_to_the_end(&mut talk, &at);
                tally.end(end, &talk, &way, &at);
            }
        }
    }
    tally.print("moods of the secure store");
}

impl Tally {
    fn print(&self, what: &str) {
        let Self {
            overcome,
            told,
            died,
            too_early,
            problems,
        } = self;
        println!(
            "{} {what}: {overcome} overcome, {told} told in words, {died} killed the app; all went on to the proved end, but \
             {too_early} that left nothing to save",
            overcome + told + died
        );
        for ((stage, problem), by) in problems {
            let by: Vec<&str> = by.iter().map(String::as_str).collect();
            println!("  {stage}: {problem} ({})", by.join(", "));
        }
        assert!(*told > 50);
    }
}
