//! A failure of Relatch itself, in the middle of an update: armed by a test, for the thread that it runs on.

use std::cell::Cell;

thread_local! {
    static ARMED: Cell<bool> = const { Cell::new(false) };
}

/// Lets the next update fail.
pub(crate) fn arm() {
    ARMED.set(true);
}

/// Fails if a test armed it.
pub(crate) fn falls() {
    assert!(!ARMED.take(), "a test lets this update fail");
}
