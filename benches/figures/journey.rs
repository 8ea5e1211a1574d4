//! The guided way, walked by somebody who always goes on and looks closely at each list: how long a screen takes, how much the
//! journal grows, and what goes over the air.

use crate::Failure;
use crate::bound::{self, Bound};
use crate::person::Person;
use crate::watch::{Spent, Watch};
use crate::world::{Measured, Meter, PhoneClock, World};
use relatch::journey::effect::{Job, Outcome};
use relatch::journey::event::PlatformEvent;
use relatch::journey::message::Message;
use relatch::journey::screen::{Action, Body, Button};
use relatch::lock::progress::{Progress, Report};
use relatch::model::{LockMinute, date};
use relatch::random::SeededRandom;
use relatch::runtime::Store;
use relatch::runtime::engine::work::{self, Place};
use relatch::runtime::engine::{Engine, Parts, Ticket};
use relatch::store::{Entry, MemorySecrets};
use relatch::virtual_lock::VirtualRadio;
use relatch::virtual_lock::state::State;
use relatch::words::Words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was measured on the way.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Walk {
    /// From each press of a key to the screen that follows.
    pub(crate) presses: Vec<Shown>,
    /// From the end of each piece of work to the screen that follows.
    pub(crate) ends: Vec<Shown>,
    /// From each report of progress to the screen that follows.
    pub(crate) reports: Vec<Spent>,
    /// Each piece of work that needs the radio.
    pub(crate) jobs: Vec<Measured>,
    /// The files of each kind, in bytes: when they were longest, and when the journey was put away.
    pub(crate) longest: BTreeMap<String, u64>,
    pub(crate) left: BTreeMap<String, u64>,
}

/// A screen that came up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// Where, and what was done there.
    pub(crate) name: String,
    /// Until the screen was there.
    pub(crate) spent: Spent,
    /// And until it was in words.
    pub(crate) in_words: Spent,
}

impl Walk {
    /// Keeps the faster one of each screen of two runs, which go the same way.
    pub(crate) fn keep_faster(&mut self, other: &Self) -> Result<(), Failure> {
        if self.presses.len() != other.presses.len() || self.ends.len() != other.ends.len() {
            return Err("two runs did not go the same way".into());
        }
        let mine = self.presses.iter_mut().chain(&mut self.ends);
        for (mine, other) in mine.zip(other.presses.iter().chain(&other.ends)) {
            mine.spent = mine.spent.least(other.spent);
            mine.in_words = mine.in_words.least(other.in_words);
        }
        for (mine, other) in self.reports.iter_mut().zip(&other.reports) {
            *mine = mine.least(*other);
        }
        Ok(())
    }
}

/// Goes the whole way, and notes how long the files of the store are.
pub(crate) fn walk(world: &World) -> Result<Walk, Failure> {
    let mut phone = Phone::open(world, &MemorySecrets::new(), true)?;
    phone.walk()?;
    phone.walk.left = phone.files()?;
    Ok(phone.walk)
}

/// Goes the whole way, on a store that may hold older journeys.
pub(crate) fn leave_behind(world: &World, secrets: &MemorySecrets) -> Result<(), Failure> {
    Phone::open(world, secrets, false)?.walk()
}

/// Starts the program on a store, as an app does. Gives how long it takes.
pub(crate) fn start(world: &World, secrets: &MemorySecrets) -> Result<Spent, Failure> {
    let watch = Watch::start();
    let engine = Engine::open(parts(world, secrets))?;
    let screen = engine.screen();
    let spent = watch.spent();
    match screen.problem {
        None => Ok(spent),
        Some(problem) => Err(format!("the start met a problem: {}", problem.code).into()),
    }
}

fn parts(world: &World, secrets: &MemorySecrets) -> Parts {
    Parts {
        store: world.store(),
        secrets: Arc::new(secrets.clone()),
        clock: Arc::new(world.phone_clock()),
        cloud: None,
    }
}

struct Phone<'a> {
    world: &'a World,
    engine: Engine,
    radio: VirtualRadio,
    meter: Meter,
    store: Store,
    secrets: MemorySecrets,
    random: SeededRandom,
    clock: PhoneClock,
    words: Words,
    /// The kinds of action that were tried on the present kind of list.
    looked_at: BTreeSet<&'static str>,
    /// The lock as it was when the copy was saved.
    saved: State,
    notes_files: bool,
    walk: Walk,
}

impl<'a> Phone<'a> {
    fn open(world: &'a World, secrets: &MemorySecrets, notes_files: bool) -> Result<Self, Failure> {
        let (radio, meter) = world.radio();
        Ok(Self {
            world,
            engine: Engine::open(parts(world, secrets))?,
            radio,
            meter,
            store: world.store(),
            secrets: secrets.clone(),
            random: SeededRandom::new(1),
            clock: world.phone_clock(),
            words: Words::new("en"),
            looked_at: BTreeSet::new(),
            saved: world.state(),
            notes_files,
            walk: Walk::default(),
        })
    }

