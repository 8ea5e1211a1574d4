//! The radio over a gateway's WebSocket.

use super::message::{Answer, Attribute, Discovery, FromClient, FromGateway, Offered, Power, Request, Uuid};
use super::place::Place;
use super::socket::Socket;
use crate::model::Address;
use crate::protocol::advert::{self, Advert, LockAdvert};
use crate::transport::{GatewayFailure, Link, LinkError, Listen, Radio, RadioError, Sighting};
use async_trait::async_trait;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The service of a lock, and what is used of it (protocol, frames 2 \[A\]).
const SERVICE: u16 = advert::SERVICE;
const WRITE: u16 = 0xfff2;
const NOTIFY: u16 = 0xfff4;
/// The service that tells what a device is.
const DEVICE: u16 = 0x180a;

/// The most notifications that wait to be taken. A reply has seven.
const MOST_WAITING: usize = 256;
/// The most locks that are remembered.
const MOST_KNOWN: usize = 256;
/// The most values of the device information that are read.
const MOST_READ: usize = 8;
/// The most messages that are caught up with. A socket holds no more.
const MOST_MISSED: usize = 4_096;
/// As good as at once.
const MOMENT: Duration = Duration::from_millis(1);
/// A lock that was heard longer ago is listened for again.
const FRESH: Duration = Duration::from_secs(30);
/// How often a wait looks whether it is to be given up.
const SLICE: Duration = Duration::from_millis(100);

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// From the first packet to the gateway until its radio is lent.
    pub reach: Duration,
    /// Until it answers a request.
    pub answer: Duration,
    /// Until it says that a piece was written. Gateways that never say so are not waited for again.
    pub written: Duration,
    /// Until it says that a connection is closed.
    pub close: Duration,
    /// From the subscription until the first write (protocol, flows 2).
    pub settle: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            reach: Duration::from_secs(10),
            answer: Duration::from_secs(5),
            written: Duration::from_secs(1),
            close: Duration::from_secs(3),
            settle: Duration::from_millis(500),
        }
    }
}

/// A gateway's radio. It connects when it is first used, and again when the connection was lost.
#[derive(Debug)]
pub struct GatewayRadio(Shared);

#[derive(Clone)]
struct Shared(Arc<Mutex<Line>>);

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

impl Shared {
    /// What a panic left behind is a line like any other: what it waited for will be missed.
    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The connection to the gateway, and what is known of what is behind it.
struct Line {
    place: Place,
    deadlines: Deadlines,
    socket: Option<Socket>,
    power: Option<Power>,
    /// Whether the gateway asked who we are.
    was_asked: bool,
    known: BTreeMap<Address, Known>,
    open: Option<Open>,
    /// How many connections to peripherals there were.
    count: u64,
}

/// A lock that was heard.
struct Known {
    peripheral: String,
    advert: LockAdvert,
    at: Instant,
}

/// The one connection to a peripheral.
struct Open {
    number: u64,
    peripheral: String,
    notifications: VecDeque<Vec<u8>>,
    is_lost: bool,
}

/// Why something was not waited for any longer.
enum Halt {
    Cancelled,
    TimedOut,
    /// The peripheral is gone.
    Lost,
    Gateway(GatewayFailure),
}

impl From<GatewayFailure> for Halt {
    fn from(failure: GatewayFailure) -> Self {
        Self::Gateway(failure)
    }
}

/// What was reached under a lock's address is no lock.
#[derive(Debug, thiserror::Error)]
#[error("what answers under the lock's address does not offer what a lock offers")]
struct NoLock;

type Stop<'a> = &'a (dyn Fn() -> bool + Send + Sync);

impl GatewayRadio {
    /// The radio of a gateway. Nothing is sent yet.
    pub fn new(place: Place, deadlines: Deadlines) -> Self {
        Self(Shared(Arc::new(Mutex::new(Line {
            place,
            deadlines,
            socket: None,
            power: None,
            was_asked: false,
            known: BTreeMap::new(),
            open: None,
            count: 0,
        }))))
    }
}

impl Line {
    /// Connects and logs in, where that is not done, and waits for the radio.
    fn reach(&mut self, stop: Stop<'_>) -> Result<(), RadioError> {
        self.catch_up(stop);
        let deadline = Instant::now() + self.deadlines.reach;
        if self.socket.is_none() {
            (self.power, self.was_asked) = (None, false);
            self.socket = Some(Socket::open(&self.place, deadline)?);
        }
        while self.power != Some(Power::On) {
            match self.next(deadline, stop) {
                Ok(_) => {}
                Err(Halt::Cancelled) => return Err(RadioError::Cancelled),
                Err(Halt::Gateway(failure)) => return Err(self.fail(failure)),
                Err(Halt::TimedOut | Halt::Lost) => {
                    let power = self.power;
                    // After a wrong login gateways say nothing at all.
                    let error = match power {
                        None if self.was_asked => self.fail(GatewayFailure::Login),
                        None => self.fail(GatewayFailure::Silent),
                        Some(Power::Unauthorized) => RadioError::NotPermitted,
                        Some(Power::Unsupported) => RadioError::Missing,
                        Some(Power::Off | Power::Unsettled | Power::On) => RadioError::Off,
                    };
                    return Err(error);
                }
            }
            // These do not change by waiting.
            match self.power {
                Some(Power::Unauthorized) => return Err(RadioError::NotPermitted),
                Some(Power::Unsupported) => return Err(RadioError::Missing),
                Some(Power::Off) => return Err(RadioError::Off),
                Some(Power::On | Power::Unsettled) | None => {}
            }
        }
        Ok(())
    }

