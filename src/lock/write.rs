//! The operations that put things back, each one command (protocol, flows 6). None is repeated when its effect is not
//! known: the caller reads back.

use super::contact::{Contact, ContactError};
use crate::model::settings::{AutoLock, PassageEntry, Sound, Switches};
use crate::model::{CardNumber, CardRecord, CodeText, Digits, LockMinute, LockSecond, PasscodeKind, Until, Validity};
use crate::protocol::command::Command;
use crate::protocol::command::admin_passcode::SetAdminPasscode;
use crate::protocol::command::card::ManageCard;
use crate::protocol::command::clock::SetClock;
use crate::protocol::command::cyclic::{ManageSchedule, ScheduleOwner, Weekday};
use crate::protocol::command::passage::ManagePassage;
use crate::protocol::command::passcode::ManagePasscode;
use crate::protocol::command::setting::{
    Access, AutoLockTime, Freeze, Lamp, RemoteUnlock, Sensitivity, ShowPasscode, SoundSwitch, SwitchField,
};

impl Contact<'_> {
    async fn done<C: Command>(&mut self, command: C) -> Result<(), ContactError> {
        self.call(&command).await.map(drop)
    }

    /// 43: the lock's local time.
    pub async fn set_clock(&mut self, time: LockSecond) -> Result<(), ContactError> {
        self.done(SetClock { time }).await
    }

    /// 53.
    pub async fn set_admin_passcode(&mut self, passcode: Digits) -> Result<(), ContactError> {
        self.done(SetAdminPasscode { passcode }).await
    }

    /// 03/06: puts a code back, current digits in both places (commands 3.3 \[C\]).
    pub async fn recover_passcode(
        &mut self,
        kind: PasscodeKind,
        code: &Digits,
        start: LockMinute,
        until: Until,
    ) -> Result<(), ContactError> {
        let current = CodeText::from(code);
        self.done(ManagePasscode::Recover {
            kind,
            original: current.clone(),
            current,
            start,
            until,
        })
        .await
    }

    /// 03/02: adds a code. Count and period codes need an end, permanent ones have none.
    pub async fn add_passcode(
        &mut self,
        kind: PasscodeKind,
        code: &Digits,
        start: LockMinute,
        end: Option<LockMinute>,
    ) -> Result<(), ContactError> {
        self.done(ManagePasscode::Add {
            kind,
            code: code.into(),
            start,
            end,
        })
        .await
    }

    /// 03/05: changes a code's validity and leaves its digits.
    pub async fn change_passcode_validity(
        &mut self,
        kind: PasscodeKind,
        code: &Digits,
        validity: Validity,
    ) -> Result<(), ContactError> {
        self.done(ManagePasscode::Modify {
            kind,
            old: code.into(),
            new: None,
            validity: Some(validity),
        })
        .await
    }

    /// 03/03: removes a code by its current digits.
    pub async fn delete_passcode(&mut self, kind: PasscodeKind, code: CodeText) -> Result<(), ContactError> {
        self.done(ManagePasscode::Delete { kind, code }).await
    }

    /// 03/01: removes every code.
    pub async fn clear_passcodes(&mut self) -> Result<(), ContactError> {
        self.done(ManagePasscode::ClearAll).await
    }

    /// 05/02 with a number.
    pub async fn add_card(&mut self, card: CardRecord) -> Result<(), ContactError> {
        self.done(ManageCard::Add(card)).await
    }

    /// 05/05.
    pub async fn change_card_validity(&mut self, card: CardRecord) -> Result<(), ContactError> {
        self.done(ManageCard::Modify(card)).await
    }

    /// 05/03.
    pub async fn delete_card(&mut self, number: CardNumber) -> Result<(), ContactError> {
        self.done(ManageCard::Delete(number)).await
    }

    /// 05/04: removes every card.
    pub async fn clear_cards(&mut self) -> Result<(), ContactError> {
        self.done(ManageCard::ClearAll).await
    }

    /// 70/02: one weekday of a card's schedule.
    pub async fn add_card_schedule(&mut self, number: CardNumber, weekday: Weekday) -> Result<(), ContactError> {
        self.done(ManageSchedule::Add(ScheduleOwner::Card(number), weekday))
            .await
    }

    /// 70/04: forgets a card's schedule.
    pub async fn clear_card_schedule(&mut self, number: CardNumber) -> Result<(), ContactError> {
        self.done(ManageSchedule::Clear(ScheduleOwner::Card(number))).await
    }

    /// 36.
    pub async fn set_auto_lock(&mut self, value: AutoLock) -> Result<(), ContactError> {
        self.done(Access::<AutoLockTime>::Write(value)).await
    }

    /// 62.
    pub async fn set_sound(&mut self, value: Sound) -> Result<(), ContactError> {
        self.done(Access::<SoundSwitch>::Write(value)).await
    }

    /// 37.
    pub async fn set_remote_unlock(&mut self, value: u8) -> Result<(), ContactError> {
        self.done(Access::<RemoteUnlock>::Write(value)).await
    }

    /// 59.
    pub async fn set_show_passcode(&mut self, value: u8) -> Result<(), ContactError> {
        self.done(Access::<ShowPasscode>::Write(value)).await
    }

    /// 67.
    pub async fn set_lamp(&mut self, seconds: u16) -> Result<(), ContactError> {
        self.done(Access::<Lamp>::Write(seconds)).await
    }

    /// 61.
    pub async fn set_freeze(&mut self, value: u8) -> Result<(), ContactError> {
        self.done(Access::<Freeze>::Write(value)).await
    }

    /// 80.
    pub async fn set_sensitivity(&mut self, value: u8) -> Result<(), ContactError> {
        self.done(Access::<Sensitivity>::Write(value)).await
    }

    /// 68: every switch at once.
    pub async fn set_switches(&mut self, value: Switches) -> Result<(), ContactError> {
        self.done(Access::<SwitchField>::Write(value)).await
    }

    /// 66/02.
    pub async fn add_passage(&mut self, entry: PassageEntry) -> Result<(), ContactError> {
        self.done(ManagePassage::Add(entry)).await
    }

    /// 66/04.
    pub async fn clear_passage(&mut self) -> Result<(), ContactError> {
        self.done(ManagePassage::ClearAll).await
    }
}
