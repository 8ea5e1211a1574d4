//! Rules: any bytes give a value or an error and never a panic; no value holds more than it was given; a value's bytes read back
//! as the value; and where nothing may be lost, bytes read and written again are the same bytes. Random bytes, and the vectors
//! with bytes changed, cut and added, go into every decoder there is. `fuzz/` does the same for longer.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

mod invariants;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use relatch::backup::seal::{Identity, seal};
use relatch::model::date::lock_time;
use relatch::model::{
    Address, AesKey, CardNumber, CodeText, DeviceInfo, Digits, Features, ListedPasscode, LockMinute, LockSecond,
    LockVersion, OwnerKey, Pairing, PasscodeKind, PasscodeRecord, SecretNumber, Seed, Until, Validity, hex,
};
use relatch::protocol::advert::{Advert, LockAdvert};
use relatch::protocol::cipher;
use relatch::protocol::command::{Body, Command, card, fingerprint, log, passcode};
use relatch::protocol::credentials::{self, KeyValidity, Owner, codec, ekey, lock_data, sdk};
use relatch::protocol::error::LockError;
use relatch::protocol::frame::{self, Checksum, Frame};
use relatch::protocol::pager::{self, Next, Pager};
use relatch::protocol::reassembler::Reassembler;
use relatch::protocol::reply::{Outcome, Reply};
use relatch::store::{Files, Journal, MemoryFiles};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// As many cases as keep the whole file at a few seconds without optimisation; `PROPTEST_CASES=100000` for a long look.
fn some() -> ProptestConfig {
    ProptestConfig {
        // A counterexample becomes a test of its own, with a name.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

// What goes in -------------------------------------------------------------------------------------------------------

fn vectors(name: &str) -> Value {
    let path = format!("{}/tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A field of every vector of a file.
fn samples(file: &str, field: &str) -> Vec<Vec<u8>> {
    let all = vectors(file);
    let fields = all.as_array().unwrap().iter().map(|vector| &vector[field]);
    fields
        .map(|text| hex::from_text(text.as_str().unwrap()).unwrap())
        .collect()
}

static PLAINTEXTS: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| [samples("requests", "plaintext"), samples("replies", "plaintext")].concat());
/// The examples of what the account's server answers.
static ACCOUNT_REPLIES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = std::fs::read_dir(format!("{}/tests/cloud", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
});
static FRAMES: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| [samples("requests", "frame"), samples("replies", "frame")].concat());
static ADVERTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| samples("adverts", "manufacturer_data"));
static KEY_FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let all = vectors("credentials");
    let lock_data = &all["lock_data"];
    let seeded = json!({ "pwdInfo": all["pwd_info"]["blob"], "timestamp": all["pwd_info"]["timestamp"] });
    let mut account = lock_data["json"].clone();
    account
        .as_object_mut()
        .unwrap()
        .extend(seeded.as_object().unwrap().clone());
    let owner = credentials::select(credentials::parse(account.to_string().as_bytes()).unwrap(), None).unwrap();
    vec![
        all["js_sdk_lock_data"].to_string().into_bytes(),
        sdk::write(&owner.key, &owner.device).as_bytes().to_vec(),
        account.to_string().into_bytes(),
        json!({ "list": [{ "lockData": lock_data["blob"], "keyStatus": "110401" }] })
            .to_string()
            .into_bytes(),
        lock_data["blob"].as_str().unwrap().into(),
    ]
});

#[derive(Clone, Debug)]
enum Edit {
    Flip(Index, u8),
    Insert(Index, u8),
    Remove(Index),
    Cut(Index),
    Repeat(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (any::<Index>(), any::<u8>()).prop_map(|(place, with)| Edit::Flip(place, with)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(place, byte)| Edit::Insert(place, byte)),
        2 => any::<Index>().prop_map(Edit::Remove),
        1 => any::<Index>().prop_map(Edit::Cut),
        1 => any::<Index>().prop_map(Edit::Repeat),
    ]
}

fn edited(mut bytes: Vec<u8>, edits: Vec<Edit>) -> Vec<u8> {
    for edit in edits {
        let length = bytes.len();
        match edit {
            Edit::Insert(place, byte) => bytes.insert(place.index(length + 1), byte),
            _ if length == 0 => {}
            Edit::Flip(place, with) => bytes[place.index(length)] ^= with,
            Edit::Remove(place) => drop(bytes.remove(place.index(length))),
            Edit::Cut(place) => bytes.truncate(place.index(length)),
            Edit::Repeat(place) => bytes.extend_from_within(place.index(length)..),
        }
    }
    bytes
}

