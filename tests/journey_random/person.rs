//! A patient person: answers what is asked, does what is advised, tries again, and after some tries goes another way.

use super::{BROUGHT, Run, tick};
use crate::support::phone::{RESET_SEQUENCE, brief, is_receipt, number, press};
use crate::support::witness::owner_keys;
use relatch::backup::seal::Identity;
use relatch::journey::event::{PlatformEvent, RadioState};
use relatch::journey::facts::Route;
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Request, Screen, StageName};
use relatch::model::{DeviceInfo, OwnerKey};
use relatch::protocol::credentials::sdk;
use relatch::virtual_lock::SharedLock;

impl Run {
    pub(crate) fn sensible(&mut self, screen: &Screen<Message>) -> Action {
        let mut screen = screen.clone();
        while let Some(answer) = screen.request.as_ref().and_then(Self::answer) {
            self.note("answer", format!("{answer:?}"));
            self.with_app(|driver| driver.platform(answer));
            let next = self.screen();
            if next.request == screen.request {
                break;
            }
            screen = next;
        }
        self.on_screen(&screen)
    }

    fn on_screen(&mut self, screen: &Screen<Message>) -> Action {
        match &screen.body {
            Body::Choices { choices } => Action::Choose(
                self.choice(
                    screen.stage,
                    &choices
                        .iter()
                        .filter(|choice| choice.enabled)
                        .map(|choice| choice.id.as_str())
                        .collect::<Vec<_>>(),
                ),
            ),
            // A key that was refused is asked for one screen further back.
            Body::Form { .. } if screen.stage == StageName::Backup && self.dice.one_in(4) => press(Button::Back),
            Body::Form { fields } => {
                let answers: Option<Vec<String>> = fields
                    .iter()
                    .map(|field| self.typed(screen, &field.id, &field.label))
                    .collect();
                match answers {
                    Some(answers) => Action::Submit(
                        fields
                            .iter()
                            .zip(answers)
                            .map(|(field, text)| (field.id.clone(), Hidden(text)))
                            .collect(),
                    ),
                    None => self.way_on(screen),
                }
            }
            Body::Checklist { checks } if screen.stage == StageName::Ready => {
                match checks.iter().find(|check| check.required && !check.ticked) {
                    Some(check) => tick(&check.id, true),
                    None => self.way_on(screen),
                }
            }
            Body::Instructions { .. } if screen.title.id == "buttons-title" => {
                let mut lock = self.phone.world.lock.lock();
                lock.press_reset();
                lock.type_code(RESET_SEQUENCE);
                press(Button::Next)
            }
            Body::Text if screen.title.id == "own-app-title" => {
                let lock = self.lock_in_question();
                self.phone.add_lock_in_own_app(&lock);
                press(Button::Next)
            }
            Body::Code(code) => {
                self.phone.recovery = Some(code.qr.clone().unwrap().0.clone());
                press(Button::Next)
            }
            Body::Proof(proof) => {
                let code = proof.code.as_ref().unwrap().shown.0.clone();
                self.lock_in_question().lock().type_code(&format!("{code}#"));
                if screen.problem.is_some() {
                    press(Button::Skip)
                } else {
                    press(Button::Next)
                }
            }
            Body::Text
            | Body::Checklist { .. }
            | Body::Instructions { .. }
            | Body::Progress(_)
            | Body::Items(_)
            | Body::Plan(_)
            | Body::Report(_) => self.way_on(screen),
        }
    }

