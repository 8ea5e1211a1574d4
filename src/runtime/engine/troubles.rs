//! Every error of every layer as a [`Trouble`]: what a person treats differently stays apart. All matches are total, so that a new
//! cause does not compile until somebody has thought of what to tell.

use crate::account::client::AccountError;
use crate::account::error::{CallError, Cause, Unreachable};
use crate::backup::format::FormatError;
use crate::backup::loss::Loss;
use crate::backup::seal::{OpenError, SealError};
use crate::backup::verify::{NotProved, ReopenError, VerifyError};
use crate::journey::effect::Outcome;
use crate::journey::trouble::Trouble;
use crate::lock::ExchangeError;
use crate::lock::contact::{ContactError, KeyRefusal};
use crate::lock::pair::PairError;
use crate::lock::reset::ResetError;
use crate::protocol::credentials::{GuestReason, KeyError};
use crate::runtime::error::RuntimeError;
use crate::runtime::vault::VaultError;
use crate::store::{SecretsError, StoreError};
use crate::transport::{GatewayFailure, LinkError, RadioError};

/// How a job ended that failed.
pub fn outcome(error: &RuntimeError) -> Outcome {
    // A frame that cannot be taken back has left: the person stopped the waiting, not the lock.
    let is_unseen = matches!(
        error,
        RuntimeError::Reset(ResetError::Unseen(_)) | RuntimeError::Pair(PairError::Unsure(_))
    );
    if error.is_cancelled() && !is_unseen {
        return Outcome::Cancelled;
    }
    Outcome::Failed {
        trouble: of_runtime(error),
        losses: losses(error),
    }
}

/// The losses that were not accepted, where that is why.
fn losses(error: &RuntimeError) -> Vec<Loss> {
    let RuntimeError::NotProved(error) = error else {
        return Vec::new();
    };
    let mut losses = error.failures.iter().filter_map(|failure| match failure {
        VerifyError::Unaccepted { losses } => Some(losses.clone()),
        VerifyError::ForeignFile
        | VerifyError::OtherLock { .. }
        | VerifyError::OtherReading { .. }
        | VerifyError::OtherPairing
        | VerifyError::Differs { .. }
        | VerifyError::NoRehearsal
        | VerifyError::OtherRehearsal
        | VerifyError::NotRehearsed { .. }
        | VerifyError::BatteryLow { .. }
        | VerifyError::BatteryUnknown
        | VerifyError::ResetButtonOff
        | VerifyError::NotRestored { .. }
        | VerifyError::OtherFile => None,
    });
    losses.next().unwrap_or_default()
}

/// A procedure that failed.
pub fn of_runtime(error: &RuntimeError) -> Trouble {
    match error {
        RuntimeError::Contact(error) => of_contact(error),
        RuntimeError::Radio(error) => of_radio(error),
        RuntimeError::Store(error) => of_store(error),
        RuntimeError::Vault(error) => of_vault(error),
        RuntimeError::Key(error) => of_key(error),
        RuntimeError::KeyThere { .. } => Trouble::StillOwned,
        RuntimeError::Pair(error) => of_pair(error),
        RuntimeError::Reset(error) => of_reset(error),
        RuntimeError::Disagreement(_) | RuntimeError::NotCleared { .. } | RuntimeError::DoorCode(None) => {
            Trouble::ReadingsDisagree
        }
        RuntimeError::Copy { source, .. } => of_reopen(source),
        RuntimeError::NotAsWritten { .. } => Trouble::CopyNotAsWritten,
        RuntimeError::Compose(error) => of_format(error),
        RuntimeError::NotProved(error) => of_not_proved(error),
        RuntimeError::OtherLock { .. } => Trouble::CopyOfOtherLock,
        RuntimeError::OtherPairing { .. } => Trouble::CopyOutdated,
        RuntimeError::Foreign => Trouble::CopyNotMadeHere,
        RuntimeError::WouldBeLost => Trouble::CopyKeyVolatile,
        RuntimeError::Clock { .. } => Trouble::ClockWrong,
        RuntimeError::DoorCode(Some(error)) => Trouble::Lock(error.code()),
        RuntimeError::Random(_) => Trouble::PhoneFailed,
        RuntimeError::Date(_) => Trouble::PhoneClock,
    }
}

