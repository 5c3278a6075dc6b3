//! Decision diagrams: functions of a few variables with a few values each, in a canonical form.
//!
//! In: variables, in a fixed order, and functions built from them. Out: graphs. A diagram asks one
//! variable after another, in their order, and ends at a number. Questions whose answer makes no
//! difference are left out, and equal parts are stored once ("reduced, ordered"; Bryant 1986, here
//! with any number of branches per node), so
//! - two functions are equal if and only if their [`Diagram`]s are;
//! - a function depends on a variable if and only if its diagram asks that variable.
//!
//! The caller chooses the numbers; as a condition, 0 is false and every other number is true.
//! Everything is built by one operation, [if-then-else](Diagrams::if_then_else), which remembers
//! what it has built. The work is limited, counted in visits to children: a function without a
//! small diagram is an error, not a computation that never ends.
//!
//! ```
//! use policy_core::worlds::Unanswered;
//! use policy_core::worlds::diagram::Diagrams;
//!
//! let mut diagrams = Diagrams::new(1_000);
//! let (smoker, nyha) = (diagrams.variable(2), diagrams.variable(4));
//! let smokes = diagrams.literal(smoker, |value| value == 1)?;
//! let ii_or_iii = diagrams.literal(nyha, |class| class == 1 || class == 2)?;
//! let both = diagrams.and(smokes, ii_or_iii)?;
//! assert_eq!(diagrams.or(both, ii_or_iii)?, ii_or_iii);
//! assert!(diagrams.support(ii_or_iii).eq([nyha]));
//! # Ok::<(), Unanswered>(())
//! ```

mod nodes;
mod read;
#[cfg(test)]
mod tests;

use super::{Fault, Unanswered};
use nodes::{Node, Nodes};
use rustc_hash::FxHashMap;

/// A variable of one [`Diagrams`], by its position in the order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Variable(u32);

impl Variable {
    /// Its position in the order in which the variables were made.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// A function of the variables of one [`Diagrams`]. Equal functions compare as equal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Diagram(u32);

/// How many more children may be visited.
#[derive(Clone, Debug)]
struct Looks(usize);

impl Looks {
    fn spend(&mut self, children: usize) -> Result<(), Unanswered> {
        self.0 = self.0.checked_sub(children).ok_or(Unanswered::TooLarge)?;
        Ok(())
    }
}

/// The variables and all diagrams over them.
#[derive(Clone, Debug)]
pub struct Diagrams {
    /// The number of values of each variable.
    sizes: Vec<usize>,
    nodes: Nodes,
    /// Condition, then, else; and the result.
    remembered: FxHashMap<[Diagram; 3], Diagram>,
    /// The children found so far of the nodes being built, innermost last.
    found: Vec<Diagram>,
    looks: Looks,
}

impl Diagrams {
    /// The function that is always 0: false.
    pub const FALSE: Diagram = Diagram(0);
    /// The function that is always 1: true.
    pub const TRUE: Diagram = Diagram(1);

    /// No variables yet. While functions are built, at most this many children are visited, which
    /// limits the time, the nodes and what is remembered.
    #[must_use]
    pub fn new(looks: usize) -> Diagrams {
        Diagrams {
            sizes: Vec::new(),
            nodes: Nodes::default(),
            remembered: FxHashMap::default(),
            found: Vec::new(),
            looks: Looks(looks),
        }
    }

    /// A new variable with this many values, last in the order.
    pub fn variable(&mut self, values: usize) -> Variable {
        let Ok(position) = u32::try_from(self.sizes.len()) else {
            // Nothing can be built from it any more, nor from the others.
            self.looks = Looks(0);
            return Variable(u32::MAX);
        };
        self.sizes.push(values);
        Variable(position)
    }

    /// The number of values of a variable, counted from 0.
    #[must_use]
    pub fn values(&self, variable: Variable) -> usize {
        self.sizes.get(variable.position()).copied().unwrap_or(0)
    }

