//! `relatch diff` and `relatch plan`: a saved copy against a lock, nothing changed.

use super::snapshot::{open, trust_text};
use crate::args::{Choosing, DiffArgs, LockAndKey, PlanArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::Touch;
use crate::identities::Keys;
use crate::session::Session;
use relatch::backup::compare::Held;
use relatch::backup::diff::{Diff, diff as compare};
use relatch::backup::item::ItemId;
use relatch::backup::loss::Terms;
use relatch::backup::plan::{Choice, Conflict, Plan, Selector};
use relatch::runtime::restore;
use std::path::Path;

/// Compares.
pub(super) fn diff(args: &DiffArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let diff = match (&args.lock, &args.key, &args.other) {
        (Some(lock), Some(key), _) => {
            let at = LockAndKey {
                lock: lock.clone(),
                key: key.clone(),
            };
            let (mut session, key) = Session::open(&at, tools)?;
            session.run(Touch::Reads, &keys.vault(), async |library| {
                restore::diff(library, &args.snapshot, &key).await
            })?
        }
        (_, _, Some(other)) => of_copies(&args.snapshot, other, &keys, tools)?,
        _ => {
            return Err(Failure::usage(
                "nothing to compare with",
                "Give --lock and --key, or another saved copy.",
            ));
        }
    };
    let mut lines = diff.lines();
    lines.push(sentence(&diff).to_owned());
    tools.output.result(&diff.to_json(args.reveal), &lines.join("\n"))?;
    Ok(if diff.is_equal() { Exit::Done } else { Exit::Partly })
}

fn of_copies(first: &Path, second: &Path, keys: &Keys, tools: &Tools) -> Result<Diff, Failure> {
    let first = open(first, keys, tools)?;
    let second = open(second, keys, tools)?;
    let terms = Terms::of_own_lock(first.snapshot(), crate::time::lock_now().minute(), None);
    Ok(compare(first.snapshot(), &Held::of_snapshot(second.snapshot()), &terms))
}

/// The last line.
pub(super) fn sentence(diff: &Diff) -> &'static str {
    match (diff.is_equal(), diff.is_restored()) {
        (true, _) => "equal: everything restorable is there, field by field, and nothing else",
        (false, true) => "everything restorable is there, field by field, and more",
        (false, false) => "different: not everything restorable is there",
    }
}

/// Shows what a restore would do.
pub(super) fn plan(args: &PlanArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let trust = open(&args.snapshot, &keys, tools)?.trust;
    let (mut session, key) = Session::open(&args.at, tools)?;
    let choice = choice(&args.choosing);
    let plan = session.run(Touch::Reads, &keys.vault(), async |library| {
        restore::plan(library, &args.snapshot, &key, &choice).await
    })?;
    check_choice(&plan)?;
    tools
        .output
        .say(&format!("note: the saved copy was {}", trust_text(trust)));
    let mut lines = plan.lines(args.reveal);
    let counts = plan.counts();
    lines.push(format!(
        "{} to add, {} to change, {} left as they are, {} not possible",
        counts.add, counts.change, counts.skip, counts.refuse
    ));
    tools.output.result(&plan.to_json(args.reveal), &lines.join("\n"))?;
    Ok(Exit::Done)
}

/// What the flags choose.
pub(super) fn choice(args: &Choosing) -> Choice {
    let only: Vec<Selector> = args.only.iter().map(|text| Selector::parse(text)).collect();
    Choice {
        left_out: std::collections::BTreeSet::new(),
        only: (!only.is_empty()).then_some(only),
        with_expired: args.expired,
        with_one_time: args.one_time,
        conflict: if args.replace {
            Conflict::Replace
        } else {
            Conflict::KeepTarget
        },
        keep_owner_passcode: args.keep_owner_passcode,
        account_words: args.account_word.iter().map(|id| ItemId(id.clone())).collect(),
    }
}

/// A choice that chooses nothing is a mistake.
pub(super) fn check_choice(plan: &Plan) -> Result<(), Failure> {
    if let Some(id) = plan.wordless.first() {
        return Err(Failure::usage(
            format!("the account says nothing else of {id} that could be put back"),
            "Give --account-word the id of an item where account and lock do not agree; `relatch inspect` shows both.",
        )
        .with_lock("as it was"));
    }
    let unmatched: Vec<String> = plan.unmatched.iter().map(ToString::to_string).collect();
    if unmatched.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(
        format!("the saved copy has no {}", unmatched.join(", ")),
        "Give --only a kind (codes, permanent, timed, one-time, cyclic, cards, settings, owner-passcode), an id or a name; \
         `relatch inspect` lists them.",
    )
    .with_lock("as it was"))
}