/// The radio.
pub fn of_radio(error: &RadioError) -> Trouble {
    match error {
        RadioError::Missing => Trouble::RadioMissing,
        RadioError::Off => Trouble::RadioOff,
        RadioError::NotPermitted => Trouble::RadioNotPermitted,
        RadioError::NotInReach(_) => Trouble::NotInReach,
        RadioError::Refused(_) => Trouble::Held,
        RadioError::Gateway(GatewayFailure::Unreachable(_) | GatewayFailure::Foreign | GatewayFailure::Silent) => {
            Trouble::GatewayUnreachable
        }
        RadioError::Gateway(GatewayFailure::Login) => Trouble::GatewayLogin,
        RadioError::Cancelled => Trouble::LinkLost,
        RadioError::NoService(_) | RadioError::System(_) => Trouble::RadioFailed,
    }
}

/// A connection.
pub fn of_link(error: &LinkError) -> Trouble {
    match error {
        LinkError::Lost | LinkError::Cancelled => Trouble::LinkLost,
        LinkError::TimedOut => Trouble::Silent,
        LinkError::System(_) => Trouble::RadioFailed,
    }
}

/// A session with the lock.
pub fn of_contact(error: &ContactError) -> Trouble {
    match error {
        ContactError::Radio(error) => of_radio(error),
        ContactError::KeyRefused { why, .. } => match why {
            KeyRefusal::NoOwner => Trouble::NoOwner,
            KeyRefusal::Silence => Trouble::KeySilent,
            KeyRefusal::OtherPairing | KeyRefusal::WrongSecret | KeyRefusal::Revoked => Trouble::KeyRefused,
            KeyRefusal::Other(error) => Trouble::Lock(error.code()),
        },
        ContactError::OtherKey(error) => of_key(error),
        ContactError::NotServed { .. } => Trouble::NotServed,
        ContactError::Exchange(error) => of_exchange(error),
        ContactError::Loop(_) | ContactError::OddPage { .. } => Trouble::Garbled,
    }
}

/// One request and its answer.
pub fn of_exchange(error: &ExchangeError) -> Trouble {
    match error {
        ExchangeError::Link { source, .. } => of_link(source),
        ExchangeError::Refused { error, .. } => Trouble::Lock(error.code()),
        ExchangeError::WrongKey { .. } => Trouble::KeyRefused,
        ExchangeError::OtherLock { .. } => Trouble::OtherLock,
        ExchangeError::Damaged { .. } | ExchangeError::Malformed { .. } | ExchangeError::Flooded { .. } => {
            Trouble::Garbled
        }
        ExchangeError::TooLong { .. } => Trouble::Fault,
    }
}

/// An owner's key.
pub fn of_key(error: &KeyError) -> Trouble {
    match error {
        KeyError::TooLarge | KeyError::TooMany => Trouble::FileTooLarge,
        KeyError::Foreign | KeyError::ReadOnly(_) | KeyError::Several(_) => Trouble::KeyUnreadable,
        KeyError::Json { .. } | KeyError::LockData | KeyError::Damaged { .. } | KeyError::Changed { .. } => {
            Trouble::KeyDamaged
        }
        KeyError::Newer { .. } => Trouble::KeyNewer,
        KeyError::TwoKeys(_) => Trouble::KeyTwice,
        KeyError::NoneFor { .. } | KeyError::OtherLock { .. } => Trouble::KeyOther,
        KeyError::Guest { reason, .. } => match reason {
            GuestReason::UserType | GuestReason::Status(_) => Trouble::KeyGuest,
            GuestReason::NoAdminSecret => Trouble::KeyIncomplete,
        },
        KeyError::Placeholder { .. } => Trouble::KeyIncomplete,
        KeyError::OtherKind { .. } => Trouble::OtherLock,
    }
}

