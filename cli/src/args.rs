//! The words of the command line: commands, flags, help.

mod account;
mod copy;
mod lock;

pub(crate) use account::*;
pub(crate) use copy::*;
pub(crate) use lock::*;

use crate::pace::Pace;
use crate::target::Target;
use clap::{Args, Parser, Subcommand, ValueEnum};
use relatch::account::Region;
use relatch::virtual_lock::Script;
use std::path::PathBuf;

/// Reset a TTLock-family smart lock without losing its codes and fobs.
///
/// The result goes to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(name = "relatch", version, max_term_width = 100, after_long_help = JOURNEY)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Flags of every command.
    #[command(flatten)]
    pub(crate) common: Common,
}

const JOURNEY: &str = "\
Examples: save a lock, reset it, put everything back, and prove it

  relatch lock new hall.vlock --model full --codes 40 --cards 25 --pair hall.key.json
  relatch backup --lock hall.vlock --key hall.key.json --out hall.relatch
  relatch rehearse hall.relatch --lock hall.vlock --key hall.key.json
  relatch reset --lock hall.vlock --key hall.key.json --snapshot hall.relatch
  relatch pair --lock hall.vlock --key-out new.key.json
  relatch restore hall.relatch --lock hall.vlock --key new.key.json
  relatch diff hall.relatch --lock hall.vlock --key new.key.json

Exit codes

    0  done, and proved where the command proves something
    1  failed; the message says what happened, how the lock is, and what to do
    2  wrong usage
    3  done in part; what is missing was printed
   10  not found: no such file, no such lock in reach
   11  busy: another process works on this lock or this store
   12  wrong key, wrong identity, or a guest's key where the owner's is needed
   13  damaged or foreign file, or of a newer version; it was left untouched
   14  the secure store does not work on this machine
  130  cancelled; how the lock is was printed";

/// Flags of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    /// Print the result as JSON: one object on one line.
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(crate) json: bool,
    /// Keep what is remembered between two runs in this folder [env: RELATCH_STORE]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    pub(crate) store: Option<PathBuf>,
    /// Never ask; fail with the name of the missing flag instead.
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(crate) no_input: bool,
    /// No progress and no remarks on standard error, only errors.
    #[arg(long, short, global = true, help_heading = "Everywhere")]
    pub(crate) quiet: bool,
    /// Show what is being done on standard error; twice: every detail. Never shows codes or keys.
    #[arg(long, short, global = true, action = clap::ArgAction::Count, help_heading = "Everywhere")]
    pub(crate) verbose: u8,
}

/// The commands, in the order in which people need them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Go the whole guided way on a virtual lock that it brings along, as on a phone.
    Demo(DemoArgs),
    /// Go the guided way on a lock, over as many runs as it takes.
    Journey(JourneyArgs),
    /// Make and use a virtual lock: a complete lock in a file.
    #[command(subcommand)]
    Lock(LockCommand),
    /// List the locks in reach.
    Scan(ScanArgs),
    /// Look at key files.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// The account of the lock's own app: sign in, and take a lock's key from it.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Play the lock maker's cloud on this machine, for tests and demos.
    #[command(subcommand)]
    Cloud(CloudCommand),
    /// Make a key for saved copies, where the system's secure store is not to be used.
    #[command(subcommand)]
    Identity(IdentityCommand),
    /// Save a lock to a sealed file: two reads, seal, open again, compare.
    Backup(BackupArgs),
    /// Show what is in a saved copy. Codes are masked unless --reveal is given.
    Inspect(InspectArgs),
    /// Prove that a saved copy is whole.
    Verify(VerifyArgs),
    /// Compare a saved copy with a lock, or with another saved copy.
    Diff(DiffArgs),
    /// Show what a restore would do, item by item, and why. Changes nothing.
    Plan(PlanArgs),
    /// Try the way back on the lock itself, with throw-away items.
    Rehearse(RehearseArgs),
    /// Reset a lock; only with a saved copy that is proved and rehearsed first.
    Reset(ResetArgs),
    /// Become the owner of a lock in setting mode.
    Pair(PairArgs),
    /// Put a saved copy back: plan, write, read back, compare.
    Restore(RestoreArgs),
    /// Destroy a saved copy, its key first, and print a receipt.
    Erase(EraseArgs),
    /// Say what was done with a saved copy. Codes are masked.
    Report(ReportArgs),
    /// Print what support needs to know. Holds no codes, keys or card numbers.
    Diagnostics(DiagnosticsArgs),
    /// Say what the six letters at the foot of a screen mean.
    Position(PositionArgs),
    /// Say what captured bytes mean: frames of both directions, or advertisements.
    Decode(DecodeArgs),
    /// Print the completions of a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man,
}

