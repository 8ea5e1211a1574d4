//! The engine: every journey of a store, what to show, and what to do next. Synchronous and deterministic: it starts nothing by
//! itself. What is to be done comes out as [`Ticket`]s; a driver carries them out by [`work::run`] and hands back how they ended.
//!
//! | file | what is inside |
//! |---|---|
//! | `journal` | a journey's state, written down and synced before anything that depends on it begins (style S4) |
//! | [`cloud`] | how the owner's account is reached |
//! | [`work`] | every job, through the procedures of [`crate::runtime`] |
//! | [`keys`] | a journey's keys in the secure store |
//! | [`files`] | a journey's files in the store's folder |
//! | `review`, `report` | what is loaded to be shown |
//! | [`diagnostics`] | what support needs to know |
//! | [`documents`] | pages for the owner |
//! | [`troubles`] | every error as something that a person can act on |
//! | [`inline`] | a driver on the calling thread |
//! | [`threads`] | the driver of an app |

pub mod cloud;
pub mod diagnostics;
pub mod documents;
pub mod files;
pub mod inline;
mod journal;
pub mod keys;
mod report;
mod review;
pub mod threads;
pub mod troubles;
pub mod work;

#[cfg(test)]
mod tests;

pub use cloud::CloudAccess;
pub use inline::InlineDriver;
pub use threads::Driver;

use crate::journey::effect::{Effect, Job, Outcome};
use crate::journey::event::{Event, Phone, PlatformEvent, WorkReport};
use crate::journey::facts::{Facts, ImportState, JourneyId, Route};
use crate::journey::home::{self, Home, Summary, Wish};
use crate::journey::message::Message;
use crate::journey::screen::{Action, Button, Screen};
use crate::journey::trouble::Trouble;
use crate::journey::{self, State, Wall};
use crate::runtime::clock::Clock;
use crate::runtime::error::RuntimeError;
use crate::runtime::records::{EndedRecord, Store};
use crate::store::{FileLock, Secrets, StoreError};
use crate::transport::Cancel;
use diagnostics::Diagnostics;
use journal::{Keeper, Loaded};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What an engine is made of.
#[derive(Clone)]
pub struct Parts {
    /// Where journeys, copies and what is remembered are.
    pub store: Store,
    /// Where keys are kept.
    pub secrets: Arc<dyn Secrets>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// How the owner's account is reached, where the app is set up for it.
    pub cloud: Option<CloudAccess>,
}

impl Parts {
    /// As an engine takes them: whoever is led through a journey has no other way on when a journal is damaged.
    fn for_people(self) -> Self {
        Self {
            store: self.store.setting_damaged_aside(),
            ..self
        }
    }
}

/// A piece of work to be done now. What stands behind it is in the journal already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Which one; an outcome of an older one counts no more.
    pub number: u64,
    /// Of which journey.
    pub journey: JourneyId,
    /// What to do.
    pub job: Job,
    /// What the journey knew when it was asked for.
    pub facts: Facts,
    /// Thrown when it is to stop as soon as the lock's state is known.
    pub cancel: Cancel,
}

/// One journey in memory.
struct Entry {
    state: State,
    keeper: Keeper,
    /// Whether it was shown since the program started.
    was_shown: bool,
    /// What runs.
    running: Option<(u64, Cancel)>,
}

/// The engine.
pub struct Engine {
    parts: Parts,
    /// Keeps other processes away, for as long as the engine lives.
    _lock: Box<dyn FileLock>,
    journeys: BTreeMap<JourneyId, Entry>,
    /// Which journey is on the screen; `None`: the first screen.
    shown: Option<JourneyId>,
    next_journey: JourneyId,
    next_ticket: u64,
    /// What the phone told of itself.
    phone: Phone,
    /// Whether there is a journal of which nothing can be read.
    is_note_damaged: bool,
    /// Whether Relatch failed in the middle of the last thing that was done on the first screen.
    has_failed: bool,
    screen: Screen<Message>,
    /// What the screen was made of: where, and the state's own revision.
    made_of: (Option<JourneyId>, u32),
}

