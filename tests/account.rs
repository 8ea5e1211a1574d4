//! Rules: the client renews, corrects, waits and repeats exactly where the cloud's specification allows it; a write is sent once
//! unless it was refused; lists end whole; nothing is sent before it is asked for; every call and wrong answer of the virtual cloud
//! ends in a value or a typed error; over real encryption on this machine a certificate that nobody vouches for is refused; and no
//! password, token, client secret, key data or code stands in an error, in `Debug` or in a log.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use relatch::account::card::CloudCard;
use relatch::account::client::{AccountError, Client, NotKept, Pump, TokenKeeper};
use relatch::account::error::{CallError, Cause, Unreachable};
use relatch::account::lock::{KeyEntry, LockDetail, LockId, Registered, Rights};
use relatch::account::passcode::{self, CloudPasscode};
use relatch::account::reply;
use relatch::account::token::{Token, derive_password_hash};
use relatch::account::{Application, Region, call};
use relatch::https::{HttpsPump, Trust};
use relatch::model::{CardNumber, Digits, SecretText};
use relatch::virtual_cloud::certificate::{Certificate, DAY_MS};
use relatch::virtual_cloud::server::Server;
use relatch::virtual_cloud::switch::{KnownLock, OwnKeyData};
use relatch::virtual_cloud::{Fault, State, VirtualCloud, VirtualPump};
use serde_json::{Value, json};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

const NOW_MS: i64 = 1_781_517_600_000;
const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";
const SECRET: &str = "5ec2e75ec2e75ec2e75ec2e75ec2e750";
const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "synthetic password";

