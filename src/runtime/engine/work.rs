//! Every [`Job`], carried out through the procedures of [`crate::runtime`]. All of them can be stopped anywhere and run again.

mod account;
pub(super) mod ending;

use super::documents::{self, Words};
use super::keys::{self, SecretKey};
use super::{CloudAccess, Ticket, files, report, review, troubles};
use crate::backup::item::{ItemId, ItemKind, Label};
use crate::backup::loss::Loss;
use crate::backup::seal::{Identity, OpenError, Recipient};
use crate::backup::verify::{Accepted, ReopenError, ResetWay};
use crate::journey::effect::{Document, HeardLock, Job, KeyRole, KeySource, News, Outcome, Planned};
use crate::journey::event::{WorkKind, WorkReport};
use crate::journey::facts::{AccountRef, Chosen, CopyFacts, Facts, JourneyId, LockFacts, Route};
use crate::journey::message::Hidden;
use crate::journey::recover::Standing;
use crate::journey::stage;
use crate::journey::trouble::Trouble;
use crate::lock::contact::Contact;
use crate::lock::pair::Paired;
use crate::lock::presence::{Heard, SCAN_WAIT};
use crate::lock::progress::{Progress, Report, Work};
use crate::lock::reset::ResetOutcome;
use crate::model::signal::MOST_READINGS;
use crate::model::{Address, DeviceInfo, Features, OwnerKey, Pairing, Reach, Signal};
use crate::protocol::credentials::{self, Candidate, KeyError};
use crate::random::Random;
use crate::runtime::backup::BackupRequest;
use crate::runtime::clock::{Clock, offset_to_keep};
use crate::runtime::copies::{self, Opened};
use crate::runtime::erase::EraseConsent;
use crate::runtime::error::RuntimeError;
use crate::runtime::records::Store;
use crate::runtime::reset::{Consent, Keys, Rehearse, ResetReport};
use crate::runtime::tools::Tools;
use crate::runtime::vault::Vault;
use crate::runtime::{backup, clear, door, pair, rehearse, reset, restore};
use crate::store::{Secrets, write_atomic};
use crate::transport::{Cancel, Cancellable, Listen, Radio, Sighting};
use base64::Engine as _;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

/// How long to listen for all locks in reach.
const LOOK_AROUND: Duration = Duration::from_secs(10);
/// How long to listen for the name of a lock that is paired next.
const NAME_WAIT: Duration = Duration::from_secs(3);
/// How long to go on listening to a lock that is heard weakly, so that its trend shows.
const LISTEN_ON: Duration = Duration::from_secs(4);

/// Everything that a job works with.
pub struct Place<'a> {
    /// Reaches locks.
    pub radio: &'a mut dyn Radio,
    /// Remembers, and holds the file operations.
    pub store: &'a Store,
    /// Keeps keys.
    pub secrets: &'a dyn Secrets,
    /// Draws secrets and throw-away items.
    pub random: &'a mut dyn Random,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// How the owner's account is reached, where the app is set up for it.
    pub cloud: Option<&'a CloudAccess>,
    /// Puts pages for the owner into words.
    pub words: Words<'a>,
    /// Is told how far the work is.
    pub progress: &'a mut dyn Progress,
}

/// Carries a ticket's job out. The radio gives up when the ticket is cancelled.
pub async fn run(ticket: &Ticket, place: Place<'_>) -> Outcome {
    let mut radio = Cancellable::new(&mut *place.radio, ticket.cancel.clone());
    let work = Worker {
        journey: ticket.journey,
        facts: &ticket.facts,
        cancel: &ticket.cancel,
        place: Place {
            radio: &mut radio,
            store: place.store,
            secrets: place.secrets,
            random: &mut *place.random,
            clock: place.clock,
            cloud: place.cloud,
            words: place.words,
            progress: &mut *place.progress,
        },
    };
    match work.run(&ticket.job).await {
        Ok(news) => Outcome::Gave(news),
        Err(Failure::Runtime(error)) => {
            tracing::info!(journey = ticket.journey.0, %error, "a piece of work failed");
            troubles::outcome(&error)
        }
        Err(Failure::Trouble(trouble)) => Outcome::Failed {
            trouble,
            losses: Vec::new(),
        },
        Err(Failure::Cancelled) => Outcome::Cancelled,
    }
}

