//! Greeting, pairing, login, reset, clock, what the lock is, moving the bolt (protocol, commands 1 and 2, flows 1 to 4).

use super::{Answer, Answered, Challenge, ENOUGH_BATTERY, Rights};
use crate::model::{AesKey, Feature, LockMinute, LockSecond, Raw, SecretNumber};
use crate::protocol::LockError;
use crate::protocol::command::clock::Clock;
use crate::protocol::command::features::{FeaturesReply, Info, InfoKind};
use crate::protocol::command::operate::{MoveBolt, MoveRecord, Moved, ReadState, Unlock};
use crate::protocol::command::pairing::{AddAdmin, MakeAesKey, NewAesKey, VENDOR, Vendor};
use crate::protocol::command::session::{
    Challenge as ChallengeBody, CheckAdmin, CheckRandom, CheckUser, Handshake, answer,
};
use crate::protocol::command::{Ack, Body as _, Command as _};
use crate::virtual_lock::quirks::Quirk;
use crate::virtual_lock::state::Owner;
use crate::virtual_lock::{VirtualClock, VirtualLock};
use std::time::Duration;

/// 45.
pub(super) const HANDSHAKE: u8 = Handshake::OPCODE;
/// 19.
pub(super) const MAKE_KEY: u8 = MakeAesKey::OPCODE;
/// 14.
pub(super) const STATE: u8 = ReadState::OPCODE;

impl VirtualLock {
    /// 45: nothing at all in setting mode, and while a pairing is not finished, so that it can start again.
    pub(super) fn handshake(&self) -> Answer {
        if self.is_owned() {
            Answer::Body(self.ack())
        } else {
            Answer::Empty
        }
    }

    /// Whether it has an owner whose pairing is finished.
    fn is_owned(&self) -> bool {
        self.state.owner.as_ref().is_some_and(|owner| owner.finished)
    }

    /// 19: each makes another key; the last one counts.
    pub(super) fn make_key(&mut self, request: &MakeAesKey) -> Answered {
        if self.is_owned() {
            return Err(LockError::NotSettingMode);
        }
        if request.vendor.as_slice() != VENDOR {
            return Err(LockError::Vendor);
        }
        let key = AesKey(self.change().draw());
        if let Some(session) = &mut self.session {
            session.new_key = Some(key.clone());
        }
        Ok(NewAesKey(key).encode())
    }

    /// 56: takes the owner's secrets. Needs the key of 19 on the same connection.
    pub(super) fn add_admin(&mut self, request: &AddAdmin) -> Answered {
        if self.is_owned() {
            return Err(LockError::NotSettingMode);
        }
        if request.vendor.as_slice() != VENDOR {
            return Err(LockError::Vendor);
        }
        let made = self.session.as_ref().and_then(|session| session.new_key.clone());
        let aes_key = made.ok_or(LockError::NoPermission)?;
        let now = self.now_ms();
        self.change().owner = Some(Owner {
            aes_key,
            admin_secret: request.admin_secret.clone(),
            unlock_key: request.unlock_key.clone(),
            lock_flag_pos: 0,
            uid: None,
            finished: false,
            since_ms: now,
        });
        if let Some(session) = &mut self.session {
            session.rights = Rights::Owner;
        }
        Ok(Vendor(VENDOR.into()).encode())
    }

    /// 57.
    pub(super) fn finish_pairing(&mut self) -> Answered {
        let owner = self.change().owner.as_mut().ok_or(LockError::NoAdmin)?;
        owner.finished = true;
        Ok(Ack::default().encode())
    }

    /// 41.
    pub(super) fn check_admin(&mut self, request: &CheckAdmin) -> Answered {
        let checks_uid = self.state.is(Quirk::ChecksUid);
        let owner = self.state.owner.as_ref().ok_or(LockError::NoAdmin)?;
        if owner.admin_secret != request.admin_secret {
            return Err(LockError::AdminCheck);
        }
        if checks_uid && owner.uid.is_some_and(|uid| uid != request.uid) {
            return Err(LockError::AdminCheck);
        }
        if checks_uid
            && owner.uid.is_none()
            && let Some(owner) = &mut self.change().owner
        {
            owner.uid = Some(request.uid);
        }
        Ok(self.challenge(Rights::Owner, request.uid))
    }

    /// 55.
    pub(super) fn check_user(&mut self, request: &CheckUser) -> Answered {
        let owner = self.state.owner.as_ref().ok_or(LockError::NoAdmin)?;
        if request.lock_flag_pos < owner.lock_flag_pos {
            return Err(LockError::KeyRevoked);
        }
        let now = self.local_minute();
        if request.validity.is_over(now) {
            return Err(LockError::KeyExpired);
        }
        if request.validity.is_future(now) {
            return Err(LockError::KeyNotYet);
        }
        Ok(self.challenge(Rights::User, request.uid))
    }

    fn challenge(&mut self, asked_by: Rights, uid: u32) -> Vec<u8> {
        let number = SecretNumber(u32::from_be_bytes(self.change().draw()));
        if let Some(session) = &mut self.session {
            session.challenge = Some(Challenge {
                number: number.clone(),
                asked_by,
                uid,
            });
        }
        ChallengeBody(number).encode()
    }

    /// Uses up the challenge; it counts once, right or wrong.
    fn meet_challenge(&mut self, sum: &SecretNumber) -> Result<Challenge, LockError> {
        let asked = self.session.as_mut().and_then(|session| session.challenge.take());
        let asked = asked.ok_or(LockError::NoPermission)?;
        let owner = self.state.owner.as_ref().ok_or(LockError::NoAdmin)?;
        if answer(&ChallengeBody(asked.number.clone()), &owner.unlock_key) == *sum {
            Ok(asked)
        } else {
            Err(LockError::DynamicCode)
        }
    }

