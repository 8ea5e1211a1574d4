//! One exchange over a link: a request out in pieces of 20 bytes, its own reply back (protocol, frames 2 and 3).

use crate::model::{AesKey, LockVersion};
use crate::protocol::command::operate::{Push, ReadState};
use crate::protocol::command::{Body, Command, command_name};
use crate::protocol::frame::{self, Checksum, Frame};
use crate::protocol::reassembler::Reassembler;
use crate::protocol::reply::{Outcome, Reply};
use crate::protocol::{DecodeError, LockError, cipher};
use crate::transport::{Link, LinkError};
use std::time::Duration;

/// How long a lock may take to answer (protocol, flows 9: recommended 6 s).
pub const REPLY_WAIT: Duration = Duration::from_secs(6);
/// How long it may take to answer a reset (flows 4 \[A\]).
pub const RESET_WAIT: Duration = Duration::from_secs(7);
/// How long a frame without its end bytes may still become whole.
const QUIET: Duration = Duration::from_millis(250);
/// Messages that are not the reply, before an exchange is given up: a lock that only talks never answers.
const MOST_STRANGERS: u32 = 64;

/// Why an exchange failed.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The link failed. Whether the lock did what it was asked is not known.
    #[error("failed to {}: {source}", command_name(*.opcode))]
    Link {
        /// The command.
        opcode: u8,
        /// What happened to the link.
        source: LinkError,
    },
    /// The reply came damaged, twice, or once for a command that must not be sent twice.
    #[error("failed to {}: the answer came damaged", command_name(*.opcode))]
    Damaged {
        /// The command.
        opcode: u8,
    },
    /// The lock refused.
    #[error("failed to {}: {error}", command_name(*.opcode))]
    Refused {
        /// The command.
        opcode: u8,
        /// Why.
        error: LockError,
    },
    /// The reply is under another key, or not encrypted at all.
    #[error("failed to {}: the answer is not encrypted with this key, the lock was reset or paired anew", command_name(*.opcode))]
    WrongKey {
        /// The command.
        opcode: u8,
    },
    /// The reply does not have the layout that it should have.
    #[error("failed to {}: {source}", command_name(*.opcode))]
    Malformed {
        /// The command.
        opcode: u8,
        /// What is wrong.
        source: DecodeError,
    },
    /// The frames come from another kind of lock than before.
    #[error("failed to {}: the answer comes from another kind of lock than before", command_name(*.opcode))]
    OtherLock {
        /// The command.
        opcode: u8,
    },
    /// The lock sends and sends, but no answer.
    #[error("failed to {}: the lock sends messages without end, but no answer", command_name(*.opcode))]
    Flooded {
        /// The command.
        opcode: u8,
    },
    /// The request does not fit into one frame.
    #[error("failed to {}: the request is too long", command_name(*.opcode))]
    TooLong {
        /// The command.
        opcode: u8,
    },
}

impl ExchangeError {
    /// The lock's refusal, where it is one.
    pub fn refusal(&self) -> Option<LockError> {
        match self {
            Self::Refused { error, .. } => Some(*error),
            _ => None,
        }
    }

    /// Whether the request left and no answer that can be trusted came back, so that its effect is not known.
    pub fn is_uncertain(&self) -> bool {
        match self {
            Self::Link { .. } | Self::Damaged { .. } | Self::Flooded { .. } | Self::Malformed { .. } => true,
            Self::Refused { .. } | Self::WrongKey { .. } | Self::OtherLock { .. } | Self::TooLong { .. } => false,
        }
    }
}

/// How many exchanges and pieces went over a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Requests sent.
    pub requests: u64,
    /// Pieces written.
    pub written: u64,
    /// Pieces received.
    pub received: u64,
}

/// A link with the protocol's framing. One exchange at a time: it takes the channel mutably.
pub struct Channel {
    link: Box<dyn Link>,
    reassembler: Reassembler,
    /// What we put into our frames: the client's own until a reply taught us the lock's group and org.
    version: LockVersion,
    /// What the lock's frames must say.
    pin: Option<LockVersion>,
    pushes: Vec<Push>,
    battery: Option<u8>,
    traffic: Traffic,
}

