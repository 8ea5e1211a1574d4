//! A whole small world for tests: one phone with a disk, one or two virtual locks, one clock, nothing that sleeps.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod phone;
pub(crate) mod watched;
pub(crate) mod witness;

use relatch::backup::item::Label;
use relatch::backup::loss::Loss;
use relatch::backup::plan::Choice;
use relatch::backup::seal::Identity;
use relatch::backup::verify::{Accepted, ResetWay};
use relatch::lock::progress::Silent;
use relatch::lock::reset::ResetOutcome;
use relatch::model::{Address, LockSecond, OwnerKey};
use relatch::protocol::credentials;
use relatch::random::SeededRandom;
use relatch::runtime::backup::{BackupReport, BackupRequest};
use relatch::runtime::erase::EraseConsent;
use relatch::runtime::pair::PairReport;
use relatch::runtime::reset::{Consent, ResetReport};
use relatch::runtime::restore::RestoreReport;
use relatch::runtime::{Clock, Now, RuntimeError, Store, Tools, Vault};
use relatch::store::{Files, MemoryFiles, StoreError};
use relatch::virtual_lock::radio::{Counters, Hooks, SharedLock, Timing, VirtualRadio};
use relatch::virtual_lock::{Model, Spec, VirtualClock, VirtualLock};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// 2026-11-24 09:00 UTC.
pub(crate) const START_MS: i64 = 1_795_510_800_000;
/// The zone of everything here: UTC + 1 h.
pub(crate) const OFFSET_MS: i64 = 3_600_000;

/// The virtual clock as the phone's clock.
#[derive(Debug)]
pub(crate) struct PhoneClock(pub Arc<VirtualClock>);

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
#[derive(Default)]
pub(crate) struct AcceptAll {
    pub(crate) shown: Vec<Loss>,
}

impl Consent for AcceptAll {
    fn accept(&mut self, losses: &[Loss]) -> Accepted {
        self.shown = losses.to_vec();
        Accepted::all(losses)
    }

    fn accept_volatile_key(&mut self) -> bool {
        false
    }
}

impl EraseConsent for AcceptAll {
    fn accept(&mut self, _: &[Label]) -> Accepted {
        Accepted::default()
    }
}

/// The world.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) clock: Arc<VirtualClock>,
    pub(crate) lock: SharedLock,
    pub(crate) others: Vec<SharedLock>,
    pub(crate) files: MemoryFiles,
    pub(crate) identity: Identity,
    pub(crate) hooks: Hooks,
    pub(crate) timing: Timing,
    pub(crate) seed: u64,
    pub(crate) counters: Vec<Arc<Counters>>,
    pub(crate) names: Vec<(relatch::backup::ItemId, String)>,
    pub(crate) account: Option<relatch::runtime::merge::AccountLists>,
}

/// The saved copy.
pub(crate) fn copy() -> &'static Path {
    Path::new("hall.relatch")
}

/// The key of the first pairing.
pub(crate) fn key_file() -> &'static Path {
    Path::new("hall.key.json")
}

/// The key of the pairing after the reset.
pub(crate) fn new_key_file() -> &'static Path {
    Path::new("new.key.json")
}

/// The time that locks and phone agree on at the start.
pub(crate) fn local_now() -> LockSecond {
    relatch::model::date::lock_time(START_MS, OFFSET_MS).unwrap()
}

/// A lock with some of everything that its model has.
pub(crate) fn spec(model: Model, codes: u16, cards: u16) -> Spec {
    Spec {
        codes,
        cards,
        fingerprints: 3,
        ..Spec::empty(model, local_now())
    }
}

impl World {
    /// A lock that is paired, and a phone that holds its key in a file.
    pub(crate) fn with(spec: &Spec) -> Self {
        let clock = Arc::new(VirtualClock::new(START_MS));
        let mut lock = VirtualLock::new(spec, clock.clone());
        let key = lock.pair();
        let files = MemoryFiles::new();
        let text = credentials::sdk::write(&key, &relatch::model::DeviceInfo::default());
        relatch::store::write_atomic(&files, key_file(), text.as_bytes()).unwrap();
        Self {
            clock,
            lock: SharedLock::new(lock),
            others: Vec::new(),
            files,
            identity: Identity::generate(),
            hooks: Hooks::default(),
            timing: Timing::NONE,
            seed: 1,
            counters: Vec::new(),
            names: Vec::new(),
            account: None,
        }
    }

    /// The same world as it is now, on its own from here on.
    pub(crate) fn fork(&self) -> Self {
        let clock = Arc::new(VirtualClock::new(self.clock.utc_ms()));
        let copy_of = |lock: &SharedLock| {
            let state = lock.lock().state().clone();
            SharedLock::new(VirtualLock::from_state(state, clock.clone()))
        };
        Self {
            lock: copy_of(&self.lock),
            others: self.others.iter().map(copy_of).collect(),
            files: self.files.fork(),
            clock,
            counters: Vec::new(),
            ..self.clone()
        }
    }

    pub(crate) fn address(&self) -> Address {
        self.lock.lock().state().address
    }

    pub(crate) fn key(&self, path: &Path) -> OwnerKey {
        let found = credentials::parse(&self.files.read(path, 1 << 20).unwrap()).unwrap();
        credentials::select(found, None).unwrap().key
    }

