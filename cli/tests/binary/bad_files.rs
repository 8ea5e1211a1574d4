//! Files that are not what they should be: a clear message, the right exit code, the file untouched.

use crate::world::{IDENTITY, Run, World};
use relatch::backup::seal::{Identity, seal};

fn sealed(plain: &str) -> Vec<u8> {
    let identity: Identity = IDENTITY.parse().unwrap();
    seal(plain.as_bytes(), &[identity.recipient()]).unwrap()
}

/// Every command that opens a saved copy, on `bad.relatch`.
fn open_everywhere(world: &World) -> Vec<Run> {
    const AT: &str = "--lock hall.vlock --key hall.key.json --identity me.age";
    let commands = [
        "inspect bad.relatch --identity me.age".to_owned(),
        "verify bad.relatch --identity me.age".to_owned(),
        "report bad.relatch --identity me.age".to_owned(),
        "erase bad.relatch --identity me.age".to_owned(),
        "diff bad.relatch hall.relatch --identity me.age".to_owned(),
        format!("diff bad.relatch {AT}"),
        format!("plan bad.relatch {AT}"),
        format!("rehearse bad.relatch {AT}"),
        format!("restore bad.relatch {AT}"),
        format!("reset {AT} --snapshot bad.relatch"),
    ];
    commands.iter().map(|command| world.run(command)).collect()
}

#[test]
fn s8_a_file_that_is_no_saved_copy_is_13_and_untouched_whatever_the_command() {
    let world = World::saved("--model keypad --codes 2");
    let whole = world.read("hall.relatch");
    let lock = world.read("hall.vlock");
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        bytes
    };
    let bad = [
        ("empty", Vec::new()),
        ("cut in the head", whole[..40].to_vec()),
        ("cut in the body", whole[..whole.len() - 20].to_vec()),
        ("longer", [whole.as_slice(), b"x"].concat()),
        ("flipped at the start", flipped(3)),
        ("flipped at the end", flipped(whole.len() - 5)),
        ("foreign", b"%PDF-1.4 not a saved copy".to_vec()),
        ("another sealed file", sealed("dear diary")),
        ("newer", sealed("{\"format\":\"relatch-snapshot\",\"version\":2}\n{}")),
        (
            "damaged inside",
            sealed("{\"format\":\"relatch-snapshot\",\"version\":1}\n{\"created\":"),
        ),
    ];
    for (what, bytes) in bad {
        world.write("bad.relatch", &bytes);
        for run in open_everywhere(&world) {
            let run = run.ended(13).advises();
            assert!(
                run.stderr.contains("untouched") && run.stdout.is_empty(),
                "{what}: {run:?}"
            );
        }
        assert_eq!(world.read("bad.relatch"), bytes, "{what}");
        assert_eq!(world.read("hall.vlock"), lock, "{what}: the lock was not spoken to");
    }
    std::fs::remove_file(world.path("bad.relatch")).unwrap();
    std::fs::create_dir(world.path("bad.relatch")).unwrap();
    for run in open_everywhere(&world) {
        run.ended(13).advises();
    }
}

#[test]
fn s8_a_flipped_byte_anywhere_is_told() {
    let world = World::saved("--model keypad --codes 1");
    let whole = world.read("hall.relatch");
    // Each command starts a process, so the real binary sees a sample; the library's tests flip every byte.
    for at in (0..whole.len()).step_by(41) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x01;
        world.write("bad.relatch", &bytes);
        let run = world.run("verify bad.relatch --identity me.age");
        // In the part that says for whom it is sealed, a change means "sealed for somebody else".
        assert!(matches!(run.code, Some(12 | 13)), "byte {at}: {run:?}");
        run.advises();
    }
}

#[test]
fn a_virtual_locks_file_that_is_none_is_13_and_untouched() {
    let world = World::saved("--model keypad --codes 1");
    let whole = String::from_utf8(world.read("hall.vlock")).unwrap();
    let bad = [
        String::new(),
        whole[..whole.len() / 2].to_owned(),
        whole.replace("\"version\": 1", "\"version\": 99"),
        whole.replace("relatch-virtual-lock", "something-else"),
        "{}".to_owned(),
    ];
    for bytes in bad {
        world.write("bad.vlock", &bytes);
        for command in [
            "lock show bad.vlock",
            "lock touch bad.vlock",
            "lock add-code bad.vlock 1234",
            "lock fault bad.vlock full@1",
            "scan --lock bad.vlock",
            "pair --lock bad.vlock --key-out x.json",
            "backup --lock bad.vlock --key hall.key.json --out x --identity me.age",
        ] {
            world.run(command).ended(13).advises();
        }
        assert_eq!(world.read("bad.vlock"), bytes.as_bytes());
        assert!(!world.path(".bad.vlock.lock").exists() || bytes.is_empty() || world.path("bad.vlock").exists());
    }
}

