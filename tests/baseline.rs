//! Rule: no benchmark takes more than 5 % more instructions than were committed (`./check bench`).
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

#[path = "../benches/baseline/compare.rs"]
mod compare;

use compare::{Counts, compare, counts};

fn of(counts: &[(&str, u64)]) -> Counts {
    counts
        .iter()
        .map(|(name, count)| ((*name).to_owned(), *count))
        .collect()
}

#[test]
fn equal_counts_and_smaller_ones_and_those_within_five_percent_pass() {
    let committed = of(&[("encode full", 1_000), ("parse short", 20)]);
    for now in [1_000, 1, 1_050] {
        compare(&of(&[("encode full", now), ("parse short", 21)]), &committed).unwrap();
    }
}

#[test]
fn one_that_grew_by_more_is_named_with_both_numbers() {
    let committed = of(&[("encode full", 1_000), ("parse short", 20)]);
    let said = compare(&of(&[("encode full", 1_051), ("parse short", 20)]), &committed).unwrap_err();
    let said = said.to_string();
    assert!(
        said.contains("\nencode full: 1051 instructions, committed are 1000\n"),
        "{said}"
    );
    assert!(said.contains("| encode full | 1051 | 1000 | +5.10 % |"), "{said}");
    assert!(!said.contains("parse short: "), "{said}");
}

#[test]
fn one_that_is_missing_in_either_list_fails() {
    let (one, two) = (of(&[("encode full", 1)]), of(&[("encode full", 1), ("parse full", 2)]));
    let said = compare(&two, &one).unwrap_err().to_string();
    assert!(said.contains("\nparse full: not committed yet\n"), "{said}");
    let said = compare(&one, &two).unwrap_err().to_string();
    assert!(
        said.contains("\nparse full: committed, but was not counted\n"),
        "{said}"
    );
}

#[test]
fn counts_are_read_from_what_the_harness_prints() {
    let printed = include_str!("golden/instructions.jsonl");
    assert_eq!(
        counts(printed).unwrap(),
        of(&[("encode full", 1_221), ("parse full", 2_587)])
    );
}

#[test]
fn without_any_count_or_with_one_twice_it_is_an_error() {
    let printed = include_str!("golden/instructions.jsonl");
    counts("").unwrap_err();
    counts("{\"function_name\":\"encode\",\"id\":\"full\"}").unwrap_err();
    counts(&format!("{printed}{printed}")).unwrap_err();
}
