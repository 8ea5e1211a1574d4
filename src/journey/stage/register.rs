//! The lock back in the owner's account after the restore (cloud 10.2 and 10.3): the entry that its new key needs, what was put back, and
//! the entry from before. Nothing of it concerns the lock: whatever the account does, the lock is the owner's, and all of this may be left
//! out or done later.

use super::account::{self, Account};
use super::task::{End, Task, offer};
use super::{Flow, Input, blank, items};
use crate::journey::effect::{Effect, Job, KeyRole, News, NotTold, OldEntry, Told};
use crate::journey::facts::{Entry, Facts};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Body, Button, Check, Danger, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// The owner wants what the entry from before has to come over from there. Not by itself: other people's keys may come along, and a reset
/// may have been to be rid of them.
const AT_ONCE: &str = "at-once";
/// How many calls the settings take at most.
const SETTINGS: u32 = 2;
/// How many items are named one by one at most.
const NAMED: usize = 12;

/// Bringing it back. What runs is written down as running, so that what was stopped is looked up in the account before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// What may be done.
    Explain,
    /// Signing in: no account is known yet, or its sign-in has ended.
    SigningIn(Account),
    /// The entry is made, or found.
    Entering(Task),
    /// There is an entry. What was put back may be told.
    Entered,
    /// It is told, item by item.
    Telling(Task),
    /// What became of that.
    Told(Told),
    /// The entry from before is looked at, and taken away.
    Removing(Task),
    /// What became of it.
    Removed(OldEntry),
}

/// How it ends.
pub(super) enum Exit {
    /// On to the end of the saved copy.
    On,
    /// Back to the report.
    Back,
}

impl Register {
    /// Where the account comes into it: the key was taken from one, and something was put back. "Not now" is no answer for ever.
    pub(super) fn is_due(facts: &Facts) -> bool {
        facts.account.is_some() && facts.cloud && facts.entry != Entry::Settled && facts.target.is_some()
    }

    /// Whether an owner who came without an account may bring the lock into one: it was added here, so that its own app does not know it.
    pub(super) fn is_offered(facts: &Facts) -> bool {
        facts.account.is_none() && facts.cloud && facts.paired_here && facts.target.is_some()
    }

    /// Begins. A lock that was added in its own app has its entry already.
    pub(super) fn begin(facts: &Facts) -> Self {
        if facts.paired_here && facts.entry == Entry::NotMade {
            Self::Explain
        } else {
            Self::Entered
        }
    }

