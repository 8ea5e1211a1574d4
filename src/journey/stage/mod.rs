//! The stages: a small machine each. A stage ends with a named exit, and what follows is decided here.

mod account;
mod backup;
mod clock;
mod door;
mod erase;
mod find;
mod handing;
mod import;
mod items;
mod key;
mod plan;
mod re_add;
mod ready;
mod recovery_key;
mod register;
mod rehearsal;
mod report;
mod reset;
mod review;
mod scene;
mod standing;
mod task;
mod way;

pub(crate) use items::table;
pub(crate) use report::{missing, report_lines, verdict};

use super::effect::{Effect, Job, News, Outcome};
use super::event::{Event, PlatformEvent, RadioState, WorkReport};
use super::facts::{Facts, Route};
use super::message::{Hidden, Message, say};
use super::position::position;
use super::recover::{Intent, Next, Standing, recover};
use super::screen::{Action, Body, Button, Danger, Problem, Screen, StageName};
use super::state::State;
use super::trouble::Trouble;
use crate::backup::item::Moment;
use crate::backup::loss::Loss;
pub use recovery_key::{GROUP, PREFIX, groups};
use serde::{Deserialize, Serialize};
use task::{End, Task, offer};
pub use way::name_of;

/// Where a journey is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", content = "at", rename_all = "kebab-case")]
pub enum Stage {
    /// The owner's key.
    Key(key::Key),
    /// Finding the lock.
    Find(find::Find),
    /// Saving the copy, or taking one that was brought.
    Backup(backup::Backup),
    /// What is saved.
    Review(review::Review),
    /// The recovery key.
    RecoveryKey(recovery_key::RecoveryKey),
    /// Trying the way back.
    Rehearsal(rehearsal::Rehearsal),
    /// The last questions before the reset.
    Ready(ready::Ready),
    /// The reset.
    Reset(reset::Reset),
    /// The lock's new key.
    ReAdd(re_add::ReAdd),
    /// The lock's clock.
    Clock(clock::Clock),
    /// What will be written.
    Plan(plan::Plan),
    /// The proof at the door.
    Door(door::Door),
    /// Putting everything back.
    Import(import::Import),
    /// What became of it.
    Report(report::Report),
    /// The lock back in the owner's account.
    Register(register::Register),
    /// Erasing the saved copy.
    Erase(erase::Erase),
    /// An intent is open, and the lock is asked what it is now.
    Recover {
        /// What was about to happen.
        intent: OpenIntent,
        /// Asking.
        task: Task,
    },
    /// Relatch itself failed. What was before is gone on with.
    Fault {
        /// What was before.
        before: Box<Stage>,
    },
    /// Ended without a saved copy.
    Abandoned,
}

/// An intent, as the journal keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenIntent {
    /// Of a rehearsal.
    Rehearse,
    /// Of a reset over the air.
    Reset,
    /// Of a reset by hand.
    ResetByHand,
    /// Of re-adding.
    Pair,
    /// Of the proof at the door.
    DoorProof,
    /// Of the import.
    Import,
}

impl From<OpenIntent> for Intent {
    fn from(intent: OpenIntent) -> Self {
        match intent {
            OpenIntent::Rehearse => Self::Rehearse,
            OpenIntent::Reset => Self::Reset,
            OpenIntent::ResetByHand => Self::ResetByHand,
            OpenIntent::Pair => Self::Pair,
            OpenIntent::DoorProof => Self::DoorProof,
            OpenIntent::Import => Self::Import,
        }
    }
}

/// What a stage gets: an event, with what every stage treats alike taken out.
#[derive(Debug)]
pub(super) enum Input {
    /// The program was started; nothing runs.
    Opened,
    /// A button.
    Press(Button, Moment),
    /// One of several.
    Choose(String),
    /// A tick.
    Tick(String, bool),
    /// What was typed.
    Submit(Vec<(String, Hidden)>),
    /// What is searched for.
    Search(String),
    /// The radio may be used now.
    RadioReady,
    /// A file was picked.
    Picked(Hidden),
    /// None was.
    NotPicked,
    /// What the device's own check said.
    Identified(bool),
    /// A file was given away, or not.
    Shared(bool),
    /// A job gave something.
    Gave(News, Moment),
    /// A job failed.
    Failed(Trouble, Vec<Loss>),
    /// A job was stopped.
    Cancelled,
    /// A job came on.
    Progress(WorkReport, Moment),
}

