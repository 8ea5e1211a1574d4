//! Frames a second.

use crate::Failure;
use crate::codec::{Message, Size};
use crate::grouped;
use crate::watch::Watch;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

/// What happens to a message, and its name.
type Step = (&'static str, fn(&Message));

pub(crate) fn table(text: &mut String) -> Result<(), Failure> {
    writeln!(
        text,
        "| frames a second | 112 bytes of data | 16 bytes of data |\n|---|---|---|"
    )?;
    let (full, short) = (Message::new(Size::Full), Message::new(Size::Short));
    let rows: [Step; 5] = [
        ("encoded", |message| drop(black_box(black_box(message).encode()))),
        ("encrypted", |message| drop(black_box(black_box(message).encrypt()))),
        ("parsed from pieces", |message| {
            drop(black_box(black_box(message).parse()));
        }),
        ("decrypted", |message| drop(black_box(black_box(message).decrypt()))),
        ("decoded into values", |message| {
            black_box(black_box(message).decode());
        }),
    ];
    for (name, work) in rows {
        let (full, short) = (rate(|| work(&full)), rate(|| work(&short)));
        writeln!(text, "| {name} | {} | {} |", grouped(full), grouped(short))?;
    }
    Ok(())
}

/// How often something can be done in a second: the best of five tries, because only other work can slow it down.
fn rate(mut work: impl FnMut()) -> u64 {
    const ROUNDS: u32 = 20_000;
    let tries = (0..5).map(|_| {
        let watch = Watch::start();
        (0..ROUNDS).for_each(|_| work());
        watch.spent().cpu_time()
    });
    let best = tries.min().unwrap_or(Duration::MAX);
    u64::try_from(u128::from(ROUNDS) * 1_000_000_000 / best.as_nanos().max(1)).unwrap_or(u64::MAX)
}
