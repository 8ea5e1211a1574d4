//! Rules: every example of the cloud's replies decodes or is refused as `tests/cloud/README.md` says, with what it says is in it;
//! any byte of each changed or cut gives a value or an error and never a panic; and our requests are the ones of `requests.json`,
//! value by value.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use relatch::account::accessory::{self, Face, Gateway, Keypad, PalmVein, QrCode, Remote};
use relatch::account::card::{self, CloudCard, CloudFingerprint};
use relatch::account::error::{Breakage, CallError, Cause, Remedy};
use relatch::account::field::Malformed;
use relatch::account::lock::{self, CardId, KeyEntry, LockDetail, LockEntry, LockId, PasscodeId, Registered, Rights};
use relatch::account::page::{Collector, Item, Page, Step};
use relatch::account::passcode::{self, CloudCode, CloudKind, CloudPasscode, Cycle, Generated, ItemStatus};
use relatch::account::people::{self, OtherKey};
use relatch::account::record::CloudRecord;
use relatch::account::reply::{self, Object, RawReply};
use relatch::account::request::Nature;
use relatch::account::setting::{self, PassageMode, WorkingMode};
use relatch::account::span::{Schedule, Span, WeekSlot};
use relatch::account::token::{PasswordKey, Token, derive_password_hash};
use relatch::account::transfer::ImportData;
use relatch::account::{Application, Request, call};
use relatch::model::{Address, CardNumber, Digits, Feature, SecretText};
use relatch::protocol::credentials::KeyError;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// 2026-06-15 10:00:00 UTC, the examples' present.
const NOW_MS: i64 = 1_781_517_600_000;
const HOUR: i64 = 3_600_000;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cloud")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(format!("{name}.json"))).unwrap()
}

/// The reply of an example: its bytes, or what its envelope holds.
fn reply(name: &str) -> RawReply {
    envelope(name, bytes(name))
}

fn envelope(name: &str, bytes: Vec<u8>) -> RawReply {
    if !name.starts_with("http-") {
        return RawReply {
            status: 200,
            body: bytes,
            ..RawReply::default()
        };
    }
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    let header = |name: &str| json["headers"][name].as_str().map(ToOwned::to_owned);
    RawReply {
        status: json["http_status"].as_u64().unwrap().try_into().unwrap(),
        date: header("date"),
        retry_after: header("retry-after"),
        body: json["body"].as_str().unwrap().into(),
    }
}

