//! The receipt of an erased snapshot: what was destroyed, in which order, and what nobody can promise.

use super::item::{FileDigest, ItemId, Moment};
use super::verify::ErasePermit;
use crate::model::Address;
use serde::Serialize;
use std::fmt;

/// What was done, told by the one who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// When the key was destroyed. First, so that an interruption leaves a file that this device cannot open.
    /// `None`: this device kept no key of its own for it; the keys that open it are files of the owner's.
    pub key: Option<Moment>,
    /// When the file was overwritten and removed.
    pub file: Moment,
    /// The file's name, for the receipt.
    pub name: String,
    /// How many further recipients it was sealed for: recovery key, helpers.
    pub other_recipients: usize,
}

/// The receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The sealed file's SHA-256.
    pub digest: FileDigest,
    /// The file's name.
    pub name: String,
    /// The lock that holds everything now.
    pub lock: Address,
    /// What was not on the lock, which the owner accepted.
    pub missing: Vec<ItemId>,
    /// When the key was destroyed.
    /// `None`: there was none of this device's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_destroyed: Option<Moment>,
    /// When the file was removed.
    pub file_removed: Moment,
    /// What cannot be promised.
    pub caveats: Vec<Caveat>,
}

/// Something that erasing cannot reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "caveat", rename_all = "kebab-case")]
pub enum Caveat {
    /// Flash memory may keep old pages for a while. Without the key they are noise.
    FlashMemory,
    /// Copies that left this device: shared files, the system's own backups.
    CopiesElsewhere,
    /// Holders of other keys can open every copy that is left.
    OtherRecipients {
        /// How many keys.
        count: usize,
    },
}

impl Receipt {
    /// The receipt of an erasing that is done. Takes the permit, which is used up.
    pub fn new(permit: ErasePermit, erasure: Erasure) -> Self {
        let (digest, address, missing) = permit.into_parts();
        let others = Caveat::OtherRecipients {
            count: erasure.other_recipients,
        };
        let others = (erasure.other_recipients > 0).then_some(others);
        let caveats = [Caveat::FlashMemory, Caveat::CopiesElsewhere];
        Self {
            digest,
            name: erasure.name,
            lock: address,
            missing,
            key_destroyed: erasure.key,
            file_removed: erasure.file,
            caveats: caveats.into_iter().chain(others).collect(),
        }
    }
}

impl fmt::Display for Caveat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FlashMemory => {
                f.write_str("the storage may keep old pages for a while; without a key nobody can read them")
            }
            Self::CopiesElsewhere => {
                f.write_str("copies that left this device, and the system's own backups, were not reached")
            }
            Self::OtherRecipients { count: 1 } => {
                f.write_str("1 other key can still open every copy that is left, for instance the recovery key")
            }
            Self::OtherRecipients { count } => {
                write!(
                    f,
                    "{count} other keys can still open every copy that is left, for instance the recovery key"
                )
            }
        }
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Saved copy {} of lock {}", self.name, self.lock)?;
        writeln!(f, "SHA-256 {}", self.digest)?;
        match self.key_destroyed {
            Some(at) => writeln!(f, "{at}  its key was destroyed on this device")?,
            None => writeln!(
                f,
                "This device kept no key of its own for it; key files of yours were not touched"
            )?,
        }
        writeln!(f, "{}  its file was removed", self.file_removed)?;
        for id in &self.missing {
            writeln!(f, "Not on the lock, as accepted: {id}")?;
        }
        writeln!(f, "What this cannot promise:")?;
        for caveat in &self.caveats {
            writeln!(f, "- {caveat}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{CREATED, NOW, contents, reopened, snapshot};
    use super::super::verify::{Accepted, erase_permit, restore_proof};
    use super::*;

    #[test]
    fn row_51_the_receipt_says_what_was_destroyed_and_what_it_cannot_promise() {
        let reopened = reopened(&snapshot());
        let mut without = contents();
        without.passcodes.items.remove(1);
        let accepted = Accepted {
            ids: ["code-2".into()].into(),
            ..Accepted::default()
        };
        let proof = restore_proof(&reopened, &without, NOW, None, &accepted, CREATED).unwrap();
        let permit = erase_permit(&proof, reopened.digest()).unwrap();
        let erasure = Erasure {
            key: Some(CREATED),
            file: Moment(CREATED.0 + 20),
            name: "hall.relatch".to_owned(),
            other_recipients: 1,
        };
        let receipt = Receipt::new(permit, erasure);
        assert_eq!(receipt.digest, reopened.digest());
        let text = receipt.to_string();
        for words in [
            "hall.relatch",
            "AA:BB:CC:11:22:33",
            "09:00:00.000Z  its key",
            "09:00:00.020Z  its file",
            "code-2",
            "old pages",
            "copies that left",
            "1 other key can",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let json = serde_json::to_value(&receipt).unwrap();
        assert_eq!(json["caveats"].as_array().unwrap().len(), 3);
        assert_eq!(json["keyDestroyed"], "2026-11-24T09:00:00.000Z");
    }
}
