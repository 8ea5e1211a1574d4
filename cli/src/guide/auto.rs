//! Somebody who always goes on: answers every question of the journey by itself, and does at the lock what the screens advise.

use super::walk::{Somebody, View};
use super::{Hand, Move};
use crate::command::Tools;
use crate::exit::Failure;
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Field, Request, Screen, StageName};
use relatch::journey::stage::groups;
use relatch::virtual_cloud::demo::DEMO;
use serde_json::Value;
use std::collections::BTreeMap;

/// How often the same trouble at the same stage is tried again before this one gives up.
const PATIENCE: u32 = 4;
/// On how many screens of a stage the same trouble is looked at.
const MOST_TROUBLE: u32 = 30;
/// More screens than a journey has, so that one that turns in a circle ends.
const MOST_SCREENS: u32 = 400;

/// Answers every question.
pub(crate) struct Auto {
    key: Hidden,
    /// Whether the key is taken from a demonstration's account, where the lock is brought back in the end.
    account: bool,
    recovery: Hidden,
    typed_at_door: bool,
    /// How often each trouble was met at each stage.
    met: BTreeMap<(StageName, String), u32>,
    screens: u32,
}

impl Auto {
    /// Somebody who has the owner's key as text.
    pub(crate) fn new(key: Hidden, account: bool) -> Self {
        Self {
            key,
            account,
            recovery: Hidden::default(),
            typed_at_door: false,
            met: BTreeMap::new(),
            screens: 0,
        }
    }

    fn answer(&mut self, screen: &Screen<Message>) -> Move {
        match &screen.request {
            Some(Request::Identify { .. }) => return Move::Platform(PlatformEvent::Identified(true)),
            Some(Request::BluetoothOn | Request::Permission) => {
                return Move::Platform(PlatformEvent::Radio(RadioState::Ready));
            }
            Some(Request::PickKey | Request::PickCopy) => return Move::Platform(PlatformEvent::NotPicked),
            Some(Request::Share(_)) => return Move::Platform(PlatformEvent::Shared(true)),
            Some(Request::ScanQr | Request::KeepAwake) | None => {}
        }
        if let Some(problem) = &screen.problem
            && self.count(screen.stage, &format!("{} shown", problem.code)) > MOST_TROUBLE
        {
            return Move::GiveUp;
        }
        if screen.stage != StageName::Proof {
            self.typed_at_door = false;
        }
        match &screen.body {
            Body::Choices { choices } => {
                let with_account = ["account", "region:eu", "0"].into_iter().filter(|_| self.account);
                let wanted = ["journey-1", "begin-same-lock", "text", "over-the-air", "here"];
                let mut offered = with_account
                    .chain(wanted)
                    .filter(|id| choices.iter().any(|choice| choice.id == *id && choice.enabled));
                offered
                    .next()
                    .map_or(Move::GiveUp, |id| Move::Act(Action::Choose(id.to_owned())))
            }
            Body::Form { fields } => {
                let entries = fields.iter().map(|field| (field.id.clone(), self.entry(screen, field)));
                Move::Act(Action::Submit(entries.collect()))
            }
            Body::Checklist { checks } if checks.iter().any(|check| check.required && !check.ticked) => {
                let next = checks.iter().find(|check| check.required && !check.ticked);
                let id = next.map(|check| check.id.clone()).unwrap_or_default();
                Move::Act(Action::Tick { id, on: true })
            }
            Body::Proof(proof) if !self.typed_at_door || screen.problem.is_some() => {
                if self.typed_at_door && self.count(screen.stage, "unseen") > PATIENCE {
                    return Move::Act(Action::Press(Button::Skip));
                }
                let again = std::mem::replace(&mut self.typed_at_door, true);
                if again && self.count(screen.stage, "typed").is_multiple_of(2) {
                    return Move::Act(Action::Press(Button::Next));
                }
                let code = proof.code.as_ref().map(|code| code.shown.0.clone()).unwrap_or_default();
                Move::Door(Hand::Types(format!("{code}#")))
            }
            Body::Code(code) => {
                self.recovery = code.qr.clone().unwrap_or_default();
                Move::Act(Action::Press(Button::Next))
            }
            Body::Report(report) if !report.proved => {
                if self.count(screen.stage, "missing") <= 2 {
                    Move::Act(Action::Press(Button::Retry))
                } else {
                    Move::GiveUp
                }
            }
            Body::Text
            | Body::Checklist { .. }
            | Body::Instructions { .. }
            | Body::Progress(_)
            | Body::Items(_)
            | Body::Plan(_)
            | Body::Proof(_)
            | Body::Report(_) => self.take_advice(screen).unwrap_or_else(|| press_on(screen)),
        }
    }

