use super::super::fixture::{CREATED, NOW, contents, empty, pairing, proved_permit, rehearsal_of, reopened, snapshot};
use super::super::format::encode_sealed;
use super::super::loss::Obstacle;
use super::super::rehearsal::{NotTried, Refusal, TrialItem, TrialResult, Way, trials};
use super::*;
use crate::model::settings::Switches;
use crate::model::{ListedPasscode, PasscodeKind};
use crate::random::SeededRandom;

/// Everything that a permit needs, as owned values that a test spoils one by one.
struct Proof {
    reopened: Reopened,
    second: Contents,
    address: Address,
    pairing: PairingId,
    rehearsal: Option<Rehearsal>,
    leftovers: Vec<Trial>,
    way: ResetWay,
    accepted: Accepted,
}

impl Proof {
    fn good() -> Self {
        let snapshot = snapshot();
        let rehearsal = rehearsal_of(&snapshot);
        let losses = loss::losses(&snapshot, &Terms::of_own_lock(&snapshot, NOW, Some(&rehearsal)));
        Self {
            reopened: reopened(&snapshot),
            second: contents(),
            address: snapshot.lock.address,
            pairing: pairing(),
            rehearsal: Some(rehearsal),
            leftovers: Vec::new(),
            way: ResetWay::OverTheAir,
            accepted: Accepted::all(&losses),
        }
    }

    fn permit(&self) -> Result<ResetPermit, NotProved> {
        reset_permit(&ResetCase {
            reopened: &self.reopened,
            second: &self.second,
            address: self.address,
            pairing: &self.pairing,
            rehearsal: self.rehearsal.as_ref(),
            leftovers: &self.leftovers,
            now: NOW,
            way: self.way,
            accepted: &self.accepted,
        })
    }

    fn failures(&self) -> Vec<VerifyError> {
        self.permit().unwrap_err().failures
    }

    fn set_result(&mut self, kind: TrialKind, result: TrialResult) {
        let outcomes = &mut self.rehearsal.as_mut().unwrap().outcomes;
        let outcome = outcomes.iter_mut().find(|outcome| outcome.kind == kind).unwrap();
        outcome.result = result;
    }
}

#[test]
fn s1_a_permit_names_the_lock_the_pairing_the_file_and_the_rehearsal() {
    let proof = Proof::good();
    let permit = proof.permit().unwrap();
    assert_eq!(permit.address(), proof.address);
    assert_eq!(permit.pairing(), &proof.pairing);
    assert_eq!(permit.snapshot_digest(), proof.reopened.digest());
    assert_eq!(Some(permit.rehearsal()), proof.rehearsal.as_ref());
    assert_eq!(permit.way(), ResetWay::OverTheAir);
    assert_eq!(proved_permit(&contents(), ResetWay::ByHand).way(), ResetWay::ByHand);
}

#[test]
fn s1_reset_is_refused_when_the_second_read_differs() {
    let changes: [fn(&mut Contents); 8] = [
        |second| drop(second.passcodes.items.pop()),
        |second| second.passcodes.items.push(contents().passcodes.items[0].clone()),
        |second| second.cards.as_mut().unwrap().items[0].number = crate::model::CardNumber::four([1; 4]),
        |second| second.fingerprints = None,
        |second| second.settings.lamp = Reading::Refused { code: 1 },
        |second| second.admin_passcode = Reading::NotOffered,
        |second| second.version.scene = 4,
        |second| second.features.0[0] ^= 1 << 9,
    ];
    for change in changes {
        let mut proof = Proof::good();
        change(&mut proof.second);
        assert!(matches!(proof.failures().as_slice(), [VerifyError::Differs { causes }] if !causes.is_empty()));
    }
}

#[test]
fn s1_what_neither_the_file_nor_the_reading_asked_for_is_no_agreement() {
    let mut snapshot = snapshot();
    snapshot.settings.sound = super::super::saved::Saved::default();
    snapshot.cards.clear();
    let mut proof = Proof::good();
    proof.reopened = reopened(&snapshot);
    proof.second.settings.sound = Reading::NotOffered;
    proof.second.cards = None;
    let name = super::super::setting::SettingName::Sound;
    let list = compare::List::Cards;
    let causes = vec![Cause::Unread { list }, Cause::UnreadSetting { name }];
    assert!(proof.failures().contains(&VerifyError::Differs { causes }));
}

