//! Owner's keys from the files that people have (protocol, credentials 1 to 4), each form recognised by itself.
//!
//! | file | form |
//! |---|---|
//! | [`sdk`] | the JavaScript SDK's lock file, and Relatch's own key files, which are one with a member more |
//! | [`ekey`] | a virtual key (eKey) of an account or app, as JSON |
//! | [`lock_data`] | the opaque lockData text, with the seeds in it |
//! | [`codec`] | the text forms of single secret fields |
//! | [`fields`] | reading members of others' JSON |
//! | [`mod@redacted`] | what may be shown of a key |
//! | [`error`] | why a key was not taken |
//!
//! [`parse`] says what a file holds, [`select`] takes the key of one lock out of it, [`matches_advert`] compares it with the lock
//! in reach. Input is bounded: [`LARGEST`] bytes, [`MOST_KEYS`] keys, nested at most 128 deep.
//!
//! Only Relatch's own files carry a checksum over the secrets. A changed lockData is noticed by its padding and JSON; a digit
//! changed by hand in any other form is not noticed before the lock refuses it.

pub mod codec;
pub mod ekey;
pub mod error;
pub mod fields;
pub mod lock_data;
pub mod redacted;
pub mod sdk;

pub use error::{GuestReason, KeyError};
pub use fields::{SecretJson, number_text, whole};
pub use redacted::redacted;

use super::advert::LockAdvert;
use crate::model::{Address, DeviceInfo, OwnerKey};
use lock_data::LockDataError;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;
use zeroize::Zeroizing;

/// The most bytes of a key file.
pub const LARGEST: usize = 1024 * 1024;
/// The most keys in one file.
pub const MOST_KEYS: usize = 1_000;

/// What a key file holds: at least one key, though perhaps none that may be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The form; of the first key, where forms are mixed.
    pub form: KeyForm,
    /// The keys, in the file's order.
    pub keys: Vec<Candidate>,
}

/// The form of a key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyForm {
    /// Written by Relatch: the JavaScript SDK's form with a member more.
    Relatch,
    /// The JavaScript SDK's lock file.
    JsSdk,
    /// A virtual key of an account or app.
    Ekey,
    /// An opaque lockData text, alone or in an object.
    LockData,
}

impl fmt::Display for KeyForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Relatch => "a key file of Relatch",
            Self::JsSdk => "a lock file of the JavaScript SDK",
            Self::Ekey => "a virtual key (eKey)",
            Self::LockData => "a lockData text",
        })
    }
}

/// A key in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Candidate {
    /// The owner's.
    Owner(Box<Owner>),
    /// One that cannot be used, and why.
    Refused(Refused),
}

/// An owner's key with what else its file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Owner {
    /// The key.
    pub key: OwnerKey,
    /// From when until when its account lets it be used.
    pub validity: KeyValidity,
    /// The lock's texts about itself.
    pub device: DeviceInfo,
    /// Battery, percent, when the key was written down; only the account's forms tell it.
    pub battery: Option<u8>,
    /// Members that were there and not understood; the key works without them.
    pub not_understood: Vec<&'static str>,
}

/// A key that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The lock, where it could be read.
    pub address: Option<Address>,
    /// The name that the owner gave, where it has one.
    pub name: Option<String>,
    /// From when until when its account lets it be used.
    pub validity: KeyValidity,
    /// Why it cannot be used.
    pub why: Refusal,
}

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not the owner's.
    Guest(GuestReason),
    /// Its pairing did not finish, and it holds zeros.
    Placeholder,
    /// This member is missing or malformed.
    Damaged(&'static str),
    /// The secrets are not the ones that Relatch wrote.
    Changed,
}

/// From when until when an account lets a key be used, in milliseconds since 1970 UTC; 0 where there is no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyValidity {
    /// The first moment.
    pub start_ms: i64,
    /// The last moment.
    pub end_ms: i64,
}

impl KeyValidity {
    /// Whether a moment lies in it.
    pub fn holds_at(self, now_ms: i64) -> bool {
        now_ms >= self.start_ms && (self.end_ms == 0 || now_ms <= self.end_ms)
    }
}

impl Candidate {
    /// The lock, where it could be read.
    pub fn address(&self) -> Option<Address> {
        match self {
            Self::Owner(owner) => Some(owner.key.address),
            Self::Refused(refused) => refused.address,
        }
    }
}

impl Refused {
    /// The same as an error.
    pub fn error(&self) -> KeyError {
        match (self.why, self.address) {
            (Refusal::Damaged("lockData"), None) => KeyError::LockData,
            (Refusal::Damaged(member), address) => KeyError::Damaged { address, member },
            (_, None) => KeyError::Damaged {
                address: None,
                member: "address",
            },
            (Refusal::Guest(reason), Some(address)) => KeyError::Guest { address, reason },
            (Refusal::Placeholder, Some(address)) => KeyError::Placeholder { address },
            (Refusal::Changed, Some(address)) => KeyError::Changed { address },
        }
    }
}

/// What a key file holds, whichever of the forms it has. A file in which every key is damaged is an error; else damaged keys
/// stand among the others, so that one of them does not keep the others from being used.
pub fn parse(file: &[u8]) -> Result<Found, KeyError> {
    let text = text_of(file)?;
    let mut collector = Collector::default();
    if text.starts_with(['{', '[', '"']) {
        collector.take(json_of(&text)?.reveal())?;
    } else {
        collector.take_lock_data(&text)?;
    }
    let (Some(form), Some(first)) = (collector.form, collector.keys.first()) else {
        return Err(KeyError::Foreign);
    };
    let is_damaged = |key: &Candidate| {
        matches!(
            key,
            Candidate::Refused(Refused {
                why: Refusal::Damaged(_) | Refusal::Changed,
                ..
            })
        )
    };
    match first {
        Candidate::Refused(refused) if collector.keys.iter().all(is_damaged) => Err(refused.error()),
        _ => Ok(Found {
            form,
            keys: collector.keys,
        }),
    }
}

