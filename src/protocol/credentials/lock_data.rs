//! The opaque `lockData` text (protocol, credentials 4 \[A\]) and the seeds inside it (`pwdInfo`, \[B\]).
//!
//! ```text
//! lockData = base64( AES-128-CBC-PKCS7( JSON ) || address[6] )      key = IV = the address as text, without its tenth character
//! pwdInfo  = base64( AES-128-CBC-PKCS7( JSON list ) )               key = IV = the timestamp in digits, filled with 0 to 16
//! ```
//!
//! Neither is secret from who holds the text, and neither has a checksum: that a text is whole is seen only by its padding
//! and by its JSON. A changed byte spoils a whole block of 16, so it is found in practice, not by construction.

use super::codec::BASE64;
use super::fields::{Fields, SecretJson, whole};
use crate::model::{Address, Seed};
use crate::protocol::cipher;
use base64::Engine as _;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// The place in the address text that the key leaves out.
const LEFT_OUT: usize = 9;
/// The length of the shortest lockData text: one block and the address.
const SHORTEST_TEXT: usize = 30;
/// The most seeds that are taken over: accounts write ten years.
const MOST_SEEDS: usize = 100;

/// A text that is no lockData.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockDataError {
    /// It is no base64, or too short for any: something else altogether.
    Foreign,
    /// It looks like one but does not decrypt to JSON of the address behind it: it was changed or cut.
    Damaged,
}

/// The address and the plain JSON text of a lockData text; blanks and line breaks in it are passed over.
pub fn decode_text(text: &str) -> Result<(Address, Zeroizing<Vec<u8>>), LockDataError> {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if text.len() < SHORTEST_TEXT || !text.bytes().all(is_base64) {
        return Err(LockDataError::Foreign);
    }
    let bytes = BASE64.decode(text).map_err(|_| LockDataError::Damaged)?;
    let (sealed, address) = bytes.split_last_chunk::<6>().ok_or(LockDataError::Damaged)?;
    let address = Address(*address);
    let plain = cipher::uncbc(key_of(address), sealed).map_err(|_| LockDataError::Damaged)?;
    Ok((address, plain))
}

/// The address and the JSON object of a lockData text. Where the object tells an address, it must be the same one.
pub fn decode(text: &str) -> Result<(Address, SecretJson), LockDataError> {
    let (address, plain) = decode_text(text)?;
    let json = SecretJson::new(serde_json::from_slice(&plain).map_err(|_| LockDataError::Damaged)?);
    let members = json.reveal().as_object().ok_or(LockDataError::Damaged)?;
    match Fields::new(members).text(&["lockMac"]) {
        Some(inner) if inner.parse() != Ok(address) => Err(LockDataError::Damaged),
        _ => Ok((address, json)),
    }
}

/// The lockData text of a lock's JSON text.
pub fn encode(address: Address, json: &[u8]) -> String {
    let mut bytes = cipher::cbc(key_of(address), json);
    bytes.extend_from_slice(&address.0);
    BASE64.encode(bytes)
}

fn key_of(address: Address) -> [u8; 16] {
    let text = address.to_string();
    filled(
        text.bytes()
            .enumerate()
            .filter(|(index, _)| *index != LEFT_OUT)
            .map(|(_, byte)| byte),
    )
}

/// The first 16 of `bytes`, filled with the digit 0.
fn filled(bytes: impl Iterator<Item = u8>) -> [u8; 16] {
    let mut key = [b'0'; 16];
    key.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    key
}

/// The seeds of a `pwdInfo` text, under the timestamp of the same lockData.
pub fn decode_seeds(text: &str, timestamp_ms: u64) -> Option<Vec<Seed>> {
    let sealed = BASE64.decode(text).ok()?;
    let plain = cipher::uncbc(filled(timestamp_ms.to_string().bytes()), &sealed).ok()?;
    let json = SecretJson::new(serde_json::from_slice(&plain).ok()?);
    seeds_of(json.reveal())
}

/// The `pwdInfo` text of seeds, under a timestamp.
pub fn encode_seeds(seeds: &[Seed], timestamp_ms: u64) -> String {
    let list = seeds
        .iter()
        .map(|seed| json!({ "code": seed.code, "secretKey": seed.secret, "year": seed.year }));
    let json = SecretJson::new(Value::Array(list.collect()));
    let plain = Zeroizing::new(json.reveal().to_string());
    BASE64.encode(cipher::cbc(filled(timestamp_ms.to_string().bytes()), plain.as_bytes()))
}

/// The seeds of a JSON list, in the spelling of accounts (`secretKey`) or of the JavaScript SDK (`secret`). Years of two
/// digits count from 2000. `None` where anything does not fit: seeds are all right or none are.
pub(super) fn seeds_of(list: &Value) -> Option<Vec<Seed>> {
    let list = list.as_array().filter(|list| list.len() <= MOST_SEEDS)?;
    list.iter()
        .map(|seed| {
            let year = u16::try_from(whole(seed.get("year")?)?).ok()?;
            let code = u16::try_from(whole(seed.get("code")?)?).ok()?;
            let secret = seed.get("secretKey").or_else(|| seed.get("secret"))?;
            let secret = secret.as_str().map_or_else(|| secret.to_string(), ToOwned::to_owned);
            let fits = (1..=11).contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_digit());
            let year = if (1..100).contains(&year) { year + 2000 } else { year };
            fits.then_some(Seed { year, code, secret })
        })
        .collect()
}
