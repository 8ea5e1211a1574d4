//! The items of a snapshot, and their JSON form: one flat object each, the lock's own bytes beside what they mean.

use super::account_word::AccountWord;
use super::item::{About, ItemId};
use crate::model::{
    CardNumber, CardRecord, CodeText, FingerprintNumber, FingerprintRecord, ListedPasscode, LockMinute, PasscodeKind,
    PasscodeRecord, Raw, Until, Validity,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A code. In JSON one flat object; an odd one has only its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CodeForm", into = "CodeForm")]
pub struct CodeEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What the lock listed.
    pub listed: ListedPasscode,
    /// What an account says otherwise.
    pub account: Option<AccountWord>,
    /// Where it is known from, name, note.
    pub about: About,
}

/// A card or fob. In JSON one flat object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CardForm", into = "CardForm")]
pub struct CardEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What the lock listed.
    pub record: CardRecord,
    /// What an account says otherwise.
    pub account: Option<AccountWord>,
    /// Its weekly schedule, which only an account knows; `None`: not known.
    pub schedule: Option<Vec<ScheduleDay>>,
    /// Where it is known from, name, note.
    pub about: About,
}

/// A fingerprint: a line of the list of fingers to enrol again. In JSON one flat object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FingerprintForm", into = "FingerprintForm")]
pub struct FingerprintEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What the lock listed.
    pub record: FingerprintRecord,
    /// Its weekly schedule, which only an account knows; `None`: not known.
    pub schedule: Option<Vec<ScheduleDay>>,
    /// Where it is known from, name, note.
    pub about: About,
}

/// One weekday on which a card or fingerprint opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleDay {
    /// 1 to 7, Monday to Sunday.
    pub week_day: u8,
    /// Minutes of the day from which on it opens.
    pub start_minute: u16,
    /// Minutes of the day until which it opens.
    pub end_minute: u16,
}

/// An item of a snapshot that contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A reading cannot be both.
    #[error("a reading has a value and was refused")]
    ValueAndRefused,
    /// A code has neither its meaning nor its bytes, or an end that its kind does not have.
    #[error("a code lacks a part, or has one that its kind does not have")]
    Incomplete,
    /// The bytes say something else than the meaning beside them.
    #[error("an item's bytes do not say what stands beside them")]
    RawDiffers,
    /// A number that does not fit its width.
    #[error("a number does not fit its width")]
    Number,
}

#[derive(Serialize, Deserialize)]
struct CodeForm {
    id: ItemId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<PasscodeKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<CodeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<CodeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<LockMinute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<LockMinute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<u16>,
    #[serde(default, skip_serializing_if = "Raw::is_empty")]
    tail: Raw,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<AccountWord>,
    #[serde(flatten)]
    about: About,
}

impl TryFrom<CodeForm> for CodeEntry {
    type Error = EntryError;

    fn try_from(form: CodeForm) -> Result<Self, EntryError> {
        let raw = form.raw;
        let listed = match (form.kind, form.code, form.start) {
            (None, None, None) => ListedPasscode::Odd(raw.ok_or(EntryError::Incomplete)?),
            (Some(kind), Some(current), Some(start)) => {
                let until = match (kind, form.end, form.cycle) {
                    (PasscodeKind::Permanent, None, None) => Until::Open,
                    (PasscodeKind::Count | PasscodeKind::Period, Some(end), None) => Until::End(end),
                    (PasscodeKind::Cyclic, None, Some(cycle)) => Until::Cycle(cycle),
                    _ => return Err(EntryError::Incomplete),
                };
                let record = PasscodeRecord {
                    kind,
                    original: form.original.unwrap_or_else(|| current.clone()),
                    current,
                    start,
                    until,
                    tail: form.tail,
                };
                agrees(raw.as_ref(), &passcode_bytes(&record))?;
                ListedPasscode::Known(record)
            }
            _ => return Err(EntryError::Incomplete),
        };
        Ok(Self {
            id: form.id,
            listed,
            account: form.account,
            about: form.about,
        })
    }
}