/// Files and journals.
pub fn of_store(error: &StoreError) -> Trouble {
    match error {
        StoreError::NotFound { .. } => Trouble::CopyMissing,
        StoreError::Denied { .. } => Trouble::PhoneDenied,
        StoreError::NoSpace { .. } => Trouble::PhoneFull,
        StoreError::Busy { .. } => Trouble::PhoneBusy,
        StoreError::TooLarge { .. } => Trouble::FileTooLarge,
        StoreError::Damaged { .. } => Trouble::NotesDamaged,
        StoreError::IsFolder { .. }
        | StoreError::NotAFolder { .. }
        | StoreError::AlreadyExists { .. }
        | StoreError::Closed { .. }
        | StoreError::Unsupported { .. }
        | StoreError::Io { .. } => Trouble::PhoneFailed,
        StoreError::EmptyRecord { .. } => Trouble::Fault,
    }
}

/// A folder that could not be opened at the start. It is told in the log, but not each time that another still holds it.
pub fn of_opening(error: &StoreError) -> Trouble {
    if matches!(error, StoreError::Busy { .. }) {
        tracing::debug!(%error, "the folder is held by another");
    } else {
        tracing::warn!(%error, "the folder could not be opened");
    }
    match of_store(error) {
        // There is no saved copy in question.
        Trouble::CopyMissing => Trouble::PhoneFailed,
        trouble => trouble,
    }
}

/// The secure store.
pub fn of_secrets(error: &SecretsError) -> Trouble {
    match error {
        SecretsError::NoStore { .. } => Trouble::NoSecureStore,
        SecretsError::Locked { .. } => Trouble::SecureStoreLocked,
        SecretsError::Failed { .. } | SecretsError::Refused { .. } | SecretsError::Unreliable { .. } => {
            Trouble::SecureStoreFailed
        }
    }
}

/// The owner's account.
pub fn of_account(error: &AccountError) -> Trouble {
    match error {
        AccountError::Call(error) => of_call(error),
        AccountError::SignedOut => Trouble::AccountSignedOut,
        AccountError::NotKept(_) => Trouble::SecureStoreFailed,
        AccountError::Cancelled(_) => Trouble::AccountUnreachable,
    }
}

/// One call of an account.
pub fn of_call(error: &CallError) -> Trouble {
    match error {
        CallError::Unreachable(Unreachable::Untrusted) => Trouble::AccountUntrusted,
        CallError::Unreachable(_) => Trouble::AccountUnreachable,
        CallError::NotTheServer { .. } => Trouble::AccountForeign,
        CallError::NoSuchCall | CallError::Broken(_) => Trouble::AccountBroken,
        CallError::TooFrequent { .. } => Trouble::AccountBusy,
        CallError::Refused(refused) => match refused.cause {
            Cause::WrongPassword => Trouble::AccountPassword,
            Cause::WrongRegion => Trouble::AccountRegion,
            Cause::TooFrequent | Cause::Busy => Trouble::AccountBusy,
            Cause::MonthUsedUp => Trouble::AccountMonth,
            Cause::Clock => Trouble::AccountClock,
            Cause::NotOfThisLock | Cause::LockMissing | Cause::KeyMissing => Trouble::AccountNoLock,
            Cause::GuestOnly => Trouble::AccountGuest,
            Cause::Frozen => Trouble::AccountFrozen,
            Cause::Internal | Cause::Failed => Trouble::AccountBroken,
            Cause::TokenEnded | Cause::RenewalEnded => Trouble::AccountSignedOut,
            Cause::NewDevice => Trouble::AccountDevice,
            Cause::Application | Cause::OurFault => Trouble::AccountApplication,
            _ => Trouble::AccountRefused,
        },
    }
}

