//! What may go wrong on the phone's side: its radio, and its secure store.

use relatch::model::Address;
use relatch::store::{MemorySecrets, Secrets, SecretsError};
use relatch::transport::{Link, Listen, Radio, RadioError, Sighting};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zeroize::Zeroizing;

/// How the phone's radio is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RadioMood {
    /// It is switched off.
    Off,
    /// The app may not use it.
    NotPermitted,
    /// The phone has none that reaches a lock.
    Unsupported,
    /// It does not let anybody connect.
    Busy,
}

impl RadioMood {
    pub(crate) const ALL: [Self; 4] = [Self::Off, Self::NotPermitted, Self::Unsupported, Self::Busy];
}

/// The mood of a radio, and how weak it hears. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Sky(Arc<Mutex<(Option<RadioMood>, Vec<i16>)>>);

impl Sky {
    pub(crate) fn set(&self, mood: Option<RadioMood>) {
        self.0.lock().unwrap().0 = mood;
    }

    /// From now on every lock is heard at these strengths, in dBm, one after the other; the last one stays.
    pub(crate) fn set_rssi(&self, rssi: &[i16]) {
        self.0.lock().unwrap().1 = rssi.to_vec();
    }

    fn next_rssi(&self) -> Option<i16> {
        let strengths = &mut self.0.lock().unwrap().1;
        let next = strengths.first().copied();
        if strengths.len() > 1 {
            strengths.remove(0);
        }
        next
    }

    fn check(&self, is_connecting: bool) -> Result<(), RadioError> {
        match self.0.lock().unwrap().0 {
            None => Ok(()),
            Some(RadioMood::Off) => Err(RadioError::Off),
            Some(RadioMood::NotPermitted) => Err(RadioError::NotPermitted),
            Some(RadioMood::Unsupported) => Err(RadioError::System("this phone has no Bluetooth LE".into())),
            Some(RadioMood::Busy) if is_connecting => Err(RadioError::Refused(Address([0; 6]))),
            Some(RadioMood::Busy) => Ok(()),
        }
    }
}

/// A radio with moods.
pub(crate) struct Weather<R> {
    radio: R,
    sky: Sky,
}

impl<R> Weather<R> {
    pub(crate) fn new(radio: R, sky: Sky) -> Self {
        Self { radio, sky }
    }
}

#[async_trait::async_trait]
impl<R: Radio> Radio for Weather<R> {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        self.sky.check(false)?;
        let mut weaker = |mut sighting: Sighting| {
            sighting.rssi = self.sky.next_rssi().or(sighting.rssi);
            heard(sighting)
        };
        self.radio.scan_until(wait, &mut weaker, stop).await
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        self.sky.check(true)?;
        self.radio.connect_until(address, wait, stop).await
    }

    async fn pause(&mut self, wait: Duration) {
        self.radio.pause(wait).await;
    }
}

/// How the phone's secure store fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreMood {
    /// There is none.
    None,
    /// It is locked.
    Locked,
    /// It fails.
    Failed,
    /// It does not give back what it was given.
    Unreliable,
}

impl StoreMood {
    pub(crate) const ALL: [Self; 4] = [Self::None, Self::Locked, Self::Failed, Self::Unreliable];
}

/// A secure store with moods. Clones are the same.
#[derive(Clone, Debug)]
pub(crate) struct Moody {
    secrets: MemorySecrets,
    mood: Arc<Mutex<Option<StoreMood>>>,
}

impl Moody {
    pub(crate) fn new(secrets: MemorySecrets) -> Self {
        Self {
            secrets,
            mood: Arc::default(),
        }
    }

    pub(crate) fn set(&self, mood: Option<StoreMood>) {
        *self.mood.lock().unwrap() = mood;
    }

    fn check(&self, name: &str) -> Result<(), SecretsError> {
        let name = name.to_owned();
        let source = "made up by a test".into();
        match *self.mood.lock().unwrap() {
            None => Ok(()),
            Some(StoreMood::None) => Err(SecretsError::NoStore { source }),
            Some(StoreMood::Locked) => Err(SecretsError::Locked { name, source }),
            Some(StoreMood::Failed) => Err(SecretsError::Failed { name, source }),
            Some(StoreMood::Unreliable) => Err(SecretsError::Unreliable { name }),
        }
    }
}

impl Secrets for Moody {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        self.check(name)?;
        self.secrets.put(name, secret)
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        self.check(name)?;
        self.secrets.read(name)
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.check(name)?;
        self.secrets.remove(name)
    }

    fn lasting(&self) -> bool {
        true
    }
}
