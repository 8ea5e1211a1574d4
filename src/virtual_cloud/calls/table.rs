//! What each call is given (cloud 2 to 8), asked for before anything is done.

use super::{Given, PARAMETER};
use serde_json::Value;

/// Each call with a token: its path, and its values in the words of the specification. `?`: it may be missing; `!`: it is the other
/// form's, and must be missing; `=1-4`: what a number may be;
/// `paging`: what every list with pages takes.
const CALLS: &[(&str, &str)] = &[
    ("/v3/lock/list", "lockAlias? groupId? type?=1-3 paging"),
    ("/v3/key/list", "lockAlias? groupId? paging"),
    ("/v3/key/get", "lockId"),
    ("/v3/lock/detail", "lockId"),
    ("/v3/lock/initialize", "lockData lockAlias? groupId? nbInitSuccess?"),
    ("/v3/lock/updateLockData", "lockId lockData"),
    ("/v3/lock/delete", "lockId"),
    ("/v3/lock/rename", "lockId lockAlias"),
    ("/v3/lock/updateElectricQuantity", "lockId electricQuantity=0-100"),
    ("/v3/lock/transfer", "receiverUsername lockIdList"),
    ("/v3/lock/changeTimezoneRawOffset", "lockId timezoneRawOffset type=1-2"),
    ("/v3/lock/queryStatus", "lockId"),
    ("/v3/lock/queryOpenState", "lockId"),
    ("/v3/lock/queryElectricQuantity", "lockId"),
    ("/v3/lock/queryDate", "lockId"),
    ("/v3/lock/updateDate", "lockId"),
    ("/v3/gateway/listByLock", "lockId"),
    ("/v3/lock/listKeyboardPwd", "lockId searchStr? paging"),
    (
        "/v3/keyboardPwd/get",
        "lockId keyboardPwdType=1-14 keyboardPwdName? startDate endDate? keyboardPwdVersion?=4-4",
    ),
    (
        "/v3/keyboardPwd/add",
        "lockId keyboardPwd keyboardPwdName? keyboardPwdType?=2-3 startDate? endDate? addType?=1-4",
    ),
    (
        "/v3/keyboardPwd/change",
        "lockId keyboardPwdId keyboardPwdName? newKeyboardPwd? startDate? endDate? changeType?=1-4",
    ),
    ("/v3/keyboardPwd/delete", "lockId keyboardPwdId deleteType?=1-4"),
    ("/v3/keyboardPwd/deleteByCode", "lockId keyboardPwd deleteType?=1-4"),
    ("/v3/keyboardPwd/uploadValidCodeFromLock", "lockId keyboardPwdList"),
    ("/v3/lock/resetKeyboardPwd", "lockId pwdInfo timestamp"),
    ("/v3/identityCard/list", "lockId searchStr? paging"),
    (
        "/v3/identityCard/add",
        "lockId cardNumber cardName? startDate endDate cardType? cyclicConfig? addType?=1-4",
    ),
    (
        "/v3/identityCard/addForReversedCardNumber",
        "lockId cardNumber cardName? startDate endDate cardType? cyclicConfig? addType?=1-4",
    ),
    (
        "/v3/identityCard/changePeriod",
        "lockId cardId startDate endDate cyclicConfig? changeType?=1-4",
    ),
    ("/v3/identityCard/rename", "lockId cardId cardName"),
    ("/v3/identityCard/delete", "lockId cardId deleteType?=1-4"),
    ("/v3/identityCard/clear", "lockId"),
    ("/v3/fingerprint/list", "lockId searchStr? paging"),
    (
        "/v3/fingerprint/add",
        "lockId fingerprintNumber fingerprintType fingerprintName startDate endDate cyclicConfig?",
    ),
    (
        "/v3/fingerprint/changePeriod",
        "lockId fingerprintId startDate endDate cyclicConfig? changeType?=1-4",
    ),
    ("/v3/fingerprint/rename", "lockId fingerprintId fingerprintName"),
    ("/v3/fingerprint/delete", "lockId fingerprintId deleteType?=1-4"),
    ("/v3/fingerprint/clear", "lockId"),
    ("/v3/face/list", "lockId searchStr? paging"),
    ("/v3/palmVein/list", "lockId paging"),
    ("/v3/remote/listByLock", "lockId"),
    ("/v3/wirelessKeypad/listByLock", "lockId"),
    ("/v3/doorSensor/query", "lockId"),
    ("/v3/qrCode/list", "lockId paging"),
    ("/v3/lock/getImportData", "lockId fromLockId"),
    (
        "/v3/lock/importSuccess",
        "lockId fromLockId keyboardPwdIdList? cardIdList? keyboardPwdList? cardList?",
    ),
    ("/v3/lock/getPassageModeConfig", "lockId"),
    ("/v3/lock/getPassageModeConfiguration", "lockId"),
    (
        "/v3/lock/configPassageMode",
        "lockId passageMode=1-2 isAllDay?=1-2 startDate?=0-1440 endDate?=0-1440 weekDays? autoUnlock?=1-2 type=1-2 cyclicConfig!",
    ),
    (
        "/v3/lock/configurePassageMode",
        "lockId passageMode=1-2 autoUnlock?=1-2 cyclicConfig? type=1-2 isAllDay! startDate! endDate! weekDays!",
    ),
    ("/v3/lock/setAutoLockTime", "lockId seconds type=1-2"),
    ("/v3/lock/updateSetting", "lockId type value changeType=1-2"),
    ("/v3/lock/querySetting", "lockId type"),
    ("/v3/lock/getWorkingMode", "lockId"),
    ("/v3/lock/changeAdminKeyboardPwd", "lockId password changeType=1-3"),
    ("/v3/lock/listKey", "lockId searchStr? keyRight?=0-1 paging"),
    (
        "/v3/key/send",
        "lockId receiverUsername keyName startDate endDate remarks? remoteEnable?=1-2 keyRight?=0-1 createUser?",
    ),
    (
        "/v3/lockRecord/list",
        "lockId startDate? endDate? uid? recordType? searchStr? paging",
    ),
    ("/v3/lockRecord/listForExport", "lockId startDate? endDate?"),
    ("/v3/lockRecord/upload", "lockId records"),
];

