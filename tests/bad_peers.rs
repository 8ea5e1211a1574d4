//! What is on the other side of the air may be anything. Whatever it does, a journey stays on a screen that says what happened, what the
//! lock is now and what to do, in bounded time and memory; and it goes on once the peer is honest again.
#![cfg(test)]
#![cfg(all(feature = "bluetooth", feature = "gateway"))]

#[path = "support/bad_gateway.rs"]
mod bad_gateway;
mod support;

use bad_gateway::{DEADLINES, Deed, Tamper, honest, tampered};
use relatch::journey::facts::{ImportState, JourneyId};
use relatch::journey::message::Message;
use relatch::journey::screen::{Action, Button, Screen, StageName};
use relatch::model::Address;
use relatch::protocol::advert::{LockAdvert, SERVICE};
use relatch::random::SeededRandom;
use relatch::runtime::InlineDriver;
use relatch::transport::Radio;
use relatch::transport::bluetooth::BluetoothRadio;
use relatch::transport::bluetooth::central::{Central, CentralError, DeviceId, Happening, Heard, Offered};
use relatch::transport::gateway::message::{Answer, Attribute, FromGateway, Power};
use relatch::transport::gateway::{Credentials, GatewayRadio, Place};
use relatch::virtual_gateway::{Server, Settings};
use relatch::virtual_lock::{Connection, Hooks, Model, Next, SharedLock, Shown, VirtualClock};
use relatch::words::Words;
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::phone::{Phone, brief, choose, is_receipt, on_to, press, submit};

/// The longest that one press may take on a lock's own clock: listening, connecting three times, every exchange of a greeting repeated.
const LONGEST: Duration = Duration::from_mins(5);
/// The most that may wait to be looked at.
const MOST: usize = 3_000;

/// What the peripheral is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Peer {
    /// The lock.
    Honest,
    /// It answers each piece with random bytes.
    Garbage,
    /// It begins a frame that never ends.
    Endless,
    /// It answers each piece with a thousand.
    TooMuch,
    /// It notifies without being asked, and never stops.
    ForEver,
    /// It says nothing.
    Nothing,
    /// It hangs up at the first piece.
    HangsUp,
    /// It cannot be connected to.
    Closed,
    /// It offers other services than a lock.
    OtherServices,
    /// It says that it is connected, and takes no subscription.
    NoSubscription,
    /// It echoes what is written.
    Echo,
}

const BAD: [Peer; 10] = [
    Peer::Garbage,
    Peer::Endless,
    Peer::TooMuch,
    Peer::ForEver,
    Peer::Nothing,
    Peer::HangsUp,
    Peer::Closed,
    Peer::OtherServices,
    Peer::NoSubscription,
    Peer::Echo,
];

/// What else is on the air.
#[derive(Clone, Default)]
struct Others(Arc<Mutex<Vec<Heard>>>);

/// What the peripheral is, and after how many more pieces. Until then it is the lock. Clones are the same.
#[derive(Clone)]
struct Mood(Arc<Mutex<(Peer, u32)>>);

impl Mood {
    fn set(&self, peer: Peer) {
        self.turns(peer, 0);
    }

    fn turns(&self, peer: Peer, after: u32) {
        *self.0.lock().unwrap() = (peer, after);
    }

    fn get(&self) -> Peer {
        match *self.0.lock().unwrap() {
            (peer, 0) => peer,
            _ => Peer::Honest,
        }
    }

    fn piece(&self) {
        let after = &mut self.0.lock().unwrap().1;
        *after = after.saturating_sub(1);
    }
}

/// A Bluetooth stack, in which the lock is what its mood says. Its time is the world's, and passes when it is waited for.
struct Air {
    clock: Arc<VirtualClock>,
    lock: SharedLock,
    mood: Mood,
    others: Others,
    queue: VecDeque<Happening>,
    connection: Option<Connection>,
    connected: bool,
    noise: u32,
}

impl Air {
    fn id() -> DeviceId {
        DeviceId("the device".to_owned())
    }

