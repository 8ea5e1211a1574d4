//! The guided journey in a terminal: the same screens as on a phone, in the same words.
//!
//! | file | what is inside |
//! |---|---|
//! | [`walk`] | the loop: a screen, what somebody does on it, what becomes of it |
//! | [`person`] | the person at the terminal |
//! | [`answers`] | what can be answered on a screen, by number |
//! | [`request`] | what the platform is asked for, and how a terminal answers |
//! | [`auto`] | somebody who always goes on |
//! | [`draw`] | a screen as lines of text |
//! | [`picture`] | the virtual lock, drawn beside it |
//! | [`bar`] | progress |

pub(crate) mod answers;
pub(crate) mod auto;
pub(crate) mod bar;
pub(crate) mod draw;
pub(crate) mod person;
pub(crate) mod picture;
pub(crate) mod request;
pub(crate) mod walk;

use relatch::journey::event::PlatformEvent;
use relatch::journey::screen::Action;

/// What is done on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Something that the screen offers.
    Act(Action),
    /// The platform's answer.
    Platform(PlatformEvent),
    /// Something at the lock itself.
    Door(Hand),
    /// The person leaves; the journey can be gone on with.
    Leave,
    /// Nothing that could still be tried helps.
    GiveUp,
}

/// What a hand does at a virtual lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// It touches the keypad, which wakes the lock.
    Touches,
    /// It types these keys.
    Types(String),
    /// It holds the reset button until the lock has forgotten everything.
    HoldsReset,
    /// It puts new batteries in.
    ChangesBatteries,
}
