//! The words of the command line: commands, flags, help.

use crate::pace::Pace;
use crate::target::Target;
use clap::{Args, Parser, Subcommand, ValueEnum};
use relatch::account::Region;
use relatch::backup::ItemId;
use relatch::model::Address;
use relatch::virtual_cloud::Script as CloudScript;
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

/// What a person does with a virtual lock.
#[derive(Debug, Subcommand)]
pub(crate) enum LockCommand {
    /// Make a virtual lock. The same arguments make the same lock.
    #[command(
        after_help = "Example:\n  relatch lock new hall.vlock --model full --codes 40 --cards 25 --fingerprints 3 --pair hall.key.json"
    )]
    New(LockNewArgs),
    /// Show all that is in it, codes included.
    Show(LockFile),
    /// Give it a code.
    AddCode(AddCodeArgs),
    /// Give it a card.
    AddCard(AddCardArgs),
    /// Type a code on its keypad.
    #[command(after_help = "Example:\n  relatch lock type hall.vlock 1234#")]
    Type(TypeArgs),
    /// Touch its keypad: it wakes up.
    Touch(LockFile),
    /// Hold the reset button inside the door.
    PressReset(PressResetArgs),
    /// Let it fail on purpose at a step of the next connections.
    #[command(
        after_help = "STEP counts requests from 1 (drop-after@7), or requests of one command (refuse@0x05, refuse@0x05#3).\n\nExample:\n  relatch lock fault hall.vlock drop-after@7"
    )]
    Fault(FaultArgs),
    /// Serve it to other programs until interrupted. Its file is written before each of its answers.
    #[command(after_help = "\
While it is served, a line typed here does something at its door: touch, type 1234#, press-reset.

Examples:
  relatch lock serve hall.vlock --radio
  relatch lock serve hall.vlock --gateway 127.0.0.1:2846
  relatch backup --lock ws://127.0.0.1:2846/noble?lock=AA:BB:CC:11:22:33 --key hall.key.json --out hall.relatch")]
    Serve(LockServeArgs),
}

/// `lock serve`.
#[derive(Args, Debug)]
#[group(id = "way", required = true, args = ["gateway", "radio"])]
pub(crate) struct LockServeArgs {
    /// The virtual lock's file.
    pub(crate) file: PathBuf,
    /// As a gateway's radio would reach it: over a WebSocket, at this address of this machine. Port 0: any free one.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) gateway: Option<String>,
    /// Over the air, by this machine's Bluetooth (Linux with BlueZ).
    #[arg(long)]
    pub(crate) radio: bool,
    /// Which Bluetooth adapter plays the lock, for instance hci0; else the first.
    #[arg(long, value_name = "NAME", conflicts_with = "gateway")]
    pub(crate) adapter: Option<String>,
    /// Who may use the gateway.
    #[arg(
        long,
        value_name = "USER:PASSWORD",
        default_value = "admin:admin",
        env = "RELATCH_GATEWAY_LOGIN",
        hide_env_values = true
    )]
    pub(crate) login: String,
    /// Let the lock fail on purpose at a step, as `lock fault` does. May be given more than once.
    #[arg(long, value_name = "NAME@STEP")]
    pub(crate) fault: Vec<Script>,
}

/// A virtual lock.
#[derive(Args, Debug)]
pub(crate) struct LockFile {
    /// The virtual lock's file.
    pub(crate) file: PathBuf,
}

/// The virtual locks' models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModelName {
    /// A keypad and nothing else.
    Keypad,
    /// A keypad and a card reader.
    Cards,
    /// Everything.
    Full,
}

/// `lock new`.
#[derive(Args, Debug)]
pub(crate) struct LockNewArgs {
    /// The file to make; it must not exist.
    pub(crate) file: PathBuf,
    /// Which model.
    #[arg(long)]
    pub(crate) model: ModelName,
    /// How many codes it holds.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) codes: u16,
    /// How many cards it holds.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) cards: u16,
    /// How many fingerprints it holds.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) fingerprints: u16,
    /// Where its random numbers start.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Its address; else drawn from the seed.
    #[arg(long, value_name = "AA:BB:CC:11:22:33")]
    pub(crate) address: Option<Address>,
    /// Pair it, and write the owner's key to this file, which must not exist.
    #[arg(long, value_name = "KEYFILE")]
    pub(crate) pair: Option<PathBuf>,
    /// It sleeps until its keypad is touched.
    #[arg(long)]
    pub(crate) sleeps: bool,
    /// How many codes and cards fit, in place of the model's own capacity.
    #[arg(long, value_name = "N")]
    pub(crate) capacity: Option<u16>,
    /// Switch on a way in which real locks differ. May be given more than once; a wrong name lists them.
    #[arg(long, value_name = "NAME")]
    pub(crate) quirk: Vec<String>,
}

