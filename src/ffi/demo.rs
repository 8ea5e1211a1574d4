//! A demonstration: a virtual lock with its door, and everything that a phone would keep, in one folder.
//!
//! ```text
//! <folder>/demo.lock             held for as long as the demonstration runs
//! <folder>/demo/lock.json        the virtual lock's memory
//! <folder>/demo/owner.key        the key of its first owner, which stands behind the word "demo"
//! <folder>/demo/secrets.key      opens the secrets beside it: a demonstration touches no secure store
//! <folder>/demo/secrets/         as the secure store would keep them
//! <folder>/demo/state/           journeys and saved copies
//! ```

use super::clock::{PhoneClock, Zone, system_utc_ms};
use super::config::{DemoLock, DemoModel};
use super::hidden::Hidden;
use super::platform::DoorDeed;
use super::screen::{DoorAnswer, DoorView};
use crate::account::Region;
use crate::backup::seal::Identity;
use crate::backup::verify::MIN_BATTERY;
use crate::journey::trouble::Trouble;
use crate::model::date::lock_time;
use crate::protocol::credentials::{self, KeyError, Owner, sdk};
use crate::runtime::clock::{Clock as _, Now};
use crate::runtime::engine::threads::Opened;
use crate::runtime::engine::{CloudAccess, Parts, troubles};
use crate::runtime::records::Store;
use crate::runtime::sealed_secrets::SealedSecrets;
use crate::store::{Files, StoreError, SystemFiles, Verb, write_atomic};
use crate::virtual_cloud::demo;
use crate::virtual_lock::{
    Event, Hooks, Model, Pressed, Script, SharedLock, Spec, State, Switch, Timing, Typed, VirtualClock, VirtualLock,
    VirtualRadio,
};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use zeroize::Zeroizing;

/// What is typed for the owner's key.
const KEY_WORD: &str = "demo";
/// The most bytes of any file of the demonstration.
const LARGEST: u64 = 64 * 1024 * 1024;
/// The slowest lock.
const SLOWEST: Duration = Duration::from_secs(1);

/// A demonstration, before and after it is opened. Clones are the same.
#[derive(Clone)]
pub(super) struct Demo {
    stage: Arc<Mutex<Stage>>,
    /// The phone's own Bluetooth, where it counts.
    switch: Switch,
}

/// What stands there.
struct Stage {
    wanted: DemoLock,
    world: Option<World>,
    door: DoorView,
}

/// What is there once it is opened.
#[derive(Clone)]
struct World {
    lock: SharedLock,
    file: PathBuf,
    key: Arc<Zeroizing<String>>,
}

