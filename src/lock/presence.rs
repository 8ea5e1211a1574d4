//! What a lock is now, asked of the lock itself: the answer to every open intent (style S4).

use crate::model::{Address, Signal};
use crate::transport::{Listen, Radio, RadioError, Sighting};
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

/// Every lock that was heard in `wait`, the newest sighting of each and its signal, in the order of their addresses.
pub async fn locks_in_reach(radio: &mut dyn Radio, wait: Duration) -> Result<Vec<(Sighting, Signal)>, RadioError> {
    let mut locks: std::collections::BTreeMap<Address, (Sighting, Signal)> = std::collections::BTreeMap::new();
    let mut heard = |sighting: Sighting| {
        let before = locks.remove(&sighting.advert.mac);
        let mut signal = before.map_or_else(Signal::default, |(_, signal)| signal);
        sighting.rssi.into_iter().for_each(|dbm| signal.hear(dbm));
        locks.insert(sighting.advert.mac, (sighting, signal));
        Listen::More
    };
    radio.scan(wait, &mut heard).await?;
    Ok(locks.into_values().collect())
}
