//! What each call does to the state (cloud 2 to 8). A refusal is the number that the cloud would give.

mod import;
mod items;

use super::fault::Script;
use super::state::{Entry, Grant, Issued, State};
use super::switch::{KnownLock, OwnKeyData};
use crate::account::field::{Members, unpacked, whole};
use crate::protocol::credentials::lock_data;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

type Answered = Result<Value, i64>;

const PARAMETER: i64 = -3;
const TOP_ADMIN: &str = "110301";
const EVERYBODY_ELSE: &str = "110302";
const NORMAL: i64 = 110_401;
const RESET: i64 = 110_410;
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

/// A list of an entry: its path, its name in the state, whether it has pages.
const LISTS: &[(&str, &str, bool)] = &[
    ("/v3/lock/listKeyboardPwd", "codes", true),
    ("/v3/identityCard/list", "cards", true),
    ("/v3/fingerprint/list", "fingerprints", true),
    ("/v3/face/list", "faces", true),
    ("/v3/palmVein/list", "palm-veins", true),
    ("/v3/qrCode/list", "qr-codes", true),
    ("/v3/lock/listKey", "people", true),
    ("/v3/lockRecord/list", "records", true),
    ("/v3/lockRecord/listForExport", "records", false),
    ("/v3/remote/listByLock", "remotes", false),
    ("/v3/wirelessKeypad/listByLock", "keypads", false),
    ("/v3/gateway/listByLock", "gateways", false),
];

const OTHERS: &[&str] = &[
    "/v3/lock/list",
    "/v3/key/list",
    "/v3/key/get",
    "/v3/key/send",
    "/v3/lock/detail",
    "/v3/lock/initialize",
    "/v3/lock/updateLockData",
    "/v3/lock/delete",
    "/v3/lock/rename",
    "/v3/lock/updateElectricQuantity",
    "/v3/lock/transfer",
    "/v3/lock/changeTimezoneRawOffset",
    "/v3/lock/queryStatus",
    "/v3/lock/queryOpenState",
    "/v3/lock/queryElectricQuantity",
    "/v3/lock/queryDate",
    "/v3/lock/updateDate",
    "/v3/keyboardPwd/get",
    "/v3/keyboardPwd/add",
    "/v3/keyboardPwd/change",
    "/v3/keyboardPwd/delete",
    "/v3/keyboardPwd/deleteByCode",
    "/v3/keyboardPwd/uploadValidCodeFromLock",
    "/v3/lock/resetKeyboardPwd",
    "/v3/identityCard/add",
    "/v3/identityCard/addForReversedCardNumber",
    "/v3/identityCard/changePeriod",
    "/v3/identityCard/rename",
    "/v3/identityCard/delete",
    "/v3/identityCard/clear",
    "/v3/fingerprint/add",
    "/v3/fingerprint/changePeriod",
    "/v3/fingerprint/rename",
    "/v3/fingerprint/delete",
    "/v3/fingerprint/clear",
    "/v3/doorSensor/query",
    "/v3/lock/getImportData",
    "/v3/lock/importSuccess",
    "/v3/lock/getPassageModeConfig",
    "/v3/lock/getPassageModeConfiguration",
    "/v3/lock/configPassageMode",
    "/v3/lock/configurePassageMode",
    "/v3/lock/setAutoLockTime",
    "/v3/lock/updateSetting",
    "/v3/lock/querySetting",
    "/v3/lock/getWorkingMode",
    "/v3/lock/changeAdminKeyboardPwd",
    "/v3/lockRecord/upload",
];

