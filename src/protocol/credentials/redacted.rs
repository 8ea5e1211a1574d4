//! What may be shown of a key: all but the secrets.

use super::{Candidate, Found, KeyValidity, Owner, Refused};
use crate::model::{Feature, Features};
use serde_json::{Value, json};

/// What a key file holds, for people and scripts: form, and for each key its lock, name, whether it is the owner's, which
/// fields are there, validity and features. No secret, no code.
pub fn redacted(found: &Found) -> Value {
    let keys: Vec<Value> = found.keys.iter().map(key).collect();
    json!({ "form": found.form, "form_text": found.form.to_string(), "keys": keys })
}

fn key(key: &Candidate) -> Value {
    match key {
        Candidate::Owner(key) => owner(key),
        Candidate::Refused(key) => refused(key),
    }
}

fn owner(owner: &Owner) -> Value {
    let key = &owner.key;
    let fields = [
        ("aesKey", true),
        ("adminPs", true),
        ("unlockKey", true),
        ("lockFlagPos", key.lock_flag_pos != 0),
        ("uid", key.uid != 0),
        ("lockVersion", key.version.is_some()),
        ("rawOffsetMs", key.raw_offset_ms.is_some()),
        ("adminPasscode", key.admin_passcode.is_some()),
        ("seeds", !key.seeds.is_empty()),
        ("features", key.features.is_some()),
        ("name", key.name.is_some()),
        ("advertisedName", key.advertised_name.is_some()),
    ];
    let present: Vec<&str> = fields
        .into_iter()
        .filter(|(_, is_there)| *is_there)
        .map(|(name, _)| name)
        .collect();
    without_nulls(json!({
        "address": key.address,
        "name": key.name,
        "advertised_name": key.advertised_name,
        "owner": true,
        "pairing": key.pairing,
        "fields": present,
        "not_understood": owner.not_understood,
        "version": key.version,
        "raw_offset_ms": key.raw_offset_ms,
        "validity": validity(owner.validity),
        "features": key.features.as_ref().map(features),
        "device": owner.device,
        "seed_years": key.seeds.iter().map(|seed| seed.year).collect::<Vec<_>>(),
    }))
}

fn refused(refused: &Refused) -> Value {
    without_nulls(json!({
        "address": refused.address,
        "name": refused.name,
        "owner": false,
        "reason": refused.error().to_string(),
        "validity": validity(refused.validity),
    }))
}

fn features(features: &Features) -> Value {
    let known = Feature::ALL.iter().filter(|feature| features.has(**feature));
    json!({ "value": features.to_text(), "known": known.map(|feature| format!("{feature:?}")).collect::<Vec<_>>() })
}

/// Moments in UTC; absent where there is no bound.
fn validity(validity: KeyValidity) -> Value {
    let moment = |ms: i64| match jiff::Timestamp::from_millisecond(ms) {
        Ok(moment) if ms != 0 => json!(moment.to_string()),
        _ => Value::Null,
    };
    without_nulls(json!({ "start": moment(validity.start_ms), "end": moment(validity.end_ms) }))
}

fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, value| !value.is_null());
    }
    value
}
