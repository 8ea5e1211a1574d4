//! `relatch`, the command line.
//!
//! | file | what it is |
//! |---|---|
//! | [`args`] | commands, flags, help |
//! | [`command`] | what each command does, a file a group |
//! | [`exit`] | exit codes, and what a failure tells |
//! | [`failure`] | what the library's errors mean here |
//! | [`account`] | the owner's account, as commands use it |
//! | [`output`] | standard output for results, standard error for the rest |
//! | [`ask`] | questions to the person at the terminal |
//! | [`progress`] | bars with the time left |
//! | [`cancel`] | Ctrl-C |
//! | [`target`] | where a lock is, and how it is reached there |
//! | [`pace`] | a virtual lock that takes its time |
//! | [`terminal`] | its size, and what is put right before the process ends |
//! | [`identities`] | the keys of saved copies |
//! | [`guide`] | the guided journey in a terminal |
//! | [`session`] | a lock and all that a procedure works with |
//! | [`time`] | the machine's time |

/// A message of `locales/`, by its name and with its arguments. The test of the words reads these calls, as it does the library's.
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        relatch::journey::message::Message {
            id: $id,
            attribute: None,
            args: vec![$((stringify!($name), relatch::journey::message::Arg::from($value))),*],
        }
    };
}

mod account;
mod args;
mod ask;
mod cancel;
mod command;
mod exit;
mod failure;
mod guide;
mod identities;
mod output;
mod pace;
mod progress;
mod session;
mod target;
mod terminal;
mod time;

use args::Cli;
use clap::Parser as _;
use command::Tools;
use exit::{Exit, Failure};
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = match Cli::try_parse() {
        Ok(cli) => run(&cli),
        Err(error) => usage(&error),
    };
    ExitCode::from(exit.code())
}

fn run(cli: &Cli) -> Exit {
    let common = cli.common.clone();
    log(common.verbose);
    let mut tools = Tools {
        output: Output::of_process(common.json, common.quiet),
        ask: ask::of_process(common.no_input),
        cancel: cancel::Cancel::of_process(),
        common,
    };
    let result = command::run(cli, &mut tools);
    result.unwrap_or_else(|failure| {
        tools.output.failure(&failure);
        failure.exit
    })
}

/// Help and version are results; anything else is wrong usage, which with --json is told as an object too.
fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        // A reader that is gone needs no help.
        let _ = error.print();
        return Exit::Done;
    }
    let _ = error.print();
    if std::env::args_os().any(|arg| arg == "--json") {
        let message = error.to_string();
        let message = message.lines().next().unwrap_or_default();
        let message = message.trim_start_matches("error: ");
        let failure = Failure::usage(message, "See `relatch --help`, or --help behind a command.");
        // Wrong usage stays wrong usage, whether it could be told or not.
        let _ = Output::of_process(true, true).result(&failure.to_json(), "");
    }
    Exit::Usage
}

/// Log lines of our own on standard error: the library's types hide codes and keys in them. What crates beside it would say is left
/// out: some tell every byte that they carry.
fn log(verbose: u8) {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
    use tracing_subscriber::util::SubscriberInitExt as _;
    let level = match verbose {
        0 => return,
        1 => LevelFilter::INFO,
        2 => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .with_filter(Targets::new().with_target("relatch", level));
    tracing_subscriber::registry().with(lines).init();
}
