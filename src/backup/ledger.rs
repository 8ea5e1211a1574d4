//! The ledger of a restore: one line for each step of each item, so that after any interruption it is known what was sent and what the
//! lock answered. Lines are only ever appended; the newest line of an item is how it stands.

use super::diff::ReadBack;
use super::item::{ItemId, Moment};
use super::plan::{Plan, PlanItem};
use super::rehearsal::Way;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which item of the snapshot.
    pub id: ItemId,
    /// How it stands.
    #[serde(flatten)]
    pub state: ItemState,
    /// Since when.
    pub at: Moment,
}

/// How an item stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ItemState {
    /// The plan writes it.
    Queued,
    /// Written down before the frame goes out: the lock may or may not have it.
    Sent {
        /// By which operation; absent where it has only one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        way: Option<Way>,
    },
    /// The lock said yes.
    Acknowledged,
    /// The lock listed it as planned.
    ReadBack,
    /// The lock listed it in another form.
    Differs,
    /// It is not on the lock.
    Failed {
        /// Why.
        cause: FailCause,
    },
}

/// Why an item is not on the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailCause {
    /// The lock refused every way; this is the last error code.
    Refused {
        /// The code.
        code: u8,
    },
    /// The lock is full.
    Full,
    /// The lock said yes and did not list it.
    NotListed,
}

/// How all items stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    states: BTreeMap<ItemId, ItemState>,
}

impl Ledger {
    /// The ledger of lines in the order in which they were written.
    pub fn replay<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut ledger = Self::default();
        lines.into_iter().for_each(|line| ledger.append(line));
        ledger
    }

    /// Takes one line more.
    pub fn append(&mut self, line: &Line) {
        self.states.insert(line.id.clone(), line.state.clone());
    }

    /// How an item stands; `None` when no line names it.
    pub fn state(&self, id: &ItemId) -> Option<&ItemState> {
        self.states.get(id)
    }

    /// The items of a plan for which the lock has not said yes or no yet. Those that stand at [`ItemState::Sent`] may be on the
    /// lock: read it and plan again before writing them (S7).
    pub fn unanswered<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a PlanItem> {
        plan.written().filter(|item| {
            matches!(
                self.state(&item.label.id),
                None | Some(ItemState::Queued | ItemState::Sent { .. })
            )
        })
    }

    /// Whether an item was sent and not answered, so that only a reading can tell whether the lock has it.
    pub fn is_in_doubt(&self) -> bool {
        self.states
            .values()
            .any(|state| matches!(state, ItemState::Sent { .. }))
    }

    /// How many items stand where.
    pub fn counts(&self) -> LedgerCounts {
        let mut counts = LedgerCounts::default();
        for state in self.states.values() {
            let count = match state {
                ItemState::Queued => &mut counts.queued,
                ItemState::Sent { .. } => &mut counts.sent,
                ItemState::Acknowledged => &mut counts.acknowledged,
                ItemState::ReadBack => &mut counts.read_back,
                ItemState::Differs => &mut counts.differs,
                ItemState::Failed { .. } => &mut counts.failed,
            };
            *count += 1;
        }
        counts
    }
}

/// How many items stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerCounts {
    /// To be written.
    pub queued: usize,
    /// In doubt.
    pub sent: usize,
    /// The lock said yes.
    pub acknowledged: usize,
    /// Proved.
    pub read_back: usize,
    /// On the lock in another form.
    pub differs: usize,
    /// Not on the lock.
    pub failed: usize,
}

/// The first lines of a restore: every item that the plan writes, queued. Lines of an earlier run are overruled by them, which
/// is right: the plan was made from what is on the lock.
pub fn queue(plan: &Plan, at: Moment) -> Vec<Line> {
    let lines = plan.written().map(|item| Line {
        id: item.label.id.clone(),
        state: ItemState::Queued,
        at,
    });
    lines.collect()
}

/// The last lines of a restore: what the reading afterwards shows of every item that the lock took.
pub fn proof(ledger: &Ledger, readback: &[(ItemId, ReadBack)], at: Moment) -> Vec<Line> {
    let lines = readback.iter().filter_map(|(id, result)| {
        let was_refused = matches!(ledger.state(id), Some(ItemState::Failed { .. }));
        let state = match result {
            ReadBack::Equal => ItemState::ReadBack,
            ReadBack::Differs => ItemState::Differs,
            // The cause that the lock gave says more.
            ReadBack::Missing if was_refused => return None,
            ReadBack::Missing => ItemState::Failed {
                cause: FailCause::NotListed,
            },
            ReadBack::NotPlanned => return None,
        };
        let id = id.clone();
        Some(Line { id, state, at })
    });
    lines.collect()
}
