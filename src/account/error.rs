//! What a call's answer says is wrong, and what to do about it (cloud 1 and 9). By the number, never by a text.
//!
//! Marks: the numbers 10xxx to 90000 and the negative ones \[B\], of these 1, -3, 10003, 10004, 10007, 10011, 20002, 30006, 80000,
//! 90000, -1003, -2009, -2012, -2018, -3002, -3003, -3007, -3036, -3037 and -4043 \[A\]; -2011 \[C\].

use super::request::Nature;
use std::fmt;

/// Why a call gave no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The request did not reach the cloud, or its answer did not come back.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// Somebody else answered: the sign-in page of a network, a proxy, a maintenance page \[B\].
    #[error("failed to reach the account's server: something else answered (HTTP {status})")]
    NotTheServer {
        /// The HTTP status.
        status: u16,
    },
    /// The server does not have this call.
    #[error("failed to call the account's server: it does not know this call")]
    NoSuchCall,
    /// The server's answer is none.
    #[error("failed to understand the account's server: {0}")]
    Broken(Breakage),
    /// The server refuses, with its number.
    #[error("the account's server refuses: {0}")]
    Refused(Refused),
    /// Too many calls in a short time, told by the HTTP status \[C\].
    #[error("the account's server refuses: too many calls in a short time")]
    TooFrequent {
        /// Seconds to wait, where the server says so.
        wait_s: Option<u32>,
    },
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// There is no way to the server: no network, or its name is not known. Nothing was sent.
    #[error("failed to reach the account's server: there is no network, or it does not lead there")]
    NoNetwork,
    /// The server did not prove that it is the one: a network that listens in, or a wrong clock. Nothing was sent.
    #[error("failed to reach the account's server: it did not prove that it is the right one")]
    Untrusted,
    /// No answer within the time; the request may have arrived.
    #[error("failed to reach the account's server: no answer in time")]
    TimedOut,
    /// The connection broke; the request may have arrived.
    #[error("failed to reach the account's server: the connection broke off")]
    CutOff,
    /// The answer is larger than any that makes sense.
    #[error("failed to understand the account's server: its answer is larger than 8 MiB")]
    TooLarge,
    /// This machine cannot make an encrypted connection: its processor lacks what the cipher needs.
    #[error("failed to reach the account's server: this machine's processor is too old for an encrypted connection")]
    NoCipher,
}

impl Unreachable {
    /// Whether the request may have arrived although no answer came.
    pub fn may_have_arrived(self) -> bool {
        matches!(self, Self::TimedOut | Self::CutOff | Self::TooLarge)
    }
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breakage {
    /// An HTTP status that tells of trouble, and no error number.
    #[error("it answered with HTTP status {0}")]
    Status(u16),
    /// Nothing in it.
    #[error("its answer is empty")]
    Empty,
    /// Begun JSON that does not end, or is none.
    #[error("its answer is cut off or damaged")]
    CutOff,
    /// JSON, and no object.
    #[error("its answer is of another form")]
    NoObject,
    /// A member that must be there is missing or malformed.
    #[error("{0} is missing from its answer or malformed")]
    Member(&'static str),
    /// It tells of items and gives none.
    #[error("it counts items and gives none")]
    CountsLie,
    /// More items or pages than any account has.
    #[error("it gives more than anybody has")]
    TooMuch,
}

/// A refusal of the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Refused {
    /// The number.
    pub code: i64,
    /// What it means.
    pub cause: Cause,
    detail: Option<String>,
}

impl Refused {
    /// A refusal by its number. `detail`: the server's own words, which may quote what was sent.
    pub fn new(code: i64, detail: Option<String>) -> Self {
        Self {
            code,
            cause: Cause::of(code),
            detail,
        }
    }

    /// The server's own words, mostly Chinese. They may quote what was sent, so they belong in no log.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refused({}, {:?})", self.code, self.cause)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (number {})", self.cause, self.code)
    }
}

