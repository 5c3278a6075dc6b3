//! What a determination leaves open, as one formula.
//!
//! In: what a writer adds, parts first. Out: a tree that lies in one list, each node behind its parts. Whatever is met or not met already has been worked in, so
//! it asks only what is unknown, and only where it is not yet settled by something else.

use crate::evaluate::reference::Documentation;
use crate::policy::{DateOperand, DateTest, Expression};
use crate::vocabulary::FactId;
use core::iter;

/// What a node makes of its parts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Kind<'a> {
    /// It comes to this value, as a diagram has it.
    Known(u16),
    /// A predicate that is unknown.
    Asks(&'a Expression),
    Not,
    /// So many of the parts, at least one, and there are at least so many.
    AtLeast(usize),
    /// Condition, then, otherwise.
    If,
}

#[derive(Clone, Copy, Debug)]
struct Node<'a> {
    kind: Kind<'a>,
    /// Where its first part begins; itself, if it has none.
    begin: usize,
}

/// The nodes, the root last.
#[derive(Debug)]
pub(super) struct Formula<'a> {
    nodes: Vec<Node<'a>>,
}

impl<'a> Formula<'a> {
    pub(super) fn new() -> Formula<'a> {
        // A kilobyte: enough for most, and cheap to get.
        Formula { nodes: Vec::with_capacity(40) }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn root(&self) -> usize {
        self.len().saturating_sub(1)
    }

    pub(super) fn kind(&self, node: usize) -> Kind<'a> {
        self.nodes.get(node).map_or(Kind::Known(0), |node| node.kind)
    }

    pub(super) fn begin(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |node| node.begin)
    }

    /// The parts of a node, the last one first.
    pub(super) fn parts(&self, node: usize) -> impl Iterator<Item = usize> {
        let (begin, mut end) = (self.begin(node), node);
        iter::from_fn(move || {
            let part = end.checked_sub(1).filter(|part| begin <= *part)?;
            end = self.begin(part);
            Some(part)
        })
    }

    /// The predicates that it asks, in their order, as often as it asks them.
    pub(super) fn predicates(&self) -> impl Iterator<Item = &'a Expression> {
        self.nodes.iter().filter_map(|node| if let Kind::Asks(predicate) = node.kind { Some(predicate) } else { None })
    }

    /// Adds a node without parts.
    pub(super) fn add(&mut self, kind: Kind<'a>) {
        self.join(self.len(), kind);
    }

    /// Adds a node whose parts are those from `begin` on.
    pub(super) fn join(&mut self, begin: usize, kind: Kind<'a>) {
        self.nodes.push(Node { kind, begin });
    }

    /// Negates the part that was added last.
    pub(super) fn negate(&mut self) {
        match self.nodes.last() {
            Some(Node { kind: Kind::Not, .. }) => drop(self.nodes.pop()),
            Some(Node { begin, .. }) => self.join(*begin, Kind::Not),
            None => {}
        }
    }

    /// Forgets all nodes from here on.
    pub(super) fn truncate(&mut self, begin: usize) {
        self.nodes.truncate(begin);
    }
}

/// The facts that an open predicate asks about: of two dates that it compares, those whose day is not known.
pub(super) fn open_facts(predicate: &Expression, documentation: Documentation<'_>) -> impl Iterator<Item = FactId> {
    let compares = matches!(predicate, Expression::Date { test: DateTest::Compare(_, DateOperand::Fact(_)), .. });
    predicate.subjects().filter(move |fact| !compares || documentation.days(*fact).exact().is_none())
}
