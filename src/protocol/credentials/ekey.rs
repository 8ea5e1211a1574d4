//! Virtual keys (eKeys) as accounts and apps write them in JSON, plain or with an opaque lockData (protocol, credentials 3, 4).

use super::fields::{Fields, Malformed, SecretJson, readable, whole};
use super::{Candidate, GuestReason, KeyValidity, Owner, Refusal, Refused, codec, lock_data};
use crate::model::{Address, DeviceInfo, Digits, Features, LockVersion, OwnerKey, Pairing, Seed};
use serde_json::{Map, Value, json};

/// `userType` of a guest; an owner's is 110301, or 0 in a lockData.
const GUEST: i64 = 110_302;
/// `keyStatus` of a key that was received and works.
const NORMAL: i64 = 110_401;

/// Members of the object around a lockData that say more than the same members inside it.
const OUTER: &[&str] = &[
    "userType",
    "keyStatus",
    "startDate",
    "endDate",
    "lockAlias",
    "keyName",
    "lockName",
];

/// Whether an object looks like a virtual key.
pub(super) fn is_one(members: &Map<String, Value>) -> bool {
    let fields = Fields::new(members);
    fields.any(&["lockData", "lockKey", "unlockKey", "aesKeyStr"]).is_some()
        || fields.any(&["lockMac"]).is_some() && fields.any(&["userType", "keyStatus", "keyId", "startDate"]).is_some()
}

/// The key of an object that [`is_one`].
pub(super) fn read(members: &Map<String, Value>) -> Candidate {
    let outer = Fields::new(members);
    let outer_address = outer.text(&["lockMac"]).map(str::parse::<Address>);
    match outer.text(&["lockData"]) {
        None => read_plain(members, outer_address.and_then(Result::ok)),
        Some(text) => match (lock_data::decode(text), outer_address) {
            (Ok((address, inner)), None) => read_around(members, address, &inner),
            (Ok((address, inner)), Some(Ok(same))) if same == address => read_around(members, address, &inner),
            (Ok(_), Some(_)) => refused(None, members, Refusal::Damaged("lockMac")),
            (Err(_), address) => refused(address.and_then(Result::ok), members, Refusal::Damaged("lockData")),
        },
    }
}

/// The key of a lockData text's content.
pub(super) fn read_inner(address: Address, inner: &SecretJson) -> Candidate {
    read_around(&Map::new(), address, inner)
}

fn read_around(outer: &Map<String, Value>, address: Address, inner: &SecretJson) -> Candidate {
    let mut members = inner.reveal().as_object().cloned().unwrap_or_default();
    for name in OUTER {
        if let Some(value) = Fields::new(outer).any(&[name]) {
            members.insert((*name).to_owned(), value.clone());
        }
    }
    let merged = SecretJson::new(Value::Object(members));
    merged.reveal().as_object().map_or_else(
        || refused(Some(address), outer, Refusal::Damaged("lockData")),
        |members| read_plain(members, Some(address)),
    )
}

fn read_plain(members: &Map<String, Value>, address: Option<Address>) -> Candidate {
    let read = match address {
        Some(address) => read_members(members, address),
        None => Err(Refusal::Damaged("lockMac")),
    };
    match read {
        Ok(owner) => Candidate::Owner(Box::new(owner)),
        Err(why) => refused(address, members, why),
    }
}

fn refused(address: Option<Address>, members: &Map<String, Value>, why: Refusal) -> Candidate {
    let validity = validity(&Fields::new(members)).unwrap_or_default();
    Candidate::Refused(Refused {
        address,
        name: name(&Fields::new(members)),
        validity,
        why,
    })
}

fn read_members(members: &Map<String, Value>, address: Address) -> Result<Owner, Refusal> {
    let mut fields = Fields::new(members);
    if fields.number::<i64>("userType")? == Some(GUEST) {
        return Err(Refusal::Guest(GuestReason::UserType));
    }
    match fields.number::<u32>("keyStatus")? {
        Some(status) if i64::from(status) != NORMAL => return Err(Refusal::Guest(GuestReason::Status(status))),
        _ => {}
    }
    let admin_secret = fields.secret(&["adminPwd", "adminPs"])?;
    let admin_secret = admin_secret.ok_or(Refusal::Guest(GuestReason::NoAdminSecret))?;
    if admin_secret.0 == 0 {
        return Err(Refusal::Placeholder);
    }
    let aes_key = fields.text(&["aesKeyStr"]).and_then(codec::aes_key_from_text);
    let unlock_key = fields.secret(&["lockKey", "unlockKey"])?;
    let key = OwnerKey {
        address,
        aes_key: aes_key.ok_or(Refusal::Damaged("aesKeyStr"))?,
        admin_secret,
        unlock_key: unlock_key.ok_or(Refusal::Damaged("lockKey"))?,
        lock_flag_pos: fields.number("lockFlagPos")?.unwrap_or_default(),
        uid: fields.number("uid")?.unwrap_or_default(),
        version: fields.optional("lockVersion", version),
        raw_offset_ms: fields.optional("timezoneRawOffset", offset),
        admin_passcode: fields.optional("noKeyPwd", passcode),
        seeds: seeds(&mut fields),
        features: features(&mut fields),
        name: name(&fields),
        advertised_name: fields.text(&["lockName"]).map(readable),
        pairing: Pairing::Finished,
    };
    let text = |name| fields.text(&[name]).map(readable);
    let battery = fields.any(&["electricQuantity"]).and_then(whole);
    Ok(Owner {
        key,
        validity: validity(&fields)?,
        device: DeviceInfo {
            model: text("modelNum"),
            hardware: text("hardwareRevision"),
            firmware: text("firmwareRevision"),
            manufactured: text("factoryDate"),
        },
        battery: battery.and_then(|percent| u8::try_from(percent).ok().filter(|percent| *percent <= 100)),
        not_understood: fields.not_understood,
    })
}

