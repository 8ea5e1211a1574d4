//! An app that runs, as a shell sees it, and what is sent to it.

use relatch::ffi::screen::{ButtonName, ScreenBody, StageName};
use relatch::ffi::{
    Action, AppConfig, AppMode, AppObserver, DemoLock, DemoModel, Hidden, LogLevel, LogLine, PhoneZone, PlatformEvent,
    RelatchApp, Screen,
};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

/// Longer than anything here takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

pub(crate) type OnScreen = Box<dyn Fn(&Screen) + Send + Sync>;

/// A shell that hands everything on.
pub(crate) struct Shell {
    pub(crate) screens: Mutex<Sender<Screen>>,
    pub(crate) lines: Mutex<Vec<LogLine>>,
    pub(crate) on_screen: OnScreen,
}

impl AppObserver for Shell {
    fn on_screen(&self, screen: Screen) {
        (self.on_screen)(&screen);
        // A test that is over listens no more.
        drop(self.screens.lock().unwrap().send(screen));
    }

    fn on_log(&self, line: LogLine) {
        self.lines.lock().unwrap().push(line);
    }
}

/// An app that runs, as its user sees it.
pub(crate) struct App {
    pub(crate) core: RelatchApp,
    pub(crate) shell: Weak<Shell>,
    pub(crate) screens: Receiver<Screen>,
}

impl App {
    pub(crate) fn start(config: AppConfig) -> Self {
        Self::start_with(config, Box::new(|_| {}))
    }

    pub(crate) fn start_with(config: AppConfig, on_screen: OnScreen) -> Self {
        let (sender, screens) = channel();
        let shell = Arc::new(Shell {
            screens: Mutex::new(sender),
            lines: Mutex::default(),
            on_screen,
        });
        let weak = Arc::downgrade(&shell);
        Self {
            core: RelatchApp::new(config, shell, None),
            shell: weak,
            screens,
        }
    }

    /// The next screen on which something can be done.
    pub(crate) fn settled(&self) -> Screen {
        self.wait(|screen| !matches!(screen.body, ScreenBody::Progress { .. }) && !is_opening(screen))
    }

    pub(crate) fn wait(&self, wanted: impl Fn(&Screen) -> bool) -> Screen {
        loop {
            let screen = self.screens.recv_timeout(PATIENCE);
            let screen = screen.unwrap_or_else(|_| panic!("silence, while {:?} is shown", self.core.screen()));
            if wanted(&screen) {
                return screen;
            }
        }
    }

    /// Does something and waits for what follows.
    pub(crate) fn act(&self, screen: &Screen, action: Action) -> Screen {
        self.core.send(screen.revision, action);
        self.settled()
    }

    pub(crate) fn tell(&self, event: PlatformEvent) -> Screen {
        self.core.platform_event(event);
        self.settled()
    }

    /// Ends it, and waits until the shell was let go of.
    pub(crate) fn end(self) {
        self.core.shut_down();
        drop(self.core);
        while self.screens.recv_timeout(PATIENCE).is_ok() {}
        assert!(self.shell.upgrade().is_none(), "the shell is still held");
    }
}

pub(crate) fn is_opening(screen: &Screen) -> bool {
    screen.stage == StageName::Home && screen.body == ScreenBody::Text && screen.problem.is_none()
}

pub(crate) fn config(folder: &Path, model: DemoModel) -> AppConfig {
    AppConfig {
        folder: folder.to_str().unwrap().to_owned(),
        language: "en-GB".to_owned(),
        zone: PhoneZone {
            id: "Europe/Berlin".to_owned(),
            offset_s: 3_600,
        },
        log_level: LogLevel::Trace,
        mode: AppMode::Demo { lock: lock(model) },
        account: None,
    }
}

pub(crate) fn lock(model: DemoModel) -> DemoLock {
    DemoLock {
        model,
        codes: 8,
        cards: 4,
        fingerprints: 2,
        seed: 7,
        faults: Vec::new(),
        pace_ms: 0,
        fresh: false,
    }
}

pub(crate) fn press(button: ButtonName) -> Action {
    Action::Press { button }
}

pub(crate) fn choose(id: &str) -> Action {
    Action::Choose { id: id.to_owned() }
}

pub(crate) fn hidden(text: &str) -> Hidden {
    Hidden { text: text.to_owned() }
}

pub(crate) fn offers(screen: &Screen, button: ButtonName) -> bool {
    screen.actions.iter().any(|offer| offer.button == button)
}

/// The last number in a text.
pub(crate) fn number_in(text: &str) -> Option<usize> {
    let rows = text.split(|character: char| !character.is_ascii_digit());
    rows.filter_map(|row| row.parse().ok()).next_back()
}
