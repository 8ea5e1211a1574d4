//! Every call that Relatch makes, as a [`Request`] (cloud 2 to 8). Paths and names of values are facts \[A\] where not marked.
//!
//! Not here, on purpose: passing a lock on to another account, making an account for somebody else, clearing records, and anything
//! that lets the cloud act on the lock by itself. `addType`, `changeType`, `deleteType` and `type` are always 1: the phone has
//! already done it over Bluetooth, this only reports it.

use super::lock::{CardId, LockId, PasscodeId};
use super::page::{ITEMS_A_PAGE, KEYS_A_PAGE};
use super::passcode::CloudKind;
use super::request::{Nature, Request};
use super::setting::PassageTime;
use super::span::{Span, WeekSlot};
use crate::model::{CardNumber, Digits, SecretText};
use serde::Serialize;

/// Newest first: a stable order for lists that are read page by page.
const NEWEST_FIRST: u8 = 1;
/// The phone has already done it.
const BY_PHONE: u8 = 1;

/// Signs in. `password_hash`: of [`super::token::derive_password_hash`].
pub fn sign_in(username: &str, password_hash: &SecretText) -> Request {
    Request::new(Nature::Token, "/oauth2/token")
        .with("username", username)
        .with_secret("password", password_hash)
}

/// Renews a sign-in.
pub fn renew(renewal: &SecretText) -> Request {
    Request::new(Nature::Token, "/oauth2/token")
        .with("grant_type", "refresh_token")
        .with_secret("refresh_token", renewal)
}

/// The key for passwords \[B\].
pub fn password_key() -> Request {
    Request::new(Nature::Token, "/system/getUserPasswordPublicKey")
}

fn list(path: &'static str, lock: LockId) -> Request {
    of_lock(Nature::Read, path, lock)
        .with("pageNo", &1)
        .with("pageSize", &ITEMS_A_PAGE)
        .with("orderBy", &NEWEST_FIRST)
}

fn of_lock(nature: Nature, path: &'static str, lock: LockId) -> Request {
    Request::new(nature, path).with("lockId", &lock)
}

/// All keys of the account.
pub fn keys() -> Request {
    Request::new(Nature::Read, "/v3/key/list")
        .with("pageNo", &1)
        .with("pageSize", &KEYS_A_PAGE)
}

/// The locks of which the account is top admin.
pub fn locks() -> Request {
    Request::new(Nature::Read, "/v3/lock/list")
        .with("pageNo", &1)
        .with("pageSize", &KEYS_A_PAGE)
}

macro_rules! of_a_lock {
    ($($name:ident $nature:ident $path:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        pub fn $name(lock: LockId) -> Request {
            of_lock(Nature::$nature, $path, lock)
        }
    )*};
}

of_a_lock! {
    key Read "/v3/key/get" "The account's key of a lock.";
    lock_detail Read "/v3/lock/detail" "A lock's details and settings; for admins.";
    gateways Read "/v3/gateway/listByLock" "The gateways near a lock.";
    remotes Read "/v3/remote/listByLock" "A lock's remotes \\[B\\].";
    keypads Read "/v3/wirelessKeypad/listByLock" "A lock's wireless keypads \\[B\\].";
    door_sensor Read "/v3/doorSensor/query" "A lock's door sensor \\[B\\].";
    passage_mode Read "/v3/lock/getPassageModeConfiguration" "When the door stays open; newer, asked first \\[B\\].";
    passage_mode_older Read "/v3/lock/getPassageModeConfig" "When the door stays open; older.";
    delete_lock Write "/v3/lock/delete" "Removes a lock's entry **with all keys, codes, cards, fingerprints and records** in the cloud.";
}

macro_rules! lists_of_a_lock {
    ($($name:ident $path:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        pub fn $name(lock: LockId) -> Request {
            list($path, lock)
        }
    )*};
}