/// How far a piece of work is, as a journey hears it.
pub fn work_report(report: Report) -> WorkReport {
    let Report { work, done, total } = report;
    let work = match work {
        Work::Connecting => WorkKind::Connecting,
        Work::Codes => WorkKind::Codes,
        Work::Cards => WorkKind::Cards,
        Work::Fingerprints => WorkKind::Fingerprints,
        Work::Settings => WorkKind::Settings,
        Work::Log => WorkKind::Log,
        Work::Rehearsing => WorkKind::Rehearsing,
        Work::Restoring => WorkKind::Restoring,
        Work::Pairing => WorkKind::Pairing,
        Work::Resetting => WorkKind::Resetting,
        Work::Telling => WorkKind::Telling,
    };
    WorkReport { work, done, total }
}

/// Why a job failed.
enum Failure {
    /// A procedure failed.
    Runtime(RuntimeError),
    /// Something that only a journey knows.
    Trouble(Trouble),
    /// The person stopped it.
    Cancelled,
}

impl<E: Into<RuntimeError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Runtime(error.into())
    }
}

type Worked<T = News> = Result<T, Failure>;

struct Worker<'a> {
    journey: JourneyId,
    facts: &'a Facts,
    cancel: &'a Cancel,
    place: Place<'a>,
}

