//! Functions of what several parts of a formula hang on: in short [tables](super::tables), or as
//! decision diagrams.

use super::own::{Own, OwnPart};
use crate::policy::Expression;
use crate::worlds::Unanswered;
use crate::worlds::atoms::Atoms;
use crate::worlds::diagram::{Diagram, Diagrams, Variable};

/// Functions of some variables: of groups of atoms, and of facts that nothing else asks about. As a
/// condition, 0 is false and every other value is true.
pub(super) trait Functions {
    type Function: Copy;

    /// The function that is this value everywhere.
    fn known(value: u16) -> Self::Function;

    /// The value of a function that is the same everywhere; `None` for any other.
    fn value(&mut self, function: Self::Function) -> Option<u16>;

    /// A predicate, one of the atoms.
    fn predicate(&mut self, predicate: &Expression) -> Result<Self::Function, Unanswered>;

    /// Either answer, by these facts.
    fn either(&mut self, part: OwnPart) -> Result<Self::Function, Unanswered>;

    fn not(&mut self, condition: Self::Function) -> Result<Self::Function, Unanswered>;

    fn all(&mut self, conditions: &[Self::Function]) -> Result<Self::Function, Unanswered>;

    fn any(&mut self, conditions: &[Self::Function]) -> Result<Self::Function, Unanswered>;

    fn at_least(
        &mut self,
        needed: usize,
        conditions: &[Self::Function],
    ) -> Result<Self::Function, Unanswered>;

    fn if_then_else(
        &mut self,
        condition: Self::Function,
        then: Self::Function,
        otherwise: Self::Function,
    ) -> Result<Self::Function, Unanswered>;

    /// The facts that a function hangs on, as one part.
    fn close(&mut self, function: Self::Function, own: &mut Own) -> Option<OwnPart>;

    /// How many variables there are.
    fn variables(&self) -> usize;

    /// Forgets all variables but so many, and all functions that hang on the others.
    fn forget(&mut self, variables: usize);
}

/// What a variable stands for.
#[derive(Clone, Copy)]
pub(super) enum StandsFor {
    Group(usize),
    Own(OwnPart),
}

impl StandsFor {
    pub(super) fn is_group(self, wanted: usize) -> bool {
        matches!(self, StandsFor::Group(group) if group == wanted)
    }

    /// What some variables stand for, as one part.
    pub(super) fn joined(
        variables: impl Iterator<Item = StandsFor>,
        atoms: &Atoms<'_>,
        own: &mut Own,
    ) -> Option<OwnPart> {
        variables.fold(None, |joined, variable| {
            let part = match variable {
                StandsFor::Own(part) => Some(part),
                StandsFor::Group(group) => own.add(
                    atoms
                        .groups()
                        .get(group)
                        .into_iter()
                        .flat_map(|group| group.facts.iter().copied()),
                ),
            };
            part.map_or(joined, |part| Some(own.join(joined, part)))
        })
    }
}

/// Functions as decision diagrams. The variables come in the order in which they are asked for, so
/// that those that hang together are near to each other.
pub(super) struct ByDiagrams<'t, 'a> {
    atoms: &'t Atoms<'a>,
    diagrams: Diagrams,
    variables: Vec<(Variable, StandsFor)>,
}

impl<'t, 'a> ByDiagrams<'t, 'a> {
    pub(super) fn over(atoms: &'t Atoms<'a>, looks: usize) -> ByDiagrams<'t, 'a> {
        ByDiagrams { atoms, diagrams: Diagrams::new(looks), variables: Vec::new() }
    }

    /// The groups of atoms first, in their order.
    pub(super) fn in_order(atoms: &'t Atoms<'a>, looks: usize) -> ByDiagrams<'t, 'a> {
        let mut functions = ByDiagrams::over(atoms, looks);
        for (group, known) in atoms.groups().iter().enumerate() {
            functions.add(known.cells.len(), StandsFor::Group(group));
        }
        functions
    }

    pub(super) fn into_diagrams(self) -> Diagrams {
        self.diagrams
    }

    fn add(&mut self, values: usize, stands_for: StandsFor) -> Variable {
        let variable = self.diagrams.variable(values);
        self.variables.push((variable, stands_for));
        variable
    }
}

impl Functions for ByDiagrams<'_, '_> {
    type Function = Diagram;

    fn known(value: u16) -> Diagram {
        Diagrams::terminal(value)
    }

    fn value(&mut self, function: Diagram) -> Option<u16> {
        self.diagrams.value(function)
    }

    fn predicate(&mut self, predicate: &Expression) -> Result<Diagram, Unanswered> {
        let Some((group, atom)) = self.atoms.place(predicate) else { return Ok(Diagrams::FALSE) };
        let Some(known) = self.atoms.groups().get(group) else { return Ok(Diagrams::FALSE) };
        let variable = self
            .variables
            .iter()
            .find(|(_, stands_for)| stands_for.is_group(group))
            .map(|(variable, _)| *variable);
        let variable =
            variable.unwrap_or_else(|| self.add(known.cells.len(), StandsFor::Group(group)));
        self.diagrams.literal(variable, |cell| known.holds(cell, atom))
    }

    fn either(&mut self, part: OwnPart) -> Result<Diagram, Unanswered> {
        let variable = self.add(2, StandsFor::Own(part));
        self.diagrams.literal(variable, |value| value == 1)
    }

    fn not(&mut self, condition: Diagram) -> Result<Diagram, Unanswered> {
        self.diagrams.not(condition)
    }

    fn all(&mut self, conditions: &[Diagram]) -> Result<Diagram, Unanswered> {
        self.diagrams.all(conditions)
    }

    fn any(&mut self, conditions: &[Diagram]) -> Result<Diagram, Unanswered> {
        self.diagrams.any(conditions)
    }

    fn at_least(&mut self, needed: usize, conditions: &[Diagram]) -> Result<Diagram, Unanswered> {
        self.diagrams.at_least(needed, conditions)
    }

    fn if_then_else(
        &mut self,
        condition: Diagram,
        then: Diagram,
        otherwise: Diagram,
    ) -> Result<Diagram, Unanswered> {
        self.diagrams.if_then_else(condition, then, otherwise)
    }

    fn close(&mut self, function: Diagram, own: &mut Own) -> Option<OwnPart> {
        let variables = self.diagrams.support(function);
        let stands_for = |variable: Variable| {
            self.variables.get(variable.position()).map(|(_, stands_for)| *stands_for)
        };
        StandsFor::joined(variables.filter_map(stands_for), self.atoms, own)
    }

    /// Diagrams have room for all.
    fn variables(&self) -> usize {
        0
    }

    fn forget(&mut self, _: usize) {}
}
