//! A virtual cloud that another process serves.

use super::world::World;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

/// A cloud that another process serves.
pub(crate) struct Served {
    process: Child,
    /// What it told when it was ready.
    pub(crate) told: Value,
}

impl Served {
    pub(crate) fn start(world: &World, values: &str) -> Self {
        let command = format!("cloud serve --state hall.cloud --json {values}");
        let mut process = world.command(&command).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let told = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{values}: {error}: {line}"));
        Self { process, told }
    }

    pub(crate) fn url(&self, number: usize) -> &str {
        self.told["regions"][number]["url"].as_str().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
