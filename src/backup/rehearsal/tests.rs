use super::super::fixture::{NOW, contents, empty, listing, permanent, rehearsal_of, snapshot, snapshot_of};
use super::*;
use crate::random::SeededRandom;
use proptest::prelude::*;

fn draw(snapshot: &Snapshot, present: &Contents, with_one_time: bool, seed: u64) -> (Vec<Trial>, Vec<TrialKind>) {
    trials(snapshot, present, NOW, with_one_time, &mut SeededRandom::new(seed)).unwrap()
}

#[test]
fn s11_there_is_one_throw_away_item_for_each_kind_that_the_restore_would_write() {
    let kinds = |with_one_time| -> Vec<&str> {
        let (trials, impossible) = draw(&snapshot(), &contents(), with_one_time, 1);
        assert!(impossible.is_empty());
        trials.iter().map(|trial| trial.kind.word()).collect()
    };
    assert_eq!(
        kinds(false),
        [
            "code-permanent",
            "code-timed",
            "code-cyclic",
            "card-4-bytes",
            "card-8-bytes"
        ]
    );
    assert!(kinds(true).contains(&"code-one-time"));
    assert_eq!(draw(&snapshot_of(&empty()), &empty(), true, 1).0, []);
}

#[test]
fn a_kind_of_which_nothing_would_come_back_is_not_tried() {
    let mut old = contents();
    old.passcodes.items.retain(|listed| {
        let current = listed.known().map(|record| record.current.reveal());
        current.is_some_and(|current| current == "271845")
    });
    old.cards = Some(listing(Vec::new()));
    assert_eq!(kinds(&snapshot_of(&old), NOW, true), []);
}

proptest! {
    #[test]
    fn s11_throw_away_items_lie_in_the_future_and_collide_with_nothing(seed in any::<u64>(), year in 0_u8..=255) {
        let now = LockMinute([year, 11, 31, 23, 59]);
        let (snapshot, present) = (snapshot(), empty());
        let mut random = SeededRandom::new(seed);
        let (trials, _) = trials(&snapshot, &present, now, true, &mut random).unwrap();
        let held = snapshot.held();
        for trial in &trials {
            match &trial.item {
                TrialItem::Code(code) => {
                    let validity = code.validity();
                    prop_assert!(validity.is_future(now) || year >= 98, "{validity:?}");
                    prop_assert!(validity.start.civil().is_some() && !validity.start.is_open_end());
                    let like = held.codes.iter().filter_map(|listed| listed.known());
                    let lengths: Vec<usize> = like
                        .filter(|record| record.kind == code.kind)
                        .map(|record| record.current.0.len())
                        .collect();
                    prop_assert!(lengths.contains(&code.current.0.len()));
                    let taken = held.codes.iter().filter_map(|listed| listed.known());
                    prop_assert!(taken.into_iter().all(|known| known.current != code.current));
                    prop_assert_eq!(&code.original, &code.current);
                }
                TrialItem::Card(card) => {
                    prop_assert!(card.validity.is_future(now) || year >= 98);
                    prop_assert!(held.cards.iter().all(|known| !known.number.is_same_card(&card.number)));
                }
            }
        }
    }
}

#[test]
fn the_only_free_code_is_found_and_none_is_said() {
    let mut present = empty();
    let all = (0..10_000)
        .filter(|number| *number != 4_711)
        .map(|number| permanent(&format!("{number:04}")));
    present.passcodes.items = all.map(ListedPasscode::Known).collect();
    let mut short = empty();
    short.passcodes.items.push(ListedPasscode::Known(permanent("0815")));
    let snapshot = snapshot_of(&short);
    let (trials, _) = draw(&snapshot, &present, false, 3);
    let TrialItem::Code(code) = &trials[0].item else {
        panic!()
    };
    assert_eq!(code.current.reveal(), "4711");
    present.passcodes.items.push(ListedPasscode::Known(permanent("4711")));
    let (trials, impossible) = draw(&snapshot, &present, false, 3);
    assert_eq!(
        (trials, impossible),
        (vec![], vec![TrialKind::Code(PasscodeKind::Permanent)])
    );
}

#[test]
fn neither_the_owners_passcode_nor_an_original_is_drawn() {
    let mut taken = Taken::of(&snapshot(), &empty());
    for code in ["8642097", "1100223", "739200", "739201"] {
        assert!(!taken.codes.insert(CodeText(code.as_bytes().to_vec())), "{code}");
    }
}

