//! What each call does to the state (cloud 2 to 8). A refusal is the number that the cloud would give.

mod import;
mod items;
mod lists;
mod settings;
pub(super) mod table;

use super::fault::Script;
use super::password_key;
use super::state::{Account, Entry, Grant, Issued, State};
use super::switch::{KnownLock, OwnKeyData};
use crate::account::field::{Members, unpacked, whole};
use crate::protocol::credentials::{codec, lock_data};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

type Answered = Result<Value, i64>;

const PARAMETER: i64 = -3;
const TOP_ADMIN: &str = "110301";
const EVERYBODY_ELSE: &str = "110302";
const NORMAL: i64 = 110_401;
const PENDING: i64 = 110_402;
const RESET: i64 = 110_410;
/// The length of a password that was encrypted: 256 bytes as base64.
const SEALED_LENGTH: usize = 344;
/// How long a token lasts where nothing else was set, in seconds.
const TOKEN_LASTS_S: i64 = 7_776_000;
/// The most codes and cards of a lock.
const ROOM: [usize; 2] = [250, 1_000];

/// The values that came with a call.
pub(super) struct Given(BTreeMap<String, String>);

impl Given {
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn needed(&self, name: &str) -> Result<&str, i64> {
        self.text(name).filter(|text| !text.is_empty()).ok_or(PARAMETER)
    }

    pub(super) fn int(&self, name: &str) -> Result<i64, i64> {
        self.needed(name)?.parse().map_err(|_| PARAMETER)
    }

    fn int_or(&self, name: &str, otherwise: i64) -> Result<i64, i64> {
        match self.text(name) {
            None | Some("") => Ok(otherwise),
            Some(text) => text.parse().map_err(|_| PARAMETER),
        }
    }

    /// A number, where one is given.
    fn some_int(&self, name: &str) -> Result<Option<i64>, i64> {
        match self.text(name) {
            None | Some("") => Ok(None),
            Some(_) => self.int(name).map(Some),
        }
    }

    fn json(&self, name: &str) -> Result<Value, i64> {
        serde_json::from_str(self.needed(name)?).map_err(|_| 80_002)
    }

    /// Members of an item: the given values of these names, numbers where they are numbers.
    fn members(&self, names: &[(&str, &str)], texts: &[(&str, &str)]) -> Map<String, Value> {
        let numbers = names.iter().filter_map(|(from, to)| {
            let number: i64 = self.text(from)?.parse().ok()?;
            Some(((*to).to_owned(), json!(number)))
        });
        let texts = texts
            .iter()
            .filter_map(|(from, to)| Some(((*to).to_owned(), json!(self.text(from)?))));
        numbers.chain(texts).collect()
    }
}

/// Calls that carry no token.
pub(super) fn is_about_tokens(path: &str) -> bool {
    matches!(path, "/oauth2/token" | "/system/getUserPasswordPublicKey")
}

/// What an entry knows and tells nobody.
const HIDDEN: [&str; 8] = [
    "hasSeeds",
    "passage",
    "doorSensor",
    "isOffline",
    "type",
    "setting10",
    "setting11",
    "setting12",
];

/// What key data must hold where the cloud wants all that the maker's own program puts there (credentials 3, 4).
const WHOLE: [&str; 19] = [
    "uid",
    "lockName",
    "lockMac",
    "lockVersion",
    "adminPwd",
    "lockKey",
    "lockFlagPos",
    "aesKeyStr",
    "noKeyPwd",
    "pwdInfo",
    "timestamp",
    "specialValue",
    "featureValue",
    "timezoneRawOffset",
    "modelNum",
    "hardwareRevision",
    "firmwareRevision",
    "electricQuantity",
    "version",
];

fn done() -> Value {
    json!({ "errcode": 0, "errmsg": "none error message", "description": "表示成功或是" })
}

