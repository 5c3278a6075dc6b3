//! Conditions and outcomes of a policy as decision diagrams.
//!
//! In: a version of a policy and a case. Out: diagrams over the [atoms](super::atoms) that the case leaves open, in which every completion of the documentation is one
//! path. What is decided already is a constant.

use super::atoms::{Atoms, Meaning};
use super::diagram::{Diagram, Diagrams, TooLarge, Variable};
use crate::case::Case;
use crate::evaluate::reference::Documentation;
use crate::policy::{Body, Criterion, Expression, Outcome, Policy, Quantifier, Section, Version};
use crate::vocabulary::FactId;
use std::collections::BTreeSet;

/// The diagrams of one version of a policy, in the light of a case.
#[derive(Debug)]
pub struct Completions<'a> {
    policy: &'a Policy,
    version: &'a Version,
    atoms: Atoms<'a>,
    diagrams: Diagrams,
    /// One for each group of atoms.
    variables: Vec<Variable>,
}

impl<'a> Completions<'a> {
    /// The completions of what a case documents; no more than `limit` nodes and steps will be spent on them.
    #[must_use]
    pub fn of(policy: &'a Policy, version: &'a Version, case: &'a dyn Case, limit: usize) -> Completions<'a> {
        let atoms = Atoms::of(Documentation { policy, case }, version);
        let mut diagrams = Diagrams::new(limit);
        let variables = atoms.groups().iter().map(|group| diagrams.variable(group.cells.len())).collect();
        Completions { policy, version, atoms, diagrams, variables }
    }

    /// The outcome, as the position in [`Outcome::ALL`]; never [`Outcome::NeedInformation`], since nothing is missing in a completion.
    ///
    /// # Errors
    ///
    /// [`TooLarge`], here and in all that follows.
    pub fn outcome(&mut self) -> Result<Diagram, TooLarge> {
        let not_applicable = self.terminal(Outcome::NotApplicable)?;
        // From the last section back: what the later ones say where the guard fails.
        let mut governed = not_applicable;
        for section in self.version.sections.iter().rev() {
            let own = self.section(section)?;
            governed = match &section.guard {
                None => own,
                Some(guard) => {
                    let guard = self.condition(&guard.condition)?;
                    self.diagrams.if_then_else(guard, own, governed)?
                }
            };
        }
        let mut applies = Diagrams::TRUE;
        for applicability in self.policy.applicability.iter() {
            let condition = self.condition(&applicability.condition)?;
            applies = self.diagrams.and(applies, condition)?;
        }
        self.diagrams.if_then_else(applies, governed, not_applicable)
    }

    /// What a section says if it governs.
    fn section(&mut self, section: &Section) -> Result<Diagram, TooLarge> {
        let met = self.terminal(section.conclusion.outcome())?;
        let not_met = self.terminal(Outcome::CriteriaNotMet)?;
        let mut criteria = Diagrams::TRUE;
        for criterion in section.criteria.iter() {
            let criterion = self.criterion(criterion)?;
            criteria = self.diagrams.and(criteria, criterion)?;
        }
        self.diagrams.if_then_else(criteria, met, not_met)
    }

    /// A criterion of the version.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn criterion(&mut self, criterion: &Criterion) -> Result<Diagram, TooLarge> {
        match &criterion.body {
            Body::Condition(condition) => self.condition(condition),
            Body::Group { quantifier, criteria } => {
                let parts = criteria.iter().map(|criterion| self.criterion(criterion)).collect::<Result<Vec<_>, _>>()?;
                match quantifier {
                    Quantifier::AllOf => self.diagrams.at_least(parts.len(), &parts),
                    Quantifier::AnyOf => self.diagrams.at_least(1, &parts),
                    Quantifier::NoneOf => {
                        let any = self.diagrams.at_least(1, &parts)?;
                        self.diagrams.not(any)
                    }
                    Quantifier::AtLeast(needed) => self.diagrams.at_least(usize::try_from(*needed).unwrap_or(usize::MAX), &parts),
                }
            }
        }
    }

