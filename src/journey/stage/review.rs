//! What is saved, and what cannot come back (S3).

use super::handing::{self, Handing};
use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Document, Effect, Job, News, Review as Data};
use crate::journey::facts::{Facts, Route};
use crate::journey::message::{Message, say};
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
                screen.lines.extend(general.into_iter().map(items::general_words));
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