impl Engine {
    /// Opens a store with all of its journeys. One that cannot be read stops no other.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process has it open, and whatever keeps the folder from being read.
    pub fn open(parts: Parts) -> Result<Self, StoreError> {
        let parts = parts.for_people();
        let store = &parts.store;
        store.files().create_folder(store.folder())?;
        let lock = store.files().lock(&store.folder().join("engine.lock"))?;
        files::remove_documents(store);
        files::remove_unfinished(store);
        let numbers = journal::numbers(store)?;
        let ended = store.ended_history();
        let past = ended
            .as_deref()
            .unwrap_or_default()
            .iter()
            .map(|record| record.journey().0);
        let highest = numbers.iter().map(|id| id.0).chain(past).max().unwrap_or(0);
        // A newer version's, for instance: without it the keys tell which numbers were used.
        let is_past_unread = ended.is_err();
        let free = |id: &u32| !is_past_unread || !keys::are_there(&*parts.secrets, JourneyId(*id));
        let next = (highest.saturating_add(1)..u32::MAX).find(free).unwrap_or(u32::MAX);
        let now = parts.clock.now();
        let home = Home {
            revision: 0,
            journeys: Vec::new(),
            now: now.moment,
            offset_ms: now.offset_ms,
        };
        let mut engine = Self {
            _lock: lock,
            journeys: BTreeMap::new(),
            shown: None,
            next_journey: JourneyId(next),
            next_ticket: 1,
            phone: Phone::UNKNOWN,
            is_note_damaged: is_past_unread,
            has_failed: false,
            screen: home::screen(&home),
            made_of: (None, 0),
            parts,
        };
        numbers.into_iter().for_each(|id| engine.load(id));
        engine.refresh();
        Ok(engine)
    }

    fn load(&mut self, id: JourneyId) {
        match Keeper::load(&self.parts.store, id) {
            Ok(Loaded::State(mut state, keeper)) => {
                state.facts.cloud = self.parts.cloud.is_some();
                let is_over = state.is_over();
                self.journeys.insert(
                    id,
                    Entry {
                        state: *state,
                        keeper,
                        was_shown: false,
                        running: None,
                    },
                );
                if is_over {
                    self.put_away(id);
                }
            }
            Ok(Loaded::NeverBegun(keeper)) => {
                if let Err(error) = keeper.remove() {
                    tracing::warn!(journey = id.0, %error, "an empty journal is still there");
                }
            }
            Ok(Loaded::Unreadable) => self.is_note_damaged = true,
            Err(error) => {
                tracing::warn!(journey = id.0, %error, "a journey cannot be read");
                self.is_note_damaged = true;
            }
        }
    }

    /// What to show now.
    pub fn screen(&self) -> Screen<Message> {
        self.screen.clone()
    }

    /// Lets the screens be counted from this revision on, so that an action on what was shown before the engine counts on none of
    /// them.
    pub fn count_from(&mut self, revision: u32) {
        self.screen.revision = revision;
    }

    /// What the phone told of itself before there was this engine.
    pub fn meet(&mut self, phone: Phone) {
        self.phone = phone;
        self.journeys.values_mut().for_each(|entry| entry.state.phone = phone);
        self.refresh();
    }

    /// Which journey is on the screen.
    pub fn shown(&self) -> Option<JourneyId> {
        self.shown
    }

    /// A journey's facts.
    pub fn facts(&self, id: JourneyId) -> Option<&Facts> {
        self.journeys.get(&id).map(|entry| &entry.state.facts)
    }

    /// What support needs to know, without a name, an address, a code or a key.
    pub fn diagnostics(&self) -> Diagnostics {
        let journeys = self.journeys.values();
        let ended = self.parts.store.ended_history().map_or(0, |ended| ended.len());
        Diagnostics {
            version: env!("CARGO_PKG_VERSION"),
            system: std::env::consts::OS,
            machine: std::env::consts::ARCH,
            position: self.screen.position.clone(),
            notes_damaged: self.is_note_damaged,
            ended: u32::try_from(ended).unwrap_or(u32::MAX),
            journeys: journeys
                .map(|entry| diagnostics::Journey::of(&entry.state, &entry.keeper, entry.running.is_some()))
                .collect(),
        }
    }

    /// A person did something on the screen of this revision.
    pub fn act(&mut self, revision: u32, action: Action) -> Vec<Ticket> {
        if revision != self.screen.revision {
            return Vec::new();
        }
        self.has_failed = false;
        let Some(id) = self.shown else {
            return match home::wish(&self.home(revision), revision, &action) {
                Some(Wish::Begin(route)) => self.begin(route),
                Some(Wish::Open(id)) => self.show(id),
                None => Vec::new(),
            };
        };
        if action == Action::Press(Button::Leave) && self.screen.offers(&action) {
            return self.leave(id);
        }
        let at = self.parts.clock.now().moment;
        let Some(entry) = self.journeys.get(&id) else {
            return Vec::new();
        };
        let revision = entry.state.revision;
        self.feed(id, Event::Acted { revision, action, at })
    }

