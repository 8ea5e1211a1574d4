//! Codes, the owner's passcode and the seeds of generated codes (protocol, commands 1 and 3).

use super::Answered;
use crate::model::date::Validity;
use crate::model::{CodeText, Digits, Feature, ListedPasscode, LockMinute, PasscodeKind, PasscodeRecord, Raw, Until};
use crate::protocol::command::admin_passcode::AdminPasscode;
use crate::protocol::command::passcode::{ManagePasscode, PasscodePage, raw_of};
use crate::protocol::command::seeds::{SeedReply, SeedValue, WriteSeeds};
use crate::protocol::command::{Ack, Body as _, Command as _, Done};
use crate::protocol::frame::MAX_PLAINTEXT;
use crate::protocol::{LockError, pager};
use crate::virtual_lock::VirtualLock;
use crate::virtual_lock::fault::Fault;
use crate::virtual_lock::models::Model;
use crate::virtual_lock::quirks::Quirk;
use crate::virtual_lock::state::{Code, Seeds};
use std::collections::HashMap;

/// What a page of codes has left for records: echo, status, total and next stand before them.
const PAGE: usize = MAX_PLAINTEXT - 6;
/// The next page of a real lock that held one code; behind the last of the codes in any case.
const SEEN_NEXT: u16 = 0x00b4;

impl VirtualLock {
    /// The `next` of a page of 07, 05 or 06 that ends at record `end` of `count`, having begun with `sequence`.
    pub(super) fn next_page(&self, sequence: u16, end: usize, count: usize) -> u16 {
        if end < count {
            return u16::try_from(end).unwrap_or(pager::LAST);
        }
        if self.state.faults.goes_on(Fault::EndlessList) {
            return sequence.max(1);
        }
        if self.state.is(Quirk::EmptyPageEnd) {
            let behind = u16::try_from(count).unwrap_or(pager::LAST - 1);
            return behind.max(SEEN_NEXT);
        }
        if self.state.is(Quirk::ZeroNextEnd) {
            0
        } else {
            pager::LAST
        }
    }

    /// 07: as many records as fit.
    pub(super) fn list_codes(&self, sequence: u16) -> Vec<u8> {
        let (codes, odd) = (&self.state.codes, &self.state.odd_codes);
        let start = usize::from(sequence);
        let known = codes
            .iter()
            .skip(start)
            .map(|code| ListedPasscode::Known(code.record.clone()));
        let odd_start = start.saturating_sub(codes.len());
        let odd_ones = odd.iter().skip(odd_start).cloned().map(ListedPasscode::Odd);
        let mut page = Vec::new();
        let mut room = PAGE;
        for entry in known.chain(odd_ones) {
            let length = 1 + raw_of(&entry).as_slice().len();
            if length > room || self.state.is(Quirk::OneRecordPages) && !page.is_empty() {
                break;
            }
            room -= length;
            page.push(entry);
        }
        if page.is_empty() && !self.state.faults.goes_on(Fault::EndlessList) {
            return PasscodePage::end().encode();
        }
        let next = self.next_page(sequence, start + page.len(), codes.len() + odd.len());
        PasscodePage {
            next: Some(next),
            codes: page,
        }
        .encode()
    }

    /// 03.
    pub(super) fn manage_code(&mut self, request: ManagePasscode) -> Answered {
        let operation = request.operation().unwrap_or_default();
        match request {
            ManagePasscode::ClearAll => self.clear_codes(),
            ManagePasscode::Add { kind, code, start, end } => {
                let until = match (kind, end) {
                    (PasscodeKind::Permanent, _) => Until::Open,
                    (PasscodeKind::Count | PasscodeKind::Period, Some(end)) => Until::End(end),
                    // A cycle has no place in this operation.
                    (PasscodeKind::Cyclic, _) | (_, None) => return Err(LockError::Parameter),
                };
                self.add_code(kind, code.clone(), code, start, until)?;
            }
            ManagePasscode::Recover {
                kind,
                original,
                current,
                start,
                until,
            } => self.recover_code(kind, original, current, start, until)?,
            ManagePasscode::Delete { code, .. } => {
                let at = self.find_code(&code)?;
                self.state_mut().codes.remove(at);
                self.note(6, &prefixed(&code));
            }
            ManagePasscode::Modify {
                kind,
                old,
                new,
                validity,
            } => self.modify_code(kind, &old, new, validity)?,
        }
        Ok(Done::new(self.state.battery, operation).encode())
    }

