//! The owner's account as a way to a lock's key: whose, where, which lock (cloud 2 and 3). Nothing is sent before the owner has chosen a
//! region and given a name and a password, or chosen an account that is signed in.

use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{AccountLock, Effect, Job, KeyRole, KeySource, LockRights, News};
use crate::journey::facts::AccountRef;
use crate::journey::message::{Hidden, Message, say};
use crate::journey::screen::{Body, Button, Choice, Danger, Field, Input as Typing, Screen, StageName};
use crate::journey::trouble::Trouble;
use crate::model::Address;
use serde::{Deserialize, Serialize};

/// Taking a key from an account, or only signing in to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The lock that the key must be of, where that is known.
    address: Option<Address>,
    /// No key is wanted: an account that answers is enough.
    #[serde(default)]
    only_signs_in: bool,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    /// Which accounts are signed in here.
    Looking(Task),
    /// One of them, or a region to sign in at.
    Choosing {
        #[serde(skip)]
        accounts: Vec<AccountRef>,
        #[serde(skip)]
        regions: Vec<String>,
        #[serde(skip)]
        trouble: Option<Trouble>,
    },
    /// Name and password.
    Typing {
        region: String,
        #[serde(skip)]
        trouble: Option<Trouble>,
    },
    /// Signing in. The password is nowhere but in the work itself, so that it is asked for again after anything.
    SigningIn { who: AccountRef, task: Task },
    /// Reading which locks the account has.
    Reading { who: AccountRef, task: Task },
    /// Which of them?
    Locks {
        who: AccountRef,
        #[serde(skip)]
        locks: Vec<AccountLock>,
    },
    /// Its key is being kept.
    Taking { who: AccountRef, task: Task },
}

/// How it ends.
pub(super) enum Exit {
    /// A key of this lock is kept.
    Got(Address, AccountRef),
    /// This account answers, where no key is wanted.
    SignedIn(AccountRef),
    /// Another way is wanted.
    Back,
}

/// The choice of a region, among accounts.
const REGION: &str = "region:";

impl Account {
    /// Begins. `address`: the lock that the key must be of, where that is known.
    pub(super) fn begin(address: Option<Address>, effects: &mut Vec<Effect>) -> Self {
        Self {
            address,
            only_signs_in: false,
            at: look(effects),
        }
    }

    /// Signs in, or takes an account that is signed in. No key is taken.
    pub(super) fn sign_in(effects: &mut Vec<Effect>) -> Self {
        Self {
            address: None,
            only_signs_in: true,
            at: look(effects),
        }
    }

