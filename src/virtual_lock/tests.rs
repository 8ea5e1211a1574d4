//! What the virtual lock does, through its frames: the client here is built from the protocol's codecs alone.

use super::door::RESET_SEQUENCE;
use super::state::Capacity;
use super::*;
use crate::model::settings::Switches;
use crate::model::{
    AesKey, CardNumber, CardRecord, CodeText, Digits, LockMinute, LockSecond, LockVersion, PasscodeKind, Raw, Until,
    Validity,
};
use crate::protocol::command::admin_passcode::{ReadAdminPasscode, SetAdminPasscode};
use crate::protocol::command::card::{CardReply, CardResult, ManageCard};
use crate::protocol::command::clock::{ReadClock, SetClock};
use crate::protocol::command::features::{InfoKind, ReadFeatures, ReadInfo};
use crate::protocol::command::log::{LogEntry, ReadLog};
use crate::protocol::command::operate::{MoveBolt, ReadState, Unlock};
use crate::protocol::command::pairing::{AddAdmin, FinishPairing, MakeAesKey, Reset, VENDOR};
use crate::protocol::command::passcode::{ListPasscodes, ManagePasscode};
use crate::protocol::command::session::{Challenge, CheckAdmin, CheckRandom, Handshake, answer};
use crate::protocol::command::setting::{Access, AutoLockTime, SoundSwitch, SwitchField};
use crate::protocol::command::{Body as _, Command};
use crate::protocol::frame::{Checksum, Frame};
use crate::protocol::reassembler::Reassembler;
use crate::protocol::reply::{Outcome, Reply};
use crate::protocol::{LockError, cipher, crc, frame};
use crate::transport::{LinkError, Listen, Radio, RadioError};
use proptest::prelude::*;

/// 2026-11-24 10:00:00 UTC.
const NOW_MS: i64 = 1_795_514_400_000;
/// The same moment an hour further east.
const NOW: LockSecond = LockSecond([26, 11, 24, 11, 0, 0]);

fn spec(model: Model) -> Spec {
    Spec {
        codes: 40,
        cards: 25,
        fingerprints: 3,
        seed: 7,
        ..Spec::empty(model, NOW)
    }
}

fn new(spec: &Spec) -> VirtualLock {
    VirtualLock::new(spec, Arc::new(VirtualClock::new(NOW_MS)))
}

fn owned(model: Model) -> (VirtualLock, OwnerKey) {
    let mut lock = new(&spec(model));
    let key = lock.pair();
    (lock, key)
}

/// How a command went, for a client.
#[derive(Debug, PartialEq)]
enum Went<T> {
    Done(T),
    /// A frame without data.
    Empty,
    Refused(LockError),
    /// No reply.
    Silence,
    Damaged,
}

impl<T: std::fmt::Debug> Went<T> {
    fn done(self) -> T {
        match self {
            Went::Done(body) => body,
            other => panic!("{other:?}"),
        }
    }
}

fn whole(version: LockVersion, opcode: u8, data: Raw) -> Vec<u8> {
    let frame = Frame {
        version,
        command: opcode,
        encrypt: frame::ENCRYPTED,
        data,
    };
    frame.encode().unwrap()
}

fn send<C: Command>(lock: &mut VirtualLock, key: &AesKey, command: &C) -> Went<C::Reply> {
    let data = cipher::encrypt(key, &command.encode());
    let bytes = whole(LockVersion::CLIENT, C::OPCODE, data);
    let steps = lock.write(&bytes);
    if steps.contains(&Step::Drop) {
        lock.disconnect();
    }
    read_reply::<C>(key, &steps)
}

fn read_reply<C: Command>(key: &AesKey, steps: &[Step]) -> Went<C::Reply> {
    let mut reassembler = Reassembler::default();
    for step in steps {
        if let Step::Notify(piece) = step {
            assert!(piece.len() <= frame::PIECE);
            if reassembler.push(piece).is_err() {
                return Went::Damaged;
            }
        }
    }
    while let Some(frame) = reassembler.pop() {
        let (frame, checksum) = frame.unwrap();
        if checksum != Checksum::Lock {
            return Went::Damaged;
        }
        if frame.data.is_empty() {
            return Went::Empty;
        }
        let plaintext = cipher::decrypt(key, frame.data.as_slice()).unwrap();
        let reply = Reply::decode(&plaintext).unwrap();
        if frame.encrypt == frame::PUSHED {
            continue;
        }
        assert_eq!(reply.echo, C::OPCODE);
        return match reply.outcome {
            Outcome::Success(body) => Went::Done(C::Reply::decode(body.as_slice()).unwrap()),
            Outcome::Failure { error, .. } => Went::Refused(error),
        };
    }
    Went::Silence
}

/// Connects and logs in as the owner.
fn log_in(lock: &mut VirtualLock, key: &OwnerKey) {
    lock.connect().unwrap();
    let check = CheckAdmin {
        admin_secret: key.admin_secret.clone(),
        lock_flag_pos: key.lock_flag_pos,
        uid: key.uid,
    };
    let challenge = send(lock, &key.aes_key, &check).done();
    let sum = answer(&challenge, &key.unlock_key);
    send(lock, &key.aes_key, &CheckRandom { sum }).done();
}

fn permanent(digits: &str) -> ManagePasscode {
    ManagePasscode::Add {
        kind: PasscodeKind::Permanent,
        code: code(digits),
        start: LockMinute::OPEN_START,
        end: None,
    }
}

fn code(digits: &str) -> CodeText {
    CodeText(digits.as_bytes().to_vec())
}

fn card(number: &str) -> CardRecord {
    CardRecord {
        number: CardNumber::from_decimal(number).unwrap(),
        validity: Validity::ALWAYS,
    }
}

