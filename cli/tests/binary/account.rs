//! The account, end to end: a virtual cloud served with encryption by one process, and signed in to by others.

use super::served::Served;
use super::world::{IDENTITY, RECIPIENT, World};
use serde_json::{Value, json};

const APPLICATION: &str = "--client-id 00000000000000000000000000000001 --client-secret-file client.secret";
const PASSWORD: &str = "a-secret-that-nobody-sees";

/// A cloud for one region.
fn serve(world: &World, more: &str) -> Served {
    Served::start(world, &format!("--listen 127.0.0.1:0 {more}"))
}

/// A lock with its key, and a cloud in which its owner has an account.
fn world() -> World {
    let world = World::new();
    world.write("client.secret", "00000000000000000000000000000002\n");
    world.write("password", format!("{PASSWORD}\n"));
    world.write("wrong", "wrong\n");
    world
        .run("lock new hall.vlock --model full --codes 5 --cards 2 --address AA:BB:CC:11:22:33 --pair hall.key.json")
        .ended(0);
    world
        .run(&format!(
            "cloud add hall.cloud --user owner@example.org --password {PASSWORD} --key hall.key.json --alias Hall"
        ))
        .ended(0);
    // The model has a door sensor.
    change_cloud(&world, |entry| {
        entry["facts"]["doorSensor"] = json!({ "doorSensorId": 1 });
    });
    world
}

/// Changes what the cloud knows of the lock, before it is served.
fn change_cloud(world: &World, change: impl FnOnce(&mut Value)) {
    let mut state: Value = serde_json::from_slice(&world.read("hall.cloud")).unwrap();
    change(&mut state["entries"][0]);
    world.write("hall.cloud", state.to_string());
}

fn sign_in(cloud: &Served, password: &str) -> String {
    format!(
        "account sign-in --user owner@example.org --region {} --password-file {password} {APPLICATION} --identity me.age",
        cloud.url(0)
    )
}

#[test]
fn an_owner_signs_in_takes_the_key_saves_the_lock_and_signs_out() {
    let world = world();
    let cloud = serve(&world, "--tls");
    assert!(cloud.url(0).starts_with("https://127.0.0.1:"));
    let trusting = |command: &str| world.run(&format!("{command} --trust hall.pem"));
    world.run(&sign_in(&cloud, "password")).ended(1).advises();
    trusting(&sign_in(&cloud, "wrong")).ended(12).advises();
    let list = "account list --identity me.age --json";
    assert_eq!(world.run(list).ended(0).json()["accounts"], serde_json::json!([]));
    trusting(&sign_in(&cloud, "password")).ended(0);
    let listed = world.run(list).ended(0).json();
    assert_eq!(listed["accounts"][0]["account"], "owner@example.org");
    let keys = trusting("account keys --identity me.age --json").ended(0).json();
    assert_eq!(
        (&keys["keys"][0]["lock"], &keys["keys"][0]["name"]),
        (&"AA:BB:CC:11:22:33".into(), &"Hall".into())
    );
    assert_eq!(keys["keys"][0]["rights"], "Owner");
    trusting("account keys --identity me.age --lock AA:BB:CC:11:22:34 --out other.json")
        .ended(10)
        .advises();
    trusting("account keys --identity me.age --lock AA:BB:CC:11:22:33 --out account.key.json").ended(0);
    // The lock itself says that it is the owner's.
    world
        .run("backup --lock hall.vlock --key account.key.json --out hall.relatch --identity me.age")
        .ended(0);
    let backup = "backup --lock hall.vlock --key account.key.json --out hall.relatch --identity me.age --json";
    let saved = trusting(&format!("{backup} --account")).ended(0).json();
    assert_eq!(
        saved["account"]["only_lock"],
        saved["counts"]["codes"].as_u64().unwrap() + 2
    );
    world.run("account sign-out --identity me.age").ended(0);
    trusting(&format!("{backup} --account")).ended(10).advises();
    trusting("account keys --identity me.age").ended(10).advises();
}

