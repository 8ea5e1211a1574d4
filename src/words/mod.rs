//! Messages put into a language: what `locales/` says, with numbers, dates, spans and lists as that language writes them.
//!
//! [`Words::new`] takes the tag that the system gives (`de-AT`, `zh_CN.UTF-8`) and picks the nearest language that there is.
//! Everything a person reads goes through [`Words::say`]; [`Words::screen`] does it for a whole screen.
//!
//! | file | what is inside |
//! |---|---|
//! | `language` | the languages there are, and which one fits a tag |
//! | `number` | digits and how they are grouped |
//! | `value` | dates, spans and lists: which message of `locales/` writes them |

mod language;
mod number;
mod value;

use crate::journey::message::{Arg, Message};
use crate::journey::screen::Screen;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_langneg::convert_vec_str_to_langids_lossy;
use language::{ENGLISH, LANGUAGES, Language};
use std::fmt;
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

/// What is asked when the chosen language lacks a message. Read when first needed, which should be never.
static FALLBACK: LazyLock<Bundle> = LazyLock::new(|| bundle(&ENGLISH));

/// One language's words. Made once and shared: it is `Send` and `Sync`.
pub struct Words {
    language: &'static Language,
    bundle: Bundle,
}

impl Words {
    /// The words of the language that is nearest to a tag of BCP 47 or POSIX; English where none is near.
    pub fn new(tag: &str) -> Self {
        let language = language::nearest(tag);
        Self {
            language,
            bundle: bundle(language),
        }
    }

    /// The tags of all languages, English first.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|language| language.tag)
    }

    /// The tag of this language: `zh-Hans`.
    pub fn language(&self) -> &'static str {
        self.language.tag
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.language.right_to_left
    }

    /// A message in this language. One that it lacks is said in English; one that English lacks, by its name.
    pub fn say(&self, message: &Message) -> String {
        let args: FluentArgs<'_> = message
            .args
            .iter()
            .map(|(name, arg)| (*name, self.value(arg)))
            .collect();
        if let Some(text) = format(&self.bundle, message, &args) {
            return text;
        }
        tracing::warn!(
            language = self.language.tag,
            id = message.id,
            attribute = message.attribute,
            "a message is missing"
        );
        format(&FALLBACK, message, &args).unwrap_or_else(|| message.id.to_owned())
    }

    /// A screen in this language.
    pub fn screen(&self, screen: Screen<Message>) -> Screen<String> {
        screen.map(&mut |message| self.say(&message))
    }

    /// What goes into a message. Texts are borrowed, so that no copy of one that opens a door stays behind.
    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => text.as_str().into(),
            Arg::Hidden(hidden) => hidden.0.as_str().into(),
            Arg::Count(count) => FluentNumber::from(*count).into(),
            Arg::Time(time) => self.say_as_one(&value::time(*time)).into(),
            Arg::Moment(moment, offset_ms) => self.say_as_one(&value::moment(*moment, *offset_ms)).into(),
            Arg::Seconds(seconds) => self.say_as_one(&value::span(*seconds)).into(),
            Arg::Message(message) => self.say(message).into(),
            Arg::List(messages) => self.join(messages).into(),
        }
    }

    /// A message whose parts must not be kept apart: marks between hours and minutes would turn them round in Arabic. What it
    /// goes into sets marks around the whole.
    fn say_as_one(&self, message: &Message) -> String {
        self.say(message).replace(ISOLATION_MARKS, "")
    }

    fn join(&self, messages: &[Message]) -> String {
        let mut parts = messages.iter().map(|message| self.say(message)).rev();
        let Some(last) = parts.next() else {
            return String::new();
        };
        let Some(before) = parts.next() else { return last };
        let is_pair = messages.len() == 2;
        let end = if is_pair {
            value::pair(before, last)
        } else {
            value::list_end(before, last)
        };
        let end = self.say(&end);
        parts.fold(end, |rest, part| self.say(&value::list_middle(part, rest)))
    }
}

/// What Fluent sets around an argument where the directions of writing are mixed.
const ISOLATION_MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language.tag).finish()
    }
}

fn bundle(language: &Language) -> Bundle {
    let resource = FluentResource::try_new(language.source.to_owned()).unwrap_or_else(|(resource, errors)| {
        tracing::warn!(
            language = language.tag,
            errors = errors.len(),
            "a file of words is damaged"
        );
        resource
    });
    let mut bundle = Bundle::new_concurrent(convert_vec_str_to_langids_lossy([language.tag]));
    bundle.set_use_isolating(language.right_to_left);
    bundle.set_formatter(Some(language.grouping.formatter()));
    bundle.add_resource_overriding(resource);
    bundle
}

/// A message, if the bundle has it. An argument that is left out shows as its name.
fn format(bundle: &Bundle, message: &Message, args: &FluentArgs<'_>) -> Option<String> {
    let found = bundle.get_message(message.id)?;
    let pattern = match message.attribute {
        Some(name) => found.get_attribute(name)?.value(),
        None => found.value()?,
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::warn!(id = message.id, errors = errors.len(), "a message lacks an argument");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::message::say;
    use std::io;
    use std::sync::{Arc, Mutex};

    /// Everything that was logged.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    static EMPTY: Language = Language { source: "", ..ENGLISH };

    #[test]
    fn a_missing_message_is_said_in_english_and_then_by_its_name() {
        let words = Words {
            language: &EMPTY,
            bundle: bundle(&EMPTY),
        };
        assert_eq!(words.say(&say!("button-next")), "Next");
        assert_eq!(words.say(&say!("count-fobs", count = 2_u32)), "2 fobs");
        let unknown = Message {
            id: "no-such-message",
            attribute: None,
            args: Vec::new(),
        };
        assert_eq!(words.say(&unknown), "no-such-message");
        let advice = Message {
            attribute: Some("advice"),
            ..say!("button-next")
        };
        assert_eq!(Words::new("de").say(&advice), "button-next");
    }

    #[test]
    fn s9_a_warning_tells_no_argument() {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        tracing::subscriber::with_default(subscriber, || {
            let unknown = Message {
                id: "no-such-message",
                attribute: None,
                args: vec![("code", Arg::from("845612"))],
            };
            Words::new("fr").say(&unknown);
            Words::new("fr").say(&say!("item-code-named", name = "845612".to_owned()));
        });
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(
            log.contains("no-such-message") && log.contains("item-code-named"),
            "{log}"
        );
        assert!(!log.contains("845612"), "{log}");
    }
}
