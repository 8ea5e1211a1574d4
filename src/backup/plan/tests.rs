use super::*;
use crate::backup::diff::{ReadBack, diff, readback};
use crate::backup::entry::ScheduleDay;
use crate::backup::fixture::{
    NOW, card, contents, empty, listing, minute, permanent, rehearsal_of, snapshot, snapshot_of, timed,
};
use crate::backup::item::ItemId;
use crate::backup::rehearsal::{Refusal, TrialKind, TrialResult};
use crate::backup::{Terms, compare::Held};
use crate::model::settings::Switches;
use crate::model::{Feature, Features, ListedPasscode, Reading};
use proptest::prelude::*;

fn plan_for(present: &Contents, choice: &Choice) -> Plan {
    plan(&snapshot(), &target(present), choice)
}

fn target(present: &Contents) -> Target<'_> {
    Target {
        present,
        now: NOW,
        rehearsal: None,
        capacity: Capacity::default(),
    }
}

fn only(selectors: &[&str]) -> Choice {
    Choice {
        only: Some(selectors.iter().map(|text| Selector::parse(text)).collect()),
        ..Choice::default()
    }
}

fn of<'a>(plan: &'a Plan, id: &str) -> &'a PlanItem {
    plan.items.iter().find(|item| item.label.id.0 == id).unwrap()
}

fn written(plan: &Plan) -> Vec<&str> {
    plan.written().map(|item| item.label.id.0.as_str()).collect()
}

/// What the lock holds after the plan was carried out as written, codes by the way numbered `way`.
fn carried_out(plan: &Plan, present: &Contents, way: usize) -> Contents {
    let mut after = present.clone();
    for item in plan.written() {
        match (&item.item, &item.action) {
            (Item::Code(record), Action::Add { ways }) => {
                let Some(Way::Passcode(way)) = ways.get(way).or(ways.last()) else {
                    panic!("a code's way")
                };
                after.passcodes.items.push(ListedPasscode::Known(way.written(record)));
            }
            (Item::Code(record), Action::Change { .. }) => {
                let is_other =
                    |listed: &ListedPasscode| listed.known().is_none_or(|known| known.current != record.current);
                after.passcodes.items.retain(is_other);
                after.passcodes.items.push(ListedPasscode::Known(record.clone()));
            }
            (Item::Card { record, .. }, _) => {
                let cards = &mut after.cards.as_mut().unwrap().items;
                cards.retain(|card| !card.number.is_same_card(&record.number));
                let mut turned = record.clone();
                turned.number = turned.number.reversed();
                cards.push(turned);
            }
            (Item::OwnerPasscode(digits), _) => set(&mut after.admin_passcode, digits.clone()),
            (Item::Setting(SettingValue::AutoLock(value)), _) => set(&mut after.settings.auto_lock, value.clone()),
            (Item::Setting(SettingValue::Switches(value)), _) => set(&mut after.settings.switches, *value),
            (Item::Setting(SettingValue::Lamp(value)), _) => set(&mut after.settings.lamp, *value),
            (other, _) => panic!("not expected: {other:?}"),
        }
    }
    after
}

fn set<T>(reading: &mut Reading<T>, value: T) {
    *reading = Reading::Value {
        value,
        raw: Raw::default(),
    };
}

#[test]
fn settings_come_first_then_the_owners_passcode_then_codes_by_importance_then_cards() {
    let plan = plan_for(&empty(), &Choice::default());
    let expected = [
        "setting-auto-lock",
        "owner-passcode",
        "code-2",
        "code-3",
        "code-8",
        "code-1",
        "code-4",
        "code-7",
        "card-1",
        "card-2",
        "card-3",
    ];
    assert_eq!(written(&plan), expected);
    assert!(plan.is_same_lock && plan.lacking_features.is_empty());
}

#[test]
fn each_kind_is_written_by_its_own_ways_in_their_order() {
    let plan = plan_for(
        &empty(),
        &Choice {
            with_one_time: true,
            ..Choice::default()
        },
    );
    let ways = |id: &str| match &of(&plan, id).action {
        Action::Add { ways } => ways.iter().map(|way| way.word()).collect::<Vec<_>>().join(" "),
        other => panic!("{id}: {other:?}"),
    };
    assert_eq!(ways("code-2"), "recover add add-as-period");
    assert_eq!(ways("code-1"), "recover add");
    assert_eq!(ways("code-7"), "recover");
    assert_eq!(ways("code-6"), "add", "a one-time code is never recovered");
    assert_eq!(ways("card-2"), "card-by-number");
}

