//! Rules: each form of key file is recognised by itself and read back as it was written; what cannot be used is refused with
//! the reason; nothing that is shown holds a secret. The vectors were made by independent implementations.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relatch::model::{
    Address, AesKey, DeviceInfo, Digits, Features, LockVersion, OwnerKey, Pairing, SecretNumber, Seed, hex,
};
use relatch::protocol::advert::LockAdvert;
use relatch::protocol::credentials::*;
use serde_json::{Value, json};

fn vectors(name: &str) -> Value {
    let path = format!("{}/tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn address() -> Address {
    "AA:BB:CC:11:22:33".parse().unwrap()
}

/// The key that the vectors hold in both their forms.
fn vector_key() -> OwnerKey {
    OwnerKey {
        address: address(),
        aes_key: AesKey(
            hex::from_text("a1b2c3d4e5f60718293a4b5c6d7e8f90")
                .unwrap()
                .try_into()
                .unwrap(),
        ),
        admin_secret: SecretNumber(651_361_403),
        unlock_key: SecretNumber(17_432_192),
        lock_flag_pos: 0,
        uid: 0,
        version: None,
        raw_offset_ms: None,
        admin_passcode: Some(Digits::new("1234567").unwrap()),
        seeds: Vec::new(),
        features: None,
        name: None,
        advertised_name: None,
        pairing: Pairing::Finished,
    }
}

/// A key with every field.
fn full_key() -> OwnerKey {
    OwnerKey {
        lock_flag_pos: 3,
        uid: 7,
        version: Some(LockVersion {
            protocol_type: 5,
            protocol_version: 3,
            scene: 2,
            group: 10,
            org: 34,
        }),
        raw_offset_ms: Some(3_600_000),
        seeds: vec![Seed {
            year: 2026,
            code: 13,
            secret: "0123456789".into(),
        }],
        features: Features::from_text("C2F44354CF5F7"),
        name: Some("Hall".into()),
        advertised_name: Some("S202F_332211".into()),
        ..vector_key()
    }
}

fn device() -> DeviceInfo {
    DeviceInfo {
        model: Some("SN206_PV53".into()),
        ..DeviceInfo::default()
    }
}

fn only(file: impl AsRef<[u8]>) -> Result<Owner, KeyError> {
    parse(file.as_ref()).and_then(|found| select(found, None))
}

fn form(file: impl AsRef<[u8]>) -> KeyForm {
    parse(file.as_ref()).unwrap().form
}

fn ekey() -> Value {
    vectors("credentials")["lock_data"]["json"].clone()
}

fn with(mut object: Value, name: &str, value: Value) -> Value {
    object[name] = value;
    object
}

fn lock_data_text() -> String {
    vectors("credentials")["lock_data"]["blob"].as_str().unwrap().to_owned()
}

#[test]
fn the_text_codec_agrees_with_independent_implementations_in_both_directions() {
    let vectors = vectors("codec");
    for case in vectors["codec"].as_array().unwrap() {
        let (plain, field) = (case["plain"].as_str().unwrap(), case["field"].as_str().unwrap());
        assert_eq!(*codec::from_text(field).unwrap(), plain.as_bytes(), "{case}");
        // The cases without a seed come from a client that writes bytes above 127 unsigned; they are read, not written.
        let Some(seed) = case["seed"].as_u64() else { continue };
        let encoded = codec::encode(plain.as_bytes(), u8::try_from(seed).unwrap()).unwrap();
        assert_eq!(hex::to_text(&encoded), case["encoded_hex"].as_str().unwrap(), "{case}");
        assert_eq!(*codec::decode(&encoded).unwrap(), plain.as_bytes(), "{case}");
        assert_eq!(
            codec::to_text(plain.as_bytes(), u8::try_from(seed).unwrap()).unwrap(),
            field,
            "{case}"
        );
    }
    for plain in vectors["short_field_passthrough"].as_array().unwrap() {
        let plain = plain.as_str().unwrap();
        assert_eq!(*codec::from_text(plain).unwrap(), plain.as_bytes());
    }
    for case in vectors["aes_key_str"].as_array().unwrap() {
        let key = codec::aes_key_from_text(case["text"].as_str().unwrap()).unwrap();
        assert_eq!(hex::to_text(&key.0), case["key"].as_str().unwrap());
        assert_eq!(codec::aes_key_to_text(&key), case["text"].as_str().unwrap());
    }
}

#[test]
fn lock_data_agrees_with_the_vector_in_both_directions() {
    let vector = &vectors("credentials")["lock_data"];
    let blob = lock_data_text();
    let (found, json) = lock_data::decode(&blob).unwrap();
    assert_eq!(found.to_string(), vector["mac"].as_str().unwrap());
    assert_eq!(json.reveal(), &vector["json"]);
    let (_, text) = lock_data::decode_text(&blob).unwrap();
    assert_eq!(lock_data::encode(found, &text), blob);

    let owner = only(&blob).unwrap();
    assert_eq!(form(&blob), KeyForm::LockData);
    assert_eq!(
        owner.key,
        OwnerKey {
            uid: 7,
            version: full_key().version,
            raw_offset_ms: Some(0),
            features: full_key().features,
            name: Some("S202F_332211".into()),
            advertised_name: Some("S202F_332211".into()),
            ..vector_key()
        }
    );
    assert_eq!(owner.device.firmware.as_deref(), Some("5.1.0.200320"));
    assert_eq!(owner.validity, KeyValidity::default());
    assert!(owner.not_understood.is_empty(), "{:?}", owner.not_understood);
}

#[test]
fn seeds_agree_with_the_vector_in_both_directions() {
    let vector = &vectors("credentials")["pwd_info"];
    let (blob, timestamp) = (vector["blob"].as_str().unwrap(), vector["timestamp"].as_u64().unwrap());
    let seeds = lock_data::decode_seeds(blob, timestamp).unwrap();
    assert_eq!(seeds.len(), 10);
    assert_eq!(
        seeds[0],
        Seed {
            year: 2026,
            code: 13,
            secret: "0123456789".into()
        }
    );
    assert_eq!(lock_data::encode_seeds(&seeds, timestamp), blob);
    assert_eq!(lock_data::decode_seeds(blob, timestamp + 1), None);

    let key = with(with(ekey(), "pwdInfo", json!(blob)), "timestamp", json!(timestamp));
    assert_eq!(only(key.to_string()).unwrap().key.seeds, seeds);
}

#[test]
fn the_javascript_sdks_file_agrees_with_the_vector_in_both_directions() {
    let vector = vectors("credentials")["js_sdk_lock_data"].clone();
    assert_eq!(form(vector.to_string()), KeyForm::JsSdk);
    assert_eq!(only(vector.to_string()).unwrap().key, vector_key());
    assert_eq!(only(vector[0].to_string()).unwrap().key, vector_key());

    // Written over the SDK's file, all that the SDK wrote stays, and only our member is new.
    let text = sdk::rewrite(vector.to_string().as_bytes(), &vector_key(), &DeviceInfo::default()).unwrap();
    let mut written: Value = serde_json::from_str(&text).unwrap();
    assert!(written[0].as_object_mut().unwrap().remove("relatch").is_some());
    assert_eq!(written, vector);
}

#[test]
fn our_own_file_reads_back_as_it_was_written() {
    for pairing in [Pairing::Pending, Pairing::Unfinished, Pairing::Finished] {
        for key in [full_key(), vector_key()].map(|key| OwnerKey { pairing, ..key }) {
            let text = sdk::write(&key, &device());
            assert_eq!(form(&*text), KeyForm::Relatch);
            let owner = only(&*text).unwrap();
            assert_eq!((owner.key, owner.device), (key, device()));
        }
    }
    let text = sdk::write(&full_key(), &device());
    let json: Value = serde_json::from_str(&text).unwrap();
    let lock = &json[0];
    assert_eq!(lock["address"], "AA:BB:CC:11:22:33");
    assert_eq!(
        lock["privateData"]["admin"],
        json!({ "adminPs": 651_361_403, "unlockKey": 17_432_192 })
    );
    assert_eq!(
        lock["privateData"]["pwdInfo"],
        json!([{ "year": 26, "code": 13, "secret": "0123456789" }])
    );
    assert_eq!(lock["relatch"]["pairing"], "finished");
    assert_eq!(lock["relatch"]["lockVersion"]["groupId"], 10);
    assert_eq!(lock["relatch"]["deviceInfo"]["model"], "SN206_PV53");
}

#[test]
fn rewriting_exchanges_one_lock_and_leaves_the_rest_as_it_is() {
    let other = json!({ "address": "11:22:33:44:55:66", "privateData": {
        "aesKey": "000102030405060708090a0b0c0d0e0f", "admin": { "adminPs": 5, "unlockKey": 6 } }, "theirs": [1, 2] });
    let mut before: Value = serde_json::from_str(&sdk::write(&full_key(), &device())).unwrap();
    before[0]["alsoTheirs"] = json!({ "a": 1 });
    before.as_array_mut().unwrap().insert(0, other.clone());

    let paired_anew = OwnerKey {
        admin_secret: SecretNumber(9),
        pairing: Pairing::Pending,
        ..vector_key()
    };
    let paired_anew = OwnerKey {
        admin_passcode: None,
        ..paired_anew
    };
    let text = sdk::rewrite(before.to_string().as_bytes(), &paired_anew, &DeviceInfo::default()).unwrap();
    let after: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(after[0], other);
    assert_eq!(after[1]["alsoTheirs"], json!({ "a": 1 }));
    // Nothing of the old key passes for the new one's.
    let found = parse(text.as_bytes()).unwrap();
    assert_eq!(select(found, Some(address())).unwrap().key, paired_anew);

    let added = OwnerKey {
        address: "66:55:44:33:22:11".parse().unwrap(),
        ..full_key()
    };
    let text = sdk::rewrite(text.as_bytes(), &added, &device()).unwrap();
    assert_eq!(parse(text.as_bytes()).unwrap().keys.len(), 3);

    // An older key of the same lock, wherever it stands, would be in doubt with the new one.
    let twice = json!([before[1], other, before[1]]).to_string();
    let text = sdk::rewrite(twice.as_bytes(), &paired_anew, &device()).unwrap();
    assert_eq!(
        select(parse(text.as_bytes()).unwrap(), Some(address())).unwrap().key,
        paired_anew
    );
    let nested = json!({ "list": before }).to_string();
    assert_eq!(
        sdk::rewrite(nested.as_bytes(), &paired_anew, &device()),
        Err(KeyError::ReadOnly(KeyForm::JsSdk))
    );

    let one = sdk::rewrite(before[1].to_string().as_bytes(), &paired_anew, &device()).unwrap();
    assert!(serde_json::from_str::<Value>(&one).unwrap().is_object());
    assert_eq!(
        sdk::rewrite(lock_data_text().as_bytes(), &paired_anew, &device()),
        Err(KeyError::ReadOnly(KeyForm::LockData))
    );
}

#[test]
fn the_accounts_json_reads_back_as_it_was_written() {
    let owner = Owner {
        key: full_key(),
        validity: KeyValidity {
            start_ms: 1_772_638_677_000,
            end_ms: 0,
        },
        device: device(),
        battery: Some(80),
        not_understood: Vec::new(),
    };
    for seed in [0, 1, 41, 115, 127, 255] {
        let json = ekey::write(&owner, seed, 1_772_638_677_000);
        let text = json.reveal().to_string();
        assert_eq!(only(&text).unwrap(), owner, "{seed}");
        let text = lock_data::encode(address(), text.as_bytes());
        assert_eq!(only(&text).unwrap(), owner, "{seed}");
    }
}

#[test]
fn each_form_is_recognised_by_itself() {
    let (sdk, ekey, blob) = (
        vectors("credentials")["js_sdk_lock_data"].clone(),
        ekey(),
        lock_data_text(),
    );
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    };
    let lines: Vec<&str> = blob
        .as_bytes()
        .chunks(76)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    let lower_case: serde_json::Map<String, Value> = ekey
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.to_lowercase(), value.clone()))
        .collect();
    let cases: Vec<(&str, KeyForm, Vec<u8>)> = vec![
        ("array", KeyForm::JsSdk, sdk.to_string().into()),
        ("object", KeyForm::JsSdk, sdk[0].to_string().into()),
        (
            "mark and blanks",
            KeyForm::JsSdk,
            format!("\u{feff} \r\n\t{sdk:#}\n\n").into(),
        ),
        ("utf-16 le", KeyForm::JsSdk, utf16(&sdk.to_string(), u16::to_le_bytes)),
        ("utf-16 be", KeyForm::LockData, utf16(&blob, u16::to_be_bytes)),
        ("object", KeyForm::Ekey, ekey.to_string().into()),
        ("array", KeyForm::Ekey, json!([ekey]).to_string().into()),
        (
            "page of an account",
            KeyForm::Ekey,
            json!({ "list": [ekey], "pageNo": 1 }).to_string().into(),
        ),
        (
            "page of an app",
            KeyForm::Ekey,
            json!({ "keyInfos": [ekey] }).to_string().into(),
        ),
        (
            "export in lower case",
            KeyForm::Ekey,
            Value::Object(lower_case).to_string().into(),
        ),
        ("text", KeyForm::LockData, blob.clone().into()),
        ("lines", KeyForm::LockData, lines.join("\r\n").into()),
        ("without padding", KeyForm::LockData, blob.trim_end_matches('=').into()),
        ("JSON text", KeyForm::LockData, json!(blob).to_string().into()),
        ("JSON texts", KeyForm::LockData, json!([blob, blob]).to_string().into()),
        (
            "object",
            KeyForm::LockData,
            json!({ "lockData": blob }).to_string().into(),
        ),
        (
            "object of an account",
            KeyForm::LockData,
            json!({ "lockData": blob, "lockMac": address(), "lockId": 1 })
                .to_string()
                .into(),
        ),
    ];
    for (name, expected, file) in cases {
        assert_eq!(form(&file), expected, "{expected:?}, {name}");
        let key = only(&file).unwrap().key;
        assert_eq!(
            (key.admin_secret, key.unlock_key),
            (SecretNumber(651_361_403), SecretNumber(17_432_192)),
            "{name}"
        );
        assert_eq!((key.address, key.aes_key), (address(), vector_key().aes_key), "{name}");
    }
}

