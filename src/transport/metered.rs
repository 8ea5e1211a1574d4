//! A radio that counts what goes over it, and how long it kept us waiting: for the figures of docs/performance.md and for whoever asks
//! why something is slow.

use super::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use crate::model::Address;
use crate::protocol::advert::LockAdvert;
use async_trait::async_trait;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What went over a radio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Connections that were made.
    pub connections: u32,
    /// Requests that something was answered to.
    pub exchanges: u32,
    /// Waiting for a lock to be heard, for a connection, its end, and pauses between tries.
    pub reaching: Duration,
    /// Waiting for pieces to be written and for answers.
    pub exchanging: Duration,
    /// Everything else since the radio was made: this program's own time, and waiting for people and disks.
    pub own: Duration,
}

impl Traffic {
    /// Exchanges in a second of exchanging, once the lock is reached.
    pub fn exchanges_per_second(&self) -> f64 {
        let seconds = self.exchanging.as_secs_f64();
        if seconds > 0.0 {
            f64::from(self.exchanges) / seconds
        } else {
            0.0
        }
    }
}

impl fmt::Display for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_second = self.exchanges_per_second();
        let [reaching, exchanging, own] = [self.reaching, self.exchanging, self.own].map(|span| span.as_secs_f64());
        let (exchanges, connections) = (self.exchanges, self.connections);
        write!(
            f,
            "{exchanges} exchanges over {connections} connections, {per_second:.1} a second; {reaching:.2} s to reach the lock, \
             {exchanging:.2} s for the exchanges, {own:.2} s of our own"
        )
    }
}

/// A radio that counts. Told what it counted when it is dropped.
pub struct Metered<R, F: FnMut(Traffic)> {
    radio: R,
    meter: Meter,
    began: Instant,
    told: F,
}

#[derive(Clone, Default)]
struct Meter(Arc<Mutex<Traffic>>);

impl Meter {
    fn traffic(&self) -> MutexGuard<'_, Traffic> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reached(&self, began: Instant) {
        self.traffic().reaching += began.elapsed();
    }
}

impl<R: Radio, F: FnMut(Traffic)> Metered<R, F> {
    /// Counts what goes over `radio`, and tells `told` in the end.
    pub fn new(radio: R, told: F) -> Self {
        Self {
            radio,
            meter: Meter::default(),
            began: Instant::now(),
            told,
        }
    }
}

impl<R, F: FnMut(Traffic)> Drop for Metered<R, F> {
    fn drop(&mut self) {
        let mut traffic = *self.meter.traffic();
        let waited = traffic.reaching + traffic.exchanging;
        traffic.own = self.began.elapsed().saturating_sub(waited);
        (self.told)(traffic);
    }
}

#[async_trait]
impl<R: Radio, F: FnMut(Traffic) + Send> Radio for Metered<R, F> {
    async fn pause(&mut self, wait: Duration) {
        let began = Instant::now();
        self.radio.pause(wait).await;
        self.meter.reached(began);
    }

    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        let began = Instant::now();
        let scanned = self.radio.scan_until(wait, heard, stop).await;
        self.meter.reached(began);
        scanned
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        let began = Instant::now();
        let connected = self.radio.connect_until(address, wait, stop).await;
        self.meter.reached(began);
        let link = connected?;
        self.meter.traffic().connections += 1;
        Ok(Box::new(MeteredLink {
            link,
            meter: self.meter.clone(),
            has_asked: false,
        }))
    }
}

struct MeteredLink {
    link: Box<dyn Link>,
    meter: Meter,
    /// Whether something was written since the last answer.
    has_asked: bool,
}

#[async_trait]
impl Link for MeteredLink {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        let began = Instant::now();
        let written = self.link.write(piece).await;
        self.meter.traffic().exchanging += began.elapsed();
        self.has_asked = true;
        written
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let began = Instant::now();
        let received = self.link.receive(wait).await;
        let mut traffic = self.meter.traffic();
        traffic.exchanging += began.elapsed();
        if received.is_ok() && std::mem::take(&mut self.has_asked) {
            traffic.exchanges += 1;
        }
        received
    }

    async fn close(&mut self) {
        let began = Instant::now();
        self.link.close().await;
        self.meter.reached(began);
    }

    fn advert(&self) -> Option<LockAdvert> {
        self.link.advert()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::contact::Contact;
    use crate::lock::progress::Silent;
    use crate::model::LockSecond;
    use crate::virtual_lock::{Hooks, Model, SharedLock, Spec, Timing, VirtualClock, VirtualLock, VirtualRadio};

    #[test]
    fn connections_and_answered_requests_are_counted() {
        let clock = Arc::new(VirtualClock::new(1_795_514_400_000));
        let spec = Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]));
        let mut lock = VirtualLock::new(&spec, clock.clone());
        let key = lock.pair();
        let locks = vec![SharedLock::new(lock)];
        let radio = VirtualRadio::new(locks, clock, Timing::NONE, Hooks::default());
        let counters = radio.counters();
        let mut told = None;
        let mut metered = Metered::new(radio, |traffic| told = Some(traffic));
        let mut contact = Contact::new(&mut metered, key);
        pollster::block_on(contact.log_in(&mut Silent)).unwrap();
        pollster::block_on(contact.close());
        drop(contact);
        drop(metered);
        let traffic: Traffic = told.unwrap();
        assert_eq!(traffic.connections, 1);
        assert_eq!(u64::from(traffic.exchanges), counters.counts().requests);
        assert!(traffic.exchanges > 0);
        assert!(
            traffic
                .to_string()
                .starts_with(&format!("{} exchanges over 1 connections", traffic.exchanges))
        );
    }
}
