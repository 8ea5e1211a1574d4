//! `relatch report` and `relatch diagnostics`: what was done, and what support needs to know. Neither holds a code or key.

use super::backup::{counts, counts_text};
use super::snapshot::{open, trust_text};
use crate::args::{DiagnosticsArgs, ReportArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use crate::identities::Keys;
use crate::output::counted;
use crate::target::{Target, look};
use relatch::backup::ledger::Ledger;
use relatch::journey::facts::JourneyId;
use relatch::protocol::credentials;
use relatch::runtime::engine::diagnostics::{self, Journey};
use relatch::runtime::records::{CopyRecord, Store};
use relatch::store::{Entry, Files as _, SystemFiles};
use serde_json::{Value, json};
use std::path::Path;

/// What was done with a saved copy.
pub(super) fn report(args: &ReportArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let opened = open(&args.snapshot, &keys, tools)?;
    let store = crate::session::store(tools)?;
    let snapshot = opened.snapshot();
    let records = store.copy(opened.digest()).of_file("this saved copy")?;
    let lines = records.iter().filter_map(|record| match record {
        CopyRecord::Item { line } => Some(line),
        _ => None,
    });
    let ledger = Ledger::replay(lines);
    let (events, text) = events(records.iter());
    let proved = records.iter().any(|record| matches!(record, CopyRecord::Proved { .. }));
    let json = json!({
        "file": args.snapshot,
        "digest": opened.digest(),
        "trust": opened.trust,
        "lock": { "address": snapshot.lock.address, "name": snapshot.lock.name, "device": snapshot.lock.device },
        "created": snapshot.created,
        "counts": counts(snapshot),
        "items": ledger.counts(),
        "events": events,
        "proved": proved,
    });
    let mut told = vec![
        format!(
            "saved copy of lock {}, {}",
            snapshot.lock.address,
            trust_text(opened.trust)
        ),
        format!(
            "saved {} by {}: {}",
            snapshot.created,
            snapshot.program,
            counts_text(snapshot)
        ),
    ];
    told.extend(text);
    told.push(if proved {
        "a restore was read back complete".to_owned()
    } else {
        "no restore was read back complete yet".to_owned()
    });
    tools.output.result(&json, &told.join("\n"))?;
    Ok(Exit::Done)
}

fn events<'a>(records: impl Iterator<Item = &'a CopyRecord>) -> (Vec<Value>, Vec<String>) {
    let events = records.filter_map(|record| {
        let (word, at, text) = match record {
            CopyRecord::Made { at } => ("made", Some(*at), "opened again and found equal to the lock".to_owned()),
            CopyRecord::RestoreStarted { lock, .. } => (
                "restore-started",
                None,
                format!("a restore onto {lock} began or went on"),
            ),
            CopyRecord::ReadBack { at, missing, .. } => (
                "read-back",
                Some(*at),
                format!(
                    "read back: {} missing or in another form",
                    counted(missing.len(), "item")
                ),
            ),
            CopyRecord::Proved { proof } => (
                "proved",
                Some(proof.at),
                format!("read back complete from {}", proof.address),
            ),
            CopyRecord::EraseStarted { .. } => ("erase-started", None, "erasing began".to_owned()),
            CopyRecord::Erased { at } => ("erased", Some(*at), "erased".to_owned()),
            CopyRecord::Item { .. } => return None,
        };
        let line = at.map_or_else(|| text.clone(), |at| format!("{at}  {text}"));
        Some((json!({ "event": word, "at": at, "text": text }), line))
    });
    events.unzip()
}

/// What support needs to know.
pub(super) fn diagnostics(args: &DiagnosticsArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let store = crate::session::store(tools)?;
    let mut json = json!({
        "program": format!("relatch {}", env!("CARGO_PKG_VERSION")),
        "system": std::env::consts::OS,
        "machine": std::env::consts::ARCH,
        "store": of_store(&store),
    });
    let mut add = |name: &str, value: Value| {
        if let Some(members) = json.as_object_mut() {
            members.insert(name.to_owned(), value);
        }
    };
    if let Some(target) = &args.lock {
        add("lock", of_lock(target)?);
    }
    if let Some(path) = &args.key {
        add("key", of_key(path));
    }
    if let Some(path) = &args.snapshot {
        add("snapshot", of_snapshot(path, args, tools));
    }
    let text = serde_json::to_string_pretty(&json).unwrap_or_default();
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

/// Names and sizes of the journals. What they hold stays here.
fn of_store(store: &Store) -> Value {
    let files = store.files();
    let names = match files.list(store.folder()) {
        Ok(names) => names,
        Err(error) => return json!({ "error": without_path(&error.to_string()) }),
    };
    let journals = names.iter().filter_map(|name| {
        let name = name.file_name()?;
        let Ok(Some(Entry::File(size))) = files.entry(&store.folder().join(name)) else {
            return None;
        };
        Some(json!({ "name": name.to_string_lossy(), "bytes": size }))
    });
    let journals: Vec<Value> = journals.collect();
    let journeys = match diagnostics::look(store) {
        Ok(journeys) => journeys.iter().map(of_journey).collect(),
        Err(error) => json!({ "error": without_path(&error.to_string()) }),
    };
    json!({ "journals": journals, "journeys": journeys })
}

fn of_journey((number, journey): &(JourneyId, Option<Journey>)) -> Value {
    match journey {
        Some(journey) => json!(journey),
        None => json!({ "number": number, "readable": false }),
    }
}

/// Paths name people; the cause stands behind the last colon.
fn without_path(message: &str) -> String {
    message.rsplit(": ").next().unwrap_or_default().to_owned()
}

fn of_lock(target: &Target) -> Result<Value, Failure> {
    let lock = look(target.path()?)?;
    let state = lock.state();
    Ok(json!({
        "kind": "virtual",
        "address": state.address,
        "model": state.model,
        "device": state.device,
        "version": state.version,
        "features": state.features,
        "battery": state.battery,
        "paired": state.owner.is_some(),
        "finished": state.owner.as_ref().is_some_and(|owner| owner.finished),
        "codes": state.codes.len(),
        "cards": state.cards.len(),
        "fingerprints": state.fingerprints.len(),
        "log": state.log.records.len(),
        "quirks": state.quirks,
        "faults": state.faults.armed().map(|script| script.to_string()).collect::<Vec<_>>(),
    }))
}

fn of_key(path: &Path) -> Value {
    let limit = u64::try_from(credentials::LARGEST).unwrap_or(u64::MAX);
    match SystemFiles.read(path, limit) {
        Err(error) => json!({ "error": without_path(&error.to_string()) }),
        Ok(bytes) => match credentials::parse(&bytes) {
            Ok(found) => credentials::redacted(&found),
            Err(error) => json!({ "error": error.to_string() }),
        },
    }
}

fn of_snapshot(path: &Path, args: &DiagnosticsArgs, tools: &Tools) -> Value {
    let opened = Keys::to_open(&args.identities, tools).and_then(|keys| open(path, &keys, tools));
    match opened {
        Err(failure) => json!({ "exit": failure.exit.code(), "error": without_path(&failure.message) }),
        Ok(opened) => {
            let snapshot = opened.snapshot();
            json!({
                "digest": opened.digest(),
                "trust": opened.trust,
                "created": snapshot.created,
                "program": snapshot.program,
                "address": snapshot.lock.address,
                "device": snapshot.lock.device,
                "features": snapshot.lock.features,
                "counts": counts(snapshot),
                "reads": snapshot.reads,
                "rehearsal": snapshot.rehearsal,
                "driftSeconds": snapshot.clock.drift_seconds(),
            })
        }
    }
}
