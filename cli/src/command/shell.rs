//! `relatch completions` and `relatch man`: help outside the program.

use crate::args::{Cli, CompletionsArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use clap::CommandFactory as _;
use serde_json::json;

/// The completions of a shell.
pub(super) fn completions(args: &CompletionsArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "relatch", &mut script);
    let script = String::from_utf8_lossy(&script);
    let json = json!({ "shell": args.shell.to_string(), "script": script });
    tools.output.result(&json, &script)?;
    Ok(Exit::Done)
}

/// The manual pages, one after the other: the program's, then each command's.
pub(super) fn man(tools: &mut Tools) -> Result<Exit, Failure> {
    let mut pages = Vec::new();
    let mut program = Cli::command();
    program.build();
    page(&program, &mut pages)?;
    let pages = String::from_utf8_lossy(&pages);
    tools.output.result(&json!({ "page": pages }), &pages)?;
    Ok(Exit::Done)
}

fn page(command: &clap::Command, pages: &mut Vec<u8>) -> Result<(), Failure> {
    let written = clap_mangen::Man::new(command.clone()).render(pages);
    written.map_err(|error| Failure::new(Exit::Failed, error, "Run the command again."))?;
    command
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
        .try_for_each(|command| page(command, pages))
}