    fn walk(&mut self) -> Result<(), Failure> {
        let mut person = Person::new(self.world.key_text()?);
        loop {
            self.look_closely()?;
            let screen = self.engine.screen();
            if screen.title.id == "receipt-title" {
                break;
            }
            if let Body::Proof(proof) = &screen.body
                && let Some(code) = &proof.code
            {
                self.world.lock.lock().type_code(&format!("{}#", code.shown.0));
            }
            let facts = self.engine.shown().and_then(|id| self.engine.facts(id));
            let action = person.next(&screen, facts)?;
            self.act(action)?;
        }
        // The lock's only key goes to the owner.
        self.act(Action::Press(Button::ShareKey))?;
        self.platform(PlatformEvent::Identified(true))?;
        self.platform(PlatformEvent::Shared(true))?;
        self.act(Action::Press(Button::Leave))
    }

    /// Searches a list, shows its codes, takes a tick away and sets it again: once for each kind of list.
    fn look_closely(&mut self) -> Result<(), Failure> {
        let screen = self.engine.screen();
        if !matches!(screen.body, Body::Items(_) | Body::Plan(_)) || !self.looked_at.insert(screen.title.id) {
            return Ok(());
        }
        if screen.offers(&Action::Press(Button::Reveal)) {
            self.act(Action::Press(Button::Reveal))?;
            self.platform(PlatformEvent::Identified(true))?;
        }
        for text in ["2", "24", ""] {
            self.act(Action::Search(text.to_owned()))?;
        }
        if let Body::Plan(table) = &screen.body
            && let Some(row) = table.rows.iter().find(|row| row.enabled)
        {
            for on in [false, true] {
                self.act(Action::Tick { id: row.id.clone(), on })?;
            }
        }
        Ok(())
    }

    fn act(&mut self, action: Action) -> Result<(), Failure> {
        let screen = self.engine.screen();
        let name = format!("{}, {}", screen.stage.word(), word(&action));
        let revision = screen.revision;
        let watch = Watch::start();
        let tickets = self.engine.act(revision, action);
        let shown = self.shown(name, &watch);
        self.walk.presses.push(shown);
        self.note_files()?;
        self.work(tickets)
    }

    fn platform(&mut self, event: PlatformEvent) -> Result<(), Failure> {
        let tickets = self.engine.platform(event);
        self.work(tickets)
    }

    fn shown(&self, name: String, watch: &Watch) -> Shown {
        let screen = self.engine.screen();
        let spent = watch.spent();
        let screen = self.words.screen(screen);
        let in_words = watch.spent();
        drop(screen);
        Shown { name, spent, in_words }
    }

    fn work(&mut self, mut tickets: Vec<Ticket>) -> Result<(), Failure> {
        while let Some(ticket) = tickets.pop() {
            let outcome = self.run(&ticket)?;
            if let Outcome::Failed { trouble, .. } = &outcome {
                return Err(format!("{} failed: {trouble:?}", job_name(&ticket.job)).into());
            }
            let watch = Watch::start();
            tickets.extend(self.engine.ended(&ticket, outcome));
            let shown = self.shown(format!("{} is done", job_name(&ticket.job)), &watch);
            self.walk.ends.push(shown);
            self.note_files()?;
        }
        Ok(())
    }

    fn run(&mut self, ticket: &Ticket) -> Result<Outcome, Failure> {
        let before = self.world.state();
        if matches!(ticket.job, Job::Backup { .. }) {
            self.saved = before.clone();
        }
        let words = |message: &Message| self.words.say(message);
        let begun = self.meter.begin();
        let place = Place {
            radio: &mut self.radio,
            store: &self.store,
            secrets: &self.secrets,
            random: &mut self.random,
            clock: &self.clock,
            cloud: None,
            words: &words,
            progress: &mut Feed {
                engine: &mut self.engine,
                ticket,
                walk: &mut self.walk,
            },
        };
        let outcome = pollster::block_on(work::run(ticket, place));
        // Listening is no exchange: here the lock is heard at once.
        if ticket.job.needs_radio() && !matches!(ticket.job, Job::Listen { .. }) {
            let bound = self.bound(&ticket.job, &before)?;
            let job = self.meter.end(&begun, job_name(&ticket.job), bound)?;
            self.walk.jobs.push(job);
        }
        Ok(outcome)
    }

