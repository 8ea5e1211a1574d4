//! Runs in a process of their own, so that the peak of its memory is theirs.

use crate::Failure;
use crate::journey::{self, Walk};
use crate::watch::Spent;
use crate::world::{Measured, World};
use relatch::store::{Files, MemoryFiles, MemorySecrets, SystemFiles};
use relatch::virtual_lock::radio::Timing;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// How often a run is repeated. The fastest counts, because only other work on the machine can slow it down.
pub(crate) const REPEATS: usize = 9;

/// What a run in its own process says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run<T> {
    pub(crate) found: T,
    /// The most memory that the process had, in KiB; `None` where the system does not tell.
    pub(crate) peak_kib: Option<u64>,
}

/// The way there and back, step by step.
pub(crate) type Steps = Vec<Measured>;

/// Where a run keeps its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// In memory, where nothing is waited for: the processor's time counts.
    Memory,
    /// On a disk, where each line of a journal is synced: the time on the wall counts.
    Disk,
}

impl On {
    /// In the order of the tables.
    pub(crate) const ALL: [Self; 2] = [Self::Memory, Self::Disk];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Disk => "disk",
        }
    }

    /// The time that counts, in milliseconds.
    pub(crate) fn ms(self, spent: Spent) -> f64 {
        match self {
            Self::Memory => spent.cpu * 1_000.0,
            Self::Disk => spent.wall * 1_000.0,
        }
    }
}

impl Run<Steps> {
    /// The time of all steps, in milliseconds.
    pub(crate) fn ms(&self, on: On) -> f64 {
        self.found.iter().map(|step| on.ms(step.spent)).sum()
    }
}

/// The way there and back.
pub(crate) fn steps(codes: u16, cards: u16, link: Timing, on: On) -> Result<Run<Steps>, Failure> {
    way("steps", codes, cards, link, on)
}

/// The guided way.
pub(crate) fn walk(codes: u16, cards: u16, link: Timing, on: On) -> Result<Run<Walk>, Failure> {
    way("journey", codes, cards, link, on)
}

/// Starts after so many guided ways that are over.
pub(crate) fn starts(journeys: u64, on: On) -> Result<Vec<Spent>, Failure> {
    let run: Run<Vec<Spent>> = in_a_process(&["--starts", &journeys.to_string(), on.word()])?;
    Ok(run.found)
}

/// The fastest of some runs.
pub(crate) fn fastest(codes: u16, cards: u16, on: On) -> Result<Run<Steps>, Failure> {
    let mut best = steps(codes, cards, Timing::NONE, on)?;
    for _ in 1..REPEATS {
        let run = steps(codes, cards, Timing::NONE, on)?;
        if run.ms(on) < best.ms(on) {
            best = run;
        }
    }
    Ok(best)
}

fn way<T: DeserializeOwned>(which: &str, codes: u16, cards: u16, link: Timing, on: On) -> Result<Run<T>, Failure> {
    let (codes, cards) = (codes.to_string(), cards.to_string());
    let link = if link == Timing::NONE { "none" } else { "bluetooth" };
    in_a_process(&["--run", which, &codes, &cards, link, on.word()])
}

fn in_a_process<T: DeserializeOwned>(arguments: &[&str]) -> Result<Run<T>, Failure> {
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} failed: {said}", arguments.join(" ")).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A way in this process, told as JSON.
pub(crate) fn way_here(which: &str, codes: u16, cards: u16, link: &str, on: &str) -> Result<String, Failure> {
    let timing = match link {
        "none" => Timing::NONE,
        _ => Timing::BLUETOOTH,
    };
    let place = Place::new(on)?;
    let mut world = World::new(1, codes, cards, timing, place.files.clone(), place.path())?;
    match which {
        "steps" => told(world.whole_way()?),
        _ => told(journey::walk(&world)?),
    }
}

/// Goes so many whole ways with locks of their own, one after the other, and starts the program then: how long each start takes.
pub(crate) fn starts_here(journeys: u64, on: &str) -> Result<String, Failure> {
    let memory = MemoryFiles::new();
    let secrets = MemorySecrets::new();
    for lock in 1..=journeys {
        let world = World::new(lock, 2, 1, Timing::NONE, Arc::new(memory.clone()), Path::new(""))?;
        journey::leave_behind(&world, &secrets)?;
    }
    let mut place = Place::new(on)?;
    if place.folder.is_some() {
        for (path, bytes) in memory.contents() {
            let path = place.path().join(path);
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(path, bytes)?;
        }
    } else {
        place.files = Arc::new(memory);
    }
    let world = World::new(1, 2, 1, Timing::NONE, place.files.clone(), place.path())?;
    let starts: Result<Vec<Spent>, Failure> = (0..REPEATS).map(|_| journey::start(&world, &secrets)).collect();
    told(starts?)
}

fn told<T: Serialize>(found: T) -> Result<String, Failure> {
    let peak_kib = peak_kib();
    Ok(serde_json::to_string(&Run { found, peak_kib })?)
}

/// Where a run keeps its files: in memory, or in a folder on a disk that is removed when this is dropped.
struct Place {
    files: Arc<dyn Files>,
    folder: Option<TempDir>,
}

impl Place {
    fn new(on: &str) -> Result<Self, Failure> {
        if on == "memory" {
            return Ok(Self {
                files: Arc::new(MemoryFiles::new()),
                folder: None,
            });
        }
        let folder = tempfile::Builder::new()
            .prefix("figures")
            .tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        Ok(Self {
            files: Arc::new(SystemFiles),
            folder: Some(folder),
        })
    }

    fn path(&self) -> &Path {
        self.folder.as_ref().map_or(Path::new(""), TempDir::path)
    }
}

/// The peak of this process's memory, where Linux tells it.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
