//! Rules: after a reset the account's new entry is recognised by number and key data; a registration ends in one entry with the lock's
//! key or in a named state, whatever the cloud does and wherever the run is stopped; a lost answer is looked up before anything is
//! sent again; and the old entry goes only where every condition holds.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use relatch::account::client::{AccountError, Cancelled, Client, NotKept, Pump, TokenKeeper};
use relatch::account::error::Unreachable;
use relatch::account::lock::{KeyEntry, LockId, Registered};
use relatch::account::reply::{Object, RawReply};
use relatch::account::token::{Token, derive_password_hash};
use relatch::account::{Application, Region, call};
use relatch::model::{AesKey, SecretNumber, SecretText};
use relatch::protocol::credentials::{Owner, SecretJson, lock_data};
use relatch::runtime::registration::{
    Before, Doubt, Entered, Keeps, KnownEntry, LOOK_EVERY_MS, MOST_LOOKS, OldEntry, Registration, complete, find_ours,
    make_lock_data, may_remove, new_entry, register, remove_old, wait_for_new_entry,
};
use relatch::virtual_cloud::switch::{KnownLock, OwnKeyData};
use relatch::virtual_cloud::{State, VirtualCloud, VirtualPump};
use serde_json::Value;
use std::sync::{Arc, Mutex};

const NOW_MS: i64 = 1_781_517_600_000;
const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";
const SECRET: &str = "5ec2e75ec2e75ec2e75ec2e75ec2e750";
const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "synthetic password";
const INITIALIZE: &str = "/v3/lock/initialize";
const DELETE: &str = "/v3/lock/delete";
const ALL_SAID: Before = Before {
    new_entry_works: true,
    report_is_over: true,
    owner_agreed: true,
};

fn example() -> Value {
    let path = format!("{}/tests/cloud/key-get-owner.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The example's owner, with the keys that a re-add made.
fn re_added() -> Owner {
    let object = Object::from_json(SecretJson::new(example())).unwrap();
    let mut owner = KeyEntry::decode(&object).unwrap().owner_key().unwrap();
    owner.key.aes_key = AesKey([0x5a; 16]);
    owner.key.admin_secret = SecretNumber(471_193_001);
    owner.key.unlock_key = SecretNumber(471_193_002);
    owner
}

fn new_data() -> SecretText {
    make_lock_data(&re_added(), 7, NOW_MS.unsigned_abs())
}

/// A cloud whose owner has the lock as it was before the reset, and a stranger.
struct World {
    cloud: Arc<Mutex<VirtualCloud>>,
    owner: i64,
    stranger: i64,
    old: LockId,
}

fn world() -> World {
    let mut state = State::empty(ID, SECRET, "eu");
    let owner = state.add_account(OWNER, PASSWORD, "eu");
    let stranger = state.add_account("stranger@example.org", PASSWORD, "eu");
    let data = example()["lockData"].as_str().unwrap().to_owned();
    let old = state.add_lock(owner, Some("Front door"), &data, NOW_MS).unwrap();
    World {
        cloud: Arc::new(Mutex::new(VirtualCloud::new(state))),
        owner,
        stranger,
        old: LockId(old),
    }
}

impl World {
    fn change(&self, change: impl FnOnce(&mut State)) {
        change(self.cloud.lock().unwrap().state_mut());
    }

    fn sent(&self, path: &str) -> usize {
        let cloud = self.cloud.lock().unwrap();
        cloud.log().iter().filter(|sent| *sent == path).count()
    }

    fn keys(&self) -> Vec<KeyEntry> {
        signed_in(self, |client| {
            let whole = client.list::<KeyEntry>(&call::keys()).unwrap();
            whole.items.into_iter().map(|item| item.value).collect()
        })
    }

    fn known(&self) -> Vec<KnownEntry> {
        KnownEntry::all_of(&self.keys(), re_added().key.address)
    }
}

struct Kept;

impl TokenKeeper for Kept {
    fn keep(&mut self, _: &Token) -> Result<(), NotKept> {
        Ok(())
    }
}

/// A pump that somebody meddles with, before a call is sent, or while time passes.
struct Meddled<'a> {
    inner: VirtualPump,
    instead: &'a mut dyn FnMut(&str) -> Meddling,
    waited: &'a mut dyn FnMut(u64),
}

enum Meddling {
    Pass,
    /// Carried out, and the answer is lost.
    LoseAnswer,
    Fail(Unreachable),
    Answer(Value),
}

impl Pump for Meddled<'_> {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        match (self.instead)(url) {
            Meddling::Pass => self.inner.post(url, body, deadline_ms),
            Meddling::LoseAnswer => {
                self.inner.post(url, body, deadline_ms)?;
                Err(Unreachable::CutOff)
            }
            Meddling::Fail(error) => Err(error),
            Meddling::Answer(value) => Ok(RawReply {
                status: 200,
                body: value.to_string().into_bytes(),
                ..RawReply::default()
            }),
        }
    }

    fn now_ms(&self) -> i64 {
        self.inner.now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        (self.waited)(ms);
        self.inner.wait(ms)
    }
}

