//! What the library's errors mean on the command line: exit code and advice for each cause.

use crate::exit::{Exit, Failure};
use relatch::backup::seal::OpenError;
use relatch::backup::verify::{NotProved, ReopenError, VerifyError};
use relatch::lock::ContactError;
use relatch::lock::contact::KeyRefusal;
use relatch::lock::pair::PairError;
use relatch::lock::reset::ResetError;
use relatch::protocol::credentials::KeyError;
use relatch::runtime::error::RuntimeError;
use relatch::runtime::vault::VaultError;
use relatch::store::StoreError;
use relatch::transport::{GatewayFailure, RadioError};
use relatch::virtual_lock::StateError;
use std::path::Path;

/// Gives the error of a file operation its exit code and advice.
pub(crate) trait OfFile<T> {
    /// `what`: what the file is, in words.
    fn of_file(self, what: &str) -> Result<T, Failure>;
}

impl<T> OfFile<T> for Result<T, StoreError> {
    fn of_file(self, what: &str) -> Result<T, Failure> {
        self.map_err(|error| file_failure(&error, what))
    }
}

/// A file operation that failed.
pub(crate) fn file_failure(error: &StoreError, what: &str) -> Failure {
    use relatch::store::Verb;
    let (exit, advice) = match error {
        StoreError::NotFound {
            verb: Verb::Read | Verb::Open | Verb::List,
            ..
        } => (Exit::NotFound, "Check the path; nothing was changed.".to_owned()),
        StoreError::NotFound { .. } => (
            Exit::NotFound,
            "Create the folder first, or choose another place.".to_owned(),
        ),
        StoreError::Denied { .. } => (
            Exit::Failed,
            "Give yourself the right to that file or folder, or choose another place.".to_owned(),
        ),
        StoreError::NoSpace { .. } => (Exit::Failed, "Free some space and run the command again.".to_owned()),
        StoreError::IsFolder {
            verb: Verb::Read | Verb::Open,
            ..
        } => (Exit::BadFile, format!("Name the file of {what}, not a folder.")),
        StoreError::IsFolder { .. } | StoreError::NotAFolder { .. } => {
            (Exit::Failed, format!("Choose another place for {what}."))
        }
        StoreError::AlreadyExists { .. } => (Exit::Failed, "Choose another name, or move the file away.".to_owned()),
        StoreError::Busy { .. } => (
            Exit::Busy,
            format!("Wait until the other process that works on {what} has ended, then run the command again."),
        ),
        StoreError::TooLarge { .. } => (
            Exit::BadFile,
            format!("This is not a file of {what}. It was left untouched."),
        ),
        StoreError::Damaged { .. } => (
            Exit::BadFile,
            "The file was left untouched. Move it away, or choose another folder with --store.".to_owned(),
        ),
        StoreError::Closed { .. }
        | StoreError::EmptyRecord { .. }
        | StoreError::Unsupported { .. }
        | StoreError::Io { .. } => (Exit::Failed, "Look at the disk, then run the command again.".to_owned()),
    };
    Failure::new(exit, error, advice)
}

/// A file that is no virtual lock.
pub(crate) fn virtual_lock_failure(path: &Path, error: &StateError) -> Failure {
    let advice = match error {
        StateError::Damaged { .. } => "The file was left untouched. Take a copy of it that is whole.",
        StateError::Foreign => "The file was left untouched. Name a file that `relatch lock new` made.",
        StateError::Newer(_) => "The file was left untouched. Use the newer relatch that made it.",
    };
    Failure::new(Exit::BadFile, format!("{error}: {}", path.display()), advice)
}

