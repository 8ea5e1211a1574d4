//! The rules of the radio, over a stack that is scripted and whose time passes when it is waited for.

use super::central::{Central, CentralError, DeviceId, Happening, Heard, Offered};
use super::radio::BluetoothRadio;
use crate::lock::contact::{Contact, ContactError};
use crate::lock::presence::locks_in_reach;
use crate::lock::progress::Silent;
use crate::model::{Address, LockSecond, OwnerKey};
use crate::protocol::advert::{LockAdvert, SERVICE};
use crate::transport::{Link, LinkError, Listen, Radio, RadioError};
use crate::virtual_lock::{Connection, Hooks, Model, Next, SharedLock, Shown, Spec, VirtualClock, VirtualLock};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

const LOCK: Address = Address([0xaa, 0xbb, 0xcc, 0x11, 0x22, 0x33]);
const WAIT: Duration = Duration::from_secs(10);

/// What a peripheral does with what is written to it.
enum Peer {
    /// It is a virtual lock.
    Lock(Connection),
    /// It notifies so many pieces of garbage for each piece.
    Garbage(usize),
    /// It says nothing.
    Mute,
    /// It drops the link at the first piece.
    Drops,
}

/// Where a connection fails.
#[derive(Clone, Copy, PartialEq)]
enum Fails {
    Never,
    /// So often with the stack's own error, then no more.
    Connecting(u32),
    /// It takes longer than any limit.
    Hanging,
    Reading,
    Subscribing,
    /// It offers this less than a lock does.
    Without(u16),
}

struct Script {
    clock: Arc<VirtualClock>,
    lock: SharedLock,
    /// What is heard in each scan, at its start.
    heard: Vec<Heard>,
    /// Tells the lock's own advertisement, as often as it is asked.
    advertises: bool,
    queue: VecDeque<Happening>,
    peer: Option<Peer>,
    make: fn(&SharedLock) -> Peer,
    fails: Fails,
    calls: Vec<&'static str>,
    scans: bool,
}

const OFFERS: [Offered; 3] = [
    offered(0x180a, 0x2a24, true, false, false),
    offered(SERVICE, 0xfff2, false, true, false),
    offered(SERVICE, 0xfff4, false, false, true),
];

const fn offered(service: u16, uuid: u16, read: bool, write: bool, notify: bool) -> Offered {
    Offered {
        service,
        uuid,
        read,
        write_without_response: write,
        write: false,
        notify,
    }
}

fn heard(id: &str, advert: &LockAdvert) -> Heard {
    Heard {
        id: DeviceId(id.to_owned()),
        lists_service: true,
        manufacturer_data: vec![advert.encode()],
        name: None,
        rssi: Some(-60),
        is_fresh: true,
    }
}

impl Script {
    fn new() -> (Self, OwnerKey) {
        let clock = Arc::new(VirtualClock::new(1_795_514_400_000));
        let spec = Spec {
            address: Some(LOCK),
            codes: 3,
            ..Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]))
        };
        let mut lock = VirtualLock::new(&spec, clock.clone());
        let key = lock.pair();
        let script = Self {
            clock,
            lock: SharedLock::new(lock),
            heard: Vec::new(),
            advertises: true,
            queue: VecDeque::new(),
            peer: None,
            make: |lock| {
                let (lock, hooks) = (lock.clone(), Hooks::default());
                Peer::Lock(Connection::open(&Shown { lock, hooks }).expect("it is free"))
            },
            fails: Fails::Never,
            calls: Vec::new(),
            scans: false,
        };
        (script, key)
    }

    fn id() -> DeviceId {
        DeviceId("device".to_owned())
    }

    /// What a virtual lock has to say.
    fn pump(&mut self) {
        while let Some(Peer::Lock(connection)) = &mut self.peer {
            match connection.go_on() {
                Next::Notify(data) => self.queue.push_back(Happening::Notified { id: Self::id(), data }),
                Next::Drop => {
                    self.peer = None;
                    self.queue.push_back(Happening::Disconnected(Self::id()));
                }
                Next::Wait(_) => return,
            }
        }
    }
}

