//! The languages there are. A new one is a file in `locales/` and a row here.

use super::number::Grouping;
use fluent_langneg::{NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages};

/// A language.
pub(super) struct Language {
    /// Its tag of BCP 47.
    pub(super) tag: &'static str,
    /// Its file of words.
    pub(super) source: &'static str,
    /// How it groups the digits of a number.
    pub(super) grouping: Grouping,
    /// Whether it is written from right to left.
    pub(super) right_to_left: bool,
}

macro_rules! language {
    ($tag:literal, $grouping:ident, right_to_left: $right_to_left:literal) => {
        Language {
            tag: $tag,
            source: include_str!(concat!("../../locales/", $tag, ".ftl")),
            grouping: Grouping::$grouping,
            right_to_left: $right_to_left,
        }
    };
}

/// What is taken when nothing fits, and what every other language is compared with.
pub(super) const ENGLISH: Language = language!("en", Comma, right_to_left: false);

/// All of them, English first.
pub(super) static LANGUAGES: [&Language; 6] = [
    &ENGLISH,
    &language!("de", Point, right_to_left: false),
    &language!("es", PointFromFiveDigits, right_to_left: false),
    &language!("fr", NarrowSpace, right_to_left: false),
    &language!("zh-Hans", Comma, right_to_left: false),
    &language!("ar", Comma, right_to_left: true),
];

/// The language that is nearest to a tag, of BCP 47 or as POSIX writes it: `de_AT.UTF-8`.
pub(super) fn nearest(tag: &str) -> &'static Language {
    let without_encoding = tag.split(['.', '@']).next().unwrap_or_default();
    let wanted = convert_vec_str_to_langids_lossy([without_encoding]);
    let there = convert_vec_str_to_langids_lossy(LANGUAGES.map(|language| language.tag));
    let found = negotiate_languages(&wanted, &there, None, NegotiationStrategy::Lookup);
    let index = found
        .first()
        .and_then(|found| there.iter().position(|tag| tag == *found));
    index
        .and_then(|index| LANGUAGES.get(index).copied())
        .unwrap_or(&ENGLISH)
}
