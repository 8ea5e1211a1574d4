//! Reading members of JSON that others wrote: names in either case, numbers also as text, nothing half-read.

use crate::model::SecretNumber;
use serde_json::{Map, Number, Value};
use std::fmt;
use zeroize::Zeroize as _;

use super::codec;

/// JSON that holds secrets: hides in `Debug`, and wipes its texts when dropped.
#[derive(Clone, PartialEq)]
pub struct SecretJson(Value);

impl SecretJson {
    /// Takes a value over.
    pub fn new(value: Value) -> Self {
        Self(value)
    }

    /// The value. Shows the secrets.
    pub fn reveal(&self) -> &Value {
        &self.0
    }

    /// The value, for the changes that a rewriter makes.
    pub(super) fn reveal_mut(&mut self) -> &mut Value {
        &mut self.0
    }
}

impl fmt::Debug for SecretJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretJson(hidden)")
    }
}

impl Drop for SecretJson {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A member that is there but cannot be what it should be; its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) &'static str);

/// An object's members, and the names of those that were there and not understood, though a key can do without them.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    members: &'a Map<String, Value>,
    pub(super) not_understood: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(members: &'a Map<String, Value>) -> Self {
        Self {
            members,
            not_understood: Vec::new(),
        }
    }

    /// The first of `names` that is there and says something. Exports of app databases write names in lower case.
    pub(super) fn any(&self, names: &[&str]) -> Option<&'a Value> {
        names.iter().find_map(|name| {
            let found = self
                .members
                .iter()
                .filter(|(member, _)| member.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value).find(|value| says_something(value))
        })
    }

    /// A text that is not empty.
    pub(super) fn text(&self, names: &[&str]) -> Option<&'a str> {
        self.any(names).and_then(Value::as_str)
    }

    /// A whole number of `T`'s range, `None` where nothing is there.
    pub(super) fn number<T: TryFrom<i64>>(&self, name: &'static str) -> Result<Option<T>, Malformed> {
        let Some(value) = self.any(&[name]) else {
            return Ok(None);
        };
        let value = whole(value).and_then(|value| T::try_from(value).ok());
        value.map(Some).ok_or(Malformed(name))
    }

    /// A secret number: plain, or in the text codec.
    pub(super) fn secret(&self, names: &[&'static str]) -> Result<Option<SecretNumber>, Malformed> {
        let Some(value) = self.any(names) else { return Ok(None) };
        let malformed = Malformed(names.first().copied().unwrap_or_default());
        let number = match value {
            Value::String(text) => codec::from_text(text.trim()).and_then(|plain| {
                std::str::from_utf8(&plain)
                    .ok()
                    .filter(|text| is_decimal(text))?
                    .parse()
                    .ok()
            }),
            value => whole(value).and_then(|number| u32::try_from(number).ok()),
        };
        number.map(|number| Some(SecretNumber(number))).ok_or(malformed)
    }

    /// What `read` makes of a value that a key can do without; where it makes nothing, the name is noted.
    pub(super) fn optional<T>(&mut self, name: &'static str, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        let read = read(self.any(&[name])?);
        if read.is_none() {
            self.not_understood.push(name);
        }
        read
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    }
}

fn is_decimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number, also as text.
pub fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => whole_number(number),
        Value::String(text) => {
            let text = text.trim();
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_decimal {
                text.parse().ok()
            } else {
                // As JSON writes numbers, so neither hexadecimal nor "inf".
                serde_json::from_str::<Number>(text)
                    .ok()
                    .and_then(|number| whole_number(&number))
            }
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number without a fraction, as `7`, `7.0` or `1.7e12`.
fn whole_number(number: &Number) -> Option<i64> {
    /// 2^53: beyond it a number with a point or an exponent is not exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    number.as_i64().or_else(|| {
        let value = number.as_f64().filter(|_| number.is_f64())?;
        let is_whole = value.fract() == 0.0 && value.abs() <= EXACT;
        // Without a fraction and exact, so that its text is the integer's.
        is_whole.then(|| format!("{value:.0}").parse().ok()).flatten()
    })
}

/// A number as a text: whole ones without a point.
pub fn number_text(number: &Number) -> String {
    whole_number(number).map_or_else(|| number.to_string(), |whole| whole.to_string())
}

/// A name fit for a line on a screen: no control characters, at most 200 characters.
pub(super) fn readable(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|character| !character.is_control())
        .take(200)
        .collect()
}
