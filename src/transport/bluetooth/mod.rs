//! This machine's own Bluetooth.
//!
//! | file | what it is |
//! |---|---|
//! | [`central`] | what is used of a Bluetooth stack, as a trait that waits with deadlines |
//! | [`stack`] | the same over btleplug: BlueZ, CoreBluetooth, Windows, Android |
//! | `android` | how btleplug begins on Android, through Java |
//! | `runner` | the thread that its futures run on |
//! | `radio` | the [`crate::transport::Radio`] over any such stack: which advertisements are locks, when a lock counts as gone, how a connection is made ready |
//!
//! A lock is known by the address inside its advertisement: some systems hide the outer one, all may change it (protocol, frames 1). What
//! a system calls the device is remembered beside it, for as long as it may still be true.

#[cfg(target_os = "android")]
mod android;
pub mod central;
mod radio;
mod runner;
pub mod stack;

pub use radio::BluetoothRadio;

use super::{Link, Listen, Radio, RadioError, Sighting};
use crate::model::Address;
use async_trait::async_trait;
use stack::Stack;
use std::time::Duration;

/// The system's Bluetooth, opened when it is first used, and anew after it failed: it may be switched on meanwhile.
#[derive(Default)]
pub struct SystemBluetooth {
    adapter: Option<String>,
    radio: Option<BluetoothRadio<Stack>>,
}

impl SystemBluetooth {
    /// The system's Bluetooth. `adapter`: the beginning of its name, where there are several (`hci1`).
    pub fn new(adapter: Option<String>) -> Self {
        Self { adapter, radio: None }
    }

    fn radio(&mut self) -> Result<&mut BluetoothRadio<Stack>, RadioError> {
        let radio = match self.radio.take() {
            Some(radio) => radio,
            None => BluetoothRadio::new(Stack::open(self.adapter.as_deref()).map_err(radio::radio_error)?),
        };
        Ok(self.radio.insert(radio))
    }

    fn look_at<T>(&mut self, result: Result<T, RadioError>) -> Result<T, RadioError> {
        let is_stack = |error: &RadioError| {
            matches!(
                error,
                RadioError::Off | RadioError::Missing | RadioError::NotPermitted | RadioError::System(_)
            )
        };
        if result.as_ref().is_err_and(is_stack) {
            self.radio = None;
        }
        result
    }
}

#[async_trait]
impl Radio for SystemBluetooth {
    async fn pause(&mut self, wait: Duration) {
        std::thread::sleep(wait);
    }

    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        let scanned = self.radio()?.scan_until(wait, heard, stop).await;
        self.look_at(scanned)
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        let connected = self.radio()?.connect_until(address, wait, stop).await;
        self.look_at(connected)
    }
}

#[cfg(test)]
mod tests;
