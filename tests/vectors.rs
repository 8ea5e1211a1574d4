//! Rule: every vector of the protocol is met in both directions, byte by byte and field by field. The vectors were made by
//! independent implementations; see `tests/vectors/README.md`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing test may panic"
)]

use relatch::model::{Address, AesKey, LockVersion, hex};
use relatch::protocol::advert::{Advert, AdvertError};
use relatch::protocol::command::{AnyRequest, reply_meaning};
use relatch::protocol::frame::{self, Checksum, Frame};
use relatch::protocol::reassembler::Reassembler;
use relatch::protocol::reply::{Outcome, Reply};
use relatch::protocol::{cipher, crc};
use serde_json::{Value, json};

fn vectors(name: &str) -> Value {
    let path = format!("{}/tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::from_text(value.as_str().unwrap()).unwrap()
}

fn key(vector: &Value) -> AesKey {
    AesKey(bytes(&vector["aes_key"]).try_into().unwrap())
}

fn version(value: &Value) -> LockVersion {
    let number = |name: &str| u16::try_from(value[name].as_u64().unwrap()).unwrap();
    LockVersion {
        protocol_type: number("protocol_type").try_into().unwrap(),
        protocol_version: number("protocol_version").try_into().unwrap(),
        scene: number("scene").try_into().unwrap(),
        group: number("group_id"),
        org: number("org_id"),
    }
}

/// A vector's `202603041500`, `20260304153757` or `260304153757` as `2026-03-04T15:00` or `2026-03-04T15:37:57`.
fn spelled_out(text: &str) -> Option<String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        12 | 14 if digits => {
            let seconds = if text.len() == 14 {
                format!(":{}", &text[12..])
            } else {
                String::new()
            };
            Some(format!(
                "{}-{}-{}T{}:{}{seconds}",
                &text[..4],
                &text[4..6],
                &text[6..8],
                &text[8..10],
                &text[10..12]
            ))
        }
        _ => None,
    }
}

/// Whether every field that the vector names stands in our meaning with the same value.
fn assert_says(ours: &Value, theirs: &Value, at: &str) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (name, value) in theirs {
                assert_says(ours.get(name).unwrap_or(&Value::Null), value, &format!("{at}.{name}"));
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len(), "{at}");
            ours.iter()
                .zip(theirs)
                .for_each(|(ours, theirs)| assert_says(ours, theirs, at));
        }
        (ours, theirs) => {
            let same = theirs
                .as_str()
                .and_then(spelled_out)
                .is_some_and(|text| *ours == json!(text));
            assert!(same || ours == theirs, "{at}: {ours} is not {theirs}");
        }
    }
}

/// The frame of its notifications or writes, put together as a receiver does.
fn reassembled(vector: &Value) -> (Frame, Checksum) {
    let mut reassembler = Reassembler::default();
    for piece in vector["wire_chunks"].as_array().unwrap() {
        assert!(reassembler.pop().is_none());
        reassembler.push(&bytes(piece)).unwrap();
    }
    let whole = reassembler.pop().unwrap().unwrap();
    assert!(reassembler.pop().is_none());
    whole
}

fn assert_framed(frame: &Frame, vector: &Value, name: &str) {
    let encoded = frame.encode().unwrap();
    let pieces: Vec<Value> = frame::pieces(&encoded)
        .map(|piece| json!(hex::to_text(piece)))
        .collect();
    assert_eq!(Value::Array(pieces), vector["wire_chunks"], "{name}");
    assert_eq!(
        hex::to_text(&encoded[..encoded.len() - 2]),
        vector["frame"].as_str().unwrap(),
        "{name}"
    );
    let (decoded, checksum) = Frame::decode(&encoded).unwrap();
    assert_eq!((&decoded, checksum), (frame, Checksum::Lock), "{name}");
}