lists_of_a_lock! {
    passcodes "/v3/lock/listKeyboardPwd" "A lock's codes, generated and chosen.";
    cards "/v3/identityCard/list" "A lock's cards.";
    fingerprints "/v3/fingerprint/list" "A lock's fingerprints.";
    faces "/v3/face/list" "A lock's faces \\[B\\].";
    palm_veins "/v3/palmVein/list" "A lock's palm veins \\[B\\].";
    qr_codes "/v3/qrCode/list" "A lock's QR codes \\[B\\].";
    other_keys "/v3/lock/listKey" "Other people's keys of a lock.";
    records "/v3/lockRecord/list" "A lock's log.";
}

/// Registers a lock that was added anew. Whether the cloud takes key data that no SDK made is open \[C\].
pub fn register(lock_data: &SecretText, alias: Option<&str>) -> Request {
    Request::new(Nature::Write, "/v3/lock/initialize")
        .with_secret("lockData", lock_data)
        .with_some("lockAlias", alias)
}

/// Tells new key data: after the key, the features or the seeds have changed.
pub fn update_lock_data(lock: LockId, lock_data: &SecretText) -> Request {
    of_lock(Nature::Write, "/v3/lock/updateLockData", lock).with_secret("lockData", lock_data)
}

/// Renames a lock.
pub fn rename_lock(lock: LockId, alias: &str) -> Request {
    of_lock(Nature::Write, "/v3/lock/rename", lock).with("lockAlias", alias)
}

/// Reports a permanent code that was read back from the lock.
pub fn report_permanent_code(lock: LockId, code: &Digits, name: Option<&str>) -> Request {
    report_code(lock, code, name, CloudKind::Permanent).with("addType", &BY_PHONE)
}

/// Reports a timed code that was read back from the lock.
pub fn report_period_code(lock: LockId, code: &Digits, name: Option<&str>, span: Span) -> Request {
    report_code(lock, code, name, CloudKind::Period)
        .with("startDate", &span.start_ms)
        .with("endDate", &span.end_ms)
        .with("addType", &BY_PHONE)
}

fn report_code(lock: LockId, code: &Digits, name: Option<&str>, kind: CloudKind) -> Request {
    of_lock(Nature::Write, "/v3/keyboardPwd/add", lock)
        .with("keyboardPwd", code.as_str())
        .with_some("keyboardPwdName", name)
        .with("keyboardPwdType", &kind.number())
}

/// Names a code. Without times and digits, so nothing else changes.
pub fn name_code(lock: LockId, code: PasscodeId, name: &str) -> Request {
    of_lock(Nature::Write, "/v3/keyboardPwd/change", lock)
        .with("keyboardPwdId", &code)
        .with("keyboardPwdName", name)
}

/// A code as it is reported with all others of its lock \[B\], the cloud's numbering \[C\].
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValidCode {
    /// 0: none.
    cycle_type: u8,
    start_date: i64,
    end_date: i64,
    keyboard_pwd: Digits,
    new_keyboard_pwd: Digits,
    keyboard_pwd_type: i64,
}

impl ValidCode {
    /// A code: its first digits, its present ones, kind and times.
    pub fn new(first: Digits, present: Digits, kind: CloudKind, span: Span) -> Self {
        Self {
            cycle_type: 0,
            start_date: span.start_ms,
            end_date: span.end_ms,
            keyboard_pwd: first,
            new_keyboard_pwd: present,
            keyboard_pwd_type: kind.number(),
        }
    }
}

/// Reports all codes that were read from a lock. **Codes of the cloud that are not among them become invalid** \[B\].
pub fn report_all_codes(lock: LockId, codes: &[ValidCode]) -> Request {
    of_lock(Nature::Write, "/v3/keyboardPwd/uploadValidCodeFromLock", lock)
        .with_secret("keyboardPwdList", &json_text(codes))
}

