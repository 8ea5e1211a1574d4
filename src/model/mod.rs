//! What a lock is and holds, as plain values: no bytes on the wire, no clock, no file.
//!
//! Start at [`contents`]: everything that was read from one lock. Values that open a door ([`Digits`], [`CardNumber`],
//! [`OwnerKey`]) hide themselves in `Debug` and are wiped from memory when dropped.

pub mod address;
pub mod card;
pub mod contents;
pub mod date;
pub mod device;
pub mod feature;
pub mod fingerprint;
pub mod hex;
pub mod key;
pub mod log;
pub mod passcode;
pub mod secret;
pub mod settings;
pub mod signal;

pub use address::Address;
pub use card::{CardNumber, CardRecord};
pub use contents::{Contents, EndMark, Listing, Reading};
pub use date::{LockMinute, LockSecond, Validity};
pub use device::{DeviceInfo, LockVersion, Scene};
pub use feature::{Feature, Features};
pub use fingerprint::{FingerprintNumber, FingerprintRecord};
pub use key::{OwnerKey, Pairing, Seed};
pub use log::LogRecord;
pub use passcode::{CodeText, Digits, ListedPasscode, PasscodeKind, PasscodeRecord, Until};
pub use secret::{AesKey, Raw, SecretNumber, SecretText};
pub use settings::Settings;
pub use signal::{Reach, Signal, Trend};
