//! The cells of two terms that are compared with each other.
//!
//! All atoms on the same two terms ask where the first lies to the second, moved by their
//! distances. Moved by several amounts, or by several percentages of what is not negative, the
//! second term comes in one order, so the first has that many places: before the first, at it,
//! between it and the next one. An example of each is looked for among charts with round numbers.

use super::{Cell, Cells, Completeness, Example, or_without_result, region_of};
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::{Documentation, holds};
use crate::policy::{Comparable, Expression, Relation};
use crate::possible::{Amount, Date, Distance, DocumentedResult, Normal, Written};
use crate::vocabulary::{FactId, FactKind};
use chrono::NaiveDate;
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// How far from 0 the numbers of a fact without a range are tried.
const WITHOUT_RANGE: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// How long before the request a day is tried for what windows are counted from.
const TRIED: [u32; 6] = [60, 200, 20, 800, 2, 3_000];

/// Atoms on two terms. `None` where the order of their distances is not known.
pub(super) fn cells(
    term: Comparable,
    facts: &[FactId],
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let relations =
        atoms.iter().map(|atom| region_of(atom)?.relation()).collect::<Option<Vec<Relation>>>()?;
    let other = relations.first()?.other;
    let amounts = in_one_order(&relations)?;
    let mut places = amounts.clone();
    places.sort_unstable();
    places.dedup();
    // Where the first term is: at one of the amounts, or below it, or above all.
    let orders = |place: Decimal, at: bool| {
        move |amount: &Decimal| match place.cmp(amount) {
            Ordering::Equal if at => Ordering::Equal,
            Ordering::Equal | Ordering::Less => Ordering::Less,
            Ordering::Greater => Ordering::Greater,
        }
    };
    let cell = |order: &dyn Fn(&Decimal) -> Ordering| {
        let each = relations.iter().zip(&amounts);
        each.map(|(relation, amount)| holds(relation.operator, order(amount))).collect::<Cell>()
    };
    let mut cells = places
        .iter()
        .flat_map(|place| [cell(&orders(*place, false)), cell(&orders(*place, true))])
        .chain([cell(&|_| Ordering::Greater)])
        .map(|cell| (cell, Example::Unknown))
        .collect::<Cells>();
    let mut left = cells.len();
    for (answers, example) in examples([term, other], facts, &relations, atoms, chart) {
        if let Some(known @ Example::Unknown) = cells.get_mut(&answers) {
            *known = example;
            left = left.saturating_sub(1);
            if left == 0 {
                break;
            }
        }
    }
    let is_percentage = |relation: &Relation| matches!(relation.distance, Distance::Percent(_));
    let may_be_neither = [term, other].into_iter().any(|term| term.term().asks_for_results())
        || relations.iter().any(is_percentage);
    if completeness == Completeness::Decided || !may_be_neither {
        return Some(cells);
    }
    let mut cells = or_without_result(cells, atoms.len());
    // Of zero there are no percentages.
    for order in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
        let plain = |met: bool| {
            let each = relations.iter();
            each.map(move |relation| {
                !is_percentage(relation) && holds(relation.operator, order) == met
            })
        };
        let answers = plain(true).chain(plain(false)).collect::<Cell>();
        let _ = cells.entry(answers).or_insert(Example::Unknown);
    }
    Some(cells)
}

/// The distances as numbers in the order in which they move the second term, if they have one.
fn in_one_order(relations: &[Relation]) -> Option<Vec<Decimal>> {
    let moved = relations.iter().filter(|relation| relation.distance != Distance::None);
    let first = moved.map(|relation| relation.distance).next().unwrap_or(Distance::None);
    let amount = |relation: &Relation| match (relation.distance, first) {
        (Distance::None, _) => Some(Decimal::ZERO),
        (Distance::Plus { value, unit }, Distance::Plus { unit: known, .. }) => {
            (unit == known).then_some(value)
        }
        (Distance::Percent(percent), Distance::Percent(_)) => Some(percent),
        (Distance::Plus { .. } | Distance::Percent(_), _) => None,
    };
    relations.iter().map(amount).collect()
}

/// Charts in which both terms have a number, with what the atoms say in each.
fn examples<'c>(
    terms: [Comparable; 2],
    facts: &'c [FactId],
    relations: &'c [Relation],
    atoms: &'c [&Expression],
    chart: Documentation<'c>,
) -> impl Iterator<Item = (Cell, Example)> + use<'c> {
    let [left, right] = terms;
    let days = TRIED
        .map(|days| CalendarDuration::new(days, CalendarUnit::Days))
        .map(|apart| apart.before(chart.chart.request_date()));
    let placed = days.into_iter().flat_map(move |day| placed(terms, day, facts, chart));
    placed.flat_map(move |(base, [at, to])| {
        let numbers = numbers(right, chart).into_iter().flat_map(move |second| {
            relations
                .iter()
                .flat_map(move |relation| beside(left, second, right, relation.distance, chart))
                .map(move |first| (first, second))
        });
        numbers.filter_map(move |(first, second)| {
            let mut member = base.clone();
            add(&mut member, left, first, at, chart)?;
            add(&mut member, right, second, to, chart)?;
            let known = Documentation { vocabulary: chart.vocabulary, chart: &member };
            let truths = atoms.iter().map(|atom| known.truth(atom));
            let answers = truths
                .map(|truth| (!truth.is_unknown()).then(|| truth.can_be_met()))
                .collect::<Option<Cell>>()?;
            let values = facts.iter().filter_map(|fact| Some((*fact, member.get(*fact)?.clone())));
            Some((answers, Example::Facts(values.collect())))
        })
    })
}