const PAGING: &str = "pageNo? pageSize? orderBy?=0-2";

/// The values that are texts. All others are numbers, but for those that are JSON.
const TEXTS: &[&str] = &[
    "cardName",
    "cardNumber",
    "fingerprintName",
    "fingerprintNumber",
    "keyName",
    "keyboardPwd",
    "keyboardPwdName",
    "lockAlias",
    "lockData",
    "newKeyboardPwd",
    "password",
    "pwdInfo",
    "receiverUsername",
    "remarks",
    "searchStr",
];

/// The values that are JSON.
const JSON: &[&str] = &[
    "cardIdList",
    "cardList",
    "cyclicConfig",
    "keyboardPwdIdList",
    "keyboardPwdList",
    "lockIdList",
    "records",
    "weekDays",
];

/// The paths of the calls with a token.
pub(in crate::virtual_cloud) fn paths() -> impl Iterator<Item = &'static str> {
    CALLS.iter().map(|(path, _)| *path)
}

/// Whether a call has everything that it must have, in the right form. `None`: there is no such call.
pub(in crate::virtual_cloud) fn check(path: &str, given: &Given) -> Option<Result<(), i64>> {
    let (_, values) = CALLS.iter().find(|(known, _)| *known == path)?;
    let values = values.split(' ').flat_map(|value| match value {
        "paging" => PAGING.split(' '),
        value => value.split(' '),
    });
    Some(values.into_iter().try_for_each(|value| check_one(value, given)))
}

fn check_one(value: &str, given: &Given) -> Result<(), i64> {
    if let Some(name) = value.strip_suffix('!') {
        return if given.text(name).is_some() {
            Err(PARAMETER)
        } else {
            Ok(())
        };
    }
    let (name, range) = value.split_once('=').unwrap_or((value, ""));
    let (name, is_needed) = match name.strip_suffix('?') {
        Some(name) => (name, false),
        None => (name, true),
    };
    match given.text(name).filter(|text| !text.is_empty()) {
        None if is_needed => Err(PARAMETER),
        None => Ok(()),
        Some(_) if TEXTS.contains(&name) => Ok(()),
        Some(text) if JSON.contains(&name) => match serde_json::from_str::<Value>(text) {
            Ok(Value::Array(_) | Value::Object(_)) => Ok(()),
            Ok(_) => Err(PARAMETER),
            Err(_) => Err(80_002),
        },
        Some(_) => {
            let number = given.int(name)?;
            let bounds = range.split_once('-').map(|(least, most)| (least.parse(), most.parse()));
            match bounds {
                Some((Ok(least), Ok(most))) if !(least..=most).contains(&number) => Err(PARAMETER),
                _ => Ok(()),
            }
        }
    }
}
