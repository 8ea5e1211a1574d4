//! The loop of a guided journey: a screen, what somebody does on it, what becomes of it.

use super::bar::Bar;
use super::picture::{self, Beep, Glance};
use super::{Hand, Move};
use crate::command::Tools;
use crate::exit::Failure;
use crate::target::HeldLock;
use relatch::journey::event::PlatformEvent;
use relatch::journey::facts::{Facts, ImportState, JourneyId, KEY_SAVED, Route};
use relatch::journey::message::Message;
use relatch::journey::screen::{Action, Body, Problem, Screen};
use relatch::model::Address;
use relatch::runtime::engine::InlineDriver;
use relatch::runtime::engine::files::remove_documents;
use relatch::runtime::records::Store;
use relatch::words::Words;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

/// What somebody sees.
pub(crate) struct View<'a> {
    /// The screen, as the journey says it.
    pub(crate) screen: &'a Screen<Message>,
    /// The same in words.
    pub(crate) shown: &'a Screen<String>,
    /// The lock, where it is virtual.
    pub(crate) lock: Option<Glance>,
    /// What it beeped since the last screen.
    pub(crate) heard: Option<Beep>,
}

/// Somebody who goes the journey.
pub(crate) trait Somebody {
    /// What is done on a screen.
    fn next(&mut self, view: &View<'_>, tools: &mut Tools) -> Result<Move, Failure>;

    /// The last screen, on which there is nothing left to do.
    fn end(&mut self, view: &View<'_>, tools: &mut Tools) -> Result<(), Failure>;
}

/// How somebody came out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The journey is over.
    Over,
    /// It can be gone on with.
    Left,
    /// Nothing that could still be tried helps.
    GaveUp,
}

/// How far a journey came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It can be gone on with.
    Open,
    /// Its copy is erased or kept, and everything restorable was read back equal.
    Proved,
    /// Its copy is erased or kept, and the lock was left as it is.
    Entrusted,
    /// Its copy is erased or kept, and something is missing on the lock.
    Partly,
    /// It was ended, and nothing was put back.
    Ended,
}

/// What is said when the process ends, at a question or while something runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// At a question.
    Asked,
    /// While something runs.
    Running,
}

/// Puts into words how to go on.
pub(crate) type Farewell<'a> = &'a dyn Fn(&Walk, When) -> String;

/// The app was killed, as a fault of the demonstration wanted it.
pub(crate) struct Killed;

/// Starts the app, on the lock that is at hand.
pub(crate) type Open = Box<dyn Fn(&Walk) -> Result<InlineDriver<'static>, Failure>>;

/// A journey that somebody goes.
pub(crate) struct Walk {
    /// The lock, where it is virtual: then a hand can be lent.
    pub(crate) held: Option<HeldLock>,
    /// Its address.
    address: Option<Address>,
    /// Where journeys are kept.
    pub(crate) store: Store,
    /// The language.
    pub(crate) words: Arc<Words>,
    /// Whether a person looks on while something runs.
    pub(crate) is_watched: bool,
    open: Open,
    /// None between the app's death and its next start.
    driver: Option<InlineDriver<'static>>,
    heard: Option<Beep>,
    /// The report, as it was shown last.
    report: Option<Screen<String>>,
    /// What went wrong last.
    problem: Option<Problem<String>>,
    outcome: Outcome,
}

impl Walk {
    /// A journey before its first screen.
    pub(crate) fn new(
        held: Option<HeldLock>,
        address: Option<Address>,
        store: Store,
        words: Arc<Words>,
        is_watched: bool,
        open: Open,
    ) -> Self {
        Self {
            held,
            address,
            store,
            words,
            is_watched,
            open,
            driver: None,
            heard: None,
            report: None,
            problem: None,
            outcome: Outcome::Open,
        }
    }

