//! Settings and passage times (protocol, commands 7). A setting whose feature bit is clear is not known: 1b.

use super::Answered;
use crate::model::settings::{AutoLock, PassageEntry, Sound, Switches};
use crate::model::{Feature, Raw};
use crate::protocol::LockError;
use crate::protocol::command::passage::{self, ManagePassage, PassageReply, PassageResult};
use crate::protocol::command::setting::{Access, AutoLockTime, Lamp, Setting, SettingReply, SoundSwitch, SwitchField};
use crate::protocol::command::{Body as _, Command as _};
use crate::virtual_lock::VirtualLock;
use crate::virtual_lock::fault::Fault;
use crate::virtual_lock::quirks::Quirk;
use crate::virtual_lock::state::SettingValues;

/// How many passage times fit: their sequence numbers are one byte, of which the last means the end.
const PASSAGE_CAPACITY: usize = 200;
/// How many entries fit one page.
const PASSAGE_PAGE: usize = 15;
/// Auto-lock seconds that leave the time as it is.
const LEAVE: u16 = 0xffff;

impl VirtualLock {
    fn offers(&self, feature: Feature) -> Result<(), LockError> {
        if self.state.has(feature) {
            Ok(())
        } else {
            Err(LockError::UnknownCommand)
        }
    }

    /// A setting of one byte, at most `most`.
    pub(super) fn byte_setting<S: Setting<Value = u8>>(
        &mut self,
        request: &Access<S>,
        feature: Feature,
        field: impl FnOnce(&mut SettingValues) -> &mut u8,
        most: u8,
    ) -> Answered {
        self.offers(feature)?;
        let battery = self.state.battery;
        match request {
            Access::Read => {
                let mut values = self.state.settings.clone();
                let value = *field(&mut values);
                Ok(SettingReply::<S>::read(battery, value).encode())
            }
            Access::Write(value) if *value > most => Err(LockError::Parameter),
            Access::Write(value) => {
                *field(&mut self.change().settings) = *value;
                Ok(SettingReply::<S>::written(battery).encode())
            }
        }
    }

    /// 36.
    pub(super) fn auto_lock(&mut self, request: &Access<AutoLockTime>) -> Answered {
        self.offers(Feature::AutoLock)?;
        let battery = self.state.battery;
        let sensor = self.state.has(Feature::DoorSensor);
        let settings = &mut self.state.settings;
        let (min, max) = (settings.auto_lock_min, settings.auto_lock_max);
        match request {
            Access::Read => {
                let rest = sensor.then_some(vec![settings.sensor_locks]).unwrap_or_default();
                let value = AutoLock {
                    seconds: settings.auto_lock,
                    min,
                    max,
                    rest: rest.into(),
                };
                Ok(SettingReply::<AutoLockTime>::read(battery, value).encode())
            }
            Access::Write(AutoLock { seconds, rest, .. }) => {
                match *seconds {
                    LEAVE => {}
                    0 => settings.auto_lock = 0,
                    seconds if (min..=max).contains(&seconds) => settings.auto_lock = seconds,
                    _ => return Err(LockError::Parameter),
                }
                if let (true, Some(locks)) = (sensor, rest.as_slice().first()) {
                    settings.sensor_locks = *locks;
                }
                self.changed = true;
                Ok(SettingReply::<AutoLockTime>::written(battery).encode())
            }
        }
    }

    /// 62.
    pub(super) fn sound(&mut self, request: &Access<SoundSwitch>) -> Answered {
        self.offers(Feature::Sound)?;
        let pairing = self.state.owner.as_ref().is_none_or(|owner| !owner.finished);
        let battery = self.state.battery;
        let volume = self.state.has(Feature::Volume);
        match request {
            Access::Read if pairing && self.state.is(Quirk::SoundFailsInPairing) => Err(LockError::Undefined),
            Access::Read => {
                let settings = &self.state.settings;
                let value = Sound {
                    on: settings.sound,
                    volume: volume.then_some(settings.volume),
                    language: volume.then_some(settings.language),
                    rest: Raw::default(),
                };
                Ok(SettingReply::<SoundSwitch>::read(battery, value).encode())
            }
            Access::Write(Sound { on, .. }) if *on > 1 => Err(LockError::Parameter),
            Access::Write(Sound { volume: Some(6..), .. }) => Err(LockError::Parameter),
            Access::Write(sound) => {
                let settings = &mut self.change().settings;
                settings.sound = sound.on;
                if let Some(level) = sound.volume.filter(|level| volume && *level > 0) {
                    settings.volume = level;
                }
                if let Some(language) = sound.language.filter(|language| volume && *language > 0) {
                    settings.language = language;
                }
                Ok(SettingReply::<SoundSwitch>::written(battery).encode())
            }
        }
    }

