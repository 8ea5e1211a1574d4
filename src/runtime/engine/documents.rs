//! Pages for the owner: the report, with codes masked, and the sheet of last resort, with all of them in clear. One file each that
//! needs nothing else: no script, no picture, nothing from elsewhere.

use crate::backup::loss::{self, Terms};
use crate::backup::snapshot::Snapshot;
use crate::journey::effect::ReportData;
use crate::journey::facts::Facts;
use crate::journey::message::{Arg, Hidden, Message, say};
use crate::journey::screen::ItemRow;
use crate::journey::stage;
use crate::model::LockMinute;
use serde_json::json;
use zeroize::Zeroizing;

/// Puts a message into the owner's language.
pub type Words<'a> = &'a (dyn Fn(&Message) -> String + Send + Sync);

/// The report as a page.
pub fn report(data: &ReportData, facts: &Facts, offset_ms: i64, words: Words<'_>) -> String {
    let lock = facts.lock_name();
    let mut page = Page::new(&say!("doc-report-title", lock = lock), words);
    page.line(&say!("doc-report-when", when = Arg::Moment(data.at, offset_ms)));
    page.line(&stage::verdict(data));
    for line in stage::report_lines(data, facts) {
        page.line(&line);
    }
    let missing = stage::missing(data, facts);
    if !missing.is_empty() {
        page.heading(&say!("doc-missing"));
        page.rows(&missing);
    }
    page.heading(&say!("doc-items"));
    page.line(&say!("doc-items-masked"));
    page.rows(&stage::table(&data.snapshot, &[], no_time(), "", false).rows);
    page.end()
}

/// The report for a program: what stands on the page, without codes and card numbers.
pub fn report_json(data: &ReportData, facts: &Facts) -> String {
    let lock = facts.target.as_ref().or(facts.lock.as_ref());
    let json = json!({
        "format": "relatch-report",
        "version": 1,
        "lock": lock.map(|lock| lock.address),
        "name": facts.lock_name(),
        "copy": facts.copy.as_ref().map(|copy| copy.digest),
        "at": data.at,
        "proved": data.proved,
        "written": data.written,
        "failed": data.failed,
        "door": facts.door,
        "diff": data.diff.to_json(false),
    });
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text
}

/// The sheet of last resort: every code and card number in clear, so that it can be typed in by hand anywhere.
pub fn sheet(snapshot: &Snapshot, facts: &Facts, now: LockMinute, words: Words<'_>) -> Zeroizing<String> {
    let mut page = Page::new(&say!("doc-sheet-title", lock = facts.lock_name()), words);
    page.line(&say!("doc-sheet-warning"));
    page.line(&say!("lock-address", address = snapshot.lock.address.to_string()));
    let losses = loss::losses(snapshot, &Terms::of_own_lock(snapshot, now, None));
    if let Some(passcode) = snapshot.owner_passcode() {
        let passcode = say!("doc-owner-code", code = Hidden::from(passcode.as_str()));
        page.line(&passcode);
    }
    page.rows(&stage::table(snapshot, &losses, now, "", true).rows);
    Zeroizing::new(page.end())
}

/// What is valid when does not stand in a report.
fn no_time() -> LockMinute {
    LockMinute::OPEN_START
}

const STYLE: &str = "body{font:11pt/1.4 sans-serif;margin:2cm auto;max-width:48em;padding:0 1em;color:#000;background:#fff}\
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}table{border-collapse:collapse;width:100%}\
td,th{border-bottom:1px solid #999;padding:.3em .6em .3em 0;text-align:start;vertical-align:top}\
td.code{font-family:monospace;font-size:1.15em;white-space:nowrap}tr{break-inside:avoid}\
@media print{body{margin:0;max-width:none}}";

/// A page that is being written. Everything that comes into it is escaped.
struct Page<'a> {
    html: String,
    words: Words<'a>,
}

