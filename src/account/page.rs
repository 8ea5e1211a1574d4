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

impl OddItem {
    /// One of its members as a text.
    pub fn text(&self, member: &str) -> Option<String> {
        Members::of(self.raw.reveal())?.text(member)
    }

    /// The first of `members` that gives it a name. Not for codes and cards: theirs may be the code itself.
    pub fn name(&self, members: &[&str]) -> Option<String> {
        Members::of(self.raw.reveal())?.name(members)
    }
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
    /// How many pages there are, at least: what is told, and what size and total make, by the size that the server tells and not the
    /// one that was asked for. 0 where neither is told.
    pub pages: u32,
    /// How many items the whole list has; `None` in lists without pages, and where it is not told.
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
        // Some write -1 for "not counted". The end of a list is never taken from one of these alone.
        let count = |name| Ok::<_, Malformed>(members.int(name)?.and_then(|count| u32::try_from(count).ok()));
        let (size, total) = (count("pageSize")?.filter(|size| *size > 0), count("total")?);
        let counted = total.zip(size).map_or(0, |(total, size)| total.div_ceil(size));
        let pages = count("pages")?.unwrap_or_default().max(counted);
        if total.is_some_and(|total| total > 0) && list.is_empty() && count("pageNo")? == Some(1) {
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

/// Reads a list page by page, until as many items are there as are told, or nothing new comes: counts that are missing or wrong never end
/// it early. A total that differs between pages, an id that comes twice, or a sum that is not the total begin anew; after three readings
/// the union by id counts, and says so.
#[derive(Debug)]
pub struct Collector<T> {
    is_paged: bool,
    tries: u32,
    calls: u32,
    /// The total that was told last in this reading.
    total: Option<u32>,
    /// Whether this reading shows that the list changed meanwhile.
    has_changed: bool,
    ids: BTreeSet<i64>,
    items: Vec<Listed<T>>,
    odd: Vec<OddItem>,
    /// What earlier readings gave.
    earlier: Vec<Listed<T>>,
}

impl<T> Default for Collector<T> {
    fn default() -> Self {
        Self {
            is_paged: true,
            tries: 1,
            calls: 0,
            total: None,
            has_changed: false,
            ids: BTreeSet::new(),
            items: Vec::new(),
            odd: Vec::new(),
            earlier: Vec::new(),
        }
    }
}

impl<T: Item + Clone> Collector<T> {
    /// For a list that comes at once, without pages.
    pub fn unpaged() -> Self {
        Self {
            is_paged: false,
            ..Self::default()
        }
    }

    /// Takes the page that was asked for.
    ///
    /// # Errors
    /// More than anybody has, or items that are counted and do not come.
    pub fn take(&mut self, asked: u32, page: Page<T>) -> Result<Step<T>, CallError> {
        self.calls += 1;
        let Page {
            items,
            odd,
            pages,
            total,
        } = page;
        let came = items.len() + odd.len();
        let wanted = total.map(|total| usize::try_from(total).unwrap_or(usize::MAX));
        if pages > MOST_PAGES
            || wanted.is_some_and(|wanted| wanted > MOST_ITEMS)
            || self.items.len() + self.odd.len() + came > MOST_ITEMS
        {
            return Err(CallError::Broken(Breakage::TooMuch));
        }
        if asked <= 1 && came == 0 && wanted.is_some_and(|wanted| wanted > 0) {
            return Err(CallError::Broken(Breakage::CountsLie));
        }
        self.has_changed |= asked > 1 && total != self.total;
        self.total = total.or(self.total);
        let before = self.have();
        for item in items {
            self.has_changed |= !self.ids.insert(item.value.id());
            self.items.push(item);
        }
        self.odd.extend(odd);
        let total = self.total.map(|total| usize::try_from(total).unwrap_or(usize::MAX));
        let is_last = !self.is_paged || self.have() == before || total.is_some_and(|total| self.have() >= total);
        let is_whole = !self.has_changed && total.is_none_or(|total| self.have() == total);
        match (self.has_changed, is_last) {
            (false, true) if is_whole => Ok(Step::Done(self.whole(false))),
            (true, _) | (false, true) if self.tries < MOST_TRIES => {
                self.tries += 1;
                self.earlier.append(&mut self.items);
                self.odd.clear();
                self.ids.clear();
                self.total = None;
                self.has_changed = false;
                Ok(Step::Ask(1))
            }
            (_, true) => Ok(Step::Done(self.whole(true))),
            (_, false) if asked < MOST_PAGES => Ok(Step::Ask(asked + 1)),
            (_, false) => Err(CallError::Broken(Breakage::TooMuch)),
        }
    }

    /// How many different items this reading gave so far.
    fn have(&self) -> usize {
        self.ids.len() + self.odd.len()
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
        with_counts(
            ids,
            &json!({ "pageNo": 2, "pageSize": 2, "pages": pages, "total": total }),
        )
    }

    fn with_counts(ids: &[i64], counts: &Value) -> Page<Number> {
        let list: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        let mut json = counts.clone();
        json["list"] = json!(list);
        Page::decode(&Object::from_json(SecretJson::new(json)).unwrap()).unwrap()
    }

    /// Reads a list of a server that tells `counts`, and gives so many items on a page.
    fn read(all: &[i64], size: usize, counts: impl Fn(u32) -> Value) -> Result<Whole<Number>, CallError> {
        let mut collector = Collector::default();
        let mut asked = 1;
        loop {
            let at = usize::try_from(asked - 1).unwrap() * size;
            let ids = &all[at.min(all.len())..(at + size).min(all.len())];
            match collector.take(asked, with_counts(ids, &counts(asked)))? {
                Step::Ask(next) => asked = next,
                Step::Done(whole) => return Ok(whole),
            }
        }
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
    fn counts_that_are_missing_or_wrong_never_end_a_list_early() {
        let all = [1, 2, 3, 4, 5];
        for counts in [
            json!({ "pageNo": 1, "pageSize": 2, "pages": 3, "total": 5 }),
            json!({ "pageSize": 2, "pages": 1, "total": 5 }),
            json!({ "pageNo": 1, "pageSize": 200, "total": "5" }),
            json!({ "pages": 0, "total": 5 }),
            json!({ "pages": null, "total": 5 }),
            json!({ "pages": 3 }),
            json!({ "pages": 1, "total": null }),
            json!({ "pageNo": -1, "pageSize": -1, "pages": -1, "total": -1 }),
            json!({}),
        ] {
            let whole = read(&all, 2, |_| counts.clone()).unwrap();
            let ids: Vec<i64> = whole.items.iter().map(|item| item.value.0).collect();
            assert_eq!((&ids[..], whole.is_union), (&all[..], false), "{counts}");
        }
        // The total is there on the first page only: nothing is lost, and it is said that the list did not stand still.
        let whole = read(
            &all,
            2,
            |asked| if asked == 1 { json!({ "total": 5 }) } else { json!({}) },
        )
        .unwrap();
        assert!(whole.items.len() == 5 && whole.is_union, "{whole:?}");
        // More is told than there is.
        let whole = read(&all, 2, |_| json!({ "pages": 1, "total": 6 })).unwrap();
        assert!(whole.items.len() == 5 && whole.is_union, "{whole:?}");
    }

    #[test]
    fn a_server_that_gives_one_page_for_ever_is_asked_a_bounded_number_of_times() {
        for counts in [json!({}), json!({ "total": 9 })] {
            let mut collector = Collector::default();
            let mut asked = 1;
            let whole = loop {
                match collector.take(asked, with_counts(&[1, 2], &counts)).unwrap() {
                    Step::Ask(next) => asked = next,
                    Step::Done(whole) => break whole,
                }
            };
            assert!(
                whole.is_union && whole.items.len() == 2 && whole.calls == 6,
                "{whole:?}"
            );
        }
        let mut endless = Collector::default();
        let mut last = Ok(Step::Ask(1));
        while let Ok(Step::Ask(asked)) = last {
            last = endless.take(asked, with_counts(&[i64::from(asked)], &json!({})));
        }
        assert_eq!(last, Err(CallError::Broken(Breakage::TooMuch)));
    }

    #[test]
    fn a_list_without_pages_is_whole_at_once() {
        let mut collector = Collector::unpaged();
        assert_eq!(
            ids(collector.take(1, with_counts(&[1, 2], &json!({}))).unwrap()),
            (vec![1, 2], false)
        );
    }

    #[test]
    fn nothing_on_the_first_page_of_a_list_that_counts_items_is_a_lie() {
        let nothing = with_counts(&[], &json!({ "total": 3 }));
        let lie = Err(CallError::Broken(Breakage::CountsLie));
        assert_eq!(Collector::default().take(1, nothing.clone()), lie);
        // On a later page it is not.
        let mut collector = Collector::default();
        collector.take(1, with_counts(&[1, 2], &json!({ "total": 3 }))).unwrap();
        assert_eq!(collector.take(2, nothing).unwrap(), Step::Ask(1));
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
