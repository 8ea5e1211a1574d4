//! Which lock it is: model, versions, and what kind of door it is made for.

use serde::{Deserialize, Serialize};

/// The version fields that stand in each frame and in keys (protocol, frames 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LockVersion {
    /// 5 for the locks that Relatch knows.
    pub protocol_type: u8,
    /// 3 for the locks that Relatch knows.
    pub protocol_version: u8,
    /// What the lock is built into, see [`Scene`].
    pub scene: u8,
    /// The maker's group.
    #[serde(rename = "groupId")]
    pub group: u16,
    /// The maker's organisation.
    #[serde(rename = "orgId")]
    pub org: u16,
}

impl LockVersion {
    /// What a client sends before a reply taught it the lock's own fields.
    pub const CLIENT: Self = Self {
        protocol_type: 5,
        protocol_version: 3,
        scene: 1,
        group: 1,
        org: 1,
    };

    /// Whether both speak of the same kind of lock: everything but group and org, which differ by direction.
    pub fn is_same_kind(self, other: Self) -> bool {
        (self.protocol_type, self.protocol_version, self.scene)
            == (other.protocol_type, other.protocol_version, other.scene)
    }
}

/// What a lock is built into, from its scene number (protocol, frames 1 \[B\]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scene {
    /// A room or house door: 0 to 3, and 9, a cylinder.
    Door,
    /// Glass door or access control: 4.
    GlassDoor,
    /// Safe: 5 and 11.
    Safe,
    /// Bicycle: 6.
    Bicycle,
    /// Parking or car: 7.
    Car,
    /// Padlock: 8.
    Padlock,
    /// Remote control device: 10.
    Remote,
    /// Lift: 12.
    Lift,
    /// Power saver: 13.
    PowerSaver,
    /// Anything else.
    Unknown,
}

impl Scene {
    /// The kind of a scene number.
    pub fn from_number(number: u8) -> Self {
        match number {
            0..=3 | 9 => Self::Door,
            4 => Self::GlassDoor,
            5 | 11 => Self::Safe,
            6 => Self::Bicycle,
            7 => Self::Car,
            8 => Self::Padlock,
            10 => Self::Remote,
            12 => Self::Lift,
            13 => Self::PowerSaver,
            _ => Self::Unknown,
        }
    }
}

/// The texts that a lock tells of itself (protocol, commands 1, kinds of 90).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceInfo {
    /// The model, for instance `SN206_PV53`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The hardware revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hardware: Option<String>,
    /// The firmware revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firmware: Option<String>,
    /// The date of manufacture, as the lock writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufactured: Option<String>,
}
