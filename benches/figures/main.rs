//! The figures of docs/performance.md, as Markdown tables on standard output: `cargo bench --bench figures`.
//!
//! | file | what is inside |
//! |---|---|
//! | `frames`, `steps`, `guided`, `account` | the tables |
//! | `run` | runs in a process of their own |
//! | `world` | a phone, a lock and a clock; the steps of the way there and back |
//! | `journey`, `person` | the guided way, and who walks it |
//! | `bound` | what the protocol and our own rules make necessary |
//! | `watch` | time on the wall and the processor's |
//!
//! ```text
//! figures                       every table
//! figures TABLE...              these: frames, steps, sizes, link, screens, guided, guided-link, account
//! figures --relatch PROGRAM     the size of the program and the time of its help
//! ```

#[path = "../codec/mod.rs"]
mod codec;

mod account;
mod bound;
mod frames;
mod guided;
mod journey;
mod person;
mod run;
mod steps;
mod watch;
mod world;

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

/// Writes one.
type Table = fn(&mut String) -> Result<(), Failure>;

const TABLES: [(&str, Table); 8] = [
    ("frames", frames::table),
    ("steps", steps::table),
    ("sizes", steps::size_table),
    ("link", steps::link_table),
    ("screens", guided::screen_table),
    ("guided", guided::table),
    ("guided-link", guided::link_table),
    ("account", account::table),
];

fn main() -> Result<(), Failure> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let words: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    // Cargo adds `--bench` at the end.
    let words: Vec<&str> = words.into_iter().filter(|word| *word != "--bench").collect();
    match words.as_slice() {
        ["--run", which, codes, cards, link, on] => {
            show(&run::way_here(which, codes.parse()?, cards.parse()?, link, on)?)
        }
        ["--starts", journeys, on] => show(&run::starts_here(journeys.parse()?, on)?),
        ["--relatch", program] => show(&program_table(Path::new(program))?),
        [] => TABLES.iter().try_for_each(|(_, table)| show_table(*table)),
        names => names.iter().try_for_each(|name| {
            let table = TABLES.iter().find(|(known, _)| known == name);
            let (_, table) = table.ok_or("usage: figures [--relatch PROGRAM | TABLE...]")?;
            show_table(*table)
        }),
    }
}

/// Each as soon as it is there: all of them take minutes.
fn show_table(table: Table) -> Result<(), Failure> {
    let mut text = String::new();
    table(&mut text)?;
    show(&text)
}

fn show(text: &str) -> Result<(), Failure> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

/// 1234567 as "1 234 567".
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(" ")
}

fn program_table(program: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let bytes = std::fs::metadata(program)?.len();
    let mut times = Vec::new();
    for _ in 0..100 {
        let start = Instant::now();
        let output = Command::new(program).arg("--help").output()?;
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
        if !output.status.success() {
            return Err("the program does not show its help".into());
        }
    }
    times.sort_unstable_by(f64::total_cmp);
    let at = |index: usize| times.get(index).copied().unwrap_or_default();
    let (fastest, median) = (at(0), at(times.len() / 2));
    writeln!(text, "\n| the program | |\n|---|---|")?;
    writeln!(text, "| size | {} bytes |", grouped(bytes))?;
    writeln!(
        text,
        "| `relatch --help`, fastest and median of 100 | {fastest:.1} ms, {median:.1} ms |"
    )?;
    Ok(text)
}
