//! A phone with its own secure store and its own radio.

use super::clock::{PhoneClock, Zone};
use super::config::AccountConfig;
use crate::journey::trouble::Trouble;
use crate::runtime::engine::threads::Opened;
use crate::runtime::engine::{CloudAccess, Parts, troubles};
use crate::runtime::records::Store;
use crate::store::{Secrets, SecretsError, SystemFiles};
use crate::transport::Radio;
use std::path::Path;
use std::sync::Arc;

/// A phone's secure store, once it was tried: a try writes into it.
pub(super) type Kept = Option<Arc<dyn Secrets>>;

/// Opens it. Where the secure store does not work nothing begins (S10): it is asked before anything is written.
pub(super) fn open(
    folder: &Path,
    zone: &Zone,
    kept: &mut Kept,
    account: Option<&AccountConfig>,
    secrets: impl FnOnce() -> Result<Arc<dyn Secrets>, SecretsError>,
) -> Result<Opened, Trouble> {
    if kept.is_none() {
        *kept = Some(secrets().map_err(|error| {
            tracing::warn!(%error, "the secure store does not work");
            troubles::of_secrets(&error)
        })?);
    }
    let secrets = kept.clone().ok_or(Trouble::NoSecureStore)?;
    let clock = Arc::new(PhoneClock {
        zone: zone.clone(),
        world: None,
    });
    Ok(Opened {
        parts: Parts {
            store: Store::open(Arc::new(SystemFiles), folder.join("state")),
            secrets,
            clock,
            cloud: account.and_then(cloud),
        },
        radio: radio(),
        hold: None,
    })
}

/// Android's judgement of certificates is asked through Java that no app carries yet, so that there is no account; and without it the library
/// is smaller by a quarter (docs/performance.md).
#[cfg(target_os = "android")]
fn cloud(_: &AccountConfig) -> Option<CloudAccess> {
    tracing::warn!("this build has no account");
    None
}

/// How the owner's account is reached. What makes no sense is as if it were missing, and the log says so.
#[cfg(not(target_os = "android"))]
fn cloud(account: &AccountConfig) -> Option<CloudAccess> {
    use crate::account::Application;
    use crate::account::region::BaseUrl;
    use crate::https::Trust;
    let unusable =
        |error: &dyn std::error::Error| tracing::warn!(%error, "the app's set-up for accounts makes no sense");
    let server = BaseUrl::new(&account.token_server).inspect_err(|error| unusable(error));
    let application = Application::with_server(&account.client_id, server.ok()?).inspect_err(|error| unusable(error));
    Some(CloudAccess::over_https(application.ok()?, Trust::System))
}

/// The phone's Bluetooth. It is opened when it is first used, which is after somebody pressed something: only then does iOS ask for the
/// permission.
#[cfg(all(feature = "bluetooth", any(target_os = "android", target_os = "ios")))]
fn radio() -> Box<dyn Radio> {
    Box::new(crate::transport::bluetooth::SystemBluetooth::default())
}

/// What the tests of a shell run on, and who embeds the library elsewhere, has none; a journey says so where it needs one.
#[cfg(not(all(feature = "bluetooth", any(target_os = "android", target_os = "ios"))))]
fn radio() -> Box<dyn Radio> {
    Box::new(crate::transport::NoRadio)
}

#[cfg(test)]
mod tests {
    use super::super::config::PhoneZone;
    use super::*;
    use crate::store::MemorySecrets;

    fn zone() -> Zone {
        Zone::new(&PhoneZone {
            id: "Europe/Berlin".to_owned(),
            offset_s: 3_600,
        })
    }

    #[test]
    fn s10_without_a_secure_store_nothing_is_opened_and_nothing_written() {
        let folder = tempfile::tempdir().unwrap();
        let none = || {
            Err(SecretsError::NoStore {
                source: "none here".into(),
            })
        };
        let opened = open(folder.path(), &zone(), &mut None, None, none);
        assert!(matches!(opened, Err(Trouble::NoSecureStore)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_secure_store_is_tried_once_however_often_it_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let mut kept = None;
        let mut tries = 0;
        for _ in 0..3 {
            let opened = open(folder.path(), &zone(), &mut kept, None, || {
                tries += 1;
                Ok(Arc::new(MemorySecrets::new()))
            });
            assert!(opened.is_ok());
        }
        assert_eq!(tries, 1);
    }
}