/// Random bytes, or a sample as it is, or one with a few changes.
fn hostile(samples: &'static [Vec<u8>]) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..200),
        (select(samples), vec(edit(), 0..4)).prop_map(|(sample, edits)| edited(sample, edits)),
    ]
}

// Commands -----------------------------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(some())]

    #[test]
    fn any_bytes_are_a_request_or_an_error(bytes in hostile(&PLAINTEXTS)) {
        invariants::every_request_is_total(&bytes);
    }

    #[test]
    fn any_bytes_are_a_reply_or_an_error(bytes in hostile(&PLAINTEXTS)) {
        invariants::every_reply_is_total(&bytes);
    }

    #[test]
    fn any_bytes_are_a_body_or_an_error(bytes in hostile(&PLAINTEXTS)) {
        invariants::every_body_is_total(&bytes);
        invariants::every_body_is_total(bytes.get(2..).unwrap_or_default());
    }

    #[test]
    fn a_failure_of_any_code_survives(echo: u8, code: u8, rest in vec(any::<u8>(), 0..20)) {
        let plaintext = [&[echo, 0, code], rest.as_slice()].concat();
        let reply = Reply::decode(&plaintext).unwrap();
        prop_assert_eq!(&reply.outcome, &Outcome::Failure { error: LockError::from_code(code), rest: rest.into() });
        prop_assert_eq!(reply.encode(), plaintext);
    }

    #[test]
    fn a_list_of_codes_survives_with_unknown_kinds_and_tails(
        next: u16,
        records in vec(prop_oneof![vec(any::<u8>(), 0..30), listed_code()], 0..8),
    ) {
        let bytes = page(next, &records);
        let decoded = passcode::PasscodePage::decode(&bytes).unwrap();
        prop_assert_eq!(decoded.codes.len(), records.len());
        prop_assert_eq!(decoded.encode(), bytes);
        for (listed, record) in decoded.codes.iter().zip(&records) {
            if let ListedPasscode::Known(known) = listed {
                prop_assert_eq!(&passcode::encode_record(known), record);
                let text = serde_json::to_string(known).unwrap();
                prop_assert_eq!(&serde_json::from_str::<PasscodeRecord>(&text).unwrap(), known);
            }
        }
    }

    #[test]
    fn a_page_of_the_log_survives_with_unknown_kinds_and_tails(next: u16, records in vec(vec(any::<u8>(), 0..40), 0..8)) {
        let bytes = page(next, &records);
        let decoded = log::LogPage::decode(&bytes).unwrap();
        prop_assert_eq!(decoded.records.len(), records.len());
        prop_assert_eq!(decoded.encode(), bytes);
    }

    #[test]
    fn a_list_of_cards_keeps_every_byte(battery: u8, next: u16, rest in vec(any::<u8>(), 0..100)) {
        let bytes = [&[battery, card::ManageCard::LIST], next.to_be_bytes().as_slice(), &rest].concat();
        prop_assert_eq!(card::CardReply::decode(&bytes).unwrap().encode(), bytes);
    }

    #[test]
    fn a_list_of_fingerprints_keeps_every_byte(battery: u8, next: u16, rest in vec(any::<u8>(), 0..100)) {
        let bytes = [&[battery, fingerprint::ManageFingerprint::LIST], next.to_be_bytes().as_slice(), &rest].concat();
        prop_assert_eq!(fingerprint::FingerprintReply::decode(&bytes).unwrap().encode(), bytes);
    }

    #[test]
    fn what_a_code_becomes_on_the_lock_is_what_was_meant(
        kind in select(&PasscodeKind::ALL), code in code(), old in code(), start in minute(), end in minute(), cycle: u16,
    ) {
        let (until, last) = match kind {
            PasscodeKind::Permanent => (Until::Open, None),
            PasscodeKind::Count => (Until::Open, Some(end)),
            PasscodeKind::Period => (Until::End(end), Some(end)),
            PasscodeKind::Cyclic => (Until::Cycle(cycle), None),
        };
        let validity = Some(Validity { start, end });
        for request in [
            passcode::ManagePasscode::Add { kind, code: code.clone(), start, end: last },
            passcode::ManagePasscode::Recover { kind, original: old.clone(), current: code.clone(), start, until },
            passcode::ManagePasscode::Modify { kind, old: old.clone(), new: Some(code.clone()), validity },
            passcode::ManagePasscode::Modify { kind, old: old.clone(), new: None, validity },
            passcode::ManagePasscode::Delete { kind, code },
        ] {
            prop_assert_eq!(passcode::ManagePasscode::decode(&request.encode()), Ok(request));
        }
    }
}

