//! The messages of both sides: text, one JSON object each (protocol, gateway, "Messages" \[A\]).
//!
//! Byte strings are lower-case hexadecimal, identifiers lower-case hexadecimal without dashes, those of 16 bits in their short form.
//! That is how they are written here. Read is more: either case, dashes, the long form of a short identifier, fields that are missing
//! where their absence has one meaning, and fields that are not known.

use crate::model::hex;
use serde_json::{Map, Value, json};

/// The most items of a list that are looked at: no peripheral has more services, characteristics or descriptors.
const MOST: usize = 256;
/// The most bytes of one value: an attribute's (Bluetooth), and more than any advertisement has.
const MOST_BYTES: usize = 512;

/// A service's, characteristic's or descriptor's identifier, as it is written: `1910`, or 32 digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(String);

impl Uuid {
    /// One of 16 bits.
    pub fn short(number: u16) -> Self {
        Self(format!("{number:04x}"))
    }

    /// Reads any form of it.
    pub fn parse(text: &str) -> Option<Self> {
        /// What follows a short identifier in its long form.
        const BASE: &str = "00001000800000805f9b34fb";
        let text: String = text.chars().filter(|character| *character != '-').collect();
        let text = text.to_ascii_lowercase();
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let short = if text.len() == 32 {
            text.strip_suffix(BASE).unwrap_or(&text)
        } else {
            &text
        };
        let short = if short.len() == 8 {
            short.strip_prefix("0000").unwrap_or(short)
        } else {
            short
        };
        matches!(short.len(), 4 | 8 | 32).then(|| Self(short.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The radio of a gateway, as `stateChange` tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// `poweredOn`.
    On,
    /// `poweredOff`.
    Off,
    /// `unauthorized`.
    Unauthorized,
    /// `unsupported`.
    Unsupported,
    /// `unknown`, `resetting`, or a word that is not known: it may change at any time.
    Unsettled,
}

impl Power {
    const WORDS: [(Self, &'static str); 5] = [
        (Self::On, "poweredOn"),
        (Self::Off, "poweredOff"),
        (Self::Unauthorized, "unauthorized"),
        (Self::Unsupported, "unsupported"),
        (Self::Unsettled, "unknown"),
    ];

    fn parse(word: &str) -> Self {
        let known = Self::WORDS.iter().find(|(_, known)| *known == word);
        known.map_or(Self::Unsettled, |(power, _)| *power)
    }

    fn word(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(power, _)| *power == self);
        known.map_or("unknown", |(_, word)| word)
    }
}

/// What a peripheral advertises.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advertisement {
    /// Its name.
    pub local_name: Option<String>,
    /// Transmit power, dBm.
    pub tx_power: Option<i16>,
    /// The services that it lists.
    pub services: Vec<Uuid>,
    /// Manufacturer data with the two bytes of the company id.
    pub manufacturer_data: Option<Vec<u8>>,
    /// Data of services.
    pub service_data: Vec<(Uuid, Vec<u8>)>,
}

/// A peripheral that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// The gateway's name for it.
    pub peripheral: String,
    /// Its Bluetooth address with colons, where the gateway knows it.
    pub address: Option<String>,
    /// Whether that address is a random one.
    pub is_random: bool,
    /// Whether it lets anybody connect.
    pub is_connectable: bool,
    /// Signal strength, dBm.
    pub rssi: Option<i16>,
    /// What it says.
    pub advertisement: Advertisement,
}

/// A characteristic, by its service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The service.
    pub service: Uuid,
    /// The characteristic.
    pub characteristic: Uuid,
}

/// A characteristic and what can be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its identifier.
    pub uuid: Uuid,
    /// The words of the protocol: `read`, `write`, `writeWithoutResponse`, `notify`, …
    pub properties: Vec<String>,
}

impl Offered {
    /// Whether it can be used in this way.
    pub fn can(&self, property: &str) -> bool {
        self.properties.iter().any(|known| known == property)
    }
}

