//! What both benchmarks run: the four things that happen to a frame, on the longest frame and on a usual short one.

use relatch::model::{
    AesKey, CodeText, ListedPasscode, LockMinute, LockVersion, PasscodeKind, PasscodeRecord, Raw, Until,
};
use relatch::protocol::Body as _;
use relatch::protocol::cipher;
use relatch::protocol::command::Command as _;
use relatch::protocol::command::passcode::{ListPasscodes, PasscodePage};
use relatch::protocol::frame::{self, Frame};
use relatch::protocol::reassembler::Reassembler;
use relatch::protocol::reply::{Outcome, Reply};

const KEY: AesKey = AesKey([7; 16]);

/// A message in each of its forms.
pub(crate) struct Message {
    plaintext: Vec<u8>,
    frame: Frame,
    bytes: Vec<u8>,
}

/// How long a message is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Size {
    /// A page of codes that fills a frame: 112 bytes of data, 7 pieces.
    Full,
    /// A request of one block: 16 bytes of data, 2 pieces.
    Short,
}

impl Message {
    pub(crate) fn new(size: Size) -> Self {
        let (plaintext, command) = match size {
            Size::Full => (page(), frame::REPLY),
            Size::Short => (ListPasscodes { sequence: 4 }.encode().to_vec(), ListPasscodes::OPCODE),
        };
        let frame = Frame {
            version: LockVersion::CLIENT,
            command,
            encrypt: frame::ENCRYPTED,
            data: cipher::encrypt(&KEY, &plaintext),
        };
        let bytes = frame.encode().unwrap_or_default();
        Self {
            plaintext,
            frame,
            bytes,
        }
    }

    /// Header, length, checksum, end.
    pub(crate) fn encode(&self) -> Option<Vec<u8>> {
        self.frame.encode()
    }

    /// AES over the plaintext.
    pub(crate) fn encrypt(&self) -> Raw {
        cipher::encrypt(&KEY, &self.plaintext)
    }

    /// Pieces of 20 bytes into a frame whose checksum was checked.
    pub(crate) fn parse(&self) -> Option<Frame> {
        let mut reassembler = Reassembler::default();
        for piece in frame::pieces(&self.bytes) {
            reassembler.push(piece).ok()?;
        }
        reassembler.pop()?.ok().map(|(frame, _)| frame)
    }

    /// AES over the data.
    pub(crate) fn decrypt(&self) -> Option<Vec<u8>> {
        cipher::decrypt(&KEY, self.frame.data.as_slice())
            .ok()
            .map(|plain| plain.to_vec())
    }

    /// The plaintext's meaning: a page of codes, or the request for one.
    pub(crate) fn decode(&self) -> usize {
        match Reply::decode(&self.plaintext) {
            Ok(Reply {
                outcome: Outcome::Success(body),
                ..
            }) => PasscodePage::decode(body.as_slice()).map_or(0, |page| page.codes.len()),
            _ => ListPasscodes::decode(&self.plaintext).map_or(0, |request| request.sequence.into()),
        }
    }
}

/// A reply of 111 bytes: echo, status, total, next, and records of 21 bytes.
fn page() -> Vec<u8> {
    let code = |number: u8| {
        let digits = CodeText(format!("90{number}4").into_bytes());
        ListedPasscode::Known(PasscodeRecord {
            kind: PasscodeKind::Period,
            current: digits.clone(),
            original: digits,
            start: LockMinute([25, 1, 1, 8, 0]),
            until: Until::End(LockMinute([27, 1, 1, 8, 0])),
            tail: Raw::default(),
        })
    };
    let mut codes: Vec<ListedPasscode> = (0..4).map(code).collect();
    if let Some(ListedPasscode::Known(last)) = codes.last_mut() {
        // A tail that no client knows fills the frame.
        last.tail = Raw(vec![0; 13]);
    }
    let body = PasscodePage { next: Some(4), codes };
    Reply {
        echo: ListPasscodes::OPCODE,
        outcome: Outcome::Success(Raw(body.encode())),
    }
    .encode()
}
