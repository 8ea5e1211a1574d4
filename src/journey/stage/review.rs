//! What is saved, and what cannot come back (S3).

use super::handing::{self, Handing};
use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::item::ItemKind;
use crate::backup::remark::{AccountList, Remark, What};
use crate::journey::effect::{Document, Effect, Job, News, Review as Data};
use crate::journey::facts::{Facts, FromAccount, Route};
use crate::journey::message::{Arg, Message, say};
use crate::journey::screen::{Body, Button, Danger, ItemTable, Request, Screen, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Looking at a saved copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// It is opened.
    Loading(Task),
    /// It is shown. After a restart it is loaded again.
    Showing(#[serde(skip)] Option<Box<Shown>>),
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    data: Data,
    search: String,
    codes: Codes,
    handing: Handing,
}

/// Whether codes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codes {
    Masked,
    /// The device checks who holds it.
    Identifying,
    /// Somebody else may hold it.
    NotIdentified,
    Shown,
}

/// How it ends.
pub(super) enum Exit {
    /// The person has seen it.
    Seen,
    /// It must be saved again.
    SaveAgain,
    /// The journey ends here, and the copy is to be erased.
    Erase,
}

impl Review {
    /// Opens the copy.
    pub(super) fn begin(effects: &mut Vec<Effect>) -> Self {
        Self::Loading(Task::begin(Job::LoadReview, effects))
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Loading(task) => match task.update(|| Job::LoadReview, input, effects) {
                End::Stays(task) => Self::Loading(task),
                End::Gave(News::Review(data), _) => Self::Showing(Some(Box::new(Shown {
                    data: *data,
                    search: String::new(),
                    codes: Codes::Masked,
                    handing: Handing::No,
                }))),
                End::Gave(_, _) => Self::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::SaveAgain),
            },
            Self::Showing(None) => Self::begin(effects),
            Self::Showing(Some(mut shown)) => match input {
                Input::Press(Button::Next, _) => {
                    if facts.copy.as_ref().is_some_and(|copy| !copy.made_here) {
                        facts.trusted = true;
                    }
                    return Flow::Leave(Exit::Seen);
                }
                Input::Press(Button::Erase, _) => return Flow::Leave(Exit::Erase),
                Input::Opened => Self::begin(effects),
                input => {
                    shown.update(facts, input, effects);
                    Self::Showing(Some(shown))
                }
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Review, say!("review-title"));
        match self {
            Self::Loading(task) => screen = task.show(say!("review-loading"), screen).without_cancel(),
            Self::Showing(None) => {}
            Self::Showing(Some(shown)) => {
                let foreign = facts.copy.as_ref().is_some_and(|copy| !copy.made_here);
                screen.lines.push(if foreign {
                    say!("review-opened")
                } else {
                    say!("review-saved")
                });
                let losses = shown.data.losses.iter();
                let (marked, general): (Vec<_>, Vec<_>) = losses.partition(|loss| has_row(shown, &loss.label.id.0));
                screen.lines.push(if marked.is_empty() {
                    say!("review-no-losses")
                } else {
                    say!("review-losses", count = marked.len())
                });
                if !general.is_empty() {
                    screen.lines.push(say!("review-general"));
                }
                let (named, general): (Vec<_>, Vec<_>) = general
                    .into_iter()
                    .partition(|loss| matches!(loss.label.kind, ItemKind::Thing(_)));
                screen.lines.extend(general.into_iter().map(items::general_words));
                // All of them are accepted one by one before the reset.
                screen
                    .lines
                    .extend(named.iter().take(MOST_LINES).map(|loss| items::general_words(loss)));
                let more = named.len().saturating_sub(MOST_LINES);
                screen
                    .lines
                    .extend((more > 0).then(|| say!("review-things-more", count = more)));
                let from_account = facts.copy.as_ref().and_then(|copy| copy.account.as_ref());
                screen.lines.extend(from_account.into_iter().flat_map(account_lines));
                if shown.data.snapshot.contradicted().next().is_some() {
                    screen.lines.push(say!("account-choose-later"));
                }
                let table = shown.table();
                if table.rows.is_empty() && !shown.search.is_empty() {
                    screen.lines.push(say!("search-nothing"));
                }
                screen.body = Body::Items(table);
                screen.warning = foreign.then(|| say!("review-not-made-here"));
                let next = if foreign {
                    say!("button-trust")
                } else {
                    say!("button-next")
                };
                let danger = if foreign { Danger::Careful } else { Danger::None };
                screen.actions.push(offer(Button::Next, next, danger));
                screen.actions.push(if shown.codes == Codes::Shown {
                    offer(Button::Hide, say!("button-hide"), Danger::None)
                } else {
                    offer(Button::Reveal, say!("button-reveal"), Danger::Careful)
                });
                screen.actions.push(handing::button(Document::Copy));
                if facts.route != Route::FromCopy {
                    screen
                        .actions
                        .push(offer(Button::Erase, say!("button-end-here"), Danger::Careful));
                }
                shown.show(&mut screen);
            }
        }
        screen
    }
}

/// How many things of a kind are said one by one.
const MOST_LINES: usize = 12;

