//! The settings one by one: their names, their values, and which of them a restore writes.

use super::loss::Obstacle;
use crate::model::settings::{AutoLock, PassageEntry, Sound, Switches};
use crate::model::{Feature, Features, Reading, Settings};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Which setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingName {
    /// Seconds until the lock locks itself.
    AutoLock,
    /// Sound, volume and language.
    Sound,
    /// Opening from afar.
    RemoteUnlock,
    /// Whether a typed code is shown.
    ShowPasscode,
    /// Times in which the door stays open.
    Passage,
    /// Seconds of light.
    Lamp,
    /// Frozen or not.
    Freeze,
    /// Sensitivity.
    Sensitivity,
    /// The bit field of switches.
    Switches,
}

impl SettingName {
    /// Every setting, in the order in which a restore writes them: a frozen lock refuses the others.
    pub const ALL: [Self; 9] = [
        Self::Freeze,
        Self::AutoLock,
        Self::Sound,
        Self::RemoteUnlock,
        Self::ShowPasscode,
        Self::Passage,
        Self::Lamp,
        Self::Sensitivity,
        Self::Switches,
    ];

    /// The word that ids and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            Self::AutoLock => "auto-lock",
            Self::Sound => "sound",
            Self::RemoteUnlock => "remote-unlock",
            Self::ShowPasscode => "show-passcode",
            Self::Passage => "passage",
            Self::Lamp => "lamp",
            Self::Freeze => "freeze",
            Self::Sensitivity => "sensitivity",
            Self::Switches => "switches",
        }
    }
}

/// A setting and what it is set to, as a restore writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// 36.
    AutoLock(AutoLock),
    /// 62.
    Sound(Sound),
    /// 37.
    RemoteUnlock(u8),
    /// 59.
    ShowPasscode(u8),
    /// 66: clear, then add each.
    Passage(Vec<PassageEntry>),
    /// 67.
    Lamp(u16),
    /// 61. Never written: a frozen lock refuses the rest of the restore.
    Freeze(u8),
    /// 80.
    Sensitivity(u8),
    /// 68.
    Switches(Switches),
}

impl SettingValue {
    /// Which setting it is.
    pub fn name(&self) -> SettingName {
        match self {
            Self::AutoLock(_) => SettingName::AutoLock,
            Self::Sound(_) => SettingName::Sound,
            Self::RemoteUnlock(_) => SettingName::RemoteUnlock,
            Self::ShowPasscode(_) => SettingName::ShowPasscode,
            Self::Passage(_) => SettingName::Passage,
            Self::Lamp(_) => SettingName::Lamp,
            Self::Freeze(_) => SettingName::Freeze,
            Self::Sensitivity(_) => SettingName::Sensitivity,
            Self::Switches(_) => SettingName::Switches,
        }
    }

    /// The fields of the value that the owner set, by name. What only describes the model (the least and most seconds
    /// of automatic locking) is left out, and so are switches that the lock does not have.
    pub fn fields(&self) -> Vec<(String, Value)> {
        let one = |value: Value| vec![(self.name().word().to_owned(), value)];
        match self {
            Self::AutoLock(auto) => {
                let mut fields = vec![("auto-lock.seconds".to_owned(), json!(auto.seconds))];
                if !auto.rest.is_empty() {
                    fields.push(("auto-lock.rest".to_owned(), json!(auto.rest)));
                }
                fields
            }
            Self::Sound(sound) => {
                let parts = [("sound.on", Some(sound.on)), ("sound.volume", sound.volume)];
                let parts = parts.into_iter().chain([("sound.language", sound.language)]);
                parts
                    .filter_map(|(name, value)| Some((name.to_owned(), json!(value?))))
                    .collect()
            }
            Self::Passage(entries) => {
                let mut entries = entries.clone();
                entries.sort_unstable();
                one(json!(entries))
            }
            Self::Lamp(seconds) => one(json!(seconds)),
            Self::RemoteUnlock(value) | Self::ShowPasscode(value) | Self::Freeze(value) | Self::Sensitivity(value) => {
                one(json!(value))
            }
            Self::Switches(switches) => (0..32)
                .filter(|bit| switches.items >> bit & 1 == 1)
                .map(|bit| {
                    (
                        format!("switches.{}", switch_word(1 << bit)),
                        json!(switches.values >> bit & 1),
                    )
                })
                .collect(),
        }
    }

