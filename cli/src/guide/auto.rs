//! Somebody who always goes on: answers every question of the journey by itself.

use super::Move;
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Field, Request, Screen, StageName};
use relatch::journey::stage::groups;

/// How often a step is tried again before this one gives up.
const PATIENCE: u32 = 25;

/// Answers every question.
pub(crate) struct Auto {
    key: Hidden,
    recovery: Hidden,
    typed_at_door: bool,
    tries: u32,
}

impl Auto {
    /// Somebody who has the owner's key as text.
    pub(crate) fn new(key: Hidden) -> Self {
        Self {
            key,
            recovery: Hidden::default(),
            typed_at_door: false,
            tries: 0,
        }
    }

    /// What is done on a screen.
    pub(crate) fn next(&mut self, screen: &Screen<Message>) -> Move {
        let press = |button| Move::Act(Action::Press(button));
        match &screen.request {
            Some(Request::Identify { .. }) => return Move::Platform(PlatformEvent::Identified(true)),
            Some(Request::BluetoothOn | Request::Permission) => {
                return Move::Platform(PlatformEvent::Radio(RadioState::Ready));
            }
            Some(Request::PickFile) => return Move::Platform(PlatformEvent::NotPicked),
            Some(Request::Share(_)) => return Move::Platform(PlatformEvent::Shared(false)),
            Some(Request::ScanQr | Request::KeepAwake) | None => {}
        }
        if screen.stage != StageName::Proof {
            self.typed_at_door = false;
        }
        match &screen.body {
            Body::Choices { choices } => {
                let wanted = ["journey-1", "begin-same-lock", "text", "over-the-air", "here"];
                let mut offered = wanted
                    .into_iter()
                    .filter(|id| choices.iter().any(|choice| choice.id == *id && choice.enabled));
                offered
                    .next()
                    .map_or(Move::End, |id| Move::Act(Action::Choose(id.to_owned())))
            }
            Body::Form { fields } => {
                let entries = fields
                    .iter()
                    .map(|field| (field.id.clone(), self.answer(screen, field)));
                Move::Act(Action::Submit(entries.collect()))
            }
            Body::Checklist { checks } if checks.iter().any(|check| check.required && !check.ticked) => {
                let next = checks.iter().find(|check| check.required && !check.ticked);
                let id = next.map(|check| check.id.clone()).unwrap_or_default();
                Move::Act(Action::Tick { id, on: true })
            }
            Body::Proof(proof) if !self.typed_at_door => {
                self.typed_at_door = true;
                let code = proof.code.as_ref().map(|code| code.shown.0.clone()).unwrap_or_default();
                Move::Keypad(format!("{code}#"))
            }
            Body::Code(code) => {
                self.recovery = code.qr.clone().unwrap_or_default();
                press(Button::Next)
            }
            Body::Text
            | Body::Checklist { .. }
            | Body::Progress(_)
            | Body::Items(_)
            | Body::Plan(_)
            | Body::Proof(_)
            | Body::Report(_) => self.press_on(screen),
        }
    }

    /// On, or once more; what failed too often is given up.
    fn press_on(&mut self, screen: &Screen<Message>) -> Move {
        let offered = |button| screen.actions.iter().any(|offer| offer.button == button);
        if offered(Button::Next) {
            return Move::Act(Action::Press(Button::Next));
        }
        if offered(Button::Retry) && self.tries < PATIENCE {
            self.tries += 1;
            return Move::Act(Action::Press(Button::Retry));
        }
        if offered(Button::Erase) {
            return Move::Act(Action::Press(Button::Erase));
        }
        Move::End
    }

    fn answer(&self, screen: &Screen<Message>, field: &Field<Message>) -> Hidden {
        let number = |message: &Message| match message.args.first() {
            Some((_, Arg::Count(number))) => usize::try_from(*number).ok(),
            _ => None,
        };
        match field.id.as_str() {
            "key" => self.key.clone(),
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
