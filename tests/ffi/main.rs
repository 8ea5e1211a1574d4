//! The border as a shell sees it: the one object, driven by what its screens say. No test sleeps: each waits for a screen.
#![cfg(test)]
#![cfg(feature = "ffi")]

mod app;
mod owner;

use app::*;
use owner::*;
use relatch::ffi::screen::{ButtonName, ScreenBody, StageName, StepState};
use relatch::ffi::{
    Action, AppConfig, AppMode, DemoModel, DoorDeed, Entry, HiddenBytes, LogLevel, PhoneZone, PlatformEvent,
    PlatformRequest, RadioState, RelatchApp, Screen,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

#[test]
fn the_whole_journey_crosses_the_border_for_every_model() {
    for model in [DemoModel::Keypad, DemoModel::Cards, DemoModel::Full] {
        let folder = TempDir::new().unwrap();
        let app = App::start(config(folder.path(), model));
        app.core.platform_event(PlatformEvent::Radio {
            state: RadioState::Ready,
        });
        let mut owner = Owner::default();
        let first = app.settled();
        assert_eq!(first.stage, StageName::Home);
        let report = go_on(&app, first, &mut owner, on_stage(StageName::Report));
        let ScreenBody::Report { report: body } = &report.body else {
            panic!("no report: {report:?}");
        };
        assert!(body.proved, "{body:?}");
        assert!(report.steps.iter().any(|step| step.state == StepState::Done));
        let receipt = go_on(&app, report, &mut owner, is_receipt);
        let receipt = save_key(&app, &receipt);
        let home = app.act(&receipt, press(ButtonName::Leave));
        assert_eq!(home.stage, StageName::Home);
        assert_eq!(home, app.core.screen());
        app.end();
    }
}

#[test]
fn a_shell_that_is_built_anew_goes_on_where_it_was() {
    let folder = TempDir::new().unwrap();
    let mut owner = Owner::default();
    let mut app = App::start(config(folder.path(), DemoModel::Full));
    let mut screen = app.settled();
    for step in 0..300 {
        if is_receipt(&screen) {
            return;
        }
        // The proof at the door begins anew with each start, so that every second step is left alone.
        if step % 3 == 2 {
            // Nobody waits for the old one to come to its end.
            app.core.shut_down();
            app = App::start(config(folder.path(), DemoModel::Full));
            screen = app.settled();
        }
        screen = owner.answer(&app, &screen);
    }
    panic!("no end in sight at {screen:?}");
}

#[test]
fn a_second_tap_an_old_screen_and_what_is_not_offered_change_nothing() {
    let folder = TempDir::new().unwrap();
    let app = App::start(config(folder.path(), DemoModel::Keypad));
    let home = app.settled();
    for action in [
        press(ButtonName::Erase),
        choose("journey-99"),
        choose("begin-"),
        Action::Tick {
            id: "x".to_owned(),
            on: true,
        },
        Action::Submit { entries: Vec::new() },
        Action::Search { text: "x".to_owned() },
    ] {
        app.core.send(home.revision, action);
    }
    for _ in 0..5 {
        app.core.send(home.revision, choose("begin-same-lock"));
    }
    let key = app.settled();
    assert_eq!(key.stage, StageName::Key);
    app.core.send(home.revision, press(ButtonName::Abandon));
    let home = app.act(&key, press(ButtonName::Leave));
    let ScreenBody::Choices { choices } = &home.body else {
        panic!("no choices: {home:?}");
    };
    let journeys = choices.iter().filter(|choice| choice.id.starts_with("journey-"));
    assert_eq!(journeys.count(), 1);
    app.end();
}

#[test]
fn a_slow_observer_gets_the_newest_screen_and_holds_nothing_up() {
    let folder = TempDir::new().unwrap();
    let (entered, enters) = channel();
    let (leave, leaves) = channel::<()>();
    let (entered, leaves) = (Mutex::new(entered), Mutex::new(leaves));
    let slow: OnScreen = Box::new(move |screen| {
        let _ = entered.lock().unwrap().send(screen.revision);
        // Whoever tests lets go; at the end it is gone.
        let _ = leaves.lock().unwrap().recv();
    });
    let app = App::start_with(config(folder.path(), DemoModel::Keypad), slow);
    let held = enters.recv_timeout(PATIENCE).unwrap();
    // While the observer stands still the core goes on, through several screens.
    let mut revisions = BTreeSet::new();
    let mut owner = Owner::default();
    while app.core.screen().stage != StageName::Review {
        let screen = app.core.screen();
        if is_opening(&screen)
            || matches!(screen.body, ScreenBody::Progress { .. })
            || !revisions.insert(screen.revision)
        {
            std::thread::yield_now();
            continue;
        }
        let action = match &screen.body {
            ScreenBody::Choices { choices } => choose(wanted(choices)),
            ScreenBody::Form { fields } => Action::Submit {
                entries: fields.iter().map(|field| owner.entry(&screen, field)).collect(),
            },
            _ => onward(&screen),
        };
        owner.shown.clear();
        app.core.send(screen.revision, action);
    }
    let newest = app.core.screen();
    assert!(revisions.len() > 4 && newest.revision > held, "{revisions:?}");
    drop(leave);
    let mut told = 0;
    app.wait(|screen| {
        assert!(
            screen.revision <= held || screen.stage == StageName::Review,
            "an old screen: {screen:?}"
        );
        screen.revision == newest.revision
    });
    while enters.try_recv().is_ok() {
        told += 1;
    }
    assert!(told <= 2, "{told} screens were told though only the newest counts");
    app.end();
}

#[test]
fn an_observer_that_panics_gets_a_screen_that_says_so_and_the_journal_stays_right() {
    let folder = TempDir::new().unwrap();
    let panics: OnScreen = Box::new(|screen| {
        assert!(
            !(screen.stage == StageName::Review && screen.problem.is_none()),
            "this panic is a part of the test"
        );
    });
    let app = App::start_with(config(folder.path(), DemoModel::Keypad), panics);
    let mut owner = Owner::default();
    let first = app.settled();
    let fault = go_on(&app, first, &mut owner, |screen| screen.problem.is_some());
    assert_eq!(fault.problem.as_ref().unwrap().code, "fault");
    assert!(offers(&fault, ButtonName::Retry));
    app.end();
    let app = App::start(config(folder.path(), DemoModel::Keypad));
    let first = app.settled();
    let review = app.act(&first, choose("journey-1"));
    assert_eq!((review.stage, review.problem.as_ref()), (StageName::Review, None));
    go_on(&app, review, &mut owner, is_receipt);
    app.end();
}

#[test]
fn a_panic_inside_is_a_screen_that_says_so_and_the_journey_goes_on() {
    let folder = TempDir::new().unwrap();
    let mut config = config(folder.path(), DemoModel::Cards);
    if let AppMode::Demo { lock } = &mut config.mode {
        lock.faults = ["phone-dies@12", "phone-dies@60", "phone-dies@120", "no-such@1", "\0"]
            .map(ToOwned::to_owned)
            .to_vec();
    }
    let app = App::start(config);
    let mut owner = Owner::default();
    let (mut screen, mut faults) = (app.settled(), 0);
    for _ in 0..300 {
        if is_receipt(&screen) {
            assert_eq!(faults, 3);
            let told = app.core.diagnostics();
            assert!(told.contains("a fault of the demonstration is left out"), "{told}");
            return app.end();
        }
        faults += u32::from(screen.problem.as_ref().is_some_and(|problem| problem.code == "fault"));
        screen = owner.answer(&app, &screen);
    }
    panic!("no end in sight at {screen:?}");
}

#[test]
fn an_app_that_is_ended_in_the_middle_of_work_leaves_it_to_the_next() {
    let folder = TempDir::new().unwrap();
    let mut slow = config(folder.path(), DemoModel::Keypad);
    if let AppMode::Demo { lock } = &mut slow.mode {
        lock.pace_ms = 5;
    }
    let app = App::start(slow);
    let mut owner = Owner::default();
    let first = app.settled();
    let plan = go_on(&app, first, &mut owner, |screen| screen.stage == StageName::Plan);
    app.core.send(plan.revision, press(ButtonName::Next));
    app.wait(|screen| screen.stage != StageName::Plan);
    app.end();
    let app = App::start(config(folder.path(), DemoModel::Keypad));
    let first = app.settled();
    go_on(&app, first, &mut owner, is_receipt);
    app.end();
}

#[test]
fn a_core_may_be_ended_from_inside_a_call_and_more_than_once() {
    let folder = TempDir::new().unwrap();
    let slot: Arc<Mutex<Option<Arc<RelatchApp>>>> = Arc::default();
    let (ended, ends) = channel();
    let ended = Mutex::new(ended);
    let from_inside = Arc::clone(&slot);
    let (sender, _screens) = channel();
    let shell = Arc::new(Shell {
        screens: Mutex::new(sender),
        lines: Mutex::default(),
        on_screen: Box::new(move |_| {
            if let Some(app) = from_inside.lock().unwrap().take() {
                app.shut_down();
                app.shut_down();
                assert!(!app.diagnostics().is_empty());
                app.send(0, press(ButtonName::Next));
                let _newest = app.screen();
                drop(app);
                let _ = ended.lock().unwrap().send(());
            }
        }),
    });
    let mut waiting = slot.lock().unwrap();
    *waiting = Some(Arc::new(RelatchApp::new(
        config(folder.path(), DemoModel::Keypad),
        shell,
        None,
    )));
    drop(waiting);
    ends.recv_timeout(PATIENCE).unwrap();
}

#[test]
fn bad_folders_are_problems_on_the_screen() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, b"x").unwrap();
    let (long, deep) = (
        "/x".repeat(1 << 19),
        format!("{}{}", folder.path().display(), "/x".repeat(400)),
    );
    let in_file = format!("{}/y", file.display());
    for bad in [
        "",
        "relative",
        "/a\0b",
        "/proc/none",
        long.as_str(),
        &in_file,
        "/\u{fffd}\u{202e}\0",
    ] {
        for mode in [AppMode::Real, config(folder.path(), DemoModel::Keypad).mode] {
            let app = App::start(AppConfig {
                folder: bad.to_owned(),
                mode,
                ..config(folder.path(), DemoModel::Keypad)
            });
            let screen = app.settled();
            let problem = screen.problem.as_ref().unwrap();
            assert!(!problem.what.is_empty() && !problem.advice.is_empty());
            assert!(offers(&screen, ButtonName::Retry));
            let again = app.act(&screen, press(ButtonName::Retry));
            assert!(again.problem.is_some() && again.revision > screen.revision);
            app.end();
        }
    }
    // The deepest that may be, and it works.
    let app = App::start(config(Path::new(&deep), DemoModel::Keypad));
    let screen = app.settled();
    assert!(screen.problem.is_some() || screen.stage == StageName::Home);
    app.end();
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_without_rights_is_a_problem_and_goes_on_once_it_has_them() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    let rights = |mode| std::fs::set_permissions(&inner, std::fs::Permissions::from_mode(mode)).unwrap();
    rights(0o000);
    if std::fs::read_dir(&inner).is_ok() {
        // This user may do everything: a file where a folder should be is what is left to be refused.
        rights(0o700);
        std::fs::write(inner.join("demo"), b"x").unwrap();
    }
    let app = App::start(config(&inner, DemoModel::Keypad));
    let screen = app.settled();
    assert!(screen.problem.is_some(), "{screen:?}");
    rights(0o700);
    drop(std::fs::remove_file(inner.join("demo")));
    let home = app.act(&screen, press(ButtonName::Retry));
    assert_eq!((home.stage, home.problem), (StageName::Home, None));
    app.end();
}

