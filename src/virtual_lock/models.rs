//! The three models, and what a new lock of each holds.

use super::fault::Faults;
use super::named::named;
use super::state::{Capacity, Card, Code, Finger, Log, Seeds, SettingValues, State};
use crate::model::settings::{PassageEntry, Switches};
use crate::model::{
    Address, CardNumber, CardRecord, CodeText, DeviceInfo, Digits, Feature, Features, FingerprintNumber,
    FingerprintRecord, LockMinute, LockSecond, LockVersion, PasscodeKind, PasscodeRecord, Raw, Until, Validity,
};
use crate::protocol::advert;
use crate::random::{Random as _, SeededRandom};
use std::collections::BTreeSet;

named! {
    /// A model of virtual lock.
    Model {
        Keypad = "keypad", "A keypad and nothing else.";
        Cards = "cards", "A keypad and a card reader.";
        Full = "full", "Everything: fingerprints, cards of 8 bytes, cyclic codes, passage mode, all settings, seeds.";
    }
}

/// What a new lock is to be. The same values make the same lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Which model.
    pub model: Model,
    /// How many codes it holds.
    pub codes: u16,
    /// How many cards; ignored where there is no reader.
    pub cards: u16,
    /// How many fingerprints; ignored where there is no sensor.
    pub fingerprints: u16,
    /// Where its random numbers start.
    pub seed: u64,
    /// Its address; drawn from the seed where none is given.
    pub address: Option<Address>,
    /// How much fits, where the model's own capacity is not wanted.
    pub capacity: Option<Capacity>,
    /// Feature bit 9, showing a typed code. The JavaScript SDK cannot pair a lock that has it (protocol, quirks 1).
    pub show_passcode: bool,
    /// Feature bit 21: it does not advertise always, only for a while after a touch.
    pub sleeps: bool,
    /// What the lock's clock says now. The validities of what it holds depend on the year alone.
    pub now: LockSecond,
}

impl Spec {
    /// A lock of `model` with nothing in it.
    pub fn empty(model: Model, now: LockSecond) -> Self {
        Self {
            model,
            codes: 0,
            cards: 0,
            fingerprints: 0,
            seed: 1,
            address: None,
            capacity: None,
            show_passcode: false,
            sleeps: false,
            now,
        }
    }
}

/// What a model can do, beside what [`Spec`] adds.
fn features(model: Model) -> Vec<Feature> {
    use Feature as F;
    let mut features = vec![
        F::Passcodes,
        F::AutoLock,
        F::CustomPasscodes,
        F::GatewayUnlock,
        F::RemoteUnlock,
        F::Sound,
        F::ReadAdminPasscode,
        F::ResetButton,
    ];
    if model != Model::Keypad {
        features.extend([F::Cards, F::Passage, F::TamperAlert]);
    }
    if model == Model::Full {
        features.extend([
            F::Fingerprints,
            F::Freeze,
            F::CyclicPasscodes,
            F::DoorSensor,
            F::Lamp,
            F::PrivacyLock,
            F::CyclicCards,
            F::UnlockDirection,
            F::CyclicRecover,
            F::Volume,
            F::PassageOpens,
            F::Sensitivity,
        ]);
    }
    features
}

impl SettingValues {
    /// What a lock with these features is set to when it leaves the factory, and after a reset.
    pub(super) fn factory(features: &Features) -> Self {
        let switches = [
            (Feature::TamperAlert, Switches::TAMPER_ALERT),
            (Feature::ResetButton, Switches::RESET_BUTTON),
            (Feature::PrivacyLock, Switches::PRIVACY_LOCK),
            (Feature::UnlockDirection, Switches::UNLOCK_DIRECTION),
            (Feature::PassageOpens, Switches::PASSAGE_OPENS),
        ];
        let has = switches.into_iter().filter(|(feature, _)| features.has(*feature));
        Self {
            auto_lock: 5,
            auto_lock_min: 5,
            auto_lock_max: 900,
            sensor_locks: 0,
            sound: 1,
            volume: 3,
            language: 1,
            remote_unlock: 1,
            show_passcode: 1,
            lamp: 0,
            freeze: 0,
            sensitivity: 2,
            switches: Switches {
                items: has.fold(0, |items, (_, bit)| items | bit),
                values: Switches::RESET_BUTTON,
            },
        }
    }
}

