//! Gateways and their clients, over real sockets of this machine: the virtual gateway as other people's clients use it, and our own
//! client against gateways that lie, stall, drop, send megabytes, answer for another peripheral or let nobody in.
#![cfg(feature = "gateway")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing test may panic"
)]

#[path = "support/bad_gateway.rs"]
mod bad_gateway;

use bad_gateway::{DEADLINES, Deed, PATIENCE, honest, raw, shown, tampered};
use relatch::lock::ContactError;
use relatch::lock::contact::Contact;
use relatch::lock::presence::locks_in_reach;
use relatch::lock::progress::Silent;
use relatch::model::{Address, LockSecond, OwnerKey};
use relatch::transport::gateway::message::{
    Advertisement, Answer, Attribute, Discovery, FromClient, FromGateway, Power, Request, Uuid,
};
use relatch::transport::gateway::{Credentials, Deadlines, GatewayRadio, Place};
use relatch::transport::{GatewayFailure, Link, LinkError, Radio, RadioError};
use relatch::virtual_gateway::{Server, Settings};
use relatch::virtual_lock::{Model, SharedLock, Spec, VirtualClock, VirtualLock};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// How long a connection or a scan may take.
const WAIT: Duration = Duration::from_millis(900);

fn virtual_lock() -> (SharedLock, OwnerKey) {
    let clock = Arc::new(VirtualClock::new(1_795_514_400_000));
    let spec = Spec {
        codes: 5,
        ..Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]))
    };
    let mut lock = VirtualLock::new(&spec, clock);
    let key = lock.pair();
    (SharedLock::new(lock), key)
}

/// The gateway as it is shipped, with time that passes.
fn serve(lock: &SharedLock) -> Server {
    let (clock, began) = (lock.lock().clock().clone(), Instant::now());
    let settings = Settings {
        shown: shown(lock),
        credentials: Credentials::default(),
        keep_time: Box::new(move || clock.advance(began.elapsed().saturating_sub(clock.elapsed()))),
    };
    Server::start("127.0.0.1:0", settings).unwrap()
}

fn radio(address: SocketAddr) -> GatewayRadio {
    let place: Place = format!("ws://{address}/noble").parse().unwrap();
    GatewayRadio::new(place, DEADLINES)
}

fn connect(radio: &mut GatewayRadio, address: Address) -> Result<Box<dyn Link>, RadioError> {
    pollster::block_on(radio.connect(address, WAIT))
}

// The gateway, as others use it.

/// A client that is not ours: it writes its own JSON.
struct Stranger(WebSocket<TcpStream>);

impl Stranger {
    fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(format!("ws://{address}/noble"), stream).unwrap();
        Self(socket)
    }

    /// One that is let in.
    fn let_in(address: SocketAddr) -> Self {
        let mut client = Self::connect(address);
        let asked = client.next();
        assert_eq!(asked["type"], "auth");
        let challenge = relatch::model::hex::from_text(asked["challenge"].as_str().unwrap()).unwrap();
        let response = Credentials::default().answer(challenge.try_into().unwrap());
        client.say(&json!({ "action": "auth", "response": relatch::model::hex::to_text(&response) }));
        assert_eq!(client.next(), json!({ "type": "stateChange", "state": "poweredOn" }));
        client
    }

    fn say(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).unwrap();
    }

    fn next(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.0.read().unwrap() {
                return serde_json::from_str(text.as_str()).unwrap();
            }
        }
    }

    /// The next message of a type; others may come before it.
    fn next_of(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next();
            if message["type"] == kind {
                return message;
            }
        }
    }

    fn ask(&mut self, peripheral: &str, action: &str, mut fields: Value) -> Value {
        fields["action"] = json!(action);
        fields["peripheralUuid"] = json!(peripheral);
        self.say(&fields);
        self.next()
    }
}

