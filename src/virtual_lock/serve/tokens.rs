//! Cards, fingerprints, and the weekly schedules of both (protocol, commands 5 and 6).

use super::{Answered, Waiting};
use crate::model::{CardNumber, CardRecord, Feature, FingerprintNumber, FingerprintRecord, Raw};
use crate::protocol::LockError;
use crate::protocol::command::card::{CardReply, CardResult, ManageCard};
use crate::protocol::command::cyclic::{ManageSchedule, ScheduleOwner};
use crate::protocol::command::fingerprint::{EnrolStep, FingerprintReply, FingerprintResult, ManageFingerprint};
use crate::protocol::command::{Body as _, Command as _, Done};
use crate::protocol::frame::MAX_PLAINTEXT;
use crate::virtual_lock::VirtualLock;
use crate::virtual_lock::fault::Fault;
use crate::virtual_lock::quirks::Quirk;
use crate::virtual_lock::state::{Card, Finger, Weekly};
use std::collections::HashMap;
use std::time::Duration;

/// What a page has left for records: echo, status, battery, operation and next stand before them.
const PAGE: usize = MAX_PLAINTEXT - 6;
/// A card of four bytes and two dates.
const SHORT_CARD: usize = 14;
/// A fingerprint number and two dates.
const FINGER: usize = 16;
/// How long the lock waits for a card or a finger (protocol, flows 9 \[B\]).
const PATIENCE: Duration = Duration::from_secs(10);

impl VirtualLock {
    /// 05.
    pub(super) fn manage_card(&mut self, request: ManageCard) -> Answered {
        if !self.state.has(Feature::Cards) {
            return Err(LockError::UnknownCommand);
        }
        let operation = request.operation().unwrap_or_default();
        let mut result = CardResult::Done {
            operation,
            tail: Raw::default(),
        };
        match request {
            ManageCard::List { sequence } => result = self.list_cards(sequence),
            ManageCard::AddMode => {
                self.check_card_room()?;
                let until_ms = self.after(PATIENCE);
                if let Some(session) = &mut self.session {
                    session.waiting = Some(Waiting::Card { until_ms });
                }
                result = CardResult::Added { status: 2, card: None };
            }
            ManageCard::Add(record) => {
                let told = self.state.is(Quirk::AddTellsCard).then(|| record.number.clone());
                self.add_card(record)?;
                let status = if self.state.is(Quirk::AddWaits) { 2 } else { 1 };
                result = CardResult::Added { status, card: told };
            }
            ManageCard::Delete(number) => {
                let at = self.find_card(&number)?;
                self.state_mut().cards.remove(at);
                self.note(18, number.as_bytes());
            }
            ManageCard::ClearAll => {
                self.state_mut().cards.clear();
                self.note(16, &[]);
            }
            ManageCard::Modify(record) => {
                let at = self.find_card(&record.number)?;
                if let Some(card) = self.change().cards.get_mut(at) {
                    card.record = record;
                }
            }
        }
        Ok(CardReply {
            battery: self.state.battery,
            result,
        }
        .encode())
    }

    /// Cards of four bytes as many as fit, cards of eight alone: a page does not tell how wide its cards are.
    fn list_cards(&self, sequence: u16) -> CardResult {
        let start = usize::from(sequence);
        let most = if self.state.is(Quirk::OneRecordPages) {
            1
        } else {
            PAGE / SHORT_CARD
        };
        let mut cards: Vec<CardRecord> = Vec::new();
        for card in self.state.cards.iter().skip(start).take(most) {
            let wide = card.record.number.as_bytes().len() > 4;
            if wide && !cards.is_empty() {
                break;
            }
            cards.push(card.record.clone());
            if wide {
                break;
            }
        }
        let next = self.next_page(sequence, start + cards.len(), self.state.cards.len());
        let next = if cards.is_empty() {
            self.past_the_end(next)
        } else {
            next
        };
        CardResult::Page {
            next,
            cards,
            odd: Raw::default(),
        }
    }

    /// A page behind the last one says "last", whatever a full page would say.
    fn past_the_end(&self, next: u16) -> u16 {
        if self.state.faults.goes_on(Fault::EndlessList) {
            next
        } else {
            crate::protocol::pager::LAST
        }
    }

