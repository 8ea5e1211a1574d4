//! What each call must have, what it keeps and what it tells.

use super::{OWNER, World, code, key_data};
use relatch::protocol::credentials::lock_data;
use relatch::virtual_cloud::VirtualCloud;
use serde_json::{Value, json};

/// Somebody who is signed in.
pub(super) struct Caller {
    pub(super) world: World,
    access: String,
}

impl Caller {
    pub(super) fn owner() -> Self {
        Self::of(World::new(), OWNER)
    }

    pub(super) fn of(mut world: World, username: &str) -> Self {
        let access = world.sign_in(username);
        Self { world, access }
    }

    /// What a path answers to values, with those that every call has.
    pub(super) fn call(&mut self, path: &str, values: &str) -> Value {
        let signed = super::signed(&self.access, self.world.now_ms);
        self.world.post(path, &format!("{signed}&{values}"))
    }

    /// The same for the lock.
    pub(super) fn of_lock(&mut self, path: &str, values: &str) -> Value {
        let lock = self.world.lock;
        self.call(path, &format!("lockId={lock}&{values}"))
    }

    pub(super) fn done(&mut self, path: &str, values: &str) {
        assert_eq!(self.of_lock(path, values)["errcode"], 0, "{path} {values}");
    }

    /// The number that a path refuses values with.
    pub(super) fn refused(&mut self, path: &str, values: &str) -> i64 {
        let reply = self.of_lock(path, values);
        reply["errcode"]
            .as_i64()
            .unwrap_or_else(|| panic!("{path} {values}: {reply}"))
    }

    pub(super) fn put(&mut self, list: &str, items: Vec<Value>) {
        let entry = self.world.cloud.state_mut().entry_mut(self.world.lock).unwrap();
        entry.lists.insert(list.to_owned(), items);
    }

    pub(super) fn detail(&mut self) -> Value {
        self.of_lock("/v3/lock/detail", "")
    }
}

/// The members of a text of key data.
pub(super) fn inside(data: &Value) -> Value {
    let (_, json) = lock_data::decode(data.as_str().unwrap()).unwrap();
    json.reveal().clone()
}