/// What the existing client does, in its order (protocol, gateway, the last section).
#[test]
fn a_client_that_is_not_ours_is_served_as_the_protocol_says() {
    let (lock, _) = virtual_lock();
    let server = serve(&lock);
    let mut client = Stranger::let_in(server.address());
    client.say(&json!({ "action": "startScanning", "serviceUuids": ["1910"], "allowDuplicates": false }));
    let heard = client.next();
    let advert = lock.lock().advert();
    assert_eq!(heard["type"], "discover");
    assert_eq!(heard["connectable"], true);
    assert_eq!(heard["addressType"], "public");
    assert_eq!(heard["advertisement"]["serviceUuids"], json!(["1910"]));
    assert_eq!(
        heard["advertisement"]["manufacturerData"],
        relatch::model::hex::to_text(&advert.encode())
    );
    let peripheral = heard["peripheralUuid"].as_str().unwrap().to_owned();
    assert_eq!(peripheral, advert.mac.to_string().replace(':', "").to_lowercase());
    assert_eq!(heard["address"], advert.mac.to_string().to_lowercase());
    client.say(&json!({ "action": "stopScanning" }));
    assert_eq!(client.ask(&peripheral, "connect", json!({}))["type"], "connect");
    let services = client.ask(&peripheral, "discoverServices", json!({}));
    assert_eq!(services["serviceUuids"], json!(["1800", "180a", "1910"]));
    let one = client.ask(&peripheral, "discoverServices", json!({ "uuids": ["1910"] }));
    assert_eq!(one["serviceUuids"], json!(["1910"]));
    for service in ["1800", "180a"] {
        let listed = client.ask(
            &peripheral,
            "discoverCharacteristics",
            json!({ "serviceUuid": service }),
        );
        for characteristic in listed["characteristics"].as_array().unwrap() {
            assert_eq!(characteristic["properties"], json!(["read"]));
            let asked = json!({ "serviceUuid": service, "characteristicUuid": characteristic["uuid"] });
            let read = client.ask(&peripheral, "read", asked);
            assert_eq!(
                (&read["type"], &read["isNotification"]),
                (&json!("read"), &json!(false))
            );
            assert!(!read["data"].as_str().unwrap().is_empty(), "{read}");
        }
    }
    let listed = client.ask(&peripheral, "discoverCharacteristics", json!({ "serviceUuid": "1910" }));
    assert_eq!(
        listed["characteristics"],
        json!([
            { "uuid": "fff2", "properties": ["writeWithoutResponse"] },
            { "uuid": "fff4", "properties": ["notify"] },
        ])
    );
    let fff4 = json!({ "serviceUuid": "1910", "characteristicUuid": "fff4" });
    let descriptors = client.ask(&peripheral, "discoverDescriptors", fff4.clone());
    assert_eq!(descriptors["descriptors"], json!(["2902"]));
    let mut notify = fff4.clone();
    notify["notify"] = json!(true);
    let told = client.ask(&peripheral, "notify", notify);
    assert_eq!((&told["type"], &told["state"]), (&json!("notify"), &json!(true)));
    // A greeting in two pieces; the lock answers each frame in pieces of at most 20 bytes.
    for (piece, last) in [("7f5a050301000100", false), ("0145aa00d30d0a", true)] {
        let mut write = json!({ "serviceUuid": "1910", "characteristicUuid": "fff2", "data": piece });
        write["withoutResponse"] = json!(true);
        assert_eq!(client.ask(&peripheral, "write", write)["type"], "write", "{last}");
    }
    let notified = client.next_of("read");
    assert_eq!(notified["isNotification"], true);
    assert_eq!(notified["characteristicUuid"], "fff4");
    let data = notified["data"].as_str().unwrap();
    assert!(data.starts_with("7f5a") && data.len() <= 40, "{data}");
    assert_eq!(
        client.ask(&peripheral, "updateRssi", json!({}))["type"],
        "read",
        "the rest of the answer"
    );
    assert_eq!(client.next_of("rssiUpdate")["peripheralUuid"], peripheral.as_str());
    client.say(&json!({ "action": "disconnect", "peripheralUuid": peripheral }));
    client.next_of("disconnect");
    assert!(!lock.lock().is_connected());
}

