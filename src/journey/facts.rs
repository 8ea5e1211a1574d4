//! What a journey knows for good: small, serialisable, without a secret. It is written into the journey's journal before any
//! work begins that depends on it.

use crate::backup::item::{FileDigest, ItemId, Moment};
use crate::backup::plan::{Choice, Conflict};
use crate::backup::remark::{AccountList, Remark};
use crate::backup::verify::ResetWay;
use crate::model::{Address, Feature, Features};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

/// A journey's number, unique in its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JourneyId(pub u32);

/// Which way a journey goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// The lock is saved, reset, re-added, and gets everything back.
    SameLock,
    /// The lock is saved, and another lock gets everything: a replacement, or a support desk's demo lock.
    OtherLock,
    /// A saved copy that is at hand already, perhaps from another phone, goes onto a lock.
    FromCopy,
    /// The lock is saved for a helper too, who holds the key to that copy; the lock is left as it is.
    Entrust,
}

/// What is known of a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockFacts {
    /// Its address.
    pub address: Address,
    /// Its name.
    pub name: String,
    /// Its model, where it told.
    pub model: Option<String>,
    /// Its firmware, where it told.
    pub firmware: Option<String>,
    /// Percent, where it told.
    pub battery: Option<u8>,
    /// What it can do.
    pub features: Features,
}

impl LockFacts {
    /// Whether it has a keypad.
    pub fn has_keypad(&self) -> bool {
        self.features.has(Feature::Passcodes)
    }

    /// Whether it has a card reader.
    pub fn has_reader(&self) -> bool {
        self.features.has(Feature::Cards)
    }

    /// Whether it reaches a network by itself or through a gateway.
    pub fn has_gateway(&self) -> bool {
        self.features.has(Feature::GatewayUnlock) || self.features.has(Feature::Wifi)
    }
}

/// The owner's account: whose it is, and where. The name is personal data: it hides in `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRef {
    /// The name that it signs in with.
    pub username: String,
    /// Its region, as the account's layer writes it: `eu`, `cn`, or an address.
    pub region: String,
}

impl fmt::Debug for AccountRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountRef(hidden, {})", self.region)
    }
}

/// How the lock stands in the account that its key was taken from, after a restore.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// There is no entry for the new key, as far as is known.
    #[default]
    NotMade,
    /// There is one with the lock's key.
    Made,
    /// There is one, and the account hands out another key, or could not be asked.
    InDoubt,
    /// The owner is done with it, or does not want it.
    Settled,
}

/// What an account gave to a saved copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromAccount {
    /// How many items lock and account both know.
    pub both: u32,
    /// How many only the lock knows.
    pub only_lock: u32,
    /// How many codes only the account knows: nobody typed them yet.
    pub only_account: u32,
    /// What it says and the copy does not hold, or not like this.
    pub remarks: Vec<Remark>,
    /// The account's offset from UTC and the one that the lock's clock ran at, in milliseconds, where they differ.
    pub offsets: Option<[i64; 2]>,
    /// Its lists that could not be read.
    pub not_read: Vec<AccountList>,
    /// Its lists that kept changing while they were read, so that something may be missing.
    #[serde(default)]
    pub kept_changing: Vec<AccountList>,
}

/// What is known of a saved copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyFacts {
    /// The file.
    pub path: PathBuf,
    /// Which file it is.
    pub digest: FileDigest,
    /// When it was made.
    pub made: Moment,
    /// The lock that it is of.
    pub lock: LockFacts,
    /// How many codes.
    pub codes: u32,
    /// How many fobs.
    pub cards: u32,
    /// How many fingerprints, which cannot come back.
    pub fingerprints: u32,
    /// Whether the lock's reset button works, as far as its settings tell.
    pub reset_button: bool,
    /// Whether it was made on this phone.
    pub made_here: bool,
    /// What an account gave to it, where one was asked.
    #[serde(default)]
    pub account: Option<FromAccount>,
}

/// What the owner chose for the restore.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Items that are left out, by id.
    pub left_out: BTreeSet<ItemId>,
    /// Also codes and fobs that are over.
    pub with_expired: bool,
    /// Also one-time codes, which may have been used already.
    pub with_one_time: bool,
    /// Where the lock has the same number with another validity, the saved one takes its place.
    pub replace: bool,
    /// The owner's passcode of the lock stays as it is.
    pub keep_owner_passcode: bool,
    /// Items for which the account's word counts and not the lock's, by id.
    #[serde(default)]
    pub account_words: BTreeSet<ItemId>,
}