fn all_codes(lock: &mut VirtualLock, key: &AesKey) -> (Vec<CodeText>, Vec<u16>) {
    let (mut codes, mut asked, mut sequence) = (Vec::new(), Vec::new(), 0);
    loop {
        asked.push(sequence);
        let page = send(lock, key, &ListPasscodes { sequence }).done();
        codes.extend(page.codes.iter().map(|listed| listed.known().unwrap().current.clone()));
        match page.next {
            None | Some(0 | 0xffff) => return (codes, asked),
            Some(next) => sequence = next,
        }
    }
}

/// 45, 19 and 56 on a fresh connection; the key that 19 made.
fn begin_pairing(lock: &mut VirtualLock, admin: u32) -> AesKey {
    lock.connect().unwrap();
    let default = cipher::default_key();
    assert_eq!(send(lock, &default, &Handshake), Went::Empty);
    let vendor = Raw::from(VENDOR);
    let made = send(lock, &default, &MakeAesKey { vendor: vendor.clone() }).done();
    let request = AddAdmin {
        admin_secret: SecretNumber(admin),
        unlock_key: SecretNumber(2),
        vendor,
    };
    assert_eq!(send(lock, &made.0, &request).done().0.as_slice(), VENDOR);
    made.0
}

#[test]
fn the_same_arguments_make_the_same_lock() {
    for model in Model::ALL {
        let mut one = new(&spec(*model));
        // The moment of making it does not matter, only what the lock's clock says then.
        let later = Spec {
            now: LockSecond([26, 11, 24, 11, 0, 1]),
            ..spec(*model)
        };
        let mut two = VirtualLock::new(&later, Arc::new(VirtualClock::new(NOW_MS + 1_900)));
        assert_eq!(one.pair(), two.pair());
        assert_eq!(one.state().to_json(), two.state().to_json());
        let other = new(&Spec {
            seed: 8,
            ..spec(*model)
        });
        assert_ne!(new(&spec(*model)).state(), other.state());
    }
}

#[test]
fn a_new_lock_holds_a_realistic_mix() {
    let lock = new(&spec(Model::Full));
    let state = lock.state();
    let now = lock.local_minute();
    assert_eq!(lock.local_time(), NOW);
    let records: Vec<_> = state.codes.iter().map(|code| &code.record).collect();
    for kind in PasscodeKind::ALL {
        assert!(records.iter().any(|record| record.kind == kind), "{kind:?}");
    }
    for length in 4..=9 {
        assert!(
            records.iter().any(|record| record.current.0.len() == length),
            "{length}"
        );
    }
    assert!(records.iter().any(|record| record.validity().is_over(now)));
    assert!(records.iter().any(|record| record.validity().is_future(now)));
    assert!(records.iter().any(|record| record.original != record.current));
    assert_eq!(state.codes.iter().filter(|code| code.uses_left == Some(0)).count(), 1);
    for width in [4, 8] {
        let wide = state
            .cards
            .iter()
            .filter(|card| card.record.number.as_bytes().len() == width);
        let decimal = wide.map(|card| CardNumber::from_decimal(&card.record.number.decimal()).unwrap());
        assert!(decimal.inspect(|card| assert_eq!(card.as_bytes().len(), width)).count() > 0);
    }
    assert_eq!(state.fingerprints.len(), 3);
    let keypad = new(&spec(Model::Keypad));
    assert_eq!((keypad.state().codes.len(), keypad.state().cards.len()), (40, 0));
    assert!(!state.has(Feature::ShowPasscode));
}

#[test]
fn a_lock_survives_its_file_and_strange_files_are_refused() {
    let (lock, _) = owned(Model::Full);
    let json = lock.state().to_json();
    assert_eq!(State::from_json(&json).as_ref(), Ok(lock.state()));
    let text = String::from_utf8(json.clone()).unwrap();
    let newer = text.replacen("\"version\": 1,\n  \"lock\"", "\"version\": 2,\n  \"lock\"", 1);
    assert_eq!(State::from_json(newer.as_bytes()), Err(StateError::Newer(2)));
    assert_eq!(State::from_json(b"{}"), Err(StateError::Foreign));
    assert_eq!(
        State::from_json(b"{\"format\":\"x\",\"version\":1}"),
        Err(StateError::Foreign)
    );
    for end in [0, 1, json.len() / 2, json.len() - 3] {
        assert!(matches!(
            State::from_json(&json[..end]),
            Err(StateError::Damaged { .. })
        ));
    }
    let damaged = text.replacen("\"battery\": ", "\"battery\": \"12345678\", \"x\": ", 1);
    let error = State::from_json(damaged.as_bytes()).unwrap_err();
    assert!(!error.to_string().contains("12345678"), "s9: {error}");
}

#[test]
fn s9_debug_of_a_lock_shows_no_code_and_no_key() {
    let (mut lock, key) = owned(Model::Full);
    lock.connect().unwrap();
    let shown = format!("{lock:?}");
    for code in &lock.state().codes {
        let digits = code.record.current.reveal();
        assert!(digits.len() < 6 || !shown.contains(&digits));
    }
    assert!(!shown.contains(key.admin_passcode.unwrap().as_str()));
    assert!(!shown.contains(&key.admin_secret.0.to_string()));
    let cards = &lock.state().cards;
    assert!(cards.iter().all(|card| !shown.contains(&card.record.number.decimal())));
}