impl Entry {
    /// The entry of key data; `None` where they are none.
    pub(super) fn from_lock_data(
        lock_id: i64,
        key_id: i64,
        owner: i64,
        alias: Option<&str>,
        data: &str,
        now_ms: i64,
    ) -> Option<Self> {
        let (address, inner) = lock_data::decode(data).ok()?;
        let members = Members::of(inner.reveal())?;
        let mut facts = Map::new();
        for name in [
            "lockName",
            "electricQuantity",
            "featureValue",
            "specialValue",
            "timezoneRawOffset",
            "modelNum",
            "hardwareRevision",
            "firmwareRevision",
            "autoLockTime",
            "lockSound",
            "privacyLock",
            "tamperAlert",
            "resetButton",
        ] {
            if let Some(value) = members.any(name) {
                facts.insert(name.to_owned(), value.clone());
            }
        }
        // A registration without an offset got China's \[B\].
        facts.entry("timezoneRawOffset").or_insert(json!(28_800_000));
        let passcode = members.text("noKeyPwd").and_then(|text| {
            let plain = codec::from_text(text.trim())?;
            String::from_utf8(plain.to_vec()).ok()
        });
        if let Some(passcode) = passcode {
            facts.insert("noKeyPwd".to_owned(), json!(passcode));
        }
        facts.insert("lockAlias".to_owned(), json!(alias));
        facts.insert("hasSeeds".to_owned(), json!(members.any("pwdInfo").is_some()));
        facts.insert("date".to_owned(), json!(now_ms));
        Some(Self {
            lock_id,
            key_id,
            owner,
            address,
            lock_data: data.to_owned(),
            status: NORMAL,
            facts,
            lists: BTreeMap::new(),
            grants: Vec::new(),
        })
    }

    fn list(&self, name: &str) -> &[Value] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    fn list_mut(&mut self, name: &str) -> &mut Vec<Value> {
        self.lists.entry(name.to_owned()).or_default()
    }

    /// The lock as it is told everywhere. `moved_ms`: how far its offset from UTC has moved since it was registered.
    fn lock_json(&self, moved_ms: i64) -> Map<String, Value> {
        let mut json = self.facts.clone();
        json.retain(|name, _| !HIDDEN.contains(&name.as_str()));
        json.insert("lockId".to_owned(), json!(self.lock_id));
        json.insert("lockMac".to_owned(), json!(self.address));
        json.insert(
            "hasGateway".to_owned(),
            json!(u8::from(!self.list("gateways").is_empty())),
        );
        if let Some(offset) = json.get_mut("timezoneRawOffset") {
            *offset = json!(whole(offset).unwrap_or_default().saturating_add(moved_ms));
        }
        json
    }

    /// The same with what only lists of locks and details tell.
    fn lock_with_gateway_json(&self, moved_ms: i64) -> Map<String, Value> {
        let mut json = self.lock_json(moved_ms);
        let has_gateway = !self.list("gateways").is_empty();
        json.insert("hasGateway".to_owned(), json!(u8::from(has_gateway)));
        json
    }

    fn own_key_json(&self, moved_ms: i64) -> Value {
        let mut json = self.lock_json(moved_ms);
        json.insert("keyId".to_owned(), json!(self.key_id));
        json.insert("lockData".to_owned(), json!(self.lock_data));
        json.insert("userType".to_owned(), json!(TOP_ADMIN));
        json.insert("keyStatus".to_owned(), json!(self.status.to_string()));
        for (name, value) in [("startDate", 0), ("endDate", 0), ("keyRight", 0), ("remoteEnable", 1)] {
            json.insert(name.to_owned(), json!(value));
        }
        Value::Object(json)
    }

    /// Somebody else's key. `with_secret`: an authorised admin's has the admin secret.
    fn granted_json(&self, grant: &Grant, with_secret: bool, moved_ms: i64) -> Value {
        let mut json = self.lock_json(moved_ms);
        let is_admin = grant.key.get("keyRight").and_then(whole) == Some(1) && with_secret;
        if !is_admin {
            json.remove("noKeyPwd");
        }
        json.insert("userType".to_owned(), json!(EVERYBODY_ELSE));
        for (name, value) in [("startDate", 0), ("endDate", 0), ("keyRight", 0), ("remoteEnable", 2)] {
            json.insert(name.to_owned(), json!(value));
        }
        // A key that was not received yet has no data.
        if grant.key.get("keyStatus").and_then(whole) != Some(PENDING)
            && let Some(data) = self.data_of(grant, is_admin)
        {
            json.insert("lockData".to_owned(), json!(data));
        }
        json.extend(grant.key.clone());
        Value::Object(json)
    }

