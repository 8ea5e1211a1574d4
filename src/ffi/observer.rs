//! What a shell implements.

use super::config::LogLevel;
use super::screen::Screen;

/// What a shell implements to be told. All calls come from one thread of the core, one after the other, with no lock held: the
/// shell may call the app's core inside them, and should hand on what it gets to its main thread and return.
///
/// Only the newest screen counts: while a call lasts, screens that come and go are left out, and the newest is always told.
/// A call that fails (an exception, a panic) turns the journey's screen into one that says so.
#[uniffi::export(with_foreign)]
pub trait AppObserver: Send + Sync {
    /// There is something else to show.
    fn on_screen(&self, screen: Screen);

    /// A line for the platform's log.
    fn on_log(&self, line: LogLine);
}

/// A line of the log. It holds no code, card number or key.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LogLine {
    /// How much it matters; never `Off`.
    pub level: LogLevel,
    /// What happened, in English, after the journey and the step that it happened in.
    pub text: String,
}
