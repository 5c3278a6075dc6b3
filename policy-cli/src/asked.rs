//! What to ask, by who can answer it, and what for. In: questions, the most decisive first. Out:
//! their lines, with a heading for each addressee of the vocabulary; the paragraphs of a question.

use crate::nodes::Node;
use crate::style::QUIET;
use crate::text::print_field;
use policy_analysis::facts::{FactUse, UsedBy, fact_uses};
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

/// The paragraphs because of which facts are asked for.
pub struct Purposes<'n, 'p> {
    uses: Vec<FactUse<'p>>,
    version: Option<&'n str>,
    /// The paragraphs that are open.
    open: Vec<&'n str>,
}

impl<'n, 'p> Purposes<'n, 'p> {
    pub fn of(policy: &'p Policy, version: Option<&'n str>, nodes: &[Node<'n>]) -> Self {
        let open = nodes.iter().filter(|node| node.is_used && node.explained.truth().is_unknown());
        Purposes {
            uses: fact_uses(policy),
            version,
            open: open.filter_map(|node| node.explained.citation()).collect(),
        }
    }

    /// Those of a fact: the open criteria that use it; if there are none, the sections that are
    /// chosen by it.
    pub fn citations(&self, fact: FactId) -> Vec<&'p str> {
        let of_fact = self.uses.iter().filter(|used| used.fact == fact);
        let uses = of_fact
            .flat_map(|used| &used.uses)
            .filter(|one| one.version.is_none() || one.version == self.version);
        let criteria = uses.clone().filter_map(|one| match one.by {
            UsedBy::Criterion(criterion) => Some(&*criterion.citation),
            UsedBy::Applicability(_)
            | UsedBy::Guard(_)
            | UsedBy::Otherwise(_)
            | UsedBy::Detail(..)
            | UsedBy::Advisory(_) => None,
        });
        let open = criteria.filter(|place| self.open.contains(place)).collect::<Vec<_>>();
        if !open.is_empty() {
            return open;
        }
        let sections = uses.filter_map(|one| match one.by {
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
}
