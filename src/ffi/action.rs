//! What a person did, as a shell tells it.

use super::hidden::Hidden;
use super::screen::ButtonName;
use crate::journey::screen as inside;

/// What a person did. One that the screen does not offer changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Action {
    /// A button.
    Press {
        /// Which.
        button: ButtonName,
    },
    /// One of several.
    Choose {
        /// Its id.
        id: String,
    },
    /// A tick.
    Tick {
        /// The id of what is ticked.
        id: String,
        /// Set or taken away.
        on: bool,
    },
    /// What was typed: an entry for each field of the form.
    Submit {
        /// They, in any order.
        entries: Vec<Entry>,
    },
    /// What is searched for; empty for everything.
    Search {
        /// The words.
        text: String,
    },
}

/// What was typed into one field.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Entry {
    /// The field's id.
    pub field: String,
    /// What was typed.
    pub text: Hidden,
}

impl From<Action> for inside::Action {
    fn from(action: Action) -> Self {
        match action {
            Action::Press { button } => Self::Press(button.into()),
            Action::Choose { id } => Self::Choose(id),
            Action::Tick { id, on } => Self::Tick { id, on },
            Action::Submit { entries } => {
                let typed = entries.into_iter().map(|entry| (entry.field, entry.text.into()));
                Self::Submit(typed.collect())
            }
            Action::Search { text } => Self::Search(text),
        }
    }
}
