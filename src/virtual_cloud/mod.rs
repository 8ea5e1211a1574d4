//! The lock maker's cloud in software, for tests and demos: all calls of the specification, several accounts and regions.
//!
//! | file | what it is |
//! |---|---|
//! | [`state`] | applications, accounts, locks and what is listed of them, as one JSON file |
//! | [`switch`] | what the specification leaves open, each a switch |
//! | [`fault`] | wrong answers on purpose |
//! | `calls` | what each call does |
//! | `password_key` | the key pair for passwords |
//! | [`demo`] | an account for demonstrations |
//! | [`pump`] | the cloud behind the trait that carries calls, with no network |
//! | [`server`], `http`, [`certificate`] | the cloud behind a port, plain or encrypted |
//!
//! It is made from the same specification as the client, so it cannot find a mistake in it; the examples of `tests/cloud` can, where
//! they cover it. The moment is an argument of [`VirtualCloud::answer`].

mod calls;
pub mod certificate;
pub mod demo;
pub mod fault;
mod http;
mod password_key;
pub mod pump;
pub mod server;
pub mod state;
pub mod switch;

pub use fault::{Fault, Script};
pub use pump::VirtualPump;
pub use state::State;
pub use switch::Switches;

use crate::account::request::decode_form;
use calls::Given;
use serde_json::{Value, json};

/// A cloud.
#[derive(Clone, Debug, Default)]
pub struct VirtualCloud {
    state: State,
    /// How many calls came since it was started; scripts count these.
    calls: u32,
    /// The paths of the calls that came, in order, for who counts them.
    log: Vec<String>,
}

/// What to send back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header `Content-Type`.
    pub content_type: &'static str,
    /// The server's time, for the header `Date`: milliseconds since 1970 UTC.
    pub date_ms: i64,
    /// The header `Retry-After`, in seconds.
    pub retry_after_s: Option<u32>,
    /// The body.
    pub body: Vec<u8>,
    /// How long it takes, in milliseconds.
    pub delay_ms: u64,
    /// Whether the connection is closed before the body.
    pub is_lost: bool,
}

impl Answer {
    /// An empty answer of JSON.
    fn new(date_ms: i64) -> Self {
        Self {
            status: 200,
            content_type: "application/json;charset=UTF-8",
            date_ms,
            retry_after_s: None,
            body: Vec::new(),
            delay_ms: 0,
            is_lost: false,
        }
    }

    /// What a server says by its status alone, in words for a person.
    fn page(status: u16, date_ms: i64) -> Self {
        Self {
            status,
            content_type: "text/html;charset=utf-8",
            body: format!("<html><body><h1>{status}</h1></body></html>").into_bytes(),
            ..Self::new(date_ms)
        }
    }
}

/// The longest log of calls that is kept.
const LONGEST_LOG: usize = 100_000;
/// How far a client's clock may be off, in milliseconds.
const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1000;

impl VirtualCloud {
    /// A cloud in a state.
    pub fn new(state: State) -> Self {
        Self {
            state,
            ..Self::default()
        }
    }

    /// Its state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Its state, to change it behind the clients' backs.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// The paths of all calls that carry a token.
    pub fn paths() -> impl Iterator<Item = &'static str> {
        calls::table::paths()
    }

    /// The paths of the calls that came, in order.
    pub fn log(&self) -> &[String] {
        &self.log
    }

    /// Answers a request to `path` with a form as `body`, on the host of `region`, at `now_ms`.
    pub fn answer(&mut self, region: &str, path: &str, body: &[u8], now_ms: i64) -> Answer {
        self.calls = self.calls.saturating_add(1);
        if self.log.len() < LONGEST_LOG {
            self.log.push(path.to_owned());
        }
        let now_ms = now_ms.saturating_add(self.state.clock_ahead_ms);
        let fault = self.state.faults.iter().find(|script| script.is_due(self.calls, path));
        let fault = fault.map(|script| script.fault);
        let mut answer = Answer::new(now_ms);
        if let Some(fault) = fault
            && fault.is_instead(&mut answer)
        {
            return answer;
        }
        let result = match fault.and_then(Fault::code) {
            Some(code) => Err(code),
            None => self.carry_out(region, path, body, now_ms, fault),
        };
        let mut value = result.unwrap_or_else(refusal);
        if value.get("errcode") == Some(&json!(NO_SUCH_PATH)) {
            return Answer::page(404, now_ms);
        }
        if let Some(fault) = fault {
            fault.spoil_value(&mut value);
        }
        answer.body = value.to_string().into_bytes();
        if let Some(fault) = fault {
            fault.spoil_answer(&mut answer);
        }
        answer
    }

    fn carry_out(
        &mut self,
        region: &str,
        path: &str,
        body: &[u8],
        now_ms: i64,
        fault: Option<Fault>,
    ) -> Result<Value, i64> {
        let given = Given::new(decode_form(body).ok_or(-3)?);
        if calls::is_about_tokens(path) {
            return self.state.token_call(region, path, &given, now_ms);
        }
        let is_complete = calls::table::check(path, &given).ok_or(NO_SUCH_PATH)?;
        self.state.check_application(region, &given)?;
        let uid = self.state.signed_in(region, &given, now_ms)?;
        if given.int("date")?.abs_diff(now_ms) > CLOCK_TOLERANCE_MS.unsigned_abs() {
            return Err(80_000);
        }
        self.state.count_call()?;
        is_complete?;
        if fault == Some(Fault::ListChanges) && given.int("pageNo").unwrap_or(1) > 1 {
            self.state
                .change_lists_of(given.int("lockId").unwrap_or_default(), now_ms);
        }
        self.state.call(uid, path, &given, now_ms)
    }
}

/// What a path that is none gives inside; never sent.
const NO_SUCH_PATH: i64 = -404_404;

fn refusal(code: i64) -> Value {
    json!({ "errcode": code, "errmsg": "refused (virtual cloud)", "description": "虚拟云拒绝" })
}
