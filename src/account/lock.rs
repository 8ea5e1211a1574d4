//! Locks and keys of an account: rights, key data, and which of several entries counts (cloud 3).

use super::error::{Breakage, CallError};
use super::field::{Malformed, Members, whole};
use super::page::Item;
use super::reply::Object;
use super::span::Span;
use crate::model::{Address, Digits, Features, OwnerKey, SecretText};
use crate::protocol::credentials::{self, KeyError, Owner, SecretJson};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

macro_rules! ids {
    ($($name:ident $doc:literal;)*) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    LockId "A lock's entry in the cloud: new after a re-add, so a lock is known by its address alone.";
    KeyId "A key's entry in the cloud: new after a re-add.";
    PasscodeId "A code's entry in the cloud.";
    CardId "A card's entry in the cloud.";
}

/// What every entry says of its lock.
#[derive(Clone, Debug, PartialEq)]
pub struct LockFacts {
    /// The entry.
    pub lock_id: LockId,
    /// The lock: the only thing that survives a reset.
    pub address: Address,
    /// The name that it advertises.
    pub name: Option<String>,
    /// The owner's name for it.
    pub alias: Option<String>,
    /// The key data; missing for keys that were not accepted yet, and in details \[A\].
    pub lock_data: Option<SecretText>,
    /// The owner's passcode on the keypad.
    pub admin_passcode: Option<Digits>,
    /// Battery, percent.
    pub battery: Option<i64>,
    /// What it can do.
    pub features: Option<Features>,
    /// Its offset from UTC at the time of registration, in milliseconds; in spite of its name with summer time \[B\]. Compared,
    /// never corrected silently. `None` where it is more than a day either way: no offset at all.
    pub offset_ms: Option<i64>,
}

/// No offset from UTC is wider, in milliseconds: a day.
const WIDEST_OFFSET_MS: i64 = 24 * 60 * 60 * 1000;

impl LockFacts {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        let address = members.text("lockMac").ok_or(Malformed("lockMac"))?;
        Ok(Self {
            lock_id: LockId(members.needed_int("lockId")?),
            address: address.parse().map_err(|_| Malformed("lockMac"))?,
            name: members.name(&["lockName"]),
            alias: members.name(&["lockAlias"]),
            lock_data: members.text("lockData").map(SecretText::from),
            admin_passcode: members.text("noKeyPwd").and_then(|text| Digits::new(text.trim()).ok()),
            battery: members.told_int(&["electricQuantity"]),
            features: features(members),
            offset_ms: members
                .told_int(&["timezoneRawOffset"])
                .filter(|offset| (-WIDEST_OFFSET_MS..=WIDEST_OFFSET_MS).contains(offset)),
        })
    }

    /// The name to show: the owner's, else the one that the lock advertises.
    pub fn shown_name(&self) -> Option<&str> {
        self.alias.as_deref().or(self.name.as_deref())
    }
}

/// `featureValue`, else the low 32 bits of `specialValue`, which real replies write signed \[A\].
fn features(members: Members<'_>) -> Option<Features> {
    let all = members
        .text("featureValue")
        .and_then(|text| Features::from_text(text.trim()));
    all.or_else(|| {
        let low = u32::try_from(members.any("specialValue").and_then(whole)? & i64::from(u32::MAX)).ok()?;
        Some(Features(vec![low]))
    })
}

/// A lock of which the account is top admin (`/v3/lock/list` \[A\]).
#[derive(Clone, Debug, PartialEq)]
pub struct LockEntry {
    /// The lock.
    pub lock: LockFacts,
    /// When it was registered, in milliseconds since 1970 UTC.
    pub registered_ms: Option<i64>,
    /// Whether a gateway is near.
    pub has_gateway: Option<bool>,
}

impl Item for LockEntry {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            lock: LockFacts::read(members)?,
            registered_ms: members.told_int(&["date"]),
            has_gateway: members.told_int(&["hasGateway"]).map(|value| value == 1),
        })
    }

    fn id(&self) -> i64 {
        self.lock.lock_id.0
    }
}

