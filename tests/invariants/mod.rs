//! What holds for any bytes, decoder by decoder: shared by the property tests and by `fuzz/`. Each function panics where a rule
//! is broken: a decoder must give a value or an error, a value must hold no more than it was given, and its bytes must read back
//! as the value.
#![allow(unreachable_pub, reason = "the fuzz targets see it as a library")]

use relatch::account::accessory::{self, Face, Gateway, Keypad, PalmVein, QrCode, Remote};
use relatch::account::card::{CloudCard, CloudFingerprint};
use relatch::account::error::CallError;
use relatch::account::lock::{KeyEntry, LockDetail, LockEntry, Registered};
use relatch::account::page::{Item, Page};
use relatch::account::passcode::CloudPasscode;
use relatch::account::people::OtherKey;
use relatch::account::record::CloudRecord;
use relatch::account::reply::{Object, RawReply};
use relatch::account::setting::{PassageMode, WorkingMode};
use relatch::account::token::{PasswordKey, Token};
use relatch::account::transfer::ImportData;
use relatch::backup::format::{self, Trust};
use relatch::backup::seal;
use relatch::model::{Address, AesKey, LockSecond, LockVersion, OwnerKey, hex};
use relatch::protocol::advert::{self, Advert};
use relatch::protocol::command::{
    AnyRequest, Body, Command, admin_passcode, card, clock, command_name, cyclic, features, fingerprint, log, operate,
    pairing, passage, passcode, reply_meaning, seeds, session, setting,
};
use relatch::protocol::credentials::{self, Owner, sdk};
use relatch::protocol::frame::{self, Checksum, Frame};
use relatch::protocol::reassembler::Reassembler;
use relatch::protocol::reply::{Outcome, Reply};
use relatch::protocol::{cipher, crc};
use relatch::store::journal::{self, Tail};
use relatch::store::{Journal, MemoryFiles, write_new_atomic};
use relatch::virtual_lock::{Model, Spec, State, Step, VirtualClock, VirtualLock};
use serde_json::Value;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

// The link ----------------------------------------------------------------------------------------------------------

/// The bytes as one frame.
pub fn every_frame_is_total(bytes: &[u8]) {
    let _ = (
        frame::total_length(bytes),
        frame::lacks_only_its_end(bytes),
        crc::plain(bytes),
    );
    if let Ok((frame, checksum)) = Frame::decode(bytes) {
        assert!(frame.data.as_slice().len() < bytes.len());
        let encoded = frame.encode().unwrap();
        if checksum == Checksum::Lock {
            assert!(encoded.starts_with(bytes) && encoded.len() <= bytes.len() + 2);
        }
        if let Ok(plain) = cipher::decrypt(&cipher::default_key(), frame.data.as_slice()) {
            assert!(plain.is_empty() || plain.len() < frame.data.as_slice().len());
        }
    }
}

/// The bytes in pieces of the given lengths over and over, and after them a good frame.
pub fn every_reassembly_is_total(bytes: &[u8], lengths: &[usize], quiet: bool) {
    let mut reassembler = Reassembler::default();
    for piece in cut(bytes, lengths) {
        let _ = reassembler.push(piece);
        let mut frames = 0;
        while reassembler.pop().is_some() {
            frames += 1;
            assert!(frames <= bytes.len());
        }
        if quiet {
            let _ = reassembler.pop_quiet();
        }
    }
    reassembler.clear();
    let good = Frame {
        version: LockVersion::CLIENT,
        command: frame::REPLY,
        encrypt: frame::ENCRYPTED,
        data: vec![0x0d, 0x0a, 0x7f, 0x5a].into(),
    };
    reassembler.push(&good.encode().unwrap()).unwrap();
    assert_eq!(reassembler.pop().unwrap().unwrap(), (good, Checksum::Lock));
}

/// `bytes` in pieces of the given lengths over and over; a length of 0 counts as 1.
pub fn cut<'a>(mut bytes: &'a [u8], lengths: &[usize]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    for length in lengths.iter().cycle() {
        if bytes.is_empty() {
            break;
        }
        let (piece, rest) = bytes.split_at((*length).clamp(1, bytes.len()));
        pieces.push(piece);
        bytes = rest;
    }
    pieces
}

