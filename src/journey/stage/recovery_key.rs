//! The recovery key: shown, and two of its groups asked back, so that it was really kept.

use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, Job, News};
use crate::journey::facts::Facts;
use crate::journey::message::{Hidden, Message, say};
use crate::journey::screen::{Body, Button, CodeEntry, Danger, Field, Input as Typing, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// How a recovery key begins, which needs not be written down group by group.
pub const PREFIX: &str = "AGE-SECRET-KEY-1";

/// How many characters a group has.
pub const GROUP: usize = 6;

/// The groups of a recovery key, without its prefix.
pub fn groups(key: &str) -> Vec<String> {
    let characters: Vec<char> = key.strip_prefix(PREFIX).unwrap_or(key).chars().collect();
    characters.chunks(GROUP).map(|group| group.iter().collect()).collect()
}

/// Keeping the recovery key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecoveryKey {
    /// It is fetched from the secure store.
    Loading(Task),
    /// It is shown. After a restart it is fetched again.
    Showing(#[serde(skip)] Given),
    /// Two groups are asked back.
    Asking {
        /// It.
        #[serde(skip)]
        given: Given,
        /// Whether the last answer was wrong.
        #[serde(skip)]
        wrong: bool,
    },
    /// The phone forgets it.
    Forgetting(Task),
    /// It was kept before.
    Kept,
}

/// A recovery key, and which groups are asked back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    key: Hidden,
    asked: [u8; 2],
}

/// How it ends.
pub(super) enum Exit {
    /// It is kept.
    Kept,
    /// Back to what is saved.
    Back,
}

impl RecoveryKey {
    /// Fetches it, unless it was kept already.
    pub(super) fn begin(facts: &Facts, effects: &mut Vec<Effect>) -> Self {
        if facts.recovery_kept {
            Self::Kept
        } else {
            Self::Loading(Task::begin(Job::LoadRecoveryKey, effects))
        }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Loading(task) => match task.update(|| Job::LoadRecoveryKey, input, effects) {
                End::Stays(task) => Self::Loading(task),
                End::Gave(News::RecoveryKey { key, asked }, _) => Self::Showing(Given { key, asked }),
                End::Gave(_, _) => Self::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            Self::Showing(given) => match input {
                Input::Opened => Self::begin(facts, effects),
                Input::Press(Button::Next, _) => Self::Asking { given, wrong: false },
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Showing(given),
            },
            Self::Asking { given, wrong } => match input {
                Input::Opened => Self::begin(facts, effects),
                Input::Submit(entries) => {
                    if given.is_answered(&entries) {
                        Self::Forgetting(Task::begin(Job::ForgetRecoveryKey, effects))
                    } else {
                        Self::Asking { given, wrong: true }
                    }
                }
                Input::Press(Button::Back, _) => Self::Showing(given),
                _ => Self::Asking { given, wrong },
            },
            Self::Forgetting(task) => match task.update(|| Job::ForgetRecoveryKey, input, effects) {
                End::Stays(task) => Self::Forgetting(task),
                End::Gave(_, _) => {
                    facts.recovery_kept = true;
                    return Flow::Leave(Exit::Kept);
                }
                End::Failed(trouble, _) => Self::Forgetting(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            Self::Kept => match input {
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::Kept),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Kept,
            },
        })
    }

    pub(super) fn screen(&self, _: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::RecoveryKey, say!("recovery-title"));
        match self {
            Self::Loading(task) => screen = task.show(say!("recovery-loading"), screen).without_cancel(),
            Self::Forgetting(task) => screen = task.show(say!("recovery-forgetting"), screen).without_cancel(),
            Self::Showing(given) => {
                screen.lines = vec![say!("recovery-why"), say!("recovery-how"), say!("recovery-apart")];
                screen.body = Body::Code(CodeEntry {
                    groups: groups(&given.key.0)
                        .iter()
                        .map(|group| items::secret(group, true))
                        .collect(),
                    qr: Some(given.key.clone()),
                });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-wrote-down"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Asking { given, wrong } => {
                screen.lines.push(say!("recovery-ask"));
                let fields = (0_u8..).zip(given.asked).map(|(place, group)| Field {
                    id: format!("group-{place}"),
                    label: say!("recovery-group", number = u32::from(group) + 1),
                    input: Typing::Secret,
                });
                screen.body = Body::Form {
                    fields: fields.collect(),
                };
                screen.problem = wrong.then(|| Trouble::TypedWrong.problem());
                screen
                    .actions
                    .push(offer(Button::Submit, say!("button-next"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-show-again"), Danger::None));
            }
            Self::Kept => {
                screen.lines.push(say!("recovery-kept"));
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-next"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
        }
        screen
    }
}

impl Given {
    fn is_answered(&self, entries: &[(String, Hidden)]) -> bool {
        let groups = groups(&self.key.0);
        (0_u8..).zip(self.asked).all(|(place, group)| {
            let id = format!("group-{place}");
            let typed = entries
                .iter()
                .find(|(other, _)| *other == id)
                .map(|(_, text)| text.0.trim().to_uppercase());
            typed.is_some() && typed.as_ref() == groups.get(usize::from(group))
        })
    }
}