    fn notify(&mut self, data: Vec<u8>) {
        self.queue.push_back(Happening::Notified { id: Self::id(), data });
        assert!(self.queue.len() <= MOST, "it piles up");
    }

    fn random(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..20 {
            self.noise = self.noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bytes.push(self.noise.to_be_bytes()[0]);
        }
        bytes
    }

    fn pump(&mut self) {
        if self.connected && self.mood.get() == Peer::ForEver && self.queue.is_empty() {
            let bytes = self.random();
            self.notify(bytes);
        }
        while let Some(connection) = &mut self.connection {
            match connection.go_on() {
                Next::Notify(data) => self.notify(data),
                Next::Drop => {
                    (self.connection, self.connected) = (None, false);
                    self.queue.push_back(Happening::Disconnected(Self::id()));
                }
                Next::Wait(_) => return,
            }
        }
    }
}

impl Central for Air {
    fn start_scan(&mut self) -> Result<(), CentralError> {
        let others = self.others.0.lock().unwrap().clone();
        self.queue.extend(others.into_iter().map(Happening::Heard));
        let sighting = self.lock.lock().sighting();
        let seen = sighting.map(|sighting| Happening::Heard(heard("the device", &sighting.advert)));
        self.queue.extend(seen);
        Ok(())
    }

    fn stop_scan(&mut self) {}

    fn next(&mut self, wait: Duration) -> Result<Option<Happening>, CentralError> {
        self.pump();
        if self.queue.is_empty() {
            self.clock.advance(wait);
            self.pump();
        } else if self.mood.get() == Peer::ForEver {
            // Each takes its time on the air.
            self.clock.advance(Duration::from_millis(7).min(wait));
        }
        Ok(self.queue.pop_front())
    }

    fn connect(&mut self, id: &DeviceId, wait: Duration) -> Result<Vec<Offered>, CentralError> {
        if self.mood.get() == Peer::Closed || *id != Self::id() {
            self.clock.advance(wait);
            return Err(CentralError::TimedOut);
        }
        if self.mood.get() == Peer::Honest {
            let shown = Shown {
                lock: self.lock.clone(),
                hooks: Hooks::default(),
            };
            let opened = Connection::open(&shown).map_err(|_| CentralError::NotConnected)?;
            self.connection = Some(opened);
        }
        self.connected = true;
        let service = match self.mood.get() {
            Peer::OtherServices => 0x180f,
            _ => SERVICE,
        };
        let offer = |uuid, write_without_response, notify| Offered {
            service,
            uuid,
            read: false,
            write_without_response,
            write: false,
            notify,
        };
        Ok(vec![offer(0xfff2, true, false), offer(0xfff4, false, true)])
    }

    fn read(&mut self, _: &DeviceId, _: Offered, _: Duration) -> Result<Vec<u8>, CentralError> {
        Ok(Vec::new())
    }

    fn subscribe(&mut self, _: &DeviceId, _: Offered, wait: Duration) -> Result<(), CentralError> {
        if self.mood.get() == Peer::NoSubscription {
            self.clock.advance(wait);
            return Err(CentralError::TimedOut);
        }
        Ok(())
    }

    fn write(&mut self, _: &DeviceId, _: Offered, piece: &[u8], _: bool, _: Duration) -> Result<(), CentralError> {
        if !self.connected {
            return Err(CentralError::NotConnected);
        }
        let peer = self.mood.get();
        self.mood.piece();
        match peer {
            Peer::Garbage => {
                let bytes = self.random();
                self.notify(bytes);
            }
            // The head of a frame that announces the most, and then more of it than there is.
            Peer::Endless => {
                self.notify(vec![0x7f, 0x5a, 5, 3, 1, 0, 1, 0, 1, 0x19, 0xaa, 0xff]);
                self.notify(vec![0x11; 20]);
            }
            Peer::TooMuch => {
                for _ in 0..1_000 {
                    let bytes = self.random();
                    self.notify(bytes);
                }
            }
            Peer::Echo => self.notify(piece.to_vec()),
            Peer::HangsUp => {
                (self.connection, self.connected) = (None, false);
                self.lock.lock().disconnect();
                self.queue.push_back(Happening::Disconnected(Self::id()));
            }
            // What turned bad in the middle: the lock does not hear it.
            Peer::Nothing | Peer::ForEver | Peer::Closed | Peer::OtherServices | Peer::NoSubscription => {}
            Peer::Honest => match &mut self.connection {
                Some(connection) => connection.write(piece),
                None => return Err(CentralError::NotConnected),
            },
        }
        Ok(())
    }

