//! The reset: the saved copy is proved against the lock, the way back is rehearsed on it, losses are accepted, and only then 52
//! is sent (style S1, S3, S4, S11).

use super::clock::Clock;
use super::copies::{self, Opened};
use super::error::RuntimeError;
use super::records::{LockRecord, Records};
use super::rehearse::{self, Stage};
use super::tools::Tools;
use crate::backup::item::PairingId;
use crate::backup::loss::{self, Loss, Terms};
use crate::backup::rehearsal::Rehearsal;
use crate::backup::verify::{self, Accepted, NotProved, ResetCase, ResetPermit, ResetWay, VerifyError};
use crate::journey::recover::Standing;
use crate::lock::Progress;
use crate::lock::contact::{Contact, ContactError, KeyRefusal};
use crate::lock::presence::{Presence, SCAN_WAIT, presence};
use crate::lock::read::ReadOptions;
use crate::lock::reset::{ResetError, ResetOutcome};
use crate::model::{Address, Contents, OwnerKey};
use crate::transport::RadioError;
use std::path::Path;

/// Asks the owner.
pub trait Consent: Send {
    /// Shows everything that will be lost, and takes what the owner accepts. Called once, after the rehearsal.
    fn accept(&mut self, losses: &[Loss]) -> Accepted;

    /// Whether the owner goes on although nothing could open the saved copy after a restart of this machine.
    fn accept_volatile_key(&mut self) -> bool;
}

/// What became of a reset.
#[derive(Debug)]
pub enum ResetReport {
    /// An earlier run had sent it, and the lock shows that it was carried out.
    DoneBefore,
    /// It was sent, and this is what the lock shows.
    Sent {
        /// What it shows.
        outcome: ResetOutcome,
        /// The rehearsal that showed the way back.
        rehearsal: Rehearsal,
    },
    /// Everything is proved; the owner may now press the button.
    ByHand {
        /// The rehearsal that showed the way back.
        rehearsal: Rehearsal,
    },
}

/// Which rehearsal a reset stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rehearse {
    /// One that is held right before.
    Anew,
    /// The newest one that the lock's journal holds of this saved copy and pairing. Nothing may be left of it on the lock, and the
    /// lock is read and compared after it all the same.
    Remembered,
}

/// Resets a lock behind a saved copy of it, after a rehearsal.
pub async fn reset(
    tools: &mut Tools<'_>,
    copy: &Path,
    key: &OwnerKey,
    way: ResetWay,
    consent: &mut dyn Consent,
) -> Result<ResetReport, RuntimeError> {
    reset_after(tools, copy, key, way, Rehearse::Anew, consent).await
}

/// As [`reset`]; `rehearse` says which rehearsal it stands on.
pub async fn reset_after(
    tools: &mut Tools<'_>,
    copy: &Path,
    key: &OwnerKey,
    way: ResetWay,
    rehearse: Rehearse,
    consent: &mut dyn Consent,
) -> Result<ResetReport, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    copies::check_lock(opened.snapshot(), key)?;
    if !tools.vault.lasts() && !consent.accept_volatile_key() {
        return Err(RuntimeError::WouldBeLost);
    }
    let mut records = tools.store.lock(key.address)?;
    if settle_earlier(tools, &mut records, key.address, &opened.snapshot().pairing).await? {
        return Ok(ResetReport::DoneBefore);
    }
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let result = async {
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await?;
        let options = ReadOptions {
            // Throw-away items lie in the future of the lock's clock.
            clock: rehearse == Rehearse::Anew,
            ..ReadOptions::FOR_PROOF
        };
        let first = contact.read_contents(options, tools.progress).await?;
        let now = tools.clock.now().lock_time()?.minute();
        let proof = Proof {
            opened: &opened,
            pairing: PairingId::of_key(&key.aes_key),
            address: key.address,
            now,
            way,
        };
        proof.check_before_rehearsal(&first)?;

        let (rehearsal, after) = match rehearse {
            Rehearse::Anew => {
                let stage = Stage {
                    snapshot: opened.snapshot(),
                    present: &first,
                    options,
                    now,
                };
                let held = rehearse::hold(&mut contact, &mut records, stage, tools.random, tools.progress).await?;
                held.conclude(&mut records, opened.digest(), tools.clock.now().moment)?
            }
            Rehearse::Remembered => {
                let remembered = rehearse::remembered(records.as_slice(), opened.digest(), &proof.pairing);
                (
                    remembered.ok_or_else(|| NotProved::from(VerifyError::NoRehearsal))?,
                    first,
                )
            }
        };
        let terms = Terms::of_own_lock(opened.snapshot(), now, Some(&rehearsal));
        let accepted = consent.accept(&loss::losses(opened.snapshot(), &terms));
        let leftovers = rehearse::open_trials(records.as_slice());
        let permit = proof.permit(&after, &rehearsal, &leftovers, accepted)?;

        // Written before the frame: on the next start the lock is asked what became of it.
        contact.log_in(tools.progress).await?;
        let at = tools.clock.now().moment;
        records.append(LockRecord::ResetStarted {
            copy: opened.digest(),
            pairing: proof.pairing.clone(),
            at,
        })?;
        if way == ResetWay::ByHand {
            return Ok(ResetReport::ByHand { rehearsal });
        }
        let outcome = send(&mut contact, permit, tools.clock, tools.progress, &mut records).await?;
        Ok(ResetReport::Sent { outcome, rehearsal })
    };
    let result = result.await;
    contact.close().await;
    result
}

