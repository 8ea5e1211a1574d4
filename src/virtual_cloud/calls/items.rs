//! Codes, cards and fingerprints: added, told, changed, removed (cloud 4 and 5).

use super::{Answered, Given, PARAMETER, ROOM, done};
use crate::account::field::{Members, whole};
use crate::model::CardNumber;
use crate::virtual_cloud::state::{Entry, State};
use crate::virtual_cloud::switch::Switches;
use serde_json::{Map, Value, json};

/// Whether a code is of the right form: else too short, too long or no digits (-3006), or too simple (-2032): one digit over and
/// over, or digits in a row, upwards or downwards.
fn check_digits(digits: &str, shortest: usize) -> Result<(), i64> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !(shortest..=9).contains(&digits.len()) {
        return Err(-3006);
    }
    let pairs = || digits.as_bytes().windows(2);
    let goes_by = |step: i16| pairs().all(|pair| matches!(pair, [a, b] if i16::from(*b) - i16::from(*a) == step));
    if [-1, 0, 1].into_iter().any(goes_by) {
        return Err(-2032);
    }
    Ok(())
}

fn is_there(items: &[Value], field: &str, text: &str) -> bool {
    items
        .iter()
        .any(|item| item.get(field).and_then(Value::as_str) == Some(text))
}

/// Gives an item the schedule that is told with it, where one is.
fn take_schedule(item: &mut Map<String, Value>, type_field: &str, given: &Given) -> Result<(), i64> {
    const WEEKLY: i64 = 4;
    if given.text("cyclicConfig").is_some_and(|text| !text.is_empty()) {
        item.insert("cyclicConfig".to_owned(), given.json("cyclicConfig")?);
        item.insert(type_field.to_owned(), json!(WEEKLY));
    }
    Ok(())
}

/// A code that the lock has.
struct Present {
    /// The digits that it was made with.
    first: String,
    digits: String,
    kind: i64,
    start: Option<i64>,
    end: Option<i64>,
}

const PERMANENT: i64 = 2;
const DAILY: i64 = 6;

impl State {
    fn username(&self, uid: i64) -> Option<String> {
        let account = self.accounts.iter().find(|account| account.uid == uid);
        account.map(|account| account.username.clone())
    }

    pub(super) fn add_code(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        let id = self.next_id();
        let sender = self.username(uid);
        let switches = self.switches.clone();
        let entry = self.administered(uid, given.int("lockId")?)?;
        let is_generated = path.ends_with("/get");
        let kind = given.int_or("keyboardPwdType", 3)?;
        let (start, end) = (given.some_int("startDate")?, given.some_int("endDate")?);
        if kind == 3 && (start.is_none() || end.is_none()) {
            return Err(PARAMETER);
        }
        let (digits, status) = if is_generated {
            if !entry.has_feature_data() {
                return Err(-1007);
            }
            (format!("{:08}", id.wrapping_mul(7_654_321).rem_euclid(100_000_000)), 1)
        } else {
            let digits = given.needed("keyboardPwd")?;
            check_digits(digits, switches.shortest_code)?;
            let status = entry.done_by(given.int_or("addType", 1)?, switches.takes_add_types_3_and_4)?;
            (digits.to_owned(), status)
        };
        let codes = entry.list("codes");
        if is_there(codes, "keyboardPwd", &digits) {
            return Err(-3007);
        }
        let is_custom = |code: &&Value| code.get("isCustom") == Some(&json!(1));
        if codes.iter().filter(is_custom).count() >= ROOM[0] {
            return Err(-3009);
        }
        let name = given.text("keyboardPwdName").filter(|name| !name.is_empty());
        if switches.names_must_differ && name.is_some_and(|name| is_there(codes, "keyboardPwdName", name)) {
            return Err(-1016);
        }
        let lock_id = entry.lock_id;
        let mut code = json!({ "keyboardPwdId": id, "lockId": lock_id, "keyboardPwd": digits, "keyboardPwdType": kind,
            "startDate": start.unwrap_or(now_ms), "endDate": end.unwrap_or_default(), "sendDate": now_ms,
            "isCustom": u8::from(!is_generated), "senderUsername": sender, "status": status });
        if let (Some(name), Some(members)) = (name, code.as_object_mut()) {
            members.insert("keyboardPwdName".to_owned(), json!(name));
        }
        entry.list_mut("codes").insert(0, code);
        if is_generated {
            Ok(json!({ "keyboardPwdId": id, "keyboardPwd": digits }))
        } else {
            Ok(json!({ "keyboardPwdId": id }))
        }
    }