#[test]
fn the_less_usual_requests_are_answered_too() {
    let (lock, _) = virtual_lock();
    let server = serve(&lock);
    let mut client = Stranger::let_in(server.address());
    let name = lock.lock().state().address.to_string();
    // With colons and in upper case, too.
    assert_eq!(client.ask(&name, "connect", json!({}))["type"], "connect");
    let fff4 = json!({ "serviceUuid": "1910", "characteristicUuid": "FFF4" });
    let with = |more: Value| {
        let mut fields = fff4.clone();
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        fields
    };
    let included = client.ask(&name, "discoverIncludedServices", json!({ "serviceUuid": "1910" }));
    assert_eq!(included["includedServiceUuids"], json!([]));
    let descriptor = json!({ "descriptorUuid": "2902" });
    assert_eq!(client.ask(&name, "readValue", with(descriptor))["data"], "0000");
    let on = json!({ "descriptorUuid": "00002902-0000-1000-8000-00805f9b34fb", "data": "0100" });
    assert_eq!(client.ask(&name, "writeValue", with(on))["type"], "valueWrite");
    assert_eq!(
        client.ask(&name, "readValue", with(json!({ "descriptorUuid": "2902" })))["data"],
        "0100"
    );
    assert_eq!(
        client.ask(&name, "broadcast", with(json!({ "broadcast": true })))["state"],
        false
    );
    // Behind the handles are the same values: 2 is the name, 21 the subscription.
    let read = client.ask(&name, "readHandle", json!({ "handle": 2 }));
    let named = relatch::model::hex::to_text(lock.lock().state().name.as_slice());
    assert_eq!((&read["type"], &read["data"]), (&json!("handleRead"), &json!(named)));
    assert_eq!(client.ask(&name, "readHandle", json!({ "handle": 21 }))["data"], "0100");
    let write = json!({ "handle": 21, "data": "0000", "withoutResponse": false });
    assert_eq!(client.ask(&name, "writeHandle", write)["type"], "handleWrite");
    // What cannot be done drops the link.
    assert_eq!(client.ask(&name, "read", fff4)["type"], "disconnect");
    assert!(!lock.lock().is_connected());
    assert_eq!(client.ask(&name, "discoverServices", json!({}))["type"], "disconnect");
    assert_eq!(client.ask("001122334455", "connect", json!({}))["type"], "disconnect");
}

#[test]
fn without_the_right_login_everything_is_ignored() {
    let (lock, _) = virtual_lock();
    let server = serve(&lock);
    let mut client = Stranger::connect(server.address());
    assert_eq!(client.next()["type"], "auth");
    client.say(&json!({ "action": "auth", "response": "00".repeat(16) }));
    client.say(&json!({ "action": "startScanning", "allowDuplicates": true }));
    client.say(&json!({ "action": "connect", "peripheralUuid": "x" }));
    client
        .0
        .get_ref()
        .set_read_timeout(Some(Duration::from_millis(300)))
        .unwrap();
    assert!(client.0.read().is_err(), "nothing is said");
    assert!(!lock.lock().is_connected());
}

#[test]
fn what_is_no_message_harms_nobody() {
    let (lock, _) = virtual_lock();
    let server = serve(&lock);
    let mut client = Stranger::let_in(server.address());
    for junk in [
        "",
        "{",
        "null",
        "[1]",
        "{\"action\":7}",
        "{\"action\":\"fly\"}",
        "{\"action\":\"read\",\"peripheralUuid\":\"x\"}",
    ] {
        client.0.send(Message::text(junk)).unwrap();
    }
    client.0.send(Message::binary(vec![0xff; 100])).unwrap();
    client.0.send(Message::Ping(vec![1, 2].into())).unwrap();
    // Binary frames with text in them count.
    let scan = json!({ "action": "startScanning", "allowDuplicates": true }).to_string();
    client.0.send(Message::binary(scan.into_bytes())).unwrap();
    assert_eq!(client.next()["type"], "discover");
    assert_eq!(
        client.next()["type"],
        "discover",
        "told again, as duplicates are wanted"
    );
    // More than a message may have.
    drop(client.0.send(Message::text("x".repeat(1 << 20))));
    while client.0.read().is_ok() {}
    // Others are served all the same, and raw bytes are no handshake.
    TcpStream::connect(server.address())
        .unwrap()
        .write_all(&[0xff; 4096])
        .unwrap();
    Stranger::let_in(server.address());
}

#[test]
fn a_lock_has_one_connection_and_nobody_else_hears_it_meanwhile() {
    let (lock, _) = virtual_lock();
    let server = serve(&lock);
    let name = lock.lock().state().address.to_string();
    let mut first = Stranger::let_in(server.address());
    assert_eq!(first.ask(&name, "connect", json!({}))["type"], "connect");
    let mut second = Stranger::let_in(server.address());
    assert_eq!(second.ask(&name, "connect", json!({}))["type"], "disconnect");
    let mut ours = radio(server.address());
    assert!(pollster::block_on(locks_in_reach(&mut ours, WAIT)).unwrap().is_empty());
    // The first one's socket closes, and with it its link.
    drop(first);
    let deadline = Instant::now() + PATIENCE;
    while lock.lock().is_connected() {
        assert!(Instant::now() < deadline);
        std::thread::yield_now();
    }
    assert_eq!(pollster::block_on(locks_in_reach(&mut ours, WAIT)).unwrap().len(), 1);
}

