//! `relatch demo`: the guided way on a virtual lock, as a phone would show it.

use super::demo_folder::{DemoFolder, Kept};
use super::journey::{self, Opening};
use crate::args::{DemoArgs, ModelName};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::guide::auto::Auto;
use crate::guide::person::Person;
use crate::guide::walk::{End, Outcome, Walk};
use crate::pace::Pace;
use crate::target::HeldLock;
use relatch::account::Region;
use relatch::journey::message::Hidden;
use relatch::journey::screen::Body;
use relatch::protocol::credentials::{self, sdk};
use relatch::runtime::clock::{Clock as _, SystemClock};
use relatch::runtime::engine::CloudAccess;
use relatch::runtime::records::Store;
use relatch::store::{MemoryFiles, MemorySecrets, SystemFiles};
use relatch::virtual_cloud::demo;
use relatch::virtual_lock::{Model, Spec, VirtualClock, VirtualLock};
use relatch::words::Words;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// Runs it.
pub(super) fn run(args: &DemoArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    match (args.auto, &tools.common.store) {
        (true, None) => in_memory(args, tools),
        (true, Some(_)) => by_itself_in_a_folder(args, tools),
        (false, _) => by_a_person(args, tools),
    }
}

const ADVICE: &str = "This was a virtual lock: nothing of yours was touched.";

/// By itself, and gone with this process.
fn in_memory(args: &DemoArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let mut lock = new_lock(args);
    let key = lock.pair();
    let key = Hidden(sdk::write(&key, &lock.state().device).to_string());
    let store = Store::open(Arc::new(MemoryFiles::new()), PathBuf::from("demo"));
    let lock = HeldLock::in_memory(lock);
    let opening = Opening {
        target: None,
        secrets: Arc::new(MemorySecrets::new()),
        pace: args.guide.pace.unwrap_or(Pace::AtOnce),
        cancel: tools.cancel.clone(),
        on_death: journey::killed(),
        cloud: cloud(args, &lock, &key),
    };
    let mut walk = walk(lock, store, args, opening, false)?;
    by_itself(&mut walk, key, args.account, tools)
}

/// By itself in a folder, where a demonstration that was stopped is gone on with.
fn by_itself_in_a_folder(args: &DemoArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let folder = open_folder(tools)?;
    if !folder.is_begun()? {
        folder.begin(new_lock(args))?;
    }
    let kept = folder.take_up()?;
    let key = kept.key.clone();
    let mut walk = walk_of(kept, args, tools, false)?;
    let exit = by_itself(&mut walk, key, args.account, tools);
    drop(walk);
    folder.remove()?;
    exit
}

fn by_itself(walk: &mut Walk, key: Hidden, account: bool, tools: &mut Tools) -> Result<Exit, Failure> {
    walk.start()?;
    let end = walk.go(&mut Auto::new(key, account), tools, &|_, _| {
        format!("cancelled; start it again to go on. {ADVICE}")
    })?;
    let Some((text, report)) = report(walk) else {
        return Err(match end {
            End::Over | End::Left => Failure::new(Exit::Cancelled, "the demonstration ended before its report", ADVICE),
            End::GaveUp => journey::gave_up(walk, ADVICE),
        });
    };
    tools.output.result(&report, &text)?;
    if end == End::Over && walk.outcome() == Outcome::Proved {
        return Ok(Exit::Done);
    }
    Ok(Exit::Partly)
}

/// The report in words, and for programs.
fn report(walk: &Walk) -> Option<(String, Value)> {
    let shown = walk.report()?;
    let Body::Report(report) = &shown.body else { return None };
    let missing = report
        .missing
        .iter()
        .map(|row| format!("!! {}  {}", row.label, row.notes.join(" ")));
    let text = std::iter::once(shown.title.clone())
        .chain(shown.lines.iter().cloned())
        .chain(report.lines.iter().cloned())
        .chain(missing);
    let value = serde_json::to_value(report).unwrap_or_else(|_| json!({ "proved": report.proved }));
    Some((text.collect::<Vec<_>>().join("\n"), value))
}

