//! What a shell says once, when it makes the app's core.

/// What a shell says at the start.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AppConfig {
    /// A folder of this app alone, as an absolute path: what is kept there is not for other apps, and not for a backup of the
    /// phone, whose copy could be put back when it is out of date. It is made where it is missing.
    pub folder: String,
    /// The person's language, as the platform writes it: `de-AT`, `zh_Hans_CN`. The nearest that there is will be taken.
    pub language: String,
    /// The phone's time zone.
    pub zone: PhoneZone,
    /// How much is logged.
    pub log_level: LogLevel,
    /// A real lock or a demonstration.
    pub mode: AppMode,
    /// The vendor's own application with the lock maker's cloud, so that owners may sign in with their account. Without it the app says
    /// so and offers the other ways to a key; so it does on Android where no `Internet` is handed over beside this. A demonstration has
    /// an account of its own.
    #[uniffi(default = None)]
    pub account: Option<AccountConfig>,
}

/// A vendor's application with the lock maker's cloud. Its secret is on the vendor's own small server, never in an app (`docs/account.md`).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AccountConfig {
    /// The client id.
    pub client_id: String,
    /// The address of the vendor's server, which adds the client secret to sign-ins and renewals: `https://…`.
    pub token_server: String,
}

/// A time zone as the platform knows it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PhoneZone {
    /// Its name in the time zone database: `Europe/Berlin`.
    pub id: String,
    /// Its offset from UTC now, in seconds, east is positive. It counts where the name is not known here.
    pub offset_s: i32,
}

/// How much is logged: that, and whatever matters more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What should never happen.
    Error,
    /// What went wrong.
    Warn,
    /// The steps of a journey. The usual level.
    Info,
    /// What a developer wants to know.
    Debug,
    /// Everything.
    Trace,
}

/// What the app works with.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum AppMode {
    /// Real locks, this phone's Bluetooth and its secure store.
    Real,
    /// A virtual lock. It is kept in the folder with everything else of the demonstration, so that one goes on after the app was
    /// ended; nothing of it touches the secure store or a real journey.
    Demo {
        /// Which lock.
        lock: DemoLock,
    },
}

/// The virtual lock of a demonstration. The same values make the same lock.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DemoLock {
    /// Which model.
    pub model: DemoModel,
    /// How many codes it holds.
    #[uniffi(default = 12)]
    pub codes: u16,
    /// How many fobs; none where there is no reader.
    #[uniffi(default = 6)]
    pub cards: u16,
    /// How many fingerprints; none where there is no sensor.
    #[uniffi(default = 2)]
    pub fingerprints: u16,
    /// Where its random numbers start.
    #[uniffi(default = 1)]
    pub seed: u64,
    /// What goes wrong, each as `NAME@STEP` of the command line's `--fault`: `drop-after@7`. One that cannot be read is left
    /// out, and the log says so.
    #[uniffi(default = [])]
    pub faults: Vec<String>,
    /// How long the lock takes for each request, in milliseconds, at most 1,000: so that there is something to be seen.
    #[uniffi(default = 0)]
    pub pace_ms: u32,
    /// Whether to begin anew, whatever is left of an earlier demonstration. Else that one is gone on with, and the values above
    /// count only where there is none.
    #[uniffi(default = false)]
    pub fresh: bool,
}

/// A model of virtual lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DemoModel {
    /// A keypad and nothing else.
    Keypad,
    /// A keypad and a card reader.
    Cards,
    /// Everything, with a fingerprint sensor.
    Full,
}