impl Demo {
    pub(super) fn new(wanted: DemoLock) -> Self {
        let door = DoorView {
            open: false,
            owned: true,
            low_battery: false,
            answer: None,
            hint: None,
        };
        let stage = Stage {
            wanted,
            world: None,
            door,
        };
        Self {
            stage: Arc::new(Mutex::new(stage)),
            switch: Switch::default(),
        }
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody switched the phone's Bluetooth, or may not use it any more: the link to the lock breaks.
    pub(super) fn switch_radio(&self, on: bool) {
        self.switch.set(on);
    }

    /// How the door looks.
    pub(super) fn door(&self) -> DoorView {
        self.stage().door.clone()
    }

    /// The owner's key, where its word was typed.
    pub(super) fn key_for(&self, typed: &Hidden) -> Option<Hidden> {
        let is_asked = typed.text.trim().eq_ignore_ascii_case(KEY_WORD);
        let world = is_asked.then(|| self.stage().world.clone()).flatten()?;
        Some(Hidden {
            text: world.key.to_string(),
        })
    }

    /// Somebody does something at the door. Not while the lock is held: its file is written.
    pub(super) fn act(&self, deed: &DoorDeed) {
        let Some(world) = self.stage().world.clone() else {
            return;
        };
        let mut lock = world.lock.lock();
        let answer = do_at_door(&mut lock, deed);
        if lock.take_changed() {
            keep(&world.file, lock.state());
        }
        self.see(lock.state());
        self.stage().door.answer = Some(answer);
    }

    /// What a change of the lock changes at its door.
    fn see(&self, state: &State) {
        let mut stage = self.stage();
        stage.door.open = state.unlocked;
        stage.door.owned = state.owner.is_some();
        stage.door.low_battery = state.battery < MIN_BATTERY;
    }

    /// Opens it below `folder`, or begins anew.
    pub(super) fn open(&self, folder: &Path, zone: &Zone) -> Result<Opened, Trouble> {
        self.try_open(folder, zone)
            .map_err(|error| troubles::of_opening(&error))
    }

    fn try_open(&self, folder: &Path, zone: &Zone) -> Result<Opened, StoreError> {
        let files: Arc<dyn Files> = Arc::new(SystemFiles);
        files.create_folder(folder)?;
        let hold = files.lock(&folder.join("demo.lock"))?;
        let folder = folder.join("demo");
        let world_clock = Arc::new(VirtualClock::new(system_utc_ms()));
        let clock = Arc::new(PhoneClock {
            zone: zone.clone(),
            world: Some(Arc::clone(&world_clock)),
        });
        let wanted = self.stage().wanted.clone();
        let kept = if wanted.fresh { None } else { Kept::read(&folder) };
        let kept = match kept {
            Some(kept) => kept,
            None => Kept::make(&folder, &wanted, &clock)?,
        };
        let owner = credentials::parse(kept.key.as_bytes()).and_then(|found| credentials::select(found, None));
        let lock = SharedLock::new(VirtualLock::from_state(kept.lock, Arc::clone(&world_clock)));
        self.see(lock.lock().state());
        let mut stage = self.stage();
        // What is begun anew once is gone on with when it is tried again.
        stage.wanted.fresh = false;
        stage.world = Some(World {
            lock: lock.clone(),
            file: folder.join(LOCK),
            key: Arc::new(kept.key),
        });
        drop(stage);
        let secrets = SealedSecrets::open(Arc::clone(&files), folder.join("secrets"), kept.identity);
        let secrets = secrets.map_err(|_| StoreError::Unsupported {
            verb: Verb::Create,
            path: folder.join("secrets"),
        })?;
        let hooks = self.hooks(folder.join(LOCK), wanted.pace_ms);
        let cloud = cloud(&lock, &owner, &clock.now());
        let radio = VirtualRadio::new(vec![lock], world_clock, Timing::NONE, hooks);
        Ok(Opened {
            parts: Parts {
                store: Store::open(files, folder.join("state")),
                secrets: Arc::new(secrets),
                clock,
                cloud,
            },
            radio: Box::new(self.switch.over(radio)),
            hold: Some(hold),
        })
    }

    /// The lock takes its time, and remembers what it did before it answers.
    fn hooks(&self, file: PathBuf, pace_ms: u32) -> Hooks {
        let pace = Duration::from_millis(pace_ms.into()).min(SLOWEST);
        let demo = self.clone();
        Hooks {
            on_event: (!pace.is_zero()).then(|| -> crate::virtual_lock::radio::OnEvent {
                Arc::new(move |event| {
                    if matches!(event, Event::Request { .. }) {
                        thread::sleep(pace);
                    }
                })
            }),
            on_change: Some(Arc::new(move |state| {
                keep(&file, state);
                demo.see(state);
            })),
            on_death: None,
        }
    }
}

/// The account of a demonstration: it has the lock, and names for what is on it. It is made anew at each start.
fn cloud(lock: &SharedLock, owner: &Result<Owner, KeyError>, now: &Now) -> Option<CloudAccess> {
    let owner = owner.as_ref().ok()?;
    let lock = lock.lock();
    let state = lock.state();
    let codes: Vec<_> = state.codes.iter().map(|there| there.record.clone()).collect();
    let cards: Vec<_> = state.cards.iter().map(|there| there.record.clone()).collect();
    let now_ms = now.moment.0;
    let cloud = demo::cloud(owner, &codes, &cards, now_ms, now.offset_ms);
    let cloud = Arc::new(Mutex::new(cloud));
    Some(CloudAccess {
        application: demo::application()?,
        regions: vec![Region::Europe],
        pump: Arc::new(move |_| Ok(demo::pump(&cloud, now_ms))),
    })
}

fn do_at_door(lock: &mut VirtualLock, deed: &DoorDeed) -> DoorAnswer {
    match deed {
        DoorDeed::Touch => {
            lock.touch();
            DoorAnswer::Lit
        }
        DoorDeed::ChangeBatteries => {
            lock.change_batteries();
            DoorAnswer::Lit
        }
        DoorDeed::Type { keys } => match lock.type_code(&keys.text) {
            Typed::Opened => DoorAnswer::Opened,
            Typed::Wrong => DoorAnswer::Wrong,
            Typed::Expired => DoorAnswer::Expired,
            Typed::NotYet => DoorAnswer::NotYet,
            Typed::Used => DoorAnswer::UsedUp,
            Typed::Frozen => DoorAnswer::Frozen,
            Typed::Reset => DoorAnswer::Forgot,
        },
        DoorDeed::HoldReset => match lock.press_reset() {
            Pressed::Disabled => DoorAnswer::ButtonOff,
            Pressed::WaitsForSequence => DoorAnswer::WaitsForSequence,
        },
    }
}

const LOCK: &str = "lock.json";
const OWNER: &str = "owner.key";
const SECRETS: &str = "secrets.key";

/// What a demonstration is made of.
struct Kept {
    lock: State,
    key: Zeroizing<String>,
    identity: Identity,
}

impl Kept {
    /// What an earlier one left; nothing where any part of it is missing or damaged.
    fn read(folder: &Path) -> Option<Self> {
        let read = |name: &str| SystemFiles.read(&folder.join(name), LARGEST).ok();
        let text = |name: &str| String::from_utf8(read(name)?).ok().map(Zeroizing::new);
        Some(Self {
            lock: State::from_json(&read(LOCK)?).ok()?,
            key: text(OWNER)?,
            identity: Identity::from_str(&text(SECRETS)?).ok()?,
        })
    }

