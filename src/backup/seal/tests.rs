use super::*;
use proptest::prelude::*;

/// A pair of keys of the age project's own tests.
const SECRET: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
const PUBLIC: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

fn identity() -> Identity {
    SECRET.parse().unwrap()
}

fn sealed(plain: &[u8]) -> Vec<u8> {
    seal(plain, &[identity().recipient()]).unwrap()
}

#[test]
fn what_is_sealed_opens_with_each_recipients_identity_and_no_other() {
    let (first, second, other) = (Identity::generate(), Identity::generate(), Identity::generate());
    let sealed = seal(b"plain", &[first.recipient(), second.recipient()]).unwrap();
    for identities in [vec![first.clone()], vec![second.clone()], vec![other.clone(), second]] {
        assert_eq!(&**open(&sealed, &identities).unwrap(), b"plain");
    }
    assert_eq!(open(&sealed, &[other]), Err(OpenError::NoMatch));
    assert_eq!(open(&sealed, &[]), Err(OpenError::NoMatch));
}

#[test]
fn nothing_is_sealed_for_nobody() {
    assert!(matches!(seal(b"plain", &[]), Err(SealError::NoRecipients)));
}

#[test]
fn sizes_are_bounded_in_both_directions() {
    let most = vec![7; MAX_PLAIN];
    let recipients = [identity().recipient()];
    assert!(*open(&seal(&most, &recipients).unwrap(), &[identity()]).unwrap() == most);
    let more = vec![7; MAX_PLAIN + 1];
    assert!(matches!(seal(&more, &recipients), Err(SealError::TooLarge)));
    let elsewhere = age::encrypt(&recipients[0].key, &more).unwrap();
    assert_eq!(open(&elsewhere, &[identity()]), Err(OpenError::TooLarge));
}

#[test]
fn s8_each_bad_file_is_told_apart() {
    let whole = sealed(b"plain");
    let cases: [(&[u8], OpenError); 8] = [
        (b"", OpenError::Damaged),
        (b"{\"format\": 1}", OpenError::Foreign),
        (b"age", OpenError::Damaged),
        (b"age-encryption.org/v2\n-> X", OpenError::OtherVersion),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", OpenError::Armored),
        (&whole[..whole.len() - 1], OpenError::Damaged),
        (&[&whole[..], b"x"].concat(), OpenError::Damaged),
        (b"age-encryption.org/v1\n-> scrypt", OpenError::Damaged),
    ];
    for (bytes, expected) in cases {
        assert_eq!(open(bytes, &[identity()]), Err(expected));
    }
    let mut recipient = age::scrypt::Recipient::new("phrase".to_owned().into());
    recipient.set_work_factor(2);
    let with_phrase = age::encrypt(&recipient, b"plain").unwrap();
    assert_eq!(open(&with_phrase, &[identity()]), Err(OpenError::Passphrase));
}

#[test]
fn s8_a_file_cut_at_any_length_is_refused() {
    let whole = sealed(b"the quick brown fox");
    for length in 0..whole.len() {
        assert_eq!(
            open(&whole[..length], &[identity()]),
            Err(OpenError::Damaged),
            "length {length}"
        );
    }
}

#[test]
fn s8_a_file_with_any_byte_changed_is_refused() {
    let whole = sealed(b"the quick brown fox");
    for at in 0..whole.len() {
        for flip in [0x01, 0x20, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            assert!(open(&bytes, &[identity()]).is_err(), "byte {at} xor {flip:02x}");
        }
    }
}

#[test]
fn damage_is_told_from_a_wrong_identity_unless_it_hits_what_is_meant_for_it() {
    let other = Identity::generate();
    let whole = seal(b"plain", &[identity().recipient(), other.recipient()]).unwrap();
    let lines: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
    // In the other recipient's stanza: ours is whole, so the header's own checksum tells.
    let mut bytes = whole.clone();
    let at = lines[3] + 5;
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    assert_eq!(open(&bytes, &[identity()]), Err(OpenError::Damaged));
    assert_eq!(open(&bytes, &[other]), Err(OpenError::NoMatch));
    let mut bytes = whole.clone();
    *bytes.last_mut().unwrap() ^= 1;
    assert_eq!(open(&bytes, &[identity()]), Err(OpenError::Damaged));
}

#[test]
fn keys_are_read_in_either_case_and_shown_in_one() {
    assert_eq!(identity().recipient().to_string(), PUBLIC);
    assert_eq!(*identity().secret_text(), SECRET);
    let lower: Identity = SECRET.to_lowercase().parse().unwrap();
    assert_eq!(lower.recipient(), PUBLIC.parse().unwrap());
    assert_eq!(PUBLIC.to_uppercase().parse::<Recipient>().unwrap().to_string(), PUBLIC);
    assert_eq!(format!(" {PUBLIC}\n").parse::<Recipient>().unwrap().to_string(), PUBLIC);
}

#[test]
fn key_files_are_read_as_age_keygen_writes_them() {
    let second = Identity::generate();
    let text = format!(
        "\u{feff}# created: 2026-11-24T10:00:00Z\r\n# public key: {PUBLIC}\r\n{SECRET}\r\n\r\n  {}  \n",
        *second.secret_text()
    );
    let both = [identity().recipient(), second.recipient()];
    let found: Vec<_> = parse_identity_file(&text)
        .unwrap()
        .iter()
        .map(Identity::recipient)
        .collect();
    assert_eq!(found, both);
    let found = parse_recipients_file(&format!("# mine\n{PUBLIC}\n\n{}\n", second.recipient())).unwrap();
    assert_eq!(found, both);
}

