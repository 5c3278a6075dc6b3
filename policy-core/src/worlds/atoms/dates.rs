//! The cells of dates: of one date and the ages derived from it, and of dates that are compared
//! with each other.

use super::orders::{self, Pair};
use super::{Cell, Cells, Completeness, Example, first_of_each};
use crate::calendar::{CalendarDuration, CalendarUnit, Shift, age_in, latest_birth_date_for_age};
use crate::case::validate::birth_dates;
use crate::evaluate::reference::{Days, Documentation, Span, When, age_passes, holds};
use crate::policy::{CountTest, DateTest, Day, End, Expression, Region, Term};
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use core::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// How many days around a bound must be tried one by one: the birthdays of February 28 and 29 are a
/// day apart, and this many dates can be in any order between two bounds.
const MARGIN: u64 = 3;

/// With more combinations of days than this, atoms count as independent.
const COMBINATIONS: usize = 50_000;

/// With more dates that may never have been than this, atoms count as independent.
const MOST_NEVER: usize = 7;

/// Atoms on dates, one cell for all the days that they treat alike. `None` where there are too many
/// combinations.
pub(super) fn cells(
    facts: &[FactId],
    atoms: &[&Expression],
    chart: Documentation<'_>,
    completeness: Completeness,
) -> Option<Cells> {
    let births = birth_dates(chart.vocabulary);
    // An age at a day that never was is unknown.
    let has_ages = |fact: FactId| {
        let is_at = |atom: &&Expression| matches!(**atom, Expression::Test { term: Term::Age { at, .. }, .. } if at == Day::Fact(fact));
        completeness == Completeness::Decided && atoms.iter().any(is_at)
    };
    let may_be_never = |fact: &&FactId| {
        !births.contains(fact) && chart.days(**fact).can_be_never && !has_ages(**fact)
    };
    let may_be_never = facts.iter().filter(may_be_never).copied().collect::<Vec<_>>();
    if may_be_never.len() > MOST_NEVER {
        return None;
    }
    let mut found = Vec::new();
    // First those that were: they make the better examples.
    for never in 0..1_u32.checked_shl(u32::try_from(may_be_never.len()).ok()?)? {
        let is_never = |fact: &FactId| {
            let position = may_be_never.iter().position(|never| never == fact);
            let bit = position.and_then(|position| u32::try_from(position).ok());
            bit.and_then(|bit| never.checked_shr(bit)).is_some_and(|rest| rest & 1 == 1)
        };
        let had = facts.iter().copied().filter(|fact| !is_never(fact)).collect::<Vec<_>>();
        for days in combinations(&had, atoms, chart)? {
            let mut days = days.into_iter();
            let when = facts.iter().map(|fact| if is_never(fact) { None } else { days.next() });
            let days = when.collect::<Vec<_>>();
            let holds = |atom: &&Expression| holds_on(&days, facts, atom, chart);
            found.push((atoms.iter().map(holds).collect::<Cell>(), Example::Days(days)));
        }
    }
    Some(first_of_each(found))
}

/// Days for some dates that were, in all combinations that the atoms tell apart.
fn combinations(
    facts: &[FactId],
    atoms: &[&Expression],
    chart: Documentation<'_>,
) -> Option<Vec<Vec<NaiveDate>>> {
    // What else an atom asks about is known, or never was.
    let dates = facts.iter().map(|fact| OpenDate::of(*fact, facts, atoms, chart));
    let dates = dates.collect::<Vec<_>>();
    if dates.is_empty() {
        return Some(vec![Vec::new()]);
    }
    // Mostly one date is compared with each of the others, and these with no other.
    let is_hub = |hub: &OpenDate<'_>| {
        let mut others = dates.iter().filter(|date| date.fact != hub.fact);
        others.all(|date| date.is_compared_with(hub.fact, facts))
    };
    let any_hub = dates.iter().find(|date| is_hub(date));
    match any_hub.and_then(|hub| around_hub(hub, &dates, chart)) {
        Some(combinations) => Some(combinations),
        // How far apart two dates are matters.
        None if dates.iter().any(|date| date.is_measured(facts)) => None,
        None => in_every_order(&dates, facts, chart),
    }
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

    /// It is asked how far it lies from another open date.
    fn is_measured(&self, open: &[FactId]) -> bool {
        let with_another =
            |atom: &&&Expression| atom.subjects().filter(|fact| open.contains(fact)).count() > 1;
        self.atoms.iter().filter(with_another).any(|atom| match atom {
            Expression::Test { term: Term::Age { .. }, .. } => true,
            Expression::Test { region: Region::Day(DateTest::In(window)), .. } => {
                window.ends().any(|end| end.shift != Shift::None)
            }
            Expression::Test { .. }
            | Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. } => false,
        })
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
            atoms.map(|atom| holds_on(&[Some(day)], &[self.fact], atom, chart)).collect::<Cell>()
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
            let holds = |atom: &&&Expression| {
                holds_on(&[Some(own), Some(day)], &[self.fact, other], atom, chart)
            };
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
            let holds = |atom: &&Expression| {
                holds_on(&[Some(*own), Some(day)], &[self.fact, hub], atom, chart)
            };
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

/// Is the atom met if the dates are these days, or never were?
fn holds_on(
    days: &[Option<NaiveDate>],
    dates: &[FactId],
    atom: &Expression,
    chart: Documentation<'_>,
) -> bool {
    let day_of = |fact: FactId| {
        let known = || (!chart.days(fact).is_never()).then(|| chart.days(fact).first);
        let chosen = dates.iter().position(|date| *date == fact);
        chosen.and_then(|position| days.get(position)).map_or_else(known, |day| *day)
    };
    let named = |day| match day {
        Day::On(day) => Some(day),
        Day::Fact(fact) => day_of(fact),
    };
    match *atom {
        Expression::Test { term: Term::Age { birth_date, at, unit }, region } => {
            // An age at a day that never was is unknown.
            let (Some(birth), Some(day)) = (day_of(birth_date), named(at)) else { return false };
            let age = age_in(unit, birth, day);
            region.whole().is_some_and(|test| age_passes(age, test))
        }
        Expression::Test { term: Term::Date(fact), region: Region::Day(test) } => {
            let Some(day) = day_of(fact) else { return false };
            match test {
                DateTest::In(window) => {
                    let when = |end: End| (end, named(end.day).map_or(When::Never, When::On));
                    Span::between(window.from.map(when), window.to.map(when))
                        .is_some_and(|span| span.contains(day))
                }
                DateTest::Compare(operator, other) => {
                    named(other).is_some_and(|other| holds(operator, day.cmp(&other)))
                }
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
    let known = |day: Day| chart.exact(day).or(other);
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
            DateTest::In(window) if of == fact => {
                let ends = window.ends();
                ends.filter_map(|end| Some(end.shift.from(known(end.day)?))).collect()
            }
            DateTest::In(window) => {
                let ends = window.ends().filter(|end| end.day == Day::Fact(of));
                let day = known(Day::Fact(fact));
                // The way back from the end of a month may lead to a day near it.
                let back = |end: End| day.map(|day| around(end.shift.back_from(day), MARGIN));
                ends.filter_map(back).flatten().collect()
            }
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
