//! The whole journey through the engine, over a virtual lock, without a screen, a radio or a clock that waits.
#![cfg(test)]

mod support;

use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::facts::{Facts, ImportState, JourneyId};
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Screen, StageName};
use relatch::random::SeededRandom;
use relatch::runtime::InlineDriver;
use relatch::runtime::engine::Parts;
use relatch::store::{Files as _, MemorySecrets, StoreError};
use relatch::virtual_lock::{Model, VirtualRadio};
use std::path::Path;
use std::sync::Arc;
use support::{PhoneClock, World, key_file, spec};

/// A phone with the app: what survives a restart, and what does not.
struct Phone {
    world: World,
    secrets: MemorySecrets,
    starts: u64,
    /// What the owner wrote down.
    recovery: Option<String>,
}

impl Phone {
    fn with(model: Model, codes: u16, cards: u16) -> Self {
        Self {
            world: World::with(&spec(model, codes, cards)),
            secrets: MemorySecrets::new(),
            starts: 0,
            recovery: None,
        }
    }

    fn parts(&self) -> Parts {
        Parts {
            store: self.world.store(),
            secrets: Arc::new(self.secrets.clone()),
            clock: Arc::new(PhoneClock(self.world.clock.clone())),
        }
    }

    fn radio(&mut self) -> VirtualRadio {
        let world = &mut self.world;
        let mut locks = vec![world.lock.clone()];
        locks.extend(world.others.iter().cloned());
        let radio = VirtualRadio::new(locks, world.clock.clone(), world.timing, world.hooks.clone());
        world.counters.push(radio.counters());
        radio
    }

    fn try_start(&mut self) -> Result<InlineDriver<'static>, StoreError> {
        let radio = self.radio();
        self.starts += 1;
        let random = SeededRandom::new(self.starts);
        let words = Arc::new(|message: &Message| message.id.to_owned());
        InlineDriver::open(self.parts(), Box::new(radio), Box::new(random), words)
    }

    fn start(&mut self) -> InlineDriver<'static> {
        self.try_start().unwrap()
    }

    /// What a person does next.
    fn next(&mut self, screen: &Screen<Message>, facts: Option<&Facts>) -> Action {
        let press = |button| Action::Press(button);
        let submit = |id: &str, text: &str| Action::Submit(vec![(id.to_owned(), Hidden::from(text))]);
        match &screen.body {
            Body::Choices { choices } => {
                let wanted = match screen.stage {
                    StageName::Home if choices.iter().any(|choice| choice.id == "journey-1") => "journey-1",
                    StageName::Home => "begin-same-lock",
                    StageName::Key => "text",
                    StageName::Ready => "over-the-air",
                    StageName::ReAdd => "here",
                    other => panic!("a choice at {other:?}"),
                };
                Action::Choose(wanted.to_owned())
            }
            Body::Form { fields } => match screen.stage {
                StageName::Key => {
                    let key = self.world.files.read(key_file(), 1 << 20).unwrap();
                    submit("key", std::str::from_utf8(&key).unwrap())
                }
                StageName::RecoveryKey => {
                    let key = self.recovery.clone().unwrap();
                    let groups: Vec<&str> = key
                        .strip_prefix("AGE-SECRET-KEY-1")
                        .unwrap()
                        .as_bytes()
                        .chunks(6)
                        .map(|group| std::str::from_utf8(group).unwrap())
                        .collect();
                    let answer = |field: &relatch::journey::screen::Field<Message>| {
                        let Some((_, Arg::Count(number))) = field.label.args.first() else {
                            panic!("{field:?}");
                        };
                        let group = groups[usize::try_from(*number).unwrap() - 1];
                        (field.id.clone(), Hidden::from(group))
                    };
                    Action::Submit(fields.iter().map(answer).collect())
                }
                StageName::Ready => {
                    let copy = facts.unwrap().copy.as_ref().unwrap();
                    submit("typed", &(copy.codes + copy.cards).to_string())
                }
                other => panic!("a form at {other:?}"),
            },
            Body::Checklist { checks } if screen.stage == StageName::Ready => {
                match checks.iter().find(|check| check.required && !check.ticked) {
                    Some(check) => Action::Tick {
                        id: check.id.clone(),
                        on: true,
                    },
                    None => press(Button::Next),
                }
            }
            Body::Code(code) => {
                self.recovery = Some(code.qr.clone().unwrap().0.clone());
                press(Button::Next)
            }
            Body::Proof(proof) => {
                let code = &proof.code.as_ref().unwrap().shown.0;
                self.world.lock.lock().type_code(&format!("{code}#"));
                press(Button::Next)
            }
            _ if screen.stage == StageName::Erase => press(Button::Erase),
            _ => {
                let next = press(Button::Next);
                assert!(screen.offers(&next), "no way on from {screen:#?}");
                next
            }
        }
    }
}

/// Waits for the next screen on which a person can do something.
fn settled(screens: &std::sync::mpsc::Receiver<Screen<Message>>) -> Screen<Message> {
    let mut newest = None;
    loop {
        let wait = std::time::Duration::from_mins(1);
        let screen = screens
            .recv_timeout(wait)
            .unwrap_or_else(|_| panic!("silence after {newest:#?}"));
        if !matches!(screen.body, Body::Progress(_)) {
            return screen;
        }
        newest = Some(screen);
    }
}

