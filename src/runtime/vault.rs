//! The keys that open snapshots: given ones, or one for each snapshot in the secure store.

use crate::backup::item::FileDigest;
use crate::backup::seal::{self, Identity, MacKey, Recipient, SealError, derive_mac_key};
use crate::store::secrets::{Secrets, SecretsError};
use std::str::FromStr as _;
use zeroize::Zeroizing;

/// The name of a file's own key in the secure store.
fn secret_name(digest: FileDigest) -> String {
    format!("snapshot-{digest}")
}

/// Why a vault cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The secure store failed.
    #[error(transparent)]
    Secrets(#[from] SecretsError),
    /// Nothing to seal for: no key was given and there is no secure store.
    #[error("failed to seal saved copy: there is no key to seal it for")]
    NoKey,
    /// Sealing failed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// What the secure store holds for this file is no key.
    #[error("failed to read the saved copy's key: what the secure store holds is damaged")]
    DamagedSecret,
}

/// The keys at hand.
pub struct Vault<'a> {
    identities: Vec<Identity>,
    recipients: Vec<Recipient>,
    secrets: Option<&'a dyn Secrets>,
}

/// A sealed file before it is written, with a key that opens it.
pub struct Sealed {
    /// The bytes to write.
    pub bytes: Vec<u8>,
    /// Their digest.
    pub digest: FileDigest,
    /// A key that opens them, for the proof that they can be opened.
    pub identity: Identity,
}

impl<'a> Vault<'a> {
    /// A vault of given keys: nothing is put into or asked of the secure store. `recipients` are sealed for too.
    pub fn of_identities(identities: Vec<Identity>, recipients: Vec<Recipient>) -> Self {
        Self {
            identities,
            recipients,
            secrets: None,
        }
    }

    /// A vault over the secure store, with a key of its own for each snapshot. `recipients` are sealed for too.
    pub fn of_store(secrets: &'a dyn Secrets, recipients: Vec<Recipient>) -> Self {
        Self {
            identities: Vec::new(),
            recipients,
            secrets: Some(secrets),
        }
    }

    /// The same with the keys of a store beside the given ones: a saved copy that was sealed for its own key opens too.
    #[must_use]
    pub fn with_store(mut self, secrets: &'a dyn Secrets) -> Self {
        self.secrets = Some(secrets);
        self
    }

    /// Whether what it seals can be opened after the machine was restarted: by a given key, by another recipient, or because
    /// the secure store lasts.
    pub fn lasts(&self) -> bool {
        !self.identities.is_empty() || !self.recipients.is_empty() || self.secrets.is_some_and(Secrets::lasting)
    }

    /// Seals what `compose` makes; the key given to it signs it. A key made for this file is in the secure store when this
    /// returns, so a file never exists without its key. Where there are only recipients, the signing key is thrown away, and
    /// the file will count as not made here.
    pub fn seal<E: From<VaultError>>(
        &self,
        compose: impl FnOnce(&MacKey) -> Result<Zeroizing<Vec<u8>>, E>,
    ) -> Result<Sealed, E> {
        let own = match self.identities.first() {
            Some(identity) => identity.clone(),
            None if self.secrets.is_some() || !self.recipients.is_empty() => Identity::generate(),
            None => return Err(VaultError::NoKey.into()),
        };
        let plaintext = compose(&derive_mac_key(&own))?;
        let mut recipients: Vec<Recipient> = self.identities.iter().map(Identity::recipient).collect();
        recipients.push(own.recipient());
        recipients.extend(self.recipients.iter().cloned());
        recipients.sort();
        recipients.dedup();
        let bytes = seal::seal(&plaintext, &recipients).map_err(VaultError::from)?;
        let digest = FileDigest::of(&bytes);
        if let Some(secrets) = self.secrets {
            secrets
                .put(&secret_name(digest), own.secret_text().as_bytes())
                .map_err(VaultError::from)?;
        }
        Ok(Sealed {
            bytes,
            digest,
            identity: own,
        })
    }

    /// Keeps a key that opens a file as the file's own.
    pub fn keep(&self, digest: FileDigest, identity: &Identity) -> Result<(), VaultError> {
        match self.secrets {
            Some(secrets) => Ok(secrets.put(&secret_name(digest), identity.secret_text().as_bytes())?),
            None => Err(VaultError::NoKey),
        }
    }

    /// Every key at hand that may open a file: the given ones, and the one that was made for it.
    pub fn identities_for(&self, digest: FileDigest) -> Result<Vec<Identity>, VaultError> {
        let mut identities = self.identities.clone();
        identities.extend(self.own_identity(digest)?);
        Ok(identities)
    }

    fn own_identity(&self, digest: FileDigest) -> Result<Option<Identity>, VaultError> {
        let Some(secrets) = self.secrets else { return Ok(None) };
        let Some(secret) = secrets.read(&secret_name(digest))? else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&secret).map_err(|_| VaultError::DamagedSecret)?;
        Identity::from_str(text)
            .map(Some)
            .map_err(|_| VaultError::DamagedSecret)
    }

    /// Whether a key was made for a file and is still there.
    pub fn has_own_key(&self, digest: FileDigest) -> Result<bool, VaultError> {
        Ok(self.own_identity(digest)?.is_some())
    }

    /// Destroys the key that was made for a file, if there is one.
    pub fn forget(&self, digest: FileDigest) -> Result<(), VaultError> {
        match self.secrets {
            Some(secrets) => Ok(secrets.remove(&secret_name(digest))?),
            None => Ok(()),
        }
    }
}

/// For how many keys an age file is sealed: the stanzas of its header that are not noise.
pub fn recipients_of(sealed: &[u8]) -> usize {
    let header = sealed
        .split(|byte| *byte == b'\n')
        .take_while(|line| !line.starts_with(b"---"));
    header.filter(|line| line.starts_with(b"-> X25519 ")).count()
}
