//! What a lock says: an answer to a request, or something nobody asked for (protocol, frames 3.1 \[A\]).
//!
//! ```text
//! [0]  echo: the command that is answered
//! [1]  status: 1 success, 0 failure
//! [2..] success: the body; failure: error code, and for commands of several operations the operation
//! ```

use super::cursor::Cursor;
use super::{DecodeError, LockError};
use crate::model::Raw;

/// A decrypted reply or push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The command that it answers.
    pub echo: u8,
    /// How it went.
    pub outcome: Outcome,
}

/// How a command went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; the bytes behind the status.
    Success(Raw),
    /// Refused.
    Failure {
        /// Why.
        error: LockError,
        /// Bytes behind the code; the first is the operation that failed, where there are operations.
        rest: Raw,
    },
}

impl Reply {
    /// The reply of its plaintext. A status other than 0 and 1 is an error.
    pub fn decode(plaintext: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(plaintext);
        let echo = cursor.u8()?;
        let outcome = match cursor.u8()? {
            1 => Outcome::Success(cursor.rest().into()),
            // A failure without a code was never seen; treat the code as not told instead of losing the refusal.
            0 => Outcome::Failure {
                error: LockError::from_code(cursor.u8().unwrap_or(LockError::Unspecified.code())),
                rest: cursor.rest().into(),
            },
            other => {
                return Err(DecodeError::Value {
                    field: "status",
                    value: other.into(),
                });
            }
        };
        Ok(Self { echo, outcome })
    }

    /// The plaintext.
    pub fn encode(&self) -> Vec<u8> {
        match &self.outcome {
            Outcome::Success(body) => [&[self.echo, 1], body.as_slice()].concat(),
            Outcome::Failure { error, rest } => [&[self.echo, 0, error.code()], rest.as_slice()].concat(),
        }
    }
}
