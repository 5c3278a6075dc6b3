//! The criteria of a determination as one list. In: an explanation. Out: a node for each section,
//! group, criterion and consequence, in the order of the outline: after the conditions under which
//! the policy applies, and before the sections that do not govern.
//!
//! Every rendering shows this list, so that none of them leaves out or adds what another has.

use policy_core::Truth;
use policy_core::data::Text;
use policy_core::explain::{ExplainedCriterion, Explanation};
use policy_core::policy::{Connective, Quantifier};
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

    /// Of a section that does not govern.
    const NOT_USED: Mark = Mark { sign: "–", word: "not used" };

    /// Of what follows where the criteria of a section are not met.
    const fn of_otherwise(truth: Truth) -> Mark {
        match truth {
            Truth::MET => Mark { sign: "→", word: "follows" },
            Truth::NOT_MET => Mark { sign: "✗", word: "no" },
            _ => Mark { sign: "?", word: "may" },
        }
    }
}

/// A condition under which the policy applies, a section, its guard, a group, a criterion, a part of
/// one, or a consequence.
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
    /// It is not of a section that does not govern.
    pub is_used: bool,
    /// What comes before its title.
    pub prefix: &'static str,
    /// How many alternatives below it are left out, because another one is met.
    pub folded: usize,
    pub explained: ExplainedCriterion<'a>,
}

impl<'a> Node<'a> {
    /// What is asked, in words, where the title is its author's and no parts say it.
    pub fn asked(&self, vocabulary: &Vocabulary) -> Option<Text> {
        let titled = self.explained.criterion().filter(|criterion| criterion.title.is_some());
        let titled = titled.filter(|_| self.explained.parts().next().is_none());
        titled.map(|criterion| sentence::criterion(vocabulary, criterion))
    }

    /// What is documented, where no node below it says so.
    pub fn evidence(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let is_told_below = self.is_told_below();
        self.explained.evidence().filter(move |_| !is_told_below)
    }

    /// The facts that its condition uses, where no node below it does.
    pub fn facts(&self) -> Vec<FactId> {
        if self.is_told_below() {
            return Vec::new();
        }
        self.explained.facts().into_iter().map(|(id, _)| id).collect()
    }

    /// "2 other alternatives are not needed"
    pub fn folded_in_words(&self) -> Option<String> {
        match self.folded {
            0 => None,
            1 => Some("1 other alternative is not needed".to_owned()),
            folded => Some(format!("{folded} other alternatives are not needed")),
        }
    }

    fn is_told_below(&self) -> bool {
        self.explained.parts().next().is_some() || self.explained.guard().is_some()
    }

    /// The nodes of an explanation; none where it is a summary.
    pub fn all(explanation: &'a Explanation<'_>) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        let Some(criteria) = &explanation.criteria else { return nodes };
        let place = Place { depth: 0, brief: Brief::OpenOrNotMet, decides: true, is_used: true };
        for condition in criteria.applies() {
            place.add_condition("Applies when: ", condition, &mut nodes);
        }
        for section in criteria.sections() {
            place.add(section, &mut nodes);
        }
        for section in criteria.other_sections() {
            let place = Place { depth: 0, brief: Brief::Nothing, decides: false, is_used: false };
            place.add_marked(Mark::NOT_USED, "", section, &mut nodes);
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
    is_used: bool,
}

impl Place {
    /// Adds a criterion, everything below it, and what follows if it is not met.
    fn add<'a>(self, criterion: ExplainedCriterion<'a>, nodes: &mut Vec<Node<'a>>) {
        self.add_marked(Mark::of_criterion(criterion.truth()), "", criterion, nodes);
    }

    fn add_marked<'a>(
        self,
        mark: Mark,
        prefix: &'static str,
        criterion: ExplainedCriterion<'a>,
        nodes: &mut Vec<Node<'a>>,
    ) {
        let Place { depth, brief, decides, is_used } = self;
        let guard = criterion.guard();
        let is_open_or_not_met = match brief {
            Brief::Nothing => false,
            Brief::OpenOrNotMet => {
                let guarded = guard.is_none_or(|guard| guard.truth() == Truth::MET);
                !guarded || criterion.truth() != Truth::MET
            }
            Brief::Everything => true,
        };
        let one_suffices =
            criterion.truth() == Truth::MET && criterion.connective() == Some(Connective::Or);
        let needless = |part: &ExplainedCriterion<'_>| one_suffices && part.truth() != Truth::MET;
        nodes.push(Node {
            mark,
            depth,
            is_open_or_not_met,
            decides,
            is_used,
            prefix,
            folded: criterion.parts().filter(needless).count(),
            explained: criterion,
        });
        let is_none_of = criterion.quantifier() == Some(Quantifier::NoneOf);
        let brief = match brief {
            _ if !is_open_or_not_met => Brief::Nothing,
            Brief::OpenOrNotMet if is_none_of => Brief::Everything,
            Brief::Nothing | Brief::OpenOrNotMet | Brief::Everything => brief,
        };
        let below = Place { depth: depth.saturating_add(1), brief, decides, is_used };
        if let Some(guard) = guard {
            below.add_condition("For: ", guard, nodes);
        }
        for child in criterion.parts().filter(|part| !needless(part)).chain(criterion.children()) {
            let counts_as = if is_none_of { !child.truth() } else { child.truth() };
            let decides = decides && counts_as == criterion.truth();
            Place { decides, ..below }.add(child, nodes);
        }
        for otherwise in criterion.otherwise() {
            nodes.push(Node {
                mark: Mark::of_otherwise(otherwise.truth()),
                depth: below.depth,
                is_open_or_not_met,
                decides: decides && otherwise.truth() != Truth::NOT_MET,
                is_used,
                prefix: "",
                folded: 0,
                explained: otherwise,
            });
        }
    }

    /// Adds a condition that is no criterion.
    fn add_condition<'a>(
        self,
        prefix: &'static str,
        condition: ExplainedCriterion<'a>,
        nodes: &mut Vec<Node<'a>>,
    ) {
        let brief = match self.brief {
            Brief::Everything => Brief::OpenOrNotMet,
            Brief::Nothing | Brief::OpenOrNotMet => self.brief,
        };
        let mark = Mark::of_criterion(condition.truth());
        let decides = self.decides && condition.truth() != Truth::MET;
        Place { brief, decides, ..self }.add_marked(mark, prefix, condition, nodes);
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