#[test]
fn s1_the_original_of_a_code_counts_too() {
    let mut proof = Proof::good();
    if let ListedPasscode::Known(record) = &mut proof.second.passcodes.items[2] {
        record.original = record.current.clone();
    }
    assert!(matches!(proof.failures().as_slice(), [VerifyError::Differs { .. }]));
}

#[test]
fn s1_reset_is_refused_for_another_lock_and_another_pairing() {
    let mut proof = Proof::good();
    proof.address.0[0] ^= 1;
    let (saved, connected) = (contents().address, proof.address);
    let read = saved;
    let expected = [
        VerifyError::OtherLock { saved, connected },
        VerifyError::OtherReading { read, connected },
        VerifyError::OtherRehearsal,
    ];
    assert_eq!(proof.failures(), expected);

    let mut proof = Proof::good();
    proof.pairing = PairingId("0000000000000000".to_owned());
    assert_eq!(
        proof.failures(),
        [VerifyError::OtherPairing, VerifyError::OtherRehearsal]
    );
}

#[test]
fn s1_a_file_made_elsewhere_needs_the_owners_word() {
    let (ours, theirs) = (Identity::generate(), Identity::generate());
    let sealed = encode_sealed(&snapshot(), &theirs, &[ours.recipient()]).unwrap();
    let mut proof = Proof::good();
    proof.reopened = Reopened::open(&sealed, &[ours]).unwrap();
    assert_eq!(proof.reopened.trust(), Trust::Foreign);
    assert_eq!(proof.failures(), [VerifyError::ForeignFile]);
    proof.accepted.foreign_file = true;
    assert!(proof.permit().is_ok());
}

#[test]
fn s1_battery_and_reset_button_are_gates() {
    let mut proof = Proof::good();
    proof.second.battery = Some(MIN_BATTERY);
    assert!(proof.permit().is_ok());
    proof.second.battery = Some(MIN_BATTERY - 1);
    let battery = MIN_BATTERY - 1;
    assert_eq!(proof.failures(), [VerifyError::BatteryLow { battery }]);
    proof.second.battery = None;
    assert_eq!(proof.failures(), [VerifyError::BatteryUnknown]);
    proof.accepted.unknown_battery = true;
    assert!(proof.permit().is_ok());

    let mut off = contents();
    if let Reading::Value { value, .. } = &mut off.settings.switches {
        value.values &= !Switches::RESET_BUTTON;
    }
    let mut proof = Proof::good();
    proof.reopened = reopened(&super::super::fixture::snapshot_of(&off));
    proof.second = off;
    assert!(proof.permit().is_ok(), "over the air the button does not matter");
    proof.way = ResetWay::ByHand;
    assert_eq!(proof.failures(), [VerifyError::ResetButtonOff]);
    proof.second.settings.switches = Reading::Refused { code: 1 };
    assert!(!proof.failures().contains(&VerifyError::ResetButtonOff));
}

#[test]
fn s3_every_loss_must_be_accepted_by_its_id() {
    let mut proof = Proof::good();
    let ids = std::mem::take(&mut proof.accepted.ids);
    let failures = proof.failures();
    let [VerifyError::Unaccepted { losses }] = failures.as_slice() else {
        panic!("{failures:?}")
    };
    let named: BTreeSet<ItemId> = losses.iter().map(|loss| loss.label.id.clone()).collect();
    assert_eq!(named, ids);
    for id in ["fingerprint-1", "code-5", "code-6", "code-9", "setting-sensitivity"] {
        assert!(ids.contains(&ItemId::from(id)), "{id}");
    }
    for left_out in &ids {
        proof.accepted.ids = ids.iter().filter(|id| *id != left_out).cloned().collect();
        assert!(matches!(proof.failures().as_slice(), [VerifyError::Unaccepted { losses }] if losses.len() == 1));
    }
}