/// Charts with a day for each date that the windows are counted from, and days for both terms.
fn placed(
    terms: [Comparable; 2],
    day: NaiveDate,
    facts: &[FactId],
    chart: Documentation<'_>,
) -> Vec<(CaseFacts, [NaiveDate; 2])> {
    let (request, service) = (chart.chart.request_date(), chart.chart.service_date());
    let mut base = CaseFacts::new(request, service);
    let mut next = day;
    for fact in facts.iter().filter(|fact| matches!(chart.kind(**fact), Some(FactKind::Date))) {
        let days = chart.days(*fact);
        if days.is_never() {
            return Vec::new();
        }
        let chosen = days.exact().unwrap_or(next.clamp(days.first.min(days.last), days.last));
        base.insert(*fact, FactValue::Date(Date::from(chosen)));
        let Some(later) = chosen.succ_opt() else { return Vec::new() };
        next = later;
    }
    let known = Documentation { vocabulary: chart.vocabulary, chart: &base };
    let days_of = |term: Comparable| {
        let Some(window) = term.window() else { return vec![request] };
        let span = known.span(window).flatten();
        span.into_iter()
            .flat_map(|span| [span.last, span.first])
            .filter(|day| *day != NaiveDate::MIN)
            .collect()
    };
    let [left, right] = terms.map(days_of);
    let pair = |at: NaiveDate| right.iter().map(move |to| [at, *to]);
    left.into_iter().flat_map(pair).map(|days| (base.clone(), days)).collect()
}

/// Round numbers that a term can have, in the unit of its fact.
fn numbers(term: Comparable, chart: Documentation<'_>) -> Vec<Decimal> {
    let Some((low, high)) = range(term, chart) else { return Vec::new() };
    let part = |quarters: i64| {
        let width = high.checked_sub(low)?;
        let part = width.checked_mul(Decimal::from(quarters))?.checked_div(Decimal::from(4))?;
        Some(low.checked_add(part)?.round())
    };
    let parts = [2, 1, 3].into_iter().filter_map(part);
    parts.chain([high, low]).filter(|number| *number >= low && *number <= high).collect()
}

fn range(term: Comparable, chart: Documentation<'_>) -> Option<(Decimal, Decimal)> {
    match chart.kind(term.fact())? {
        FactKind::Count { low, high } => Some(((*low).into(), (*high).into())),
        FactKind::Quantity { scale } | FactKind::Measurement { scale, .. } => {
            Some(scale.limits().unwrap_or((-WITHOUT_RANGE, WITHOUT_RANGE)))
        }
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Calculated { .. }
        | FactKind::History { .. } => None,
    }
}

/// Numbers of the first term at the second one, moved by a distance, and next to it.
fn beside(
    left: Comparable,
    second: Decimal,
    right: Comparable,
    distance: Distance,
    chart: Documentation<'_>,
) -> Vec<Decimal> {
    let unit = |term: Comparable| chart.kind(term.fact())?.scale().map(|scale| scale.unit);
    let (own, other) = (unit(left), unit(right));
    let converted = |value: Decimal, from: Option<crate::unit::Unit>| match from.zip(own) {
        Some((from, own)) => {
            let ratio = from.ratio_to(own)?;
            value
                .checked_mul(Decimal::from(ratio.numerator))?
                .checked_div(Decimal::from(ratio.denominator))
        }
        None => Some(value),
    };
    let moved = || {
        let second = converted(second, other)?;
        match distance {
            Distance::None => Some(second),
            Distance::Plus { value, unit } => second.checked_add(converted(value, unit)?),
            Distance::Percent(percent) => second
                .checked_mul(percent.checked_add(Decimal::ONE_HUNDRED)?)?
                .checked_div(Decimal::ONE_HUNDRED),
        }
    };
    let Some(moved) = moved() else { return Vec::new() };
    let moved = moved.normalize();
    let step = if own.is_some() { Decimal::new(1, 3) } else { Decimal::ONE };
    let near = [Some(moved), moved.checked_sub(step), moved.checked_add(step)];
    let near = near.into_iter().flatten();
    near.map(|number| if own.is_some() { number } else { number.round() }).collect()
}

/// Documents a number of a term, on a day if it is a result.
fn add(
    member: &mut CaseFacts,
    term: Comparable,
    number: Decimal,
    day: NaiveDate,
    chart: Documentation<'_>,
) -> Option<()> {
    let fact = term.fact();
    let amount = || {
        let scale = chart.kind(fact)?.scale()?;
        Amount::new(scale, Written::Exactly(number), scale.unit).ok()
    };
    let value = match term {
        Comparable::Count(_) => {
            let Some(FactKind::Count { low, high }) = chart.kind(fact) else { return None };
            let count = u32::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0)?;
            FactValue::Count(Some(count).filter(|count| (low..=high).contains(&count))?.into())
        }
        Comparable::Quantity(_) => FactValue::Quantity(amount()?),
        Comparable::Result { method, .. } => {
            let mut results = match member.get(fact) {
                Some(FactValue::Measurement(results)) => results.clone(),
                _ => Vec::new(),
            };
            results.push(DocumentedResult {
                amount: amount()?,
                date: Date::from(day),
                method,
                normal: Normal::NONE,
            });
            FactValue::Measurement(results)
        }
    };
    member.insert(fact, value);
    Some(())
}
