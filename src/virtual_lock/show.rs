//! All that is in a lock, for people and scripts. It shows codes and card numbers: only where a person asked for it.

use super::VirtualLock;
use crate::model::{Feature, LockMinute, LockSecond, PasscodeRecord, Validity};
use serde_json::{Map, Value, json};

impl VirtualLock {
    /// `relatch lock show --json`.
    pub fn show(&self) -> Value {
        let state = &self.state;
        let LockSecond([year, month, day, hour, minute, _]) = self.local_time();
        let codes = state.codes.iter().map(|code| show_code(&code.record));
        let cards = state.cards.iter().map(|card| {
            let number = ("number".to_owned(), json!(card.record.number.decimal()));
            with_bounds(Map::from_iter([number]), card.record.validity)
        });
        let fingerprints = state.fingerprints.iter().map(|finger| {
            let number = ("number".to_owned(), json!(finger.record.number.decimal()));
            with_bounds(Map::from_iter([number]), finger.record.validity)
        });
        json!({
            "address": state.address,
            "model": state.model,
            "paired": state.owner.as_ref().is_some_and(|owner| owner.finished),
            "clock": LockMinute([year, month, day, hour, minute]),
            "codes": codes.collect::<Vec<_>>(),
            "cards": cards.collect::<Vec<_>>(),
            "fingerprints": fingerprints.collect::<Vec<_>>(),
            "settings": self.show_settings(),
        })
    }

    /// The settings whose feature the lock has.
    fn show_settings(&self) -> Value {
        let values = &self.state.settings;
        let settings = [
            (Feature::AutoLock, "auto_lock", json!(values.auto_lock)),
            (Feature::Sound, "sound", json!(values.sound)),
            (Feature::Volume, "volume", json!(values.volume)),
            (Feature::Volume, "language", json!(values.language)),
            (Feature::RemoteUnlock, "remote_unlock", json!(values.remote_unlock)),
            (Feature::ShowPasscode, "show_passcode", json!(values.show_passcode)),
            (Feature::Lamp, "lamp", json!(values.lamp)),
            (Feature::Freeze, "freeze", json!(values.freeze)),
            (Feature::Sensitivity, "sensitivity", json!(values.sensitivity)),
            (Feature::Passage, "passage", json!(self.state.passage)),
        ];
        let has = settings.into_iter().filter(|(feature, ..)| self.state.has(*feature));
        let mut shown: Map<String, Value> = has.map(|(_, name, value)| (name.to_owned(), value)).collect();
        if values.switches.items != 0 {
            shown.insert("switches".to_owned(), json!(values.switches));
        }
        Value::Object(shown)
    }
}

fn show_code(record: &PasscodeRecord) -> Value {
    let shown = [("code", json!(record.current.reveal())), ("kind", json!(record.kind))];
    let shown = shown.map(|(name, value)| (name.to_owned(), value));
    with_bounds(Map::from_iter(shown), record.validity())
}

/// Adds the ends that are bounds.
fn with_bounds(mut shown: Map<String, Value>, Validity { start, end }: Validity) -> Value {
    if !start.is_open_start() {
        shown.insert("start".to_owned(), json!(start));
    }
    if !end.is_open_end() {
        shown.insert("end".to_owned(), json!(end));
    }
    Value::Object(shown)
}
