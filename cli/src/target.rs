//! Where a lock is, and how it is reached there.

use crate::cancel::{Cancel, Cancellable};
use crate::exit::{Exit, Failure};
use crate::failure::{OfFile, virtual_lock_failure};
use crate::output::counted;
use crate::pace::{Pace, Paced};
use relatch::backup::item::Moment;
use relatch::model::{Address, CardRecord, PasscodeRecord};
use relatch::runtime::clock::{Clock, Now, SystemClock};
use relatch::store::{FileLock, Files, SystemFiles, write_atomic};
use relatch::transport::bluetooth::SystemBluetooth;
use relatch::transport::gateway::{Deadlines, GatewayRadio, Place, PlaceError};
use relatch::transport::{Metered, Radio};
use relatch::virtual_lock::radio::{OnChange, OnDeath};
use relatch::virtual_lock::{Hooks, SharedLock, Shown, State, Timing, VirtualClock, VirtualLock, VirtualRadio};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The most bytes of a virtual lock's file: room for ten thousand items and a long log.
const MAX_LOCK_FILE: u64 = 64 * 1024 * 1024;

/// Where a lock is: what `--lock` takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A virtual lock's file.
    Virtual(PathBuf),
    /// In reach of this machine's Bluetooth.
    Bluetooth(Address),
    /// In reach of a gateway.
    Gateway(Place),
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(address) = text.strip_prefix("ble:") {
            return address.parse().map(Self::Bluetooth).map_err(|error| error.to_string());
        }
        if text.starts_with("ws:") || text.starts_with("wss:") {
            return text
                .parse()
                .map(Self::Gateway)
                .map_err(|error: PlaceError| error.to_string());
        }
        Ok(Self::Virtual(text.into()))
    }
}

impl Target {
    /// The virtual lock's file; every other place is refused.
    pub(crate) fn path(&self) -> Result<&Path, Failure> {
        match self {
            Self::Virtual(path) => Ok(path),
            Self::Bluetooth(_) | Self::Gateway(_) => Err(Failure::usage(
                "this is told of virtual locks only",
                "Give the file of a virtual lock.",
            )),
        }
    }
}

/// A lock in reach.
pub(crate) struct Reached {
    /// Its address.
    pub(crate) address: Address,
    /// Reaches it.
    pub(crate) radio: Box<dyn Radio>,
    /// The time in which it lives.
    pub(crate) clock: Arc<dyn Clock>,
    /// The lock itself, where it is virtual; last, so that the radio is gone before.
    pub(crate) held: Option<HeldLock>,
}

impl Reached {
    /// Reaches for a lock. Over a radio nothing is sent yet.
    pub(crate) fn open(target: &Target, cancel: &Cancel) -> Result<Self, Failure> {
        let address = match target {
            Target::Virtual(path) => {
                let held = HeldLock::open(path)?;
                return Ok(Self {
                    address: held.address(),
                    radio: Box::new(held.radio(cancel)),
                    clock: Arc::new(WorldClock(held.clock().clone())),
                    held: Some(held),
                });
            }
            Target::Bluetooth(address) => *address,
            Target::Gateway(place) => place.lock.ok_or_else(|| {
                Failure::usage(
                    format!("{place} names no lock"),
                    "Add ?lock=AA:BB:CC:11:22:33; `relatch scan --lock` with this address lists the locks there.",
                )
            })?,
        };
        Ok(Self {
            address,
            radio: Box::new(Cancellable::new(real_radio(target), cancel.clone())),
            clock: Arc::new(SystemClock),
            held: None,
        })
    }
}

/// The radio that reaches a real lock. Nothing is opened before it is used.
pub(crate) fn real_radio(target: &Target) -> Box<dyn Radio> {
    match target {
        Target::Gateway(place) => metered(GatewayRadio::new(place.clone(), Deadlines::default())),
        Target::Bluetooth(_) | Target::Virtual(_) => bluetooth_radio(),
    }
}

/// This machine's Bluetooth; of several adapters the one that RELATCH_ADAPTER names.
pub(crate) fn bluetooth_radio() -> Box<dyn Radio> {
    let adapter = std::env::var("RELATCH_ADAPTER").ok().filter(|name| !name.is_empty());
    metered(SystemBluetooth::new(adapter))
}

