//! Rule: no step sends more than the protocol makes necessary, and what is left out is done where it is needed.
#![cfg(test)]

mod support;

use relatch::backup::verify::ResetWay;
use relatch::model::settings::PassageEntry;
use relatch::runtime::reset::{Rehearse, reset_after};
use relatch::virtual_lock::Model;
use relatch::virtual_lock::radio::{Event, Hooks};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use support::{AcceptAll, World, copy, key_file, spec};

const OWNER_PASSCODE: u8 = 0x65;
const CLOCK: u8 = 0x34;
const SET_CLOCK: u8 = 0x43;
const PASSAGE: u8 = 0x66;

/// How often each command was sent.
#[derive(Clone, Default)]
struct Sent(Arc<Mutex<BTreeMap<u8, usize>>>);

impl Sent {
    fn by(world: &mut World, work: impl FnOnce(&mut World)) -> Self {
        let sent = Self::default();
        let counts = sent.0.clone();
        let note = move |event: Event| {
            if let Event::Request { opcode, .. } = event {
                *counts.lock().unwrap().entry(opcode).or_default() += 1;
            }
        };
        world.hooks = Hooks {
            on_event: Some(Arc::new(note)),
            ..Hooks::default()
        };
        work(world);
        sent
    }

    fn of(&self, opcode: u8) -> usize {
        self.0.lock().unwrap().get(&opcode).copied().unwrap_or_default()
    }
}

/// A lock that was saved, reset and paired, and what it had of passage times.
fn paired() -> (World, Vec<PassageEntry>) {
    let mut world = World::with(&spec(Model::Full, 5, 5));
    let passage = world.lock.lock().state().passage.clone();
    assert_eq!(passage.len(), 3);
    world.backup().unwrap();
    world.reset().unwrap();
    world.pair().unwrap();
    (world, passage)
}

fn passage(world: &World) -> Vec<PassageEntry> {
    world.lock.lock().state().passage.clone()
}

fn restore(world: &mut World) {
    let report = world.restore().unwrap();
    assert!(report.is_complete() && report.proved, "{:?}", report.read_back);
}

#[test]
fn a_restore_reads_the_clock_once_and_clears_no_empty_list() {
    let (mut world, saved) = paired();
    let sent = Sent::by(&mut world, restore);
    assert_eq!((sent.of(SET_CLOCK), sent.of(CLOCK)), (1, 1));
    // The empty page, a write for each, a page for each.
    assert_eq!(sent.of(PASSAGE), 1 + 3 + 3);
    assert_eq!(passage(&world), saved);
}

#[test]
fn a_rehearsal_reads_the_owners_passcode_once() {
    let mut world = World::with(&spec(Model::Full, 5, 5));
    world.backup().unwrap();
    let sent = Sent::by(&mut world, |world| drop(world.rehearse().unwrap()));
    assert_eq!(sent.of(OWNER_PASSCODE), 1);
}

#[test]
fn a_reset_reads_the_clock_only_where_it_rehearses() {
    let mut world = World::with(&spec(Model::Full, 5, 5));
    world.backup().unwrap();
    let anew = Sent::by(&mut world.fork(), |world| drop(world.reset().unwrap()));
    assert_eq!(anew.of(CLOCK), 1, "throw-away items lie in its future");

    world.rehearse().unwrap();
    let remembered = Sent::by(&mut world, |world| {
        let (key, mut consent) = (world.key(key_file()), AcceptAll::default());
        let (way, rehearse) = (ResetWay::OverTheAir, Rehearse::Remembered);
        let report =
            world.run(|tools| pollster::block_on(reset_after(tools, copy(), &key, way, rehearse, &mut consent)));
        report.unwrap();
    });
    assert_eq!(remembered.of(CLOCK), 0);
}

#[test]
fn comparing_a_copy_with_a_lock_asks_for_nothing_that_is_not_compared() {
    let (mut world, _) = paired();
    restore(&mut world);
    let sent = Sent::by(&mut world, |world| assert!(world.diff().unwrap().is_restored()));
    assert_eq!(sent.of(CLOCK), 0);
}

#[test]
fn passage_times_of_the_lock_itself_are_cleared_first() {
    let (mut world, saved) = paired();
    let own = PassageEntry { day: 7, ..saved[0] };
    world.lock.lock().state_mut().passage = vec![own];
    let sent = Sent::by(&mut world, restore);
    assert_eq!(sent.of(PASSAGE), 1 + 1 + 3 + 3);
    assert_eq!(passage(&world), saved);
}

#[test]
fn a_second_try_clears_what_the_first_one_left() {
    let (mut world, saved) = paired();
    // The page, the first time, and the second one, whose reply never comes.
    world.lock.lock().arm("drop-after@0x66#3".parse().unwrap());
    let sent = Sent::by(&mut world, restore);
    assert_eq!(sent.of(PASSAGE), 1 + 2 + 1 + 3 + 3);
    assert_eq!(passage(&world), saved);
}
