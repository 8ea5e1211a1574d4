//! The virtual lock, drawn in plain characters beside the screens: keypad, reader, bolt, light, and what it beeped last.

use super::draw::wrapped;
use super::{Hand, Move};
use relatch::journey::message::Message;
use relatch::model::Feature;
use relatch::virtual_lock::{Pressed, Typed, VirtualLock};
use relatch::words::Words;

/// From how many columns on the lock stands beside the screens.
pub(crate) const WIDE: usize = 110;
/// How wide the drawing and the words under it are.
const WIDTH: usize = 28;

/// What can be seen of a lock from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    keypad: bool,
    reader: bool,
    sensor: bool,
    unlocked: bool,
    light: Light,
    battery: u8,
    owned: bool,
    items: usize,
}

/// The light over the keypad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Light {
    /// Nobody touched the keypad.
    Off,
    /// Somebody touched it just now.
    On,
    /// It waits for an owner.
    Waiting,
    /// The lock sleeps.
    Asleep,
}

impl Glance {
    /// A look at a lock.
    pub(crate) fn at(lock: &mut VirtualLock) -> Self {
        lock.tick();
        let advert = lock.advert();
        let state = lock.state();
        let light = if !lock.is_awake() {
            Light::Asleep
        } else if advert.setting_mode {
            Light::Waiting
        } else if advert.touch {
            Light::On
        } else {
            Light::Off
        };
        Self {
            keypad: state.has(Feature::Passcodes),
            reader: state.has(Feature::Cards),
            sensor: state.has(Feature::Fingerprints),
            unlocked: state.unlocked,
            light,
            battery: state.battery,
            owned: state.owner.as_ref().is_some_and(|owner| owner.finished),
            items: state.codes.len() + state.cards.len(),
        }
    }

    /// What is heard while it becomes like `after`.
    pub(crate) fn heard(&self, after: &Self) -> Option<Beep> {
        match (self.owned, after.owned) {
            (true, false) => Some(Beep::Reset),
            (false, true) => Some(Beep::Added),
            _ if !self.unlocked && after.unlocked => Some(Beep::Opened),
            _ if after.items > self.items => Some(Beep::Stored),
            _ => None,
        }
    }
}

/// What a lock beeped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beep {
    /// The bolt opened.
    Opened,
    /// A wrong code, or one that may not open now.
    Wrong,
    /// It does nothing that it is asked for.
    Refused,
    /// It has forgotten everything.
    Reset,
    /// It has an owner.
    Added,
    /// It holds something more.
    Stored,
    /// Somebody touched it.
    Touched,
    /// It has new batteries.
    Started,
}

impl Beep {
    fn words(self) -> Message {
        match self {
            Self::Opened => say!("terminal-beep-opened"),
            Self::Wrong => say!("terminal-beep-wrong"),
            Self::Refused => say!("terminal-beep-refused"),
            Self::Reset => say!("terminal-beep-reset"),
            Self::Added => say!("terminal-beep-added"),
            Self::Stored => say!("terminal-beep-stored"),
            Self::Touched => say!("terminal-beep-touched"),
            Self::Started => say!("terminal-beep-started"),
        }
    }

    /// As a line of its own.
    pub(crate) fn line(self, words: &Words) -> String {
        format!("*  {}", words.say(&self.words()))
    }
}

/// Does with a hand what is done at the lock.
pub(crate) fn lend(lock: &mut VirtualLock, hand: &Hand) -> Beep {
    match hand {
        Hand::Touches => {
            lock.touch();
            Beep::Touched
        }
        Hand::Types(keys) => match lock.type_code(keys) {
            Typed::Opened => Beep::Opened,
            Typed::Wrong | Typed::Expired | Typed::NotYet | Typed::Used => Beep::Wrong,
            Typed::Frozen => Beep::Refused,
            Typed::Reset => Beep::Reset,
        },
        Hand::HoldsReset => match lock.press_reset() {
            Pressed::Disabled => Beep::Refused,
            Pressed::WaitsForSequence => match lock.type_code(relatch::virtual_lock::door::RESET_SEQUENCE) {
                Typed::Reset => Beep::Reset,
                _ => Beep::Refused,
            },
        },
        Hand::ChangesBatteries => {
            lock.change_batteries();
            Beep::Started
        }
    }
}

