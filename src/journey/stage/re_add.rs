//! The lock's new key: Relatch re-adds it, or it is re-added in its own app and Relatch takes the new key. For another lock: it is
//! paired here, or its key is given.

use super::key::{self, Key, choice};
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, HeardLock, Job, KeyRole, News};
use crate::journey::facts::{Facts, Route};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Body, Button, Choice, Danger, Screen, StageName};
use crate::journey::trouble::Trouble;
use crate::model::Address;
use serde::{Deserialize, Serialize};

/// Re-adding a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReAdd {
    /// Here, or in the lock's own app?
    Choosing,
    /// Listening for locks without an owner.
    Listening(Task),
    /// Which of them?
    Which(#[serde(skip)] Vec<HeardLock>),
    /// Becoming the owner.
    Pairing {
        /// Of this lock.
        address: Address,
        /// It.
        task: Task,
    },
    /// The owner re-adds it in its own app.
    OwnApp,
    /// Waiting for the account to have the new key that the lock's own app made.
    Awaiting(Task),
    /// The lock has an owner, and answers to none of this journey's keys: somebody added it, or it does not answer at all.
    NoKey,
    /// Its new key is asked for.
    Key(Key),
    /// The new key is tried.
    Checking(Task),
}

/// How it ends.
pub(super) enum Exit {
    /// The lock took the new key.
    Added,
    /// Back to what is saved; offered only where nothing was reset.
    Back,
    /// The lock is asked again what it is.
    Ask,
}

impl ReAdd {
    /// Asks how.
    pub(super) fn begin() -> Self {
        Self::Choosing
    }

    /// Somebody else owns the lock, perhaps the owner in its own app; or it does not answer. A lock keeps silent under a wrong
    /// key, so that nobody can tell these apart but by asking again.
    pub(super) fn ask_for_key() -> Self {
        Self::NoKey
    }

    /// Tries the key that is kept.
    pub(super) fn check(effects: &mut Vec<Effect>) -> Self {
        Self::Checking(Task::begin(check(), effects))
    }

    /// The way back to the question how; a lock that was not seen without an owner is asked first.
    fn again(facts: &Facts) -> Flow<Self, Exit> {
        if facts.route == Route::SameLock && !facts.reset_done {
            Flow::Leave(Exit::Ask)
        } else {
            Flow::Stay(Self::Choosing)
        }
    }

    /// Whether a key is being tried.
    pub(super) fn is_checking(&self) -> bool {
        matches!(self, Self::Checking(_))
    }

