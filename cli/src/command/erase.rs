//! `relatch erase`: the key first, then the file, with a receipt.

use crate::args::EraseArgs;
use crate::ask::Ask;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::{Touch, runtime_failure};
use crate::identities::Keys;
use crate::output::Output;
use relatch::backup::item::Label;
use relatch::backup::verify::Accepted;
use relatch::runtime::clock::SystemClock;
use relatch::runtime::erase::{self, EraseConsent};
use serde_json::json;
use std::collections::BTreeMap;

/// Erases.
pub(super) fn run(args: &EraseArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let store = crate::session::store(tools)?;
    let mut consent = Asked {
        args,
        output: &mut tools.output,
        ask: &mut *tools.ask,
        refusal: None,
    };
    let erased = erase::erase(&store, &keys.vault(), &SystemClock, &args.snapshot, &mut consent);
    let refusal = consent.refusal;
    let receipt = erased.map_err(|error| refusal.unwrap_or_else(|| runtime_failure(&error, Touch::Reads)))?;
    tools.output.result(&json!(receipt), &receipt.to_string())?;
    Ok(Exit::Done)
}

/// Shows what no lock is known to hold, and has it typed back.
struct Asked<'a> {
    args: &'a EraseArgs,
    output: &'a mut Output,
    ask: &'a mut dyn Ask,
    refusal: Option<Failure>,
}

impl EraseConsent for Asked<'_> {
    fn accept(&mut self, items: &[Label]) -> Accepted {
        match self.asked(items) {
            Ok(()) => Accepted {
                ids: items.iter().map(|label| label.id.clone()).collect(),
                ..Accepted::default()
            },
            Err(failure) => {
                self.refusal = Some(failure);
                Accepted::default()
            }
        }
    }
}

impl Asked<'_> {
    fn asked(&mut self, items: &[Label]) -> Result<(), Failure> {
        let list = list(items);
        self.output
            .warn("No restore of this copy was proved. With it these would be lost:");
        for label in items {
            self.output.warn(&format!("  {label}"));
        }
        if !self.args.accept_loss {
            return Err(Failure::new(
                Exit::Failed,
                "not erased: no restore of this copy was read back complete",
                format!("Restore it first, or give --accept-loss and type back the list: {list}"),
            ));
        }
        let typed = match &self.args.loss {
            Some(typed) => typed.clone(),
            None => self
                .ask
                .typed(&format!("Type back what is lost ({list})"), &format!("--loss {list:?}"))?,
        };
        let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if bare(&typed) == bare(&list) {
            Ok(())
        } else {
            Err(Failure::new(
                Exit::Failed,
                "not erased: what was typed is not the list of what is lost",
                format!("The list is: {list}"),
            ))
        }
    }
}

/// What would be lost, in few words: how many of each kind.
fn list(items: &[Label]) -> String {
    let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
    for label in items {
        *kinds.entry(label.kind.word()).or_default() += 1;
    }
    if kinds.is_empty() {
        return "nothing".to_owned();
    }
    let kinds: Vec<String> = kinds
        .into_iter()
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    kinds.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command};
    use crate::ask::Scripted;
    use clap::Parser as _;
    use relatch::backup::item::{ItemId, ItemKind};

    fn accepted(flags: &[&str], answers: &[&str]) -> (usize, Option<Exit>) {
        let line = ["relatch", "erase", "a"].iter().chain(flags);
        let Command::Erase(args) = Cli::parse_from(line).command else {
            panic!("an erasing");
        };
        let (mut output, _) = Output::captured();
        let mut ask = Scripted::new(answers);
        let mut asked = Asked {
            args: &args,
            output: &mut output,
            ask: &mut ask,
            refusal: None,
        };
        let card = |number| Label::new(ItemId::numbered("card", number), ItemKind::Card, None);
        let accepted = asked.accept(&[card(1), card(2)]);
        (accepted.ids.len(), asked.refusal.map(|failure| failure.exit))
    }

    #[test]
    fn s2_only_the_list_itself_typed_back_accepts_the_loss() {
        assert_eq!(accepted(&["--accept-loss"], &["2 card"]), (2, None));
        assert_eq!(accepted(&["--accept-loss", "--loss", " 2  card"], &[]), (2, None));
        assert_eq!(accepted(&["--accept-loss"], &["3 card"]), (0, Some(Exit::Failed)));
        assert_eq!(accepted(&["--accept-loss"], &[""]), (0, Some(Exit::Failed)));
        assert_eq!(accepted(&["--accept-loss"], &[]), (0, Some(Exit::Usage)));
        assert_eq!(accepted(&[], &["2 card"]), (0, Some(Exit::Failed)));
    }
}
