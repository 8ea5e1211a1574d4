//! A watch that also tells how long the processor worked for this process: on a machine that others use, time on the wall is
//! theirs too.

use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// A watch that runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watch {
    begun: Instant,
    cpu: f64,
}

/// What a watch showed, in seconds.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Spent {
    /// On the wall.
    pub(crate) wall: f64,
    /// By the processor for this process; where the system does not tell, on the wall.
    pub(crate) cpu: f64,
}

impl Watch {
    pub(crate) fn start() -> Self {
        Self {
            cpu: cpu().unwrap_or_default(),
            begun: Instant::now(),
        }
    }

    pub(crate) fn spent(&self) -> Spent {
        let wall = self.begun.elapsed().as_secs_f64();
        let cpu = cpu().map_or(wall, |cpu| cpu - self.cpu);
        Spent { wall, cpu }
    }
}

impl Spent {
    /// The processor's time.
    pub(crate) fn cpu_time(self) -> Duration {
        Duration::from_secs_f64(self.cpu.max(0.0))
    }

    /// The smaller one of each.
    pub(crate) fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
        }
    }
}

/// The processor's time that this process used so far, in seconds.
#[cfg(unix)]
fn cpu() -> Option<f64> {
    use rustix::time::{ClockId, clock_gettime};
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    let spent = Duration::new(spent.tv_sec.try_into().ok()?, spent.tv_nsec.try_into().ok()?);
    Some(spent.as_secs_f64())
}

#[cfg(not(unix))]
fn cpu() -> Option<f64> {
    None
}