#[test]
fn the_threads_of_an_app_go_the_same_way_and_end_when_told_to() {
    let mut phone = Phone::with(Model::Keypad, 8, 0);
    let radio = phone.radio();
    let (sender, screens) = std::sync::mpsc::channel();
    let words: relatch::runtime::engine::inline::SharedWords = Arc::new(|message: &Message| message.id.to_owned());
    let observer = Box::new(move |screen| drop(sender.send(screen)));
    let driver = relatch::runtime::engine::Driver::start(&phone.parts(), Box::new(radio), &words, observer).unwrap();
    let mut count = phone.world.lock.lock().state().codes.len().to_string();
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
        let is_typed = matches!(screen.body, Body::Form { .. }) && screen.stage == StageName::Ready;
        let action = if is_typed {
            Action::Submit(vec![("typed".to_owned(), Hidden(std::mem::take(&mut count)))])
        } else {
            phone.next(&screen, None)
        };
        driver.act(screen.revision, action);
    }
    panic!("no end in sight at {:#?}", driver.screen());
}

fn is_receipt(screen: &Screen<Message>) -> bool {
    screen.title.id == "receipt-title"
}

/// Goes the whole way. `restart` says after which steps the program is started anew.
fn go(phone: &mut Phone, restart: impl Fn(u32) -> bool) -> (Vec<StageName>, Facts) {
    let mut driver = phone.start();
    let mut stages = Vec::new();
    let mut facts = None;
    for step in 0..400 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            let facts: Option<Facts> = facts;
            driver.act(Action::Press(Button::Leave));
            assert_eq!(driver.screen().stage, StageName::Home);
            return (stages, facts.unwrap());
        }
        assert_eq!(screen.problem, None, "{screen:#?}");
        if stages.last() != Some(&screen.stage) {
            stages.push(screen.stage);
        }
        let known = driver.engine().facts(JourneyId(1)).cloned();
        let action = phone.next(&screen, known.as_ref());
        driver.act(action);
        facts = driver.engine().facts(JourneyId(1)).cloned().or(facts);
        if restart(step) {
            drop(driver);
            driver = phone.start();
        }
    }
    panic!("no end in sight at {:#?}", driver.screen());
}

fn check_end(phone: &Phone, before: &World, facts: &Facts) {
    assert_eq!(facts.import, ImportState::Proved);
    let files = phone.world.files.contents();
    let left: Vec<&Path> = files.keys().map(AsRef::as_ref).collect();
    let is_gone = |text: &str| !left.iter().any(|path| path.to_string_lossy().contains(text));
    assert!(
        is_gone(".relatch") && is_gone("journey-") && is_gone("report-"),
        "{left:?}"
    );
    assert_eq!(phone.secrets.names(), ["journey-1-new"], "the lock's only key stays");
    let (now, then) = (phone.world.lock.lock(), before.lock.lock());
    let (now, then) = (now.state(), then.state());
    assert!(now.owner.is_some());
    assert_eq!(now.cards.len(), then.cards.len());
    assert!(now.codes.len() <= then.codes.len());
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

/// Presses on until a stage is on the screen.
fn on_to(phone: &mut Phone, driver: &mut InlineDriver<'_>, stage: StageName) {
    for _ in 0..60 {
        let screen = driver.screen();
        if screen.stage == stage {
            return;
        }
        assert_eq!(screen.problem, None, "{screen:#?}");
        let facts = driver.engine().shown().and_then(|id| driver.engine().facts(id));
        let action = phone.next(&screen, facts);
        driver.act(action);
    }
    panic!("{stage:?} never came, but {:#?}", driver.screen());
}

fn submit(text: &str, screen: &Screen<Message>) -> Action {
    let Body::Form { fields } = &screen.body else {
        panic!("no form: {screen:#?}");
    };
    Action::Submit(
        fields
            .iter()
            .map(|field| (field.id.clone(), Hidden::from(text)))
            .collect(),
    )
}

fn choose(id: &str) -> Action {
    Action::Choose(id.to_owned())
}

fn press(button: Button) -> Action {
    Action::Press(button)
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
        let facts = driver.engine().facts(JourneyId(1)).cloned();
        let action = by_hand.unwrap_or_else(|| phone.next(&screen, facts.as_ref()));
        driver.act(action);
    }
    driver.act(press(Button::Next));
    let screen = driver.screen();
    assert_eq!(screen.problem.unwrap().code, "still-owned", "nobody pressed it yet");
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
    assert_eq!(driver.screen().request, Some(Request::PickFile));
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
    let report = phone.world.files.read(Path::new(&shared.path), 1 << 24).unwrap();
    driver.platform(PlatformEvent::Shared(true));
    driver.act(press(Button::Sheet));
    driver.platform(PlatformEvent::Identified(true));
    let Some(Request::Share(shared)) = driver.screen().request else {
        panic!("nothing to share: {:#?}", driver.screen());
    };
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
        let action = phone.next(&driver.screen(), None);
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
        let action = phone.next(&driver.screen(), None);
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
