//! Trying the way back on the owner's own lock, before anything is destroyed (S11).

use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, Job, News, Review};
use crate::journey::facts::Facts;
use crate::journey::message::{Message, say};
use crate::journey::screen::{Button, Danger, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Trying the way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rehearsal {
    /// What will happen.
    Explain {
        /// Why an earlier trial does not do.
        trouble: Option<Trouble>,
    },
    /// Writing, reading back, removing.
    Trying(Task),
    /// What it showed is loaded.
    Loading(Task),
    /// What it showed.
    Held(#[serde(skip)] Option<Box<Review>>),
}

/// How it ends.
pub(super) enum Exit {
    /// It was held.
    Held,
    /// Back to what is saved.
    Back,
    /// The lock holds something else than the copy.
    SaveAgain(Trouble),
}

impl Rehearsal {
    /// Before anything is written. What was tried already is shown instead.
    pub(super) fn explain() -> Self {
        Self::Explain { trouble: None }
    }

    /// An earlier trial does not do.
    pub(super) fn again(trouble: Trouble) -> Self {
        Self::Explain { trouble: Some(trouble) }
    }

    /// Tries at once.
    pub(super) fn begin(effects: &mut Vec<Effect>) -> Self {
        Self::Trying(Task::begin(Job::Rehearse, effects))
    }

    /// Whether it was begun, and is not known to be over.
    pub(super) fn is_trying(&self) -> bool {
        match self {
            Self::Trying(_) => true,
            Self::Explain { .. } | Self::Loading(_) | Self::Held(_) => false,
        }
    }

    /// Whether throw-away items may be on the lock.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Trying(Task::Running { .. }) => true,
            Self::Trying(Task::Failed { .. } | Task::Cancelled)
            | Self::Explain { .. }
            | Self::Loading(_)
            | Self::Held(_) => false,
        }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Explain { trouble } => match input {
                Input::Press(Button::Next, _) if facts.rehearsed => {
                    Self::Loading(Task::begin(Job::LoadReview, effects))
                }
                Input::Press(Button::Next, _) => Self::begin(effects),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Explain { trouble },
            },
            Self::Trying(task) => match task.update(|| Job::Rehearse, input, effects) {
                End::Stays(task) => Self::Trying(task),
                End::Gave(News::Rehearsed(review), _) => {
                    facts.rehearsed = true;
                    Self::Held(Some(review))
                }
                End::Gave(_, _) => Self::Trying(Task::failed(Trouble::Fault)),
                End::Failed(trouble @ (Trouble::LockChanged | Trouble::CopyOutdated), _) => {
                    return Flow::Leave(Exit::SaveAgain(trouble));
                }
                End::Failed(trouble, _) => Self::Trying(Task::failed(trouble)),
                End::Back => Self::explain(),
            },
            Self::Loading(task) => match task.update(|| Job::LoadReview, input, effects) {
                End::Stays(task) => Self::Loading(task),
                End::Gave(News::Review(review), _) => Self::Held(Some(review)),
                End::Gave(_, _) => Self::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            Self::Held(review) => match input {
                Input::Opened => Self::Loading(Task::begin(Job::LoadReview, effects)),
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::Held),
                Input::Press(Button::Retry, _) => {
                    facts.rehearsed = false;
                    Self::begin(effects)
                }
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Held(review),
            },
        })
    }

    pub(super) fn screen(&self, _: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Rehearsal, say!("rehearsal-title"));
        match self {
            Self::Explain { trouble } => {
                screen.problem = trouble.as_ref().map(Trouble::problem);
                screen.lines = vec![say!("rehearsal-why"), say!("rehearsal-how"), say!("rehearsal-stay")];
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-try"), Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Trying(task) => {
                screen = task.show(say!("rehearsal-doing"), screen);
            }
            Self::Loading(task) => screen = task.show(say!("review-loading"), screen).without_cancel(),
            Self::Held(review) => {
                let rehearsal = review.as_ref().and_then(|review| review.rehearsal.as_ref());
                screen.lines.push(say!("rehearsal-held"));
                screen
                    .lines
                    .extend(rehearsal.map(items::rehearsal_lines).unwrap_or_default());
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-next"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-try-again"), Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
        }
        screen
    }
}