#[test]
fn every_request_is_encoded_and_decoded_as_independent_implementations_do() {
    let vectors = vectors("requests");
    for vector in vectors.as_array().unwrap() {
        let name = vector["name"].as_str().unwrap();
        let (frame, checksum) = reassembled(vector);
        assert_eq!(checksum, Checksum::Lock, "{name}");
        assert_eq!(frame.version, version(&vector["version"]), "{name}");
        assert_eq!(vec![frame.command], bytes(&vector["command"]), "{name}");
        let plaintext = cipher::decrypt(&key(vector), frame.data.as_slice()).unwrap();
        assert_eq!(
            hex::to_text(&plaintext),
            vector["plaintext"].as_str().unwrap(),
            "{name}"
        );

        let request = AnyRequest::decode(frame.command, &plaintext).unwrap();
        assert!(!matches!(request, AnyRequest::Unknown { .. }), "{name}");
        let mut params = vector["params"].clone();
        if let Some(challenge) = params.as_object_mut().unwrap().remove("ps_from_lock") {
            let unlock_key = params.as_object_mut().unwrap().remove("unlock_key").unwrap();
            let sum = challenge.as_u64().unwrap() + unlock_key.as_u64().unwrap();
            params["sum"] = json!(sum % (1 << 32));
        }
        assert_says(&request.meaning(), &params, name);

        // The JavaScript SDK sends five more bytes; a lock reads the same request and would send the short form.
        let encoded = request.encode();
        if name == "pwd_add_permanent_jssdk" {
            assert!(plaintext.starts_with(&encoded) && plaintext.len() == encoded.len() + 5);
        } else {
            assert_eq!(hex::to_text(&encoded), vector["plaintext"].as_str().unwrap(), "{name}");
        }
        let frame = Frame {
            data: cipher::encrypt(&key(vector), &plaintext),
            ..frame
        };
        assert_framed(&frame, vector, name);

        if let Some(unmodified) = vector.get("frame_with_unmodified_crc_table") {
            let (plain, checksum) = Frame::decode(&bytes(unmodified)).unwrap();
            assert_eq!((plain, checksum), (frame, Checksum::Plain), "{name}");
        }
    }
}

#[test]
fn every_reply_is_encoded_and_decoded_as_independent_implementations_do() {
    let vectors = vectors("replies");
    for vector in vectors.as_array().unwrap() {
        let name = vector["name"].as_str().unwrap();
        let (frame, checksum) = reassembled(vector);
        assert_eq!(checksum, Checksum::Lock, "{name}");
        assert_eq!(frame.version, version(&vector["version"]), "{name}");
        assert_eq!(vec![frame.command], bytes(&vector["frame_command"]), "{name}");
        assert_eq!(vec![frame.encrypt], bytes(&vector["encrypt_byte"]), "{name}");
        let plaintext = cipher::decrypt(&key(vector), frame.data.as_slice()).unwrap();
        assert_eq!(
            hex::to_text(&plaintext),
            vector["plaintext"].as_str().unwrap(),
            "{name}"
        );
        assert_framed(
            &Frame {
                data: cipher::encrypt(&key(vector), &plaintext),
                ..frame.clone()
            },
            vector,
            name,
        );
        if plaintext.is_empty() {
            assert!(
                matches!(name, "init_unpaired" | "reset_ok"),
                "{name} has no reply inside"
            );
            continue;
        }

        let reply = Reply::decode(&plaintext).unwrap();
        assert_eq!(reply.encode(), *plaintext, "{name}");
        assert_says(
            &reply_meaning(&reply, frame.encrypt == frame::PUSHED).unwrap(),
            &meaning(name, vector),
            name,
        );
        if let Outcome::Success(body) = &reply.outcome {
            assert_body_survives(reply.echo, body.as_slice(), name);
        }
    }
}

/// The vector's meaning, where it says the same thing in other words than ours.
fn meaning(name: &str, vector: &Value) -> Value {
    let mut meaning = vector["meaning"].clone();
    if name == "device_info_clock" {
        // The value is six bytes, which the vector reads as decimal numbers: 26, 3, 4, 15, 37, 57.
        meaning["value"] = json!("1a03040f2539");
    }
    meaning
}

