//! The figures of docs/performance.md, as Markdown tables on standard output: `./check bench`.
//!
//! Each run of the way there and back is a process of its own, so that its peak memory is its own.
//!
//! ```text
//! figures                       every table
//! figures --relatch PROGRAM     the size of the program and the time of its help, too
//! figures --compare BASELINE    instruction counts from standard input against a file; fails above +5 %
//! ```

#[path = "../codec/mod.rs"]
mod codec;

mod bound;
mod instructions;
mod world;

use codec::{Message, Size};
use relatch::store::{Files, MemoryFiles, SystemFiles};
use relatch::virtual_lock::radio::Timing;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use world::{Measured, World};

type Failure = Box<dyn std::error::Error>;

/// How often a run of usual size is repeated. The fastest counts, because only other work on the machine can slow it down.
const REPEATS: usize = 9;

fn main() -> Result<(), Failure> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let words: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    // Cargo adds `--bench` at the end.
    let words: Vec<&str> = words.into_iter().filter(|word| *word != "--bench").collect();
    let text = match words.as_slice() {
        ["--run", codes, cards, link, disk] => run_here(codes.parse()?, cards.parse()?, link, disk)?,
        ["--compare", baseline] => instructions::compare(Path::new(baseline))?,
        ["--relatch", program] => all(Some(Path::new(program)))?,
        [] => all(None)?,
        _ => return Err("usage: figures [--relatch PROGRAM | --compare BASELINE]".into()),
    };
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

fn all(program: Option<&Path>) -> Result<String, Failure> {
    let mut text = String::new();
    codec_table(&mut text)?;
    let usual = fastest(250, 250, "none", "memory")?;
    step_table(&mut text, &usual)?;
    size_table(&mut text)?;
    link_table(&mut text)?;
    if let Some(program) = program {
        program_table(&mut text, program)?;
    }
    Ok(text)
}

/// What a run in its own process says.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Run {
    steps: Vec<Measured>,
    /// The most memory that the process had, in KiB; `None` where the system does not tell.
    peak_kib: Option<u64>,
}

impl Run {
    fn seconds(&self) -> f64 {
        self.steps.iter().map(|step| step.seconds).sum()
    }
}

/// The way there and back in this process, told as JSON.
fn run_here(codes: u16, cards: u16, link: &str, disk: &str) -> Result<String, Failure> {
    let timing = match link {
        "none" => Timing::NONE,
        _ => Timing::BLUETOOTH,
    };
    let folder = tempfile::Builder::new()
        .prefix("figures")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let (files, folder): (Arc<dyn Files>, &Path) = match disk {
        "memory" => (Arc::new(MemoryFiles::new()), Path::new("")),
        _ => (Arc::new(SystemFiles), folder.path()),
    };
    let steps = World::new(codes, cards, timing, files, folder)?.whole_way()?;
    let peak_kib = peak_kib();
    Ok(serde_json::to_string(&Run { steps, peak_kib })?)
}

/// The peak of this process's memory, where Linux tells it.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn run(codes: u16, cards: u16, link: &str, disk: &str) -> Result<Run, Failure> {
    let (codes, cards) = (codes.to_string(), cards.to_string());
    let arguments = ["--run", &codes, &cards, link, disk];
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the run with {codes} codes and {cards} cards failed: {said}").into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The fastest of some runs.
fn fastest(codes: u16, cards: u16, link: &str, disk: &str) -> Result<Run, Failure> {
    let mut runs = Vec::new();
    for _ in 0..REPEATS {
        runs.push(run(codes, cards, link, disk)?);
    }
    runs.sort_by(|one, other| one.seconds().total_cmp(&other.seconds()));
    Ok(runs.swap_remove(0))
}

/// What happens to a message, and its name.
type Step = (&'static str, fn(&Message));

fn codec_table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "| frames a second | 112 bytes of data | 16 bytes of data |\n|---|---|---|"
    )?;
    let (full, short) = (Message::new(Size::Full), Message::new(Size::Short));
    let rows: [Step; 5] = [
        ("encoded", |message| drop(black_box(black_box(message).encode()))),
        ("encrypted", |message| drop(black_box(black_box(message).encrypt()))),
        ("parsed from pieces", |message| {
            drop(black_box(black_box(message).parse()));
        }),
        ("decrypted", |message| drop(black_box(black_box(message).decrypt()))),
        ("decoded into values", |message| {
            black_box(black_box(message).decode());
        }),
    ];
    for (name, work) in rows {
        let (full, short) = (rate(|| work(&full)), rate(|| work(&short)));
        writeln!(text, "| {name} | {} | {} |", grouped(full), grouped(short))?;
    }
    Ok(())
}

/// How often something can be done in a second: the best of five tries, because only other work can slow it down.
fn rate(mut work: impl FnMut()) -> u64 {
    const ROUNDS: u32 = 20_000;
    let tries = (0..5).map(|_| {
        let start = Instant::now();
        (0..ROUNDS).for_each(|_| work());
        start.elapsed()
    });
    let best = tries.min().unwrap_or(Duration::MAX);
    u64::try_from(u128::from(ROUNDS) * 1_000_000_000 / best.as_nanos().max(1)).unwrap_or(u64::MAX)
}

/// 1234567 as "1 234 567".
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(" ")
}

