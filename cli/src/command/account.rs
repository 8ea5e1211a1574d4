//! `relatch account`: sign in and out, list accounts, and take a lock's key from one.

use crate::account::{accounts_failure, chosen, key_failure, secrets, signed_in, trust, with_client};
use crate::args::{
    AccountArgs, AccountCommand, AccountKeysArgs, AccountListArgs, AccountWaitArgs, ClientSecretArgs, CloudArgs,
    SignInArgs, SignOutArgs,
};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use crate::output::counted;
use crate::target::check_free;
use relatch::account::lock::{KeyEntry, entries_of};
use relatch::account::region::BaseUrl;
use relatch::account::request::Application;
use relatch::account::token::derive_password_hash;
use relatch::backup::Moment;
use relatch::model::Address;
use relatch::protocol::credentials::sdk;
use relatch::runtime::accounts::{AccountName, Accounts};
use relatch::runtime::engine::CloudAccess;
use relatch::runtime::registration::{self, Keys, KnownEntry};
use relatch::store::{Files as _, SystemFiles, write_new_atomic};
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;
use zeroize::Zeroizing;

/// The most bytes of a file with a password or a client secret.
const MAX_SECRET_FILE: u64 = 4096;

/// Runs one of them.
pub(super) fn run(command: &AccountCommand, tools: &mut Tools) -> Result<Exit, Failure> {
    match command {
        AccountCommand::SignIn(args) => sign_in(args, tools),
        AccountCommand::List(args) => list(args, tools),
        AccountCommand::Keys(args) => keys(args, tools),
        AccountCommand::Wait(args) => wait(args, tools),
        AccountCommand::SignOut(args) => sign_out(args, tools),
    }
}

fn sign_in(args: &SignInArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let username = match &args.account.choice.user {
        Some(user) => user.trim().to_owned(),
        None => tools.ask.typed("Name of the account", "--user")?.trim().to_owned(),
    };
    let name = AccountName {
        username,
        region: args.account.choice.region.clone().unwrap_or_default(),
    };
    let application = application(&args.client_id, &args.secret)?;
    // Before the password is asked for: where sign-ins cannot be kept, it is not wanted.
    let store = secrets(&args.account.identities, tools)?;
    let accounts = Accounts::new(&*store);
    accounts.list().map_err(|error| accounts_failure(&error))?;
    let password = match &args.password_file {
        Some(path) => first_line(path, "the password")?,
        None => tools.ask.secret("Password of the account", "--password-file")?,
    };
    let hash = derive_password_hash(&password);
    drop(password);
    let act = |client: &mut relatch::account::Client<'_>| client.sign_in(&name.username, &hash);
    with_client(&args.account.choice, tools, accounts, &name, &application, None, act)?;
    let json = json!({ "account": name.username, "region": name.region });
    let text = format!("{} is signed in ({})", name.username, name.region);
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

/// The application with its secret, or with the server that adds it.
pub(super) fn application(client_id: &str, secret: &ClientSecretArgs) -> Result<Application, Failure> {
    let made = match (&secret.token_server, &secret.client_secret_file) {
        (Some(server), _) => {
            let server = BaseUrl::new(server);
            let server = server.map_err(|error| Failure::usage(error, "Give --token-server the server's address."))?;
            Application::with_server(client_id, server)
        }
        (None, Some(path)) => Application::new(client_id, &first_line(path, "the client secret")?),
        (None, None) => {
            return Err(Failure::usage(
                "the client secret is missing",
                "Give --client-secret-file FILE, or --token-server URL of a server that adds it.",
            ));
        }
    };
    made.map_err(|error| Failure::usage(error, "Copy client id and secret again from the cloud's platform."))
}

/// How the owner's account is reached on the guided way, where a client id was given.
pub(super) fn cloud(args: &CloudArgs) -> Result<Option<CloudAccess>, Failure> {
    let Some(client_id) = &args.client_id else {
        return Ok(None);
    };
    let application = application(client_id, &args.secret)?;
    let mut cloud = CloudAccess::over_https(application, trust(args.trust.as_deref())?);
    if let Some(region) = args.region.clone().filter(|region| !cloud.regions.contains(region)) {
        cloud.regions.insert(0, region);
    }
    Ok(Some(cloud))
}

/// The first line of a file, or of standard input for `-`.
fn first_line(path: &Path, what: &str) -> Result<Zeroizing<String>, Failure> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Zeroizing::new(Vec::new());
        let read = std::io::stdin().take(MAX_SECRET_FILE).read_to_end(&mut bytes);
        read.map_err(|error| Failure::new(Exit::Failed, format!("failed to read {what}: {error}"), "Give a file."))?;
        bytes
    } else {
        Zeroizing::new(SystemFiles.read(path, MAX_SECRET_FILE).of_file(what)?)
    };
    let line = std::str::from_utf8(&bytes).ok().and_then(|text| text.lines().next());
    match line {
        Some(line) if !line.is_empty() => Ok(Zeroizing::new(line.to_owned())),
        _ => Err(Failure::new(
            Exit::BadFile,
            format!("{what} is not in that file"),
            "Put it into the first line, as text.",
        )),
    }
}