/// What a client asks of one peripheral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `connect`.
    Connect,
    /// `disconnect`.
    Disconnect,
    /// `updateRssi`.
    UpdateRssi,
    /// `discoverServices`; none: all.
    DiscoverServices(Vec<Uuid>),
    /// `discoverIncludedServices`.
    DiscoverIncludedServices(Uuid, Vec<Uuid>),
    /// `discoverCharacteristics`; none: all.
    DiscoverCharacteristics(Uuid, Vec<Uuid>),
    /// `read`.
    Read(Attribute),
    /// `write`: data, and whether no response of the peripheral is waited for.
    Write(Attribute, Vec<u8>, bool),
    /// `notify`: on or off.
    Notify(Attribute, bool),
    /// `broadcast`: on or off.
    Broadcast(Attribute, bool),
    /// `discoverDescriptors`.
    DiscoverDescriptors(Attribute),
    /// `readValue` of a descriptor.
    ReadValue(Attribute, Uuid),
    /// `writeValue` of a descriptor.
    WriteValue(Attribute, Uuid, Vec<u8>),
    /// `readHandle`.
    ReadHandle(u16),
    /// `writeHandle`.
    WriteHandle(u16, Vec<u8>, bool),
}

/// What a client says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromClient {
    /// `auth`.
    Auth {
        /// The answer to the challenge.
        response: Vec<u8>,
    },
    /// `startScanning`.
    StartScanning {
        /// Only peripherals that list one of these; none: all.
        services: Vec<Uuid>,
        /// Whether one that was told is told again.
        allow_duplicates: bool,
    },
    /// `stopScanning`.
    StopScanning,
    /// What is asked of a peripheral.
    Of {
        /// The gateway's name for it.
        peripheral: String,
        /// What.
        request: Request,
    },
}

/// What a gateway answers about one peripheral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// `connect`.
    Connected,
    /// `disconnect`, asked for or not.
    Disconnected,
    /// `rssiUpdate`.
    Rssi(i16),
    /// `servicesDiscover`.
    Services(Vec<Uuid>),
    /// `includedServicesDiscover`.
    IncludedServices(Uuid, Vec<Uuid>),
    /// `characteristicsDiscover`.
    Characteristics(Uuid, Vec<Offered>),
    /// `read`: data, and whether it is a notification.
    Read(Attribute, Vec<u8>, bool),
    /// `write`.
    Written(Attribute),
    /// `notify`.
    Notifies(Attribute, bool),
    /// `broadcast`.
    Broadcasts(Attribute, bool),
    /// `descriptorsDiscover`.
    Descriptors(Attribute, Vec<Uuid>),
    /// `valueRead`.
    ValueRead(Attribute, Uuid, Vec<u8>),
    /// `valueWrite`.
    ValueWritten(Attribute, Uuid),
    /// `handleRead`.
    HandleRead(u16, Vec<u8>),
    /// `handleWrite`.
    HandleWritten(u16),
    /// `handleNotify`.
    HandleNotified(u16, Vec<u8>),
}

/// What a gateway says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromGateway {
    /// `auth`.
    Auth {
        /// What is to be answered.
        challenge: [u8; 16],
    },
    /// `stateChange`.
    State(Power),
    /// `discover`.
    Discover(Box<Discovery>),
    /// What became of a request to a peripheral, or what it does by itself.
    Of {
        /// The gateway's name for it.
        peripheral: String,
        /// What.
        answer: Answer,
    },
}

impl FromClient {
    /// Reads a message. `None`: it is none, or of a kind that is not known; both are left aside.
    pub fn decode(text: &str) -> Option<Self> {
        let fields = Fields::of(text)?;
        Some(match fields.text("action")? {
            "auth" => Self::Auth {
                response: fields.bytes("response")?,
            },
            "startScanning" => Self::StartScanning {
                services: fields.uuids("serviceUuids"),
                allow_duplicates: fields.flag("allowDuplicates"),
            },
            "stopScanning" => Self::StopScanning,
            action => Self::Of {
                peripheral: fields.text("peripheralUuid")?.to_owned(),
                request: request(action, &fields)?,
            },
        })
    }

    /// Writes it.
    pub fn encode(&self) -> String {
        match self {
            Self::Auth { response } => json!({ "action": "auth", "response": hex::to_text(response) }),
            Self::StartScanning {
                services,
                allow_duplicates,
            } => json!({
                "action": "startScanning",
                "serviceUuids": texts(services),
                "allowDuplicates": allow_duplicates,
            }),
            Self::StopScanning => json!({ "action": "stopScanning" }),
            Self::Of { peripheral, request } => {
                let (action, fields) = request.parts();
                with(json!({ "action": action, "peripheralUuid": peripheral }), fields)
            }
        }
        .to_string()
    }
}