/// Sends the reset and writes down what the lock shows.
async fn send(
    contact: &mut Contact<'_>,
    permit: ResetPermit,
    clock: &dyn Clock,
    progress: &mut dyn Progress,
    records: &mut Records<LockRecord>,
) -> Result<ResetOutcome, RuntimeError> {
    let result = crate::lock::reset::reset(contact, permit, progress).await;
    let done = match &result {
        Ok(ResetOutcome::Done) => Some(true),
        // Nothing was sent, or the lock refused: it is as it was.
        Ok(ResetOutcome::StillOwned) | Err(ResetError::OtherLock { .. } | ResetError::Contact(_)) => Some(false),
        // Not known: the intent stays open.
        Ok(ResetOutcome::NotHeard) | Err(ResetError::Unseen(_)) => None,
    };
    if let Some(done) = done {
        let at = clock.now().moment;
        // What the lock shows counts more than whether it could be written down: the open intent is asked of the lock again.
        if let Err(error) = records.append(LockRecord::ResetEnded { done, at }) {
            tracing::warn!(%error, "the outcome of the reset could not be written down");
        }
    }
    Ok(result?)
}

/// Asks the lock what became of a reset that an earlier run sent under this pairing (style S4). Whether it was carried out.
async fn settle_earlier(
    tools: &mut Tools<'_>,
    records: &mut Records<LockRecord>,
    address: Address,
    pairing: &PairingId,
) -> Result<bool, RuntimeError> {
    let earlier = earlier(records.as_slice(), pairing);
    if earlier == Earlier::Nothing {
        return Ok(false);
    }
    let done = match presence(tools.radio, address, SCAN_WAIT).await? {
        Presence::SettingMode(_) => true,
        Presence::Owned(_) => false,
        Presence::NotHeard => return Err(RadioError::NotInReach(address).into()),
    };
    if earlier == Earlier::Unseen {
        records.append(LockRecord::ResetEnded {
            done,
            at: tools.clock.now().moment,
        })?;
    }
    Ok(done)
}

/// The keys that a lock may take: of the pairing before a reset, and of the one after.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The one from before.
    pub old: Option<OwnerKey>,
    /// The one from after.
    pub new: Option<OwnerKey>,
}