    /// The value that a restore writes to a lock that now has `present`: only what this lock has, everything else of it
    /// left as it is.
    #[must_use]
    pub fn fitted_to(&self, present: Option<&Self>) -> Self {
        match (self, present) {
            (Self::Switches(saved), Some(Self::Switches(now))) => {
                let common = saved.items & now.items;
                Self::Switches(Switches {
                    items: now.items,
                    values: (saved.values & common) | (now.values & !common),
                })
            }
            (Self::Sound(saved), Some(Self::Sound(now))) => Self::Sound(Sound {
                on: saved.on,
                volume: now.volume.map(|volume| saved.volume.unwrap_or(volume)),
                language: now.language.map(|language| saved.language.unwrap_or(language)),
                rest: now.rest.clone(),
            }),
            (Self::AutoLock(saved), Some(Self::AutoLock(now))) => Self::AutoLock(AutoLock {
                seconds: saved.seconds,
                min: now.min,
                max: now.max,
                rest: if saved.rest.as_slice().len() == now.rest.as_slice().len() {
                    saved.rest.clone()
                } else {
                    now.rest.clone()
                },
            }),
            _ => self.clone(),
        }
    }

    /// Why a lock with `features` that now has `present` cannot take this value; `None` when it can.
    pub fn obstacle(&self, features: &Features, present: &Reading<Self>) -> Option<Obstacle> {
        if matches!(self, Self::Freeze(value) if *value != 0) {
            return Some(Obstacle::FreezeIsTheOwners);
        }
        if !self.name().is_offered(features) {
            return Some(Obstacle::SettingLacking);
        }
        match (self, present.value()) {
            (Self::AutoLock(saved), Some(Self::AutoLock(now)))
                if saved.seconds != 0 && now.max != 0 && !(now.min..=now.max).contains(&saved.seconds) =>
            {
                Some(Obstacle::SettingOutOfRange)
            }
            _ => None,
        }
    }

    /// Whether both let the lock behave the same, as far as both locks have the parts: see [`SettingValue::fields`].
    pub fn means_the_same(&self, other: &Self) -> bool {
        self.differing_fields(other).is_empty()
    }

    /// The fields that stand in both and differ: name, here, there.
    pub fn differing_fields(&self, other: &Self) -> Vec<(String, Value, Value)> {
        let theirs = other.fields();
        let ours = self.fields().into_iter();
        ours.filter_map(|(name, value)| {
            let (_, their) = theirs.iter().find(|(their, _)| *their == name)?;
            (*their != value).then(|| (name, value, their.clone()))
        })
        .collect()
    }

    /// The fields that only this one has.
    pub fn fields_lacking_in(&self, other: &Self) -> Vec<String> {
        let theirs = other.fields();
        let ours = self.fields().into_iter().map(|(name, _)| name);
        ours.filter(|name| theirs.iter().all(|(their, _)| their != name))
            .collect()
    }
}

impl SettingName {
    /// Whether a lock with these features has the setting (protocol, commands 7).
    pub fn is_offered(self, features: &Features) -> bool {
        let has = |feature| features.has(feature);
        match self {
            Self::AutoLock => has(Feature::AutoLock),
            Self::Sound => has(Feature::Sound),
            Self::RemoteUnlock => has(Feature::RemoteUnlock),
            Self::ShowPasscode => has(Feature::ShowPasscode),
            Self::Passage => has(Feature::Passage),
            Self::Lamp => has(Feature::Lamp),
            Self::Freeze => has(Feature::Freeze),
            Self::Sensitivity => has(Feature::Sensitivity),
            Self::Switches => [
                Feature::TamperAlert,
                Feature::ResetButton,
                Feature::PrivacyLock,
                Feature::UnlockDirection,
                Feature::PassageOpens,
            ]
            .into_iter()
            .any(has),
        }
    }

    /// What this setting of a reading says.
    pub fn reading(self, settings: &Settings) -> Reading<SettingValue> {
        match self {
            Self::AutoLock => lift(&settings.auto_lock, SettingValue::AutoLock),
            Self::Sound => lift(&settings.sound, SettingValue::Sound),
            Self::RemoteUnlock => lift(&settings.remote_unlock, SettingValue::RemoteUnlock),
            Self::ShowPasscode => lift(&settings.show_passcode, SettingValue::ShowPasscode),
            Self::Passage => lift(&settings.passage, SettingValue::Passage),
            Self::Lamp => lift(&settings.lamp, SettingValue::Lamp),
            Self::Freeze => lift(&settings.freeze, SettingValue::Freeze),
            Self::Sensitivity => lift(&settings.sensitivity, SettingValue::Sensitivity),
            Self::Switches => lift(&settings.switches, SettingValue::Switches),
        }
    }
}

fn lift<T: Clone>(reading: &Reading<T>, wrap: impl FnOnce(T) -> SettingValue) -> Reading<SettingValue> {
    match reading {
        Reading::NotOffered => Reading::NotOffered,
        Reading::Refused { code } => Reading::Refused { code: *code },
        Reading::Value { value, raw } => Reading::Value {
            value: wrap(value.clone()),
            raw: raw.clone(),
        },
    }
}

