//! Putting everything back: clock, plan, item by item, read back, compare. Safe to run again at any time (style S7).
//!
//! Each item has a line in the copy's journal before its frame goes out and after the lock has answered. After an interruption
//! nothing is repeated blindly: the plan is made anew from what is on the lock.

use super::clock::offset_to_keep;
use super::copies;
use super::error::RuntimeError;
use super::records::{CopyRecord, Records};
use super::rehearse::{self, unwritable, write_card, write_code};
use super::tools::Tools;
use crate::backup::compare::Held;
use crate::backup::diff::{self, Diff, ReadBack};
use crate::backup::entry::ScheduleDay;
use crate::backup::format::Trust;
use crate::backup::item::{ItemId, Moment, PairingId};
use crate::backup::ledger::{self, FailCause, ItemState, Ledger, Line};
use crate::backup::loss::Terms;
use crate::backup::plan::{self, Action, Capacity, ChangeWay, Choice, Item, Plan, PlanItem, Target};
use crate::backup::rehearsal::{PasscodeWay, Way};
use crate::backup::setting::SettingValue;
use crate::backup::snapshot::Snapshot;
use crate::backup::verify::{self, Accepted};
use crate::lock::contact::{Contact, ContactError};
use crate::lock::progress::{Progress, Report, Work};
use crate::lock::read::ReadOptions;
use crate::model::settings::PassageEntry;
use crate::model::{
    Address, CardRecord, Contents, Feature, Features, LockMinute, LockSecond, OwnerKey, PasscodeRecord,
};
use crate::protocol::LockError;
use crate::protocol::command::cyclic::Weekday;
use std::collections::BTreeSet;
use std::path::Path;

/// How the lock's clock was found and set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockReport {
    /// What it showed before, where it was asked and told.
    pub before: Option<LockSecond>,
    /// What it was set to; `None` for a lock without a clock, or one that refuses to be set.
    pub set: Option<LockSecond>,
    /// The offset from UTC that it runs at, in milliseconds.
    pub offset_ms: i64,
    /// Why it was not set, where the lock refused.
    pub refused: Option<LockError>,
}

/// What a restore did.
#[derive(Debug)]
pub struct RestoreReport {
    /// The saved copy, with the account's word where that was chosen.
    pub snapshot: Snapshot,
    /// The clock.
    pub clock: ClockReport,
    /// What was to be done.
    pub plan: Plan,
    /// How each item stands.
    pub ledger: Ledger,
    /// What the reading afterwards showed, for every item of the plan.
    pub read_back: Vec<(ItemId, ReadBack)>,
    /// The saved copy against the lock.
    pub diff: Diff,
    /// What was read from the lock at the end.
    pub present: Contents,
    /// The time by the lock's clock then.
    pub now: LockMinute,
    /// When that was.
    pub at: Moment,
    /// How many items were written onto this lock from this copy and stand there, earlier runs included.
    pub written: u32,
    /// Whether everything restorable was read back equal, so that the saved copy may be erased.
    pub proved: bool,
}

impl RestoreReport {
    /// Whether everything that was to be written is on the lock as planned.
    pub fn is_complete(&self) -> bool {
        self.read_back
            .iter()
            .all(|(_, result)| matches!(result, ReadBack::Equal | ReadBack::NotPlanned))
    }
}

/// What a restore would do, and what it was made from.
#[derive(Debug)]
pub struct PlanReport {
    /// The saved copy.
    pub snapshot: Snapshot,
    /// What would be done.
    pub plan: Plan,
    /// The time by the lock's clock, once it is set.
    pub now: LockMinute,
}

/// What a restore would do, item by item. Changes nothing.
pub async fn plan(tools: &mut Tools<'_>, copy: &Path, key: &OwnerKey, choice: &Choice) -> Result<Plan, RuntimeError> {
    plan_report(tools, copy, key, choice).await.map(|report| report.plan)
}