/// A value that each call must have, with one that is right.
const NEEDED: &[(&str, &str)] = &[
    ("/v3/lock/initialize", "lockData=DATA"),
    ("/v3/lock/updateLockData", "lockId=LOCK&lockData=DATA"),
    ("/v3/lock/rename", "lockId=LOCK&lockAlias=Hall"),
    ("/v3/lock/updateElectricQuantity", "lockId=LOCK&electricQuantity=71"),
    (
        "/v3/lock/changeTimezoneRawOffset",
        "lockId=LOCK&timezoneRawOffset=3600000&type=1",
    ),
    (
        "/v3/keyboardPwd/get",
        "lockId=LOCK&keyboardPwdType=2&startDate=1781517600000",
    ),
    (
        "/v3/keyboardPwd/add",
        "lockId=LOCK&keyboardPwd=471193&startDate=1&endDate=2",
    ),
    ("/v3/keyboardPwd/change", "lockId=LOCK&keyboardPwdId=1"),
    (
        "/v3/keyboardPwd/uploadValidCodeFromLock",
        "lockId=LOCK&keyboardPwdList=[]",
    ),
    ("/v3/lock/resetKeyboardPwd", "lockId=LOCK&pwdInfo=AAAA&timestamp=1"),
    (
        "/v3/identityCard/add",
        "lockId=LOCK&cardNumber=2864434397&startDate=0&endDate=0",
    ),
    (
        "/v3/identityCard/addForReversedCardNumber",
        "lockId=LOCK&cardNumber=3661413478&startDate=0&endDate=0",
    ),
    (
        "/v3/identityCard/changePeriod",
        "lockId=LOCK&cardId=1&startDate=1&endDate=2",
    ),
    ("/v3/identityCard/rename", "lockId=LOCK&cardId=1&cardName=Anna"),
    (
        "/v3/fingerprint/add",
        "lockId=LOCK&fingerprintNumber=7&fingerprintType=1&fingerprintName=Thumb&startDate=0&endDate=0",
    ),
    (
        "/v3/fingerprint/changePeriod",
        "lockId=LOCK&fingerprintId=1&startDate=1&endDate=2",
    ),
    (
        "/v3/fingerprint/rename",
        "lockId=LOCK&fingerprintId=1&fingerprintName=Thumb",
    ),
    ("/v3/lock/getImportData", "lockId=LOCK&fromLockId=LOCK"),
    ("/v3/lock/importSuccess", "lockId=LOCK&fromLockId=LOCK"),
    (
        "/v3/lock/configPassageMode",
        "lockId=LOCK&passageMode=1&isAllDay=1&weekDays=[1]&type=1",
    ),
    (
        "/v3/lock/configurePassageMode",
        "lockId=LOCK&passageMode=1&cyclicConfig=[{\"isAllDay\":1,\"weekDays\":[7]}]&type=1",
    ),
    ("/v3/lock/setAutoLockTime", "lockId=LOCK&seconds=5&type=1"),
    ("/v3/lock/updateSetting", "lockId=LOCK&type=4&value=2&changeType=1"),
    (
        "/v3/lock/changeAdminKeyboardPwd",
        "lockId=LOCK&password=7654321&changeType=1",
    ),
    (
        "/v3/key/send",
        "lockId=LOCK&receiverUsername=guest@example.org&keyName=Guest&startDate=0&endDate=0",
    ),
    ("/v3/lockRecord/upload", "lockId=LOCK&records=[]"),
    ("/v3/lock/detail", "lockId=LOCK"),
    ("/v3/lock/getPassageModeConfig", "lockId=LOCK"),
    ("/v3/lock/listKeyboardPwd", "lockId=LOCK"),
    ("/v3/key/get", "lockId=LOCK"),
];

#[test]
fn what_a_call_must_have_is_asked_for_and_must_be_of_the_right_form() {
    for (path, values) in NEEDED {
        let mut caller = Caller::owner();
        caller.put("codes", vec![code(1, "112358", "Anna", 1)]);
        caller.put("cards", vec![json!({ "cardId": 1, "cardNumber": "1", "cardType": 1 })]);
        caller.put(
            "fingerprints",
            vec![json!({ "fingerprintId": 1, "fingerprintNumber": "1" })],
        );
        let lock = caller.world.lock.to_string();
        let data = key_data().replace('+', "%2B");
        let fill = |text: &str| text.replace("LOCK", &lock).replace("DATA", &data);
        let fields: Vec<&str> = values.split('&').collect();
        for field in &fields {
            let others: Vec<&str> = fields.iter().filter(|other| other != &field).copied().collect();
            let (name, value) = field.split_once('=').unwrap();
            let without = fill(&others.join("&"));
            assert_eq!(caller.call(path, &without)["errcode"], -3, "{path} without {name}");
            let empty = format!("{without}&{name}=");
            assert_eq!(caller.call(path, &empty)["errcode"], -3, "{path} with no {name}");
            let is_number = value == "LOCK" || value.bytes().all(|byte| byte.is_ascii_digit());
            if is_number && !matches!(name, "keyboardPwd" | "cardNumber" | "fingerprintNumber" | "password") {
                for wrong in ["x", "1e3", "1.5", "%201", "99999999999999999999"] {
                    let wrong = format!("{without}&{name}={wrong}");
                    assert_eq!(caller.call(path, &wrong)["errcode"], -3, "{path}: {name}={wrong}");
                }
            }
            if value.starts_with('[') {
                let no_json = format!("{without}&{name}=[1");
                assert_eq!(caller.call(path, &no_json)["errcode"], 80_002, "{path}: {name}");
                let no_list = format!("{without}&{name}=7");
                assert_eq!(caller.call(path, &no_list)["errcode"], -3, "{path}: {name}");
            }
        }
        let reply = caller.call(path, &fill(values));
        assert!(matches!(reply["errcode"].as_i64(), None | Some(0)), "{path}: {reply}");
    }
    let mut caller = Caller::owner();
    for path in VirtualCloud::paths().filter(|path| !matches!(*path, "/v3/lock/list" | "/v3/key/list")) {
        assert_eq!(caller.call(path, "")["errcode"], -3, "{path}");
    }
    for (values, number) in [
        ("pageNo=x", -3),
        ("pageSize=x", -3),
        ("orderBy=3", -3),
        ("orderBy=x", -3),
        ("type=9", -3),
    ] {
        assert_eq!(caller.call("/v3/lock/list", values)["errcode"], number, "{values}");
    }
    // A token comes first: what is asked for is nobody else's business.
    caller.access = "0".repeat(32);
    assert_eq!(caller.call("/v3/lock/rename", "")["errcode"], 10_003);
}

