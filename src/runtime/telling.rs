//! Tells the owner's account which codes and cards are on a re-added lock (cloud 10.3 \[C\]). The account itself is the ledger: what it
//! lists already is never told twice, so that a run that was stopped is gone on with by running it again.
//!
//! Only what was read back from the lock is told. Where the account still has the entry from before, and the owner wants it, what both hold
//! comes over from there in one call (cloud 6 \[B\]); everything else is told item by item. One-time and cyclic codes are told to no account
//! item by item \[A\]; the other bulk call, which could do it, marks every code of the account that it does not name as invalid, so it is
//! never used here.

use crate::account::call;
use crate::account::card::CloudCard;
use crate::account::client::{AccountError, Cancelled, Client, tried};
use crate::account::error::{CallError, Cause, Remedy};
use crate::account::lock::{CardId, LockId, PasscodeId};
use crate::account::passcode::CloudPasscode;
use crate::account::request::{Nature, Request};
use crate::account::setting::PassageTime;
use crate::account::span::{Span, WeekSlot};
use crate::account::transfer::ImportData;
use crate::backup::Snapshot;
use crate::backup::entry::ScheduleDay;
use crate::backup::item::{ItemId, ItemKind, Label};
use crate::backup::setting::SettingName;
use crate::model::date::utc_time;
use crate::model::settings::{PassageEntry, Settings, Switches};
use crate::model::{
    CardNumber, CardRecord, CodeText, Contents, Digits, LockMinute, PasscodeKind, PasscodeRecord, Until, Validity,
};

