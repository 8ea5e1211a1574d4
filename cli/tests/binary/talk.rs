//! A program that asks, and somebody who answers: over pipes, or in a terminal. Every wait has a limit, and none is longer than the
//! program takes.

use crate::world::World;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The longest that the program may take for anything, on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running program.
pub(crate) struct Talk {
    child: Child,
    way: Way,
    output: Receiver<Vec<u8>>,
    /// Everything that was shown.
    pub(crate) seen: String,
    /// How much of it was read.
    read: usize,
    /// A character that came in two parts.
    rest: Vec<u8>,
}

enum Way {
    Pipe(ChildStdin),
    #[cfg(unix)]
    Terminal(Arc<pty_process::blocking::Pty>),
}

/// What comes next.
pub(crate) enum Next {
    /// A question, with everything that was shown since the last one.
    Question(String),
    /// The end, with the exit code, `None` after a signal.
    End(Option<i32>),
}

impl Talk {
    /// Over pipes. What it says on standard error is mixed in.
    pub(crate) fn in_pipes(world: &World, arguments: &str) -> Self {
        let mut command = world.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, output) = channel();
        let streams: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().unwrap()),
            Box::new(child.stderr.take().unwrap()),
        ];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || forward(stream, |bytes| sender.send(bytes).is_ok()));
        }
        Self {
            way: Way::Pipe(child.stdin.take().unwrap()),
            child,
            output,
            seen: String::new(),
            read: 0,
            rest: Vec::new(),
        }
    }

    /// In a terminal of that size.
    #[cfg(unix)]
    pub(crate) fn in_terminal(
        world: &World,
        arguments: &str,
        (rows, columns): (u16, u16),
        variables: &[(&str, &str)],
    ) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(pty_process::Size::new(rows, columns)).unwrap();
        let plain = world.command(arguments);
        let mut command = pty_process::blocking::Command::new(plain.get_program())
            .args(plain.get_args())
            .current_dir(plain.get_current_dir().unwrap())
            .env("TERM", "xterm");
        for (name, value) in plain.get_envs() {
            command = match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        for (name, value) in variables {
            command = command.env(name, value);
        }
        let child = command.spawn(pts).unwrap();
        let pty = Arc::new(pty);
        let (sender, output) = channel();
        let reader = Arc::clone(&pty);
        std::thread::spawn(move || forward(&*reader, |bytes| sender.send(bytes).is_ok()));
        Self {
            child,
            way: Way::Terminal(pty),
            output,
            seen: String::new(),
            read: 0,
            rest: Vec::new(),
        }
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, line: &str) {
        let line = format!("{line}\n");
        match &mut self.way {
            Way::Pipe(input) => input.write_all(line.as_bytes()).unwrap(),
            #[cfg(unix)]
            Way::Terminal(pty) => (&**pty).write_all(line.as_bytes()).unwrap(),
        }
    }

    /// Ctrl-C: typed in a terminal, else as a signal.
    #[cfg(unix)]
    pub(crate) fn interrupt(&mut self) {
        match &self.way {
            Way::Pipe(_) => {
                let pid = self.child.id().to_string();
                let done = std::process::Command::new("kill").args(["-INT", &pid]).status();
                assert!(done.unwrap().success());
            }
            Way::Terminal(pty) => (&**pty).write_all(b"\x03").unwrap(),
        }
    }

    /// Waits until it has shown a text since the last question, and gives everything since then.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        let since = self.read;
        let deadline = Instant::now() + PATIENCE;
        while !self.seen[since..].contains(text) {
            assert!(self.more(deadline), "it ended before {text:?}:\n{}", self.seen);
        }
        self.read = self.seen.len();
        self.seen[since..].to_owned()
    }

    /// Waits for the next question, or the end.
    #[track_caller]
    pub(crate) fn next(&mut self) -> Next {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let new = &self.seen[self.read..];
            // Only a question leaves its line open.
            if new.ends_with("> ") || new.ends_with(": ") {
                let shown = new.to_owned();
                self.read = self.seen.len();
                return Next::Question(shown);
            }
            if !self.more(deadline) {
                return Next::End(self.child.wait().unwrap().code());
            }
        }
    }

    /// Waits for the next question.
    #[track_caller]
    pub(crate) fn question(&mut self) -> String {
        match self.next() {
            Next::Question(shown) => shown,
            Next::End(code) => panic!("it ended with {code:?}:\n{}", self.seen),
        }
    }

    /// Waits for the end. The exit code, `None` after a signal.
    #[track_caller]
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let deadline = Instant::now() + PATIENCE;
        while self.more(deadline) {}
        let status: ExitStatus = self.child.wait().unwrap();
        (status.code(), self.seen)
    }

    /// Kills it as the system does: nothing is tidied up.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Takes what is shown next. `false` at the end.
    #[track_caller]
    fn more(&mut self, deadline: Instant) -> bool {
        match self
            .output
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            Ok(bytes) => {
                self.rest.extend(bytes);
                let whole = match std::str::from_utf8(&self.rest) {
                    Ok(text) => text.len(),
                    Err(error) => error.valid_up_to(),
                };
                let rest = self.rest.split_off(whole);
                let text = String::from_utf8(std::mem::replace(&mut self.rest, rest)).unwrap();
                self.seen.push_str(&text.replace("\r\n", "\n"));
                true
            }
            Err(RecvTimeoutError::Disconnected) => false,
            Err(RecvTimeoutError::Timeout) => panic!("nothing came for {PATIENCE:?}:\n{}", self.seen),
        }
    }
}