/// A stage goes on, or ends with an exit.
pub(super) enum Flow<S, E> {
    /// It goes on.
    Stay(S),
    /// It ends.
    Leave(E),
}

impl Stage {
    /// The first stage of a route.
    pub(super) fn first(route: Route) -> Self {
        match route {
            Route::SameLock | Route::OtherLock | Route::Entrust => Self::Key(key::Key::for_lock()),
            Route::FromCopy => Self::Backup(backup::Backup::bring()),
        }
    }

    /// Whether the journey is over.
    pub(super) fn is_over(&self, facts: &Facts) -> bool {
        match self {
            Self::Abandoned => true,
            Self::Erase(erase) => erase.is_over(facts),
            Self::Key(_)
            | Self::Find(_)
            | Self::Backup(_)
            | Self::Review(_)
            | Self::RecoveryKey(_)
            | Self::Rehearsal(_)
            | Self::Ready(_)
            | Self::Reset(_)
            | Self::ReAdd(_)
            | Self::Clock(_)
            | Self::Plan(_)
            | Self::Door(_)
            | Self::Import(_)
            | Self::Report(_)
            | Self::Register(_)
            | Self::Recover { .. }
            | Self::Fault { .. } => false,
        }
    }

    /// The intent that is open here: what may be half done on the lock.
    fn open_intent(&self) -> Option<OpenIntent> {
        match self {
            Self::Rehearsal(rehearsal) => rehearsal.is_open().then_some(OpenIntent::Rehearse),
            Self::Reset(reset) => reset.open_intent(),
            Self::ReAdd(re_add) => re_add.is_open().then_some(OpenIntent::Pair),
            Self::Door(door) => door.is_open().then_some(OpenIntent::DoorProof),
            Self::Import(import) => import.is_open().then_some(OpenIntent::Import),
            Self::Recover { intent, .. } => Some(*intent),
            Self::Key(_)
            | Self::Find(_)
            | Self::Backup(_)
            | Self::Review(_)
            | Self::RecoveryKey(_)
            | Self::Ready(_)
            | Self::Clock(_)
            | Self::Plan(_)
            | Self::Report(_)
            | Self::Register(_)
            | Self::Erase(_)
            | Self::Fault { .. }
            | Self::Abandoned => None,
        }
    }

    /// What would be half done if this stage's work met a lock that takes no key any more.
    fn intent_of_work(&self, facts: &Facts) -> Option<OpenIntent> {
        // Without a saved copy there is nothing to go on with.
        facts.copy.as_ref()?;
        match self {
            Self::Rehearsal(_) | Self::Ready(_) => Some(OpenIntent::Rehearse),
            Self::Reset(reset) => Some(reset.open_intent().unwrap_or(OpenIntent::Reset)),
            Self::Clock(_) | Self::Plan(_) | Self::Door(_) | Self::Import(_) => Some(OpenIntent::Import),
            Self::Key(_)
            | Self::Find(_)
            | Self::Backup(_)
            | Self::Review(_)
            | Self::RecoveryKey(_)
            | Self::ReAdd(_)
            | Self::Report(_)
            | Self::Register(_)
            | Self::Erase(_)
            | Self::Recover { .. }
            | Self::Fault { .. }
            | Self::Abandoned => None,
        }
    }
}

