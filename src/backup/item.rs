//! The small values that every part of a backup uses: ids, kinds, labels, moments, provenance.

use super::inventory::Thing;
use crate::model::{AesKey, PasscodeKind, hex};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// An item's id inside one snapshot file, for instance `code-1`, `card-3`, `setting-auto-lock`, `owner-passcode`.
/// It stays the same when the file is rewritten.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub String);

impl ItemId {
    /// `kind-number`.
    pub fn numbered(kind: &str, number: usize) -> Self {
        Self(format!("{kind}-{number}"))
    }

    /// The id of the owner's passcode, of which there is one.
    pub fn owner_passcode() -> Self {
        Self("owner-passcode".to_owned())
    }

    /// The id of a setting.
    pub fn setting(name: super::setting::SettingName) -> Self {
        Self(format!("setting-{}", name.word()))
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ItemId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What kind of item it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A code.
    Code(PasscodeKind),
    /// A record of the code list that was not understood.
    OddCode,
    /// A card or fob.
    Card,
    /// A fingerprint.
    Fingerprint,
    /// A setting.
    Setting,
    /// The owner's passcode on the keypad.
    OwnerPasscode,
    /// Something that hangs on the lock.
    Thing(Thing),
    /// Something that belongs to the whole lock.
    General,
}

impl ItemKind {
    /// The word that JSON and the command line use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code(kind) => kind.word(),
            Self::OddCode => "odd-code",
            Self::Card => "card",
            Self::Fingerprint => "fingerprint",
            Self::Setting => "setting",
            Self::OwnerPasscode => "owner-passcode",
            Self::Thing(thing) => thing.word(),
            Self::General => "general",
        }
    }
}

impl Serialize for ItemKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Which item is meant, in words that show no credential: kind, id, and the owner's name for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label {
    /// The id.
    pub id: ItemId,
    /// The kind.
    pub kind: ItemKind,
    /// The owner's name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Label {
    /// A label.
    pub fn new(id: ItemId, kind: ItemKind, name: Option<String>) -> Self {
        Self { id, kind, name }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id)?;
        if let ItemKind::Code(kind) = self.kind {
            write!(f, " ({})", kind.word())?;
        }
        match &self.name {
            Some(name) => write!(f, " \"{name}\""),
            None => Ok(()),
        }
    }
}

/// Where an item is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// The lock listed it.
    Lock,
    /// The account listed it, the lock did not: a generated code that nobody typed yet.
    Account,
    /// Both listed it.
    Both,
    /// The owner typed it in.
    Owner,
}

impl Provenance {
    /// Whether the lock itself listed it: then its bytes are known, and another reading must show it, too.
    pub fn is_from_lock(self) -> bool {
        matches!(self, Self::Lock | Self::Both)
    }
}

/// What is known about an item beside what the lock says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Where it is known from.
    pub from: Provenance,
    /// The owner's own name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The owner's own note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who made it, as the account tells: the name of an account, which is personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl About {
    /// An item that the lock listed, without a name.
    pub fn from_lock() -> Self {
        Self {
            from: Provenance::Lock,
            name: None,
            note: None,
            sender: None,
            extra: Extra::default(),
        }
    }

    /// Takes over a name and a note where there is none here.
    pub(super) fn carry_from(&mut self, earlier: Option<&Self>) {
        if let Some(earlier) = earlier {
            self.name = self.name.take().or_else(|| earlier.name.clone());
            self.note = self.note.take().or_else(|| earlier.note.clone());
        }
    }
}

/// Fields that this version does not know, kept as they came. `Debug` tells only how many there are.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(pub Map<String, Value>);

impl Extra {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Extra({} fields)", self.0.len())
    }
}

/// A moment in UTC, in milliseconds since 1970. Serialised in the form of RFC 3339, `2026-11-24T09:00:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(pub i64);

/// A text that is no moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read moment: expected a form like 2026-11-24T09:00:00.000Z")]
pub struct MomentError;

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clamped = self
            .0
            .clamp(Timestamp::MIN.as_millisecond() + 1, Timestamp::MAX.as_millisecond() - 1);
        match Timestamp::from_millisecond(clamped) {
            Ok(moment) => write!(f, "{moment:.3}"),
            Err(_) => Err(fmt::Error),
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let moment: Timestamp = text.parse().map_err(|_| MomentError)?;
        Ok(Self(moment.as_millisecond()))
    }
}

impl TryFrom<String> for Moment {
    type Error = MomentError;

    fn try_from(text: String) -> Result<Self, MomentError> {
        text.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

/// Which pairing of a lock: a fingerprint of its key, from which the key cannot be computed. Two snapshots of the same lock
/// with the same id were read under the same pairing; each reset and re-adding begins another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PairingId(pub String);

impl PairingId {
    /// The id of the pairing with this key: the first 8 bytes of SHA-256 over `relatch pairing v1` and the key, in
    /// hexadecimal.
    pub fn of_key(key: &AesKey) -> Self {
        let digest = Sha256::new_with_prefix(b"relatch pairing v1")
            .chain_update(key.0)
            .finalize();
        Self(hex::to_text(&digest).chars().take(16).collect())
    }
}

/// The SHA-256 of a sealed file's bytes: names the very file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "crate::model::Raw", into = "crate::model::Raw")]
pub struct FileDigest(pub [u8; 32]);

impl FileDigest {
    /// The digest of a file's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::to_text(&self.0))
    }
}

impl fmt::Debug for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileDigest({self})")
    }
}

impl TryFrom<crate::model::Raw> for FileDigest {
    type Error = crate::model::secret::HexError;

    fn try_from(raw: crate::model::Raw) -> Result<Self, Self::Error> {
        raw.as_slice()
            .try_into()
            .map(Self)
            .map_err(|_| crate::model::secret::HexError)
    }
}

impl From<FileDigest> for crate::model::Raw {
    fn from(digest: FileDigest) -> Self {
        Self::from(digest.0.as_slice())
    }
}
