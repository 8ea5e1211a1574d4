//! The lock's new owner: the key is kept before the lock is given its secrets, and a pairing that stopped halfway
//! goes on where it stopped (style S5).

use super::clock::Clock;
use super::copies;
use super::error::RuntimeError;
use super::tools::Tools;
use crate::lock::contact::{Contact, ContactError};
use crate::lock::pair::{self, KeepKey, NewOwner, PairError, Paired, Zone};
use crate::lock::presence::{Presence, SCAN_WAIT, presence};
use crate::model::{Address, DeviceInfo, LockSecond, OwnerKey, Pairing};
use crate::protocol::credentials;
use crate::store::{Files, write_atomic};
use std::path::{Path, PathBuf};

/// The most bytes of a key's file.
const MAX_KEY_FILE: u64 = 1 << 20;

/// What pairing gave.
#[derive(Debug)]
pub struct PairReport {
    /// The new key and what the lock said.
    pub paired: Paired,
    /// Whether an earlier, unfinished pairing was finished.
    pub resumed: bool,
}

/// Where the new key of a lock is kept, also between two runs.
pub trait NewKey: KeepKey {
    /// The key that is there already: of a pairing that stopped halfway, or of one that is over. A key that is of another lock and
    /// must not be replaced is an error.
    fn begun(&mut self, address: Address) -> Result<Option<OwnerKey>, RuntimeError>;

    /// Keeps what is there aside, before another takes its place.
    fn put_aside(&mut self) -> Result<(), RuntimeError>;

    /// The error of a key that is there and must stay.
    fn there(&self) -> RuntimeError;
}

/// Pairs with a lock in setting mode and writes its key into `key_out`. A pairing that stopped halfway, whose key is in the file, is
/// continued. Another key of this lock is kept beside the new one, and only when the lock shows that it has no owner; a key of
/// another lock is refused, so that none is lost.
pub async fn pair(tools: &mut Tools<'_>, address: Address, key_out: &Path) -> Result<PairReport, RuntimeError> {
    let mut keep = KeyFile {
        files: tools.store.files(),
        path: key_out.to_owned(),
    };
    pair_into(tools, address, &mut keep).await
}

/// As [`pair()`], with the key kept anywhere.
pub async fn pair_into(
    tools: &mut Tools<'_>,
    address: Address,
    keep: &mut dyn NewKey,
) -> Result<PairReport, RuntimeError> {
    let begun = keep.begun(address)?;
    let owner = new_owner(tools)?;
    if let Some(key) = begun {
        // A key that the lock does not know, it never took; or the lock fell back to setting mode.
        if let Some(paired) = finish(tools, key, &owner, keep).await? {
            return Ok(PairReport { paired, resumed: true });
        }
        // Only a lock in setting mode takes a new key, and only then is the one that is there worth nothing. It is kept all the
        // same.
        match presence(tools.radio, address, SCAN_WAIT).await? {
            Presence::SettingMode(_) => keep.put_aside()?,
            Presence::Owned(_) | Presence::NotHeard => return Err(keep.there()),
        }
    }
    let lock_time = lock_time(tools.clock);
    let zone = zone(tools.clock, &lock_time);
    let paired = pair::pair(tools.radio, address, &owner, &zone, keep, tools.progress).await?;
    Ok(PairReport { paired, resumed: false })
}

/// Goes on with a pairing that stopped halfway, whose key is kept: a lock takes that key before the pairing is finished, and may
/// give it up again if it never is. `None` where there is no such key, or the lock does not know it.
pub async fn finish_begun(
    tools: &mut Tools<'_>,
    address: Address,
    keep: &mut dyn NewKey,
) -> Result<Option<Paired>, RuntimeError> {
    let Some(key) = keep.begun(address)? else {
        return Ok(None);
    };
    let owner = new_owner(tools)?;
    finish(tools, key, &owner, keep).await
}

async fn finish(
    tools: &mut Tools<'_>,
    begun: OwnerKey,
    owner: &NewOwner,
    keep: &mut dyn NewKey,
) -> Result<Option<Paired>, RuntimeError> {
    if begun.pairing == Pairing::Finished {
        return Ok(None);
    }
    let lock_time = lock_time(tools.clock);
    let zone = zone(tools.clock, &lock_time);
    let mut contact = Contact::new(&mut *tools.radio, begun);
    let result = pair::finish(&mut contact, owner, &zone, keep, tools.progress).await;
    contact.close().await;
    match result {
        Ok(paired) => Ok(Some(paired)),
        Err(PairError::After(ContactError::KeyRefused { .. })) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn new_owner(tools: &mut Tools<'_>) -> Result<NewOwner, RuntimeError> {
    let year = i32::from(tools.clock.now().lock_time()?.0[0]) + 2000;
    Ok(NewOwner::make(tools.random, u16::try_from(year).unwrap_or(2000))?)
}

fn lock_time(clock: &dyn Clock) -> impl Fn() -> LockSecond + Send + Sync {
    || clock.now().lock_time().unwrap_or(LockSecond([0, 1, 1, 0, 0, 0]))
}

fn zone<'a>(clock: &dyn Clock, lock_time: &'a (dyn Fn() -> LockSecond + Send + Sync)) -> Zone<'a> {
    Zone {
        lock_time,
        raw_offset_ms: clock.now().offset_ms,
    }
}

/// A key's file, written whole each time.
struct KeyFile<'a> {
    files: &'a dyn Files,
    path: PathBuf,
}

impl KeepKey for KeyFile<'_> {
    fn keep(&mut self, key: &OwnerKey, device: &DeviceInfo) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(write_atomic(
            self.files,
            &self.path,
            credentials::sdk::write(key, device).as_bytes(),
        )?)
    }
}

impl NewKey for KeyFile<'_> {
    fn begun(&mut self, address: Address) -> Result<Option<OwnerKey>, RuntimeError> {
        if self.files.entry(&self.path)?.is_none() {
            return Ok(None);
        }
        let found = credentials::parse(&self.files.read(&self.path, MAX_KEY_FILE)?)?;
        Ok(Some(credentials::select(found, Some(address))?.key))
    }

    fn put_aside(&mut self) -> Result<(), RuntimeError> {
        copies::keep_beside(self.files, &self.path, MAX_KEY_FILE).map(drop)
    }

    fn there(&self) -> RuntimeError {
        RuntimeError::KeyThere {
            path: self.path.clone(),
        }
    }
}
