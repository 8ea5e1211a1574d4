//! Android: entries of the app's preferences, encrypted by a key of the Android Keystore.
//!
//! The app hands its context over before the store is opened, by `io.crates.keyring.Keyring.initializeNdkContext`
//! (`docs/secure-store.md`).
//!
//! The store's crate makes the key, and asks nothing of the system that can be chosen from here: AES-GCM, no authentication of the
//! owner (`setUserAuthenticationRequired(false)`), readable with the phone locked. What it leaves open is done here.

use super::{System, no_store};
use crate::store::SecretsError;
use android_native_keyring_store::Store;
use jni::objects::{JObject, JValue};
use jni::{JNIEnv, JavaVM};
use keyring_core::api::{CredentialPersistence, CredentialStoreApi};
use keyring_core::{Entry, Error};
use ndk_context::AndroidContext;
use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

/// The file of preferences that holds the entries, and the name of the key that encrypts them.
const FILE: &str = "keyring-relatch";

/// Java objects that are alive at the same time in [`look_for_key`] or [`commit`], at most.
const REFERENCES: i32 = 8;

pub(super) fn open() -> Result<System, SecretsError> {
    // Asked for first: the store's crate would panic without it while it holds a lock, and could not be opened again.
    context()?;
    with_app(look_for_key).map_err(refused)?;
    let names = HashMap::from([("name", "relatch"), ("filename", FILE)]);
    let store = Store::new_with_configuration(&names).map_err(refused)?;
    Ok(System {
        settle,
        ..System::plain(Arc::new(NoSearch(store)))
    })
}

/// The store, but for its search, which nobody here needs: it is by regular expressions, and they would be a fifth of the library.
#[derive(Debug)]
struct NoSearch(Arc<Store>);

impl CredentialStoreApi for NoSearch {
    fn vendor(&self) -> String {
        self.0.vendor()
    }

    fn id(&self) -> String {
        self.0.id()
    }

    fn build(&self, service: &str, user: &str, rules: Option<&HashMap<&str, &str>>) -> Result<Entry, Error> {
        self.0.build(service, user, rules)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn persistence(&self) -> CredentialPersistence {
        self.0.persistence()
    }
}

/// What the app handed over. There is no way to ask whether it did, but to catch the panic.
fn context() -> Result<AndroidContext, SecretsError> {
    std::panic::catch_unwind(ndk_context::android_context)
        .map_err(|_| no_store("the app did not hand over its context"))
}

/// A Keystore that fails may work at the next try; a store that is set up in another way never does.
fn refused(error: Error) -> SecretsError {
    match error {
        Error::PlatformFailure(source) => SecretsError::Failed {
            name: FILE.to_owned(),
            source,
        },
        error => no_store(error.to_string()),
    }
}

/// Asks the Keystore for our key. It need not be there; but the Keystore must be able to say so.
///
/// The store's crate takes every failure to get the key for a missing one, and then asks `containsAlias`, which is false not only
/// where there is none but also where the Keystore failed. A key that it made then would replace ours, and with it everything
/// that was kept. So where asking fails, the crate is not let in.
fn look_for_key(env: &mut JNIEnv<'_>, _: &JObject<'_>) -> jni::errors::Result<()> {
    let provider = JObject::from(env.new_string("AndroidKeyStore")?);
    let keystore = env.call_static_method(
        "java/security/KeyStore",
        "getInstance",
        "(Ljava/lang/String;)Ljava/security/KeyStore;",
        &[JValue::Object(&provider)],
    )?;
    let keystore = keystore.l()?;
    let nothing = JObject::null();
    env.call_method(
        &keystore,
        "load",
        "(Ljava/security/KeyStore$LoadStoreParameter;)V",
        &[JValue::Object(&nothing)],
    )?;
    let alias = JObject::from(env.new_string(FILE)?);
    env.call_method(
        &keystore,
        "getKey",
        "(Ljava/lang/String;[C)Ljava/security/Key;",
        &[JValue::Object(&alias), JValue::Object(&nothing)],
    )?;
    Ok(())
}

/// Brings the preferences to the disk, or says that they are not there.
///
/// The store's crate writes them by `commit` and does not look at what it returns, and what could not be written (no room) is
/// still given back by this process. A `commit` without a change writes what is newer in memory than on the disk, and returns
/// true only if nothing is.
fn settle() -> Result<(), Error> {
    if with_app(commit)? {
        return Ok(());
    }
    Err(Error::PlatformFailure("it could not be written to the disk".into()))
}

fn commit(env: &mut JNIEnv<'_>, app: &JObject<'_>) -> jni::errors::Result<bool> {
    const PRIVATE: i32 = 0;
    let file = JObject::from(env.new_string(FILE)?);
    let preferences = env.call_method(
        app,
        "getSharedPreferences",
        "(Ljava/lang/String;I)Landroid/content/SharedPreferences;",
        &[JValue::Object(&file), JValue::Int(PRIVATE)],
    )?;
    let editor = env.call_method(
        preferences.l()?,
        "edit",
        "()Landroid/content/SharedPreferences$Editor;",
        &[],
    )?;
    env.call_method(editor.l()?, "commit", "()Z", &[])?.z()
}

/// Calls Java with the app's context.
fn with_app<T>(call: impl FnOnce(&mut JNIEnv<'_>, &JObject<'_>) -> jni::errors::Result<T>) -> Result<T, Error> {
    let context = ndk_context::android_context();
    // SAFETY: `open` got the same pointers; the virtual machine lives as long as the process.
    #[expect(unsafe_code, reason = "the way to Java begins at two pointers")]
    let (machine, app) = unsafe {
        let machine = JavaVM::from_raw(context.vm().cast()).map_err(failed)?;
        // SAFETY: a global reference that the app's start keeps for ever.
        (machine, JObject::from_raw(context.context().cast()))
    };
    let mut env = machine.attach_current_thread().map_err(failed)?;
    let called = env.with_local_frame(REFERENCES, |env| call(env, &app));
    if called.is_err() {
        // A pending exception would fall upon whoever uses this thread next.
        env.exception_clear().map_err(failed)?;
    }
    called.map_err(failed)
}

fn failed(error: jni::errors::Error) -> Error {
    Error::PlatformFailure(error.into())
}

#[cfg(test)]
#[path = "android/tests.rs"]
mod tests;
