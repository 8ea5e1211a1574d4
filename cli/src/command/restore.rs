//! `relatch restore`: plan, write, read back, compare.

use super::compare::{check_choice, choice, sentence};
use super::snapshot::{open, trust_text};
use crate::args::RestoreArgs;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::Touch;
use crate::identities::Keys;
use crate::session::Session;
use relatch::backup::diff::ReadBack;
use relatch::backup::format::Trust;
use relatch::backup::item::ItemId;
use relatch::backup::ledger::{FailCause, ItemState};
use relatch::backup::plan::{Plan, Reason};
use relatch::protocol::LockError;
use relatch::runtime::restore::{self, RestoreReport};
use serde_json::{Value, json};

/// Restores.
pub(super) fn run(args: &RestoreArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let trust = open(&args.snapshot, &keys, tools)?.trust;
    if trust == Trust::Foreign {
        tools
            .output
            .warn(&format!("warning: the saved copy was {}", trust_text(trust)));
    }
    let (mut session, key) = Session::open(&args.at, tools)?;
    let choice = choice(&args.choosing);
    if choice.only.is_some() || !choice.account_words.is_empty() {
        // A misspelt choice is told before anything is written.
        let plan = session.run(Touch::Reads, &keys.vault(), async |library| {
            restore::plan(library, &args.snapshot, &key, &choice).await
        })?;
        check_choice(&plan)?;
    }
    let report = session.run(Touch::Restores, &keys.vault(), async |library| {
        restore::restore(library, &args.snapshot, &key, &choice, args.trust_foreign).await
    })?;
    let left = left_out(&report);
    let complete = left.is_empty();
    let json = json(&report, &left, args.reveal);
    tools.output.result(&json, &text(&report, &left, args.reveal))?;
    Ok(if complete { Exit::Done } else { Exit::Partly })
}

/// What was to be put back and is not on the lock as planned, with the reason.
fn left_out(report: &RestoreReport) -> Vec<(ItemId, String)> {
    let results = report.read_back.iter().filter_map(|(id, result)| {
        let why = match result {
            ReadBack::Equal => return None,
            ReadBack::NotPlanned => return not_planned(&report.plan, id),
            ReadBack::Differs => "it is on the lock in another form".to_owned(),
            ReadBack::Missing => match report.ledger.state(id) {
                Some(ItemState::Failed { cause }) => cause_text(cause),
                _ => "it is not on the lock".to_owned(),
            },
        };
        Some((id.clone(), why))
    });
    results.collect()
}

/// An item that the plan left out although the owner wanted it.
fn not_planned(plan: &Plan, id: &ItemId) -> Option<(ItemId, String)> {
    let item = plan.items.iter().find(|item| item.label.id == *id)?;
    matches!(item.reason, Reason::NoRoom | Reason::TargetKept).then(|| (id.clone(), item.reason.to_string()))
}

fn cause_text(cause: &FailCause) -> String {
    match cause {
        FailCause::Refused { code } => {
            format!("the lock refused it: {}", LockError::from_code(*code))
        }
        FailCause::Full => "the lock is full".to_owned(),
        FailCause::NotListed => "the lock said yes and did not list it".to_owned(),
    }
}

fn json(report: &RestoreReport, left: &[(ItemId, String)], reveal: bool) -> Value {
    let results = report
        .read_back
        .iter()
        .map(|(id, result)| json!({ "id": id, "result": word(*result) }));
    json!({
        "complete": left.is_empty(),
        "clock": {
            "set": report.clock.set,
            "offsetMs": report.clock.offset_ms,
            "refused": report.clock.refused.map(LockError::code),
        },
        "plan": report.plan.to_json(reveal),
        "results": results.collect::<Vec<_>>(),
        "counts": report.ledger.counts(),
        "missing": left.iter().map(|(id, why)| json!({ "id": id, "because": why })).collect::<Vec<_>>(),
        "diff": report.diff.to_json(reveal),
    })
}

fn word(result: ReadBack) -> &'static str {
    match result {
        ReadBack::Equal => "equal",
        ReadBack::Differs => "different",
        ReadBack::Missing => "missing",
        ReadBack::NotPlanned => "not-planned",
    }
}

fn text(report: &RestoreReport, left: &[(ItemId, String)], reveal: bool) -> String {
    let mut lines = report.plan.lines(reveal);
    if let Some(set) = report.clock.set {
        lines.push(format!("the lock's clock was set to {set} and read back"));
    }
    if let Some(error) = report.clock.refused {
        lines.push(format!("the lock did not let its clock be set: {error}"));
    }
    lines.extend(report.diff.not_restorable.iter().map(|loss| format!("not back {loss}")));
    lines.extend(left.iter().map(|(id, why)| format!("missing {id}: {why}")));
    let written = report.plan.written().count();
    let equal = report
        .read_back
        .iter()
        .filter(|(_, result)| *result == ReadBack::Equal)
        .count();
    lines.push(format!("{written} written in this run, {equal} read back equal"));
    lines.push(sentence(&report.diff).to_owned());
    lines.join("\n")
}
