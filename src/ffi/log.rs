//! The log: every line with its journey and step, without anything that opens a door, to the shell and into what support gets.
//!
//! Each app has a log of its own, to which its threads write; nothing is global. What crates beside Relatch log is left out: it is
//! not known to be free of secrets. Numbers that could be a code and texts that could be a key are masked here once more, though
//! nothing that writes a line should tell them (S9).

use super::config::LogLevel;
use super::courier::Courier;
use super::observer::LogLine;
use crate::runtime::clock::Clock;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// How many lines are kept for support.
const KEPT: usize = 500;
/// The longest line, in characters.
const LONGEST: usize = 1_000;

/// One app's log.
pub(super) struct Log {
    level: AtomicU8,
    kept: Mutex<VecDeque<String>>,
    /// What is written instead of which beginning of a path.
    folder: String,
    clock: Box<dyn Clock>,
    courier: Courier,
}

impl Log {
    pub(super) fn new(level: LogLevel, folder: &str, clock: Box<dyn Clock>, courier: Courier) -> Arc<Self> {
        Arc::new(Self {
            level: AtomicU8::new(rank(level)),
            kept: Mutex::default(),
            folder: folder.to_owned(),
            clock,
            courier,
        })
    }

    /// Where threads write that belong to this app.
    pub(super) fn dispatch(self: &Arc<Self>) -> Dispatch {
        Dispatch::new(Registry::default().with(Writer(Arc::clone(self))))
    }

    /// From now on so much is logged.
    pub(super) fn set_level(&self, level: LogLevel) {
        self.level.store(rank(level), Ordering::Relaxed);
    }

    /// The newest lines, oldest first.
    pub(super) fn kept(&self) -> Vec<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().cloned().collect()
    }

    fn wants(&self, level: Level) -> bool {
        rank(level_of(level)) <= self.level.load(Ordering::Relaxed)
    }

    fn write(&self, level: LogLevel, text: &str) {
        let text = masked(text, &self.folder);
        let at = Timestamp::from_millisecond(self.clock.now().moment.0).unwrap_or_default();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(format!("{at:.3} {level:?} {text}"));
        drop(kept);
        self.courier.line(LogLine { level, text });
    }
}

fn rank(level: LogLevel) -> u8 {
    match level {
        LogLevel::Off => 0,
        LogLevel::Error => 1,
        LogLevel::Warn => 2,
        LogLevel::Info => 3,
        LogLevel::Debug => 4,
        LogLevel::Trace => 5,
    }
}

fn level_of(level: Level) -> LogLevel {
    match level {
        Level::ERROR => LogLevel::Error,
        Level::WARN => LogLevel::Warn,
        Level::INFO => LogLevel::Info,
        Level::DEBUG => LogLevel::Debug,
        _ => LogLevel::Trace,
    }
}

/// Turns spans and events into lines.
struct Writer(Arc<Log>);

/// A span's values, as they stand before a line.
struct Before(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Writer {
    /// The level may change at any time, so that no answer is remembered.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        let is_ours = metadata.target().split("::").next() == Some("relatch");
        is_ours && (metadata.is_span() || self.0.wants(*metadata.level()))
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut words = Words::default();
        attributes.record(&mut words);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(Before(words.0));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(Before(before)) = span.extensions_mut().get_mut::<Before>() {
            let mut words = Words(std::mem::take(before));
            values.record(&mut words);
            *before = words.0;
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut text = String::new();
        for span in context
            .event_scope(event)
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            if let Some(Before(before)) = span.extensions().get::<Before>() {
                let _ = write!(text, "{}: ", before.trim_start());
            }
        }
        let mut words = Words::default();
        event.record(&mut words);
        text.push_str(words.0.trim_start());
        self.0.write(level_of(*event.metadata().level()), &text);
    }
}

/// Values as words: the message, and `name=value` for each other.
#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}

/// A text without what could be a code, a card number, a key or the owner's name for a lock, and not too long.
fn masked(text: &str, folder: &str) -> String {
    let text = if folder.is_empty() {
        text.to_owned()
    } else {
        text.replace(folder, "<folder>")
    };
    let mut clean = String::new();
    let mut word = String::new();
    for character in without_names(&text).chars().take(LONGEST) {
        if character.is_alphanumeric() {
            word.push(character);
        } else {
            push_word(&mut clean, &word);
            word.clear();
            clean.push(if character.is_control() { ' ' } else { character });
        }
    }
    push_word(&mut clean, &word);
    clean
}

/// The longest row of digits that is no code: codes have four or more.
const MOST_DIGITS: usize = 3;
/// The longest word with a digit in it that is no part of a key.
const LONGEST_WORD: usize = 12;

fn push_word(clean: &mut String, word: &str) {
    let rows = word.split(|character: char| !character.is_numeric());
    let longest = rows.map(|row| row.chars().count()).max().unwrap_or_default();
    let is_mixed = longest > 0 && word.chars().count() > LONGEST_WORD;
    if longest > MOST_DIGITS || is_mixed {
        clean.push('…');
    } else {
        clean.push_str(word);
    }
}

/// Saved copies are named after the lock, in the folder `copies`: only the number of the journey is left of such a name.
fn without_names(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("copies/") {
        clean.push_str(before);
        clean.push_str("copies/");
        let end = after.find(".relatch").unwrap_or(0);
        let (name, behind) = after.split_at(end);
        let number = name.rsplit('-').next().unwrap_or_default();
        if end > 0 {
            let _ = write!(clean, "…-{number}");
        }
        rest = behind;
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s9_what_could_open_a_door_is_masked_and_what_helps_is_not() {
        for (text, shown) in [
            (
                "journey=3 step=backup: ended outcome=link-lost",
                "journey=3 step=backup: ended outcome=link-lost",
            ),
            ("the code 845612 is there", "the code … is there"),
            ("1234 12345678901234567890", "… …"),
            ("٤٨٣٩ in other digits", "… in other digits"),
            ("key=3f9a0c77d2e14b55", "key=…"),
            ("AGE-SECRET-KEY-1QQPQZ3X8AAAA", "AGE-SECRET-KEY-…"),
            ("opcode=37 count=12", "opcode=37 count=12"),
            (
                "failed to read /data/app/copies/front-door-7.relatch: it is damaged",
                "failed to read <folder>/copies/…-7.relatch: it is damaged",
            ),
            ("two\nlines\0", "two lines "),
        ] {
            assert_eq!(masked(text, "/data/app"), shown);
        }
        assert_eq!(masked(&"a ".repeat(10_000), "").chars().count(), LONGEST);
    }
}
