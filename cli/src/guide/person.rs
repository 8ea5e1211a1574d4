//! The person at the terminal: each thing that a screen offers has a number, and some keys do what a hand does at the lock.

use super::{Move, draw};
use crate::exit::{Exit, Failure};
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::message::Hidden;
use relatch::journey::screen::{Action, Body, Button, Danger, Offer, Request, Screen};
use std::io::{BufRead, Write};

/// What can be chosen on a screen, in the order of its numbers.
pub(crate) fn options(screen: &Screen<String>) -> Vec<(String, Action)> {
    let mut options = Vec::new();
    match &screen.body {
        Body::Choices { choices } => {
            for choice in choices.iter().filter(|choice| choice.enabled) {
                let detail = choice
                    .detail
                    .as_ref()
                    .map(|detail| format!(". {detail}"))
                    .unwrap_or_default();
                options.push((format!("{}{detail}", choice.label), Action::Choose(choice.id.clone())));
            }
        }
        Body::Checklist { checks } => options.extend(checks.iter().map(tick)),
        Body::Plan(table) => options.extend(table.options.iter().map(tick)),
        Body::Report(report) => options.extend(report.to_do.iter().map(tick)),
        Body::Text | Body::Form { .. } | Body::Progress(_) | Body::Items(_) | Body::Code(_) | Body::Proof(_) => {}
    }
    let buttons = screen.actions.iter().filter(|offer| offer.button != Button::Submit);
    options.extend(buttons.map(|offer| (label(offer), Action::Press(offer.button))));
    options
}

fn tick(check: &relatch::journey::screen::Check<String>) -> (String, Action) {
    let action = Action::Tick {
        id: check.id.clone(),
        on: !check.ticked,
    };
    (draw::check(check), action)
}

fn label(offer: &Offer<String>) -> String {
    match offer.danger {
        Danger::None => offer.label.clone(),
        Danger::Careful => format!("{} (!)", offer.label),
        Danger::OneWay => format!("{} (!!)", offer.label),
    }
}

/// Asks what to do.
pub(crate) struct Person<R, W> {
    input: R,
    output: W,
    width: usize,
}

impl<R: BufRead, W: Write> Person<R, W> {
    /// A person who types lines and reads at most `width` columns.
    pub(crate) fn new(input: R, output: W, width: usize) -> Self {
        Self { input, output, width }
    }

    /// Shows a screen, and asks until the answer is one.
    pub(crate) fn next(&mut self, screen: &Screen<String>) -> Result<Move, Failure> {
        self.write(&format!("\n{}", draw::screen(screen, self.width)))?;
        match &screen.request {
            Some(Request::Identify { reason }) => {
                self.write(&format!("{reason} [y/n]\n"))?;
                let yes = self.line()?.is_some_and(|line| line.eq_ignore_ascii_case("y"));
                return Ok(Move::Platform(PlatformEvent::Identified(yes)));
            }
            Some(Request::BluetoothOn | Request::Permission) => {
                return Ok(Move::Platform(PlatformEvent::Radio(RadioState::Ready)));
            }
            Some(Request::PickFile) => return self.pick(),
            Some(Request::Share(shared)) => {
                self.write(&format!("{} -> {}\n", shared.name, shared.path))?;
                return Ok(Move::Platform(PlatformEvent::Shared(true)));
            }
            Some(Request::ScanQr | Request::KeepAwake) | None => {}
        }
        if let Body::Form { fields } = &screen.body {
            return self.form(screen, fields);
        }
        let options = options(screen);
        self.list(&options)?;
        loop {
            let Some(line) = self.line()? else { return Ok(Move::End) };
            if let Some(found) = self.chosen(screen, &options, &line)? {
                return Ok(found);
            }
            self.write("?\n")?;
        }
    }

    fn chosen(
        &mut self,
        screen: &Screen<String>,
        options: &[(String, Action)],
        line: &str,
    ) -> Result<Option<Move>, Failure> {
        if let Some(search) = line.strip_prefix('/') {
            let search = Action::Search(search.to_owned());
            return Ok(screen.offers(&search).then_some(Move::Act(search)));
        }
        match line {
            "q" => return Ok(Some(Move::End)),
            "t" => return Ok(Some(Move::Touch)),
            "r" => return Ok(Some(Move::ResetButton)),
            _ => {}
        }
        if let Some(keys) = line.strip_prefix("k ") {
            return Ok(Some(Move::Keypad(keys.trim().to_owned())));
        }
        let number: Option<usize> = line.parse().ok();
        let Some((_, action)) = number.and_then(|number| options.get(number.checked_sub(1)?)) else {
            return Ok(None);
        };
        let asked = screen
            .actions
            .iter()
            .find(|offer| *action == Action::Press(offer.button));
        if let Some(question) = asked.and_then(|offer| offer.confirm.as_ref()) {
            self.write(&format!("{question} [y/n]\n"))?;
            if !self.line()?.is_some_and(|line| line.eq_ignore_ascii_case("y")) {
                return Ok(None);
            }
        }
        Ok(Some(Move::Act(action.clone())))
    }

    fn form(
        &mut self,
        screen: &Screen<String>,
        fields: &[relatch::journey::screen::Field<String>],
    ) -> Result<Move, Failure> {
        let back = screen.actions.iter().find(|offer| offer.button == Button::Back);
        if let Some(back) = back {
            self.write(&format!("  b) {}\n", back.label))?;
        }
        let mut entries = Vec::new();
        for field in fields {
            self.write(&format!("{}: ", field.label))?;
            let Some(line) = self.line()? else { return Ok(Move::End) };
            if line == "b" && back.is_some() {
                return Ok(Move::Act(Action::Press(Button::Back)));
            }
            entries.push((field.id.clone(), Hidden(line)));
        }
        Ok(Move::Act(Action::Submit(entries)))
    }

    /// A file by its name; an empty line is none.
    fn pick(&mut self) -> Result<Move, Failure> {
        self.write("> ")?;
        let name = self.line()?.unwrap_or_default();
        let content = std::fs::read(&name).ok();
        Ok(Move::Platform(match content.map(String::from_utf8) {
            Some(Ok(text)) => PlatformEvent::Picked {
                name,
                content: Hidden(text),
            },
            Some(Err(_)) | None => PlatformEvent::NotPicked,
        }))
    }

    fn list(&mut self, options: &[(String, Action)]) -> Result<(), Failure> {
        let mut text = String::new();
        for (number, (label, _)) in (1_u32..).zip(options) {
            draw::wrapped(&mut text, &format!("{number:>3}) "), label, self.width);
        }
        text.push_str("> ");
        self.write(&text)
    }

    /// A line, without its end. `None` at the end of the input.
    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        match self.input.read_line(&mut line) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(line.trim().to_owned())),
            // Ctrl-C at a question.
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Ok(None),
            Err(error) => Err(broken(&error)),
        }
    }

    /// Writes to the person.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self
            .output
            .write_all(text.as_bytes())
            .and_then(|()| self.output.flush());
        written.map_err(|error| broken(&error))
    }
}

fn broken(error: &std::io::Error) -> Failure {
    Failure::new(
        Exit::Failed,
        format!("failed to talk to the terminal: {error}"),
        "The journey is kept; start it again in a terminal.",
    )
}