    /// What a piece of work needs at least.
    fn bound(&self, job: &Job, before: &State) -> Result<Bound, Failure> {
        let after = self.world.state();
        let now = self.now()?;
        Ok(match job {
            Job::CheckLock { .. } => bound::check_lock(),
            Job::Backup { .. } => bound::backup(before),
            Job::Rehearse => bound::rehearsal(before, now),
            Job::Reset { .. } => bound::reset_after_rehearsal(before),
            Job::Pair { .. } => bound::pairing(before),
            Job::SetClock => bound::clock(),
            Job::LoadPlan { .. } => bound::plan(before),
            Job::BeginDoorProof => bound::begin_door_proof(before),
            Job::CheckDoorProof => bound::check_door_proof(before),
            Job::EndDoorProof => bound::end_door_proof(before, &after),
            Job::Import { .. } => bound::restore(&self.saved, before, &after, now),
            other => return Err(format!("{} is not on this way", job_name(other)).into()),
        })
    }

    fn now(&self) -> Result<LockMinute, Failure> {
        use relatch::runtime::Clock as _;
        let now = self.clock.now();
        Ok(date::lock_time(now.moment.0, now.offset_ms)?.minute())
    }

    /// How long the store's files are, of each kind.
    fn files(&self) -> Result<BTreeMap<String, u64>, Failure> {
        let (files, folder) = (&*self.world.files, self.store.folder());
        let mut lengths = BTreeMap::new();
        for folder in [folder.to_owned(), folder.join("copies")] {
            if files.entry(&folder)?.is_none() {
                continue;
            }
            for name in files.list(&folder)? {
                if let Some(Entry::File(length)) = files.entry(&folder.join(&name))? {
                    let name = name.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    *lengths.entry(kind_of_file(&name).to_owned()).or_default() += length;
                }
            }
        }
        Ok(lengths)
    }

    fn note_files(&mut self) -> Result<(), Failure> {
        if !self.notes_files {
            return Ok(());
        }
        for (kind, length) in self.files()? {
            let longest = self.walk.longest.entry(kind).or_default();
            *longest = length.max(*longest);
        }
        Ok(())
    }
}

/// Takes progress to the engine, as an app does.
struct Feed<'a> {
    engine: &'a mut Engine,
    ticket: &'a Ticket,
    walk: &'a mut Walk,
}

impl Progress for Feed<'_> {
    fn report(&mut self, report: Report) {
        let watch = Watch::start();
        self.engine.progress(self.ticket, work::work_report(report));
        drop(self.engine.screen());
        self.walk.reports.push(watch.spent());
    }
}

fn kind_of_file(name: &str) -> &'static str {
    const KINDS: [(&str, &str); 5] = [
        ("journey-", "the journey's journal"),
        ("copy-", "the ledger of the saved copy"),
        ("lock-", "the lock's journal"),
        ("report-", "the report"),
        ("ended.", "the list of journeys that are over"),
    ];
    if name.ends_with(".relatch") {
        return "the saved copy";
    }
    let mut kinds = KINDS.into_iter().filter(|(beginning, _)| name.starts_with(beginning));
    kinds.next().map_or("else", |(_, kind)| kind)
}

fn word(action: &Action) -> String {
    match action {
        Action::Press(button) => format!("{button:?} pressed"),
        Action::Choose(_) => "chosen".to_owned(),
        Action::Tick { on: true, .. } => "ticked".to_owned(),
        Action::Tick { on: false, .. } => "tick taken away".to_owned(),
        Action::Submit(_) => "typed".to_owned(),
        Action::Search(text) if text.is_empty() => "search emptied".to_owned(),
        Action::Search(_) => "searched".to_owned(),
    }
}

fn job_name(job: &Job) -> &'static str {
    match job {
        Job::TakeKey { .. } => "key",
        Job::Listen { .. } => "listen",
        Job::CheckLock { .. } => "check of the key",
        Job::Backup { .. } => "backup",
        Job::OpenCopy { .. } => "open a copy",
        Job::LoadReview => "review",
        Job::LoadRecoveryKey => "recovery key",
        Job::ForgetRecoveryKey => "forget the recovery key",
        Job::Rehearse => "trial run",
        Job::Reset { .. } => "reset",
        Job::AskLock => "ask the lock",
        Job::Pair { .. } => "pairing",
        Job::SetClock => "clock",
        Job::LoadPlan { .. } => "plan",
        Job::BeginDoorProof => "door code",
        Job::CheckDoorProof => "look into the log",
        Job::EndDoorProof => "door code removed",
        Job::Import { .. } => "import",
        Job::ClearTarget => "clear",
        Job::LoadReport => "report",
        Job::Write { .. } => "write a file",
        Job::Erase { .. } => "erase",
        Job::ListAccounts
        | Job::SignIn { .. }
        | Job::ReadAccount { .. }
        | Job::AwaitEntry { .. }
        | Job::Register { .. }
        | Job::TellAccount { .. }
        | Job::RemoveOldEntry { .. } => job.name(),
    }
}
