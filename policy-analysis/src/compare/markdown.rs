//! A comparison as a document.

use super::words::{Cases, answer, citation, is_changed, questions, remarks, section_name};
use super::{Compared, Comparison, Transition, Verdict};
use crate::answer::Answer;
use crate::text::{markdown as escaped, period};
use core::fmt::{self, Write};

impl Comparison<'_> {
    /// The comparison as a Markdown document: what differs, then the cases that show it. This is
    /// what `policy compare --format markdown` prints.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut document = String::new();
        // Writing to a string cannot fail.
        let _ = print(&mut document, self);
        document
    }
}

fn print(output: &mut String, comparison: &Comparison<'_>) -> fmt::Result {
    let [a, b] = &comparison.sides;
    writeln!(
        output,
        "# {} against {}\n\n{}",
        escaped(&a.to_string()),
        escaped(&b.to_string()),
        escaped(&comparison.to_string())
    )?;
    for remark in remarks(comparison) {
        writeln!(output, "\n{}", escaped(&remark))?;
    }
    table(output, None, ["", "policy", "for services"])?;
    for (name, side) in ["A", "B"].into_iter().zip(&comparison.sides) {
        row(
            output,
            &[
                name.to_owned(),
                side.to_string(),
                period(side.version.from, side.version.to).unwrap_or_else(|| "always".to_owned()),
            ],
        )?;
    }
    let mut cases = Cases::default();
    transitions(
        output,
        "Outcomes that differ",
        &comparison.outcomes,
        &|answer| answer.outcome.to_string(),
        &mut cases,
    )?;
    transitions(output, "Same outcome, different terms", &comparison.terms, &answer, &mut cases)?;
    parts(output, comparison, &mut cases)?;
    if !comparison.details.is_empty() {
        table(output, Some("Dates, conclusions and advisories that differ"), ["", "A", "B"])?;
        for detail in &comparison.details {
            let [a, b] = detail.said.each_ref().map(|said| said.clone().unwrap_or_default());
            row(output, &[detail.what.clone(), a, b])?;
        }
    }
    let documents = cases.documents(&a.policy.vocabulary);
    if documents.is_empty() {
        return Ok(());
    }
    writeln!(output, "\n## Cases\n\n```json")?;
    documents.iter().try_for_each(|document| writeln!(output, "{document}"))?;
    writeln!(output, "```")
}

fn table<const COLUMNS: usize>(
    output: &mut String,
    title: Option<&str>,
    heads: [&str; COLUMNS],
) -> fmt::Result {
    if let Some(title) = title {
        writeln!(output, "\n## {title}")?;
    }
    writeln!(output, "\n| {} |\n|{}", heads.join(" | "), "---|".repeat(COLUMNS))
}

fn row(output: &mut String, cells: &[String]) -> fmt::Result {
    writeln!(
        output,
        "| {} |",
        cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | ")
    )
}

fn transitions<'a>(
    output: &mut String,
    title: &str,
    transitions: &'a [Transition],
    words: &dyn Fn(&Answer) -> String,
    cases: &mut Cases<'a>,
) -> fmt::Result {
    if transitions.is_empty() {
        return Ok(());
    }
    table(output, Some(title), ["A", "B", "case"])?;
    for transition in transitions {
        let [a, b] = transition.answers.each_ref().map(words);
        let case = transition
            .witness
            .as_ref()
            .map(|witness| cases.number(witness).to_string())
            .unwrap_or_default();
        row(output, &[a, b, case])?;
    }
    Ok(())
}

fn parts<'a>(
    output: &mut String,
    comparison: &'a Comparison<'a>,
    cases: &mut Cases<'a>,
) -> fmt::Result {
    let mut rows = Vec::new();
    let mut add = |section: &str, place: String, part: &'a Compared, questions: &[String]| {
        rows.push([
            section.to_owned(),
            place,
            part.verdict.to_string(),
            questions.join("; in B: "),
            cases.of_part(part).join("; "),
        ]);
    };
    if comparison.applicability.verdict != Verdict::Equal {
        add("", "applies".to_owned(), &comparison.applicability, &[]);
    }
    for section in &comparison.sections {
        let name = section_name(section);
        if section.governs.verdict != Verdict::Equal {
            add(name, "governs".to_owned(), &section.governs, &[]);
        }
        for criterion in section.criteria.iter().filter(|criterion| is_changed(criterion)) {
            add(name, citation(criterion), &criterion.members, &questions(comparison, criterion));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    table(
        output,
        Some("Sections and criteria that differ"),
        ["section", "", "A is", "asks", "shown by"],
    )?;
    rows.iter().try_for_each(|cells| row(output, cells))
}
