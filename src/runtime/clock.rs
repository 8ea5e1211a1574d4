//! What time it is here, as an argument: the machine's for people, a set one for tests.

use crate::backup::item::Moment;
use crate::backup::snapshot::ClockComparison;
use crate::model::LockSecond;
use crate::model::date::{DateError, lock_time};
use jiff::ZonedDateTime;

/// A moment with the zone of the machine that told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub moment: Moment,
    /// The zone's offset from UTC at this moment, daylight saving included, in milliseconds.
    pub offset_ms: i64,
    /// The zone's name, for instance `Europe/Berlin`; `UTC` where it has none.
    pub zone: String,
}

impl Now {
    /// The local wall time, as a lock keeps it.
    pub fn lock_time(&self) -> Result<LockSecond, DateError> {
        self.lock_time_at(self.offset_ms)
    }

    /// The wall time at an offset from UTC in milliseconds, as a lock keeps it.
    pub fn lock_time_at(&self, offset_ms: i64) -> Result<LockSecond, DateError> {
        lock_time(self.moment.0, offset_ms)
    }
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Now;
}

/// The machine's clock and zone.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let now = ZonedDateTime::now();
        Now {
            moment: Moment(now.timestamp().as_millisecond()),
            offset_ms: i64::from(now.offset().seconds()) * 1000,
            zone: now.time_zone().iana_name().unwrap_or("UTC").to_owned(),
        }
    }
}

/// Offsets from UTC are whole quarters of an hour.
const QUARTER_MS: i64 = 15 * 60 * 1000;
/// A clock that is further off than this from every quarter is wrong, so it tells no offset.
const TOLERANCE_MS: i64 = 5 * 60 * 1000;
/// No place on earth is further from UTC.
const WIDEST_MS: i64 = 14 * 60 * 60 * 1000;

/// The offset from UTC, in milliseconds, that the lock's clock ran at when a copy was saved: restored validities mean the same
/// only at the same offset (protocol, frames 4). A lock whose clock was wrong gets the local one.
pub fn offset_to_keep(saved: &ClockComparison, now: &Now) -> i64 {
    saved_offset(saved).unwrap_or(now.offset_ms)
}

/// The offset from UTC, in milliseconds, that the lock's clock ran at when a copy was saved. Where that clock was wrong or told nothing:
/// the one of the phone that saved it.
pub fn offset_then(saved: &ClockComparison) -> i64 {
    saved_offset(saved).unwrap_or(saved.offset_ms)
}

fn saved_offset(saved: &ClockComparison) -> Option<i64> {
    let civil = saved.lock.reading.value()?.civil()?;
    let as_utc = jiff::tz::Offset::UTC.to_timestamp(civil).ok()?.as_millisecond();
    let apart = as_utc.checked_sub(saved.phone.0)?;
    let quarters = (apart + QUARTER_MS / 2).div_euclid(QUARTER_MS);
    let offset = quarters * QUARTER_MS;
    let is_plausible = offset.abs() <= WIDEST_MS && (apart - offset).abs() <= TOLERANCE_MS;
    is_plausible.then_some(offset)
}
