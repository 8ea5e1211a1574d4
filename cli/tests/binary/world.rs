//! A folder with everything that commands need, and a way to run the real binary in it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An age identity for tests, and whom to seal for.
pub(crate) const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
pub(crate) const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

/// The exit codes that are documented.
pub(crate) const DOCUMENTED: [i32; 10] = [0, 1, 2, 3, 10, 11, 12, 13, 14, 130];

/// A folder of its own.
pub(crate) struct World {
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Fails unless the command ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "stdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// The one JSON object on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "not one line: {}", self.stdout);
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }

    /// Fails unless a failure says what happened and what to do.
    #[track_caller]
    pub(crate) fn advises(self) -> Self {
        assert!(
            self.stderr.contains("error: ") && self.stderr.contains("fix: "),
            "{self:?}"
        );
        self
    }
}

impl World {
    /// An empty folder with an identity file; in memory where the system has such a place, since every change of a virtual
    /// lock is synced.
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            TempDir::with_prefix_in("relatch-", memory).or_else(|_| TempDir::new())
        } else {
            TempDir::new()
        };
        let world = Self {
            folder: folder.unwrap(),
        };
        world.write("me.age", IDENTITY);
        world
    }

    /// A world with a paired lock of these arguments in `hall.vlock`, and its saved copy in `hall.relatch`.
    pub(crate) fn saved(arguments: &str) -> Self {
        let world = Self::new();
        world
            .run(&format!("lock new hall.vlock {arguments} --pair hall.key.json"))
            .ended(0);
        world
            .run("backup --lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age")
            .ended(0);
        world
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// The command without its streams, for what [`World::run`] cannot.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relatch"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env_remove("RELATCH_SECURE_STORE")
            .env_remove("RELATCH_IDENTITY")
            .env("RELATCH_STORE", self.path("store"))
            .stdin(Stdio::null());
        command
    }

    /// Runs a command, its arguments separated by blanks.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// A copy of everything here: a moment to go back to.
    pub(crate) fn fork(&self) -> Self {
        let other = Self::new();
        copy(self.folder.path(), other.folder.path());
        other
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
