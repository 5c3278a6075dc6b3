//! The nodes of decision diagrams, each of them once.
//!
//! In: nodes, as the variable and the children of each. Out: their places, the same for the same
//! node. All nodes lie in one list and all children in another, and a table from a node's hash to
//! its place points into them, so that a new node costs no memory of its own.

use super::super::Unanswered;
use super::quick::Quick;
use super::{Diagram, Variable};
use core::hash::{Hash, Hasher};

/// A node, to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Node<'a> {
    /// The end: the value of the function.
    Terminal(u16),
    /// One child for each value of the variable; not all the same, and all asking later variables
    /// only.
    Branch(Variable, &'a [Diagram]),
}

/// So many diagrams are values, one for each; those that ask something come behind them.
const VALUES: u32 = 1 << u16::BITS;

/// A node that asks: its children lie from the first up to the end.
#[derive(Clone, Copy, Debug)]
struct Branch {
    variable: Variable,
    first: usize,
    end: usize,
}

/// All nodes that ask something. No memory is taken before the first.
#[derive(Clone, Default, Debug)]
pub(super) struct Nodes {
    branches: Vec<Branch>,
    children: Vec<Diagram>,
    /// A power of two of cells, half of them free. A node is in the cell that its hash names, or in
    /// the next one that was free.
    cells: Vec<Option<Diagram>>,
}

impl Nodes {
    pub(super) fn get(&self, diagram: Diagram) -> Option<Node<'_>> {
        let Some(position) = diagram.0.checked_sub(VALUES) else {
            return u16::try_from(diagram.0).ok().map(Node::Terminal);
        };
        let Branch { variable, first, end } =
            *self.branches.get(usize::try_from(position).ok()?)?;
        Some(Node::Branch(variable, self.children.get(first..end)?))
    }

    /// The place of a node that asks, a new one if need be.
    pub(super) fn place(
        &mut self,
        variable: Variable,
        children: &[Diagram],
    ) -> Result<Diagram, Unanswered> {
        if self.branches.len() >= self.cells.len() / 2 {
            self.grow();
        }
        let cell = match self.find(variable, children) {
            Ok(known) => return Ok(known),
            Err(free) => free,
        };
        let position = u32::try_from(self.branches.len()).map_err(|_| Unanswered::TooLarge)?;
        let diagram = Diagram(position.checked_add(VALUES).ok_or(Unanswered::TooLarge)?);
        let first = self.children.len();
        self.children.extend_from_slice(children);
        self.branches.push(Branch { variable, first, end: self.children.len() });
        self.occupy(cell, diagram);
        Ok(diagram)
    }

    /// The place of a node, or the free cell where it belongs.
    fn find(&self, variable: Variable, children: &[Diagram]) -> Result<Diagram, usize> {
        let mut hasher = Quick::default();
        variable.hash(&mut hasher);
        Hash::hash_slice(children, &mut hasher);
        let last = self.cells.len().saturating_sub(1);
        let mut cell =
            usize::try_from(hasher.finish() & u64::from(u32::MAX)).unwrap_or_default() & last;
        while let Some(Some(known)) = self.cells.get(cell) {
            if self.get(*known) == Some(Node::Branch(variable, children)) {
                return Ok(*known);
            }
            cell = cell.wrapping_add(1) & last;
        }
        Err(cell)
    }

    fn occupy(&mut self, cell: usize, diagram: Diagram) {
        if let Some(cell) = self.cells.get_mut(cell) {
            *cell = Some(diagram);
        }
    }

    fn grow(&mut self) {
        let known = core::mem::take(&mut self.cells);
        let further = known.len().max(16);
        self.branches.reserve(further);
        self.children.reserve(further.saturating_mul(2));
        self.cells = vec![None; known.len().saturating_mul(2).max(32)];
        for diagram in known.into_iter().flatten() {
            if let Some(Node::Branch(variable, children)) = self.get(diagram)
                && let Err(cell) = self.find(variable, children)
            {
                self.occupy(cell, diagram);
            }
        }
    }
}
