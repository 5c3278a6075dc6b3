//! The outcome as a function of what is open, and the facts on which it depends.
//!
//! In: what a determination leaves open. Out: the outcome as a decision diagram, and the facts of
//! each of its variables.
//!
//! Facts that nothing else asks about are independent of everything else. So a part that asks only
//! about such facts can turn out either way, and each of them can decide it. Such a part needs no
//! diagram: to the rest of the policy it is one variable, however large it is.

use super::asked::Asked;
use super::formula::{Node, open_facts};
use super::open::Open;
use crate::vocabulary::FactId;
use crate::worlds::Unanswered;
use crate::worlds::atoms::{Atoms, Completeness, Meaning};
use crate::worlds::diagram::{Diagram, Diagrams, Variable};

/// How many children of diagrams are visited before the answer becomes coarse. The largest known
/// policy takes about two thousand.
pub(super) const LOOKS: usize = 1_000_000;

/// The facts on which the outcome depends, in any order and possibly repeated; none if it is the
/// same however the documentation is completed.
pub(super) fn facts(open: &Open<'_>, looks: usize) -> Result<Vec<FactId>, Unanswered> {
    let atoms = Atoms::of(Asked::of(open).shared(), &[open.documentation], Completeness::Decided);
    let mut builder = Builder::over(&atoms, looks);
    Ok(match builder.part(open)? {
        Part::Own(facts) => facts,
        Part::Function(outcome) => builder.facts(outcome).collect(),
    })
}

/// What a part of the formula is.
#[derive(Clone, Debug)]
enum Part {
    /// A function of facts that other parts also ask about.
    Function(Diagram),
    /// Either answer, by facts that nothing else asks about.
    Own(Vec<FactId>),
}

impl Part {
    /// The facts that nothing else asks about.
    fn into_own(self) -> Vec<FactId> {
        if let Part::Own(facts) = self { facts } else { Vec::new() }
    }
}

/// Builds functions. Variables are in the order of first use, so that those that belong together
/// are close to each other.
pub(super) struct Builder<'t, 'a> {
    atoms: &'t Atoms<'a>,
    pub(super) diagrams: Diagrams,
    /// The variable of each group of atoms, once it exists.
    groups: Vec<Option<Variable>>,
    /// The facts of each variable.
    variables: Vec<Vec<FactId>>,
    /// The parts that have been built but not yet combined.
    parts: Vec<Part>,
}

