//! A phone, a lock and a clock, as the tests have them, on a store of choice: the way there and back, measured step by step.

use crate::Failure;
use crate::bound::{self, Bound};
use crate::watch::{Spent, Watch};
use relatch::backup::loss::Loss;
use relatch::backup::plan::Choice;
use relatch::backup::seal::Identity;
use relatch::backup::verify::{Accepted, ResetWay};
use relatch::lock::progress::Silent;
use relatch::lock::reset::ResetOutcome;
use relatch::model::{DeviceInfo, OwnerKey, date};
use relatch::protocol::credentials;
use relatch::random::SeededRandom;
use relatch::runtime::backup::BackupRequest;
use relatch::runtime::reset::{Consent, ResetReport};
use relatch::runtime::{Clock, Now, Store, Tools, Vault};
use relatch::store::{Files, write_atomic};
use relatch::virtual_lock::radio::{Counters, Event, Hooks, SharedLock, Timing, VirtualRadio};
use relatch::virtual_lock::state::{Capacity, State};
use relatch::virtual_lock::{Model, Spec, VirtualClock, VirtualLock};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// 2026-11-24 09:00 UTC.
const START_MS: i64 = 1_795_510_800_000;
/// The zone: UTC + 1 h.
const OFFSET_MS: i64 = 3_600_000;
/// The owner's key of the first pairing.
const OLD_KEY: &str = "old.key.json";

/// One step, as it was measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Measured {
    /// Which.
    pub(crate) step: String,
    /// Real time.
    pub(crate) spent: Spent,
    /// Time on the virtual clock, in milliseconds.
    pub(crate) virtual_ms: u64,
    /// Requests sent, of each command.
    pub(crate) requests: BTreeMap<u8, u64>,
    /// Connection events used.
    pub(crate) intervals: u64,
    /// What the protocol makes necessary.
    pub(crate) bound: Bound,
}

/// The virtual clock as the phone's clock.
pub(crate) struct PhoneClock(Arc<VirtualClock>);

impl Clock for PhoneClock {
    fn now(&self) -> Now {
        Now {
            moment: relatch::backup::item::Moment(self.0.utc_ms()),
            offset_ms: OFFSET_MS,
            zone: "Europe/Berlin".to_owned(),
        }
    }
}

/// An owner who accepts every loss that is shown.
struct AcceptAll;

impl Consent for AcceptAll {
    fn accept(&mut self, losses: &[Loss]) -> Accepted {
        Accepted::all(losses)
    }

    fn accept_volatile_key(&mut self) -> bool {
        false
    }
}

pub(crate) struct World {
    clock: Arc<VirtualClock>,
    pub(crate) lock: SharedLock,
    pub(crate) files: Arc<dyn Files>,
    folder: PathBuf,
    identity: Identity,
    timing: Timing,
    seed: u64,
}

