//! What to ask, by who can answer it, and what for. In: questions, the most decisive first. Out:
//! their lines, with a heading for each addressee of the vocabulary; the paragraphs of a question.

use crate::nodes::Node;
use crate::style::QUIET;
use crate::text::print_field;
use policy_analysis::facts::{UsedBy, fact_uses};
use policy_core::explain::Question;
use policy_core::policy::Policy;
use policy_core::vocabulary::FactId;
use std::fmt::Display;
use std::io::{self, Write};

/// Prints questions by addressee; `line` is what is shown of one, from its number on.
pub fn print_by_addressee<T: Display>(
    output: &mut dyn Write,
    questions: Vec<Question<'_>>,
    line: impl Fn(u64, &Question<'_>) -> T,
) -> io::Result<()> {
    let mut numbers = 1_u64..;
    for (addressee, questions) in Question::by_addressee(questions) {
        // Without a heading, the first line begins as other lines do.
        let mut name = "ask for";
        if let Some(addressee) = addressee {
            writeln!(output, "  {}", QUIET.on(addressee.request()))?;
            name = "";
        }
        for (question, number) in questions.iter().zip(&mut numbers) {
            let text = line(number, question);
            let fact = format_args!("({})", question.fact);
            print_field(output, name, format_args!("{text} {}", QUIET.on(fact)))?;
            name = "";
        }
    }
    Ok(())
}

/// The paragraphs because of which a fact is asked for: the open criteria that use it; if there are
/// none, the sections that are chosen by it.
pub fn citations<'p>(
    policy: &'p Policy,
    version: Option<&str>,
    nodes: &[Node<'_>],
    fact: FactId,
) -> Vec<&'p str> {
    let is_open = |place: &str| {
        nodes.iter().filter(|node| node.is_used).any(|node| {
            node.explained.citation() == Some(place) && node.explained.truth().is_unknown()
        })
    };
    let uses = fact_uses(policy).into_iter().find(|used| used.fact == fact);
    let uses = uses.map(|used| used.uses).unwrap_or_default();
    let uses = || uses.iter().filter(|one| one.version.is_none() || one.version == version);
    let criteria = uses().filter_map(|one| match one.by {
        UsedBy::Criterion(criterion) => Some(&*criterion.citation),
        UsedBy::Applicability(_)
        | UsedBy::Guard(_)
        | UsedBy::Otherwise(_)
        | UsedBy::Detail(..)
        | UsedBy::Advisory(_) => None,
    });
    let open = criteria.filter(|place| is_open(place)).collect::<Vec<_>>();
    if !open.is_empty() {
        return open;
    }
    let sections = uses().filter_map(|one| match one.by {
        UsedBy::Guard(section) | UsedBy::Otherwise(section) => section.citation(),
        UsedBy::Applicability(_)
        | UsedBy::Criterion(_)
        | UsedBy::Detail(..)
        | UsedBy::Advisory(_) => None,
    });
    let mut sections = sections.collect::<Vec<_>>();
    sections.dedup();
    sections
}
