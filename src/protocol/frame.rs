//! A frame: what stands on the link around a command's data (protocol, frames 3 \[A\]).
//!
//! ```text
//! [0..2]   7f 5a
//! [2]      protocol type
//! [3]      protocol version
//! [4]      scene
//! [5..7]   group, u16 big endian
//! [7..9]   org, u16 big endian
//! [9]      command; in a reply 54, or 19 for the key
//! [10]     aa; 00 in a push
//! [11]     length of data, at most 112
//! [12..]   data, encrypted
//! [..]     checksum of all before
//! 0d 0a    in neither the length nor the checksum
//! ```

use super::crc;
use super::cursor::Cursor;
use crate::model::{LockVersion, Raw};

/// The bytes before the data.
pub const HEADER_LENGTH: usize = 12;
/// The most data in one frame: 7 blocks of the cipher, because clients take the length as signed (frames 3 \[B\]).
pub const MAX_DATA: usize = 112;
/// The most plaintext in one frame: one byte of padding is always there.
pub const MAX_PLAINTEXT: usize = MAX_DATA - 1;
/// The most bytes of one write or notification, whatever the link allows (frames 2 \[A\]).
pub const PIECE: usize = 20;
/// The command byte of every reply but the one that gives the key.
pub const REPLY: u8 = 0x54;
/// The encrypt byte of requests and replies.
pub const ENCRYPTED: u8 = 0xaa;
/// The encrypt byte of pushes, which are encrypted all the same.
pub const PUSHED: u8 = 0x00;

const START: [u8; 2] = [0x7f, 0x5a];
const END: [u8; 2] = [0x0d, 0x0a];
/// Types 1 to 4 have a shorter header; Relatch refuses them.
const OLDEST_TYPE: u8 = 5;

/// One frame with its data still encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Version fields: the client's in a request, the lock's own in a reply.
    pub version: LockVersion,
    /// The command, or [`REPLY`].
    pub command: u8,
    /// [`ENCRYPTED`] or [`PUSHED`]; says nothing about whether the data is encrypted.
    pub encrypt: u8,
    /// The data as it stands on the link.
    pub data: Raw,
}

/// Which table a frame's checksum fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// The lock's changed table; also where both fit.
    Lock,
    /// Only the unchanged table.
    Plain,
    /// Neither.
    Bad,
}

/// Bytes that are no frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The first two bytes are not 7f 5a.
    #[error("failed to read frame: it does not start with 7f 5a")]
    NoStart,
    /// A frame of an old lock, with another header.
    #[error("failed to read frame: it is of an old lock, protocol type {0}")]
    OldForm(u8),
    /// Fewer bytes than the length field says.
    #[error("failed to read frame: it is cut off")]
    Truncated,
    /// More bytes than the length field says.
    #[error("failed to read frame: {0} bytes follow it")]
    Surplus(usize),
    /// A length above [`MAX_DATA`].
    #[error("failed to read frame: its length is {0}, more than 112")]
    TooLong(u8),
}

impl Frame {
    /// The bytes on the link, with the two end bytes. Data beyond [`MAX_DATA`] cannot be framed: `None`.
    pub fn encode(&self) -> Option<Vec<u8>> {
        let length = u8::try_from(self.data.as_slice().len())
            .ok()
            .filter(|length| usize::from(*length) <= MAX_DATA)?;
        let mut bytes = Vec::with_capacity(HEADER_LENGTH + usize::from(length) + 3);
        let version = self.version;
        bytes.extend_from_slice(&START);
        bytes.extend_from_slice(&[version.protocol_type, version.protocol_version, version.scene]);
        bytes.extend_from_slice(&version.group.to_be_bytes());
        bytes.extend_from_slice(&version.org.to_be_bytes());
        bytes.extend_from_slice(&[self.command, self.encrypt, length]);
        bytes.extend_from_slice(self.data.as_slice());
        bytes.push(crc::lock(&bytes));
        bytes.extend_from_slice(&END);
        Some(bytes)
    }

