//! Ctrl-C: the first press lets the running command end at the next moment when the lock is between two requests; the
//! second ends the process.

use crate::ask::show_cursor;
use crate::exit::Exit;
use relatch::store::StoreError;
use relatch::transport::Stop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

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

    /// Whether it was pressed since this was asked last: a guided journey stops what runs and goes on.
    pub(crate) fn take(&self) -> bool {
        self.0.asked.swap(false, Ordering::SeqCst)
    }

    /// The virtual lock's file could not be written: no more requests reach it.
    pub(crate) fn fail(&self, error: StoreError) {
        *self.0.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }
}

impl Stop for Cancel {
    fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::SeqCst)
    }

    fn take_failure(&self) -> Option<Box<dyn std::error::Error + Send + Sync>> {
        let failure = self.0.failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        failure.map(Into::into)
    }
}

/// A radio that gives up as soon as the person wants to stop.
pub(crate) type Cancellable<R> = relatch::transport::Cancellable<R, Cancel>;
