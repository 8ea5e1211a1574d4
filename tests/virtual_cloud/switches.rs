//! Each point that the specification leaves open (cloud 11), either way: every switch changes an answer.

use super::calls::{Caller, inside};
use super::{OWNER, PASSWORD, World, code, key_data, sign_in_form};
use relatch::account::token::derive_password_hash;
use relatch::protocol::credentials::lock_data;
use relatch::virtual_cloud::switch::{KnownLock, OwnKeyData, Switches};
use serde_json::{Value, json};

/// What `probe` sees in a cloud with these switches.
fn seen<T>(turn: impl Fn(&mut Switches), probe: impl Fn(&mut Caller) -> T) -> [T; 2] {
    let mut usual = Caller::owner();
    let mut turned = Caller::owner();
    turn(&mut turned.world.cloud.state_mut().switches);
    [probe(&mut usual), probe(&mut turned)]
}

fn errcode(reply: &Value) -> i64 {
    reply["errcode"].as_i64().unwrap_or_default()
}

/// The key data with other members.
fn changed(change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> String {
    let mut members = inside(&json!(key_data())).as_object().unwrap().clone();
    change(&mut members);
    let address = "AA:BB:CC:11:22:33".parse().unwrap();
    lock_data::encode(address, Value::Object(members).to_string().as_bytes()).replace('+', "%2B")
}

fn register(caller: &mut Caller, data: &str) -> Value {
    caller.call("/v3/lock/initialize", &format!("lockData={data}"))
}

#[test]
fn point_1_what_key_data_must_hold() {
    for name in [
        "uid",
        "lockName",
        "lockVersion",
        "adminPwd",
        "lockKey",
        "lockFlagPos",
        "aesKeyStr",
        "noKeyPwd",
        "pwdInfo",
        "timestamp",
        "specialValue",
        "featureValue",
        "timezoneRawOffset",
        "modelNum",
        "hardwareRevision",
        "firmwareRevision",
        "electricQuantity",
        "version",
    ] {
        let without = changed(|members| drop(members.remove(name)));
        let turn = |switches: &mut Switches| switches.own_key_data = OwnKeyData::TakenWhole;
        let numbers = seen(turn, |caller| errcode(&register(caller, &without)));
        assert_eq!(numbers, [0, -3], "{name}");
        let whole = seen(turn, |caller| errcode(&register(caller, &changed(|_| {}))));
        assert_eq!(whole, [0, 0]);
    }
    let without_seeds = changed(|members| drop(members.remove("pwdInfo")));
    let turn = |switches: &mut Switches| switches.own_key_data = OwnKeyData::TakenWithSeeds;
    assert_eq!(seen(turn, |caller| errcode(&register(caller, &without_seeds))), [0, -3]);
    let turn = |switches: &mut Switches| switches.own_key_data = OwnKeyData::Refused;
    assert_eq!(
        seen(turn, |caller| errcode(&register(caller, &changed(|_| {})))),
        [0, -3]
    );
}

#[test]
fn point_2_a_lock_that_has_an_entry() {
    let probe = |caller: &mut Caller| {
        let reply = register(caller, &changed(|_| {}));
        let is_same = reply["lockId"] == caller.world.lock;
        let keys = caller.call("/v3/key/list", "");
        let list = keys["list"].as_array().unwrap();
        let mut states: Vec<String> = list
            .iter()
            .map(|key| key["keyStatus"].as_str().unwrap().to_owned())
            .collect();
        states.sort();
        (errcode(&reply), is_same, states.join(" "))
    };
    for (known, expected) in [
        (KnownLock::NewAndOldStays, (0, false, "110401 110401")),
        (KnownLock::SameEntry, (0, true, "110401")),
        (KnownLock::Refused, (-99_998, false, "110401")),
    ] {
        let [usual, turned] = seen(|switches| switches.known_lock = known, probe);
        assert_eq!(usual, (0, false, "110401 110410".to_owned()));
        assert_eq!(turned, (expected.0, expected.1, expected.2.to_owned()));
    }
    let numbers = [true, false].map(|refuses| {
        let mut caller = Caller::of(World::new(), "guest@example.org");
        caller.world.cloud.state_mut().switches.refuses_others_locks = refuses;
        errcode(&register(&mut caller, &changed(|_| {})))
    });
    assert_eq!(numbers, [-99_998, 0]);
}

#[test]
fn points_3_to_5_the_import() {
    fn with_two_entries(caller: &mut Caller) -> (i64, i64) {
        let old = caller.world.lock;
        let mut cyclic = code(9, "314159", "Choir", 1);
        cyclic["keyboardPwdType"] = json!(7);
        caller.put("codes", vec![cyclic]);
        caller.put("people", vec![json!({ "keyId": 1, "username": "guest@example.org" })]);
        let new = register(caller, &changed(|_| {}))["lockId"].as_i64().unwrap();
        (new, old)
    }
    let data = |caller: &mut Caller| {
        let (new, old) = with_two_entries(caller);
        caller.call("/v3/lock/getImportData", &format!("lockId={new}&fromLockId={old}"))
    };
    let [usual, turned] = seen(|switches| switches.imports_from_reset = false, data);
    assert_eq!((usual["cardNum"].clone(), errcode(&turned)), (json!(0), -1003));
    let [usual, turned] = seen(|switches| switches.tells_cycle_type = false, data);
    let cycle = |reply: &Value| reply["keyboardPwdList"][0]["cycleType"].clone();
    assert_eq!((cycle(&usual), cycle(&turned)), (json!(7), Value::Null));
    let done = |caller: &mut Caller| {
        let (new, old) = with_two_entries(caller);
        let values = format!("lockId={new}&fromLockId={old}&keyboardPwdIdList=[9]");
        assert_eq!(caller.call("/v3/lock/importSuccess", &values)["errcode"], 0);
        let lists = ["listKeyboardPwd", "listKey"]
            .map(|list| caller.call(&format!("/v3/lock/{list}"), &format!("lockId={new}")));
        lists.map(|list| list["total"].as_i64().unwrap())
    };
    assert_eq!(
        seen(|switches| switches.import_names_of_example = true, done),
        [[1, 1], [0, 1]]
    );
    assert_eq!(
        seen(|switches| switches.import_brings_keys = false, done),
        [[1, 1], [1, 0]]
    );
}

#[test]
fn point_6_a_password_that_is_encrypted() {
    let key = |caller: &mut Caller| {
        let form = format!("clientId={}&clientSecret={}", super::ID, super::SECRET);
        let reply = caller.world.post("/system/getUserPasswordPublicKey", &form);
        (errcode(&reply), reply["publicKey"].as_str().map(str::len))
    };
    let turn = |switches: &mut Switches| switches.knows_password_key = true;
    assert_eq!(seen(turn, key), [(30_001, None), (0, Some(392))]);
    // By `openssl pkeyutl -encrypt` with that key, and damaged.
    let sealed = concat!(
        "Gqe0YdcCXny8Lag5l0AbGqEBckUCFK8XXiWwYBDmJIfDFXNaMz8kem5dPdiSGUt9G0EWj5i9vOPsvqZijPWvhn",
        "yomwPcElPvh6EQcgByyVq07Dp4gy/1+lHrCpYH023s1ZDuQ+6xuS28kihUNQtGFL/cfD8GRDn9JZL7xSrB6InH",
        "MMHCdmL+XRFJ3jcu63gqUopMjO0G50OetbGCkETt5cN6h4vq5paiFii+O42R9pTep09OcEz6HG7OcWMJ5W4Qrz",
        "S93rgyLc4loRK+peKjpiUx2x1AYP7r0C1xsWuOOkWyTKcP8CxvtfTRqOg4FQPlt05wIv8RaEQlXH4GrnSZUA==",
    );
    let other = sealed.replacen('A', "B", 1);
    let sign_in = |caller: &mut Caller| {
        let hash = derive_password_hash(PASSWORD);
        [sealed, &other].map(|password| {
            let form = sign_in_form(OWNER).replace(hash.reveal(), &password.replace('+', "%2B"));
            errcode(&caller.world.post("/oauth2/token", &form))
        })
    };
    assert_eq!(seen(turn, sign_in), [[30_005, 30_005], [0, 10_015]]);
}

#[test]
fn points_7_and_8_accounts_and_the_two_meanings_of_30005() {
    let sign_in = |caller: &mut Caller| errcode(&caller.world.post("/oauth2/token", &sign_in_form(OWNER)));
    assert_eq!(
        seen(|switches| switches.refuses_app_accounts = true, sign_in),
        [0, 10_007]
    );
    let other = |switches: &mut Switches| {
        switches.refuses_app_accounts = true;
        switches.other_apps_account_is_30005 = true;
    };
    assert_eq!(seen(other, sign_in), [0, 30_005]);
    let open = |caller: &mut Caller| {
        let hash = derive_password_hash(PASSWORD);
        let form = sign_in_form(OWNER).replace(hash.reveal(), "password");
        errcode(&caller.world.post("/oauth2/token", &form))
    };
    assert_eq!(
        seen(|switches| switches.other_apps_account_is_30005 = true, open),
        [30_005, 10_007]
    );
    let ended = |caller: &mut Caller| {
        caller.world.cloud.state_mut().tokens[0].ends_ms = 0;
        errcode(&caller.call("/v3/key/list", ""))
    };
    assert_eq!(seen(|switches| switches.ended_is_10003 = true, ended), [10_004, 10_003]);
    let other_grant = |caller: &mut Caller| {
        let form = format!("{}&grant_type=implicit", sign_in_form(OWNER));
        errcode(&caller.world.post("/oauth2/token", &form))
    };
    assert_eq!(seen(|_| {}, other_grant), [10_010, 10_010]);
}

#[test]
fn points_9_and_10_lengths_and_pages() {
    let short =
        |caller: &mut Caller| caller.refused("/v3/keyboardPwd/add", "keyboardPwd=11235&keyboardPwdType=2&addType=2");
    // No gateway, once the digits are right.
    assert_eq!(seen(|switches| switches.shortest_code = 6, short), [-2012, -3006]);
    let sizes = |caller: &mut Caller| {
        let page = |reply: &Value| reply["pageSize"].as_i64().unwrap();
        [
            page(&caller.of_lock("/v3/lock/listKeyboardPwd", "pageSize=99999")),
            page(&caller.call("/v3/key/list", "pageSize=99999")),
        ]
    };
    assert_eq!(
        seen(|switches| switches.largest_page = [100, 10_000], sizes),
        [[200, 1_000], [100, 10_000]]
    );
}

#[test]
fn point_11_all_codes_at_once() {
    let upload = |caller: &mut Caller| {
        caller.put(
            "codes",
            vec![
                code(1, "112358", "Anna", 1),
                code(2, "271828", "Ben", 2),
                code(3, "161803", "Cleo", 3),
            ],
        );
        let told = json!([
            { "keyboardPwd": "112358", "newKeyboardPwd": "112358", "keyboardPwdType": 2, "cycleType": 0, "startDate": 1, "endDate": 0 },
            { "keyboardPwd": "271828", "newKeyboardPwd": "271829", "keyboardPwdType": 2, "cycleType": 0, "startDate": 1, "endDate": 0 },
            { "keyboardPwd": "141421", "newKeyboardPwd": "141421", "keyboardPwdType": 1, "cycleType": 0, "startDate": 7, "endDate": 0 },
            { "keyboardPwd": "314159", "newKeyboardPwd": "314159", "keyboardPwdType": 4, "cycleType": 8, "startDate": 7, "endDate": 0 },
        ]);
        caller.done(
            "/v3/keyboardPwd/uploadValidCodeFromLock",
            &format!("keyboardPwdList={told}"),
        );
        let list = caller.of_lock("/v3/lock/listKeyboardPwd", "")["list"].clone();
        let find = |digits: &str| {
            let mut codes = list.as_array().unwrap().iter();
            codes
                .find(|code| code["keyboardPwd"] == digits)
                .unwrap_or_else(|| panic!("{digits}: {list}"))
                .clone()
        };
        assert_eq!(
            (&find("112358")["status"], &find("161803")["status"]),
            (&json!(1), &json!(2))
        );
        assert_eq!(
            find("271829")["keyboardPwdName"],
            "Ben",
            "the same code with other digits"
        );
        let new = find("141421");
        let is_now = new["startDate"] == caller.world.now_ms;
        (
            new["keyboardPwdType"].clone(),
            find("314159")["keyboardPwdType"].clone(),
            new["keyboardPwdName"].clone(),
            is_now,
        )
    };
    let usual = (json!(1), json!(4), Value::Null, false);
    let [cloud, lock] = seen(|switches| switches.upload_in_lock_numbers = true, upload);
    assert_eq!((cloud, lock), (usual.clone(), (json!(2), json!(8), Value::Null, false)));
    let [none, digits] = seen(|switches| switches.upload_names_by_digits = true, upload);
    assert_eq!((none.2, digits.2), (Value::Null, json!("141421")));
    let both = |switches: &mut Switches| (switches.upload_in_lock_numbers, switches.upload_starts_now) = (true, true);
    let [told, now] = seen(both, upload);
    assert_eq!((told.3, now.3), (false, true));
}

#[test]
fn points_12_and_16_what_details_keys_and_lists_tell() {
    let offsets = |caller: &mut Caller| {
        let offset = |reply: &Value| reply["timezoneRawOffset"].as_i64().unwrap();
        [
            offset(&caller.detail()),
            offset(&caller.call("/v3/lock/list", "")["list"][0]),
            offset(&caller.call("/v3/key/list", "")["list"][0]),
            offset(&caller.of_lock("/v3/key/get", "")),
        ]
    };
    let [usual, moved] = seen(|switches| switches.offset_moves_by_ms = 3_600_000, offsets);
    assert_eq!((usual, moved), ([3_600_000; 4], [7_200_000; 4]));
    let keys = |caller: &mut Caller| caller.detail()["lockKey"].is_string();
    assert_eq!(seen(|switches| switches.detail_tells_keys = true, keys), [false, true]);
}

#[test]
fn point_13_the_key_data_of_an_authorised_admin() {
    let admin = |caller: &mut Caller| {
        let sent = "receiverUsername=guest@example.org&keyName=Manager&startDate=0&endDate=0&keyRight=1";
        assert!(caller.of_lock("/v3/key/send", sent)["keyId"].is_i64());
        let access = caller.world.sign_in("guest@example.org");
        let form = format!(
            "{}&lockId={}",
            super::signed(&access, caller.world.now_ms),
            caller.world.lock
        );
        let key = caller.world.post("/v3/key/get", &form);
        let data = inside(&key["lockData"]);
        assert!(data["lockKey"].is_string());
        (data["adminPwd"].is_string(), key["noKeyPwd"].is_string())
    };
    assert_eq!(
        seen(|switches| switches.admins_get_secret = false, admin),
        [(true, true), (false, false)]
    );
}

#[test]
fn point_14_names_and_schedules_of_faces_veins_and_remotes() {
    let listed = |caller: &mut Caller| {
        let week = json!([{ "weekDay": 1, "startTime": 480, "endTime": 1080 }, { "weekDay": 3, "startTime": 480, "endTime": 1080 }]);
        let item = |id: &str| json!({ id: 1, "name": "Anna", "number": "7", "type": 4, "cyclicConfig": week });
        caller.put("faces", vec![item("faceId")]);
        caller.put("palm-veins", vec![item("id")]);
        caller.put("remotes", vec![item("remoteId")]);
        ["face/list", "palmVein/list", "remote/listByLock"]
            .map(|list| caller.of_lock(&format!("/v3/{list}"), "")["list"][0].clone())
    };
    let [usual, turned] = seen(|switches| switches.faces_as_in_example = true, listed);
    assert_eq!(
        (&usual[0]["name"], &turned[0]["faceName"], &turned[0]["name"]),
        (&json!("Anna"), &json!("Anna"), &Value::Null)
    );
    assert_eq!((&turned[0]["faceType"], &turned[1]), (&json!(4), &usual[1]));
    let [usual, turned] = seen(|switches| switches.accessories_by_pattern = true, listed);
    assert_eq!(turned[0], usual[0]);
    assert_eq!(
        (&turned[1]["palmVeinName"], &turned[1]["palmVeinId"]),
        (&json!("Anna"), &json!(1))
    );
    assert_eq!(
        (&turned[2]["remoteName"], &turned[2]["name"]),
        (&json!("Anna"), &Value::Null)
    );
    let [usual, turned] = seen(|switches| switches.schedules_as_object = true, listed);
    for (usual, turned) in usual.iter().zip(&turned) {
        assert!(usual["cyclicConfig"].is_array());
        assert_eq!(
            turned["cyclicConfig"],
            json!({ "startTime": 480, "endTime": 1080, "weekDay": [1, 3] })
        );
    }
}

#[test]
fn point_15_earlier_tokens() {
    let earlier = |caller: &mut Caller| {
        caller.world.sign_in(OWNER);
        errcode(&caller.call("/v3/key/list", ""))
    };
    assert_eq!(
        seen(|switches| switches.sign_in_ends_earlier = true, earlier),
        [0, 10_003]
    );
}

#[test]
fn point_17_equal_names_and_locks_with_a_network_of_their_own() {
    let names = |caller: &mut Caller| {
        caller.put("codes", vec![code(1, "112358", "Anna", 1), code(2, "271828", "Ben", 2)]);
        let add = caller.of_lock(
            "/v3/keyboardPwd/add",
            "keyboardPwd=471193&keyboardPwdType=2&keyboardPwdName=Anna",
        );
        let change = caller.of_lock("/v3/keyboardPwd/change", "keyboardPwdId=2&keyboardPwdName=Anna");
        [errcode(&add), errcode(&change)]
    };
    assert_eq!(
        seen(|switches| switches.names_must_differ = true, names),
        [[0, 0], [-1016, -1016]]
    );
    let kinds = |caller: &mut Caller| {
        [3, 4].map(|kind| {
            let add = format!("keyboardPwd=47119{kind}&keyboardPwdType=2&addType={kind}");
            let number = errcode(&caller.of_lock("/v3/keyboardPwd/add", &add));
            let list = caller.of_lock("/v3/lock/listKeyboardPwd", "");
            (number, list["list"][0]["status"].as_i64())
        })
    };
    let turn = |switches: &mut Switches| switches.takes_add_types_3_and_4 = true;
    assert_eq!(
        seen(turn, kinds),
        [[(-4067, None), (-3034, None)], [(0, Some(4)), (0, Some(4))]]
    );
}

#[test]
fn point_18_and_those_without_a_number() {
    let offline = |caller: &mut Caller| {
        let lock = register(caller, &changed(|_| {}))["lockId"].as_i64().unwrap();
        errcode(&caller.call("/v3/lock/queryStatus", &format!("lockId={lock}")))
    };
    assert_eq!(
        seen(|switches| switches.wifi_needs_set_up = true, offline),
        [-2012, -3036]
    );
    let region = |caller: &mut Caller| errcode(&caller.world.post("/oauth2/token", &sign_in_form("china@example.org")));
    assert_eq!(
        seen(|switches| switches.wrong_region_is_10007 = true, region),
        [30_008, 10_007]
    );
    let secret = |caller: &mut Caller| {
        let form = sign_in_form(OWNER).replace("&clientSecret=", "&other=");
        errcode(&caller.world.post("/oauth2/token", &form))
    };
    assert_eq!(seen(|switches| switches.adds_secret = true, secret), [10_001, 0]);
}

/// A switch that is added must be turned by a test of this file.
#[test]
fn every_switch_is_turned_here() {
    let switches = serde_json::to_value(Switches::default()).unwrap();
    let plain = |text: &str| text.replace('_', "").to_lowercase();
    let tests = plain(include_str!("switches.rs"));
    for name in switches.as_object().unwrap().keys() {
        assert!(tests.contains(&format!("switches.{}", plain(name))), "{name}");
    }
}