/// By a person, over as many runs as it takes.
fn by_a_person(args: &DemoArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    journey::needs_a_person(tools, "give --auto, so that it answers by itself")?;
    let folder = open_folder(tools)?;
    if folder.is_begun()? {
        match goes_on(args, tools)? {
            Some(true) => {}
            Some(false) => folder.remove()?,
            None => return Err(not_begun()),
        }
    }
    if !folder.is_begun()? {
        folder.begin(new_lock(args))?;
    }
    let kept = folder.take_up()?;
    let key = kept.key.clone();
    let mut walk = walk_of(kept, args, tools, true)?;
    let advice = "Start the demo again to go on where it was, or to begin anew.";
    let end = journey::by_a_person(&mut walk, tools, Some(key), advice)?;
    let exit = journey::conclude(&walk, end, tools, advice);
    drop(walk);
    if end == End::Over {
        folder.remove()?;
    }
    exit
}

fn not_begun() -> Failure {
    Failure::new(
        Exit::Cancelled,
        "left before the first screen; the demonstration is kept",
        ADVICE,
    )
}

/// Whether to go on with what is kept. `None`: the person leaves.
fn goes_on(args: &DemoArgs, tools: &Tools) -> Result<Option<bool>, Failure> {
    let words = Arc::new(Words::new(&args.guide.lang));
    let question = words.say(&say!("terminal-demo-kept"));
    tools.cancel.set_farewell(not_begun().to_string());
    let mut person = Person::new(
        std::io::stdin().lock(),
        std::io::stdout(),
        crate::terminal::size,
        tools.cancel.clone(),
        words,
        None,
    );
    let chosen = person.choose(&question, &[say!("button-go-on"), say!("terminal-begin-anew")])?;
    Ok(chosen.map(|chosen| chosen == 0))
}

fn open_folder(tools: &Tools) -> Result<DemoFolder, Failure> {
    DemoFolder::open(&journey::absolute(&crate::session::folder(tools)?)?)
}

fn walk_of(kept: Kept, args: &DemoArgs, tools: &Tools, is_watched: bool) -> Result<Walk, Failure> {
    let store = Store::open(Arc::new(SystemFiles), kept.journeys);
    let opening = Opening {
        target: None,
        secrets: Arc::new(kept.secrets),
        pace: if is_watched {
            journey::pace(&args.guide, tools)
        } else {
            args.guide.pace.unwrap_or(Pace::AtOnce)
        },
        cancel: tools.cancel.clone(),
        on_death: journey::killed(),
        cloud: cloud(args, &kept.lock, &kept.key),
    };
    walk(kept.lock, store, args, opening, is_watched)
}

fn walk(lock: HeldLock, store: Store, args: &DemoArgs, opening: Opening, is_watched: bool) -> Result<Walk, Failure> {
    lock.change(|lock| args.fault.iter().for_each(|script| lock.arm(*script)))?;
    let words = Arc::new(Words::new(&args.guide.lang));
    let address = lock.address();
    Ok(Walk::new(
        Some(lock),
        Some(address),
        store,
        words,
        is_watched,
        opening.boxed(),
    ))
}

/// The account of a virtual cloud that has the lock, where it is asked for. It is gone with this process.
fn cloud(args: &DemoArgs, lock: &HeldLock, key: &Hidden) -> Option<CloudAccess> {
    let found = credentials::parse(key.0.as_bytes()).ok().filter(|_| args.account)?;
    let owner = credentials::select(found, None).ok()?;
    let now = SystemClock.now();
    let now_ms = now.moment.0;
    let (codes, cards) = lock.listed();
    let cloud = demo::cloud(&owner, &codes, &cards, now_ms, now.offset_ms);
    let cloud = Arc::new(Mutex::new(cloud));
    Some(CloudAccess {
        application: demo::application()?,
        regions: vec![Region::Europe],
        pump: Arc::new(move |_| Ok(demo::pump(&cloud, now_ms))),
    })
}

fn new_lock(args: &DemoArgs) -> VirtualLock {
    let model = match args.model {
        ModelName::Keypad => Model::Keypad,
        ModelName::Cards => Model::Cards,
        ModelName::Full => Model::Full,
    };
    let spec = Spec {
        codes: args.codes,
        cards: args.cards,
        fingerprints: 2,
        seed: args.seed,
        ..Spec::empty(model, crate::time::lock_now())
    };
    VirtualLock::new(&spec, Arc::new(VirtualClock::new(crate::time::utc_ms())))
}