    /// Calls one procedure with everything that it needs.
    pub(crate) fn run<T>(&mut self, procedure: impl FnOnce(&mut Tools<'_>) -> T) -> T {
        let mut locks = vec![self.lock.clone()];
        locks.extend(self.others.iter().cloned());
        let mut radio = VirtualRadio::new(locks, self.clock.clone(), self.timing, self.hooks.clone());
        self.counters.push(radio.counters());
        let store = self.store();
        let vault = self.vault();
        let mut random = SeededRandom::new(self.seed);
        self.seed += 1;
        let clock = PhoneClock(self.clock.clone());
        let mut tools = Tools {
            radio: &mut radio,
            store: &store,
            vault: &vault,
            random: &mut random,
            clock: &clock,
            progress: &mut Silent,
        };
        procedure(&mut tools)
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(Arc::new(self.files.clone()), PathBuf::from("state"))
    }

    pub(crate) fn vault(&self) -> Vault<'static> {
        Vault::of_identities(vec![self.identity.clone()], Vec::new())
    }

    pub(crate) fn backup(&mut self) -> Result<BackupReport, RuntimeError> {
        let request = BackupRequest {
            key: self.key(key_file()),
            out: copy().to_owned(),
            log: false,
            names: self.names.clone(),
            account: self.account.clone(),
        };
        self.run(|tools| pollster::block_on(relatch::runtime::backup::backup(tools, &request)))
    }

    pub(crate) fn rehearse(&mut self) -> Result<relatch::runtime::rehearse::RehearsalReport, RuntimeError> {
        let key = self.key(key_file());
        self.run(|tools| pollster::block_on(relatch::runtime::rehearse::rehearse(tools, copy(), &key)))
    }

    pub(crate) fn reset(&mut self) -> Result<ResetReport, RuntimeError> {
        let key = self.key(key_file());
        let mut consent = AcceptAll::default();
        let way = ResetWay::OverTheAir;
        self.run(|tools| pollster::block_on(relatch::runtime::reset::reset(tools, copy(), &key, way, &mut consent)))
    }

    pub(crate) fn pair(&mut self) -> Result<PairReport, RuntimeError> {
        let address = self.address();
        self.run(|tools| pollster::block_on(relatch::runtime::pair::pair(tools, address, new_key_file())))
    }

    pub(crate) fn restore(&mut self) -> Result<RestoreReport, RuntimeError> {
        let key = self.key(new_key_file());
        let choice = Choice::default();
        self.run(|tools| pollster::block_on(relatch::runtime::restore::restore(tools, copy(), &key, &choice, false)))
    }

    pub(crate) fn diff(&mut self) -> Result<relatch::backup::diff::Diff, RuntimeError> {
        let key = self.key(new_key_file());
        self.run(|tools| pollster::block_on(relatch::runtime::restore::diff(tools, copy(), &key)))
    }

    pub(crate) fn erase(&mut self) -> Result<relatch::backup::erase::Receipt, RuntimeError> {
        let clock = PhoneClock(self.clock.clone());
        let (store, vault) = (self.store(), self.vault());
        relatch::runtime::erase::erase(&store, &vault, &clock, copy(), &mut AcceptAll::default())
    }
}

/// The procedures in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Backup,
    Rehearse,
    Reset,
    Pair,
    Restore,
    Erase,
}

impl Step {
    pub(crate) const ALL: [Self; 6] = [
        Self::Backup,
        Self::Rehearse,
        Self::Reset,
        Self::Pair,
        Self::Restore,
        Self::Erase,
    ];

    pub(crate) fn run(self, world: &mut World) -> Result<(), RuntimeError> {
        match self {
            Self::Backup => world.backup().map(drop),
            Self::Rehearse => world.rehearse().map(drop),
            Self::Reset => world.reset().map(|report| match report {
                ResetReport::DoneBefore
                | ResetReport::Sent {
                    outcome: ResetOutcome::Done,
                    ..
                } => {}
                other => panic!("{other:?}"),
            }),
            Self::Pair => match world.pair() {
                // A run that was stopped after its last write had done everything.
                Err(RuntimeError::KeyThere { .. }) => Ok(()),
                result => result.map(drop),
            },
            Self::Restore => world
                .restore()
                .map(|report| assert!(report.is_complete(), "{:?}", report.read_back)),
            Self::Erase => match world.erase() {
                // Likewise: the file is gone, and so is its key.
                Err(RuntimeError::Store(StoreError::NotFound { .. })) => Ok(()),
                result => result.map(drop),
            },
        }
    }
}

/// Goes on from `step` to the end, and proves the end.
pub(crate) fn finish(mut world: World, step: Step, original: &World, at: &str) {
    for step in Step::ALL.into_iter().filter(|next| *next >= step) {
        // An erasing that was stopped may have removed the file already.
        if step == Step::Erase && world.files.contents().contains_key(copy()) {
            let diff = world.diff().unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(diff.is_restored(), "{at}: {diff:?}");
            assert!(diff.extra.is_empty(), "{at}: left behind: {diff:?}");
        }
        step.run(&mut world)
            .unwrap_or_else(|error| panic!("{at}, then {step:?}: {error}"));
    }
    let state = world.lock.lock().state().clone();
    assert!(state.owner.is_some(), "{at}");
    assert!(state.codes.len() <= original.lock.lock().state().codes.len(), "{at}");
    assert!(!world.files.contents().contains_key(copy()), "{at}");
}