fn example(name: &str) -> Value {
    let path = format!("{}/tests/cloud/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn key_data() -> String {
    example("key-get-owner")["lockData"].as_str().unwrap().to_owned()
}

/// A cloud with an owner, a stranger, and one lock with so many codes and cards.
struct World {
    cloud: Arc<Mutex<VirtualCloud>>,
    lock: LockId,
    owner: i64,
}

fn world(codes: i64, cards: i64) -> World {
    LazyLock::force(&LOG);
    let mut state = State::empty(ID, SECRET, "eu");
    let owner = state.add_account(OWNER, PASSWORD, "eu");
    state.add_account("stranger@example.org", PASSWORD, "eu");
    state.add_account("china@example.org", PASSWORD, "cn");
    let lock = state.add_lock(owner, Some("Front door"), &key_data(), NOW_MS).unwrap();
    let entry = state.entry_mut(lock).unwrap();
    let codes = (0..codes).map(|n| {
        json!({ "keyboardPwdId": n + 1, "lockId": lock, "keyboardPwd": format!("{:06}", 100_000 + n), "keyboardPwdType": 2,
            "keyboardPwdName": format!("code {n}"), "startDate": NOW_MS, "endDate": 0, "isCustom": 1, "status": 1 })
    });
    entry.lists.insert("codes".to_owned(), codes.collect());
    let cards = (0..cards).map(|n| {
        json!({ "cardId": n + 1, "lockId": lock, "cardNumber": (3_000_000_000_i64 + n).to_string(), "cardType": 1,
            "startDate": 0, "endDate": 0, "status": 1 })
    });
    entry.lists.insert("cards".to_owned(), cards.collect());
    World {
        cloud: Arc::new(Mutex::new(VirtualCloud::new(state))),
        lock: LockId(lock),
        owner,
    }
}

impl World {
    fn change(&self, change: impl FnOnce(&mut State)) {
        change(self.cloud.lock().unwrap().state_mut());
    }

    fn arm(&self, script: &str) {
        self.change(|state| state.arm(script.parse().unwrap()));
    }

    fn pump(&self) -> VirtualPump {
        VirtualPump::new(Arc::clone(&self.cloud), NOW_MS)
    }

    fn log(&self) -> Vec<String> {
        self.cloud.lock().unwrap().log().to_vec()
    }
}

#[derive(Default)]
struct Kept(Vec<Token>);

impl TokenKeeper for Kept {
    fn keep(&mut self, token: &Token) -> Result<(), NotKept> {
        self.0.push(token.clone());
        Ok(())
    }
}

/// Keeps nothing, as a secure store that is locked.
struct Locked;

impl TokenKeeper for Locked {
    fn keep(&mut self, _: &Token) -> Result<(), NotKept> {
        Err(NotKept("it is locked".to_owned()))
    }
}

fn application() -> Application {
    Application::new(ID, SECRET).unwrap()
}

fn client<'a>(pump: &'a mut dyn Pump, kept: &'a mut dyn TokenKeeper) -> Client<'a> {
    Client::new(pump, kept, Region::Europe, application(), None)
}

/// Runs `act` as the owner, signed in.
fn signed_in<T>(world: &World, act: impl FnOnce(&mut Client<'_>) -> T) -> T {
    let (mut pump, mut kept) = (world.pump(), Kept::default());
    let mut client = client(&mut pump, &mut kept);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
    act(&mut client)
}

/// The sign-in of an earlier run.
fn sign_in(world: &World) -> Token {
    let (mut pump, mut kept) = (world.pump(), Kept::default());
    client(&mut pump, &mut kept)
        .sign_in(OWNER, &derive_password_hash(PASSWORD))
        .unwrap();
    kept.0.remove(0)
}

fn cause(error: &AccountError) -> Option<Cause> {
    match error {
        AccountError::Call(error) => error.cause(),
        _ => None,
    }
}

// Sign-in ------------------------------------------------------------------------------------------------------------

#[test]
fn nothing_is_sent_before_it_is_asked_for() {
    let world = world(1, 1);
    let (mut pump, mut kept) = (world.pump(), Kept::default());
    let mut client = client(&mut pump, &mut kept);
    assert_eq!(client.send(&call::keys()), Err(AccountError::SignedOut));
    assert_eq!(client.calls(), 0);
    assert!(world.log().is_empty());
}

#[test]
fn a_sign_in_that_fails_keeps_nothing_and_says_why() {
    let world = world(1, 1);
    let attempt = |username: &str, password: &str, region: Region, application: Application| {
        let (mut pump, mut kept) = (world.pump(), Kept::default());
        let mut client = Client::new(&mut pump, &mut kept, region, application, None);
        let result = client.sign_in(username, &derive_password_hash(password));
        assert_eq!(kept.0.len(), usize::from(result.is_ok()));
        result.map_err(|error| cause(&error).unwrap())
    };
    assert_eq!(attempt(OWNER, PASSWORD, Region::Europe, application()), Ok(()));
    assert_eq!(
        attempt(OWNER, "wrong", Region::Europe, application()),
        Err(Cause::WrongPassword)
    );
    assert_eq!(
        attempt("nobody", PASSWORD, Region::Europe, application()),
        Err(Cause::WrongPassword)
    );
    assert_eq!(
        attempt("china@example.org", PASSWORD, Region::Europe, application()),
        Err(Cause::WrongRegion)
    );
    assert_eq!(
        attempt(OWNER, PASSWORD, Region::China, application()),
        Err(Cause::WrongRegion)
    );
    let other = Application::new(ID, ID).unwrap();
    assert_eq!(attempt(OWNER, PASSWORD, Region::Europe, other), Err(Cause::Application));
    world.change(|state| state.switches.refuses_app_accounts = true);
    assert_eq!(
        attempt(OWNER, PASSWORD, Region::Europe, application()),
        Err(Cause::WrongPassword)
    );
}

#[test]
fn s10_a_sign_in_that_cannot_be_kept_is_none() {
    let world = world(1, 1);
    let mut pump = world.pump();
    let mut locked = Locked;
    let mut client = client(&mut pump, &mut locked);
    let result = client.sign_in(OWNER, &derive_password_hash(PASSWORD));
    assert!(matches!(result, Err(AccountError::NotKept(_))));
    assert_eq!(client.send(&call::keys()), Err(AccountError::SignedOut));
}

#[test]
fn a_phone_signs_in_through_the_vendors_server_without_a_secret() {
    let world = world(1, 1);
    world.change(|state| state.switches.adds_secret = true);
    let (mut pump, mut kept) = (world.pump(), Kept::default());
    let server = "https://tokens.example.org".parse::<Region>().unwrap();
    let Region::Other(server) = server else {
        panic!("it is an address")
    };
    let phone = Application::with_server(ID, server).unwrap();
    let mut client = Client::new(&mut pump, &mut kept, Region::Europe, phone, None);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
    assert_eq!(client.list::<KeyEntry>(&call::keys()).unwrap().items.len(), 1);
}

#[test]
fn a_token_that_ends_is_renewed_once_and_both_new_ones_are_kept() {
    for ended_is_10003 in [false, true] {
        let world = world(1, 1);
        world.change(|state| state.switches.ended_is_10003 = ended_is_10003);
        let (mut pump, mut kept) = (world.pump(), Kept::default());
        let mut client = client(&mut pump, &mut kept);
        client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
        // The cloud forgets it early, so that only the call itself tells.
        world.change(|state| state.tokens[0].ends_ms = NOW_MS);
        client.list::<KeyEntry>(&call::keys()).unwrap();
        assert_eq!(client.uid(), Some(world.owner));
        assert_eq!(
            world.log(),
            ["/oauth2/token", "/v3/key/list", "/oauth2/token", "/v3/key/list"]
        );
        assert!(kept.0.len() == 2 && kept.0[0].renewal != kept.0[1].renewal);
    }
}

#[test]
fn a_token_is_renewed_before_it_ends_and_the_owner_asked_where_that_fails() {
    let world = world(1, 1);
    // It lasts for less than the time before which it is renewed, and is renewed once all the same.
    world.change(|state| state.token_lasts_s = Some(3_600));
    signed_in(&world, |client| client.send(&call::keys()).map(drop)).unwrap();
    assert_eq!(world.log(), ["/oauth2/token", "/v3/key/list"], "as new as it gets");
    let calls = |token: Token| {
        let (mut pump, mut kept) = (world.pump(), Kept::default());
        let mut client = Client::new(&mut pump, &mut kept, Region::Europe, application(), Some(token));
        let before = world.log().len();
        let results = [client.send(&call::keys()), client.send(&call::keys())];
        (results.map(|result| result.map(drop)), world.log()[before..].to_vec())
    };
    let token = sign_in(&world);
    let (results, sent) = calls(token);
    assert_eq!(results, [Ok(()), Ok(())]);
    assert_eq!(sent, ["/oauth2/token", "/v3/key/list", "/v3/key/list"]);
    // That it cannot be renewed does not matter as long as it is good.
    let token = sign_in(&world);
    world.change(|state| {
        state
            .tokens
            .iter_mut()
            .for_each(|token| token.renewal = "gone".to_owned());
    });
    let (results, sent) = calls(token.clone());
    assert_eq!(results, [Ok(()), Ok(())]);
    assert_eq!(sent, ["/oauth2/token", "/v3/key/list", "/v3/key/list"]);
    world.change(|state| state.tokens.clear());
    assert_eq!(calls(token).0[0], Err(AccountError::SignedOut));
    // A token that does not last is not renewed for ever.
    world.change(|state| state.token_lasts_s = Some(7_776_000));
    world.arm("token-ended@/v3/key/list");
    signed_in(&world, |client| {
        assert_eq!(client.send(&call::keys()), Err(AccountError::SignedOut));
        assert_eq!(client.calls(), 4);
    });
}

// Clock, waits, repeats ----------------------------------------------------------------------------------------------

#[test]
fn a_wrong_clock_is_corrected_once_and_told() {
    let world = world(1, 1);
    let (mut pump, mut kept) = (world.pump(), Kept::default());
    pump.set_clock_off(-3 * DAY_MS);
    let mut client = client(&mut pump, &mut kept);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD)).unwrap();
    client.send(&call::keys()).unwrap();
    assert_eq!((client.calls(), client.server_ahead_ms()), (3, 3 * DAY_MS));
    // Corrected for all that follows.
    client.send(&call::keys()).unwrap();
    assert_eq!(client.calls(), 4);
    world.arm("clock@*");
    let error = client.send(&call::keys()).unwrap_err();
    assert_eq!(cause(&error), Some(Cause::Clock));
    assert_eq!(client.calls(), 6);
}