macro_rules! causes {
    ($($name:ident $codes:tt $text:literal;)*) => {
        /// What a refusal means; numbers that ask for the same are one cause.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Cause {
            $(#[doc = $text] $name,)*
            /// A number that nobody knows.
            Unknown,
        }

        impl Cause {
            /// Every cause that has a number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The cause of a number.
            pub fn of(code: i64) -> Self {
                $(if $codes.contains(&code) { return Self::$name; })*
                Self::Unknown
            }

            /// The numbers that mean it.
            pub fn codes(self) -> &'static [i64] {
                match self {
                    $(Self::$name => &$codes,)*
                    Self::Unknown => &[],
                }
            }
        }

        impl fmt::Display for Cause {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$name => $text,)*
                    Self::Unknown => "for a reason that is not known",
                })
            }
        }
    };
}

causes! {
    Failed [1] "it failed, without a reason";
    Parameter [-3] "a value is wrong";
    Application [10_000, 10_001, 10_002, 10_005, 10_006, 10_008, 10_009, 10_010, 30_001] "the application is not set up rightly";
    OurFault [20_003, 20_004, 20_006, 20_007, 20_008, 30_002, 30_003, 30_004, 30_005, 80_002] "the request was made wrongly";
    TokenEnded [10_003, 10_004] "the sign-in has ended";
    WrongPassword [10_007] "wrong name or password, another region, or an account that this application may not use";
    RenewalEnded [10_011] "the sign-in has ended and cannot be renewed";
    KeyOutdated [10_015] "the key for passwords is outdated";
    NotOfThisLock [20_000, 20_001] "the account has no key of this lock";
    GuestOnly [20_002, -2018] "the account is a guest of this lock";
    TooFrequent [30_006] "too many calls in a short time";
    MonthUsedUp [30_007] "this month's calls are used up";
    WrongRegion [30_008] "the account belongs to another region";
    Clock [80_000] "this machine's clock is wrong";
    Internal [90_000] "the server failed";
    NewDevice [-1014] "the maker wants to confirm this device in its own app";
    LockMissing [-1003] "the lock is not in the account any more";
    NoSeeds [-1007] "the account has no seeds for codes of this lock";
    KeyMissing [-1008] "the key is not in the account any more";
    NameExists [-1016] "this name exists already";
    GroupMissing [-1018] "this group does not exist";
    ItemMissing [-1021, -1023, -2009] "it is not there any more";
    DeletedBefore [-1026] "a code of this time was deleted before";
    NoGateway [-2012, -4037] "no gateway is near the lock";
    KeyNotSendable [-1027, -2019, -2020, -4064] "a key cannot be sent to this person";
    PeriodFixed [-2023, -3039] "the period cannot be changed";
    Frozen [-2025] "the lock is frozen";
    TooSimple [-2032] "the code is too simple";
    Busy [-2011, -3003, -3037] "the gateway or the lock is busy";
    Offline [-3002, -3036] "the gateway or the lock cannot be reached";
    CodeLength [-3006] "the code is too short or too long";
    CodeExists [-3007] "a code of these digits exists already";
    NeverUsed [-3008] "the code was never used on the lock";
    Full [-3009, -4056] "there is no room for more";
    Transfer [-3011, -4063] "locks cannot be passed on like this";
    NotReady [-3034, -3035, -4067] "the lock's network is not set up, or it saves power";
    NoRemoteRight [-3046] "the account may not do this from afar";
    NotSupported [-4043] "the lock does not have this";
    AutoLockRange [-4082] "the lock does not take this time";
}

/// What to do after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Renew the sign-in once and repeat; the second time sign in again.
    RenewOnce,
    /// The owner signs in again.
    SignIn,
    /// Correct this machine's time by the server's and repeat once.
    CorrectClock,
    /// Fetch the key for passwords again and repeat once.
    FetchKeyOnce,
    /// Wait so many seconds and repeat.
    Wait(u32),
    /// Repeat with growing waits: nothing was changed by it.
    Repeat,
    /// It may have happened: look before anything else.
    LookFirst,
    /// No more calls this month.
    StopForTheMonth,
    /// Offer the other region; never switch by oneself.
    OfferRegion,
    /// It is as was wanted already.
    CountsAsDone,
    /// It is not there, as with an empty list.
    CountsAsEmpty,
    /// Repeating does not help.
    Never,
}

