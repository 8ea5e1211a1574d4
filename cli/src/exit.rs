//! How a command ends: the documented exit codes, and what a failure tells.

use serde_json::{Value, json};
use std::fmt;

/// The exit codes that scripts rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, and proved where the command proves something.
    Done = 0,
    /// Failed.
    Failed = 1,
    /// Wrong usage.
    Usage = 2,
    /// Done in part; what is missing was printed.
    Partly = 3,
    /// No such file, no such lock in reach.
    NotFound = 10,
    /// Another process works on this lock or this store.
    Busy = 11,
    /// Wrong key, wrong identity, or a guest's key where the owner's is needed.
    WrongKey = 12,
    /// Damaged or foreign file, or of an unknown newer version; it was left untouched.
    BadFile = 13,
    /// The secure store does not work on this machine.
    NoSecureStore = 14,
    /// Cancelled by the user.
    Cancelled = 130,
}

impl Exit {
    /// The number for the system.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }
}

/// Why a command ended without its result: what happened, what state the lock is in, what to do.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// With which code the process ends.
    pub(crate) exit: Exit,
    /// What happened.
    pub(crate) message: String,
    /// What state the lock is in, where a lock was asked.
    pub(crate) lock: Option<String>,
    /// What to do.
    pub(crate) advice: String,
}

impl Failure {
    /// A failure that has nothing to do with a lock.
    pub(crate) fn new(exit: Exit, message: impl fmt::Display, advice: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.to_string(),
            lock: None,
            advice: advice.into(),
        }
    }

    /// Wrong usage.
    pub(crate) fn usage(message: impl fmt::Display, advice: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message, advice)
    }

    /// The same with the state that the lock is in.
    #[must_use]
    pub(crate) fn with_lock(mut self, state: impl Into<String>) -> Self {
        self.lock = Some(state.into());
        self
    }

    /// `{"error":{"code","message","lock","advice"}}`.
    pub(crate) fn to_json(&self) -> Value {
        let Self {
            exit,
            message,
            lock,
            advice,
        } = self;
        let mut error = json!({ "code": exit.code(), "message": message, "advice": advice });
        if let (Some(lock), Some(members)) = (lock, error.as_object_mut()) {
            members.insert("lock".to_owned(), json!(lock));
        }
        json!({ "error": error })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        if let Some(lock) = &self.lock {
            write!(f, "\n lock: {lock}")?;
        }
        if !self.advice.is_empty() {
            write!(f, "\n  fix: {}", self.advice)?;
        }
        Ok(())
    }
}
