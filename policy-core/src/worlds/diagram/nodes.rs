//! The nodes of decision diagrams, each stored once.
//!
//! In: nodes, as a variable and its children. Out: their positions, the same position for equal
//! nodes.

use super::super::Unanswered;
use super::{Diagram, Variable};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A node, for reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Node<'a> {
    /// A leaf: the value of the function.
    Terminal(u16),
    /// One child for each value of the variable; they are not all the same, and they ask only later
    /// variables.
    Branch(Variable, &'a [Diagram]),
}

/// This many diagrams are values, one for each; those that ask a variable come after them.
const VALUES: u32 = 1 << u16::BITS;

/// All nodes that ask a variable. Each is a list: the number of its variable, then its children.
#[derive(Clone, Default, Debug)]
pub(super) struct Nodes {
    branches: Vec<Arc<[Diagram]>>,
    places: FxHashMap<Arc<[Diagram]>, Diagram>,
    /// The node being looked up.
    wanted: Vec<Diagram>,
}

impl Nodes {
    pub(super) fn get(&self, diagram: Diagram) -> Option<Node<'_>> {
        let Some(position) = diagram.0.checked_sub(VALUES) else {
            return u16::try_from(diagram.0).ok().map(Node::Terminal);
        };
        let (variable, children) =
            self.branches.get(usize::try_from(position).ok()?)?.split_first()?;
        Some(Node::Branch(Variable(variable.0), children))
    }

    /// The position of a node that asks a variable; it is added if it is new.
    pub(super) fn place(
        &mut self,
        variable: Variable,
        children: &[Diagram],
    ) -> Result<Diagram, Unanswered> {
        self.wanted.clear();
        self.wanted.push(Diagram(variable.0));
        self.wanted.extend_from_slice(children);
        if let Some(known) = self.places.get(&*self.wanted) {
            return Ok(*known);
        }
        let position = u32::try_from(self.branches.len()).map_err(|_| Unanswered::TooLarge)?;
        let diagram = Diagram(position.checked_add(VALUES).ok_or(Unanswered::TooLarge)?);
        let node = Arc::<[Diagram]>::from(&*self.wanted);
        self.branches.push(Arc::clone(&node));
        self.places.insert(node, diagram);
        Ok(diagram)
    }
}
