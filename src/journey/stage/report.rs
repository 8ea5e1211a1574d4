//! What became of everything: a proof, or an exact list of what is missing.

use super::handing::{self, Handing};
use super::items;
use super::register::Register;
use super::task::{End, Task, offer};
use super::{Flow, Input, blank};
use crate::backup::inventory::Thing;
use crate::backup::item::{ItemKind, Label};
use crate::backup::ledger::FailCause;
use crate::backup::{Loss, Snapshot};
use crate::journey::effect::{Document, Effect, Job, News, ReportData};
use crate::journey::facts::{Facts, ImportState, KEY_SAVED, LockFacts, Route};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Body, Button, Check, Danger, ReportBody, Screen, StageName};
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
    handing: Handing,
}

/// How it ends.
pub(super) enum Exit {
    /// What is missing is tried again.
    Again,
    /// The lock is brought into an account.
    Account,
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
            handing: Handing::No,
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
                Input::Press(Button::Account, _) => return Flow::Leave(Exit::Account),
                Input::Tick(id, on) => {
                    if on {
                        facts.done.insert(id);
                    } else {
                        facts.done.remove(&id);
                    }
                    Self::Showing(Some(shown))
                }
                input => {
                    shown.handing = shown.handing.update(facts, &input, effects);
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
                screen.lines.push(verdict(data));
                let is_full = data.failed.iter().any(|failed| failed.cause == Some(FailCause::Full));
                screen.warning = is_full.then(|| FULL.problem().advice);
                screen.body = Body::Report(ReportBody {
                    proved: data.proved,
                    lines: report_lines(data, facts),
                    missing: missing(data, facts),
                    to_do: to_do(facts, &data.snapshot),
                });
                screen
                    .actions
                    .push(offer(Button::Next, say!("button-to-the-end"), Danger::None));
                if !data.proved && !takes_no_more(data) {
                    screen
                        .actions
                        .push(offer(Button::Retry, say!("button-import-again"), Danger::Careful));
                }
                if Register::is_offered(facts) {
                    screen
                        .actions
                        .push(offer(Button::Account, say!("button-account"), Danger::None));
                }
                screen.actions.push(handing::button(Document::Report));
                screen.actions.push(handing::button(Document::Sheet));
                if facts.paired_here {
                    screen.actions.push(handing::button(Document::Key));
                }
                shown.handing.show(&mut screen);
            }
        }
        screen
    }
}

/// What became of everything, in a sentence.
pub(crate) fn verdict(data: &ReportData) -> Message {
    if data.proved {
        say!("report-proved")
    } else if takes_no_more(data) {
        say!("report-all-it-takes")
    } else {
        say!("report-not-proved")
    }
}

/// The sentences of a report.
pub(crate) fn report_lines(data: &ReportData, facts: &Facts) -> Vec<Message> {
    let mut lines = vec![
        say!("report-written", count = data.written),
        say!("report-copy", items = items::counts(&data.snapshot)),
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
pub(crate) fn missing(data: &ReportData, facts: &Facts) -> Vec<crate::journey::screen::ItemRow<Message>> {
    let failed = data
        .failed
        .iter()
        .map(|failed| items::missing_row(&failed.label, why(failed.cause)));
    let is_told = |label: &&Label| !data.failed.iter().any(|other| other.label.id == label.id);
    let open = data
        .diff
        .open()
        .filter(is_told)
        .map(|label| items::missing_row(label, why_open(label, facts)));
    let lost = data.diff.not_restorable.iter().map(items::loss_row);
    failed.chain(open).chain(lost).collect()
}

/// Why something was not written: in the lock's own words, where it told.
fn why(cause: Option<FailCause>) -> Message {
    match cause {
        None => say!("missing-failed"),
        Some(FailCause::NotListed) => say!("missing-not-listed"),
        Some(FailCause::Full) => FULL.problem().what,
        Some(FailCause::Refused { code }) => items::refusal(code),
    }
}

/// Why something is not there that was not to be written.
fn why_open(label: &Label, facts: &Facts) -> Message {
    let chosen = &facts.chosen;
    let is_owner_code = label.kind == ItemKind::OwnerPasscode && chosen.keep_owner_passcode;
    if is_owner_code || chosen.left_out.contains(&label.id) {
        say!("missing-left-out")
    } else {
        say!("missing-not-there")
    }
}

/// The lock has no room for more.
const FULL: Trouble = Trouble::Lock(0x16);

/// Whether everything is there that this lock takes, so that trying again helps nobody.
fn takes_no_more(data: &ReportData) -> bool {
    data.failed.is_empty() && data.diff.open().next().is_none()
}

/// What the owner still has to do; what an account told by name stands there by name.
fn to_do(facts: &Facts, snapshot: &Snapshot) -> Vec<Check<Message>> {
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
    push(
        "try-code",
        match facts.copy.as_ref().map(|copy| copy.cards) {
            Some(0) => say!("to-do-try-code"),
            _ => say!("to-do-try-both"),
        },
    );
    if facts.paired_here {
        push(KEY_SAVED, say!("to-do-key"));
    }
    if Register::is_due(facts) {
        push("account", say!("to-do-account"));
    }
    let fingerprints = facts.copy.as_ref().map_or(0, |copy| copy.fingerprints);
    if fingerprints > 0 {
        push("fingers", say!("to-do-fingers", count = fingerprints));
    }
    let has = |wanted: Thing| snapshot.things().any(|(_, thing)| thing == wanted);
    if !has(Thing::Person) {
        push("people", say!("to-do-people"));
    }
    if facts.target.as_ref().is_some_and(LockFacts::has_gateway) && !has(Thing::Gateway) {
        push("gateway", say!("to-do-gateway"));
    }
    for (label, thing) in snapshot.things() {
        let obstacle = thing.obstacle();
        let id = label.id.0.clone();
        push(&id, items::general_words(&Loss { label, obstacle }));
    }
    if facts.route != Route::SameLock {
        push("old-lock", say!("to-do-old-lock"));
    }
    to_do
}