#[test]
fn both_spellings_and_numbers_as_text_are_read() {
    let key = json!({
        "lockMac": "aa:bb:cc:11:22:33", "aesKeyStr": "a1.b2.c3.d4.e5.f6.07.18.29.3a.4b.5c.6d.7e.8f.90",
        "adminPs": 651_361_403, "unlockKey": "17432192", "noKeyPwd": "MTEzLDExNCwxMTUsMTE2", "uid": "7", "lockFlagPos": "3",
        "lockVersion": "{\"protocolType\":\"5\",\"protocolVersion\":3,\"scene\":2,\"groupId\":10,\"orgId\":34,\"logoUrl\":\"\"}",
        "timezoneRawOffset": "3600000", "specialValue": -1, "lockAlias": "Ha\u{1b}[2Jll", "lockName": "S202F_332211",
        "userType": "110301", "keyStatus": "110401", "startDate": "5", "endDate": 0,
    });
    let owner = only(key.to_string()).unwrap();
    assert_eq!(
        owner.not_understood,
        ["noKeyPwd"],
        "four bytes are no codec text of digits"
    );
    assert_eq!(owner.validity, KeyValidity { start_ms: 5, end_ms: 0 });
    assert!(owner.validity.holds_at(5) && !owner.validity.holds_at(4));
    assert_eq!(
        owner.key,
        OwnerKey {
            admin_passcode: None,
            seeds: Vec::new(),
            features: Some(Features(vec![u32::MAX])),
            name: Some("Ha[2Jll".into()),
            ..full_key()
        }
    );
}

