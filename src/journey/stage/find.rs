//! Finding the lock and proving the key: asleep, dormant and absent told apart, never a timed-only step.

use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Effect, HeardLock, Job, KeyRole, News};
use crate::journey::event::Phone;
use crate::journey::facts::Facts;
use crate::journey::message::{Message, say};
use crate::journey::screen::{Body, Button, Danger, Screen, StageName};
use crate::journey::trouble::Trouble;
use crate::model::{Address, Reach, Trend};
use serde::{Deserialize, Serialize};

/// Finding a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    address: Address,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    /// Listening for it.
    Listening(Task),
    /// It was not heard; how many others were.
    NotHeard { others: u32 },
    /// It was heard, and has no owner.
    NoOwner,
    /// It was heard, and is of a kind that Relatch does not serve.
    NotServed,
    /// It was heard so weakly that a connection would hardly hold.
    TooFar { signal: Hearing },
    /// Logging in.
    Checking {
        #[serde(default)]
        signal: Hearing,
        task: Task,
    },
    /// It is the lock, and it took the key.
    Met {
        #[serde(default)]
        signal: Hearing,
    },
}

/// How well the lock was heard, and how that changed (feature row 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Hearing {
    reach: Reach,
    trend: Trend,
}

impl Hearing {
    /// What to say about it.
    fn words(self) -> Option<Message> {
        Some(match (self.reach, self.trend) {
            (Reach::Near, _) => return None,
            (Reach::Weak, Trend::Steady) => say!("find-weak"),
            (Reach::Weak, Trend::Nearer) => say!("find-weak-nearer"),
            (Reach::Weak, Trend::Away) => say!("find-weak-away"),
            (Reach::Far, Trend::Steady) => say!("find-far"),
            (Reach::Far, Trend::Nearer) => say!("find-far-nearer"),
            (Reach::Far, Trend::Away) => say!("find-far-away"),
        })
    }
}

/// How it ends.
pub(super) enum Exit {
    /// The lock was found and took the key.
    Found,
    /// Another key is wanted.
    OtherKey,
}

impl Find {
    /// Begins to listen.
    pub(super) fn begin(address: Address, effects: &mut Vec<Effect>) -> Self {
        Self {
            address,
            at: At::Listening(Task::begin(listen(address), effects)),
        }
    }

