//! The position code: six letters that a customer can read out on the phone, so that support sees the same screen. It says the
//! stage, the kind of screen and the last problem, and nothing else.
//!
//! Letters: consonants that no two of which sound alike in the six languages when spelt, so that no word arises.
//!
//! ```text
//! [0..2] stage × 16 + kind of body   [2..4] problem, 0 for none   [4..6] check
//! ```

use super::screen::{Body, Screen, StageName};
use super::trouble::Trouble;

/// The letters, in the order of their values.
pub const LETTERS: [char; 16] = [
    'B', 'C', 'D', 'F', 'G', 'H', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'W', 'X',
];

/// Where a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The stage.
    pub stage: StageName,
    /// The kind of the screen's body, by its number in [`KINDS`].
    pub kind: &'static str,
    /// The problem that is shown.
    pub trouble: Option<Trouble>,
}

/// The kinds of body, in the order of their numbers.
pub const KINDS: [&str; 11] = [
    "text",
    "choices",
    "checklist",
    "form",
    "progress",
    "items",
    "plan",
    "code",
    "proof",
    "report",
    "instructions",
];

fn kind<T>(body: &Body<T>) -> u8 {
    match body {
        Body::Text => 0,
        Body::Choices { .. } => 1,
        Body::Checklist { .. } => 2,
        Body::Form { .. } => 3,
        Body::Progress(_) => 4,
        Body::Items(_) => 5,
        Body::Plan(_) => 6,
        Body::Code(_) => 7,
        Body::Proof(_) => 8,
        Body::Report(_) => 9,
        Body::Instructions { .. } => 10,
    }
}

fn stage_number(stage: StageName) -> u8 {
    (0_u8..)
        .zip(StageName::ALL)
        .find(|(_, other)| *other == stage)
        .map_or(0, |(number, _)| number)
}

/// 0: none; 1 to 0xbf: a trouble by its place; above that there is room for the lock's error codes 0 to 0x3f.
fn trouble_number(trouble: &Trouble) -> u8 {
    match trouble {
        Trouble::Lock(code) => 0xc0 | (code & 0x3f),
        other => {
            let place = (1_u8..).zip(Trouble::ALL).find(|(_, one)| *one == other);
            place.map_or(0, |(number, _)| number)
        }
    }
}

fn check(stage: u8, problem: u8) -> u8 {
    stage
        .wrapping_mul(31)
        .wrapping_add(problem.wrapping_mul(17))
        .wrapping_add(0x5a)
}

/// The six letters of a screen.
pub fn position<T>(screen: &Screen<T>, trouble: Option<&Trouble>) -> String {
    let place = stage_number(screen.stage) << 4 | kind(&screen.body);
    let problem = trouble.map_or(0, trouble_number);
    let bytes = [place, problem, check(place, problem)];
    let letter = |nibble: u8| LETTERS.get(usize::from(nibble)).copied().unwrap_or('B');
    bytes
        .into_iter()
        .flat_map(|byte| [letter(byte >> 4), letter(byte & 15)])
        .collect()
}

/// What six letters say. `None` when they are none: misheard, or of another version.
pub fn read_position(code: &str) -> Option<Position> {
    let letters = code.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    let mut nibbles = letters.map(|letter| {
        let upper = letter.to_ascii_uppercase();
        (0_u8..)
            .zip(LETTERS)
            .find(|(_, one)| *one == upper)
            .map(|(number, _)| number)
    });
    let mut byte = || Some(nibbles.next()?? << 4 | nibbles.next()??);
    let (place, problem, sum) = (byte()?, byte()?, byte()?);
    if nibbles.next().is_some() || sum != check(place, problem) {
        return None;
    }
    let trouble = match problem {
        0 => None,
        1..0xc0 => Some(Trouble::ALL.get(usize::from(problem) - 1)?.clone()),
        0xc0.. => Some(Trouble::Lock(problem & 0x3f)),
    };
    Some(Position {
        stage: *StageName::ALL.get(usize::from(place >> 4))?,
        kind: KINDS.get(usize::from(place & 15))?,
        trouble,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_and_trouble_has_six_letters_of_its_own_that_can_be_read_back() {
        let lock = (0..0x40).map(Trouble::Lock);
        let troubles: Vec<Trouble> = Trouble::ALL.iter().cloned().chain(lock).collect();
        for stage in StageName::ALL {
            let screen = Screen {
                revision: 0,
                stage,
                steps: Vec::new(),
                title: (),
                lines: Vec::new(),
                body: Body::<()>::Text,
                standing: None,
                scene: None,
                warning: None,
                problem: None,
                actions: Vec::new(),
                request: None,
                announce: None,
                position: String::new(),
            };
            for trouble in std::iter::once(None).chain(troubles.iter().map(Some)) {
                let code = position(&screen, trouble);
                assert_eq!(code.len(), 6);
                let read = read_position(&code).unwrap();
                assert_eq!((read.stage, read.kind, read.trouble.as_ref()), (stage, "text", trouble));
            }
        }
    }

    #[test]
    fn one_letter_misheard_is_noticed() {
        let code = ['B'; 5];
        assert_eq!(read_position(&code.iter().collect::<String>()), None);
        let right = "BBBBHP";
        assert_eq!(read_position(right).map(|read| read.stage), Some(StageName::Home));
        for at in 0..6 {
            for letter in LETTERS {
                let mut other: Vec<char> = right.chars().collect();
                if other[at] != letter {
                    other[at] = letter;
                    assert_eq!(read_position(&other.iter().collect::<String>()), None, "{other:?}");
                }
            }
        }
    }
}