fn request(action: &str, fields: &Fields) -> Option<Request> {
    Some(match action {
        "connect" => Request::Connect,
        "disconnect" => Request::Disconnect,
        "updateRssi" => Request::UpdateRssi,
        "discoverServices" => Request::DiscoverServices(fields.uuids("uuids")),
        "discoverIncludedServices" => {
            Request::DiscoverIncludedServices(fields.uuid("serviceUuid")?, fields.uuids("serviceUuids"))
        }
        "discoverCharacteristics" => {
            Request::DiscoverCharacteristics(fields.uuid("serviceUuid")?, fields.uuids("characteristicUuids"))
        }
        "read" => Request::Read(fields.attribute()?),
        "write" => Request::Write(
            fields.attribute()?,
            fields.bytes("data")?,
            fields.flag("withoutResponse"),
        ),
        "notify" => Request::Notify(fields.attribute()?, fields.flag("notify")),
        "broadcast" => Request::Broadcast(fields.attribute()?, fields.flag("broadcast")),
        "discoverDescriptors" => Request::DiscoverDescriptors(fields.attribute()?),
        "readValue" => Request::ReadValue(fields.attribute()?, fields.uuid("descriptorUuid")?),
        "writeValue" => Request::WriteValue(
            fields.attribute()?,
            fields.uuid("descriptorUuid")?,
            fields.bytes("data")?,
        ),
        "readHandle" => Request::ReadHandle(fields.number("handle")?),
        "writeHandle" => Request::WriteHandle(
            fields.number("handle")?,
            fields.bytes("data")?,
            fields.flag("withoutResponse"),
        ),
        _ => return None,
    })
}

impl Request {
    fn parts(&self) -> (&'static str, Value) {
        match self {
            Self::Connect => ("connect", json!({})),
            Self::Disconnect => ("disconnect", json!({})),
            Self::UpdateRssi => ("updateRssi", json!({})),
            Self::DiscoverServices(uuids) => ("discoverServices", json!({ "uuids": texts(uuids) })),
            Self::DiscoverIncludedServices(service, uuids) => (
                "discoverIncludedServices",
                json!({ "serviceUuid": service.0, "serviceUuids": texts(uuids) }),
            ),
            Self::DiscoverCharacteristics(service, uuids) => (
                "discoverCharacteristics",
                json!({ "serviceUuid": service.0, "characteristicUuids": texts(uuids) }),
            ),
            Self::Read(attribute) => ("read", attribute.fields()),
            Self::Write(attribute, data, without_response) => (
                "write",
                with(
                    attribute.fields(),
                    json!({ "data": hex::to_text(data), "withoutResponse": without_response }),
                ),
            ),
            Self::Notify(attribute, on) => ("notify", with(attribute.fields(), json!({ "notify": on }))),
            Self::Broadcast(attribute, on) => ("broadcast", with(attribute.fields(), json!({ "broadcast": on }))),
            Self::DiscoverDescriptors(attribute) => ("discoverDescriptors", attribute.fields()),
            Self::ReadValue(attribute, descriptor) => (
                "readValue",
                with(attribute.fields(), json!({ "descriptorUuid": descriptor.0 })),
            ),
            Self::WriteValue(attribute, descriptor, data) => (
                "writeValue",
                with(
                    attribute.fields(),
                    json!({ "descriptorUuid": descriptor.0, "data": hex::to_text(data) }),
                ),
            ),
            Self::ReadHandle(handle) => ("readHandle", json!({ "handle": handle })),
            Self::WriteHandle(handle, data, without_response) => (
                "writeHandle",
                json!({ "handle": handle, "data": hex::to_text(data), "withoutResponse": without_response }),
            ),
        }
    }
}

impl FromGateway {
    /// Reads a message. `None`: it is none, or of a kind that is not known; both are left aside.
    pub fn decode(text: &str) -> Option<Self> {
        let fields = Fields::of(text)?;
        Some(match fields.text("type")? {
            "auth" => Self::Auth {
                challenge: fields.bytes("challenge")?.try_into().ok()?,
            },
            "stateChange" => Self::State(Power::parse(fields.text("state")?)),
            "discover" => Self::Discover(Box::new(discovery(&fields)?)),
            kind => Self::Of {
                peripheral: fields.text("peripheralUuid")?.to_owned(),
                answer: answer(kind, &fields)?,
            },
        })
    }

    /// Writes it.
    pub fn encode(&self) -> String {
        match self {
            Self::Auth { challenge } => json!({ "type": "auth", "challenge": hex::to_text(challenge) }),
            Self::State(power) => json!({ "type": "stateChange", "state": power.word() }),
            Self::Discover(discovery) => discovery.json(),
            Self::Of { peripheral, answer } => {
                let (kind, fields) = answer.parts();
                with(json!({ "type": kind, "peripheralUuid": peripheral }), fields)
            }
        }
        .to_string()
    }
}

