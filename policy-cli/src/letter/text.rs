//! Letters as plain text, for whatever prints or sends them.

use super::{Correspondence, Item, Request};
use policy_core::unseen::escaped;
use policy_core::wording::list;
use std::io::{self, Write};

/// Where something is filled in by hand.
const BLANK: &str = "______________________________";
/// Between two sheets.
const RULE: &str = "------------------------------------------------------------------------------";

pub const OPENING: &str = "The documentation of this request does not decide yet whether it meets the policy. Please send the following:";
pub const CLOSING: &str = "When this has arrived, the request will be evaluated again. This letter is not a decision on the request.";

/// Prints the letters, and what the office has to know.
pub fn print(output: &mut dyn Write, letters: &Correspondence<'_, '_>) -> io::Result<()> {
    let mut is_first = letters.report.position == 0;
    let mut separate = |output: &mut dyn Write| {
        let rule = if is_first { String::new() } else { format!("\n{RULE}\n\n") };
        is_first = false;
        output.write_all(rule.as_bytes())
    };
    for letter in &letters.letters {
        separate(output)?;
        print_letter(output, letters, letter)?;
    }
    if letters.office.is_silent() {
        return Ok(());
    }
    separate(output)?;
    writeln!(output, "FOR THE OFFICE, NOT TO BE SENT\n")?;
    writeln!(output, "Re:       {}", escaped(&letters.report.title))?;
    for remark in &letters.office.remarks {
        writeln!(output, "\n{}", escaped(remark))?;
    }
    for (request, questions) in &letters.office.questions {
        writeln!(output, "\nNot asked of anyone outside; {request}:")?;
        questions.iter().try_for_each(|question| writeln!(output, "- {question}"))?;
    }
    Ok(())
}

fn print_letter(
    output: &mut dyn Write,
    letters: &Correspondence<'_, '_>,
    letter: &Request<'_>,
) -> io::Result<()> {
    let date = letters.date.map_or_else(|| BLANK.to_owned(), |date| date.to_string());
    writeln!(output, "REQUEST FOR INFORMATION\n")?;
    writeln!(output, "Date:     {date}")?;
    writeln!(output, "To:       {}", letter.to.unwrap_or(BLANK))?;
    writeln!(output, "Re:       {}", escaped(&letters.report.title))?;
    writeln!(output, "Service:  {}", letters.report.document.case.service_date())?;
    writeln!(output, "Policy:   {}", policy(letters))?;
    writeln!(output, "\n{OPENING}\n")?;
    for (number, item) in (1_u64..).zip(&letter.items) {
        let number = format!("{number}. ");
        let indent = number.len();
        writeln!(output, "{number}{}", item.text)?;
        if let Some(paragraphs) = paragraphs(item) {
            writeln!(output, "{:indent$}{paragraphs}", "")?;
        }
        for line in &item.on_file {
            writeln!(output, "{:indent$}On file: {}", "", escaped(line))?;
        }
    }
    writeln!(output, "\n{CLOSING}\n\nSender:   {BLANK}")
}

/// "Centene Corporation, CP.PHAR.728, Rexlemestrocel-L (Revascor), version 2025-11"
pub fn policy(letters: &Correspondence<'_, '_>) -> String {
    let policy = letters.report.policy();
    let version = letters.report.explanation.version;
    let version = version.map(|version| format!(", version {version}")).unwrap_or_default();
    format!("{}, {}, {}{version}", policy.payer, policy.number, policy.title)
}

/// "Asked for in paragraphs I.A.1.c and I.B.1.b of the policy"
pub fn paragraphs(item: &Item<'_>) -> Option<String> {
    let paragraphs = match item.citations.len() {
        0 => return None,
        1 => "paragraph",
        _ => "paragraphs",
    };
    Some(format!("Asked for in {paragraphs} {} of the policy", list(item.citations.iter(), "and")))
}