fn object(name: &str) -> Object {
    reply(name).object().unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn page<T: Item>(name: &str) -> Page<T> {
    Page::decode(&object(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn items<T: Item>(name: &str) -> Vec<T> {
    let page = page::<T>(name);
    assert_eq!(page.odd, [], "{name}");
    page.items.into_iter().map(|item| item.value).collect()
}

fn refusal(name: &str) -> CallError {
    reply(name).object().unwrap_err()
}

fn broken<T: std::fmt::Debug>(result: Result<T, CallError>) -> Breakage {
    match result.unwrap_err() {
        CallError::Broken(breakage) => breakage,
        error => panic!("{error}"),
    }
}

// Sign-in ------------------------------------------------------------------------------------------------------------

#[test]
fn a_sign_in_is_read_and_a_renewal_replaces_both_tokens() {
    let token = Token::decode(&object("token-ok"), NOW_MS).unwrap();
    assert_eq!(token.access.reveal(), "0000000000000000000000000000aaaa");
    assert_eq!((token.uid, token.ends_ms), (Some(7_001_001), NOW_MS + 7_776_000_000));
    assert_eq!(
        Token::decode(&object("token-ok-sparse-strings"), NOW_MS).unwrap(),
        token
    );
    let renewed = token.renewed(Token::decode(&object("token-refresh-ok"), NOW_MS).unwrap());
    assert_eq!(renewed.access.reveal(), "0000000000000000000000000000cccc");
    assert_eq!(renewed.renewal.unwrap().reveal(), "0000000000000000000000000000dddd");
    assert_eq!(renewed.uid, Some(7_001_001));
    let short = Token::decode(&object("token-no-refresh"), NOW_MS).unwrap();
    assert_eq!((short.renewal, short.ends_ms), (None, NOW_MS + HOUR));
    let missing = Token::decode(&object("token-missing-token"), NOW_MS);
    assert_eq!(broken(missing), Breakage::Member("access_token"));
}

#[test]
fn the_key_for_passwords_is_read_only_when_it_is_whole() {
    assert_eq!(PasswordKey::decode(&object("public-key-ok")).unwrap().der.len(), 294);
    let damaged = PasswordKey::decode(&object("public-key-damaged"));
    assert_eq!(broken(damaged), Breakage::Member("publicKey"));
}

// Errors -------------------------------------------------------------------------------------------------------------

/// Every example that is refused by its number: the cause, and what a read and a write are to do.
const REFUSED: &[(&str, Cause, Remedy, Remedy)] = {
    use Remedy::{
        CorrectClock, CountsAsEmpty, FetchKeyOnce, LookFirst, Never, OfferRegion, RenewOnce, Repeat, SignIn, Wait,
    };
    &[
        ("token-wrong-password", Cause::WrongPassword, Never, Never),
        ("token-wrong-client", Cause::Application, Never, Never),
        ("token-wrong-region", Cause::WrongRegion, OfferRegion, OfferRegion),
        ("token-not-hashed", Cause::OurFault, Never, Never),
        ("token-refresh-invalid", Cause::RenewalEnded, SignIn, SignIn),
        ("token-oauth-style-error", Cause::RenewalEnded, SignIn, SignIn),
        ("token-rsa-key-outdated", Cause::KeyOutdated, FetchKeyOnce, FetchKeyOnce),
        ("error-token-expired", Cause::TokenEnded, RenewOnce, RenewOnce),
        ("error-token-unknown", Cause::TokenEnded, RenewOnce, RenewOnce),
        ("error-token-text-code", Cause::TokenEnded, RenewOnce, RenewOnce),
        ("http-200-json-as-text", Cause::TokenEnded, RenewOnce, RenewOnce),
        ("error-clock", Cause::Clock, CorrectClock, CorrectClock),
        ("http-200-clock", Cause::Clock, CorrectClock, CorrectClock),
        ("error-frequency", Cause::TooFrequent, Wait(60), Wait(60)),
        ("http-429", Cause::TooFrequent, Wait(17), Wait(17)),
        ("record-export-limit", Cause::TooFrequent, Wait(60), Wait(60)),
        (
            "error-month-limit",
            Cause::MonthUsedUp,
            Remedy::StopForTheMonth,
            Remedy::StopForTheMonth,
        ),
        ("error-no-interface-permission", Cause::Application, Never, Never),
        ("error-internal", Cause::Internal, Repeat, LookFirst),
        ("error-parameter", Cause::Parameter, Never, Never),
        ("error-parameter-detail", Cause::Parameter, Never, Never),
        ("error-not-json-parameter", Cause::OurFault, Never, Never),
        ("error-not-lock-user", Cause::NotOfThisLock, Never, Never),
        ("error-not-admin", Cause::GuestOnly, Never, Never),
        ("error-permission-denied", Cause::GuestOnly, Never, Never),
        ("error-lock-missing", Cause::LockMissing, Never, Never),
        ("import-success-refused", Cause::LockMissing, Never, Never),
        ("error-key-missing", Cause::KeyMissing, Never, Never),
        ("error-frozen", Cause::Frozen, Never, Never),
        ("error-failed-only", Cause::Failed, Repeat, LookFirst),
        ("error-unknown-code", Cause::Unknown, Never, Never),
        ("initialize-refused-exists", Cause::Unknown, Never, Never),
        ("initialize-refused-lockdata", Cause::Parameter, Never, Never),
        ("door-sensor-none", Cause::Parameter, Never, Never),
        ("error-code-only", Cause::Busy, Wait(3), Wait(3)),
        ("error-gateway-busy", Cause::Busy, Wait(3), Wait(3)),
        ("error-lock-busy", Cause::Busy, Wait(3), Wait(3)),
        ("error-no-gateway", Cause::NoGateway, Never, Never),
        ("error-gateway-offline", Cause::Offline, Never, Never),
        ("error-lock-offline", Cause::Offline, Never, Never),
        ("error-power-saving", Cause::NotReady, Never, Never),
        ("not-supported", Cause::NotSupported, CountsAsEmpty, CountsAsEmpty),
        ("transfer-self", Cause::Transfer, Never, Never),
        ("passcode-get-deleted-before", Cause::DeletedBefore, Never, Never),
        ("passcode-get-no-seeds", Cause::NoSeeds, Never, Never),
        ("passcode-add-exists", Cause::CodeExists, LookFirst, LookFirst),
        ("passcode-add-full", Cause::Full, Never, Never),
        ("passcode-add-length", Cause::CodeLength, Never, Never),
        ("passcode-add-simple", Cause::TooSimple, Never, Never),
        ("passcode-change-never-used", Cause::NeverUsed, Never, Never),
        ("passcode-missing", Cause::ItemMissing, Never, Never),
        ("card-add-full", Cause::Full, Never, Never),
        ("card-missing", Cause::ItemMissing, Never, Never),
        ("fingerprint-missing", Cause::ItemMissing, Never, Never),
        ("auto-lock-range", Cause::AutoLockRange, Never, Never),
        ("key-send-no-account", Cause::KeyNotSendable, Never, Never),
        ("key-send-self", Cause::KeyNotSendable, Never, Never),
        ("key-send-admin", Cause::KeyNotSendable, Never, Never),
    ]
};

#[test]
fn each_refusal_is_told_apart_and_says_what_to_do() {
    for (name, cause, read, write) in REFUSED {
        let error = refusal(name);
        assert_eq!(error.cause(), Some(*cause), "{name}");
        assert_eq!(error.remedy(Nature::Read, false), *read, "{name}");
        assert_eq!(error.remedy(Nature::Write, false), *write, "{name}");
    }
    for name in [
        "passcode-missing",
        "card-missing",
        "fingerprint-missing",
        "error-lock-missing",
    ] {
        assert_eq!(
            refusal(name).remedy(Nature::Write, true),
            Remedy::CountsAsDone,
            "{name}"
        );
    }
    let CallError::Refused(refused) = refusal("error-parameter-detail") else {
        panic!("it has a number");
    };
    assert!(refused.detail().is_some_and(|detail| !detail.is_empty()));
}

/// Every example that is no reply of ours at all.
const NONE: &[(&str, CallError, Remedy)] = &[
    (
        "http-502-html",
        CallError::Broken(Breakage::Status(502)),
        Remedy::Repeat,
    ),
    ("http-200-html", CallError::NotTheServer { status: 200 }, Remedy::Repeat),
    ("http-404-html", CallError::NoSuchCall, Remedy::Never),
    ("http-200-empty", CallError::Broken(Breakage::Empty), Remedy::Repeat),
    (
        "http-200-truncated",
        CallError::Broken(Breakage::CutOff),
        Remedy::Repeat,
    ),
];

#[test]
fn what_is_no_reply_of_the_server_is_told_apart_too() {
    for (name, error, remedy) in NONE {
        assert_eq!(&refusal(name), error, "{name}");
        assert_eq!(error.remedy(Nature::Read, false), *remedy, "{name}");
    }
    assert_eq!(reply("http-200-clock").server_time_ms(), Some(NOW_MS));
}

#[test]
fn a_success_that_says_nothing_is_a_broken_server() {
    let empty = object("empty-object");
    assert_eq!(broken(Page::<KeyEntry>::decode(&empty)), Breakage::Member("list"));
    assert_eq!(broken(Token::decode(&empty, NOW_MS)), Breakage::Member("access_token"));
    assert!(KeyEntry::decode(&empty).is_err() && LockDetail::decode(&empty).is_err() && reply::done(&empty).is_err());
    for name in ["write-ok", "write-ok-sparse", "write-ok-text"] {
        assert_eq!(reply::done(&object(name)), Ok(()), "{name}");
    }
}

#[test]
fn a_list_is_empty_only_where_the_server_says_so() {
    let lists = [
        "null-list",
        "http-200-bom",
        "card-list-empty",
        "key-list-empty",
        "lock-list-empty",
        "lock-key-list-empty",
        "passcode-list-empty",
        "gateway-list-empty",
    ];
    for name in lists {
        assert_eq!(page::<CloudCard>(name).items, [], "{name}");
    }
    let decode = |name| broken(Page::<CloudCard>::decode(&object(name)));
    assert_eq!(decode("list-is-object"), Breakage::Member("list"));
    assert_eq!(decode("page-counts-lie"), Breakage::CountsLie);
}

// Locks and keys -----------------------------------------------------------------------------------------------------

fn front_door() -> Address {
    "AA:BB:CC:11:22:33".parse().unwrap()
}

#[test]
fn locks_are_listed_with_what_is_there() {
    let [front]: [LockEntry; 1] = items("lock-list-page1").try_into().unwrap();
    assert_eq!(
        (front.lock.lock_id, front.lock.address),
        (LockId(5_100_101), front_door())
    );
    assert_eq!(front.has_gateway, Some(true));
    assert!(front.lock.lock_data.is_some() && front.lock.features.unwrap().has(Feature::Cards));
    let [cellar]: [LockEntry; 1] = items("lock-list-page2").try_into().unwrap();
    assert_eq!((cellar.lock.battery, cellar.has_gateway), (None, Some(false)));
    assert_eq!(items::<LockEntry>("lock-list-more-fields").len(), 1);
    let two = items::<LockEntry>("lock-list-no-lockdata");
    assert_eq!(two.iter().filter(|entry| entry.lock.lock_data.is_none()).count(), 1);
    assert_eq!(two.len(), 2);
}

#[test]
fn details_are_read_whether_old_or_new() {
    let detail = |name| LockDetail::decode(&object(name)).unwrap();
    let present = detail("lock-detail");
    assert_eq!(present.lock.offset_ms, Some(HOUR));
    assert_eq!(
        (present.auto_lock_s, present.volume, present.opens_to),
        (Some(5), Some(3), Some(1))
    );
    assert_eq!((present.reset_button, present.privacy_lock), (Some(true), Some(false)));
    assert!(!present.tells_keys && detail("lock-detail-with-keys").tells_keys);
    let sparse = detail("lock-detail-sparse");
    assert_eq!((sparse.auto_lock_s, sparse.sound, sparse.model), (None, None, None));
    assert_eq!(sparse.lock.offset_ms, Some(8 * HOUR));
}

#[test]
fn rights_are_told_apart_and_the_newest_usable_entry_comes_first() {
    let keys = items::<KeyEntry>("key-list-mixed");
    let mut counts = BTreeMap::new();
    for key in &keys {
        *counts.entry(format!("{:?}", key.rights())).or_insert(0) += 1;
    }
    let expected = [
        ("AuthorisedAdmin", 1),
        ("Frozen", 1),
        ("Guest", 1),
        ("Owner", 2),
        ("Pending", 1),
        ("ReAdded", 1),
    ];
    assert_eq!(counts, expected.map(|(name, count)| (name.to_owned(), count)).into());
    let entries = lock::entries_of(&keys, front_door());
    let rights: Vec<Rights> = entries.iter().map(|entry| entry.rights()).collect();
    assert_eq!(rights, [Rights::Owner, Rights::ReAdded]);
    assert_eq!(entries[0].owner_key().unwrap().key.address, front_door());
    let pending = keys.iter().find(|key| key.rights() == Rights::Pending).unwrap();
    assert_eq!(pending.lock.lock_data, None);
}

#[test]
fn numbers_as_text_are_the_same_key() {
    let [swapped]: [KeyEntry; 1] = items("key-list-numbers-as-text").try_into().unwrap();
    assert_eq!(swapped.rights(), Rights::Owner);
    assert_eq!(swapped.lock.lock_id, LockId(5_100_101));
    assert_eq!(swapped.lock.admin_passcode, Some(Digits::new("1234567").unwrap()));
    let plain = KeyEntry::decode(&object("key-get-owner")).unwrap();
    assert_eq!(swapped.owner_key().unwrap().key, plain.owner_key().unwrap().key);
}

#[test]
fn a_key_is_taken_only_where_its_addresses_agree_and_it_is_whole() {
    let key = |name| KeyEntry::decode(&object(name)).unwrap();
    let owner = key("key-get-owner").owner_key().unwrap().key;
    assert_eq!(owner.admin_secret.0, 651_361_403);
    let after = key("key-get-after-readd");
    assert_eq!(
        (after.lock.lock_id, after.lock.offset_ms),
        (LockId(5_100_777), Some(2 * HOUR))
    );
    let new = after.owner_key().unwrap().key;
    assert!(new.address == owner.address && new.aes_key != owner.aes_key);
    let admin = key("key-get-authorised-admin");
    assert_eq!(admin.rights(), Rights::AuthorisedAdmin);
    admin.owner_key().unwrap();
    let refused = |name| key(name).owner_key().unwrap_err();
    assert_eq!(refused("key-get-guest"), lock::LockKeyError::Rights(Rights::Guest));
    let damaged = |member| {
        lock::LockKeyError::Key(KeyError::Damaged {
            address: Some(front_door()),
            member,
        })
    };
    assert_eq!(refused("key-get-damaged-lockdata"), damaged("lockData"));
    assert!(matches!(
        refused("key-get-other-mac"),
        lock::LockKeyError::Key(KeyError::Damaged { member: "lockMac", .. })
    ));
    lock::decode_lock_data(&object("change-timezone-ok")).unwrap();
}

#[test]
fn a_registration_is_read_and_may_have_reused_the_old_entry() {
    let registered = |name| Registered::decode(&object(name)).unwrap();
    let new = registered("initialize-ok");
    assert_eq!(new, registered("initialize-ok-text-id"));
    assert_eq!(new.lock_id, LockId(5_100_777));
    assert_eq!(registered("initialize-same-lock-id").lock_id, LockId(5_100_101));
}

// Pages --------------------------------------------------------------------------------------------------------------

fn collect<T: Item + Clone>(first: &str, second: &str) -> Step<T> {
    let mut collector = Collector::default();
    assert_eq!(collector.take(1, page::<T>(first)).unwrap().wants(), Some(2));
    collector.take(2, page(second)).unwrap()
}

trait Wants {
    fn wants(&self) -> Option<u32>;
}

impl<T> Wants for Step<T> {
    fn wants(&self) -> Option<u32> {
        match self {
            Step::Ask(number) => Some(*number),
            Step::Done(_) => None,
        }
    }
}

#[test]
fn pages_that_agree_are_whole_and_pages_that_changed_are_read_again() {
    assert_eq!(
        collect::<CloudPasscode>("passcode-list-page1", "passcode-list-page2").wants(),
        None
    );
    assert_eq!(collect::<CloudCard>("card-list-page1", "card-list-page2").wants(), None);
    assert_eq!(collect::<LockEntry>("lock-list-page1", "lock-list-page2").wants(), None);
    assert_eq!(
        collect::<CloudRecord>("record-list-page1", "record-list-page2").wants(),
        None
    );
    let changed = collect::<CloudPasscode>("passcode-list-page1", "passcode-list-page2-changed");
    assert_eq!(changed.wants(), Some(1));
    assert_eq!(collect::<KeyEntry>("key-list-page1", "key-list-page2").wants(), Some(1));
}

// Codes --------------------------------------------------------------------------------------------------------------

fn digits(text: &str) -> Digits {
    Digits::new(text).unwrap()
}

#[test]
fn codes_keep_their_digits_names_and_kinds() {
    let [family, zoe, courier]: [CloudPasscode; 3] = items("passcode-list-page1").try_into().unwrap();
    assert_eq!((family.kind, family.is_custom), (CloudKind::Permanent, Some(true)));
    assert_eq!(zoe.code, CloudCode::Sure(digits("034234")));
    assert_eq!(zoe.name.as_deref(), Some("Zoë 🐈 & Söhne"));
    assert_eq!(
        zoe.span.in_lock_time(HOUR).unwrap().start.to_string(),
        "2026-03-06T08:00"
    );
    assert_eq!((courier.kind, courier.is_custom), (CloudKind::OneTime, Some(false)));
    assert!(courier.may_still_be_typed_first(NOW_MS) && !courier.may_still_be_typed_first(NOW_MS + 7 * HOUR));
    assert!(!family.may_still_be_typed_first(NOW_MS));
    let [neighbour, builder]: [CloudPasscode; 2] = items("passcode-list-page2").try_into().unwrap();
    assert!(neighbour.may_still_be_typed_first(NOW_MS) && builder.may_still_be_typed_first(NOW_MS));
}

#[test]
fn all_types_of_code_are_read() {
    let kinds: Vec<CloudKind> = items::<CloudPasscode>("passcode-list-all-types")
        .iter()
        .map(|code| code.kind)
        .collect();
    assert_eq!(
        kinds.iter().map(|kind| kind.number()).collect::<Vec<_>>(),
        (1..=14).collect::<Vec<_>>()
    );
    assert_eq!(kinds[13], CloudKind::Cyclic(Cycle::Weekday(7)));
    assert_eq!(kinds[3].in_lock(), None);
}

#[test]
fn odd_codes_are_kept_and_marked() {
    let codes = items::<CloudPasscode>("passcode-list-odd");
    let [text, number, no_name, as_digits, expired, failed, future]: [CloudPasscode; 7] = codes.try_into().unwrap();
    assert_eq!(
        (text.code, text.is_custom),
        (CloudCode::Sure(digits("112358")), Some(true))
    );
    assert_eq!(number.code, CloudCode::Doubtful(digits("271828")));
    for code in [&number, &no_name, &as_digits] {
        assert!(code.name.is_none() && code.span.is_always(), "{:?}", code.id);
    }
    assert_eq!((expired.name, expired.status), (None, Some(ItemStatus::Invalid)));
    assert_eq!(failed.status, Some(ItemStatus::AddFailed));
    assert!(!failed.status.unwrap().allows_restore());
    assert_eq!(future.kind, CloudKind::Unknown(21));
    let twice = items::<CloudPasscode>("passcode-list-same-digits");
    assert_eq!(twice[0].code, twice[1].code);
    assert!(!twice[0].status.unwrap().allows_restore() && twice[1].status.unwrap().allows_restore());
}

#[test]
fn writes_of_codes_and_cards_give_their_entries() {
    let generated = Generated::decode(&object("passcode-get-ok")).unwrap();
    assert_eq!(
        (generated.id, generated.code),
        (PasscodeId(6_100_003), digits("58203317"))
    );
    for name in ["passcode-add-ok", "passcode-add-ok-with-code"] {
        assert_eq!(
            passcode::decode_added(&object(name)),
            Ok(PasscodeId(6_100_777)),
            "{name}"
        );
    }
    assert_eq!(card::decode_added(&object("card-add-ok")), Ok(CardId(6_200_777)));
    assert_eq!(
        card::decode_added(&object("card-add-reversed-ok")),
        Ok(CardId(6_200_778))
    );
    people::decode_sent(&object("key-send-ok")).unwrap();
}

// Cards and the rest -------------------------------------------------------------------------------------------------

fn workdays() -> Vec<WeekSlot> {
    (1..=5)
        .map(|week_day| WeekSlot {
            week_day,
            start_time: 480,
            end_time: 1080,
        })
        .collect()
}

#[test]
fn cards_keep_their_width_and_schedule() {
    let [anna, ben, cleaner]: [CloudCard; 3] = items("card-list-page1").try_into().unwrap();
    assert!(anna.number == ben.number.reversed() && anna.id != ben.id);
    assert!(anna.span.is_always() && !ben.span.is_always());
    assert_eq!(cleaner.schedule, Schedule::Weekly(workdays()));
    let [eight, large]: [CloudCard; 2] = items("card-list-page2").try_into().unwrap();
    assert_eq!(eight.number.as_bytes().len(), 8);
    assert_eq!(large.number.decimal(), "18364758544493064720");
}

#[test]
fn odd_cards_are_kept_and_bad_ones_named() {
    let cards = items::<CloudCard>("card-list-odd");
    assert_eq!(cards[0].number, CardNumber::from_decimal("286331153").unwrap());
    assert_eq!(cards[1].number.as_bytes().len(), 4, "a leading zero");
    let slot = |week_day, start_time, end_time| WeekSlot {
        week_day,
        start_time,
        end_time,
    };
    assert_eq!(
        cards[2].schedule,
        Schedule::Weekly(vec![slot(6, 540, 1020), slot(7, 540, 1020)])
    );
    assert_eq!(cards[3].schedule, Schedule::Unknown);
    assert_eq!(cards[4].schedule, Schedule::Weekly(vec![slot(1, 0, 1439)]));
    assert_eq!(
        cards[5].schedule,
        Schedule::Weekly(vec![slot(1, 480, 720), slot(2, 780, 1080)])
    );
    assert_eq!(cards[6].status, Some(ItemStatus::Deleting));
    assert_eq!(cards[7].status, Some(ItemStatus::DeleteFailed));
    let page = page::<CloudCard>("card-list-bad-number");
    assert_eq!((page.items.len(), page.odd.len()), (1, 2));
    assert!(page.odd.iter().all(|item| item.why == Malformed("cardNumber")));
}

#[test]
fn fingerprints_and_accessories_give_names_for_the_checklists() {
    let fingers = items::<CloudFingerprint>("fingerprint-list");
    assert_eq!(fingers[0].name.as_deref(), Some("Anna right thumb"));
    assert_eq!(fingers[1].schedule, Schedule::Weekly(workdays()));
    assert_eq!((fingers[2].number, &fingers[2].name), (Some(1), &None));
    assert_eq!(items::<Face>("face-list")[0].0.name.as_deref(), Some("Anna"));
    assert_eq!(items::<Face>("face-list-other-names")[0].0.name.as_deref(), Some("Ben"));
    assert!(matches!(items::<Face>("face-list")[0].0.schedule, Schedule::Weekly(_)));
    assert_eq!(items::<PalmVein>("palm-vein-list").len(), 2);
    assert_eq!(items::<Remote>("remote-list")[0].0.name.as_deref(), Some("Car fob"));
    assert_eq!(items::<Keypad>("wireless-keypad-list")[0].0.battery, Some(85));
    assert_eq!(
        items::<Gateway>("gateway-list-ok")[0].0.name.as_deref(),
        Some("G2_hall")
    );
    assert_eq!(items::<QrCode>("qr-list")[0].0.name.as_deref(), Some("Guest QR"));
    for name in ["door-sensor", "door-sensor-misspelt"] {
        let (sensor, warns_after_s) = accessory::decode_door_sensor(&object(name)).unwrap();
        assert_eq!((sensor.id, warns_after_s), (6_800_001, Some(30)), "{name}");
    }
}

#[test]
fn the_import_pair_is_read_with_and_without_lists() {
    let data = ImportData::decode(&object("import-data")).unwrap();
    assert_eq!((data.keys, data.codes, data.cards), (2, 3, 2));
    assert_eq!((data.code_list.len(), data.card_list.len(), data.odd.len()), (3, 2, 0));
    let empty = ImportData::decode(&object("import-data-empty")).unwrap();
    assert_eq!((empty.codes, empty.code_list.len()), (0, 0));
    let counts = ImportData::decode(&object("import-data-counts-only")).unwrap();
    assert!(counts.code_list.is_empty() && counts.card_list.is_empty());
}

#[test]
fn passage_mode_is_read_in_both_forms() {
    let mode = |name| PassageMode::decode(&object(name)).unwrap();
    assert!(!mode("passage-none").is_on);
    let times = mode("passage-times");
    assert_eq!(times.entries[0].minutes, Some((540, 1020)));
    assert_eq!(times.entries[0].week_days, [1, 2, 3, 4, 5]);
    assert_eq!(mode("passage-all-day").entries[0].minutes, None);
    let null = mode("passage-all-day-null");
    assert_eq!((null.entries[0].minutes, &*null.entries[0].week_days), (None, &[7][..]));
    assert_eq!(mode("passage-new").entries.len(), 3);
    let working = WorkingMode::decode(&object("working-mode")).unwrap();
    assert_eq!((working.mode, working.entries.len()), (3, 1));
}

#[test]
fn single_numbers_are_read() {
    for (name, member, value) in [
        ("query-status-ok", "status", 0),
        ("query-open-state-ok", "state", 0),
        ("query-battery-ok", "electricQuantity", 71),
        ("query-date-ok", "date", NOW_MS - 108_000),
        ("query-setting-ok", "value", 1),
    ] {
        assert_eq!(setting::decode_number(&object(name), member), Ok(value), "{name}");
    }
}

#[test]
fn other_peoples_keys_and_records_are_read() {
    let keys = items::<OtherKey>("lock-key-list");
    assert_eq!(keys.len(), 4);
    assert!(keys[1].is_admin && keys[3].is_one_time());
    assert_eq!(keys[2].week_days.as_deref(), Some(&[1, 2, 3][..]));
    let records = items::<CloudRecord>("record-export");
    assert_eq!((records[1].id, records[1].kind), (1_600_000_000_009, 99));
    assert_eq!(records[1].credential, None);
    let failed = items::<CloudRecord>("record-list-page2");
    assert_eq!((failed[0].is_success, &failed[0].name), (Some(false), &None));
}

// Any bytes ----------------------------------------------------------------------------------------------------------

/// Gives a reply to every decoder that there is.
fn decode_with_all(reply: &RawReply) {
    fn list<T: Item + Clone>(object: &Object) {
        if let Ok(page) = Page::<T>::decode(object) {
            let _ = Collector::default().take(1, page);
        }
    }
    let _ = reply.server_time_ms();
    let Ok(object) = reply.object() else { return };
    list::<CloudPasscode>(&object);
    list::<CloudCard>(&object);
    list::<CloudFingerprint>(&object);
    list::<Face>(&object);
    list::<PalmVein>(&object);
    list::<Remote>(&object);
    list::<Keypad>(&object);
    list::<Gateway>(&object);
    list::<QrCode>(&object);
    list::<OtherKey>(&object);
    list::<CloudRecord>(&object);
    list::<LockEntry>(&object);
    list::<KeyEntry>(&object);
    let _ = Token::decode(&object, NOW_MS);
    let _ = PasswordKey::decode(&object);
    let _ = LockDetail::decode(&object);
    let _ = Registered::decode(&object);
    let _ = lock::decode_lock_data(&object);
    let _ = Generated::decode(&object);
    let _ = accessory::decode_door_sensor(&object);
    let _ = ImportData::decode(&object);
    let _ = PassageMode::decode(&object);
    let _ = WorkingMode::decode(&object);
    let _ = reply::done(&object);
    if let Ok(key) = KeyEntry::decode(&object) {
        let _ = key.owner_key();
    }
}

#[test]
fn any_byte_of_any_example_may_be_changed_or_missing() {
    let mut tried = 0_u32;
    for file in std::fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|end| end != "json") || name == "requests" {
            continue;
        }
        let whole = reply(&name);
        for at in 0..whole.body.len() {
            let mut cut = whole.clone();
            cut.body.truncate(at);
            decode_with_all(&cut);
            let mut changed = whole.clone();
            // Another bit at each place: one changes a digit, one a sign of JSON, one breaks the text.
            changed.body[at] ^= 1 << (at % 8);
            decode_with_all(&changed);
            tried += 2;
        }
    }
    assert!(tried > 100_000, "{tried}");
}

#[test]
fn every_example_has_a_row_in_the_readme() {
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let mut count = 0;
    for file in std::fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.md" || readme.contains(&format!("| `{name}` |")),
            "{name}"
        );
        count += 1;
    }
    assert_eq!(count, 151);
}