/// Runs `act` as the owner, signed in; somebody meddles with every call after the sign-in.
fn meddled<T>(
    world: &World,
    instead: &mut dyn FnMut(&str) -> Meddling,
    waited: &mut dyn FnMut(u64),
    act: impl FnOnce(&mut Client<'_>) -> T,
) -> T {
    let mut instead = |url: &str| {
        if url.ends_with("/oauth2/token") {
            Meddling::Pass
        } else {
            instead(url)
        }
    };
    let mut pump = Meddled {
        inner: VirtualPump::new(Arc::clone(&world.cloud), NOW_MS),
        instead: &mut instead,
        waited,
    };
    let application = Application::new(ID, SECRET).unwrap();
    let mut kept = Kept;
    let mut client = Client::new(&mut pump, &mut kept, Region::Europe, application, None);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
    act(&mut client)
}

fn signed_in<T>(world: &World, act: impl FnOnce(&mut Client<'_>) -> T) -> T {
    meddled(world, &mut |_| Meddling::Pass, &mut |_| {}, act)
}

fn registered(client: &mut Client<'_>, known: &[KnownEntry]) -> Result<Registration, AccountError> {
    register(client, &re_added().key, &new_data(), Some("Front door"), known)
}

fn entered(registration: &Registration) -> Entered {
    let Registration::Entered(entered) = registration else {
        panic!("{registration:?}")
    };
    *entered
}

/// How many entries hold the lock's key.
fn ours(world: &World) -> usize {
    let key = re_added().key;
    let holds = |entry: &KeyEntry| entry.owner_key().is_ok_and(|owner| owner.key.aes_key == key.aes_key);
    world.keys().iter().filter(|entry| holds(entry)).count()
}

// In the lock's own app --------------------------------------------------------------------------------------------------

#[test]
fn an_entry_of_the_lock_s_own_app_is_waited_for_with_bounds() {
    let world = world();
    let (known, address) = (world.known(), re_added().key.address);
    let before = world.sent("/v3/key/list");
    let mut waited_ms = 0;
    let none = meddled(&world, &mut |_| Meddling::Pass, &mut |ms| waited_ms += ms, |client| {
        wait_for_new_entry(client, &known, address, MOST_LOOKS).unwrap()
    });
    assert_eq!(none, None);
    assert_eq!(world.sent("/v3/key/list") - before, MOST_LOOKS as usize);
    assert_eq!(waited_ms, u64::from(MOST_LOOKS - 1) * LOOK_EVERY_MS);

    let mut waits = 0;
    let mut add = |_| {
        waits += 1;
        if waits == 3 {
            world.change(|state| {
                state.add_lock(world.owner, None, new_data().reveal(), NOW_MS).unwrap();
            });
        }
    };
    let found = meddled(&world, &mut |_| Meddling::Pass, &mut add, |client| {
        wait_for_new_entry(client, &known, address, MOST_LOOKS)
            .unwrap()
            .unwrap()
    });
    assert_eq!(waits, 3);
    assert_ne!(found.lock.lock_id, world.old);
    assert_eq!(found.owner_key().unwrap().key.aes_key, re_added().key.aes_key);
}

#[test]
fn a_damaged_new_entry_does_not_hide_a_whole_one() {
    let world = world();
    let (known, address) = (world.known(), re_added().key.address);
    world.change(|state| {
        let whole = state.add_lock(world.owner, None, new_data().reveal(), NOW_MS).unwrap();
        let damaged = state.add_lock(world.owner, None, new_data().reveal(), NOW_MS).unwrap();
        assert!(damaged > whole);
        state.entry_mut(damaged).unwrap().lock_data = "AAAA".repeat(20);
    });
    let keys = world.keys();
    let found = new_entry(&known, &keys, address).unwrap();
    assert_eq!(found.owner_key().unwrap().key.aes_key, re_added().key.aes_key);
}

#[test]
fn the_same_number_with_another_key_is_a_new_entry_and_a_stranger_s_is_none() {
    let world = world();
    let (known, address) = (world.known(), re_added().key.address);
    world.change(|state| {
        state
            .add_lock(world.stranger, None, new_data().reveal(), NOW_MS)
            .unwrap();
    });
    let look = || {
        signed_in(&world, |client| {
            wait_for_new_entry(client, &known, address, MOST_LOOKS).unwrap()
        })
    };
    assert_eq!(look(), None);
    world.change(|state| {
        state.switches.known_lock = KnownLock::SameEntry;
        state.switches.refuses_others_locks = false;
    });
    signed_in(&world, |client| {
        client.send(&call::register(&new_data(), None)).unwrap();
    });
    assert_eq!(look().unwrap().lock.lock_id, world.old);
}

#[test]
fn the_entries_of_a_key_are_those_that_hold_it() {
    let world = world();
    let object = Object::from_json(SecretJson::new(example())).unwrap();
    let old = KeyEntry::decode(&object).unwrap().owner_key().unwrap().key;
    assert_eq!(KnownEntry::all_with(&world.keys(), &old), world.known());
    assert_eq!(KnownEntry::all_with(&world.keys(), &re_added().key), []);
}

#[test]
fn what_is_remembered_of_an_entry_holds_no_key_data() {
    let known = serde_json::to_string(&world().known()).unwrap();
    let data = example()["lockData"].as_str().unwrap().to_owned();
    assert!(!known.contains(&data[..40]) && known.len() < 300, "{known}");
}

// By Relatch ---------------------------------------------------------------------------------------------------------------

#[test]
fn key_data_of_our_making_have_the_members_of_the_specification_s_sample() {
    let path = format!("{}/tests/cloud/requests.json", env!("CARGO_MANIFEST_DIR"));
    let requests: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut requests = requests.as_array().unwrap().iter();
    let sample = requests.find(|request| request["name"] == "register").unwrap();
    let (_, sample) = lock_data::decode(sample["form"]["lockData"].as_str().unwrap()).unwrap();

    let world = world();
    let mut owner = re_added();
    owner.key.uid = 0;
    owner.key.name = Some("Front door".to_owned());
    owner.key.advertised_name = None;
    owner.battery = Some(87);
    complete(&mut owner, Some(world.owner), &world.keys());
    let ours = make_lock_data(&owner, 7, NOW_MS.unsigned_abs());
    let (_, ours) = lock_data::decode(ours.reveal()).unwrap();
    let (sample, ours) = (sample.reveal().as_object().unwrap(), ours.reveal().as_object().unwrap());
    for (name, value) in sample {
        // The numbers that only the cloud gives.
        if ["keyId", "lockId"].contains(&name.as_str()) {
            continue;
        }
        let told = ours.get(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(
            std::mem::discriminant(told),
            std::mem::discriminant(value),
            "{name} is {told}, in the sample {value}"
        );
    }
    assert_eq!(ours["uid"], world.owner);
    assert_eq!(ours["lockName"], "S202F_332211");
    assert_eq!(ours["electricQuantity"], 87);
    assert_eq!(ours["specialValue"], sample["specialValue"]);
}

#[test]
fn a_registration_ends_as_each_switch_of_the_cloud_wants_it() {
    for known_lock in [
        KnownLock::NewAndOldIsMarked,
        KnownLock::NewAndOldStays,
        KnownLock::SameEntry,
    ] {
        let world = world();
        world.change(|state| state.switches.known_lock = known_lock);
        let known = world.known();
        let entered = entered(&signed_in(&world, |client| registered(client, &known).unwrap()));
        assert_eq!(entered.doubt, None);
        assert_eq!(entered.is_old_number, known_lock == KnownLock::SameEntry);
        assert_eq!(entered.entry.lock_id == world.old, entered.is_old_number);
        assert_eq!((ours(&world), world.sent(INITIALIZE)), (1, 1));
    }
    let refuse: [fn(&World, &mut State); 3] = [
        |_, state| state.switches.known_lock = KnownLock::Refused,
        |_, state| state.switches.own_key_data = OwnKeyData::Refused,
        |world, state| state.entry_mut(world.old.0).unwrap().owner = world.stranger,
    ];
    for refuse in refuse {
        let world = world();
        let known = world.known();
        world.change(|state| refuse(&world, state));
        let refused = signed_in(&world, |client| registered(client, &known).unwrap());
        assert!(matches!(refused, Registration::NotRegistered(_)), "{refused:?}");
        assert_eq!((ours(&world), world.sent(INITIALIZE)), (0, 1));
    }
}

#[test]
fn a_lock_that_the_account_has_under_another_name_gets_the_owners() {
    let world = world();
    for alias in ["Front door", "Back door"] {
        let done = signed_in(&world, |client| {
            register(client, &re_added().key, &new_data(), Some(alias), &[])
        });
        let entry = entered(&done.unwrap()).entry;
        let mut cloud = world.cloud.lock().unwrap();
        let name = &cloud.state_mut().entry_mut(entry.lock_id.0).unwrap().facts["lockAlias"];
        assert_eq!(name, alias);
    }
}

#[test]
fn a_lost_answer_is_looked_up_and_the_call_sent_again_once_where_it_was_not_carried_out() {
    for (script, sent, is_entered) in [
        ("lost", 1, true),
        ("cut-off", 1, true),
        ("dropped", 2, false),
        ("bad-gateway", 2, false),
        ("internal", 2, false),
        ("parameter", 1, false),
        ("month-used-up", 1, false),
    ] {
        let world = world();
        let known = world.known();
        world.change(|state| state.arm(format!("{script}@{INITIALIZE}").parse().unwrap()));
        let registration = signed_in(&world, |client| registered(client, &known).unwrap());
        assert_eq!(matches!(registration, Registration::Entered(_)), is_entered, "{script}");
        assert_eq!(
            matches!(registration, Registration::NotRegistered(_)),
            !is_entered,
            "{script}"
        );
        assert_eq!(
            (ours(&world), world.sent(INITIALIZE)),
            (usize::from(is_entered), sent),
            "{script}"
        );
    }
}

#[test]
fn an_answer_that_is_lost_with_the_list_is_unknown_and_looked_up_later() {
    let world = world();
    let known = world.known();
    let mut is_sent = false;
    let mut cut = |url: &str| {
        if url.ends_with(INITIALIZE) {
            is_sent = true;
            Meddling::LoseAnswer
        } else if is_sent {
            Meddling::Fail(Unreachable::NoNetwork)
        } else {
            Meddling::Pass
        }
    };
    let unknown = meddled(&world, &mut cut, &mut |_| {}, |client| {
        registered(client, &known).unwrap()
    });
    assert!(matches!(unknown, Registration::Unknown(_)), "{unknown:?}");
    let found = signed_in(&world, |client| find_ours(client, &re_added().key).unwrap().unwrap());
    let found = Registered {
        lock_id: found.lock.lock_id,
        key_id: found.key_id,
    };
    let again = entered(&signed_in(&world, |client| registered(client, &known).unwrap()));
    assert_eq!((again.entry, again.is_old_number), (found, false));
    assert_eq!((ours(&world), world.sent(INITIALIZE)), (1, 1));
}

#[test]
fn stopped_at_any_call_the_next_run_ends_with_one_entry() {
    let mut most = 0;
    for is_carried_out in [false, true] {
        for last in 0..20 {
            let world = world();
            let known = world.known();
            let mut calls = 0;
            let mut stop = |_: &str| {
                calls += 1;
                match calls - 1 {
                    before if before < last => Meddling::Pass,
                    at if at == last && is_carried_out => Meddling::LoseAnswer,
                    _ => Meddling::Fail(Unreachable::NoNetwork),
                }
            };
            let first = meddled(&world, &mut stop, &mut |_| {}, |client| {
                registered(client, &known).unwrap()
            });
            let second = entered(&signed_in(&world, |client| registered(client, &known).unwrap()));
            assert_eq!((second.doubt, second.is_old_number), (None, false), "{last}: {first:?}");
            assert_eq!((ours(&world), world.sent(INITIALIZE)), (1, 1), "{last}: {first:?}");
            if calls <= last {
                most = most.max(calls);
                break;
            }
        }
    }
    assert_eq!(most, 3, "the list, the registration, the key");
}

#[test]
fn keys_that_the_account_hands_out_otherwise_or_not_at_all_leave_a_doubt() {
    for (doubt, answer) in [(Doubt::OtherKeys, Some(example())), (Doubt::NotRead, None)] {
        let world = world();
        let known = world.known();
        let mut other = |url: &str| match (url.ends_with("/v3/key/get"), &answer) {
            (false, _) => Meddling::Pass,
            (true, Some(answer)) => Meddling::Answer(answer.clone()),
            (true, None) => Meddling::Fail(Unreachable::NoNetwork),
        };
        let registration = meddled(&world, &mut other, &mut |_| {}, |client| {
            registered(client, &known).unwrap()
        });
        assert_eq!(entered(&registration).doubt, Some(doubt));
    }
}

// The entry from before ------------------------------------------------------------------------------------------------

#[test]
fn the_old_entry_goes_only_where_every_condition_holds() {
    let world = world();
    world.change(|state| state.switches.known_lock = KnownLock::NewAndOldStays);
    let known = world.known();
    let new = entered(&signed_in(&world, |client| registered(client, &known).unwrap()));
    let (new, old, address) = (new.entry.lock_id, world.old, re_added().key.address);
    let keys = world.keys();
    assert_eq!(may_remove(old, new, address, &keys, ALL_SAID), Ok(true));
    for (before, reason) in [
        (
            Before {
                new_entry_works: false,
                ..ALL_SAID
            },
            Keeps::Unproved,
        ),
        (
            Before {
                report_is_over: false,
                ..ALL_SAID
            },
            Keeps::Unreported,
        ),
        (
            Before {
                owner_agreed: false,
                ..ALL_SAID
            },
            Keeps::NotAgreed,
        ),
    ] {
        let kept = signed_in(&world, |client| remove_old(client, old, new, address, before).unwrap());
        assert_eq!(kept, OldEntry::Kept(reason));
    }
    let change = |change: &dyn Fn(&mut KeyEntry)| {
        let mut keys = keys.clone();
        keys.iter_mut()
            .filter(|entry| entry.lock.lock_id == old)
            .for_each(change);
        may_remove(old, new, address, &keys, ALL_SAID)
    };
    assert_eq!(change(&|entry| entry.user_type = Some(110_302)), Err(Keeps::NotOwned));
    assert_eq!(change(&|entry| entry.lock.address.0[5] ^= 1), Err(Keeps::OtherLock));
    // A reset entry is still the owner's to remove.
    assert_eq!(change(&|entry| entry.status = Some(110_410)), Ok(true));
    assert_eq!(may_remove(new, new, address, &keys, ALL_SAID), Err(Keeps::SameEntry));
    assert_eq!(
        may_remove(old, LockId(1), address, &keys, ALL_SAID),
        Err(Keeps::NewMissing)
    );
    assert_eq!(may_remove(LockId(1), new, address, &keys, ALL_SAID), Ok(false));
    assert_eq!(
        world.sent(DELETE),
        0,
        "nothing was removed while a condition was missing"
    );

    let remove = || {
        signed_in(&world, |client| {
            remove_old(client, old, new, address, ALL_SAID).unwrap()
        })
    };
    assert_eq!(
        (remove(), remove(), world.sent(DELETE)),
        (OldEntry::Gone, OldEntry::Gone, 1)
    );
    assert_eq!(world.known().len(), 1);
}

#[test]
fn a_removal_whose_answer_is_lost_is_looked_up_and_never_sent_again() {
    for (script, is_gone) in [("lost", true), ("dropped", false), ("parameter", false)] {
        let world = world();
        let known = world.known();
        let new = entered(&signed_in(&world, |client| registered(client, &known).unwrap()))
            .entry
            .lock_id;
        world.change(|state| state.arm(format!("{script}@{DELETE}").parse().unwrap()));
        let address = re_added().key.address;
        let result = signed_in(&world, |client| {
            remove_old(client, world.old, new, address, ALL_SAID).unwrap()
        });
        assert_eq!(result == OldEntry::Gone, is_gone, "{script}: {result:?}");
        assert_eq!(world.sent(DELETE), 1, "{script}");
        assert_eq!(world.known().len(), if is_gone { 1 } else { 2 }, "{script}");
    }
}
