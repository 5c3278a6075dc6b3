//! What may be documented in addition, so that questions about the same facts get other answers: one
//! result, one entry or one value at a time.
//!
//! In: predicates, and what is documented so far. Out: results, on the days and with the values that
//! the predicates tell apart; entries, one for every combination of questions that a single entry can
//! answer; and what is known from examples.

use crate::neighbors;
use chrono::NaiveDate;
use core::cmp::Ordering;
use policy_core::calendar::{CalendarDuration, CalendarUnit, latest_birth_date_for_age};
use policy_core::case::{CaseFacts, FactValue, FactView};
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{
    CountTest, DateTest, Day, Entries, Expression, Region, Term, Threshold, Window,
};
use policy_core::possible::{
    Amount, AttributeValue, Date, DocumentedResult, History, Scale, Written,
};
use policy_core::unit::Unit;
use policy_core::vocabulary::{FactId, FactKind};
use policy_core::worlds::atoms::{Atoms, Completeness, Moved, told_apart_positions};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// How many days before the request a day in a history may have to lie.
const EARLIER: [u32; 4] = [60, 200, 800, 3_000];

/// What may be documented about these facts, one thing at a time.
pub(super) fn pieces(
    atoms: &[&Expression],
    facts: &BTreeSet<FactId>,
    shown: &[(FactId, FactValue)],
    chart: Documentation<'_>,
) -> Vec<(FactId, FactValue)> {
    // Predicates that are counted from days in histories, counted from the days that are there.
    let plain = atoms.iter().filter_map(|atom| counted_from_known_days(atom, chart));
    let plain = plain.collect::<Vec<_>>();
    let mut found = Vec::new();
    for fact in facts {
        let shown = shown.iter().filter(|(about, _)| about == fact).map(|(_, value)| value);
        let shown = shown.flat_map(one_of_each).collect::<Vec<_>>();
        let values = match chart.kind(*fact) {
            Some(FactKind::Measurement { scale, methods }) => {
                results((*fact, scale, methods.len()), &plain, &shown, chart)
            }
            Some(FactKind::History { .. }) => {
                [entries(*fact, atoms, &plain, chart), shown].concat()
            }
            Some(FactKind::Date) => [days(*fact, &plain, chart), shown].concat(),
            Some(
                FactKind::Flag { .. }
                | FactKind::Code { .. }
                | FactKind::Count { .. }
                | FactKind::Age { .. }
                | FactKind::Quantity { .. },
            )
            | None => shown,
        };
        for value in values {
            let piece = (*fact, value);
            if !found.contains(&piece) {
                found.push(piece);
            }
        }
    }
    found
}

/// `None` where one of these days is not known.
fn counted_from_known_days(atom: &Expression, chart: Documentation<'_>) -> Option<Expression> {
    let (term, _) = atom.asked()?;
    let days = term.found_days().iter().map(|day| chart.found_day(day).exact());
    let days = days.collect::<Option<Vec<_>>>()?;
    Some(if days.is_empty() { atom.clone() } else { atom.counted_from(&days) })
}

/// The same value without one result or entry; `None` if that leaves nothing.
pub(crate) fn without(value: FactValue, one: &FactValue) -> Option<FactValue> {
    match (value, one) {
        (FactValue::Measurement(mut results), FactValue::Measurement(one)) => {
            results.retain(|result| !one.contains(result));
            (!results.is_empty()).then_some(FactValue::Measurement(results))
        }
        (FactValue::History(mut history), FactValue::History(one)) => {
            history.entries.retain(|entry| !one.entries.contains(entry));
            Some(FactValue::History(history))
        }
        (value, _) => (value != *one).then_some(value),
    }
}

