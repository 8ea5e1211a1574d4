//! The one object that lives across the border.

use super::action::{Action, Entry};
use super::clock::{PhoneClock, Zone};
use super::config::{AppConfig, AppMode};
use super::courier::Courier;
use super::demo::Demo;
use super::internet::Internet;
use super::log::Log;
use super::observer::AppObserver;
use super::platform::{PlatformEvent, RadioState};
use super::real::AccountWay;
use super::screen::{DoorView, FieldKind, Screen, ScreenBody, StageName};
use super::voice::Voice;
use super::{limits, real};
use crate::journey::event::PlatformEvent as Told;
use crate::journey::home;
use crate::journey::message::{Message, say};
use crate::journey::screen as inside;
use crate::journey::trouble::Trouble;
use crate::runtime::engine::threads::{Driver, Open};
use crate::store::{KeyringSecrets, Secrets};
use crate::virtual_cloud::demo::DEMO;
use serde_json::json;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock, Weak};

/// The app's core: every journey, the lock, the saved copies. A shell makes one, draws its screens and tells it what happened.
///
/// Nothing here fails, waits or throws, from the constructor on: what goes wrong is a problem on the screen. All methods may be
/// called from any thread, also from inside a call of the observer.
#[derive(uniffi::Object)]
pub struct RelatchApp {
    /// `None`: the system gives no threads.
    driver: Option<Arc<Driver>>,
    courier: Courier,
    log: Arc<Log>,
    stage: Stage,
}

/// What makes a screen of the engine's one. Clones are the same.
#[derive(Clone)]
struct Stage {
    voice: Voice,
    zone: Zone,
    demo: Option<Demo>,
}

#[uniffi::export]
impl RelatchApp {
    /// Starts the core, which opens its folder and its keys in the background: a first screen, on which nothing can be done yet,
    /// is there at once, the next a moment later. Where something cannot be opened, a screen says so and offers to try again.
    ///
    /// `internet`: the platform's own, which then carries the account's calls. Without it the core reaches the account by itself, and on
    /// Android not at all.
    #[uniffi::constructor(default(internet = None))]
    pub fn new(config: AppConfig, observer: Arc<dyn AppObserver>, internet: Option<Arc<dyn Internet>>) -> Self {
        let zone = Zone::new(&config.zone);
        let courier = Courier::default();
        let clock = Box::new(PhoneClock {
            zone: zone.clone(),
            world: None,
        });
        let log = Log::new(config.log_level, &config.folder, clock, courier.clone());
        let stage = Stage {
            voice: Voice::new(&config.language),
            zone,
            demo: match config.mode {
                AppMode::Real => None,
                AppMode::Demo { lock } => Some(Demo::new(lock)),
            },
        };
        let account = config.account.map(|config| AccountWay { config, internet });
        let started = tracing::dispatcher::with_default(&log.dispatch(), || {
            start(&config.folder, account, &stage, &courier, observer)
        });
        Self {
            driver: started.ok(),
            courier,
            log,
            stage,
        }
    }

    /// The newest screen. The observer is told of it too; this is for a shell that begins to draw later.
    pub fn screen(&self) -> Screen {
        let newest = || {
            let screen = self.driver.as_ref().map(|driver| driver.screen());
            let screen = screen.unwrap_or_else(|| home::closed(1, Some(&Trouble::PhoneFailed)));
            self.stage.render(screen)
        };
        self.guarded(newest).unwrap_or_else(|| {
            let fault = home::closed(0, Some(&Trouble::Fault));
            Screen::new(fault.map(&mut |message| message.id.to_owned()), "en", false)
        })
    }

    /// A person did something on the screen of this revision. Of an older screen, or not offered: nothing happens.
    pub fn send(&self, revision: u32, action: Action) {
        self.guarded(|| {
            let action = self.stage.with_demo_key(limits::action(action));
            if let Some(driver) = &self.driver {
                driver.act(revision, action.into());
            }
        });
    }

    /// The platform answered a request of the screen, or changed by itself.
    pub fn platform_event(&self, event: PlatformEvent) {
        self.guarded(|| self.tell(event));
    }

    /// What support needs to know, as JSON that a person may read before it is given away: versions, where each journey is, the
    /// last lines of the log. It holds no code, card number or key.
    pub fn diagnostics(&self) -> String {
        self.guarded(|| self.describe()).unwrap_or_default()
    }

    /// Ends the core. The observer is not called any more, but for a call that is under way. What runs stops as soon as the lock's
    /// state is known, in the background; a new core for the same folder waits for that by itself.
    ///
    /// Kotlin's generated `close()` lets go of the object, which ends it as well.
    pub fn shut_down(&self) {
        self.courier.close();
        if let Some(driver) = &self.driver {
            driver.end();
        }
    }
}

