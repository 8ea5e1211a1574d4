//! `relatch pair`: the owner of a lock in setting mode.

use crate::args::PairArgs;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::Touch;
use crate::session::Session;
use crate::target::Reached;
use relatch::lock::pair::Step;
use relatch::runtime::pair;
use relatch::runtime::vault::Vault;
use serde_json::json;

/// Pairs. No saved copy is needed for it.
pub(super) fn run(args: &PairArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let lock = Reached::open(&args.lock, &tools.cancel)?;
    let address = lock.address;
    let mut session = Session::of(lock, tools)?;
    let vault = Vault::of_identities(Vec::new(), Vec::new());
    let report = session.run(Touch::Pairs, &vault, async |library| {
        pair::pair(library, address, &args.key_out).await
    })?;
    let refused: Vec<String> = report
        .paired
        .refused
        .iter()
        .map(|(step, error)| format!("{}: {error}", step_text(*step)))
        .collect();
    let json = json!({
        "lock": address,
        "key": args.key_out,
        "resumed": report.resumed,
        "refused": refused,
        "device": report.paired.device,
    });
    let how = if report.resumed {
        "finished an earlier pairing with"
    } else {
        "paired with"
    };
    let mut lines = vec![format!(
        "{how} {address}, its owner's key is in {}",
        args.key_out.display()
    )];
    lines.extend(refused.iter().map(|step| format!("the lock did not take {step}")));
    lines.push("keep this file: nobody else has the key".to_owned());
    tools.output.result(&json, &lines.join("\n"))?;
    Ok(Exit::Done)
}

fn step_text(step: Step) -> &'static str {
    match step {
        Step::Clock => "its clock",
        Step::AdminPasscode => "the owner's passcode",
        Step::Seeds => "the seeds of generated codes",
    }
}