/// The bytes as manufacturer data.
pub fn every_advertisement_is_total(bytes: &[u8]) {
    if let Ok(Advert::Lock(lock)) = Advert::decode(bytes) {
        let _ = (lock.lock_type(), lock.support(), lock.park_status());
        assert!(bytes.ends_with(&lock.mac.reversed()));
    }
    if let Some((company, rest)) = advert::split(bytes) {
        assert_eq!(advert::join(company, rest), bytes);
    }
}

// Commands ----------------------------------------------------------------------------------------------------------

/// How much a value may add in its own words: fields that the bytes left out and an encoder writes.
const ADDED: usize = 16;

fn assert_meaning_is_bounded(meaning: &Value, given: usize) {
    let length = meaning.to_string().len();
    assert!(length <= 1024 + 128 * given, "{length} of {given}");
}

/// A body of any bytes; `is_lossless` says that every byte of a body that was understood must come out again.
fn body_is_total<C: Command>(bytes: &[u8], is_lossless: bool)
where
    C::Reply: PartialEq,
{
    let _ = C::Reply::operation_of(bytes);
    let Ok(body) = C::Reply::decode(bytes) else { return };
    let encoded = body.encode();
    assert!(encoded.len() <= bytes.len() + ADDED);
    assert_eq!(C::Reply::decode(&encoded).as_ref(), Ok(&body), "{:02x}", C::OPCODE);
    assert!(
        !is_lossless || encoded == bytes,
        "{:02x}: {} became {}",
        C::OPCODE,
        hex::to_text(bytes),
        hex::to_text(&encoded)
    );
    assert_meaning_is_bounded(&body.meaning(), bytes.len());
    let _ = (body.battery(), format!("{body:?}"));
}

/// Every command's reply, and the push.
pub fn every_body_is_total(bytes: &[u8]) {
    macro_rules! bodies {
        ($($command:ty: $is_lossless:literal;)*) => { $(body_is_total::<$command>(bytes, $is_lossless);)* };
    }
    bodies! {
        session::Handshake: true;
        session::CheckAdmin: false; // bytes behind a challenge say nothing
        session::CheckUser: false;
        session::CheckRandom: true;
        pairing::MakeAesKey: false; // bytes behind a key say nothing
        pairing::AddAdmin: true;
        pairing::FinishPairing: true;
        pairing::Reset: true;
        pairing::SetName: true;
        seeds::WriteSeeds: true;
        seeds::ReadSeed: false;
        admin_passcode::SetAdminPasscode: true;
        admin_passcode::ReadAdminPasscode: true;
        admin_passcode::SetDeletePasscode: true;
        clock::SetClock: true;
        clock::ReadClock: false;
        features::ReadFeatures: true;
        features::ReadInfo: true;
        operate::Unlock: true;
        operate::Lock: true;
        operate::DeadLock: true;
        operate::LockV2: true;
        operate::ReadState: true;
        passcode::ListPasscodes: false; // bytes beyond the total say nothing
        passcode::ManagePasscode: true;
        card::ManageCard: false; // the filling of a short card says nothing
        cyclic::ManageSchedule: true;
        fingerprint::ManageFingerprint: false; // as above, beyond a number
        setting::Access<setting::AutoLockTime>: false; // a range that was not told is written as none
        setting::Access<setting::SoundSwitch>: true;
        setting::Access<setting::RemoteUnlock>: true;
        setting::Access<setting::ShowPasscode>: true;
        setting::Access<setting::Lamp>: true;
        setting::Access<setting::Freeze>: true;
        setting::Access<setting::Sensitivity>: true;
        setting::Access<setting::SwitchField>: true;
        passage::ManagePassage: true;
        log::ReadLog: false; // bytes beyond the total say nothing
    }
    if let Ok(push) = operate::Push::decode(bytes) {
        assert_eq!(push.encode(), bytes);
        assert_meaning_is_bounded(&push.meaning(), bytes.len());
    }
}

/// The bytes as the plaintext of every command.
pub fn every_request_is_total(plaintext: &[u8]) {
    for opcode in 0..=u8::MAX {
        request_is_total(opcode, plaintext);
    }
}

