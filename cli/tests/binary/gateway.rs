//! A virtual lock behind a gateway, end to end: served by one process, reached by others over a WebSocket.

use super::world::World;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Stdio};

const ADDRESS: &str = "AA:BB:CC:11:22:33";

/// A gateway that another process serves.
struct Served {
    process: Child,
    door: ChildStdin,
    told: BufReader<std::process::ChildStderr>,
    url: String,
}

impl Served {
    fn new(world: &World, more: &str) -> Self {
        let mut process = world
            .command(&format!("lock serve hall.vlock --gateway 127.0.0.1:0 --json {more}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(told["lock"], ADDRESS);
        Self {
            door: process.stdin.take().unwrap(),
            told: BufReader::new(process.stderr.take().unwrap()),
            url: told["gateway"].as_str().unwrap().to_owned(),
            process,
        }
    }

    /// Where the lock is.
    fn lock(&self) -> String {
        format!("{}?lock={ADDRESS}", self.url)
    }

    /// Does something at the door, and gives what came of it.
    fn at_door(&mut self, deed: &str) -> String {
        writeln!(self.door, "{deed}").unwrap();
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        line
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn world(arguments: &str) -> World {
    let world = World::new();
    world
        .run(&format!(
            "lock new hall.vlock --address {ADDRESS} {arguments} --pair hall.key.json"
        ))
        .ended(0);
    world
}

/// What is on the lock, without what a restore cannot and need not bring back.
fn items(world: &World) -> (Value, Value) {
    let shown = world.run("lock show hall.vlock --json").ended(0).json();
    (shown["codes"].clone(), shown["cards"].clone())
}

#[test]
fn the_whole_way_works_through_a_gateway() {
    let world = world("--model cards --codes 8 --cards 5");
    let mut served = Served::new(&world, "");
    let lock = served.lock();
    let scan = world.run(&format!("scan --lock {} --json", served.url)).ended(0).json();
    assert_eq!(scan["locks"][0]["address"], ADDRESS);
    assert_eq!(scan["locks"][0]["state"], "awake");
    assert_eq!(scan["locks"][0]["reach"], "near");
    assert_eq!(scan["locks"][0]["trend"], "steady");
    assert!(scan["locks"][0]["rssi"].is_i64(), "{scan}");
    let run = |line: &str, code| world.run(&line.replace("LOCK", &lock)).ended(code);
    run(
        "backup --lock LOCK --key hall.key.json --out hall.relatch --identity me.age",
        0,
    );
    run("diff hall.relatch --lock LOCK --key hall.key.json --identity me.age", 0);
    run(
        "rehearse hall.relatch --lock LOCK --key hall.key.json --identity me.age",
        0,
    );
    run(
        "reset --lock LOCK --key hall.key.json --snapshot hall.relatch --identity me.age",
        0,
    );
    assert_eq!(served.at_door("type 123456#"), "no code has these digits\n");
    run("pair --lock LOCK --key-out new.key.json", 0);
    run(
        "restore hall.relatch --lock LOCK --key new.key.json --identity me.age",
        0,
    );
    run("diff hall.relatch --lock LOCK --key new.key.json --identity me.age", 0);
    run("erase hall.relatch --identity me.age", 0);
    // The file was written before each answer: another process sees what was written.
    drop(served);
    let (codes, cards) = items(&world);
    assert!(!codes.as_array().unwrap().is_empty() && !cards.as_array().unwrap().is_empty());
}

#[test]
fn a_gateway_that_dies_in_the_middle_of_an_import_leaves_what_the_same_command_finishes() {
    let world = world("--model cards --codes 8 --cards 5");
    let served = Served::new(&world, "");
    let run = |line: &str, lock: &str, code| world.run(&line.replace("LOCK", lock)).ended(code);
    let lock = served.lock();
    run(
        "backup --lock LOCK --key hall.key.json --out hall.relatch --identity me.age",
        &lock,
        0,
    );
    run(
        "reset --lock LOCK --key hall.key.json --snapshot hall.relatch --identity me.age",
        &lock,
        0,
    );
    run("pair --lock LOCK --key-out new.key.json", &lock, 0);
    drop(served);
    // The third code is written, and then nothing more for longer than the import waits.
    let served = Served::new(&world, "--fault delay-reply@0x03#3");
    let restore = "restore hall.relatch --lock LOCK --key new.key.json --identity me.age";
    let mut importing = world.command(&restore.replace("LOCK", &served.lock()));
    let mut importing = importing.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while items(&world).0.as_array().unwrap().len() < 3 {
        assert!(importing.try_wait().unwrap().is_none(), "it must not be over yet");
        std::thread::yield_now();
    }
    drop(served);
    assert_ne!(importing.wait().unwrap().code(), Some(0));
    let served = Served::new(&world, "");
    run(restore, &served.lock(), 0);
    run(
        "diff hall.relatch --lock LOCK --key new.key.json --identity me.age",
        &served.lock(),
        0,
    );
}

#[test]
fn what_goes_wrong_with_a_gateway_is_told_with_advice() {
    let world = world("--model keypad --codes 1");
    let served = Served::new(&world, "--login hall:s3cret");
    let backup = |lock: &str| {
        let line = format!("backup --lock {lock} --key hall.key.json --out x.relatch --identity me.age");
        world.run(&line)
    };
    // Our own deadline for a gateway that says nothing to a wrong login.
    let refused = backup(&served.lock()).ended(1).advises();
    assert!(refused.stderr.contains("user and password"), "{refused:?}");
    assert!(!refused.stderr.contains("s3cret"));
    let with_login = served.lock().replace("ws://", "ws://hall:s3cret@");
    backup(&with_login).ended(0);
    let elsewhere = with_login.replace(ADDRESS, "AA:BB:CC:11:22:34");
    backup(&elsewhere).ended(12);
    let other = backup(&served.url.replace("ws://", "ws://hall:s3cret@"))
        .ended(2)
        .advises();
    assert!(
        other.stderr.contains("?lock=") && !other.stderr.contains("s3cret"),
        "{other:?}"
    );
    let other_path = with_login.replace("/noble", "/other");
    backup(&other_path).ended(10).advises();
    drop(served);
    backup(&with_login).ended(10).advises();
}

#[test]
fn a_lock_that_sleeps_is_found_when_somebody_touches_it() {
    let world = world("--model keypad --codes 1 --sleeps");
    let mut served = Served::new(&world, "");
    let scan = world
        .run(&format!("scan --lock {} --json", served.lock()))
        .ended(10)
        .json();
    // Through a gateway nobody can tell asleep from out of reach.
    assert_eq!(scan["locks"], json!([{ "address": ADDRESS, "state": "absent" }]));
    assert_eq!(served.at_door("touch"), "the lock is awake\n");
    let scan = world
        .run(&format!("scan --lock {} --json", served.lock()))
        .ended(0)
        .json();
    assert_eq!(scan["locks"][0]["touched"], true);
}

#[cfg(unix)]
#[test]
fn an_interrupted_gateway_tells_how_the_lock_is() {
    let world = world("--model keypad --codes 1");
    let mut served = Served::new(&world, "");
    let pid = rustix::process::Pid::from_child(&served.process);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let mut line = String::new();
    served.told.read_line(&mut line).unwrap();
    assert!(line.contains(ADDRESS) && line.contains("paired, with 1 code"), "{line}");
    assert_eq!(served.process.wait().unwrap().code(), Some(0));
    world
        .run("lock serve hall.vlock --gateway 256.0.0.1:1")
        .ended(1)
        .advises();
}