fn page(next: u16, records: &[Vec<u8>]) -> Vec<u8> {
    let records: Vec<u8> = records
        .iter()
        .flat_map(|record| std::iter::once(u8::try_from(record.len()).unwrap()).chain(record.iter().copied()))
        .collect();
    let total = u16::try_from(records.len() + 2).unwrap();
    [total.to_be_bytes().as_slice(), &next.to_be_bytes(), &records].concat()
}

fn code() -> impl Strategy<Value = CodeText> {
    "[0-9]{4,9}".prop_map(|digits| CodeText(digits.into_bytes()))
}

fn minute() -> impl Strategy<Value = LockMinute> {
    any::<[u8; 5]>().prop_map(LockMinute)
}

/// The bytes of a code in the list, tail included.
fn listed_code() -> impl Strategy<Value = Vec<u8>> {
    let until = |kind, end, cycle| match kind {
        PasscodeKind::Permanent => Until::Open,
        PasscodeKind::Count | PasscodeKind::Period => Until::End(end),
        PasscodeKind::Cyclic => Until::Cycle(cycle),
    };
    let parts = (
        select(&PasscodeKind::ALL),
        code(),
        code(),
        minute(),
        minute(),
        any::<u16>(),
        vec(any::<u8>(), 0..4),
    );
    parts.prop_map(move |(kind, current, original, start, end, cycle, tail)| {
        let until = until(kind, end, cycle);
        passcode::encode_record(&PasscodeRecord {
            kind,
            current,
            original,
            start,
            until,
            tail: tail.into(),
        })
    })
}

// Frames, advertisements, cipher ---------------------------------------------------------------------------------------

fn frame() -> impl Strategy<Value = Frame> {
    let version = (5_u8.., any::<[u8; 2]>(), any::<[u16; 2]>());
    let parts = (version, any::<[u8; 2]>(), vec(any::<u8>(), 0..=frame::MAX_DATA));
    parts.prop_map(
        |((protocol_type, [protocol_version, scene], [group, org]), [command, encrypt], data)| Frame {
            version: LockVersion {
                protocol_type,
                protocol_version,
                scene,
                group,
                org,
            },
            command,
            encrypt,
            data: data.into(),
        },
    )
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn a_frame_is_the_same_frame_after_the_link(frame in frame()) {
        let bytes = frame.encode().unwrap();
        prop_assert_eq!(frame::total_length(&bytes), Ok(Some(bytes.len())));
        prop_assert_eq!(Frame::decode(&bytes), Ok((frame, Checksum::Lock)));
    }

    #[test]
    fn any_bytes_are_a_frame_or_an_error(bytes in hostile(&FRAMES)) {
        invariants::every_frame_is_total(&bytes);
    }

    #[test]
    fn frames_in_any_pieces_are_the_same_frames(frames in vec(frame(), 1..6), lengths in vec(1_usize..40, 1..6)) {
        let bytes: Vec<u8> = frames.iter().flat_map(|frame| frame.encode().unwrap()).collect();
        let mut reassembler = Reassembler::default();
        let mut got = Vec::new();
        for piece in invariants::cut(&bytes, &lengths) {
            // A frame starts with 7f 5a; a piece that holds the first byte of it alone is still its start.
            reassembler.push(piece).unwrap();
            got.extend(std::iter::from_fn(|| reassembler.pop()).map(|whole| whole.unwrap().0));
        }
        prop_assert_eq!(got, frames);
    }

    #[test]
    fn any_pieces_leave_a_reassembler_that_works(bytes in hostile(&FRAMES), lengths in vec(1_usize..300, 1..6), quiet: bool) {
        invariants::every_reassembly_is_total(&bytes, &lengths, quiet);
    }

    #[test]
    fn any_bytes_are_an_advertisement_or_an_error(bytes in hostile(&ADVERTS)) {
        invariants::every_advertisement_is_total(&bytes);
    }

    #[test]
    fn an_advertisement_is_the_same_after_the_air(scene: u8, battery: u8, mac: [u8; 6], flags: [bool; 5]) {
        let [unlocked, new_events, setting_mode, touch, parked] = flags;
        let lock = LockAdvert {
            protocol_type: 5, protocol_version: 3, scene, mac: Address(mac), battery,
            unlocked, new_events, setting_mode, touch, parked,
        };
        prop_assert_eq!(Advert::decode(&lock.encode()), Ok(Advert::Lock(lock)));
    }

    #[test]
    fn any_data_decrypts_or_not(key: [u8; 16], data in vec(any::<u8>(), 0..200), plaintext in vec(any::<u8>(), 0..=frame::MAX_PLAINTEXT)) {
        let key = AesKey(key);
        if let Ok(plain) = cipher::decrypt(&key, &data) {
            prop_assert!(data.is_empty() || plain.len() < data.len());
        }
        let encrypted = cipher::encrypt(&key, &plaintext);
        prop_assert!(encrypted.as_slice().len() <= frame::MAX_DATA);
        prop_assert_eq!(&*cipher::decrypt(&key, encrypted.as_slice()).unwrap(), &plaintext);
    }
}

