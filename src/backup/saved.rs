//! Saved readings: a value with its bytes, a refusal, or nothing; and the settings, each such a reading.

use super::entry::EntryError;
use super::item::Extra;
use super::setting::SettingName;
use crate::model::settings::{AutoLock, PassageEntry, Sound, Switches};
use crate::model::{Digits, Raw, Reading, Settings};
use serde::{Deserialize, Serialize};

/// A saved reading. In JSON `{"value":…,"raw":"…"}`, `{"refused":code}`, or left out where the lock was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "SavedForm<T>",
    into = "SavedForm<T>",
    bound(serialize = "T: Clone + Serialize", deserialize = "T: Deserialize<'de>")
)]
pub struct Saved<T> {
    /// What the lock said.
    pub reading: Reading<T>,
    /// Fields of a later version.
    pub extra: Extra,
}

impl<T> Saved<T> {
    /// Whether there is nothing to write down.
    pub fn is_absent(&self) -> bool {
        matches!(self.reading, Reading::NotOffered) && self.extra.is_empty()
    }
}

impl<T> Default for Saved<T> {
    fn default() -> Self {
        Self {
            reading: Reading::NotOffered,
            extra: Extra::default(),
        }
    }
}

impl<T> From<Reading<T>> for Saved<T> {
    fn from(reading: Reading<T>) -> Self {
        Self {
            reading,
            extra: Extra::default(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct SavedForm<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    value: Option<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<u8>,
    #[serde(flatten)]
    extra: Extra,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> TryFrom<SavedForm<T>> for Saved<T> {
    type Error = EntryError;

    fn try_from(form: SavedForm<T>) -> Result<Self, EntryError> {
        let reading = match (form.value, form.refused) {
            (Some(value), None) => Reading::Value {
                value,
                raw: form.raw.unwrap_or_default(),
            },
            (None, Some(code)) => Reading::Refused { code },
            (None, None) => Reading::NotOffered,
            (Some(_), Some(_)) => return Err(EntryError::ValueAndRefused),
        };
        Ok(Self {
            reading,
            extra: form.extra,
        })
    }
}

impl<T> From<Saved<T>> for SavedForm<T> {
    fn from(saved: Saved<T>) -> Self {
        let (value, raw, refused) = match saved.reading {
            Reading::NotOffered => (None, None, None),
            Reading::Value { value, raw } => (Some(value), Some(raw), None),
            Reading::Refused { code } => (None, None, Some(code)),
        };
        Self {
            value,
            raw,
            refused,
            extra: saved.extra,
        }
    }
}

/// The owner's passcode; `None` when the lock has none. In JSON its digits, or an empty text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnerPasscode(pub Option<Digits>);

impl TryFrom<String> for OwnerPasscode {
    type Error = crate::model::passcode::DigitsError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() {
            Ok(Self(None))
        } else {
            Digits::try_from(text).map(|digits| Self(Some(digits)))
        }
    }
}

impl From<OwnerPasscode> for String {
    fn from(code: OwnerPasscode) -> Self {
        code.0.map(Self::from).unwrap_or_default()
    }
}

/// The settings, each as the lock said it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SavedSettings {
    /// Seconds until the lock locks itself.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub auto_lock: Saved<AutoLock>,
    /// Sound.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub sound: Saved<Sound>,
    /// Opening from afar.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub remote_unlock: Saved<u8>,
    /// Whether a typed code is shown.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub show_passcode: Saved<u8>,
    /// Times in which the door stays open.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub passage: Saved<Vec<PassageEntry>>,
    /// Seconds of light.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub lamp: Saved<u16>,
    /// Frozen or not.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub freeze: Saved<u8>,
    /// 0 off, 1 low, 2 middle, 3 high.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub sensitivity: Saved<u8>,
    /// Switches.
    #[serde(skip_serializing_if = "Saved::is_absent")]
    pub switches: Saved<Switches>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl From<&Settings> for SavedSettings {
    fn from(settings: &Settings) -> Self {
        Self {
            auto_lock: settings.auto_lock.clone().into(),
            sound: settings.sound.clone().into(),
            remote_unlock: settings.remote_unlock.clone().into(),
            show_passcode: settings.show_passcode.clone().into(),
            passage: settings.passage.clone().into(),
            lamp: settings.lamp.clone().into(),
            freeze: settings.freeze.clone().into(),
            sensitivity: settings.sensitivity.clone().into(),
            switches: settings.switches.clone().into(),
            extra: Extra::default(),
        }
    }
}

impl SavedSettings {
    /// The settings as a reading of a lock gives them.
    pub fn to_settings(&self) -> Settings {
        Settings {
            auto_lock: self.auto_lock.reading.clone(),
            sound: self.sound.reading.clone(),
            remote_unlock: self.remote_unlock.reading.clone(),
            show_passcode: self.show_passcode.reading.clone(),
            passage: self.passage.reading.clone(),
            lamp: self.lamp.reading.clone(),
            freeze: self.freeze.reading.clone(),
            sensitivity: self.sensitivity.reading.clone(),
            switches: self.switches.reading.clone(),
        }
    }

    /// Which settings were saved with a value.
    pub fn saved(&self) -> Vec<SettingName> {
        let settings = self.to_settings();
        let has = |name: &SettingName| name.reading(&settings).value().is_some();
        SettingName::ALL.into_iter().filter(has).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reading_is_a_value_a_refusal_or_nothing() {
        let read = |json| serde_json::from_value::<Saved<u16>>(json);
        let value = read(json!({ "value": 5, "raw": "0005", "new": true })).unwrap();
        assert_eq!(value.reading.value(), Some(&5));
        assert_eq!(
            serde_json::to_value(&value).unwrap(),
            json!({ "value": 5, "raw": "0005", "new": true })
        );
        assert_eq!(
            read(json!({ "refused": 27 })).unwrap().reading,
            Reading::Refused { code: 27 }
        );
        assert!(read(json!({})).unwrap().is_absent());
        assert!(read(json!({ "value": 5, "refused": 1 })).is_err());
    }

    #[test]
    fn a_lock_without_an_owners_passcode_is_told_from_one_that_was_not_asked() {
        let none: Saved<OwnerPasscode> = serde_json::from_value(json!({ "value": "", "raw": "5000" })).unwrap();
        assert_eq!(none.reading.value(), Some(&OwnerPasscode(None)));
        assert_eq!(
            serde_json::to_value(&none).unwrap(),
            json!({ "value": "", "raw": "5000" })
        );
        assert!(serde_json::from_value::<Saved<OwnerPasscode>>(json!({ "value": "12" })).is_err());
    }
}
