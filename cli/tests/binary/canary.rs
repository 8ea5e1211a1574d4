//! S9: unique digits in every secret, and none of them in anything that is printed unasked.

use crate::talk::{Next, Reader, Talk};
use crate::world::{IDENTITY, World};
use serde_json::Value;

/// The secrets of a world: what opens a door, a lock or a saved copy.
fn secrets(world: &World) -> Vec<(String, String)> {
    let mut secrets = vec![("identity".to_owned(), IDENTITY[20..].to_owned())];
    let shown = world.run("lock show hall.vlock --json").ended(0).json();
    let mut add = |what: &str, value: &Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        // Shorter ones stand in addresses, dates and digests by chance.
        if text.len() >= 6 {
            secrets.push((what.to_owned(), text));
        }
    };
    shown["codes"]
        .as_array()
        .unwrap()
        .iter()
        .for_each(|code| add("code", &code["code"]));
    shown["cards"]
        .as_array()
        .unwrap()
        .iter()
        .for_each(|card| add("card", &card["number"]));
    for file in ["hall.key.json", "new.key.json"] {
        let Ok(key) = std::fs::read(world.path(file)) else {
            continue;
        };
        let key: Value = serde_json::from_slice(&key).unwrap();
        let private = &key[0]["privateData"];
        add("AES key", &private["aesKey"]);
        add("admin secret", &private["admin"]["adminPs"]);
        add("unlock key", &private["admin"]["unlockKey"]);
        add("owner's passcode", &private["adminPasscode"]);
        for seed in private["pwdInfo"].as_array().into_iter().flatten() {
            add("seed", &seed["secret"]);
        }
    }
    secrets
}

/// The same number as people could still recognise it: bytes in hexadecimal.
fn spellings(secret: &str) -> Vec<String> {
    let ascii: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let number = secret.parse::<u64>().ok().map(|number| format!("{number:08x}"));
    let shown = [Some(secret.to_owned()), Some(ascii), number];
    shown.into_iter().flatten().filter(|text| text.len() >= 6).collect()
}

#[test]
fn s9_no_secret_stands_in_what_any_command_prints_unasked() {
    let world = World::new();
    world
        .run("lock new hall.vlock --model full --codes 8 --cards 6 --fingerprints 2 --pair hall.key.json")
        .ended(0);
    for (code, kind) in [("604713825", "permanent"), ("91827364", "one-time")] {
        world
            .run(&format!("lock add-code hall.vlock {code} --kind {kind}"))
            .ended(0);
    }
    world.run("lock type hall.vlock 604713825#").ended(0);
    let mut secrets = secrets(&world);
    let at = "--lock hall.vlock --key hall.key.json --identity me.age";
    let new = "--lock hall.vlock --key new.key.json --identity me.age";
    let commands = [
        "keys show hall.key.json".to_owned(),
        format!("backup {at} --out hall.relatch --log"),
        "inspect hall.relatch --identity me.age".to_owned(),
        "inspect hall.relatch --identity me.age --log csv".to_owned(),
        "inspect hall.relatch --identity me.age --log json".to_owned(),
        "verify hall.relatch --identity me.age".to_owned(),
        format!("rehearse hall.relatch {at}"),
        "lock add-code hall.vlock 77001122".to_owned(),
        format!("diff hall.relatch {at}"),
        format!("reset {at} --snapshot hall.relatch"),
        format!("backup {at} --out hall.relatch"),
        "diff hall.relatch hall.1.relatch --identity me.age".to_owned(),
        format!("reset {at} --snapshot hall.relatch"),
        format!("diff hall.relatch {at}"),
        "pair --lock hall.vlock --key-out new.key.json".to_owned(),
        format!("backup {at} --out x.relatch"),
        format!("plan hall.relatch {new}"),
        "lock fault hall.vlock refuse@0x03#2 corrupt-reply@0x05 garbage@0x05#3".to_owned(),
        format!("restore hall.relatch {new}"),
        format!("restore hall.relatch {new}"),
        "report hall.relatch --identity me.age".to_owned(),
        "diagnostics --lock hall.vlock --key new.key.json --snapshot hall.relatch --identity me.age".to_owned(),
        "erase hall.relatch --identity me.age".to_owned(),
    ];
    secrets.push(("code".to_owned(), "77001122".to_owned()));
    let mut printed = Vec::new();
    for command in &commands {
        for form in ["-vvv", "-vvv --json"] {
            // The one after the other: a command that changes the lock does so once, its second run tells what is there.
            let run = world.run(&format!("{command} {form}"));
            assert!(
                run.code.is_some_and(|code| crate::world::DOCUMENTED.contains(&code)),
                "{command}: {run:?}"
            );
            printed.push((command.clone(), run.stdout + &run.stderr));
        }
    }
    secrets.extend(self::secrets(&world));
    secrets.sort();
    secrets.dedup();
    assert!(secrets.len() > 30, "only {} secrets", secrets.len());
    for (command, text) in &printed {
        let bare = text.to_lowercase();
        for (what, secret) in &secrets {
            for spelling in spellings(&secret.to_lowercase()) {
                assert!(!bare.contains(&spelling), "{command} shows a {what}:\n{text}");
            }
        }
    }
}

/// The recovery key and the code for the door are shown on purpose; everything else stays hidden, in the log of every detail too.
#[test]
fn s9_no_secret_of_the_lock_stands_in_what_a_journey_prints() {
    let world = World::new();
    world
        .run("lock new hall.vlock --model full --codes 8 --cards 6 --fingerprints 2 --pair hall.key.json")
        .ended(0);
    let mut secrets = secrets(&world);
    let mut talk = Talk::in_pipes(&world, "journey --lock hall.vlock --identity me.age -vvv");
    let mut reader = Reader::with_key("hall.key.json");
    while let Next::Question(shown) = talk.next() {
        let answer = reader.answer_again(&shown);
        talk.type_line(&answer);
    }
    std::fs::copy(world.path("saved.key.json"), world.path("new.key.json")).unwrap();
    secrets.extend(self::secrets(&world));
    assert!(secrets.len() > 30, "only {} secrets", secrets.len());
    let seen = talk.seen.to_lowercase();
    assert!(seen.contains("everything that can come back is back"));
    for (what, secret) in &secrets {
        for spelling in spellings(&secret.to_lowercase()) {
            assert!(!seen.contains(&spelling), "a {what} is shown:\n{}", talk.seen);
        }
    }
}

#[test]
fn what_is_asked_for_is_shown() {
    let world = World::saved("--model cards --codes 3 --cards 2");
    let shown = world.run("lock show hall.vlock --json").ended(0).json();
    let code = shown["codes"][0]["code"].as_str().unwrap().to_owned();
    let masked = world
        .run("inspect hall.relatch --identity me.age --json")
        .ended(0)
        .json();
    let revealed = world
        .run("inspect hall.relatch --identity me.age --json --reveal")
        .ended(0)
        .json();
    assert_eq!(
        (masked["codes"][0]["code"].as_str(), &revealed["codes"][0]["code"]),
        (Some("****"), &Value::from(code))
    );
}
