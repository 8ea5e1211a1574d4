//! A radio that somebody switches off in the middle, as airplane mode does: what is under way breaks, and nothing new begins.

use crate::model::Address;
use crate::protocol::advert::LockAdvert;
use crate::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use async_trait::async_trait;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The switch of a phone's Bluetooth; on at first. Clones are the same switch.
#[derive(Clone, Debug, Default)]
pub struct Switch {
    is_off: Arc<AtomicBool>,
}

impl Switch {
    /// Switches it.
    pub fn set(&self, on: bool) {
        self.is_off.store(!on, Ordering::SeqCst);
    }

    /// `radio`, for as long as it is on.
    pub fn over(&self, radio: impl Radio + 'static) -> impl Radio + 'static {
        Switched {
            radio,
            switch: self.clone(),
        }
    }

    fn is_off(&self) -> bool {
        self.is_off.load(Ordering::SeqCst)
    }

    fn check(&self) -> Result<(), RadioError> {
        if self.is_off() { Err(RadioError::Off) } else { Ok(()) }
    }

    fn check_link(&self) -> Result<(), LinkError> {
        if self.is_off() { Err(LinkError::Lost) } else { Ok(()) }
    }
}

struct Switched<R> {
    radio: R,
    switch: Switch,
}

#[async_trait]
impl<R: Radio> Radio for Switched<R> {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        self.switch.check()?;
        let switch = self.switch.clone();
        let mut while_on = |sighting| match switch.check() {
            Ok(()) => heard(sighting),
            Err(_) => Listen::Enough,
        };
        self.radio.scan_until(wait, &mut while_on, stop).await?;
        self.switch.check()
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        self.switch.check()?;
        let link = self.radio.connect_until(address, wait, stop).await?;
        self.switch.check()?;
        Ok(Box::new(SwitchedLink {
            link,
            switch: self.switch.clone(),
        }))
    }

    async fn pause(&mut self, wait: Duration) {
        self.radio.pause(wait).await;
    }
}

struct SwitchedLink {
    link: Box<dyn Link>,
    switch: Switch,
}

#[async_trait]
impl Link for SwitchedLink {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        self.switch.check_link()?;
        self.link.write(piece).await
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        self.switch.check_link()?;
        let received = self.link.receive(wait).await;
        // What the lock did meanwhile it did; nobody hears of it.
        self.switch.check_link()?;
        received
    }

    async fn close(&mut self) {
        self.link.close().await;
    }

    fn advert(&self) -> Option<LockAdvert> {
        self.link.advert()
    }
}
