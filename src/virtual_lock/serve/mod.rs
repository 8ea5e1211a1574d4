//! The lock's side of the protocol: requests in, pieces out. Faults and quirks of the link are applied here, so that every
//! transport shows them.
//!
//! | file | what it answers |
//! |---|---|
//! | `session` | greeting, pairing, login, reset, clock, what the lock is, moving the bolt |
//! | `codes` | codes, the owner's passcode, seeds |
//! | `tokens` | cards, fingerprints and their weekly schedules |
//! | `settings` | settings and passage times |
//! | `log` | the operation log |

mod codes;
mod log;
mod session;
mod settings;
mod tokens;

pub(super) use codes::prefixed;

use super::fault::Fault;
use super::quirks::Quirk;
use super::{TOUCHED, VirtualLock};
use crate::model::{AesKey, Feature, LockVersion, Raw, SecretNumber};
use crate::protocol::command::operate::{Push, State as BoltState};
use crate::protocol::command::{AnyRequest, DecodeError};
use crate::protocol::frame::{self, Checksum, ENCRYPTED, Frame, MAX_PLAINTEXT, PUSHED, REPLY};
use crate::protocol::reassembler::Reassembler;
use crate::protocol::reply::{Outcome, Reply};
use crate::protocol::{LockError, cipher};
use std::time::Duration;

/// How late a delayed reply comes: after every deadline of a client.
const LATE: Duration = Duration::from_secs(9);
/// How many announcements a storm has.
const STORM: usize = 64;
/// What a low battery has left, percent.
const LOW_BATTERY: u8 = 5;
/// Below this a lock refuses what could leave it half done.
const ENOUGH_BATTERY: u8 = 10;
/// How long another phone keeps the lock.
const HELD: Duration = Duration::from_secs(30);

/// A request that arrived whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    frame: Frame,
    checksum: Checksum,
}

impl Request {
    /// The command byte.
    pub fn opcode(&self) -> u8 {
        self.frame.command
    }
}

/// What a lock does in answer to a request, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It takes this long.
    Wait(Duration),
    /// It sends a piece.
    Notify(Vec<u8>),
    /// A reply is out: its last piece was the step before.
    Replied,
    /// It drops the link.
    Drop,
    /// By script, the phone that talks to it dies here.
    PhoneDies,
}

/// What one connection knows; nothing of it survives the connection.
#[derive(Debug)]
pub(super) struct Session {
    incoming: Reassembler,
    challenge: Option<Challenge>,
    rights: Rights,
    /// The key that 19 made on this connection.
    new_key: Option<AesKey>,
    /// When the last request came, in UTC milliseconds.
    pub(super) last_ms: i64,
    pub(super) waiting: Option<Waiting>,
    sent_something: bool,
    drop_after_reply: bool,
}

/// What the lock waits for somebody to do at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    Card { until_ms: i64 },
    Finger { until_ms: i64 },
}

#[derive(Clone, Debug)]
struct Challenge {
    number: SecretNumber,
    asked_by: Rights,
    uid: u32,
}

/// What a connection may do, or a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rights {
    Nobody,
    User,
    Owner,
}

impl Session {
    pub(super) fn new(now_ms: i64) -> Self {
        Self {
            incoming: Reassembler::default(),
            challenge: None,
            rights: Rights::Nobody,
            new_key: None,
            last_ms: now_ms,
            waiting: None,
            sent_something: false,
            drop_after_reply: false,
        }
    }
}

/// How a command went.
enum Answer {
    /// Success, with this body.
    Body(Vec<u8>),
    /// Success, as a frame without data.
    Empty,
    /// A failure.
    Refused(LockError),
    /// Nothing is sent.
    Silence,
}

/// How a command went, for the families: a body or a refusal.
type Answered = Result<Vec<u8>, LockError>;

impl From<Answered> for Answer {
    fn from(answered: Answered) -> Self {
        answered.map_or_else(Self::Refused, Self::Body)
    }
}

impl VirtualLock {
    /// Takes a piece that a client wrote, of any length; gives the requests that became whole. What is no frame is dropped.
    pub fn receive(&mut self, piece: &[u8]) -> Vec<Request> {
        self.tick();
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        if session.incoming.push(piece).is_err() {
            return Vec::new();
        }
        let whole = std::iter::from_fn(|| session.incoming.pop());
        whole
            .flatten()
            .map(|(frame, checksum)| Request { frame, checksum })
            .collect()
    }

