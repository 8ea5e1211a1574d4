//! The lock's entry in the account after a reset (cloud 10.2): found again where the lock's own app made it, or made by Relatch; and
//! the entry from before taken away, where nothing speaks against it.
//!
//! No failure here concerns the lock: its key and its items are the owner's already. What became of a call whose answer was lost is
//! read from the list of keys, by the lock's address, and never guessed; no call is repeated before that. Nothing here resets a
//! lock because the account refuses it.

use crate::account::call;
use crate::account::client::{AccountError, Client, tried};
use crate::account::error::{CallError, Remedy};
use crate::account::field::Malformed;
use crate::account::lock::{KeyEntry, KeyId, LockId, Registered, Rights, entries_of};
use crate::account::request::Nature;
use crate::model::{Address, OwnerKey, SecretText, hex};
use crate::protocol::credentials::{Owner, ekey, lock_data};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// How often the list of keys is read while the owner adds the lock in its own app: each reading costs a call of the month's quota
/// \[C\].
pub const MOST_LOOKS: u32 = 12;
/// Milliseconds between two of them \[C\].
pub const LOOK_EVERY_MS: u64 = 10_000;
/// How often a registration is sent where the list shows that the one before was not carried out \[C\].
const MOST_REGISTRATIONS: u32 = 2;

/// An entry that the account had before the reset. It holds no secret, so it may stand in a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownEntry {
    /// The lock's entry.
    pub lock_id: LockId,
    /// The key's.
    pub key_id: KeyId,
    /// A digest of its key data, which tells the same number with another key apart; empty where it had none.
    pub digest: String,
}

impl KnownEntry {
    /// What is remembered of an entry.
    pub fn of(entry: &KeyEntry) -> Self {
        Self {
            lock_id: entry.lock.lock_id,
            key_id: entry.key_id,
            digest: digest(entry.lock.lock_data.as_ref()),
        }
    }

    /// What is remembered of the entries that hold this key: of those before the reset, where its key is at hand.
    pub fn all_with(keys: &[KeyEntry], key: &OwnerKey) -> Vec<Self> {
        let entries = entries_of(keys, key.address).into_iter();
        entries.filter(|entry| entry.holds(key)).map(Self::of).collect()
    }

    /// What is remembered of all entries of a lock.
    pub fn all_of(keys: &[KeyEntry], address: Address) -> Vec<Self> {
        entries_of(keys, address).into_iter().map(Self::of).collect()
    }
}

fn digest(lock_data: Option<&SecretText>) -> String {
    lock_data.map_or_else(String::new, |data| {
        let digest = Sha256::new_with_prefix(b"relatch key data v1").chain_update(data.reveal());
        hex::to_text(&digest.finalize())
    })
}

/// The keys of an account, and what it lists beside them that was not understood.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The keys.
    pub entries: Vec<KeyEntry>,
    /// Entries that were not understood: they are shown, and give no key.
    pub odd: Vec<OddKey>,
    /// Whether the list kept changing while it was read, so that an entry may be missing.
    pub kept_changing: bool,
}

/// An entry of a list of keys that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddKey {
    /// Its lock, where it tells one.
    pub address: Option<Address>,
    /// Its name, where it tells one.
    pub name: Option<String>,
    /// What is missing or malformed.
    pub why: Malformed,
}

/// The most entries for which key data are asked for one by one.
const MOST_ASKED: usize = 5;

/// All keys of the account, now. Key data that the list leaves out for an owner are asked for once.
///
/// # Errors
/// What keeps the list from being read.
pub fn read_all_keys(client: &mut Client<'_>) -> Result<Keys, AccountError> {
    let whole = client.list::<KeyEntry>(&call::keys())?;
    let odd = whole.odd.iter().map(|odd| OddKey {
        address: odd.text("lockMac").and_then(|text| text.parse().ok()),
        name: odd.name(&["lockAlias", "keyName", "lockName"]),
        why: odd.why,
    });
    let odd: Vec<OddKey> = odd.collect();
    for key in &odd {
        tracing::warn!(why = %key.why, "a key of the account was not understood");
    }
    let mut entries: Vec<KeyEntry> = whole.items.into_iter().map(|item| item.value).collect();
    let bare = |entry: &&mut KeyEntry| entry.rights() == Rights::Owner && entry.lock.lock_data.is_none();
    for entry in entries.iter_mut().filter(bare).take(MOST_ASKED) {
        let answer = client.send(&call::key(entry.lock.lock_id));
        match tried(answer.and_then(|object| Ok(KeyEntry::decode(&object)?)))? {
            Ok(told) if told.key_id == entry.key_id && told.lock.address == entry.lock.address => {
                entry.lock.lock_data = told.lock.lock_data;
            }
            Ok(_) => {}
            Err(error) => tracing::info!(%error, "the account does not hand out a key"),
        }
    }
    Ok(Keys {
        entries,
        odd,
        kept_changing: whole.is_union,
    })
}