#[test]
fn every_command_of_the_owner_without_a_session_is_refused() {
    let (mut lock, key) = owned(Model::Full);
    lock.connect().unwrap();
    let before = lock.state().clone();
    for opcode in [
        0x03, 0x05, 0x06, 0x07, 0x25, 0x31, 0x32, 0x36, 0x37, 0x43, 0x44, 0x4e, 0x52, 0x53, 0x57, 0x59, 0x61, 0x62,
        0x65, 0x66, 0x67, 0x68, 0x70, 0x80,
    ] {
        for plaintext in [&[][..], &[2], &[2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]] {
            let data = cipher::encrypt(&key.aes_key, plaintext);
            let steps = lock.write(&whole(LockVersion::CLIENT, opcode, data));
            let Some(Step::Notify(_)) = steps.first() else {
                panic!("{opcode:02x}")
            };
            let bytes: Vec<u8> = steps.iter().filter_map(notified).flatten().copied().collect();
            let (frame, _) = Frame::decode(&bytes).unwrap();
            let plaintext = cipher::decrypt(&key.aes_key, frame.data.as_slice()).unwrap();
            assert_eq!(plaintext[..3], [opcode, 0, 2]);
        }
    }
    assert_eq!(*lock.state(), before);
    // Most locks tell these to anybody.
    let key = &key.aes_key;
    send(&mut lock, key, &Access::<SoundSwitch>::Read).done();
    send(&mut lock, key, &ReadFeatures).done();
    send(&mut lock, key, &ReadClock).done();
    send(&mut lock, key, &ReadInfo { kind: InfoKind::Model }).done();
    let state = ReadState { vendor: VENDOR.into() };
    assert_eq!(send(&mut lock, key, &state).done().state, 0);
}

fn notified(step: &Step) -> Option<&Vec<u8>> {
    match step {
        Step::Notify(piece) => Some(piece),
        _ => None,
    }
}

#[test]
fn a_login_needs_the_owners_secret_and_the_right_answer_and_ends_with_the_link() {
    let (mut lock, key) = owned(Model::Keypad);
    lock.connect().unwrap();
    let check = |admin_secret| CheckAdmin {
        admin_secret,
        lock_flag_pos: 0,
        uid: 0,
    };
    let wrong = SecretNumber(key.admin_secret.0 ^ 1);
    assert_eq!(
        send(&mut lock, &key.aes_key, &check(wrong)),
        Went::Refused(LockError::AdminCheck)
    );
    let challenge = send(&mut lock, &key.aes_key, &check(key.admin_secret.clone())).done();
    let Challenge(SecretNumber(number)) = challenge;
    let sum = SecretNumber(number);
    assert_eq!(
        send(&mut lock, &key.aes_key, &CheckRandom { sum }),
        Went::Refused(LockError::DynamicCode)
    );
    // The challenge counted once.
    let sum = answer(&challenge, &key.unlock_key);
    assert_eq!(
        send(&mut lock, &key.aes_key, &CheckRandom { sum }),
        Went::Refused(LockError::NoPermission)
    );
    lock.disconnect();
    log_in(&mut lock, &key);
    send(&mut lock, &key.aes_key, &ListPasscodes { sequence: 0 }).done();
    lock.disconnect();
    lock.connect().unwrap();
    assert_eq!(
        send(&mut lock, &key.aes_key, &ListPasscodes { sequence: 0 }),
        Went::Refused(LockError::NoPermission)
    );
}

#[test]
fn a_wrong_key_is_answered_with_silence() {
    let (mut lock, _) = owned(Model::Keypad);
    lock.connect().unwrap();
    assert_eq!(
        send(&mut lock, &AesKey([1; 16]), &ReadState { vendor: VENDOR.into() }),
        Went::Silence
    );
}

#[test]
fn a_paired_lock_answers_a_newcomer_under_its_own_key() {
    let (mut lock, key) = owned(Model::Keypad);
    lock.connect().unwrap();
    let hello = whole(LockVersion::CLIENT, 0x45, Raw::default());
    let battery = lock.state().battery;
    let reply = read_reply::<Handshake>(&key.aes_key, &lock.write(&hello)).done();
    assert_eq!(reply.battery, Some(battery));
    let vendor = Raw::from(VENDOR);
    assert_eq!(
        send(&mut lock, &cipher::default_key(), &MakeAesKey { vendor }),
        Went::Refused(LockError::NotSettingMode)
    );
}

#[test]
fn a_pairing_that_stopped_halfway_starts_again_with_a_new_key() {
    let mut lock = new(&spec(Model::Full));
    assert!(lock.advert().setting_mode);
    let first = begin_pairing(&mut lock, 1);
    // While pairing, the owner's commands need no login.
    send(&mut lock, &first, &SetClock { time: NOW }).done();
    send(&mut lock, &first, &ReadAdminPasscode).done();
    lock.disconnect();
    let second = begin_pairing(&mut lock, 2);
    assert_ne!(first, second);
    send(&mut lock, &second, &FinishPairing).done();
    send(&mut lock, &second, &FinishPairing).done();
    lock.disconnect();
    assert!(!lock.advert().setting_mode);
    assert_eq!(lock.state().owner.as_ref().unwrap().admin_secret, SecretNumber(2));
}

#[test]
fn an_unfinished_pairing_can_be_finished_later_and_is_given_up_in_the_end() {
    let mut lock = new(&spec(Model::Full));
    let aes_key = begin_pairing(&mut lock, 1);
    lock.disconnect();
    let mut key = new(&spec(Model::Full)).pair();
    (key.aes_key, key.admin_secret, key.unlock_key) = (aes_key, SecretNumber(1), SecretNumber(2));
    log_in(&mut lock, &key);
    lock.disconnect();
    lock.clock().advance(PAIRING_PATIENCE / 2);
    lock.tick();
    assert!(!lock.advert().setting_mode);
    lock.clock().advance(PAIRING_PATIENCE);
    lock.tick();
    assert!(lock.advert().setting_mode && lock.state().owner.is_none());
}