// Our client, against gateways of every kind.

fn is_request(message: Option<&FromClient>, wanted: impl Fn(&Request) -> bool) -> bool {
    matches!(message, Some(FromClient::Of { request, .. }) if wanted(request))
}

/// The failure of a connection, which must come in bounded time.
fn failure(address: SocketAddr, lock: Address) -> RadioError {
    let began = Instant::now();
    let error = connect(&mut radio(address), lock).err().expect("it must fail");
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{error} after {:?}",
        began.elapsed()
    );
    error
}

#[test]
fn an_honest_gateway_lends_its_radio() {
    let (lock, key) = virtual_lock();
    let server = serve(&lock);
    let mut radio = radio(server.address());
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
    pollster::block_on(contact.close());
    assert!(!lock.lock().is_connected(), "closed is closed, when close returns");
}

#[test]
fn what_answers_and_is_no_gateway_is_told_apart() {
    let (lock, _) = virtual_lock();
    let address = lock.lock().state().address;
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(matches!(
        failure(closed, address),
        RadioError::Gateway(GatewayFailure::Unreachable(_))
    ));
    for answer in [
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "SSH-2.0-x\r\n",
        "HTTP/1.1 101 x\r\n\r\n",
    ] {
        let server = raw(move |mut stream| {
            let _ = stream.read(&mut [0; 2048]);
            let _ = stream.write_all(answer.as_bytes());
        });
        let error = failure(server, address);
        assert!(
            matches!(error, RadioError::Gateway(GatewayFailure::Foreign)),
            "{answer}: {error}"
        );
    }
    let mut held = Vec::new();
    let silent = raw(move |stream| held.push(stream));
    assert!(matches!(
        failure(silent, address),
        RadioError::Gateway(GatewayFailure::Silent)
    ));
    let dribbling = raw(|mut stream| {
        for byte in b"HTTP/1.1 101 Switching Protocols\r\nx: "
            .iter()
            .chain([b'x'; 500].iter())
        {
            if stream.write_all(&[*byte]).is_err() {
                return;
            }
            let _ = stream.set_read_timeout(Some(Duration::from_millis(10)));
            let _ = stream.read(&mut [0; 2048]);
        }
    });
    assert!(matches!(
        failure(dribbling, address),
        RadioError::Gateway(GatewayFailure::Silent)
    ));
}

#[test]
fn a_gateway_that_lets_nobody_in_or_has_no_radio_is_told_apart() {
    let (lock, _) = virtual_lock();
    let address = lock.lock().state().address;
    let mute = tampered(&lock, Box::new(|_, _| Vec::new()));
    let error = failure(mute, address);
    assert!(matches!(error, RadioError::Gateway(GatewayFailure::Silent)), "{error}");
    let strict = tampered(
        &lock,
        Box::new(|message, told| if message.is_some() { Vec::new() } else { honest(told) }),
    );
    assert!(matches!(
        failure(strict, address),
        RadioError::Gateway(GatewayFailure::Login)
    ));
    let with_power = |power: Power| {
        let tamper = move |_: Option<&FromClient>, told: Vec<FromGateway>| {
            let said = told.into_iter().map(|said| match said {
                FromGateway::State(_) => FromGateway::State(power),
                said => said,
            });
            said.map(Deed::Say).collect()
        };
        failure(tampered(&lock, Box::new(tamper)), address)
    };
    assert!(matches!(with_power(Power::Off), RadioError::Off));
    assert!(matches!(with_power(Power::Unsettled), RadioError::Off));
    assert!(matches!(with_power(Power::Unauthorized), RadioError::NotPermitted));
    assert!(matches!(with_power(Power::Unsupported), RadioError::Missing));
}

/// Each message of an honest conversation: left out, answered by closing, or preceded by junk.
#[test]
fn a_gateway_may_stall_or_close_at_any_message() {
    let (lock, _) = virtual_lock();
    let address = lock.lock().state().address;
    for at in 0.. {
        let mut reached = false;
        for closes in [false, true] {
            let (hit, seen) = std::sync::mpsc::channel();
            let mut count = 0;
            let mut is_over = false;
            let tamper = move |_: Option<&FromClient>, told: Vec<FromGateway>| {
                let mut deeds = Vec::new();
                for said in told {
                    if matches!(said, FromGateway::Discover(_)) && count > 3 {
                        continue; // told again and again
                    }
                    is_over |= count == at;
                    if count == at {
                        let _ = hit.send(());
                        deeds.extend(closes.then_some(Deed::Close));
                    }
                    count += 1;
                    if !is_over {
                        deeds.push(Deed::Say(said));
                    }
                }
                deeds
            };
            let server = tampered(&lock, Box::new(tamper));
            let began = Instant::now();
            let mut radio = radio(server);
            let result = connect(&mut radio, address);
            assert!(began.elapsed() < Duration::from_secs(6), "message {at}");
            if seen.try_recv().is_ok() {
                reached = true;
                assert!(result.is_err(), "message {at} was missing");
            }
            drop(result);
            lock.lock().disconnect();
        }
        if !reached {
            assert!(at > 10, "only {at} messages");
            return;
        }
    }
}