/// The keys of [`read_all_keys`] that were understood.
///
/// # Errors
/// What keeps the list from being read.
pub fn read_keys(client: &mut Client<'_>) -> Result<Vec<KeyEntry>, AccountError> {
    Ok(read_all_keys(client)?.entries)
}

// In the lock's own app --------------------------------------------------------------------------------------------------

/// The owner's entry that was not there before the reset: a new number, or a known number with other key data. Where there are
/// several, the newest. Whether its key is the lock's is for the lock to say.
pub fn new_entry<'a>(known: &[KnownEntry], keys: &'a [KeyEntry], address: Address) -> Option<&'a KeyEntry> {
    let is_new = |entry: &&KeyEntry| {
        let now = KnownEntry::of(entry);
        entry.rights() == Rights::Owner
            && !now.digest.is_empty()
            && !known
                .iter()
                .any(|old| old.key_id == now.key_id && old.digest == now.digest)
    };
    let new: Vec<&KeyEntry> = entries_of(keys, address).into_iter().filter(is_new).collect();
    // One that is damaged does not hide another that is whole.
    let whole = new.iter().find(|entry| entry.owner_key().is_ok());
    whole.or(new.first()).copied()
}

/// Waits until the lock's own app has registered the lock, for so many looks, at least one and at most [`MOST_LOOKS`]. `None`: not
/// yet; the owner may ask to look again.
///
/// # Errors
/// What keeps the list from being read, and a person who does not want to wait.
pub fn wait_for_new_entry(
    client: &mut Client<'_>,
    known: &[KnownEntry],
    address: Address,
    looks: u32,
) -> Result<Option<KeyEntry>, AccountError> {
    for look in 0..looks.clamp(1, MOST_LOOKS) {
        if look > 0 {
            client.wait(LOOK_EVERY_MS)?;
        }
        if let Some(entry) = new_entry(known, &read_keys(client)?, address) {
            return Ok(Some(entry.clone()));
        }
    }
    Ok(None)
}

// By Relatch ---------------------------------------------------------------------------------------------------------------

/// Adds to a key what the account knows of its lock and key data of our making must tell: the account's number, and the name that the
/// lock advertises, where an entry from before has it.
pub fn complete(owner: &mut Owner, uid: Option<i64>, keys: &[KeyEntry]) {
    if let Some(uid) = uid.and_then(|uid| u32::try_from(uid).ok()) {
        owner.key.uid = uid;
    }
    let mut entries = entries_of(keys, owner.key.address).into_iter();
    let name = entries.find_map(|entry| entry.lock.name.clone());
    owner.key.advertised_name = owner.key.advertised_name.take().or(name);
}

/// Key data of our making, as the cloud wants them for a registration. Whether it takes what no SDK made is open \[C\].
/// `codec_seed`: any byte; `timestamp_ms`: now.
pub fn make_lock_data(owner: &Owner, codec_seed: u8, timestamp_ms: u64) -> SecretText {
    let json = ekey::write(owner, codec_seed, timestamp_ms);
    let text = Zeroizing::new(json.reveal().to_string());
    SecretText::from(lock_data::encode(owner.key.address, text.as_bytes()))
}

/// What became of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registration {
    /// The account has the lock.
    Entered(Entered),
    /// The server refused it, or was never reached: the account does not have the lock, and everything else goes on without it.
    NotRegistered(CallError),
    /// The answer was lost, and the list could not be read either: it is looked up later, with [`find_ours`], before anything is
    /// sent again.
    Unknown(CallError),
}

