//! A screen as lines of text, readable at 80 columns and without colour.

use relatch::journey::screen::{Body, Check, ItemRow, Screen, StageName, StepState};
use std::fmt::Write as _;

/// How a screen is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// How many columns a line may have.
    pub(crate) width: usize,
    /// Which row of a table is the first that is shown.
    pub(crate) first: usize,
    /// How many rows of it are shown.
    pub(crate) rows: usize,
}

/// Every row, without an end of a line.
pub(crate) const EVERYTHING: Layout = Layout {
    width: usize::MAX,
    first: 0,
    rows: usize::MAX,
};

impl Layout {
    /// The rows of a table that are shown.
    pub(crate) fn cut<T>(self, table: &[T]) -> impl Iterator<Item = &T> {
        table.iter().skip(self.first).take(self.rows)
    }
}

/// Everything on a screen but what can be answered with a number.
pub(crate) fn screen(screen: &Screen<String>, layout: Layout) -> String {
    let width = layout.width;
    let mut text = String::new();
    let steps = screen.steps.len();
    let now = screen.steps.iter().position(|step| step.state == StepState::Now);
    if let Some(now) = now {
        let label = screen
            .steps
            .get(now)
            .map(|step| step.label.as_str())
            .unwrap_or_default();
        line(&mut text, &format!("-- {}/{steps} {label} --", now + 1));
    }
    wrapped(&mut text, "", &screen.title.to_uppercase(), width);
    for said in &screen.lines {
        wrapped(&mut text, "", said, width);
    }
    body(&mut text, screen, layout);
    if let Some(problem) = &screen.problem {
        wrapped(&mut text, "!! ", &problem.what, width);
        wrapped(&mut text, "   ", &problem.advice, width);
    }
    if let Some(warning) = &screen.warning {
        wrapped(&mut text, "!  ", warning, width);
    }
    if let Some(standing) = &screen.standing {
        wrapped(&mut text, "=  ", standing, width);
    }
    if !screen.position.is_empty() {
        line(&mut text, &format!("[{}]", screen.position));
    }
    text
}

fn body(text: &mut String, screen: &Screen<String>, layout: Layout) {
    let width = layout.width;
    match &screen.body {
        // Choices, ticks and fields are numbered where they are asked.
        Body::Text | Body::Choices { .. } | Body::Checklist { .. } | Body::Form { .. } | Body::Progress(_) => {}
        Body::Items(table) => {
            counts(text, &table.counts, width);
            searched(text, &table.search);
            let layout = if rows(screen) > 0 { layout } else { EVERYTHING };
            items(text, layout.cut(&table.rows), width);
        }
        Body::Instructions { instructions } => {
            for (number, what) in (1..).zip(instructions) {
                wrapped(text, &format!("{number:>3}. "), what, width);
            }
        }
        Body::Plan(table) => {
            counts(text, &table.counts, width);
            searched(text, &table.search);
        }
        Body::Code(code) => {
            let groups = code.groups.iter().map(|group| group.shown.0.as_str());
            let mut row = String::new();
            for (number, group) in (1..).zip(groups) {
                let _ = write!(row, "{number:>3}: {group}   ");
                if number % 4 == 0 {
                    line(text, &std::mem::take(&mut row));
                }
            }
            if !row.is_empty() {
                line(text, &row);
            }
        }
        Body::Proof(proof) => {
            if let Some(code) = &proof.code {
                line(text, &format!("    >>> {} <<<", code.shown.0));
            }
            for check in &proof.checks {
                wrapped(text, " -  ", &check.label, width);
            }
        }
        Body::Report(report) => {
            for said in &report.lines {
                wrapped(text, " -  ", said, width);
            }
            items(text, report.missing.iter(), width);
        }
    }
}

