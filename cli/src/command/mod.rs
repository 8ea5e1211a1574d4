//! The commands, a file a group.

mod account;
mod backup;
mod cloud;
mod compare;
mod decode;
mod demo;
mod demo_folder;
mod erase;
mod identity;
mod journey;
mod keys;
mod lock;
mod pair;
mod position;
mod report;
mod reset;
mod restore;
mod scan;
mod serve;
mod shell;
mod snapshot;

pub(crate) use keys::owner_key;

use crate::args::{Cli, Command, Common};
use crate::ask::Ask;
use crate::cancel::Cancel;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// What a command works with.
pub(crate) struct Tools {
    /// Where the result goes.
    pub(crate) output: Output,
    /// Whom to ask.
    pub(crate) ask: Box<dyn Ask>,
    /// Whether to stop.
    pub(crate) cancel: Cancel,
    /// Flags of every command.
    pub(crate) common: Common,
}

/// Runs the command.
pub(crate) fn run(cli: &Cli, tools: &mut Tools) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Demo(args) => demo::run(args, tools),
        Command::Journey(args) => journey::run(args, tools),
        Command::Lock(command) => lock::run(command, tools),
        Command::Scan(args) => scan::run(args, tools),
        Command::Keys(command) => keys::run(command, tools),
        Command::Decode(args) => decode::run(args, tools),
        Command::Completions(args) => shell::completions(args, tools),
        Command::Man => shell::man(tools),
        Command::Account(command) => account::run(command, tools),
        Command::Cloud(command) => cloud::run(command, tools),
        Command::Identity(command) => identity::run(command, tools),
        Command::Backup(args) => backup::backup(args, tools),
        Command::Inspect(args) => snapshot::inspect(args, tools),
        Command::Verify(args) => snapshot::verify(args, tools),
        Command::Diff(args) => compare::diff(args, tools),
        Command::Plan(args) => compare::plan(args, tools),
        Command::Rehearse(args) => backup::rehearse(args, tools),
        Command::Reset(args) => reset::run(args, tools),
        Command::Pair(args) => pair::run(args, tools),
        Command::Restore(args) => restore::run(args, tools),
        Command::Erase(args) => erase::run(args, tools),
        Command::Report(args) => report::report(args, tools),
        Command::Diagnostics(args) => report::diagnostics(args, tools),
        Command::Position(args) => position::run(args, tools),
    }
}