#[test]
fn a_changed_code_is_written_as_what_opens_the_door_now() {
    let plan = plan_for(&empty(), &Choice::default());
    let Item::Code(record) = &of(&plan, "code-3").item else {
        panic!()
    };
    assert_eq!(record.original, record.current);
    assert_eq!(record.current.reveal(), "739201");
    assert!(of(&plan, "code-3").hints.contains(&Hint::WasChanged));
}

#[test]
fn expired_one_time_and_odd_ones_are_left_out_with_their_reason_unless_chosen() {
    let plan = plan_for(&empty(), &Choice::default());
    let left_out = [
        ("code-5", Action::Skip, Obstacle::Expired),
        ("code-6", Action::Skip, Obstacle::OneTime),
        ("code-9", Action::Refuse, Obstacle::Odd),
        ("fingerprint-1", Action::Refuse, Obstacle::Fingerprint),
        (
            "setting-sensitivity",
            Action::Refuse,
            Obstacle::SettingUnread { code: 0x1b },
        ),
    ];
    for (id, action, obstacle) in left_out {
        let item = of(&plan, id);
        assert_eq!(
            (&item.action, &item.reason),
            (&action, &Reason::Obstacle(obstacle)),
            "{id}"
        );
    }
    let plan = plan_for(
        &empty(),
        &Choice {
            with_expired: true,
            with_one_time: true,
            ..Choice::default()
        },
    );
    assert!(of(&plan, "code-5").hints.contains(&Hint::Over));
    assert!(of(&plan, "code-6").hints.contains(&Hint::OpensAgain));
    let plan = plan_for(&empty(), &only(&["code-5", "one-time"]));
    assert_eq!(written(&plan), ["code-6", "code-5"], "chosen one by one");
    assert_eq!(
        written(&plan_for(&empty(), &only(&["timed"]))),
        ["code-8", "code-1", "code-4"],
        "chosen as a group"
    );
}

#[test]
fn a_one_time_code_that_is_over_must_be_chosen_as_both() {
    let mut over = contents();
    if let ListedPasscode::Known(record) = &mut over.passcodes.items[5] {
        record.until = Until::End(minute("2026-11-24T09:59"));
    }
    let (snapshot, present) = (snapshot_of(&over), empty());
    let is_written = |with_expired, with_one_time| {
        let choice = Choice {
            with_expired,
            with_one_time,
            ..Choice::default()
        };
        of(&plan(&snapshot, &target(&present), &choice), "code-6")
            .action
            .is_written()
    };
    assert!(!is_written(true, false) && !is_written(false, true) && is_written(true, true));
}

#[test]
fn only_chosen_items_are_written() {
    let mut named = snapshot();
    named.set_name(&ItemId::from("card-2"), Some("Grandma".to_owned()));
    let present = empty();
    let written = |choice: &[&str]| {
        let plan = plan(&named, &target(&present), &only(choice));
        let ids: Vec<String> = plan.written().map(|item| item.label.id.0.clone()).collect();
        (ids.join(" "), plan.unmatched.len())
    };
    assert_eq!(written(&["grandma"]), ("card-2".to_owned(), 0));
    assert_eq!(written(&["cards"]), ("card-1 card-2 card-3".to_owned(), 0));
    assert_eq!(
        written(&["settings", "owner-passcode"]),
        ("setting-auto-lock owner-passcode".to_owned(), 0)
    );
    assert_eq!(written(&["permanent", "nobody"]), ("code-2 code-3".to_owned(), 1));
}