/// How many rows the table of a screen has that is shown page by page. What is or will be lost is always shown whole (S3).
pub(crate) fn rows(screen: &Screen<String>) -> usize {
    match &screen.body {
        Body::Items(table) if screen.stage == StageName::Review => table.rows.len(),
        Body::Plan(table) => table.rows.len(),
        Body::Items(_)
        | Body::Report(_)
        | Body::Text
        | Body::Choices { .. }
        | Body::Checklist { .. }
        | Body::Instructions { .. }
        | Body::Form { .. }
        | Body::Progress(_)
        | Body::Code(_)
        | Body::Proof(_) => 0,
    }
}

fn counts(text: &mut String, counts: &[String], width: usize) {
    if !counts.is_empty() {
        wrapped(text, "", &counts.join(", "), width);
    }
}

fn searched(text: &mut String, search: &str) {
    if !search.is_empty() {
        line(text, &format!("/{search}"));
    }
}

fn items<'a>(text: &mut String, rows: impl Iterator<Item = &'a ItemRow<String>>, width: usize) {
    for row in rows {
        let mark = if row.lost { "!! " } else { "   " };
        wrapped(text, mark, &item(row), width);
    }
}

fn item(row: &ItemRow<String>) -> String {
    let value = row.value.as_ref().map(|value| value.shown.0.as_str());
    let told: Vec<&str> = value.into_iter().chain(row.when.as_deref()).collect();
    let notes = row.notes.join(" ");
    let parts = [row.label.clone(), told.join(", "), notes];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match parts.split_first() {
        Some((label, rest)) if !rest.is_empty() => format!("{label}: {}", rest.join(". ")),
        _ => parts.concat(),
    }
}

/// A tick as text.
pub(crate) fn check(check: &Check<String>) -> String {
    let tick = tick(check.ticked);
    match &check.detail {
        Some(detail) => format!("{tick} {}. {detail}", check.label),
        None => format!("{tick} {}", check.label),
    }
}

/// The box before something that can be ticked.
pub(crate) fn tick(is_ticked: bool) -> &'static str {
    if is_ticked { "[x]" } else { "[ ]" }
}

fn line(text: &mut String, said: &str) {
    text.push_str(said.trim_end());
    text.push('\n');
}

/// A paragraph, cut between words; later lines stand under the first. A word that is wider than a line, as sentences are in
/// languages without spaces, is cut where the line ends.
pub(crate) fn wrapped(text: &mut String, head: &str, said: &str, width: usize) {
    let indent = " ".repeat(console::measure_text_width(head));
    let room = width.saturating_sub(indent.len()).max(1);
    let mut current = head.to_owned();
    let mut is_empty = true;
    for part in said.split_whitespace().flat_map(|word| cut(word, room)) {
        let fits = console::measure_text_width(&current) + 1 + console::measure_text_width(part) <= width;
        if !is_empty && !fits {
            line(text, &current);
            current.clone_from(&indent);
            is_empty = true;
        }
        if !is_empty {
            current.push(' ');
        }
        current.push_str(part);
        is_empty = false;
    }
    line(text, &current);
}

/// A word in pieces of at most `room` columns.
fn cut(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while console::measure_text_width(rest) > room {
        let mut columns = 0;
        let end = rest.char_indices().find(|(_, character)| {
            columns += console::measure_text_width(character.encode_utf8(&mut [0; 4]));
            columns > room
        });
        let Some((piece, more)) = end.and_then(|(at, _)| rest.split_at_checked(at)) else {
            break;
        };
        if piece.is_empty() {
            break;
        }
        pieces.push(piece);
        rest = more;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut text = String::new();
        wrapped(&mut text, "!! ", &"word ".repeat(60), 80);
        assert!(text.lines().all(|line| line.len() <= 80));
        assert!(text.lines().skip(1).all(|line| line.starts_with("   word")));
    }

    #[test]
    fn a_sentence_without_spaces_is_cut_where_the_line_ends() {
        let sentence = "重置门锁并保留密码和门卡".repeat(8);
        let mut text = String::new();
        wrapped(&mut text, " 1) ", &sentence, 40);
        assert!(
            text.lines().all(|line| console::measure_text_width(line) <= 40),
            "{text}"
        );
        let joined: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        assert_eq!(joined, format!("1){sentence}"));
    }
}
