//! A journey's state, and what happens to it.

use super::effect::Effect;
use super::event::{Event, Phone};
use super::facts::{Facts, JourneyId, Route};
use super::message::Message;
use super::screen::Screen;
use super::stage::{self, Stage};
use crate::backup::item::Moment;
use serde::{Deserialize, Serialize};

/// One journey. Serialised it is what the journal keeps: what was loaded to be shown is left out, and is loaded again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Which journey.
    pub id: JourneyId,
    /// What it knows for good.
    pub facts: Facts,
    /// Where it is.
    pub stage: Stage,
    /// Which state of the offers its screen is.
    #[serde(skip)]
    pub revision: u32,
    /// What the phone told of itself.
    #[serde(skip, default = "phone_unknown")]
    pub phone: Phone,
    /// What the phone's clock shows, told before each screen is made.
    #[serde(skip, default = "Wall::unknown")]
    pub wall: Wall,
}

/// What the phone's clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    /// Now.
    pub now: Moment,
    /// The phone's offset from UTC now, in milliseconds: the journey shows every moment as the phone would.
    pub offset_ms: i64,
}

impl Wall {
    /// Before anybody told.
    fn unknown() -> Self {
        Self {
            now: Moment(0),
            offset_ms: 0,
        }
    }
}

fn phone_unknown() -> Phone {
    Phone::UNKNOWN
}

impl State {
    /// A journey that begins, and what it asks for first.
    pub fn begin(id: JourneyId, route: Route) -> Self {
        Self {
            id,
            facts: Facts::new(route),
            stage: Stage::first(route),
            revision: 0,
            phone: Phone::UNKNOWN,
            wall: Wall::unknown(),
        }
    }

    /// Whether it shows that Relatch itself failed. Such a state is not kept: what was before it is the truth.
    pub fn is_fault(&self) -> bool {
        matches!(self.stage, Stage::Fault { .. })
    }

    /// Whether it ended without a saved copy.
    pub fn is_abandoned(&self) -> bool {
        matches!(self.stage, Stage::Abandoned)
    }

    /// Whether it is over, and only its receipt is left to be read.
    pub fn is_over(&self) -> bool {
        self.stage.is_over(&self.facts)
    }
}

/// What follows from an event. Pure and total: an action that the screen does not offer, or that was meant for another one,
/// changes nothing.
pub fn update(state: State, event: Event) -> (State, Vec<Effect>) {
    #[cfg(test)]
    super::tests::strike::falls();
    if event == Event::Fault {
        return fault(state);
    }
    let before = stage::screen(&state);
    if let Event::Acted { revision, action, .. } = &event
        && (*revision != state.revision || !before.offers(action))
    {
        return (state, Vec::new());
    }
    let (mut state, effects) = stage::update(state, event);
    if !stage::screen(&state).has_same_offers(&before) {
        state.revision = state.revision.wrapping_add(1);
    }
    (state, effects)
}

/// What follows from a failure of Relatch itself. It looks at nothing, so that it cannot fail for the same reason; what ran counts no
/// more.
pub fn fault(mut state: State) -> (State, Vec<Effect>) {
    if !state.is_fault() {
        state.stage = Stage::Fault {
            before: Box::new(state.stage),
        };
    }
    state.revision = state.revision.wrapping_add(1);
    (state, vec![Effect::Cancel])
}

/// What to show.
pub fn screen(state: &State) -> Screen<Message> {
    stage::screen(state)
}