    /// The key data of somebody else: without what makes an owner, and with the times of that key.
    fn data_of(&self, grant: &Grant, is_admin: bool) -> Option<String> {
        changed_data(&self.lock_data, |members| {
            for name in ["adminPwd", "adminPs", "noKeyPwd"] {
                if !is_admin {
                    members.remove(name);
                }
            }
            for name in ["deletePwd", "pwdInfo", "timestamp"] {
                members.remove(name);
            }
            members.insert("userType".to_owned(), json!(EVERYBODY_ELSE));
            members.insert("uid".to_owned(), json!(grant.uid));
            for name in ["startDate", "endDate", "keyId"] {
                members.insert(name.to_owned(), grant.key.get(name).cloned().unwrap_or(json!(0)));
            }
        })
    }

    fn has_feature_data(&self) -> bool {
        self.facts.get("hasSeeds") == Some(&json!(true))
    }
}

impl State {
    // Tokens ---------------------------------------------------------------------------------------------------------

    pub(super) fn token_call(&mut self, region: &str, path: &str, given: &Given, now_ms: i64) -> Answered {
        let application = self.check_application(region, given)?;
        let secret = given.text("clientSecret").or_else(|| given.text("client_secret"));
        if !(secret.is_none() && self.switches.adds_secret) && secret != Some(application.as_str()) {
            return Err(10_001);
        }
        if !matches!(given.text("grant_type"), None | Some("" | "password" | "refresh_token")) {
            return Err(10_010);
        }
        if path != "/oauth2/token" {
            return if self.switches.knows_password_key {
                Ok(json!({ "publicKey": password_key::PUBLIC_KEY }))
            } else {
                Err(30_001)
            };
        }
        if given.text("grant_type") == Some("refresh_token") {
            let renewal = given.needed("refresh_token")?;
            let at = self.tokens.iter().position(|token| token.renewal == renewal);
            let uid = at
                .and_then(|at| self.tokens.get(at))
                .map(|token| token.uid)
                .ok_or(10_011)?;
            if self.switches.sign_in_ends_earlier {
                self.tokens.retain(|token| token.uid != uid);
            } else if let Some(at) = at {
                // The earlier access token goes on; what renewed it was used up.
                if let Some(token) = self.tokens.get_mut(at) {
                    token.renewal.clear();
                }
            }
            return Ok(self.issue(uid, now_ms, false));
        }
        let (username, password) = (given.needed("username")?, given.needed("password")?);
        let opened = if password.len() == SEALED_LENGTH && self.switches.knows_password_key {
            Some(password_key::open(password).ok_or(10_015)?)
        } else {
            None
        };
        let password = opened.as_deref().unwrap_or(password);
        let is_hash = password.len() == 32 && password.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_30005_of_apps = self.switches.other_apps_account_is_30005;
        if !is_hash && !is_30005_of_apps {
            return Err(30_005);
        }
        let account = self.account(username, region).ok_or(10_007)?;
        if self.switches.refuses_app_accounts {
            return Err(if is_30005_of_apps { 30_005 } else { 10_007 });
        }
        if account.region != region {
            return Err(if self.switches.wrong_region_is_10007 {
                10_007
            } else {
                30_008
            });
        }
        if account.password_hash != password {
            return Err(10_007);
        }
        let uid = account.uid;
        if self.switches.sign_in_ends_earlier {
            self.tokens.retain(|token| token.uid != uid);
        }
        Ok(self.issue(uid, now_ms, true))
    }

    fn issue(&mut self, uid: i64, now_ms: i64, tells_uid: bool) -> Value {
        let lasts_s = self.token_lasts_s.unwrap_or(TOKEN_LASTS_S);
        let number = self.next_id();
        let text = |what: &str| {
            let digest = Sha256::digest(format!("virtual cloud {what} {uid} {number}"));
            crate::model::hex::to_text(&digest).chars().take(32).collect::<String>()
        };
        let (access, renewal) = (text("access"), text("renewal"));
        let mut json = json!({ "access_token": access, "refresh_token": renewal, "expires_in": lasts_s });
        if let (true, Some(members)) = (tells_uid, json.as_object_mut()) {
            members.insert("uid".to_owned(), json!(uid));
            members.insert("scope".to_owned(), json!("user,key,room"));
        }
        self.tokens.push(Issued {
            uid,
            access,
            renewal,
            ends_ms: now_ms.saturating_add(lasts_s.saturating_mul(1000)),
        });
        json
    }