// Requests -----------------------------------------------------------------------------------------------------------

/// Every request of `requests.json`, made by us. `text_of` gives the key data that stands in one of them.
fn our_requests(text_of: impl Fn(&str, &str) -> SecretText) -> Vec<(&'static str, Request)> {
    let (old, new) = (LockId(5_100_101), LockId(5_100_777));
    let span = |start_ms, end_ms| Span { start_ms, end_ms };
    let zoe = Some("Zoë 🐈 & Söhne");
    vec![
        (
            "sign in",
            call::sign_in("owner@example.org", &derive_password_hash("synthetic password")),
        ),
        (
            "sign in, phone account",
            call::sign_in("+12025550123", &derive_password_hash("pässwort")),
        ),
        ("renew", call::renew(&"0000000000000000000000000000bbbb".into())),
        ("public key", call::password_key()),
        ("keys", call::keys()),
        ("key", call::key(old)),
        ("detail", call::lock_detail(old)),
        ("passcodes", call::passcodes(old)),
        ("cards", call::cards(old)),
        ("fingerprints", call::fingerprints(old)),
        ("other people's keys", call::other_keys(old)),
        ("passage mode", call::passage_mode(old)),
        (
            "register",
            call::register(&text_of("register", "lockData"), Some("Front door")),
        ),
        ("delete old entry", call::delete_lock(old)),
        (
            "report a permanent code",
            call::report_permanent_code(new, &digits("034234"), zoe),
        ),
        (
            "report a period code",
            call::report_period_code(new, &digits("034234"), zoe, span(1_772_780_400_000, 1_804_316_400_000)),
        ),
        (
            "report a weekly card",
            call::report_card(
                new,
                &CardNumber::from_decimal("2864434397").unwrap(),
                Some("Cleaner"),
                span(1_773_097_200_000, 1_804_633_200_000),
                &workdays(),
            ),
        ),
        (
            "report all codes of the lock",
            call::report_all_codes(
                new,
                &[call::ValidCode::new(
                    digits("471193"),
                    digits("471193"),
                    CloudKind::Permanent,
                    span(NOW_MS, 0),
                )],
            ),
        ),
        ("name a code", call::name_code(new, PasscodeId(6_100_777), "Family")),
        ("import data", call::import_data(new, old)),
        (
            "import done",
            call::import_done(
                new,
                old,
                &[PasscodeId(6_100_001), PasscodeId(6_100_004)],
                &[CardId(6_200_001), CardId(6_200_003)],
            ),
        ),
        (
            "new key data",
            call::update_lock_data(new, &text_of("new key data", "lockData")),
        ),
        ("rename", call::rename_lock(new, "Front door")),
    ]
}

