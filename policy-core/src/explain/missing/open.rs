//! What a determination leaves open: the sections that may govern, and what is left of their conditions.
//!
//! In: the sections that may govern, and the truths that were found. Out: the outcome as a formula over what is unknown where that matters. What is met or not
//! met already stays so however the documentation is completed, so nothing of it is looked at again.

use super::formula::{Formula, Kind};
use crate::Truth;
use crate::determination::Determination;
use crate::evaluate::reference::{Documentation, ReferenceDetermination};
use crate::policy::{Body, Criterion, Expression, Outcome, Policy, Quantifier, Section, Slot, Version};
use crate::worlds::atoms::only_answer;

/// The truths that an evaluator has found.
trait Truths {
    /// The truth at a slot; `None` where it was not looked at.
    fn truth(&self, slot: Slot) -> Option<Truth>;
}

impl Truths for Determination {
    fn truth(&self, slot: Slot) -> Option<Truth> {
        Determination::truth(self, slot)
    }
}

impl Truths for ReferenceDetermination {
    fn truth(&self, slot: Slot) -> Option<Truth> {
        self.truths.get(&slot).copied()
    }
}

/// Which of the predicates that are unknown are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Those that a plausible chart can answer either way.
    Either,
    /// All.
    Unknown,
}

/// A determination that needs information.
pub(super) struct Open<'a> {
    pub(super) policy: &'a Policy,
    pub(super) version: &'a Version,
    pub(super) documentation: Documentation<'a>,
    /// The outcome, by its position.
    pub(super) outcome: Formula<'a>,
}

impl<'a> Open<'a> {
    /// What the compiled evaluator leaves open; `None` where the outcome is decided.
    pub(super) fn of(determination: &Determination, documentation: Documentation<'a>, asks: Asks) -> Option<Open<'a>> {
        let version = determination.version().filter(|_| determination.outcome() == Outcome::NeedInformation)?;
        Some(Open::new(determination.policy(), version, determination.candidates(), determination, documentation, asks))
    }

    /// What the reference evaluator leaves open.
    pub(super) fn of_reference(
        policy: &'a Policy,
        determination: &ReferenceDetermination,
        documentation: Documentation<'a>,
        asks: Asks,
    ) -> Option<Open<'a>> {
        let version = policy.version(determination.version?).filter(|_| determination.outcome == Outcome::NeedInformation)?;
        let candidates = determination.candidates.iter().filter_map(|position| version.section(*position));
        Some(Open::new(policy, version, candidates, determination, documentation, asks))
    }

    fn new<'p: 'a>(
        policy: &'p Policy,
        version: &'p Version,
        candidates: impl Iterator<Item = &'p Section>,
        truths: &impl Truths,
        documentation: Documentation<'a>,
        asks: Asks,
    ) -> Open<'a> {
        let mut writer = Writer { formula: Formula::new(), truths, documentation, asks };
        writer.outcome(policy, &mut candidates.map(|section| -> &'a Section { section }));
        Open { policy, version, documentation, outcome: writer.formula }
    }

    /// All predicates that the outcome of the version can hang on, whatever is documented.
    pub(super) fn all_predicates(&self) -> impl Iterator<Item = &'a Expression> + use<'a> {
        self.policy.conditions_in(self.version).flat_map(Expression::predicates)
    }
}

/// Writes down what is open. Of a condition that turns out to be known nothing is written.
struct Writer<'t, 'a, T> {
    formula: Formula<'a>,
    truths: &'t T,
    documentation: Documentation<'a>,
    asks: Asks,
}

impl<'a, T: Truths> Writer<'_, 'a, T> {
    fn outcome(&mut self, policy: &'a Policy, candidates: &mut dyn Iterator<Item = &'a Section>) {
        let applicability = &policy.applicability;
        match self.at_least(applicability.len(), applicability, |writer, part| writer.condition(part.slot, &part.condition)) {
            Some(true) => self.governed(candidates),
            Some(false) => self.known(Outcome::NotApplicable),
            None => {
                self.governed(candidates);
                self.known(Outcome::NotApplicable);
                self.formula.add(Kind::If);
            }
        }
    }

    /// What the first of the sections that governs says.
    fn governed(&mut self, sections: &mut dyn Iterator<Item = &'a Section>) {
        let Some(section) = sections.next() else { return self.known(Outcome::NotApplicable) };
        match section.guard.as_ref().map_or(Some(true), |guard| self.condition(guard.slot, &guard.condition)) {
            Some(true) => self.section(section),
            Some(false) => self.governed(sections),
            None => {
                self.section(section);
                self.governed(sections);
                self.formula.add(Kind::If);
            }
        }
    }

