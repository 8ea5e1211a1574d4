//! How well a lock is heard, and whether that gets better or worse (feature row 6).
//!
//! One reading tells little: a hand, a door or a body takes ten decibels away for a moment. So the strength is the median of the newest
//! readings, and a trend is only what two halves of a series say.

use std::collections::VecDeque;

/// Below this strength, in dBm, the way to the lock is too far for long work.
pub const WEAK_DBM: i16 = -85;
/// Below this strength, in dBm, a connection hardly holds: one steps closer first.
pub const FAR_DBM: i16 = -95;
/// A difference between the older and the newer half of the readings, in decibels, that is more than chance.
pub const TREND_DB: i16 = 6;
/// The least readings that tell a trend.
pub const TREND_READINGS: usize = 4;
/// The readings that are kept, and so the most that a trend looks at.
pub const MOST_READINGS: usize = 12;
/// How many of the newest readings the strength is the median of.
const NEWEST: usize = 5;
/// What a Bluetooth controller can tell, in dBm; it says 127 where it does not know.
const POSSIBLE_DBM: std::ops::RangeInclusive<i16> = -127..=20;

/// The readings of one lock's signal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signal(VecDeque<i16>);

/// How well it is heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Well enough for long work, or nothing is known.
    #[default]
    Near,
    /// Weakly: long work may break off.
    Weak,
    /// Hardly.
    Far,
}

/// How that changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trend {
    /// Not, or nothing is known.
    #[default]
    Steady,
    /// It gets stronger.
    Nearer,
    /// It gets weaker.
    Away,
}

impl Signal {
    /// Takes a reading, in dBm. One that no controller can have made is passed over.
    pub fn hear(&mut self, dbm: i16) {
        if !POSSIBLE_DBM.contains(&dbm) {
            return;
        }
        if self.0.len() == MOST_READINGS {
            self.0.pop_front();
        }
        self.0.push_back(dbm);
    }

    /// How many readings there are, at most [`MOST_READINGS`].
    pub fn readings(&self) -> usize {
        self.0.len()
    }

    /// The strength in dBm. `None`: nothing is known.
    pub fn dbm(&self) -> Option<i16> {
        let mut newest: Vec<i16> = self.0.iter().rev().take(NEWEST).copied().collect();
        newest.sort_unstable();
        newest.get(newest.len() / 2).copied()
    }

    /// How well the lock is heard.
    pub fn reach(&self) -> Reach {
        match self.dbm() {
            Some(dbm) if dbm < FAR_DBM => Reach::Far,
            Some(dbm) if dbm < WEAK_DBM => Reach::Weak,
            Some(_) | None => Reach::Near,
        }
    }

    /// How that changes.
    pub fn trend(&self) -> Trend {
        if self.0.len() < TREND_READINGS {
            return Trend::Steady;
        }
        let half = self.0.len() / 2;
        let mean = |readings: &mut dyn Iterator<Item = &i16>| {
            let sum: i32 = readings.map(|dbm| i32::from(*dbm)).sum();
            sum / i32::try_from(half).unwrap_or(1).max(1)
        };
        // Of an odd number the one in the middle counts for neither.
        let older = mean(&mut self.0.iter().take(half));
        let newer = mean(&mut self.0.iter().rev().take(half));
        match newer - older {
            change if change >= i32::from(TREND_DB) => Trend::Nearer,
            change if change <= -i32::from(TREND_DB) => Trend::Away,
            _ => Trend::Steady,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(readings: &[i16]) -> Signal {
        let mut signal = Signal::default();
        readings.iter().for_each(|dbm| signal.hear(*dbm));
        signal
    }

    #[test]
    fn row_6_too_weak_and_too_far_begin_below_the_named_strengths() {
        for (dbm, reach) in [
            (20, Reach::Near),
            (WEAK_DBM, Reach::Near),
            (WEAK_DBM - 1, Reach::Weak),
            (FAR_DBM, Reach::Weak),
            (FAR_DBM - 1, Reach::Far),
            (-127, Reach::Far),
        ] {
            assert_eq!(of(&[dbm]).reach(), reach, "{dbm} dBm");
        }
    }

    #[test]
    fn row_6_one_bad_reading_makes_no_weak_signal() {
        assert_eq!(of(&[-60, -61, -98, -60, -62]).reach(), Reach::Near);
        assert_eq!(of(&[-60, -61, -98, -60, -62]).dbm(), Some(-61));
    }

    #[test]
    fn row_6_the_trend_is_what_the_halves_say() {
        assert_eq!(of(&[-90, -90, -84, -84]).trend(), Trend::Nearer);
        assert_eq!(of(&[-84, -84, -90, -90]).trend(), Trend::Away);
        assert_eq!(of(&[-84, -84, -89, -89]).trend(), Trend::Steady);
        assert_eq!(of(&[-90, -90, -60]).trend(), Trend::Steady, "too few");
        assert_eq!(
            of(&[-90, -90, 0, -80, -80]).trend(),
            Trend::Nearer,
            "the middle one is left out"
        );
    }

    #[test]
    fn row_6_only_the_newest_readings_count() {
        let mut signal = of(&[-100; MOST_READINGS]);
        for _ in 0..MOST_READINGS {
            signal.hear(-50);
        }
        assert_eq!((signal.reach(), signal.trend()), (Reach::Near, Trend::Steady));
        assert_eq!(signal.readings(), MOST_READINGS);
    }

    #[test]
    fn what_no_controller_tells_is_passed_over() {
        for dbm in [127, 21, -128, i16::MIN, i16::MAX] {
            assert_eq!(of(&[dbm]), Signal::default());
        }
        assert_eq!(Signal::default().reach(), Reach::Near);
        assert_eq!(Signal::default().dbm(), None);
    }
}
