//! Rules S1, S4 and S11 on the whole procedure of a reset: what opens it, what keeps it closed, and what is believed of an
//! earlier one.
#![cfg(test)]

mod support;

use async_trait::async_trait;
use relatch::backup::Moment;
use relatch::backup::item::FileDigest;
use relatch::backup::item::PairingId;
use relatch::backup::loss::Loss;
use relatch::backup::verify::{Accepted, ResetWay};
use relatch::journey::recover::Standing;
use relatch::lock::progress::Silent;
use relatch::lock::reset::ResetOutcome;
use relatch::model::{Address, LockVersion, OwnerKey};
use relatch::protocol::advert::LockAdvert;
use relatch::protocol::command::pairing::Reset;
use relatch::protocol::command::passcode::ManagePasscode;
use relatch::protocol::frame::{self, Frame};
use relatch::protocol::{Command as _, cipher};
use relatch::random::SeededRandom;
use relatch::runtime::backup::BackupRequest;
use relatch::runtime::records::LockRecord;
use relatch::runtime::reset::{Consent, Keys, ResetReport, reset, standing};
use relatch::runtime::{RuntimeError, Store, Tools, Vault};
use relatch::store::MemorySecrets;
use relatch::store::{Secrets, SecretsError};
use relatch::transport::{Link, LinkError, Listen, Radio, RadioError, Sighting};
use relatch::virtual_lock::fault::At;
use relatch::virtual_lock::radio::{Event, Hooks};
use relatch::virtual_lock::{Fault, Model, Script, Timing, VirtualRadio};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{AcceptAll, PhoneClock, World, copy, key_file, new_key_file, spec};
use zeroize::Zeroizing;

fn world() -> World {
    World::with(&spec(Model::Full, 6, 3))
}

fn records(world: &World) -> Vec<LockRecord> {
    world.store().lock(world.address()).unwrap().iter().cloned().collect()
}

/// Writes a line into the lock's journal, as an earlier run did.
fn note(world: &World, record: LockRecord) {
    world.store().lock(world.address()).unwrap().append(record).unwrap();
}

fn started(world: &World, key: &OwnerKey) -> LockRecord {
    let copy = FileDigest::of(&world.files.contents()[copy()]);
    LockRecord::ResetStarted {
        copy,
        pairing: PairingId::of_key(&key.aes_key),
        at: Moment(support::START_MS),
    }
}

fn ended(done: bool) -> LockRecord {
    LockRecord::ResetEnded {
        done,
        at: Moment(support::START_MS),
    }
}

fn is_end(record: &&LockRecord) -> bool {
    matches!(record, LockRecord::ResetEnded { .. })
}

fn arm(world: &World, fault: Fault) {
    let at = At::Command {
        opcode: Reset::OPCODE,
        count: 1,
    };
    world.lock.lock().arm(Script { fault, at });
}

fn outcome(report: &ResetReport) -> ResetOutcome {
    match report {
        ResetReport::Sent { outcome, .. } => *outcome,
        other => panic!("{other:?}"),
    }
}

#[test]
fn s4_a_reset_whose_answer_was_lost_is_judged_by_what_the_lock_shows() {
    let mut world = world();
    world.backup().unwrap();
    arm(&world, Fault::DropAfter);
    assert_eq!(outcome(&world.reset().unwrap()), ResetOutcome::Done);
    assert!(matches!(
        records(&world).last(),
        Some(LockRecord::ResetEnded { done: true, .. })
    ));

    let mut world = self::world();
    world.backup().unwrap();
    arm(&world, Fault::DropBefore);
    assert_eq!(outcome(&world.reset().unwrap()), ResetOutcome::StillOwned);
    assert!(matches!(
        records(&world).last(),
        Some(LockRecord::ResetEnded { done: false, .. })
    ));
    assert!(world.lock.lock().state().owner.is_some());
}

