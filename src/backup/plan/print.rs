//! The plan as JSON and as lines to print. Codes and card numbers are shown only on request.

use super::{Action, ChangeWay, Item, Plan, PlanItem, Selector};
use crate::model::{Until, Validity};
use serde_json::{Value, json};
use std::fmt;

impl Plan {
    /// The plan as JSON. Codes and card numbers only with `reveal`.
    pub fn to_json(&self, reveal: bool) -> Value {
        let unmatched: Vec<String> = self.unmatched.iter().map(ToString::to_string).collect();
        json!({
            "sameLock": self.is_same_lock,
            "counts": self.counts(),
            "lackingFeatures": self.lacking_features,
            "unmatched": unmatched,
            "items": self.items.iter().map(|item| item.to_json(reveal)).collect::<Vec<_>>(),
        })
    }

    /// The plan as lines to print. Codes and card numbers only with `reveal`.
    pub fn lines(&self, reveal: bool) -> Vec<String> {
        self.items.iter().map(|item| item.line(reveal)).collect()
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Codes => "codes",
            Self::Kind(kind) => kind.word(),
            Self::Cards => "cards",
            Self::Settings => "settings",
            Self::OwnerPasscode => "owner-passcode",
            Self::Item(text) => text,
        })
    }
}

impl PlanItem {
    /// The item as JSON: kind, id, name, action, reason, hints, times; the number only with `reveal`.
    pub fn to_json(&self, reveal: bool) -> Value {
        let mut json = json!({
            "id": self.label.id,
            "kind": self.label.kind,
            "action": self.action.word(),
            "because": self.reason.to_string(),
        });
        let mut set = |name: &str, value: Value| {
            if let Some(fields) = json.as_object_mut() {
                fields.insert(name.to_owned(), value);
            }
        };
        if let Value::Object(reason) = json!(self.reason) {
            reason.into_iter().for_each(|(name, value)| set(&name, value));
        }
        if let Some(name) = &self.label.name {
            set("name", json!(name));
        }
        if !self.hints.is_empty() {
            set("hints", json!(self.hints));
        }
        let ways: Vec<&str> = match &self.action {
            Action::Add { ways } => ways.iter().map(|way| way.word()).collect(),
            Action::Change { ways } => ways.iter().map(ChangeWay::word).collect(),
            Action::Skip | Action::Refuse => Vec::new(),
        };
        if !ways.is_empty() {
            set("ways", json!(ways));
        }
        for (name, value) in self.item.fields(reveal) {
            set(name, value);
        }
        json
    }

    /// The item as one line to print.
    pub fn line(&self, reveal: bool) -> String {
        let shown: Vec<String> = self
            .item
            .fields(reveal)
            .into_iter()
            .filter(|(name, _)| ["code", "number", "start", "end"].contains(name))
            .map(|(name, value)| format!("{name} {}", value.as_str().unwrap_or_default()))
            .collect();
        let shown = if shown.is_empty() {
            String::new()
        } else {
            format!(" [{}]", shown.join(", "))
        };
        format!("{:7} {}{shown}: {}", self.action.word(), self.label, self.reason)
    }
}

impl ChangeWay {
    fn word(&self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::ModifyValidity => "modify",
            Self::WriteSchedule => "schedule",
            Self::DeleteThenAdd { .. } => "delete-then-add",
        }
    }
}

impl Item {
    /// What JSON says of it; the number only with `reveal`. Times are absent where there is no bound.
    pub(in crate::backup) fn fields(&self, reveal: bool) -> Vec<(&'static str, Value)> {
        let mut fields = Vec::new();
        match self {
            Self::Setting(value) => {
                let values: serde_json::Map<String, Value> = value.fields().into_iter().collect();
                fields.push(("value", Value::Object(values)));
            }
            Self::UnknownSetting(_) | Self::OddCode(_) => {}
            Self::OwnerPasscode(digits) => {
                if let Some(digits) = digits.as_ref().filter(|_| reveal) {
                    fields.push(("code", json!(digits.as_str())));
                }
            }
            Self::Code(record) => {
                if reveal {
                    fields.push(("code", json!(record.current.reveal())));
                }
                fields.extend(bounds(record.validity()));
                if let Until::Cycle(cycle) = record.until {
                    fields.push(("cycle", json!(cycle)));
                }
            }
            Self::Card { record, schedule } => {
                if reveal {
                    fields.push(("number", json!(record.number.decimal())));
                }
                fields.extend(bounds(record.validity));
                if !schedule.is_empty() {
                    fields.push(("schedule", json!(schedule)));
                }
            }
            Self::Fingerprint(record) => {
                fields.push(("number", json!(record.number.decimal())));
                fields.extend(bounds(record.validity));
            }
        }
        fields
    }
}

/// Both ends of a validity, where they are bounds.
fn bounds(validity: Validity) -> impl Iterator<Item = (&'static str, Value)> {
    let start = (!validity.start.is_open_start()).then(|| ("start", json!(validity.start)));
    let end = (!validity.end.is_open_end()).then(|| ("end", json!(validity.end)));
    start.into_iter().chain(end)
}
