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

#[cfg(test)]
mod tests {
    use super::super::fixture::{CREATED, NOW, contents, empty, snapshot};
    use super::super::plan::{Capacity, Choice, Target, plan};
    use super::super::rehearsal::PasscodeWay;
    use super::*;

    fn a_plan() -> Plan {
        let present = empty();
        let target = Target {
            present: &present,
            now: NOW,
            rehearsal: None,
            capacity: Capacity::default(),
        };
        plan(&snapshot(), &target, &Choice::default())
    }

    fn line(id: &str, state: ItemState) -> Line {
        Line {
            id: id.into(),
            state,
            at: CREATED,
        }
    }

    #[test]
    fn row_46_the_newest_line_of_an_item_is_how_it_stands() {
        let way = Some(Way::Passcode(PasscodeWay::Recover));
        let plan = a_plan();
        let mut lines = queue(&plan, CREATED);
        assert_eq!(lines.len(), 11);
        lines.push(line("code-2", ItemState::Sent { way }));
        lines.push(line("code-2", ItemState::Acknowledged));
        lines.push(line("code-3", ItemState::Sent { way: None }));
        lines.push(line(
            "card-1",
            ItemState::Failed {
                cause: FailCause::Refused { code: 0x20 },
            },
        ));
        let ledger = Ledger::replay(&lines);
        assert_eq!(ledger.state(&"code-2".into()), Some(&ItemState::Acknowledged));
        assert_eq!(ledger.state(&"nothing".into()), None);
        assert!(ledger.is_in_doubt());
        let unanswered: Vec<&str> = ledger.unanswered(&plan).map(|item| item.label.id.0.as_str()).collect();
        assert_eq!(unanswered.len(), 9);
        assert!(unanswered.contains(&"code-3") && !unanswered.contains(&"code-2") && !unanswered.contains(&"card-1"));
        let counts = ledger.counts();
        assert_eq!(
            (counts.queued, counts.sent, counts.acknowledged, counts.failed),
            (8, 1, 1, 1)
        );
    }

    #[test]
    fn s7_the_proof_overrules_every_hope() {
        let plan = a_plan();
        let mut lines = queue(&plan, CREATED);
        let full = ItemState::Failed { cause: FailCause::Full };
        lines.extend(
            plan.written()
                .map(|item| line(&item.label.id.0, ItemState::Acknowledged)),
        );
        lines.push(line("card-3", full.clone()));
        let mut after = contents();
        after.passcodes.items.remove(1);
        after.cards.as_mut().unwrap().items.pop();
        let mut ledger = Ledger::replay(&lines);
        let proof = proof(&ledger, &super::super::diff::readback(&plan, &after), CREATED);
        proof.iter().for_each(|line| ledger.append(line));
        assert_eq!(ledger.state(&"code-3".into()), Some(&ItemState::ReadBack));
        let not_listed = ItemState::Failed {
            cause: FailCause::NotListed,
        };
        assert_eq!(ledger.state(&"code-2".into()), Some(&not_listed));
        assert_eq!(
            ledger.state(&"card-3".into()),
            Some(&full),
            "the lock's own reason is kept"
        );
        assert_eq!(ledger.counts().acknowledged, 0);
        assert!(!ledger.is_in_doubt());
    }

    #[test]
    fn a_line_survives_its_text_form() {
        let states = [
            ItemState::Queued,
            ItemState::Sent {
                way: Some(Way::CardByNumber),
            },
            ItemState::Sent { way: None },
            ItemState::Acknowledged,
            ItemState::ReadBack,
            ItemState::Differs,
            ItemState::Failed { cause: FailCause::Full },
            ItemState::Failed {
                cause: FailCause::Refused { code: 20 },
            },
        ];
        for state in states {
            let line = line("code-1", state);
            let text = serde_json::to_string(&line).unwrap();
            assert_eq!(serde_json::from_str::<Line>(&text).unwrap(), line, "{text}");
        }
        let text = serde_json::to_string(&line(
            "code-1",
            ItemState::Sent {
                way: Some(Way::CardByNumber),
            },
        ))
        .unwrap();
        assert_eq!(
            text,
            r#"{"id":"code-1","state":"sent","way":"card-by-number","at":"2026-11-24T09:00:00.000Z"}"#
        );
    }
}