#[test]
fn odd_order_junk_and_other_peripherals_do_not_confuse_us() {
    let (lock, key) = virtual_lock();
    let tamper = |_: Option<&FromClient>, told: Vec<FromGateway>| {
        let mut deeds = Vec::new();
        for said in told {
            for other in [
                Answer::Connected,
                Answer::Disconnected,
                Answer::Services(Vec::new()),
                Answer::Read(Attribute::short(0x1910, 0xfff4), vec![0xee; 20], true),
            ] {
                deeds.push(Deed::Say(FromGateway::Of {
                    peripheral: "ffffffffffff".to_owned(),
                    answer: other,
                }));
            }
            deeds.push(Deed::Raw("{\"type\":\"weather\",\"peripheralUuid\":7}".to_owned()));
            deeds.push(Deed::Raw("not JSON".to_owned()));
            deeds.push(Deed::Say(said));
        }
        deeds
    };
    let mut radio = radio(tampered(&lock, Box::new(tamper)));
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
}

#[test]
fn a_gateway_that_answers_for_another_peripheral_is_not_believed() {
    let (lock, _) = virtual_lock();
    let address = lock.lock().state().address;
    let tamper = |message: Option<&FromClient>, told: Vec<FromGateway>| {
        let swapped = told.into_iter().map(|said| match said {
            FromGateway::Of { answer, .. } => FromGateway::Of {
                peripheral: "ffffffffffff".to_owned(),
                answer,
            },
            said => said,
        });
        let _ = message;
        swapped.map(Deed::Say).collect()
    };
    assert!(matches!(
        failure(tampered(&lock, Box::new(tamper)), address),
        RadioError::Refused(_)
    ));
}

#[test]
fn what_advertises_like_a_lock_and_offers_nothing_of_one_is_no_lock() {
    let (lock, _) = virtual_lock();
    let address = lock.lock().state().address;
    let without = |empty: fn(&mut Answer)| {
        let tamper = move |_: Option<&FromClient>, told: Vec<FromGateway>| {
            let emptied = told.into_iter().map(|mut said| {
                if let FromGateway::Of { answer, .. } = &mut said {
                    empty(answer);
                }
                said
            });
            emptied.map(Deed::Say).collect()
        };
        failure(tampered(&lock, Box::new(tamper)), address)
    };
    let no_service = without(|answer| {
        if let Answer::Services(uuids) = answer {
            uuids.clear();
        }
    });
    assert!(matches!(no_service, RadioError::System(_)), "{no_service}");
    let no_characteristic = without(|answer| {
        if let Answer::Characteristics(service, offered) = answer
            && *service == Uuid::short(0x1910)
        {
            offered.pop();
        }
    });
    assert!(
        matches!(no_characteristic, RadioError::System(_)),
        "{no_characteristic}"
    );
}