/// Tells in the log, once it is no longer used, what went over a radio.
fn metered(radio: impl Radio + 'static) -> Box<dyn Radio> {
    Box::new(Metered::new(radio, |traffic| {
        if traffic.connections > 0 {
            tracing::info!("{traffic}");
        }
    }))
}

/// The time of the virtual lock's world, in the zone of this machine: it passes faster where the lock lets us wait.
pub(crate) struct WorldClock(pub(crate) Arc<VirtualClock>);

impl Clock for WorldClock {
    fn now(&self) -> Now {
        let Now { offset_ms, zone, .. } = SystemClock.now();
        Now {
            moment: Moment(self.0.utc_ms()),
            offset_ms,
            zone,
        }
    }
}

/// A virtual lock that this process alone may change: kept in a file, or in memory only.
pub(crate) struct HeldLock {
    lock: SharedLock,
    clock: Arc<VirtualClock>,
    file: Option<LockFile>,
}

/// Where a lock is kept.
struct LockFile {
    path: PathBuf,
    /// Holds other processes off.
    _guard: Box<dyn FileLock>,
}

impl HeldLock {
    /// Opens the file and keeps others from changing it.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        // Before the guard's file is made beside it.
        let first = read(path)?;
        let guard = SystemFiles.lock(&guard_path(path)).of_file("the virtual lock")?;
        // Another process may have written it before it let go.
        let state = if SystemFiles.read(path, MAX_LOCK_FILE).of_file("the virtual lock")? == first {
            parse(path, &first)?
        } else {
            parse(path, &read(path)?)?
        };
        let clock = Arc::new(VirtualClock::new(crate::time::utc_ms()));
        let file = LockFile {
            path: path.to_owned(),
            _guard: guard,
        };
        Ok(Self {
            file: Some(file),
            ..Self::in_memory(VirtualLock::from_state(state, clock))
        })
    }

    /// One that is gone with this process.
    pub(crate) fn in_memory(lock: VirtualLock) -> Self {
        Self {
            clock: Arc::clone(lock.clock()),
            lock: SharedLock::new(lock),
            file: None,
        }
    }

    /// Its address.
    pub(crate) fn address(&self) -> Address {
        self.lock.lock().state().address
    }

    /// The codes and cards that it lists.
    pub(crate) fn listed(&self) -> (Vec<PasscodeRecord>, Vec<CardRecord>) {
        let lock = self.lock.lock();
        let state = lock.state();
        let codes = state.codes.iter().map(|there| there.record.clone());
        let cards = state.cards.iter().map(|there| there.record.clone());
        (codes.collect(), cards.collect())
    }

    /// The world's time, in which the lock lives.
    pub(crate) fn clock(&self) -> &Arc<VirtualClock> {
        &self.clock
    }

    /// Lets the time pass in the lock's world that passed outside, while somebody thought.
    pub(crate) fn keep_time(&self) {
        let behind = crate::time::utc_ms().saturating_sub(self.clock.utc_ms());
        if let Ok(behind) = u64::try_from(behind) {
            self.clock.advance(Duration::from_millis(behind));
        }
    }

    /// Does something to the lock, and writes the file where that changed it.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut VirtualLock) -> T) -> Result<T, Failure> {
        let mut lock = self.lock.lock();
        let result = act(&mut lock);
        if let (true, Some(file)) = (lock.take_changed(), &self.file) {
            save(&file.path, lock.state()).of_file("the virtual lock")?;
        }
        Ok(result)
    }

    /// A radio that hears this lock, at once; the phone that dies takes this process with it. The file follows each change
    /// before the lock answers, as a lock's own memory does.
    pub(crate) fn radio(&self, cancel: &Cancel) -> Cancellable<VirtualRadio> {
        let radio = self.plain_radio(cancel, Timing::NONE, Arc::new(|| std::process::abort()));
        Cancellable::new(radio, cancel.clone())
    }

    /// The same as fast as a person is to see it, and with what becomes of a phone that dies.
    pub(crate) fn radio_at(&self, pace: Pace, cancel: &Cancel, on_death: OnDeath) -> Box<dyn Radio> {
        match pace {
            Pace::AtOnce => {
                let radio = self.plain_radio(cancel, Timing::NONE, on_death);
                Box::new(Cancellable::new(radio, cancel.clone()))
            }
            Pace::Bluetooth => {
                let radio = self.plain_radio(cancel, Timing::BLUETOOTH, on_death);
                let paced = Paced::new(radio, Arc::clone(&self.clock), cancel.clone());
                Box::new(Cancellable::new(paced, cancel.clone()))
            }
        }
    }

    fn plain_radio(&self, cancel: &Cancel, timing: Timing, on_death: OnDeath) -> VirtualRadio {
        let hooks = Hooks {
            on_death: Some(on_death),
            ..self.hooks(cancel)
        };
        VirtualRadio::new(vec![self.lock.clone()], self.clock.clone(), timing, hooks)
    }

    /// What keeps the file as the lock is.
    fn hooks(&self, cancel: &Cancel) -> Hooks {
        let on_change = self.file.as_ref().map(|file| {
            let (path, failed) = (file.path.clone(), cancel.clone());
            let on_change: OnChange = Arc::new(move |state: &State| {
                if let Err(error) = save(&path, state) {
                    failed.fail(error);
                }
            });
            on_change
        });
        Hooks {
            on_change,
            ..Hooks::default()
        }
    }

    /// The lock for those who serve it to others, and what lets its world follow the real time.
    pub(crate) fn to_serve(&self, cancel: &Cancel) -> (Shown, Box<dyn Fn() + Send + Sync>) {
        let shown = Shown {
            lock: self.lock.clone(),
            hooks: self.hooks(cancel),
        };
        let (clock, began) = (Arc::clone(&self.clock), Instant::now());
        let one_at_a_time = Mutex::new(());
        let keep_time = move || {
            let _turn = one_at_a_time.lock();
            clock.advance(began.elapsed().saturating_sub(clock.elapsed()));
        };
        (shown, Box::new(keep_time))
    }

    /// The lock's state in words, for a message after a failure.
    pub(crate) fn in_words(&self) -> String {
        let lock = self.lock.lock();
        let state = lock.state();
        let owner = match &state.owner {
            None => "in setting mode, without an owner",
            Some(owner) if !owner.finished => "half paired",
            Some(_) => "paired",
        };
        format!(
            "{} is {owner}, with {}, {} and {}",
            state.address,
            counted(state.codes.len(), "code"),
            counted(state.cards.len(), "card"),
            counted(state.fingerprints.len(), "fingerprint"),
        )
    }
}