#[test]
fn s4_a_reset_that_the_lock_refuses_is_an_error_and_the_lock_is_as_it_was() {
    let mut world = world();
    world.backup().unwrap();
    arm(&world, Fault::Refuse);
    let error = world.reset().unwrap_err();
    assert!(error.to_string().contains("the lock is as it was"), "{error}");
    assert!(world.lock.lock().state().owner.is_some());
    assert!(matches!(
        records(&world).last(),
        Some(LockRecord::ResetEnded { done: false, .. })
    ));
}

#[test]
fn s4_a_reset_that_was_carried_out_is_not_sent_again() {
    let mut world = world();
    world.backup().unwrap();
    world.reset().unwrap();
    let before = records(&world);
    assert!(matches!(world.reset().unwrap(), ResetReport::DoneBefore));
    assert_eq!(world.counters.last().unwrap().counts().requests, 0);
    assert_eq!(records(&world), before, "what was seen once is not written down again");
}

#[test]
fn s4_an_open_intent_is_settled_by_asking_the_lock() {
    let mut world = world();
    world.backup().unwrap();
    let key = world.key(key_file());

    // It was never carried out: the whole way is gone again.
    let mut owned = world.fork();
    note(&owned, started(&owned, &key));
    assert_eq!(outcome(&owned.reset().unwrap()), ResetOutcome::Done);
    let all = records(&owned);
    let ends: Vec<&LockRecord> = all.iter().filter(is_end).collect();
    assert!(
        matches!(
            ends.as_slice(),
            [
                LockRecord::ResetEnded { done: false, .. },
                LockRecord::ResetEnded { done: true, .. }
            ]
        ),
        "{ends:?}"
    );

    // It was carried out, and nobody saw it.
    note(&world, started(&world, &key));
    world.lock.lock().state_mut().owner = None;
    assert!(matches!(world.reset().unwrap(), ResetReport::DoneBefore));
    assert!(matches!(
        records(&world).last(),
        Some(LockRecord::ResetEnded { done: true, .. })
    ));
}

/// What a lock says it is, asked with these keys.
fn asked(world: &mut World, old: Option<&OwnerKey>, new: Option<&OwnerKey>) -> Standing {
    let address = world.address();
    let keys = Keys {
        old: old.cloned(),
        new: new.cloned(),
    };
    let standing = world.run(|tools| pollster::block_on(standing(tools, address, &keys)));
    standing.unwrap()
}

fn ends(world: &World) -> Vec<bool> {
    let done = |record: &LockRecord| match record {
        LockRecord::ResetEnded { done, .. } => Some(*done),
        _ => None,
    };
    records(world).iter().filter_map(done).collect()
}

#[test]
fn s4_a_lock_is_asked_what_it_is_with_its_own_keys_and_an_open_intent_is_settled_once() {
    let mut world = world();
    world.backup().unwrap();
    let old = world.key(key_file());

    assert_eq!(asked(&mut world, Some(&old), None), Standing::OldKeyWorks);
    assert!(ends(&world).is_empty(), "where nothing was begun, nothing ended");
    note(&world, started(&world, &old));
    assert_eq!(asked(&mut world, Some(&old), None), Standing::OldKeyWorks);
    assert_eq!(asked(&mut world, Some(&old), None), Standing::OldKeyWorks);
    assert_eq!(ends(&world), [false]);

    // A key of another lock is not tried on this one, and says nothing of it.
    let foreign = OwnerKey {
        address: Address([9; 6]),
        ..old.clone()
    };
    note(&world, started(&world, &old));
    assert_eq!(asked(&mut world, Some(&foreign), Some(&foreign)), Standing::NoKeyWorks);
    assert_eq!(world.counters.last().unwrap().counts().requests, 0);
    assert_eq!(ends(&world), [false]);

    // Somebody reset it.
    world.lock.lock().state_mut().owner = None;
    assert_eq!(asked(&mut world, Some(&old), None), Standing::NoOwner);
    assert_eq!(ends(&world), [false, true]);
    world.pair().unwrap();
    let new = world.key(new_key_file());
    assert_eq!(asked(&mut world, Some(&old), Some(&new)), Standing::NewKeyWorks);
    assert_eq!(asked(&mut world, Some(&old), None), Standing::NoKeyWorks);
    assert_eq!(ends(&world), [false, true]);
}