impl<'a> Worker<'a> {
    async fn run(mut self, job: &Job) -> Worked {
        match job {
            Job::TakeKey { source, address, role } => self.take_key(source, *address, *role),
            Job::Listen { address } => self.listen(*address).await,
            Job::CheckLock { role } => self.check_lock(*role).await,
            Job::Backup { helper, account } => self.backup(helper.as_deref(), account.as_ref()).await,
            Job::OpenCopy { file, recovery } => self.open_copy(file.as_ref(), recovery.as_ref()),
            Job::LoadReview => {
                let review = review::load(self.place.store, self.place.clock, self.opened()?)?;
                Ok(News::Review(Box::new(review)))
            }
            Job::LoadRecoveryKey => self.load_recovery_key(),
            Job::ForgetRecoveryKey => {
                keys::forget_recovery(self.place.secrets, self.journey)?;
                Ok(News::Done)
            }
            Job::Rehearse => self.rehearse().await,
            Job::Reset {
                way,
                accepted,
                new_battery,
            } => self.reset(*way, accepted, *new_battery).await,
            Job::AskLock => self.ask_lock().await,
            Job::Pair { address } => self.pair(*address).await,
            Job::SetClock => self.set_clock().await,
            Job::LoadPlan { chosen } => self.load_plan(chosen).await,
            Job::BeginDoorProof => {
                let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::New)?);
                let code = self.with_tools(Vec::new(), async |tools| door::begin(tools, &copy, &key).await);
                Ok(News::DoorCode(Hidden::from(code.await?.as_str())))
            }
            Job::CheckDoorProof => {
                let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::New)?);
                let seen = self.with_tools(Vec::new(), async |tools| door::check(tools, &copy, &key).await);
                Ok(News::Seen(seen.await?))
            }
            Job::EndDoorProof => {
                let key = self.key(KeyRole::New)?;
                self.with_tools(Vec::new(), async |tools| door::end(tools, &key).await)
                    .await?;
                Ok(News::Done)
            }
            Job::Import { chosen, trusted } => self.import(chosen, *trusted).await,
            Job::ClearTarget => {
                let key = self.key(KeyRole::New)?;
                self.with_tools(Vec::new(), async |tools| clear::clear(tools, &key).await)
                    .await?;
                Ok(News::Done)
            }
            Job::LoadReport => {
                let vault = Vault::of_store(self.place.secrets, Vec::new());
                let data = report::load(self.place.store, &vault, self.journey, self.opened()?)?;
                Ok(News::Report(Box::new(data)))
            }
            Job::Write { document } => self.write(*document),
            Job::Erase { accepted } => self.erase(accepted),
            Job::ListAccounts => self.list_accounts(),
            Job::SignIn { account, password } => self.sign_in(account, password),
            Job::ReadAccount { account } => self.read_account(account),
            Job::AwaitEntry { account } => self.await_entry(account),
            Job::Register { account } => self.register(account),
            Job::TellAccount { account, at_once } => self.tell_account(account, *at_once),
            Job::RemoveOldEntry { account } => self.remove_old_entry(account),
        }
    }

    /// Calls a procedure with everything that it needs. `recipients` are sealed for beside this phone.
    async fn with_tools<T>(
        &mut self,
        recipients: Vec<Recipient>,
        procedure: impl AsyncFnOnce(&mut Tools<'_>) -> Result<T, RuntimeError>,
    ) -> Worked<T> {
        let vault = Vault::of_store(self.place.secrets, recipients);
        let mut tools = Tools {
            radio: &mut *self.place.radio,
            store: self.place.store,
            vault: &vault,
            random: &mut *self.place.random,
            clock: self.place.clock,
            progress: &mut *self.place.progress,
        };
        Ok(procedure(&mut tools).await?)
    }

    fn copy(&self) -> Worked<&'a CopyFacts> {
        self.facts.copy.as_ref().ok_or(Failure::Trouble(Trouble::CopyMissing))
    }

    /// The journey's saved copy: this very file, not another one in its place.
    fn opened(&self) -> Worked<Opened> {
        let copy = self.copy()?;
        let vault = Vault::of_store(self.place.secrets, Vec::new());
        let opened = copies::open(self.place.store, &vault, &copy.path)?;
        if opened.digest() == copy.digest {
            Ok(opened)
        } else {
            Err(Failure::Trouble(Trouble::CopyNotAsWritten))
        }
    }

    fn key(&self, role: KeyRole) -> Worked<OwnerKey> {
        Ok(keys::expect(self.place.secrets, self.journey, role)?)
    }

    fn take_key(&self, source: &KeySource, address: Option<Address>, role: KeyRole) -> Worked {
        let KeySource::Text(text) = source;
        let found = credentials::parse(text.0.as_bytes())?;
        let all: BTreeMap<Address, String> = found
            .keys
            .iter()
            .filter_map(|candidate| match candidate {
                Candidate::Owner(owner) => {
                    let address = owner.key.address;
                    Some((address, review::name_or_address(owner.key.name.as_ref(), address)))
                }
                Candidate::Refused(_) => None,
            })
            .collect();
        match credentials::select(found, address) {
            Ok(owner) => {
                keys::keep(self.place.secrets, self.journey, role, &owner.key, &owner.device)?;
                let address = owner.key.address;
                let name = review::name_or_address(owner.key.name.as_ref(), address);
                Ok(News::Key { address, name })
            }
            Err(KeyError::Several(_)) if all.len() > 1 => Ok(News::Keys(all.into_iter().collect())),
            Err(error) => Err(error.into()),
        }
    }

    async fn listen(&mut self, address: Option<Address>) -> Worked {
        self.place.progress.report(Report {
            work: Work::Connecting,
            done: 0,
            total: None,
        });
        let wait = match address {
            Some(_) => SCAN_WAIT,
            None => LOOK_AROUND,
        };
        let mut locks = Heard::default();
        let mut first = |sighting: Sighting| match locks.note(sighting) {
            (mac, _) if address == Some(mac) => Listen::Enough,
            _ => Listen::More,
        };
        self.place.radio.scan(wait, &mut first).await?;
        let signal = address.and_then(|address| locks.signal(address));
        if signal.is_some_and(|signal| signal.reach() != Reach::Near) {
            // One reading is no proof of a weak signal, and tells no trend.
            let mut more = |sighting: Sighting| match locks.note(sighting) {
                (mac, MOST_READINGS) if address == Some(mac) => Listen::Enough,
                _ => Listen::More,
            };
            self.place.radio.scan(LISTEN_ON, &mut more).await?;
        }
        let locks = locks.into_locks();
        Ok(News::Heard(
            locks.map(|(sighting, signal)| heard_lock(sighting, &signal)).collect(),
        ))
    }

    /// Logging in proves the owner's rights (protocol, flows 1). Nothing is changed but what an earlier run left: throw-away items, and
    /// a pairing that was not finished.
    async fn check_lock(&mut self, role: KeyRole) -> Worked {
        let key = self.key(role)?;
        if role == KeyRole::New && key.pairing != Pairing::Finished {
            let mut keep = self.new_key(None);
            let finish = async |tools: &mut Tools<'_>| pair::finish_begun(tools, key.address, &mut keep).await;
            if let Some(paired) = self.with_tools(Vec::new(), finish).await? {
                return Ok(self.paired(key.address, paired));
            }
        }
        self.log_in(role, key).await
    }

    async fn log_in(&mut self, role: KeyRole, key: OwnerKey) -> Worked {
        let given = match role {
            KeyRole::Old => None,
            KeyRole::New => self.name_for_target(),
        };
        let name = review::name_or_address(key.name.as_ref().or(given.as_ref()), key.address);
        let facts = self.with_tools(Vec::new(), async |tools| lock_facts(tools, key, name).await);
        Ok(News::Lock(Box::new(facts.await?)))
    }

    /// What the lock is called that everything goes onto: the owner's name for the first one. Where that is only an address,
    /// another lock has its own.
    fn name_for_target(&self) -> Option<String> {
        let known = self
            .facts
            .lock
            .as_ref()
            .or(self.facts.copy.as_ref().map(|copy| &copy.lock))?;
        let is_named = known.name != known.address.to_string();
        is_named.then(|| known.name.clone())
    }

    async fn backup(&mut self, helper: Option<&str>, account: Option<&AccountRef>) -> Worked {
        let key = self.key(KeyRole::Old)?;
        // Before the lock is asked: it sleeps again while a network is waited for.
        let account = account.map(|account| self.account_lists(account, &key)).transpose()?;
        let mut recipients = vec![keys::recovery_or_new(self.place.secrets, self.journey)?.recipient()];
        if let Some(helper) = helper {
            let helper = Recipient::from_str(helper.trim());
            recipients.push(helper.map_err(|_| Failure::Trouble(Trouble::KeyUnreadable))?);
        }
        let name = review::name_or_address(key.name.as_ref(), key.address);
        let request = BackupRequest {
            key,
            out: files::copy_path(self.place.store, self.journey, &name)?,
            log: false,
            names: Vec::new(),
            account,
        };
        let saved = self.with_tools(recipients, async |tools| backup::backup(tools, &request).await);
        let merged = saved.await?.merged;
        let mut copy = self.copy_facts(request.out)?;
        copy.account = merged.map(account::gave);
        Ok(News::Copy(Box::new(copy)))
    }

    fn copy_at(&self, path: PathBuf) -> Worked {
        Ok(News::Copy(Box::new(self.copy_facts(path)?)))
    }

    fn copy_facts(&self, path: PathBuf) -> Worked<CopyFacts> {
        let vault = Vault::of_store(self.place.secrets, Vec::new());
        let opened = copies::open(self.place.store, &vault, &path)?;
        Ok(review::copy_facts(path, &opened))
    }

    /// The bytes that were brought are kept before anything else, so that a wrong key costs nothing.
    fn open_copy(&self, file: Option<&Hidden>, recovery: Option<&Hidden>) -> Worked {
        let path = files::brought_path(self.place.store, self.journey)?;
        if let Some(file) = file {
            write_atomic(self.place.store.files(), &path, &bytes_of(file))?;
        }
        if let Some(typed) = recovery {
            let wrong = || Failure::Trouble(Trouble::RecoveryKeyWrong);
            let identity = recovery_identity(typed).ok_or_else(wrong)?;
            let sealed = self.place.store.files().read(&path, copies::MAX_FILE)?;
            let opened = match copies::open_bytes(&path, &sealed, std::slice::from_ref(&identity)) {
                Err(RuntimeError::Copy {
                    source: ReopenError::Open(OpenError::NoMatch),
                    ..
                }) => return Err(wrong()),
                opened => opened?,
            };
            Vault::of_store(self.place.secrets, Vec::new()).keep(opened.digest(), &identity)?;
        }
        self.copy_at(path)
    }

    fn load_recovery_key(&mut self) -> Worked {
        let missing = || Failure::Trouble(Trouble::SecureStoreFailed);
        let identity = keys::recovery(self.place.secrets, self.journey)?.ok_or_else(missing)?;
        let text = identity.secret_text();
        let groups = u32::try_from(stage::groups(&text).len()).unwrap_or(0);
        let first = self.place.random.below(groups)?;
        // One of the others.
        let second = self.place.random.below(groups.saturating_sub(1))?;
        let second = if second >= first { second + 1 } else { second };
        let asked = [first, second].map(|group| u8::try_from(group).unwrap_or_default());
        Ok(News::RecoveryKey {
            key: Hidden(text.to_string()),
            asked,
        })
    }

    async fn rehearse(&mut self) -> Worked {
        let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::Old)?);
        let held = self.with_tools(Vec::new(), async |tools| rehearse::rehearse(tools, &copy, &key).await);
        let held = held.await?;
        let review = review::of(held.snapshot, Some(held.rehearsal), self.place.clock)?;
        Ok(News::Rehearsed(Box::new(review)))
    }

    async fn reset(&mut self, way: ResetWay, accepted: &BTreeSet<ItemId>, new_battery: bool) -> Worked {
        let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::Old)?);
        let mut consent = Given {
            accepted: Accepted {
                ids: accepted.clone(),
                foreign_file: false,
                unknown_battery: new_battery,
            },
            has_recovery_key: self.facts.recovery_kept,
        };
        let report = self.with_tools(Vec::new(), async |tools| {
            reset::reset_after(tools, &copy, &key, way, Rehearse::Remembered, &mut consent).await
        });
        Ok(News::Standing(match report.await? {
            ResetReport::DoneBefore => Standing::NoOwner,
            ResetReport::Sent { outcome, .. } => match outcome {
                ResetOutcome::Done => Standing::NoOwner,
                ResetOutcome::StillOwned => Standing::OldKeyWorks,
                ResetOutcome::NotHeard => Standing::NotHeard,
            },
            ResetReport::ByHand { .. } => Standing::OldKeyWorks,
        }))
    }

    async fn ask_lock(&mut self) -> Worked {
        let secrets = self.place.secrets;
        let keys = Keys {
            old: keys::read(secrets, self.journey, KeyRole::Old)?,
            new: keys::read(secrets, self.journey, KeyRole::New)?,
        };
        let known = |facts: &Option<LockFacts>| facts.as_ref().map(|lock| lock.address);
        let new = keys.new.as_ref().map(|key| key.address);
        let address = match self.facts.route {
            Route::SameLock => known(&self.facts.lock).or(new),
            // Another lock that was given no key yet is as it was: nothing of this journey's is on it.
            Route::OtherLock | Route::FromCopy | Route::Entrust => match known(&self.facts.target).or(new) {
                Some(address) => Some(address),
                None => return Ok(News::Standing(Standing::NoOwner)),
            },
        };
        let address = address.ok_or(Failure::Trouble(Trouble::KeyUnreadable))?;
        let standing = self.with_tools(Vec::new(), async |tools| reset::standing(tools, address, &keys).await);
        Ok(News::Standing(standing.await?))
    }

    async fn pair(&mut self, address: Address) -> Worked {
        let advertised_name = self.advertised_name(address).await?;
        let mut keep = self.new_key(advertised_name);
        let paired = self.with_tools(Vec::new(), async |tools| {
            pair::pair_into(tools, address, &mut keep).await
        });
        match paired.await {
            Ok(report) => Ok(self.paired(address, report.paired)),
            // It is paired already, and the new key is kept: then that key works.
            Err(Failure::Runtime(RuntimeError::KeyThere { .. })) => {
                let key = self.key(KeyRole::New)?;
                self.log_in(KeyRole::New, key).await
            }
            Err(failure) => Err(failure),
        }
    }

    /// The name that a lock advertises: its account wants to know it. A lock that does not say it soon is paired without.
    async fn advertised_name(&mut self, address: Address) -> Worked<Option<String>> {
        let mut name = None;
        let mut heard = |sighting: Sighting| {
            if sighting.advert.mac == address && sighting.name.is_some() {
                name = sighting.name;
                return Listen::Enough;
            }
            Listen::More
        };
        self.place.radio.scan(NAME_WAIT, &mut heard).await?;
        Ok(name)
    }

    fn new_key(&self, advertised_name: Option<String>) -> SecretKey<'a> {
        SecretKey {
            secrets: self.place.secrets,
            journey: self.journey,
            lock: self.name_for_target().unwrap_or_default(),
            advertised_name,
        }
    }

    fn paired(&self, address: Address, paired: Paired) -> News {
        let name = review::name_or_address(self.name_for_target().as_ref(), address);
        News::Lock(Box::new(facts_of(
            address,
            name,
            &paired.device,
            paired.battery,
            paired.features,
        )))
    }

    async fn set_clock(&mut self) -> Worked {
        let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::New)?);
        let report = self.with_tools(Vec::new(), async |tools| restore::clock(tools, &copy, &key).await);
        let report = report.await?;
        let wanted = report.set.and_then(crate::model::LockSecond::civil);
        let before = report.before.and_then(crate::model::LockSecond::civil);
        let drift_s = before
            .zip(wanted)
            .map(|(before, wanted)| before.duration_since(wanted).as_secs());
        Ok(News::Clock {
            drift_s,
            set: report.set.is_some(),
        })
    }

    async fn load_plan(&mut self, chosen: &Chosen) -> Worked {
        let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::New)?);
        let choice = chosen.choice();
        let report = self.with_tools(Vec::new(), async |tools| {
            restore::plan_report(tools, &copy, &key, &choice).await
        });
        let report = report.await?;
        Ok(News::Plan(Box::new(Planned {
            plan: report.plan,
            snapshot: report.snapshot,
            now: report.now,
        })))
    }

    async fn import(&mut self, chosen: &Chosen, trusted: bool) -> Worked {
        let opened = self.opened()?;
        let (copy, key) = (self.copy()?.path.clone(), self.key(KeyRole::New)?);
        let choice = chosen.choice();
        let report = self.with_tools(Vec::new(), async |tools| {
            restore::restore(tools, &copy, &key, &choice, trusted).await
        });
        let report = report.await?;
        let vault = Vault::of_store(self.place.secrets, Vec::new());
        let data = report::remember(
            self.place.store,
            &vault,
            self.journey,
            &opened,
            report,
            choice.account_words,
        )?;
        Ok(News::Imported(Box::new(data)))
    }

    fn write(&self, document: Document) -> Worked {
        let store = self.place.store;
        let lock = files::safe_name(&self.facts.lock_name());
        let name = |kind: &str| format!("{lock}-{}-{kind}", self.journey.0);
        match document {
            Document::Copy => {
                let path = &self.copy()?.path;
                Ok(file_news(path, "application/age"))
            }
            Document::Report => {
                let vault = Vault::of_store(self.place.secrets, Vec::new());
                let data = report::load(store, &vault, self.journey, self.opened()?)?;
                let offset_ms = self.place.clock.now().offset_ms;
                let json = files::document_path(store, &name("report.json"))?;
                write_atomic(
                    store.files(),
                    &json,
                    documents::report_json(&data, self.facts).as_bytes(),
                )?;
                let page = documents::report(&data, self.facts, offset_ms, self.place.words);
                let path = files::document_path(store, &name("report.html"))?;
                write_atomic(store.files(), &path, page.as_bytes())?;
                Ok(file_news(&path, "text/html"))
            }
            Document::Sheet => {
                let opened = self.opened()?;
                let now = self.place.clock.now();
                let now = now
                    .lock_time_at(offset_to_keep(&opened.snapshot().clock, &now))?
                    .minute();
                let page = documents::sheet(opened.snapshot(), self.facts, now, self.place.words);
                let path = files::document_path(store, &name("sheet.html"))?;
                write_atomic(store.files(), &path, page.as_bytes())?;
                Ok(file_news(&path, "text/html"))
            }
            Document::Key => {
                let text = keys::text(self.place.secrets, self.journey, KeyRole::New)?;
                let path = files::document_path(store, &name("key.json"))?;
                write_atomic(store.files(), &path, &text)?;
                Ok(file_news(&path, "application/json"))
            }
        }
    }
}

