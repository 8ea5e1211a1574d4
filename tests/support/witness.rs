//! What must hold whatever happens, seen from outside: by what is on the lock, in the files and in the secure store.

use super::key_file;
use super::phone::Phone;
use super::watched::Point;
use relatch::backup::item::FileDigest;
use relatch::backup::rehearsal::TrialItem;
use relatch::backup::snapshot::Snapshot;
use relatch::journey::State;
use relatch::journey::facts::JourneyId;
use relatch::model::{Address, OwnerKey, PasscodeRecord};
use relatch::protocol::Command as _;
use relatch::protocol::command::pairing::Reset;
use relatch::protocol::credentials;
use relatch::runtime::copies::{self, Opened};
use relatch::runtime::records::{CopyRecord, JourneyRecord, LockRecord};
use relatch::runtime::{InlineDriver, Store, Vault};
use relatch::store::journal::{Tail, examine};
use relatch::store::{MemoryFiles, MemorySecrets, Secrets as _};
use relatch::virtual_lock::radio::{Event, OnEvent, SharedLock};
use relatch::virtual_lock::state::{Code, Owner, State as LockState};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// A hook that looks at each event of the link, counts the resets that are sent, and tells the phone's watch.
pub(crate) fn witness(phone: &Phone) -> OnEvent {
    let phone = phone.clone();
    Arc::new(move |event| {
        if let Event::Request {
            opcode: Reset::OPCODE, ..
        } = event
        {
            phone.resets.fetch_add(1, Ordering::SeqCst);
            sees_a_reset(&phone);
        }
        phone.watch.tell(Point::Link);
    })
}

/// S1, S4 and S11: what must stand before the lock handles a reset.
fn sees_a_reset(phone: &Phone) {
    let state = phone.world.lock.lock().state().clone();
    let records = lock_records(&phone.world.files, state.address);
    let Some(LockRecord::ResetStarted { copy, pairing, .. }) = records.last() else {
        panic!("a reset without an intent: {:?}", records.last());
    };
    let opened = saved_copies(&phone.world.files, &phone.secrets);
    let proof = opened.values().find(|opened| opened.digest() == *copy);
    assert!(
        proof.is_some_and(|proof| holds(proof.snapshot(), &state)),
        "a reset behind another copy"
    );
    let is_rehearsed = |record: &LockRecord| matches!(record, LockRecord::Rehearsed { copy: of, pairing: within, .. } if of == copy && within == pairing);
    assert!(records.iter().any(is_rehearsed), "a reset without a rehearsal");
    assert_eq!(open_trials(&records), 0, "a reset with a rehearsal's leftovers");
}

/// S1: the instructions for a reset by hand stand behind the same proof as one over the air.
pub(crate) fn check_instructions(phone: &Phone, driver: &InlineDriver<'_>, at: &str) {
    if driver.screen().title.id != "buttons-title" {
        return;
    }
    let engine = driver.engine();
    let facts = engine.facts(engine.shown().unwrap()).unwrap().clone();
    let digest = facts.copy.unwrap().digest;
    let records = lock_records(&phone.world.files, facts.lock.unwrap().address);
    let is_start = |record: &LockRecord| matches!(record, LockRecord::ResetStarted { copy, .. } if *copy == digest);
    assert!(records.iter().any(is_start), "{at}: instructions without a proof");
    let files = phone.world.files.contents();
    let is_there = files.values().any(|bytes| FileDigest::of(bytes) == digest);
    assert!(is_there, "{at}: instructions without a copy");
}

/// Every saved copy in the store that opens with what the phone has.
pub(crate) fn saved_copies(files: &MemoryFiles, secrets: &MemorySecrets) -> BTreeMap<PathBuf, Opened> {
    let store = Store::open(Arc::new(files.clone()), PathBuf::from("state"));
    let vault = Vault::of_store(secrets, Vec::new());
    let paths = files.contents().into_keys();
    let copies = paths.filter(|path| path.extension().is_some_and(|extension| extension == "relatch"));
    copies
        .filter_map(|path| copies::open(&store, &vault, &path).ok().map(|opened| (path, opened)))
        .collect()
}