/// `demo`.
#[derive(Args, Debug)]
#[command(after_help = "\
The lock, its key and the journey are kept in the folder `demo` of --store until the journey is over: after Ctrl-C, or whatever
ended the program, the next start goes on where it was. With --auto everything is in memory, unless --store is given.")]
pub(crate) struct DemoArgs {
    /// Answer every question by itself; exit 0 only when everything restorable was read back equal.
    #[arg(long)]
    pub(crate) auto: bool,
    /// Which model of lock.
    #[arg(long, default_value = "full")]
    pub(crate) model: ModelName,
    /// How many codes it holds.
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub(crate) codes: u16,
    /// How many cards it holds.
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub(crate) cards: u16,
    /// Where its random numbers start.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Let the lock fail on purpose at a step, as `lock fault` does. May be given more than once.
    #[arg(long, value_name = "NAME@STEP")]
    pub(crate) fault: Vec<Script>,
    /// Take the key from an account of a virtual cloud, and bring the lock back into it.
    #[arg(long)]
    pub(crate) account: bool,
    #[command(flatten)]
    pub(crate) guide: GuideArgs,
}

/// How a guided journey looks.
#[derive(Args, Clone, Debug)]
pub(crate) struct GuideArgs {
    /// The language of the screens: en, de, es, fr, zh-Hans, ar.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
    /// How fast a virtual lock answers. Without it: as over Bluetooth where progress moves in a terminal, else at once.
    #[arg(long, value_name = "PACE")]
    pub(crate) pace: Option<Pace>,
}

/// `journey`.
#[derive(Args, Debug)]
#[command(after_help = "\
It may be left at any time, by Ctrl-C or whatever else ends the program. The same command goes on where it was: what may have
happened to the lock meanwhile is asked of the lock.

Keys are kept in the system's secure store, or in the store's folder, sealed for --identity. The new owner's key of a lock that
was added again can be taken out with `relatch keys export`.

Example:
  relatch journey --lock hall.vlock --identity me.age")]
pub(crate) struct JourneyArgs {
    /// Where the lock is: a virtual lock's file, ble:ADDRESS, or ws://HOST:PORT/noble?lock=ADDRESS.
    #[arg(long, value_name = "LOCK")]
    pub(crate) lock: Target,
    #[command(flatten)]
    pub(crate) identities: Identities,
    /// Let a virtual lock fail on purpose at a step, as `lock fault` does. May be given more than once.
    #[arg(long, value_name = "NAME@STEP")]
    pub(crate) fault: Vec<Script>,
    #[command(flatten)]
    pub(crate) cloud: CloudArgs,
    #[command(flatten)]
    pub(crate) guide: GuideArgs,
}

/// Whose application signs in to the owner's account. Without a client id there is no account on the way.
#[derive(Args, Clone, Debug)]
pub(crate) struct CloudArgs {
    /// Offer the owner's account: the client id of the application.
    #[arg(long, value_name = "ID", env = "RELATCH_CLIENT_ID", hide_env_values = true)]
    pub(crate) client_id: Option<String>,
    #[command(flatten)]
    pub(crate) secret: ClientSecretArgs,
    /// A region beside eu and cn: the address of a virtual cloud.
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<Region>,
    /// Trust only the certificates in this file (PEM), for a virtual cloud.
    #[arg(long, value_name = "FILE", env = "RELATCH_CLOUD_TRUST", hide_env_values = true)]
    pub(crate) trust: Option<PathBuf>,
}

/// How the client secret gets into sign-ins.
#[derive(Args, Clone, Debug)]
pub(crate) struct ClientSecretArgs {
    /// Read the client secret of the application from the first line of this file.
    #[arg(
        long,
        value_name = "FILE",
        env = "RELATCH_CLIENT_SECRET_FILE",
        conflicts_with = "token_server"
    )]
    pub(crate) client_secret_file: Option<PathBuf>,
    /// The vendor's server that adds the client secret.
    #[arg(long, value_name = "URL", env = "RELATCH_TOKEN_SERVER")]
    pub(crate) token_server: Option<String>,
}

/// A lock and the key to it.
#[derive(Args, Clone, Debug)]
pub(crate) struct LockAndKey {
    /// Where the lock is: a virtual lock's file, ble:ADDRESS, or ws://HOST:PORT/noble?lock=ADDRESS.
    #[arg(long, value_name = "LOCK")]
    pub(crate) lock: Target,
    /// The owner's key: a key file of any form.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
}

/// Keys to saved copies.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Identities {
    /// Use the age identities in this file, not the system's secure store. May be given more than once.
    #[arg(long, value_name = "FILE", env = "RELATCH_IDENTITY", hide_env_values = true)]
    pub(crate) identity: Vec<PathBuf>,
    /// Whether the system's secure store may be used.
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        env = "RELATCH_SECURE_STORE",
        hide_env_values = true
    )]
    pub(crate) secure_store: SecureStore,
}

