//! Ctrl-C: the first press lets the running command end at the next moment when the lock is between two requests; the
//! second ends the process. At a question, where nothing runs, the first one ends it.

use crate::exit::Exit;
use relatch::store::StoreError;
use relatch::transport::Stop;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Whether the person wants to stop, or the lock's own file cannot be written any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancel(Arc<Reasons>);

#[derive(Debug, Default)]
struct Reasons {
    asked: AtomicBool,
    failed: Mutex<Option<StoreError>>,
    farewell: Mutex<Farewell>,
}

/// What is said when the process ends here.
#[derive(Debug, Default)]
struct Farewell {
    words: String,
    /// Whether a question waits for an answer.
    at_question: bool,
}

impl Cancel {
    /// Listens for Ctrl-C and a friendly kill. Where the system does not let us, the process just ends, as by default.
    pub(crate) fn of_process() -> Self {
        let cancel = Self::default();
        let asked = cancel.clone();
        if let Err(error) = ctrlc::set_handler(move || asked.press()) {
            tracing::debug!(%error, "Ctrl-C ends the process at once");
        }
        cancel
    }

    fn press(&self) {
        // Whatever is half said by the one who holds this comes to its end first.
        let farewell = self.farewell();
        let was_asked = self.0.asked.swap(true, Ordering::SeqCst);
        if farewell.at_question || was_asked {
            leave(&farewell.words);
        }
    }

    /// Whether it was pressed since this was asked last: a guided journey stops what runs and goes on.
    pub(crate) fn take(&self) -> bool {
        self.0.asked.swap(false, Ordering::SeqCst)
    }

    /// What is said when the process ends in the middle of what follows.
    pub(crate) fn set_farewell(&self, words: String) {
        *self.farewell() = Farewell {
            words,
            at_question: false,
        };
    }

    /// Waits for an answer. Ctrl-C ends the process meanwhile, and says the farewell.
    pub(crate) fn at_question<T>(&self, answer: impl FnOnce() -> T) -> T {
        {
            let mut farewell = self.farewell();
            // Pressed just before the question: it was meant for now.
            if self.0.asked.load(Ordering::SeqCst) {
                leave(&farewell.words);
            }
            farewell.at_question = true;
        }
        let answer = answer();
        self.farewell().at_question = false;
        answer
    }

    /// The virtual lock's file could not be written: no more requests reach it.
    pub(crate) fn fail(&self, error: StoreError) {
        *self.0.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    fn farewell(&self) -> std::sync::MutexGuard<'_, Farewell> {
        self.0.farewell.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the process as Ctrl-C does. Everything that must last is written down already.
fn leave(words: &str) -> ! {
    crate::terminal::restore();
    if !words.is_empty() {
        // A terminal that is gone reads nothing.
        let _ = writeln!(std::io::stderr(), "\n{words}");
    }
    std::process::exit(Exit::Cancelled.code().into())
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