    /// The function that is always this number.
    #[must_use]
    pub fn terminal(value: u16) -> Diagram {
        Diagram(u32::from(value))
    }

    /// The condition that a variable has a value for which `holds` is true.
    ///
    /// # Errors
    ///
    /// [`Unanswered`], like everything that may need a new node.
    pub fn literal(
        &mut self,
        variable: Variable,
        holds: impl Fn(usize) -> bool,
    ) -> Result<Diagram, Unanswered> {
        self.looks.spend(self.values(variable))?;
        let first = self.found.len();
        self.found.extend(
            (0..self.values(variable))
                .map(|value| if holds(value) { Diagrams::TRUE } else { Diagrams::FALSE }),
        );
        self.branch_to_found(variable, first)
    }

    /// `then` if the condition holds, `otherwise` if it does not.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn if_then_else(
        &mut self,
        condition: Diagram,
        then: Diagram,
        otherwise: Diagram,
    ) -> Result<Diagram, Unanswered> {
        if let Some(Node::Terminal(value)) = self.node(condition) {
            return Ok(if value == 0 { otherwise } else { then });
        }
        if then == otherwise {
            return Ok(then);
        }
        self.looks.spend(1)?;
        let step = [condition, then, otherwise];
        if let Some(known) = self.remembered.get(&step) {
            return Ok(*known);
        }
        let Some(variable) = step.iter().filter_map(|diagram| self.asks(*diagram)).min() else {
            return Err(Fault::Diagram.into());
        };
        self.looks.spend(self.values(variable))?;
        let first = self.found.len();
        for value in 0..self.values(variable) {
            let [condition, then, otherwise] = [
                self.at(condition, variable, value)?,
                self.at(then, variable, value)?,
                self.at(otherwise, variable, value)?,
            ];
            let child = self.if_then_else(condition, then, otherwise)?;
            self.found.push(child);
        }
        let built = self.branch_to_found(variable, first)?;
        self.remembered.insert(step, built);
        Ok(built)
    }