    /// The request whose end bytes are missing, once the link is quiet (protocol, frames 3.2 \[C\]).
    pub fn receive_quiet(&mut self) -> Option<Request> {
        let session = self.session.as_mut()?;
        let (frame, checksum) = session.incoming.pop_quiet()?.ok()?;
        Some(Request { frame, checksum })
    }

    /// Handles a request, faults included. All changes of the lock's memory are done when this returns; what is left to do is
    /// the talking.
    pub fn handle(&mut self, request: &Request) -> Vec<Step> {
        self.tick();
        let now = self.now_ms();
        let Some(session) = &mut self.session else {
            return vec![Step::Drop];
        };
        session.last_ms = now;
        let happening = if self.state.faults.is_empty() {
            Vec::new()
        } else {
            self.change().faults.count(request.opcode())
        };
        let happens = |fault: Fault| happening.contains(&fault);
        if let Some(steps) = self.fail_before(&happening) {
            return steps;
        }
        let before = happens(Fault::ClaimSuccess).then(|| (self.state.clone(), self.rights()));
        let answer = if happens(Fault::Refuse) {
            self.encode_answer(request, Answer::Refused(LockError::Undefined))
        } else {
            self.answer(request)
        };
        if let Some((before, rights)) = before {
            let (faults, random) = (self.state.faults.clone(), self.state.random);
            *self.state_mut() = super::State {
                faults,
                random,
                ..before
            };
            if let Some(session) = &mut self.session {
                session.rights = rights;
            }
        }
        self.fail_after(answer, &happening)
    }

    /// Takes a piece and handles what became whole: [`VirtualLock::receive`] and [`VirtualLock::handle`] in one.
    pub fn write(&mut self, piece: &[u8]) -> Vec<Step> {
        let requests = self.receive(piece);
        requests.iter().flat_map(|request| self.handle(request)).collect()
    }

    /// Faults that keep a request from being handled.
    fn fail_before(&mut self, happening: &[Fault]) -> Option<Vec<Step>> {
        for fault in happening {
            match fault {
                Fault::Silent | Fault::LoseRequest => return Some(Vec::new()),
                Fault::DropBefore => return Some(self.drop_link()),
                Fault::Asleep => {
                    self.change().asleep = true;
                    return Some(self.drop_link());
                }
                Fault::Held => {
                    self.change().held_until_ms = self.after(HELD);
                    return Some(self.drop_link());
                }
                Fault::ResetByHand => {
                    self.state_mut().erase();
                    return Some(self.drop_link());
                }
                Fault::BatteryLow => self.change().battery = LOW_BATTERY,
                Fault::WrongClock => self.set_clock_to([0, 1, 1, 0, 0, 0]),
                _ => {}
            }
        }
        None
    }

    /// The reply on its way, with the faults of the link.
    fn fail_after(&mut self, reply: Option<Vec<u8>>, happening: &[Fault]) -> Vec<Step> {
        let happens = |fault: Fault| happening.contains(&fault);
        let mut steps = Vec::new();
        if happens(Fault::PhoneDies) {
            steps.push(Step::PhoneDies);
        }
        if happens(Fault::DropAfter) {
            steps.extend(self.drop_link());
            return steps;
        }
        let Some(mut reply) = reply else { return steps };
        let announcements = match (happens(Fault::PushStorm), self.state.is(Quirk::PushesBeforeReply)) {
            (true, _) => STORM,
            (false, on) => usize::from(on),
        };
        if let Some(push) = self.state_push().filter(|_| announcements > 0) {
            let pushes = std::iter::repeat_n(push, announcements);
            pushes.for_each(|push| steps.extend(notify(&push)));
        }
        if happens(Fault::DelayReply) {
            steps.push(Step::Wait(LATE));
        }
        if happens(Fault::CorruptReply) || happens(Fault::CorruptAlways) {
            corrupt(&mut reply);
        }
        if happens(Fault::Garbage) {
            let garbage: [u8; 37] = self.change().draw();
            reply = garbage.to_vec();
        }
        let mut pieces: Vec<Step> = if happens(Fault::SplitOddly) {
            oddly(&reply)
        } else {
            notify(&reply).collect()
        };
        if happens(Fault::LoseReply) {
            // The second piece where there is one, else the only one.
            let lost = 1.min(pieces.len().saturating_sub(1));
            pieces.remove(lost);
        }
        if happens(Fault::RepeatReply) {
            pieces.extend(notify(&reply));
        }
        steps.extend(pieces);
        self.lose_first(&mut steps);
        steps.push(Step::Replied);
        let dropped = self.session.as_ref().is_some_and(|session| session.drop_after_reply);
        if dropped || happens(Fault::DropAfterReply) {
            steps.push(Step::Drop);
        }
        steps
    }