/// Body to value to body.
fn assert_body_survives(echo: u8, body: &[u8], name: &str) {
    use relatch::protocol::command::*;
    fn again<C: Command>(body: &[u8]) -> Vec<u8> {
        C::Reply::decode(body).unwrap().encode()
    }
    let again = match echo {
        0x45 => again::<session::Handshake>(body),
        0x41 => again::<session::CheckAdmin>(body),
        0x55 => again::<session::CheckUser>(body),
        0x30 => again::<session::CheckRandom>(body),
        0x19 => again::<pairing::MakeAesKey>(body),
        0x56 => again::<pairing::AddAdmin>(body),
        0x57 => again::<pairing::FinishPairing>(body),
        0x52 => again::<pairing::Reset>(body),
        0x31 => again::<seeds::WriteSeeds>(body),
        0x32 => again::<seeds::ReadSeed>(body),
        0x53 => again::<admin_passcode::SetAdminPasscode>(body),
        0x65 => again::<admin_passcode::ReadAdminPasscode>(body),
        0x43 => again::<clock::SetClock>(body),
        0x34 => again::<clock::ReadClock>(body),
        0x01 => again::<features::ReadFeatures>(body),
        0x90 => again::<features::ReadInfo>(body),
        0x47 => again::<operate::Unlock>(body),
        0x58 => again::<operate::Lock>(body),
        0x14 => operate::Push::decode(body).unwrap().encode(),
        0x07 => again::<passcode::ListPasscodes>(body),
        0x03 => again::<passcode::ManagePasscode>(body),
        // The ff filling of a short card is not kept: it says nothing.
        0x05 if name == "ic_add_done4_ff" => return,
        0x05 => again::<card::ManageCard>(body),
        0x06 => again::<fingerprint::ManageFingerprint>(body),
        0x70 => again::<cyclic::ManageSchedule>(body),
        0x36 => again::<setting::Access<setting::AutoLockTime>>(body),
        0x62 => again::<setting::Access<setting::SoundSwitch>>(body),
        0x37 => again::<setting::Access<setting::RemoteUnlock>>(body),
        0x59 => again::<setting::Access<setting::ShowPasscode>>(body),
        0x67 => again::<setting::Access<setting::Lamp>>(body),
        0x68 => again::<setting::Access<setting::SwitchField>>(body),
        0x66 => again::<passage::ManagePassage>(body),
        0x25 => again::<log::ReadLog>(body),
        echo => panic!("{name}: no command {echo:02x}"),
    };
    assert_eq!(hex::to_text(&again), hex::to_text(body), "{name}");
}

#[test]
fn the_checksum_is_that_of_the_changed_table() {
    let vectors = vectors("crc");
    let table: Vec<u8> = serde_json::from_value(vectors["table"].clone()).unwrap();
    assert_eq!(table, crc::TABLE);
    for case in vectors["cases"].as_array().unwrap() {
        let input = bytes(&case["hex"]);
        assert_eq!(vec![crc::lock(&input)], bytes(&case["crc"]), "{case}");
        assert_eq!(
            vec![crc::plain(&input)],
            bytes(&case["crc_under_unmodified_table"]),
            "{case}"
        );
    }
}

#[test]
fn dates_are_plain_binary_bytes_of_local_time() {
    use relatch::model::date::{LockMinute, LockSecond, lock_time};
    let vectors = vectors("dates");
    for case in vectors["date5"].as_array().unwrap() {
        let minute = LockMinute(bytes(&case["hex"]).try_into().unwrap());
        let text = spelled_out(case["text"].as_str().unwrap()).unwrap();
        assert_eq!(minute.to_string(), text);
        assert_eq!(text.parse(), Ok(minute));
    }
    for case in vectors["date6"].as_array().unwrap() {
        let second = LockSecond(bytes(&case["hex"]).try_into().unwrap());
        let text = spelled_out(case["text"].as_str().unwrap()).unwrap();
        assert_eq!(second.to_string(), text);
        assert_eq!(text.parse(), Ok(second));
    }
    let zone = &vectors["zone_example"];
    let utc: jiff::Timestamp = zone["utc"].as_str().unwrap().parse().unwrap();
    let second = lock_time(utc.as_millisecond(), zone["timezone_raw_offset_ms"].as_i64().unwrap()).unwrap();
    assert_eq!(second.0.to_vec(), bytes(&zone["date6"]));
}

#[test]
fn every_advertisement_says_what_it_should_and_encodes_back() {
    for vector in vectors("adverts").as_array().unwrap() {
        let (name, data, expect) = (
            vector["name"].as_str().unwrap(),
            bytes(&vector["manufacturer_data"]),
            &vector["expect"],
        );
        let advert = Advert::decode(&data);
        if expect.is_null() {
            assert_eq!(advert, Err(AdvertError::TooShort(data.len())), "{name}");
            continue;
        }
        match advert.unwrap() {
            Advert::BootLoader => assert_eq!(expect["dfu"], true, "{name}"),
            Advert::GatewayBootLoader => assert_eq!(expect["gateway_dfu"], true, "{name}"),
            Advert::Wristband => panic!("{name}"),
            Advert::Lock(lock) => {
                let mut ours = json!(lock);
                ours["lock_type"] = json!(lock.lock_type());
                ours["park_status"] = json!(lock.park_status());
                assert_says(&ours, expect, name);
                assert_eq!(lock.mac, "AA:BB:CC:11:22:33".parse::<Address>().unwrap(), "{name}");
                if data.starts_with(&[5, 3]) {
                    assert_eq!(lock.encode(), data, "{name}");
                }
            }
        }
    }
}
