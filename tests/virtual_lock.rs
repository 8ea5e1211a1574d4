//! The lock session against the virtual lock: what one writes the other holds, whatever quirk is on, and no failure by
//! script leads to a panic or to a conversation without end.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use relatch::lock::pair::{KeepKey, NewOwner, PairError, Zone, pair};
use relatch::lock::progress::Silent;
use relatch::lock::read::ReadOptions;
use relatch::lock::{Contact, ContactError};
use relatch::model::{CardRecord, Contents, DeviceInfo, LockSecond, OwnerKey, PasscodeRecord};
use relatch::random::SeededRandom;
use relatch::transport::Radio;
use relatch::virtual_lock::{
    Fault, Hooks, Killed, Model, Quirk, SharedLock, Spec, State, Timing, VirtualClock, VirtualLock, VirtualRadio,
};
use std::sync::{Arc, Mutex};

/// 2026-11-24 10:00:00 UTC, which is what the locks here show, too.
const NOW_MS: i64 = 1_795_514_400_000;
const NOW: LockSecond = LockSecond([26, 11, 24, 10, 0, 0]);

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Option<OwnerKey>>>);

impl KeepKey for Kept {
    fn keep(&mut self, key: &OwnerKey, _: &DeviceInfo) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        *self.0.lock().unwrap() = Some(key.clone());
        Ok(())
    }
}

fn new_lock(model: Model) -> VirtualLock {
    let spec = Spec {
        codes: 12,
        cards: 11,
        fingerprints: 8,
        ..Spec::empty(model, NOW)
    };
    VirtualLock::new(&spec, Arc::new(VirtualClock::new(NOW_MS)))
}

fn timed(lock: &SharedLock) -> VirtualRadio {
    let clock = lock.lock().clock().clone();
    VirtualRadio::new(vec![lock.clone()], clock, Timing::BLUETOOTH, Hooks::default())
}

async fn pair_with(radio: &mut dyn Radio, lock: &SharedLock) -> OwnerKey {
    let address = lock.lock().state().address;
    let owner = NewOwner::make(&mut SeededRandom::new(3), 2026).unwrap();
    let zone = Zone {
        lock_time: &|| NOW,
        raw_offset_ms: 0,
    };
    let kept = Kept::default();
    // Where the first notification is lost, the first attempt fails before the lock was given anything.
    for _ in 0..2 {
        let paired = pair(radio, address, &owner, &zone, &mut kept.clone(), &mut Silent).await;
        match paired {
            Ok(_) => break,
            Err(error) => assert!(matches!(error, PairError::Before(_)), "{error}"),
        }
    }
    kept.0.lock().unwrap().clone().unwrap()
}

async fn read(radio: &mut dyn Radio, key: &OwnerKey) -> Result<Contents, ContactError> {
    let mut contact = Contact::new(radio, key.clone());
    let contents = contact
        .read_contents(
            ReadOptions {
                log: true,
                ..ReadOptions::FOR_COPY
            },
            &mut Silent,
        )
        .await;
    contact.close().await;
    contents
}

fn assert_all_was_read(contents: &Contents, lock: &SharedLock) {
    let lock = lock.lock();
    let state = lock.state();
    let codes: Vec<&PasscodeRecord> = state.codes.iter().map(|code| &code.record).collect();
    let read: Vec<&PasscodeRecord> = contents
        .passcodes
        .items
        .iter()
        .filter_map(|code| code.known())
        .collect();
    assert_eq!(read, codes);
    let cards: Vec<CardRecord> = state.cards.iter().map(|card| card.record.clone()).collect();
    assert_eq!(contents.cards.as_ref().map_or(&[][..], |cards| &cards.items), cards);
    let fingers = contents.fingerprints.as_ref().map_or(0, |fingers| fingers.items.len());
    assert_eq!(fingers, state.fingerprints.len());
    let passage = contents.settings.passage.value().map_or(&[][..], Vec::as_slice);
    assert_eq!(passage, state.passage);
    let seconds = contents.settings.auto_lock.value().unwrap().seconds;
    assert_eq!(seconds, state.settings.auto_lock);
    assert_eq!(contents.admin_passcode.value().unwrap(), &state.admin_passcode);
}

#[test]
fn every_model_is_paired_and_read_whatever_quirk_is_on() {
    for model in Model::ALL {
        for quirk in std::iter::once(None).chain(Quirk::ALL.iter().map(Some)) {
            let mut lock = new_lock(*model);
            lock.state_mut().quirks.extend(quirk);
            let shared = SharedLock::new(lock);
            let mut radio = timed(&shared);
            pollster::block_on(async {
                let key = pair_with(&mut radio, &shared).await;
                let contents = read(&mut radio, &key).await.unwrap();
                assert_all_was_read(&contents, &shared);
            });
        }
    }
}

#[test]
fn no_fault_at_any_step_panics_or_never_ends() {
    for fault in Fault::ALL {
        for step in 1..=24 {
            let mut lock = new_lock(Model::Full);
            let key = lock.pair();
            lock.arm(format!("{fault}@{step}").parse().unwrap());
            let shared = SharedLock::new(lock);
            let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let mut radio = timed(&shared);
                let counters = radio.counters();
                let ended = pollster::block_on(async {
                    let contents = read(&mut radio, &key).await?;
                    let mut contact = Contact::new(&mut radio, key.clone());
                    contact
                        .delete_card(contents.cards.unwrap().items[0].number.clone())
                        .await
                });
                assert!(counters.counts().requests < 200, "{fault}@{step}");
                ended
            }));
            match ended {
                Ok(Ok(())) => assert!(shared.lock().state().cards.len() < 11 || *fault == Fault::ClaimSuccess),
                Ok(Err(error)) => assert!(!error.to_string().is_empty()),
                Err(payload) => assert!(payload.is::<Killed>(), "{fault}@{step}"),
            }
            assert!(!shared.lock().is_connected(), "{fault}@{step}");
        }
    }
}

/// A lock's file of version 1, which every later program reads and this one writes.
#[test]
fn a_file_of_version_1_stays_readable() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/virtual-lock-1.json");
    let mut lock = new_lock(Model::Full);
    lock.pair();
    lock.arm("drop-after@0x05#3".parse().unwrap());
    let quirks = [Quirk::EmptyPageEnd, Quirk::RecoverUnknown];
    lock.state_mut().quirks.extend(quirks);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, lock.state().to_json()).unwrap();
    }
    let golden = std::fs::read(file).unwrap();
    assert_eq!(State::from_json(&golden).as_ref(), Ok(lock.state()));
    assert_eq!(lock.state().to_json(), golden);
}
