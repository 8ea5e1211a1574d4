//! The border to Kotlin and Swift, behind the feature `ffi`. No rule about locks lives here: one object, [`RelatchApp`], hands
//! what a shell says to the engine and what is to be shown to the shell. Everything else is records and enums, mirrors of what
//! is inside with conversions, so that the inside can change without breaking the apps.
//!
//! | file | what is inside |
//! |---|---|
//! | [`app`] | the one object |
//! | [`config`] | what a shell says at the start |
//! | [`observer`] | what a shell implements |
//! | [`screen`](mod@screen) | what is shown |
//! | [`action`], [`platform`] | what a person did, what the platform is asked for and tells |
//! | [`internet`] | the account's calls over the platform's own HTTPS |
//! | [`hidden`] | text that does not print |
//! | `courier` | brings screens and lines of the log to the shell, on a thread of its own |
//! | `real`, `demo` | what the engine stands on: a phone, or a virtual lock in a folder |
//! | `log` | the app's log, masked |
//! | `limits` | what comes in, cut to what can mean something |
//! | `clock`, `voice` | the phone's time zone and language, which may change |
//!
//! The generator writes `bindings/kotlin` and `bindings/swift` from this; names here are the names there.

pub mod action;
pub mod app;
mod clock;
pub mod config;
mod courier;
mod demo;
pub mod hidden;
pub mod internet;
mod limits;
mod log;
pub mod observer;
pub mod platform;
mod real;
pub mod screen;
mod voice;

pub use action::{Action, Entry};
pub use app::RelatchApp;
pub use config::{AccountConfig, AppConfig, AppMode, DemoLock, DemoModel, LogLevel, PhoneZone};
pub use hidden::{Hidden, HiddenBytes, Secret};
pub use internet::{HttpHeader, HttpPost, HttpReply, Internet, InternetError};
pub use observer::{AppObserver, LogLine};
pub use platform::{DoorDeed, PlatformEvent, PlatformRequest, RadioState, SharedFile};
pub use screen::Screen;
