//! `relatch identity …`: keys for saved copies on machines without a secure store, and for scripts.

use crate::args::{IdentityCommand, IdentityFile};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use crate::identities::read_identity;
use relatch::backup::seal::Identity;
use relatch::store::{SystemFiles, write_new_atomic};
use serde_json::json;
use zeroize::Zeroizing;

/// Runs one of them.
pub(super) fn run(command: &IdentityCommand, tools: &mut Tools) -> Result<Exit, Failure> {
    match command {
        IdentityCommand::New(args) => new(args, tools),
        IdentityCommand::Show(args) => show(args, tools),
    }
}

fn new(args: &IdentityFile, tools: &mut Tools) -> Result<Exit, Failure> {
    let identity = Identity::generate();
    let recipient = identity.recipient().to_string();
    let secret = identity.secret_text();
    let text = Zeroizing::new(format!("# public key: {recipient}\n{}\n", secret.as_str()));
    write_new_atomic(&SystemFiles, &args.file, text.as_bytes()).of_file("the identity")?;
    tools
        .output
        .say("note: keep this file apart from the saved copies; without it nobody opens them");
    let json = json!({ "file": args.file, "recipient": recipient });
    tools.output.result(&json, &recipient)?;
    Ok(Exit::Done)
}

fn show(args: &IdentityFile, tools: &mut Tools) -> Result<Exit, Failure> {
    let identities = read_identity(&args.file)?;
    let recipients: Vec<String> = identities
        .iter()
        .map(|identity| identity.recipient().to_string())
        .collect();
    tools
        .output
        .result(&json!({ "recipients": recipients }), &recipients.join("\n"))?;
    Ok(Exit::Done)
}
