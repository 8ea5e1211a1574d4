//! Each documented exit code, and what is said with it.

use crate::world::{DOCUMENTED, RECIPIENT, World};
use std::io::Write as _;
use std::process::Stdio;

const AT: &str = "--lock hall.vlock --key hall.key.json --identity me.age";

#[test]
fn wrong_usage_is_2_and_names_what_works() {
    let world = World::saved("--model keypad --codes 1");
    for wrong in [
        "",
        "bogus",
        "backup",
        "backup --lock hall.vlock",
        "lock new",
        "lock new x.vlock --model other",
        "lock add-code hall.vlock 12",
        "lock add-code hall.vlock 1234 --start yesterday",
        "lock fault hall.vlock none@1",
        "lock fault hall.vlock full@0",
        "lock new x.vlock --model keypad --quirk none",
        "decode --key 12 7f5a",
        "diff hall.relatch",
        "scan --lock ble:AA:BB",
        "backup --lock ws://desk:80/noble?lock=AA:BB --key hall.key.json --out x --identity me.age",
        "backup --lock wss://desk/noble?lock=AA:BB:CC:11:22:33 --key hall.key.json --out x --identity me.age",
        "backup --lock hall.vlock --key hall.key.json --out x --recipient age1nobody",
        "erase hall.relatch --identity me.age --accept-loss",
    ] {
        let run = world.run(wrong).ended(2);
        assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{wrong}: {run:?}");
    }
    let erase = world.run("erase hall.relatch --identity me.age --accept-loss");
    assert!(
        erase.stderr.contains("--loss"),
        "the missing flag is named: {}",
        erase.stderr
    );
}

#[test]
fn what_is_not_there_is_10() {
    let world = World::saved("--model keypad --codes 1");
    for missing in [
        "lock show nowhere.vlock",
        "lock touch nowhere.vlock",
        "keys show nowhere.json",
        "verify nowhere.relatch --identity me.age",
        "verify hall.relatch --identity nowhere.age",
        "backup --lock nowhere.vlock --key hall.key.json --out x --identity me.age",
        "backup --lock hall.vlock --key nowhere.json --out x --identity me.age",
        "backup --lock hall.vlock --key hall.key.json --out nowhere/x --identity me.age",
        "scan --lock nowhere.vlock",
        "inspect hall.relatch --identity me.age --log csv",
    ] {
        world.run(missing).ended(10).advises();
    }
}

#[test]
fn a_lock_that_sleeps_is_10_and_the_advice_wakes_it() {
    let world = World::new();
    world
        .run("lock new hall.vlock --model keypad --codes 1 --sleeps --pair hall.key.json")
        .ended(0);
    let backup = format!("backup {AT} --out hall.relatch");
    let asleep = world.run(&backup).ended(10).advises();
    assert!(asleep.stderr.contains("Touch the lock's keypad") && asleep.stderr.contains(" lock: as it was"));
    assert_eq!(
        world.run("scan --lock hall.vlock --json").ended(10).json()["locks"][0]["state"],
        "dormant"
    );
    world.run("lock touch hall.vlock").ended(0);
    world.run(&backup).ended(0);
}