/// The lock, and under it what it shows, in words, and what can be done at it.
pub(crate) fn lines(glance: Glance, heard: Option<Beep>, words: &Words) -> Vec<String> {
    let mut lines = drawing(glance);
    let mut text = String::new();
    let mut add = |message: Message| wrapped(&mut text, "", &words.say(&message), WIDTH);
    add(if glance.unlocked {
        say!("terminal-bolt-open")
    } else {
        say!("terminal-bolt-shut")
    });
    add(match glance.light {
        Light::Off => say!("terminal-light-off"),
        Light::On => say!("terminal-light-on"),
        Light::Waiting => say!("terminal-light-waiting"),
        Light::Asleep => say!("terminal-light-asleep"),
    });
    add(say!("lock-battery", percent = glance.battery));
    if let Some(beep) = heard {
        add(beep.words());
    }
    lines.extend(text.lines().map(str::to_owned));
    lines
}

fn drawing(glance: Glance) -> Vec<String> {
    let light = match glance.light {
        Light::Off => "( )",
        Light::On => "(*)",
        Light::Waiting => "(+)",
        Light::Asleep => "(z)",
    };
    let mut lines = vec![".------------------.".to_owned(), inside(light), inside("")];
    if glance.keypad {
        for row in ["1   2   3", "4   5   6", "7   8   9", "*   0   #"] {
            lines.push(inside(row));
        }
        lines.push(inside(""));
    }
    if glance.reader {
        lines.push(inside("))) ((("));
    }
    if glance.sensor {
        lines.push(inside("(@)"));
    }
    lines.push(if glance.unlocked {
        "|            [====]|".to_owned()
    } else {
        "|            [====]|====]".to_owned()
    });
    lines.push("'------------------'".to_owned());
    lines
}

fn inside(what: &str) -> String {
    format!("|{what:^18}|")
}

/// A text with the lock to its right.
pub(crate) fn beside(text: &str, picture: &[String], width: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut together = String::new();
    for at in 0..lines.len().max(picture.len()) {
        let left = lines.get(at).copied().unwrap_or_default();
        let right = picture.get(at).map(String::as_str).unwrap_or_default();
        let gap = (width + 2).saturating_sub(console::measure_text_width(left));
        let line = format!("{left}{}{right}", " ".repeat(gap));
        together.push_str(line.trim_end());
        together.push('\n');
    }
    together
}

/// The hand that a key lends, where it is one.
pub(crate) fn hand(typed: &str) -> Option<Move> {
    let hand = match typed {
        "t" => Hand::Touches,
        "r" => Hand::HoldsReset,
        "n" => Hand::ChangesBatteries,
        other => Hand::Types(other.strip_prefix("k ")?.trim().to_owned()),
    };
    Some(Move::Door(hand))
}

#[cfg(test)]
mod tests {
    use super::*;
    use relatch::virtual_lock::{Model, Spec, VirtualClock};
    use std::sync::Arc;

    fn lock(model: Model) -> VirtualLock {
        let spec = Spec::empty(model, crate::time::lock_now());
        let mut lock = VirtualLock::new(&spec, Arc::new(VirtualClock::new(crate::time::utc_ms())));
        let _key = lock.pair();
        lock
    }

    #[test]
    fn the_drawing_is_plain_and_shows_what_the_model_has() {
        for (model, rows) in [(Model::Keypad, 10), (Model::Cards, 11), (Model::Full, 12)] {
            let drawn = drawing(Glance::at(&mut lock(model)));
            assert_eq!(drawn.len(), rows, "{drawn:#?}");
            assert!(drawn.iter().all(|line| line.is_ascii() && line.len() <= WIDTH));
        }
    }

    #[test]
    fn words_under_the_drawing_stay_beside_the_screens_in_every_language() {
        for language in Words::languages() {
            let words = Words::new(language);
            let mut lock = lock(Model::Full);
            for hand in [
                Hand::Touches,
                Hand::Types("1#".to_owned()),
                Hand::ChangesBatteries,
                Hand::HoldsReset,
            ] {
                let before = Glance::at(&mut lock);
                let beep = lend(&mut lock, &hand);
                let after = Glance::at(&mut lock);
                for line in lines(after, Some(beep), &words) {
                    assert!(console::measure_text_width(&line) <= WIDTH, "{language}: {line}");
                }
                assert_eq!(before.heard(&after).is_some(), hand == Hand::HoldsReset);
            }
        }
    }

    #[test]
    fn the_lock_stands_to_the_right_of_everything() {
        let drawn = beside("short\n\nlast\n", &["+--+".to_owned(), "|  |".to_owned()], 10);
        assert_eq!(drawn, "short       +--+\n            |  |\nlast\n");
    }
}