    pub(super) fn update(mut self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        let address = self.address;
        self.at = match self.at {
            At::Listening(task) => match task.update(|| listen(address), input, effects) {
                End::Stays(task) => At::Listening(task),
                End::Gave(News::Heard(locks), _) => heard(address, &locks, effects),
                End::Gave(_, _) => At::Listening(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => At::Listening(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::OtherKey),
            },
            At::NotHeard { others } => match input {
                Input::Press(Button::Retry, _) => At::Listening(Task::begin(listen(address), effects)),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::OtherKey),
                _ => At::NotHeard { others },
            },
            At::TooFar { signal } => match input {
                Input::Press(Button::Retry, _) => At::Listening(Task::begin(listen(address), effects)),
                Input::Press(Button::Skip, _) => check(signal, effects),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::OtherKey),
                _ => At::TooFar { signal },
            },
            At::NoOwner | At::NotServed => match input {
                Input::Press(Button::Retry, _) => At::Listening(Task::begin(listen(address), effects)),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::OtherKey),
                _ => self.at,
            },
            At::Checking { signal, task } => {
                match task.update(|| Job::CheckLock { role: KeyRole::Old }, input, effects) {
                    End::Stays(task) => At::Checking { signal, task },
                    End::Gave(News::Lock(lock), _) => {
                        facts.lock = Some(*lock);
                        At::Met { signal }
                    }
                    End::Gave(_, _) => At::Checking {
                        signal,
                        task: Task::failed(Trouble::Fault),
                    },
                    End::Failed(trouble, _) => At::Checking {
                        signal,
                        task: Task::failed(trouble),
                    },
                    End::Back => return Flow::Leave(Exit::OtherKey),
                }
            }
            At::Met { signal } => match input {
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::Found),
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::OtherKey),
                _ => At::Met { signal },
            },
        };
        Flow::Stay(self)
    }

    pub(super) fn screen(&self, facts: &Facts, phone: Phone) -> Screen<Message> {
        let mut screen = blank(StageName::Find, say!("find-title"));
        match &self.at {
            At::Listening(task) => {
                screen.lines = vec![say!("find-stand-close"), say!("find-touch")];
                screen = task.show(say!("find-listening"), screen);
            }
            At::NotHeard { others } => {
                screen.problem = Some(Trouble::NotInReach.problem());
                // What was here before has not gone away: a door stays where it is.
                let was_here = facts.lock.as_ref().is_some_and(|lock| lock.address == self.address);
                screen.lines = vec![if was_here {
                    say!("find-silent-now")
                } else if *others == 0 {
                    say!("find-nothing-heard")
                } else {
                    say!("find-others-heard", count = *others)
                }];
                let mut instructions = vec![
                    say!("find-hint-touch"),
                    say!("find-hint-close"),
                    say!("find-hint-phones"),
                    say!("find-hint-batteries"),
                ];
                // A phone that tells whether it saves needs no guess.
                if phone.saves_power.is_none() {
                    instructions.insert(3, say!("find-hint-saver"));
                }
                screen.body = Body::Instructions { instructions };
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-retry"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-other-key"), Danger::None));
            }
            At::TooFar { signal } => {
                screen.warning = signal.words();
                screen.lines = vec![say!("find-stand-close"), say!("find-far-why")];
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-retry"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Skip, say!("button-anyway"), Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-other-key"), Danger::None));
            }
            At::NoOwner => {
                screen.problem = Some(Trouble::NoOwner.problem());
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-retry"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-other-key"), Danger::None));
            }
            At::NotServed => {
                screen.problem = Some(Trouble::NotServed.problem());
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-other-key"), Danger::None));
            }
            At::Checking { signal, task } => {
                screen.warning = signal.words();
                screen = task.show(say!("find-checking"), screen);
            }
            At::Met { signal } => {
                screen.title = say!("find-met-title", lock = facts.lock_name());
                screen.lines.push(say!("find-met"));
                if let Some(lock) = &facts.lock {
                    screen
                        .lines
                        .extend(lock.model.clone().map(|model| say!("lock-model", model = model)));
                    screen
                        .lines
                        .push(say!("lock-address", address = lock.address.to_string()));
                    let firmware = lock.firmware.clone();
                    screen
                        .lines
                        .extend(firmware.map(|firmware| say!("lock-firmware", firmware = firmware)));
                    screen.lines.push(match lock.battery {
                        Some(percent) => say!("lock-battery", percent = percent),
                        None => say!("lock-battery-unknown"),
                    });
                }
                screen.warning = signal.words();
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-next"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-other-key"), Danger::None));
            }
        }
        screen
    }
}

fn listen(address: Address) -> Job {
    Job::Listen { address: Some(address) }
}

fn heard(address: Address, locks: &[HeardLock], effects: &mut Vec<Effect>) -> At {
    let Some(lock) = locks.iter().find(|lock| lock.address == address) else {
        return At::NotHeard {
            others: u32::try_from(locks.len()).unwrap_or(u32::MAX),
        };
    };
    if !lock.served {
        At::NotServed
    } else if lock.setting_mode {
        At::NoOwner
    } else {
        let signal = Hearing {
            reach: lock.reach,
            trend: lock.trend,
        };
        match lock.reach {
            Reach::Far => At::TooFar { signal },
            Reach::Near | Reach::Weak => check(signal, effects),
        }
    }
}

fn check(signal: Hearing, effects: &mut Vec<Effect>) -> At {
    At::Checking {
        signal,
        task: Task::begin(Job::CheckLock { role: KeyRole::Old }, effects),
    }
}
