//! Ctrl-C: the first press lets the running command end at the next moment when the lock is between two requests; the
//! second ends the process.

use crate::ask::show_cursor;
use crate::exit::Exit;
use async_trait::async_trait;
use relatch::model::Address;
use relatch::store::StoreError;
use relatch::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Whether the person wants to stop, or the lock's own file cannot be written any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancel(Arc<Reasons>);

#[derive(Debug, Default)]
struct Reasons {
    asked: AtomicBool,
    failed: Mutex<Option<StoreError>>,
}

impl Cancel {
    /// Listens for Ctrl-C and a friendly kill. Where the system does not let us, the process just ends, as by default.
    pub(crate) fn of_process() -> Self {
        let cancel = Self::default();
        let asked = cancel.clone();
        let handler = move || {
            if asked.0.asked.swap(true, Ordering::SeqCst) {
                show_cursor();
                std::process::exit(Exit::Cancelled.code().into());
            }
        };
        if let Err(error) = ctrlc::set_handler(handler) {
            tracing::debug!(%error, "Ctrl-C ends the process at once");
        }
        cancel
    }

    /// Whether it was pressed.
    pub(crate) fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::SeqCst)
    }

    /// The virtual lock's file could not be written: no more requests reach it.
    pub(crate) fn fail(&self, error: StoreError) {
        *self.0.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    fn take_failure(&self) -> Option<Box<StoreError>> {
        self.0
            .failed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
            .map(Box::new)
    }
}

/// A radio that gives up as soon as the person wants to stop.
pub(crate) struct Cancellable<R> {
    radio: R,
    cancel: Cancel,
}

impl<R: Radio> Cancellable<R> {
    /// A radio over `radio`.
    pub(crate) fn new(radio: R, cancel: Cancel) -> Self {
        Self { radio, cancel }
    }

    fn check(&self) -> Result<(), RadioError> {
        if self.cancel.is_asked() {
            Err(RadioError::Cancelled)
        } else {
            Ok(())
        }
    }
}

#[async_trait]
impl<R: Radio> Radio for Cancellable<R> {
    async fn scan(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
    ) -> Result<(), RadioError> {
        self.check()?;
        self.radio.scan(wait, heard).await?;
        self.check()
    }

    async fn connect(&mut self, address: Address, wait: Duration) -> Result<Box<dyn Link>, RadioError> {
        self.check()?;
        let link = self.radio.connect(address, wait).await?;
        Ok(Box::new(CancellableLink {
            link,
            cancel: self.cancel.clone(),
        }))
    }

    async fn pause(&mut self, wait: Duration) {
        if !self.cancel.is_asked() {
            self.radio.pause(wait).await;
        }
    }
}

/// Gives up before a request is sent. A reply that is on its way is waited for, so that the lock's state is known.
struct CancellableLink {
    link: Box<dyn Link>,
    cancel: Cancel,
}

#[async_trait]
impl Link for CancellableLink {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        // Later pieces belong to a request that is half sent; it is better finished.
        let begins = relatch::protocol::frame::total_length(piece).is_ok();
        if begins && self.cancel.is_asked() {
            return Err(LinkError::Cancelled);
        }
        self.link.write(piece).await
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let received = self.link.receive(wait).await;
        match self.cancel.take_failure() {
            Some(error) => Err(LinkError::System(error)),
            None => received,
        }
    }

    async fn close(&mut self) {
        self.link.close().await;
    }
}
