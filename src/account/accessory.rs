//! What hangs on a lock and must be paired or enrolled again: faces, palm veins, remotes, keypads, the door sensor, gateways, QR
//! codes (cloud 3, 5 \[B\]; no client reads them, so several spellings of their fields are taken \[C\]).

use super::error::CallError;
use super::field::{Malformed, Members};
use super::page::Item;
use super::reply::Object;
use super::span::{Schedule, Span};

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccessoryKind {
    /// A face.
    Face,
    /// A palm vein.
    PalmVein,
    /// A remote or key fob with a radio.
    Remote,
    /// A wireless keypad.
    Keypad,
    /// The door sensor, of which there is one.
    DoorSensor,
    /// A gateway in reach.
    Gateway,
    /// A QR code.
    QrCode,
}

/// One such thing, as far as a list of what to pair again needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Accessory {
    /// Its entry.
    pub id: i64,
    /// What it is.
    pub kind: AccessoryKind,
    /// Its name.
    pub name: Option<String>,
    /// From when until when.
    pub span: Span,
    /// Its weekly schedule.
    pub schedule: Schedule,
    /// Battery, percent.
    pub battery: Option<i64>,
}

fn read(
    members: Members<'_>,
    kind: AccessoryKind,
    id: &'static str,
    names: &[&str],
    types: &[&str],
) -> Result<Accessory, Malformed> {
    Ok(Accessory {
        id: members.needed_int(id)?,
        kind,
        name: members.name(names),
        span: Span::read(members),
        schedule: Schedule::read(members, types),
        battery: members.told_int(&["electricQuantity"]),
    })
}

macro_rules! accessories {
    ($($name:ident $kind:ident $id:literal $names:tt $types:tt;)*) => {$(
        #[doc = concat!("An item of a list in which each has a `", $id, "`.")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(pub Accessory);

        impl Item for $name {
            fn read(members: Members<'_>) -> Result<Self, Malformed> {
                read(members, AccessoryKind::$kind, $id, &$names, &$types).map(Self)
            }

            fn id(&self) -> i64 {
                self.0.id
            }
        }

        impl From<$name> for Accessory {
            fn from(item: $name) -> Self {
                item.0
            }
        }
    )*};
}

accessories! {
    Face Face "faceId" ["name", "faceName"] ["type", "faceType"];
    PalmVein PalmVein "id" ["name"] ["type"];
    Remote Remote "remoteId" ["name"] ["type"];
    Keypad Keypad "wirelessKeypadId" ["wirelessKeypadName"] ["type"];
    Gateway Gateway "gatewayId" ["gatewayName"] ["type"];
    QrCode QrCode "qrCodeId" ["name"] ["type"];
}

/// The door sensor of a reply of `/v3/doorSensor/query`, with the seconds after which an open door is told; the documented
/// example misspells that name.
pub fn decode_door_sensor(object: &Object) -> Result<(Accessory, Option<i64>), CallError> {
    let members = object.members();
    let sensor = read(members, AccessoryKind::DoorSensor, "doorSensorId", &["name"], &[])?;
    let warns_after_s = members.told_int(&["doorNotClosedWarningTime", "doorNotClosedWarngingTime"]);
    Ok((sensor, warns_after_s))
}
