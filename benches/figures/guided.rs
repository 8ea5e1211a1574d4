//! The guided way: screens, start, memory, files, and what goes over the air.

use crate::journey::{Shown, Walk};
use crate::run::{On, REPEATS, Run, starts, walk};
use crate::steps::{link_head, link_rows};
use crate::{Failure, grouped};
use relatch::virtual_lock::radio::Timing;
use std::fmt::Write as _;

/// How many of the slowest screens are told.
const SLOWEST: usize = 5;

/// From a key press to the next screen: the slowest, each as in the fastest of some runs.
pub(crate) fn screen_table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| the next screen, 250 codes and 250 cards | ms | ms until it is in words |\n|---|---|---|"
    )?;
    for on in On::ALL {
        let mut best = walk(250, 250, Timing::NONE, on)?.found;
        for _ in 1..REPEATS {
            best.keep_faster(&walk(250, 250, Timing::NONE, on)?.found)?;
        }
        let store = format!("store: {}", on.word());
        slowest(text, on, &format!("{store}; after a key press"), &best.presses)?;
        slowest(text, on, &format!("{store}; after work that ended"), &best.ends)?;
        let reports = || best.reports.iter().map(|spent| on.ms(*spent));
        let (count, all, most) = (
            best.reports.len(),
            reports().sum::<f64>(),
            reports().fold(0.0, f64::max),
        );
        writeln!(
            text,
            "| **{store}; after a report of progress**: the slowest of {count}, {all:.0} ms all together | {most:.2} | |"
        )?;
    }
    Ok(())
}

fn slowest(text: &mut String, on: On, what: &str, shown: &[Shown]) -> Result<(), Failure> {
    let mut slowest: Vec<&Shown> = shown.iter().collect();
    slowest.sort_by(|one, other| on.ms(other.in_words).total_cmp(&on.ms(one.in_words)));
    writeln!(text, "| **{what}**: the slowest of {} | | |", slowest.len())?;
    for screen in slowest.into_iter().take(SLOWEST) {
        let (ms, in_words) = (on.ms(screen.spent), on.ms(screen.in_words));
        writeln!(text, "| {} | {ms:.2} | {in_words:.2} |", screen.name)?;
    }
    Ok(())
}

/// Memory and start.
pub(crate) fn table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| the guided way | store in memory | on a disk |\n|---|---|---|"
    )?;
    let run = |on| walk(250, 250, Timing::NONE, on);
    let (memory, disk) = (run(On::Memory)?, run(On::Disk)?);
    let kib = |run: &Run<Walk>| {
        run.peak_kib
            .map_or("not told".to_owned(), |peak| grouped(peak) + " KiB")
    };
    let (one, other) = (kib(&memory), kib(&disk));
    writeln!(
        text,
        "| peak memory of the process, 250 codes and 250 cards, virtual lock included | {one} | {other} |"
    )?;
    for journeys in [1, 1_000] {
        let start = |on: On| -> Result<f64, Failure> {
            let starts = starts(journeys, on)?.into_iter().map(|spent| on.ms(spent));
            Ok(starts.fold(f64::INFINITY, f64::min))
        };
        let (memory, disk) = (start(On::Memory)?, start(On::Disk)?);
        let journeys = grouped(journeys);
        writeln!(
            text,
            "| start with a store of {journeys} old journeys, ms | {memory:.2} | {disk:.2} |"
        )?;
    }
    file_table(text, &disk.found)
}

fn file_table(text: &mut String, walk: &Walk) -> Result<(), Failure> {
    writeln!(
        text,
        "\n| files of a journey with 250 codes and 250 cards, bytes | when longest | when it is put away |\n|---|---|---|"
    )?;
    for (kind, longest) in walk.longest.iter().filter(|(_, longest)| **longest > 0) {
        let left = walk.left.get(kind).copied().unwrap_or_default();
        writeln!(text, "| {kind} | {} | {} |", grouped(*longest), grouped(left))?;
    }
    Ok(())
}

/// Against the lower bound of a Bluetooth link.
pub(crate) fn link_table(text: &mut String) -> Result<(), Failure> {
    link_head(text, "the guided way, link of 30 ms, 4 pieces an event")?;
    for (codes, cards) in [(250, 250), (5, 5), (50, 50)] {
        let run = walk(codes, cards, Timing::BLUETOOTH, On::Memory)?;
        let name = format!("**{codes} codes, {cards} cards: the whole way**");
        link_rows(text, &run.found.jobs, codes == 250, &name)?;
    }
    Ok(())
}