#[test]
fn a_lock_or_store_that_another_process_uses_is_11() {
    let world = World::saved("--model keypad --codes 1");
    let guard = std::fs::File::options()
        .write(true)
        .open(world.path(".hall.vlock.lock"))
        .unwrap();
    guard.lock().unwrap();
    world.run(&format!("backup {AT} --out x.relatch")).ended(11).advises();
    world.run("lock touch hall.vlock").ended(11).advises();
    world.run("lock show hall.vlock").ended(0);
    drop(guard);
    let journal = std::fs::read_dir(world.path("store"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut journal = journal.filter(|path| path.to_string_lossy().contains("lock-"));
    let guard = journal.find(|path| path.to_string_lossy().ends_with(".lock")).unwrap();
    let guard = std::fs::File::options().write(true).open(guard).unwrap();
    guard.lock().unwrap();
    world.run(&format!("backup {AT} --out x.relatch")).ended(11).advises();
}

#[test]
fn a_key_that_is_not_the_owners_is_12() {
    let world = World::saved("--model keypad --codes 1");
    world
        .run("lock new other.vlock --model keypad --seed 9 --pair other.key.json")
        .ended(0);
    let with = |key: &str| {
        world.run(&format!(
            "backup --lock hall.vlock --key {key} --out x --identity me.age"
        ))
    };
    let other = with("other.key.json").ended(12).advises();
    assert!(other.stderr.contains("holds no key of"));

    let text = String::from_utf8(world.read("hall.key.json")).unwrap();
    let key: serde_json::Value = serde_json::from_str(&text).unwrap();
    let address = key[0]["address"].as_str().unwrap();
    let guest = format!(r#"{{"lockMac":"{address}","userType":110302,"keyStatus":110401,"aesKeyStr":"a1,b2"}}"#);
    world.write("guest.json", guest);
    let guest = with("guest.json").ended(12).advises();
    assert!(guest.stderr.contains("guest"), "{}", guest.stderr);

    world.run("lock press-reset hall.vlock").ended(0);
    let gone = with("hall.key.json").ended(12).advises();
    assert!(gone.stderr.contains("lock: as it was"), "{}", gone.stderr);
    world.run("pair --lock hall.vlock --key-out new.key.json").ended(0);
    with("hall.key.json").ended(12).advises();
    world
        .run("pair --lock hall.vlock --key-out third.key.json")
        .ended(12)
        .advises();
}

#[test]
fn a_wrong_identity_is_12_and_no_secure_store_is_14() {
    let world = World::saved("--model keypad --codes 1");
    let other = relatch::backup::seal::Identity::generate();
    world.write("other.age", other.secret_text().as_bytes());
    let before = world.read("hall.relatch");
    for command in [
        "verify hall.relatch",
        "inspect hall.relatch",
        "erase hall.relatch",
        "report hall.relatch",
    ] {
        world
            .run(&format!("{command} --identity other.age"))
            .ended(12)
            .advises();
        let none = world.run(&format!("{command} --secure-store off")).ended(14).advises();
        assert!(none.stderr.contains("--identity FILE"));
    }
    assert_eq!(world.read("hall.relatch"), before);
}

#[test]
fn an_identity_is_made_here_and_named_once_for_all_commands() {
    let world = World::new();
    let made = world.run("identity new own.age --json").ended(0).json();
    assert_eq!(
        world.run("identity show own.age").ended(0).stdout.trim(),
        made["recipient"].as_str().unwrap()
    );
    world.run("identity new own.age").ended(1).advises();
    world
        .run("lock new hall.vlock --model keypad --codes 1 --pair hall.key.json")
        .ended(0);
    let with_variable = |arguments: &str| {
        let mut command = world.command(arguments);
        command.env("RELATCH_IDENTITY", world.path("own.age"));
        command.output().unwrap().status.code()
    };
    let backup = "backup --lock hall.vlock --key hall.key.json --out hall.relatch";
    assert_eq!(with_variable(backup), Some(0));
    assert_eq!(with_variable("verify hall.relatch"), Some(0));
    world.run("verify hall.relatch --identity me.age").ended(12);
}

#[test]
fn s10_nothing_is_ever_sealed_for_nobody() {
    let world = World::new();
    world
        .run("lock new hall.vlock --model keypad --codes 2 --pair hall.key.json")
        .ended(0);
    let at = "--lock hall.vlock --key hall.key.json --secure-store off";
    world
        .run(&format!("backup {at} --out hall.relatch"))
        .ended(14)
        .advises();
    assert!(!world.path("hall.relatch").exists());
    // With a recipient alone it is sealed for that one.
    let sealed = world
        .run(&format!("backup {at} --out hall.relatch --recipient {RECIPIENT}"))
        .ended(0);
    assert!(sealed.stderr.contains("count it as not made here"));
    world.run("verify hall.relatch --secure-store off").ended(14);
    let known = world
        .run("verify hall.relatch --identity me.age --json")
        .ended(0)
        .json();
    assert_eq!(known["trust"], "made-here", "this store made it");
    let elsewhere = "verify hall.relatch --identity me.age --store elsewhere --json";
    assert_eq!(world.run(elsewhere).ended(0).json()["trust"], "foreign");
}

#[test]
fn a_copy_that_was_not_made_here_is_13_until_the_owner_says_so() {
    let world = World::saved("--model keypad --codes 2");
    let identity: relatch::backup::seal::Identity = crate::world::IDENTITY.parse().unwrap();
    let plain = relatch::backup::seal::open(&world.read("hall.relatch"), std::slice::from_ref(&identity)).unwrap();
    // What anybody can do who knows the public key: another code of authenticity, or none.
    let text = std::str::from_utf8(&plain).unwrap();
    let at = text.find("\"mac\":\"").unwrap() + 7;
    let foreign = format!("{}{}{}", &text[..at], "0".repeat(64), &text[at + 64..]);
    world.write(
        "foreign.relatch",
        relatch::backup::seal::seal(foreign.as_bytes(), &[identity.recipient()]).unwrap(),
    );

    assert_eq!(
        world
            .run("verify foreign.relatch --identity me.age --json")
            .ended(0)
            .json()["trust"],
        "foreign"
    );
    world
        .run("lock new spare.vlock --model keypad --seed 7 --pair spare.key.json")
        .ended(0);
    let before = world.read("spare.vlock");
    let at = "--lock spare.vlock --key spare.key.json --identity me.age";
    let refused = world.run(&format!("restore foreign.relatch {at}")).ended(13).advises();
    assert!(refused.stderr.contains("not made here") && refused.stderr.contains("--trust-foreign"));
    assert_eq!(world.read("spare.vlock"), before, "nothing was written");
    world
        .run(&format!("restore foreign.relatch {at} --trust-foreign"))
        .ended(0);
}

#[test]
fn a_difference_is_3_and_listed() {
    let world = World::saved("--model cards --codes 3 --cards 2");
    world.run(&format!("diff hall.relatch {AT}")).ended(0);
    world.run("lock add-code hall.vlock 604713").ended(0);
    world.run("lock add-card hall.vlock 99887766").ended(0);
    let diff = world.run(&format!("diff hall.relatch {AT} --json")).ended(3).json();
    assert_eq!(
        (diff["equal"].as_bool(), diff["extra"].as_array().unwrap().len()),
        (Some(false), 2)
    );
}

#[test]
fn a_reset_that_the_copy_does_not_cover_fails_and_leaves_the_lock() {
    let world = World::saved("--model keypad --codes 3");
    world.run("lock add-code hall.vlock 604713").ended(0);
    let refused = world
        .run(&format!("reset {AT} --snapshot hall.relatch"))
        .ended(1)
        .advises();
    assert!(
        refused.stderr.contains("differ") && refused.stderr.contains(" lock: "),
        "{}",
        refused.stderr
    );
    let shown = world.run("lock show hall.vlock --json").ended(0).json();
    assert_eq!(
        (shown["paired"].as_bool(), shown["codes"].as_array().unwrap().len()),
        (Some(true), 4)
    );
}

#[test]
fn s11_what_the_rehearsal_could_not_try_must_be_accepted() {
    let world = World::saved("--model keypad --codes 3 --capacity 3");
    let reset = format!("reset {AT} --snapshot hall.relatch");
    let refused = world.run(&reset).ended(1).advises();
    assert!(
        refused.stderr.contains("--accept-loss") && refused.stderr.contains("the lock is full"),
        "{}",
        refused.stderr
    );
    assert_eq!(world.run("lock show hall.vlock --json").json()["paired"], true);
    world.run(&format!("{reset} --accept-loss")).ended(0);
}

#[test]
fn a_copy_is_erased_without_a_proof_only_with_the_list_typed_back() {
    let world = World::saved("--model keypad --codes 3");
    let erase = "erase hall.relatch --identity me.age";
    let refused = world.run(erase).ended(1).advises();
    assert!(refused.stderr.contains("code-1"), "named: {}", refused.stderr);
    let list = refused
        .stderr
        .split("type back the list: ")
        .nth(1)
        .unwrap()
        .trim()
        .to_owned();
    let with = |list: &str| {
        let mut command = world.command(&format!("{erase} --accept-loss"));
        command.args(["--loss", list]).output().unwrap().status.code()
    };
    assert_eq!(with("nothing"), Some(1));
    assert!(world.path("hall.relatch").exists());
    assert_eq!(with(&list), Some(0));
    assert!(!world.path("hall.relatch").exists());
}

#[test]
fn nothing_is_overwritten_that_was_not_asked_for() {
    let world = World::saved("--model keypad --codes 1");
    let before = (world.read("hall.vlock"), world.read("hall.key.json"));
    world.run("lock new hall.vlock --model full").ended(1).advises();
    world
        .run("lock new x.vlock --model full --pair hall.key.json")
        .ended(1)
        .advises();
    assert!(!world.path("x.vlock").exists());
    world.run("lock press-reset hall.vlock").ended(0);
    // A key of another lock is never replaced; one that the reset made worthless is kept beside the new one.
    world
        .run("lock new y.vlock --model full --seed 9 --pair y.key.json")
        .ended(0);
    world
        .run("pair --lock hall.vlock --key-out y.key.json")
        .ended(12)
        .advises();
    world.run("pair --lock hall.vlock --key-out hall.key.json").ended(0);
    assert_ne!(world.read("hall.key.json"), before.1);
    assert_eq!(world.read("hall.key.1.json"), before.1);
    world
        .run("pair --lock hall.vlock --key-out hall.key.json")
        .ended(1)
        .advises();
}

#[test]
fn every_failure_is_a_json_object_where_json_is_asked_for() {
    let world = World::saved("--model keypad --codes 1");
    for (command, code) in [
        ("verify nowhere --identity me.age", 10),
        ("bogus", 2),
        ("verify hall.vlock --identity me.age", 13),
        (
            "diff hall.relatch --lock ws://desk --key hall.key.json --identity me.age",
            2,
        ),
    ] {
        let run = world.run(&format!("{command} --json")).ended(code);
        let error = &run.json()["error"];
        assert_eq!(error["code"], code);
        assert!(error["message"].is_string() && error["advice"].is_string(), "{error}");
    }
}

#[test]
fn decode_reads_lines_and_says_what_failed() {
    let world = World::new();
    let mut child = world
        .command("decode --json -")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all(b"7f5a0503010001000145aa00b3\n\n7F 5A:05-03\nrubbish\n")
        .unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!((lines[0]["command"].as_str(), lines.len()), (Some("45"), 3));
    assert!(lines[1]["error"].is_string() && lines[2]["error"].is_string());
}

#[test]
fn decode_agrees_with_the_protocols_vectors() {
    let world = World::new();
    for file in ["requests", "replies"] {
        let path = format!("{}/../tests/vectors/{file}.json", env!("CARGO_MANIFEST_DIR"));
        let vectors: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for vector in vectors.as_array().unwrap() {
            let (key, frame) = (vector["aes_key"].as_str().unwrap(), vector["frame"].as_str().unwrap());
            let decoded = world.run(&format!("decode --json --key {key} {frame}")).ended(0).json();
            for name in ["direction", "plaintext"] {
                assert_eq!(decoded[name], vector[name], "{}", vector["name"]);
            }
            assert!(decoded["crc"] == "lock" && decoded["meaning"].is_object(), "{decoded}");
        }
    }
}

/// Ctrl-C: a cursor that was hidden comes back, and how the lock is gets printed.
#[cfg(unix)]
#[test]
fn a_command_that_is_cancelled_is_130_and_says_how_the_lock_is() {
    let world = World::new();
    world
        .run("lock new hall.vlock --model full --codes 200 --cards 200 --pair hall.key.json")
        .ended(0);
    let child = world
        .command(&format!("backup {AT} --out hall.relatch -vv"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // As soon as it is at work; should it be ready before the signal comes, it has just not been cancelled.
    std::thread::sleep(std::time::Duration::from_millis(15));
    let pid = child.id().to_string();
    std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    match output.status.code() {
        Some(130) => assert!(
            stderr.contains(" lock: as it was") && stderr.contains("fix: "),
            "{stderr}"
        ),
        // The signal came before the handler was there.
        None => {}
        code => assert_eq!(code, Some(0), "{stderr}"),
    }
    assert!(output.status.code().is_none_or(|code| DOCUMENTED.contains(&code)));
}

#[test]
fn a_pipe_that_closes_early_is_no_failure() {
    let world = World::saved("--model full --codes 50 --cards 50");
    let mut child = world
        .command("lock show hall.vlock")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
