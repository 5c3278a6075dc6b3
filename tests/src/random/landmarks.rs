//! What a policy compares its facts with: where evaluators go wrong, and so where random values
//! come from.

use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::policy::{
    DateTest, Day, Expression, Formula, Input, Policy, Region, Relation, Selector, Summed, Term,
    Threshold, Version, Window,
};
use policy_core::possible::{Distance, Multiple};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use policy_core::{Decimal, NaiveDate};
use std::collections::BTreeMap;

/// What a policy compares its facts with.
#[derive(Clone, Debug, Default)]
pub(super) struct Landmarks {
    pub(super) codes: BTreeMap<FactId, Vec<u64>>,
    /// Multiples of the limits of normal of a measurement.
    pub(super) multiples: BTreeMap<FactId, Vec<Multiple>>,
    pub(super) numbers: BTreeMap<FactId, Vec<Threshold>>,
    pub(super) counts: BTreeMap<FactId, Vec<u32>>,
    pub(super) ages: Vec<CalendarDuration>,
    /// An age is asked at a date of the case.
    pub(super) asks_at_dates: bool,
    /// A window is counted from a date of the case.
    pub(super) counts_from_dates: bool,
    pub(super) days: Vec<NaiveDate>,
    pub(super) spans: Vec<CalendarDuration>,
}

impl Landmarks {
    pub(super) fn of(policy: &Policy) -> Landmarks {
        let mut landmarks = Landmarks {
            spans: vec![CalendarDuration::new(1, CalendarUnit::Days)],
            ..Landmarks::default()
        };
        landmarks.days.extend(
            policy.versions.iter().flat_map(|version| version.from.into_iter().chain(version.to)),
        );
        let applicability =
            policy.applicability.iter().map(|applicability| &applicability.condition);
        let advisories = policy
            .advisories
            .iter()
            .chain(policy.versions.iter().flat_map(|version| version.advisories.iter()));
        let selectors = policy
            .versions
            .iter()
            .flat_map(|version| version.sections.iter())
            .flat_map(|section| section.conclusion.selectors());
        let selected = selectors.filter_map(|selector| {
            if let Selector::Condition(condition) = selector { Some(&**condition) } else { None }
        });
        let conditions = applicability
            .chain(policy.versions.iter().flat_map(Version::conditions))
            .chain(selected);
        let conditions =
            conditions.chain(advisories.filter_map(|advisory| advisory.condition.as_ref()));
        conditions
            .flat_map(Expression::predicates)
            .for_each(|predicate| landmarks.predicate(predicate, &policy.vocabulary));
        landmarks
    }

    /// Both facts get a number from the middle of their ranges, and the first one that number as it
    /// is moved by the distance.
    fn relation(&mut self, term: &Term, relation: Relation, vocabulary: &Vocabulary) {
        let hundred = Decimal::ONE_HUNDRED;
        let moved = |middle: Decimal| match relation.distance {
            Distance::None => middle,
            Distance::Plus { value, .. } => middle + value,
            Distance::Percent(percent) => middle * (hundred + percent) / hundred,
        };
        let other = relation.other;
        let kind = |fact| vocabulary.fact(fact).map(|fact| &fact.kind);
        match (kind(term.fact()), kind(other.fact())) {
            (
                Some(FactKind::Count { low, high }),
                Some(FactKind::Count { low: least, high: most }),
            ) => {
                let middle = low.max(least).midpoint(*high.min(most)).min(low.max(least) + 10);
                let beside = moved(middle.into()).round().try_into().unwrap_or(middle);
                self.counts.entry(term.fact()).or_default().extend([middle, beside]);
                self.counts.entry(other.fact()).or_default().push(middle);
            }
            (Some(one), Some(another)) => {
                let (Some(own), Some(scale)) = (one.scale(), another.scale()) else { return };
                let unit = scale.unit;
                let middle = ((scale.low + scale.high) / Decimal::TWO).round();
                let near = |value| Threshold { value, unit };
                if own.units().any(|accepted| accepted == unit) {
                    let numbers = self.numbers.entry(term.fact()).or_default();
                    numbers.extend([near(middle), near(moved(middle))]);
                }
                self.numbers.entry(other.fact()).or_default().push(near(middle));
            }
            _ => {}
        }
    }