/// A key that was not taken. The library's message says what to do, behind a semicolon.
pub(crate) fn key_failure(path: &Path, error: &KeyError) -> Failure {
    let exit = match error {
        KeyError::TooLarge
        | KeyError::TooMany
        | KeyError::Foreign
        | KeyError::Json { .. }
        | KeyError::LockData
        | KeyError::Damaged { .. }
        | KeyError::Changed { .. }
        | KeyError::Newer { .. } => Exit::BadFile,
        KeyError::Several(_)
        | KeyError::TwoKeys(_)
        | KeyError::NoneFor { .. }
        | KeyError::Guest { .. }
        | KeyError::Placeholder { .. }
        | KeyError::OtherLock { .. }
        | KeyError::OtherKind { .. } => Exit::WrongKey,
        KeyError::ReadOnly(_) => Exit::Failed,
    };
    let text = error.to_string();
    let (message, advice) = text.split_once("; ").unwrap_or((&text, "choose this lock's key"));
    let mut advice = advice.to_owned();
    if let Some(first) = advice.get(..1).map(str::to_uppercase) {
        advice.replace_range(..1, &first);
    }
    Failure::new(exit, format!("{message} ({})", path.display()), format!("{advice}."))
}

/// What a command does to a lock: decides what is said of it after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touch {
    /// It only reads.
    Reads,
    /// It writes throw-away items and removes them.
    Rehearses,
    /// It rehearses and resets.
    Resets,
    /// It makes the lock ours.
    Pairs,
    /// It writes items.
    Restores,
}

impl Touch {
    /// How the lock is when the command failed somewhere on its way.
    fn state(self) -> &'static str {
        match self {
            Self::Reads => "as it was",
            Self::Rehearses => {
                "nothing of yours was changed; a throw-away item of the rehearsal may still be on it, and is removed by the next \
                 command that talks to it"
            }
            Self::Resets => {
                "not reset, as far as can be told; a throw-away item of the rehearsal may still be on it, and is removed by the \
                 next command that talks to it"
            }
            Self::Pairs => "in setting mode, or it has taken the key that is in the new key file",
            Self::Restores => "some items may be back already; those are not written twice",
        }
    }
}

const NOT_SERVED: &str = "Nothing was changed. Ask the lock's maker; Relatch would only guess.";
const AGAIN: &str = "Run the same command again; it goes on from how the lock really is.";

/// A procedure of the library that failed.
pub(crate) fn runtime_failure(error: &RuntimeError, touch: Touch) -> Failure {
    if error.is_cancelled() {
        return Failure::new(Exit::Cancelled, "cancelled", AGAIN).with_lock(touch.state());
    }
    match error {
        RuntimeError::Contact(cause) => contact_failure(cause).with_lock(touch.state()),
        RuntimeError::Radio(cause) => radio_failure(cause).with_lock(touch.state()),
        RuntimeError::Store(cause) => file_failure(cause, "this command").with_lock(touch.state()),
        RuntimeError::Vault(cause) => vault_failure(cause),
        RuntimeError::Key(cause) => key_failure(Path::new("the new key file"), cause),
        RuntimeError::KeyThere { .. } => Failure::new(
            Exit::Failed,
            error,
            "Choose another file for the new key with --key-out.",
        )
        .with_lock("as it was"),
        RuntimeError::Pair(cause) => pair_failure(cause),
        RuntimeError::Reset(cause) => reset_failure(cause),
        RuntimeError::Disagreement(_) => Failure::new(
            Exit::Failed,
            error,
            "Let nobody use the lock meanwhile, and run the command again. No file was written.",
        )
        .with_lock("as it was"),
        RuntimeError::Copy {
            source: ReopenError::Open(OpenError::NoMatch),
            ..
        } => Failure::new(
            Exit::WrongKey,
            error,
            "Give --identity the key that the copy was sealed for. The file was left untouched.",
        ),
        RuntimeError::Copy { .. } => Failure::new(
            Exit::BadFile,
            error,
            "The file was left untouched. Take another copy of it, or the newer relatch that made it.",
        ),
        RuntimeError::NotAsWritten { .. } => Failure::new(
            Exit::Failed,
            error,
            "The disk does not keep what it is given: choose another place and save again.",
        )
        .with_lock("as it was"),
        RuntimeError::Compose(_) => {
            Failure::new(Exit::Failed, error, "Please report this with the output of -vv.").with_lock("as it was")
        }
        RuntimeError::NotProved(cause) => not_proved_failure(cause).with_lock(touch.state()),
        RuntimeError::OtherLock { .. } => Failure::new(
            Exit::WrongKey,
            error,
            "Name the saved copy, the lock and the key that belong together.",
        )
        .with_lock("as it was"),
        RuntimeError::OtherPairing { .. } => Failure::new(
            Exit::WrongKey,
            error,
            "Save the lock as it is now with `relatch backup`, or put this copy back with `relatch restore`.",
        )
        .with_lock("as it was"),
        RuntimeError::Foreign => Failure::new(
            Exit::BadFile,
            error,
            "Look at it with `relatch inspect` and `relatch plan`. If it is yours, give --trust-foreign.",
        )
        .with_lock("as it was"),
        RuntimeError::WouldBeLost => Failure::new(
            Exit::Failed,
            error,
            "Save a copy with --identity FILE or --recipient age1…, or give --accept-volatile-key.",
        )
        .with_lock("as it was"),
        RuntimeError::Clock { .. } => Failure::new(Exit::Failed, error, AGAIN).with_lock("no code or card was written"),
        RuntimeError::NotCleared { .. } | RuntimeError::DoorCode(_) => {
            Failure::new(Exit::Failed, error, AGAIN).with_lock(touch.state())
        }
        RuntimeError::Random(_) | RuntimeError::Date(_) => Failure::new(
            Exit::Failed,
            error,
            "Look at this machine's clock, then run the command again.",
        )
        .with_lock(touch.state()),
    }
}