#[test]
fn digits_are_looked_at_whether_a_code_is_new_or_changed() {
    let mut caller = Caller::owner();
    caller.put("codes", vec![code(1, "112358", "Anna", 1), code(2, "271828", "Ben", 2)]);
    for (digits, number) in [
        ("123", -3006),
        ("1123581321", -3006),
        ("11x358", -3006),
        ("123456", -2032),
        ("987654", -2032),
        ("777777", -2032),
        ("271828", -3007),
    ] {
        let add = format!("keyboardPwd={digits}&keyboardPwdType=2");
        assert_eq!(caller.refused("/v3/keyboardPwd/add", &add), number, "{digits}");
        let change = format!("keyboardPwdId=1&newKeyboardPwd={digits}");
        assert_eq!(caller.refused("/v3/keyboardPwd/change", &change), number, "{digits}");
    }
    let codes = caller.of_lock("/v3/lock/listKeyboardPwd", "orderBy=1");
    assert_eq!(
        (&codes["total"], &codes["list"][1]["keyboardPwd"]),
        (&json!(2), &json!("112358"))
    );
    // Its own digits are no other code's.
    caller.done("/v3/keyboardPwd/change", "keyboardPwdId=1&newKeyboardPwd=112358");
    caller.done("/v3/keyboardPwd/change", "keyboardPwdId=1&newKeyboardPwd=034234");
    let shortest = caller.of_lock("/v3/keyboardPwd/add", "keyboardPwd=1123&keyboardPwdType=2");
    assert!(shortest["keyboardPwdId"].is_i64(), "{shortest}");
}

impl Caller {
    /// A code in the state.
    fn codes(&mut self) -> Vec<Value> {
        let entry = self.world.cloud.state().entry(self.world.lock).unwrap();
        entry.lists["codes"].clone()
    }
}

#[test]
fn times_come_both_or_not_at_all_and_no_period_is_made_endless() {
    let mut caller = Caller::owner();
    caller.put("codes", vec![code(1, "112358", "Anna", 5)]);
    caller.put(
        "cards",
        vec![json!({ "cardId": 1, "cardNumber": "1", "cardType": 1, "startDate": 1, "endDate": 2 })],
    );
    for values in ["", "startDate=1", "endDate=2"] {
        let period = format!("keyboardPwd=471193&keyboardPwdType=3&{values}");
        assert_eq!(caller.refused("/v3/keyboardPwd/add", &period), -3, "{values}");
        let generated = format!("keyboardPwdType=3&{values}");
        assert_eq!(caller.refused("/v3/keyboardPwd/get", &generated), -3, "{values}");
    }
    for kind in [1, 4, 5] {
        let other = format!("keyboardPwd=471193&keyboardPwdType={kind}&startDate=1&endDate=2");
        assert_eq!(caller.refused("/v3/keyboardPwd/add", &other), -3, "{kind}");
    }
    assert_eq!(
        caller.refused("/v3/keyboardPwd/change", "keyboardPwdId=1&startDate=7"),
        -3
    );
    // Without a start nothing happens, in spite of "ok".
    caller.done("/v3/keyboardPwd/change", "keyboardPwdId=1&endDate=9");
    assert_eq!(
        (&caller.codes()[0]["startDate"], &caller.codes()[0]["endDate"]),
        (&json!(5), &json!(0))
    );
    caller.done("/v3/keyboardPwd/change", "keyboardPwdId=1&startDate=7&endDate=9");
    assert_eq!(
        (&caller.codes()[0]["startDate"], &caller.codes()[0]["endDate"]),
        (&json!(7), &json!(9))
    );
    let endless = "cardId=1&startDate=0&endDate=0";
    assert_eq!(caller.refused("/v3/identityCard/changePeriod", endless), -3);
}