/// What may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling<'a> {
    label: Label,
    what: What<'a>,
    name: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What<'a> {
    Code(&'a PasscodeRecord),
    Card(&'a CardRecord, Vec<WeekSlot>),
    /// Seconds; 0: off.
    AutoLock(u16),
    /// When the door stays open, and whether the lock opens by itself then.
    Passage(Vec<PassageTime>, Option<bool>),
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Told now.
    pub told: u32,
    /// The account had them already.
    pub known: u32,
    /// Of kinds that the account takes from nobody.
    pub not_tellable: Vec<Label>,
    /// Refused one by one.
    pub refused: Vec<Label>,
    /// What ended it before everything was tried: no network, the month's calls used up.
    pub stopped: Option<CallError>,
}

/// What of a lock's present contents may be told: every code and card that it lists, with the names and schedules of the copy, and the
/// settings that an account keeps in a form that is known.
pub fn items<'a>(present: &'a Contents, snapshot: &'a Snapshot) -> Vec<Telling<'a>> {
    let codes = present.passcodes.items.iter().filter_map(|listed| listed.known());
    let codes = (1..).zip(codes).map(|(number, record)| {
        let saved = snapshot.codes.iter().find(|entry| {
            let known = entry.listed.known();
            known.is_some_and(|saved| saved.current == record.current)
        });
        Telling::new(
            saved.map_or_else(|| ItemId::numbered("present-code", number), |entry| entry.id.clone()),
            ItemKind::Code(record.kind),
            What::Code(record),
            saved.and_then(|entry| entry.about.name.as_deref()),
        )
    });
    let cards = present.cards.iter().flat_map(|cards| &cards.items);
    let cards = (1..).zip(cards).map(|(number, record)| {
        let saved = snapshot.cards.iter().find(|entry| entry.record.number == record.number);
        let days = saved.and_then(|entry| entry.schedule.as_ref());
        Telling::new(
            saved.map_or_else(|| ItemId::numbered("present-card", number), |entry| entry.id.clone()),
            ItemKind::Card,
            What::Card(record, days.map(|days| slots(days)).unwrap_or_default()),
            saved.and_then(|entry| entry.about.name.as_deref()),
        )
    });
    let settings = settings(&present.settings).into_iter();
    let settings = settings.map(|(name, what)| Telling::new(ItemId::setting(name), ItemKind::Setting, what, None));
    codes.chain(cards).chain(settings).collect()
}

/// The longest time until a lock locks itself that an account takes, in seconds \[B\].
const MOST_AUTO_LOCK: u16 = 900;
/// The most times of passage mode that an account takes \[B\].
const MOST_PASSAGE: usize = 5;

fn settings(settings: &Settings) -> Vec<(SettingName, What<'static>)> {
    let seconds = settings.auto_lock.value().map(|auto_lock| auto_lock.seconds);
    let auto_lock = seconds.filter(|seconds| *seconds <= MOST_AUTO_LOCK).map(What::AutoLock);
    let switches = settings.switches.value();
    let opens = switches.filter(|switches| switches.items & Switches::PASSAGE_OPENS != 0);
    let opens = opens.map(|switches| switches.values & Switches::PASSAGE_OPENS != 0);
    let times = settings.passage.value().and_then(|entries| passage_times(entries));
    let passage = times.map(|times| What::Passage(times, opens));
    let auto_lock = auto_lock.map(|what| (SettingName::AutoLock, what));
    let passage = passage.map(|what| (SettingName::Passage, what));
    auto_lock.into_iter().chain(passage).collect()
}

/// The lock's times as an account has them, those of equal hours together; `None` where an account cannot have them: times of a month,
/// or too many.
pub(super) fn passage_times(entries: &[PassageEntry]) -> Option<Vec<PassageTime>> {
    const WEEKLY: u8 = 1;
    const EVERY_DAY: u8 = 0;
    let mut times: Vec<PassageTime> = Vec::new();
    for entry in entries {
        let days = match (entry.kind, entry.day) {
            (WEEKLY, EVERY_DAY) => (1..=7).collect(),
            (WEEKLY, day @ 1..=7) => vec![day],
            _ => return None,
        };
        let [start, end] = [entry.start, entry.end].map(|[hour, minute]| u16::from(hour) * 60 + u16::from(minute));
        let minutes = ((start, end) != (0, 0)).then_some((start, end));
        match times.iter_mut().find(|time| time.minutes == minutes) {
            Some(time) => time.week_days.extend(days),
            None => times.push(PassageTime {
                minutes,
                week_days: days,
            }),
        }
    }
    for time in &mut times {
        time.week_days.sort_unstable();
        time.week_days.dedup();
    }
    (times.len() <= MOST_PASSAGE).then_some(times)
}

fn slots(days: &[ScheduleDay]) -> Vec<WeekSlot> {
    let slot = |day: &ScheduleDay| WeekSlot {
        week_day: day.week_day,
        start_time: day.start_minute,
        end_time: day.end_minute,
    };
    days.iter().map(slot).collect()
}

/// Where it is told to.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The lock's entry.
    pub lock: LockId,
    /// The entry from before, where what both hold is to come from there at once. Keys of other people may come along (cloud 6 \[B\]), so
    /// that this is for the owner to say.
    pub before: Option<LockId>,
    /// The lock's offset from UTC, in milliseconds.
    pub offset_ms: i64,
}

