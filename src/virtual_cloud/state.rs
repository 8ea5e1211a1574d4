//! What the cloud knows: applications, accounts, entries of locks. One JSON file, in which secrets stand open: it is a toy's.

use super::fault::Script;
use super::switch::Switches;
use crate::account::token::derive_password_hash;
use crate::model::Address;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The state of a cloud.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct State {
    /// The form of this file.
    pub form: u32,
    /// Registered applications.
    pub applications: Vec<App>,
    /// Accounts of all regions.
    pub accounts: Vec<Account>,
    /// Entries of locks.
    pub entries: Vec<Entry>,
    /// Tokens that were given out.
    pub tokens: Vec<Issued>,
    /// The last number that was given to anything.
    pub last_id: i64,
    /// How many calls are left this month; `None`: no limit.
    pub calls_left: Option<u32>,
    /// How long a token lasts, in seconds.
    pub token_lasts_s: Option<i64>,
    /// By how many milliseconds its clock is ahead.
    pub clock_ahead_ms: i64,
    /// What the specification leaves open.
    pub switches: Switches,
    /// Wrong answers.
    pub faults: Vec<Script>,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// The client id.
    pub client_id: String,
    /// The client secret.
    pub client_secret: String,
    /// The region that it is registered in.
    pub region: String,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Its number.
    pub uid: i64,
    /// Its name.
    pub username: String,
    /// The hash of its password, as sign-ins send it.
    pub password_hash: String,
    /// Its region.
    pub region: String,
}

/// A token that was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Issued {
    /// Whose.
    pub uid: i64,
    /// Stands in calls.
    pub access: String,
    /// Renews it.
    pub renewal: String,
    /// When it ends, in milliseconds since 1970 UTC.
    pub ends_ms: i64,
}

/// The entry of a lock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its number.
    pub lock_id: i64,
    /// The number of its owner's key.
    pub key_id: i64,
    /// Whose it is.
    pub owner: i64,
    /// The lock.
    pub address: Address,
    /// Its key data.
    pub lock_data: String,
    /// How its owner's key stands: 110401 normal, 110410 reset.
    pub status: i64,
    /// Everything else that is told of it, in the cloud's own names.
    pub facts: Map<String, Value>,
    /// What is listed of it: `codes`, `cards`, `fingerprints`, `faces`, `palm-veins`, `remotes`, `keypads`, `gateways`, `qr-codes`,
    /// `people`, `records`; items in the cloud's own form.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<Value>>,
    /// Keys of other accounts: their number, and the members of a key that differ.
    #[serde(default)]
    pub grants: Vec<Grant>,
}

/// A key of another account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    /// Whose key it is.
    pub uid: i64,
    /// Members of the key as it is listed for that account: `keyId`, `keyRight`, `keyStatus`, `lockData`, …
    pub key: Map<String, Value>,
    /// Whether it was sent and the other has not looked since.
    #[serde(default)]
    pub is_sent: bool,
}

/// A text that is no state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read virtual cloud: the file is damaged or none (line {line}, column {column})")]
pub struct StateError {
    /// Where, from 1.
    pub line: usize,
    /// See `line`.
    pub column: usize,
}

impl State {
    /// A cloud with one application and no account.
    pub fn empty(client_id: &str, client_secret: &str, region: &str) -> Self {
        let mut state = Self {
            form: 1,
            last_id: 5_000_000,
            ..Self::default()
        };
        state.register(client_id, client_secret, region);
        state
    }

    /// A state from its file.
    pub fn from_json(bytes: &[u8]) -> Result<Self, StateError> {
        serde_json::from_slice(bytes).map_err(|error| StateError {
            line: error.line(),
            column: error.column(),
        })
    }

    /// Its file.
    pub fn to_json(&self) -> Vec<u8> {
        // Maps with text keys and plain values always serialise.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// A number that nothing has.
    pub(super) fn next_id(&mut self) -> i64 {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }

    /// Registers an application in a region, where it is not yet: a client id belongs to one \[B\], and this cloud plays several.
    pub fn register(&mut self, client_id: &str, client_secret: &str, region: &str) {
        let is_it = |app: &App| app.client_id == client_id && app.region == region;
        if !self.applications.iter().any(is_it) {
            self.applications.push(App {
                client_id: client_id.to_owned(),
                client_secret: client_secret.to_owned(),
                region: region.to_owned(),
            });
        }
    }

    /// Adds an account. Its number comes back.
    pub fn add_account(&mut self, username: &str, password: &str, region: &str) -> i64 {
        let uid = self.next_id();
        self.accounts.push(Account {
            uid,
            username: username.to_owned(),
            password_hash: derive_password_hash(password).reveal().to_owned(),
            region: region.to_owned(),
        });
        uid
    }

    /// Adds a lock of an account by its key data. The entry's number comes back; `None` where the key data are none.
    pub fn add_lock(&mut self, owner: i64, alias: Option<&str>, lock_data: &str, now_ms: i64) -> Option<i64> {
        let (lock_id, key_id) = (self.next_id(), self.next_id());
        let entry = Entry::from_lock_data(lock_id, key_id, owner, alias, lock_data, now_ms)?;
        self.entries.push(entry);
        Some(lock_id)
    }

    /// An entry by its number.
    pub fn entry(&self, lock_id: i64) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.lock_id == lock_id)
    }

    /// An entry by its number, to change it.
    pub fn entry_mut(&mut self, lock_id: i64) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.lock_id == lock_id)
    }

    /// Puts an item in front of the lists of codes and cards of an entry, as somebody else would who uses the account meanwhile.
    pub(super) fn change_lists_of(&mut self, lock_id: i64, now_ms: i64) {
        let id = self.next_id();
        if let Some(entry) = self.entry_mut(lock_id) {
            let digits = format!("{:06}", id.rem_euclid(1_000_000));
            let code = json!({ "keyboardPwdId": id, "lockId": lock_id, "keyboardPwd": digits, "keyboardPwdType": 2,
                "startDate": now_ms, "endDate": 0, "sendDate": now_ms, "isCustom": 1, "status": 1 });
            let card = json!({ "cardId": id, "lockId": lock_id, "cardNumber": id.to_string(), "cardType": 1, "startDate": 0,
                "endDate": 0, "createDate": now_ms, "status": 1 });
            entry.lists.entry("codes".to_owned()).or_default().insert(0, code);
            entry.lists.entry("cards".to_owned()).or_default().insert(0, card);
        }
    }
}
