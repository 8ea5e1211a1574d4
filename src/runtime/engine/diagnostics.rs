//! What support needs to know of the journeys, as JSON that a person reads before it is given away (feature row 58). It is made of
//! named facts and not of what is left after hiding the rest: no name, no address, no path, no code, no key can get into it.

use super::journal::{self, Keeper, Loaded};
use crate::journey::State;
use crate::journey::facts::{CopyFacts, Facts, ImportState, JourneyId, LockFacts, Route};
use crate::journey::screen::Screen;
use crate::runtime::records::Store;
use crate::store::StoreError;
use serde::Serialize;

/// The bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostics {
    /// The library's version.
    pub version: &'static str,
    /// Of the system: `linux`, `android`, `ios`.
    pub system: &'static str,
    /// Of the machine: `x86_64`, `aarch64`.
    pub machine: &'static str,
    /// Where the person is now, as six letters.
    pub position: String,
    /// Whether a journal is there of which nothing can be read.
    pub notes_damaged: bool,
    /// How many journeys are over.
    pub ended: u32,
    /// The others.
    pub journeys: Vec<Journey>,
}

/// A journey that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Journey {
    /// Its number in this store.
    pub number: u32,
    /// Which way it goes.
    pub route: Route,
    /// The stage's name.
    pub stage: &'static str,
    /// Its screen, as six letters.
    pub position: String,
    /// The stable name of the problem that it shows.
    pub problem: Option<String>,
    /// Whether something runs.
    pub running: bool,
    /// The lock before the reset.
    pub lock: Option<Lock>,
    /// The lock that everything goes onto.
    pub target: Option<Lock>,
    /// The saved copy.
    pub copy: Option<Copy>,
    /// How the import stands.
    pub import: ImportState,
    /// What is behind the journey, by name.
    pub behind: Vec<&'static str>,
    /// How large its journal is, in bytes.
    pub journal_bytes: u64,
}

/// What a lock is, without which one it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lock {
    /// Its model.
    pub model: Option<String>,
    /// Its firmware.
    pub firmware: Option<String>,
    /// Percent.
    pub battery: Option<u8>,
    /// The feature word, in hexadecimal.
    pub features: String,
}

/// How much is in a saved copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Copy {
    /// Codes.
    pub codes: u32,
    /// Fobs.
    pub cards: u32,
    /// Fingerprints.
    pub fingerprints: u32,
    /// Whether it was made on this phone.
    pub made_here: bool,
}

/// The journeys of a store as they are written down, by their numbers: `None` where nothing of one can be read. Changes nothing,
/// and waits for nobody who works on them.
///
/// # Errors
/// Whatever keeps the folder from being read.
pub fn look(store: &Store) -> Result<Vec<(JourneyId, Option<Journey>)>, StoreError> {
    let journey = |id| match Keeper::load(store, id) {
        Ok(Loaded::State(state, keeper)) => Some(Journey::of(&state, &keeper, false)),
        Ok(Loaded::NeverBegun(_) | Loaded::Unreadable) | Err(_) => None,
    };
    let numbers = journal::numbers(store)?.into_iter();
    Ok(numbers.map(|id| (id, journey(id))).collect())
}

impl Journey {
    pub(super) fn of(state: &State, keeper: &Keeper, running: bool) -> Self {
        let screen: Screen<_> = crate::journey::screen(state);
        let facts = &state.facts;
        Self {
            number: state.id.0,
            route: facts.route,
            stage: screen.stage.word(),
            position: screen.position,
            problem: screen.problem.map(|problem| problem.code),
            running,
            lock: facts.lock.as_ref().map(Lock::of),
            target: facts.target.as_ref().map(Lock::of),
            copy: facts.copy.as_ref().map(Copy::of),
            import: facts.import,
            behind: behind(facts),
            journal_bytes: keeper.bytes(),
        }
    }
}

impl Lock {
    fn of(lock: &LockFacts) -> Self {
        Self {
            model: lock.model.clone(),
            firmware: lock.firmware.clone(),
            battery: lock.battery,
            features: lock.features.to_text(),
        }
    }
}

impl Copy {
    fn of(copy: &CopyFacts) -> Self {
        Self {
            codes: copy.codes,
            cards: copy.cards,
            fingerprints: copy.fingerprints,
            made_here: copy.made_here,
        }
    }
}

fn behind(facts: &Facts) -> Vec<&'static str> {
    let gates = [
        (facts.recovery_kept, "recovery-key-kept"),
        (facts.rehearsed, "rehearsed"),
        (facts.reset_done, "reset"),
        (facts.paired_here, "re-added-here"),
        (facts.clock_set, "clock-set"),
        (facts.door == Some(true), "door-proved"),
    ];
    gates
        .into_iter()
        .filter_map(|(is_behind, name)| is_behind.then_some(name))
        .collect()
}
