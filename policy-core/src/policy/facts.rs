//! Which facts a policy asks about.

use super::{Body, Choice, Conclusion, Criterion, DateOperand, DateTest, Expression, Policy, Selector};
use crate::vocabulary::FactId;
use std::collections::BTreeSet;

impl Policy {
    /// The facts that the policy uses anywhere, in the order of the vocabulary; without the two built-in dates. An age stands as its date of birth.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts = BTreeSet::new();
        let versions = || self.versions.iter();
        let conditions = self.applicability.iter().map(|applicability| &applicability.condition);
        let advisories = self.advisories.iter().chain(versions().flat_map(|version| version.advisories.iter()));
        for condition in conditions.chain(advisories.filter_map(|advisory| advisory.condition.as_ref())) {
            condition.add_facts(&mut facts);
        }
        for section in versions().flat_map(|version| version.sections.iter()) {
            if let Some(guard) = &section.guard {
                guard.condition.add_facts(&mut facts);
            }
            section.criteria.iter().for_each(|criterion| criterion.add_facts(&mut facts));
            section.conclusion.add_facts(&mut facts);
        }
        facts.retain(|fact| ![FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(fact));
        facts.into_iter().collect()
    }
}

impl Criterion {
    fn add_facts(&self, facts: &mut BTreeSet<FactId>) {
        match &self.body {
            Body::Group { criteria, .. } => criteria.iter().for_each(|criterion| criterion.add_facts(facts)),
            Body::Condition(condition) => condition.add_facts(facts),
        }
    }
}

impl Conclusion {
    /// The facts that its details hang on: the policy to refer to, or the basis.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactId> {
        let mut facts = BTreeSet::new();
        self.add_facts(&mut facts);
        facts
    }

    fn add_facts(&self, facts: &mut BTreeSet<FactId>) {
        match self {
            Conclusion::Refer { to } => to.add_facts(facts),
            Conclusion::NotCovered { basis } => basis.add_facts(facts),
            _ => {}
        }
    }
}

impl<T: Clone> Choice<T> {
    fn add_facts(&self, facts: &mut BTreeSet<FactId>) {
        if let Choice::By { selector, arms } = self {
            match selector {
                Selector::Code(fact) | Selector::Flag(fact) => {
                    facts.insert(*fact);
                }
                Selector::Condition(condition) => condition.add_facts(facts),
            }
            arms.iter().for_each(|arm| arm.choice.add_facts(facts));
        }
    }
}

impl Expression {
    /// The facts that the expression asks about; an age stands as its date of birth.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactId> {
        let mut facts = BTreeSet::new();
        self.add_facts(&mut facts);
        facts
    }

    fn add_facts(&self, facts: &mut BTreeSet<FactId>) {
        match self {
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| part.add_facts(facts)),
            Expression::Not(inner) => inner.add_facts(facts),
            Expression::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| part.add_facts(facts)),
            Expression::Flag(fact)
            | Expression::Code { fact, .. }
            | Expression::Count { fact, .. }
            | Expression::Age { birth_date: fact, .. }
            | Expression::Quantity { fact, .. }
            | Expression::Measurement { fact, .. }
            | Expression::Events { fact, .. } => {
                facts.insert(*fact);
            }
            Expression::Date { fact, test } => {
                facts.insert(*fact);
                if let DateTest::Compare(_, DateOperand::Fact(other)) = test {
                    facts.insert(*other);
                }
            }
        }
    }
}
