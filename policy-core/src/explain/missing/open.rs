//! What a determination leaves open: the conditions that its outcome still hangs on.
//!
//! In: the sections that may govern, and the truths that were found. Out: the conditions among them that are unknown where it matters, and the outcome as a
//! diagram of these alone. What is met or not met already stays so however the documentation is completed, so nothing of it is looked at again.

use crate::Truth;
use crate::analysis::diagram::{Diagram, Diagrams, TooLarge};
use crate::analysis::space::Space;
use crate::determination::Determination;
use crate::evaluate::reference::ReferenceDetermination;
use crate::policy::{Body, Criterion, Expression, Outcome, Policy, Section, Slot, Version};

/// The truths that an evaluator has found.
pub(super) trait Truths {
    /// The truth at a slot; unknown where it was not looked at.
    fn truth(&self, slot: Slot) -> Truth;
}

impl Truths for Determination {
    fn truth(&self, slot: Slot) -> Truth {
        Determination::truth(self, slot).unwrap_or(Truth::UNKNOWN)
    }
}

impl Truths for ReferenceDetermination {
    fn truth(&self, slot: Slot) -> Truth {
        self.truths.get(&slot).copied().unwrap_or(Truth::UNKNOWN)
    }
}

/// A determination that needs information.
pub(super) struct Open<'a> {
    pub(super) policy: &'a Policy,
    version: &'a Version,
    /// The sections that may govern, in their order.
    candidates: Vec<&'a Section>,
    truths: &'a dyn Truths,
}

impl<'a> Open<'a> {
    /// What the compiled evaluator leaves open; `None` where the outcome is decided.
    pub(super) fn of(determination: &'a Determination) -> Option<Open<'a>> {
        let version = determination.version().filter(|_| determination.outcome() == Outcome::NeedInformation)?;
        Some(Open { policy: determination.policy(), version, candidates: determination.candidates().collect(), truths: determination })
    }

    /// What the reference evaluator leaves open.
    pub(super) fn of_reference(policy: &'a Policy, determination: &'a ReferenceDetermination) -> Option<Open<'a>> {
        let version = policy.version(determination.version?).filter(|_| determination.outcome == Outcome::NeedInformation)?;
        let candidates = determination.candidates.iter().filter_map(|position| version.section(*position)).collect();
        Some(Open { policy, version, candidates, truths: determination })
    }

    /// All predicates that the outcome of the version can hang on, whatever is documented.
    pub(super) fn all_predicates(&self) -> impl Iterator<Item = &'a Expression> + use<'a> {
        self.policy.conditions_in(self.version).flat_map(Expression::predicates)
    }

    /// The predicates that it still hangs on.
    pub(super) fn predicates(&self) -> impl Iterator<Item = &'a Expression> + use<'a> {
        self.conditions().into_iter().flat_map(Expression::predicates)
    }

    /// The conditions that are unknown where that matters, from the top down.
    pub(super) fn conditions(&self) -> Vec<&'a Expression> {
        let applicability = self.policy.applicability.iter().filter(|condition| self.is_open(condition.slot));
        let mut conditions = applicability.map(|applicability| &applicability.condition).collect::<Vec<_>>();
        for section in &self.candidates {
            conditions.extend(section.guard.iter().filter(|guard| self.is_open(guard.slot)).map(|guard| &guard.condition));
            if self.all(&section.criteria).is_unknown() {
                self.add_conditions(&section.criteria, &mut conditions);
            }
        }
        conditions
    }

    fn add_conditions(&self, criteria: &'a [Criterion], conditions: &mut Vec<&'a Expression>) {
        for criterion in criteria.iter().filter(|criterion| self.is_open(criterion.slot)) {
            match &criterion.body {
                Body::Condition(condition) => conditions.push(condition),
                Body::Group { criteria, .. } => self.add_conditions(criteria, conditions),
            }
        }
    }

    fn is_open(&self, slot: Slot) -> bool {
        self.truths.truth(slot).is_unknown()
    }

    fn all(&self, criteria: &[Criterion]) -> Truth {
        criteria.iter().fold(Truth::MET, |all, criterion| all & self.truths.truth(criterion.slot))
    }

    /// The outcome, as [`Space::outcome`] of the whole version would have it.
    pub(super) fn outcome(&self, space: &mut Space<'_>) -> Result<Diagram, TooLarge> {
        let not_applicable = space.terminal(Outcome::NotApplicable)?;
        let mut governed = not_applicable;
        for section in self.candidates.iter().rev() {
            let own = self.section(space, section)?;
            governed = match &section.guard {
                Some(guard) if self.is_open(guard.slot) => {
                    let guard = space.condition(&guard.condition)?;
                    space.diagrams().if_then_else(guard, own, governed)?
                }
                _ => own,
            };
        }
        for applicability in self.policy.applicability.iter().filter(|applicability| self.is_open(applicability.slot)) {
            let applies = space.condition(&applicability.condition)?;
            governed = space.diagrams().if_then_else(applies, governed, not_applicable)?;
        }
        Ok(governed)
    }

    fn section(&self, space: &mut Space<'_>, section: &Section) -> Result<Diagram, TooLarge> {
        let met = space.terminal(section.conclusion.outcome())?;
        let not_met = space.terminal(Outcome::CriteriaNotMet)?;
        match self.all(&section.criteria) {
            Truth::MET => Ok(met),
            Truth::NOT_MET => Ok(not_met),
            _ => {
                let criteria = section.criteria.iter().map(|criterion| self.criterion(space, criterion)).collect::<Result<Vec<_>, _>>()?;
                let all = space.diagrams().all(&criteria)?;
                space.diagrams().if_then_else(all, met, not_met)
            }
        }
    }

    fn criterion(&self, space: &mut Space<'_>, criterion: &Criterion) -> Result<Diagram, TooLarge> {
        match (self.truths.truth(criterion.slot), &criterion.body) {
            (Truth::MET, _) => Ok(Diagrams::TRUE),
            (Truth::NOT_MET, _) => Ok(Diagrams::FALSE),
            (_, Body::Condition(condition)) => space.condition(condition),
            (_, Body::Group { quantifier, criteria }) => {
                let parts = criteria.iter().map(|criterion| self.criterion(space, criterion)).collect::<Result<Vec<_>, _>>()?;
                space.quantified(*quantifier, &parts)
            }
        }
    }
}