async fn lock_facts(tools: &mut Tools<'_>, key: OwnerKey, name: String) -> Result<LockFacts, RuntimeError> {
    let mut records = tools.store.lock(key.address)?;
    let address = key.address;
    let mut contact = Contact::new(&mut *tools.radio, key);
    let work = async {
        contact.log_in(tools.progress).await?;
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await?;
        let features = contact.read_features().await?;
        let device = contact.read_device_info().await?;
        Ok::<_, RuntimeError>((features, device))
    };
    let result = work.await;
    let battery = contact.battery();
    contact.close().await;
    let (features, device) = result?;
    Ok(facts_of(address, name, &device, battery, features))
}

fn facts_of(address: Address, name: String, device: &DeviceInfo, battery: Option<u8>, features: Features) -> LockFacts {
    LockFacts {
        address,
        name,
        model: device.model.clone(),
        firmware: device.firmware.clone(),
        battery,
        features,
    }
}

fn heard_lock(sighting: Sighting, signal: &Signal) -> HeardLock {
    let Sighting { advert, name, .. } = sighting;
    HeardLock {
        address: advert.mac,
        name,
        reach: signal.reach(),
        trend: signal.trend(),
        battery: Some(advert.battery),
        setting_mode: advert.setting_mode,
        served: advert.support().is_served(),
    }
}

