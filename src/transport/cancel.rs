//! A radio that gives up when it is told to, between two requests: the lock never gets half a request, and an answer that is on its
//! way is waited for.

use super::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use crate::model::Address;
use crate::protocol::advert::LockAdvert;
use crate::protocol::frame::total_length;
use async_trait::async_trait;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Says whether to stop.
pub trait Stop: Clone + Send + Sync {
    /// Whether no further request may begin.
    fn is_asked(&self) -> bool;

    /// A failure beside the radio, which ends the connection with the next answer.
    fn take_failure(&self) -> Option<Box<dyn std::error::Error + Send + Sync>> {
        None
    }
}

/// A switch that is thrown once. Clones are the same switch.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks to stop.
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// What was asked is done.
    pub fn clear(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

impl Stop for Cancel {
    fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

impl PartialEq for Cancel {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Cancel {}

/// A radio that gives up when it is told to.
#[derive(Debug)]
pub struct Cancellable<R, S> {
    radio: R,
    stop: S,
}

impl<R: Radio, S: Stop> Cancellable<R, S> {
    /// A radio over `radio`.
    pub fn new(radio: R, stop: S) -> Self {
        Self { radio, stop }
    }

    fn check(&self) -> Result<(), RadioError> {
        if self.stop.is_asked() {
            Err(RadioError::Cancelled)
        } else {
            Ok(())
        }
    }
}

#[async_trait]
impl<R: Radio, S: Stop + 'static> Radio for Cancellable<R, S> {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        self.check()?;
        let own = self.stop.clone();
        let asked = || own.is_asked() || stop();
        let mut heard = |sighting| match heard(sighting) {
            Listen::More if asked() => Listen::Enough,
            listen => listen,
        };
        self.radio.scan_until(wait, &mut heard, &asked).await?;
        self.check()
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        self.check()?;
        let own = self.stop.clone();
        let asked = || own.is_asked() || stop();
        let link = self.radio.connect_until(address, wait, &asked).await?;
        Ok(Box::new(CancellableLink {
            link,
            stop: self.stop.clone(),
        }))
    }

    async fn pause(&mut self, wait: Duration) {
        if !self.stop.is_asked() {
            self.radio.pause(wait).await;
        }
    }
}

/// Hands everything on to the radio behind.
macro_rules! forward {
    ($radio:ty) => {
        #[async_trait]
        impl Radio for $radio {
            async fn pause(&mut self, wait: Duration) {
                (**self).pause(wait).await;
            }

            async fn scan_until(
                &mut self,
                wait: Duration,
                heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
                stop: &(dyn Fn() -> bool + Send + Sync),
            ) -> Result<(), RadioError> {
                (**self).scan_until(wait, heard, stop).await
            }

            async fn connect_until(
                &mut self,
                address: Address,
                wait: Duration,
                stop: &(dyn Fn() -> bool + Send + Sync),
            ) -> Result<Box<dyn Link>, RadioError> {
                (**self).connect_until(address, wait, stop).await
            }
        }
    };
}

// A borrowed radio, so that the one radio of a program can be wrapped for one piece of work.
forward!(&mut dyn Radio);
forward!(Box<dyn Radio>);

/// Gives up before a request is sent.
struct CancellableLink<S> {
    link: Box<dyn Link>,
    stop: S,
}

#[async_trait]
impl<S: Stop> Link for CancellableLink<S> {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        // Later pieces belong to a request that is half sent; it is better finished.
        let begins = total_length(piece).is_ok();
        if begins && self.stop.is_asked() {
            return Err(LinkError::Cancelled);
        }
        self.link.write(piece).await
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let received = self.link.receive(wait).await;
        match self.stop.take_failure() {
            Some(error) => Err(LinkError::System(error)),
            None => received,
        }
    }

    async fn close(&mut self) {
        self.link.close().await;
    }

    fn advert(&self) -> Option<LockAdvert> {
        self.link.advert()
    }
}
