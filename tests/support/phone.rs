//! A phone with the app on it, and the person who holds it: what every test of a whole journey begins with.

use super::watched::{Watch, WatchedFiles, WatchedSecrets};
use super::{PhoneClock, World, key_file, spec};
use relatch::journey::event::PlatformEvent;
use relatch::journey::facts::{Facts, ImportState, JourneyId};
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Field, Screen, StageName};
use relatch::model::DeviceInfo;
use relatch::protocol::credentials::sdk;
use relatch::random::SeededRandom;
use relatch::runtime::engine::{CloudAccess, Parts};
use relatch::runtime::{InlineDriver, Store};
use relatch::store::{Files as _, MemorySecrets, Secrets as _, StoreError};
pub(crate) use relatch::virtual_lock::door::RESET_SEQUENCE;
use relatch::virtual_lock::{Model, SharedLock, VirtualRadio};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// A phone with the app: what survives a restart, and what does not. A clone is the same phone.
#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) world: World,
    pub(crate) secrets: MemorySecrets,
    /// How often the program was started; the seed of its random numbers.
    pub(crate) starts: u64,
    /// What the owner wrote down.
    pub(crate) recovery: Option<String>,
    /// What the owner chooses where there is a choice.
    pub(crate) picks: Picks,
    /// The keys that the lock's own app has after the owner re-added a lock there, newest last.
    pub(crate) own_keys: Arc<Mutex<Vec<String>>>,
    /// Is told of each operation of files and secrets while the app runs.
    pub(crate) watch: Watch,
    /// The questions that were answered for good, by name.
    pub(crate) answered: BTreeSet<String>,
    /// How many resets the lock was sent.
    pub(crate) resets: Arc<AtomicU32>,
    /// How the owner's account is reached, where the app is set up for it.
    pub(crate) cloud: Option<CloudAccess>,
}

/// The ids that a person picks from the choices on the way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picks {
    pub(crate) begin: &'static str,
    pub(crate) reset: &'static str,
    pub(crate) re_add: &'static str,
}

impl Default for Picks {
    fn default() -> Self {
        Self {
            begin: "begin-same-lock",
            reset: "over-the-air",
            re_add: "here",
        }
    }
}

impl Phone {
    pub(crate) fn with(model: Model, codes: u16, cards: u16) -> Self {
        Self {
            world: World::with(&spec(model, codes, cards)),
            secrets: MemorySecrets::new(),
            starts: 0,
            recovery: None,
            picks: Picks::default(),
            own_keys: Arc::default(),
            watch: Watch::default(),
            answered: BTreeSet::new(),
            resets: Arc::default(),
            cloud: None,
        }
    }

    /// The same phone, lock and person as they are now, on their own from here on. The app does not run.
    pub(crate) fn fork(&self) -> Self {
        let secrets = MemorySecrets::new();
        for name in self.secrets.names() {
            secrets.put(&name, &self.secrets.read(&name).unwrap().unwrap()).unwrap();
        }
        Self {
            world: self.world.fork(),
            secrets,
            recovery: self.recovery.clone(),
            own_keys: Arc::new(Mutex::new(self.own_keys.lock().unwrap().clone())),
            watch: Watch::default(),
            answered: self.answered.clone(),
            resets: Arc::new(AtomicU32::new(self.resets())),
            cloud: self.cloud.clone(),
            ..*self
        }
    }

    pub(crate) fn parts(&self) -> Parts {
        let files = WatchedFiles {
            files: self.world.files.clone(),
            watch: self.watch.clone(),
        };
        Parts {
            store: Store::open(Arc::new(files), PathBuf::from("state")),
            secrets: Arc::new(WatchedSecrets {
                secrets: self.secrets.clone(),
                watch: self.watch.clone(),
            }),
            clock: Arc::new(PhoneClock(self.world.clock.clone())),
            cloud: self.cloud.clone(),
        }
    }

    pub(crate) fn radio(&mut self) -> VirtualRadio {
        let world = &mut self.world;
        let mut locks = vec![world.lock.clone()];
        locks.extend(world.others.iter().cloned());
        let radio = VirtualRadio::new(locks, world.clock.clone(), world.timing, world.hooks.clone());
        world.counters.push(radio.counters());
        radio
    }

