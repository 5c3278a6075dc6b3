//! What can be read from a diagram: what it depends on, its values, and how to reach them.

use super::super::Fault;
use super::{Diagram, Diagrams, Node, Variable};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

impl Diagrams {
    /// The variables that the function depends on, in their order.
    pub fn support(&self, diagram: Diagram) -> impl Iterator<Item = Variable> + use<> {
        let mut asked = self
            .reachable(diagram)
            .into_iter()
            .filter_map(|part| self.asks(part))
            .collect::<Vec<_>>();
        asked.sort_unstable();
        asked.dedup();
        asked.into_iter()
    }

    /// The value of a constant function; `None` for any other.
    #[must_use]
    pub fn value(&self, diagram: Diagram) -> Option<u16> {
        match self.node(diagram)? {
            Node::Terminal(value) => Some(value),
            Node::Branch(..) => None,
        }
    }

    /// The values that the function takes, in ascending order.
    pub fn reached(&self, diagram: Diagram) -> impl Iterator<Item = u16> + use<> {
        self.reachable(diagram)
            .into_iter()
            .filter_map(|part| self.value(part))
            .collect::<BTreeSet<_>>()
            .into_iter()
    }

    /// An assignment for which the function takes one of the wanted values, with as few variables
    /// as possible; all other variables may have any value.
    #[must_use]
    pub fn shortest(
        &self,
        diagram: Diagram,
        wanted: impl Fn(u16) -> bool,
    ) -> Option<BTreeMap<Variable, usize>> {
        // How many variables must be assigned from here on, and the value to assign first.
        let mut steps = FxHashMap::<Diagram, Option<(usize, usize)>>::default();
        let mut open = vec![diagram];
        while let Some(next) = open.last().copied() {
            if steps.contains_key(&next) {
                open.pop();
                continue;
            }
            match self.node(next) {
                None => return None,
                Some(Node::Terminal(value)) => {
                    steps.insert(next, wanted(value).then_some((0, 0)));
                }
                Some(Node::Branch(_, children)) => {
                    let before = open.len();
                    open.extend(children.iter().filter(|child| !steps.contains_key(child)));
                    if open.len() == before {
                        let ways = children.iter().enumerate().filter_map(|(value, child)| {
                            Some((steps.get(child)?.as_ref()?.0, value))
                        });
                        steps.insert(
                            next,
                            ways.min().map(|(length, value)| (length.saturating_add(1), value)),
                        );
                    }
                }
            }
        }
        let mut found = BTreeMap::new();
        let mut here = diagram;
        steps.get(&diagram)?.as_ref()?;
        while let Some(Node::Branch(variable, children)) = self.node(here) {
            let (_, value) = steps.get(&here).copied().flatten()?;
            found.insert(variable, value);
            here = children.get(value).copied()?;
        }
        Some(found)
    }

    /// The function, with each variable set to its value in `assignment`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the diagram has other variables, or if a variable does not have the value.
    pub fn evaluate(
        &self,
        diagram: Diagram,
        assignment: impl Fn(Variable) -> usize,
    ) -> Result<u16, Fault> {
        let mut here = diagram;
        loop {
            match self.node(here) {
                Some(Node::Branch(variable, _)) => {
                    here = self.at(here, variable, assignment(variable))?;
                }
                Some(Node::Terminal(value)) => return Ok(value),
                None => return Err(Fault::Diagram),
            }
        }
    }

    /// The diagram itself and all its parts, oldest first.
    pub(super) fn reachable(&self, diagram: Diagram) -> Vec<Diagram> {
        let (mut seen, mut open) = (FxHashSet::default(), vec![diagram]);
        while let Some(next) = open.pop() {
            if seen.insert(next)
                && let Some(Node::Branch(_, children)) = self.node(next)
            {
                open.extend(children);
            }
        }
        let mut reachable = seen.into_iter().collect::<Vec<_>>();
        reachable.sort_unstable();
        reachable
    }
}
