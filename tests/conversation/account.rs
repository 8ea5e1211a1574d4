//! The whole way with the owner's account: what only it knows is saved, said and put back, and the lock is in it again in the end.

use crate::guided::goes_on_to_the_end;
use crate::support::OFFSET_MS;
use crate::support::phone::Phone;
use crate::talk::Talk;
use relatch::account::Region;
use relatch::journey::facts::{Entry, ImportState};
use relatch::journey::message::Hidden;
use relatch::journey::screen::{Action, Body, Button};
use relatch::protocol::credentials;
use relatch::runtime::engine::CloudAccess;
use relatch::virtual_cloud::demo::{self, DEMO};
use relatch::virtual_lock::Model;
use std::sync::{Arc, Mutex};

/// An owner whose lock is in an account, as in the demonstration.
fn phone() -> Phone {
    let mut phone = Phone::with(Model::Full, 8, 4);
    let found = credentials::parse(phone.key_text().as_bytes()).unwrap();
    let owner = credentials::select(found, None).unwrap();
    let now_ms = phone.world.clock.utc_ms();
    let cloud = {
        let lock = phone.world.lock.lock();
        let codes: Vec<_> = lock.state().codes.iter().map(|there| there.record.clone()).collect();
        let cards: Vec<_> = lock.state().cards.iter().map(|there| there.record.clone()).collect();
        Arc::new(Mutex::new(demo::cloud(&owner, &codes, &cards, now_ms, OFFSET_MS)))
    };
    phone.cloud = Some(CloudAccess {
        application: demo::application().unwrap(),
        regions: vec![Region::Europe, Region::China],
        pump: Arc::new(move |_| Ok(demo::pump(&cloud, now_ms))),
    });
    phone
}

/// Signs in and takes the lock's key.
fn takes_the_key(talk: &mut Talk) {
    talk.choose("begin-same-lock");
    talk.choose("account");
    talk.choose("region:eu");
    let text = |id: &str| (id.to_owned(), Hidden::from(DEMO));
    let entries = vec![text("name"), text("password")];
    talk.act(
        "types the name of the account and its password",
        Action::Submit(entries),
    );
    talk.choose("0");
}

#[test]
fn everything_that_only_the_account_knows() {
    let about =
        "The key comes from the account; what only it knows is saved, said and put back, and it has the lock again.";
    let mut talk = Talk::new("account", about, phone());
    takes_the_key(&mut talk);
    talk.goes_on_to("plan-title");
    let Body::Plan(table) = talk.screen().body else {
        panic!("no plan: {:#?}", talk.screen());
    };
    let offered = table
        .options
        .iter()
        .find(|option| option.id.starts_with("account-word-"));
    talk.tick(&offered.unwrap().id.clone(), true);
    talk.goes_on_to("report-title");
    let Body::Report(report) = talk.screen().body else {
        panic!("no report: {:#?}", talk.screen());
    };
    let to_do: Vec<&str> = report.to_do.iter().map(|check| check.id.as_str()).collect();
    for thing in ["person-1", "gateway-1", "unused-code-1"] {
        assert!(to_do.contains(&thing), "{thing}: {to_do:?}");
    }
    talk.goes_on_to("register-title");
    let facts = goes_on_to_the_end(&mut talk);
    assert_eq!((facts.import, facts.entry), (ImportState::Proved, Entry::Settled));
    talk.ends();
}

#[test]
fn another_account_than_the_locks() {
    let about = "The region is wrong, then the password; then another way to the key is taken.";
    let mut talk = Talk::new("account-wrong", about, phone());
    talk.choose("begin-same-lock");
    talk.choose("account");
    for (region, problem) in [("region:cn", "account-region"), ("region:eu", "account-password")] {
        talk.choose(region);
        let text = |id: &str, text: &str| (id.to_owned(), Hidden::from(text));
        let entries = vec![text("name", DEMO), text("password", "wrong")];
        talk.act("types a wrong password", Action::Submit(entries));
        talk.sees("account-title", Some(problem));
        talk.press(Button::Back);
    }
    talk.press(Button::Back);
    talk.sees("key-title", None);
    talk.ends();
}
