//! Questions to the person at the terminal, behind one trait.

use crate::exit::{Exit, Failure};
use std::io::IsTerminal as _;
use zeroize::Zeroizing;

/// Asks.
pub(crate) trait Ask: Send {
    /// Whether there is anybody to ask.
    fn is_anybody_there(&self) -> bool;

    /// A typed answer. `instead`: the flag that gives it without a question.
    fn typed(&mut self, question: &str, instead: &str) -> Result<String, Failure>;

    /// A typed secret, not shown. `instead`: the flag that gives it without a question.
    fn secret(&mut self, question: &str, instead: &str) -> Result<Zeroizing<String>, Failure>;
}

/// Whom to ask: nobody with `--no-input` or when standard input is no terminal.
pub(crate) fn of_process(no_input: bool) -> Box<dyn Ask> {
    if no_input || !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        Box::new(Nobody)
    } else {
        Box::new(Person)
    }
}

/// The person at the terminal.
struct Person;

impl Ask for Person {
    fn is_anybody_there(&self) -> bool {
        true
    }

    fn typed(&mut self, question: &str, _: &str) -> Result<String, Failure> {
        let answer = dialoguer::Input::<String>::new()
            .with_prompt(question)
            .allow_empty(true)
            .interact_text();
        answer.map_err(|error| not_answered(&error))
    }

    fn secret(&mut self, question: &str, _: &str) -> Result<Zeroizing<String>, Failure> {
        let answer = dialoguer::Password::new().with_prompt(question).interact();
        answer.map(Zeroizing::new).map_err(|error| not_answered(&error))
    }
}

fn not_answered(error: &dialoguer::Error) -> Failure {
    crate::terminal::show_cursor();
    let dialoguer::Error::IO(error) = error;
    match error.kind() {
        std::io::ErrorKind::Interrupted => Failure::new(
            Exit::Cancelled,
            "cancelled at the question",
            "Run the command again when you are ready.",
        ),
        _ => Failure::new(
            Exit::Failed,
            format!("failed to ask: {error}"),
            "Answer with a flag instead; see --help.",
        ),
    }
}

/// Nobody answers.
struct Nobody;

impl Ask for Nobody {
    fn is_anybody_there(&self) -> bool {
        false
    }

    fn typed(&mut self, question: &str, instead: &str) -> Result<String, Failure> {
        Err(Failure::usage(
            format!("there is nobody to ask: {question}"),
            format!("Answer with {instead}, or run the command in a terminal without --no-input."),
        ))
    }

    fn secret(&mut self, question: &str, instead: &str) -> Result<Zeroizing<String>, Failure> {
        self.typed(question, instead).map(Zeroizing::new)
    }
}

/// Answers by script, for tests; nobody is there when no answer is given.
#[cfg(test)]
pub(crate) struct Scripted(std::collections::VecDeque<String>, bool);

#[cfg(test)]
impl Scripted {
    pub(crate) fn new(answers: &[&str]) -> Self {
        Self(answers.iter().map(ToString::to_string).collect(), !answers.is_empty())
    }
}

#[cfg(test)]
impl Ask for Scripted {
    fn is_anybody_there(&self) -> bool {
        self.1
    }

    fn typed(&mut self, question: &str, instead: &str) -> Result<String, Failure> {
        self.0.pop_front().map_or_else(|| Nobody.typed(question, instead), Ok)
    }

    fn secret(&mut self, question: &str, instead: &str) -> Result<Zeroizing<String>, Failure> {
        self.typed(question, instead).map(Zeroizing::new)
    }
}
