//! What can be answered on a screen: each thing that it offers has a number.

use super::draw::{self, Layout};
use relatch::journey::screen::{Action, Body, Check, Danger, Offer, PlanRow, Request, Screen};
use relatch::words::Words;

/// The number of a table's first row. Rows keep their numbers when a page is turned, and so does everything else.
const FIRST_ROW: usize = 101;

/// A line of the list.
pub(crate) struct Answer {
    /// What is typed for it; nothing where it cannot be chosen now.
    pub(crate) number: Option<usize>,
    /// What it says.
    pub(crate) label: String,
    /// What it means.
    pub(crate) action: Option<Action>,
}

/// What can be answered on a screen, in the order in which it is shown.
pub(crate) fn answers(screen: &Screen<String>, layout: Layout, words: &Words) -> Vec<Answer> {
    if is_covered(screen.request.as_ref()) {
        return Vec::new();
    }
    let mut answers = Vec::new();
    if let Body::Plan(table) = &screen.body {
        let numbers = FIRST_ROW + layout.first..;
        answers.extend(
            numbers
                .zip(layout.cut(&table.rows))
                .map(|(number, row)| plan_row(number, row)),
        );
    }
    let more = draw::rows(screen).saturating_sub(layout.rows);
    if more > 0 {
        answers.push(remark(words.say(&say!("terminal-more", count = more))));
    }
    let others: Vec<Answer> = body(&screen.body)
        .into_iter()
        // Forms are answered field by field.
        .chain(
            screen
                .actions
                .iter()
                .filter(|_| !matches!(screen.body, Body::Form { .. }))
                .map(|offer| button(offer, words)),
        )
        .collect();
    let mut number = 0;
    answers.extend(others.into_iter().map(|mut answer| {
        if answer.action.is_some() {
            number += 1;
            answer.number = Some(number);
        }
        answer
    }));
    answers
}

/// The list as it is shown, below an empty line.
pub(crate) fn list(answers: &[Answer], width: usize) -> String {
    let mut text = String::new();
    if !answers.is_empty() {
        text.push('\n');
    }
    for answer in answers {
        let head = match answer.number {
            Some(number) => format!("{number:>3}) "),
            None => "     ".to_owned(),
        };
        draw::wrapped(&mut text, &head, &answer.label, width);
    }
    text
}

/// What a button says.
pub(crate) fn label(offer: &Offer<String>, words: &Words) -> String {
    match offer.danger {
        Danger::None | Danger::Careful => offer.label.clone(),
        Danger::OneWay => format!("{} ({})", offer.label, words.say(&say!("terminal-one-way"))),
    }
}

/// Whether the platform's question stands before the screen's own.
fn is_covered(request: Option<&Request<String>>) -> bool {
    match request {
        Some(Request::PickKey | Request::PickCopy | Request::Share(_) | Request::Identify { .. }) => true,
        Some(Request::Permission | Request::BluetoothOn | Request::ScanQr | Request::KeepAwake) | None => false,
    }
}

fn body(body: &Body<String>) -> Vec<Answer> {
    match body {
        Body::Choices { choices } => {
            let choices = choices.iter().map(|choice| {
                let detail = choice.detail.as_ref().map(|detail| format!(". {detail}"));
                let label = format!("{}{}", choice.label, detail.unwrap_or_default());
                answer(label, choice.enabled.then(|| Action::Choose(choice.id.clone())))
            });
            choices.collect()
        }
        Body::Checklist { checks } => checks.iter().map(tick).collect(),
        Body::Plan(table) => table.options.iter().map(tick).collect(),
        Body::Report(report) => report.to_do.iter().map(tick).collect(),
        Body::Text
        | Body::Instructions { .. }
        | Body::Form { .. }
        | Body::Progress(_)
        | Body::Items(_)
        | Body::Code(_)
        | Body::Proof(_) => Vec::new(),
    }
}

fn answer(label: String, action: Option<Action>) -> Answer {
    Answer {
        number: None,
        label,
        action,
    }
}

fn remark(label: String) -> Answer {
    answer(label, None)
}

fn tick(check: &Check<String>) -> Answer {
    let action = Action::Tick {
        id: check.id.clone(),
        on: !check.ticked,
    };
    answer(draw::check(check), Some(action))
}

fn plan_row(number: usize, row: &PlanRow<String>) -> Answer {
    let notes = row.notes.iter().map(|note| format!(". {}", note.trim_end_matches('.')));
    let label = format!(
        "{} {}: {}, {}{}",
        draw::tick(row.ticked),
        row.label,
        row.word,
        row.reason.trim_end_matches('.'),
        notes.collect::<String>()
    );
    let action = Action::Tick {
        id: row.id.clone(),
        on: !row.ticked,
    };
    Answer {
        number: row.enabled.then_some(number),
        ..answer(label, row.enabled.then_some(action))
    }
}

fn button(offer: &Offer<String>, words: &Words) -> Answer {
    answer(label(offer, words), Some(Action::Press(offer.button)))
}