impl<'t, 'a> Builder<'t, 'a> {
    fn over(atoms: &'t Atoms<'a>, looks: usize) -> Self {
        Builder {
            atoms,
            diagrams: Diagrams::new(looks),
            groups: vec![None; atoms.groups().len()],
            variables: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The groups of atoms first, in their order.
    pub(super) fn in_order(atoms: &'t Atoms<'a>, looks: usize) -> Self {
        let mut builder = Builder::over(atoms, looks);
        for group in 0..atoms.groups().len() {
            builder.group(group);
        }
        builder
    }

    /// The outcome as a function.
    pub(super) fn outcome(&mut self, open: &Open<'_>) -> Result<Diagram, Unanswered> {
        let outcome = self.part(open)?;
        self.function(outcome)
    }

    /// The facts on which a function depends.
    pub(super) fn facts(&self, function: Diagram) -> impl Iterator<Item = FactId> {
        self.diagrams.support(function).flat_map(|variable| self.facts_of(variable)).copied()
    }

    pub(super) fn facts_of(&self, variable: Variable) -> &[FactId] {
        self.variables.get(variable.position()).map_or(&[], |facts| facts)
    }

    /// The formula as a whole.
    fn part(&mut self, open: &Open<'_>) -> Result<Part, Unanswered> {
        for node in &open.outcome {
            let part = match *node {
                Node::Known(value) => Part::Function(Diagrams::terminal(value)),
                Node::Asks(predicate) => match self.atoms.meaning(predicate) {
                    Some(Meaning::Open { group, atom }) => self.literal(group, atom)?,
                    Some(Meaning::Decided(value)) => {
                        Part::Function(Diagrams::terminal(u16::from(value)))
                    }
                    None => Part::Own(open_facts(predicate, open.documentation).collect()),
                },
                Node::Not => match self.pop() {
                    Part::Function(part) => Part::Function(self.diagrams.not(part)?),
                    own @ Part::Own(_) => own,
                },
                Node::AtLeast(needed, parts) => {
                    let first = self.parts.len().saturating_sub(parts);
                    let parts = self.parts.split_off(first);
                    self.at_least(needed, parts)?
                }
                Node::If => {
                    let [otherwise, then, condition] = [self.pop(), self.pop(), self.pop()];
                    self.choice(condition, then, otherwise)?
                }
            };
            self.parts.push(part);
        }
        Ok(self.pop())
    }

    fn pop(&mut self) -> Part {
        self.parts.pop().unwrap_or(Part::Function(Diagrams::FALSE))
    }

    fn literal(&mut self, position: usize, atom: usize) -> Result<Part, Unanswered> {
        let variable = self.group(position);
        let group = self.atoms.groups().get(position);
        let holds = |cell| group.is_some_and(|group| group.holds(cell, atom));
        self.diagrams.literal(variable, holds).map(Part::Function)
    }

    fn at_least(&mut self, mut needed: usize, parts: Vec<Part>) -> Result<Part, Unanswered> {
        let (mut own, mut functions) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Part::Own(facts) => own.push(facts),
                Part::Function(function) => match self.diagrams.value(function) {
                    Some(0) => {}
                    Some(_) => needed = needed.saturating_sub(1),
                    None => functions.push(function),
                },
            }
        }
        let open = own.len().saturating_add(functions.len());
        if needed == 0 {
            return Ok(Part::Function(Diagrams::TRUE));
        } else if needed > open {
            return Ok(Part::Function(Diagrams::FALSE));
        } else if functions.is_empty() {
            return Ok(Part::Own(own.concat()));
        }
        let is_all = needed == open;
        if (is_all || needed == 1) && own.len() > 1 {
            own = vec![own.concat()];
        }
        for facts in own {
            functions.push(self.function(Part::Own(facts))?);
        }
        let function = match needed {
            _ if is_all => self.diagrams.all(&functions),
            1 => self.diagrams.any(&functions),
            needed => self.diagrams.at_least(needed, &functions),
        };
        function.map(Part::Function)
    }

    fn choice(&mut self, condition: Part, then: Part, otherwise: Part) -> Result<Part, Unanswered> {
        if let Part::Function(condition) = condition
            && let Some(value) = self.diagrams.value(condition)
        {
            return Ok(if value == 0 { otherwise } else { then });
        }
        if let (Part::Function(one), Part::Function(other)) = (&then, &otherwise)
            && one == other
        {
            return Ok(then);
        }
        let is_shared = |part: &Part| matches!(part, Part::Function(function) if self.diagrams.value(*function).is_none());
        let parts = [condition, then, otherwise];
        if !parts.iter().any(is_shared) {
            return Ok(Part::Own(parts.into_iter().flat_map(Part::into_own).collect()));
        }
        let [condition, then, otherwise] = parts;
        let condition = self.function(condition)?;
        let [then, otherwise] = [self.function(then)?, self.function(otherwise)?];
        self.diagrams.if_then_else(condition, then, otherwise).map(Part::Function)
    }

    /// A part as a function: a new variable, if it is independent.
    fn function(&mut self, part: Part) -> Result<Diagram, Unanswered> {
        match part {
            Part::Function(function) => Ok(function),
            Part::Own(facts) => {
                let variable = self.variable(2, facts);
                self.diagrams.literal(variable, |value| value == 1)
            }
        }
    }

    /// The variable of the group of atoms at this position.
    fn group(&mut self, position: usize) -> Variable {
        if let Some(Some(known)) = self.groups.get(position) {
            return *known;
        }
        let group = self.atoms.groups().get(position);
        let variable = self.variable(
            group.map_or(0, |group| group.cells.len()),
            group.map_or_else(Vec::new, |group| group.facts.clone()),
        );
        if let Some(group) = self.groups.get_mut(position) {
            *group = Some(variable);
        }
        variable
    }

    fn variable(&mut self, values: usize, facts: Vec<FactId>) -> Variable {
        self.variables.push(facts);
        self.diagrams.variable(values)
    }
}
