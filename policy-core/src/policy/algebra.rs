//! What the connectives, the outline and the order of sections mean, once for every logic.
//!
//! In: a policy tree, and an algebra: values, and what is made of them. Out: the value of a
//! condition, a criterion, a section or the whole. Truths, decision diagrams, formulas and
//! possibilities are algebras. The [reference evaluator](crate::evaluate::reference) goes its own
//! way, on purpose.

use super::{
    Applicability, Body, Criterion, Expression, Guard, Outcome, Policy, Quantifier, Section, Slot,
};

/// A logic over conditions and criteria.
///
/// An algebra looks at the parts of a connective itself, so that it can stop where the rest does
/// not matter.
pub trait Algebra<'p>: Sized {
    /// What a condition comes to.
    type Value;
    /// Why it cannot be told.
    type Error;

    /// The value of a [test](Expression::Test).
    ///
    /// # Errors
    ///
    /// Where the value cannot be told; so everywhere here.
    fn test(&mut self, test: &'p Expression) -> Result<Self::Value, Self::Error>;

    /// At least so many of some parts hold: all of them if it is as many as there are, and any if
    /// it is one.
    ///
    /// # Errors
    ///
    /// Where the value cannot be told.
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
    /// Where the value cannot be told.
    fn not(&mut self, part: Self::Value) -> Result<Self::Value, Self::Error>;

    /// `if condition then … else …`
    ///
    /// # Errors
    ///
    /// Where the value cannot be told.
    fn choose(
        &mut self,
        condition: &'p Expression,
        then: &'p Expression,
        otherwise: &'p Expression,
    ) -> Result<Self::Value, Self::Error>;

    /// What is known already of the condition or criterion with this slot.
    fn found(&mut self, _slot: Slot) -> Option<Self::Value> {
        None
    }

    /// The value of a condition.
    ///
    /// # Errors
    ///
    /// Where the value cannot be told.
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
    /// Where the value cannot be told.
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
    /// Where the value cannot be told.
    fn criteria(&mut self, section: &'p Section) -> Result<Self::Value, Self::Error> {
        self.at_least(section.criteria.len(), &section.criteria, Self::criterion)
    }

    /// A section is for the member.
    ///
    /// # Errors
    ///
    /// Where the value cannot be told.
    fn guard(&mut self, guard: &'p Guard) -> Result<Self::Value, Self::Error> {
        self.found(guard.slot).map_or_else(|| self.condition(&guard.condition), Ok)
    }

    /// The policy speaks about the request.
    ///
    /// # Errors
    ///
    /// Where the value cannot be told.
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

/// What a policy may say, before the outcome is looked at closer.
#[derive(Clone, Copy, Debug)]
pub enum Ruling<'p> {
    /// It does not speak about the request, or no section governs.
    NotApplicable,
    /// A criterion of the governing section is not met.
    NotMet,
    /// Whether a criterion of the governing section is met stays unknown: no result is on file.
    Unknown,
    /// The criteria of this section are met.
    Met(&'p Section),
}

impl Ruling<'_> {
    /// The outcome that it stands for.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Ruling::NotApplicable => Outcome::NotApplicable,
            Ruling::NotMet => Outcome::CriteriaNotMet,
            Ruling::Unknown => Outcome::NeedInformation,
            Ruling::Met(section) => section.conclusion.outcome(),
        }
    }
}

/// An algebra that also tells what a policy says: the first section whose guard holds governs.
pub trait Decision<'p>: Algebra<'p> {
    /// What a policy comes to.
    type Outcome;

    /// The outcome of a ruling.
    ///
    /// # Errors
    ///
    /// Where it cannot be told; so everywhere here.
    fn ruling(&mut self, ruling: Ruling<'p>) -> Result<Self::Outcome, Self::Error>;

    /// From now on every test of a result on file is met, or none is any more.
    fn suppose_on_file(&mut self, supposed: bool);

    /// One outcome where a condition holds, and another one where it does not.
    ///
    /// # Errors
    ///
    /// Where it cannot be told.
    fn decide(
        &mut self,
        condition: impl FnOnce(&mut Self) -> Result<Self::Value, Self::Error>,
        then: impl FnOnce(&mut Self) -> Result<Self::Outcome, Self::Error>,
        otherwise: impl FnOnce(&mut Self) -> Result<Self::Outcome, Self::Error>,
    ) -> Result<Self::Outcome, Self::Error>;

    /// What a policy says, of whose version these sections may govern.
    ///
    /// # Errors
    ///
    /// Where it cannot be told.
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

    /// What the first of the sections that governs says.
    ///
    /// # Errors
    ///
    /// Where it cannot be told.
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
    /// Where it cannot be told.
    fn section(&mut self, section: &'p Section) -> Result<Self::Outcome, Self::Error> {
        self.decide(
            |decision| decision.criteria(section),
            |decision| decision.ruling(Ruling::Met(section)),
            |decision| decision.unmet(section),
        )
    }

    /// What a section says if it governs and its criteria are not met.
    ///
    /// A result that is not on file leaves them unknown, unless they are not met whatever is on
    /// file. No negation stands above `on file`, so they then hold if everything is.
    ///
    /// # Errors
    ///
    /// Where it cannot be told.
    fn unmet(&mut self, section: &'p Section) -> Result<Self::Outcome, Self::Error> {
        let mut predicates = section.conditions().flat_map(Expression::predicates);
        if !predicates.any(Expression::asks_for_file) {
            return self.ruling(Ruling::NotMet);
        }
        self.decide(
            |decision| {
                decision.suppose_on_file(true);
                let criteria = decision.criteria(section);
                decision.suppose_on_file(false);
                criteria
            },
            |decision| decision.ruling(Ruling::Unknown),
            |decision| decision.ruling(Ruling::NotMet),
        )
    }
}

impl Quantifier {
    /// How many of some criteria it asks for, and whether they are to fail instead.
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
