//! An owner who goes the whole way by what the screens say.

use crate::app::*;
use relatch::ffi::screen::{ButtonName, Choice, Field, ScreenBody, StageName};
use relatch::ffi::{Action, DoorDeed, Entry, PlatformEvent, PlatformRequest, Screen};
use std::collections::BTreeSet;

/// An owner who always goes on, and knows no more than the screens say.
#[derive(Default)]
pub(crate) struct Owner {
    /// What was written down.
    pub(crate) recovery: Vec<String>,
    /// The digits that some screen showed because it was asked to.
    pub(crate) shown: BTreeSet<String>,
}

impl Owner {
    /// Answers a screen.
    pub(crate) fn answer(&mut self, app: &App, screen: &Screen) -> Screen {
        match &screen.request {
            Some(PlatformRequest::Identify { reason }) => {
                assert!(!reason.is_empty());
                return app.tell(PlatformEvent::Identified { passed: true });
            }
            Some(request @ (PlatformRequest::Permission | PlatformRequest::BluetoothOn)) => {
                panic!("a virtual lock needs no {request:?}");
            }
            Some(
                PlatformRequest::PickKey
                | PlatformRequest::PickCopy
                | PlatformRequest::Share { .. }
                | PlatformRequest::ScanQr
                | PlatformRequest::KeepAwake,
            )
            | None => {}
        }
        let action = match &screen.body {
            ScreenBody::Choices { choices } => choose(wanted(choices)),
            ScreenBody::Form { fields } => Action::Submit {
                entries: fields.iter().map(|field| self.entry(screen, field)).collect(),
            },
            ScreenBody::Checklist { checks } if checks.iter().any(|check| check.required && !check.ticked) => {
                let open = checks.iter().find(|check| check.required && !check.ticked).unwrap();
                Action::Tick {
                    id: open.id.clone(),
                    on: true,
                }
            }
            ScreenBody::Code { code } => {
                self.recovery = code.groups.iter().map(|group| group.shown.clone()).collect();
                press(ButtonName::Next)
            }
            ScreenBody::Proof { proof } => {
                let code = proof.code.as_ref().unwrap().shown.clone();
                let keys = hidden(&format!("{code}#"));
                self.shown.insert(code);
                let seen = app.tell(PlatformEvent::AtDoor {
                    deed: DoorDeed::Type { keys },
                });
                let door = seen.door.unwrap();
                assert!(
                    door.open && door.answer == Some(relatch::ffi::screen::DoorAnswer::Opened),
                    "{door:?}"
                );
                press(ButtonName::Next)
            }
            _ => onward(screen),
        };
        app.act(screen, action)
    }

    pub(crate) fn entry(&self, screen: &Screen, field: &Field) -> Entry {
        let text = match field.id.as_str() {
            "key" => {
                let hint = screen.door.as_ref().unwrap().hint.as_ref();
                assert!(hint.unwrap().contains("demo"));
                "demo".to_owned()
            }
            "typed" => screen
                .lines
                .iter()
                .filter_map(|line| number_in(line))
                .next_back()
                .unwrap()
                .to_string(),
            _ => self.recovery[number_in(&field.label).unwrap() - 1].clone(),
        };
        Entry {
            field: field.id.clone(),
            text: hidden(&text),
        }
    }
}

pub(crate) fn wanted(choices: &[Choice]) -> &'static str {
    let ids = ["journey-1", "begin-same-lock", "text", "over-the-air", "here"];
    let mut offered = ids
        .into_iter()
        .filter(|id| choices.iter().any(|choice| choice.id == *id && choice.enabled));
    offered
        .next()
        .unwrap_or_else(|| panic!("nothing to choose of {choices:?}"))
}

pub(crate) fn onward(screen: &Screen) -> Action {
    let ways = [ButtonName::Next, ButtonName::Retry, ButtonName::Erase];
    let way = ways.into_iter().find(|button| offers(screen, *button));
    press(way.unwrap_or_else(|| panic!("no way on from {screen:?}: {:?}", screen.problem)))
}

pub(crate) fn is_receipt(screen: &Screen) -> bool {
    screen.title == "Erased"
}

/// At the receipt: hands the key of a lock that was added again here to the owner, as only then the journey is over.
pub(crate) fn save_key(app: &App, receipt: &Screen) -> Screen {
    let is_asked = |screen: &Screen| matches!(screen.request, Some(PlatformRequest::Identify { .. }));
    let asking = app.act(receipt, press(ButtonName::ShareKey));
    assert!(is_asked(&asking));
    let refused = app.tell(PlatformEvent::Identified { passed: false });
    assert_eq!(refused.problem.as_ref().unwrap().code, "not-identified");
    let again = app.act(&refused, press(ButtonName::ShareKey));
    assert!(is_asked(&again));
    let revisions = [receipt, &asking, &refused, &again].map(|screen| screen.revision);
    assert!(
        revisions.is_sorted_by(|one, next| one < next),
        "a shell asks once for each revision: {revisions:?}"
    );
    app.core.platform_event(PlatformEvent::Identified { passed: true });
    let sharing = app.wait(|screen| matches!(screen.request, Some(PlatformRequest::Share { .. })));
    let Some(PlatformRequest::Share { file }) = &sharing.request else {
        panic!("nothing to share: {sharing:?}");
    };
    assert_eq!(file.media_type, "application/json");
    assert!(
        std::fs::read_to_string(&file.path).unwrap().contains("aesKey"),
        "{file:?}"
    );
    app.tell(PlatformEvent::Shared { done: true })
}

/// Goes on until `is_there`.
pub(crate) fn go_on(app: &App, mut screen: Screen, owner: &mut Owner, is_there: impl Fn(&Screen) -> bool) -> Screen {
    for _ in 0..300 {
        if is_there(&screen) {
            return screen;
        }
        screen = owner.answer(app, &screen);
    }
    panic!("no end in sight at {screen:?}");
}

pub(crate) fn on_stage(stage: StageName) -> impl Fn(&Screen) -> bool {
    move |screen| screen.stage == stage
}