/// The kinds of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    /// Opens from its start on.
    Permanent,
    /// Opens between start and end.
    Timed,
    /// Opens once.
    OneTime,
}

/// `lock add-code`.
#[derive(Args, Debug)]
pub(crate) struct AddCodeArgs {
    /// The virtual lock's file.
    pub(crate) file: PathBuf,
    /// Four to nine digits.
    pub(crate) code: String,
    /// Its kind.
    #[arg(long, default_value = "permanent")]
    pub(crate) kind: KindName,
    /// From when it opens, lock-local: 2026-11-24T10:00.
    #[arg(long, value_name = "TIME")]
    pub(crate) start: Option<String>,
    /// Until when it opens.
    #[arg(long, value_name = "TIME")]
    pub(crate) end: Option<String>,
}

/// `lock add-card`.
#[derive(Args, Debug)]
pub(crate) struct AddCardArgs {
    /// The virtual lock's file.
    pub(crate) file: PathBuf,
    /// The card's number in decimal.
    pub(crate) number: String,
    /// From when it opens, lock-local: 2026-11-24T10:00.
    #[arg(long, value_name = "TIME")]
    pub(crate) start: Option<String>,
    /// Until when it opens.
    #[arg(long, value_name = "TIME")]
    pub(crate) end: Option<String>,
}

/// `lock type`.
#[derive(Args, Debug)]
pub(crate) struct TypeArgs {
    /// The virtual lock's file.
    pub(crate) file: PathBuf,
    /// The keys, as they are pressed.
    pub(crate) keys: String,
}

/// `lock press-reset`.
#[derive(Args, Debug)]
pub(crate) struct PressResetArgs {
    /// The virtual lock's file.
    pub(crate) file: PathBuf,
    /// Do not type 000# after it, which finishes the reset.
    #[arg(long)]
    pub(crate) only_press: bool,
}

/// `lock fault`.
#[derive(Args, Debug)]
pub(crate) struct FaultArgs {
    /// The virtual lock's file.
    #[arg(required_unless_present = "list")]
    pub(crate) file: Option<PathBuf>,
    /// Failures, each NAME@STEP.
    #[arg(value_name = "NAME@STEP", required_unless_present_any = ["list", "clear"])]
    pub(crate) faults: Vec<String>,
    /// List the names.
    #[arg(long)]
    pub(crate) list: bool,
    /// Take away all that were armed before.
    #[arg(long)]
    pub(crate) clear: bool,
}

/// `scan`.
#[derive(Args, Debug)]
pub(crate) struct ScanArgs {
    /// Where to look: virtual locks' files, or gateways, ws://HOST:PORT/noble. Without it: this machine's Bluetooth.
    #[arg(long, value_name = "LOCK", num_args = 1..)]
    pub(crate) lock: Vec<Target>,
}

/// `account …`.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Sign in. The password is asked for, or read from a file, and kept nowhere.
    #[command(
        after_help = "A vendor registers its own application with the cloud; none comes with Relatch.\n\nExample:\n  relatch account sign-in --user owner@example.org --region eu"
    )]
    SignIn(SignInArgs),
    /// List the accounts that are signed in on this machine. Sends nothing.
    List(AccountListArgs),
    /// List the keys of an account, and write one of them to a file.
    #[command(
        after_help = "Example:\n  relatch account keys --user owner@example.org --lock AA:BB:CC:11:22:33 --out hall.key.json"
    )]
    Keys(AccountKeysArgs),
    /// After a reset: wait until the lock's own app has added the lock anew, and write its new key to a file.
    #[command(after_help = "Example:\n  relatch account wait --key hall.key.json --out new.key.json")]
    Wait(AccountWaitArgs),
    /// Forget an account's sign-in on this machine. Sends nothing.
    SignOut(SignOutArgs),
}

