//! What can go wrong, as plain values: one for each cause that a person treats differently. The runtime turns its errors into
//! these; `locales/` holds a pair of sentences for each: what happened, and what to do.

use super::message::{Arg, Message};
use super::screen::{Problem, Retry, Scene};
use serde::{Deserialize, Serialize};

macro_rules! troubles {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $retry:ident;)*) => {
        /// Something that went wrong.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Trouble {
            $($(#[$doc])* $name,)*
            /// The lock refused with an error code (protocol, commands 10).
            Lock(u8),
        }

        impl Trouble {
            /// Every trouble but the lock's own error codes.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The message in `locales/`, whose attribute `advice` says what to do.
            fn message_id(&self) -> &'static str {
                match self { $(Self::$name => concat!("trouble-", $code),)* Self::Lock(code) => lock_message(*code) }
            }

            /// The stable name, for support.
            pub fn code(&self) -> String {
                match self {
                    Self::Lock(code) => format!("lock-{code:02x}"),
                    other => other.name().to_owned(),
                }
            }

            /// The stable name without the lock's error code.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name => $code,)* Self::Lock(_) => "lock" }
            }

            /// Whether trying again helps.
            pub fn retry(&self) -> Retry {
                match self { $(Self::$name => Retry::$retry,)* Self::Lock(code) => lock_retry(*code) }
            }
        }
    };
}

