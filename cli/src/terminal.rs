//! The terminal: how large it is, what was typed ahead, a screen of which nothing stays behind, and what is put right before the
//! process ends.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

/// Columns where nobody tells how many there are.
const COLUMNS: usize = 80;

/// Whether the second screen is shown.
static APART: AtomicBool = AtomicBool::new(false);

/// Rows and columns of the terminal behind standard output. No rows: there is none, and nothing scrolls away.
pub(crate) fn size() -> (Option<usize>, usize) {
    match console::Term::stdout().size_checked() {
        Some((rows, columns)) => (Some(rows.into()), columns.into()),
        None => (None, COLUMNS),
    }
}

/// Shows what follows on the terminal's second screen, or goes back to the first: what was there is gone then, and cannot be
/// scrolled back to. Nothing happens where standard output is no terminal.
pub(crate) fn set_apart(apart: bool) {
    if !io::stdout().is_terminal() || APART.swap(apart, Ordering::SeqCst) == apart {
        return;
    }
    let switch: &[u8] = if apart {
        b"\x1b[?1049h\x1b[2J\x1b[H"
    } else {
        b"\x1b[?1049l"
    };
    let mut output = io::stdout();
    // A terminal that is gone shows nothing.
    let _ = output.write_all(switch).and_then(|()| output.flush());
}

/// Forgets what was typed before there was a question: an answer counts for the screen that it was typed on.
pub(crate) fn forget_typed() {
    #[cfg(unix)]
    if io::stdin().is_terminal() {
        let forgotten = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
        if let Err(error) = forgotten {
            tracing::debug!(%error, "what was typed ahead stays");
        }
    }
}

/// Makes the cursor visible again, which a prompt or a bar may have hidden.
pub(crate) fn show_cursor() {
    if io::stderr().is_terminal() {
        // A terminal that is gone shows no cursor either.
        let _ = console::Term::stderr().show_cursor();
    }
}

/// Leaves the terminal as it was found.
pub(crate) fn restore() {
    set_apart(false);
    show_cursor();
}
