//! `relatch scan`: the locks in reach.

use crate::args::ScanArgs;
use crate::cancel::Cancellable;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::radio_failure;
use crate::target::{Target, bluetooth_radio, look, real_radio, scanner};
use relatch::lock::presence::locks_in_reach;
use relatch::model::{Address, Reach, Signal, Trend};
use relatch::transport::{Radio, RadioError, Sighting};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long to listen.
const WAIT: Duration = Duration::from_secs(5);

/// Listens, and lists what was heard. Locks that were named and not heard are asleep, or out of reach.
pub(super) fn run(args: &ScanArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let mut heard = BTreeMap::new();
    let mut named = Vec::new();
    for (mut radio, locks) in radios(args, tools)? {
        let found = pollster::block_on(locks_in_reach(&mut *radio, WAIT)).map_err(|error| scan_failure(&error))?;
        heard.extend(found.into_iter().map(|lock| (lock.0.advert.mac, lock)));
        named.extend(locks);
    }
    let mut locks: Vec<Value> = heard.values().map(seen).collect();
    let mut lines: Vec<String> = heard.values().map(line).collect();
    for (address, silence) in named {
        if !heard.contains_key(&address) {
            locks.push(json!({ "address": address, "state": silence.word() }));
            lines.push(format!("{address}  {}: {}", silence.word(), silence.advice()));
        }
    }
    tools.output.result(&json!({ "locks": locks }), &lines.join("\n"))?;
    Ok(if heard.is_empty() { Exit::NotFound } else { Exit::Done })
}

/// What it means that a lock which was named is not heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Silence {
    /// It is there, as its memory is: it sleeps, or somebody is connected to it.
    Dormant,
    /// It is asleep, out of reach, or held by another phone or a gateway: nobody can tell from afar.
    Absent,
}

impl Silence {
    fn word(self) -> &'static str {
        match self {
            Self::Dormant => "dormant",
            Self::Absent => "absent",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Dormant => "touch its keypad",
            Self::Absent => {
                "asleep, out of reach, or held by another phone or a gateway; go to it and touch its keypad"
            }
        }
    }
}

/// What to listen with, and the locks that are named there.
type Ear = (Box<dyn Radio>, Vec<(Address, Silence)>);

fn radios(args: &ScanArgs, tools: &Tools) -> Result<Vec<Ear>, Failure> {
    let mut radios: Vec<Ear> = Vec::new();
    let (mut files, mut bluetooth) = (Vec::new(), Vec::new());
    for target in &args.lock {
        match target {
            Target::Virtual(path) => files.push(path.as_path()),
            Target::Bluetooth(address) => bluetooth.push(*address),
            Target::Gateway(place) => {
                let radio = Cancellable::new(real_radio(target), tools.cancel.clone());
                radios.push((Box::new(radio), absent(place.lock)));
            }
        }
    }
    if !files.is_empty() {
        let locks = files
            .iter()
            .map(|path| Ok((look(path)?.state().address, Silence::Dormant)));
        let locks = locks.collect::<Result<Vec<_>, Failure>>()?;
        radios.push((Box::new(scanner(&files, &tools.cancel)?), locks));
    }
    if !bluetooth.is_empty() || args.lock.is_empty() {
        let radio = Cancellable::new(bluetooth_radio(), tools.cancel.clone());
        radios.push((Box::new(radio), absent(bluetooth)));
    }
    Ok(radios)
}

fn absent(locks: impl IntoIterator<Item = Address>) -> Vec<(Address, Silence)> {
    locks.into_iter().map(|address| (address, Silence::Absent)).collect()
}

fn scan_failure(error: &RadioError) -> Failure {
    match error {
        RadioError::Cancelled => Failure::new(
            Exit::Cancelled,
            "cancelled",
            "Run the command again when you are ready.",
        ),
        error => radio_failure(error),
    }
}

fn state(sighting: &Sighting) -> &'static str {
    if sighting.advert.setting_mode {
        "setting-mode"
    } else {
        "awake"
    }
}

fn seen((sighting, signal): &(Sighting, Signal)) -> Value {
    let Sighting { advert, name, .. } = sighting;
    json!({
        "address": advert.mac,
        "name": name,
        "state": state(sighting),
        "battery": advert.battery,
        "rssi": signal.dbm(),
        "reach": signal.reach(),
        "trend": signal.trend(),
        "touched": advert.touch,
        "unlocked": advert.unlocked,
        "newEvents": advert.new_events,
        "support": advert.support(),
    })
}

fn line((sighting, signal): &(Sighting, Signal)) -> String {
    let Sighting { advert, name, .. } = sighting;
    let name = name.as_deref().unwrap_or("without a name");
    let hint = match (signal.reach(), signal.trend()) {
        (Reach::Near, _) => "",
        (Reach::Weak, Trend::Away) => " (weak, and getting weaker: go back towards the lock)",
        (Reach::Weak, Trend::Nearer) => " (weak, but getting stronger: go on)",
        (Reach::Weak, Trend::Steady) => " (weak: go closer)",
        (Reach::Far, _) => " (too far for a connection: go closer)",
    };
    let signal = signal.dbm().map(|dbm| format!(", {dbm} dBm{hint}")).unwrap_or_default();
    let state = match state(sighting) {
        "setting-mode" => "in setting mode: it can be paired",
        state => state,
    };
    format!("{}  {name}, battery {} %{signal}, {state}", advert.mac, advert.battery)
}
