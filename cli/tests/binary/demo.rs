//! The guided way by the real binary.

use crate::world::World;
use serde_json::Value;

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