    fn is_connected(&mut self, _: &DeviceId, _: Duration) -> bool {
        self.connected
    }

    fn disconnect(&mut self, _: &DeviceId, _: Duration) {
        (self.connection, self.connected) = (None, false);
        self.lock.lock().disconnect();
        self.queue.push_back(Happening::Disconnected(Self::id()));
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    fn sleep(&mut self, wait: Duration) {
        self.clock.advance(wait);
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

fn on_the_air(phone: &Phone) -> (BluetoothRadio<Air>, Mood, Others) {
    let (mood, others) = (Mood(Arc::new(Mutex::new((Peer::Honest, 0)))), Others::default());
    let air = Air {
        clock: phone.world.clock.clone(),
        lock: phone.world.lock.clone(),
        mood: mood.clone(),
        others: others.clone(),
        queue: VecDeque::new(),
        connection: None,
        connected: false,
        noise: 7,
    };
    (BluetoothRadio::new(air), mood, others)
}

fn start(phone: &mut Phone, radio: impl Radio + 'static) -> InlineDriver<'static> {
    phone.starts += 1;
    let random = Box::new(SeededRandom::new(phone.starts));
    let words = Arc::new(|message: &Message| message.id.to_owned());
    InlineDriver::open(phone.parts(), Box::new(radio), random, words).unwrap()
}

/// What every screen must be that a bad peer leads to. Gives the problem's name.
fn is_of_help(screen: &Screen<Message>, what: &str) -> String {
    let problem = screen.problem.as_ref();
    let problem = problem.unwrap_or_else(|| panic!("{what}: no problem on {}", brief(screen)));
    assert_ne!(problem.code, "fault", "{what}: {}", brief(screen));
    assert!(
        screen.offers(&again(screen)),
        "{what}: nothing to do on {}",
        brief(screen)
    );
    for language in Words::languages() {
        let words = Words::new(language);
        let (happened, advice) = (words.say(&problem.what), words.say(&problem.advice));
        assert!(happened.len() > 10 && advice.len() > 10, "{what}: {happened} {advice}");
    }
    problem.code.clone()
}

/// What tries it again: at the door that is to look into the lock's log once more.
fn again(screen: &Screen<Message>) -> Action {
    let retry = press(Button::Retry);
    if screen.offers(&retry) {
        retry
    } else {
        press(Button::Next)
    }
}

/// Presses until the stage, with the lock honest.
fn recover(phone: &mut Phone, driver: &mut InlineDriver<'_>, to: StageName, what: &str) {
    for _ in 0..12 {
        let screen = driver.screen();
        if screen.stage == to && screen.problem.is_none() {
            return;
        }
        let action = match screen.problem {
            Some(_) => press(Button::Retry),
            None => phone.next(&screen),
        };
        driver.act(action);
    }
    panic!("{what}: no way on from {}", brief(&driver.screen()));
}

#[test]
fn whatever_answers_in_the_locks_place_ends_on_a_screen_with_advice() {
    let mut problems = Vec::new();
    for peer in BAD {
        let mut phone = Phone::with(Model::Keypad, 3, 0);
        let (radio, mood, _) = on_the_air(&phone);
        let mut driver = start(&mut phone, radio);
        on_to(&mut phone, &mut driver, StageName::Key);
        driver.act(choose("text"));
        mood.set(peer);
        let began = phone.world.clock.elapsed();
        let action = phone.next(&driver.screen());
        driver.act(action);
        let took = phone.world.clock.elapsed().saturating_sub(began);
        assert!(took < LONGEST, "{peer:?} took {took:?}");
        let screen = driver.screen();
        assert_eq!(screen.stage, StageName::Find, "{peer:?}");
        problems.push((peer, is_of_help(&screen, &format!("{peer:?}"))));
        mood.set(Peer::Honest);
        recover(&mut phone, &mut driver, StageName::Backup, &format!("{peer:?}"));
    }
    // Told apart where they can be: what cannot be connected to, what is silent, what says something else, what hangs up, what is no lock.
    let of = |peer| &problems.iter().find(|(is, _)| *is == peer).unwrap().1;
    for (peer, code) in [
        (Peer::Closed, "held"),
        (Peer::NoSubscription, "held"),
        (Peer::Nothing, "key-silent"),
        (Peer::Garbage, "key-silent"),
        (Peer::Endless, "key-silent"),
        (Peer::Echo, "garbled"),
        (Peer::TooMuch, "link-lost"),
        (Peer::ForEver, "link-lost"),
        (Peer::HangsUp, "link-lost"),
        (Peer::OtherServices, "radio-failed"),
    ] {
        assert_eq!(of(peer), code, "{peer:?}");
    }
}

#[test]
fn a_peer_that_turns_bad_in_the_middle_costs_nothing() {
    for peer in [
        Peer::Garbage,
        Peer::TooMuch,
        Peer::ForEver,
        Peer::Nothing,
        Peer::HangsUp,
    ] {
        let mut seen = BTreeSet::new();
        // Soon after the greeting, and deep in the work.
        for after in [7, 60] {
            let mut phone = Phone::with(Model::Full, 4, 3);
            let before = phone.world.fork();
            let (radio, mood, _) = on_the_air(&phone);
            let mut driver = start(&mut phone, radio);
            let mut troubled = HashSet::new();
            for _ in 0..200 {
                let screen = driver.screen();
                if is_receipt(&screen) {
                    break;
                }
                let from = screen.stage;
                let action = phone.next(&screen);
                // Once at each place: what did not work is asked for again.
                if troubled.insert((brief(&screen), std::mem::discriminant(&screen.body))) {
                    mood.turns(peer, after);
                }
                let began = phone.world.clock.elapsed();
                driver.act(action);
                let what = format!("{peer:?} after {after} at {}", brief(&driver.screen()));
                let took = phone.world.clock.elapsed().saturating_sub(began);
                assert!(took < 2 * LONGEST, "{what} took {took:?}");
                mood.set(Peer::Honest);
                for tries in 0.. {
                    if driver.screen().problem.is_none() {
                        break;
                    }
                    assert!(tries < 5, "{what}: again and again");
                    is_of_help(&driver.screen(), &what);
                    seen.insert(from);
                    // At the door the code is typed once more, which is for the person.
                    if !driver.screen().offers(&press(Button::Retry)) {
                        break;
                    }
                    driver.act(press(Button::Retry));
                }
            }
            assert!(
                is_receipt(&driver.screen()),
                "{peer:?} after {after}: {}",
                brief(&driver.screen())
            );
            let facts = driver.engine().facts(JourneyId(1)).unwrap();
            assert_eq!(facts.import, ImportState::Proved, "{peer:?} after {after}");
            let (now, then) = (phone.world.lock.lock(), before.lock.lock());
            assert_eq!(now.state().cards.len(), then.state().cards.len(), "{peer:?}");
        }
        // Where a press led to work with the lock that the peer spoiled.
        for stage in [
            StageName::Key,
            StageName::Backup,
            StageName::Rehearsal,
            StageName::Ready,
            StageName::ReAdd,
            StageName::Proof,
        ] {
            assert!(seen.contains(&stage), "{peer:?} was never met at {stage:?}: {seen:?}");
        }
    }
}

#[test]
fn another_device_under_the_locks_address_does_not_hide_the_lock() {
    let mut phone = Phone::with(Model::Keypad, 3, 0);
    let (radio, _, others) = on_the_air(&phone);
    let mut driver = start(&mut phone, radio);
    on_to(&mut phone, &mut driver, StageName::Key);
    driver.act(choose("text"));
    // Heard before the lock itself at each scan, and it lets nobody connect.
    let advert = phone.world.lock.lock().advert();
    others.0.lock().unwrap().push(heard("an impostor", &advert));
    let action = phone.next(&driver.screen());
    driver.act(action);
    recover(&mut phone, &mut driver, StageName::Backup, "two of one address");
    // Alone it is no lock, whatever it says.
    phone.world.lock.lock().state_mut().asleep = true;
    phone.world.clock.advance(Duration::from_mins(1));
    let action = phone.next(&driver.screen());
    driver.act(action);
    is_of_help(&driver.screen(), "an impostor alone");
    phone.world.lock.lock().touch();
    recover(&mut phone, &mut driver, StageName::Review, "an impostor alone");
}

#[test]
fn a_lock_that_is_another_one_at_its_next_connection_is_not_written_to() {
    let mut phone = Phone::with(Model::Full, 3, 2);
    let (radio, _, _) = on_the_air(&phone);
    let mut driver = start(&mut phone, radio);
    on_to(&mut phone, &mut driver, StageName::Rehearsal);
    let version = phone.world.lock.lock().state().version;
    phone.world.lock.lock().state_mut().version.protocol_type = 10;
    let before = phone.world.lock.lock().state().codes.len();
    let action = phone.next(&driver.screen());
    driver.act(action);
    is_of_help(&driver.screen(), "another protocol");
    assert_eq!(phone.world.lock.lock().state().codes.len(), before);
    phone.world.lock.lock().state_mut().version = version;
    recover(&mut phone, &mut driver, StageName::Ready, "another protocol");
}

#[test]
fn advertisements_at_every_extreme_lead_to_a_screen() {
    let mut phone = Phone::with(Model::Keypad, 3, 0);
    let (radio, _, others) = on_the_air(&phone);
    let mut driver = start(&mut phone, radio);
    on_to(&mut phone, &mut driver, StageName::Key);
    let honest = phone.world.lock.lock().advert();
    let mac = honest.mac;
    phone.world.lock.lock().state_mut().asleep = true;
    let mut extremes = Vec::new();
    for byte in [0x00, 0x01, 0x7f, 0x80, 0xff] {
        for length in [0, 1, 2, 14, 15, 16, 31, 255, 1_000] {
            let mut data = vec![byte; length];
            extremes.push(data.clone());
            // The lock's own address at the end, and the head of a lock's.
            data.extend(mac.reversed());
            extremes.push(data.clone());
            extremes.push([&[5, 3][..], &data].concat());
        }
    }
    for data in extremes {
        let what = format!("{} bytes of {:?}", data.len(), data.first());
        *others.0.lock().unwrap() = vec![Heard {
            manufacturer_data: vec![data.clone(), Vec::new(), data],
            rssi: Some(i16::MIN),
            name: Some("\u{202e}\u{0}𝕏".repeat(500)),
            ..heard(
                "an extreme",
                &LockAdvert {
                    mac: Address([0; 6]),
                    ..honest.clone()
                },
            )
        }];
        driver.act(choose("text"));
        let action = submit(&phone.key_text(), &driver.screen());
        driver.act(action);
        let screen = driver.screen();
        assert_eq!(screen.stage, StageName::Find, "{what}");
        let problem = screen.problem.as_ref().map(|problem| problem.code.clone());
        // It is not heard, hardly heard, has no owner, is not served, or lets nobody connect.
        let is_far = screen.warning.is_some() && problem.is_none();
        assert!(
            is_far || problem.is_some_and(|code| code != "fault"),
            "{what}: {}",
            brief(&screen)
        );
        driver.act(press(Button::Back));
        assert_eq!(driver.screen().stage, StageName::Key, "{what}");
    }
}

// The same, by way of a gateway.

fn through(address: std::net::SocketAddr) -> GatewayRadio {
    let place: Place = format!("ws://{address}/noble").parse().unwrap();
    GatewayRadio::new(place, DEADLINES)
}

#[test]
fn whatever_a_gateway_does_ends_on_a_screen_with_advice() {
    let swap = |told: Vec<FromGateway>| {
        let swapped = told.into_iter().map(|said| match said {
            FromGateway::Of { answer, .. } => FromGateway::Of {
                peripheral: "ffffffffffff".to_owned(),
                answer,
            },
            said => said,
        });
        swapped.map(Deed::Say).collect::<Vec<_>>()
    };
    let off = |told: Vec<FromGateway>| {
        let said = told.into_iter().map(|said| match said {
            FromGateway::State(_) => FromGateway::State(Power::Off),
            said => said,
        });
        said.map(Deed::Say).collect::<Vec<_>>()
    };
    let lie = |told: Vec<FromGateway>| {
        let said = told.into_iter().map(|said| match said {
            FromGateway::Of {
                peripheral,
                answer: Answer::Read(_, data, true),
            } => FromGateway::Of {
                peripheral,
                answer: Answer::Read(Attribute::short(SERVICE, 0xfff4), vec![0x5a; data.len()], true),
            },
            said => said,
        });
        said.map(Deed::Say).collect::<Vec<_>>()
    };
    let bad: [(&str, &[&str], Tamper); 7] = [
        (
            "lets nobody in",
            &["gateway-login"],
            Box::new(|message, told| if message.is_some() { Vec::new() } else { honest(told) }),
        ),
        ("says nothing", &["gateway-unreachable"], Box::new(|_, _| Vec::new())),
        ("closes", &["gateway-unreachable"], Box::new(|_, _| vec![Deed::Close])),
        ("answers for another", &["held"], Box::new(move |_, told| swap(told))),
        ("has its radio off", &["radio-off"], Box::new(move |_, told| off(told))),
        ("lies", &["key-silent"], Box::new(move |_, told| lie(told))),
        (
            "sends megabytes",
            &["gateway-unreachable"],
            Box::new(|message, told| {
                if message.is_some() {
                    vec![Deed::Raw("x".repeat(4 << 20))]
                } else {
                    honest(told)
                }
            }),
        ),
    ];
    for (what, codes, tamper) in bad {
        let mut phone = Phone::with(Model::Keypad, 3, 0);
        let radio = through(tampered(&phone.world.lock, tamper));
        let mut driver = start(&mut phone, radio);
        on_to(&mut phone, &mut driver, StageName::Key);
        driver.act(choose("text"));
        let action = phone.next(&driver.screen());
        let began = Instant::now();
        driver.act(action);
        assert!(
            began.elapsed() < Duration::from_mins(1),
            "{what}: {:?}",
            began.elapsed()
        );
        let code = is_of_help(&driver.screen(), what);
        assert!(codes.contains(&code.as_str()), "{what}: {code}");
        driver.act(press(Button::Back));
        assert_eq!(driver.screen().stage, StageName::Key, "{what}");
    }
}

/// The gateway as it is shipped, with time that passes: the whole guided way over it, by a phone that has no Bluetooth of its own.
#[test]
fn an_honest_gateway_carries_the_whole_journey() {
    let mut phone = Phone::with(Model::Full, 6, 4);
    let before = phone.world.fork();
    let (clock, began) = (phone.world.clock.clone(), Instant::now());
    let settings = Settings {
        shown: bad_gateway::shown(&phone.world.lock),
        credentials: Credentials::default(),
        keep_time: Box::new(move || clock.advance(began.elapsed().saturating_sub(clock.elapsed()))),
    };
    let server = Server::start("127.0.0.1:0", settings).unwrap();
    let mut driver = start(&mut phone, through(server.address()));
    let mut facts = None;
    for _ in 0..200 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            break;
        }
        assert_eq!(screen.problem, None, "{}", brief(&screen));
        let action = phone.next(&screen);
        driver.act(action);
        facts = driver.engine().facts(JourneyId(1)).cloned().or(facts);
    }
    assert!(is_receipt(&driver.screen()), "{}", brief(&driver.screen()));
    assert_eq!(facts.unwrap().import, ImportState::Proved);
    let (now, then) = (phone.world.lock.lock(), before.lock.lock());
    assert_eq!(now.state().cards.len(), then.state().cards.len());
}
