//! What a person does at the door.

use super::VirtualLock;
use super::serve::{Waiting, prefixed};
use super::state::{Code, Weekly};
use crate::model::settings::PassageEntry;
use crate::model::{CardNumber, CodeText, LockMinute, PasscodeKind, PasscodeRecord, Until, Validity};
use crate::protocol::command::Body as _;
use std::time::Duration;

/// What ends a reset by hand, typed after the button was held.
pub const RESET_SEQUENCE: &str = "000#";
/// How long the lock waits for [`RESET_SEQUENCE`].
const RESET_PATIENCE: Duration = Duration::from_secs(30);
/// Percent that new batteries have.
const FULL_BATTERY: u8 = 100;

/// What a typed code did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The bolt opened.
    Opened,
    /// No code has these digits.
    Wrong,
    /// It is not valid any more.
    Expired,
    /// It is not valid yet.
    NotYet,
    /// It opened as often as it may.
    Used,
    /// The lock is frozen.
    Frozen,
    /// It ended a reset by hand: the lock has forgotten everything.
    Reset,
}

/// What a presented card or finger did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presented {
    /// The bolt opened.
    Opened,
    /// The lock knows it, and it may not open now.
    Refused,
    /// The lock does not know it.
    Unknown,
    /// The lock waited for it and knows it now.
    Learned,
}

/// What the reset button did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The button is switched off (68, bit 02).
    Disabled,
    /// The lock waits for [`RESET_SEQUENCE`] on its keypad.
    WaitsForSequence,
}

impl VirtualLock {
    /// Somebody touches the keypad.
    pub fn touch(&mut self) {
        self.tick();
        self.wake();
    }

    /// Somebody types a code, or [`RESET_SEQUENCE`].
    pub fn type_code(&mut self, text: &str) -> Typed {
        self.touch();
        let now_ms = self.now_ms();
        let armed_until = self.change().reset_armed_until_ms.take();
        if text == RESET_SEQUENCE && armed_until.is_some_and(|until_ms| now_ms <= until_ms) {
            self.state_mut().erase();
            self.disconnect();
            return Typed::Reset;
        }
        let digits = CodeText(text.trim_end_matches('#').as_bytes().to_vec());
        let typed = self.try_code(&digits);
        let kind = match typed {
            Typed::Opened => 4,
            Typed::Expired | Typed::Used => 11,
            _ => 7,
        };
        self.note(kind, &prefixed(&digits));
        if typed == Typed::Opened {
            self.open_bolt();
        }
        let state = self.bolt_state().encode();
        self.push(0x14, state);
        typed
    }

    fn try_code(&mut self, digits: &CodeText) -> Typed {
        if self.state.settings.freeze != 0 {
            return Typed::Frozen;
        }
        if self.state.admin_passcode.as_ref().map(CodeText::from).as_ref() == Some(digits) {
            return Typed::Opened;
        }
        let now = self.local_minute();
        let unused = self.state.unused_codes.iter().position(|code| code.current == *digits);
        if let Some(at) = unused {
            return self.first_use(at, now);
        }
        let at = self.code_at(digits);
        let Some(code) = at.and_then(|at| self.change().codes.get_mut(at)) else {
            return Typed::Wrong;
        };
        match is_open(code.record.validity(), now) {
            Typed::Opened => use_up(code),
            other => other,
        }
    }

    /// The first use of a generated code puts it into the list.
    fn first_use(&mut self, at: usize, now: LockMinute) -> Typed {
        let state = self.state_mut();
        let valid = state.unused_codes.get(at).map(PasscodeRecord::validity);
        let opened = valid.map_or(Typed::Wrong, |validity| is_open(validity, now));
        if opened != Typed::Opened {
            return opened;
        }
        let record = state.unused_codes.remove(at);
        let uses_left = (record.kind == PasscodeKind::Count).then_some(0);
        state.codes.push(Code { record, uses_left });
        Typed::Opened
    }

    /// Somebody holds a card or fob to the reader.
    pub fn present_card(&mut self, number: &CardNumber) -> Presented {
        self.touch();
        let now_ms = self.now_ms();
        let waiting = self.session.as_mut().and_then(|session| session.waiting.take());
        if matches!(waiting, Some(Waiting::Card { until_ms }) if now_ms <= until_ms) {
            return match self.learn_card(number) {
                Ok(()) => Presented::Learned,
                Err(_) => Presented::Refused,
            };
        }
        let now = self.local_minute();
        let at = self.card_at(number);
        let Some(card) = at.and_then(|at| self.state.cards.get(at)) else {
            return Presented::Unknown;
        };
        let opens = is_open(card.record.validity, now) == Typed::Opened && fits(&card.schedule, now);
        self.open_if(opens, 17, 25, number.as_bytes())
    }

