//! A radio over virtual locks: the same traits as over the air, on the [`VirtualClock`], without ever sleeping.

use super::serve::Step;
use super::{State, VirtualClock, VirtualLock};
use crate::model::Address;
use crate::protocol::advert::LockAdvert;
use crate::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use async_trait::async_trait;
use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A virtual lock that a radio, a person at the door and a test share.
#[derive(Clone, Debug)]
pub struct SharedLock(Arc<Mutex<VirtualLock>>);

impl SharedLock {
    /// Shares a lock.
    pub fn new(lock: VirtualLock) -> Self {
        Self(Arc::new(Mutex::new(lock)))
    }

    /// The lock, for as long as the guard lives. A test that panicked while it held the lock does not matter: the phone died,
    /// the lock did not.
    pub fn lock(&self) -> MutexGuard<'_, VirtualLock> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long things take on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The time between two connection events; zero: nothing takes time.
    pub interval: Duration,
    /// How many pieces one connection event carries, in one direction.
    pub packets: u32,
    /// How long connecting takes, services and subscription included.
    pub connect: Duration,
}

impl Timing {
    /// Nothing takes time but waiting.
    pub const NONE: Self = Self {
        interval: Duration::ZERO,
        packets: 4,
        connect: Duration::ZERO,
    };

    /// A usual Bluetooth connection: 30 ms, 4 pieces an event, half a second to connect.
    pub const BLUETOOTH: Self = Self {
        interval: Duration::from_millis(30),
        packets: 4,
        connect: Duration::from_millis(500),
    };
}

/// What happened between a phone and a lock. `n` counts the requests of a radio from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The phone listens for locks: the start of each second of a scan.
    Scan,
    /// The phone is connected.
    Connected,
    /// A whole request reached the lock, which has done nothing yet.
    Request {
        /// Its number.
        n: u64,
        /// Its command byte.
        opcode: u8,
    },
    /// The lock has done what it does, and its memory was given to [`Hooks::on_change`]; the reply is not out.
    Handled {
        /// The request's number.
        n: u64,
    },
    /// The last piece of the reply is out; the phone takes it next.
    Reply {
        /// The request's number.
        n: u64,
    },
    /// The phone begins to wait for something that is not there.
    Waiting,
}

/// What a phone that died in the middle leaves behind: the payload of the unwinding that ends it in tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Killed;

/// Called with every event.
pub type OnEvent = Arc<dyn Fn(Event) + Send + Sync>;
/// Called with a lock's memory after each change, while the lock is held: it must not lock it again.
pub type OnChange = Arc<dyn Fn(&State) + Send + Sync>;
/// Called where the phone dies by script.
pub type OnDeath = Arc<dyn Fn() + Send + Sync>;

/// Where others look in.
#[derive(Clone, Default)]
pub struct Hooks {
    /// Called with every event, while no lock is held. A kill test unwinds here.
    pub on_event: Option<OnEvent>,
    /// Called with a lock's memory after each change and before the reply leaves, so that it can be written to a file.
    pub on_change: Option<OnChange>,
    /// Called where the phone dies by script. Without it the phone unwinds with [`Killed`].
    pub on_death: Option<OnDeath>,
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hooks")
    }
}

impl Hooks {
    fn event(&self, event: Event) {
        if let Some(on_event) = &self.on_event {
            on_event(event);
        }
    }

    pub(super) fn changed(&self, lock: &mut VirtualLock) {
        if lock.take_changed()
            && let Some(on_change) = &self.on_change
        {
            on_change(lock.state());
        }
    }

    fn die(&self) {
        match &self.on_death {
            Some(on_death) => on_death(),
            None => std::panic::resume_unwind(Box::new(Killed)),
        }
    }
}

/// What a radio used, to compare with what the protocol makes necessary.
#[derive(Debug, Default)]
pub struct Counters {
    connections: AtomicU64,
    requests: AtomicU64,
    pieces_out: AtomicU64,
    pieces_in: AtomicU64,
    intervals: AtomicU64,
}

/// The counters at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Connections made.
    pub connections: u64,
    /// Requests that reached a lock.
    pub requests: u64,
    /// Pieces written.
    pub pieces_out: u64,
    /// Pieces received.
    pub pieces_in: u64,
    /// Connection events used.
    pub intervals: u64,
}

