//! What the account costs: calls, and the time of our own code, with a cloud that answers at once. The cloud's own time is taken off.

use crate::Failure;
use crate::watch::Watch;
use relatch::account::client::{Cancelled, Client, NotKept, Pump, TokenKeeper};
use relatch::account::error::Unreachable;
use relatch::account::reply::RawReply;
use relatch::account::token::{Token, derive_password_hash};
use relatch::account::{Application, Region, call};
use relatch::model::{CardRecord, LockSecond, PasscodeRecord};
use relatch::protocol::credentials::{self, sdk};
use relatch::runtime::account_copy::read_lists;
use relatch::runtime::registration::read_keys;
use relatch::virtual_cloud::demo::{self, DEMO};
use relatch::virtual_lock::{Model, Spec, VirtualClock, VirtualLock};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

const ITEMS: u16 = 250;
const NOW_MS: i64 = 1_795_514_400_000;
const RUNS: u32 = 5;

/// Carries calls, and notes how long the cloud takes.
struct Timed {
    pump: Box<dyn Pump>,
    in_cloud: f64,
}

impl Pump for Timed {
    fn post(&mut self, url: &str, body: &str, deadline_ms: u64) -> Result<RawReply, Unreachable> {
        let watch = Watch::start();
        let reply = self.pump.post(url, body, deadline_ms);
        self.in_cloud += watch.spent().cpu;
        reply
    }

    fn now_ms(&self) -> i64 {
        self.pump.now_ms()
    }

    fn wait(&mut self, ms: u64) -> Result<(), Cancelled> {
        self.pump.wait(ms)
    }
}

struct Nowhere;

impl TokenKeeper for Nowhere {
    fn keep(&mut self, _: &Token) -> Result<(), NotKept> {
        Ok(())
    }
}

/// The table.
pub(crate) fn table(text: &mut String) -> Result<(), Failure> {
    let clock = Arc::new(VirtualClock::new(NOW_MS));
    let spec = Spec {
        codes: ITEMS,
        cards: ITEMS,
        ..Spec::empty(Model::Full, LockSecond([26, 11, 24, 11, 0, 0]))
    };
    let mut lock = VirtualLock::new(&spec, clock);
    let key = sdk::write(&lock.pair(), &lock.state().device).to_string();
    let owner = credentials::select(credentials::parse(key.as_bytes())?, None)?;
    let codes: Vec<PasscodeRecord> = lock.state().codes.iter().map(|code| code.record.clone()).collect();
    let cards: Vec<CardRecord> = lock.state().cards.iter().map(|card| card.record.clone()).collect();
    let application = demo::application().ok_or("the demonstration has no application")?;
    let mut least = (f64::MAX, f64::MAX, 0);
    for _ in 0..RUNS {
        let cloud = Arc::new(Mutex::new(demo::cloud(&owner, &codes, &cards, NOW_MS, 0)));
        let (own, in_cloud, calls) = copy(application.clone(), demo::pump(&cloud, NOW_MS))?;
        if own < least.0 {
            least = (own, in_cloud, calls);
        }
    }
    let (own, in_cloud, calls) = least;
    writeln!(
        text,
        "\n| the account's part of a copy, {ITEMS} codes and {ITEMS} cards | |\n|---|---|"
    )?;
    writeln!(text, "| calls, the sign-in among them | {calls} |")?;
    writeln!(
        text,
        "| our own code, the processor's time, least of {RUNS} | {:.1} ms |",
        own * 1_000.0
    )?;
    writeln!(text, "| the virtual cloud beside it | {:.1} ms |", in_cloud * 1_000.0)?;
    Ok(())
}

/// Signs in and reads everything. Our own time, the cloud's, and the calls.
fn copy(application: Application, pump: Box<dyn Pump>) -> Result<(f64, f64, u32), Failure> {
    let mut pump = Timed { pump, in_cloud: 0.0 };
    let mut keeper = Nowhere;
    let watch = Watch::start();
    let mut client = Client::new(&mut pump, &mut keeper, Region::Europe, application, None);
    client.sign_in(DEMO, &derive_password_hash(DEMO))?;
    let keys = read_keys(&mut client)?;
    let entry = keys.first().ok_or("the account has no lock")?;
    let lists = read_lists(&mut client, entry, entry.lock.features.as_ref(), NOW_MS)?;
    let calls = client.calls();
    let all = watch.spent().cpu;
    let read = lists.codes.map_or(0, |codes| codes.items.len()) + lists.cards.map_or(0, |cards| cards.items.len());
    if read != usize::from(2 * ITEMS) {
        return Err(format!("{read} items were read by {}", call::keys().path).into());
    }
    Ok((all - pump.in_cloud, pump.in_cloud, calls))
}