#[test]
fn a_folder_that_another_app_holds_is_waited_for() {
    let folder = TempDir::new().unwrap();
    let first = App::start(config(folder.path(), DemoModel::Keypad));
    let home = first.settled();
    first.act(&home, choose("begin-same-lock"));
    let second = App::start(config(folder.path(), DemoModel::Keypad));
    let opening = second.wait(is_opening);
    assert!(opening.actions.is_empty());
    let told = second.settled();
    assert_eq!(told.problem.unwrap().code, "phone-busy", "after a while");
    first.core.shut_down();
    let home = second.settled();
    let ScreenBody::Choices { choices } = &home.body else {
        panic!("no choices: {home:?}");
    };
    assert!(choices.iter().any(|choice| choice.id == "journey-1"));
    second.end();
}

#[test]
fn nonsense_of_every_kind_and_size_harms_nothing() {
    let folder = TempDir::new().unwrap();
    let app = App::start(AppConfig {
        language: "\0".repeat(1 << 16),
        ..config(folder.path(), DemoModel::Keypad)
    });
    let home = app.settled();
    assert_eq!(home.language, "en");
    let huge = "🔑\0".repeat(1 << 18);
    for text in [huge.as_str(), "\0", "\u{202e}", "{}", "[", "null", ""] {
        for action in [
            choose(text),
            Action::Search { text: text.to_owned() },
            Action::Submit {
                entries: vec![
                    Entry {
                        field: text.to_owned(),
                        text: hidden(text)
                    };
                    3
                ],
            },
        ] {
            app.core.send(home.revision, action);
        }
        app.core
            .platform_event(PlatformEvent::SetLanguage { tag: text.to_owned() });
        app.core.platform_event(PlatformEvent::SetZone {
            zone: PhoneZone {
                id: text.to_owned(),
                offset_s: i32::MIN,
            },
        });
        app.core.platform_event(PlatformEvent::Scanned { text: hidden(text) });
        app.core.platform_event(PlatformEvent::AtDoor {
            deed: DoorDeed::Type { keys: hidden(text) },
        });
        app.core.platform_event(PlatformEvent::Picked {
            name: text.to_owned(),
            content: HiddenBytes {
                bytes: text.as_bytes().to_vec(),
            },
        });
    }
    app.core.send(home.revision, choose("begin-same-lock"));
    let key = app.wait(on_stage(StageName::Key));
    let form = app.act(&key, choose("text"));
    for (text, code) in [(huge.as_str(), "file-too-large"), ("\0\0", "key-unreadable")] {
        let entry = Entry {
            field: "key".to_owned(),
            text: hidden(text),
        };
        app.core.send(app.core.screen().revision, choose("text"));
        let form = if form.revision == app.core.screen().revision {
            form.clone()
        } else {
            app.wait(|screen| matches!(screen.body, ScreenBody::Form { .. }))
        };
        let refused = app.act(&form, Action::Submit { entries: vec![entry] });
        assert_eq!(refused.problem.unwrap().code, code);
    }
    let picking = app.act(&app.core.screen(), choose("file"));
    assert_eq!(picking.request, Some(PlatformRequest::PickKey));
    let refused = app.tell(PlatformEvent::Picked {
        name: "../../\0".to_owned(),
        content: HiddenBytes {
            bytes: vec![0xff; 2 << 20],
        },
    });
    assert_eq!(refused.problem.unwrap().code, "file-too-large");
    app.end();
}