/// What follows from an event. Actions were checked against the screen already.
pub(super) fn update(mut state: State, event: Event) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    let input = match event {
        // Not for a stage to answer.
        Event::Fault => return (state, effects),
        Event::Opened { .. } => {
            if let Some(intent) = state.stage.open_intent() {
                state.stage = ask(intent, &mut effects);
                return (without_radio(state, &mut effects), effects);
            }
            Input::Opened
        }
        Event::Acted { action, at, .. } => match action {
            Action::Press(button) => Input::Press(button, at),
            Action::Choose(id) => Input::Choose(id),
            Action::Tick { id, on } => Input::Tick(id, on),
            Action::Submit(entries) => Input::Submit(entries),
            Action::Search(text) => Input::Search(text),
        },
        Event::Platform(platform) => match platform {
            PlatformEvent::Radio(_) | PlatformEvent::PowerSaving(_) => {
                state.phone.hear(&platform);
                if platform != PlatformEvent::Radio(RadioState::Ready) {
                    return (state, effects);
                }
                Input::RadioReady
            }
            PlatformEvent::Picked { content, .. } | PlatformEvent::Scanned(content) => Input::Picked(content),
            PlatformEvent::NotPicked => Input::NotPicked,
            PlatformEvent::Identified(yes) => Input::Identified(yes),
            PlatformEvent::Shared(given) => Input::Shared(given),
        },
        Event::Ended { outcome, at } => match outcome {
            Outcome::Gave(news) => Input::Gave(news, at),
            Outcome::Failed { trouble, losses } => {
                if let Some(intent) = lost_lock(&state, &trouble) {
                    state.stage = ask(intent, &mut effects);
                    return (without_radio(state, &mut effects), effects);
                }
                Input::Failed(trouble, losses)
            }
            Outcome::Cancelled => Input::Cancelled,
        },
        Event::Progress { report, at } => Input::Progress(report, at),
    };
    state.stage = step(state.stage, &mut state.facts, input, &mut effects);
    (without_radio(state, &mut effects), effects)
}

/// A lock that takes no key any more, in the middle of something: it is asked what it is, instead of guessing.
fn lost_lock(state: &State, trouble: &Trouble) -> Option<OpenIntent> {
    let has_no_owner = matches!(trouble, Trouble::NoOwner | Trouble::Lock(0x05 | 0x06));
    let is_lost = has_no_owner || trouble.is_of_key() || matches!(trouble, Trouble::Lock(0x03));
    match &state.stage {
        // A new key that is refused is asked for again; without an owner there is no key to ask for.
        Stage::ReAdd(re_add) => (has_no_owner && re_add.is_checking()).then_some(OpenIntent::Pair),
        stage => is_lost.then(|| stage.intent_of_work(&state.facts)).flatten(),
    }
}

fn ask(intent: OpenIntent, effects: &mut Vec<Effect>) -> Stage {
    Stage::Recover {
        intent,
        task: Task::begin(Job::AskLock, effects),
    }
}

/// Nothing that needs the radio begins before it may be used: the work fails at once, and its screen asks for the radio.
fn without_radio(mut state: State, effects: &mut Vec<Effect>) -> State {
    let trouble = match state.phone.radio {
        RadioState::Ready => return state,
        RadioState::Off => Trouble::RadioOff,
        RadioState::NotAsked | RadioState::Refused => Trouble::RadioNotPermitted,
        RadioState::PlaceNotAllowed => Trouble::PlaceNotPermitted,
        RadioState::PlaceOff => Trouble::PlaceOff,
        RadioState::Unsupported => Trouble::NoRadio,
    };
    let needs_radio = |effect: &Effect| matches!(effect, Effect::Run(job) if job.needs_radio());
    if effects.iter().any(needs_radio) {
        effects.retain(|effect| !needs_radio(effect));
        let input = Input::Failed(trouble, Vec::new());
        state.stage = step(state.stage, &mut state.facts, input, effects);
    }
    state
}

