//! Instruction counts against those that are committed: `./check bench`.
//!
//! ```text
//! cargo bench --bench instructions -- --output-format=json | cargo bench --bench baseline -- benches/instructions.json
//! ```
//!
//! Fails when a count grew by more than 5 %, or when a benchmark is in one of the two only. With `RELATCH_BLESS` set it writes
//! the counts down instead.

mod compare;

use compare::{Counts, Failure};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (text, code) = match run() {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(failure) => (format!("{failure}\n"), ExitCode::FAILURE),
    };
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run() -> Result<String, Failure> {
    // Cargo adds `--bench`.
    let mut files = std::env::args_os().skip(1).filter(|argument| argument != "--bench");
    let (Some(file), None) = (files.next(), files.next()) else {
        return Err("usage: baseline FILE, with the lines of the counter on standard input".into());
    };
    let mut lines = String::new();
    std::io::stdin().lock().read_to_string(&mut lines)?;
    let counts = compare::counts(&lines)?;
    let file = Path::new(&file);
    if std::env::var_os("RELATCH_BLESS").is_some() {
        std::fs::write(file, serde_json::to_string_pretty(&counts)? + "\n")?;
        return Ok(format!("{} counts written to {}\n", counts.len(), file.display()));
    }
    compare::compare(&counts, &read(file)?)
}

fn read(file: &Path) -> Result<Counts, Failure> {
    let failed = |error: &dyn std::error::Error| format!("failed to read {}: {error}", file.display());
    let text = std::fs::read(file).map_err(|error| failed(&error))?;
    Ok(serde_json::from_slice(&text).map_err(|error| failed(&error))?)
}
