//! What a determination leaves open, as one formula.
//!
//! In: what a writer adds, parts first. Out: a tree that lies in one list, each node behind its
//! parts. Whatever is met or not met already has been worked in, so it asks only what is unknown,
//! and only where it is not yet settled by something else.

use crate::evaluate::reference::Documentation;
use crate::policy::Expression;
use crate::vocabulary::FactId;

/// What a node makes of its parts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Kind<'a> {
    /// It comes to this value, as a diagram has it.
    Known(u16),
    /// A predicate that is unknown.
    Asks(&'a Expression),
    Not,
    /// So many of so many parts: at least one, and no more than there are.
    AtLeast(u32, u32),
    /// Condition, then, otherwise.
    If,
}

impl Kind<'_> {
    pub(super) fn at_least(needed: usize, parts: usize) -> Self {
        let [needed, parts] =
            [needed, parts].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        Kind::AtLeast(needed, parts)
    }

    /// How many parts it has.
    pub(super) fn parts(self) -> usize {
        match self {
            Kind::Known(_) | Kind::Asks(_) => 0,
            Kind::Not => 1,
            Kind::AtLeast(_, parts) => usize::try_from(parts).unwrap_or(usize::MAX),
            Kind::If => 3,
        }
    }
}

/// The nodes, the root last.
#[derive(Debug)]
pub(super) struct Formula<'a> {
    nodes: Vec<Kind<'a>>,
}

impl<'a> Formula<'a> {
    pub(super) fn new() -> Formula<'a> {
        // Less than a kilobyte: enough for most, and cheap to get.
        Formula { nodes: Vec::with_capacity(40) }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes, each behind its parts.
    pub(super) fn nodes(&self) -> &[Kind<'a>] {
        &self.nodes
    }

    /// The predicates that it asks, in their order, as often as it asks them.
    pub(super) fn predicates(&self) -> impl Iterator<Item = &'a Expression> {
        self.nodes.iter().filter_map(|node| {
            if let Kind::Asks(predicate) = node { Some(*predicate) } else { None }
        })
    }

    /// Some choice comes to the same value either way.
    pub(super) fn has_idle_choice(&self) -> bool {
        self.nodes.windows(3).any(|nodes| matches!(nodes, [Kind::Known(then), Kind::Known(otherwise), Kind::If] if then == otherwise))
    }

    /// Adds a node behind its parts.
    pub(super) fn add(&mut self, kind: Kind<'a>) {
        self.nodes.push(kind);
    }

    /// Negates the part that was added last.
    pub(super) fn negate(&mut self) {
        match self.nodes.last() {
            Some(Kind::Not) => drop(self.nodes.pop()),
            _ => self.add(Kind::Not),
        }
    }

    /// Forgets all nodes from here on.
    pub(super) fn truncate(&mut self, begin: usize) {
        self.nodes.truncate(begin);
    }
}

/// The facts that an open predicate asks about: of two dates that it compares, those whose day is
/// not known.
pub(super) fn open_facts(predicate: &Expression, documentation: Documentation<'_>) -> OpenFacts {
    let mut subjects = predicate.subjects();
    match (subjects.next(), subjects.next()) {
        (Some(fact), Some(other)) => {
            let [fact, other] = [fact, other]
                .map(|fact| Some(fact).filter(|fact| documentation.days(*fact).exact().is_none()));
            OpenFacts(fact, other)
        }
        (only, _) => OpenFacts(only, None),
    }
}

/// One fact, or two.
pub(super) struct OpenFacts(Option<FactId>, Option<FactId>);

impl Iterator for OpenFacts {
    type Item = FactId;

    fn next(&mut self) -> Option<FactId> {
        self.0.take().or_else(|| self.1.take())
    }
}
