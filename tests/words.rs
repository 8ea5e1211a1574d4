//! The words of all languages: complete, used, and alike in everything but the words themselves.
//!
//! The sources are read as well, so that a message that the code names and `locales/` lacks is found here and not at a door.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use relatch::backup::item::Moment;
use relatch::journey::facts::{JourneyId, Route};
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::Scene;
use relatch::journey::trouble::{LOCK_CODES, Trouble};
use relatch::journey::{State, screen};
use relatch::model::LockMinute;
use relatch::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders whose code says something to a person.
const SPEAKING: [&str; 5] = ["src/journey", "src/words", "src/runtime", "src/ffi", "cli/src"];

/// The forms that a number takes in each language, by CLDR.
const PLURALS: [(&str, &[&str]); 6] = [
    ("en", &["one", "other"]),
    ("de", &["one", "other"]),
    ("es", &["many", "one", "other"]),
    ("fr", &["many", "one", "other"]),
    ("zh-Hans", &["other"]),
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
];

/// Variables that choose by their value and not by the form of a number: a name of a month, the French "1er".
const NO_PLURAL: [&str; 2] = ["month", "day"];

/// What is the same as in English because it is so, in any language or in the one that is named.
const SAME_AS_ENGLISH: &[(&str, &[&str])] = &[
    ("home-title", &["de", "es", "fr", "zh-Hans", "ar"]), // a name
    ("home-journey", &["de", "es", "fr", "zh-Hans", "ar"]),
    ("key-of-lock", &["de", "es", "fr", "zh-Hans", "ar"]),
    ("spoken-digits", &["de", "es", "fr", "zh-Hans", "ar"]),
    ("general-kind", &["de", "es", "ar"]),
    ("date-odd", &["de", "es", "fr", "zh-Hans", "ar"]),
    ("doc-direction", &["de", "es", "fr", "zh-Hans"]),
    ("list-middle", &["de", "es", "fr"]),
    ("item-code", &["de", "fr"]),
    ("item-code-named", &["de", "fr"]),
    ("item-thing", &["de", "es", "fr", "zh-Hans", "ar"]),
    ("item-thing-named", &["de", "es", "fr"]),
    ("thing-gateway", &["de", "es"]),
    ("step-plan", &["de", "es", "fr"]),
    ("terminal-no", &["es"]),
];

/// A language's file: each message and each attribute (`id.attribute`), as a pattern.
struct File {
    tag: &'static str,
    patterns: BTreeMap<String, Pattern<String>>,
}

fn files() -> Vec<File> {
    Words::languages().map(read).collect()
}

/// Reads a file. It must be valid, and name nothing twice.
fn read(tag: &'static str) -> File {
    let source = fs::read_to_string(root().join("locales").join(format!("{tag}.ftl"))).unwrap();
    let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{tag}.ftl: {errors:?}"));
    let mut patterns = BTreeMap::new();
    let mut add = |name: String, pattern: Pattern<String>| {
        assert!(
            patterns.insert(name.clone(), pattern).is_none(),
            "{tag}.ftl has {name} twice"
        );
    };
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                for attribute in message.attributes {
                    add(format!("{}.{}", message.id.name, attribute.id.name), attribute.value);
                }
                add(
                    message.id.name.clone(),
                    message
                        .value
                        .unwrap_or_else(|| panic!("{tag}.ftl: {} says nothing", message.id.name)),
                );
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(term) => panic!(
                "{tag}.ftl: {} is a term; the test of the words knows none",
                term.id.name
            ),
            Entry::Junk { content } => panic!("{tag}.ftl: {content}"),
        }
    }
    File { tag, patterns }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The variables of a pattern, in its variants too.
fn variables(pattern: &Pattern<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(pattern, &mut |expression| {
        if let InlineExpression::VariableReference { id } = expression {
            found.insert(id.name.clone());
        }
    });
    found
}

fn walk(pattern: &Pattern<String>, see: &mut dyn FnMut(&InlineExpression<String>)) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => see(inline),
            Expression::Select { selector, variants } => {
                see(selector);
                variants.iter().for_each(|variant| walk(&variant.value, see));
            }
        }
    }
}

/// The choices of a pattern: by which variable, among which variants.
fn selects(pattern: &Pattern<String>) -> Vec<(&str, &[Variant<String>])> {
    let mut found = Vec::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable {
            expression: Expression::Select { selector, variants },
        } = element
        {
            let InlineExpression::VariableReference { id } = selector else {
                panic!("a choice by something else than a variable: {selector:?}");
            };
            found.push((id.name.as_str(), variants.as_slice()));
            found.extend(variants.iter().flat_map(|variant| selects(&variant.value)));
        }
    }
    found
}

