//! What concerns one lock and no list: details, settings, passage mode, what a gateway is asked (cloud 3, 7).

use super::{Answered, Given, PARAMETER, changed_data, done};
use crate::account::field::whole;
use crate::protocol::credentials::{codec, lock_data};
use crate::virtual_cloud::state::{Entry, State};
use serde_json::{Map, Value, json};

/// Settings by their number in `updateSetting`: the name in details, and the values \[B\]. The last three are told nowhere.
const SETTINGS: &[(i64, &str, [i64; 2])] = &[
    (2, "privacyLock", [1, 2]),
    (3, "tamperAlert", [1, 2]),
    (4, "resetButton", [1, 2]),
    (6, "lockSound", [1, 2]),
    (7, "openDirection", [1, 2]),
    (8, "soundVolume", [1, 5]),
    (10, "setting10", [1, 2]),
    (11, "setting11", [0, 3_600]),
    (12, "setting12", [1, 2]),
];
/// The settings that a lock can be asked for through a gateway.
const ASKED: [i64; 4] = [2, 3, 4, 7];
/// Off.
const OFF: i64 = 2;
/// The most times of passage mode.
const MOST_TIMES: usize = 5;

impl State {
    pub(super) fn call_of_lock(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        let switches = self.switches.clone();
        let entry = self.administered(uid, given.int("lockId")?)?;
        match path {
            "/v3/lock/detail" => Ok(entry.detail(switches.detail_tells_keys, switches.offset_moves_by_ms)),
            "/v3/lock/rename" => Ok(entry.set("lockAlias", json!(given.needed("lockAlias")?))),
            "/v3/lock/updateElectricQuantity" => {
                Ok(entry.set("electricQuantity", json!(given.int("electricQuantity")?)))
            }
            "/v3/lock/updateLockData" => entry.take_data(given.needed("lockData")?),
            "/v3/lock/changeTimezoneRawOffset" => entry.change_offset(given),
            "/v3/lock/queryStatus" => entry.remote(|_| json!({ "status": 0 })),
            "/v3/lock/queryOpenState" => entry.remote(|_| json!({ "state": 0 })),
            "/v3/lock/queryElectricQuantity" => {
                entry.remote(|entry| json!({ "electricQuantity": entry.facts.get("electricQuantity") }))
            }
            "/v3/lock/queryDate" => entry.remote(|_| json!({ "date": now_ms })),
            "/v3/lock/updateDate" => entry.remote(|_| done()),
            "/v3/lock/querySetting" => {
                let number = Some(given.int("type")?).filter(|number| ASKED.contains(number));
                let (_, name, _) = number.and_then(setting).ok_or(PARAMETER)?;
                entry.remote(|entry| json!({ "value": entry.facts.get(*name).and_then(whole).unwrap_or(OFF) }))
            }
            "/v3/lock/getWorkingMode" => Ok(json!({ "workingMode": 1 })),
            "/v3/doorSensor/query" => entry.facts.get("doorSensor").cloned().ok_or(PARAMETER),
            "/v3/lock/getPassageModeConfig" => Ok(entry.passage_older()),
            "/v3/lock/getPassageModeConfiguration" => Ok(entry.passage()),
            "/v3/lock/configPassageMode" => entry.set_passage(given, false),
            "/v3/lock/configurePassageMode" => entry.set_passage(given, true),
            "/v3/lock/setAutoLockTime" => {
                entry.done_by(given.int("type")?, false)?;
                match given.int("seconds")? {
                    -1 | 0 => Ok(entry.set("autoLockTime", json!(-1))),
                    seconds @ 1..=900 => Ok(entry.set("autoLockTime", json!(seconds))),
                    _ => Err(-4082),
                }
            }
            "/v3/lock/updateSetting" => {
                let (_, name, [least, most]) = setting(given.int("type")?).ok_or(PARAMETER)?;
                let value = given.int("value")?;
                if !(*least..=*most).contains(&value) {
                    return Err(PARAMETER);
                }
                entry.done_by(given.int("changeType")?, false)?;
                Ok(entry.set(name, json!(value)))
            }
            "/v3/lock/changeAdminKeyboardPwd" => entry.change_admin_passcode(given, switches.takes_add_types_3_and_4),
            "/v3/lock/resetKeyboardPwd" => {
                // The seeds are in the key data from now on, under their time.
                let (seeds, timestamp) = (given.needed("pwdInfo")?, given.int("timestamp")?);
                entry.lock_data = changed_data(&entry.lock_data, |members| {
                    members.insert("pwdInfo".to_owned(), json!(seeds));
                    members.insert("timestamp".to_owned(), json!(timestamp));
                })
                .ok_or(PARAMETER)?;
                Ok(entry.set("hasSeeds", json!(true)))
            }
            "/v3/lockRecord/upload" => given.json("records").map(|_| done()),
            _ => entry.change_item(path, given, &switches),
        }
    }
}

fn setting(number: i64) -> Option<&'static (i64, &'static str, [i64; 2])> {
    SETTINGS.iter().find(|(other, ..)| *other == number)
}

impl Entry {
    fn set(&mut self, name: &str, value: Value) -> Value {
        self.facts.insert(name.to_owned(), value);
        done()
    }

