//! A complete lock in software: for tests, for demonstrations without hardware, and to be served to other clients.
//!
//! | file | what it is |
//! |---|---|
//! | [`models`] | the three models, and what a new lock of each holds ([`Spec`]) |
//! | [`state`] | everything that a lock remembers: plain data, a versioned JSON file |
//! | `serve` | the lock's side of the protocol: a frame in, pieces out; a file a family of commands |
//! | [`door`] | what a person does at the door: type, present a card, touch, press the reset button |
//! | [`quirks`] | how real locks differ from each other, each switched on by name |
//! | [`fault`] | failures by script, `drop-after@7` |
//! | [`clock`] | the world's time, which passes only when told |
//! | [`connection`] | a connection of somebody else's client, in real time |
//! | [`gatt`] | the services and characteristics that a lock offers |
//! | [`radio`] | a [`crate::transport::Radio`] over virtual locks, without latency or timed like Bluetooth |
//! | [`switch`] | a radio that is switched off in the middle |
//! | `show` | all that is in a lock, as JSON for people and scripts |
//!
//! Nothing here sleeps, reads a clock or starts a thread: time comes from [`VirtualClock`], random numbers from the seed, so
//! the same arguments make the same lock and the same conversation.

pub mod clock;
pub mod connection;
pub mod door;
pub mod fault;
pub mod gatt;
pub mod models;
mod named;
pub mod quirks;
pub mod radio;
mod serve;
mod show;
pub mod state;
pub mod switch;

#[cfg(test)]
mod tests;

pub use clock::VirtualClock;
pub use connection::{Connection, Next, Shown};
pub use door::{Presented, Pressed, Typed};
pub use fault::{Fault, Script};
pub use models::{Model, Spec};
pub use quirks::Quirk;
pub use radio::{Event, Hooks, Killed, SharedLock, Timing, VirtualRadio};
pub use serve::{Request, Step};
pub use state::{State, StateError};
pub use switch::Switch;

use crate::model::{CardNumber, CodeText, Feature, OwnerKey, Pairing, SecretNumber, Seed};
use crate::protocol::advert::LockAdvert;
use crate::transport::Sighting;
use models::Dice;
use serve::Session;
use state::Owner;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

/// How long a touched lock that does not advertise always stays awake without a link (protocol, flows 9 \[B\]).
const AWAKE: Duration = Duration::from_secs(12);
/// How long a lock's advertisement says that it was touched.
const TOUCHED: Duration = Duration::from_secs(5);
/// How long a lock keeps a link on which nothing comes. The protocol says "some seconds"; a reply that is later than every
/// deadline still fits.
const IDLE: Duration = Duration::from_secs(12);
/// How long a lock waits for the end of a pairing before it falls back to setting mode.
const PAIRING_PATIENCE: Duration = Duration::from_mins(1);

/// A virtual lock: its memory, and the one connection that it may have.
#[derive(Debug)]
pub struct VirtualLock {
    state: State,
    clock: Arc<VirtualClock>,
    session: Option<Session>,
    /// Frames that the lock sends by itself on the present connection.
    pushes: VecDeque<Vec<u8>>,
    changed: bool,
    index: Index,
    /// How many connections there were since this value was made.
    connections: u64,
}

/// Where codes and cards stand in their lists, so that a lock with thousands of them answers as fast as one with few. Made
/// when needed, dropped when a list changes other than at its end.
#[derive(Debug, Default)]
struct Index {
    codes: Option<HashMap<CodeText, usize>>,
    cards: Option<HashMap<CardNumber, usize>>,
}

/// Somebody is connected to the lock already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to connect to the lock: another holds it")]
pub struct Held;

impl VirtualLock {
    /// A new lock, in setting mode. The same spec makes the same lock.
    pub fn new(spec: &Spec, clock: Arc<VirtualClock>) -> Self {
        Self::from_state(models::make(spec, clock.utc_ms()), clock)
    }

    /// The lock of a memory.
    pub fn from_state(state: State, clock: Arc<VirtualClock>) -> Self {
        Self {
            state,
            clock,
            session: None,
            pushes: VecDeque::new(),
            changed: false,
            index: Index::default(),
            connections: 0,
        }
    }

    /// The lock of a file.
    pub fn from_json(json: &[u8], clock: Arc<VirtualClock>) -> Result<Self, StateError> {
        State::from_json(json).map(|state| Self::from_state(state, clock))
    }

    /// Its memory.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Its memory, to change it: for tests that override one behaviour, and for arming faults.
    pub fn state_mut(&mut self) -> &mut State {
        self.index = Index::default();
        self.change()
    }

    /// Its memory, to change anything but which codes and cards stand where.
    fn change(&mut self) -> &mut State {
        self.changed = true;
        &mut self.state
    }

    /// Whether its memory changed since this was asked last: then a file of it is out of date.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// The world's time.
    pub fn clock(&self) -> &Arc<VirtualClock> {
        &self.clock
    }

    /// Arms a fault.
    pub fn arm(&mut self, script: Script) {
        self.change().faults.arm(script);
    }

