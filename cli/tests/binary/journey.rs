//! The seven commands: a lock to a file and back, proved.

use crate::world::World;
use serde_json::Value;

const I: &str = "--identity me.age";

/// Everything that `lock show` says, but for the clock.
fn shown(world: &World, lock: &str) -> Value {
    let mut shown = world.run(&format!("lock show {lock} --json")).ended(0).json();
    shown["clock"].take();
    shown
}

/// The codes or cards of a lock that are neither over nor one-time, in any order.
fn restorable(shown: &Value, list: &str) -> Vec<String> {
    let is_over = |item: &&Value| item["end"].as_str().is_some_and(|end| end < "2026");
    let mut items: Vec<String> = shown[list]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| !is_over(item) && item["kind"] != "one-time")
        .map(Value::to_string)
        .collect();
    items.sort();
    items
}

fn seven(model: &str) {
    let world = World::new();
    let new =
        format!("lock new hall.vlock --model {model} --codes 40 --cards 25 --fingerprints 3 --pair hall.key.json");
    world.run(&new).ended(0);
    let before = shown(&world, "hall.vlock");
    world
        .run(&format!(
            "backup --lock hall.vlock --key hall.key.json --out hall.relatch {I}"
        ))
        .ended(0);
    world
        .run(&format!(
            "rehearse hall.relatch --lock hall.vlock --key hall.key.json {I}"
        ))
        .ended(0);
    assert_eq!(shown(&world, "hall.vlock"), before, "a rehearsal leaves nothing");
    let reset = world
        .run(&format!(
            "reset --lock hall.vlock --key hall.key.json --snapshot hall.relatch {I}"
        ))
        .ended(0);
    if model == "full" {
        assert!(
            reset
                .stderr
                .contains("fingerprint-3: fingerprints cannot leave the lock"),
            "{}",
            reset.stderr
        );
    }
    let empty = shown(&world, "hall.vlock");
    assert_eq!(
        (&empty["paired"], empty["codes"].as_array().unwrap().len()),
        (&Value::Bool(false), 0)
    );
    world.run("pair --lock hall.vlock --key-out new.key.json").ended(0);
    world
        .run(&format!(
            "restore hall.relatch --lock hall.vlock --key new.key.json {I}"
        ))
        .ended(0);
    let diff = world
        .run(&format!("diff hall.relatch --lock hall.vlock --key new.key.json {I}"))
        .ended(0);
    let last = diff.stdout.lines().last().unwrap();
    assert_eq!(
        last,
        "equal: everything restorable is there, field by field, and nothing else"
    );

    let after = shown(&world, "hall.vlock");
    for list in ["codes", "cards"] {
        assert_eq!(restorable(&after, list), restorable(&before, list), "{list}");
    }
    assert_eq!(after["settings"], before["settings"]);
    let code = restorable(&after, "codes")
        .into_iter()
        .find(|code| code.contains("permanent") && !code.contains("start"));
    let code: Value = serde_json::from_str(&code.unwrap()).unwrap();
    world
        .run(&format!("lock type hall.vlock {}#", code["code"].as_str().unwrap()))
        .ended(0);

    let again = world.run(&format!(
        "restore hall.relatch --lock hall.vlock --key new.key.json --continue --json {I}"
    ));
    let again = again.ended(0).json();
    assert_eq!(
        (&again["complete"], &again["plan"]["counts"]["add"]),
        (&Value::Bool(true), &Value::from(0))
    );
    let receipt = world.run(&format!("erase hall.relatch {I} --json")).ended(0).json();
    assert!(receipt["fileRemoved"].is_string());
    world.run(&format!("verify hall.relatch {I}")).ended(10).advises();
}

#[test]
fn the_seven_commands_bring_a_keypad_lock_back() {
    seven("keypad");
}

#[test]
fn the_seven_commands_bring_a_lock_with_cards_back() {
    seven("cards");
}

#[test]
fn the_seven_commands_bring_a_full_lock_back() {
    seven("full");
}