    /// Starts the app. The one journey of this lock that is not over is gone on with at once; `false` where there is none, or
    /// several to choose from.
    pub(crate) fn start(&mut self) -> Result<bool, Failure> {
        let driver = (self.open)(self)?;
        let goes_on = self.journey_of_lock(&driver);
        let driver = self.driver.insert(driver);
        if let Some(journey) = goes_on {
            driver.act(Action::Choose(home_choice(journey)));
        }
        Ok(goes_on.is_some())
    }

    /// The one journey that began with this lock, or with none yet. One whose copy was kept asks nothing any more.
    fn journey_of_lock(&self, driver: &InlineDriver<'static>) -> Option<JourneyId> {
        let address = self.address;
        let Body::Choices { choices } = driver.screen().body else {
            return None;
        };
        let numbers = choices
            .iter()
            .filter_map(|choice| choice.id.strip_prefix("journey-")?.parse().ok().map(JourneyId));
        let open: Vec<(JourneyId, &Facts)> = numbers
            .filter_map(|journey| Some((journey, driver.engine().facts(journey)?)))
            .filter(|(_, facts)| facts.expires.is_none())
            .collect();
        let is_of_lock = |facts: &Facts| {
            let mut locks = facts.lock.iter().chain(&facts.target);
            locks.any(|lock| Some(lock.address) == address)
        };
        let is_of_none = |facts: &Facts| facts.lock.is_none() && facts.target.is_none();
        let only = |wanted: &dyn Fn(&Facts) -> bool| {
            let mut found = open.iter().filter(|(_, facts)| wanted(facts));
            match (found.next(), found.next()) {
                (Some((journey, _)), None) => Some(*journey),
                _ => None,
            }
        };
        only(&is_of_lock).or_else(|| only(&is_of_none))
    }

    /// What is known of the journey on the screen.
    pub(crate) fn facts(&self) -> Option<(JourneyId, &Facts)> {
        let engine = self.driver.as_ref()?.engine();
        let journey = engine.shown()?;
        Some((journey, engine.facts(journey)?))
    }

    /// The screen, in words.
    pub(crate) fn shown(&self) -> Option<Screen<String>> {
        let driver = self.driver.as_ref()?;
        Some(self.words.screen(driver.screen()))
    }

    /// What went wrong last, on whatever screen.
    pub(crate) fn problem(&self) -> Option<&Problem<String>> {
        self.problem.as_ref()
    }

    /// The report, as it was shown last.
    pub(crate) fn report(&self) -> Option<&Screen<String>> {
        self.report.as_ref()
    }

    /// How far the journey came that was on the screen last.
    pub(crate) fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Goes on until it is over, or somebody leaves. `farewell`: what is said when the process ends on the way.
    pub(crate) fn go(
        &mut self,
        somebody: &mut dyn Somebody,
        tools: &mut Tools,
        farewell: Farewell<'_>,
    ) -> Result<End, Failure> {
        let end = self.go_on(somebody, tools, farewell);
        remove_documents(&self.store);
        end
    }

    fn go_on(
        &mut self,
        somebody: &mut dyn Somebody,
        tools: &mut Tools,
        farewell: Farewell<'_>,
    ) -> Result<End, Failure> {
        loop {
            let Some(screen) = self.driver.as_ref().map(InlineDriver::screen) else {
                return Ok(End::Left);
            };
            let shown = self.words.screen(screen.clone());
            if matches!(shown.body, Body::Report(_)) {
                self.report = Some(shown.clone());
            }
            self.problem = shown.problem.clone().or(self.problem.take());
            self.outcome = self.outcome_of(&screen).unwrap_or(self.outcome);
            let view = View {
                screen: &screen,
                shown: &shown,
                lock: self.glance()?,
                heard: self.heard.take(),
            };
            if self.is_over(&screen) {
                somebody.end(&view, tools)?;
                return Ok(End::Over);
            }
            tools.cancel.set_farewell(farewell(self, When::Asked));
            let next = somebody.next(&view, tools)?;
            tools.cancel.set_farewell(farewell(self, When::Running));
            match next {
                Move::Leave => return Ok(End::Left),
                Move::GiveUp => return Ok(End::GaveUp),
                Move::Door(hand) => self.lend(&hand)?,
                Move::Act(action) => self.carry_out(tools, |driver| driver.act(action))?,
                Move::Platform(event) => {
                    let is_given = matches!(event, PlatformEvent::Shared(_));
                    self.carry_out(tools, |driver| driver.platform(event))?;
                    if is_given {
                        // The person has it where they want it; a sheet with all codes need not lie here, too.
                        remove_documents(&self.store);
                    }
                }
            }
        }
    }