    /// 67.
    pub(super) fn lamp(&mut self, request: &Access<Lamp>) -> Answered {
        self.offers(Feature::Lamp)?;
        let battery = self.state.battery;
        match request {
            Access::Read => Ok(SettingReply::<Lamp>::read(battery, self.state.settings.lamp).encode()),
            Access::Write(seconds) => {
                self.change().settings.lamp = *seconds;
                Ok(SettingReply::<Lamp>::written(battery).encode())
            }
        }
    }

    /// 68. A write names the switches that it changes; one client writes a single switch with 0 or 1.
    pub(super) fn switches(&mut self, request: &Access<SwitchField>) -> Answered {
        let Switches { items, values } = self.state.settings.switches;
        if items == 0 {
            return Err(LockError::UnknownCommand);
        }
        let pairing = self.state.owner.as_ref().is_none_or(|owner| !owner.finished);
        let battery = self.state.battery;
        match request {
            Access::Read if pairing && self.state.is(Quirk::SwitchesFailInPairing) => Err(LockError::Undefined),
            Access::Read => Ok(SettingReply::<SwitchField>::read(battery, Switches { items, values }).encode()),
            Access::Write(asked) => {
                let on = if asked.items.is_power_of_two() && asked.values == 1 {
                    asked.items
                } else {
                    asked.values
                };
                let changed = asked.items & items;
                self.change().settings.switches.values = values & !changed | on & changed;
                Ok(SettingReply::<SwitchField>::written(battery).encode())
            }
        }
    }

    /// 66.
    pub(super) fn manage_passage(&mut self, request: &ManagePassage) -> Answered {
        self.offers(Feature::Passage)?;
        let operation = request.operation().unwrap_or_default();
        let mut result = PassageResult::Done {
            operation,
            tail: Raw::default(),
        };
        match request {
            ManagePassage::List { sequence } => result = self.list_passage(*sequence),
            ManagePassage::Add(entry) => {
                if !is_entry(entry) {
                    return Err(LockError::Parameter);
                }
                if !self.state.passage.contains(entry) {
                    let full = self.state.passage.len() >= PASSAGE_CAPACITY;
                    if full || self.state.faults.goes_on(Fault::Full) {
                        return Err(LockError::Full);
                    }
                    self.change().passage.push(*entry);
                }
            }
            ManagePassage::Delete(entry) => {
                let at = self.state.passage.iter().position(|other| other == entry);
                self.change().passage.remove(at.ok_or(LockError::RecordMissing)?);
            }
            ManagePassage::ClearAll => self.change().passage.clear(),
        }
        Ok(PassageReply {
            battery: self.state.battery,
            result,
        }
        .encode())
    }

    fn list_passage(&self, sequence: u8) -> PassageResult {
        let most = if self.state.is(Quirk::ManyPassagePages) {
            PASSAGE_PAGE
        } else {
            1
        };
        let start = usize::from(sequence);
        let entries: Vec<PassageEntry> = self.state.passage.iter().skip(start).take(most).copied().collect();
        let end = start + entries.len();
        let next = if end < self.state.passage.len() {
            u8::try_from(end).unwrap_or(passage::LAST)
        } else if self.state.faults.goes_on(Fault::EndlessList) {
            sequence.max(1)
        } else {
            passage::LAST
        };
        PassageResult::Page {
            next,
            entries,
            odd: Raw::default(),
        }
    }
}

fn is_entry(entry: &PassageEntry) -> bool {
    let days = match entry.kind {
        1 => 0..=7,
        2 => 1..=31,
        _ => return false,
    };
    let is_time = |[hour, minute]: [u8; 2]| hour <= 24 && minute <= 59;
    days.contains(&entry.day) && is_time(entry.start) && is_time(entry.end)
}