impl From<CodeEntry> for CodeForm {
    fn from(entry: CodeEntry) -> Self {
        let mut form = Self {
            id: entry.id,
            kind: None,
            code: None,
            original: None,
            start: None,
            end: None,
            cycle: None,
            tail: Raw::default(),
            raw: None,
            account: entry.account,
            about: entry.about,
        };
        match entry.listed {
            ListedPasscode::Odd(raw) => form.raw = Some(raw),
            ListedPasscode::Known(record) => {
                form.raw = form.about.from.is_from_lock().then(|| Raw(passcode_bytes(&record)));
                form.kind = Some(record.kind);
                form.code = Some(record.current);
                form.original = Some(record.original);
                form.start = Some(record.start);
                match record.until {
                    Until::Open => {}
                    Until::End(end) => form.end = Some(end),
                    Until::Cycle(cycle) => form.cycle = Some(cycle),
                }
                form.tail = record.tail;
            }
        }
        form
    }
}

#[derive(Serialize, Deserialize)]
struct CardForm {
    id: ItemId,
    number: Zeroizing<String>,
    width: u8,
    start: LockMinute,
    end: LockMinute,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<AccountWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schedule: Option<Vec<ScheduleDay>>,
    #[serde(flatten)]
    about: About,
}

impl TryFrom<CardForm> for CardEntry {
    type Error = EntryError;

    fn try_from(form: CardForm) -> Result<Self, EntryError> {
        let number: u64 = form.number.parse().map_err(|_| EntryError::Number)?;
        let number = match form.width {
            4 => CardNumber::four(u32::try_from(number).map_err(|_| EntryError::Number)?.to_be_bytes()),
            8 => CardNumber::eight(number.to_be_bytes()),
            _ => return Err(EntryError::Number),
        };
        let (start, end) = (form.start, form.end);
        let validity = Validity { start, end };
        let record = CardRecord { number, validity };
        agrees(form.raw.as_ref(), &card_bytes(&record))?;
        Ok(Self {
            id: form.id,
            record,
            account: form.account,
            schedule: form.schedule,
            about: form.about,
        })
    }
}