/// `/v3/lock/detail`: for admins only. Settings that an old lock never had are missing \[A\].
#[derive(Clone, Debug, PartialEq)]
pub struct LockDetail {
    /// The lock.
    pub lock: LockFacts,
    /// The model, and the revisions of hardware and firmware.
    pub model: Option<String>,
    /// See `model`.
    pub hardware: Option<String>,
    /// See `model`.
    pub firmware: Option<String>,
    /// Seconds until it locks itself; -1 off.
    pub auto_lock_s: Option<i64>,
    /// Sound.
    pub sound: Option<bool>,
    /// 1 to 5.
    pub volume: Option<i64>,
    /// 1 left, 2 right.
    pub opens_to: Option<i64>,
    /// Privacy lock.
    pub privacy_lock: Option<bool>,
    /// Tamper alert.
    pub tamper_alert: Option<bool>,
    /// `Some(false)`: a reset by the button is impossible.
    pub reset_button: Option<bool>,
    /// Passage mode.
    pub passage_mode: Option<bool>,
    /// Passage mode opens by itself.
    pub passage_opens: Option<bool>,
    /// When it was registered, in milliseconds since 1970 UTC.
    pub registered_ms: Option<i64>,
    /// Whether a gateway is near.
    pub has_gateway: Option<bool>,
    /// Whether it still tells the key fields, as in 2023. Never counted on.
    pub tells_keys: bool,
}

impl LockDetail {
    /// The details of a reply.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        let positive = |name| members.told_int(&[name]).filter(|value| *value > 0);
        Ok(Self {
            lock: LockFacts::read(members)?,
            model: members.name(&["modelNum"]),
            hardware: members.name(&["hardwareRevision"]),
            firmware: members.name(&["firmwareRevision"]),
            auto_lock_s: members.told_int(&["autoLockTime"]),
            sound: members.switch("lockSound"),
            volume: positive("soundVolume"),
            opens_to: positive("openDirection"),
            privacy_lock: members.switch("privacyLock"),
            tamper_alert: members.switch("tamperAlert"),
            reset_button: members.switch("resetButton"),
            passage_mode: members.switch("passageMode"),
            passage_opens: members.switch("passageModeAutoUnlock"),
            registered_ms: members.told_int(&["date"]),
            has_gateway: members.told_int(&["hasGateway"]).map(|value| value == 1),
            tells_keys: members.any("aesKeyStr").is_some() && members.first(&["adminPwd", "lockKey"]).is_some(),
        })
    }
}

/// What an account may do with a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rights {
    /// The owner, top admin: all of it. The lock itself has the last word.
    Owner,
    /// An authorised admin may copy, and may not delete the lock; the reset is the owner's act \[B\].
    AuthorisedAdmin,
    /// A guest: no copy.
    Guest,
    /// The key was not accepted yet.
    Pending,
    /// The key is frozen.
    Frozen,
    /// The key was deleted.
    Deleted,
    /// The lock was added anew since, so this key is old.
    ReAdded,
    /// A user type or key status that nobody knows.
    Unknown,
}

/// A key of the account (`/v3/key/list`, `/v3/key/get` \[A\]).
#[derive(Clone, Debug, PartialEq)]
pub struct KeyEntry {
    /// The entry.
    pub key_id: KeyId,
    /// The lock.
    pub lock: LockFacts,
    /// 110301 top admin, 110302 everybody else.
    pub user_type: Option<i64>,
    /// 1 with 110302: authorised admin.
    pub key_right: Option<i64>,
    /// 110401 normal, 110402 pending, 110405 frozen, 110408 deleted, 110410 reset.
    pub status: Option<i64>,
    /// From when until when the account lets it be used.
    pub span: Span,
}

const TOP_ADMIN: i64 = 110_301;
const EVERYBODY_ELSE: i64 = 110_302;
const NORMAL: i64 = 110_401;

impl Item for KeyEntry {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            key_id: KeyId(members.needed_int("keyId")?),
            lock: LockFacts::read(members)?,
            user_type: members.told_int(&["userType"]),
            key_right: members.told_int(&["keyRight"]),
            status: members.told_int(&["keyStatus"]),
            span: Span::read(members),
        })
    }

    fn id(&self) -> i64 {
        self.key_id.0
    }
}