// Lists that never end -------------------------------------------------------------------------------------------------

/// How many pages a pager asks for when a lock answers each with `answer`.
fn pages(mut answer: impl FnMut(u16) -> Option<u16>) -> u32 {
    let mut pager = Pager::new();
    let mut steps = 1;
    while let Ok(Next::Ask(next)) = pager.after(answer(pager.sequence())) {
        assert_eq!(next, pager.sequence());
        steps += 1;
        assert!(steps <= 65_536, "a list of more pages than there are numbers");
    }
    assert_eq!(steps, pager.asked());
    steps
}

#[test]
fn the_longest_list_has_a_page_for_every_number_but_the_last() {
    assert_eq!(pages(|sequence| sequence.checked_add(1)), 65_535);
    assert_eq!(pages(|sequence| Some(sequence.wrapping_sub(1))), 1, "ffff ends a list");
    assert_eq!(pages(|sequence| Some(sequence.wrapping_sub(2))), 32_768, "back to 0");
    assert_eq!(pager::LAST, 0xffff);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..some() })]

    #[test]
    fn a_list_in_any_order_ends(factor: u16, offset: u16) {
        pages(|sequence| Some(sequence.wrapping_mul(factor).wrapping_add(offset)));
    }
}

// Texts ----------------------------------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(some())]

    #[test]
    fn any_time_survives_its_text(minute: [u8; 5], second: [u8; 6]) {
        let (minute, second) = (LockMinute(minute), LockSecond(second));
        prop_assert_eq!(minute.to_string().parse(), Ok(minute));
        prop_assert_eq!(second.to_string().parse(), Ok(second));
        let _ = (minute.is_plausible(), second.minute(), minute.civil());
    }

    #[test]
    fn any_text_is_a_time_or_an_error(
        text in prop_oneof![any::<String>(), "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?", "[0-9a-f]{8,14}"],
    ) {
        if let Ok(minute) = text.parse::<LockMinute>() {
            prop_assert_eq!(minute.to_string().parse(), Ok(minute));
        }
        if let Ok(second) = text.parse::<LockSecond>() {
            prop_assert_eq!(second.to_string().parse(), Ok(second));
        }
    }

    #[test]
    fn any_moment_is_a_lock_time_or_an_error(
        utc in prop_oneof![any::<i64>(), 0..10_000_000_000_000_i64], offset in prop_oneof![any::<i64>(), -86_400_000..=86_400_000_i64],
    ) {
        if let Ok(second) = lock_time(utc, offset) {
            prop_assert!(second.civil().is_some());
        }
    }

    #[test]
    fn any_text_is_an_address_a_number_or_an_error(text in prop_oneof![any::<String>(), "[0-9A-Fa-f:]{0,20}"]) {
        if let Ok(address) = text.parse::<Address>() {
            prop_assert_eq!(address.to_string().parse(), Ok(address));
        }
        if let Ok(card) = CardNumber::from_decimal(&text) {
            prop_assert_eq!(card.decimal().parse::<u64>(), text.parse::<u64>());
        }
        if let Some(features) = Features::from_text(&text) {
            prop_assert_eq!(Features::from_text(&features.to_text()).unwrap().bits(), features.bits());
        }
        if let Some(bytes) = hex::from_text(&text) {
            prop_assert_eq!(hex::to_text(&bytes), text.to_lowercase());
        }
        let _ = Digits::new(&text);
    }
}