/// Whether a copy holds every code and card that is on a lock.
pub(crate) fn holds(snapshot: &Snapshot, state: &LockState) -> bool {
    let saved: Vec<&PasscodeRecord> = snapshot.codes.iter().filter_map(|code| code.listed.known()).collect();
    let has_code = |record: &PasscodeRecord| saved.iter().any(|saved| is_same_code(saved, record));
    let has_card = |number| snapshot.cards.iter().any(|card| card.record.number == number);
    state.codes.iter().all(|code| has_code(&code.record))
        && state.cards.iter().all(|card| has_card(card.record.number.clone()))
}

fn is_same_code(one: &PasscodeRecord, other: &PasscodeRecord) -> bool {
    (one.kind, &one.current, one.start, one.until) == (other.kind, &other.current, other.start, other.until)
}

/// What a lock's journal holds.
pub(crate) fn lock_records(files: &MemoryFiles, address: Address) -> Vec<LockRecord> {
    let name = address.to_string().replace(':', "");
    records(files, &Path::new("state").join(format!("lock-{name}.journal")))
}

fn records<T: DeserializeOwned>(files: &MemoryFiles, path: &Path) -> Vec<T> {
    if !files.contents().contains_key(path) {
        return Vec::new();
    }
    let found = examine(files, path).unwrap();
    assert!(
        !matches!(found.tail, Tail::Damaged { .. }),
        "{} is damaged",
        path.display()
    );
    let known = found.records.iter().map(|body| serde_json::from_slice(body));
    known.collect::<Result<_, _>>().unwrap()
}

/// How many throw-away items may be on a lock.
pub(crate) fn open_trials(records: &[LockRecord]) -> usize {
    records.iter().fold(0, |open, record| match record {
        LockRecord::TrialsStarted { trials } => open + trials.len(),
        LockRecord::TrialsCleared => 0,
        _ => open,
    })
}

/// S1 and S5: what must hold whenever the app is stopped.
pub(crate) fn check_stopped(phone: &Phone, original: &LockState, at: &str) {
    let lock = phone.world.lock.lock().state().clone();
    match &lock.owner {
        None => {
            let copies = saved_copies(&phone.world.files, &phone.secrets);
            let mut copies = copies.values().map(Opened::snapshot);
            assert!(
                copies.any(|copy| holds(copy, original)),
                "{at}: no owner and no saved copy"
            );
        }
        Some(owner) => assert!(is_kept(phone, owner), "{at}: the owner's key is lost"),
    }
    if let Some(owner) = &phone.target().lock().state().owner {
        assert!(is_kept(phone, owner), "{at}: the other lock's key is lost");
    }
}

/// Whether the owner's key is on the phone or in the owner's hands.
pub(crate) fn is_kept(phone: &Phone, owner: &Owner) -> bool {
    owner_keys(phone)
        .iter()
        .any(|key| key.aes_key.0 == owner.aes_key.0 && key.admin_secret == owner.admin_secret)
}

/// Every owner's key on the phone and in the owner's hands.
pub(crate) fn owner_keys(phone: &Phone) -> Vec<OwnerKey> {
    let in_store = phone
        .secrets
        .names()
        .into_iter()
        .filter(|name| name.starts_with("journey-"));
    let in_store = in_store.filter_map(|name| Some(phone.secrets.read(&name).ok()??.to_vec()));
    let in_hands = phone
        .own_keys
        .lock()
        .unwrap()
        .clone()
        .into_iter()
        .map(String::into_bytes);
    let file = phone.world.files.contents().remove(key_file());
    let parsed = in_store.chain(in_hands).chain(file).filter_map(|text| {
        let found = credentials::parse(&text).ok()?;
        Some(credentials::select(found, None).ok()?.key)
    });
    parsed.collect()
}

/// What decides how the way goes on from here, without what is drawn at random or is the time.
pub(crate) fn shape(phone: &Phone) -> String {
    let files = &phone.world.files;
    let names = files
        .contents()
        .into_keys()
        .map(|path| without_digest(&path.to_string_lossy()));
    let names: BTreeSet<String> = names.collect();
    let mut secrets: Vec<String> = phone.secrets.names().iter().map(|name| without_digest(name)).collect();
    secrets.sort();
    let state = state_of(files, JourneyId(1));
    let digest = state.as_ref().and_then(|state| Some(state.facts.copy.as_ref()?.digest));
    let mut journey = serde_json::to_value(state).unwrap();
    plain(&mut journey);
    let shape = json!({
        "files": names,
        "secrets": secrets,
        "journey": journey,
        "lock": lock_shape(phone, &phone.world.lock, digest),
        "other": phone.world.others.iter().map(|lock| lock_shape(phone, lock, None)).collect::<Vec<_>>(),
        "copy": digest.map(|digest| copy_shape(files, digest)),
    });
    serde_json::to_string_pretty(&shape).unwrap()
}