troubles! {
    // The radio.
    /// Bluetooth is switched off.
    RadioOff = "radio-off", Later;
    /// The app may not use Bluetooth.
    RadioNotPermitted = "radio-not-permitted", Later;
    /// This device has no Bluetooth that reaches a lock.
    NoRadio = "no-radio", Never;
    /// The system's Bluetooth failed.
    RadioFailed = "radio-failed", Now;
    /// The lock was not heard.
    NotInReach = "not-in-reach", Now;
    /// The lock was heard and does not let anybody connect.
    Held = "held", Later;
    /// The connection was lost.
    LinkLost = "link-lost", Now;
    /// The lock did not answer in time.
    Silent = "silent", Now;
    /// What arrived made no sense.
    Garbled = "garbled", Now;
    // The lock.
    /// A kind of lock that Relatch does not serve.
    NotServed = "not-served", Never;
    /// The lock in reach is another one.
    OtherLock = "other-lock", Later;
    /// The lock has no owner: somebody reset it.
    NoOwner = "no-owner", Never;
    /// The lock has an owner where one without is needed.
    StillOwned = "still-owned", Later;
    /// The battery is too low for a reset.
    BatteryLow = "battery-low", Later;
    /// The lock does not tell its battery.
    BatteryUnknown = "battery-unknown", Later;
    /// The reset button is switched off in the lock's settings.
    ResetButtonOff = "reset-button-off", Later;
    /// The lock's clock does not take the time.
    ClockWrong = "clock-wrong", Now;
    /// The reset did not take place: the lock is as it was.
    NotReset = "not-reset", Now;
    /// Nobody saw what became of the reset.
    ResetUnseen = "reset-unseen", Now;
    /// The lock did not confirm that it took the new key.
    PairUnsure = "pair-unsure", Now;
    /// The proof at the door was not in the lock's log.
    NotSeenAtDoor = "not-seen-at-door", Now;
    // The key.
    /// It is no key at all.
    KeyUnreadable = "key-unreadable", Later;
    /// A part of it is damaged or was changed.
    KeyDamaged = "key-damaged", Later;
    /// A form of key that only a newer Relatch reads.
    KeyNewer = "key-newer", Never;
    /// A guest's key.
    KeyGuest = "key-guest", Later;
    /// A key without the part that an owner needs.
    KeyIncomplete = "key-incomplete", Later;
    /// A key of another lock.
    KeyOther = "key-other", Later;
    /// The lock refuses the key: it is of an earlier time, before a reset.
    KeyRefused = "key-refused", Later;
    /// The lock answers to none of the keys of a journey.
    NoKeyWorks = "no-key-works", Now;
    /// What was given as a helper's public key is none.
    HelperKeyWrong = "helper-key-wrong", Later;
    /// Two different keys for one lock.
    KeyTwice = "key-twice", Later;
    // The saved copy.
    /// There is no such file.
    CopyMissing = "copy-missing", Later;
    /// It is no saved copy.
    CopyForeign = "copy-foreign", Later;
    /// It is damaged.
    CopyDamaged = "copy-damaged", Later;
    /// It was made by a newer Relatch.
    CopyNewer = "copy-newer", Later;
    /// None of the keys at hand opens it.
    CopyLocked = "copy-locked", Later;
    /// It was made on another phone.
    CopyNotMadeHere = "copy-not-made-here", Later;
    /// It is of another lock.
    CopyOfOtherLock = "copy-of-other-lock", Never;
    /// It is of an earlier time, before the lock was re-added.
    CopyOutdated = "copy-outdated", Later;
    /// The file does not hold what was written.
    CopyNotAsWritten = "copy-not-as-written", Now;
    /// The key that opens it would be lost with a restart.
    CopyKeyVolatile = "copy-key-volatile", Never;
    /// Two readings of the lock differ.
    ReadingsDisagree = "readings-disagree", Now;
    /// The lock holds something else than the copy.
    LockChanged = "lock-changed", Later;
    /// The way back was not tried for everything.
    NotRehearsed = "not-rehearsed", Now;
    /// More will be lost than was accepted.
    MoreLost = "more-lost", Later;
    /// The recovery key that was typed is not this one.
    RecoveryKeyWrong = "recovery-key-wrong", Now;
    /// What was typed back is not the list's words.
    TypedWrong = "typed-wrong", Now;
    // The phone.
    /// No room on the phone.
    PhoneFull = "phone-full", Later;
    /// The file may not be read or written.
    PhoneDenied = "phone-denied", Later;
    /// Another process works with the same files.
    PhoneBusy = "phone-busy", Later;
    /// A note of Relatch's own is damaged; copies and keys are not.
    NotesDamaged = "notes-damaged", Later;
    /// The phone's storage failed.
    PhoneFailed = "phone-failed", Now;
    /// There is no secure store.
    NoSecureStore = "no-secure-store", Never;
    /// The secure store is locked.
    SecureStoreLocked = "secure-store-locked", Later;
    /// The secure store failed.
    SecureStoreFailed = "secure-store-failed", Now;
    /// The device's own check failed.
    NotIdentified = "not-identified", Now;
    /// The file is too large.
    FileTooLarge = "file-too-large", Never;
    /// The phone's clock cannot be right.
    PhoneClock = "phone-clock", Later;
    /// Relatch itself failed.
    Fault = "fault", Now;
    // Later ones stand here, so that the numbers in position codes stay.
    /// This program was built without Bluetooth.
    RadioMissing = "radio-missing", Never;
    /// The gateway that lends its radio cannot be reached, or something else answers there.
    GatewayUnreachable = "gateway-unreachable", Now;
    /// The gateway does not let us in.
    GatewayLogin = "gateway-login", Later;
    /// The lock is there and says nothing to this key: it has another one, or did not wake up.
    KeySilent = "key-silent", Later;
    /// This app is not set up for accounts.
    AccountNotSetUp = "account-not-set-up", Never;
    /// The account's server cannot be reached.
    AccountUnreachable = "account-unreachable", Now;
    /// Something else answers in the server's place: the sign-in page of a network.
    AccountForeign = "account-foreign", Later;
    /// The server does not prove that it is the right one.
    AccountUntrusted = "account-untrusted", Later;
    /// Name or password are wrong, or the account is of another kind or region.
    AccountPassword = "account-password", Later;
    /// The account is in another region.
    AccountRegion = "account-region", Later;
    /// Too many calls in a short time.
    AccountBusy = "account-busy", Later;
    /// This month's calls are used up.
    AccountMonth = "account-month", Later;
    /// The phone's clock is too far off for the server.
    AccountClock = "account-clock", Later;
    /// The account has no lock, or not this one.
    AccountNoLock = "account-no-lock", Later;
    /// The account may not act as the owner of any of its locks.
    AccountGuest = "account-guest", Never;
    /// The account's key of the lock was not accepted yet.
    AccountPending = "account-pending", Later;
    /// The account's key of the lock is frozen.
    AccountFrozen = "account-frozen", Later;
    /// The account's key of the lock is from before the lock was added anew.
    AccountReAdded = "account-re-added", Never;
    /// The server failed, or its answer makes no sense.
    AccountBroken = "account-broken", Now;
    /// The sign-in has ended.
    AccountSignedOut = "account-signed-out", Later;
    /// The maker wants to confirm this device in its own app.
    AccountDevice = "account-device", Later;
    /// This app's own entry with the lock's maker does not work.
    AccountApplication = "account-application", Never;
    /// The account's server refuses for another reason.
    AccountRefused = "account-refused", Later;
    /// The account has no new key of the lock yet.
    AccountNotYet = "account-not-yet", Now;
    /// The app may not know the phone's location, without which an Android before 12 may not look for locks.
    PlaceNotPermitted = "place-not-permitted", Later;
    /// The phone's location is switched off, without which an Android before 12 hears no lock.
    PlaceOff = "place-off", Later;
}