#[test]
fn a_key_that_is_not_the_owners_is_refused_with_the_reason() {
    let without_admin = {
        let mut key = ekey();
        key.as_object_mut().unwrap().remove("adminPwd");
        key
    };
    let guest = |reason| KeyError::Guest {
        address: address(),
        reason,
    };
    let placeholder = KeyError::Placeholder { address: address() };
    let blob = lock_data_text();
    for (key, expected) in [
        (with(ekey(), "userType", json!(110_302)), guest(GuestReason::UserType)),
        (with(ekey(), "userType", json!("110302")), guest(GuestReason::UserType)),
        (
            with(ekey(), "keyStatus", json!(110_405)),
            guest(GuestReason::Status(110_405)),
        ),
        (without_admin, guest(GuestReason::NoAdminSecret)),
        (with(ekey(), "adminPwd", json!("")), guest(GuestReason::NoAdminSecret)),
        (
            json!({ "lockData": blob, "userType": 110_302 }),
            guest(GuestReason::UserType),
        ),
        (
            json!({ "lockData": blob, "keyStatus": "110408" }),
            guest(GuestReason::Status(110_408)),
        ),
        (with(ekey(), "adminPwd", json!("0")), placeholder.clone()),
        (with(ekey(), "adminPwd", json!(0)), placeholder.clone()),
        (
            json!([{ "address": address(), "privateData": {
                "aesKey": "a1b2c3d4e5f60718293a4b5c6d7e8f90", "admin": { "adminPs": 0, "unlockKey": 0 } } }]),
            placeholder.clone(),
        ),
        (
            json!([{ "address": address(), "privateData": { "aesKey": "" } }]),
            placeholder,
        ),
    ] {
        assert_eq!(only(key.to_string()).unwrap_err(), expected, "{key}");
        let shown = redacted(&parse(key.to_string().as_bytes()).unwrap());
        assert_eq!(shown["keys"][0]["owner"], false);
        assert_eq!(shown["keys"][0]["reason"], expected.to_string());
    }
}

