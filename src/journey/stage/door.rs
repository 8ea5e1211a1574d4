//! The proof at the door: a throw-away code is typed, the bolt moves, and the lock's log shows it.

use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, Job, News};
use crate::journey::facts::Facts;
use crate::journey::message::{Hidden, Message, say};
use crate::journey::screen::{Body, Button, Check, Danger, DoorProof, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Proving at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    /// Will the owner?
    Offer,
    /// The code is written.
    Writing(Task),
    /// It is to be typed. After a restart the lock is asked first.
    Typing {
        /// It.
        #[serde(skip)]
        code: Hidden,
        /// Whether it was looked for and not seen.
        #[serde(skip)]
        unseen: bool,
    },
    /// It is looked for in the lock's log.
    Looking {
        /// It.
        #[serde(skip)]
        code: Hidden,
        /// Looking.
        task: Task,
    },
    /// It is removed.
    Removing {
        /// Whether it was seen.
        seen: bool,
        /// Removing.
        task: Task,
    },
    /// What was seen.
    Seen {
        /// Whether it was.
        seen: bool,
    },
}

/// How it ends.
pub(super) enum Exit {
    /// On with the import.
    Over,
}

impl Door {
    /// Offers it.
    pub(super) fn offer() -> Self {
        Self::Offer
    }

    /// Whether the code may be on the lock.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Offer | Self::Seen { .. } => false,
            Self::Writing(_) | Self::Typing { .. } | Self::Looking { .. } | Self::Removing { .. } => true,
        }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Offer => match input {
                Input::Press(Button::Next, _) => Self::Writing(Task::begin(Job::BeginDoorProof, effects)),
                Input::Press(Button::Skip, _) => return Flow::Leave(Exit::Over),
                _ => Self::Offer,
            },
            Self::Writing(task) => match task.update(|| Job::BeginDoorProof, input, effects) {
                End::Stays(task) => Self::Writing(task),
                End::Gave(News::DoorCode(code), _) => Self::Typing { code, unseen: false },
                End::Gave(_, _) => Self::Writing(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Writing(Task::failed(trouble)),
                End::Back => remove(false, effects),
            },
            Self::Typing { code, unseen } => match input {
                Input::Press(Button::Next, _) => Self::Looking {
                    code,
                    task: Task::begin(Job::CheckDoorProof, effects),
                },
                Input::Press(Button::Skip, _) => remove(false, effects),
                _ => Self::Typing { code, unseen },
            },
            Self::Looking { code, task } => match task.update(|| Job::CheckDoorProof, input, effects) {
                End::Stays(task) => Self::Looking { code, task },
                End::Gave(News::Seen(true), _) => remove(true, effects),
                End::Gave(News::Seen(false), _) => Self::Typing { code, unseen: true },
                End::Gave(_, _) => Self::Looking {
                    code,
                    task: Task::failed(Trouble::Fault),
                },
                End::Failed(trouble, _) => Self::Looking {
                    code,
                    task: Task::failed(trouble),
                },
                End::Back => Self::Typing { code, unseen: false },
            },
            Self::Removing { seen, task } => match task.update(|| Job::EndDoorProof, input, effects) {
                End::Stays(task) => Self::Removing { seen, task },
                End::Gave(_, _) => {
                    facts.door = Some(seen);
                    Self::Seen { seen }
                }
                End::Failed(trouble, _) => Self::Removing {
                    seen,
                    task: Task::failed(trouble),
                },
                End::Back => Self::Removing {
                    seen,
                    task: Task::Cancelled,
                },
            },
            Self::Seen { seen } => match input {
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::Over),
                _ => Self::Seen { seen },
            },
        })
    }

    pub(super) fn screen(&self, _: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Proof, say!("door-title"));
        match self {
            Self::Offer => {
                screen.lines = vec![say!("door-why"), say!("door-how")];
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-door-proof"), Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Skip, say!("button-door-skip"), Danger::Careful));
            }
            Self::Writing(task) => screen = task.show(say!("door-writing"), screen),
            Self::Typing { code, unseen } => {
                screen.lines.push(say!("door-type"));
                screen.problem = unseen.then(|| Trouble::NotSeenAtDoor.problem());
                screen.body = Body::Proof(DoorProof {
                    code: Some(items::secret(&code.0, true)),
                    checks: vec![
                        seen_at("typed", say!("door-check-typed")),
                        seen_at("moved", say!("door-check-moved")),
                    ],
                });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-door-opened"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Skip, say!("button-door-skip"), Danger::Careful));
            }
            Self::Looking { task, .. } => screen = task.show(say!("door-looking"), screen),
            Self::Removing { task, .. } => {
                screen = task.show(say!("door-removing"), screen);
                screen.actions.retain(|offer| offer.button != Button::Back);
            }
            Self::Seen { seen } => {
                screen
                    .lines
                    .push(if *seen { say!("door-seen") } else { say!("door-skipped") });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-import"), Danger::Careful));
            }
        }
        screen
    }
}

fn remove(seen: bool, effects: &mut Vec<Effect>) -> Door {
    Door::Removing {
        seen,
        task: Task::begin(Job::EndDoorProof, effects),
    }
}

fn seen_at(id: &str, label: Message) -> Check<Message> {
    Check {
        id: id.to_owned(),
        label,
        detail: None,
        ticked: false,
        required: false,
    }
}
