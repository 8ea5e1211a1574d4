//! What a lock is now, asked of the lock itself: the answer to every open intent (style S4).

use crate::model::{Address, Signal};
use crate::transport::{Listen, Radio, RadioError, Sighting};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long to listen for a lock (protocol, flows 2).
pub const SCAN_WAIT: Duration = Duration::from_secs(25);

/// What a lock is now.
#[derive(Debug)]
pub enum Presence {
    /// It has no owner and waits for pairing.
    SettingMode(Sighting),
    /// It has an owner.
    Owned(Sighting),
    /// It was not heard: asleep, out of reach, or held by another phone or a gateway.
    NotHeard,
}

/// Listens for one lock, and says how it stands. Only flag bit 2 of its advertisement tells setting mode.
pub async fn presence(radio: &mut dyn Radio, address: Address, wait: Duration) -> Result<Presence, RadioError> {
    let mut found = None;
    let mut heard = |sighting: Sighting| {
        if sighting.advert.mac != address {
            return Listen::More;
        }
        found = Some(sighting);
        Listen::Enough
    };
    radio.scan(wait, &mut heard).await?;
    Ok(match found {
        Some(sighting) if sighting.advert.setting_mode => Presence::SettingMode(sighting),
        Some(sighting) => Presence::Owned(sighting),
        None => Presence::NotHeard,
    })
}

/// The locks that were heard: the newest sighting of each, and its signal.
#[derive(Debug, Default)]
pub struct Heard(BTreeMap<Address, (Sighting, Signal)>);

impl Heard {
    /// Takes a sighting into account. Gives whose it is, and how often its signal was read. A name that was heard once stays: locks do not
    /// say it each time.
    pub fn note(&mut self, mut sighting: Sighting) -> (Address, usize) {
        let mac = sighting.advert.mac;
        let (name, mut signal) = self
            .0
            .remove(&mac)
            .map(|(before, signal)| (before.name, signal))
            .unwrap_or_default();
        sighting.name = sighting.name.or(name);
        sighting.rssi.into_iter().for_each(|dbm| signal.hear(dbm));
        let readings = signal.readings();
        self.0.insert(mac, (sighting, signal));
        (mac, readings)
    }

    /// The signal of a lock that was heard.
    pub fn signal(&self, address: Address) -> Option<&Signal> {
        self.0.get(&address).map(|(_, signal)| signal)
    }

    /// All of them, in the order of their addresses.
    pub fn into_locks(self) -> impl Iterator<Item = (Sighting, Signal)> {
        self.0.into_values()
    }
}

/// Every lock that is heard in `wait`: [`Heard::into_locks`].
pub async fn locks_in_reach(radio: &mut dyn Radio, wait: Duration) -> Result<Vec<(Sighting, Signal)>, RadioError> {
    let mut locks = Heard::default();
    let mut heard = |sighting: Sighting| {
        locks.note(sighting);
        Listen::More
    };
    radio.scan(wait, &mut heard).await?;
    Ok(locks.into_locks().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LockSecond;
    use crate::virtual_lock::{Model, Spec, VirtualClock, VirtualLock};
    use std::sync::Arc;

    #[test]
    fn the_newest_sighting_is_kept_with_the_name_and_the_signals_that_were_heard_before() {
        let clock = Arc::new(VirtualClock::new(1_795_514_400_000));
        let spec = Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]));
        let mut advert = VirtualLock::new(&spec, clock).advert();
        let mac = advert.mac;
        let sighting = |advert, name: Option<&str>, rssi| Sighting {
            advert,
            name: name.map(str::to_owned),
            rssi,
        };
        let mut heard = Heard::default();
        assert_eq!(heard.note(sighting(advert.clone(), Some("S202F"), Some(-70))), (mac, 1));
        assert_eq!(heard.note(sighting(advert.clone(), None, Some(-60))), (mac, 2));
        advert.setting_mode = !advert.setting_mode;
        assert_eq!(heard.note(sighting(advert.clone(), None, None)), (mac, 2));
        assert_eq!(heard.signal(mac).map(Signal::readings), Some(2));
        let locks: Vec<Sighting> = heard.into_locks().map(|(sighting, _)| sighting).collect();
        assert_eq!(locks, [sighting(advert, Some("S202F"), None)]);
    }
}
