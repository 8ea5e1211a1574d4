//! Codes that are typed on the keypad.

use super::date::{LockMinute, Validity};
use super::secret::Raw;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The digits of a code that can be written to a lock: 4 to 9 ASCII digits (protocol, commands 3.2 \[A\]).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digits(String);

/// A text that is not 4 to 9 digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read code: expected 4 to 9 digits")]
pub struct DigitsError;

impl Digits {
    /// The shortest code that a lock takes.
    pub const SHORTEST: usize = 4;
    /// The longest code that a lock takes.
    pub const LONGEST: usize = 9;

    /// A code from its text.
    pub fn new(text: &str) -> Result<Self, DigitsError> {
        let fits =
            (Self::SHORTEST..=Self::LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(DigitsError)
        }
    }

    /// The digits. This shows the credential: only where a person asked for it, or to the lock.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digits(hidden)")
    }
}

impl TryFrom<String> for Digits {
    type Error = DigitsError;

    fn try_from(text: String) -> Result<Self, DigitsError> {
        Self::new(&text)
    }
}

impl From<Digits> for String {
    fn from(digits: Digits) -> Self {
        digits.0.clone()
    }
}

/// A code's bytes as a lock lists them: usually ASCII digits, but whatever the lock sent is kept.
///
/// Serialised as the digits where it is digits, else as `hex:` and hexadecimal text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodeText(pub Vec<u8>);

impl CodeText {
    /// The code as one that can be written, where it is 4 to 9 digits.
    pub fn digits(&self) -> Option<Digits> {
        std::str::from_utf8(&self.0)
            .ok()
            .and_then(|text| Digits::new(text).ok())
    }

    /// The digits, or `hex:…` where the bytes are not all digits. This shows the credential.
    pub fn reveal(&self) -> String {
        match std::str::from_utf8(&self.0) {
            Ok(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.to_owned(),
            _ => format!("hex:{}", super::hex::to_text(&self.0)),
        }
    }
}

impl From<&Digits> for CodeText {
    fn from(digits: &Digits) -> Self {
        Self(digits.as_str().as_bytes().to_vec())
    }
}

impl fmt::Debug for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeText(hidden)")
    }
}

impl TryFrom<String> for CodeText {
    type Error = super::secret::HexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.strip_prefix("hex:") {
            Some(digits) => super::hex::from_text(digits).map(Self).ok_or(super::secret::HexError),
            None => Ok(Self(text.into_bytes())),
        }
    }
}

impl From<CodeText> for String {
    fn from(code: CodeText) -> Self {
        code.reveal()
    }
}

/// What kind of code it is. Three numberings exist; each has its own conversion, so that none is taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PasscodeKind {
    /// Opens from its start on, without end.
    #[serde(rename = "permanent")]
    Permanent,
    /// Opens a limited number of times; the cloud's one-time code.
    #[serde(rename = "one-time")]
    Count,
    /// Opens between two minutes.
    #[serde(rename = "timed")]
    Period,
    /// Opens in a weekly or daily rhythm.
    #[serde(rename = "cyclic")]
    Cyclic,
}

impl PasscodeKind {
    /// Every kind, in the order of the lock's numbers.
    pub const ALL: [Self; 4] = [Self::Permanent, Self::Count, Self::Period, Self::Cyclic];

    /// The lock's number: 1 permanent, 2 count, 3 period, 4 cyclic (protocol, commands 3.1 \[A\]).
    pub fn to_lock(self) -> u8 {
        match self {
            Self::Permanent => 1,
            Self::Count => 2,
            Self::Period => 3,
            Self::Cyclic => 4,
        }
    }

