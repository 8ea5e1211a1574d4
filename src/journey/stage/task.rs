//! Something that runs and can be stopped, failed, and tried again: the machine inside most stages.

use super::Input;
use crate::backup::item::Moment;
use crate::backup::loss::Loss;
use crate::journey::effect::{Effect, Job, News};
use crate::journey::event::{WorkKind, WorkReport};
use crate::journey::message::{Arg, Message, say};
use crate::journey::screen::{Body, Button, Danger, Offer, Progress, Request, Screen};
use crate::journey::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// Something that runs, or that stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "kebab-case")]
pub enum Task {
    /// It runs, or ran when the program ended.
    Running {
        /// How far it is.
        #[serde(skip)]
        running: Running,
    },
    /// It failed.
    Failed {
        /// Why.
        trouble: Trouble,
    },
    /// The person stopped it.
    Cancelled,
}

/// How far something is that runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Running {
    report: Option<WorkReport>,
    /// When this kind of work began, and how much was done then.
    begun: Option<(Moment, u32)>,
    now: Option<Moment>,
    stopping: bool,
}

/// How a task ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It goes on.
    Stays(Task),
    /// It gave something.
    Gave(News, Moment),
    /// It failed; losses that were not accepted, where that is why.
    Failed(Trouble, Vec<Loss>),
    /// The person goes back.
    Back,
}

impl Task {
    /// Begins it.
    pub(super) fn begin(job: Job, effects: &mut Vec<Effect>) -> Self {
        effects.push(Effect::Run(job));
        Self::running()
    }

    /// As if it ran.
    pub(super) fn running() -> Self {
        Self::Running {
            running: Running::default(),
        }
    }

    /// As if it had failed.
    pub(super) fn failed(trouble: Trouble) -> Self {
        Self::Failed { trouble }
    }

    /// Whether it failed because the lock does not take the key.
    pub(super) fn is_refused(&self) -> bool {
        match self {
            Self::Failed { trouble } => trouble.is_of_key() || *trouble == Trouble::NoOwner,
            Self::Running { .. } | Self::Cancelled => false,
        }
    }

    /// Whether this is why it failed.
    pub(super) fn is_failed_by(&self, why: &Trouble) -> bool {
        matches!(self, Self::Failed { trouble } if trouble == why)
    }

    /// What follows from an input. `job` makes the work anew.
    pub(super) fn update(self, job: impl FnOnce() -> Job, input: Input, effects: &mut Vec<Effect>) -> End {
        self.update_if(|| Some(job()), input, effects)
    }

    /// As [`Task::update`], of work that cannot always be begun anew: what it needs may be gone, and then it counts as stopped.
    pub(super) fn update_if(self, job: impl FnOnce() -> Option<Job>, input: Input, effects: &mut Vec<Effect>) -> End {
        let begin_anew =
            |effects: &mut Vec<Effect>| End::Stays(job().map_or(Self::Cancelled, |job| Self::begin(job, effects)));
        match self {
            Self::Running { mut running } => match input {
                Input::Opened => begin_anew(effects),
                Input::Press(Button::Cancel, _) => {
                    effects.push(Effect::Cancel);
                    running.stopping = true;
                    End::Stays(Self::Running { running })
                }
                Input::Progress(report, at) => {
                    running.advance(report, at);
                    End::Stays(Self::Running { running })
                }
                Input::Gave(news, at) => End::Gave(news, at),
                Input::Failed(trouble, losses) => End::Failed(trouble, losses),
                Input::Cancelled => End::Stays(Self::Cancelled),
                _ => End::Stays(Self::Running { running }),
            },
            Self::Failed { trouble } => match input {
                Input::Press(Button::Retry, _) => begin_anew(effects),
                Input::RadioReady if is_of_radio(&trouble) => begin_anew(effects),
                Input::Press(Button::Back, _) => End::Back,
                _ => End::Stays(Self::Failed { trouble }),
            },
            Self::Cancelled => match input {
                Input::Press(Button::Retry, _) => begin_anew(effects),
                Input::Press(Button::Back, _) => End::Back,
                _ => End::Stays(Self::Cancelled),
            },
        }
    }

    /// The radio is there again, and this is not begun by that alone: who wants it says so.
    pub(super) fn wait_for_word(self) -> Self {
        match self {
            Self::Failed { trouble } if is_of_radio(&trouble) => Self::Cancelled,
            other => other,
        }
    }