    /// An account by its name: the one of this region, else one of another.
    fn account(&self, username: &str, region: &str) -> Option<&Account> {
        let mut known = self.accounts.iter().filter(|account| account.username == username);
        let other = known.clone().next();
        known.find(|account| account.region == region).or(other)
    }

    /// The account that a key or a lock goes to: somebody in the sender's region.
    fn receiver(&self, sender: i64, username: &str) -> Result<i64, i64> {
        let region = self.accounts.iter().find(|account| account.uid == sender);
        let region = region.map_or("", |account| account.region.as_str());
        let account = self
            .account(username, region)
            .filter(|account| account.region == region);
        account.map(|account| account.uid).ok_or(-4064)
    }

    /// The secret of the application that calls.
    pub(super) fn check_application(&self, region: &str, given: &Given) -> Result<String, i64> {
        let id = given.text("clientId").or_else(|| given.text("client_id"));
        let mut known = self
            .applications
            .iter()
            .filter(|app| Some(app.client_id.as_str()) == id);
        let is_known = known.clone().next().is_some();
        match known.find(|app| app.region == region) {
            Some(app) => Ok(app.client_secret.clone()),
            None => Err(if is_known { 30_008 } else { 10_000 }),
        }
    }

    /// Whose token came with a call. An account belongs to the hosts of its region.
    pub(super) fn signed_in(&self, region: &str, given: &Given, now_ms: i64) -> Result<i64, i64> {
        let access = given.text("accessToken").unwrap_or_default();
        let issued = self.tokens.iter().find(|token| token.access == access).ok_or(10_003)?;
        let account = self.accounts.iter().find(|account| account.uid == issued.uid);
        if account.is_some_and(|account| account.region != region) {
            return Err(30_008);
        }
        if issued.ends_ms > now_ms {
            Ok(issued.uid)
        } else {
            Err(if self.switches.ended_is_10003 { 10_003 } else { 10_004 })
        }
    }

    pub(super) fn count_call(&mut self) -> Result<(), i64> {
        match &mut self.calls_left {
            None => Ok(()),
            Some(0) => Err(30_007),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
        }
    }

    // Calls ----------------------------------------------------------------------------------------------------------

    pub(super) fn call(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        if let Some(list) = lists::at(path) {
            return self.list_call(uid, list, given);
        }
        match path {
            "/v3/key/list" => self.keys(uid, given),
            "/v3/lock/list" => self.locks(uid, given),
            "/v3/key/get" => self.key(uid, given.int("lockId")?).ok_or(-1008),
            "/v3/lock/initialize" => self.initialize(uid, given, now_ms),
            "/v3/lock/transfer" => self.transfer(uid, given),
            "/v3/lock/getImportData" => self.import_data(uid, given),
            "/v3/lock/importSuccess" => self.import_done(uid, given),
            "/v3/lock/delete" => self.delete(uid, given.int("lockId")?),
            "/v3/keyboardPwd/get" | "/v3/keyboardPwd/add" => self.add_code(uid, path, given, now_ms),
            "/v3/keyboardPwd/uploadValidCodeFromLock" => self.upload_codes(uid, given, now_ms),
            "/v3/identityCard/add" | "/v3/identityCard/addForReversedCardNumber" => {
                self.add_card(uid, path, given, now_ms)
            }
            "/v3/fingerprint/add" => self.add_fingerprint(uid, given, now_ms),
            "/v3/key/send" => self.send_key(uid, given, now_ms),
            _ => self.call_of_lock(uid, path, given, now_ms),
        }
    }

    /// The entry that an admin of it may use.
    fn administered(&mut self, uid: i64, lock_id: i64) -> Result<&mut Entry, i64> {
        let entry = self.entry_mut(lock_id).ok_or(-1003)?;
        let grant = entry.grants.iter().find(|grant| grant.uid == uid);
        let is_admin = grant.is_some_and(|grant| grant.key.get("keyRight").and_then(whole) == Some(1));
        match (entry.owner == uid, grant) {
            (true, _) => Ok(entry),
            (false, Some(_)) if is_admin => Ok(entry),
            (false, Some(_)) => Err(20_002),
            (false, None) => Err(20_001),
        }
    }

    fn owned(&mut self, uid: i64, lock_id: i64) -> Result<&mut Entry, i64> {
        let entry = self.administered(uid, lock_id)?;
        if entry.owner == uid { Ok(entry) } else { Err(20_002) }
    }

