//! A screen as lines of text, readable at 80 columns and without colour.

use relatch::journey::screen::{Body, Check, ItemRow, Screen, StepState};
use std::fmt::Write as _;

/// How many rows of a table are shown before a search is asked for.
const MOST_ROWS: usize = 12;

/// What can be answered with a number: one line each, in order.
pub(crate) fn screen(screen: &Screen<String>, width: usize) -> String {
    let mut text = String::new();
    let steps = screen.steps.len();
    let now = screen.steps.iter().position(|step| step.state == StepState::Now);
    if let Some(now) = now {
        let label = screen
            .steps
            .get(now)
            .map(|step| step.label.as_str())
            .unwrap_or_default();
        line(&mut text, &format!("── {}/{steps} {label} ──", now + 1));
    }
    line(&mut text, &screen.title.to_uppercase());
    for said in &screen.lines {
        wrapped(&mut text, "", said, width);
    }
    body(&mut text, &screen.body, width);
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

fn body(text: &mut String, body: &Body<String>, width: usize) {
    match body {
        // Choices, ticks and fields are numbered where they are asked.
        Body::Text | Body::Choices { .. } | Body::Checklist { .. } | Body::Form { .. } | Body::Progress(_) => {}
        Body::Items(table) => {
            counts(text, &table.counts);
            items(text, &table.rows, width);
        }
        Body::Plan(table) => {
            counts(text, &table.counts);
            for row in table.rows.iter().take(MOST_ROWS) {
                let tick = if row.ticked { "x" } else { " " };
                let notes = row.notes.join(" ");
                wrapped(
                    text,
                    &format!("[{tick}] "),
                    &format!("{}: {}, {} {notes}", row.label, row.word, row.reason),
                    width,
                );
            }
            more(text, table.rows.len());
        }
        Body::Code(code) => {
            let groups: Vec<&str> = code.groups.iter().map(|group| group.shown.0.as_str()).collect();
            for (number, group) in (1..).zip(&groups) {
                let _ = write!(
                    text,
                    "{number:>3}: {group}{}",
                    if number % 4 == 0 { "\n" } else { "   " }
                );
            }
            if !groups.len().is_multiple_of(4) {
                text.push('\n');
            }
        }
        Body::Proof(proof) => {
            if let Some(code) = &proof.code {
                line(text, &format!("    >>> {} <<<", code.shown.0));
            }
            for check in &proof.checks {
                line(text, &format!(" -  {}", check.label));
            }
        }
        Body::Report(report) => {
            for said in &report.lines {
                wrapped(text, " -  ", said, width);
            }
            items(text, &report.missing, width);
        }
    }
}

fn counts(text: &mut String, counts: &[String]) {
    if !counts.is_empty() {
        line(text, &counts.join(" · "));
    }
}

fn items(text: &mut String, rows: &[ItemRow<String>], width: usize) {
    for row in rows.iter().take(MOST_ROWS) {
        let value = row
            .value
            .as_ref()
            .map(|value| format!("  {}", value.shown.0))
            .unwrap_or_default();
        let when = row.when.as_ref().map(|when| format!("  {when}")).unwrap_or_default();
        let mark = if row.lost { "!! " } else { "   " };
        wrapped(
            text,
            mark,
            &format!("{}{value}{when}  {}", row.label, row.notes.join(" ")),
            width,
        );
    }
    more(text, rows.len());
}

fn more(text: &mut String, rows: usize) {
    if rows > MOST_ROWS {
        line(text, &format!("   … +{} (/)", rows - MOST_ROWS));
    }
}

/// A tick as text.
pub(crate) fn check(check: &Check<String>) -> String {
    let tick = if check.ticked { "[x]" } else { "[ ]" };
    match &check.detail {
        Some(detail) => format!("{tick} {}. {detail}", check.label),
        None => format!("{tick} {}", check.label),
    }
}

fn line(text: &mut String, said: &str) {
    text.push_str(said.trim_end());
    text.push('\n');
}

/// A paragraph, cut between words; later lines stand under the first.
pub(crate) fn wrapped(text: &mut String, head: &str, said: &str, width: usize) {
    let indent = " ".repeat(console::measure_text_width(head));
    let mut current = head.to_owned();
    let mut is_empty = true;
    for word in said.split_whitespace() {
        let fits = console::measure_text_width(&current) + 1 + console::measure_text_width(word) <= width;
        if !is_empty && !fits {
            line(text, &current);
            current.clone_from(&indent);
            is_empty = true;
        }
        if !is_empty {
            current.push(' ');
        }
        current.push_str(word);
        is_empty = false;
    }
    line(text, &current);
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
}