#[test]
fn ten_thousand_actions_in_a_moment_are_survived_and_the_newest_events_count() {
    let folder = TempDir::new().unwrap();
    let app = App::start(config(folder.path(), DemoModel::Keypad));
    let home = app.settled();
    for number in 0..10_000_u32 {
        app.core
            .send(home.revision.wrapping_add(number), choose("begin-same-lock"));
        app.core.send(home.revision, choose("no such thing"));
    }
    app.core
        .platform_event(PlatformEvent::SetLanguage { tag: "de".to_owned() });
    let screen = app.wait(|screen| screen.language == "de");
    assert!(matches!(screen.stage, StageName::Home | StageName::Key));
    app.end();
}

#[test]
fn the_language_may_change_at_any_time_and_all_six_are_there() {
    let folder = TempDir::new().unwrap();
    let app = App::start(config(folder.path(), DemoModel::Keypad));
    let home = app.settled();
    let mut said = BTreeSet::from([home.lines.clone()]);
    for (tag, language) in [
        ("de-AT", "de"),
        ("es_MX", "es"),
        ("fr", "fr"),
        ("zh_Hans_CN", "zh-Hans"),
        ("ar-EG", "ar"),
    ] {
        app.core
            .platform_event(PlatformEvent::SetLanguage { tag: tag.to_owned() });
        let screen = app.wait(|screen| screen.language == language);
        assert_eq!(screen.right_to_left, language == "ar");
        assert_eq!(screen.revision, home.revision, "what was offered is offered still");
        assert!(said.insert(screen.lines));
    }
    app.end();
}

