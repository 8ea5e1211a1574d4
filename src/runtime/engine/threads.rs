//! The driver of an app: the engine on a thread of its own, one thread that owns the radio, one for what needs none. No call of the
//! app waits.
//!
//! ```text
//! app ── act, platform ──► engine ── tickets ──► radio   (one conversation at a time; journeys take turns)
//!  ▲                         │  ▲ └─ tickets ──► desk    (files and keys)
//!  └── newest screen ────────┘  └── progress, outcome ── both
//! ```
//!
//! The engine is supervised. What it stands on is opened on its thread, and where that fails there is a screen that says so and
//! offers to try again. A panic, wherever it happens, ends in a screen that says so; the journal has the truth.

use super::diagnostics::Diagnostics;
use super::inline::SharedWords;
use super::{Engine, Parts, Ticket, troubles, work};
use crate::journey::effect::Outcome;
use crate::journey::event::{Phone, PlatformEvent, WorkReport};
use crate::journey::facts::JourneyId;
use crate::journey::home;
use crate::journey::message::Message;
use crate::journey::screen::{Action, Button, Screen};
use crate::journey::trouble::Trouble;
use crate::lock::progress::{Progress, Report};
use crate::random::SystemRandom;
use crate::store::FileLock;
use crate::transport::{NoRadio, Radio};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// Sees the newest screen. Called from the engine's thread with no lock held; it should hand the screen on and return.
pub type Observer = Box<dyn FnMut(Screen<Message>) + Send>;

/// Opens what an engine stands on. Called on the engine's thread, again whenever it failed and is tried again.
pub type Open = Box<dyn FnMut() -> Result<Opened, Trouble> + Send>;

/// What an engine stands on.
pub struct Opened {
    /// Where everything is.
    pub parts: Parts,
    /// Reaches locks.
    pub radio: Box<dyn Radio>,
    /// Keeps others away from more than the engine's own folder, for as long as the engine lives.
    pub hold: Option<Box<dyn FileLock>>,
}

/// The engine and its threads.
pub struct Driver {
    commands: Sender<Command>,
    queue: Arc<Queue>,
    newest: Arc<Mutex<Newest>>,
    /// Until somebody waits for its end.
    thread: Option<JoinHandle<()>>,
}

/// What can be told without asking the engine, which may be at work.
struct Newest {
    screen: Screen<Message>,
    /// As of the time when this screen's offers came up; `None` without an engine.
    diagnostics: Option<Diagnostics>,
}

enum Command {
    Open,
    Act(u32, Action),
    Platform(PlatformEvent),
    Aside(Box<dyn FnOnce() + Send>),
    Fault,
    Progress(Arc<Ticket>, WorkReport),
    Ended(Arc<Ticket>, Outcome),
    /// A worker is gone.
    Gone,
    Close,
}

/// How many actions may wait for the engine. Nobody taps so fast: more are an app's mistake, and only the first of a screen
/// would count.
const MOST_ACTIONS: usize = 64;
/// How many of the platform's events may wait.
const MOST_EVENTS: usize = 1_024;

/// What of the app's waits for the engine. Bounded, so that an app that talks without end fills no memory.
#[derive(Debug, Default)]
struct Queue {
    actions: AtomicUsize,
    events: AtomicUsize,
    dropped: AtomicUsize,
}

impl Queue {
    /// Takes a place, unless too many wait.
    fn enter(&self, waiting: &AtomicUsize, most: usize) -> bool {
        let has_room = waiting.fetch_add(1, Ordering::SeqCst) < most;
        if !has_room {
            waiting.fetch_sub(1, Ordering::SeqCst);
            self.dropped.fetch_add(1, Ordering::SeqCst);
        }
        has_room
    }
}