/// Reads a virtual lock without keeping others from it.
pub(crate) fn look(path: &Path) -> Result<VirtualLock, Failure> {
    let state = parse(path, &read(path)?)?;
    let clock = Arc::new(VirtualClock::new(crate::time::utc_ms()));
    Ok(VirtualLock::from_state(state, clock))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    SystemFiles.read(path, MAX_LOCK_FILE).of_file("the virtual lock")
}

fn parse(path: &Path, json: &[u8]) -> Result<State, Failure> {
    State::from_json(json).map_err(|error| virtual_lock_failure(path, &error))
}

fn save(path: &Path, state: &State) -> Result<(), relatch::store::StoreError> {
    write_atomic(&SystemFiles, path, &state.to_json())
}

/// A file beside the lock's that serves for nothing else: the lock's own is replaced with each change.
pub(crate) fn guard_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.lock"))
}

/// Several virtual locks in reach of one radio, none of them changed.
pub(crate) fn scanner(paths: &[&Path], cancel: &Cancel) -> Result<Cancellable<VirtualRadio>, Failure> {
    let clock = Arc::new(VirtualClock::new(crate::time::utc_ms()));
    let locks = paths.iter().map(|path| {
        let state = parse(path, &read(path)?)?;
        Ok(SharedLock::new(VirtualLock::from_state(state, clock.clone())))
    });
    let locks = locks.collect::<Result<Vec<_>, Failure>>()?;
    let radio = VirtualRadio::new(locks, clock, Timing::NONE, Hooks::default());
    Ok(Cancellable::new(radio, cancel.clone()))
}

/// Nothing stands in the way of a new file.
pub(crate) fn check_free(path: &Path, what: &str) -> Result<(), Failure> {
    match SystemFiles.entry(path).of_file(what)? {
        None => Ok(()),
        Some(_) => Err(Failure::new(
            Exit::Failed,
            format!("failed to create {}: it exists already", path.display()),
            "Choose another name, or move the file away. Nothing was changed.",
        )),
    }
}