/// The name that a lock of a model advertises by default.
pub(super) fn default_name(model: Model, address: Address) -> Raw {
    Raw(advert::default_name(model_text(model), address).into_bytes())
}

fn model_text(model: Model) -> &'static str {
    match model {
        Model::Keypad => "VIRT1",
        Model::Cards => "VIRT2",
        Model::Full => "VIRT3",
    }
}

fn version(model: Model) -> LockVersion {
    let (scene, group, org) = match model {
        Model::Keypad => (1, 1, 1),
        Model::Cards => (2, 10, 34),
        Model::Full => (3, 15, 1),
    };
    LockVersion {
        protocol_type: 5,
        protocol_version: 3,
        scene,
        group,
        org,
    }
}

/// A new lock's memory, the world's time being `utc_ms`.
pub(super) fn make(spec: &Spec, utc_ms: i64) -> State {
    let mut dice = Dice::new(spec.seed);
    let [_, b, c, d, e, f, ..] = dice.bytes::<8>();
    let address = spec.address.unwrap_or(Address([0xd4, b, c, d, e, f]));
    let mut has = features(spec.model);
    has.extend(spec.show_passcode.then_some(Feature::ShowPasscode));
    has.extend(spec.sleeps.then_some(Feature::RareAdvertising));
    let features = Features::from_bits(has.into_iter().map(Feature::bit));
    let room = |count: u16, usual: u16| usual.max(count.saturating_add(10));
    let capacity = spec.capacity.unwrap_or(Capacity {
        codes: room(spec.codes, 250),
        cards: room(spec.cards, 250),
        fingerprints: room(spec.fingerprints, 100),
    });
    let year = years(spec.now);
    let mut state = State {
        address,
        model: spec.model,
        name: default_name(spec.model, address),
        version: version(spec.model),
        device: DeviceInfo {
            model: Some(model_text(spec.model).to_owned()),
            hardware: Some("1.2".to_owned()),
            firmware: Some("6.0.6".to_owned()),
            manufactured: Some("20250214".to_owned()),
        },
        battery: 60 + u8::try_from(dice.below(40)).unwrap_or_default(),
        clock_offset_s: offset_s(spec.now, utc_ms),
        owner: None,
        admin_passcode: None,
        delete_passcode: Raw::default(),
        codes: Vec::new(),
        odd_codes: Vec::new(),
        unused_codes: Vec::new(),
        cards: Vec::new(),
        fingerprints: Vec::new(),
        templates: BTreeSet::new(),
        settings: SettingValues::factory(&features),
        passage: Vec::new(),
        seeds: dice.seeds(2_000 + u16::from(year.now)),
        last_mass_deletion: None,
        log: Log::default(),
        capacity,
        unlocked: false,
        locks_at_ms: None,
        touched_until_ms: 0,
        awake_until_ms: 0,
        asleep: false,
        held_until_ms: 0,
        reset_armed_until_ms: None,
        quirks: BTreeSet::new(),
        faults: Faults::default(),
        random: u64::from_be_bytes(dice.bytes()),
        features,
    };
    state.codes = codes(&mut dice, spec, year);
    if state.has(Feature::Cards) {
        state.cards = cards(&mut dice, spec, year);
    }
    if state.has(Feature::Fingerprints) {
        state.fingerprints = fingerprints(&mut dice, spec, year);
        state.templates = state.fingerprints.iter().map(|finger| finger.record.number).collect();
    }
    if spec.codes > 0 {
        live_in(&mut state, &mut dice, year);
    }
    state
}

/// A lock's local time minus UTC, in whole seconds, rounded up because the local time was cut off to its second.
fn offset_s(now: LockSecond, utc_ms: i64) -> i64 {
    let Some(local) = now.civil() else { return 0 };
    let local_s = local
        .duration_since(jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0))
        .as_secs();
    local_s.saturating_sub(utc_ms.div_euclid(1_000))
}