/// One stage's step, and what follows from its exit.
#[expect(clippy::too_many_lines, reason = "one table: each stage, each exit, what follows")]
fn step(stage: Stage, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Stage {
    match stage {
        Stage::Key(key) => match key.update(facts, input, effects) {
            Flow::Stay(key) => Stage::Key(key),
            Flow::Leave(key::Exit::Got(address)) => Stage::Find(find::Find::begin(address, effects)),
            Flow::Leave(key::Exit::Abandoned) => Stage::Abandoned,
        },
        Stage::Find(find) => match find.update(facts, input, effects) {
            Flow::Stay(find) => Stage::Find(find),
            Flow::Leave(find::Exit::Found) => Stage::Backup(backup::Backup::explain(facts)),
            Flow::Leave(find::Exit::OtherKey) => Stage::Key(key::Key::for_lock()),
        },
        Stage::Backup(backup) => match backup.update(facts, input, effects) {
            Flow::Stay(backup) => Stage::Backup(backup),
            Flow::Leave(backup::Exit::Saved) => Stage::Review(review::Review::begin(effects)),
            Flow::Leave(backup::Exit::Back) => find_again(facts, effects),
            Flow::Leave(backup::Exit::Abandoned) => Stage::Abandoned,
        },
        Stage::Review(review) => match review.update(facts, input, effects) {
            Flow::Stay(review) => Stage::Review(review),
            Flow::Leave(review::Exit::SaveAgain) => Stage::Backup(backup::Backup::explain(facts)),
            Flow::Leave(review::Exit::Erase) => Stage::Erase(erase::Erase::ask(effects)),
            Flow::Leave(review::Exit::Seen) => match facts.route {
                Route::FromCopy => Stage::ReAdd(re_add::ReAdd::begin()),
                Route::SameLock | Route::OtherLock | Route::Entrust => {
                    Stage::RecoveryKey(recovery_key::RecoveryKey::begin(facts, effects))
                }
            },
        },
        Stage::RecoveryKey(recovery) => match recovery.update(facts, input, effects) {
            Flow::Stay(recovery) => Stage::RecoveryKey(recovery),
            Flow::Leave(recovery_key::Exit::Back) => Stage::Review(review::Review::begin(effects)),
            Flow::Leave(recovery_key::Exit::Kept) => match facts.route {
                Route::SameLock => Stage::Rehearsal(rehearsal::Rehearsal::explain()),
                Route::OtherLock | Route::FromCopy => Stage::ReAdd(re_add::ReAdd::begin()),
                Route::Entrust => Stage::Erase(erase::Erase::ask(effects)),
            },
        },
        Stage::Rehearsal(rehearsal) => match rehearsal.update(facts, input, effects) {
            Flow::Stay(rehearsal) => Stage::Rehearsal(rehearsal),
            Flow::Leave(rehearsal::Exit::Held) => Stage::Ready(ready::Ready::begin(None, effects)),
            Flow::Leave(rehearsal::Exit::Back) => Stage::Review(review::Review::begin(effects)),
            Flow::Leave(rehearsal::Exit::SaveAgain(trouble)) => save_again(trouble, facts),
        },
        Stage::Ready(ready) => match ready.update(facts, input, effects) {
            Flow::Stay(ready) => Stage::Ready(ready),
            Flow::Leave(ready::Exit::Reset(way)) => Stage::Reset(reset::Reset::begin(way, facts, effects)),
            Flow::Leave(ready::Exit::Back) => Stage::Rehearsal(rehearsal::Rehearsal::explain()),
        },
        Stage::Reset(reset) => match reset.update(facts, input, effects) {
            Flow::Stay(reset) => Stage::Reset(reset),
            Flow::Leave(reset::Exit::Done) => {
                facts.reset_done = true;
                // What the account has is of a key that opens nothing any more.
                facts.entry = super::facts::Entry::NotMade;
                facts.key_in_account = false;
                Stage::ReAdd(re_add::ReAdd::begin())
            }
            Flow::Leave(reset::Exit::ReAdded) => {
                facts.reset_done = true;
                with_target(facts, effects, |_, effects| Stage::Clock(clock::Clock::begin(effects)))
            }
            Flow::Leave(reset::Exit::NotYet(trouble)) => before_reset(trouble, facts, effects),
            Flow::Leave(reset::Exit::Rehearse(trouble)) => {
                facts.rehearsed = false;
                Stage::Rehearsal(rehearsal::Rehearsal::again(trouble))
            }
            Flow::Leave(reset::Exit::SaveAgain(trouble)) => save_again(trouble, facts),
            Flow::Leave(reset::Exit::AskForKey) => Stage::ReAdd(re_add::ReAdd::ask_for_key()),
        },
        Stage::ReAdd(re_add) => match re_add.update(facts, input, effects) {
            Flow::Stay(re_add) => Stage::ReAdd(re_add),
            Flow::Leave(re_add::Exit::Added) => Stage::Clock(clock::Clock::begin(effects)),
            Flow::Leave(re_add::Exit::Back) => Stage::Review(review::Review::begin(effects)),
            Flow::Leave(re_add::Exit::Ask) => ask(OpenIntent::Pair, effects),
        },
        Stage::Clock(clock) => match clock.update(facts, input, effects) {
            Flow::Stay(clock) => Stage::Clock(clock),
            Flow::Leave(clock::Exit::Set) => Stage::Plan(plan::Plan::begin(facts, effects)),
        },
        Stage::Plan(plan) => match plan.update(facts, input, effects) {
            Flow::Stay(plan) => Stage::Plan(plan),
            Flow::Leave(plan::Exit::Chosen)
                if facts.target.as_ref().is_some_and(super::facts::LockFacts::has_keypad) =>
            {
                Stage::Door(door::Door::offer())
            }
            Flow::Leave(plan::Exit::Chosen) => Stage::Import(import::Import::begin(facts, effects)),
        },
        Stage::Door(door) => match door.update(facts, input, effects) {
            Flow::Stay(door) => Stage::Door(door),
            Flow::Leave(door::Exit::Over) => Stage::Import(import::Import::begin(facts, effects)),
        },
        Stage::Import(import) => match import.update(facts, input, effects) {
            Flow::Stay(import) => Stage::Import(import),
            Flow::Leave(import::Exit::Ended(data)) => Stage::Report(report::Report::show(data)),
            Flow::Leave(import::Exit::Plan) => Stage::Plan(plan::Plan::begin(facts, effects)),
        },
        Stage::Report(report) => match report.update(facts, input, effects) {
            Flow::Stay(report) => Stage::Report(report),
            Flow::Leave(report::Exit::Again) if facts.target.is_none() => ask(OpenIntent::Pair, effects),
            Flow::Leave(report::Exit::Again) => Stage::Plan(plan::Plan::begin(facts, effects)),
            Flow::Leave(report::Exit::End) if register::Register::is_due(facts) => {
                Stage::Register(register::Register::begin(facts))
            }
            Flow::Leave(report::Exit::Account) => Stage::Register(register::Register::sign_in(effects)),
            Flow::Leave(report::Exit::End) => Stage::Erase(erase::Erase::ask(effects)),
        },
        Stage::Register(register) => match register.update(facts, input, effects) {
            Flow::Stay(register) => Stage::Register(register),
            Flow::Leave(register::Exit::Back) => Stage::Report(report::Report::begin(effects)),
            Flow::Leave(register::Exit::On) => Stage::Erase(erase::Erase::ask(effects)),
        },
        Stage::Erase(erase) => match erase.update(facts, input, effects) {
            Flow::Stay(erase) => Stage::Erase(erase),
            Flow::Leave(erase::Exit::Back) => match facts.import {
                super::facts::ImportState::NotBegun => Stage::Review(review::Review::begin(effects)),
                super::facts::ImportState::Begun
                | super::facts::ImportState::Partial
                | super::facts::ImportState::Proved => Stage::Report(report::Report::begin(effects)),
            },
        },
        Stage::Recover { intent, task } => recovering(intent, task, facts, input, effects),
        Stage::Fault { before } => match input {
            Input::Press(Button::Retry, _) | Input::Opened => {
                let stage = *before;
                match stage.open_intent() {
                    Some(intent) => ask(intent, effects),
                    None => step(stage, facts, Input::Opened, effects),
                }
            }
            _ => Stage::Fault { before },
        },
        Stage::Abandoned => Stage::Abandoned,
    }
}

fn find_again(facts: &Facts, effects: &mut Vec<Effect>) -> Stage {
    match &facts.lock {
        Some(lock) => Stage::Find(find::Find::begin(lock.address, effects)),
        None => Stage::Key(key::Key::for_lock()),
    }
}

/// The lock holds something else than the copy: what was tried and accepted for the old copy counts no more.
fn save_again(trouble: Trouble, facts: &mut Facts) -> Stage {
    facts.rehearsed = false;
    facts.accepted.clear();
    Stage::Backup(backup::Backup::again(trouble))
}

fn recovering(intent: OpenIntent, task: Task, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Stage {
    let standing = match task.update(|| Job::AskLock, input, effects) {
        End::Stays(task) => return Stage::Recover { intent, task },
        End::Gave(News::Standing(standing), _) => standing,
        End::Gave(_, _) => {
            return Stage::Recover {
                intent,
                task: Task::failed(Trouble::Fault),
            };
        }
        End::Failed(trouble, _) => {
            return Stage::Recover {
                intent,
                task: Task::failed(trouble),
            };
        }
        End::Back => {
            return Stage::Recover {
                intent,
                task: Task::Cancelled,
            };
        }
    };
    // Where nothing was reset there is no key from before: whoever owns the other lock must give one.
    let standing = match (facts.route, standing) {
        (Route::OtherLock | Route::FromCopy | Route::Entrust, Standing::OldKeyWorks) => Standing::NoKeyWorks,
        (_, standing) => standing,
    };
    if standing == Standing::NewKeyWorks {
        facts.reset_done = facts.route == Route::SameLock;
    }
    match recover(intent.into(), standing) {
        Next::AskAgain => Stage::Recover {
            intent,
            task: Task::failed(Trouble::NotInReach),
        },
        Next::RehearseAgain => Stage::Rehearsal(rehearsal::Rehearsal::begin(effects)),
        Next::ReadyAgain => {
            facts.reset_done = false;
            facts.entry = super::facts::Entry::NotMade;
            facts.key_in_account = false;
            before_reset(None, facts, effects)
        }
        Next::WaitForButton => Stage::Reset(reset::Reset::buttons(None)),
        Next::ReAdd => {
            facts.entry = super::facts::Entry::NotMade;
            facts.key_in_account = false;
            facts.reset_done = facts.route == Route::SameLock;
            facts.target = None;
            facts.clock_set = false;
            Stage::ReAdd(re_add::ReAdd::begin())
        }
        Next::Clock => with_target(facts, effects, |_, effects| Stage::Clock(clock::Clock::begin(effects))),
        Next::DoorAgain => with_target(facts, effects, |_, _| Stage::Door(door::Door::offer())),
        Next::ImportGoesOn => with_target(facts, effects, |_, _| Stage::Import(import::Import::half())),
        Next::AskForKey => {
            facts.reset_done = false;
            Stage::ReAdd(re_add::ReAdd::ask_for_key())
        }
    }
}

/// The last questions before the reset, or what must come before them.
fn before_reset(trouble: Option<Trouble>, facts: &Facts, effects: &mut Vec<Effect>) -> Stage {
    if !facts.recovery_kept {
        Stage::Review(review::Review::begin(effects))
    } else if facts.rehearsed {
        Stage::Ready(ready::Ready::begin(trouble, effects))
    } else {
        Stage::Rehearsal(rehearsal::Rehearsal::explain())
    }
}

/// On with a lock that is known; a new key that works on a lock which was not asked yet is asked what it is.
fn with_target(
    facts: &mut Facts,
    effects: &mut Vec<Effect>,
    on: impl FnOnce(&mut Facts, &mut Vec<Effect>) -> Stage,
) -> Stage {
    if facts.target.is_some() {
        on(facts, effects)
    } else {
        facts.reset_done = facts.route == Route::SameLock;
        Stage::ReAdd(re_add::ReAdd::check(effects))
    }
}

/// What to show.
pub(super) fn screen(state: &State) -> Screen<Message> {
    let facts = &state.facts;
    let mut screen = match &state.stage {
        Stage::Key(key) => key.screen(facts),
        Stage::Find(find) => find.screen(facts, state.phone),
        Stage::Backup(backup) => backup.screen(facts),
        Stage::Review(review) => review.screen(facts),
        Stage::RecoveryKey(recovery) => recovery.screen(facts),
        Stage::Rehearsal(rehearsal) => rehearsal.screen(facts),
        Stage::Ready(ready) => ready.screen(facts),
        Stage::Reset(reset) => reset.screen(facts),
        Stage::ReAdd(re_add) => re_add.screen(facts),
        Stage::Clock(clock) => clock.screen(facts),
        Stage::Plan(plan) => plan.screen(facts),
        Stage::Door(door) => door.screen(facts),
        Stage::Import(import) => import.screen(facts),
        Stage::Report(report) => report.screen(facts),
        Stage::Register(register) => register.screen(facts),
        Stage::Erase(erase) => erase.screen(facts, state.wall),
        Stage::Recover { intent, task } => {
            let screen = blank(recover_name(*intent), say!("recover-title"));
            let mut screen = task.show(say!("recover-doing"), screen);
            screen.lines.insert(0, say!("recover-why"));
            screen.actions.retain(|offer| offer.button != Button::Back);
            screen
        }
        Stage::Fault { before } => {
            let mut screen = blank(name(before), say!("fault-title"));
            screen.problem = Some(Trouble::Fault.problem());
            screen
                .actions
                .push(offer(Button::Retry, say!("button-go-on"), Danger::None));
            screen
        }
        Stage::Abandoned => blank(StageName::Key, say!("abandoned-title")),
    };
    let trouble = screen.problem.as_ref().and_then(trouble_of);
    if state.phone.saves_power == Some(true) && trouble.as_ref().is_some_and(Trouble::is_of_hearing) {
        screen.lines.push(say!("phone-saves-power"));
    }
    screen.standing = Some(standing::standing(&state.stage, facts));
    screen.scene = scene::scene(&state.stage, &screen, trouble.as_ref());
    if !is_running(&screen) {
        let leave = if state.is_over() {
            say!("button-close")
        } else {
            say!("button-leave")
        };
        screen.actions.push(offer(Button::Leave, leave, Danger::None));
    }
    screen.revision = state.revision;
    screen.steps = way::steps(facts.route, screen.stage);
    screen.position = position(&screen, trouble.as_ref());
    screen
}

fn is_running(screen: &Screen<Message>) -> bool {
    matches!(screen.body, Body::Progress(_))
}

fn trouble_of(problem: &Problem<Message>) -> Option<Trouble> {
    match problem.code.strip_prefix("lock-") {
        Some(code) => u8::from_str_radix(code, 16).ok().map(Trouble::Lock),
        None => Trouble::ALL
            .iter()
            .find(|trouble| trouble.name() == problem.code)
            .cloned(),
    }
}

fn recover_name(intent: OpenIntent) -> StageName {
    match intent {
        OpenIntent::Rehearse => StageName::Rehearsal,
        OpenIntent::Reset | OpenIntent::ResetByHand => StageName::Reset,
        OpenIntent::Pair => StageName::ReAdd,
        OpenIntent::DoorProof => StageName::Proof,
        OpenIntent::Import => StageName::Import,
    }
}

fn name(stage: &Stage) -> StageName {
    match stage {
        Stage::Key(_) | Stage::Abandoned => StageName::Key,
        Stage::Find(_) => StageName::Find,
        Stage::Backup(_) => StageName::Backup,
        Stage::Review(_) => StageName::Review,
        Stage::RecoveryKey(_) => StageName::RecoveryKey,
        Stage::Rehearsal(_) => StageName::Rehearsal,
        Stage::Ready(_) => StageName::Ready,
        Stage::Reset(_) => StageName::Reset,
        Stage::ReAdd(_) => StageName::ReAdd,
        Stage::Clock(_) => StageName::Clock,
        Stage::Plan(_) => StageName::Plan,
        Stage::Door(_) => StageName::Proof,
        Stage::Import(_) => StageName::Import,
        Stage::Report(_) | Stage::Register(_) => StageName::Report,
        Stage::Erase(_) => StageName::Erase,
        Stage::Recover { intent, .. } => recover_name(*intent),
        Stage::Fault { before } => name(before),
    }
}

/// A screen with nothing on it but its title.
fn blank(stage: StageName, title: Message) -> Screen<Message> {
    Screen {
        revision: 0,
        stage,
        steps: Vec::new(),
        title,
        lines: Vec::new(),
        body: Body::Text,
        standing: None,
        scene: None,
        warning: None,
        problem: None,
        actions: Vec::new(),
        request: None,
        announce: None,
        position: String::new(),
    }
}