#[test]
fn another_makers_app_is_refused() {
    let mut lock = new(&spec(Model::Keypad));
    lock.connect().unwrap();
    let vendor = Raw::from(b"OTHER".as_slice());
    assert_eq!(
        send(&mut lock, &cipher::default_key(), &MakeAesKey { vendor }),
        Went::Refused(LockError::Vendor)
    );
}

#[test]
fn both_checksums_and_both_forms_of_nothing_are_accepted_and_a_bad_checksum_is_told() {
    let (mut lock, key) = owned(Model::Keypad);
    lock.connect().unwrap();
    for data in [Raw::default(), Raw(cipher::cbc(key.aes_key.0, &[]))] {
        let mut bytes = whole(LockVersion::CLIENT, 0x01, data);
        let at = bytes.len() - 3;
        read_reply::<ReadFeatures>(&key.aes_key, &lock.write(&bytes)).done();
        bytes[at] = crc::plain(&bytes[..at]);
        read_reply::<ReadFeatures>(&key.aes_key, &lock.write(&bytes)).done();
        bytes[at] ^= 0x5a;
        let went = read_reply::<ReadFeatures>(&key.aes_key, &lock.write(&bytes));
        assert_eq!(went, Went::Refused(LockError::Crc));
    }
}

#[test]
fn codes_are_added_once_within_length_and_capacity() {
    let (mut lock, key) = owned(Model::Keypad);
    let held = u16::try_from(lock.state().codes.len()).unwrap();
    lock.state_mut().capacity.codes = held + 2;
    log_in(&mut lock, &key);
    let key_of_admin = key.admin_passcode.clone().unwrap();
    let key = &key.aes_key;
    send(&mut lock, key, &permanent("7777001")).done();
    for (request, error) in [
        (permanent("7777001"), LockError::PasscodeExists),
        (permanent(key_of_admin.as_str()), LockError::PasscodeExists),
        (permanent("777"), LockError::PasscodeLength),
        (permanent("7777777777"), LockError::PasscodeLength),
        (permanent("77a7"), LockError::Parameter),
        (
            ManagePasscode::Delete {
                kind: PasscodeKind::Permanent,
                code: code("7777002"),
            },
            LockError::PasscodeMissing,
        ),
        (
            ManagePasscode::Recover {
                kind: PasscodeKind::Cyclic,
                original: code("7777003"),
                current: code("7777003"),
                start: LockMinute::OPEN_START,
                until: Until::Cycle(1),
            },
            LockError::Parameter,
        ),
    ] {
        assert_eq!(send(&mut lock, key, &request), Went::Refused(error), "{request:?}");
    }
    send(&mut lock, key, &permanent("7777004")).done();
    assert_eq!(
        send(&mut lock, key, &permanent("7777005")),
        Went::Refused(LockError::Full)
    );
    let delete = ManagePasscode::Delete {
        kind: PasscodeKind::Permanent,
        code: code("7777004"),
    };
    send(&mut lock, key, &delete).done();
    send(&mut lock, key, &permanent("7777005")).done();
}

#[test]
fn a_changed_code_keeps_its_original_and_the_current_one_addresses_it() {
    let (mut lock, key) = owned(Model::Full);
    log_in(&mut lock, &key);
    let key = &key.aes_key;
    send(&mut lock, key, &permanent("7777001")).done();
    let modify = |old: &str, new: &str| ManagePasscode::Modify {
        kind: PasscodeKind::Permanent,
        old: code(old),
        new: Some(code(new)),
        validity: None,
    };
    send(&mut lock, key, &modify("7777001", "888802")).done();
    let last = lock.state().codes.last().unwrap().record.clone();
    assert_eq!((last.current, last.original), (code("888802"), code("7777001")));
    assert_eq!(
        send(&mut lock, key, &modify("7777001", "888803")),
        Went::Refused(LockError::PasscodeMissing)
    );
    lock.state_mut().quirks.insert(Quirk::ModifyByOriginal);
    send(&mut lock, key, &modify("7777001", "888804")).done();
}

#[test]
fn cards_are_added_updated_and_counted_and_missing_ones_told() {
    let (mut lock, key) = owned(Model::Cards);
    lock.state_mut().capacity.cards = 26;
    log_in(&mut lock, &key);
    let key = &key.aes_key;
    let validity = Validity {
        start: LockMinute([26, 1, 1, 0, 0]),
        end: LockMinute([27, 1, 1, 0, 0]),
    };
    send(&mut lock, key, &ManageCard::Add(card("1234567"))).done();
    send(
        &mut lock,
        key,
        &ManageCard::Add(CardRecord {
            validity,
            ..card("1234567")
        }),
    )
    .done();
    assert_eq!(lock.state().cards.last().unwrap().record.validity, validity);
    let full = send(&mut lock, key, &ManageCard::Add(card("1234568")));
    assert_eq!(full, Went::Refused(LockError::Full));
    let missing = send(&mut lock, key, &ManageCard::Delete(card("1234568").number));
    assert_eq!(missing, Went::Refused(LockError::CardMissing));
    lock.state_mut().quirks.insert(Quirk::CardExistsIsError);
    let exists = send(&mut lock, key, &ManageCard::Add(card("1234567")));
    assert_eq!(exists, Went::Refused(LockError::PasscodeExists));
    // The JavaScript SDK deletes a card of eight bytes without saying which.
    let data = cipher::encrypt(key, &[3]);
    let steps = lock.write(&whole(LockVersion::CLIENT, 0x05, data));
    assert_eq!(
        read_reply::<ManageCard>(key, &steps),
        Went::Refused(LockError::Parameter)
    );
    assert_eq!(lock.state().cards.len(), 26);
}