    /// The kind of a lock's number.
    pub fn from_lock(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.to_lock() == number)
    }

    /// The kind of an account's number: 1 one-time, 2 permanent, 3 period, 5 to 14 cyclic; 4, the code that deletes
    /// others, is none (protocol, credentials 5 \[B\]). Note that 1 and 2 are swapped against the lock.
    pub fn from_account(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Count),
            2 => Some(Self::Permanent),
            3 => Some(Self::Period),
            5..=14 => Some(Self::Cyclic),
            _ => None,
        }
    }

    /// The word that snapshots and the command line use: `permanent`, `one-time`, `timed`, `cyclic`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Permanent => "permanent",
            Self::Count => "one-time",
            Self::Period => "timed",
            Self::Cyclic => "cyclic",
        }
    }
}

/// How long a listed code lasts after its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Until {
    /// No end: permanent codes.
    #[serde(rename = "open")]
    Open,
    /// The last minute: count and period codes.
    #[serde(rename = "end")]
    End(LockMinute),
    /// The cycle of a cyclic code: opaque, written back as read (protocol, open question 3 \[C\]).
    #[serde(rename = "cycle")]
    Cycle(u16),
}

/// A code as the lock lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasscodeRecord {
    /// What kind of code it is.
    pub kind: PasscodeKind,
    /// What opens the door now.
    pub current: CodeText,
    /// What it was when it was first made.
    pub original: CodeText,
    /// The first minute.
    pub start: LockMinute,
    /// How long it lasts.
    pub until: Until,
    /// Bytes of the record behind the known ones; empty on every lock seen.
    #[serde(default, skip_serializing_if = "Raw::is_empty")]
    pub tail: Raw,
}

impl PasscodeRecord {
    /// From when until when it opens the door, leaving a cycle aside.
    pub fn validity(&self) -> Validity {
        let end = match self.until {
            Until::End(end) => end,
            Until::Open | Until::Cycle(_) => LockMinute::OPEN_END,
        };
        Validity { start: self.start, end }
    }
}

/// One entry of the lock's list: understood, or kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListedPasscode {
    /// A record of a known kind whose lengths fit.
    Known(PasscodeRecord),
    /// A record of an unknown kind, or whose lengths do not fit: the bytes after its length byte.
    Odd(Raw),
}

impl ListedPasscode {
    /// The record, where it was understood.
    pub fn known(&self) -> Option<&PasscodeRecord> {
        match self {
            Self::Known(record) => Some(record),
            Self::Odd(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn known_mut(&mut self) -> Option<&mut PasscodeRecord> {
        match self {
            Self::Known(record) => Some(record),
            Self::Odd(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numberings_of_the_kinds_are_not_each_other() {
        assert_eq!([1, 2, 3, 4].map(PasscodeKind::from_lock), PasscodeKind::ALL.map(Some));
        assert_eq!(PasscodeKind::from_lock(0), None);
        assert_eq!(PasscodeKind::from_lock(5), None);
        assert_eq!(PasscodeKind::from_account(1), Some(PasscodeKind::Count));
        assert_eq!(PasscodeKind::from_account(2), Some(PasscodeKind::Permanent));
        assert_eq!(PasscodeKind::from_account(3), Some(PasscodeKind::Period));
        assert_eq!(PasscodeKind::from_account(4), None);
        assert!((5..=14).all(|number| PasscodeKind::from_account(number) == Some(PasscodeKind::Cyclic)));
        for kind in PasscodeKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }

    #[test]
    fn codes_are_four_to_nine_digits_and_hide() {
        assert!(Digits::new("123").is_err());
        assert!(Digits::new("1234567890").is_err());
        assert!(Digits::new("12 45").is_err());
        assert_eq!(
            format!("{:?} {:?}", Digits::new("1234").unwrap(), CodeText(b"1234".to_vec())),
            "Digits(hidden) CodeText(hidden)"
        );
    }

    #[test]
    fn a_code_of_any_bytes_survives_serialisation() {
        for bytes in [
            b"1234".to_vec(),
            vec![],
            vec![0xff, 0x00],
            b"12a4".to_vec(),
            b"hex:".to_vec(),
        ] {
            let code = CodeText(bytes);
            let text = serde_json::to_string(&code).unwrap();
            assert_eq!(serde_json::from_str::<CodeText>(&text).unwrap(), code);
        }
    }
}
