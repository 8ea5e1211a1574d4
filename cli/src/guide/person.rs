//! The person at the terminal: each thing that a screen offers has a number, and some letters do what a hand does at the lock.

use super::answers::{self, Answer, answers};
use super::picture;
use super::walk::{Somebody, View};
use super::{Move, draw};
use crate::cancel::Cancel;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use draw::{EVERYTHING, Layout};
use relatch::journey::message::{Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Danger, Field, Input, Screen};
use relatch::words::Words;
use std::collections::VecDeque;
use std::io::{BufRead, ErrorKind, Write};
use std::sync::Arc;

/// How many rows of a table are shown where nobody tells how many lines fit.
const MOST_ROWS: usize = 12;
/// How many rows of a table are shown at least, however few lines fit.
const FEWEST_ROWS: usize = 3;
/// Columns in which a sentence is easy to read; more are left empty, or hold the lock.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=80;
/// The most lines that a pasted text may have.
const MOST_LINES: usize = 2_000;

/// Lines and columns of a terminal; no lines where nothing scrolls away.
pub(crate) type Size = fn() -> (Option<usize>, usize);

/// Asks what to do.
pub(crate) struct Person<R, W> {
    input: R,
    output: W,
    size: Size,
    cancel: Cancel,
    pub(super) words: Arc<Words>,
    /// The owner's key of a demonstration, which nobody types.
    pub(super) key: Option<Hidden>,
    /// Ticks that were named together with one that is done already.
    ticks: VecDeque<String>,
    /// Which row of a table is the first that is shown, and how many are.
    page: (usize, usize),
}

/// What a typed line means.
enum Understood {
    /// This.
    Move(Move),
    /// The same screen again.
    Again,
    /// Nothing.
    Nothing,
}

impl<R: BufRead, W: Write> Person<R, W> {
    /// A person who types lines. `key`: what the word "demo" stands for where the owner's key is asked for.
    pub(crate) fn new(input: R, output: W, size: Size, cancel: Cancel, words: Arc<Words>, key: Option<Hidden>) -> Self {
        Self {
            input,
            output,
            size,
            cancel,
            words,
            key,
            ticks: VecDeque::new(),
            page: (0, 0),
        }
    }

    /// Says how to answer.
    pub(crate) fn greet(&mut self, has_lock: bool) -> Result<(), Failure> {
        let mut lines = vec![say!("terminal-how"), say!("terminal-stop"), say!("terminal-letters")];
        if has_lock {
            lines.push(say!("terminal-hands"));
        }
        if self.key.is_some() {
            lines.push(say!("terminal-demo-key"));
        }
        lines.iter().try_for_each(|line| self.tell(line))
    }

    /// Says something beside the screens.
    pub(crate) fn tell(&mut self, message: &Message) -> Result<(), Failure> {
        let mut text = String::new();
        let (_, width) = self.room();
        draw::wrapped(&mut text, "", &self.words.say(message), width);
        self.write(&text)
    }

    /// One of several by its number. `None`: the person leaves.
    pub(crate) fn choose(&mut self, question: &str, labels: &[Message]) -> Result<Option<usize>, Failure> {
        let (_, width) = self.room();
        let mut text = String::from("\n");
        draw::wrapped(&mut text, "", question, width);
        for (number, label) in (1_usize..).zip(labels) {
            draw::wrapped(&mut text, &format!("{number:>3}) "), &self.words.say(label), width);
        }
        loop {
            self.write(&text)?;
            let Some(typed) = self.ask("> ")? else { return Ok(None) };
            let chosen = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match chosen {
                Some(chosen) if chosen < labels.len() => return Ok(Some(chosen)),
                _ if typed == "q" => return Ok(None),
                _ => self.tell(&say!("terminal-no-answer"))?,
            }
        }
    }

    /// Asks for a line, without its end. `None` at the end of the input.
    pub(super) fn ask(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        self.write(prompt)?;
        self.line()
    }