#[test]
fn our_requests_are_the_ones_that_must_be_produced() {
    let examples: Value = serde_json::from_slice(&bytes("requests")).unwrap();
    let examples = examples.as_array().unwrap();
    let form_of = |name: &str| {
        let example = examples.iter().find(|example| example["name"] == name).unwrap();
        example["form"].clone()
    };
    let text_of = |name: &str, field: &str| SecretText::from(form_of(name)[field].as_str().unwrap());
    let application = Application::new("00000000000000000000000000000001", "00000000000000000000000000000002").unwrap();
    let token = Token {
        access: "0000000000000000000000000000aaaa".into(),
        renewal: None,
        uid: None,
        ends_ms: i64::MAX,
    };
    let made = our_requests(text_of);
    let mut left: Vec<&str> = examples
        .iter()
        .map(|example| example["name"].as_str().unwrap())
        .collect();
    for (name, request) in made {
        let example = examples.iter().find(|example| example["name"] == name).unwrap();
        assert_eq!(example["path"], request.path, "{name}");
        let form = request.form(&application, Some(&token), NOW_MS);
        let form: BTreeMap<String, Value> = form
            .reveal()
            .map(|(name, value)| (name.to_owned(), Value::from(value)))
            .collect();
        assert_eq!(Value::from_iter(form), example["form"], "{name}");
        left.retain(|other| *other != name);
    }
    assert_eq!(left, Vec::<&str>::new(), "not made");
}
