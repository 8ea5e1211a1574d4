//! What must hold after every event, as far as it can be seen from outside.

use super::{Run, is_copy};
use crate::support::phone::{brief, is_receipt};
use crate::support::witness::{
    check_instructions, copy_records, is_kept, lock_records, open_trials, saved_copies, state_of,
};
use relatch::backup::item::FileDigest;
use relatch::journey::facts::{ImportState, JourneyId};
use relatch::journey::message::{Arg, Message};
use relatch::journey::screen::{Body, Screen, StageName};
use relatch::model::{PasscodeKind, hex};
use relatch::runtime::records::CopyRecord;
use relatch::store::Secrets as _;
use relatch::store::journal::{Tail, examine};
use relatch::virtual_lock::state::State;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

impl Run {
    pub(crate) fn check(&mut self) {
        let screen = self.screen();
        let shown = brief(&screen);
        assert!(
            !matches!(screen.body, Body::Progress(_)),
            "nothing runs, and the screen waits: {shown}"
        );
        assert!(
            !screen.actions.is_empty() || screen.stage == StageName::Home,
            "no way on: {shown}"
        );
        assert!(
            screen.problem.as_ref().is_none_or(|problem| problem.code != "fault"),
            "a fault: {shown}"
        );
        check_instructions(&self.phone, self.driver.as_ref().unwrap(), "S1");
        self.s2_nothing_is_erased_without_a_proof_or_a_word();
        self.s4_the_journals_are_whole();
        self.s5_the_owners_keys_are_kept();
        self.s9_no_secret_is_shown(&screen);
        self.s11_nothing_is_left_behind(&screen);
        self.nothing_is_left_of_what_is_over();
        self.proved_means_there(&screen);
    }

    fn s2_nothing_is_erased_without_a_proof_or_a_word(&mut self) {
        let files = self.phone.world.files.contents();
        let there = files.iter().filter(|(path, _)| is_copy(path));
        let there: BTreeMap<FileDigest, PathBuf> = there
            .map(|(path, bytes)| (FileDigest::of(bytes), path.clone()))
            .collect();
        let mut gone = std::mem::take(&mut self.copies);
        gone.retain(|digest, _| !there.contains_key(digest));
        // One that no journey knows yet is nobody's saved copy: a power cut may take it.
        let engine = self.driver().engine();
        let journeys = (1..30).filter_map(|number| engine.facts(JourneyId(number)));
        let known: BTreeSet<FileDigest> = journeys.filter_map(|facts| Some(facts.copy.as_ref()?.digest)).collect();
        self.copies = there.into_iter().filter(|(digest, _)| known.contains(digest)).collect();
        for (digest, path) in gone {
            // What was brought is at home elsewhere, and an earlier copy goes with the one that took its place.
            let name = path.to_string_lossy().into_owned();
            if name.contains("brought") || name.matches('.').count() > 1 {
                continue;
            }
            let records = copy_records(&self.phone.world.files, digest);
            let proof = records.iter().rev().find_map(|record| match record {
                CopyRecord::EraseStarted { proof, .. } => Some(proof.clone()),
                _ => None,
            });
            let proof = proof.unwrap_or_else(|| panic!("S2: {name} is gone, and nobody wanted it"));
            let is_proved = records.iter().any(|record| matches!(record, CopyRecord::Proved { .. }));
            assert!(
                is_proved && proof.missing.is_empty() || self.is_erasing_typed,
                "S2: {name} is gone without a proof"
            );
        }
    }

    fn s4_the_journals_are_whole(&mut self) {
        let (files, is_ill) = (self.phone.world.files.clone(), self.is_phone_ill);
        let engine = self.driver().engine();
        let shown = engine.shown();
        for path in files.contents().keys() {
            let name = path.to_string_lossy();
            if name.ends_with(".journal") {
                let found = examine(&files, path).unwrap();
                assert!(!matches!(found.tail, Tail::Damaged { .. }), "S4: {name} is damaged");
            }
        }
        if let Some(id) = shown.filter(|_| !is_ill) {
            let kept = state_of(&files, id);
            assert_eq!(
                kept.map(|state| state.facts).as_ref(),
                engine.facts(id),
                "S4: what is known is not written down"
            );
        }
    }

    fn s5_the_owners_keys_are_kept(&mut self) {
        let secrets = self.phone.secrets.clone();
        let is_locked = secrets.read("none").is_err();
        secrets.set_locked(false);
        for lock in [&self.phone.world.lock, &self.phone.world.others[0]] {
            let owner = lock.lock().state().owner.clone();
            assert!(
                owner.is_none_or(|owner| is_kept(&self.phone, &owner)),
                "S5: an owner's key is lost"
            );
        }
        secrets.set_locked(is_locked);
    }

