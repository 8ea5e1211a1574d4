//! `relatch reset`: only with a saved copy that it proves and rehearses first.

use super::backup::lines;
use crate::args::ResetArgs;
use crate::ask::Ask;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::Touch;
use crate::identities::Keys;
use crate::output::Output;
use crate::progress::Curtain;
use crate::session::Session;
use crate::target::Target;
use relatch::backup::loss::{Loss, Obstacle};
use relatch::backup::verify::{Accepted, ResetWay};
use relatch::lock::reset::ResetOutcome;
use relatch::runtime::reset::{self, Consent, ResetReport};
use serde_json::{Value, json};

/// What a person at a terminal types to go on.
const WORD: &str = "reset";

/// Resets.
pub(super) fn run(args: &ResetArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let keys = Keys::to_open(&args.identities, tools)?;
    let (mut session, key) = Session::open(&args.at, tools)?;
    let way = if args.by_hand {
        ResetWay::ByHand
    } else {
        ResetWay::OverTheAir
    };
    let mut consent = Asked {
        args,
        output: &mut tools.output,
        ask: &mut *tools.ask,
        curtain: session.curtain(),
        refusal: None,
        losses: Vec::new(),
    };
    let result = session.run(Touch::Resets, &keys.vault(), async |library| {
        reset::reset(library, &args.snapshot, &key, way, &mut consent).await
    });
    let Asked { refusal, losses, .. } = consent;
    let report = result.map_err(|failure| refusal.unwrap_or(failure))?;
    answer(&report, &losses, &session, tools)
}

fn answer(report: &ResetReport, losses: &[Loss], session: &Session, tools: &mut Tools) -> Result<Exit, Failure> {
    let address = session.address();
    let (word, text, exit) = match report {
        ResetReport::DoneBefore => ("done", "an earlier run had reset it", Exit::Done),
        ResetReport::Sent {
            outcome: ResetOutcome::Done,
            ..
        } => ("done", "it was reset", Exit::Done),
        ResetReport::ByHand { .. } => (
            "ready",
            "everything is proved and rehearsed: hold the reset button now, then type 000# on the keypad",
            Exit::Done,
        ),
        ResetReport::Sent {
            outcome: ResetOutcome::StillOwned,
            ..
        } => {
            return Err(Failure::new(
                Exit::Failed,
                "the lock took the reset and still has its owner",
                "Run the same command again, or reset it by hand with --by-hand.",
            )
            .with_lock("as it was: not reset"));
        }
        ResetReport::Sent {
            outcome: ResetOutcome::NotHeard,
            ..
        } => {
            return Err(Failure::new(
                Exit::NotFound,
                "the reset was sent, and the lock was not heard afterwards",
                "Touch its keypad and run the same command again: it looks what became of the reset.",
            )
            .with_lock("perhaps reset"));
        }
    };
    let rehearsal = match report {
        ResetReport::DoneBefore => None,
        ResetReport::Sent { rehearsal, .. } | ResetReport::ByHand { rehearsal } => Some(rehearsal),
    };
    let json = json!({ "reset": word, "lock": address, "losses": losses_json(losses), "rehearsal": rehearsal });
    let mut told = rehearsal.map(lines).unwrap_or_default();
    told.push(format!("{address}: {text}"));
    if exit == Exit::Done && word == "done" {
        told.push(
            "it waits for an owner: `relatch pair` makes one, then `relatch restore` puts everything back".to_owned(),
        );
    }
    tools.output.result(&json, &told.join("\n"))?;
    Ok(exit)
}

fn losses_json(losses: &[Loss]) -> Vec<Value> {
    let losses = losses.iter().map(|loss| {
        let mut json = json!(loss);
        if let Some(members) = json.as_object_mut() {
            members.insert("because".to_owned(), json!(loss.obstacle.to_string()));
        }
        json
    });
    losses.collect()
}

/// Shows what will be lost, and asks.
struct Asked<'a> {
    args: &'a ResetArgs,
    output: &'a mut Output,
    ask: &'a mut dyn Ask,
    curtain: Curtain,
    /// Why nothing was accepted.
    refusal: Option<Failure>,
    losses: Vec<Loss>,
}

