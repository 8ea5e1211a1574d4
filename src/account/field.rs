//! Reading members of the cloud's JSON: missing or null, numbers as text and the other way round (cloud 1 \[A\]).

pub use crate::protocol::credentials::{number_text, whole};
use serde_json::{Map, Value};

/// A member that is there, or should be, and cannot be what it should be; its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is missing or malformed")]
pub struct Malformed(pub &'static str);

/// The longest text that is taken over from an item, in characters; what is longer is no name.
const LONGEST_NAME: usize = 200;

/// The members of one object.
#[derive(Clone, Copy, Debug)]
pub struct Members<'a>(&'a Map<String, Value>);

impl<'a> Members<'a> {
    /// The members of a value, where it is an object.
    pub fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// The members of an object.
    pub fn new(members: &'a Map<String, Value>) -> Self {
        Self(members)
    }

    /// The value of that name, where it says something: null and missing are the same.
    pub fn any(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// The first of several spellings that says something.
    pub fn first(self, names: &[&str]) -> Option<&'a Value> {
        names.iter().find_map(|name| self.any(name))
    }

    /// A whole number; `None` where nothing is there, an error where something else is.
    pub fn int(self, name: &'static str) -> Result<Option<i64>, Malformed> {
        match self.any(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(value) => whole(value).map(Some).ok_or(Malformed(name)),
        }
    }

    /// A whole number that must be there.
    pub fn needed_int(self, name: &'static str) -> Result<i64, Malformed> {
        self.int(name)?.ok_or(Malformed(name))
    }

    /// A whole number of no consequence: what cannot be read counts as not told.
    pub fn told_int(self, names: &[&str]) -> Option<i64> {
        self.first(names).and_then(whole)
    }

    /// A switch of 1 on and 2 off; anything else is not told.
    pub fn switch(self, name: &str) -> Option<bool> {
        match self.told_int(&[name]) {
            Some(1) => Some(true),
            Some(2) => Some(false),
            _ => None,
        }
    }

    /// A text as it stands, also a number; `None` where it is empty.
    pub fn text(self, name: &str) -> Option<String> {
        let text = as_text(self.any(name)?)?;
        (!text.is_empty()).then_some(text)
    }

    /// A name for a line on a screen: no control characters, at most 200 characters, `None` where nothing is left.
    pub fn name(self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let text = as_text(self.any(name)?)?;
            let readable: String = text
                .trim()
                .chars()
                .filter(|character| !character.is_control())
                .take(LONGEST_NAME)
                .collect();
            (!readable.is_empty()).then_some(readable)
        })
    }

    /// A list, also as JSON text. `None` where nothing is there, an error where something else is.
    pub fn list(self, name: &'static str) -> Result<Option<Vec<Value>>, Malformed> {
        match self.any(name) {
            None => Ok(None),
            Some(value) => match unpacked(value) {
                Some(Value::Array(values)) => Ok(Some(values)),
                _ => Err(Malformed(name)),
            },
        }
    }
}

/// The value itself, or what a JSON text holds; empty texts hold nothing.
pub fn unpacked(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => serde_json::from_str(text).ok(),
        value => Some(value.clone()),
    }
}

/// A text, also a number.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number_text(number)),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_and_texts_are_read_for_each_other_and_nothing_is_half_read() {
        let value = json!({ "a": "7", "b": 7, "c": "", "d": null, "e": "7x", "f": [7], "g": "[1]", "h": " -7 ", "i": "\u{7}x" });
        let members = Members::of(&value).unwrap();
        for (written, number) in [
            ("1.7e12", Some(1_700_000_000_000)),
            ("5100101.0", Some(5_100_101)),
            ("-7.0", Some(-7)),
            ("7.5", None),
            ("1e300", None),
            ("9.007199254740994e15", None),
        ] {
            let value: Value = serde_json::from_str(written).unwrap();
            assert_eq!(whole(&value), number, "{written}");
            assert_eq!(whole(&json!(written)), number, "\"{written}\"");
        }
        for text in ["inf", "NaN", "0x7", "7 8", "+7", "7."] {
            assert_eq!(whole(&json!(text)), None, "{text}");
        }
        assert_eq!(
            as_text(&serde_json::from_str("5100101.0").unwrap()).as_deref(),
            Some("5100101")
        );
        assert_eq!(members.int("a"), Ok(Some(7)));
        assert_eq!(members.int("b"), Ok(Some(7)));
        assert_eq!(members.int("h"), Ok(Some(-7)));
        for absent in ["c", "d", "z"] {
            assert_eq!(members.told_int(&[absent]), None);
        }
        assert_eq!(members.int("c"), Ok(None));
        assert_eq!(members.needed_int("z"), Err(Malformed("z")));
        assert_eq!(members.int("e"), Err(Malformed("e")));
        assert_eq!(members.int("f"), Err(Malformed("f")));
        assert_eq!(members.list("g"), Ok(Some(vec![json!(1)])));
        assert_eq!(members.list("b"), Err(Malformed("b")));
        assert_eq!(members.text("b").as_deref(), Some("7"));
        assert_eq!(members.name(&["d", "i"]).as_deref(), Some("x"));
    }
}
