//! How Relatch may act as the lock's owner: a key, as a file, as text, or from the owner's account.

use super::account::{self, Account};
use super::task::{Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, Job, KeyRole, KeySource, News};
use crate::journey::facts::{Facts, Route};
use crate::journey::message::{Hidden, Message, say};
use crate::journey::screen::{Body, Button, Choice, Danger, Field, Input as Typing, Request, Screen, StageName};
use crate::journey::trouble::Trouble;
use crate::model::Address;
use serde::{Deserialize, Serialize};

/// Asking for a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The lock that the key must be of, where that is known.
    address: Option<Address>,
    /// Whether it is the key to the lock that everything goes onto.
    is_new: bool,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    /// File or text?
    Choosing {
        #[serde(skip)]
        trouble: Option<Trouble>,
    },
    /// A file is being picked.
    Picking,
    /// Text is being pasted.
    Typing,
    /// It is being read. What was given is not kept here for good.
    Reading {
        #[serde(skip)]
        source: Hidden,
    },
    /// It is taken from the owner's account.
    Account(Account),
    /// There are several.
    Several {
        #[serde(skip)]
        source: Hidden,
        #[serde(skip)]
        keys: Vec<(Address, String)>,
    },
}

/// How it ends.
pub(super) enum Exit {
    /// A key of this lock is kept.
    Got(Address),
    /// The person ends the journey.
    Abandoned,
}

impl Key {
    /// For the lock that is to be saved.
    pub(super) fn for_lock() -> Self {
        Self {
            address: None,
            is_new: false,
            at: At::Choosing { trouble: None },
        }
    }

    /// For the lock that everything goes onto.
    pub(super) fn for_target(address: Option<Address>) -> Self {
        Self {
            address,
            is_new: true,
            at: At::Choosing { trouble: None },
        }
    }

    /// The same question again, saying what went wrong.
    pub(super) fn with_trouble(mut self, trouble: Trouble) -> Self {
        self.at = At::Choosing { trouble: Some(trouble) };
        self
    }

    fn take(&self, source: Hidden, address: Option<Address>) -> Effect {
        Effect::Run(Job::TakeKey {
            source: KeySource::Text(source),
            address: self.address.or(address),
            role: if self.is_new { KeyRole::New } else { KeyRole::Old },
        })
    }

