//! What the journey asks for, and what comes back. Before an effect begins, the runtime has written the state that asked for it
//! into the journal (S4).

use super::facts::{AccountRef, Chosen, CopyFacts, LockFacts};
use super::message::Hidden;
use super::recover::Standing;
use super::trouble::Trouble;
use crate::backup::diff::Diff;
use crate::backup::item::{ItemId, Label, Moment};
use crate::backup::ledger::FailCause;
use crate::backup::loss::Loss;
use crate::backup::plan::Plan;
use crate::backup::rehearsal::Rehearsal;
use crate::backup::snapshot::Snapshot;
use crate::backup::verify::ResetWay;
use crate::model::{Address, LockMinute, Reach, Trend};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the journey asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Something that takes time. A journey has at most one at a time.
    Run(Job),
    /// Stop what runs as soon as the lock's state is known. Its outcome still comes.
    Cancel,
}

/// Which of a journey's keys is meant. Keys are kept in the secure store; the journey knows them by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyRole {
    /// The owner's key to the lock as it is before the reset.
    Old,
    /// The key to the lock that everything goes onto.
    New,
}

/// Where an owner's key is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// A file that was picked, or text that was pasted: any of the key forms.
    Text(Hidden),
}

/// A piece of work. All of it can be stopped anywhere and run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Reads a key, chooses the one for `address` where that is known, and keeps it. Gives [`News::Key`] or [`News::Keys`].
    TakeKey {
        /// Where from.
        source: KeySource,
        /// For which lock; `None`: for the only one in it.
        address: Option<Address>,
        /// As which.
        role: KeyRole,
    },
    /// Listens for locks. Gives [`News::Heard`].
    Listen {
        /// Stop as soon as this one is heard.
        address: Option<Address>,
    },
    /// Logs in with a key, proves the owner's rights, asks what the lock is. Gives [`News::Lock`].
    CheckLock {
        /// With which key.
        role: KeyRole,
    },
    /// Saves the copy, sealed for this phone, the recovery key and the helper. Gives [`News::Copy`].
    Backup {
        /// The helper's public key.
        helper: Option<String>,
        /// The account that knows names, schedules and codes which nobody typed yet; where it cannot be read, nothing is saved.
        account: Option<AccountRef>,
    },
    /// Opens a copy that was brought. Gives [`News::Copy`].
    OpenCopy {
        /// The file's bytes, in base64, or `None` for the one that was given last.
        file: Option<Hidden>,
        /// The recovery key.
        recovery: Option<Hidden>,
    },
    /// Loads what is in the copy, and what cannot come back by what is known now. Gives [`News::Review`].
    LoadReview,
    /// The recovery key, to be shown. Gives [`News::RecoveryKey`].
    LoadRecoveryKey,
    /// The owner keeps the recovery key: the phone forgets it. Gives [`News::Done`].
    ForgetRecoveryKey,
    /// Tries the way back on the lock. Gives [`News::Rehearsed`].
    Rehearse,
    /// Proves the copy against the lock and resets it, or prepares the reset by hand. Gives [`News::Standing`].
    Reset {
        /// How.
        way: ResetWay,
        /// What the owner accepts to lose.
        accepted: BTreeSet<ItemId>,
        /// The lock does not tell its battery, and it is new.
        new_battery: bool,
    },
    /// Asks the lock what it is now: without an owner, or owned by the old or the new key. Settles an open intent. Gives
    /// [`News::Standing`].
    AskLock,
    /// Becomes the owner of a lock without one, or finishes what was begun. Gives [`News::Lock`].
    Pair {
        /// Which lock.
        address: Address,
    },
    /// Sets the target's clock and reads it back. Gives [`News::Clock`].
    SetClock,
    /// Makes the plan. Gives [`News::Plan`].
    LoadPlan {
        /// What was chosen.
        chosen: Chosen,
    },
    /// Writes a throw-away code for the proof at the door. Gives [`News::DoorCode`].
    BeginDoorProof,
    /// Looks for the door code in the lock's log. Gives [`News::Seen`].
    CheckDoorProof,
    /// Removes the door code. Gives [`News::Done`].
    EndDoorProof,
    /// Writes what the plan says, reads back, compares. Gives [`News::Imported`].
    Import {
        /// What was chosen.
        chosen: Chosen,
        /// The owner looked at a copy that was made elsewhere.
        trusted: bool,
    },
    /// Removes every code and fob from the target, to begin the import anew. Gives [`News::Done`].
    ClearTarget,
    /// Loads the report: the copy against the lock, without touching the lock. Gives [`News::Report`].
    LoadReport,
    /// Writes a file for the owner. Gives [`News::File`].
    Write {
        /// Which.
        document: Document,
    },
    /// Which accounts are signed in on this phone. Sends nothing. Gives [`News::Accounts`].
    ListAccounts,
    /// Signs in, keeps the sign-in, and reads which locks the account has. Gives [`News::AccountLocks`].
    SignIn {
        /// Which account.
        account: AccountRef,
        /// Its password, which is kept nowhere.
        password: Hidden,
    },
    /// Reads which locks an account has that is signed in. Gives [`News::AccountLocks`].
    ReadAccount {
        /// Which account.
        account: AccountRef,
    },
    /// Waits until the lock's own app has given the account a new key of the lock, and keeps it. Gives [`News::Key`].
    AwaitEntry {
        /// Which account.
        account: AccountRef,
    },
    /// Gives the account an entry for the lock's new key, or finds the one that is there. Gives [`News::Registered`].
    Register {
        /// Which account.
        account: AccountRef,
    },
    /// Tells the account the codes, cards and settings that were read back from the lock. Gives [`News::Told`].
    TellAccount {
        /// Which account.
        account: AccountRef,
        /// What its entry from before has, too, comes over from there in one call; keys of other people may come along.
        at_once: bool,
    },
    /// Removes the account's entry from before the reset, where nothing speaks against it. Gives [`News::OldEntry`].
    RemoveOldEntry {
        /// Which account.
        account: AccountRef,
    },
    /// Erases the copy: the key first, then the file. Gives [`News::Erased`].
    Erase {
        /// What the owner accepts to lose, where the restore is not proved.
        accepted: BTreeSet<ItemId>,
    },
}