/// Seconds to wait after 30006 and after HTTP 429 where no time was told.
const FREQUENCY_WAIT_S: u32 = 60;
/// The longest wait that a server may ask for, in seconds: a day.
const LONGEST_WAIT_S: u32 = 86_400;
/// Seconds to wait for a busy gateway or lock.
const BUSY_WAIT_S: u32 = 3;

impl CallError {
    /// What to do after it. `is_delete`: the call removes something, so that something missing is as was wanted.
    pub fn remedy(&self, nature: Nature, is_delete: bool) -> Remedy {
        let again = if nature.may_be_repeated() {
            Remedy::Repeat
        } else {
            Remedy::LookFirst
        };
        match self {
            Self::Unreachable(Unreachable::NoNetwork) => Remedy::Repeat,
            Self::Unreachable(Unreachable::Untrusted | Unreachable::NoCipher) | Self::NoSuchCall => Remedy::Never,
            Self::Unreachable(Unreachable::TimedOut | Unreachable::CutOff | Unreachable::TooLarge)
            | Self::NotTheServer { .. }
            | Self::Broken(_) => again,
            Self::TooFrequent { wait_s } => Remedy::Wait(wait_s.unwrap_or(FREQUENCY_WAIT_S).clamp(1, LONGEST_WAIT_S)),
            Self::Refused(refused) => refused.cause.remedy(again, is_delete),
        }
    }

    /// Whether every further call about this lock would end the same: there is no network, the month's calls are used up, the lock is not
    /// there any more.
    pub fn ends_every_call(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::NotTheServer { .. } | Self::TooFrequent { .. } => true,
            Self::NoSuchCall | Self::Broken(_) => false,
            Self::Refused(refused) => matches!(
                refused.cause,
                Cause::TooFrequent
                    | Cause::MonthUsedUp
                    | Cause::Application
                    | Cause::Clock
                    | Cause::WrongRegion
                    | Cause::NotOfThisLock
                    | Cause::LockMissing
            ),
        }
    }

    /// Whether an answer did not come, or made no sense: another call may go better.
    pub fn is_lost(&self) -> bool {
        match self {
            Self::Unreachable(error) => error.may_have_arrived(),
            Self::NotTheServer { .. } | Self::Broken(_) => true,
            Self::NoSuchCall | Self::Refused(_) | Self::TooFrequent { .. } => false,
        }
    }

    /// Whether the server, or the lock, may know an older form of the call only.
    pub fn says_not_here(&self) -> bool {
        matches!(self, Self::NoSuchCall) || matches!(self.cause(), Some(Cause::Parameter | Cause::NotSupported))
    }

    /// The cause, where the server refused with a number.
    pub fn cause(&self) -> Option<Cause> {
        match self {
            Self::Refused(refused) => Some(refused.cause),
            Self::TooFrequent { .. } => Some(Cause::TooFrequent),
            Self::Unreachable(_) | Self::NotTheServer { .. } | Self::NoSuchCall | Self::Broken(_) => None,
        }
    }
}

