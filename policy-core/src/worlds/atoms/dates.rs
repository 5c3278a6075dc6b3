//! The cells of dates: of one date and the ages derived from it, and of dates that are compared
//! with each other.

use super::orders::{self, Pair};
use super::{Cell, Cells, Example, first_of_each};
use crate::calendar::{CalendarDuration, CalendarUnit, age_in, latest_birth_date_for_age};
use crate::case::validate::birth_dates;
use crate::evaluate::reference::{Days, Documentation, age_passes, holds};
use crate::policy::{CountTest, DateTest, Day, Expression, Region, Term};
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use core::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// How many days around a bound must be tried one by one: the birthdays of February 28 and 29 are a
/// day apart, and this many dates can be in any order between two bounds.
const MARGIN: u64 = 3;

/// With more combinations of days than this, atoms count as independent.
const COMBINATIONS: usize = 50_000;

/// Atoms on dates, with one cell for all the days that they treat alike. `None` if there are too
/// many combinations.
pub(super) fn cells(
    facts: &[FactId],
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Cells> {
    let dates = facts.iter().map(|fact| OpenDate::of(*fact, facts, atoms, chart));
    let dates = dates.collect::<Vec<_>>();
    // Usually, one date is compared with each of the others, and these with no other.
    let is_hub = |hub: &OpenDate<'_>| {
        let mut others = dates.iter().filter(|date| date.fact != hub.fact);
        others.all(|date| date.is_compared_with(hub.fact, facts))
    };
    let any_hub = dates.iter().find(|date| is_hub(date));
    let combinations = any_hub.and_then(|hub| around_hub(hub, &dates, chart));
    let combinations = match combinations {
        Some(combinations) => combinations,
        // For ages, the distance between two dates matters.
        None if dates.iter().any(OpenDate::is_aged) => return None,
        None => in_every_order(&dates, facts, chart)?,
    };
    let cell = |days: &[NaiveDate]| {
        atoms.iter().map(|atom| holds_on(days, facts, atom, chart)).collect::<Cell>()
    };
    Some(first_of_each(combinations.into_iter().map(|days| (cell(&days), Example::Days(days)))))
}

/// An open date, and what is asked about it.
struct OpenDate<'a> {
    fact: FactId,
    possible: Days,
    atoms: Vec<&'a Expression>,
    /// The days on which the answer of an atom may change, whatever the other dates are.
    bounds: BTreeSet<NaiveDate>,
}

impl<'a> OpenDate<'a> {
    fn of(
        fact: FactId,
        facts: &[FactId],
        atoms: &[&'a Expression],
        chart: Documentation<'_>,
    ) -> OpenDate<'a> {
        let mut possible = chart.days(fact);
        if birth_dates(chart.vocabulary).contains(&fact) {
            possible.last = possible.last.min(chart.chart.service_date());
        }
        let asks = |atom: &&Expression| atom.subjects().any(|asked| asked == fact);
        let atoms = atoms.iter().copied().filter(asks).collect::<Vec<_>>();
        let alone = |atom: &&&Expression| {
            atom.subjects().all(|asked| asked == fact || !facts.contains(&asked))
        };
        let ends = [possible.first, possible.last]
            .into_iter()
            .filter(|end| ![NaiveDate::MIN, NaiveDate::MAX].contains(end));
        let asked = atoms.iter().filter(alone).flat_map(|atom| bounds(atom, fact, None, chart));
        let bounds = asked.chain(ends).collect();
        OpenDate { fact, possible, atoms, bounds }
    }

    /// The only open date that it is compared with, if there is one.
    fn is_compared_with(&self, hub: FactId, open: &[FactId]) -> bool {
        let compared = self.atoms.iter().flat_map(|atom| atom.subjects());
        let mut others = compared.filter(|fact| *fact != self.fact && open.contains(fact));
        others.all(|fact| fact == hub)
    }