#[test]
fn s11_reset_is_refused_without_a_rehearsal_of_every_kind() {
    let mut proof = Proof::good();
    proof.rehearsal = None;
    assert_eq!(proof.failures(), [VerifyError::NoRehearsal]);

    let good = Proof::good().rehearsal.unwrap();
    assert_eq!(good.outcomes.len(), 5, "three kinds of codes, two widths of cards");
    for outcome in &good.outcomes {
        let mut proof = Proof::good();
        let outcomes = &mut proof.rehearsal.as_mut().unwrap().outcomes;
        outcomes.retain(|other| other.kind != outcome.kind);
        assert_eq!(proof.failures(), [VerifyError::NotRehearsed { kind: outcome.kind }]);
    }
}

#[test]
fn s11_what_the_rehearsal_showed_to_fail_must_be_accepted_item_by_item() {
    let kind = TrialKind::Code(PasscodeKind::Cyclic);
    let way = Way::Passcode(super::super::rehearsal::PasscodeWay::Recover);
    let cases = [
        (
            TrialResult::Refused {
                tried: vec![Refusal { way, code: 0x1b }],
            },
            "code-7",
        ),
        (TrialResult::Differs { way }, "code-7"),
        (TrialResult::NotTried { why: NotTried::Full }, "rehearsal-code-cyclic"),
        (TrialResult::NotRemoved { way, code: 2 }, "rehearsal-code-cyclic"),
    ];
    for (result, id) in cases {
        let mut proof = Proof::good();
        proof.set_result(kind, result);
        let failures = proof.failures();
        let [VerifyError::Unaccepted { losses }] = failures.as_slice() else {
            panic!("{failures:?}")
        };
        assert_eq!(losses.len(), 1);
        assert_eq!(losses[0].label.id, ItemId::from(id));
        proof.accepted.ids.insert(ItemId::from(id));
        assert!(proof.permit().is_ok());
    }
}

#[test]
fn s11_throw_away_items_that_are_left_are_not_the_owners() {
    let mut proof = Proof::good();
    let mut random = SeededRandom::new(1);
    let (trials, _) = trials(&snapshot(), &contents(), NOW, false, &mut random).unwrap();
    for trial in &trials {
        match &trial.item {
            TrialItem::Code(code) => proof.second.passcodes.items.push(ListedPasscode::Known(code.clone())),
            TrialItem::Card(card) => proof.second.cards.as_mut().unwrap().items.push(card.clone()),
        }
    }
    assert!(matches!(proof.failures().as_slice(), [VerifyError::Differs { .. }]));
    proof.leftovers = trials;
    assert!(proof.permit().is_ok());
}

#[test]
fn s2_nothing_is_erased_before_everything_restorable_was_read_back() {
    let reopened = reopened(&snapshot());
    let nothing = Accepted::default();
    let prove =
        |present: &Contents, accepted: &Accepted| restore_proof(&reopened, present, NOW, None, accepted, CREATED);
    let proof = prove(&contents(), &nothing).unwrap();
    assert_eq!((proof.digest, proof.missing.len()), (reopened.digest(), 0));

    let error = prove(&empty(), &nothing).unwrap_err();
    let [VerifyError::NotRestored { items }] = error.failures.as_slice() else {
        panic!("{error}")
    };
    let ids: Vec<&str> = items.iter().map(|label| label.id.0.as_str()).collect();
    let expected = [
        "code-1",
        "code-2",
        "code-3",
        "code-4",
        "code-7",
        "code-8",
        "card-1",
        "card-2",
        "card-3",
        "setting-auto-lock",
        "owner-passcode",
    ];
    assert_eq!(ids, expected);

    let mut accepted = Accepted::default();
    accepted.ids.extend(items.iter().map(|label| label.id.clone()));
    let proof = prove(&empty(), &accepted).unwrap();
    assert_eq!(proof.missing.len(), expected.len());
    accepted.ids.remove(&ItemId::from("card-2"));
    assert!(prove(&empty(), &accepted).is_err());
}

