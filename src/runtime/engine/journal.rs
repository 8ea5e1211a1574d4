//! A journey's journal: its state, appended and synced each time it changes (style S4).

use crate::journey::State;
use crate::journey::facts::JourneyId;
use crate::runtime::records::{JourneyRecord, Store, known};
use crate::runtime::series;
use crate::store::journal::{Tail, damaged_beside, examine};
use crate::store::{Entry, Files, Journal, StoreError, remove_durably};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A journal that is longer than this, in bytes, is written anew with its newest state alone.
const LONGEST: u64 = 256 * 1024;
const PREFIX: &str = "journey-";
const SUFFIX: &str = ".journal";

/// Keeps one journey.
#[derive(Debug)]
pub(super) struct Keeper {
    files: Arc<dyn Files>,
    path: PathBuf,
    /// Opened when something is to be written, closed by a failure.
    journal: Option<Journal>,
    /// The state as the journal has it.
    kept: Vec<u8>,
}

/// What a journal holds of a journey.
#[derive(Debug)]
pub(super) enum Loaded {
    /// Where it is.
    State(Box<State>, Keeper),
    /// Nothing: the program was stopped before the first state was written down.
    NeverBegun(Keeper),
    /// Nothing that this version reads.
    Unreadable,
}

impl Keeper {
    /// The keeper of a journey that begins.
    pub(super) fn new(store: &Store, id: JourneyId) -> Self {
        Self {
            files: store.shared_files(),
            path: store.folder().join(format!("{PREFIX}{}{SUFFIX}", id.0)),
            journal: None,
            kept: Vec::new(),
        }
    }

    /// The newest readable state of a journey. Changes nothing.
    pub(super) fn load(store: &Store, id: JourneyId) -> Result<Loaded, StoreError> {
        let mut keeper = Self::new(store, id);
        let found = examine(&*keeper.files, &keeper.path)?;
        match found.tail {
            Tail::Whole | Tail::Torn { .. } if found.records.is_empty() => return Ok(Loaded::NeverBegun(keeper)),
            Tail::Whole | Tail::Torn { .. } => {}
            Tail::Damaged { .. } => tracing::warn!(journey = id.0, "a journey's journal is damaged"),
        }
        let Some(state) = newest(&found.readable()).filter(|state| state.id == id) else {
            return Ok(Loaded::Unreadable);
        };
        keeper.kept = text_of(&state);
        Ok(Loaded::State(Box::new(state), keeper))
    }

    /// Writes a state down, where it is not there already. It is durable when this returns.
    pub(super) fn keep(&mut self, state: &State) -> Result<(), StoreError> {
        let text = text_of(state);
        if text == self.kept {
            return Ok(());
        }
        let bodies = bodies(state);
        self.journal = Some(match self.journal.take() {
            // A journey that begins: nobody waits for an empty journal to be synced before its first state is.
            None if self.kept.is_empty() => Journal::anew(Arc::clone(&self.files), &self.path, &bodies)?,
            journal => {
                let mut journal = journal.map_or_else(|| self.open(), Ok)?;
                if journal.length() > LONGEST {
                    journal.rewrite(&bodies)?;
                } else {
                    bodies.iter().try_for_each(|body| journal.append(body))?;
                }
                journal
            }
        });
        self.kept = text;
        Ok(())
    }

    /// A damaged journal is kept beside the new one that takes its place.
    fn open(&self) -> Result<Journal, StoreError> {
        Ok(Journal::open_readable(Arc::clone(&self.files), &self.path)?.0)
    }

    /// How large the journal is, in bytes; 0 where that cannot be told.
    pub(super) fn bytes(&self) -> u64 {
        match self.files.entry(&self.path) {
            Ok(Some(Entry::File(size))) => size,
            Ok(Some(Entry::Folder) | None) | Err(_) => 0,
        }
    }

    /// Removes the journal for good, and what was set aside of it.
    pub(super) fn remove(mut self) -> Result<(), StoreError> {
        remove_durably(&*self.files, &damaged_beside(&self.path))?;
        match self.journal.take() {
            Some(journal) => journal.remove(),
            None => self.open()?.remove(),
        }
    }
}

