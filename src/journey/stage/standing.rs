//! What is on the lock now, as far as the journey knows: one sentence for each place, so that nobody has to guess when something
//! failed or was stopped.

use super::import::Import;
use super::re_add::ReAdd;
use super::reset::Reset;
use super::task::Task;
use super::{OpenIntent, Stage};
use crate::backup::verify::ResetWay;
use crate::journey::facts::{Facts, ImportState, Route};
use crate::journey::message::{Message, say};

/// What is on the lock, as it is said on every screen of a journey.
pub(super) fn standing(stage: &Stage, facts: &Facts) -> Message {
    match stage {
        // Somebody else may have done something to it; Relatch has not.
        Stage::Key(_)
        | Stage::Find(_)
        | Stage::Backup(_)
        | Stage::Review(_)
        | Stage::RecoveryKey(_)
        | Stage::Abandoned => say!("standing-nothing-done"),
        Stage::Rehearsal(rehearsal) if rehearsal.is_trying() => say!("standing-trials"),
        Stage::Rehearsal(_) | Stage::Ready(_) => say!("standing-untouched"),
        Stage::Reset(reset) => of_reset(reset),
        Stage::ReAdd(re_add) => of_re_add(re_add, facts),
        Stage::Clock(_) | Stage::Plan(_) => of_target(facts),
        Stage::Door(door) if door.is_open() => say!("standing-door"),
        Stage::Door(_) => of_target(facts),
        Stage::Import(Import::Clearing(_)) => say!("standing-clearing"),
        Stage::Import(_) => say!("standing-half"),
        Stage::Report(_) | Stage::Register(_) | Stage::Erase(_) => match facts.import {
            ImportState::NotBegun => say!("standing-nothing-done"),
            ImportState::Begun | ImportState::Partial => say!("standing-half"),
            ImportState::Proved => say!("standing-back"),
        },
        Stage::Recover { intent, .. } => of_intent(*intent),
        Stage::Fault { before } => match before.open_intent() {
            Some(intent) => of_intent(intent),
            None => standing(before, facts),
        },
    }
}

fn of_reset(reset: &Reset) -> Message {
    match reset {
        Reset::Working {
            way: ResetWay::OverTheAir,
            task: Task::Running { .. },
        } => say!("standing-resetting"),
        // What fails or is stopped there, fails before anything is sent; else the lock is asked.
        Reset::Working { .. } | Reset::Buttons { .. } => say!("standing-untouched"),
        Reset::Asking { .. } => say!("standing-unseen"),
    }
}

fn of_re_add(re_add: &ReAdd, facts: &Facts) -> Message {
    match (facts.route, re_add) {
        (Route::SameLock, ReAdd::Pairing { .. }) => say!("standing-pairing"),
        (Route::SameLock, _) if facts.reset_done => say!("standing-no-owner"),
        (Route::SameLock, _) => say!("standing-other-owner"),
        (Route::OtherLock | Route::FromCopy | Route::Entrust, _) => say!("standing-target"),
    }
}

/// The lock that everything goes onto, before and between the writing.
fn of_target(facts: &Facts) -> Message {
    match (facts.import, facts.route) {
        (ImportState::NotBegun, Route::SameLock) => say!("standing-added"),
        (ImportState::NotBegun, Route::OtherLock | Route::FromCopy | Route::Entrust) => say!("standing-target"),
        (ImportState::Begun | ImportState::Partial | ImportState::Proved, _) => say!("standing-half"),
    }
}

/// Before the lock has answered.
fn of_intent(intent: OpenIntent) -> Message {
    match intent {
        OpenIntent::Reset | OpenIntent::ResetByHand => say!("standing-unseen"),
        OpenIntent::Rehearse | OpenIntent::Pair | OpenIntent::DoorProof | OpenIntent::Import => say!("standing-asking"),
    }
}