impl Counters {
    /// The counters now.
    pub fn counts(&self) -> Counts {
        let now = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
        Counts {
            connections: now(&self.connections),
            requests: now(&self.requests),
            pieces_out: now(&self.pieces_out),
            pieces_in: now(&self.pieces_in),
            intervals: now(&self.intervals),
        }
    }
}

fn count(counter: &AtomicU64) -> u64 {
    counter.fetch_add(1, Ordering::SeqCst) + 1
}

/// A radio that hears virtual locks. Its copies count together.
#[derive(Clone, Debug)]
pub struct VirtualRadio {
    locks: Vec<SharedLock>,
    clock: Arc<VirtualClock>,
    timing: Timing,
    hooks: Hooks,
    counters: Arc<Counters>,
}

impl VirtualRadio {
    /// A radio that hears `locks`, which share its clock.
    pub fn new(locks: Vec<SharedLock>, clock: Arc<VirtualClock>, timing: Timing, hooks: Hooks) -> Self {
        Self {
            locks,
            clock,
            timing,
            hooks,
            counters: Arc::default(),
        }
    }

    /// A radio that hears one lock, without latency and hooks.
    pub fn of(lock: &SharedLock) -> Self {
        let clock = lock.lock().clock().clone();
        Self::new(vec![lock.clone()], clock, Timing::NONE, Hooks::default())
    }

    /// What it used so far; stays readable when the radio is given away.
    pub fn counters(&self) -> Arc<Counters> {
        self.counters.clone()
    }
}

#[async_trait]
impl Radio for VirtualRadio {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        _: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        let mut left = wait;
        loop {
            self.hooks.event(Event::Scan);
            for lock in &self.locks {
                let sighting = lock.lock().sighting();
                if sighting.is_some_and(|sighting| heard(sighting) == Listen::Enough) {
                    return Ok(());
                }
            }
            if left.is_zero() {
                return Ok(());
            }
            let round = left.min(Duration::from_secs(1));
            self.clock.advance(round);
            left = left.saturating_sub(round);
        }
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        _: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        let lock = self.locks.iter().find(|lock| lock.lock().state().address == address);
        let Some(lock) = lock.filter(|lock| lock.lock().is_awake()) else {
            self.clock.advance(wait);
            return Err(RadioError::NotInReach(address));
        };
        self.clock.advance(self.timing.connect.min(wait));
        if self.timing.connect > wait || lock.lock().connect().is_err() {
            return Err(RadioError::Refused(address));
        }
        count(&self.counters.connections);
        let advert = lock.lock().advert();
        let link = VirtualLink {
            advert,
            lock: lock.clone(),
            clock: self.clock.clone(),
            timing: self.timing,
            hooks: self.hooks.clone(),
            counters: self.counters.clone(),
            steps: VecDeque::new(),
            event: (Direction::Out, 0),
            open: true,
        };
        self.hooks.event(Event::Connected);
        Ok(Box::new(link))
    }

    async fn pause(&mut self, wait: Duration) {
        self.clock.advance(wait);
    }
}

/// Who uses the present connection event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Out,
    In,
}

/// What a lock does, for which request, and not before when on the clock.
#[derive(Debug)]
struct Due {
    n: u64,
    at: Duration,
    step: Step,
}

/// A connection to a virtual lock.
#[derive(Debug)]
struct VirtualLink {
    /// What the lock advertised before it was held.
    advert: LockAdvert,
    lock: SharedLock,
    clock: Arc<VirtualClock>,
    timing: Timing,
    hooks: Hooks,
    counters: Arc<Counters>,
    /// What the lock still does, in order.
    steps: VecDeque<Due>,
    /// The direction of the present connection event, and how many pieces it carried.
    event: (Direction, u32),
    open: bool,
}

impl VirtualLink {
    /// Takes the next place for a piece: in this connection event, or in the next.
    fn take_place(&mut self, direction: Direction) {
        let (present, used) = self.event;
        if present == direction && 0 < used && used < self.timing.packets {
            self.event = (direction, used + 1);
            return;
        }
        self.event = (direction, 1);
        count(&self.counters.intervals);
        self.clock.advance(self.timing.interval);
    }

    /// The lock handles a request; what it does then is queued.
    fn handle(&mut self, request: &super::Request) {
        let n = count(&self.counters.requests);
        let opcode = request.opcode();
        self.hooks.event(Event::Request { n, opcode });
        let steps = {
            let mut lock = self.lock.lock();
            let steps = lock.handle(request);
            self.hooks.changed(&mut lock);
            steps
        };
        self.hooks.event(Event::Handled { n });
        let mut at = self.clock.elapsed();
        for step in steps {
            match step {
                Step::PhoneDies => self.hooks.die(),
                Step::Wait(time) => at = at.saturating_add(time),
                step => self.steps.push_back(Due { n, at, step }),
            }
        }
    }

