//! The lock file of the JavaScript SDK (protocol, credentials 1 \[A\]), which is also the form of Relatch's own key files.
//!
//! ```text
//! [{ "address", "battery", "rssi", "autoLockTime", "lockedStatus", "operationLog",
//!    "privateData": { "aesKey", "admin": { "adminPs", "unlockKey" }, "adminPasscode"?, "pwdInfo"? },
//!    "relatch"?: { "version": 1, "pairing": "pending" | "unfinished" | "finished", "check", "lockVersion"?, "rawOffsetMs"?,
//!                  "features"?, "name"?, "advertisedName"?, "lockFlagPos"?, "uid"?, "deviceInfo"? } }]
//! ```
//!
//! Other tools read what they know and pass over `relatch`. `check` is the first 8 bytes of SHA-256 over the secrets as text:
//! a key that a worn-out disk changed by one digit would otherwise only be noticed by a lock that does not answer.

use super::fields::{Fields, SecretJson, readable};
use super::{Candidate, KeyError, KeyForm, KeyValidity, Owner, Refusal, Refused, codec, ekey, json_of, lock_data};
use crate::model::{
    Address, AesKey, DeviceInfo, Digits, Features, LockVersion, OwnerKey, Pairing, SecretNumber, Seed, hex,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// The version of the `relatch` member that this writes.
pub const VERSION: u32 = 1;

/// Whether an object looks like a lock of the JavaScript SDK.
pub(super) fn is_one(members: &Map<String, Value>) -> bool {
    members.get("privateData").is_some_and(Value::is_object)
}

/// The form of an object that [`is_one`].
pub(super) fn form(members: &Map<String, Value>) -> KeyForm {
    if members.contains_key("relatch") {
        KeyForm::Relatch
    } else {
        KeyForm::JsSdk
    }
}

/// The key of an object that [`is_one`]. Of a later Relatch: an error for the whole file.
pub(super) fn read(members: &Map<String, Value>) -> Result<Candidate, KeyError> {
    let address = Fields::new(members)
        .text(&["address"])
        .and_then(|text| text.parse().ok());
    let ours = Ours::read(members)?;
    let owner = address
        .ok_or(Refusal::Damaged("address"))
        .and_then(|address| read_lock(members, address, ours.as_ref().map_err(|why| *why)?.as_ref()));
    Ok(match owner {
        Ok(owner) => Candidate::Owner(Box::new(owner)),
        Err(why) => {
            let name = ours.ok().flatten().and_then(|ours| ours.name);
            Candidate::Refused(Refused {
                address,
                name,
                validity: KeyValidity::default(),
                why,
            })
        }
    })
}

fn read_lock(members: &Map<String, Value>, address: Address, ours: Option<&Ours>) -> Result<Owner, Refusal> {
    let private = members.get("privateData").and_then(Value::as_object);
    let private = private.ok_or(Refusal::Damaged("privateData"))?;
    let mut fields = Fields::new(private);
    // The SDK writes a lock that was never paired without these, or with zeros.
    let admin = private
        .get("admin")
        .and_then(Value::as_object)
        .ok_or(Refusal::Placeholder)?;
    let admin = Fields::new(admin);
    let admin_secret = admin.secret(&["adminPs"])?.filter(|secret| secret.0 != 0);
    let admin_secret = admin_secret.ok_or(Refusal::Placeholder)?;
    let unlock_key = admin.secret(&["unlockKey"])?.ok_or(Refusal::Damaged("unlockKey"))?;
    let aes_key = fields.text(&["aesKey"]).and_then(codec::aes_key_from_text);
    let aes_key = aes_key.ok_or(Refusal::Damaged("aesKey"))?;
    let check = ours.and_then(|ours| ours.check.as_deref());
    if check.is_some_and(|check| check != check_of(address, &aes_key, &admin_secret, &unlock_key)) {
        return Err(Refusal::Changed);
    }
    let key = OwnerKey {
        address,
        aes_key,
        admin_secret,
        unlock_key,
        lock_flag_pos: ours.map_or(0, |ours| ours.lock_flag_pos),
        uid: ours.map_or(0, |ours| ours.uid),
        version: ours.and_then(|ours| ours.version),
        raw_offset_ms: ours.and_then(|ours| ours.raw_offset_ms),
        admin_passcode: fields.optional("adminPasscode", |value| Digits::new(value.as_str()?).ok()),
        seeds: fields.optional("pwdInfo", lock_data::seeds_of).unwrap_or_default(),
        features: ours.and_then(|ours| ours.features.clone()),
        name: ours.and_then(|ours| ours.name.clone()),
        advertised_name: ours.and_then(|ours| ours.advertised_name.clone()),
        pairing: ours.map_or(Pairing::Finished, |ours| ours.pairing),
    };
    let mut not_understood = fields.not_understood;
    not_understood.extend(ours.iter().flat_map(|ours| &ours.not_understood));
    let device = ours.map(|ours| ours.device.clone()).unwrap_or_default();
    Ok(Owner {
        key,
        validity: KeyValidity::default(),
        device,
        battery: None,
        not_understood,
    })
}

/// The `relatch` member.
struct Ours {
    pairing: Pairing,
    check: Option<String>,
    version: Option<LockVersion>,
    raw_offset_ms: Option<i64>,
    features: Option<Features>,
    name: Option<String>,
    advertised_name: Option<String>,
    lock_flag_pos: u32,
    uid: u32,
    device: DeviceInfo,
    not_understood: Vec<&'static str>,
}

impl Ours {
    /// The outer error: a later version. The inner one: a damaged member.
    fn read(members: &Map<String, Value>) -> Result<Result<Option<Self>, Refusal>, KeyError> {
        let Some(ours) = members.get("relatch") else {
            return Ok(Ok(None));
        };
        let Some(ours) = ours.as_object() else {
            return Ok(Err(Refusal::Damaged("relatch")));
        };
        match Fields::new(ours).number::<u32>("version") {
            Ok(Some(VERSION)) => Ok(Self::read_members(ours).map(Some)),
            Ok(Some(version @ 2..)) => Err(KeyError::Newer { version }),
            _ => Ok(Err(Refusal::Damaged("version"))),
        }
    }

    fn read_members(ours: &Map<String, Value>) -> Result<Self, Refusal> {
        let mut fields = Fields::new(ours);
        let pairing = ours
            .get("pairing")
            .and_then(|pairing| Pairing::deserialize(pairing).ok());
        Ok(Self {
            // How far the pairing came decides what may be done with the key, so it is never guessed.
            pairing: pairing.ok_or(Refusal::Damaged("pairing"))?,
            check: fields.text(&["check"]).map(ToOwned::to_owned),
            version: fields.optional("lockVersion", |value| LockVersion::deserialize(value).ok()),
            raw_offset_ms: fields.optional("rawOffsetMs", ekey::offset),
            features: fields.optional("features", |value| {
                Features::deserialize(value).ok().filter(|f| f.0.len() <= 32)
            }),
            name: fields.text(&["name"]).map(readable),
            advertised_name: fields.text(&["advertisedName"]).map(readable),
            lock_flag_pos: fields.number("lockFlagPos")?.unwrap_or_default(),
            uid: fields.number("uid")?.unwrap_or_default(),
            device: fields
                .optional("deviceInfo", |value| DeviceInfo::deserialize(value).ok())
                .unwrap_or_default(),
            not_understood: fields.not_understood,
        })
    }

    /// Sets the members in an object.
    fn write(object: &mut Value, key: &OwnerKey, device: &DeviceInfo) {
        let check = check_of(key.address, &key.aes_key, &key.admin_secret, &key.unlock_key);
        let members = [
            ("version", Some(json!(VERSION))),
            ("pairing", Some(json!(key.pairing))),
            ("check", Some(json!(check))),
            ("lockVersion", key.version.map(|version| json!(version))),
            ("rawOffsetMs", key.raw_offset_ms.map(|offset| json!(offset))),
            ("features", key.features.as_ref().map(|features| json!(features))),
            ("name", key.name.as_ref().map(|name| json!(name))),
            ("advertisedName", key.advertised_name.as_ref().map(|name| json!(name))),
            (
                "lockFlagPos",
                (key.lock_flag_pos != 0).then(|| json!(key.lock_flag_pos)),
            ),
            ("uid", (key.uid != 0).then(|| json!(key.uid))),
            ("deviceInfo", (*device != DeviceInfo::default()).then(|| json!(device))),
        ];
        put(object, members);
    }
}

/// Text of the key file of one lock.
pub fn write(key: &OwnerKey, device: &DeviceInfo) -> Zeroizing<String> {
    to_text(&SecretJson::new(json!([entry(&Value::Null, key, device)])))
}

/// Text of a key file with this lock's key put into it, or exchanged: other locks, and members that Relatch does not know, stay
/// as they are. Only for files of the JavaScript SDK and of Relatch.
pub fn rewrite(file: &[u8], key: &OwnerKey, device: &DeviceInfo) -> Result<Zeroizing<String>, KeyError> {
    let form = super::parse(file)?.form;
    if !matches!(form, KeyForm::JsSdk | KeyForm::Relatch) {
        return Err(KeyError::ReadOnly(form));
    }
    let mut json = json_of(&super::text_of(file)?)?;
    let is_object = json.reveal().is_object();
    let locks = match std::mem::take(json.reveal_mut()) {
        Value::Array(locks) => locks,
        one => vec![one],
    };
    if !locks.iter().all(|lock| lock.as_object().is_some_and(is_one)) {
        return Err(KeyError::ReadOnly(form));
    }
    let (mut others, mut before) = (Vec::new(), None);
    for lock in locks {
        if lock.get("address").and_then(|text| text.as_str()?.parse().ok()) == Some(key.address) {
            // Further entries of this lock hold keys that are no longer true.
            before.get_or_insert((others.len(), SecretJson::new(lock)));
        } else {
            others.push(lock);
        }
    }
    let (place, before) = before.unwrap_or((others.len(), SecretJson::new(Value::Null)));
    others.insert(place, entry(before.reveal(), key, device));
    *json.reveal_mut() = match others.pop() {
        Some(one) if is_object && others.is_empty() => one,
        last => Value::Array(others.into_iter().chain(last).collect()),
    };
    Ok(to_text(&json))
}

/// A lock's entry: what was there, with the key's members exchanged.
fn entry(before: &Value, key: &OwnerKey, device: &DeviceInfo) -> Value {
    // Nobody measured these yet; the SDK takes its own placeholders for "unknown".
    let unknown = json!({ "battery": -1, "rssi": 0, "autoLockTime": -1, "lockedStatus": -1, "operationLog": [] });
    let mut entry = if before.is_object() { before.clone() } else { unknown };
    let mut private = before
        .get("privateData")
        .filter(|private| private.is_object())
        .cloned()
        .unwrap_or_else(|| json!({}));
    let seeds = (!key.seeds.is_empty()).then(|| key.seeds.iter().map(seed_to_json).collect());
    put(
        &mut private,
        [
            ("aesKey", Some(json!(hex::to_text(&key.aes_key.0)))),
            (
                "admin",
                Some(json!({ "adminPs": key.admin_secret.0, "unlockKey": key.unlock_key.0 })),
            ),
            ("adminPasscode", key.admin_passcode.as_ref().map(|digits| json!(digits))),
            ("pwdInfo", seeds),
        ],
    );
    let mut ours = before
        .get("relatch")
        .filter(|ours| ours.is_object())
        .cloned()
        .unwrap_or_else(|| json!({}));
    Ours::write(&mut ours, key, device);
    put(
        &mut entry,
        [
            ("address", Some(json!(key.address))),
            ("privateData", Some(private)),
            ("relatch", Some(ours)),
        ],
    );
    entry
}

/// The SDK's spelling of a seed: years of two digits.
fn seed_to_json(seed: &Seed) -> Value {
    let year = if (2001..2100).contains(&seed.year) {
        seed.year - 2000
    } else {
        seed.year
    };
    json!({ "year": year, "code": seed.code, "secret": seed.secret })
}

/// Sets an object's members, and removes those without a value: what an earlier key had must not pass for this one's.
fn put<const N: usize>(object: &mut Value, members: [(&str, Option<Value>); N]) {
    let Value::Object(object) = object else { return };
    for (name, value) in members {
        match value {
            Some(value) => object.insert(name.to_owned(), value),
            None => object.remove(name),
        };
    }
}

fn to_text(json: &SecretJson) -> Zeroizing<String> {
    Zeroizing::new(format!("{:#}\n", json.reveal()))
}

fn check_of(address: Address, aes_key: &AesKey, admin_secret: &SecretNumber, unlock_key: &SecretNumber) -> String {
    let text = format!(
        "{address} {} {} {}",
        hex::to_text(&aes_key.0),
        admin_secret.0,
        unlock_key.0
    );
    let digest = Sha256::digest(Zeroizing::new(text).as_bytes());
    digest
        .first_chunk::<8>()
        .map_or_else(String::new, |first| hex::to_text(first))
}
