//! A record that is too long for one entry of a journal: a series of parts, and the last of them closes it.
//!
//! ```text
//! {"record":"part","number":0,"of":3,"text":"…"}   the record's JSON text, cut into pieces
//! {"record":"part","number":1,"of":3,"text":"…"}
//! {"record":"part","number":2,"of":3,"text":"…"}   only now the record is there
//! ```
//!
//! The parts of a series stand one behind the other. A series that is cut short (the power went, the journal was full) is no
//! record at all, whatever follows it.

use crate::store::journal::MAX_RECORD;
use serde::{Deserialize, Serialize};

/// The longest piece of a record's text in one part, in bytes. Quoting it again at most doubles it: JSON text holds no control
/// characters, and of the others only the quote and the backslash take two bytes.
const MAX_PIECE: usize = MAX_RECORD / 2 - 256;

#[derive(Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
enum Entry {
    Part { number: usize, of: usize, text: String },
}

/// The entries that hold a record: its own text where that is short enough, else a series.
pub(super) fn split(text: String) -> Vec<String> {
    if text.len() <= MAX_RECORD {
        return vec![text];
    }
    let pieces = pieces(&text);
    let of = pieces.len();
    let parts = pieces.into_iter().enumerate().map(|(number, piece)| Entry::Part {
        number,
        of,
        text: piece.to_owned(),
    });
    // Text and numbers always serialise.
    parts
        .map(|part| serde_json::to_string(&part).unwrap_or_default())
        .collect()
}

fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !text.is_empty() {
        let (piece, rest) = text.split_at(text.floor_char_boundary(MAX_PIECE));
        pieces.push(piece);
        text = rest;
    }
    pieces
}

/// What an entry adds to the series before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// It is a part, and the record is not whole, or never will be.
    Open,
    /// It closes a series: the text of the record.
    Whole(String),
    /// It is no part.
    Foreign,
}

/// Puts the series of a journal together.
#[derive(Default)]
pub(super) struct Joiner {
    text: String,
    /// The part that goes on with the series, and how many it has; `None` between two series.
    awaited: Option<(usize, usize)>,
}

impl Joiner {
    /// The next entry that is no record by itself.
    pub(super) fn add(&mut self, entry: &[u8]) -> Joined {
        let Ok(Entry::Part { number, of, text }) = serde_json::from_slice(entry) else {
            self.cut();
            return Joined::Foreign;
        };
        if number == 0 {
            self.cut();
        } else if self.awaited != Some((number, of)) {
            self.cut();
            return Joined::Open;
        }
        self.text.push_str(&text);
        let next = number.saturating_add(1);
        if next < of {
            self.awaited = Some((next, of));
            return Joined::Open;
        }
        self.awaited = None;
        Joined::Whole(std::mem::take(&mut self.text))
    }

    /// Something else follows: a series that is open ends here, without a record.
    pub(super) fn cut(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Long enough for four parts, of the characters that take most room and cannot be cut anywhere.
    fn long() -> String {
        serde_json::to_string(&"\"\\\u{1}\u{20ac}".repeat(10_000)).unwrap()
    }

    fn join(entries: &[String]) -> Vec<String> {
        let mut joiner = Joiner::default();
        let joined = entries.iter().map(|entry| joiner.add(entry.as_bytes()));
        joined
            .filter_map(|joined| match joined {
                Joined::Whole(text) => Some(text),
                Joined::Open | Joined::Foreign => None,
            })
            .collect()
    }

    #[test]
    fn each_part_fits_into_an_entry_and_the_last_one_closes_the_record() {
        let parts = split(long());
        assert!(parts.len() >= 4);
        assert!(parts.iter().all(|part| part.len() <= MAX_RECORD));
        assert_eq!(join(&parts), [long()]);
        let fits = "1".repeat(MAX_RECORD);
        assert_eq!(split(fits.clone()), [fits]);
        let longer = "1".repeat(MAX_RECORD + 1);
        assert_eq!(join(&split(longer.clone())), [longer]);
    }

    #[test]
    fn a_series_that_is_cut_short_is_no_record_and_hides_none() {
        let parts = split(long());
        for kept in 0..parts.len() {
            let torn = &parts[..kept];
            assert_eq!(join(torn), [""; 0]);
            assert_eq!(join(&[torn, &parts].concat()), [long()], "the next series begins anew");
            assert_eq!(join(&[&parts, torn].concat()), [long()]);
            let mut one_is_missing = parts.clone();
            one_is_missing.remove(kept);
            assert_eq!(join(&one_is_missing), [""; 0]);
        }
    }

    #[test]
    fn a_record_between_two_parts_ends_the_series() {
        let parts = split(long());
        let mut joiner = Joiner::default();
        assert_eq!(joiner.add(parts[0].as_bytes()), Joined::Open);
        joiner.cut();
        for part in &parts[1..] {
            assert_eq!(joiner.add(part.as_bytes()), Joined::Open);
        }

        let unknown = b"{\"record\":\"of-another-version\"}";
        assert_eq!(joiner.add(parts[0].as_bytes()), Joined::Open);
        assert_eq!(joiner.add(unknown), Joined::Foreign);
        for part in &parts[1..] {
            assert_eq!(joiner.add(part.as_bytes()), Joined::Open);
        }
    }

    proptest! {
        #[test]
        fn any_parts_give_an_answer(numbers in proptest::collection::vec((0..4usize, 0..4usize), 0..40)) {
            let parts = numbers.into_iter().map(|(number, of)| Entry::Part { number, of, text: number.to_string() });
            let parts: Vec<String> = parts.map(|part| serde_json::to_string(&part).unwrap()).collect();
            join(&parts);
        }
    }
}
