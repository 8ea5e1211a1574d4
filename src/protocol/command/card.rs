//! Cards and fobs: 05 (protocol, commands 5). Owner's rights.
//!
//! ```text
//! 01 list           req: sequence u16 [A]              rep: battery, 01, next u16 (ffff end), records
//!                   record: card of 4 or 8 bytes, start date5, end date5
//! 02 add mode       req: nothing                       rep: battery, 02, 02 waiting; then pushed battery, 02, 01, card
//! 02 add by number  req: card, start date5, end date5  rep: battery, 02, status 1 or 2, [card]   [A] request, [B] reply
//! 03 delete         req: card                          rep: battery, 03
//! 04 clear all      req: nothing                       rep: battery, 04
//! 05 modify         req: card, start date5, end date5  rep: battery, 05
//! ```

use super::session::read_validity;
use super::{Body, Command, DecodeError, plaintext, refuse};
use crate::model::{CardNumber, CardRecord, Raw, Validity};
use crate::protocol::cursor::Cursor;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// Two dates.
const VALIDITY: usize = 10;
const FOUR: usize = 4 + VALIDITY;
const EIGHT: usize = 8 + VALIDITY;

/// 05.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManageCard {
    /// 01.
    List {
        /// 0 first, then the `next` of the page before.
        sequence: u16,
    },
    /// 02 without a card: waits for one to be presented.
    AddMode,
    /// 02 with a card: the operation of a restore.
    Add(CardRecord),
    /// 03.
    Delete(CardNumber),
    /// 04.
    ClearAll,
    /// 05.
    Modify(CardRecord),
}

impl ManageCard {
    /// 01.
    pub const LIST: u8 = 1;
    /// 02.
    pub const ADD: u8 = 2;
    /// 03.
    pub const DELETE: u8 = 3;
    /// 04.
    pub const CLEAR_ALL: u8 = 4;
    /// 05.
    pub const MODIFY: u8 = 5;

    fn code_of_operation(&self) -> u8 {
        match self {
            Self::List { .. } => Self::LIST,
            Self::AddMode | Self::Add(_) => Self::ADD,
            Self::Delete(_) => Self::DELETE,
            Self::ClearAll => Self::CLEAR_ALL,
            Self::Modify(_) => Self::MODIFY,
        }
    }
}

impl Command for ManageCard {
    const OPCODE: u8 = 0x05;
    type Reply = CardReply;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let operation = [self.code_of_operation()];
        match self {
            Self::List { sequence } => plaintext(&[&operation, &sequence.to_be_bytes()]),
            Self::AddMode | Self::ClearAll => plaintext(&[&operation]),
            Self::Add(card) | Self::Modify(card) => plaintext(&[&operation, &Zeroizing::new(encode_record(card))]),
            Self::Delete(number) => plaintext(&[&operation, number.as_bytes()]),
        }
    }

    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(bytes);
        match cursor.u8()? {
            Self::LIST => Ok(Self::List {
                sequence: cursor.u16()?,
            }),
            Self::ADD if cursor.is_empty() => Ok(Self::AddMode),
            Self::ADD => decode_record(cursor.rest()).map(Self::Add),
            Self::DELETE => read_number(cursor.rest()).map(Self::Delete),
            Self::CLEAR_ALL => Ok(Self::ClearAll),
            Self::MODIFY => decode_record(cursor.rest()).map(Self::Modify),
            other => refuse("operation", other),
        }
    }

    fn meaning(&self) -> Value {
        let op = self.code_of_operation();
        match self {
            Self::List { sequence } => json!({ "op": op, "sequence": sequence }),
            Self::AddMode | Self::ClearAll => json!({ "op": op }),
            Self::Add(card) | Self::Modify(card) => {
                let Validity { start, end } = card.validity;
                json!({ "op": op, "card": card.number.decimal(), "start": start, "end": end })
            }
            Self::Delete(number) => json!({ "op": op, "card": number.decimal() }),
        }
    }

    fn operation(&self) -> Option<u8> {
        Some(self.code_of_operation())
    }

    fn is_repeatable(&self) -> bool {
        matches!(self, Self::List { .. })
    }
}

/// The body of 05.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardReply {
    /// Battery, percent.
    pub battery: u8,
    /// What was done.
    pub result: CardResult,
}