fn discovery(fields: &Fields) -> Option<Discovery> {
    let said = fields
        .0
        .get("advertisement")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let said = Fields(said);
    let service_data = said
        .0
        .get("serviceData")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let service_data = service_data.take(MOST).filter_map(|entry| {
        let entry = Fields(entry.as_object()?.clone());
        Some((entry.uuid("uuid")?, entry.bytes("data")?))
    });
    Some(Discovery {
        peripheral: fields.text("peripheralUuid")?.to_owned(),
        address: fields.text("address").map(str::to_owned),
        is_random: fields.text("addressType") == Some("random"),
        is_connectable: fields.0.get("connectable") != Some(&Value::Bool(false)),
        rssi: fields.number("rssi"),
        advertisement: Advertisement {
            local_name: said.text("localName").map(str::to_owned),
            tx_power: said.number("txPowerLevel"),
            services: said.uuids("serviceUuids"),
            manufacturer_data: said.bytes("manufacturerData"),
            service_data: service_data.collect(),
        },
    })
}

impl Discovery {
    fn json(&self) -> Value {
        let Advertisement {
            local_name,
            tx_power,
            services,
            manufacturer_data,
            service_data,
        } = &self.advertisement;
        let service_data: Vec<Value> = service_data
            .iter()
            .map(|(uuid, data)| json!({ "uuid": uuid.0, "data": hex::to_text(data) }))
            .collect();
        let mut advertisement = json!({ "serviceUuids": texts(services), "serviceData": service_data });
        if let Some(members) = advertisement.as_object_mut() {
            let mut tell = |name: &str, value: Option<Value>| {
                value.map(|value| members.insert(name.to_owned(), value));
            };
            tell("localName", local_name.clone().map(Value::from));
            tell("txPowerLevel", tx_power.map(Value::from));
            let data = manufacturer_data.as_ref().map(|data| hex::to_text(data));
            tell("manufacturerData", data.map(Value::from));
        }
        json!({
            "type": "discover",
            "peripheralUuid": self.peripheral,
            "address": self.address,
            "addressType": if self.is_random { "random" } else { "public" },
            "connectable": self.is_connectable,
            "rssi": self.rssi,
            "advertisement": advertisement,
        })
    }
}

fn answer(kind: &str, fields: &Fields) -> Option<Answer> {
    Some(match kind {
        "connect" => Answer::Connected,
        "disconnect" => Answer::Disconnected,
        "rssiUpdate" => Answer::Rssi(fields.number("rssi")?),
        "servicesDiscover" => Answer::Services(fields.uuids("serviceUuids")),
        "includedServicesDiscover" => {
            Answer::IncludedServices(fields.uuid("serviceUuid")?, fields.uuids("includedServiceUuids"))
        }
        "characteristicsDiscover" => {
            let offered = fields
                .0
                .get("characteristics")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            let offered = offered.take(MOST).filter_map(|entry| {
                let entry = Fields(entry.as_object()?.clone());
                let properties = entry
                    .0
                    .get("properties")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten();
                Some(Offered {
                    uuid: entry.uuid("uuid")?,
                    properties: properties
                        .take(MOST)
                        .filter_map(|word| Some(word.as_str()?.to_owned()))
                        .collect(),
                })
            });
            Answer::Characteristics(fields.uuid("serviceUuid")?, offered.collect())
        }
        "read" => Answer::Read(
            fields.attribute()?,
            fields.bytes("data")?,
            fields.flag("isNotification"),
        ),
        "write" => Answer::Written(fields.attribute()?),
        "notify" => Answer::Notifies(fields.attribute()?, fields.flag("state")),
        "broadcast" => Answer::Broadcasts(fields.attribute()?, fields.flag("state")),
        "descriptorsDiscover" => Answer::Descriptors(fields.attribute()?, fields.uuids("descriptors")),
        "valueRead" => Answer::ValueRead(
            fields.attribute()?,
            fields.uuid("descriptorUuid")?,
            fields.bytes("data")?,
        ),
        "valueWrite" => Answer::ValueWritten(fields.attribute()?, fields.uuid("descriptorUuid")?),
        "handleRead" => Answer::HandleRead(fields.number("handle")?, fields.bytes("data")?),
        "handleWrite" => Answer::HandleWritten(fields.number("handle")?),
        "handleNotify" => Answer::HandleNotified(fields.number("handle")?, fields.bytes("data")?),
        _ => return None,
    })
}

