//! Rule: whatever fails inside the app or on the phone, the journey says so in words, what is written down stays true, and the way
//! goes on to its end: a panic in the middle of any piece of work, a disk that is full at any write, a journal with any byte damaged, a
//! store that another process holds.
#![cfg(test)]

mod support;

use async_trait::async_trait;
use relatch::journey::message::Message;
use relatch::journey::screen::{Body, Button, Screen, StageName};
use relatch::model::Address;
use relatch::protocol::advert::LockAdvert;
use relatch::runtime::engine::Driver;
use relatch::runtime::engine::inline::SharedWords;
use relatch::runtime::engine::threads::Opened;
use relatch::runtime::{Clock, Now};
use relatch::store::{Files as _, StoreError, write_atomic};
use relatch::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use relatch::virtual_lock::Model;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use support::phone::{Phone, brief, choose, is_receipt, number, on_to, press, settled, submit};
use support::witness::items;

// Panics ------------------------------------------------------------------------------------------------------------

/// Fails once, at its number.
#[derive(Clone, Debug)]
struct Bomb(Arc<AtomicU64>);

impl Bomb {
    fn after(operations: u64) -> Self {
        Self(Arc::new(AtomicU64::new(operations)))
    }

    fn ticks(&self) {
        let left = self.0.load(Ordering::SeqCst);
        self.0.store(left.saturating_sub(1), Ordering::SeqCst);
        assert_ne!(left, 1, "a test lets this fail");
    }

    fn went_off(&self) -> bool {
        self.0.load(Ordering::SeqCst) == 0
    }
}

/// A radio that panics.
#[derive(Clone)]
struct PanickingRadio<R> {
    radio: R,
    bomb: Bomb,
}

#[async_trait]
impl<R: Radio> Radio for PanickingRadio<R> {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        self.bomb.ticks();
        self.radio.scan_until(wait, heard, stop).await
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        self.bomb.ticks();
        let link = self.radio.connect_until(address, wait, stop).await?;
        let bomb = self.bomb.clone();
        Ok(Box::new(PanickingLink { link, bomb }))
    }

    async fn pause(&mut self, wait: Duration) {
        self.bomb.ticks();
        self.radio.pause(wait).await;
    }
}

struct PanickingLink {
    link: Box<dyn Link>,
    bomb: Bomb,
}

#[async_trait]
impl Link for PanickingLink {
    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        self.bomb.ticks();
        self.link.write(piece).await
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        self.bomb.ticks();
        self.link.receive(wait).await
    }

    async fn close(&mut self) {
        self.link.close().await;
    }

    fn advert(&self) -> Option<LockAdvert> {
        self.link.advert()
    }
}

struct PanickingClock {
    clock: Arc<dyn Clock>,
    bomb: Bomb,
}

impl Clock for PanickingClock {
    fn now(&self) -> Now {
        self.bomb.ticks();
        self.clock.now()
    }
}

/// An app with its threads.
fn app(phone: &mut Phone, bombs: [&Bomb; 3]) -> (Driver, Receiver<Screen<Message>>) {
    let [radio, clock, words] = bombs.map(Clone::clone);
    let radio = PanickingRadio {
        radio: phone.radio(),
        bomb: radio,
    };
    let (sender, screens) = mpsc::channel();
    let words: SharedWords = Arc::new(move |message: &Message| {
        words.ticks();
        message.id.to_owned()
    });
    let mut parts = phone.parts();
    parts.clock = Arc::new(PanickingClock {
        clock: parts.clock,
        bomb: clock,
    });
    let open = Box::new(move || {
        Ok(Opened {
            parts: parts.clone(),
            radio: Box::new(radio.clone()),
            hold: None,
        })
    });
    let observer = Box::new(move |screen| drop(sender.send(screen)));
    (Driver::start(open, words, observer).unwrap(), screens)
}