impl From<CardEntry> for CardForm {
    fn from(entry: CardEntry) -> Self {
        let CardEntry {
            id,
            record,
            account,
            schedule,
            about,
        } = entry;
        Self {
            id,
            raw: about.from.is_from_lock().then(|| Raw(card_bytes(&record))),
            number: Zeroizing::new(record.number.decimal()),
            width: if record.number.as_bytes().len() == 4 { 4 } else { 8 },
            start: record.validity.start,
            end: record.validity.end,
            account,
            schedule,
            about,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct FingerprintForm {
    id: ItemId,
    number: String,
    start: LockMinute,
    end: LockMinute,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schedule: Option<Vec<ScheduleDay>>,
    #[serde(flatten)]
    about: About,
}

impl TryFrom<FingerprintForm> for FingerprintEntry {
    type Error = EntryError;

    fn try_from(form: FingerprintForm) -> Result<Self, EntryError> {
        let number: u64 = form.number.parse().map_err(|_| EntryError::Number)?;
        let [0, 0, number @ ..] = number.to_be_bytes() else {
            return Err(EntryError::Number);
        };
        let (start, end) = (form.start, form.end);
        let record = FingerprintRecord {
            number: FingerprintNumber(number),
            validity: Validity { start, end },
        };
        agrees(form.raw.as_ref(), &fingerprint_bytes(&record))?;
        Ok(Self {
            id: form.id,
            record,
            schedule: form.schedule,
            about: form.about,
        })
    }
}

impl From<FingerprintEntry> for FingerprintForm {
    fn from(entry: FingerprintEntry) -> Self {
        let FingerprintEntry {
            id,
            record,
            schedule,
            about,
        } = entry;
        Self {
            id,
            raw: about.from.is_from_lock().then(|| Raw(fingerprint_bytes(&record))),
            number: record.number.decimal(),
            start: record.validity.start,
            end: record.validity.end,
            schedule,
            about,
        }
    }
}

fn agrees(raw: Option<&Raw>, bytes: &[u8]) -> Result<(), EntryError> {
    if raw.is_none_or(|raw| raw.as_slice() == bytes) {
        Ok(())
    } else {
        Err(EntryError::RawDiffers)
    }
}

/// A code's record as the lock lists it, behind its length byte: the `raw` of a snapshot. The layout has its home in the
/// protocol; a test holds both together.
pub(super) fn passcode_bytes(record: &PasscodeRecord) -> Vec<u8> {
    let mut bytes = vec![record.kind.to_lock()];
    for code in [&record.current, &record.original] {
        bytes.push(u8::try_from(code.0.len()).unwrap_or(u8::MAX));
        bytes.extend_from_slice(&code.0);
    }
    bytes.extend_from_slice(&record.start.0);
    match record.until {
        Until::Open => {}
        Until::End(end) => bytes.extend_from_slice(&end.0),
        Until::Cycle(cycle) => bytes.extend_from_slice(&cycle.to_be_bytes()),
    }
    bytes.extend_from_slice(record.tail.as_slice());
    bytes
}

/// A card's record as the lock lists it.
pub(super) fn card_bytes(record: &CardRecord) -> Vec<u8> {
    let Validity { start, end } = record.validity;
    [record.number.as_bytes(), &start.0, &end.0].concat()
}

/// A fingerprint's record as the lock lists it.
pub(super) fn fingerprint_bytes(record: &FingerprintRecord) -> Vec<u8> {
    let Validity { start, end } = record.validity;
    [record.number.0.as_slice(), &start.0, &end.0].concat()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{codes, contents, snapshot};
    use super::*;
    use serde_json::json;

    #[test]
    fn the_bytes_beside_a_record_are_those_of_the_protocol() {
        use crate::protocol::command;
        for listed in codes() {
            if let ListedPasscode::Known(record) = listed {
                assert_eq!(passcode_bytes(&record), command::passcode::encode_record(&record));
            }
        }
        let contents = contents();
        for card in contents.cards.unwrap().items {
            assert_eq!(card_bytes(&card), command::card::encode_record(&card));
        }
        for fingerprint in contents.fingerprints.unwrap().items {
            assert_eq!(
                fingerprint_bytes(&fingerprint),
                command::fingerprint::encode_record(&fingerprint)
            );
        }
    }

    #[test]
    fn an_item_is_one_flat_object() {
        let snapshot = snapshot();
        assert_eq!(
            serde_json::to_value(&snapshot.codes[2]).unwrap(),
            json!({
                "id": "code-3", "kind": "permanent", "code": "739201", "original": "739200", "start": "2020-01-01T00:00",
                "raw": "0106373339323031063733393230301401010000", "from": "lock",
            })
        );
        assert_eq!(
            serde_json::to_value(&snapshot.codes[8]).unwrap(),
            json!({ "id": "code-9", "raw": "090438383131", "from": "lock" })
        );
        assert_eq!(
            serde_json::to_value(&snapshot.cards[0]).unwrap(),
            json!({
                "id": "card-1", "number": "1723612378", "width": 4, "start": "2000-01-01T00:00", "end": "2099-12-31T23:59",
                "raw": "66bc3cda0001010000630c1f173b", "from": "lock",
            })
        );
    }

    #[test]
    fn an_item_whose_bytes_say_something_else_is_refused() {
        let snapshot = snapshot();
        let spoil = |mut entry: serde_json::Value, field: &str, value: serde_json::Value| {
            entry[field] = value;
            entry
        };
        let code = serde_json::to_value(&snapshot.codes[0]).unwrap();
        for (field, value) in [
            ("code", json!("111111")),
            ("kind", json!("permanent")),
            ("cycle", json!(3)),
            ("end", json!(null)),
            ("raw", json!("00")),
            ("start", json!(null)),
        ] {
            assert!(
                serde_json::from_value::<CodeEntry>(spoil(code.clone(), field, value)).is_err(),
                "{field}"
            );
        }
        let card = serde_json::to_value(&snapshot.cards[0]).unwrap();
        for (field, value) in [
            ("width", json!(8)),
            ("width", json!(5)),
            ("number", json!("99999999999")),
        ] {
            assert!(
                serde_json::from_value::<CardEntry>(spoil(card.clone(), field, value)).is_err(),
                "{field}"
            );
        }
        let finger = serde_json::to_value(&snapshot.fingerprints[0]).unwrap();
        let wide = spoil(finger, "number", json!("281474976710656"));
        assert!(serde_json::from_value::<FingerprintEntry>(wide).is_err());
    }

    #[test]
    fn an_item_that_no_lock_listed_needs_no_bytes() {
        let entry = json!({
            "id": "code-1", "kind": "timed", "code": "4711", "start": "2027-01-01T00:00", "end": "2027-01-02T00:00",
            "from": "account", "name": "Guests",
        });
        let entry: CodeEntry = serde_json::from_value(entry).unwrap();
        assert!(serde_json::to_value(&entry).unwrap().get("raw").is_none());
        assert!(serde_json::from_value::<CodeEntry>(json!({ "id": "code-1", "from": "owner" })).is_err());
    }
}
