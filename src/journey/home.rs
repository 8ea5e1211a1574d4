//! The first screen: every journey and every saved copy, and how to begin.

use super::facts::{JourneyId, Route};
use super::message::{Arg, Message, say};
use super::screen::{Action, Body, Button, Choice, Danger, Offer, Screen, StageName};
use super::state::State;
use super::trouble::Trouble;
use crate::backup::item::Moment;

/// What the first screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Counts up whenever something else can be chosen.
    pub revision: u32,
    /// The journeys, oldest first.
    pub journeys: Vec<Summary>,
    /// Now, to see which saved copies have expired.
    pub now: Moment,
    /// The phone's offset from UTC, in milliseconds.
    pub offset_ms: i64,
}

/// A journey in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Which.
    pub id: JourneyId,
    /// The lock's name.
    pub lock: String,
    /// Where it is.
    pub stage: StageName,
    /// Its title there.
    pub title: Message,
    /// When its saved copy expires.
    pub expires: Option<Moment>,
    /// Whether only its receipt is left.
    pub over: bool,
}

impl Summary {
    /// The line of a journey.
    pub fn of(state: &State) -> Self {
        let screen = super::state::screen(state);
        Self {
            id: state.id,
            lock: state.facts.lock_name(),
            stage: screen.stage,
            title: screen.title,
            expires: state.facts.expires,
            over: state.is_over(),
        }
    }
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A new journey.
    Begin(Route),
    /// A journey that is there.
    Open(JourneyId),
}

const BEGIN: [(&str, Route); 4] = [
    ("begin-same-lock", Route::SameLock),
    ("begin-other-lock", Route::OtherLock),
    ("begin-from-copy", Route::FromCopy),
    ("begin-entrust", Route::Entrust),
];

fn begin_words(route: Route) -> (Message, Message) {
    match route {
        Route::SameLock => (say!("home-same-lock"), say!("home-same-lock-detail")),
        Route::OtherLock => (say!("home-other-lock"), say!("home-other-lock-detail")),
        Route::FromCopy => (say!("home-from-copy"), say!("home-from-copy-detail")),
        Route::Entrust => (say!("home-entrust"), say!("home-entrust-detail")),
    }
}

/// The first screen.
pub fn screen(home: &Home) -> Screen<Message> {
    let open = home
        .journeys
        .iter()
        .filter(|journey| !journey.over)
        .map(|journey| Choice {
            id: format!("journey-{}", journey.id.0),
            label: if journey.lock.is_empty() {
                say!("home-journey-nameless")
            } else {
                say!("home-journey", lock = journey.lock.clone())
            },
            detail: Some(journey.title.clone()),
            enabled: true,
        });
    let begin = BEGIN.into_iter().map(|(id, route)| {
        let (label, detail) = begin_words(route);
        Choice {
            id: id.to_owned(),
            label,
            detail: Some(detail),
            enabled: true,
        }
    });
    Screen {
        revision: home.revision,
        stage: StageName::Home,
        steps: Vec::new(),
        title: say!("home-title"),
        lines: vec![say!("home-promise"), say!("home-privacy")],
        body: Body::Choices {
            choices: open.chain(begin).collect(),
        },
        standing: None,
        scene: None,
        warning: expired(home),
        problem: None,
        actions: Vec::new(),
        request: None,
        announce: None,
        position: String::new(),
    }
}

/// What is shown while nothing is open: nothing to do yet, or why it could not be opened, and to try again.
pub fn closed(revision: u32, trouble: Option<&Trouble>) -> Screen<Message> {
    let retry = trouble.map(|_| Offer {
        button: Button::Retry,
        label: say!("button-retry"),
        danger: Danger::None,
        confirm: None,
    });
    Screen {
        revision,
        stage: StageName::Home,
        steps: Vec::new(),
        title: say!("home-title"),
        lines: Vec::new(),
        body: Body::Text,
        standing: None,
        scene: None,
        warning: None,
        problem: trouble.map(Trouble::problem),
        actions: retry.into_iter().collect(),
        request: None,
        announce: None,
        position: String::new(),
    }
}

/// The saved copies whose time is over.
fn expired(home: &Home) -> Option<Message> {
    let is_over = |at: &Moment| *at <= home.now;
    let old: Vec<&Summary> = home
        .journeys
        .iter()
        .filter(|journey| !journey.over && journey.expires.as_ref().is_some_and(is_over))
        .collect();
    let first = old.first()?;
    let since = first.expires.map(|at| Arg::Moment(at, home.offset_ms))?;
    Some(say!(
        "home-expired",
        count = old.len(),
        lock = first.lock.clone(),
        since = since
    ))
}

/// What an action on the first screen means. `None`: it was meant for another screen, or is not offered.
pub fn wish(home: &Home, revision: u32, action: &Action) -> Option<Wish> {
    let Action::Choose(id) = action else { return None };
    if revision != home.revision || !screen(home).offers(action) {
        return None;
    }
    let begin = BEGIN
        .into_iter()
        .find(|(name, _)| name == id)
        .map(|(_, route)| Wish::Begin(route));
    begin.or_else(|| {
        let number = id.strip_prefix("journey-")?.parse().ok()?;
        Some(Wish::Open(JourneyId(number)))
    })
}
