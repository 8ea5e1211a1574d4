//! Wrong answers on purpose, by script: `NAME@N` at the N-th call, `NAME@/path` at each call of a path, `NAME@*` at every call.

use super::Answer;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt;
use std::str::FromStr;

macro_rules! faults {
    ($($name:ident $word:literal $text:literal;)*) => {
        /// A wrong answer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fault { $(#[doc = $text] $name,)* }

        impl Fault {
            /// Every wrong answer.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in scripts.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What it does, in words.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

faults! {
    TokenEnded "token-ended" "The token has ended.";
    TokenUnknown "token-unknown" "The token is not known.";
    TooFrequent "too-frequent" "Too many calls in a short time.";
    Http429 "http-429" "Too many calls, by the status of HTTP: wait 17 seconds.";
    MonthUsedUp "month-used-up" "The month's calls are used up.";
    Clock "clock" "The client's clock is said to be wrong.";
    Internal "internal" "The server failed.";
    Parameter "parameter" "A value is said to be wrong.";
    Unknown "unknown" "A refusal by a number that nobody knows.";
    Slow "slow" "The answer takes a minute.";
    Html "html" "The sign-in page of a network instead.";
    BadGateway "bad-gateway" "The page of a proxy with status 502.";
    NotFound "not-found" "The call is not there.";
    Empty "empty" "Nothing in the answer.";
    CutOff "cut-off" "Done, and the answer ends in the middle.";
    Lost "lost" "Done, and the connection breaks before the answer.";
    Dropped "dropped" "Not done, and the connection breaks.";
    NumbersAsText "numbers-as-text" "Every number as text.";
    MissingFields "missing-fields" "Every second member of each listed item is missing.";
    NullList "null-list" "The list is null.";
    ListChanges "list-changes" "An item is added in front before each page but the first.";
    CountsLie "counts-lie" "Items are counted and none given.";
    ByteOrderMark "byte-order-mark" "A byte order mark in front.";
}

impl Fault {
    /// The number that it refuses with, where it is one.
    pub(super) fn code(self) -> Option<i64> {
        match self {
            Self::TokenEnded => Some(10_004),
            Self::TokenUnknown => Some(10_003),
            Self::TooFrequent => Some(30_006),
            Self::MonthUsedUp => Some(30_007),
            Self::Clock => Some(80_000),
            Self::Internal => Some(90_000),
            Self::Parameter => Some(-3),
            Self::Unknown => Some(-99_999),
            _ => None,
        }
    }

    /// Makes the answer, where the call is not carried out at all.
    pub(super) fn is_instead(self, answer: &mut Answer) -> bool {
        let (status, content_type, body) = match self {
            Self::Http429 => {
                answer.retry_after_s = Some(17);
                (429, "text/plain", "")
            }
            Self::Html => (
                200,
                "text/html;charset=UTF-8",
                "<!DOCTYPE html><title>Sign in to the network</title>",
            ),
            Self::BadGateway => (
                502,
                "text/html",
                "<html><center><h1>502 Bad Gateway</h1></center></html>",
            ),
            Self::NotFound => (404, "text/html", "<html><h1>Not Found</h1></html>"),
            Self::Empty => (200, "application/json", ""),
            Self::Dropped => {
                answer.is_lost = true;
                (200, "application/json", "")
            }
            _ => return false,
        };
        answer.status = status;
        answer.content_type = content_type;
        answer.body = body.into();
        true
    }

    /// Changes what the call gave.
    pub(super) fn spoil_value(self, value: &mut Value) {
        match self {
            Self::NumbersAsText => numbers_as_text(value),
            Self::MissingFields => {
                if let Some(Value::Array(list)) = value.get_mut("list") {
                    list.iter_mut().for_each(leave_out_half);
                }
            }
            Self::NullList | Self::CountsLie => {
                if let Some(list) = value.get_mut("list") {
                    *list = if self == Self::NullList { Value::Null } else { json!([]) };
                    let count = if self == Self::NullList { 0 } else { 450 };
                    if let Some(total) = value.get_mut("total") {
                        *total = json!(count);
                    }
                }
            }
            _ => {}
        }
    }

    /// Changes the bytes of the answer.
    pub(super) fn spoil_answer(self, answer: &mut Answer) {
        match self {
            Self::Slow => answer.delay_ms = 60_000,
            Self::CutOff => answer.body.truncate(answer.body.len() / 2),
            Self::Lost => answer.is_lost = true,
            Self::ByteOrderMark => {
                answer.body.splice(0..0, [0xef, 0xbb, 0xbf]);
            }
            _ => {}
        }
    }
}

fn numbers_as_text(value: &mut Value) {
    match value {
        Value::Number(number) => *value = Value::String(number.to_string()),
        Value::Array(values) => values.iter_mut().for_each(numbers_as_text),
        Value::Object(members) => members.values_mut().for_each(numbers_as_text),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn leave_out_half(item: &mut Value) {
    if let Value::Object(members) = item {
        let mut number = 0_u32;
        members.retain(|_, _| {
            number += 1;
            number % 2 == 1
        });
    }
}

/// When a wrong answer is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Script {
    /// Which.
    pub fault: Fault,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum At {
    Call(u32),
    Path(String),
    Every,
}

/// A text that is no script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read script {0:?}: expected NAME@N, NAME@/path or NAME@*")]
pub struct ScriptError(String);

impl Script {
    /// Whether it is due at the `number`-th call, which goes to `path`.
    pub(super) fn is_due(&self, number: u32, path: &str) -> bool {
        match &self.at {
            At::Call(at) => *at == number,
            At::Path(at) => at == path,
            At::Every => true,
        }
    }
}

impl FromStr for Script {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let error = || ScriptError(text.chars().take(100).collect());
        let (name, at) = text.split_once('@').ok_or_else(error)?;
        let fault = Fault::ALL.iter().find(|fault| fault.name() == name).ok_or_else(error)?;
        let at = match at {
            "*" => At::Every,
            path if path.starts_with('/') => At::Path(path.to_owned()),
            number => At::Call(number.parse().map_err(|_| error())?),
        };
        Ok(Self { fault: *fault, at })
    }
}

impl TryFrom<String> for Script {
    type Error = ScriptError;

    fn try_from(text: String) -> Result<Self, ScriptError> {
        text.parse()
    }
}

impl From<Script> for String {
    fn from(script: Script) -> Self {
        script.to_string()
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@", self.fault.name())?;
        match &self.at {
            At::Call(number) => number.fmt(f),
            At::Path(path) => f.write_str(path),
            At::Every => f.write_str("*"),
        }
    }
}