    /// What the lock needs before trying again helps, or the end of patience.
    fn take_advice(&mut self, screen: &Screen<Message>) -> Option<Move> {
        let problem = screen.problem.as_ref()?;
        let times = self.count(screen.stage, &problem.code);
        if times > 2 * PATIENCE {
            return Some(Move::GiveUp);
        }
        let hand = match problem.code.as_str() {
            "battery-low" | "lock-0a" => Hand::ChangesBatteries,
            "not-in-reach" | "held" | "silent" | "link-lost" | "key-silent" | "no-key-works" => Hand::Touches,
            _ => return None,
        };
        // Every other time: what a hand did shows only when it is tried again.
        (times % 2 == 1).then_some(Move::Door(hand))
    }

    fn count(&mut self, stage: StageName, what: &str) -> u32 {
        let times = self.met.entry((stage, what.to_owned())).or_default();
        *times += 1;
        *times
    }

    fn entry(&self, screen: &Screen<Message>, field: &Field<Message>) -> Hidden {
        let number = |message: &Message| match message.args.first() {
            Some((_, Arg::Count(number))) => usize::try_from(*number).ok(),
            _ => None,
        };
        match field.id.as_str() {
            "key" => self.key.clone(),
            "name" | "password" => Hidden::from(DEMO),
            "typed" => {
                // The screen itself says which number is meant.
                let said = screen.lines.iter().flat_map(|line| &line.args);
                let mut said = said.filter_map(|(name, arg)| match arg {
                    Arg::Text(text) if *name == "number" => Some(text.clone()),
                    _ => None,
                });
                Hidden(said.next_back().unwrap_or_default())
            }
            _ => {
                let groups = groups(&self.recovery.0);
                let group = number(&field.label).and_then(|number| groups.get(number.checked_sub(1)?).cloned());
                Hidden(group.unwrap_or_default())
            }
        }
    }
}

/// On, or once more.
fn press_on(screen: &Screen<Message>) -> Move {
    let offered = |button: &Button| screen.actions.iter().any(|offer| offer.button == *button);
    let wanted = [Button::Next, Button::Retry, Button::Erase, Button::ShareKey];
    let mut wanted = wanted.into_iter().filter(offered);
    wanted
        .next()
        .map_or(Move::GiveUp, |button| Move::Act(Action::Press(button)))
}

impl Somebody for Auto {
    fn next(&mut self, view: &View<'_>, tools: &mut Tools) -> Result<Move, Failure> {
        tell(view, tools)?;
        self.screens += 1;
        if self.screens > MOST_SCREENS {
            return Ok(Move::GiveUp);
        }
        Ok(self.answer(view.screen))
    }

    fn end(&mut self, view: &View<'_>, tools: &mut Tools) -> Result<(), Failure> {
        tell(view, tools)
    }
}

/// A line of JSON for each screen, or the titles on standard error.
fn tell(view: &View<'_>, tools: &mut Tools) -> Result<(), Failure> {
    if tools.common.json {
        let value = serde_json::to_value(view.shown).unwrap_or(Value::Null);
        return tools.output.result(&value, "");
    }
    let problem = view
        .shown
        .problem
        .as_ref()
        .map(|problem| format!(" ({})", problem.what));
    tools.output.say(&format!(
        "{}: {}{}",
        view.shown.stage.word(),
        view.shown.title,
        problem.unwrap_or_default()
    ));
    Ok(())
}