#[test]
fn what_a_gateway_is_to_do_needs_one() {
    let calls = [
        ("/v3/keyboardPwd/add", "keyboardPwd=471193&keyboardPwdType=2&addType=2"),
        (
            "/v3/keyboardPwd/change",
            "keyboardPwdId=1&newKeyboardPwd=471194&changeType=2",
        ),
        ("/v3/keyboardPwd/delete", "keyboardPwdId=1&deleteType=2"),
        ("/v3/keyboardPwd/deleteByCode", "keyboardPwd=271828&deleteType=2"),
        ("/v3/identityCard/add", "cardNumber=7&startDate=0&endDate=0&addType=2"),
        (
            "/v3/identityCard/changePeriod",
            "cardId=1&startDate=1&endDate=2&changeType=2",
        ),
        ("/v3/identityCard/delete", "cardId=1&deleteType=2"),
        ("/v3/lock/setAutoLockTime", "seconds=5&type=2"),
        ("/v3/lock/updateSetting", "type=4&value=1&changeType=2"),
        ("/v3/lock/changeAdminKeyboardPwd", "password=7654321&changeType=2"),
        ("/v3/lock/configPassageMode", "passageMode=2&type=2"),
        ("/v3/lock/configurePassageMode", "passageMode=2&type=2"),
        ("/v3/lock/changeTimezoneRawOffset", "timezoneRawOffset=0&type=2"),
        ("/v3/lock/queryStatus", ""),
        ("/v3/lock/updateDate", ""),
        ("/v3/lock/querySetting", "type=3"),
    ];
    let mut caller = Caller::owner();
    caller.put("codes", vec![code(1, "112358", "Anna", 1), code(2, "271828", "Ben", 2)]);
    caller.put("cards", vec![json!({ "cardId": 1, "cardNumber": "1", "cardType": 1 })]);
    let before = caller.world.cloud.state().entries.clone();
    for (path, values) in calls {
        assert_eq!(caller.refused(path, values), -2012, "{path}");
    }
    assert_eq!(caller.world.cloud.state().entries, before, "nothing was done");
    caller.put(
        "gateways",
        vec![json!({ "gatewayId": 1, "gatewayMac": "AA:BB:CC:99:00:01" })],
    );
    for (path, values) in calls {
        let reply = caller.of_lock(path, values);
        assert!(matches!(reply["errcode"].as_i64(), None | Some(0)), "{path}: {reply}");
    }
}

