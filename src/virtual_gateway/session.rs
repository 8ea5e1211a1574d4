//! One client of the gateway: what it says goes in, what it is told comes out.

use crate::model::Address;
use crate::protocol::advert::SERVICE;
use crate::transport::gateway::Credentials;
use crate::transport::gateway::message::{
    Advertisement, Answer, Attribute, Discovery, FromClient, FromGateway, Offered, Power, Request, Uuid,
};
use crate::virtual_lock::gatt::{self, Access, Characteristic};
use crate::virtual_lock::{Connection, Next, SharedLock, Shown};
use std::time::Duration;

/// How often a peripheral is told again to a client that wants that.
const ADVERTISED: Duration = Duration::from_millis(250);
/// How often a client may answer the challenge.
const MOST_TRIES: u32 = 8;
/// How often it is looked whether there is something to tell a client that is not connected to the lock.
const UNCONNECTED: Duration = Duration::from_millis(50);
/// The distance between the handles of two characteristics: declaration, value, subscription.
const HANDLES: u16 = 3;

/// What the gateway knows of one client.
pub struct Session {
    shown: Shown,
    credentials: Credentials,
    challenge: [u8; 16],
    tries: u32,
    is_in: bool,
    scan: Option<Scan>,
    link: Option<Link>,
}

/// What a client listens for.
struct Scan {
    services: Vec<Uuid>,
    allow_duplicates: bool,
    /// When the lock was told last, on the lock's clock.
    told_at: Option<Duration>,
}

struct Link {
    connection: Connection,
    is_subscribed: bool,
}

impl Session {
    /// A client that connected. The first message to it is [`Session::greeting`].
    pub fn new(shown: Shown, credentials: Credentials, challenge: [u8; 16]) -> Self {
        Self {
            shown,
            credentials,
            challenge,
            tries: 0,
            is_in: false,
            scan: None,
            link: None,
        }
    }

    /// What a client is told first.
    pub fn greeting(&self) -> FromGateway {
        FromGateway::Auth {
            challenge: self.challenge,
        }
    }

    /// The client said something. Gives what it is told at once.
    pub fn hear(&mut self, message: FromClient) -> Vec<FromGateway> {
        match message {
            FromClient::Auth { response } => self.log_in(&response),
            _ if !self.is_in => Vec::new(),
            FromClient::StartScanning {
                services,
                allow_duplicates,
            } => {
                self.scan = Some(Scan {
                    services,
                    allow_duplicates,
                    told_at: None,
                });
                self.discover().into_iter().collect()
            }
            FromClient::StopScanning => {
                self.scan = None;
                Vec::new()
            }
            FromClient::Of { peripheral, request } if is_called(&peripheral, self.address()) => {
                let mut told = vec![self.serve(request)];
                told.extend(self.notifications().0);
                told
            }
            // There is no other; a client that waits for one learns that it is not there.
            FromClient::Of { peripheral, .. } => vec![FromGateway::Of {
                peripheral,
                answer: Answer::Disconnected,
            }],
        }
    }

    /// What the client is told without having said anything, and how long nothing more comes at least.
    pub fn poll(&mut self) -> (Vec<FromGateway>, Duration) {
        let mut told: Vec<FromGateway> = self.discover().into_iter().collect();
        let (notified, wait) = self.notifications();
        told.extend(notified);
        (told, wait)
    }

    fn log_in(&mut self, response: &[u8]) -> Vec<FromGateway> {
        if self.is_in || self.tries == MOST_TRIES {
            return Vec::new();
        }
        self.tries += 1;
        if !self.credentials.accepts(self.challenge, response) {
            return Vec::new();
        }
        self.is_in = true;
        vec![FromGateway::State(Power::On)]
    }

    fn address(&self) -> Address {
        self.shown.lock.lock().state().address
    }

    fn of_lock(&self, answer: Answer) -> FromGateway {
        FromGateway::Of {
            peripheral: name(self.address()),
            answer,
        }
    }