fn list(args: &AccountListArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let store = crate::identities::of_journeys(&args.identities, &crate::session::folder(tools)?)?;
    let accounts = Accounts::new(&*store);
    let names = accounts.list().map_err(|error| accounts_failure(&error))?;
    let mut listed = Vec::new();
    let mut lines = Vec::new();
    for name in &names {
        let sign_in = accounts.read(name).map_err(|error| accounts_failure(&error))?;
        let ends = sign_in.map(|sign_in| Moment(sign_in.token.ends_ms).to_string());
        lines.push(match &ends {
            Some(ends) => format!(
                "{} ({}), signed in until {ends}, renewed before",
                name.username, name.region
            ),
            None => format!("{} ({}), signed out", name.username, name.region),
        });
        listed.push(json!({ "account": name.username, "region": name.region, "ends": ends }));
    }
    if lines.is_empty() {
        lines.push("no account is signed in on this machine".to_owned());
    }
    tools.output.result(&json!({ "accounts": listed }), &lines.join("\n"))?;
    Ok(Exit::Done)
}

fn keys(args: &AccountKeysArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    if let Some(out) = &args.out {
        check_free(out, "the key")?;
    }
    let keys = read_keys(&args.account, tools)?;
    if let (Some(address), Some(out)) = (args.lock, &args.out) {
        return write_key(&keys.entries, address, out, tools);
    }
    let listed: Vec<Value> = keys.entries.iter().map(|key| key_json(key, &keys.entries)).collect();
    let mut lines = vec![counted(keys.entries.len(), "key")];
    lines.extend(keys.entries.iter().map(|key| {
        let name = key.lock.shown_name().unwrap_or("without a name");
        let age = match age(key, &keys.entries) {
            Age::Only => "",
            Age::Newest => ", the newest of its lock",
            Age::Older => ", older than another of its lock",
        };
        format!(
            "{} {name}: {} (lock {}, key {}{age})",
            key.lock.address,
            key.rights(),
            key.lock.lock_id,
            key.key_id
        )
    }));
    lines.extend(keys.odd.iter().map(|odd| {
        let address = odd.address.map_or_else(String::new, |address| format!("{address} "));
        let name = odd.name.as_deref().unwrap_or("without a name");
        format!("{address}{name}: not understood, {}", odd.why)
    }));
    if keys.kept_changing {
        lines.push("the list kept changing while it was read: a key may be missing".to_owned());
    }
    let odd = keys
        .odd
        .iter()
        .map(|odd| json!({ "lock": odd.address, "name": odd.name, "why": odd.why.to_string() }));
    let json = json!({
        "keys": listed,
        "not_understood": odd.collect::<Vec<_>>(),
        "kept_changing": keys.kept_changing,
    });
    tools.output.result(&json, &lines.join("\n"))?;
    Ok(if keys.odd.is_empty() && !keys.kept_changing {
        Exit::Done
    } else {
        Exit::Partly
    })
}