    /// All keys of an account; those that were sent to it are received by that.
    fn keys(&mut self, uid: i64, given: &Given) -> Answered {
        let secret = self.switches.admins_get_secret;
        let moved_ms = self.switches.offset_moves_by_ms;
        self.entries.iter_mut().for_each(|entry| entry.receive(uid));
        let keys = self.entries.iter().flat_map(|entry| {
            let own = (entry.owner == uid).then(|| entry.own_key_json(moved_ms));
            let granted = entry.grants.iter().filter(|grant| grant.uid == uid);
            own.into_iter()
                .chain(granted.map(|grant| entry.granted_json(grant, secret, moved_ms)))
        });
        let mut keys: Vec<Value> = keys.collect();
        lists::retain_locks(&mut keys, given)?;
        self.page(&lists::chosen(keys, lists::KEYS, given)?, given, true)
    }

    fn locks(&self, uid: i64, given: &Given) -> Answered {
        const LOCK: i64 = 1;
        let kind = given.some_int("type")?;
        let own = self
            .entries
            .iter()
            .filter(|entry| entry.owner == uid && entry.status == NORMAL)
            .filter(|entry| {
                let is = entry.facts.get("type").and_then(whole).unwrap_or(LOCK);
                kind.is_none_or(|kind| kind == is)
            });
        let locks = own.map(|entry| {
            let mut json = entry.lock_with_gateway_json(self.switches.offset_moves_by_ms);
            json.insert("lockData".to_owned(), json!(entry.lock_data));
            Value::Object(json)
        });
        let mut locks: Vec<Value> = locks.collect();
        lists::retain_locks(&mut locks, given)?;
        self.page(&lists::chosen(locks, lists::LOCKS, given)?, given, true)
    }

    fn key(&mut self, uid: i64, lock_id: i64) -> Option<Value> {
        let secret = self.switches.admins_get_secret;
        let moved_ms = self.switches.offset_moves_by_ms;
        let entry = self.entry_mut(lock_id)?;
        if entry.owner == uid {
            return Some(entry.own_key_json(moved_ms));
        }
        entry.receive(uid);
        let grant = entry.grants.iter().find(|grant| grant.uid == uid)?;
        Some(entry.granted_json(grant, secret, moved_ms))
    }

    fn initialize(&mut self, uid: i64, given: &Given, now_ms: i64) -> Answered {
        let data = given.needed("lockData")?;
        let (lock_id, key_id) = (self.next_id(), self.next_id());
        let entry = Entry::from_lock_data(lock_id, key_id, uid, given.text("lockAlias"), data, now_ms);
        let mut entry = entry.ok_or(PARAMETER)?;
        let is_taken = match self.switches.own_key_data {
            OwnKeyData::Taken => true,
            OwnKeyData::TakenWithSeeds => entry.has_feature_data(),
            OwnKeyData::TakenWhole => is_whole(data),
            OwnKeyData::Refused => false,
        };
        if !is_taken {
            return Err(PARAMETER);
        }
        entry.facts.extend(given.members(&[("groupId", "groupId")], &[]));
        let same = |other: &&mut Entry| other.address == entry.address && other.status == NORMAL;
        let is_of_another = self
            .entries
            .iter()
            .any(|other| other.address == entry.address && other.status == NORMAL && other.owner != uid);
        if is_of_another && self.switches.refuses_others_locks {
            return Err(-99_998);
        }
        let known = self.switches.known_lock;
        if let Some(old) = self.entries.iter_mut().filter(|other| other.owner == uid).find(same) {
            match known {
                KnownLock::Refused => return Err(-99_998),
                KnownLock::NewAndOldStays => {}
                KnownLock::NewAndOldIsMarked => old.status = RESET,
                KnownLock::SameEntry => {
                    entry.lock_id = old.lock_id;
                    // What was listed belonged to the old key.
                    *old = entry;
                    return Ok(json!({ "lockId": old.lock_id, "keyId": old.key_id }));
                }
            }
        }
        if self.switches.wifi_needs_set_up {
            entry.facts.insert("isOffline".to_owned(), json!(1));
        }
        self.entries.push(entry);
        Ok(json!({ "lockId": lock_id, "keyId": key_id.to_string() }))
    }

