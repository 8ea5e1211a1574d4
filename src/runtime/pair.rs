//! The lock's new owner: the key's file is written before the lock is given its secrets, and a pairing that stopped halfway
//! goes on where it stopped (style S5).

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

/// Pairs with a lock in setting mode and writes its key into `key_out`. A pairing that stopped halfway, whose key is in the file, is
/// continued. Another key of this lock is kept beside the new one, and only when the lock shows that it has no owner; a key of
/// another lock is refused, so that none is lost.
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
        if key.pairing != Pairing::Finished {
            let mut contact = Contact::new(&mut *tools.radio, key);
            let result = pair::finish(&mut contact, &owner, &zone, &mut keep, tools.progress).await;
            contact.close().await;
            match result {
                Ok(paired) => return Ok(PairReport { paired, resumed: true }),
                // The lock does not know this key: it never took it, or fell back to setting mode.
                Err(PairError::After(ContactError::KeyRefused { .. })) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // Only a lock in setting mode takes a new key, and only then is the one in the file worth nothing. It is kept all
        // the same.
        match presence(tools.radio, address, SCAN_WAIT).await? {
            Presence::SettingMode(_) => copies::keep_beside(files, key_out, MAX_KEY_FILE)?,
            Presence::Owned(_) | Presence::NotHeard => return Err(not_again(key_out)),
        };
    }
    let paired = pair::pair(tools.radio, address, &owner, &zone, &mut keep, tools.progress).await?;
    Ok(PairReport { paired, resumed: false })
}

/// The key in the file, if there is one: of a pairing that stopped halfway, or of one that is over.
fn begun_key(files: &dyn Files, address: Address, path: &Path) -> Result<Option<OwnerKey>, RuntimeError> {
    if files.entry(path)?.is_none() {
        return Ok(None);
    }
    let found = credentials::parse(&files.read(path, MAX_KEY_FILE)?)?;
    Ok(Some(credentials::select(found, Some(address))?.key))
}

fn not_again(path: &Path) -> RuntimeError {
    RuntimeError::KeyThere { path: path.to_owned() }
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