/// The entry that a registration made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Its numbers.
    pub entry: Registered,
    /// Whether it has the number of an entry from before: then there is no old one to take away, and deleting "the old one"
    /// would delete this.
    pub is_old_number: bool,
    /// What is not certain of it.
    pub doubt: Option<Doubt>,
}

/// What is not certain of a registration. The keys that the lock was given count, whatever the account says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The account hands out other keys than the lock has.
    OtherKeys,
    /// The entry could not be read again.
    NotRead,
}

/// The account's entry that holds this key; what answers the question whether a registration was carried out.
///
/// # Errors
/// What keeps the list from being read.
pub fn find_ours(client: &mut Client<'_>, key: &OwnerKey) -> Result<Option<KeyEntry>, AccountError> {
    let keys = read_keys(client)?;
    let mut entries = entries_of(&keys, key.address).into_iter();
    let ours = entries.find(|entry| entry.rights() == Rights::Owner && entry.holds(key));
    Ok(ours.cloned())
}

fn numbers(entry: &KeyEntry) -> Registered {
    Registered {
        lock_id: entry.lock.lock_id,
        key_id: entry.key_id,
    }
}

/// Registers the re-added lock with `lock_data` of [`make_lock_data`]. `known`: the account's entries of the lock before.
///
/// A lock that is registered with this key already, by a run that was stopped, is found and not registered twice.
///
/// # Errors
/// Where the sign-in has ended or cannot be kept, or a person stopped it. If that happened before the answer was looked up, the
/// next run looks it up.
pub fn register(
    client: &mut Client<'_>,
    key: &OwnerKey,
    lock_data: &SecretText,
    alias: Option<&str>,
    known: &[KnownEntry],
) -> Result<Registration, AccountError> {
    match tried(find_ours(client, key))? {
        Ok(Some(entry)) => return entered(client, key, numbers(&entry), alias, known),
        Ok(None) => {}
        Err(error) => return Ok(Registration::NotRegistered(error)),
    }
    let request = call::register(lock_data, alias);
    let mut sent = 0;
    loop {
        sent += 1;
        let reply = client
            .send(&request)
            .and_then(|object| Ok(Registered::decode(&object)?));
        let lost = match tried(reply)? {
            Ok(entry) => return entered(client, key, entry, alias, known),
            Err(error) if is_lost(&error) => error,
            Err(error) => return Ok(Registration::NotRegistered(error)),
        };
        match tried(find_ours(client, key))? {
            Ok(Some(entry)) => return entered(client, key, numbers(&entry), alias, known),
            Ok(None) if sent < MOST_REGISTRATIONS => {}
            Ok(None) => return Ok(Registration::NotRegistered(lost)),
            Err(error) => return Ok(Registration::Unknown(error)),
        }
    }
}

/// Whether a write with this error may have been carried out.
fn is_lost(error: &CallError) -> bool {
    error.remedy(Nature::Write, false) == Remedy::LookFirst
}

fn entered(
    client: &mut Client<'_>,
    key: &OwnerKey,
    entry: Registered,
    alias: Option<&str>,
    known: &[KnownEntry],
) -> Result<Registration, AccountError> {
    let read = client.send(&call::key(entry.lock_id));
    let read = tried(read.and_then(|object| Ok(KeyEntry::decode(&object)?)))?;
    if let (Ok(read), Some(alias)) = (&read, alias)
        && read.lock.alias.as_deref() != Some(alias)
        // Only a name: whether it is taken changes nothing else.
        && let Err(error) = tried(client.send(&call::rename_lock(entry.lock_id, alias)))?
    {
        tracing::info!(%error, "the lock's name was not taken");
    }
    let doubt = match read {
        Ok(read) if read.holds(key) => None,
        Ok(_) => Some(Doubt::OtherKeys),
        Err(_) => Some(Doubt::NotRead),
    };
    Ok(Registration::Entered(Entered {
        entry,
        is_old_number: known.iter().any(|old| old.lock_id == entry.lock_id),
        doubt,
    }))
}

// The entry from before ------------------------------------------------------------------------------------------------

