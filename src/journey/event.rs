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
    /// Whether the phone saves its battery: it may listen too seldom then.
    PowerSaving(bool),
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

/// What the phone told of itself. It is never kept: each start of the app is told anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Whether the radio may be used; nothing that needs it begins before.
    pub radio: RadioState,
    /// Whether it saves its battery; `None` where that was not told.
    pub saves_power: Option<bool>,
}

impl Phone {
    /// Before anything was told.
    pub const UNKNOWN: Self = Self {
        radio: RadioState::Ready,
        saves_power: None,
    };

    /// Takes note of what `event` tells of the phone. False: it tells something else.
    pub fn hear(&mut self, event: &PlatformEvent) -> bool {
        match event {
            PlatformEvent::Radio(radio) => self.radio = *radio,
            PlatformEvent::PowerSaving(on) => self.saves_power = Some(*on),
            PlatformEvent::Picked { .. }
            | PlatformEvent::NotPicked
            | PlatformEvent::Scanned(_)
            | PlatformEvent::Identified(_)
            | PlatformEvent::Shared(_) => return false,
        }
        true
    }
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
    /// An Android before 12 may not look for locks before the app may know the phone's location; what it asks for has that name.
    PlaceNotAllowed,
    /// An Android before 12 hears no lock while the phone's location is switched off.
    PlaceOff,
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