impl Cause {
    fn remedy(self, again: Remedy, is_delete: bool) -> Remedy {
        match self {
            Self::TokenEnded => Remedy::RenewOnce,
            Self::RenewalEnded => Remedy::SignIn,
            Self::Clock => Remedy::CorrectClock,
            Self::KeyOutdated => Remedy::FetchKeyOnce,
            Self::TooFrequent => Remedy::Wait(FREQUENCY_WAIT_S),
            Self::Busy => Remedy::Wait(BUSY_WAIT_S),
            Self::MonthUsedUp => Remedy::StopForTheMonth,
            Self::WrongRegion => Remedy::OfferRegion,
            Self::Internal | Self::Failed => again,
            Self::CodeExists => Remedy::LookFirst,
            Self::LockMissing | Self::ItemMissing if is_delete => Remedy::CountsAsDone,
            Self::NotSupported => Remedy::CountsAsEmpty,
            Self::Parameter
            | Self::Application
            | Self::OurFault
            | Self::WrongPassword
            | Self::NotOfThisLock
            | Self::GuestOnly
            | Self::NewDevice
            | Self::LockMissing
            | Self::NoSeeds
            | Self::KeyMissing
            | Self::NameExists
            | Self::GroupMissing
            | Self::ItemMissing
            | Self::DeletedBefore
            | Self::NoGateway
            | Self::KeyNotSendable
            | Self::PeriodFixed
            | Self::Frozen
            | Self::TooSimple
            | Self::Offline
            | Self::CodeLength
            | Self::NeverUsed
            | Self::Full
            | Self::Transfer
            | Self::NotReady
            | Self::NoRemoteRight
            | Self::AutoLockRange
            | Self::Unknown => Remedy::Never,
        }
    }
}

/// The first moment at which calls are counted anew after 30007: the next month's first day, China time \[B\]. Milliseconds UTC.
pub fn next_month_ms(now_ms: i64) -> Option<i64> {
    const CHINA_MS: i64 = 8 * 60 * 60 * 1000;
    let local = jiff::Timestamp::from_millisecond(now_ms.checked_add(CHINA_MS)?).ok()?;
    let date = jiff::tz::TimeZone::UTC.to_datetime(local).date();
    let midnight = date.last_of_month().tomorrow().ok()?.at(0, 0, 0, 0);
    let moment = jiff::tz::TimeZone::UTC.to_timestamp(midnight).ok()?;
    moment.as_millisecond().checked_sub(CHINA_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_one_cause() {
        let mut seen = std::collections::BTreeSet::new();
        for cause in Cause::ALL {
            for code in cause.codes() {
                assert!(seen.insert(*code), "{code} twice");
                assert_eq!(Cause::of(*code), *cause);
            }
        }
        assert_eq!(Cause::of(-99_998), Cause::Unknown);
        assert_eq!(Cause::of(0), Cause::Unknown);
    }

    #[test]
    fn a_write_is_never_repeated_blindly() {
        let lost = [
            CallError::from(Unreachable::TimedOut),
            CallError::from(Unreachable::CutOff),
            CallError::NotTheServer { status: 200 },
            CallError::Broken(Breakage::CutOff),
            CallError::Broken(Breakage::Status(502)),
            CallError::Refused(Refused::new(90_000, None)),
            CallError::Refused(Refused::new(1, None)),
        ];
        for error in lost {
            assert_eq!(error.remedy(Nature::Write, false), Remedy::LookFirst, "{error}");
            assert_eq!(error.remedy(Nature::Read, false), Remedy::Repeat, "{error}");
        }
    }

    #[test]
    fn what_is_gone_counts_as_done_for_a_delete_only() {
        for code in [-1003, -1021, -1023, -2009] {
            let error = CallError::Refused(Refused::new(code, None));
            assert_eq!(error.remedy(Nature::Write, true), Remedy::CountsAsDone);
            assert_eq!(error.remedy(Nature::Write, false), Remedy::Never);
        }
    }

    #[test]
    fn the_month_ends_in_china() {
        let ms = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        assert_eq!(
            next_month_ms(ms("2026-06-15T10:00:00Z")),
            Some(ms("2026-06-30T16:00:00Z"))
        );
        assert_eq!(
            next_month_ms(ms("2026-12-31T16:00:00Z")),
            Some(ms("2027-01-31T16:00:00Z"))
        );
        assert_eq!(next_month_ms(i64::MAX), None);
    }

    #[test]
    fn s9_the_server_s_own_words_are_in_no_message() {
        let refused = Refused::new(-3, Some("keyboardPwd 471193 is wrong".to_owned()));
        let error = CallError::Refused(refused);
        assert!(!format!("{error} {error:?}").contains("471193"));
    }
}
