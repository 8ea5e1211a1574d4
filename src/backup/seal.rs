//! Sealing: who can read a snapshot, and whether this device made it.
//!
//! A sealed file is an [age](https://c2sp.org/age) file, version 1, binary, for X25519 recipients, so any age tool opens it. This
//! is the only module that touches the crate `age`.
//!
//! age does not say who made a file: anybody who knows a recipient can seal something for it. So what matters is
//! also authenticated, with a key that only the holder of the identity can derive:
//!
//! ```text
//! mac key = HMAC-SHA-256(key: the identity's text "AGE-SECRET-KEY-1…" in upper case, message: "relatch snapshot mac v1")
//! mac     = HMAC-SHA-256(key: mac key, message: the bytes)
//! ```

use age::secrecy::ExposeSecret as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::cmp::Ordering;
use std::fmt;
use std::io::{Read as _, Write as _};
use std::str::FromStr;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The most bytes that are sealed or opened, before sealing: 32 MiB. A lock with ten thousand items needs a tenth of it.
pub const MAX_PLAIN: usize = 32 * 1024 * 1024;

/// Seals `plain` so that the holder of any one of the recipients' identities can open it.
///
/// # Errors
/// [`SealError::NoRecipients`]: nothing is ever sealed for nobody. [`SealError::TooLarge`] above [`MAX_PLAIN`].
pub fn seal(plain: &[u8], recipients: &[Recipient]) -> Result<Vec<u8>, SealError> {
    if recipients.is_empty() {
        return Err(SealError::NoRecipients);
    }
    if plain.len() > MAX_PLAIN {
        return Err(SealError::TooLarge);
    }
    let keys = recipients.iter().map(|recipient| &recipient.key as &dyn age::Recipient);
    let encryptor =
        age::Encryptor::with_recipients(keys).map_err(|error| SealError::Failed { source: error.into() })?;
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 4096 + 256 * (recipients.len() + 2));
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

/// Opens a sealed file with the first identity that fits. Nothing is returned unless all of it is genuine.
///
/// # Errors
/// See [`OpenError`]. Damage inside the part that is meant for these identities cannot be told from a file that is meant for
/// others: both are [`OpenError::NoMatch`].
pub fn open(sealed: &[u8], identities: &[Identity]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    check_beginning(sealed)?;
    let decryptor = age::Decryptor::new_buffered(sealed)?;
    if decryptor.is_scrypt() {
        return Err(OpenError::Passphrase);
    }
    let reader = decryptor.decrypt(identities.iter().map(|identity| &identity.0 as &dyn age::Identity))?;
    // Room for all of it at once, so that no copy of the plaintext stays behind when the buffer would grow.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len().min(MAX_PLAIN + 1)));
    // What is authentic in a damaged file is still not returned.
    reader
        .take(MAX_PLAIN as u64 + 1)
        .read_to_end(&mut plain)
        .map_err(|_| OpenError::Damaged)?;
    if plain.len() > MAX_PLAIN {
        Err(OpenError::TooLarge)
    } else {
        Ok(plain)
    }
}

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// There is nobody who could open it again.
    #[error("failed to seal: no recipient is given")]
    NoRecipients,
    /// It is longer than [`MAX_PLAIN`].
    #[error("failed to seal: it is larger than {MAX_PLAIN} bytes")]
    TooLarge,
    /// The cipher refused.
    #[error("failed to seal: {source}")]
    Failed {
        /// In its own words.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl From<std::io::Error> for SealError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed { source: error.into() }
    }
}

/// Why a sealed file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is not an age file at all.
    #[error("failed to open: it is not a sealed file")]
    Foreign,
    /// It is an age file in its text form. `age --decrypt` reads it; this program only takes the binary form.
    #[error("failed to open: it is a sealed file in text form")]
    Armored,
    /// It is an age file of another version.
    #[error("failed to open: it is a sealed file of another version")]
    OtherVersion,
    /// It is cut short or changed.
    #[error("failed to open: it is cut short or damaged")]
    Damaged,
    /// It is sealed for others than these identities (or damaged just where it would tell).
    #[error("failed to open: it is sealed for other identities")]
    NoMatch,
    /// It is sealed with a passphrase.
    #[error("failed to open: it is sealed with a passphrase, not for an identity")]
    Passphrase,
    /// It holds more than [`MAX_PLAIN`] bytes.
    #[error("failed to open: it holds more than {MAX_PLAIN} bytes")]
    TooLarge,
}

impl From<age::DecryptError> for OpenError {
    fn from(error: age::DecryptError) -> Self {
        match error {
            age::DecryptError::NoMatchingKeys => Self::NoMatch,
            age::DecryptError::UnknownFormat => Self::OtherVersion,
            // The rest: header, its checksum, the payload, the end of the bytes.
            _ => Self::Damaged,
        }
    }
}