#[test]
fn the_door_answers_and_a_lock_is_reset_there_by_hand() {
    use relatch::ffi::screen::DoorAnswer;
    let folder = TempDir::new().unwrap();
    let app = App::start(config(folder.path(), DemoModel::Keypad));
    app.settled();
    let deeds = [
        (DoorDeed::Touch, DoorAnswer::Lit, true),
        (
            DoorDeed::Type {
                keys: hidden("999999999#"),
            },
            DoorAnswer::Wrong,
            true,
        ),
        (DoorDeed::Type { keys: hidden("000#") }, DoorAnswer::Wrong, true),
        (DoorDeed::HoldReset, DoorAnswer::WaitsForSequence, true),
        (DoorDeed::Type { keys: hidden("000#") }, DoorAnswer::Forgot, false),
    ];
    for (deed, answer, owned) in deeds {
        let door = app.tell(PlatformEvent::AtDoor { deed }).door.unwrap();
        assert_eq!((door.answer, door.owned), (Some(answer), owned));
    }
    app.end();
    // It stays forgotten, until a demonstration is begun anew.
    let mut config = config(folder.path(), DemoModel::Keypad);
    let app = App::start(config.clone());
    assert!(!app.settled().door.unwrap().owned);
    app.end();
    if let AppMode::Demo { lock } = &mut config.mode {
        lock.fresh = true;
    }
    let app = App::start(config);
    assert!(app.settled().door.unwrap().owned);
    app.end();
}