    fn delete(&mut self, uid: i64, lock_id: i64) -> Answered {
        self.owned(uid, lock_id)?;
        self.entries.retain(|entry| entry.lock_id != lock_id);
        Ok(done())
    }

    fn transfer(&mut self, uid: i64, given: &Given) -> Answered {
        let to = self.receiver(uid, given.needed("receiverUsername")?)?;
        if to == uid {
            return Err(-3011);
        }
        let ids = ints(&given.json("lockIdList")?).ok_or(PARAMETER)?;
        for id in &ids {
            self.owned(uid, *id)?;
        }
        for entry in self.entries.iter_mut().filter(|entry| ids.contains(&entry.lock_id)) {
            entry.owner = to;
        }
        Ok(done())
    }

    // Other people ---------------------------------------------------------------------------------------------------

    fn send_key(&mut self, uid: i64, given: &Given, now_ms: i64) -> Answered {
        let id = self.next_id();
        let receiver = given.needed("receiverUsername")?.to_owned();
        let to = self.receiver(uid, &receiver)?;
        let sender = self.accounts.iter().find(|account| account.uid == uid);
        let sender = sender.map(|account| account.username.clone());
        let entry = self.administered(uid, given.int("lockId")?)?;
        if to == uid {
            return Err(-2019);
        }
        if to == entry.owner {
            return Err(-2020);
        }
        let mut key = given.members(
            &[
                ("startDate", "startDate"),
                ("endDate", "endDate"),
                ("keyRight", "keyRight"),
                ("remoteEnable", "remoteEnable"),
            ],
            &[("keyName", "keyName"), ("remarks", "remarks")],
        );
        key.entry("keyRight").or_insert(json!(0));
        key.entry("remoteEnable").or_insert(json!(2));
        key.extend([
            ("keyId".to_owned(), json!(id)),
            ("keyStatus".to_owned(), json!(PENDING.to_string())),
            ("date".to_owned(), json!(now_ms)),
        ]);
        // One key a person and lock: a second takes the first's place.
        entry.grants.retain(|grant| grant.uid != to);
        entry.grants.push(Grant {
            uid: to,
            key: key.clone(),
            is_sent: true,
        });
        key.extend([
            ("username".to_owned(), json!(receiver)),
            ("uid".to_owned(), json!(to)),
            ("senderUsername".to_owned(), json!(sender)),
            ("lockId".to_owned(), json!(entry.lock_id)),
        ]);
        let people = entry.list_mut("people");
        people.retain(|person| person.get("username") != Some(&json!(receiver)));
        people.insert(0, Value::Object(key));
        Ok(json!({ "keyId": id }))
    }
}

impl Entry {
    /// The keys that were sent to an account reach it.
    fn receive(&mut self, uid: i64) {
        for grant in self.grants.iter_mut().filter(|grant| grant.uid == uid && grant.is_sent) {
            grant.is_sent = false;
            let status = json!(NORMAL.to_string());
            grant.key.insert("keyStatus".to_owned(), status.clone());
            let people = self.lists.get_mut("people").into_iter().flatten();
            let mut people = people.filter_map(Value::as_object_mut);
            if let Some(person) = people.find(|person| person.get("keyId") == grant.key.get("keyId")) {
                person.insert("keyStatus".to_owned(), status);
            }
        }
    }
}

/// Key data with other members.
fn changed_data(data: &str, change: impl FnOnce(&mut Map<String, Value>)) -> Option<String> {
    let (address, inner) = lock_data::decode(data).ok()?;
    let mut members = inner.reveal().as_object()?.clone();
    change(&mut members);
    Some(lock_data::encode(
        address,
        Value::Object(members).to_string().as_bytes(),
    ))
}

/// Whether key data hold everything that the maker's own program puts there.
fn is_whole(data: &str) -> bool {
    lock_data::decode(data).is_ok_and(|(_, inner)| {
        let members = Members::of(inner.reveal());
        members.is_some_and(|members| WHOLE.iter().all(|name| members.any(name).is_some()))
    })
}

fn ints(value: &Value) -> Option<Vec<i64>> {
    unpacked(value)?.as_array()?.iter().map(whole).collect()
}

impl State {
    /// Adds a script of wrong answers.
    pub fn arm(&mut self, script: Script) {
        self.faults.push(script);
    }
}
