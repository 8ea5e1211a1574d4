//! The owner's account, as commands use it: which one, where its sign-in is kept, and what its errors mean here.

use crate::args::{AccountChoice, Identities};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use relatch::account::client::AccountError;
use relatch::account::error::{CallError, Cause, Remedy, Unreachable, next_month_ms};
use relatch::account::lock::LockKeyError;
use relatch::account::request::{Application, Nature};
use relatch::account::token::Token;
use relatch::account::{Client, Region};
use relatch::https::{HttpsPump, Trust};
use relatch::runtime::accounts::{AccountName, Accounts, AccountsError, Keeper};
use relatch::store::{Files as _, Secrets, SystemFiles};
use relatch::transport::Stop as _;
use relatch::virtual_cloud::certificate::from_pem;
use std::path::Path;
use std::sync::Arc;

/// The most bytes of a file with certificates.
const MAX_TRUST_FILE: u64 = 1024 * 1024;

/// Where sign-ins are kept: as the keys of journeys.
pub(crate) fn secrets(identities: &Identities, tools: &Tools) -> Result<Arc<dyn Secrets>, Failure> {
    crate::identities::of_journeys(identities, &crate::session::folder(tools)?)
}

/// The account that is meant: the named one, or the only one that is signed in.
pub(crate) fn chosen(args: &AccountChoice, accounts: Accounts<'_>) -> Result<AccountName, Failure> {
    let mut names = accounts.list().map_err(|error| accounts_failure(&error))?;
    names.retain(|name| args.user.as_ref().is_none_or(|user| *user == name.username));
    names.retain(|name| args.region.as_ref().is_none_or(|region| *region == name.region));
    match (names.len(), names.pop()) {
        (1, Some(name)) => Ok(name),
        (0, _) => Err(Failure::new(
            Exit::NotFound,
            "no such account is signed in on this machine",
            "Sign in with `relatch account sign-in`; `relatch account list` tells which are signed in. A key file works without \
             an account.",
        )),
        _ => Err(Failure::usage(
            "several accounts are signed in",
            "Say which one with --user, and --region where one name stands in two.",
        )),
    }
}

