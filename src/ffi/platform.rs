//! What the platform is asked for, and what it tells.

use super::config::{LogLevel, PhoneZone};
use super::hidden::{Hidden, HiddenBytes};
use super::screen::mirror;
use crate::journey::{event, screen as inside};
use std::fmt;

/// What the platform is asked for. Its answer is a [`PlatformEvent`].
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PlatformRequest {
    /// The permission to use Bluetooth. Answer: `Radio`.
    Permission,
    /// Bluetooth to be switched on. Answer: `Radio`.
    BluetoothOn,
    /// A file with the owner's key. Answer: `Picked` or `NotPicked`.
    PickKey,
    /// A saved copy: a file that was opened from outside answers this, and nothing else. Answer: `Picked` or `NotPicked`.
    PickCopy,
    /// A file for the owner. Answer: `Shared`.
    Share {
        /// Which.
        file: SharedFile,
    },
    /// A QR code. Answer: `Scanned` or `NotPicked`.
    ScanQr,
    /// The device's own check of who holds it. Answer: `Identified`.
    Identify {
        /// Why, in words that the device shows.
        reason: String,
    },
    /// The screen to stay on while this screen is shown. No answer.
    KeepAwake,
}

impl From<inside::Request<String>> for PlatformRequest {
    fn from(request: inside::Request<String>) -> Self {
        match request {
            inside::Request::Permission => Self::Permission,
            inside::Request::BluetoothOn => Self::BluetoothOn,
            inside::Request::PickKey => Self::PickKey,
            inside::Request::PickCopy => Self::PickCopy,
            inside::Request::Share(file) => Self::Share { file: file.into() },
            inside::Request::ScanQr => Self::ScanQr,
            inside::Request::Identify { reason } => Self::Identify { reason },
            inside::Request::KeepAwake => Self::KeepAwake,
        }
    }
}

/// A file for the owner.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SharedFile {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// What it is: `application/age`, `text/html`, `application/json`.
    pub media_type: String,
    /// The ways out, where it may also go straight into another app: ask the person which. Absent: save it to a place that the owner
    /// chooses, and offer it to no other app.
    pub ways: Option<ShareWays>,
}

impl From<inside::Shared<String>> for SharedFile {
    fn from(file: inside::Shared<String>) -> Self {
        Self {
            name: file.name,
            path: file.path,
            media_type: file.media_type,
            ways: file.ways.map(ShareWays::from),
        }
    }
}

/// The two ways out of a file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ShareWays {
    /// The words for: save it to a place.
    pub save: String,
    /// The words for: hand it to another app. Nobody learns whether it arrives anywhere.
    pub send: String,
}

impl From<inside::ShareWays<String>> for ShareWays {
    fn from(ways: inside::ShareWays<String>) -> Self {
        let inside::ShareWays { save, send } = ways;
        Self { save, send }
    }
}

/// What the platform tells, by itself or as the answer to a [`PlatformRequest`].
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum PlatformEvent {
    /// Whether Bluetooth is on and permitted. Tell it at the start and whenever it changes.
    Radio {
        /// It.
        state: RadioState,
    },
    /// Whether the phone saves its battery now (battery saver, low power mode). Tell it at the start and whenever it changes, where
    /// the platform says so.
    PowerSaving {
        /// Whether it does.
        on: bool,
    },
    /// A file was picked.
    Picked {
        /// Its name.
        name: String,
        /// Its bytes, which may be the owner's key.
        content: HiddenBytes,
    },
    /// No file was picked, or no code read.
    NotPicked,
    /// A QR code was read.
    Scanned {
        /// What it says.
        text: Hidden,
    },
    /// What the device's own check said.
    Identified {
        /// Whether it is the owner.
        passed: bool,
    },
    /// The file was given away, or not.
    Shared {
        /// Whether it was.
        done: bool,
    },
    /// The person chose another language.
    SetLanguage {
        /// Its tag, as the platform writes it: `de-AT`.
        tag: String,
    },
    /// The phone is in another time zone.
    SetZone {
        /// Which.
        zone: PhoneZone,
    },
    /// From now on so much is logged.
    SetLogLevel {
        /// How much.
        level: LogLevel,
    },
    /// Somebody does something at the virtual lock's door. Ignored outside a demonstration.
    AtDoor {
        /// What.
        deed: DoorDeed,
    },
}

/// Its name alone: a file that was picked may be the owner's key.
impl fmt::Debug for PlatformEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Radio { .. } => "Radio",
            Self::PowerSaving { .. } => "PowerSaving",
            Self::Picked { .. } => "Picked",
            Self::NotPicked => "NotPicked",
            Self::Scanned { .. } => "Scanned",
            Self::Identified { .. } => "Identified",
            Self::Shared { .. } => "Shared",
            Self::SetLanguage { .. } => "SetLanguage",
            Self::SetZone { .. } => "SetZone",
            Self::SetLogLevel { .. } => "SetLogLevel",
            Self::AtDoor { .. } => "AtDoor",
        })
    }
}

mirror! {
    /// Whether the radio may be used.
    RadioState = event::RadioState {
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
}

/// What somebody does at a virtual lock's door.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DoorDeed {
    /// Touches the keypad, which wakes the lock.
    Touch,
    /// Types on the keypad.
    Type {
        /// The keys in order: digits, and `#` at the end.
        keys: Hidden,
    },
    /// Opens the battery side and holds the reset button. `000#` on the keypad then makes the lock forget everything.
    HoldReset,
    /// Puts in new batteries.
    ChangeBatteries,
}