    /// A card that is there is updated.
    fn add_card(&mut self, record: CardRecord) -> Result<(), LockError> {
        if let Ok(at) = self.find_card(&record.number) {
            if self.state.is(Quirk::CardExistsIsError) {
                return Err(LockError::PasscodeExists);
            }
            if let Some(card) = self.change().cards.get_mut(at) {
                card.record = record;
            }
            return Ok(());
        }
        self.check_card_room()?;
        let number = record.number.clone();
        let at = self.state.cards.len();
        self.card_index().insert(number.clone(), at);
        self.change().cards.push(Card {
            record,
            schedule: Vec::new(),
        });
        self.note(15, number.as_bytes());
        Ok(())
    }

    fn check_card_room(&self) -> Result<(), LockError> {
        let full = self.state.cards.len() >= usize::from(self.state.capacity.cards);
        if full || self.state.faults.goes_on(Fault::Full) {
            Err(LockError::Full)
        } else {
            Ok(())
        }
    }

    fn find_card(&mut self, number: &CardNumber) -> Result<usize, LockError> {
        self.card_at(number).ok_or(LockError::CardMissing)
    }

    /// Where the list holds a card.
    pub(in crate::virtual_lock) fn card_at(&mut self, number: &CardNumber) -> Option<usize> {
        self.card_index().get(number).copied()
    }

    fn card_index(&mut self) -> &mut HashMap<CardNumber, usize> {
        let cards = &self.state.cards;
        self.index.cards.get_or_insert_with(|| {
            let places = cards.iter().enumerate();
            places.map(|(at, card)| (card.record.number.clone(), at)).collect()
        })
    }

    /// A card that was presented in add mode: stored without a useful validity, and announced.
    pub(in crate::virtual_lock) fn learn_card(&mut self, number: &CardNumber) -> Result<(), LockError> {
        let start = crate::model::LockMinute::OPEN_START;
        let validity = crate::model::Validity { start, end: start };
        self.add_card(CardRecord {
            number: number.clone(),
            validity,
        })?;
        let mut body = CardReply {
            battery: self.state.battery,
            result: CardResult::Added {
                status: 1,
                card: Some(number.clone()),
            },
        }
        .encode();
        if number.as_bytes().len() == 4 && self.state.is(Quirk::PaddedCardPush) {
            body.extend([0xff; 4]);
        }
        self.push(ManageCard::OPCODE, body);
        Ok(())
    }

    /// 06.
    pub(super) fn manage_fingerprint(&mut self, request: &ManageFingerprint) -> Answered {
        if !self.state.has(Feature::Fingerprints) {
            return Err(LockError::UnknownCommand);
        }
        let operation = request.operation().unwrap_or_default();
        let mut result = FingerprintResult::Done {
            operation,
            tail: Raw::default(),
        };
        match request {
            ManageFingerprint::List { sequence } => result = self.list_fingers(*sequence),
            ManageFingerprint::Enrol => {
                self.check_finger_room()?;
                let until_ms = self.after(PATIENCE);
                if let Some(session) = &mut self.session {
                    session.waiting = Some(Waiting::Finger { until_ms });
                }
                result = FingerprintResult::Enrol(EnrolStep::Entered(Some(1)));
            }
            ManageFingerprint::Add(record) => {
                // Only a number whose template is still in the sensor; after a reset there is none.
                if !self.state.templates.contains(&record.number) {
                    return Err(LockError::FingerprintMissing);
                }
                let number = record.number;
                self.put_finger(record.clone())?;
                result = FingerprintResult::Enrol(EnrolStep::Done(number));
            }
            ManageFingerprint::Delete(number) => {
                let at = self.find_finger(*number)?;
                let state = self.change();
                state.fingerprints.remove(at);
                state.templates.remove(number);
                self.note(23, &number.0);
            }
            ManageFingerprint::ClearAll => {
                let state = self.change();
                state.fingerprints.clear();
                state.templates.clear();
                self.note(24, &[]);
            }
            ManageFingerprint::Modify(record) => {
                let at = self.find_finger(record.number)?;
                if let Some(finger) = self.change().fingerprints.get_mut(at) {
                    finger.record = record.clone();
                }
            }
        }
        Ok(FingerprintReply {
            battery: self.state.battery,
            result,
        }
        .encode())
    }

