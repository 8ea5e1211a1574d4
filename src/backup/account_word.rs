//! Where an account and the lock do not agree on one item: what the account says, kept beside the lock's word. The lock's word counts unless
//! the owner says otherwise (cloud 10.1 \[C\]).

use super::item::ItemId;
use super::snapshot::Snapshot;
use crate::model::{LockMinute, PasscodeKind, PasscodeRecord, Until, Validity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an account says of one code or card, where that is something else than the lock says and a lock can be told it. In JSON
/// `{"kind":…,"start":…,"end":…}`, without a kind for a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountWord {
    /// What kind of code it is: permanent or timed. Others cannot be written as the account tells them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PasscodeKind>,
    /// The first minute, in the lock's time.
    pub start: LockMinute,
    /// The last one.
    pub end: LockMinute,
}

impl AccountWord {
    /// What is said of a card.
    pub fn of_card(validity: Validity) -> Self {
        let Validity { start, end } = validity;
        Self { kind: None, start, end }
    }

    /// What is said of a code; `None` for a kind that no lock can be told.
    pub fn of_code(kind: PasscodeKind, validity: Validity) -> Option<Self> {
        let is_writable = matches!(kind, PasscodeKind::Permanent | PasscodeKind::Period);
        is_writable.then_some(Self {
            kind: Some(kind),
            ..Self::of_card(validity)
        })
    }

    /// From when until when.
    pub fn validity(self) -> Validity {
        let (start, end) = (self.start, self.end);
        Validity { start, end }
    }

    /// The code as the account has it. A file may be anybody's: a kind that cannot be written changes nothing.
    fn put_into(self, record: &mut PasscodeRecord) {
        let until = match self.kind {
            Some(PasscodeKind::Permanent) => Until::Open,
            Some(PasscodeKind::Period) => Until::End(self.end),
            Some(PasscodeKind::Count | PasscodeKind::Cyclic) | None => return,
        };
        record.kind = self.kind.unwrap_or(record.kind);
        record.start = self.start;
        record.until = until;
    }
}

impl Snapshot {
    /// The items on which an account says something else that can be put back, in the order of the file.
    pub fn contradicted(&self) -> impl Iterator<Item = (&ItemId, AccountWord)> {
        let codes = self.codes.iter().map(|entry| (&entry.id, entry.account));
        let cards = self.cards.iter().map(|entry| (&entry.id, entry.account));
        codes.chain(cards).filter_map(|(id, word)| Some((id, word?)))
    }

    /// Takes the account's word in place of the lock's for these items. What comes of it is what a restore aims at, never what the lock
    /// held: it is not sealed.
    pub(super) fn take_account_words(&mut self, ids: &BTreeSet<ItemId>) {
        for entry in self.codes.iter_mut().filter(|entry| ids.contains(&entry.id)) {
            if let (Some(word), Some(record)) = (entry.account, entry.listed.known_mut()) {
                word.put_into(record);
            }
        }
        for entry in self.cards.iter_mut().filter(|entry| ids.contains(&entry.id)) {
            if let Some(word) = entry.account {
                entry.record.validity = word.validity();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::snapshot;
    use super::*;

    const YEAR: Validity = Validity {
        start: LockMinute([27, 1, 1, 0, 0]),
        end: LockMinute([27, 12, 31, 23, 59]),
    };

    #[test]
    fn the_locks_word_counts_unless_the_owner_says_otherwise() {
        let mut snapshot = snapshot();
        snapshot.codes[2].account = AccountWord::of_code(PasscodeKind::Period, YEAR);
        snapshot.codes[3].account = AccountWord::of_code(PasscodeKind::Permanent, Validity::ALWAYS);
        snapshot.cards[0].account = Some(AccountWord::of_card(YEAR));
        let ids: Vec<_> = snapshot.contradicted().map(|(id, _)| id.0.clone()).collect();
        assert_eq!(ids, ["code-3", "code-4", "card-1"]);
        let before = snapshot.clone();
        snapshot.take_account_words(&BTreeSet::new());
        assert_eq!(snapshot, before);

        snapshot.take_account_words(&["code-3".into(), "card-1".into(), "code-9".into()].into());
        let code = snapshot.codes[2].listed.known().unwrap();
        assert_eq!((code.kind, code.validity()), (PasscodeKind::Period, YEAR));
        assert_eq!(code.current, before.codes[2].listed.known().unwrap().current);
        assert_eq!(snapshot.cards[0].record.validity, YEAR);
        assert_eq!(snapshot.codes[3].listed, before.codes[3].listed);
    }

    #[test]
    fn a_word_that_no_lock_can_be_told_is_not_offered_and_changes_nothing() {
        assert_eq!(AccountWord::of_code(PasscodeKind::Cyclic, YEAR), None);
        assert_eq!(AccountWord::of_code(PasscodeKind::Count, YEAR), None);
        let mut snapshot = snapshot();
        for kind in [Some(PasscodeKind::Cyclic), Some(PasscodeKind::Count), None] {
            let foreign = AccountWord {
                kind,
                ..AccountWord::of_card(YEAR)
            };
            snapshot.codes[2].account = Some(foreign);
            let before = snapshot.codes[2].listed.clone();
            snapshot.take_account_words(&["code-3".into()].into());
            assert_eq!(snapshot.codes[2].listed, before);
        }
    }
}