/// Goes the whole way with a person who tries again what failed. How often something failed.
fn go(phone: &mut Phone, bombs: [&Bomb; 3], share: bool) -> u32 {
    let (driver, screens) = app(phone, bombs);
    let (mut faults, mut shared) = (0, false);
    for _ in 0..120 {
        let screen = settled(&screens);
        if is_receipt(&screen) {
            driver.close();
            return faults;
        }
        if screen.body == Body::Text && screen.actions.is_empty() {
            // The engine is being opened.
            continue;
        }
        if matches!(screen.body, Body::Report(_)) && !screen.offers(&press(Button::Next)) {
            // The page is being made.
            continue;
        }
        if let Some(problem) = &screen.problem {
            assert_eq!(problem.code, "fault", "{}", brief(&screen));
            faults += 1;
        }
        let action = if share && !shared && screen.stage == StageName::Report {
            shared = true;
            press(Button::ShareReport)
        } else {
            phone.next(&screen)
        };
        driver.act(screen.revision, action);
    }
    panic!("no end in sight at {}", brief(&driver.screen()));
}

fn small() -> Phone {
    Phone::with(Model::Cards, 4, 1)
}

const NEVER: u64 = u64::MAX;

#[test]
fn a_radio_that_panics_anywhere_is_a_fault_and_the_way_goes_on() {
    let end = {
        let mut phone = small();
        assert_eq!(go(&mut phone, [&Bomb::after(NEVER); 3], false), 0);
        items(phone.world.lock.lock().state())
    };
    let mut runs = 0;
    for number in (1..).step_by(23) {
        let mut phone = small();
        let bomb = Bomb::after(number);
        let faults = go(&mut phone, [&bomb, &Bomb::after(NEVER), &Bomb::after(NEVER)], false);
        assert_eq!(items(phone.world.lock.lock().state()), end, "panicked at {number}");
        if !bomb.went_off() {
            break;
        }
        assert_eq!(faults, 1, "panicked at {number}");
        runs += 1;
    }
    println!("the radio panicked at {runs} of its operations");
    assert!(runs > 15);
}

#[test]
fn a_clock_that_panics_in_the_engine_itself_is_a_fault_and_the_way_goes_on() {
    for number in (1..120).step_by(9) {
        let mut phone = small();
        let bomb = Bomb::after(number);
        go(&mut phone, [&Bomb::after(NEVER), &bomb, &Bomb::after(NEVER)], false);
        assert!(bomb.went_off());
    }
}

#[test]
fn words_that_panic_are_a_fault_and_the_way_goes_on() {
    let mut phone = small();
    let bomb = Bomb::after(3);
    assert_eq!(
        go(&mut phone, [&Bomb::after(NEVER), &Bomb::after(NEVER), &bomb], true),
        1
    );
}

// Journals ----------------------------------------------------------------------------------------------------------

/// Starts the app on a phone whose journal was changed, and opens the journey if it is offered. Says what the first screen says of
/// damage, and where the journey is.
fn opened(phone: &mut Phone, at: &str) -> (bool, Option<StageName>) {
    let (files, secrets) = (phone.world.files.contents(), phone.secrets.names());
    let mut driver = phone.start();
    let home = driver.screen();
    let is_told = home
        .problem
        .as_ref()
        .is_some_and(|problem| problem.code == "notes-damaged");
    let is_offered = home.offers(&choose("journey-1"));
    assert!(is_told || is_offered, "{at}: the journey is gone, and nothing is said");
    if is_offered {
        driver.act(choose("journey-1"));
    }
    let stage = is_offered.then(|| driver.screen().stage);
    for (path, bytes) in &files {
        let is_copy = path.extension().is_some_and(|extension| extension == "relatch");
        assert!(
            !is_copy || phone.world.files.contents().get(path) == Some(bytes),
            "{at}: a copy is gone"
        );
    }
    assert!(
        secrets.iter().all(|name| phone.secrets.names().contains(name)),
        "{at}: a key is gone"
    );
    (is_told, stage)
}