/// Somebody lives here: settings that are not the factory's, and a log.
fn live_in(state: &mut State, dice: &mut Dice, year: Years) {
    let choose = |dice: &mut Dice, choices: &[u16]| {
        let index = dice.below(u32::try_from(choices.len()).unwrap_or(1));
        let chosen = usize::try_from(index).ok().and_then(|index| choices.get(index));
        chosen.copied().unwrap_or_default()
    };
    let bounded = |value: u16| u8::try_from(value).unwrap_or_default();
    let full = state.model == Model::Full;
    let settings = &mut state.settings;
    settings.auto_lock = choose(dice, &[10, 15, 30, 120]);
    settings.sound = bounded(choose(dice, &[0, 1]));
    settings.remote_unlock = bounded(choose(dice, &[0, 1]));
    settings.switches.values |= settings.switches.items & Switches::TAMPER_ALERT;
    if full {
        settings.volume = bounded(choose(dice, &[1, 2, 4, 5]));
        settings.language = 2;
        settings.lamp = choose(dice, &[5, 10, 20]);
        settings.sensitivity = bounded(choose(dice, &[1, 3]));
        settings.sensor_locks = 1;
        settings.switches.values |= Switches::UNLOCK_DIRECTION;
    }
    if state.has(Feature::Passage) {
        let weekly = |day, start, end| PassageEntry {
            kind: 1,
            day,
            month: 0,
            start,
            end,
        };
        state.passage = vec![weekly(1, [8, 30], [12, 0]), weekly(3, [14, 0], [18, 15])];
        if full {
            state.passage.push(PassageEntry {
                kind: 2,
                day: 24,
                month: 12,
                start: [9, 0],
                end: [13, 0],
            });
        }
    }
    let openings: Vec<Vec<u8>> = state
        .codes
        .iter()
        .take(6)
        .map(|code| {
            let digits = &code.record.current.0;
            let length = u8::try_from(digits.len()).unwrap_or_default();
            [&[length], digits.as_slice()].concat()
        })
        .collect();
    for (day, tail) in (1..).zip(openings) {
        state.record(4, 0, &tail);
        if let Some(record) = state.log.records.back_mut() {
            record.time = LockSecond([year.last, 11, day, 7, 40, day]);
        }
    }
    state.log.unread_from = state.log.next;
}

/// The years around now, as the lock's bytes.
#[derive(Clone, Copy)]
struct Years {
    before: u8,
    last: u8,
    now: u8,
    next: u8,
}

fn years(LockSecond([now, ..]): LockSecond) -> Years {
    Years {
        before: now.saturating_sub(3),
        last: now.saturating_sub(1),
        now,
        next: now.saturating_add(1),
    }
}

impl Years {
    fn open(self) -> Validity {
        let Self { last, next, .. } = self;
        Validity {
            start: LockMinute([last, 3, 1, 8, 0]),
            end: LockMinute([next.saturating_add(1), 6, 30, 20, 0]),
        }
    }

    fn over(self) -> Validity {
        let Self { before, last, .. } = self;
        Validity {
            start: LockMinute([before, 5, 1, 10, 0]),
            end: LockMinute([last, 5, 8, 11, 0]),
        }
    }

    fn not_yet(self) -> Validity {
        let Self { next, .. } = self;
        Validity {
            start: LockMinute([next, 2, 1, 12, 0]),
            end: LockMinute([next.saturating_add(1), 2, 8, 12, 0]),
        }
    }

    /// Mostly usable, some over, some not yet begun.
    fn of(self, index: u16) -> Validity {
        match index % 10 {
            0 | 3 | 6 | 8 => Validity::ALWAYS,
            4 => self.over(),
            5 => self.not_yet(),
            _ => self.open(),
        }
    }
}