impl Driver {
    /// Starts. The observer gets a first screen at once, on which nothing can be done yet, and then the engine's.
    ///
    /// The threads log where the caller does.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn start(open: Open, words: SharedWords, observer: Observer) -> io::Result<Self> {
        let screen = home::closed(0, None);
        let newest = Arc::new(Mutex::new(Newest {
            screen: screen.clone(),
            diagnostics: None,
        }));
        let queue = Arc::new(Queue::default());
        let (commands, received) = channel();
        let hub = Hub {
            open,
            words,
            commands: received,
            back: commands.clone(),
            queue: Arc::clone(&queue),
            core: Core::Closed {
                screen: Box::new(screen),
                tries: 0,
            },
            workers: None,
            living: 0,
            phone: Phone::UNKNOWN,
            is_closing: false,
            newest: Arc::clone(&newest),
            shown: None,
            observer,
        };
        let thread = spawn("relatch-engine", move || hub.run())?;
        Ok(Self {
            commands,
            queue,
            newest,
            thread: Some(thread),
        })
    }

    /// The newest screen.
    pub fn screen(&self) -> Screen<Message> {
        self.newest().screen.clone()
    }

    /// What support needs to know; `None` while there is no engine.
    pub fn diagnostics(&self) -> Option<Diagnostics> {
        self.newest().diagnostics.clone()
    }

    fn newest(&self) -> MutexGuard<'_, Newest> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A person did something on the screen of this revision.
    pub fn act(&self, revision: u32, action: Action) {
        if self.queue.enter(&self.queue.actions, MOST_ACTIONS) {
            self.send(Command::Act(revision, action));
        }
    }

    /// The platform answered or changed.
    pub fn platform(&self, event: PlatformEvent) {
        if self.queue.enter(&self.queue.events, MOST_EVENTS) {
            self.send(Command::Platform(event));
        }
    }

    /// Does something on the engine's thread that the engine knows nothing of, and shows the newest screen once more: what the
    /// observer makes of it may be another.
    pub fn aside(&self, work: Box<dyn FnOnce() + Send>) {
        if self.queue.enter(&self.queue.events, MOST_EVENTS) {
            self.send(Command::Aside(work));
        }
    }

    /// Whoever shows the screens failed: the screen says so, so that nobody goes on what they do not see.
    pub fn fault(&self) {
        self.send(Command::Fault);
    }

    /// Asks for the end and returns: what runs stops as soon as the lock's state is known, how it stands is written down, and the
    /// threads end. Nothing of what is sent afterwards counts.
    pub fn end(&self) {
        self.send(Command::Close);
    }

    /// As [`Driver::end`], and waits for it. Not to be called from the observer.
    pub fn close(mut self) {
        self.end();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::warn!("the engine's thread panicked");
        }
    }

    /// After the end there is nobody to hear it.
    fn send(&self, command: Command) {
        drop(self.commands.send(command));
    }
}

/// Letting go of it is as [`Driver::end`].
impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

/// A thread that logs where this one does.
fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    let log = tracing::dispatcher::get_default(Clone::clone);
    let run = move || tracing::dispatcher::with_default(&log, run);
    Builder::new().name(name.to_owned()).spawn(run)
}

/// The queues of both workers. Letting go of them ends the workers.
struct Workers {
    radio: Sender<Arc<Ticket>>,
    desk: Sender<Arc<Ticket>>,
}

/// The engine, or what is shown without one.
enum Core {
    Closed {
        screen: Box<Screen<Message>>,
        /// How often it was tried to open what another holds; 0: nothing is tried by itself.
        tries: u32,
    },
    Open {
        engine: Box<Engine>,
        _hold: Option<Box<dyn FileLock>>,
    },
}

/// How long to wait before a folder is tried again that another holds, mostly an earlier app of this process that comes to its end.
const AGAIN: Duration = Duration::from_millis(100);
/// After how many tries a person is told. It is tried further: a lock that does not answer is waited for as long as the air needs.
const PATIENCE: u32 = 30;
/// The most commands that are handled before the newest screen is shown.
const MOST_AT_ONCE: usize = 64;

/// What runs on the engine's thread.
struct Hub {
    open: Open,
    words: SharedWords,
    commands: Receiver<Command>,
    /// For the workers.
    back: Sender<Command>,
    queue: Arc<Queue>,
    core: Core,
    workers: Option<Workers>,
    /// How many workers have not ended.
    living: usize,
    /// What the phone told of itself; each engine is told it when it is opened.
    phone: Phone,
    is_closing: bool,
    newest: Arc<Mutex<Newest>>,
    /// What the observer saw last.
    shown: Option<Screen<Message>>,
    observer: Observer,
}

