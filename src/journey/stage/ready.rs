//! The last questions before the reset: what will be lost, what must be at hand, how, and the word of the owner. Every gate that
//! can be seen before the proof itself stands here; the proof is made anew right before the reset (S1).

use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::verify::{MIN_BATTERY, ResetWay};
use crate::journey::effect::{Effect, Job, KeyRole, News, Review};
use crate::journey::facts::{CopyFacts, Facts, LockFacts};
use crate::journey::message::{Message, say};
use crate::journey::screen::{
    Body, Button, Check, Choice, Danger, Field, Input as Typing, ItemTable, Screen, StageName,
};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// The last questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Why the reset did not take place, if it was tried.
    trouble: Option<Trouble>,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    /// What cannot come back is loaded. What was answered before is not asked again.
    Loading(Task),
    /// It is loaded, as the owner went back to see it.
    LookingBack(Task),
    /// What cannot come back.
    Losses(#[serde(skip)] Option<Box<Review>>),
    /// What must be at hand.
    Checks,
    /// The battery is asked of the lock again.
    Battery(Task),
    /// Over the air or by hand?
    Way,
    /// The owner's word.
    Typing {
        way: ResetWay,
        #[serde(skip)]
        wrong: bool,
    },
}

/// How it ends.
pub(super) enum Exit {
    /// Everything is said and typed.
    Reset(ResetWay),
    /// Back to the rehearsal.
    Back,
}

impl Ready {
    /// Loads what cannot come back.
    pub(super) fn begin(trouble: Option<Trouble>, effects: &mut Vec<Effect>) -> Self {
        Self {
            trouble,
            at: At::Loading(Task::begin(Job::LoadReview, effects)),
        }
    }