    /// The condition does not hold.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn not(&mut self, condition: Diagram) -> Result<Diagram, Unanswered> {
        self.if_then_else(condition, Diagrams::FALSE, Diagrams::TRUE)
    }

    /// Both conditions hold.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn and(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, Unanswered> {
        self.if_then_else(one, other, Diagrams::FALSE)
    }

    /// At least one of the conditions holds.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn or(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, Unanswered> {
        self.if_then_else(one, Diagrams::TRUE, other)
    }

    /// All conditions hold.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn all(&mut self, conditions: &[Diagram]) -> Result<Diagram, Unanswered> {
        // The last one first, because it tends to ask later variables: then each step only adds to
        // the top.
        conditions.iter().rev().try_fold(Diagrams::TRUE, |all, condition| self.and(*condition, all))
    }

    /// At least one of the conditions holds.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn any(&mut self, conditions: &[Diagram]) -> Result<Diagram, Unanswered> {
        conditions.iter().rev().try_fold(Diagrams::FALSE, |any, condition| self.or(*condition, any))
    }

    /// At least `needed` of the conditions hold.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn at_least(
        &mut self,
        needed: usize,
        conditions: &[Diagram],
    ) -> Result<Diagram, Unanswered> {
        // From the last condition to the first: reached[n] says that at least n of those seen so
        // far hold.
        let mut reached = vec![Diagrams::TRUE];
        reached.resize(needed.min(conditions.len()).saturating_add(1), Diagrams::FALSE);
        for condition in conditions.iter().rev() {
            let more = reached
                .iter()
                .zip(reached.iter().skip(1))
                .map(|(fewer, same)| self.if_then_else(*condition, *fewer, *same));
            let more = more.collect::<Result<Vec<_>, _>>()?;
            reached.truncate(1);
            reached.extend(more);
        }
        // It is impossible that more hold than there are.
        Ok(reached.get(needed).copied().unwrap_or(Diagrams::FALSE))
    }

    /// The function with one variable set to a value.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn restrict(
        &mut self,
        diagram: Diagram,
        variable: Variable,
        value: usize,
    ) -> Result<Diagram, Unanswered> {
        self.restrict_once(diagram, variable, value, &mut FxHashMap::default())
    }

    fn restrict_once(
        &mut self,
        diagram: Diagram,
        variable: Variable,
        value: usize,
        done: &mut FxHashMap<Diagram, Diagram>,
    ) -> Result<Diagram, Unanswered> {
        if let Some(known) = done.get(&diagram) {
            return Ok(*known);
        }
        let restricted = match self.asks(diagram) {
            Some(asked) if asked < variable => {
                self.looks.spend(self.values(asked))?;
                let first = self.found.len();
                for child in 0..self.values(asked) {
                    let child = self.at(diagram, asked, child)?;
                    let child = self.restrict_once(child, variable, value, done)?;
                    self.found.push(child);
                }
                self.branch_to_found(asked, first)?
            }
            _ => self.at(diagram, variable, value)?,
        };
        done.insert(diagram, restricted);
        Ok(restricted)
    }

    /// The condition that the function takes one of the wanted values.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn takes(
        &mut self,
        diagram: Diagram,
        wanted: impl Fn(u16) -> bool,
    ) -> Result<Diagram, Unanswered> {
        // A part is older than everything that leads to it, so going from old to new, each finds
        // its children done.
        let mut done = FxHashMap::default();
        for part in self.reachable(diagram) {
            let built = match self.nodes.get(part) {
                Some(Node::Terminal(value)) if wanted(value) => Diagrams::TRUE,
                Some(Node::Branch(variable, children)) => {
                    self.looks.spend(children.len())?;
                    let first = self.found.len();
                    for child in children {
                        self.found.push(*done.get(child).ok_or(Fault::Diagram)?);
                    }
                    self.branch_to_found(variable, first)?
                }
                Some(Node::Terminal(_)) => Diagrams::FALSE,
                None => return Err(Fault::Diagram.into()),
            };
            done.insert(part, built);
        }
        Ok(*done.get(&diagram).ok_or(Fault::Diagram)?)
    }

    /// The variable that a diagram asks first, and what remains for each of its values; `None` for
    /// one that asks nothing.
    #[must_use]
    pub fn branches(&self, diagram: Diagram) -> Option<(Variable, &[Diagram])> {
        match self.node(diagram)? {
            Node::Branch(variable, children) => Some((variable, children)),
            Node::Terminal(_) => None,
        }
    }

    fn node(&self, diagram: Diagram) -> Option<Node<'_>> {
        self.nodes.get(diagram)
    }

    /// The variable that a diagram asks first.
    fn asks(&self, diagram: Diagram) -> Option<Variable> {
        self.branches(diagram).map(|(variable, _)| variable)
    }

    /// What remains of a diagram once the variable, which is its first or comes before it, has this
    /// value.
    fn at(&self, diagram: Diagram, variable: Variable, value: usize) -> Result<Diagram, Fault> {
        match self.node(diagram) {
            Some(Node::Branch(asked, children)) if asked == variable => {
                children.get(value).copied().ok_or(Fault::Value)
            }
            Some(_) => Ok(diagram),
            None => Err(Fault::Diagram),
        }
    }

    /// The function that asks a variable first, and then continues with the diagram for its value;
    /// these ask only later variables.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn branch(
        &mut self,
        variable: Variable,
        children: &[Diagram],
    ) -> Result<Diagram, Unanswered> {
        let first = self.found.len();
        self.found.extend_from_slice(children);
        self.branch_to_found(variable, first)
    }

    /// The same, with the most recently found children, from position `first` on.
    fn branch_to_found(&mut self, variable: Variable, first: usize) -> Result<Diagram, Unanswered> {
        let built = match self.found.get(first..).unwrap_or_default() {
            [] => Err(Fault::Variable.into()),
            [only, others @ ..] if others.iter().all(|other| other == only) => Ok(*only),
            children => self.nodes.place(variable, children),
        };
        self.found.truncate(first);
        built
    }
}