fn codes(dice: &mut Dice, spec: &Spec, year: Years) -> Vec<Code> {
    let mut taken = BTreeSet::new();
    let mut codes = Vec::new();
    for index in 0..spec.codes {
        // Short codes would run out on a lock with thousands.
        let length = if index < 3_000 { 4 + index % 6 } else { 7 + index % 3 };
        let mut fresh = |dice: &mut Dice, length| loop {
            let digits = dice.digits(length);
            if taken.insert(digits.clone()) {
                return CodeText(digits);
            }
        };
        let current = fresh(dice, length);
        let original = if index % 10 == 8 {
            fresh(dice, 6)
        } else {
            current.clone()
        };
        let last = index + 1 == spec.codes;
        let kind = match index % 10 {
            _ if last && index > 1 => PasscodeKind::Count,
            0 | 2 | 8 => PasscodeKind::Permanent,
            7 if spec.model == Model::Full => PasscodeKind::Cyclic,
            7 => PasscodeKind::Permanent,
            _ => PasscodeKind::Period,
        };
        let validity = if kind == PasscodeKind::Count {
            year.open()
        } else {
            year.of(index)
        };
        let Validity { start, end } = validity;
        let until = match kind {
            PasscodeKind::Permanent => Until::Open,
            PasscodeKind::Count | PasscodeKind::Period => Until::End(end),
            PasscodeKind::Cyclic => Until::Cycle(0x0100 | (index / 10 % 7 + 1)),
        };
        codes.push(Code {
            record: PasscodeRecord {
                kind,
                current,
                original,
                start,
                until,
                tail: Raw::default(),
            },
            uses_left: (kind == PasscodeKind::Count).then_some(0),
        });
    }
    codes
}

fn cards(dice: &mut Dice, spec: &Spec, year: Years) -> Vec<Card> {
    let mut taken = BTreeSet::new();
    let mut cards = Vec::new();
    while cards.len() < usize::from(spec.cards) {
        let index = u16::try_from(cards.len()).unwrap_or(u16::MAX);
        let number = if spec.model == Model::Full && index % 3 == 2 {
            // The first byte keeps the number above 2^32, so that its decimal text has the same width again.
            CardNumber::eight([
                0xe0 | dice.byte(),
                dice.byte(),
                4,
                dice.byte(),
                1,
                dice.byte(),
                2,
                dice.byte(),
            ])
        } else {
            CardNumber::four(dice.bytes())
        };
        if taken.insert(number.clone()) && taken.insert(number.reversed()) {
            cards.push(Card {
                record: CardRecord {
                    number,
                    validity: year.of(index),
                },
                schedule: Vec::new(),
            });
        }
    }
    cards
}

fn fingerprints(dice: &mut Dice, spec: &Spec, year: Years) -> Vec<Finger> {
    let fingers = (0..spec.fingerprints).map(|index| {
        let [high, low] = index.to_be_bytes();
        Finger {
            record: FingerprintRecord {
                number: FingerprintNumber([0, dice.byte(), dice.byte(), dice.byte(), high, low]),
                validity: year.of(index),
            },
            schedule: Vec::new(),
        }
    });
    fingers.collect()
}

/// A seeded generator, whose draws never fail.
pub(super) struct Dice(SeededRandom);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(SeededRandom::new(seed))
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        let _ = self.0.fill(&mut bytes);
        bytes
    }

    fn byte(&mut self) -> u8 {
        let [byte] = self.bytes();
        byte
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        self.0.below(bound).unwrap_or_default()
    }

    pub(super) fn digits(&mut self, length: u16) -> Vec<u8> {
        let digit = |dice: &mut Self| b'0' + u8::try_from(dice.below(10)).unwrap_or_default();
        (0..length).map(|_| digit(self)).collect()
    }

    pub(super) fn passcode(&mut self, length: u16) -> Option<Digits> {
        CodeText(self.digits(length)).digits()
    }

    pub(super) fn seeds(&mut self, first_year: u16) -> Seeds {
        let value = |dice: &mut Self| {
            let mut digits: Vec<u64> = (0..10).collect();
            let mut secret = 0;
            while !digits.is_empty() {
                let index = dice.below(u32::try_from(digits.len()).unwrap_or(1));
                secret = secret * 10 + digits.swap_remove(usize::try_from(index).unwrap_or_default());
            }
            (u16::try_from(dice.below(1_071)).unwrap_or_default(), secret)
        };
        Seeds {
            first_year,
            values: (0..10).map(|_| value(self)).collect(),
        }
    }
}