// Files ---------------------------------------------------------------------------------------------------------------

static JOURNALS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let (files, path) = (Arc::new(MemoryFiles::default()), Path::new("/journal"));
    let (mut journal, _) = Journal::open(files.clone(), path).unwrap();
    let file = || files.read(path, 4096).unwrap();
    let mut states = vec![file()];
    for body in [b"one".as_slice(), &[0; 70], b"{\"a\":1}"] {
        journal.append(body).unwrap();
        states.push(file());
    }
    states
});

static SEALED: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let identity = Identity::generate();
    vec![
        seal(b"a snapshot", &[identity.recipient()]).unwrap(),
        format!("# a comment\n{}\n", &*identity.secret_text()).into_bytes(),
        format!("{:?}\n", identity.recipient()).into_bytes(),
    ]
});

static SNAPSHOTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| vec![golden("snapshot-v1.plain")]);
static LOCKS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| vec![golden("virtual-lock-1.json")]);

fn golden(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Requests in a row: each a command, a length and a plaintext.
static VISITS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let all = samples("requests", "command")
        .into_iter()
        .zip(samples("requests", "plaintext"));
    let requests = all.map(|(command, plaintext)| {
        [
            command.as_slice(),
            &[u8::try_from(plaintext.len()).unwrap()],
            &plaintext,
        ]
        .concat()
    });
    let requests: Vec<Vec<u8>> = requests.collect();
    requests.chunks(6).map(<[_]>::concat).collect()
});

proptest! {
    #![proptest_config(some())]

    #[test]
    fn any_bytes_are_a_snapshot_or_an_error(bytes in hostile(&SNAPSHOTS)) {
        invariants::every_snapshot_is_total(&bytes);
    }

    #[test]
    fn any_bytes_are_a_virtual_lock_or_an_error(bytes in hostile(&LOCKS)) {
        invariants::every_virtual_lock_is_total(&bytes);
    }

    #[test]
    fn any_requests_leave_a_lock_that_answers(bytes in hostile(&VISITS)) {
        invariants::every_visit_is_total(&bytes);
    }

    #[test]
    fn any_bytes_are_a_journal_or_an_error(bytes in hostile(&JOURNALS)) {
        invariants::every_journal_is_total(&bytes);
    }

    #[test]
    fn any_bytes_are_a_sealed_file_or_an_error(bytes in hostile(&SEALED)) {
        invariants::every_sealed_file_is_total(&bytes);
    }
}

// Keys -----------------------------------------------------------------------------------------------------------------

fn owner() -> impl Strategy<Value = Owner> {
    let secrets = (
        any::<[u8; 6]>(),
        any::<[u8; 16]>(),
        1_u32..,
        any::<u32>(),
        proptest::option::of("[0-9]{4,9}"),
    );
    let seeds = vec((2000_u16..2256, 0_u16..4096, "[0-9]{1,10}"), 0..11);
    let account = (
        any::<u32>(),
        any::<u32>(),
        proptest::option::of(-86_400_000..=86_400_000_i64),
    );
    let lock = (
        proptest::option::of(any::<[u8; 7]>()),
        proptest::option::of(vec(0_u8..128, 1..20)),
        proptest::option::of("[A-Za-z\u{e9}\u{1f511}]{1,20}"),
        select(vec![Pairing::Pending, Pairing::Unfinished, Pairing::Finished]),
    );
    (secrets, seeds, account, lock).prop_map(|(secrets, seeds, account, (version, features, name, pairing))| {
        let (address, aes_key, admin_secret, unlock_key, passcode) = secrets;
        let (lock_flag_pos, uid, raw_offset_ms) = account;
        let key = OwnerKey {
            address: Address(address),
            aes_key: AesKey(aes_key),
            admin_secret: SecretNumber(admin_secret),
            unlock_key: SecretNumber(unlock_key),
            lock_flag_pos,
            uid,
            version: version.map(|[protocol_type, protocol_version, scene, a, b, c, d]| LockVersion {
                protocol_type,
                protocol_version,
                scene,
                group: u16::from_be_bytes([a, b]),
                org: u16::from_be_bytes([c, d]),
            }),
            raw_offset_ms,
            admin_passcode: passcode.map(|digits| Digits::new(&digits).unwrap()),
            seeds: seeds
                .into_iter()
                .map(|(year, code, secret)| Seed { year, code, secret })
                .collect(),
            features: features.map(Features::from_bits),
            advertised_name: name.as_ref().map(|name| format!("{name}_332211")),
            name,
            pairing,
        };
        Owner {
            key,
            validity: KeyValidity::default(),
            device: DeviceInfo::default(),
            battery: None,
            not_understood: Vec::new(),
        }
    })
}

