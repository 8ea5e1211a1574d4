//! A driver on the calling thread: what is to be done is done before a call returns. For tests, demonstrations and the command line.

use super::documents::Words;
use super::{CloudAccess, Engine, Parts, Ticket, work};
use crate::journey::effect::{Job, Outcome};
use crate::journey::event::PlatformEvent;
use crate::journey::message::Message;
use crate::journey::screen::{Action, Button, Screen};
use crate::lock::progress::{Progress, Report};
use crate::random::Random;
use crate::runtime::clock::Clock;
use crate::runtime::records::Store;
use crate::store::{Secrets, StoreError};
use crate::transport::{Cancel, Radio, Stop as _};
use std::sync::Arc;

/// Sees every new screen.
pub type Watch<'a> = Box<dyn FnMut(&Screen<Message>) + Send + 'a>;

/// Sees every piece of work that was done, and how it ended.
pub type WatchWork<'a> = Box<dyn FnMut(&Job, &Outcome) + Send + 'a>;

/// Puts pages for the owner into words.
pub type SharedWords = Arc<dyn Fn(&Message) -> String + Send + Sync>;

/// An engine with everything that its work needs.
pub struct InlineDriver<'a> {
    engine: Engine,
    radio: Box<dyn Radio + 'a>,
    random: Box<dyn Random + 'a>,
    store: Store,
    secrets: Arc<dyn Secrets>,
    clock: Arc<dyn Clock>,
    cloud: Option<CloudAccess>,
    words: SharedWords,
    watch: Watch<'a>,
    watch_work: WatchWork<'a>,
    cancel: Cancel,
}

impl<'a> InlineDriver<'a> {
    /// Opens a store.
    ///
    /// # Errors
    /// As for [`Engine::open`].
    pub fn open(
        parts: Parts,
        radio: Box<dyn Radio + 'a>,
        random: Box<dyn Random + 'a>,
        words: SharedWords,
    ) -> Result<Self, StoreError> {
        let parts = parts.for_people();
        Ok(Self {
            store: parts.store.clone(),
            secrets: Arc::clone(&parts.secrets),
            clock: Arc::clone(&parts.clock),
            cloud: parts.cloud.clone(),
            engine: Engine::open(parts)?,
            radio,
            random,
            words,
            watch: Box::new(|_| {}),
            watch_work: Box::new(|_, _| {}),
            cancel: Cancel::default(),
        })
    }

    /// Shows every screen to `watch` from now on, also those while something runs.
    pub fn watch(&mut self, watch: Watch<'a>) {
        self.watch = watch;
        self.show();
    }

    /// Shows every piece of work to `watch` from now on, when it has ended and before its outcome counts.
    pub fn watch_work(&mut self, watch: WatchWork<'a>) {
        self.watch_work = watch;
    }

    /// Pressing this from another thread, or from a watch, is as pressing [`Button::Cancel`] once: it counts with the next report
    /// of progress.
    pub fn canceller(&self) -> Cancel {
        self.cancel.clone()
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What to show now.
    pub fn screen(&self) -> Screen<Message> {
        self.engine.screen()
    }

    /// A person did something on the present screen. Returns when everything that follows from it is done.
    pub fn act(&mut self, action: Action) {
        let revision = self.engine.screen().revision;
        self.act_on(revision, action);
    }

    /// As [`InlineDriver::act`], on the screen of this revision.
    pub fn act_on(&mut self, revision: u32, action: Action) {
        let tickets = self.engine.act(revision, action);
        self.work(tickets);
    }

    /// The platform answered or changed. Returns when everything that follows from it is done.
    pub fn platform(&mut self, event: PlatformEvent) {
        let tickets = self.engine.platform(event);
        self.work(tickets);
    }

    fn show(&mut self) {
        (self.watch)(&self.engine.screen());
    }

    fn work(&mut self, mut tickets: Vec<Ticket>) {
        self.show();
        while let Some(ticket) = tickets.pop() {
            tickets.extend(self.run(&ticket));
            self.show();
        }
    }

    fn run(&mut self, ticket: &Ticket) -> Vec<Ticket> {
        let words: Words<'_> = &*self.words;
        let mut progress = Feed {
            engine: &mut self.engine,
            ticket,
            watch: &mut self.watch,
            cancel: &mut self.cancel,
        };
        let place = work::Place {
            radio: &mut *self.radio,
            store: &self.store,
            secrets: &*self.secrets,
            random: &mut *self.random,
            clock: &*self.clock,
            cloud: self.cloud.as_ref(),
            words,
            progress: &mut progress,
        };
        let outcome = pollster::block_on(work::run(ticket, place));
        // It was asked of this job; the next one is begun by a person who wants it.
        self.cancel.clear();
        (self.watch_work)(&ticket.job, &outcome);
        self.engine.ended(ticket, outcome)
    }
}

/// Feeds progress to the engine while a job runs.
struct Feed<'r, 'a> {
    engine: &'r mut Engine,
    ticket: &'r Ticket,
    watch: &'r mut Watch<'a>,
    cancel: &'r mut Cancel,
}

impl Progress for Feed<'_, '_> {
    fn report(&mut self, report: Report) {
        self.engine.progress(self.ticket, work::work_report(report));
        if self.cancel.is_asked() && !self.ticket.cancel.is_asked() {
            let cancel = Action::Press(Button::Cancel);
            let revision = self.engine.screen().revision;
            let _none = self.engine.act(revision, cancel);
        }
        (self.watch)(&self.engine.screen());
    }
}
