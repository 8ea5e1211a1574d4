//! What comes over the border, cut to what can mean something. What is cut is still longer than anything that is taken, so that
//! whoever reads it says that it is too long.

use super::action::{Action, Entry};
use super::hidden::Hidden;
use crate::backup::seal::MAX_PLAIN;
use crate::protocol::credentials;
use base64::Engine as _;
use std::path::PathBuf;

/// The longest id or name, in bytes. No screen offers one that long.
const LONGEST_NAME: usize = 1_024;
/// The most fields of a form. No form has so many.
const MOST_ENTRIES: usize = 64;
/// The longest typed text, in bytes: more than a file of keys may have, whatever character it is cut at.
const LONGEST_TEXT: usize = credentials::LARGEST + 4;
/// The most bytes of a picked file: more than a saved copy may have.
const LARGEST_FILE: usize = MAX_PLAIN + (2 << 20);
/// The longest path of a folder, in bytes. No phone's is longer, and each of its parts is a call deep where it is made.
const LONGEST_PATH: usize = 1_024;

/// An action with nothing in it that is too long to mean something.
pub(super) fn action(action: Action) -> Action {
    match action {
        Action::Press { .. } => action,
        Action::Choose { id } => Action::Choose {
            id: cut(id, LONGEST_NAME),
        },
        Action::Tick { id, on } => Action::Tick {
            id: cut(id, LONGEST_NAME),
            on,
        },
        Action::Submit { entries } => {
            let entries = entries.into_iter().take(MOST_ENTRIES).map(|entry| Entry {
                field: cut(entry.field, LONGEST_NAME),
                text: text(entry.text),
            });
            Action::Submit {
                entries: entries.collect(),
            }
        }
        Action::Search { text } => Action::Search {
            text: cut(text, LONGEST_NAME),
        },
    }
}

/// A text that opens something.
pub(super) fn text(hidden: Hidden) -> Hidden {
    Hidden {
        text: cut(hidden.text, LONGEST_TEXT),
    }
}

/// A name.
pub(super) fn name(name: String) -> String {
    cut(name, LONGEST_NAME)
}

/// A file as the journey takes it: as text where it is one, in UTF-8 or UTF-16, and else in base64.
pub(super) fn file(mut content: Vec<u8>) -> Hidden {
    content.truncate(LARGEST_FILE);
    let text = match String::from_utf8(content) {
        Ok(text) => text,
        Err(error) => utf16(error.as_bytes())
            .unwrap_or_else(|| base64::engine::general_purpose::STANDARD.encode(error.as_bytes())),
    };
    Hidden { text }
}

/// Text in UTF-16 with its mark, as some editors write it.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (mark, units) = bytes.split_first_chunk::<2>()?;
    let (units, []) = units.as_chunks::<2>() else {
        return None;
    };
    let unit = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    char::decode_utf16(units.iter().map(|pair| unit(*pair)))
        .collect::<Result<_, _>>()
        .ok()
}

/// A folder, if the text can be the path of one.
pub(super) fn folder(path: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(path);
    (path.len() <= LONGEST_PATH && folder.is_absolute() && !path.contains('\0')).then_some(folder)
}

/// The beginning of a text, of at most so many bytes.
fn cut(mut text: String, most: usize) -> String {
    let end = text.floor_char_boundary(most);
    text.truncate(end);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_still_too_long_for_whoever_reads_it() {
        let long = text(Hidden {
            text: "🔑".repeat(credentials::LARGEST),
        });
        assert!(long.text.len() > credentials::LARGEST && long.text.len() < 2 * credentials::LARGEST);
        assert_eq!(cut("aé".to_owned(), 2), "a");
        let Action::Submit { entries } = action(Action::Submit {
            entries: vec![
                Entry {
                    field: "x".repeat(1 << 20),
                    text: Hidden { text: String::new() }
                };
                1_000
            ],
        }) else {
            panic!("another action");
        };
        assert!(entries.len() == MOST_ENTRIES && entries.iter().all(|entry| entry.field.len() == LONGEST_NAME));
    }

    #[test]
    fn a_file_comes_as_its_text_or_in_base64() {
        assert_eq!(file(b"{}\0".to_vec()).text, "{}\0");
        assert_eq!(file(vec![0xff, 0xfe, b'{', 0, b'}', 0]).text, "{}");
        assert_eq!(file(vec![0xfe, 0xff, 0, b'{', 0, b'}']).text, "{}");
        assert_eq!(file(vec![0xff, 0xfe, b'{']).text, "//57");
        assert_eq!(file(vec![0x80]).text, "gA==");
    }

    #[test]
    fn a_folder_is_an_absolute_path_of_a_length_that_there_is() {
        assert!(folder("/data/user/0/org.relatch.app/files").is_some());
        for path in ["", "files", "/a\0b", &"/a".repeat(1_000)] {
            assert_eq!(folder(path), None);
        }
    }
}