    /// A new one, in place of whatever is there.
    fn make(folder: &Path, wanted: &DemoLock, clock: &PhoneClock) -> Result<Self, StoreError> {
        match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::from_io(Verb::Remove, folder, error));
            }
            Ok(()) | Err(_) => {}
        }
        SystemFiles.create_folder(folder)?;
        let now = clock.now();
        // Only a phone whose clock is centuries off has a time that no lock can hold.
        let lock_now = now.lock_time().or_else(|_| lock_time(START_OF_LOCK_TIME_MS, 0));
        let spec = lock_now.map(|lock_now| spec(wanted, lock_now));
        let spec = spec.map_err(|_| StoreError::Unsupported {
            verb: Verb::Create,
            path: folder.join(LOCK),
        })?;
        let mut lock = VirtualLock::new(&spec, Arc::new(VirtualClock::new(now.moment.0)));
        let key = Zeroizing::new(sdk::write(&lock.pair(), &lock.state().device).to_string());
        for fault in &wanted.faults {
            match fault.parse::<Script>() {
                Ok(script) => lock.arm(script),
                Err(error) => tracing::warn!(%error, "a fault of the demonstration is left out"),
            }
        }
        let identity = Identity::generate();
        let write = |name: &str, content: &[u8]| write_atomic(&SystemFiles, &folder.join(name), content);
        write(OWNER, key.as_bytes())?;
        write(SECRETS, identity.secret_text().as_bytes())?;
        write(LOCK, &lock.state().to_json())?;
        Ok(Self {
            lock: lock.state().clone(),
            key,
            identity,
        })
    }
}

/// 2020-01-01 in UTC.
const START_OF_LOCK_TIME_MS: i64 = 1_577_836_800_000;

fn spec(wanted: &DemoLock, now: crate::model::LockSecond) -> Spec {
    let model = match wanted.model {
        DemoModel::Keypad => Model::Keypad,
        DemoModel::Cards => Model::Cards,
        DemoModel::Full => Model::Full,
    };
    Spec {
        codes: wanted.codes.min(MOST_ITEMS),
        cards: wanted.cards.min(MOST_ITEMS),
        fingerprints: wanted.fingerprints.min(MOST_ITEMS),
        seed: wanted.seed,
        ..Spec::empty(model, now)
    }
}

/// More than any lock holds.
const MOST_ITEMS: u16 = 2_000;

fn keep(file: &Path, state: &State) {
    if let Err(error) = write_atomic(&SystemFiles, file, &state.to_json()) {
        tracing::warn!(%error, "the virtual lock could not be kept");
    }
}