const MAGIC: &[u8] = b"age-encryption.org/";
const VERSION: &[u8] = b"age-encryption.org/v1\n";
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Tells foreign, text, other and cut files apart, and refuses headers that the specification forbids but the crate `age`
/// still takes: each stanza must end with a line of fewer than 64 characters.
fn check_beginning(sealed: &[u8]) -> Result<(), OpenError> {
    let Some(mut rest) = sealed.strip_prefix(VERSION) else {
        return Err(if sealed.starts_with(ARMOR) {
            OpenError::Armored
        } else if VERSION.starts_with(sealed) {
            OpenError::Damaged
        } else if sealed.starts_with(MAGIC) {
            OpenError::OtherVersion
        } else {
            OpenError::Foreign
        });
    };
    let mut body_is_open = false;
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or(OpenError::Damaged)?;
        let (line, after) = rest.split_at_checked(end).ok_or(OpenError::Damaged)?;
        rest = after.get(1..).unwrap_or_default();
        let stanza = line.starts_with(b"-> ");
        let last = line.starts_with(b"---");
        if (stanza || last) && body_is_open {
            return Err(OpenError::Damaged);
        }
        if last {
            return Ok(());
        }
        body_is_open = stanza || line.len() == 64;
    }
}

/// A secret key that opens what is sealed for its [`Recipient`]. Wiped from memory when dropped.
#[derive(Clone)]
pub struct Identity(age::x25519::Identity);

impl Identity {
    /// A new one from the system's random source.
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// Whom to seal for, so that this identity opens it.
    pub fn recipient(&self) -> Recipient {
        let key = self.0.to_public();
        Recipient {
            text: key.to_string(),
            key,
        }
    }

    /// The secret itself, `AGE-SECRET-KEY-1…`: for the secure store, and for the owner to write down.
    pub fn secret_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }
}

impl FromStr for Identity {
    type Err = KeyTextError;

    fn from_str(text: &str) -> Result<Self, KeyTextError> {
        identity_in_line(text, 1)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity(hidden, of {})", self.recipient())
    }
}

/// A public key to seal for, `age1…`. Compared and ordered by its text.
#[derive(Clone)]
pub struct Recipient {
    text: String,
    key: age::x25519::Recipient,
}

impl FromStr for Recipient {
    type Err = KeyTextError;