/// One result or entry of a value at a time.
pub(crate) fn one_of_each(value: &FactValue) -> Vec<FactValue> {
    match value {
        FactValue::Measurement(results) => {
            results.iter().map(|result| FactValue::Measurement(vec![*result])).collect()
        }
        FactValue::History(History { complete, entries }) => entries
            .iter()
            .map(|entry| {
                let entries = vec![entry.clone()];
                FactValue::History(History { complete: *complete, entries })
            })
            .collect(),
        FactValue::Flag(_)
        | FactValue::Code(_)
        | FactValue::Count(_)
        | FactValue::Date(_)
        | FactValue::Quantity(_) => vec![value.clone()],
    }
}

/// A result on each day at which a window begins or ends, with each value that matters, by each
/// method.
fn results(
    (fact, scale, methods): (FactId, &Scale, usize),
    plain: &[Expression],
    shown: &[FactValue],
    chart: Documentation<'_>,
) -> Vec<FactValue> {
    let (mut days, mut values, mut asked_methods) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    let request = chart.chart.request_date();
    days.insert(request);
    let mut compared = Vec::new();
    for predicate in plain {
        let Some((term, region)) = predicate.asked() else { continue };
        if term.fact() == fact && region.quantity().is_some() {
            compared.push(predicate);
        }
        let other = region.relation().map(|relation| relation.other.term());
        for term in [Some(term.clone()), other].into_iter().flatten() {
            if term.fact() != fact {
                continue;
            }
            asked_methods.extend(term.method());
            let window = term.window().and_then(|window| chart.known_days(window));
            let ends = window
                .map(|days| [days.start().pred_opt(), Some(*days.start()), Some(*days.end())]);
            days.extend(ends.into_iter().flatten().flatten());
        }
    }
    days.remove(&NaiveDate::MIN);
    let classes = told_apart_positions(scale, &compared).unwrap_or_default();
    for class in classes {
        let simplest = scale.simplest(class);
        let amount =
            simplest.and_then(|value| Amount::new(scale, Written::Exactly(value), scale.unit).ok());
        values.extend(amount);
    }
    for value in shown {
        if let FactValue::Measurement(results) = value {
            for DocumentedResult { amount, .. } in results {
                if !values.contains(amount) {
                    values.push(*amount);
                }
            }
        }
    }
    // A method that nothing asks for represents all such methods.
    let other = (0_u8..).take(methods).find(|method| !asked_methods.contains(method));
    let by = asked_methods.into_iter().map(Some).chain([other]).collect::<BTreeSet<_>>();
    let mut found = Vec::new();
    for day in days {
        for method in &by {
            for amount in &values {
                found.push(FactValue::Measurement(vec![DocumentedResult {
                    amount: *amount,
                    date: Date::from(day),
                    method: *method,
                }]));
            }
        }
    }
    found
}