/// The advice of the first gate that is closed.
fn not_proved_failure(error: &NotProved) -> Failure {
    let advice = match error.failures.first() {
        Some(VerifyError::ForeignFile | VerifyError::OtherLock { .. } | VerifyError::OtherReading { .. }) => {
            "Name the saved copy, the lock and the key that belong together."
        }
        Some(VerifyError::OtherPairing | VerifyError::Differs { .. } | VerifyError::OtherFile) => {
            "Save the lock as it is now with `relatch backup`, and use that copy."
        }
        Some(VerifyError::BatteryLow { .. }) => "Put new batteries into the lock, and run the command again.",
        Some(VerifyError::BatteryUnknown) => "Put new batteries into the lock, and give --accept-unknown-battery.",
        Some(VerifyError::ResetButtonOff) => "Reset it over the air: leave --by-hand out.",
        Some(
            VerifyError::NoRehearsal
            | VerifyError::OtherRehearsal
            | VerifyError::NotRehearsed { .. }
            | VerifyError::Unaccepted { .. }
            | VerifyError::NotRestored { .. },
        )
        | None => "Settle what is named above, then run the command again.",
    };
    Failure::new(Exit::Failed, error, advice)
}

fn contact_failure(error: &ContactError) -> Failure {
    match error {
        ContactError::Radio(cause) => radio_failure(cause),
        ContactError::KeyRefused { why, .. } => {
            let advice = match why {
                KeyRefusal::NoOwner => "The lock waits for an owner: `relatch pair` makes one.",
                KeyRefusal::OtherPairing
                | KeyRefusal::Silence
                | KeyRefusal::WrongSecret
                | KeyRefusal::Revoked
                | KeyRefusal::Other(_) => "Give --key the owner's key of the lock's present pairing.",
            };
            Failure::new(Exit::WrongKey, error, advice)
        }
        ContactError::OtherKey(cause) => key_failure(Path::new("the key given"), cause),
        ContactError::NotServed { .. } => Failure::new(Exit::Failed, error, NOT_SERVED),
        ContactError::Exchange(_) => Failure::new(Exit::Failed, error, AGAIN),
        ContactError::Loop(_) | ContactError::OddPage { .. } => Failure::new(
            Exit::Failed,
            error,
            "The lock's list cannot be trusted. Run the command again; if it stays, report it with the output of -vv.",
        ),
    }
}

