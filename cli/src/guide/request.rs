//! What the platform is asked for, and how a person at a terminal gives it.

use super::Move;
use super::person::{DEMO_KEY, Person};
use crate::exit::Failure;
use base64::Engine as _;
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::message::Hidden;
use relatch::journey::screen::{Request, Shared};
use relatch::store::{Files as _, StoreError, SystemFiles, write_new_atomic};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// The most bytes of a file that is picked or given away: more than any saved copy has.
const LARGEST: u64 = 512 * 1024 * 1024;

impl<R: BufRead, W: Write> Person<R, W> {
    /// Answers for the platform. `None`: the screen itself is answered.
    pub(super) fn answer(&mut self, request: &Request<String>) -> Result<Option<Move>, Failure> {
        let event = match request {
            // What is typed on the screen's own form does as well.
            Request::ScanQr | Request::KeepAwake => return Ok(None),
            Request::BluetoothOn | Request::Permission => PlatformEvent::Radio(RadioState::Ready),
            Request::Identify { reason } => match self.choose(reason, &[say!("terminal-yes"), say!("terminal-no")])? {
                Some(chosen) => PlatformEvent::Identified(chosen == 0),
                None => return Ok(Some(Move::Leave)),
            },
            Request::PickKey | Request::PickCopy => return self.pick().map(Some),
            Request::Share(shared) => PlatformEvent::Shared(self.give(shared)?),
        };
        Ok(Some(Move::Platform(event)))
    }

    /// A file by its path; an empty line is none.
    fn pick(&mut self) -> Result<Move, Failure> {
        loop {
            self.tell(&say!("terminal-which-file"))?;
            let Some(typed) = self.ask("> ")? else {
                return Ok(Move::Leave);
            };
            let event = match (typed.as_str(), &self.key) {
                ("q", _) => return Ok(Move::Leave),
                ("", _) => PlatformEvent::NotPicked,
                (DEMO_KEY, Some(key)) => PlatformEvent::Picked {
                    name: DEMO_KEY.to_owned(),
                    content: key.clone(),
                },
                (typed, _) => match picked(&path_of(typed)) {
                    Ok(event) => event,
                    Err(error) => {
                        tracing::info!(%error, "a file that was named cannot be read");
                        self.tell(&say!("terminal-no-file", path = typed))?;
                        continue;
                    }
                },
            };
            return Ok(Move::Platform(event));
        }
    }

    /// Writes a file where the person wants it. Nothing that is there is written over.
    fn give(&mut self, shared: &Shared<String>) -> Result<bool, Failure> {
        loop {
            self.tell(&say!("terminal-where-to", name = shared.name.as_str()))?;
            let typed = match self.ask("> ")? {
                None => return Ok(false),
                Some(typed) if typed.is_empty() => return Ok(false),
                Some(typed) => typed,
            };
            let mut path = path_of(&typed);
            if path.is_dir() {
                path.push(&shared.name);
            }
            let shown = path.display().to_string();
            match copy(Path::new(&shared.path), &path) {
                Ok(()) => {
                    self.tell(&say!("terminal-written", path = shown))?;
                    return Ok(true);
                }
                Err(StoreError::AlreadyExists { .. }) => self.tell(&say!("terminal-exists", path = shown))?,
                Err(error) => {
                    tracing::info!(%error, "a file could not be given away");
                    self.tell(&say!("terminal-not-written", path = shown))?;
                }
            }
        }
    }
}

fn picked(path: &Path) -> Result<PlatformEvent, StoreError> {
    let bytes = SystemFiles.read(path, LARGEST)?;
    let content = match String::from_utf8(bytes) {
        Ok(text) => Hidden(text),
        Err(error) => Hidden(base64::engine::general_purpose::STANDARD.encode(error.as_bytes())),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(PlatformEvent::Picked { name, content })
}

fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let bytes = zeroize::Zeroizing::new(SystemFiles.read(from, LARGEST)?);
    write_new_atomic(&SystemFiles, to, &bytes)
}

/// A path as people type it, or as a terminal writes it when a file is dropped onto it: quoted, or with a home.
fn path_of(typed: &str) -> PathBuf {
    let quoted = |mark: char| typed.strip_prefix(mark)?.strip_suffix(mark);
    let plain = match quoted('\'').or_else(|| quoted('"')) {
        Some(plain) => plain.to_owned(),
        None if cfg!(windows) => typed.to_owned(),
        None => unescaped(typed),
    };
    let home = std::env::home_dir().filter(|_| !cfg!(windows));
    match (plain.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(plain),
    }
}

/// Takes the backslashes away that a shell would want before blanks.
fn unescaped(typed: &str) -> String {
    let mut characters = typed.chars();
    let mut plain = String::new();
    while let Some(character) = characters.next() {
        if character == '\\' {
            plain.extend(characters.next());
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_is_read_as_people_type_or_drop_it() {
        for (typed, path) in [
            ("key.json", "key.json"),
            ("'my key.json'", "my key.json"),
            ("\"my key.json\"", "my key.json"),
            ("my\\ key.json", "my key.json"),
            ("/a/b", "/a/b"),
        ] {
            assert_eq!(path_of(typed), Path::new(path), "{typed}");
        }
        assert!(!path_of("~/key.json").starts_with("~"));
    }

    #[test]
    fn a_file_that_is_no_text_comes_in_base64() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.relatch");
        std::fs::write(&path, [0xff, 0, 1]).unwrap();
        let PlatformEvent::Picked { name, content } = picked(&path).unwrap() else {
            panic!("not picked");
        };
        assert_eq!((name.as_str(), content.0.as_str()), ("copy.relatch", "/wAB"));
        assert!(picked(&folder.path().join("none")).is_err());
        copy(&path, &folder.path().join("other")).unwrap();
        assert!(matches!(
            copy(&path, &folder.path().join("other")),
            Err(StoreError::AlreadyExists { .. })
        ));
    }
}