#[test]
fn reads_are_repeated_with_growing_waits_and_writes_never_blindly() {
    for (fault, read_calls) in [
        (Fault::Slow, 4),
        (Fault::Html, 4),
        (Fault::BadGateway, 4),
        (Fault::Empty, 4),
        (Fault::CutOff, 4),
        (Fault::Lost, 4),
        (Fault::Dropped, 4),
        (Fault::Internal, 4),
        (Fault::TooFrequent, 2),
        (Fault::Http429, 2),
        (Fault::MonthUsedUp, 1),
        (Fault::NotFound, 1),
        (Fault::Parameter, 1),
        (Fault::Unknown, 1),
    ] {
        let world = world(1, 1);
        world.arm(&format!("{}@/v3/lock/detail", fault.name()));
        world.arm(&format!("{}@/v3/lock/rename", fault.name()));
        signed_in(&world, |client| {
            assert!(client.send(&call::lock_detail(world.lock)).is_err());
            assert_eq!(client.calls(), 1 + read_calls, "{fault:?}, read");
            assert!(client.send(&call::rename_lock(world.lock, "Hall")).is_err());
            let writes = client.calls() - 1 - read_calls;
            // A refusal says that nothing was done, so one more try after a wait is no blind one.
            let expected = if matches!(fault, Fault::TooFrequent | Fault::Http429) {
                2
            } else {
                1
            };
            assert_eq!(writes, expected, "{fault:?}, write");
        });
    }
}