/// Asks a lock what it is now, and writes down what became of a reset whose outcome nobody saw (style S4). Changes nothing on the
/// lock.
pub async fn standing(tools: &mut Tools<'_>, address: Address, keys: &Keys) -> Result<Standing, RuntimeError> {
    let mut standing = match presence(tools.radio, address, SCAN_WAIT).await? {
        Presence::SettingMode(_) => Standing::NoOwner,
        Presence::Owned(_) => Standing::NoKeyWorks,
        Presence::NotHeard => return Ok(Standing::NotHeard),
    };
    let of_lock = |key: &&OwnerKey| key.address == address;
    // Whether it said anything at all. One that merely sleeps says as little as one that has another key.
    let mut has_spoken = standing == Standing::NoOwner;
    let new = keys.new.iter().map(|key| (key, Standing::NewKeyWorks));
    let old = keys.old.iter().map(|key| (key, Standing::OldKeyWorks));
    for (key, works) in new.chain(old).filter(|(key, _)| of_lock(key)) {
        if standing != Standing::NoKeyWorks {
            break;
        }
        let mut contact = Contact::new(&mut *tools.radio, key.clone());
        let result = contact.log_in(tools.progress).await;
        contact.close().await;
        match result {
            Ok(()) => standing = works,
            Err(ContactError::KeyRefused {
                why: KeyRefusal::NoOwner,
                ..
            }) => standing = Standing::NoOwner,
            Err(ContactError::KeyRefused {
                why: KeyRefusal::Silence,
                ..
            }) => continue,
            Err(ContactError::KeyRefused { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        has_spoken = true;
    }
    if let Some(old) = keys.old.iter().find(of_lock).filter(|_| has_spoken) {
        let mut records = tools.store.lock(address)?;
        if earlier(records.as_slice(), &PairingId::of_key(&old.aes_key)) == Earlier::Unseen {
            let done = standing != Standing::OldKeyWorks;
            let at = tools.clock.now().moment;
            records.append(LockRecord::ResetEnded { done, at })?;
        }
    }
    Ok(standing)
}

/// What the journal says of an earlier reset under a pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Earlier {
    /// None was sent, or it had no effect.
    Nothing,
    /// One was sent, and nobody saw what became of it.
    Unseen,
    /// One was carried out.
    Done,
}

fn earlier(records: &[LockRecord], this: &PairingId) -> Earlier {
    let mut earlier = Earlier::Nothing;
    for record in records {
        match record {
            LockRecord::ResetStarted { pairing, .. } if pairing == this => earlier = Earlier::Unseen,
            LockRecord::ResetEnded { done, .. } if earlier == Earlier::Unseen => {
                earlier = if *done { Earlier::Done } else { Earlier::Nothing };
            }
            LockRecord::ResetStarted { .. }
            | LockRecord::ResetEnded { .. }
            | LockRecord::TrialsStarted { .. }
            | LockRecord::TrialsCleared
            | LockRecord::Rehearsed { .. } => {}
        }
    }
    earlier
}

/// What a proof is about.
struct Proof<'a> {
    opened: &'a Opened,
    pairing: PairingId,
    address: Address,
    now: crate::model::LockMinute,
    way: ResetWay,
}

impl Proof<'_> {
    /// Everything but the rehearsal and what it decides: a lock that holds something else than the copy is not written to.
    fn check_before_rehearsal(&self, first: &Contents) -> Result<(), RuntimeError> {
        let accepted = vouched(Accepted::default());
        let Err(mut not_proved) = verify::reset_permit(&self.case(first, None, &[], &accepted)) else {
            return Ok(());
        };
        not_proved
            .failures
            .retain(|failure| !matches!(failure, VerifyError::NoRehearsal | VerifyError::Unaccepted { .. }));
        if not_proved.failures.is_empty() {
            Ok(())
        } else {
            Err(not_proved.into())
        }
    }

    fn permit(
        &self,
        second: &Contents,
        rehearsal: &Rehearsal,
        leftovers: &[crate::backup::rehearsal::Trial],
        accepted: Accepted,
    ) -> Result<ResetPermit, RuntimeError> {
        let accepted = vouched(accepted);
        Ok(verify::reset_permit(&self.case(
            second,
            Some(rehearsal),
            leftovers,
            &accepted,
        ))?)
    }

    fn case<'a>(
        &'a self,
        second: &'a Contents,
        rehearsal: Option<&'a Rehearsal>,
        leftovers: &'a [crate::backup::rehearsal::Trial],
        accepted: &'a Accepted,
    ) -> ResetCase<'a> {
        let Self {
            opened,
            pairing,
            address,
            now,
            way,
        } = self;
        let (address, now, way) = (*address, *now, *way);
        ResetCase {
            reopened: &opened.reopened,
            second,
            address,
            pairing,
            rehearsal,
            leftovers,
            now,
            way,
            accepted,
        }
    }
}

/// A copy that is equal to the lock is this lock's, whoever made it: its contents are proved by the comparison itself.
fn vouched(accepted: Accepted) -> Accepted {
    Accepted {
        foreign_file: true,
        ..accepted
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{LockRecord, PairingId, earlier};

    /// What a journal says of an earlier reset, in a form to compare.
    pub(in crate::runtime) fn what_became_of(records: &[LockRecord], pairing: &PairingId) -> String {
        format!("{:?}", earlier(records, pairing))
    }
}