/// A file for the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    /// The saved copy itself.
    Copy,
    /// The report as a printable page.
    Report,
    /// The sheet of last resort: all codes and card numbers.
    Sheet,
    /// The key of the lock that everything went onto, as a file that `relatch` and other tools read.
    Key,
}

/// A lock that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardLock {
    /// Its address.
    pub address: Address,
    /// The name that it tells.
    pub name: Option<String>,
    /// How well it is heard.
    pub reach: Reach,
    /// How that changes.
    pub trend: Trend,
    /// Percent.
    pub battery: Option<u8>,
    /// It has no owner.
    pub setting_mode: bool,
    /// Whether Relatch serves its kind.
    pub served: bool,
}

/// A lock of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLock {
    /// Its address.
    pub address: Address,
    /// Its name.
    pub name: String,
    /// What the account may do with it.
    pub rights: LockRights,
    /// The account has a newer entry of the same lock.
    pub is_older: bool,
    /// Its key, as the text of a key file; empty where the account does not hand it out.
    pub key: Hidden,
}

impl AccountLock {
    /// Whether its key may be taken.
    pub fn may_be_taken(&self) -> bool {
        !self.key.0.is_empty()
    }
}

/// What an account may do with a lock, as far as that matters to its owner. The lock itself has the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockRights {
    /// All of it.
    Owner,
    /// It may save a copy; the reset is the owner's act.
    Admin,
    /// It is a guest.
    Guest,
    /// The key was not accepted yet.
    Pending,
    /// The key is frozen.
    Frozen,
    /// The key is deleted, or nobody knows.
    NotUsable,
    /// The lock was added anew since: this key is old.
    ReAdded,
}

/// What became of telling an account what was put back: codes, cards, settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Told now.
    pub told: u32,
    /// The account had them already.
    pub known: u32,
    /// Of kinds that no account can be told: one-time and cyclic codes.
    pub not_tellable: u32,
    /// Refused by the account; they are on the lock all the same.
    pub refused: u32,
    /// Which the account does not have, and why. Names of items do not go into the journal: after a restart only the counts are known.
    #[serde(skip)]
    pub left: Vec<(Label, NotTold)>,
    /// What ended it before all was tried.
    pub stopped: Option<Trouble>,
}

/// Why an account does not have what is on the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotTold {
    /// It is of a kind that no account can be told.
    NotTellable,
    /// The account refused it.
    Refused,
}

/// What became of the entry from before the reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OldEntry {
    /// It is gone.
    Gone,
    /// The cloud kept its number for the new one: there is no old one.
    Same,
    /// It is still there, as something speaks against removing it, or the account refuses.
    Kept,
}

/// What is in a copy, and what cannot come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The copy.
    pub snapshot: Snapshot,
    /// What cannot come back.
    pub losses: Vec<Loss>,
    /// What the rehearsal showed, once there was one.
    pub rehearsal: Option<Rehearsal>,
    /// The time by the lock's clock.
    pub now: LockMinute,
}

/// A plan, and the copy that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// The copy.
    pub snapshot: Snapshot,
    /// The time by the lock's clock.
    pub now: LockMinute,
}

/// What a restore gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportData {
    /// The copy.
    pub snapshot: Snapshot,
    /// The copy against the lock, as it was read last.
    pub diff: Diff,
    /// How many items were written.
    pub written: u32,
    /// What was to be written and is not there as planned.
    pub failed: Vec<Failed>,
    /// Whether everything restorable was read back equal.
    pub proved: bool,
    /// When.
    pub at: Moment,
}

/// Something that was to be written and is not there as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// What.
    #[serde(flatten)]
    pub label: Label,
    /// Why; absent where it is there in another form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<FailCause>,
}

