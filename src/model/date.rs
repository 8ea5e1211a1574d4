//! The lock's time: local wall time without a zone, as the bytes that the lock keeps (protocol, frames 4 \[A\]).

use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A minute of the lock's local wall time, "date5": year - 2000, month, day, hour, minute, one plain binary byte each.
///
/// Any five bytes are kept as they are: real locks hold impossible dates (00 00), and a backup must not change them.
/// The order of the bytes is the order in time. Serialised as `2026-11-24T10:00`, impossible ones as ten hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LockMinute(pub [u8; 5]);

/// A second of the lock's local wall time, "date6": as [`LockMinute`], then the second.
/// Serialised as `2026-11-24T10:00:59`, impossible ones as twelve hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LockSecond(pub [u8; 6]);

/// A time that the lock's bytes cannot hold, or a text that is no such time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read lock time: expected a form like 2026-11-24T10:00, in the years 2000 to 2255")]
pub struct DateError;

/// The year byte whose end counts as "no end": 2099 (protocol, frames 4 \[A\]).
const YEAR_WITHOUT_END: u8 = 99;

impl LockMinute {
    /// The first minute of "no start": 2000-01-01 00:00.
    pub const OPEN_START: Self = Self([0, 1, 1, 0, 0]);
    /// The last minute of "no end" as the JavaScript SDK writes it: 2099-12-31 23:59.
    pub const OPEN_END: Self = Self([YEAR_WITHOUT_END, 12, 31, 23, 59]);

    /// The bytes of a civil time; seconds are cut off. Years 2000 to 2255.
    pub fn from_civil(time: DateTime) -> Result<Self, DateError> {
        let LockSecond([year, month, day, hour, minute, _]) = LockSecond::from_civil(time)?;
        Ok(Self([year, month, day, hour, minute]))
    }

    /// The civil time, where the bytes are one.
    pub fn civil(self) -> Option<DateTime> {
        let [year, month, day, hour, minute] = self.0;
        LockSecond([year, month, day, hour, minute, 0]).civil()
    }

    /// Whether a period that starts here has no start: year 2000 or before.
    pub fn is_open_start(self) -> bool {
        matches!(self.0, [0, ..])
    }

    /// Whether a period that ends here has no end: year 2099.
    pub fn is_open_end(self) -> bool {
        matches!(self.0, [YEAR_WITHOUT_END, ..])
    }

    /// Whether the bytes look like a date at all: month 1 to 12, day 1 to 31, hour up to 24, minute up to 59
    /// (protocol, commands 5 \[C\]).
    pub fn is_plausible(self) -> bool {
        let [_, month, day, hour, minute] = self.0;
        (1..=12).contains(&month) && (1..=31).contains(&day) && hour <= 24 && minute <= 59
    }
}

impl LockSecond {
    /// The bytes of a civil time. Years 2000 to 2255.
    pub fn from_civil(time: DateTime) -> Result<Self, DateError> {
        let year = time
            .year()
            .checked_sub(2000)
            .and_then(|year| u8::try_from(year).ok())
            .ok_or(DateError)?;
        let byte = |value: i8| u8::try_from(value).map_err(|_| DateError);
        Ok(Self([
            year,
            byte(time.month())?,
            byte(time.day())?,
            byte(time.hour())?,
            byte(time.minute())?,
            byte(time.second())?,
        ]))
    }

    /// The civil time, where the bytes are one.
    pub fn civil(self) -> Option<DateTime> {
        let [year, rest @ ..] = self.0;
        let [month, day, hour, minute, second] = rest.map(|byte| i8::try_from(byte).unwrap_or(i8::MAX));
        DateTime::new(i16::from(year) + 2000, month, day, hour, minute, second, 0).ok()
    }

    /// The minute that this second lies in.
    pub fn minute(self) -> LockMinute {
        let [year, month, day, hour, minute, _] = self.0;
        LockMinute([year, month, day, hour, minute])
    }
}

impl fmt::Display for LockMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.civil() {
            Some(time) => write!(f, "{}", time.strftime("%Y-%m-%dT%H:%M")),
            None => f.write_str(&super::hex::to_text(&self.0)),
        }
    }
}

impl fmt::Display for LockSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.civil() {
            Some(time) => write!(f, "{}", time.strftime("%Y-%m-%dT%H:%M:%S")),
            None => f.write_str(&super::hex::to_text(&self.0)),
        }
    }
}

