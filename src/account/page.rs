//! Lists in pages, which may change while they are read (cloud 1 \[A\], the bounds \[C\]).

use super::error::{Breakage, CallError};
use super::field::{Malformed, Members};
use super::reply::Object;
use crate::protocol::credentials::SecretJson;
use serde_json::Value;
use std::collections::BTreeSet;

/// The most pages of a list.
pub const MOST_PAGES: u32 = 100;
/// The most items of a list.
pub const MOST_ITEMS: usize = 10_000;
/// How often a list that changes is read before what came together counts.
pub const MOST_TRIES: u32 = 3;
/// The largest page of keys and locks.
pub const KEYS_A_PAGE: u32 = 1_000;
/// The largest page of all other lists.
pub const ITEMS_A_PAGE: u32 = 200;

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<T> {
    /// What it means.
    pub value: T,
    /// The item as it came, unknown members included.
    pub raw: SecretJson,
}

/// An item that was not understood. It is named, and does not spoil the list.
#[derive(Clone, Debug, PartialEq)]
pub struct OddItem {
    /// What is missing or malformed.
    pub why: Malformed,
    /// The item as it came.
    pub raw: SecretJson,
}

/// What can stand in a list.
pub trait Item: Sized {
    /// The item of its members.
    fn read(members: Members<'_>) -> Result<Self, Malformed>;

    /// Its number in the cloud, by which a list that changed is noticed.
    fn id(&self) -> i64;
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items that were understood, in order.
    pub items: Vec<Listed<T>>,
    /// The others.
    pub odd: Vec<OddItem>,
    /// The page, from 1.
    pub number: u32,
    /// How many items the server puts on a page; it may be fewer than were asked for.
    pub size: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many items the whole list has; `None` in lists without pages.
    pub total: Option<u32>,
}

impl<T: Item> Page<T> {
    /// The page of a reply.
    ///
    /// # Errors
    /// No list, more items than anybody has, or a count of items that did not come. A missing list is a broken server, a null
    /// one is empty.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let members = object.members();
        let list = object.raw().reveal().get("list");
        let list: &[Value] = match list {
            Some(Value::Array(list)) => list,
            Some(Value::Null) => &[],
            _ => return Err(CallError::Broken(Breakage::Member("list"))),
        };
        if list.len() > MOST_ITEMS {
            return Err(CallError::Broken(Breakage::TooMuch));
        }
        let count = |name| match members.int(name)?.map(u32::try_from) {
            None => Ok(None),
            Some(Ok(count)) => Ok(Some(count)),
            Some(Err(_)) => Err(Malformed(name)),
        };
        let (number, size) = (count("pageNo")?.unwrap_or(1), count("pageSize")?.unwrap_or_default());
        let (pages, total) = (count("pages")?.unwrap_or(1), count("total")?);
        if total.is_some_and(|total| total > 0) && list.is_empty() && number <= 1 {
            return Err(CallError::Broken(Breakage::CountsLie));
        }
        let (mut items, mut odd) = (Vec::with_capacity(list.len()), Vec::new());
        for value in list {
            let raw = SecretJson::new(value.clone());
            match Members::of(value).ok_or(Malformed("item")).and_then(T::read) {
                Ok(value) => items.push(Listed { value, raw }),
                Err(why) => odd.push(OddItem { why, raw }),
            }
        }
        Ok(Self {
            items,
            odd,
            number,
            size,
            pages,
            total,
        })
    }
}

/// A list that was read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole<T> {
    /// The items, each once.
    pub items: Vec<Listed<T>>,
    /// Items that were not understood.
    pub odd: Vec<OddItem>,
    /// Whether it kept changing, so that these are all items that came in any reading.
    pub is_union: bool,
    /// How many pages were read, all readings together: so many calls it cost.
    pub calls: u32,
}

impl<T> Default for Whole<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            odd: Vec::new(),
            is_union: false,
            calls: 0,
        }
    }
}

/// What to do after a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// Ask for this page.
    Ask(u32),
    /// The list is whole.
    Done(Whole<T>),
}

/// Reads a list page by page: a total that differs between pages, an id that comes twice, or a sum that is not the total begin
/// anew; after three readings the union by id counts, and says so.
#[derive(Debug)]
pub struct Collector<T> {
    tries: u32,
    calls: u32,
    total: Option<u32>,
    ids: BTreeSet<i64>,
    items: Vec<Listed<T>>,
    odd: Vec<OddItem>,
    /// What earlier readings gave.
    earlier: Vec<Listed<T>>,
}

impl<T> Default for Collector<T> {
    fn default() -> Self {
        Self {
            tries: 1,
            calls: 0,
            total: None,
            ids: BTreeSet::new(),
            items: Vec::new(),
            odd: Vec::new(),
            earlier: Vec::new(),
        }
    }
}

