//! The machine's time.

use relatch::model::LockSecond;
use relatch::runtime::clock::{Clock as _, SystemClock};

/// Milliseconds since 1970 in UTC.
pub(crate) fn utc_ms() -> i64 {
    SystemClock.now().moment.0
}

/// Local wall time, as a lock keeps it.
pub(crate) fn lock_now() -> LockSecond {
    // A machine whose clock stands before 2000 or after 2255 gets a lock whose clock was never set.
    SystemClock.now().lock_time().unwrap_or(LockSecond([0, 1, 1, 0, 0, 0]))
}