#[test]
fn a_list_goes_on_where_it_was_after_a_lost_link() {
    let (mut lock, key) = owned(Model::Full);
    log_in(&mut lock, &key);
    let (all, asked) = all_codes(&mut lock, &key.aes_key);
    let held: Vec<_> = lock
        .state()
        .codes
        .iter()
        .map(|code| code.record.current.clone())
        .collect();
    assert_eq!(all, held);
    assert!(asked.len() > 3 && asked.iter().skip(1).all(|sequence| *sequence != 0));
    let mut again = Vec::new();
    for sequence in asked {
        lock.disconnect();
        log_in(&mut lock, &key);
        let page = send(&mut lock, &key.aes_key, &ListPasscodes { sequence }).done();
        again.extend(page.codes.iter().map(|listed| listed.known().unwrap().current.clone()));
    }
    assert_eq!(again, held);
}

#[test]
fn lists_end_in_every_way_that_locks_are_known_to_end_them() {
    let (mut lock, key) = owned(Model::Full);
    log_in(&mut lock, &key);
    for quirk in [Quirk::EmptyPageEnd, Quirk::ZeroNextEnd, Quirk::OneRecordPages] {
        lock.state_mut().quirks = [quirk].into();
        assert_eq!(all_codes(&mut lock, &key.aes_key).0.len(), 40, "{quirk}");
    }
    lock.state_mut().codes.truncate(1);
    lock.state_mut().quirks = [Quirk::EmptyPageEnd].into();
    let page = send(&mut lock, &key.aes_key, &ListPasscodes { sequence: 0 }).done();
    assert_eq!((page.next, page.codes.len()), (Some(0x00b4), 1));
    let end = send(&mut lock, &key.aes_key, &ListPasscodes { sequence: 0x00b4 }).done();
    assert_eq!(end.next, None);
}

#[test]
fn cards_of_eight_bytes_stand_alone_on_their_page() {
    let (mut lock, key) = owned(Model::Full);
    log_in(&mut lock, &key);
    let (mut listed, mut sequence) = (Vec::new(), 0);
    while sequence != 0xffff {
        let request = ManageCard::List { sequence };
        let CardReply { result, .. } = send(&mut lock, &key.aes_key, &request).done();
        let CardResult::Page { next, cards, odd } = result else {
            panic!("{result:?}")
        };
        let wide = cards.iter().any(|card| card.number.as_bytes().len() == 8);
        assert!(odd.is_empty() && (!wide || cards.len() == 1));
        listed.extend(cards);
        sequence = next;
    }
    let held: Vec<_> = lock.state().cards.iter().map(|card| card.record.clone()).collect();
    assert_eq!(listed, held);
}

#[test]
fn a_reset_forgets_everything_and_drops_the_link() {
    for quirk in [None, Some(Quirk::ResetAnswers)] {
        let (mut lock, key) = owned(Model::Full);
        lock.state_mut().quirks.extend(quirk);
        log_in(&mut lock, &key);
        let went = send(&mut lock, &key.aes_key, &Reset);
        assert!(quirk.is_some() == matches!(went, Went::Done(_)), "{went:?}");
        assert!(!lock.is_connected() && lock.advert().setting_mode);
        let state = lock.state();
        assert!(state.owner.is_none() && state.admin_passcode.is_none());
        assert!(state.codes.is_empty() && state.cards.is_empty() && state.fingerprints.is_empty());
        assert!(state.templates.is_empty() && state.passage.is_empty() && state.log.records.is_empty());
        assert_eq!(state.settings.auto_lock, 5);
    }
}

#[test]
fn a_low_battery_keeps_a_lock_from_being_reset() {
    let (mut lock, key) = owned(Model::Full);
    lock.arm("battery-low@0x52".parse().unwrap());
    log_in(&mut lock, &key);
    let went = send(&mut lock, &key.aes_key, &Reset);
    assert_eq!(went, Went::Refused(LockError::LowBattery));
    assert!(lock.state().owner.is_some());
}

#[test]
fn the_reset_button_works_only_while_its_switch_is_on_and_wants_its_sequence() {
    let (mut lock, key) = owned(Model::Cards);
    log_in(&mut lock, &key);
    let write = |values| {
        Access::<SwitchField>::Write(Switches {
            items: Switches::RESET_BUTTON,
            values,
        })
    };
    send(&mut lock, &key.aes_key, &write(0)).done();
    assert_eq!(lock.press_reset(), Pressed::Disabled);
    assert_eq!(lock.type_code(RESET_SEQUENCE), Typed::Wrong);
    send(&mut lock, &key.aes_key, &write(Switches::RESET_BUTTON)).done();
    assert_eq!(lock.press_reset(), Pressed::WaitsForSequence);
    assert_eq!(lock.type_code("1234"), Typed::Wrong);
    assert_eq!(
        lock.type_code(RESET_SEQUENCE),
        Typed::Wrong,
        "another code was typed between"
    );
    lock.press_reset();
    lock.clock().advance(Duration::from_mins(1));
    assert_eq!(lock.type_code(RESET_SEQUENCE), Typed::Wrong, "too late");
    lock.press_reset();
    assert_eq!(lock.type_code(RESET_SEQUENCE), Typed::Reset);
    assert!(lock.advert().setting_mode && lock.state().codes.is_empty());
}