#[test]
fn a_card_drawn_from_a_broken_generator_is_said_and_not_waited_for() {
    struct Zeros;
    impl Random for Zeros {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
            bytes.fill(0);
            Ok(())
        }
    }
    let (_, impossible) = trials(&snapshot(), &empty(), NOW, false, &mut Zeros).unwrap();
    assert_eq!(impossible, [TrialKind::CardFour, TrialKind::CardEight]);
}

#[test]
fn what_a_crash_left_is_found_by_its_marker_and_is_not_taken_for_the_owners() {
    let (trials, _) = draw(&snapshot(), &contents(), false, 5);
    let text = serde_json::to_string(&trials).unwrap();
    let stored: Vec<Trial> = serde_json::from_str(&text).unwrap();
    assert_eq!(stored, trials);
    assert_eq!(leftovers(&stored, &contents()), Vec::<&Trial>::new());

    let mut present = contents();
    for trial in &trials {
        match &trial.item {
            // The lock may have made a timed code of a permanent one, and turned a card's bytes.
            TrialItem::Code(code) => {
                let listed = PasscodeWay::AddAsPeriod.written(code);
                present.passcodes.items.insert(1, ListedPasscode::Known(listed));
            }
            TrialItem::Card(card) => {
                let mut card = card.clone();
                card.number = card.number.reversed();
                present.cards.as_mut().unwrap().items.push(card);
            }
        }
    }
    assert_eq!(leftovers(&stored, &present).len(), trials.len());
    let meta = super::super::Meta {
        leftovers: stored,
        ..super::super::fixture::meta()
    };
    let made = Snapshot::from_reads(&present, &contents(), meta).unwrap();
    assert_eq!(made, snapshot());
}

#[test]
fn an_owners_code_with_the_digits_of_a_marker_is_not_taken_away() {
    let (trials, _) = draw(&snapshot(), &contents(), false, 5);
    let TrialItem::Code(trial) = &trials[0].item else {
        panic!()
    };
    let mut present = contents();
    let mut same = trial.clone();
    same.start = LockMinute([26, 1, 1, 0, 0]);
    present.passcodes.items.push(ListedPasscode::Known(same));
    assert_eq!(without_trials(&present, &trials).into_owned(), present);
}

#[test]
fn a_result_survives_its_text_form_and_a_word_of_a_later_version_is_refused() {
    let way = Way::Passcode(PasscodeWay::Add);
    let results = [
        TrialResult::Works { way },
        TrialResult::Refused {
            tried: vec![Refusal { way, code: 27 }],
        },
        TrialResult::Differs { way },
        TrialResult::NotRemoved { way, code: 2 },
        TrialResult::NotTried { why: NotTried::Full },
    ];
    let mut rehearsal = rehearsal_of(&snapshot());
    for (kind, result) in TrialKind::ALL.into_iter().zip(results) {
        rehearsal.outcomes.retain(|outcome| outcome.kind != kind);
        rehearsal.outcomes.push(Outcome { kind, result });
    }
    let text = serde_json::to_string(&rehearsal).unwrap();
    assert_eq!(serde_json::from_str::<Rehearsal>(&text).unwrap(), rehearsal);
    assert!(
        text.contains(r#"{"kind":"code-permanent","result":"works","way":"add"}"#),
        "{text}"
    );
    assert!(serde_json::from_str::<Rehearsal>(&text.replace("code-permanent", "code-odd")).is_err());
    assert_eq!(rehearsal.way(TrialKind::Code(PasscodeKind::Permanent)), Some(way));
    assert_eq!(rehearsal.way(TrialKind::Code(PasscodeKind::Period)), None);
    assert_eq!(rehearsal.way(TrialKind::CardEight), Some(Way::CardByNumber));
}

#[test]
fn a_cyclic_trial_has_a_cycle_of_the_snapshot() {
    let (trials, _) = draw(&snapshot(), &contents(), false, 9);
    let cyclic = trials
        .iter()
        .find(|trial| trial.kind == TrialKind::Code(PasscodeKind::Cyclic))
        .unwrap();
    let TrialItem::Code(record) = &cyclic.item else {
        panic!()
    };
    assert_eq!(record.until, Until::Cycle(0x0b02));
    assert_eq!(cyclic.ways(), [Way::Passcode(PasscodeWay::Recover)]);
}