impl From<Malformed> for Refusal {
    fn from(Malformed(member): Malformed) -> Self {
        Self::Damaged(member)
    }
}

/// The name that the owner gave, else the one that the lock advertises.
fn name(fields: &Fields<'_>) -> Option<String> {
    fields.text(&["lockAlias", "keyName", "lockName"]).map(readable)
}

fn validity(fields: &Fields<'_>) -> Result<KeyValidity, Malformed> {
    Ok(KeyValidity {
        start_ms: fields.number("startDate")?.unwrap_or_default(),
        end_ms: fields.number("endDate")?.unwrap_or_default(),
    })
}

/// `lockVersion`, an object or the text of one.
fn version(value: &Value) -> Option<LockVersion> {
    let parsed: Value;
    let value = match value {
        Value::String(text) => {
            parsed = serde_json::from_str(text).ok()?;
            &parsed
        }
        value => value,
    };
    let byte = |name| u8::try_from(whole(value.get(name)?)?).ok();
    let word = |name| u16::try_from(whole(value.get(name)?)?).ok();
    Some(LockVersion {
        protocol_type: byte("protocolType")?,
        protocol_version: byte("protocolVersion")?,
        scene: byte("scene")?,
        group: word("groupId")?,
        org: word("orgId")?,
    })
}

/// An offset from UTC in milliseconds, at most a day.
pub(super) fn offset(value: &Value) -> Option<i64> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    whole(value).filter(|offset| (-DAY..=DAY).contains(offset))
}

fn passcode(value: &Value) -> Option<Digits> {
    let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    let plain = codec::from_text(text.trim())?;
    Digits::new(std::str::from_utf8(&plain).ok()?).ok()
}

fn seeds(fields: &mut Fields<'_>) -> Vec<Seed> {
    let timestamp = fields.number::<u64>("timestamp").ok().flatten().unwrap_or_default();
    let seeds = fields.optional("pwdInfo", |value| match value {
        Value::String(text) => lock_data::decode_seeds(text.trim(), timestamp),
        value => lock_data::seeds_of(value),
    });
    seeds.unwrap_or_default()
}

/// `featureValue`, else the low 32 bits of `specialValue`, which older accounts write signed.
fn features(fields: &mut Fields<'_>) -> Option<Features> {
    let all = fields.optional("featureValue", |value| Features::from_text(value.as_str()?.trim()));
    all.or_else(|| {
        fields.optional("specialValue", |value| {
            let low = u32::try_from(whole(value)? & i64::from(u32::MAX)).ok()?;
            Some(Features(vec![low]))
        })
    })
}

/// The low 32 bits of the features, signed as real replies write them.
fn special_value(features: &Features) -> i32 {
    features.0.first().copied().unwrap_or_default().cast_signed()
}

/// `keyboardPwdVersion` of the present scheme of codes, whose seeds are in `pwdInfo` (cloud 3).
const PRESENT_CODES: u32 = 4;

/// The JSON of an owner's key in the account's spelling: the content of a lockData, see [`lock_data::encode`]. It holds what a
/// registration must tell (cloud 3), as far as it is known; a text stands where the account writes one. The secrets go through the text
/// codec with `seed`, the seeds under `timestamp_ms`.
pub fn write(owner: &Owner, seed: u8, timestamp_ms: u64) -> SecretJson {
    let key = &owner.key;
    // A number has at most ten digits, so the codec always takes it.
    let coded = |number: u32| codec::to_text(number.to_string().as_bytes(), seed).unwrap_or_default();
    let mut json = json!({
        "lockMac": key.address,
        "aesKeyStr": codec::aes_key_to_text(&key.aes_key),
        "adminPwd": coded(key.admin_secret.0),
        "lockKey": coded(key.unlock_key.0),
        "lockFlagPos": key.lock_flag_pos,
        "userType": "110301",
        "startDate": owner.validity.start_ms,
        "endDate": owner.validity.end_ms,
        "timestamp": timestamp_ms,
        "version": "1.0",
    });
    let pwd_info = (!key.seeds.is_empty()).then(|| lock_data::encode_seeds(&key.seeds, timestamp_ms));
    let optional = [
        ("uid", json!((key.uid != 0).then_some(key.uid))),
        ("lockName", json!(key.advertised_name)),
        ("lockAlias", json!(key.name)),
        ("electricQuantity", json!(owner.battery)),
        ("lockVersion", json!(key.version)),
        ("noKeyPwd", json!(key.admin_passcode)),
        ("keyboardPwdVersion", json!(pwd_info.as_ref().map(|_| PRESENT_CODES))),
        ("pwdInfo", json!(pwd_info)),
        ("specialValue", json!(key.features.as_ref().map(special_value))),
        ("featureValue", json!(key.features.as_ref().map(Features::to_text))),
        ("timezoneRawOffset", json!(key.raw_offset_ms)),
        ("modelNum", json!(owner.device.model)),
        ("hardwareRevision", json!(owner.device.hardware)),
        ("firmwareRevision", json!(owner.device.firmware)),
        ("factoryDate", json!(owner.device.manufactured)),
    ];
    if let Value::Object(members) = &mut json {
        members.extend(
            optional
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name.to_owned(), value)),
        );
    }
    SecretJson::new(json)
}
