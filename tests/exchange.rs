//! Rule: an exchange ends with the reply to its own request or with an error that says why, whatever the lock sends.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing test may panic"
)]

use async_trait::async_trait;
use relatch::lock::channel::{Channel, ExchangeError, REPLY_WAIT};
use relatch::model::{AesKey, LockVersion, Raw};
use relatch::protocol::LockError;
use relatch::protocol::cipher;
use relatch::protocol::command::card::{CardResult, ManageCard};
use relatch::protocol::command::clock::ReadClock;
use relatch::protocol::command::operate::ReadState;
use relatch::protocol::command::pairing::Reset;
use relatch::protocol::command::passcode::{ListPasscodes, ManagePasscode};
use relatch::protocol::frame::{self, Frame};
use relatch::transport::{Link, LinkError};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const KEY: [u8; 16] = [7; 16];
const LOCK: LockVersion = LockVersion {
    protocol_type: 5,
    protocol_version: 3,
    scene: 2,
    group: 10,
    org: 34,
};

/// A link that says what it was told to say, and remembers what was written.
struct Scripted {
    says: VecDeque<Vec<u8>>,
    written: Arc<Mutex<Vec<Vec<u8>>>>,
}

#[async_trait]
impl Link for Scripted {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        assert!(piece.len() <= 20);
        self.written.lock().unwrap().push(piece.to_vec());
        Ok(())
    }

    async fn receive(&mut self, _: Duration) -> Result<Vec<u8>, LinkError> {
        self.says.pop_front().ok_or(LinkError::TimedOut)
    }

    async fn close(&mut self) {}
}

fn framed(version: LockVersion, encrypt: u8, data: Raw) -> Vec<u8> {
    Frame {
        version,
        command: frame::REPLY,
        encrypt,
        data,
    }
    .encode()
    .unwrap()
}

fn reply(plaintext: &[u8]) -> Vec<u8> {
    framed(LOCK, frame::ENCRYPTED, cipher::encrypt(&AesKey(KEY), plaintext))
}

fn push(plaintext: &[u8]) -> Vec<u8> {
    framed(LOCK, frame::PUSHED, cipher::encrypt(&AesKey(KEY), plaintext))
}

fn with_bad_crc(mut bytes: Vec<u8>) -> Vec<u8> {
    let crc = bytes.len() - 3;
    bytes[crc] ^= 0x55;
    bytes
}

/// A channel on which the lock will say these frames, in pieces, and what was written to it.
fn channel(frames: &[Vec<u8>]) -> (Channel, Arc<Mutex<Vec<Vec<u8>>>>) {
    let says = frames
        .iter()
        .flat_map(|bytes| frame::pieces(bytes).map(<[u8]>::to_vec))
        .collect();
    let written = Arc::default();
    (
        Channel::new(
            Box::new(Scripted {
                says,
                written: Arc::clone(&written),
            }),
            None,
        ),
        written,
    )
}

fn exchange<C: relatch::protocol::Command>(frames: &[Vec<u8>], command: &C) -> Result<C::Reply, ExchangeError> {
    let (mut channel, _) = channel(frames);
    pollster::block_on(channel.exchange(&AesKey(KEY), command, REPLY_WAIT))
}

const CLOCK: &[u8] = b"\x34\x01\x1a\x03\x04\x0f\x25\x39";

#[test]
fn a_reply_is_matched_by_its_echo_and_pushes_go_aside() {
    let frames = [push(b"\x14\x01\x5a\x00\x00"), reply(b"\x43\x01\x64"), reply(CLOCK)];
    let (mut channel, _) = channel(&frames);
    let clock = pollster::block_on(channel.exchange(&AesKey(KEY), &ReadClock, REPLY_WAIT)).unwrap();
    assert_eq!(clock.time.to_string(), "2026-03-04T15:37:57");
    assert_eq!(channel.take_pushes().len(), 1);
    assert_eq!(channel.lock_version(), Some(LOCK));
}

#[test]
fn a_push_is_not_taken_for_the_state_that_was_asked_for() {
    let long = push(b"\x14\x01\x5a\x00\x00\x00\x00\x00\x00\x00\x07\x1a\x03\x04\x0f\x25\x39");
    let short = push(b"\x14\x01\x5a\x00\x00");
    let state = exchange(
        &[long, short, reply(b"\x14\x01\x64\x01\x00")],
        &ReadState { vendor: Raw::default() },
    )
    .unwrap();
    assert_eq!((state.battery, state.state), (0x64, 1));
}

#[test]
fn progress_of_another_operation_of_the_same_command_is_not_the_reply() {
    let frames = [
        reply(b"\x05\x01\x3f\x02\x02"),
        reply(b"\x05\x00\x16\x02"),
        reply(b"\x05\x01\x64\x01\xff\xff"),
    ];
    let page = exchange(&frames, &ManageCard::List { sequence: 0 }).unwrap();
    assert!(matches!(page.result, CardResult::Page { next: 0xffff, .. }));
}

