//! Random cases for any policy, drawn near the thresholds that its tree names.
//!
//! A case is drawn fact by fact: undocumented, documented, or half-known (several candidates, a range, a partial date, an incomplete history). Values
//! come mostly from just below, at and just above what the policy compares with, since that is where evaluators go wrong.

use policy_core::calendar::{CalendarUnit, Duration, PartialDate};
use policy_core::case::{Case, FactValue, Program};
use policy_core::policy::{
    Body, Choice, Conclusion, CountTest, Criterion, DateOperand, DateTest, Expression, Policy, QuantityTest, Selector, Threshold,
};
use policy_core::possible::{Amount, Comparator, Count, Date, DocumentedResult, Flag, History, Occurrence, Scale, Written};
use policy_core::vocabulary::{FactId, FactKind};
use policy_core::{Datelike, Decimal, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

/// What a policy compares its facts with.
#[derive(Clone, Debug, Default)]
struct Landmarks {
    codes: BTreeMap<FactId, Vec<u64>>,
    numbers: BTreeMap<FactId, Vec<Threshold>>,
    counts: BTreeMap<FactId, Vec<u32>>,
    ages: Vec<u32>,
    days: Vec<NaiveDate>,
    spans: Vec<Duration>,
}

impl Landmarks {
    fn of(policy: &Policy) -> Landmarks {
        let mut landmarks = Landmarks { spans: vec![Duration::new(1, CalendarUnit::Days)], ..Landmarks::default() };
        for applicability in policy.applicability.iter() {
            landmarks.expression(&applicability.condition);
        }
        for version in policy.versions.iter() {
            landmarks.days.extend(version.from.into_iter().chain(version.to));
            for section in version.sections.iter() {
                section.guard.iter().for_each(|guard| landmarks.expression(&guard.condition));
                section.criteria.iter().for_each(|criterion| landmarks.criterion(criterion));
                match &section.conclusion {
                    Conclusion::Refer { to } => landmarks.choice(to),
                    Conclusion::NotCovered { basis } => landmarks.choice(basis),
                    _ => {}
                }
            }
        }
        landmarks
    }

    fn criterion(&mut self, criterion: &Criterion) {
        match &criterion.body {
            Body::Group { criteria, .. } => criteria.iter().for_each(|criterion| self.criterion(criterion)),
            Body::Condition(condition) => self.expression(condition),
        }
    }

    fn choice<T: Clone>(&mut self, choice: &Choice<T>) {
        if let Choice::By { selector, arms } = choice {
            if let Selector::Condition(condition) = selector {
                self.expression(condition);
            }
            arms.iter().for_each(|arm| self.choice(&arm.choice));
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| self.expression(part)),
            Expression::Not(inner) => self.expression(inner),
            Expression::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| self.expression(part)),
            Expression::Flag(_) => {}
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

/// Random cases for a policy; `known` are cases that it is good to stay near, such as the bundled ones.
pub fn cases(program: Program, known: Vec<Vec<(FactId, FactValue)>>) -> BoxedStrategy<Box<dyn CaseForTest>> {
    let landmarks = Landmarks::of(program.policy());
    let positions = 0..known.len();
    dates(&landmarks)
        .prop_flat_map(move |(request_date, service_date)| {
            let facts = program.policy().facts();
            let values = facts
                .iter()
                .map(|fact| prop::option::weighted(0.85, value(program, *fact, &landmarks, request_date, service_date, Knowledge::Any)))
                .collect::<Vec<_>>();
            // By position: the bundled cases are too many to be copied for every case that is drawn.
            let near = if positions.is_empty() { Just(None).boxed() } else { prop::option::weighted(0.7, positions.clone()).boxed() };
            let changed = prop::collection::vec(prop::bool::weighted(0.12), facts.len());
            (Just((request_date, service_date, facts)), values, near, changed)
        })
        .prop_map(move |((request_date, service_date, facts), values, near, changed)| {
            let mut case = program.empty_case(request_date, service_date);
            for (fact, value) in near.and_then(|position| known.get(position)).into_iter().flatten() {
                document(&mut *case, *fact, value.clone());
            }
            for ((fact, value), changed) in facts.into_iter().zip(values).zip(changed) {
                if let Some(value) = value
                    && (changed || near.is_none())
                {
                    document(&mut *case, fact, value);
                }
            }
            Box::new(case) as Box<dyn CaseForTest>
        })
        .boxed()
}

/// A random case; proptest wants its values to be `Debug`.
pub trait CaseForTest: std::fmt::Debug {
    fn case(&self) -> &dyn Case;
}

impl CaseForTest for Box<dyn Case> {
    fn case(&self) -> &dyn Case {
        &**self
    }
}

fn document(case: &mut dyn Case, fact: FactId, value: FactValue) {
    if let Some(field) = case.fact_mut(fact) {
        field.document(value);
    }
}

fn dates(landmarks: &Landmarks) -> BoxedStrategy<(NaiveDate, NaiveDate)> {
    let mut anchors = landmarks.days.clone();
    anchors.push(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
    anchors.push(NaiveDate::from_ymd_opt(2028, 2, 29).unwrap());
    anchors.push(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    (select(anchors), prop_oneof![Just(0_i64), -1..=1_i64, 0..400_i64], prop_oneof![Just(0_i64), -1..=1_i64, -60..60_i64])
        .prop_map(|(service, away, between)| {
            let service = shifted(service, away);
            (shifted(service, between), service)
        })
        .boxed()
}

fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(policy_core::TimeDelta::days(days)).unwrap_or(day)
}

/// A day at or near what the policy looks back to, not after `latest`.
fn day(landmarks: &Landmarks, anchor: NaiveDate, latest: NaiveDate) -> BoxedStrategy<NaiveDate> {
    let cutoffs = landmarks.spans.iter().map(|span| span.before(anchor)).chain(landmarks.days.iter().copied()).chain([anchor]).collect::<Vec<_>>();
    prop_oneof![
        4 => (select(cutoffs), -1..=1_i64).prop_map(|(day, shift)| shifted(day, shift)),
        1 => (0..900_i64).prop_map(move |days| shifted(anchor, -days)),
    ]
    .prop_map(move |day| day.min(latest))
    .boxed()
}

/// Whether values may be half-known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Knowledge {
    Exact,
    Any,
}

/// Fully documented values of a fact: one value, exact dates, complete histories, a result by every method.
pub fn documented(program: Program, fact: FactId, request_date: NaiveDate, service_date: NaiveDate) -> BoxedStrategy<FactValue> {
    value(program, fact, &Landmarks::of(program.policy()), request_date, service_date, Knowledge::Exact)
}

fn partial(day: impl Strategy<Value = NaiveDate> + 'static, knowledge: Knowledge) -> BoxedStrategy<PartialDate> {
    let precision = if knowledge == Knowledge::Exact { 9..10_u8 } else { 0..10_u8 };
    (day, precision)
        .prop_map(|(day, precision)| match precision {
            0 => PartialDate::Year(day.year()),
            1 | 2 => PartialDate::Month { year: day.year(), month: day.month() },
            _ => PartialDate::Day(day),
        })
        .boxed()
}

fn value(
    program: Program,
    fact: FactId,
    landmarks: &Landmarks,
    request_date: NaiveDate,
    service_date: NaiveDate,
    knowledge: Knowledge,
) -> BoxedStrategy<FactValue> {
    let exact = knowledge == Knowledge::Exact;
    let vocabulary = &program.policy().vocabulary;
    let births = vocabulary.facts.iter().any(|other| matches!(other.kind, FactKind::Age { birth_date } if birth_date == fact));
    match &vocabulary.fact(fact).unwrap().kind {
        FactKind::Flag { .. } => any::<bool>().prop_map(|flag| FactValue::Flag(Flag::from(flag))).boxed(),
        FactKind::Code { values } => code(values.len(), landmarks.codes.get(&fact), knowledge).prop_map(FactValue::Code).boxed(),
        FactKind::Count { low, high } => {
            let mut numbers = landmarks.counts.get(&fact).cloned().unwrap_or_default();
            numbers.push(*low);
            let (low, high) = (*low, *high);
            (select(numbers), -1..=1_i64)
                .prop_map(move |(number, shift)| {
                    let number = u32::try_from((i64::from(number) + shift).clamp(i64::from(low), i64::from(high))).unwrap();
                    FactValue::Count(Count::from(number))
                })
                .boxed()
        }
        FactKind::Date if births => {
            let ages = landmarks.ages.iter().copied().chain([40]).collect::<Vec<_>>();
            let birth = (select(ages), -1..=1_i64).prop_map(move |(age, shift)| {
                let day = Duration::new(age, CalendarUnit::Years).before(service_date);
                shifted(day, shift).min(service_date)
            });
            partial(birth, knowledge).prop_map(|date| FactValue::Date(Date::from(date))).boxed()
        }
        FactKind::Date | FactKind::Age { .. } => {
            let anywhere = prop_oneof![3 => day(landmarks, request_date, NaiveDate::MAX), 1 => day(landmarks, service_date, NaiveDate::MAX)];
            partial(anywhere, knowledge).prop_map(|date| FactValue::Date(Date::from(date))).boxed()
        }
        FactKind::Quantity { scale } => amount(scale, landmarks.numbers.get(&fact), knowledge).prop_map(FactValue::Quantity).boxed(),
        FactKind::Measurement { scale, methods } => {
            let count = u8::try_from(methods.len()).unwrap();
            let method = prop::option::weighted(0.9, 0..count.max(1));
            let result =
                (amount(scale, landmarks.numbers.get(&fact), knowledge), partial(day(landmarks, request_date, request_date), knowledge), method)
                    .prop_map(move |(amount, date, method)| DocumentedResult {
                        amount,
                        date: Date::from(date),
                        method: method.filter(|_| count > 0),
                    });
            if exact {
                let by_method = move |results: Vec<DocumentedResult>| {
                    let methods = (0..count).map(Some).chain([None]);
                    let mut documented: Vec<DocumentedResult> = Vec::new();
                    for (mut result, method) in results.into_iter().zip(methods) {
                        result.method = method;
                        // Two results of one day would leave open which is the latest.
                        while documented.iter().any(|other| other.date == result.date) {
                            result.date = Date::from(shifted(result.date.written().unwrap().first(), -1));
                        }
                        documented.push(result);
                    }
                    FactValue::Measurement(documented)
                };
                return prop::collection::vec(result, usize::from(count.max(1))).prop_map(by_method).boxed();
            }
            prop::collection::vec(result, 1..4).prop_map(FactValue::Measurement).boxed()
        }
        FactKind::Events { attribute } => {
            let values = attribute.as_ref().map_or(0, |attribute| attribute.values.len());
            let any_value = 0..u8::try_from(values).unwrap().max(1);
            let attribute = if exact { any_value.prop_map(Some).boxed() } else { prop::option::weighted(0.8, any_value).boxed() };
            let occurrence = (partial(day(landmarks, request_date, request_date), knowledge), attribute)
                .prop_map(move |(date, attribute)| Occurrence { date: Date::from(date), attribute: attribute.filter(|_| values > 0) });
            (any::<bool>().prop_map(move |complete| complete || exact), prop::collection::vec(occurrence, 0..4))
                .prop_map(|(complete, occurrences)| FactValue::Events(History { complete, occurrences }))
                .boxed()
        }
    }
}

/// One or several candidates, mostly among those that the policy names.
fn code(values: usize, named: Option<&Vec<u64>>, knowledge: Knowledge) -> BoxedStrategy<u64> {
    let count = u32::try_from(values).unwrap();
    let one = (0..count).prop_map(|position| 1_u64 << position);
    let two =
        if knowledge == Knowledge::Exact { one.clone().boxed() } else { (one.clone(), one.clone()).prop_map(|(one, other)| one | other).boxed() };
    let candidates = prop_oneof![5 => one, 1 => two];
    match named {
        None => candidates.boxed(),
        Some(named) => {
            let among = select(named.clone()).prop_flat_map(move |mask| {
                let bits = (0..count).map(|position| 1_u64 << position).filter(|bit| mask & bit != 0).collect::<Vec<_>>();
                select(bits)
            });
            prop_oneof![3 => among, 2 => candidates].boxed()
        }
    }
}

fn amount(scale: &Scale, thresholds: Option<&Vec<Threshold>>, knowledge: Knowledge) -> BoxedStrategy<Amount> {
    let mut landmarks = thresholds.cloned().unwrap_or_default();
    landmarks.push(Threshold { value: (scale.low + scale.high) / Decimal::TWO, unit: scale.unit });
    let scale = scale.clone();
    let units = scale.units().collect::<Vec<_>>();
    let near = (
        select(landmarks),
        select(units),
        prop_oneof![Just("0"), Just("0.01"), Just("-0.01"), Just("0.00000001"), Just("-0.00000001"), Just("3"), Just("-3")],
    );
    let form = if knowledge == Knowledge::Exact { 7..8_u8 } else { 0..8_u8 };
    (near, form, prop_oneof![Just("0"), Just("0.01"), Just("7")])
        .prop_map(move |((threshold, unit, shift), form, width)| {
            let number = |text: &str| Decimal::from_str_exact(text).unwrap();
            // The value in another unit, as far as decimals reach; what matters is that it lies near.
            let ratio = threshold.unit.ratio_to(unit).unwrap();
            let value =
                (threshold.value * Decimal::from(ratio.numerator) / Decimal::from(ratio.denominator) + number(shift)).round_dp(12).normalize();
            let written = match form {
                0 => Written::Between(value, value + number(width)),
                1 => Written::Compared(Comparator::Less, value),
                2 => Written::Compared(Comparator::GreaterOrEqual, value),
                _ => Written::Exactly(value),
            };
            Amount::new(&scale, written, unit)
                .or_else(|_| Amount::new(&scale, Written::Exactly(threshold.value), threshold.unit))
                .or_else(|_| Amount::new(&scale, Written::Exactly(scale.low), scale.unit))
                .unwrap()
        })
        .boxed()
}
