//! All commands by their byte: for a lock that must answer whatever comes, and for people who read captured frames.

use super::admin_passcode::{ReadAdminPasscode, SetAdminPasscode, SetDeletePasscode};
use super::card::ManageCard;
use super::clock::{ReadClock, SetClock};
use super::cyclic::ManageSchedule;
use super::features::{ReadFeatures, ReadInfo};
use super::fingerprint::ManageFingerprint;
use super::log::ReadLog;
use super::operate::{DeadLock, Lock, LockV2, Push, ReadState, Unlock};
use super::pairing::{AddAdmin, FinishPairing, MakeAesKey, Reset, SetName};
use super::passage::ManagePassage;
use super::passcode::{ListPasscodes, ManagePasscode};
use super::seeds::{ReadSeed, WriteSeeds};
use super::session::{CheckAdmin, CheckRandom, CheckUser, Handshake};
use super::setting::{
    Access, AutoLockTime, Freeze, Lamp, RemoteUnlock, Sensitivity, ShowPasscode, SoundSwitch, SwitchField,
};
use super::{Body, Command, DecodeError};
use crate::model::Raw;
use crate::protocol::reply::{Outcome, Reply};
use serde_json::{Value, json};
use zeroize::Zeroizing;

macro_rules! commands {
    ($($name:ident($type:ty), $text:literal;)*) => {
        /// A request of any command.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRequest {
            $(#[doc = concat!("To ", $text, ".")] $name($type),)*
            /// A command that Relatch does not know, or knows by name only.
            Unknown {
                /// The command byte.
                opcode: u8,
                /// Its plaintext.
                plaintext: Raw,
            },
        }

        impl AnyRequest {
            /// The request of a command byte and its plaintext. A known command with a layout that does not fit is an error.
            pub fn decode(opcode: u8, plaintext: &[u8]) -> Result<Self, DecodeError> {
                Ok(match opcode {
                    $(<$type>::OPCODE => Self::$name(<$type>::decode(plaintext)?),)*
                    opcode => Self::Unknown { opcode, plaintext: plaintext.into() },
                })
            }

            /// The command byte.
            pub fn opcode(&self) -> u8 {
                match self {
                    $(Self::$name(_) => <$type>::OPCODE,)*
                    Self::Unknown { opcode, .. } => *opcode,
                }
            }

            /// The plaintext.
            pub fn encode(&self) -> Zeroizing<Vec<u8>> {
                match self {
                    $(Self::$name(command) => command.encode(),)*
                    Self::Unknown { plaintext, .. } => Zeroizing::new(plaintext.as_slice().to_vec()),
                }
            }

            /// What it says. Shows codes and keys: only where a person asked for it.
            pub fn meaning(&self) -> Value {
                match self {
                    $(Self::$name(command) => command.meaning(),)*
                    Self::Unknown { plaintext, .. } => json!({ "raw": plaintext.to_text() }),
                }
            }
        }

        /// What a command does, in words.
        pub fn command_name(opcode: u8) -> &'static str {
            match opcode {
                $(<$type>::OPCODE => $text,)*
                other => name_only(other),
            }
        }

        fn body_meaning(opcode: u8, body: &[u8]) -> Result<Value, DecodeError> {
            match opcode {
                $(<$type>::OPCODE => <$type as Command>::Reply::decode(body).map(|body| body.meaning()),)*
                _ => Ok(json!({ "raw": crate::model::hex::to_text(body) })),
            }
        }
    };
}

commands! {
    Handshake(Handshake), "greet the lock";
    CheckAdmin(CheckAdmin), "ask for the owner's challenge";
    CheckUser(CheckUser), "ask for a user's challenge";
    CheckRandom(CheckRandom), "answer the challenge";
    MakeAesKey(MakeAesKey), "make a new key";
    AddAdmin(AddAdmin), "become the owner";
    FinishPairing(FinishPairing), "finish the pairing";
    Reset(Reset), "reset the lock";
    SetName(SetName), "set the lock's name";
    WriteSeeds(WriteSeeds), "write the seeds of generated codes";
    ReadSeed(ReadSeed), "read the seed of generated codes";
    SetAdminPasscode(SetAdminPasscode), "set the owner's passcode";
    ReadAdminPasscode(ReadAdminPasscode), "read the owner's passcode";
    SetDeletePasscode(SetDeletePasscode), "set the delete passcode";
    SetClock(SetClock), "set the clock";
    ReadClock(ReadClock), "read the clock";
    ReadFeatures(ReadFeatures), "read what the lock can do";
    ReadInfo(ReadInfo), "read what the lock is";
    Unlock(Unlock), "open";
    Lock(Lock), "lock";
    DeadLock(DeadLock), "dead-lock";
    LockV2(LockV2), "lock, old form";
    ReadState(ReadState), "read how the bolt stands";
    ListPasscodes(ListPasscodes), "list codes";
    ManagePasscode(ManagePasscode), "manage codes";
    ManageCard(ManageCard), "list or manage cards";
    ManageSchedule(ManageSchedule), "manage weekly schedules";
    ManageFingerprint(ManageFingerprint), "list or manage fingerprints";
    AutoLock(Access<AutoLockTime>), "automatic locking";
    Sound(Access<SoundSwitch>), "sound";
    RemoteUnlock(Access<RemoteUnlock>), "opening from afar";
    ShowPasscode(Access<ShowPasscode>), "showing a typed code";
    Lamp(Access<Lamp>), "lamp";
    Freeze(Access<Freeze>), "freezing";
    Sensitivity(Access<Sensitivity>), "sensitivity";
    Switches(Access<SwitchField>), "switches";
    Passage(ManagePassage), "times in which the door stays open";
    ReadLog(ReadLog), "read the log";
}

/// Commands that a careful reader recognises and never sends (protocol, commands 9, names only \[B\]).
fn name_only(opcode: u8) -> &'static str {
    match opcode {
        0x02 => "enter the boot loader",
        0x04 => "list or change codes, old form",
        0x33 => "reset a code's count",
        0x49 => "synchronise codes",
        0x12 => "narrow-band server",
        0x13 => "narrow-band activation",
        0x35 => "wristband key",
        0x63 => "remote control device",
        0x64 => "hotel data",
        0x73 => "key fob",
        0x74 => "accessory battery",
        0x76 => "door sensor",
        0xf2 => "scan for Wi-Fi",
        0xf3 => "Wi-Fi access point",
        0xf4 => "Wi-Fi static address",
        0xf5 => "Wi-Fi server",
        0xf6 => "Wi-Fi information",
        _ => "unknown command",
    }
}

/// What a reply or push says. `pushed` tells a push from an answer where both echo 14. Shows codes and keys.
pub fn reply_meaning(reply: &Reply, pushed: bool) -> Result<Value, DecodeError> {
    match &reply.outcome {
        Outcome::Failure { error, rest } => {
            let operation = rest.as_slice().first();
            Ok(json!({ "error": error.code(), "error_text": error.to_string(), "op": operation }))
        }
        Outcome::Success(body) if reply.echo == ReadState::OPCODE && (pushed || body.as_slice().len() > 14) => {
            Push::decode(body.as_slice()).map(|push| push.meaning())
        }
        Outcome::Success(body) => body_meaning(reply.echo, body.as_slice()),
    }
}