/// What a reply to 05 says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardResult {
    /// 01: a page.
    Page {
        /// The sequence of the page that follows, ffff for none.
        next: u16,
        /// The records.
        cards: Vec<CardRecord>,
        /// Bytes that fill no record, in any way of cutting the page. A page with such bytes is not complete.
        odd: Raw,
    },
    /// 02: how adding stands, and the card where it is told.
    Added {
        /// 1 added, 2 waiting for a card, or by number: received.
        status: u8,
        /// The card.
        card: Option<CardNumber>,
    },
    /// 03, 04, 05 and others: done.
    Done {
        /// Which operation.
        operation: u8,
        /// Bytes behind it.
        tail: Raw,
    },
}

impl Body for CardReply {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![self.battery];
        match &self.result {
            CardResult::Page { next, cards, odd } => {
                bytes.push(ManageCard::LIST);
                bytes.extend_from_slice(&next.to_be_bytes());
                cards.iter().for_each(|card| bytes.extend(encode_record(card)));
                bytes.extend_from_slice(odd.as_slice());
            }
            CardResult::Added { status, card } => {
                bytes.extend_from_slice(&[ManageCard::ADD, *status]);
                card.iter().for_each(|card| bytes.extend_from_slice(card.as_bytes()));
            }
            CardResult::Done { operation, tail } => {
                bytes.push(*operation);
                bytes.extend_from_slice(tail.as_slice());
            }
        }
        bytes
    }

    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let mut cursor = Cursor::new(body);
        let battery = cursor.u8()?;
        let result = match cursor.u8()? {
            ManageCard::LIST => {
                let next = cursor.u16()?;
                let (cards, odd) = decode_records(cursor.rest());
                CardResult::Page { next, cards, odd }
            }
            ManageCard::ADD if !cursor.is_empty() => {
                let status = cursor.u8()?;
                let card = if cursor.is_empty() {
                    None
                } else {
                    Some(read_presented(cursor.rest())?)
                };
                CardResult::Added { status, card }
            }
            operation => CardResult::Done {
                operation,
                tail: cursor.rest().into(),
            },
        };
        Ok(Self { battery, result })
    }

    fn meaning(&self) -> Value {
        match &self.result {
            CardResult::Page { next, cards, odd } => {
                let next = if *next == crate::protocol::pager::LAST {
                    -1
                } else {
                    i32::from(*next)
                };
                let cards = cards.iter().map(|card| {
                    let Validity { start, end } = card.validity;
                    json!({ "width": card.number.as_bytes().len(), "card": card.number.decimal(), "start": start, "end": end })
                });
                let mut meaning = json!({ "battery": self.battery, "op": ManageCard::LIST, "next": next, "cards": cards.collect::<Vec<_>>() });
                if let (Value::Object(fields), false) = (&mut meaning, odd.is_empty()) {
                    fields.insert("raw".to_owned(), json!(odd.to_text()));
                }
                meaning
            }
            CardResult::Added { status, card } => {
                let card = card.as_ref().map(CardNumber::decimal);
                json!({ "battery": self.battery, "op": ManageCard::ADD, "add_status": status, "card": card })
            }
            CardResult::Done { operation, .. } => json!({ "battery": self.battery, "op": operation }),
        }
    }

    fn battery(&self) -> Option<u8> {
        Some(self.battery)
    }

    fn operation_of(body: &[u8]) -> Option<u8> {
        body.get(1).copied()
    }
}

/// A record's bytes.
pub fn encode_record(card: &CardRecord) -> Vec<u8> {
    let Validity { start, end } = card.validity;
    [card.number.as_bytes(), &start.0, &end.0].concat()
}

/// The inverse of [`encode_record`]: 14 or 18 bytes.
fn decode_record(bytes: &[u8]) -> Result<CardRecord, DecodeError> {
    let width = bytes.len().checked_sub(VALIDITY).ok_or(DecodeError::Truncated)?;
    let mut cursor = Cursor::new(bytes);
    let number = read_number(cursor.take(width)?)?;
    Ok(CardRecord {
        number,
        validity: read_validity(&mut cursor)?,
    })
}

fn read_number(bytes: &[u8]) -> Result<CardNumber, DecodeError> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    CardNumber::from_bytes(bytes).or_else(|_| refuse("length of the card number", length))
}

