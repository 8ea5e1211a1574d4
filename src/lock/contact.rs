//! Staying in contact with one lock as its owner: connect, log in, and again when the link is lost (protocol, flows 1, 2, 9).

use super::channel::{Channel, ExchangeError, REPLY_WAIT, Traffic};
use super::progress::{Progress, Report, Work};
use crate::model::{Address, LockVersion, OwnerKey};
use crate::protocol::LockError;
use crate::protocol::advert::{LockAdvert, Support};
use crate::protocol::command::Command;
use crate::protocol::command::operate::Push;
use crate::protocol::command::session::{CheckAdmin, CheckRandom, answer};
use crate::protocol::credentials::{self, KeyError};
use crate::transport::{LinkError, Radio, RadioError};
use std::time::Duration;

/// How long one attempt to connect may take (flows 9 \[B\]).
const CONNECT_WAIT: Duration = Duration::from_secs(10);
/// How often a connection is tried (flows 9 \[B\]).
const CONNECT_TRIES: u32 = 3;
/// The pause between two attempts (flows 9 \[B\]).
const RETRY_PAUSE: Duration = Duration::from_millis(600);
/// How often a lost link is replaced while one command waits.
const RECONNECTS: u32 = 3;

/// Why talking to a lock failed. The lock is as it was before the command, unless [`ContactError::is_uncertain`].
#[derive(Debug, thiserror::Error)]
pub enum ContactError {
    /// No connection came about.
    #[error(transparent)]
    Radio(#[from] RadioError),
    /// The key does not open an owner's session on this lock.
    #[error("failed to log in to {address}: {why}")]
    KeyRefused {
        /// The lock.
        address: Address,
        /// Why.
        why: KeyRefusal,
    },
    /// The key is not of the lock that advertises this address. Nothing was sent.
    #[error(transparent)]
    OtherKey(#[from] KeyError),
    /// It is a kind of lock that Relatch does not serve (feature row 69). Nothing was changed.
    #[error("failed to use {address}: {why}, which Relatch does not serve")]
    NotServed {
        /// The lock.
        address: Address,
        /// What it is.
        why: Support,
    },
    /// A command failed.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// A list led back to itself.
    #[error(transparent)]
    Loop(#[from] crate::protocol::pager::PagingLoop),
    /// A list held bytes that are no records.
    #[error(
        "failed to read list of {what}: it holds bytes that are no {what}, so it cannot be told whether it is complete"
    )]
    OddPage {
        /// What the list holds.
        what: &'static str,
    },
}

/// Why a key does not make its holder the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefusal {
    /// The lock's answer is encrypted with another key.
    #[error("the key is of another pairing, the lock was reset or paired anew")]
    OtherPairing,
    /// The lock said nothing, as locks do to a wrong key.
    #[error("the lock does not answer this key, it was perhaps reset or paired anew")]
    Silence,
    /// The lock says that the owner's secret is wrong.
    #[error("the owner's secret in the key is not the lock's")]
    WrongSecret,
    /// The lock has no owner.
    #[error("the lock has no owner, it was reset")]
    NoOwner,
    /// "Revoke all keys" was used since.
    #[error("the key was revoked")]
    Revoked,
    /// Another refusal.
    #[error("the lock refuses it: {0}")]
    Other(LockError),
}

impl ContactError {
    /// The lock's refusal, where it is one.
    pub fn refusal(&self) -> Option<LockError> {
        match self {
            Self::Exchange(error) => error.refusal(),
            _ => None,
        }
    }

    /// Whether a command left whose effect is not known.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, Self::Exchange(error) if error.is_uncertain())
    }

    /// Whether the person cancelled.
    pub fn is_cancelled(&self) -> bool {
        matches!(
            self,
            Self::Radio(RadioError::Cancelled)
                | Self::Exchange(ExchangeError::Link {
                    source: LinkError::Cancelled,
                    ..
                })
        )
    }

    /// Whether another connection may help: the link was lost, or an answer was late or damaged.
    fn is_passing(&self) -> bool {
        let passing = matches!(
            self,
            Self::Exchange(
                ExchangeError::Link {
                    source: LinkError::Lost | LinkError::TimedOut,
                    ..
                } | ExchangeError::Damaged { .. }
            )
        );
        passing && !self.is_cancelled()
    }
}

/// A lock and the key to it, connected or not. It borrows the radio, so there is one conversation at a time.
pub struct Contact<'r> {
    radio: &'r mut dyn Radio,
    key: OwnerKey,
    open: Option<Channel>,
    pin: Option<LockVersion>,
    /// What the lock advertised when it was last connected.
    advert: Option<LockAdvert>,
    battery: Option<u8>,
    /// What went over channels that are closed.
    traffic: Traffic,
    pushes: Vec<Push>,
}

