//! Windows: the Credential Manager.

use super::{System, no_store};
use crate::store::SecretsError;

pub(super) fn open() -> Result<System, SecretsError> {
    let store = windows_native_keyring_store::Store::new();
    Ok(System {
        // By default an entry follows a domain's user to other machines.
        rules: &[("persistence", "Local")],
        ..System::plain(store.map_err(|error| no_store(error.to_string()))?)
    })
}