    /// 30.
    pub(super) fn check_random(&mut self, request: &CheckRandom) -> Answered {
        let Challenge { asked_by, .. } = self.meet_challenge(&request.sum)?;
        if let Some(session) = &mut self.session {
            session.rights = session.rights.max(asked_by);
        }
        let now = self.now_ms();
        if let Some(owner) = self.state.owner.as_mut().filter(|owner| !owner.finished) {
            owner.since_ms = now;
            self.changed = true;
        }
        Ok(self.ack())
    }

    /// 52: forgets everything and drops the link.
    pub(super) fn reset(&mut self) -> Answer {
        if self.state.battery < ENOUGH_BATTERY {
            return Answer::Refused(LockError::LowBattery);
        }
        // The reply still goes out under the old key.
        let key = self.key();
        self.state_mut().erase();
        if let Some(session) = &mut self.session {
            session.new_key = Some(key);
            session.rights = Rights::Nobody;
            session.drop_after_reply = true;
        }
        if self.state.is(Quirk::ResetAnswers) {
            Answer::Body(Vec::new())
        } else {
            Answer::Empty
        }
    }

    /// 4e.
    pub(super) fn set_name(&mut self, name: &Raw) -> Answered {
        if name.is_empty() || std::str::from_utf8(name.as_slice()).is_err() {
            return Err(LockError::Parameter);
        }
        self.change().name = name.clone();
        Ok(Ack::default().encode())
    }

    /// 01.
    pub(super) fn tell_features(&self) -> Vec<u8> {
        FeaturesReply {
            battery: self.state.battery,
            features: self.state.features.clone(),
            tail: Raw::default(),
        }
        .encode()
    }

    /// 90.
    pub(super) fn tell_info(&self, kind: InfoKind) -> Answered {
        let device = &self.state.device;
        let text = |value: &Option<String>| value.clone().unwrap_or_default().into_bytes();
        let value = match kind {
            InfoKind::Model => text(&device.model),
            InfoKind::Hardware => text(&device.hardware),
            InfoKind::Firmware => text(&device.firmware),
            InfoKind::Manufactured => text(&device.manufactured),
            InfoKind::Address => self.state.address.0.to_vec(),
            InfoKind::Clock => self.local_time().0.to_vec(),
            InfoKind::DigitKeys | InfoKind::Other(_) => return Err(LockError::Parameter),
        };
        Ok(Info {
            value: value.into(),
            last: 0,
        }
        .encode())
    }

    /// 43.
    pub(super) fn set_clock(&mut self, time: LockSecond) -> Answered {
        let pairing = self.state.owner.as_ref().is_some_and(|owner| !owner.finished);
        if pairing && self.state.is(Quirk::ClockFailsInPairing) {
            return Err(LockError::Undefined);
        }
        if time.civil().is_none() {
            return Err(LockError::Parameter);
        }
        self.set_clock_to(time.0);
        Ok(self.ack())
    }

    pub(super) fn set_clock_to(&mut self, time: [u8; 6]) {
        let Some(local) = LockSecond(time).civil() else {
            return;
        };
        let utc_s = self.now_ms().div_euclid(1_000);
        let epoch = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);
        self.change().clock_offset_s = local.duration_since(epoch).as_secs().saturating_sub(utc_s);
    }

    /// 34.
    pub(super) fn tell_clock(&self) -> Vec<u8> {
        Clock {
            time: self.local_time(),
            tail: Raw::default(),
        }
        .encode()
    }

    /// 14.
    pub(super) fn tell_state(&self) -> Vec<u8> {
        self.bolt_state().encode()
    }

    /// 47 and 58: right after 41 or 55, without 30.
    pub(super) fn move_bolt<const OPCODE: u8>(&mut self, request: &MoveBolt<OPCODE>) -> Answered {
        let Challenge { uid, .. } = self.meet_challenge(&request.sum)?;
        if self.state.settings.freeze != 0 {
            return Err(LockError::Frozen);
        }
        let opens = OPCODE == Unlock::OPCODE;
        let tail = [uid.to_be_bytes(), request.record_id.to_be_bytes()].concat();
        self.note(if opens { 1 } else { 26 }, &tail);
        if opens {
            self.open_bolt();
        } else {
            let state = self.change();
            (state.unlocked, state.locks_at_ms) = (false, None);
        }
        let record = MoveRecord {
            uid,
            record_id: request.record_id,
            time: self.local_time(),
        };
        Ok(Moved {
            battery: self.state.battery,
            record: (!self.state.is(Quirk::ShortMoveReply)).then_some(record),
            tail: Raw::default(),
        }
        .encode())
    }

    /// The bolt opens, and locks again by itself where that is set.
    pub(in crate::virtual_lock) fn open_bolt(&mut self) {
        let seconds = self.state.settings.auto_lock;
        let at = self.after(Duration::from_secs(u64::from(seconds)));
        let has = self.state.has(Feature::AutoLock) && seconds > 0;
        let state = self.change();
        (state.unlocked, state.locks_at_ms) = (true, has.then_some(at));
    }

    /// A body that tells the battery.
    pub(super) fn ack(&self) -> Vec<u8> {
        Ack::with_battery(self.state.battery).encode()
    }

    /// Its local time.
    pub fn local_time(&self) -> LockSecond {
        self.state.local_time(VirtualClock::utc_ms(&self.clock))
    }

    /// Its local minute.
    pub(in crate::virtual_lock) fn local_minute(&self) -> LockMinute {
        let LockSecond([year, month, day, hour, minute, _]) = self.local_time();
        LockMinute([year, month, day, hour, minute])
    }
}