#[test]
fn s2_a_lesser_lock_does_not_prove_a_restore_of_what_it_cannot_take() {
    let reopened = reopened(&snapshot());
    let mut lesser = empty();
    lesser.address.0[5] ^= 1;
    lesser.features = crate::model::Features::from_bits([2]);
    lesser.settings = Settings::default();
    let mut accepted = Accepted::default();
    let error = restore_proof(&reopened, &lesser, NOW, None, &accepted, CREATED).unwrap_err();
    let [VerifyError::NotRestored { items }] = error.failures.as_slice() else {
        panic!("{error}")
    };
    let ids: BTreeSet<&str> = items.iter().map(|label| label.id.0.as_str()).collect();
    for id in ["code-2", "card-1", "setting-auto-lock"] {
        assert!(ids.contains(id), "{id}");
    }
    for id in ["code-5", "fingerprint-1", "setting-sensitivity"] {
        assert!(!ids.contains(id), "said before the reset: {id}");
    }
    accepted.ids.extend(items.iter().map(|label| label.id.clone()));
    let proof = restore_proof(&reopened, &lesser, NOW, None, &accepted, CREATED).unwrap();
    assert_eq!(proof.missing.len(), items.len());
}

#[test]
fn s2_what_the_rehearsal_showed_to_fail_was_accepted_before_the_reset() {
    let mut proof = Proof::good();
    let way = Way::CardByNumber;
    let tried = vec![Refusal { way, code: 0x20 }];
    proof.set_result(TrialKind::CardEight, TrialResult::Refused { tried });
    let rehearsal = proof.rehearsal.unwrap();
    let mut after = contents();
    after.cards.as_mut().unwrap().items.remove(1);
    let accepted = Accepted::default();
    let prove = |rehearsal| restore_proof(&proof.reopened, &after, NOW, rehearsal, &accepted, CREATED);
    assert!(prove(Some(&rehearsal)).is_ok());
    assert!(prove(None).is_err());
    let mut elsewhere = rehearsal.clone();
    elsewhere.address.0[0] ^= 1;
    assert!(
        prove(Some(&elsewhere)).is_err(),
        "a rehearsal on another lock excuses nothing"
    );
}

#[test]
fn s2_a_proof_opens_only_its_own_file() {
    let reopened = reopened(&snapshot());
    let accepted = Accepted::default();
    let proof = restore_proof(&reopened, &contents(), NOW, None, &accepted, CREATED).unwrap();
    let stored: RestoreProof = serde_json::from_value(serde_json::to_value(&proof).unwrap()).unwrap();
    let permit = erase_permit(&stored, reopened.digest()).unwrap();
    assert_eq!(permit.snapshot_digest(), reopened.digest());
    assert_eq!(permit.address(), contents().address);
    assert!(permit.missing().is_empty());
    let other = FileDigest::of(b"another file");
    assert_eq!(erase_permit(&stored, other).unwrap_err(), VerifyError::OtherFile.into());
}

#[test]
fn s2_erasing_without_proof_needs_every_item_accepted() {
    let snapshot = snapshot();
    let reopened = reopened(&snapshot);
    let items = unproved_items(&snapshot, NOW);
    assert!(items.len() >= 11);
    let mut accepted = Accepted::default();
    assert!(erase_permit_unproved(&reopened, NOW, &accepted).is_err());
    accepted.ids.extend(items.iter().map(|label| label.id.clone()));
    let permit = erase_permit_unproved(&reopened, NOW, &accepted).unwrap();
    assert_eq!(permit.missing().len(), items.len());
    accepted.ids.pop_first();
    assert!(erase_permit_unproved(&reopened, NOW, &accepted).is_err());
}

#[test]
fn s9_no_failure_shows_a_credential() {
    let mut proof = Proof::good();
    proof.second = empty();
    proof.rehearsal = None;
    proof.accepted = Accepted::default();
    let error = proof.permit().unwrap_err();
    let shown = format!("{error} {error:?} {}", serde_json::to_string(&error.failures).unwrap());
    for secret in ["615243", "739201", "1723612378", "8642097", "558390"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn an_obstacle_names_what_comes_back_in_its_place() {
    let mut doubled = contents();
    let again = doubled.passcodes.items[1].clone();
    doubled.passcodes.items.push(again);
    let snapshot = super::super::fixture::snapshot_of(&doubled);
    let obstacles = loss::obstacles(&snapshot, &Terms::of_own_lock(&snapshot, NOW, None));
    let of = ItemId::from("code-2");
    assert_eq!(obstacles.get(&ItemId::from("code-10")), Some(&Obstacle::Doubled { of }));
}