fn lock_shape(phone: &Phone, lock: &SharedLock, digest: Option<FileDigest>) -> Value {
    let mut state = lock.lock().state().clone();
    let records = lock_records(&phone.world.files, state.address);
    // What is thrown away is drawn anew each time; how many there are is told below.
    let is_trial = |code: &Code| {
        records.iter().any(|record| matches!(record, LockRecord::TrialsStarted { trials }
        if trials.iter().any(|trial| matches!(&trial.item, TrialItem::Code(trial) if trial.current == code.record.current))))
    };
    let with_trials = state.codes.len();
    state.codes.retain(|code| !is_trial(code));
    let trials_there = with_trials - state.codes.len();
    let reset = records.iter().rev().find_map(|record| match record {
        LockRecord::ResetStarted { .. } => Some("open"),
        LockRecord::ResetEnded { done: true, .. } => Some("done"),
        LockRecord::ResetEnded { done: false, .. } => Some("not done"),
        _ => None,
    });
    let rehearsed = records
        .iter()
        .any(|record| matches!(record, LockRecord::Rehearsed { copy, .. } if digest == Some(*copy)));
    json!({
        "owned": state.owner.as_ref().map(|owner| owner.finished),
        "items": items(&state),
        "trials": [open_trials(&records), trials_there],
        "reset": reset.filter(|reset| *reset != "not done"),
        "rehearsed": rehearsed,
    })
}

/// What is on a lock, to be compared.
pub(crate) fn items(state: &LockState) -> Value {
    let mut codes: Vec<Value> = state.codes.iter().map(|code| json!(code)).collect();
    let mut cards: Vec<Value> = state.cards.iter().map(|card| json!(card)).collect();
    for list in [&mut codes, &mut cards] {
        list.sort_by_key(Value::to_string);
    }
    json!({ "codes": codes, "cards": cards, "settings": state.settings, "passage": state.passage })
}

/// What a copy's journal holds.
pub(crate) fn copy_records(files: &MemoryFiles, digest: FileDigest) -> Vec<CopyRecord> {
    let digits = digest.to_string();
    records(
        files,
        &Path::new("state").join(format!("copy-{}.journal", &digits[..16])),
    )
}

/// A journey's newest state that is written down.
pub(crate) fn state_of(files: &MemoryFiles, id: JourneyId) -> Option<State> {
    let records: Vec<JourneyRecord> = records(files, &Path::new("state").join(format!("journey-{}.journal", id.0)));
    let JourneyRecord::State { state } = records.into_iter().next_back()?;
    Some(*state)
}

fn copy_shape(files: &MemoryFiles, digest: FileDigest) -> Value {
    let (mut items, mut last) = (BTreeMap::new(), BTreeMap::new());
    for record in copy_records(files, digest) {
        let mut value = serde_json::to_value(&record).unwrap();
        plain(&mut value);
        match record {
            CopyRecord::Item { line } => drop(items.insert(line.id, value["state"].clone())),
            _ => drop(last.insert(value["record"].to_string(), value)),
        }
    }
    json!({ "items": items, "last": last })
}

/// Takes digests and times out.
fn plain(value: &mut Value) {
    match value {
        Value::String(text) => {
            let is_time = text.len() > 20 && text.as_bytes()[10] == b'T' && text.ends_with('Z');
            *text = if is_time {
                "time".to_owned()
            } else {
                without_digest(text)
            };
        }
        Value::Array(values) => values.iter_mut().for_each(plain),
        Value::Object(fields) => {
            for key in ["pairing", "drift_s", "battery"] {
                fields.remove(key);
            }
            fields.values_mut().for_each(plain);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text without long runs of hexadecimal digits.
fn without_digest(text: &str) -> String {
    let parts = text.split_inclusive(|character: char| !character.is_ascii_hexdigit());
    let short = parts.map(|part| {
        let digits = part.trim_end_matches(|character: char| !character.is_ascii_hexdigit());
        if digits.len() >= 16 {
            part.replace(digits, "#")
        } else {
            part.to_owned()
        }
    });
    short.collect()
}
