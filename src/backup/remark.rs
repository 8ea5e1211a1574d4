//! What an account says of a lock's items that the copy does not hold, or not like this (cloud 10.1 \[C\]). Nothing is decided by it: the
//! lock's word counts.

use super::item::ItemId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something about one item that a person should know. Shows no credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The item in the copy, where it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ItemId>,
    /// Its name in the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The list of the account in which it stands, where neither id nor name say what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<AccountList>,
    /// What it is about.
    pub what: What,
}

macro_rules! remarks {
    ($($name:ident $text:literal;)*) => {
        /// What a remark is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum What { $(#[doc = $text] $name,)* }

        impl What {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        impl fmt::Display for What {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$name => $text,)* })
            }
        }
    };
}

remarks! {
    OtherKind "lock and account tell another kind of code; the lock's counts";
    OtherTimes "lock and account tell other times; the lock's count";
    CyclicNeverTyped "a code for certain days that nobody typed yet: no lock can be told to store it, make a new one";
    Dead "a code that nobody typed in time: it opens nothing any more";
    NotOnLock "the account lists it, the lock does not: it opens nothing";
    Invalid "the account itself says that it is not valid";
    Doubtful "a code whose zeros in front may be lost: it was not taken";
    NotUnderstood "the account lists it in a form that is not understood";
    UsedUp "a one-time code that was used up already, as the lock's log shows";
    OneTime "a one-time code that nobody typed yet: it is saved, and put back only where that is asked for";
    StillOnLock "the lock has it, though the account says that it is not valid or is to be deleted";
    Erases "a code that deletes all others: it is never put back";
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.id, &self.name) {
            (Some(id), Some(name)) => write!(f, "{id} \"{name}\": {}", self.what),
            (Some(id), None) => write!(f, "{id}: {}", self.what),
            (None, Some(name)) => write!(f, "\"{name}\": {}", self.what),
            (None, None) => match self.list {
                Some(list) => write!(f, "among {list}: {}", self.what),
                None => write!(f, "without a name: {}", self.what),
            },
        }
    }
}

/// A list of an account that may be missing from a copy: what could not be read is not the same as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountList {
    /// The lock's details: name, offset from UTC.
    Details,
    /// Codes.
    Codes,
    /// Cards.
    Cards,
    /// Fingerprints.
    Fingerprints,
    /// Faces.
    Faces,
    /// Palms.
    PalmVeins,
    /// Remotes.
    Remotes,
    /// Wireless keypads.
    Keypads,
    /// The door sensor.
    DoorSensor,
    /// Gateways.
    Gateways,
    /// Other people's keys.
    People,
    /// Passage mode: when the door stays open.
    Passage,
}

impl fmt::Display for AccountList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Details => "details",
            Self::Codes => "codes",
            Self::Cards => "cards",
            Self::Fingerprints => "fingerprints",
            Self::Faces => "faces",
            Self::PalmVeins => "palm veins",
            Self::Remotes => "remotes",
            Self::Keypads => "wireless keypads",
            Self::DoorSensor => "the door sensor",
            Self::Gateways => "gateways",
            Self::People => "other people's keys",
            Self::Passage => "passage mode",
        })
    }
}
