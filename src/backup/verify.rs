//! The gates (S1, S2, S11): proof becomes a permit, and only a permit opens a one-way act.
//!
//! A [`ResetPermit`] is made by [`reset_permit`] and by nothing else; it cannot be copied or stored, and the reset consumes it.
//! The same holds for an [`ErasePermit`].

use super::compare::{self, Cause, Held, file_sentence};
use super::diff::{Diff, diff};
use super::format::{self, FormatError, Trust};
use super::item::{FileDigest, ItemId, Label, Moment, PairingId};
use super::loss::{self, Loss, Terms};
use super::rehearsal::{self, Rehearsal, Trial, TrialKind};
use super::seal::{self, Identity, OpenError};
use super::snapshot::Snapshot;
use crate::model::{Address, Contents, LockMinute, Reading, Settings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The least battery, percent, for a reset over the air or by hand: a lock that dies between reset and re-adding leaves a door
/// without codes. Locks begin to refuse at much less (error 0a).
pub const MIN_BATTERY: u8 = 30;

/// A snapshot as it was read back from a sealed file. The only value that counts as "the file is good".
#[derive(Debug)]
pub struct Reopened {
    snapshot: Snapshot,
    trust: Trust,
    digest: FileDigest,
}

impl Reopened {
    /// Opens a sealed file with the first identity that fits. `sealed` are the file's bytes as storage gave them back. Whether
    /// this device made it shows by its code: it must be made with the key that one of the identities gives.
    ///
    /// # Errors
    /// [`ReopenError`], each cause apart.
    pub fn open(sealed: &[u8], identities: &[Identity]) -> Result<Self, ReopenError> {
        let plain = seal::open(sealed, identities)?;
        let (snapshot, trust) = format::decode(&plain, |bytes, code| {
            let mut keys = identities.iter().map(seal::derive_mac_key);
            keys.any(|key| seal::verify_mac(&key, bytes, code))
        })?;
        let digest = FileDigest::of(sealed);
        Ok(Self {
            snapshot,
            trust,
            digest,
        })
    }

    /// The snapshot.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Who made it.
    pub fn trust(&self) -> Trust {
        self.trust
    }

    /// Which file it is.
    pub fn digest(&self) -> FileDigest {
        self.digest
    }

    /// What a restore is to aim at where the owner takes the account's word for these items. It is still of that very file.
    #[must_use]
    pub fn with_account_words(mut self, ids: &BTreeSet<ItemId>) -> Self {
        self.snapshot.take_account_words(ids);
        self
    }

    /// The snapshot, to be changed and sealed anew; the proof is gone with it.
    pub fn into_snapshot(self) -> Snapshot {
        self.snapshot
    }
}

/// Why a sealed file is no proof of anything. It is left untouched (S8).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReopenError {
    /// It could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It was opened, and holds no snapshot that this program reads.
    #[error(transparent)]
    Format(#[from] FormatError),
}

/// What the owner accepted, after it was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The ids of losses, or of items that will be missing.
    pub ids: BTreeSet<ItemId>,
    /// The file was not made by this device, and the owner vouches for it.
    pub foreign_file: bool,
    /// The lock does not tell its battery, and the owner put in new ones.
    pub unknown_battery: bool,
}

impl Accepted {
    /// Acceptance of everything on a list that was shown.
    pub fn all<'a>(losses: impl IntoIterator<Item = &'a Loss>) -> Self {
        Self {
            ids: losses.into_iter().map(|loss| loss.label.id.clone()).collect(),
            ..Self::default()
        }
    }
}

/// How the reset will be done. Both stand behind the same gate (S1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResetWay {
    /// Over the radio, by the owner's key.
    OverTheAir,
    /// By the button inside the lock.
    ByHand,
}

/// Everything that a reset must be proved with.
#[derive(Clone, Copy, Debug)]
pub struct ResetCase<'a> {
    /// The snapshot, read back from the sealed file.
    pub reopened: &'a Reopened,
    /// A reading of the connected lock that was made after the file was written and after the rehearsal.
    pub second: &'a Contents,
    /// The connected lock.
    pub address: Address,
    /// The pairing under which it is connected.
    pub pairing: &'a PairingId,
    /// What the rehearsal on this lock showed; `None`: there was none.
    pub rehearsal: Option<&'a Rehearsal>,
    /// Throw-away items that may still be on the lock: they are not the owner's.
    pub leftovers: &'a [Trial],
    /// The true time in the lock's zone.
    pub now: LockMinute,
    /// How the reset will be done.
    pub way: ResetWay,
    /// What the owner accepted.
    pub accepted: &'a Accepted,
}

