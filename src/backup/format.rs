//! The plaintext inside a sealed file: one line that says what it is, then the snapshot as one JSON object.
//! `docs/backup-format.md` describes both.
//!
//! ```text
//! {"format":"relatch-snapshot","version":1,"mac":"<64 hexadecimal digits>"|null,"maker":"relatch 0.1.0"}\n
//! {"created":…}
//! ```

use super::seal::{self, Identity, MAX_PLAIN, Recipient, SealError};
use super::snapshot::Snapshot;
use crate::model::hex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// The word that the first line begins with.
pub const FORMAT: &str = "relatch-snapshot";
/// The version that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;
/// The longest first line, bytes.
pub const MAX_HEADER: usize = 4_096;

/// The code that tells "made here": 32 bytes over the exact bytes behind the first line.
pub type Mac = [u8; 32];

/// Who made a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Its code was made with this device's key.
    MadeHere,
    /// It has no code, or somebody else's. Its items must be shown to the owner before anything is written.
    Foreign,
}

/// Why bytes are no snapshot that this program reads. Whatever it is, the file is left untouched (S8).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The first line does not say that it is one.
    #[error("failed to read snapshot: this is not a saved copy of a lock")]
    NotASnapshot,
    /// It says so, and what follows does not fit.
    #[error("failed to read snapshot: it is damaged at line {line}, column {column}")]
    Damaged {
        /// Counted in the whole plaintext, from 1.
        line: usize,
        /// Counted from 1; 0 where the line as a whole is meant.
        column: usize,
    },
    /// A newer program made it.
    #[error(
        "failed to read snapshot: it has version {version}, this program reads up to {VERSION}; use a newer program"
    )]
    Newer {
        /// The version that it has.
        version: u32,
    },
    /// It is larger than any lock needs.
    #[error("failed to read snapshot: it is larger than {MAX_PLAIN} bytes")]
    TooLarge,
    /// A value of the snapshot has no JSON form.
    #[error("failed to write snapshot: a value has no text form")]
    Unwritable,
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    #[serde(default)]
    mac: Option<String>,
    #[serde(default)]
    maker: Option<String>,
}

/// The plaintext of a snapshot. `mac` makes the code of its bytes, where the device has a key for that.
///
/// # Errors
/// [`FormatError::TooLarge`], [`FormatError::Unwritable`].
pub fn encode<F>(snapshot: &Snapshot, mac: Option<F>) -> Result<Zeroizing<Vec<u8>>, FormatError>
where
    F: FnOnce(&[u8]) -> Mac,
{
    let body = Zeroizing::new(serde_json::to_vec(snapshot).map_err(|_| FormatError::Unwritable)?);
    let header = Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        mac: mac.map(|mac| hex::to_text(&mac(&body))),
        maker: Some(snapshot.program.clone()),
    };
    let header = serde_json::to_vec(&header).map_err(|_| FormatError::Unwritable)?;
    if header.len() > MAX_HEADER || header.len() + 1 + body.len() > MAX_PLAIN {
        return Err(FormatError::TooLarge);
    }
    // All room at once: a growing buffer would leave copies of the codes behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(header.len() + 1 + body.len()));
    plain.extend_from_slice(&header);
    plain.push(b'\n');
    plain.extend_from_slice(&body);
    Ok(plain)
}

/// The sealed file of a snapshot, with the code of `maker`, so that [`super::verify::Reopened::open`] tells that it was made here.
/// The maker can open it only when its own recipient is among the recipients.
///
/// # Errors
/// [`WriteError`]. Nothing is ever sealed for nobody.
pub fn encode_sealed(snapshot: &Snapshot, maker: &Identity, recipients: &[Recipient]) -> Result<Vec<u8>, WriteError> {
    let key = seal::derive_mac_key(maker);
    let plain = encode(snapshot, Some(|bytes: &[u8]| seal::mac(&key, bytes)))?;
    Ok(seal::seal(&plain, recipients)?)
}

