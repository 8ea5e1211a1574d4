//! From when until when something opens: the account's moments, and the lock's minutes that they are.
//!
//! Moments are milliseconds since 1970 UTC; the lock and all its codes run in lock-local time, by the offset that was registered
//! (cloud 1, 3).

use super::field::{Malformed, Members, unpacked, whole};
use crate::model::date::lock_time;
use crate::model::{LockMinute, Validity};
use serde_json::Value;

/// A start and an end as the account tells them; 0 where it tells none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first moment.
    pub start_ms: i64,
    /// The last moment; 0: no end.
    pub end_ms: i64,
}

/// The first moment of the year 2001: starts before it are "since ever", which some write as 2000-01-01 local \[B\].
const YEAR_2001_MS: i64 = 978_307_200_000;
/// The first moment of the year 2099, less a day for any offset: ends from then on are "for ever" \[B\].
const YEAR_2099_MS: i64 = 4_070_822_400_000;

impl Span {
    /// The span of an item.
    pub fn read(members: Members<'_>) -> Self {
        Self {
            start_ms: members.told_int(&["startDate"]).unwrap_or_default(),
            end_ms: members.told_int(&["endDate"]).unwrap_or_default(),
        }
    }

    /// The span of an item that is compared with the lock's. An end before 1970 is no end, and no "for ever" either.
    pub(super) fn read_exact(members: Members<'_>) -> Result<Self, Malformed> {
        let span = Self::read(members);
        if span.end_ms < 0 {
            return Err(Malformed("endDate"));
        }
        Ok(span)
    }

    /// Whether it has no end; "for ever" has several spellings.
    pub fn is_endless(self) -> bool {
        self.end_ms <= 0 || self.end_ms >= YEAR_2099_MS
    }

    /// Whether it has neither a start nor an end.
    pub fn is_always(self) -> bool {
        self.start_ms < YEAR_2001_MS && self.is_endless()
    }

    /// The lock's minutes that it is at the lock's offset from UTC; open where there is no bound, `None` where a moment lies
    /// outside the years that a lock knows.
    pub fn in_lock_time(self, offset_ms: i64) -> Option<Validity> {
        let minute = |moment| lock_time(moment, offset_ms).ok().map(crate::model::LockSecond::minute);
        let start = if self.start_ms < YEAR_2001_MS {
            LockMinute::OPEN_START
        } else {
            minute(self.start_ms)?
        };
        let end = if self.is_endless() {
            LockMinute::OPEN_END
        } else {
            minute(self.end_ms)?
        };
        Some(Validity { start, end })
    }
}

/// One weekday on which something opens (`cyclicConfig` \[A\]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WeekSlot {
    /// 1 to 7, Monday to Sunday.
    pub week_day: u8,
    /// Minutes of the day from which on it opens.
    pub start_time: u16,
    /// Minutes of the day until which it opens.
    pub end_time: u16,
}

/// `cardType`, `fingerprintType` and the like of an item with a weekly schedule.
pub(super) const WEEKLY: i64 = 4;

/// Minutes in a day.
const DAY: u16 = 24 * 60;
/// The most slots of a schedule: every weekday, some times a day.
const MOST_SLOTS: usize = 70;

/// What the account knows of a weekly schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Schedule {
    /// There is none.
    #[default]
    None,
    /// There is one, and the account does not tell it in a form that can be read.
    Unknown,
    /// These days.
    Weekly(Vec<WeekSlot>),
}

impl Schedule {
    /// The schedule of an item, whose type stands in one of `types`; where none is told, a schedule that is there speaks for itself. A
    /// list, one object, or either as text (cloud 5).
    pub fn read(members: Members<'_>, types: &[&str]) -> Self {
        let is_weekly = match members.told_int(types) {
            Some(kind) => kind == WEEKLY,
            None => members.any("cyclicConfig").is_some_and(|value| !is_nothing(value)),
        };
        if !is_weekly {
            return Self::None;
        }
        let slots = members.any("cyclicConfig").and_then(|value| slots(&unpacked(value)?));
        match slots {
            Some(slots) if !slots.is_empty() => Self::Weekly(slots),
            _ => Self::Unknown,
        }
    }
}

/// Whether a value, or the one in a JSON text, holds nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::String(text) if text.trim().is_empty() => true,
        value => match unpacked(value) {
            Some(Value::Array(list)) => list.is_empty(),
            Some(Value::Object(members)) => members.is_empty(),
            Some(Value::Null) => true,
            Some(_) | None => false,
        },
    }
}

fn slots(value: &Value) -> Option<Vec<WeekSlot>> {
    let slots = match value {
        Value::Array(list) if list.len() <= MOST_SLOTS => {
            list.iter().map(slots_of_one).collect::<Option<Vec<_>>>()?.concat()
        }
        Value::Object(_) => slots_of_one(value)?,
        _ => return None,
    };
    (slots.len() <= MOST_SLOTS).then_some(slots)
}