/// What the account gave to the copy, and what it says otherwise: the lock's word counts, and the owner hears of it before the reset (S3).
fn account_lines(account: &FromAccount) -> Vec<Message> {
    let mut lines = vec![say!("account-both", count = account.both)];
    if account.only_lock > 0 {
        lines.push(say!("account-only-lock", count = account.only_lock));
    }
    if account.only_account > 0 {
        lines.push(say!("account-only-account", count = account.only_account));
    }
    if !account.not_read.is_empty() {
        let lists: Vec<Message> = account.not_read.iter().map(list_words).collect();
        lines.push(say!("account-lists-missing", lists = lists));
    }
    if !account.kept_changing.is_empty() {
        let lists: Vec<Message> = account.kept_changing.iter().map(list_words).collect();
        lines.push(say!("account-lists-changing", lists = lists));
    }
    if account.offsets.is_some() {
        lines.push(say!("account-other-zone"));
    }
    // What is lost with the reset is among the losses.
    let is_loss = |remark: &&Remark| matches!(remark.what, What::CyclicNeverTyped | What::Doubtful);
    let remarks: Vec<&Remark> = account.remarks.iter().filter(|remark| !is_loss(remark)).collect();
    lines.extend(remarks.iter().take(MOST_LINES).map(|remark| remark_words(remark)));
    let more = remarks.len().saturating_sub(MOST_LINES);
    if more > 0 {
        lines.push(say!("account-remarks-more", count = more));
    }
    lines
}

fn list_words(list: &AccountList) -> Message {
    match list {
        AccountList::Details => say!("account-list-details"),
        AccountList::Codes => say!("account-list-codes"),
        AccountList::Cards => say!("account-list-fobs"),
        AccountList::Fingerprints => say!("account-list-fingers"),
        AccountList::Faces => say!("account-list-faces"),
        AccountList::PalmVeins => say!("account-list-palms"),
        AccountList::Remotes => say!("account-list-remotes"),
        AccountList::Keypads => say!("account-list-keypads"),
        AccountList::DoorSensor => say!("account-list-door-sensor"),
        AccountList::Gateways => say!("account-list-gateways"),
        AccountList::People => say!("account-list-people"),
        AccountList::Passage => say!("account-list-passage"),
    }
}

fn remark_words(remark: &Remark) -> Message {
    // A name, or else the item's number in the copy; neither shows a credential.
    let named = remark
        .name
        .clone()
        .or_else(|| remark.id.as_ref().map(|id| id.0.clone()));
    let item = match (named, &remark.list) {
        (None, Some(list)) => Arg::from(list_words(list)),
        (named, _) => Arg::from(named.unwrap_or_default()),
    };
    match remark.what {
        What::OtherKind => say!("remark-other-kind", item = item),
        What::OtherTimes => say!("remark-other-times", item = item),
        What::CyclicNeverTyped => say!("remark-cyclic-never-typed", item = item),
        What::Dead => say!("remark-dead", item = item),
        What::NotOnLock => say!("remark-not-on-lock", item = item),
        What::Invalid => say!("remark-invalid", item = item),
        What::Doubtful => say!("remark-doubtful", item = item),
        What::NotUnderstood => say!("remark-not-understood", item = item),
        What::UsedUp => say!("remark-used-up", item = item),
        What::OneTime => say!("remark-one-time", item = item),
        What::StillOnLock => say!("remark-still-on-lock", item = item),
        What::Erases => say!("remark-erases", item = item),
    }
}

fn has_row(shown: &Shown, id: &str) -> bool {
    let snapshot = &shown.data.snapshot;
    let codes = snapshot.codes.iter().map(|entry| &entry.id.0);
    let cards = snapshot.cards.iter().map(|entry| &entry.id.0);
    let fingers = snapshot.fingerprints.iter().map(|entry| &entry.id.0);
    codes.chain(cards).chain(fingers).any(|other| other == id)
}

impl Shown {
    fn table(&self) -> ItemTable<Message> {
        let data = &self.data;
        let is_shown = self.codes == Codes::Shown;
        items::table(&data.snapshot, &data.losses, data.now, &self.search, is_shown)
    }

    fn update(&mut self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Search(text) => self.search = text,
            Input::Press(Button::Reveal, _) => self.codes = Codes::Identifying,
            Input::Press(Button::Hide, _) => self.codes = Codes::Masked,
            Input::Identified(true) if self.codes == Codes::Identifying => self.codes = Codes::Shown,
            Input::Identified(false) if self.codes == Codes::Identifying => self.codes = Codes::NotIdentified,
            input => self.handing = std::mem::take(&mut self.handing).update(facts, &input, effects),
        }
    }

    fn show(&self, screen: &mut Screen<Message>) {
        self.handing.show(screen);
        match self.codes {
            Codes::Masked | Codes::Shown => {}
            Codes::Identifying => {
                screen.request = Some(Request::Identify {
                    reason: say!("identify-codes"),
                });
            }
            Codes::NotIdentified => screen.problem = Some(Trouble::NotIdentified.problem()),
        }
    }
}
