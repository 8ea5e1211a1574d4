//! The end of the saved copy: erased with a receipt, or kept until it expires (S2).

use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::item::{ItemId, Moment};
use crate::backup::{loss, verify};
use crate::journey::effect::{Document, Effect, Job, News, Review};
use crate::journey::facts::{Facts, ImportState, Route};
use crate::journey::message::{Arg, Message, say};
use crate::journey::screen::{Body, Button, Danger, Field, Input as Typing, Offer, Request, Screen, Shared, StageName};
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
        sharing: Sharing,
        /// What went wrong.
        #[serde(skip)]
        trouble: Option<Trouble>,
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
        /// The phone's offset from UTC, in milliseconds.
        offset_ms: i64,
    },
    /// It is kept for now.
    Kept,
}

/// How far the giving away of the copy is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Nobody asked for it.
    #[default]
    No,
    /// The file is being prepared.
    Preparing,
    /// The platform is asked to give it away.
    Given(Shared),
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

    /// Whether only the receipt is left.
    pub(super) fn is_over(&self) -> bool {
        match self {
            Self::Receipt { .. } => true,
            Self::Loading(_) | Self::Asking { .. } | Self::Typing { .. } | Self::Erasing { .. } | Self::Kept => false,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table: each state, each input, what follows")]
    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Loading(task) => match task.update(|| Job::LoadReview, input, effects) {
                End::Stays(task) => Self::Loading(task),
                End::Gave(News::Review(review), _) => Self::Asking {
                    review: Some(review),
                    sharing: Sharing::No,
                    trouble: None,
                },
                End::Gave(_, _) => Self::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Back),
            },
            Self::Asking {
                review,
                sharing,
                trouble,
            } => match input {
                Input::Opened => Self::ask(effects),
                Input::Press(Button::Erase, _) if facts.import == ImportState::Proved => {
                    erasing(BTreeSet::new(), effects)
                }
                Input::Press(Button::Erase, _) => Self::Typing { review, wrong: false },
                Input::Press(Button::Keep, at) => {
                    facts.expires = Some(Moment(at.0.saturating_add(KEPT_MS)));
                    Self::Kept
                }
                Input::Press(Button::ShareCopy, _) => {
                    effects.push(Effect::Run(Job::Write {
                        document: Document::Copy,
                    }));
                    Self::Asking {
                        review,
                        sharing: Sharing::Preparing,
                        trouble: None,
                    }
                }
                Input::Gave(News::File { name, path, media_type }, _) => Self::Asking {
                    review,
                    sharing: Sharing::Given(Shared { name, path, media_type }),
                    trouble: None,
                },
                Input::Failed(trouble, _) => Self::Asking {
                    review,
                    sharing: Sharing::No,
                    trouble: Some(trouble),
                },
                Input::Shared | Input::Cancelled => Self::Asking {
                    review,
                    sharing: Sharing::No,
                    trouble: None,
                },
                Input::Press(Button::Back, _) => return Flow::Leave(Exit::Back),
                _ => Self::Asking {
                    review,
                    sharing,
                    trouble,
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
                End::Gave(
                    News::Erased {
                        other_recipients,
                        at,
                        offset_ms,
                    },
                    _,
                ) => Self::Receipt {
                    others: other_recipients,
                    at,
                    offset_ms,
                },
                End::Gave(_, _) => Self::Erasing {
                    accepted,
                    task: Task::failed(Trouble::Fault),
                },
                End::Failed(trouble, _) => Self::Erasing {
                    accepted,
                    task: Task::failed(trouble),
                },
                End::Back => Self::ask(effects),
            },
            Self::Receipt { others, at, offset_ms } => Self::Receipt { others, at, offset_ms },
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

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Erase, say!("erase-title"));
        match self {
            Self::Loading(task) => screen = task.show(say!("review-loading"), screen).without_cancel(),
            Self::Asking { sharing, trouble, .. } => {
                let proved = facts.import == ImportState::Proved;
                screen.lines.push(if facts.route == Route::Entrust {
                    say!("erase-entrusted")
                } else if proved {
                    say!("erase-proved")
                } else {
                    say!("erase-not-proved")
                });
                screen.lines.push(say!("erase-what"));
                screen.warning = (!proved).then(|| say!("erase-warning"));
                screen.problem = trouble.as_ref().map(Trouble::problem);
                if let Sharing::Given(shared) = sharing {
                    screen.request = Some(Request::Share(shared.clone()));
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
                if facts.route == Route::Entrust {
                    screen
                        .actions
                        .push(offer(Button::ShareCopy, say!("button-share-copy"), Danger::None));
                }
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
                // One job at a time; this one takes a blink.
                if *sharing == Sharing::Preparing {
                    screen.actions.clear();
                }
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
            Self::Receipt { others, at, offset_ms } => {
                screen.title = say!("receipt-title");
                screen.lines = vec![
                    say!("receipt-erased", when = Arg::Moment(*at, *offset_ms)),
                    say!("receipt-cannot"),
                ];
                if *others > 0 {
                    screen.lines.push(say!("receipt-others", count = *others));
                }
            }
            Self::Kept => {
                screen.title = say!("kept-title");
                screen.lines.push(say!("kept-why"));
                if let Some(expires) = facts.expires {
                    screen.lines.push(say!("kept-until", when = Arg::Moment(expires, 0)));
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
