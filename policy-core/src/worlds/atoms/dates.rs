//! The cells of dates: of one date and the ages that are derived from it, and of dates that are
//! compared with each other.

use super::{Cell, Cells, Example, first_of_each};
use crate::calendar::{CalendarUnit, Duration, age_in, latest_birth_date_for_age};
use crate::case::validate::birth_dates;
use crate::evaluate::reference::{Days, Documentation, age_passes, holds};
use crate::policy::{CountTest, DateTest, Day, Expression, Region, Term};
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How near to a bound the days have to be looked at one by one: the birthdays of 28 and 29
/// February are a day apart, and between two bounds so many dates can stand in every order.
const MARGIN: u64 = 3;

/// With more combinations of days than this, atoms count as independent.
const COMBINATIONS: usize = 50_000;

/// Atoms on dates, one cell for all the days that they treat alike. `None` where there are too many
/// combinations.
pub(super) fn cells(
    facts: &[FactId],
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Cells> {
    let mut bounds = atoms.iter().flat_map(|atom| bounds(atom, chart)).collect::<BTreeSet<_>>();
    if bounds.is_empty() {
        bounds.insert(chart.chart.service_date());
    }
    // Where an age is asked at an open date, what is a bound of the one is, so much later or
    // earlier, one of the other; and so on from date to date.
    let spans = atoms.iter().flat_map(|atom| spans(atom, chart)).collect::<Vec<_>>();
    for _ in 1..facts.len() {
        let ends = |span: &Duration, bound: &NaiveDate| [span.before(*bound), span.after(*bound)];
        let further =
            bounds.iter().flat_map(|bound| spans.iter().flat_map(move |span| ends(span, bound)));
        let further = further.collect::<Vec<_>>();
        bounds.extend(further);
        if bounds.len() > COMBINATIONS {
            return None;
        }
    }
    let births = birth_dates(chart.vocabulary);
    let days = facts.iter().map(|fact| {
        let mut possible = chart.days(*fact);
        if births.contains(fact) {
            possible.last = possible.last.min(chart.chart.service_date());
        }
        days(possible, &bounds, facts)
    });
    let days = days.collect::<Vec<_>>();
    days.iter().try_fold(1_usize, |product, days| {
        product.checked_mul(days.len()).filter(|product| *product <= COMBINATIONS)
    })?;
    let combinations = days.iter().fold(vec![Vec::new()], |combinations, days| {
        combinations
            .iter()
            .flat_map(|first| days.iter().map(move |day| [first.as_slice(), &[*day]].concat()))
            .collect()
    });
    let cell = |combination: &[NaiveDate]| {
        atoms.iter().map(|atom| holds_on(combination, facts, atom, chart)).collect::<Cell>()
    };
    Some(first_of_each(
        combinations
            .into_iter()
            .map(|combination| (cell(&combination), Example::Days(combination))),
    ))
}

/// Days that stand for all others: every one of a known month or year; of a date that may be any,
/// or is compared with others, those at and beside the bounds.
fn days(possible: Days, bounds: &BTreeSet<NaiveDate>, facts: &[FactId]) -> BTreeSet<NaiveDate> {
    let is_known = possible.first != NaiveDate::MIN;
    if is_known && facts.len() == 1 {
        return possible.first.iter_days().take_while(|day| *day <= possible.last).collect();
    }
    let ends = [possible.first, possible.last].into_iter().filter(|_| is_known);
    let near = bounds.iter().copied().chain(ends).flat_map(around);
    near.filter(|day| possible.first <= *day && *day <= possible.last).collect()
}

/// Is the atom met if the dates are these days?
fn holds_on(
    days: &[NaiveDate],
    dates: &[FactId],
    atom: &Expression,
    chart: Documentation<'_>,
) -> bool {
    let request = chart.chart.request_date();
    let day_of = |fact| {
        let chosen =
            dates.iter().position(|date| *date == fact).and_then(|position| days.get(position));
        chosen.copied().unwrap_or_else(|| chart.days(fact).first)
    };
    let named = |day| match day {
        Day::On(day) => day,
        Day::Fact(fact) => day_of(fact),
    };
    match *atom {
        Expression::Test { term: Term::Age { birth_date, at, unit }, region } => {
            let age = age_in(unit, day_of(birth_date), named(at));
            region.whole().is_some_and(|test| age_passes(age, test))
        }
        Expression::Test { term: Term::Date(fact), region: Region::Day(test) } => {
            let day = day_of(fact);
            match test {
                DateTest::AtLeastAgo(duration) => day <= duration.before(request),
                DateTest::Within(duration) => duration.before(request) <= day && day <= request,
                DateTest::Between(first, last) => first <= day && day <= last,
                DateTest::Compare(operator, other) => holds(operator, day.cmp(&named(other))),
            }
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => false,
    }
}

/// The days at which the atom may change its mind.
fn bounds(atom: &Expression, chart: Documentation<'_>) -> Vec<NaiveDate> {
    let request = chart.chart.request_date();
    let exact = |day| chart.possible(day).exact();
    match *atom {
        Expression::Test { term: Term::Age { birth_date, at, unit }, region } => {
            let known = [Day::Fact(birth_date), at].into_iter().filter_map(exact);
            let day = exact(at);
            let births = ages(unit, region)
                .into_iter()
                .filter_map(|age| day.map(|day| latest_birth_date_for_age(age, day)));
            births.chain(known).collect()
        }
        Expression::Test { term: Term::Date(fact), region: Region::Day(test) } => match test {
            DateTest::AtLeastAgo(duration) => vec![duration.before(request)],
            DateTest::Within(duration) => vec![duration.before(request), request],
            DateTest::Between(first, last) => vec![first, last],
            DateTest::Compare(_, Day::On(bound)) => vec![bound],
            DateTest::Compare(_, other) => {
                [Day::Fact(fact), other].into_iter().filter_map(exact).collect()
            }
        },
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => Vec::new(),
    }
}

/// How far apart two open dates are where the atom may change its mind.
fn spans(atom: &Expression, chart: Documentation<'_>) -> Vec<Duration> {
    match *atom {
        Expression::Test { term: Term::Age { at, unit, .. }, region }
            if chart.possible(at).exact().is_none() =>
        {
            ages(unit, region)
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => Vec::new(),
    }
}

/// The ages from which on a question about an age has another answer.
fn ages(unit: CalendarUnit, region: Region) -> Vec<Duration> {
    let Some(asked) = region.whole().map(CountTest::interval) else { return Vec::new() };
    let first_of_next = asked.high().checked_add(1);
    let changes = [Some(asked.low()), first_of_next].into_iter().flatten();
    changes.filter_map(|age| u32::try_from(age).ok()).map(|age| Duration::new(age, unit)).collect()
}

fn around(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let before = (1..=MARGIN).filter_map(move |days| day.checked_sub_days(chrono::Days::new(days)));
    let after = (0..=MARGIN).filter_map(move |days| day.checked_add_days(chrono::Days::new(days)));
    before.chain(after)
}
