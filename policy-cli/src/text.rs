//! Determinations for people. In: an explanation. Out: its lines: the outcome and what it rests on,
//! what to do next, and the criteria as a tree.
//!
//! A case may have any id, so whatever comes from it is shown without control
//! characters.

use crate::asked::print_by_addressee;
use crate::nodes::Node;
use crate::particulars::{self, Particular};
use crate::style::{self, HEADING, PLAIN, QUIET, Style};
use policy_core::case::Problems;
use policy_core::explain::{Assessment, Explanation};
use policy_core::json::Source;
use policy_core::unseen::escaped;
use policy_core::vocabulary::Vocabulary;
use std::fmt;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// How many criteria are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// All, with the evidence.
    Everything,
    /// Those on account of which the outcome is open or not met.
    OpenAndNotMet,
}

/// Prints a determination.
pub fn print_determination(
    output: &mut dyn Write,
    title: &str,
    assessment: &Assessment<'_, '_>,
    explanation: &Explanation<'_>,
    detail: Detail,
) -> io::Result<()> {
    writeln!(output, "{}", HEADING.on(escaped(title)))?;
    let vocabulary = &assessment.determination().policy().vocabulary;
    let outcome = explanation.outcome;
    print_field(output, "outcome", Style::of_outcome(outcome).on(outcome))?;
    print_particulars(output, &particulars::origin(explanation))?;
    if let Some(digest) = explanation.policy_digest.filter(|_| detail == Detail::Everything) {
        print_field(output, "digest", digest)?;
    }
    print_field(output, "reason", escaped(&explanation.reason))?;
    if !explanation.missing.is_empty() {
        print_by_addressee(output, assessment.questions(), |_, question| {
            vocabulary.label_of(question.id)
        })?;
    }
    print_particulars(output, &particulars::consequences(assessment, explanation))?;
    print_criteria(output, vocabulary, explanation, detail)
}

/// Prints where things are documented, in the sender's words.
pub fn print_sources(output: &mut dyn Write, sources: &[Source]) -> io::Result<()> {
    if !sources.is_empty() {
        writeln!(output)?;
    }
    sources.iter().try_for_each(|source| {
        let (pointer, text) = (escaped(&source.pointer), escaped(&source.text));
        print_field(output, "source", format_args!("{}: {text}", HEADING.on(pointer)))
    })
}

/// Prints why a case was refused.
pub fn print_problems(output: &mut dyn Write, title: &str, problems: &Problems) -> io::Result<()> {
    writeln!(output, "{}", HEADING.on(escaped(title)))?;
    let words = if problems.problems.len() == 1 {
        "the case has a problem"
    } else {
        "the case has problems"
    };
    print_field(output, "refused", style::NOT_MET.on(words))?;
    for problem in &problems.problems {
        let path = if problem.path.is_empty() {
            String::new()
        } else {
            format!("{}: ", HEADING.on(escaped(&problem.path)))
        };
        print_field(output, "", format_args!("{path}{}", escaped(&problem.problem)))?;
        print_field(
            output,
            "",
            format_args!("  {} {}", QUIET.on("help:"), escaped(&problem.help)),
        )?;
    }
    Ok(())
}

/// Prints a line of what is told about something: its name, and the text.
pub fn print_field(output: &mut dyn Write, name: &str, text: impl fmt::Display) -> io::Result<()> {
    writeln!(output, "  {:10}{text}", QUIET.on(name))
}

fn print_particulars(output: &mut dyn Write, particulars: &[Particular]) -> io::Result<()> {
    particulars.iter().try_for_each(|(name, text)| print_field(output, name, text))
}

fn print_criteria(
    output: &mut dyn Write,
    vocabulary: &Vocabulary,
    explanation: &Explanation<'_>,
    detail: Detail,
) -> io::Result<()> {
    let mut nodes = Node::all(explanation);
    nodes.retain(|node| detail == Detail::Everything || node.is_open_or_not_met);
    if !nodes.is_empty() {
        writeln!(output)?;
    }
    nodes.iter().try_for_each(|node| print_node(output, vocabulary, node))
}

/// Prints a line for a node, and one for each piece of its evidence.
fn print_node(output: &mut dyn Write, vocabulary: &Vocabulary, node: &Node<'_>) -> io::Result<()> {
    let criterion = node.explained;
    let mark = format!("{} {}", node.mark.sign, node.mark.word);
    let style = Style::of_truth(criterion.truth());
    let indent = node.depth.saturating_mul(2);
    let citation = criterion.citation().map(|citation| format!("{citation}  ")).unwrap_or_default();
    let title = if node.depth == 0 { HEADING } else { PLAIN }.on(criterion.title());
    // An author's title is followed by what is asked, in words.
    let asked = node.asked(vocabulary).map(|asked| format!(": {asked}")).unwrap_or_default();
    writeln!(
        output,
        "  {:11}{:indent$}{}{}{title}{asked}",
        style.on(mark),
        "",
        HEADING.on(&citation),
        node.prefix,
    )?;
    let indent = indent.saturating_add(citation.width());
    node.evidence().try_for_each(|evidence| {
        writeln!(output, "  {:11}{:indent$}{}", "", "", QUIET.on(escaped(evidence)))
    })?;
    if let Some(words) = node.folded_in_words() {
        writeln!(output, "  {:11}{:indent$}{}", "", "", QUIET.on(words))?;
    }
    Ok(())
}
