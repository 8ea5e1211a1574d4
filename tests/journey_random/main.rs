//! Rule: whatever a person does, whatever the lock, the radio, the phone and the neighbours do, no rule of safety is broken, and the
//! way is never stuck. Long runs of random events, each from a seed; after every event all that can be seen from outside is held
//! against the rules S1 to S11.
//!
//! `RELATCH_SEED=7` repeats one run and tells what happened in it; `RELATCH_SEEDS=500` tries more of them.
#![cfg(test)]

mod person;
mod rules;
#[path = "../support/mod.rs"]
mod support;

use base64::Engine as _;
use relatch::backup::item::FileDigest;
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::message::{Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Screen, StageName};
use relatch::random::{Random as _, SeededRandom};
use relatch::runtime::InlineDriver;
use relatch::store::memory::{Fault as DiskFault, Loss};
use relatch::virtual_lock::fault::At;
use relatch::virtual_lock::radio::Hooks;
use relatch::virtual_lock::{Fault, Killed, Model, Script, SharedLock, Spec, VirtualLock};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use support::phone::{Phone, brief, is_receipt, press};
use support::watched::Watch;
use support::witness::witness;

/// How many runs there are where nobody asks for more.
const SEEDS: u64 = 40;
/// How many events a run has before everything is mended and gone to its end.
const EVENTS: u32 = 120;
/// How many things a patient person does on a mended way before it counts as stuck.
const PATIENCE: u32 = 220;

/// A saved copy from another phone, in base64, and its recovery key.
static BROUGHT: LazyLock<(String, String)> = LazyLock::new(|| {
    let mut phone = Phone::with(Model::Cards, 3, 1);
    let mut driver = phone.start();
    support::phone::on_to(&mut phone, &mut driver, StageName::Rehearsal);
    let (_, copy) = phone
        .world
        .files
        .contents()
        .into_iter()
        .find(|(path, _)| is_copy(path))
        .unwrap();
    let packed = base64::engine::general_purpose::STANDARD.encode(copy);
    (packed, phone.recovery.unwrap())
});

fn is_copy(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|extension| extension == "relatch")
}

/// Everything that was logged.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Dice(SeededRandom);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.below(u32::try_from(bound).unwrap()).unwrap()).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// One run.
struct Run {
    dice: Dice,
    phone: Phone,
    driver: Option<InlineDriver<'static>>,
    /// Counts down at each point at which the app can be stopped, and stops it there; 0: never.
    fuse: Arc<AtomicU64>,
    /// What happened so far.
    trail: Vec<String>,
    heard: Heard,
    secrets: BTreeSet<String>,
    copies: BTreeMap<FileDigest, PathBuf>,
    /// Something on the phone does not work.
    is_phone_ill: bool,
    /// A number was typed back before an erasing.
    is_erasing_typed: bool,
    before: Option<(StageName, &'static str)>,
    tally: Tally,
    stages: BTreeSet<StageName>,
}

/// How often what happened.
type Tally = BTreeMap<&'static str, u32>;

impl Run {
    fn new(seed: u64, heard: Heard) -> Self {
        let mut dice = Dice(SeededRandom::new(seed));
        let model = *dice.pick(Model::ALL);
        let mut phone = Phone::with(model, 4, 1);
        phone.starts = seed * 1_000;
        let spec = Spec {
            seed: 99,
            ..Spec::empty(*dice.pick(Model::ALL), support::local_now())
        };
        let other = VirtualLock::new(&spec, phone.world.clock.clone());
        phone.world.others.push(SharedLock::new(other));
        let fuse = Arc::new(AtomicU64::new(0));
        let burning = fuse.clone();
        phone.watch = Watch::new(move |_| {
            let left = burning.load(Ordering::SeqCst);
            burning.store(left.saturating_sub(1), Ordering::SeqCst);
            if left == 1 {
                resume_unwind(Box::new(Killed));
            }
        });
        let mut run = Self {
            dice,
            phone,
            driver: None,
            fuse,
            trail: vec![format!("{model:?}")],
            heard,
            secrets: BTreeSet::new(),
            copies: BTreeMap::new(),
            is_phone_ill: false,
            is_erasing_typed: false,
            before: None,
            tally: Tally::new(),
            stages: BTreeSet::new(),
        };
        run.start();
        run
    }