    fn from_str(text: &str) -> Result<Self, KeyTextError> {
        recipient_in_line(text, 1)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Recipient {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Recipient {}

impl PartialOrd for Recipient {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Recipient {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

/// The identities in a file as `age-keygen` writes it: one a line, with empty lines and `#` comments between. At least one.
pub fn parse_identity_file(text: &str) -> Result<Vec<Identity>, KeyTextError> {
    if text.as_bytes().starts_with(MAGIC) || text.as_bytes().starts_with(ARMOR) {
        return Err(KeyTextError::Sealed);
    }
    key_lines(text, identity_in_line)
}

/// The recipients in a file: one a line, with empty lines and `#` comments between. At least one.
pub fn parse_recipients_file(text: &str) -> Result<Vec<Recipient>, KeyTextError> {
    key_lines(text, recipient_in_line)
}

/// Why a key text or file was not understood. Lines count from 1; their content is never repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyTextError {
    /// No key is in it.
    #[error("failed to read key: there is none")]
    Empty,
    /// The identity file is itself sealed, for example with a passphrase. Open it with `age --decrypt` first.
    #[error("failed to read key: the key file is sealed itself")]
    Sealed,
    /// This line is no key, or a misspelt one.
    #[error("failed to read key: line {line} is not a key, or misspelt")]
    Unreadable {
        /// Which line.
        line: usize,
    },
    /// A key that age knows and this program does not: of a plug-in, an SSH key, a post-quantum key.
    #[error("failed to read key: line {line} is a kind of key that is not supported")]
    OtherKind {
        /// Which line.
        line: usize,
    },
    /// A recipient stands where the secret identity is needed.
    #[error("failed to read key: line {line} is a recipient, the identity is needed")]
    RecipientGiven {
        /// Which line.
        line: usize,
    },
    /// A secret identity stands where a recipient is meant.
    #[error("failed to read key: line {line} is a secret identity, its recipient is needed")]
    IdentityGiven {
        /// Which line.
        line: usize,
    },
    /// A recipient for which everybody could open the file.
    #[error("failed to read key: line {line} is a recipient that protects nothing")]
    Weak {
        /// Which line.
        line: usize,
    },
}

fn key_lines<T>(text: &str, parse: fn(&str, usize) -> Result<T, KeyTextError>) -> Result<Vec<T>, KeyTextError> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).zip(1..);
    let lines = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    let keys = lines
        .map(|(line, number)| parse(line, number))
        .collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() {
        Err(KeyTextError::Empty)
    } else {
        Ok(keys)
    }
}

fn identity_in_line(text: &str, line: usize) -> Result<Identity, KeyTextError> {
    let text = text.trim();
    match KeyKind::of(text) {
        KeyKind::Identity => text
            .parse()
            .map(Identity)
            .map_err(|_| KeyTextError::Unreadable { line }),
        KeyKind::Recipient => Err(KeyTextError::RecipientGiven { line }),
        KeyKind::Other => Err(KeyTextError::OtherKind { line }),
        KeyKind::Unknown => Err(KeyTextError::Unreadable { line }),
    }
}

fn recipient_in_line(text: &str, line: usize) -> Result<Recipient, KeyTextError> {
    let text = text.trim();
    match KeyKind::of(text) {
        KeyKind::Recipient => {
            let key: age::x25519::Recipient = text.parse().map_err(|_| KeyTextError::Unreadable { line })?;
            let text = key.to_string();
            let point = point_of(&text).ok_or(KeyTextError::Unreadable { line })?;
            if is_weak(point) {
                Err(KeyTextError::Weak { line })
            } else {
                Ok(Recipient { text, key })
            }
        }
        KeyKind::Identity => Err(KeyTextError::IdentityGiven { line }),
        KeyKind::Other => Err(KeyTextError::OtherKind { line }),
        KeyKind::Unknown => Err(KeyTextError::Unreadable { line }),
    }
}

enum KeyKind {
    Identity,
    Recipient,
    Other,
    Unknown,
}

impl KeyKind {
    fn of(text: &str) -> Self {
        // Only the part that says what follows is looked at: the rest may be secret.
        let start: String = text
            .chars()
            .take(16)
            .map(|character| character.to_ascii_lowercase())
            .collect();
        let is = |prefix: &str| start.starts_with(prefix);
        if is("age-secret-key-1") {
            Self::Identity
        } else if is("age-secret-key-") || is("age-plugin-") || is("ssh-") || is("ecdsa-") || is("-----begin") {
            Self::Other
        } else if is("age1") {
            // "age1pq1…" and "age1yubikey1…" have a second separator; "1" is no digit of the text itself.
            if text.chars().filter(|character| *character == '1').count() > 1 {
                Self::Other
            } else {
                Self::Recipient
            }
        } else {
            Self::Unknown
        }
    }
}

/// The 32 bytes in a canonical recipient text, whose checksum was tested already.
fn point_of(text: &str) -> Option<[u8; 32]> {
    const DIGITS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let digits = text.as_bytes().strip_prefix(b"age1")?;
    let (digits, _checksum) = digits.split_at_checked(digits.len().checked_sub(6)?)?;
    let (mut bits, mut held) = (0u32, 0u32);
    let mut bytes = Vec::with_capacity(33);
    for digit in digits {
        let value = DIGITS.iter().position(|known| known == digit)?;
        bits = (bits << 5 | u32::try_from(value).ok()?) & 0x1fff;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held).to_le_bytes()[0]);
        }
    }
    bytes.try_into().ok()
}

/// Whether the point is one of those with which every agreement gives the same, known secret (and `age` panics).
fn is_weak(mut point: [u8; 32]) -> bool {
    // The curve ignores the highest bit.
    if let Some(last) = point.last_mut() {
        *last &= 0x7f;
    }
    WEAK.contains(&point)
}

/// The points of small order on Curve25519, as <https://cr.yp.to/ecdh.html> lists them.
#[rustfmt::skip]
const WEAK: [[u8; 32]; 7] = [
    [0; 32],
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
     0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00],
    [0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
     0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57],
    near_prime(0xec),
    near_prime(0xed),
    near_prime(0xee),
];

/// 2^255 - 19 with another lowest byte, little endian.
const fn near_prime(lowest: u8) -> [u8; 32] {
    let mut point = [0xff; 32];
    let [first, .., last] = &mut point;
    *first = lowest;
    *last = 0x7f;
    point
}

/// Authenticates what this device made; derived from its identity. Wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MacKey([u8; 32]);

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MacKey(hidden)")
    }
}

const MAC_LABEL: &[u8] = b"relatch snapshot mac v1";

/// The key that only the holder of this identity can derive (see the top of this module).
pub fn derive_mac_key(identity: &Identity) -> MacKey {
    MacKey(
        hmac(identity.secret_text().as_bytes(), MAC_LABEL)
            .finalize()
            .into_bytes()
            .into(),
    )
}

/// The code that goes with these bytes.
pub fn mac(key: &MacKey, bytes: &[u8]) -> [u8; 32] {
    hmac(&key.0, bytes).finalize().into_bytes().into()
}

/// Whether the code goes with these bytes. Takes the same time wherever they differ.
pub fn verify_mac(key: &MacKey, bytes: &[u8], code: &[u8]) -> bool {
    hmac(&key.0, bytes).verify_slice(code).is_ok()
}

#[expect(clippy::expect_used, reason = "HMAC is defined for keys of every length")]
fn hmac(key: &[u8], message: &[u8]) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(key)
        .expect("a key of any length")
        .chain_update(message)
}

#[cfg(test)]
mod tests;