#[test]
fn codes_open_the_bolt_by_their_validity_and_the_log_tells_it() {
    let (mut lock, key) = owned(Model::Full);
    let at = |lock: &VirtualLock, wanted: Typed| {
        let now = lock.local_minute();
        let fits = |code: &&state::Code| match wanted {
            Typed::Expired => code.record.validity().is_over(now),
            Typed::NotYet => code.record.validity().is_future(now),
            Typed::Used => code.uses_left == Some(0),
            _ => code.record.kind == PasscodeKind::Permanent,
        };
        lock.state().codes.iter().find(fits).unwrap().record.current.reveal()
    };
    for wanted in [Typed::Expired, Typed::NotYet, Typed::Used, Typed::Opened] {
        let digits = at(&lock, wanted);
        assert_eq!(lock.type_code(&digits), wanted);
        assert_eq!(lock.state().unlocked, wanted == Typed::Opened);
    }
    let digits = at(&lock, Typed::Opened);
    let record = lock.state().log.records.back().unwrap();
    assert_eq!((record.kind, record.time), (4, NOW));
    assert_eq!(record.tail.as_slice()[1..], *digits.as_bytes());
    assert!(lock.advert().unlocked && lock.advert().new_events && lock.advert().touch);
    // The timer locks without a record.
    let records = lock.state().log.next;
    lock.clock().advance(Duration::from_mins(2));
    lock.tick();
    assert!(!lock.state().unlocked && lock.state().log.next == records && !lock.advert().touch);
    assert_eq!(lock.type_code(key.admin_passcode.unwrap().as_str()), Typed::Opened);
    assert_eq!(lock.type_code("0000000"), Typed::Wrong);
}

#[test]
fn a_one_time_code_opens_once_and_a_generated_code_is_listed_after_its_first_use() {
    let (mut lock, key) = owned(Model::Full);
    log_in(&mut lock, &key);
    let add = ManagePasscode::Add {
        kind: PasscodeKind::Count,
        code: code("7777001"),
        start: LockMinute([26, 11, 24, 0, 0]),
        end: Some(LockMinute([26, 11, 25, 0, 0])),
    };
    send(&mut lock, &key.aes_key, &add).done();
    let mut generated = lock.state().codes[0].record.clone();
    generated.current = code("91919191");
    lock.state_mut().unused_codes.push(generated);
    assert_eq!(lock.type_code("7777001"), Typed::Opened);
    assert_eq!(lock.type_code("7777001"), Typed::Used);
    assert_eq!(all_codes(&mut lock, &key.aes_key).0.len(), 41);
    let delete = ManagePasscode::Delete {
        kind: PasscodeKind::Permanent,
        code: code("91919191"),
    };
    let went = send(&mut lock, &key.aes_key, &delete);
    assert_eq!(went, Went::Refused(LockError::PasscodeMissing), "nobody used it yet");
    assert_eq!(lock.type_code("91919191"), Typed::Opened);
    assert_eq!(all_codes(&mut lock, &key.aes_key).0.len(), 42);
}

#[test]
fn cards_open_by_validity_and_schedule_and_are_learned_in_add_mode() {
    let (mut lock, key) = owned(Model::Full);
    let number = lock.state().cards[0].record.number.clone();
    assert_eq!(lock.present_card(&number), Presented::Opened);
    // The 24th of November 2026 is a Tuesday.
    let day = |day| state::Weekly {
        day,
        start: [8, 0],
        end: [18, 0],
    };
    lock.state_mut().cards[0].schedule = vec![day(1), day(3)];
    assert_eq!(lock.present_card(&number), Presented::Refused);
    lock.state_mut().cards[0].schedule.push(day(2));
    assert_eq!(lock.present_card(&number), Presented::Opened);
    assert_eq!(lock.present_card(&card("99").number), Presented::Unknown);
    log_in(&mut lock, &key);
    send(&mut lock, &key.aes_key, &ManageCard::AddMode).done();
    assert_eq!(lock.present_card(&card("99").number), Presented::Learned);
    let push = lock.take_push().unwrap();
    let (frame, _) = Frame::decode(&push).unwrap();
    assert_eq!(frame.encrypt, frame::PUSHED);
    let plaintext = cipher::decrypt(&key.aes_key, frame.data.as_slice()).unwrap();
    let body = CardReply::decode(&plaintext[2..]).unwrap();
    let learned = CardResult::Added {
        status: 1,
        card: Some(card("99").number),
    };
    assert_eq!(body.result, learned);
}

#[test]
fn an_app_opens_and_locks_with_a_challenge_alone() {
    let (mut lock, key) = owned(Model::Keypad);
    lock.connect().unwrap();
    let check = CheckAdmin {
        admin_secret: key.admin_secret.clone(),
        lock_flag_pos: 0,
        uid: 5,
    };
    let challenge = send(&mut lock, &key.aes_key, &check).done();
    let unlock: Unlock = MoveBolt {
        sum: answer(&challenge, &key.unlock_key),
        record_id: 9,
    };
    let moved = send(&mut lock, &key.aes_key, &unlock).done();
    assert_eq!(moved.record.unwrap().uid, 5);
    assert!(lock.state().unlocked);
    assert_eq!(
        send(&mut lock, &key.aes_key, &unlock),
        Went::Refused(LockError::NoPermission)
    );
}

#[test]
fn the_log_is_read_record_by_record_and_reading_clears_the_flag() {
    let (mut lock, key) = owned(Model::Full);
    assert!(!lock.advert().new_events);
    lock.type_code("0000000");
    assert!(lock.advert().new_events);
    log_in(&mut lock, &key);
    let page = send(&mut lock, &key.aes_key, &ReadLog { sequence: 0xffff }).done();
    let [LogEntry::Record(record)] = page.records.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!((record.kind, record.number), (7, Some(page.next.unwrap() - 1)));
    let sequence = page.next.unwrap();
    assert_eq!(send(&mut lock, &key.aes_key, &ReadLog { sequence }).done().next, None);
    assert!(!lock.advert().new_events);
    let (mut sequence, mut numbers) = (0, Vec::new());
    while let Some(next) = send(&mut lock, &key.aes_key, &ReadLog { sequence }).done().next {
        numbers.push(next - 1);
        sequence = next;
    }
    assert_eq!(numbers, (0..7).collect::<Vec<_>>());
}