impl<'a> Page<'a> {
    fn new(title: &Message, words: Words<'a>) -> Self {
        let language = escape(&words(&say!("doc-language")));
        let direction = escape(&words(&say!("doc-direction")));
        let title = escape(&words(title));
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
             </head>\n<body>\n<h1>{title}</h1>\n"
        );
        Self { html, words }
    }

    fn text(&self, message: &Message) -> String {
        escape(&(self.words)(message))
    }

    fn element(&mut self, name: &str, text: &str) {
        self.html.extend(["<", name, ">", text, "</", name, ">\n"]);
    }

    fn line(&mut self, message: &Message) {
        let text = self.text(message);
        self.element("p", &text);
    }

    fn heading(&mut self, message: &Message) {
        let text = self.text(message);
        self.element("h2", &text);
    }

    fn rows(&mut self, rows: &[ItemRow<Message>]) {
        let head = [
            say!("doc-column-what"),
            say!("doc-column-number"),
            say!("doc-column-when"),
            say!("doc-column-notes"),
        ];
        let head: Vec<String> = head.iter().map(|column| self.text(column)).collect();
        self.html.push_str("<table>\n<tr>");
        for column in head {
            self.html.extend(["<th scope=\"col\">", &column, "</th>"]);
        }
        self.html.push_str("</tr>\n");
        for row in rows {
            let value = row.value.as_ref().map(|value| escape(&value.shown.0));
            let when = row.when.as_ref().map(|when| self.text(when));
            let notes: Vec<String> = row.notes.iter().map(|note| self.text(note)).collect();
            self.html.extend([
                "<tr><td>",
                &self.text(&row.label),
                "</td><td class=\"code\">",
                &value.unwrap_or_default(),
                "</td><td>",
                &when.unwrap_or_default(),
                "</td><td>",
                &notes.join("<br>"),
                "</td></tr>\n",
            ]);
        }
        self.html.push_str("</table>\n");
    }

    fn end(mut self) -> String {
        let text = (self.words)(&say!("doc-made-by", program = crate::runtime::copies::PROGRAM));
        self.element("footer", &escape(&text));
        self.html.push_str("</body>\n</html>\n");
        self.html
    }
}

/// A text that can stand anywhere in a page, attributes included.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not allowed in a page, and of no use in one.
            control if control.is_control() && !matches!(control, '\n' | '\t') => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::fixture::{NOW, snapshot};
    use crate::journey::facts::Route;

    /// Names and arguments, so that a test sees what would be put into words.
    fn plain(message: &Message) -> String {
        format!("{} {:?}", message.id, message.args)
    }

    #[test]
    fn whatever_a_name_holds_it_stays_text() {
        assert_eq!(
            escape("<script>\"&'\u{0}x\u{1b}[0m"),
            "&lt;script&gt;&quot;&amp;&#39;x[0m"
        );
        let mut named = snapshot();
        let id = named.codes[0].id.clone();
        named.set_name(&id, Some("</td><script src=x>".to_owned()));
        let sheet = sheet(&named, &Facts::new(Route::SameLock), NOW, &plain);
        assert!(!sheet.contains("<script"), "{}", *sheet);
        assert!(sheet.contains("&lt;script src=x&gt;"));
    }

    #[test]
    fn the_sheet_shows_every_code_and_card_and_the_report_none() {
        let saved = snapshot();
        let facts = Facts::new(Route::SameLock);
        let sheet = sheet(&saved, &facts, NOW, &plain);
        let diff = crate::backup::diff::diff(&saved, &saved.held(), &Terms::of_own_lock(&saved, NOW, None));
        let data = ReportData {
            snapshot: saved.clone(),
            diff,
            written: 3,
            failed: Vec::new(),
            proved: true,
            at: saved.created,
        };
        let report = report(&data, &facts, 0, &plain) + &report_json(&data, &facts);
        let codes = saved.codes.iter().filter_map(|entry| entry.listed.known());
        let codes = codes.map(|record| record.current.reveal());
        let cards = saved.cards.iter().map(|entry| entry.record.number.decimal());
        for secret in codes.chain(cards) {
            assert!(sheet.contains(&secret), "{secret}");
            assert!(!report.contains(&secret), "{secret}");
        }
    }
}