#[test]
fn the_target_is_kept_where_it_has_the_same_number_unless_the_owner_says_otherwise() {
    let mut present = empty();
    let there = timed("615243", "2026-01-01T00:00", "2026-12-31T00:00");
    let also = timed("482915", "2026-01-01T00:00", "2026-12-31T00:00");
    present.passcodes = listing(vec![ListedPasscode::Known(there.clone()), ListedPasscode::Known(also)]);
    let mut bounded = card("1723612378");
    bounded.number = bounded.number.reversed();
    bounded.validity.end = minute("2027-01-01T00:00");
    present.cards = Some(listing(vec![bounded]));
    let plan = plan_for(&present, &Choice::default());
    for id in ["code-1", "code-2", "card-1"] {
        assert_eq!(
            (&of(&plan, id).action, &of(&plan, id).reason),
            (&Action::Skip, &Reason::TargetKept),
            "{id}"
        );
    }
    let replace = Choice {
        conflict: Conflict::Replace,
        ..Choice::default()
    };
    let plan = plan_for(&present, &replace);
    let Action::Change { ways } = &of(&plan, "code-2").action else {
        panic!()
    };
    assert!(matches!(ways.as_slice(), [ChangeWay::DeleteThenAdd { present, .. }] if *present == there));
    let Action::Change { ways } = &of(&plan, "code-1").action else {
        panic!()
    };
    assert!(matches!(
        ways.as_slice(),
        [ChangeWay::ModifyValidity, ChangeWay::DeleteThenAdd { .. }]
    ));
    assert_eq!(
        of(&plan, "card-1").action,
        Action::Change {
            ways: vec![ChangeWay::ModifyValidity]
        }
    );
    let after = carried_out(&plan, &present, 0);
    assert_eq!(written(&plan_for(&after, &replace)), [""; 0]);
}

#[test]
fn the_owners_passcode_is_no_ordinary_code() {
    let mut with = contents();
    with.passcodes.items.push(ListedPasscode::Known(permanent("8642097")));
    let snapshot = snapshot_of(&with);
    let present = empty();
    let restored = plan(&snapshot, &target(&present), &Choice::default());
    assert_eq!(
        of(&restored, "code-10").reason,
        Reason::Obstacle(Obstacle::IsOwnerPasscode)
    );
    let keep = Choice {
        keep_owner_passcode: true,
        ..Choice::default()
    };
    let kept = plan(&snapshot, &target(&present), &keep);
    assert!(
        of(&kept, "code-10").action.is_written(),
        "the target keeps another owner's passcode"
    );
    assert_eq!(of(&kept, "owner-passcode").reason, Reason::NotChosen);

    let mut taken = empty();
    taken.passcodes = listing(vec![ListedPasscode::Known(permanent("8642097"))]);
    let plan = plan_for(&taken, &Choice::default());
    assert_eq!(
        of(&plan, "owner-passcode").reason,
        Reason::Obstacle(Obstacle::OwnerPasscodeIsCode)
    );
}

#[test]
fn what_another_model_cannot_take_is_refused_with_the_reason() {
    let without = |bits: &[u8]| {
        let mut present = empty();
        let all = present
            .features
            .bits()
            .into_iter()
            .map(|bit| u8::try_from(bit).unwrap());
        present.features = Features::from_bits(all.filter(|bit| !bits.contains(bit)));
        present
    };
    let reason = |present: &Contents, id: &str| of(&plan_for(present, &Choice::default()), id).reason.clone();
    assert_eq!(reason(&without(&[40]), "code-7"), Reason::Obstacle(Obstacle::NoCyclic));
    assert_eq!(
        reason(&without(&[1]), "card-1"),
        Reason::Obstacle(Obstacle::NoCardReader)
    );
    assert_eq!(reason(&without(&[0]), "code-2"), Reason::Obstacle(Obstacle::NoKeypad));
    assert_eq!(
        reason(&without(&[0]), "owner-passcode"),
        Reason::Obstacle(Obstacle::NoKeypad)
    );
    assert_eq!(
        reason(&without(&[4]), "setting-auto-lock"),
        Reason::Obstacle(Obstacle::SettingLacking)
    );
    assert_eq!(
        plan_for(&without(&[4, 40]), &Choice::default()).lacking_features,
        [4, 40]
    );

    let mut clockless = empty();
    let bits = clockless
        .features
        .bits()
        .into_iter()
        .map(|bit| u8::try_from(bit).unwrap());
    clockless.features = Features::from_bits(bits.chain([Feature::NoClock.bit()]));
    assert_eq!(reason(&clockless, "code-1"), Reason::Obstacle(Obstacle::NoClock));
    assert_eq!(reason(&clockless, "code-2"), Reason::Missing);

    let mut narrow = empty();
    if let Reading::Value { value, .. } = &mut narrow.settings.auto_lock {
        value.max = 20;
    }
    assert_eq!(
        reason(&narrow, "setting-auto-lock"),
        Reason::Obstacle(Obstacle::SettingOutOfRange)
    );
}