impl Channel {
    /// A channel over a connected link. `pin`: the kind of lock that answered before, where that is known.
    pub fn new(link: Box<dyn Link>, pin: Option<LockVersion>) -> Self {
        let version = pin.unwrap_or(LockVersion::CLIENT);
        let reassembler = Reassembler::default();
        Self {
            link,
            reassembler,
            version,
            pin,
            pushes: Vec::new(),
            battery: None,
            traffic: Traffic::default(),
        }
    }

    /// The version fields of the lock's own frames, once it has answered.
    pub fn lock_version(&self) -> Option<LockVersion> {
        self.pin
    }

    /// Battery, percent, from the last reply that told it.
    pub fn battery(&self) -> Option<u8> {
        self.battery
    }

    /// What went over it so far.
    pub fn traffic(&self) -> Traffic {
        self.traffic
    }

    /// What the lock pushed since this was last asked: the bolt moved, somebody used a code.
    pub fn take_pushes(&mut self) -> Vec<Push> {
        std::mem::take(&mut self.pushes)
    }

    /// Ends the connection.
    pub async fn close(&mut self) {
        self.link.close().await;
    }

    /// Sends a request and waits for its own reply, `wait` at most for each notification. A damaged reply is asked for
    /// once more, but only where the command says that this changes nothing (protocol, frames 3.3).
    pub async fn exchange<C: Command>(
        &mut self,
        key: &AesKey,
        command: &C,
        wait: Duration,
    ) -> Result<C::Reply, ExchangeError> {
        match self.exchange_once(key, command, wait).await {
            Err(ExchangeError::Damaged { .. }) if command.is_repeatable() => {
                tracing::debug!(opcode = C::OPCODE, "the answer came damaged, asking once more");
                self.exchange_once(key, command, wait).await
            }
            result => result,
        }
    }

    async fn exchange_once<C: Command>(
        &mut self,
        key: &AesKey,
        command: &C,
        wait: Duration,
    ) -> Result<C::Reply, ExchangeError> {
        let opcode = C::OPCODE;
        self.send(key, command).await?;
        let mut strangers = 0;
        loop {
            let (frame, checksum) = self.next_frame(opcode, wait).await?;
            if checksum != Checksum::Lock {
                return Err(ExchangeError::Damaged { opcode });
            }
            self.check_version(opcode, &frame)?;
            if let Some(reply) = self.answer::<C>(key, command, &frame)? {
                return reply;
            }
            strangers += 1;
            if strangers >= MOST_STRANGERS {
                return Err(ExchangeError::Flooded { opcode });
            }
        }
    }

    async fn send<C: Command>(&mut self, key: &AesKey, command: &C) -> Result<(), ExchangeError> {
        let opcode = C::OPCODE;
        let data = cipher::encrypt(key, &command.encode());
        let frame = Frame {
            version: self.version,
            command: opcode,
            encrypt: frame::ENCRYPTED,
            data,
        };
        let bytes = frame.encode().ok_or(ExchangeError::TooLong { opcode })?;
        self.reassembler.clear();
        self.traffic.requests += 1;
        for piece in frame::pieces(&bytes) {
            self.traffic.written += 1;
            self.link
                .write(piece)
                .await
                .map_err(|source| ExchangeError::Link { opcode, source })?;
        }
        Ok(())
    }

    /// The next whole frame. Bytes that cannot become one are dropped, as many times as the wait allows.
    async fn next_frame(&mut self, opcode: u8, wait: Duration) -> Result<(Frame, Checksum), ExchangeError> {
        let mut dropped = 0;
        loop {
            match self.reassembler.pop() {
                Some(Ok(whole)) => return Ok(whole),
                // A frame of another form is no answer; what follows may be one.
                Some(Err(_)) => {}
                None => {
                    let piece = match self.receive(wait).await {
                        Ok(piece) => piece,
                        Err(LinkError::TimedOut) => return self.quiet_frame(opcode),
                        Err(source) => return Err(ExchangeError::Link { opcode, source }),
                    };
                    self.traffic.received += 1;
                    if self.reassembler.push(&piece).is_ok() {
                        continue;
                    }
                }
            }
            dropped += 1;
            if dropped >= MOST_STRANGERS {
                return Err(ExchangeError::Flooded { opcode });
            }
        }
    }