impl<'r> Contact<'r> {
    /// A contact that connects when the first command is sent.
    pub fn new(radio: &'r mut dyn Radio, key: OwnerKey) -> Self {
        Self {
            radio,
            key,
            open: None,
            pin: None,
            advert: None,
            battery: None,
            traffic: Traffic::default(),
            pushes: Vec::new(),
        }
    }

    /// A contact over a channel on which the owner's rights are there already: the one that paired.
    pub(super) fn over(radio: &'r mut dyn Radio, key: OwnerKey, channel: Channel) -> Self {
        Self {
            open: Some(channel),
            ..Self::new(radio, key)
        }
    }

    /// The lock's address.
    pub fn address(&self) -> Address {
        self.key.address
    }

    /// The key.
    pub fn key(&self) -> &OwnerKey {
        &self.key
    }

    /// The version fields of the lock's own frames, once it has answered.
    pub fn lock_version(&self) -> Option<LockVersion> {
        self.pin
    }

    /// Battery, percent, from the last reply that told it.
    pub fn battery(&self) -> Option<u8> {
        self.open.as_ref().and_then(Channel::battery).or(self.battery)
    }

    /// What went over the air so far.
    pub fn traffic(&self) -> Traffic {
        let open = self.open.as_ref().map(Channel::traffic).unwrap_or_default();
        Traffic {
            requests: self.traffic.requests + open.requests,
            written: self.traffic.written + open.written,
            received: self.traffic.received + open.received,
        }
    }

    /// What the lock pushed since this was last asked.
    pub fn take_pushes(&mut self) -> Vec<Push> {
        let mut pushes = std::mem::take(&mut self.pushes);
        pushes.extend(self.open.as_mut().map(Channel::take_pushes).unwrap_or_default());
        pushes
    }

    /// The radio, for scanning between two connections. Closes the connection first.
    pub async fn radio(&mut self) -> &mut dyn Radio {
        self.close().await;
        &mut *self.radio
    }

    /// Ends the connection, if there is one.
    pub async fn close(&mut self) {
        if let Some(mut channel) = self.open.take() {
            self.remember(&mut channel);
            channel.close().await;
        }
    }

    fn remember(&mut self, channel: &mut Channel) {
        let Traffic {
            requests,
            written,
            received,
        } = channel.traffic();
        self.traffic.requests += requests;
        self.traffic.written += written;
        self.traffic.received += received;
        self.battery = channel.battery().or(self.battery);
        self.pin = channel.lock_version().or(self.pin);
        self.pushes.extend(channel.take_pushes());
    }

    /// Connects and logs in now, where that was not done yet.
    pub async fn log_in(&mut self, progress: &mut dyn Progress) -> Result<(), ContactError> {
        progress.report(Report {
            work: Work::Connecting,
            done: 0,
            total: None,
        });
        self.channel().await.map(drop)
    }

    /// Sends a command in an owner's session. A link that is lost meanwhile is replaced and the command sent again only
    /// where sending it twice changes nothing; else the error says that the effect is not known.
    pub async fn call<C: Command>(&mut self, command: &C) -> Result<C::Reply, ContactError> {
        let mut lost = 0;
        loop {
            let result = self.call_once(command).await;
            match result {
                Err(error) if error.is_passing() && command.is_repeatable() && lost < RECONNECTS => {
                    lost += 1;
                    tracing::debug!(opcode = C::OPCODE, lost, "connecting again");
                }
                result => return result,
            }
        }
    }

    /// Sends a command once, whatever happens.
    async fn call_once<C: Command>(&mut self, command: &C) -> Result<C::Reply, ContactError> {
        self.call_within(command, REPLY_WAIT).await
    }

    /// Sends a command once and gives its reply `wait`. After a failure of the link the connection is closed, so that a
    /// late reply cannot be taken for that of the next command.
    pub(super) async fn call_within<C: Command>(
        &mut self,
        command: &C,
        wait: Duration,
    ) -> Result<C::Reply, ContactError> {
        let key = self.key.aes_key.clone();
        let result = self.channel().await?.exchange(&key, command, wait).await;
        self.pin = self.open.as_ref().and_then(Channel::lock_version).or(self.pin);
        let failed = result
            .as_ref()
            .is_err_and(|error| !matches!(error, ExchangeError::Refused { .. }));
        if failed {
            self.close().await;
        }
        Ok(result?)
    }