impl FromStr for LockMinute {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if let Some(bytes) = super::hex::from_text(text).and_then(|bytes| bytes.try_into().ok()) {
            return Ok(Self(bytes));
        }
        Self::from_civil(DateTime::strptime("%Y-%m-%dT%H:%M", text).map_err(|_| DateError)?)
    }
}

impl FromStr for LockSecond {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if let Some(bytes) = super::hex::from_text(text).and_then(|bytes| bytes.try_into().ok()) {
            return Ok(Self(bytes));
        }
        Self::from_civil(DateTime::strptime("%Y-%m-%dT%H:%M:%S", text).map_err(|_| DateError)?)
    }
}

macro_rules! serialise_as_text {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = DateError;

            fn try_from(text: String) -> Result<Self, DateError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(time: $name) -> Self {
                time.to_string()
            }
        }
    )*};
}
serialise_as_text!(LockMinute, LockSecond);

/// From when until when something opens the door, both ends in lock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The first minute.
    pub start: LockMinute,
    /// The last minute.
    pub end: LockMinute,
}

impl Validity {
    /// Always: from 2000-01-01 00:00 to 2099-12-31 23:59.
    pub const ALWAYS: Self = Self {
        start: LockMinute::OPEN_START,
        end: LockMinute::OPEN_END,
    };

    /// Whether neither end is a bound.
    pub fn is_always(self) -> bool {
        self.start.is_open_start() && self.end.is_open_end()
    }

    /// Whether the last minute lies before `now`; impossible dates never count as over.
    pub fn is_over(self, now: LockMinute) -> bool {
        !self.end.is_open_end() && self.end.civil().is_some() && self.end < now
    }

    /// Whether the first minute lies after `now`; impossible dates never count as in the future.
    pub fn is_future(self, now: LockMinute) -> bool {
        self.start.civil().is_some() && self.start > now
    }

    /// Whether two validities let the same people in at the same times: equal bytes, or both ends open in both.
    pub fn means_the_same(self, other: Self) -> bool {
        let start = self.start == other.start || self.start.is_open_start() && other.start.is_open_start();
        let end = self.end == other.end || self.end.is_open_end() && other.end.is_open_end();
        start && end
    }
}

/// The UTC time that a lock's minute is, in milliseconds since 1970, under the lock's raw offset: [`lock_time`] the other way round. `None`
/// where the bytes are no civil time.
pub fn utc_time(minute: LockMinute, raw_offset_milliseconds: i64) -> Option<i64> {
    let civil = minute.civil()?;
    let utc = TimeZone::UTC.to_timestamp(civil).ok()?;
    utc.as_millisecond().checked_sub(raw_offset_milliseconds)
}

/// The lock time that a UTC time is, under the lock's raw offset (protocol, frames 4: UTC plus `timezoneRawOffset`, no
/// daylight saving \[A\]).
pub fn lock_time(utc_milliseconds: i64, raw_offset_milliseconds: i64) -> Result<LockSecond, DateError> {
    let seconds = utc_milliseconds
        .checked_add(raw_offset_milliseconds)
        .ok_or(DateError)?
        .div_euclid(1000);
    let span = jiff::SignedDuration::from_secs(seconds);
    LockSecond::from_civil(
        date(1970, 1, 1)
            .at(0, 0, 0, 0)
            .checked_add(span)
            .map_err(|_| DateError)?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_five_bytes_survive_their_text_form() {
        for bytes in [
            [0, 1, 1, 0, 0],
            [99, 12, 31, 23, 59],
            [26, 2, 29, 10, 0],
            [0; 5],
            [255; 5],
            [26, 1, 1, 24, 0],
        ] {
            let minute = LockMinute(bytes);
            assert_eq!(minute.to_string().parse::<LockMinute>(), Ok(minute));
        }
    }

    #[test]
    fn an_end_that_is_no_date_is_never_over() {
        let now = LockMinute([26, 11, 24, 10, 0]);
        assert!(
            Validity {
                start: LockMinute::OPEN_START,
                end: LockMinute([26, 11, 24, 9, 59])
            }
            .is_over(now)
        );
        assert!(
            !Validity {
                start: LockMinute::OPEN_START,
                end: LockMinute([0; 5])
            }
            .is_over(now)
        );
        assert!(!Validity::ALWAYS.is_over(now));
    }
}