    fn line(&mut self) -> Result<Option<String>, Failure> {
        let cancel = self.cancel.clone();
        let mut line = String::new();
        match cancel.at_question(|| self.input.read_line(&mut line)) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(line.trim().to_owned())),
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(None),
            Err(error) => Err(broken(&error)),
        }
    }

    /// Writes to the person.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self
            .output
            .write_all(text.as_bytes())
            .and_then(|()| self.output.flush());
        written.map_err(|error| broken(&error))
    }

    /// Lines of the terminal, and columns for text.
    fn room(&self) -> (Option<usize>, usize) {
        let (rows, columns) = (self.size)();
        (rows, columns.clamp(*WIDTHS.start(), *WIDTHS.end()))
    }

    /// Shows a screen with its answers, and the lock beside it where there is room.
    fn show(&mut self, view: &View<'_>) -> Result<Vec<Answer>, Failure> {
        let (rows, width) = self.room();
        let (mut text, answers) = self.fit(view.shown, rows, width);
        crate::terminal::set_apart(is_secret(view.shown));
        let columns = (self.size)().1;
        if let (Some(glance), true) = (view.lock, columns >= picture::WIDE) {
            let drawn = picture::lines(glance, view.heard, &self.words);
            if self.words.is_right_to_left() {
                // A terminal that turns lines round would tear the drawing apart.
                text = format!("{}\n{text}", drawn.join("\n"));
            } else {
                text = picture::beside(&text, &drawn, width);
            }
        } else if let Some(beep) = view.heard {
            text = format!("{}\n{text}", beep.line(&self.words));
        }
        self.write(&format!("\n{text}"))?;
        Ok(answers)
    }

    /// A screen with as many rows of its table as fit.
    fn fit(&mut self, shown: &Screen<String>, lines: Option<usize>, width: usize) -> (String, Vec<Answer>) {
        let all = draw::rows(shown);
        let first = if self.page.0 < all { self.page.0 } else { 0 };
        let mut rows = (all - first).min(lines.unwrap_or(MOST_ROWS));
        loop {
            let layout = Layout { width, first, rows };
            let answers = answers(shown, layout, &self.words);
            let text = draw::screen(shown, layout) + &answers::list(&answers, width);
            // The prompt and an empty line stand there, too.
            let fits = lines.is_none_or(|lines| text.lines().count() + 2 <= lines);
            if fits || rows <= FEWEST_ROWS {
                self.page = (first, rows);
                return (text, answers);
            }
            rows -= 1;
        }
    }

    fn understand(&mut self, view: &View<'_>, answers: &[Answer], typed: &str) -> Result<Understood, Failure> {
        if let Some(search) = typed.strip_prefix('/') {
            let search = Action::Search(search.to_owned());
            return Ok(if view.shown.offers(&search) {
                Understood::Move(Move::Act(search))
            } else {
                Understood::Nothing
            });
        }
        match typed {
            "" => return Ok(Understood::Again),
            "q" => return Ok(Understood::Move(Move::Leave)),
            "?" => {
                self.greet(view.lock.is_some())?;
                return Ok(Understood::Again);
            }
            "+" => {
                self.page.0 += self.page.1;
                return Ok(Understood::Again);
            }
            _ => {}
        }
        if view.lock.is_some()
            && let Some(found) = picture::hand(typed)
        {
            return Ok(Understood::Move(found));
        }
        let chosen = typed.split_whitespace().map(|word| {
            let number = word.parse().ok();
            let found = answers
                .iter()
                .find(|answer| answer.number.is_some() && answer.number == number);
            found?.action.as_ref()
        });
        let Some(chosen) = chosen.collect::<Option<Vec<_>>>() else {
            return Ok(Understood::Nothing);
        };
        match chosen.as_slice() {
            [action] => self.confirmed(view.shown, action),
            ticks => {
                let ids = ticks.iter().map(|action| match action {
                    Action::Tick { id, .. } => Some(id.clone()),
                    _ => None,
                });
                // Only ticks can be named together: everything else leads to another screen.
                self.ticks = ids.collect::<Option<VecDeque<_>>>().unwrap_or_default();
                let first = self.next_tick(view.shown);
                Ok(first.map_or(Understood::Nothing, Understood::Move))
            }
        }
    }

    fn confirmed(&mut self, shown: &Screen<String>, action: &Action) -> Result<Understood, Failure> {
        let pressed = shown
            .actions
            .iter()
            .find(|offer| *action == Action::Press(offer.button));
        if let Some(question) = pressed.and_then(|offer| offer.confirm.as_ref()) {
            let answers = [say!("terminal-yes"), say!("terminal-no")];
            match self.choose(question, &answers)? {
                Some(0) => {}
                Some(_) => return Ok(Understood::Again),
                None => return Ok(Understood::Move(Move::Leave)),
            }
        }
        Ok(Understood::Move(Move::Act(action.clone())))
    }

    /// The next of several ticks that were named together.
    fn next_tick(&mut self, shown: &Screen<String>) -> Option<Move> {
        let id = self.ticks.pop_front()?;
        let mut ticks = answers(shown, EVERYTHING, &self.words)
            .into_iter()
            .filter_map(|answer| answer.action);
        let tick = ticks.find(|action| matches!(action, Action::Tick { id: other, .. } if *other == id));
        tick.map(Move::Act)
    }

    fn form(&mut self, shown: &Screen<String>, fields: &[Field<String>]) -> Result<Move, Failure> {
        let back = shown.actions.iter().find(|offer| offer.button == Button::Back);
        if let Some(back) = back {
            self.write(&format!("\n  b) {}\n", back.label))?;
        }
        let submit = shown.actions.iter().find(|offer| offer.button == Button::Submit);
        // What Enter does is not plain from a field alone.
        let enter = submit.filter(|offer| offer.danger == Danger::OneWay);
        let enter = enter.map(|offer| format!(" [Enter = {}]", answers::label(offer, &self.words)));
        let enter = enter.unwrap_or_default();
        let mut entries = Vec::new();
        for field in fields {
            let Some(typed) = self.ask(&format!("{}{enter}: ", field.label))? else {
                return Ok(Move::Leave);
            };
            match typed.as_str() {
                "b" if back.is_some() => return Ok(Move::Act(Action::Press(Button::Back))),
                "q" => return Ok(Move::Leave),
                _ => {}
            }
            let text = match (&self.key, field.input) {
                (Some(key), Input::Paste) if typed == DEMO_KEY => key.clone(),
                (_, Input::Paste) => self.pasted(typed)?,
                (_, Input::Words | Input::Digits | Input::Secret | Input::Password) => Hidden(typed),
            };
            entries.push((field.id.clone(), text));
        }
        Ok(Move::Act(Action::Submit(entries)))
    }

    /// A text of several lines: as long as it is JSON that has not ended, and a line comes that is not empty.
    fn pasted(&mut self, first: String) -> Result<Hidden, Failure> {
        let mut text = Hidden(first);
        for _ in 0..MOST_LINES {
            let parsed = serde_json::from_str::<serde::de::IgnoredAny>(&text.0);
            let goes_on = text.0.starts_with(['{', '[']) && parsed.is_err_and(|error| error.is_eof());
            if !goes_on {
                break;
            }
            match self.line()? {
                Some(line) if !line.is_empty() => {
                    text.0.push('\n');
                    text.0.push_str(&line);
                }
                Some(_) | None => break,
            }
        }
        Ok(text)
    }
}

