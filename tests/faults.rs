//! Rule: whatever goes wrong on the lock's side, at whatever request, ends in success or in a message, and afterwards the same
//! commands come to the same end. Every fault of the virtual lock, at every request of every procedure.
#![cfg(test)]

mod support;

use relatch::runtime::RuntimeError;
use relatch::virtual_lock::fault::At;
use relatch::virtual_lock::{Fault, Killed, Model, Script};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;
use support::{Step, World, copy, finish, spec};

/// Runs a step; a reset that the lock did not carry out, and a restore that is not complete, are results here, not failures.
fn attempt(world: &mut World, step: Step) -> Result<(), RuntimeError> {
    match step {
        Step::Backup => world.backup().map(drop),
        Step::Rehearse => world.rehearse().map(drop),
        Step::Reset => world.reset().map(drop),
        Step::Pair => world.pair().map(drop),
        Step::Restore => world.restore().map(drop),
        Step::Erase => world.erase().map(drop),
    }
}

/// What a person does when something went wrong: wakes the lock, changes its batteries, waits, sets nothing else.
fn mend(world: &World, battery: u8) {
    world.clock.advance(Duration::from_mins(2));
    let mut lock = world.lock.lock();
    lock.state_mut().faults.clear();
    lock.state_mut().battery = battery;
    lock.touch();
}

fn every_fault(model: Model) {
    let original = World::with(&spec(model, 4, 2));
    let battery = original.lock.lock().state().battery;
    let mut world = original.fork();
    let (mut successes, mut messages) = (0, 0);
    for step in Step::ALL.into_iter().filter(|step| *step != Step::Erase) {
        let requests = {
            let mut count = world.fork();
            attempt(&mut count, step).unwrap();
            count.counters.last().unwrap().counts().requests
        };
        for fault in Fault::ALL.iter().copied() {
            for number in 1..=u32::try_from(requests).unwrap() {
                let at = format!("{model:?}, {step:?}, {fault}@{number}");
                let mut attempted = world.fork();
                attempted.lock.lock().arm(Script {
                    fault,
                    at: At::Request(number),
                });
                let before = attempted.clock.elapsed();
                let result = catch_unwind(AssertUnwindSafe(|| attempt(&mut attempted, step)));
                let took = attempted.clock.elapsed().saturating_sub(before);
                assert!(took < Duration::from_mins(10), "{at}: took {took:?}");
                match result {
                    Ok(Ok(())) => successes += 1,
                    Ok(Err(error)) => {
                        messages += 1;
                        assert!(error.to_string().len() > 20, "{at}: {error}");
                    }
                    Err(payload) if payload.is::<Killed>() => {}
                    Err(payload) => resume_unwind(payload),
                }
                mend(&attempted, battery);
                let reset_meanwhile = attempted.lock.lock().state().owner.is_none() && step < Step::Pair;
                if fault == Fault::ResetByHand {
                    // Somebody reset the lock: with a saved copy there is a way back, without one the data was gone before us.
                    if attempted.files.contents().contains_key(copy()) && reset_meanwhile {
                        finish(attempted, Step::Pair, &original, &at);
                    }
                } else {
                    finish(attempted, step, &original, &at);
                }
            }
        }
        attempt(&mut world, step).unwrap();
    }
    println!(
        "{model:?}: {successes} faults were overcome, {messages} ended in a message; every way went on to its end"
    );
}

#[test]
fn every_fault_at_every_request_of_a_keypad_ends_well_or_in_words() {
    every_fault(Model::Keypad);
}

#[test]
fn every_fault_at_every_request_of_a_lock_with_everything_ends_well_or_in_words() {
    every_fault(Model::Full);
}

/// A disk that is full, or refuses, at every file operation of every procedure; afterwards there is room again.
fn every_disk_failure(model: Model) {
    use relatch::store::memory::Fault as DiskFault;
    let original = World::with(&spec(model, 4, 2));
    let mut world = original.fork();
    let mut messages = 0;
    for step in Step::ALL {
        for fault in [DiskFault::NoSpace, DiskFault::Denied] {
            for number in 1.. {
                let at = format!("{model:?}, {step:?}, {fault:?} at file operation {number}");
                let mut attempted = world.fork();
                let first = attempted.files.operations();
                attempted.files.fault_at(first + number, fault);
                let result = attempt(&mut attempted, step);
                let came_so_far = attempted.files.operations() >= first + number;
                attempted.files.clear_fault();
                match result {
                    Ok(()) if !came_so_far => break,
                    Ok(()) => {}
                    Err(error) => {
                        messages += 1;
                        let text = error.to_string();
                        assert!(text.contains("space") || text.contains("denied"), "{at}: {text}");
                    }
                }
                finish(attempted, step, &original, &at);
            }
        }
        attempt(&mut world, step).unwrap();
    }
    println!("{model:?}: {messages} failures of the disk ended in a message; every way went on to its end");
    assert!(messages > 100);
}

#[test]
fn a_disk_that_fails_at_every_file_operation_loses_nothing() {
    every_disk_failure(Model::Full);
}