    fn end(&mut self) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        self.steps.clear();
        let mut lock = self.lock.lock();
        lock.disconnect();
        self.hooks.changed(&mut lock);
    }

    /// Whether the lock still holds this connection.
    fn check_open(&mut self) -> Result<(), LinkError> {
        let connected = {
            let mut lock = self.lock.lock();
            lock.tick();
            lock.is_connected()
        };
        // A lock that dropped the link by script says so in a step that is still queued, behind what it sent before.
        let drops = self.steps.iter().any(|due| due.step == Step::Drop);
        if !self.open || !connected && !drops {
            self.end();
            return Err(LinkError::Lost);
        }
        Ok(())
    }

    /// What the lock sends by itself goes out when nothing else does.
    fn queue_push(&mut self) -> bool {
        let push = self.lock.lock().take_push();
        let pieces = push.as_deref().map(crate::protocol::frame::pieces);
        let pieces = pieces.into_iter().flatten();
        let at = self.clock.elapsed();
        self.steps.extend(pieces.map(|piece| Due {
            n: 0,
            at,
            step: Step::Notify(piece.to_vec()),
        }));
        push.is_some()
    }

    /// Lets `wait` pass without anything coming; the lock may drop the link meanwhile.
    fn wait_in_vain(&mut self, wait: Duration) -> LinkError {
        let idle = self.lock.lock().idle_left().unwrap_or_default();
        self.clock.advance(wait.min(idle));
        if idle <= wait {
            self.end();
            return LinkError::Lost;
        }
        LinkError::TimedOut
    }

    /// A reply's last piece is followed by the mark that it is out.
    fn tell_replied(&mut self) {
        let replied = |due: &mut Due| due.step == Step::Replied;
        while let Some(Due { n, .. }) = self.steps.pop_front_if(replied) {
            self.hooks.event(Event::Reply { n });
        }
    }
}

#[async_trait]
impl Link for VirtualLink {
    fn advert(&self) -> Option<LockAdvert> {
        Some(self.advert.clone())
    }

    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        self.check_open()?;
        if self.steps.front().is_some_and(|due| due.step == Step::Drop) {
            self.end();
            return Err(LinkError::Lost);
        }
        self.take_place(Direction::Out);
        count(&self.counters.pieces_out);
        let requests = self.lock.lock().receive(piece);
        for request in requests {
            self.handle(&request);
        }
        Ok(())
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let deadline = self.clock.elapsed().saturating_add(wait);
        let mut waited = false;
        loop {
            self.check_open()?;
            let left = deadline.saturating_sub(self.clock.elapsed());
            let early = self
                .steps
                .front()
                .map(|due| due.at.saturating_sub(self.clock.elapsed()));
            match early {
                Some(early) if early > left => return Err(self.wait_in_vain(left)),
                Some(early) => self.clock.advance(early),
                None => {}
            }
            match self.steps.pop_front() {
                Some(Due {
                    step: Step::Notify(piece),
                    ..
                }) => {
                    self.take_place(Direction::In);
                    count(&self.counters.pieces_in);
                    self.tell_replied();
                    return Ok(piece);
                }
                Some(Due { step: Step::Drop, .. }) => {
                    self.end();
                    return Err(LinkError::Lost);
                }
                Some(Due {
                    n, step: Step::Replied, ..
                }) => self.hooks.event(Event::Reply { n }),
                // Neither is ever queued.
                Some(Due {
                    step: Step::Wait(_) | Step::PhoneDies,
                    ..
                }) => {}
                None if self.queue_push() => {}
                None => {
                    let quiet = self.lock.lock().receive_quiet();
                    if let Some(request) = quiet {
                        self.handle(&request);
                    } else if waited {
                        return Err(self.wait_in_vain(left));
                    } else {
                        // Somebody at the door may do something meanwhile.
                        waited = true;
                        self.hooks.event(Event::Waiting);
                    }
                }
            }
        }
    }

    async fn close(&mut self) {
        self.end();
    }
}

impl Drop for VirtualLink {
    fn drop(&mut self) {
        self.end();
    }
}