    /// The lock as it advertises now, where this client is to be told of it.
    fn discover(&mut self) -> Option<FromGateway> {
        let scan = self.scan.as_mut()?;
        if !scan.services.is_empty() && !scan.services.contains(&Uuid::short(SERVICE)) {
            return None;
        }
        let mut lock = self.shown.lock.lock();
        let now = lock.clock().elapsed();
        let is_due = scan
            .told_at
            .is_none_or(|at| scan.allow_duplicates && now.saturating_sub(at) >= ADVERTISED);
        if !is_due {
            return None;
        }
        let sighting = lock.sighting()?;
        scan.told_at = Some(now);
        let address = sighting.advert.mac;
        Some(FromGateway::Discover(Box::new(Discovery {
            peripheral: name(address),
            address: Some(address.to_string().to_ascii_lowercase()),
            is_random: false,
            is_connectable: true,
            rssi: sighting.rssi,
            advertisement: Advertisement {
                local_name: sighting.name,
                tx_power: None,
                services: vec![Uuid::short(SERVICE)],
                manufacturer_data: Some(sighting.advert.encode()),
                service_data: Vec::new(),
            },
        })))
    }

    /// What is answered to a request. Where something fails the link is dropped: there is no other word for it.
    fn serve(&mut self, request: Request) -> FromGateway {
        let answer = match request {
            Request::Connect => self.connect(),
            Request::Disconnect => {
                self.link = None;
                Some(Answer::Disconnected)
            }
            request => match self.link.as_mut() {
                // On no link nothing can be asked.
                None => None,
                Some(link) => serve_connected(link, &self.shown.lock, request),
            },
        };
        let answer = answer.unwrap_or_else(|| {
            self.link = None;
            Answer::Disconnected
        });
        self.of_lock(answer)
    }

    fn connect(&mut self) -> Option<Answer> {
        if self.link.is_none() {
            if !self.shown.lock.lock().is_awake() {
                return None;
            }
            let connection = Connection::open(&self.shown).ok()?;
            self.link = Some(Link {
                connection,
                is_subscribed: false,
            });
        }
        Some(Answer::Connected)
    }

    /// What the lock sends now, and how long nothing more comes at least.
    fn notifications(&mut self) -> (Vec<FromGateway>, Duration) {
        let mut told = Vec::new();
        while let Some(link) = &mut self.link {
            match link.connection.go_on() {
                Next::Wait(wait) => return (told, wait),
                // What nobody subscribed to is lost, as over the air.
                Next::Notify(piece) if link.is_subscribed => {
                    let attribute = Attribute::short(gatt::LOCK, gatt::NOTIFY);
                    told.push(self.of_lock(Answer::Read(attribute, piece, true)));
                }
                Next::Notify(_) => {}
                Next::Drop => {
                    self.link = None;
                    told.push(self.of_lock(Answer::Disconnected));
                }
            }
        }
        (told, UNCONNECTED)
    }
}

/// `None`: it cannot be done.
fn serve_connected(link: &mut Link, lock: &SharedLock, request: Request) -> Option<Answer> {
    Some(match request {
        // Neither comes here.
        Request::Connect => Answer::Connected,
        Request::Disconnect => return None,
        Request::UpdateRssi => Answer::Rssi(RSSI),
        Request::DiscoverServices(wanted) => {
            let all = gatt::SERVICES.iter().map(|service| Uuid::short(*service));
            Answer::Services(all.filter(|uuid| is_wanted(&wanted, uuid)).collect())
        }
        Request::DiscoverIncludedServices(service, _) => Answer::IncludedServices(service, Vec::new()),
        Request::DiscoverCharacteristics(service, wanted) => {
            let of_service = gatt::CHARACTERISTICS
                .iter()
                .filter(|known| Uuid::short(known.service) == service);
            let offered = of_service
                .map(offered)
                .filter(|offered| is_wanted(&wanted, &offered.uuid));
            let offered = offered.collect();
            Answer::Characteristics(service, offered)
        }
        Request::Read(attribute) => {
            let data = read(lock, characteristic(&attribute)?)?;
            Answer::Read(attribute, data, false)
        }
        Request::Write(attribute, data, _) => {
            write(link, characteristic(&attribute)?, &data)?;
            Answer::Written(attribute)
        }
        Request::Notify(attribute, on) => {
            subscribe(link, characteristic(&attribute)?, on)?;
            Answer::Notifies(attribute, on)
        }
        // Nothing of a lock's can be broadcast.
        Request::Broadcast(attribute, _) => Answer::Broadcasts(attribute, false),
        Request::DiscoverDescriptors(attribute) => {
            let notifies = characteristic(&attribute)?.access == Access::Notify;
            let descriptors = notifies.then(|| Uuid::short(gatt::SUBSCRIPTION));
            Answer::Descriptors(attribute, descriptors.into_iter().collect())
        }
        Request::ReadValue(attribute, descriptor) => {
            subscription(&attribute, &descriptor)?;
            Answer::ValueRead(attribute, descriptor, vec![link.is_subscribed.into(), 0])
        }
        Request::WriteValue(attribute, descriptor, data) => {
            subscription(&attribute, &descriptor)?;
            link.is_subscribed = is_on(&data)?;
            Answer::ValueWritten(attribute, descriptor)
        }
        Request::ReadHandle(handle) => {
            let data = match behind(handle)? {
                (_, Part::Subscription) => vec![link.is_subscribed.into(), 0],
                (characteristic, Part::Value) => read(lock, characteristic)?,
            };
            Answer::HandleRead(handle, data)
        }
        Request::WriteHandle(handle, data, _) => {
            match behind(handle)? {
                (_, Part::Subscription) => link.is_subscribed = is_on(&data)?,
                (characteristic, Part::Value) => write(link, characteristic, &data)?,
            }
            Answer::HandleWritten(handle)
        }
    })
}

