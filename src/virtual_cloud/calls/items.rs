//! Codes, cards and fingerprints: added, told, changed, removed (cloud 4 and 5).

use super::{Answered, Given, PARAMETER, ROOM, done};
use crate::account::field::{Members, whole};
use crate::model::CardNumber;
use crate::virtual_cloud::state::{Entry, State};
use serde_json::{Value, json};

impl State {
    pub(super) fn add_code(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        let id = self.next_id();
        let (shortest, must_differ) = (self.switches.shortest_code, self.switches.names_must_differ);
        let entry = self.administered(uid, given.int("lockId")?)?;
        let is_generated = path.ends_with("/get");
        let digits = if is_generated {
            if !entry.has_feature_data() {
                return Err(-1007);
            }
            format!("{:08}", id.wrapping_mul(7_654_321).rem_euclid(100_000_000))
        } else {
            given.needed("keyboardPwd")?.to_owned()
        };
        let kind = given.int_or("keyboardPwdType", 3)?;
        let (start, end) = (given.int_or("startDate", now_ms)?, given.int_or("endDate", 0)?);
        if !is_generated {
            let fits = digits.bytes().all(|byte| byte.is_ascii_digit()) && (shortest..=9).contains(&digits.len());
            let is_simple = digits
                .as_bytes()
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if a == b));
            match (fits, is_simple, kind) {
                (false, ..) => return Err(-3006),
                (_, true, _) => return Err(-2032),
                (.., 2) => {}
                (.., 3) if given.text("endDate").is_some() && given.text("startDate").is_some() => {}
                _ => return Err(PARAMETER),
            }
        }
        let codes = entry.list("codes");
        if codes.iter().any(|code| code.get("keyboardPwd") == Some(&json!(digits))) {
            return Err(-3007);
        }
        if codes
            .iter()
            .filter(|code| code.get("isCustom") == Some(&json!(1)))
            .count()
            >= ROOM[0]
        {
            return Err(-3009);
        }
        let name = given.text("keyboardPwdName");
        if must_differ
            && name.is_some()
            && codes
                .iter()
                .any(|code| code.get("keyboardPwdName") == Some(&json!(name)))
        {
            return Err(-1016);
        }
        let lock_id = entry.lock_id;
        let mut code = json!({ "keyboardPwdId": id, "lockId": lock_id, "keyboardPwd": digits, "keyboardPwdType": kind,
            "startDate": start, "endDate": end, "sendDate": now_ms, "isCustom": u8::from(!is_generated), "status": 1 });
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
        let in_lock_numbers = self.switches.upload_in_lock_numbers;
        let lock_id = given.int("lockId")?;
        self.administered(uid, lock_id)?;
        let Value::Array(codes) = given.json("keyboardPwdList")? else {
            return Err(80_002);
        };
        let mut present = Vec::new();
        for code in &codes {
            let members = Members::of(code).ok_or(PARAMETER)?;
            let digits = members.text("newKeyboardPwd").ok_or(PARAMETER)?;
            let kind = match (
                members.told_int(&["keyboardPwdType"]).ok_or(PARAMETER)?,
                in_lock_numbers,
            ) {
                (1, true) => 2,
                (2, true) => 1,
                (kind, _) => kind,
            };
            present.push((
                digits,
                kind,
                members.told_int(&["startDate"]),
                members.told_int(&["endDate"]),
            ));
        }
        let first_id = self.last_id + 1;
        self.last_id += i64::try_from(present.len()).unwrap_or_default();
        let list = self.administered(uid, lock_id)?.list_mut("codes");
        for code in list.iter_mut().filter_map(Value::as_object_mut) {
            let digits = code.get("keyboardPwd").and_then(Value::as_str);
            if !present.iter().any(|(there, ..)| Some(there.as_str()) == digits) {
                code.insert("status".to_owned(), json!(2));
            }
        }
        for (id, (digits, kind, start, end)) in (first_id..).zip(present) {
            if !list.iter().any(|code| code.get("keyboardPwd") == Some(&json!(digits))) {
                list.push(
                    json!({ "keyboardPwdId": id, "lockId": lock_id, "keyboardPwd": digits, "keyboardPwdType": kind,
                    "startDate": start, "endDate": end, "sendDate": now_ms, "isCustom": 1, "status": 1 }),
                );
            }
        }
        Ok(done())
    }

    pub(super) fn add_card(&mut self, uid: i64, path: &str, given: &Given, now_ms: i64) -> Answered {
        let id = self.next_id();
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
        if given.text("cyclicConfig").is_some() {
            card.insert("cyclicConfig".to_owned(), given.json("cyclicConfig")?);
        }
        card.extend([
            ("cardId".to_owned(), json!(id)),
            ("lockId".to_owned(), json!(entry.lock_id)),
            ("cardNumber".to_owned(), json!(number)),
            ("createDate".to_owned(), json!(now_ms)),
            ("status".to_owned(), json!(1)),
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
        print.extend([
            ("fingerprintId".to_owned(), json!(id)),
            ("lockId".to_owned(), json!(entry.lock_id)),
            ("fingerprintNumber".to_owned(), json!(number)),
            ("createDate".to_owned(), json!(now_ms)),
        ]);
        entry.list_mut("fingerprints").insert(0, Value::Object(print));
        Ok(json!({ "fingerprintId": id }))
    }
}

impl Entry {
    /// Changes, renames or removes one code, card or fingerprint, or removes all of a kind.
    pub(super) fn change_item(&mut self, path: &str, given: &Given) -> Answered {
        let (list, id_name, missing, name_field) = match path.split('/').nth(2) {
            Some("keyboardPwd") => ("codes", "keyboardPwdId", -2009, "keyboardPwdName"),
            Some("identityCard") => ("cards", "cardId", -1021, "cardName"),
            _ => ("fingerprints", "fingerprintId", -1023, "fingerprintName"),
        };
        let items = self.list_mut(list);
        let act = path.rsplit('/').next().unwrap_or_default();
        if act == "clear" {
            items.clear();
            return Ok(done());
        }
        let at = if act == "deleteByCode" {
            let digits = json!(given.needed("keyboardPwd")?);
            items.iter().position(|item| item.get("keyboardPwd") == Some(&digits))
        } else {
            let id = given.int(id_name)?;
            items
                .iter()
                .position(|item| item.get(id_name).and_then(whole) == Some(id))
        };
        let at = at.ok_or(missing)?;
        match (act, items.get_mut(at).and_then(Value::as_object_mut)) {
            ("delete" | "deleteByCode", _) => {
                items.remove(at);
            }
            (_, Some(item)) => {
                if let Some(name) = given.text(name_field) {
                    item.insert(name_field.to_owned(), json!(name));
                }
                if let Some(digits) = given.text("newKeyboardPwd") {
                    item.insert("keyboardPwd".to_owned(), json!(digits));
                }
                // Without a start nothing happens, in spite of "ok" \[A\].
                if given.text("startDate").is_some() {
                    item.extend(given.members(&[("startDate", "startDate"), ("endDate", "endDate")], &[]));
                }
            }
            (_, None) => return Err(missing),
        }
        Ok(done())
    }
}