impl Chosen {
    /// The planner's form.
    pub fn choice(&self) -> Choice {
        Choice {
            only: None,
            left_out: self.left_out.clone(),
            with_expired: self.with_expired,
            with_one_time: self.with_one_time,
            conflict: if self.replace {
                Conflict::Replace
            } else {
                Conflict::KeepTarget
            },
            keep_owner_passcode: self.keep_owner_passcode,
            account_words: self.account_words.clone(),
        }
    }
}

/// How the import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    /// Nothing was written yet.
    NotBegun,
    /// It was begun, and is not proved.
    Begun,
    /// Everything that was to be written was read back, but not everything restorable is there.
    Partial,
    /// Everything restorable was read back equal.
    Proved,
}

/// In [`Facts::done`]: the lock's new key was saved outside of this phone's secure store.
pub const KEY_SAVED: &str = "key";

/// What a journey knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Which way it goes.
    pub route: Route,
    /// The lock as it is before: the owner's key to it is kept.
    pub lock: Option<LockFacts>,
    /// The saved copy.
    pub copy: Option<CopyFacts>,
    /// The public key of a helper, for whom the copy is sealed as well.
    pub helper: Option<String>,
    /// Whether the owner has shown that the recovery key is kept.
    pub recovery_kept: bool,
    /// Whether the way back was tried on this lock for this copy, and nothing is left of it.
    pub rehearsed: bool,
    /// What the owner accepts to lose, by id.
    pub accepted: BTreeSet<ItemId>,
    /// The lock does not tell its battery, and the owner says that it is new.
    pub new_battery: bool,
    /// What was ticked before the reset, by id.
    pub ticked: BTreeSet<String>,
    /// How the lock is reset.
    pub way: Option<ResetWay>,
    /// Whether the lock was seen without an owner after the reset.
    pub reset_done: bool,
    /// The lock that everything goes onto: a key to it is kept.
    pub target: Option<LockFacts>,
    /// Whether Relatch drew the target's key: nobody else has it until the owner saved it elsewhere.
    #[serde(default)]
    pub paired_here: bool,
    /// Whether its clock was set and read back.
    pub clock_set: bool,
    /// The owner looked at a copy that was made elsewhere, and uses it.
    pub trusted: bool,
    /// What was chosen.
    pub chosen: Chosen,
    /// Whether a code was seen to work at the door.
    pub door: Option<bool>,
    /// How the import stands.
    pub import: ImportState,
    /// What the owner has done after the restore, by id.
    pub done: BTreeSet<String>,
    /// When the copy expires; `None`: not before its restore is proved, or never.
    pub expires: Option<Moment>,
    /// Whether this app is set up for accounts; told at each start.
    #[serde(skip)]
    pub cloud: bool,
    /// The account that the key was taken from, where it was.
    #[serde(default)]
    pub account: Option<AccountRef>,
    /// The owner saves without the account, as it could not be read.
    #[serde(default)]
    pub without_account: bool,
    /// How the lock stands in the account after the restore.
    #[serde(default)]
    pub entry: Entry,
    /// The account was asked for the lock's new key, and has it: then it is not on this phone alone.
    #[serde(default)]
    pub key_in_account: bool,
}

impl Facts {
    /// A journey that begins.
    pub fn new(route: Route) -> Self {
        Self {
            route,
            lock: None,
            copy: None,
            helper: None,
            recovery_kept: false,
            rehearsed: false,
            accepted: BTreeSet::new(),
            new_battery: false,
            ticked: BTreeSet::new(),
            way: None,
            reset_done: false,
            target: None,
            paired_here: false,
            clock_set: false,
            trusted: false,
            chosen: Chosen::default(),
            door: None,
            import: ImportState::NotBegun,
            done: BTreeSet::new(),
            expires: None,
            cloud: false,
            account: None,
            without_account: false,
            entry: Entry::NotMade,
            key_in_account: false,
        }
    }

    /// The name of the lock that the journey is about.
    pub fn lock_name(&self) -> String {
        let known = self.lock.as_ref().or(self.copy.as_ref().map(|copy| &copy.lock));
        known
            .or(self.target.as_ref())
            .map_or_else(String::new, |lock| lock.name.clone())
    }
}