    pub(crate) fn try_start(&mut self) -> Result<InlineDriver<'static>, StoreError> {
        let radio = self.radio();
        self.starts += 1;
        let random = SeededRandom::new(self.starts);
        let words = Arc::new(|message: &Message| message.id.to_owned());
        InlineDriver::open(self.parts(), Box::new(radio), Box::new(random), words)
    }

    pub(crate) fn start(&mut self) -> InlineDriver<'static> {
        self.try_start().unwrap()
    }

    /// What a person does next.
    pub(crate) fn next(&mut self, screen: &Screen<Message>) -> Action {
        let press = |button| Action::Press(button);
        let submit = |id: &str, text: &str| Action::Submit(vec![(id.to_owned(), Hidden::from(text))]);
        match &screen.body {
            Body::Choices { choices } => {
                let is_there = |id: &str| choices.iter().any(|choice| choice.id == id);
                let journey = choices.iter().find(|choice| choice.id.starts_with("journey-"));
                let wanted = match screen.stage {
                    StageName::Home => journey.map_or(self.picks.begin, |journey| &journey.id),
                    StageName::Ready => self.picks.reset,
                    StageName::ReAdd if is_there(self.picks.re_add) => self.picks.re_add,
                    StageName::Key | StageName::ReAdd if is_there("text") => "text",
                    // Which of the locks without an owner?
                    StageName::ReAdd => &choices[0].id,
                    other => panic!("a choice at {other:?}"),
                };
                Action::Choose(wanted.to_owned())
            }
            Body::Form { fields } => match screen.stage {
                StageName::Key => submit("key", &self.key_text()),
                StageName::ReAdd => submit("key", self.own_keys.lock().unwrap().last().unwrap()),
                StageName::RecoveryKey => {
                    let key = self.recovery.clone().unwrap();
                    let groups: Vec<&str> = key
                        .strip_prefix("AGE-SECRET-KEY-1")
                        .unwrap()
                        .as_bytes()
                        .chunks(6)
                        .map(|group| std::str::from_utf8(group).unwrap())
                        .collect();
                    let answer = |field: &Field<Message>| {
                        let Some((_, Arg::Count(number))) = field.label.args.first() else {
                            panic!("{field:?}");
                        };
                        let group = groups[usize::try_from(*number).unwrap() - 1];
                        (field.id.clone(), Hidden::from(group))
                    };
                    Action::Submit(fields.iter().map(answer).collect())
                }
                StageName::Ready => submit("typed", &number(screen).unwrap()),
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
            Body::Instructions { .. } if screen.title.id == "buttons-title" => {
                self.press_the_button();
                press(Button::Next)
            }
            Body::Text if screen.title.id == "own-app-title" => {
                self.add_in_own_app();
                press(Button::Next)
            }
            Body::Code(code) => {
                self.recovery = Some(code.qr.clone().unwrap().0.clone());
                press(Button::Next)
            }
            Body::Proof(proof) => {
                let code = &proof.code.as_ref().unwrap().shown.0;
                self.door_of(code).lock().type_code(&format!("{code}#"));
                press(Button::Next)
            }
            _ => {
                let ways = [Button::Erase, Button::Next, Button::Retry].map(press);
                let way = if screen.stage == StageName::Erase {
                    &ways[..]
                } else {
                    &ways[1..]
                };
                let on = way.iter().find(|way| screen.offers(way));
                on.unwrap_or_else(|| panic!("no way on from {screen:#?}")).clone()
            }
        }
    }

    /// The owner's key to the lock as it was when everything began.
    pub(crate) fn key_text(&self) -> String {
        String::from_utf8(self.world.files.read(key_file(), 1 << 20).unwrap()).unwrap()
    }

    /// How many resets the lock was sent.
    pub(crate) fn resets(&self) -> u32 {
        self.resets.load(Ordering::SeqCst)
    }

    /// The lock whose keypad takes a code.
    fn door_of(&self, code: &str) -> &SharedLock {
        let takes = |lock: &&SharedLock| {
            let lock = lock.lock();
            let mut codes = lock.state().codes.iter();
            codes.any(|there| there.record.current.reveal() == code)
        };
        let mut locks = [&self.world.lock].into_iter().chain(&self.world.others);
        locks.find(takes).unwrap_or(&self.world.lock)
    }

    /// Holds the reset button and types what ends a reset by hand, unless that was done.
    pub(crate) fn press_the_button(&self) {
        let mut lock = self.world.lock.lock();
        if lock.state().owner.is_some() {
            lock.press_reset();
            lock.type_code(RESET_SEQUENCE);
        }
    }

    /// Re-adds the lock in its own app, unless that was done, and has the new key exported there.
    pub(crate) fn add_in_own_app(&self) {
        self.add_lock_in_own_app(self.target());
    }

    /// The same with any lock.
    pub(crate) fn add_lock_in_own_app(&self, lock: &SharedLock) {
        let mut lock = lock.lock();
        if lock.state().owner.is_none() {
            let key = lock.pair();
            let text = sdk::write(&key, &DeviceInfo::default()).to_string();
            self.own_keys.lock().unwrap().push(text);
        }
    }
}