#[test]
fn one_wrong_answer_does_not_end_a_read() {
    for fault in Fault::ALL {
        let world = world(201, 1);
        world.arm(&format!("{}@2", fault.name()));
        let result = signed_in(&world, |client| {
            client.list::<CloudPasscode>(&call::passcodes(world.lock))
        });
        let is_final = matches!(
            fault,
            Fault::MonthUsedUp | Fault::NotFound | Fault::Parameter | Fault::Unknown | Fault::CountsLie
        );
        match result {
            Ok(whole) => {
                assert!(!is_final, "{fault:?}");
                // A null list is an empty one, as the specification says.
                let count = match fault {
                    Fault::NullList => 0,
                    _ => 201,
                };
                assert!(
                    whole.items.len() + whole.odd.len() >= count,
                    "{fault:?}: {}",
                    whole.items.len()
                );
            }
            Err(AccountError::Call(_)) => assert!(is_final, "{fault:?}"),
            Err(error) => panic!("{fault:?}: {error}"),
        }
    }
}

#[test]
fn a_list_that_changes_while_it_is_read_is_still_whole() {
    let world = world(250, 1);
    world.arm("list-changes@4");
    let whole = signed_in(&world, |client| {
        client.list::<CloudPasscode>(&call::passcodes(world.lock))
    })
    .unwrap();
    // Sign-in, page 1, page 2, which changed nothing yet as only the fourth call does: whole at once.
    assert_eq!((whole.items.len(), whole.is_union, whole.calls), (250, false, 2));
    let world = self::world(250, 1);
    world.arm("list-changes@/v3/lock/listKeyboardPwd");
    let whole = signed_in(&world, |client| {
        client.list::<CloudPasscode>(&call::passcodes(world.lock))
    })
    .unwrap();
    assert!(
        // Three readings; the last one goes on to the page on which nothing comes any more.
        whole.is_union && whole.items.len() >= 250 && whole.calls == 7,
        "{}",
        whole.calls
    );
}

// A copy and what follows --------------------------------------------------------------------------------------------

#[test]
fn a_copy_of_250_codes_and_250_cards_costs_eleven_calls() {
    let world = world(250, 250);
    signed_in(&world, |client| {
        let keys = client.list::<KeyEntry>(&call::keys()).unwrap();
        assert_eq!(keys.items[0].value.rights(), Rights::Owner);
        assert_eq!(keys.items[0].value.owner_key().unwrap().key.admin_secret.0, 651_361_403);
        let lock = keys.items[0].value.lock.lock_id;
        LockDetail::decode(&client.send(&call::lock_detail(lock)).unwrap()).unwrap();
        assert_eq!(
            client
                .list::<CloudPasscode>(&call::passcodes(lock))
                .unwrap()
                .items
                .len(),
            250
        );
        assert_eq!(client.list::<CloudCard>(&call::cards(lock)).unwrap().items.len(), 250);
        client.send(&call::fingerprints(lock)).unwrap();
        client.send(&call::gateways(lock)).unwrap();
        client.send(&call::other_keys(lock)).unwrap();
        client.send(&call::passage_mode(lock)).unwrap();
        assert_eq!(client.calls(), 11);
    });
}