#[test]
fn of_several_locks_one_must_be_chosen() {
    let other: Address = "11:22:33:44:55:66".parse().unwrap();
    let second = with(ekey(), "lockMac", json!(other));
    let guest = with(second.clone(), "userType", json!(110_302));
    let several = json!([ekey(), second]).to_string();
    assert_eq!(only(&several), Err(KeyError::Several(vec![other, address()])));
    let chosen = |file: &str, address| select(parse(file.as_bytes()).unwrap(), Some(address));
    assert_eq!(chosen(&several, other).unwrap().key.address, other);
    let third: Address = "00:00:00:00:00:01".parse().unwrap();
    let none = KeyError::NoneFor {
        wanted: third,
        there: vec![other, address()],
    };
    assert_eq!(chosen(&several, third), Err(none));

    // Only one of them can be used, so it is the one.
    let mixed = json!([guest, ekey()]).to_string();
    assert_eq!(only(&mixed).unwrap().key.address, address());
    assert_eq!(
        chosen(&mixed, other),
        Err(KeyError::Guest {
            address: other,
            reason: GuestReason::UserType
        })
    );
    // The same key twice is one key; another key of the same lock is a question that only a person can answer.
    assert!(only(json!([ekey(), ekey()]).to_string()).is_ok());
    let changed = with(ekey(), "adminPwd", json!("9"));
    assert_eq!(
        only(json!([ekey(), changed]).to_string()),
        Err(KeyError::TwoKeys(address()))
    );
    // A damaged key does not keep the others from being used.
    let damaged = with(second, "aesKeyStr", json!("a1"));
    assert!(only(json!([damaged, ekey()]).to_string()).is_ok());
}

