//! The cloud behind the trait that carries calls, with no network and no time that passes by itself.

use super::{Answer, VirtualCloud};
use crate::account::client::{Cancelled, Pump};
use crate::account::error::Unreachable;
use crate::account::region::Region;
use crate::account::reply::RawReply;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Carries calls to a virtual cloud in this process.
#[derive(Clone)]
pub struct VirtualPump {
    cloud: Arc<Mutex<VirtualCloud>>,
    now_ms: i64,
    clock_off_ms: i64,
}

impl fmt::Debug for VirtualPump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VirtualPump")
    }
}

impl VirtualPump {
    /// A pump at a moment, in milliseconds since 1970 UTC.
    pub fn new(cloud: Arc<Mutex<VirtualCloud>>, now_ms: i64) -> Self {
        Self {
            cloud,
            now_ms,
            clock_off_ms: 0,
        }
    }

    /// Sets this machine's clock off by so many milliseconds.
    pub fn set_clock_off(&mut self, by_ms: i64) {
        self.clock_off_ms = by_ms;
    }
}

/// The region whose host an address is; another address is the one of Europe.
pub(super) fn region_of(base: &str) -> &'static str {
    if base == Region::China.base_url() { "cn" } else { "eu" }
}

/// The reply that a client sees.
fn reply_of(answer: Answer) -> RawReply {
    let date = jiff::Timestamp::from_millisecond(answer.date_ms).ok();
    RawReply {
        status: answer.status,
        date: date.and_then(|moment| {
            jiff::fmt::rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&moment)
                .ok()
        }),
        retry_after: answer.retry_after_s.map(|seconds| seconds.to_string()),
        body: answer.body,
    }
}

impl Pump for VirtualPump {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        let at = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
        let (base, path) = url.split_at_checked(at).unwrap_or((url, ""));
        let mut cloud = self.cloud.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = cloud.answer(region_of(base), path, body.as_bytes(), self.now_ms);
        drop(cloud);
        let took_ms = answer.delay_ms.min(deadline_ms);
        self.now_ms = self.now_ms.saturating_add(i64::try_from(took_ms).unwrap_or(i64::MAX));
        match answer {
            answer if answer.delay_ms > deadline_ms => Err(Unreachable::TimedOut),
            answer if answer.is_lost => Err(Unreachable::CutOff),
            answer => Ok(reply_of(answer)),
        }
    }

    fn now_ms(&self) -> i64 {
        self.now_ms.saturating_add(self.clock_off_ms)
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        self.now_ms = self.now_ms.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX));
        Ok(())
    }
}