#[test]
fn lists_are_searched_and_put_in_order() {
    let mut caller = Caller::owner();
    let codes = vec![
        code(1, "112358", "ben", 30),
        code(2, "271828", "Anna", 10),
        code(3, "141421", "Cleo", 20),
    ];
    caller.put("codes", codes);
    let ids = |reply: &Value, id: &str| -> Vec<i64> {
        let list = reply["list"].as_array().unwrap();
        list.iter().map(|item| item[id].as_i64().unwrap()).collect()
    };
    for (values, expected) in [
        ("orderBy=0", vec![2, 1, 3]),
        ("orderBy=1", vec![1, 3, 2]),
        ("orderBy=2", vec![3, 1, 2]),
        ("", vec![1, 2, 3]),
        ("searchStr=AN", vec![2]),
        ("searchStr=141", vec![3]),
        ("searchStr=&orderBy=0", vec![2, 1, 3]),
        ("searchStr=nobody", vec![]),
        ("orderBy=0&pageSize=1&pageNo=2", vec![1]),
    ] {
        let reply = caller.of_lock("/v3/lock/listKeyboardPwd", values);
        assert_eq!(ids(&reply, "keyboardPwdId"), expected, "{values}");
    }
    let people = vec![
        json!({ "keyId": 1, "username": "anna@example.org", "keyName": "Manager", "keyRight": 1 }),
        json!({ "keyId": 2, "username": "ben@example.org", "keyName": "Tenant" }),
    ];
    caller.put("people", people);
    for (values, expected) in [
        ("keyRight=1", vec![1]),
        ("keyRight=0", vec![2]),
        ("searchStr=ben@", vec![2]),
        ("searchStr=manager", vec![1]),
    ] {
        let reply = caller.of_lock("/v3/lock/listKey", values);
        assert_eq!(ids(&reply, "keyId"), expected, "{values}");
    }
}

#[test]
fn records_are_told_apart_by_time_kind_and_person() {
    let mut caller = Caller::owner();
    let record = |id: i64, at: i64, kind: i64, name: &str, code: &str| json!({ "recordId": id, "lockDate": at, "recordType": kind, "username": name, "keyboardPwd": code, "success": 1 });
    caller.put(
        "records",
        vec![
            record(1, 10, 4, OWNER, "112358"),
            record(2, 20, 7, "guest@example.org", "2864434397"),
            record(3, 30, -4, OWNER, ""),
        ],
    );
    let owner = caller.world.cloud.state().accounts[0].uid;
    for (values, expected) in [
        (String::new(), vec![1, 2, 3]),
        ("startDate=20".to_owned(), vec![2, 3]),
        ("endDate=20".to_owned(), vec![1, 2]),
        ("startDate=11&endDate=29".to_owned(), vec![2]),
        ("recordType=-4".to_owned(), vec![3]),
        (format!("uid={owner}"), vec![1, 3]),
        ("uid=1".to_owned(), vec![]),
        ("searchStr=guest".to_owned(), vec![2]),
        ("searchStr=1123".to_owned(), vec![1]),
        ("orderBy=1".to_owned(), vec![3, 2, 1]),
    ] {
        let reply = caller.of_lock("/v3/lockRecord/list", &values);
        let list = reply["list"].as_array().unwrap();
        let ids: Vec<i64> = list.iter().map(|item| item["recordId"].as_i64().unwrap()).collect();
        assert_eq!(ids, expected, "{values}");
    }
    let export = caller.of_lock("/v3/lockRecord/listForExport", "startDate=20");
    assert_eq!(export["list"].as_array().unwrap().len(), 2);
    assert_eq!(export.get("total"), None, "not paged");
}

#[test]
fn locks_and_keys_are_found_by_alias_group_and_kind() {
    let mut caller = Caller::owner();
    let data = key_data().replace('+', "%2B");
    caller.world.cloud.state_mut().switches.known_lock = relatch::virtual_cloud::switch::KnownLock::NewAndOldStays;
    caller.call(
        "/v3/lock/initialize",
        &format!("lockData={data}&lockAlias=Cellar&groupId=7"),
    );
    for path in ["/v3/lock/list", "/v3/key/list"] {
        for (values, expected) in [
            ("orderBy=0", vec!["Cellar", "Front door"]),
            ("orderBy=1", vec!["Cellar", "Front door"]),
            ("orderBy=2", vec!["Front door", "Cellar"]),
            ("", vec!["Front door", "Cellar"]),
            ("lockAlias=cell", vec!["Cellar"]),
            ("groupId=7", vec!["Cellar"]),
            ("groupId=8", vec![]),
        ] {
            let reply = caller.call(path, values);
            let list = reply["list"].as_array().unwrap();
            let names: Vec<&str> = list.iter().map(|lock| lock["lockAlias"].as_str().unwrap()).collect();
            assert_eq!(names, expected, "{path} {values}");
            assert_eq!(reply["total"], expected.len(), "{path} {values}");
        }
    }
    assert_eq!(caller.call("/v3/lock/list", "type=1")["total"], 2);
    assert_eq!(caller.call("/v3/lock/list", "type=2")["total"], 0);
}