/// What is typed in a demonstration in place of a key.
pub(super) const DEMO_KEY: &str = "demo";

impl<R: BufRead, W: Write> Somebody for Person<R, W> {
    fn next(&mut self, view: &View<'_>, _: &mut Tools) -> Result<Move, Failure> {
        if let Some(tick) = self.next_tick(view.shown) {
            return Ok(tick);
        }
        crate::terminal::forget_typed();
        loop {
            let answers = self.show(view)?;
            if let Some(request) = &view.shown.request
                && let Some(answer) = self.answer(request)?
            {
                return Ok(answer);
            }
            if let Body::Form { fields } = &view.shown.body {
                return self.form(view.shown, fields);
            }
            let Some(typed) = self.ask("> ")? else {
                return Ok(Move::Leave);
            };
            match self.understand(view, &answers, &typed)? {
                Understood::Move(found) => {
                    if !matches!(found, Move::Act(Action::Tick { .. })) {
                        self.page.0 = 0;
                    }
                    return Ok(found);
                }
                Understood::Again => {}
                Understood::Nothing => self.tell(&say!("terminal-no-answer"))?,
            }
        }
    }

    fn end(&mut self, view: &View<'_>, _: &mut Tools) -> Result<(), Failure> {
        self.show(view).map(drop)
    }
}

/// What opens a door or a saved copy, and should not stay in the terminal.
fn is_secret(shown: &Screen<String>) -> bool {
    match &shown.body {
        Body::Code(_) => true,
        Body::Items(table) => table.revealed,
        Body::Text
        | Body::Choices { .. }
        | Body::Checklist { .. }
        | Body::Instructions { .. }
        | Body::Form { .. }
        | Body::Progress(_)
        | Body::Plan(_)
        | Body::Proof(_)
        | Body::Report(_) => false,
    }
}

fn broken(error: &std::io::Error) -> Failure {
    Failure::new(
        Exit::Failed,
        format!("failed to talk to the terminal: {error}"),
        "The journey is kept; start it again in a terminal.",
    )
}
