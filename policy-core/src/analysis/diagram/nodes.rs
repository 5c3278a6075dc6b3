//! The nodes of decision diagrams, each of them once.
//!
//! In: nodes, as the variable and the children of each. Out: their places, the same for the same node. All nodes lie in one list and all children in another,
//! and a table from a node's hash to its place points into them, so that a new node costs no memory of its own.

use super::quick::Quick;
use super::{Diagram, TooLarge, Variable};
use core::hash::{Hash, Hasher};

/// A node, to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Node<'a> {
    /// The end: the value of the function.
    Terminal(u16),
    /// One child for each value of the variable; not all the same, and all asking later variables only.
    Branch(Variable, &'a [Diagram]),
}

#[derive(Clone, Copy, Debug)]
enum Kept {
    Terminal(u16),
    /// The children from the first up to the end.
    Branch(Variable, usize, usize),
}

/// All nodes.
#[derive(Clone, Debug)]
pub(super) struct Nodes {
    kept: Vec<Kept>,
    children: Vec<Diagram>,
    /// A power of two of cells, half of them free. A node is in the cell that its hash names, or in the next one that was free.
    cells: Vec<Option<Diagram>>,
}

impl Nodes {
    pub(super) fn new() -> Nodes {
        Nodes { kept: Vec::with_capacity(32), children: Vec::with_capacity(64), cells: vec![None; 64] }
    }

    pub(super) fn get(&self, diagram: Diagram) -> Option<Node<'_>> {
        Some(match *self.kept.get(usize::try_from(diagram.0).ok()?)? {
            Kept::Terminal(value) => Node::Terminal(value),
            Kept::Branch(variable, first, end) => Node::Branch(variable, self.children.get(first..end)?),
        })
    }

    /// The place of a node, a new one if need be.
    pub(super) fn place(&mut self, node: Node<'_>) -> Result<Diagram, TooLarge> {
        let cell = match self.find(node) {
            Ok(known) => return Ok(known),
            Err(free) => free,
        };
        let diagram = Diagram(u32::try_from(self.kept.len()).map_err(|_| TooLarge)?);
        self.kept.push(match node {
            Node::Terminal(value) => Kept::Terminal(value),
            Node::Branch(variable, children) => {
                let first = self.children.len();
                self.children.extend_from_slice(children);
                Kept::Branch(variable, first, self.children.len())
            }
        });
        self.occupy(cell, diagram);
        if self.kept.len() > self.cells.len() / 2 {
            self.grow();
        }
        Ok(diagram)
    }

    /// The place of a node, or the free cell where it belongs.
    fn find(&self, node: Node<'_>) -> Result<Diagram, usize> {
        let mut hasher = Quick::default();
        node.hash(&mut hasher);
        let last = self.cells.len().saturating_sub(1);
        let mut cell = usize::try_from(hasher.finish() & u64::from(u32::MAX)).unwrap_or_default() & last;
        while let Some(Some(known)) = self.cells.get(cell) {
            if self.get(*known) == Some(node) {
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
        self.cells = vec![None; known.len().saturating_mul(2)];
        for diagram in known.into_iter().flatten() {
            if let Some(Err(cell)) = self.get(diagram).map(|node| self.find(node)) {
                self.occupy(cell, diagram);
            }
        }
    }
}
