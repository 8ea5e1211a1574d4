//! What follows from an open intent and from what the lock says it is now (S4): one table, without any act being repeated.
//!
//! The same table stands in `docs/journey.md`; a test compares them.

use serde::{Deserialize, Serialize};

/// What the lock is now, as it told when it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It has no owner and waits for one.
    NoOwner,
    /// The key from before the reset still works.
    OldKeyWorks,
    /// The new key works.
    NewKeyWorks,
    /// It has an owner, and none of this journey's keys works.
    NoKeyWorks,
    /// It was not heard.
    NotHeard,
}

impl Standing {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::NoOwner,
        Self::OldKeyWorks,
        Self::NewKeyWorks,
        Self::NoKeyWorks,
        Self::NotHeard,
    ];

    /// Its name in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoOwner => "no owner",
            Self::OldKeyWorks => "old key works",
            Self::NewKeyWorks => "new key works",
            Self::NoKeyWorks => "no key works",
            Self::NotHeard => "not heard",
        }
    }
}

/// What was about to happen when the program stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Intent {
    /// Throw-away items were being written and removed.
    Rehearse,
    /// A reset was sent, or about to be.
    Reset,
    /// The owner was told how to reset by hand.
    ResetByHand,
    /// A new key was being given to the lock.
    Pair,
    /// A throw-away code was being used at the door.
    DoorProof,
    /// Items were being written.
    Import,
}

impl Intent {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Rehearse,
        Self::Reset,
        Self::ResetByHand,
        Self::Pair,
        Self::DoorProof,
        Self::Import,
    ];

    /// Its name in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rehearse => "rehearsal",
            Self::Reset => "reset",
            Self::ResetByHand => "reset by hand",
            Self::Pair => "re-add",
            Self::DoorProof => "proof at the door",
            Self::Import => "import",
        }
    }
}

/// How the journey goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Next {
    /// The rehearsal is held anew; what a crash left of the last one is removed first.
    RehearseAgain,
    /// The lock is as it was: back to the last questions before the reset.
    ReadyAgain,
    /// The owner has not pressed the button yet: the instructions are shown again.
    WaitForButton,
    /// The lock has no owner: it is re-added.
    ReAdd,
    /// The lock is re-added already: on with its clock.
    Clock,
    /// The proof at the door is offered again; what is left of the last one is removed first.
    DoorAgain,
    /// The import goes on where it stopped.
    ImportGoesOn,
    /// Somebody else owns the lock: its key is asked for.
    AskForKey,
    /// It is listened for again.
    AskAgain,
}

impl Next {
    /// Its name in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::RehearseAgain => "hold the rehearsal anew",
            Self::ReadyAgain => "back to the questions before the reset",
            Self::WaitForButton => "show the instructions again",
            Self::ReAdd => "re-add the lock",
            Self::Clock => "go on with the clock",
            Self::DoorAgain => "offer the proof again",
            Self::ImportGoesOn => "go on with the import",
            Self::AskForKey => "ask for the lock's key",
            Self::AskAgain => "listen again",
        }
    }
}

/// How a journey goes on.
pub fn recover(intent: Intent, standing: Standing) -> Next {
    match (intent, standing) {
        (_, Standing::NotHeard) => Next::AskAgain,
        (_, Standing::NoKeyWorks) => Next::AskForKey,
        (_, Standing::NoOwner) => Next::ReAdd,
        (Intent::Rehearse, Standing::OldKeyWorks) => Next::RehearseAgain,
        (Intent::Reset, Standing::OldKeyWorks) => Next::ReadyAgain,
        (Intent::ResetByHand, Standing::OldKeyWorks) => Next::WaitForButton,
        // A lock that still takes the old key was not reset: nothing may be written to it before that.
        (Intent::Pair | Intent::DoorProof | Intent::Import, Standing::OldKeyWorks) => Next::ReadyAgain,
        (Intent::Rehearse | Intent::Reset | Intent::ResetByHand | Intent::Pair, Standing::NewKeyWorks) => Next::Clock,
        (Intent::DoorProof, Standing::NewKeyWorks) => Next::DoorAgain,
        (Intent::Import, Standing::NewKeyWorks) => Next::ImportGoesOn,
    }
}
