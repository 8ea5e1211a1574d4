//! The end of the saved copy: erased with a receipt, or kept until it expires (S2).

use super::handing::{self, Handing};
use super::register::Register;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::item::{ItemId, Moment};
use crate::backup::{loss, verify};
use crate::journey::effect::{Document, Effect, Job, News, Review};
use crate::journey::facts::{Facts, ImportState, KEY_SAVED, Route};
use crate::journey::message::{Arg, Message, say};
use crate::journey::screen::{Body, Button, Danger, Field, Input as Typing, Offer, Screen, StageName};
use crate::journey::state::Wall;
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// For how long a copy is kept after a proved restore, in milliseconds: 30 days (feature row 52).
pub(crate) const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Ending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Erase {
    /// What would be lost is loaded, where the restore is not proved.
    Loading(Task),
    /// Erase or keep?
    Asking {
        /// What would be lost.
        #[serde(skip)]
        review: Option<Box<Review>>,
        /// A file that is being given away.
        #[serde(skip)]
        handing: Handing,
    },
    /// Nothing else holds these codes: how many is typed back.
    Typing {
        /// What would be lost.
        #[serde(skip)]
        review: Option<Box<Review>>,
        /// Whether the last answer was wrong.
        #[serde(skip)]
        wrong: bool,
    },
    /// The key, then the file.
    Erasing {
        /// What the owner accepts to lose.
        accepted: BTreeSet<ItemId>,
        /// It.
        task: Task,
    },
    /// It is gone.
    Receipt {
        /// How many other keys open copies of the file.
        others: u32,
        /// When.
        at: Moment,
        /// A file that is being given away.
        #[serde(skip)]
        handing: Handing,
    },
    /// It is kept for now.
    Kept,
}

/// How it ends.
pub(super) enum Exit {
    /// Back to where it came from.
    Back,
}

impl Erase {
    /// Asks.
    pub(super) fn ask(effects: &mut Vec<Effect>) -> Self {
        Self::Loading(Task::begin(Job::LoadReview, effects))
    }

