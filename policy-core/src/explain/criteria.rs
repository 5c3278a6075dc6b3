//! The criteria of an explanation: a tree, stored in one list, with its evidence in one text, so
//! that explaining three hundred criteria takes no more allocations than explaining three.

use super::lines::Lines;
use crate::Truth;
use crate::policy::{Body, Connective, Criterion, Expression, Quantifier};
use crate::vocabulary::{Fact, FactId, Vocabulary};
use crate::wording::Room;
use core::fmt;
use core::ops::Range;

/// The sections that govern or may govern, with all their criteria and the evidence for each.
///
/// ```
/// use policy_core::explain::{ExplainedCriteria, ExplainedCriterion};
///
/// /// `I.A.1.c not met: New York Heart Association functional class: IV`, one line for each criterion.
/// fn outline(criterion: ExplainedCriterion<'_>, lines: &mut Vec<String>) {
///     let evidence = criterion.evidence().collect::<Vec<_>>().join("; ");
///     lines.push(format!("{} {}: {evidence}", criterion.citation().unwrap_or("-"), criterion.truth()));
///     criterion.children().for_each(|child| outline(child, lines));
/// }
///
/// fn outlines(criteria: &ExplainedCriteria<'_>) -> Vec<String> {
///     let mut lines = Vec::new();
///     criteria.sections().for_each(|section| outline(section, &mut lines));
///     lines
/// }
/// # assert!(outlines(&ExplainedCriteria::default()).is_empty());
/// ```
///
/// The same as data: which criteria form a group, how many of them must be met, and which facts a
/// criterion uses. What the case documents about a fact is at [`Chart::fact`](crate::case::Chart::fact).
///
/// ```
/// use policy_core::case::{Chart, FactView};
/// use policy_core::explain::ExplainedCriterion;
/// use policy_core::policy::Quantifier;
///
/// fn visit(criterion: ExplainedCriterion<'_>, case: &dyn Chart) {
///     match criterion.quantifier() {
///         Some(Quantifier::AtLeast(needed)) => println!("at least {needed}"),
///         Some(quantifier) => println!("{quantifier}"),
///         None => {
///             for (id, fact) in criterion.facts() {
///                 let value = case.fact(id).map(|value| value.view());
///                 if let Some(FactView::Flag(flag)) = value {
///                     println!("{}: {}", fact.name, flag.truth());
///                 }
///             }
///         }
///     }
///     criterion.children().for_each(|child| visit(child, case));
/// }
/// ```
#[derive(Clone, PartialEq, Default)]
pub struct ExplainedCriteria<'p> {
    /// Each node is followed by its descendants.
    nodes: Vec<Node<'p>>,
    evidence: Lines,
    vocabulary: Option<&'p Vocabulary>,
}

/// A section, group or criterion with its truth and the evidence for it; see [`ExplainedCriteria`]
/// for examples.
#[derive(Clone, Copy)]
pub struct ExplainedCriterion<'a> {
    node: &'a Node<'a>,
    below: &'a [Node<'a>],
    shared: Shared<'a>,
}

/// What all criteria of an explanation share.
#[derive(Clone, Copy)]
struct Shared<'a> {
    evidence: &'a Lines,
    vocabulary: Option<&'a Vocabulary>,
}