    /// Round numbers for all inputs, so that some of them come to exactly what is asked for.
    fn formula(&mut self, formula: &Formula, vocabulary: &Vocabulary) {
        formula.windows().for_each(|window| self.window(window));
        for input in formula.inputs() {
            let number = match input {
                Input::Term(term) => Some(term.fact()),
                Input::Sum(sum) => match sum.of {
                    Summed::Attribute(attribute) => Some(attribute),
                    Summed::Days => None,
                },
                Input::Days(..) => None,
            };
            let Some(fact) = number else {
                self.spans.push(CalendarDuration::new(84, CalendarUnit::Days));
                continue;
            };
            let Some(scale) = vocabulary.fact(fact).unwrap().kind.scale() else {
                self.counts.entry(fact).or_default().extend([1, 2, 5]);
                continue;
            };
            let unit = scale.unit;
            let round = [1, 2, 3, 5, 10, 12, 15, 30, 50, 60, 75, 100, 120, 150, 160, 200, 400];
            let (low, high) = scale.limits().unwrap_or((-Decimal::TEN, Decimal::TEN));
            let plausible =
                round.map(Decimal::from).into_iter().filter(|it| (low..=high).contains(it));
            let part = |sixteenths: i32| {
                (low + (high - low) * Decimal::from(sixteenths) / Decimal::from(16)).round()
            };
            let parts = (1..16).map(part);
            let near = plausible.chain(parts).map(|value| Threshold { value, unit });
            self.numbers.entry(fact).or_default().extend(near);
        }
    }

    fn window(&mut self, window: Window) {
        for end in window.ends() {
            self.spans.extend(end.shift.duration());
            match end.day {
                Day::On(day) => self.days.push(end.shift.from(day)),
                Day::Fact(fact) => self.counts_from_dates |= !fact.is_built_in(),
            }
        }
    }

    fn predicate(&mut self, predicate: &Expression, vocabulary: &Vocabulary) {
        let Some((term, region)) = predicate.asked() else { return };
        let conditions = term.looked_at().filter_map(|entries| entries.filter.as_deref());
        for predicate in conditions.flat_map(Expression::predicates) {
            self.predicate(predicate, vocabulary);
        }
        term.window().into_iter().for_each(|window| self.window(window));
        term.formula().into_iter().for_each(|formula| self.formula(formula, vocabulary));
        match region {
            Region::Yes => {}
            Region::Values(values) => self.codes.entry(term.fact()).or_default().push(values),
            Region::Whole(test) => match *term {
                Term::Age { at, unit, .. } => {
                    self.ages.extend(test.bounds().map(|age| CalendarDuration::new(age, unit)));
                    match at {
                        Day::On(day) => self.days.push(day),
                        Day::REQUEST | Day::SERVICE => {}
                        Day::Fact(_) => self.asks_at_dates = true,
                    }
                }
                Term::Entries(_) => {}
                _ => self.counts.entry(term.fact()).or_default().extend(test.bounds()),
            },
            Region::Quantity(test) if let Some(sum) = term.sum() => {
                let Summed::Attribute(attribute) = sum.of else { return };
                // One entry, two or three come to exactly what is asked for.
                let parts = test.thresholds().flat_map(|threshold| {
                    [1, 2, 3].map(|of| Threshold {
                        value: (threshold.value / Decimal::from(of)).round_dp(6),
                        ..threshold
                    })
                });
                let scale = vocabulary.fact(attribute).and_then(|fact| fact.kind.scale()).unwrap();
                let is_plausible =
                    |part: &Threshold| scale.plausible(part.value, part.unit).is_some();
                let numbers = self.numbers.entry(attribute).or_default();
                numbers.extend(parts.filter(is_plausible));
            }
            Region::Quantity(test) => {
                self.numbers.entry(term.fact()).or_default().extend(test.thresholds());
            }
            Region::Day(test) => match test {
                DateTest::Compare(_, Day::On(day)) => self.days.push(day),
                DateTest::Compare(_, Day::Fact(_)) => {}
                DateTest::In(window) => self.window(window),
            },
            Region::Norm(test) => {
                self.multiples.entry(term.fact()).or_default().extend(test.multiples());
            }
            Region::Than(relation) => {
                relation.other.window().into_iter().for_each(|window| self.window(window));
                self.relation(term, relation, vocabulary);
            }
        }
    }
}