#[test]
fn new_batteries_go_in_at_the_door_where_the_old_ones_are_too_weak() {
    let folder = TempDir::new().unwrap();
    let mut config = config(folder.path(), DemoModel::Keypad);
    if let AppMode::Demo { lock } = &mut config.mode {
        lock.faults = vec!["battery-low@30".to_owned()];
    }
    let app = App::start(config);
    let mut owner = Owner::default();
    let home = app.settled();
    let is_low = |screen: &Screen| screen.door.as_ref().unwrap().low_battery;
    assert!(!is_low(&home));
    let is_told = |screen: &Screen| {
        screen
            .problem
            .as_ref()
            .is_some_and(|problem| problem.code == "battery-low")
    };
    let told = go_on(&app, home, &mut owner, is_told);
    assert!(is_low(&told));
    let changed = app.tell(PlatformEvent::AtDoor {
        deed: DoorDeed::ChangeBatteries,
    });
    assert!(!is_low(&changed));
    let asked = app.act(&changed, press(ButtonName::Retry));
    assert_eq!(asked.problem, None);
    go_on(&app, asked, &mut owner, on_stage(StageName::ReAdd));
    app.end();
}

/// Digits, numbers and keys of the demonstration's lock, by its file and the recovery key that was shown.
fn secrets(folder: &Path, owner: &Owner) -> BTreeSet<String> {
    use relatch::virtual_lock::State;
    let read = |name: &str| std::fs::read(folder.join("demo").join(name)).unwrap();
    let state = State::from_json(&read("lock.json")).unwrap();
    let mut secrets: BTreeSet<String> = owner.shown.clone();
    secrets.extend(owner.recovery.iter().cloned());
    secrets.extend(state.codes.iter().map(|code| code.record.current.reveal()));
    secrets.extend(state.cards.iter().map(|card| card.record.number.decimal()));
    secrets.insert(String::from_utf8(read("owner.key")).unwrap());
    secrets.insert(String::from_utf8(read("secrets.key")).unwrap());
    secrets.into_iter().filter(|secret| secret.len() >= 6).collect()
}

