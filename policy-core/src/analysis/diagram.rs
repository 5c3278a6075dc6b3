//! Decision diagrams: functions of a few variables with a few values each, in the one form that equal functions share.
//!
//! In: variables, in a fixed order, and functions built from them. Out: graphs to be read. A diagram asks one variable after the other, in their order, and
//! ends at a number. Questions whose answer makes no difference are left out and equal parts exist once ("reduced, ordered"; Bryant 1986, here with any
//! number of branches to a node), so that
//! - two functions are equal if and only if their [`Diagram`]s are;
//! - a function hangs on a variable if and only if its diagram asks that variable.
//!
//! The numbers are the caller's; as a condition 0 is false and every other number is true. Everything is built by one operation, [if then
//! else](Diagrams::if_then_else), which remembers what it has built. What it may remember is limited: a function that has no small diagram is an error and not
//! a build that never ends.
//!
//! ```
//! use policy_core::analysis::diagram::{Diagrams, TooLarge};
//!
//! let mut diagrams = Diagrams::new(1_000);
//! let (smoker, nyha) = (diagrams.variable(2), diagrams.variable(4));
//! let smokes = diagrams.literal(smoker, |value| value == 1)?;
//! let ii_or_iii = diagrams.literal(nyha, |class| class == 1 || class == 2)?;
//! let both = diagrams.and(smokes, ii_or_iii)?;
//! assert_eq!(diagrams.or(both, ii_or_iii)?, ii_or_iii);
//! assert!(diagrams.support(ii_or_iii).eq([nyha]));
//! # Ok::<(), TooLarge>(())
//! ```

use core::fmt;
use core::hash::{BuildHasherDefault, Hasher};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A variable of one [`Diagrams`], by its place in the order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Variable(u32);

impl Variable {
    /// Its place in the order in which variables were made.
    #[must_use]
    pub fn position(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A function of the variables of one [`Diagrams`]. Equal functions are equal here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Diagram(u32);

/// There is no diagram of the function that is small enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("there is no small decision diagram of this")
    }
}

impl core::error::Error for TooLarge {}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Node {
    /// The end: the value of the function.
    Terminal(u16),
    /// One child for each value of the variable; not all the same, and all asking later variables only.
    Branch(Variable, Box<[Diagram]>),
}

/// Hashes small numbers quickly. What is hashed comes from a policy's author, not from cases, so nobody gains by choosing numbers that collide.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Quick(u64);

pub(super) type Quickly = BuildHasherDefault<Quick>;

