//! Rules: the virtual cloud answers any client of HTTP as RFC 9112 says, and each call as the cloud's specification says: what a call
//! must have is asked for, what is given is kept and told again, and every switch changes an answer. Nothing here uses the
//! project's own client.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

mod calls;
mod certificate;
mod http;
mod switches;

use relatch::account::token::derive_password_hash;
use relatch::virtual_cloud::{State, VirtualCloud};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

const ID: &str = "c11e47c11e47c11e47c11e47c11e47c0";
const SECRET: &str = "5ec2e75ec2e75ec2e75ec2e75ec2e750";
const OWNER: &str = "owner@example.org";
const PASSWORD: &str = "synthetic password";

/// A cloud with two accounts in Europe, one in China, and a lock of the first.
struct World {
    cloud: VirtualCloud,
    lock: i64,
    now_ms: i64,
}

fn key_data() -> String {
    let path = format!("{}/tests/cloud/key-get-owner.json", env!("CARGO_MANIFEST_DIR"));
    let example: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    example["lockData"].as_str().unwrap().to_owned()
}

impl World {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now_ms = i64::try_from(now.as_millis()).unwrap();
        let mut state = State::empty(ID, SECRET, "eu");
        let owner = state.add_account(OWNER, PASSWORD, "eu");
        state.add_account("guest@example.org", PASSWORD, "eu");
        state.add_account("china@example.org", PASSWORD, "cn");
        let lock = state.add_lock(owner, Some("Front door"), &key_data(), now_ms).unwrap();
        Self {
            cloud: VirtualCloud::new(state),
            lock,
            now_ms,
        }
    }

    /// What a path answers to a form, as JSON.
    fn post(&mut self, path: &str, form: &str) -> Value {
        let answer = self.cloud.answer("eu", path, form.as_bytes(), self.now_ms);
        serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{path} {form}: {answer:?}"))
    }

    /// The access token of an account.
    fn sign_in(&mut self, username: &str) -> String {
        let reply = self.post("/oauth2/token", &sign_in_form(username));
        reply["access_token"].as_str().unwrap().to_owned()
    }
}

fn sign_in_form(username: &str) -> String {
    let hash = derive_password_hash(PASSWORD);
    let hash = hash.reveal();
    format!("clientId={ID}&clientSecret={SECRET}&username={username}&password={hash}")
}

/// What a call has to have beside its own values.
fn signed(access: &str, now_ms: i64) -> String {
    format!("clientId={ID}&accessToken={access}&date={now_ms}")
}

/// An item of codes.
fn code(id: i64, digits: &str, name: &str, made_ms: i64) -> Value {
    json!({ "keyboardPwdId": id, "keyboardPwd": digits, "keyboardPwdName": name, "keyboardPwdType": 2, "startDate": made_ms,
        "endDate": 0, "sendDate": made_ms, "isCustom": 1, "status": 1 })
}
