//! A virtual lock over the air: a laptop's Bluetooth plays the lock for a customer's phone (Linux, BlueZ).
//!
//! | file | what it is |
//! |---|---|
//! | `air` | what the lock advertises, and when that is to be renewed: values, no Bluetooth |
//! | `serve` | the same given to BlueZ, and a client's connection carried to the lock |
//!
//! Notifications go through the socket that BlueZ hands out (AcquireNotify), as those by D-Bus calls get lost in bursts. Writes come by
//! D-Bus calls: with AcquireWrite, BlueZ 5.66 overwrites the first piece of a connection with the second where both come at once.
//! Time is real here: the caller lets the lock's world follow it.

mod air;
mod serve;

pub use serve::{Peripheral, PeripheralError, Settings};