#[test]
fn a_copy_without_a_list_of_the_account_is_done_in_part_and_one_of_a_guest_is_not_begun() {
    let world = world();
    let cloud = serve(&world, "--fault parameter@/v3/identityCard/list");
    world.run(&sign_in(&cloud, "password")).ended(0);
    let backup = "backup --lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age --account --json";
    let saved = world.run(backup).ended(3).json();
    assert_eq!(saved["account"]["not_read"], json!(["cards"]));
    drop(cloud);
    for (status, rights) in [(110_405, "frozen"), (110_402, "not accepted yet")] {
        change_cloud(&world, |entry| {
            entry["status"] = json!(status);
        });
        let cloud = serve(&world, "");
        world.run(&sign_in(&cloud, "password")).ended(0);
        let region = format!("{backup} --region {}", cloud.url(0));
        let refused = world
            .run(&region.replace("hall.relatch", "new.relatch"))
            .ended(12)
            .advises();
        assert!(refused.stderr.contains(rights), "{}", refused.stderr);
        assert!(!world.path("new.relatch").exists());
    }
}

#[test]
fn two_entries_of_a_lock_are_told_apart_and_a_damaged_one_hides_nothing() {
    let world = world();
    let mut state: Value = serde_json::from_slice(&world.read("hall.cloud")).unwrap();
    let mut newer = state["entries"][0].clone();
    let [lock_id, key_id] = ["lockId", "keyId"].map(|name| newer[name].as_i64().unwrap());
    newer["lockId"] = json!(lock_id + 1000);
    newer["keyId"] = json!(key_id + 1000);
    newer["lockData"] = json!("AAAA".repeat(20));
    state["entries"].as_array_mut().unwrap().push(newer);
    world.write("hall.cloud", state.to_string());
    let cloud = serve(&world, "");
    world.run(&sign_in(&cloud, "password")).ended(0);
    let keys = world.run("account keys --identity me.age --json").ended(0).json();
    let told = |at: usize| ["lock_id", "key_id", "newest"].map(|name| keys["keys"][at][name].clone());
    assert_eq!(told(0), [json!(lock_id), json!(key_id), json!(false)]);
    assert_eq!(told(1), [json!(lock_id + 1000), json!(key_id + 1000), json!(true)]);
    let shown = world.run("account keys --identity me.age").ended(0).stdout;
    assert!(
        shown.contains("older than another of its lock") && shown.contains("the newest of its lock"),
        "{shown}"
    );
    world
        .run("account keys --identity me.age --lock AA:BB:CC:11:22:33 --out whole.key.json")
        .ended(0);
    world
        .run("backup --lock hall.vlock --key whole.key.json --out hall.relatch --identity me.age --account")
        .ended(0);
}

#[test]
fn where_lock_and_account_differ_the_owner_takes_the_accounts_word_by_name() {
    let world = world();
    let shown = world.run("lock show hall.vlock --json").ended(0).json();
    let timed = shown["codes"]
        .as_array()
        .unwrap()
        .iter()
        .position(|code| code["end"].is_string());
    let timed = timed.unwrap();
    let mut state: Value = serde_json::from_slice(&world.read("hall.cloud")).unwrap();
    // The account says that every code is for ever.
    let codes = shown["codes"].as_array().unwrap().iter().enumerate().map(|(number, code)| {
        serde_json::json!({ "keyboardPwdId": number, "keyboardPwd": code["code"], "keyboardPwdName": format!("Name {number}"),
            "keyboardPwdType": if code["kind"] == "timed" { 3 } else { 2 }, "startDate": 0, "endDate": 0 })
    });
    state["entries"][0]["lists"]["codes"] = codes.collect();
    world.write("hall.cloud", state.to_string());
    let cloud = serve(&world, "");
    world.run(&sign_in(&cloud, "password")).ended(0);
    world
        .run("backup --lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age --account")
        .ended(0);
    let id = format!("code-{}", timed + 1);
    let inspected = world.run("inspect hall.relatch --identity me.age").ended(0).stdout;
    let line = inspected.lines().find(|line| line.contains(&id)).unwrap();
    assert!(
        line.contains("known from both") && line.contains("but by the account timed"),
        "{line}"
    );
    let plan = |more: &str| {
        world.run(&format!(
            "plan hall.relatch --lock hall.vlock --key hall.key.json --identity me.age --json {more}"
        ))
    };
    let action = |plan: &Value| {
        let items = plan["items"].as_array().unwrap();
        items.iter().find(|item| item["id"] == *id).unwrap()["action"].clone()
    };
    // The lock has its own word already, and not the account's.
    assert_eq!(action(&plan("").ended(0).json()), "skip");
    let taken = plan(&format!("--replace --account-word {id}")).ended(0).json();
    assert_eq!(action(&taken), "change");
    plan("--account-word card-1").ended(2).advises();
}

