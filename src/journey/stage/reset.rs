//! The reset itself, over the air or by hand, and what the lock shows afterwards. The proof is made in the job; here is only what
//! is asked for, and what follows (S1, S4).

use super::task::{End, Task, offer};
use super::{Flow, Input, OpenIntent, blank};
use crate::backup::verify::ResetWay;
use crate::journey::effect::{Effect, Job, News};
use crate::journey::facts::Facts;
use crate::journey::message::{Message, say};
use crate::journey::recover::Standing;
use crate::journey::screen::{Body, Button, Danger, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Resetting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reset {
    /// Proving and resetting, or proving and preparing.
    Working {
        /// How.
        way: ResetWay,
        /// It.
        task: Task,
    },
    /// Everything is proved: the owner presses the button.
    Buttons {
        /// What the lock showed when it was asked last.
        trouble: Option<Trouble>,
    },
    /// The lock is asked what it is now.
    Asking {
        /// How it was reset.
        way: ResetWay,
        /// Asking.
        task: Task,
    },
}

/// How it ends.
pub(super) enum Exit {
    /// The lock has no owner.
    Done,
    /// The lock has the new key already.
    ReAdded,
    /// The lock is as it was.
    NotYet(Option<Trouble>),
    /// The way back must be tried again.
    Rehearse(Trouble),
    /// The lock holds something else than the copy.
    SaveAgain(Trouble),
    /// Somebody else owns the lock.
    AskForKey,
}

impl Reset {
    /// Begins.
    pub(super) fn begin(way: ResetWay, facts: &Facts, effects: &mut Vec<Effect>) -> Self {
        Self::Working {
            way,
            task: Task::begin(job(way, facts), effects),
        }
    }

    /// The instructions for the button.
    pub(super) fn buttons(trouble: Option<Trouble>) -> Self {
        Self::Buttons { trouble }
    }

    /// Whether the instructions for the button are shown.
    #[cfg(test)]
    pub(crate) fn shows_buttons(&self) -> bool {
        matches!(self, Self::Buttons { .. })
    }

    /// What may have happened to the lock.
    pub(super) fn open_intent(&self) -> Option<OpenIntent> {
        match self {
            // By hand, nothing happens to the lock before everything is proved and the instructions are shown: a proof that was
            // stopped is made anew, and they stay hidden until then (S1).
            Self::Working { task, way } => match (task, way) {
                (Task::Running { .. }, ResetWay::OverTheAir) => Some(OpenIntent::Reset),
                (Task::Running { .. }, ResetWay::ByHand) | (Task::Failed { .. } | Task::Cancelled, _) => None,
            },
            Self::Buttons { .. } => Some(OpenIntent::ResetByHand),
            Self::Asking { way, .. } => Some(intent(*way)),
        }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            // Bluetooth is switched on for many reasons: a reset is sent by the owner's hand alone.
            Self::Working {
                way: way @ ResetWay::OverTheAir,
                task,
            } if matches!(input, Input::RadioReady) => Self::Working {
                way,
                task: task.wait_for_word(),
            },
            Self::Working { way, task } => match task.update(|| job(way, facts), input, effects) {
                End::Stays(task) => Self::Working { way, task },
                End::Gave(News::Standing(standing), _) => return stands(way, standing, effects),
                End::Gave(_, _) => Self::Working {
                    way,
                    task: Task::failed(Trouble::Fault),
                },
                End::Failed(trouble, _) => return failed(way, trouble, effects),
                End::Back => return Flow::Leave(Exit::NotYet(None)),
            },
            Self::Buttons { trouble } => match input {
                Input::Press(Button::Next, _) => ask(ResetWay::ByHand, effects),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::NotYet(None)),
                _ => Self::Buttons { trouble },
            },
            Self::Asking { way, task } => match task.update(|| Job::AskLock, input, effects) {
                End::Stays(task) => Self::Asking { way, task },
                End::Gave(News::Standing(Standing::OldKeyWorks), _) if way == ResetWay::ByHand => {
                    Self::buttons(Some(Trouble::NotReset))
                }
                End::Gave(News::Standing(Standing::OldKeyWorks), _) => {
                    return Flow::Leave(Exit::NotYet(Some(Trouble::NotReset)));
                }
                End::Gave(News::Standing(Standing::NotHeard), _) => Self::Asking {
                    way,
                    task: Task::failed(Trouble::ResetUnseen),
                },
                End::Gave(News::Standing(standing), _) => return stands(way, standing, effects),
                End::Gave(_, _) => Self::Asking {
                    way,
                    task: Task::failed(Trouble::Fault),
                },
                End::Failed(trouble, _) => Self::Asking {
                    way,
                    task: Task::failed(trouble),
                },
                // There is no way back from a reset that nobody saw, but the lock's own word.
                End::Back => match way {
                    ResetWay::ByHand => Self::buttons(None),
                    ResetWay::OverTheAir => Self::Asking {
                        way,
                        task: Task::failed(Trouble::ResetUnseen),
                    },
                },
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Reset, say!("reset-title"));
        match self {
            Self::Working { task, way } => {
                let doing = match way {
                    ResetWay::OverTheAir => say!("reset-doing"),
                    ResetWay::ByHand => say!("reset-preparing"),
                };
                screen.lines.push(say!("reset-proof"));
                screen = task.show(doing, screen);
            }
            Self::Buttons { trouble } => {
                screen.title = say!("buttons-title");
                screen.lines = vec![say!("buttons-proved"), say!("buttons-where")];
                screen.problem = trouble.as_ref().map(Trouble::problem);
                screen.body = Body::Instructions {
                    instructions: button_steps(facts),
                };
                screen.warning = Some(say!("buttons-warning"));
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-did-it"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-not-now"), Danger::None));
            }
            Self::Asking { task, way } => {
                screen = task.show(say!("reset-asking"), screen);
                if *way == ResetWay::OverTheAir {
                    screen.actions.retain(|offer| offer.button != Button::Back);
                }
            }
        }
        screen
    }
}

