//! Making a lock forget everything (protocol, flows 4). Needs a permit, which only verification makes (style S1).

use super::channel::RESET_WAIT;
use super::contact::{Contact, ContactError};
use super::presence::{Presence, SCAN_WAIT, presence};
use super::progress::{Progress, Report, Work};
use crate::backup::ResetPermit;
use crate::model::Address;
use crate::protocol::command::pairing::Reset;
use crate::transport::RadioError;

/// What the lock is after a reset was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetOutcome {
    /// It advertises setting mode: everything is forgotten.
    Done,
    /// It still has an owner: nothing happened.
    StillOwned,
    /// It was not heard: touch the keypad and ask again.
    NotHeard,
}

/// Why a reset was not sent, or not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// The permit names another lock. Nothing was sent.
    #[error("failed to reset {asked}: the proof is of another lock, {permitted}")]
    OtherLock {
        /// The lock that was to be reset.
        asked: Address,
        /// The lock that was proved.
        permitted: Address,
    },
    /// The lock refused, or no session came about. The lock is as it was.
    #[error("failed to reset, the lock is as it was: {0}")]
    Contact(#[source] ContactError),
    /// The reset was sent, and the radio failed before it could be seen what became of it.
    #[error("failed to see whether the lock was reset: {0}")]
    Unseen(#[source] RadioError),
}

/// Sends 52 and sees by the advertisement what became of it. The permit is used up, whatever happens.
pub async fn reset(
    contact: &mut Contact<'_>,
    permit: ResetPermit,
    progress: &mut dyn Progress,
) -> Result<ResetOutcome, ResetError> {
    if permit.address() != contact.address() {
        return Err(ResetError::OtherLock {
            asked: contact.address(),
            permitted: permit.address(),
        });
    }
    progress.report(Report {
        work: Work::Resetting,
        done: 0,
        total: None,
    });
    match contact.call_within(&Reset, RESET_WAIT).await {
        Ok(_) => {}
        // The link is often lost right after a reset, a reply may be under another key already, and the person may cancel after
        // the frame has left: whatever is no refusal, the advertisement tells (flows 4).
        Err(ContactError::Exchange(error)) if error.refusal().is_none() => {}
        Err(error) => return Err(ResetError::Contact(error)),
    }
    drop(permit);
    outcome(contact).await.map_err(ResetError::Unseen)
}

/// What the lock advertises now.
pub async fn outcome(contact: &mut Contact<'_>) -> Result<ResetOutcome, RadioError> {
    let address = contact.address();
    Ok(match presence(contact.radio().await, address, SCAN_WAIT).await? {
        Presence::SettingMode(_) => ResetOutcome::Done,
        Presence::Owned(_) => ResetOutcome::StillOwned,
        Presence::NotHeard => ResetOutcome::NotHeard,
    })
}