impl RelatchApp {
    fn tell(&self, event: PlatformEvent) {
        let Some(driver) = &self.driver else { return };
        let stage = self.stage.clone();
        match event {
            PlatformEvent::Radio { state } => {
                if let Some(demo) = &stage.demo {
                    demo.switch_radio(state == RadioState::Ready);
                }
                driver.platform(Told::Radio(state.into()));
            }
            PlatformEvent::PowerSaving { on } => driver.platform(Told::PowerSaving(on)),
            PlatformEvent::Picked { name, content } => driver.platform(Told::Picked {
                name: limits::name(name),
                content: limits::file(content.bytes).into(),
            }),
            PlatformEvent::NotPicked => driver.platform(Told::NotPicked),
            PlatformEvent::Scanned { text } => driver.platform(Told::Scanned(limits::text(text).into())),
            PlatformEvent::Identified { passed } => driver.platform(Told::Identified(passed)),
            PlatformEvent::Shared { done } => driver.platform(Told::Shared(done)),
            PlatformEvent::SetLanguage { tag } => driver.aside(Box::new(move || stage.voice.set(&tag))),
            PlatformEvent::SetZone { zone } => driver.aside(Box::new(move || stage.zone.set(&zone))),
            PlatformEvent::SetLogLevel { level } => self.log.set_level(level),
            PlatformEvent::AtDoor { deed } => {
                if let Some(demo) = stage.demo {
                    driver.aside(Box::new(move || demo.act(&deed)));
                }
            }
        }
    }

    fn describe(&self) -> String {
        let screen = self.screen();
        let bundle = json!({
            "mode": if self.stage.demo.is_some() { "demonstration" } else { "real" },
            "language": screen.language,
            "zone": self.stage.zone.id(),
            "screen": screen.to_string(),
            "problem": screen.problem.as_ref().map(|problem| &problem.code),
            "core": self.driver.as_ref().and_then(|driver| driver.diagnostics()),
            "log": self.log.kept(),
        });
        format!("{bundle:#}")
    }

    /// A panic at the border is told as any other, and goes no further.
    fn guarded<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let done = catch_unwind(AssertUnwindSafe(act)).ok();
        if done.is_none()
            && let Some(driver) = &self.driver
        {
            driver.fault();
        }
        done
    }
}

impl Drop for RelatchApp {
    fn drop(&mut self) {
        self.shut_down();
    }
}

impl fmt::Debug for RelatchApp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelatchApp").finish_non_exhaustive()
    }
}

/// Starts all threads, those that serve the shell first.
fn start(
    folder: &str,
    account: Option<AccountWay>,
    stage: &Stage,
    courier: &Courier,
    observer: Arc<dyn AppObserver>,
) -> io::Result<Arc<Driver>> {
    let slot: Arc<OnceLock<Weak<Driver>>> = Arc::default();
    let render = {
        let stage = stage.clone();
        Box::new(move |screen| stage.render(screen))
    };
    let failed = {
        let slot = Arc::clone(&slot);
        Box::new(move || {
            if let Some(driver) = slot.get().and_then(Weak::upgrade) {
                driver.fault();
            }
        })
    };
    courier.start(observer, render, failed)?;
    let words = {
        let voice = stage.voice.clone();
        Arc::new(move |message: &Message| voice.say(message))
    };
    let show = {
        let courier = courier.clone();
        Box::new(move |screen| courier.screen(screen))
    };
    let driver = Arc::new(Driver::start(opener(folder, account, stage), words, show)?);
    // It was empty, so that nothing is lost.
    let _ = slot.set(Arc::downgrade(&driver));
    Ok(driver)
}

fn opener(folder: &str, account: Option<AccountWay>, stage: &Stage) -> Open {
    let (folder, zone, demo) = (limits::folder(folder), stage.zone.clone(), stage.demo.clone());
    let mut kept = None;
    Box::new(move || {
        let Some(folder) = &folder else {
            tracing::warn!("what the app gave is no folder");
            return Err(Trouble::PhoneFailed);
        };
        if let Some(demo) = &demo {
            return demo.open(folder, &zone);
        }
        let secrets = || Ok(Arc::new(KeyringSecrets::open()?) as Arc<dyn Secrets>);
        real::open(folder, &zone, &mut kept, account.as_ref(), secrets)
    })
}

impl Stage {
    /// A screen in the person's language, with the door in a demonstration.
    fn render(&self, screen: inside::Screen<Message>) -> Screen {
        let words = self.voice.words();
        let mut screen = Screen::new(words.screen(screen), words.language(), words.is_right_to_left());
        screen.door = self.demo.as_ref().map(|demo| DoorView {
            hint: hint(&screen).map(|hint| words.say(&hint)),
            ..demo.door()
        });
        screen
    }

    /// The demonstration's key where its word was typed, as nobody types a key.
    fn with_demo_key(&self, action: Action) -> Action {
        let (Some(demo), Action::Submit { entries }) = (&self.demo, &action) else {
            return action;
        };
        let given = entries.iter().map(|entry| {
            let key = (entry.field == KEY_FIELD).then(|| demo.key_for(&entry.text)).flatten();
            Entry {
                field: entry.field.clone(),
                text: key.unwrap_or_else(|| entry.text.clone()),
            }
        });
        Action::Submit {
            entries: given.collect(),
        }
    }
}

/// The field that an owner's key is typed into.
const KEY_FIELD: &str = "key";

/// What a demonstration takes where a real journey needs something that only an owner has.
fn hint(screen: &Screen) -> Option<Message> {
    if asks_for_key(screen) {
        Some(say!("demo-key-hint"))
    } else if asks_for_password(screen) {
        Some(say!("demo-account-hint", name = DEMO.to_owned()))
    } else {
        None
    }
}

fn asks_for_password(screen: &Screen) -> bool {
    match &screen.body {
        ScreenBody::Form { fields } => fields.iter().any(|field| field.kind == FieldKind::Password),
        _ => false,
    }
}

fn asks_for_key(screen: &Screen) -> bool {
    match &screen.body {
        ScreenBody::Form { fields } => {
            screen.stage == StageName::Key && fields.iter().any(|field| field.id == KEY_FIELD)
        }
        _ => false,
    }
}
