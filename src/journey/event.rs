//! What happens to a journey.

use super::effect::Outcome;
use super::message::Hidden;
use super::screen::Action;
use crate::backup::item::Moment;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The journey is shown for the first time since the program started: what ran then is not running now.
    Opened {
        /// When.
        at: Moment,
    },
    /// A person did something.
    Acted {
        /// The revision of the screen that it was done on.
        revision: u32,
        /// What.
        action: Action,
        /// When.
        at: Moment,
    },
    /// The platform answered or changed.
    Platform(PlatformEvent),
    /// A job ended.
    Ended {
        /// How.
        outcome: Outcome,
        /// When.
        at: Moment,
    },
    /// A job came on.
    Progress {
        /// How far.
        report: WorkReport,
        /// When.
        at: Moment,
    },
    /// Relatch itself failed in the middle of something. The journal holds the truth.
    Fault,
}

/// What the platform tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlatformEvent {
    /// Whether Bluetooth is on and permitted.
    Radio(RadioState),
    /// A file was picked.
    Picked {
        /// Its name.
        name: String,
        /// Its bytes, as text; base64 where it is no text.
        content: Hidden,
    },
    /// No file was picked.
    NotPicked,
    /// A QR code was read.
    Scanned(Hidden),
    /// What the device's own check said.
    Identified(bool),
    /// The file was given away, or not.
    Shared(bool),
}

/// Whether the radio may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RadioState {
    /// It is on and permitted.
    Ready,
    /// It is off.
    Off,
    /// It is not permitted yet, and may be asked for.
    NotAsked,
    /// It was refused for good.
    Refused,
    /// This device has none that reaches a lock.
    Unsupported,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkReport {
    /// What is being done.
    pub work: WorkKind,
    /// How many items or pages are done.
    pub done: u32,
    /// Of how many.
    pub total: Option<u32>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkKind {
    /// Looking for the lock and connecting.
    Connecting,
    /// Reading codes.
    Codes,
    /// Reading cards.
    Cards,
    /// Reading fingerprints.
    Fingerprints,
    /// Reading settings.
    Settings,
    /// Reading the log.
    Log,
    /// Writing and removing throw-away items.
    Rehearsing,
    /// Putting items back.
    Restoring,
    /// Becoming the owner.
    Pairing,
    /// Resetting.
    Resetting,
    /// Telling the account.
    Telling,
}
