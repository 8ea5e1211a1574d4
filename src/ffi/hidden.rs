//! Text that opens a door or a saved copy, as it crosses the border: it hides itself when it is printed, in every language.
//!
//! Nothing here wipes itself: the other side's copies cannot be wiped either. What comes in is moved into a text that does.

use crate::journey::{message, screen as inside};
use std::fmt;

/// Text that opens a door or a saved copy. It prints as "hidden"; keep it no longer than it is shown.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct Hidden {
    /// The text itself.
    pub text: String,
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

impl From<message::Hidden> for Hidden {
    fn from(mut hidden: message::Hidden) -> Self {
        Self {
            text: std::mem::take(&mut hidden.0),
        }
    }
}

impl From<Hidden> for message::Hidden {
    fn from(hidden: Hidden) -> Self {
        Self(hidden.text)
    }
}

/// Bytes that may open a door or a saved copy. They print as "hidden"; keep them no longer than it takes to hand them over.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct HiddenBytes {
    /// The bytes themselves.
    pub bytes: Vec<u8>,
}

impl fmt::Display for HiddenBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

impl fmt::Debug for HiddenBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

/// Digits that open a door, as they may be shown. They print as "hidden".
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct Secret {
    /// What is shown: dots, or the digits.
    pub shown: String,
    /// What a screen reader says.
    pub spoken: String,
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

impl From<inside::Secret<String>> for Secret {
    fn from(mut secret: inside::Secret<String>) -> Self {
        Self {
            shown: std::mem::take(&mut secret.shown.0),
            spoken: secret.spoken,
        }
    }
}
