//! `relatch position`: what the six letters mean that a customer reads out on the phone.

use crate::args::PositionArgs;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use relatch::journey::message::Message;
use relatch::journey::position::{LETTERS, read_position};
use relatch::journey::stage::name_of;
use relatch::journey::trouble::Trouble;
use relatch::words::Words;
use serde_json::json;

/// Reads them.
pub(super) fn run(args: &PositionArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let code = args.code.concat();
    let Some(position) = read_position(&code) else {
        return Err(Failure::usage(
            format!("{code} is no position code: a letter was misheard, or it is of another version"),
            format!(
                "Ask for the six letters again, spelt; there are only {}.",
                LETTERS.map(String::from).join(" ")
            ),
        ));
    };
    let words = Words::new(&args.lang);
    let problem = position.trouble.as_ref().map(Trouble::problem);
    let stage = words.say(&name_of(position.stage));
    let kind = words.say(&kind_words(position.kind));
    let mut lines = vec![format!("{stage} ({}): {kind}", position.stage.word())];
    if let Some(problem) = &problem {
        lines.push(format!("!! {} ({})", words.say(&problem.what), problem.code));
        lines.push(format!("   {}", words.say(&problem.advice)));
    }
    let json = json!({
        "stage": position.stage,
        "kind": position.kind,
        "text": { "stage": stage, "kind": kind },
        "problem": problem.map(|problem| json!({
            "code": problem.code,
            "what": words.say(&problem.what),
            "advice": words.say(&problem.advice),
        })),
    });
    tools.output.result(&json, &lines.join("\n"))?;
    Ok(Exit::Done)
}

/// A kind of screen, by its name in [`relatch::journey::position::KINDS`].
fn kind_words(kind: &str) -> Message {
    match kind {
        "choices" => say!("terminal-kind-choices"),
        "checklist" => say!("terminal-kind-checklist"),
        "form" => say!("terminal-kind-form"),
        "progress" => say!("terminal-kind-progress"),
        "items" => say!("terminal-kind-items"),
        "plan" => say!("terminal-kind-plan"),
        "code" => say!("terminal-kind-code"),
        "proof" => say!("terminal-kind-proof"),
        "report" => say!("terminal-kind-report"),
        _ => say!("terminal-kind-text"),
    }
}
