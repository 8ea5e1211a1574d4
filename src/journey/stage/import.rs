//! Putting everything back, item by item, and reading it back. Safe to run again (S7).

use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, Job, News, ReportData};
use crate::journey::facts::{Facts, ImportState};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Button, Danger, Offer, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Importing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Import {
    /// It was begun and stopped.
    Half,
    /// It runs.
    Writing(Task),
    /// What is on the lock is removed, to begin anew.
    Clearing(Task),
}

/// How it ends.
pub(super) enum Exit {
    /// Everything was tried and read back.
    Ended(Box<ReportData>),
    /// Back to the plan.
    Plan,
}

impl Import {
    /// Begins, or asks whether to go on.
    pub(super) fn begin(facts: &mut Facts, effects: &mut Vec<Effect>) -> Self {
        if facts.import == ImportState::Begun {
            return Self::Half;
        }
        start(facts, effects)
    }

    /// It was begun and stopped.
    pub(super) fn half() -> Self {
        Self::Half
    }

    /// Whether items may be half written.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Half => false,
            Self::Writing(task) | Self::Clearing(task) => matches!(task, Task::Running { .. }),
        }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Half => match input {
                Input::Press(Button::Next, _) => start(facts, effects),
                Input::Press(Button::StartOver, _) => Self::Clearing(Task::begin(Job::ClearTarget, effects)),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Plan),
                _ => Self::Half,
            },
            Self::Writing(task) => match task.update(|| job(facts), input, effects) {
                End::Stays(Task::Cancelled) => Self::Half,
                End::Stays(task) => Self::Writing(task),
                End::Gave(News::Imported(data), _) => {
                    facts.import = if data.proved {
                        ImportState::Proved
                    } else {
                        ImportState::Partial
                    };
                    return Flow::Leave(Exit::Ended(data));
                }
                End::Gave(_, _) => Self::Writing(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Writing(Task::failed(trouble)),
                End::Back => Self::Half,
            },
            Self::Clearing(task) => match task.update(|| Job::ClearTarget, input, effects) {
                End::Stays(task) => Self::Clearing(task),
                End::Gave(_, _) => {
                    facts.import = ImportState::NotBegun;
                    return Flow::Leave(Exit::Plan);
                }
                End::Failed(trouble, _) => Self::Clearing(Task::failed(trouble)),
                End::Back => Self::Half,
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Import, say!("import-title"));
        match self {
            Self::Half => {
                screen.lines = vec![say!("import-half"), say!("import-half-safe")];
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-go-on"), Danger::Careful));
                screen.actions.push(Offer {
                    button: Button::StartOver,
                    label: say!("button-start-over"),
                    danger: Danger::OneWay,
                    confirm: Some(say!("confirm-start-over")),
                });
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-see-plan"), Danger::None));
            }
            Self::Writing(task) => {
                screen.lines.push(say!("import-stay"));
                screen = task.show(say!("import-doing", lock = target_name(facts)), screen);
            }
            Self::Clearing(task) => {
                screen = task.show(say!("import-clearing"), screen);
            }
        }
        screen
    }
}

fn target_name(facts: &Facts) -> String {
    facts
        .target
        .as_ref()
        .map_or_else(|| facts.lock_name(), |lock| lock.name.clone())
}

fn start(facts: &mut Facts, effects: &mut Vec<Effect>) -> Import {
    facts.import = ImportState::Begun;
    Import::Writing(Task::begin(job(facts), effects))
}

fn job(facts: &Facts) -> Job {
    Job::Import {
        chosen: facts.chosen.clone(),
        trusted: facts.trusted,
    }
}
