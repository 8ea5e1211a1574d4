//! Pieces of at most 20 bytes into whole frames (protocol, frames 3.2 \[A\]).

use super::frame::{self, Checksum, Frame, FrameError};

/// The most bytes kept while a frame is not complete.
const LIMIT: usize = 256;

/// Collects pieces until a frame is whole. The end is computed from the length field, never searched for, because
/// encrypted data may hold 0d 0a anywhere.
#[derive(Debug, Default)]
pub struct Reassembler {
    buffer: Vec<u8>,
}

impl Reassembler {
    /// Takes one piece. What cannot become a frame is dropped and told as an error; the next piece starts anew.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), FrameError> {
        // A piece that starts a frame while another is half there: the rest of the old one was lost on the link.
        if !self.buffer.is_empty() && self.buffer.len() + piece.len() > LIMIT {
            self.buffer.clear();
        }
        self.buffer
            .extend_from_slice(piece.get(..LIMIT.min(piece.len())).unwrap_or_default());
        let fits = frame::total_length(&self.buffer);
        if fits.is_err() {
            self.buffer.clear();
        }
        fits.map(drop)
    }

    /// The next whole frame, if one is there.
    pub fn pop(&mut self) -> Option<Result<(Frame, Checksum), FrameError>> {
        let total = match frame::total_length(&self.buffer) {
            Ok(Some(total)) if total <= self.buffer.len() => total,
            Ok(_) => return None,
            Err(error) => {
                self.buffer.clear();
                return Some(Err(error));
            }
        };
        let rest = self.buffer.split_off(total);
        let whole = std::mem::replace(&mut self.buffer, rest);
        Some(Frame::decode(&whole))
    }

    /// The frame that lacks only its end bytes, once the link is quiet (frames 3.2 \[C\]).
    pub fn pop_quiet(&mut self) -> Option<Result<(Frame, Checksum), FrameError>> {
        if !self.lacks_only_its_end() {
            return None;
        }
        let mut whole = std::mem::take(&mut self.buffer);
        whole.truncate(frame::total_length(&whole).ok().flatten()? - 2);
        Some(Frame::decode(&whole))
    }

    /// Whether the frame that is coming in lacks no more than its end bytes.
    pub fn lacks_only_its_end(&self) -> bool {
        frame::lacks_only_its_end(&self.buffer)
    }

    /// Forgets a half frame.
    pub fn clear(&mut self) {
        self.buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LockVersion;

    fn bytes(data: &[u8]) -> Vec<u8> {
        Frame {
            version: LockVersion::CLIENT,
            command: 0x54,
            encrypt: frame::ENCRYPTED,
            data: data.into(),
        }
        .encode()
        .unwrap()
    }

    #[test]
    fn a_frame_is_whole_by_its_length_even_if_a_piece_ends_like_a_frame() {
        let mut data = vec![7; 32];
        data[6] = 0x0d;
        data[7] = 0x0a;
        let bytes = bytes(&data);
        assert!(bytes[..20].ends_with(&[0x0d, 0x0a]));
        let mut reassembler = Reassembler::default();
        for piece in frame::pieces(&bytes) {
            assert!(reassembler.pop().is_none());
            reassembler.push(piece).unwrap();
        }
        assert_eq!(reassembler.pop().unwrap().unwrap().0.data.as_slice(), data);
        assert!(reassembler.pop().is_none());
    }

    #[test]
    fn two_frames_in_one_piece_are_two_frames() {
        let mut two = bytes(&[]);
        two.extend(bytes(&[]));
        let mut reassembler = Reassembler::default();
        reassembler.push(&two).unwrap();
        assert!(reassembler.pop().is_some() && reassembler.pop().is_some() && reassembler.pop().is_none());
    }

    #[test]
    fn a_missing_end_is_accepted_only_when_the_link_is_quiet() {
        for missing in [1, 2] {
            let bytes = bytes(&[9; 16]);
            let mut reassembler = Reassembler::default();
            frame::pieces(&bytes[..bytes.len() - missing]).for_each(|piece| reassembler.push(piece).unwrap());
            assert!(reassembler.pop().is_none());
            assert_eq!(reassembler.pop_quiet().unwrap().unwrap().1, Checksum::Lock);
            assert!(reassembler.pop_quiet().is_none());
        }
    }

    #[test]
    fn garbage_is_dropped_and_memory_stays_bounded() {
        let mut reassembler = Reassembler::default();
        assert_eq!(reassembler.push(b"garbage"), Err(FrameError::NoStart));
        for _ in 0..10_000 {
            let _ = reassembler.push(&[0x7f; 4096]);
            assert!(reassembler.buffer.len() <= 2 * LIMIT);
        }
        reassembler.clear();
        reassembler.push(&bytes(&[1; 16])).unwrap();
        assert!(reassembler.pop().is_some());
    }
}