fn file_news(path: &Path, media_type: &str) -> News {
    News::File {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        path: path.to_string_lossy().into_owned(),
        media_type: media_type.to_owned(),
    }
}

/// The bytes of a file that came as text: in base64, or as it was.
fn bytes_of(file: &Hidden) -> zeroize::Zeroizing<Vec<u8>> {
    let packed: zeroize::Zeroizing<String> = file
        .0
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect::<String>()
        .into();
    let bytes = base64::engine::general_purpose::STANDARD.decode(packed.as_bytes());
    bytes.unwrap_or_else(|_| file.0.as_bytes().to_vec()).into()
}

/// A recovery key as people write it down: with or without its beginning, in groups, in any case.
fn recovery_identity(typed: &Hidden) -> Option<Identity> {
    let text: String = typed.0.chars().filter(|character| !character.is_whitespace()).collect();
    let text = zeroize::Zeroizing::new(text.to_uppercase());
    let groups = text.strip_prefix(stage::PREFIX).unwrap_or(&text).replace('-', "");
    let key = zeroize::Zeroizing::new(format!("{}{groups}", stage::PREFIX));
    Identity::from_str(&key).ok()
}

/// What the owner accepted on earlier screens.
struct Given {
    accepted: Accepted,
    /// Whether the owner keeps the recovery key, so that a phone that forgets its own loses nothing.
    has_recovery_key: bool,
}