#[test]
fn s8_a_journeys_journal_with_any_byte_damaged_is_read_as_far_as_it_can_be() {
    let mut phone = small();
    let mut driver = phone.start();
    driver.act(choose("begin-same-lock"));
    driver.act(choose("text"));
    drop(driver);
    let path = Path::new("state/journey-1.journal");
    let bytes = phone.world.files.read(path, 1 << 20).unwrap();
    for at in 0..bytes.len() {
        let mut damaged = phone.fork();
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x40;
        write_atomic(&damaged.world.files, path, &bytes).unwrap();
        let stage = opened(&mut damaged, &format!("byte {at}"));
        assert_eq!(stage, (false, Some(StageName::Key)), "byte {at}");
    }
    println!(
        "any of the {} bytes of a journal may be damaged, and the journey goes on",
        bytes.len()
    );
    let mut newer = phone.fork();
    let bytes = [b"LKJ2", &[7; 400][..]].concat();
    write_atomic(&newer.world.files, path, &bytes).unwrap();
    assert_eq!(opened(&mut newer, "newer"), (true, None));
    assert_eq!(
        newer.world.files.read(path, 1 << 20).unwrap(),
        bytes,
        "a newer version's is left untouched"
    );
}

/// Each kind of journal, damaged at places all over it while the lock has no owner, and again when the import was begun; and the way goes
/// on to the end.
#[test]
fn s8_damaged_journals_stop_nothing_and_lose_nothing() {
    let end = {
        let mut phone = small();
        let mut driver = phone.start();
        on_to(&mut phone, &mut driver, StageName::Erase);
        items(phone.world.lock.lock().state())
    };
    let mut count = 0;
    for stage in [
        StageName::Rehearsal,
        StageName::Ready,
        StageName::ReAdd,
        StageName::Proof,
        StageName::Report,
    ] {
        let mut phone = small();
        let mut driver = phone.start();
        on_to(&mut phone, &mut driver, stage);
        drop(driver);
        let journals = phone.world.files.contents().into_iter();
        let journals = journals.filter(|(path, _)| path.to_string_lossy().ends_with(".journal"));
        for (path, bytes) in journals {
            // The first record, the last one, one in the middle, and the beginning.
            for at in [1, 30, bytes.len() / 2, bytes.len().saturating_sub(5)] {
                let at = at.min(bytes.len() - 1);
                let told = format!("{stage:?}, {}, byte {at} of {}", path.display(), bytes.len());
                let mut damaged = phone.fork();
                let mut bytes = bytes.clone();
                bytes[at] ^= 0x40;
                write_atomic(&damaged.world.files, &path, &bytes).unwrap();
                opened(&mut damaged, &told);
                to_the_end(&mut damaged, &told);
                assert_eq!(items(damaged.world.lock.lock().state()), end, "{told}");
                count += 1;
            }
        }
    }
    println!("{count} times a journal was damaged, and the way went on to its end");
}

fn to_the_end(phone: &mut Phone, at: &str) {
    let mut driver = phone.start();
    for _ in 0..120 {
        let screen = driver.screen();
        if is_receipt(&screen) {
            return;
        }
        let action = match &screen.body {
            Body::Form { .. } if screen.stage == StageName::Erase => submit(&number(&screen).unwrap(), &screen),
            _ => phone.next(&screen),
        };
        driver.act(action);
    }
    panic!("{at}: no end in sight at {}", brief(&driver.screen()));
}

#[test]
fn what_another_process_holds_is_told_in_words_and_can_be_tried_again() {
    let mut phone = small();
    let mut driver = phone.start();
    on_to(&mut phone, &mut driver, StageName::Backup);
    let lock = format!(
        "state/lock-{}.journal.lock",
        phone.world.address().to_string().replace(':', "")
    );
    let held = phone.world.files.lock(Path::new(&lock)).unwrap();
    driver.act(press(Button::Next));
    assert_eq!(driver.screen().problem.unwrap().code, "phone-busy");
    drop(held);
    driver.act(press(Button::Retry));
    assert_eq!(driver.screen().stage, StageName::Review);
    // What is only looked at needs no lock: another journey may be at work on the same lock.
    let held = phone.world.files.lock(Path::new(&lock)).unwrap();
    drop(driver);
    let mut driver = phone.start();
    driver.act(choose("journey-1"));
    assert_eq!(
        (driver.screen().stage, driver.screen().problem),
        (StageName::Review, None)
    );
    drop(held);

    let error = phone.try_start().err().unwrap();
    assert!(matches!(error, StoreError::Busy { .. }));
    assert!(error.to_string().contains("another process is using it"), "{error}");
}
