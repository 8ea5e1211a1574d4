//! Sign-ins in the secure store: several accounts, each a secret of its own, and a list of whose they are.
//!
//! | secret | holds |
//! |---|---|
//! | `accounts` | names and regions, JSON |
//! | `account-…` | one sign-in, JSON: tokens and the application; never a password or its hash |
//!
//! A sign-in is kept before it is listed and removed before it is taken off the list, so that after a crash a listed account
//! may be signed out, and no token is left that nobody sees.

use crate::account::client::{NotKept, TokenKeeper};
use crate::account::region::BaseUrl;
use crate::account::request::{Application, ClientSecret};
use crate::account::token::Token;
use crate::account::{Region, client::AccountError};
use crate::model::{SecretText, hex};
use crate::store::secrets::{Secrets, SecretsError};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// The list's name in the secure store.
const LIST: &str = "accounts";
/// The form of both, raised when an older program could not read it any more.
const FORM: u32 = 1;
/// The most accounts.
const MOST: usize = 100;

/// Whose account it is. The name is personal data: it hides in `Debug`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountName {
    /// The name that it signs in with.
    pub username: String,
    /// Its region.
    pub region: Region,
}

impl fmt::Debug for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountName(hidden, {})", self.region)
    }
}

impl AccountName {
    /// Under which its sign-in is kept: the same for the same account, and without its name in it.
    fn secret_name(&self) -> String {
        let digest = Sha256::new_with_prefix(b"relatch account v1")
            .chain_update(self.region.to_string())
            .chain_update([0])
            .chain_update(&self.username)
            .finalize();
        let digits: String = hex::to_text(&digest).chars().take(32).collect();
        format!("account-{digits}")
    }
}

/// A sign-in with the application that it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The application.
    pub application: Application,
    /// The tokens.
    pub token: Token,
}

#[derive(Serialize, Deserialize)]
struct ListForm {
    form: u32,
    accounts: Vec<AccountName>,
}

#[derive(Serialize, Deserialize)]
struct SignInForm {
    form: u32,
    client_id: String,
    client_secret: Option<SecretText>,
    token_server: Option<String>,
    access: SecretText,
    renewal: Option<SecretText>,
    uid: Option<i64>,
    ends_ms: i64,
}

/// Why sign-ins cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The secure store failed.
    #[error(transparent)]
    Secrets(#[from] SecretsError),
    /// What the secure store holds is damaged, or of a later version.
    #[error("failed to read sign-in: what the secure store holds is damaged, or a later Relatch wrote it")]
    Damaged,
    /// So many accounts that more would be a mistake.
    #[error("failed to keep sign-in: there are {MOST} accounts already")]
    TooMany,
}

/// The sign-ins of a secure store.
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a> {
    secrets: &'a dyn Secrets,
}

impl<'a> Accounts<'a> {
    /// The sign-ins in a store.
    pub fn new(secrets: &'a dyn Secrets) -> Self {
        Self { secrets }
    }

    /// Whose accounts were signed in, in order. One of them may be signed out since; [`Accounts::read`] tells.
    pub fn list(&self) -> Result<Vec<AccountName>, AccountsError> {
        let Some(bytes) = self.secrets.read(LIST)? else {
            return Ok(Vec::new());
        };
        let form: ListForm = serde_json::from_slice(&bytes).map_err(|_| AccountsError::Damaged)?;
        if form.form == FORM {
            Ok(form.accounts)
        } else {
            Err(AccountsError::Damaged)
        }
    }

    /// The sign-in of an account; `None`: signed out.
    pub fn read(&self, name: &AccountName) -> Result<Option<SignIn>, AccountsError> {
        let Some(bytes) = self.secrets.read(&name.secret_name())? else {
            return Ok(None);
        };
        let form: SignInForm = serde_json::from_slice(&bytes).map_err(|_| AccountsError::Damaged)?;
        if form.form != FORM {
            return Err(AccountsError::Damaged);
        }
        let secret = match (form.client_secret, form.token_server) {
            (Some(secret), None) => ClientSecret::Here(secret),
            (None, Some(server)) => ClientSecret::AddedBy(BaseUrl::new(&server).map_err(|_| AccountsError::Damaged)?),
            _ => return Err(AccountsError::Damaged),
        };
        Ok(Some(SignIn {
            application: Application {
                client_id: form.client_id,
                secret,
            },
            token: Token {
                access: form.access,
                renewal: form.renewal,
                uid: form.uid,
                ends_ms: form.ends_ms,
            },
        }))
    }

