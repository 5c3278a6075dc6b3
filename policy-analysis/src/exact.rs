//! Exact three-valued logic: is "unknown" said only if the missing documentation could really
//! decide?
//!
//! Kleene's logic looks at one connective at a time, so `smoker OR NOT smoker` is unknown while
//! nothing is documented, although either answer meets it. In: a condition, as a diagram over
//! everything that can be documented, each fact either exactly or not at all. Out: the
//! documentation for which Kleene's answer is unknown although all completions agree, as a diagram;
//! empty if the condition is exact.
//!
//! Conditions over different facts do not affect each other: an AND of exact parts that share no
//! fact is exact.

use super::space::Space;
use policy_core::policy::{Algebra, Expression};
use policy_core::worlds::atoms::Meaning;
use policy_core::worlds::diagram::{Diagram, Diagrams, Variable};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::{BTreeMap, HashMap};

/// The two questions of a [`Truth`](policy_core::Truth), as diagrams over what is documented.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Possibilities {
    /// It can be met.
    can_be_met: Diagram,
    /// It can fail.
    can_fail: Diagram,
}

/// Everything that can be documented about the facts of a space.
#[derive(Debug)]
pub struct Documentable<'s, 'a> {
    space: &'s mut Space<'a>,
    diagrams: Diagrams,
    /// One for each variable of the space, with one additional value: not documented.
    variables: Vec<Variable>,
}

impl<'s, 'a> Documentable<'s, 'a> {
    /// Over the facts of a space; at most this many children of diagrams are visited.
    #[must_use]
    pub fn over(space: &'s mut Space<'a>, looks: usize) -> Documentable<'s, 'a> {
        let mut diagrams = Diagrams::new(looks);
        let variables = space
            .atoms()
            .groups()
            .iter()
            .map(|group| diagrams.variable(group.cells.len().saturating_add(1)))
            .collect();
        Documentable { space, diagrams, variables }
    }

