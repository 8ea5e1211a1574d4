//! How bytes reach a lock: a [`Radio`] finds locks and connects, a [`Link`] carries pieces of at most 20 bytes.
//!
//! Time belongs to the transport: every wait is an argument, so a virtual lock can let it pass without sleeping.
//! A radio is owned by one [`crate::lock`] contact at a time, because connecting borrows it for as long as the contact
//! lives; two conversations at once do not compile.

#[cfg(feature = "bluetooth")]
pub mod bluetooth;
pub mod cancel;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod metered;
pub mod missing;

pub use cancel::{Cancel, Cancellable, Stop};
pub use metered::{Metered, Traffic};
pub use missing::NoRadio;

use crate::model::Address;
use crate::protocol::advert::LockAdvert;
use async_trait::async_trait;
use std::time::Duration;

/// A lock that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What it said.
    pub advert: LockAdvert,
    /// The name that it advertises, where it was heard.
    pub name: Option<String>,
    /// Signal strength in dBm, where the radio tells it.
    pub rssi: Option<i16>,
}

/// Whether to go on listening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listen {
    /// Go on.
    More,
    /// Enough was heard.
    Enough,
}

/// Why a radio could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum RadioError {
    /// This program was built without one.
    #[error("failed to use the radio: this program was built without one")]
    Missing,
    /// Bluetooth is switched off.
    #[error("failed to use the radio: it is switched off")]
    Off,
    /// This program may not use it.
    #[error("failed to use the radio: it is not permitted")]
    NotPermitted,
    /// The system's own service for it does not run.
    #[error("failed to use the radio: the system's Bluetooth service does not answer: {0}")]
    NoService(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The lock was not heard: asleep, out of reach, or held by another phone or a gateway.
    #[error("failed to connect to {0}: the lock is not in reach")]
    NotInReach(Address),
    /// The lock was heard but does not let anybody connect: another phone or a gateway holds it, or it fell asleep.
    #[error("failed to connect to {0}: the lock does not answer, perhaps another phone or a gateway holds it")]
    Refused(Address),
    /// The gateway that lends its radio does not do so.
    #[error("failed to use the gateway: {0}")]
    Gateway(#[from] GatewayFailure),
    /// The person cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The system's own error.
    #[error("failed to use the radio: {0}")]
    System(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why a gateway does not lend its radio.
#[derive(Debug, thiserror::Error)]
pub enum GatewayFailure {
    /// There is no way to it: wrong address, switched off, another network.
    #[error("it cannot be reached: {0}")]
    Unreachable(#[source] std::io::Error),
    /// Something else answers there.
    #[error("what answers there is no gateway of these locks")]
    Foreign,
    /// It says nothing to this login, as gateways do to a wrong one.
    #[error("it does not let us in with this user and password")]
    Login,
    /// It stopped answering, or closed the connection.
    #[error("it does not answer any more")]
    Silent,
}

/// Why a link could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The link is gone. Whether the lock received what was sent last is not known.
    #[error("the connection to the lock was lost")]
    Lost,
    /// Nothing came in the time given.
    #[error("the lock did not answer in time")]
    TimedOut,
    /// The person cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The system's own error; the link is gone.
    #[error("failed to use the connection: {0}")]
    System(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Finds locks and connects to one.
#[async_trait]
pub trait Radio: Send {
    /// Listens for locks for at most `wait`, and gives each sighting to `heard` until it says [`Listen::Enough`]. Gives up with
    /// [`RadioError::Cancelled`] soon after `stop` says so; a radio whose waiting takes no real time need not ask it.
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError>;

    /// Connects once, in at most `wait`, and makes the link ready: services found, notifications subscribed. Gives up as
    /// [`Radio::scan_until`] does.
    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError>;

    /// Lets time pass.
    async fn pause(&mut self, wait: Duration);

    /// As [`Radio::scan_until`], to the end.
    async fn scan(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
    ) -> Result<(), RadioError> {
        self.scan_until(wait, heard, &|| false).await
    }

    /// As [`Radio::connect_until`], to the end.
    async fn connect(&mut self, address: Address, wait: Duration) -> Result<Box<dyn Link>, RadioError> {
        self.connect_until(address, wait, &|| false).await
    }
}

/// One connection to one lock. Dropping it ends the connection.
#[async_trait]
pub trait Link: Send {
    /// Writes one piece of at most 20 bytes, and returns when the next may follow.
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError>;

    /// The next notification, waiting at most `wait` for it.
    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError>;

    /// Ends the connection and waits until the system has done so.
    async fn close(&mut self);

    /// What the lock advertised when it was found, where this transport heard it.
    fn advert(&self) -> Option<LockAdvert> {
        None
    }
}