#[test]
fn a_key_file_that_is_none_is_13_and_untouched() {
    let world = World::saved("--model keypad --codes 1");
    let whole = String::from_utf8(world.read("hall.key.json")).unwrap();
    let changed = whole.replacen("\"adminPs\": ", "\"adminPs\": 1", 1);
    assert_ne!(changed, whole);
    for bytes in [
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        "hello".to_owned(),
        whole[..whole.len() / 2].to_owned(),
        changed,
    ] {
        world.write("bad.json", &bytes);
        for command in [
            "keys show bad.json",
            "backup --lock hall.vlock --key bad.json --out x --identity me.age",
            "restore hall.relatch --lock hall.vlock --key bad.json --identity me.age",
        ] {
            world.run(command).ended(13).advises();
        }
        assert_eq!(world.read("bad.json"), bytes.as_bytes());
    }
    std::fs::create_dir(world.path("folder.json")).unwrap();
    world.run("keys show folder.json").ended(13).advises();
}

#[test]
fn an_identity_file_that_is_none_is_13() {
    let world = World::saved("--model keypad --codes 1");
    for bytes in ["", "hello", crate::world::RECIPIENT, "AGE-SECRET-KEY-1QQQQ"] {
        world.write("bad.age", bytes);
        let run = world.run("verify hall.relatch --identity bad.age").ended(13).advises();
        assert!(
            !run.stderr.contains("QQQQ"),
            "its content is not repeated: {}",
            run.stderr
        );
    }
}

#[test]
fn a_damaged_journal_is_13_and_untouched() {
    let world = World::saved("--model keypad --codes 1");
    let at = "--lock hall.vlock --key hall.key.json --identity me.age";
    world.run(&format!("rehearse hall.relatch {at}")).ended(0);
    let entries = std::fs::read_dir(world.path("store"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_journal = |path: &std::path::PathBuf| path.to_string_lossy().ends_with(".journal");
    let journal = entries
        .filter(is_journal)
        .find(|path| path.to_string_lossy().contains("lock-"))
        .unwrap();
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes[20] ^= 0xff;
    std::fs::write(&journal, &bytes).unwrap();
    let run = world.run(&format!("rehearse hall.relatch {at}")).ended(13).advises();
    assert!(run.stderr.contains("--store"));
    assert_eq!(std::fs::read(&journal).unwrap(), bytes);
}

#[test]
fn a_place_that_cannot_be_written_fails_before_the_lock_is_changed() {
    let world = World::saved("--model keypad --codes 1");
    let at = "--lock hall.vlock --key hall.key.json --identity me.age";
    std::fs::create_dir(world.path("folder")).unwrap();
    world.run(&format!("backup {at} --out folder")).ended(1).advises();
    world.write("file", "");
    world
        .run(&format!("backup {at} --out file/x.relatch"))
        .ended(1)
        .advises();
    world
        .run(&format!("rehearse hall.relatch {at} --store file/store"))
        .ended(1)
        .advises();
    world.run("lock press-reset hall.vlock").ended(0);
    for place in ["file/new.json", "nowhere/new.json", "folder"] {
        let run = world.run(&format!("pair --lock hall.vlock --key-out {place}"));
        assert!(matches!(run.code, Some(1 | 10 | 13)), "{run:?}");
        run.advises();
    }
    assert_eq!(
        world.run("lock show hall.vlock --json").json()["paired"],
        false,
        "S5: no key, no pairing"
    );
}

/// Rights do not stop root, so this looks first whether they stop us.
#[cfg(unix)]
#[test]
fn a_folder_without_rights_fails_and_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::saved("--model keypad --codes 1");
    let folder = world.path("closed");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(folder.join("probe"), "").is_ok() {
        eprintln!("passed over: this user may write everywhere");
        return;
    }
    let at = "--lock hall.vlock --key hall.key.json --identity me.age";
    let run = world
        .run(&format!("backup {at} --out closed/x.relatch"))
        .ended(1)
        .advises();
    assert!(run.stderr.contains("permission denied"));
}
