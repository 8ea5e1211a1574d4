//! `relatch demo`: the guided way on a virtual lock, as a phone would show it. Everything is in this process' memory.

use crate::args::{DemoArgs, ModelName};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::guide::auto::Auto;
use crate::guide::person::Person;
use crate::guide::{Move, draw};
use crate::session::WorldClock;
use relatch::journey::message::{Hidden, Message};
use relatch::journey::screen::{Action, Body, Screen};
use relatch::protocol::credentials::sdk;
use relatch::random::SystemRandom;
use relatch::runtime::engine::{InlineDriver, Parts};
use relatch::runtime::records::Store;
use relatch::store::{MemoryFiles, MemorySecrets};
use relatch::virtual_lock::{Hooks, Model, SharedLock, Spec, Timing, VirtualClock, VirtualLock, VirtualRadio};
use relatch::words::Words;
use serde_json::{Value, json};
use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// The app was killed, as a fault of the demonstration wanted it.
struct Killed;

/// A phone, a lock, and what outlives the app.
struct Stage {
    lock: SharedLock,
    clock: Arc<VirtualClock>,
    files: MemoryFiles,
    secrets: MemorySecrets,
    words: Arc<Words>,
}

impl Stage {
    fn new(args: &DemoArgs) -> (Self, Hidden) {
        let clock = Arc::new(VirtualClock::new(crate::time::utc_ms()));
        let mut lock = VirtualLock::new(&spec(args), Arc::clone(&clock));
        let key = lock.pair();
        let text = sdk::write(&key, &lock.state().device);
        for script in &args.fault {
            lock.arm(*script);
        }
        let stage = Self {
            lock: SharedLock::new(lock),
            clock,
            files: MemoryFiles::new(),
            secrets: MemorySecrets::new(),
            words: Arc::new(Words::new(&args.lang)),
        };
        (stage, Hidden::from(text.as_str()))
    }

    /// Starts the app.
    fn open(&self) -> Result<InlineDriver<'static>, Failure> {
        let hooks = Hooks {
            on_event: None,
            on_change: None,
            on_death: Some(Arc::new(|| resume_unwind(Box::new(Killed)))),
        };
        // Fingers and batteries take their time, the demonstration does not.
        let radio = VirtualRadio::new(vec![self.lock.clone()], Arc::clone(&self.clock), Timing::NONE, hooks);
        let parts = Parts {
            store: Store::open(Arc::new(self.files.clone()), PathBuf::from("demo")),
            secrets: Arc::new(self.secrets.clone()),
            clock: Arc::new(WorldClock(Arc::clone(&self.clock))),
        };
        let words = Arc::clone(&self.words);
        let say = Arc::new(move |message: &Message| words.say(message));
        InlineDriver::open(parts, Box::new(radio), Box::new(SystemRandom), say).map_err(|error| {
            Failure::new(
                Exit::Failed,
                error,
                "The demonstration could not begin. Nothing was changed.",
            )
        })
    }
}

fn spec(args: &DemoArgs) -> Spec {
    let model = match args.model {
        ModelName::Keypad => Model::Keypad,
        ModelName::Cards => Model::Cards,
        ModelName::Full => Model::Full,
    };
    Spec {
        codes: args.codes,
        cards: args.cards,
        fingerprints: 2,
        seed: args.seed,
        ..Spec::empty(model, crate::time::lock_now())
    }
}

/// Runs it.
pub(super) fn run(args: &DemoArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    if !args.auto && tools.common.json {
        return Err(Failure::usage(
            "the guided demo asks a person, and --json is for programs",
            "Add --auto, so that it answers by itself.",
        ));
    }
    let (stage, key) = Stage::new(args);
    let mut demo = Demo {
        driver: Some(stage.open()?),
        auto: Auto::new(key.clone()),
        last: None,
        stage,
    };
    if args.auto {
        demo.by_itself(tools)
    } else {
        demo.by_a_person(tools, &key)
    }
}

struct Demo {
    stage: Stage,
    /// None between the app's death and its next start.
    driver: Option<InlineDriver<'static>>,
    auto: Auto,
    /// The report, as it was shown.
    last: Option<Screen<String>>,
}

/// More screens than a journey has, so that one that turns in a circle ends.
const MOST_SCREENS: u32 = 400;

impl Demo {
    fn by_itself(&mut self, tools: &mut Tools) -> Result<Exit, Failure> {
        for _ in 0..MOST_SCREENS {
            let Some(screen) = self.driver.as_ref().map(InlineDriver::screen) else {
                break;
            };
            let shown = self.stage.words.screen(screen.clone());
            tell(&shown, tools)?;
            self.remember(&shown);
            if is_over(&screen) {
                break;
            }
            match self.auto.next(&screen) {
                Move::End => break,
                next => self.carry_out(next, tools)?,
            }
        }
        self.conclude(tools)
    }