    /// Begins for an owner who came without an account.
    pub(super) fn sign_in(effects: &mut Vec<Effect>) -> Self {
        Self::SigningIn(Account::sign_in(effects))
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        if let (Input::Press(Button::Skip, _), false) = (&input, self.is_running()) {
            return Flow::Leave(Exit::On);
        }
        if let Self::SigningIn(signing_in) = self {
            return Flow::Stay(match signing_in.update(KeyRole::New, input, effects) {
                Flow::Stay(signing_in) => Self::SigningIn(signing_in),
                Flow::Leave(account::Exit::SignedIn(who) | account::Exit::Got(_, who)) => {
                    // Another account has no entry that is known.
                    if facts.account.replace(who.clone()) != Some(who) {
                        facts.entry = Entry::NotMade;
                    }
                    Self::begin(facts)
                }
                Flow::Leave(account::Exit::Back) if facts.account.is_none() => return Flow::Leave(Exit::Back),
                Flow::Leave(account::Exit::Back) => Self::begin(facts),
            });
        }
        let Some(account) = facts.account.clone() else {
            return Flow::Leave(Exit::Back);
        };
        let enter = || Job::Register {
            account: account.clone(),
        };
        let at_once = facts.ticked.contains(AT_ONCE);
        let tell = || Job::TellAccount {
            account: account.clone(),
            at_once,
        };
        let remove = || Job::RemoveOldEntry {
            account: account.clone(),
        };
        // A sign-in that has ended, or of another account than the lock is in, is to be changed here, not to end in a dead end.
        let failed = |trouble, as_task: fn(Task) -> Self| match trouble {
            Trouble::AccountSignedOut | Trouble::AccountNoLock => {
                Self::SigningIn(Account::sign_in_again(account.clone(), trouble))
            }
            trouble => as_task(Task::failed(trouble)),
        };
        Flow::Stay(match self {
            Self::SigningIn(signing_in) => Self::SigningIn(signing_in),
            Self::Explain => match input {
                Input::Press(Button::Next, _) => Self::Entering(Task::begin(enter(), effects)),
                _ => Self::Explain,
            },
            Self::Entering(task) => match task.update(enter, input, effects) {
                End::Stays(task) => Self::Entering(task),
                End::Gave(News::Registered { doubt }, _) => {
                    facts.entry = if doubt { Entry::InDoubt } else { Entry::Made };
                    facts.key_in_account = !doubt;
                    Self::Entered
                }
                End::Gave(_, _) => Self::Entering(Task::failed(Trouble::Fault)),
                // That it does not have the lock is no news here: it is to get it.
                End::Failed(trouble @ Trouble::AccountNoLock, _) => Self::Entering(Task::failed(trouble)),
                End::Failed(trouble, _) => failed(trouble, Self::Entering),
                End::Back => Self::Explain,
            },
            Self::Entered => match input {
                Input::Press(Button::Next, _) => Self::Telling(Task::begin(tell(), effects)),
                Input::Tick(_, on) => {
                    if on {
                        facts.ticked.insert(AT_ONCE.to_owned());
                    } else {
                        facts.ticked.remove(AT_ONCE);
                    }
                    Self::Entered
                }
                _ => Self::Entered,
            },
            Self::Telling(task) => match task.update(tell, input, effects) {
                End::Stays(task) => Self::Telling(task),
                End::Gave(News::Told(told), _) => Self::Told(told),
                End::Gave(_, _) => Self::Telling(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => failed(trouble, Self::Telling),
                End::Back => Self::Entered,
            },
            Self::Told(told) => match input {
                Input::Press(Button::Next, _) => {
                    facts.entry = Entry::Settled;
                    return Flow::Leave(Exit::On);
                }
                Input::Press(Button::Retry, _) => Self::Telling(Task::begin(tell(), effects)),
                // The owner presses it behind a question, and knows what goes with the entry.
                Input::Press(Button::Erase, _) => Self::Removing(Task::begin(remove(), effects)),
                _ => Self::Told(told),
            },
            Self::Removing(task) => match task.update(remove, input, effects) {
                End::Stays(task) => Self::Removing(task),
                End::Gave(News::OldEntry(old), _) => Self::Removed(old),
                End::Gave(_, _) => Self::Removing(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => failed(trouble, Self::Removing),
                End::Back => Self::Entered,
            },
            Self::Removed(old) => match input {
                Input::Press(Button::Next, _) => {
                    facts.entry = Entry::Settled;
                    return Flow::Leave(Exit::On);
                }
                _ => Self::Removed(old),
            },
        })
    }

    fn is_running(&self) -> bool {
        match self {
            Self::Entering(task) | Self::Telling(task) | Self::Removing(task) => matches!(task, Task::Running { .. }),
            Self::SigningIn(account) => account.is_running(),
            Self::Explain | Self::Entered | Self::Told(_) | Self::Removed(_) => false,
        }
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Report, say!("register-title"));
        match self {
            Self::Explain => {
                screen.lines = vec![
                    say!("register-why", lock = facts.lock_name()),
                    say!("register-not-proved"),
                ];
                if let Some(account) = &facts.account {
                    screen
                        .lines
                        .push(say!("register-account", name = account.username.clone()));
                }
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-register"), Danger::Careful));
            }
            Self::SigningIn(account) => screen = account.screen(StageName::Report),
            Self::Entering(task) => screen = task.show(say!("register-doing"), screen),
            Self::Entered => {
                screen.lines = vec![
                    match facts.entry {
                        Entry::InDoubt => say!("register-in-doubt"),
                        Entry::NotMade | Entry::Made | Entry::Settled => say!("register-entered"),
                    },
                    say!("register-tell-why"),
                ];
                screen.lines.extend(facts.copy.as_ref().map(|copy| {
                    let most = copy.codes.saturating_add(copy.cards).saturating_add(SETTINGS);
                    say!("register-calls", count = most)
                }));
                screen.body = Body::Checklist {
                    checks: vec![Check {
                        id: AT_ONCE.to_owned(),
                        label: say!("register-at-once"),
                        detail: Some(say!("register-at-once-people")),
                        ticked: facts.ticked.contains(AT_ONCE),
                        required: false,
                    }],
                };
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-tell"), Danger::Careful));
            }
            Self::Telling(task) => screen = task.show(say!("register-telling"), screen),
            Self::Told(told) => show_told(told, &mut screen),
            Self::Removing(task) => screen = task.show(say!("register-removing"), screen),
            Self::Removed(old) => {
                screen.lines.push(match old {
                    OldEntry::Gone => say!("register-old-gone"),
                    OldEntry::Same => say!("register-old-same"),
                    OldEntry::Kept => say!("register-old-kept"),
                });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-next"), Danger::None));
            }
        }
        let is_left_by_itself = match self {
            Self::Told(told) => told.stopped.is_none(),
            Self::Removed(_) => true,
            Self::SigningIn(_) if facts.account.is_none() => true,
            Self::Explain
            | Self::SigningIn(_)
            | Self::Entering(_)
            | Self::Entered
            | Self::Telling(_)
            | Self::Removing(_) => false,
        };
        if !self.is_running() && !is_left_by_itself {
            screen
                .actions
                .push(offer(Button::Skip, say!("button-not-now"), Danger::None));
        }
        screen
    }
}

/// What became of telling, and what may follow: the entry from before goes only where the telling came to its end.
fn show_told(told: &Told, screen: &mut Screen<Message>) {
    screen.lines.push(say!("register-told", count = told.told));
    let further = [
        (told.known > 0).then(|| say!("register-known", count = told.known)),
        (told.not_tellable > 0).then(|| say!("register-not-tellable", count = told.not_tellable)),
        (told.refused > 0).then(|| say!("register-refused", count = told.refused)),
    ];
    screen.lines.extend(further.into_iter().flatten());
    let named = told.left.iter().take(NAMED).map(|(label, why)| {
        let item = items::label_words(label);
        match why {
            NotTold::Refused => say!("register-item-refused", item = item),
            NotTold::NotTellable => say!("register-item-not-tellable", item = item),
        }
    });
    screen.lines.extend(named);
    if told.left.len() > NAMED {
        screen
            .lines
            .push(say!("account-remarks-more", count = told.left.len() - NAMED));
    }
    if let Some(trouble) = &told.stopped {
        // What is not told yet may be on the old entry alone, so that it stays for now.
        screen.problem = Some(trouble.problem());
        screen.lines.push(say!("register-stopped"));
        screen
            .actions
            .push(offer(Button::Retry, say!("button-tell-again"), Danger::Careful));
    } else {
        screen.lines.push(say!("register-old-why"));
        screen
            .actions
            .push(offer(Button::Next, say!("button-keep-old"), Danger::None));
        if told.refused > 0 {
            screen
                .actions
                .push(offer(Button::Retry, say!("button-tell-again"), Danger::Careful));
        }
        let mut erase = offer(Button::Erase, say!("button-remove-old"), Danger::OneWay);
        erase.confirm = Some(say!("register-old-confirm"));
        screen.actions.push(erase);
    }
}