#[test]
fn s4_a_reset_under_another_pairing_says_nothing_of_this_one() {
    let mut world = world();
    world.backup().unwrap();
    let mut other = world.key(key_file());
    other.aes_key.0[0] ^= 1;
    note(&world, started(&world, &other));
    note(&world, ended(true));
    // Somebody pressed the button: not what this copy and this pairing asked for.
    world.lock.lock().state_mut().owner = None;
    let error = world.reset().unwrap_err();
    assert!(error.to_string().contains("no owner"), "{error}");
    assert_eq!(records(&world).len(), 2);
}

#[test]
fn s4_an_end_without_a_start_says_nothing() {
    let mut world = world();
    world.backup().unwrap();
    note(&world, ended(true));
    world.lock.lock().state_mut().owner = None;
    assert!(world.reset().is_err());
    assert_eq!(records(&world).len(), 1);
}

#[test]
fn s1_a_lock_that_differs_from_the_copy_sees_no_write() {
    let mut world = world();
    world.backup().unwrap();
    world.lock.lock().state_mut().codes.pop();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = seen.clone();
    world.hooks = Hooks {
        on_event: Some(Arc::new(move |event| {
            if let Event::Request { opcode, .. } = event {
                noted.lock().unwrap().push(opcode);
            }
        })),
        ..Hooks::default()
    };
    assert!(world.reset().is_err());
    let seen = seen.lock().unwrap();
    assert!(!seen.is_empty());
    for opcode in [ManagePasscode::OPCODE, Reset::OPCODE] {
        assert!(!seen.contains(&opcode), "{opcode:02x}");
    }
    assert_eq!(records(&world).len(), 0, "nothing was begun");
}

#[test]
fn s1_by_hand_nothing_is_sent_and_the_way_is_open() {
    let mut world = world();
    world.backup().unwrap();
    let key = world.key(key_file());
    let report = world.run(|tools| {
        let mut consent = AcceptAll::default();
        pollster::block_on(reset(tools, copy(), &key, ResetWay::ByHand, &mut consent))
    });
    assert!(matches!(report.unwrap(), ResetReport::ByHand { .. }));
    assert!(world.lock.lock().state().owner.is_some());
    assert!(matches!(records(&world).last(), Some(LockRecord::ResetStarted { .. })));
}

/// An owner who accepts everything, and says yes or no to a key that does not last.
struct Volatile(bool);

impl Consent for Volatile {
    fn accept(&mut self, losses: &[Loss]) -> Accepted {
        Accepted::all(losses)
    }

    fn accept_volatile_key(&mut self) -> bool {
        self.0
    }
}

/// A secure store whose secrets are gone when the machine is restarted, as those of the kernel's keyring.
#[derive(Debug)]
struct NotLasting(MemorySecrets);

impl Secrets for NotLasting {
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), SecretsError> {
        self.0.put(name, secret)
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        self.0.read(name)
    }

    fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.0.remove(name)
    }

    fn lasting(&self) -> bool {
        false
    }
}

/// Calls a procedure with another vault, and what is remembered in another folder.
fn run_with<T>(world: &World, folder: &str, vault: &Vault<'_>, procedure: impl FnOnce(&mut Tools<'_>) -> T) -> T {
    let mut radio = VirtualRadio::new(
        vec![world.lock.clone()],
        world.clock.clone(),
        Timing::NONE,
        Hooks::default(),
    );
    let store = Store::open(Arc::new(world.files.clone()), PathBuf::from(folder));
    let clock = PhoneClock(world.clock.clone());
    procedure(&mut Tools {
        radio: &mut radio,
        store: &store,
        vault,
        random: &mut SeededRandom::new(7),
        clock: &clock,
        progress: &mut Silent,
    })
}

