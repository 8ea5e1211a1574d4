//! `relatch journey`: the guided way on a lock, in the terminal, over as many runs as it takes.

use crate::args::{GuideArgs, JourneyArgs};
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::failure::file_failure;
use crate::guide::person::Person;
use crate::guide::walk::{End, Killed, Outcome, Walk, When};
use crate::pace::Pace;
use crate::target::{HeldLock, Reached, Target, WorldClock};
use relatch::journey::effect::KeyRole;
use relatch::journey::message::{Hidden, Message};
use relatch::random::SystemRandom;
use relatch::runtime::clock::Clock;
use relatch::runtime::engine::{CloudAccess, InlineDriver, Parts, keys};
use relatch::runtime::records::Store;
use relatch::store::{Secrets, SystemFiles};
use relatch::transport::Radio;
use relatch::virtual_lock::radio::OnDeath;
use relatch::words::Words;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Runs it.
pub(super) fn run(args: &JourneyArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    needs_a_person(
        tools,
        "there is no other way to answer it; a script has `relatch backup` and the commands after it",
    )?;
    let held = match &args.lock {
        Target::Virtual(path) => Some(HeldLock::open(path)?),
        Target::Bluetooth(_) | Target::Gateway(_) => None,
    };
    match &held {
        Some(held) => held.change(|lock| args.fault.iter().for_each(|script| lock.arm(*script)))?,
        None if args.fault.is_empty() => {}
        None => return Err(Failure::usage("a real lock fails when it likes", "Leave --fault out.")),
    }
    let address = match &held {
        Some(held) => held.address(),
        None => Reached::open(&args.lock, &tools.cancel)?.address,
    };
    let folder = absolute(&crate::session::folder(tools)?)?;
    let secrets = crate::identities::of_journeys(&args.identities, &folder)?;
    let store = Store::open(Arc::new(SystemFiles), folder);
    let opening = Opening {
        target: Some(args.lock.clone()),
        secrets: Arc::clone(&secrets),
        pace: pace(&args.guide, tools),
        cancel: tools.cancel.clone(),
        on_death: Arc::new(|| std::process::abort()),
        cloud: super::account::cloud(&args.cloud)?,
    };
    let words = Arc::new(Words::new(&args.guide.lang));
    let mut walk = Walk::new(held, Some(address), store, words, true, opening.boxed());
    let advice = format!("To go on: {}", this_command());
    let end = by_a_person(&mut walk, tools, None, &advice)?;
    let exit = conclude(&walk, end, tools, &advice);
    tell_of_key(&walk, &*secrets, tools);
    exit
}

/// The guided way asks a person.
pub(super) fn needs_a_person(tools: &Tools, advice: &str) -> Result<(), Failure> {
    if tools.common.json {
        let message = "the guided way asks a person, and --json is for programs";
        return Err(Failure::usage(message, format!("Leave --json out: {advice}.")));
    }
    if tools.common.no_input {
        let message = "the guided way asks a person, and --no-input forbids it";
        return Err(Failure::usage(message, format!("Leave --no-input out: {advice}.")));
    }
    Ok(())
}

/// A journey remembers where its files are, and goes on from whatever folder it is started in.
pub(super) fn absolute(folder: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(folder).map_err(|error| {
        Failure::usage(
            format!("failed to find {}: {error}", folder.display()),
            "Name a folder with --store DIR.",
        )
    })
}

/// Slow enough to be seen where somebody can see it.
pub(super) fn pace(args: &GuideArgs, tools: &Tools) -> Pace {
    let is_seen = tools.output.is_animated() && std::io::stdin().is_terminal();
    args.pace
        .unwrap_or(if is_seen { Pace::Bluetooth } else { Pace::AtOnce })
}

/// With what the app is started.
pub(super) struct Opening {
    /// Where the lock is, where that is not in the walk's own hands.
    pub(super) target: Option<Target>,
    pub(super) secrets: Arc<dyn Secrets>,
    pub(super) pace: Pace,
    pub(super) cancel: crate::cancel::Cancel,
    /// What becomes of an app that dies by script.
    pub(super) on_death: OnDeath,
    /// How the owner's account is reached, where it is.
    pub(super) cloud: Option<CloudAccess>,
}

impl Opening {
    /// For the walk, which may start it again.
    pub(super) fn boxed(self) -> crate::guide::walk::Open {
        Box::new(move |walk| self.open(walk))
    }

