//! Standard output carries the result, standard error everything else.

use crate::exit::{Exit, Failure};
use serde_json::Value;
use std::io::{self, IsTerminal as _, Write};

/// So many things in words: `1 code`, `2 codes`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {one}{ending}")
}

/// Where a command writes to, and in which form.
pub(crate) struct Output {
    json: bool,
    quiet: bool,
    animated: bool,
    result: Box<dyn Write + Send>,
    aside: Box<dyn Write + Send>,
}

impl Output {
    /// The process' own streams.
    pub(crate) fn of_process(json: bool, quiet: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            json,
            quiet,
            animated: io::stderr().is_terminal() && !plain && !quiet,
            result: Box::new(io::stdout()),
            aside: Box::new(io::stderr()),
        }
    }

    /// One that keeps what is written aside, for tests.
    #[cfg(test)]
    pub(crate) fn captured() -> (Self, Captured) {
        let captured = Captured::default();
        let output = Self {
            json: false,
            quiet: false,
            animated: false,
            result: Box::new(captured.clone()),
            aside: Box::new(captured.clone()),
        };
        (output, captured)
    }

    /// Whether progress may move on the screen.
    pub(crate) fn is_animated(&self) -> bool {
        self.animated
    }

    /// The result: one object on one line with `--json`, else the text.
    pub(crate) fn result(&mut self, json: &Value, text: &str) -> Result<(), Failure> {
        let text = if self.json {
            format!("{json}\n")
        } else if text.is_empty() || text.ends_with('\n') {
            text.to_owned()
        } else {
            format!("{text}\n")
        };
        let written = self
            .result
            .write_all(text.as_bytes())
            .and_then(|()| self.result.flush());
        written.or_else(|error| match error.kind() {
            // Whoever read it has seen enough, as with `| head`.
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(Failure::new(
                Exit::Failed,
                format!("failed to write the result: {error}"),
                "Look at where standard output leads. What the command did to a lock or file is done.",
            )),
        })
    }

    /// A remark for whoever looks on. Not shown with `--quiet`.
    pub(crate) fn say(&mut self, text: &str) {
        if !self.quiet {
            self.aside(text);
        }
    }

    /// Something that must be seen, with `--quiet` too.
    pub(crate) fn warn(&mut self, text: &str) {
        self.aside(text);
    }

    /// Why the command failed: the words on standard error, with `--json` the object on standard output too.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        if self.json {
            // Nothing is left to do when this fails as well.
            let _ = self.result(&failure.to_json(), "");
        }
        self.aside(&failure.to_string());
    }

    fn aside(&mut self, text: &str) {
        let _ = writeln!(self.aside, "{text}");
    }
}

/// What was written, for tests.
#[cfg(test)]
#[derive(Clone, Default)]
pub(crate) struct Captured(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

#[cfg(test)]
impl Captured {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[cfg(test)]
impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_result_is_one_line_of_json_or_the_text() {
        let (mut output, shown) = Output::captured();
        output.result(&json!({ "a": 1 }), "text").unwrap();
        output.json = true;
        output.result(&json!({ "a": 1 }), "text").unwrap();
        assert_eq!(shown.text(), "text\n{\"a\":1}\n");
    }
}
