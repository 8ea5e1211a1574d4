//! Removing every code and card from a lock, to begin a restore anew.

use super::error::RuntimeError;
use super::rehearse;
use super::tools::Tools;
use crate::lock::contact::{Contact, ContactError};
use crate::model::{Feature, OwnerKey};

/// Removes every code and card, and reads back that none is left.
pub async fn clear(tools: &mut Tools<'_>, key: &OwnerKey) -> Result<(), RuntimeError> {
    let mut records = tools.store.lock(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let work = async {
        contact.log_in(tools.progress).await?;
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await?;
        let features = contact.read_features().await?;
        let mut left = 0;
        if features.has(Feature::Passcodes) {
            tolerate(contact.clear_passcodes().await)?;
            left += contact.read_passcodes(tools.progress).await?.items.len();
        }
        if features.has(Feature::Cards) {
            tolerate(contact.clear_cards().await)?;
            left += contact.read_cards(tools.progress).await?.items.len();
        }
        let lock = contact.address();
        match left {
            0 => Ok(()),
            left => Err(RuntimeError::NotCleared { lock, left }),
        }
    };
    let result = work.await;
    contact.close().await;
    result
}

/// Whether anything is left, the list tells: a lock may refuse to clear what is empty, or its answer may be lost.
fn tolerate(result: Result<(), ContactError>) -> Result<(), ContactError> {
    match result {
        Err(error) if error.is_cancelled() => Err(error),
        Err(error) if error.refusal().is_some() || error.is_uncertain() => Ok(()),
        result => result,
    }
}