#[test]
fn a_registration_has_every_outcome_that_is_open() {
    use KnownLock::{NewAndOldIsMarked, NewAndOldStays, SameEntry};
    let register = |known: KnownLock, own: OwnKeyData| {
        let world = world(1, 1);
        world.change(|state| (state.switches.known_lock, state.switches.own_key_data) = (known, own));
        signed_in(&world, |client| {
            let object = client.send(&call::register(&key_data().into(), Some("Front door")));
            let new = object.map(|object| Registered::decode(&object).unwrap().lock_id);
            let keys = client.list::<KeyEntry>(&call::keys()).unwrap();
            let rights: Vec<Rights> = keys.items.iter().map(|key| key.value.rights()).collect();
            (new.map(|new| new == world.lock).map_err(|error| cause(&error)), rights)
        })
    };
    let (taken, owner) = (OwnKeyData::Taken, Rights::Owner);
    assert_eq!(
        register(NewAndOldIsMarked, taken),
        (Ok(false), vec![Rights::ReAdded, owner])
    );
    assert_eq!(register(NewAndOldStays, taken), (Ok(false), vec![owner, owner]));
    assert_eq!(register(SameEntry, taken), (Ok(true), vec![owner]));
    assert_eq!(
        register(KnownLock::Refused, taken),
        (Err(Some(Cause::Unknown)), vec![owner])
    );
    assert_eq!(
        register(NewAndOldStays, OwnKeyData::Refused),
        (Err(Some(Cause::Parameter)), vec![owner])
    );
    let world = world(1, 1);
    let (mut pump, mut kept) = (world.pump(), Kept::default());
    let mut client = client(&mut pump, &mut kept);
    client
        .sign_in("stranger@example.org", &derive_password_hash(PASSWORD))
        .unwrap();
    let error = client.send(&call::register(&key_data().into(), None)).unwrap_err();
    assert_eq!(cause(&error), Some(Cause::Unknown), "another's lock");
    assert_eq!(
        cause(&client.send(&call::lock_detail(world.lock)).unwrap_err()),
        Some(Cause::NotOfThisLock)
    );
}

#[test]
fn what_was_restored_is_reported_and_stands_in_the_account() {
    let world = world(1, 0);
    let digits = |text: &str| Digits::new(text).unwrap();
    signed_in(&world, |client| {
        let added = client.send(&call::report_permanent_code(
            world.lock,
            &digits("034234"),
            Some("Zoë 🐈 & Söhne"),
        ));
        let id = passcode::decode_added(&added.unwrap()).unwrap();
        let again = client.send(&call::report_permanent_code(world.lock, &digits("034234"), None));
        assert_eq!(cause(&again.unwrap_err()), Some(Cause::CodeExists));
        reply::done(&client.send(&call::name_code(world.lock, id, "Zoë")).unwrap()).unwrap();
        let number = CardNumber::from_decimal("18364758544493064720").unwrap();
        let span = relatch::account::span::Span::default();
        client
            .send(&call::report_card(world.lock, &number, Some("Fob"), span, &[]))
            .unwrap();
        let codes = client.list::<CloudPasscode>(&call::passcodes(world.lock)).unwrap();
        assert_eq!(codes.items[0].value.name.as_deref(), Some("Zoë"));
        let cards = client.list::<CloudCard>(&call::cards(world.lock)).unwrap();
        assert_eq!(cards.items[0].value.number, number);
        reply::done(&client.send(&call::delete_lock(world.lock)).unwrap()).unwrap();
        let gone = client.send(&call::delete_lock(world.lock)).unwrap_err();
        assert_eq!(cause(&gone), Some(Cause::LockMissing));
    });
}

#[test]
fn the_cloud_reads_back_from_its_file() {
    let world = world(3, 3);
    world.arm("slow@7");
    signed_in(&world, |client| client.send(&call::keys()).map(drop)).unwrap();
    let state = world.cloud.lock().unwrap().state().clone();
    assert_eq!(State::from_json(&state.to_json()), Ok(state));
    assert!(State::from_json(b"{\"accounts\":3}").is_err());
}

#[test]
fn any_call_with_any_values_is_answered() {
    let world = world(2, 2);
    let token = signed_in(&world, |client| client.calls());
    assert_eq!(token, 1);
    let access = world.cloud.lock().unwrap().state().tokens[0].access.clone();
    let mut tried = 0;
    for path in VirtualCloud::paths() {
        for extra in [
            "",
            "&lockId=x",
            "&lockId=-9223372036854775808&pageNo=9223372036854775807&pageSize=0",
            "&lockId=5000004&pageNo=0&pageSize=-1&seconds=9223372036854775807",
            "&lockId=5000004&lockData=AAAA&keyboardPwd=%00&keyboardPwdList=[{}]&cyclicConfig=7&cardNumber=1e9&keyboardPwdId=1",
        ] {
            let body = format!("clientId={ID}&accessToken={access}&date={NOW_MS}{extra}");
            let answer = world.cloud.lock().unwrap().answer("eu", path, body.as_bytes(), NOW_MS);
            serde_json::from_slice::<Value>(&answer.body).unwrap_or_else(|_| panic!("{path} {extra}"));
            tried += 1;
        }
    }
    assert!(tried > 250, "{tried}");
}