impl<T: Item + Clone> Collector<T> {
    /// Takes the page that was asked for.
    ///
    /// # Errors
    /// More than anybody has.
    pub fn take(&mut self, asked: u32, page: Page<T>) -> Result<Step<T>, CallError> {
        self.calls += 1;
        let Page {
            items,
            odd,
            pages,
            total,
            ..
        } = page;
        let came = items.len() + odd.len();
        if pages > MOST_PAGES || self.items.len() + self.odd.len() + came > MOST_ITEMS {
            return Err(CallError::Broken(Breakage::TooMuch));
        }
        let mut has_changed = asked > 1 && total != self.total;
        self.total = total;
        for item in items {
            has_changed |= !self.ids.insert(item.value.id());
            self.items.push(item);
        }
        self.odd.extend(odd);
        let Some(total) = total else {
            // A list without pages is whole as it is.
            return Ok(Step::Done(self.whole(false)));
        };
        let have = self.items.len() + self.odd.len();
        let wanted = usize::try_from(total).unwrap_or(usize::MAX);
        if wanted > MOST_ITEMS {
            return Err(CallError::Broken(Breakage::TooMuch));
        }
        let is_last = asked >= pages || came == 0;
        match (has_changed, is_last) {
            (false, false) => Ok(Step::Ask(asked + 1)),
            (false, true) if have == wanted => Ok(Step::Done(self.whole(false))),
            // It changed, or the sum is not the total.
            _ if self.tries < MOST_TRIES => {
                self.tries += 1;
                self.earlier.append(&mut self.items);
                self.odd.clear();
                self.ids.clear();
                self.total = None;
                Ok(Step::Ask(1))
            }
            (_, false) => Ok(Step::Ask(asked + 1)),
            (_, true) => Ok(Step::Done(self.whole(true))),
        }
    }

    /// What was read; the last reading's word counts where an item came more than once.
    fn whole(&mut self, is_union: bool) -> Whole<T> {
        let mut ids = BTreeSet::new();
        let mut items = std::mem::take(&mut self.items);
        if is_union {
            items.append(&mut self.earlier);
        }
        items.retain(|item| ids.insert(item.value.id()));
        Whole {
            items,
            odd: std::mem::take(&mut self.odd),
            is_union,
            calls: self.calls,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Clone, Debug, PartialEq)]
    struct Number(i64);

    impl Item for Number {
        fn read(members: Members<'_>) -> Result<Self, Malformed> {
            members.needed_int("id").map(Self)
        }

        fn id(&self) -> i64 {
            self.0
        }
    }

    fn page(ids: &[i64], pages: u32, total: u32) -> Page<Number> {
        let list: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        let json = json!({ "list": list, "pageNo": 2, "pageSize": 2, "pages": pages, "total": total });
        Page::decode(&Object::from_json(SecretJson::new(json)).unwrap()).unwrap()
    }

    fn ids(step: Step<Number>) -> (Vec<i64>, bool) {
        match step {
            Step::Done(whole) => (whole.items.iter().map(|item| item.value.0).collect(), whole.is_union),
            Step::Ask(number) => panic!("asks for {number}"),
        }
    }

    #[test]
    fn a_list_that_stands_still_is_read_once() {
        let mut collector = Collector::default();
        assert_eq!(collector.take(1, page(&[1, 2], 2, 3)).unwrap(), Step::Ask(2));
        assert_eq!(
            ids(collector.take(2, page(&[3], 2, 3)).unwrap()),
            (vec![1, 2, 3], false)
        );
    }

    #[test]
    fn a_list_that_changes_is_read_again_and_the_union_counts_after_three_times() {
        for second in [page(&[2], 2, 3), page(&[3], 2, 4), page(&[], 2, 3)] {
            let mut collector = Collector::default();
            assert_eq!(collector.take(1, page(&[1, 2], 2, 3)).unwrap(), Step::Ask(2));
            assert_eq!(collector.take(2, second.clone()).unwrap(), Step::Ask(1));
            assert_eq!(collector.take(1, page(&[1, 2], 2, 3)).unwrap(), Step::Ask(2));
            assert_eq!(collector.take(2, second).unwrap(), Step::Ask(1));
            assert_eq!(collector.take(1, page(&[4, 2], 2, 3)).unwrap(), Step::Ask(2));
            let step = collector.take(2, page(&[2], 2, 3)).unwrap();
            let (got, is_union) = ids(step);
            assert!(is_union && got.starts_with(&[4, 2]) && got.contains(&1), "{got:?}");
        }
    }

    #[test]
    fn more_than_anybody_has_is_refused() {
        let mut collector = Collector::default();
        assert!(collector.take(1, page(&[1], 101, 5)).is_err());
        let mut collector = Collector::default();
        assert!(collector.take(1, page(&[1], 1, 10_001)).is_err());
    }
}