#[test]
fn a_key_that_is_sent_arrives_with_everything_but_what_makes_an_owner() {
    let mut owner = Caller::owner();
    owner.world.cloud.state_mut().switches.admins_get_secret = false;
    let sent = owner.of_lock(
        "/v3/key/send",
        "receiverUsername=guest@example.org&keyName=Guest&startDate=1&endDate=2&remarks=cleaning&remoteEnable=1",
    );
    let list = owner.of_lock("/v3/lock/listKey", "");
    let person = &list["list"][0];
    let guest = owner.world.cloud.state().accounts[1].uid;
    for (name, value) in [
        ("keyId", sent["keyId"].clone()),
        ("username", json!("guest@example.org")),
        ("uid", json!(guest)),
        ("senderUsername", json!(OWNER)),
        ("keyName", json!("Guest")),
        ("remarks", json!("cleaning")),
        ("remoteEnable", json!(1)),
        ("keyRight", json!(0)),
        ("keyStatus", json!("110402")),
        ("startDate", json!(1)),
        ("endDate", json!(2)),
    ] {
        assert_eq!(person[name], value, "{name}");
    }
    let world = Caller::of(owner.world, "guest@example.org");
    let mut guest = world;
    let key = guest.call("/v3/key/list", "")["list"][0].clone();
    assert_eq!(key, guest.of_lock("/v3/key/get", ""));
    for (name, value) in [
        ("userType", json!("110302")),
        ("keyStatus", json!("110401")),
        ("remoteEnable", json!(1)),
        ("remarks", json!("cleaning")),
        ("noKeyPwd", Value::Null),
    ] {
        assert_eq!(key[name], value, "{name}");
    }
    let data = inside(&key["lockData"]);
    for name in ["adminPwd", "noKeyPwd", "pwdInfo"] {
        assert_eq!(data[name], Value::Null, "{name}");
    }
    for name in ["lockKey", "aesKeyStr", "lockMac"] {
        assert!(data[name].is_string(), "{name}");
    }
    assert_eq!((&data["startDate"], &data["endDate"]), (&json!(1), &json!(2)));
    assert_eq!(guest.refused("/v3/lock/detail", ""), 20_002);
    let mut owner = Caller::of(guest.world, OWNER);
    let list = owner.of_lock("/v3/lock/listKey", "");
    assert_eq!(list["list"][0]["keyStatus"], "110401", "received");
    for (receiver, number) in [("nobody", -4064), (OWNER, -2019), ("china@example.org", -4064)] {
        let values = format!("receiverUsername={receiver}&keyName=x&startDate=0&endDate=0");
        assert_eq!(owner.refused("/v3/key/send", &values), number, "{receiver}");
    }
}