/// The lock that everything goes onto: the other one, if there is one.
impl Phone {
    pub(crate) fn target(&self) -> &SharedLock {
        self.world.others.first().unwrap_or(&self.world.lock)
    }
}

/// Waits for the next screen on which a person can do something.
pub(crate) fn settled(screens: &std::sync::mpsc::Receiver<Screen<Message>>) -> Screen<Message> {
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

pub(crate) fn is_receipt(screen: &Screen<Message>) -> bool {
    screen.title.id == "receipt-title"
}

/// At the receipt: hands the key of a lock that was added again here to the owner, as only then the journey is over.
pub(crate) fn save_key(driver: &mut InlineDriver<'_>) {
    driver.act(press(Button::ShareKey));
    driver.platform(PlatformEvent::Identified(true));
    driver.platform(PlatformEvent::Shared(true));
}

/// Goes the whole way. `restart` says after which steps the program is started anew.
pub(crate) fn go(phone: &mut Phone, restart: impl Fn(u32) -> bool) -> (Vec<StageName>, Facts) {
    let mut driver = phone.start();
    let mut stages = Vec::new();
    let mut facts = None;
    for step in 0..400 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            let facts: Option<Facts> = facts;
            save_key(&mut driver);
            driver.act(Action::Press(Button::Leave));
            assert_eq!(driver.screen().stage, StageName::Home);
            return (stages, facts.unwrap());
        }
        assert_eq!(screen.problem, None, "{screen:#?}");
        if stages.last() != Some(&screen.stage) {
            stages.push(screen.stage);
        }
        let action = phone.next(&screen);
        driver.act(action);
        facts = driver.engine().facts(JourneyId(1)).cloned().or(facts);
        if restart(step) {
            drop(driver);
            driver = phone.start();
        }
    }
    panic!("no end in sight at {:#?}", driver.screen());
}

pub(crate) fn check_end(phone: &Phone, before: &World, facts: &Facts) {
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

/// Presses on until a stage is on the screen.
pub(crate) fn on_to(phone: &mut Phone, driver: &mut InlineDriver<'_>, stage: StageName) {
    for _ in 0..60 {
        let screen = driver.screen();
        if screen.stage == stage {
            return;
        }
        assert_eq!(screen.problem, None, "{screen:#?}");
        let action = phone.next(&screen);
        driver.act(action);
    }
    panic!("{stage:?} never came, but {:#?}", driver.screen());
}

pub(crate) fn submit(text: &str, screen: &Screen<Message>) -> Action {
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

pub(crate) fn choose(id: &str) -> Action {
    Action::Choose(id.to_owned())
}

pub(crate) fn press(button: Button) -> Action {
    Action::Press(button)
}

/// The number that a screen asks to type back.
pub(crate) fn number(screen: &Screen<Message>) -> Option<String> {
    let mut args = screen.lines.iter().flat_map(|line| &line.args);
    args.find_map(|(name, arg)| match arg {
        Arg::Text(text) if *name == "number" => Some(text.clone()),
        _ => None,
    })
}

/// A screen in one line, for messages of tests.
pub(crate) fn brief(screen: &Screen<Message>) -> String {
    let lines: Vec<&str> = screen.lines.iter().map(|line| line.id).collect();
    let problem = screen.problem.as_ref().map_or("none", |problem| &problem.code);
    let buttons: Vec<Button> = screen.actions.iter().map(|offer| offer.button).collect();
    let (stage, title) = (screen.stage, screen.title.id);
    format!("{stage:?}, {title}, lines {lines:?}, problem {problem}, buttons {buttons:?}")
}