#[test]
fn the_key_of_a_lock_that_its_own_app_added_anew_is_waited_for() {
    let world = world();
    // The same lock after a reset: the same address, other keys.
    world
        .run("lock new again.vlock --model full --seed 7 --address AA:BB:CC:11:22:33 --pair again.key.json")
        .ended(0);
    let wait = |cloud: &Served| {
        let waiting = "account wait --key hall.key.json --out new.key.json --looks 1 --identity me.age --region";
        world.run(&format!("{waiting} {}", cloud.url(0)))
    };
    let cloud = serve(&world, "");
    world.run(&sign_in(&cloud, "password")).ended(0);
    wait(&cloud).ended(10).advises();
    drop(cloud);
    world
        .run(&format!(
            "cloud add hall.cloud --user owner@example.org --password {PASSWORD} --key again.key.json"
        ))
        .ended(0);
    let cloud = serve(&world, "");
    world.run(&sign_in(&cloud, "password")).ended(0);
    wait(&cloud).ended(0);
    // The lock takes it, and not the one from before.
    let backup = "backup --lock again.vlock --out hall.relatch --identity me.age --key";
    world.run(&format!("{backup} new.key.json")).ended(0);
    world.run(&format!("{backup} hall.key.json")).ended(12);
    wait(&cloud).advises();
}

#[test]
fn what_the_cloud_does_wrong_is_told_apart_in_words() {
    let world = world();
    for (fault, code, word) in [
        ("html@*", 1, "browser"),
        ("month-used-up@/v3/key/list", 1, "counted anew"),
        ("parameter@/v3/key/list", 1, "does not help"),
        ("token-ended@/v3/key/list", 12, "Sign in again"),
        ("token-ended@2", 0, ""),
        ("lost@2", 0, ""),
        ("numbers-as-text@*", 0, ""),
    ] {
        let cloud = serve(&world, &format!("--fault {fault}"));
        let signed_in = world.run(&sign_in(&cloud, "password"));
        let run = if signed_in.code == Some(0) {
            let keys = format!("account keys --identity me.age --region {}", cloud.url(0));
            world.run(&keys)
        } else {
            signed_in
        };
        assert!(run.stderr.contains(word), "{fault}: {}", run.stderr);
        run.ended(code);
        let _ = world.run(&format!("account sign-out --identity me.age --region {}", cloud.url(0)));
    }
    world
        .run("cloud serve --state hall.cloud --listen 127.0.0.1:0 --switch nothing=1")
        .ended(2)
        .advises();
    world
        .run("cloud serve --state hall.key.json --listen 127.0.0.1:0")
        .ended(13)
        .advises();
}

#[test]
fn s9_s10_a_sign_in_is_kept_sealed_or_not_at_all_and_shown_nowhere() {
    let world = world();
    let cloud = serve(&world, "--tls");
    let command = format!("{} --trust hall.pem -vvv", sign_in(&cloud, "password"));
    let refused = world.run(&format!(
        "{} --secure-store off",
        command.replace("--identity me.age", "")
    ));
    refused.ended(14).advises();
    let signed_in = world.run(&command).ended(0);
    let keys = world
        .run("account keys --identity me.age --trust hall.pem -vvv")
        .ended(0);
    let state: Value = serde_json::from_slice(&world.read("hall.cloud")).unwrap();
    let mut secrets = vec![
        PASSWORD.to_owned(),
        IDENTITY.to_owned(),
        "00000000000000000000000000000002".to_owned(),
    ];
    for (place, name) in [
        ("tokens", "access"),
        ("tokens", "renewal"),
        ("accounts", "passwordHash"),
        ("entries", "lockData"),
    ] {
        secrets.push(state[place][0][name].as_str().unwrap().to_owned());
    }
    let mut shown = vec![signed_in.stdout, signed_in.stderr, keys.stdout, keys.stderr];
    for file in std::fs::read_dir(world.path("store/secrets")).unwrap() {
        shown.push(String::from_utf8_lossy(&std::fs::read(file.unwrap().path()).unwrap()).into_owned());
    }
    assert!(shown.len() > 5 && !RECIPIENT.is_empty());
    for secret in secrets {
        assert!(
            shown.iter().all(|text| !text.contains(&secret)),
            "{secret} is shown or kept open"
        );
    }
}