/// The bytes as the plaintext of one command.
pub fn request_is_total(opcode: u8, plaintext: &[u8]) {
    let Ok(request) = AnyRequest::decode(opcode, plaintext) else {
        return;
    };
    assert_eq!(request.opcode(), opcode);
    let encoded = request.encode();
    assert!(encoded.len() <= plaintext.len() + ADDED, "{opcode:02x}");
    // What a lock reads from our writing is what we meant; tails that say nothing are gone after the first round.
    let again = AnyRequest::decode(opcode, &encoded).unwrap();
    assert_eq!(again.encode(), encoded, "{opcode:02x}");
    let meaning = AnyRequest::decode(opcode, &again.encode()).unwrap().meaning();
    assert_eq!(again.meaning(), meaning, "{opcode:02x}");
    assert_meaning_is_bounded(&request.meaning(), plaintext.len());
    let _ = format!("{request:?} {}", command_name(opcode));
}

/// The bytes as a lock's plaintext.
pub fn every_reply_is_total(plaintext: &[u8]) {
    let Ok(reply) = Reply::decode(plaintext) else { return };
    match &reply.outcome {
        // A failure without a code is read as one without a reason.
        Outcome::Failure { .. } if plaintext.len() < 3 => assert_eq!(reply.encode(), [plaintext, &[0]].concat()),
        Outcome::Success(_) | Outcome::Failure { .. } => assert_eq!(reply.encode(), plaintext),
    }
    for pushed in [false, true] {
        if let Ok(meaning) = reply_meaning(&reply, pushed) {
            assert_meaning_is_bounded(&meaning, plaintext.len());
        }
    }
}

// The account -------------------------------------------------------------------------------------------------------

/// The body of an answer of the account's server, under each status that means something, as the answer to every call.
pub fn every_account_reply_is_total(body: &[u8]) {
    for status in [200, 404, 429, 502] {
        let reply = RawReply {
            status,
            body: body.to_vec(),
            date: String::from_utf8(body.to_vec()).ok(),
            retry_after: String::from_utf8(body.to_vec()).ok(),
        };
        let _ = reply.server_time_ms();
        match reply.object() {
            Err(error) => is_short(&error),
            Ok(object) => {
                assert_eq!(status, 200, "an error of HTTP was taken for an answer");
                every_meaning_is_total(&object, body.len());
            }
        }
    }
}

fn every_meaning_is_total(object: &Object, length: usize) {
    page_is_total::<KeyEntry>(object, length);
    page_is_total::<LockEntry>(object, length);
    page_is_total::<CloudPasscode>(object, length);
    page_is_total::<CloudCard>(object, length);
    page_is_total::<CloudFingerprint>(object, length);
    page_is_total::<CloudRecord>(object, length);
    page_is_total::<OtherKey>(object, length);
    page_is_total::<Face>(object, length);
    page_is_total::<PalmVein>(object, length);
    page_is_total::<Remote>(object, length);
    page_is_total::<Keypad>(object, length);
    page_is_total::<Gateway>(object, length);
    page_is_total::<QrCode>(object, length);
    let errors = [
        LockDetail::decode(object).err(),
        Registered::decode(object).err(),
        Token::decode(object, 0).err(),
        PasswordKey::decode(object).err(),
        PassageMode::decode(object).err(),
        WorkingMode::decode(object).err(),
        ImportData::decode(object).err(),
        accessory::decode_door_sensor(object).err(),
    ];
    errors.iter().flatten().for_each(is_short);
    if let Ok(entry) = KeyEntry::decode(object)
        && let Ok(owner) = entry.owner_key()
    {
        assert_eq!(
            owner.key.address, entry.lock.address,
            "the key of another lock was taken"
        );
    }
}

/// No more items than the body can hold, and each with what it was made from.
fn page_is_total<T: Item>(object: &Object, length: usize) {
    match Page::<T>::decode(object) {
        Err(error) => is_short(&error),
        Ok(page) => {
            assert!(page.items.len() + page.odd.len() <= length);
            for item in &page.items {
                assert!(item.raw.reveal().is_object());
            }
        }
    }
}