impl Hub {
    /// Until the end was asked for and the workers have told how their last work ended.
    fn run(mut self) {
        self.show();
        self.open();
        self.show();
        while !(self.is_closing && self.living == 0)
            && let Some(command) = self.next()
        {
            self.handle(command);
            // Only the newest screen counts.
            for _ in 1..MOST_AT_ONCE {
                let Ok(command) = self.commands.try_recv() else { break };
                self.handle(command);
            }
            self.show();
        }
    }

    /// The next command: the app's, a worker's, or to try once more to open.
    fn next(&self) -> Option<Command> {
        let is_trying = matches!(self.core, Core::Closed { tries: 1.., .. }) && !self.is_closing;
        if !is_trying {
            return self.commands.recv().ok();
        }
        match self.commands.recv_timeout(AGAIN) {
            Ok(command) => Some(command),
            Err(RecvTimeoutError::Timeout) => Some(Command::Open),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn handle(&mut self, command: Command) {
        self.tell_dropped();
        match command {
            Command::Act(revision, action) => {
                self.queue.actions.fetch_sub(1, Ordering::SeqCst);
                self.act(revision, action);
            }
            Command::Platform(event) => {
                self.queue.events.fetch_sub(1, Ordering::SeqCst);
                self.platform(event);
            }
            Command::Aside(work) => {
                self.queue.events.fetch_sub(1, Ordering::SeqCst);
                if catch_unwind(AssertUnwindSafe(work)).is_err() {
                    self.fault(None);
                }
                self.shown = None;
            }
            Command::Fault => self.fault(None),
            Command::Progress(ticket, report) => self.with_engine(Some(ticket.journey), |engine| {
                engine.progress(&ticket, report);
                Vec::new()
            }),
            Command::Ended(ticket, outcome) => {
                self.with_engine(Some(ticket.journey), |engine| engine.ended(&ticket, outcome));
            }
            Command::Gone => self.living = self.living.saturating_sub(1),
            Command::Open => self.open(),
            Command::Close => {
                self.is_closing = true;
                self.with_engine(None, |engine| {
                    engine.cancel_all();
                    Vec::new()
                });
                self.workers = None;
            }
        }
    }

    fn act(&mut self, revision: u32, action: Action) {
        if self.is_closing {
            return;
        }
        let Core::Closed { screen, .. } = &self.core else {
            return self.with_engine(None, |engine| engine.act(revision, action));
        };
        let is_retry = action == Action::Press(Button::Retry) && screen.offers(&action) && revision == screen.revision;
        // An engine that was lost may have left work behind; the radio has one owner.
        if is_retry && self.living == 0 {
            self.open();
        }
    }

    fn platform(&mut self, event: PlatformEvent) {
        if self.is_closing {
            return;
        }
        self.phone.hear(&event);
        if matches!(self.core, Core::Closed { .. }) {
            return;
        }
        self.with_engine(None, |engine| engine.platform(event));
    }

    fn tell_dropped(&self) {
        let dropped = self.queue.dropped.swap(0, Ordering::SeqCst);
        if dropped > 0 {
            tracing::warn!(dropped, "the app tells more than can be listened to");
        }
    }

    /// Opens what the engine stands on. Where another holds it, it is tried again and again.
    fn open(&mut self) {
        let Core::Closed { tries, .. } = self.core else { return };
        let opened = catch_unwind(AssertUnwindSafe(|| self.try_open()));
        let trouble = match opened {
            Ok(Ok(())) => return,
            Ok(Err(trouble)) => trouble,
            Err(_) => {
                tracing::error!("opening panicked");
                Trouble::Fault
            }
        };
        self.workers = None;
        let is_busy = trouble == Trouble::PhoneBusy;
        if !is_busy || tries.saturating_add(1) == PATIENCE {
            tracing::warn!(trouble = trouble.name(), "the app could not begin");
            self.close_core(&trouble);
        }
        if let Core::Closed { tries: so_far, .. } = &mut self.core {
            *so_far = if is_busy { tries.saturating_add(1) } else { 0 };
        }
    }

    fn try_open(&mut self) -> Result<(), Trouble> {
        let Opened { parts, radio, hold } = (self.open)()?;
        let parts = parts.for_people();
        let mut engine = Engine::open(parts.clone()).map_err(|error| troubles::of_opening(&error))?;
        engine.count_from(self.screen().revision.wrapping_add(1));
        engine.meet(self.phone);
        let radio = self.worker("relatch-radio", &parts, radio)?;
        let desk = self.worker("relatch-desk", &parts, Box::new(NoRadio))?;
        self.workers = Some(Workers { radio, desk });
        let engine = Box::new(engine);
        self.core = Core::Open { engine, _hold: hold };
        Ok(())
    }

    fn worker(&mut self, name: &str, parts: &Parts, radio: Box<dyn Radio>) -> Result<Sender<Arc<Ticket>>, Trouble> {
        let (tickets, queue) = channel();
        let worker = Worker {
            queue,
            commands: self.back.clone(),
            parts: parts.clone(),
            words: Arc::clone(&self.words),
            radio,
            _gone: Gone(self.back.clone()),
        };
        // One that cannot be started ends as well.
        self.living += 1;
        spawn(name, move || worker.run()).map_err(|error| {
            tracing::error!(%error, "no thread could be started");
            Trouble::PhoneFailed
        })?;
        Ok(tickets)
    }

    /// No engine: a screen that says why, and offers to try again.
    fn close_core(&mut self, trouble: &Trouble) {
        let revision = self.screen().revision.wrapping_add(1);
        let screen = Box::new(home::closed(revision, Some(trouble)));
        self.core = Core::Closed { screen, tries: 0 };
    }

    fn screen(&self) -> Screen<Message> {
        match &self.core {
            Core::Closed { screen, .. } => (**screen).clone(),
            Core::Open { engine, .. } => engine.screen(),
        }
    }

    /// Lets the engine do something, and hands out what follows from it. A failure is that journey's, or that of the one on the screen.
    fn with_engine(&mut self, journey: Option<JourneyId>, act: impl FnOnce(&mut Engine) -> Vec<Ticket>) {
        let Core::Open { engine, .. } = &mut self.core else {
            return;
        };
        if let Ok(tickets) = catch_unwind(AssertUnwindSafe(|| act(engine))) {
            tickets.into_iter().for_each(|ticket| self.give(ticket));
        } else {
            tracing::error!("the engine failed in the middle of something");
            self.fault(journey);
        }
    }

    /// The journey on the screen says that Relatch itself failed. An engine that cannot even do that is let go of: a new one reads
    /// what is written down.
    fn fault(&mut self, journey: Option<JourneyId>) {
        let Core::Open { engine, .. } = &mut self.core else {
            return;
        };
        if catch_unwind(AssertUnwindSafe(|| engine.fault(journey))).is_err() {
            tracing::error!("the engine is lost");
            self.workers = None;
            self.close_core(&Trouble::Fault);
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

    fn diagnostics(&self) -> Option<Diagnostics> {
        match &self.core {
            Core::Closed { .. } => None,
            Core::Open { engine, .. } => catch_unwind(AssertUnwindSafe(|| engine.diagnostics())).ok(),
        }
    }

    fn show(&mut self) {
        let screen = self.screen();
        if self.shown.as_ref() == Some(&screen) {
            return;
        }
        let is_other = |shown: &Screen<Message>| shown.revision != screen.revision || shown.problem != screen.problem;
        let diagnostics = self.shown.as_ref().is_none_or(is_other).then(|| self.diagnostics());
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.screen.clone_from(&screen);
        if let Some(diagnostics) = diagnostics {
            newest.diagnostics = diagnostics;
        }
        drop(newest);
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
    /// Last, so that everything else is let go of before it is told.
    _gone: Gone,
}

/// Tells the engine's thread that a worker has ended.
struct Gone(Sender<Command>);

impl Drop for Gone {
    fn drop(&mut self) {
        drop(self.0.send(Command::Gone));
    }
}

impl Worker {
    fn run(mut self) {
        while let Ok(ticket) = self.queue.recv() {
            let _span = tracing::info_span!("work", journey = ticket.journey.0, step = ticket.job.name()).entered();
            tracing::info!("begins");
            let outcome = catch_unwind(AssertUnwindSafe(|| self.work(&ticket)));
            let outcome = outcome.unwrap_or_else(|_| {
                tracing::error!("a piece of work panicked");
                Outcome::Failed {
                    trouble: Trouble::Fault,
                    losses: Vec::new(),
                }
            });
            tracing::info!(outcome = outcome.name(), "ended");
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
            cloud: self.parts.cloud.as_ref(),
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
