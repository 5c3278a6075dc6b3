//! Edges of predicates: what lies just below, at and just above a threshold; one day inside, on and one day outside a look-back; each named value.

use super::shown::ShownCase;
use super::site::Site;
use policy_core::calendar::{Duration, PartialDate, age_in_years};
use policy_core::case::FactView;
use policy_core::policy::{AttributeFilter, CountTest, DateOperand, DateTest, Expression, Operator, QuantityTest, Selection, Threshold};
use policy_core::possible::{Amount, Date, DocumentedResult, Scale, Written};
use policy_core::vocabulary::{FactId, FactKind};
use policy_core::{NaiveDate, TimeDelta};
use std::cmp::Ordering;

pub fn gaps(site: &Site<'_>) -> Vec<String> {
    let mut edges = Edges { site, gaps: Vec::new() };
    edges.expression(site.condition);
    edges.gaps
}

struct Edges<'a> {
    site: &'a Site<'a>,
    gaps: Vec<String>,
}

impl Edges<'_> {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| self.expression(part)),
            Expression::Not(inner) => self.expression(inner),
            Expression::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| self.expression(part)),
            Expression::Flag(_) => {}
            Expression::Code { fact, values } => self.code(expression, *fact, *values),
            Expression::Count { fact, test } => self.count(expression, *fact, *test),
            Expression::Age { birth_date, test } => self.age(expression, *birth_date, *test),
            Expression::Date { fact, test } => self.date(expression, *fact, *test),
            Expression::Quantity { fact, test } => {
                self.quantity(expression, *fact, *test, |case| match case.view(*fact) {
                    Some(FactView::Quantity(Some(amount))) => vec![*amount],
                    _ => Vec::new(),
                });
            }
            Expression::Measurement { fact, selection, method, within, test } => {
                self.quantity(expression, *fact, *test, |case| amounts(case, *fact, *selection, *method));
                self.look_back(expression, *within, |case| result_days(case, *fact, *method));
            }
            Expression::Events { fact, filter, within, .. } => {
                self.attribute(expression, *fact, *filter);
                self.look_back(expression, *within, |case| event_days(case, *fact));
            }
        }
    }

    /// Notes a gap unless some case is as wanted.
    fn want(&mut self, predicate: &Expression, what: &str, shows: impl Fn(&ShownCase) -> bool) {
        if !self.site.cases.iter().any(|case| shows(case)) {
            self.gaps.push(format!("no case with {what}, for: {}", self.site.words(predicate)));
        }
    }

    fn code(&mut self, predicate: &Expression, fact: FactId, values: u64) {
        let Some(FactKind::Code { values: names }) = self.site.vocabulary.fact(fact).map(|fact| &fact.kind) else { return };
        let documented = |case: &ShownCase| match case.view(fact) {
            Some(FactView::Code(candidates)) if candidates.is_power_of_two() => Some(candidates),
            _ => None,
        };
        for (position, name) in names.iter().enumerate().filter(|(position, _)| values >> position & 1 == 1) {
            self.want(predicate, name, |case| documented(case) == Some(1 << position));
        }
        self.want(predicate, "another value", |case| documented(case).is_some_and(|found| found & values == 0));
    }

    fn attribute(&mut self, predicate: &Expression, fact: FactId, filter: Option<AttributeFilter>) {
        let kind = self.site.vocabulary.fact(fact).map(|fact| &fact.kind);
        let (Some(filter), Some(FactKind::Events { attribute: Some(attribute) })) = (filter, kind) else { return };
        let found = |case: &ShownCase, wanted: &dyn Fn(u8) -> bool| match case.view(fact) {
            Some(FactView::Events(history)) => history.occurrences.iter().any(|event| event.attribute.is_some_and(wanted)),
            _ => false,
        };
        let names = |value: u8| filter.values >> value & 1 == 1;
        for (position, name) in (0_u8..).zip(attribute.values.iter()).filter(|(position, _)| names(*position)) {
            self.want(predicate, &format!("an event that is {name}"), |case| found(case, &|value| value == position));
        }
        self.want(predicate, "an event of another kind", |case| found(case, &|value| !names(value)));
    }

    fn count(&mut self, predicate: &Expression, fact: FactId, test: CountTest) {
        let Some(FactKind::Count { low, high }) = self.site.vocabulary.fact(fact).map(|fact| &fact.kind) else { return };
        for bound in bounds(test) {
            for number in [bound.checked_sub(1), Some(bound), Some(bound + 1)].into_iter().flatten().filter(|number| (low..=high).contains(&number)) {
                self.want(predicate, &format!("the number {number}"), |case| match case.view(fact) {
                    Some(FactView::Count(count)) => count.written() == Some(number),
                    _ => false,
                });
            }
        }
    }

    fn age(&mut self, predicate: &Expression, birth_date: FactId, test: CountTest) {
        for age in bounds(test) {
            let steps =
                [(1, "service on the day before the birthday"), (0, "service on the birthday"), (-1, "service on the day after the birthday")];
            for (days, what) in steps {
                // So many days from the service on, and not a day earlier, the age is reached.
                self.want(predicate, what, |case| {
                    let birthday = shifted(case.case.service_date(), days);
                    let birth = match case.view(birth_date) {
                        Some(FactView::Date(date)) => exact(date),
                        _ => None,
                    };
                    birth.is_some_and(|birth| age_in_years(birth, birthday) == age && age_in_years(birth, shifted(birthday, -1)) + 1 == age)
                });
            }
        }
    }

    fn date(&mut self, predicate: &Expression, fact: FactId, test: DateTest) {
        match test {
            DateTest::AtLeastAgo(span) | DateTest::Within(span) => {
                self.look_back(predicate, Some(span), |case| day(case, fact).into_iter().collect());
            }
            DateTest::Compare(operator, operand) => {
                let other = |case: &ShownCase| match operand {
                    DateOperand::Day(day) => Some(day),
                    DateOperand::Fact(other) => day(case, other),
                };
                for shift in sides(operator) {
                    let what = ["a date on the day before", "a date on the very day", "a date on the day after"][usize::try_from(shift + 1).unwrap()];
                    self.want(predicate, what, |case| {
                        day(case, fact).is_some_and(|found| other(case).map(|other| shifted(other, shift)) == Some(found))
                    });
                }
            }
            DateTest::Between(first, last) => {
                for wanted in [shifted(first, -1), first, last, shifted(last, 1)] {
                    self.want(predicate, &format!("the date {wanted}"), |case| day(case, fact) == Some(wanted));
                }
            }
        }
    }

    fn quantity(&mut self, predicate: &Expression, fact: FactId, test: QuantityTest, amounts: impl Fn(&ShownCase) -> Vec<Amount>) {
        let thresholds = match test {
            QuantityTest::Compare(_, threshold) => vec![threshold],
            QuantityTest::Between(low, high) => vec![low, high],
        };
        let Some(scale) = self.site.vocabulary.fact(fact).and_then(|fact| fact.kind.scale()) else { return };
        for threshold in thresholds {
            for (side, what) in
                [(Ordering::Less, "a value just below"), (Ordering::Equal, "the very value"), (Ordering::Greater, "a value just above")]
            {
                self.want(predicate, &format!("{what} {threshold}"), |case| {
                    amounts(case).iter().any(|amount| side_of(scale, amount, threshold) == Some(side))
                });
            }
        }
    }

    fn look_back(&mut self, predicate: &Expression, span: Option<Duration>, days: impl Fn(&ShownCase) -> Vec<NaiveDate>) {
        let Some(span) = span else { return };
        for (shift, what) in [(1, "a date one day less than"), (0, "a date exactly"), (-1, "a date one day more than")] {
            self.want(predicate, &format!("{what} {span} before the request"), |case| {
                days(case).contains(&shifted(span.before(case.case.request_date()), shift))
            });
        }
    }
}

