//! What a demonstration keeps until it is over: a virtual lock, its owner's key, and the store of its journey. Nothing in it opens
//! a real door, so its keys lie beside what they seal, and it needs no secure store.
//!
//! ```text
//! <store>/demo.lock               held while a demonstration runs
//! <store>/demo/owner.key.json     the owner's key, that "demo" stands for
//! <store>/demo/identity.age       seals the journey's keys in secrets/
//! <store>/demo/lock.vlock         the lock; written last, so that a folder with it is whole
//! <store>/demo/journeys/          the store of its journey
//! ```

use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use crate::identities::{read_identity, sealed_for};
use crate::target::HeldLock;
use relatch::backup::seal::Identity;
use relatch::journey::message::Hidden;
use relatch::protocol::credentials::{self, sdk};
use relatch::runtime::SealedSecrets;
use relatch::store::{FileLock, Files as _, SystemFiles, write_new_atomic};
use relatch::virtual_lock::VirtualLock;
use std::path::{Path, PathBuf};

/// The folder of a demonstration.
pub(super) struct DemoFolder {
    path: PathBuf,
    /// Holds other demonstrations off.
    _guard: Box<dyn FileLock>,
}

/// What is in it.
pub(super) struct Kept {
    pub(super) lock: HeldLock,
    pub(super) key: Hidden,
    pub(super) secrets: SealedSecrets,
    /// Where its journey is.
    pub(super) journeys: PathBuf,
}

impl DemoFolder {
    /// The folder of the demonstration in a store. It may be empty.
    pub(super) fn open(store: &Path) -> Result<Self, Failure> {
        SystemFiles.create_folder(store).of_file("the demonstration")?;
        let guard = SystemFiles
            .lock(&store.join("demo.lock"))
            .of_file("the demonstration")?;
        let folder = Self {
            path: store.join("demo"),
            _guard: guard,
        };
        if !folder.is_begun()? {
            // What a start left that was killed before it had written everything.
            folder.remove()?;
        }
        Ok(folder)
    }

    /// Whether there is a demonstration to go on with.
    pub(super) fn is_begun(&self) -> Result<bool, Failure> {
        let lock = SystemFiles.entry(&self.lock_path()).of_file("the demonstration")?;
        Ok(lock.is_some())
    }

    /// Begins one with this lock, which gets an owner.
    pub(super) fn begin(&self, mut lock: VirtualLock) -> Result<(), Failure> {
        SystemFiles.create_folder(&self.path).of_file("the demonstration")?;
        let owner = lock.pair();
        let key = sdk::write(&owner, &lock.state().device);
        let identity = Identity::generate().secret_text();
        let write =
            |path: &Path, bytes: &[u8]| write_new_atomic(&SystemFiles, path, bytes).of_file("the demonstration");
        write(&self.key_path(), key.as_bytes())?;
        write(&self.identity_path(), identity.as_bytes())?;
        write(&self.lock_path(), &lock.state().to_json())
    }

    /// What was begun.
    pub(super) fn take_up(&self) -> Result<Kept, Failure> {
        let limit = u64::try_from(credentials::LARGEST).unwrap_or(u64::MAX);
        let key = SystemFiles.read(&self.key_path(), limit).of_file("the demonstration")?;
        let identities = read_identity(&self.identity_path())?;
        let [identity] = identities.as_slice() else {
            return Err(Failure::new(
                Exit::BadFile,
                format!("{} holds no key", self.identity_path().display()),
                "Remove the folder, and begin the demonstration anew.",
            ));
        };
        let journeys = self.path.join("journeys");
        Ok(Kept {
            lock: HeldLock::open(&self.lock_path())?,
            key: Hidden(String::from_utf8_lossy(&key).into_owned()),
            secrets: sealed_for(&journeys.join("secrets"), identity)?,
            journeys,
        })
    }

    /// Removes everything.
    pub(super) fn remove(&self) -> Result<(), Failure> {
        // First what says that the folder is whole.
        let lock = self.lock_path();
        let gone = |result: std::io::Result<()>| match result {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::new(
                Exit::Failed,
                format!("failed to remove {}: {error}", self.path.display()),
                "Remove the folder yourself. Nothing in it is of a real lock.",
            )),
            Ok(()) | Err(_) => Ok(()),
        };
        gone(std::fs::remove_file(&lock))?;
        gone(std::fs::remove_dir_all(&self.path))
    }

    fn lock_path(&self) -> PathBuf {
        self.path.join("lock.vlock")
    }

    fn key_path(&self) -> PathBuf {
        self.path.join("owner.key.json")
    }

    fn identity_path(&self) -> PathBuf {
        self.path.join("identity.age")
    }
}