/// Which account, and where its sign-in is kept.
#[derive(Args, Debug)]
pub(crate) struct AccountArgs {
    #[command(flatten)]
    pub(crate) choice: AccountChoice,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// Which account.
#[derive(Args, Debug)]
pub(crate) struct AccountChoice {
    /// The name that the account signs in with: an e-mail address, or a phone number with +.
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// Where the account is: eu, cn, or an address. It is never changed by itself.
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<Region>,
    /// Trust only the certificates in this file (PEM), for a virtual cloud.
    #[arg(long, value_name = "FILE", env = "RELATCH_CLOUD_TRUST", hide_env_values = true)]
    pub(crate) trust: Option<PathBuf>,
}

/// `account sign-in`.
#[derive(Args, Debug)]
pub(crate) struct SignInArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// Read the password from the first line of this file; - is standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// The client id of the application.
    #[arg(long, value_name = "ID", env = "RELATCH_CLIENT_ID", hide_env_values = true)]
    pub(crate) client_id: String,
    #[command(flatten)]
    pub(crate) secret: ClientSecretArgs,
}

/// `account list`.
#[derive(Args, Debug)]
pub(crate) struct AccountListArgs {
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `account keys`.
#[derive(Args, Debug)]
pub(crate) struct AccountKeysArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// The lock whose key is to be written.
    #[arg(long, value_name = "AA:BB:CC:11:22:33", requires = "out")]
    pub(crate) lock: Option<Address>,
    /// Write the key of --lock to this file, which must not exist.
    #[arg(long, value_name = "FILE", requires = "lock")]
    pub(crate) out: Option<PathBuf>,
}

/// `account wait`.
#[derive(Args, Debug)]
pub(crate) struct AccountWaitArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// The key from before the reset: an entry that holds it is not the new one.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// Write the new key to this file, which must not exist.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// How often to look, every 10 seconds. Each look is a call of the month's quota.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=12))]
    pub(crate) looks: u32,
}

/// `account sign-out`.
#[derive(Args, Debug)]
pub(crate) struct SignOutArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
}

/// `cloud …`.
#[derive(Debug, Subcommand)]
pub(crate) enum CloudCommand {
    /// Make a virtual cloud with one account, or add an account and locks to one.
    #[command(
        after_help = "Example:\n  relatch cloud add hall.cloud --user owner@example.org --password secret --key hall.key.json"
    )]
    Add(CloudAddArgs),
    /// Serve it until interrupted. Its state is written after every call.
    #[command(after_help = "Example:\n  relatch cloud serve --state hall.cloud --listen 127.0.0.1:8443 --tls")]
    Serve(CloudServeArgs),
    /// List the wrong answers that it can be told to give, and the switches with their present values.
    Faults,
}

/// `cloud add`.
#[derive(Args, Debug)]
pub(crate) struct CloudAddArgs {
    /// The virtual cloud's file; made where it is missing.
    pub(crate) file: PathBuf,
    /// The account's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) user: String,
    /// Its password. This is a toy: it stands in the list of processes.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: String,
    /// Its region.
    #[arg(long, value_name = "REGION", default_value = "eu")]
    pub(crate) region: String,
    /// A lock of it, by the owner's key. May be given more than once.
    #[arg(long, value_name = "KEYFILE")]
    pub(crate) key: Vec<PathBuf>,
    /// The name of the locks in the account; else the one in the key.
    #[arg(long, value_name = "NAME")]
    pub(crate) alias: Option<String>,
}

/// `cloud serve`.
#[derive(Args, Debug)]
pub(crate) struct CloudServeArgs {
    /// The virtual cloud's file.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: PathBuf,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) listen: std::net::SocketAddr,
    /// The region whose host it is.
    #[arg(long, value_name = "REGION", default_value = "eu")]
    pub(crate) region: String,
    /// With encryption, by a certificate of its own: it is written beside the state, with the ending .pem.
    #[arg(long)]
    pub(crate) tls: bool,
    /// A wrong answer: at the N-th call, at each call of a path, or at every call (*). May be given more than once.
    #[arg(long, value_name = "NAME@N|/path|*")]
    pub(crate) fault: Vec<CloudScript>,
    /// What the specification leaves open. May be given more than once; `cloud faults` lists the names.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) switch: Vec<String>,
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