/// Why a snapshot was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It has no text form, or too long a one.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// It could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// The snapshot of a plaintext, and who made it. `is_ours` checks a code against the bytes that it is of.
///
/// # Errors
/// Each cause apart: [`FormatError::NotASnapshot`], [`FormatError::Newer`], [`FormatError::Damaged`],
/// [`FormatError::TooLarge`]. None shows anything of the content.
pub fn decode<F>(plain: &[u8], is_ours: F) -> Result<(Snapshot, Trust), FormatError>
where
    F: FnOnce(&[u8], &Mac) -> bool,
{
    if plain.len() > MAX_PLAIN {
        return Err(FormatError::TooLarge);
    }
    let mut parts = plain.splitn(2, |byte| *byte == b'\n');
    let header = parts.next().filter(|line| line.len() <= MAX_HEADER);
    let header = read_header(header.ok_or(FormatError::NotASnapshot)?)?;
    let body = parts.next().ok_or(FormatError::Damaged { line: 2, column: 0 })?;
    let snapshot: Snapshot = serde_json::from_slice(body).map_err(|error| FormatError::Damaged {
        // Its own words may quote a code, so only the place is kept.
        line: error.line() + 1,
        column: error.column(),
    })?;
    let mut ids = BTreeSet::new();
    if !snapshot.ids().all(|id| ids.insert(id)) {
        return Err(FormatError::Damaged { line: 2, column: 0 });
    }
    let mac = header.mac.and_then(|mac| hex::from_text(&mac));
    let mac = mac.and_then(|mac| Mac::try_from(mac).ok());
    let trust = if mac.is_some_and(|mac| is_ours(body, &mac)) {
        Trust::MadeHere
    } else {
        Trust::Foreign
    };
    Ok((snapshot, trust))
}