/// Leave to reset one lock once. Made by [`reset_permit`] only; a reset takes it by value.
#[must_use = "a permit does nothing by itself; the reset consumes it"]
#[derive(Debug)]
pub struct ResetPermit {
    address: Address,
    pairing: PairingId,
    digest: FileDigest,
    rehearsal: Rehearsal,
    way: ResetWay,
}

impl ResetPermit {
    /// The lock that may be reset.
    pub fn address(&self) -> Address {
        self.address
    }

    /// The pairing under which it may be reset.
    pub fn pairing(&self) -> &PairingId {
        &self.pairing
    }

    /// The sealed file that holds what will be lost.
    pub fn snapshot_digest(&self) -> FileDigest {
        self.digest
    }

    /// The rehearsal that showed the way back.
    pub fn rehearsal(&self) -> &Rehearsal {
        &self.rehearsal
    }

    /// How the reset will be done.
    pub fn way(&self) -> ResetWay {
        self.way
    }
}

/// Why a reset or the erasing of a snapshot is not proved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "gate", rename_all = "kebab-case")]
pub enum VerifyError {
    /// The file was not made by this device.
    #[error("the saved copy was not made by this device")]
    ForeignFile,
    /// The snapshot is of another lock.
    #[error("the saved copy is of lock {saved}, connected is {connected}")]
    OtherLock {
        /// The snapshot's.
        saved: Address,
        /// The connected one.
        connected: Address,
    },
    /// The reading is of another lock than the connected one.
    #[error("the second reading is of lock {read}, connected is {connected}")]
    OtherReading {
        /// The reading's.
        read: Address,
        /// The connected one.
        connected: Address,
    },
    /// The lock was reset or re-added since the snapshot was made.
    #[error("the lock was re-added since the copy was saved")]
    OtherPairing,
    /// The lock holds something else than the file.
    #[error("the saved copy and the lock differ: {}", file_sentence(.causes))]
    Differs {
        /// In what; the first side is the file, the second the lock.
        causes: Vec<Cause>,
    },
    /// There was no rehearsal.
    #[error("the way back was not rehearsed")]
    NoRehearsal,
    /// The rehearsal was held on another lock, or under another pairing.
    #[error("the rehearsal was held on another lock or before it was re-added")]
    OtherRehearsal,
    /// The rehearsal left out a kind of item that the restore would write.
    #[error("{kind} were not rehearsed")]
    NotRehearsed {
        /// Which.
        kind: TrialKind,
    },
    /// Things will be lost that the owner did not accept.
    #[error("{} losses are not accepted", .losses.len())]
    Unaccepted {
        /// Which.
        losses: Vec<Loss>,
    },
    /// The battery is too low.
    #[error("the battery is at {battery} %, a reset needs {MIN_BATTERY} %")]
    BatteryLow {
        /// Percent.
        battery: u8,
    },
    /// The lock does not tell its battery.
    #[error("the lock does not tell its battery")]
    BatteryUnknown,
    /// The reset button is switched off, so a reset by hand would do nothing.
    #[error("the reset button is switched off in the lock's settings")]
    ResetButtonOff,
    /// Items of the snapshot are not on the lock as saved, and the owner did not accept that.
    #[error("{} items are not on the lock as saved", .items.len())]
    NotRestored {
        /// Which.
        items: Vec<Label>,
    },
    /// The proof is of another file.
    #[error("the proof is of another saved copy")]
    OtherFile,
}

/// Everything that keeps a gate closed, at least one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to prove: {}", list(.failures))]
pub struct NotProved {
    /// The reasons, in the order of the gates.
    pub failures: Vec<VerifyError>,
}

fn list(failures: &[VerifyError]) -> String {
    let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
    failures.join("; ")
}

impl From<VerifyError> for NotProved {
    fn from(failure: VerifyError) -> Self {
        Self {
            failures: vec![failure],
        }
    }
}

