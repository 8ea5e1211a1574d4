//! Tells the owner's account which codes and cards are on a re-added lock (cloud 10.3 \[C\]). The account itself is the ledger: what it
//! lists already is never told twice, so that a run that was stopped is gone on with by running it again.
//!
//! Only what was read back from the lock is told. One-time and cyclic codes are told to no account item by item \[A\]; the bulk call that
//! could do it marks every code of the account that it does not name as invalid, so it is never used here.

use crate::account::call;
use crate::account::card::CloudCard;
use crate::account::client::{AccountError, Cancelled, Client, tried};
use crate::account::error::{CallError, Cause, Remedy};
use crate::account::lock::LockId;
use crate::account::passcode::CloudPasscode;
use crate::account::request::{Nature, Request};
use crate::account::span::{Span, WeekSlot};
use crate::backup::Snapshot;
use crate::backup::entry::ScheduleDay;
use crate::model::date::utc_time;
use crate::model::{CardRecord, CodeText, Contents, Digits, LockMinute, PasscodeKind, PasscodeRecord, Until, Validity};

/// What may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling<'a> {
    what: What<'a>,
    name: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What<'a> {
    Code(&'a PasscodeRecord),
    Card(&'a CardRecord, Vec<WeekSlot>),
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Told now.
    pub told: u32,
    /// The account had them already.
    pub known: u32,
    /// Of kinds that the account takes from nobody.
    pub not_tellable: u32,
    /// Refused one by one.
    pub refused: u32,
    /// What ended it before everything was tried: no network, the month's calls used up.
    pub stopped: Option<CallError>,
}

/// What of a lock's present contents may be told: every code and card that it lists, with the names and schedules of the copy.
pub fn items<'a>(present: &'a Contents, snapshot: &'a Snapshot) -> Vec<Telling<'a>> {
    let codes = present.passcodes.items.iter().filter_map(|listed| listed.known());
    let codes = codes.map(|record| {
        let saved = snapshot.codes.iter().find(|entry| {
            let known = entry.listed.known();
            known.is_some_and(|saved| saved.current == record.current)
        });
        Telling {
            what: What::Code(record),
            name: saved.and_then(|entry| entry.about.name.as_deref()),
        }
    });
    let cards = present.cards.iter().flat_map(|cards| &cards.items).map(|record| {
        let saved = snapshot.cards.iter().find(|entry| entry.record.number == record.number);
        let days = saved.and_then(|entry| entry.schedule.as_ref());
        Telling {
            what: What::Card(record, days.map(|days| slots(days)).unwrap_or_default()),
            name: saved.and_then(|entry| entry.about.name.as_deref()),
        }
    });
    codes.chain(cards).collect()
}

fn slots(days: &[ScheduleDay]) -> Vec<WeekSlot> {
    let slot = |day: &ScheduleDay| WeekSlot {
        week_day: day.week_day,
        start_time: day.start_minute,
        end_time: day.end_minute,
    };
    days.iter().map(slot).collect()
}

/// Tells them. `progress` is told how many of how many are done, and may stop it before the next. A refusal ends one item, what would end every further call ends all.
///
/// # Errors
/// Where the sign-in has ended or cannot be kept, or a person stopped it.
pub fn tell(
    client: &mut Client<'_>,
    lock: LockId,
    offset_ms: i64,
    items: &[Telling<'_>],
    progress: &mut dyn FnMut(u32, u32) -> Result<(), Cancelled>,
) -> Result<Told, AccountError> {
    let mut told = Told::default();
    let mut known = match tried(read_known(client, lock))? {
        Ok(known) => known,
        Err(error) => {
            told.stopped = Some(error);
            return Ok(told);
        }
    };
    let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
    for (done, item) in (0..).zip(items) {
        progress(done, total)?;
        if known.has(item) {
            told.known += 1;
            continue;
        }
        let Some(request) = item.request(lock, offset_ms, item.name) else {
            told.not_tellable += 1;
            continue;
        };
        match send(client, lock, item, &request, offset_ms, &mut known)? {
            Sent::Told => told.told += 1,
            Sent::Known => told.known += 1,
            Sent::Refused => told.refused += 1,
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

enum Sent {
    Told,
    Known,
    Refused,
    Stopped(CallError),
}

/// Sends one item. Where its answer was lost, or the account says that there is one like it, the account is read again: nothing is told
/// twice.
fn send(
    client: &mut Client<'_>,
    lock: LockId,
    item: &Telling<'_>,
    request: &Request,
    offset_ms: i64,
    known: &mut Known,
) -> Result<Sent, AccountError> {
    let mut sent = tried(client.send(request))?;
    if sent
        .as_ref()
        .is_err_and(|error| error.cause() == Some(Cause::NameExists))
        && let Some(again) = item.request(lock, offset_ms, item.other_name().as_deref())
    {
        sent = tried(client.send(&again))?;
    }
    let Err(error) = sent else {
        return Ok(Sent::Told);
    };
    if error.remedy(Nature::Write, false) == Remedy::LookFirst {
        match tried(read_known(client, lock))? {
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
struct Known {
    codes: Vec<CodeText>,
    cards: Vec<crate::model::CardNumber>,
}

fn read_known(client: &mut Client<'_>, lock: LockId) -> Result<Known, AccountError> {
    let codes = client.optional_list::<CloudPasscode>(&call::passcodes(lock))?;
    let cards = client.optional_list::<CloudCard>(&call::cards(lock))?;
    let codes = codes.items.iter().filter_map(|item| item.value.code.digits());
    Ok(Known {
        codes: codes.map(CodeText::from).collect(),
        cards: cards.items.into_iter().map(|item| item.value.number).collect(),
    })
}

impl Known {
    fn has(&self, item: &Telling<'_>) -> bool {
        match &item.what {
            What::Code(record) => self.codes.contains(&record.current),
            What::Card(record, _) => {
                self.cards.contains(&record.number) || self.cards.contains(&record.number.reversed())
            }
        }
    }
}

impl Telling<'_> {
    fn other_name(&self) -> Option<String> {
        self.name.map(|name| format!("{name} 2"))
    }

    /// The call; `None` for a kind that the account takes from nobody, or times that are none.
    fn request(&self, lock: LockId, offset_ms: i64, name: Option<&str>) -> Option<Request> {
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
        }
    }
}

/// A validity as the account tells it: 0 for no bound.
fn span(validity: Validity, offset_ms: i64) -> Option<Span> {
    let bound = |minute: LockMinute, is_open: bool| if is_open { Some(0) } else { utc_time(minute, offset_ms) };
    Some(Span {
        start_ms: bound(validity.start, validity.start.is_open_start())?,
        end_ms: bound(validity.end, validity.end.is_open_end())?,
    })
}