fn damaged(member: &'static str) -> KeyError {
    KeyError::Damaged {
        address: Some(address()),
        member,
    }
}

fn assert_refused(cases: Vec<(Vec<u8>, KeyError)>) {
    for (file, expected) in cases {
        let shown = String::from_utf8_lossy(&file[..file.len().min(300)]).into_owned();
        assert_eq!(only(&file).unwrap_err(), expected, "{shown}");
    }
}

#[test]
fn what_is_no_key_file_is_refused_as_one() {
    for foreign in [
        b"".as_slice(),
        b" \r\n",
        b"\xff\xfe\x00",
        b"\xff\xff\xff",
        b"\xef\xbb\xbf",
        b"hello",
        b"-----BEGIN AGE ENCRYPTED FILE-----",
        b"{}",
        b"[]",
        b"[null]",
        b"\"\"",
        br#"{"errcode":10003,"errmsg":"token"}"#,
        br#"{"list":[]}"#,
    ] {
        assert_eq!(
            only(foreign),
            Err(KeyError::Foreign),
            "{}",
            String::from_utf8_lossy(foreign)
        );
    }
    for broken in ["{".to_owned(), "{\"a\":}".to_owned(), "[".repeat(100_000)] {
        assert!(matches!(only(&broken), Err(KeyError::Json { .. })));
    }
}

