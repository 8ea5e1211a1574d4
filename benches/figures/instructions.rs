//! Instruction counts against those that are committed.

use crate::Failure;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

/// How much a count may grow, in percent.
const MOST_GROWTH: u64 = 5;

/// Reads the benchmark harness's JSON lines from standard input and compares them. With `RELATCH_BLESS` set it writes them
/// down instead.
pub(crate) fn compare(baseline: &Path) -> Result<String, Failure> {
    let mut input = String::new();
    std::io::stdin().lock().read_to_string(&mut input)?;
    let counts = counts(&input)?;
    if counts.is_empty() {
        return Err("no instruction counts came in".into());
    }
    if std::env::var_os("RELATCH_BLESS").is_some() {
        let text = serde_json::to_string_pretty(&counts)? + "\n";
        std::fs::write(baseline, text)?;
    }
    let known: BTreeMap<String, u64> = serde_json::from_slice(&std::fs::read(baseline)?)?;
    let mut text = String::from("| instructions | now | committed | change |\n|---|---|---|---|\n");
    let mut grown = Vec::new();
    for (name, now) in &counts {
        let Some(before) = known.get(name) else {
            writeln!(text, "| {name} | {now} | none | new |")?;
            grown.push(name.clone());
            continue;
        };
        let change = (float(*now) / float(*before) - 1.0) * 100.0;
        writeln!(text, "| {name} | {now} | {before} | {change:+.2} % |")?;
        if now * 100 > before * (100 + MOST_GROWTH) {
            grown.push(name.clone());
        }
    }
    let gone = known.keys().filter(|name| !counts.contains_key(*name));
    grown.extend(gone.cloned());
    if grown.is_empty() {
        return Ok(text);
    }
    let what = format!(
        "{text}\nmore than {MOST_GROWTH} % above {}, or not in it, or not counted: {}",
        baseline.display(),
        grown.join(", ")
    );
    Err(what.into())
}

fn float(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Instructions by the name of the benchmark.
fn counts(lines: &str) -> Result<BTreeMap<String, u64>, Failure> {
    let mut counts = BTreeMap::new();
    for line in lines.lines().filter(|line| line.starts_with('{')) {
        let summary: serde_json::Value = serde_json::from_str(line)?;
        let text = |field: &str| {
            summary
                .get(field)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let name = format!("{} {}", text("function_name"), text("id"));
        let found = instructions(&summary).ok_or_else(|| format!("{name} has no instruction count"))?;
        counts.insert(name, found);
    }
    Ok(counts)
}

/// The total of the event `Ir` of the one tool that ran.
fn instructions(summary: &serde_json::Value) -> Option<u64> {
    let profile = summary.get("profiles")?.get(0)?;
    profile.pointer("/data/total/metrics/Ir/values/new")?.as_u64()
}