    fn list_fingers(&self, sequence: u16) -> FingerprintResult {
        let start = usize::from(sequence);
        let fingers = self.state.fingerprints.iter().skip(start).take(PAGE / FINGER);
        let fingerprints: Vec<FingerprintRecord> = fingers.map(|finger| finger.record.clone()).collect();
        let next = self.next_page(sequence, start + fingerprints.len(), self.state.fingerprints.len());
        FingerprintResult::Page {
            next: if fingerprints.is_empty() {
                self.past_the_end(next)
            } else {
                next
            },
            fingerprints,
            odd: Raw::default(),
        }
    }

    fn put_finger(&mut self, record: FingerprintRecord) -> Result<(), LockError> {
        if let Ok(at) = self.find_finger(record.number) {
            if let Some(finger) = self.change().fingerprints.get_mut(at) {
                finger.record = record;
            }
            return Ok(());
        }
        self.check_finger_room()?;
        let number = record.number;
        let state = self.change();
        state.templates.insert(number);
        state.fingerprints.push(Finger {
            record,
            schedule: Vec::new(),
        });
        self.note(21, &number.0);
        Ok(())
    }

    fn check_finger_room(&self) -> Result<(), LockError> {
        let full = self.state.fingerprints.len() >= usize::from(self.state.capacity.fingerprints);
        if full || self.state.faults.goes_on(Fault::Full) {
            Err(LockError::Full)
        } else {
            Ok(())
        }
    }

    fn find_finger(&self, number: FingerprintNumber) -> Result<usize, LockError> {
        let fingers = &self.state.fingerprints;
        let at = fingers.iter().position(|finger| finger.record.number == number);
        at.ok_or(LockError::FingerprintMissing)
    }

    /// A finger that was held on the sensor while the lock enrols: stored and announced.
    pub(in crate::virtual_lock) fn learn_finger(&mut self) -> Result<(), LockError> {
        let [a, b, c, d, e] = self.change().draw();
        let number = FingerprintNumber([0, a, b, c, d, e]);
        let start = crate::model::LockMinute::OPEN_START;
        let validity = crate::model::Validity { start, end: start };
        self.put_finger(FingerprintRecord { number, validity })?;
        for step in [EnrolStep::Progress(vec![1, 1].into()), EnrolStep::Done(number)] {
            let body = FingerprintReply {
                battery: self.state.battery,
                result: FingerprintResult::Enrol(step),
            };
            self.push(ManageFingerprint::OPCODE, body.encode());
        }
        Ok(())
    }

    /// 70.
    pub(super) fn manage_schedule(&mut self, request: &ManageSchedule) -> Answered {
        if !self.state.has(Feature::CyclicCards) {
            return Err(LockError::UnknownCommand);
        }
        let operation = request.operation().unwrap_or_default();
        match request {
            // Nobody knows how a lock answers this.
            ManageSchedule::Query(_) => return Err(LockError::UnknownCommand),
            ManageSchedule::Add(owner, day) => {
                if !(1..=7).contains(&day.day) {
                    return Err(LockError::Parameter);
                }
                let weekly = Weekly {
                    day: day.day,
                    start: day.start,
                    end: day.end,
                };
                let schedule = self.schedule_of(owner)?;
                schedule.retain(|other| other.day != weekly.day);
                schedule.push(weekly);
            }
            ManageSchedule::Clear(owner) => {
                let schedule = self.schedule_of(owner)?;
                if schedule.is_empty() {
                    return Err(LockError::RecordMissing);
                }
                schedule.clear();
            }
        }
        Ok(Done::new(self.state.battery, operation).encode())
    }

    fn schedule_of(&mut self, owner: &ScheduleOwner) -> Result<&mut Vec<Weekly>, LockError> {
        match owner {
            ScheduleOwner::Card(number) => {
                let at = self.find_card(number)?;
                let card = self.change().cards.get_mut(at).ok_or(LockError::CardMissing)?;
                Ok(&mut card.schedule)
            }
            ScheduleOwner::Fingerprint(number) => {
                let at = self.find_finger(*number)?;
                let finger = self.change().fingerprints.get_mut(at);
                Ok(&mut finger.ok_or(LockError::FingerprintMissing)?.schedule)
            }
            ScheduleOwner::KeyFob(_) => Err(LockError::RecordMissing),
        }
    }
}
