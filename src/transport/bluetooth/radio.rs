//! The radio over a Bluetooth stack.

use super::central::{Central, CentralError, DeviceId, Happening, Heard, Offered};
use crate::model::Address;
use crate::protocol::advert::{self, Advert, LockAdvert};
use crate::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use async_trait::async_trait;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Of a lock's service: clients write here (protocol, frames 2 \[A\]).
const WRITE: u16 = 0xfff2;
/// Of it: the lock notifies here.
const NOTIFY: u16 = 0xfff4;
/// The service that tells what a device is.
const DEVICE: u16 = 0x180a;

/// The most notifications that wait to be taken. A reply has seven.
const MOST_WAITING: usize = 256;
/// The most happenings that are caught up with at a time.
const MOST_MISSED: usize = 4_096;
/// The most locks that are remembered.
const MOST_KNOWN: usize = 256;
/// The most values of the device information that are read.
const MOST_READ: usize = 8;
/// A lock that was heard longer ago is listened for again before a connection.
const FRESH: Duration = Duration::from_secs(30);
/// How often a wait looks whether it is to be given up.
const SLICE: Duration = Duration::from_millis(100);
/// How long one read, subscription or write may take.
const STEP: Duration = Duration::from_secs(5);
/// From the subscription until the first write (protocol, flows 2).
const SETTLE: Duration = Duration::from_millis(500);
/// How long a clean end may take. BlueZ takes two seconds for it.
const CLOSE: Duration = Duration::from_secs(5);
/// How often one attempt tries, within its time, where the stack itself fails at connecting: it does so now and then.
const CONNECT_TRIES: u32 = 3;
/// The least time that such a try is worth.
const WORTH_TRYING: Duration = Duration::from_secs(2);

/// This machine's Bluetooth as a radio.
pub struct BluetoothRadio<C>(Shared<C>);

struct Shared<C>(Arc<Mutex<Air<C>>>);