#[test]
fn every_language_says_the_same_messages() {
    let files = files();
    let (english, others) = files.split_first().unwrap();
    for file in others {
        let missing = english
            .patterns
            .keys()
            .filter(|name| !file.patterns.contains_key(*name));
        let extra = file
            .patterns
            .keys()
            .filter(|name| !english.patterns.contains_key(*name));
        assert_eq!(
            missing.collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "missing in {}",
            file.tag
        );
        assert_eq!(
            extra.collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "not in English, but in {}",
            file.tag
        );
        for (name, pattern) in &english.patterns {
            assert_eq!(
                variables(&file.patterns[name]),
                variables(pattern),
                "{}: {name}",
                file.tag
            );
        }
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    for file in files() {
        let (_, forms) = PLURALS.iter().find(|(tag, _)| *tag == file.tag).unwrap();
        for (name, pattern) in &file.patterns {
            for (variable, variants) in selects(pattern) {
                if NO_PLURAL.contains(&variable) {
                    continue;
                }
                let key = |variant: &Variant<String>| match &variant.key {
                    VariantKey::Identifier { name } => Some(name.clone()),
                    VariantKey::NumberLiteral { .. } => None,
                };
                let mut there: Vec<String> = variants.iter().filter_map(key).collect();
                there.sort();
                assert_eq!(there, **forms, "{}: {name}", file.tag);
                let default = variants.iter().find(|variant| variant.default).and_then(key);
                assert_eq!(default.as_deref(), Some("other"), "{}: {name}", file.tag);
            }
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let files = files();
    let (english, others) = files.split_first().unwrap();
    for file in others {
        for (name, pattern) in &english.patterns {
            let allowed = SAME_AS_ENGLISH
                .iter()
                .any(|(same, tags)| same == name && tags.contains(&file.tag));
            assert_eq!(file.patterns[name] == *pattern, allowed, "{}: {name}", file.tag);
        }
    }
}

/// A keypad has no other digits than Latin ones, and what is read off the screen is typed there.
#[test]
fn digits_are_latin_in_every_language() {
    for tag in Words::languages() {
        let source = fs::read_to_string(root().join("locales").join(format!("{tag}.ftl"))).unwrap();
        let other = source
            .chars()
            .find(|character| character.is_numeric() && !character.is_ascii());
        assert_eq!(other, None, "{tag}.ftl");
    }
}

/// A `say!` in the sources: where, which message, with which arguments.
struct Said {
    file: String,
    id: String,
    args: BTreeSet<String>,
}

/// Every `say!` of the code that speaks, in whatever way it is laid out.
fn said() -> Vec<Said> {
    let mut found = Vec::new();
    for folder in SPEAKING {
        for file in rust_files(&root().join(folder)) {
            let name = file.strip_prefix(root()).unwrap().display().to_string();
            let tokens: TokenStream = fs::read_to_string(&file).unwrap().parse().unwrap();
            collect(tokens, &name, &mut found);
        }
    }
    assert!(found.len() > 100, "the sources were not found");
    found
}

/// Every Rust file below a folder but those of tests.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = entries.filter(|path| path.file_stem().is_none_or(|stem| stem != "tests"));
    paths
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn collect(tokens: TokenStream, file: &str, found: &mut Vec<Said>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        if index >= 1 && matches!(tokens.get(index - 1), Some(TokenTree::Ident(word)) if *word == "tests") {
            continue; // `mod tests`, which may say what it likes
        }
        let is_said = group.delimiter() == Delimiter::Parenthesis
            && index >= 2
            && is_punct(tokens.get(index - 1), '!')
            && matches!(tokens.get(index - 2), Some(TokenTree::Ident(word)) if *word == "say");
        if is_said {
            found.push(said_in(group.stream(), file));
        }
        collect(group.stream(), file, found);
    }
}

fn said_in(tokens: TokenStream, file: &str) -> Said {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let parts: Vec<&[TokenTree]> = tokens.split(|token| is_punct(Some(token), ',')).collect();
    let args = parts.iter().skip(1).filter_map(|part| match part {
        [TokenTree::Ident(name), equals, ..] if is_punct(Some(equals), '=') => Some(name.to_string()),
        _ => None,
    });
    Said {
        file: file.to_owned(),
        id: parts[0][0].to_string().trim_matches('"').to_owned(),
        args: args.collect(),
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// Every trouble, with each error code of the lock that has words of its own and one that has none.
fn troubles() -> Vec<Trouble> {
    let codes = LOCK_CODES.iter().copied().chain([0xee]).map(Trouble::Lock);
    Trouble::ALL.iter().cloned().chain(codes).collect()
}

#[test]
fn what_the_code_says_exists_with_the_same_arguments() {
    let english = read("en").patterns;
    for Said { file, id, args } in said() {
        let pattern = english
            .get(&id)
            .unwrap_or_else(|| panic!("{file} says {id}, which is not in locales/en.ftl"));
        assert_eq!(variables(pattern), args, "{file}: {id}");
    }
    for trouble in troubles() {
        let problem = trouble.problem();
        for (message, name) in [
            (&problem.what, problem.what.id.to_owned()),
            (&problem.advice, format!("{}.advice", problem.advice.id)),
        ] {
            let pattern = english.get(&name).unwrap_or_else(|| panic!("{name} is missing"));
            let args: BTreeSet<String> = message.args.iter().map(|(name, _)| (*name).to_owned()).collect();
            let unknown: Vec<String> = variables(pattern).difference(&args).cloned().collect();
            assert_eq!(unknown, Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let mut used: BTreeSet<String> = said().into_iter().map(|said| said.id).collect();
    for trouble in troubles() {
        let id = trouble.problem().what.id;
        used.insert(id.to_owned());
        used.insert(format!("{id}.advice"));
    }
    let there = read("en").patterns;
    let unused: Vec<&String> = there.keys().filter(|name| !used.contains(*name)).collect();
    assert_eq!(unused, Vec::<&String>::new());
}

#[test]
fn every_trouble_says_what_happened_and_what_to_do() {
    for tag in Words::languages() {
        let words = Words::new(tag);
        for trouble in troubles() {
            let problem = trouble.problem();
            for text in [words.say(&problem.what), words.say(&problem.advice)] {
                assert!(
                    text.chars().count() > 3 && !text.contains('{'),
                    "{tag}: {trouble:?}: {text}"
                );
                assert!(!text.contains("trouble-"), "{tag}: {trouble:?} has no words: {text}");
            }
        }
    }
}

#[test]
fn a_picture_of_the_door_shows_what_the_advice_asks_for() {
    let words = Words::new("en");
    for trouble in troubles() {
        let scene = trouble.scene();
        let advice = words.say(&trouble.problem().advice);
        let asks = advice.starts_with("Touch the keypad") || advice.contains(", touch the keypad");
        let batteries = advice.starts_with("Put in new alkaline batteries");
        let expected = if asks {
            Some(Scene::TouchKeypad)
        } else if batteries {
            Some(Scene::ChangeBatteries)
        } else {
            scene.filter(|scene| !matches!(scene, Scene::TouchKeypad | Scene::ChangeBatteries))
        };
        assert_eq!(scene, expected, "{trouble:?}: {advice}");
    }
}

/// Every message with every form of a number: none falls back, and none shows the name of a variable.
#[test]
fn every_message_can_be_said() {
    for file in files() {
        let words = Words::new(file.tag);
        for (name, pattern) in &file.patterns {
            let (id, attribute) = name
                .split_once('.')
                .map_or((name.as_str(), None), |(id, it)| (id, Some(it)));
            for count in [0, 1, 2, 3, 11, 100, 1_000_000_u64] {
                let args = variables(pattern);
                let args = args.iter().map(|name| (leak(name), Arg::Count(count)));
                let text = words.say(&Message {
                    id: leak(id),
                    attribute: attribute.map(leak),
                    args: args.collect(),
                });
                assert!(!text.is_empty() && text != id, "{}: {name}", file.tag);
                assert!(!text.contains(['{', '}', '$']), "{}: {name}: {text}", file.tag);
                assert_eq!(text.trim(), text, "{}: {name}", file.tag);
            }
        }
    }
}

/// Messages carry names from the source, which live for ever; those of a file have to be made so.
fn leak(text: &str) -> &'static str {
    text.to_owned().leak()
}

#[test]
fn the_nearest_language_is_taken() {
    for (tag, language) in [
        ("en", "en"),
        ("en-GB", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("de_CH.UTF-8", "de"),
        ("es-419", "es"),
        ("es_MX@euro", "es"),
        ("fr-CA", "fr"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("zh_CN.GB18030", "zh-Hans"),
        ("ar-EG", "ar"),
        ("AR", "ar"),
        ("tlh", "en"),
        ("C", "en"),
        ("POSIX", "en"),
        ("", "en"),
        ("not a tag", "en"),
    ] {
        let words = Words::new(tag);
        assert_eq!(words.language(), language, "{tag}");
        assert_eq!(words.is_right_to_left(), language == "ar", "{tag}");
    }
}

#[test]
fn words_can_be_shared_by_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Words>();
}

#[test]
fn a_screen_is_put_into_a_language() {
    let state = State::begin(JourneyId(1), Route::SameLock);
    for (tag, title, first) in [
        ("en", "Your key to the lock", "Owner’s key"),
        ("de", "Ihr Schlüssel zum Schloss", "Besitzerschlüssel"),
        ("ar", "مفتاحك إلى القفل", "مفتاح المالك"),
    ] {
        let shown = Words::new(tag).screen(screen(&state));
        assert_eq!(shown.title, title);
        assert_eq!(shown.steps[0].label, first);
    }
}

/// A message with its arguments.
fn message(id: &'static str, args: Vec<(&'static str, Arg)>) -> Message {
    Message {
        id,
        attribute: None,
        args,
    }
}

fn fobs(count: u64) -> Arg {
    Arg::Message(Box::new(message("count-fobs", vec![("count", Arg::Count(count))])))
}

/// Dates, numbers, spans, lists and plurals as each language writes them. ⟨⟩ are the marks around an argument.
#[test]
fn golden() {
    let minute = |text: &str| -> LockMinute { text.parse().unwrap() };
    let from = |start| message("when-from", vec![("start", Arg::Time(start))]);
    let left = |seconds| message("time-left", vec![("time", Arg::Seconds(seconds))]);
    let until = |utc, offset| message("kept-until", vec![("when", Arg::Moment(Moment(utc), offset))]);
    let list = |counts: &[u64]| {
        let fobs = counts
            .iter()
            .map(|count| message("count-fobs", vec![("count", Arg::Count(*count))]));
        message("date-odd", vec![("text", Arg::List(fobs.collect()))])
    };
    let mut rows = vec![
        ("time", from(minute("2026-11-24T10:05"))),
        ("first of the month", from(minute("2027-01-01T00:00"))),
        ("impossible day", from(LockMinute([26, 2, 30, 24, 0]))),
        ("no date", from(LockMinute([26, 13, 40, 25, 61]))),
        ("moment", until(1_795_510_800_000, 0)),
        ("moment at +1 h", until(1_795_510_800_000, 3_600_000)),
        ("moment before 2000", until(0, 0)),
        (
            "period",
            message(
                "when-between",
                vec![
                    ("start", Arg::Time(minute("2026-03-02T08:00"))),
                    ("end", Arg::Time(minute("2026-12-31T23:59"))),
                ],
            ),
        ),
        (
            "name from left to right",
            message("find-met-title", vec![("lock", Arg::from("Front door (A 12)"))]),
        ),
        (
            "digits",
            message("spoken-digits", vec![("digits", Arg::Hidden(Hidden::from("1 2 3 4")))]),
        ),
        ("message in a message", message("trial-works", vec![("kind", fobs(3))])),
        ("no list", list(&[])),
        ("list of one", list(&[1])),
        ("list of two", list(&[1, 2])),
        ("list of four", list(&[1, 2, 3, 4_000])),
    ];
    rows.extend(
        [
            3,
            34,
            60,
            90,
            150,
            3_600,
            5_400,
            7_200,
            100_000,
            172_800,
            864_000,
            820_000_000,
        ]
        .map(|s| ("left", left(s))),
    );
    rows.extend(
        [0, 1, 2, 3, 10, 11, 99, 100, 101, 999, 1_234, 12_345, 1_000_000]
            .map(|count| ("fobs", message("count-fobs", vec![("count", Arg::Count(count))]))),
    );
    let mut golden = String::new();
    for tag in Words::languages() {
        let words = Words::new(tag);
        writeln!(golden, "== {tag} ==").unwrap();
        for (what, message) in &rows {
            let text = words.say(message).replace('\u{2068}', "⟨").replace('\u{2069}', "⟩");
            writeln!(golden, "{what}: {text}").unwrap();
        }
    }
    insta::assert_snapshot!(golden);
}
