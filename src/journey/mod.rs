//! The guided journey: a pure state machine from the first question to the receipt, and its screens as plain data.
//!
//! [`update`] says what follows from an event, [`screen()`] what to show. Nothing here waits, reads a clock or touches a file: what
//! is to be done comes out as an [`effect::Effect`], what became of it comes back as an [`event::Event`].
//!
//! | file | what is inside |
//! |---|---|
//! | [`state`] | one journey, and how an event changes it |
//! | [`facts`] | what a journey knows for good |
//! | [`stage`] | a small machine for each stage, and its screens |
//! | [`home`] | the first screen: all journeys |
//! | [`event`], [`effect`] | what happens to a journey, and what it asks for |
//! | [`recover`] | what follows from an open intent and from what the lock is now |
//! | [`screen`](mod@screen), [`message`] | what to show, before it is put into a language |
//! | [`trouble`] | what can go wrong, each with what to do |
//! | [`position`] | six letters that say where a person is |

pub mod effect;
pub mod event;
pub mod facts;
pub mod home;
pub mod message;
pub mod position;
pub mod recover;
pub mod screen;
pub mod stage;
pub mod state;
pub mod trouble;

pub use state::{State, Wall, fault, screen, update};

#[cfg(test)]
pub(crate) mod tests;