    fn clear_codes(&mut self) {
        let now = self.local_minute();
        let state = self.state_mut();
        state.codes.clear();
        state.odd_codes.clear();
        state.unused_codes.clear();
        state.last_mass_deletion = Some(now);
        self.note(8, &now.0);
    }

    fn recover_code(
        &mut self,
        kind: PasscodeKind,
        original: CodeText,
        current: CodeText,
        start: LockMinute,
        until: Until,
    ) -> Result<(), LockError> {
        if self.state.is(Quirk::RecoverUnknown) {
            return Err(LockError::UnknownCommand);
        }
        if self.state.is(Quirk::RecoverUndefined) {
            return Err(LockError::Undefined);
        }
        let refused = match kind {
            PasscodeKind::Count => self.state.is(Quirk::CountRecoverRefused),
            PasscodeKind::Cyclic => !self.state.has(Feature::CyclicRecover),
            PasscodeKind::Permanent | PasscodeKind::Period => false,
        };
        if refused {
            return Err(LockError::Parameter);
        }
        let until = match kind {
            // The request has no end for it.
            PasscodeKind::Count => Until::End(LockMinute::OPEN_END),
            _ => until,
        };
        self.check_length(&original)?;
        self.add_code(kind, original, current, start, until)
    }

    fn add_code(
        &mut self,
        kind: PasscodeKind,
        original: CodeText,
        current: CodeText,
        start: LockMinute,
        until: Until,
    ) -> Result<(), LockError> {
        if !self.state.has(Feature::CustomPasscodes) {
            return Err(LockError::UnknownCommand);
        }
        if kind == PasscodeKind::Permanent && self.state.is(Quirk::PermanentAddRefused) {
            return Err(LockError::Parameter);
        }
        self.check_length(&current)?;
        self.check_new(&current)?;
        let held = self.state.codes.len() + self.state.odd_codes.len();
        if held >= usize::from(self.state.capacity.codes) || self.state.faults.goes_on(Fault::Full) {
            return Err(LockError::Full);
        }
        let at = self.state.codes.len();
        self.code_index().insert(current.clone(), at);
        self.change().codes.push(Code {
            record: PasscodeRecord {
                kind,
                current,
                original,
                start,
                until,
                tail: Raw::default(),
            },
            uses_left: (kind == PasscodeKind::Count).then_some(1),
        });
        Ok(())
    }

    fn modify_code(
        &mut self,
        kind: PasscodeKind,
        old: &CodeText,
        new: Option<CodeText>,
        validity: Option<Validity>,
    ) -> Result<(), LockError> {
        let at = self.find_code(old)?;
        let new = new.filter(|new| new != old);
        if let Some(new) = &new {
            self.check_length(new)?;
            self.check_new(new)?;
        }
        let tail = [prefixed(old), prefixed(new.as_ref().unwrap_or(old))].concat();
        let Some(code) = self.state_mut().codes.get_mut(at) else {
            return Err(LockError::PasscodeMissing);
        };
        if let Some(new) = new {
            code.record.current = new;
        }
        if let Some(Validity { start, end }) = validity {
            code.record.start = start;
            // The clients send what the code is to become, except that a cycle has no place here.
            if code.record.kind != PasscodeKind::Cyclic && kind != PasscodeKind::Cyclic {
                code.record.kind = kind;
                code.record.until = match kind {
                    PasscodeKind::Permanent => Until::Open,
                    _ => Until::End(end),
                };
                code.uses_left = (kind == PasscodeKind::Count).then(|| code.uses_left.unwrap_or(1));
            }
        }
        self.note(5, &tail);
        Ok(())
    }