// The network --------------------------------------------------------------------------------------------------------

fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap()
}

fn serve(world: &World, certificate: Option<&Certificate>) -> Server {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let cloud = Arc::clone(&world.cloud);
    Server::start(address, cloud, "eu", certificate, Box::new(|_, _| {})).unwrap()
}

fn own_certificate(host: &str, days: [i64; 2]) -> Certificate {
    let [start, end] = days.map(|days| now_ms() + days * DAY_MS);
    Certificate::make(host, start, end).unwrap()
}

fn sign_in_over(url: &str, trust: Trust) -> Result<usize, AccountError> {
    let mut pump = HttpsPump::new(trust, || false).unwrap();
    let mut kept = Kept::default();
    let mut client = Client::new(&mut pump, &mut kept, url.parse().unwrap(), application(), None);
    client.sign_in(OWNER, &derive_password_hash(PASSWORD))?;
    let codes = client.list::<CloudPasscode>(&call::passcodes(LockId(5_000_004)))?;
    Ok(codes.items.len())
}

#[test]
fn calls_go_over_real_encryption_on_one_connection() {
    let world = world(250, 1);
    assert_eq!(world.lock, LockId(5_000_004));
    let certificate = own_certificate("127.0.0.1", [-1, 1]);
    let server = serve(&world, Some(&certificate));
    let url = format!("https://{}", server.address());
    assert_eq!(sign_in_over(&url, Trust::Only(vec![certificate.der.clone()])), Ok(250));
    assert_eq!(server.connections(), 1, "kept for the next call");
    assert_eq!(world.log().len(), 3);
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent() {
    let world = world(1, 1);
    let good = own_certificate("127.0.0.1", [-1, 1]);
    let untrusted = Err(AccountError::Call(Unreachable::Untrusted.into()));
    for (certificate, trust) in [
        (good.clone(), Trust::System),
        (
            good.clone(),
            Trust::Only(vec![own_certificate("127.0.0.1", [-1, 1]).der]),
        ),
        (own_certificate("127.0.0.1", [-3, -2]), Trust::Only(Vec::new())),
    ] {
        let server = serve(&world, Some(&certificate));
        assert_eq!(sign_in_over(&format!("https://{}", server.address()), trust), untrusted);
    }
    for certificate in [
        own_certificate("127.0.0.1", [-3, -2]),
        own_certificate("other.example.org", [-1, 1]),
    ] {
        let server = serve(&world, Some(&certificate));
        let trust = Trust::Only(vec![certificate.der.clone()]);
        assert_eq!(sign_in_over(&format!("https://{}", server.address()), trust), untrusted);
    }
    assert!(world.log().is_empty(), "no call arrived");
}

#[test]
fn without_a_network_a_server_or_an_end_it_says_so() {
    let post = |url: &str, deadline_ms| {
        let mut pump = HttpsPump::new(Trust::Only(Vec::new()), || false).unwrap();
        pump.post(url, "a=b", deadline_ms)
    };
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let silent = free.local_addr().unwrap();
    assert_eq!(post(&format!("http://{silent}/x"), 300), Err(Unreachable::TimedOut));
    drop(free);
    assert_eq!(post(&format!("http://{silent}/x"), 300), Err(Unreachable::NoNetwork));
    // Speaks no encryption.
    let plain = always(b"HTTP/1.1 400 x\r\nContent-Length: 0\r\n\r\n".to_vec());
    assert_eq!(post(&format!("https://{plain}/x"), 5_000), Err(Unreachable::Untrusted));
}

/// Answers every connection with these bytes.
fn always(bytes: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten().take(4) {
            let mut request = [0; 4096];
            let _ = std::io::Read::read(&mut stream, &mut request);
            let _ = stream.write_all(&bytes);
            // Closed only when the client has closed, else what it has not read yet would be lost.
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = std::io::Read::read_to_end(&mut stream, &mut Vec::new());
        }
    });
    address
}

