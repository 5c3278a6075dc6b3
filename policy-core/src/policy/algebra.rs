//! What the connectives, the outline and the order of sections mean, once for every logic.
//!
//! In: a policy tree, and an algebra: its values and how to combine them. Out: the value of a
//! condition, a criterion, a section or the whole policy. Truths, decision diagrams, formulas and
//! possibilities are algebras. The [reference evaluator](crate::evaluate::reference) deliberately
//! does not use this.

use super::{
    Applicability, Body, Conclusion, Criterion, Expression, Guard, Otherwise, Outcome, Policy,
    Quantifier, Section, Slot,
};

/// A logic over conditions and criteria.
///
/// An algebra evaluates the parts of a connective itself, so that it can stop as soon as the rest
/// does not matter.
pub trait Algebra<'p>: Sized {
    /// The value of a condition.
    type Value;
    /// Why there is no value.
    type Error;

    /// The value of a [test](Expression::Test).
    ///
    /// # Errors
    ///
    /// If the value cannot be determined; the same holds for every method here.
    fn test(&mut self, test: &'p Expression) -> Result<Self::Value, Self::Error>;

    /// At least this many of the parts hold: all of them if it is the number of parts, any of them
    /// if it is one.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn at_least<P>(
        &mut self,
        needed: usize,
        parts: &'p [P],
        value: impl Fn(&mut Self, &'p P) -> Result<Self::Value, Self::Error>,
    ) -> Result<Self::Value, Self::Error>;

    /// A part does not hold.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn not(&mut self, part: Self::Value) -> Result<Self::Value, Self::Error>;

    /// `if condition then … else …`
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn choose(
        &mut self,
        condition: &'p Expression,
        then: &'p Expression,
        otherwise: &'p Expression,
    ) -> Result<Self::Value, Self::Error>;

    /// What is already known of the condition or criterion with this slot.
    fn found(&mut self, _slot: Slot) -> Option<Self::Value> {
        None
    }

    /// The value of a condition.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn condition(&mut self, condition: &'p Expression) -> Result<Self::Value, Self::Error> {
        match condition {
            Expression::AtLeast(needed, parts) => self.at_least(
                usize::try_from(*needed).unwrap_or(usize::MAX),
                parts,
                Self::condition,
            ),
            Expression::Not(part) => {
                let part = self.condition(part)?;
                self.not(part)
            }
            Expression::If { condition, then, otherwise } => {
                self.choose(condition, then, otherwise)
            }
            Expression::Test { .. } => self.test(condition),
        }
    }

    /// The value of a criterion.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn criterion(&mut self, criterion: &'p Criterion) -> Result<Self::Value, Self::Error> {
        if let Some(found) = self.found(criterion.slot) {
            return Ok(found);
        }
        match &criterion.body {
            Body::Condition(condition) => self.condition(condition),
            Body::Group { quantifier, criteria } => {
                let (needed, is_negated) = quantifier.needed(criteria.len());
                let group = self.at_least(needed, criteria, Self::criterion)?;
                if is_negated { self.not(group) } else { Ok(group) }
            }
        }
    }

    /// All criteria of a section are met.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn criteria(&mut self, section: &'p Section) -> Result<Self::Value, Self::Error> {
        self.at_least(section.criteria.len(), &section.criteria, Self::criterion)
    }

    /// The section is meant for the member.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn guard(&mut self, guard: &'p Guard) -> Result<Self::Value, Self::Error> {
        self.found(guard.slot).map_or_else(|| self.condition(&guard.condition), Ok)
    }

    /// The policy applies to the request.
    ///
    /// # Errors
    ///
    /// If the value cannot be determined.
    fn applies(&mut self, policy: &'p Policy) -> Result<Self::Value, Self::Error> {
        self.at_least(
            policy.applicability.len(),
            &policy.applicability,
            |algebra, Applicability { slot, condition, .. }| {
                algebra.found(*slot).map_or_else(|| algebra.condition(condition), Ok)
            },
        )
    }
}

/// What a policy may say, before its conclusion is examined further.
#[derive(Clone, Copy, Debug)]
pub enum Ruling<'p> {
    /// It does not apply to the request, or no section governs.
    NotApplicable,
    /// A criterion of the governing section is not met, and nothing else follows from that.
    NotMet,
    /// A criterion of the governing section is not met, and this follows.
    Otherwise(&'p Conclusion),
    /// Whether a criterion of this section, which governs, is met stays unknown because no result is
    /// on file; if one is not, this follows, or nothing else.
    Unknown(&'p Section, Option<&'p Conclusion>),
    /// The criteria of this section are met.
    Met(&'p Section),
}

impl Ruling<'_> {
    /// The outcome of the ruling.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Ruling::NotApplicable => Outcome::NotApplicable,
            Ruling::NotMet => Outcome::CriteriaNotMet,
            Ruling::Otherwise(conclusion) => conclusion.outcome(),
            Ruling::Unknown(section, otherwise) => {
                let met = section.conclusion.outcome();
                let unmet = otherwise.map_or(Outcome::CriteriaNotMet, Conclusion::outcome);
                if met == unmet { met } else { Outcome::NeedInformation }
            }
            Ruling::Met(section) => section.conclusion.outcome(),
        }
    }
}