fn read_header(line: &[u8]) -> Result<Header, FormatError> {
    /// What every version's first line has.
    #[derive(Deserialize)]
    struct Beginning {
        format: String,
        version: u32,
    }
    let beginning: Beginning = serde_json::from_slice(line).map_err(|_| FormatError::NotASnapshot)?;
    if beginning.format != FORMAT || beginning.version == 0 {
        return Err(FormatError::NotASnapshot);
    }
    if beginning.version > VERSION {
        return Err(FormatError::Newer {
            version: beginning.version,
        });
    }
    serde_json::from_slice(line).map_err(|error| FormatError::Damaged {
        line: 1,
        column: error.column(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::snapshot;
    use super::*;
    use proptest::prelude::*;

    fn plain() -> Vec<u8> {
        encode(&snapshot(), Some(|_: &[u8]| [7; 32])).unwrap().to_vec()
    }

    fn read(plain: &[u8]) -> Result<(Snapshot, Trust), FormatError> {
        decode(plain, |_, mac| *mac == [7; 32])
    }

    #[test]
    fn what_is_written_reads_back_equal_and_writes_the_same_bytes() {
        let (read, trust) = read(&plain()).unwrap();
        assert_eq!((&read, trust), (&snapshot(), Trust::MadeHere));
        assert_eq!(*encode(&read, Some(|_: &[u8]| [7; 32])).unwrap(), plain());
    }

    #[test]
    fn the_code_is_of_the_exact_bytes_behind_the_first_line() {
        let plain = encode(&snapshot(), Some(|bytes: &[u8]| super::super::FileDigest::of(bytes).0)).unwrap();
        let is_ours = |bytes: &[u8], mac: &Mac| super::super::FileDigest::of(bytes).0 == *mac;
        assert_eq!(decode(&plain, is_ours).unwrap().1, Trust::MadeHere);
        let mut padded = plain.to_vec();
        padded.push(b' ');
        assert_eq!(decode(&padded, is_ours).unwrap().1, Trust::Foreign);
        let unsigned = encode(&snapshot(), None::<fn(&[u8]) -> Mac>).unwrap();
        assert_eq!(decode(&unsigned, |_, _| true).unwrap().1, Trust::Foreign);
    }

    #[test]
    fn s8_foreign_newer_and_damaged_are_told_apart() {
        let with_header = |header: &str| {
            let plain = plain();
            let body = plain.split(|byte| *byte == b'\n').nth(1).unwrap();
            [header.as_bytes(), b"\n", body].concat()
        };
        let not_a_snapshot: [&[u8]; 5] = [
            b"",
            b"\n{}",
            b"hello\n{}",
            b"{}\n{}",
            b"{\"format\":\"zip\",\"version\":1}\n{}",
        ];
        for bytes in not_a_snapshot {
            assert_eq!(read(bytes).unwrap_err(), FormatError::NotASnapshot);
        }
        let long = with_header(&format!(
            "{{\"format\":\"{FORMAT}\",\"version\":1,\"maker\":\"{}\"}}",
            "x".repeat(5_000)
        ));
        assert_eq!(read(&long).unwrap_err(), FormatError::NotASnapshot);
        let zero = with_header(r#"{"format":"relatch-snapshot","version":0}"#);
        assert_eq!(read(&zero).unwrap_err(), FormatError::NotASnapshot);
        let newer = with_header(r#"{"format":"relatch-snapshot","version":2,"mac":{"other":"form"}}"#);
        assert_eq!(read(&newer).unwrap_err(), FormatError::Newer { version: 2 });
        let odd = with_header(r#"{"format":"relatch-snapshot","version":1,"mac":5}"#);
        assert!(matches!(read(&odd).unwrap_err(), FormatError::Damaged { line: 1, .. }));
        let alone = br#"{"format":"relatch-snapshot","version":1,"mac":null}"#;
        assert!(matches!(read(alone).unwrap_err(), FormatError::Damaged { line: 2, .. }));
        let short = &plain()[..plain().len() - 1];
        assert!(matches!(read(short).unwrap_err(), FormatError::Damaged { line: 2, .. }));
        assert_eq!(read(&vec![b' '; MAX_PLAIN + 1]).unwrap_err(), FormatError::TooLarge);
    }

    #[test]
    fn two_items_with_one_id_are_damage() {
        let mut snapshot = snapshot();
        snapshot.cards[0].id = snapshot.codes[0].id.clone();
        let plain = encode(&snapshot, None::<fn(&[u8]) -> Mac>).unwrap();
        assert!(matches!(read(&plain).unwrap_err(), FormatError::Damaged { .. }));
    }

    #[test]
    fn s9_an_error_quotes_nothing_of_the_content() {
        let text = String::from_utf8(plain()).unwrap();
        let spoilt = text.replace("\"start\":\"2020-01-01T00:00\"", "\"start\":\"615243\"");
        let error = read(spoilt.as_bytes()).unwrap_err();
        assert!(matches!(error, FormatError::Damaged { line: 2, .. }));
        assert!(!format!("{error} {error:?}").contains("615243"));
    }

    #[test]
    fn fields_of_a_later_version_survive_a_rewrite_on_every_open_level() {
        let plain = plain();
        let (header, body) = plain.split_at(plain.iter().position(|byte| *byte == b'\n').unwrap() + 1);
        let mut json: serde_json::Value = serde_json::from_slice(body).unwrap();
        let open = [
            "",
            "/lock",
            "/clock",
            "/clock/lock",
            "/codes/0",
            "/codes/8",
            "/cards/1",
            "/fingerprints/0",
            "/reads",
            "/reads/codes",
            "/reads/cards",
            "/settings",
            "/settings/autoLock",
            "/settings/sensitivity",
            "/ownerPasscode",
            "/seed",
        ];
        for (number, pointer) in open.iter().enumerate() {
            let object = json.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            object.insert("later".to_owned(), serde_json::json!({ "number": number }));
        }
        let later = [header, &serde_json::to_vec(&json).unwrap()].concat();
        let (read, _) = read(&later).unwrap();
        let rewritten = encode(&read, None::<fn(&[u8]) -> Mac>).unwrap();
        let body = rewritten.split(|byte| *byte == b'\n').nth(1).unwrap();
        assert_eq!(serde_json::from_slice::<serde_json::Value>(body).unwrap(), json);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let header = br#"{"format":"relatch-snapshot","version":1,"mac":null}"#;
            let _ = read(&[header.as_slice(), b"\n", &bytes].concat());
        }

        #[test]
        fn a_changed_byte_is_an_error_or_still_a_snapshot(position in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut plain = plain();
            let position = position.index(plain.len());
            plain[position] = byte;
            if let Ok((snapshot, _)) = read(&plain) {
                prop_assert!(encode(&snapshot, None::<fn(&[u8]) -> Mac>).is_ok());
            }
        }
    }
}
