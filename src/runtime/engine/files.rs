//! A journey's files in the store's folder.
//!
//! ```text
//! <folder>/copies/hall-3.relatch        the saved copy of journey 3; earlier ones beside it as hall-3.1.relatch
//! <folder>/copies/brought-3.relatch     a saved copy that was brought
//! <folder>/report-3.age                 what the last restore read from the lock, sealed for the saved copy's own key
//! <folder>/documents/                   pages for the owner; emptied at each start
//! ```

use crate::backup::FileDigest;
use crate::journey::facts::JourneyId;
use crate::runtime::copies::MAX_FILE;
use crate::runtime::records::Store;
use crate::store::{StoreError, journal, remove_durably, remove_temporaries};
use std::path::{Path, PathBuf};

/// The longest part of a file's name that is made of a lock's name, in characters.
const LONGEST_NAME: usize = 40;
/// How the name of a report's file begins.
const REPORT: &str = "report-";

/// Where the saved copy of a journey goes. The folder is made.
pub fn copy_path(store: &Store, journey: JourneyId, lock: &str) -> Result<PathBuf, StoreError> {
    let folder = copies(store);
    store.files().create_folder(&folder)?;
    Ok(folder.join(format!("{}-{}.relatch", safe_name(lock), journey.0)))
}

/// Where a saved copy goes that was brought. The folder is made.
pub fn brought_path(store: &Store, journey: JourneyId) -> Result<PathBuf, StoreError> {
    copy_path(store, journey, "brought")
}

/// Where a report is remembered.
pub fn report_path(store: &Store, journey: JourneyId) -> PathBuf {
    store.folder().join(format!("{REPORT}{}.age", journey.0))
}

/// Where a page for the owner goes. The folder is made.
pub fn document_path(store: &Store, name: &str) -> Result<PathBuf, StoreError> {
    let folder = documents(store);
    store.files().create_folder(&folder)?;
    Ok(folder.join(name))
}

fn copies(store: &Store) -> PathBuf {
    store.folder().join("copies")
}

fn documents(store: &Store) -> PathBuf {
    store.folder().join("documents")
}

/// Removes pages that were made for the owner. One that cannot be removed now is removed at the next start.
pub fn remove_documents(store: &Store) {
    let folder = documents(store);
    let result = match store.files().entry(&folder) {
        Ok(Some(_)) => store.files().list(&folder).and_then(|names| {
            let mut names = names.iter();
            names.try_for_each(|name| remove_durably(store.files(), &folder.join(name)))
        }),
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    };
    if let Err(error) = result {
        tracing::warn!(%error, "pages for the owner are still there");
    }
}

/// Removes what runs that were stopped left half written: parts of journals, copies and reports. Only the engine writes copies
/// and reports here, and there is one engine at a time. What cannot be removed now is removed at the next start.
pub fn remove_unfinished(store: &Store) {
    let files = store.files();
    let result = journal::remove_unfinished(files, store.folder())
        .and_then(|()| remove_temporaries(files, store.folder(), |name| name.starts_with(REPORT)))
        .and_then(|()| remove_temporaries(files, &copies(store), |_| true));
    if let Err(error) = result {
        tracing::warn!(%error, "what a stopped run left is still there");
    }
}

/// Every copy that a journey has, under whatever name the lock had then.
pub fn copies_of(store: &Store, journey: JourneyId) -> Result<Vec<PathBuf>, StoreError> {
    let mut paths = all_copies(store)?;
    paths.retain(|path| journey_of(path) == Some(journey));
    Ok(paths)
}

/// The same file as that of a journey, in the hands of another journey: a copy that was brought twice.
pub fn twin(store: &Store, journey: JourneyId, digest: FileDigest) -> Result<Option<PathBuf>, StoreError> {
    for path in all_copies(store)? {
        let is_other = journey_of(&path).is_some_and(|other| other != journey);
        if is_other && FileDigest::of(&store.files().read(&path, MAX_FILE)?) == digest {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn all_copies(store: &Store) -> Result<Vec<PathBuf>, StoreError> {
    let folder = copies(store);
    if store.files().entry(&folder)?.is_none() {
        return Ok(Vec::new());
    }
    let names = store.files().list(&folder)?.into_iter();
    Ok(names.map(|name| folder.join(name)).collect())
}

/// Whose copy a file is: the number behind the last hyphen of `hall-3.relatch` and `hall-3.1.relatch`.
fn journey_of(path: &Path) -> Option<JourneyId> {
    let (_, number) = path.file_name()?.to_str()?.strip_suffix(".relatch")?.rsplit_once('-')?;
    number.split('.').next()?.parse().ok().map(JourneyId)
}

/// A lock's name as a part of a file's name: letters and digits of any language, all else a hyphen.
pub fn safe_name(lock: &str) -> String {
    let mut name = String::new();
    for character in lock.to_lowercase().chars().take(LONGEST_NAME) {
        if character.is_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "lock".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_tells_whose_it_is_whatever_the_lock_is_called() {
        for (name, journey) in [
            ("hall-3.relatch", Some(3)),
            ("hall-3.12.relatch", Some(3)),
            ("haus-7-tür-2.relatch", Some(2)),
            ("hall.relatch", None),
            ("hall-x.relatch", None),
            ("hall-3.relatch.lock", None),
        ] {
            assert_eq!(journey_of(Path::new(name)), journey.map(JourneyId), "{name}");
        }
    }

    #[test]
    fn a_locks_name_becomes_a_name_that_no_file_system_minds() {
        for (lock, name) in [
            ("Front door", "front-door"),
            ("../../etc/passwd", "etc-passwd"),
            ("  Tür (Süd) ", "tür-süd"),
            ("", "lock"),
            ("\u{0}/\\:*?\"<>|", "lock"),
        ] {
            assert_eq!(safe_name(lock), name);
        }
        assert!(safe_name(&"ab ".repeat(100)).chars().count() <= LONGEST_NAME);
    }
}