/// An algebra that also tells what a policy says: the first section whose guard holds governs.
pub trait Decision<'p>: Algebra<'p> {
    /// The value of a whole policy.
    type Outcome;

    /// The outcome of a ruling.
    ///
    /// # Errors
    ///
    /// If it cannot be determined; the same holds for every method here.
    fn ruling(&mut self, ruling: Ruling<'p>) -> Result<Self::Outcome, Self::Error>;

    /// From now on, every test for a result on file is met, or none is.
    fn suppose_on_file(&mut self, supposed: bool);

    /// One outcome if a condition holds, another if it does not.
    ///
    /// # Errors
    ///
    /// If it cannot be determined.
    fn decide(
        &mut self,
        condition: impl FnOnce(&mut Self) -> Result<Self::Value, Self::Error>,
        then: impl FnOnce(&mut Self) -> Result<Self::Outcome, Self::Error>,
        otherwise: impl FnOnce(&mut Self) -> Result<Self::Outcome, Self::Error>,
    ) -> Result<Self::Outcome, Self::Error>;

    /// What the policy whose version has these sections says.
    ///
    /// # Errors
    ///
    /// If it cannot be determined.
    fn outcome(
        &mut self,
        policy: &'p Policy,
        sections: &mut dyn Iterator<Item = &'p Section>,
    ) -> Result<Self::Outcome, Self::Error> {
        self.decide(
            |decision| decision.applies(policy),
            |decision| decision.governed(sections),
            |decision| decision.ruling(Ruling::NotApplicable),
        )
    }

    /// What the first governing section says.
    ///
    /// # Errors
    ///
    /// If it cannot be determined.
    fn governed(
        &mut self,
        sections: &mut dyn Iterator<Item = &'p Section>,
    ) -> Result<Self::Outcome, Self::Error> {
        let Some(section) = sections.next() else { return self.ruling(Ruling::NotApplicable) };
        match &section.guard {
            None => self.section(section),
            Some(guard) => self.decide(
                |decision| decision.guard(guard),
                |decision| decision.section(section),
                |decision| decision.governed(sections),
            ),
        }
    }

    /// What a section says if it governs.
    ///
    /// # Errors
    ///
    /// If it cannot be determined.
    fn section(&mut self, section: &'p Section) -> Result<Self::Outcome, Self::Error> {
        self.decide(
            |decision| decision.criteria(section),
            |decision| decision.ruling(Ruling::Met(section)),
            |decision| decision.unmet(section),
        )
    }

    /// What a section says if it governs and its criteria are not met.
    ///
    /// A result that is not on file leaves the criteria unknown unless they fail regardless of what
    /// is on file. `on file` is never negated, so the criteria hold if everything is on file.
    ///
    /// # Errors
    ///
    /// If it cannot be determined.
    fn unmet(&mut self, section: &'p Section) -> Result<Self::Outcome, Self::Error> {
        let mut predicates = section.conditions().flat_map(Expression::predicates);
        if !predicates.any(Expression::asks_for_file) {
            return self.otherwise(&section.otherwise, &|otherwise| {
                otherwise.map_or(Ruling::NotMet, Ruling::Otherwise)
            });
        }
        self.decide(
            |decision| {
                decision.suppose_on_file(true);
                let criteria = decision.criteria(section);
                decision.suppose_on_file(false);
                criteria
            },
            |decision| {
                decision
                    .otherwise(&section.otherwise, &|otherwise| Ruling::Unknown(section, otherwise))
            },
            |decision| {
                decision.otherwise(&section.otherwise, &|otherwise| {
                    otherwise.map_or(Ruling::NotMet, Ruling::Otherwise)
                })
            },
        )
    }

    /// What the first of these whose condition holds leads to; `None` stands for none of them.
    ///
    /// # Errors
    ///
    /// If it cannot be determined.
    fn otherwise(
        &mut self,
        rest: &'p [Otherwise],
        leads_to: &dyn Fn(Option<&'p Conclusion>) -> Ruling<'p>,
    ) -> Result<Self::Outcome, Self::Error> {
        let Some((first, rest)) = rest.split_first() else { return self.ruling(leads_to(None)) };
        match &first.when {
            None => self.ruling(leads_to(Some(&first.conclusion))),
            Some(when) => self.decide(
                |decision| decision.guard(when),
                |decision| decision.ruling(leads_to(Some(&first.conclusion))),
                |decision| decision.otherwise(rest, leads_to),
            ),
        }
    }
}

impl Quantifier {
    /// How many of the given number of criteria must be met, and whether that is then negated.
    #[must_use]
    pub fn needed(self, criteria: usize) -> (usize, bool) {
        match self {
            Quantifier::AllOf => (criteria, false),
            Quantifier::AnyOf => (1, false),
            Quantifier::NoneOf => (1, true),
            Quantifier::AtLeast(needed) => (usize::try_from(needed).unwrap_or(usize::MAX), false),
        }
    }
}