#[test]
fn schedules_are_kept_with_cards_and_fingerprints() {
    let mut caller = Caller::owner();
    let week = |day: i64| json!([{ "weekDay": day, "startTime": 480, "endTime": 1080 }]);
    for (kind, number, name) in [
        ("identityCard", "cardNumber=7&cardName=Anna", "card"),
        (
            "fingerprint",
            "fingerprintNumber=7&fingerprintName=Thumb&fingerprintType=1",
            "fingerprint",
        ),
    ] {
        let add = format!("{number}&startDate=1&endDate=2&cyclicConfig={}", week(1));
        let added = caller.of_lock(&format!("/v3/{kind}/add"), &add);
        let id = added[format!("{name}Id")].as_i64().unwrap_or_else(|| panic!("{added}"));
        let listed = |caller: &mut Caller| caller.of_lock(&format!("/v3/{kind}/list"), "")["list"][0].clone();
        let item = listed(&mut caller);
        assert_eq!(
            (&item["cyclicConfig"], &item[format!("{name}Type")]),
            (&week(1), &json!(4))
        );
        assert_eq!(item["senderUsername"], OWNER);
        let change = format!("{name}Id={id}&startDate=3&endDate=4&cyclicConfig={}", week(6));
        caller.done(&format!("/v3/{kind}/changePeriod"), &change);
        let item = listed(&mut caller);
        assert_eq!((&item["cyclicConfig"], &item["endDate"]), (&week(6), &json!(4)));
    }
}

#[test]
fn settings_are_kept_and_told_in_the_details() {
    let mut caller = Caller::owner();
    for (kind, name, value) in [
        (2, "privacyLock", 1),
        (3, "tamperAlert", 2),
        (4, "resetButton", 2),
        (6, "lockSound", 1),
        (7, "openDirection", 2),
        (8, "soundVolume", 5),
    ] {
        caller.done(
            "/v3/lock/updateSetting",
            &format!("type={kind}&value={value}&changeType=1"),
        );
        assert_eq!(caller.detail()[name], value, "{name}");
    }
    for values in ["type=5&value=1", "type=2&value=3", "type=8&value=6"] {
        assert_eq!(
            caller.refused("/v3/lock/updateSetting", &format!("{values}&changeType=1")),
            -3,
            "{values}"
        );
    }
    assert_eq!(caller.refused("/v3/lock/querySetting", "type=6"), -3);
    assert_eq!(caller.detail()["hasGateway"], 0);
    assert_eq!(caller.call("/v3/lock/list", "")["list"][0]["hasGateway"], 0);
    caller.put("gateways", vec![json!({ "gatewayId": 1 })]);
    assert_eq!(caller.detail()["hasGateway"], 1);
    assert_eq!(caller.call("/v3/lock/list", "")["list"][0]["hasGateway"], 1);
    assert_eq!(caller.of_lock("/v3/lock/querySetting", "type=4")["value"], 2);
    for (seconds, told) in [(0, -1), (-1, -1), (900, 900)] {
        caller.done("/v3/lock/setAutoLockTime", &format!("seconds={seconds}&type=1"));
        assert_eq!(caller.detail()["autoLockTime"], told);
    }
    for seconds in [-2, 901] {
        assert_eq!(
            caller.refused("/v3/lock/setAutoLockTime", &format!("seconds={seconds}&type=1")),
            -4082
        );
    }
    caller.done("/v3/lock/changeAdminKeyboardPwd", "password=7654321&changeType=1");
    assert_eq!(caller.detail()["noKeyPwd"], "7654321");
}

#[test]
fn another_offset_comes_back_in_new_key_data() {
    let mut caller = Caller::owner();
    let reply = caller.of_lock("/v3/lock/changeTimezoneRawOffset", "timezoneRawOffset=7200000&type=1");
    let (before, after) = (inside(&json!(key_data())), inside(&reply["lockData"]));
    assert_eq!(after["timezoneRawOffset"], 7_200_000);
    assert_eq!(
        (&after["lockKey"], &after["adminPwd"]),
        (&before["lockKey"], &before["adminPwd"])
    );
    let key = caller.of_lock("/v3/key/get", "");
    assert_eq!(
        (&key["lockData"], &key["timezoneRawOffset"]),
        (&reply["lockData"], &json!(7_200_000))
    );
    let values = "timezoneRawOffset=99999999999&type=1";
    assert_eq!(caller.refused("/v3/lock/changeTimezoneRawOffset", values), -3);
}