#[test]
fn size_and_number_of_keys_are_bounded() {
    let keys = |count| {
        json!(vec![json!({ "aesKeyStr": "1", "lockMac": address() }); count])
            .to_string()
            .into()
    };
    assert_refused(vec![
        (vec![b' '; LARGEST + 1], KeyError::TooLarge),
        (keys(MOST_KEYS + 1), KeyError::TooMany),
    ]);
    assert_eq!(parse(&keys(MOST_KEYS)).unwrap().keys.len(), MOST_KEYS);
}

#[test]
fn a_damaged_key_of_an_account_is_refused_by_the_member_that_is_wrong() {
    let blob = lock_data_text();
    let other_mac = json!({ "lockData": blob, "lockMac": "11:22:33:44:55:66" });
    let ekey_with = |name: &str, value: Value| with(ekey(), name, value).to_string().into_bytes();
    let without_address = KeyError::Damaged {
        address: None,
        member: "lockMac",
    };
    assert_refused(vec![
        (blob[..blob.len() - 4].into(), KeyError::LockData),
        (blob[4..].into(), KeyError::LockData),
        (
            json!({ "lockData": &blob[..400] }).to_string().into(),
            KeyError::LockData,
        ),
        (
            json!({ "lockData": &blob[..400], "lockMac": address() })
                .to_string()
                .into(),
            damaged("lockData"),
        ),
        (other_mac.to_string().into(), without_address.clone()),
        (ekey_with("lockMac", json!("AA-BB")), without_address),
        (ekey_with("aesKeyStr", json!("a1,b2")), damaged("aesKeyStr")),
        (ekey_with("aesKeyStr", json!(7)), damaged("aesKeyStr")),
        (ekey_with("adminPwd", json!("12345678901234567")), damaged("adminPwd")),
        (ekey_with("adminPwd", json!(4_294_967_296_u64)), damaged("adminPwd")),
        (ekey_with("adminPwd", json!(-1)), damaged("adminPwd")),
        (ekey_with("adminPwd", json!(true)), damaged("adminPwd")),
        (ekey_with("adminPwd", json!("12a")), damaged("adminPwd")),
        (ekey_with("lockKey", Value::Null), damaged("lockKey")),
        (ekey_with("uid", json!("x")), damaged("uid")),
        (ekey_with("endDate", json!([])), damaged("endDate")),
    ]);
}

