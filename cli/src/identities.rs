//! The keys that seal and open saved copies: identity files, or the system's secure store.

use crate::args::{Identities, SecureStore};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::{OfFile as _, vault_failure};
use crate::output::Output;
use relatch::backup::seal::{Identity, KeyTextError, Recipient, parse_identity_file};
use relatch::runtime::SealedSecrets;
use relatch::runtime::vault::Vault;
use relatch::store::{Files as _, KeyringSecrets, Secrets, SecretsError, SystemFiles};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The most bytes of an identity file.
const MAX_IDENTITY_FILE: u64 = 1024 * 1024;

/// The keys at hand.
pub(crate) struct Keys {
    identities: Vec<Identity>,
    recipients: Vec<Recipient>,
    secrets: Option<KeyringSecrets>,
    /// What the journeys of this store sealed for one of the identities.
    sealed: Option<SealedSecrets>,
}

impl Keys {
    /// The keys that open saved copies, those of journeys too.
    pub(crate) fn to_open(args: &Identities, tools: &Tools) -> Result<Self, Failure> {
        let identities = read_identities(args)?;
        let sealed = sealed_in(&secrets_of(&crate::session::folder(tools)?), &identities)?;
        let secrets = if identities.is_empty() {
            Some(secure_store(args)?)
        } else {
            None
        };
        Ok(Self {
            identities,
            recipients: Vec::new(),
            secrets,
            sealed,
        })
    }

    /// The keys that seal one. With recipients alone a machine without a secure store can seal, and says what follows from it.
    pub(crate) fn to_seal(args: &Identities, recipients: &[String], output: &mut Output) -> Result<Self, Failure> {
        let identities = read_identities(args)?;
        let recipients = recipients.iter().map(|text| {
            let advice = "Give --recipient a public key, age1…, as `age-keygen -y` prints it.";
            text.parse::<Recipient>().map_err(|error| Failure::usage(error, advice))
        });
        let recipients = recipients.collect::<Result<Vec<_>, _>>()?;
        let secrets = if identities.is_empty() {
            match secure_store(args) {
                Ok(secrets) => Some(secrets),
                Err(failure) if recipients.is_empty() => return Err(failure),
                Err(_) => {
                    output.say(
                        "note: this machine has no secure store, so the copy is sealed for the recipients only, and only they \
                         can open it. A restore from another folder of --store will count it as not made here.",
                    );
                    None
                }
            }
        } else {
            None
        };
        if secrets.as_ref().is_some_and(|secrets| !secrets.lasting()) && recipients.is_empty() {
            output.say(
                "note: this machine forgets the copy's key when it restarts. Give --identity FILE or --recipient age1… for a \
                 copy that lasts.",
            );
        }
        Ok(Self {
            identities,
            recipients,
            secrets,
            sealed: None,
        })
    }

    /// The library's view of them.
    pub(crate) fn vault(&self) -> Vault<'_> {
        let given = || Vault::of_identities(self.identities.clone(), self.recipients.clone());
        match (&self.secrets, &self.sealed) {
            (Some(secrets), _) => Vault::of_store(secrets, self.recipients.clone()),
            (None, Some(sealed)) => given().with_store(sealed),
            (None, None) => given(),
        }
    }
}

/// Where the keys of journeys are: in the store's folder, sealed for the identity that is given, else in the system's secure
/// store. A journey that began with the one does not go on with the other.
pub(crate) fn of_journeys(args: &Identities, store: &Path) -> Result<Arc<dyn Secrets>, Failure> {
    let folder = secrets_of(store);
    let is_sealed = SystemFiles.entry(&folder).of_file("keys")?.is_some();
    let identities = read_identities(args)?;
    let other = |whose: &str| {
        Failure::new(
            Exit::WrongKey,
            format!("the keys in {} are sealed for {whose}", folder.display()),
            "Give --identity the file that was given when the journey began, or another --store.",
        )
    };
    match identities.first() {
        None if is_sealed => Err(other("an identity")),
        None => Ok(Arc::new(lasting_store(args)?)),
        Some(_) if is_sealed => match sealed_in(&folder, &identities)? {
            Some(secrets) => Ok(Arc::new(secrets)),
            None => Err(other("another identity")),
        },
        Some(identity) => {
            let secrets = sealed_for(&folder, identity)?;
            secrets.put(MARK, MARK.as_bytes()).map_err(refused)?;
            Ok(Arc::new(secrets))
        }
    }
}