    /// The platform answered or changed.
    pub fn platform(&mut self, event: PlatformEvent) -> Vec<Ticket> {
        if self.phone.hear(&event) {
            let others = self.journeys.iter_mut().filter(|(id, _)| Some(**id) != self.shown);
            others.for_each(|(_, entry)| entry.state.phone = self.phone);
        }
        match self.shown {
            Some(id) => self.feed(id, Event::Platform(event)),
            None => Vec::new(),
        }
    }

    /// A piece of work came on.
    pub fn progress(&mut self, ticket: &Ticket, report: WorkReport) {
        if self.is_current(ticket) {
            let at = self.parts.clock.now().moment;
            self.feed(ticket.journey, Event::Progress { report, at });
        }
    }

    /// A piece of work ended.
    pub fn ended(&mut self, ticket: &Ticket, outcome: Outcome) -> Vec<Ticket> {
        if !self.is_current(ticket) {
            return Vec::new();
        }
        if let Some(entry) = self.journeys.get_mut(&ticket.journey) {
            entry.running = None;
        }
        let at = self.parts.clock.now().moment;
        self.feed(ticket.journey, Event::Ended { outcome, at })
    }

    /// Asks everything that runs to stop as soon as its lock's state is known.
    pub fn cancel_all(&mut self) {
        let running = self.journeys.values().filter_map(|entry| entry.running.as_ref());
        running.for_each(|(_, cancel)| cancel.ask());
    }

    /// Relatch itself failed in the middle of something that a journey was doing, or what is on the screen: that says so, and a journey
    /// goes on from what is written down.
    pub fn fault(&mut self, journey: Option<JourneyId>) {
        if let Some(id) = journey.or(self.shown) {
            self.feed(id, Event::Fault);
        } else {
            self.has_failed = true;
            self.refresh();
        }
    }

    fn is_current(&self, ticket: &Ticket) -> bool {
        let entry = self.journeys.get(&ticket.journey);
        let running = entry.and_then(|entry| entry.running.as_ref());
        running.is_some_and(|(number, _)| *number == ticket.number)
    }

    fn begin(&mut self, route: Route) -> Vec<Ticket> {
        let id = self.next_journey;
        self.next_journey = JourneyId(id.0.saturating_add(1));
        let mut state = State::begin(id, route);
        state.phone = self.phone;
        state.facts.cloud = self.parts.cloud.is_some();
        let mut keeper = Keeper::new(&self.parts.store, id);
        if let Err(error) = keeper.keep(&state) {
            tracing::warn!(journey = id.0, %error, "a journey that begins could not be written down");
        }
        self.journeys.insert(
            id,
            Entry {
                state,
                keeper,
                was_shown: true,
                running: None,
            },
        );
        self.shown = Some(id);
        self.refresh();
        Vec::new()
    }

    fn show(&mut self, id: JourneyId) -> Vec<Ticket> {
        let Some(entry) = self.journeys.get_mut(&id) else {
            return Vec::new();
        };
        entry.state.phone = self.phone;
        self.shown = Some(id);
        if std::mem::replace(&mut entry.was_shown, true) {
            self.refresh();
            return Vec::new();
        }
        let at = self.parts.clock.now().moment;
        self.feed(id, Event::Opened { at })
    }

    fn leave(&mut self, id: JourneyId) -> Vec<Ticket> {
        let hide = Action::Press(Button::Hide);
        if self.screen.offers(&hide) {
            self.act(self.screen.revision, hide);
        }
        if self.journeys.get(&id).is_some_and(|entry| entry.state.is_over()) {
            self.put_away(id);
        }
        self.shown = None;
        self.refresh();
        Vec::new()
    }

    /// Gives an event to a journey. What follows is written down before it is handed out to be done (style S4).
    fn feed(&mut self, id: JourneyId, event: Event) -> Vec<Ticket> {
        let _span = tracing::info_span!("journey", journey = id.0).entered();
        let Some(entry) = self.journeys.get_mut(&id) else {
            return Vec::new();
        };
        let mut effects = entry.update(event);
        if let Err(error) = entry.keep() {
            tracing::warn!(journey = id.0, %error, "a journey could not be written down, so nothing begins");
            effects.retain(|effect| *effect == Effect::Cancel);
            let outcome = Outcome::Failed {
                trouble: troubles::of_store(&error),
                losses: Vec::new(),
            };
            let at = self.parts.clock.now().moment;
            let more = entry.update(Event::Ended { outcome, at });
            effects.extend(more.into_iter().filter(|effect| *effect == Effect::Cancel));
        }
        let mut tickets = Vec::new();
        for effect in effects {
            match effect {
                Effect::Run(job) => {
                    let number = self.next_ticket;
                    self.next_ticket += 1;
                    let cancel = Cancel::default();
                    if let Some((_, older)) = entry.running.replace((number, cancel.clone())) {
                        older.ask();
                    }
                    tickets.push(Ticket {
                        number,
                        journey: id,
                        job,
                        facts: entry.state.facts.clone(),
                        cancel,
                    });
                }
                Effect::Cancel => {
                    if let Some((_, cancel)) = &entry.running {
                        cancel.ask();
                    }
                }
            }
        }
        self.refresh();
        tickets
    }

