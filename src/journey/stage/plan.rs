//! The plan: what will be added, changed, left and refused, item by item, and why; the owner chooses.

use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::item::ItemId;
use crate::journey::effect::{Effect, Job, News, Planned};
use crate::journey::facts::{Facts, Route};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Body, Button, Check, Danger, PlanTable, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plan {
    /// The lock is read and the plan made.
    Planning(Task),
    /// It is shown. After a restart it is made again.
    Showing(#[serde(skip)] Option<Box<Shown>>),
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    planned: Planned,
    search: String,
}

/// How it ends.
pub(super) enum Exit {
    /// The owner has chosen.
    Chosen,
}

const EXPIRED: &str = "option-expired";
const ONE_TIME: &str = "option-one-time";
const REPLACE: &str = "option-replace";
const OWNER_CODE: &str = "option-owner-code";
/// Before the id of an item: the account's word for it.
const ACCOUNT_WORD: &str = "account-word-";
const ALL_ACCOUNT_WORDS: &str = "option-account-words";
/// Up to so many contradictions are decided one by one, more of them all at once: nobody reads a hundred, and so many have one cause.
const MOST_ACCOUNT_WORDS: usize = 8;

impl Plan {
    /// Makes the plan.
    pub(super) fn begin(facts: &Facts, effects: &mut Vec<Effect>) -> Self {
        Self::Planning(Task::begin(job(facts), effects))
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Planning(task) => match task.update(|| job(facts), input, effects) {
                End::Stays(task) => Self::Planning(task),
                End::Gave(News::Plan(planned), _) => Self::Showing(Some(Box::new(Shown {
                    planned: *planned,
                    search: String::new(),
                }))),
                End::Gave(_, _) => Self::Planning(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Planning(Task::failed(trouble)),
                End::Back => Self::Planning(Task::Cancelled),
            },
            Self::Showing(None) => Self::begin(facts, effects),
            Self::Showing(Some(mut shown)) => match input {
                Input::Opened => Self::begin(facts, effects),
                Input::Search(text) => {
                    shown.search = text;
                    Self::Showing(Some(shown))
                }
                Input::Tick(id, on) => {
                    if set_option(facts, &id, on) || shown.set_account_word(facts, &id, on) {
                        // What happens to the others may change with it.
                        return Flow::Stay(Self::begin(facts, effects));
                    }
                    let id = ItemId(id);
                    if on {
                        facts.chosen.left_out.remove(&id);
                    } else {
                        facts.chosen.left_out.insert(id);
                    }
                    Self::Showing(Some(shown))
                }
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::Chosen),
                Input::Press(Button::Retry, _) => Self::begin(facts, effects),
                _ => Self::Showing(Some(shown)),
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Plan, say!("plan-title"));
        match self {
            Self::Planning(task) => {
                screen = task.show(say!("plan-doing"), screen);
                screen.actions.retain(|offer| offer.button != Button::Back);
            }
            Self::Showing(None) => {}
            Self::Showing(Some(shown)) => {
                screen.lines.push(say!("plan-why"));
                if facts.route != Route::SameLock && !shown.planned.plan.lacking_features.is_empty() {
                    screen.warning = Some(say!("plan-other-model"));
                }
                let table = shown.table(facts);
                if table.rows.is_empty() && !shown.search.is_empty() {
                    screen.lines.push(say!("search-nothing"));
                }
                screen.body = Body::Plan(table);
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-plan-ok"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-plan-again"), Danger::None));
            }
        }
        screen
    }
}

fn job(facts: &Facts) -> Job {
    Job::LoadPlan {
        // Items that are left out are left out here only; the plan itself is of everything, so that they can be seen.
        chosen: crate::journey::facts::Chosen {
            left_out: std::collections::BTreeSet::new(),
            ..facts.chosen.clone()
        },
    }
}