    /// Puts it onto a screen: progress, or what went wrong.
    pub(super) fn show(&self, doing: Message, mut screen: Screen<Message>) -> Screen<Message> {
        match self {
            Self::Running { running } => {
                screen.announce = Some(running.announcement(&doing));
                screen.body = Body::Progress(running.progress(doing));
                screen.request = Some(Request::KeepAwake);
                if running.stopping {
                    screen.lines.push(say!("task-stopping"));
                } else {
                    screen
                        .actions
                        .push(offer(Button::Cancel, say!("button-cancel"), Danger::None));
                }
            }
            Self::Failed { trouble } => {
                screen.problem = Some(trouble.problem());
                screen.request = match trouble {
                    Trouble::RadioOff => Some(Request::BluetoothOn),
                    Trouble::RadioNotPermitted | Trouble::PlaceNotPermitted | Trouble::PlaceOff => {
                        Some(Request::Permission)
                    }
                    _ => None,
                };
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-retry"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
            Self::Cancelled => {
                screen.lines.push(say!("task-cancelled"));
                screen
                    .actions
                    .push(offer(Button::Retry, say!("button-go-on"), Danger::None));
                screen
                    .actions
                    .push(offer(Button::Back, say!("button-back"), Danger::None));
            }
        }
        screen
    }
}

/// Whether the radio could not be used at all.
fn is_of_radio(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::RadioOff
            | Trouble::RadioNotPermitted
            | Trouble::PlaceNotPermitted
            | Trouble::PlaceOff
            | Trouble::NoRadio
    )
}

/// Something that may be pressed, without a question before it counts.
pub(super) fn offer(button: Button, label: Message, danger: Danger) -> Offer<Message> {
    Offer {
        button,
        label,
        danger,
        confirm: None,
    }
}

impl Running {
    fn advance(&mut self, report: WorkReport, at: Moment) {
        let goes_on = self
            .report
            .is_some_and(|last| last.work == report.work && last.done <= report.done);
        if !goes_on {
            self.begun = Some((at, report.done));
        }
        self.report = Some(report);
        self.now = Some(at);
    }

    /// How long this kind of work still takes, from the measured time of what is done.
    fn left_s(&self) -> Option<u64> {
        let (report, (begun, first), now) = (self.report?, self.begun?, self.now?);
        let done = u64::from(report.done.checked_sub(first)?);
        let left = u64::from(report.total?.checked_sub(report.done)?);
        let passed = u64::try_from(now.0.checked_sub(begun.0)?).ok()?;
        // Fewer than two items tell nothing about the rest.
        (done >= 2).then(|| passed.saturating_mul(left) / done.saturating_mul(1_000))
    }

    fn progress(&self, doing: Message) -> Progress<Message> {
        Progress {
            label: self.report.map_or(doing, |report| work_words(report.work)),
            done: self.report.map_or(0, |report| report.done),
            total: self.report.and_then(|report| report.total),
            left: self
                .left_s()
                .map(|seconds| say!("time-left", time = Arg::Seconds(seconds))),
            deadline_s: match self.report {
                None => Some(LISTEN_S),
                Some(report) if report.work == WorkKind::Connecting => Some(LISTEN_S),
                Some(_) => None,
            },
        }
    }

    /// Changes with the kind of work and with each quarter, so that a screen reader does not chatter.
    fn announcement(&self, doing: &Message) -> Message {
        let Some(report) = self.report else {
            return doing.clone();
        };
        match report.total.filter(|total| *total > 0) {
            Some(total) => {
                let quarter = u64::from(report.done) * 4 / u64::from(total);
                say!(
                    "task-quarter",
                    doing = work_words(report.work),
                    percent = quarter.min(4) * 25
                )
            }
            None => work_words(report.work),
        }
    }
}

/// For how long a lock is listened for (protocol, flows 2).
const LISTEN_S: u32 = 25;

fn work_words(work: WorkKind) -> Message {
    match work {
        WorkKind::Connecting => say!("work-connecting"),
        WorkKind::Codes => say!("work-codes"),
        WorkKind::Cards => say!("work-cards"),
        WorkKind::Fingerprints => say!("work-fingerprints"),
        WorkKind::Settings => say!("work-settings"),
        WorkKind::Log => say!("work-log"),
        WorkKind::Rehearsing => say!("work-rehearsing"),
        WorkKind::Restoring => say!("work-restoring"),
        WorkKind::Pairing => say!("work-pairing"),
        WorkKind::Resetting => say!("work-resetting"),
        WorkKind::Telling => say!("work-telling"),
    }
}