/// As [`plan()`], with what it was made from.
pub async fn plan_report(
    tools: &mut Tools<'_>,
    copy: &Path,
    key: &OwnerKey,
    choice: &Choice,
) -> Result<PlanReport, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    let saved = opened.snapshot().clone();
    let opened = opened.with_account_words(&choice.account_words);
    let records = tools.store.lock_history(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let present = contact.read_contents(ReadOptions::FOR_RESTORE, tools.progress).await;
    contact.close().await;
    let present = present?;
    let now = tools.clock.now();
    let now = now
        .lock_time_at(offset_to_keep(&opened.snapshot().clock, &now))?
        .minute();
    let rehearsal = rehearse::known_ways(&records, opened.snapshot());
    let target = Target {
        present: &present,
        now,
        rehearsal: rehearsal.as_ref(),
        capacity: Capacity::default(),
    };
    let plan = plan::plan(opened.snapshot(), &target, choice);
    Ok(PlanReport {
        plan,
        snapshot: saved,
        now,
    })
}

/// Sets a lock's clock and reads it back, at the offset from UTC at which it ran when the copy was saved.
pub async fn clock(tools: &mut Tools<'_>, copy: &Path, key: &OwnerKey) -> Result<ClockReport, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    let mut records = tools.store.lock(key.address)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let work = async {
        contact.log_in(tools.progress).await?;
        rehearse::clean_up(&mut contact, &mut records, tools.progress).await?;
        let features = contact.read_features().await?;
        let before = contact.read_clock(&features).await?.value().copied();
        set_clock(&mut contact, opened.snapshot(), &features, before, tools.clock).await
    };
    let result = work.await;
    contact.close().await;
    result
}

/// A saved copy against what is on a lock. Changes nothing.
pub async fn diff(tools: &mut Tools<'_>, copy: &Path, key: &OwnerKey) -> Result<Diff, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let present = contact.read_contents(ReadOptions::FOR_RESTORE, tools.progress).await;
    contact.close().await;
    let present = present?;
    let now = tools.clock.now();
    let now = now
        .lock_time_at(offset_to_keep(&opened.snapshot().clock, &now))?
        .minute();
    Ok(against(opened.snapshot(), &present, now))
}

pub(super) fn against(snapshot: &Snapshot, present: &Contents, now: LockMinute) -> Diff {
    let terms = Terms::new(snapshot, &present.features, now, None);
    diff::diff(snapshot, &Held::of_contents(present), &terms)
}

/// Restores a saved copy onto a lock. `trusted`: the owner has looked at a copy that was not made here.
pub async fn restore(
    tools: &mut Tools<'_>,
    copy: &Path,
    key: &OwnerKey,
    choice: &Choice,
    trusted: bool,
) -> Result<RestoreReport, RuntimeError> {
    let opened = copies::open(tools.store, tools.vault, copy)?.with_account_words(&choice.account_words);
    let snapshot = opened.snapshot();
    if opened.trust == Trust::Foreign && !trusted {
        return Err(RuntimeError::Foreign);
    }
    let mut of_lock = tools.store.lock(key.address)?;
    let mut of_copy = tools.store.copy(opened.digest())?;
    let mut contact = Contact::new(&mut *tools.radio, key.clone());
    let work = async {
        rehearse::clean_up(&mut contact, &mut of_lock, tools.progress).await?;
        let present = contact.read_contents(ReadOptions::FOR_RESTORE, tools.progress).await?;
        let clock = set_clock(&mut contact, snapshot, &present.features, None, tools.clock).await?;
        let now = tools.clock.now();
        let minute = now.lock_time_at(clock.offset_ms)?.minute();
        let pairing = PairingId::of_key(&key.aes_key);
        // What the old pairing of this lock showed still tells what this very lock takes.
        let rehearsal = rehearse::known_ways(of_lock.as_slice(), snapshot);
        let target = Target {
            present: &present,
            now: minute,
            rehearsal: rehearsal.as_ref(),
            capacity: Capacity::default(),
        };
        let plan = plan::plan(snapshot, &target, choice);

        let started = CopyRecord::RestoreStarted {
            lock: key.address,
            pairing: pairing.clone(),
        };
        of_copy.append(started)?;
        let mut writer = Writer {
            contact: &mut contact,
            records: &mut of_copy,
            full: Full::default(),
            is_passage_empty: present.settings.passage.value().is_some_and(Vec::is_empty),
            ledger: Ledger::default(),
        };
        writer.write_all(&plan, tools.clock, tools.progress).await?;
        let mut ledger = writer.ledger;

        let after = contact
            .read_again(&present, ReadOptions::FOR_RESTORE, tools.progress)
            .await?;
        let read_back = diff::readback(&plan, &after);
        let at = tools.clock.now().moment;
        for line in ledger::proof(&ledger, &read_back, at) {
            ledger.append(&line);
            of_copy.append(CopyRecord::Item { line })?;
        }
        let diff = against(snapshot, &after, minute);
        let written = written(&of_copy, key.address, &pairing, &diff);
        let accepted = Accepted::default();
        let proof = verify::restore_proof(&opened.reopened, &after, minute, rehearsal.as_ref(), &accepted, at);
        let proved = proof.is_ok();
        of_copy.append(proof.map_or_else(
            |_| {
                let missing = diff.open().map(|label| label.id.clone()).collect();
                CopyRecord::ReadBack {
                    lock: key.address,
                    pairing,
                    at,
                    missing,
                }
            },
            |proof| CopyRecord::Proved { proof },
        ))?;
        Ok::<_, RuntimeError>(RestoreReport {
            snapshot: snapshot.clone(),
            clock,
            plan,
            ledger,
            read_back,
            diff,
            present: after,
            now: minute,
            at,
            written,
            proved,
        })
    };
    let result = work.await;
    contact.close().await;
    result
}