/// Keys that seal and open.
pub fn of_vault(error: &VaultError) -> Trouble {
    match error {
        VaultError::Secrets(error) => of_secrets(error),
        VaultError::NoKey => Trouble::NoSecureStore,
        VaultError::Seal(error) => match error {
            SealError::NoRecipients => Trouble::NoSecureStore,
            SealError::TooLarge => Trouble::FileTooLarge,
            SealError::Failed { .. } => Trouble::PhoneFailed,
        },
        VaultError::DamagedSecret => Trouble::SecureStoreFailed,
    }
}

/// A saved copy that was opened.
pub fn of_reopen(error: &ReopenError) -> Trouble {
    match error {
        ReopenError::Open(error) => match error {
            OpenError::Foreign | OpenError::Armored | OpenError::Passphrase => Trouble::CopyForeign,
            OpenError::OtherVersion => Trouble::CopyNewer,
            OpenError::Damaged => Trouble::CopyDamaged,
            OpenError::NoMatch => Trouble::CopyLocked,
            OpenError::TooLarge => Trouble::FileTooLarge,
        },
        ReopenError::Format(error) => of_format(error),
    }
}

/// What is inside a saved copy.
pub fn of_format(error: &FormatError) -> Trouble {
    match error {
        FormatError::NotASnapshot => Trouble::CopyForeign,
        FormatError::Damaged { .. } => Trouble::CopyDamaged,
        FormatError::Newer { .. } => Trouble::CopyNewer,
        FormatError::TooLarge => Trouble::FileTooLarge,
        FormatError::Unwritable => Trouble::Fault,
    }
}

/// The first gate that is closed.
pub fn of_not_proved(error: &NotProved) -> Trouble {
    error.failures.first().map_or(Trouble::Fault, of_gate)
}

fn of_gate(failure: &VerifyError) -> Trouble {
    match failure {
        VerifyError::ForeignFile => Trouble::CopyNotMadeHere,
        VerifyError::OtherLock { .. } => Trouble::CopyOfOtherLock,
        VerifyError::OtherReading { .. } => Trouble::ReadingsDisagree,
        VerifyError::OtherPairing => Trouble::CopyOutdated,
        VerifyError::Differs { .. } => Trouble::LockChanged,
        VerifyError::NoRehearsal | VerifyError::OtherRehearsal | VerifyError::NotRehearsed { .. } => {
            Trouble::NotRehearsed
        }
        VerifyError::Unaccepted { .. } | VerifyError::NotRestored { .. } => Trouble::MoreLost,
        VerifyError::BatteryLow { .. } => Trouble::BatteryLow,
        VerifyError::BatteryUnknown => Trouble::BatteryUnknown,
        VerifyError::ResetButtonOff => Trouble::ResetButtonOff,
        VerifyError::OtherFile => Trouble::CopyNotAsWritten,
    }
}

/// A pairing.
pub fn of_pair(error: &PairError) -> Trouble {
    match error {
        PairError::AlreadyPaired(_) | PairError::NotSettingMode(_) => Trouble::StillOwned,
        PairError::OtherVendor(_) | PairError::NotServed { .. } => Trouble::NotServed,
        PairError::Radio(error) => of_radio(error),
        PairError::Before(error) | PairError::Refused(error) => of_exchange(error),
        PairError::Keep(_) => Trouble::SecureStoreFailed,
        PairError::Unsure(_) | PairError::NotConfirmed => Trouble::PairUnsure,
        PairError::After(error) => of_contact(error),
    }
}