    /// The days of a date, this one or another, on which the result of the comparison with the
    /// other changes if the one that is not asked for is this day.
    fn bounds_with<'s>(
        &'s self,
        other: FactId,
        of: FactId,
        day: NaiveDate,
        chart: Documentation<'s>,
    ) -> impl Iterator<Item = NaiveDate> + 's {
        let both = self.atoms.iter().filter(move |atom| atom.subjects().any(|fact| fact == other));
        both.flat_map(move |atom| bounds(atom, of, Some(day), chart))
    }

    /// An age on another open date.
    fn is_aged(&self) -> bool {
        let is_age =
            |atom: &&&Expression| matches!(atom, Expression::Test { term: Term::Age { .. }, .. });
        self.atoms.iter().filter(is_age).any(|atom| atom.subjects().count() > 1)
    }

    /// Days that represent all possible days: those close to one of the bounds.
    fn near(&self, bounds: impl Iterator<Item = NaiveDate>, margin: u64) -> BTreeSet<NaiveDate> {
        let near = bounds.flat_map(|bound| around(bound, margin));
        near.filter(|day| self.possible.first <= *day && *day <= self.possible.last).collect()
    }

    /// The ranges of possible days that the atoms on this date alone treat alike, as first and last
    /// day.
    fn stretches(
        &self,
        [first, last]: [NaiveDate; 2],
        facts: &[FactId],
        chart: Documentation<'_>,
    ) -> Vec<[NaiveDate; 2]> {
        let (first, last) = (self.possible.first.max(first), self.possible.last.min(last));
        let near = self.bounds.iter().flat_map(|bound| around(*bound, MARGIN));
        let begin = near.chain([first]).filter(|day| first <= *day && *day <= last);
        let begin = begin.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        let ends = begin.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([last]);
        let alone = |atom: &&&Expression| {
            atom.subjects().all(|asked| asked == self.fact || !facts.contains(&asked))
        };
        let answers = |day: NaiveDate| {
            let atoms = self.atoms.iter().filter(alone);
            atoms.map(|atom| holds_on(&[day], &[self.fact], atom, chart)).collect::<Cell>()
        };
        let mut found = Vec::<(Cell, [NaiveDate; 2])>::new();
        for (first, last) in begin.iter().copied().zip(ends) {
            match found.last_mut() {
                Some((known, [_, end])) if *known == answers(first) => *end = last,
                _ => found.push((answers(first), [first, last])),
            }
        }
        found.into_iter().map(|(_, stretch)| stretch).collect()
    }

    /// The orders of this date relative to another one, grouped by the answers of the atoms on
    /// both.
    fn orders_to(&self, other: FactId, chart: Documentation<'_>) -> Vec<Vec<Ordering>> {
        let day = chart.chart.request_date();
        let both = self.atoms.iter().filter(|atom| atom.subjects().any(|fact| fact == other));
        let both = both.collect::<Vec<_>>();
        let mut found = BTreeMap::<Cell, Vec<Ordering>>::new();
        for order in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
            let own = match order {
                Ordering::Less => day.pred_opt(),
                Ordering::Equal => Some(day),
                Ordering::Greater => day.succ_opt(),
            };
            let own = own.unwrap_or(day);
            let holds =
                |atom: &&&Expression| holds_on(&[own, day], &[self.fact, other], atom, chart);
            found.entry(both.iter().map(holds).collect()).or_default().push(order);
        }
        found.into_values().collect()
    }

    /// One day for each possible answer about the date if the hub is this day.
    fn days_for(&self, hub: FactId, day: NaiveDate, chart: Documentation<'_>) -> Vec<NaiveDate> {
        let with_hub = self.bounds_with(hub, self.fact, day, chart);
        let bounds = self.bounds.iter().copied().chain(with_hub);
        let mut answers = BTreeSet::new();
        let mut days = self.near(bounds, 1);
        days.retain(|own| {
            let holds = |atom: &&Expression| holds_on(&[*own, day], &[self.fact, hub], atom, chart);
            answers.insert(self.atoms.iter().map(holds).collect::<Cell>())
        });
        days.into_iter().collect()
    }
}

