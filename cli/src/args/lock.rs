//! What a person does with a virtual lock, in words of the command line.

use clap::{Args, Subcommand, ValueEnum};
use relatch::model::Address;
use relatch::virtual_lock::Script;
use std::path::PathBuf;

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