/// Onto a replacement of another model: what it cannot take is named, everything else is there.
fn replaced(from: &str, to: &str) {
    let world = World::saved(&format!("--model {from} --codes 12 --cards 6 --fingerprints 2"));
    world
        .run(&format!("lock new spare.vlock --model {to} --seed 7"))
        .ended(0);
    world.run("pair --lock spare.vlock --key-out spare.key.json").ended(0);
    let at = format!("--lock spare.vlock --key spare.key.json {I}");
    let plan = world.run(&format!("plan hall.relatch {at} --json")).ended(0).json();
    assert_eq!(plan["sameLock"], false);
    let lacks_cards = to == "keypad" && from != "keypad";
    let refused = plan["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["reason"] == "no-card-reader");
    assert_eq!(refused.count() > 0, lacks_cards);
    let restored = world.run(&format!("restore hall.relatch {at} --json")).ended(0).json();
    assert_eq!(restored["complete"], true, "{}", restored["missing"]);
    world.run(&format!("diff hall.relatch {at}")).ended(0);
    let (old, new) = (shown(&world, "hall.vlock"), shown(&world, "spare.vlock"));
    if !lacks_cards {
        assert_eq!(restorable(&new, "cards"), restorable(&old, "cards"));
    }
    let takes = |code: &&String| to == "full" || !code.contains("cyclic");
    let old = restorable(&old, "codes");
    assert_eq!(
        restorable(&new, "codes"),
        old.iter().filter(takes).cloned().collect::<Vec<_>>()
    );
}

#[test]
fn a_saved_copy_goes_onto_a_replacement_of_another_model() {
    for (from, to) in [
        ("full", "cards"),
        ("full", "keypad"),
        ("cards", "full"),
        ("keypad", "full"),
        ("cards", "keypad"),
    ] {
        replaced(from, to);
    }
}

#[test]
fn the_same_arguments_make_the_same_lock_and_only_those() {
    let world = World::new();
    for (name, seed) in [("a", 5), ("b", 5), ("c", 6)] {
        let arguments = format!("--model full --codes 8 --cards 4 --seed {seed} --pair {name}.key.json");
        world.run(&format!("lock new {name}.vlock {arguments}")).ended(0);
    }
    assert_eq!(shown(&world, "a.vlock"), shown(&world, "b.vlock"));
    assert_eq!(world.read("a.key.json"), world.read("b.key.json"));
    assert_ne!(shown(&world, "a.vlock"), shown(&world, "c.vlock"));
}

#[test]
fn a_reset_by_hand_stands_behind_the_same_gate() {
    let world = World::saved("--model cards --codes 3 --cards 2");
    let reset =
        "reset --lock hall.vlock --key hall.key.json --snapshot hall.relatch --by-hand --identity me.age --json";
    assert_eq!(world.run(reset).ended(0).json()["reset"], "ready");
    assert_eq!(shown(&world, "hall.vlock")["paired"], true);
    world.run("lock press-reset hall.vlock").ended(0);
    assert_eq!(
        world.run(reset).ended(0).json()["reset"],
        "done",
        "the lock itself was asked"
    );
}

#[test]
fn an_earlier_copy_of_the_same_name_is_kept() {
    let world = World::saved("--model keypad --codes 2");
    let first = world.read("hall.relatch");
    world.run("lock add-code hall.vlock 604713").ended(0);
    let again = "backup --lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age --json";
    let again = world.run(again).ended(0).json();
    assert_eq!(world.read(again["previous"].as_str().unwrap()), first);
    let diff = world
        .run("diff hall.relatch hall.1.relatch --identity me.age --json")
        .ended(3)
        .json();
    assert_eq!(diff["missing"].as_array().unwrap().len(), 1);
}

#[test]
fn a_choice_restores_only_what_was_chosen() {
    let world = World::saved("--model cards --codes 4 --cards 3");
    world
        .run("lock new spare.vlock --model cards --seed 7 --pair spare.key.json")
        .ended(0);
    let at = "--lock spare.vlock --key spare.key.json --identity me.age";
    world
        .run(&format!("restore hall.relatch {at} --only card-1,code-2"))
        .ended(0);
    let shown = shown(&world, "spare.vlock");
    let count = |list: &str| shown[list].as_array().unwrap().len();
    assert_eq!((count("cards"), count("codes")), (1, 1));
    let wrong = world
        .run(&format!("restore hall.relatch {at} --only cods"))
        .ended(2)
        .advises();
    assert!(wrong.stderr.contains("the saved copy has no cods"));
}

#[test]
fn a_full_lock_takes_the_important_codes_and_says_what_is_missing() {
    let world = World::saved("--model keypad --codes 12");
    world
        .run("lock new spare.vlock --model keypad --seed 7 --capacity 4 --pair spare.key.json")
        .ended(0);
    let at = "--lock spare.vlock --key spare.key.json --identity me.age";
    let report = world.run(&format!("restore hall.relatch {at} --json")).ended(3).json();
    assert!(!report["missing"].as_array().unwrap().is_empty());
    assert_eq!(shown(&world, "spare.vlock")["codes"].as_array().unwrap().len(), 4);
    world.run(&format!("diff hall.relatch {at}")).ended(3);
}

#[test]
fn row_20_the_log_is_saved_and_exported() {
    let world = World::new();
    world
        .run("lock new hall.vlock --model cards --codes 5 --cards 2 --pair hall.key.json")
        .ended(0);
    world.run("lock add-code hall.vlock 604713").ended(0);
    world.run("lock type hall.vlock 604713#").ended(0);
    let at = "--lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age";
    let saved = world.run(&format!("backup {at} --log --json")).ended(0).json();
    assert!(saved["counts"]["log"].as_u64().unwrap() > 1);
    let csv = world
        .run("inspect hall.relatch --identity me.age --log csv")
        .ended(0)
        .stdout;
    assert!(csv.starts_with("number,time,kind,text,battery,details\n"));
    assert!(!csv.contains("604713"), "codes in the log are masked");
    let revealed = world
        .run("inspect hall.relatch --identity me.age --log json --reveal")
        .ended(0);
    assert!(revealed.stdout.contains("604713"));
    assert_eq!(revealed.json().as_array().unwrap().len(), csv.lines().count() - 1);
}
