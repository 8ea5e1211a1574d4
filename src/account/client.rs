//! Sends calls and does what their errors ask for: renews the sign-in once, corrects the clock once, repeats what may be repeated,
//! reads lists to their end (cloud 1, 2, 9).
//!
//! Pure but for its [`Pump`], which is the only thing that reaches the network, tells the time and waits.

use super::call;
use super::error::{CallError, Cause, Remedy, Unreachable};
use super::page::{Collector, Item, Page, Step, Whole};
use super::region::Region;
use super::reply::{Object, RawReply};
use super::request::{Application, ClientSecret, Nature, Request};
use super::token::Token;
use crate::model::SecretText;
use std::fmt;

/// What carries requests: the network, or a virtual cloud in a test.
pub trait Pump {
    /// Sends `body`, a form, to `url` by POST, and waits for the answer. It follows no redirection, and reads no more than
    /// [`super::reply::LARGEST`] bytes.
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable>;

    /// This machine's time in milliseconds since 1970 UTC.
    fn now_ms(&self) -> i64;

    /// Lets time pass.
    ///
    /// # Errors
    /// [`Cancelled`] where the person does not want to wait.
    fn wait(&mut self, ms: u64) -> Result<(), Cancelled>;
}

/// A person stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Where a sign-in is kept.
pub trait TokenKeeper {
    /// Keeps it in place of the earlier one. On success it outlives the process.
    fn keep(&mut self, token: &Token) -> Result<(), NotKept>;
}

/// A sign-in could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to keep the sign-in: {0}")]
pub struct NotKept(pub String);

/// Why a call gave nothing in the end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// The call failed.
    #[error(transparent)]
    Call(#[from] CallError),
    /// There is no sign-in, or it has ended and could not be renewed: the owner signs in again.
    #[error("failed to use the account: the sign-in has ended")]
    SignedOut,
    /// The sign-in could not be kept, so nothing more is done with it (S10).
    #[error(transparent)]
    NotKept(#[from] NotKept),
    /// A person stopped it.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Keeps the errors of one call apart from those that end everything.
///
/// # Errors
/// Where the sign-in has ended or cannot be kept, or a person stopped it.
pub fn tried<T>(result: Result<T, AccountError>) -> Result<Result<T, CallError>, AccountError> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(AccountError::Call(error)) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

/// Milliseconds to wait before a call is repeated \[C\].
const WAITS_MS: [u64; 3] = [1_000, 3_000, 9_000];
/// The longest wait that is waited here, in seconds: longer ones are told.
const LONGEST_WAIT_S: u32 = 60;

/// A client of one account.
pub struct Client<'a> {
    pump: &'a mut dyn Pump,
    keeper: &'a mut dyn TokenKeeper,
    region: Region,
    application: Application,
    token: Option<Token>,
    /// Whether the sign-in is as new as it gets, or was tried to be: once is enough, as some last for less than the time before which they
    /// are renewed.
    is_renewed: bool,
    ahead_ms: i64,
    calls: u32,
}

impl fmt::Debug for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({}, {} calls)", self.region, self.calls)
    }
}

impl<'a> Client<'a> {
    /// A client. `token`: of an earlier sign-in. Nothing is sent before a call is made.
    pub fn new(
        pump: &'a mut dyn Pump,
        keeper: &'a mut dyn TokenKeeper,
        region: Region,
        application: Application,
        token: Option<Token>,
    ) -> Self {
        Self {
            pump,
            keeper,
            region,
            application,
            token,
            is_renewed: false,
            ahead_ms: 0,
            calls: 0,
        }
    }

    /// How many calls were sent: so many of the month's quota, which all users of the application share.
    pub fn calls(&self) -> u32 {
        self.calls
    }

    /// By how many milliseconds the server's clock is ahead of this machine's, where that kept a call from working; else 0.
    pub fn server_ahead_ms(&self) -> i64 {
        self.ahead_ms
    }

    /// The account's number, where the sign-in told it.
    pub fn uid(&self) -> Option<i64> {
        self.token.as_ref().and_then(|token| token.uid)
    }

    /// Lets time pass between two looks at the account.
    pub fn wait(&mut self, ms: u64) -> Result<(), AccountError> {
        Ok(self.pump.wait(ms)?)
    }

    /// Signs in with the hash of a password, and keeps what it gives. Nothing is kept before it succeeded.
    pub fn sign_in(&mut self, username: &str, password_hash: &SecretText) -> Result<(), AccountError> {
        let object = self.exchange(&call::sign_in(username, password_hash))?;
        let token = Token::decode(&object, self.now_ms())?;
        self.keeper.keep(&token)?;
        self.token = Some(token);
        self.is_renewed = true;
        Ok(())
    }

    /// Sends a call.
    pub fn send(&mut self, request: &Request) -> Result<Object, AccountError> {
        self.renew_when_due()?;
        match self.exchange(request) {
            Err(AccountError::Call(error)) if error.cause() == Some(Cause::TokenEnded) => {
                // Both of its numbers stand for a token that has ended, and the call was not carried out.
                self.renew()?;
                match self.exchange(request) {
                    Err(AccountError::Call(error)) if error.cause() == Some(Cause::TokenEnded) => {
                        Err(AccountError::SignedOut)
                    }
                    result => result,
                }
            }
            result => result,
        }
    }