fn forward(mut stream: impl Read, mut send: impl FnMut(Vec<u8>) -> bool) {
    let mut bytes = vec![0; 64 * 1024];
    // A terminal whose program is gone ends with an error.
    while let Ok(count @ 1..) = stream.read(&mut bytes) {
        if !send(bytes[..count].to_vec()) {
            return;
        }
    }
}

/// What is chosen where it is offered, the first first. What must be ticked comes last.
const WISHES: [&str; 17] = [
    "Next",
    "Reset a lock and put everything back",
    "A file",
    "Save a copy",
    "I have written it down",
    "Start the trial run",
    "I accept this",
    "Over the air",
    "With Relatch",
    "This is right",
    "I typed it",
    "Try a code at the door",
    "Put everything back",
    "Go on",
    "Erase the saved copy",
    "Yes",
    "Save the owner’s key",
];

/// Somebody who reads the screens in English and goes the whole way.
pub(crate) struct Reader {
    /// What is typed where a file with the owner's key is asked for.
    key: &'static str,
    /// The groups of the recovery key, as they were shown.
    paper: Vec<String>,
    /// The code that was typed at the door.
    typed: String,
    /// Questions that were answered.
    answered: BTreeSet<String>,
}

impl Reader {
    /// Somebody with this key.
    pub(crate) fn with_key(key: &'static str) -> Self {
        Self {
            key,
            paper: Vec::new(),
            typed: String::new(),
            answered: BTreeSet::new(),
        }
    }

    /// The answer to a question. No question may come twice.
    #[track_caller]
    pub(crate) fn answer(&mut self, shown: &str) -> String {
        let question = question_of(shown);
        assert!(self.answered.insert(question.clone()), "asked again:\n{shown}");
        self.answer_again(&question)
    }

    /// The answer to a question that may have been asked before.
    #[track_caller]
    pub(crate) fn answer_again(&mut self, shown: &str) -> String {
        self.read_paper(shown);
        let last = shown.lines().last().unwrap_or_default();
        if let Some(number) = last.strip_prefix("Group ") {
            let number: usize = number.trim_end_matches([':', ' ']).parse().unwrap();
            return self.paper[number - 1].clone();
        }
        if last.starts_with("The number") {
            return number_behind(shown, "in the saved copy:");
        }
        if shown.contains("Type the path of the file") {
            return self.key.to_owned();
        }
        if shown.contains("is to be written") {
            return "saved.key.json".to_owned();
        }
        if let Some((_, code)) = shown.split_once(">>> ") {
            let code = code.split(' ').next().unwrap();
            if self.typed != code {
                code.clone_into(&mut self.typed);
                return format!("k {code}#");
            }
        }
        let offered = offered(shown);
        let wish = WISHES
            .iter()
            .find_map(|wish| offered.iter().find(|(_, label)| is_labelled(label, wish)));
        let tick = || offered.iter().find(|(_, label)| label.starts_with("[ ]"));
        let (number, _) = wish.or_else(tick).unwrap_or_else(|| panic!("no answer to\n{shown}"));
        number.to_string()
    }

    fn read_paper(&mut self, shown: &str) {
        if !shown.contains("YOUR RECOVERY KEY") || !shown.contains("  1: ") {
            return;
        }
        let groups = shown
            .lines()
            .filter(|line| line.starts_with("  ") && line.contains(": "));
        self.paper = groups
            .flat_map(|line| line.split("   ").filter_map(|part| part.split_once(": ")))
            .map(|(_, group)| group.trim().to_owned())
            .collect();
    }
}

/// Whether what is asked is a part of a larger question, which a new start asks from its beginning.
pub(crate) fn is_part(shown: &str) -> bool {
    let last = shown.lines().last().unwrap_or_default();
    let parts = [
        "Type the path of the file",
        "is to be written",
        "To hand out",
        "Really?",
        "for good?",
        ">>> ",
    ];
    last.starts_with("Group ") || parts.iter().any(|part| shown.contains(part))
}

/// The question alone: what stands from the last title on.
fn question_of(shown: &str) -> String {
    let start = shown.rfind("\n\n-- ").or_else(|| shown.rfind("\n-- ")).unwrap_or(0);
    shown[start..].trim_start().to_owned()
}

/// The answers that have a number.
pub(crate) fn offered(shown: &str) -> Vec<(usize, String)> {
    let numbered = question_of(shown);
    let lines = numbered.lines().filter_map(|line| {
        let (number, label) = line.trim_start().split_once(") ")?;
        Some((number.parse().ok()?, label.to_owned()))
    });
    lines.collect()
}

/// The number of an answer.
#[track_caller]
pub(crate) fn number_of(shown: &str, label: &str) -> String {
    let offered = offered(shown);
    let found = offered.iter().find(|(_, other)| is_labelled(other, label));
    found
        .unwrap_or_else(|| panic!("{label} is not offered:\n{shown}"))
        .0
        .to_string()
}

/// Whether an answer has this label: behind it only an explanation may stand.
fn is_labelled(answer: &str, label: &str) -> bool {
    let rest = answer.strip_prefix(label);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ',']) || rest.starts_with(" ("))
}

/// The position code.
pub(crate) fn position(shown: &str) -> Option<String> {
    let lines = shown.lines().rev();
    let mut codes = lines.filter_map(|line| line.split(' ').next()?.strip_prefix('[')?.strip_suffix(']'));
    codes.find(|code| code.len() == 6).map(str::to_owned)
}

#[track_caller]
fn number_behind(shown: &str, words: &str) -> String {
    let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, behind) = joined
        .split_once(words)
        .unwrap_or_else(|| panic!("{words} is missing:\n{shown}"));
    behind.split_whitespace().next().unwrap().to_owned()
}
