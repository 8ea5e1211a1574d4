//! A journey's keys in the secure store.
//!
//! ```text
//! journey-3-old        the owner's key to the lock as it is before the reset
//! journey-3-new        the key to the lock that everything goes onto; the lock's only key where it was re-added here
//! journey-3-new-1      a key that the new one took the place of
//! journey-3-recovery   the recovery key, until the owner keeps it
//! ```

use crate::backup::seal::Identity;
use crate::journey::effect::KeyRole;
use crate::journey::facts::JourneyId;
use crate::lock::pair::KeepKey;
use crate::model::{Address, DeviceInfo, OwnerKey};
use crate::protocol::credentials::{self, KeyError};
use crate::runtime::error::RuntimeError;
use crate::runtime::pair::NewKey;
use crate::runtime::vault::VaultError;
use crate::store::Secrets;
use std::str::FromStr as _;
use zeroize::Zeroizing;

/// Under which name a key is kept.
pub fn name(journey: JourneyId, role: KeyRole) -> String {
    let word = match role {
        KeyRole::Old => "old",
        KeyRole::New => "new",
    };
    format!("journey-{}-{word}", journey.0)
}

fn recovery_name(journey: JourneyId) -> String {
    format!("journey-{}-recovery", journey.0)
}

/// A key, if there is one.
pub fn read(secrets: &dyn Secrets, journey: JourneyId, role: KeyRole) -> Result<Option<OwnerKey>, RuntimeError> {
    read_as(secrets, &name(journey, role))
}

fn read_as(secrets: &dyn Secrets, name: &str) -> Result<Option<OwnerKey>, RuntimeError> {
    match secrets.read(name).map_err(VaultError::from)? {
        Some(text) => Ok(Some(credentials::select(credentials::parse(&text)?, None)?.key)),
        None => Ok(None),
    }
}

/// A key that must be there.
pub fn expect(secrets: &dyn Secrets, journey: JourneyId, role: KeyRole) -> Result<OwnerKey, RuntimeError> {
    read(secrets, journey, role)?.ok_or(RuntimeError::Key(KeyError::Foreign))
}

/// A key that must be there, as the text of a key file.
pub fn text(secrets: &dyn Secrets, journey: JourneyId, role: KeyRole) -> Result<Zeroizing<Vec<u8>>, RuntimeError> {
    let text = secrets.read(&name(journey, role)).map_err(VaultError::from)?;
    text.ok_or(RuntimeError::Key(KeyError::Foreign))
}

/// Whether a key is kept under a journey's number, as far as that can be told.
pub fn are_there(secrets: &dyn Secrets, journey: JourneyId) -> bool {
    let names = [name(journey, KeyRole::Old), name(journey, KeyRole::New)];
    names.iter().any(|name| matches!(secrets.read(name), Ok(Some(_))))
}

/// Keeps a key. Another one that is there already is kept aside, if it is to a lock's new owner: nobody else may have it.
pub fn keep(
    secrets: &dyn Secrets,
    journey: JourneyId,
    role: KeyRole,
    key: &OwnerKey,
    device: &DeviceInfo,
) -> Result<(), RuntimeError> {
    let text = credentials::sdk::write(key, device);
    let there = secrets.read(&name(journey, role)).map_err(VaultError::from)?;
    if role == KeyRole::New && there.is_some_and(|there| *there != *text.as_bytes()) {
        put_aside(secrets, journey)?;
    }
    secrets
        .put(&name(journey, role), text.as_bytes())
        .map_err(VaultError::from)?;
    Ok(())
}

fn put_aside(secrets: &dyn Secrets, journey: JourneyId) -> Result<(), VaultError> {
    let Some(there) = secrets.read(&name(journey, KeyRole::New))? else {
        return Ok(());
    };
    for number in 1.. {
        let beside = aside_name(journey, number);
        match secrets.read(&beside)? {
            Some(other) if other == there => return Ok(()),
            Some(_) => {}
            None => return Ok(secrets.put(&beside, &there)?),
        }
    }
    Ok(())
}