    /// Takes what came while nobody looked: the connection may be closed, the radio switched off.
    fn catch_up(&mut self, stop: Stop<'_>) {
        for _ in 0..MOST_MISSED {
            if self.socket.is_none() || self.next(Instant::now() + MOMENT, stop).is_err() {
                return;
            }
        }
    }

    /// Hangs up.
    fn fail(&mut self, failure: GatewayFailure) -> RadioError {
        self.socket = None;
        self.lose();
        RadioError::Gateway(failure)
    }

    fn lose(&mut self) {
        if let Some(open) = &mut self.open {
            open.is_lost = true;
        }
    }

    fn send(&mut self, message: &FromClient) -> Result<(), GatewayFailure> {
        let deadline = Instant::now() + self.deadlines.answer;
        let socket = self.socket.as_mut().ok_or(GatewayFailure::Silent)?;
        let sent = socket.send(message, deadline);
        if sent.is_err() {
            self.socket = None;
            self.lose();
        }
        sent
    }

    fn request(&mut self, peripheral: &str, request: Request) -> Result<(), GatewayFailure> {
        self.send(&FromClient::Of {
            peripheral: peripheral.to_owned(),
            request,
        })
    }

    /// The next message, after what it means for the line was noted.
    fn next(&mut self, deadline: Instant, stop: Stop<'_>) -> Result<FromGateway, Halt> {
        loop {
            if stop() {
                return Err(Halt::Cancelled);
            }
            let socket = self.socket.as_mut().ok_or(GatewayFailure::Silent)?;
            let slice = deadline.min(Instant::now() + SLICE);
            match socket.next(slice) {
                Ok(Some(message)) => {
                    self.note(&message)?;
                    return Ok(message);
                }
                Ok(None) if Instant::now() >= deadline => return Err(Halt::TimedOut),
                Ok(None) => {}
                Err(failure) => {
                    self.socket = None;
                    self.lose();
                    return Err(failure.into());
                }
            }
        }
    }

