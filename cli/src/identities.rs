//! The keys that seal and open saved copies: identity files, or the system's secure store.

use crate::args::{Identities, SecureStore};
use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use crate::output::Output;
use relatch::backup::seal::{Identity, KeyTextError, Recipient, parse_identity_file};
use relatch::runtime::vault::Vault;
use relatch::store::secrets::{KeyringSecrets, Secrets as _, SecretsError};
use relatch::store::{Files as _, SystemFiles};
use std::path::Path;
use zeroize::Zeroizing;

/// The most bytes of an identity file.
const MAX_IDENTITY_FILE: u64 = 1024 * 1024;

/// The keys at hand.
pub(crate) struct Keys {
    identities: Vec<Identity>,
    recipients: Vec<Recipient>,
    secrets: Option<KeyringSecrets>,
}

impl Keys {
    /// The keys that open saved copies.
    pub(crate) fn to_open(args: &Identities) -> Result<Self, Failure> {
        let identities = read_identities(args)?;
        let secrets = if identities.is_empty() {
            Some(secure_store(args)?)
        } else {
            None
        };
        Ok(Self {
            identities,
            recipients: Vec::new(),
            secrets,
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
        })
    }

    /// The library's view of them.
    pub(crate) fn vault(&self) -> Vault<'_> {
        match &self.secrets {
            Some(secrets) => Vault::of_store(secrets, self.recipients.clone()),
            None => Vault::of_identities(self.identities.clone(), self.recipients.clone()),
        }
    }
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

fn secure_store(args: &Identities) -> Result<KeyringSecrets, Failure> {
    const ADVICE: &str = "Give --identity FILE with an age key instead; `relatch identity new me.age` makes one.";
    if args.secure_store == SecureStore::Off {
        let message = "the system's secure store is switched off by --secure-store or RELATCH_SECURE_STORE";
        return Err(Failure::new(Exit::NoSecureStore, message, ADVICE));
    }
    KeyringSecrets::open().map_err(|error: SecretsError| Failure::new(Exit::NoSecureStore, error, ADVICE))
}
