//! The lock's error codes (protocol, commands 10; \[A\] for 00 to 1f, \[B\] above).

use std::fmt;

macro_rules! lock_errors {
    ($($name:ident = $code:literal, $text:literal;)*) => {
        /// Why a lock refused a command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum LockError {
            $(#[doc = $text] $name,)*
            /// A code that the protocol does not name.
            Other(u8),
        }

        impl LockError {
            /// Every code that has a name.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The byte on the wire.
            pub fn code(self) -> u8 {
                match self { $(Self::$name => $code,)* Self::Other(code) => code }
            }

            /// The error of a byte.
            pub fn from_code(code: u8) -> Self {
                match code { $($code => Self::$name,)* code => Self::Other(code) }
            }
        }

        impl fmt::Display for LockError {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$name => f.write_str($text),)* Self::Other(code) => write!(f, "unknown error {code:02x}") }
            }
        }
    };
}

lock_errors! {
    Unspecified = 0x00, "refused without a reason";
    Crc = 0x01, "the lock received a damaged message";
    NoPermission = 0x02, "no permission, the session has no owner's rights";
    AdminCheck = 0x03, "the owner's key is not the lock's";
    SettingMode = 0x05, "the lock is in setting mode";
    NoAdmin = 0x06, "the lock has no owner";
    NotSettingMode = 0x07, "the lock is not in setting mode";
    DynamicCode = 0x08, "the answer to the lock's challenge is wrong";
    LowBattery = 0x0a, "the battery is too low";
    SeedWriting = 0x0b, "writing the seeds failed";
    KeyRevoked = 0x0d, "the key was revoked";
    KeyExpired = 0x0e, "the key has expired";
    PasscodeLength = 0x0f, "the length of the code does not fit";
    AdminIsDelete = 0x10, "the owner's passcode equals the delete passcode";
    KeyNotYet = 0x11, "the key is not valid yet";
    NotLoggedIn = 0x12, "not logged in";
    Undefined = 0x13, "failed without a reason";
    PasscodeExists = 0x14, "the code exists already";
    PasscodeMissing = 0x15, "the code does not exist or was never used";
    Full = 0x16, "the lock's memory is full";
    Undefined17 = 0x17, "undefined error 17";
    CardMissing = 0x18, "the card does not exist";
    FingerprintMissing = 0x1a, "the fingerprint does not exist";
    UnknownCommand = 0x1b, "the lock does not know the command";
    Frozen = 0x1c, "the lock is frozen";
    Vendor = 0x1d, "the lock belongs to another maker's app";
    DoubleLocked = 0x1e, "the door is double-locked from inside";
    RecordMissing = 0x1f, "the record does not exist";
    Parameter = 0x20, "a value is wrong";
    Obstacle = 0x21, "there is an obstacle";
    Received = 0x24, "received, the result follows";
    WifiName = 0x25, "the Wi-Fi name is wrong";
    WifiPassword = 0x26, "the Wi-Fi password is wrong";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_an_error_and_comes_back() {
        for code in 0..=u8::MAX {
            assert_eq!(LockError::from_code(code).code(), code);
        }
    }
}
