//! Dates, spans and lists: which message of `locales/` writes them. The patterns stand there, as each language orders and names
//! the parts in its own way.

use crate::backup::item::Moment;
use crate::journey::message::{Message, say};
use crate::model::LockMinute;
use jiff::Timestamp;

/// A time of a lock's clock. Bytes that are no date are shown as the numbers that they are.
pub(super) fn time(LockMinute([year, month, day, hour, minute]): LockMinute) -> Message {
    let year = 2000 + u16::from(year);
    if !(1..=12).contains(&month) {
        let text = format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}");
        return say!("date-odd", text = text);
    }
    say!(
        "date-time",
        year = year.to_string(),
        month = month,
        day = day,
        hour = format!("{hour:02}"),
        minute = format!("{minute:02}")
    )
}

/// A moment, as the clock on the wall shows it at this offset from UTC in milliseconds.
pub(super) fn moment(Moment(utc_ms): Moment, offset_ms: i64) -> Message {
    let local = Timestamp::from_millisecond(utc_ms.saturating_add(offset_ms))
        .map(|local| jiff::tz::Offset::UTC.to_datetime(local))
        .ok()
        .and_then(|local| LockMinute::from_civil(local).ok());
    // Only a phone whose clock is far off knows moments that no lock can write.
    local.map_or_else(|| say!("date-odd", text = Moment(utc_ms).to_string()), time)
}

const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 60 * MINUTE_S;
const DAY_S: u64 = 24 * HOUR_S;
const YEAR_S: u64 = 365 * DAY_S;

/// A span in the unit that tells enough, rounded.
pub(super) fn span(seconds: u64) -> Message {
    let rounded = |unit: u64| seconds.saturating_add(unit / 2) / unit;
    match seconds {
        // To ten seconds, as nobody can count on a single one.
        0..90 => say!("span-seconds", count = (rounded(10) * 10).max(10)),
        90..5_400 => say!("span-minutes", count = rounded(MINUTE_S)),
        5_400..129_600 => say!("span-hours", count = rounded(HOUR_S)),
        129_600..63_072_000 => say!("span-days", count = rounded(DAY_S)),
        63_072_000.. => say!("span-years", count = rounded(YEAR_S)),
    }
}

/// Two things.
pub(super) fn pair(first: String, second: String) -> Message {
    say!("list-pair", first = first, second = second)
}

/// The last two of several things.
pub(super) fn list_end(before: String, last: String) -> Message {
    say!("list-end", before = before, last = last)
}

/// One of several things, and those that follow.
pub(super) fn list_middle(one: String, rest: String) -> Message {
    say!("list-middle", one = one, rest = rest)
}
