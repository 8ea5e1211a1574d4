//! A screen as text, drawn so that a person can read in a review what an owner would see.

use relatch::journey::screen::{
    Body, Check, Danger, Fate, Input, ItemRow, Offer, Request, Retry, Screen, Secret, StepState,
};
use std::fmt::Write as _;

/// How a line begins that says what is being done.
pub(crate) const PROGRESS: &str = "│  ...";

/// Everything on a screen but its revision and how far something is.
pub(crate) fn page(screen: &Screen<String>) -> String {
    let mut page = Page::default();
    page.line("│ #", &screen.title);
    for line in &screen.lines {
        page.line("│", line);
    }
    page.body(&screen.body);
    if let Some(problem) = &screen.problem {
        let retry = match problem.retry {
            Retry::Now => "now",
            Retry::Later => "later",
            Retry::Never => "never",
        };
        page.line("│ !!", &format!("{} ({}, retry {retry})", problem.what, problem.code));
        page.line("│ !!", &problem.advice);
    }
    if let Some(warning) = &screen.warning {
        page.line("│ !", warning);
    }
    if let Some(standing) = &screen.standing {
        page.line("│ =", standing);
    }
    if let Some(request) = &screen.request {
        page.line("│ ?", &request_words(request));
    }
    for offer in &screen.actions {
        page.line("└", &offer_words(offer));
    }
    page.0
}

/// Where a person is: the step and the position code.
pub(crate) fn head(screen: &Screen<String>) -> String {
    let now = screen.steps.iter().position(|step| step.state == StepState::Now);
    let step = match now {
        Some(now) => format!("{}/{} {}", now + 1, screen.steps.len(), screen.steps[now].label),
        None => screen.stage.word().to_owned(),
    };
    format!("{step} [{}]", screen.position)
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, head: &str, text: &str) {
        writeln!(self.0, "{head} {text}").unwrap();
    }

    fn body(&mut self, body: &Body<String>) {
        match body {
            Body::Text => {}
            Body::Choices { choices } => {
                for choice in choices {
                    let detail = choice.detail.as_deref().unwrap_or_default();
                    let barred = if choice.enabled { "" } else { " (cannot be chosen)" };
                    self.line("│  ( )", &format!("{}: {detail}{barred} <{}>", choice.label, choice.id));
                }
            }
            Body::Checklist { checks } => checks.iter().for_each(|check| self.check(check)),
            Body::Instructions { instructions } => {
                for (number, what) in (1..).zip(instructions) {
                    self.line(&format!("│  {number}."), what);
                }
            }
            Body::Form { fields } => {
                for field in fields {
                    let kind = match field.input {
                        Input::Words => "words",
                        Input::Digits => "digits",
                        Input::Paste => "many lines",
                        Input::Secret | Input::Password => "hidden",
                    };
                    self.line("│  ___", &format!("{} ({kind})", field.label));
                }
            }
            Body::Progress(progress) => {
                let deadline = progress.deadline_s.map(|seconds| format!(" (at most {seconds} s)"));
                self.line(PROGRESS, &format!("{}{}", progress.label, deadline.unwrap_or_default()));
            }
            Body::Items(table) => {
                self.counts(&table.counts);
                table.rows.iter().for_each(|row| self.item(row));
            }
            Body::Plan(table) => {
                self.counts(&table.counts);
                table.options.iter().for_each(|option| self.check(option));
                for row in &table.rows {
                    let tick = match (row.enabled, row.ticked) {
                        (true, true) => "x",
                        (true, false) => " ",
                        (false, _) => "-",
                    };
                    let fate = match row.fate {
                        Fate::Add => "+",
                        Fate::Change => "~",
                        Fate::Skip => "=",
                        Fate::Refuse => "!",
                    };
                    let notes = row.notes.join(" ");
                    self.line(
                        &format!("│  [{tick}] {fate}"),
                        format!("{}: {}, {} {notes}", row.label, row.word, row.reason).trim_end(),
                    );
                }
            }
            Body::Code(code) => {
                let qr = if code.qr.is_some() { ", and as a QR code" } else { "" };
                self.line("│  >>>", &format!("{} groups{qr}", code.groups.len()));
            }
            Body::Proof(proof) => {
                if let Some(code) = &proof.code {
                    self.line("│  >>>", &secret(code));
                }
                proof.checks.iter().for_each(|check| self.check(check));
            }
            Body::Report(report) => {
                report.lines.iter().for_each(|line| self.line("│  -", line));
                report.missing.iter().for_each(|row| self.item(row));
                report.to_do.iter().for_each(|check| self.check(check));
            }
        }
    }

    fn counts(&mut self, counts: &[String]) {
        if !counts.is_empty() {
            self.line("│ ", &counts.join(" · "));
        }
    }

    fn check(&mut self, check: &Check<String>) {
        let tick = if check.ticked { "x" } else { " " };
        let must = if check.required { "*" } else { "" };
        let detail = check.detail.as_ref().map(|detail| format!(": {detail}"));
        self.line(
            &format!("│  [{tick}]{must}"),
            &format!("{}{}", check.label, detail.unwrap_or_default()),
        );
    }

    fn item(&mut self, row: &ItemRow<String>) {
        let mark = if row.lost { "x" } else { "-" };
        let value = row.value.as_ref().map(secret);
        let parts = [value, row.when.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().chain(row.notes.clone()).collect();
        self.line(&format!("│  {mark}"), &format!("{}: {}", row.label, parts.join(", ")));
    }
}

fn secret(secret: &Secret<String>) -> String {
    format!("{} (spoken: {})", secret.shown.0, secret.spoken)
}

fn request_words(request: &Request<String>) -> String {
    match request {
        Request::Permission => "asks to be allowed to use Bluetooth".to_owned(),
        Request::BluetoothOn => "asks for Bluetooth to be switched on".to_owned(),
        Request::PickKey => "asks for a file with the key".to_owned(),
        Request::PickCopy => "asks for the file of a saved copy".to_owned(),
        Request::Share(shared) => {
            let ways = shared
                .ways
                .as_ref()
                .map(|ways| format!(": <{}> <{}>", ways.save, ways.send));
            format!(
                "gives away {} ({}){}",
                shared.name,
                shared.media_type,
                ways.unwrap_or_default()
            )
        }
        Request::ScanQr => "offers to scan a QR code".to_owned(),
        Request::Identify { reason } => format!("asks who is there: {reason}"),
        Request::KeepAwake => "the screen stays on".to_owned(),
    }
}

fn offer_words(offer: &Offer<String>) -> String {
    let danger = match offer.danger {
        Danger::None => "",
        Danger::Careful => " (careful)",
        Danger::OneWay => " (one way)",
    };
    let confirm = offer.confirm.as_ref().map(|question| format!(", asks: {question}"));
    format!("<{}>{danger}{}", offer.label, confirm.unwrap_or_default())
}