/// The slots of `{weekDay, startTime, endTime}`, where `weekDay` is a number or a list of them.
fn slots_of_one(value: &Value) -> Option<Vec<WeekSlot>> {
    let members = Members::of(value)?;
    let time = |name| {
        let minutes = u16::try_from(members.told_int(&[name])?).ok()?;
        (minutes <= DAY).then_some(minutes)
    };
    let (start_time, end_time) = (time("startTime")?, time("endTime")?);
    week_days(members.any("weekDay")?)?
        .into_iter()
        .map(|week_day| {
            Some(WeekSlot {
                week_day,
                start_time,
                end_time,
            })
        })
        .collect()
}

/// Weekdays from 1 to 7, as a number, a list, or either as text.
pub(super) fn week_days(value: &Value) -> Option<Vec<u8>> {
    let day = |value: &Value| {
        let day = u8::try_from(whole(value)?).ok()?;
        (1..=7).contains(&day).then_some(day)
    };
    match unpacked(value)? {
        Value::Array(days) if days.len() <= 7 => days.iter().map(day).collect(),
        single @ Value::Number(_) => day(&single).map(|day| vec![day]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn for_ever_is_one_value_in_all_its_spellings() {
        let hour = 3_600_000;
        for (start_ms, end_ms) in [(0, 0), (946_656_000_730, 0), (946_710_000_883, 4_099_741_200_883)] {
            let span = Span { start_ms, end_ms };
            assert!(span.is_always());
            assert_eq!(span.in_lock_time(hour), Some(Validity::ALWAYS));
        }
        let late = Span {
            start_ms: 1_772_697_600_000,
            end_ms: 0,
        };
        assert!(late.is_endless() && !late.is_always());
    }

    #[test]
    fn a_moment_becomes_the_lock_s_minute_and_an_impossible_one_none() {
        let span = Span {
            start_ms: 1_781_517_600_000,
            end_ms: 1_781_521_200_000,
        };
        let validity = span.in_lock_time(3_600_000).unwrap();
        assert_eq!(validity.start.to_string(), "2026-06-15T11:00");
        assert_eq!(validity.end.to_string(), "2026-06-15T12:00");
        let far = Span {
            start_ms: i64::MAX,
            end_ms: 0,
        };
        assert_eq!(far.in_lock_time(3_600_000), None);
    }

    #[test]
    fn a_schedule_without_a_type_speaks_for_itself() {
        let read = |item: Value| Schedule::read(Members::of(&item).unwrap(), &["cardType"]);
        let monday = json!([{ "weekDay": 1, "startTime": 480, "endTime": 1080 }]);
        assert!(matches!(read(json!({ "cyclicConfig": monday })), Schedule::Weekly(_)));
        assert!(matches!(
            read(json!({ "cardType": null, "cyclicConfig": monday.to_string() })),
            Schedule::Weekly(_)
        ));
        assert_eq!(read(json!({ "cyclicConfig": [{}] })), Schedule::Unknown);
        for none in [
            json!({ "cardType": 1, "cyclicConfig": monday }),
            json!({}),
            json!({ "cyclicConfig": null }),
            json!({ "cyclicConfig": "" }),
            json!({ "cyclicConfig": [] }),
            json!({ "cyclicConfig": "[]" }),
            json!({ "cyclicConfig": {} }),
        ] {
            assert_eq!(read(none.clone()), Schedule::None, "{none}");
        }
    }

    #[test]
    fn an_end_before_1970_is_not_understood() {
        let item = json!({ "startDate": 0, "endDate": -1 });
        assert_eq!(Span::read_exact(Members::of(&item).unwrap()), Err(Malformed("endDate")));
        let item = json!({ "startDate": 0, "endDate": 0 });
        assert!(Span::read_exact(Members::of(&item).unwrap()).unwrap().is_always());
    }

    #[test]
    fn a_schedule_is_read_in_its_forms_and_never_by_half() {
        let read = |value: Value| {
            let item = json!({ "cyclicConfig": value, "cardType": 4 });
            Schedule::read(Members::of(&item).unwrap(), &["cardType"])
        };
        let slot = |week_day| WeekSlot {
            week_day,
            start_time: 480,
            end_time: 1080,
        };
        let one = json!({ "weekDay": 1, "startTime": 480, "endTime": "1080" });
        let both = json!({ "weekDay": [1, 2], "startTime": 480, "endTime": 1080 });
        assert_eq!(read(json!([one])), Schedule::Weekly(vec![slot(1)]));
        assert_eq!(read(both.clone()), Schedule::Weekly(vec![slot(1), slot(2)]));
        assert_eq!(read(json!(both.to_string())), Schedule::Weekly(vec![slot(1), slot(2)]));
        for odd in [
            json!([]),
            json!(null),
            json!("x"),
            json!([one, {}]),
            json!([{ "weekDay": 8, "startTime": 0, "endTime": 1 }]),
            json!([{ "weekDay": 1, "startTime": 0, "endTime": 1441 }]),
        ] {
            assert_eq!(read(odd.clone()), Schedule::Unknown, "{odd}");
        }
    }
}
