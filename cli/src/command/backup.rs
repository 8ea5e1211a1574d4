//! `relatch backup` and `relatch rehearse`: saving a lock, and trying the way back.

use crate::args::{BackupArgs, RehearseArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::Touch;
use crate::identities::Keys;
use crate::output::counted;
use crate::session::Session;
use relatch::backup::rehearsal::{Outcome, Rehearsal, TrialResult};
use relatch::backup::snapshot::Snapshot;
use relatch::model::OwnerKey;
use relatch::runtime::account_copy::{self, Nothing};
use relatch::runtime::backup::{self, BackupRequest};
use relatch::runtime::merge::{AccountLists, Merged};
use relatch::runtime::rehearse;
use serde_json::{Value, json};

/// Saves a lock.
pub(super) fn backup(args: &BackupArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_seal(&args.identities, &args.recipient, &mut tools.output)?;
    let (mut session, key) = Session::open(&args.at, tools)?;
    // Before the lock is asked: it sleeps again while a network is waited for.
    let account = args.account.then(|| account_lists(args, &key, tools)).transpose()?;
    let request = BackupRequest {
        key,
        out: args.out.clone(),
        log: args.log,
        names: args.name.clone(),
        account,
    };
    let report = session.run(Touch::Reads, &keys.vault(), async |library| {
        backup::backup(library, &request).await
    })?;
    for id in &report.unnamed {
        tools
            .output
            .warn(&format!("note: the lock holds no {id}, so nothing got that name"));
    }
    let snapshot = &report.snapshot;
    let mut json = json!({
        "file": report.path,
        "digest": report.digest,
        "lock": snapshot.lock.address,
        "counts": counts(snapshot),
        "previous": report.previous,
        "lasts": report.lasts,
    });
    let mut lines = vec![
        format!("saved {} to {}", snapshot.lock.address, report.path.display()),
        counts_text(snapshot),
        "both reads agree, and the file holds what was read".to_owned(),
        format!("SHA-256 {}", report.digest),
    ];
    if let Some(previous) = &report.previous {
        lines.push(format!("the copy that had this name is now {}", previous.display()));
    }
    if !report.lasts {
        let gone = "its key is gone when this machine restarts: give --identity or --recipient for a copy that lasts";
        lines.push(gone.to_owned());
    }
    if let Some(merged) = &report.merged {
        if let Some(members) = json.as_object_mut() {
            members.insert("account".to_owned(), json!(merged));
        }
        lines.extend(merged_lines(merged));
    }
    tools.output.result(&json, &lines.join("\n"))?;
    let is_partly = |merged: &Merged| !merged.not_read.is_empty() || !merged.kept_changing.is_empty();
    Ok(if report.merged.as_ref().is_some_and(is_partly) {
        Exit::Partly
    } else {
        Exit::Done
    })
}

/// What the account knows of the lock.
fn account_lists(args: &BackupArgs, key: &OwnerKey, tools: &Tools) -> Result<AccountLists, Failure> {
    let read = |client: &mut relatch::account::Client<'_>| account_copy::read_of(client, key, crate::time::utc_ms());
    let lists = crate::account::signed_in(&args.choice, &args.identities, tools, read)?;
    lists.map_err(|nothing| match nothing {
        Nothing::NoKey => Failure::new(
            Exit::NotFound,
            format!("the account has no key of {}", key.address),
            "Leave --account out to save what the lock knows, or sign in to the account that the lock is in.",
        ),
        Nothing::Rights(rights) => Failure::new(
            Exit::WrongKey,
            format!("failed to read the account: {rights}"),
            "Leave --account out to save what the lock knows, or sign in to the owner's account.",
        ),
    })
}

/// What came of the account's lists, for people.
fn merged_lines(merged: &Merged) -> Vec<String> {
    let mut lines = vec![format!(
        "account: {} known to both, {} to the lock alone, {} to the account alone and put in",
        merged.both,
        merged.only_lock,
        merged.only_account.len()
    )];
    if let Some([account, lock]) = merged.offsets {
        lines.push(format!(
            "account: its offset from UTC is {}, that of the lock's clock {}: look at the times of codes",
            offset_text(account),
            offset_text(lock)
        ));
    }
    lines.extend(
        merged
            .not_read
            .iter()
            .map(|what| format!("account: {what} could not be read")),
    );
    let changing = merged.kept_changing.iter();
    lines.extend(changing.map(|what| format!("account: {what} kept changing, something may be missing")));
    lines.extend(merged.remarks.iter().map(|remark| format!("account: {remark}")));
    lines
}

/// An offset like +01:00.
fn offset_text(ms: i64) -> String {
    let minutes = ms.unsigned_abs() / 60_000;
    let sign = if ms < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// How many items of each kind a saved copy holds.
pub(super) fn counts(snapshot: &Snapshot) -> Value {
    json!({
        "codes": snapshot.codes.len(),
        "cards": snapshot.cards.len(),
        "fingerprints": snapshot.fingerprints.len(),
        "settings": snapshot.settings.saved().len(),
        "log": snapshot.log.as_ref().map(|log| log.items.len()),
    })
}

/// The same for people.
pub(super) fn counts_text(snapshot: &Snapshot) -> String {
    let log = snapshot.log.as_ref().map(|log| counted(log.items.len(), "log record"));
    let counts = [
        counted(snapshot.codes.len(), "code"),
        counted(snapshot.cards.len(), "card"),
        counted(snapshot.fingerprints.len(), "fingerprint"),
        counted(snapshot.settings.saved().len(), "setting"),
    ];
    let counts: Vec<String> = counts.into_iter().chain(log).collect();
    counts.join(", ")
}

/// Tries the way back.
pub(super) fn rehearse(args: &RehearseArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let (mut session, key) = Session::open(&args.at, tools)?;
    let report = session.run(Touch::Rehearses, &keys.vault(), async |library| {
        rehearse::rehearse(library, &args.snapshot, &key).await
    })?;
    let rehearsal = &report.rehearsal;
    let works = all_work(rehearsal);
    let mut json = json!(rehearsal);
    if let Some(members) = json.as_object_mut() {
        members.insert("works".to_owned(), json!(works));
    }
    let mut lines = lines(rehearsal);
    lines.push(if works {
        "everything that was tried works, and nothing of it is left on the lock".to_owned()
    } else {
        "not everything works: what is named above may not come back after a reset".to_owned()
    });
    tools.output.result(&json, &lines.join("\n"))?;
    Ok(if works { Exit::Done } else { Exit::Partly })
}

/// Whether the lock took every kind that was tried.
fn all_work(rehearsal: &Rehearsal) -> bool {
    let works = |outcome: &Outcome| matches!(outcome.result, TrialResult::Works { .. });
    rehearsal.outcomes.iter().all(works)
}

/// What a rehearsal showed, a line for each kind.
pub(super) fn lines(rehearsal: &Rehearsal) -> Vec<String> {
    let lines = rehearsal.outcomes.iter().map(|outcome| {
        let result = match &outcome.result {
            TrialResult::Works { way } => format!("works by {}", way.word()),
            TrialResult::Refused { tried } => {
                let codes: Vec<String> = tried
                    .iter()
                    .map(|refusal| format!("{} error {:02x}", refusal.way.word(), refusal.code))
                    .collect();
                format!("refused: {}", codes.join(", "))
            }
            TrialResult::Differs { way } => format!("the lock said yes by {} and listed something else", way.word()),
            TrialResult::NotRemoved { way, code } => {
                format!("works by {}, but could not be removed: error {code:02x}", way.word())
            }
            TrialResult::NotTried { why } => format!("could not be tried: {}", not_tried(*why)),
        };
        format!("{:16} {result}", outcome.kind.word())
    });
    lines.collect()
}

fn not_tried(why: relatch::backup::rehearsal::NotTried) -> &'static str {
    match why {
        relatch::backup::rehearsal::NotTried::Full => "the lock is full",
        relatch::backup::rehearsal::NotTried::NoFreeNumber => "every number is taken",
    }
}

#[cfg(test)]
mod tests {
    use super::offset_text;

    #[test]
    fn any_offset_is_told_without_a_panic() {
        assert_eq!(offset_text(-12_600_000), "-03:30");
        assert_eq!(offset_text(3_600_000), "+01:00");
        assert!(offset_text(i64::MIN).starts_with('-'));
    }
}
