//! Codes as the account lists them (cloud 4).

use super::error::CallError;
use super::field::{Malformed, Members, number_text};
use super::lock::PasscodeId;
use super::page::Item;
use super::reply::Object;
use super::span::Span;
use crate::model::{Digits, PasscodeKind, SecretText};
use serde_json::Value;

/// A code of the account's list, generated or chosen \[A\].
#[derive(Clone, Debug, PartialEq)]
pub struct CloudPasscode {
    /// Its entry.
    pub id: PasscodeId,
    /// The digits.
    pub code: CloudCode,
    /// Its name; `None` where it has none, or where the name is the code itself.
    pub name: Option<String>,
    /// Its type.
    pub kind: CloudKind,
    /// From when until when.
    pub span: Span,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_ms: Option<i64>,
    /// Whether a person chose the digits; `None`: not told.
    pub is_custom: Option<bool>,
    /// Who made it.
    pub sender: Option<String>,
    /// How it stands; `None`: not told.
    pub status: Option<ItemStatus>,
}

/// The digits of a code, as sure as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloudCode {
    /// As they are.
    Sure(Digits),
    /// They came as a number, so that zeros in front may be lost.
    Doubtful(Digits),
    /// Nothing that a lock could store.
    Odd(SecretText),
}

impl CloudCode {
    /// The digits, where a lock could store them.
    pub fn digits(&self) -> Option<&Digits> {
        match self {
            Self::Sure(digits) | Self::Doubtful(digits) => Some(digits),
            Self::Odd(_) => None,
        }
    }
}

/// The cloud's types of code. Note that one-time and permanent are 1 and 2 here, and 2 and 1 in the lock \[A\].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloudKind {
    /// 1: to be used within six hours of its start.
    OneTime,
    /// 2.
    Permanent,
    /// 3.
    Period,
    /// 4: typing it deletes all other codes. Never restored as a code.
    Erase,
    /// 5 to 14: on days that repeat.
    Cyclic(Cycle),
    /// A type that nobody knows: kept and shown.
    Unknown(i64),
}

/// The days of a cyclic code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cycle {
    /// 5: Saturday and Sunday.
    Weekend,
    /// 6.
    Daily,
    /// 7: Monday to Friday.
    Workday,
    /// 8 to 14: 1 to 7 for Monday to Sunday.
    Weekday(u8),
}

impl CloudKind {
    /// The type of a number.
    pub fn from_number(number: i64) -> Self {
        match number {
            1 => Self::OneTime,
            2 => Self::Permanent,
            3 => Self::Period,
            4 => Self::Erase,
            5 => Self::Cyclic(Cycle::Weekend),
            6 => Self::Cyclic(Cycle::Daily),
            7 => Self::Cyclic(Cycle::Workday),
            8..=14 => Self::Cyclic(Cycle::Weekday(u8::try_from(number - 7).unwrap_or_default())),
            other => Self::Unknown(other),
        }
    }

    /// Its number.
    pub fn number(self) -> i64 {
        match self {
            Self::OneTime => 1,
            Self::Permanent => 2,
            Self::Period => 3,
            Self::Erase => 4,
            Self::Cyclic(Cycle::Weekend) => 5,
            Self::Cyclic(Cycle::Daily) => 6,
            Self::Cyclic(Cycle::Workday) => 7,
            Self::Cyclic(Cycle::Weekday(day)) => 7 + i64::from(day),
            Self::Unknown(number) => number,
        }
    }

    /// The kind of the lock that it is; none for a code that erases.
    pub fn in_lock(self) -> Option<PasscodeKind> {
        match self {
            Self::OneTime => Some(PasscodeKind::Count),
            Self::Permanent => Some(PasscodeKind::Permanent),
            Self::Period => Some(PasscodeKind::Period),
            Self::Cyclic(_) => Some(PasscodeKind::Cyclic),
            Self::Erase | Self::Unknown(_) => None,
        }
    }

    /// How long after its start a generated code may be typed first, in milliseconds: later it is dead \[A\].
    pub fn first_use_ms(self) -> Option<i64> {
        const HOUR: i64 = 60 * 60 * 1000;
        match self {
            Self::OneTime => Some(6 * HOUR),
            Self::Permanent | Self::Period => Some(24 * HOUR),
            Self::Erase | Self::Cyclic(_) | Self::Unknown(_) => None,
        }
    }
}

/// How an item stands in the account (older pages \[A\]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemStatus {
    /// 1.
    Normal,
    /// 2: invalid or expired.
    Invalid,
    /// 3.
    Pending,
    /// 4.
    Adding,
    /// 5.
    AddFailed,
    /// 6.
    Changing,
    /// 7.
    ChangeFailed,
    /// 8.
    Deleting,
    /// 9.
    DeleteFailed,
    /// Another number.
    Unknown(i64),
}