#[test]
fn a_damaged_file_of_the_sdk_or_of_ours_is_refused_by_the_member_that_is_wrong() {
    let own: Value = serde_json::from_str(&sdk::write(&full_key(), &device())).unwrap();
    let own_with = |part: &str, name: &str, value: Value| {
        let mut own = own.clone();
        own[0][part][name] = value;
        own.to_string().into_bytes()
    };
    let sdk = vectors("credentials")["js_sdk_lock_data"][0].clone();
    let without_address = KeyError::Damaged {
        address: None,
        member: "address",
    };
    let changed = KeyError::Changed { address: address() };
    let other_secret = json!({ "adminPs": 651_361_403, "unlockKey": 17_432_193 });
    assert_refused(vec![
        (own_with("privateData", "aesKey", json!("a1b2")), damaged("aesKey")),
        (
            own_with("privateData", "admin", json!({ "adminPs": 1 })),
            damaged("unlockKey"),
        ),
        (own_with("privateData", "admin", other_secret), changed.clone()),
        (own_with("relatch", "check", json!("0000000000000000")), changed),
        (own_with("relatch", "version", json!(2)), KeyError::Newer { version: 2 }),
        (own_with("relatch", "version", json!("one")), damaged("version")),
        (own_with("relatch", "pairing", json!("half")), damaged("pairing")),
        (own_with("relatch", "pairing", Value::Null), damaged("pairing")),
        (with(sdk, "address", json!("x")).to_string().into(), without_address),
    ]);
}

#[test]
fn a_member_that_a_key_can_do_without_is_named_and_passed_over() {
    for (name, value) in [
        ("lockVersion", json!({ "protocolType": 5 })),
        ("lockVersion", json!("{")),
        ("timezoneRawOffset", json!(90_000_000)),
        ("noKeyPwd", json!("12")),
        ("pwdInfo", json!("AAAA")),
        ("featureValue", json!("xyz")),
    ] {
        let owner = only(with(ekey(), name, value).to_string()).unwrap();
        assert_eq!(owner.not_understood, [name]);
    }
}

#[test]
fn every_cut_and_every_changed_byte_of_our_own_file_keeps_the_secrets_or_is_noticed() {
    let file = sdk::write(&full_key(), &device());
    let file = file.trim_end().as_bytes();
    for length in 0..file.len() {
        assert!(only(&file[..length]).is_err(), "cut to {length}");
    }
    for index in 0..file.len() {
        for flip in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff] {
            let mut changed = file.to_vec();
            changed[index] ^= flip;
            // A changed name of a member may hide the checksum or the whole member, but then no secret has changed.
            assert_same_secrets_or_refused(&changed, index);
        }
    }
}

#[test]
fn every_cut_and_every_changed_byte_of_lock_data_is_noticed() {
    let blob = lock_data_text();
    for length in 0..blob.trim_end_matches('=').len() {
        assert!(only(&blob[..length]).is_err(), "cut to {length}");
    }
    let bytes = STANDARD.decode(&blob).unwrap();
    for index in 0..bytes.len() {
        for flip in [0x01, 0x10, 0x80] {
            let mut changed = bytes.clone();
            changed[index] ^= flip;
            assert!(only(STANDARD.encode(changed)).is_err(), "{index}");
        }
    }
    for index in 0..blob.len() {
        let mut changed = blob.clone().into_bytes();
        changed[index] ^= 0x01;
        assert_same_secrets_or_refused(&changed, index);
    }
}

fn assert_same_secrets_or_refused(file: &[u8], index: usize) {
    if let Ok(Owner { key, .. }) = only(file) {
        let expected = full_key();
        assert_eq!(key.address, expected.address, "byte {index}");
        assert_eq!(key.aes_key, expected.aes_key, "byte {index}");
        assert_eq!(key.admin_secret, expected.admin_secret, "byte {index}");
        assert_eq!(key.unlock_key, expected.unlock_key, "byte {index}");
    }
}

#[test]
fn every_cut_and_every_changed_byte_of_plain_json_is_an_error_or_a_key() {
    // These forms have no checksum: a changed digit is another key. It must never be a panic.
    for file in [
        vectors("credentials")["js_sdk_lock_data"].to_string(),
        ekey().to_string(),
    ] {
        for index in 0..file.len() {
            let _ = only(&file.as_bytes()[..index]);
            for flip in [0x01, 0x20, 0x80] {
                let mut changed = file.clone().into_bytes();
                changed[index] ^= flip;
                let _ = only(&changed);
            }
        }
    }
}

