//! Somebody who always goes on: what is done on each screen of the guided way.

use crate::Failure;
use relatch::journey::facts::Facts;
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Choice, Field, Screen, StageName};
use relatch::journey::stage::groups;

/// Somebody who has the owner's key.
pub(crate) struct Person {
    key: String,
    /// What was written down.
    recovery: String,
}

impl Person {
    pub(crate) fn new(key: String) -> Self {
        Self {
            key,
            recovery: String::new(),
        }
    }

    /// What is done on a screen. At the door the code was typed on the keypad before.
    pub(crate) fn next(&mut self, screen: &Screen<Message>, facts: Option<&Facts>) -> Result<Action, Failure> {
        if let Some(problem) = &screen.problem {
            return Err(format!("{} met a problem: {}", screen.title.id, problem.code).into());
        }
        if let Body::Code(code) = &screen.body
            && let Some(qr) = &code.qr
        {
            self.recovery.clone_from(&qr.0);
        }
        let action = match &screen.body {
            Body::Choices { choices } => choice(choices),
            Body::Form { fields } => {
                let answers = fields.iter().map(|field| (field.id.clone(), self.answer(field, facts)));
                Some(Action::Submit(answers.collect()))
            }
            Body::Checklist { checks } => {
                let open = checks.iter().find(|check| check.required && !check.ticked);
                open.map(|check| Action::Tick {
                    id: check.id.clone(),
                    on: true,
                })
            }
            _ if screen.stage == StageName::Erase => Some(Action::Press(Button::Erase)),
            _ => None,
        };
        let action = action.unwrap_or(Action::Press(Button::Next));
        match &action {
            Action::Press(_) if !screen.offers(&action) => Err(format!("no way on from {}", screen.title.id).into()),
            _ => Ok(action),
        }
    }

    fn answer(&self, field: &Field<Message>, facts: Option<&Facts>) -> Hidden {
        let answer = match field.id.as_str() {
            "key" => Some(self.key.clone()),
            "typed" => {
                let copy = facts.and_then(|facts| facts.copy.as_ref());
                copy.map(|copy| (copy.codes + copy.cards).to_string())
            }
            _ => match field.label.args.first() {
                Some((_, Arg::Count(number))) => {
                    let index = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
                    groups(&self.recovery).get(index).cloned()
                }
                _ => None,
            },
        };
        Hidden(answer.unwrap_or_default())
    }
}

/// The same lock, the key as text, over the air, added again here.
fn choice(choices: &[Choice<Message>]) -> Option<Action> {
    const WANTED: [&str; 4] = ["begin-same-lock", "text", "over-the-air", "here"];
    let is_wanted = |choice: &&Choice<Message>| WANTED.contains(&choice.id.as_str());
    choices
        .iter()
        .find(is_wanted)
        .map(|choice| Action::Choose(choice.id.clone()))
}
