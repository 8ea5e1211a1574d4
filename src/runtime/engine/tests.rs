//! What becomes of a failure of Relatch itself.

use super::*;
use crate::backup::item::Moment;
use crate::journey::effect::News;
use crate::journey::message::Hidden;
use crate::journey::screen::StageName;
use crate::journey::tests::strike;
use crate::model::Address;
use crate::runtime::Now;
use crate::store::{Files as _, MemoryFiles, MemorySecrets};
use std::path::{Path, PathBuf};

#[derive(Debug)]
struct StoppedClock;

impl Clock for StoppedClock {
    fn now(&self) -> Now {
        Now {
            moment: Moment(1_795_510_800_000),
            offset_ms: 0,
            zone: "UTC".to_owned(),
        }
    }
}

fn open(files: &MemoryFiles) -> Engine {
    let parts = Parts {
        store: Store::open(Arc::new(files.clone()), PathBuf::from("state")),
        secrets: Arc::new(MemorySecrets::new()),
        clock: Arc::new(StoppedClock),
        cloud: None,
    };
    Engine::open(parts).unwrap()
}

fn act(engine: &mut Engine, action: Action) -> Vec<Ticket> {
    let revision = engine.screen().revision;
    engine.act(revision, action)
}

fn choose(engine: &mut Engine, id: &str) -> Vec<Ticket> {
    act(engine, Action::Choose(id.to_owned()))
}

/// A journey that listens for its lock.
fn listening(engine: &mut Engine) -> Ticket {
    choose(engine, "begin-same-lock");
    choose(engine, "text");
    let key = vec![("key".to_owned(), Hidden::from("a key"))];
    let reading = act(engine, Action::Submit(key)).pop().unwrap();
    let address = Address([1, 2, 3, 4, 5, 6]);
    let name = "Hall".to_owned();
    let listening = engine.ended(&reading, Outcome::Gave(News::Key { address, name }));
    assert_eq!(engine.screen().stage, StageName::Find);
    listening.into_iter().next().unwrap()
}

fn journal(files: &MemoryFiles) -> Vec<u8> {
    files.read(Path::new("state/journey-1.journal"), 1 << 20).unwrap()
}

#[test]
fn a_failure_inside_an_update_is_shown_and_the_way_goes_on_from_what_is_written_down() {
    let files = MemoryFiles::new();
    let mut engine = open(&files);
    let ticket = listening(&mut engine);
    let before = (engine.screen(), journal(&files));
    strike::arm();
    assert_eq!(engine.ended(&ticket, Outcome::Gave(News::Heard(Vec::new()))), []);
    let screen = engine.screen();
    assert_eq!(
        (screen.title.id, screen.problem.unwrap().code.as_str()),
        ("fault-title", "fault")
    );
    assert_eq!(screen.stage, StageName::Find);
    assert_eq!(journal(&files), before.1, "the journal holds the truth");

    // Another failure right then is no other one.
    strike::arm();
    act(&mut engine, Action::Press(Button::Retry));
    assert_eq!(engine.screen().title.id, "fault-title");
    let again = act(&mut engine, Action::Press(Button::Retry));
    assert_eq!(engine.screen().body, before.0.body);
    assert_eq!(
        again.into_iter().map(|ticket| ticket.job).collect::<Vec<_>>(),
        [ticket.job]
    );
}

#[test]
fn after_a_failure_a_new_start_goes_on_as_well() {
    let files = MemoryFiles::new();
    let mut engine = open(&files);
    let ticket = listening(&mut engine);
    strike::arm();
    engine.progress(
        &ticket,
        WorkReport {
            work: crate::journey::event::WorkKind::Connecting,
            done: 0,
            total: None,
        },
    );
    assert_eq!(engine.screen().title.id, "fault-title");
    drop(engine);
    let mut engine = open(&files);
    let tickets = choose(&mut engine, "journey-1");
    assert_eq!(engine.screen().stage, StageName::Find);
    assert_eq!(
        tickets.into_iter().map(|ticket| ticket.job).collect::<Vec<_>>(),
        [ticket.job]
    );
}

#[test]
fn a_failure_is_of_the_journey_that_it_happened_to() {
    let files = MemoryFiles::new();
    let mut engine = open(&files);
    let ticket = listening(&mut engine);
    act(&mut engine, Action::Press(Button::Cancel));
    engine.leave(JourneyId(1));
    choose(&mut engine, "begin-same-lock");
    engine.fault(Some(ticket.journey));
    assert_eq!(engine.screen().title.id, "key-title", "the one on the screen goes on");
    act(&mut engine, Action::Press(Button::Leave));
    choose(&mut engine, "journey-1");
    assert_eq!(engine.screen().title.id, "fault-title");
    engine.fault(None);
    assert_eq!(engine.screen().title.id, "fault-title");
    act(&mut engine, Action::Press(Button::Retry));
    assert_eq!(engine.screen().stage, StageName::Find);

    act(&mut engine, Action::Press(Button::Leave));
    engine.fault(None);
    assert_eq!(engine.screen().problem.unwrap().code, "fault", "on the first screen");
    choose(&mut engine, "journey-1");
    act(&mut engine, Action::Press(Button::Leave));
    assert_eq!(engine.screen().problem, None);
}
