//! The real secure store of this machine. A Linux machine without a desktop has the kernel's keyring, which is tried here;
//! the stores of desktops and phones are tried where those are.
#![cfg(test)] // so that helpers beside the tests may unwrap, too
#![cfg(target_os = "linux")]

use relatch::store::{KeyringSecrets, Secrets as _, SecretsError};
use std::process::Command;

/// Set in the process that runs inside a keyring session of its own.
const INSIDE: &str = "RELATCH_TEST_KEYRING_SESSION";

#[test]
fn s10_the_kernels_keyring_keeps_a_secret_and_forgets_it_when_told() {
    if std::env::var_os(INSIDE).is_some() {
        return keep_and_forget();
    }
    // Without a login there is no keyring session, so this test starts itself again in a new one.
    let mut command = Command::new("keyctl");
    command.args(["session", "-"]).arg(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "s10_the_kernels_keyring_keeps_a_secret_and_forgets_it_when_told",
        "--nocapture",
    ]);
    match command.env(INSIDE, "1").output() {
        Ok(output) => {
            let told = String::from_utf8_lossy(&output.stdout);
            assert!(
                output.status.success(),
                "{told}{}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(told.contains("1 passed"), "{told}");
        }
        Err(error) if std::env::var_os("CI").is_none() => {
            println!("LEFT OUT: keyctl did not start ({error}); install the package `keyutils` to run this test");
        }
        Err(error) => panic!("keyctl did not start ({error}); install the package `keyutils`"),
    }
}

fn keep_and_forget() {
    let secrets = KeyringSecrets::open_kernel().unwrap();
    let name = format!("test-{}", std::process::id());
    assert!(secrets.read(&name).unwrap().is_none());
    secrets.put(&name, b"AGE-SECRET-KEY-1 is text").unwrap();
    // Another handle, as the next run of the program has one.
    let again = KeyringSecrets::open_kernel().unwrap();
    assert_eq!(**again.read(&name).unwrap().unwrap(), *b"AGE-SECRET-KEY-1 is text");
    secrets.put(&name, &[0, 0xff, 1]).unwrap();
    assert_eq!(**again.read(&name).unwrap().unwrap(), [0, 0xff, 1]);
    again.remove(&name).unwrap();
    assert!(secrets.read(&name).unwrap().is_none());
    assert!(!secrets.lasting(), "the owner must be told that a restart forgets it");
}

#[test]
fn s10_the_systems_store_works_or_says_why_not() {
    match KeyringSecrets::open() {
        Ok(secrets) => assert!(secrets.read("relatch-test-none").unwrap().is_none()),
        Err(error) => assert!(matches!(
            error,
            SecretsError::NoStore { .. } | SecretsError::Locked { .. } | SecretsError::Failed { .. }
        )),
    }
}