fn secrets_of(store: &Path) -> PathBuf {
    store.join("secrets")
}

/// The secrets of a folder that one of the identities opens.
fn sealed_in(folder: &Path, identities: &[Identity]) -> Result<Option<SealedSecrets>, Failure> {
    if identities.is_empty() || SystemFiles.entry(folder).of_file("keys")?.is_none() {
        return Ok(None);
    }
    for identity in identities {
        let secrets = sealed_for(folder, identity)?;
        match secrets.read(MARK) {
            Ok(Some(_)) => return Ok(Some(secrets)),
            // A start that was killed before its mark has sealed nothing yet.
            Ok(None) => {
                secrets.put(MARK, MARK.as_bytes()).map_err(refused)?;
                return Ok(Some(secrets));
            }
            Err(SecretsError::Locked { .. }) => {}
            Err(error) => return Err(refused(error)),
        }
    }
    Ok(None)
}

fn refused(error: SecretsError) -> Failure {
    vault_failure(&error.into())
}

/// What is sealed first, so that another identity is known at once.
const MARK: &str = "sealed-for";

/// Secrets that an identity seals, in a folder that is made where it is missing.
pub(crate) fn sealed_for(folder: &Path, identity: &Identity) -> Result<SealedSecrets, Failure> {
    let opened = SealedSecrets::open(Arc::new(SystemFiles), folder.to_owned(), identity.clone());
    opened.map_err(refused)
}

/// A journey keeps the lock's only key: a store that forgets it with the next restart will not do (S10).
fn lasting_store(args: &Identities) -> Result<KeyringSecrets, Failure> {
    let secrets = secure_store(args)?;
    if secrets.lasting() {
        return Ok(secrets);
    }
    Err(Failure::new(
        Exit::NoSecureStore,
        "this machine's secure store forgets everything when it restarts, and a journey keeps the lock's only key there",
        ADVICE,
    ))
}

fn read_identities(args: &Identities) -> Result<Vec<Identity>, Failure> {
    let files = args.identity.iter().map(|path| read_identity(path));
    Ok(files.collect::<Result<Vec<_>, _>>()?.concat())
}

/// The identities of a file.
pub(crate) fn read_identity(path: &Path) -> Result<Vec<Identity>, Failure> {
    let bytes = Zeroizing::new(SystemFiles.read(path, MAX_IDENTITY_FILE).of_file("an identity")?);
    let identities = match std::str::from_utf8(&bytes) {
        Ok(text) => parse_identity_file(text),
        Err(_) => Err(KeyTextError::Empty),
    };
    identities.map_err(|error| {
        let advice = match error {
            KeyTextError::Sealed => "Open it with `age --decrypt` first.",
            KeyTextError::RecipientGiven { .. } => "Give the file with the secret key, AGE-SECRET-KEY-1…",
            _ => "Give a file as `age-keygen` writes it.",
        };
        Failure::new(Exit::BadFile, format!("{error} ({})", path.display()), advice)
    })
}

const ADVICE: &str = "Give --identity FILE with an age key instead; `relatch identity new me.age` makes one.";

fn secure_store(args: &Identities) -> Result<KeyringSecrets, Failure> {
    if args.secure_store == SecureStore::Off {
        let message = "the system's secure store is switched off by --secure-store or RELATCH_SECURE_STORE";
        return Err(Failure::new(Exit::NoSecureStore, message, ADVICE));
    }
    KeyringSecrets::open().map_err(|error: SecretsError| Failure::new(Exit::NoSecureStore, error, ADVICE))
}