    /// Takes a journey that is over out of the way: what is left of it is one line.
    fn put_away(&mut self, id: JourneyId) {
        let Some(entry) = self.journeys.remove(&id) else { return };
        let Entry { state, keeper, .. } = entry;
        if let Err(error) = self.try_put_away(&state, keeper) {
            // It is tried again at the next start.
            tracing::warn!(journey = id.0, %error, "a journey that is over could not be put away");
        }
    }

    fn try_put_away(&self, state: &State, keeper: Keeper) -> Result<(), RuntimeError> {
        let at = self.parts.clock.now().moment;
        let journey = state.id;
        let mut ended = self.parts.store.ended()?;
        if !ended.iter().any(|record| record.journey() == journey) {
            ended.append(if state.is_abandoned() {
                EndedRecord::Abandoned { journey, at }
            } else {
                EndedRecord::Erased {
                    journey,
                    lock: state.facts.lock_name(),
                    copy: state.facts.copy.as_ref().map(|copy| copy.digest),
                    at,
                }
            })?;
        }
        let proved = state.facts.import == ImportState::Proved;
        if let Err(error) = keys::forget(&*self.parts.secrets, journey, proved) {
            tracing::warn!(journey = journey.0, %error, "keys of a journey that is over are still there");
        }
        if state.is_abandoned() {
            // One that was brought and never opened, or one that a stopped run saved and no screen told of.
            work::ending::forget_copies(&self.parts.store, &*self.parts.secrets, journey)?;
        }
        Ok(keeper.remove()?)
    }

    fn home(&self, revision: u32) -> Home {
        let now = self.parts.clock.now();
        Home {
            revision,
            journeys: self.journeys.values().map(|entry| Summary::of(&entry.state)).collect(),
            now: now.moment,
            offset_ms: now.offset_ms,
        }
    }

    /// Makes the screen anew. Its revision counts up whenever something else can be done on it, and whenever the platform is asked
    /// for something or not any more: so that a shell asks once for each revision, also for what was refused before.
    fn refresh(&mut self) {
        let revision = self.screen.revision;
        let now = self.parts.clock.now();
        let entry = self.shown.and_then(|id| self.journeys.get_mut(&id));
        let (mut screen, made_of) = if let Some(Entry { state, .. }) = entry {
            state.wall = Wall {
                now: now.moment,
                offset_ms: now.offset_ms,
            };
            (journey::screen(state), (Some(state.id), state.revision))
        } else {
            self.shown = None;
            let mut screen = home::screen(&self.home(revision));
            let troubles = [
                (self.has_failed, Trouble::Fault),
                (self.is_note_damaged, Trouble::NotesDamaged),
            ];
            let trouble = troubles.iter().find(|(is_there, _)| *is_there);
            screen.problem = trouble.map(|(_, trouble)| trouble.problem());
            (screen, (None, 0))
        };
        let is_asked_same = screen.request == self.screen.request;
        let is_same = made_of == self.made_of && is_asked_same && screen.has_same_offers(&self.screen);
        screen.revision = if is_same { revision } else { revision.wrapping_add(1) };
        if !is_same {
            let problem = screen.problem.as_ref().map(|problem| problem.code.as_str());
            tracing::info!(stage = screen.stage.word(), title = screen.title.id, problem, "shown");
        }
        self.screen = screen;
        self.made_of = made_of;
    }
}

impl Entry {
    /// A failure of Relatch itself leaves the state as it was, and says so.
    fn update(&mut self, event: Event) -> Vec<Effect> {
        let state = self.state.clone();
        let (state, effects) = catch_unwind(AssertUnwindSafe(|| journey::update(state, event)))
            .unwrap_or_else(|_| journey::fault(self.state.clone()));
        self.state = state;
        effects
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        if self.state.is_fault() {
            return Ok(());
        }
        self.keeper.keep(&self.state)
    }
}
