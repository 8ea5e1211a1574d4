//! Saving the copy: two readings that agree, sealed, opened again, compared. Or taking a copy that was brought.

use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::seal::Recipient;
use crate::journey::effect::{Effect, Job, News};
use crate::journey::facts::{Facts, Route};
use crate::journey::message::{Hidden, Message, say};
use crate::journey::screen::{Body, Button, Danger, Field, Input as Typing, Request, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};
use std::str::FromStr as _;

/// Saving a copy, or taking one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backup {
    /// What will happen.
    Explain {
        /// Why the copy that there was does not do any more.
        trouble: Option<Trouble>,
    },
    /// For whom else the copy is sealed.
    Helper {
        /// Whether what was given is no public key.
        #[serde(skip)]
        wrong: bool,
    },
    /// Reading and sealing.
    Saving(Task),
    /// A copy is to be brought.
    Bring {
        /// What was wrong with the last one.
        #[serde(skip)]
        trouble: Option<Trouble>,
    },
    /// A file is being picked.
    Picking,
    /// It is opened.
    Opening(Task),
    /// It needs its recovery key.
    Locked {
        /// What was wrong with the last one typed.
        #[serde(skip)]
        trouble: Option<Trouble>,
    },
}

/// How it ends.
pub(super) enum Exit {
    /// There is a copy.
    Saved,
    /// Back to the lock.
    Back,
    /// The person ends the journey.
    Abandoned,
}

impl Backup {
    /// Before anything is read.
    pub(super) fn explain(facts: &Facts) -> Self {
        match facts.route {
            Route::Entrust => Self::Helper { wrong: false },
            // There is no lock that it could be saved from.
            Route::FromCopy => Self::bring(),
            Route::SameLock | Route::OtherLock => Self::Explain { trouble: None },
        }
    }

    /// The copy that there was does not do any more.
    pub(super) fn again(trouble: Trouble) -> Self {
        Self::Explain { trouble: Some(trouble) }
    }

