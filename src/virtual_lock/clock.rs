//! The world's time for virtual locks: it passes only when somebody lets it pass, so nothing ever sleeps.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The world's time, shared by a virtual radio, its locks and whoever tests them.
///
/// A program that serves a lock to others in real time advances it by the time that really passed.
#[derive(Debug)]
pub struct VirtualClock {
    start_utc_ms: i64,
    elapsed_ns: AtomicU64,
}

impl VirtualClock {
    /// A clock that stands at `utc_ms`, milliseconds since 1970 in UTC.
    pub fn new(utc_ms: i64) -> Self {
        Self {
            start_utc_ms: utc_ms,
            elapsed_ns: AtomicU64::new(0),
        }
    }

    /// Milliseconds since 1970 in UTC.
    pub fn utc_ms(&self) -> i64 {
        let elapsed = i64::try_from(self.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.start_utc_ms.saturating_add(elapsed)
    }

    /// How much time passed since the clock was made.
    pub fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.elapsed_ns.load(Ordering::SeqCst))
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        let by = u64::try_from(by.as_nanos()).unwrap_or(u64::MAX);
        let add = |elapsed: u64| Some(elapsed.saturating_add(by));
        // The closure always gives a value, so this cannot fail.
        let _ = self.elapsed_ns.fetch_update(Ordering::SeqCst, Ordering::SeqCst, add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_only_when_told() {
        let clock = VirtualClock::new(1_000);
        assert_eq!(clock.utc_ms(), 1_000);
        clock.advance(Duration::from_millis(30));
        assert_eq!((clock.utc_ms(), clock.elapsed()), (1_030, Duration::from_millis(30)));
        clock.advance(Duration::MAX);
        assert!(clock.elapsed() > Duration::from_secs(1_000_000));
    }
}