impl Trouble {
    /// Whether an account did not do what it was asked; the lock has nothing to do with it.
    pub(super) fn is_of_account(&self) -> bool {
        matches!(
            self,
            Self::AccountNotSetUp
                | Self::AccountUnreachable
                | Self::AccountForeign
                | Self::AccountUntrusted
                | Self::AccountPassword
                | Self::AccountRegion
                | Self::AccountBusy
                | Self::AccountMonth
                | Self::AccountClock
                | Self::AccountNoLock
                | Self::AccountGuest
                | Self::AccountPending
                | Self::AccountFrozen
                | Self::AccountReAdded
                | Self::AccountBroken
                | Self::AccountSignedOut
                | Self::AccountDevice
                | Self::AccountApplication
                | Self::AccountRefused
                | Self::AccountNotYet
        )
    }

    /// Whether the lock does not take the key, as far as anybody can tell.
    pub(super) fn is_of_key(&self) -> bool {
        matches!(self, Self::KeyRefused | Self::KeySilent)
    }

    /// Whether a phone that listens too seldom may be what is wrong.
    pub(super) fn is_of_hearing(&self) -> bool {
        matches!(self, Self::NotInReach | Self::LinkLost | Self::Silent)
    }

    /// What its advice asks for at the door.
    pub fn scene(&self) -> Option<Scene> {
        match self {
            Self::NotInReach
            | Self::Held
            | Self::LinkLost
            | Self::Silent
            | Self::ClockWrong
            | Self::ResetUnseen
            | Self::PairUnsure
            | Self::KeySilent
            | Self::NoKeyWorks => Some(Scene::TouchKeypad),
            Self::BatteryLow | Self::BatteryUnknown | Self::Lock(0x0a) => Some(Scene::ChangeBatteries),
            Self::NotSeenAtDoor => Some(Scene::TypeCode),
            Self::Lock(0x00 | 0x0b | 0x12 | 0x13 | 0x17) => Some(Scene::TouchKeypad),
            Self::Lock(code) if !LOCK_CODES.contains(code) => Some(Scene::TouchKeypad),
            _ => None,
        }
    }

    /// What is shown.
    pub fn problem(&self) -> Problem<Message> {
        let args = match self {
            Self::Lock(code) => vec![("code", Arg::Text(format!("{code:02x}")))],
            _ => Vec::new(),
        };
        let what = Message {
            id: self.message_id(),
            attribute: None,
            args,
        };
        let advice = Message {
            attribute: Some("advice"),
            ..what.clone()
        };
        Problem {
            code: self.code(),
            what,
            advice,
            retry: self.retry(),
        }
    }
}

macro_rules! lock_troubles {
    ($($code:literal = $id:literal, $retry:ident;)*) => {
        /// The lock's error codes that have words of their own. All others are told by their number.
        pub const LOCK_CODES: &[u8] = &[$($code,)*];

        fn lock_message(code: u8) -> &'static str {
            match code { $($code => $id,)* _ => "trouble-lock-other" }
        }

        fn lock_retry(code: u8) -> Retry {
            match code { $($code => Retry::$retry,)* _ => Retry::Now }
        }
    };
}

lock_troubles! {
    0x00 = "trouble-lock-00", Now;
    0x01 = "trouble-lock-01", Now;
    0x02 = "trouble-lock-02", Later;
    0x03 = "trouble-lock-03", Later;
    0x05 = "trouble-lock-05", Later;
    0x06 = "trouble-lock-06", Later;
    0x07 = "trouble-lock-07", Later;
    0x08 = "trouble-lock-08", Later;
    0x0a = "trouble-lock-0a", Later;
    0x0b = "trouble-lock-0b", Now;
    0x0d = "trouble-lock-0d", Later;
    0x0e = "trouble-lock-0e", Later;
    0x0f = "trouble-lock-0f", Never;
    0x10 = "trouble-lock-10", Never;
    0x11 = "trouble-lock-11", Later;
    0x12 = "trouble-lock-12", Now;
    0x13 = "trouble-lock-13", Now;
    0x14 = "trouble-lock-14", Never;
    0x15 = "trouble-lock-15", Now;
    0x16 = "trouble-lock-16", Later;
    0x17 = "trouble-lock-17", Now;
    0x18 = "trouble-lock-18", Now;
    0x1a = "trouble-lock-1a", Now;
    0x1b = "trouble-lock-1b", Never;
    0x1c = "trouble-lock-1c", Later;
    0x1d = "trouble-lock-1d", Never;
    0x1e = "trouble-lock-1e", Later;
    0x1f = "trouble-lock-1f", Now;
    0x20 = "trouble-lock-20", Never;
    0x21 = "trouble-lock-21", Later;
    0x24 = "trouble-lock-24", Now;
    0x25 = "trouble-lock-25", Never;
    0x26 = "trouble-lock-26", Never;
}
