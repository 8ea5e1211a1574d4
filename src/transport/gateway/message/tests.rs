use super::*;
use proptest::prelude::*;

fn attribute() -> Attribute {
    Attribute::short(0x1910, 0xfff2)
}

fn requests() -> Vec<Request> {
    let uuids = || {
        vec![
            Uuid::short(0x180a),
            Uuid::parse("00001530-1212-EFDE-1523-785FEABCD123").unwrap(),
        ]
    };
    vec![
        Request::Connect,
        Request::Disconnect,
        Request::UpdateRssi,
        Request::DiscoverServices(Vec::new()),
        Request::DiscoverServices(uuids()),
        Request::DiscoverIncludedServices(Uuid::short(0x1910), uuids()),
        Request::DiscoverCharacteristics(Uuid::short(0x1910), Vec::new()),
        Request::Read(attribute()),
        Request::Write(attribute(), vec![0x7f, 0x5a, 0], true),
        Request::Write(attribute(), Vec::new(), false),
        Request::Notify(attribute(), true),
        Request::Notify(attribute(), false),
        Request::Broadcast(attribute(), true),
        Request::DiscoverDescriptors(attribute()),
        Request::ReadValue(attribute(), Uuid::short(0x2902)),
        Request::WriteValue(attribute(), Uuid::short(0x2902), vec![1, 0]),
        Request::ReadHandle(3),
        Request::WriteHandle(0xffff, vec![9], true),
    ]
}

fn answers() -> Vec<Answer> {
    let offered = Offered {
        uuid: Uuid::short(0xfff4),
        properties: vec!["notify".to_owned()],
    };
    vec![
        Answer::Connected,
        Answer::Disconnected,
        Answer::Rssi(-71),
        Answer::Services(vec![Uuid::short(0x1910)]),
        Answer::IncludedServices(Uuid::short(0x1910), Vec::new()),
        Answer::Characteristics(Uuid::short(0x1910), vec![offered]),
        Answer::Read(attribute(), vec![1, 2], true),
        Answer::Read(attribute(), Vec::new(), false),
        Answer::Written(attribute()),
        Answer::Notifies(attribute(), true),
        Answer::Broadcasts(attribute(), false),
        Answer::Descriptors(attribute(), vec![Uuid::short(0x2902)]),
        Answer::ValueRead(attribute(), Uuid::short(0x2902), vec![0, 0]),
        Answer::ValueWritten(attribute(), Uuid::short(0x2902)),
        Answer::HandleRead(3, vec![7]),
        Answer::HandleWritten(3),
        Answer::HandleNotified(4, vec![8]),
    ]
}

fn discovery() -> Discovery {
    Discovery {
        peripheral: "aabbcc112233".to_owned(),
        address: Some("AA:BB:CC:11:22:33".to_owned()),
        is_random: true,
        is_connectable: true,
        rssi: Some(-58),
        advertisement: Advertisement {
            local_name: Some("S31_332211".to_owned()),
            tx_power: Some(4),
            services: vec![Uuid::short(0x1910)],
            manufacturer_data: Some(vec![5, 3, 1]),
            service_data: vec![(Uuid::short(0x180f), vec![100])],
        },
    }
}

#[test]
fn every_message_of_a_client_is_read_as_it_was_written() {
    let mut messages = vec![
        FromClient::Auth { response: vec![7; 16] },
        FromClient::StartScanning {
            services: vec![Uuid::short(0x1910)],
            allow_duplicates: true,
        },
        FromClient::StopScanning,
    ];
    messages.extend(requests().into_iter().map(|request| FromClient::Of {
        peripheral: "aabbcc112233".to_owned(),
        request,
    }));
    for message in messages {
        assert_eq!(FromClient::decode(&message.encode()), Some(message));
    }
}

#[test]
fn every_message_of_a_gateway_is_read_as_it_was_written() {
    let mut messages = vec![
        FromGateway::Auth { challenge: [0xab; 16] },
        FromGateway::Discover(Box::new(discovery())),
    ];
    messages.extend(Power::WORDS.map(|(power, _)| FromGateway::State(power)));
    messages.extend(answers().into_iter().map(|answer| FromGateway::Of {
        peripheral: "aabbcc112233".to_owned(),
        answer,
    }));
    for message in messages {
        assert_eq!(FromGateway::decode(&message.encode()), Some(message));
    }
}

