//! The table of recovery: every pair of an open intent and what the lock says.

use crate::journey::recover::{Intent, Next, Standing, recover};

const EXPECTED: [[Next; 5]; 6] = [
    // no owner, old key works, new key works, no key works, not heard
    [
        Next::ReAdd,
        Next::RehearseAgain,
        Next::Clock,
        Next::AskForKey,
        Next::AskAgain,
    ],
    [
        Next::ReAdd,
        Next::ReadyAgain,
        Next::Clock,
        Next::AskForKey,
        Next::AskAgain,
    ],
    [
        Next::ReAdd,
        Next::WaitForButton,
        Next::Clock,
        Next::AskForKey,
        Next::AskAgain,
    ],
    [
        Next::ReAdd,
        Next::ReadyAgain,
        Next::Clock,
        Next::AskForKey,
        Next::AskAgain,
    ],
    [
        Next::ReAdd,
        Next::ReadyAgain,
        Next::DoorAgain,
        Next::AskForKey,
        Next::AskAgain,
    ],
    [
        Next::ReAdd,
        Next::ReadyAgain,
        Next::ImportGoesOn,
        Next::AskForKey,
        Next::AskAgain,
    ],
];

#[test]
fn s4_each_open_intent_is_answered_by_what_the_lock_is() {
    for (intent, row) in Intent::ALL.into_iter().zip(EXPECTED) {
        for (standing, next) in Standing::ALL.into_iter().zip(row) {
            assert_eq!(
                recover(intent, standing),
                next,
                "{} and {}",
                intent.word(),
                standing.word()
            );
        }
    }
}

#[test]
fn the_table_stands_in_the_document() {
    let document = include_str!("../../../docs/journey.md");
    let heads: Vec<&str> = Standing::ALL.map(Standing::word).into();
    assert!(
        document.contains(&format!("| | {} |", heads.join(" | "))),
        "the head of the table"
    );
    for intent in Intent::ALL {
        let cells = Standing::ALL.map(|standing| recover(intent, standing).word());
        let row = format!("| {} | {} |", intent.word(), cells.join(" | "));
        assert!(document.contains(&row), "docs/journey.md lacks: {row}");
    }
}