/// How old a key is among those of its lock.
enum Age {
    Only,
    Newest,
    Older,
}

fn age(key: &KeyEntry, keys: &[KeyEntry]) -> Age {
    let others = keys
        .iter()
        .filter(|other| other.lock.address == key.lock.address && other.key_id != key.key_id);
    match others.map(|other| other.key_id).max() {
        None => Age::Only,
        Some(newest) if newest < key.key_id => Age::Newest,
        Some(_) => Age::Older,
    }
}

/// All keys of the account that is meant.
fn read_keys(args: &AccountArgs, tools: &Tools) -> Result<Keys, Failure> {
    signed_in(&args.choice, &args.identities, tools, registration::read_all_keys)
}

fn key_json(key: &KeyEntry, keys: &[KeyEntry]) -> Value {
    json!({
        "lock": key.lock.address,
        "lock_id": key.lock.lock_id,
        "key_id": key.key_id,
        "newest": !matches!(age(key, keys), Age::Older),
        "name": key.lock.shown_name(),
        "rights": format!("{:?}", key.rights()),
        "text": key.rights().to_string(),
        "battery": key.lock.battery,
        "offset_ms": key.lock.offset_ms,
    })
}

fn write_key(keys: &[KeyEntry], address: Address, out: &Path, tools: &mut Tools) -> Result<Exit, Failure> {
    let entries = entries_of(keys, address);
    // One that is damaged does not hide another that is whole.
    let whole = entries.iter().find(|entry| entry.owner_key().is_ok());
    let entry = whole.or(entries.first()).ok_or_else(|| {
        Failure::new(
            Exit::NotFound,
            format!("the account has no key of {address}"),
            "`relatch account keys` lists the locks that it has. The lock may be in another account.",
        )
    })?;
    write_entry(entry, out, tools)
}

fn wait(args: &AccountWaitArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    check_free(&args.out, "the key")?;
    let old = super::owner_key(&args.key, None)?;
    let found = signed_in(&args.account.choice, &args.account.identities, tools, |client| {
        let known = KnownEntry::all_with(&registration::read_keys(client)?, &old);
        registration::wait_for_new_entry(client, &known, old.address, args.looks)
    })?;
    let entry = found.ok_or_else(|| {
        Failure::new(
            Exit::NotFound,
            format!("the account has no new key of {} yet", old.address),
            "Add the lock in its own app, and run the command again. If that app says that the lock is there already, delete it \
             there first.",
        )
    })?;
    write_entry(&entry, &args.out, tools)
}

fn write_entry(entry: &KeyEntry, out: &Path, tools: &mut Tools) -> Result<Exit, Failure> {
    let address = entry.lock.address;
    let owner = entry.owner_key().map_err(|error| key_failure(&error))?;
    let text = sdk::write(&owner.key, &owner.device);
    write_new_atomic(&SystemFiles, out, text.as_bytes()).of_file("the key")?;
    let json = json!({ "lock": address, "rights": format!("{:?}", entry.rights()), "key": out });
    let text = format!(
        "the key of {address} is in {}: {}\nkeep this file: whoever has it owns the lock",
        out.display(),
        entry.rights()
    );
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

fn sign_out(args: &SignOutArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let store = secrets(&args.account.identities, tools)?;
    let accounts = Accounts::new(&*store);
    let name = chosen(&args.account.choice, accounts)?;
    accounts.forget(&name).map_err(|error| accounts_failure(&error))?;
    let json = json!({ "account": name.username, "region": name.region, "signed_out": true });
    let text = format!("{} is signed out on this machine", name.username);
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}
