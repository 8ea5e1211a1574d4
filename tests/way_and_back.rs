//! Rule: backup, rehearsal, reset, pairing and restore bring everything restorable back, on each model of lock.
#![cfg(test)]

mod support;

use relatch::lock::reset::ResetOutcome;
use relatch::runtime::reset::ResetReport;
use relatch::virtual_lock::Model;
use support::{World, copy, spec};

fn whole_way(model: Model) {
    let mut world = World::with(&spec(model, 40, 25));
    world.backup().unwrap();
    world.rehearse().unwrap();
    let report = world.reset().unwrap();
    assert!(
        matches!(
            report,
            ResetReport::Sent {
                outcome: ResetOutcome::Done,
                ..
            }
        ),
        "{report:?}"
    );
    assert!(world.lock.lock().state().codes.is_empty());
    world.pair().unwrap();
    let restored = world.restore().unwrap();
    assert!(restored.is_complete(), "{:?}", restored.read_back);
    let diff = world.diff().unwrap();
    assert!(diff.is_restored(), "{diff:?}");
    assert!(diff.extra.is_empty(), "{diff:?}");
    let receipt = world.erase().unwrap();
    assert!(receipt.missing.is_empty());
    assert!(!world.files.contents().contains_key(copy()));
}

#[test]
fn everything_restorable_comes_back_on_a_keypad() {
    whole_way(Model::Keypad);
}

#[test]
fn everything_restorable_comes_back_on_a_keypad_with_cards() {
    whole_way(Model::Cards);
}

#[test]
fn everything_restorable_comes_back_on_a_lock_with_everything() {
    whole_way(Model::Full);
}
