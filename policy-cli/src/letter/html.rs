//! Letters for a browser and for paper, each on its own page.

use super::text::{CLOSING, OPENING, paragraphs, policy};
use super::{Correspondence, Request};
use maud::{Markup, html};
use policy_core::unseen::escaped;
use std::io::{self, Write};

/// Prints the letters, and what the office has to know.
pub fn print(output: &mut dyn Write, letters: &Correspondence<'_, '_>) -> io::Result<()> {
    let case = letters.report.position.saturating_add(1);
    for (number, request) in (1_u64..).zip(&letters.letters) {
        let id = format!("case-{case}-letter-{number}");
        writeln!(output, "{}", letter(letters, request, &id).into_string())?;
    }
    if letters.office.is_silent() {
        return Ok(());
    }
    writeln!(output, "{}", office(letters, &format!("case-{case}-office")).into_string())
}

fn letter(letters: &Correspondence<'_, '_>, letter: &Request<'_>, id: &str) -> Markup {
    let date = letters.date.map(|date| date.to_string());
    html! {
        article.letter aria-labelledby=(id) {
            h1 id=(id) { "Request for information" }
            dl.particulars {
                div.wide.blank[date.is_none()] { dt { "date" } dd { @if let Some(date) = date { (date) } } }
                div.wide.blank[letter.to.is_none()] { dt { "to" } dd { @if let Some(to) = letter.to { (to) } } }
                div.wide { dt { "re" } dd { bdi { (escaped(&letters.report.title)) } } }
                div.wide { dt { "service" } dd { (letters.report.document.case.service_date()) } }
                div.wide { dt { "policy" } dd { (policy(letters)) } }
            }
            p { (OPENING) }
            ol {
                @for item in &letter.items {
                    li {
                        (item.text)
                        @if let Some(paragraphs) = paragraphs(item) { p.help { (paragraphs) } }
                        @for line in &item.on_file { p.help { "On file: " (escaped(line)) } }
                    }
                }
            }
            p { (CLOSING) }
            dl.particulars { div.wide.blank { dt { "sender" } dd {} } }
        }
    }
}

fn office(letters: &Correspondence<'_, '_>, id: &str) -> Markup {
    html! {
        article.letter aria-labelledby=(id) {
            h1 id=(id) { "For the office, not to be sent" }
            dl.particulars {
                div.wide { dt { "re" } dd { bdi { (escaped(&letters.report.title)) } } }
            }
            @for remark in &letters.office.remarks { p { (escaped(remark)) } }
            @for (request, questions) in &letters.office.questions {
                p { "Not asked of anyone outside; " (request) ":" }
                ul { @for question in questions { li { (question) } } }
            }
        }
    }
}