/// Forgets what nobody needs any more once a journey is over. The new key stays: it may be the lock's only one. Where it is
/// `proved` that the lock takes it, keys of the same lock that were put aside for it open nothing.
pub fn forget(secrets: &dyn Secrets, journey: JourneyId, proved: bool) -> Result<(), RuntimeError> {
    let remove = |name: &str| secrets.remove(name).map_err(VaultError::from);
    remove(&name(journey, KeyRole::Old))?;
    remove(&recovery_name(journey))?;
    let Some(key) = read(secrets, journey, KeyRole::New)?.filter(|_| proved) else {
        return Ok(());
    };
    // The last one first: one that is missing ends the list.
    for name in aside(secrets, journey)?.iter().rev() {
        if read_as(secrets, name)?.is_some_and(|other| other.address == key.address) {
            remove(name)?;
        }
    }
    Ok(())
}

/// Under which names keys are put aside.
fn aside(secrets: &dyn Secrets, journey: JourneyId) -> Result<Vec<String>, VaultError> {
    let mut names = Vec::new();
    for number in 1.. {
        let name = aside_name(journey, number);
        if secrets.read(&name)?.is_none() {
            break;
        }
        names.push(name);
    }
    Ok(names)
}

fn aside_name(journey: JourneyId, number: u32) -> String {
    format!("{}-{number}", name(journey, KeyRole::New))
}

/// The recovery key, drawn and kept where there is none yet.
pub fn recovery_or_new(secrets: &dyn Secrets, journey: JourneyId) -> Result<Identity, VaultError> {
    if let Some(identity) = recovery(secrets, journey)? {
        return Ok(identity);
    }
    let identity = Identity::generate();
    secrets.put(&recovery_name(journey), identity.secret_text().as_bytes())?;
    Ok(identity)
}

/// The recovery key, until it is forgotten.
pub fn recovery(secrets: &dyn Secrets, journey: JourneyId) -> Result<Option<Identity>, VaultError> {
    let Some(text) = secrets.read(&recovery_name(journey))? else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&text).map_err(|_| VaultError::DamagedSecret)?;
    Identity::from_str(text)
        .map(Some)
        .map_err(|_| VaultError::DamagedSecret)
}

/// The owner keeps the recovery key.
pub fn forget_recovery(secrets: &dyn Secrets, journey: JourneyId) -> Result<(), VaultError> {
    Ok(secrets.remove(&recovery_name(journey))?)
}

/// The lock's new key, on its way into the secure store.
#[derive(Debug)]
pub(super) struct SecretKey<'a> {
    pub(super) secrets: &'a dyn Secrets,
    pub(super) journey: JourneyId,
    /// The name that the owner gave the lock.
    pub(super) lock: String,
    /// The name that the lock advertises, where it was heard. A lockData of our making needs it (cloud 3).
    pub(super) advertised_name: Option<String>,
}

impl KeepKey for SecretKey<'_> {
    fn keep(&mut self, key: &OwnerKey, device: &DeviceInfo) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut key = key.clone();
        if !self.lock.is_empty() {
            key.name = Some(self.lock.clone());
        }
        if let Some(name) = &self.advertised_name {
            key.advertised_name = Some(name.clone());
        }
        let text = credentials::sdk::write(&key, device);
        Ok(self.secrets.put(&name(self.journey, KeyRole::New), text.as_bytes())?)
    }
}

impl NewKey for SecretKey<'_> {
    /// A key of another lock is kept aside: a lock that was chosen by mistake may have it.
    fn begun(&mut self, address: Address) -> Result<Option<OwnerKey>, RuntimeError> {
        match read(self.secrets, self.journey, KeyRole::New)? {
            Some(key) if key.address == address => Ok(Some(key)),
            Some(_) => {
                self.put_aside()?;
                Ok(None)
            }
            None => Ok(None),
        }
    }

    fn put_aside(&mut self) -> Result<(), RuntimeError> {
        Ok(put_aside(self.secrets, self.journey)?)
    }

    fn there(&self) -> RuntimeError {
        RuntimeError::KeyThere {
            path: name(self.journey, KeyRole::New).into(),
        }
    }
}