/// A reset.
pub fn of_reset(error: &ResetError) -> Trouble {
    match error {
        ResetError::OtherLock { .. } => Trouble::OtherLock,
        ResetError::Contact(error) => of_contact(error),
        ResetError::Unseen(_) => Trouble::ResetUnseen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Address;
    use crate::protocol::LockError;
    use crate::store::Verb;

    const LOCK: Address = Address([1, 2, 3, 4, 5, 6]);

    fn trouble(error: impl Into<RuntimeError>) -> Trouble {
        match outcome(&error.into()) {
            Outcome::Failed { trouble, .. } => trouble,
            other => panic!("{other:?}"),
        }
    }

    fn link(source: LinkError) -> ExchangeError {
        ExchangeError::Link { opcode: 0x52, source }
    }

    #[test]
    fn what_a_person_treats_differently_stays_apart() {
        assert_eq!(trouble(RadioError::Missing), Trouble::RadioMissing);
        assert_eq!(trouble(RadioError::Off), Trouble::RadioOff);
        assert_eq!(trouble(RadioError::NotPermitted), Trouble::RadioNotPermitted);
        assert_eq!(trouble(RadioError::NotInReach(LOCK)), Trouble::NotInReach);
        assert_eq!(trouble(RadioError::Refused(LOCK)), Trouble::Held);
        assert_eq!(
            trouble(RadioError::Gateway(GatewayFailure::Login)),
            Trouble::GatewayLogin
        );
        assert_eq!(
            trouble(RadioError::Gateway(GatewayFailure::Foreign)),
            Trouble::GatewayUnreachable
        );
        assert_eq!(trouble(ContactError::from(link(LinkError::TimedOut))), Trouble::Silent);
        assert_eq!(trouble(ContactError::from(link(LinkError::Lost))), Trouble::LinkLost);
        let refused = |why| ContactError::KeyRefused { address: LOCK, why };
        assert_eq!(trouble(refused(KeyRefusal::NoOwner)), Trouble::NoOwner);
        assert_eq!(trouble(refused(KeyRefusal::Silence)), Trouble::KeySilent);
        assert_eq!(
            trouble(refused(KeyRefusal::Other(LockError::Full))),
            Trouble::Lock(LockError::Full.code())
        );
        let verb = Verb::Write;
        let path = || "x".into();
        assert_eq!(trouble(StoreError::NoSpace { verb, path: path() }), Trouble::PhoneFull);
        assert_eq!(trouble(StoreError::Busy { verb, path: path() }), Trouble::PhoneBusy);
        let copy = |source| RuntimeError::Copy { path: path(), source };
        assert_eq!(trouble(copy(OpenError::NoMatch.into())), Trouble::CopyLocked);
        assert_eq!(
            trouble(copy(FormatError::Newer { version: 9 }.into())),
            Trouble::CopyNewer
        );
        assert_eq!(
            trouble(NotProved::from(VerifyError::BatteryLow { battery: 3 })),
            Trouble::BatteryLow
        );
    }

    #[test]
    fn s4_stopping_the_wait_for_a_reset_that_was_sent_is_no_cancelled_reset() {
        assert_eq!(outcome(&RadioError::Cancelled.into()), Outcome::Cancelled);
        let before = ResetError::Contact(link(LinkError::Cancelled).into());
        assert_eq!(outcome(&before.into()), Outcome::Cancelled);
        assert_eq!(trouble(ResetError::Unseen(RadioError::Cancelled)), Trouble::ResetUnseen);
        assert_eq!(
            trouble(PairError::Unsure(link(LinkError::Cancelled))),
            Trouble::PairUnsure
        );
    }

    #[test]
    fn s3_losses_that_were_not_accepted_are_handed_on() {
        use crate::backup::item::{ItemKind, Label};
        let loss = Loss {
            label: Label::new("code-1".into(), ItemKind::OddCode, None),
            obstacle: crate::backup::Obstacle::Odd,
        };
        let error = NotProved::from(VerifyError::Unaccepted {
            losses: vec![loss.clone()],
        });
        let ended = outcome(&error.into());
        assert_eq!(
            ended,
            Outcome::Failed {
                trouble: Trouble::MoreLost,
                losses: vec![loss]
            }
        );
    }
}
