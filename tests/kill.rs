//! Rule: the program may be stopped at any moment, and run again it comes to the same end. Enumerated, not sampled: after every
//! frame in either direction and at every file operation of backup, rehearsal, reset, pairing, restore and erasing.
//!
//! At every stop: a lock without an owner only behind a saved copy that opens and holds everything (S1); no owner's key lost (S5).
//! At the end: everything restorable on the lock, nothing left of the rehearsal (S11), nothing twice (S7).
#![cfg(test)]

mod support;

use relatch::backup::erase::Caveat;
use relatch::runtime::RuntimeError;
use relatch::store::StoreError;
use relatch::store::memory::{Fault, Loss};
use relatch::virtual_lock::{Killed, Model};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use support::{Step, World, copy, finish, key_file, new_key_file, spec};

/// What must hold whenever the program is stopped.
fn check_stopped(world: &World, before: &World, at: &str) {
    let state = world.lock.lock().state().clone();
    let original = before.lock.lock().state().clone();
    match &state.owner {
        None => {
            let opened = relatch::runtime::copies::open(&world.store(), &world.vault(), copy());
            let opened = opened.unwrap_or_else(|error| panic!("{at}: no owner and no saved copy: {error}"));
            assert_eq!(opened.snapshot().codes.len(), original.codes.len(), "{at}");
            assert_eq!(opened.snapshot().cards.len(), original.cards.len(), "{at}");
        }
        Some(owner) => {
            let fits = |path: &std::path::Path| {
                world.files.contents().contains_key(path) && world.key(path).aes_key.0 == owner.aes_key.0
            };
            assert!(
                fits(key_file()) || fits(new_key_file()),
                "{at}: the owner's key is lost"
            );
        }
    }
}

/// Runs a step with a hook that stops it; whether it was stopped.
fn stopped(world: &mut World, step: Step, at: &str) -> bool {
    match catch_unwind(AssertUnwindSafe(|| step.run(world))) {
        Ok(Ok(())) => false,
        Ok(Err(error)) => panic!("{at}: {error}"),
        Err(payload) if payload.is::<Killed>() || payload.is::<relatch::store::memory::Killed>() => true,
        Err(payload) => resume_unwind(payload),
    }
}

fn every_stop(model: Model) {
    let original = World::with(&spec(model, 8, 4));
    let mut world = original.fork();
    let (mut frames, mut operations) = (0, 0);
    for step in Step::ALL {
        for n in 1.. {
            let at = format!("{model:?}, {step:?}, event {n}");
            let mut attempt = world.fork();
            let counter = AtomicU64::new(0);
            attempt.hooks.on_event = Some(Arc::new(move |_| {
                if counter.fetch_add(1, Ordering::SeqCst) + 1 == n {
                    resume_unwind(Box::new(Killed));
                }
            }));
            if !stopped(&mut attempt, step, &at) {
                break;
            }
            attempt.hooks.on_event = None;
            check_stopped(&attempt, &original, &at);
            finish(attempt, step, &original, &at);
            frames += 1;
        }
        for n in 1.. {
            let mut was_stopped = false;
            // The process is killed; or the power fails, and what was not synced is lost, or some of it.
            for loss in [None, Some(Loss::Everything), Some(Loss::Some(n as u64))] {
                let at = format!("{model:?}, {step:?}, file operation {n}, {loss:?}");
                let mut attempt = world.fork();
                attempt.files.fault_at(attempt.files.operations() + n, Fault::Killed);
                was_stopped = stopped(&mut attempt, step, &at);
                if !was_stopped {
                    break;
                }
                attempt.files.clear_fault();
                if let Some(loss) = loss {
                    attempt.files = attempt.files.after_power_cut(loss);
                }
                check_stopped(&attempt, &original, &at);
                finish(attempt, step, &original, &at);
                operations += 1;
            }
            if !was_stopped {
                break;
            }
        }
        step.run(&mut world).unwrap();
    }
    println!("{model:?}: stopped at {frames} events of the link and {operations} times at file operations");
    assert!(frames > 200 && operations > 100);
}

#[test]
fn a_stop_anywhere_loses_nothing_on_a_keypad() {
    every_stop(Model::Keypad);
}

#[test]
fn a_stop_anywhere_loses_nothing_on_a_lock_with_everything() {
    every_stop(Model::Full);
}

#[test]
fn the_receipt_after_a_stop_tells_of_the_other_keys_too_whatever_became_of_other_journals() {
    let mut world = World::with(&spec(Model::Keypad, 4, 0));
    world.backup().unwrap();
    for step in [Step::Rehearse, Step::Reset, Step::Pair, Step::Restore] {
        step.run(&mut world).unwrap();
    }
    let damaged = std::path::Path::new("state/copy-0011223344556677.journal");
    relatch::store::write_atomic(&world.files, damaged, b"no journal").unwrap();
    let (mut receipts, mut others) = (0, 0);
    for n in 1.. {
        let mut attempt = world.fork();
        attempt.files.fault_at(attempt.files.operations() + n, Fault::Killed);
        if !stopped(&mut attempt, Step::Erase, "erasing") {
            break;
        }
        attempt.files.clear_fault();
        match attempt.erase() {
            Ok(receipt) => {
                receipts += 1;
                let is_told = |caveat: &Caveat| matches!(caveat, Caveat::OtherRecipients { count: 1 });
                others += u32::from(receipt.caveats.iter().any(is_told));
            }
            Err(error) => assert!(
                matches!(error, RuntimeError::Store(StoreError::NotFound { .. })),
                "{error}"
            ),
        }
    }
    assert!(receipts > 5);
    assert_eq!(others, receipts, "the owner's file of a key opens it too");
}