/// Makes the permit for a reset (S1, S3, S11), or tells every gate that is closed.
///
/// # Errors
/// [`NotProved`] unless the file holds exactly what the second reading of this very lock holds, under the same pairing;
/// every kind of item that a restore would write was rehearsed on it; every loss was accepted; and battery and, for a reset by
/// hand, the reset button's switch allow it.
pub fn reset_permit(case: &ResetCase<'_>) -> Result<ResetPermit, NotProved> {
    let snapshot = case.reopened.snapshot();
    let mut failures = Vec::new();
    if case.reopened.trust() == Trust::Foreign && !case.accepted.foreign_file {
        failures.push(VerifyError::ForeignFile);
    }
    failures.extend(identity_failures(case));
    failures.extend(content_failure(case));
    failures.extend(rehearsal_failures(case));
    failures.extend(loss_failure(case));
    failures.extend(power_failure(case));
    if case.way == ResetWay::ByHand && !reset_button_works(&case.second.settings) {
        failures.push(VerifyError::ResetButtonOff);
    }
    match case.rehearsal {
        Some(rehearsal) if failures.is_empty() => Ok(ResetPermit {
            address: case.address,
            pairing: snapshot.pairing.clone(),
            digest: case.reopened.digest(),
            rehearsal: rehearsal.clone(),
            way: case.way,
        }),
        _ => Err(NotProved { failures }),
    }
}

fn identity_failures(case: &ResetCase<'_>) -> Vec<VerifyError> {
    let snapshot = case.reopened.snapshot();
    let connected = case.address;
    let (saved, read) = (snapshot.lock.address, case.second.address);
    let other_lock = (saved != connected).then_some(VerifyError::OtherLock { saved, connected });
    let other_reading = (read != connected).then_some(VerifyError::OtherReading { read, connected });
    let other_pairing = (snapshot.pairing != *case.pairing).then_some(VerifyError::OtherPairing);
    let failures = other_lock.into_iter().chain(other_reading);
    failures.chain(other_pairing).collect()
}

/// The file against the reading: what the lock itself listed, byte for byte, in any order.
fn content_failure(case: &ResetCase<'_>) -> Option<VerifyError> {
    let snapshot = case.reopened.snapshot();
    let second = rehearsal::without_trials(case.second, case.leftovers);
    let mut causes = Vec::new();
    let lock = &snapshot.lock;
    if (lock.version, &lock.features, &lock.device) != (second.version, &second.features, &second.device) {
        causes.push(Cause::Lock);
    }
    causes.extend(compare::unread(&second));
    causes.extend(compare::held_causes(
        &Held::of_lock_part(snapshot),
        &Held::of_contents(&second),
    ));
    (!causes.is_empty()).then_some(VerifyError::Differs { causes })
}

fn rehearsal_failures(case: &ResetCase<'_>) -> Vec<VerifyError> {
    let Some(rehearsal) = case.rehearsal else {
        return vec![VerifyError::NoRehearsal];
    };
    if rehearsal.address != case.address || rehearsal.pairing != *case.pairing {
        return vec![VerifyError::OtherRehearsal];
    }
    let kinds = rehearsal::kinds(case.reopened.snapshot(), case.now, false).into_iter();
    kinds
        .filter(|kind| rehearsal.result(*kind).is_none())
        .map(|kind| VerifyError::NotRehearsed { kind })
        .collect()
}

fn loss_failure(case: &ResetCase<'_>) -> Option<VerifyError> {
    let terms = Terms::of_own_lock(case.reopened.snapshot(), case.now, case.rehearsal);
    let mut losses = loss::losses(case.reopened.snapshot(), &terms);
    losses.retain(|loss| !case.accepted.ids.contains(&loss.label.id));
    (!losses.is_empty()).then_some(VerifyError::Unaccepted { losses })
}

fn power_failure(case: &ResetCase<'_>) -> Option<VerifyError> {
    match case.second.battery {
        Some(battery) if battery < MIN_BATTERY => Some(VerifyError::BatteryLow { battery }),
        Some(_) => None,
        None => (!case.accepted.unknown_battery).then_some(VerifyError::BatteryUnknown),
    }
}

/// Whether the reset button is known to be switched off. A lock that does not tell is believed: a button that does nothing
/// destroys nothing.
pub fn reset_button_works(settings: &Settings) -> bool {
    match &settings.switches {
        Reading::Value { value, .. } => value.reset_button_works(),
        Reading::NotOffered | Reading::Refused { .. } => true,
    }
}

/// Leave to erase one snapshot. Made by the functions of this module only; the erasing takes it by value.
#[must_use = "a permit does nothing by itself; the erasing consumes it"]
#[derive(Debug)]
pub struct ErasePermit {
    digest: FileDigest,
    address: Address,
    missing: Vec<ItemId>,
}

impl ErasePermit {
    /// The sealed file that may be erased.
    pub fn snapshot_digest(&self) -> FileDigest {
        self.digest
    }

    /// The lock that holds everything now, or that the snapshot is of where nothing was read back.
    pub fn address(&self) -> Address {
        self.address
    }

    /// What is not on the lock, which the owner accepted.
    pub fn missing(&self) -> &[ItemId] {
        &self.missing
    }

