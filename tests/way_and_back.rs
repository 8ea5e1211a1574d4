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

/// A second lock of another model, paired, with its key in the place of the new one.
fn replacement(world: &mut World, model: Model) {
    use relatch::virtual_lock::{SharedLock, Spec, VirtualLock};
    let spec = Spec {
        seed: 99,
        ..Spec::empty(model, support::local_now())
    };
    let mut lock = VirtualLock::new(&spec, world.clock.clone());
    let key = lock.pair();
    assert_ne!(key.address, world.address());
    let text = relatch::protocol::credentials::sdk::write(&key, &relatch::model::DeviceInfo::default());
    relatch::store::write_atomic(&world.files, support::new_key_file(), text.as_bytes()).unwrap();
    world.others.push(SharedLock::new(lock));
}

fn onto_another(from: Model, to: Model) -> relatch::runtime::restore::RestoreReport {
    let mut world = World::with(&spec(from, 40, 25));
    let before = world.lock.lock().state().clone();
    world.backup().unwrap();
    replacement(&mut world, to);
    let report = world.restore().unwrap();
    assert!(report.is_complete(), "{:?}", report.read_back);
    assert!(!report.plan.is_same_lock);
    let diff = world.diff().unwrap();
    assert!(diff.is_restored(), "{diff:?}");
    let after = world.lock.lock().state().clone();
    assert_eq!(after.codes.len(), before.codes.len(), "the old lock is left as it was");
    assert_eq!(after.cards.len(), before.cards.len(), "the old lock is left as it was");
    report
}

#[test]
fn a_replacement_of_another_model_takes_what_it_can_and_the_rest_is_named() {
    use relatch::backup::loss::Obstacle;
    use relatch::backup::plan::Reason;
    let report = onto_another(Model::Full, Model::Keypad);
    let reasons: Vec<&Reason> = report.plan.items.iter().map(|item| &item.reason).collect();
    assert!(reasons.contains(&&Reason::Obstacle(Obstacle::NoCardReader)));
    assert!(reasons.contains(&&Reason::Obstacle(Obstacle::NoCyclic)));
    assert!(!report.plan.lacking_features.is_empty());

    onto_another(Model::Full, Model::Cards);
    onto_another(Model::Cards, Model::Full);
    onto_another(Model::Keypad, Model::Full);
}

#[test]
fn s7_a_restore_that_is_run_again_writes_nothing() {
    let mut world = World::with(&spec(Model::Full, 40, 25));
    world.backup().unwrap();
    world.reset().unwrap();
    world.pair().unwrap();
    world.restore().unwrap();
    let before = world.lock.lock().state().clone();
    let again = world.restore().unwrap();
    assert_eq!(again.plan.written().count(), 0, "{:?}", again.plan.lines(false));
    let after = world.lock.lock().state().clone();
    assert_eq!((before.codes, before.cards), (after.codes, after.cards));
}

#[test]
fn row_25_a_second_copy_never_overwrites_the_first() {
    let mut world = World::with(&spec(Model::Full, 6, 3));
    world.backup().unwrap();
    let first = world.files.contents()[copy()].clone();
    let report = world.backup().unwrap();
    let beside = report.previous.unwrap();
    assert_eq!(world.files.contents()[beside.as_path()], first);
    assert_ne!(world.files.contents()[copy()], first);
}

#[test]
fn s1_a_lock_that_changed_since_the_copy_is_not_reset_and_nothing_is_written_to_it() {
    let mut world = World::with(&spec(Model::Full, 6, 3));
    world.backup().unwrap();
    world.lock.lock().state_mut().codes.pop();
    let before = world.lock.lock().state().clone();
    let error = world.reset().unwrap_err();
    assert!(error.to_string().contains("differ"), "{error}");
    let after = world.lock.lock().state().clone();
    assert!(after.owner.is_some());
    assert_eq!((before.codes, before.cards), (after.codes, after.cards));
}

#[test]
fn s1_a_copy_of_another_pairing_opens_no_reset() {
    let mut world = World::with(&spec(Model::Keypad, 6, 0));
    world.backup().unwrap();
    let key = world.lock.lock().pair();
    let text = relatch::protocol::credentials::sdk::write(&key, &relatch::model::DeviceInfo::default());
    relatch::store::write_atomic(&world.files, support::key_file(), text.as_bytes()).unwrap();
    let error = world.reset().unwrap_err();
    assert!(
        matches!(error, relatch::runtime::RuntimeError::OtherPairing { .. }),
        "{error}"
    );
    assert!(world.lock.lock().state().owner.is_some());
}