    /// Somebody holds a finger on the sensor: the `index`-th of the list, or a new one while the lock enrols.
    pub fn present_finger(&mut self, index: usize) -> Presented {
        self.touch();
        let now_ms = self.now_ms();
        let waiting = self.session.as_mut().and_then(|session| session.waiting.take());
        if matches!(waiting, Some(Waiting::Finger { until_ms }) if now_ms <= until_ms) {
            return match self.learn_finger() {
                Ok(()) => Presented::Learned,
                Err(_) => Presented::Refused,
            };
        }
        let now = self.local_minute();
        let Some(finger) = self.state.fingerprints.get(index) else {
            return Presented::Unknown;
        };
        let number = finger.record.number;
        let opens = is_open(finger.record.validity, now) == Typed::Opened && fits(&finger.schedule, now);
        self.open_if(opens, 20, 22, &number.0)
    }

    fn open_if(&mut self, opens: bool, opened: u8, refused: u8, tail: &[u8]) -> Presented {
        let opens = opens && self.state.settings.freeze == 0;
        self.note(if opens { opened } else { refused }, tail);
        if opens {
            self.open_bolt();
        }
        let state = self.bolt_state().encode();
        self.push(0x14, state);
        if opens { Presented::Opened } else { Presented::Refused }
    }

    /// Somebody opens the battery side and holds the reset button. The keypad then wants [`RESET_SEQUENCE`].
    pub fn press_reset(&mut self) -> Pressed {
        self.touch();
        if !self.state.settings.switches.reset_button_works() {
            return Pressed::Disabled;
        }
        let until = self.after(RESET_PATIENCE);
        self.change().reset_armed_until_ms = Some(until);
        Pressed::WaitsForSequence
    }

    /// Somebody puts in new batteries. The lock starts anew, awake.
    pub fn change_batteries(&mut self) {
        self.change().battery = FULL_BATTERY;
        self.touch();
    }

    /// Whether a passage time keeps the door open now.
    pub(super) fn is_passage_time(&self) -> bool {
        let now = self.local_minute();
        self.state.passage.iter().any(|entry| covers(entry, now))
    }
}

/// Whether a validity lets in at `now`.
fn is_open(validity: Validity, now: LockMinute) -> Typed {
    if validity.is_over(now) {
        Typed::Expired
    } else if validity.is_future(now) {
        Typed::NotYet
    } else {
        Typed::Opened
    }
}

/// A code that counts opens as often as it has uses left. A cycle is opaque, so a cyclic code opens from its start on.
fn use_up(code: &mut Code) -> Typed {
    match (&code.record.until, &mut code.uses_left) {
        (Until::End(_) | Until::Open | Until::Cycle(_), None) => Typed::Opened,
        (_, Some(0)) => Typed::Used,
        (_, Some(left)) => {
            *left -= 1;
            Typed::Opened
        }
    }
}

/// Whether a weekly schedule lets in at `now`; without one it always does.
fn fits(schedule: &[Weekly], now: LockMinute) -> bool {
    let LockMinute([_, _, _, hour, minute]) = now;
    let today = weekday(now);
    let lets_in = |day: &Weekly| Some(day.day) == today && within(day.start, day.end, [hour, minute]);
    schedule.is_empty() || schedule.iter().any(lets_in)
}

fn covers(entry: &PassageEntry, now: LockMinute) -> bool {
    let LockMinute([_, month, day, hour, minute]) = now;
    let today = match entry.kind {
        1 => entry.day == 0 || Some(entry.day) == weekday(now),
        _ => entry.day == day && (entry.month == 0 || entry.month == month),
    };
    let all_day = entry.start == [0, 0] && entry.end == [0, 0];
    today && (all_day || within(entry.start, entry.end, [hour, minute]))
}

fn within(start: [u8; 2], end: [u8; 2], now: [u8; 2]) -> bool {
    (start..=end).contains(&now)
}

/// 1 to 7 for Monday to Sunday.
fn weekday(minute: LockMinute) -> Option<u8> {
    let day = minute.civil()?.weekday().to_monday_one_offset();
    u8::try_from(day).ok()
}
