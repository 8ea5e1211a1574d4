//! `relatch scan`: the locks in reach.

use crate::args::ScanArgs;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::target::{Target, look, scanner};
use relatch::lock::presence::locks_in_reach;
use relatch::transport::{RadioError, Sighting};
use serde_json::{Value, json};
use std::time::Duration;

/// How long to listen.
const WAIT: Duration = Duration::from_secs(5);

/// Listens, and lists what was heard. Virtual locks that were named and not heard are asleep.
pub(super) fn run(args: &ScanArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let paths = args.lock.iter().map(Target::path).collect::<Result<Vec<_>, _>>()?;
    let mut radio = scanner(&paths, &tools.cancel)?;
    let heard = pollster::block_on(locks_in_reach(&mut radio, WAIT)).map_err(|error| match error {
        RadioError::Cancelled => Failure::new(
            Exit::Cancelled,
            "cancelled",
            "Run the command again when you are ready.",
        ),
        error => Failure::new(Exit::Failed, error, "Run the command again."),
    })?;
    let mut locks: Vec<Value> = heard.iter().map(seen).collect();
    let mut lines: Vec<String> = heard.iter().map(line).collect();
    for path in paths {
        let address = look(path)?.state().address;
        if !heard.iter().any(|sighting| sighting.advert.mac == address) {
            locks.push(json!({ "address": address, "state": "dormant" }));
            lines.push(format!("{address}  dormant: touch its keypad"));
        }
    }
    tools.output.result(&json!({ "locks": locks }), &lines.join("\n"))?;
    Ok(if heard.is_empty() { Exit::NotFound } else { Exit::Done })
}

fn state(sighting: &Sighting) -> &'static str {
    if sighting.advert.setting_mode {
        "setting-mode"
    } else {
        "awake"
    }
}

fn seen(sighting: &Sighting) -> Value {
    let Sighting { advert, name, rssi } = sighting;
    json!({
        "address": advert.mac,
        "name": name,
        "state": state(sighting),
        "battery": advert.battery,
        "rssi": rssi,
        "touched": advert.touch,
        "unlocked": advert.unlocked,
        "newEvents": advert.new_events,
        "support": advert.support(),
    })
}

fn line(sighting: &Sighting) -> String {
    let Sighting { advert, name, rssi } = sighting;
    let name = name.as_deref().unwrap_or("without a name");
    let signal = rssi.map(|rssi| format!(", {rssi} dBm")).unwrap_or_default();
    let state = match state(sighting) {
        "setting-mode" => "in setting mode: it can be paired",
        state => state,
    };
    format!("{}  {name}, battery {} %{signal}, {state}", advert.mac, advert.battery)
}