#[test]
fn a_switch_that_the_target_does_not_have_is_left_alone() {
    let mut present = empty();
    let now = Switches {
        items: 0x06,
        values: 0x04,
    };
    set(&mut present.settings.switches, now);
    let plan = plan_for(&present, &Choice::default());
    let item = of(&plan, "setting-switches");
    assert_eq!(
        item.item,
        Item::Setting(SettingValue::Switches(Switches {
            items: 0x06,
            values: 0x06
        }))
    );
    let parts = vec![
        "switches.tamper-alert".to_owned(),
        "switches.unlock-direction".to_owned(),
    ];
    assert_eq!(item.hints, [Hint::PartsLacking { parts }]);
}

#[test]
fn a_frozen_lock_is_not_frozen_by_a_restore_but_thawed_first() {
    let mut frozen = contents();
    set(&mut frozen.settings.freeze, 1);
    let present = empty();
    let refused = plan(&snapshot_of(&frozen), &target(&present), &Choice::default());
    assert_eq!(
        of(&refused, "setting-freeze").reason,
        Reason::Obstacle(Obstacle::FreezeIsTheOwners)
    );
    let mut frozen = empty();
    set(&mut frozen.settings.freeze, 1);
    let thawed = plan_for(&frozen, &Choice::default());
    assert_eq!(written(&thawed)[0], "setting-freeze");
}

#[test]
fn where_there_is_no_room_the_most_important_come_first_and_the_rest_is_listed() {
    let present = empty();
    let capacity = Capacity {
        codes: Some(3),
        cards: Some(1),
    };
    let plan = plan(
        &snapshot(),
        &Target {
            capacity,
            ..target(&present)
        },
        &Choice::default(),
    );
    assert_eq!(
        written(&plan),
        [
            "setting-auto-lock",
            "owner-passcode",
            "code-2",
            "code-3",
            "code-8",
            "card-1"
        ]
    );
    for id in ["code-1", "code-4", "code-7", "card-2", "card-3"] {
        assert_eq!(
            (&of(&plan, id).action, &of(&plan, id).reason),
            (&Action::Refuse, &Reason::NoRoom),
            "{id}"
        );
    }
}

#[test]
fn s11_the_way_that_the_rehearsal_showed_comes_first_and_a_refused_kind_is_not_tried() {
    let snapshot = snapshot();
    let mut rehearsal = rehearsal_of(&snapshot);
    let works = Way::Passcode(PasscodeWay::AddAsPeriod);
    for outcome in &mut rehearsal.outcomes {
        match outcome.kind {
            TrialKind::Code(PasscodeKind::Permanent) => outcome.result = TrialResult::Works { way: works },
            TrialKind::CardEight => {
                let tried = vec![Refusal {
                    way: Way::CardByNumber,
                    code: 0x20,
                }];
                outcome.result = TrialResult::Refused { tried };
            }
            _ => {}
        }
    }
    let present = empty();
    let same = Target {
        rehearsal: Some(&rehearsal),
        ..target(&present)
    };
    let planned = plan(&snapshot, &same, &Choice::default());
    let Action::Add { ways } = &of(&planned, "code-2").action else {
        panic!()
    };
    assert_eq!(ways[0], works);
    assert_eq!(
        of(&planned, "card-2").reason,
        Reason::Obstacle(Obstacle::Refused { code: 0x20 })
    );

    let mut elsewhere = empty();
    elsewhere.address.0[5] ^= 1;
    let other = Target {
        rehearsal: Some(&rehearsal),
        ..target(&elsewhere)
    };
    let planned = plan(&snapshot, &other, &Choice::default());
    assert!(!planned.is_same_lock);
    assert!(
        of(&planned, "card-2").action.is_written(),
        "a rehearsal on another lock tells nothing"
    );
}