    pub(super) fn update(mut self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        self.at = match self.at {
            At::Loading(task) => match task.update(|| Job::LoadReview, input, effects) {
                End::Stays(task) => At::Loading(task),
                End::Gave(News::Review(review), _) => after_loading(review, facts, self.trouble.as_ref()),
                End::Gave(_, _) => At::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => At::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            At::LookingBack(task) => match task.update(|| Job::LoadReview, input, effects) {
                End::Stays(task) => At::LookingBack(task),
                End::Gave(News::Review(review), _) => At::Losses(Some(review)),
                End::Gave(_, _) => At::LookingBack(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => At::LookingBack(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            At::Losses(review) => match input {
                Input::Opened => At::Loading(Task::begin(Job::LoadReview, effects)),
                Input::Press(Button::Next, _) => {
                    let losses = review.iter().flat_map(|review| &review.losses);
                    facts.accepted = losses.map(|loss| loss.label.id.clone()).collect();
                    if self.trouble == Some(Trouble::MoreLost) {
                        self.trouble = None;
                    }
                    At::Checks
                }
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => At::Losses(review),
            },
            At::Checks => match input {
                Input::Tick(id, on) => {
                    if id == NEW_BATTERY {
                        facts.new_battery = on;
                    }
                    if on {
                        facts.ticked.insert(id);
                    } else {
                        facts.ticked.remove(&id);
                    }
                    At::Checks
                }
                Input::Press(Button::Next, _) => {
                    self.trouble = None;
                    At::Way
                }
                Input::Press(Button::Retry, _) => At::Battery(Task::begin(check_battery(), effects)),
                Input::Press(Button::Back, _) => At::LookingBack(Task::begin(Job::LoadReview, effects)),
                _ => At::Checks,
            },
            At::Battery(task) => match task.update(check_battery, input, effects) {
                End::Stays(task) => At::Battery(task),
                End::Gave(News::Lock(lock), _) => {
                    facts.lock = Some(*lock);
                    self.trouble = None;
                    At::Checks
                }
                End::Gave(_, _) => At::Battery(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => At::Battery(Task::failed(trouble)),
                End::Back => At::Checks,
            },
            At::Way => match input {
                Input::Choose(id) => At::Typing {
                    way: if id == BY_HAND {
                        ResetWay::ByHand
                    } else {
                        ResetWay::OverTheAir
                    },
                    wrong: false,
                },
                Input::Press(Button::Back, _) => At::Checks,
                _ => At::Way,
            },
            At::Typing { way, wrong } => match input {
                Input::Submit(entries) => {
                    let typed = entries.first().map(|(_, text)| text.0.trim().to_owned());
                    if typed.is_some_and(|typed| typed == to_type(facts)) {
                        facts.way = Some(way);
                        return Flow::Leave(Exit::Reset(way));
                    }
                    At::Typing { way, wrong: true }
                }
                Input::Press(Button::Back, _) => At::Way,
                _ => At::Typing { way, wrong },
            },
        };
        Flow::Stay(self)
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Ready, say!("ready-title"));
        if matches!(self.at, At::Losses(_) | At::Checks) {
            screen.problem = self.trouble.as_ref().map(Trouble::problem);
        }
        match &self.at {
            At::Loading(task) | At::LookingBack(task) => {
                screen = task.show(say!("review-loading"), screen).without_cancel();
            }
            At::Losses(review) => {
                screen.title = say!("losses-title");
                let losses = review
                    .as_ref()
                    .map(|review| review.losses.as_slice())
                    .unwrap_or_default();
                screen.lines.push(if losses.is_empty() {
                    say!("losses-none")
                } else {
                    say!("losses-some", count = losses.len())
                });
                screen.body = Body::Items(ItemTable {
                    counts: Vec::new(),
                    rows: losses.iter().map(items::loss_row).collect(),
                    search: String::new(),
                    revealed: false,
                });
                let accept = if losses.is_empty() {
                    say!("button-next")
                } else {
                    say!("button-accept-losses")
                };
                screen.actions.push(offer(Button::Next, accept, Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            At::Checks => {
                screen.lines.push(say!("ready-why"));
                let checks = checks(facts);
                if let Some(trouble) = self.battery_trouble(facts) {
                    screen.problem = Some(trouble.problem());
                    screen
                        .actions
                        .push(offer(Button::Retry, say!("button-ask-again"), Danger::None));
                } else if checks.iter().all(|check| check.ticked || !check.required) {
                    screen
                        .actions
                        .push(offer(Button::Next, say!("button-next"), Danger::None));
                }
                screen.body = Body::Checklist { checks };
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            At::Battery(task) => screen = task.show(say!("ready-battery"), screen),
            At::Way => {
                screen.lines.push(say!("way-why"));
                screen.body = Body::Choices { choices: ways(facts) };
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            At::Typing { wrong, way } => {
                screen.title = say!("typed-title");
                screen.lines = vec![
                    match way {
                        ResetWay::OverTheAir => say!("typed-air", lock = facts.lock_name()),
                        ResetWay::ByHand => say!("typed-hand", lock = facts.lock_name()),
                    },
                    say!("typed-how", number = to_type(facts)),
                ];
                screen.warning = Some(say!("typed-warning"));
                screen.body = Body::Form {
                    fields: vec![Field {
                        id: "typed".to_owned(),
                        label: say!("typed-field"),
                        input: Typing::Digits,
                    }],
                };
                if *wrong {
                    screen.problem = Some(Trouble::TypedWrong.problem());
                }
                let label = match way {
                    ResetWay::OverTheAir => say!("button-reset"),
                    ResetWay::ByHand => say!("button-prepare-reset"),
                };
                screen.actions.push(offer(Button::Submit, label, Danger::OneWay));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
        }
        screen
    }
}

const NEW_BATTERY: &str = "new-battery";
const BY_HAND: &str = "by-hand";

fn check_battery() -> Job {
    Job::CheckLock { role: KeyRole::Old }
}

/// Questions that were answered are not asked again, as long as nothing more will be lost than was accepted.
fn after_loading(review: Box<Review>, facts: &Facts, trouble: Option<&Trouble>) -> At {
    let is_accepted = review.losses.iter().all(|loss| facts.accepted.contains(&loss.label.id));
    let was_asked = !facts.ticked.is_empty();
    if is_accepted && was_asked && trouble != Some(&Trouble::MoreLost) {
        At::Checks
    } else {
        At::Losses(Some(review))
    }
}

impl Ready {
    /// A battery that is known to be too low, or that was when the reset was tried: then the lock is asked again before there is a
    /// way on. One that the lock never told is a question of its own.
    fn battery_trouble(&self, facts: &Facts) -> Option<Trouble> {
        let known = facts.lock.as_ref().and_then(|lock| lock.battery);
        let is_low = known.is_some_and(|battery| battery < MIN_BATTERY);
        match &self.trouble {
            _ if is_low => Some(Trouble::BatteryLow),
            Some(trouble @ (Trouble::BatteryLow | Trouble::BatteryUnknown)) => Some(trouble.clone()),
            _ => None,
        }
    }
}

/// What is typed: how many codes and fobs the copy holds. A person who types it has read it.
fn to_type(facts: &Facts) -> String {
    let count = facts
        .copy
        .as_ref()
        .map_or(0, |copy| u64::from(copy.codes) + u64::from(copy.cards));
    count.to_string()
}

fn checks(facts: &Facts) -> Vec<Check<Message>> {
    let ticked = |id: &str| facts.ticked.contains(id);
    let check = |id: &str, label: Message, detail: Message| Check {
        id: id.to_owned(),
        label,
        detail: Some(detail),
        ticked: ticked(id),
        required: true,
    };
    let mut checks = vec![
        check("door-open", say!("check-door-open"), say!("check-door-open-why")),
        check("inside", say!("check-inside"), say!("check-inside-why")),
        check(
            "mechanical-key",
            say!("check-mechanical-key"),
            say!("check-mechanical-key-why"),
        ),
        check("time", say!("check-time"), say!("check-time-why")),
    ];
    let battery = facts.lock.as_ref().and_then(|lock| lock.battery);
    if battery.is_none() {
        checks.push(check(
            NEW_BATTERY,
            say!("check-new-battery"),
            say!("check-new-battery-why"),
        ));
    }
    if facts.lock.as_ref().is_some_and(LockFacts::has_gateway) {
        checks.push(check("gateway", say!("check-gateway"), say!("check-gateway-why")));
    }
    if let Some(CopyFacts { fingerprints: 1.., .. }) = &facts.copy {
        let count = facts.copy.as_ref().map_or(0, |copy| copy.fingerprints);
        checks.push(check(
            "fingers",
            say!("check-fingers", count = count),
            say!("check-fingers-why"),
        ));
    }
    checks.push(check("people", say!("check-people"), say!("check-people-why")));
    checks
}

fn ways(facts: &Facts) -> Vec<Choice<Message>> {
    let button_works = facts.copy.as_ref().is_some_and(|copy| copy.reset_button);
    vec![
        Choice {
            id: "over-the-air".to_owned(),
            label: say!("way-air"),
            detail: Some(say!("way-air-detail")),
            enabled: true,
        },
        Choice {
            id: BY_HAND.to_owned(),
            label: say!("way-hand"),
            detail: Some(if button_works {
                say!("way-hand-detail")
            } else {
                say!("way-hand-off")
            }),
            enabled: button_works,
        },
    ]
}
