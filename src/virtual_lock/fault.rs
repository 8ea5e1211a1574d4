//! Failures by script: `NAME@STEP` arms one, and it happens at that request.
//!
//! STEP is the number of the request since arming, counted from 1 (`drop-after@7`); or a command byte (`refuse@0x05`), with
//! `#n` for the n-th request of that command (`refuse@0x05#3`).

use super::named::named;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

named! {
    /// A failure. Each happens once unless its text says "from then on".
    Fault {
        DropBefore = "drop-before", "The link drops before the lock handles the request.";
        DropAfter = "drop-after", "The lock handles the request, and the link drops before the reply.";
        DropAfterReply = "drop-after-reply", "The link drops after the reply.";
        LoseRequest = "lose-request", "The request is lost: not handled, not answered.";
        LoseReply = "lose-reply", "One piece of the reply is lost.";
        DelayReply = "delay-reply", "The reply comes nine seconds late, after every deadline.";
        SplitOddly = "split-oddly", "The reply comes in pieces of odd sizes.";
        CorruptReply = "corrupt-reply", "The reply has a wrong checksum.";
        CorruptAlways = "corrupt-always", "From then on every reply has a wrong checksum.";
        RepeatReply = "repeat-reply", "The reply comes twice.";
        Full = "full", "From then on the lock says that its memory is full.";
        Refuse = "refuse", "The lock refuses the request without a reason.";
        ClaimSuccess = "claim-success", "The lock says that it did what was asked, and did not.";
        WrongClock = "wrong-clock", "The lock's clock starts again at 2000-01-01, as after a change of battery.";
        Asleep = "asleep", "The link drops and the lock sleeps until its keypad is touched.";
        ResetByHand = "reset-by-hand", "Somebody resets the lock; the link drops.";
        BatteryLow = "battery-low", "The battery falls to 5 percent; the lock refuses to be reset.";
        Garbage = "garbage", "The lock handles the request and answers bytes that mean nothing.";
        Silent = "silent", "From then on the lock neither handles nor answers anything.";
        PhoneDies = "phone-dies", "The lock handles the request, and the phone dies before the reply.";
        PushStorm = "push-storm", "Sixty-four announcements come before the reply.";
        EndlessList = "endless-list", "From then on the last page of every list leads back into the list.";
        Held = "held", "The link drops, and another phone holds the lock for half a minute.";
    }
}

impl Fault {
    /// Whether it goes on once it happened.
    pub fn lasts(self) -> bool {
        matches!(
            self,
            Self::CorruptAlways | Self::Full | Self::Silent | Self::EndlessList
        )
    }
}

/// When a fault happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum At {
    /// At this request since arming, counted from 1.
    Request(u32),
    /// At the `count`-th request of this command since arming.
    Command {
        /// The command byte.
        opcode: u8,
        /// Counted from 1.
        count: u32,
    },
}

/// A fault and when it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// What happens.
    pub fault: Fault,
    /// When.
    pub at: At,
}

/// A text that is no script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// No fault has this name.
    #[error("failed to read fault: there is none of the name {0:?}")]
    Name(String),
    /// What follows the name is no step.
    #[error("failed to read fault: expected NAME@STEP, STEP being a number from 1, 0xOP or 0xOP#n")]
    Step,
}

impl FromStr for Script {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let (name, step) = text.split_once('@').ok_or(ScriptError::Step)?;
        let fault = Fault::from_name(name).ok_or_else(|| ScriptError::Name(name.to_owned()))?;
        let count = |text: &str| match text.parse() {
            Ok(count) if count > 0 && text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(count),
            _ => Err(ScriptError::Step),
        };
        let Some(command) = step.strip_prefix("0x") else {
            let at = At::Request(count(step)?);
            return Ok(Self { fault, at });
        };
        let (opcode, times) = command.split_once('#').unwrap_or((command, "1"));
        let at = match crate::model::hex::from_text(opcode).as_deref() {
            Some([opcode]) => At::Command {
                opcode: *opcode,
                count: count(times)?,
            },
            _ => return Err(ScriptError::Step),
        };
        Ok(Self { fault, at })
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            At::Request(number) => write!(f, "{}@{number}", self.fault),
            At::Command { opcode, count: 1 } => write!(f, "{}@0x{opcode:02x}", self.fault),
            At::Command { opcode, count } => write!(f, "{}@0x{opcode:02x}#{count}", self.fault),
        }
    }
}

/// The faults of one lock: those that wait for their request, and those that go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Faults {
    armed: Vec<Armed>,
    lasting: Vec<Fault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Armed {
    script: Script,
    /// Requests that counted since arming.
    seen: u32,
}

impl Faults {
    /// Adds a fault.
    pub fn arm(&mut self, script: Script) {
        self.armed.push(Armed { script, seen: 0 });
    }

    /// Takes all faults away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether no fault waits or goes on.
    pub fn is_empty(&self) -> bool {
        self.armed.is_empty() && self.lasting.is_empty()
    }

    /// The faults that wait.
    pub fn armed(&self) -> impl Iterator<Item = Script> {
        self.armed.iter().map(|armed| armed.script)
    }

    /// Whether a fault that lasts has begun.
    pub fn goes_on(&self, fault: Fault) -> bool {
        self.lasting.contains(&fault)
    }

    /// Counts a request; gives the faults that happen at it, those that go on included.
    pub(super) fn count(&mut self, opcode: u8) -> Vec<Fault> {
        let mut happening = Vec::new();
        self.armed.retain_mut(|armed| {
            let due = match armed.script.at {
                At::Request(number) => {
                    armed.seen = armed.seen.saturating_add(1);
                    armed.seen >= number
                }
                At::Command { opcode: wanted, count } => {
                    armed.seen = armed.seen.saturating_add(u32::from(wanted == opcode));
                    wanted == opcode && armed.seen >= count
                }
            };
            if due {
                happening.push(armed.script.fault);
            }
            !due
        });
        for fault in happening.iter().filter(|fault| fault.lasts()) {
            if !self.lasting.contains(fault) {
                self.lasting.push(*fault);
            }
        }
        let lasting = self.lasting.iter().filter(|fault| !happening.contains(fault));
        let lasting: Vec<Fault> = lasting.copied().collect();
        happening.extend(lasting);
        happening
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_reachable_at_every_kind_of_step() {
        for fault in Fault::ALL {
            for step in ["1", "12", "0x05", "0x41#3"] {
                let text = format!("{fault}@{step}");
                assert_eq!(text.parse::<Script>().unwrap().to_string(), text);
            }
        }
        for bad in [
            "",
            "full",
            "full@",
            "full@0",
            "full@-1",
            "full@+1",
            "full@0x",
            "full@0x5",
            "full@0x05#0",
            "full@0x05#",
            "none@1",
        ] {
            assert!(bad.parse::<Script>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_fault_happens_at_its_request_and_once_unless_it_lasts() {
        let mut faults = Faults::default();
        faults.arm("drop-after@2".parse().unwrap());
        faults.arm("full@0x05#2".parse().unwrap());
        assert_eq!(faults.count(0x05), []);
        assert_eq!(faults.count(0x07), [Fault::DropAfter]);
        assert_eq!(faults.count(0x05), [Fault::Full]);
        assert_eq!(faults.count(0x01), [Fault::Full]);
        faults.clear();
        assert!(faults.is_empty());
    }
}