impl Consent for Asked<'_> {
    fn accept(&mut self, losses: &[Loss]) -> Accepted {
        self.curtain.lower();
        self.losses = losses.to_vec();
        self.show(losses);
        let unsure = losses.iter().filter(|loss| is_unsure(&loss.obstacle)).count();
        if unsure > 0 && !self.args.accept_loss {
            self.refuse(Failure::new(
                Exit::Failed,
                format!("the rehearsal could not show the way back for {unsure} of the things above"),
                "Give --accept-loss if you can do without them, or make room on the lock and run the command again.",
            ));
            return Accepted::default();
        }
        if self.ask.is_anybody_there() {
            match self
                .ask
                .typed(&format!("Type \"{WORD}\" to reset this lock now"), "no terminal")
            {
                Ok(answer) if answer.trim() == WORD => {}
                Ok(_) => {
                    self.refuse(Failure::new(
                        Exit::Cancelled,
                        "cancelled: the word was not typed",
                        "Run the command again when you are ready.",
                    ));
                    return Accepted::default();
                }
                Err(failure) => {
                    self.refuse(failure);
                    return Accepted::default();
                }
            }
        }
        Accepted {
            unknown_battery: self.args.accept_unknown_battery,
            ..Accepted::all(losses)
        }
    }

    fn accept_volatile_key(&mut self) -> bool {
        if self.args.accept_volatile_key {
            return true;
        }
        // No door hangs on a virtual lock, so that whoever tries the commands out is told and not stopped.
        let is_virtual = matches!(self.args.at.lock, Target::Virtual(_));
        if is_virtual {
            self.output.warn(
                "note: this machine forgets the saved copy's key when it restarts. On a real lock this would need \
                 --accept-volatile-key, or a copy saved with --identity or --recipient.",
            );
        }
        is_virtual
    }
}

impl Asked<'_> {
    fn show(&mut self, losses: &[Loss]) {
        if losses.is_empty() {
            self.output.warn("Everything on this lock comes back.");
            return;
        }
        self.output
            .warn("After the reset these do not come back, or perhaps not:");
        for loss in losses {
            self.output.warn(&format!("  {loss}"));
        }
    }

    fn refuse(&mut self, failure: Failure) {
        self.refusal = Some(failure.with_lock("as it was: not reset"));
    }
}

/// Whether it is the rehearsal that leaves a doubt, so that the owner must say so.
fn is_unsure(obstacle: &Obstacle) -> bool {
    matches!(
        obstacle,
        Obstacle::Refused { .. } | Obstacle::Unreliable | Obstacle::NotRehearsed { .. } | Obstacle::NotRemoved { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command};
    use crate::ask::Scripted;
    use crate::progress::Bar;
    use clap::Parser as _;
    use relatch::backup::item::{ItemId, ItemKind, Label};
    use relatch::backup::rehearsal::NotTried;

    fn accept(flags: &str, answers: &[&str], obstacle: Obstacle) -> (Accepted, Option<Failure>, String) {
        let line = format!("relatch reset --lock a --key b --snapshot c {flags}");
        let Command::Reset(args) = Cli::parse_from(line.split_whitespace()).command else {
            panic!("a reset");
        };
        let (mut output, shown) = Output::captured();
        let mut ask = Scripted::new(answers);
        let label = Label::new(ItemId("fingerprint-1".to_owned()), ItemKind::Fingerprint, None);
        let mut asked = Asked {
            args: &args,
            output: &mut output,
            ask: &mut ask,
            curtain: Bar::new(false).curtain(),
            refusal: None,
            losses: Vec::new(),
        };
        let accepted = asked.accept(&[Loss { label, obstacle }]);
        (accepted, asked.refusal, shown.text())
    }

    #[test]
    fn s3_losses_are_shown_by_name_before_the_word_is_asked_for() {
        let (accepted, refusal, shown) = accept("", &["reset"], Obstacle::Fingerprint);
        assert!(accepted.ids.contains(&ItemId("fingerprint-1".to_owned())) && refusal.is_none());
        assert!(
            shown.contains("fingerprint-1: fingerprints cannot leave the lock"),
            "{shown}"
        );
    }

    #[test]
    fn another_word_cancels_and_accepts_nothing() {
        for word in ["", "yes", "RESET"] {
            let (accepted, refusal, _) = accept("", &[word], Obstacle::Fingerprint);
            assert_eq!(
                (accepted, refusal.unwrap().exit),
                (Accepted::default(), Exit::Cancelled),
                "{word}"
            );
        }
    }

    #[test]
    fn s11_a_doubt_of_the_rehearsal_needs_its_own_flag_and_no_word_replaces_it() {
        let doubt = Obstacle::NotRehearsed { cause: NotTried::Full };
        let (accepted, refusal, _) = accept("", &["reset"], doubt.clone());
        assert_eq!((accepted, refusal.unwrap().exit), (Accepted::default(), Exit::Failed));
        let (accepted, refusal, _) = accept("--accept-loss", &["reset"], doubt);
        assert!(refusal.is_none() && !accepted.ids.is_empty());
    }
}
