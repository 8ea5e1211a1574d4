//! Android: how btleplug begins, through Java. The only place of the transport that names it.
//!
//! btleplug's Android half is a set of Java classes that nothing but native code calls, so the app has to carry them and keep their names
//! (`docs/bluetooth.md`, Android). They are looked up once, by the class loader of the thread that asks. A thread of Rust's has the
//! system's class loader, which knows no class of the app; so it is given the app's first. The app's context is the one that it
//! handed over for the secure store (`io.crates.keyring.Keyring.initializeNdkContext`), and so the app has no second start to forget.

use super::central::CentralError;
use jni_of_btleplug::objects::{JClassLoader, JObject, JThread};
use jni_of_btleplug::{Env, JavaVM, jni_sig, jni_str};

/// Starts btleplug. Once it has begun this does nothing.
///
/// # Errors
/// The app did not hand over its context, or lacks btleplug's classes.
pub(super) fn start() -> Result<(), CentralError> {
    // There is no way to ask whether there is a context, but to catch the panic.
    let context = std::panic::catch_unwind(ndk_context::android_context)
        .map_err(|_| CentralError::NoService("the app did not hand over its context".into()))?;
    // SAFETY: the app handed both over; the virtual machine lives as long as the process.
    #[expect(unsafe_code, reason = "the way to Java begins at two pointers")]
    let machine = unsafe { JavaVM::from_raw(context.vm().cast()) };
    let begun = machine.attach_current_thread(|env| -> btleplug::Result<()> {
        // SAFETY: a global reference that the app's start keeps for ever; it is not let go of here.
        #[expect(unsafe_code, reason = "the way to Java begins at two pointers")]
        let app = unsafe { JObject::from_raw(env, context.context().cast()) };
        let found = take_class_loader(env, &app).map_err(btleplug::Error::from);
        let begun = found.and_then(|()| btleplug::platform::init(env));
        if begun.is_err() {
            // A pending exception would fall upon whoever uses this thread next.
            env.exception_clear();
        }
        begun
    });
    begun.map_err(|error| CentralError::NoService(Box::new(error)))
}

/// Gives this thread the app's class loader: `Thread.currentThread().setContextClassLoader(app.getClassLoader())`.
fn take_class_loader(env: &mut Env<'_>, app: &JObject<'_>) -> jni_of_btleplug::errors::Result<()> {
    let loader = env
        .call_method(
            app,
            jni_str!(jni = ::jni_of_btleplug, "getClassLoader"),
            jni_sig!(jni = ::jni_of_btleplug, "()Ljava/lang/ClassLoader;"),
            &[],
        )?
        .l()?;
    let loader = env.cast_local::<JClassLoader<'_>>(loader)?;
    JThread::current_thread(env)?.set_context_class_loader(env, &loader)
}