/// How many items this copy's journal says were given to this lock in this pairing, and are not told to be missing. What the lock
/// had already was not given, although its reading has a line too.
fn written(records: &Records<CopyRecord>, address: Address, within: &PairingId, diff: &Diff) -> u32 {
    let mut is_here = false;
    let mut lines = Vec::new();
    for record in records.iter() {
        match record {
            CopyRecord::RestoreStarted { lock, pairing } => {
                let was_here = std::mem::replace(&mut is_here, *lock == address && pairing == within);
                if was_here != is_here {
                    lines.clear();
                }
            }
            CopyRecord::Item { line } if is_here => lines.push(line),
            CopyRecord::Item { .. }
            | CopyRecord::Made { .. }
            | CopyRecord::ReadBack { .. }
            | CopyRecord::Proved { .. }
            | CopyRecord::EraseStarted { .. }
            | CopyRecord::Erased { .. } => {}
        }
    }
    let ledger = Ledger::replay(lines.iter().copied());
    let sent = lines.iter().filter(|line| matches!(line.state, ItemState::Sent { .. }));
    let ids: BTreeSet<&ItemId> = sent.map(|line| &line.id).collect();
    let open: BTreeSet<&ItemId> = diff.open().map(|label| &label.id).collect();
    let stands = |id: &&&ItemId| {
        let state = ledger.state(id);
        !open.contains(**id) && !matches!(state, None | Some(ItemState::Queued | ItemState::Failed { .. }))
    };
    u32::try_from(ids.iter().filter(stands).count()).unwrap_or(u32::MAX)
}

/// How far a clock that was just set may be off, in seconds: the time of the exchange itself, and whole seconds.
const CLOCK_TOLERANCE_S: i64 = 60;

/// Sets the lock's clock and reads it back, before any code is written.
async fn set_clock(
    contact: &mut Contact<'_>,
    snapshot: &Snapshot,
    features: &Features,
    before: Option<LockSecond>,
    clock: &dyn super::clock::Clock,
) -> Result<ClockReport, RuntimeError> {
    let offset_ms = offset_to_keep(&snapshot.clock, &clock.now());
    let mut report = ClockReport {
        before,
        set: None,
        offset_ms,
        refused: None,
    };
    if features.has(Feature::NoClock) {
        return Ok(report);
    }
    let wanted = clock.now().lock_time_at(offset_ms)?;
    match contact.set_clock(wanted).await {
        Ok(()) => {}
        Err(error) => {
            report.refused = error.refusal();
            return report.refused.map_or(Err(error.into()), |_| Ok(report));
        }
    }
    let shown = contact.read_clock(features).await?;
    match shown.value() {
        Some(shown) if apart(*shown, wanted).is_none_or(|seconds| seconds > CLOCK_TOLERANCE_S) => {
            Err(RuntimeError::Clock {
                shown: shown.to_string(),
                wanted: wanted.to_string(),
            })
        }
        Some(_) => Ok(ClockReport {
            set: Some(wanted),
            ..report
        }),
        // A lock that sets its clock and does not tell it: there is nothing to compare.
        None => Ok(ClockReport {
            set: Some(wanted),
            ..report
        }),
    }
}