    /// Quirk: the client subscribed too late for the first notification.
    fn lose_first(&mut self, steps: &mut Vec<Step>) {
        let loses = self.state.is(Quirk::FirstNotificationLost) && self.connections % 2 == 1;
        let Some(session) = self.session.as_mut().filter(|session| !session.sent_something) else {
            return;
        };
        session.sent_something = true;
        let first = steps.iter().position(|step| matches!(step, Step::Notify(_)));
        if let (true, Some(first)) = (loses, first) {
            steps.remove(first);
        }
    }

    fn drop_link(&mut self) -> Vec<Step> {
        self.disconnect();
        vec![Step::Drop]
    }

    /// The whole frame that answers a request; `None` for silence.
    fn answer(&mut self, request: &Request) -> Option<Vec<u8>> {
        let answer = self.decide(request);
        self.encode_answer(request, answer)
    }

    fn decide(&mut self, request: &Request) -> Answer {
        let opcode = request.opcode();
        if request.checksum == Checksum::Bad {
            return Answer::Refused(LockError::Crc);
        }
        // 45 has no content, and newcomers encrypt it under whatever key they know.
        let plaintext = match self.decrypt(opcode, request.frame.data.as_slice()) {
            Some(plaintext) => plaintext,
            None if opcode == session::HANDSHAKE => Raw::default(),
            None if self.state.is(Quirk::AnswersWrongKey) => return Answer::Refused(LockError::NoPermission),
            None => return Answer::Silence,
        };
        if self.rights() < self.needed(opcode, plaintext.as_slice()) {
            return Answer::Refused(LockError::NoPermission);
        }
        match AnyRequest::decode(opcode, plaintext.as_slice()) {
            Ok(request) => self.serve(request),
            Err(error) => Answer::Refused(layout_error(opcode, &error)),
        }
    }

    fn serve(&mut self, request: AnyRequest) -> Answer {
        use AnyRequest as R;
        match request {
            R::Handshake(_) => self.handshake(),
            R::MakeAesKey(request) => self.make_key(&request).into(),
            R::AddAdmin(request) => self.add_admin(&request).into(),
            R::FinishPairing(_) => self.finish_pairing().into(),
            R::CheckAdmin(request) => self.check_admin(&request).into(),
            R::CheckUser(request) => self.check_user(&request).into(),
            R::CheckRandom(request) => self.check_random(&request).into(),
            R::Reset(_) => self.reset(),
            R::SetName(request) => self.set_name(&request.name).into(),
            R::ReadFeatures(_) => Answer::Body(self.tell_features()),
            R::ReadInfo(request) => self.tell_info(request.kind).into(),
            R::SetClock(request) => self.set_clock(request.time).into(),
            R::ReadClock(_) => Answer::Body(self.tell_clock()),
            R::ReadState(_) => Answer::Body(self.tell_state()),
            R::Unlock(request) => self.move_bolt(&request).into(),
            R::Lock(request) => self.move_bolt(&request).into(),
            R::DeadLock(_) | R::LockV2(_) | R::Unknown { .. } => Answer::Refused(LockError::UnknownCommand),
            R::WriteSeeds(request) => Answer::Body(self.write_seeds(&request)),
            R::ReadSeed(_) => self.tell_seed().into(),
            R::SetAdminPasscode(request) => self.set_admin_passcode(request.passcode).into(),
            R::ReadAdminPasscode(_) => self.tell_admin_passcode().into(),
            R::SetDeletePasscode(request) => Answer::Body(self.set_delete_passcode(request.passcode)),
            R::ListPasscodes(request) => Answer::Body(self.list_codes(request.sequence)),
            R::ManagePasscode(request) => self.manage_code(request).into(),
            R::ManageCard(request) => self.manage_card(request).into(),
            R::ManageSchedule(request) => self.manage_schedule(&request).into(),
            R::ManageFingerprint(request) => self.manage_fingerprint(&request).into(),
            R::AutoLock(request) => self.auto_lock(&request).into(),
            R::Sound(request) => self.sound(&request).into(),
            R::RemoteUnlock(request) => self
                .byte_setting(&request, Feature::RemoteUnlock, |values| &mut values.remote_unlock, 1)
                .into(),
            R::ShowPasscode(request) => self
                .byte_setting(&request, Feature::ShowPasscode, |values| &mut values.show_passcode, 1)
                .into(),
            R::Freeze(request) => self
                .byte_setting(&request, Feature::Freeze, |values| &mut values.freeze, 1)
                .into(),
            R::Sensitivity(request) => self
                .byte_setting(&request, Feature::Sensitivity, |values| &mut values.sensitivity, 3)
                .into(),
            R::Lamp(request) => self.lamp(&request).into(),
            R::Switches(request) => self.switches(&request).into(),
            R::Passage(request) => self.manage_passage(&request).into(),
            R::ReadLog(request) => self.read_log(request.sequence).into(),
        }
    }