    /// Whether only the receipt is left. A key that no one but this phone has keeps the journey open.
    pub(super) fn is_over(&self, facts: &Facts) -> bool {
        match self {
            Self::Receipt { .. } => !is_key_only_here(facts),
            Self::Loading(_) | Self::Asking { .. } | Self::Typing { .. } | Self::Erasing { .. } | Self::Kept => false,
        }
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Loading(task) => match task.update(|| Job::LoadReview, input, effects) {
                End::Stays(task) => Self::Loading(task),
                End::Gave(News::Review(review), _) => Self::Asking {
                    review: Some(review),
                    handing: Handing::No,
                },
                End::Gave(_, _) => Self::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            Self::Asking { review, handing } => match input {
                Input::Opened => Self::ask(effects),
                Input::Press(Button::Erase, _) if facts.import == ImportState::Proved => {
                    erasing(BTreeSet::new(), effects)
                }
                Input::Press(Button::Erase, _) => Self::Typing { review, wrong: false },
                Input::Press(Button::Keep, at) => {
                    facts.expires = Some(Moment(at.0.saturating_add(KEPT_MS)));
                    Self::Kept
                }
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                input => Self::Asking {
                    review,
                    handing: handing.update(facts, &input, effects),
                },
            },
            Self::Typing { review, wrong } => match input {
                Input::Opened => Self::ask(effects),
                Input::Submit(entries) => {
                    let typed = entries.first().map(|(_, text)| text.0.trim().to_owned());
                    let ids = review.as_ref().map(|review| at_stake(review)).unwrap_or_default();
                    if typed.is_some_and(|typed| typed == ids.len().to_string()) {
                        erasing(ids, effects)
                    } else {
                        Self::Typing { review, wrong: true }
                    }
                }
                Input::Press(Button::Back, _) => Self::ask(effects),
                _ => Self::Typing { review, wrong },
            },
            Self::Erasing { accepted, task } => match task.update(|| job(&accepted), input, effects) {
                End::Stays(task) => Self::Erasing { accepted, task },
                End::Gave(News::Erased { other_recipients, at }, _) => {
                    facts.expires = None;
                    Self::Receipt {
                        others: other_recipients,
                        at,
                        handing: Handing::No,
                    }
                }
                End::Gave(_, _) => Self::Erasing {
                    accepted,
                    task: Task::failed(Trouble::Fault),
                },
                // The proof is not remembered any more, or not of all of it: then the owner's word is asked for.
                End::Failed(Trouble::MoreLost, _) => {
                    if facts.import == ImportState::Proved {
                        facts.import = ImportState::Partial;
                    }
                    Self::ask(effects)
                }
                End::Failed(trouble, _) => Self::Erasing {
                    accepted,
                    task: Task::failed(trouble),
                },
                End::Back => Self::ask(effects),
            },
            Self::Receipt { others, at, handing } => Self::Receipt {
                others,
                at,
                handing: handing.update(facts, &input, effects),
            },
            Self::Kept => match input {
                Input::Press(Button::Erase, _) => Self::ask(effects),
                Input::Press(Button::Keep, at) => {
                    facts.expires = Some(Moment(at.0.saturating_add(KEPT_MS)));
                    Self::Kept
                }
                _ => Self::Kept,
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts, wall: Wall) -> Screen<Message> {
        let mut screen = blank(StageName::Erase, say!("erase-title"));
        match self {
            Self::Loading(task) => screen = task.show(say!("review-loading"), screen).without_cancel(),
            Self::Asking { handing, .. } => {
                let proved = facts.import == ImportState::Proved;
                screen.lines.push(if facts.route == Route::Entrust {
                    say!("erase-entrusted")
                } else if proved {
                    say!("erase-proved")
                } else {
                    say!("erase-not-proved")
                });
                screen.lines.push(say!("erase-what"));
                if Register::is_due(facts) {
                    screen.lines.push(say!("erase-not-in-account"));
                }
                screen.warning = (!proved).then(|| say!("erase-warning"));
                if facts.route == Route::Entrust {
                    screen.actions.push(handing::button(Document::Copy));
                }
                screen.actions.push(Offer {
                    button: Button::Erase,
                    label: say!("button-erase"),
                    danger: Danger::OneWay,
                    confirm: Some(say!("confirm-erase")),
                });
                screen
                    .actions
                    .push(offer(Button::Keep, say!("button-keep"), Danger::None));
                tell_of_key(facts, &mut screen);
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
                handing.show(&mut screen);
            }
            Self::Typing { review, wrong } => {
                let ids = review.as_ref().map(|review| at_stake(review)).unwrap_or_default();
                screen.warning = Some(say!("erase-warning"));
                screen.lines.push(say!("erase-type", number = ids.len().to_string()));
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
                screen
                    .actions
                    .push(offer(Button::Submit, say!("button-erase"), Danger::OneWay));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Erasing { task, .. } => screen = task.show(say!("erase-doing"), screen).without_cancel(),
            Self::Receipt { others, at, handing } => {
                screen.title = say!("receipt-title");
                screen.lines = vec![
                    say!("receipt-erased", when = Arg::Moment(*at, wall.offset_ms)),
                    say!("receipt-cannot"),
                ];
                if *others > 0 {
                    screen.lines.push(say!("receipt-others", count = *others));
                }
                tell_of_key(facts, &mut screen);
                handing.show(&mut screen);
            }
            Self::Kept => {
                screen.title = say!("kept-title");
                screen.lines.push(say!("kept-why"));
                if let Some(expires) = facts.expires {
                    let when = Arg::Moment(expires, wall.offset_ms);
                    screen.lines.push(if expires <= wall.now {
                        say!("kept-over", when = when)
                    } else {
                        say!("kept-until", when = when)
                    });
                }
                screen
                    .actions
                    .push(offer(Button::Erase, say!("button-erase-now"), Danger::Careful));
                screen
                    .actions
                    .push(offer(Button::Keep, say!("button-keep-longer"), Danger::None));
            }
        }
        screen
    }
}

/// Whether nobody but this phone has the key of a lock that Relatch re-added: it was not saved elsewhere, and the account does not have it. Without it the lock can only be reset by hand.
fn is_key_only_here(facts: &Facts) -> bool {
    facts.paired_here && !facts.key_in_account && !facts.done.contains(KEY_SAVED)
}

fn tell_of_key(facts: &Facts, screen: &mut Screen<Message>) {
    if is_key_only_here(facts) {
        screen.lines.push(say!("erase-key"));
    }
    if facts.paired_here {
        screen.actions.push(handing::button(Document::Key));
    }
}

/// Everything that only this copy holds: what a restore would bring back, settings and the owner's code too, and what is listed.
fn at_stake(review: &Review) -> BTreeSet<ItemId> {
    let unproved = verify::unproved_items(&review.snapshot, review.now);
    let labels = loss::labels(&review.snapshot);
    labels.into_iter().chain(unproved).map(|label| label.id).collect()
}

fn job(accepted: &BTreeSet<ItemId>) -> Job {
    Job::Erase {
        accepted: accepted.clone(),
    }
}

fn erasing(accepted: BTreeSet<ItemId>, effects: &mut Vec<Effect>) -> Erase {
    Erase::Erasing {
        task: Task::begin(job(&accepted), effects),
        accepted,
    }
}
