//! The driver of an app: the engine on a thread of its own, one thread that owns the radio, one for what needs none. No call of the
//! app waits.
//!
//! ```text
//! app ── act, platform ──► engine ── tickets ──► radio   (one conversation at a time; journeys take turns)
//!  ▲                         │  ▲ └─ tickets ──► desk    (files and keys)
//!  └── newest screen ────────┘  └── progress, outcome ── both
//! ```

use super::inline::SharedWords;
use super::{Engine, Parts, Ticket, work};
use crate::journey::effect::Outcome;
use crate::journey::event::{PlatformEvent, WorkReport};
use crate::journey::facts::JourneyId;
use crate::journey::message::Message;
use crate::journey::screen::{Action, Screen};
use crate::journey::trouble::Trouble;
use crate::lock::progress::{Progress, Report};
use crate::model::Address;
use crate::random::SystemRandom;
use crate::store::StoreError;
use crate::transport::{Link, Listen, Radio, RadioError, Sighting};
use async_trait::async_trait;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// Sees the newest screen. Called from the engine's thread with no lock held; it should hand the screen on and return.
pub type Observer = Box<dyn FnMut(Screen<Message>) + Send>;

/// The engine and its threads.
pub struct Driver {
    commands: Option<Sender<Command>>,
    newest: Arc<Mutex<Screen<Message>>>,
    thread: Option<JoinHandle<()>>,
}

enum Command {
    Act(u32, Action),
    Platform(PlatformEvent),
    Progress(Arc<Ticket>, WorkReport),
    Ended(Arc<Ticket>, Outcome),
    Close,
}

impl Command {
    /// Which journey it is about, where that is told; else it is the one on the screen.
    fn journey(&self) -> Option<JourneyId> {
        match self {
            Self::Progress(ticket, _) | Self::Ended(ticket, _) => Some(ticket.journey),
            Self::Act(..) | Self::Platform(_) | Self::Close => None,
        }
    }
}

impl Driver {
    /// Opens a store and starts. The observer gets the first screen at once.
    ///
    /// # Errors
    /// As for [`Engine::open`]; [`StoreError::Busy`] also where no thread can be started.
    pub fn start(
        parts: &Parts,
        radio: Box<dyn Radio>,
        words: &SharedWords,
        observer: Observer,
    ) -> Result<Self, StoreError> {
        let parts = parts.clone().for_people();
        let folder = parts.store.folder().to_owned();
        let no_thread = |source| StoreError::from_io(crate::store::Verb::Open, &folder, source);
        let engine = Engine::open(parts.clone())?;
        let newest = Arc::new(Mutex::new(engine.screen()));
        let (commands, received) = channel();
        let worker = |name: &str, radio: Box<dyn Radio>| {
            let (tickets, queue) = channel();
            let worker = Worker {
                queue,
                commands: commands.clone(),
                parts: parts.clone(),
                words: Arc::clone(words),
                radio,
            };
            let thread = Builder::new().name(name.to_owned()).spawn(move || worker.run());
            thread.map(|thread| (tickets, thread))
        };
        let (radio, radio_thread) = worker("relatch-radio", radio).map_err(no_thread)?;
        let (desk, desk_thread) = worker("relatch-desk", Box::new(NoRadio)).map_err(no_thread)?;
        let hub = Hub {
            engine,
            commands: received,
            workers: Some(Workers { radio, desk }),
            newest: Arc::clone(&newest),
            shown: None,
            observer,
        };
        let thread = Builder::new().name("relatch-engine".to_owned()).spawn(move || {
            hub.run();
            for thread in [radio_thread, desk_thread] {
                if thread.join().is_err() {
                    tracing::warn!("a worker thread panicked");
                }
            }
        });
        Ok(Self {
            commands: Some(commands),
            newest,
            thread: Some(thread.map_err(no_thread)?),
        })
    }

    /// The newest screen.
    pub fn screen(&self) -> Screen<Message> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A person did something on the screen of this revision.
    pub fn act(&self, revision: u32, action: Action) {
        self.send(Command::Act(revision, action));
    }

    /// The platform answered or changed.
    pub fn platform(&self, event: PlatformEvent) {
        self.send(Command::Platform(event));
    }

    /// Stops what runs as soon as the lock's state is known, writes down how it stands, and ends all threads.
    pub fn close(mut self) {
        self.end();
    }

    fn send(&self, command: Command) {
        if let Some(commands) = &self.commands
            && commands.send(command).is_err()
        {
            tracing::warn!("the engine has ended");
        }
    }