    /// Signs in anew, saying why.
    pub(super) fn sign_in_again(who: AccountRef, trouble: Trouble) -> Self {
        Self {
            address: None,
            only_signs_in: true,
            at: typing_again(who, trouble),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table: each place, each input, what follows")]
    pub(super) fn update(mut self, role: KeyRole, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        self.at = match self.at {
            At::Looking(task) => match task.update(|| Job::ListAccounts, input, effects) {
                End::Stays(task) => At::Looking(task),
                End::Gave(News::Accounts { accounts, regions }, _) => At::Choosing {
                    accounts,
                    regions,
                    trouble: None,
                },
                End::Gave(_, _) => At::Looking(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => At::Looking(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            At::Choosing {
                accounts,
                regions,
                trouble,
            } => match input {
                Input::Choose(id) => match id.strip_prefix(REGION) {
                    Some(region) => At::Typing {
                        region: region.to_owned(),
                        trouble: None,
                    },
                    None => match numbered(&accounts, &id) {
                        Some(who) => read(who.clone(), effects),
                        None => At::Choosing {
                            accounts,
                            regions,
                            trouble,
                        },
                    },
                },
                Input::Opened => look(effects),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => At::Choosing {
                    accounts,
                    regions,
                    trouble,
                },
            },
            At::Typing { region, trouble } => match input {
                Input::Submit(entries) => sign_in(region, entries, effects),
                Input::Press(Button::Back, _) => look(effects),
                _ => At::Typing { region, trouble },
            },
            At::SigningIn { who, task } => match input {
                // The password is gone with the work.
                Input::Opened | Input::Cancelled => At::Typing {
                    region: who.region,
                    trouble: None,
                },
                input => match task.update_if(|| None, input, effects) {
                    End::Stays(task) => At::SigningIn { who, task },
                    End::Gave(News::AccountLocks(locks), _) => locks_of(self.address, who, locks),
                    End::Gave(_, _) => typing_again(who, Trouble::Fault),
                    End::Failed(trouble, _) => typing_again(who, trouble),
                    End::Back => look(effects),
                },
            },
            At::Reading { who, task } => {
                let again = who.clone();
                match task.update(|| Job::ReadAccount { account: again }, input, effects) {
                    End::Stays(task) => At::Reading { who, task },
                    End::Gave(News::AccountLocks(locks), _) => locks_of(self.address, who, locks),
                    End::Gave(_, _) => failed_reading(who, Trouble::Fault),
                    // The password is asked for, in the region where the account is.
                    End::Failed(trouble @ Trouble::AccountSignedOut, _) => typing_again(who, trouble),
                    End::Failed(trouble, _) => failed_reading(who, trouble),
                    End::Back => look(effects),
                }
            }
            At::Locks { who, locks } => match input {
                Input::Choose(id) => match numbered(&locks, &id).filter(|lock| lock.may_be_taken()) {
                    Some(lock) => {
                        let job = Job::TakeKey {
                            source: KeySource::Text(lock.key.clone()),
                            address: Some(lock.address),
                            role,
                        };
                        At::Taking {
                            who,
                            task: Task::begin(job, effects),
                        }
                    }
                    None => At::Locks { who, locks },
                },
                Input::Opened | Input::Press(Button::Retry, _) => read(who, effects),
                Input::Press(Button::Back, _) => look(effects),
                _ => At::Locks { who, locks },
            },
            At::Taking { who, task } => match input {
                // What was read is gone.
                Input::Opened | Input::Cancelled => read(who, effects),
                input => match task.update_if(|| None, input, effects) {
                    End::Stays(task) => At::Taking { who, task },
                    End::Gave(News::Key { address, .. }, _) => return Flow::Leave(Exit::Got(address, who)),
                    End::Gave(_, _) => failed_reading(who, Trouble::Fault),
                    End::Failed(trouble, _) => failed_reading(who, trouble),
                    End::Back => look(effects),
                },
            },
        };
        match self.at {
            At::Locks { who, .. } if self.only_signs_in => Flow::Leave(Exit::SignedIn(who)),
            at => Flow::Stay(Self { at, ..self }),
        }
    }

    /// Whether work runs.
    pub(super) fn is_running(&self) -> bool {
        match &self.at {
            At::Looking(task) | At::SigningIn { task, .. } | At::Reading { task, .. } | At::Taking { task, .. } => {
                matches!(task, Task::Running { .. })
            }
            At::Choosing { .. } | At::Typing { .. } | At::Locks { .. } => false,
        }
    }

    pub(super) fn screen(&self, stage: StageName) -> Screen<Message> {
        let title = if self.only_signs_in {
            say!("account-sign-in-title")
        } else {
            say!("account-title")
        };
        let mut screen = blank(stage, title);
        let back = offer(Button::Back, say!("button-back"), Danger::None);
        match &self.at {
            At::Looking(task) => screen = task.show(say!("account-looking"), screen),
            At::Choosing {
                accounts,
                regions,
                trouble,
            } => {
                if !self.only_signs_in {
                    screen.lines.push(say!("account-why"));
                }
                screen.lines.push(say!("account-where"));
                screen.problem = trouble.as_ref().map(Trouble::problem);
                let known = (0..).zip(accounts).map(|(number, account): (u32, _)| Choice {
                    id: number.to_string(),
                    label: say!("account-known", name = account.username.clone()),
                    detail: Some(region_words(&account.region)),
                    enabled: true,
                });
                let new = regions.iter().map(|region| Choice {
                    id: format!("{REGION}{region}"),
                    label: say!("account-sign-in"),
                    detail: Some(region_words(region)),
                    enabled: true,
                });
                screen.body = Body::Choices {
                    choices: known.chain(new).collect(),
                };
                screen.actions.push(back);
            }
            At::Typing { region, trouble } => {
                screen.lines = vec![region_words(region), say!("account-password-stays")];
                screen.problem = trouble.as_ref().map(Trouble::problem);
                let field = |id: &str, label, input| Field {
                    id: id.to_owned(),
                    label,
                    input,
                };
                screen.body = Body::Form {
                    fields: vec![
                        field("name", say!("account-name"), Typing::Words),
                        field("password", say!("account-password"), Typing::Password),
                    ],
                };
                screen
                    .actions
                    .push(offer(Button::Submit, say!("button-sign-in"), Danger::None));
                screen.actions.push(back);
            }
            At::SigningIn { task, .. } => screen = task.show(say!("account-signing-in"), screen),
            At::Reading { task, .. } => screen = task.show(say!("account-reading"), screen),
            At::Locks { who, locks } => {
                screen.title = say!("account-locks-title");
                screen.lines.push(say!("account-of", name = who.username.clone()));
                if !locks.iter().any(AccountLock::may_be_taken) {
                    let trouble = if locks.is_empty() {
                        Trouble::AccountNoLock
                    } else {
                        Trouble::AccountGuest
                    };
                    screen.problem = Some(trouble.problem());
                    screen
                        .actions
                        .push(offer(Button::Retry, say!("button-retry"), Danger::None));
                }
                let choices = (0..).zip(locks).map(|(number, lock): (u32, _)| Choice {
                    id: number.to_string(),
                    label: if lock.is_older {
                        say!("account-older-entry", lock = lock.name.clone())
                    } else {
                        say!("key-of-lock", lock = lock.name.clone())
                    },
                    detail: Some(rights_words(lock)),
                    enabled: lock.may_be_taken(),
                });
                screen.body = Body::Choices {
                    choices: choices.collect(),
                };
                screen.actions.push(back);
            }
            At::Taking { task, .. } => screen = task.show(say!("key-reading"), screen).without_cancel(),
        }
        screen
    }
}

/// The locks to choose from: only the one that the key must be of, where that is known.
fn locks_of(address: Option<Address>, who: AccountRef, mut locks: Vec<AccountLock>) -> At {
    locks.retain(|lock| address.is_none_or(|address| lock.address == address));
    At::Locks { who, locks }
}

fn look(effects: &mut Vec<Effect>) -> At {
    At::Looking(Task::begin(Job::ListAccounts, effects))
}

fn read(who: AccountRef, effects: &mut Vec<Effect>) -> At {
    let job = Job::ReadAccount { account: who.clone() };
    At::Reading {
        who,
        task: Task::begin(job, effects),
    }
}

fn failed_reading(who: AccountRef, trouble: Trouble) -> At {
    At::Reading {
        who,
        task: Task::failed(trouble),
    }
}

fn typing_again(who: AccountRef, trouble: Trouble) -> At {
    At::Typing {
        region: who.region,
        trouble: Some(trouble),
    }
}

fn sign_in(region: String, entries: Vec<(String, Hidden)>, effects: &mut Vec<Effect>) -> At {
    let (mut username, mut password) = (String::new(), Hidden::default());
    for (id, text) in entries {
        match id.as_str() {
            "name" => text.0.trim().clone_into(&mut username),
            _ => password = text,
        }
    }
    let who = AccountRef { username, region };
    let job = Job::SignIn {
        account: who.clone(),
        password,
    };
    At::SigningIn {
        who,
        task: Task::begin(job, effects),
    }
}

fn numbered<'a, T>(list: &'a [T], id: &str) -> Option<&'a T> {
    list.get(id.parse::<usize>().ok()?)
}

/// Where an account is, as its owner says it.
fn region_words(region: &str) -> Message {
    match region {
        "eu" => say!("account-region-eu"),
        "cn" => say!("account-region-cn"),
        other => say!("account-region-other", address = other.to_owned()),
    }
}

fn rights_words(lock: &AccountLock) -> Message {
    let address = lock.address.to_string();
    match lock.rights {
        LockRights::Owner => say!("account-rights-owner", address = address),
        LockRights::Admin => say!("account-rights-admin", address = address),
        LockRights::Guest => say!("account-rights-guest", address = address),
        LockRights::Pending => say!("account-rights-pending", address = address),
        LockRights::Frozen => say!("account-rights-frozen", address = address),
        LockRights::NotUsable => say!("account-rights-not-usable", address = address),
        LockRights::ReAdded => say!("account-rights-re-added", address = address),
    }
}