    /// The open channel with an owner's session on it.
    async fn channel(&mut self) -> Result<&mut Channel, ContactError> {
        if self.open.is_none() {
            let mut tries = 0;
            let channel = loop {
                tries += 1;
                match self.connect_and_log_in().await {
                    Ok(channel) => break channel,
                    Err(error) if error.is_passing() && tries < CONNECT_TRIES => self.radio.pause(RETRY_PAUSE).await,
                    Err(ContactError::Exchange(ExchangeError::Link {
                        opcode,
                        source: LinkError::TimedOut,
                    })) if opcode == CheckAdmin::OPCODE => {
                        return Err(self.refused(self.why_silent()));
                    }
                    Err(error) => return Err(error),
                }
            };
            self.open = Some(channel);
        }
        // The branch above filled it; an error that cannot happen is better than a panic.
        let address = self.key.address;
        self.open
            .as_mut()
            .ok_or(ContactError::Radio(RadioError::NotInReach(address)))
    }

    async fn connect_and_log_in(&mut self) -> Result<Channel, ContactError> {
        let link = connect(self.radio, self.key.address).await?;
        self.advert = link.advert();
        if let Some(advert) = &self.advert {
            let (address, why) = (self.key.address, advert.support());
            if !why.is_served() {
                return Err(ContactError::NotServed { address, why });
            }
            credentials::matches_advert(&self.key, advert)?;
        }
        let mut channel = Channel::new(link, self.pin);
        let result = self.prove_ownership(&mut channel).await;
        if result.is_err() {
            self.remember(&mut channel);
            channel.close().await;
        }
        result.map(|()| channel)
    }

    /// 41, then 30 (flows 1).
    async fn prove_ownership(&self, channel: &mut Channel) -> Result<(), ContactError> {
        let OwnerKey {
            aes_key,
            admin_secret,
            unlock_key,
            lock_flag_pos,
            uid,
            ..
        } = &self.key;
        let check = CheckAdmin {
            admin_secret: admin_secret.clone(),
            lock_flag_pos: *lock_flag_pos,
            uid: *uid,
        };
        let challenge = channel
            .exchange(aes_key, &check, REPLY_WAIT)
            .await
            .map_err(|error| self.login_error(error))?;
        if let Some(why) = not_served(channel) {
            return Err(ContactError::NotServed {
                address: self.key.address,
                why,
            });
        }
        let sum = answer(&challenge, unlock_key);
        channel
            .exchange(aes_key, &CheckRandom { sum }, REPLY_WAIT)
            .await
            .map_err(|error| self.login_error(error))?;
        Ok(())
    }

    fn login_error(&self, error: ExchangeError) -> ContactError {
        let why = match &error {
            ExchangeError::WrongKey { .. } => KeyRefusal::OtherPairing,
            ExchangeError::Refused {
                error: LockError::NoAdmin | LockError::SettingMode,
                ..
            } => KeyRefusal::NoOwner,
            ExchangeError::Refused {
                error: LockError::AdminCheck | LockError::DynamicCode | LockError::NoPermission,
                ..
            } => KeyRefusal::WrongSecret,
            ExchangeError::Refused {
                error: LockError::KeyRevoked,
                ..
            } => KeyRefusal::Revoked,
            ExchangeError::Refused { error, .. } => KeyRefusal::Other(*error),
            _ => return ContactError::Exchange(error),
        };
        self.refused(why)
    }

    /// A lock that says nothing to a key has another one, or, if it advertises setting mode, none.
    fn why_silent(&self) -> KeyRefusal {
        match &self.advert {
            Some(advert) if advert.setting_mode => KeyRefusal::NoOwner,
            _ => KeyRefusal::Silence,
        }
    }

    fn refused(&self, why: KeyRefusal) -> ContactError {
        ContactError::KeyRefused {
            address: self.key.address,
            why,
        }
    }
}

/// Why the lock that answered is not served, if it is not.
pub(super) fn not_served(channel: &Channel) -> Option<Support> {
    let version = channel.lock_version()?;
    let support = Support::of(version.protocol_type, version.protocol_version, version.scene);
    (!support.is_served()).then_some(support)
}

/// Connects, trying a few times: connecting fails often on phones (flows 2).
pub(super) async fn connect(
    radio: &mut dyn Radio,
    address: Address,
) -> Result<Box<dyn crate::transport::Link>, RadioError> {
    let mut tries = 0;
    loop {
        tries += 1;
        match radio.connect(address, CONNECT_WAIT).await {
            Err(RadioError::NotInReach(_) | RadioError::Refused(_) | RadioError::System(_))
                if tries < CONNECT_TRIES =>
            {
                radio.pause(RETRY_PAUSE).await;
            }
            result => return result,
        }
    }
}