#[test]
fn each_bad_key_file_is_told_apart_by_line() {
    let identities = [
        ("", KeyTextError::Empty),
        ("# only words\n", KeyTextError::Empty),
        ("age-encryption.org/v1\n", KeyTextError::Sealed),
        ("-----BEGIN AGE ENCRYPTED FILE-----\n", KeyTextError::Sealed),
        ("\nwords", KeyTextError::Unreadable { line: 2 }),
        ("é\u{1F511}", KeyTextError::Unreadable { line: 1 }),
        (&SECRET[..70], KeyTextError::Unreadable { line: 1 }),
        (PUBLIC, KeyTextError::RecipientGiven { line: 1 }),
        ("#\nAGE-PLUGIN-YUBIKEY-1QQ", KeyTextError::OtherKind { line: 2 }),
        ("AGE-SECRET-KEY-PQ-1QQ", KeyTextError::OtherKind { line: 1 }),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----",
            KeyTextError::OtherKind { line: 1 },
        ),
    ];
    for (text, expected) in identities {
        assert_eq!(parse_identity_file(text).unwrap_err(), expected, "{text}");
    }
    let recipients = [
        ("", KeyTextError::Empty),
        (SECRET, KeyTextError::IdentityGiven { line: 1 }),
        ("ssh-ed25519 AAAA", KeyTextError::OtherKind { line: 1 }),
        ("age1yubikey1qqq", KeyTextError::OtherKind { line: 1 }),
        ("age1qqq", KeyTextError::Unreadable { line: 1 }),
        ("x", KeyTextError::Unreadable { line: 1 }),
    ];
    for (text, expected) in recipients {
        assert_eq!(parse_recipients_file(text).unwrap_err(), expected, "{text}");
    }
}

/// Every point of small order, with and without the highest bit.
const WEAK_TEXTS: [&str; 14] = [
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzqqsuwj9m",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzqqk67yly",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhzqqxqejhu",
    "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz9ts6wm9s8",
    "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz8ts72fzt7",
    "age1anlllllllllllllllllllllllllllllllllllllllllllllllals4n2t7m",
    "age1anllllllllllllllllllllllllllllllllllllllllllllllllls3hcv9z",
    "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
    "age1ahlllllllllllllllllllllllllllllllllllllllllllllllllsh3g6la",
    "age1amlllllllllllllllllllllllllllllllllllllllllllllllalselrwrv",
    "age1amlllllllllllllllllllllllllllllllllllllllllllllllllsam3fc4",
];

#[test]
fn a_recipient_that_protects_nothing_is_refused() {
    for text in WEAK_TEXTS {
        assert!(
            text.parse::<age::x25519::Recipient>().is_ok(),
            "the control: age takes {text}"
        );
        assert_eq!(text.parse::<Recipient>(), Err(KeyTextError::Weak { line: 1 }), "{text}");
    }
}

#[test]
fn the_mac_tells_who_made_it() {
    let key = derive_mac_key(&identity());
    let code = mac(&key, b"bytes");
    assert!(verify_mac(&key, b"bytes", &code));
    assert!(!verify_mac(&key, b"other", &code));
    assert!(!verify_mac(&key, b"bytes", &code[..31]));
    assert!(!verify_mac(&derive_mac_key(&Identity::generate()), b"bytes", &code));
    for bit in 0..256 {
        let mut code = code;
        code[bit / 8] ^= 1 << (bit % 8);
        assert!(!verify_mac(&key, b"bytes", &code));
    }
    // Computed with another implementation of HMAC, from the two lines at the top of this module.
    assert_eq!(
        crate::model::hex::to_text(&code),
        "826b31a2693a29f282827c23e5b4e43ec3bb398c46dd36a8c126d1b30c61f569"
    );
}

#[test]
fn s9_no_secret_is_shown() {
    let shown = format!("{:?} {:?}", identity(), derive_mac_key(&identity()));
    assert!(shown.contains("hidden") && !shown.to_uppercase().contains(&SECRET[16..24]));
    let misspelt = SECRET.replace("GQ97", "GQ98");
    let error = misspelt.parse::<Identity>().unwrap_err();
    assert!(!format!("{error} {error:?}").to_uppercase().contains("GQ98"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_sealed_opens(pattern in proptest::collection::vec(any::<u8>(), 1..50), length in 0usize..140_000) {
        let plain: Vec<u8> = pattern.into_iter().cycle().take(length).collect();
        prop_assert!(*open(&sealed(&plain), &[identity()]).unwrap() == plain);
    }

    #[test]
    fn any_bytes_give_an_answer(bytes: Vec<u8>, text: String) {
        prop_assert!(open(&bytes, &[identity()]).is_err());
        prop_assert!(open(&[VERSION, &bytes].concat(), &[identity()]).is_err());
        let _ = parse_identity_file(&text);
        let _ = parse_recipients_file(&format!("age1{text}"));
    }

    #[test]
    fn changed_files_are_refused(places in proptest::collection::vec((any::<prop::sample::Index>(), 1u8..), 1..8)) {
        let whole = sealed(&[42; 1000]);
        let mut bytes = whole.clone();
        for (place, flip) in places {
            bytes[place.index(whole.len())] ^= flip;
        }
        prop_assume!(bytes != whole);
        prop_assert!(open(&bytes, &[identity()]).is_err());
    }
}
