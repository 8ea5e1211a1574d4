//! macOS: the Keychain of the login. The protected one asks for an app that is signed with a provisioning profile.

use super::{System, no_store};
use crate::store::SecretsError;

pub(super) fn open() -> Result<System, SecretsError> {
    let store = apple_native_keyring_store::keychain::Store::new();
    Ok(System::plain(store.map_err(|error| no_store(error.to_string()))?))
}