    pub(super) fn upload_codes(&mut self, uid: i64, given: &Given, now_ms: i64) -> Answered {
        let switches = self.switches.clone();
        let lock_id = given.int("lockId")?;
        self.administered(uid, lock_id)?;
        let Value::Array(codes) = given.json("keyboardPwdList")? else {
            return Err(80_002);
        };
        let mut present = Vec::new();
        for code in &codes {
            let members = Members::of(code).ok_or(PARAMETER)?;
            let digits = members.text("newKeyboardPwd").ok_or(PARAMETER)?;
            let cycle = members
                .told_int(&["cycleType"])
                .filter(|cycle| (5..=14).contains(cycle));
            let kind = match (
                members.told_int(&["keyboardPwdType"]).ok_or(PARAMETER)?,
                switches.upload_in_lock_numbers,
            ) {
                (1, true) => PERMANENT,
                (2, true) => 1,
                // The lock has one kind for all days; which they are, the other number says.
                (4, true) => cycle.unwrap_or(DAILY),
                (kind, _) => kind,
            };
            let start = members.told_int(&["startDate"]);
            let start = if switches.upload_starts_now && kind == PERMANENT {
                Some(now_ms)
            } else {
                start
            };
            present.push(Present {
                first: members.text("keyboardPwd").unwrap_or_else(|| digits.clone()),
                digits,
                kind,
                start,
                end: members.told_int(&["endDate"]),
            });
        }
        let first_id = self.last_id + 1;
        self.last_id += i64::try_from(present.len()).unwrap_or_default();
        let list = self.administered(uid, lock_id)?.list_mut("codes");
        for code in list.iter_mut().filter_map(Value::as_object_mut) {
            let digits = code.get("keyboardPwd").and_then(Value::as_str);
            let there = present.iter().find(|there| digits == Some(&there.digits));
            let there = there.or_else(|| present.iter().find(|there| digits == Some(&there.first)));
            match there {
                // It was changed on the lock.
                Some(there) => code.insert("keyboardPwd".to_owned(), json!(there.digits)),
                None => code.insert("status".to_owned(), json!(2)),
            };
        }
        for (id, there) in (first_id..).zip(present) {
            if !is_there(list, "keyboardPwd", &there.digits) {
                let mut code = json!({ "keyboardPwdId": id, "lockId": lock_id, "keyboardPwd": there.digits,
                    "keyboardPwdType": there.kind, "startDate": there.start, "endDate": there.end, "sendDate": now_ms,
                    "isCustom": 1, "status": 1 });
                if let (true, Some(members)) = (switches.upload_names_by_digits, code.as_object_mut()) {
                    members.insert("keyboardPwdName".to_owned(), json!(there.digits));
                }
                list.push(code);
            }
        }
        Ok(done())
    }

    pub(super) fn add_card(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        let id = self.next_id();
        let sender = self.username(uid);
        let takes_all = self.switches.takes_add_types_3_and_4;
        let entry = self.administered(uid, given.int("lockId")?)?;
        let number = CardNumber::from_decimal(given.needed("cardNumber")?).map_err(|_| PARAMETER)?;
        let is_reversed = path.ends_with("ForReversedCardNumber");
        let number = if is_reversed { number.reversed() } else { number }.decimal();
        if entry.list("cards").len() >= ROOM[1] {
            return Err(-4056);
        }
        let mut card = given.members(
            &[
                ("startDate", "startDate"),
                ("endDate", "endDate"),
                ("cardType", "cardType"),
            ],
            &[("cardName", "cardName")],
        );
        take_schedule(&mut card, "cardType", given)?;
        let status = entry.done_by(given.int_or("addType", 1)?, takes_all)?;
        card.extend([
            ("cardId".to_owned(), json!(id)),
            ("lockId".to_owned(), json!(entry.lock_id)),
            ("cardNumber".to_owned(), json!(number)),
            ("createDate".to_owned(), json!(now_ms)),
            ("senderUsername".to_owned(), json!(sender)),
            ("status".to_owned(), json!(status)),
        ]);
        card.entry("cardType").or_insert(json!(1));
        entry.list_mut("cards").insert(0, Value::Object(card));
        Ok(if is_reversed {
            json!({ "cardId": id, "cardNumber": number })
        } else {
            json!({ "cardId": id })
        })
    }

    pub(super) fn add_fingerprint(&mut self, uid: i64, given: &Given, now_ms: i64) -> Answered {
        let id = self.next_id();
        let sender = self.username(uid);
        let entry = self.administered(uid, given.int("lockId")?)?;
        let number = given.needed("fingerprintNumber")?.to_owned();
        let mut print = given.members(
            &[
                ("startDate", "startDate"),
                ("endDate", "endDate"),
                ("fingerprintType", "fingerprintType"),
            ],
            &[("fingerprintName", "fingerprintName")],
        );
        take_schedule(&mut print, "fingerprintType", given)?;
        print.extend([
            ("fingerprintId".to_owned(), json!(id)),
            ("lockId".to_owned(), json!(entry.lock_id)),
            ("fingerprintNumber".to_owned(), json!(number)),
            ("createDate".to_owned(), json!(now_ms)),
            ("senderUsername".to_owned(), json!(sender)),
            ("status".to_owned(), json!(1)),
        ]);
        entry.list_mut("fingerprints").insert(0, Value::Object(print));
        Ok(json!({ "fingerprintId": id }))
    }
}

