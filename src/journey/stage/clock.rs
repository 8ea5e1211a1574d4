//! The lock's clock: set and read back before any code is written.

use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, Job, News};
use crate::journey::facts::Facts;
use crate::journey::message::{Arg, Message, say};
use crate::journey::screen::{Button, Danger, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Setting the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// It is set.
    Setting(Task),
    /// How it was found.
    Shown {
        /// How far off it was, in seconds.
        drift_s: Option<i64>,
        /// Whether it was set.
        set: bool,
    },
}

/// How it ends.
pub(super) enum Exit {
    /// On with the plan.
    Set,
}

/// A clock that is this close, in seconds, was right.
const RIGHT_S: u64 = 60;

impl Clock {
    /// Sets it.
    pub(super) fn begin(effects: &mut Vec<Effect>) -> Self {
        Self::Setting(Task::begin(Job::SetClock, effects))
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Setting(task) => match task.update(|| Job::SetClock, input, effects) {
                End::Stays(task) => Self::Setting(task),
                End::Gave(News::Clock { drift_s, set }, _) => {
                    facts.clock_set = set;
                    Self::Shown { drift_s, set }
                }
                End::Gave(_, _) => Self::Setting(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Setting(Task::failed(trouble)),
                // Nothing may be written before the clock is right: there is no way round it but trying again.
                End::Back => Self::Setting(Task::Cancelled),
            },
            Self::Shown { drift_s, set } => match input {
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::Set),
                _ => Self::Shown { drift_s, set },
            },
        })
    }

    pub(super) fn screen(&self, _: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Clock, say!("clock-title"));
        match self {
            Self::Setting(task) => {
                screen.lines.push(say!("clock-why"));
                screen = task.show(say!("clock-doing"), screen);
                screen.actions.retain(|offer| offer.button != Button::Back);
            }
            Self::Shown { drift_s, set } => {
                screen.lines.push(match (set, drift_s.map(i64::unsigned_abs)) {
                    (false, _) => say!("clock-not-set"),
                    (true, None) => say!("clock-set"),
                    (true, Some(drift)) if drift <= RIGHT_S => say!("clock-was-right"),
                    (true, Some(drift)) => say!("clock-was-off", time = Arg::Seconds(drift)),
                });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-next"), Danger::None));
            }
        }
        screen
    }
}
