//! When a list that comes page by page is at its end, and when it goes in circles (protocol, commands 3.1, 5, quirks 3).

use crate::model::EndMark;
use std::collections::BTreeSet;

/// The sequence number that means "nothing follows".
pub const LAST: u16 = 0xffff;

/// Follows a list's sequence numbers from 0 to its end.
#[derive(Debug)]
pub struct Pager {
    sequence: u16,
    asked: BTreeSet<u16>,
}

/// What to do after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask for this sequence.
    Ask(u16),
    /// The list is complete.
    End(EndMark),
}

/// A list that leads back to a sequence that was asked before: its end was never said, so it is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read list: the lock leads back to page {sequence:#06x} and never ends")]
pub struct PagingLoop {
    /// The sequence that came twice.
    pub sequence: u16,
}

impl Pager {
    /// A pager at the start of a list.
    pub fn new() -> Self {
        Self {
            sequence: 0,
            asked: BTreeSet::from([0]),
        }
    }

    /// The sequence to ask for now. After a lost link it is the one that was open.
    pub fn sequence(&self) -> u16 {
        self.sequence
    }

    /// How many pages were asked for.
    pub fn asked(&self) -> u32 {
        u32::try_from(self.asked.len()).unwrap_or(u32::MAX)
    }

    /// What follows a page: `next` as the lock sent it, `None` for an empty page that ends the list. A page without
    /// records does not end a list by itself; the guard against circles bounds such pages.
    pub fn after(&mut self, next: Option<u16>) -> Result<Next, PagingLoop> {
        match next {
            None => Ok(Next::End(EndMark::EmptyPage)),
            Some(LAST) => Ok(Next::End(EndMark::LastPage)),
            Some(0) => Ok(Next::End(EndMark::ZeroNext)),
            Some(next) if self.asked.insert(next) => {
                self.sequence = next;
                Ok(Next::Ask(next))
            }
            Some(sequence) => Err(PagingLoop { sequence }),
        }
    }
}

impl Default for Pager {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_at_its_mark_and_never_goes_round() {
        let mut pager = Pager::new();
        assert_eq!(pager.after(Some(180)), Ok(Next::Ask(180)));
        assert_eq!(pager.after(Some(180)), Err(PagingLoop { sequence: 180 }));
        assert_eq!(pager.after(None), Ok(Next::End(EndMark::EmptyPage)));
        assert_eq!(pager.after(Some(LAST)), Ok(Next::End(EndMark::LastPage)));
        assert_eq!(pager.after(Some(0)), Ok(Next::End(EndMark::ZeroNext)));
    }
}