#[test]
fn a_weekly_schedule_is_written_with_its_card_and_again_where_it_cannot_be_read() {
    let mut snapshot = snapshot();
    let day = ScheduleDay {
        week_day: 1,
        start_minute: 480,
        end_minute: 1_020,
    };
    snapshot.cards[0].schedule = Some(vec![day]);
    let (before, after) = (empty(), contents());
    let first = plan(&snapshot, &target(&before), &Choice::default());
    let Item::Card { schedule, .. } = &of(&first, "card-1").item else {
        panic!()
    };
    assert_eq!(schedule, &[day]);
    let again = plan(&snapshot, &target(&after), &Choice::default());
    assert_eq!(
        of(&again, "card-1").action,
        Action::Change {
            ways: vec![ChangeWay::WriteSchedule]
        }
    );
    let mut plain = empty();
    plain.features = Features::from_bits([0, 1]);
    let lost = plan(&snapshot, &target(&plain), &Choice::default());
    assert!(of(&lost, "card-1").hints.contains(&Hint::ScheduleLost));
}

#[test]
fn weak_codes_get_a_hint_and_stay_as_they_are() {
    let plan = plan_for(&empty(), &Choice::default());
    assert_eq!(of(&plan, "code-8").hints, [Hint::Weak]);
    assert!(of(&plan, "code-8").action.is_written());
    assert!(!of(&plan, "code-2").hints.contains(&Hint::Weak));
}

#[test]
fn s9_a_plan_shows_numbers_only_on_request() {
    let plan = plan_for(&empty(), &Choice::default());
    let hidden = format!("{} {} {plan:?}", plan.to_json(false), plan.lines(false).join("\n"));
    let shown = format!("{} {}", plan.to_json(true), plan.lines(true).join("\n"));
    for secret in ["615243", "739201", "8642097", "1723612378", "9876543210123", "337712"] {
        assert!(!hidden.contains(secret), "{secret}");
        assert!(shown.contains(secret), "{secret}");
    }
}

#[test]
fn a_plan_reads_well_as_lines_and_as_json() {
    let plan = plan_for(&empty(), &Choice::default());
    let lines = plan.lines(false);
    assert!(
        lines.contains(&"add     code-2 (permanent) [start 2020-01-01T00:00]: not on the lock".to_owned()),
        "{lines:#?}"
    );
    let json = plan.to_json(false);
    assert_eq!(
        json["counts"],
        serde_json::json!({ "add": 9, "change": 2, "skip": 8, "refuse": 3 })
    );
    let code = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "code-6")
        .unwrap();
    assert_eq!((&code["action"], &code["reason"]), (&"skip".into(), &"one-time".into()));
}

proptest! {
    #[test]
    fn s7_after_a_restore_the_same_plan_has_nothing_left_to_write(
        kept in proptest::collection::vec(any::<bool>(), 12),
        way in 0_usize..3,
        with_expired in any::<bool>(),
        with_one_time in any::<bool>(),
    ) {
        // Whatever part of an earlier run is already there.
        let mut present = empty();
        let all = contents();
        let codes = all.passcodes.items.iter().zip(&kept).filter(|(_, kept)| **kept);
        present.passcodes.items = codes.map(|(code, _)| code.clone()).collect();
        let cards = all.cards.iter().flat_map(|cards| &cards.items).zip(kept.iter().skip(9));
        present.cards = Some(listing(cards.filter(|(_, kept)| **kept).map(|(card, _)| card.clone()).collect()));
        let choice = Choice { with_expired, with_one_time, ..Choice::default() };
        let snapshot = snapshot();
        let first = plan(&snapshot, &target(&present), &choice);
        let after = carried_out(&first, &present, way);
        let second = plan(&snapshot, &target(&after), &choice);
        prop_assert_eq!(second.written().count(), 0);
        let readback = readback(&first, &after);
        prop_assert!(readback.iter().all(|(_, result)| matches!(result, ReadBack::Equal | ReadBack::NotPlanned)));
        let terms = Terms::new(&snapshot, &after.features, NOW, None);
        let diff = diff(&snapshot, &Held::of_contents(&after), &terms);
        prop_assert!(diff.is_equal(), "{:?}", diff);
    }
}
