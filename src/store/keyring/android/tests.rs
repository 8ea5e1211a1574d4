//! The calls into Java, on this machine's own Java. What Android has and this machine has not stands in `tests/android`: preferences
//! on a disk that may be full, and a Keystore that may fail. This is no proof that a phone does the same.

use super::*;
use crate::store::{KeyringSecrets, Secrets};
use jni::InitArgsBuilder;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

#[test]
fn s10_without_the_apps_context_nothing_opens() {
    with_java("s10_without_the_apps_context_nothing_opens", |_| {
        assert!(matches!(opened(), Err(SecretsError::NoStore { .. })));
    });
}

#[test]
fn what_is_put_on_android_is_read_until_it_is_removed() {
    with_java("what_is_put_on_android_is_read_until_it_is_removed", |java| {
        java.hand_over();
        let secrets = opened().unwrap();
        assert!(secrets.lasting());
        assert!(secrets.read("a").unwrap().is_none());
        secrets.put("a", b"one").unwrap();
        secrets.put("a", &[0, 0xff, 2]).unwrap();
        assert_eq!(**opened().unwrap().read("a").unwrap().unwrap(), [0, 0xff, 2]);
        assert_eq!(java.text("names"), "a@relatch vaultConfig");
        secrets.remove("a").unwrap();
        secrets.remove("a").unwrap();
        assert!(secrets.read("a").unwrap().is_none());
        assert_eq!(java.text("names"), "vaultConfig");
    });
}

#[test]
fn the_keystores_key_is_readable_with_the_phone_locked() {
    with_java("the_keystores_key_is_readable_with_the_phone_locked", |java| {
        java.hand_over();
        opened().unwrap();
        assert_eq!(
            java.text("told"),
            "keyring-relatch purposes=3 GCM NoPadding authentication=false"
        );
    });
}

#[test]
fn s5_what_did_not_reach_androids_disk_is_neither_kept_nor_gone() {
    with_java("s5_what_did_not_reach_androids_disk_is_neither_kept_nor_gone", |java| {
        java.hand_over();
        let secrets = opened().unwrap();
        secrets.put("a", b"one").unwrap();
        java.set("full", 1);
        assert!(matches!(secrets.put("b", b"two"), Err(SecretsError::Failed { .. })));
        assert!(matches!(secrets.remove("a"), Err(SecretsError::Failed { .. })));
        assert!(matches!(opened(), Err(SecretsError::Failed { .. })));
        assert_eq!(java.text("names"), "a@relatch vaultConfig");
        java.set("full", 0);
        secrets.put("b", b"two").unwrap();
        assert_eq!(**secrets.read("b").unwrap().unwrap(), *b"two");
        // And nothing is left of the try.
        assert!(!java.text("names").contains("probe"));
    });
}

#[test]
fn s10_a_keystore_that_fails_for_a_moment_keeps_its_key() {
    with_java("s10_a_keystore_that_fails_for_a_moment_keeps_its_key", |java| {
        java.hand_over();
        // As an earlier run left them.
        java.set("leaveKey", 1);
        java.set("failNext", 1);
        assert!(matches!(opened(), Err(SecretsError::Failed { .. })));
        let secrets = opened().unwrap();
        assert_eq!(java.text("keysMade"), "1");
        java.set("failNext", 9);
        assert!(matches!(secrets.read("a"), Err(SecretsError::Failed { .. })));
        assert!(matches!(secrets.put("a", b"one"), Err(SecretsError::Failed { .. })));
    });
}

/// Why the Keystore is asked before the store's crate is let in. Should this fail one day, the crate has learned it.
#[test]
fn the_stores_crate_alone_replaces_the_key_of_a_keystore_that_fails_for_a_moment() {
    with_java(
        "the_stores_crate_alone_replaces_the_key_of_a_keystore_that_fails_for_a_moment",
        |java| {
            java.hand_over();
            java.set("leaveKey", 1);
            java.set("failNext", 2);
            Store::new_with_configuration(&HashMap::from([("name", "relatch"), ("filename", FILE)])).unwrap();
            assert_eq!(java.text("keysMade"), "2");
        },
    );
}

fn opened() -> Result<KeyringSecrets, SecretsError> {
    // On a thread that Java does not know, as the engine's is.
    let opened = std::thread::spawn(|| KeyringSecrets::proven(open()?));
    opened.join().unwrap()
}

/// Java in this process, where a test finds it.
struct Java(JavaVM);

impl Java {
    fn start(classes: &str) -> Self {
        let path = format!("-Djava.class.path={classes}");
        let java = JavaVM::new(InitArgsBuilder::new().option(path).build().unwrap()).unwrap();
        let mut env = java.attach_current_thread().unwrap();
        env.call_static_method(PHONE, "start", "()V", &[]).unwrap();
        drop(env);
        Self(java)
    }

    /// What the app does at its start.
    fn hand_over(&self) {
        let mut env = self.0.attach_current_thread().unwrap();
        let context = env.new_object("android/content/Context", "()V", &[]).unwrap();
        let context = env.new_global_ref(context).unwrap();
        // SAFETY: called once in this process, and both live as long as it does.
        #[expect(unsafe_code, reason = "the app's own code does this in Java")]
        unsafe {
            let machine = self.0.get_java_vm_pointer().cast();
            ndk_context::initialize_android_context(machine, context.as_raw().cast());
        }
        std::mem::forget(context);
    }

    fn set(&self, what: &str, number: i32) {
        let mut env = self.0.attach_current_thread().unwrap();
        env.call_static_method(PHONE, what, "(I)V", &[JValue::Int(number)])
            .unwrap();
    }

    fn text(&self, of: &str) -> String {
        let mut env = self.0.attach_current_thread().unwrap();
        let text = env.call_static_method(PHONE, of, "()Ljava/lang/String;", &[]).unwrap();
        env.get_string(&text.l().unwrap().into()).unwrap().into()
    }
}

/// The class of `tests/android` that a test asks.
const PHONE: &str = "Phone";

/// Set in the process that runs a test, to the folder of the classes.
const INSIDE: &str = "RELATCH_TEST_JAVA";

/// Runs `body` in a process of its own: Java cannot be started twice in one, and the app's context is handed over once.
fn with_java(test: &str, body: fn(&Java)) {
    if let Ok(classes) = std::env::var(INSIDE) {
        return body(&Java::start(&classes));
    }
    let Some(classes) = &*CLASSES else {
        assert!(std::env::var_os("CI").is_none(), "javac is missing");
        println!("LEFT OUT: javac is missing; ./check names the Debian package");
        return;
    };
    let name = format!("{}::{test}", module_path!().split_once("::").unwrap().1);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([&name, "--exact", "--nocapture"]).env(INSIDE, classes);
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let erred = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}{erred}");
}

/// `tests/android`, compiled once for all tests, beside this program. Nothing, where there is no compiler.
static CLASSES: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/android");
    let classes = std::env::current_exe().unwrap().with_file_name("android-classes");
    let files = [
        "Phone.java",
        "android/content/Context.java",
        "android/content/SharedPreferences.java",
        "android/security/keystore/KeyGenParameterSpec.java",
    ];
    let mut command = Command::new("javac");
    command.arg("-d").arg(&classes).args(files).current_dir(sources);
    let output = command.output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(classes)
});