#[test]
fn messages_are_written_as_the_protocol_says() {
    let write = FromClient::Of {
        peripheral: "aabbcc112233".to_owned(),
        request: Request::Write(attribute(), vec![0x7F, 0x5A], true),
    };
    let expected = json!({
        "action": "write", "peripheralUuid": "aabbcc112233", "serviceUuid": "1910", "characteristicUuid": "fff2",
        "data": "7f5a", "withoutResponse": true,
    });
    assert_eq!(serde_json::from_str::<Value>(&write.encode()).unwrap(), expected);
    let notified = FromGateway::Of {
        peripheral: "aabbcc112233".to_owned(),
        answer: Answer::Read(Attribute::short(0x1910, 0xfff4), vec![0xAB], true),
    };
    let expected = json!({
        "type": "read", "peripheralUuid": "aabbcc112233", "serviceUuid": "1910", "characteristicUuid": "fff4",
        "data": "ab", "isNotification": true,
    });
    assert_eq!(serde_json::from_str::<Value>(&notified.encode()).unwrap(), expected);
    let expected = json!({
        "type": "discover", "peripheralUuid": "aabbcc112233", "address": "AA:BB:CC:11:22:33", "addressType": "random",
        "connectable": true, "rssi": -58,
        "advertisement": {
            "localName": "S31_332211", "txPowerLevel": 4, "serviceUuids": ["1910"], "manufacturerData": "050301",
            "serviceData": [{ "uuid": "180f", "data": "64" }],
        },
    });
    assert_eq!(discovery().json(), expected);
}

#[test]
fn other_forms_of_the_same_are_read_too() {
    for text in [
        "1910",
        "00001910",
        "00001910-0000-1000-8000-00805F9B34FB",
        "0000191000001000800000805f9b34fb",
    ] {
        assert_eq!(Uuid::parse(text), Some(Uuid::short(0x1910)), "{text}");
    }
    for text in ["", "191", "19g0", "0x1910", "000019100000100080000080", "1910ü"] {
        assert_eq!(Uuid::parse(text), None, "{text}");
    }
    let shouted = r#"{"action":"write","peripheralUuid":"p","serviceUuid":"1910","characteristicUuid":"FFF2","data":"7F5A","x":1}"#;
    let read = FromClient::decode(shouted).unwrap();
    let expected = Request::Write(attribute(), vec![0x7f, 0x5a], false);
    assert!(matches!(read, FromClient::Of { request, .. } if request == expected));
    let bare = r#"{"action":"discoverServices","peripheralUuid":"p"}"#;
    let all = Request::DiscoverServices(Vec::new());
    assert!(matches!(FromClient::decode(bare), Some(FromClient::Of { request, .. }) if request == all));
    let bare = FromGateway::decode(r#"{"type":"discover","peripheralUuid":"p"}"#);
    assert!(matches!(bare, Some(FromGateway::Discover(heard)) if heard.is_connectable && heard.rssi.is_none()));
}

#[test]
fn what_is_no_message_is_left_aside_and_lists_are_bounded() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "{\"type\":1}",
        "{\"type\":\"auth\",\"challenge\":\"00\"}",
        "{\"type\":\"read\"}",
        "{\"type\":\"rssiUpdate\",\"peripheralUuid\":\"p\",\"rssi\":99999}",
        "{\"type\":\"new\",\"peripheralUuid\":\"p\"}",
        "{\"type\":\"valueRead\",\"peripheralUuid\":\"p\",\"serviceUuid\":\"1910\"}",
    ] {
        assert_eq!(FromGateway::decode(text), None, "{text}");
        assert_eq!(FromClient::decode(text), None, "{text}");
    }
    let long = json!({ "type": "servicesDiscover", "peripheralUuid": "p", "serviceUuids": vec!["1910"; 10_000] });
    let Some(FromGateway::Of {
        answer: Answer::Services(uuids),
        ..
    }) = FromGateway::decode(&long.to_string())
    else {
        panic!("services");
    };
    assert_eq!(uuids.len(), MOST);
    let huge = json!({ "action": "auth", "response": "00".repeat(100_000) });
    assert_eq!(FromClient::decode(&huge.to_string()), None);
}

proptest! {
    #[test]
    fn any_text_is_read_or_left_aside(text in ".{0,200}") {
        let _ = (FromClient::decode(&text), FromGateway::decode(&text));
    }

    #[test]
    fn a_message_that_was_cut_or_changed_somewhere_never_panics(at in 0_usize..400, byte in any::<u8>()) {
        let message = FromGateway::Discover(Box::new(discovery())).encode();
        let mut bytes = message.into_bytes();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = FromGateway::decode(&String::from_utf8_lossy(&bytes));
        bytes.truncate(at);
        let _ = FromGateway::decode(&String::from_utf8_lossy(&bytes));
    }
}
