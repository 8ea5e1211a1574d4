//! A phone with its own secure store and its own radio.

use super::clock::{PhoneClock, Zone};
use super::config::AccountConfig;
use super::internet::{self, Internet};
use crate::account::Application;
use crate::account::region::BaseUrl;
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

/// What an app says of the owner's account.
pub(super) struct AccountWay {
    pub(super) config: AccountConfig,
    /// The platform's own way to the internet.
    pub(super) internet: Option<Arc<dyn Internet>>,
}

/// Opens it. Where the secure store does not work nothing begins (S10): it is asked before anything is written.
pub(super) fn open(
    folder: &Path,
    zone: &Zone,
    kept: &mut Kept,
    account: Option<&AccountWay>,
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

/// How the owner's account is reached. What makes no sense is as if it were missing, and the log says so.
fn cloud(account: &AccountWay) -> Option<CloudAccess> {
    let AccountWay { config, internet } = account;
    let unusable =
        |error: &dyn std::error::Error| tracing::warn!(%error, "the app's set-up for accounts makes no sense");
    let server = BaseUrl::new(&config.token_server).inspect_err(|error| unusable(error));
    let application = Application::with_server(&config.client_id, server.ok()?).inspect_err(|error| unusable(error));
    match internet {
        Some(internet) => Some(internet::access(application.ok()?, internet)),
        None => own_internet(application.ok()?),
    }
}

/// Android judges certificates for its own HTTPS; the Java that would let others ask it is in no registry. Without it the library is smaller
/// by a quarter, too (docs/performance.md).
#[cfg(target_os = "android")]
fn own_internet(_: Application) -> Option<CloudAccess> {
    tracing::warn!("this build has no account: the app hands no way to the internet over");
    None
}

#[cfg(not(target_os = "android"))]
#[expect(clippy::unnecessary_wraps, reason = "Android has none")]
fn own_internet(application: Application) -> Option<CloudAccess> {
    Some(CloudAccess::over_https(application, crate::https::Trust::System))
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
    use super::super::internet::{HttpPost, HttpReply, InternetError};
    use super::*;
    use crate::journey::message::{Hidden, Message};
    use crate::journey::screen::{Action, Body};
    use crate::runtime::engine::threads::Driver;
    use crate::store::MemorySecrets;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc::channel;
    use std::time::Duration;

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

    /// A shell's internet that leads nowhere, and counts.
    #[derive(Default)]
    struct Nowhere(AtomicU32);

    impl Internet for Nowhere {
        fn post(&self, _: HttpPost) -> Result<HttpReply, InternetError> {
            self.0.fetch_add(1, Ordering::SeqCst);
            // Of all errors the one that no call is repeated after.
            Err(InternetError::Untrusted)
        }
    }

    fn way(client_id: &str, token_server: &str, internet: &Arc<Nowhere>) -> AccountWay {
        AccountWay {
            config: AccountConfig {
                client_id: client_id.to_owned(),
                token_server: token_server.to_owned(),
            },
            internet: Some(Arc::clone(internet) as Arc<dyn Internet>),
        }
    }

    const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";

    #[test]
    fn an_account_s_set_up_that_makes_no_sense_is_none() {
        let internet = Arc::default();
        assert!(cloud(&way(ID, "https://vendor.example.org", &internet)).is_some());
        for (id, server) in [
            ("", ""),
            (ID, ""),
            (ID, "http://vendor.example.org"),
            ("x", "https://vendor.example.org"),
        ] {
            assert!(cloud(&way(id, server, &internet)).is_none(), "{id} {server}");
        }
    }

    #[test]
    fn nothing_is_sent_before_the_owner_has_asked_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let internet: Arc<Nowhere> = Arc::default();
        let account = way(ID, "https://vendor.example.org", &internet);
        let (path, mut kept) = (folder.path().to_owned(), None);
        let opener = Box::new(move || {
            let secrets = || Ok(Arc::new(MemorySecrets::new()) as Arc<dyn Secrets>);
            open(&path, &zone(), &mut kept, Some(&account), secrets)
        });
        let (shown, screens) = channel();
        let show = Box::new(move |screen| drop(shown.send(screen)));
        let driver = Driver::start(opener, Arc::new(|message: &Message| message.id.to_owned()), show).unwrap();
        let next = |wanted: &dyn Fn(&Body<Message>) -> bool| loop {
            let screen = screens.recv_timeout(Duration::from_mins(1)).unwrap();
            if wanted(&screen.body) {
                return screen;
            }
        };
        let choices = |body: &Body<Message>| matches!(body, Body::Choices { .. });
        let form = |body: &Body<Message>| matches!(body, Body::Form { .. });
        let choose = |id: &str| Action::Choose(id.to_owned());
        let mut screen = next(&choices);
        for id in ["begin-same-lock", "account"] {
            driver.act(screen.revision, choose(id));
            screen = next(&choices);
        }
        driver.act(screen.revision, choose("region:eu"));
        let asked = next(&form);
        assert_eq!(internet.0.load(Ordering::SeqCst), 0);
        let entry = |field: &str, text: &str| (field.to_owned(), Hidden(text.to_owned()));
        let entries = vec![entry("name", "owner@example.org"), entry("password", "a password")];
        driver.act(asked.revision, Action::Submit(entries));
        let refused = next(&form);
        assert!(internet.0.load(Ordering::SeqCst) > 0);
        assert!(refused.problem.is_some());
        driver.close();
    }
}