/// The card of an add-mode push: 8 bytes ending in ffffffff are a card of 4 (commands 5 \[A\]).
fn read_presented(bytes: &[u8]) -> Result<CardNumber, DecodeError> {
    match bytes {
        [a, b, c, d, 0xff, 0xff, 0xff, 0xff] => Ok(CardNumber::four([*a, *b, *c, *d])),
        bytes => read_number(bytes),
    }
}

/// The records of a page, which does not say how wide its cards are (commands 5 \[C\]): a multiple of one length only is
/// that length; else the cut in which every date is plausible, each start before its end. Bytes for which there is no
/// such cut are given back.
fn decode_records(bytes: &[u8]) -> (Vec<CardRecord>, Raw) {
    let uniform = match (bytes.len().is_multiple_of(FOUR), bytes.len().is_multiple_of(EIGHT)) {
        (true, false) => Some(FOUR),
        (false, true) => Some(EIGHT),
        _ => None,
    };
    let cut = match uniform {
        Some(length) => vec![length; bytes.len() / length],
        None => match mixed_cut(bytes) {
            Some(cut) => cut,
            None => return (Vec::new(), bytes.into()),
        },
    };
    let mut cursor = Cursor::new(bytes);
    let records = cut
        .into_iter()
        .map(|length| cursor.take(length).and_then(decode_record));
    records
        .collect::<Result<_, _>>()
        .map_or_else(|_| (Vec::new(), bytes.into()), |cards| (cards, Raw::default()))
}

/// The lengths of records that fill `bytes` exactly, each with plausible dates; shorter ones are preferred. Found from the
/// end backwards, so the work grows with the length only.
fn mixed_cut(bytes: &[u8]) -> Option<Vec<usize>> {
    let mut record_at: Vec<Option<usize>> = vec![None; bytes.len()];
    for at in (0..bytes.len()).rev() {
        let length = [FOUR, EIGHT].into_iter().find(|length| {
            let end = at + length;
            let leads_to_the_end = end == bytes.len() || matches!(record_at.get(end), Some(Some(_)));
            leads_to_the_end && bytes.get(at..end).is_some_and(is_plausible_record)
        });
        *record_at.get_mut(at)? = length;
    }
    let mut cut = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = record_at.get(at).copied().flatten()?;
        cut.push(length);
        at += length;
    }
    Some(cut)
}

fn is_plausible_record(bytes: &[u8]) -> bool {
    decode_record(bytes).is_ok_and(
        |CardRecord {
             validity: Validity { start, end },
             ..
         }| { start.is_plausible() && end.is_plausible() && start <= end },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LockMinute;

    fn card(bytes: &[u8]) -> CardRecord {
        let validity = Validity {
            start: LockMinute([26, 3, 4, 15, 0]),
            end: LockMinute([27, 3, 4, 15, 0]),
        };
        CardRecord {
            number: CardNumber::from_bytes(bytes).unwrap(),
            validity,
        }
    }

    fn page(cards: &[CardRecord]) -> Vec<u8> {
        cards.iter().flat_map(encode_record).collect()
    }

    #[test]
    fn mixed_widths_are_told_apart_by_their_dates() {
        let (four, eight) = (card(&[1, 2, 3, 4]), card(&[5, 6, 7, 8, 9, 10, 11, 12]));
        for cards in [
            vec![four.clone(), eight.clone()],
            vec![eight.clone(), four.clone(), eight.clone()],
            vec![four.clone(); 9],
            vec![eight.clone(); 7],
            vec![],
        ] {
            assert_eq!(decode_records(&page(&cards)), (cards, Raw::default()));
        }
    }

    #[test]
    fn a_page_that_no_cut_fits_is_kept_raw() {
        let bytes = [0xee; 15];
        assert_eq!(decode_records(&bytes), (Vec::new(), Raw::from(bytes.as_slice())));
    }

    #[test]
    fn cutting_hostile_pages_takes_bounded_work() {
        // Each position is plausible for both widths, but the end never fits.
        let bytes = vec![1; 14 * 60 + 1];
        assert_eq!(decode_records(&bytes).0, Vec::new());
        let dates_everywhere = vec![1; 126];
        assert_eq!(decode_records(&dates_everywhere).0.len(), 9);
    }
}