/// Tells them. `progress` is told how many of how many are done, and may stop it before the next. A refusal ends one item, what would end
/// every further call ends all.
///
/// # Errors
/// Where the sign-in has ended or cannot be kept, or a person stopped it.
pub fn tell(
    client: &mut Client<'_>,
    place: Place,
    items: &[Telling<'_>],
    progress: &mut dyn FnMut(u32, u32) -> Result<(), Cancelled>,
) -> Result<Told, AccountError> {
    let mut told = Told::default();
    let stopped = |told: Told, error| Told {
        stopped: Some(error),
        ..told
    };
    let own_cards = own_cards(items);
    let mut known = match tried(read_known(client, place.lock, &own_cards))? {
        Ok(known) => known,
        Err(error) => return Ok(stopped(told, error)),
    };
    let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
    progress(0, total)?;
    let was_known: Vec<bool> = items.iter().map(|item| known.has(item)).collect();
    if let Some(before) = place.before {
        let missing = items.iter().zip(&was_known).filter(|(_, was_known)| !**was_known);
        let missing: Vec<_> = missing.map(|(item, _)| item).collect();
        let brought = tried(bring_over(client, place, before, &missing))?;
        match brought {
            Err(error) if error.ends_every_call() => return Ok(stopped(told, error)),
            // Where it was not to be had, everything is told one by one.
            Err(error) => tracing::info!(%error, "nothing came over from the entry before"),
            Ok(()) => match tried(read_known(client, place.lock, &own_cards))? {
                Err(error) => return Ok(stopped(told, error)),
                Ok(now) => known = now,
            },
        }
    }
    for ((done, item), was_known) in (0..).zip(items).zip(was_known) {
        progress(done, total)?;
        if known.has(item) {
            let count = if was_known { &mut told.known } else { &mut told.told };
            *count += 1;
            if let Some(error) = give_name(client, place.lock, item, &known)? {
                told.stopped = Some(error);
                break;
            }
            continue;
        }
        let Some(request) = item.request(place, item.name) else {
            told.not_tellable.push(item.label.clone());
            continue;
        };
        match send(client, place, item, &request, &mut known)? {
            Sent::Told => told.told += 1,
            Sent::Known => told.known += 1,
            Sent::Refused => told.refused.push(item.label.clone()),
            Sent::Stopped(error) => {
                told.stopped = Some(error);
                break;
            }
        }
    }
    // Everything is told: too late to stop.
    let _ = progress(total, total);
    Ok(told)
}

/// Names what the account lists without a name, as the lock itself or its own app may have told it. Only a name: whether it is taken
/// changes nothing else. Gives what would end every further call.
fn give_name(
    client: &mut Client<'_>,
    lock: LockId,
    item: &Telling<'_>,
    known: &Known<'_>,
) -> Result<Option<CallError>, AccountError> {
    let (Some(name), Some(entry)) = (item.name, known.unnamed(item)) else {
        return Ok(None);
    };
    let request = |name: &str| match entry {
        Unnamed::Code(code) => call::name_code(lock, code, name),
        Unnamed::Card(card) => call::name_card(lock, card, name),
    };
    let mut sent = tried(client.send(&request(name)))?;
    if let (Err(error), Some(other)) = (&sent, item.other_name())
        && error.cause() == Some(Cause::NameExists)
    {
        sent = tried(client.send(&request(&other)))?;
    }
    match sent {
        Err(error) if error.ends_every_call() => Ok(Some(error)),
        Err(error) => {
            tracing::info!(%error, "a name was not taken");
            Ok(None)
        }
        Ok(_) => Ok(None),
    }
}

enum Sent {
    Told,
    Known,
    Refused,
    Stopped(CallError),
}

/// Has the account bring over what both the entry from before and the lock hold, in the same form. What of it came is read afterwards: a
/// lost answer changes nothing about that.
fn bring_over(
    client: &mut Client<'_>,
    place: Place,
    before: LockId,
    missing: &[&Telling<'_>],
) -> Result<(), AccountError> {
    let data = ImportData::decode(&client.send(&call::import_data(place.lock, before))?)?;
    let codes = data.code_list.iter().map(|item| &item.value);
    let codes = codes.filter(|code| missing.iter().any(|item| item.is_code(code, place.offset_ms)));
    let codes: Vec<_> = codes.map(|code| code.id).collect();
    let cards = data.card_list.iter().map(|item| &item.value);
    let cards = cards.filter(|card| missing.iter().any(|item| item.is_card(card, place.offset_ms)));
    let cards: Vec<_> = cards.map(|card| card.id).collect();
    if codes.is_empty() && cards.is_empty() {
        return Ok(());
    }
    match tried(client.send(&call::import_done(place.lock, before, &codes, &cards)))? {
        Err(error) if error.remedy(Nature::Write, false) != Remedy::LookFirst => Err(error.into()),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Sends one item. Where its answer was lost, or the account says that there is one like it, the account is read again: nothing is told
/// twice.
fn send(
    client: &mut Client<'_>,
    place: Place,
    item: &Telling<'_>,
    request: &Request,
    known: &mut Known<'_>,
) -> Result<Sent, AccountError> {
    let mut sent = tried(client.send(request))?;
    if sent.as_ref().is_err_and(CallError::says_not_here)
        && let Some(older) = item.older_request(place)
    {
        sent = tried(client.send(&older))?;
    }
    if sent
        .as_ref()
        .is_err_and(|error| error.cause() == Some(Cause::NameExists))
        && let Some(again) = item.request(place, item.other_name().as_deref())
    {
        sent = tried(client.send(&again))?;
    }
    let Err(error) = sent else {
        return Ok(Sent::Told);
    };
    if error.remedy(Nature::Write, false) == Remedy::LookFirst {
        match tried(read_known(client, place.lock, known.own_cards))? {
            Ok(now) => *known = now,
            Err(error) => return Ok(Sent::Stopped(error)),
        }
        return Ok(if known.has(item) { Sent::Known } else { Sent::Refused });
    }
    // Who may not write, may write nothing.
    let forbids_all = matches!(error.cause(), Some(Cause::GuestOnly | Cause::Frozen));
    Ok(if forbids_all || error.ends_every_call() {
        Sent::Stopped(error)
    } else {
        Sent::Refused
    })
}

/// What the account lists of the lock.
struct Known<'a> {
    codes: Vec<(CodeText, PasscodeId, HasName)>,
    cards: Vec<(CardNumber, CardId, HasName)>,
    /// The cards of the lock itself.
    own_cards: &'a [CardNumber],
}

type HasName = bool;

/// An entry of the account that has no name.
#[derive(Clone, Copy)]
enum Unnamed {
    Code(PasscodeId),
    Card(CardId),
}

/// The numbers of the cards that the lock has.
fn own_cards(items: &[Telling<'_>]) -> Vec<CardNumber> {
    let numbers = items.iter().filter_map(|item| match &item.what {
        What::Card(record, _) => Some(record.number.clone()),
        What::Code(_) | What::AutoLock(_) | What::Passage(..) => None,
    });
    numbers.collect()
}

fn read_known<'a>(
    client: &mut Client<'_>,
    lock: LockId,
    own_cards: &'a [CardNumber],
) -> Result<Known<'a>, AccountError> {
    let codes = client.optional_list::<CloudPasscode>(&call::passcodes(lock))?;
    let cards = client.optional_list::<CloudCard>(&call::cards(lock))?;
    let codes = codes.items.into_iter().map(|item| item.value);
    let codes = codes.filter_map(|code| Some((CodeText::from(code.code.digits()?), code.id, code.name.is_some())));
    let cards = cards.items.into_iter().map(|item| item.value);
    Ok(Known {
        codes: codes.collect(),
        cards: cards.map(|card| (card.number, card.id, card.name.is_some())).collect(),
        own_cards,
    })
}

impl Known<'_> {
    fn has(&self, item: &Telling<'_>) -> bool {
        match &item.what {
            What::Code(record) => self.code(record).is_some(),
            What::Card(record, _) => self.card(record).is_some(),
            // Telling one anew changes nothing.
            What::AutoLock(_) | What::Passage(..) => false,
        }
    }

    /// The account's entry of an item, where it has no name.
    fn unnamed(&self, item: &Telling<'_>) -> Option<Unnamed> {
        match &item.what {
            What::Code(record) => {
                let (_, id, has_name) = self.code(record)?;
                (!has_name).then_some(Unnamed::Code(*id))
            }
            What::Card(record, _) => {
                let (_, id, has_name) = self.card(record)?;
                (!has_name).then_some(Unnamed::Card(*id))
            }
            What::AutoLock(_) | What::Passage(..) => None,
        }
    }

    fn code(&self, record: &PasscodeRecord) -> Option<&(CodeText, PasscodeId, HasName)> {
        self.codes.iter().find(|(digits, ..)| *digits == record.current)
    }

    /// By its number; turned round only where the turned number is no card of the lock's own (cloud 5).
    fn card(&self, record: &CardRecord) -> Option<&(CardNumber, CardId, HasName)> {
        let listed = |wanted: &CardNumber| self.cards.iter().find(|(number, ..)| number == wanted);
        listed(&record.number).or_else(|| {
            let turned = record.number.reversed();
            listed(&turned).filter(|_| !self.own_cards.contains(&turned))
        })
    }
}

impl<'a> Telling<'a> {
    /// `id`: the copy's own, where it is in the copy.
    fn new(id: ItemId, kind: ItemKind, what: What<'a>, name: Option<&'a str>) -> Self {
        Self {
            label: Label::new(id, kind, name.map(str::to_owned)),
            what,
            name,
        }
    }

    fn other_name(&self) -> Option<String> {
        self.name.map(|name| format!("{name} 2"))
    }

    /// Whether the account's code is this very one, in the form in which the lock has it.
    fn is_code(&self, code: &CloudPasscode, offset_ms: i64) -> bool {
        let What::Code(record) = &self.what else { return false };
        let is_same_kind = code.kind.in_lock() == Some(record.kind);
        let is_same_code = code
            .code
            .digits()
            .is_some_and(|digits| CodeText::from(digits) == record.current);
        let is_same_time = match (record.kind, record.until) {
            (PasscodeKind::Period, Until::End(_)) => means_the_same(code.span, record.validity(), offset_ms),
            _ => true,
        };
        is_same_kind && is_same_code && is_same_time
    }

    /// Whether the account's card is this very one, in the form in which the lock has it.
    fn is_card(&self, card: &CloudCard, offset_ms: i64) -> bool {
        let What::Card(record, _) = &self.what else {
            return false;
        };
        card.number == record.number && means_the_same(card.span, record.validity, offset_ms)
    }

    /// The older form of a call that not every server or lock has, where it has room for the item.
    fn older_request(&self, place: Place) -> Option<Request> {
        match &self.what {
            What::Passage(times, opens) => match times.as_slice() {
                [] => Some(call::report_passage_mode_older(place.lock, *opens, None)),
                [time] => Some(call::report_passage_mode_older(place.lock, *opens, Some(time))),
                _ => None,
            },
            What::Code(_) | What::Card(..) | What::AutoLock(_) => None,
        }
    }

    /// The call; `None` for a kind that the account takes from nobody, or times that are none.
    fn request(&self, place: Place, name: Option<&str>) -> Option<Request> {
        let Place { lock, offset_ms, .. } = place;
        match &self.what {
            What::Code(record) => {
                let digits = Digits::new(&record.current.reveal()).ok()?;
                match (record.kind, record.until) {
                    (PasscodeKind::Permanent, _) => Some(call::report_permanent_code(lock, &digits, name)),
                    (PasscodeKind::Period, Until::End(end)) => {
                        let validity = Validity {
                            start: record.start,
                            end,
                        };
                        let span = span(validity, offset_ms)?;
                        Some(call::report_period_code(lock, &digits, name, span))
                    }
                    _ => None,
                }
            }
            What::Card(record, days) => {
                let span = span(record.validity, offset_ms)?;
                Some(call::report_card(lock, &record.number, name, span, days))
            }
            What::AutoLock(seconds) => Some(call::report_auto_lock(lock, *seconds)),
            What::Passage(times, opens) => Some(call::report_passage_mode(lock, *opens, times)),
        }
    }
}

fn means_the_same(span: Span, validity: Validity, offset_ms: i64) -> bool {
    let told = span.in_lock_time(offset_ms);
    told.is_some_and(|told| told.means_the_same(validity))
}

/// A validity as the account tells it: 0 for no bound.
fn span(validity: Validity, offset_ms: i64) -> Option<Span> {
    let bound = |minute: LockMinute, is_open: bool| if is_open { Some(0) } else { utc_time(minute, offset_ms) };
    Some(Span {
        start_ms: bound(validity.start, validity.start.is_open_start())?,
        end_ms: bound(validity.end, validity.end.is_open_end())?,
    })
}