    /// The space of what may turn out.
    pub const fn space(&mut self) -> &mut Space<'a> {
        self.space
    }

    fn predicate(&mut self, predicate: &Expression) -> Result<Possibilities, Unanswered> {
        let constant = |met| {
            let diagram = |holds| if holds { Diagrams::TRUE } else { Diagrams::FALSE };
            Possibilities { can_be_met: diagram(met), can_fail: diagram(!met) }
        };
        let (group, atom) = match self.space.atoms().meaning(predicate).ok_or(Fault::Test)? {
            Meaning::Open { group, atom } => (group, atom),
            Meaning::Decided(met) => return Ok(constant(met)),
        };
        let variable = self.variables.get(group).copied().ok_or(Fault::Group)?;
        let known = self.space.atoms().groups().get(group).ok_or(Fault::Group)?;
        // After the last cell: not documented, so anything is possible.
        let says = |cell: usize, met: bool| {
            known.cells.get(cell).is_none_or(|cell| cell.get(atom) == Some(&met))
        };
        Ok(Possibilities {
            can_be_met: self.diagrams.literal(variable, |cell| says(cell, true))?,
            can_fail: self.diagrams.literal(variable, |cell| says(cell, false))?,
        })
    }

    /// What the evaluators say about several parts that must all be met.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn all(&mut self, parts: &[Possibilities]) -> Result<Possibilities, Unanswered> {
        self.counted(parts.len(), parts)
    }

    fn counted(
        &mut self,
        needed: usize,
        parts: &[Possibilities],
    ) -> Result<Possibilities, Unanswered> {
        let met = parts.iter().map(|part| part.can_be_met).collect::<Vec<_>>();
        let failed = parts.iter().map(|part| part.can_fail).collect::<Vec<_>>();
        let too_many_failed = parts.len().saturating_sub(needed).saturating_add(1);
        Ok(Possibilities {
            can_be_met: self.diagrams.at_least(needed, &met)?,
            can_fail: self.diagrams.at_least(too_many_failed, &failed)?,
        })
    }

    /// What can be met, or can fail, in some completion: a diagram over what is documented, made
    /// from one over what turns out.
    fn some_completion(
        &mut self,
        diagram: Diagram,
        done: &mut HashMap<Diagram, Diagram>,
    ) -> Result<Diagram, Unanswered> {
        if let Some(known) = done.get(&diagram) {
            return Ok(*known);
        }
        let Some((variable, children)) = self.space.diagrams().branches(diagram) else {
            return Ok(diagram);
        };
        let (position, children) = (variable.position(), children.to_vec());
        let mut documented = children
            .iter()
            .map(|child| self.some_completion(*child, done))
            .collect::<Result<Vec<_>, _>>()?;
        let not_documented = self.diagrams.any(&documented)?;
        documented.push(not_documented);
        let variable = self.variables.get(position).ok_or(Fault::Variable)?;
        let built = self.diagrams.branch(*variable, &documented)?;
        done.insert(diagram, built);
        Ok(built)
    }

    /// The documentation for which the evaluators say "unknown" although all completions agree;
    /// only documentation that leaves `care` possible counts.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn inexact(
        &mut self,
        said: Possibilities,
        turns_out: Diagram,
        care: Possibilities,
    ) -> Result<Diagram, Unanswered> {
        let mut done = HashMap::new();
        let can_be_met = self.some_completion(turns_out, &mut done)?;
        let fails = self.space.diagrams().not(turns_out)?;
        let can_fail = self.some_completion(fails, &mut done)?;
        let unknown = self.diagrams.and(said.can_be_met, said.can_fail)?;
        let open = self.diagrams.and(can_be_met, can_fail)?;
        let inexact = self.diagrams.if_then_else(open, Diagrams::FALSE, unknown)?;
        self.diagrams.and(inexact, care.can_be_met)
    }

    /// An example of what is documented in a diagram, with as few facts as possible: for each group
    /// of atoms its cell, or `None` if nothing is documented about it although it matters.
    #[must_use]
    pub fn example(&self, diagram: Diagram) -> Option<BTreeMap<usize, Option<usize>>> {
        let found = self.diagrams.shortest(diagram, |value| value != 0)?;
        let cell = |(variable, cell): (Variable, usize)| {
            let documented =
                self.space_atoms(variable.position()).is_some_and(|cells| cell < cells);
            (variable.position(), documented.then_some(cell))
        };
        Some(found.into_iter().map(cell).collect())
    }

    fn space_atoms(&self, group: usize) -> Option<usize> {
        self.space.atoms().groups().get(group).map(|group| group.cells.len())
    }

    /// Whether an example of [`inexact`](Self::inexact) meets the condition, however it is
    /// completed.
    ///
    /// # Errors
    ///
    /// A [`Fault`]
    pub fn turns_out(
        &mut self,
        turns_out: Diagram,
        example: &BTreeMap<usize, Option<usize>>,
    ) -> Result<bool, Fault> {
        // All completions agree, so any completion will do.
        let value =
            |variable: Variable| example.get(&variable.position()).copied().flatten().unwrap_or(0);
        Ok(self.space.diagrams().evaluate(turns_out, value)? != 0)
    }
}

/// What the evaluators say.
impl<'p> Algebra<'p> for Documentable<'_, '_> {
    type Value = Possibilities;
    type Error = Unanswered;

    fn test(&mut self, test: &'p Expression) -> Result<Possibilities, Unanswered> {
        self.predicate(test)
    }

    fn at_least<P>(
        &mut self,
        needed: usize,
        parts: &'p [P],
        value: impl Fn(&mut Self, &'p P) -> Result<Possibilities, Unanswered>,
    ) -> Result<Possibilities, Unanswered> {
        let parts = parts.iter().map(|part| value(self, part)).collect::<Result<Vec<_>, _>>()?;
        self.counted(needed, &parts)
    }

    fn not(&mut self, part: Possibilities) -> Result<Possibilities, Unanswered> {
        Ok(Possibilities { can_be_met: part.can_fail, can_fail: part.can_be_met })
    }

    fn choose(
        &mut self,
        condition: &'p Expression,
        then: &'p Expression,
        otherwise: &'p Expression,
    ) -> Result<Possibilities, Unanswered> {
        let [condition, then, otherwise] =
            [self.condition(condition)?, self.condition(then)?, self.condition(otherwise)?];
        let mut either = |yes, no| {
            let yes = self.diagrams.and(condition.can_be_met, yes)?;
            let no = self.diagrams.and(condition.can_fail, no)?;
            self.diagrams.or(yes, no)
        };
        Ok(Possibilities {
            can_be_met: either(then.can_be_met, otherwise.can_be_met)?,
            can_fail: either(then.can_fail, otherwise.can_fail)?,
        })
    }
}

impl Possibilities {
    /// It can be met, whatever is documented.
    pub const POSSIBLE: Possibilities =
        Possibilities { can_be_met: Diagrams::TRUE, can_fail: Diagrams::TRUE };
}