fn switch_word(bit: u32) -> String {
    match bit {
        Switches::TAMPER_ALERT => "tamper-alert".to_owned(),
        Switches::RESET_BUTTON => "reset-button".to_owned(),
        Switches::PRIVACY_LOCK => "privacy-lock".to_owned(),
        Switches::UNLOCK_DIRECTION => "unlock-direction".to_owned(),
        Switches::PASSAGE_OPENS => "passage-opens".to_owned(),
        Switches::WIFI_POWER => "wifi-power".to_owned(),
        other => format!("{other:08x}"),
    }
}

/// The settings whose readings differ between two readings, in what they say. The bytes beside are not compared: they
/// begin with the battery, which moves, and a list may come in other pages. A list's order does not matter.
pub fn differing(first: &Settings, second: &Settings) -> Vec<SettingName> {
    let said = |name: SettingName, settings: &Settings| match name.reading(settings) {
        Reading::Value {
            value: SettingValue::Passage(mut entries),
            ..
        } => {
            entries.sort_unstable();
            Reading::Value {
                value: SettingValue::Passage(entries),
                raw: crate::model::Raw::default(),
            }
        }
        Reading::Value { value, .. } => Reading::Value {
            value,
            raw: crate::model::Raw::default(),
        },
        other => other,
    };
    SettingName::ALL
        .into_iter()
        .filter(|name| said(*name, first) != said(*name, second))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::fixture::{FULL, contents};
    use crate::model::Raw;

    fn reading(value: SettingValue) -> Reading<SettingValue> {
        let raw = Raw::default();
        Reading::Value { value, raw }
    }

    #[test]
    fn what_only_describes_the_model_is_no_difference() {
        let auto = |max| {
            SettingValue::AutoLock(AutoLock {
                seconds: 30,
                min: 5,
                max,
                rest: Raw::default(),
            })
        };
        assert!(auto(60).means_the_same(&auto(900)));
        assert_eq!(differing(&contents().settings, &contents().settings), []);
    }

    #[test]
    fn a_passage_list_in_another_order_is_the_same() {
        let entry = |day| PassageEntry {
            kind: 1,
            day,
            month: 0,
            start: [8, 0],
            end: [9, 0],
        };
        let list = |days: [u8; 2]| SettingValue::Passage(days.map(entry).to_vec());
        assert!(list([1, 2]).means_the_same(&list([2, 1])));
        assert!(!list([1, 2]).means_the_same(&list([2, 2])));
        let (mut first, mut second) = (contents().settings, contents().settings);
        for (settings, days) in [(&mut first, [1, 2]), (&mut second, [2, 1])] {
            settings.passage = Reading::Value {
                value: days.map(entry).to_vec(),
                raw: Raw(days.to_vec()),
            };
        }
        assert_eq!(differing(&first, &second), []);
    }

    #[test]
    fn sound_is_fitted_to_what_the_target_has() {
        let sound = |on, volume, language| {
            SettingValue::Sound(Sound {
                on,
                volume,
                language,
                rest: Raw::default(),
            })
        };
        let saved = sound(1, Some(3), None);
        assert_eq!(saved.fitted_to(Some(&sound(0, None, None))), sound(1, None, None));
        assert_eq!(
            saved.fitted_to(Some(&sound(0, Some(1), Some(9)))),
            sound(1, Some(3), Some(9))
        );
        assert_eq!(saved.fitted_to(None), saved);
        assert_eq!(saved.fields_lacking_in(&sound(1, None, None)), ["sound.volume"]);
    }

    #[test]
    fn automatic_locking_must_fit_the_targets_range_and_off_always_does() {
        let auto = |seconds, min, max| {
            SettingValue::AutoLock(AutoLock {
                seconds,
                min,
                max,
                rest: Raw::default(),
            })
        };
        let features = Features::from_bits(FULL);
        let obstacle = |seconds, min, max| auto(seconds, 0, 0).obstacle(&features, &reading(auto(5, min, max)));
        assert_eq!(obstacle(30, 5, 900), None);
        assert_eq!(obstacle(5, 5, 900), None);
        assert_eq!(obstacle(4, 5, 900), Some(Obstacle::SettingOutOfRange));
        assert_eq!(obstacle(901, 5, 900), Some(Obstacle::SettingOutOfRange));
        assert_eq!(obstacle(0, 5, 900), None);
        assert_eq!(obstacle(30, 0, 0), None, "a lock that tells no range");
    }

    #[test]
    fn every_setting_has_its_word_and_its_reading() {
        for name in SettingName::ALL {
            assert_eq!(serde_json::to_value(name).unwrap(), name.word());
            if let Some(value) = name.reading(&contents().settings).value() {
                assert_eq!(value.name(), name);
            }
        }
        assert_eq!(switch_word(0x40), "00000040");
    }
}
