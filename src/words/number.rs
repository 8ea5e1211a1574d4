//! Numbers, in Latin digits in every language: the keypad of a lock has no others.

use fluent_bundle::FluentValue;

/// How a language groups the digits of a number by three.
#[derive(Clone, Copy)]
pub(super) enum Grouping {
    /// 1,234
    Comma,
    /// 1.234
    Point,
    /// 1234, and 12.345
    PointFromFiveDigits,
    /// 1 234, with a narrow space that does not break
    NarrowSpace,
}

impl Grouping {
    /// Writes the numbers of a bundle, whatever `M` it remembers its formats in.
    pub(super) fn formatter<M>(self) -> fn(&FluentValue<'_>, &M) -> Option<String> {
        match self {
            Self::Comma => write::<',', 4, M>,
            Self::Point => write::<'.', 4, M>,
            Self::PointFromFiveDigits => write::<'.', 5, M>,
            Self::NarrowSpace => write::<'\u{202f}', 4, M>,
        }
    }
}

/// A whole number with `MARK` between its groups, from as many digits as `LEAST`. `None` leaves everything else to Fluent.
fn write<const MARK: char, const LEAST: usize, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let digits = format!("{:.0}", number.value);
    if digits.len() < LEAST {
        return Some(digits);
    }
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(MARK);
        }
        text.push(digit);
    }
    Some(text)
}
