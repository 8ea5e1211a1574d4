//! The import pair: what one entry has is brought over to another (cloud 6).

use super::{Answered, Given, NORMAL, PARAMETER, done, ints};
use crate::account::field::whole;
use crate::virtual_cloud::state::{Entry, State};
use serde_json::{Value, json};

impl State {
    /// The source of an import, where it may be one.
    fn source(&mut self, uid: i64, given: &Given) -> Result<Entry, i64> {
        let from_reset = self.switches.imports_from_reset;
        self.owned(uid, given.int("lockId")?)?;
        let source = self.owned(uid, given.int("fromLockId")?)?.clone();
        if source.status == NORMAL || from_reset {
            Ok(source)
        } else {
            Err(-1003)
        }
    }

    pub(super) fn import_data(&mut self, uid: i64, given: &Given) -> Answered {
        let source = self.source(uid, given)?;
        let mut codes = source.list("codes").to_vec();
        if self.switches.tells_cycle_type {
            for code in codes.iter_mut().filter_map(Value::as_object_mut) {
                if let Some(kind) = code.get("keyboardPwdType").and_then(whole).filter(|kind| *kind >= 5) {
                    code.insert("cycleType".to_owned(), json!(kind));
                }
            }
        }
        let cards = source.list("cards");
        Ok(
            json!({ "keyNum": source.list("people").len(), "keyboardPwdNum": codes.len().to_string(), "cardNum": cards.len(),
            "keyboardPwdList": codes, "identityCardList": cards }),
        )
    }

    pub(super) fn import_done(&mut self, uid: i64, given: &Given) -> Answered {
        let source = self.source(uid, given)?;
        let [code_ids, card_ids] = if self.switches.import_names_of_example {
            ["keyboardPwdList", "cardList"]
        } else {
            ["keyboardPwdIdList", "cardIdList"]
        };
        let ids = |name: &str| match given.text(name) {
            None => Ok(Vec::new()),
            Some(_) => ints(&given.json(name)?).ok_or(PARAMETER),
        };
        let lists = [
            ("codes", "keyboardPwdId", ids(code_ids)?),
            ("cards", "cardId", ids(card_ids)?),
        ];
        let brings_keys = self.switches.import_brings_keys;
        let to = given.int("lockId")?;
        let mut moved = Vec::new();
        for (name, id_name, ids) in lists {
            for item in source.list(name) {
                let is_meant = item.get(id_name).and_then(whole).is_some_and(|id| ids.contains(&id));
                if let (true, Some(members)) = (is_meant, item.as_object()) {
                    let mut members = members.clone();
                    members.insert(id_name.to_owned(), json!(self.next_id()));
                    members.insert("lockId".to_owned(), json!(to));
                    moved.push((name, Value::Object(members)));
                }
            }
        }
        let entry = self.owned(uid, to)?;
        for (name, item) in moved {
            let field = if name == "codes" { "keyboardPwd" } else { "cardNumber" };
            if !entry.list(name).iter().any(|there| there.get(field) == item.get(field)) {
                entry.list_mut(name).push(item);
            }
        }
        if brings_keys && entry.list("people").is_empty() {
            *entry.list_mut("people") = source.list("people").to_vec();
        }
        Ok(done())
    }
}