    /// Whether a new key may be half given.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Pairing { task, .. } => matches!(task, Task::Running { .. }),
            Self::Choosing
            | Self::Listening(_)
            | Self::Which(_)
            | Self::OwnApp
            | Self::Awaiting(_)
            | Self::NoKey
            | Self::Key(_)
            | Self::Checking(_) => false,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table: each place, each input, what follows")]
    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Choosing => match input {
                Input::Choose(id) if id == "here" => match own_address(facts) {
                    Some(address) => pairing(address, facts, effects),
                    None => Self::Listening(Task::begin(listen(), effects)),
                },
                Input::Choose(id) if id == "key" => Self::Key(Key::for_target(None)),
                Input::Choose(_) => Self::OwnApp,
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Choosing,
            },
            Self::Listening(task) => match task.update(listen, input, effects) {
                End::Stays(task) => Self::Listening(task),
                End::Gave(News::Heard(locks), _) => {
                    let (free, others): (Vec<HeardLock>, Vec<HeardLock>) =
                        locks.into_iter().partition(|lock| lock.setting_mode && lock.served);
                    match (free.is_empty(), others.is_empty()) {
                        (false, _) => Self::Which(free),
                        (true, false) => Self::Listening(Task::failed(Trouble::StillOwned)),
                        (true, true) => Self::Listening(Task::failed(Trouble::NotInReach)),
                    }
                }
                End::Gave(_, _) => Self::Listening(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Listening(Task::failed(trouble)),
                End::Back => Self::Choosing,
            },
            Self::Which(locks) => match input {
                Input::Choose(id) => match locks.iter().find(|lock| lock.address.to_string() == id) {
                    Some(lock) => pairing(lock.address, facts, effects),
                    None => Self::Which(locks),
                },
                Input::Opened => Self::Choosing,
                Input::Press(Button::Back, _) => Self::Choosing,
                _ => Self::Which(locks),
            },
            Self::Pairing { address, task } => match task.update(|| Job::Pair { address }, input, effects) {
                End::Stays(task) => Self::Pairing { address, task },
                End::Gave(News::Lock(lock), _) => {
                    facts.target = Some(*lock);
                    return Flow::Leave(Exit::Added);
                }
                End::Gave(_, _) => Self::Pairing {
                    address,
                    task: Task::failed(Trouble::Fault),
                },
                End::Failed(trouble, _) => Self::Pairing {
                    address,
                    task: Task::failed(trouble),
                },
                End::Back => Self::Choosing,
            },
            Self::OwnApp => match (input, await_entry(facts)) {
                (Input::Press(Button::Next, _), Some(job)) => Self::Awaiting(Task::begin(job, effects)),
                (Input::Press(Button::Next | Button::Skip, _), _) => Self::Key(Key::for_target(own_address(facts))),
                (Input::Press(Button::Back, _), _) => return Self::again(facts),
                _ => Self::OwnApp,
            },
            Self::Awaiting(task) => match task.update_if(|| await_entry(facts), input, effects) {
                End::Stays(task) => Self::Awaiting(task),
                End::Gave(News::Key { .. }, _) => {
                    facts.paired_here = false;
                    Self::check(effects)
                }
                End::Gave(_, _) => Self::Awaiting(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Awaiting(Task::failed(trouble)),
                End::Back => Self::OwnApp,
            },
            Self::NoKey => match input {
                Input::Press(Button::Retry, _) => return Flow::Leave(Exit::Ask),
                Input::Press(Button::Next, _) => Self::Key(Key::for_target(own_address(facts))),
                _ => Self::NoKey,
            },
            Self::Key(key) => {
                if let (Input::Press(Button::Back, _), true) = (&input, key.is_choosing()) {
                    return Self::again(facts);
                }
                match key.update(facts, input, effects) {
                    Flow::Stay(key) => Self::Key(key),
                    Flow::Leave(key::Exit::Got(_)) => {
                        facts.paired_here = false;
                        Self::check(effects)
                    }
                    Flow::Leave(key::Exit::Abandoned) => return Self::again(facts),
                }
            }
            Self::Checking(task)
                if task.is_failed_by(&Trouble::KeySilent) && matches!(input, Input::Press(Button::Next, _)) =>
            {
                Self::Key(Key::for_target(own_address(facts)))
            }
            Self::Checking(task) => match task.update(check, input, effects) {
                End::Stays(task) => Self::Checking(task),
                End::Gave(News::Lock(lock), _) => {
                    facts.target = Some(*lock);
                    return Flow::Leave(Exit::Added);
                }
                End::Gave(_, _) => Self::Checking(Task::failed(Trouble::Fault)),
                End::Failed(trouble @ (Trouble::KeyRefused | Trouble::KeyOther | Trouble::KeyGuest), _) => {
                    Self::Key(Key::for_target(own_address(facts)).with_trouble(trouble))
                }
                End::Failed(trouble, _) => Self::Checking(Task::failed(trouble)),
                End::Back => return Self::again(facts),
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let title = if facts.route == Route::SameLock {
            say!("re-add-title")
        } else {
            say!("target-title")
        };
        let mut screen = blank(StageName::ReAdd, title);
        match self {
            Self::Choosing if facts.route == Route::SameLock => {
                screen.lines.push(say!("re-add-why"));
                screen.body = Body::Choices {
                    choices: vec![
                        choice("here", say!("re-add-here"), say!("re-add-here-detail")),
                        choice("own-app", say!("re-add-own-app"), say!("re-add-own-app-detail")),
                    ],
                };
            }
            Self::Choosing => {
                screen.lines.push(say!("target-why"));
                screen.body = Body::Choices {
                    choices: vec![
                        choice("here", say!("target-here"), say!("target-here-detail")),
                        choice("key", say!("target-key"), say!("target-key-detail")),
                    ],
                };
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Listening(task) => {
                screen.lines.push(say!("target-listen"));
                screen = task.show(say!("target-listening"), screen);
            }
            Self::Which(locks) => {
                screen.lines.push(say!("target-which"));
                screen.body = Body::Choices {
                    choices: locks.iter().map(lock_choice).collect(),
                };
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Pairing { task, .. } => {
                screen.lines.push(say!("re-add-key-first"));
                screen = task.show(say!("re-add-doing"), screen);
            }
            Self::OwnApp => {
                screen.title = say!("own-app-title");
                if await_entry(facts).is_some() {
                    screen.lines = vec![say!("own-app-how"), say!("own-app-account")];
                    screen
                        .actions
                        .push(offer(Button::Next, say!("button-added"), Danger::None));
                    screen
                        .actions
                        .push(offer(Button::Skip, say!("button-have-key"), Danger::None));
                } else {
                    screen.lines = vec![say!("own-app-how"), say!("own-app-then")];
                    screen
                        .actions
                        .push(offer(Button::Next, say!("button-have-key"), Danger::None));
                }
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Awaiting(task) => {
                screen.title = say!("own-app-title");
                screen.lines.push(say!("own-app-awaiting"));
                screen = task.show(say!("own-app-looking"), screen);
            }
            Self::NoKey => {
                screen.title = say!("no-key-title");
                screen.problem = Some(Trouble::NoKeyWorks.problem());
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-ask-again"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-have-key"), Danger::None));
            }
            Self::Key(key) => {
                screen = key.screen(facts);
                if key.is_choosing() {
                    screen
                        .actions
                        .push(offer(Button::Back, say!("button-back"), Danger::None));
                }
            }
            Self::Checking(task) => {
                screen = task.show(say!("re-add-checking"), screen);
                if task.is_failed_by(&Trouble::KeySilent) {
                    screen
                        .actions
                        .push(offer(Button::Next, say!("button-other-key"), Danger::None));
                }
            }
        }
        screen
    }
}

/// Looks into the account for the key that the lock's own app made, where the old key came from one.
fn await_entry(facts: &Facts) -> Option<Job> {
    let account = facts
        .account
        .clone()
        .filter(|_| facts.cloud && facts.route == Route::SameLock)?;
    Some(Job::AwaitEntry { account })
}

/// The lock that was reset is the one that is re-added; any other lock is looked for.
fn own_address(facts: &Facts) -> Option<Address> {
    match facts.route {
        Route::SameLock => facts.lock.as_ref().map(|lock| lock.address),
        Route::OtherLock | Route::FromCopy | Route::Entrust => None,
    }
}

fn listen() -> Job {
    Job::Listen { address: None }
}

fn check() -> Job {
    Job::CheckLock { role: KeyRole::New }
}

fn pairing(address: Address, facts: &mut Facts, effects: &mut Vec<Effect>) -> ReAdd {
    facts.paired_here = true;
    ReAdd::Pairing {
        address,
        task: Task::begin(Job::Pair { address }, effects),
    }
}

fn lock_choice(lock: &HeardLock) -> Choice<Message> {
    Choice {
        id: lock.address.to_string(),
        label: match &lock.name {
            Some(name) => say!("key-of-lock", lock = name.clone()),
            None => say!("home-journey-nameless"),
        },
        detail: Some(say!("lock-address", address = lock.address.to_string())),
        enabled: true,
    }
}