    /// Where the list holds the code that a request addresses: by what opens the door, or by what it was first.
    fn find_code(&mut self, digits: &CodeText) -> Result<usize, LockError> {
        let at = if self.state.is(Quirk::ModifyByOriginal) {
            let mut codes = self.state.codes.iter();
            codes.position(|code| code.record.original == *digits)
        } else {
            self.code_at(digits)
        };
        at.ok_or(LockError::PasscodeMissing)
    }

    /// Where the list holds a code that opens the door.
    pub(in crate::virtual_lock) fn code_at(&mut self, digits: &CodeText) -> Option<usize> {
        self.code_index().get(digits).copied()
    }

    fn code_index(&mut self) -> &mut HashMap<CodeText, usize> {
        let codes = &self.state.codes;
        self.index.codes.get_or_insert_with(|| {
            let places = codes.iter().enumerate();
            places.map(|(at, code)| (code.record.current.clone(), at)).collect()
        })
    }

    fn check_length(&self, code: &CodeText) -> Result<(), LockError> {
        let longest = if self.state.is(Quirk::FourDigitsOnly) {
            4
        } else if self.state.is(Quirk::SixDigitsAtMost) {
            6
        } else {
            Digits::LONGEST
        };
        if !(Digits::SHORTEST..=longest).contains(&code.0.len()) {
            return Err(LockError::PasscodeLength);
        }
        if code.digits().is_none() {
            return Err(LockError::Parameter);
        }
        Ok(())
    }

    /// No code, nor the owner's passcode, has these digits.
    fn check_new(&mut self, digits: &CodeText) -> Result<(), LockError> {
        let admin = self.state.admin_passcode.as_ref().map(CodeText::from);
        if self.code_at(digits).is_some() || admin.as_ref() == Some(digits) {
            Err(LockError::PasscodeExists)
        } else {
            Ok(())
        }
    }

    /// 53.
    pub(super) fn set_admin_passcode(&mut self, passcode: Digits) -> Answered {
        let digits = CodeText::from(&passcode);
        if self.code_at(&digits).is_some() {
            return Err(LockError::PasscodeExists);
        }
        self.change().admin_passcode = Some(passcode);
        Ok(Ack::default().encode())
    }

    /// 65.
    pub(super) fn tell_admin_passcode(&self) -> Answered {
        if !self.state.has(Feature::ReadAdminPasscode) {
            return Err(LockError::UnknownCommand);
        }
        let passcode = self.state.admin_passcode.as_ref().map(CodeText::from);
        Ok(AdminPasscode {
            battery: self.state.battery,
            passcode: passcode.unwrap_or(CodeText(Vec::new())),
            tail: Raw::default(),
        }
        .encode())
    }

    /// 44.
    pub(super) fn set_delete_passcode(&mut self, passcode: Raw) -> Vec<u8> {
        self.change().delete_passcode = passcode;
        Ack::default().encode()
    }

    /// 31: kills the generated codes that nobody used yet.
    pub(super) fn write_seeds(&mut self, request: &WriteSeeds) -> Vec<u8> {
        let values = request.seeds.iter().map(|seed| (seed.code, seed.secret)).collect();
        let state = self.change();
        state.unused_codes.clear();
        state.seeds = Seeds {
            first_year: request.first_year,
            values,
        };
        self.ack()
    }

    /// 32: this year's seed, nothing of the others.
    pub(super) fn tell_seed(&self) -> Answered {
        if self.state.model != Model::Full {
            return Err(LockError::UnknownCommand);
        }
        let crate::model::LockSecond([year, ..]) = self.local_time();
        let year = 2_000 + usize::from(year);
        let index = year.saturating_sub(usize::from(self.state.seeds.first_year));
        let (code, secret) = self.state.seeds.values.get(index).copied().unwrap_or_default();
        Ok(SeedReply {
            battery: self.state.battery,
            seed: SeedValue { code, secret },
            last_delete: self.state.last_mass_deletion.unwrap_or(LockMinute([0; 5])),
            tail: Raw::default(),
        }
        .encode())
    }
}

/// A length byte and the code, as the log tells it.
pub(in crate::virtual_lock) fn prefixed(code: &CodeText) -> Vec<u8> {
    let length = u8::try_from(code.0.len()).unwrap_or(u8::MAX);
    std::iter::once(length).chain(code.0.iter().copied()).collect()
}
