//! Saved copies from the first to the last, in words of the command line: made, looked at, tried, put back, erased.

use super::{AccountChoice, Choosing, Identities, LockAndKey};
use crate::target::Target;
use clap::{Args, ValueEnum};
use relatch::backup::ItemId;
use std::path::PathBuf;

/// `backup`.
#[derive(Args, Debug)]
#[command(after_help = "\
Nothing is ever sealed for nobody: the saved copy can be opened with the identity file, else with a key in the system's secure
store, and by every --recipient.

Example:
  relatch backup --lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age")]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    pub(crate) at: LockAndKey,
    /// The file to write. Earlier saved copies of that name are kept beside it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Seal it for this age key too. May be given more than once.
    #[arg(long, value_name = "age1…")]
    pub(crate) recipient: Vec<String>,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Save the operation log too.
    #[arg(long)]
    pub(crate) log: bool,
    /// Name an item by its id, as `inspect` prints it: --name code-3=Cleaner. Names of an earlier saved copy under the same name
    /// are taken over by themselves. May be given more than once.
    #[arg(long, value_name = "ID=NAME", value_parser = name_of_item)]
    pub(crate) name: Vec<(ItemId, String)>,
    /// Take names, weekly schedules and codes that nobody typed yet from the account that is signed in. The lock's word counts.
    #[arg(long)]
    pub(crate) account: bool,
    #[command(flatten)]
    pub(crate) choice: AccountChoice,
}

/// `code-3=Cleaner`.
fn name_of_item(text: &str) -> Result<(ItemId, String), String> {
    match text.split_once('=') {
        Some((id, name)) if !id.is_empty() && !name.trim().is_empty() => Ok((id.into(), name.trim().to_owned())),
        _ => Err("expected ID=NAME, for instance code-3=Cleaner".to_owned()),
    }
}

/// The forms of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogForm {
    /// Comma-separated values with a head line.
    Csv,
    /// A JSON array.
    Json,
}

/// `inspect`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  relatch inspect hall.relatch --identity me.age\n  relatch inspect hall.relatch --log csv > log.csv"
)]
pub(crate) struct InspectArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Show codes and card numbers.
    #[arg(long)]
    pub(crate) reveal: bool,
    /// Print the saved operation log only.
    #[arg(long, value_name = "FORM")]
    pub(crate) log: Option<LogForm>,
}

/// `verify`.
#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `diff`.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  relatch diff hall.relatch --lock hall.vlock --key hall.key.json")]
pub(crate) struct DiffArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    /// Another saved copy.
    #[arg(conflicts_with_all = ["lock", "key"], required_unless_present = "lock")]
    pub(crate) other: Option<PathBuf>,
    /// Where the lock is: a virtual lock's file, ble:ADDRESS, or ws://HOST:PORT/noble?lock=ADDRESS.
    #[arg(long, value_name = "LOCK", requires = "key")]
    pub(crate) lock: Option<Target>,
    /// The owner's key: a key file of any form.
    #[arg(long, value_name = "FILE", requires = "lock")]
    pub(crate) key: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Show codes and card numbers.
    #[arg(long)]
    pub(crate) reveal: bool,
}

/// `plan`.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  relatch plan hall.relatch --lock hall.vlock --key new.key.json --only codes,card-2"
)]
pub(crate) struct PlanArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) at: LockAndKey,
    #[command(flatten)]
    pub(crate) choosing: Choosing,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Show codes and card numbers.
    #[arg(long)]
    pub(crate) reveal: bool,
}

/// `rehearse`.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  relatch rehearse hall.relatch --lock hall.vlock --key hall.key.json")]
pub(crate) struct RehearseArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) at: LockAndKey,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `reset`.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  relatch reset --lock hall.vlock --key hall.key.json --snapshot hall.relatch")]
pub(crate) struct ResetArgs {
    #[command(flatten)]
    pub(crate) at: LockAndKey,
    /// The saved copy that brings everything back. It is proved and rehearsed first.
    #[arg(long, value_name = "FILE")]
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Accept that what the rehearsal could not try, or what the lock refused, may not come back.
    #[arg(long)]
    pub(crate) accept_loss: bool,
    /// The lock does not tell its battery, and you have put in new ones.
    #[arg(long)]
    pub(crate) accept_unknown_battery: bool,
    /// Prove and rehearse everything, then let somebody press the reset button inside the door.
    #[arg(long)]
    pub(crate) by_hand: bool,
    /// Accept that the saved copy's key is gone when this machine restarts.
    #[arg(long)]
    pub(crate) accept_volatile_key: bool,
}

/// `pair`.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  relatch pair --lock hall.vlock --key-out new.key.json")]
pub(crate) struct PairArgs {
    /// Where the lock is: a virtual lock's file, ble:ADDRESS, or ws://HOST:PORT/noble?lock=ADDRESS.
    #[arg(long, value_name = "LOCK")]
    pub(crate) lock: Target,
    /// Where the new owner's key is written, before the lock is given it.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_out: PathBuf,
}

/// `restore`.
#[derive(Args, Debug)]
#[command(after_help = "\
It may be stopped and run again with the same arguments at any time: what is on the lock already is not written twice.

Example:
  relatch restore hall.relatch --lock hall.vlock --key new.key.json")]
pub(crate) struct RestoreArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) at: LockAndKey,
    #[command(flatten)]
    pub(crate) choosing: Choosing,
    /// Put it back although it was not made here, after you have looked at the plan.
    #[arg(long)]
    pub(crate) trust_foreign: bool,
    /// Go on after an interruption. This is what happens anyway; the flag says that you know.
    #[arg(long = "continue")]
    pub(crate) go_on: bool,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Show codes and card numbers.
    #[arg(long)]
    pub(crate) reveal: bool,
}

/// `erase`.
#[derive(Args, Debug)]
#[command(after_help = "\
Without --accept-loss it needs a restore that was read back complete. With it, what would be lost is listed and must be typed
back; without a terminal, give the list with --loss.

Example:
  relatch erase hall.relatch")]
pub(crate) struct EraseArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Erase although not everything was proved to be back.
    #[arg(long)]
    pub(crate) accept_loss: bool,
    /// The list of what is lost, as the command prints it.
    #[arg(long, value_name = "LIST", requires = "accept_loss")]
    pub(crate) loss: Option<String>,
}