/// Sets a clock that shows something else than it was set to: a change of batteries meanwhile stops it. Until it is right again,
/// no code with an end opens.
pub(super) async fn keep_clock(
    contact: &mut Contact<'_>,
    snapshot: &Snapshot,
    features: &Features,
    shown: Option<LockSecond>,
    clock: &dyn super::clock::Clock,
) -> Result<(), RuntimeError> {
    let now = clock.now();
    let wanted = now.lock_time_at(offset_to_keep(&snapshot.clock, &now))?;
    let is_off = shown.is_some_and(|shown| apart(shown, wanted).is_none_or(|seconds| seconds > CLOCK_TOLERANCE_S));
    if is_off {
        set_clock(contact, snapshot, features, shown, clock).await?;
    }
    Ok(())
}

fn apart(shown: LockSecond, wanted: LockSecond) -> Option<i64> {
    Some(shown.civil()?.duration_since(wanted.civil()?).as_secs().abs())
}

/// Which lists the lock has no room in any more.
#[derive(Default)]
struct Full {
    codes: bool,
    cards: bool,
}

/// Writes the items of a plan, with a line in the journal before and after each.
struct Writer<'a, 'r> {
    contact: &'a mut Contact<'r>,
    records: &'a mut Records<CopyRecord>,
    full: Full,
    /// Whether the lock is known to have no passage time. Else those that it has are cleared before any is written.
    is_passage_empty: bool,
    ledger: Ledger,
}

/// How often an item whose effect is not known is written after the lock showed that it is not there.
const TRIES: u32 = 3;

impl Writer<'_, '_> {
    async fn write_all(
        &mut self,
        plan: &Plan,
        clock: &dyn super::clock::Clock,
        progress: &mut dyn Progress,
    ) -> Result<(), RuntimeError> {
        // Queued lines stand in memory only: the plan itself is made anew at each run.
        for line in ledger::queue(plan, clock.now().moment) {
            self.ledger.append(&line);
        }
        let total = u32::try_from(plan.written().count()).ok();
        for (done, item) in (0..).zip(plan.written()) {
            progress.report(Report {
                work: Work::Restoring,
                done,
                total,
            });
            let state = if self.is_full(item) {
                ItemState::Failed { cause: FailCause::Full }
            } else {
                self.note(item, ItemState::Sent { way: first_way(item) }, clock.now().moment)?;
                self.write(item, progress).await?
            };
            self.remember_full(item, &state);
            self.note(item, state, clock.now().moment)?;
        }
        Ok(())
    }

    fn note(&mut self, item: &PlanItem, state: ItemState, at: Moment) -> Result<(), RuntimeError> {
        let line = Line {
            id: item.label.id.clone(),
            state,
            at,
        };
        self.ledger.append(&line);
        Ok(self.records.append(CopyRecord::Item { line })?)
    }

    fn is_full(&self, item: &PlanItem) -> bool {
        match item.item {
            Item::Code(_) => self.full.codes,
            Item::Card { .. } => self.full.cards,
            _ => false,
        }
    }

    fn remember_full(&mut self, item: &PlanItem, state: &ItemState) {
        if matches!(state, ItemState::Failed { cause: FailCause::Full }) {
            match item.item {
                Item::Code(_) => self.full.codes = true,
                Item::Card { .. } => self.full.cards = true,
                _ => {}
            }
        }
    }

    /// Writes one item by the first way that the lock takes. Only a failure of the connection that lasts is an error.
    async fn write(&mut self, item: &PlanItem, progress: &mut dyn Progress) -> Result<ItemState, RuntimeError> {
        let mut code = LockError::Undefined;
        for way in ways(item) {
            match self.write_by(item, &way, progress).await? {
                Ok(()) => return Ok(ItemState::Acknowledged),
                Err(LockError::Full) => return Ok(ItemState::Failed { cause: FailCause::Full }),
                // The read-back tells whether what is there already is the same (flows 6.4, commands 5).
                Err(LockError::PasscodeExists) => return Ok(ItemState::Acknowledged),
                Err(error) => code = error,
            }
        }
        Ok(ItemState::Failed {
            cause: FailCause::Refused { code: code.code() },
        })
    }