/// This account's own entry of the lock that was saved, beside the new one; the newest where there are several. It may be another
/// lock's, where everything went onto a replacement.
pub fn entry_before(keys: &[KeyEntry], saved: Address, new: LockId) -> Option<LockId> {
    let others = keys.iter().filter(|entry| entry.lock.address == saved);
    let others = others.filter(|entry| entry.lock.lock_id != new && entry.is_top_admin());
    others.map(|entry| entry.lock.lock_id).max()
}

/// What must have happened before the old entry may go: with it go other people's keys and all records in the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The lock was asked with the new entry's key, and answered.
    pub new_entry_works: bool,
    /// The account was told what was restored, or the owner gave that up.
    pub report_is_over: bool,
    /// The owner agreed.
    pub owner_agreed: bool,
}

/// What became of the old entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldEntry {
    /// It is gone.
    Gone,
    /// It stays, and nothing was sent to remove it.
    Kept(Keeps),
    /// It could not be removed, and is still there as far as anybody knows.
    Failed(CallError),
}

/// Why an old entry is not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Keeps {
    /// The new entry was not proved by the lock.
    #[error("the new entry was not proved by the lock")]
    Unproved,
    /// The report to the account is not over.
    #[error("the account was not told yet what was restored")]
    Unreported,
    /// The owner did not agree.
    #[error("the owner did not agree")]
    NotAgreed,
    /// It is the new entry: the cloud kept the number.
    #[error("it is the new entry")]
    SameEntry,
    /// The account does not list the new entry as its own, so the old one may be all there is.
    #[error("the account does not list the new entry")]
    NewMissing,
    /// It is another lock's.
    #[error("it belongs to another lock")]
    OtherLock,
    /// Another account owns it.
    #[error("another account owns it")]
    NotOwned,
}

/// Whether the old entry may be removed, judged by a list of keys that was read just now. `Ok(false)`: it is gone already.
///
/// # Errors
/// [`Keeps`]: the first reason against it.
pub fn may_remove(
    old: LockId,
    new: LockId,
    address: Address,
    keys: &[KeyEntry],
    before: Before,
) -> Result<bool, Keeps> {
    let checks = [
        (before.new_entry_works, Keeps::Unproved),
        (before.report_is_over, Keeps::Unreported),
        (before.owner_agreed, Keeps::NotAgreed),
        (old != new, Keeps::SameEntry),
        (
            entries_of(keys, address)
                .iter()
                .any(|entry| entry.lock.lock_id == new && entry.rights() == Rights::Owner),
            Keeps::NewMissing,
        ),
    ];
    if let Some((_, reason)) = checks.into_iter().find(|(holds, _)| !holds) {
        return Err(reason);
    }
    match keys.iter().find(|entry| entry.lock.lock_id == old) {
        None => Ok(false),
        Some(entry) if entry.lock.address != address => Err(Keeps::OtherLock),
        Some(entry) if !entry.is_top_admin() => Err(Keeps::NotOwned),
        Some(_) => Ok(true),
    }
}

/// Removes the entry from before the reset, where [`may_remove`] allows it. The list is read for it, so it holds now.
///
/// # Errors
/// Where the sign-in has ended or cannot be kept, or a person stopped it.
pub fn remove_old(
    client: &mut Client<'_>,
    old: LockId,
    new: LockId,
    address: Address,
    before: Before,
) -> Result<OldEntry, AccountError> {
    let keys = match tried(read_keys(client))? {
        Ok(keys) => keys,
        Err(error) => return Ok(OldEntry::Failed(error)),
    };
    match may_remove(old, new, address, &keys, before) {
        Err(reason) => return Ok(OldEntry::Kept(reason)),
        Ok(false) => return Ok(OldEntry::Gone),
        Ok(true) => {}
    }
    let Err(error) = tried(client.send(&call::delete_lock(old)))? else {
        return Ok(OldEntry::Gone);
    };
    match error.remedy(Nature::Write, true) {
        Remedy::CountsAsDone => Ok(OldEntry::Gone),
        Remedy::LookFirst => match tried(read_keys(client))? {
            Ok(keys) if keys.iter().all(|entry| entry.lock.lock_id != old) => Ok(OldEntry::Gone),
            _ => Ok(OldEntry::Failed(error)),
        },
        _ => Ok(OldEntry::Failed(error)),
    }
}
