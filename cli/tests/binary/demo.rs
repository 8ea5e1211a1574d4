//! The guided way by the real binary.

use crate::world::World;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};

#[test]
fn the_demo_goes_the_whole_way_by_itself_on_each_model_and_in_each_language() {
    let world = World::new();
    for model in ["keypad", "cards", "full"] {
        world
            .run(&format!("demo --auto --model {model} --codes 9 --cards 4"))
            .ended(0);
    }
    for language in ["de", "es", "fr", "zh-Hans", "ar"] {
        world.run(&format!("demo --auto --lang {language}")).ended(0);
    }
}

#[test]
fn with_json_there_is_a_line_for_each_screen_and_the_last_is_the_report() {
    let run = World::new().run("demo --auto --json").ended(0);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let stages: Vec<&str> = lines.iter().filter_map(|line| line["stage"].as_str()).collect();
    for stage in [
        "home",
        "backup",
        "recovery-key",
        "rehearsal",
        "ready",
        "re-add",
        "plan",
        "proof",
        "report",
        "erase",
    ] {
        assert!(stages.contains(&stage), "{stage} is missing in {stages:?}");
    }
    let report = lines.last().unwrap();
    assert_eq!(report["proved"], true);
}

#[test]
fn a_demo_whose_app_is_killed_goes_on_after_its_next_start() {
    let world = World::new();
    for step in [20, 90, 130, 190] {
        world.run(&format!("demo --auto --fault phone-dies@{step}")).ended(0);
    }
}

/// Each fault in the middle of each part of the way: it ends well, or in words with what is missing or how the lock is.
#[test]
fn a_demo_by_itself_ends_soon_whatever_the_lock_does() {
    let world = World::new();
    let list = world.run("lock fault --list --json").ended(0).json();
    let mut ended = std::collections::BTreeMap::new();
    for fault in list["faults"].as_array().unwrap() {
        let name = fault["name"].as_str().unwrap();
        for step in [2, 60, 150, 200, 260] {
            let run = world.run(&format!("demo --auto --codes 4 --cards 2 --fault {name}@{step}"));
            match run.code {
                Some(0) => {}
                Some(1) => {
                    for word in ["error: ", " lock: ", "fix: "] {
                        assert!(run.stderr.contains(word), "{name}@{step}: {}", run.stderr);
                    }
                }
                Some(3) => assert!(run.stdout.contains("!! "), "{name}@{step}: {}", run.stdout),
                code => panic!("{name}@{step} ends with {code:?}: {}", run.stderr),
            }
            assert!(
                run.stderr.lines().count() < 120,
                "{name}@{step} takes long: {}",
                run.stderr
            );
            *ended.entry(run.code).or_insert(0) += 1;
        }
    }
    eprintln!("ended: {ended:?}");
}

#[test]
fn new_batteries_are_put_in_where_the_lock_needs_them() {
    World::new().run("demo --auto --fault battery-low@200").ended(0);
}

/// With a folder it is not in memory only: whatever ends the process, the next start goes on.
#[test]
fn a_demo_in_a_folder_goes_on_after_its_process_was_killed() {
    let world = World::new();
    let command = "demo --auto --json --codes 6 --cards 4";
    let all = world.run(command).ended(0).stdout.lines().count();
    assert!(!world.path("store").exists(), "in memory where no folder is named");
    let command = format!("{command} --store kept");
    // Slow enough that it is killed in the middle: while it looks for the lock, and while it saves.
    for screens in [3, 2] {
        let mut child = world
            .command(&format!("{command} --pace bluetooth"))
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let seen = lines.take(screens).count();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(seen, screens);
        assert!(world.path("kept/demo/lock.vlock").exists());
    }
    let run = world.run(&command).ended(0);
    let left = run.stdout.lines().count();
    assert!(left < all, "it goes on, {left} of {all}: {}", run.stdout);
    assert!(!world.path("kept/demo").exists());
}