    /// Whether nothing is left to be done. A lock's only key is to be saved elsewhere first.
    fn is_over(&self, screen: &Screen<Message>) -> bool {
        let is_key_safe = |(_, facts): (JourneyId, &Facts)| !facts.paired_here || facts.done.contains(KEY_SAVED);
        screen.title.id == "abandoned-title" || is_receipt(screen) && self.facts().is_none_or(is_key_safe)
    }

    /// How far the journey on this screen came. `None` where there is none on it.
    fn outcome_of(&self, screen: &Screen<Message>) -> Option<Outcome> {
        let (_, facts) = self.facts()?;
        if screen.title.id == "abandoned-title" {
            return Some(Outcome::Ended);
        }
        if !is_receipt(screen) && facts.expires.is_none() {
            return Some(Outcome::Open);
        }
        Some(match (facts.import, facts.route) {
            (ImportState::Proved, _) => Outcome::Proved,
            (_, Route::Entrust) => Outcome::Entrusted,
            (ImportState::Begun | ImportState::Partial, _) => Outcome::Partly,
            (ImportState::NotBegun, _) => Outcome::Ended,
        })
    }

    fn lend(&mut self, hand: &Hand) -> Result<(), Failure> {
        if let Some(held) = &self.held {
            self.heard = Some(held.change(|lock| picture::lend(lock, hand))?);
        }
        Ok(())
    }

    fn glance(&self) -> Result<Option<Glance>, Failure> {
        let Some(held) = &self.held else { return Ok(None) };
        if self.is_watched {
            held.keep_time();
        }
        held.change(Glance::at).map(Some)
    }

    /// Does what was decided. An app that is killed on the way is started again, as its owner would.
    fn carry_out(&mut self, tools: &mut Tools, act: impl FnOnce(&mut InlineDriver<'static>)) -> Result<(), Failure> {
        let before = self.glance()?;
        self.watch(tools);
        let Some(driver) = &mut self.driver else { return Ok(()) };
        let done = catch_unwind(AssertUnwindSafe(|| act(driver)));
        driver.watch(Box::new(|_| {}));
        // It was asked of what ran.
        tools.cancel.take();
        match done {
            Ok(()) => {}
            Err(payload) if payload.is::<Killed>() => {
                tools.output.warn("*the app was killed, and is started again*");
                // What it held goes with it, as when a process ends.
                self.driver = None;
                self.start()?;
            }
            Err(payload) => resume_unwind(payload),
        }
        let after = self.glance()?;
        let heard = before.zip(after).and_then(|(before, after)| before.heard(&after));
        self.heard = self.heard.or(heard);
        Ok(())
    }

    /// Shows how far something is, and stops it on Ctrl-C.
    fn watch(&mut self, tools: &Tools) {
        let words = Arc::clone(&self.words);
        let cancel = tools.cancel.clone();
        let mut bar = Bar::new(&tools.output, self.is_watched);
        let Some(driver) = &mut self.driver else { return };
        let canceller = driver.canceller();
        driver.watch(Box::new(move |screen| {
            if relatch::transport::Stop::is_asked(&cancel) {
                canceller.ask();
            }
            bar.show(&words.screen(screen.clone()));
        }));
    }
}

/// What [`relatch::journey::home`] calls a journey among its choices.
fn home_choice(journey: JourneyId) -> String {
    format!("journey-{}", journey.0)
}

/// Whether the saved copy is erased.
fn is_receipt(screen: &Screen<Message>) -> bool {
    screen.title.id == "receipt-title"
}
