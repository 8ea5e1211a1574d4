//! A virtual lock that answers as slowly as a real one, so that a person sees what a phone will show meanwhile.

use crate::cancel::Cancel;
use async_trait::async_trait;
use relatch::model::Address;
use relatch::protocol::advert::LockAdvert;
use relatch::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting, Stop as _};
use relatch::virtual_lock::VirtualClock;
use std::sync::Arc;
use std::time::Duration;

/// The most that one wait of the virtual world lasts here: nobody sits through half a minute of silence in a demonstration.
const LONGEST: Duration = Duration::from_secs(3);
/// How long it takes at most until Ctrl-C is seen.
const SLICE: Duration = Duration::from_millis(50);

/// How fast a virtual lock answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Pace {
    /// Without waiting.
    AtOnce,
    /// As over Bluetooth.
    Bluetooth,
}

/// A radio over virtual locks that lets the time pass which passes in their world.
pub(crate) struct Paced<R> {
    radio: R,
    pacer: Pacer,
}

impl<R: Radio> Paced<R> {
    /// A radio over `radio`, whose locks live in the world of `clock`. It does not wait any longer when `stop` is asked.
    pub(crate) fn new(radio: R, clock: Arc<VirtualClock>, stop: Cancel) -> Self {
        Self {
            radio,
            pacer: Pacer { clock, stop },
        }
    }
}

#[derive(Clone)]
struct Pacer {
    clock: Arc<VirtualClock>,
    stop: Cancel,
}

impl Pacer {
    /// Waits for what has passed in the world since `before`.
    fn keep_up(&self, before: Duration) {
        let mut left = self.clock.elapsed().saturating_sub(before).min(LONGEST);
        while !left.is_zero() && !self.stop.is_asked() {
            let slice = left.min(SLICE);
            std::thread::sleep(slice);
            left = left.saturating_sub(slice);
        }
    }
}

#[async_trait]
impl<R: Radio> Radio for Paced<R> {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        let before = self.pacer.clock.elapsed();
        let scanned = self.radio.scan_until(wait, heard, stop).await;
        self.pacer.keep_up(before);
        scanned
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        let before = self.pacer.clock.elapsed();
        let connected = self.radio.connect_until(address, wait, stop).await;
        self.pacer.keep_up(before);
        Ok(Box::new(PacedLink {
            link: connected?,
            pacer: self.pacer.clone(),
        }))
    }

    async fn pause(&mut self, wait: Duration) {
        let before = self.pacer.clock.elapsed();
        self.radio.pause(wait).await;
        self.pacer.keep_up(before);
    }
}

struct PacedLink {
    link: Box<dyn Link>,
    pacer: Pacer,
}

#[async_trait]
impl Link for PacedLink {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        let before = self.pacer.clock.elapsed();
        let written = self.link.write(piece).await;
        self.pacer.keep_up(before);
        written
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let before = self.pacer.clock.elapsed();
        let received = self.link.receive(wait).await;
        self.pacer.keep_up(before);
        received
    }

    async fn close(&mut self) {
        self.link.close().await;
    }

    fn advert(&self) -> Option<LockAdvert> {
        self.link.advert()
    }
}