impl<C> Clone for Shared<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C> Shared<C> {
    /// What a panic left behind is an air like any other: what it waited for will be missed.
    fn air(&self) -> MutexGuard<'_, Air<C>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The stack, and what is known of what is on the air.
struct Air<C> {
    central: C,
    known: BTreeMap<Address, Known>,
    open: Option<Open>,
    /// How many connections there were.
    count: u64,
}

/// What was taken from the air.
enum Took {
    /// A lock was heard.
    Sighting(Sighting),
    /// Something else happened.
    Something,
    /// Nothing happened in the time given.
    Nothing,
}

struct Known {
    id: DeviceId,
    advert: LockAdvert,
    at: Duration,
}

/// The one connection.
struct Open {
    number: u64,
    id: DeviceId,
    write: Offered,
    notifications: VecDeque<Vec<u8>>,
    is_lost: bool,
}

/// What was reached under a lock's address is no lock.
#[derive(Debug, thiserror::Error)]
#[error("what answers under the lock's address does not offer what a lock offers")]
struct NoLock;

type Stop<'a> = &'a (dyn Fn() -> bool + Send + Sync);

impl<C: Central> BluetoothRadio<C> {
    /// A radio over a stack.
    pub fn new(central: C) -> Self {
        Self(Shared(Arc::new(Mutex::new(Air {
            central,
            known: BTreeMap::new(),
            open: None,
            count: 0,
        }))))
    }
}

impl<C: Central> Air<C> {
    /// What happens next is noted; a sighting of a lock is given.
    fn next(&mut self, wait: Duration) -> Result<Took, CentralError> {
        let Some(happening) = self.central.next(wait)? else {
            return Ok(Took::Nothing);
        };
        match happening {
            Happening::Heard(heard) => {
                return Ok(self.note(heard).map_or(Took::Something, Took::Sighting));
            }
            Happening::Notified { id, data } => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.notifications.push_back(data);
                    // Nobody takes so many: what comes without end is no conversation.
                    open.is_lost |= open.notifications.len() > MOST_WAITING;
                }
            }
            Happening::Disconnected(id) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.is_lost = true;
                }
            }
            Happening::SwitchedOff => {
                self.lose();
                return Err(CentralError::Off);
            }
            Happening::Overflow => self.lose(),
        }
        Ok(Took::Something)
    }

    fn lose(&mut self) {
        if let Some(open) = &mut self.open {
            open.is_lost = true;
        }
    }

    fn note(&mut self, heard: Heard) -> Option<Sighting> {
        let advert = lock_in(&heard)?;
        if self.known.len() < MOST_KNOWN || self.known.contains_key(&advert.mac) {
            let known = Known {
                id: heard.id,
                advert: advert.clone(),
                at: self.central.now(),
            };
            self.known.insert(advert.mac, known);
        }
        Some(Sighting {
            advert,
            name: heard.name,
            rssi: heard.rssi,
        })
    }

    /// Listens until `deadline`, or until `heard` has enough.
    fn scan(
        &mut self,
        deadline: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: Stop<'_>,
    ) -> Result<(), RadioError> {
        self.central.start_scan().map_err(radio_error)?;
        let ended = loop {
            if stop() {
                break Err(RadioError::Cancelled);
            }
            let left = deadline.saturating_sub(self.central.now());
            if left.is_zero() {
                break Ok(());
            }
            match self.next(left.min(SLICE)) {
                Ok(Took::Sighting(sighting)) => {
                    if heard(sighting) == Listen::Enough {
                        break Ok(());
                    }
                }
                Ok(Took::Something | Took::Nothing) => {}
                Err(error) => break Err(radio_error(error)),
            }
        };
        // Connecting while listening takes BlueZ up to ten seconds.
        self.central.stop_scan();
        ended
    }

    fn connect(
        &mut self,
        address: Address,
        deadline: Duration,
        stop: Stop<'_>,
    ) -> Result<(u64, LockAdvert), RadioError> {
        let (id, advert) = self.find(address, deadline, stop)?;
        if let Some(before) = self.open.take() {
            self.central.disconnect(&before.id, CLOSE);
        }
        let made_ready = self.make_ready(&id, deadline, stop);
        let write = match made_ready {
            Ok(write) => write,
            Err(unready) => {
                self.open = None;
                // What it was when it was heard may be long past.
                self.known.remove(&address);
                self.central.disconnect(&id, CLOSE);
                return Err(match unready {
                    Unready::NoLock => RadioError::System(Box::new(NoLock)),
                    Unready::Cancelled => RadioError::Cancelled,
                    // It was heard, and does not let us connect.
                    Unready::Central(CentralError::TimedOut | CentralError::NotConnected | CentralError::System(_)) => {
                        RadioError::Refused(address)
                    }
                    Unready::Central(error) => radio_error(error),
                });
            }
        };
        if let Some(open) = &mut self.open {
            open.write = write;
        }
        Ok((self.count, advert))
    }

    /// The system's name for a lock, and what it advertised; listens for it where that is not known.
    fn find(
        &mut self,
        address: Address,
        deadline: Duration,
        stop: Stop<'_>,
    ) -> Result<(DeviceId, LockAdvert), RadioError> {
        let now = self.central.now();
        let is_fresh = |known: &Known| now.saturating_sub(known.at) < FRESH;
        if !self.known.get(&address).is_some_and(is_fresh) {
            self.known.remove(&address);
            let mut heard = |sighting: Sighting| match sighting.advert.mac == address {
                true => Listen::Enough,
                false => Listen::More,
            };
            self.scan(deadline, &mut heard, stop)?;
        }
        let known = self.known.get(&address).ok_or(RadioError::NotInReach(address))?;
        Ok((known.id.clone(), known.advert.clone()))
    }

    /// Connects, finds the lock's characteristics, reads what it is, subscribes. Gives where to write.
    fn make_ready(&mut self, id: &DeviceId, deadline: Duration, stop: Stop<'_>) -> Result<Offered, Unready> {
        let offered = self.connect_device(id, deadline, stop)?;
        let of = |service: u16, uuid: u16| offered.iter().find(|it| (it.service, it.uuid) == (service, uuid));
        let write = of(advert::SERVICE, WRITE).filter(|it| it.write_without_response || it.write);
        let notify = of(advert::SERVICE, NOTIFY).filter(|it| it.notify);
        let (Some(write), Some(notify)) = (write, notify) else {
            return Err(Unready::NoLock);
        };
        self.count += 1;
        self.open = Some(Open {
            number: self.count,
            id: id.clone(),
            write: *write,
            notifications: VecDeque::new(),
            is_lost: false,
        });
        // On some firmware notifications start only after the client made one read (protocol, frames 2 [B]). What it says does not
        // matter, nor does a value that cannot be read.
        let readable = offered.iter().filter(|it| it.service == DEVICE && it.read);
        for offered in readable.take(MOST_READ) {
            let wait = self.left(deadline)?;
            match self.central.read(id, *offered, wait.min(STEP)) {
                Ok(_) | Err(CentralError::System(_)) => {}
                // One that does not answer this need not be asked for the others.
                Err(CentralError::TimedOut) => break,
                Err(error) => return Err(error.into()),
            }
        }
        let wait = self.left(deadline)?;
        self.central.subscribe(id, *notify, wait.min(STEP))?;
        self.central.sleep(SETTLE);
        // Among what came meanwhile may be the end of an earlier connection to the same device, told late.
        self.catch_up();
        let is_connected = self.central.is_connected(id, STEP);
        if let Some(open) = &mut self.open {
            open.is_lost = !is_connected;
        }
        Ok(*write)
    }

    fn connect_device(&mut self, id: &DeviceId, deadline: Duration, stop: Stop<'_>) -> Result<Vec<Offered>, Unready> {
        let mut tries = 0;
        loop {
            if stop() {
                return Err(Unready::Cancelled);
            }
            tries += 1;
            let wait = self.left(deadline)?;
            match self.central.connect(id, wait) {
                Ok(offered) => return Ok(offered),
                Err(error @ (CentralError::System(_) | CentralError::NotConnected)) if tries < CONNECT_TRIES => {
                    self.central.disconnect(id, CLOSE);
                    if deadline.saturating_sub(self.central.now()) < WORTH_TRYING {
                        return Err(error.into());
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn left(&self, deadline: Duration) -> Result<Duration, CentralError> {
        let left = deadline.saturating_sub(self.central.now());
        if left.is_zero() {
            Err(CentralError::TimedOut)
        } else {
            Ok(left)
        }
    }

    /// The connection of this number, as long as it lasts.
    fn open(&mut self, number: u64) -> Result<&mut Open, LinkError> {
        let open = self.open.as_mut().filter(|open| open.number == number);
        open.filter(|open| !open.is_lost).ok_or(LinkError::Lost)
    }

    fn write(&mut self, number: u64, piece: &[u8]) -> Result<(), LinkError> {
        // What happened meanwhile may be the end of the connection.
        self.catch_up();
        let open = self.open(number)?;
        let (id, write) = (open.id.clone(), open.write);
        let written = self
            .central
            .write(&id, write, piece, !write.write_without_response, STEP);
        written.map_err(|error| {
            self.lose();
            match error {
                CentralError::TimedOut | CentralError::NotConnected => LinkError::Lost,
                error => LinkError::System(Box::new(error)),
            }
        })
    }

    /// Takes what came while nobody looked.
    fn catch_up(&mut self) {
        for _ in 0..MOST_MISSED {
            if !matches!(self.next(Duration::ZERO), Ok(Took::Something | Took::Sighting(_))) {
                return;
            }
        }
    }

    fn receive(&mut self, number: u64, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let deadline = self.central.now().saturating_add(wait);
        loop {
            // What came before the link was lost still counts.
            let open = self.open.as_mut().filter(|open| open.number == number);
            let open = open.ok_or(LinkError::Lost)?;
            if let Some(piece) = open.notifications.pop_front() {
                return Ok(piece);
            }
            if open.is_lost {
                return Err(LinkError::Lost);
            }
            let left = deadline.saturating_sub(self.central.now());
            if left.is_zero() {
                return Err(LinkError::TimedOut);
            }
            if self.next(left).is_err() {
                self.lose();
            }
        }
    }

    fn end(&mut self, number: u64) {
        if let Some(open) = self.open.take_if(|open| open.number == number) {
            self.central.disconnect(&open.id, CLOSE);
        }
    }
}

/// Why a connection is of no use.
enum Unready {
    Central(CentralError),
    Cancelled,
    NoLock,
}

impl From<CentralError> for Unready {
    fn from(error: CentralError) -> Self {
        Self::Central(error)
    }
}

pub(super) fn radio_error(error: CentralError) -> RadioError {
    match error {
        CentralError::Missing => RadioError::Missing,
        CentralError::Off => RadioError::Off,
        CentralError::NotPermitted => RadioError::NotPermitted,
        CentralError::NoService(error) => RadioError::NoService(error),
        error @ (CentralError::TimedOut | CentralError::NotConnected | CentralError::System(_)) => {
            RadioError::System(Box::new(error))
        }
    }
}

/// The lock in what was heard just now. What a system only remembers is no proof that it is there.
fn lock_in(heard: &Heard) -> Option<LockAdvert> {
    if !heard.is_fresh {
        return None;
    }
    let locks = heard.manufacturer_data.iter().filter_map(|data| {
        // Anybody's manufacturer data may be long enough to look like that of other kinds of locks: the service, or our own kind's
        // mark. Systems do not tell the services of every device that they knew before.
        let is_lock = heard.lists_service || data.starts_with(&[5, 3]);
        match Advert::decode(data) {
            Ok(Advert::Lock(advert)) if is_lock => Some(advert),
            _ => None,
        }
    });
    locks.into_iter().next()
}

#[async_trait]
impl<C: Central + 'static> Radio for BluetoothRadio<C> {
    async fn pause(&mut self, wait: Duration) {
        self.0.air().central.sleep(wait);
    }

    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        let mut air = self.0.air();
        let deadline = air.central.now().saturating_add(wait);
        air.scan(deadline, heard, stop)
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        let mut air = self.0.air();
        let deadline = air.central.now().saturating_add(wait);
        let (number, advert) = air.connect(address, deadline, stop)?;
        Ok(Box::new(BluetoothLink {
            shared: self.0.clone(),
            number,
            advert,
        }))
    }
}

/// A connection to a lock.
struct BluetoothLink<C: Central> {
    shared: Shared<C>,
    number: u64,
    advert: LockAdvert,
}

#[async_trait]
impl<C: Central + 'static> Link for BluetoothLink<C> {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        self.shared.air().write(self.number, piece)
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        self.shared.air().receive(self.number, wait)
    }

    async fn close(&mut self) {
        self.shared.air().end(self.number);
    }

    fn advert(&self) -> Option<LockAdvert> {
        Some(self.advert.clone())
    }
}

impl<C: Central> Drop for BluetoothLink<C> {
    fn drop(&mut self) {
        self.shared.air().end(self.number);
    }
}