    fn s9_no_secret_is_shown(&mut self, screen: &Screen<Message>) {
        for lock in [&self.phone.world.lock, &self.phone.world.others[0]] {
            self.secrets.extend(secrets_of(lock.lock().state()));
        }
        self.secrets.extend(self.phone.recovery.clone());
        let logged = String::from_utf8_lossy(&std::mem::take(&mut *self.heard.0.lock().unwrap())).into_owned();
        let debugged = format!("{screen:?}");
        let is_asked_for = match &screen.body {
            Body::Items(table) => table.revealed,
            Body::Code(_) | Body::Proof(_) => true,
            _ => false,
        };
        let drawn = if is_asked_for {
            String::new()
        } else {
            serde_json::to_string(&screen.clone().map(&mut |message| plain(&message))).unwrap()
        };
        for secret in &self.secrets {
            for (text, place) in [
                (&logged, "the log"),
                (&debugged, "Debug"),
                (&drawn, "a screen that nobody asked to show it"),
            ] {
                assert!(
                    !text.contains(secret.as_str()),
                    "S9: a secret of {} characters in {place}",
                    secret.len()
                );
            }
        }
    }

    fn s11_nothing_is_left_behind(&mut self, screen: &Screen<Message>) {
        if !is_receipt(screen) {
            return;
        }
        let engine = self.driver().engine();
        let facts = engine.facts(engine.shown().unwrap()).unwrap().clone();
        // A journey that ended without an import met its lock last while it was saved, or tried; and another journey may be at
        // the door of the same lock.
        let files = self.phone.world.files.contents();
        let is_journey = |path: &&PathBuf| path.to_string_lossy().contains("journey-");
        let is_alone = files.keys().filter(is_journey).count() == 1;
        if facts.import == ImportState::Proved && is_alone {
            let address = facts.target.as_ref().unwrap().address;
            assert_eq!(open_trials(&lock_records(&self.phone.world.files, address)), 0, "S11");
        }
    }

    /// A journey that is over has left no copy behind.
    fn nothing_is_left_of_what_is_over(&mut self) {
        if self.is_phone_ill || self.phone.secrets.read("none").is_err() {
            return;
        }
        let engine = self.driver.as_ref().unwrap().engine();
        for path in self.phone.world.files.contents().keys().filter(|path| is_copy(path)) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let number = name.rsplit_once('-').unwrap().1.split('.').next().unwrap();
            let journey = JourneyId(number.parse().unwrap());
            assert!(
                engine.facts(journey).is_some(),
                "{name} is left of a journey that is over"
            );
        }
    }

    /// What the report calls proved, right after the import, is on the lock.
    fn proved_means_there(&mut self, screen: &Screen<Message>) {
        let Body::Report(report) = &screen.body else { return };
        let is_new = self.before.is_some_and(|(stage, _)| {
            stage != StageName::Report && stage != StageName::Home && stage != StageName::Erase
        });
        if !report.proved || !is_new {
            return;
        }
        let engine = self.driver().engine();
        let facts = engine.facts(engine.shown().unwrap()).unwrap().clone();
        let lock = self.lock_in_question();
        let state = lock.lock().state().clone();
        if facts.target.is_none_or(|target| target.address != state.address) {
            return;
        }
        let digest = facts.copy.unwrap().digest;
        let copies = saved_copies(&self.phone.world.files, &self.phone.secrets);
        let Some(copy) = copies.values().find(|copy| copy.digest() == digest) else {
            return;
        };
        let always = copy
            .snapshot()
            .codes
            .iter()
            .filter_map(|code| code.listed.known())
            .filter(|code| code.kind == PasscodeKind::Permanent);
        for code in always {
            assert!(
                state.codes.iter().any(|there| there.record.current == code.current),
                "a code that was proved is not there"
            );
        }
    }
}

fn plain(message: &Message) -> String {
    let args = message.args.iter().map(|(name, arg)| match arg {
        Arg::Hidden(hidden) => format!("{name}: {}", hidden.0),
        other => format!("{name}: {other:?}"),
    });
    format!("{} {}", message.id, args.collect::<Vec<_>>().join(", "))
}

/// Codes, card numbers and keys of a lock, in the forms in which they could leak. Short ones would be found by chance.
fn secrets_of(state: &State) -> Vec<String> {
    let codes = state.codes.iter().map(|code| code.record.current.reveal());
    let cards = state.cards.iter().flat_map(|card| {
        [
            card.record.number.decimal(),
            hex::to_text(card.record.number.as_bytes()),
        ]
    });
    let keys = state.owner.iter().flat_map(|owner| {
        [
            hex::to_text(&owner.aes_key.0),
            owner.admin_secret.0.to_string(),
            owner.unlock_key.0.to_string(),
        ]
    });
    let passcode = state.admin_passcode.iter().map(|code| code.as_str().to_owned());
    codes
        .chain(cards)
        .chain(keys)
        .chain(passcode)
        .filter(|secret| secret.len() >= 6)
        .collect()
}