/// Reports a card that was read back from the lock, by its number as the lock returned it. A span of 0 and 0 is for ever.
pub fn report_card(lock: LockId, number: &CardNumber, name: Option<&str>, span: Span, days: &[WeekSlot]) -> Request {
    let request = of_lock(Nature::Write, "/v3/identityCard/add", lock)
        .with("cardNumber", &number.decimal())
        .with_some("cardName", name)
        .with("startDate", &span.start_ms)
        .with("endDate", &span.end_ms);
    let request = if days.is_empty() {
        request.with("cardType", &1)
    } else {
        request
            .with("cardType", &super::span::WEEKLY)
            .with_secret("cyclicConfig", &json_text(days))
    };
    request.with("addType", &BY_PHONE)
}

/// Renames a card.
pub fn name_card(lock: LockId, card: CardId, name: &str) -> Request {
    of_lock(Nature::Write, "/v3/identityCard/rename", lock)
        .with("cardId", &card)
        .with("cardName", name)
}

/// What could be brought over from another entry of the same lock \[B\].
pub fn import_data(to: LockId, from: LockId) -> Request {
    of_lock(Nature::Read, "/v3/lock/getImportData", to).with("fromLockId", &from)
}

/// Reports which codes and cards of the other entry are in the lock now, by that entry's numbers \[B\].
pub fn import_done(to: LockId, from: LockId, codes: &[PasscodeId], cards: &[CardId]) -> Request {
    of_lock(Nature::Write, "/v3/lock/importSuccess", to)
        .with("fromLockId", &from)
        .with_secret("keyboardPwdIdList", &json_text(codes))
        .with_secret("cardIdList", &json_text(cards))
}

/// Reports the time after which the lock locks itself; 0: off.
pub fn report_auto_lock(lock: LockId, seconds: u16) -> Request {
    of_lock(Nature::Write, "/v3/lock/setAutoLockTime", lock)
        .with("seconds", &seconds)
        .with("type", &BY_PHONE)
}

/// Reports when the door stays open, in the newer form \[B\]; no times: never. `opens_by_itself`: whether the lock opens at their start,
/// where it can.
pub fn report_passage_mode(lock: LockId, opens_by_itself: Option<bool>, times: &[PassageTime]) -> Request {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Form<'a> {
        is_all_day: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<u16>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<u16>,
        week_days: &'a [u8],
    }
    let times: Vec<Form<'_>> = times
        .iter()
        .map(|time| Form {
            is_all_day: switch(time.minutes.is_none()),
            start_time: time.minutes.map(|(start, _)| start),
            end_time: time.minutes.map(|(_, end)| end),
            week_days: &time.week_days,
        })
        .collect();
    let request = of_lock(Nature::Write, "/v3/lock/configurePassageMode", lock)
        .with("passageMode", &switch(!times.is_empty()))
        .with_secret("cyclicConfig", &json_text(&times))
        .with("type", &BY_PHONE);
    request.with_some("autoUnlock", opens_by_itself.map(switch).as_ref())
}

/// Reports when the door stays open, in the older form \[A\], which has room for one time; `None`: never.
pub fn report_passage_mode_older(lock: LockId, opens_by_itself: Option<bool>, time: Option<&PassageTime>) -> Request {
    let mut request =
        of_lock(Nature::Write, "/v3/lock/configPassageMode", lock).with("passageMode", &switch(time.is_some()));
    if let Some(time) = time {
        request = request
            .with("isAllDay", &switch(time.minutes.is_none()))
            .with_some("startDate", time.minutes.map(|(start, _)| start).as_ref())
            .with_some("endDate", time.minutes.map(|(_, end)| end).as_ref())
            .with_secret("weekDays", &json_text(&time.week_days));
    }
    request
        .with("type", &BY_PHONE)
        .with_some("autoUnlock", opens_by_itself.map(switch).as_ref())
}

/// A switch: 1 on, 2 off.
fn switch(is_on: bool) -> u8 {
    const ON: u8 = 1;
    const OFF: u8 = 2;
    if is_on { ON } else { OFF }
}

/// A list as the JSON text of one form field. Numbers and texts always serialise.
fn json_text<T: Serialize>(values: &[T]) -> SecretText {
    SecretText::from(serde_json::to_string(values).unwrap_or_default())
}
