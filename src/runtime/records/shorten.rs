//! What of a long journal still counts. Journals are only added to; a lock that is tried a thousand times, or a copy that is restored a
//! thousand times, must not come to the longest journal, at which nothing can be written down any more.

use super::{CopyRecord, EndedRecord, LockRecord, Record};
use crate::backup::item::{FileDigest, ItemId, PairingId};
use std::collections::{BTreeMap, BTreeSet};

impl Record for LockRecord {
    /// The throw-away items that may still be on the lock, the newest rehearsal of each copy and pairing, and the newest reset of each
    /// pairing with its end.
    fn essence(records: &[Self]) -> Vec<Self> {
        let cleared = records.iter().rposition(|record| matches!(record, Self::TrialsCleared));
        let (mut rehearsals, mut resets) = (BTreeSet::<(FileDigest, PairingId)>::new(), BTreeSet::<PairingId>::new());
        // The outcome of a reset is the first one behind it, for every reset before it that is open.
        let mut outcome = None;
        let mut kept = Vec::new();
        for (at, record) in records.iter().enumerate().rev() {
            match record {
                Self::TrialsStarted { .. } if cleared.is_none_or(|cleared| cleared < at) => kept.push(record.clone()),
                Self::TrialsStarted { .. } | Self::TrialsCleared => {}
                Self::Rehearsed { copy, pairing, .. } => {
                    if rehearsals.insert((*copy, pairing.clone())) {
                        kept.push(record.clone());
                    }
                }
                Self::ResetEnded { .. } => outcome = Some(record),
                Self::ResetStarted { pairing, .. } => {
                    if resets.insert(pairing.clone()) {
                        kept.extend(outcome.cloned());
                        kept.push(record.clone());
                    }
                }
            }
        }
        kept.reverse();
        kept
    }
}

impl Record for CopyRecord {
    /// That it was made here, how each item of the newest restore stands, the newest proof, and its erasing; once that is done, what was
    /// written item by item goes the way of the copy (S2).
    fn essence(records: &[Self]) -> Vec<Self> {
        let newest = |is: fn(&Self) -> bool| records.iter().rev().find(|record| is(record)).cloned();
        let mut kept: Vec<Self> = records
            .iter()
            .find(|record| record.is_made())
            .cloned()
            .into_iter()
            .collect();
        let erased = newest(|record| matches!(record, Self::Erased { .. }));
        if erased.is_none() {
            kept.extend(newest(|record| matches!(record, Self::RestoreStarted { .. })));
            kept.extend(items_of_newest(records).into_values().cloned());
            kept.extend(newest(|record| matches!(record, Self::ReadBack { .. })));
        }
        kept.extend(newest(|record| matches!(record, Self::Proved { .. })));
        kept.extend(newest(|record| matches!(record, Self::EraseStarted { .. })));
        kept.extend(erased);
        kept
    }
}

/// The newest line of each item since the restore turned to the lock, and its pairing, that it was on last.
fn items_of_newest(records: &[CopyRecord]) -> BTreeMap<&ItemId, &CopyRecord> {
    let mut items = BTreeMap::new();
    let mut onto = None;
    for record in records {
        match record {
            CopyRecord::RestoreStarted { lock, pairing } => {
                if onto.replace((lock, pairing)) != Some((lock, pairing)) {
                    items.clear();
                }
            }
            CopyRecord::Item { line } => drop(items.insert(&line.id, record)),
            CopyRecord::Made { .. }
            | CopyRecord::ReadBack { .. }
            | CopyRecord::Proved { .. }
            | CopyRecord::EraseStarted { .. }
            | CopyRecord::Erased { .. } => {}
        }
    }
    items
}

