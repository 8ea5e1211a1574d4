//! The person's language, which may change while the app runs.

use crate::journey::message::Message;
use crate::words::Words;
use std::sync::{Arc, PoisonError, RwLock};

/// Speaks the person's language. Clones are the same.
#[derive(Clone, Debug)]
pub(super) struct Voice(Arc<RwLock<Arc<Words>>>);

impl Voice {
    pub(super) fn new(tag: &str) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(words(tag)))))
    }

    pub(super) fn set(&self, tag: &str) {
        let words = Arc::new(words(tag));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = words;
    }

    pub(super) fn words(&self) -> Arc<Words> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.words().say(message)
    }
}

/// The longest tag that means something, in bytes.
const LONGEST_TAG: usize = 64;

fn words(tag: &str) -> Words {
    Words::new(if tag.len() > LONGEST_TAG { "" } else { tag })
}