    /// What a command needs (protocol, commands, column S).
    fn needed(&self, opcode: u8, plaintext: &[u8]) -> Rights {
        let reads = plaintext.first() == Some(&crate::protocol::command::setting::READ);
        match opcode {
            0x43 => Rights::User,
            0x34 if self.state.is(Quirk::ClockNeedsSession) => Rights::User,
            0x62 if reads && !self.state.is(Quirk::SoundNeedsSession) => Rights::Nobody,
            0x03 | 0x05 | 0x06 | 0x07 | 0x25 | 0x31 | 0x32 | 0x36 | 0x37 | 0x44 | 0x4e | 0x52 | 0x53 | 0x57 | 0x59
            | 0x61 | 0x62 | 0x65 | 0x66 | 0x67 | 0x68 | 0x70 | 0x80 => Rights::Owner,
            _ => Rights::Nobody,
        }
    }

    fn rights(&self) -> Rights {
        self.session.as_ref().map_or(Rights::Nobody, |session| session.rights)
    }

    /// The plaintext of a request: 45 and 19 under the default key, others under the key of this pairing or of the last. Data
    /// of no bytes is nothing under every key.
    fn decrypt(&self, opcode: u8, data: &[u8]) -> Option<Raw> {
        let greeting = matches!(opcode, session::HANDSHAKE | session::MAKE_KEY);
        let key = if greeting { cipher::default_key() } else { self.key() };
        let plaintext = cipher::decrypt(&key, data).ok()?;
        Some(Raw::from(plaintext.as_slice()))
    }

    /// The key of all but the greeting: what 19 made on this connection, else the owner's, else the default.
    fn key(&self) -> AesKey {
        let made = self.session.as_ref().and_then(|session| session.new_key.clone());
        let owners = || self.state.owner.as_ref().map(|owner| owner.aes_key.clone());
        made.or_else(owners).unwrap_or_else(cipher::default_key)
    }

    fn encode_answer(&mut self, request: &Request, answer: Answer) -> Option<Vec<u8>> {
        let opcode = request.opcode();
        let command = if opcode == session::MAKE_KEY { opcode } else { REPLY };
        let outcome = match answer {
            Answer::Silence => return None,
            Answer::Empty => return self.encode_frame(command, ENCRYPTED, Raw::default()),
            Answer::Body(body) => Outcome::Success(body.into()),
            Answer::Refused(error) => {
                let operation = self.operation(request);
                let rest = operation.map(|operation| vec![operation]).unwrap_or_default();
                Outcome::Failure {
                    error,
                    rest: rest.into(),
                }
            }
        };
        let key = self.reply_key(opcode);
        let mut plaintext = Reply { echo: opcode, outcome }.encode();
        plaintext.truncate(MAX_PLAINTEXT);
        self.encode_frame(command, ENCRYPTED, cipher::encrypt(&key, &plaintext))
    }

