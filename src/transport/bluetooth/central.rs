//! What is used of a Bluetooth stack. Every call returns by its limit; time is the stack's, so that a scripted one needs none.

use std::time::Duration;

/// The system's name for a device: on some its address, on others a random number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub String);

/// What was heard of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which.
    pub id: DeviceId,
    /// Whether it lists the lock's service.
    pub lists_service: bool,
    /// Manufacturer data with the two bytes of the company id, each that was heard.
    pub manufacturer_data: Vec<Vec<u8>>,
    /// Its name.
    pub name: Option<String>,
    /// Signal strength, dBm.
    pub rssi: Option<i16>,
    /// Whether it was on the air just now. Systems also tell of devices that they remember, which may be gone for long.
    pub is_fresh: bool,
}

/// Something that happened on the air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A device was heard.
    Heard(Heard),
    /// The connected device notified.
    Notified {
        /// Which.
        id: DeviceId,
        /// What.
        data: Vec<u8>,
    },
    /// The connection to a device is gone.
    Disconnected(DeviceId),
    /// Bluetooth was switched off.
    SwitchedOff,
    /// More came than could be kept.
    Overflow,
}

/// A characteristic that a connected device offers, of 16 bits; others are of no use here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its service.
    pub service: u16,
    /// Its identifier.
    pub uuid: u16,
    /// It can be read.
    pub read: bool,
    /// It can be written without a response.
    pub write_without_response: bool,
    /// It can be written with a response.
    pub write: bool,
    /// It notifies.
    pub notify: bool,
}

/// Why a stack did not do something.
#[derive(Debug, thiserror::Error)]
pub enum CentralError {
    /// There is no Bluetooth here.
    #[error("there is no Bluetooth adapter")]
    Missing,
    /// It is switched off.
    #[error("Bluetooth is switched off")]
    Off,
    /// It may not be used.
    #[error("Bluetooth may not be used")]
    NotPermitted,
    /// The system's service for it does not answer.
    #[error("the system's Bluetooth service does not answer")]
    NoService(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It was not done in time.
    #[error("it was not done in time")]
    TimedOut,
    /// The device is not connected.
    #[error("the device is not connected")]
    NotConnected,
    /// The system's own error.
    #[error(transparent)]
    System(Box<dyn std::error::Error + Send + Sync>),
}

/// A Bluetooth stack as a central.
pub trait Central: Send {
    /// Begins to listen.
    fn start_scan(&mut self) -> Result<(), CentralError>;

    /// Stops listening. Not listening is no error.
    fn stop_scan(&mut self);

    /// What happened next, waiting at most `wait`. `None`: nothing.
    fn next(&mut self, wait: Duration) -> Result<Option<Happening>, CentralError>;

    /// Connects, finds out what the device offers, in at most `wait` in all.
    fn connect(&mut self, id: &DeviceId, wait: Duration) -> Result<Vec<Offered>, CentralError>;

    /// Reads a value of the connected device.
    fn read(&mut self, id: &DeviceId, offered: Offered, wait: Duration) -> Result<Vec<u8>, CentralError>;

    /// Asks the connected device to notify; what it notifies comes from [`Central::next`].
    fn subscribe(&mut self, id: &DeviceId, offered: Offered, wait: Duration) -> Result<(), CentralError>;

    /// Writes one piece, and returns when the next may follow.
    fn write(
        &mut self,
        id: &DeviceId,
        offered: Offered,
        piece: &[u8],
        with_response: bool,
        wait: Duration,
    ) -> Result<(), CentralError>;

    /// Whether a device is connected now.
    fn is_connected(&mut self, id: &DeviceId, wait: Duration) -> bool;

    /// Disconnects, or gives up connecting.
    fn disconnect(&mut self, id: &DeviceId, wait: Duration);

    /// The time since some moment.
    fn now(&self) -> Duration;

    /// Lets time pass.
    fn sleep(&mut self, wait: Duration);
}
