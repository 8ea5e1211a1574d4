//! What became of everything: a proof, or an exact list of what is missing.

use super::items;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::journey::effect::{Document, Effect, Job, News, ReportData};
use crate::journey::facts::{Facts, ImportState, LockFacts, Route};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Body, Button, Check, Danger, ReportBody, Request, Screen, Shared, StageName};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Reporting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// It is loaded.
    Loading(Task),
    /// It is shown. After a restart it is loaded again.
    Showing(#[serde(skip)] Option<Box<Shown>>),
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    data: ReportData,
    doing: Doing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    /// The device checks who holds it, before the sheet of last resort is made.
    Identifying,
    Preparing,
    Sharing(Shared),
    Trouble(Trouble),
}

/// How it ends.
pub(super) enum Exit {
    /// What is missing is tried again.
    Again,
    /// On to the end of the saved copy.
    End,
}

impl Report {
    /// Loads it.
    pub(super) fn begin(effects: &mut Vec<Effect>) -> Self {
        Self::Loading(Task::begin(Job::LoadReport, effects))
    }

    /// Shows it.
    pub(super) fn show(data: Box<ReportData>) -> Self {
        Self::Showing(Some(Box::new(Shown {
            data: *data,
            doing: Doing::Nothing,
        })))
    }

    pub(super) fn update(self, facts: &mut Facts, input: Input, effects: &mut Vec<Effect>) -> Flow<Self, Exit> {
        Flow::Stay(match self {
            Self::Loading(task) => match task.update(|| Job::LoadReport, input, effects) {
                End::Stays(task) => Self::Loading(task),
                End::Gave(News::Report(data), _) => Self::show(data),
                End::Gave(_, _) => Self::Loading(Task::failed(Trouble::Fault)),
                End::Failed(trouble, _) => Self::Loading(Task::failed(trouble)),
                End::Back => return Flow::Leave(Exit::Again),
            },
            Self::Showing(None) => Self::begin(effects),
            Self::Showing(Some(mut shown)) => match input {
                Input::Opened => Self::begin(effects),
                Input::Press(Button::Next, _) => return Flow::Leave(Exit::End),
                Input::Press(Button::Retry, _) => return Flow::Leave(Exit::Again),
                Input::Tick(id, on) => {
                    if on {
                        facts.done.insert(id);
                    } else {
                        facts.done.remove(&id);
                    }
                    Self::Showing(Some(shown))
                }
                input => {
                    shown.update(input, effects);
                    Self::Showing(Some(shown))
                }
            },
        })
    }

    pub(super) fn screen(&self, facts: &Facts) -> Screen<Message> {
        let mut screen = blank(StageName::Report, say!("report-title"));
        match self {
            Self::Loading(task) => screen = task.show(say!("report-loading"), screen).without_cancel(),
            Self::Showing(None) => {}
            Self::Showing(Some(shown)) => {
                let data = &shown.data;
                screen.lines.push(if data.proved {
                    say!("report-proved")
                } else {
                    say!("report-not-proved")
                });
                screen.body = Body::Report(ReportBody {
                    proved: data.proved,
                    lines: report_lines(data, facts),
                    missing: missing(data),
                    to_do: to_do(facts),
                });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-to-the-end"), Danger::None));
                if !data.proved {
                    screen
                        .actions
                        .push(offer(Button::Retry, say!("button-import-again"), Danger::Careful));
                }
                screen
                    .actions
                    .push(offer(Button::ShareReport, say!("button-share-report"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Sheet, say!("button-sheet"), Danger::Careful));
                shown.show(&mut screen);
            }
        }
        screen
    }
}

/// The sentences of a report.
pub(crate) fn report_lines(data: &ReportData, facts: &Facts) -> Vec<Message> {
    let mut lines = vec![
        say!("report-written", count = data.written),
        say!("count-codes", count = data.snapshot.codes.len()),
        say!("count-fobs", count = data.snapshot.cards.len()),
    ];
    if facts.import == ImportState::NotBegun {
        lines.push(say!("report-nothing-written"));
    }
    lines.push(match facts.door {
        Some(true) => say!("report-door-seen"),
        Some(false) | None => say!("report-door-skipped"),
    });
    if !data.diff.not_restorable.is_empty() {
        lines.push(say!("report-not-restorable", count = data.diff.not_restorable.len()));
    }
    if !data.diff.extra.is_empty() {
        lines.push(say!("report-extra", count = data.diff.extra.len()));
    }
    lines
}

/// What is missing or differs, and what cannot come back, by name and number.
pub(crate) fn missing(data: &ReportData) -> Vec<crate::journey::screen::ItemRow<Message>> {
    let failed = data
        .failed
        .iter()
        .map(|label| items::missing_row(label, say!("missing-failed")));
    let is_told = |label: &&crate::backup::item::Label| !data.failed.iter().any(|other| other.id == label.id);
    let open = data
        .diff
        .open()
        .filter(is_told)
        .map(|label| items::missing_row(label, say!("missing-not-there")));
    let lost = data.diff.not_restorable.iter().map(items::loss_row);
    failed.chain(open).chain(lost).collect()
}

/// What the owner still has to do.
fn to_do(facts: &Facts) -> Vec<Check<Message>> {
    let mut to_do = Vec::new();
    let mut push = |id: &str, label: Message| {
        to_do.push(Check {
            id: id.to_owned(),
            label,
            detail: None,
            ticked: facts.done.contains(id),
            required: false,
        });
    };
    push("try-code", say!("to-do-try-code"));
    let fingerprints = facts.copy.as_ref().map_or(0, |copy| copy.fingerprints);
    if fingerprints > 0 {
        push("fingers", say!("to-do-fingers", count = fingerprints));
    }
    push("people", say!("to-do-people"));
    if facts.target.as_ref().is_some_and(LockFacts::has_gateway) {
        push("gateway", say!("to-do-gateway"));
    }
    if facts.route != Route::SameLock {
        push("old-lock", say!("to-do-old-lock"));
    }
    to_do
}

impl Shown {
    fn update(&mut self, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Press(Button::ShareReport, _) if self.doing != Doing::Preparing => {
                effects.push(Effect::Run(Job::Write {
                    document: Document::Report,
                }));
                self.doing = Doing::Preparing;
            }
            Input::Press(Button::Sheet, _) if self.doing != Doing::Preparing => self.doing = Doing::Identifying,
            Input::Identified(true) if self.doing == Doing::Identifying => {
                effects.push(Effect::Run(Job::Write {
                    document: Document::Sheet,
                }));
                self.doing = Doing::Preparing;
            }
            Input::Identified(false) if self.doing == Doing::Identifying => {
                self.doing = Doing::Trouble(Trouble::NotIdentified);
            }
            Input::Gave(News::File { name, path, media_type }, _) => {
                self.doing = Doing::Sharing(Shared { name, path, media_type });
            }
            Input::Failed(trouble, _) => self.doing = Doing::Trouble(trouble),
            Input::Shared | Input::Cancelled => self.doing = Doing::Nothing,
            _ => {}
        }
    }

    fn show(&self, screen: &mut Screen<Message>) {
        match &self.doing {
            Doing::Nothing => {}
            // One job at a time; this one takes a blink.
            Doing::Preparing => screen.actions.clear(),
            Doing::Identifying => {
                screen.request = Some(Request::Identify {
                    reason: say!("identify-sheet"),
                });
            }
            Doing::Sharing(shared) => screen.request = Some(Request::Share(shared.clone())),
            Doing::Trouble(trouble) => screen.problem = Some(trouble.problem()),
        }
    }
}
