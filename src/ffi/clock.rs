//! The phone's time, in the zone that the platform tells: an app on a phone cannot always find it out by itself.

use super::config::PhoneZone;
use crate::backup::item::Moment;
use crate::runtime::clock::{Clock, Now};
use crate::virtual_lock::VirtualClock;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use std::sync::{Arc, PoisonError, RwLock};

/// The zone that the phone is in now. Clones are the same.
#[derive(Clone, Debug)]
pub(super) struct Zone(Arc<RwLock<(String, TimeZone)>>);

impl Zone {
    pub(super) fn new(zone: &PhoneZone) -> Self {
        Self(Arc::new(RwLock::new(known(zone))))
    }

    /// The phone moved.
    pub(super) fn set(&self, zone: &PhoneZone) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = known(zone);
    }

    /// Its name in the time zone database, or `UTC` where it has none.
    pub(super) fn id(&self) -> String {
        self.0.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    fn offset_ms(&self, at: Timestamp) -> i64 {
        let zone = self.0.read().unwrap_or_else(PoisonError::into_inner);
        i64::from(zone.1.to_offset(at).seconds()) * 1000
    }
}

/// By its name with all its changes, or by its offset alone.
fn known(zone: &PhoneZone) -> (String, TimeZone) {
    if let Ok(found) = TimeZone::get(&zone.id) {
        return (zone.id.clone(), found);
    }
    let offset = Offset::from_seconds(zone.offset_s).unwrap_or(Offset::UTC);
    ("UTC".to_owned(), TimeZone::fixed(offset))
}

/// The phone's clock, or the world's in a demonstration.
#[derive(Debug)]
pub(super) struct PhoneClock {
    pub(super) zone: Zone,
    pub(super) world: Option<Arc<VirtualClock>>,
}

impl Clock for PhoneClock {
    fn now(&self) -> Now {
        let utc_ms = match &self.world {
            Some(world) => world.utc_ms(),
            None => system_utc_ms(),
        };
        let at = Timestamp::from_millisecond(utc_ms).unwrap_or_default();
        Now {
            moment: Moment(utc_ms),
            offset_ms: self.zone.offset_ms(at),
            zone: self.zone.id(),
        }
    }
}

/// Milliseconds since 1970 in UTC.
pub(super) fn system_utc_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset_h(zone: &Zone, utc_ms: i64) -> i64 {
        let world = Some(Arc::new(VirtualClock::new(utc_ms)));
        let clock = PhoneClock {
            zone: zone.clone(),
            world,
        };
        clock.now().offset_ms / 3_600_000
    }

    #[test]
    fn a_zone_is_known_by_its_name_with_its_summer_time_and_else_by_its_offset() {
        let (january, july) = (1_768_478_400_000, 1_784_116_800_000);
        let zone = |id: &str, offset_s| PhoneZone {
            id: id.to_owned(),
            offset_s,
        };
        let here = Zone::new(&zone("Europe/Berlin", 0));
        assert_eq!((offset_h(&here, january), offset_h(&here, july)), (1, 2));
        here.set(&zone("America/Nowhere", -18_000));
        assert_eq!((offset_h(&here, january), here.id()), (-5, "UTC".to_owned()));
        for (id, offset_s) in [("", i32::MAX), ("\0", i32::MIN), ("../../etc/passwd", 0)] {
            here.set(&zone(id, offset_s));
            assert_eq!(offset_h(&here, july), 0, "{id:?}");
        }
        here.set(&zone(&"x".repeat(1 << 20), 3_600));
        assert_eq!(offset_h(&here, july), 1);
    }
}