fn request(world: &World) -> BackupRequest {
    BackupRequest {
        key: world.key(key_file()),
        out: copy().to_owned(),
        log: false,
        names: Vec::new(),
        account: None,
    }
}

#[test]
fn s1_a_copy_whose_key_does_not_last_needs_the_owners_word() {
    let world = world();
    let key = world.key(key_file());
    let secrets = NotLasting(MemorySecrets::new());
    let vault = Vault::of_store(&secrets, Vec::new());
    let request = request(&world);
    run_with(&world, "state", &vault, |tools| {
        pollster::block_on(relatch::runtime::backup::backup(tools, &request)).unwrap();
        let way = ResetWay::OverTheAir;
        let refused = pollster::block_on(reset(tools, copy(), &key, way, &mut Volatile(false)));
        assert!(matches!(refused, Err(RuntimeError::WouldBeLost)), "{refused:?}");
        let done = pollster::block_on(reset(tools, copy(), &key, way, &mut Volatile(true))).unwrap();
        assert_eq!(outcome(&done), ResetOutcome::Done);
    });
}

#[test]
fn s1_a_copy_made_elsewhere_is_proved_by_the_comparison_with_the_lock() {
    let mut world = world();
    let elsewhere = Vault::of_identities(Vec::new(), vec![world.identity.recipient()]);
    let request = request(&world);
    run_with(&world, "elsewhere", &elsewhere, |tools| {
        pollster::block_on(relatch::runtime::backup::backup(tools, &request)).unwrap();
    });
    let opened = relatch::runtime::copies::open(&world.store(), &world.vault(), copy()).unwrap();
    assert_eq!(opened.trust, relatch::backup::format::Trust::Foreign);
    assert_eq!(outcome(&world.reset().unwrap()), ResetOutcome::Done);
}

/// What comes instead of the answer to a reset.
#[derive(Clone, Copy)]
enum Instead {
    /// The person cancels, and the radio does nothing more.
    Cancelled,
    /// A frame under the key that a lock has before its pairing.
    UnderDefaultKey,
}

/// A radio on which something else comes instead of the answer to a reset.
struct Tampered {
    inner: VirtualRadio,
    instead: Instead,
    /// A reset is on its way.
    reset: Arc<AtomicBool>,
}

struct TamperedLink {
    inner: Box<dyn Link>,
    instead: Instead,
    reset: Arc<AtomicBool>,
}

#[async_trait]
impl Radio for Tampered {
    async fn scan_until(
        &mut self,
        wait: Duration,
        heard: &mut (dyn FnMut(Sighting) -> Listen + Send),
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        match self.instead {
            Instead::Cancelled if self.reset.load(Ordering::SeqCst) => Err(RadioError::Cancelled),
            Instead::Cancelled | Instead::UnderDefaultKey => self.inner.scan_until(wait, heard, stop).await,
        }
    }

    async fn connect_until(
        &mut self,
        address: Address,
        wait: Duration,
        stop: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        Ok(Box::new(TamperedLink {
            inner: self.inner.connect_until(address, wait, stop).await?,
            instead: self.instead,
            reset: self.reset.clone(),
        }))
    }

    async fn pause(&mut self, wait: Duration) {
        self.inner.pause(wait).await;
    }
}

#[async_trait]
impl Link for TamperedLink {
    fn advert(&self) -> Option<LockAdvert> {
        self.inner.advert()
    }