    fn start(&mut self) {
        self.driver = None;
        self.phone.world.hooks = Hooks {
            on_event: Some(witness(&self.phone)),
            ..Hooks::default()
        };
        let started = catch_unwind(AssertUnwindSafe(|| self.phone.try_start()));
        self.driver = match started {
            Ok(Ok(driver)) => Some(driver),
            // A disk that refuses everything lets no app start; its owner mends that first.
            Ok(Err(_)) => {
                self.phone.world.files.clear_fault();
                self.is_phone_ill = false;
                return self.start();
            }
            Err(payload) if payload.is::<Killed>() => return self.killed(),
            Err(payload) => resume_unwind(payload),
        };
    }

    fn driver(&mut self) -> &mut InlineDriver<'static> {
        self.driver.as_mut().unwrap()
    }

    fn screen(&mut self) -> Screen<Message> {
        self.driver().screen()
    }

    fn note(&mut self, what: &'static str, more: impl std::fmt::Display) {
        *self.tally.entry(what).or_default() += 1;
        self.trail.push(format!("{what} {more}"));
    }

    /// Does something with the app, which may be stopped in the middle.
    fn with_app(&mut self, act: impl FnOnce(&mut InlineDriver<'static>)) {
        let before = self.screen();
        self.before = Some((before.stage, before.title.id));
        let driver = self.driver.as_mut().unwrap();
        match catch_unwind(AssertUnwindSafe(|| act(driver))) {
            Ok(()) => {}
            Err(payload) if payload.is::<Killed>() || payload.is::<relatch::store::memory::Killed>() => self.killed(),
            Err(payload) => resume_unwind(payload),
        }
        let stage = self.screen().stage;
        self.stages.insert(stage);
    }

    fn killed(&mut self) {
        self.driver = None;
        self.note("killed", "");
        self.phone.world.files.clear_fault();
        self.is_phone_ill = false;
        let loss = match self.dice.below(3) {
            0 => return self.start(),
            1 => Loss::Everything,
            _ => Loss::Some(self.dice.below(1 << 30) as u64),
        };
        self.note("power cut", format!("{loss:?}"));
        self.phone.world.files = self.phone.world.files.after_power_cut(loss);
        self.start();
    }

    /// The next thing that happens.
    fn happen(&mut self) {
        match self.dice.below(100) {
            0..52 => {
                let screen = self.screen();
                let action = self.sensible(&screen);
                self.act("sensible", action);
            }
            52..66 => {
                let screen = self.screen();
                if let Some(action) = self.any_offered(&screen) {
                    self.act("any", action);
                }
            }
            66..70 => self.act_on_nothing(),
            70..77 => self.platform(),
            77..82 => {
                self.note("restart", "");
                let before = self.driver().engine().shown();
                let facts = before.and_then(|id| self.driver().engine().facts(id).cloned());
                let was_ill = self.is_phone_ill;
                self.start();
                if !was_ill && let Some(id) = before {
                    let after = self.driver().engine().facts(id).cloned();
                    assert!(after.is_none() || after == facts, "S4: a restart changes what is known");
                }
            }
            82..86 => {
                let fuse = 1 + self.dice.below(150) as u64;
                self.note("fuse", fuse);
                self.fuse.store(fuse, Ordering::SeqCst);
            }
            86..91 => self.lock_fault(),
            91..94 => self.somebody(),
            94..96 => {
                let time = *self.dice.pick(&[
                    Duration::from_secs(7),
                    Duration::from_mins(3),
                    Duration::from_hours(30 * 24),
                ]);
                self.note("time", format!("{time:?}"));
                self.phone.world.clock.advance(time);
            }
            _ => self.phone_trouble(),
        }
    }

    fn act(&mut self, how: &'static str, action: Action) {
        let screen = self.screen();
        let shown = match &action {
            Action::Submit(entries) => format!("Submit {} fields", entries.len()),
            other => format!("{other:?}"),
        };
        self.note(how, format!("{shown} on {}", brief(&screen)));
        self.is_erasing_typed |= screen.stage == StageName::Erase && matches!(action, Action::Submit(_));
        self.with_app(|driver| driver.act(action));
    }

    fn any_offered(&mut self, screen: &Screen<Message>) -> Option<Action> {
        let mut actions: Vec<Action> = screen.actions.iter().map(|offer| press(offer.button)).collect();
        match &screen.body {
            Body::Choices { choices } => {
                let enabled = choices.iter().filter(|choice| choice.enabled);
                actions.extend(enabled.map(|choice| Action::Choose(choice.id.clone())));
            }
            Body::Checklist { checks } => actions.extend(checks.iter().map(|check| tick(&check.id, !check.ticked))),
            Body::Report(report) => actions.extend(report.to_do.iter().map(|check| tick(&check.id, !check.ticked))),
            Body::Plan(table) => {
                let rows = table.rows.iter().filter(|row| row.enabled);
                actions.extend(rows.map(|row| tick(&row.id, !row.ticked)));
                actions.extend(table.options.iter().map(|option| tick(&option.id, !option.ticked)));
                actions.push(Action::Search("code-1".to_owned()));
            }
            Body::Items(_) => actions.push(Action::Search(junk(&mut self.dice))),
            Body::Form { fields } => {
                let text = junk(&mut self.dice);
                let entry = |id: &String| (id.clone(), Hidden(text.clone()));
                actions.push(Action::Submit(fields.iter().map(|field| entry(&field.id)).collect()));
            }
            Body::Text | Body::Instructions { .. } | Body::Progress(_) | Body::Code(_) | Body::Proof(_) => {}
        }
        actions.retain(|action| *action != press(Button::Submit));
        (!actions.is_empty()).then(|| self.dice.pick(&actions).clone())
    }

    /// A tap on an old screen, or one that nothing on the screen stands for: nothing may change.
    fn act_on_nothing(&mut self) {
        let screen = self.screen();
        let buttons = [
            Button::Next,
            Button::Erase,
            Button::StartOver,
            Button::Abandon,
            Button::Cancel,
            Button::Submit,
        ];
        let action = match self.dice.below(4) {
            0 => press(*self.dice.pick(&buttons)),
            1 => Action::Choose("over-the-air".to_owned()),
            2 => tick("door-open", true),
            _ => Action::Submit(vec![("typed".to_owned(), Hidden("5".to_owned()))]),
        };
        let is_old = self.dice.one_in(2);
        if !is_old && screen.offers(&action) {
            return;
        }
        self.note("nothing", format!("{action:?}, old: {is_old}"));
        let revision = if is_old {
            screen.revision.wrapping_sub(1)
        } else {
            screen.revision
        };
        let counters = self.phone.world.counters.last().unwrap().clone();
        let requests = counters.counts().requests;
        let starts = self.phone.starts;
        self.with_app(|driver| driver.act_on(revision, action));
        if self.phone.starts != starts {
            // What could not be written down before was tried again, and then the app was stopped.
            return;
        }
        assert_eq!(self.screen(), screen, "what is not offered does nothing");
        assert_eq!(counters.counts().requests, requests);
    }

    fn platform(&mut self) {
        let event = match self.dice.below(9) {
            0 => PlatformEvent::Radio(RadioState::Off),
            1 => PlatformEvent::Radio(*self.dice.pick(&[RadioState::NotAsked, RadioState::Refused])),
            2 | 3 => PlatformEvent::Radio(RadioState::Ready),
            4 => PlatformEvent::Identified(self.dice.one_in(2)),
            5 => PlatformEvent::NotPicked,
            6 => PlatformEvent::Picked {
                name: "a file".to_owned(),
                content: if self.dice.one_in(2) {
                    Hidden(junk(&mut self.dice))
                } else {
                    Hidden(BROUGHT.0.clone())
                },
            },
            7 => PlatformEvent::Scanned(Hidden(if self.dice.one_in(2) {
                junk(&mut self.dice)
            } else {
                BROUGHT.1.clone()
            })),
            _ => PlatformEvent::Shared(self.dice.one_in(2)),
        };
        self.note("platform", format!("{event:?}"));
        self.with_app(|driver| driver.platform(event));
    }

    fn a_lock(&mut self) -> SharedLock {
        let at = self.dice.below(4);
        if at == 0 {
            self.phone.world.others[0].clone()
        } else {
            self.phone.world.lock.clone()
        }
    }

    fn lock_fault(&mut self) {
        let lock = self.a_lock();
        let fault = *self.dice.pick(Fault::ALL);
        if self.dice.one_in(4) {
            lock.lock().state_mut().faults.clear();
            return self.note("lock", "has no fault any more");
        }
        let at = At::Request(1 + u32::try_from(self.dice.below(30)).unwrap());
        self.note("lock", format!("{fault} at {at:?}"));
        lock.lock().arm(Script { fault, at });
    }

    /// Somebody at the lock, who knows nothing of the app.
    fn somebody(&mut self) {
        let shared = self.a_lock();
        let what = self.dice.below(6);
        self.note("somebody", what);
        let mut lock = shared.lock();
        match what {
            0 => {
                lock.press_reset();
                lock.type_code(support::phone::RESET_SEQUENCE);
            }
            1 => {
                drop(lock);
                self.phone.add_lock_in_own_app(&shared);
            }
            2 => drop(lock.state_mut().codes.pop()),
            3 => lock.state_mut().battery = u8::try_from(5 + self.dice.below(90)).unwrap(),
            4 => lock.state_mut().asleep = true,
            _ => lock.touch(),
        }
    }

    fn phone_trouble(&mut self) {
        let files = &self.phone.world.files;
        match self.dice.below(5) {
            0 | 1 => {
                let fault = *self.dice.pick(&[DiskFault::NoSpace, DiskFault::Denied]);
                files.fault_at(files.operations() + self.dice.below(20), fault);
                self.is_phone_ill = true;
                self.note("disk", format!("{fault:?}"));
            }
            2 => {
                self.phone.secrets.set_locked(true);
                self.note("secure store", "locked");
            }
            _ => self.cure_phone(),
        }
    }

    fn cure_phone(&mut self) {
        self.note("phone", "works");
        // Locks are let go of with it, so the app is started anew.
        self.driver = None;
        self.phone.world.files.clear_fault();
        self.phone.secrets.set_locked(false);
        self.is_phone_ill = false;
        self.start();
    }
}

fn tick(id: &str, on: bool) -> Action {
    Action::Tick { id: id.to_owned(), on }
}

fn junk(dice: &mut Dice) -> String {
    let texts = [
        "",
        "5",
        "AGE-SECRET-KEY-1ABCDEF",
        "{\"no\": \"key\"}",
        "\u{0}\u{202e}\u{1f511}",
        "17 code",
        "code-1",
    ];
    (*dice.pick(&texts)).to_owned()
}

impl Run {
    /// Everything works again, and a patient person goes to the end of one journey.
    fn finish(&mut self) {
        self.fuse.store(0, Ordering::SeqCst);
        self.cure_phone();
        let locks = [self.phone.world.lock.clone(), self.phone.world.others[0].clone()];
        for lock in &locks {
            let mut lock = lock.lock();
            lock.state_mut().faults.clear();
            lock.state_mut().battery = 90;
            lock.touch();
        }
        self.phone.world.clock.advance(Duration::from_mins(2));
        self.with_app(|driver| driver.platform(PlatformEvent::Radio(RadioState::Ready)));
        for _ in 0..PATIENCE {
            let screen = self.screen();
            if is_receipt(&screen) {
                return;
            }
            for lock in &locks {
                lock.lock().touch();
            }
            let action = self.sensible(&screen);
            self.act("at last", action);
            self.check();
        }
        panic!("stuck at {}", brief(&self.screen()));
    }
}

fn run(seed: u64) -> Run {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut run = Run::new(seed, heard);
    let result = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..EVENTS {
            run.happen();
            run.check();
        }
        run.finish();
    }));
    if let Err(payload) = result {
        let from = if std::env::var_os("RELATCH_SEED").is_some() {
            0
        } else {
            run.trail.len().saturating_sub(25)
        };
        eprintln!(
            "RELATCH_SEED={seed} fails; what happened last:\n{}",
            run.trail[from..].join("\n")
        );
        resume_unwind(payload);
    }
    run
}

#[test]
fn whatever_happens_no_rule_is_broken_and_the_way_is_never_stuck() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let seeds = match number("RELATCH_SEED") {
        Some(seed) => seed..seed + 1,
        None => 1..1 + number("RELATCH_SEEDS").unwrap_or(SEEDS),
    };
    let runs = seeds.end - seeds.start;
    let (mut tally, mut stages, mut resets) = (Tally::new(), BTreeMap::<&str, u32>::new(), 0);
    for seed in seeds {
        let run = run(seed);
        for (what, count) in &run.tally {
            *tally.entry(what).or_default() += count;
        }
        for stage in &run.stages {
            *stages.entry(stage.word()).or_default() += 1;
        }
        resets += run.phone.resets();
    }
    let events: u32 = tally.values().sum();
    println!("{runs} runs, {events} events: {tally:?}; {resets} resets were sent; stages by runs: {stages:?}");
}