/// As strong as a virtual lock is always heard.
const RSSI: i16 = -58;

fn read(lock: &SharedLock, characteristic: Characteristic) -> Option<Vec<u8>> {
    gatt::value(lock.lock().state(), characteristic.uuid)
}

fn write(link: &mut Link, characteristic: Characteristic, data: &[u8]) -> Option<()> {
    (characteristic.access == Access::Write).then(|| link.connection.write(data))
}

fn subscribe(link: &mut Link, characteristic: Characteristic, on: bool) -> Option<()> {
    (characteristic.access == Access::Notify).then(|| link.is_subscribed = on)
}

/// The descriptor is the one with which a client subscribes to the lock.
fn subscription(attribute: &Attribute, descriptor: &Uuid) -> Option<()> {
    let notifies = characteristic(attribute)?.access == Access::Notify;
    (notifies && *descriptor == Uuid::short(gatt::SUBSCRIPTION)).then_some(())
}

/// What is written to subscribe, or to unsubscribe.
fn is_on(data: &[u8]) -> Option<bool> {
    match data {
        [1, 0] => Some(true),
        [0, 0] => Some(false),
        _ => None,
    }
}

fn characteristic(attribute: &Attribute) -> Option<Characteristic> {
    let is_meant = |known: &&Characteristic| {
        Uuid::short(known.service) == attribute.service && Uuid::short(known.uuid) == attribute.characteristic
    };
    gatt::CHARACTERISTICS.iter().find(is_meant).copied()
}

/// What of a characteristic a handle stands for.
enum Part {
    Value,
    Subscription,
}

/// Handles are numbered as they stand in [`gatt::CHARACTERISTICS`]: 1 declares the first, 2 is its value, 3 its subscription.
fn behind(handle: u16) -> Option<(Characteristic, Part)> {
    let index = handle.checked_sub(1)?;
    let characteristic = *gatt::CHARACTERISTICS.get(usize::from(index / HANDLES))?;
    match index % HANDLES {
        1 => Some((characteristic, Part::Value)),
        2 if characteristic.access == Access::Notify => Some((characteristic, Part::Subscription)),
        _ => None,
    }
}

fn offered(characteristic: &Characteristic) -> Offered {
    let property = match characteristic.access {
        Access::Read => "read",
        Access::Write => "writeWithoutResponse",
        Access::Notify => "notify",
    };
    Offered {
        uuid: Uuid::short(characteristic.uuid),
        properties: vec![property.to_owned()],
    }
}

fn is_wanted(wanted: &[Uuid], uuid: &Uuid) -> bool {
    wanted.is_empty() || wanted.contains(uuid)
}

/// The gateway's name for a lock: its address without colons, lower case.
fn name(address: Address) -> String {
    address.to_string().replace(':', "").to_ascii_lowercase()
}

/// Whether a client means this lock: by its name, in either case, with colons or without.
fn is_called(peripheral: &str, address: Address) -> bool {
    peripheral.replace([':', '-'], "").eq_ignore_ascii_case(&name(address))
}
