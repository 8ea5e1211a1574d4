//! What is in a saved copy, loaded to be shown.

use crate::backup::format::Trust;
use crate::backup::loss::{self, Terms};
use crate::backup::rehearsal::Rehearsal;
use crate::backup::snapshot::Snapshot;
use crate::backup::verify::reset_button_works;
use crate::journey::effect::Review;
use crate::journey::facts::{CopyFacts, LockFacts};
use crate::model::Address;
use crate::runtime::clock::{Clock, offset_to_keep};
use crate::runtime::copies::Opened;
use crate::runtime::error::RuntimeError;
use crate::runtime::records::Store;
use crate::runtime::rehearse;
use std::path::PathBuf;

/// A copy, and what cannot come back by what is known now.
pub(super) fn load(store: &Store, clock: &dyn Clock, opened: Opened) -> Result<Review, RuntimeError> {
    let (digest, pairing) = (opened.digest(), opened.snapshot().pairing.clone());
    let records = store.lock_history(opened.snapshot().lock.address)?;
    let rehearsal = rehearse::remembered(&records, digest, &pairing);
    of(opened.reopened.into_snapshot(), rehearsal, clock)
}

/// The same of a copy and a rehearsal that are at hand.
pub(super) fn of(snapshot: Snapshot, rehearsal: Option<Rehearsal>, clock: &dyn Clock) -> Result<Review, RuntimeError> {
    let now = clock.now();
    let now = now.lock_time_at(offset_to_keep(&snapshot.clock, &now))?.minute();
    let losses = loss::losses(&snapshot, &Terms::of_own_lock(&snapshot, now, rehearsal.as_ref()));
    Ok(Review {
        snapshot,
        losses,
        rehearsal,
        now,
    })
}

/// A name for people: the given one, or the address.
pub(super) fn name_or_address(name: Option<&String>, address: Address) -> String {
    let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
    name.map_or_else(|| address.to_string(), ToOwned::to_owned)
}

/// What a journey keeps of a copy.
pub(super) fn copy_facts(path: PathBuf, opened: &Opened) -> CopyFacts {
    let snapshot = opened.snapshot();
    let lock = &snapshot.lock;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    CopyFacts {
        path,
        digest: opened.digest(),
        made: snapshot.created,
        lock: LockFacts {
            address: lock.address,
            name: name_or_address(lock.name.as_ref(), lock.address),
            model: lock.device.model.clone(),
            firmware: lock.device.firmware.clone(),
            battery: snapshot.battery,
            features: lock.features.clone(),
        },
        codes: count(snapshot.codes.len()),
        cards: count(snapshot.cards.len()),
        fingerprints: count(snapshot.fingerprints.len()),
        reset_button: reset_button_works(&snapshot.settings.to_settings()),
        made_here: opened.trust == Trust::MadeHere,
        account: None,
    }
}