/// Whether to use the system's secure store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SecureStore {
    /// Where no identity is given.
    #[default]
    Auto,
    /// Never, as on a machine without one.
    Off,
}

/// Which items.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Choosing {
    /// Only these: a kind (codes, cards, settings, owner-passcode) or an item's id (code-3). Separate several with commas.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Where the lock has another item with the same digits or number, take the saved one. Else the lock's stays.
    #[arg(long)]
    pub(crate) replace: bool,
    /// Put back codes and cards that have expired, too.
    #[arg(long)]
    pub(crate) expired: bool,
    /// Put back one-time codes, too, although listed ones have usually been used.
    #[arg(long)]
    pub(crate) one_time: bool,
    /// Leave the owner's passcode of the lock as it is.
    #[arg(long)]
    pub(crate) keep_owner_passcode: bool,
    /// For these items (code-3) put back what the account says, and not what the lock said. Separate several with commas.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) account_word: Vec<String>,
}

/// `scan`.
#[derive(Args, Debug)]
pub(crate) struct ScanArgs {
    /// Where to look: virtual locks' files, or gateways, ws://HOST:PORT/noble. Without it: this machine's Bluetooth.
    #[arg(long, value_name = "LOCK", num_args = 1..)]
    pub(crate) lock: Vec<Target>,
}

/// `keys …`.
#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Say which form a key file has and what is in it, without its secrets.
    Show(KeysShowArgs),
    /// Write the new owner's key of a lock that a guided journey added again to a file.
    #[command(after_help = "Example:\n  relatch keys export --journey 1 --out hall.key.json")]
    Export(KeysExportArgs),
}

/// `keys export`.
#[derive(Args, Debug)]
pub(crate) struct KeysExportArgs {
    /// The number of the journey, as `journey` tells it.
    #[arg(long, value_name = "N")]
    pub(crate) journey: u32,
    /// The file to write; it must not exist.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `keys show`.
#[derive(Args, Debug)]
pub(crate) struct KeysShowArgs {
    /// A lock file of the JavaScript SDK, a virtual key (eKey) as JSON, or a lockData text.
    pub(crate) file: PathBuf,
}

/// `identity …`.
#[derive(Debug, Subcommand)]
pub(crate) enum IdentityCommand {
    /// Make an age identity in a new file, and print its public key, to seal for with --recipient.
    #[command(
        after_help = "Example:\n  relatch identity new me.age\n  export RELATCH_IDENTITY=$PWD/me.age   # or --identity me.age each time"
    )]
    New(IdentityFile),
    /// Print the public keys of an identity file.
    Show(IdentityFile),
}

/// An identity file.
#[derive(Args, Debug)]
pub(crate) struct IdentityFile {
    /// A file as `age-keygen` writes it.
    pub(crate) file: PathBuf,
}

/// `report`.
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// The saved copy.
    pub(crate) snapshot: PathBuf,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `diagnostics`.
#[derive(Args, Debug)]
pub(crate) struct DiagnosticsArgs {
    /// A virtual lock to tell about.
    #[arg(long, value_name = "LOCK")]
    pub(crate) lock: Option<Target>,
    /// A key file to tell about, without its secrets.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// A saved copy to tell about.
    #[arg(long, value_name = "FILE")]
    pub(crate) snapshot: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `position`.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  relatch position BBBBHP")]
pub(crate) struct PositionArgs {
    /// The six letters; blanks and hyphens do not matter.
    #[arg(required = true, value_name = "CODE")]
    pub(crate) code: Vec<String>,
    /// The language of the words: en, de, es, fr, zh-Hans, ar.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
}

/// `decode`.
#[derive(Args, Debug)]
#[command(after_help = "\
One JSON object for each input with --json:
  {\"direction\",\"command\",\"encrypted\",\"crc\":\"lock\"|\"plain\"|\"bad\",\"plaintext\",\"meaning\":{…}} or {\"error\":…}

Examples:
  relatch decode 7f5a0503010001000145aa00b3
  relatch decode --advert 050302005700000000332211ccbbaa
  relatch decode --key a1b2c3d4e5f60718293a4b5c6d7e8f90 --json - < capture.txt")]
pub(crate) struct DecodeArgs {
    /// Hexadecimal bytes, one frame or advertisement each; `-` reads one from each line of standard input.
    #[arg(required = true, value_name = "HEX")]
    pub(crate) hex: Vec<String>,
    /// The lock's AES key. Without it only what was sent under the key from before a pairing can be read.
    #[arg(long, value_name = "HEX")]
    pub(crate) key: Option<String>,
    /// The inputs are manufacturer data of advertisements, company id included.
    #[arg(long)]
    pub(crate) advert: bool,
}

/// `completions`.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  relatch completions bash > ~/.local/share/bash-completion/completions/relatch")]
pub(crate) struct CompletionsArgs {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }
}