/// On which side of a threshold an exact amount lies; none where it is not near, which is within a tenth.
fn side_of(scale: &Scale, amount: &Amount, threshold: Threshold) -> Option<Ordering> {
    let Written::Exactly(value) = amount.written() else { return None };
    let (found, wanted) = (scale.position(value, amount.unit())?, scale.position(threshold.value, threshold.unit)?);
    ((found - wanted).abs() <= wanted / 10).then(|| found.cmp(&wanted))
}

fn bounds(test: CountTest) -> Vec<u32> {
    match test {
        CountTest::Compare(_, bound) => vec![bound],
        CountTest::Between(low, high) => vec![low, high],
    }
}

/// The last day on one side of a comparison and the first on the other, as days from the one that is compared with.
fn sides(operator: Operator) -> Vec<i64> {
    match operator {
        Operator::Less | Operator::GreaterOrEqual => vec![-1, 0],
        Operator::LessOrEqual | Operator::Greater => vec![0, 1],
        Operator::Equal => vec![-1, 0, 1],
    }
}

fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    day + TimeDelta::days(days)
}

fn exact(date: Date) -> Option<NaiveDate> {
    match date.written()? {
        PartialDate::Day(day) => Some(day),
        _ => None,
    }
}

/// The day of a date fact, where it is known to the day.
fn day(case: &ShownCase, fact: FactId) -> Option<NaiveDate> {
    match (fact, case.view(fact)) {
        (FactId::REQUEST_DATE, _) => Some(case.case.request_date()),
        (FactId::SERVICE_DATE, _) => Some(case.case.service_date()),
        (_, Some(FactView::Date(date))) => exact(date),
        _ => None,
    }
}

fn results(case: &ShownCase, fact: FactId, method: Option<u8>) -> impl Iterator<Item = &DocumentedResult> {
    let documented = match case.view(fact) {
        Some(FactView::Measurement(results)) => results,
        _ => &[],
    };
    documented.iter().filter(move |result| method.is_none_or(|method| result.method == Some(method)))
}

/// The amounts that a predicate compares: the latest one, or for `any`, `every`, `highest` and `lowest` each.
fn amounts(case: &ShownCase, fact: FactId, selection: Selection, method: Option<u8>) -> Vec<Amount> {
    let all = results(case, fact, method);
    match selection {
        Selection::Latest => all.max_by_key(|result| result.date.days().high()).map(|result| result.amount).into_iter().collect(),
        _ => all.map(|result| result.amount).collect(),
    }
}

fn result_days(case: &ShownCase, fact: FactId, method: Option<u8>) -> Vec<NaiveDate> {
    results(case, fact, method).filter_map(|result| exact(result.date)).collect()
}

fn event_days(case: &ShownCase, fact: FactId) -> Vec<NaiveDate> {
    match case.view(fact) {
        Some(FactView::Events(history)) => history.occurrences.iter().filter_map(|event| exact(event.date)).collect(),
        _ => Vec::new(),
    }
}