    fn open(&self, walk: &Walk) -> Result<InlineDriver<'static>, Failure> {
        let (radio, clock): (Box<dyn Radio>, Arc<dyn Clock>) = match (&walk.held, &self.target) {
            (Some(held), _) => (
                held.radio_at(self.pace, &self.cancel, Arc::clone(&self.on_death)),
                Arc::new(WorldClock(Arc::clone(held.clock()))),
            ),
            (None, Some(target)) => {
                let Reached { radio, clock, .. } = Reached::open(target, &self.cancel)?;
                (radio, clock)
            }
            (None, None) => return Err(Failure::usage("there is no lock", "Name one with --lock.")),
        };
        let parts = Parts {
            store: walk.store.clone(),
            secrets: Arc::clone(&self.secrets),
            clock,
            cloud: self.cloud.clone(),
        };
        let words = Arc::clone(&walk.words);
        let say = Arc::new(move |message: &Message| words.say(message));
        InlineDriver::open(parts, radio, Box::new(SystemRandom), say)
            .map_err(|error| file_failure(&error, "this store of journeys"))
    }
}

/// An app that dies by script, and is started again in this process.
pub(super) fn killed() -> OnDeath {
    Arc::new(|| std::panic::resume_unwind(Box::new(Killed)))
}

/// A person at the terminal goes it.
pub(super) fn by_a_person(
    walk: &mut Walk,
    tools: &mut Tools,
    key: Option<Hidden>,
    advice: &str,
) -> Result<End, Failure> {
    let words = Arc::clone(&walk.words);
    let mut person = Person::new(
        std::io::stdin().lock(),
        std::io::stdout(),
        crate::terminal::size,
        tools.cancel.clone(),
        words,
        key,
    );
    person.greet(walk.held.is_some())?;
    if walk.start()? {
        person.tell(&say!("terminal-goes-on"))?;
    }
    let farewell = |walk: &Walk, when: When| left(walk, advice, when).to_string();
    let end = walk.go(&mut person, tools, &farewell);
    crate::terminal::restore();
    end
}

/// With which code it ends, and why.
pub(super) fn conclude(walk: &Walk, end: End, tools: &mut Tools, advice: &str) -> Result<Exit, Failure> {
    if end == End::GaveUp {
        return Err(gave_up(walk, advice));
    }
    let (exit, said) = match walk.outcome() {
        Outcome::Proved => (Exit::Done, "done: everything that can come back was read back equal"),
        Outcome::Entrusted => (Exit::Done, "done: the copy is saved, and the lock is as it was"),
        Outcome::Partly => (
            Exit::Partly,
            "done in part: the report lists what is missing on the lock",
        ),
        Outcome::Ended => {
            let message = "ended; nothing was put back";
            return Err(Failure::new(Exit::Cancelled, message, "Begin anew at any time.").with_lock(standing(walk)));
        }
        Outcome::Open => return Err(left(walk, advice, When::Asked)),
    };
    tools.output.say(said);
    Ok(exit)
}

/// What is said when it is left on the way.
fn left(walk: &Walk, advice: &str, when: When) -> Failure {
    match when {
        When::Asked => {
            let message = "left before the end; everything up to here is kept";
            Failure::new(Exit::Cancelled, message, advice).with_lock(standing(walk))
        }
        When::Running => Failure::new(
            Exit::Cancelled,
            "left in the middle of work; what is done is kept",
            advice,
        )
        .with_lock("the next start asks it what it is now, before anything else"),
    }
}

/// What is said when nothing helps.
pub(super) fn gave_up(walk: &Walk, advice: &str) -> Failure {
    let (message, advice) = match walk.problem() {
        Some(problem) => (
            format!("it does not go on: {}", problem.what),
            format!("{} {advice}", problem.advice),
        ),
        None => ("it does not go on".to_owned(), advice.to_owned()),
    };
    Failure::new(Exit::Failed, message, advice).with_lock(standing(walk))
}

/// How the lock is, as the screen says and as a virtual lock shows.
fn standing(walk: &Walk) -> String {
    let said = walk.shown().and_then(|shown| shown.standing);
    let seen = walk.held.as_ref().map(HeldLock::in_words);
    let told: Vec<String> = said.into_iter().chain(seen).collect();
    told.join(" ")
}

/// How the same journey is started again.
fn this_command() -> String {
    let words = std::env::args().map(|word| {
        let is_plain = |character: char| character.is_alphanumeric() || "-_./:=@#,+%~\\".contains(character);
        if !word.is_empty() && word.chars().all(is_plain) {
            word
        } else {
            format!("'{}'", word.replace('\'', "'\\''"))
        }
    });
    let program = std::iter::once("relatch".to_owned());
    program.chain(words.skip(1)).collect::<Vec<_>>().join(" ")
}

/// A lock that was added again has a new owner's key, and this store alone has it.
fn tell_of_key(walk: &Walk, secrets: &dyn Secrets, tools: &mut Tools) {
    let Some((journey, _)) = walk.facts() else { return };
    if matches!(secrets.read(&keys::name(journey, KeyRole::New)), Ok(Some(_))) {
        tools.output.say(&format!(
            "note: the new owner's key of the lock is kept with the journey. To have it in a file: relatch keys export --journey {} \
             --out FILE, with the --store and --identity of this command.",
            journey.0
        ));
    }
}