    pub(super) fn update(mut self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        if let Input::Press(Button::Abandon, _) = input {
            return Flow::Leave(Exit::Abandoned);
        }
        let role = if self.is_new { KeyRole::New } else { KeyRole::Old };
        self.at = match self.at {
            At::Choosing { trouble } => match input {
                Input::Choose(id) if id == "file" => At::Picking,
                Input::Choose(id) if id == "account" => At::Account(Account::begin(self.address, effects)),
                Input::Choose(_) => At::Typing,
                _ => At::Choosing { trouble },
            },
            At::Picking => match input {
                Input::Picked(source) => {
                    effects.push(self.take(source.clone(), None));
                    At::Reading { source }
                }
                Input::NotPicked | Input::Opened | Input::Press(Button::Back, _) => At::Choosing { trouble: None },
                _ => At::Picking,
            },
            At::Typing => match input {
                Input::Submit(entries) => {
                    let source = entries.into_iter().next().map(|(_, text)| text).unwrap_or_default();
                    effects.push(self.take(source.clone(), None));
                    At::Reading { source }
                }
                Input::Press(Button::Back, _) => At::Choosing { trouble: None },
                _ => At::Typing,
            },
            At::Reading { source } => match input {
                Input::Gave(News::Key { address, .. }, _) => {
                    if !self.is_new {
                        facts.account = None;
                    }
                    return Flow::Leave(Exit::Got(address));
                }
                Input::Gave(News::Keys(keys), _) => At::Several { source, keys },
                Input::Failed(trouble, _) => At::Choosing { trouble: Some(trouble) },
                Input::Opened | Input::Cancelled => At::Choosing { trouble: None },
                _ => At::Reading { source },
            },
            At::Account(account) => match account.update(role, input, effects) {
                Flow::Stay(account) => At::Account(account),
                Flow::Leave(account::Exit::Back | account::Exit::SignedIn(_)) => At::Choosing { trouble: None },
                Flow::Leave(account::Exit::Got(address, who)) => {
                    // The account that knows the lock as it was before is the one whose names are saved.
                    if !self.is_new || facts.account.is_none() {
                        facts.account = Some(who);
                        facts.without_account = false;
                    }
                    return Flow::Leave(Exit::Got(address));
                }
            },
            At::Several { source, keys } => match input {
                Input::Choose(id) => match keys.iter().find(|(address, _)| address.to_string() == id) {
                    Some((address, _)) => {
                        let effect = Effect::Run(Job::TakeKey {
                            source: KeySource::Text(source.clone()),
                            address: Some(*address),
                            role,
                        });
                        effects.push(effect);
                        At::Reading { source }
                    }
                    None => At::Several { source, keys },
                },
                Input::Opened | Input::Press(Button::Back, _) => At::Choosing { trouble: None },
                _ => At::Several { source, keys },
            },
        };
        Flow::Stay(self)
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let stage = if self.is_new { StageName::ReAdd } else { StageName::Key };
        let is_same = facts.route == Route::SameLock;
        let title = match (self.is_new, is_same) {
            (false, _) => say!("key-title"),
            (true, true) => say!("key-new-title"),
            (true, false) => say!("key-target-title"),
        };
        let mut screen = blank(stage, title);
        match &self.at {
            At::Choosing { trouble } => {
                screen.lines = match (self.is_new, is_same) {
                    (false, _) => vec![say!("key-why"), say!("key-where")],
                    (true, true) => vec![say!("key-new-why", lock = facts.lock_name())],
                    (true, false) => vec![say!("key-target-why"), say!("key-where")],
                };
                screen.problem = trouble.as_ref().map(Trouble::problem);
                screen.body = Body::Choices {
                    choices: vec![
                        choice("file", say!("key-file"), say!("key-file-detail")),
                        choice("text", say!("key-text"), say!("key-text-detail")),
                        Choice {
                            enabled: facts.cloud,
                            ..choice("account", say!("key-account"), account_detail(facts))
                        },
                    ],
                };
                if !self.is_new && facts.copy.is_none() {
                    screen
                        .actions
                        .push(offer(Button::Abandon, say!("button-abandon"), Danger::Careful));
                }
            }
            At::Picking => {
                screen.lines.push(say!("key-picking"));
                screen.request = Some(Request::PickKey);
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            At::Typing => {
                screen.body = Body::Form {
                    fields: vec![Field {
                        id: "key".to_owned(),
                        label: say!("key-paste"),
                        input: Typing::Paste,
                    }],
                };
                screen
                    .actions
                    .push(offer(Button::Submit, say!("button-next"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            At::Account(account) => screen = account.screen(stage),
            At::Reading { .. } => return Task::running().show(say!("key-reading"), screen).without_cancel(),
            At::Several { keys, .. } => {
                screen.lines.push(say!("key-several", count = keys.len()));
                let choices = keys.iter().map(|(address, name)| Choice {
                    id: address.to_string(),
                    label: say!("key-of-lock", lock = name.clone()),
                    detail: Some(say!("lock-address", address = address.to_string())),
                    enabled: true,
                });
                screen.body = Body::Choices {
                    choices: choices.collect(),
                };
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
        }
        screen
    }
}

fn account_detail(facts: &Facts) -> Message {
    if facts.cloud {
        say!("key-account-detail")
    } else {
        say!("key-account-none")
    }
}

/// A choice with an explanation.
pub(super) fn choice(id: &str, label: Message, detail: Message) -> Choice<Message> {
    Choice {
        id: id.to_owned(),
        label,
        detail: Some(detail),
        enabled: true,
    }
}

impl Screen<Message> {
    /// A screen of something too quick to be stopped.
    pub(super) fn without_cancel(mut self) -> Self {
        self.actions.retain(|offer| offer.button != Button::Cancel);
        self.request = None;
        self
    }
}

impl Key {
    /// Whether it asks for file or text.
    pub(super) fn is_choosing(&self) -> bool {
        matches!(self.at, At::Choosing { .. })
    }
}