/// An error is words of ours, however much came.
fn is_short(error: &CallError) {
    assert!(format!("{error} {error:?}").len() <= 1_000, "{error}");
}

// Files -------------------------------------------------------------------------------------------------------------

/// A key file of any form.
pub fn every_key_file_is_total(file: &[u8]) {
    let Ok(found) = credentials::parse(file) else { return };
    assert!(!found.keys.is_empty() && found.keys.len() <= file.len());
    let shown = format!("{found:?} {}", credentials::redacted(&found));
    assert!(shown.len() <= 16 * 1024 + 64 * file.len());
    for key in found.keys.clone() {
        if let Ok(owner) = credentials::select(found.clone(), key.address()) {
            let again = key_of(sdk::write(&owner.key, &owner.device).as_bytes(), owner.key.address);
            assert_eq!(again.key.admin_secret, owner.key.admin_secret);
            assert_eq!(again.key.aes_key, owner.key.aes_key);
            if let Ok(text) = sdk::rewrite(file, &owner.key, &owner.device) {
                assert_eq!(key_of(text.as_bytes(), owner.key.address).key, again.key);
            }
        }
    }
}

fn key_of(file: &[u8], address: Address) -> Owner {
    credentials::select(credentials::parse(file).unwrap(), Some(address)).unwrap()
}

/// A journal's file: what is not damaged opens, and opens the same way again.
pub fn every_journal_is_total(file: &[u8]) {
    let (files, path) = (Arc::new(MemoryFiles::default()), Path::new("/journal"));
    write_new_atomic(&*files, path, file).unwrap();
    let examined = journal::examine(&*files, path).unwrap();
    let kept: usize = examined.records.iter().map(Vec::len).sum();
    assert!(kept <= file.len() && examined.length <= file.len() as u64);
    match Journal::open(files.clone(), path) {
        Ok((mut journal, records)) => {
            assert!(!matches!(examined.tail, Tail::Damaged { .. }));
            assert_eq!(records, examined.records);
            journal.append(b"one more").unwrap();
            drop(journal);
            let (_, again) = Journal::open(files, path).unwrap();
            assert_eq!(again.split_last().unwrap(), (&b"one more".to_vec(), records.as_slice()));
        }
        Err(_) => assert!(matches!(examined.tail, Tail::Damaged { .. })),
    }
}

static STRANGER: LazyLock<seal::Identity> = LazyLock::new(seal::Identity::generate);

/// The texts and files around a sealed snapshot.
pub fn every_sealed_file_is_total(file: &[u8]) {
    if let Ok(text) = std::str::from_utf8(file) {
        let _ = seal::parse_identity_file(text);
        if let Ok(recipients) = seal::parse_recipients_file(text) {
            assert!(!recipients.is_empty() && recipients.len() <= file.len());
        }
    }
    // Nothing was ever sealed for this identity, so nothing may open.
    assert!(seal::open(file, std::slice::from_ref(&*STRANGER)).is_err());
}

/// The plaintext of a snapshot: what reads, writes and reads again as the same snapshot.
pub fn every_snapshot_is_total(plain: &[u8]) {
    let Ok((snapshot, trust)) = format::decode(plain, |_, code| *code == [7; 32]) else {
        return;
    };
    let shown = format!("{snapshot:?}");
    assert!(shown.len() <= 16 * 1024 + 64 * plain.len());
    let code = (trust == Trust::MadeHere).then_some(|_: &[u8]| [7; 32]);
    // A first line can be at its limit without the program's name and beyond it with the name.
    if let Ok(written) = format::encode(&snapshot, code) {
        assert_eq!(
            format::decode(&written, |_, code| *code == [7; 32]),
            Ok((snapshot, trust))
        );
    }
}

// The virtual lock --------------------------------------------------------------------------------------------------

/// The file of a virtual lock: what reads is written as the same lock, and can be lived with for a day.
pub fn every_virtual_lock_is_total(file: &[u8]) {
    let clock = Arc::new(VirtualClock::new(1_772_638_677_000));
    let Ok(mut lock) = VirtualLock::from_json(file, clock.clone()) else {
        return;
    };
    assert_eq!(State::from_json(&lock.state().to_json()).as_ref(), Ok(lock.state()));
    for _ in 0..3 {
        let _ = (lock.advert().encode(), lock.sighting(), lock.idle_left());
        if lock.connect().is_ok() {
            let key = lock.state().owner.as_ref().map(|owner| owner.aes_key.clone());
            let key = key.unwrap_or_else(cipher::default_key);
            assert_answers_are_bounded(&mut lock, &request_of(&key, 0x45, &[]));
        }
        lock.disconnect();
        clock.advance(Duration::from_hours(8));
        lock.tick();
    }
}