    fn way_on(&mut self, screen: &Screen<Message>) -> Action {
        let offered = |button: &Button| screen.offers(&press(*button));
        if screen.stage == StageName::Find
            && screen
                .problem
                .as_ref()
                .is_some_and(|problem| problem.code == "no-owner")
        {
            // Somebody reset it before there was a copy: there is nothing to save but what is put on it from now on.
            self.phone.add_lock_in_own_app(&self.phone.world.lock);
        }
        // After trying in vain, another way.
        let is_bored = screen.problem.is_some() && self.dice.one_in(4);
        let is_key_open = screen.lines.iter().any(|line| line.id == "erase-key");
        let order = if is_receipt(screen) && is_key_open {
            vec![Button::ShareKey]
        } else if is_receipt(screen) {
            vec![Button::Leave]
        } else if screen.stage == StageName::Erase {
            vec![Button::Erase, Button::Retry, Button::Next, Button::Back]
        } else if is_bored {
            vec![Button::Back, Button::Skip, Button::Leave]
        } else {
            vec![Button::Next, Button::Retry, Button::Back, Button::Skip]
        };
        let way = order.into_iter().chain([Button::Leave]).find(offered);
        press(way.unwrap_or_else(|| panic!("no way on from {}", brief(screen))))
    }

    fn answer(request: &Request<Message>) -> Option<PlatformEvent> {
        match request {
            Request::Permission | Request::BluetoothOn => Some(PlatformEvent::Radio(RadioState::Ready)),
            Request::PickKey | Request::PickCopy => Some(PlatformEvent::Picked {
                name: "copy.relatch".to_owned(),
                content: Hidden(BROUGHT.0.clone()),
            }),
            Request::Share(_) => Some(PlatformEvent::Shared(true)),
            Request::Identify { .. } => Some(PlatformEvent::Identified(true)),
            Request::ScanQr | Request::KeepAwake => None,
        }
    }

    fn choice(&mut self, stage: StageName, ids: &[&str]) -> String {
        let journeys: Vec<&str> = ids.iter().copied().filter(|id| id.starts_with("journey-")).collect();
        let id = match stage {
            StageName::Home if !journeys.is_empty() => *self.dice.pick(&journeys),
            StageName::Home if self.dice.one_in(2) => "begin-same-lock",
            StageName::Key | StageName::ReAdd if ids.contains(&"text") => "text",
            StageName::ReAdd if ids.contains(&"here") && self.lock_in_question().lock().state().owner.is_none() => {
                "here"
            }
            _ => *self.dice.pick(ids),
        };
        id.to_owned()
    }

    /// The lock that the journey on the screen puts everything onto.
    pub(crate) fn lock_in_question(&self) -> SharedLock {
        let engine = self.driver.as_ref().unwrap().engine();
        let facts = engine.shown().and_then(|id| engine.facts(id));
        let is_same = facts.is_none_or(|facts| facts.route == Route::SameLock);
        if is_same {
            self.phone.world.lock.clone()
        } else {
            self.phone.world.others[0].clone()
        }
    }

    fn typed(&mut self, screen: &Screen<Message>, field: &str, label: &Message) -> Option<String> {
        match field {
            "key" => {
                let is_first = screen.stage == StageName::Key;
                let lock = if is_first {
                    self.phone.world.lock.clone()
                } else {
                    self.lock_in_question()
                };
                self.phone.add_lock_in_own_app(&lock);
                Some(self.key_text(&lock))
            }
            "helper" => Some(Identity::generate().recipient().to_string()),
            "recovery" => Some(BROUGHT.1.clone()),
            "typed" => number(screen),
            _ => {
                let Some((_, Arg::Count(number))) = label.args.first() else {
                    panic!("{label:?}")
                };
                let groups = relatch::journey::stage::groups(self.phone.recovery.as_ref()?);
                groups.get(usize::try_from(*number).unwrap() - 1).cloned()
            }
        }
    }

    /// A key that the lock takes, if anybody has one.
    fn key_text(&self, lock: &SharedLock) -> String {
        let owner = lock.lock().state().owner.clone();
        let fits = |key: &&OwnerKey| owner.as_ref().is_some_and(|owner| owner.aes_key.0 == key.aes_key.0);
        let keys = owner_keys(&self.phone);
        let any = || {
            owner_keys(&self.phone)
                .into_iter()
                .find(|key| key.address == lock.lock().state().address)
        };
        let key = keys.iter().find(fits).cloned().or_else(any);
        key.map_or_else(String::new, |key| sdk::write(&key, &DeviceInfo::default()).to_string())
    }
}