    fn section(&mut self, section: &'a Section) {
        match self.at_least(section.criteria.len(), &section.criteria, Writer::criterion) {
            Some(true) => self.known(section.conclusion.outcome()),
            Some(false) => self.known(Outcome::CriteriaNotMet),
            None => {
                self.known(section.conclusion.outcome());
                self.known(Outcome::CriteriaNotMet);
                self.formula.add(Kind::If);
            }
        }
    }

    fn known(&mut self, outcome: Outcome) {
        self.formula.add(Kind::Known(outcome.position()));
    }

    fn criterion(&mut self, criterion: &'a Criterion) -> Option<bool> {
        match &criterion.body {
            Body::Condition(condition) => self.condition(criterion.slot, condition),
            Body::Group { quantifier, criteria } => match self.truths.truth(criterion.slot) {
                Some(Truth::MET) => Some(true),
                Some(Truth::NOT_MET) => Some(false),
                _ => match quantifier {
                    Quantifier::AllOf => self.at_least(criteria.len(), criteria, Writer::criterion),
                    Quantifier::AnyOf => self.at_least(1, criteria, Writer::criterion),
                    Quantifier::NoneOf => {
                        let any = self.at_least(1, criteria, Writer::criterion);
                        self.not(any)
                    }
                    Quantifier::AtLeast(needed) => self.at_least(usize::try_from(*needed).unwrap_or(usize::MAX), criteria, Writer::criterion),
                },
            },
        }
    }

    /// A condition with a slot of its own.
    fn condition(&mut self, slot: Slot, condition: &'a Expression) -> Option<bool> {
        match self.truths.truth(slot) {
            Some(Truth::MET) => Some(true),
            Some(Truth::NOT_MET) => Some(false),
            found => self.unless_found(found, condition),
        }
    }

    fn expression(&mut self, expression: &'a Expression) -> Option<bool> {
        self.unless_found(None, expression)
    }

    /// An expression whose truth may have been found already; it does not tell what becomes of the parts.
    fn unless_found(&mut self, found: Option<Truth>, expression: &'a Expression) -> Option<bool> {
        match expression {
            Expression::AtLeast(needed, parts) => self.at_least(usize::try_from(*needed).unwrap_or(usize::MAX), parts, Writer::expression),
            Expression::Not(part) => {
                let part = self.expression(part);
                self.not(part)
            }
            Expression::If { condition, then, otherwise } => self.choice(condition, then, otherwise),
            predicate @ Expression::Test { .. } => match found.unwrap_or_else(|| self.documentation.truth(predicate)) {
                Truth::MET => Some(true),
                Truth::NOT_MET => Some(false),
                _ => self.unknown(predicate),
            },
        }
    }

    fn unknown(&mut self, predicate: &'a Expression) -> Option<bool> {
        let only = if self.asks == Asks::Either { only_answer(predicate, self.documentation) } else { None };
        if only.is_none() {
            self.formula.add(Kind::Asks(predicate));
        }
        only
    }

    fn choice(&mut self, condition: &'a Expression, then: &'a Expression, otherwise: &'a Expression) -> Option<bool> {
        let begin = self.formula.len();
        match self.expression(condition) {
            Some(true) => return self.expression(then),
            Some(false) => return self.expression(otherwise),
            None => {}
        }
        let then = self.branch(then);
        let otherwise = self.branch(otherwise);
        if then.is_some() && then == otherwise {
            self.formula.truncate(begin);
            return then;
        }
        self.formula.add(Kind::If);
        None
    }

    /// A condition that is written even where it is known.
    fn branch(&mut self, expression: &'a Expression) -> Option<bool> {
        let met = self.expression(expression);
        if let Some(met) = met {
            self.formula.add(Kind::Known(u16::from(met)));
        }
        met
    }

    fn not(&mut self, part: Option<bool>) -> Option<bool> {
        if part.is_none() {
            self.formula.negate();
        }
        part.map(|met| !met)
    }

    fn at_least<P>(&mut self, mut needed: usize, parts: &'a [P], write: impl Fn(&mut Self, &'a P) -> Option<bool>) -> Option<bool> {
        let begin = self.formula.len();
        let (mut open, mut parts) = (0_usize, parts.iter());
        while needed > 0 && needed <= parts.len().saturating_add(open) {
            match parts.next().map(|part| write(self, part)) {
                Some(Some(met)) => needed = needed.saturating_sub(usize::from(met)),
                Some(None) => open = open.saturating_add(1),
                None => {
                    if open > 1 {
                        self.formula.add(Kind::at_least(needed, open));
                    }
                    return None;
                }
            }
        }
        self.formula.truncate(begin);
        Some(needed == 0)
    }
}
