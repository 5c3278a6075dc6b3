//! What a determination leaves open, as one formula.
//!
//! Whatever is met or not met already has been worked in, so a formula asks only what is unknown,
//! and only where it is not yet settled by something else. It is a tree in one list, each node
//! after its parts and the root last.

use crate::evaluate::reference::Documentation;
use crate::policy::Expression;
use crate::vocabulary::FactId;

/// What a node makes of its parts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    /// It comes to this value, as a diagram has it.
    Known(u16),
    /// A predicate that is unknown.
    Asks(&'a Expression),
    Not,
    /// At least this many of this many parts: one or more, but not more than there are.
    AtLeast(usize, usize),
    /// Condition, then, otherwise.
    If,
}

/// The nodes.
pub(super) type Formula<'a> = Vec<Node<'a>>;

/// The predicates that a formula asks, in their order, as often as it asks them.
pub(super) fn predicates<'f, 'a>(
    formula: &'f [Node<'a>],
) -> impl Iterator<Item = &'a Expression> + use<'f, 'a> {
    formula
        .iter()
        .filter_map(|node| if let Node::Asks(predicate) = node { Some(*predicate) } else { None })
}

/// The facts that an open predicate asks about: of two dates that it compares, those whose day is
/// not known.
pub(super) fn open_facts(
    predicate: &Expression,
    documentation: Documentation<'_>,
) -> impl Iterator<Item = FactId> + use<> {
    let mut subjects = predicate.subjects();
    let mut open = [subjects.next(), subjects.next()];
    if let [Some(_), Some(_)] = open {
        open = open.map(|fact| fact.filter(|fact| documentation.days(*fact).exact().is_none()));
    }
    open.into_iter().flatten()
}