    fn end(&mut self) {
        self.send(Command::Close);
        self.commands = None;
        if let Some(thread) = self.thread.take()
            // An observer that lets go of the driver must not wait for itself.
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::warn!("the engine's thread panicked");
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

/// The queues of both workers. Letting go of them ends the workers.
struct Workers {
    radio: Sender<Arc<Ticket>>,
    desk: Sender<Arc<Ticket>>,
}

/// What runs on the engine's thread.
struct Hub {
    engine: Engine,
    commands: Receiver<Command>,
    workers: Option<Workers>,
    newest: Arc<Mutex<Screen<Message>>>,
    /// What the observer saw last.
    shown: Option<Screen<Message>>,
    observer: Observer,
}

impl Hub {
    /// Until nobody can send a command any more: the driver is gone, and the workers have told how their last work ended.
    fn run(mut self) {
        self.show();
        while let Ok(command) = self.commands.recv() {
            self.handle(command);
            // Only the newest screen counts.
            while let Ok(command) = self.commands.try_recv() {
                self.handle(command);
            }
            self.show();
        }
    }

    fn handle(&mut self, command: Command) {
        let engine = &mut self.engine;
        let journey = command.journey();
        let tickets = catch_unwind(AssertUnwindSafe(|| match command {
            Command::Act(revision, action) => engine.act(revision, action),
            Command::Platform(event) => engine.platform(event),
            Command::Progress(ticket, report) => {
                engine.progress(&ticket, report);
                Vec::new()
            }
            Command::Ended(ticket, outcome) => engine.ended(&ticket, outcome),
            Command::Close => {
                engine.cancel_all();
                self.workers = None;
                Vec::new()
            }
        }));
        let tickets = tickets.unwrap_or_else(|_| {
            tracing::error!("the engine failed in the middle of something");
            // What failed may fail again while it is told: then the screen stays as it is, and can be tried again.
            if catch_unwind(AssertUnwindSafe(|| self.engine.fault(journey))).is_err() {
                tracing::error!("the engine failed again while that was told");
            }
            Vec::new()
        });
        for ticket in tickets {
            self.give(ticket);
        }
    }

    /// After the end nothing begins; what was to begin stands in the journal.
    fn give(&self, ticket: Ticket) {
        let Some(workers) = &self.workers else { return };
        let queue = if ticket.job.needs_radio() {
            &workers.radio
        } else {
            &workers.desk
        };
        if queue.send(Arc::new(ticket)).is_err() {
            tracing::error!("a worker has ended");
        }
    }

    fn show(&mut self) {
        let screen = self.engine.screen();
        if self.shown.as_ref() == Some(&screen) {
            return;
        }
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = screen.clone();
        self.shown = Some(screen.clone());
        let observer = &mut self.observer;
        if catch_unwind(AssertUnwindSafe(|| observer(screen))).is_err() {
            tracing::warn!("the observer of screens panicked");
        }
    }
}

/// What runs on a worker's thread.
struct Worker {
    queue: Receiver<Arc<Ticket>>,
    commands: Sender<Command>,
    parts: Parts,
    words: SharedWords,
    radio: Box<dyn Radio>,
}

impl Worker {
    fn run(mut self) {
        while let Ok(ticket) = self.queue.recv() {
            let outcome = catch_unwind(AssertUnwindSafe(|| self.work(&ticket)));
            let outcome = outcome.unwrap_or_else(|_| {
                tracing::error!(journey = ticket.journey.0, "a piece of work panicked");
                Outcome::Failed {
                    trouble: Trouble::Fault,
                    losses: Vec::new(),
                }
            });
            if self.commands.send(Command::Ended(ticket, outcome)).is_err() {
                return;
            }
        }
    }

    fn work(&mut self, ticket: &Arc<Ticket>) -> Outcome {
        let mut progress = Feed {
            commands: &self.commands,
            ticket,
        };
        let place = work::Place {
            radio: &mut *self.radio,
            store: &self.parts.store,
            secrets: &*self.parts.secrets,
            random: &mut SystemRandom,
            clock: &*self.parts.clock,
            words: &*self.words,
            progress: &mut progress,
        };
        pollster::block_on(work::run(ticket, place))
    }
}

/// Sends progress to the engine.
struct Feed<'a> {
    commands: &'a Sender<Command>,
    ticket: &'a Arc<Ticket>,
}

impl Progress for Feed<'_> {
    fn report(&mut self, report: Report) {
        let command = Command::Progress(Arc::clone(self.ticket), work::work_report(report));
        // When the engine has ended, its end is told by what the work meets next.
        drop(self.commands.send(command));
    }
}

/// For work that needs no radio.
struct NoRadio;

#[async_trait]
impl Radio for NoRadio {
    async fn scan(&mut self, _: Duration, _: &mut (dyn FnMut(Sighting) -> Listen + Send)) -> Result<(), RadioError> {
        Err(RadioError::Off)
    }

    async fn connect(&mut self, _: Address, _: Duration) -> Result<Box<dyn Link>, RadioError> {
        Err(RadioError::Off)
    }

    async fn pause(&mut self, _: Duration) {}
}