/// What a node explains.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Explained<'p> {
    /// A condition under which the policy applies.
    Applies(&'p Expression),
    /// A section that governs or may govern, with its guard if that decides alone.
    Section(Option<&'p Expression>),
    /// A section that does not govern.
    OtherSection,
    /// For which requests a section is.
    Guard(&'p Expression),
    /// A group or criterion.
    Criterion(&'p Criterion),
    /// A part of a long condition.
    Part(&'p Expression),
    /// What follows if the criteria are not met, with its condition.
    Otherwise(Option<&'p Expression>),
}

#[derive(Clone, PartialEq)]
struct Node<'p> {
    citation: Option<&'p str>,
    title: &'p str,
    truth: Truth,
    explains: Explained<'p>,
    /// The positions of its lines.
    evidence: Range<usize>,
    /// How many of the nodes after it are its descendants.
    below: usize,
}

impl<'p> ExplainedCriteria<'p> {
    pub(crate) fn with_room(vocabulary: &'p Vocabulary, room: Room) -> ExplainedCriteria<'p> {
        ExplainedCriteria {
            vocabulary: Some(vocabulary),
            nodes: Vec::with_capacity(room.criteria),
            evidence: Lines::with_room(room.lines, room.letters),
        }
    }

    /// Adds a section, group or criterion with the lines that `evidence` adds, and returns its
    /// position.
    #[inline]
    pub(crate) fn add(
        &mut self,
        explains: Explained<'p>,
        citation: Option<&'p str>,
        title: &'p str,
        truth: Truth,
        evidence: impl FnOnce(&mut Lines),
    ) -> usize {
        let first = self.evidence.len();
        evidence(&mut self.evidence);
        let position = self.nodes.len();
        self.nodes.push(Node {
            citation,
            title,
            truth,
            explains,
            evidence: first..self.evidence.len(),
            below: 0,
        });
        position
    }

    /// Everything that was added after a section or group becomes its descendants.
    pub(crate) fn put_rest_below(&mut self, position: usize) {
        let rest = self.nodes.len().saturating_sub(position).saturating_sub(1);
        if let Some(node) = self.nodes.get_mut(position) {
            node.below = rest;
        }
    }

    /// The sections that govern or may govern, in their order.
    pub fn sections(&self) -> impl Iterator<Item = ExplainedCriterion<'_>> + Clone {
        self.roots().filter(|root| matches!(root.node.explains, Explained::Section(_)))
    }

    /// The conditions under which the policy applies, as far as they were looked at.
    pub fn applies(&self) -> impl Iterator<Item = ExplainedCriterion<'_>> + Clone {
        self.roots().filter(|root| matches!(root.node.explains, Explained::Applies(_)))
    }

    /// The sections that were passed over, in their order, each with the
    /// [guard](ExplainedCriterion::guard) that kept it out. Where a clinician weighs a request, or
    /// another policy, it is all sections that do not govern, and their criteria are children: each
    /// by itself, since none of them decided.
    pub fn other_sections(&self) -> impl Iterator<Item = ExplainedCriterion<'_>> + Clone {
        self.roots().filter(|root| matches!(root.node.explains, Explained::OtherSection))
    }

    fn roots(&self) -> impl Iterator<Item = ExplainedCriterion<'_>> + Clone {
        siblings(&self.nodes, Shared { evidence: &self.evidence, vocabulary: self.vocabulary })
    }
}

impl<'a> ExplainedCriterion<'a> {
    /// `I.A.1.b`; for a section its own citation, if it has one.
    #[must_use]
    pub const fn citation(self) -> Option<&'a str> {
        self.node.citation
    }

    /// The author's title, or the criterion in words.
    #[must_use]
    pub const fn title(self) -> &'a str {
        self.node.title
    }

    /// Met, not met or unknown; of a section that does not govern, whether the request is one that it
    /// is for.
    #[must_use]
    pub const fn truth(self) -> Truth {
        self.node.truth
    }

    /// The group or criterion in the policy; `None` for a section, a guard, a part of a condition and
    /// what follows otherwise.
    #[must_use]
    pub const fn criterion(self) -> Option<&'a Criterion> {
        match self.node.explains {
            Explained::Criterion(criterion) => Some(criterion),
            Explained::Applies(_)
            | Explained::Section(_)
            | Explained::OtherSection
            | Explained::Guard(_)
            | Explained::Part(_)
            | Explained::Otherwise(_) => None,
        }
    }

    /// How many of the [children](Self::children) must be met; `None` for a condition.
    #[must_use]
    pub const fn quantifier(self) -> Option<Quantifier> {
        match self.node.explains {
            Explained::Section(_) | Explained::OtherSection => Some(Quantifier::AllOf),
            Explained::Criterion(Criterion { body: Body::Group { quantifier, .. }, .. }) => {
                Some(*quantifier)
            }
            Explained::Criterion(Criterion { body: Body::Condition(_), .. })
            | Explained::Applies(_)
            | Explained::Guard(_)
            | Explained::Part(_)
            | Explained::Otherwise(_) => None,
        }
    }

    /// The facts that its condition uses, in the order of the vocabulary; none for a group. An age
    /// counts as its date of birth.
    #[must_use]
    pub fn facts(self) -> Vec<(FactId, &'a Fact)> {
        let Some((condition, vocabulary)) = self.condition().zip(self.shared.vocabulary) else {
            return Vec::new();
        };
        condition.facts().into_iter().filter_map(|id| Some((id, vocabulary.fact(id)?))).collect()
    }

    /// What is documented: "Left ventricular ejection fraction 38 % by Echo2d on 2026-10-02".
    /// Groups have none.
    pub fn evidence(self) -> impl Iterator<Item = &'a str> + Clone {
        self.shared.evidence.at(self.node.evidence.clone())
    }

    /// The criteria of a group or section, in their order.
    pub fn children(self) -> impl Iterator<Item = ExplainedCriterion<'a>> + Clone {
        self.below().filter(|below| matches!(below.node.explains, Explained::Criterion(_)))
    }

    /// The parts of a condition that would make a long sentence, in their order: all of its
    /// [evidence](Self::evidence) is evidence for one of them.
    pub fn parts(self) -> impl Iterator<Item = ExplainedCriterion<'a>> + Clone {
        self.below().filter(|below| matches!(below.node.explains, Explained::Part(_)))
    }

    /// How many of the [parts](Self::parts) must be met; `None` if there are none.
    #[must_use]
    pub fn connective(self) -> Option<Connective> {
        match self.condition()? {
            Expression::AtLeast(needed, parts) if self.parts().next().is_some() => {
                Some(Connective::of(*needed, parts))
            }
            Expression::AtLeast(..)
            | Expression::Test { .. }
            | Expression::Not(_)
            | Expression::If { .. } => None,
        }
    }

    /// What its truth and its evidence are about; `None` for what has no condition of its own.
    const fn condition(self) -> Option<&'a Expression> {
        match self.node.explains {
            Explained::Section(condition) | Explained::Otherwise(condition) => condition,
            Explained::Applies(condition)
            | Explained::Guard(condition)
            | Explained::Part(condition)
            | Explained::Criterion(Criterion { body: Body::Condition(condition), .. }) => {
                Some(condition)
            }
            Explained::OtherSection
            | Explained::Criterion(Criterion { body: Body::Group { .. }, .. }) => None,
        }
    }

    /// For which requests a section is; `None` if it is for all that reach it.
    #[must_use]
    pub fn guard(self) -> Option<ExplainedCriterion<'a>> {
        self.below().find(|below| matches!(below.node.explains, Explained::Guard(_)))
    }

    /// For a section whose criteria are not met, or may not be: what it says about that, up to what
    /// certainly counts, in its order. The one that is met is what counts. Its
    /// [title](Self::title) says what follows, and the evidence is that for its condition.
    pub fn otherwise(self) -> impl Iterator<Item = ExplainedCriterion<'a>> + Clone {
        self.below().filter(|below| matches!(below.node.explains, Explained::Otherwise(_)))
    }

    fn below(self) -> impl Iterator<Item = ExplainedCriterion<'a>> + Clone {
        siblings(self.below, self.shared)
    }
}

fn siblings<'a>(
    mut nodes: &'a [Node<'a>],
    shared: Shared<'a>,
) -> impl Iterator<Item = ExplainedCriterion<'a>> + Clone {
    core::iter::from_fn(move || {
        let (node, after) = nodes.split_first()?;
        let (below, rest) = after.split_at_checked(node.below)?;
        nodes = rest;
        Some(ExplainedCriterion { node, below, shared })
    })
}

/// Compares what is said, wherever it is stored.
impl PartialEq for ExplainedCriterion<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.citation(), self.title(), self.truth())
            == (other.citation(), other.title(), other.truth())
            && self.node.explains == other.node.explains
            && self.evidence().eq(other.evidence())
            && self.below().eq(other.below())
    }
}

impl fmt::Debug for ExplainedCriteria<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.roots()).finish()
    }
}

impl fmt::Debug for ExplainedCriterion<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ExplainedCriterion")
            .field("citation", &self.citation())
            .field("title", &self.title())
            .field("truth", &self.truth())
            .field("evidence", &self.evidence().collect::<Vec<_>>())
            .field("below", &self.below().collect::<Vec<_>>())
            .finish()
    }
}
