//! The rule: no benchmark may take more than 5 % more instructions than were committed, and each is in both lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

pub(crate) type Failure = Box<dyn std::error::Error>;

/// Instructions of each benchmark, by its name.
pub(crate) type Counts = BTreeMap<String, u64>;

/// How much a count may grow, in percent.
const MOST_GROWTH: u64 = 5;

/// A table of both, or the same table with what is wrong under it.
pub(crate) fn compare(now: &Counts, committed: &Counts) -> Result<String, Failure> {
    let mut table = String::from("| instructions | now | committed | change |\n|---|---|---|---|\n");
    let mut faults = String::new();
    for name in now.keys().chain(committed.keys()).collect::<BTreeSet<_>>() {
        let (change, fault) = match (now.get(name), committed.get(name)) {
            (Some(now), Some(before)) => (
                percent(*now, *before),
                has_grown(*now, *before).then(|| format!("{now} instructions, committed are {before}")),
            ),
            (Some(_), None) => ("new".to_owned(), Some("not committed yet".to_owned())),
            (None, _) => ("gone".to_owned(), Some("committed, but was not counted".to_owned())),
        };
        let cell = |counts: &Counts| counts.get(name).map_or("none".to_owned(), u64::to_string);
        writeln!(table, "| {name} | {} | {} | {change} |", cell(now), cell(committed))?;
        if let Some(fault) = fault {
            writeln!(faults, "{name}: {fault}")?;
        }
    }
    if faults.is_empty() {
        return Ok(table);
    }
    let advice = format!(
        "No benchmark may grow by more than {MOST_GROWTH} %. If it is meant to be so: RELATCH_BLESS=1 ./check bench"
    );
    Err(format!("{table}\n{faults}{advice}").into())
}

fn has_grown(now: u64, before: u64) -> bool {
    u128::from(now) * 100 > u128::from(before) * u128::from(100 + MOST_GROWTH)
}

/// The change in percent, with its sign and two digits.
fn percent(now: u64, before: u64) -> String {
    let parts = (i128::from(now) - i128::from(before)) * 10_000 / i128::from(before.max(1));
    let sign = if parts < 0 { '-' } else { '+' };
    let parts = parts.unsigned_abs();
    format!("{sign}{}.{:02} %", parts / 100, parts % 100)
}

/// The counts in what the benchmark harness prints: a JSON object for each benchmark, one a line.
pub(crate) fn counts(lines: &str) -> Result<Counts, Failure> {
    let mut counts = Counts::new();
    for line in lines.lines().filter(|line| line.starts_with('{')) {
        let summary: serde_json::Value = serde_json::from_str(line)?;
        let text = |field: &str| summary.get(field).and_then(serde_json::Value::as_str);
        let (Some(function), Some(id)) = (text("function_name"), text("id")) else {
            return Err(format!("a benchmark without a name: {line}").into());
        };
        let name = format!("{function} {id}");
        let count = instructions(&summary).ok_or_else(|| format!("{name} has no instruction count"))?;
        if counts.insert(name.clone(), count).is_some() {
            return Err(format!("{name} was counted twice").into());
        }
    }
    if counts.is_empty() {
        return Err("no instruction counts came in".into());
    }
    Ok(counts)
}

/// The total of the event `Ir` of the one tool that ran.
fn instructions(summary: &serde_json::Value) -> Option<u64> {
    summary
        .pointer("/profiles/0/data/total/metrics/Ir/values/new")?
        .as_u64()
}