#[test]
fn a_key_must_match_the_lock_in_reach() {
    let advert = LockAdvert {
        protocol_type: 5,
        protocol_version: 3,
        scene: 2,
        mac: address(),
        battery: 90,
        unlocked: false,
        new_events: false,
        setting_mode: false,
        touch: false,
        parked: false,
    };
    assert_eq!(matches_advert(&full_key(), &advert), Ok(()));
    let other: Address = "11:22:33:44:55:66".parse().unwrap();
    let elsewhere = LockAdvert {
        mac: other,
        ..advert.clone()
    };
    assert_eq!(
        matches_advert(&full_key(), &elsewhere),
        Err(KeyError::OtherLock {
            key: address(),
            lock: other
        })
    );
    let safe = LockAdvert {
        scene: 5,
        ..advert.clone()
    };
    let error = KeyError::OtherKind {
        address: address(),
        field: "scene",
        key: 2,
        lock: 5,
    };
    assert_eq!(matches_advert(&full_key(), &safe), Err(error));
    assert_eq!(
        matches_advert(&vector_key(), &safe),
        Ok(()),
        "a key without version fields says nothing of the kind"
    );
    let newer = LockAdvert {
        protocol_version: 4,
        ..advert
    };
    assert!(
        matches_advert(&full_key(), &newer)
            .unwrap_err()
            .to_string()
            .contains("protocol version 3")
    );
}

#[test]
fn s9_nothing_that_is_shown_of_a_key_holds_a_secret() {
    let mut key = full_key();
    key.admin_secret = SecretNumber(918_273_645);
    key.unlock_key = SecretNumber(564_738_291);
    key.admin_passcode = Some(Digits::new("80706051").unwrap());
    key.seeds[0].secret = "7391846250".into();
    let owner = Owner {
        key,
        validity: KeyValidity::default(),
        device: device(),
        battery: None,
        not_understood: Vec::new(),
    };
    let canaries = [
        "918273645",
        "564738291",
        "80706051",
        "7391846250",
        "a1b2c3d4",
        "a1,b2,c3",
        "161, 178",
    ];
    let own = sdk::write(&owner.key, &owner.device).to_string();
    let account = ekey::write(&owner, 41, 1).reveal().to_string();
    let blob = lock_data::encode(address(), account.as_bytes());
    let mut shown = vec![format!("{owner:?} {:?}", ekey::write(&owner, 41, 1))];
    for file in [&own, &account, &blob] {
        let found = parse(file.as_bytes()).unwrap();
        shown.push(format!("{found:?} {}", redacted(&found)));
        // Broken in every place, so that each error comes up that a file can cause.
        for index in 0..file.len() {
            for broken in [
                &file.as_bytes()[..index],
                &[&file.as_bytes()[..index], b"\"", &file.as_bytes()[index + 1..]].concat(),
            ] {
                match parse(broken) {
                    Ok(found) => shown.push(format!("{found:?}")),
                    Err(error) => shown.push(format!("{error} {error:?}")),
                }
            }
        }
    }
    for canary in canaries {
        assert!(shown.iter().all(|text| !text.contains(canary)), "{canary} is shown");
    }
    let key = &redacted(&parse(own.as_bytes()).unwrap())["keys"][0];
    assert_eq!(key["address"], "AA:BB:CC:11:22:33");
    assert_eq!(key["name"], "Hall");
    assert_eq!(key["owner"], true);
    assert_eq!(key["features"]["value"], "C2F44354CF5F7");
    assert!(key["fields"].as_array().unwrap().contains(&json!("adminPasscode")));
}

#[test]
fn every_error_says_what_failed_and_what_to_do() {
    for error in [
        KeyError::Foreign,
        KeyError::LockData,
        KeyError::TooLarge,
        KeyError::TooMany,
        KeyError::Newer { version: 2 },
        KeyError::Several(vec![address(); 12]),
        KeyError::Placeholder { address: address() },
        KeyError::Guest {
            address: address(),
            reason: GuestReason::NoAdminSecret,
        },
    ] {
        let text = error.to_string();
        assert!(
            text.starts_with("failed to read key: ") && text.contains("; "),
            "{text}"
        );
    }
    assert!(
        KeyError::Several(vec![address(); 12])
            .to_string()
            .contains("and 2 more")
    );
}