    fn detail(&self, tells_keys: bool, moved_ms: i64) -> Value {
        let mut json = self.lock_with_gateway_json(moved_ms);
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

    fn change_offset(&mut self, given: &Given) -> Answered {
        const HALF_A_DAY_AND_MORE: i64 = 18 * 60 * 60 * 1000;
        let offset = given.int("timezoneRawOffset")?;
        if offset.abs() > HALF_A_DAY_AND_MORE {
            return Err(PARAMETER);
        }
        self.done_by(given.int("type")?, false)?;
        self.lock_data = changed_data(&self.lock_data, |members| {
            members.insert("timezoneRawOffset".to_owned(), json!(offset));
        })
        .ok_or(PARAMETER)?;
        self.set("timezoneRawOffset", json!(offset));
        Ok(json!({ "lockData": self.lock_data }))
    }

    fn change_admin_passcode(&mut self, given: &Given, takes_all: bool) -> Answered {
        let passcode = given.needed("password")?;
        if !(4..=9).contains(&passcode.len()) || !passcode.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(-3006);
        }
        self.done_by(given.int("changeType")?, takes_all)?;
        let text = codec::to_text(passcode.as_bytes(), 1).ok_or(PARAMETER)?;
        self.lock_data = changed_data(&self.lock_data, |members| {
            members.insert("noKeyPwd".to_owned(), json!(text));
        })
        .ok_or(PARAMETER)?;
        Ok(self.set("noKeyPwd", json!(passcode)))
    }

    // Passage mode ---------------------------------------------------------------------------------------------------

    /// Passage mode in the newer form, in which it is kept.
    fn passage(&self) -> Value {
        let off = json!({ "passageMode": OFF, "cyclicConfig": [] });
        self.facts.get("passage").cloned().unwrap_or(off)
    }

    /// The same in the older form, which has one time: the first.
    fn passage_older(&self) -> Value {
        let newer = self.passage();
        let mut older = Map::new();
        older.insert(
            "passageMode".to_owned(),
            newer.get("passageMode").cloned().unwrap_or(json!(OFF)),
        );
        if let Some(first) = newer.get("cyclicConfig").and_then(|times| times.get(0)) {
            for (from, to) in [
                ("isAllDay", "isAllDay"),
                ("startTime", "startDate"),
                ("endTime", "endDate"),
                ("weekDays", "weekDays"),
            ] {
                if let Some(value) = first.get(from) {
                    older.insert(to.to_owned(), value.clone());
                }
            }
            if let Some(opens) = newer.get("autoUnlock") {
                older.insert("autoUnlock".to_owned(), opens.clone());
            }
        }
        Value::Object(older)
    }

    /// `is_newer`: it comes in the newer form.
    fn set_passage(&mut self, given: &Given, is_newer: bool) -> Answered {
        let times = match (given.int("passageMode")?, is_newer) {
            (OFF, _) => Vec::new(),
            (_, true) => {
                let list = given.json("cyclicConfig")?;
                let list = list.as_array().ok_or(PARAMETER)?;
                list.iter().map(passage_time).collect::<Option<_>>().ok_or(PARAMETER)?
            }
            (_, false) => {
                let mut time = given.members(
                    &[
                        ("isAllDay", "isAllDay"),
                        ("startDate", "startTime"),
                        ("endDate", "endTime"),
                    ],
                    &[],
                );
                time.insert("weekDays".to_owned(), given.json("weekDays")?);
                vec![passage_time(&Value::Object(time)).ok_or(PARAMETER)?]
            }
        };
        if times.len() > MOST_TIMES {
            return Err(PARAMETER);
        }
        self.done_by(given.int("type")?, false)?;
        let mut mode = given.members(&[("passageMode", "passageMode"), ("autoUnlock", "autoUnlock")], &[]);
        mode.insert("cyclicConfig".to_owned(), json!(times));
        Ok(self.set("passage", Value::Object(mode)))
    }

    // By whom --------------------------------------------------------------------------------------------------------

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

    /// Who does on the lock what a call is about: 1 the phone, which has done it; 2 a gateway; 3 and 4 the network of locks that have one of
    /// their own, and those are refused where `takes_all` is not. The status of the item comes back.
    pub(super) fn done_by(&self, kind: i64, takes_all: bool) -> Result<i64, i64> {
        const DONE: i64 = 1;
        const ADDING: i64 = 4;
        match kind {
            1 => Ok(DONE),
            2 => self.remote(|_| Value::Null).map(|_| DONE),
            3 | 4 if takes_all => Ok(ADDING),
            3 => Err(-4067),
            4 => Err(-3034),
            _ => Err(PARAMETER),
        }
    }
}

/// A time of passage mode with what belongs to it and nothing else; `None` where it makes no sense.
fn passage_time(time: &Value) -> Option<Value> {
    const ALL_DAY: i64 = 1;
    let number = |name: &str| time.get(name).and_then(whole);
    let days = super::ints(time.get("weekDays")?)?;
    if days.is_empty() || !days.iter().all(|day| (1..=7).contains(day)) {
        return None;
    }
    if number("isAllDay") == Some(ALL_DAY) {
        return Some(json!({ "isAllDay": ALL_DAY, "weekDays": days }));
    }
    let (start, end) = (number("startTime")?, number("endTime")?);
    let fits = (0..=1440).contains(&start) && (0..=1440).contains(&end);
    fits.then(|| json!({ "isAllDay": OFF, "startTime": start, "endTime": end, "weekDays": days }))
}
