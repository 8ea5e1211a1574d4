//! Becoming the owner of a lock in setting mode (protocol, flows 3).
//!
//! The secrets are ours but for the AES key, which the lock makes. The key is kept before the frame that gives the lock its
//! owner's secrets is sent (style S5), and again as soon as the lock has taken them: from then on only it can open or reset
//! the lock. What follows is best effort and never loses it.

use super::channel::{Channel, ExchangeError, REPLY_WAIT};
use super::contact::{Contact, ContactError, connect, not_served};
use super::progress::{Progress, Report, Work};
use crate::model::{
    Address, DeviceInfo, Digits, Feature, Features, LockSecond, OwnerKey, Pairing, Raw, Scene, SecretNumber,
};
use crate::protocol::LockError;
use crate::protocol::advert::Support;
use crate::protocol::cipher;
use crate::protocol::command::admin_passcode::{ReadAdminPasscode, SetAdminPasscode};
use crate::protocol::command::clock::SetClock;
use crate::protocol::command::pairing::{AddAdmin, FinishPairing, MakeAesKey, VENDOR};
use crate::protocol::command::seeds::{SeedValue, WriteSeeds, YEARS};
use crate::protocol::command::session::Handshake;
use crate::random::{Random, RandomError};
use crate::transport::{Radio, RadioError};

/// Everything of a new key that the lock does not make itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOwner {
    /// `adminPs`.
    pub admin_secret: SecretNumber,
    /// `unlockKey`.
    pub unlock_key: SecretNumber,
    /// The owner's passcode, for a lock that does not have one yet.
    pub admin_passcode: Digits,
    /// The seeds of generated codes, ten years from the first.
    pub seeds: WriteSeeds,
}

impl NewOwner {
    /// New secrets over the whole range of each (feature row 74): any u32 that is not 0, which the SDK saves as a
    /// placeholder (quirks 2); a passcode of 7 digits; for ten years from `year` on a code of 1 to 1070, each another, and a
    /// permutation of the ten digits (commands 3.4).
    pub fn make(random: &mut dyn Random, year: u16) -> Result<Self, RandomError> {
        let admin_secret = non_zero(random)?;
        let unlock_key = non_zero(random)?;
        let mut seeds: [SeedValue; YEARS] = Default::default();
        let mut codes = Vec::new();
        for seed in &mut seeds {
            *seed = SeedValue {
                code: another_code(random, &codes)?,
                secret: permutation(random)?,
            };
            codes.push(seed.code);
        }
        let seeds = WriteSeeds {
            first_year: year,
            seeds,
        };
        Ok(Self {
            admin_secret,
            unlock_key,
            admin_passcode: passcode(random)?,
            seeds,
        })
    }
}

fn non_zero(random: &mut dyn Random) -> Result<SecretNumber, RandomError> {
    loop {
        match random.u32()? {
            0 => {}
            number => return Ok(SecretNumber(number)),
        }
    }
}

/// The largest code that clients make for a year.
const HIGHEST_CODE: u16 = 1070;

fn another_code(random: &mut dyn Random, taken: &[u16]) -> Result<u16, RandomError> {
    loop {
        let code = u16::try_from(random.below(u32::from(HIGHEST_CODE))?).unwrap_or_default() + 1;
        if !taken.contains(&code) {
            return Ok(code);
        }
    }
}

fn permutation(random: &mut dyn Random) -> Result<u64, RandomError> {
    let mut left: Vec<u64> = (0..10).collect();
    let mut number = 0;
    while !left.is_empty() {
        let index = random.below(u32::try_from(left.len()).unwrap_or(1))?;
        number = number * 10 + left.swap_remove(usize::try_from(index).unwrap_or_default());
    }
    Ok(number)
}

fn passcode(random: &mut dyn Random) -> Result<Digits, RandomError> {
    loop {
        let text = format!("{:07}", random.below(10_000_000)?);
        // Seven digits always are a passcode; the loop only spares an impossible error.
        if let Ok(digits) = Digits::new(&text) {
            return Ok(digits);
        }
    }
}

/// Where a new key is kept. It must have reached durable storage when `keep` returns.
pub trait KeepKey: Send {
    /// Keeps the key in place of what an earlier call kept for the same lock, and with it the lock's texts about itself, which are empty
    /// before they were read.
    fn keep(&mut self, key: &OwnerKey, device: &DeviceInfo) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;
}

/// What pairing gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// The new key, kept.
    pub key: OwnerKey,
    /// What the lock can do.
    pub features: Features,
    /// What the lock is.
    pub device: DeviceInfo,
    /// Battery, percent, where the lock told it.
    pub battery: Option<u8>,
    /// Optional steps that the lock refused.
    pub refused: Vec<(Step, LockError)>,
}

/// A step that a pairing can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Setting the clock.
    Clock,
    /// Reading or setting the owner's passcode.
    AdminPasscode,
    /// Writing the seeds of generated codes.
    Seeds,
}

