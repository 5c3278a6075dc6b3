//! A determination for a ticket: short, and with every text of a case or a policy escaped.

use super::report::{Evidence, Report, meaning};
use crate::nodes::Node;
use crate::particulars;
use crate::text::Detail;
use policy_analysis::text::markdown;
use policy_core::case::Problems;
use policy_core::json::Source;
use policy_core::unseen::escaped;
use std::io::{self, Write};

/// Prints a determination.
pub fn print(output: &mut dyn Write, report: &Report<'_, '_>, detail: Detail) -> io::Result<()> {
    let explanation = report.explanation;
    print_heading(output, &report.title, &explanation.outcome.to_string())?;
    writeln!(output, "\n{}\n", meaning(explanation.outcome))?;
    print_item(output, "reason", &explanation.reason)?;
    let facts = particulars::origin(explanation).into_iter().chain(report.dates());
    for (name, text) in facts.chain(particulars::consequences(report.assessment, explanation)) {
        print_item(output, name, &text)?;
    }
    if let Some(digest) = report.explanation.policy_digest {
        print_item(output, "policy digest", digest)?;
    }
    let all = report.nodes();
    print_asked(output, report, &all)?;
    let shown = all.iter().filter(|node| detail == Detail::Everything || node.is_open_or_not_met);
    let shown = shown.copied().collect::<Vec<_>>();
    if !shown.is_empty() {
        writeln!(output, "\n### Criteria\n")?;
        shown.iter().try_for_each(|node| print_node(output, report, node))?;
    }
    let sources = report.other_sources(&shown);
    if !sources.is_empty() {
        writeln!(output, "\n### Other sources\n")?;
        sources.into_iter().try_for_each(|source| writeln!(output, "- {}", told(source)))?;
    }
    Ok(())
}

/// Prints why a case was refused.
pub fn print_problems(output: &mut dyn Write, title: &str, problems: &Problems) -> io::Result<()> {
    print_heading(output, title, "refused")?;
    writeln!(output)?;
    for problem in &problems.problems {
        let path = if problem.path.is_empty() {
            String::new()
        } else {
            format!("**{}**: ", seen(&problem.path))
        };
        writeln!(output, "- {path}{}", seen(&problem.problem))?;
        writeln!(output, "  - Help: {}", seen(&problem.help))?;
    }
    Ok(())
}

fn print_heading(output: &mut dyn Write, title: &str, outcome: &str) -> io::Result<()> {
    writeln!(output, "## {}: {}", seen(title), markdown(outcome))
}

fn print_item(output: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    writeln!(output, "- **{name}**: {}", seen(text))
}

fn print_asked<'a>(
    output: &mut dyn Write,
    report: &Report<'a, '_>,
    nodes: &[Node<'a>],
) -> io::Result<()> {
    let groups = report.asked();
    if !groups.is_empty() {
        writeln!(output, "\n### What to ask\n")?;
    }
    let purposes = report.purposes(nodes);
    for group in &groups {
        writeln!(output, "- **{}**", group.request())?;
        for question in &group.questions {
            let citations = purposes.citations(question.id);
            let purpose = if citations.is_empty() {
                String::new()
            } else {
                format!(" (for {})", markdown(&citations.join(", ")))
            };
            writeln!(output, "  - {}{purpose}", markdown(&question.text))?;
        }
    }
    Ok(())
}

fn print_node(output: &mut dyn Write, report: &Report<'_, '_>, node: &Node<'_>) -> io::Result<()> {
    let criterion = node.explained;
    let indent = node.depth.saturating_mul(2);
    let citation = criterion.citation().map(|citation| format!(" **{}**", markdown(citation)));
    let asked = node.asked(&report.policy().vocabulary);
    let asked = asked.map(|asked| format!(": {}", markdown(&asked))).unwrap_or_default();
    let (evidence, undocumented) = match report.evidence(node) {
        Evidence::NotDocumented => (Vec::new(), " (not documented)"),
        Evidence::Lines(lines) => (lines, ""),
    };
    let folded = node.folded_in_words().map(|words| format!(" ({words})")).unwrap_or_default();
    writeln!(
        output,
        "{:indent$}- {} {}{} {}{}{asked}{undocumented}{folded}",
        "",
        node.mark.sign,
        node.mark.word,
        citation.unwrap_or_default(),
        node.prefix,
        markdown(criterion.title())
    )?;
    for line in evidence {
        writeln!(output, "{:indent$}  - {}", "", seen(line))?;
    }
    report
        .sources_of(node)
        .try_for_each(|source| writeln!(output, "{:indent$}  - {}", "", told(source)))
}

/// Where something is documented, in the sender's words.
fn told(source: &Source) -> String {
    format!("source of {}: {}", seen(&source.pointer), seen(&source.text))
}

/// A text of a case: nothing in it is unseen, and nothing is Markdown.
fn seen(text: &str) -> String {
    markdown(&escaped(text))
}