#[test]
fn a_redirection_is_not_followed_and_an_endless_answer_is_cut() {
    let post = |address: SocketAddr| {
        let mut pump = HttpsPump::new(Trust::Only(Vec::new()), || false).unwrap();
        pump.post(&format!("http://{address}/x"), "a=b", 20_000)
    };
    let redirects = always(b"HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:1/y\r\nContent-Length: 0\r\n\r\n".to_vec());
    let reply = post(redirects).unwrap();
    assert_eq!(reply.object(), Err(CallError::NotTheServer { status: 307 }));
    let mut large = format!("HTTP/1.1 200 x\r\nContent-Length: {}\r\n\r\n", 9 * 1024 * 1024).into_bytes();
    large.resize(large.len() + 9 * 1024 * 1024, b'x');
    assert_eq!(post(always(large)), Err(Unreachable::TooLarge));
    let cut = b"HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{\"list\":[".to_vec();
    assert_eq!(post(always(cut)), Err(Unreachable::CutOff));
    assert_eq!(post(always(b"220 mail ready\r\n".to_vec())), Err(Unreachable::CutOff));
}

#[test]
fn a_wait_ends_when_it_is_not_wanted_any_more() {
    let mut pump = HttpsPump::new(Trust::System, || true).unwrap();
    assert!(pump.wait(60_000).is_err());
}

// Secrets ------------------------------------------------------------------------------------------------------------

/// What a subscriber was told, all levels.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The log of all tests here, every level: one for the process, as a callsite remembers whether anybody listens.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    log
});

#[test]
fn s9_no_secret_stands_in_a_log_an_error_or_debug() {
    let mut shown = Vec::new();
    let world = world(3, 3);
    let certificate = own_certificate("127.0.0.1", [-1, 1]);
    let server = serve(&world, Some(&certificate));
    {
        let mut pump = HttpsPump::new(Trust::Only(vec![certificate.der.clone()]), || false).unwrap();
        let mut kept = Kept::default();
        let region = format!("https://{}", server.address()).parse().unwrap();
        let mut client = Client::new(&mut pump, &mut kept, region, application(), None);
        let hash = derive_password_hash(PASSWORD);
        shown.push(format!("{:?}", client.sign_in(OWNER, &derive_password_hash("wrong"))));
        client.sign_in(OWNER, &hash).unwrap();
        shown.push(format!("{client:?} {hash:?} {:?}", application()));
        shown.push(format!("{:?}", client.list::<KeyEntry>(&call::keys())));
        shown.push(format!(
            "{:?}",
            client.list::<CloudPasscode>(&call::passcodes(world.lock))
        ));
        shown.push(format!("{:?}", client.list::<CloudCard>(&call::cards(world.lock))));
        let data: SecretText = key_data().into();
        let request = call::register(&data, Some("Front door"));
        shown.push(format!("{request:?} {:?}", client.send(&request)));
        for fault in Fault::ALL {
            world.change(|state| state.faults.clear());
            if *fault != Fault::Slow && !matches!(fault, Fault::TooFrequent | Fault::Http429) {
                world.arm(&format!("{}@/v3/keyboardPwd/add", fault.name()));
                let digits = Digits::new("100000").unwrap();
                let result = client.send(&call::report_permanent_code(world.lock, &digits, None));
                shown.push(format!(
                    "{result:?} {}",
                    result.as_ref().err().map(ToString::to_string).unwrap_or_default()
                ));
            }
        }
        shown.push(format!("{:?}", kept.0));
    }
    let shown = shown.concat();
    let log = String::from_utf8(LOG.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("/v3/keyboardPwd/add"),
        "the log tells what is called: {log}"
    );
    let state = world.cloud.lock().unwrap().state().clone();
    let mut secrets = vec![
        PASSWORD.to_owned(),
        derive_password_hash(PASSWORD).reveal().to_owned(),
        SECRET.to_owned(),
        key_data().chars().take(40).collect(),
        "100000".to_owned(),
        "3000000001".to_owned(),
        "1234567".to_owned(),
        OWNER.to_owned(),
    ];
    secrets.extend(
        state
            .tokens
            .iter()
            .flat_map(|token| [token.access.clone(), token.renewal.clone()]),
    );
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        assert!(!shown.contains(secret.as_str()), "{secret} is shown");
        assert!(!log.contains(secret.as_str()), "{secret} is logged");
    }
}
