//! The cells of dates: of one date and the ages that are derived from it, and of two dates that are compared.

use super::Cell;
use crate::calendar::{CalendarUnit, Duration, age_in_years};
use crate::evaluate::reference::{Documentation, holds, number_passes};
use crate::policy::{CountTest, DateOperand, DateTest, Expression, Operator};
use crate::vocabulary::FactId;
use chrono::{Days, NaiveDate};
use core::cmp::Ordering;
use std::collections::BTreeSet;

/// How near to a bound the days have to be looked at one by one: the birthdays of 28 and 29 February are a day apart.
const MARGIN: u64 = 2;

/// Atoms on one date, one cell for all the days that they treat alike.
pub(super) fn days(fact: FactId, atoms: &[&Expression], documentation: Documentation<'_>) -> BTreeSet<Cell> {
    let possible = documentation.days(fact);
    let cell = |day| atoms.iter().map(|atom| holds_on(day, fact, atom, documentation)).collect::<Cell>();
    if possible.first == NaiveDate::MIN {
        // Any day. Those at and beside the bounds stand for all others.
        atoms.iter().flat_map(|atom| bounds(atom, documentation)).flat_map(around).map(cell).collect()
    } else {
        possible.first.iter_days().take_while(|day| *day <= possible.last).map(cell).collect()
    }
}

/// Atoms that compare two dates: which of them comes first?
pub(super) fn order(one: FactId, other: FactId, atoms: &[&Expression], documentation: Documentation<'_>) -> BTreeSet<Cell> {
    let (days, others) = (documentation.days(one), documentation.days(other));
    let orders = [(Operator::Less, Ordering::Less), (Operator::Equal, Ordering::Equal), (Operator::Greater, Ordering::Greater)];
    let possible = orders.into_iter().filter(|(operator, _)| days.can_be(*operator, others));
    let cell = |(_, order): (_, Ordering)| {
        let holds = |atom: &&Expression| match **atom {
            Expression::Date { fact, test: DateTest::Compare(operator, _) } => holds(operator, if fact == one { order } else { order.reverse() }),
            _ => false,
        };
        atoms.iter().map(holds).collect::<Cell>()
    };
    possible.map(cell).collect()
}

/// Is the atom met if the date is this day?
fn holds_on(day: NaiveDate, date: FactId, atom: &Expression, documentation: Documentation<'_>) -> bool {
    let (request, service) = (documentation.case.request_date(), documentation.case.service_date());
    let day_of = |fact| if fact == date { day } else { documentation.days(fact).first };
    match *atom {
        Expression::Age { test, .. } => number_passes(u64::from(age_in_years(day, service)), test),
        Expression::Date { fact, test } => match test {
            DateTest::AtLeastAgo(duration) => day <= duration.before(request),
            DateTest::Within(duration) => duration.before(request) <= day && day <= request,
            DateTest::Between(first, last) => first <= day && day <= last,
            DateTest::Compare(operator, DateOperand::Day(bound)) => holds(operator, day.cmp(&bound)),
            DateTest::Compare(operator, DateOperand::Fact(other)) => holds(operator, day_of(fact).cmp(&day_of(other))),
        },
        _ => false,
    }
}

/// The days at which the atom may change its mind.
fn bounds(atom: &Expression, documentation: Documentation<'_>) -> Vec<NaiveDate> {
    let (request, service) = (documentation.case.request_date(), documentation.case.service_date());
    match *atom {
        Expression::Age { test, .. } => {
            let (low, high) = match test {
                CountTest::Compare(_, bound) => (bound, bound),
                CountTest::Between(low, high) => (low, high),
            };
            let ages = [low.saturating_sub(1), low, low.saturating_add(1), high, high.saturating_add(1)];
            ages.into_iter().map(|age| Duration::new(age, CalendarUnit::Years).before(service)).collect()
        }
        Expression::Date { fact, test } => match test {
            DateTest::AtLeastAgo(duration) => vec![duration.before(request)],
            DateTest::Within(duration) => vec![duration.before(request), request],
            DateTest::Between(first, last) => vec![first, last],
            DateTest::Compare(_, DateOperand::Day(bound)) => vec![bound],
            DateTest::Compare(_, DateOperand::Fact(other)) => [fact, other].into_iter().filter_map(|fact| documentation.days(fact).exact()).collect(),
        },
        _ => Vec::new(),
    }
}

fn around(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let before = (1..=MARGIN).filter_map(move |days| day.checked_sub_days(Days::new(days)));
    let after = (0..=MARGIN).filter_map(move |days| day.checked_add_days(Days::new(days)));
    before.chain(after)
}
