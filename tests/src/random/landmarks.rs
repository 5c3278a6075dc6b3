//! What a policy compares its facts with: where evaluators go wrong, and so where random values come from.

use policy_core::NaiveDate;
use policy_core::calendar::{CalendarUnit, Duration};
use policy_core::policy::{CountTest, DateOperand, DateTest, Expression, Policy, QuantityTest, Selector, Threshold, Version};
use policy_core::vocabulary::FactId;
use std::collections::BTreeMap;

/// What a policy compares its facts with.
#[derive(Clone, Debug, Default)]
pub(super) struct Landmarks {
    pub(super) codes: BTreeMap<FactId, Vec<u64>>,
    pub(super) numbers: BTreeMap<FactId, Vec<Threshold>>,
    pub(super) counts: BTreeMap<FactId, Vec<u32>>,
    pub(super) ages: Vec<u32>,
    pub(super) days: Vec<NaiveDate>,
    pub(super) spans: Vec<Duration>,
}

impl Landmarks {
    pub(super) fn of(policy: &Policy) -> Landmarks {
        let mut landmarks = Landmarks { spans: vec![Duration::new(1, CalendarUnit::Days)], ..Landmarks::default() };
        landmarks.days.extend(policy.versions.iter().flat_map(|version| version.from.into_iter().chain(version.to)));
        let applicability = policy.applicability.iter().map(|applicability| &applicability.condition);
        let advisories = policy.advisories.iter().chain(policy.versions.iter().flat_map(|version| version.advisories.iter()));
        let selectors = policy.versions.iter().flat_map(|version| version.sections.iter()).flat_map(|section| section.conclusion.selectors());
        let selected = selectors.filter_map(|selector| if let Selector::Condition(condition) = selector { Some(&**condition) } else { None });
        let conditions = applicability.chain(policy.versions.iter().flat_map(Version::conditions)).chain(selected);
        let conditions = conditions.chain(advisories.filter_map(|advisory| advisory.condition.as_ref()));
        conditions.flat_map(Expression::predicates).for_each(|predicate| landmarks.predicate(predicate));
        landmarks
    }

    fn predicate(&mut self, predicate: &Expression) {
        match predicate {
            Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. } | Expression::Flag(_) => {}
            Expression::Code { fact, values } => self.codes.entry(*fact).or_default().push(*values),
            Expression::Count { fact, test } => self.counts.entry(*fact).or_default().extend(numbers_of(*test)),
            Expression::Age { test, .. } => self.ages.extend(numbers_of(*test)),
            Expression::Date { test, .. } => match test {
                DateTest::AtLeastAgo(span) | DateTest::Within(span) => self.spans.push(*span),
                DateTest::Compare(_, DateOperand::Day(day)) => self.days.push(*day),
                DateTest::Compare(_, DateOperand::Fact(_)) => {}
                DateTest::Between(first, last) => self.days.extend([*first, *last]),
            },
            Expression::Quantity { fact, test } => self.quantity(*fact, *test, None),
            Expression::Measurement { fact, test, within, .. } => self.quantity(*fact, *test, *within),
            Expression::Events { within, .. } => self.spans.extend(*within),
        }
    }

    fn quantity(&mut self, fact: FactId, test: QuantityTest, within: Option<Duration>) {
        let thresholds = self.numbers.entry(fact).or_default();
        match test {
            QuantityTest::Compare(_, threshold) => thresholds.push(threshold),
            QuantityTest::Between(low, high) => thresholds.extend([low, high]),
        }
        self.spans.extend(within);
    }
}

fn numbers_of(test: CountTest) -> Vec<u32> {
    match test {
        CountTest::Compare(_, number) => vec![number],
        CountTest::Between(low, high) => vec![low, high],
    }
}