#[test]
fn a_damaged_reply_is_asked_for_once_more_only_where_that_changes_nothing() {
    let read = ListPasscodes { sequence: 0 };
    assert!(
        exchange(
            &[with_bad_crc(reply(b"\x07\x01\x00\x00")), reply(b"\x07\x01\x00\x00")],
            &read
        )
        .is_ok()
    );
    let twice = [
        with_bad_crc(reply(b"\x07\x01\x00\x00")),
        with_bad_crc(reply(b"\x07\x01\x00\x00")),
    ];
    assert!(matches!(exchange(&twice, &read), Err(ExchangeError::Damaged { .. })));

    let (mut channel, written) = channel(&[with_bad_crc(reply(b"\x03\x01\x64\x01")), reply(b"\x03\x01\x64\x01")]);
    let write = pollster::block_on(channel.exchange(&AesKey(KEY), &ManagePasscode::ClearAll, REPLY_WAIT));
    assert!(write.as_ref().is_err_and(ExchangeError::is_uncertain));
    let starts = written
        .lock()
        .unwrap()
        .iter()
        .filter(|piece| piece.starts_with(&[0x7f, 0x5a]))
        .count();
    assert_eq!(starts, 1, "the write went out once");
}

#[test]
fn a_plaintext_reply_is_refused_once_a_key_exists() {
    let plain = framed(LOCK, frame::ENCRYPTED, Raw(CLOCK.to_vec()));
    assert!(matches!(
        exchange(&[plain], &ReadClock),
        Err(ExchangeError::WrongKey { .. })
    ));
    // No data at all is success only for commands whose success says nothing.
    assert!(exchange(&[framed(LOCK, frame::ENCRYPTED, Raw::default())], &Reset).is_ok());
    let empty = exchange(&[framed(LOCK, frame::ENCRYPTED, Raw::default())], &ReadClock);
    assert!(matches!(empty, Err(ExchangeError::Malformed { .. })));
}

#[test]
fn a_refusal_and_received_are_told_apart() {
    let frames = [reply(b"\x34\x00\x24"), reply(CLOCK)];
    assert!(exchange(&frames, &ReadClock).is_ok(), "24 means: keep waiting");
    let refused = exchange(&[reply(b"\x34\x00\x02")], &ReadClock).unwrap_err();
    assert_eq!(refused.refusal(), Some(LockError::NoPermission));
    assert!(!refused.is_uncertain());
    let unknown = exchange(&[reply(b"\x34\x00\x7e")], &ReadClock).unwrap_err();
    assert_eq!(unknown.refusal(), Some(LockError::Other(0x7e)));
}

#[test]
fn the_kind_of_lock_is_pinned_by_its_first_reply() {
    let other = framed(
        LockVersion { scene: 7, ..LOCK },
        frame::ENCRYPTED,
        cipher::encrypt(&AesKey(KEY), CLOCK),
    );
    let (mut channel, _) = channel(&[reply(CLOCK), other]);
    assert!(pollster::block_on(channel.exchange(&AesKey(KEY), &ReadClock, REPLY_WAIT)).is_ok());
    let second = pollster::block_on(channel.exchange(&AesKey(KEY), &ReadClock, REPLY_WAIT));
    assert!(matches!(second, Err(ExchangeError::OtherLock { .. })));
}

#[test]
fn our_frames_carry_the_locks_own_group_once_a_reply_taught_it() {
    let (mut channel, written) = channel(&[reply(CLOCK), reply(CLOCK)]);
    for _ in 0..2 {
        pollster::block_on(channel.exchange(&AesKey(KEY), &ReadClock, REPLY_WAIT)).unwrap();
    }
    let groups: Vec<Vec<u8>> = written
        .lock()
        .unwrap()
        .iter()
        .map(|piece| piece[5..9].to_vec())
        .collect();
    assert_eq!(groups, [[0, 1, 0, 1], [0, 10, 0, 34]]);
}

#[test]
fn silence_garbage_and_endless_talk_end_in_an_error() {
    assert!(matches!(
        exchange(&[], &ReadClock),
        Err(ExchangeError::Link {
            source: LinkError::TimedOut,
            ..
        })
    ));
    let garbage: Vec<Vec<u8>> = (0..1000).map(|_| b"garbage".to_vec()).collect();
    assert!(matches!(
        exchange(&garbage, &ReadClock),
        Err(ExchangeError::Flooded { .. })
    ));
    let talk: Vec<Vec<u8>> = (0..1000).map(|_| push(b"\x14\x01\x5a\x00\x00")).collect();
    assert!(matches!(
        exchange(&talk, &ReadClock),
        Err(ExchangeError::Flooded { .. })
    ));
}

#[test]
fn a_frame_without_its_end_is_taken_once_the_link_is_quiet() {
    let mut bytes = reply(CLOCK);
    bytes.truncate(bytes.len() - 2);
    assert!(exchange(&[bytes], &ReadClock).is_ok());
}