impl Quick {
    const fn add(&mut self, number: u64) {
        // As in Firefox and rustc: an odd number near 2^64 divided by the golden ratio.
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    fn write_u16(&mut self, number: u16) {
        self.add(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn finish(&self) -> u64 {
        // The table looks at the low bits first, which a multiplication mixes least.
        self.0.rotate_left(26)
    }
}

/// The variables and all diagrams over them.
#[derive(Clone, Debug)]
pub struct Diagrams {
    /// How many values each variable has.
    sizes: Vec<usize>,
    nodes: Vec<Node>,
    /// Where each node stands among `nodes`: none stands there twice.
    places: HashMap<Node, Diagram, Quickly>,
    /// Condition, then, else; and what came of it.
    remembered: HashMap<[Diagram; 3], Diagram, Quickly>,
    limit: usize,
}

impl Diagrams {
    /// The function that is 0 everywhere: false.
    pub const FALSE: Diagram = Diagram(0);
    /// The function that is 1 everywhere: true.
    pub const TRUE: Diagram = Diagram(1);

    /// No variables yet. There will be no more nodes than `limit`, nor more remembered steps.
    #[must_use]
    pub fn new(limit: usize) -> Diagrams {
        let nodes = vec![Node::Terminal(0), Node::Terminal(1)];
        let places = nodes.iter().cloned().zip([Diagrams::FALSE, Diagrams::TRUE]).collect();
        Diagrams { sizes: Vec::new(), nodes, places, remembered: HashMap::default(), limit }
    }

    /// A new variable with so many values; in the order it comes after all others.
    pub fn variable(&mut self, values: usize) -> Variable {
        self.sizes.push(values);
        Variable(u32::try_from(self.sizes.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// How many values a variable has, counted from 0.
    #[must_use]
    pub fn values(&self, variable: Variable) -> usize {
        self.sizes.get(variable.position()).copied().unwrap_or(0)
    }

    /// The function that is this number everywhere.
    ///
    /// # Errors
    ///
    /// [`TooLarge`], as everything that may need a new node.
    pub fn terminal(&mut self, value: u16) -> Result<Diagram, TooLarge> {
        self.place(Node::Terminal(value))
    }

    /// The condition that a variable has one of the values for which `holds`.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn literal(&mut self, variable: Variable, holds: impl Fn(usize) -> bool) -> Result<Diagram, TooLarge> {
        let children = (0..self.values(variable)).map(|value| if holds(value) { Diagrams::TRUE } else { Diagrams::FALSE });
        self.branch(variable, children.collect())
    }

    /// `then` where the condition holds, `otherwise` elsewhere.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn if_then_else(&mut self, condition: Diagram, then: Diagram, otherwise: Diagram) -> Result<Diagram, TooLarge> {
        if let Some(Node::Terminal(value)) = self.node(condition) {
            return Ok(if *value == 0 { otherwise } else { then });
        }
        if then == otherwise {
            return Ok(then);
        }
        let step = [condition, then, otherwise];
        if let Some(known) = self.remembered.get(&step) {
            return Ok(*known);
        }
        let Some(variable) = step.iter().filter_map(|diagram| self.asks(*diagram)).min() else { return Ok(then) };
        let children = (0..self.values(variable)).map(|value| {
            let [condition, then, otherwise] = step.map(|diagram| self.at(diagram, variable, value));
            self.if_then_else(condition, then, otherwise)
        });
        let children = children.collect::<Result<Vec<_>, _>>()?;
        let built = self.branch(variable, children)?;
        if self.remembered.len() >= self.limit {
            return Err(TooLarge);
        }
        self.remembered.insert(step, built);
        Ok(built)
    }

    /// The condition does not hold.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn not(&mut self, condition: Diagram) -> Result<Diagram, TooLarge> {
        self.if_then_else(condition, Diagrams::FALSE, Diagrams::TRUE)
    }

    /// Both conditions hold.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn and(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, TooLarge> {
        self.if_then_else(one, other, Diagrams::FALSE)
    }

    /// At least one of the conditions holds.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn or(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, TooLarge> {
        self.if_then_else(one, Diagrams::TRUE, other)
    }

    /// All conditions hold.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn all(&mut self, conditions: &[Diagram]) -> Result<Diagram, TooLarge> {
        // The last one first, since it tends to ask later variables: then each step only adds on top.
        conditions.iter().rev().try_fold(Diagrams::TRUE, |all, condition| self.and(*condition, all))
    }