impl Central for Script {
    fn start_scan(&mut self) -> Result<(), CentralError> {
        self.calls.push("scan");
        self.scans = true;
        self.queue.extend(self.heard.iter().cloned().map(Happening::Heard));
        let sighting = self.lock.lock().sighting();
        if let Some(sighting) = sighting.filter(|_| self.advertises) {
            self.queue
                .push_back(Happening::Heard(heard("device", &sighting.advert)));
        }
        Ok(())
    }

    fn stop_scan(&mut self) {
        if std::mem::take(&mut self.scans) {
            self.calls.push("stop");
        }
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Happening>, CentralError> {
        self.pump();
        if self.queue.is_empty() {
            self.clock.advance(wait);
            self.pump();
        }
        Ok(self.queue.pop_front())
    }

    fn connect(&mut self, _: &DeviceId, wait: Duration) -> Result<Vec<Offered>, CentralError> {
        assert!(!self.scans, "nothing is connected to while it listens");
        self.calls.push("connect");
        let without = match &mut self.fails {
            Fails::Hanging => {
                self.clock.advance(wait);
                return Err(CentralError::TimedOut);
            }
            Fails::Connecting(left) if *left > 0 => {
                *left -= 1;
                return Err(CentralError::System("org.bluez.Error.Failed".into()));
            }
            Fails::Without(uuid) => Some(*uuid),
            _ => None,
        };
        self.peer = Some((self.make)(&self.lock));
        Ok(OFFERS.into_iter().filter(|it| Some(it.uuid) != without).collect())
    }

    fn read(&mut self, _: &DeviceId, _: Offered, _: Duration) -> Result<Vec<u8>, CentralError> {
        self.calls.push("read");
        match self.fails {
            Fails::Reading => Err(CentralError::NotConnected),
            _ => Ok(b"S31".to_vec()),
        }
    }

    fn subscribe(&mut self, _: &DeviceId, _: Offered, wait: Duration) -> Result<(), CentralError> {
        self.calls.push("subscribe");
        if self.fails == Fails::Subscribing {
            self.clock.advance(wait);
            return Err(CentralError::TimedOut);
        }
        Ok(())
    }

    fn write(&mut self, _: &DeviceId, _: Offered, piece: &[u8], _: bool, _: Duration) -> Result<(), CentralError> {
        assert!(piece.len() <= 20);
        match &mut self.peer {
            Some(Peer::Lock(connection)) => connection.write(piece),
            Some(Peer::Garbage(count)) => {
                let data = vec![0x55; 20];
                let notified = Happening::Notified { id: Self::id(), data };
                self.queue.extend(std::iter::repeat_n(notified, *count));
            }
            Some(Peer::Mute) => {}
            Some(Peer::Drops) => {
                self.peer = None;
                self.queue.push_back(Happening::Disconnected(Self::id()));
            }
            None => return Err(CentralError::NotConnected),
        }
        Ok(())
    }

    fn is_connected(&mut self, _: &DeviceId, _: Duration) -> bool {
        self.peer.is_some()
    }

    fn disconnect(&mut self, _: &DeviceId, _: Duration) {
        self.calls.push("disconnect");
        // Told when nobody expects it any more.
        if self.peer.take().is_some() {
            self.queue.push_back(Happening::Disconnected(Self::id()));
        }
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    fn sleep(&mut self, wait: Duration) {
        self.clock.advance(wait);
    }
}

fn connect(script: Script) -> (Result<Box<dyn Link>, RadioError>, Duration) {
    let clock = script.clock.clone();
    let mut radio = BluetoothRadio::new(script);
    let connected = pollster::block_on(radio.connect(LOCK, WAIT));
    (connected, clock.elapsed())
}

#[test]
fn a_lock_is_found_by_its_own_address_and_talked_to() {
    let (script, key) = Script::new();
    let mut radio = BluetoothRadio::new(script);
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
    pollster::block_on(contact.close());
}

#[test]
fn what_the_system_only_remembers_is_not_in_reach() {
    let (mut script, _) = Script::new();
    script.advertises = false;
    let advert = script.lock.lock().advert();
    script.heard = vec![Heard {
        is_fresh: false,
        rssi: None,
        ..heard("device", &advert)
    }];
    let mut radio = BluetoothRadio::new(script);
    assert!(pollster::block_on(locks_in_reach(&mut radio, WAIT)).unwrap().is_empty());
    let refused = pollster::block_on(radio.connect(LOCK, WAIT));
    assert!(matches!(refused, Err(RadioError::NotInReach(_))));
}

#[test]
fn advertisements_of_others_and_at_every_extreme_are_passed_over() {
    let (mut script, _) = Script::new();
    script.advertises = false;
    let advert = script.lock.lock().advert();
    let data = |bytes: Vec<u8>, lists_service: bool| Heard {
        manufacturer_data: vec![bytes],
        lists_service,
        ..heard("other", &advert)
    };
    for length in [0, 1, 2, 14, 15, 29, 255, 1_000] {
        for byte in [0x00, 0xff, 0x12] {
            script.heard.push(data(vec![byte; length], true));
            script.heard.push(data(vec![byte; length], false));
        }
    }
    // Another maker's, long enough to look like a lock of another kind, without the service.
    script.heard.push(data(vec![0x4c; 25], false));
    script.heard.push(Heard {
        manufacturer_data: Vec::new(),
        ..heard("other", &advert)
    });
    script.heard.push(Heard {
        rssi: Some(i16::MIN),
        name: Some("\u{202e}\0".repeat(1_000)),
        ..heard("lock", &advert)
    });
    let mut radio = BluetoothRadio::new(script);
    let heard = pollster::block_on(locks_in_reach(&mut radio, WAIT)).unwrap();
    assert!(heard.iter().any(|(sighting, _)| sighting.advert.mac == LOCK));
    // 0xff of 15 bytes and more, with the service, is a boot loader; 0x12 claims another kind of lock.
    assert!(
        heard
            .iter()
            .all(|(sighting, _)| sighting.advert.mac == LOCK || !sighting.advert.support().is_served())
    );
}

#[test]
fn a_crowd_fills_no_memory_and_hides_nobody() {
    let (mut script, _) = Script::new();
    let advert = script.lock.lock().advert();
    for number in 0..10_000_u32 {
        let [a, b, c, d] = number.to_be_bytes();
        let mac = Address([0, 1, a, b, c, d]);
        script
            .heard
            .push(heard(&number.to_string(), &LockAdvert { mac, ..advert.clone() }));
    }
    let mut radio = BluetoothRadio::new(script);
    let mut found = false;
    let mut listen = |sighting: crate::transport::Sighting| {
        found |= sighting.advert.mac == LOCK;
        Listen::More
    };
    pollster::block_on(radio.scan(WAIT, &mut listen)).unwrap();
    assert!(found);
}

#[test]
fn each_failure_of_a_connection_ends_in_time_and_is_told_apart() {
    for (fails, wanted) in [
        (Fails::Hanging, "refused"),
        (Fails::Connecting(u32::MAX), "refused"),
        (Fails::Reading, "refused"),
        (Fails::Subscribing, "refused"),
        (Fails::Without(0xfff2), "no lock"),
        (Fails::Without(0xfff4), "no lock"),
    ] {
        let (mut script, _) = Script::new();
        script.fails = fails;
        let (connected, took) = connect(script);
        let told = match connected.err() {
            Some(RadioError::Refused(LOCK)) => "refused",
            Some(RadioError::System(_)) => "no lock",
            other => panic!("{other:?}"),
        };
        assert_eq!(told, wanted);
        assert!(took <= WAIT + Duration::from_secs(1), "{took:?}");
    }
}

#[test]
fn a_stack_that_fails_once_is_tried_again() {
    let (mut script, _) = Script::new();
    script.fails = Fails::Connecting(2);
    let (connected, _) = connect(script);
    assert!(connected.is_ok());
}

#[test]
fn who_cancels_waits_no_longer() {
    let (mut script, _) = Script::new();
    script.advertises = false;
    let clock = script.clock.clone();
    let mut radio = BluetoothRadio::new(script);
    let stop = {
        let clock = clock.clone();
        move || clock.elapsed() > Duration::from_secs(1)
    };
    let scanned = pollster::block_on(radio.scan_until(WAIT, &mut |_| Listen::More, &stop));
    assert!(matches!(scanned, Err(RadioError::Cancelled)));
    assert!(clock.elapsed() < Duration::from_secs(2));
}

/// How a conversation with a peripheral of this kind fails, and after how long.
fn talk(make: fn(&SharedLock) -> Peer) -> (ContactError, Duration) {
    let (mut script, key) = Script::new();
    script.make = make;
    let clock = script.clock.clone();
    let mut radio = BluetoothRadio::new(script);
    let mut contact = Contact::new(&mut radio, key);
    let error = pollster::block_on(contact.log_in(&mut Silent)).unwrap_err();
    (error, clock.elapsed())
}

#[test]
fn a_peripheral_that_answers_garbage_nothing_too_much_or_drops_ends_in_bounded_time() {
    for make in [
        (|_| Peer::Garbage(1)) as fn(&SharedLock) -> Peer,
        |_| Peer::Garbage(20),
        |_| Peer::Garbage(100_000),
        |_| Peer::Mute,
        |_| Peer::Drops,
    ] {
        let (error, took) = talk(make);
        assert!(took < Duration::from_mins(2), "{error}: {took:?}");
        assert!(!error.is_cancelled());
    }
}

#[test]
fn a_lost_link_is_noticed_at_the_next_call_and_what_came_before_counts() {
    let (mut script, _) = Script::new();
    script.make = |_| Peer::Garbage(2);
    let mut radio = BluetoothRadio::new(script);
    let mut link = pollster::block_on(radio.connect(LOCK, WAIT)).unwrap();
    pollster::block_on(link.write(&[1])).unwrap();
    assert_eq!(pollster::block_on(link.receive(WAIT)).unwrap(), [0x55; 20]);
    pollster::block_on(link.close());
    assert!(matches!(pollster::block_on(link.receive(WAIT)), Err(LinkError::Lost)));
    assert!(matches!(pollster::block_on(link.write(&[1])), Err(LinkError::Lost)));
    let (mut script, _) = Script::new();
    script.make = |_| Peer::Drops;
    let mut radio = BluetoothRadio::new(script);
    let mut link = pollster::block_on(radio.connect(LOCK, WAIT)).unwrap();
    pollster::block_on(link.write(&[1])).unwrap();
    assert!(matches!(pollster::block_on(link.receive(WAIT)), Err(LinkError::Lost)));
}

#[test]
fn the_end_of_a_connection_that_is_told_late_does_not_end_the_next() {
    let (script, key) = Script::new();
    let mut radio = BluetoothRadio::new(script);
    let mut contact = Contact::new(&mut radio, key);
    for _ in 0..3 {
        pollster::block_on(contact.log_in(&mut Silent)).unwrap();
        pollster::block_on(contact.close());
    }
}

#[test]
fn of_two_devices_with_one_address_the_newest_is_talked_to_and_must_hold_the_key() {
    let (mut script, key) = Script::new();
    let advert = script.lock.lock().advert();
    // Another device says the same, before the real one does.
    script.heard = vec![heard("twin", &advert)];
    let mut radio = BluetoothRadio::new(script);
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
}

#[test]
fn a_lock_that_is_of_another_kind_at_its_next_connection_is_left_alone() {
    let (script, key) = Script::new();
    let lock = script.lock.clone();
    let mut radio = BluetoothRadio::new(script);
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
    lock.lock().state_mut().version.protocol_type = 10;
    pollster::block_on(contact.close());
    lock.lock().clock().advance(Duration::from_mins(1));
    let error = pollster::block_on(contact.log_in(&mut Silent)).unwrap_err();
    assert!(matches!(error, ContactError::NotServed { .. }), "{error}");
}