impl ItemStatus {
    /// The status of a number.
    pub fn from_number(number: i64) -> Self {
        match number {
            1 => Self::Normal,
            2 => Self::Invalid,
            3 => Self::Pending,
            4 => Self::Adding,
            5 => Self::AddFailed,
            6 => Self::Changing,
            7 => Self::ChangeFailed,
            8 => Self::Deleting,
            9 => Self::DeleteFailed,
            other => Self::Unknown(other),
        }
    }

    /// Whether an item that the lock does not have is to be restored: not where it is invalid, never was added or is being
    /// deleted (cloud 10.1 \[C\]).
    pub fn allows_restore(self) -> bool {
        !matches!(self, Self::Invalid | Self::AddFailed | Self::Deleting)
    }

    pub(super) fn read(members: Members<'_>) -> Option<Self> {
        members.told_int(&["status"]).map(Self::from_number)
    }
}

impl Item for CloudPasscode {
    fn read(members: Members<'_>) -> Result<Self, Malformed> {
        let code = code(members).ok_or(Malformed("keyboardPwd"))?;
        let name = members.name(&["keyboardPwdName"]);
        Ok(Self {
            id: PasscodeId(members.needed_int("keyboardPwdId")?),
            kind: CloudKind::from_number(members.needed_int("keyboardPwdType")?),
            // A name that is the code would show the code wherever names are shown.
            name: name.filter(|name| code.digits().is_none_or(|digits| !name.contains(digits.as_str()))),
            code,
            span: Span::read_exact(members)?,
            made_ms: members.told_int(&["sendDate"]),
            is_custom: members.told_int(&["isCustom"]).map(|value| value == 1),
            sender: members.name(&["senderUsername"]),
            status: ItemStatus::read(members),
        })
    }

    fn id(&self) -> i64 {
        self.id.0
    }
}

/// The digits; in front of a number zeros may be lost.
fn code(members: Members<'_>) -> Option<CloudCode> {
    match members.any("keyboardPwd")? {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(match Digits::new(text) {
            Ok(digits) => CloudCode::Sure(digits),
            Err(_) => CloudCode::Odd(SecretText::from(text.as_str())),
        }),
        Value::Number(number) => {
            let text = zeroize::Zeroizing::new(number_text(number));
            Some(match Digits::new(&text) {
                Ok(digits) => CloudCode::Doubtful(digits),
                Err(_) => CloudCode::Odd(SecretText::from(text.as_str())),
            })
        }
        _ => None,
    }
}

impl CloudPasscode {
    /// Whether a generated code that the lock does not list may still be typed for the first time at `now_ms`, so that its owner
    /// expects it to work \[A limits, C use\]. A chosen code that the lock lacks is no such code.
    pub fn may_still_be_typed_first(&self, now_ms: i64) -> bool {
        let is_in_time = match self.kind.first_use_ms() {
            Some(limit) => now_ms <= self.span.start_ms.saturating_add(limit),
            None => matches!(self.kind, CloudKind::Cyclic(_)),
        };
        let has_not_ended = self.span.is_endless() || now_ms <= self.span.end_ms;
        self.is_custom != Some(true)
            && is_in_time
            && has_not_ended
            && self.status.is_none_or(ItemStatus::allows_restore)
    }
}

/// A code that the cloud made: `/v3/keyboardPwd/get` \[A\].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// Its entry.
    pub id: PasscodeId,
    /// The digits.
    pub code: Digits,
}

impl Generated {
    /// The code of a reply.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        let code = members.text("keyboardPwd").and_then(|text| Digits::new(&text).ok());
        Ok(Self {
            id: PasscodeId(members.needed_int("keyboardPwdId")?),
            code: code.ok_or(Malformed("keyboardPwd"))?,
        })
    }
}

/// The entry that `/v3/keyboardPwd/add` made \[A\].
pub fn decode_added(object: &Object) -> Result<PasscodeId, CallError> {
    Ok(PasscodeId(object.members().needed_int("keyboardPwdId")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_keeps_its_number_and_finds_its_kind_in_the_lock() {
        for number in -1..30 {
            assert_eq!(CloudKind::from_number(number).number(), number);
        }
        assert_eq!(CloudKind::from_number(1).in_lock(), Some(PasscodeKind::Count));
        assert_eq!(CloudKind::from_number(2).in_lock(), Some(PasscodeKind::Permanent));
        assert_eq!(CloudKind::from_number(4).in_lock(), None);
        for number in 1..15 {
            let in_model = u8::try_from(number).ok().and_then(PasscodeKind::from_account);
            assert_eq!(CloudKind::from_number(number).in_lock(), in_model);
        }
    }
}