    /// Makes somebody its owner, as a finished pairing does: for tests, and for locks that are made paired.
    pub fn pair(&mut self) -> OwnerKey {
        let state = self.change();
        let owner = Owner {
            aes_key: crate::model::AesKey(state.draw()),
            admin_secret: SecretNumber(u32::from_be_bytes(state.draw())),
            unlock_key: SecretNumber(u32::from_be_bytes(state.draw())),
            lock_flag_pos: 0,
            uid: None,
            finished: true,
            since_ms: 0,
        };
        let passcode = Dice::new(u64::from_be_bytes(state.draw())).passcode(7);
        state.owner = Some(owner.clone());
        state.admin_passcode.clone_from(&passcode);
        let years = state.seeds.first_year..;
        let seeds = years.zip(&state.seeds.values).map(|(year, (code, secret))| Seed {
            year,
            code: *code,
            secret: format!("{secret:010}"),
        });
        OwnerKey {
            address: state.address,
            aes_key: owner.aes_key,
            admin_secret: owner.admin_secret,
            unlock_key: owner.unlock_key,
            lock_flag_pos: 0,
            uid: 0,
            version: Some(state.version),
            raw_offset_ms: Some(state.clock_offset_s.saturating_mul(1_000)),
            admin_passcode: passcode,
            seeds: seeds.collect(),
            features: Some(state.features.clone()),
            name: None,
            advertised_name: Some(state.advertised_name()),
            pairing: Pairing::Finished,
        }
    }

    /// What it advertises now; `None` while it sleeps or somebody is connected.
    pub fn sighting(&mut self) -> Option<Sighting> {
        self.tick();
        (self.is_awake() && !self.is_held()).then(|| Sighting {
            advert: self.advert(),
            name: Some(self.state.advertised_name()),
            rssi: Some(-58),
        })
    }

    /// Its advertisement, whether or not it sends one now.
    pub fn advert(&self) -> LockAdvert {
        let state = &self.state;
        let unfinished = state.is(Quirk::PairingShowsSettingMode);
        LockAdvert {
            protocol_type: state.version.protocol_type,
            protocol_version: state.version.protocol_version,
            scene: state.version.scene,
            mac: state.address,
            battery: state.battery,
            unlocked: state.unlocked,
            new_events: state.log.next > state.log.unread_from,
            setting_mode: state.owner.as_ref().is_none_or(|owner| !owner.finished && unfinished),
            touch: self.now_ms() < state.touched_until_ms,
            parked: false,
        }
    }

    /// Whether it can be heard: it does not sleep.
    pub fn is_awake(&self) -> bool {
        let sleeps = self.state.has(Feature::RareAdvertising) && self.now_ms() >= self.state.awake_until_ms;
        !self.state.asleep && !sleeps
    }

    /// Whether somebody is connected to it, or another phone holds it.
    pub fn is_held(&self) -> bool {
        self.session.is_some() || self.now_ms() < self.state.held_until_ms
    }

    /// Somebody connects.
    pub fn connect(&mut self) -> Result<(), Held> {
        self.tick();
        if self.is_held() {
            return Err(Held);
        }
        self.session = Some(Session::new(self.now_ms()));
        self.connections += 1;
        self.pushes.clear();
        Ok(())
    }

    /// The connection ends; nothing of it survives (protocol, flows 1).
    pub fn disconnect(&mut self) {
        if self.session.take().is_none() {
            return;
        }
        self.pushes.clear();
        if self.state.has(Feature::RareAdvertising) {
            self.change().awake_until_ms = self.after(AWAKE);
        }
    }

    /// Whether somebody is connected.
    pub fn is_connected(&self) -> bool {
        self.session.is_some()
    }

    /// How long the present connection still lasts when nothing comes on it.
    pub fn idle_left(&self) -> Option<Duration> {
        let session = self.session.as_ref()?;
        let idle = self.now_ms().saturating_sub(session.last_ms);
        let idle = Duration::from_millis(u64::try_from(idle).unwrap_or_default());
        Some(IDLE.saturating_sub(idle))
    }

    /// A frame that the lock sends by itself on the present connection, if there is one.
    pub fn take_push(&mut self) -> Option<Vec<u8>> {
        self.pushes.pop_front()
    }

    /// What passes by itself: the bolt locks after its time, without a log record; an unfinished pairing is given up; an idle
    /// connection ends.
    pub fn tick(&mut self) {
        let now = self.now_ms();
        if self.state.unlocked && self.state.locks_at_ms.is_some_and(|at| at <= now) && !self.is_passage_time() {
            let state = self.change();
            (state.unlocked, state.locks_at_ms) = (false, None);
        }
        let patience = i64::try_from(PAIRING_PATIENCE.as_millis()).unwrap_or(i64::MAX);
        let given_up = |owner: &Owner| !owner.finished && owner.since_ms.saturating_add(patience) <= now;
        if self.session.is_none() && self.state.owner.as_ref().is_some_and(given_up) {
            let state = self.change();
            (state.owner, state.admin_passcode) = (None, None);
        }
        if self.idle_left() == Some(Duration::ZERO) {
            self.disconnect();
        }
    }

    fn now_ms(&self) -> i64 {
        self.clock.utc_ms()
    }

    fn after(&self, time: Duration) -> i64 {
        self.now_ms()
            .saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
    }
}