/// Sets what is chosen for all, if the id is of that.
fn set_option(facts: &mut Facts, id: &str, on: bool) -> bool {
    let chosen = &mut facts.chosen;
    match id {
        EXPIRED => chosen.with_expired = on,
        ONE_TIME => chosen.with_one_time = on,
        REPLACE => chosen.replace = on,
        OWNER_CODE => chosen.keep_owner_passcode = on,
        _ => return false,
    }
    true
}

impl Shown {
    /// Takes the account's word, or the lock's again, if the id is of that.
    fn set_account_word(&self, facts: &mut Facts, id: &str, on: bool) -> bool {
        let item = id.strip_prefix(ACCOUNT_WORD);
        let meant = |its: &ItemId| id == ALL_ACCOUNT_WORDS || item == Some(its.0.as_str());
        let contradicted = self.planned.snapshot.contradicted().map(|(id, _)| id);
        let ids: Vec<ItemId> = contradicted.filter(|its| meant(its)).cloned().collect();
        let words = &mut facts.chosen.account_words;
        for id in &ids {
            if on {
                words.insert(id.clone());
            } else {
                words.remove(id);
            }
        }
        !ids.is_empty()
    }

    /// What is offered where account and lock do not agree.
    fn account_words(&self, facts: &Facts) -> Vec<Check<Message>> {
        let snapshot = &self.planned.snapshot;
        let ids: Vec<&ItemId> = snapshot.contradicted().map(|(id, _)| id).collect();
        let is_taken = |id: &ItemId| facts.chosen.account_words.contains(id);
        let check = |id: String, label: Message, detail: Option<Message>, ticked: bool| Check {
            id,
            label,
            detail,
            ticked,
            required: false,
        };
        if ids.len() > MOST_ACCOUNT_WORDS {
            let ticked = ids.iter().all(|id| is_taken(id));
            let label = say!("plan-account-words", count = ids.len());
            return vec![check(ALL_ACCOUNT_WORDS.to_owned(), label, None, ticked)];
        }
        let contradictions = items::contradictions(snapshot).into_iter();
        contradictions
            .map(|(id, item, lock, account)| {
                let label = say!("plan-account-word", item = item, when = account);
                let detail = say!("plan-account-word-lock", when = lock);
                check(format!("{ACCOUNT_WORD}{id}"), label, Some(detail), is_taken(id))
            })
            .collect()
    }

    fn table(&self, facts: &Facts) -> PlanTable<Message> {
        let chosen = &facts.chosen;
        let is_chosen = |id: &ItemId| !chosen.left_out.contains(id);
        let items = &self.planned.plan.items;
        let written = items
            .iter()
            .filter(|item| item.action.is_written() && is_chosen(&item.label.id))
            .count();
        let counts = self.planned.plan.counts();
        let rows = items
            .iter()
            .map(|item| items::plan_row(item, is_chosen(&item.label.id)));
        let option = |id: &str, label: Message, ticked: bool| Check {
            id: id.to_owned(),
            label,
            detail: None,
            ticked,
            required: false,
        };
        let skipped = (counts.skip > 0).then(|| say!("plan-count-skipped", count = counts.skip));
        let refused = (counts.refuse > 0).then(|| say!("plan-count-refused", count = counts.refuse));
        let written = say!("plan-count-written", count = written);
        PlanTable {
            counts: [Some(written), skipped, refused].into_iter().flatten().collect(),
            options: [
                option(EXPIRED, say!("plan-expired"), chosen.with_expired),
                option(ONE_TIME, say!("plan-one-time"), chosen.with_one_time),
                option(REPLACE, say!("plan-replace"), chosen.replace),
                option(OWNER_CODE, say!("plan-owner-code"), chosen.keep_owner_passcode),
            ]
            .into_iter()
            .chain(self.account_words(facts))
            .collect(),
            rows: rows
                .filter(|row| items::matches(&row.id, &row.label, &self.search))
                .collect(),
            search: self.search.clone(),
        }
    }
}
