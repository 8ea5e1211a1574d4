//! `relatch inspect` and `relatch verify`: what is in a saved copy, and whether it is whole.

use super::backup::{counts, counts_text};
use crate::args::{InspectArgs, LogForm, VerifyArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::{Touch, runtime_failure};
use crate::identities::Keys;
use relatch::backup::account_word::AccountWord;
use relatch::backup::format::Trust;
use relatch::backup::setting::SettingName;
use relatch::backup::snapshot::Snapshot;
use relatch::model::{LogRecord, Reading, Until, Validity};
use relatch::protocol::command::log::{kind_text, tail_meaning};
use relatch::runtime::copies::{self, Opened};
use serde_json::{Map, Value, json};
use std::path::Path;

/// What stands where a code or card number is hidden.
const MASK: &str = "****";

/// Opens a saved copy.
pub(super) fn open(path: &Path, keys: &Keys, tools: &Tools) -> Result<Opened, Failure> {
    let store = crate::session::store(tools)?;
    copies::open(&store, &keys.vault(), path).map_err(|error| runtime_failure(&error, Touch::Reads))
}

/// Whether it was made here, in words.
pub(super) fn trust_text(trust: Trust) -> &'static str {
    match trust {
        Trust::MadeHere => "made here",
        Trust::Foreign => "not made here: look at it before you put it back",
    }
}

