//! iOS: the Keychain, as generic passwords in the app's own access group, never in iCloud.
//!
//! The class is written when an entry is made, and looked for when it is replaced: an entry that was made in another class
//! is not found then, and `put` fails. So a new class needs a removal first.

use super::{System, no_store};
use crate::store::SecretsError;
use std::error::Error;

/// `errSecInteractionNotAllowed`: the answer from a restart of the phone to its first unlock.
const BEFORE_FIRST_UNLOCK: i32 = -25308;

pub(super) fn open() -> Result<System, SecretsError> {
    let store = apple_native_keyring_store::protected::Store::new();
    Ok(System {
        // `kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly`: readable with the phone locked, as a journey may run on; never on
        // another device; and not deleted when the owner switches the passcode off, as the class that asks for one is.
        rules: &[("access-policy", "after-first-unlock-this-device-only")],
        is_locked,
        ..System::plain(store.map_err(|error| no_store(error.to_string()))?)
    })
}

fn is_locked(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    let error = error.downcast_ref::<security_framework::base::Error>();
    error.is_some_and(|error| error.code() == BEFORE_FIRST_UNLOCK)
}