fn read(file: &[u8]) -> Owner {
    credentials::select(credentials::parse(file).unwrap(), None).unwrap()
}

/// JSON with the names that key files have and values that they should not have.
fn odd_json() -> impl Strategy<Value = Value> {
    const NAMES: &[&str] = &[
        "address",
        "privateData",
        "aesKey",
        "admin",
        "adminPs",
        "unlockKey",
        "adminPasscode",
        "pwdInfo",
        "relatch",
        "version",
        "pairing",
        "check",
        "lockVersion",
        "features",
        "deviceInfo",
        "lockMac",
        "lockData",
        "lockKey",
        "adminPwd",
        "aesKeyStr",
        "userType",
        "keyStatus",
        "noKeyPwd",
        "timestamp",
        "featureValue",
        "specialValue",
        "timezoneRawOffset",
        "list",
        "year",
        "code",
        "secret",
        "protocolType",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[0-9]{0,12}".prop_map(Value::from),
        Just(json!("AA:BB:CC:11:22:33")),
        Just(json!("a1b2c3d4e5f60718293a4b5c6d7e8f90")),
        Just(json!("NjgsNjYsNjUsNjksNzEsNjYsNjksNjQsNjgsNzEsMTA=")),
    ];
    leaf.prop_recursive(4, 64, 12, |inner| {
        let members = vec((select(NAMES), inner.clone()), 0..12);
        prop_oneof![
            vec(inner, 0..4).prop_map(Value::from),
            members.prop_map(|members| Value::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            )),
        ]
    })
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn any_bytes_are_an_answer_of_the_account_or_an_error(bytes in hostile(&ACCOUNT_REPLIES)) {
        invariants::every_account_reply_is_total(&bytes);
    }

    #[test]
    fn any_json_is_an_answer_of_the_account_or_an_error(json in odd_json()) {
        invariants::every_account_reply_is_total(json.to_string().as_bytes());
    }

    #[test]
    fn any_bytes_are_a_key_file_or_an_error(bytes in hostile(&KEY_FILES)) {
        invariants::every_key_file_is_total(&bytes);
    }

    #[test]
    fn any_json_is_a_key_file_or_an_error(json in odd_json()) {
        invariants::every_key_file_is_total(json.to_string().as_bytes());
    }

    #[test]
    fn a_key_is_the_same_after_our_own_file(owner in owner()) {
        let text = sdk::write(&owner.key, &owner.device);
        // Years 2000 and before are written in full, so all come back.
        prop_assert_eq!(read(text.as_bytes()), owner);
    }

    #[test]
    fn a_key_is_the_same_after_the_accounts_forms(owner in owner(), seed: u8, timestamp: u32) {
        let owner = Owner { key: OwnerKey { pairing: Pairing::Finished, ..owner.key }, ..owner };
        let json = ekey::write(&owner, seed, timestamp.into()).reveal().to_string();
        prop_assert_eq!(&read(json.as_bytes()), &owner);
        prop_assert_eq!(&read(lock_data::encode(owner.key.address, json.as_bytes()).as_bytes()), &owner);
    }

    #[test]
    fn any_bytes_survive_the_text_codec(plain in vec(any::<u8>(), 0..=255), seed: u8, text: String) {
        let encoded = codec::encode(&plain, seed).unwrap();
        prop_assert_eq!(&*codec::decode(&encoded).unwrap(), &plain);
        let field = codec::to_text(&plain, seed).unwrap();
        if field.len() > codec::LONGEST_PLAIN {
            prop_assert_eq!(&*codec::from_text(&field).unwrap(), &plain);
        }
        let _ = (codec::from_text(&text), codec::aes_key_from_text(&text), lock_data::decode_seeds(&text, 0));
        let _ = lock_data::decode(&text);
    }
}
