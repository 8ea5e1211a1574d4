//! What a lock advertises.

use crate::protocol::advert::split;
use crate::virtual_lock::VirtualLock;

/// An advertisement as BlueZ is given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Advertised {
    /// The first two bytes of the manufacturer data, which are no company's here.
    pub(super) company: u16,
    /// The rest of it.
    pub(super) data: Vec<u8>,
    /// The lock's name.
    pub(super) name: String,
}

/// What is to be on the air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It stays as it is.
    Nothing,
    /// Nothing any more: the lock sleeps, or somebody is connected to it.
    Silence,
    /// This from now on.
    Advertise(Advertised),
}

/// What is on the air now.
#[derive(Debug, Default)]
pub(super) struct Air(Option<Advertised>);

impl Air {
    /// What is to change, as the lock is now.
    pub(super) fn follow(&mut self, lock: &mut VirtualLock) -> Change {
        let wanted = lock.sighting().and_then(|sighting| {
            let encoded = sighting.advert.encode();
            let (company, data) = split(&encoded)?;
            Some(Advertised {
                company,
                data: data.to_vec(),
                name: sighting.name.unwrap_or_default(),
            })
        });
        if wanted == self.0 {
            return Change::Nothing;
        }
        self.0.clone_from(&wanted);
        wanted.map_or(Change::Silence, Change::Advertise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LockSecond;
    use crate::protocol::advert::{Advert, join};
    use crate::virtual_lock::{Model, Spec, VirtualClock};
    use std::sync::Arc;
    use std::time::Duration;

    fn lock(sleeps: bool) -> VirtualLock {
        let spec = Spec {
            sleeps,
            ..Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]))
        };
        VirtualLock::new(&spec, Arc::new(VirtualClock::new(1_795_514_400_000)))
    }

    #[test]
    fn the_advertisement_is_the_lock_s_own_and_is_renewed_only_when_it_changes() {
        let mut lock = lock(false);
        let mut air = Air::default();
        let Change::Advertise(advertised) = air.follow(&mut lock) else {
            panic!("it is awake");
        };
        assert_eq!(advertised.company, 0x0305, "no company's: type and version");
        let said = Advert::decode(&join(advertised.company, &advertised.data)).unwrap();
        assert_eq!(said, Advert::Lock(lock.advert()));
        assert_eq!(air.follow(&mut lock), Change::Nothing);
        // Paired: it is in setting mode no more.
        lock.pair();
        assert!(matches!(air.follow(&mut lock), Change::Advertise(_)));
        lock.touch();
        assert!(matches!(air.follow(&mut lock), Change::Advertise(_)));
        assert_eq!(air.follow(&mut lock), Change::Nothing);
        lock.clock().advance(Duration::from_mins(1));
        assert!(
            matches!(air.follow(&mut lock), Change::Advertise(_)),
            "the touch is over"
        );
    }

    #[test]
    fn a_lock_that_somebody_holds_or_that_sleeps_is_silent() {
        let mut lock = lock(true);
        let mut air = Air::default();
        assert_eq!(
            air.follow(&mut lock),
            Change::Nothing,
            "it sleeps, and nothing was on the air"
        );
        lock.touch();
        assert!(matches!(air.follow(&mut lock), Change::Advertise(_)));
        lock.connect().unwrap();
        assert_eq!(air.follow(&mut lock), Change::Silence);
        lock.disconnect();
        assert!(matches!(air.follow(&mut lock), Change::Advertise(_)));
        lock.clock().advance(Duration::from_mins(1));
        assert_eq!(air.follow(&mut lock), Change::Silence);
    }
}
