//! Linux: the desktop's Secret Service, or else the kernel's keyring.

use super::{System, no_store};
use crate::store::SecretsError;

pub(super) fn open() -> Result<System, SecretsError> {
    match zbus_secret_service_keyring_store::Store::new() {
        Ok(store) => Ok(System::plain(store)),
        Err(error) => {
            tracing::debug!(%error, "no secret service, taking the kernel's keyring");
            open_kernel()
        }
    }
}

pub(super) fn open_kernel() -> Result<System, SecretsError> {
    let store = linux_keyutils_keyring_store::Store::new();
    Ok(System::plain(store.map_err(|error| no_store(error.to_string()))?))
}
