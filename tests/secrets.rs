//! The real secure stores of Linux: the kernel's keyring, and a Secret Service in a session of its own, with no desktop.
//! The stores of other systems are tried where those are.
#![cfg(test)] // so that helpers beside the tests may unwrap, too
#![cfg(target_os = "linux")]

use relatch::store::{KeyringSecrets, Secrets as _, SecretsError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SECRET: &[u8] = b"AGE-SECRET-KEY-1 is text";
const PASSWORD: &str = "a password";

#[test]
fn s10_the_kernels_keyring_keeps_a_secret_and_forgets_it_when_told() {
    inside(
        Session::Kernel,
        "s10_the_kernels_keyring_keeps_a_secret_and_forgets_it_when_told",
        || {
            let secrets = KeyringSecrets::open().unwrap();
            assert!(!secrets.lasting(), "the owner must be told that a restart forgets it");
            keep_and_forget(&secrets, &KeyringSecrets::open_kernel().unwrap());
        },
    );
}

#[test]
fn s10_a_secret_service_keeps_a_secret_and_forgets_it_when_told() {
    inside(
        Session::Bus,
        "s10_a_secret_service_keeps_a_secret_and_forgets_it_when_told",
        || {
            let _daemon = Daemon::unlocked();
            let secrets = KeyringSecrets::open().unwrap();
            assert!(secrets.lasting());
            keep_and_forget(&secrets, &KeyringSecrets::open().unwrap());
        },
    );
}

#[test]
fn s10_a_secret_service_keeps_a_secret_over_its_own_restart() {
    inside(
        Session::Bus,
        "s10_a_secret_service_keeps_a_secret_over_its_own_restart",
        || {
            let daemon = Daemon::unlocked();
            let secrets = KeyringSecrets::open().unwrap();
            secrets.put("a", SECRET).unwrap();
            drop(daemon);
            // A store that is gone is a failure, and never an empty store.
            assert!(matches!(secrets.read("a"), Err(SecretsError::Failed { .. })));
            assert!(matches!(secrets.put("a", b"x"), Err(SecretsError::Failed { .. })));
            assert!(matches!(secrets.remove("a"), Err(SecretsError::Failed { .. })));
            let _daemon = Daemon::unlocked();
            let secrets = KeyringSecrets::open().unwrap();
            assert_eq!(**secrets.read("a").unwrap().unwrap(), *SECRET);
        },
    );
}

#[test]
fn s10_a_locked_secret_service_is_told_as_locked() {
    inside(Session::Bus, "s10_a_locked_secret_service_is_told_as_locked", || {
        let daemon = Daemon::unlocked();
        let secrets = KeyringSecrets::open().unwrap();
        secrets.put("a", SECRET).unwrap();
        Daemon::lock();
        assert!(matches!(secrets.read("a"), Err(SecretsError::Locked { .. })));
        assert!(matches!(secrets.put("a", b"x"), Err(SecretsError::Locked { .. })));
        assert!(matches!(secrets.put("b", b"x"), Err(SecretsError::Locked { .. })));
        assert!(matches!(secrets.remove("a"), Err(SecretsError::Locked { .. })));
        // The kernel's keyring would open here. It is not taken in the place of a store that only needs unlocking.
        assert!(matches!(KeyringSecrets::open(), Err(SecretsError::Locked { .. })));
        KeyringSecrets::open_kernel().unwrap();
        drop(daemon);
        let _daemon = Daemon::unlocked();
        assert_eq!(**KeyringSecrets::open().unwrap().read("a").unwrap().unwrap(), *SECRET);
    });
}

#[test]
fn s10_a_store_is_looked_for_at_each_opening() {
    inside(Session::Bus, "s10_a_store_is_looked_for_at_each_opening", || {
        assert!(!KeyringSecrets::open().unwrap().lasting());
        let _daemon = Daemon::unlocked();
        assert!(KeyringSecrets::open().unwrap().lasting());
    });
}

#[test]
fn s10_without_any_store_nothing_opens() {
    inside(Session::Nothing, "s10_without_any_store_nothing_opens", || {
        assert!(matches!(KeyringSecrets::open(), Err(SecretsError::Locked { .. })));
    });
}

fn keep_and_forget(secrets: &KeyringSecrets, again: &KeyringSecrets) {
    assert!(secrets.read("a").unwrap().is_none());
    secrets.put("a", SECRET).unwrap();
    // Another handle, as the next run of the program has one.
    assert_eq!(**again.read("a").unwrap().unwrap(), *SECRET);
    secrets.put("a", &[0, 0xff, 1]).unwrap();
    assert_eq!(**again.read("a").unwrap().unwrap(), [0, 0xff, 1]);
    assert!(again.read("b").unwrap().is_none());
    again.remove("a").unwrap();
    again.remove("a").unwrap();
    assert!(secrets.read("a").unwrap().is_none());
}

/// What a test finds around it.
#[derive(Clone, Copy, PartialEq)]
enum Session {
    /// A session of the kernel's keyring, and no bus.
    Kernel,
    /// The same, and a bus on which nothing starts by itself.
    Bus,
    /// No bus, and a session of the kernel's keyring that is closed.
    Nothing,
}

/// Set in the process that runs inside a session.
const INSIDE: &str = "RELATCH_TEST_SECRETS_SESSION";

/// Runs `body` in a session of its own: a test starts itself again there, as a process cannot leave its own.
fn inside(session: Session, test: &str, body: fn()) {
    if std::env::var_os(INSIDE).is_some() {
        return body();
    }
    let needed = ["keyctl", "dbus-run-session", "dbus-send", "gnome-keyring-daemon"];
    let needed = if session == Session::Bus {
        &needed[..]
    } else {
        &needed[..1]
    };
    if let Some(missing) = needed.iter().find(|program| !is_there(program)) {
        assert!(std::env::var_os("CI").is_none(), "{missing} is missing");
        println!("LEFT OUT: {missing} is missing; ./check names the Debian package");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut command = session.command(home.path());
    command.args([test, "--exact", "--nocapture"]).env(INSIDE, "1");
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let erred = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}{erred}");
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

impl Session {
    /// This program, to be run in the session.
    fn command(self, home: &Path) -> Command {
        let this = std::env::current_exe().unwrap();
        let mut words: Vec<PathBuf> = match self {
            Self::Kernel => ["keyctl", "session", "-"].map(PathBuf::from).into(),
            Self::Bus => {
                let config = home.join("bus.conf");
                std::fs::write(&config, BUS).unwrap();
                let config = PathBuf::from(format!("--config-file={}", config.display()));
                let mut words = vec!["dbus-run-session".into(), config, "--".into()];
                words.extend(["keyctl", "session", "-"].map(PathBuf::from));
                words
            }
            Self::Nothing => {
                let closed = "keyctl revoke @s && exec \"$0\" \"$@\"";
                ["keyctl", "session", "-", "sh", "-c", closed].map(PathBuf::from).into()
            }
        };
        words.push(this);
        let mut command = Command::new(words.remove(0));
        command.args(words);
        for around in [
            "DBUS_SESSION_BUS_ADDRESS",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "GNOME_KEYRING_CONTROL",
        ] {
            command.env_remove(around);
        }
        for folder in [
            "HOME",
            "XDG_RUNTIME_DIR",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
        ] {
            command.env(folder, home);
        }
        command
    }
}

/// A bus for this user, with no services of the system: the usual one would start a daemon by itself.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"#;

/// A Secret Service.
struct Daemon(Child);

impl Daemon {
    /// The login's keyring is open; it is made where there is none.
    fn unlocked() -> Self {
        let mut child = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        let daemon = Self(child);
        wait_for("the keyring is open", || Self::is_locked() == Some(false));
        daemon
    }

    fn lock() {
        ask(
            SERVICE,
            "/org/freedesktop/secrets",
            &["org.freedesktop.Secret.Service.Lock", &format!("array:objpath:{LOGIN}")],
        );
        assert_eq!(Self::is_locked(), Some(true));
    }

    fn is_locked() -> Option<bool> {
        boolean(&ask(
            SERVICE,
            LOGIN,
            &[
                "org.freedesktop.DBus.Properties.Get",
                "string:org.freedesktop.Secret.Collection",
                "string:Locked",
            ],
        ))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
        wait_for("the bus forgets the daemon", || {
            let name = format!("string:{SERVICE}");
            let owner = ask(
                "org.freedesktop.DBus",
                "/",
                &["org.freedesktop.DBus.NameHasOwner", &name],
            );
            boolean(&owner) == Some(false)
        });
    }
}

const SERVICE: &str = "org.freedesktop.secrets";
const LOGIN: &str = "/org/freedesktop/secrets/collection/login";

/// The reply to one call over the bus, or nothing.
fn ask(of: &str, path: &str, words: &[&str]) -> String {
    let mut command = Command::new("dbus-send");
    command.args(["--session", "--print-reply", &format!("--dest={of}"), path]);
    let output = command.args(words).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn boolean(reply: &str) -> Option<bool> {
    let (_, word) = reply.trim().rsplit_once("boolean ")?;
    word.parse().ok()
}

fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what}: not within a minute");
    }
}