impl KeyEntry {
    /// The key of a reply of `/v3/key/get`.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        Ok(Self::read(object.members())?)
    }

    /// Whether this account is the lock's top admin, in whatever state the entry is.
    pub fn is_top_admin(&self) -> bool {
        self.user_type == Some(TOP_ADMIN)
    }

    /// What the account says that it may do.
    pub fn rights(&self) -> Rights {
        match (self.status, self.user_type, self.key_right) {
            (Some(NORMAL), Some(TOP_ADMIN), _) => Rights::Owner,
            (Some(NORMAL), Some(EVERYBODY_ELSE), Some(1)) => Rights::AuthorisedAdmin,
            (Some(NORMAL), Some(EVERYBODY_ELSE), _) => Rights::Guest,
            (Some(110_402), ..) => Rights::Pending,
            (Some(110_405), ..) => Rights::Frozen,
            (Some(110_408), ..) => Rights::Deleted,
            (Some(110_410), ..) => Rights::ReAdded,
            _ => Rights::Unknown,
        }
    }

    /// Whether its key data hold this key.
    pub fn holds(&self, key: &OwnerKey) -> bool {
        self.owner_key().is_ok_and(|owner| {
            let theirs = &owner.key;
            theirs.address == key.address
                && theirs.aes_key == key.aes_key
                && theirs.admin_secret == key.admin_secret
                && theirs.unlock_key == key.unlock_key
        })
    }

    /// The key in its key data. Its three addresses must be the same: behind the key data, inside it, and in the entry.
    ///
    /// # Errors
    /// [`LockKeyError`]; for a guest's key, too, as it holds no admin secret.
    pub fn owner_key(&self) -> Result<Owner, LockKeyError> {
        match self.rights() {
            Rights::Owner | Rights::AuthorisedAdmin => {}
            rights => return Err(LockKeyError::Rights(rights)),
        }
        let data = self.lock.lock_data.as_ref().ok_or(LockKeyError::NoData)?;
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
        put("lockData", Value::from(data.reveal()));
        put("lockMac", Value::from(self.lock.address.to_string()));
        // Whether it may act as the owner was judged above, and the lock judges last: inside stands the kind of key, which for
        // an authorised admin is a guest's even where the admin secret is there.
        put("userType", Value::from(TOP_ADMIN));
        put("keyStatus", Value::from(NORMAL));
        if let Some(name) = self.lock.shown_name() {
            put("lockAlias", Value::from(name));
        }
        if let Some(name) = self.lock.name.as_deref() {
            put("lockName", Value::from(name));
        }
        let json = SecretJson::new(Value::Object(members));
        let text = zeroize::Zeroizing::new(json.reveal().to_string());
        let found = credentials::parse(text.as_bytes())?;
        Ok(credentials::select(found, Some(self.lock.address))?)
    }
}

/// Why an entry gives no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockKeyError {
    /// The account may not act as the owner.
    #[error("failed to take the key: {0}")]
    Rights(Rights),
    /// The entry has no key data.
    #[error("failed to take the key: the account does not hand it out")]
    NoData,
    /// The key data cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl fmt::Display for Rights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Owner => "the account owns the lock",
            Self::AuthorisedAdmin => "the account is an authorised admin of the lock",
            Self::Guest => "the account is a guest of the lock",
            Self::Pending => "the key was not accepted yet",
            Self::Frozen => "the key is frozen",
            Self::Deleted => "the key was deleted",
            Self::ReAdded => "the lock was added anew since, this key is old",
            Self::Unknown => "what the account may do with the lock is not known",
        })
    }
}

/// The entries of one lock, the one to take first: usable ones before others, of these the newest.
///
/// Where two usable ones are left, the lock is asked: a wrong key gives silence.
pub fn entries_of(keys: &[KeyEntry], address: Address) -> Vec<&KeyEntry> {
    let mut entries: Vec<&KeyEntry> = keys.iter().filter(|key| key.lock.address == address).collect();
    let rank = |key: &KeyEntry| match key.rights() {
        Rights::Owner => 0,
        Rights::AuthorisedAdmin => 1,
        Rights::Guest => 2,
        _ => 3,
    };
    entries.sort_by_key(|key| (rank(key), std::cmp::Reverse(key.key_id)));
    entries
}

/// The entry that a registration made (`/v3/lock/initialize` \[A\]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The lock's entry. It may be the old one's number \[C\]: then deleting "the old one" would delete this.
    pub lock_id: LockId,
    /// The owner's key's.
    pub key_id: KeyId,
}

impl Registered {
    /// The entry of a reply.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        Ok(Self {
            lock_id: LockId(members.needed_int("lockId")?),
            key_id: KeyId(members.needed_int("keyId")?),
        })
    }
}

/// The new key data of `/v3/lock/changeTimezoneRawOffset` \[B\].
pub fn decode_lock_data(object: &Object) -> Result<SecretText, CallError> {
    let text = object.members().text("lockData");
    text.map(SecretText::from)
        .ok_or(CallError::Broken(Breakage::Member("lockData")))
}