/// A radio that did not do what it was asked.
pub(crate) fn radio_failure(error: &RadioError) -> Failure {
    let (exit, advice) = match error {
        RadioError::NotInReach(_) => (
            Exit::NotFound,
            "Touch the lock's keypad so that it wakes up, stay near, and run the command again.",
        ),
        RadioError::Refused(_) => (
            Exit::Failed,
            "Close the app on other phones, wait half a minute, and run the command again.",
        ),
        RadioError::Gateway(cause) => gateway_advice(cause),
        RadioError::Missing => (
            Exit::Failed,
            "Run the command where there is Bluetooth, with a version that uses it.",
        ),
        RadioError::Off => (Exit::Failed, "Switch Bluetooth on and run the command again."),
        RadioError::NotPermitted => (Exit::Failed, "Give this program the right to use Bluetooth."),
        RadioError::NoService(_) => (
            Exit::Failed,
            "Start it; on Linux it is BlueZ: `systemctl start bluetooth`. Or give another place with --lock.",
        ),
        RadioError::Cancelled => (Exit::Cancelled, AGAIN),
        RadioError::System(_) => (Exit::Failed, AGAIN),
    };
    Failure::new(exit, error, advice)
}

fn gateway_advice(error: &GatewayFailure) -> (Exit, &'static str) {
    match error {
        GatewayFailure::Unreachable(_) => (
            Exit::NotFound,
            "Check the address after ws://, and that the gateway is switched on and in this network.",
        ),
        GatewayFailure::Foreign => (
            Exit::NotFound,
            "Check the address: a gateway's ends in /noble, usually at port 2846.",
        ),
        GatewayFailure::Login => (
            Exit::Failed,
            "Give the gateway's user and password in the address: ws://USER:PASSWORD@HOST:PORT/noble.",
        ),
        GatewayFailure::Silent => (Exit::Failed, "Look at the gateway, then run the command again."),
    }
}

/// A vault or secure store that failed.
pub(crate) fn vault_failure(error: &VaultError) -> Failure {
    let (exit, advice) = match error {
        VaultError::Secrets(_) => (
            Exit::NoSecureStore,
            "Unlock the system's secure store, or give --identity FILE with an age key.",
        ),
        VaultError::NoKey => (Exit::Usage, "Give --identity FILE or --recipient age1…"),
        VaultError::Seal(_) => (Exit::Failed, "Look at the recipients, and run the command again."),
        VaultError::DamagedSecret => (
            Exit::WrongKey,
            "Give --identity another key that the copy was sealed for. The file was left untouched.",
        ),
    };
    Failure::new(exit, error, advice)
}

fn pair_failure(error: &PairError) -> Failure {
    let (exit, lock, advice) = match error {
        PairError::AlreadyPaired(_) | PairError::NotSettingMode(_) => (
            Exit::WrongKey,
            "as it was: it has an owner",
            "Reset it first with `relatch reset`, or use the key that it has.",
        ),
        PairError::NotServed { .. } => (Exit::Failed, "as it was", NOT_SERVED),
        PairError::OtherVendor(_) => (Exit::Failed, "as it was", "Pair it in its own maker's app."),
        PairError::Radio(cause) => {
            return radio_failure(cause).with_lock("as it was: in setting mode");
        }
        PairError::Before(_) => (Exit::Failed, "as it was: in setting mode", AGAIN),
        PairError::Keep(_) => (
            Exit::Failed,
            "in setting mode, or it has the key that was kept before",
            "Look at the folder of --key-out, then run the same command again.",
        ),
        PairError::Unsure(_) => (
            Exit::Failed,
            "perhaps paired; the key file holds what it was told",
            "Keep the key file and run the same command again.",
        ),
        PairError::Refused(_) | PairError::NotConfirmed => (Exit::Failed, "in setting mode", AGAIN),
        PairError::After(_) => (
            Exit::Failed,
            "paired; its key is in the key file",
            "Keep the key file and run the same command again.",
        ),
    };
    Failure::new(exit, error, advice).with_lock(lock)
}

fn reset_failure(error: &ResetError) -> Failure {
    match error {
        ResetError::OtherLock { .. } => {
            Failure::new(Exit::WrongKey, error, "Name the lock that the saved copy is of.").with_lock("as it was")
        }
        ResetError::Contact(cause) => Failure {
            message: error.to_string(),
            ..contact_failure(cause).with_lock("as it was: not reset")
        },
        ResetError::Unseen(_) => Failure::new(
            Exit::Failed,
            error,
            "Touch the lock's keypad and run the same command again: it looks what became of the reset.",
        )
        .with_lock("perhaps reset"),
    }
}