/// What a job gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It is done, and there is nothing to tell.
    Done,
    /// A key was kept: for this lock, under this name.
    Key {
        /// The lock.
        address: Address,
        /// Its name.
        name: String,
    },
    /// There are several keys: of these locks.
    Keys(Vec<(Address, String)>),
    /// These locks were heard.
    Heard(Vec<HeardLock>),
    /// The lock took the key.
    Lock(Box<LockFacts>),
    /// A copy is saved, or was opened.
    Copy(Box<CopyFacts>),
    /// What is in the copy.
    Review(Box<Review>),
    /// The recovery key.
    RecoveryKey {
        /// It.
        key: Hidden,
        /// Which two of its groups are asked back, counted from 0, drawn at random below this journey's number of groups.
        asked: [u8; 2],
    },
    /// The way back was tried.
    Rehearsed(Box<Review>),
    /// What the lock is now.
    Standing(Standing),
    /// The clock was set.
    Clock {
        /// How far off it was, in seconds, where it told.
        drift_s: Option<i64>,
        /// Whether it was set; a lock without a clock, or one that refuses, was not.
        set: bool,
    },
    /// The plan.
    Plan(Box<Planned>),
    /// The throw-away code for the door.
    DoorCode(Hidden),
    /// Whether the door code was seen in the lock's log.
    Seen(bool),
    /// The import ended with reading back.
    Imported(Box<ReportData>),
    /// The report.
    Report(Box<ReportData>),
    /// A file was written.
    File {
        /// Its name.
        name: String,
        /// Where.
        path: String,
        /// What it is.
        media_type: String,
    },
    /// The accounts that are signed in here, and the regions where one may be.
    Accounts {
        /// The accounts.
        accounts: Vec<AccountRef>,
        /// The regions.
        regions: Vec<String>,
    },
    /// The locks of an account.
    AccountLocks(Vec<AccountLock>),
    /// The account has an entry of the lock.
    Registered {
        /// The account hands out another key than the lock has, or could not be asked again.
        doubt: bool,
    },
    /// What was put back is told.
    Told(Told),
    /// What became of the entry from before.
    OldEntry(OldEntry),
    /// The copy is erased.
    Erased {
        /// What could not be promised: how many other keys open copies of the file.
        other_recipients: u32,
        /// When.
        at: Moment,
    },
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It gave something.
    Gave(News),
    /// It failed.
    Failed {
        /// Why.
        trouble: Trouble,
        /// Losses that were not accepted, where that is why.
        losses: Vec<Loss>,
    },
    /// The person stopped it.
    Cancelled,
}

impl Outcome {
    /// How, in a word for the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Gave(_) => "done",
            Self::Failed { trouble, .. } => trouble.name(),
            Self::Cancelled => "cancelled",
        }
    }
}

impl Job {
    /// What it is, in a word for the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TakeKey { .. } => "take-key",
            Self::Listen { .. } => "listen",
            Self::CheckLock { .. } => "check-lock",
            Self::Backup { .. } => "backup",
            Self::OpenCopy { .. } => "open-copy",
            Self::LoadReview => "load-review",
            Self::LoadRecoveryKey => "load-recovery-key",
            Self::ForgetRecoveryKey => "forget-recovery-key",
            Self::Rehearse => "rehearse",
            Self::Reset { .. } => "reset",
            Self::AskLock => "ask-lock",
            Self::Pair { .. } => "pair",
            Self::SetClock => "set-clock",
            Self::LoadPlan { .. } => "load-plan",
            Self::BeginDoorProof => "begin-door-proof",
            Self::CheckDoorProof => "check-door-proof",
            Self::EndDoorProof => "end-door-proof",
            Self::Import { .. } => "import",
            Self::ClearTarget => "clear-target",
            Self::LoadReport => "load-report",
            Self::Write { .. } => "write",
            Self::Erase { .. } => "erase",
            Self::ListAccounts => "list-accounts",
            Self::SignIn { .. } => "sign-in",
            Self::ReadAccount { .. } => "read-account",
            Self::AwaitEntry { .. } => "await-entry",
            Self::Register { .. } => "register",
            Self::TellAccount { .. } => "tell-account",
            Self::RemoveOldEntry { .. } => "remove-old-entry",
        }
    }

    /// Whether it needs the radio.
    pub fn needs_radio(&self) -> bool {
        match self {
            Self::Listen { .. }
            | Self::CheckLock { .. }
            | Self::Backup { .. }
            | Self::Rehearse
            | Self::Reset { .. }
            | Self::AskLock
            | Self::Pair { .. }
            | Self::SetClock
            | Self::LoadPlan { .. }
            | Self::BeginDoorProof
            | Self::CheckDoorProof
            | Self::EndDoorProof
            | Self::Import { .. }
            | Self::ClearTarget => true,
            Self::TakeKey { .. }
            | Self::OpenCopy { .. }
            | Self::LoadReview
            | Self::LoadRecoveryKey
            | Self::ForgetRecoveryKey
            | Self::LoadReport
            | Self::Write { .. }
            | Self::ListAccounts
            | Self::SignIn { .. }
            | Self::ReadAccount { .. }
            | Self::AwaitEntry { .. }
            | Self::Register { .. }
            | Self::TellAccount { .. }
            | Self::RemoveOldEntry { .. }
            | Self::Erase { .. } => false,
        }
    }
}