/// The owner's key of one lock. Without an address: of the only lock that the file has a usable key of.
pub fn select(found: Found, address: Option<Address>) -> Result<Owner, KeyError> {
    let all = addresses(&found.keys);
    let keys: Vec<Candidate> = match address {
        None => found.keys,
        Some(wanted) => {
            let keys: Vec<_> = found
                .keys
                .into_iter()
                .filter(|key| key.address() == Some(wanted))
                .collect();
            if keys.is_empty() {
                return Err(KeyError::NoneFor { wanted, there: all });
            }
            keys
        }
    };
    let (mut owners, mut others) = (Vec::new(), Vec::new());
    for key in keys {
        match key {
            Candidate::Owner(owner) => owners.push(owner),
            Candidate::Refused(refused) => others.push(refused),
        }
    }
    match (owners.pop(), others.as_slice()) {
        (Some(owner), _) if owners.iter().all(|other| other.key == owner.key) => Ok(*owner),
        (Some(owner), _) if owners.iter().all(|other| other.key.address == owner.key.address) => {
            Err(KeyError::TwoKeys(owner.key.address))
        }
        (None, [only]) => Err(only.error()),
        (None, [first, ..]) if all.len() <= 1 || address.is_some() => Err(first.error()),
        _ => Err(KeyError::Several(all)),
    }
}

/// Whether a key belongs to the lock in reach: its address, and what kind of lock it says it is, where it says so.
pub fn matches_advert(key: &OwnerKey, advert: &LockAdvert) -> Result<(), KeyError> {
    if key.address != advert.mac {
        return Err(KeyError::OtherLock {
            key: key.address,
            lock: advert.mac,
        });
    }
    let Some(version) = key.version else { return Ok(()) };
    let fields = [
        ("protocol type", version.protocol_type, advert.protocol_type),
        ("protocol version", version.protocol_version, advert.protocol_version),
        ("scene", version.scene, advert.scene),
    ];
    match fields.into_iter().find(|(_, key, lock)| key != lock) {
        Some((field, key, lock)) => Err(KeyError::OtherKind {
            address: advert.mac,
            field,
            key,
            lock,
        }),
        None => Ok(()),
    }
}

/// The locks of keys, each once, in order.
fn addresses(keys: &[Candidate]) -> Vec<Address> {
    let all: std::collections::BTreeSet<Address> = keys.iter().filter_map(Candidate::address).collect();
    all.into_iter().collect()
}

#[derive(Default)]
struct Collector {
    form: Option<KeyForm>,
    keys: Vec<Candidate>,
}

impl Collector {
    /// The keys of a JSON value. Accounts put lists of keys under `list` or `keyInfos`.
    fn take(&mut self, value: &Value) -> Result<(), KeyError> {
        match value {
            Value::Array(values) => values.iter().try_for_each(|value| self.take(value)),
            Value::String(text) => self.take_lock_data(text),
            Value::Object(members) if sdk::is_one(members) => self.push(sdk::form(members), sdk::read(members)?),
            Value::Object(members) if ekey::is_one(members) => self.push(form_of_ekey(members), ekey::read(members)),
            Value::Object(members) => match members.get("list").or_else(|| members.get("keyInfos")) {
                Some(list @ Value::Array(_)) => self.take(list),
                _ => Err(KeyError::Foreign),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => Err(KeyError::Foreign),
        }
    }

    fn take_lock_data(&mut self, text: &str) -> Result<(), KeyError> {
        match lock_data::decode(text) {
            Ok((address, inner)) => self.push(KeyForm::LockData, ekey::read_inner(address, &inner)),
            Err(LockDataError::Foreign) => Err(KeyError::Foreign),
            Err(LockDataError::Damaged) => Err(KeyError::LockData),
        }
    }

    fn push(&mut self, form: KeyForm, key: Candidate) -> Result<(), KeyError> {
        if self.keys.len() == MOST_KEYS {
            return Err(KeyError::TooMany);
        }
        self.form.get_or_insert(form);
        self.keys.push(key);
        Ok(())
    }
}

fn form_of_ekey(members: &Map<String, Value>) -> KeyForm {
    if fields::Fields::new(members).text(&["lockData"]).is_some() {
        KeyForm::LockData
    } else {
        KeyForm::Ekey
    }
}

/// The text of a file: UTF-8 with or without a mark, or UTF-16 with one, as some editors and shells write it.
fn text_of(file: &[u8]) -> Result<Zeroizing<String>, KeyError> {
    if file.len() > LARGEST {
        return Err(KeyError::TooLarge);
    }
    let text = match file {
        [0xff, 0xfe, units @ ..] => utf16(units, u16::from_le_bytes),
        [0xfe, 0xff, units @ ..] => utf16(units, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, text @ ..] | text => std::str::from_utf8(text).ok().map(ToOwned::to_owned),
    };
    let text = Zeroizing::new(text.ok_or(KeyError::Foreign)?);
    Ok(Zeroizing::new(text.trim().to_owned()))
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Option<String> {
    let (units, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    char::decode_utf16(units.iter().copied().map(unit))
        .collect::<Result<_, _>>()
        .ok()
}

/// The JSON of a text. The error tells the place only, because the parser's own words may quote the text.
fn json_of(text: &str) -> Result<SecretJson, KeyError> {
    let json = serde_json::from_str(text);
    json.map(SecretJson::new).map_err(|error| KeyError::Json {
        line: error.line(),
        column: error.column(),
    })
}