    /// Writes by one way. Where the effect is not known, the lock is read, and only what is not there is written again.
    async fn write_by(
        &mut self,
        item: &PlanItem,
        way: &WriteWay,
        progress: &mut dyn Progress,
    ) -> Result<Result<(), LockError>, RuntimeError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.send(&item.item, way).await {
                Ok(()) => return Ok(Ok(())),
                Err(error) if error.is_uncertain() && !error.is_cancelled() && tries < TRIES => {
                    if self.is_there(&item.item, progress).await? {
                        return Ok(Ok(()));
                    }
                }
                Err(error) => match error.refusal() {
                    Some(refusal) => return Ok(Err(refusal)),
                    None => return Err(error.into()),
                },
            }
        }
    }

    async fn send(&mut self, item: &Item, way: &WriteWay) -> Result<(), ContactError> {
        let contact = &mut *self.contact;
        match (item, way) {
            (Item::Setting(SettingValue::Passage(entries)), _) => {
                // At the first try only: a second one finds what the first one left.
                let is_empty = std::mem::take(&mut self.is_passage_empty);
                write_passage(contact, entries, is_empty).await
            }
            (Item::Setting(value), _) => write_setting(contact, value).await,
            (Item::OwnerPasscode(Some(digits)), _) => contact.set_admin_passcode(digits.clone()).await,
            (Item::Code(record), WriteWay::Code(way)) => write_code(contact, record, *way).await,
            (Item::Code(record), WriteWay::CodeValidity) => change_code(contact, record).await,
            (Item::Code(record), WriteWay::ReplaceCode { present, way }) => {
                match contact.delete_passcode(present.kind, present.current.clone()).await {
                    Ok(()) => {}
                    Err(error) if error.refusal() == Some(LockError::PasscodeMissing) => {}
                    Err(error) => return Err(error),
                }
                write_code(contact, record, *way).await
            }
            (Item::Card { record, schedule }, WriteWay::Card) => {
                write_card(contact, record).await?;
                write_schedule(contact, record, schedule).await
            }
            (Item::Card { record, schedule }, WriteWay::CardValidity) => {
                contact.change_card_validity(record.clone()).await?;
                write_schedule(contact, record, schedule).await
            }
            (Item::Card { record, schedule }, WriteWay::CardSchedule) => {
                write_schedule(contact, record, schedule).await
            }
            // A plan never pairs these.
            _ => Err(unwritable()),
        }
    }

    /// Whether an item is on the lock as it was to be written.
    async fn is_there(&mut self, item: &Item, progress: &mut dyn Progress) -> Result<bool, ContactError> {
        Ok(match item {
            Item::Code(record) => {
                let listing = self.contact.read_passcodes(progress).await?;
                let mut listed = listing.items.iter().filter_map(|listed| listed.known());
                listed.any(|listed| plan::means_the_same_code(record, listed))
            }
            Item::Card { record, schedule } if schedule.is_empty() => {
                let listing = self.contact.read_cards(progress).await?;
                listing.items.iter().any(|listed| {
                    listed.number.is_same_card(&record.number) && listed.validity.means_the_same(record.validity)
                })
            }
            // Writing these a second time changes nothing.
            _ => false,
        })
    }
}

/// One write.
#[derive(Clone, Debug)]
enum WriteWay {
    /// A setting's or the owner's passcode's own write.
    Value,
    /// A new code.
    Code(PasscodeWay),
    /// A code's validity.
    CodeValidity,
    /// A code in place of another kind of code with the same digits.
    ReplaceCode { present: PasscodeRecord, way: PasscodeWay },
    /// A new card.
    Card,
    /// A card's validity.
    CardValidity,
    /// A card's weekly schedule; the card itself stays.
    CardSchedule,
}