#[test]
fn row_29_a_weak_battery_keeps_the_reset_closed() {
    let mut world = World::with(&spec(Model::Keypad, 6, 0));
    world.backup().unwrap();
    world.lock.lock().state_mut().battery = relatch::backup::verify::MIN_BATTERY - 1;
    assert!(world.reset().unwrap_err().to_string().contains("battery"));
    assert!(world.lock.lock().state().owner.is_some());
}

#[test]
fn the_clock_keeps_the_offset_that_the_lock_had_when_the_copy_was_saved() {
    let mut world = World::with(&spec(Model::Keypad, 6, 0));
    // The lock runs two hours ahead of the phone's zone: its validities are minutes of that clock.
    world.lock.lock().state_mut().clock_offset_s += 2 * 3_600;
    world.backup().unwrap();
    world.reset().unwrap();
    world.pair().unwrap();
    let report = world.restore().unwrap();
    assert_eq!(report.clock.offset_ms, support::OFFSET_MS + 2 * 3_600_000);
}

#[test]
fn row_69_a_lock_of_another_use_is_refused_before_anything_is_written() {
    let mut world = World::with(&spec(Model::Keypad, 6, 0));
    world.lock.lock().state_mut().version.scene = 12;
    let error = world.backup().unwrap_err();
    assert!(error.to_string().contains("lift"), "{error}");
}

#[test]
fn a_key_that_names_another_kind_of_lock_is_refused_before_anything_is_sent() {
    let mut world = World::with(&spec(Model::Keypad, 6, 0));
    let mut key = world.key(support::key_file());
    key.version.as_mut().unwrap().scene = 4;
    let text = relatch::protocol::credentials::sdk::write(&key, &relatch::model::DeviceInfo::default());
    relatch::store::write_atomic(&world.files, support::key_file(), text.as_bytes()).unwrap();
    assert!(world.backup().unwrap_err().to_string().contains("scene"));
    assert_eq!(world.counters.last().unwrap().counts().requests, 0);
}

#[test]
fn a_key_of_a_lock_that_was_reset_says_so() {
    let mut world = World::with(&spec(Model::Keypad, 6, 0));
    world.backup().unwrap();
    world.reset().unwrap();
    let error = world.rehearse().unwrap_err();
    assert!(error.to_string().contains("no owner"), "{error}");
}

#[test]
fn row_15_the_owners_names_are_saved_and_taken_over_by_the_next_copy() {
    let mut world = World::with(&spec(Model::Full, 6, 3));
    world.names = vec![
        ("code-2".into(), "Cleaner".to_owned()),
        ("card-9".into(), "Nobody".to_owned()),
    ];
    let first = world.backup().unwrap();
    assert_eq!(first.unnamed, ["card-9".into()]);
    assert_eq!(first.snapshot.codes[1].about.name.as_deref(), Some("Cleaner"));
    world.names.clear();
    // The lock's order may change; the name belongs to the code.
    world.lock.lock().state_mut().codes.reverse();
    let second = world.backup().unwrap();
    let named = second
        .snapshot
        .codes
        .iter()
        .find(|code| code.about.name.is_some())
        .unwrap();
    assert_eq!(named.listed, first.snapshot.codes[1].listed);
}

#[test]
fn s2_what_was_written_item_by_item_is_forgotten_with_the_copy_and_that_it_was_erased_is_not() {
    use relatch::backup::FileDigest;
    use relatch::runtime::records::CopyRecord;
    let mut world = World::with(&spec(Model::Full, 6, 3));
    world.backup().unwrap();
    world.reset().unwrap();
    world.pair().unwrap();
    world.restore().unwrap();
    let digest = FileDigest::of(&world.files.contents()[copy()]);
    let receipt = world.erase().unwrap();
    let records = world.store().copy(digest).unwrap();
    let left: Vec<&CopyRecord> = records.iter().collect();
    assert!(
        matches!(
            left.as_slice(),
            [CopyRecord::Made { .. }, CopyRecord::Proved { .. }, CopyRecord::EraseStarted { .. }, CopyRecord::Erased { at }] if *at == receipt.file_removed
        ),
        "{left:?}"
    );
}
