//! `relatch keys`: key files, without their secrets. And the owner's key for other commands.

use crate::args::{KeysCommand, KeysExportArgs, KeysShowArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::{OfFile as _, key_failure};
use crate::target::check_free;
use relatch::journey::effect::KeyRole;
use relatch::journey::facts::JourneyId;
use relatch::model::{Address, OwnerKey};
use relatch::protocol::credentials::{self, redacted};
use relatch::runtime::engine::keys::name;
use relatch::store::{Files as _, SystemFiles, write_new_atomic};
use serde_json::{Value, json};
use std::path::Path;

/// Runs one of them.
pub(super) fn run(command: &KeysCommand, tools: &mut Tools) -> Result<Exit, Failure> {
    match command {
        KeysCommand::Show(args) => show(args, tools),
        KeysCommand::Export(args) => export(args, tools),
    }
}

/// The key stays where it is, too: a file can be lost.
fn export(args: &KeysExportArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    check_free(&args.out, "the key")?;
    let folder = crate::session::folder(tools)?;
    let secrets = crate::identities::of_journeys(&args.identities, &folder)?;
    let journey = JourneyId(args.journey);
    let key = secrets
        .read(&name(journey, KeyRole::New))
        .map_err(|error| crate::failure::vault_failure(&error.into()))?;
    let Some(key) = key else {
        return Err(Failure::new(
            Exit::NotFound,
            format!("journey {} has given no lock a new key", args.journey),
            "Give the number that `relatch journey` told, and the --store and --identity of that journey.",
        ));
    };
    let found = credentials::parse(&key).and_then(|found| credentials::select(found, None));
    let owner = found.map_err(|error| key_failure(&args.out, &error))?;
    write_new_atomic(&SystemFiles, &args.out, &key).of_file("the key")?;
    let json = json!({ "lock": owner.key.address, "key": args.out });
    let text = format!(
        "the owner's key of {} is in {}\nkeep this file: whoever has it owns the lock",
        owner.key.address,
        args.out.display()
    );
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

fn show(args: &KeysShowArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let bytes = read(&args.file)?;
    let found = credentials::parse(&bytes).map_err(|error| key_failure(&args.file, &error))?;
    let json = redacted(&found);
    tools.output.result(&json, &text(&json))?;
    Ok(Exit::Done)
}

/// The same for people.
fn text(json: &Value) -> String {
    let mut lines = vec![plain(json.get("form_text"))];
    for key in json.get("keys").and_then(Value::as_array).into_iter().flatten() {
        lines.push(String::new());
        let members = key.as_object().into_iter().flatten();
        let told = members
            .map(|(name, value)| (name, plain(Some(value))))
            .filter(|(_, text)| !text.is_empty());
        lines.extend(told.map(|(name, text)| format!("{name}: {text}")));
    }
    lines.join("\n")
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(values)) => {
            let values: Vec<String> = values.iter().map(|value| plain(Some(value))).collect();
            values.join(", ")
        }
        Some(Value::Object(members)) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name} {}", plain(Some(value))))
                .collect();
            members.join(", ")
        }
        Some(value) => value.to_string(),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let limit = u64::try_from(credentials::LARGEST).unwrap_or(u64::MAX);
    SystemFiles.read(path, limit).of_file("a key")
}

/// The owner's key of a lock, from a key file of any form. Without an address: of the only lock that the file has a key of.
pub(crate) fn owner_key(path: &Path, address: Option<Address>) -> Result<OwnerKey, Failure> {
    let bytes = read(path)?;
    let selected = credentials::parse(&bytes).and_then(|found| credentials::select(found, address));
    selected
        .map(|owner| owner.key)
        .map_err(|error| key_failure(path, &error))
}
