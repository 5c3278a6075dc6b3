//! Determinations for people. In: an explanation. Out: its lines: the outcome and what it rests on,
//! what to do next, and the criteria as a tree.
//!
//! A case may have any id, so whatever comes from it is shown without control
//! characters.

use crate::asked::print_by_addressee;
use crate::style::{self, HEADING, PLAIN, QUIET, Style};
use policy_core::Truth;
use policy_core::case::Problems;
use policy_core::explain::{Assessment, ExplainedCriteria, ExplainedCriterion, Explanation};
use policy_core::json::Source;
use policy_core::policy::Quantifier;
use policy_core::unseen::escaped;
use policy_core::vocabulary::Vocabulary;
use policy_core::wording::sentence;
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
    let determination = assessment.determination();
    let vocabulary = &determination.policy().vocabulary;
    let outcome = explanation.outcome;
    print_field(output, "outcome", Style::of_outcome(outcome).on(outcome))?;
    if let Some(section) = &explanation.section {
        let citation = section.citation.map(|citation| format!("{citation} ")).unwrap_or_default();
        print_field(
            output,
            "section",
            format_args!("{citation}{}", sentence::section_name(section.name)),
        )?;
    }
    let version = explanation
        .version
        .as_ref()
        .map(|version| format!(", version {version}"))
        .unwrap_or_default();
    print_field(
        output,
        "policy",
        format_args!("{} ({}){version}", explanation.policy, explanation.number),
    )?;
    if let Some(digest) = explanation.policy_digest.filter(|_| detail == Detail::Everything) {
        print_field(output, "digest", digest)?;
    }
    print_field(output, "reason", escaped(&explanation.reason))?;
    if !explanation.missing.is_empty() {
        print_by_addressee(output, assessment.questions(), |_, question| {
            vocabulary.label_of(question.id)
        })?;
    }
    if let Some(approval) = determination.approval() {
        print_field(output, "approval", sentence::approval(&approval))?;
    }
    let details = [("review", explanation.review), ("refer to", explanation.refer_to)];
    for (name, text) in details.into_iter().filter_map(|(name, text)| Some((name, text?))) {
        print_field(output, name, text)?;
    }
    if let Some(basis) = explanation.basis {
        print_field(output, "basis", sentence::basis(basis))?;
    }
    let details = assessment.missing_details();
    if !details.is_empty() {
        let labels = details.iter().map(|(id, _)| vocabulary.label_of(*id)).collect::<Vec<_>>();
        print_field(output, "open", format_args!("depends on {}", labels.join("; ")))?;
    }
    for advisory in &explanation.advisories {
        print_field(output, "advisory", advisory)?;
    }
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

fn print_criteria(
    output: &mut dyn Write,
    vocabulary: &Vocabulary,
    explanation: &Explanation<'_>,
    detail: Detail,
) -> io::Result<()> {
    let sections = explanation.criteria.iter().flat_map(ExplainedCriteria::sections);
    let mut tree = Tree { vocabulary, lines: Vec::new() };
    for section in sections {
        match detail {
            Detail::Everything => tree.add(section, 0),
            Detail::OpenAndNotMet => tree.add_open(section, 0),
        }
    }
    if !tree.lines.is_empty() {
        writeln!(output)?;
    }
    tree.lines.iter().try_for_each(|line| writeln!(output, "{line}"))
}

/// Criteria with their truths, one line for each, and one for each piece of evidence.
struct Tree<'a> {
    vocabulary: &'a Vocabulary,
    lines: Vec<String>,
}

impl Tree<'_> {
    /// A criterion and everything below it.
    fn add(&mut self, criterion: ExplainedCriterion<'_>, depth: usize) {
        self.add_line(criterion, depth);
        for child in criterion.children() {
            self.add(child, depth.saturating_add(1));
        }
        self.add_otherwise(criterion, depth);
    }

    /// A criterion that is not met or unknown, and what is so below it. Where none of a group may
    /// be met, it is the ones that are met that count.
    fn add_open(&mut self, criterion: ExplainedCriterion<'_>, depth: usize) {
        if criterion.truth() == Truth::MET {
            return;
        }
        if criterion.quantifier() == Some(Quantifier::NoneOf) {
            return self.add(criterion, depth);
        }
        self.add_line(criterion, depth);
        for child in criterion.children() {
            self.add_open(child, depth.saturating_add(1));
        }
        self.add_otherwise(criterion, depth);
    }

    fn add_line(&mut self, criterion: ExplainedCriterion<'_>, depth: usize) {
        let mark = match criterion.truth() {
            Truth::MET => "✓ met",
            Truth::NOT_MET => "✗ not met",
            _ => "? unknown",
        };
        self.add_marked(mark, criterion, depth);
    }

    /// What follows where the criteria of a section are not met.
    fn add_otherwise(&mut self, section: ExplainedCriterion<'_>, depth: usize) {
        for otherwise in section.otherwise() {
            let mark = match otherwise.truth() {
                Truth::MET => "→ follows",
                Truth::NOT_MET => "✗ no",
                _ => "? may",
            };
            self.add_marked(mark, otherwise, depth.saturating_add(1));
        }
    }

    fn add_marked(&mut self, mark: &str, criterion: ExplainedCriterion<'_>, depth: usize) {
        let style = Style::of_truth(criterion.truth());
        let indent = depth.saturating_mul(2);
        let citation =
            criterion.citation().map(|citation| format!("{citation}  ")).unwrap_or_default();
        let title = if depth == 0 { HEADING } else { PLAIN }.on(criterion.title());
        // An author's title is followed by what is asked, in words.
        let asked = criterion.criterion().filter(|source| source.title.is_some());
        let asked = asked
            .map(|source| format!(": {}", sentence::criterion(self.vocabulary, source)))
            .unwrap_or_default();
        self.lines.push(format!(
            "  {:11}{:indent$}{}{title}{asked}",
            style.on(mark),
            "",
            HEADING.on(&citation)
        ));
        let indent = indent.saturating_add(citation.width());
        for evidence in criterion.evidence() {
            self.lines.push(format!("  {:11}{:indent$}{}", "", "", QUIET.on(escaped(evidence))));
        }
    }
}