/// Why pairing failed, and what the lock is now.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// The lock has an owner. Nothing was changed.
    #[error("failed to pair with {0}: the lock has an owner already, it must be reset first")]
    AlreadyPaired(Address),
    /// The lock is not in setting mode. Nothing was changed.
    #[error("failed to pair with {0}: the lock is not in setting mode, it must be reset first")]
    NotSettingMode(Address),
    /// The lock is made for another maker's app. Nothing was changed.
    #[error("failed to pair with {0}: the lock belongs to another maker's app")]
    OtherVendor(Address),
    /// It is a kind of lock that Relatch does not serve. Nothing was changed.
    #[error("failed to pair with {address}: {why}, which Relatch does not serve")]
    NotServed {
        /// The lock.
        address: Address,
        /// What it is.
        why: Support,
    },
    /// No connection, or it was lost before the lock was given secrets. Nothing was changed.
    #[error("failed to pair, the lock still has no owner: {0}")]
    Radio(#[from] RadioError),
    /// An exchange failed before the lock was given secrets. Nothing was changed.
    #[error("failed to pair, the lock still has no owner: {0}")]
    Before(#[source] ExchangeError),
    /// The new key could not be kept, so the lock was not given secrets, or was given them and holds the key that was kept
    /// before.
    #[error("failed to keep the new key: {0}")]
    Keep(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The lock was told the secrets and its answer was lost: it may or may not have taken them. The key is kept as pending.
    #[error("failed to pair, the lock was perhaps paired: {0}; the new key is kept, run the pairing again")]
    Unsure(#[source] ExchangeError),
    /// The lock did not take the secrets.
    #[error("failed to pair, the lock refused the new owner: {0}")]
    Refused(#[source] ExchangeError),
    /// The lock confirmed another text than it must.
    #[error("failed to pair: the lock did not confirm the new owner")]
    NotConfirmed,
    /// The lock has taken the secrets; the rest failed. The key is kept as unfinished.
    #[error(
        "failed to finish the pairing, the lock has its new owner: {0}; the new key is kept, run the pairing again"
    )]
    After(#[source] ContactError),
}

/// Pairs with a lock in setting mode. `lock_time` gives the lock's local time at the moment of the call.
pub async fn pair(
    radio: &mut dyn Radio,
    address: Address,
    owner: &NewOwner,
    zone: &Zone<'_>,
    keep: &mut dyn KeepKey,
    progress: &mut dyn Progress,
) -> Result<Paired, PairError> {
    progress.report(Report {
        work: Work::Pairing,
        done: 0,
        total: Some(STEPS),
    });
    let link = connect(radio, address).await?;
    let mut channel = Channel::new(link, None);
    match take_ownership(&mut channel, address, owner, zone, keep).await {
        Ok(key) => {
            let mut contact = Contact::over(radio, key, channel);
            let result = finish(&mut contact, owner, zone, keep, progress).await;
            contact.close().await;
            result
        }
        Err(error) => {
            channel.close().await;
            Err(error)
        }
    }
}

/// The steps of [`pair`] that are reported.
const STEPS: u32 = 7;

/// What the lock's local time is, and its zone.
pub struct Zone<'a> {
    /// The lock's local time now.
    pub lock_time: &'a (dyn Fn() -> LockSecond + Send + Sync),
    /// Its offset from UTC in milliseconds, kept in the key.
    pub raw_offset_ms: i64,
}

/// 45, 19, 56.
async fn take_ownership(
    channel: &mut Channel,
    address: Address,
    owner: &NewOwner,
    zone: &Zone<'_>,
    keep: &mut dyn KeepKey,
) -> Result<OwnerKey, PairError> {
    let default_key = cipher::default_key();
    match channel.exchange(&default_key, &Handshake, REPLY_WAIT).await {
        // An unpaired lock answers with no data at all; a battery means that it has an owner.
        Ok(reply) if reply.battery.is_none() => {}
        Ok(_) | Err(ExchangeError::WrongKey { .. }) => return Err(PairError::AlreadyPaired(address)),
        Err(error) => return Err(PairError::Before(error)),
    }
    if let Some(why) = not_served(channel) {
        return Err(PairError::NotServed { address, why });
    }
    let vendor = Raw::from(VENDOR);
    let made = channel
        .exchange(&default_key, &MakeAesKey { vendor: vendor.clone() }, REPLY_WAIT)
        .await;
    let aes_key = match made {
        Ok(made) => made.0,
        Err(ExchangeError::Refused {
            error: LockError::NotSettingMode,
            ..
        }) => {
            return Err(PairError::NotSettingMode(address));
        }
        Err(ExchangeError::Refused {
            error: LockError::Vendor,
            ..
        }) => return Err(PairError::OtherVendor(address)),
        Err(error) => return Err(PairError::Before(error)),
    };
    let mut key = OwnerKey {
        address,
        aes_key,
        admin_secret: owner.admin_secret.clone(),
        unlock_key: owner.unlock_key.clone(),
        lock_flag_pos: 0,
        uid: 0,
        version: channel.lock_version(),
        raw_offset_ms: Some(zone.raw_offset_ms),
        admin_passcode: None,
        seeds: Vec::new(),
        features: None,
        name: None,
        advertised_name: None,
        pairing: Pairing::Pending,
    };
    keep.keep(&key, &DeviceInfo::default()).map_err(PairError::Keep)?;
    let add = AddAdmin {
        admin_secret: key.admin_secret.clone(),
        unlock_key: key.unlock_key.clone(),
        vendor: vendor.clone(),
    };
    match channel.exchange(&key.aes_key, &add, REPLY_WAIT).await {
        Ok(confirmed) if confirmed.0 == vendor => {}
        Ok(_) => return Err(PairError::NotConfirmed),
        Err(error) if error.is_uncertain() => return Err(PairError::Unsure(error)),
        Err(error) => return Err(PairError::Refused(error)),
    }
    key.pairing = Pairing::Unfinished;
    keep.keep(&key, &DeviceInfo::default()).map_err(PairError::Keep)?;
    Ok(key)
}

/// Everything after the lock has its owner: for a pairing that stopped halfway too, with a contact that logs in by the kept
/// key.
pub async fn finish(
    contact: &mut Contact<'_>,
    owner: &NewOwner,
    zone: &Zone<'_>,
    keep: &mut dyn KeepKey,
    progress: &mut dyn Progress,
) -> Result<Paired, PairError> {
    let mut done = 2;
    let mut step = |progress: &mut dyn Progress| {
        done += 1;
        progress.report(Report {
            work: Work::Pairing,
            done,
            total: Some(STEPS),
        });
    };
    let mut refused = Vec::new();
    let mut note = |step: Step, result: Result<(), ContactError>| match result {
        Ok(()) => Ok(true),
        Err(error) => match error.refusal() {
            Some(refusal) => {
                refused.push((step, refusal));
                Ok(false)
            }
            None => Err(PairError::After(error)),
        },
    };
    note(
        Step::Clock,
        contact
            .call(&SetClock {
                time: (zone.lock_time)(),
            })
            .await
            .map(drop),
    )?;
    step(progress);
    let features = contact.read_features().await.map_err(PairError::After)?;
    let mut key = contact.key().clone();
    key.version = contact.lock_version();
    key.features = Some(features.clone());
    if key
        .version
        .is_none_or(|version| Scene::from_number(version.scene) != Scene::Car)
    {
        match settle_admin_passcode(contact, &features, &owner.admin_passcode).await {
            Ok(passcode) => key.admin_passcode = Some(passcode),
            Err(error) => {
                note(Step::AdminPasscode, Err(error))?;
            }
        }
    }
    step(progress);
    if note(Step::Seeds, contact.call(&owner.seeds).await.map(drop))? {
        let years = owner.seeds.first_year..;
        key.seeds = years
            .zip(&owner.seeds.seeds)
            .map(|(year, seed)| seed.to_seed(year))
            .collect();
    }
    step(progress);
    let device = contact.read_device_info().await.map_err(PairError::After)?;
    step(progress);
    // The passcode, the seeds and the texts are kept before the end, so that a failure of 57 does not lose them.
    keep.keep(&key, &device).map_err(PairError::Keep)?;
    contact.call(&FinishPairing).await.map_err(PairError::After)?;
    key.pairing = Pairing::Finished;
    keep.keep(&key, &device).map_err(PairError::Keep)?;
    step(progress);
    Ok(Paired {
        key,
        features,
        device,
        battery: contact.battery(),
        refused,
    })
}

/// The lock's own passcode where it tells one, else a new one (flows 3, step 12).
async fn settle_admin_passcode(
    contact: &mut Contact<'_>,
    features: &Features,
    new: &Digits,
) -> Result<Digits, ContactError> {
    if features.has(Feature::ReadAdminPasscode) {
        match contact.call(&ReadAdminPasscode).await {
            Ok(reply) => {
                if let Some(passcode) = reply.passcode.digits() {
                    return Ok(passcode);
                }
            }
            Err(error) if error.refusal().is_some() => {}
            Err(error) => return Err(error),
        }
    }
    contact.call(&SetAdminPasscode { passcode: new.clone() }).await?;
    Ok(new.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn row_74_new_secrets_use_their_whole_range() {
        let mut random = SeededRandom::new(7);
        let (mut admin, mut unlock) = (0, 0);
        for _ in 0..64 {
            let owner = NewOwner::make(&mut random, 2026).unwrap();
            admin |= owner.admin_secret.0;
            unlock |= owner.unlock_key.0;
            let mut codes: Vec<u16> = owner.seeds.seeds.iter().map(|seed| seed.code).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), YEARS, "ten different ones");
            assert!(codes.iter().all(|code| (1..=HIGHEST_CODE).contains(code)));
            for seed in &owner.seeds.seeds {
                let mut digits = format!("{:010}", seed.secret).into_bytes();
                digits.sort_unstable();
                assert_eq!(digits, b"0123456789");
            }
        }
        assert_eq!((admin, unlock), (u32::MAX, u32::MAX));
    }
}