/// Whether the cloud has this call.
pub(super) fn is_known(path: &str) -> bool {
    OTHERS.contains(&path) || LISTS.iter().any(|(list, ..)| *list == path)
}

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
            let plain = crate::protocol::credentials::codec::from_text(text.trim())?;
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

    /// The lock as lists tell it; members beginning small are the cloud's own.
    fn lock_json(&self) -> Map<String, Value> {
        let mut json = self.facts.clone();
        json.retain(|name, _| name != "hasSeeds" && name != "passage" && name != "doorSensor");
        json.insert("lockId".to_owned(), json!(self.lock_id));
        json.insert("lockMac".to_owned(), json!(self.address));
        json
    }

    fn key_json(&self, grant: Option<&Grant>, with_secret: bool) -> Value {
        let mut json = self.lock_json();
        json.insert("keyId".to_owned(), json!(self.key_id));
        json.insert("lockData".to_owned(), json!(self.lock_data));
        json.insert("userType".to_owned(), json!(TOP_ADMIN));
        json.insert("keyStatus".to_owned(), json!(self.status.to_string()));
        json.insert("startDate".to_owned(), json!(0));
        json.insert("endDate".to_owned(), json!(0));
        json.insert("keyRight".to_owned(), json!(0));
        if let Some(grant) = grant {
            json.insert("userType".to_owned(), json!(EVERYBODY_ELSE));
            json.remove("noKeyPwd");
            let is_admin = grant.key.get("keyRight").and_then(whole) == Some(1);
            if !(is_admin && with_secret) {
                json.remove("lockData");
            }
            json.extend(grant.key.clone());
        }
        Value::Object(json)
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
        if path != "/oauth2/token" {
            return Err(if self.switches.knows_password_key {
                90_000
            } else {
                30_001
            });
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
        if password.len() == 344 && self.switches.knows_password_key {
            return Err(10_015);
        }
        if password.len() != 32 || !password.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(30_005);
        }
        let account = self.accounts.iter().find(|account| account.username == username);
        let account = account.filter(|_| !self.switches.refuses_app_accounts).ok_or(10_007)?;
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

    /// The secret of the application that calls.
    pub(super) fn check_application(&self, region: &str, given: &Given) -> Result<String, i64> {
        let id = given.text("clientId").or_else(|| given.text("client_id"));
        let application = self.applications.iter().find(|app| Some(app.client_id.as_str()) == id);
        let application = application.ok_or(10_000)?;
        if application.region == region {
            Ok(application.client_secret.clone())
        } else {
            Err(30_008)
        }
    }

    pub(super) fn signed_in(&self, given: &Given, now_ms: i64) -> Result<i64, i64> {
        let access = given.text("accessToken").unwrap_or_default();
        let issued = self.tokens.iter().find(|token| token.access == access).ok_or(10_003)?;
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
        if let Some((_, name, is_paged)) = LISTS.iter().find(|(list, ..)| *list == path) {
            return self.list_call(uid, name, *is_paged, given);
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

    fn keys(&self, uid: i64, given: &Given) -> Answered {
        let secret = self.switches.admins_get_secret;
        let keys = self.entries.iter().flat_map(|entry| {
            let own = (entry.owner == uid).then(|| entry.key_json(None, secret));
            let granted = entry.grants.iter().filter(|grant| grant.uid == uid);
            own.into_iter()
                .chain(granted.map(|grant| entry.key_json(Some(grant), secret)))
        });
        let keys: Vec<Value> = keys.map(|key| self.with_moved_offset(key)).collect();
        self.page(&keys, given, true)
    }

    fn locks(&self, uid: i64, given: &Given) -> Answered {
        let own = self
            .entries
            .iter()
            .filter(|entry| entry.owner == uid && entry.status == NORMAL);
        let locks = own.map(|entry| {
            let mut json = entry.lock_json();
            json.insert("lockData".to_owned(), json!(entry.lock_data));
            Value::Object(json)
        });
        self.page(&locks.collect::<Vec<_>>(), given, true)
    }

    fn key(&self, uid: i64, lock_id: i64) -> Option<Value> {
        let entry = self.entry(lock_id)?;
        let secret = self.switches.admins_get_secret;
        if entry.owner == uid {
            return Some(self.with_moved_offset(entry.key_json(None, secret)));
        }
        let grant = entry.grants.iter().find(|grant| grant.uid == uid)?;
        Some(entry.key_json(Some(grant), secret))
    }

    fn with_moved_offset(&self, mut key: Value) -> Value {
        if let Some(offset) = key.get_mut("timezoneRawOffset") {
            *offset = json!(whole(offset).unwrap_or_default() + self.switches.offset_moves_by_ms);
        }
        key
    }

    /// A page of a list, in the size that the cloud allows.
    fn page(&self, items: &[Value], given: &Given, is_keys: bool) -> Answered {
        let [of_items, of_keys] = self.switches.largest_page;
        let largest = if is_keys { of_keys } else { of_items };
        let number = usize::try_from(given.int_or("pageNo", 1)?)
            .map_err(|_| PARAMETER)?
            .max(1);
        let size = usize::try_from(given.int_or("pageSize", 20)?).map_err(|_| PARAMETER)?;
        let size = size.clamp(1, largest.max(1));
        let list: Vec<&Value> = items
            .iter()
            .skip((number - 1).saturating_mul(size))
            .take(size)
            .collect();
        Ok(
            json!({ "list": list, "pageNo": number, "pageSize": size, "pages": items.len().div_ceil(size), "total": items.len() }),
        )
    }

    fn list_call(&mut self, uid: i64, name: &str, is_paged: bool, given: &Given) -> Answered {
        let as_in_example = self.switches.faces_as_in_example && name == "faces";
        let entry = self.administered(uid, given.int("lockId")?)?;
        let mut items = entry.list(name).to_vec();
        if as_in_example {
            for face in items.iter_mut().filter_map(Value::as_object_mut) {
                for (from, to) in [("name", "faceName"), ("type", "faceType")] {
                    if let Some(value) = face.remove(from) {
                        face.insert(to.to_owned(), value);
                    }
                }
            }
        }
        if is_paged {
            self.page(&items, given, false)
        } else {
            Ok(json!({ "list": items }))
        }
    }

    fn initialize(&mut self, uid: i64, given: &Given, now_ms: i64) -> Answered {
        let data = given.needed("lockData")?;
        let (lock_id, key_id) = (self.next_id(), self.next_id());
        let entry = Entry::from_lock_data(lock_id, key_id, uid, given.text("lockAlias"), data, now_ms);
        let mut entry = entry.ok_or(PARAMETER)?;
        match self.switches.own_key_data {
            OwnKeyData::Refused => return Err(PARAMETER),
            OwnKeyData::TakenWithSeeds if !entry.has_feature_data() => return Err(PARAMETER),
            OwnKeyData::Taken | OwnKeyData::TakenWithSeeds => {}
        }
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
        let receiver = given.needed("receiverUsername")?;
        let account = self.accounts.iter().find(|account| account.username == receiver);
        let to = account.map(|account| account.uid).ok_or(-4064)?;
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
        let account = self.accounts.iter().find(|account| account.username == receiver);
        let to = account.map(|account| account.uid).ok_or(-4064)?;
        let entry = self.administered(uid, given.int("lockId")?)?;
        if to == entry.owner {
            return Err(if to == uid { -2019 } else { -2020 });
        }
        let mut key = given.members(
            &[
                ("startDate", "startDate"),
                ("endDate", "endDate"),
                ("keyRight", "keyRight"),
            ],
            &[("keyName", "keyName")],
        );
        key.extend([
            ("keyId".to_owned(), json!(id)),
            ("keyStatus".to_owned(), json!("110402")),
            ("date".to_owned(), json!(now_ms)),
        ]);
        // One key a person and lock: a second takes the first's place.
        entry.grants.retain(|grant| grant.uid != to);
        entry.grants.push(Grant {
            uid: to,
            key: key.clone(),
        });
        key.insert("username".to_owned(), json!(receiver));
        key.insert("lockId".to_owned(), json!(entry.lock_id));
        let people = entry.list_mut("people");
        people.retain(|person| person.get("username") != Some(&json!(receiver)));
        people.insert(0, Value::Object(key));
        Ok(json!({ "keyId": id }))
    }

    // The rest -------------------------------------------------------------------------------------------------------

    fn call_of_lock(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        let tells_keys = self.switches.detail_tells_keys;
        let entry = self.administered(uid, given.int("lockId")?)?;
        let mut set = |name: &str, value: Value| {
            entry.facts.insert(name.to_owned(), value);
            Ok(done())
        };
        match path {
            "/v3/lock/detail" => Ok(entry.detail(tells_keys)),
            "/v3/lock/rename" => set("lockAlias", json!(given.needed("lockAlias")?)),
            "/v3/lock/updateElectricQuantity" => set("electricQuantity", json!(given.int("electricQuantity")?)),
            "/v3/lock/updateLockData" => entry.take_data(given.needed("lockData")?),
            "/v3/lock/changeTimezoneRawOffset" => {
                set("timezoneRawOffset", json!(given.int("timezoneRawOffset")?))?;
                Ok(json!({ "lockData": entry.lock_data }))
            }
            "/v3/lock/queryStatus" => entry.remote(|_| json!({ "status": 0 })),
            "/v3/lock/queryOpenState" => entry.remote(|_| json!({ "state": 0 })),
            "/v3/lock/queryElectricQuantity" => {
                entry.remote(|entry| json!({ "electricQuantity": entry.facts.get("electricQuantity") }))
            }
            "/v3/lock/queryDate" => entry.remote(|_| json!({ "date": now_ms })),
            "/v3/lock/updateDate" => entry.remote(|_| done()),
            "/v3/lock/querySetting" => entry.remote(|_| json!({ "value": 1 })),
            "/v3/lock/getWorkingMode" => Ok(json!({ "workingMode": 1 })),
            "/v3/doorSensor/query" => entry.facts.get("doorSensor").cloned().ok_or(PARAMETER),
            "/v3/lock/getPassageModeConfig" | "/v3/lock/getPassageModeConfiguration" => Ok(entry
                .facts
                .get("passage")
                .cloned()
                .unwrap_or(json!({ "passageMode": 2 }))),
            "/v3/lock/configPassageMode" | "/v3/lock/configurePassageMode" => {
                let mut mode = given.members(&[("passageMode", "passageMode"), ("autoUnlock", "autoUnlock")], &[]);
                for name in ["weekDays", "cyclicConfig"] {
                    if given.text(name).is_some() {
                        mode.insert(name.to_owned(), given.json(name)?);
                    }
                }
                mode.extend(given.members(
                    &[
                        ("isAllDay", "isAllDay"),
                        ("startDate", "startDate"),
                        ("endDate", "endDate"),
                    ],
                    &[],
                ));
                set("passage", Value::Object(mode))
            }
            "/v3/lock/setAutoLockTime" => match given.int("seconds")? {
                seconds @ -1..=900 => set("autoLockTime", json!(seconds)),
                _ => Err(-4082),
            },
            "/v3/lock/updateSetting" => match given.int("type")? {
                3 => set("tamperAlert", json!(given.int("value")?)),
                4 => set("resetButton", json!(given.int("value")?)),
                6 => set("lockSound", json!(given.int("value")?)),
                _ => Ok(done()),
            },
            "/v3/lock/changeAdminKeyboardPwd" => set("noKeyPwd", json!(given.needed("password")?)),
            "/v3/lock/resetKeyboardPwd" => set("hasSeeds", json!(!given.needed("pwdInfo")?.is_empty())),
            "/v3/lockRecord/upload" => given.json("records").map(|_| done()),
            _ => entry.change_item(path, given),
        }
    }
}

impl Entry {
    fn detail(&self, tells_keys: bool) -> Value {
        let mut json = self.lock_json();
        if let (true, Ok((_, inner))) = (tells_keys, lock_data::decode(&self.lock_data)) {
            for name in ["adminPwd", "lockKey", "aesKeyStr", "lockFlagPos", "lockVersion"] {
                if let Some(value) = inner.reveal().get(name) {
                    json.insert(name.to_owned(), value.clone());
                }
            }
        }
        Value::Object(json)
    }

    fn take_data(&mut self, data: &str) -> Answered {
        let fresh = Self::from_lock_data(self.lock_id, self.key_id, self.owner, None, data, 0).ok_or(PARAMETER)?;
        if fresh.address != self.address {
            return Err(PARAMETER);
        }
        data.clone_into(&mut self.lock_data);
        let kept = ["lockAlias", "date"].map(|name| (name.to_owned(), self.facts.get(name).cloned()));
        self.facts.extend(fresh.facts);
        self.facts
            .extend(kept.into_iter().filter_map(|(name, value)| Some((name, value?))));
        Ok(done())
    }

    /// A call that goes to the lock through a gateway.
    fn remote(&self, value: impl FnOnce(&Self) -> Value) -> Answered {
        if self.facts.contains_key("isOffline") {
            Err(-3036)
        } else if self.list("gateways").is_empty() {
            Err(-2012)
        } else {
            Ok(value(self))
        }
    }
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
