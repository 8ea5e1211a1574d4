//! Where a lock is, and how it is reached there.

use crate::cancel::{Cancel, Cancellable};
use crate::exit::{Exit, Failure};
use crate::failure::{OfFile, virtual_lock_failure};
use relatch::model::Address;
use relatch::store::{FileLock, Files, SystemFiles, write_atomic};
use relatch::virtual_lock::{Hooks, SharedLock, State, Timing, VirtualClock, VirtualLock, VirtualRadio};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

/// The most bytes of a virtual lock's file: room for ten thousand items and a long log.
const MAX_LOCK_FILE: u64 = 64 * 1024 * 1024;

/// Where a lock is: what `--lock` takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A virtual lock's file.
    Virtual(PathBuf),
    /// A real lock over a radio that this version does not have yet.
    Elsewhere(String),
}

impl FromStr for Target {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let elsewhere = ["ble:", "ws:", "wss:"].iter().any(|scheme| text.starts_with(scheme));
        Ok(if elsewhere {
            Self::Elsewhere(text.to_owned())
        } else {
            Self::Virtual(text.into())
        })
    }
}

impl Target {
    /// The virtual lock's file; every other place is refused.
    pub(crate) fn path(&self) -> Result<&Path, Failure> {
        match self {
            Self::Virtual(path) => Ok(path),
            Self::Elsewhere(place) => Err(Failure::usage(
                format!("failed to reach {place}: Bluetooth and gateways are not in this version"),
                "Give the file of a virtual lock; `relatch lock new` makes one.",
            )),
        }
    }
}

/// A virtual lock's file that this process alone may change.
pub(crate) struct LockFile {
    path: PathBuf,
    lock: SharedLock,
    clock: Arc<VirtualClock>,
    /// Holds other processes off.
    _guard: Box<dyn FileLock>,
}

impl LockFile {
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
        Ok(Self {
            path: path.to_owned(),
            lock: SharedLock::new(VirtualLock::from_state(state, clock.clone())),
            clock,
            _guard: guard,
        })
    }

    /// Its address.
    pub(crate) fn address(&self) -> Address {
        self.lock.lock().state().address
    }

    /// The world's time, in which the lock lives.
    pub(crate) fn clock(&self) -> &Arc<VirtualClock> {
        &self.clock
    }

    /// Does something to the lock, and writes the file where that changed it.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut VirtualLock) -> T) -> Result<T, Failure> {
        let mut lock = self.lock.lock();
        let result = act(&mut lock);
        if lock.take_changed() {
            save(&self.path, lock.state()).of_file("the virtual lock")?;
        }
        Ok(result)
    }

    /// A radio that hears this lock. The file follows each change before the lock answers, as a lock's own memory does.
    pub(crate) fn radio(&self, cancel: &Cancel) -> Cancellable<VirtualRadio> {
        let path = self.path.clone();
        let failed = cancel.clone();
        let hooks = Hooks {
            on_event: None,
            on_change: Some(Arc::new(move |state: &State| {
                if let Err(error) = save(&path, state) {
                    failed.fail(error);
                }
            })),
            on_death: Some(Arc::new(|| std::process::abort())),
        };
        let radio = VirtualRadio::new(vec![self.lock.clone()], self.clock.clone(), Timing::NONE, hooks);
        Cancellable::new(radio, cancel.clone())
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
            "{} is {owner}, with {} codes, {} cards and {} fingerprints",
            state.address,
            state.codes.len(),
            state.cards.len(),
            state.fingerprints.len()
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
fn guard_path(path: &Path) -> PathBuf {
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