impl Consent for Given {
    fn accept(&mut self, _: &[Loss]) -> Accepted {
        self.accepted.clone()
    }

    fn accept_volatile_key(&mut self) -> bool {
        self.has_recovery_key
    }
}

impl EraseConsent for Given {
    /// Who accepts to lose every code, card and finger, accepts to lose the settings with them.
    fn accept(&mut self, items: &[Label]) -> Accepted {
        let mut accepted = self.accepted.clone();
        if accepted.ids.is_empty() {
            return accepted;
        }
        let settings = items.iter().filter(|label| match label.kind {
            ItemKind::Setting | ItemKind::OwnerPasscode | ItemKind::Thing(_) | ItemKind::General => true,
            ItemKind::Code(_) | ItemKind::OddCode | ItemKind::Card | ItemKind::Fingerprint => false,
        });
        accepted.ids.extend(settings.map(|label| label.id.clone()));
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_key_is_read_as_people_write_it() {
        let identity = Identity::generate();
        let text = identity.secret_text().to_string();
        let groups = stage::groups(&text).join(" ");
        for typed in [
            text.clone(),
            text.to_lowercase(),
            groups.clone(),
            groups.replace(' ', "-\n"),
        ] {
            let read = recovery_identity(&Hidden(typed)).unwrap();
            assert_eq!(read.recipient(), identity.recipient());
        }
        assert!(recovery_identity(&Hidden(groups.replace(&groups[..1], "B"))).is_none() || groups.starts_with('B'));
        assert!(recovery_identity(&Hidden::default()).is_none());
    }

    #[test]
    fn a_file_comes_as_base64_or_as_it_is() {
        let sealed = b"age-encryption.org/v1\n-> X25519 abc\n";
        let packed = base64::engine::general_purpose::STANDARD.encode(sealed);
        assert_eq!(**bytes_of(&Hidden(packed)), *sealed);
        let plain = Hidden(String::from_utf8(sealed.to_vec()).unwrap());
        assert_eq!(**bytes_of(&plain), *sealed);
    }
}