fn step_table(text: &mut String, run: &Run) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| 250 codes and 250 cards, no latency, store in memory | milliseconds |\n|---|---|"
    )?;
    for step in &run.steps {
        writeln!(text, "| {} | {:.1} |", step.step, step.seconds * 1_000.0)?;
    }
    writeln!(text, "| sum | {:.1} |", run.seconds() * 1_000.0)?;
    if let Some(peak) = run.peak_kib {
        writeln!(
            text,
            "| peak memory of the process, virtual lock and store included | {} KiB |",
            grouped(peak)
        )?;
    }
    let disk = fastest(250, 250, "none", "disk")?;
    writeln!(
        text,
        "| sum with the store on a disk, each ledger line synced | {:.1} |",
        disk.seconds() * 1_000.0
    )?;
    Ok(())
}

fn size_table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| items, half codes, half cards | sum, ms | us an item | slowest step | peak, KiB | KiB an item above the first row |\n|---|---|---|---|---|---|"
    )?;
    let mut least = None;
    for items in [10_u16, 100, 1_000, 10_000] {
        let half = items / 2;
        let run = if items > 1_000 {
            run(half, half, "none", "memory")?
        } else {
            fastest(half, half, "none", "memory")?
        };
        let slowest = run
            .steps
            .iter()
            .max_by(|one, other| one.seconds.total_cmp(&other.seconds));
        let slowest = slowest.map_or(String::new(), |step| {
            format!("{} {:.1} ms", step.step, step.seconds * 1_000.0)
        });
        let count = f64::from(items);
        let peak = run.peak_kib.unwrap_or_default();
        let least = *least.get_or_insert(peak);
        let above = u32::try_from(peak.saturating_sub(least)).unwrap_or(u32::MAX);
        writeln!(
            text,
            "| {} | {:.1} | {:.0} | {slowest} | {} | {:.1} |",
            grouped(items.into()),
            run.seconds() * 1_000.0,
            run.seconds() * 1_000_000.0 / count,
            grouped(peak),
            f64::from(above) / count,
        )?;
    }
    Ok(())
}

fn link_table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| link of 30 ms, 4 pieces an event | exchanges used | necessary | not necessary | events used | necessary | seconds | at least | ratio |\n|---|---|---|---|---|---|---|---|---|"
    )?;
    for (codes, cards) in [(250, 250), (5, 5), (50, 50), (500, 500)] {
        let run = run(codes, cards, "bluetooth", "memory")?;
        let mut sum = Row::default();
        for step in &run.steps {
            let row = Row::of(step);
            sum.add(&row);
            if codes == 250 {
                row.write(text, &step.step)?;
            }
        }
        sum.write(text, &format!("**{codes} codes, {cards} cards: the whole way**"))?;
    }
    Ok(())
}

/// A line of the table of the link.
#[derive(Default)]
struct Row {
    used: BTreeMap<u8, u64>,
    necessary: BTreeMap<u8, u64>,
    events: u64,
    events_necessary: u64,
    time: Duration,
    least: Duration,
}

impl Row {
    fn of(step: &Measured) -> Self {
        Self {
            used: step.requests.clone(),
            necessary: step.bound.exchanges.clone(),
            events: step.intervals,
            events_necessary: step.bound.intervals,
            time: Duration::from_millis(step.virtual_ms),
            least: step.bound.time(Timing::BLUETOOTH),
        }
    }

    fn add(&mut self, row: &Self) {
        for (command, count) in &row.used {
            *self.used.entry(*command).or_default() += count;
        }
        for (command, count) in &row.necessary {
            *self.necessary.entry(*command).or_default() += count;
        }
        self.events += row.events;
        self.events_necessary += row.events_necessary;
        self.time += row.time;
        self.least += row.least;
    }

    /// The exchanges that were not necessary, as "2 x 32"; with a minus where the bound asks for more than was used.
    fn surplus(&self) -> String {
        let commands: BTreeSet<u8> = self.used.keys().chain(self.necessary.keys()).copied().collect();
        let count = |counts: &BTreeMap<u8, u64>, command| counts.get(&command).copied().unwrap_or_default();
        let surplus = commands.into_iter().filter_map(|command| {
            let (used, necessary) = (count(&self.used, command), count(&self.necessary, command));
            let sign = if used < necessary { "-" } else { "" };
            (used != necessary).then(|| format!("{sign}{} x {command:02x}", used.abs_diff(necessary)))
        });
        surplus.collect::<Vec<_>>().join(", ")
    }

    fn write(&self, text: &mut String, name: &str) -> Result<(), Failure> {
        let (used, necessary): (u64, u64) = (self.used.values().sum(), self.necessary.values().sum());
        let (events, least_events) = (self.events, self.events_necessary);
        let (time, least) = (self.time.as_secs_f64(), self.least.as_secs_f64());
        let (ratio, surplus) = (time / least, self.surplus());
        writeln!(
            text,
            "| {name} | {used} | {necessary} | {surplus} | {events} | {least_events} | {time:.2} | {least:.2} | {ratio:.3} |"
        )?;
        Ok(())
    }
}

fn program_table(text: &mut String, program: &Path) -> Result<(), Failure> {
    let bytes = std::fs::metadata(program)?.len();
    let mut times = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        let output = Command::new(program).arg("--help").output()?;
        times.push(start.elapsed());
        if !output.status.success() {
            return Err("the program does not show its help".into());
        }
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    writeln!(text, "\n| the program | |\n|---|---|")?;
    writeln!(text, "| size | {} bytes |", grouped(bytes))?;
    writeln!(
        text,
        "| `relatch --help`, median of 20 | {:.1} ms |",
        median.as_secs_f64() * 1_000.0
    )?;
    Ok(())
}