fn intent(way: ResetWay) -> OpenIntent {
    match way {
        ResetWay::OverTheAir => OpenIntent::Reset,
        ResetWay::ByHand => OpenIntent::ResetByHand,
    }
}

fn job(way: ResetWay, facts: &Facts) -> Job {
    Job::Reset {
        way,
        accepted: facts.accepted.clone(),
        new_battery: facts.new_battery,
    }
}

fn ask(way: ResetWay, effects: &mut Vec<Effect>) -> Reset {
    Reset::Asking {
        way,
        task: Task::begin(Job::AskLock, effects),
    }
}

fn stands(way: ResetWay, standing: Standing, effects: &mut Vec<Effect>) -> Flow<Reset, Exit> {
    match standing {
        Standing::NoOwner => Flow::Leave(Exit::Done),
        Standing::NewKeyWorks => Flow::Leave(Exit::ReAdded),
        Standing::NoKeyWorks => Flow::Leave(Exit::AskForKey),
        Standing::NotHeard => Flow::Stay(ask(way, effects)),
        Standing::OldKeyWorks => match way {
            ResetWay::ByHand => Flow::Stay(Reset::buttons(None)),
            ResetWay::OverTheAir => Flow::Leave(Exit::NotYet(Some(Trouble::NotReset))),
        },
    }
}

/// What follows from a failure: nothing was sent, but for the one that says that nobody saw.
fn failed(way: ResetWay, trouble: Trouble, effects: &mut Vec<Effect>) -> Flow<Reset, Exit> {
    match trouble {
        Trouble::LockChanged | Trouble::CopyOutdated => Flow::Leave(Exit::SaveAgain(trouble)),
        Trouble::NotRehearsed => Flow::Leave(Exit::Rehearse(trouble)),
        Trouble::MoreLost | Trouble::BatteryLow | Trouble::BatteryUnknown | Trouble::ResetButtonOff => {
            Flow::Leave(Exit::NotYet(Some(trouble)))
        }
        Trouble::ResetUnseen => Flow::Stay(ask(way, effects)),
        trouble => Flow::Stay(Reset::Working {
            way,
            task: Task::failed(trouble),
        }),
    }
}

/// What to do at the lock, by what it is.
fn button_steps(facts: &Facts) -> Vec<Message> {
    let keypad = facts
        .lock
        .as_ref()
        .is_some_and(crate::journey::facts::LockFacts::has_keypad);
    let open = if keypad {
        say!("buttons-open-keypad")
    } else {
        say!("buttons-open-other")
    };
    vec![open, say!("buttons-find"), say!("buttons-hold"), say!("buttons-listen")]
}
