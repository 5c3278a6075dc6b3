//! What a determination leaves open, as one formula.
//!
//! Everything that is already met or not met has been simplified away, so a formula asks only about
//! what is unknown and not settled by something else. It is a tree in one list, with each node
//! after its parts and the root last.

use crate::case::FactView;
use crate::evaluate::reference::Documentation;
use crate::policy::{Expression, Region, Term};
use crate::vocabulary::FactId;

/// How a node combines its parts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    /// A fixed value, as in a diagram.
    Known(u16),
    /// An unknown predicate.
    Asks(&'a Expression),
    Not,
    /// At least this many of this many parts: one or more, but no more than there are.
    AtLeast(usize, usize),
    /// Condition, then, otherwise.
    If,
}

/// The nodes.
pub(super) type Formula<'a> = Vec<Node<'a>>;

/// The predicates of a formula, in order, with repetitions.
pub(super) fn predicates<'f, 'a>(
    formula: &'f [Node<'a>],
) -> impl Iterator<Item = &'a Expression> + use<'f, 'a> {
    formula
        .iter()
        .filter_map(|node| if let Node::Asks(predicate) = node { Some(*predicate) } else { None })
}

/// The facts that an open predicate asks about; of several, those that are not known exactly.
pub(super) fn open_facts(
    predicate: &Expression,
    documentation: Documentation<'_>,
) -> impl Iterator<Item = FactId> + use<> {
    if let Expression::Test { term, region: Region::Than(relation) } = predicate
        && term.found_days().is_empty()
    {
        return documentation.open_between(term, *relation).into_iter();
    }
    if let Some(formula) = predicate.asked().and_then(|(term, _)| term.formula()) {
        return documentation.open_in(formula).into_iter();
    }
    let mut subjects = predicate.subjects().collect::<Vec<_>>();
    if subjects.len() > 1 {
        // Of an age on a day that never was, only that day can tell more.
        let is_age =
            predicate.asked().is_some_and(|(term, _)| matches!(term.inner(), Term::Age { .. }));
        let is_exact = |fact| documentation.view(fact).is_some_and(FactView::is_exact);
        subjects.retain(|fact| {
            documentation.days(*fact).exact().is_none() && (is_age || !is_exact(*fact))
        });
    }
    subjects.into_iter()
}
