//! The way there and back, step by step: time, memory, and what goes over the air.

use crate::run::{On, Run, Steps, fastest, steps};
use crate::world::Measured;
use crate::{Failure, grouped};
use relatch::virtual_lock::radio::Timing;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

/// Each step, in memory and on a disk.
pub(crate) fn table(text: &mut String) -> Result<(), Failure> {
    let (memory, disk) = (fastest(250, 250, On::Memory)?, fastest(250, 250, On::Disk)?);
    writeln!(
        text,
        "\n| 250 codes and 250 cards, no latency | ms, store in memory | ms, on a disk, each line of a journal synced |\n|---|---|---|"
    )?;
    for (one, other) in memory.found.iter().zip(&disk.found) {
        let (in_memory, on_disk) = (On::Memory.ms(one.spent), On::Disk.ms(other.spent));
        writeln!(text, "| {} | {in_memory:.1} | {on_disk:.1} |", one.step)?;
    }
    writeln!(
        text,
        "| sum | {:.1} | {:.1} |",
        memory.ms(On::Memory),
        disk.ms(On::Disk)
    )?;
    let kib = |run: &Run<Steps>| {
        run.peak_kib
            .map_or("not told".to_owned(), |peak| grouped(peak) + " KiB")
    };
    let (one, other) = (kib(&memory), kib(&disk));
    writeln!(
        text,
        "| peak memory of the process, virtual lock included | {one} | {other} |"
    )?;
    Ok(())
}

/// From 10 items to 10,000.
pub(crate) fn size_table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| items, half codes, half cards | sum, ms | us an item | slowest step | peak, KiB | KiB an item above the first row |\n|---|---|---|---|---|---|"
    )?;
    let mut least = None;
    for items in [10_u16, 100, 1_000, 10_000] {
        let run = fastest(items / 2, items / 2, On::Memory)?;
        let ms = |step: &Measured| On::Memory.ms(step.spent);
        let slowest = run.found.iter().max_by(|one, other| ms(one).total_cmp(&ms(other)));
        let slowest = slowest.map_or(String::new(), |step| format!("{} {:.1} ms", step.step, ms(step)));
        let count = f64::from(items);
        let peak = run.peak_kib.unwrap_or_default();
        let least = *least.get_or_insert(peak);
        let above = u32::try_from(peak.saturating_sub(least)).unwrap_or(u32::MAX);
        let sum = run.ms(On::Memory);
        writeln!(
            text,
            "| {} | {sum:.1} | {:.0} | {slowest} | {} | {:.1} |",
            grouped(items.into()),
            sum * 1_000.0 / count,
            grouped(peak),
            f64::from(above) / count,
        )?;
    }
    Ok(())
}

/// Against the lower bound of a Bluetooth link.
pub(crate) fn link_table(text: &mut String) -> Result<(), Failure> {
    link_head(text, "link of 30 ms, 4 pieces an event")?;
    for (codes, cards) in [(250, 250), (5, 5), (50, 50), (500, 500)] {
        let run = steps(codes, cards, Timing::BLUETOOTH, On::Memory)?;
        let name = format!("**{codes} codes, {cards} cards: the whole way**");
        link_rows(text, &run.found, codes == 250, &name)?;
    }
    Ok(())
}

/// The head of a table of what goes over the air.
pub(crate) fn link_head(text: &mut String, what: &str) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| {what} | exchanges used | necessary | not necessary | events used | necessary | seconds | at least | ratio |\n|---|---|---|---|---|---|---|---|---|"
    )?;
    Ok(())
}

/// A line for each step where wanted, and one for their sum.
pub(crate) fn link_rows(text: &mut String, steps: &[Measured], each: bool, name: &str) -> Result<(), Failure> {
    let mut sum = Row::default();
    for step in steps {
        let row = Row::of(step);
        sum.add(&row);
        if each {
            row.write(text, &step.step)?;
        }
    }
    sum.write(text, name)
}

/// A line of the table of the link.
#[derive(Default)]
struct Row {
    used: BTreeMap<u8, u64>,
    necessary: BTreeMap<u8, u64>,
    events: u64,
    events_necessary: u64,
    time: Duration,
    least: Duration,
}

impl Row {
    fn of(step: &Measured) -> Self {
        Self {
            used: step.requests.clone(),
            necessary: step.bound.exchanges.clone(),
            events: step.intervals,
            events_necessary: step.bound.intervals,
            time: Duration::from_millis(step.virtual_ms),
            least: step.bound.time(Timing::BLUETOOTH),
        }
    }

    fn add(&mut self, row: &Self) {
        for (command, count) in &row.used {
            *self.used.entry(*command).or_default() += count;
        }
        for (command, count) in &row.necessary {
            *self.necessary.entry(*command).or_default() += count;
        }
        self.events += row.events;
        self.events_necessary += row.events_necessary;
        self.time += row.time;
        self.least += row.least;
    }

    /// The exchanges that were not necessary, as "2 x 32"; with a minus where the bound asks for more than was used.
    fn surplus(&self) -> String {
        let commands: BTreeSet<u8> = self.used.keys().chain(self.necessary.keys()).copied().collect();
        let count = |counts: &BTreeMap<u8, u64>, command| counts.get(&command).copied().unwrap_or_default();
        let surplus = commands.into_iter().filter_map(|command| {
            let (used, necessary) = (count(&self.used, command), count(&self.necessary, command));
            let sign = if used < necessary { "-" } else { "" };
            (used != necessary).then(|| format!("{sign}{} x {command:02x}", used.abs_diff(necessary)))
        });
        surplus.collect::<Vec<_>>().join(", ")
    }

    fn write(&self, text: &mut String, name: &str) -> Result<(), Failure> {
        let (used, necessary): (u64, u64) = (self.used.values().sum(), self.necessary.values().sum());
        let (events, least_events) = (self.events, self.events_necessary);
        let (time, least) = (self.time.as_secs_f64(), self.least.as_secs_f64());
        let (ratio, surplus) = (time / least, self.surplus());
        writeln!(
            text,
            "| {name} | {used} | {necessary} | {surplus} | {events} | {least_events} | {time:.2} | {least:.2} | {ratio:.3} |"
        )?;
        Ok(())
    }
}