#[test]
fn the_frames_of_a_lock_carry_its_own_version_whatever_the_client_sends() {
    let (mut lock, key) = owned(Model::Full);
    lock.connect().unwrap();
    let version = LockVersion {
        protocol_type: 5,
        protocol_version: 3,
        scene: 9,
        group: 77,
        org: 88,
    };
    let steps = lock.write(&whole(version, 0x01, Raw::default()));
    let bytes: Vec<u8> = steps.iter().filter_map(notified).flatten().copied().collect();
    let (frame, _) = Frame::decode(&bytes).unwrap();
    assert_eq!(frame.version, lock.state().version);
    assert_eq!(key.version, Some(frame.version));
}

#[test]
fn settings_are_kept_within_their_limits_and_unknown_ones_refused() {
    let (mut lock, key) = owned(Model::Keypad);
    log_in(&mut lock, &key);
    let read = send(&mut lock, &key.aes_key, &Access::<AutoLockTime>::Read).done();
    let mut value = read.value.unwrap();
    for (seconds, kept) in [(0, 0), (0xffff, 0), (30, 30)] {
        value.seconds = seconds;
        send(&mut lock, &key.aes_key, &Access::<AutoLockTime>::Write(value.clone())).done();
        assert_eq!(lock.state().settings.auto_lock, kept);
    }
    value.seconds = 901;
    let went = send(&mut lock, &key.aes_key, &Access::<AutoLockTime>::Write(value));
    assert_eq!(went, Went::Refused(LockError::Parameter));
    let lamp = send(
        &mut lock,
        &key.aes_key,
        &Access::<crate::protocol::command::setting::Lamp>::Read,
    );
    assert_eq!(lamp, Went::Refused(LockError::UnknownCommand));
}

#[test]
fn the_admin_passcode_is_no_code_of_the_list() {
    let (mut lock, key) = owned(Model::Keypad);
    log_in(&mut lock, &key);
    let listed = lock.state().codes[2].record.current.digits().unwrap();
    let set = |passcode| SetAdminPasscode { passcode };
    let went = send(&mut lock, &key.aes_key, &set(listed));
    assert_eq!(went, Went::Refused(LockError::PasscodeExists));
    let fresh = Digits::new("7654321").unwrap();
    send(&mut lock, &key.aes_key, &set(fresh.clone())).done();
    let read = send(&mut lock, &key.aes_key, &ReadAdminPasscode).done();
    assert_eq!(read.passcode.digits(), Some(fresh));
}

#[test]
fn an_idle_link_is_dropped_and_a_busy_one_kept() {
    let (mut lock, key) = owned(Model::Keypad);
    lock.connect().unwrap();
    for _ in 0..10 {
        lock.clock().advance(IDLE / 2);
        send(&mut lock, &key.aes_key, &ReadFeatures).done();
    }
    lock.clock().advance(IDLE);
    lock.tick();
    assert!(!lock.is_connected());
}

#[test]
fn a_lock_that_sleeps_is_heard_after_a_touch_and_for_a_while() {
    let mut lock = new(&Spec {
        sleeps: true,
        ..spec(Model::Keypad)
    });
    assert!(lock.sighting().is_none());
    lock.touch();
    assert!(lock.sighting().unwrap().advert.touch);
    lock.clock().advance(AWAKE);
    assert!(lock.sighting().is_none());
}

#[test]
fn every_fault_does_what_its_text_says() {
    let default = || {
        let (mut lock, key) = owned(Model::Full);
        log_in(&mut lock, &key);
        (lock, key.aes_key)
    };
    for fault in Fault::ALL {
        let (mut lock, key) = default();
        lock.arm(format!("{fault}@0x03").parse().unwrap());
        let held = lock.state().codes.len();
        let went = send(&mut lock, &key, &permanent("7777001"));
        let added = lock.state().codes.len() == held + 1;
        let (reply, done, linked) = match fault {
            Fault::DropBefore | Fault::Asleep | Fault::Held | Fault::ResetByHand => (Some(Went::Silence), false, false),
            Fault::DropAfter => (Some(Went::Silence), true, false),
            Fault::DropAfterReply => (None, true, false),
            Fault::LoseRequest | Fault::Silent => (Some(Went::Silence), false, true),
            Fault::LoseReply => (Some(Went::Silence), true, true),
            Fault::CorruptReply | Fault::CorruptAlways | Fault::Garbage => (Some(Went::Damaged), true, true),
            Fault::Full => (Some(Went::Refused(LockError::Full)), false, true),
            Fault::Refuse => (Some(Went::Refused(LockError::Undefined)), false, true),
            Fault::ClaimSuccess => (None, false, true),
            _ => (None, true, true),
        };
        assert_eq!((added, lock.is_connected()), (done, linked), "{fault}");
        match reply {
            Some(expected) => assert_eq!(went, expected, "{fault}"),
            None => assert!(matches!(went, Went::Done(_)) || *fault == Fault::PhoneDies, "{fault}"),
        }
        assert_eq!(lock.state().faults.is_empty(), !fault.lasts(), "{fault}");
    }
}