#[test]
fn s9_no_secret_is_logged_told_to_support_or_printed() {
    let folder = TempDir::new().unwrap();
    let mut config = config(folder.path(), DemoModel::Full);
    if let AppMode::Demo { lock } = &mut config.mode {
        lock.faults = ["drop-after@20", "garbage@50", "lose-reply@80", "refuse@110"]
            .map(ToOwned::to_owned)
            .to_vec();
    }
    let app = App::start(config);
    let mut owner = Owner::default();
    let mut known = BTreeSet::new();
    let mut printed = Vec::new();
    let mut screen = app.settled();
    while !is_receipt(&screen) {
        printed.push(format!("{screen:?} {screen} {:?}", screen.body));
        screen = owner.answer(&app, &screen);
        known.extend(secrets(folder.path(), &owner));
    }
    let told = app.core.diagnostics();
    let shell = app.shell.upgrade().unwrap();
    let lines: Vec<String> = shell
        .lines
        .lock()
        .unwrap()
        .iter()
        .map(|line| line.text.clone())
        .collect();
    drop(shell);
    for text in [
        "journey=1",
        "step=backup",
        "step=import",
        "outcome=done",
        "stage=report",
    ] {
        let lines = lines.join("\n");
        assert!(lines.contains(text), "nothing of {text} in {lines}");
    }
    let bundle: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&bundle["mode"], &bundle["language"]),
        (&"demonstration".into(), &"en".into())
    );
    assert_eq!(bundle["core"]["journeys"][0]["stage"], "erase");
    assert!(known.len() > 20);
    for secret in &known {
        let is_in = |text: &String| text.contains(secret.as_str());
        assert!(!is_in(&told) && !lines.iter().any(is_in) && !printed.iter().any(is_in));
    }
    app.end();
}

#[test]
fn the_log_tells_as_much_as_it_is_asked_to() {
    let folder = TempDir::new().unwrap();
    let app = App::start(AppConfig {
        log_level: LogLevel::Off,
        ..config(folder.path(), DemoModel::Keypad)
    });
    let home = app.settled();
    let key = app.act(&home, choose("begin-same-lock"));
    let lines = |app: &App| {
        let bundle: serde_json::Value = serde_json::from_str(&app.core.diagnostics()).unwrap();
        bundle["log"].as_array().unwrap().len()
    };
    assert_eq!(lines(&app), 0);
    app.core
        .platform_event(PlatformEvent::SetLogLevel { level: LogLevel::Info });
    app.act(&key, choose("text"));
    assert!(lines(&app) > 0);
    app.end();
}

#[test]
fn without_a_radio_or_a_secure_store_a_real_phone_says_so() {
    let folder = TempDir::new().unwrap();
    let app = App::start(AppConfig {
        mode: AppMode::Real,
        ..config(folder.path(), DemoModel::Keypad)
    });
    let first = app.settled();
    assert!(first.door.is_none());
    let Some(problem) = &first.problem else {
        // This machine has a secure store, so that the first screen is the home of all journeys.
        return assert!(matches!(first.body, ScreenBody::Choices { .. }));
    };
    assert!(problem.code.contains("secure-store"), "{problem:?}");
    assert!(first.actions.len() == 1 && offers(&first, ButtonName::Retry));
    let left: Vec<PathBuf> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(left.is_empty(), "S10: {left:?}");
    app.end();
}
