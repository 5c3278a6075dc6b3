//! A comparison as a document.

use super::words::{
    Cases, answer, citation, is_changed, questions, remarks, section_name, summary, verdict,
};
use crate::text::{markdown as escaped, period};
use policy_analysis::answer::Answer;
use policy_analysis::compare::{Compared, Comparison, Transition, Verdict};
use std::io::{self, Write};

/// Prints what differs, and at the end the cases that show it.
pub fn print(output: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
    let [a, b] = &comparison.sides;
    writeln!(
        output,
        "# {} against {}\n\n{}",
        escaped(&a.to_string()),
        escaped(&b.to_string()),
        escaped(&summary(comparison))
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
    output: &mut dyn Write,
    title: Option<&str>,
    heads: [&str; COLUMNS],
) -> io::Result<()> {
    if let Some(title) = title {
        writeln!(output, "\n## {title}")?;
    }
    writeln!(output, "\n| {} |\n|{}", heads.join(" | "), "---|".repeat(COLUMNS))
}

fn row(output: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    writeln!(
        output,
        "| {} |",
        cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | ")
    )
}

fn transitions<'a>(
    output: &mut dyn Write,
    title: &str,
    transitions: &'a [Transition],
    words: &dyn Fn(&Answer) -> String,
    cases: &mut Cases<'a>,
) -> io::Result<()> {
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
    output: &mut dyn Write,
    comparison: &'a Comparison<'a>,
    cases: &mut Cases<'a>,
) -> io::Result<()> {
    let mut rows = Vec::new();
    let mut add = |section: &str, place: String, part: &'a Compared, questions: &[String]| {
        rows.push([
            section.to_owned(),
            place,
            verdict(part.verdict).to_owned(),
            questions.join("; in B: "),
            cases.of_part(part).join("; "),
        ]);
    };
    if comparison.applicability.verdict != Verdict::Equal {
        add("", "applies".to_owned(), &comparison.applicability, &[]);
    }
    for section in &comparison.sections {
        let name = section_name(section);
        if section.members.verdict != Verdict::Equal {
            add(name, "governs".to_owned(), &section.members, &[]);
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