    /// A condition of the version; a predicate that stands nowhere in it counts as not met.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn condition(&mut self, expression: &Expression) -> Result<Diagram, TooLarge> {
        match expression {
            Expression::And(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>, _>>()?;
                self.diagrams.at_least(parts.len(), &parts)
            }
            Expression::Or(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>, _>>()?;
                self.diagrams.at_least(1, &parts)
            }
            Expression::Not(part) => {
                let part = self.condition(part)?;
                self.diagrams.not(part)
            }
            Expression::If { condition, then, otherwise } => {
                let [condition, then, otherwise] = [self.condition(condition)?, self.condition(then)?, self.condition(otherwise)?];
                self.diagrams.if_then_else(condition, then, otherwise)
            }
            predicate => self.predicate(predicate),
        }
    }

    fn predicate(&mut self, predicate: &Expression) -> Result<Diagram, TooLarge> {
        let (group, atom) = match self.atoms.meaning(predicate) {
            Some(Meaning::Decided(true)) => return Ok(Diagrams::TRUE),
            Some(Meaning::Open { group, atom }) => (group, atom),
            Some(Meaning::Decided(false)) | None => return Ok(Diagrams::FALSE),
        };
        let (Some(variable), Some(cells)) = (self.variables.get(group), self.atoms.groups().get(group).map(|group| &group.cells)) else {
            return Ok(Diagrams::FALSE);
        };
        self.diagrams.literal(*variable, |cell| cells.get(cell).and_then(|cell| cell.get(atom)).copied().unwrap_or(false))
    }

    fn terminal(&mut self, outcome: Outcome) -> Result<Diagram, TooLarge> {
        let position = Outcome::ALL.iter().position(|known| *known == outcome).and_then(|position| u16::try_from(position).ok());
        self.diagrams.terminal(position.unwrap_or(u16::MAX))
    }

    /// The facts that a diagram hangs on.
    #[must_use]
    pub fn facts(&self, diagram: Diagram) -> BTreeSet<FactId> {
        let groups = self.diagrams.support(diagram).filter_map(|variable| self.atoms.groups().get(variable.position()));
        groups.flat_map(|group| group.facts.iter().copied()).collect()
    }

    /// The facts that a diagram hangs on, those first whose answer leaves the fewest others open.
    ///
    /// What an answer leaves open is the number of facts that the rest of the diagram hangs on, on average over the answers that are told apart.
    ///
    /// # Errors
    ///
    /// [`TooLarge`]
    pub fn by_weight(&mut self, diagram: Diagram) -> Result<Vec<FactId>, TooLarge> {
        let mut weighed = Vec::new();
        for variable in self.diagrams.support(diagram).collect::<Vec<_>>() {
            let answers = self.diagrams.values(variable);
            let mut left_open = 0_usize;
            for answer in 0..answers {
                let rest = self.diagrams.restrict(diagram, variable, answer)?;
                left_open = left_open.saturating_add(self.facts(rest).len());
            }
            let facts = self.atoms.groups().get(variable.position()).map(|group| group.facts.clone()).unwrap_or_default();
            weighed.extend(facts.into_iter().map(|fact| (left_open, answers, fact)));
        }
        // Averages compared as fractions; ties in the order of the vocabulary.
        weighed.sort_by_key(|(.., fact)| *fact);
        weighed.sort_by(|(one, answers, _), (other, others, _)| one.saturating_mul(*others).cmp(&other.saturating_mul(*answers)));
        let mut facts = Vec::new();
        for (.., fact) in weighed {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Ok(facts)
    }

    /// The manager of the diagrams, to ask more of them.
    #[must_use]
    pub const fn diagrams(&self) -> &Diagrams {
        &self.diagrams
    }

    /// The open predicates, one group for each variable of the diagrams.
    #[must_use]
    pub const fn atoms(&self) -> &Atoms<'a> {
        &self.atoms
    }
}
