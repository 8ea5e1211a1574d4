//! How real locks differ from each other: each difference can be switched on by name (protocol, quirks 2, commands).

use super::named::named;

named! {
    /// One way in which a lock may differ from the plain one.
    Quirk {
        ClockFailsInPairing = "clock-fails-in-pairing", "Setting the clock (43) fails while pairing.";
        SoundFailsInPairing = "sound-fails-in-pairing", "Reading the sound (62) fails while pairing.";
        SwitchesFailInPairing = "switches-fail-in-pairing", "Reading the switches (68) fails while pairing.";
        SoundNeedsSession = "sound-needs-session", "Reading the sound (62) needs the owner's session.";
        ClockNeedsSession = "clock-needs-session", "Reading the clock (34) needs a session.";
        PushesBeforeReply = "pushes-before-reply", "The lock announces its state (14) between each request and its reply.";
        FirstNotificationLost = "first-notification-lost", "The first piece that the lock sends is lost, on every second connection from the first on.";
        AnswersWrongKey = "answers-wrong-key", "A request under a wrong key is answered with an error instead of silence.";
        RecoverUnknown = "recover-unknown", "Recovering a code (03/06) is not known: error 1b.";
        RecoverUndefined = "recover-undefined", "Recovering a code (03/06) fails without a reason: error 13.";
        CountRecoverRefused = "count-recover-refused", "Recovering a one-time code (03/06) is refused: error 20.";
        PermanentAddRefused = "permanent-add-refused", "Adding or recovering a permanent code (type 1) is refused: error 20.";
        FourDigitsOnly = "four-digits-only", "Only codes of four digits are taken.";
        SixDigitsAtMost = "six-digits-at-most", "Only codes of four to six digits are taken.";
        ModifyByOriginal = "modify-by-original", "Changing and deleting a code address the original code, not the current one.";
        CardExistsIsError = "card-exists-is-error", "Adding a card that is there is error 14 instead of an update.";
        AddTellsCard = "add-tells-card", "The reply to adding a card by number repeats the card.";
        AddWaits = "add-waits", "The reply to adding a card by number has status 2.";
        PaddedCardPush = "padded-card-push", "A card of 4 bytes is announced as 8 bytes ending in ffffffff.";
        EmptyPageEnd = "empty-page-end", "Lists end with one more page without records, as on a lock that was seen.";
        ZeroNextEnd = "zero-next-end", "Lists end with a next page of 0.";
        OneRecordPages = "one-record-pages", "A page of codes or cards holds one record.";
        ManyPassagePages = "many-passage-entries", "A page of passage times holds as many entries as fit.";
        ShortMoveReply = "short-move-reply", "Opening and locking (47, 58) are answered with the battery only.";
        ResetAnswers = "reset-answers", "A reset (52) is answered with a success instead of an empty frame.";
        ChecksUid = "checks-uid", "The owner's check (41) insists on the account number that it saw first.";
        PairingShowsSettingMode = "pairing-shows-setting-mode", "A lock whose pairing is not finished still advertises setting mode.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quirk_is_reachable_by_its_name() {
        for quirk in Quirk::ALL {
            assert_eq!(Quirk::from_name(quirk.name()), Some(*quirk));
            assert_eq!(serde_json::to_value(quirk).unwrap(), quirk.name());
        }
    }
}