#[test]
fn megabytes_and_floods_end_in_bounded_time_and_memory() {
    let (lock, key) = virtual_lock();
    let address = lock.lock().state().address;
    let huge = tampered(
        &lock,
        Box::new(|message, told| match message {
            Some(FromClient::StartScanning { .. }) => vec![Deed::Raw("x".repeat(4 << 20))],
            _ => honest(told),
        }),
    );
    assert!(matches!(
        failure(huge, address),
        RadioError::Gateway(GatewayFailure::Silent)
    ));
    // Advertisements of others, for ever.
    let crowd = tampered(
        &lock,
        Box::new(|message, told| {
            let mut deeds = if matches!(message, Some(FromClient::StartScanning { .. })) {
                Vec::new()
            } else {
                honest(told)
            };
            deeds.retain(|deed| !matches!(deed, Deed::Say(FromGateway::Discover(_))));
            for number in 0..200_u32 {
                let mut data = vec![5, 3, 1, 0, 90, 0, 0, 0, 0];
                data.extend([0, 0]);
                data.extend(number.to_be_bytes());
                deeds.push(Deed::Say(FromGateway::Discover(Box::new(Discovery {
                    peripheral: format!("{number:012x}"),
                    address: None,
                    is_random: true,
                    is_connectable: true,
                    rssi: Some(i16::MIN),
                    advertisement: Advertisement {
                        manufacturer_data: Some(data),
                        ..Advertisement::default()
                    },
                }))));
            }
            deeds
        }),
    );
    assert!(matches!(failure(crowd, address), RadioError::NotInReach(_)));
    // Notifications without end: the session above gives up, and nothing is piled up here.
    let flooding = tampered(
        &lock,
        Box::new(move |message, told| {
            let peripheral = address.to_string().replace(':', "").to_lowercase();
            let mut deeds = honest(told);
            if is_request(message, |request| matches!(request, Request::Write(..))) {
                for _ in 0..2_000 {
                    deeds.push(Deed::Say(FromGateway::Of {
                        peripheral: peripheral.clone(),
                        answer: Answer::Read(Attribute::short(0x1910, 0xfff4), vec![0x55; 20], true),
                    }));
                }
            }
            deeds
        }),
    );
    let began = Instant::now();
    let mut radio = radio(flooding);
    let mut contact = Contact::new(&mut radio, key);
    let error = pollster::block_on(contact.log_in(&mut Silent)).unwrap_err();
    assert!(began.elapsed() < PATIENCE, "{error}");
}

#[test]
fn a_lost_link_is_noticed_at_once_and_the_gateway_is_reached_anew() {
    let (lock, _) = virtual_lock();
    let address = lock.lock().state().address;
    let server = serve(&lock);
    let port = server.address();
    let mut radio = radio(port);
    let mut link = connect(&mut radio, address).unwrap();
    // The lock drops the link.
    lock.lock().disconnect();
    let began = Instant::now();
    let lost = pollster::block_on(link.receive(PATIENCE));
    assert!(matches!(lost, Err(LinkError::Lost)), "{lost:?}");
    assert!(began.elapsed() < Duration::from_secs(2));
    assert!(matches!(pollster::block_on(link.write(&[1])), Err(LinkError::Lost)));
    drop(link);
    connect(&mut radio, address).unwrap();
}

#[test]
fn a_gateway_that_never_says_that_a_piece_was_written_is_still_of_use() {
    let (lock, key) = virtual_lock();
    let tamper = |_: Option<&FromClient>, told: Vec<FromGateway>| {
        let is_written = |said: &FromGateway| {
            matches!(
                said,
                FromGateway::Of {
                    answer: Answer::Written(_),
                    ..
                }
            )
        };
        honest(told.into_iter().filter(|said| !is_written(said)).collect())
    };
    let mut radio = radio(tampered(&lock, Box::new(tamper)));
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
}

#[test]
fn a_lock_that_is_another_one_at_its_next_connection_is_not_talked_to() {
    let (lock, key) = virtual_lock();
    let server = serve(&lock);
    let mut radio = radio(server.address());
    let mut contact = Contact::new(&mut radio, key);
    pollster::block_on(contact.log_in(&mut Silent)).unwrap();
    pollster::block_on(contact.close());
    // The same address, and a safe's protocol behind it; what was heard before must not be believed for ever.
    lock.lock().state_mut().version.protocol_type = 10;
    drop(contact);
    let mut radio = self::radio(server.address());
    let (_, key) = (0, lock_key(&lock));
    let mut contact = Contact::new(&mut radio, key);
    let error = pollster::block_on(contact.log_in(&mut Silent)).unwrap_err();
    assert!(
        matches!(error, ContactError::NotServed { .. } | ContactError::OtherKey(_)),
        "{error}"
    );
}

/// The owner's key of a lock that changed.
fn lock_key(lock: &SharedLock) -> OwnerKey {
    lock.lock().pair()
}

#[test]
fn cancelling_ends_a_scan_soon() {
    let mut held = Vec::new();
    let silent = raw(move |stream| held.push(stream));
    let place: Place = format!("ws://{silent}/noble").parse().unwrap();
    let mut radio = GatewayRadio::new(place, Deadlines::default());
    let began = Instant::now();
    let stopped = pollster::block_on(radio.scan_until(PATIENCE, &mut |_| relatch::transport::Listen::More, &|| true));
    assert!(stopped.is_err());
    assert!(began.elapsed() < Duration::from_secs(15));
}
