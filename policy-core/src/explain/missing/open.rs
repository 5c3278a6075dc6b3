//! What a determination leaves open: the sections that may govern, and what is left of their conditions.
//!
//! In: the sections that may govern, and the truths that were found. Out: formulas over what is unknown where that matters. What is met or not met already
//! stays so however the documentation is completed, so nothing of it is looked at again.

use super::formula::Formula;
use crate::Truth;
use crate::determination::Determination;
use crate::evaluate::reference::{Documentation, ReferenceDetermination};
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
    pub(super) version: &'a Version,
    pub(super) documentation: Documentation<'a>,
    /// The policy speaks about the request.
    pub(super) applies: Formula<'a>,
    /// The sections that may govern, in their order.
    pub(super) sections: Vec<OpenSection<'a>>,
}

/// A section that may govern.
pub(super) struct OpenSection<'a> {
    pub(super) guard: Formula<'a>,
    pub(super) criteria: Formula<'a>,
    /// What it says where its criteria are met.
    pub(super) met: Outcome,
}

impl<'a> Open<'a> {
    /// What the compiled evaluator leaves open; `None` where the outcome is decided.
    pub(super) fn of(determination: &Determination, documentation: Documentation<'a>) -> Option<Open<'a>> {
        let version = determination.version().filter(|_| determination.outcome() == Outcome::NeedInformation)?;
        Some(Open::new(determination.policy(), version, determination.candidates(), determination, documentation))
    }

    /// What the reference evaluator leaves open.
    pub(super) fn of_reference(policy: &'a Policy, determination: &ReferenceDetermination, documentation: Documentation<'a>) -> Option<Open<'a>> {
        let version = policy.version(determination.version?).filter(|_| determination.outcome == Outcome::NeedInformation)?;
        let candidates = determination.candidates.iter().filter_map(|position| version.section(*position));
        Some(Open::new(policy, version, candidates, determination, documentation))
    }

    fn new<'p: 'a>(
        policy: &'p Policy,
        version: &'p Version,
        candidates: impl Iterator<Item = &'p Section>,
        truths: &dyn Truths,
        documentation: Documentation<'a>,
    ) -> Open<'a> {
        let found = Found { truths, documentation };
        let applies = policy.applicability.iter().map(|applicability| found.condition(applicability.slot, &applicability.condition));
        let section = |section: &'p Section| OpenSection {
            guard: section.guard.as_ref().map_or(Formula::Known(true), |guard| found.condition(guard.slot, &guard.condition)),
            criteria: Formula::all(section.criteria.iter().map(|criterion| found.criterion(criterion))),
            met: section.conclusion.outcome(),
        };
        Open { policy, version, documentation, applies: Formula::all(applies), sections: candidates.map(section).collect() }
    }

    /// All predicates that the outcome of the version can hang on, whatever is documented.
    pub(super) fn all_predicates(&self) -> impl Iterator<Item = &'a Expression> + use<'a> {
        self.policy.conditions_in(self.version).flat_map(Expression::predicates)
    }

    /// The predicates that are unknown where that matters, from the top down, as often as they are asked.
    pub(super) fn predicates(&self) -> Vec<&'a Expression> {
        let mut predicates = Vec::new();
        self.applies.collect_predicates(&mut predicates);
        for section in &self.sections {
            section.guard.collect_predicates(&mut predicates);
            section.criteria.collect_predicates(&mut predicates);
        }
        predicates
    }
}

/// What was found, and where the rest is looked up.
struct Found<'a, 't> {
    truths: &'t dyn Truths,
    documentation: Documentation<'a>,
}

impl Found<'_, '_> {
    fn condition<'e>(&self, slot: Slot, condition: &'e Expression) -> Formula<'e> {
        self.or_else(slot, || Formula::of(condition, self.documentation))
    }

    fn criterion<'e>(&self, criterion: &'e Criterion) -> Formula<'e> {
        self.or_else(criterion.slot, || match &criterion.body {
            Body::Condition(condition) => Formula::of(condition, self.documentation),
            Body::Group { quantifier, criteria } => Formula::quantified(*quantifier, criteria.iter().map(|criterion| self.criterion(criterion))),
        })
    }

    fn or_else<'e>(&self, slot: Slot, open: impl FnOnce() -> Formula<'e>) -> Formula<'e> {
        match self.truths.truth(slot) {
            Truth::MET => Formula::Known(true),
            Truth::NOT_MET => Formula::Known(false),
            _ => open(),
        }
    }
}
