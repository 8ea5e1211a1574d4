//! Reading everything that a backup keeps (protocol, flows 5).

use super::contact::{Contact, ContactError};
use super::progress::{Progress, Report, Work};
use crate::model::contents::CurrentSeed;
use crate::model::{
    CardRecord, CodeText, Contents, DeviceInfo, Digits, EndMark, Feature, Features, FingerprintRecord, ListedPasscode,
    Listing, LockSecond, LogRecord, Raw, Reading, Settings,
};
use crate::protocol::LockError;
use crate::protocol::command::Body;
use crate::protocol::command::admin_passcode::ReadAdminPasscode;
use crate::protocol::command::card::{CardReply, CardResult, ManageCard};
use crate::protocol::command::clock::ReadClock;
use crate::protocol::command::features::{InfoKind, ReadFeatures, ReadInfo};
use crate::protocol::command::fingerprint::{FingerprintReply, FingerprintResult, ManageFingerprint};
use crate::protocol::command::log::{LogEntry, LogPage, ReadLog, UNREAD};
use crate::protocol::command::passage::{self, ManagePassage, PassageReply, PassageResult};
use crate::protocol::command::passcode::{ListPasscodes, PasscodePage};
use crate::protocol::command::seeds::{ReadSeed, SeedReply};
use crate::protocol::command::setting::{
    Access, AutoLockTime, Freeze, Lamp, RemoteUnlock, Sensitivity, Setting, SettingReply, ShowPasscode, SoundSwitch,
    SwitchField,
};
use crate::protocol::pager::{Next, Pager};

/// What a reading includes beside codes, cards and the owner's passcode. What is left out stands in the result as not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// The settings and the fingerprints.
    pub rest: bool,
    /// The lock's clock.
    pub clock: bool,
    /// What the lock is: its device information.
    pub device: bool,
    /// This year's seed of generated codes.
    pub seed: bool,
    /// The whole operation log, which can take long.
    pub log: bool,
}

impl ReadOptions {
    /// For throw-away items: the codes and cards that they must not be, and the clock by which they are timed.
    pub const FOR_REHEARSAL: Self = Self {
        rest: false,
        clock: true,
        device: false,
        seed: false,
        log: false,
    };
    /// For a restore and for comparing afterwards: everything that can be restored or compared. The clock is set by its own step.
    pub const FOR_RESTORE: Self = Self {
        rest: true,
        clock: false,
        ..Self::FOR_REHEARSAL
    };
    /// For the proof before a reset: what stands in a saved copy and does not change by itself, and the clock for the rehearsal.
    pub const FOR_PROOF: Self = Self {
        clock: true,
        device: true,
        ..Self::FOR_RESTORE
    };
    /// For a saved copy: everything but the log.
    pub const FOR_COPY: Self = Self {
        seed: true,
        ..Self::FOR_PROOF
    };
}

