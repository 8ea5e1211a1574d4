//! What a lock offers over GATT (protocol, frames 2 \[A\]): the services, their characteristics, and what reading one gives. For those
//! who serve a virtual lock to other people's clients.

use super::State;

/// The lock's own service.
pub const LOCK: u16 = 0x1910;
/// Of it: clients write frames here.
pub const WRITE: u16 = 0xfff2;
/// Of it: the lock notifies here.
pub const NOTIFY: u16 = 0xfff4;
/// Generic access.
pub const ACCESS: u16 = 0x1800;
/// Device information.
pub const DEVICE: u16 = 0x180a;
/// The descriptor with which a client subscribes.
pub const SUBSCRIPTION: u16 = 0x2902;

/// Who is said to have made it.
const MAKER: &str = "Relatch";

/// A characteristic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Characteristic {
    /// Its service.
    pub service: u16,
    /// Its identifier.
    pub uuid: u16,
    /// What can be done with it.
    pub access: Access,
}

/// What can be done with a characteristic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read.
    Read,
    /// It is written, without response; a client that wants one gets it.
    Write,
    /// It notifies.
    Notify,
}

/// All of them, in the order of their services.
pub const CHARACTERISTICS: [Characteristic; 7] = [
    characteristic(ACCESS, 0x2a00, Access::Read),
    characteristic(DEVICE, 0x2a29, Access::Read),
    characteristic(DEVICE, 0x2a24, Access::Read),
    characteristic(DEVICE, 0x2a27, Access::Read),
    characteristic(DEVICE, 0x2a26, Access::Read),
    characteristic(LOCK, WRITE, Access::Write),
    characteristic(LOCK, NOTIFY, Access::Notify),
];

/// The services, in their order.
pub const SERVICES: [u16; 3] = [ACCESS, DEVICE, LOCK];

const fn characteristic(service: u16, uuid: u16, access: Access) -> Characteristic {
    Characteristic { service, uuid, access }
}

/// What reading a characteristic gives; `None` where there is nothing to read.
pub fn value(state: &State, uuid: u16) -> Option<Vec<u8>> {
    let device = &state.device;
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default().into_bytes());
    match uuid {
        0x2a00 => Some(state.name.as_slice().to_vec()),
        0x2a29 => Some(MAKER.as_bytes().to_vec()),
        0x2a24 => text(&device.model),
        0x2a27 => text(&device.hardware),
        0x2a26 => text(&device.firmware),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Model, Spec, VirtualClock, VirtualLock};
    use super::*;
    use crate::model::LockSecond;
    use std::sync::Arc;

    #[test]
    fn what_is_said_to_be_readable_is_and_nothing_else() {
        let spec = Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]));
        let lock = VirtualLock::new(&spec, Arc::new(VirtualClock::new(0)));
        for characteristic in CHARACTERISTICS {
            let is_readable = characteristic.access == Access::Read;
            assert_eq!(value(lock.state(), characteristic.uuid).is_some(), is_readable);
            assert!(SERVICES.contains(&characteristic.service));
        }
    }
}