#[test]
fn a_lock_that_is_no_more_in_reach_says_so_by_the_radio() {
    let (lock, _) = owned(Model::Full);
    let address = lock.state().address;
    let clock = lock.clock().clone();
    let shared = SharedLock::new(lock);
    let mut radio = VirtualRadio::of(&shared);
    pollster::block_on(async {
        let wait = Duration::from_secs(10);
        let mut link = radio.connect(address, wait).await.unwrap();
        assert!(matches!(
            radio.connect(address, wait).await,
            Err(RadioError::Refused(_))
        ));
        assert_eq!(clock.elapsed(), Duration::ZERO);
        assert!(matches!(
            link.receive(Duration::from_secs(2)).await,
            Err(LinkError::TimedOut)
        ));
        assert_eq!(clock.elapsed(), Duration::from_secs(2));
        assert!(matches!(link.receive(wait * 2).await, Err(LinkError::Lost)));
        assert_eq!(clock.elapsed(), IDLE);
        assert!(matches!(link.write(&[0x7f]).await, Err(LinkError::Lost)));
        drop(link);
        assert!(!shared.lock().is_connected());
        shared.lock().state_mut().asleep = true;
        assert!(matches!(
            radio.connect(address, wait).await,
            Err(RadioError::NotInReach(_))
        ));
        let mut heard = 0;
        let mut count = |_| {
            heard += 1;
            Listen::More
        };
        radio.scan(Duration::from_secs(3), &mut count).await.unwrap();
        assert_eq!(heard, 0);
        shared.lock().touch();
        let mut enough = |sighting: Sighting| {
            assert_eq!(sighting.advert.mac, address);
            Listen::Enough
        };
        radio.scan(Duration::from_secs(3), &mut enough).await.unwrap();
    });
}

#[test]
fn hooks_see_a_change_before_the_reply_leaves_and_a_phone_can_die_there() {
    let (mut lock, key) = owned(Model::Keypad);
    lock.take_changed();
    let address = lock.state().address;
    let shared = SharedLock::new(lock);
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (events, changes) = (seen.clone(), seen.clone());
    let hooks = Hooks {
        on_event: Some(Arc::new(move |event| events.lock().unwrap().push(format!("{event:?}")))),
        on_change: Some(Arc::new(move |_| changes.lock().unwrap().push("change".to_owned()))),
        on_death: None,
    };
    let clock = shared.lock().clock().clone();
    let mut radio = VirtualRadio::new(vec![shared.clone()], clock.clone(), Timing::BLUETOOTH, hooks);
    let counters = radio.counters();
    let check = CheckAdmin {
        admin_secret: key.admin_secret.clone(),
        lock_flag_pos: 0,
        uid: 0,
    };
    let bytes = whole(
        LockVersion::CLIENT,
        0x41,
        cipher::encrypt(&key.aes_key, &check.encode()),
    );
    pollster::block_on(async {
        let mut link = radio.connect(address, Duration::from_secs(10)).await.unwrap();
        for piece in frame::pieces(&bytes) {
            link.write(piece).await.unwrap();
        }
        while counters.counts().pieces_in < 2 {
            link.receive(Duration::from_secs(6)).await.unwrap();
        }
        assert_eq!(
            *seen.lock().unwrap(),
            [
                "Connected",
                "Request { n: 1, opcode: 65 }",
                "change",
                "Handled { n: 1 }",
                "Reply { n: 1 }"
            ]
        );
        let counts = counters.counts();
        assert_eq!((counts.connections, counts.requests, counts.intervals), (1, 1, 2));
        assert_eq!(clock.elapsed(), Duration::from_millis(560));
        shared.lock().arm("phone-dies@1".parse().unwrap());
        let died = std::panic::AssertUnwindSafe(async {
            for piece in frame::pieces(&bytes) {
                link.write(piece).await.unwrap();
            }
        });
        let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pollster::block_on(died.0)));
        assert!(died.unwrap_err().is::<Killed>());
    });
    assert!(!shared.lock().is_connected());
}

#[test]
fn show_tells_what_scripts_rely_on() {
    let (lock, _) = owned(Model::Full);
    let shown = lock.show();
    for field in [
        "address",
        "model",
        "paired",
        "clock",
        "codes",
        "cards",
        "fingerprints",
        "settings",
    ] {
        assert!(shown.get(field).is_some(), "{field}");
    }
    assert_eq!(
        (&shown["paired"], &shown["clock"]),
        (&true.into(), &"2026-11-24T11:00".into())
    );
    assert_eq!(shown["model"], "full");
    let codes = shown["codes"].as_array().unwrap();
    for kind in ["permanent", "timed", "one-time", "cyclic"] {
        assert!(codes.iter().any(|code| code["kind"] == kind), "{kind}");
    }
    assert!(codes[0].get("start").is_none() && codes[1].get("start").is_some());
    assert!(codes[0].get("end").is_none() && codes[1].get("end").is_some());
}

#[test]
fn thousands_of_items_fit_a_lock_with_room() {
    let capacity = Some(Capacity {
        codes: 20_000,
        cards: 20_000,
        fingerprints: 0,
    });
    let mut lock = new(&Spec {
        codes: 10_000,
        cards: 10_000,
        capacity,
        ..spec(Model::Full)
    });
    let key = lock.pair();
    log_in(&mut lock, &key);
    assert_eq!(all_codes(&mut lock, &key.aes_key).0.len(), 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_requests_never_panic(requests in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..100)), 1..40)) {
        let (mut lock, key) = owned(Model::Full);
        log_in(&mut lock, &key);
        for (opcode, plaintext) in requests {
            let data = cipher::encrypt(&key.aes_key, &plaintext);
            let steps = lock.write(&whole(LockVersion::CLIENT, opcode, data));
            prop_assert!(steps.len() < 20);
            if !lock.is_connected() {
                let _ = lock.connect();
            }
        }
    }

    #[test]
    fn random_bytes_never_panic(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 1..20)) {
        let (mut lock, _) = owned(Model::Full);
        lock.connect().unwrap();
        for piece in pieces {
            lock.write(&piece);
            lock.receive_quiet();
        }
    }
}