/// What is changed one by one.
struct Kind {
    list: &'static str,
    id: &'static str,
    /// What is answered where there is no such item.
    missing: i64,
    name: &'static str,
    schedule_type: &'static str,
}

const CODES: Kind = Kind {
    list: "codes",
    id: "keyboardPwdId",
    missing: -2009,
    name: "keyboardPwdName",
    schedule_type: "keyboardPwdType",
};
const CARDS: Kind = Kind {
    list: "cards",
    id: "cardId",
    missing: -1021,
    name: "cardName",
    schedule_type: "cardType",
};
const FINGERPRINTS: Kind = Kind {
    list: "fingerprints",
    id: "fingerprintId",
    missing: -1023,
    name: "fingerprintName",
    schedule_type: "fingerprintType",
};

impl Entry {
    /// Changes, renames or removes one code, card or fingerprint, or removes all of a kind.
    pub(super) fn change_item(&mut self, path: &str, given: &Given, switches: &Switches) -> Answered {
        let kind = match path.split('/').nth(2) {
            Some("keyboardPwd") => CODES,
            Some("identityCard") => CARDS,
            _ => FINGERPRINTS,
        };
        let act = path.rsplit('/').next().unwrap_or_default();
        if act == "clear" {
            self.list_mut(kind.list).clear();
            return Ok(done());
        }
        let items = self.list(kind.list);
        let at = if act == "deleteByCode" {
            let digits = given.needed("keyboardPwd")?;
            let is_it = |item: &Value| item.get("keyboardPwd").and_then(Value::as_str) == Some(digits);
            items.iter().position(is_it)
        } else {
            let id = given.int(kind.id)?;
            items
                .iter()
                .position(|item| item.get(kind.id).and_then(whole) == Some(id))
        };
        let at = at.ok_or(kind.missing)?;
        let by = if act.starts_with("delete") {
            "deleteType"
        } else {
            "changeType"
        };
        if act == "change" {
            check_change(at, items, given, switches)?;
        }
        if act == "changePeriod" && (given.int("startDate")?, given.int("endDate")?) == (0, 0) {
            // A period cannot be made one for ever \[A\].
            return Err(PARAMETER);
        }
        if act != "rename" {
            self.done_by(given.int_or(by, 1)?, switches.takes_add_types_3_and_4)?;
        }
        let items = self.list_mut(kind.list);
        if act.starts_with("delete") {
            items.remove(at);
            return Ok(done());
        }
        let item = items.get_mut(at).and_then(Value::as_object_mut).ok_or(kind.missing)?;
        if let Some(name) = given.text(kind.name) {
            item.insert(kind.name.to_owned(), json!(name));
        }
        if let Some(digits) = given.text("newKeyboardPwd").filter(|digits| !digits.is_empty()) {
            item.insert("keyboardPwd".to_owned(), json!(digits));
        }
        // Without a start nothing happens, in spite of "ok" \[A\].
        if given.some_int("startDate")?.is_some() {
            item.extend(given.members(&[("startDate", "startDate"), ("endDate", "endDate")], &[]));
        }
        if act == "changePeriod" {
            take_schedule(item, kind.schedule_type, given)?;
        }
        Ok(done())
    }
}

/// Whether a code may be changed in this way.
fn check_change(at: usize, codes: &[Value], given: &Given, switches: &Switches) -> Result<(), i64> {
    let others = || {
        codes
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, code)| code)
    };
    let is_another =
        |field: &str, text: &str| others().any(|code| code.get(field).and_then(Value::as_str) == Some(text));
    if let Some(digits) = given.text("newKeyboardPwd").filter(|digits| !digits.is_empty()) {
        check_digits(digits, switches.shortest_code)?;
        if is_another("keyboardPwd", digits) {
            return Err(-3007);
        }
    }
    let name = given.text("keyboardPwdName").filter(|name| !name.is_empty());
    if switches.names_must_differ && name.is_some_and(|name| is_another("keyboardPwdName", name)) {
        return Err(-1016);
    }
    // Both times or neither.
    if given.some_int("startDate")?.is_some() && given.some_int("endDate")?.is_none() {
        return Err(PARAMETER);
    }
    Ok(())
}
