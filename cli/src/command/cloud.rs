//! `relatch cloud`: the lock maker's cloud in software, behind a port of this machine.

use crate::args::{CloudAddArgs, CloudCommand, CloudServeArgs, Listen};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::{OfFile as _, key_failure};
use crate::target::guard_path;
use relatch::protocol::credentials::{self, ekey, lock_data};
use relatch::store::{FileLock, Files as _, SystemFiles, write_atomic};
use relatch::transport::Stop as _;
use relatch::virtual_cloud::certificate::{Certificate, DAY_MS};
use relatch::virtual_cloud::server::{ServeError, Server};
use relatch::virtual_cloud::{Fault, State, Switches, VirtualCloud};
use serde_json::{Value, json};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
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

/// Keeps other processes from the file: each would write over what the other has done.
fn guard(path: &Path) -> Result<Box<dyn FileLock>, Failure> {
    SystemFiles.lock(&guard_path(path)).of_file("the virtual cloud")
}

fn add(args: &CloudAddArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let _guard = guard(&args.file)?;
    let is_there = SystemFiles.entry(&args.file).of_file("the virtual cloud")?.is_some();
    let mut state = if is_there {
        read(&args.file)?
    } else {
        State::empty(CLIENT_ID, CLIENT_SECRET, &args.region)
    };
    state.register(CLIENT_ID, CLIENT_SECRET, &args.region);
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
    let _guard = guard(&args.state)?;
    let mut state = read(&args.state)?;
    for switch in &args.switch {
        state.switches = switched(&state.switches, switch)?;
    }
    // Scripts of the command line are of this run only: they count its calls.
    let kept_faults = state.faults.clone();
    args.fault.iter().cloned().for_each(|script| state.arm(script));
    let certificate = args.tls.then(|| certificate(args)).transpose()?;
    let pem = args.state.with_extension("pem");
    if let Some(certificate) = &certificate {
        write_atomic(&SystemFiles, &pem, certificate.to_pem().as_bytes()).of_file("the certificate")?;
    }
    let (path, cancel) = (args.state.clone(), tools.cancel.clone());
    let on_call = Arc::new(move |cloud: &VirtualCloud, _: &str| {
        let mut state = cloud.state().clone();
        state.faults.clone_from(&kept_faults);
        if let Err(error) = write_atomic(&SystemFiles, &path, &state.to_json()) {
            cancel.fail(error);
        }
    });
    let cloud = Arc::new(Mutex::new(VirtualCloud::new(state)));
    let start = |region: &str, address| {
        let on_call = Arc::clone(&on_call);
        let on_call = Box::new(move |cloud: &VirtualCloud, path: &str| on_call(cloud, path));
        Server::start(address, Arc::clone(&cloud), region, certificate.as_ref(), on_call)
    };
    let (mut servers, mut places) = (Vec::new(), Vec::new());
    for listen in &args.listen {
        let region = listen.region.as_ref().unwrap_or(&args.region);
        let started = listen_at(listen, |address| start(region, address))?;
        let port = started.first().map_or(listen.port, |server| server.address().port());
        places.push((region, url(args.tls, listen, port)));
        servers.extend(started);
    }
    tell(&places, args.tls.then_some(&pem), tools)?;
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

/// A certificate for every name by which clients may come.
fn certificate(args: &CloudServeArgs) -> Result<Certificate, Failure> {
    let mut names: Vec<&str> = args.listen.iter().map(|listen| listen.host.as_str()).collect();
    names.retain(|name| name.parse::<IpAddr>().map_or(true, |address| !address.is_unspecified()));
    names.extend(["localhost", "127.0.0.1", "::1"]);
    names.extend(args.name.iter().map(String::as_str));
    names.sort_unstable();
    names.dedup();
    let now_ms = crate::time::utc_ms();
    Certificate::make_for(&names, now_ms - DAY_MS, now_ms + 30 * DAY_MS).map_err(|error| not_served(&error.into()))
}

/// Listens at every address of a host, on one port: a name often stands for two, and a client may come by either.
fn listen_at(
    listen: &Listen,
    start: impl Fn(SocketAddr) -> Result<Server, ServeError>,
) -> Result<Vec<Server>, Failure> {
    let found = (listen.host.as_str(), listen.port).to_socket_addrs();
    let mut addresses: Vec<SocketAddr> = found.into_iter().flatten().collect();
    addresses.sort_unstable();
    addresses.dedup();
    let mut servers: Vec<Server> = Vec::new();
    for mut address in addresses {
        if let Some(first) = servers.first() {
            address.set_port(first.address().port());
        }
        match start(address) {
            Ok(server) => servers.push(server),
            // The first must be had. Of the others a machine may not have one, as its network has no such addresses.
            Err(ServeError::Port { source, .. })
                if !servers.is_empty() && source.kind() != std::io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(not_served(&error)),
        }
    }
    if servers.is_empty() {
        return Err(Failure::new(
            Exit::Failed,
            format!("failed to listen at {}: there is no such host", listen.host),
            "Give a name or an address of this machine: localhost, 127.0.0.1, or 0.0.0.0 for all.",
        ));
    }
    Ok(servers)
}

/// The address for clients on this machine.
fn url(tls: bool, listen: &Listen, port: u16) -> String {
    let scheme = if tls { "https" } else { "http" };
    let host = match listen.host.parse::<IpAddr>() {
        Ok(address) if address.is_unspecified() => "localhost".to_owned(),
        Ok(IpAddr::V6(address)) => format!("[{address}]"),
        Ok(IpAddr::V4(_)) | Err(_) => listen.host.clone(),
    };
    format!("{scheme}://{host}:{port}")
}

fn tell(places: &[(&String, String)], pem: Option<&PathBuf>, tools: &mut Tools) -> Result<(), Failure> {
    let mut lines: Vec<String> = places.iter().map(|(region, url)| format!("{region}: {url}")).collect();
    lines.extend(pem.map(|pem| format!("to be trusted by {}", pem.display())));
    let regions: Vec<Value> = places
        .iter()
        .map(|(region, url)| json!({ "region": region, "url": url }))
        .collect();
    let first = places.first().map(|(_, url)| url);
    let json = json!({ "url": first, "regions": regions, "certificate": pem });
    tools.output.result(&json, &lines.join("\n"))
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