    /// Keeps a sign-in in place of the account's earlier one.
    pub fn keep(&self, name: &AccountName, sign_in: &SignIn) -> Result<(), AccountsError> {
        let mut accounts = self.list()?;
        if !accounts.contains(name) && accounts.len() >= MOST {
            return Err(AccountsError::TooMany);
        }
        let (client_secret, token_server) = match &sign_in.application.secret {
            ClientSecret::Here(secret) => (Some(secret.clone()), None),
            ClientSecret::AddedBy(server) => (None, Some(server.as_str().to_owned())),
        };
        let token = sign_in.token.clone();
        let form = SignInForm {
            form: FORM,
            client_id: sign_in.application.client_id.clone(),
            client_secret,
            token_server,
            access: token.access,
            renewal: token.renewal,
            uid: token.uid,
            ends_ms: token.ends_ms,
        };
        self.put(&name.secret_name(), &form)?;
        if !accounts.contains(name) {
            accounts.push(name.clone());
            self.put(LIST, &ListForm { form: FORM, accounts })?;
        }
        Ok(())
    }

    /// Signs an account out on this machine: its tokens are gone from here. The cloud has no call for it, so elsewhere they count
    /// until they end.
    pub fn forget(&self, name: &AccountName) -> Result<(), AccountsError> {
        self.secrets.remove(&name.secret_name())?;
        let mut accounts = self.list()?;
        accounts.retain(|other| other != name);
        if accounts.is_empty() {
            Ok(self.secrets.remove(LIST)?)
        } else {
            self.put(LIST, &ListForm { form: FORM, accounts })
        }
    }

    fn put(&self, name: &str, form: &impl Serialize) -> Result<(), AccountsError> {
        let bytes = serde_json::to_vec(form).map_err(|_| AccountsError::Damaged)?;
        Ok(self.secrets.put(name, &Zeroizing::new(bytes))?)
    }
}

/// Keeps what sign-ins and renewals of one account give.
#[derive(Debug)]
pub struct Keeper<'a> {
    /// Where.
    pub accounts: Accounts<'a>,
    /// Whose.
    pub name: AccountName,
    /// With which application.
    pub application: Application,
}

impl TokenKeeper for Keeper<'_> {
    fn keep(&mut self, token: &Token) -> Result<(), NotKept> {
        let sign_in = SignIn {
            application: self.application.clone(),
            token: token.clone(),
        };
        let kept = self.accounts.keep(&self.name, &sign_in);
        kept.map_err(|error| NotKept(error.to_string()))
    }
}

impl From<AccountsError> for AccountError {
    fn from(error: AccountsError) -> Self {
        Self::NotKept(NotKept(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemorySecrets;

    fn name(username: &str, region: Region) -> AccountName {
        AccountName {
            username: username.to_owned(),
            region,
        }
    }

    fn sign_in(access: &str) -> SignIn {
        SignIn {
            application: Application::new(&"1".repeat(32), &"2".repeat(32)).unwrap(),
            token: Token {
                access: access.into(),
                renewal: Some("renewal".into()),
                uid: Some(7),
                ends_ms: 5,
            },
        }
    }

    #[test]
    fn several_accounts_are_kept_apart_and_forgotten_one_by_one() {
        let secrets = MemorySecrets::default();
        let accounts = Accounts::new(&secrets);
        let (here, there) = (
            name("a@example.org", Region::Europe),
            name("a@example.org", Region::China),
        );
        accounts.keep(&here, &sign_in("one")).unwrap();
        accounts.keep(&there, &sign_in("two")).unwrap();
        accounts.keep(&here, &sign_in("three")).unwrap();
        assert_eq!(accounts.list().unwrap(), [here.clone(), there.clone()]);
        assert_eq!(accounts.read(&here).unwrap(), Some(sign_in("three")));
        let mut phone = sign_in("four");
        phone.application =
            Application::with_server(&"1".repeat(32), BaseUrl::new("https://tokens.example.org").unwrap()).unwrap();
        accounts.keep(&there, &phone).unwrap();
        assert_eq!(accounts.read(&there).unwrap(), Some(phone));
        accounts.forget(&here).unwrap();
        assert_eq!(
            (accounts.list().unwrap(), accounts.read(&here).unwrap()),
            (vec![there.clone()], None)
        );
        accounts.forget(&there).unwrap();
        accounts.forget(&there).unwrap();
        assert!(accounts.list().unwrap().is_empty() && secrets.read(LIST).unwrap().is_none());
    }

    #[test]
    fn what_is_damaged_or_of_a_later_version_is_refused() {
        let secrets = MemorySecrets::default();
        let accounts = Accounts::new(&secrets);
        let name = name("a@example.org", Region::Europe);
        for damaged in ["x", "{}", "{\"form\":2,\"accounts\":[]}"] {
            secrets.put(LIST, damaged.as_bytes()).unwrap();
            secrets.put(&name.secret_name(), damaged.as_bytes()).unwrap();
            assert!(matches!(accounts.list(), Err(AccountsError::Damaged)));
            assert!(matches!(accounts.read(&name), Err(AccountsError::Damaged)));
        }
        assert!(!name.secret_name().contains("example") && !format!("{name:?}").contains("example"));
    }
}