    fn by_a_person(&mut self, tools: &mut Tools, key: &Hidden) -> Result<Exit, Failure> {
        let width = usize::from(console::Term::stdout().size().1).clamp(40, 80);
        let mut person = Person::new(std::io::stdin().lock(), std::io::stdout(), width);
        person.write(&introduction(width))?;
        loop {
            let Some(screen) = self.driver.as_ref().map(InlineDriver::screen) else {
                break;
            };
            let shown = self.stage.words.screen(screen.clone());
            self.remember(&shown);
            if is_over(&screen) {
                person.write(&draw::screen(&shown, width))?;
                break;
            }
            match with_key(person.next(&shown)?, key) {
                Move::End => break,
                next => self.carry_out(next, tools)?,
            }
        }
        self.conclude(tools)
    }

    /// Does what was decided. An app that is killed on the way is started again, as its owner would.
    fn carry_out(&mut self, next: Move, tools: &mut Tools) -> Result<(), Failure> {
        match next {
            Move::Keypad(keys) => {
                let typed = self.stage.lock.lock().type_code(&keys);
                tools.output.say(&format!("*keypad* {typed:?}"));
                return Ok(());
            }
            Move::Touch => {
                self.stage.lock.lock().touch();
                tools.output.say("*keypad* lights up");
                return Ok(());
            }
            Move::ResetButton => {
                let pressed = self.stage.lock.lock().press_reset();
                tools.output.say(&format!("*reset button* {pressed:?}"));
                return Ok(());
            }
            Move::Act(_) | Move::Platform(_) => {}
            Move::End => return Ok(()),
        }
        self.watch(tools);
        let Some(driver) = &mut self.driver else { return Ok(()) };
        let done = catch_unwind(AssertUnwindSafe(|| match next {
            Move::Act(action) => driver.act(action),
            Move::Platform(event) => driver.platform(event),
            Move::Keypad(_) | Move::Touch | Move::ResetButton | Move::End => {}
        }));
        match done {
            Ok(()) => Ok(()),
            Err(payload) if payload.is::<Killed>() => {
                tools.output.warn("*the app was killed, and is started again*");
                // What it held goes with it, as when a process ends.
                self.driver = None;
                self.driver = Some(self.stage.open()?);
                Ok(())
            }
            Err(payload) => resume_unwind(payload),
        }
    }

    /// Shows how far something is, and stops it on Ctrl-C.
    fn watch(&mut self, tools: &Tools) {
        let words = Arc::clone(&self.stage.words);
        let cancel = tools.cancel.clone();
        let Some(driver) = &mut self.driver else { return };
        let canceller = driver.canceller();
        let animated = tools.output.is_animated() && std::io::stderr().is_terminal();
        let bar = animated.then(crate::guide::bar);
        driver.watch(Box::new(move |screen| {
            if cancel.take() {
                canceller.ask();
            }
            if let Some(bar) = &bar {
                crate::guide::show_progress(bar, &words.screen(screen.clone()));
            }
        }));
    }

    fn remember(&mut self, shown: &Screen<String>) {
        if matches!(shown.body, Body::Report(_)) {
            self.last = Some(shown.clone());
        }
    }

    /// The report, and whether everything was read back equal.
    fn conclude(&mut self, tools: &mut Tools) -> Result<Exit, Failure> {
        let Some(Screen {
            body: Body::Report(report),
            title,
            lines,
            ..
        }) = &self.last
        else {
            tools.output.result(&json!({ "proved": false }), "")?;
            return Ok(Exit::Cancelled);
        };
        let text: Vec<&str> = std::iter::once(title.as_str())
            .chain(lines.iter().map(String::as_str))
            .chain(report.lines.iter().map(String::as_str))
            .collect();
        let value = serde_json::to_value(report).unwrap_or(Value::Null);
        tools.output.result(&value, &text.join("\n"))?;
        Ok(if report.proved { Exit::Done } else { Exit::Partly })
    }
}

/// A line of JSON for each screen, or the titles on standard error.
fn tell(shown: &Screen<String>, tools: &mut Tools) -> Result<(), Failure> {
    if tools.common.json {
        let value = serde_json::to_value(shown).unwrap_or(Value::Null);
        return tools.output.result(&value, "");
    }
    tools.output.say(&format!("{}: {}", shown.stage.word(), shown.title));
    Ok(())
}

/// The demonstration's own key where the person typed `demo`, as nobody types a key.
fn with_key(next: Move, key: &Hidden) -> Move {
    match next {
        Move::Act(Action::Submit(entries)) => {
            let is_asked = |(id, text): &(String, Hidden)| id == "key" && text.0 == "demo";
            let given = entries.into_iter().map(|entry| {
                if is_asked(&entry) {
                    (entry.0, key.clone())
                } else {
                    entry
                }
            });
            Move::Act(Action::Submit(given.collect()))
        }
        other => other,
    }
}

fn is_over(screen: &Screen<Message>) -> bool {
    screen.title.id == "receipt-title" || screen.title.id == "abandoned-title"
}

/// What a person at the terminal needs to know beside the screens.
fn introduction(width: usize) -> String {
    let mut text = String::new();
    let lines = [
        "A virtual lock stands in front of you. At each question type a number, and press Enter.",
        "At the lock: t touches the keypad, k 1234# types on it, r presses the reset button inside. q leaves.",
        "Where the owner's key is asked for as a text, type: demo",
    ];
    for line in lines {
        draw::wrapped(&mut text, "", line, width);
    }
    text
}
