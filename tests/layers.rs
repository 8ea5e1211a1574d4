//! Imports point left only, and the pure layers stay pure. This reads every file under `src/` and fails on a path that
//! a layer may not name, wherever it stands: in a `use`, in a signature, in a body, in a macro's arguments.
//!
//! Test code inside `src/` is left out: a test of the lock session may well run it against the virtual lock.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::{
    fs,
    iter::Peekable,
    path::{Path, PathBuf},
};

/// A layer, the layers that it may name beside itself, and whether it is pure.
struct Layer(&'static str, &'static [&'static str], Kind);

#[derive(PartialEq)]
enum Kind {
    /// No async, clock, file, thread, network, environment or randomness: time and random bytes come in as arguments.
    Pure,
    Free,
}

const LAYERS: &[Layer] = &[
    Layer("model", &[], Kind::Pure),
    Layer("random", &[], Kind::Free),
    Layer("protocol", &["model"], Kind::Pure),
    Layer("transport", &["model"], Kind::Free),
    Layer(
        "virtual_lock",
        &["model", "random", "protocol", "transport"],
        Kind::Free,
    ),
    Layer(
        "virtual_gateway",
        &["model", "random", "transport", "virtual_lock"],
        Kind::Free,
    ),
    Layer("virtual_peripheral", &["model", "virtual_lock"], Kind::Free),
    Layer("lock", &["model", "random", "protocol", "transport"], Kind::Free),
    Layer("account", &["model", "protocol"], Kind::Pure),
    Layer("https", &["account"], Kind::Free),
    Layer("virtual_cloud", &["model", "protocol", "account", "https"], Kind::Free),
    Layer("backup", &["model"], Kind::Pure),
    Layer("journey", &["model", "backup"], Kind::Pure),
    Layer("words", &["model", "backup", "journey"], Kind::Pure),
    Layer("store", &["model"], Kind::Free),
    Layer(
        "runtime",
        &[
            "model",
            "random",
            "protocol",
            "transport",
            "lock",
            "account",
            "https",
            "backup",
            "journey",
            "words",
            "store",
        ],
        Kind::Free,
    ),
    Layer(
        "ffi",
        &[
            "model",
            "protocol",
            "transport",
            "virtual_lock",
            "account",
            "https",
            "virtual_cloud",
            "backup",
            "journey",
            "words",
            "store",
            "runtime",
        ],
        Kind::Free,
    ),
];

/// Single items of a layer that another may name.
const ITEMS: &[(&str, &str)] = &[
    // What a radio hears of a lock before there is a connection.
    ("transport", "crate::protocol::advert"),
    // Where a request begins, so that a radio that gives up never cuts one in two.
    ("transport", "crate::protocol::frame::total_length"),
    // The lock's advertisement as Bluetooth libraries want it.
    ("virtual_peripheral", "crate::protocol::advert::split"),
    // What a gateway's client is told of the lock.
    ("virtual_gateway", "crate::protocol::advert::SERVICE"),
    // S1: a reset takes the proof that the snapshot is good. The session knows this proof, and nothing else of a snapshot.
    ("lock", "crate::backup::ResetPermit"),
    ("lock", "crate::backup::verify::ResetPermit"),
    // Random bytes as an argument. Which generator they are from is not for a pure layer to say.
    ("backup", "crate::random::Random"),
    ("backup", "crate::random::RandomError"),
    ("journey", "crate::random::Random"),
    ("journey", "crate::random::RandomError"),
];

/// What a pure layer may not name, and what to take instead.
const IMPURE: &[(&str, &str)] = &[
    (
        "std::time",
        "a clock; spans are core::time::Duration, moments come in as arguments",
    ),
    ("std::fs", "files belong to store"),
    ("std::thread", "threads belong to runtime"),
    ("std::net", "the network belongs to transport"),
    ("std::env", "settings come in as arguments"),
    ("std::process", "processes belong to runtime"),
    ("getrandom", "random bytes come in as arguments"),
    ("rand", "random bytes come in as arguments"),
    ("tokio", "async belongs to lock and runtime"),
    ("async_trait", "async belongs to lock and runtime"),
    ("jiff::Zoned::now", "moments come in as arguments"),
    ("jiff::Timestamp::now", "moments come in as arguments"),
    ("Zoned::now", "moments come in as arguments"),
    ("Timestamp::now", "moments come in as arguments"),
    ("keyring_core", "keys are kept by store"),
    ("uniffi", "the border belongs to ffi"),
    ("ureq", "the internet is reached by https"),
    ("rustls", "the internet is reached by https"),
];

/// The one crate that draws random bytes by itself inside a pure layer, and the only file that may name it: the age format
/// needs a new file key each time, and an identity is random as well; the crate takes neither as an argument.
const SEALING: (&str, &str) = ("age", "backup/seal");

#[test]
fn imports_point_left_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut read = 0;
    for file in rust_files(&root) {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        wrong.extend(wrong_paths(&name, &fs::read_to_string(&file).unwrap()));
        read += 1;
    }
    assert!(read > 1, "no source was found under {}", root.display());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn wrong_imports_are_caught() {
    for case in [
        "model/card.rs: use crate::protocol::Frame;",
        "model/card.rs: use crate::{model::Address, store::Files};",
        "model/card.rs: use {std::fmt, crate::store};",
        "model.rs: use super::lock;",
        "protocol/command/passcode.rs: use super::super::super::lock::Session;",
        "protocol/frame.rs: fn f(frame: crate::virtual_lock::State) {}",
        "protocol/frame.rs: mod inner { use super::super::super::lock; }",
        "protocol/frame.rs: fn f() { log!(\"{}\", crate::runtime::now()) }",
        "transport/mod.rs: use crate::protocol::{advert::LockAdvert, frame::Frame};",
        "lock/reset.rs: use crate::backup::verify::ErasePermit;",
        "lock/reset.rs: use crate::backup::verify;",
        "lock/reset.rs: use crate::backup::{ResetPermit, Snapshot};",
        "lock/session.rs: use crate::virtual_lock::Radio;",
        "backup/snapshot.rs: use crate::protocol::Frame;",
        "store/journal.rs: pub use crate::backup::Ledger as Lines;",
        "runtime/engine.rs: use crate::ffi::App;",
        "lock/mod.rs: use crate::*;",
        "lock/mod.rs: use super::*;",
        "lock/mod.rs: use crate as relatch;",
        "lock/mod.rs: use crate::Frame;",
        "lock/mod.rs: #[cfg(test)] mod tests { fn f() {} } use crate::runtime::Engine;",
        "lock/mod.rs: #[cfg(test)] use crate::model::Address; use crate::runtime::Engine;",
        "kitchen/sink.rs: fn f() {}",
        "model/date.rs: use std::time::SystemTime;",
        "model/date.rs: use std::{fmt, time::Instant};",
        "model/date.rs: use std::*;",
        "model/date.rs: fn f() { jiff::Zoned::now(); }",
        "model/date.rs: use jiff::Timestamp; fn f() { Timestamp::now(); }",
        "protocol/frame.rs: pub async fn f() {}",
        "protocol/frame.rs: fn f() { let _ = async { 1 }; }",
        "backup/verify.rs: fn f() { ::std::fs::read(\"x\"); }",
        "backup/snapshot.rs: fn f() { getrandom::fill(&mut bytes); }",
        "backup/rehearse.rs: use crate::random::SystemRandom;",
        "backup/snapshot.rs: use age::Encryptor;",
        "store/files.rs: use age::Encryptor;",
        "journey/update.rs: fn f() { std::env::var(\"x\"); }",
        "journey/screen.rs: use crate::words::Words;",
        "words/value.rs: use crate::store::Files;",
    ] {
        let (file, source) = case.split_once(": ").unwrap();
        assert!(!wrong_paths(file, source).is_empty(), "should be caught: {case}");
    }
}

#[test]
fn right_imports_pass() {
    for case in [
        "lib.rs: pub mod model; pub use crate::runtime::Engine;",
        "model/card.rs: use super::{Address, date::Validity}; use std::fmt; pub(crate) fn f() {}",
        "model/date.rs: use core::time::Duration; use jiff::civil::Date; // std::time is a clock",
        "protocol/frame.rs: use crate::model::Address; const TEXT: &str = \"crate::lock and std::fs\";",
        "protocol/command/passcode.rs: use super::super::cursor::Cursor; use crate::protocol::{self, frame::*};",
        "protocol/frame.rs: #[cfg(test)] mod tests { use super::*; use std::fs; use crate::virtual_lock::State; }",
        "protocol/tests.rs: use crate::virtual_lock::State; use std::fs;",
        "lock/reset.rs: use crate::backup::{ResetPermit}; pub async fn reset(permit: ResetPermit) {}",
        "lock/session.rs: use std::time::Duration; #[cfg(test)] use crate::virtual_lock::State;",
        "transport/mod.rs: use crate::{model::Address, protocol::advert::{LockAdvert}};",
        "backup/rehearse.rs: use crate::random::{Random, RandomError};",
        "backup/seal.rs: use age::x25519::Identity; use std::io::{Read, Write};",
        "runtime/engine.rs: use crate::{backup::seal, journey, lock::Session, store::Files};",
        "store/files.rs: use std::{fs, io}; fn age() {}",
    ] {
        let (file, source) = case.split_once(": ").unwrap();
        assert_eq!(wrong_paths(file, source), Vec::<String>::new(), "should pass: {case}");
    }
}

/// A sentence for each path in `source` that the layer of `file` (relative to `src/`) may not name.
fn wrong_paths(file: &str, source: &str) -> Vec<String> {
    let parts = file.trim_end_matches(".rs").trim_end_matches("/mod").split('/');
    let module: Vec<String> = parts.map(ToOwned::to_owned).collect();
    if file == "lib.rs" || module.iter().any(|part| part == "tests") {
        return Vec::new();
    }
    let top = &module[0];
    let Some(layer) = LAYERS.iter().find(|Layer(name, ..)| name == top) else {
        return vec![format!("{file}: {top} is no layer; give it a row in tests/layers.rs")];
    };
    let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut paths = Vec::new();
    collect_paths(tokens, &module, &mut paths);
    let wrong = paths
        .iter()
        .filter_map(|path| objection(layer, file, path).map(|why| (path, why)));
    wrong
        .map(|(path, why)| format!("{file}: {}: {why}", path.join("::")))
        .collect()
}

/// Why the layer may not name the path; `None` when it may. Paths into this crate begin with `crate`.
fn objection(Layer(layer, others, kind): &Layer, file: &str, path: &[String]) -> Option<String> {
    let text = path.join("::");
    let is_below = |prefix: &str| text == prefix || text.starts_with(&format!("{prefix}::"));
    if let [root, inside, ..] = path
        && root == "crate"
    {
        let is_item = ITEMS.iter().any(|(user, item)| user == layer && is_below(item));
        let is_allowed = inside == layer || others.contains(&inside.as_str()) || is_item;
        return (!is_allowed).then(|| format!("{layer} may name only {others:?}, and the single items of ITEMS"));
    }
    let (sealing_crate, sealing_file) = SEALING;
    let instead = if text == "crate" || text == "std" {
        "that is everything at once; name the parts"
    } else if path.len() > 1 && is_below(sealing_crate) && !file.starts_with(sealing_file) {
        "only backup/seal may name the crate of the sealed file"
    } else if *kind == Kind::Free {
        return None;
    } else if text == "async" || text == "await" {
        "async belongs to lock and runtime"
    } else {
        IMPURE.iter().find(|(impure, _)| path.len() > 1 && is_below(impure))?.1
    };
    Some(instead.to_owned())
}

/// Every path of two parts or more that the tokens name, with `use` trees spread out and `self` and `super` resolved
/// from `module`; the words `async` and `await`; and `crate` or `std` alone where a star or a new name follows.
/// Items under `#[cfg(test)]` are left out.
fn collect_paths(tokens: TokenStream, module: &[String], paths: &mut Vec<Vec<String>>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' && is_cfg_test(tokens.peek()) => skip_item(&mut tokens),
            TokenTree::Group(group) => collect_paths(group.stream(), module, paths),
            TokenTree::Ident(word) if word == "mod" => {
                let name = tokens.next().map(|name| name.to_string());
                if let Some(TokenTree::Group(body)) = tokens.next_if(|token| matches!(token, TokenTree::Group(_))) {
                    let inner: Vec<String> = module.iter().cloned().chain(name).collect();
                    collect_paths(body.stream(), &inner, paths);
                }
            }
            TokenTree::Ident(word) => collect_path(vec![word.to_string()], &mut tokens, module, paths),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Reads on from the first word of a path to its end, or through its `use` tree.
fn collect_path(
    mut path: Vec<String>,
    tokens: &mut Peekable<impl Iterator<Item = TokenTree>>,
    module: &[String],
    paths: &mut Vec<Vec<String>>,
) {
    let mut has_star = false;
    while tokens.next_if(|token| is_punct(token, ':')).is_some() {
        if tokens.next_if(|token| is_punct(token, ':')).is_none() {
            break; // a type follows, not a part
        }
        match tokens.peek() {
            Some(TokenTree::Ident(part)) => {
                path.push(part.to_string());
                tokens.next();
            }
            Some(TokenTree::Group(tree)) if tree.delimiter() == Delimiter::Brace => {
                let tree = tree.clone();
                tokens.next();
                return collect_tree(&path, &tree, module, paths);
            }
            other => {
                has_star = other.is_some_and(|token| is_punct(token, '*'));
                break;
            }
        }
    }
    let is_renamed = matches!(tokens.peek(), Some(TokenTree::Ident(word)) if *word == "as");
    let path = resolve(path, module);
    if path.len() > 1 || has_star || is_renamed || path == ["async"] || path == ["await"] {
        paths.push(path);
    }
}

/// Each branch of a `use` tree in braces, behind the path before the braces.
fn collect_tree(path: &[String], tree: &Group, module: &[String], paths: &mut Vec<Vec<String>>) {
    let mut tokens = tree.stream().into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let TokenTree::Ident(word) = token {
            let mut branch = path.to_vec();
            if word != "self" {
                branch.push(word.to_string());
            }
            collect_path(branch, &mut tokens, module, paths);
        } else if is_punct(&token, '*') {
            paths.push(resolve(path.to_vec(), module));
        }
    }
}

/// The path from the crate's root, where it begins with `self` or `super`.
fn resolve(path: Vec<String>, module: &[String]) -> Vec<String> {
    let up = path
        .iter()
        .take_while(|part| *part == "super" || *part == "self")
        .count();
    if up == 0 || path == ["self"] {
        return path;
    }
    let ups = path.iter().take(up).filter(|part| *part == "super").count();
    let kept = module.len().saturating_sub(ups);
    let parts = module.iter().take(kept).cloned().chain(path.into_iter().skip(up));
    std::iter::once("crate".to_owned()).chain(parts).collect()
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Whether this is the bracket of `#[cfg(test)]`.
fn is_cfg_test(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(attribute)) if attribute.stream().to_string().replace(' ', "") == "cfg(test)")
}

/// Passes over the item that stands next: to its semicolon or to the end of its body.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    let is_use = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if *word == "use");
    let mut in_use = false; // the braces of a `use` are not its end
    for token in tokens {
        in_use |= is_use(&token);
        let is_body = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        if is_punct(&token, ';') || (is_body && !in_use) {
            return;
        }
    }
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    below
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