impl World {
    /// A paired lock of the model that has everything, with room for all that it holds. `lock` makes it another one.
    pub(crate) fn new(
        lock: u64,
        codes: u16,
        cards: u16,
        timing: Timing,
        files: Arc<dyn Files>,
        folder: &Path,
    ) -> Result<Self, Failure> {
        let spec = Spec {
            seed: lock,
            codes,
            cards,
            fingerprints: 3,
            capacity: Some(Capacity {
                codes: codes.saturating_add(10),
                cards: cards.saturating_add(10),
                fingerprints: 10,
            }),
            ..Spec::empty(Model::Full, date::lock_time(START_MS, OFFSET_MS)?)
        };
        let clock = Arc::new(VirtualClock::new(START_MS));
        let mut lock = VirtualLock::new(&spec, clock.clone());
        let key = lock.pair();
        let world = Self {
            clock,
            lock: SharedLock::new(lock),
            files,
            folder: folder.to_owned(),
            identity: Identity::generate(),
            timing,
            seed: 1,
        };
        let text = credentials::sdk::write(&key, &DeviceInfo::default());
        write_atomic(&*world.files, &world.path(OLD_KEY), text.as_bytes())?;
        Ok(world)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Where the phone remembers.
    pub(crate) fn store(&self) -> Store {
        Store::open(self.files.clone(), self.path("state"))
    }

    /// The phone's clock.
    pub(crate) fn phone_clock(&self) -> PhoneClock {
        PhoneClock(self.clock.clone())
    }

    /// The owner's key of the first pairing, as text.
    pub(crate) fn key_text(&self) -> Result<String, Failure> {
        Ok(String::from_utf8(self.files.read(&self.path(OLD_KEY), 1 << 20)?)?)
    }

    fn key(&self, name: &str) -> Result<OwnerKey, Failure> {
        let found = credentials::parse(&self.files.read(&self.path(name), 1 << 20)?)?;
        Ok(credentials::select(found, None)?.key)
    }

    pub(crate) fn state(&self) -> State {
        self.lock.lock().state().clone()
    }

    /// The six steps, in their order.
    pub(crate) fn whole_way(&mut self) -> Result<Vec<Measured>, Failure> {
        use relatch::runtime::{backup, pair, rehearse, reset, restore};
        let copy = self.path("hall.relatch");
        let old = self.key(OLD_KEY)?;
        let first = self.state();
        let now = date::lock_time(START_MS, OFFSET_MS)?.minute();
        let request = BackupRequest {
            key: old.clone(),
            out: copy.clone(),
            log: false,
            names: Vec::new(),
            account: None,
        };
        let mut steps = Vec::new();
        let bound = bound::backup(&first);
        steps.push(self.measure("backup", bound, |tools| {
            pollster::block_on(backup::backup(tools, &request))?;
            Ok(())
        })?);
        let bound = bound::rehearsal(&first, now);
        steps.push(self.measure("rehearsal", bound, |tools| {
            pollster::block_on(rehearse::rehearse(tools, &copy, &old))?;
            Ok(())
        })?);
        let bound = bound::reset(&first, now);
        steps.push(self.measure("reset", bound, |tools| {
            let way = ResetWay::OverTheAir;
            let report = pollster::block_on(reset::reset(tools, &copy, &old, way, &mut AcceptAll))?;
            match report {
                ResetReport::Sent {
                    outcome: ResetOutcome::Done,
                    ..
                } => Ok(()),
                other => Err(format!("the lock was not reset: {other:?}").into()),
            }
        })?);
        let address = first.address;
        let new = self.path("new.key.json");
        let bound = bound::pairing(&self.state());
        steps.push(self.measure("pairing", bound, |tools| {
            pollster::block_on(pair::pair(tools, address, &new))?;
            Ok(())
        })?);
        let new = self.key("new.key.json")?;
        let present = self.state();
        let mut restored = self.measure("restore", Bound::default(), |tools| {
            let choice = Choice::default();
            let report = pollster::block_on(restore::restore(tools, &copy, &new, &choice, false))?;
            if report.is_complete() {
                Ok(())
            } else {
                Err("the restore is not complete".into())
            }
        })?;
        restored.bound = bound::restore(&first, &present, &self.state(), now);
        steps.push(restored);
        let bound = bound::diff(&self.state());
        steps.push(self.measure("proof", bound, |tools| {
            let diff = pollster::block_on(restore::diff(tools, &copy, &new))?;
            if diff.is_restored() {
                Ok(())
            } else {
                Err("not everything is back".into())
            }
        })?);
        Ok(steps)
    }

    fn measure(
        &mut self,
        step: &str,
        bound: Bound,
        work: impl FnOnce(&mut Tools<'_>) -> Result<(), Failure>,
    ) -> Result<Measured, Failure> {
        let (mut radio, meter) = self.radio();
        let store = self.store();
        let vault = Vault::of_identities(vec![self.identity.clone()], Vec::new());
        let mut random = SeededRandom::new(self.seed);
        self.seed += 1;
        let clock = self.phone_clock();
        let mut tools = Tools {
            radio: &mut radio,
            store: &store,
            vault: &vault,
            random: &mut random,
            clock: &clock,
            progress: &mut Silent,
        };
        let begun = meter.begin();
        work(&mut tools)?;
        meter.end(&begun, step, bound)
    }

    /// A radio that hears the lock, and what counts what goes over it.
    pub(crate) fn radio(&self) -> (VirtualRadio, Meter) {
        let requests = Arc::new(Mutex::new(BTreeMap::new()));
        let noted = requests.clone();
        let note = move |event: Event| {
            if let Event::Request { opcode, .. } = event
                && let Ok(mut noted) = noted.lock()
            {
                *noted.entry(opcode).or_default() += 1;
            }
        };
        let hooks = Hooks {
            on_event: Some(Arc::new(note)),
            ..Hooks::default()
        };
        let radio = VirtualRadio::new(vec![self.lock.clone()], self.clock.clone(), self.timing, hooks);
        let meter = Meter {
            requests,
            counters: radio.counters(),
            clock: self.clock.clone(),
        };
        (radio, meter)
    }
}

/// Counts what goes over a radio, and how long it takes.
pub(crate) struct Meter {
    requests: Arc<Mutex<BTreeMap<u8, u64>>>,
    counters: Arc<Counters>,
    clock: Arc<VirtualClock>,
}

/// How a meter stood when a step began.
pub(crate) struct Begun {
    intervals: u64,
    elapsed: Duration,
    watch: Watch,
}

impl Meter {
    /// A step begins.
    pub(crate) fn begin(&self) -> Begun {
        if let Ok(mut requests) = self.requests.lock() {
            requests.clear();
        }
        Begun {
            intervals: self.counters.counts().intervals,
            elapsed: self.clock.elapsed(),
            watch: Watch::start(),
        }
    }

    /// It is over.
    pub(crate) fn end(&self, begun: &Begun, step: &str, bound: Bound) -> Result<Measured, Failure> {
        let spent = begun.watch.spent();
        let virtual_time = self.clock.elapsed().saturating_sub(begun.elapsed);
        Ok(Measured {
            step: step.to_owned(),
            spent,
            virtual_ms: u64::try_from(virtual_time.as_millis())?,
            requests: self
                .requests
                .lock()
                .map(|requests| requests.clone())
                .unwrap_or_default(),
            intervals: self.counters.counts().intervals - begun.intervals,
            bound,
        })
    }
}