    /// 19 is answered under the default key, and so is 56 before its key took over; 45 under the pairing's.
    fn reply_key(&self, opcode: u8) -> AesKey {
        match opcode {
            session::MAKE_KEY => cipher::default_key(),
            session::HANDSHAKE => self
                .state
                .owner
                .as_ref()
                .map_or_else(cipher::default_key, |owner| owner.aes_key.clone()),
            _ => self.key(),
        }
    }

    /// The operation byte of a command that has several, repeated in a refusal (protocol, frames 3.1 \[B\]).
    fn operation(&self, request: &Request) -> Option<u8> {
        let several = matches!(
            request.opcode(),
            0x03 | 0x05 | 0x06 | 0x36 | 0x37 | 0x59 | 0x61 | 0x62 | 0x66 | 0x67 | 0x68 | 0x70 | 0x80
        );
        let plaintext = self.decrypt(request.opcode(), request.frame.data.as_slice())?;
        plaintext.as_slice().first().copied().filter(|_| several)
    }

    fn encode_frame(&self, command: u8, encrypt: u8, data: Raw) -> Option<Vec<u8>> {
        let version: LockVersion = self.state.version;
        Frame {
            version,
            command,
            encrypt,
            data,
        }
        .encode()
    }

    /// Announces something on the present connection, if a phone is there.
    pub(super) fn push(&mut self, echo: u8, body: Vec<u8>) {
        if self.session.is_none() || self.state.owner.is_none() {
            return;
        }
        let outcome = Outcome::Success(body.into());
        let data = cipher::encrypt(&self.key(), &Reply { echo, outcome }.encode());
        let push = self.encode_frame(REPLY, PUSHED, data);
        self.pushes.extend(push);
    }

    fn state_push(&self) -> Option<Vec<u8>> {
        self.state.owner.as_ref()?;
        let body = Push::State(self.bolt_state()).encode();
        let reply = Reply {
            echo: session::STATE,
            outcome: Outcome::Success(body.into()),
        };
        self.encode_frame(REPLY, PUSHED, cipher::encrypt(&self.key(), &reply.encode()))
    }

    pub(super) fn bolt_state(&self) -> BoltState {
        BoltState {
            battery: self.state.battery,
            state: u8::from(self.state.unlocked),
            rest: vec![0].into(),
        }
    }

    pub(super) fn note(&mut self, kind: u8, tail: &[u8]) {
        let now = self.now_ms();
        self.change().record(kind, now, tail);
    }

    /// Somebody touched the keypad, in whatever way.
    pub(super) fn wake(&mut self) {
        let (touched, awake) = (self.after(TOUCHED), self.after(super::AWAKE));
        let state = self.change();
        state.asleep = false;
        state.touched_until_ms = touched;
        state.awake_until_ms = awake;
    }
}

/// The code for a request whose layout does not fit: an unknown operation, a code too short or long, or a wrong value.
fn layout_error(opcode: u8, error: &DecodeError) -> LockError {
    match error {
        DecodeError::Value { field: "operation", .. } => LockError::UnknownCommand,
        DecodeError::Value { .. } if opcode == 0x53 => LockError::PasscodeLength,
        _ => LockError::Parameter,
    }
}

fn notify(frame: &[u8]) -> impl Iterator<Item = Step> {
    frame::pieces(frame).map(|piece| Step::Notify(piece.to_vec()))
}

/// Pieces of 1, 7, 2, 11 and so on bytes.
fn oddly(frame: &[u8]) -> Vec<Step> {
    let mut rest = frame;
    let sizes = [1, 7, 2, 11, 19, 3, 13].into_iter().cycle();
    let mut steps = Vec::new();
    for size in sizes {
        let (piece, after) = rest.split_at_checked(size).unwrap_or((rest, &[]));
        steps.push(Step::Notify(piece.to_vec()));
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    steps
}

/// Changes the checksum so that it fits neither table.
fn corrupt(frame: &mut [u8]) {
    let Some(at) = frame.len().checked_sub(3) else { return };
    for change in 1..=3 {
        if let Some(crc) = frame.get_mut(at) {
            *crc ^= change;
        }
        if matches!(Frame::decode(frame), Ok((_, Checksum::Bad))) {
            return;
        }
    }
}