    /// At least one of the conditions holds.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn any(&mut self, conditions: &[Diagram]) -> Result<Diagram, TooLarge> {
        conditions.iter().rev().try_fold(Diagrams::FALSE, |any, condition| self.or(*condition, any))
    }

    /// At least `needed` of the conditions hold.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn at_least(&mut self, needed: usize, conditions: &[Diagram]) -> Result<Diagram, TooLarge> {
        // From the last condition back: reached[n] is that at least n of those seen so far hold.
        let mut reached = vec![Diagrams::TRUE];
        reached.resize(needed.min(conditions.len()).saturating_add(1), Diagrams::FALSE);
        for condition in conditions.iter().rev() {
            let more = reached.windows(2).map(|pair| match *pair {
                [fewer, same] => self.if_then_else(*condition, fewer, same),
                _ => Ok(Diagrams::FALSE),
            });
            let more = more.collect::<Result<Vec<_>, _>>()?;
            reached.truncate(1);
            reached.extend(more);
        }
        Ok(reached.get(needed).copied().unwrap_or(Diagrams::FALSE))
    }

    /// The function where one variable has a value.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn restrict(&mut self, diagram: Diagram, variable: Variable, value: usize) -> Result<Diagram, TooLarge> {
        self.restrict_once(diagram, variable, value, &mut HashMap::default())
    }

    fn restrict_once(
        &mut self,
        diagram: Diagram,
        variable: Variable,
        value: usize,
        done: &mut HashMap<Diagram, Diagram, Quickly>,
    ) -> Result<Diagram, TooLarge> {
        if let Some(known) = done.get(&diagram) {
            return Ok(*known);
        }
        let restricted = match self.asks(diagram) {
            Some(asked) if asked < variable => {
                let children = (0..self.values(asked)).map(|child| {
                    let child = self.at(diagram, asked, child);
                    self.restrict_once(child, variable, value, done)
                });
                let children = children.collect::<Result<Vec<_>, _>>()?;
                self.branch(asked, children)?
            }
            _ => self.at(diagram, variable, value),
        };
        done.insert(diagram, restricted);
        Ok(restricted)
    }

    /// The condition that the function takes one of the wanted values.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn takes(&mut self, diagram: Diagram, wanted: impl Fn(u16) -> bool) -> Result<Diagram, TooLarge> {
        // A part is older than whatever leads to it, so in the order of age each finds its children done.
        let mut done = HashMap::new();
        for part in self.reachable(diagram) {
            let built = match self.node(part).cloned() {
                Some(Node::Terminal(value)) if wanted(value) => Diagrams::TRUE,
                Some(Node::Branch(variable, children)) => {
                    let children = children.iter().map(|child| done.get(child).copied().unwrap_or(Diagrams::FALSE)).collect();
                    self.branch(variable, children)?
                }
                Some(Node::Terminal(_)) | None => Diagrams::FALSE,
            };
            done.insert(part, built);
        }
        Ok(done.get(&diagram).copied().unwrap_or(Diagrams::FALSE))
    }

    /// The variables that the function hangs on, in their order.
    pub fn support(&self, diagram: Diagram) -> impl Iterator<Item = Variable> + use<> {
        self.reachable(diagram).into_iter().filter_map(|part| self.asks(part)).collect::<BTreeSet<_>>().into_iter()
    }

    /// The values that the function takes, in ascending order.
    pub fn reached(&self, diagram: Diagram) -> impl Iterator<Item = u16> + use<> {
        let value = |part| match self.node(part) {
            Some(Node::Terminal(value)) => Some(*value),
            _ => None,
        };
        self.reachable(diagram).into_iter().filter_map(value).collect::<BTreeSet<_>>().into_iter()
    }

    /// A way to make the function take one of the wanted values, with as few variables as possible: values for these; all others may have any.
    #[must_use]
    pub fn shortest(&self, diagram: Diagram, wanted: impl Fn(u16) -> bool) -> Option<BTreeMap<Variable, usize>> {
        // How many variables have to be given from here on, and the value to give first.
        let mut steps = HashMap::<Diagram, Option<(usize, usize)>>::new();
        let mut open = vec![diagram];
        while let Some(next) = open.last().copied() {
            if steps.contains_key(&next) {
                open.pop();
                continue;
            }
            match self.node(next) {
                None => return None,
                Some(Node::Terminal(value)) => drop(steps.insert(next, wanted(*value).then_some((0, 0)))),
                Some(Node::Branch(_, children)) => {
                    let before = open.len();
                    open.extend(children.iter().filter(|child| !steps.contains_key(child)));
                    if open.len() == before {
                        let ways = children.iter().enumerate().filter_map(|(value, child)| Some((steps.get(child)?.as_ref()?.0, value)));
                        steps.insert(next, ways.min().map(|(length, value)| (length.saturating_add(1), value)));
                    }
                }
            }
        }
        let mut found = BTreeMap::new();
        let mut here = diagram;
        steps.get(&diagram)?.as_ref()?;
        while let Some(Node::Branch(variable, children)) = self.node(here) {
            let (_, value) = steps.get(&here).copied().flatten()?;
            found.insert(*variable, value);
            here = children.get(value).copied()?;
        }
        Some(found)
    }

    /// The function where each variable has the value that `assignment` gives it.
    pub fn evaluate(&self, diagram: Diagram, assignment: impl Fn(Variable) -> usize) -> u16 {
        let mut here = diagram;
        loop {
            match self.node(here) {
                Some(Node::Branch(variable, _)) => here = self.at(here, *variable, assignment(*variable)),
                Some(Node::Terminal(value)) => return *value,
                None => return 0,
            }
        }
    }

    /// The variable that a diagram asks first and what is left for each of its values; `None` for one that asks nothing.
    pub(super) fn branches(&self, diagram: Diagram) -> Option<(Variable, &[Diagram])> {
        match self.node(diagram)? {
            Node::Branch(variable, children) => Some((*variable, children)),
            Node::Terminal(_) => None,
        }
    }

    /// The diagram itself and every part of it.
    fn reachable(&self, diagram: Diagram) -> BTreeSet<Diagram> {
        let (mut seen, mut open) = (BTreeSet::new(), vec![diagram]);
        while let Some(next) = open.pop() {
            if seen.insert(next)
                && let Some(Node::Branch(_, children)) = self.node(next)
            {
                open.extend(children);
            }
        }
        seen
    }

    fn node(&self, diagram: Diagram) -> Option<&Node> {
        self.nodes.get(usize::try_from(diagram.0).ok()?)
    }

    /// The variable that a diagram asks first.
    fn asks(&self, diagram: Diagram) -> Option<Variable> {
        match self.node(diagram)? {
            Node::Branch(variable, _) => Some(*variable),
            Node::Terminal(_) => None,
        }
    }

    /// What is left of a diagram once the variable, none that comes after its first, has this value.
    fn at(&self, diagram: Diagram, variable: Variable, value: usize) -> Diagram {
        match self.node(diagram) {
            Some(Node::Branch(asked, children)) if *asked == variable => children.get(value).copied().unwrap_or(Diagrams::FALSE),
            _ => diagram,
        }
    }

    /// The function that asks a variable first, and then what its value leads to; these ask later variables only.
    pub(super) fn branch(&mut self, variable: Variable, children: Vec<Diagram>) -> Result<Diagram, TooLarge> {
        match children.as_slice() {
            [] => Ok(Diagrams::FALSE),
            [first, others @ ..] if others.iter().all(|other| other == first) => Ok(*first),
            _ => self.place(Node::Branch(variable, children.into())),
        }
    }

    fn place(&mut self, node: Node) -> Result<Diagram, TooLarge> {
        if let Some(known) = self.places.get(&node) {
            return Ok(*known);
        }
        if self.nodes.len() >= self.limit {
            return Err(TooLarge);
        }
        let diagram = Diagram(u32::try_from(self.nodes.len()).map_err(|_| TooLarge)?);
        self.nodes.push(node.clone());
        self.places.insert(node, diagram);
        Ok(diagram)
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagram, Diagrams, TooLarge, Variable};
    use crate::evaluate::example::Dice;

    const SIZES: [usize; 4] = [2, 3, 2, 4];

    /// Every assignment of values to four variables.
    fn assignments() -> Vec<[usize; 4]> {
        (0..2).flat_map(|a| (0..3).flat_map(move |b| (0..2).flat_map(move |c| (0..4).map(move |d| [a, b, c, d])))).collect()
    }

    /// The values of the function, one for each assignment.
    fn table(diagrams: &Diagrams, diagram: Diagram) -> Vec<u16> {
        assignments().iter().map(|values| diagrams.evaluate(diagram, |variable| values[variable.position()])).collect()
    }

    /// A few functions, made at random from one another.
    fn functions(diagrams: &mut Diagrams, variables: &[Variable], dice: &mut Dice) -> Vec<Diagram> {
        let mut made = vec![Diagrams::FALSE, Diagrams::TRUE, diagrams.terminal(7).unwrap()];
        for _ in 0..12 {
            let variable = dice.pick(variables);
            let cells = dice.below(16);
            made.push(diagrams.literal(variable, |value| cells >> value & 1 == 1).unwrap());
            let [one, two, three] = [dice.pick(&made), dice.pick(&made), dice.pick(&made)];
            made.push(diagrams.if_then_else(one, two, three).unwrap());
        }
        made
    }

    #[test]
    fn operations_agree_with_tables_and_equal_functions_are_the_same_diagram() {
        for seed in 0..100 {
            let mut dice = Dice(seed);
            let mut diagrams = Diagrams::new(10_000);
            let variables = SIZES.map(|size| diagrams.variable(size));
            let made = functions(&mut diagrams, &variables, &mut dice);
            for _ in 0..20 {
                let [one, two, three] = [dice.pick(&made), dice.pick(&made), dice.pick(&made)];
                let chosen = diagrams.if_then_else(one, two, three).unwrap();
                let tables = [one, two, three].map(|diagram| table(&diagrams, diagram));
                let expected = (0..tables[0].len()).map(|row| if tables[0][row] == 0 { tables[2][row] } else { tables[1][row] });
                assert_eq!(table(&diagrams, chosen), expected.collect::<Vec<_>>());
                assert_eq!(tables[0] == tables[1], one == two);
                for needed in 0..5 {
                    let many = diagrams.at_least(needed, &[one, two, three]).unwrap();
                    let expected = (0..tables[0].len()).map(|row| tables.iter().filter(|table| table[row] != 0).count() >= needed);
                    assert_eq!(table(&diagrams, many), expected.map(u16::from).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn a_function_hangs_on_the_variables_that_its_diagram_asks() {
        for seed in 0..100 {
            let mut dice = Dice(seed);
            let mut diagrams = Diagrams::new(10_000);
            let variables = SIZES.map(|size| diagrams.variable(size));
            for function in functions(&mut diagrams, &variables, &mut dice) {
                let value = |values: &[usize; 4]| diagrams.evaluate(function, |variable| values[variable.position()]);
                let matters = |variable: &Variable| {
                    assignments().iter().any(|values| {
                        let mut changed = *values;
                        (0..SIZES[variable.position()]).any(|other| {
                            changed[variable.position()] = other;
                            value(values) != value(&changed)
                        })
                    })
                };
                assert_eq!(diagrams.support(function).collect::<Vec<_>>(), variables.iter().copied().filter(matters).collect::<Vec<_>>());
                let mut values = table(&diagrams, function);
                values.sort_unstable();
                values.dedup();
                assert_eq!(diagrams.reached(function).collect::<Vec<_>>(), values);
                for wanted in [0, 1, 7] {
                    let takes = diagrams.takes(function, |value| value == wanted).unwrap();
                    assert_eq!(
                        table(&diagrams, takes),
                        table(&diagrams, function).iter().map(|value| u16::from(*value == wanted)).collect::<Vec<_>>()
                    );
                    let example = diagrams.shortest(function, |value| value == wanted);
                    assert_eq!(example.is_some(), values.contains(&wanted));
                    let Some(example) = example else { continue };
                    // Whatever the others are; and with no fewer variables.
                    for others in assignments() {
                        let value = |variable: Variable| example.get(&variable).copied().unwrap_or(others[variable.position()]);
                        assert_eq!(diagrams.evaluate(function, value), wanted);
                    }
                }
            }
        }
    }

    #[test]
    fn a_restricted_function_no_longer_asks() {
        let mut dice = Dice(11);
        for _ in 0..50 {
            let mut diagrams = Diagrams::new(10_000);
            let variables = SIZES.map(|size| diagrams.variable(size));
            for function in functions(&mut diagrams, &variables, &mut dice) {
                let before = table(&diagrams, function);
                for (position, variable) in variables.into_iter().enumerate() {
                    for value in 0..SIZES[position] {
                        let restricted = diagrams.restrict(function, variable, value).unwrap();
                        assert!(!diagrams.support(restricted).any(|asked| asked == variable));
                        for (values, after) in assignments().iter().zip(table(&diagrams, restricted)) {
                            let mut fixed = *values;
                            fixed[position] = value;
                            let place = assignments().iter().position(|values| *values == fixed).unwrap();
                            assert_eq!(after, before[place]);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_function_without_a_small_diagram_is_an_error() {
        let mut diagrams = Diagrams::new(500);
        let variables = (0..24).map(|_| diagrams.variable(2)).collect::<Vec<_>>();
        // Pairs that lie far apart in the order: the diagram has to remember all of the first halves.
        let built = (0..12).try_fold(Diagrams::FALSE, |so_far, pair| {
            let one = diagrams.literal(variables[pair], |value| value == 1)?;
            let other = diagrams.literal(variables[pair + 12], |value| value == 1)?;
            let both = diagrams.and(one, other)?;
            diagrams.or(so_far, both)
        });
        assert_eq!(built, Err(TooLarge));
    }
}