/// Runs `act` with a client of an account. Nothing is sent before `act` sends something.
pub(crate) fn with_client<T>(
    args: &AccountChoice,
    tools: &Tools,
    accounts: Accounts<'_>,
    name: &AccountName,
    application: &Application,
    token: Option<Token>,
    act: impl FnOnce(&mut Client<'_>) -> Result<T, AccountError>,
) -> Result<T, Failure> {
    let trust = trust(args.trust.as_deref())?;
    let cancel = tools.cancel.clone();
    let pump = HttpsPump::new(trust, move || cancel.is_asked());
    let mut pump = pump.map_err(|error| account_failure(&error_of(error), &name.region))?;
    let mut keeper = Keeper {
        accounts,
        name: name.clone(),
        application: application.clone(),
    };
    let mut client = Client::new(&mut pump, &mut keeper, name.region.clone(), application.clone(), token);
    act(&mut client).map_err(|error| account_failure(&error, &name.region))
}

/// Whose word counts on whether a server is the right one.
pub(crate) fn trust(file: Option<&Path>) -> Result<Trust, Failure> {
    match file {
        None => Ok(Trust::System),
        Some(path) => Ok(Trust::Only(certificates(path)?)),
    }
}

fn error_of(error: Unreachable) -> AccountError {
    AccountError::Call(CallError::from(error))
}

fn certificates(path: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let bytes = SystemFiles.read(path, MAX_TRUST_FILE).of_file("certificates")?;
    let found = std::str::from_utf8(&bytes).ok().and_then(from_pem);
    found.ok_or_else(|| {
        Failure::new(
            Exit::BadFile,
            format!("there is no certificate in {}", path.display()),
            "Give the .pem file that `relatch cloud serve --tls` wrote.",
        )
    })
}

/// What the secure store says of sign-ins.
pub(crate) fn accounts_failure(error: &AccountsError) -> Failure {
    let (exit, advice) = match error {
        AccountsError::Secrets(_) => (
            Exit::NoSecureStore,
            "Unlock the system's secure store, or give --identity FILE with an age key.",
        ),
        AccountsError::Damaged => (
            Exit::BadFile,
            "Update Relatch; or sign out with `relatch account sign-out`, and in again.",
        ),
        AccountsError::TooMany => (Exit::Failed, "Sign out of some with `relatch account sign-out`."),
    };
    Failure::new(exit, error, advice)
}

/// What an error of the account means: exit code and advice for each cause.
pub(crate) fn account_failure(error: &AccountError, region: &Region) -> Failure {
    const KEY_FILE: &str = "A key file of the lock works without an account.";
    match error {
        AccountError::Cancelled(_) => Failure::new(Exit::Cancelled, "cancelled", "Nothing was changed."),
        AccountError::NotKept(_) => Failure::new(
            Exit::NoSecureStore,
            error,
            "Unlock the system's secure store, or give --identity FILE with an age key. Nothing was done with the account.",
        ),
        AccountError::SignedOut => Failure::new(Exit::WrongKey, error, "Sign in again with `relatch account sign-in`."),
        AccountError::Call(call) => {
            let exit = match call.cause() {
                Some(Cause::WrongPassword | Cause::GuestOnly | Cause::NotOfThisLock | Cause::NewDevice) => {
                    Exit::WrongKey
                }
                Some(Cause::LockMissing | Cause::KeyMissing) => Exit::NotFound,
                _ => Exit::Failed,
            };
            Failure::new(exit, call, format!("{} {KEY_FILE}", advice(call, region)))
        }
    }
}

fn advice(error: &CallError, region: &Region) -> String {
    match error {
        CallError::Unreachable(Unreachable::NoNetwork) => "Look at the network, and run the command again.".to_owned(),
        CallError::Unreachable(Unreachable::Untrusted) => {
            "Look at this machine's clock and network: somebody may be listening in. Nothing was sent.".to_owned()
        }
        CallError::Unreachable(Unreachable::NoCipher) => "Use another machine for the account.".to_owned(),
        CallError::NotTheServer { .. } => {
            "Open any page in a browser: the network may want you to sign in there. Your password was not wrong."
                .to_owned()
        }
        _ => match (error.cause(), error.remedy(Nature::Read, false)) {
            (Some(Cause::WrongPassword), _) => match region.to_offer() {
                Some(other) => format!(
                    "Check name and password with the lock's own app. Or the account is in the other region: try --region {other}. \
                     Some accounts may not be used by other applications at all."
                ),
                None => "Check name and password with the lock's own app.".to_owned(),
            },
            (_, Remedy::OfferRegion) => match region.to_offer() {
                Some(other) => {
                    format!("Try --region {other}. Your password's hash then goes to a server of that region.")
                }
                None => "Try another region.".to_owned(),
            },
            (_, Remedy::StopForTheMonth) => {
                let now_ms = crate::time::utc_ms();
                let until = next_month_ms(now_ms).map(|ms| relatch::backup::Moment(ms).to_string());
                format!(
                    "The application's calls are counted anew on {}.",
                    until.as_deref().and_then(|text| text.get(..10)).unwrap_or("the first")
                )
            }
            (_, Remedy::Wait(seconds)) => format!("Wait {seconds} seconds, and run the command again."),
            (Some(Cause::Application), _) => {
                "Check --client-id and the client secret with the cloud's platform.".to_owned()
            }
            (Some(Cause::Clock), _) => "Set this machine's clock right.".to_owned(),
            (Some(Cause::NewDevice), _) => "Confirm this machine in the lock's own app first.".to_owned(),
            (Some(Cause::GuestOnly), _) => "Ask the lock's owner to do it with their account.".to_owned(),
            (_, Remedy::Repeat | Remedy::LookFirst) => "Run the command again later.".to_owned(),
            _ => "Repeating it does not help.".to_owned(),
        },
    }
}

/// Why the account gives no key of a lock.
pub(crate) fn key_failure(error: &LockKeyError) -> Failure {
    let exit = match error {
        LockKeyError::Rights(_) => Exit::WrongKey,
        LockKeyError::NoData => Exit::Failed,
        LockKeyError::Key(_) => Exit::BadFile,
    };
    Failure::new(exit, error, "Ask the lock's owner, or give a key file of the lock.")
}

/// Runs `act` with the account that is meant, as it is signed in.
pub(crate) fn signed_in<T>(
    choice: &AccountChoice,
    identities: &Identities,
    tools: &Tools,
    act: impl FnOnce(&mut Client<'_>) -> Result<T, AccountError>,
) -> Result<T, Failure> {
    let store = secrets(identities, tools)?;
    let accounts = Accounts::new(&*store);
    let name = chosen(choice, accounts)?;
    let sign_in = accounts.read(&name).map_err(|error| accounts_failure(&error))?;
    let sign_in = sign_in.ok_or_else(|| account_failure(&AccountError::SignedOut, &name.region))?;
    let (application, token) = (sign_in.application, Some(sign_in.token));
    with_client(choice, tools, accounts, &name, &application, token, act)
}