    async fn write(&mut self, piece: &[u8]) -> Result<(), LinkError> {
        const COMMAND: usize = frame::HEADER_LENGTH - 3;
        if piece.starts_with(&[0x7f, 0x5a]) && piece.get(COMMAND) == Some(&Reset::OPCODE) {
            self.reset.store(true, Ordering::SeqCst);
        }
        self.inner.write(piece).await
    }

    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        match self.instead {
            _ if !self.reset.load(Ordering::SeqCst) => self.inner.receive(wait).await,
            Instead::Cancelled => Err(LinkError::Cancelled),
            Instead::UnderDefaultKey => Ok(Frame {
                version: self.advert().as_ref().map_or(LockVersion::CLIENT, version),
                command: frame::REPLY,
                encrypt: frame::ENCRYPTED,
                data: cipher::encrypt(&cipher::default_key(), &[Reset::OPCODE, 1]),
            }
            .encode()
            .unwrap()),
        }
    }

    async fn close(&mut self) {
        self.inner.close().await;
    }
}

fn version(advert: &LockAdvert) -> LockVersion {
    LockVersion {
        protocol_type: advert.protocol_type,
        protocol_version: advert.protocol_version,
        scene: advert.scene,
        ..LockVersion::CLIENT
    }
}

fn reset_with(world: &mut World, instead: Instead) -> Result<ResetReport, RuntimeError> {
    let key = world.key(key_file());
    let (lock, clock) = (world.lock.clone(), world.clock.clone());
    world.run(|tools| {
        let mut radio = Tampered {
            inner: VirtualRadio::new(vec![lock], clock, Timing::NONE, Hooks::default()),
            instead,
            reset: Arc::default(),
        };
        let mut tools = Tools {
            radio: &mut radio,
            store: tools.store,
            vault: tools.vault,
            random: &mut *tools.random,
            clock: tools.clock,
            progress: &mut *tools.progress,
        };
        let mut consent = AcceptAll::default();
        pollster::block_on(reset(&mut tools, copy(), &key, ResetWay::OverTheAir, &mut consent))
    })
}

#[test]
fn s4_a_reset_that_was_cancelled_stays_an_open_intent() {
    let mut world = world();
    world.backup().unwrap();
    let error = reset_with(&mut world, Instead::Cancelled).unwrap_err();
    assert!(error.to_string().contains("failed to see whether"), "{error}");
    assert!(matches!(records(&world).last(), Some(LockRecord::ResetStarted { .. })));
    assert!(world.lock.lock().state().owner.is_none(), "it had left already");
    assert!(matches!(world.reset().unwrap(), ResetReport::DoneBefore));
}

#[test]
fn s4_an_answer_under_another_key_is_no_refusal() {
    let mut world = world();
    world.backup().unwrap();
    let report = reset_with(&mut world, Instead::UnderDefaultKey).unwrap();
    assert_eq!(outcome(&report), ResetOutcome::Done);
}

#[test]
fn s4_a_lock_that_stays_silent_proves_nothing_about_a_reset_that_nobody_saw() {
    let mut world = world();
    world.backup().unwrap();
    reset_with(&mut world, Instead::Cancelled).unwrap_err();
    // Somebody else's app adds it. To the old key it says nothing, as if it slept.
    let theirs = world.lock.lock().pair();
    let old = world.key(key_file());
    let ask = |world: &mut World, new: Option<OwnerKey>| {
        let keys = Keys {
            old: Some(old.clone()),
            new,
        };
        let stands = world.run(|tools| pollster::block_on(standing(tools, theirs.address, &keys)).unwrap());
        (stands, records(world).pop())
    };
    let (stands, last) = ask(&mut world, None);
    assert_eq!(stands, Standing::NoKeyWorks);
    assert!(matches!(last, Some(LockRecord::ResetStarted { .. })), "{last:?}");
    // Its answer to the new key is proof.
    let (stands, last) = ask(&mut world, Some(theirs.clone()));
    assert_eq!(stands, Standing::NewKeyWorks);
    assert!(
        matches!(last, Some(LockRecord::ResetEnded { done: true, .. })),
        "{last:?}"
    );
}