/// The numbers of all journeys that have a journal.
pub(super) fn numbers(store: &Store) -> Result<Vec<JourneyId>, StoreError> {
    let number = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        let number = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
        number.parse().ok().map(JourneyId)
    };
    let mut numbers: Vec<JourneyId> = store
        .files()
        .list(store.folder())?
        .iter()
        .filter_map(|path| number(path))
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// A state holds text, numbers and lists only, which always serialise.
fn text_of(state: &State) -> Vec<u8> {
    serde_json::to_vec(state).unwrap_or_default()
}

/// The entries that hold a state: one, or a series of parts where it is long.
fn bodies(state: &State) -> Vec<Vec<u8>> {
    let record = JourneyRecord::State {
        state: Box::new(state.clone()),
    };
    let text = serde_json::to_string(&record).unwrap_or_default();
    series::split(text).into_iter().map(String::into_bytes).collect()
}

/// The newest state that can be read, whole.
fn newest(bodies: &[Vec<u8>]) -> Option<State> {
    let newest = known(bodies).pop();
    newest.map(|JourneyRecord::State { state }| *state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::item::ItemId;
    use crate::journey::facts::Route;
    use crate::store::{MemoryFiles, write_atomic};

    fn store(files: &MemoryFiles) -> Store {
        files.create_folder(Path::new("state")).unwrap();
        Store::open(Arc::new(files.clone()), PathBuf::from("state"))
    }

    fn state(items: usize) -> State {
        let mut state = State::begin(JourneyId(3), Route::SameLock);
        state.facts.accepted = (0..items).map(|number| ItemId(format!("código-{number}"))).collect();
        state
    }

    fn load(store: &Store) -> (State, Keeper) {
        match Keeper::load(store, JourneyId(3)).unwrap() {
            Loaded::State(state, keeper) => (*state, keeper),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn s4_the_newest_state_is_found_again_however_long_it_is() {
        let files = MemoryFiles::new();
        let store = store(&files);
        let mut keeper = Keeper::new(&store, JourneyId(3));
        for items in [0, 10, 9_000, 20] {
            keeper.keep(&state(items)).unwrap();
            assert_eq!(load(&store).0, state(items));
        }
        assert_eq!(numbers(&store).unwrap(), [JourneyId(3)]);
        keeper.remove().unwrap();
        assert_eq!(numbers(&store).unwrap(), []);
    }

    #[test]
    fn a_journey_that_was_stopped_before_its_first_state_never_began() {
        let files = MemoryFiles::new();
        let store = store(&files);
        let path = Path::new("state/journey-3.journal");
        for torn in [&b""[..], b"\x20\0\0\0abcd{\"rec"] {
            write_atomic(&files, path, &[b"LKJ1", torn].concat()).unwrap();
            let Loaded::NeverBegun(keeper) = Keeper::load(&store, JourneyId(3)).unwrap() else {
                panic!("something began");
            };
            keeper.remove().unwrap();
            assert_eq!(numbers(&store).unwrap(), []);
        }
    }

    #[test]
    fn a_journal_does_not_grow_without_end() {
        let files = MemoryFiles::new();
        let store = store(&files);
        let mut keeper = Keeper::new(&store, JourneyId(3));
        for items in 0..400 {
            keeper.keep(&state(items)).unwrap();
        }
        let longest = files.contents().values().map(Vec::len).max().unwrap();
        assert!(longest < 300 * 1024, "{longest}");
        assert_eq!(load(&store).0, state(399));
    }

    #[test]
    fn s8_a_damaged_journal_is_kept_and_its_last_readable_state_counts() {
        let files = MemoryFiles::new();
        let store = store(&files);
        let mut keeper = Keeper::new(&store, JourneyId(3));
        for items in 1..=3 {
            keeper.keep(&state(items)).unwrap();
        }
        drop(keeper);
        let path = Path::new("state/journey-3.journal");
        let mut bytes = files.read(path, 1 << 20).unwrap();
        bytes[40] ^= 1;
        write_atomic(&files, path, &bytes).unwrap();
        let (found, mut keeper) = load(&store);
        assert_eq!(found, state(3));
        keeper.keep(&state(4)).unwrap();
        assert_eq!(load(&store).0, state(4));
        assert_eq!(files.read(&path.with_extension("damaged"), 1 << 20).unwrap(), bytes);
        keeper.remove().unwrap();
        assert_eq!(files.contents().len(), 0);
    }
}