const OLDER: &str = "/v3/lock/getPassageModeConfig";
const NEWER: &str = "/v3/lock/getPassageModeConfiguration";

#[test]
fn passage_mode_is_told_in_the_form_of_the_call_that_asks() {
    let mut caller = Caller::owner();
    assert_eq!(caller.of_lock(OLDER, ""), json!({ "passageMode": 2 }));
    assert_eq!(
        caller.of_lock(NEWER, ""),
        json!({ "passageMode": 2, "cyclicConfig": [] })
    );
    let older = "passageMode=1&isAllDay=2&startDate=540&endDate=1020&weekDays=[1,2]&autoUnlock=2&type=1";
    caller.done("/v3/lock/configPassageMode", older);
    assert_eq!(
        caller.of_lock(OLDER, ""),
        json!({ "passageMode": 1, "isAllDay": 2, "startDate": 540, "endDate": 1020, "weekDays": [1, 2], "autoUnlock": 2 })
    );
    let times = json!([{ "isAllDay": 2, "startTime": 540, "endTime": 1020, "weekDays": [1, 2] }]);
    assert_eq!(
        caller.of_lock(NEWER, ""),
        json!({ "passageMode": 1, "autoUnlock": 2, "cyclicConfig": times })
    );
    let two =
        json!([{ "isAllDay": 1, "weekDays": [7] }, { "isAllDay": 2, "startTime": 1, "endTime": 2, "weekDays": [1] }]);
    caller.done(
        "/v3/lock/configurePassageMode",
        &format!("passageMode=1&cyclicConfig={two}&type=1"),
    );
    assert_eq!(
        caller.of_lock(OLDER, ""),
        json!({ "passageMode": 1, "isAllDay": 1, "weekDays": [7] })
    );
    assert_eq!(
        caller.of_lock(NEWER, ""),
        json!({ "passageMode": 1, "cyclicConfig": two })
    );
    let six = json!(vec![json!({ "isAllDay": 1, "weekDays": [7] }); 6]);
    for wrong in [
        six,
        json!([{ "weekDays": [7] }]),
        json!([{ "isAllDay": 1 }]),
        json!([{ "isAllDay": 1, "weekDays": [8] }]),
        json!([{ "isAllDay": 2, "startTime": 0, "endTime": 2000, "weekDays": [1] }]),
        json!({}),
    ] {
        let values = format!("passageMode=1&cyclicConfig={wrong}&type=1");
        assert_eq!(caller.refused("/v3/lock/configurePassageMode", &values), -3, "{wrong}");
    }
    assert_eq!(caller.of_lock(NEWER, "")["cyclicConfig"], two, "nothing was changed");
    caller.done("/v3/lock/configurePassageMode", "passageMode=2&type=1");
    assert_eq!(caller.of_lock(OLDER, ""), json!({ "passageMode": 2 }));
}

#[test]
fn each_form_of_passage_mode_takes_its_own_values_only() {
    let mut caller = Caller::owner();
    let time = "cyclicConfig=[{\"isAllDay\":1,\"weekDays\":[7]}]";
    for (call, values) in [
        ("configPassageMode", format!("passageMode=1&{time}")),
        ("configPassageMode", "passageMode=2&cyclicConfig=[]".to_owned()),
        (
            "configPassageMode",
            format!("passageMode=1&isAllDay=1&weekDays=[1]&{time}"),
        ),
        (
            "configurePassageMode",
            "passageMode=1&isAllDay=1&weekDays=[1]".to_owned(),
        ),
        ("configurePassageMode", format!("passageMode=1&weekDays=[1]&{time}")),
    ] {
        let path = format!("/v3/lock/{call}");
        assert_eq!(
            caller.refused(&path, &format!("{values}&type=1")),
            -3,
            "{call} {values}"
        );
    }
    assert_eq!(
        caller.of_lock(OLDER, ""),
        json!({ "passageMode": 2 }),
        "nothing was changed"
    );
}
