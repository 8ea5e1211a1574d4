//! Passage mode, working mode and single values of a lock (cloud 3, 7).

use super::error::CallError;
use super::field::{Malformed, Members, unpacked};
use super::reply::Object;
use super::span::week_days;
use serde_json::Value;

/// When the door stays open (`/v3/lock/getPassageModeConfiguration` \[B\], `getPassageModeConfig` \[A\]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageMode {
    /// Whether it is on.
    pub is_on: bool,
    /// Whether the lock opens by itself at its start; `None`: not told.
    pub opens_by_itself: Option<bool>,
    /// The times.
    pub entries: Vec<PassageTime>,
}

/// One time of passage mode, or of another mode with such times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageTime {
    /// Minutes of the day; `None`: all day.
    pub minutes: Option<(u16, u16)>,
    /// 1 to 7, Monday to Sunday.
    pub week_days: Vec<u8>,
}

impl PassageTime {
    /// The same for each of its days.
    pub fn by_day(&self) -> impl Iterator<Item = (u8, Option<(u16, u16)>)> {
        self.week_days.iter().map(|day| (*day, self.minutes))
    }
}

/// The most entries \[B\], with room for a later version.
const MOST_ENTRIES: usize = 50;

impl PassageMode {
    /// Passage mode of a reply, in the newer or the older form.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        let is_on = match members.needed_int("passageMode")? {
            1 => true,
            2 => false,
            _ => return Err(Malformed("passageMode").into()),
        };
        let entries = match (is_on, members.list("cyclicConfig")?) {
            (_, Some(list)) => times(&list)?,
            (true, None) => vec![time(members, ["startDate", "endDate"])?],
            (false, None) => Vec::new(),
        };
        Ok(Self {
            is_on,
            opens_by_itself: members.switch("autoUnlock"),
            entries,
        })
    }
}

/// `/v3/lock/getWorkingMode` \[B\].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingMode {
    /// 1 all day, 2 never, 3 by the times.
    pub mode: i64,
    /// The times.
    pub entries: Vec<PassageTime>,
}

impl WorkingMode {
    /// The mode of a reply.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        Ok(Self {
            mode: members.needed_int("workingMode")?,
            entries: times(&members.list("cyclicConfig")?.unwrap_or_default())?,
        })
    }
}

fn times(list: &[Value]) -> Result<Vec<PassageTime>, Malformed> {
    let malformed = Malformed("cyclicConfig");
    if list.len() > MOST_ENTRIES {
        return Err(malformed);
    }
    list.iter()
        .map(|entry| time(Members::of(entry).ok_or(malformed)?, ["startTime", "endTime"]))
        .collect()
}

fn time(members: Members<'_>, [start, end]: [&'static str; 2]) -> Result<PassageTime, Malformed> {
    let minute = |name| {
        let minute = members.int(name)?.ok_or(Malformed(name))?;
        u16::try_from(minute)
            .ok()
            .filter(|minute| *minute <= 24 * 60)
            .ok_or(Malformed(name))
    };
    let minutes = if members.switch("isAllDay") == Some(true) {
        None
    } else {
        Some((minute(start)?, minute(end)?))
    };
    let days = members.any("weekDays").and_then(unpacked);
    Ok(PassageTime {
        minutes,
        week_days: days.as_ref().and_then(week_days).ok_or(Malformed("weekDays"))?,
    })
}

/// A single number that a remote call gives: `status` 0/1 frozen, `state` 0 locked 1 unlocked 2 unknown, `electricQuantity`
/// percent, `date` milliseconds, `value` of a setting \[A, the last B\].
pub fn decode_number(object: &Object, name: &'static str) -> Result<i64, CallError> {
    Ok(object.members().needed_int(name)?)
}
