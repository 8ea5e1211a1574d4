//! `relatch cloud`: the lock maker's cloud in software, behind a port of this machine.

use crate::args::{CloudAddArgs, CloudCommand, CloudServeArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::{OfFile as _, key_failure};
use relatch::protocol::credentials::{self, ekey, lock_data};
use relatch::store::{Files as _, SystemFiles, write_atomic};
use relatch::transport::Stop as _;
use relatch::virtual_cloud::certificate::{Certificate, DAY_MS};
use relatch::virtual_cloud::server::{ServeError, Server};
use relatch::virtual_cloud::{Fault, State, Switches, VirtualCloud};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The application of every virtual cloud.
const CLIENT_ID: &str = "00000000000000000000000000000001";
const CLIENT_SECRET: &str = "00000000000000000000000000000002";
/// The most bytes of a virtual cloud.
const MAX_STATE: u64 = 256 * 1024 * 1024;

/// Runs one of them.
pub(super) fn run(command: &CloudCommand, tools: &mut Tools) -> Result<Exit, Failure> {
    match command {
        CloudCommand::Add(args) => add(args, tools),
        CloudCommand::Serve(args) => serve(args, tools),
        CloudCommand::Faults => faults(tools),
    }
}

fn read(path: &Path) -> Result<State, Failure> {
    let bytes = SystemFiles.read(path, MAX_STATE).of_file("the virtual cloud")?;
    State::from_json(&bytes).map_err(|error| {
        Failure::new(
            Exit::BadFile,
            format!("{error} ({})", path.display()),
            "Make another with `relatch cloud add`; the file was left untouched.",
        )
    })
}

fn add(args: &CloudAddArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let is_there = SystemFiles.entry(&args.file).of_file("the virtual cloud")?.is_some();
    let mut state = if is_there {
        read(&args.file)?
    } else {
        State::empty(CLIENT_ID, CLIENT_SECRET, &args.region)
    };
    let known = state
        .accounts
        .iter()
        .find(|account| account.username == args.user && account.region == args.region)
        .map(|account| account.uid);
    let owner = known.unwrap_or_else(|| state.add_account(&args.user, &args.password, &args.region));
    let now_ms = crate::time::utc_ms();
    let mut locks = Vec::new();
    for path in &args.key {
        let bytes = SystemFiles.read(path, 1024 * 1024).of_file("a key")?;
        let found = credentials::parse(&bytes).and_then(|found| credentials::select(found, None));
        let key = found.map_err(|error| key_failure(path, &error))?;
        let json = ekey::write(&key, 1, now_ms.unsigned_abs());
        let data = lock_data::encode(key.key.address, json.reveal().to_string().as_bytes());
        let alias = args.alias.as_deref().or(key.key.name.as_deref());
        locks.extend(state.add_lock(owner, alias, &data, now_ms));
    }
    write_atomic(&SystemFiles, &args.file, &state.to_json()).of_file("the virtual cloud")?;
    let json = json!({ "file": args.file, "account": owner, "locks": locks, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET });
    let text = format!(
        "{}: account {owner} with {}; client id {CLIENT_ID}, client secret {CLIENT_SECRET}",
        args.file.display(),
        crate::output::counted(locks.len(), "new lock"),
    );
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

fn serve(args: &CloudServeArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let mut state = read(&args.state)?;
    for switch in &args.switch {
        state.switches = switched(&state.switches, switch)?;
    }
    // Scripts of the command line are of this run only: they count its calls.
    let kept_faults = state.faults.clone();
    args.fault.iter().cloned().for_each(|script| state.arm(script));
    let certificate = if args.tls {
        let now_ms = crate::time::utc_ms();
        let host = args.listen.ip().to_string();
        Some(
            Certificate::make(&host, now_ms - DAY_MS, now_ms + 30 * DAY_MS)
                .map_err(|error| not_served(&error.into()))?,
        )
    } else {
        None
    };
    let pem = args.state.with_extension("pem");
    if let Some(certificate) = &certificate {
        write_atomic(&SystemFiles, &pem, certificate.to_pem().as_bytes()).of_file("the certificate")?;
    }
    let (path, cancel) = (args.state.clone(), tools.cancel.clone());
    let on_call = Box::new(move |cloud: &VirtualCloud, _: &str| {
        let mut state = cloud.state().clone();
        state.faults.clone_from(&kept_faults);
        if let Err(error) = write_atomic(&SystemFiles, &path, &state.to_json()) {
            cancel.fail(error);
        }
    });
    let cloud = Arc::new(Mutex::new(VirtualCloud::new(state)));
    let server = Server::start(args.listen, cloud, &args.region, certificate.as_ref(), on_call);
    let server = server.map_err(|error| not_served(&error))?;
    let scheme = if args.tls { "https" } else { "http" };
    let url = format!("{scheme}://{}", server.address());
    let certificate = args.tls.then_some(&pem);
    let text = match certificate {
        Some(pem) => format!("{url}, to be trusted by {}", pem.display()),
        None => url.clone(),
    };
    tools
        .output
        .result(&json!({ "url": url, "certificate": certificate }), &text)?;
    loop {
        std::thread::sleep(Duration::from_millis(50));
        if let Some(error) = tools.cancel.take_failure() {
            let message = format!("failed to write the virtual cloud: {error}");
            return Err(Failure::new(
                Exit::Failed,
                message,
                "Free some space, or choose another place.",
            ));
        }
        if tools.cancel.is_asked() {
            return Ok(Exit::Done);
        }
    }
}

fn not_served(error: &ServeError) -> Failure {
    let advice = match error {
        ServeError::Port { .. } => "Choose another port, or 0 for a free one.",
        ServeError::Encryption(_) => "Leave --tls out; clients on this machine may call it by http.",
    };
    Failure::new(Exit::Failed, error, advice)
}

/// The switches with one of them set, `NAME=VALUE`; a value is JSON, or a word.
fn switched(switches: &Switches, text: &str) -> Result<Switches, Failure> {
    let wrong = |what: String| Failure::usage(what, "`relatch cloud faults` lists the switches with their values.");
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| wrong(format!("{text:?} is no switch: NAME=VALUE is wanted")))?;
    let mut json = serde_json::to_value(switches).unwrap_or_default();
    let value: Value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    match json.get_mut(name) {
        Some(place) => *place = value,
        None => return Err(wrong(format!("there is no switch {name:?}"))),
    }
    serde_json::from_value(json).map_err(|_| wrong(format!("{name} does not take this value")))
}

fn faults(tools: &mut Tools) -> Result<Exit, Failure> {
    let names = Fault::ALL
        .iter()
        .map(|fault| json!({ "name": fault.name(), "text": fault.text() }));
    let switches = serde_json::to_value(Switches::default()).unwrap_or_default();
    let mut lines: Vec<String> = Fault::ALL
        .iter()
        .map(|fault| format!("{:16} {}", fault.name(), fault.text()))
        .collect();
    lines.push(String::new());
    let members = switches.as_object().into_iter().flatten();
    lines.extend(members.map(|(name, value)| format!("{name}={value}")));
    let json = json!({ "faults": names.collect::<Vec<_>>(), "switches": switches });
    tools.output.result(&json, &lines.join("\n"))?;
    Ok(Exit::Done)
}