    /// Reads a list to its end.
    pub fn list<T: Item + Clone>(&mut self, request: &Request) -> Result<Whole<T>, AccountError> {
        let mut collector = if request.is_paged() {
            Collector::default()
        } else {
            Collector::unpaged()
        };
        let mut number = 1;
        loop {
            let object = self.send(&request.clone().for_page(number))?;
            match collector.take(number, Page::decode(&object)?)? {
                Step::Ask(next) => number = next,
                Step::Done(whole) => return Ok(whole),
            }
        }
    }

    /// Reads a list that not every lock has: one that the lock does not support is empty.
    pub fn optional_list<T: Item + Clone>(&mut self, request: &Request) -> Result<Whole<T>, AccountError> {
        match self.list(request) {
            Err(AccountError::Call(error)) if error.cause() == Some(Cause::NotSupported) => Ok(Whole {
                calls: 1,
                ..Whole::default()
            }),
            result => result,
        }
    }

    /// The time that the server wants to see.
    fn now_ms(&self) -> i64 {
        self.pump.now_ms().saturating_add(self.ahead_ms)
    }

    fn renew_when_due(&mut self) -> Result<(), AccountError> {
        let now_ms = self.now_ms();
        match &self.token {
            None => Err(AccountError::SignedOut),
            Some(token) if self.is_renewed || !token.is_due(now_ms) => Ok(()),
            Some(token) if token.renewal.is_none() && token.has_ended(now_ms) => Err(AccountError::SignedOut),
            Some(token) if token.renewal.is_none() => Ok(()),
            Some(token) => {
                let has_ended = token.has_ended(now_ms);
                self.is_renewed = true;
                match self.renew() {
                    // Some days are left, and the call itself will tell what is wrong.
                    Err(AccountError::Call(_) | AccountError::SignedOut) if !has_ended => Ok(()),
                    result => result,
                }
            }
        }
    }

    fn renew(&mut self) -> Result<(), AccountError> {
        let renewal = self.token.as_ref().and_then(|token| token.renewal.clone());
        let Some((renewal, token)) = renewal.zip(self.token.clone()) else {
            return Err(AccountError::SignedOut);
        };
        let object = self.exchange(&call::renew(&renewal)).map_err(|error| match error {
            AccountError::Call(error)
                if matches!(
                    error.cause(),
                    Some(Cause::RenewalEnded | Cause::TokenEnded | Cause::WrongPassword)
                ) =>
            {
                AccountError::SignedOut
            }
            error => error,
        })?;
        let renewed = token.renewed(Token::decode(&object, self.now_ms())?);
        // Both may have changed, and the earlier ones may be dead: kept before they are used.
        self.keeper.keep(&renewed)?;
        self.token = Some(renewed);
        Ok(())
    }

    /// One call with the repeats that it allows, the sign-in as it is.
    fn exchange(&mut self, request: &Request) -> Result<Object, AccountError> {
        let (mut repeats, mut was_clock_corrected, mut has_waited) = (0, false, false);
        loop {
            let error = match self.once(request) {
                Ok(object) => return Ok(object),
                Err((error, server_ms)) => match (error.remedy(request.nature, false), server_ms) {
                    (Remedy::CorrectClock, Some(server_ms)) if !was_clock_corrected => {
                        was_clock_corrected = true;
                        self.ahead_ms = server_ms.saturating_sub(self.pump.now_ms());
                        continue;
                    }
                    _ => error,
                },
            };
            let most = if error.cause() == Some(Cause::Failed) {
                1
            } else {
                WAITS_MS.len()
            };
            match error.remedy(request.nature, false) {
                Remedy::Repeat if repeats < most => {
                    self.pump.wait(WAITS_MS.get(repeats).copied().unwrap_or_default())?;
                    repeats += 1;
                }
                // It was refused, so nothing was done: a write may be sent again, too.
                Remedy::Wait(seconds) if error.cause() == Some(Cause::Busy) && repeats < most => {
                    repeats += 1;
                    let times = u64::try_from(repeats).unwrap_or(1);
                    self.pump.wait(u64::from(seconds) * 1000 * times)?;
                }
                Remedy::Wait(seconds) if seconds <= LONGEST_WAIT_S && !has_waited => {
                    has_waited = true;
                    self.pump.wait(u64::from(seconds) * 1000)?;
                }
                _ => return Err(error.into()),
            }
        }
    }

    /// One call. With an error comes the server's time, where it was told.
    fn once(&mut self, request: &Request) -> Result<Object, (CallError, Option<i64>)> {
        let base = match (&self.application.secret, request.nature) {
            (ClientSecret::AddedBy(server), Nature::Token) => server.as_str(),
            _ => self.region.base_url(),
        };
        let url = format!("{base}{}", request.path);
        let body = request
            .form(&self.application, self.token.as_ref(), self.now_ms())
            .encode();
        self.calls = self.calls.saturating_add(1);
        let raw = self.pump.post(&url, &body, request.nature.deadline_ms());
        let raw = raw.map_err(|error| (error.into(), None))?;
        tracing::debug!(
            path = request.path,
            status = raw.status,
            bytes = raw.body.len(),
            "answer of the account's server"
        );
        raw.object().map_err(|error| (error, raw.server_time_ms()))
    }
}