/// Proves that a saved copy is whole.
pub(super) fn verify(args: &VerifyArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let opened = open(&args.snapshot, &keys, tools)?;
    let snapshot = opened.snapshot();
    let json = json!({
        "whole": true,
        "file": args.snapshot,
        "digest": opened.digest(),
        "trust": opened.trust,
        "lock": snapshot.lock.address,
        "created": snapshot.created,
        "program": snapshot.program,
        "counts": counts(snapshot),
    });
    let text = format!(
        "{} is whole, {}\nlock {}, saved {} by {}\n{}\nSHA-256 {}",
        args.snapshot.display(),
        trust_text(opened.trust),
        snapshot.lock.address,
        snapshot.created,
        snapshot.program,
        counts_text(snapshot),
        opened.digest()
    );
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

/// Shows what is in a saved copy.
pub(super) fn inspect(args: &InspectArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let opened = open(&args.snapshot, &keys, tools)?;
    if let Some(form) = args.log {
        return export_log(opened.snapshot(), form, args.reveal, tools);
    }
    let json = json_of(&opened, args.reveal);
    let text = text_of(&json, &opened);
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

fn json_of(opened: &Opened, reveal: bool) -> Value {
    let snapshot = opened.snapshot();
    let hide = |text: String| if reveal { text } else { MASK.to_owned() };
    let codes = snapshot.codes.iter().map(|entry| {
        let mut item = about(&entry.id.0, &json!(entry.about), reveal);
        if let Some(record) = entry.listed.known() {
            item.insert("kind".to_owned(), json!(record.kind));
            item.insert("code".to_owned(), json!(hide(record.current.reveal())));
            if record.original != record.current {
                item.insert("original".to_owned(), json!(hide(record.original.reveal())));
            }
            if let Until::Cycle(cycle) = record.until {
                item.insert("cycle".to_owned(), json!(cycle));
            }
            bounds(&mut item, record.validity());
        } else {
            item.insert("kind".to_owned(), json!("unknown"));
        }
        says_otherwise(&mut item, entry.account);
        Value::Object(item)
    });
    let cards = snapshot.cards.iter().map(|entry| {
        let mut item = about(&entry.id.0, &json!(entry.about), reveal);
        item.insert("number".to_owned(), json!(hide(entry.record.number.decimal())));
        item.insert("width".to_owned(), json!(entry.record.number.as_bytes().len()));
        if let Some(schedule) = &entry.schedule {
            item.insert("schedule".to_owned(), json!(schedule));
        }
        bounds(&mut item, entry.record.validity);
        says_otherwise(&mut item, entry.account);
        Value::Object(item)
    });
    let fingerprints = snapshot.fingerprints.iter().map(|entry| {
        let mut item = about(&entry.id.0, &json!(entry.about), reveal);
        item.insert("number".to_owned(), json!(entry.record.number.decimal()));
        bounds(&mut item, entry.record.validity);
        Value::Object(item)
    });
    let inventory = snapshot.inventory.iter().map(|entry| {
        let mut item = about(&entry.id.0, &json!(entry.about), reveal);
        // The note of a person is the name of their account.
        if !reveal && item.contains_key("note") {
            item.insert("note".to_owned(), json!(MASK));
        }
        Value::Object(item)
    });
    let passcode = match &snapshot.owner_passcode.reading {
        Reading::NotOffered => json!({ "state": "not-offered" }),
        Reading::Refused { code } => json!({ "state": "refused", "error": code }),
        Reading::Value { value, .. } => match &value.0 {
            None => json!({ "state": "none" }),
            Some(digits) => json!({ "state": "saved", "code": hide(digits.as_str().to_owned()) }),
        },
    };
    json!({
        "digest": opened.digest(),
        "trust": opened.trust,
        "created": snapshot.created,
        "program": snapshot.program,
        "lock": {
            "address": snapshot.lock.address,
            "name": snapshot.lock.name,
            "device": snapshot.lock.device,
            "version": snapshot.lock.version,
            "features": snapshot.lock.features,
        },
        "clock": {
            "lock": snapshot.clock.lock.reading.value(),
            "phone": snapshot.clock.phone,
            "zone": snapshot.clock.zone,
            "offsetMs": snapshot.clock.offset_ms,
            "driftSeconds": snapshot.clock.drift_seconds(),
        },
        "battery": snapshot.battery,
        "counts": counts(snapshot),
        "reads": snapshot.reads,
        "codes": codes.collect::<Vec<_>>(),
        "cards": cards.collect::<Vec<_>>(),
        "fingerprints": fingerprints.collect::<Vec<_>>(),
        "inventory": inventory.collect::<Vec<_>>(),
        "settings": settings(snapshot),
        "ownerPasscode": passcode,
        "seed": snapshot.seed.reading.value().is_some(),
        "rehearsal": snapshot.rehearsal,
    })
}

/// Id, provenance, name, note and sender of an item. The sender is the name of somebody's account.
fn about(id: &str, about: &Value, reveal: bool) -> Map<String, Value> {
    let mut item = Map::from_iter([("id".to_owned(), json!(id))]);
    for name in ["from", "name", "note", "sender"] {
        if let Some(value) = about.get(name).filter(|value| !value.is_null()) {
            let is_hidden = name == "sender" && !reveal;
            item.insert(name.to_owned(), if is_hidden { json!(MASK) } else { value.clone() });
        }
    }
    item
}

fn bounds(item: &mut Map<String, Value>, Validity { start, end }: Validity) {
    if !start.is_open_start() {
        item.insert("start".to_owned(), json!(start));
    }
    if !end.is_open_end() {
        item.insert("end".to_owned(), json!(end));
    }
}

/// What an account says otherwise.
fn says_otherwise(item: &mut Map<String, Value>, word: Option<AccountWord>) {
    let Some(word) = word else { return };
    let mut said = Map::new();
    if let Some(kind) = word.kind {
        said.insert("kind".to_owned(), json!(kind));
    }
    bounds(&mut said, word.validity());
    item.insert("account".to_owned(), Value::Object(said));
}

fn settings(snapshot: &Snapshot) -> Value {
    let saved = snapshot.settings.to_settings();
    let named = SettingName::ALL
        .into_iter()
        .filter_map(|name| match name.reading(&saved) {
            Reading::NotOffered => None,
            Reading::Refused { code } => Some((name.word().to_owned(), json!({ "refused": code }))),
            Reading::Value { value, .. } => Some((
                name.word().to_owned(),
                Value::Object(value.fields().into_iter().collect()),
            )),
        });
    Value::Object(named.collect())
}

fn text_of(json: &Value, opened: &Opened) -> String {
    let snapshot = opened.snapshot();
    let lock = &snapshot.lock;
    let name = lock
        .name
        .as_ref()
        .map(|name| format!(" \"{name}\""))
        .unwrap_or_default();
    let mut lines = vec![
        format!(
            "saved copy of lock {}{name}, {}",
            lock.address,
            trust_text(opened.trust)
        ),
        format!("saved {} by {}", snapshot.created, snapshot.program),
        format!("lock's clock in zone {}{}", snapshot.clock.zone, drift(snapshot)),
        counts_text(snapshot),
    ];
    for (list, title) in [
        ("codes", "code"),
        ("cards", "card"),
        ("fingerprints", "fingerprint"),
        ("inventory", "to pair or invite again:"),
    ] {
        for item in json.get(list).and_then(Value::as_array).into_iter().flatten() {
            lines.push(item_line(title, item));
        }
    }
    if let Some(Value::Object(settings)) = json.get("settings") {
        lines.extend(settings.iter().map(|(name, value)| setting_line(name, value)));
    }
    let passcode = json.get("ownerPasscode");
    let code = passcode
        .and_then(|passcode| passcode.get("code"))
        .and_then(Value::as_str);
    lines.push(format!("owner's passcode {}", code.unwrap_or("not saved")));
    lines.join("\n")
}

fn setting_line(name: &str, value: &Value) -> String {
    let fields = value.as_object().into_iter().flatten().map(|(field, value)| {
        let part = field.strip_prefix(name).unwrap_or(field).trim_start_matches('.');
        if part.is_empty() {
            value.to_string()
        } else {
            format!("{part} {value}")
        }
    });
    format!("setting {name}: {}", fields.collect::<Vec<_>>().join(", "))
}

fn drift(snapshot: &Snapshot) -> String {
    match snapshot.clock.drift_seconds() {
        Some(0) => ", exact".to_owned(),
        Some(seconds) => format!(", {seconds} s off"),
        None => String::new(),
    }
}

fn item_line(title: &str, item: &Value) -> String {
    let account = item.get("account").map(|said| item_line(", but by the account", said));
    let field = |name: &str, before: &str| {
        let value = item.get(name)?;
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some(format!(" {before}{value}"))
    };
    let fields = [
        field("id", ""),
        field("kind", ""),
        field("code", ""),
        field("number", ""),
        field("start", "from "),
        field("end", "until "),
        match item.get("from").and_then(Value::as_str) {
            Some("both") => Some(" known from both".to_owned()),
            _ => field("from", "known from the "),
        },
        field("name", "named "),
    ];
    let fields = fields.into_iter().flatten().chain(account);
    format!("{title}{}", fields.collect::<String>())
}

/// The saved log. Typed codes and cards stand in it, masked unless revealed.
fn export_log(snapshot: &Snapshot, form: LogForm, reveal: bool, tools: &mut Tools) -> Result<Exit, Failure> {
    let Some(log) = &snapshot.log else {
        return Err(Failure::new(
            Exit::NotFound,
            "the saved copy holds no log",
            "Save one with `relatch backup --log` while the lock still has it.",
        ));
    };
    let records: Vec<Value> = log.items.iter().map(|record| log_record(record, reveal)).collect();
    let json = json!(records);
    let text = match form {
        LogForm::Json => json.to_string(),
        LogForm::Csv => csv(&records),
    };
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

fn log_record(record: &LogRecord, reveal: bool) -> Value {
    let kind = kind_text(record.kind).unwrap_or("unknown");
    let mut json = json!({
        "number": record.number,
        "time": record.time,
        "kind": record.kind,
        "text": kind,
        "battery": record.battery,
    });
    let details = tail_meaning(record);
    if let Some(members) = json.as_object_mut().filter(|_| !details.is_empty()) {
        let details = if reveal { Value::Object(details) } else { json!(MASK) };
        members.insert("details".to_owned(), details);
    }
    json
}

fn csv(records: &[Value]) -> String {
    const COLUMNS: [&str; 6] = ["number", "time", "kind", "text", "battery", "details"];
    let mut lines = vec![COLUMNS.join(",")];
    for record in records {
        let cells = COLUMNS.iter().map(|column| match record.get(column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => cell(text),
            Some(value) => cell(&value.to_string()),
        });
        lines.push(cells.collect::<Vec<_>>().join(","));
    }
    lines.join("\n")
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
