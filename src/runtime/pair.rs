//! The lock's new owner: the key's file is written before the lock is given its secrets, and a pairing that stopped halfway
//! goes on where it stopped (style S5).

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

/// Pairs with a lock in setting mode and writes its key into `key_out`. A file that is there already is only continued: when
/// it holds the key of an unfinished pairing with this lock. Any other key is refused, so that none is lost.
pub async fn pair(tools: &mut Tools<'_>, address: Address, key_out: &Path) -> Result<PairReport, RuntimeError> {
    let files = tools.store.files();
    let begun = begun_key(files, address, key_out)?;
    let now = tools.clock.now();
    let year = u16::try_from(i32::from(now.lock_time()?.0[0]) + 2000).unwrap_or(2000);
    let owner = NewOwner::make(tools.random, year)?;
    let mut keep = KeyFile {
        files,
        path: key_out.to_owned(),
    };
    let clock = tools.clock;
    let lock_time = move || clock.now().lock_time().unwrap_or(LockSecond([0, 1, 1, 0, 0, 0]));
    let zone = Zone {
        lock_time: &lock_time,
        raw_offset_ms: now.offset_ms,
    };

    if let Some(key) = begun {
        let mut contact = Contact::new(&mut *tools.radio, key);
        let result = pair::finish(&mut contact, &owner, &zone, &mut keep, tools.progress).await;
        contact.close().await;
        match result {
            Ok(paired) => return Ok(PairReport { paired, resumed: true }),
            // The lock does not know this key: it never took it, or fell back to setting mode. Only then is it given a
            // new one, and only a lock in setting mode takes one.
            Err(PairError::After(ContactError::KeyRefused { .. })) => {}
            Err(error) => return Err(error.into()),
        }
        if !matches!(
            presence(tools.radio, address, SCAN_WAIT).await?,
            Presence::SettingMode(_)
        ) {
            return Err(PairError::NotSettingMode(address).into());
        }
    }
    let paired = pair::pair(tools.radio, address, &owner, &zone, &mut keep, tools.progress).await?;
    Ok(PairReport { paired, resumed: false })
}

/// The key of an unfinished pairing in the file, if there is one. A finished key is refused.
fn begun_key(files: &dyn Files, address: Address, path: &Path) -> Result<Option<OwnerKey>, RuntimeError> {
    if files.entry(path)?.is_none() {
        return Ok(None);
    }
    let found = credentials::parse(&files.read(path, MAX_KEY_FILE)?)?;
    let key = credentials::select(found, Some(address))?.key;
    match key.pairing {
        Pairing::Pending | Pairing::Unfinished => Ok(Some(key)),
        Pairing::Finished => Err(RuntimeError::KeyThere { path: path.to_owned() }),
    }
}

/// A key's file, written whole each time.
struct KeyFile<'a> {
    files: &'a dyn Files,
    path: PathBuf,
}

impl KeepKey for KeyFile<'_> {
    fn keep(&mut self, key: &OwnerKey) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(write_atomic(
            self.files,
            &self.path,
            credentials::sdk::write(key, &DeviceInfo::default()).as_bytes(),
        )?)
    }
}