    /// Uses the permit up, for the receipt.
    pub(super) fn into_parts(self) -> (FileDigest, Address, Vec<ItemId>) {
        (self.digest, self.address, self.missing)
    }
}

/// That a restore was proved: what stays written down, so that the snapshot may be erased later without the lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreProof {
    /// The sealed file.
    pub digest: FileDigest,
    /// The lock that holds everything.
    pub address: Address,
    /// When it was read back.
    pub at: Moment,
    /// What is not on the lock, which the owner accepted.
    pub missing: Vec<ItemId>,
}

/// Proves a restore (S2): everything that the snapshot's own lock would take back stands on this lock as saved, or the owner
/// accepted what does not. What this lock cannot take although the snapshot's own could is missing like anything else: else a
/// lesser lock would prove a restore of nothing.
///
/// # Errors
/// [`VerifyError::NotRestored`] with the items that are missing or different and not accepted.
pub fn restore_proof(
    reopened: &Reopened,
    present: &Contents,
    now: LockMinute,
    rehearsal: Option<&Rehearsal>,
    accepted: &Accepted,
    at: Moment,
) -> Result<RestoreProof, NotProved> {
    let snapshot = reopened.snapshot();
    let of_lock = |address: Address| rehearsal.filter(|rehearsal| rehearsal.address == address);
    let terms = Terms::new(snapshot, &present.features, now, of_lock(present.address));
    let diff = diff(snapshot, &Held::of_contents(present), &terms);
    // What was said before the reset, and accepted there (S3).
    let own = Terms::of_own_lock(snapshot, now, of_lock(snapshot.lock.address));
    let said = loss::losses(snapshot, &own);
    let said: BTreeSet<&ItemId> = said.iter().map(|loss| &loss.label.id).collect();
    let unsaid = diff.not_restorable.iter().map(|loss| &loss.label);
    let unsaid = unsaid.filter(|label| !said.contains(&label.id));
    let missing = all_accepted(diff.open().chain(unsaid), accepted)?;
    Ok(RestoreProof {
        digest: reopened.digest(),
        address: present.address,
        at,
        missing,
    })
}

/// Makes the permit to erase a snapshot of which a restore was proved.
///
/// # Errors
/// [`VerifyError::OtherFile`] when the proof is of another file.
pub fn erase_permit(proof: &RestoreProof, digest: FileDigest) -> Result<ErasePermit, NotProved> {
    if proof.digest != digest {
        return Err(VerifyError::OtherFile.into());
    }
    Ok(ErasePermit {
        digest,
        address: proof.address,
        missing: proof.missing.clone(),
    })
}

/// What the owner has to accept, by name, to erase a snapshot without any proof: everything that a restore would bring back.
pub fn unproved_items(snapshot: &Snapshot, now: LockMinute) -> Vec<Label> {
    nothing_restored(snapshot, now).open().cloned().collect()
}

fn nothing_restored(snapshot: &Snapshot, now: LockMinute) -> Diff {
    let nothing = Held {
        codes: Vec::new(),
        cards: Vec::new(),
        fingerprints: Vec::new(),
        settings: Settings::default(),
        owner_passcode: Reading::NotOffered,
    };
    diff(snapshot, &nothing, &Terms::of_own_lock(snapshot, now, None))
}

/// Makes the permit to erase a snapshot without proof, after the owner accepted every item of [`unproved_items`].
///
/// # Errors
/// [`VerifyError::NotRestored`] with the items that were not accepted.
pub fn erase_permit_unproved(
    reopened: &Reopened,
    now: LockMinute,
    accepted: &Accepted,
) -> Result<ErasePermit, NotProved> {
    let diff = nothing_restored(reopened.snapshot(), now);
    let missing = all_accepted(diff.open(), accepted)?;
    Ok(ErasePermit {
        digest: reopened.digest(),
        address: reopened.snapshot().lock.address,
        missing,
    })
}

/// The ids of what is missing or different, all of them accepted.
fn all_accepted<'a>(missing: impl Iterator<Item = &'a Label>, accepted: &Accepted) -> Result<Vec<ItemId>, VerifyError> {
    let (accepted, open): (Vec<&Label>, Vec<&Label>) = missing.partition(|label| accepted.ids.contains(&label.id));
    if open.is_empty() {
        Ok(accepted.into_iter().map(|label| label.id.clone()).collect())
    } else {
        let items = open.into_iter().cloned().collect();
        Err(VerifyError::NotRestored { items })
    }
}

#[cfg(test)]
mod tests;
