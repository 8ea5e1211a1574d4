//! The guided journey in a terminal: the same screens as on a phone, in the same words.
//!
//! | file | what is inside |
//! |---|---|
//! | [`draw`] | a screen as lines of text |
//! | [`person`] | what the person at the terminal does |
//! | [`auto`] | what somebody does who always goes on |

pub(crate) mod auto;
pub(crate) mod draw;
pub(crate) mod person;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use relatch::journey::event::PlatformEvent;
use relatch::journey::screen::{Action, Body, Screen};

/// What is done on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Something that the screen offers.
    Act(Action),
    /// The platform's answer.
    Platform(PlatformEvent),
    /// Keys typed on the lock's own keypad.
    Keypad(String),
    /// A hand on the keypad, that wakes the lock.
    Touch,
    /// The reset button inside the lock.
    ResetButton,
    /// The person leaves.
    End,
}

/// A bar on standard error, not shown before there is something to tell.
pub(crate) fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{spinner} {msg} {bar:30} {pos}/{len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Shows how far something is, or takes the bar away.
pub(crate) fn show_progress(bar: &ProgressBar, screen: &Screen<String>) {
    let Body::Progress(progress) = &screen.body else {
        bar.finish_and_clear();
        return;
    };
    let left = progress
        .left
        .as_ref()
        .map(|left| format!(", {left}"))
        .unwrap_or_default();
    bar.set_message(format!("{}{left}", progress.label));
    bar.set_length(progress.total.unwrap_or(progress.done).into());
    bar.set_position(progress.done.into());
}
