//! Progress: a bar with the time left where it can move, else a line at each quarter, as a screen reader says it.

use crate::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use relatch::journey::screen::{Body, Screen};
use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

/// Shows how far something is.
pub(crate) enum Bar {
    /// It moves.
    Moving(ProgressBar),
    /// A line for each thing that is new.
    Lines {
        /// What was said last.
        said: Option<String>,
    },
    /// Nobody looks.
    Hidden,
}

impl Bar {
    /// What suits standard error, where `is_person`: somebody sits before it.
    pub(crate) fn new(output: &Output, is_person: bool) -> Self {
        if output.is_animated() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            Self::Moving(bar)
        } else if is_person && std::io::stderr().is_terminal() {
            Self::Lines { said: None }
        } else {
            Self::Hidden
        }
    }

    /// Shows how far it is on this screen; takes the bar away where nothing runs.
    pub(crate) fn show(&mut self, screen: &Screen<String>) {
        match self {
            Self::Moving(bar) => move_to(bar, screen),
            Self::Lines { said } => {
                if screen.announce.is_some() && *said != screen.announce {
                    said.clone_from(&screen.announce);
                    // A terminal that is gone reads nothing.
                    let _ = writeln!(std::io::stderr(), "{}", said.as_deref().unwrap_or_default());
                }
            }
            Self::Hidden => {}
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Self::Moving(bar) = self {
            end(bar);
        }
    }
}

fn move_to(bar: &ProgressBar, screen: &Screen<String>) {
    let Body::Progress(progress) = &screen.body else {
        return end(bar);
    };
    let left = progress.left.as_ref().map(|left| format!("  {left}"));
    let counted = match progress.total {
        Some(total) => format!(" {}/{total}{}", progress.done, left.unwrap_or_default()),
        None if progress.done > 0 => format!(" {}", progress.done),
        None => String::new(),
    };
    bar.set_style(style(progress.total.is_some()));
    bar.set_message(progress.label.clone());
    bar.set_prefix(counted);
    bar.set_length(progress.total.unwrap_or_default().into());
    bar.set_position(progress.done.into());
    if bar.is_finished() {
        bar.reset();
    }
    bar.enable_steady_tick(Duration::from_millis(200));
}

/// Off the screen. The next piece of work brings it back.
fn end(bar: &ProgressBar) {
    bar.disable_steady_tick();
    bar.finish_and_clear();
    crate::terminal::show_cursor();
}

/// The bar takes what the words leave of the line.
fn style(is_counted: bool) -> ProgressStyle {
    let template = if is_counted {
        "{spinner} {msg} [{wide_bar}]{prefix}"
    } else {
        "{spinner} {msg}{prefix}"
    };
    let style = ProgressStyle::with_template(template);
    // The templates are constant; the plain bar is still a bar.
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    style.progress_chars("## ").tick_chars("|/-\\ ")
}
