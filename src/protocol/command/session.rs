//! Proving who the phone is: 45, 41, 55, 30 (protocol, commands 1 \[A\], flows 1).
//!
//! ```text
//! 45 handshake      req: empty, default key       rep: unpaired nothing at all; paired battery, under the pairing's key
//! 41 check admin    req: [0..4] admin secret u32  [4..7] lockFlagPos u24  [7..11] uid u32        rep: challenge u32
//! 55 check user     req: [0..5] start  [5..10] end  [10..13] lockFlagPos u24  [13..17] uid u32   rep: challenge u32
//! 30 check random   req: [0..4] (challenge + unlockKey) mod 2^32                                 rep: battery
//! ```
//!
//! None needs rights; 41 and then 30 give the owner's for as long as the link lasts.

use super::{Ack, Body, Command, DecodeError, plaintext};
use crate::model::{SecretNumber, Validity};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

empty_requests! {
    /// 45.
    Handshake = 0x45, Ack, repeatable true;
}

/// 41: asks for a challenge as the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckAdmin {
    /// `adminPs`.
    pub admin_secret: SecretNumber,
    /// 24 bits.
    pub lock_flag_pos: u32,
    /// The account's number, or 0.
    pub uid: u32,
}

impl Command for CheckAdmin {
    const OPCODE: u8 = 0x41;
    type Reply = Challenge;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[
            &self.admin_secret.0.to_be_bytes(),
            &flag_bytes(self.lock_flag_pos),
            &self.uid.to_be_bytes(),
        ])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        Ok(Self {
            admin_secret: SecretNumber(cursor.u32()?),
            lock_flag_pos: cursor.u24()?,
            uid: cursor.u32()?,
        })
    }

    fn meaning(&self) -> Value {
        json!({ "admin_ps": self.admin_secret.0, "lock_flag_pos": self.lock_flag_pos, "uid": self.uid })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// 55: asks for a challenge as a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckUser {
    /// The validity of the user's key.
    pub validity: Validity,
    /// 24 bits.
    pub lock_flag_pos: u32,
    /// The account's number, or 0.
    pub uid: u32,
}

impl Command for CheckUser {
    const OPCODE: u8 = 0x55;
    type Reply = Challenge;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let Validity { start, end } = self.validity;
        plaintext(&[
            &start.0,
            &end.0,
            &flag_bytes(self.lock_flag_pos),
            &self.uid.to_be_bytes(),
        ])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        let validity = read_validity(&mut cursor)?;
        Ok(Self {
            validity,
            lock_flag_pos: cursor.u24()?,
            uid: cursor.u32()?,
        })
    }

    fn meaning(&self) -> Value {
        let Validity { start, end } = self.validity;
        json!({ "start": start, "end": end, "lock_flag_pos": self.lock_flag_pos, "uid": self.uid })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// 30: answers the challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRandom {
    /// See [`answer`].
    pub sum: SecretNumber,
}

impl Command for CheckRandom {
    const OPCODE: u8 = 0x30;
    type Reply = Ack;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        plaintext(&[&self.sum.0.to_be_bytes()])
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            sum: SecretNumber(Cursor::new(bytes).u32()?),
        })
    }

    fn meaning(&self) -> Value {
        json!({ "sum": self.sum.0 })
    }

    /// The challenge counts for one use (flows 1 \[C\]).
    fn is_repeatable(&self) -> bool {
        false
    }
}

/// The body of 41 and 55.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge(pub SecretNumber);

impl Body for Challenge {
    fn encode(&self) -> Vec<u8> {
        self.0.0.to_be_bytes().to_vec()
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self(SecretNumber(Cursor::new(body).u32()?)))
    }

    fn meaning(&self) -> Value {
        json!({ "ps_from_lock": self.0.0 })
    }
}

/// What answers a challenge: its sum with the unlock key, modulo 2^32 (flows 1 \[A\]).
pub fn answer(challenge: &Challenge, unlock_key: &SecretNumber) -> SecretNumber {
    SecretNumber(challenge.0.0.wrapping_add(unlock_key.0))
}

fn flag_bytes(lock_flag_pos: u32) -> [u8; 3] {
    let [_, a, b, c] = lock_flag_pos.to_be_bytes();
    [a, b, c]
}

/// Two dates, as they stand in 55, 05 and 06.
pub(super) fn read_validity(cursor: &mut Cursor<'_>) -> Result<Validity, DecodeError> {
    use crate::model::LockMinute;
    Ok(Validity {
        start: LockMinute(cursor.array()?),
        end: LockMinute(cursor.array()?),
    })
}