    /// The next notification. While only a frame's end bytes are missing, waiting is short: they may never come.
    async fn receive(&mut self, wait: Duration) -> Result<Vec<u8>, LinkError> {
        let wait = if self.reassembler.lacks_only_its_end() {
            QUIET.min(wait)
        } else {
            wait
        };
        self.link.receive(wait).await
    }

    /// What to make of silence: a frame whose end bytes never came, or none.
    fn quiet_frame(&mut self, opcode: u8) -> Result<(Frame, Checksum), ExchangeError> {
        match self.reassembler.pop_quiet() {
            Some(Ok(whole)) => Ok(whole),
            Some(Err(_)) | None => Err(ExchangeError::Link {
                opcode,
                source: LinkError::TimedOut,
            }),
        }
    }

    fn check_version(&mut self, opcode: u8, frame: &Frame) -> Result<(), ExchangeError> {
        match self.pin {
            Some(pin) if !pin.is_same_kind(frame.version) => Err(ExchangeError::OtherLock { opcode }),
            _ => {
                self.pin = Some(frame.version);
                self.version = frame.version;
                Ok(())
            }
        }
    }

    /// The reply in a frame if it answers `command`, `None` if it is something else, which is put aside.
    #[allow(
        clippy::type_complexity,
        reason = "an answer that is itself a success or a failure, or no answer"
    )]
    fn answer<C: Command>(
        &mut self,
        key: &AesKey,
        command: &C,
        frame: &Frame,
    ) -> Result<Option<Result<C::Reply, ExchangeError>>, ExchangeError> {
        let opcode = C::OPCODE;
        let malformed = |source| ExchangeError::Malformed { opcode, source };
        let plaintext = match cipher::decrypt(key, frame.data.as_slice()) {
            Ok(plaintext) => plaintext,
            // A push under a key that is not ours any more is no answer; silence will end the exchange.
            Err(_) if frame.encrypt == frame::PUSHED => return Ok(None),
            Err(_) => return Err(ExchangeError::WrongKey { opcode }),
        };
        // No data at all means success for the request that is open (frames 3.1 [A]).
        if plaintext.is_empty() {
            return Ok(Some(C::Reply::decode(&[]).map_err(malformed)));
        }
        let reply = Reply::decode(&plaintext).map_err(malformed)?;
        if is_push(&reply, frame) {
            self.put_aside(&reply);
            return Ok(None);
        }
        if reply.echo != opcode {
            return Ok(None);
        }
        match reply.outcome {
            // Received, the result follows (commands 10): keep waiting.
            Outcome::Failure {
                error: LockError::Received,
                ..
            } => Ok(None),
            Outcome::Failure { error, rest } => {
                let answers = match (command.operation(), rest.as_slice().first()) {
                    (Some(asked), Some(refused)) => asked == *refused,
                    _ => true,
                };
                Ok(answers.then_some(Err(ExchangeError::Refused { opcode, error })))
            }
            Outcome::Success(body) => {
                if let (Some(asked), Some(done)) = (command.operation(), C::Reply::operation_of(body.as_slice()))
                    && asked != done
                {
                    return Ok(None);
                }
                let decoded = C::Reply::decode(body.as_slice()).map_err(malformed)?;
                self.battery = decoded.battery().or(self.battery);
                Ok(Some(Ok(decoded)))
            }
        }
    }

    fn put_aside(&mut self, reply: &Reply) {
        const MOST_KEPT: usize = 256;
        if let Outcome::Success(body) = &reply.outcome
            && let Ok(push) = Push::decode(body.as_slice())
            && self.pushes.len() < MOST_KEPT
        {
            self.pushes.push(push);
        }
    }
}

/// Whether a message with the echo of 14 was not asked for: the byte of a push, or the long form of an operation.
fn is_push(reply: &Reply, frame: &Frame) -> bool {
    const LONGEST_STATE: usize = 14;
    let long = matches!(&reply.outcome, Outcome::Success(body) if body.as_slice().len() > LONGEST_STATE);
    reply.echo == ReadState::OPCODE && (frame.encrypt == frame::PUSHED || long)
}
