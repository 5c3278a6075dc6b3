//! The criteria of a determination as one list. In: an explanation. Out: a node for each section,
//! group, criterion and consequence, in the order of the outline.
//!
//! Every rendering shows this list, so that none of them leaves out or adds what another has.

use policy_core::Truth;
use policy_core::data::Text;
use policy_core::explain::{ExplainedCriteria, ExplainedCriterion, Explanation};
use policy_core::policy::Quantifier;
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::wording::sentence;

/// How a node came out: a sign and a word, so that neither color nor position has to say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    pub sign: &'static str,
    pub word: &'static str,
}

impl Mark {
    /// Of sections, groups and criteria.
    const fn of_criterion(truth: Truth) -> Mark {
        match truth {
            Truth::MET => Mark { sign: "✓", word: "met" },
            Truth::NOT_MET => Mark { sign: "✗", word: "not met" },
            _ => Mark { sign: "?", word: "unknown" },
        }
    }

    /// Of what follows where the criteria of a section are not met.
    const fn of_otherwise(truth: Truth) -> Mark {
        match truth {
            Truth::MET => Mark { sign: "→", word: "follows" },
            Truth::NOT_MET => Mark { sign: "✗", word: "no" },
            _ => Mark { sign: "?", word: "may" },
        }
    }
}

/// A section, group, criterion or consequence.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    pub mark: Mark,
    /// How many nodes it is below; a section is below none.
    pub depth: usize,
    /// The outcome is open or not met on account of it, or of something in the same group; it is
    /// shown where not all are.
    pub is_open_or_not_met: bool,
    /// What it is below came out as it did on account of it.
    pub decides: bool,
    pub explained: ExplainedCriterion<'a>,
}

impl<'a> Node<'a> {
    /// What is asked, in words, where the title is its author's.
    pub fn asked(&self, vocabulary: &Vocabulary) -> Option<Text> {
        let titled = self.explained.criterion().filter(|criterion| criterion.title.is_some());
        titled.map(|criterion| sentence::criterion(vocabulary, criterion))
    }

    /// The facts that its condition uses.
    pub fn facts(&self) -> Vec<FactId> {
        self.explained.facts().into_iter().map(|(id, _)| id).collect()
    }

    /// The nodes of an explanation; none where it is a summary.
    pub fn all(explanation: &'a Explanation<'_>) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        for section in explanation.criteria.iter().flat_map(ExplainedCriteria::sections) {
            Place { depth: 0, brief: Brief::OpenOrNotMet, decides: true }.add(section, &mut nodes);
        }
        nodes
    }
}

/// What of a place is shown where not everything is.
#[derive(Clone, Copy)]
enum Brief {
    Nothing,
    /// What is not met or unknown.
    OpenOrNotMet,
    /// Where none of a group may be met, it is the ones that are met that count.
    Everything,
}

/// What the nodes above say about a criterion.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    brief: Brief,
    decides: bool,
}

impl Place {
    /// Adds a criterion, everything below it, and what follows if it is not met.
    fn add<'a>(self, criterion: ExplainedCriterion<'a>, nodes: &mut Vec<Node<'a>>) {
        let Place { depth, brief, decides } = self;
        let (truth, quantifier) = (criterion.truth(), criterion.quantifier());
        let is_open_or_not_met = match brief {
            Brief::Nothing => false,
            Brief::OpenOrNotMet => truth != Truth::MET,
            Brief::Everything => true,
        };
        let mark = Mark::of_criterion(truth);
        nodes.push(Node { mark, depth, is_open_or_not_met, decides, explained: criterion });
        let is_none_of = quantifier == Some(Quantifier::NoneOf);
        let brief = match brief {
            _ if !is_open_or_not_met => Brief::Nothing,
            Brief::OpenOrNotMet if is_none_of => Brief::Everything,
            Brief::Nothing | Brief::OpenOrNotMet | Brief::Everything => brief,
        };
        let depth = depth.saturating_add(1);
        for child in criterion.children() {
            let counts_as = if is_none_of { !child.truth() } else { child.truth() };
            let decides = decides && counts_as == truth;
            Place { depth, brief, decides }.add(child, nodes);
        }
        for otherwise in criterion.otherwise() {
            let truth = otherwise.truth();
            nodes.push(Node {
                mark: Mark::of_otherwise(truth),
                depth,
                is_open_or_not_met,
                decides: decides && truth != Truth::NOT_MET,
                explained: otherwise,
            });
        }
    }
}

/// The nodes that are below the same one, each with everything below it.
pub fn siblings<'n, 'a>(
    mut nodes: &'n [Node<'a>],
) -> impl Iterator<Item = (&'n Node<'a>, &'n [Node<'a>])> {
    std::iter::from_fn(move || {
        let (first, after) = nodes.split_first()?;
        let below = after.iter().take_while(|node| node.depth > first.depth).count();
        let (below, rest) = after.split_at_checked(below)?;
        nodes = rest;
        Some((first, below))
    })
}