impl Contact<'_> {
    /// Reads everything once.
    pub async fn read_contents(
        &mut self,
        options: ReadOptions,
        progress: &mut dyn Progress,
    ) -> Result<Contents, ContactError> {
        self.log_in(progress).await?;
        let features = self.read_features().await?;
        let device = match options.device {
            true => self.read_device_info().await?,
            false => DeviceInfo::default(),
        };
        let clock = match options.clock {
            true => self.read_clock(&features).await?,
            false => Reading::NotOffered,
        };
        let seed = match options.seed {
            true => self.read_seed().await?,
            false => Reading::NotOffered,
        };
        let known = Known {
            features,
            device,
            clock,
            seed,
            admin_passcode: None,
        };
        self.read_items(known, options, progress).await
    }

    /// Reads the items again, the way `first` was read; the log is not. What the lock is, and its seed, are taken from `first`; the
    /// owner's passcode, too, where only codes and cards count.
    pub async fn read_again(
        &mut self,
        first: &Contents,
        options: ReadOptions,
        progress: &mut dyn Progress,
    ) -> Result<Contents, ContactError> {
        let known = Known {
            features: first.features.clone(),
            device: first.device.clone(),
            clock: first.clock.clone(),
            seed: first.seed.clone(),
            admin_passcode: (!options.rest).then(|| first.admin_passcode.clone()),
        };
        self.read_items(known, ReadOptions { log: false, ..options }, progress)
            .await
    }

    async fn read_items(
        &mut self,
        known: Known,
        options: ReadOptions,
        progress: &mut dyn Progress,
    ) -> Result<Contents, ContactError> {
        let Known {
            features,
            device,
            clock,
            seed,
            admin_passcode,
        } = known;
        let passcodes = if features.has(Feature::Passcodes) {
            self.read_passcodes(progress).await?
        } else {
            Listing {
                items: Vec::new(),
                pages: 0,
                end: EndMark::EmptyPage,
            }
        };
        let cards = match features.has(Feature::Cards) {
            true => Some(self.read_cards(progress).await?),
            false => None,
        };
        let fingerprints = match options.rest && features.has(Feature::Fingerprints) {
            true => Some(self.read_fingerprints(progress).await?),
            false => None,
        };
        let settings = match options.rest {
            true => self.read_settings(&features, progress).await?,
            false => Settings::default(),
        };
        let admin_passcode = match admin_passcode {
            Some(known) => known,
            None => self.read_admin_passcode(&features).await?,
        };
        let log = match options.log {
            true => Some(self.read_log(progress).await?),
            false => None,
        };
        // Every reply has carried it by now; a lock that sends none of its own fields does not exist.
        let version = self.lock_version().unwrap_or(crate::model::LockVersion::CLIENT);
        Ok(Contents {
            address: self.address(),
            version,
            features,
            device,
            battery: self.battery(),
            clock,
            passcodes,
            cards,
            fingerprints,
            settings,
            admin_passcode,
            seed,
            log,
        })
    }

    /// 01.
    pub async fn read_features(&mut self) -> Result<Features, ContactError> {
        self.call(&ReadFeatures).await.map(|reply| reply.features)
    }

    /// 90, kinds 1 to 4. A kind that the lock refuses stays empty.
    pub async fn read_device_info(&mut self) -> Result<DeviceInfo, ContactError> {
        Ok(DeviceInfo {
            model: self.read_info(InfoKind::Model).await?,
            hardware: self.read_info(InfoKind::Hardware).await?,
            firmware: self.read_info(InfoKind::Firmware).await?,
            manufactured: self.read_info(InfoKind::Manufactured).await?,
        })
    }

    async fn read_info(&mut self, kind: InfoKind) -> Result<Option<String>, ContactError> {
        let reply = tolerate(self.call(&ReadInfo { kind }).await)?;
        Ok(reply.ok().and_then(|info| info.text()))
    }

    /// 34. A lock without a clock is not asked.
    pub async fn read_clock(&mut self, features: &Features) -> Result<Reading<LockSecond>, ContactError> {
        if features.has(Feature::NoClock) {
            return Ok(Reading::NotOffered);
        }
        let reply = tolerate(self.call(&ReadClock).await)?;
        Ok(reading(reply, |clock| clock.time))
    }

    /// 07 until its end.
    pub async fn read_passcodes(
        &mut self,
        progress: &mut dyn Progress,
    ) -> Result<Listing<ListedPasscode>, ContactError> {
        let mut pager = Pager::new();
        let mut items = Vec::new();
        loop {
            report(progress, Work::Codes, &items);
            let PasscodePage { next, codes } = self
                .call(&ListPasscodes {
                    sequence: pager.sequence(),
                })
                .await?;
            // A page without records is an end of this list, whatever it says of the next (commands 3.1).
            let next = if codes.is_empty() { None } else { next };
            items.extend(codes);
            if let Next::End(end) = pager.after(next)? {
                return Ok(Listing {
                    items,
                    pages: pager.asked(),
                    end,
                });
            }
        }
    }

    /// 05/01 until its end.
    pub async fn read_cards(&mut self, progress: &mut dyn Progress) -> Result<Listing<CardRecord>, ContactError> {
        let mut pager = Pager::new();
        let mut items = Vec::new();
        loop {
            report(progress, Work::Cards, &items);
            let CardReply { result, .. } = self
                .call(&ManageCard::List {
                    sequence: pager.sequence(),
                })
                .await?;
            let CardResult::Page { next, cards, odd } = result else {
                return Err(ContactError::OddPage { what: "cards" });
            };
            if !odd.is_empty() {
                return Err(ContactError::OddPage { what: "cards" });
            }
            items.extend(cards);
            if let Next::End(end) = pager.after(Some(next))? {
                return Ok(Listing {
                    items,
                    pages: pager.asked(),
                    end,
                });
            }
        }
    }

    /// 06/06 until its end.
    pub async fn read_fingerprints(
        &mut self,
        progress: &mut dyn Progress,
    ) -> Result<Listing<FingerprintRecord>, ContactError> {
        let mut pager = Pager::new();
        let mut items = Vec::new();
        loop {
            report(progress, Work::Fingerprints, &items);
            let list = ManageFingerprint::List {
                sequence: pager.sequence(),
            };
            let FingerprintReply { result, .. } = self.call(&list).await?;
            let FingerprintResult::Page {
                next,
                fingerprints,
                odd,
            } = result
            else {
                return Err(ContactError::OddPage { what: "fingerprints" });
            };
            if !odd.is_empty() {
                return Err(ContactError::OddPage { what: "fingerprints" });
            }
            items.extend(fingerprints);
            if let Next::End(end) = pager.after(Some(next))? {
                return Ok(Listing {
                    items,
                    pages: pager.asked(),
                    end,
                });
            }
        }
    }

    /// The settings whose feature bit is set.
    pub async fn read_settings(
        &mut self,
        features: &Features,
        progress: &mut dyn Progress,
    ) -> Result<Settings, ContactError> {
        progress.report(Report {
            work: Work::Settings,
            done: 0,
            total: None,
        });
        let has = |feature| features.has(feature);
        let switches = [
            Feature::TamperAlert,
            Feature::ResetButton,
            Feature::PrivacyLock,
            Feature::UnlockDirection,
            Feature::PassageOpens,
        ];
        Ok(Settings {
            auto_lock: self.read_setting::<AutoLockTime>(has(Feature::AutoLock)).await?,
            sound: self.read_setting::<SoundSwitch>(has(Feature::Sound)).await?,
            remote_unlock: self.read_setting::<RemoteUnlock>(has(Feature::RemoteUnlock)).await?,
            show_passcode: self.read_setting::<ShowPasscode>(has(Feature::ShowPasscode)).await?,
            passage: self.read_passage(has(Feature::Passage)).await?,
            lamp: self.read_setting::<Lamp>(has(Feature::Lamp)).await?,
            freeze: self.read_setting::<Freeze>(has(Feature::Freeze)).await?,
            sensitivity: self.read_setting::<Sensitivity>(has(Feature::Sensitivity)).await?,
            switches: self.read_setting::<SwitchField>(switches.into_iter().any(has)).await?,
        })
    }

    async fn read_setting<S: Setting>(&mut self, offered: bool) -> Result<Reading<S::Value>, ContactError> {
        if !offered {
            return Ok(Reading::NotOffered);
        }
        let reply = tolerate(self.call(&Access::<S>::Read).await)?;
        Ok(match reply {
            Ok(reply) => {
                let raw = Raw(reply.encode());
                match reply {
                    SettingReply { value: Some(value), .. } => Reading::Value { value, raw },
                    SettingReply { value: None, .. } => Reading::Refused {
                        code: LockError::Undefined.code(),
                    },
                }
            }
            Err(error) => Reading::Refused { code: error.code() },
        })
    }

    async fn read_passage(
        &mut self,
        offered: bool,
    ) -> Result<Reading<Vec<crate::model::settings::PassageEntry>>, ContactError> {
        if !offered {
            return Ok(Reading::NotOffered);
        }
        let mut pager = Pager::new();
        let (mut value, mut raw) = (Vec::new(), Vec::new());
        loop {
            // The sequence is one byte here; the pager never holds one that did not come from a byte.
            let sequence = u8::try_from(pager.sequence()).unwrap_or(passage::LAST);
            let PassageReply { result, .. } = match tolerate(self.call(&ManagePassage::List { sequence }).await)? {
                Ok(reply) => reply,
                Err(error) => return Ok(Reading::Refused { code: error.code() }),
            };
            let PassageResult::Page { next, entries, odd } = result else {
                return Err(ContactError::OddPage { what: "passage times" });
            };
            if !odd.is_empty() {
                return Err(ContactError::OddPage { what: "passage times" });
            }
            let page = PassageResult::Page {
                next: passage::LAST,
                entries: entries.clone(),
                odd,
            };
            raw.extend(
                PassageReply {
                    battery: 0,
                    result: page,
                }
                .encode()
                .into_iter()
                .skip(3),
            );
            value.extend(entries);
            let next = if next == passage::LAST {
                crate::protocol::pager::LAST
            } else {
                next.into()
            };
            if let Next::End(_) = pager.after(Some(next))? {
                return Ok(Reading::Value { value, raw: Raw(raw) });
            }
        }
    }

    async fn read_admin_passcode(&mut self, features: &Features) -> Result<Reading<Option<Digits>>, ContactError> {
        if !features.has(Feature::ReadAdminPasscode) {
            return Ok(Reading::NotOffered);
        }
        let reply = tolerate(self.call(&ReadAdminPasscode).await)?;
        Ok(reading(reply, |reply| CodeText::digits(&reply.passcode)))
    }

    /// 32, which many locks refuse.
    async fn read_seed(&mut self) -> Result<Reading<CurrentSeed>, ContactError> {
        let reply = tolerate(self.call(&ReadSeed).await)?;
        Ok(reading(reply, SeedReply::current))
    }

    /// 25 from the first record to the end.
    pub async fn read_log(&mut self, progress: &mut dyn Progress) -> Result<Listing<LogRecord>, ContactError> {
        self.read_log_from(0, progress).await
    }

    /// 25 from the first record that nobody has read yet. Reading marks records as read, so what is lost on the way does not come
    /// again this way.
    pub async fn read_unread_log(&mut self, progress: &mut dyn Progress) -> Result<Listing<LogRecord>, ContactError> {
        self.read_log_from(UNREAD, progress).await
    }

    async fn read_log_from(
        &mut self,
        first: u16,
        progress: &mut dyn Progress,
    ) -> Result<Listing<LogRecord>, ContactError> {
        let mut pager = Pager::new();
        let mut sequence = first;
        let mut items = Vec::new();
        loop {
            report(progress, Work::Log, &items);
            let LogPage { next, records } = self.call(&ReadLog { sequence }).await?;
            for entry in records {
                match entry {
                    LogEntry::Record(record) => items.push(record),
                    LogEntry::Odd(_) => return Err(ContactError::OddPage { what: "log records" }),
                }
            }
            match pager.after(next)? {
                Next::Ask(next) => sequence = next,
                Next::End(end) => {
                    return Ok(Listing {
                        items,
                        pages: pager.asked(),
                        end,
                    });
                }
            }
        }
    }
}

/// What is not read again: most of it is what the lock is, which does not change between two readings on one connection.
struct Known {
    features: Features,
    device: DeviceInfo,
    clock: Reading<LockSecond>,
    seed: Reading<CurrentSeed>,
    /// `None`: to be read.
    admin_passcode: Option<Reading<Option<Digits>>>,
}

fn report<T>(progress: &mut dyn Progress, work: Work, items: &[T]) {
    progress.report(Report {
        work,
        done: u32::try_from(items.len()).unwrap_or(u32::MAX),
        total: None,
    });
}

/// A refusal as a value: settings and other optional readings go on without it (protocol, commands 7 \[A\]).
fn tolerate<T>(result: Result<T, ContactError>) -> Result<Result<T, LockError>, ContactError> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(error) => error.refusal().map_or(Err(error), |refusal| Ok(Err(refusal))),
    }
}

fn reading<B: Body, T>(reply: Result<B, LockError>, value: impl Fn(&B) -> T) -> Reading<T> {
    match reply {
        Ok(body) => {
            let value = value(&body);
            Reading::Value {
                value,
                raw: Raw(body.encode()),
            }
        }
        Err(error) => Reading::Refused { code: error.code() },
    }
}
