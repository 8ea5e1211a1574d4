//! What a screen says, before it is put into a language: the name of a message in `locales/`, and what goes into it.

use crate::backup::item::Moment;
use crate::model::LockMinute;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroize;

/// A message by its name in `locales/`, with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name.
    pub id: &'static str,
    /// The attribute of it that is meant, if not the message itself: `advice` of a trouble.
    pub attribute: Option<&'static str>,
    /// What goes into it, by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// Something that goes into a message. The language decides how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text that is the same in every language: a name, a file.
    Text(String),
    /// Text that opens a door: hidden in `Debug`, wiped when dropped.
    Hidden(Hidden),
    /// A number of things, which decides the plural.
    Count(u64),
    /// A time of a lock's clock, to the minute.
    Time(LockMinute),
    /// A moment, shown as local time at this offset from UTC in milliseconds.
    Moment(Moment, i64),
    /// A span, in seconds, told roughly.
    Seconds(u64),
    /// Another message.
    Message(Box<Message>),
    /// A list of messages.
    List(Vec<Message>),
}

/// Text that opens a door or a saved copy: hidden in `Debug`, wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden")
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl From<&str> for Hidden {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Hidden> for Arg {
    fn from(text: Hidden) -> Self {
        Self::Hidden(text)
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u8> for Arg {
    fn from(count: u8) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl From<LockMinute> for Arg {
    fn from(time: LockMinute) -> Self {
        Self::Time(time)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Vec<Message>> for Arg {
    fn from(messages: Vec<Message>) -> Self {
        Self::List(messages)
    }
}

/// A message: `say!("count-fobs", count = 3_u32)`. The test of the words reads these calls, so names stand here literally.
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::journey::message::Message {
            id: $id,
            attribute: None,
            args: vec![$((stringify!($name), $crate::journey::message::Arg::from($value))),*],
        }
    };
}
pub(crate) use say;