impl Answer {
    fn parts(&self) -> (&'static str, Value) {
        match self {
            Self::Connected => ("connect", json!({})),
            Self::Disconnected => ("disconnect", json!({})),
            Self::Rssi(rssi) => ("rssiUpdate", json!({ "rssi": rssi })),
            Self::Services(uuids) => ("servicesDiscover", json!({ "serviceUuids": texts(uuids) })),
            Self::IncludedServices(service, uuids) => (
                "includedServicesDiscover",
                json!({ "serviceUuid": service.0, "includedServiceUuids": texts(uuids) }),
            ),
            Self::Characteristics(service, offered) => {
                let offered: Vec<Value> = offered
                    .iter()
                    .map(|offered| json!({ "uuid": offered.uuid.0, "properties": offered.properties }))
                    .collect();
                (
                    "characteristicsDiscover",
                    json!({ "serviceUuid": service.0, "characteristics": offered }),
                )
            }
            Self::Read(attribute, data, is_notification) => (
                "read",
                with(
                    attribute.fields(),
                    json!({ "data": hex::to_text(data), "isNotification": is_notification }),
                ),
            ),
            Self::Written(attribute) => ("write", attribute.fields()),
            Self::Notifies(attribute, on) => ("notify", with(attribute.fields(), json!({ "state": on }))),
            Self::Broadcasts(attribute, on) => ("broadcast", with(attribute.fields(), json!({ "state": on }))),
            Self::Descriptors(attribute, uuids) => (
                "descriptorsDiscover",
                with(attribute.fields(), json!({ "descriptors": texts(uuids) })),
            ),
            Self::ValueRead(attribute, descriptor, data) => (
                "valueRead",
                with(
                    attribute.fields(),
                    json!({ "descriptorUuid": descriptor.0, "data": hex::to_text(data) }),
                ),
            ),
            Self::ValueWritten(attribute, descriptor) => (
                "valueWrite",
                with(attribute.fields(), json!({ "descriptorUuid": descriptor.0 })),
            ),
            Self::HandleRead(handle, data) => ("handleRead", json!({ "handle": handle, "data": hex::to_text(data) })),
            Self::HandleWritten(handle) => ("handleWrite", json!({ "handle": handle })),
            Self::HandleNotified(handle, data) => {
                ("handleNotify", json!({ "handle": handle, "data": hex::to_text(data) }))
            }
        }
    }
}

impl Attribute {
    /// A characteristic of a service, both of 16 bits.
    pub fn short(service: u16, characteristic: u16) -> Self {
        Self {
            service: Uuid::short(service),
            characteristic: Uuid::short(characteristic),
        }
    }

    fn fields(&self) -> Value {
        json!({ "serviceUuid": self.service.0, "characteristicUuid": self.characteristic.0 })
    }
}

/// The fields of one object.
struct Fields(Map<String, Value>);

impl Fields {
    fn of(text: &str) -> Option<Self> {
        match serde_json::from_str(text) {
            Ok(Value::Object(fields)) => Some(Self(fields)),
            _ => None,
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let text = self.text(name)?;
        (text.len() <= 2 * MOST_BYTES).then(|| hex::from_text(text)).flatten()
    }

    fn flag(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Value::Bool(true))
    }

    fn number<T: TryFrom<i64>>(&self, name: &str) -> Option<T> {
        T::try_from(self.0.get(name)?.as_i64()?).ok()
    }

    fn uuid(&self, name: &str) -> Option<Uuid> {
        Uuid::parse(self.text(name)?)
    }

    fn uuids(&self, name: &str) -> Vec<Uuid> {
        let listed = self.0.get(name).and_then(Value::as_array).into_iter().flatten();
        listed
            .take(MOST)
            .filter_map(|uuid| Uuid::parse(uuid.as_str()?))
            .collect()
    }

    fn attribute(&self) -> Option<Attribute> {
        Some(Attribute {
            service: self.uuid("serviceUuid")?,
            characteristic: self.uuid("characteristicUuid")?,
        })
    }
}

fn texts(uuids: &[Uuid]) -> Vec<&str> {
    uuids.iter().map(Uuid::as_str).collect()
}

/// An object with the members of another, too.
fn with(mut object: Value, more: Value) -> Value {
    if let (Some(members), Value::Object(more)) = (object.as_object_mut(), more) {
        members.extend(more);
    }
    object
}

#[cfg(test)]
mod tests;
