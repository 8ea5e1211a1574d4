//! A lock, the owner's key and everything that a procedure of the library works with.

use crate::args::LockAndKey;
use crate::command::Tools;
use crate::exit::Failure;
use crate::failure::{Touch, runtime_failure};
use crate::progress::{Bar, Curtain};
use crate::target::Reached;
use relatch::model::{Address, OwnerKey};
use relatch::random::SystemRandom;
use relatch::runtime::error::RuntimeError;
use relatch::runtime::records::Store;
use relatch::runtime::tools::Tools as Library;
use relatch::runtime::vault::Vault;
use relatch::store::SystemFiles;
use std::path::PathBuf;
use std::sync::Arc;

/// A lock in reach, and all that a procedure needs beside it.
pub(crate) struct Session {
    store: Store,
    bar: Bar,
    lock: Reached,
}

impl Session {
    /// Opens a lock and reads the owner's key to it.
    pub(crate) fn open(at: &LockAndKey, tools: &Tools) -> Result<(Self, OwnerKey), Failure> {
        let lock = Reached::open(&at.lock, &tools.cancel)?;
        let key = crate::command::owner_key(&at.key, Some(lock.address))?;
        Ok((Self::of(lock, tools)?, key))
    }

    /// A session with a lock that nobody has a key to yet.
    pub(crate) fn of(lock: Reached, tools: &Tools) -> Result<Self, Failure> {
        Ok(Self {
            store: store(tools)?,
            bar: Bar::new(tools.output.is_animated()),
            lock,
        })
    }

    /// The lock's address.
    pub(crate) fn address(&self) -> Address {
        self.lock.address
    }

    /// A way to take the progress off the screen.
    pub(crate) fn curtain(&self) -> Curtain {
        self.bar.curtain()
    }

    /// Runs a procedure of the library to its end. `touch`: what it does to the lock, for the words of a failure.
    pub(crate) fn run<T>(
        &mut self,
        touch: Touch,
        vault: &Vault<'_>,
        act: impl AsyncFnOnce(&mut Library<'_>) -> Result<T, RuntimeError>,
    ) -> Result<T, Failure> {
        let mut library = Library {
            radio: &mut *self.lock.radio,
            store: &self.store,
            vault,
            random: &mut SystemRandom,
            clock: &*self.lock.clock,
            progress: &mut self.bar,
        };
        let result = pollster::block_on(act(&mut library));
        self.bar.end();
        // What a virtual lock remembers of the end of the connection.
        let saved = self.lock.held.as_ref().map_or(Ok(()), |held| held.change(|_| ()));
        let value = result.map_err(|error| runtime_failure(&error, touch))?;
        saved.map(|()| value)
    }
}

/// What is remembered between two runs.
pub(crate) fn store(tools: &Tools) -> Result<Store, Failure> {
    Ok(Store::open(Arc::new(SystemFiles), folder(tools)?))
}

/// The folder of it: `--store`, else RELATCH_STORE, else the system's usual one.
pub(crate) fn folder(tools: &Tools) -> Result<PathBuf, Failure> {
    let named = tools.common.store.clone().or_else(|| variable("RELATCH_STORE"));
    named.or_else(usual_folder).ok_or_else(|| {
        Failure::usage(
            "there is no folder for what must be remembered between two runs",
            "Set HOME, or name a folder with --store DIR.",
        )
    })
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn usual_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return Some(variable("LOCALAPPDATA")?.join("relatch"));
    }
    if cfg!(target_os = "macos") {
        return Some(variable("HOME")?.join("Library/Application Support/relatch"));
    }
    let state = variable("XDG_STATE_HOME").filter(|folder| folder.is_absolute());
    let state = state.or_else(|| Some(variable("HOME")?.join(".local/state")))?;
    Some(state.join("relatch"))
}