/// Days that give every combination of answers that the atoms can have: for each of a few days of
/// the hub, a day of each other date for every answer about these two.
fn around_hub(
    hub: &OpenDate<'_>,
    dates: &[OpenDate<'_>],
    chart: Documentation<'_>,
) -> Option<Vec<Vec<NaiveDate>>> {
    let others = || dates.iter().filter(|date| date.fact != hub.fact);
    let of_others = others().flat_map(|date| {
        let of_hub = |day: &NaiveDate| date.bounds_with(hub.fact, hub.fact, *day, chart);
        date.bounds.iter().flat_map(of_hub)
    });
    let mut of_hub = hub.bounds.iter().copied().chain(of_others).collect::<BTreeSet<_>>();
    if of_hub.is_empty() {
        of_hub.insert(chart.chart.service_date());
    }
    let mut combinations = Vec::new();
    for day in hub.near(of_hub.into_iter(), MARGIN) {
        let mut begun = vec![Vec::new()];
        for date in dates {
            let chosen =
                if date.fact == hub.fact { vec![day] } else { date.days_for(hub.fact, day, chart) };
            begun = begun
                .iter()
                .flat_map(|first: &Vec<NaiveDate>| {
                    chosen.iter().map(move |day| [first.as_slice(), &[*day]].concat())
                })
                .collect();
            if begun.len().saturating_add(combinations.len()) > COMBINATIONS {
                return None;
            }
        }
        combinations.append(&mut begun);
    }
    Some(combinations)
}

/// Days in every order that the atoms distinguish.
fn in_every_order(
    dates: &[OpenDate<'_>],
    facts: &[FactId],
    chart: Documentation<'_>,
) -> Option<Vec<Vec<NaiveDate>>> {
    let bounds = dates.iter().flat_map(|date| &date.bounds).copied().collect::<BTreeSet<_>>();
    let around_all = [bounds.first(), bounds.last()]
        .map(|bound| bound.copied().unwrap_or_else(|| chart.chart.service_date()));
    // Before the first bound and after the last, there is room for all of them.
    let room = chrono::Days::new(u64::try_from(dates.len()).ok()?.checked_add(MARGIN)?);
    let [first, last] = around_all;
    let ends = [first.checked_sub_days(room)?, last.checked_add_days(room)?];
    let stretches = dates.iter().map(|date| date.stretches(ends, facts, chart)).collect::<Vec<_>>();
    let mut pairs = Vec::new();
    for (one, date) in dates.iter().enumerate() {
        for (other, compared) in dates.iter().enumerate().skip(one.saturating_add(1)) {
            let orders = date.orders_to(compared.fact, chart);
            if orders.len() > 1 {
                pairs.push(Pair { one, other, orders });
            }
        }
    }
    orders::combinations(&stretches, &pairs)
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

/// The days of a date on which the answer of the atom may change if the other date in its
/// comparison, when open, is this day.
fn bounds(
    atom: &Expression,
    of: FactId,
    other: Option<NaiveDate>,
    chart: Documentation<'_>,
) -> Vec<NaiveDate> {
    let request = chart.chart.request_date();
    let known = |day: Day| other.or_else(|| chart.exact(day));
    match *atom {
        Expression::Test { term: Term::Age { birth_date, at, unit }, region } => {
            let Some(day) = known(if of == birth_date { at } else { Day::Fact(birth_date) }) else {
                return Vec::new();
            };
            let bound = |age: CalendarDuration| {
                if of == birth_date { latest_birth_date_for_age(age, day) } else { age.after(day) }
            };
            ages(unit, region).into_iter().map(bound).chain([day]).collect()
        }
        Expression::Test { term: Term::Date(fact), region: Region::Day(test) } => match test {
            DateTest::AtLeastAgo(duration) => vec![duration.before(request)],
            DateTest::Within(duration) => vec![duration.before(request), request],
            DateTest::Between(first, last) => vec![first, last],
            DateTest::Compare(_, compared) => {
                let day = if of == fact { compared } else { Day::Fact(fact) };
                known(day).into_iter().collect()
            }
        },
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => Vec::new(),
    }
}

/// The ages at which the answer to a question about an age changes.
fn ages(unit: CalendarUnit, region: Region) -> Vec<CalendarDuration> {
    let Some(asked) = region.whole().map(CountTest::interval) else { return Vec::new() };
    let first_of_next = asked.high().checked_add(1);
    let changes = [Some(asked.low()), first_of_next].into_iter().flatten();
    changes
        .filter_map(|age| u32::try_from(age).ok())
        .map(|age| CalendarDuration::new(age, unit))
        .collect()
}

fn around(day: NaiveDate, margin: u64) -> impl Iterator<Item = NaiveDate> {
    let before = (1..=margin).filter_map(move |days| day.checked_sub_days(chrono::Days::new(days)));
    let after = (0..=margin).filter_map(move |days| day.checked_add_days(chrono::Days::new(days)));
    before.chain(after)
}