/// The writes to try for an item, in this order.
fn ways(item: &PlanItem) -> Vec<WriteWay> {
    match &item.action {
        Action::Add { ways } => ways.iter().map(|way| added(&item.item, *way)).collect(),
        Action::Change { ways } => ways.iter().flat_map(|way| changed(&item.item, way)).collect(),
        Action::Skip | Action::Refuse => Vec::new(),
    }
}

fn added(item: &Item, way: Way) -> WriteWay {
    match (item, way) {
        (Item::Code(_), Way::Passcode(way)) => WriteWay::Code(way),
        (Item::Card { .. }, _) => WriteWay::Card,
        _ => WriteWay::Value,
    }
}

fn changed(item: &Item, way: &ChangeWay) -> Vec<WriteWay> {
    match (item, way) {
        (Item::Code(_), ChangeWay::ModifyValidity) => vec![WriteWay::CodeValidity],
        (Item::Card { .. }, ChangeWay::ModifyValidity) => vec![WriteWay::CardValidity],
        (_, ChangeWay::DeleteThenAdd { present, ways }) => ways
            .iter()
            .map(|way| WriteWay::ReplaceCode {
                present: present.clone(),
                way: *way,
            })
            .collect(),
        (_, ChangeWay::WriteSchedule) => vec![WriteWay::CardSchedule],
        (_, ChangeWay::Write | ChangeWay::ModifyValidity) => vec![WriteWay::Value],
    }
}

fn first_way(item: &PlanItem) -> Option<Way> {
    match &item.action {
        Action::Add { ways } => ways.first().copied(),
        Action::Change { .. } | Action::Skip | Action::Refuse => None,
    }
}

async fn change_code(contact: &mut Contact<'_>, record: &PasscodeRecord) -> Result<(), ContactError> {
    let Some(code) = record.current.digits() else {
        return Err(unwritable());
    };
    contact
        .change_passcode_validity(record.kind, &code, record.validity())
        .await
}

/// Clears a card's weekly schedule and writes the new one, where there is one (commands 5).
async fn write_schedule(
    contact: &mut Contact<'_>,
    record: &CardRecord,
    schedule: &[ScheduleDay],
) -> Result<(), ContactError> {
    if schedule.is_empty() {
        return Ok(());
    }
    match contact.clear_card_schedule(record.number.clone()).await {
        Ok(()) => {}
        // There was none.
        Err(error) if error.refusal() == Some(LockError::RecordMissing) => {}
        Err(error) => return Err(error),
    }
    for day in schedule {
        let weekday = Weekday {
            day: day.week_day,
            start: hour_and_minute(day.start_minute),
            end: hour_and_minute(day.end_minute),
        };
        contact.add_card_schedule(record.number.clone(), weekday).await?;
    }
    Ok(())
}

/// Minutes of a day as the lock takes them; what is no minute of a day becomes the last one.
fn hour_and_minute(minutes: u16) -> [u8; 2] {
    let minutes = minutes.min(24 * 60 - 1);
    [minutes / 60, minutes % 60].map(|part| u8::try_from(part).unwrap_or_default())
}

async fn write_setting(contact: &mut Contact<'_>, value: &SettingValue) -> Result<(), ContactError> {
    match value {
        SettingValue::AutoLock(value) => contact.set_auto_lock(value.clone()).await,
        SettingValue::Sound(value) => contact.set_sound(value.clone()).await,
        SettingValue::RemoteUnlock(value) => contact.set_remote_unlock(*value).await,
        SettingValue::ShowPasscode(value) => contact.set_show_passcode(*value).await,
        SettingValue::Lamp(seconds) => contact.set_lamp(*seconds).await,
        SettingValue::Freeze(value) => contact.set_freeze(*value).await,
        SettingValue::Sensitivity(value) => contact.set_sensitivity(*value).await,
        SettingValue::Switches(value) => contact.set_switches(*value).await,
        SettingValue::Passage(entries) => write_passage(contact, entries, false).await,
    }
}

async fn write_passage(
    contact: &mut Contact<'_>,
    entries: &[PassageEntry],
    is_empty: bool,
) -> Result<(), ContactError> {
    if !is_empty {
        contact.clear_passage().await?;
    }
    for entry in entries {
        contact.add_passage(*entry).await?;
    }
    Ok(())
}