    /// A copy is to be brought.
    pub(super) fn bring() -> Self {
        Self::Bring { trouble: None }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Explain { trouble } => match input {
                Input::Press(Button::Next, _) => {
                    facts.without_account = false;
                    Self::Saving(Task::begin(save(facts), effects))
                }
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Explain { trouble },
            },
            Self::Helper { wrong } => match input {
                Input::Submit(entries) => match helper(entries) {
                    Some(key) => {
                        facts.helper = Some(key);
                        Self::Saving(Task::begin(save(facts), effects))
                    }
                    None => Self::Helper { wrong: true },
                },
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Helper { wrong },
            },
            Self::Saving(task) => {
                let is_refused = task.is_refused();
                if let (Input::Press(Button::Skip, _), true) = (&input, is_without_account(&task)) {
                    facts.without_account = true;
                    return Flow::Stay(Self::Saving(Task::begin(save(facts), effects)));
                }
                match task.update(|| save(facts), input, effects) {
                    End::Stays(task) => Self::Saving(task),
                    End::Gave(News::Copy(copy), _) => {
                        facts.copy = Some(*copy);
                        facts.recovery_kept = false;
                        return Flow::Leave(Exit::Saved);
                    }
                    End::Gave(_, _) => Self::Saving(Task::failed(Trouble::Fault)),
                    End::Failed(trouble, _) => Self::Saving(Task::failed(trouble)),
                    // The same again would end the same: another key is given where the lock is found.
                    End::Back if is_refused => return Flow::Leave(Exit::Back),
                    End::Back => Self::explain(facts),
                }
            }
            Self::Bring { trouble } => match input {
                Input::Press(Button::Next, _) => Self::Picking,
                Input::Press(Button::Abandon, _) => return Flow::Leave(Exit::Abandoned),
                _ => Self::Bring { trouble },
            },
            Self::Picking => match input {
                Input::Picked(file) => {
                    let job = Job::OpenCopy {
                        file: Some(file),
                        recovery: None,
                    };
                    Self::Opening(Task::begin(job, effects))
                }
                Input::NotPicked | Input::Opened | Input::Press(Button::Back, _) => Self::bring(),
                _ => Self::Picking,
            },
            Self::Opening(task) => {
                let again = || Job::OpenCopy {
                    file: None,
                    recovery: None,
                };
                match task.update(again, input, effects) {
                    End::Stays(task) => Self::Opening(task),
                    End::Gave(News::Copy(copy), _) => {
                        facts.copy = Some(*copy);
                        return Flow::Leave(Exit::Saved);
                    }
                    End::Gave(_, _) => Self::Opening(Task::failed(Trouble::Fault)),
                    End::Failed(Trouble::CopyLocked, _) => Self::Locked { trouble: None },
                    End::Failed(Trouble::RecoveryKeyWrong, _) => Self::Locked {
                        trouble: Some(Trouble::RecoveryKeyWrong),
                    },
                    End::Failed(trouble, _) => Self::Bring { trouble: Some(trouble) },
                    End::Back => Self::bring(),
                }
            }
            Self::Locked { trouble } => match input {
                Input::Submit(entries) => open(entries, effects),
                Input::Picked(text) => open(vec![(String::new(), text)], effects),
                Input::Press(Button::Back, _) => Self::bring(),
                _ => Self::Locked { trouble },
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Backup, say!("backup-title"));
        match self {
            Self::Explain { trouble } => {
                screen.problem = trouble.as_ref().map(Trouble::problem);
                screen.lines = vec![say!("backup-why"), say!("backup-twice"), say!("backup-untouched")];
                screen
                    .lines
                    .extend(facts.account.is_some().then(|| say!("backup-account")));
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-save-copy"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Helper { wrong } => {
                screen.problem = wrong.then(|| Trouble::HelperKeyWrong.problem());
                screen.lines = vec![say!("entrust-why"), say!("entrust-key")];
                screen.body = Body::Form {
                    fields: vec![Field {
                        id: "helper".to_owned(),
                        label: say!("entrust-paste"),
                        input: Typing::Paste,
                    }],
                };
                screen
                    .actions
                    .push(offer(Button::Submit, say!("button-save-copy"), Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Saving(task) => {
                screen = task.show(say!("backup-doing", lock = facts.lock_name()), screen);
                if is_without_account(task) {
                    screen.lines.push(say!("backup-without-account"));
                    let skip = offer(Button::Skip, say!("button-without-account"), Danger::Careful);
                    screen.actions.push(skip);
                }
            }
            Self::Bring { trouble } => {
                screen.title = say!("bring-title");
                screen.lines = vec![say!("bring-why"), say!("bring-key")];
                screen.problem = trouble.as_ref().map(Trouble::problem);
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-pick-file"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Abandon, say!("button-abandon"), Danger::Careful));
            }
            Self::Picking => {
                screen.title = say!("bring-title");
                screen.lines.push(say!("bring-picking"));
                screen.request = Some(Request::PickCopy);
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Opening(task) => {
                screen.title = say!("bring-title");
                screen = task.show(say!("bring-opening"), screen).without_cancel();
            }
            Self::Locked { trouble } => {
                screen.title = say!("bring-locked-title");
                screen.lines = vec![say!("bring-locked")];
                screen.problem = trouble.as_ref().map(Trouble::problem);
                screen.body = Body::Form {
                    fields: vec![Field {
                        id: "recovery".to_owned(),
                        label: say!("bring-recovery"),
                        input: Typing::Secret,
                    }],
                };
                screen.request = Some(Request::ScanQr);
                screen
                    .actions
                    .push(offer(Button::Submit, say!("button-next"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
        }
        screen
    }
}

/// A public key. Nothing else is kept: a person may paste a secret one by mistake.
fn helper(entries: Vec<(String, Hidden)>) -> Option<String> {
    let (_, typed) = entries.into_iter().next()?;
    let key = typed.0.trim();
    Recipient::from_str(key).ok().map(|_| key.to_owned())
}

fn save(facts: &Facts) -> Job {
    Job::Backup {
        helper: facts.helper.clone(),
        account: facts.account.clone().filter(|_| !facts.without_account),
    }
}

/// Whether it failed for the account alone, so that the owner may save without it.
fn is_without_account(task: &Task) -> bool {
    matches!(task, Task::Failed { trouble } if trouble.is_of_account())
}

/// What was typed as a recovery key, without the spaces and lines that it was written down with.
fn open(entries: Vec<(String, Hidden)>, effects: &mut Vec<Effect>) -> Backup {
    let typed = entries.into_iter().next().map(|(_, text)| text).unwrap_or_default();
    let key: String = typed.0.chars().filter(|character| !character.is_whitespace()).collect();
    let job = Job::OpenCopy {
        file: None,
        recovery: Some(Hidden(key.to_uppercase())),
    };
    Backup::Opening(Task::begin(job, effects))
}