    /// The frame of its bytes, with or without the two end bytes, and what its checksum fits. A bad checksum is no error
    /// here: who receives decides.
    pub fn decode(bytes: &[u8]) -> Result<(Self, Checksum), FrameError> {
        let total = total_length(bytes)?.ok_or(FrameError::Truncated)?;
        let body = bytes.get(..total - END.len()).ok_or(FrameError::Truncated)?;
        let rest = bytes.get(body.len()..).unwrap_or_default();
        if !rest.is_empty() && rest != END {
            return Err(FrameError::Surplus(rest.len()));
        }
        let (crc, covered) = body.split_last().ok_or(FrameError::Truncated)?;
        let frame = Self::of_covered(covered).map_err(|_| FrameError::Truncated)?;
        let checksum = match *crc {
            crc if crc == crc::lock(covered) => Checksum::Lock,
            crc if crc == crc::plain(covered) => Checksum::Plain,
            _ => Checksum::Bad,
        };
        Ok((frame, checksum))
    }

    fn of_covered(covered: &[u8]) -> Result<Self, super::DecodeError> {
        let mut cursor = Cursor::new(covered);
        cursor.array::<2>()?;
        let version = LockVersion {
            protocol_type: cursor.u8()?,
            protocol_version: cursor.u8()?,
            scene: cursor.u8()?,
            group: cursor.u16()?,
            org: cursor.u16()?,
        };
        let (command, encrypt) = (cursor.u8()?, cursor.u8()?);
        let data = Raw::from(cursor.prefixed()?);
        Ok(Self {
            version,
            command,
            encrypt,
            data,
        })
    }
}

/// How many bytes the frame at the start of `bytes` has, end bytes included; `None` while its header is not complete.
pub fn total_length(bytes: &[u8]) -> Result<Option<usize>, FrameError> {
    if !START.starts_with(bytes) && !bytes.starts_with(&START) {
        return Err(FrameError::NoStart);
    }
    match bytes.get(2) {
        Some(kind) if *kind < OLDEST_TYPE => return Err(FrameError::OldForm(*kind)),
        _ => {}
    }
    match bytes.get(HEADER_LENGTH - 1) {
        Some(length) if usize::from(*length) > MAX_DATA => Err(FrameError::TooLong(*length)),
        Some(length) => Ok(Some(HEADER_LENGTH + usize::from(*length) + 1 + END.len())),
        None => Ok(None),
    }
}

/// Whether `bytes` are a whole frame but for the end bytes.
pub fn lacks_only_its_end(bytes: &[u8]) -> bool {
    matches!(total_length(bytes), Ok(Some(total)) if (total - END.len()..total).contains(&bytes.len()))
}

/// The writes or notifications that carry `bytes`, in order.
pub fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.chunks(PIECE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(data: Vec<u8>) -> Frame {
        Frame {
            version: LockVersion::CLIENT,
            command: 0x41,
            encrypt: ENCRYPTED,
            data: data.into(),
        }
    }

    #[test]
    fn data_beyond_seven_blocks_cannot_be_framed() {
        assert!(frame(vec![0; 112]).encode().is_some());
        assert!(frame(vec![0; 113]).encode().is_none());
        let mut long = frame(vec![0; 112]).encode().unwrap();
        long[11] = 113;
        assert_eq!(Frame::decode(&long), Err(FrameError::TooLong(113)));
    }

    #[test]
    fn a_frame_is_read_with_and_without_its_end() {
        let bytes = frame(vec![1; 16]).encode().unwrap();
        let whole = Frame::decode(&bytes).unwrap();
        assert_eq!(Frame::decode(&bytes[..bytes.len() - 2]).unwrap(), whole);
        assert_eq!(Frame::decode(&bytes[..bytes.len() - 1]), Err(FrameError::Surplus(1)));
        assert_eq!(Frame::decode(&bytes[..bytes.len() - 3]), Err(FrameError::Truncated));
        assert_eq!(Frame::decode(&[]), Err(FrameError::Truncated));
        assert_eq!(Frame::decode(&[0x7f, 0x5a, 0x03]), Err(FrameError::OldForm(3)));
        assert_eq!(Frame::decode(&[0x7f, 0x5b]), Err(FrameError::NoStart));
    }
}
