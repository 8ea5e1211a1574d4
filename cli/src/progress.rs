//! Progress on standard error: a bar with the time left where it can move, else nothing.

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use relatch::lock::{Progress, Report, Work};
use std::fmt;
use std::time::Duration;

/// Draws what the library reports.
pub(crate) struct Bar {
    bar: ProgressBar,
    work: Option<Work>,
}

impl Bar {
    /// A bar that moves, or one that shows nothing.
    pub(crate) fn new(animated: bool) -> Self {
        let target = if animated {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        Self {
            bar: ProgressBar::with_draw_target(None, target),
            work: None,
        }
    }

    /// A way to take it off the screen while somebody else, who cannot reach it, writes there.
    pub(crate) fn curtain(&self) -> Curtain {
        Curtain(self.bar.clone())
    }

    /// Takes it off the screen.
    pub(crate) fn end(&mut self) {
        self.curtain().lower();
        self.work = None;
    }

    fn begin(&mut self, report: Report) {
        self.bar.reset();
        self.bar.set_style(style(report.total.is_some()));
        self.bar.set_message(words(report.work));
        self.bar.enable_steady_tick(Duration::from_millis(200));
        self.work = Some(report.work);
    }
}

/// Takes a bar off the screen. The next piece of work brings it back.
pub(crate) struct Curtain(ProgressBar);

impl Curtain {
    /// Nothing moves on the screen from here on.
    pub(crate) fn lower(&self) {
        self.0.disable_steady_tick();
        self.0.finish_and_clear();
        crate::terminal::show_cursor();
    }
}

impl Progress for Bar {
    fn report(&mut self, report: Report) {
        let counts_differ = self.bar.length().is_some() != report.total.is_some();
        if self.work != Some(report.work) || counts_differ || self.bar.is_finished() {
            self.begin(report);
        }
        match report.total {
            Some(total) => self.bar.set_length(total.into()),
            None => self.bar.unset_length(),
        }
        self.bar.set_position(report.done.into());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.end();
    }
}

fn style(counted: bool) -> ProgressStyle {
    let template = if counted {
        "{spinner} {msg} {bar:30} {pos}/{len}{left}"
    } else {
        "{spinner} {msg} {pos}"
    };
    // The templates are constant; the plain bar is still a bar.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("left", |state: &ProgressState, to: &mut dyn fmt::Write| {
        // Before the first item is done nobody knows; a writer that fails draws nothing.
        if state.pos() > 0 {
            let _ = write!(to, ", {} left", HumanDuration(state.eta()));
        }
    })
}

fn words(work: Work) -> &'static str {
    match work {
        Work::Connecting => "connecting",
        Work::Codes => "reading codes",
        Work::Cards => "reading cards",
        Work::Fingerprints => "reading fingerprints",
        Work::Settings => "reading settings",
        Work::Log => "reading the log",
        Work::Rehearsing => "rehearsing the way back",
        Work::Restoring => "putting items back",
        Work::Pairing => "pairing",
        Work::Resetting => "resetting",
        Work::Telling => "telling the account",
    }
}