impl Record for EndedRecord {
    /// A line for each journey: nobody has so many.
    fn essence(records: &[Self]) -> Vec<Self> {
        records.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::item::Moment;
    use crate::backup::ledger::{ItemState, Ledger, Line};
    use crate::backup::rehearsal::{Rehearsal, Trial, TrialItem, TrialKind};
    use crate::backup::verify::RestoreProof;
    use crate::model::{Address, CardNumber, CardRecord, Validity};
    use crate::runtime::rehearse::{open_trials, remembered};
    use crate::runtime::reset::tests::what_became_of;
    use crate::store::{Files as _, MemoryFiles};
    use proptest::prelude::*;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    const LOCK: Address = Address([1, 2, 3, 4, 5, 6]);

    fn digest(number: u8) -> FileDigest {
        FileDigest([number; 32])
    }

    fn pairing(number: u8) -> PairingId {
        PairingId(format!("pairing-{number}"))
    }

    fn at(number: u8) -> Moment {
        Moment(i64::from(number) * 1_000)
    }

    fn trial(number: u8) -> Trial {
        let number = CardNumber::four([1, 2, 3, number]);
        let validity = Validity::ALWAYS;
        Trial {
            kind: TrialKind::CardFour,
            item: TrialItem::Card(CardRecord { number, validity }),
        }
    }

    fn lock_record() -> impl Strategy<Value = LockRecord> {
        (0..7u8, 0..3u8, 0..3u8, 0..200u8).prop_map(|(kind, one, two, time)| match kind {
            0 => LockRecord::TrialsStarted {
                trials: vec![trial(time)],
            },
            1 => LockRecord::TrialsCleared,
            2 | 3 => LockRecord::Rehearsed {
                copy: digest(one),
                pairing: pairing(two),
                rehearsal: Rehearsal {
                    address: LOCK,
                    pairing: pairing(two),
                    ended: at(time),
                    outcomes: Vec::new(),
                    extra: crate::backup::item::Extra::default(),
                },
            },
            4 | 5 => LockRecord::ResetStarted {
                copy: digest(one),
                pairing: pairing(two),
                at: at(time),
            },
            _ => LockRecord::ResetEnded {
                done: one == 0,
                at: at(time),
            },
        })
    }

    fn copy_record() -> impl Strategy<Value = CopyRecord> {
        let line = |number: u8, time| Line {
            id: ItemId::numbered("code", usize::from(number)),
            state: if time % 2 == 0 {
                ItemState::Acknowledged
            } else {
                ItemState::Sent { way: None }
            },
            at: at(time),
        };
        (0..9u8, 0..3u8, 0..200u8).prop_map(move |(kind, one, time)| match kind {
            0 => CopyRecord::Made { at: at(time) },
            1 | 2 => CopyRecord::RestoreStarted {
                lock: LOCK,
                pairing: pairing(one),
            },
            3..6 => CopyRecord::Item { line: line(one, time) },
            6 => CopyRecord::ReadBack {
                lock: LOCK,
                pairing: pairing(one),
                at: at(time),
                missing: Vec::new(),
            },
            7 => CopyRecord::Proved { proof: proof(time) },
            _ => CopyRecord::EraseStarted {
                proof: proof(time),
                path: PathBuf::from("hall.relatch"),
                own_key: one == 0,
                others: usize::from(time),
            },
        })
    }

    fn proof(time: u8) -> RestoreProof {
        RestoreProof {
            digest: digest(1),
            address: LOCK,
            at: at(time),
            missing: Vec::new(),
        }
    }

    /// How the items of the newest restore stand.
    fn ledger(records: &[CopyRecord]) -> Vec<Option<ItemState>> {
        let lines = items_of_newest(records)
            .into_values()
            .filter_map(|record| match record {
                CopyRecord::Item { line } => Some(line),
                _ => None,
            });
        let ledger = Ledger::replay(lines);
        let ids = (0..3).map(|number| ItemId::numbered("code", number));
        ids.map(|id| ledger.state(&id).cloned()).collect()
    }

    fn newest(records: &[CopyRecord], is: fn(&CopyRecord) -> bool) -> Option<&CopyRecord> {
        records.iter().rev().find(|record| is(record))
    }

    proptest! {
        #[test]
        fn s4_a_locks_shortened_journal_tells_the_same(records in proptest::collection::vec(lock_record(), 0..40)) {
            let short = LockRecord::essence(&records);
            prop_assert_eq!(open_trials(&short), open_trials(&records));
            for two in 0..3 {
                prop_assert_eq!(what_became_of(&short, &pairing(two)), what_became_of(&records, &pairing(two)));
                for one in 0..3 {
                    let of = |records| remembered(records, digest(one), &pairing(two));
                    prop_assert_eq!(of(&short), of(&records));
                }
            }
            let last = |records: &[LockRecord]| records.iter().rev().find(|record| matches!(record, LockRecord::Rehearsed { .. })).cloned();
            prop_assert_eq!(last(&short), last(&records), "whose ways are known");
            prop_assert_eq!(LockRecord::essence(&short), short);
        }

        #[test]
        fn s7_a_shortened_journal_of_a_copy_tells_the_same(records in proptest::collection::vec(copy_record(), 0..40)) {
            let short = CopyRecord::essence(&records);
            prop_assert_eq!(ledger(&short), ledger(&records));
            let kinds: [fn(&CopyRecord) -> bool; 4] = [
                |record| matches!(record, CopyRecord::RestoreStarted { .. }),
                |record| matches!(record, CopyRecord::ReadBack { .. }),
                |record| matches!(record, CopyRecord::Proved { .. }),
                |record| matches!(record, CopyRecord::EraseStarted { .. }),
            ];
            for is in kinds {
                prop_assert_eq!(newest(&short, is), newest(&records, is));
            }
            prop_assert_eq!(short.iter().any(CopyRecord::is_made), records.iter().any(CopyRecord::is_made));
            prop_assert_eq!(CopyRecord::essence(&short), short);
        }
    }

    #[test]
    fn a_journal_that_got_long_is_short_after_it_was_opened_again_and_a_newer_versions_records_stay() {
        let files = MemoryFiles::new();
        let store = super::super::Store::open(Arc::new(files.clone()), PathBuf::from("state"));
        let path = Path::new("state/copy-0101010101010101.journal");
        let length = || files.read(path, 1 << 24).unwrap().len();
        let fill = |rounds: usize| {
            let mut records = store.copy(digest(1)).unwrap();
            for round in 0..rounds {
                let id = ItemId::numbered("code", round % 10);
                let line = Line {
                    id,
                    state: ItemState::Acknowledged,
                    at: at(0),
                };
                records.append(CopyRecord::Item { line }).unwrap();
            }
        };
        fill(8_000);
        let long = length();
        assert!(long as u64 > super::super::LONGEST);
        assert_eq!(store.copy(digest(1)).unwrap().iter().count(), 10);
        assert!(length() < 2_000);
        let (mut journal, _) = crate::store::Journal::open(Arc::new(files.clone()), path).unwrap();
        journal.append(b"{\"record\":\"of-another-version\"}").unwrap();
        drop(journal);
        fill(8_000);
        drop(store.copy(digest(1)).unwrap());
        assert!(length() >= long, "what this version does not know may still count");
    }
}