/// An entry for every combination of questions that a single entry can answer.
fn entries(
    fact: FactId,
    atoms: &[&Expression],
    plain: &[Expression],
    chart: Documentation<'_>,
) -> Vec<FactValue> {
    let mut asked = Vec::<Entries>::new();
    for entries in plain.iter().filter_map(|predicate| predicate.asked()?.0.entries()) {
        if entries.fact != fact {
            continue;
        }
        let any =
            Entries { chosen: None, different: None, joined: None, apart: None, ..entries.clone() };
        if let Some(chosen) = &entries.chosen {
            asked.push(any.clone().that(Expression::all(
                any.filter.iter().chain([&chosen.has]).map(|part| (**part).clone()).collect(),
            )));
        }
        asked.push(any);
    }
    // Which entry a day is found in depends on what lies before it and after it.
    let terms = atoms.iter().filter_map(|atom| atom.asked()).map(|(term, _)| term);
    for day in terms.flat_map(Term::found_days).filter(|day| day.entries.fact == fact) {
        let before = EARLIER.map(|days| {
            let apart = CalendarDuration::new(days, CalendarUnit::Days);
            Window::at_least_ago(apart, Day::REQUEST)
        });
        asked.push(day.entries.clone());
        asked.extend(before.map(|window| day.entries.clone().within(window)));
    }
    let mut questions = Vec::new();
    for entries in asked {
        let question = Term::Entries(entries).is(Region::Whole(CountTest::at_least(1)));
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    let mut others = CaseFacts::new(chart.chart.request_date(), chart.chart.service_date());
    for question in &questions {
        for fact in question.subjects().filter(|about| *about != fact) {
            others.extend(chart.view(fact).and_then(|view| Some((fact, view.to_value()?))));
        }
    }
    let known = Documentation { vocabulary: chart.vocabulary, chart: &others };
    let atoms = Atoms::of(&questions, &[known], Completeness::Decided);
    let mut found = Vec::new();
    for group in atoms.groups() {
        for example in (0..group.cells.len()).filter_map(|cell| group.example(0, cell)) {
            let values = example.document(&group.facts, chart.vocabulary).into_iter().flatten();
            for value in values
                .filter(|(about, _)| *about == fact)
                .flat_map(|(_, value)| one_of_each(&value))
            {
                if !found.contains(&value) {
                    found.push(value);
                }
            }
        }
    }
    let of_other_kinds = found.iter().flat_map(|value| of_other_kinds(fact, value, plain, chart));
    let of_other_kinds = of_other_kinds.collect::<Vec<_>>();
    [found, of_other_kinds].concat()
}

/// The same entry with each other value of an attribute of which different values count.
fn of_other_kinds(
    fact: FactId,
    value: &FactValue,
    plain: &[Expression],
    chart: Documentation<'_>,
) -> Vec<FactValue> {
    let asked = plain.iter().filter_map(|predicate| predicate.asked()?.0.entries());
    let asked = asked.filter(|entries| entries.fact == fact);
    let attributes = asked.flat_map(|entries| {
        let by = entries.joined.iter().flat_map(|joined| joined.by.iter().copied());
        entries.different.into_iter().chain(by)
    });
    let attributes = attributes.collect::<BTreeSet<_>>();
    let mut found = Vec::new();
    for attribute in attributes {
        let values = chart.kind(attribute).and_then(FactKind::values).map_or(0, <[_]>::len);
        for position in (0..64).take(values) {
            let told = AttributeValue::Code(1_u64.rotate_left(position));
            if let FactValue::History(History { complete, entries }) = value {
                let entries = entries.iter().map(|entry| entry.clone().with(attribute, told));
                let entries = entries.collect();
                found.push(FactValue::History(History { complete: *complete, entries }));
            }
        }
    }
    found
}

/// What comes to a place that a comparison of two terms tells apart, where one of them is documented:
/// numbers of the other at that place, and just below and above it.
pub(super) fn compared(
    atoms: &[&Expression],
    facts: &BTreeSet<FactId>,
    chart: Documentation<'_>,
) -> Vec<(FactId, FactValue)> {
    let mut found = Vec::new();
    for predicate in atoms.iter().filter_map(|atom| counted_from_known_days(atom, chart)) {
        let Some((term, region)) = predicate.asked() else { continue };
        let Some(relation) = region.relation() else { continue };
        let [first, second] = [term.clone(), relation.other.term()];
        let unit = |term: &Term| Some(chart.kind(term.fact())?.scale()?.unit);
        for number in exact_numbers(chart, second.fact()) {
            let near = [Ordering::Equal, Ordering::Less, Ordering::Greater]
                .map(|side| neighbors::of_relation(relation, number, unit(&first), side));
            found.extend(numbers_of(&first, near.into_iter().flatten(), chart));
        }
        for (number, own) in exact_numbers(chart, first.fact()) {
            let moved = Moved::by(relation.distance, unit(&second), own);
            let Some(back) = moved.and_then(|moved| moved.back(number)) else { continue };
            // With few digits, and next to it.
            let at = |side| {
                let unit = unit(&second)?;
                Some(neighbors::at(Threshold { value: back, unit }, side)?.value)
            };
            let near = [Ordering::Equal, Ordering::Less, Ordering::Greater].map(at);
            let near = [back.floor(), back.ceil()].into_iter().chain(near.into_iter().flatten());
            found.extend(numbers_of(&second, near, chart));
        }
    }
    found.retain(|(fact, _)| facts.contains(fact));
    found
}

/// Numbers of a term, each on the first and on the last day of its window if it is a result.
fn numbers_of(
    term: &Term,
    numbers: impl Iterator<Item = Decimal>,
    chart: Documentation<'_>,
) -> Vec<(FactId, FactValue)> {
    let days = term.window().and_then(|window| chart.known_days(window));
    let days = days.map(|days| [*days.start(), *days.end()]).into_iter().flatten();
    let days = days.filter(|day| *day != NaiveDate::MIN).collect::<BTreeSet<_>>();
    let values = numbers.flat_map(|number| number_of(term, number, &days, chart));
    values.map(|value| (term.fact(), value)).collect()
}

/// A number of a term, on one of these days if it is a result.
fn number_of(
    term: &Term,
    number: Decimal,
    days: &BTreeSet<NaiveDate>,
    chart: Documentation<'_>,
) -> Vec<FactValue> {
    let amount = || {
        let scale = chart.kind(term.fact())?.scale()?;
        Amount::new(scale, Written::Exactly(number), scale.unit).ok()
    };
    match (chart.kind(term.fact()), amount()) {
        (Some(FactKind::Count { low, high }), _) => {
            let count = number.is_integer().then(|| number.to_u32()).flatten();
            let count = count.filter(|count| (low..=high).contains(&count));
            count.map(|count| FactValue::Count(count.into())).into_iter().collect()
        }
        (Some(FactKind::Quantity { .. }), Some(amount)) => vec![FactValue::Quantity(amount)],
        (Some(FactKind::Measurement { .. }), Some(amount)) => days
            .iter()
            .map(|day| {
                let (date, method) = (Date::from(*day), term.method());
                FactValue::Measurement(vec![DocumentedResult { amount, date, method }])
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The exact numbers that are documented for a fact, with their units.
pub(crate) fn exact_numbers(
    chart: Documentation<'_>,
    fact: FactId,
) -> Vec<(Decimal, Option<Unit>)> {
    let exact = |amount: &Amount| match amount.written() {
        Written::Exactly(value) => Some((value, Some(amount.unit()))),
        Written::Between(..) | Written::Compared(..) => None,
    };
    match chart.view(fact) {
        Some(FactView::Count(count)) => {
            count.written().map(|count| (count.into(), None)).into_iter().collect()
        }
        Some(FactView::Quantity(amount)) => amount.and_then(exact).into_iter().collect(),
        Some(FactView::Measurement(results)) => {
            results.iter().filter_map(|result| exact(&result.amount)).collect()
        }
        Some(FactView::Flag(_) | FactView::Code(_) | FactView::Date(_) | FactView::History(_))
        | None => Vec::new(),
    }
}

/// The days at which a window begins or ends that a date may lie in, births with which somebody
/// reaches an age on a day, and the days next to them.
fn days(fact: FactId, plain: &[Expression], chart: Documentation<'_>) -> Vec<FactValue> {
    let mut found = BTreeSet::new();
    for (term, region) in plain.iter().filter_map(Expression::asked) {
        if term.fact() != fact {
            continue;
        }
        if let Some(DateTest::In(window)) = region.day() {
            found.extend(
                window.ends().filter_map(|end| Some(end.shift.from(chart.exact(end.day)?))),
            );
        }
        if let Term::Age { at, unit, .. } = *term.inner()
            && let Some(day) = chart.exact(at)
        {
            let bounds = region.whole().into_iter().flat_map(CountTest::bounds);
            let ages = bounds.flat_map(|age| [Some(age), age.checked_add(1)]).flatten();
            let births = ages.map(|age| CalendarDuration::new(age, unit));
            found.extend(births.map(|age| latest_birth_date_for_age(age, day)));
        }
    }
    let near = found.iter().flat_map(|day| [day.pred_opt(), Some(*day), day.succ_opt()]);
    let near = near.flatten().collect::<BTreeSet<_>>();
    near.into_iter().map(|day| FactValue::Date(Date::from(day))).collect()
}
