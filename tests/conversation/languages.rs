//! Every screen that a conversation shows, in all six languages: nothing missing, nothing empty, no name of a message.

use relatch::journey::message::Message;
use relatch::journey::screen::Screen;
use relatch::words::Words;
use std::collections::HashSet;
use std::io;
use std::sync::{Arc, LazyLock, Mutex};

/// All languages, English first.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| Words::languages().map(Words::new).collect());

/// The name of every message that cannot be a word of a language.
static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let source = include_str!("../../locales/en.ftl");
    let names = source.lines().filter_map(|line| line.split_once(" ="));
    let names = names.map(|(name, _)| name.to_owned());
    names.filter(|name| name.contains('-')).collect()
});

/// A screen as an English owner reads it.
pub(crate) fn english(screen: &Screen<Message>) -> Screen<String> {
    WORDS[0].screen(screen.clone())
}

/// Puts a screen into every language and looks at each text.
pub(crate) fn check(screen: &Screen<Message>) {
    let complaints = Complaints::default();
    let writer = complaints.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        for words in WORDS.iter() {
            let mut say = |message: Message| {
                let text = words.say(&message);
                let at = || format!("{}: {message:?}: {text:?}", words.language());
                assert!(!text.trim().is_empty(), "says nothing: {}", at());
                assert!(!text.contains(['{', '}', '$']), "lacks an argument: {}", at());
                let is_name = |word: &str| NAMES.contains(word) || word == message.id && word.contains('-');
                assert!(!text.split_whitespace().any(is_name), "tells a name: {}", at());
                text
            };
            screen.clone().map(&mut say);
        }
    });
    let complaints = complaints.0.lock().unwrap();
    assert!(complaints.is_empty(), "{}", String::from_utf8_lossy(&complaints));
}

/// What the words complain about.
#[derive(Clone, Default)]
struct Complaints(Arc<Mutex<Vec<u8>>>);

impl io::Write for Complaints {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A message as an English owner reads it.
pub(crate) fn say_english(message: &Message) -> String {
    WORDS[0].say(message)
}