/// More in one visit cost time and show nothing new.
const MOST_REQUESTS: usize = 128;

/// The bytes as what a client sends to a lock that it owns: requests, each a command, a length and a plaintext.
pub fn every_visit_is_total(mut bytes: &[u8]) {
    let (mut lock, key) = owned_lock();
    lock.connect().unwrap();
    if bytes.first().is_some_and(|first| first & 1 == 1) {
        log_in(&mut lock, &key);
    }
    for _ in 0..MOST_REQUESTS {
        let [opcode, length, rest @ ..] = bytes else { break };
        let (plaintext, rest) = rest.split_at(usize::from(*length).min(frame::MAX_PLAINTEXT).min(rest.len()));
        assert_answers_are_bounded(&mut lock, &request_of(&key.aes_key, *opcode, plaintext));
        bytes = rest;
    }
    assert_eq!(State::from_json(&lock.state().to_json()).as_ref(), Ok(lock.state()));
}

/// A small lock of the full model, and its owner's key.
fn owned_lock() -> (VirtualLock, OwnerKey) {
    static OWNED: LazyLock<(State, OwnerKey)> = LazyLock::new(|| {
        let now = LockSecond([26, 3, 4, 15, 37, 57]);
        let spec = Spec {
            codes: 6,
            cards: 4,
            fingerprints: 2,
            ..Spec::empty(Model::Full, now)
        };
        let mut lock = VirtualLock::new(&spec, Arc::new(VirtualClock::new(0)));
        let key = lock.pair();
        (lock.state().clone(), key)
    });
    let (state, key) = OWNED.clone();
    (VirtualLock::from_state(state, Arc::new(VirtualClock::new(0))), key)
}

fn log_in(lock: &mut VirtualLock, key: &OwnerKey) {
    let check = session::CheckAdmin {
        admin_secret: key.admin_secret.clone(),
        lock_flag_pos: key.lock_flag_pos,
        uid: key.uid,
    };
    let sent = lock.write(&request_of(&key.aes_key, session::CheckAdmin::OPCODE, &check.encode()));
    let mut reassembler = Reassembler::default();
    for step in sent {
        if let Step::Notify(piece) = step {
            reassembler.push(&piece).unwrap();
        }
    }
    let (reply, _) = reassembler.pop().unwrap().unwrap();
    let reply = Reply::decode(&cipher::decrypt(&key.aes_key, reply.data.as_slice()).unwrap()).unwrap();
    let Outcome::Success(body) = reply.outcome else {
        panic!("the owner is refused")
    };
    let challenge = session::Challenge::decode(body.as_slice()).unwrap();
    let sum = session::answer(&challenge, &key.unlock_key);
    let answer = session::CheckRandom { sum };
    lock.write(&request_of(
        &key.aes_key,
        session::CheckRandom::OPCODE,
        &answer.encode(),
    ));
}

fn request_of(key: &AesKey, command: u8, plaintext: &[u8]) -> Vec<u8> {
    let (version, encrypt) = (LockVersion::CLIENT, frame::ENCRYPTED);
    let data = cipher::encrypt(key, plaintext);
    Frame {
        version,
        command,
        encrypt,
        data,
    }
    .encode()
    .unwrap()
}

/// A lock answers with a frame or two, in pieces that fit the link.
fn assert_answers_are_bounded(lock: &mut VirtualLock, request: &[u8]) {
    let mut sent = 0;
    for step in lock.write(request) {
        if let Step::Notify(piece) = step {
            assert!(piece.len() <= frame::PIECE);
            sent += piece.len();
        }
    }
    while let Some(push) = lock.take_push() {
        sent += push.len();
    }
    assert!(sent <= 1024, "{sent} bytes for one request");
}