    fn note(&mut self, message: &FromGateway) -> Result<(), GatewayFailure> {
        match message {
            FromGateway::Auth { challenge } => {
                self.was_asked = true;
                let response = self.place.credentials.answer(*challenge);
                self.send(&FromClient::Auth { response })?;
            }
            FromGateway::State(power) => {
                self.power = Some(*power);
                if *power != Power::On {
                    self.lose();
                }
            }
            FromGateway::Discover(discovery) => {
                self.remember(discovery);
            }
            FromGateway::Of { peripheral, answer } => {
                let Some(open) = self.open.as_mut().filter(|open| open.peripheral == *peripheral) else {
                    return Ok(());
                };
                match answer {
                    Answer::Disconnected => open.is_lost = true,
                    Answer::Read(attribute, data, true) if *attribute == Attribute::short(SERVICE, NOTIFY) => {
                        open.notifications.push_back(data.clone());
                        // Nobody takes so many: what comes without end is no conversation.
                        open.is_lost |= open.notifications.len() > MOST_WAITING;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn remember(&mut self, discovery: &Discovery) -> Option<Sighting> {
        let sighting = sighting(discovery)?;
        let known = Known {
            peripheral: discovery.peripheral.clone(),
            advert: sighting.advert.clone(),
            at: Instant::now(),
        };
        if self.known.len() < MOST_KNOWN || self.known.contains_key(&sighting.advert.mac) {
            self.known.insert(sighting.advert.mac, known);
        }
        Some(sighting)
    }

    fn scan(
        &mut self,
        deadline: Instant,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: Stop<'_>,
    ) -> Result<(), RadioError> {
        self.reach(stop)?;
        self.send(&FromClient::StartScanning {
            services: vec![Uuid::short(SERVICE)],
            allow_duplicates: true,
        })?;
        let ended = loop {
            match self.next(deadline, stop) {
                Ok(FromGateway::Discover(discovery)) => {
                    let enough = sighting(&discovery).is_some_and(|sighting| heard(sighting) == Listen::Enough);
                    if enough || Instant::now() >= deadline {
                        break Ok(());
                    }
                }
                Ok(_) if self.power == Some(Power::On) && Instant::now() < deadline => {}
                Ok(_) if self.power == Some(Power::On) => break Ok(()),
                Ok(_) => return Err(RadioError::Off),
                Err(Halt::TimedOut | Halt::Lost) => break Ok(()),
                Err(Halt::Cancelled) => break Err(RadioError::Cancelled),
                Err(Halt::Gateway(failure)) => return Err(RadioError::Gateway(failure)),
            }
        };
        self.send(&FromClient::StopScanning)?;
        ended
    }

    /// The gateway's name for a lock, and what it advertised; listens for it where that is not known.
    fn find(
        &mut self,
        address: Address,
        deadline: Instant,
        stop: Stop<'_>,
    ) -> Result<(String, LockAdvert), RadioError> {
        let is_fresh = |known: &Known| known.at.elapsed() < FRESH;
        if !self.known.get(&address).is_some_and(is_fresh) {
            self.known.remove(&address);
            let mut heard = |sighting: Sighting| match sighting.advert.mac == address {
                true => Listen::Enough,
                false => Listen::More,
            };
            self.scan(deadline, &mut heard, stop)?;
        }
        let known = self.known.get(&address).ok_or(RadioError::NotInReach(address))?;
        Ok((known.peripheral.clone(), known.advert.clone()))
    }

    fn connect(
        &mut self,
        address: Address,
        deadline: Instant,
        stop: Stop<'_>,
    ) -> Result<(u64, LockAdvert, bool), RadioError> {
        self.reach(stop)?;
        let (peripheral, advert) = self.find(address, deadline, stop)?;
        if let Some(before) = self.open.take().filter(|open| !open.is_lost) {
            self.request(&before.peripheral, Request::Disconnect)?;
        }
        self.count += 1;
        self.open = Some(Open {
            number: self.count,
            peripheral: peripheral.clone(),
            notifications: VecDeque::new(),
            is_lost: false,
        });
        let made_ready = self.make_ready(&peripheral, deadline, stop);
        let with_response = match made_ready {
            Ok(with_response) => with_response,
            Err(error) => {
                self.open = None;
                // What it was when it was heard may be long past.
                self.known.remove(&address);
                if self.socket.is_some() {
                    self.request(&peripheral, Request::Disconnect)?;
                }
                return Err(match error {
                    Unready::Halt(Halt::Cancelled) => RadioError::Cancelled,
                    Unready::Halt(Halt::TimedOut | Halt::Lost) => RadioError::Refused(address),
                    Unready::Halt(Halt::Gateway(failure)) => RadioError::Gateway(failure),
                    Unready::NoLock => RadioError::System(Box::new(NoLock)),
                });
            }
        };
        Ok((self.count, advert, with_response))
    }

    /// Connects, finds the lock's characteristics, reads what it is, subscribes. Gives whether writes need a response.
    fn make_ready(&mut self, peripheral: &str, deadline: Instant, stop: Stop<'_>) -> Result<bool, Unready> {
        let answer = self.deadlines.answer;
        let soon = || deadline.min(Instant::now() + answer);
        self.ask(peripheral, Request::Connect, deadline, stop, |answer| {
            matches!(answer, Answer::Connected).then_some(())
        })?;
        let all = Request::DiscoverServices(Vec::new());
        let services = self.ask(peripheral, all, soon(), stop, |answer| match answer {
            Answer::Services(uuids) => Some(uuids.clone()),
            _ => None,
        })?;
        if !services.contains(&Uuid::short(SERVICE)) {
            return Err(Unready::NoLock);
        }
        let offered = self.characteristics(peripheral, SERVICE, soon(), stop)?;
        let of = |number: u16| offered.iter().find(|offered| offered.uuid == Uuid::short(number));
        let (Some(write), Some(_)) = (of(WRITE), of(NOTIFY)) else {
            return Err(Unready::NoLock);
        };
        let with_response = !write.can("writeWithoutResponse") && write.can("write");
        if services.contains(&Uuid::short(DEVICE)) {
            self.read_device(peripheral, deadline, stop)?;
        }
        let attribute = Attribute::short(SERVICE, NOTIFY);
        let subscribe = Request::Notify(attribute.clone(), true);
        self.ask(peripheral, subscribe, soon(), stop, |answer| match answer {
            Answer::Notifies(told, true) if *told == attribute => Some(()),
            _ => None,
        })?;
        std::thread::sleep(self.deadlines.settle);
        Ok(with_response)
    }

    fn characteristics(
        &mut self,
        peripheral: &str,
        service: u16,
        deadline: Instant,
        stop: Stop<'_>,
    ) -> Result<Vec<Offered>, Halt> {
        let service = Uuid::short(service);
        let all = Request::DiscoverCharacteristics(service.clone(), Vec::new());
        self.ask(peripheral, all, deadline, stop, |answer| match answer {
            Answer::Characteristics(of, offered) if *of == service => Some(offered.clone()),
            _ => None,
        })
    }

    /// On some firmware notifications start only after the client made one read (protocol, frames 2 \[B\]). What it says does not
    /// matter, nor does a value that cannot be read.
    fn read_device(&mut self, peripheral: &str, deadline: Instant, stop: Stop<'_>) -> Result<(), Halt> {
        let answer = self.deadlines.answer;
        let soon = || deadline.min(Instant::now() + answer);
        let offered = self.characteristics(peripheral, DEVICE, soon(), stop)?;
        for offered in offered.iter().filter(|offered| offered.can("read")).take(MOST_READ) {
            let attribute = Attribute {
                service: Uuid::short(DEVICE),
                characteristic: offered.uuid.clone(),
            };
            let read = self.ask(
                peripheral,
                Request::Read(attribute.clone()),
                soon(),
                stop,
                |answer| match answer {
                    Answer::Read(of, _, false) if *of == attribute => Some(()),
                    _ => None,
                },
            );
            match read {
                // A gateway that does not answer this one need not be asked for the others.
                Err(Halt::TimedOut) => return Ok(()),
                read => read?,
            }
        }
        Ok(())
    }

    /// Asks, and waits for what answers it. What comes of other peripherals, or of earlier requests, is left aside.
    fn ask<T>(
        &mut self,
        peripheral: &str,
        request: Request,
        deadline: Instant,
        stop: Stop<'_>,
        mut pick: impl FnMut(&Answer) -> Option<T>,
    ) -> Result<T, Halt> {
        self.request(peripheral, request)?;
        loop {
            let message = self.next(deadline, stop)?;
            if self.open.as_ref().is_none_or(|open| open.is_lost) {
                return Err(Halt::Lost);
            }
            if let FromGateway::Of { peripheral: of, answer } = &message
                && of == peripheral
                && let Some(picked) = pick(answer)
            {
                return Ok(picked);
            }
            if Instant::now() >= deadline {
                return Err(Halt::TimedOut);
            }
        }
    }

    /// The connection of this number, as long as it lasts.
    fn open(&mut self, number: u64) -> Result<&mut Open, LinkError> {
        let open = self.open.as_mut().filter(|open| open.number == number);
        open.filter(|open| !open.is_lost).ok_or(LinkError::Lost)
    }

    fn end(&mut self, number: u64, wait: Option<Duration>) {
        let Ok(open) = self.open(number) else { return };
        let peripheral = open.peripheral.clone();
        let deadline = Instant::now() + wait.unwrap_or_default();
        let closing = self.request(&peripheral, Request::Disconnect);
        while closing.is_ok() && wait.is_some() {
            // Its own note of the end is what is waited for.
            if self.next(deadline, &|| false).is_err() || self.open(number).is_err() {
                break;
            }
        }
        self.open = None;
    }
}

/// Why a connection is of no use.
enum Unready {
    Halt(Halt),
    NoLock,
}

impl From<Halt> for Unready {
    fn from(halt: Halt) -> Self {
        Self::Halt(halt)
    }
}

/// A lock in what was heard; everything else is no concern of ours.
fn sighting(discovery: &Discovery) -> Option<Sighting> {
    let said = &discovery.advertisement;
    let data = said.manufacturer_data.as_deref()?;
    // Anybody's manufacturer data is long enough to look like that of other kinds of locks: the service, or our own kind's mark.
    let is_lock = said.services.contains(&Uuid::short(SERVICE)) || data.starts_with(&[5, 3]);
    match Advert::decode(data) {
        Ok(Advert::Lock(advert)) if is_lock => Some(Sighting {
            advert,
            name: said.local_name.clone(),
            rssi: discovery.rssi,
        }),
        _ => None,
    }
}

#[async_trait]
impl Radio for GatewayRadio {
    async fn pause(&mut self, wait: Duration) {
        std::thread::sleep(wait);
    }

    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        let mut line = self.0.line();
        line.reach(stop)?;
        line.scan(Instant::now() + wait, heard, stop)
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        let mut line = self.0.line();
        line.reach(stop)?;
        let (number, advert, with_response) = line.connect(address, Instant::now() + wait, stop)?;
        Ok(Box::new(GatewayLink {
            shared: self.0.clone(),
            number,
            advert,
            with_response,
            tells_written: true,
        }))
    }
}

/// A connection to a lock through the gateway.
struct GatewayLink {
    shared: Shared,
    number: u64,
    advert: LockAdvert,
    with_response: bool,
    /// Whether the gateway says when a piece was written.
    tells_written: bool,
}

impl GatewayLink {
    fn write_piece(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        let mut line = self.shared.line();
        let peripheral = line.open(self.number)?.peripheral.clone();
        let attribute = Attribute::short(SERVICE, WRITE);
        let write = Request::Write(attribute.clone(), piece.to_vec(), !self.with_response);
        if !self.tells_written {
            return line.request(&peripheral, write).map_err(|_| LinkError::Lost);
        }
        let deadline = Instant::now() + line.deadlines.written;
        let written = line.ask(&peripheral, write, deadline, &|| false, |answer| {
            matches!(answer, Answer::Written(told) if *told == attribute).then_some(())
        });
        match written {
            Ok(()) => Ok(()),
            // The socket keeps what was sent in its order; the lock's answer will tell the rest.
            Err(Halt::TimedOut) if !self.with_response => {
                self.tells_written = false;
                Ok(())
            }
            Err(Halt::TimedOut) => Err(LinkError::TimedOut),
            Err(Halt::Cancelled | Halt::Lost | Halt::Gateway(_)) => Err(LinkError::Lost),
        }
    }

    fn take(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let mut line = self.shared.line();
        let deadline = Instant::now() + wait;
        loop {
            // What came before the link was lost still counts.
            let open = line.open.as_mut().filter(|open| open.number == self.number);
            let open = open.ok_or(LinkError::Lost)?;
            if let Some(piece) = open.notifications.pop_front() {
                return Ok(piece);
            }
            if open.is_lost {
                return Err(LinkError::Lost);
            }
            match line.next(deadline, &|| false) {
                Ok(_) if Instant::now() < deadline => {}
                Err(Halt::Cancelled | Halt::Lost | Halt::Gateway(_)) => {}
                Ok(_) | Err(Halt::TimedOut) => return self.last(&mut line),
            }
        }
    }

    /// What came at the very end of a wait.
    fn last(&self, line: &mut Line) -> Result<Vec<u8>, LinkError> {
        let piece = line.open(self.number)?.notifications.pop_front();
        piece.ok_or(LinkError::TimedOut)
    }
}

#[async_trait]
impl Link for GatewayLink {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        self.write_piece(piece)
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        self.take(wait)
    }

    async fn close(&mut self) {
        let mut line = self.shared.line();
        let wait = line.deadlines.close;
        line.end(self.number, Some(wait));
    }

    fn advert(&self) -> Option<LockAdvert> {
        Some(self.advert.clone())
    }
}

impl Drop for GatewayLink {
    fn drop(&mut self) {
        self.shared.line().end(self.number, None);
    }
}
